//! The entries of a list: looked up as words, as openings of lines, with their values.
//!
//! In: the tables that the build script makes of the files. Out: [`Entries`]. Words are compared as they stand; openings of lines without
//! regard to case and to the style of apostrophes and blanks.

use super::index::{Head, N_FIRST, N_LENGTH, bit_of_length, hash_of, place, place_of_first};
use super::lists::List;
use super::tables::{COUNTS, FILTERS, PLACES, TABLES, TEXTS};
use crate::latin::letters_end;
use std::ops::Range;

/// An entry: where its text and its value stand in all texts. The value is empty where the list has none.
type Entry = [u32; 2];

/// The entries of a list, sorted, each once.
#[derive(Debug)]
pub struct Entries {
    sorted: &'static [Entry],
    /// Bytes of the longest entry.
    longest: usize,
    /// How many entries begin with a byte before each one of ASCII, and behind them with any.
    from: &'static [u16],
    /// The heads of entries: a bit for the hash of each.
    heads: &'static [u64],
    /// The same for the entries as words.
    words: &'static [u64],
    /// Which lengths the entries of each first letter have, in lists of all languages.
    lengths: &'static [u64],
}

/// Letters and digits of ASCII.
const WORDED: [bool; 256] = {
    let mut worded = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        worded[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    worded
};

/// A letter and its small form have at most so many times the bytes of each other.
const MAX_FOLDING: usize = 4;

/// A text of the tables.
fn text(packed: u32) -> &'static str {
    let at = (packed >> N_LENGTH) as usize;
    &TEXTS[at..at + (packed & ((1 << N_LENGTH) - 1)) as usize]
}

/// Whether a filter may hold a hash.
fn may_hold(filter: &[u64], hash: u32) -> bool {
    let bit = place(hash, filter.len() * 64);
    filter[bit / 64] & 1 << (bit % 64) != 0
}

impl Entries {
    /// Those of one of the tables.
    pub(super) fn of(table: usize) -> Entries {
        let [first, n, longest, filters, n_numbers, counts] = TABLES[table].map(|number| number as usize);
        let numbers = |part: usize, n: usize| &FILTERS[filters + part * n_numbers..][..n];
        Entries {
            sorted: &PLACES[first..first + n],
            longest,
            from: &COUNTS[counts..counts + N_FIRST],
            heads: numbers(0, n_numbers),
            words: numbers(1, n_numbers),
            lengths: if table < List::ALL.len() { numbers(2, N_FIRST) } else { &[] },
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// The entries in the order of their bytes.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.sorted.iter().map(|entry| text(entry[0]))
    }

    /// The entries with their values, in the order of the entries' bytes.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        self.sorted.iter().map(|entry| (text(entry[0]), text(entry[1])))
    }

    /// Whether a word is listed exactly so. Logarithmic.
    pub fn contains(&self, word: &str) -> bool {
        self.place(word).is_some()
    }

    /// The value of a word that is listed exactly so. Logarithmic.
    pub fn value(&self, word: &str) -> Option<&'static str> {
        self.place(word).map(|at| text(self.sorted[at][1]))
    }

    fn place(&self, word: &str) -> Option<usize> {
        if word.len() > self.longest || !may_hold(self.words, hash_of(word.as_bytes())?) {
            return None;
        }
        let same = self.of_first(*word.as_bytes().first()?);
        self.sorted[same.clone()].binary_search_by(|entry| text(entry[0]).cmp(word)).ok().map(|at| same.start + at)
    }

    /// Which entries begin with this byte; those that do not begin with ASCII are not told apart.
    fn of_first(&self, first: u8) -> Range<usize> {
        let letter = place_of_first(first);
        usize::from(self.from[letter])..self.from.get(letter + 1).map_or(self.sorted.len(), |end| usize::from(*end))
    }

    /// How many bytes of `line` the longest entry takes that it opens with, as whole words, in any case. Looks only at entries with the
    /// same first letter.
    ///
    /// ```
    /// use copydesk::lexicon::{List, list};
    /// assert_eq!(list(List::Months).opening("Mai 2016"), Some(3));
    /// assert_eq!(list(List::Months).opening("Maisfeld"), None);
    /// ```
    pub fn opening(&self, line: &str) -> Option<usize> {
        match Head::of(line.as_bytes()) {
            Some(head) => self.opening_plain(line, head),
            None => self.opening_by_letters(line),
        }
    }

    /// The same for a line whose first letters may be written in several ways.
    fn opening_by_letters(&self, line: &str) -> Option<usize> {
        let first = line.chars().next().map(folded)?;
        let same = self.of_first(u8::try_from(first).unwrap_or(u8::MAX).max(if first.is_ascii() { 0 } else { 128 }));
        self.sorted[same].iter().filter_map(|entry| opening_with(line, text(entry[0]))).max()
    }

    /// The same for a line with this head: entries that open it have the same one.
    fn opening_plain(&self, line: &str, head: Head) -> Option<usize> {
        if !may_hold(self.heads, head.hash()) {
            return None;
        }
        let bytes = &head.0[..head.0.iter().position(|byte| *byte == 0).unwrap_or(head.0.len())];
        let same = &self.sorted[self.of_first(head.0[0])];
        let from = same.partition_point(|entry| text(entry[0]).as_bytes() < bytes);
        let starting = same[from..].iter().map(|entry| text(entry[0])).take_while(|text| text.as_bytes().starts_with(bytes));
        starting.filter_map(|text| opening_with(line, text)).max()
    }

    /// Which entries stand in `text` as whole words, in any case: how many different ones, at most `most`. An entry inside one that was
    /// found does not count. Looks at the beginning of each word.
    pub fn inside(&self, text: &str, most: usize) -> usize {
        let bytes = text.as_bytes();
        let mut found: Vec<&str> = Vec::new();
        let (mut at, mut is_in_word) = (0, false);
        while at < bytes.len() && found.len() < most {
            let begins = !is_in_word;
            let from = at;
            if bytes[at].is_ascii() {
                is_in_word = bytes[at].is_ascii_alphanumeric();
                at += 1;
            } else {
                let letter = text[at..].chars().next().unwrap_or(' ');
                is_in_word = letter.is_alphanumeric();
                at += letter.len_utf8();
            }
            if !begins {
                continue;
            }
            if let Some(length) = self.opening(&text[from..]) {
                let phrase = &text[from..from + length];
                if !found.iter().any(|other| other.eq_ignore_ascii_case(phrase)) {
                    found.push(phrase);
                }
                at = from + length;
                is_in_word = phrase.ends_with(char::is_alphanumeric);
            }
        }
        found.len()
    }

    /// Whether a word of `text` is listed exactly so. Most words are told by their first letters to be none.
    pub fn has_word_of(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let from = at;
            at = letters_end(bytes, at);
            while at < bytes.len() && WORDED[usize::from(bytes[at])] {
                at += 1;
            }
            if at < bytes.len() && !bytes[at].is_ascii() {
                // The word may have other letters; what goes before it in ASCII belongs to it.
                let rest = &text[from..];
                at = from + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            }
            let lengths = self.lengths.get(place_of_first(bytes[from])).copied().unwrap_or(u64::MAX);
            if at > from && lengths & bit_of_length(at - from) != 0 && self.contains(&text[from..at]) {
                return true;
            }
            at += match bytes.get(at) {
                Some(byte) if !byte.is_ascii() => text[at..].chars().next().map_or(1, char::len_utf8),
                _ => 1,
            };
        }
        false
    }

    /// Whether `line` is one of the entries and no more, in any case.
    pub fn is_one(&self, line: &str) -> bool {
        line.len() <= MAX_FOLDING * self.longest && self.opening(line) == Some(line.len())
    }
}

fn opening_with(line: &str, phrase: &str) -> Option<usize> {
    let mut chars = line.char_indices();
    for wanted in phrase.chars() {
        if chars.next().map(|(_, c)| folded(c)) != Some(wanted) {
            return None;
        }
    }
    let end = chars.offset();
    // Scripts without blanks have no word borders to look for.
    let word_goes_on = phrase.ends_with(|c: char| c.is_alphanumeric() && c < '\u{2e80}') && line[end..].starts_with(char::is_alphanumeric);
    (!word_goes_on).then_some(end)
}

fn folded(c: char) -> char {
    match c {
        '’' | '‘' | '`' => '\'',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ if c.is_whitespace() => ' ',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{List, list};

    #[test]
    fn words_of_a_text_are_found_in_any_script() {
        let address = list(List::SiteAddress);
        let word = address.iter().next().expect("a word");
        for (text, wanted) in [
            (format!("Sell {word}."), true),
            (format!("“{word}”"), true),
            (format!("é{word} {word}é x{word} {word}2"), false),
            (word.to_string(), true),
            (String::from("Nichts – für niemanden…"), false),
            (String::new(), false),
        ] {
            let plain = text.split(|c: char| !c.is_alphanumeric()).any(|word| address.contains(word));
            assert_eq!((address.has_word_of(&text), plain), (wanted, wanted), "{text}");
        }
    }

    /// The quick way finds what reading letter by letter finds, whatever stands behind an entry.
    #[test]
    fn openings_are_the_same_by_both_ways() {
        let lines: Vec<&str> = List::ALL.iter().flat_map(|kind| list(*kind).iter()).step_by(13).collect();
        for kind in List::ALL {
            let entries = list(*kind);
            for line in lines.iter().copied().chain(entries.iter()) {
                for line in
                    [line.to_string(), line.to_uppercase(), format!("{line}x"), format!("{line}. And"), line.chars().take(2).collect()]
                {
                    assert_eq!(entries.opening(&line), entries.opening_by_letters(&line), "{kind:?} {line}");
                }
            }
        }
    }
}
