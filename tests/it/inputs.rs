//! Inputs that give the same article in another dress, folders that hold more than articles, and texts of unusual size.

use crate::run::{root, run};
use std::fs;

const STORY: &str = "Port closed\n\nThe harbour master closed the port on Tuesday after a crane fell across the main channel.\n\n\
                     Nobody was hurt, and the tide will do the rest, she told reporters on the quay.\n";

fn relation(folder: &std::path::Path, a: &str, b: &str, stdin: &[u8]) -> String {
    let ran = run(folder, &["compare", a, b, "--format", "json"], stdin);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{a} {b}");
    let record: serde_json::Value = serde_json::from_str(&ran.stdout).expect("a record");
    assert_eq!(record["a"]["id"], a);
    assert_eq!(record["b"]["id"], b);
    record["relation"].as_str().expect("a relation").to_string()
}

#[test]
fn the_same_article_in_every_dress() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    let row = |id: &str, text: &str| serde_json::json!({ "id": id, "text": text }).to_string();
    write("plain.txt", STORY);
    write("bom.txt", &format!("\u{feff}{STORY}"));
    write("crlf.txt", &STORY.replace('\n', "\r\n"));
    write("matter.md", &format!("---\ntitle: Port closed\ndate: 2026-03-03\n---\n\n{STORY}"));
    write("matter-crlf.md", &format!("\u{feff}---\ntitle: Port closed\n---\n\n{STORY}").replace('\n', "\r\n"));
    write("toml.md", &format!("+++\ntitle = \"Port closed\"\n+++\n\n{STORY}"));
    write("rows.jsonl", &format!("\u{feff}{}\r\n\r\n{}\n", row("1", "Something else."), row("wire/7#b", STORY)));
    write("odd#name.txt", STORY);
    for b in ["bom.txt", "crlf.txt", "matter.md", "matter-crlf.md", "toml.md", "rows.jsonl#wire/7#b", "odd#name.txt"] {
        assert_eq!(relation(folder.path(), "plain.txt", b, b""), "identical", "{b}");
        assert_eq!(relation(folder.path(), b, "plain.txt", b""), "identical", "{b}");
    }
    assert_eq!(relation(folder.path(), "-", "plain.txt", format!("\u{feff}{STORY}").as_bytes()), "identical");
    assert_eq!(relation(folder.path(), "rows.jsonl#1", "plain.txt", b""), "unrelated");
}

#[test]
fn hidden_and_ignored_files_are_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, STORY).expect("a file");
    };
    for name in ["in/a.txt", "in/sub/b.md", "in/.hidden.txt", "in/.git/c.txt", "in/drafts/d.txt", "in/e.tmp", "in/f.csv", "in/LICENSE"] {
        write(name);
    }
    fs::write(folder.path().join("in/.gitignore"), "drafts/\n*.tmp\n").expect("a file");
    let ids = |path: &str| {
        let ran = run(folder.path(), &["cluster", path, "--format", "csv"], b"");
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(ran.stderr.contains("2 files of other kinds left out"), "{}", ran.stderr);
        let mut ids: Vec<String> =
            ran.stdout.lines().skip(1).flat_map(|line| line.split(',')).filter(|cell| cell.contains('/')).map(String::from).collect();
        ids.sort();
        ids.dedup();
        ids
    };
    assert_eq!(ids("in"), ["in/a.txt", "in/sub/b.md"]);
    assert_eq!(ids("in/"), ["in/a.txt", "in/sub/b.md"], "a slash at the end is no part of an id");
    assert_eq!(ids("./in"), ["./in/a.txt", "./in/sub/b.md"]);
    let named = run(folder.path(), &["compare", "in/.hidden.txt", "in/e.tmp"], b"");
    assert_eq!(named.code, 0, "what is named is read: {}", named.stderr);
}

#[test]
fn a_file_reached_twice_is_read_once() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), STORY).expect("a file");
    let ran = run(folder.path(), &["cluster", "a.txt", "./a.txt", "."], b"");
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.contains("1 article"), "{}", ran.stdout);
    assert_eq!(ran.stderr.matches("met twice, read once").count(), 2, "{}", ran.stderr);
}

#[test]
fn bad_rows_are_named_by_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = |id: u32| serde_json::json!({ "id": id, "text": STORY, "more": [1, 2] }).to_string();
    let mut bytes = format!("{}\n\n{{\"id\":\"x\"}}\n[1]\n", good(1)).into_bytes();
    bytes.extend(b"{\"id\":\"y\",\"text\":\"caf\xe9\"}\n");
    bytes.extend(format!("{}\n{{\"id\":\"z\",\"text\":\"cut o", good(2)).into_bytes());
    fs::write(folder.path().join("rows.jsonl"), bytes).expect("a file");
    let ran = run(folder.path(), &["cluster", "rows.jsonl", "--format", "jsonl"], b"");
    assert_eq!(ran.code, 2);
    let places: Vec<&str> = ran.stderr.lines().map(|line| line.split(": ").nth(1).unwrap_or_default()).collect();
    assert_eq!(places, ["rows.jsonl", "rows.jsonl:3", "rows.jsonl:4", "rows.jsonl:7"], "{}", ran.stderr);
    assert!(ran.stderr.contains("1 row is not UTF-8: read as windows-1252"), "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 1, "the two good rows are one group: {}", ran.stdout);
}

#[test]
fn results_go_to_a_file_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out.json");
    let name = out.to_str().expect("a path");
    let args = ["diff", "fixtures/17-corrected-copy/sent.txt", "fixtures/17-corrected-copy/corrected.txt", "--format", "json"];
    let shown = run(root(), &args, b"");
    let written = run(root(), &[&args[..], &["--output", name]].concat(), b"");
    assert_eq!((written.stdout.as_str(), written.code), ("", 0));
    assert_eq!(fs::read_to_string(&out).expect("the result"), shown.stdout);
    let nowhere = folder.path().join("no/such/out.json");
    let failed = run(root(), &[&args[..], &["--output", nowhere.to_str().expect("a path")]].concat(), b"");
    assert!(failed.code == 2 && failed.stderr.contains("could not be written"), "{}", failed.stderr);
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing is left behind");
}
