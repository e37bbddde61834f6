//! Reads the files of the lexicon.
//!
//! In: their texts. Out: where each list stands in them, and the entries of one list of one file; and what is wrong with a file, for the test
//! that says that nothing is.

use super::lists::{Form, List};

/// One entry; the value is empty where the list has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) text: &'static str,
    pub(crate) value: &'static str,
}

/// The files, by the language tag of each, in the order in which their values count.
pub(crate) const FILES: [(&str, &str); 23] = [
    ("agencies", include_str!("agencies.txt")),
    ("figures", include_str!("figures.txt")),
    ("en", include_str!("languages/en.txt")),
    ("de", include_str!("languages/de.txt")),
    ("fr", include_str!("languages/fr.txt")),
    ("es", include_str!("languages/es.txt")),
    ("pt", include_str!("languages/pt.txt")),
    ("it", include_str!("languages/it.txt")),
    ("nl", include_str!("languages/nl.txt")),
    ("id", include_str!("languages/id.txt")),
    ("ru", include_str!("languages/ru.txt")),
    ("ar", include_str!("languages/ar.txt")),
    ("hi", include_str!("languages/hi.txt")),
    ("zh", include_str!("languages/zh.txt")),
    ("ja", include_str!("languages/ja.txt")),
    ("sv", include_str!("languages/sv.txt")),
    ("da", include_str!("languages/da.txt")),
    ("no", include_str!("languages/no.txt")),
    ("pl", include_str!("languages/pl.txt")),
    ("cs", include_str!("languages/cs.txt")),
    ("tr", include_str!("languages/tr.txt")),
    ("fi", include_str!("languages/fi.txt")),
    ("el", include_str!("languages/el.txt")),
];

/// Where the lists stand in the files.
pub(crate) struct Sections {
    /// The lists of each file with their lines, in the order of the file.
    files: Vec<Vec<(List, &'static str)>>,
}

impl Sections {
    /// Looks for the headings. Linear in the files; the entries are not looked at.
    pub(crate) fn of(files: &[(&str, &'static str)]) -> Sections {
        let mut names: Vec<(&str, List)> = List::ALL.iter().map(|list| (list.section(), *list)).collect();
        names.sort_unstable();
        let list = |name: &str| names.binary_search_by_key(&name, |name| name.0).ok().map(|at| names[at].1);
        Sections { files: files.iter().map(|(_, text)| sections(text, list)).collect() }
    }

    /// The entries of a list in one of the files, in its order.
    pub(crate) fn entries(&self, file: usize, list: List) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (_, lines) in self.files[file].iter().filter(|section| section.0 == list) {
            for line in self::lines(lines) {
                add(line, list, &mut entries);
            }
        }
        entries
    }
}

/// The lists of a file with the lines under their headings. A heading opens a line.
fn sections(text: &'static str, list: impl Fn(&str) -> Option<List>) -> Vec<(List, &'static str)> {
    let mut found = Vec::new();
    let mut open: Option<(List, usize)> = None;
    for (at, _) in text.match_indices('[').filter(|(at, _)| *at == 0 || text.as_bytes()[at - 1] == b'\n') {
        let line = text[at..].lines().next().unwrap_or("");
        let Some(name) = heading(line.trim_ascii()) else { continue };
        found.extend(open.map(|(list, from)| (list, &text[from..at])));
        open = list(name).map(|list| (list, at + line.len()));
    }
    found.extend(open.map(|(list, from)| (list, &text[from..])));
    found
}

/// The name in a heading.
fn heading(line: &str) -> Option<&str> {
    line.strip_prefix('[').and_then(|line| line.strip_suffix(']'))
}

/// The lines that say something.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim_ascii).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Adds the entries of a line. False if the line has no `=` where its list needs one.
fn add(line: &'static str, list: List, entries: &mut Vec<Entry>) -> bool {
    match list.form() {
        Form::Words => entries.extend(line.split_ascii_whitespace().map(|text| Entry { text, value: "" })),
        Form::Phrases => entries.extend(phrases(line).map(|text| Entry { text, value: "" })),
        Form::Values | Form::Names => {
            let Some((value, names)) = line.split_once('=') else { return false };
            let value = value.trim_ascii();
            if list.form() == Form::Values {
                entries.extend(names.split_ascii_whitespace().map(|text| Entry { text, value }));
            } else {
                entries.extend(phrases(names).map(|text| Entry { text, value }));
            }
        }
    }
    true
}

fn phrases(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.split('|').map(str::trim_ascii).filter(|phrase| !phrase.is_empty())
}

/// Lines of a file that cannot be read: an unknown section, a value without `=`, an entry before the first section, white space of Unicode.
#[cfg(test)]
pub(crate) fn wrong(text: &'static str) -> Vec<&'static str> {
    let mut list: Option<List> = None;
    let mut wrong = Vec::new();
    for line in lines(text) {
        wrong.extend(line.contains(|c: char| c.is_whitespace() && !c.is_ascii_whitespace()).then_some(line));
        if let Some(name) = heading(line) {
            list = List::ALL.iter().copied().find(|list| list.section() == name);
            wrong.extend(list.is_none().then_some(line));
        } else if !list.is_some_and(|list| add(line, list, &mut Vec::new())) {
            wrong.push(line);
        }
    }
    wrong
}
