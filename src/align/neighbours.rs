//! Sentences that their place and some common words make partners: reworded, with few words left in a row.
//!
//! In: two sides and the pairs found so far. Out: more pairs. Between two neighbouring pairs that are in order, the sentences that are
//! left stand where the others would be expected; there telling words count wherever they stand, and words that begin alike count
//! too (`carrying`, `carry`). Pairs found here never cross. Without a pair to stand beside, nothing is found: what is not known to
//! be two versions of one text is not held together by its topic. Scripts without spaces have no words to count, and get none.

use super::links::Links;
use super::side::{Side, SideKind};
use super::tiles::tie_bits;
use crate::article::Role;
use std::cmp::Ordering;

/// Share of the shorter text's sentences that have partners already, in order: below it, the texts are not two versions of one.
///
/// Pairs of OneStopEnglish have .92 of them together; two reports of one event (ECB+) .17, and of eight
/// pairs found there without this bar and read, three were not versions of each other.
const MIN_ANCHORED: f32 = 0.33;
/// From this share of common telling words on (Dice by weight), the only sentence left between two pairs and its opposite are partners.
///
/// Measured on half of the stories of OneStopEnglish (three reading levels): of 1,566 sentences held against others from elsewhere in
/// their story 2 % reach .14 and 1 % .15; of 305 alone between two pairs three quarters reach .22. Reports of one form about
/// different events (market notices) are paired too. On made versions (see `pairs`), missed/wrong in German, BBC, Reuters: .12: 39/87, 23/1,
/// 12/11; .18: 43/87, 25/1, 11/10; .25: 44/87, 26/0, 12/10.
const MIN_ALONE: f32 = 0.18;
/// The same where several are left on one side: of 36 pairs between .20 and .35 that were read, three were doubtful. On made versions
/// .15: 43/87, 23/1, 13/11; .22: 43/87, 25/1, 11/10; .30: 45/87, 26/1, 14/10.
const MIN_AMONG: f32 = 0.22;
/// The same where more than [`MAX_COMPARED`] pairs are possible and only those near the diagonal are looked at: rare, no
/// figure on made versions differs from .22 to .40.
const MIN_FAR: f32 = 0.3;
/// Telling words that partners have in common at least, unless they have little else. On made versions 1: 36/87, 23/1, 11/10; 2: 43/87, 25/1,
/// 11/10; 3: 47/87, 27/1, 11/10. They hold no two sentences of one topic that are different, where one common word is chance: so not 1.
const MIN_COMMON_WORDS: usize = 2;
/// With a single common word, from this share on. .3: 41/87, 24/1, 11/10; .4 and .6: 43/87, 25/1, 11/10.
const MIN_SINGLE: f32 = 0.4;
/// Pairs between two neighbouring pairs that are all compared.
const MAX_COMPARED: usize = 64;
/// Letters that words have in common at their beginning if they are forms of one ...
const MIN_STEM: usize = 4;
/// ... and the share of the longer word that this is at least.
const MIN_STEM_SHARE: f32 = 0.6;
/// What a word counts for that only begins alike.
const STEM_VALUE: f32 = 0.8;

/// Links what stands between pairs. About linear.
pub(super) fn neighbours(old: &Side<'_>, new: &Side<'_>, links: &mut Links) {
    let anchors = links.chain(old, new);
    let n_shorter = old.sentences.len().min(new.sentences.len());
    if anchors.is_empty() || (anchors.len() as f32) < n_shorter as f32 * MIN_ANCHORED {
        return;
    }
    let bags = (bags(old, &links.old), bags(new, &links.new));
    let mut from = (0, 0);
    for (i, j) in anchors.into_iter().chain([(old.sentences.len() as u32, new.sentences.len() as u32)]) {
        let here: Vec<u32> = (from.0..i).filter(|sentence| links.old[*sentence as usize].is_empty()).collect();
        let there: Vec<u32> = (from.1..j).filter(|sentence| links.new[*sentence as usize].is_empty()).collect();
        between(&here, &there, &bags, links);
        from = (i + 1, j + 1);
    }
}

fn between(here: &[u32], there: &[u32], bags: &(Vec<Bag<'_>>, Vec<Bag<'_>>), links: &mut Links) {
    let mut scored: Vec<(f32, usize, u64, u32, u32)> = Vec::new();
    let bar = match here.len() * there.len() {
        0 => return,
        1 => MIN_ALONE,
        n if n <= MAX_COMPARED => MIN_AMONG,
        _ => MIN_FAR,
    };
    for (i, j) in compared(here.len(), there.len()) {
        let (a, b) = (here[i], there[j]);
        if bags.0[a as usize].role != bags.1[b as usize].role {
            continue;
        }
        let (dice, n_words) = bags.0[a as usize].common(&bags.1[b as usize]);
        if dice >= bar && (n_words >= MIN_COMMON_WORDS || dice >= MIN_SINGLE) {
            let sums = [bags.0[a as usize].sum, bags.1[b as usize].sum];
            let off = (i * there.len()).abs_diff(j * here.len());
            scored.push((dice, off, tie_bits(a, b, sums.into_iter()), a, b));
        }
    }
    // Of many alike, those nearest to the diagonal; in their order alone, exchange would not mirror.
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut chosen: Vec<(u32, u32)> = Vec::new();
    for (_, _, _, i, j) in scored {
        let at = chosen.partition_point(|pair| pair.0 < i);
        let is_behind = at.checked_sub(1).is_none_or(|before| chosen[before].1 < j);
        let is_before = chosen.get(at).is_none_or(|after| after.0 > i && after.1 > j);
        if is_behind && is_before {
            chosen.insert(at, (i, j));
            links.link(i, j);
        }
    }
}

/// Which of `n` and `m` sentences are compared: all, or those next to the diagonal.
fn compared(n: usize, m: usize) -> Vec<(usize, usize)> {
    if n * m <= MAX_COMPARED {
        return (0..n).flat_map(|i| (0..m).map(move |j| (i, j))).collect();
    }
    let near = |at: usize, of: usize, other: usize| {
        let middle = at * other / of;
        middle.saturating_sub(1)..(middle + 2).min(other)
    };
    let mut pairs: Vec<(usize, usize)> = (0..n).flat_map(|i| near(i, n, m).map(move |j| (i, j))).collect();
    pairs.extend((0..m).flat_map(|j| near(j, m, n).map(move |i| (i, j))));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The telling words of a sentence, sorted by form.
struct Bag<'p> {
    words: Vec<BagWord<'p>>,
    weight: f32,
    /// Sum of all keys of the sentence.
    sum: u64,
    role: Role,
}

#[derive(Clone, Copy)]
struct BagWord<'p> {
    form: &'p str,
    weight: f32,
    is_number: bool,
}

/// The bags of all sentences; those with partners are held against nothing, so that theirs stay empty.
fn bags<'s>(side: &'s Side<'_>, links: &[Vec<u32>]) -> Vec<Bag<'s>> {
    let bag = |sentence: u32| {
        let role = side.prepared.sentences[sentence as usize].role;
        if !links[sentence as usize].is_empty() {
            return Bag { words: Vec::new(), weight: 0.0, sum: 0, role };
        }
        let words = &side.prepared.sentences[sentence as usize].words;
        let words = &side.prepared.words[words.start as usize..words.end as usize];
        let weights = side.sentence(sentence).iter().filter(|token| token.kind == SideKind::Content).map(|token| token.weight);
        let mut found: Vec<BagWord<'_>> = words
            .iter()
            .filter(|word| !word.stop)
            .zip(weights)
            .map(|(word, weight)| BagWord { form: side.prepared.form(word), weight, is_number: word.number })
            // A word of one letter is a character of a script without spaces.
            .filter(|word| word.is_number || word.form.chars().nth(1).is_some())
            .collect();
        found.sort_by(|a, b| a.form.cmp(b.form));
        let sum = side.sum(sentence);
        Bag { weight: found.iter().map(|word| word.weight).sum(), words: found, sum, role }
    };
    (0..side.sentences.len() as u32).map(bag).collect()
}

impl Bag<'_> {
    /// Dice of the common weight, and how many words are common. Linear in the words of both.
    fn common(&self, other: &Bag<'_>) -> (f32, usize) {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        let (mut shared, mut n_words) = (0.0, 0);
        merge(&self.words, &other.words, |x, y| match (x, y) {
            (Some(x), Some(_)) => {
                shared += x.weight;
                n_words += 1;
            }
            (Some(x), None) => a.push(*x),
            (None, Some(y)) => b.push(*y),
            (None, None) => {}
        });
        // Sorted words that begin alike stand near each other.
        let (mut i, mut j) = (0, 0);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            if begin_alike(x, y) {
                shared += x.weight.min(y.weight) * STEM_VALUE;
                n_words += 1;
                (i, j) = (i + 1, j + 1);
            } else if x.form < y.form {
                i += 1;
            } else {
                j += 1;
            }
        }
        let both = self.weight + other.weight;
        (if both > 0.0 { 2.0 * shared / both } else { 0.0 }, n_words)
    }
}

/// Walks two sorted lists together; equal forms come as a pair.
fn merge<'p>(a: &[BagWord<'p>], b: &[BagWord<'p>], mut visit: impl FnMut(Option<&BagWord<'p>>, Option<&BagWord<'p>>)) {
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let order = match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) => x.form.cmp(y.form),
            (Some(_), None) => Ordering::Less,
            _ => Ordering::Greater,
        };
        visit(a.get(i).filter(|_| order != Ordering::Greater), b.get(j).filter(|_| order != Ordering::Less));
        i += usize::from(order != Ordering::Greater);
        j += usize::from(order != Ordering::Less);
    }
}

fn begin_alike(a: &BagWord<'_>, b: &BagWord<'_>) -> bool {
    if a.is_number || b.is_number {
        return false;
    }
    let common = a.form.chars().zip(b.form.chars()).take_while(|(x, y)| x == y).count();
    let longest = a.form.chars().count().max(b.form.chars().count());
    common >= MIN_STEM && common as f32 >= longest as f32 * MIN_STEM_SHARE
}
