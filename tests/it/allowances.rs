//! What a team allows: it holds for what it names and for nothing else, and an article cannot allow itself.

use crate::run::run;
use crate::scratch::{APPLES, CHOIR, FERRY, Scratch, assert_code};
use std::fs;

const PATHS: &str = "paths = [\"content\"]\n";

fn rule(copy: &str, source: &str, more: &str) -> String {
    format!("[[suppress]]\ncopy = \"{copy}\"\nsource = \"{source}\"\nreason = \"bought\"\n{more}")
}

/// The copies that fail.
fn failing(scratch: &Scratch, args: &[&str]) -> Vec<String> {
    let ran = scratch.check(&[&["--format", "concise", "--min-level", "error"], args].concat());
    assert!(ran.code < 2, "{}", ran.stderr);
    ran.stdout.lines().map(|line| line.split(':').next().unwrap_or_default().to_string()).collect()
}

#[test]
fn what_is_allowed_of_one_source_is_not_allowed_of_another_with_the_same_words() {
    let scratch = Scratch::new();
    scratch.write("content/rival.md", &format!("{FERRY}\nThe rival paper adds that the captain has sailed this route for thirty years.\n"));
    scratch.write("content/ferry.md", FERRY);
    let rules = rule("content/rival.md", "content/ferry.md", "");
    scratch.write("copydesk.toml", &format!("{PATHS}{rules}"));
    scratch.commit();
    assert_eq!(failing(&scratch, &[]), Vec::<String>::new());
    scratch.write("content/new.md", FERRY);
    let both = format!("{}{}", rule("content/new.md", "content/ferry.md", ""), rule("content/nowhere.md", "content/rival.md", ""));
    scratch.write("copydesk.toml", &format!("{PATHS}{both}"));
    assert_eq!(failing(&scratch, &["--changed-since", "HEAD"]), ["content/new.md"]);
    // The two sources are an allowed pair themselves, so the allowance covers what they have in common.
    scratch.write("copydesk.toml", &format!("{PATHS}{rules}{both}"));
    assert_eq!(failing(&scratch, &["--changed-since", "HEAD"]), Vec::<String>::new());
}

#[test]
fn a_rule_of_a_pair_holds_both_ways_and_with_its_fingerprint_under_new_names() {
    let scratch = Scratch::new();
    scratch.write("content/old.md", FERRY);
    scratch.write("content/orig.md", &format!("{FERRY}\nThe inquiry begins on Monday at the harbour office.\n"));
    scratch.write("copydesk.toml", PATHS);
    scratch.commit();
    let found = scratch.check(&["--format", "human"]);
    assert_code(&found, 1);
    let line = found
        .stdout
        .lines()
        .find_map(|line| line.find("{ copy").map(|at| &line[at..]))
        .expect("a rule")
        .replace("reason = \"\"", "reason = \"bought\"");
    scratch.write("copydesk.toml", &format!("{PATHS}suppress = [\n{line}\n]\n"));
    assert_eq!(failing(&scratch, &["--strict"]), Vec::<String>::new());
    // Either of the two is touched or renamed.
    scratch.write("content/orig.md", &format!("Corrected.\n\n{}", scratch.read("content/orig.md")));
    assert_eq!(failing(&scratch, &["--changed-since", "HEAD"]), Vec::<String>::new());
    for (from, to) in [("content/old.md", "content/a/newer.md"), ("content/orig.md", "content/z/first.md")] {
        fs::create_dir_all(scratch.path().join(to).parent().expect("a folder")).expect("made");
        scratch.git(&["mv", from, to]);
        for way in [&["--changed-since", "HEAD"][..], &[]] {
            assert_eq!(failing(&scratch, way), Vec::<String>::new(), "{to} {way:?}");
        }
    }
    // A further copy is no renamed one as long as the two are there.
    scratch.git(&["mv", "content/a/newer.md", "content/old.md"]);
    scratch.git(&["mv", "content/z/first.md", "content/orig.md"]);
    scratch.write("content/third.md", FERRY);
    assert_eq!(failing(&scratch, &["--changed-since", "HEAD"]), ["content/third.md"]);
    // A fingerprint of other rules is refused.
    let old = line.replace('@', "@0.");
    scratch.write("copydesk.toml", &format!("{PATHS}suppress = [\n{old}\n]\n"));
    let refused = scratch.check(&[]);
    assert_code(&refused, 2);
    assert!(refused.stderr.contains("copydesk.toml:3: `fingerprint` was made by the rules of another release"), "{}", refused.stderr);
}

#[test]
fn an_article_does_not_allow_itself() {
    let scratch = Scratch::new();
    let against = format!("{PATHS}against = [\"wire\"]\n");
    let on = format!("{against}allow-in-articles = true\n");
    let allowed = format!("---\ncopydesk-allow: source=\"wire/ferry.txt\" reason=\"bought, invoice 17\"\n---\n{FERRY}");
    scratch.write("content/copy.md", &allowed);
    // Switched off, then with the change that is checked, then committed.
    assert_eq!(failing(&scratch, &[]), ["content/copy.md"]);
    scratch.write("copydesk.toml", &on);
    for way in [&["--changed-since", "HEAD"][..], &["--staged"], &[]] {
        scratch.git(&["add", "--all"]);
        assert_eq!(failing(&scratch, way), ["content/copy.md"], "{way:?}");
        let said = scratch.check(way).stderr;
        assert!(said.contains("content/copy.md:2: an allowance that comes with the change that is checked does not hold yet"), "{said}");
    }
    scratch.commit();
    assert_eq!(failing(&scratch, &[]), Vec::<String>::new());
    assert_eq!(failing(&scratch, &["--baseline-from-ref", "HEAD~1"]), ["content/copy.md"]);
    scratch.write("content/copy.md", &allowed.replace("Divers", "Some divers"));
    for way in [&["--changed-since", "HEAD"][..], &[]] {
        assert_eq!(failing(&scratch, way), Vec::<String>::new(), "{way:?}");
    }
    // Another source, a comment with a day that is over.
    scratch.write("content/copy.md", &format!("<!-- copydesk-allow source=\"wire/*\" reason=\"bought\" until=\"2020-01-01\" -->\n{FERRY}"));
    scratch.commit();
    assert_eq!(failing(&scratch, &[]), ["content/copy.md"]);
    scratch.write("content/copy.md", &format!("<!-- copydesk-allow source=\"wire/other.txt\" -->\n{FERRY}"));
    let said = scratch.check(&[]).stderr;
    assert!(said.contains("content/copy.md:1: not allowed by this line: an allowance names a source and a reason"), "{said}");
}

#[test]
fn patterns_name_paths() {
    let scratch = Scratch::new();
    for name in ["content/in/en/a.md", "content/in/de/b.md", "content/in/en/deep/c.md"] {
        scratch.write(name, FERRY);
    }
    scratch.write("copydesk.toml", "paths = [\"content/*/en/**/*.md\"]\nagainst = [\"w*re\"]\n");
    let wanted = ["content/in/en/a.md", "content/in/en/deep/c.md"];
    for way in [&[][..], &["--changed-since", "HEAD"]] {
        assert_eq!(failing(&scratch, way), wanted, "{way:?}");
    }
    scratch.git(&["add", "--all"]);
    assert_eq!(failing(&scratch, &["--staged"]), wanted);
    let below = run(&scratch.path().join("content/in/de"), &["check", "*.md", "--format=concise"], b"");
    assert!(below.stdout.starts_with("content/in/de/b.md:"), "{} {}", below.stdout, below.stderr);
    let none = scratch.check(&["content/*.rst"]);
    assert_code(&none, 2);
    assert!(none.stderr.contains("content/*.rst: no article matches"), "{}", none.stderr);
}

#[test]
fn a_run_over_nothing_can_fail() {
    let scratch = Scratch::new();
    let nothing = ["--changed-since", "HEAD"];
    assert_code(&scratch.check(&nothing), 0);
    assert_code(&scratch.check(&[&nothing[..], &["--fail-on-empty"]].concat()), 1);
    assert_code(&scratch.check(&["--fail-on-empty"]), 0);
    scratch.write("content/empty.md", "\n");
    assert_code(&scratch.check(&[]), 0);
    assert_code(&scratch.check(&["--fail-on-empty"]), 1);
}

#[test]
fn many_copies_of_one_text_are_one_annotation() {
    let scratch = Scratch::new();
    for number in 10..40 {
        scratch.write(&format!("content/copy-{number}.md"), FERRY);
    }
    scratch.write("wire/more.txt", &format!("{APPLES}\n{CHOIR}"));
    let ran = scratch.check(&["--format", "github"]);
    assert_code(&ran, 1);
    let errors: Vec<&str> = ran.stdout.lines().filter(|line| line.starts_with("::error ")).collect();
    assert!(errors.len() <= 3 && errors[0].contains("%0AThe same wording in 29 more articles: content/copy-11.md, "), "{}", ran.stdout);
}
