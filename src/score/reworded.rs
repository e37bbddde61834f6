//! Sentences that follow one of the other article: most of what they tell stands there in the same order, much of it in the same words.
//!
//! In: two stories of which no verbatim run proves reuse. Out: chains from each such sentence to what it follows, or none. A run proves
//! nothing once every fifth word of it was exchanged; the sentence around it still does. It says nothing of whole stories told again
//! (`retold`), and quoted words are no evidence: two reports quote the same person.
//!
//! A sentence is worth its distinct content words that match in order, times the square of how much of what it tells they are, times the
//! share of its words that match beside another matching word. Medians of what the sentences of a pair are worth, in the direction that is
//! worth more, by a prototype of this formula with a simpler tokeniser: openings of a story on two reading levels 11 (19 in 20 over 3), answers copied and reworked 15 to 26, a paragraph of some
//! 45 words lifted with six of its words exchanged 6, with eight 4, with ten 2. Of 671 independent reports of one event 2 in 100 are worth
//! more than 2 and none 6, of 242 unlike sections of bills 4 more than 4 and one 6, of 38 own answers to one question one more than 2.

use super::chain::Chain;
use super::retold::{self, Both, Meeting, Sentences};
use super::runs::StoryRun;
use super::story::{Story, StoryWord};
use crate::matching::equal_in_order;
use std::ops::Range;

/// What the sentences of the one side are worth at least, times the share of its words that stand in them: as the proof of passages is (see
/// `verdict`), little is enough where it is most of a brief, and much is asked of a sentence in a long story.
///
/// Follow-ups of one wire say the same sentence of background: of 45 such pairs in 10,000 articles 3 pass this bar, and of openings of a story on
/// two reading levels 3 in 4.
const MIN_WORTH: f64 = 4.0;
/// It is enough to be worth this, however little of the story that is, ...
const MIN_WORTH_WITH_RUN: f64 = 10.0;
/// ... with so many words in a row.
const MIN_RUN: u32 = 8;
/// A sentence follows another if so many distinct content words match ...
const MIN_CONTENT: usize = 4;
/// ... and this share of what it tells does.
const MIN_TOLD: f64 = 0.5;
/// This share of the words that match stands beside another one that does, on both sides.
const MIN_JOINED: f64 = 0.5;
/// Who rewords a sentence keeps its names and figures; a form filled in anew exchanges them.
const MIN_KEPT: f64 = 0.75;
/// A sentence has this share of function words, ...
const MIN_STOPS: f64 = 0.2;
/// ... and less than this share of figures: the lines of tables and of notices of dividends are alike in all of them (see `counting`).
const MAX_FIGURES: f64 = 0.15;
/// Longer sentences are none: a bound on work.
const MAX_SENTENCE: usize = 150;

/// What a sentence that follows others has in common with them.
#[derive(Default)]
struct Common {
    worth: f64,
    longest_run: u32,
    /// Words outside quotations.
    words: usize,
    /// Names and figures, and those of them that match.
    specifics: usize,
    kept: usize,
}

/// Chains from the sentences that follow the other story, in order of the left; none where they prove too little. Quadratic in the sentences
/// of stories that `retold` looks at, and in the words of a sentence and what it follows.
pub(super) fn chains(left: &Story<'_>, right: &Story<'_>, both: &Both<'_>) -> Option<Vec<Chain>> {
    let Both { left: here, right: there, met: (of_left, of_right) } = both;
    let (of_left, of_right) = (following((left, here), (right, there), of_left), following((right, there), (left, here), of_right));
    let (one, other) = (worth(&of_left), worth(&of_right));
    let (greater, is_mirrored) = if one >= other { (&of_left, false) } else { (&of_right, true) };
    let (from, to) = if is_mirrored { (right, left) } else { (left, right) };
    if !is_enough(from, greater) {
        return None;
    }
    let mut is_free = vec![true; to.len()];
    let mut found: Vec<Chain> = Vec::new();
    for (words, window, _) in greater {
        found.extend(retold::chains_between(from, to, words.clone(), window.clone(), &mut is_free));
    }
    if is_mirrored {
        found = found.into_iter().map(mirrored).collect();
    }
    found.sort_by_key(|chain| chain.left);
    (!found.is_empty()).then_some(found)
}

type Following = (Range<usize>, Range<usize>, Common);

fn worth(following: &[Following]) -> f64 {
    following.iter().map(|(_, _, common)| common.worth).sum()
}

fn is_enough(story: &Story<'_>, following: &[Following]) -> bool {
    let sum = |count: &dyn Fn(&Common) -> usize| following.iter().map(|(_, _, common)| count(common)).sum::<usize>();
    let longest_run = following.iter().map(|(_, _, common)| common.longest_run).max().unwrap_or(0);
    let (worth, covered) = (worth(following), sum(&|common| common.words));
    let words = story.words.iter().filter(|word| !word.quoted).count();
    let proves = worth * covered as f64 >= MIN_WORTH * words as f64 || (worth >= MIN_WORTH_WITH_RUN && longest_run >= MIN_RUN);
    proves && sum(&|common| common.kept) as f64 >= MIN_KEPT * sum(&|common| common.specifics) as f64
}

/// The sentences of a story that follow the other one, with the words they follow.
fn following((story, here): (&Story<'_>, &Sentences<'_>), (other, there): (&Story<'_>, &Sentences<'_>), met: &[Meeting]) -> Vec<Following> {
    let follow = |(told, followed): (&retold::Told, Option<retold::Followed>)| {
        let window = there.words_of(&followed?);
        if told.words.len() > MAX_SENTENCE || window.len() > 2 * MAX_SENTENCE {
            return None;
        }
        let common = common(story, told.words.clone(), other, window.clone())?;
        Some((told.words.clone(), window, common))
    };
    here.told.iter().zip(retold::followed(here, there, met)).filter_map(follow).collect()
}

fn common(story: &Story<'_>, here: Range<usize>, other: &Story<'_>, there: Range<usize>) -> Option<Common> {
    let own = |word: &StoryWord| !word.quoted;
    let (of_here, of_there) = (&story.of.tells().told[here.clone()], &other.of.tells().told[there.clone()]);
    let words = &story.words[here.clone()];
    let told = |words: &mut dyn Iterator<Item = &StoryWord>| words.filter(|word| own(word)).map(|word| kind(word).1).sum::<f64>();
    let all = told(&mut words.iter()).max(1.0);
    let of_matching = |matching: &mut dyn Iterator<Item = usize>| {
        let (mut share, mut content) = (0.0, Vec::with_capacity(words.len()));
        for word in matching.map(|at| &words[at]).filter(|word| own(word)) {
            share += kind(word).1;
            if word.is_content() {
                content.push(word.key);
            }
        }
        content.sort_unstable();
        content.dedup();
        (content.len(), share / all)
    };
    let count = |is: &dyn Fn(&StoryWord) -> bool| words.iter().filter(|word| own(word) && is(word)).count();
    let n_own = count(&|_| true).max(1);
    let is_prose =
        count(&|word| word.stop) as f64 >= MIN_STOPS * n_own as f64 && (count(&|word| word.figure) as f64) < MAX_FIGURES * n_own as f64;
    if !is_prose {
        return None;
    }
    // No more can match in order than stands there at all.
    let (most_content, most_share) = of_matching(&mut (0..words.len()).filter(|at| of_there.contains(&of_here[*at])));
    if most_content < MIN_CONTENT || most_share < MIN_TOLD {
        return None;
    }
    let value = |i: usize, j: usize| {
        let (word, counterpart) = (&words[i], &other.words[there.start + j]);
        if own(word) && own(counterpart) { kind(word).0 } else { 0 }
    };
    let pairs = equal_in_order(of_here, of_there, value);
    let (n_content, share) = of_matching(&mut pairs.iter().map(|(i, _)| *i));
    let (joined, longest_run) = joined(&pairs);
    if n_content < MIN_CONTENT || share < MIN_TOLD || f64::from(joined) < MIN_JOINED * pairs.len() as f64 {
        return None;
    }
    let is_specific = |word: &StoryWord| own(word) && !word.stop && (word.figure || word.name);
    Some(Common {
        worth: n_content as f64 * share * share * f64::from(joined) / n_own as f64,
        longest_run,
        words: n_own,
        specifics: count(&is_specific),
        kept: pairs.iter().filter(|(i, _)| is_specific(&words[*i])).count(),
    })
}

/// What a word is worth where two sentences are put side by side, and how much it tells.
fn kind(word: &StoryWord) -> (u32, f64) {
    if word.stop {
        (1, 0.0)
    } else if word.figure {
        (2, 0.0)
    } else if word.name {
        (3, 0.5)
    } else {
        (5, 1.0)
    }
}

/// Words that match beside another one that does on both sides, and the most of them in a row.
fn joined(pairs: &[(usize, usize)]) -> (u32, u32) {
    let runs = pairs.chunk_by(|one, next| one.0 + 1 == next.0 && one.1 + 1 == next.1);
    runs.map(|run| run.len() as u32).filter(|len| *len > 1).fold((0, 0), |(sum, most), len| (sum + len, most.max(len)))
}

fn mirrored(chain: Chain) -> Chain {
    let mut runs: Vec<StoryRun> = chain.runs.iter().map(|run| StoryRun { left: run.right, right: run.left, len: run.len }).collect();
    runs.sort_by_key(|run| (run.left, run.right));
    Chain { runs, left: chain.right, right: chain.left }
}
