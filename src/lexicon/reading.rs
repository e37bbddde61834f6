//! Reads a file of the lexicon.
//!
//! In: its text. Out: the entries of each list, and what is wrong with it, for the test that says that nothing is.

use super::entries::Entry;
use super::{Form, List};

/// What a file holds.
pub(super) struct File {
    /// Entries by list, in the order of the file.
    pub(super) lists: Vec<Vec<Entry>>,
    /// Lines that cannot be read: an unknown section, a value without `=`, an entry before the first section.
    pub(super) wrong: Vec<&'static str>,
}

/// Reads a file. Linear.
pub(super) fn read(text: &'static str) -> File {
    let mut file = File { lists: vec![Vec::new(); List::ALL.len()], wrong: Vec::new() };
    let mut list: Option<List> = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            list = List::ALL.iter().copied().find(|list| list.section() == section);
            file.wrong.extend(list.is_none().then_some(line));
            continue;
        }
        let Some(list) = list else {
            file.wrong.push(line);
            continue;
        };
        let entries = &mut file.lists[list as usize];
        match list.form() {
            Form::Words => entries.extend(line.split_whitespace().map(|text| Entry { text, value: "" })),
            Form::Phrases => entries.extend(phrases(line).map(|text| Entry { text, value: "" })),
            Form::Values => match line.split_once('=') {
                Some((value, words)) => entries.extend(words.split_whitespace().map(|text| Entry { text, value: value.trim() })),
                None => file.wrong.push(line),
            },
            Form::Names => match line.split_once('=') {
                Some((value, names)) => entries.extend(phrases(names).map(|text| Entry { text, value: value.trim() })),
                None => file.wrong.push(line),
            },
        }
    }
    file
}

fn phrases(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.split('|').map(str::trim).filter(|phrase| !phrase.is_empty())
}
