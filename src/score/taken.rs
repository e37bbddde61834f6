//! Which words of a reused passage were taken, and how.
//!
//! In: two stories and the chains that count. Out: [`Taken`]: for each word of each side whether it was taken, and how, and whether its
//! passage is quoted on either side. A passage is carried over small edits, so not every word in it was taken: a word that was put in
//! stays the article's own. What is said of shares is counted here and nowhere else.

use super::chain::Chain;
use super::gap;
use super::runs::StoryRun;
use super::story::{Story, StoryWord};
use crate::text::similar_phrases;
use std::ops::Range;

/// How a word came from the other article; the strongest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Manner {
    /// It is the article's own.
    #[default]
    Own,
    /// It stands in the place of another word, in a sentence that follows one of the other article. Figures and names never do: another
    /// figure says something else.
    Replaced,
    /// It is another form of its counterpart.
    Alike,
    /// It is its counterpart misspelt or misread: a letter or two differ.
    Misread,
    /// It stands there word for word.
    Verbatim,
}

/// One side: what became of each story word.
#[derive(Debug, Clone, Default)]
pub(super) struct TakenSide {
    /// How each word was taken.
    pub(super) manner: Vec<Manner>,
    /// Whether each word counts as quoted: it is, its counterpart is, or it is the attribution of a quotation that both have.
    pub(super) quoted: Vec<bool>,
    /// The counterpart of each word that has one.
    pub(super) partner: Vec<Option<u32>>,
}

/// Both sides.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) left: TakenSide,
    pub(super) right: TakenSide,
}

/// From this normalised edit likeness on a similar word is the same word misspelt or misread: one letter of four, two of eight.
const MISREAD: f64 = 0.75;
/// Words of a sentence beside the quotation in it that are its attribution at most: a name, a title and a verb of saying.
const MAX_ATTRIBUTION: u32 = 12;

impl TakenSide {
    fn new(story: &Story<'_>) -> TakenSide {
        let n = story.len();
        TakenSide { manner: vec![Manner::Own; n], quoted: story.words.iter().map(|word| word.quoted).collect(), partner: vec![None; n] }
    }

    fn set(&mut self, at: usize, partner: usize, manner: Manner) {
        if self.manner[at] < manner {
            self.manner[at] = manner;
            self.partner[at] = Some(partner as u32);
        }
    }

    /// Whether a word was taken.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.manner[at] > Manner::Own
    }
}

impl Taken {
    /// `is_retold` says that the chains go from sentence to sentence (see `retold`). Linear in the words of the chains, but for gaps: at
    /// most 41 x 41 comparisons each.
    pub(super) fn of(left: &Story<'_>, right: &Story<'_>, chains: &[Chain], is_retold: bool) -> Taken {
        let mut taken = Taken { left: TakenSide::new(left), right: TakenSide::new(right) };
        if chains.is_empty() {
            return taken;
        }
        let mut segments: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        // All runs come before what lies between them: a passage that moved may lie in the gap of another.
        for run in chains.iter().flat_map(|chain| &chain.runs) {
            for step in 0..run.len as usize {
                taken.pair(run.left as usize + step, run.right as usize + step, Manner::Verbatim);
            }
        }
        for chain in chains {
            for (here, there) in gaps(chain) {
                let mut at = (here.start, there.start);
                for (i, j) in gap::matches(left, right, here.clone(), there.clone()) {
                    let Some(manner) = manner(left, i, right, j) else { continue };
                    taken.pair(i, j, manner);
                    segments.push((at.0..i, at.1..j));
                    at = (i + 1, j + 1);
                }
                segments.push((at.0..here.end, at.1..there.end));
            }
        }
        let (follows_left, follows_right) = (taken.left.following(left), taken.right.following(right));
        for (here, there) in segments {
            let n = here.len().min(there.len());
            // Where a story is told again, several words stand in the place of one.
            let n = if is_retold && n > 0 { here.len().max(there.len()) } else { n };
            for step in 0..n {
                let (i, j) = (here.start + step.min(here.len() - 1), there.start + step.min(there.len() - 1));
                if !says_otherwise(&left.words[i], &right.words[j]) && follows_left[left.words[i].sentence as usize] {
                    taken.left.set(i, j, Manner::Replaced);
                }
                if !says_otherwise(&right.words[j], &left.words[i]) && follows_right[right.words[j].sentence as usize] {
                    taken.right.set(j, i, Manner::Replaced);
                }
            }
        }
        taken.left.quote_counterparts(&right.words);
        taken.right.quote_counterparts(&left.words);
        taken.left.quote_attributions(left);
        taken.right.quote_attributions(right);
        taken
    }

    /// The words of a chain that stand word for word on both sides, in order on both: those of its runs, and those of its gaps that no
    /// other chain has.
    pub(super) fn verbatim(&self, chain: &Chain) -> Vec<(u32, u32)> {
        let of_run = |run: &StoryRun| (0..run.len).map(|step| (run.left + step, run.right + step)).collect::<Vec<_>>();
        let mut pairs: Vec<(u32, u32)> = chain.runs.iter().flat_map(of_run).collect();
        for (here, there) in gaps(chain) {
            let mut from = there.start;
            for at in here.filter(|at| self.left.manner[*at] == Manner::Verbatim) {
                let is_free = |partner: &u32| {
                    (from..there.end).contains(&(*partner as usize)) && self.right.partner[*partner as usize] == Some(at as u32)
                };
                if let Some(partner) = self.left.partner[at].filter(is_free) {
                    pairs.push((at as u32, partner));
                    from = partner as usize + 1;
                }
            }
        }
        pairs.sort_unstable();
        pairs
    }

    fn pair(&mut self, i: usize, j: usize, manner: Manner) {
        self.left.set(i, j, manner);
        self.right.set(j, i, manner);
    }
}

/// Whether a word that stands in the place of another says something else: a figure, or another name.
fn says_otherwise(word: &StoryWord, other: &StoryWord) -> bool {
    word.figure || !word.stop && word.name && other.name
}

/// How two words that match in a gap belong together; another figure stands in the place of the first and is no form of it.
fn manner(left: &Story<'_>, i: usize, right: &Story<'_>, j: usize) -> Option<Manner> {
    let (word, other) = (&left.words[i], &right.words[j]);
    if word.key == other.key {
        Some(Manner::Verbatim)
    } else if word.figure {
        None
    } else if similar_phrases(left.form(i), right.form(j)) >= MISREAD {
        Some(Manner::Misread)
    } else {
        Some(Manner::Alike)
    }
}

/// What lies between the runs of a chain, before the first and behind the last.
fn gaps(chain: &Chain) -> Vec<(Range<usize>, Range<usize>)> {
    let start = StoryRun { left: chain.left.0, right: chain.right.0, len: 0 };
    let end = StoryRun { left: chain.left.1, right: chain.right.1, len: 0 };
    let all: Vec<StoryRun> = std::iter::once(start).chain(chain.runs.iter().copied()).chain(std::iter::once(end)).collect();
    let bounded = |(here, there): (Range<usize>, Range<usize>)| {
        // The ends of a passage are never wider than a gap.
        (here.len() <= gap::MAX_GAP as usize && there.len() <= gap::MAX_GAP as usize).then_some((here, there))
    };
    all.windows(2).filter_map(|pair| bounded(gap::between(pair[0], pair[1]))).collect()
}

impl TakenSide {
    /// For each sentence, whether most of its content words stand in the other article in the same order.
    fn following(&self, story: &Story<'_>) -> Vec<bool> {
        let mut counts = vec![(0_u32, 0_u32); story.sentences().len()];
        for (word, manner) in story.words.iter().zip(&self.manner).filter(|(word, _)| !word.stop) {
            let count = &mut counts[word.sentence as usize];
            count.0 += u32::from(*manner >= Manner::Alike);
            count.1 += 1;
        }
        counts.into_iter().map(|(taken, all)| 2 * taken > all).collect()
    }

    /// A word whose counterpart is quoted counts as quoted.
    fn quote_counterparts(&mut self, other: &[StoryWord]) {
        for (quoted, partner) in self.quoted.iter_mut().zip(&self.partner) {
            *quoted |= partner.is_some_and(|partner| other[partner as usize].quoted);
        }
    }

    /// The taken words beside a taken quotation count as quoted where they can be no more than its attribution.
    fn quote_attributions(&mut self, story: &Story<'_>) {
        for (start, end) in story.sentences() {
            let words = *start as usize..*end as usize;
            let has_quotation = words.clone().any(|at| self.quoted[at] && self.is_taken(at));
            let beside = words.clone().filter(|at| !self.quoted[*at]).count() as u32;
            if has_quotation && beside <= MAX_ATTRIBUTION {
                for at in words {
                    self.quoted[at] |= self.is_taken(at);
                }
            }
        }
    }
}
