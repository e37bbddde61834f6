//! Which articles are checked where git tells what changed: nothing that changed is passed over, and what is checked is what git has.

use crate::run::{command, run};
use crate::scratch::{APPLES, CHOIR, FERRY, Scratch, assert_code};
use std::fs;

/// The ids that findings name, in order.
fn found(scratch: &Scratch, args: &[&str]) -> Vec<String> {
    let ran = scratch.check(&[&["--format", "concise"], args].concat());
    assert!(ran.code < 2, "{}", ran.stderr);
    let mut ids: Vec<String> = ran.stdout.lines().map(|line| line.split(':').next().unwrap_or_default().to_string()).collect();
    ids.dedup();
    ids
}

fn tree_of(paths: &str) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("copydesk.toml", &format!("paths = {paths}\n"));
    scratch.commit();
    scratch
}

#[test]
fn each_changed_article_is_held_against_those_that_did_not_change() {
    let scratch = tree_of("[\"content\"]");
    scratch.write("content/ferry.md", FERRY);
    scratch.commit();
    scratch.write("content/a.md", FERRY);
    scratch.write("content/x.md", FERRY);
    assert_eq!(found(&scratch, &["--changed-since", "HEAD"]), ["content/a.md", "content/x.md"]);
    scratch.git(&["add", "--all"]);
    assert_eq!(found(&scratch, &["--staged"]), ["content/a.md", "content/x.md"]);
    // What is allowed to one is not allowed to the other.
    let rule = "[[suppress]]\ncopy = \"content/a.md\"\nsource = \"content/ferry.md\"\nreason = \"ours\"\n";
    scratch.write("copydesk.toml", &format!("paths = [\"content\"]\n{rule}"));
    assert_eq!(found(&scratch, &["--changed-since", "HEAD"]), ["content/x.md"]);
}

#[test]
fn the_index_is_what_is_checked_before_a_commit() {
    let scratch = Scratch::new();
    // The copy is staged and hidden in the working tree; then the other way round.
    scratch.write("content/new.md", FERRY);
    scratch.git(&["add", "content/new.md"]);
    scratch.write("content/new.md", APPLES);
    assert_eq!(found(&scratch, &["--staged"]), ["content/new.md"]);
    fs::remove_file(scratch.path().join("content/new.md")).expect("removed");
    assert_eq!(found(&scratch, &["--staged"]), ["content/new.md"]);
    scratch.write("content/new.md", "Rain fell on the valley all night.\n");
    scratch.git(&["add", "content/new.md"]);
    scratch.write("content/new.md", FERRY);
    assert_eq!(found(&scratch, &["--staged"]), Vec::<String>::new());

    // Sources, too, are those of the index, and so are the rows of a file.
    scratch.git(&["add", "content/new.md"]);
    scratch.write("wire/ferry.txt", "Nothing of it is left.\n");
    assert_eq!(found(&scratch, &["--staged"]), ["content/new.md"]);
    fs::remove_dir_all(scratch.path().join("wire")).expect("removed");
    assert_eq!(found(&scratch, &["--staged"]), ["content/new.md"]);
    scratch.git(&["rm", "--quiet", "--cached", "content/new.md"]);
    fs::remove_file(scratch.path().join("content/new.md")).expect("removed");
    let row = |text: &str| format!("{{\"id\":\"1\",\"text\":{:?}}}\n", text.replace('\n', " "));
    scratch.write("content/in.jsonl", &row(FERRY));
    scratch.git(&["add", "content/in.jsonl"]);
    scratch.write("content/in.jsonl", &row(CHOIR));
    assert_eq!(found(&scratch, &["--staged"]), ["content/in.jsonl#1"]);
    let below = run(&scratch.path().join("content"), &["check", "--staged", "--format=concise"], b"");
    assert!(below.stdout.starts_with("content/in.jsonl#1:"), "{}", below.stdout);
}

#[test]
fn no_ignore_file_takes_out_what_git_tracks() {
    let scratch = Scratch::new();
    scratch.write("content/copy.md", FERRY);
    scratch.commit();
    for (file, line) in [(".ignore", "copy.md\n"), (".gitignore", "content/\n"), ("content/.gitignore", "*\n"), (".ignore", "*\n")] {
        scratch.write(file, line);
        for args in [&["--changed-since", "HEAD~1"][..], &["--baseline-from-ref", "HEAD~1"], &[]] {
            assert_eq!(found(&scratch, args), ["content/copy.md"], "{file} {line} {args:?}");
        }
        fs::remove_file(scratch.path().join(file)).expect("removed");
    }
    // The same for what is staged, and for names with a leading dot.
    scratch.write("content/.more.md", FERRY);
    scratch.write("content/.kept/more.md", FERRY);
    scratch.git(&["add", "content"]);
    scratch.write(".ignore", "*\n");
    let wanted = ["content/.kept/more.md", "content/.more.md"];
    assert_eq!(found(&scratch, &["--staged"]), wanted);
    assert_eq!(found(&scratch, &["--changed-since", "HEAD"]), wanted);
    assert_eq!(found(&scratch, &[]).len(), 3);
    // A file that is new and no git ignore file names is a change, whatever else takes it out.
    scratch.git(&["reset", "--quiet"]);
    assert_eq!(found(&scratch, &["--changed-since", "HEAD"]), wanted);
}

#[test]
fn what_is_left_out_is_counted_and_named() {
    let scratch = Scratch::new();
    scratch.write(".gitignore", "drafts/\n*.own.md\n");
    scratch.write("content/drafts/a.md", FERRY);
    scratch.write("content/x.own.md", FERRY);
    let wanted = "note: 2 files and folders left out by ignore files or a leading dot, the first is content/drafts/\n";
    for args in [&["--changed-since", "HEAD"][..], &[]] {
        let ran = scratch.check(args);
        assert_code(&ran, 0);
        assert!(ran.stderr.contains(wanted), "{}", ran.stderr);
    }
    fs::remove_dir_all(scratch.path().join("content/drafts")).expect("removed");
    assert!(scratch.check(&[]).stderr.contains("left out by ignore files or a leading dot: content/x.own.md\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_checked_and_stay_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let scratch = Scratch::new();
    for name in [b"\xff.md", b"\xfe.md"] {
        fs::write(scratch.path().join("content").join(OsStr::from_bytes(name)), FERRY).expect("written");
    }
    let wanted = ["content/\\xfe.md", "content/\\xff.md"];
    assert_eq!(found(&scratch, &["--changed-since", "HEAD"]), wanted);
    assert_eq!(found(&scratch, &[]), wanted);
    scratch.git(&["add", "--all"]);
    assert_eq!(found(&scratch, &["--staged"]), wanted);
    scratch.commit();
    assert_eq!(found(&scratch, &["--baseline-from-ref", "HEAD"]), Vec::<String>::new());
    assert_eq!(found(&scratch, &["--baseline-from-ref", "HEAD~1"]), wanted);
}

#[test]
fn a_submodule_that_changed_is_checked() {
    let module = Scratch::bare();
    module.write("story.md", FERRY);
    module.write(".ignore", "*\n");
    module.commit();
    let scratch = Scratch::new();
    let folder = module.path().to_str().expect("UTF-8").to_string();
    scratch.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &folder, "content/sub"]);
    for args in [&["--staged"][..], &["--changed-since", "HEAD"]] {
        assert_eq!(found(&scratch, args), ["content/sub/story.md"], "{args:?}");
        assert!(scratch.check(args).stderr.contains("content/sub: a submodule that changed"));
    }
    scratch.commit();
    assert_eq!(found(&scratch, &["--changed-since", "HEAD"]), Vec::<String>::new());
    fs::remove_dir_all(scratch.path().join("content/sub")).expect("removed");
    let missing = scratch.check(&["--staged"]);
    assert_code(&missing, 2);
    assert!(missing.stderr.contains("content/sub: a submodule that is not checked out"), "{}", missing.stderr);
}

#[cfg(unix)]
#[test]
fn settings_that_are_no_regular_file_are_an_error() {
    let scratch = Scratch::new();
    let file = scratch.path().join("copydesk.toml");
    let args = ["content", "--against", "wire"];
    for target in ["/dev/zero", "nowhere"] {
        fs::remove_file(&file).expect("removed");
        std::os::unix::fs::symlink(target, &file).expect("linked");
        let ran = scratch.check(&args);
        assert_code(&ran, 2);
        assert!(ran.stderr.contains("copydesk.toml: "), "{}", ran.stderr);
        assert_code(&scratch.check(&[&["--no-config"], &args[..]].concat()), 0);
    }
    fs::remove_file(&file).expect("removed");
    fs::create_dir(&file).expect("made");
    assert_code(&scratch.check(&args), 2);
}

#[test]
fn settings_above_the_repository_are_those_of_others() {
    let above = Scratch::bare();
    above.write("copydesk.toml", "fail-on = \"none\"\n");
    above.write("inner/content/a.md", FERRY);
    above.write("inner/wire/b.txt", FERRY);
    let inner = above.path().join("inner");
    let args = ["check", "content", "--against", "wire"];
    assert_code(&run(&inner, &args, b""), 0);
    let made = std::process::Command::new("git").arg("-C").arg(&inner).args(["init", "--quiet"]).status().expect("git");
    assert!(made.success());
    assert_code(&run(&inner, &args, b""), 1);
    assert_code(&run(&inner.join("content"), &["check", ".", "--against", "../wire"], b""), 1);
}

#[test]
fn the_working_tree_is_the_folder_whatever_the_repository_says() {
    let scratch = Scratch::new();
    scratch.write("content/new.md", FERRY);
    scratch.git(&["config", "core.worktree", "/"]);
    assert_eq!(found(&scratch, &["--changed-since", "HEAD"]), ["content/new.md"]);
    let other = Scratch::bare();
    let mut elsewhere = command(scratch.path());
    elsewhere.args(["check", "--changed-since=HEAD"]).env("GIT_DIR", other.path().join(".git"));
    assert_eq!(elsewhere.output().expect("runs").status.code(), Some(1));
}

#[test]
fn pre_commit_says_what_changed() {
    let scratch = Scratch::new();
    scratch.git(&["branch", "before"]);
    scratch.write("content/new.md", FERRY);
    scratch.commit();
    scratch.git(&["checkout", "--quiet", "-b", "after"]);
    let hook = |variables: &[(&str, &str)]| {
        let mut hook = command(scratch.path());
        hook.args(["check", "--staged", "--format=concise"]).env("PRE_COMMIT", "1").envs(variables.iter().copied());
        let output = hook.output().expect("runs");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).split(':').next().unwrap_or_default().to_string())
    };
    let copy = (Some(1), String::from("content/new.md"));
    assert_eq!(hook(&[("PRE_COMMIT_FROM_REF", "before"), ("PRE_COMMIT_TO_REF", "after")]), copy);
    assert_eq!(hook(&[("PRE_COMMIT_FROM_REF", "after"), ("PRE_COMMIT_TO_REF", "after")]), (Some(0), String::new()));
    // All files: nothing is staged, and pre-commit says no refs.
    assert_eq!(hook(&[]), copy);
    // What is checked is what the refs say, not what is checked out.
    scratch.git(&["checkout", "--quiet", "before"]);
    assert_eq!(hook(&[("PRE_COMMIT_FROM_REF", "before"), ("PRE_COMMIT_TO_REF", "after")]), copy);
    assert_eq!(hook(&[("PRE_COMMIT_FROM_REF", "nowhere"), ("PRE_COMMIT_TO_REF", "after")]).0, Some(2));
}

#[test]
fn what_git_says_went_wrong_is_passed_on() {
    let scratch = Scratch::new();
    let config = scratch.path().join(".git/config");
    let before = fs::read_to_string(&config).expect("settings");
    fs::write(&config, format!("{before}[broken\n")).expect("written");
    let ran = scratch.check(&["--changed-since", "HEAD"]);
    assert_code(&ran, 2);
    assert!(ran.stderr.contains("bad config line") && !ran.stderr.contains("fetch it first"), "{}", ran.stderr);
    fs::write(&config, before).expect("written");
    fs::write(scratch.path().join(".git/HEAD"), "nonsense\n").expect("written");
    let ran = scratch.check(&["--staged"]);
    assert_code(&ran, 2);
    assert!(ran.stderr.contains("not a git repository") && ran.stderr.contains("has a .git that git cannot use"), "{}", ran.stderr);
}

#[test]
fn an_original_that_is_touched_is_no_copy_of_what_was_made_from_it() {
    let scratch = tree_of("[\"content\"]");
    let longer = format!("{FERRY}\nA second ferry was sent from the mainland in the evening, and the inquiry begins on Monday.\n");
    scratch.write("content/copy.md", FERRY);
    scratch.write("content/orig.md", &longer);
    scratch.commit();
    // Both stood there, so the base does not tell; the texts say that the other one is the shorter.
    scratch.write("content/orig.md", &longer.replace("aground off", "still aground off"));
    for way in [&["--changed-since", "HEAD"][..], &[]] {
        let ran = scratch.check(&[&["--format", "concise"], way].concat());
        assert!(!ran.stdout.contains("the base says"), "{}", ran.stdout);
        assert!(!ran.stdout.lines().any(|line| line.starts_with("content/orig.md:")), "{}", ran.stdout);
    }
    // Another old article, over which the same text is pasted, is a copy.
    scratch.write("content/orig.md", &longer);
    scratch.write("content/apples.md", &longer.replace("84", "85"));
    scratch.write("content/choir.md", FERRY);
    let mut copies = found(&scratch, &["--changed-since", "HEAD"]);
    copies.sort();
    assert_eq!(copies, ["content/apples.md", "content/choir.md"]);
    // So is one that had a paragraph of it and now has all.
    let part = FERRY.split("\n\n").nth(2).expect("a paragraph");
    scratch.git(&["checkout", "--quiet", "content"]);
    scratch.write("content/choir.md", &format!("{CHOIR}\n{part}\n\n{part}\n"));
    scratch.commit();
    scratch.write("content/choir.md", &longer);
    assert_eq!(found(&scratch, &["--changed-since", "HEAD"]), ["content/choir.md"]);
    let refused = scratch.check(&["--changed-since", "^HEAD"]);
    assert_code(&refused, 2);
    assert!(refused.stderr.contains("`^HEAD` is no git ref"), "{}", refused.stderr);
}

#[test]
fn an_article_that_claims_an_earlier_date_is_shown() {
    let scratch = tree_of("[\"content\"]");
    scratch.write("content/wire.md", &format!("---\ndate: 2026-12-24\n---\n{FERRY}"));
    scratch.commit();
    scratch.write("content/leak.md", &format!("---\ndate: 2026-12-01\n---\n{FERRY}"));
    scratch.git(&["add", "--all"]);
    for args in [["--staged", "--format=concise"], ["--changed-since=HEAD", "--format=concise"]] {
        let ran = scratch.check(&args);
        assert_code(&ran, 0);
        assert!(ran.stdout.contains("content/leak.md") && ran.stdout.contains("the source is later"), "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains("1 from later articles"), "{}", ran.stderr);
    }
}

#[test]
fn an_article_that_lfs_keeps_is_not_passed_over() {
    let scratch = Scratch::new();
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 640\n", "0f".repeat(32));
    scratch.write("content/kept.md", &pointer);
    scratch.git(&["add", "--all"]);
    for way in [&["--staged"][..], &["--changed-since", "HEAD"], &[]] {
        let ran = scratch.check(way);
        assert_code(&ran, 2);
        assert!(ran.stderr.contains("content/kept.md: holds not the article but where Git LFS keeps it"), "{}", ran.stderr);
    }
    // Fetched, it is the file on disk that is checked.
    scratch.write("content/kept.md", FERRY);
    for way in [&["--staged"][..], &["--changed-since", "HEAD"], &[]] {
        assert_eq!(found(&scratch, way), ["content/kept.md"], "{way:?}");
    }
}

#[test]
fn rows_read_in_a_named_encoding_are_the_rows_that_stood_there() {
    let scratch = Scratch::new();
    // Cyrillic that its letters alone do not tell: as a guess it is another text.
    let row = |id: u32, text: &str| {
        let line = format!("{{\"id\":{id},\"text\":\"{text}\"}}\n");
        encoding_rs::WINDOWS_1251.encode(&line).0.into_owned()
    };
    let path = scratch.path().join("rows.jsonl");
    fs::write(&path, [row(1, "\u{42f}"), row(2, "\u{42f}\u{42f}")].concat()).expect("written");
    scratch.write("wire.txt", "The harbour master closed the port on Tuesday.\n");
    scratch.commit();
    fs::write(&path, [row(1, "\u{42f}"), row(2, "\u{42f}\u{42f}"), row(3, "\u{42f}\u{42f}\u{42f}")].concat()).expect("written");
    let ran = scratch.check(&["rows.jsonl", "--against", "wire.txt", "--changed-since", "HEAD", "--encoding", "windows-1251"]);
    assert!(ran.stderr.contains("1 article checked"), "only the new row changed: {}", ran.stderr);
}
