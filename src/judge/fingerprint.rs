//! The content fingerprint of a finding: what was taken, whatever the file is called and however it is wrapped.
//!
//! In: the keys of the reused words of the copy, in stretches. Out: 64 bits that are the same on every machine. It is the smallest hash
//! of any [`ANCHOR_WORDS`] reused words in a row (a min-hash: Broder 1997), so that a correction elsewhere in a long passage leaves it as
//! it is: one changed word among n reused ones changes it with about 8 chances in n. It says nothing about how much was taken; a baseline
//! keeps the words beside it.

use crate::fingerprint::{sequence, shingle};
use crate::quotation::Verdict;
use crate::score::Stamp;
use std::fmt;

/// Reused words in a row that a fingerprint is made of. Eight words in a row of the same text stand in two independent stories in quotations
/// and formulas only.
const ANCHOR_WORDS: usize = 8;

/// Which finding it is, by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u64);

/// How many anchors are kept of a finding: of a passage that is cut to a third, one of eight is left 96 times in 100.
const N_ANCHORS: usize = 8;

/// The smallest hashes of [`ANCHOR_WORDS`] words in a row of some stretches, at most [`N_ANCHORS`], ascending. Those of a part of the stretches that are among
/// those of the whole stay so, so that a passage is known again after it was cut. Shorter stretches give what they have. Linear.
pub(super) fn anchors(stretches: &[Vec<u64>]) -> Vec<u64> {
    first_anchors(&ranked(stretches))
}

fn first_anchors(ranked: &[(usize, u64)]) -> Vec<u64> {
    let mut hashes: Vec<u64> = ranked.iter().take(N_ANCHORS).map(|(_, hash)| *hash).collect();
    hashes.sort_unstable();
    hashes
}

/// The anchors of some stretches, each once: those of most words first, then the smallest. A whole anchor tells more than the few words of a shorter
/// stretch.
fn ranked(stretches: &[Vec<u64>]) -> Vec<(usize, u64)> {
    let mut found: Vec<(usize, u64)> = windows(stretches).map(|words| (ANCHOR_WORDS - words.len(), shingle(words))).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The anchors of each stretch.
fn windows(stretches: &[Vec<u64>]) -> impl Iterator<Item = &[u64]> {
    stretches.iter().filter(|words| !words.is_empty()).flat_map(|words| words.windows(ANCHOR_WORDS.min(words.len())))
}

impl Fingerprint {
    /// The fingerprint of some stretches of reused words. `is_derived` is a part of it: where a partial reuse has become a derived one,
    /// the finding is another. No words give a fingerprint, too. Linear.
    pub fn of(stretches: &[Vec<u64>], is_derived: bool) -> Fingerprint {
        Fingerprint::with_anchors(stretches, is_derived).0
    }

    /// The same, and the [`anchors`] of the stretches.
    pub(super) fn with_anchors(stretches: &[Vec<u64>], is_derived: bool) -> (Fingerprint, Vec<u64>) {
        let ranked = ranked(stretches);
        let anchor = ranked.first().map_or(0, |(_, hash)| *hash);
        (Fingerprint(shingle(&[anchor, u64::from(is_derived)])), first_anchors(&ranked))
    }

    /// The fingerprints of findings that begin with one of some anchors.
    pub(super) fn all_of(anchors: &[u64]) -> impl Iterator<Item = Fingerprint> {
        anchors.iter().flat_map(|anchor| [false, true].map(|is_derived| Fingerprint(shingle(&[*anchor, u64::from(is_derived)]))))
    }

    /// The fingerprint of a quotation: its words, and what became of them. It is never that of reused words. Linear.
    pub fn of_quotation(words: impl IntoIterator<Item = u64>, verdict: Verdict) -> Fingerprint {
        let hash = sequence(std::iter::once(verdict as u64).chain(words));
        Fingerprint(shingle(&[hash as u64, (hash >> 64) as u64, verdict as u64]))
    }

    /// A fingerprint for the n-th finding of the same content, from 0, for readers that want each to be unique.
    pub fn nth(self, n: usize) -> Fingerprint {
        if n == 0 { self } else { Fingerprint(shingle(&[self.0, n as u64])) }
    }

    /// The fingerprint with a short stamp of the rules by which it was made, for files that people write.
    pub fn stamped(self) -> String {
        format!("{self}@{}", Stamp::CURRENT.short())
    }

    /// Reads a fingerprint with its stamp.
    ///
    /// # Errors
    /// What to do, if it is none, or was made by other rules.
    pub fn read_stamped(text: &str) -> Result<Fingerprint, &'static str> {
        const WANTED: &str = "takes a fingerprint as `copydesk check` prints it below a finding";
        let (fingerprint, stamp) = text.split_once('@').ok_or(WANTED)?;
        let fingerprint = Fingerprint::read(fingerprint).ok_or(WANTED)?;
        if stamp != Stamp::CURRENT.short() {
            return Err("was made by the rules of another release: run `copydesk check` and take the new line below the finding");
        }
        Ok(fingerprint)
    }

    /// Reads 16 hexadecimal digits.
    pub fn read(text: &str) -> Option<Fingerprint> {
        let is_plain = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_plain.then(|| u64::from_str_radix(text, 16).ok().map(Fingerprint)).flatten()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(range: std::ops::Range<u64>) -> Vec<u64> {
        range.map(|number| shingle(&[number])).collect()
    }

    #[test]
    fn the_same_words_have_the_same_fingerprint() {
        let one = Fingerprint::of(&[words(0..300)], true);
        assert_eq!(one, Fingerprint::of(&[words(0..300)], true));
        assert_ne!(one, Fingerprint::of(&[words(0..300)], false));
        assert_ne!(one, Fingerprint::of(&[words(300..600)], true));
        assert_ne!(one, one.nth(1));
        assert_eq!(one.nth(0), one);
        assert_eq!(Fingerprint::read(&one.to_string()), Some(one));
        assert_eq!(Fingerprint::of(&[], true), Fingerprint::of(&[Vec::new()], true));
    }

    /// Baselines hold these.
    #[test]
    fn fingerprints_keep_their_values() {
        let shown = Fingerprint::of(&[words(0..20)], true).to_string();
        assert_eq!(shown, "ce31af7490802f4c");
    }

    #[test]
    fn a_correction_mostly_leaves_it_as_it_is() {
        let before = Fingerprint::of(&[words(0..200)], true);
        let kept = (0..200).filter(|at| {
            let mut changed = words(0..200);
            changed[*at] = 1;
            Fingerprint::of(&[changed], true) == before
        });
        assert!((184..=192).contains(&kept.count()));
    }

    #[test]
    fn anchors_of_a_part_are_those_of_the_whole() {
        let whole = anchors(&[words(0..300)]);
        assert_eq!(whole.len(), N_ANCHORS);
        let cut = anchors(&[words(0..100), words(180..240)]);
        assert!(whole.iter().any(|anchor| cut.contains(anchor)));
        assert!(anchors(&[words(300..600)]).iter().all(|anchor| !whole.contains(anchor)));
        assert_eq!(anchors(&[words(0..3)]).len(), 1);
        assert!(anchors(&[Vec::new()]).is_empty());
    }

    #[test]
    fn only_whole_fingerprints_are_read() {
        for bad in ["", "12", "+123456789abcdef", "123456789abcdefg", "0123456789abcdef0"] {
            assert_eq!(Fingerprint::read(bad), None, "{bad}");
        }
    }
}
