//! The entries of a list: looked up as words, as openings of lines, with their values.
//!
//! In: entries of files. Out: [`Entries`]. Words are compared as they stand; openings of lines without regard to case and to the style
//! of apostrophes and blanks.

/// One entry; the value is empty where the list has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) text: &'static str,
    pub(super) value: &'static str,
}

/// The entries of a list, sorted, each once.
#[derive(Debug)]
pub struct Entries {
    sorted: Vec<Entry>,
    /// Where the entries of each ASCII letter begin, and behind them the first that does not begin with ASCII.
    from: [u16; 129],
    /// Bytes of the longest entry.
    longest: usize,
    /// Of each first letter in ASCII the bits of the second bytes that entries have; see [`second_bit`].
    seconds: [u32; 128],
}

/// A letter and its small form have at most so many times the bytes of each other.
const MAX_FOLDING: usize = 4;

/// The bit of a second byte: one of 31; the last is that of entries of one byte, or with an apostrophe or a letter that is not ASCII.
fn second_bit(byte: u8) -> u32 {
    1 << (byte % 31)
}
const ANY_SECOND: u32 = 1 << 31;

impl Entries {
    /// Of equal entries the first stays.
    pub(super) fn new(mut entries: Vec<Entry>) -> Entries {
        entries.sort_by_key(|entry| entry.text);
        entries.dedup_by_key(|entry| entry.text);
        let mut from = [0; 129];
        for (letter, place) in (0_u8..=128).zip(&mut from) {
            *place = entries.partition_point(|entry| entry.text.as_bytes()[0] < letter) as u16;
        }
        let longest = entries.iter().map(|entry| entry.text.len()).max().unwrap_or(0);
        let mut seconds = [0; 128];
        for entry in &entries {
            let bytes = entry.text.as_bytes();
            if let Some(place) = seconds.get_mut(usize::from(bytes[0])) {
                let second = bytes.get(1).filter(|byte| byte.is_ascii() && **byte != b'\'' && **byte != b' ');
                *place |= second.map_or(ANY_SECOND, |byte| second_bit(*byte));
            }
        }
        Entries { sorted: entries, from, longest, seconds }
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
        self.sorted.iter().map(|entry| entry.text)
    }

    /// The entries with their values, in the order of the entries' bytes.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        self.sorted.iter().map(|entry| (entry.text, entry.value))
    }

    /// Whether a word is listed exactly so. Logarithmic.
    pub fn contains(&self, word: &str) -> bool {
        self.place(word).is_some()
    }

    /// The value of a word that is listed exactly so. Logarithmic.
    pub fn value(&self, word: &str) -> Option<&'static str> {
        self.place(word).map(|at| self.sorted[at].value)
    }

    fn place(&self, word: &str) -> Option<usize> {
        let first = usize::from(*word.as_bytes().first()?);
        let (start, end) = if first < 128 {
            (usize::from(self.from[first]), usize::from(self.from[first + 1]))
        } else {
            (usize::from(self.from[128]), self.sorted.len())
        };
        if word.len() > self.longest {
            return None;
        }
        self.sorted[start..end].binary_search_by_key(&word, |entry| entry.text).ok().map(|at| start + at)
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
        let first = line.chars().next().map(folded)?;
        if first.is_ascii() {
            let seconds = self.seconds[first as usize];
            let second = line.as_bytes().get(1).map(u8::to_ascii_lowercase);
            let may_be = second.is_none_or(|byte| !byte.is_ascii() || seconds & second_bit(byte) != 0);
            if seconds == 0 || seconds & ANY_SECOND == 0 && !may_be {
                return None;
            }
        }
        let same = if first.is_ascii() {
            let letter = first as usize;
            &self.sorted[usize::from(self.from[letter])..usize::from(self.from[letter + 1])]
        } else {
            &self.sorted[usize::from(self.from[128])..]
        };
        // Among entries of one ASCII letter the second narrows the search, unless it may be an apostrophe of another style.
        let second = line.as_bytes().get(1).map(u8::to_ascii_lowercase).filter(|byte| byte.is_ascii() && *byte != b'`' && first.is_ascii());
        let (start, end) = match second {
            Some(second) => (same.partition_point(|entry| entry.text.as_bytes().get(1).is_some_and(|byte| *byte < second)), second),
            None => (0, u8::MAX),
        };
        // One-letter entries come first.
        let single = same.iter().take_while(|entry| entry.text.len() == 1);
        let more = same[start..].iter().take_while(|entry| entry.text.as_bytes().get(1).is_none_or(|byte| *byte <= end));
        single.chain(more).filter_map(|entry| opening_with(line, entry.text)).max()
    }

    /// Which entries stand in `text` as whole words, in any case: how many different ones, at most `most`. Looks at the beginning of
    /// each word.
    pub fn inside(&self, text: &str, most: usize) -> usize {
        let mut found: Vec<&str> = Vec::new();
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            let begins = !before.is_alphanumeric() && !c.is_whitespace();
            before = c;
            if begins && let Some(end) = self.opening(&text[at..]) {
                let phrase = &text[at..at + end];
                if !found.iter().any(|other| other.eq_ignore_ascii_case(phrase)) {
                    found.push(phrase);
                }
                if found.len() >= most {
                    break;
                }
            }
        }
        found.len()
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
