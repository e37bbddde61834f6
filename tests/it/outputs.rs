//! Nothing is lost: outputs are written whole, together and where they were meant to be, and no input is written over.

use crate::run::{command, run};
use std::fs;
use std::path::Path;

const STORY: &str = "The harbour master closed the port on Tuesday after a crane fell across the main channel and blocked it for ships. \
                     Nobody was hurt, and the tide will do the rest, she told reporters on the quay.";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.txt", STORY);
    write(folder.path(), "b.txt", &STORY[..115]);
    let rows: String = (0..3).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"{STORY}\",\"desk\":{n}}}\n")).collect();
    write(folder.path(), "in.jsonl", &rows);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("written");
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_default()
}

/// Names of the files of a folder that this program may have left behind.
fn left_behind(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".copydesk")).collect()
}

#[test]
fn an_input_is_never_written_over() {
    let folder = folder();
    let path = folder.path();
    #[cfg(unix)]
    std::os::unix::fs::symlink("a.txt", path.join("link.txt")).expect("a link");
    #[cfg(not(unix))]
    fs::copy(path.join("a.txt"), path.join("link.txt")).expect("copied");
    for args in [
        &["compare", "a.txt", "b.txt", "-o", "./b.txt"][..],
        &["diff", "a.txt", "b.txt", "-o", "b.txt"],
        &["diff", "in.jsonl#0", "b.txt", "-o", "in.jsonl"],
        &["cluster", "in.jsonl", "--keep", "lead", "-o", "in.jsonl"],
        &["cluster", ".", "--pairs", "in.jsonl"],
        &["cluster", "in.jsonl", "--keep", "lead", "--left-out", "in.jsonl"],
        &["check", ".", "-o", "a.txt"],
        &["check", "a.txt", "--against", "in.jsonl", "--report", "json=in.jsonl"],
        #[cfg(unix)]
        &["check", "a.txt", "--against", "b.txt", "-o", "link.txt"],
    ] {
        let before = (read(path, "a.txt"), read(path, "b.txt"), read(path, "in.jsonl"));
        let ran = run(path, args, b"");
        assert!(ran.code == 2 && ran.stderr.contains("is one of the inputs"), "{args:?}: {}", ran.stderr);
        assert!(before == (read(path, "a.txt"), read(path, "b.txt"), read(path, "in.jsonl")), "{args:?}");
    }
}

#[test]
fn two_outputs_have_two_files() {
    let folder = folder();
    for args in [
        &["cluster", "in.jsonl", "--pairs", "same", "-o", "./same"][..],
        &["cluster", "in.jsonl", "--keep", "lead", "--left-out", "same", "-o", "same"],
        &["check", "a.txt", "--against", "b.txt", "--report", "sarif=same", "--report", "junit=same"],
        &["check", "a.txt", "--against", "b.txt", "--report", "sarif=same", "-o", "same"],
    ] {
        let ran = run(folder.path(), args, b"");
        assert!(ran.code == 2 && ran.stderr.contains("named for two outputs"), "{args:?}: {}", ran.stderr);
        assert!(!folder.path().join("same").exists());
    }
    let dash = run(folder.path(), &["cluster", "in.jsonl", "--pairs", "-"], b"");
    assert!(dash.code == 2 && dash.stderr.contains("-: is no file") && !folder.path().join("-").exists(), "{}", dash.stderr);
    #[cfg(unix)]
    assert_eq!(run(folder.path(), &["cluster", "in.jsonl", "--pairs", "/dev/null", "-o", "/dev/null"], b"").code, 0);
}

#[test]
fn several_outputs_are_written_together_or_not_at_all() {
    let folder = folder();
    let path = folder.path();
    for name in ["pairs", "left"] {
        write(path, name, "old\n");
    }
    let kept = ["cluster", "in.jsonl", "--keep", "lead", "--pairs", "pairs", "--left-out", "left", "-o"];
    for broken in [
        &["nowhere/out"][..],
        #[cfg(target_os = "linux")]
        &["/dev/full"],
    ] {
        let ran = run(path, &[&kept[..], broken].concat(), b"");
        assert!(ran.code == 2 && ran.stderr.contains("could not be written"), "{}", ran.stderr);
        assert!(!ran.stderr.contains(".copydesk-"), "{}", ran.stderr);
        assert_eq!((read(path, "pairs"), read(path, "left")), ("old\n".into(), "old\n".into()));
    }
    let reports = ["check", "a.txt", "--against", "b.txt", "--report", "json=pairs", "--report", "sarif=nowhere/x"];
    let ran = run(path, &reports, b"");
    assert!(ran.code == 2 && !ran.stdout.is_empty(), "{}", ran.stderr);
    assert_eq!(read(path, "pairs"), "old\n");
    let ran = run(path, &[&kept[..], &["out"]].concat(), b"");
    assert_eq!((ran.code, read(path, "out").lines().count(), read(path, "left").lines().count()), (0, 1, 2), "{}", ran.stderr);
    assert!(read(path, "out").contains("\"desk\":"), "{}", read(path, "out"));
    assert_eq!(left_behind(path), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_rights_are_those_of_the_user() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let path = folder.path();
    let mode = |name: &str| fs::metadata(path.join(name)).expect("there").permissions().mode() & 0o777;
    write(path, "target", "old");
    fs::set_permissions(path.join("target"), fs::Permissions::from_mode(0o640)).expect("rights");
    symlink("target", path.join("link")).expect("a link");
    symlink("new", path.join("dangling")).expect("a link");
    for (out, target) in [("link", "target"), ("dangling", "new")] {
        let ran = run(path, &["compare", "a.txt", "b.txt", "-o", out], b"");
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(fs::symlink_metadata(path.join(out)).expect("there").is_symlink(), "{out}");
        assert!(read(path, target).contains("a.txt"), "{target}");
    }
    assert_eq!(mode("target"), 0o640);
    symlink("ring", path.join("ring")).expect("a link");
    assert_eq!(run(path, &["compare", "a.txt", "b.txt", "-o", "ring"], b"").code, 2);
    for (mask, wanted) in [("077", 0o600), ("022", 0o644), ("002", 0o664)] {
        let program = env!("CARGO_BIN_EXE_copydesk");
        let script = format!("umask {mask}; rm -f masked; exec '{program}' compare a.txt b.txt -o masked");
        let status = std::process::Command::new("sh").args(["-c", &script]).current_dir(path).status().expect("a shell");
        assert!(status.success());
        assert_eq!(mode("masked"), wanted, "umask {mask}");
    }
}

/// A process that writes more than it may is killed in the middle of it.
#[cfg(target_os = "linux")]
#[test]
fn a_kill_leaves_nothing_behind() {
    let folder = folder();
    let path = folder.path();
    write(path, "out", "old\n");
    let rows: String = (0..400).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"{STORY} {n}\"}}\n")).collect();
    write(path, "many.jsonl", &rows);
    let program = env!("CARGO_BIN_EXE_copydesk");
    let script = format!("ulimit -c 0; ulimit -f 8; exec '{program}' cluster many.jsonl --keep all -q -o out");
    let status = std::process::Command::new("sh").args(["-c", &script]).current_dir(path).status().expect("a shell");
    assert!(!status.success(), "the limit was not met: the case is none");
    assert_eq!(read(path, "out"), "old\n");
    assert_eq!(left_behind(path), Vec::<String>::new());
}

/// Writes to a device that is always full are told, help included.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = folder();
    for args in [&["--help"][..], &["--version"], &["help", "check"], &["compare", "a.txt", "b.txt"], &["schema", "check"], &["man"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
        let output = command(folder.path()).args(args).stdout(full).output().expect("runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), told.contains("No space left")), (Some(2), true), "{args:?}: {told}");
    }
}

#[test]
fn what_is_wrong_with_arguments_is_told_without_obeying_them() {
    let folder = folder();
    let hostile = "\u{1b}[31m\u{9b}31m\u{202e}\u{2066}\u{200b}";
    for args in [
        &["compare", "a.txt", "b.txt", hostile][..],
        &["check", "a.txt", "--format", hostile],
        &[hostile],
        &["diff", "a.txt", "b.txt", "--context", hostile],
        &["schema", hostile],
        &["check", "a.txt", "--report", hostile],
        &[&format!("--{hostile}")],
    ] {
        let ran = run(folder.path(), args, b"");
        let obeyed =
            |c: char| (c.is_control() && c != '\n') || ('\u{200b}'..='\u{200f}').contains(&c) || ('\u{202a}'..='\u{206f}').contains(&c);
        assert!(ran.code == 2 && !ran.stderr.contains(obeyed) && ran.stderr.starts_with("error: "), "{args:?}: {:?}", ran.stderr);
    }
}

#[test]
fn a_word_document_is_written_to_files_and_reads_as_both_versions() {
    let folder = folder();
    let path = folder.path();
    let ran = run(path, &["diff", "a.txt", "b.txt", "--format", "docx", "-o", "c.docx"], b"");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    for (version, state) in [("b.txt", "final"), ("a.txt", "original")] {
        let ran = run(path, &["diff", version, "c.docx", "--tracked", state, "--exit-code"], b"");
        assert_eq!(ran.code, 0, "{version}: {}", ran.stdout);
    }
    let ran = run(path, &["diff", "a.txt", "b.txt", "b.txt", "--format", "docx", "-o", "d.docx"], b"");
    assert!(ran.code == 2 && ran.stderr.contains("two versions") && !path.join("d.docx").exists(), "{}", ran.stderr);
}
