//! Texts, ids and paths from strangers: no human output obeys them.
//!
//! Control and bidirectional characters are put wherever a stranger can put them; none may reach a terminal as it is.

use crate::cli::without_colour;
use crate::run::{Ran, run};
use std::fs;
use std::path::Path;

/// Clear the screen, a title for the window, a bell, right-to-left override, a zero-width space, a line separator, a C1 control.
const NASTY: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{202e}\u{2066}\u{200b}\u{2028}\u{9b}31m";

fn is_dangerous(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn check(what: &str, ran: &Ran) {
    for (name, text) in [("standard output", &ran.stdout), ("standard error", &ran.stderr)] {
        let plain = without_colour(text);
        let found: Vec<char> = plain.chars().filter(|c| is_dangerous(*c)).collect();
        assert!(found.is_empty(), "{what}: {name} has {found:?}\n{plain}");
    }
}

/// A story with nasty characters between and inside its words.
fn story(extra: &str) -> String {
    format!(
        "Harbour {NASTY} closed\n\nThe harbour master closed the port on Tuesday after a crane {NASTY} fell across the main channel and \
         blocked it for ships. “Nobody was hu{NASTY}rt, and the tide will do the rest,” she told reporters on the quay. {extra}\n"
    )
}

/// The longest human outputs of every command on a folder with `a.txt`, `b.txt`.
fn check_all(folder: &Path, a: &str, b: &str) {
    for color in ["never", "always"] {
        for args in
            [&["compare", a, b, "--explain"][..], &["diff", a, b], &["cluster", ".", "--explain"], &["compare", a, "no\u{1b}[31m.txt"]]
        {
            let ran = run(folder, &[args, &["--color", color]].concat(), b"");
            assert!(ran.stdout.len() + ran.stderr.len() > 20, "{args:?} says nothing");
            check(&format!("{args:?}"), &ran);
        }
    }
}

#[test]
fn texts_of_strangers() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), story("")).expect("a file");
    fs::write(folder.path().join("b.txt"), story(&format!("Tugs {NASTY} are on their way from the mainland and will try to lift it.")))
        .expect("a file");
    check_all(folder.path(), "a.txt", "b.txt");
    let shown = run(folder.path(), &["diff", "a.txt", "b.txt"], b"").stdout;
    assert!(shown.contains("<U+202E>"), "written out, not dropped: {shown}");
}

#[test]
fn ids_titles_and_dates_of_strangers() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = |id: &str, text: String| {
        serde_json::json!({ "id": format!("{id}{NASTY}"), "title": NASTY, "date": format!("2026-03-01{NASTY}"), "source": NASTY, "text": text }).to_string()
    };
    let rows =
        [row("a", story("")), row("b", story("Tugs are on their way.")), row("a", String::from("Another text.")), row("c", String::new())];
    fs::write(folder.path().join("rows.jsonl"), rows.join("\n") + &format!("\nnonsense {NASTY}\n")).expect("a file");
    let (a, b) = (format!("rows.jsonl#b{NASTY}"), format!("rows.jsonl#c{NASTY}"));
    check_all(folder.path(), &a, &b);
    let ran = run(folder.path(), &["cluster", "rows.jsonl"], b"");
    assert!(ran.code == 2 && ran.stdout.contains("<U+202E>") && ran.stderr.contains("rows.jsonl:5: "), "{}{}", ran.stdout, ran.stderr);
}

#[cfg(unix)]
#[test]
fn paths_of_strangers() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = |stem: &str| format!("{stem}\u{1b}[31m\u{202e}\n.txt");
    fs::write(folder.path().join(name("a")), "The harbour master closed the port on Tuesday after a crane fell.").expect("a file");
    fs::write(folder.path().join(name("b")), "The harbour master closed the port on Tuesday after a crane fell. It rained.")
        .expect("a file");
    fs::write(folder.path().join(name("not-text")), b"\xff\xfe\x00").expect("a file");
    fs::create_dir(folder.path().join("sub\u{7}folder")).expect("a folder");
    fs::write(folder.path().join("sub\u{7}folder/empty.txt"), "").expect("a file");
    check_all(folder.path(), &name("a"), &name("b"));
}
