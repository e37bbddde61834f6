//! Which sentences are worth a look as partners.
//!
//! In: two sides and the equal sentences found so far. Out: pairs that share telling words, the best few for each sentence, and the
//! sentences that got none because a bound on work kept them from the search. How much two of them really share is measured by `pairs`.

use super::links::Links;
use super::side::{Side, SideKind};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A word that more sentences of both sides have finds no candidates.
///
/// A bound on work: a word of `n` and `m` sentences is followed if the smaller of the two is no larger than this, so all words together
/// cost this many steps for each word of the texts at most. From 4 to 40 no figure changes on made versions, nor on arXivEdits.
const MAX_SENTENCES_OF_A_WORD: usize = 16;
/// Candidates looked at for each sentence: with 3 or 12 the same within two links on made versions.
const MAX_CANDIDATES: usize = 6;

/// What the search found.
pub(super) struct Candidates {
    /// Old and new sentences that may be partners.
    pub(super) pairs: BTreeSet<(u32, u32)>,
    pub(super) skipped: Skipped,
}

/// Sentences without a candidate whose telling weight lies for the most part in words that were not followed, though the other side
/// has sentences with these words that were without an equal one too.
#[derive(Debug, Default)]
pub(super) struct Skipped {
    pub(super) old: Vec<u32>,
    pub(super) new: Vec<u32>,
}

/// The telling words of a side and the sentences that have them.
struct Telling {
    /// Of each sentence, each word once, sorted, with its weight.
    words: Vec<Vec<(u64, f32)>>,
    /// In order.
    places: HashMap<u64, Vec<u32>>,
}

/// Candidate partners of each sentence without an equal one, by shared telling words; the best few of either side. About linear.
pub(super) fn candidates(old: &Side<'_>, new: &Side<'_>, links: &Links) -> Candidates {
    let (here, there) = (Telling::of(old), Telling::of(new));
    let mut by_old: Vec<Vec<(f32, u32)>> = Vec::with_capacity(old.sentences.len());
    let mut by_new: Vec<Vec<(f32, u32)>> = vec![Vec::new(); new.sentences.len()];
    for (i, words) in (0_u32..).zip(&here.words) {
        let mut shared: BTreeMap<u32, f32> = BTreeMap::new();
        for (key, weight) in words {
            for j in there.places.get(key).filter(|_| !is_skipped(&here, &there, *key)).into_iter().flatten() {
                // One of the two may have an equal partner: then only a leftover of the other could join.
                if links.old[i as usize].is_empty() || links.new[*j as usize].is_empty() {
                    *shared.entry(*j).or_default() += weight;
                }
            }
        }
        for (j, weight) in &shared {
            by_new[*j as usize].push((*weight, i));
        }
        by_old.push(best(shared.into_iter().map(|(j, weight)| (weight, j)).collect()));
    }
    let skipped = Skipped {
        old: skipped((&here, &links.old), (&there, &links.new), &by_old),
        new: skipped((&there, &links.new), (&here, &links.old), &by_new),
    };
    let mut pairs = BTreeSet::new();
    for (i, partners) in by_old.into_iter().enumerate() {
        pairs.extend(partners.into_iter().map(|(_, j)| (i as u32, j)));
    }
    for (j, partners) in by_new.into_iter().enumerate() {
        pairs.extend(best(partners).into_iter().map(|(_, i)| (i, j as u32)));
    }
    Candidates { pairs, skipped }
}

impl Telling {
    fn of(side: &Side<'_>) -> Telling {
        let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
        let words = (0..side.sentences.len() as u32).map(|sentence| {
            let telling = side.sentence(sentence).iter().filter(|token| token.kind == SideKind::Content);
            let mut words: Vec<(u64, f32)> = telling.map(|token| (token.key, token.weight)).collect();
            words.sort_unstable_by_key(|word| word.0);
            words.dedup_by_key(|word| word.0);
            for (key, _) in &words {
                places.entry(*key).or_default().push(sentence);
            }
            words
        });
        Telling { words: words.collect(), places }
    }

    fn count(&self, key: u64) -> usize {
        self.places.get(&key).map_or(0, Vec::len)
    }
}

/// Whether a word recurs too often on both sides to be followed.
fn is_skipped(a: &Telling, b: &Telling, key: u64) -> bool {
    a.count(key).min(b.count(key)) > MAX_SENTENCES_OF_A_WORD
}

/// The sentences of a side that the bound kept from the search.
fn skipped(
    (own, own_links): (&Telling, &[BTreeSet<u32>]),
    (other, other_links): (&Telling, &[BTreeSet<u32>]),
    found: &[Vec<(f32, u32)>],
) -> Vec<u32> {
    let open = other.words.iter().zip(other_links).filter(|(_, partners)| partners.is_empty()).flat_map(|(words, _)| words);
    let open: HashSet<u64> = open.map(|word| word.0).filter(|key| is_skipped(own, other, *key)).collect();
    let is_kept_from = |sentence: &u32| {
        let at = *sentence as usize;
        let weight = |is_counted: &dyn Fn(u64) -> bool| -> f32 {
            own.words[at].iter().filter(|(key, _)| is_counted(*key)).map(|(_, weight)| weight).sum()
        };
        own_links[at].is_empty() && found[at].is_empty() && weight(&|key| open.contains(&key)) * 2.0 > weight(&|_| true)
    };
    (0..own.words.len() as u32).filter(is_kept_from).collect()
}

fn best(mut list: Vec<(f32, u32)>) -> Vec<(f32, u32)> {
    list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    list.truncate(MAX_CANDIDATES);
    list
}
