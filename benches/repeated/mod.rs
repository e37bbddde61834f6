//! The articles that the benches of stages run on: the fixtures, told again as often as is asked, as rows of JSONL.
//!
//! In: the number of tellings. Out: the bytes of a file. The first telling is the fixtures themselves; in each later one the longer words are other
//! words of the same length, so that its articles share as much with each other as the fixtures do, and next to nothing with another telling.

use copydesk::article::Format;
use std::fs;
use std::path::{Path, PathBuf};

/// Tellings that differ from each other: as many as the smallest alphabet that is turned has letters.
pub(crate) const MAX_TELLINGS: u32 = 19;
/// Letters that are turned among themselves, and how many a word has that becomes another one: shorter ones are mostly function words, which each
/// language needs. Latin, Greek, Cyrillic, some of Arabic, Devanagari, and the signs of Chinese, which are words.
const ALPHABETS: [(char, char, usize); 6] =
    [('a', 'z', 5), ('α', 'ω', 5), ('а', 'я', 5), ('ب', 'غ', 3), ('क', 'ह', 2), ('\u{4e00}', '\u{9fff}', 1)];

/// The fixtures told `n_tellings` times, a row for each article. Ids are `NUMBER/STORY/FILE`, from 0.
pub(crate) fn rows(n_tellings: u32) -> Vec<u8> {
    assert!(n_tellings <= MAX_TELLINGS, "more tellings than alphabets have letters");
    let mut files: Vec<PathBuf> =
        listed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")).iter().flat_map(|story| listed(story)).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending != "toml"));
    let mut bytes = Vec::new();
    for telling in 0..n_tellings {
        for file in &files {
            let text = told_again(&fs::read_to_string(file).expect("a fixture is text"), telling);
            let names: Vec<_> = file.iter().rev().take(2).map(|name| name.to_string_lossy()).collect();
            let format = if Format::of_file(&names[0]) == Format::Markdown { "markdown" } else { "text" };
            let row = serde_json::json!({ "id": format!("{telling}/{}/{}", names[1], names[0]), "text": text, "format": format });
            bytes.extend(row.to_string().bytes().chain(*b"\n"));
        }
    }
    bytes
}

/// What a folder holds, in order.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// A text with other words. A word that begins a line with a capital stays: it may be the label of a line that is furniture.
fn told_again(text: &str, telling: u32) -> String {
    let mut told = String::with_capacity(text.len());
    let mut begins_line = true;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let n_letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let stays = telling == 0 || begins_line && word.starts_with(char::is_uppercase);
        let alphabet = |c: char| ALPHABETS.iter().find(|(first, last, least)| (*first..=*last).contains(&c) && n_letters >= *least);
        told.extend(word.chars().map(|c| match alphabet(c) {
            Some((first, last, _)) if !stays => turned(c, (*first, *last), telling),
            _ => c,
        }));
        begins_line = word.ends_with('\n');
    }
    told
}

/// The letter some places further on in its alphabet, which begins again at its end.
fn turned(letter: char, (first, last): (char, char), places: u32) -> char {
    let n_letters = u32::from(last) - u32::from(first) + 1;
    char::from_u32(u32::from(first) + (u32::from(letter) - u32::from(first) + places) % n_letters).unwrap_or(letter)
}
