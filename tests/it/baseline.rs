//! The baseline over the life of a repository: what it knows stays known, and nothing else passes with it.

use crate::scratch::{APPLES, CHOIR, FERRY, Scratch, assert_code};

const SETTINGS: &str = "paths = [\"content\"]\nbaseline = \"copydesk-baseline.tsv\"\n";

/// A committed tree in which one copy is known.
fn known() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("content/ferry.md", FERRY);
    scratch.write("content/old.md", FERRY);
    scratch.write("copydesk.toml", SETTINGS);
    assert_code(&scratch.check(&["--update-baseline", "-q"]), 0);
    scratch.commit();
    assert_code(&scratch.check(&["--strict"]), 0);
    scratch
}

/// The copies that fail.
fn failing(scratch: &Scratch, args: &[&str]) -> Vec<String> {
    let ran = scratch.check(&[&["--format", "concise", "--min-level", "error"], args].concat());
    assert!(ran.code < 2, "{}", ran.stderr);
    assert_eq!(ran.code == 1, !ran.stdout.is_empty(), "{}", ran.stdout);
    ran.stdout.lines().map(|line| line.split(':').next().unwrap_or_default().to_string()).collect()
}

/// The ways to check what is in the working tree, all of it staged.
fn ways<'w>() -> Vec<Vec<&'w str>> {
    let baseline = ["--baseline-from-ref", "HEAD"];
    let ways = [&["--changed-since", "HEAD"][..], &["--staged"], &[]];
    let known = ways.iter().map(|way| way.to_vec());
    known.chain(ways.iter().map(|way| [way, &baseline[..]].concat())).collect()
}

#[test]
fn a_further_copy_of_a_known_passage_fails_however_it_is_checked() {
    let scratch = known();
    for name in ["zz", "aa"] {
        scratch.write(&format!("content/{name}.md"), FERRY);
    }
    scratch.git(&["add", "--all"]);
    for way in ways() {
        // With a commit for a baseline there is no file.
        let settings = if way.contains(&"--baseline-from-ref") { "paths = [\"content\"]\n" } else { SETTINGS };
        scratch.write("copydesk.toml", settings);
        assert_eq!(failing(&scratch, &way), ["content/aa.md", "content/zz.md"], "{way:?}");
    }
}

#[test]
fn a_line_of_a_pair_holds_both_ways_and_survives_edits_and_renames() {
    let scratch = known();
    let touched = FERRY.replace("Ferry aground", "Ferry still aground");
    scratch.write("content/ferry.md", &touched);
    scratch.git(&["add", "--all"]);
    for way in [&["--changed-since", "HEAD"][..], &["--staged"], &[]] {
        assert_eq!(failing(&scratch, way), Vec::<String>::new(), "{way:?}");
    }
    for (from, to) in [("content/old.md", "content/moved.md"), ("content/ferry.md", "content/a-moved.md")] {
        scratch.git(&["mv", from, to]);
        for way in [&["--changed-since", "HEAD"][..], &["--staged"], &[]] {
            assert_eq!(failing(&scratch, way), Vec::<String>::new(), "{to} {way:?}");
        }
    }
}

#[test]
fn less_of_a_known_copy_is_known() {
    let scratch = Scratch::new();
    scratch.write(
        "copydesk.toml",
        "paths = [\"content\"]\nagainst = [\"wire\"]\nbaseline = \"copydesk-baseline.tsv\"\nfail-on = \"partial\"\n",
    );
    scratch.write("content/copy.md", FERRY);
    assert_code(&scratch.check(&["--update-baseline", "-q"]), 0);
    scratch.commit();
    let paragraphs: Vec<&str> = FERRY.split("\n\n").collect();
    for left in [&paragraphs[..3], &paragraphs[2..], &paragraphs[1..2]] {
        let own = format!("{}\n\n{APPLES}\n\n{CHOIR}", left.join("\n\n"));
        scratch.write("content/copy.md", &own);
        for way in [&["--changed-since", "HEAD"][..], &[]] {
            assert_eq!(failing(&scratch, way), Vec::<String>::new(), "{left:?}");
        }
        scratch.write("content/other.md", &own);
        assert!(failing(&scratch, &[]).contains(&"content/other.md".to_string()));
        std::fs::remove_file(scratch.path().join("content/other.md")).expect("removed");
    }
}

#[test]
fn a_part_of_the_paths_updates_a_part_of_the_lines() {
    let scratch = known();
    scratch.write("more/a.md", FERRY);
    scratch.write("more/b.md", FERRY);
    let before = scratch.read("copydesk-baseline.tsv");
    assert_code(&scratch.check(&["more", "--update-baseline"]), 0);
    let after = scratch.read("copydesk-baseline.tsv");
    let lines = |text: &str| -> Vec<String> { text.lines().filter(|line| !line.starts_with('#')).map(String::from).collect() };
    assert_eq!((lines(&before).len(), lines(&after).len()), (1, 2));
    assert!(lines(&before).iter().all(|line| lines(&after).contains(line)));
    // A look at one article says of no line of others that it holds for nothing.
    let one = scratch.check(&["content/apples.md", "--against", "content/choir.md", "--strict"]);
    assert_code(&one, 0);
    assert!(!one.stderr.contains("nothing any more"), "{}", one.stderr);
}

#[test]
fn what_holds_for_nothing_is_pruned_and_fails_a_strict_run() {
    let scratch = known();
    assert_code(&scratch.check(&["--no-config", "content", "--against", "wire", "--baseline", "none.tsv", "--prune-baseline"]), 2);
    scratch.write("content/new.md", FERRY);
    scratch.write("content/old.md", "Rain fell on the valley all night, and the river rose by a hand's breadth before the morning.\n");
    let ran = scratch.check(&["--fail-on", "none"]);
    assert_code(&ran, 0);
    assert!(ran.stderr.contains("1 baseline entry matches nothing any more (the first is content/old.md)"), "{}", ran.stderr);
    assert_code(&scratch.check(&["--fail-on", "none", "--strict"]), 1);
    assert_eq!(failing(&scratch, &["--prune-baseline"]), ["content/new.md"]);
    assert!(!scratch.read("copydesk-baseline.tsv").contains("content/"));
    assert_code(&scratch.check(&["--fail-on", "none", "--strict"]), 0);
    let rule = "[[suppress]]\ncopy = \"content/nowhere.md\"\nreason = \"gone\"\n";
    scratch.write("copydesk.toml", &format!("{SETTINGS}{rule}"));
    assert_code(&scratch.check(&["--fail-on", "none", "--strict"]), 1);
}

#[test]
fn findings_of_any_level_can_be_known_and_are_then_silent() {
    let scratch = Scratch::new();
    let first = FERRY.split("\n\n").nth(1).expect("a paragraph");
    scratch.write("content/part.md", &format!("{APPLES}\n{first}\n\n{CHOIR}"));
    let args = ["--format", "concise", "--baseline", "known.tsv"];
    let shown = scratch.check(&["--format", "concise"]);
    assert_code(&shown, 0);
    assert!(shown.stdout.starts_with("content/part.md:") && shown.stdout.contains(": warning: "), "{}", shown.stdout);
    assert_eq!(scratch.check(&["--format", "concise", "--min-level", "error"]).stdout, "");
    assert_code(&scratch.check(&[&args[..], &["--update-baseline"]].concat()), 0);
    assert!(scratch.check(&args).stdout.contains(": warning: "), "only what fails is known");
    assert_code(&scratch.check(&[&args[..], &["--update-baseline", "--min-level", "warning"]].concat()), 0);
    assert_eq!(scratch.check(&args).stdout, "");
}

#[test]
fn two_branches_that_each_add_a_line_merge() {
    let scratch = known();
    scratch.git(&["branch", "other"]);
    for (branch, name, text) in [("main", "apples", APPLES), ("other", "choir", CHOIR)] {
        scratch.git(&["checkout", "--quiet", branch]);
        scratch.write(&format!("content/second-{name}.md"), text);
        scratch.write(&format!("content/third-{name}.md"), FERRY);
        assert_code(&scratch.check(&["--update-baseline", "-q"]), 0);
        scratch.commit();
    }
    scratch.git(&["merge", "--quiet", "--no-edit", "main"]);
    assert_eq!(failing(&scratch, &["--strict"]), Vec::<String>::new());
}

#[test]
fn the_new_article_is_blamed_where_git_or_the_baseline_tells() {
    let longer = format!("{FERRY}\nA second ferry was sent from the mainland in the evening, and the inquiry begins on Monday.\n");
    // By its text the old one is the copy; git knows that it was there first.
    let scratch = Scratch::new();
    scratch.write("copydesk.toml", "paths = [\"content\"]\n");
    scratch.write("content/old.md", FERRY);
    scratch.commit();
    scratch.write("content/new.md", &longer);
    assert_eq!(failing(&scratch, &[]), ["content/new.md"]);
    scratch.commit();
    assert_eq!(failing(&scratch, &[]), ["content/new.md"]);
    scratch.git(&["mv", "content/old.md", "content/zz.md"]);
    scratch.commit();
    assert_eq!(failing(&scratch, &[]), ["content/new.md"], "a rename is no birth");
    // Without git, by the baseline.
    let bare = Scratch(tempfile::tempdir().expect("a folder"));
    bare.write("copydesk.toml", SETTINGS);
    bare.write("content/old.md", FERRY);
    bare.write("content/older.md", FERRY);
    assert_code(&bare.check(&["--update-baseline", "-q"]), 0);
    bare.write("content/new.md", &longer);
    assert_eq!(failing(&bare, &[]), ["content/new.md"]);
}
