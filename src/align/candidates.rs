//! Which sentences are worth a look as partners.
//!
//! In: two sides and the equal sentences found so far. Out: pairs that share telling words, the best few for each sentence, and the
//! sentences that got none because a bound on work kept them from the search. How much two of them really share is measured by `pairs`.

use super::links::Links;
use super::side::{Side, SideKind};

/// A word that more sentences of both sides have finds no candidates.
///
/// A bound on work: a word of `n` and `m` sentences is followed if the smaller of the two is no larger than this, so all words together
/// cost this many steps for each word of the texts at most. From 4 to 40 no figure changes on made versions, nor on arXivEdits.
const MAX_SENTENCES_OF_A_WORD: usize = 16;
/// Candidates looked at for each sentence: with 3 or 12 the same within two links on made versions.
const MAX_CANDIDATES: usize = 6;

/// What the search found.
pub(super) struct Candidates {
    /// Old and new sentences that may be partners, in order, each pair once.
    pub(super) pairs: Vec<(u32, u32)>,
    pub(super) skipped: Skipped,
}

/// Sentences without a candidate whose telling weight lies for the most part in words that were not followed, though the other side
/// has sentences with these words that were without an equal one too.
#[derive(Debug, Default)]
pub(super) struct Skipped {
    pub(super) old: Vec<u32>,
    pub(super) new: Vec<u32>,
}

/// Candidate partners of each sentence without an equal one, by shared telling words; the best few of either side. About linear.
pub(super) fn candidates(old: &Side<'_>, new: &Side<'_>, links: &Links) -> Candidates {
    let n_keys = old.numbers.iter().chain(&new.numbers).max().map_or(0, |last| *last as usize + 1);
    // A word that no sentence without a partner has finds nothing.
    let mut is_open = vec![false; n_keys];
    for (side, links) in [(old, &links.old), (new, &links.new)] {
        for sentence in (0_u32..).zip(links).filter(|(_, partners)| partners.is_empty()).map(|(sentence, _)| sentence) {
            side.numbers_of(sentence).iter().for_each(|number| is_open[*number as usize] = true);
        }
    }
    let (here, there) = (Telling::of(old, &links.old, &is_open), Telling::of(new, &links.new, &is_open));
    let is_skipped: Vec<bool> =
        (0..n_keys as u32).map(|key| here.all.of_word(key).len().min(there.all.of_word(key).len()) > MAX_SENTENCES_OF_A_WORD).collect();
    let mut by_old = vec![Best::default(); old.sentences.len()];
    let mut by_new = vec![Best::default(); new.sentences.len()];
    // What each new sentence shares with the old one, and those that share something.
    let (mut shared, mut met) = (vec![0.0_f32; new.sentences.len()], Vec::new());
    for (i, partners) in (0_u32..).zip(&links.old) {
        // One of the two may have an equal partner: then only a leftover of the other could join.
        let places = if partners.is_empty() { &there.all } else { &there.open };
        for word in here.words_of(i).iter().filter(|word| !is_skipped[word.number as usize]) {
            for j in places.of_word(word.number) {
                let sum = &mut shared[*j as usize];
                // A telling word weighs something.
                if *sum == 0.0 {
                    met.push(*j);
                }
                *sum += word.weight;
            }
        }
        for j in met.drain(..) {
            let weight = std::mem::take(&mut shared[j as usize]);
            by_new[j as usize].offer(weight, i);
            by_old[i as usize].offer(weight, j);
        }
    }
    let skipped = Skipped {
        old: skipped((&here, &links.old), &there, &is_skipped, &by_old),
        new: skipped((&there, &links.new), &here, &is_skipped, &by_new),
    };
    // As one number each they are sorted in half the time.
    let number = |i: u32, j: u32| u64::from(i) << 32 | u64::from(j);
    let mut pairs: Vec<u64> = Vec::new();
    for (i, partners) in (0_u32..).zip(&by_old) {
        pairs.extend(partners.found().iter().map(|(_, j)| number(i, *j)));
    }
    for (j, partners) in (0_u32..).zip(&by_new) {
        pairs.extend(partners.found().iter().map(|(_, i)| number(*i, j)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    Candidates { pairs: pairs.into_iter().map(|pair| ((pair >> 32) as u32, pair as u32)).collect(), skipped }
}

/// A telling word of a sentence.
#[derive(Clone, Copy)]
struct TellingWord {
    key: u64,
    number: u32,
    weight: f32,
}

/// The telling words of a side that some sentence without a partner has, and the sentences that have them.
struct Telling {
    /// Of each sentence, each word once, by key: sums are the same whichever version comes first.
    words: Vec<TellingWord>,
    /// Where the words of each sentence end.
    ends: Vec<u32>,
    /// Where each word stands.
    all: Places,
    /// The same without the sentences that have a partner.
    open: Places,
}

impl Telling {
    fn of(side: &Side<'_>, links: &[Vec<u32>], is_open: &[bool]) -> Telling {
        let n_keys = is_open.len();
        let mut words: Vec<TellingWord> = Vec::with_capacity(side.tokens.len());
        let mut ends = Vec::with_capacity(side.sentences.len());
        let mut own = Vec::new();
        for sentence in 0..side.sentences.len() as u32 {
            let telling = side.sentence(sentence).iter().zip(side.numbers_of(sentence));
            let telling = telling.filter(|(token, number)| token.kind == SideKind::Content && is_open[**number as usize]);
            own.extend(telling.map(|(token, number)| TellingWord { key: token.key, number: *number, weight: token.weight }));
            own.sort_unstable_by_key(|word| word.key);
            own.dedup_by_key(|word| word.number);
            words.append(&mut own);
            ends.push(words.len() as u32);
        }
        let mut telling = Telling { words, ends, all: Places::default(), open: Places::default() };
        telling.all = Places::of(&telling, n_keys, |_| true);
        telling.open = Places::of(&telling, n_keys, |sentence| links[sentence as usize].is_empty());
        telling
    }

    fn words_of(&self, sentence: u32) -> &[TellingWord] {
        let from = sentence.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.words[from as usize..self.ends[sentence as usize] as usize]
    }

    fn n_sentences(&self) -> u32 {
        self.ends.len() as u32
    }
}

/// In which sentences each word stands, in order.
#[derive(Default)]
struct Places {
    /// Where the sentences of each word end, by the number of its key.
    ends: Vec<u32>,
    sentences: Vec<u32>,
}

impl Places {
    fn of(telling: &Telling, n_keys: usize, is_wanted: impl Fn(u32) -> bool) -> Places {
        let words = || {
            (0..telling.n_sentences()).filter(|at| is_wanted(*at)).flat_map(|at| telling.words_of(at).iter().map(move |word| (at, word)))
        };
        // First how many there are of each, then where they begin, and when all stand there, where they end.
        let mut ends = vec![0_u32; n_keys];
        words().for_each(|(_, word)| ends[word.number as usize] += 1);
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut sentences = vec![0; sum as usize];
        for (sentence, word) in words() {
            let end = &mut ends[word.number as usize];
            sentences[*end as usize] = sentence;
            *end += 1;
        }
        Places { ends, sentences }
    }

    /// The sentences of a word.
    fn of_word(&self, number: u32) -> &[u32] {
        let from = number.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.sentences[from as usize..self.ends[number as usize] as usize]
    }
}

/// The sentences of a side that the bound kept from the search.
fn skipped((own, own_links): (&Telling, &[Vec<u32>]), other: &Telling, is_skipped: &[bool], found: &[Best]) -> Vec<u32> {
    // Words that were not followed, and that an open sentence of the other side has.
    let is_open = |word: &TellingWord| is_skipped[word.number as usize] && !other.open.of_word(word.number).is_empty();
    let is_kept_from = |sentence: &u32| {
        let at = *sentence as usize;
        let weight = |is_counted: &dyn Fn(&TellingWord) -> bool| -> f32 {
            own.words_of(*sentence).iter().filter(|word| is_counted(word)).map(|word| word.weight).sum()
        };
        own_links[at].is_empty() && found[at].found().is_empty() && weight(&is_open) * 2.0 > weight(&|_| true)
    };
    (0..own.n_sentences()).filter(is_kept_from).collect()
}

/// The heaviest of what was offered; of equal ones those of the lowest number.
#[derive(Clone, Copy, Default)]
struct Best {
    /// In order, the first `n` of them.
    kept: [(f32, u32); MAX_CANDIDATES],
    n: usize,
}

impl Best {
    fn offer(&mut self, weight: f32, number: u32) {
        let is_before = |other: &(f32, u32)| other.0.total_cmp(&weight).then(number.cmp(&other.1)).is_gt();
        let place = self.found().iter().rposition(is_before).map_or(0, |before| before + 1);
        if place < MAX_CANDIDATES {
            self.n = (self.n + 1).min(MAX_CANDIDATES);
            self.kept.copy_within(place..self.n - 1, place + 1);
            self.kept[place] = (weight, number);
        }
    }

    fn found(&self) -> &[(f32, u32)] {
        &self.kept[..self.n]
    }
}
