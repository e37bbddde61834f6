//! What articles of an archive have of the copies: shingles, and pairs of words of their quotations.
//!
//! In: the copies, then one article of the archive after another. Out: [`Numbers`]: which of the wanted things an article has. Of a large archive each
//! article is first read by its words alone: furniture is not looked for in it, which takes most of the time. Once all are read it is known what a shared
//! phrase weighs, and those of which half of what a partner needs is found are read as they are. Words alone may miss what furniture, a label or a word divided
//! at the end of a line splits: at most three words before it and three behind it. And they count furniture: what many articles have as that weighs little
//! where a copy has it in its story.

use super::quotations::{Sought, pair};
use crate::article::Article;
use crate::fingerprint::{SHINGLE_WORDS, fingerprint, shingle, shingles};
use crate::ids::ArticleNo;
use crate::index::{Holders, LookupSettings, Wanted};
use crate::text::{Sketch, plain_keys, sketch, word_keys};
use rayon::prelude::*;

/// An archive of so many articles for each copy is read by its words alone at first.
const LARGE: usize = 20;
/// Bits for each pair of words of the copies: of other pairs one in sixteen is taken for one of theirs.
const BITS_FOR_EACH: usize = 16;
/// Bits at least, 32 KiB, and at most, 2 MiB.
const BITS: (usize, usize) = (1 << 18, 1 << 24);

/// Of the wanted things those that an article has, ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) shingles: Vec<u32>,
    pub(super) pairs: Vec<u32>,
    /// Whether furniture was told from story; else all words count.
    pub(super) is_exact: bool,
}

impl Numbers {
    pub(super) fn as_slices(&self) -> (&[u32], &[u32]) {
        (&self.shingles, &self.pairs)
    }
}

/// A copy as it is looked up.
#[derive(Debug)]
pub(super) struct ReadCopy {
    pub(super) n_words: usize,
    /// Its distinct shingles, ascending.
    pub(super) print: Vec<u64>,
    /// Its words, where they are asked for again or quoted.
    pub(super) sketch: Sketch,
}

/// What is looked for.
#[derive(Debug)]
pub(super) struct Sieve {
    /// In order of the copies.
    pub(super) read: Vec<ReadCopy>,
    pub(super) wanted: Wanted,
    pub(super) sought: Sought,
    /// Pairs of words in a row that a copy has.
    steps: Steps,
    /// These, and the pairs that are sought: most pairs of an archive are told by one look to be neither.
    either: Steps,
}

impl Sieve {
    /// Reads the copies; `is_met` says which of them are met in the archive, too, so that their words are kept.
    pub(super) fn new(copies: &[&Article], is_met: impl Fn(usize) -> bool + Sync) -> Sieve {
        let read: Vec<(ReadCopy, Vec<u64>)> = copies
            .par_iter()
            .enumerate()
            .map(|(number, copy)| {
                let mut sketch = sketch(copy);
                let story = sketch.story();
                let (n_words, print) = (story.len(), fingerprint(&story, SHINGLE_WORDS));
                let steps = story.windows(2).map(|keys| pair(keys[0], keys[1])).collect();
                if sketch.quotations.is_empty() && !is_met(number) {
                    sketch = Sketch::default();
                }
                (ReadCopy { n_words, print, sketch }, steps)
            })
            .collect();
        let (read, steps): (Vec<ReadCopy>, Vec<Vec<u64>>) = read.into_iter().unzip();
        let wanted = Wanted::new(read.iter().map(|copy| copy.print.as_slice()));
        let sought = Sought::new(read.iter().map(|copy| &copy.sketch));
        let either = Steps::new(steps.iter().flatten().copied().chain(sought.hashes()));
        Sieve { steps: Steps::new(steps.iter().flatten().copied()), read, wanted, sought, either }
    }

    /// What an article has, where it may be by its words alone. Linear.
    pub(super) fn numbers(&self, article: &Article, by_words: bool) -> Numbers {
        let found = if by_words && article.blocks.is_none() { self.by_words(&article.text) } else { None };
        found.unwrap_or_else(|| self.exactly(article))
    }

    /// The same of a text that states no blocks by its words alone; none where these may be others than they seem.
    pub(super) fn by_words(&self, text: &str) -> Option<Numbers> {
        let keys = plain_keys(text)?;
        let (mut shingles, mut pairs) = (Vec::new(), Vec::new());
        let (mut n_steps, quotes) = (0, !self.sought.is_empty());
        for (at, keys_of_pair) in keys.windows(2).enumerate() {
            let hash = pair(keys_of_pair[0], keys_of_pair[1]);
            if !self.either.may_hold(hash) {
                n_steps = 0;
                continue;
            }
            // A wanted shingle is made of pairs that a copy has, one behind the other.
            n_steps = if self.steps.may_hold(hash) { n_steps + 1 } else { 0 };
            if n_steps + 1 >= SHINGLE_WORDS {
                shingles.extend(self.wanted.number(shingle(&keys[at + 2 - SHINGLE_WORDS..at + 2])));
            }
            if quotes {
                pairs.extend(self.sought.number(hash));
            }
        }
        in_order(&mut shingles);
        if quotes && self.sought.has_single_words {
            pairs.extend(keys.iter().filter_map(|key| self.sought.number(*key)));
        }
        in_order(&mut pairs);
        Some(Numbers { shingles, pairs, is_exact: false })
    }

    /// Of articles that were read by their words alone those that may be partners of a copy, ascending.
    pub(super) fn to_read_exactly(&self, numbers: &[&Numbers], lookup: LookupSettings) -> Vec<ArticleNo> {
        let numbered = numbers.iter().zip((0..).map(ArticleNo));
        let found: Vec<(ArticleNo, &[u32])> =
            numbered.filter(|(of, _)| !of.shingles.is_empty()).map(|(of, no)| (no, &*of.shingles)).collect();
        let holders = Holders::new(&self.wanted, &found, numbers.len());
        let of_copy = |copy: &ReadCopy| holders.near_partners(&self.wanted.numbers(copy.print.iter().copied()), lookup);
        let mut articles: Vec<ArticleNo> = self.read.par_iter().flat_map_iter(of_copy).collect();
        articles.retain(|no| !numbers[no.at()].is_exact);
        articles.par_sort_unstable();
        articles.dedup();
        articles
    }

    /// What an article has that is none of the copies, furniture set aside. Linear.
    pub(super) fn exactly(&self, article: &Article) -> Numbers {
        let words = word_keys(article);
        let shingles = self.wanted.numbers(shingles(&words.story(), SHINGLE_WORDS));
        Numbers { shingles, pairs: self.sought.numbers(&words.keys), is_exact: true }
    }

    /// What an article has that is one of the copies; its words must have been kept.
    pub(super) fn of_copy(&self, copy: usize) -> Numbers {
        let copy = &self.read[copy];
        let shingles = self.wanted.numbers(copy.print.iter().copied());
        Numbers { shingles, pairs: self.sought.numbers(&copy.sketch.keys), is_exact: true }
    }
}

/// Whether an archive of so many articles is large for so many copies.
pub(super) fn is_large(n_articles: usize, n_copies: usize) -> bool {
    n_articles >= LARGE * n_copies
}

fn in_order(numbers: &mut Vec<u32>) {
    numbers.sort_unstable();
    numbers.dedup();
}

/// Pairs of words, a bit for the beginning of each hash.
#[derive(Debug)]
struct Steps {
    bits: Vec<u64>,
    shift: u32,
}

impl Steps {
    fn new(hashes: impl Iterator<Item = u64> + Clone) -> Steps {
        let n_bits = (hashes.clone().count() * BITS_FOR_EACH).next_power_of_two().clamp(BITS.0, BITS.1);
        let mut steps = Steps { bits: vec![0; n_bits / 64], shift: 64 - n_bits.trailing_zeros() };
        for hash in hashes {
            let at = (hash >> steps.shift) as usize;
            steps.bits[at / 64] |= 1 << (at % 64);
        }
        steps
    }

    fn may_hold(&self, hash: u64) -> bool {
        let at = (hash >> self.shift) as usize;
        self.bits[at / 64] >> (at % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The twin: every shingle and every pair is looked up.
        #[test]
        fn shingles_are_found_by_way_of_their_pairs(copy in "[ab]( [abc]){3,30} “[ab]( [abc]){1,6}”", other in "[abd]( [abcd]){0,40}") {
            let (copy, other) = (Article::new("copy", copy.as_str()), Article::new("other", other.as_str()));
            let sieve = Sieve::new(&[&copy], |_| true);
            let keys = plain_keys(&other.text).expect("plain text");
            let shingles = sieve.wanted.numbers(shingles(&keys, SHINGLE_WORDS));
            let found = sieve.by_words(&other.text).expect("plain text");
            prop_assert_eq!(found, Numbers { shingles, pairs: sieve.sought.numbers(&keys), is_exact: false });
        }
    }

    #[test]
    fn what_shares_half_of_what_a_partner_needs_is_read_exactly() {
        let copy = Article::new("copy", "The ferry ran aground on a sandbank shortly after dawn.");
        let sieve = Sieve::new(&[&copy], |_| false);
        let others =
            ["Milk prices rose for the third month.", "The ferry ran aground on a rock.", "It ran aground on a whale.", "The ferry ran."];
        let numbers: Vec<Numbers> = others.iter().map(|text| sieve.numbers(&Article::new("other", *text), true)).collect();
        let numbers: Vec<&Numbers> = numbers.iter().collect();
        assert_eq!(sieve.to_read_exactly(&numbers, LookupSettings::default()), [ArticleNo(1)]);
        assert_eq!(
            sieve.to_read_exactly(&numbers, LookupSettings { min_weight: 1.0, ..LookupSettings::default() }),
            [ArticleNo(1), ArticleNo(2)]
        );
        let exact = sieve.exactly(&Article::new("other", others[1]));
        assert_eq!(sieve.to_read_exactly(&[&exact], LookupSettings::default()), []);
    }
}
