//! Rules of the house that no compiler checks: floors, doors, file length, module docs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms by floor: a room may use rooms on lower floors only.
const FLOORS: &[&[&str]] = &[
    &["span", "ids", "observe", "error", "visible", "spool", "latin"],
    &["lexicon", "matching"],
    &["article"],
    &["read", "text"],
    &["fingerprint", "align", "quotation"],
    &["index", "score"],
    &["archive", "cluster"],
    &["pipeline"],
    &["judge"],
    &["record", "wording"],
    &["render"],
];

/// Outside crates that have one door, and the rooms that are it.
const DOORS: &[(&str, &[&str])] = &[
    ("similar", &["align"]),
    ("strsim", &["text"]),
    ("rayon", &["pipeline", "index"]),
    ("serde_json", &["article", "read", "record", "render", "bin"]),
    ("quick_xml", &["read"]),
    ("mailparse", &["read"]),
    ("serde", &["article", "record", "bin"]),
    ("schemars", &["record"]),
    ("unicode_normalization", &["text"]),
    ("aho_corasick", &["article"]),
    ("pulldown_cmark", &["article"]),
    ("html5gum", &["read"]),
    ("encoding_rs", &["read"]),
    ("chardetng", &["read"]),
    ("zip", &["read", "render"]),
    ("flate2", &["read"]),
    ("ruzstd", &["read"]),
    ("tar", &["read"]),
    ("lopdf", &["read"]),
    ("jiff", &["article", "bin"]),
    ("clap", &["bin"]),
    ("indicatif", &["bin"]),
    ("anyhow", &["bin"]),
    ("ignore", &["bin"]),
    ("anstream", &["bin"]),
    ("maud", &["render"]),
    ("toml", &["bin"]),
    ("clap_complete", &["bin"]),
    ("clap_mangen", &["bin"]),
];

/// Lines a source file may have; above 400 it is time to split.
const MAX_LINES: usize = 500;

struct Source {
    path: PathBuf,
    room: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for top in ["src", "tests", "benches"] {
        walk(&root.join(top), &mut found);
    }
    found.sort();
    assert!(found.len() > 10, "the source files were not found");
    found
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(root).expect("below the root").to_path_buf();
            let mut parts = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
            let top = parts.next().expect("a folder");
            let second = parts.next().expect("a file or room");
            let room = if top == "src" { second.trim_end_matches(".rs").to_string() } else { top };
            let text = fs::read_to_string(&path).expect("source is UTF-8");
            Source { path: inside, room, text }
        })
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The rooms that a source names in code, by `crate::room` or, in the binary, `copydesk::room`; comments do not count.
fn used_rooms(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut used = Vec::new();
    for piece in code.split("crate::").skip(1) {
        if let Some(group) = piece.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {}
                    _ => {}
                }
                if depth == 0 && (c.is_alphanumeric() || c == '_') {
                    word.push(c);
                } else if !word.is_empty() {
                    used.push(std::mem::take(&mut word));
                }
            }
            used.extend((!word.is_empty()).then_some(word));
        } else {
            used.push(piece.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    used
}

/// A file that only tests: test data may be made with any room.
fn is_test(source: &Source) -> bool {
    source.path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
        || source.path.components().any(|part| part.as_os_str() == "tests")
}

#[test]
fn every_room_has_a_floor() {
    for source in sources().iter().filter(|source| source.path.starts_with("src")) {
        let known = floor(&source.room).is_some() || source.room == "lib" || source.room == "bin";
        assert!(known, "{}: the room `{}` stands on no floor", source.path.display(), source.room);
    }
}

#[test]
fn rooms_use_lower_floors_only() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = floor(&source.room) else { continue };
        if is_test(&source) {
            continue;
        }
        for used in used_rooms(&source.text) {
            if let Some(other) = floor(&used)
                && used != source.room
                && other >= own
            {
                wrong.push(format!("{} uses `{used}`", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "floors are one-way: {wrong:#?}");
}

#[test]
fn outside_crates_have_one_door() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.path.starts_with("src") && !is_test(source)) {
        for (name, rooms) in DOORS {
            let uses = source.text.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| {
                let code = line.trim_start();
                code.starts_with(&format!("use {name}::"))
                    || code.match_indices(&format!("{name}::")).any(|(at, _)| is_path_start(code, at))
            });
            if uses && !rooms.contains(&source.room.as_str()) {
                wrong.push(format!("{} uses `{name}`", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "each crate has its door: {wrong:#?}");
}

fn is_path_start(code: &str, at: usize) -> bool {
    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
}

#[test]
fn files_stay_short_and_documented() {
    let mut wrong = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        if lines > MAX_LINES {
            wrong.push(format!("{}: {lines} lines", source.path.display()));
        }
        if !source.text.starts_with("//!") {
            wrong.push(format!("{}: does not open with module docs", source.path.display()));
        }
        let name = source.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if ["utils", "util", "helpers", "common", "imp", "misc"].contains(&name.as_str()) {
            wrong.push(format!("{}: says nothing by its name", source.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Where serde may be named: records, settings, and where rows of JSONL are read.
const SERDE: &[&str] = &["src/record/", "src/bin/copydesk/settings/", "src/article/row.rs", "src/article/row_text.rs"];

#[test]
fn only_records_settings_and_rows_know_serde() {
    let mark = format!("{}::", "serde");
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.path.starts_with("src") && !is_test(source)) {
        let code = source.text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let uses = code.flat_map(|line| line.match_indices(&mark).map(move |(at, _)| is_path_start(line, at))).any(|is_path| is_path);
        let may = SERDE.iter().any(|place| source.path.to_string_lossy().replace('\\', "/").starts_with(place));
        if uses && !may {
            wrong.push(source.path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "what is written as JSON is a record: {wrong:#?}");
}

#[test]
fn no_path_climbs_two_floors() {
    let mark = format!("{0}::{0}", "super");
    let wrong: Vec<_> = sources().into_iter().filter(|source| source.text.contains(&mark)).map(|source| source.path).collect();
    assert!(wrong.is_empty(), "name the room instead, with crate:: {wrong:#?}");
}

/// Rooms whose comments are kept to 120 columns; more come in as they are opened. Code is as wide as rustfmt makes it.
const NARROW: &[&str] = &["record", "visible"];

#[test]
fn comments_fit_in_120_columns() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| NARROW.contains(&source.room.as_str())) {
        for (line, number) in source.text.lines().zip(1..) {
            if line.trim_start().starts_with("//") && line.chars().count() > 120 {
                wrong.push(format!("{}:{number}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_silenced() {
    // The words are put together here so that this file does not find itself.
    let marks: BTreeMap<&str, String> = BTreeMap::from([
        ("an ignored test", format!("#[{}", "ignore")),
        ("dead code allowed", format!("allow({}_code", "dead")),
        ("unfinished code", format!("{}!()", "todo")),
        ("unfinished code too", format!("{}mented!(", "unimple")),
    ]);
    let mut wrong = Vec::new();
    for source in sources() {
        for (what, mark) in &marks {
            if source.text.contains(mark.as_str()) {
                wrong.push(format!("{}: {what}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Rooms that give relations the names that machines read.
const NAMES_RELATIONS: &[&str] = &["score", "record"];

/// A line of code that puts a relation into a string.
fn words_a_relation(code: &str) -> bool {
    let code = code.trim_start();
    !code.starts_with("//") && code.contains("Relation::") && code.split("=>").nth(1).is_some_and(|arm| arm.contains('"'))
}

#[test]
fn relations_are_put_into_words_in_one_file() {
    let mut worded = Vec::new();
    for source in sources().iter().filter(|source| source.path.starts_with("src") && !is_test(source)) {
        let names = NAMES_RELATIONS.contains(&source.room.as_str());
        if !names && source.text.lines().any(words_a_relation) {
            worded.push(source.path.display().to_string());
        }
    }
    assert_eq!(worded, ["src/wording/relation.rs"]);
}

#[test]
fn the_checks_can_fail() {
    assert!(words_a_relation("        Relation::Partial => \"a part\","));
    assert!(!words_a_relation("        Relation::Partial => 3,"));
    assert_eq!(
        used_rooms("use crate::render::Paint;\nuse crate::{span::Span, text::{Prepared, Word}};"),
        ["render", "span", "Span", "text"]
    );
    assert!(floor("render") > floor("score"));
    assert!(is_path_start("    rayon::join(", 4) && !is_path_start("crate::rayon::x", 7));
}
