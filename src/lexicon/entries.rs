//! The entries of a list: looked up as words, as openings of lines, with their values.
//!
//! In: entries of files. Out: [`Entries`]. Words are compared as they stand; openings of lines without regard to case and to the style
//! of apostrophes and blanks.

use crate::latin::letters_end;

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
    /// Bytes of the longest entry.
    longest: usize,
    index: Box<Index>,
}

/// What tells at once that most words and lines are none.
#[derive(Debug)]
struct Index {
    /// Where the entries of each ASCII letter begin, and behind them the first that does not begin with ASCII.
    from: [u16; 129],
    /// The heads of entries: a bit for the hash of each.
    heads: [u64; N_HEADS / 64],
    /// The same for the entries as words.
    words: [u64; N_HEADS / 64],
    /// Which lengths up to 62 bytes the entries of each ASCII letter have, and behind them all others; the last bit stands for all longer ones.
    lengths: [u64; 129],
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

/// The place of the bit of a word: by its length, its first two letters and its last one. None for no word.
fn bit_of(word: &[u8]) -> Option<usize> {
    let (first, last) = (*word.first()?, *word.last()?);
    let second = word.get(1).copied().unwrap_or(0);
    let mixed = u32::from_le_bytes([first, second, last, word.len() as u8]).wrapping_mul(0x9e37_79b1);
    Some((mixed >> 20) as usize)
}

/// Bits for the hashes of heads.
const N_HEADS: usize = 4096;

/// The first letters of a line or an entry: up to four bytes in small letters, those behind its first word or mark zero. An entry that opens a line
/// has the same head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head([u8; 4]);

impl Head {
    /// None where a byte is not ASCII, or a mark that stands for others.
    fn of(line: &[u8]) -> Option<Head> {
        let mut head = [0; 4];
        for (at, (slot, byte)) in head.iter_mut().zip(line).enumerate() {
            if !byte.is_ascii() || *byte == b'`' {
                return None;
            }
            if at > 0 && !(byte.is_ascii_alphanumeric() && line[0].is_ascii_alphanumeric()) {
                break;
            }
            *slot = byte.to_ascii_lowercase();
        }
        Some(Head(head))
    }

    fn bytes(&self) -> &[u8] {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        &self.0[..length]
    }

    /// The place of its bit: by multiplicative hashing (Knuth), of 32 bits the upper twelve.
    fn place(self) -> usize {
        (u32::from_le_bytes(self.0).wrapping_mul(0x9e37_79b1) >> 20) as usize
    }
}

/// A letter and its small form have at most so many times the bytes of each other.
const MAX_FOLDING: usize = 4;

impl Entries {
    /// Of equal entries the first stays.
    pub(super) fn new(entries: Vec<Entry>) -> Entries {
        let mut entries = sorted(&entries);
        entries.dedup_by_key(|entry| entry.text);
        let longest = entries.iter().map(|entry| entry.text.len()).max().unwrap_or(0);
        let mut index = Box::new(Index { from: [0; 129], heads: [0; N_HEADS / 64], words: [0; N_HEADS / 64], lengths: [0; 129] });
        // How many entries begin with each letter, then how many with one before it.
        for entry in &entries {
            if let Some(n) = entry.text.bytes().next().and_then(|first| index.from.get_mut(usize::from(first) + 1)) {
                *n += 1;
            }
            if let Some(head) = Head::of(entry.text.as_bytes()) {
                index.heads[head.place() / 64] |= 1 << (head.place() % 64);
            }
            if let Some(bit) = bit_of(entry.text.as_bytes()) {
                index.words[bit / 64] |= 1 << (bit % 64);
            }
            let first = entry.text.bytes().next().map_or(128, |first| usize::from(first).min(128));
            index.lengths[first] |= 1 << entry.text.len().min(63);
        }
        for letter in 1..index.from.len() {
            index.from[letter] += index.from[letter - 1];
        }
        Entries { sorted: entries, longest, index }
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
        let bit = bit_of(word.as_bytes())?;
        if self.index.words[bit / 64] & 1 << (bit % 64) == 0 {
            return None;
        }
        let first = usize::from(*word.as_bytes().first()?);
        let (start, end) = if first < 128 {
            (usize::from(self.index.from[first]), usize::from(self.index.from[first + 1]))
        } else {
            (usize::from(self.index.from[128]), self.sorted.len())
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
        match Head::of(line.as_bytes()) {
            Some(head) => self.opening_plain(line, head),
            None => self.opening_by_letters(line),
        }
    }

    /// The same for a line whose first letters may be written in several ways.
    fn opening_by_letters(&self, line: &str) -> Option<usize> {
        let first = line.chars().next().map(folded)?;
        let same = if first.is_ascii() {
            let letter = first as usize;
            &self.sorted[usize::from(self.index.from[letter])..usize::from(self.index.from[letter + 1])]
        } else {
            &self.sorted[usize::from(self.index.from[128])..]
        };
        same.iter().filter_map(|entry| opening_with(line, entry.text)).max()
    }

    /// Whether an entry may have this head.
    fn may_open(&self, head: Head) -> bool {
        self.index.heads[head.place() / 64] & 1 << (head.place() % 64) != 0
    }

    /// The same for a line with this head: entries that open it have the same one.
    fn opening_plain(&self, line: &str, head: Head) -> Option<usize> {
        if !self.may_open(head) {
            return None;
        }
        let letter = usize::from(head.0[0]);
        let same = &self.sorted[usize::from(self.index.from[letter])..usize::from(self.index.from[letter + 1])];
        let from = same.partition_point(|entry| entry.text.as_bytes() < head.bytes());
        let starting = same[from..].iter().take_while(|entry| entry.text.as_bytes().starts_with(head.bytes()));
        starting.filter_map(|entry| opening_with(line, entry.text)).max()
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
            let lengths = self.index.lengths[usize::from(bytes[from]).min(128)];
            if at > from && lengths >> (at - from).min(63) & 1 == 1 && self.contains(&text[from..at]) {
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

/// The entries in the order of their texts, equal ones in their own order.
fn sorted(entries: &[Entry]) -> Vec<Entry> {
    // Most entries differ in their first six bytes: with their places behind them they are numbers that are sorted at once, and few texts are compared.
    const PLACE: u64 = 0xffff;
    if entries.len() > PLACE as usize {
        let mut sorted = entries.to_vec();
        sorted.sort_by_key(|entry| entry.text);
        return sorted;
    }
    let mut order: Vec<u64> = entries.iter().zip(0_u64..).map(|(entry, at)| first_bytes(entry.text) & !PLACE | at).collect();
    order.sort_unstable();
    let entry = |number: &u64| entries[(number & PLACE) as usize];
    for alike in order.chunk_by_mut(|a, b| a & !PLACE == b & !PLACE).filter(|alike| alike.len() > 1) {
        alike.sort_unstable_by(|a, b| entry(a).text.cmp(entry(b).text).then(a.cmp(b)));
    }
    order.iter().map(entry).collect()
}

/// The first eight bytes of a text as a number that sorts as they do; zeros where it has fewer.
fn first_bytes(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let n = text.len().min(bytes.len());
    bytes[..n].copy_from_slice(&text.as_bytes()[..n]);
    u64::from_be_bytes(bytes)
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
    use super::{Entries, Entry};
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

    /// The order is that of the texts, and of equal ones the first stays.
    #[test]
    fn entries_are_sorted_as_their_texts_are() {
        let entry = |text, value| Entry { text, value };
        let texts = ["abcdefghz", "b", "abcdefgh", "abcdefgha", "ab", "é", "b", "abcdefgh", "zoo", "a b"];
        let given: Vec<Entry> =
            texts.into_iter().zip(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]).map(|(text, value)| entry(text, value)).collect();
        let mut wanted = given.clone();
        wanted.sort_by_key(|entry| entry.text);
        wanted.dedup_by_key(|entry| entry.text);
        assert_eq!(Entries::new(given).sorted, wanted);
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
