//! The gate in a scratch repository: the story of a team, and what git selects.

use crate::run::{command, run};
use crate::scratch::{CHOIR, FERRY, Scratch, assert_code};
use std::fs;

#[test]
fn the_story_of_a_team() {
    let scratch = Scratch::new();
    let clean = scratch.check(&[]);
    assert_code(&clean, 0);
    assert_eq!(clean.stderr, "note: 2 articles checked against 1: nothing fails (derived or closer).\n");

    // A wire story is pasted.
    scratch.write("content/pasted.md", FERRY);
    let pasted = scratch.check(&["--format", "human"]);
    assert_code(&pasted, 1);
    let said = pasted.stdout.split_once("1 finding fails:\n").expect("a finding").1;
    assert!(said.contains("content/pasted.md:3: the same words as wire/ferry.txt: 104 of its 104 words come"), "{said}");
    assert!(said.contains("lines 3-10"), "{said}");
    let again = said.lines().find_map(|line| line.split_once("copydesk compare ")).expect("a command").1;
    let words: Vec<&str> = std::iter::once("compare").chain(again.split(' ')).collect();
    assert_code(&run(scratch.path(), &words, b""), 0);
    let line = said.lines().find_map(|line| line.find("{ copy").map(|at| &line[at..])).expect("a suppression").to_string();
    assert!(line.starts_with("{ copy = \"content/pasted.md\", source = \"wire/ferry.txt\", fingerprint = \""), "{line}");
    assert!(line.ends_with("\", reason = \"\" },"), "{line}");

    // The team lives with it: the baseline is committed, wherever the file then goes and however it is wrapped.
    assert_code(&scratch.check(&["--update-baseline"]), 0);
    scratch.write("copydesk.toml", "paths = [\"content\"]\nagainst = [\"wire\"]\nbaseline = \"copydesk-baseline.tsv\"\n");
    scratch.commit();
    assert_code(&scratch.check(&[]), 0);
    scratch.git(&["mv", "content/pasted.md", "content/ferry.md"]);
    scratch.write("content/ferry.md", &FERRY.replace(". The", ".\nThe").replace("84\npassengers", "84 passengers"));
    let moved = scratch.check(&["--show-suppressed", "--format", "human"]);
    assert_code(&moved, 0);
    assert!(
        moved.stdout.contains("Allowed:\n  content/ferry.md: ")
            && moved.stdout.contains("in the\n") | moved.stdout.contains("in the baseline")
    );

    // A second copy of the same article fails again.
    scratch.write("content/second.md", FERRY);
    let second = scratch.check(&["--format", "concise"]);
    assert_code(&second, 1);
    assert_eq!(second.stdout.lines().count(), 1);
    assert!(second.stdout.starts_with("content/second.md:3:32: error: the same words as wire/ferry.txt"), "{}", second.stdout);

    // It is allowed, with a reason; one without is refused.
    let settings = |rule: &str| {
        format!("paths = [\"content\"]\nagainst = [\"wire\"]\nbaseline = \"copydesk-baseline.tsv\"\nsuppress = [\n  {rule}\n]\n")
    };
    let rule = line.replace("pasted", "second");
    scratch.write("copydesk.toml", &settings(&rule));
    let refused = scratch.check(&[]);
    assert_code(&refused, 2);
    assert!(refused.stderr.contains("copydesk.toml:5: `reason` is empty"), "{}", refused.stderr);
    scratch.write("copydesk.toml", &settings(&rule.replace("reason = \"\"", "reason = \"bought, invoice 17\"")));
    let allowed = scratch.check(&["--show-suppressed", "--format", "human"]);
    assert_code(&allowed, 0);
    assert!(allowed.stderr.contains("nothing fails (derived or closer); 1 in the baseline, 1 suppressed."), "{}", allowed.stderr);
    assert!(allowed.stdout.contains("bought, invoice 17"), "{}", allowed.stdout);

    assert!(allowed.stdout.starts_with("Allowed:\n"), "only what is allowed, without its text: {}", allowed.stdout);
    let table = format!("{}\n[[suppress]]\ncopy = \"content/second.md\"\nreason = \"bought\"\n", settings(""));
    scratch.write("copydesk.toml", &table);
    assert_code(&scratch.check(&[]), 0);

    // Its time is over.
    scratch.write("copydesk.toml", &settings(&rule.replace("reason = \"\"", "reason = \"bought\", until = \"2020-12-31\"")));
    let expired = scratch.check(&[]);
    assert_code(&expired, 1);
    assert!(expired.stderr.contains("copydesk.toml:5: the suppression ended on 2020-12-31"), "{}", expired.stderr);

    // A broken file is named, and the rest is still reported.
    fs::write(scratch.path().join("content/broken.md"), b"caf\xe9\0").expect("written");
    let broken = scratch.check(&["--format", "concise", "--report", "sarif=out.sarif"]);
    assert_code(&broken, 2);
    assert!(broken.stderr.contains("error: content/broken.md: not text"), "{}", broken.stderr);
    assert!(broken.stdout.starts_with("content/second.md:3:32: error:"), "{}", broken.stdout);
    assert!(scratch.read("out.sarif").contains("content/second.md"));
    let before = scratch.read("copydesk-baseline.tsv");
    assert_code(&scratch.check(&["--update-baseline"]), 2);
    assert_eq!(scratch.read("copydesk-baseline.tsv"), before, "a baseline of half the articles is none");
}

#[test]
fn changed_articles_are_checked_against_the_tree() {
    let scratch = Scratch::new();
    scratch.write("copydesk.toml", "paths = [\"content\"]\n");
    scratch.write("content/ferry.md", FERRY);
    scratch.commit();
    let nothing = scratch.check(&["--changed-since", "HEAD", "--report", "junit=junit.xml"]);
    assert_code(&nothing, 0);
    assert!(nothing.stderr.contains("no article changed since HEAD: nothing to check"), "{}", nothing.stderr);
    assert!(scratch.read("junit.xml").contains("failures=\"0\""));

    // The older file by date and by name is the one that is new in the tree.
    scratch.write("content/a-copy.md", &format!("---\ndate: 2001-01-01\n---\n{FERRY}"));
    let changed = scratch.check(&["--changed-since", "HEAD", "--format", "concise"]);
    assert_code(&changed, 1);
    assert!(changed.stdout.starts_with("content/a-copy.md:6:32: error:"), "{}", changed.stdout);
    assert!(changed.stderr.contains("1 article checked against 4"), "{}", changed.stderr);
    let below = run(&scratch.path().join("content"), &["check", "--changed-since=HEAD", "--format=concise"], b"");
    assert_eq!(below.stdout.split(" error").next(), Some("content/a-copy.md:6:32:"), "paths are those of the repository");

    scratch.commit();
    let rows = |last: &str| format!("{{\"id\":\"1\",\"text\":{:?}}}\n{{\"id\":\"2\",\"text\":{last:?}}}\n", FERRY.replace('\n', " "));
    scratch.write("content/in.jsonl", &rows("Rain fell."));
    scratch.commit();
    scratch.write("content/in.jsonl", &rows(&CHOIR.replace(['\n', '#'], " ")));
    let row = scratch.check(&["--changed-since", "HEAD", "--format", "concise"]);
    assert_code(&row, 1);
    assert!(row.stdout.starts_with("content/in.jsonl#2:2:21: error:"), "{}", row.stdout);
    assert_eq!(row.stdout.lines().count(), 1, "the other row did not change: {}", row.stdout);

    for (name, wanted) in [("nowhere", "`nowhere` is no commit"), ("--output=x", "is no git ref"), ("", "is no git ref")] {
        let ran = scratch.check(&[&format!("--changed-since={name}")]);
        assert_code(&ran, 2);
        assert!(ran.stderr.contains(wanted), "{}", ran.stderr);
    }
}

#[test]
fn staged_articles_are_checked_and_others_let_be() {
    let scratch = Scratch::new();
    scratch.write("content/draft.md", FERRY);
    let nothing = scratch.check(&["--staged"]);
    assert_code(&nothing, 0);
    assert!(nothing.stderr.contains("no article is staged: nothing to check"), "{}", nothing.stderr);
    scratch.write("content/other.md", FERRY);
    scratch.git(&["add", "content/other.md"]);
    let staged = scratch.check(&["--staged", "--format=concise"]);
    assert_code(&staged, 1);
    assert!(staged.stdout.starts_with("content/other.md:") && staged.stdout.lines().count() == 1, "{}", staged.stdout);
    assert_code(&scratch.check(&["--staged", "--changed-since=HEAD"]), 2);

    // Before the first commit all that is staged is new.
    let first = Scratch(tempfile::tempdir().expect("a folder"));
    first.git(&["init", "--quiet"]);
    first.write("wire/ferry.txt", FERRY);
    first.write("content/in.jsonl", &format!("{{\"id\":\"1\",\"text\":{:?}}}\n", FERRY.replace('\n', " ")));
    first.git(&["add", "content"]);
    let staged = first.check(&["content", "--against=wire", "--staged", "--format=concise"]);
    assert_code(&staged, 1);
    assert!(staged.stdout.starts_with("content/in.jsonl#1:1:"), "{}", staged.stdout);
}

#[test]
fn many_copies_are_named_and_not_shown() {
    let scratch = Scratch::new();
    for name in ["a", "b", "c"] {
        scratch.write(&format!("content/{name}.md"), FERRY);
    }
    assert!(scratch.check(&["--format", "human"]).stdout.contains("words     share   source"));
    scratch.write("content/d.md", FERRY);
    let many = scratch.check(&["--format", "human"]);
    assert!(many.stdout.starts_with("4 findings fail:\n"), "{}", many.stdout);
    assert!(many.stderr.contains("4 copies share wording with others: --passages shows them"), "{}", many.stderr);
    assert!(scratch.check(&["--passages"]).stdout.contains("words     share   source"));
}

#[test]
fn a_commit_can_be_the_baseline() {
    let scratch = Scratch::new();
    scratch.write("content/old.md", FERRY);
    scratch.commit();
    assert_code(&scratch.check(&["--baseline-from-ref", "HEAD"]), 0);
    scratch.write("content/new.md", FERRY);
    let ran = scratch.check(&["--baseline-from-ref", "HEAD", "--format", "concise"]);
    assert_code(&ran, 1);
    assert!(ran.stdout.starts_with("content/new.md:"), "{}", ran.stdout);
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
}

#[test]
fn reports_are_the_same_for_any_threads_and_order() {
    let scratch = Scratch::new();
    for name in ["x", "y", "z"] {
        scratch.write(&format!("content/{name}.md"), &format!("{FERRY}\n{name}\n"));
    }
    let reports = |args: &[&str]| -> Vec<String> {
        let formats = ["json", "sarif", "junit", "csv", "gitlab", "github", "summary", "findings", "concise"];
        let wanted: Vec<String> = formats.iter().map(|format| format!("--report={format}={format}.out")).collect();
        let mut all: Vec<&str> = wanted.iter().map(String::as_str).collect();
        all.extend(args);
        assert_code(&scratch.check(&all), 1);
        formats.iter().map(|format| scratch.read(&format!("{format}.out"))).collect()
    };
    let first = reports(&["--threads=1", "content", "wire", "--no-config"]);
    assert_eq!(first, reports(&["--threads=8", "wire", "content", "--no-config"]));
    assert!(first.iter().all(|report| !report.is_empty()));
}

#[test]
fn settings_weigh_flag_environment_file_default() {
    let scratch = Scratch::new();
    scratch.write("copydesk.toml", "fail-on = \"partial\"\nmin-share = 0.5\npaths = [\"content\"]\n");
    let mut ran = command(&scratch.path().join("content"));
    ran.args(["check", "--print-config", "--fail-on", "identical"]).env("COPYDESK_MIN_SHARE", "0.25").env("COPYDESK_FAIL_ON", "any");
    let output = ran.output().expect("runs");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<String> = shown.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for wanted in [
        "# settings file: ../copydesk.toml",
        "paths = [\"../content\"] # ../copydesk.toml:3",
        "fail-on = \"identical\" # command line: --fail-on",
        "min-share = 0.25 # environment: COPYDESK_MIN_SHARE",
        "against = [] # default",
    ] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted}: {shown}");
    }
    scratch.write("copydesk.toml", "fail_on = 1\n");
    let ran = scratch.check(&[]);
    assert_code(&ran, 2);
    assert_eq!(ran.stderr, "error: copydesk.toml:1: unknown key `fail_on`: did you mean `fail-on`?\n");
    assert_code(&scratch.check(&["--no-config", "content", "--against", "wire"]), 0);

    fs::remove_file(scratch.path().join("copydesk.toml")).expect("removed");
    assert_code(&run(scratch.path(), &["init"], b""), 0);
    assert_code(&run(scratch.path(), &["init"], b""), 2);
    assert_code(&scratch.check(&["content", "--against", "wire"]), 0);
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let scratch = Scratch::new();
    let ran = scratch.check(&["--report", "sarif=no/such/folder/out.sarif", "--report", "csv=out.csv"]);
    assert_code(&ran, 2);
    assert!(ran.stderr.contains("no/such/folder/out.sarif: could not be written"), "{}", ran.stderr);
    // Files are written together or not at all.
    assert!(!scratch.path().join("out.csv").exists());
    assert_code(&scratch.check(&["--baseline", "none.tsv"]), 2);
    assert_code(&scratch.check(&["--exclude", "*.md"]), 2);
}
