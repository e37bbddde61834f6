//! Readable outputs of one fixed result in every format, at 80 and at 40 columns (`tests/golden/*.toml`).
//!
//! The result is that of short texts which stand in `tests/golden/texts`; the fixtures may grow without touching these files.

use crate::run::{check_cases, root, run};
use std::fs;

#[test]
fn outputs() {
    check_cases("golden", 14);
}

/// The values that `--format` takes, as the program tells them to someone who names another.
fn formats(command: &str) -> Vec<String> {
    let told = run(root(), &[command, "a", "b", "--format", "no-such-format"], b"").stderr;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let values = told.split("[possible values: ").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or_default();
    values.split(", ").filter(|value| !value.is_empty()).map(String::from).collect()
}

#[test]
fn every_format_of_every_command_is_kept() {
    for command in ["compare", "diff", "cluster", "check"] {
        let formats = formats(command);
        assert!(formats.len() >= 2 && formats.contains(&"json".to_string()), "{command}: {formats:?}");
        // A packed document is no text to keep; its own tests read it again.
        let texts = formats.iter().map(String::as_str).filter(|format| *format != "docx");
        for format in texts.chain(["human-40"]) {
            assert!(root().join(format!("tests/golden/{command}-{format}.toml")).is_file(), "{command} {format} is no golden case");
        }
    }
}

#[test]
fn narrow_screens_are_kept_to() {
    for entry in fs::read_dir(root().join("tests/golden")).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name.ends_with("-40.stdout") {
            for line in fs::read_to_string(&path).expect("text").lines() {
                // A path has no place to break.
                let is_path = line.trim().split(' ').any(|word| word.contains("tests/golden/texts/"));
                assert!(is_path || line.chars().count() <= 40, "{name}: {line}");
            }
        }
    }
}
