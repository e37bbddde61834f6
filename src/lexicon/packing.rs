//! Makes the tables of the lexicon: entries sorted, with what tells at once that most words and lines are none.
//!
//! In: the files. Out: [`Tables`], and their text as Rust source. Only the build script makes them: the library has what it wrote,
//! and reads no file when it starts.

use super::index::{Head, N_FIRST, N_LENGTH, bit_of_length, hash_of, place, place_of_first};
use super::lists::List;
use super::reading::{Entry, FILES, Sections};
use std::collections::HashMap;
use std::fmt::Write;

/// Bits of a filter for each entry, and at most.
const BITS_OF_ENTRY: usize = 32;
const MAX_BITS: usize = 4096;

/// All tables: one for each list of all files together, then one for each list of each file.
#[derive(Default)]
pub(crate) struct Tables {
    texts: String,
    /// Where each text begins that stands there.
    known: HashMap<&'static str, usize>,
    /// Of each entry its text and its value.
    places: Vec<[u32; 2]>,
    /// Of each table the filter of heads, the filter of words, and, where a list of all files stands in it, the lengths of entries by their
    /// first letter.
    filters: Vec<u64>,
    /// Of each table how many entries begin with a byte before each one.
    counts: Vec<u16>,
    /// Of each table its first entry, how many it has, the bytes of the longest, its first filter, how many numbers a filter has, its first count.
    tables: Vec<[u32; 6]>,
}

impl Tables {
    /// Those of all files.
    pub(crate) fn of_files() -> Tables {
        let sections = Sections::of(&FILES);
        let mut tables = Tables::default();
        for list in List::ALL {
            tables.add((0..FILES.len()).flat_map(|file| sections.entries(file, *list)).collect(), true);
        }
        for file in 0..FILES.len() {
            for list in List::ALL {
                tables.add(sections.entries(file, *list), false);
            }
        }
        tables
    }

    /// Adds a table. Of equal entries the first stays. Tables without entries are one.
    fn add(&mut self, mut entries: Vec<Entry>, with_lengths: bool) {
        if entries.is_empty()
            && let Some(empty) = self.tables.iter().find(|table| table[1] == 0).copied()
        {
            return self.tables.push(empty);
        }
        entries.sort_by_key(|entry| entry.text);
        entries.dedup_by_key(|entry| entry.text);
        let n_numbers = (entries.len() * BITS_OF_ENTRY).next_power_of_two().clamp(64, MAX_BITS) / 64;
        let (mut heads, mut words) = (vec![0_u64; n_numbers], vec![0_u64; n_numbers]);
        let (mut lengths, mut counts) = ([0_u64; N_FIRST], [0_u16; N_FIRST]);
        let set = |filter: &mut Vec<u64>, hash: u32| {
            let bit = place(hash, n_numbers * 64);
            filter[bit / 64] |= 1 << (bit % 64);
        };
        for entry in &entries {
            let bytes = entry.text.as_bytes();
            if let Some(head) = Head::of(bytes) {
                set(&mut heads, head.hash());
            }
            if let Some(hash) = hash_of(bytes) {
                set(&mut words, hash);
            }
            let first = bytes.first().map_or(0, |first| place_of_first(*first));
            lengths[first] |= bit_of_length(bytes.len());
            for count in &mut counts[first + 1..] {
                *count += 1;
            }
        }
        let longest = entries.iter().map(|entry| entry.text.len()).max().unwrap_or(0);
        let table = [self.places.len(), entries.len(), longest, self.filters.len(), n_numbers, self.counts.len()];
        self.tables.push(table.map(|number| number as u32));
        for entry in entries {
            let entry = [self.packed(entry.text), self.packed(entry.value)];
            self.places.push(entry);
        }
        self.filters.extend(heads.into_iter().chain(words).chain(lengths.into_iter().filter(|_| with_lengths)));
        self.counts.extend(counts);
    }

    /// Where a text stands among all, as a number.
    fn packed(&mut self, text: &'static str) -> u32 {
        let at = *self.known.entry(text).or_insert(self.texts.len());
        if at == self.texts.len() {
            self.texts += text;
        }
        assert!(at < 1 << (32 - N_LENGTH) && text.len() < 1 << N_LENGTH, "the texts are too long to be told by one number");
        (at << N_LENGTH | text.len()) as u32
    }

    /// As Rust source.
    pub(crate) fn source(&self) -> Result<String, std::fmt::Error> {
        let mut source = String::new();
        let tags: Vec<&str> = FILES.iter().map(|(tag, _)| *tag).collect();
        writeln!(source, "pub(super) const TAGS: [&str; {}] = {tags:?};", tags.len())?;
        writeln!(source, "pub(super) const TEXTS: &str = {:?};", self.texts)?;
        writeln!(source, "pub(super) static PLACES: [[u32; 2]; {}] = {:?};", self.places.len(), self.places)?;
        writeln!(source, "pub(super) static FILTERS: [u64; {}] = {:?};", self.filters.len(), self.filters)?;
        writeln!(source, "pub(super) static COUNTS: [u16; {}] = {:?};", self.counts.len(), self.counts)?;
        writeln!(source, "pub(super) static TABLES: [[u32; 6]; {}] = {:?};", self.tables.len(), self.tables)?;
        Ok(source)
    }
}
