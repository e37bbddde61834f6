//! Fields: `KEY: value` lines that databases and wires put at the head or the tail.
//!
//! In: the paragraphs of a text. Out: those marked that are fields. Keys in capitals may have any name, if two different ones stand at
//! one end of the text; alone, or in small letters, a list must know one of them. A key met twice is a speaker of a transcript, and a
//! value that is a sentence belongs to the story.

use super::credit;
use super::lines;
use super::page::is_prose;
use crate::article::Role;
use crate::article::layout::ends_sentence;
use crate::lexicon::{List, list};

/// Paragraphs from either end that may be fields.
const WINDOW: usize = 16;
/// The longest key in bytes, and its words.
const MAX_KEY_BYTES: usize = 32;
const MAX_KEY_WORDS: usize = 3;
/// First byte of the colon of East Asian scripts.
const WIDE_COLON: u8 = 0xef;
/// Words of a value at most.
const MAX_VALUE_WORDS: usize = 24;

/// A line that may be a field.
struct Field<'l> {
    at: usize,
    key: &'l str,
    /// The key is set in capitals.
    loud: bool,
    /// A list knows the key.
    known: bool,
}

/// Marks the fields at both ends.
pub(super) fn mark(lines: &[&str], roles: &mut [Option<Role>]) {
    let head: Vec<usize> = (0..lines.len().min(WINDOW)).take_while(|at| !is_story(lines[*at])).collect();
    mark_run(&head, lines, roles);
    let from = lines.len().saturating_sub(WINDOW);
    let tail: Vec<usize> = (from..lines.len()).rev().take_while(|at| !is_story(lines[*at])).collect();
    mark_run(&tail, lines, roles);
}

fn is_story(line: &str) -> bool {
    is_prose(line) && field(line, 0).is_none()
}

fn mark_run(places: &[usize], lines: &[&str], roles: &mut [Option<Role>]) {
    let open = places.iter().filter(|at| roles[**at].is_none());
    let found: Vec<Field<'_>> = open.filter_map(|at| field(lines[*at], *at)).filter(|field| !is_other_furniture(lines[field.at])).collect();
    let is_twice = |field: &Field<'_>| found.iter().filter(|other| other.key == field.key).count() > 1;
    let loud = found.iter().filter(|field| field.loud && !is_twice(field)).count();
    let known = found.iter().filter(|field| field.known && !is_twice(field)).count();
    for field in found.iter().filter(|field| !is_twice(field)) {
        let counts = if field.loud { loud >= 2 || field.known } else { found.len() >= 2 && known >= 1 && loud + known >= 2 };
        if counts {
            roles[field.at] = Some(Role::Field);
        }
    }
}

/// Lines with a label that other rules know; a source named in capitals among fields is a field.
fn is_other_furniture(line: &str) -> bool {
    (credit::is_credit(line) && !field(line, 0).is_some_and(|field| field.loud)) || lines::is_note(line) || lines::is_byline(line, true)
}

fn field<'l>(line: &'l str, at: usize) -> Option<Field<'l>> {
    // A key is short: most paragraphs have no mark so near their beginning.
    if !line.bytes().take(MAX_KEY_BYTES + 8).any(|byte| byte == b':' || byte == WIDE_COLON) {
        return None;
    }
    let (key, value) = line.split_once([':', '：'])?;
    let key = key.trim_matches(['*', '_', ' ']);
    let value = value.trim_matches(|c: char| c.is_whitespace() || c == '*');
    let letters = key.chars().filter(|c| c.is_alphabetic()).count();
    let shaped = (2..=MAX_KEY_BYTES).contains(&key.len())
        && letters >= 2
        && key.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
        && key.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || "-_/()".contains(c))
        && key.split_whitespace().count() <= MAX_KEY_WORDS;
    // `https://`, `10:30` and a label whose value begins without a blank are no fields.
    if !shaped || line.contains("://") && key.len() <= 5 || key.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let loud = key.chars().all(|c| !c.is_lowercase()) && key.chars().any(char::is_uppercase);
    let known = list(List::FieldKeys).is_one(key);
    let is_label = list(List::Labels).is_one(key) && !known;
    let is_sentence = ends_sentence(value) && value.split_whitespace().count() > 3;
    let n_words = value.split_whitespace().count();
    let fits = if loud && known { n_words <= MAX_VALUE_WORDS * 3 } else { n_words <= MAX_VALUE_WORDS && !is_sentence };
    (fits && !is_label && (!value.is_empty() || (loud && known))).then_some(Field { at, key, loud, known })
}
