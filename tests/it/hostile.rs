//! A folder with everything that goes wrong: the rest is done in full, each problem is one clear line, the exit code is 2.

use crate::run::{Ran, run};
use std::fs::{self, File};
use std::path::Path;

const STORY: &str = "The harbour master closed the port on Tuesday after a crane fell across the main channel and blocked it for ships. \
                     Nobody was hurt, and the tide will do the rest, she told reporters on the quay.";

/// Lines of standard error, each of which must begin with its kind and the path, and say something.
fn lines(ran: &Ran) -> Vec<&str> {
    assert!(ran.stderr.lines().all(|line| ["error: ", "warning: ", "note: "].iter().any(|kind| line.starts_with(kind))), "{}", ran.stderr);
    ran.stderr.lines().collect()
}

#[track_caller]
fn one_line(ran: &Ran, kind: &str, path: &str, says: &str) {
    let start = format!("{kind}: {path}: ");
    let found: Vec<&str> = lines(ran).into_iter().filter(|line| line.starts_with(&start)).collect();
    assert!(found.len() == 1 && found[0].contains(says), "{path}: {found:?} in\n{}", ran.stderr);
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    fs::write(folder.join(name), bytes).expect("a file");
}

#[test]
fn the_rest_is_done_in_full() {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = folder.path().join("in");
    fs::create_dir(&inside).expect("a folder");
    write(&inside, "a.txt", STORY.as_bytes());
    write(&inside, "b.txt", STORY.as_bytes());
    write(&inside, "short.txt", &STORY.as_bytes()[..115]);
    write(&inside, "word.txt", b"Rain.");
    write(&inside, "empty.txt", b"");
    write(&inside, "binary", b"\x7fELF\x02\x01\x01\x00\x00\x00");
    write(&inside, "latin1.txt", b"La marquise a dit \xab non \xbb au caf\xe9, et \xe0 la gare aussi.");
    write(&inside, "photo.jpg", b"\xff\xd8\xff\xe0");
    File::create(inside.join("huge.txt")).and_then(|file| file.set_len((16 << 20) + 1)).expect("a sparse file");
    let n_problems = 2 + special_files(&inside);
    let ran = run(folder.path(), &["cluster", "in", "--format", "jsonl"], b"");

    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
    let group: serde_json::Value = serde_json::from_str(&ran.stdout).expect("a group");
    let members: Vec<&str> = group["members"].as_array().expect("members").iter().map(|one| one["id"].as_str().expect("an id")).collect();
    assert_eq!(members, ["in/a.txt", "in/b.txt", "in/short.txt"]);

    one_line(&ran, "error", "in/binary", "not text");
    one_line(&ran, "note", "in/latin1.txt", "read as windows-1252");
    one_line(&ran, "error", "in/huge.txt", "larger than 16 MB");
    one_line(&ran, "note", "in/empty.txt", "empty article");
    assert_eq!(lines(&ran).iter().filter(|line| line.starts_with("error: ")).count(), n_problems, "{}", ran.stderr);
    assert!(ran.stderr.contains("note: 1 file of other kinds left out: 1 .jpg\n"), "{}", ran.stderr);

    let human = run(folder.path(), &["cluster", "in"], b"");
    assert!(human.code == 2 && human.stdout.contains("6 articles: 3 in 1 group, 3 alone"), "{}", human.stdout);
    let quiet = run(folder.path(), &["cluster", "in", "--quiet"], b"");
    assert!(lines(&quiet).iter().all(|line| line.starts_with("error: ")) && lines(&quiet).len() == n_problems, "{}", quiet.stderr);
    assert_eq!(quiet.stdout, human.stdout);
}

/// A FIFO, loops of links and, where rights mean something, an unreadable file and folder. How many of them are errors.
#[cfg(unix)]
fn special_files(folder: &Path) -> usize {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let made = std::process::Command::new("mkfifo").arg(folder.join("pipe.txt")).status().expect("mkfifo");
    assert!(made.success());
    symlink(".", folder.join("loop")).expect("a link");
    symlink("ring.txt", folder.join("ring.txt")).expect("a link");
    symlink("nowhere.txt", folder.join("dangling.txt")).expect("a link");
    symlink("a.txt", folder.join("link.txt")).expect("a link");
    let secret = folder.join("secret.txt");
    fs::write(&secret, STORY).expect("a file");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o0)).expect("rights");
    // The superuser reads every file: there the case cannot be made, and the file is taken away again.
    if File::open(&secret).is_ok() {
        fs::remove_file(&secret).expect("removed");
        return 1;
    }
    2
}

#[cfg(not(unix))]
fn special_files(_folder: &Path) -> usize {
    0
}

#[cfg(unix)]
#[test]
fn special_files_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let n_errors = special_files(folder.path());
    write(folder.path(), "a.txt", STORY.as_bytes());
    let ran = run(folder.path(), &["cluster", "."], b"");
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    one_line(&ran, "error", "./pipe.txt", "not a regular file (a FIFO)");
    for link in ["./loop", "./ring.txt", "./dangling.txt", "./link.txt"] {
        one_line(&ran, "note", link, "symbolic link");
    }
    if n_errors == 2 {
        one_line(&ran, "error", "./secret.txt", "permission denied");
    }
    assert!(ran.stdout.contains("1 article"), "{}", ran.stdout);

    for (path, says) in [("pipe.txt", "a FIFO"), ("ring.txt", ""), ("dangling.txt", "no such file"), (".", "is a folder")] {
        let ran = run(folder.path(), &["compare", "a.txt", path], b"");
        assert!(ran.code == 2 && ran.stdout.is_empty(), "{path}: {}", ran.stdout);
        one_line(&ran, "error", path, says);
    }
    let followed = run(folder.path(), &["compare", "a.txt", "link.txt"], b"");
    assert_eq!((followed.code, followed.stderr.as_str()), (0, ""), "a link that is named is followed");
}

#[test]
fn nothing_but_problems() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "x.txt", b"\0");
    for args in [&["cluster", "."][..], &["cluster", "missing.txt"], &["compare", "x.txt", "x.txt"], &["diff", "x.txt", "missing.txt"]] {
        let ran = run(folder.path(), args, b"");
        assert!(ran.code == 2 && ran.stdout.is_empty() && !lines(&ran).is_empty(), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn standard_input_is_checked_too() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.txt", STORY.as_bytes());
    let broken = run(folder.path(), &["compare", "-", "a.txt"], b"caf\0");
    assert!(broken.code == 2 && broken.stdout.is_empty(), "{}", broken.stdout);
    one_line(&broken, "error", "-", "not text (NUL at byte 3)");
    let huge = run(folder.path(), &["compare", "-", "a.txt"], &vec![b'x'; (16 << 20) + 1]);
    assert_eq!(huge.code, 2);
    one_line(&huge, "error", "-", "larger than 16 MB");
    let empty = run(folder.path(), &["compare", "-", "a.txt"], b"");
    assert_eq!(empty.code, 0);
    one_line(&empty, "note", "-", "empty article");
}
