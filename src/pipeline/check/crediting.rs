//! Each reused word of a copy credited to one source.
//!
//! In: the comparisons of a copy with its partners. Out: [`Credited`]: the partners that are sources, each with the words it gets, cut
//! into pieces of one kind. The partner that explains most of the copy goes first and takes all its passages; the next is asked only
//! about what is left. Of two that explain the same, the one with the longer verbatim run goes first, then the earlier, then the
//! one with the smaller id. What stands in a licensed source is credited to it, whoever else has it, then to articles
//! that are not being checked themselves; what stands in an article later than the copy only if no other has it.

use super::CheckSettings;
use super::credit::Time;
use super::direction::Direction;
use crate::article::{Article, seconds};
use crate::ids::ArticleNo;
use crate::score::{Comparison, Stretch, stretches};
use crate::text::Prepared;
use std::cmp::Reverse;
use std::sync::Arc;

/// A partner compared with the copy; a is the copy.
pub(super) struct Partner<'a> {
    pub(super) article: &'a Article,
    /// Its number where a collection is checked.
    pub(super) no: Option<ArticleNo>,
    pub(super) prepared: Arc<Prepared>,
    pub(super) comparison: Comparison,
    /// Its story words, and those of them outside quotations.
    pub(super) words: u32,
    pub(super) words_outside: u32,
    pub(super) time: Time,
    pub(super) direction: Direction,
    /// Whether it is being checked itself.
    pub(super) is_checked: bool,
    pub(super) licensed: bool,
    pub(super) instalment: bool,
}

/// What one partner gets.
pub(super) struct Credited {
    /// The partner, by number.
    pub(super) partner: usize,
    /// Story words of the copy credited to it.
    pub(super) words: u32,
    /// Stretches of reuse in order of the copy, each in pieces.
    pub(super) stretches: Vec<Vec<Stretch>>,
}

/// What is left of a passage that another source has most of counts from so many words on: as long as the shortest run that is
/// reused wording by itself.
const MIN_REST: usize = 6;
/// A reworded word explains less than a verbatim one.
const EDITED_VALUE: u32 = 1;
/// See [`EDITED_VALUE`].
const VERBATIM_VALUE: u32 = 2;

/// A partner of which the copy is no reuse is a source only if a verbatim run has so many words. The gate lets shorter ones pass where words
/// are dense; of those that an archive has by chance, most are forms and stock phrases.
pub(super) const MIN_RUN: u32 = 8;
/// Or if its passages cover so many words, about two sentences: passages that were reworded all through have no long run left. They are shown; by
/// themselves they are no reuse.
///
/// With a third of the words of lifted passages changed, runs and relation alone name the source of 157 in 200, this of nearly all the rest.
const MANY_WORDS: u32 = 32;

/// Shares the reused words out. A partner whose passages cover fewer than `min_words` of the settings is no source, save, if they say so, the first
/// where the copy is reuse of it: nothing may be said to be taken where a part was.
pub(super) fn credit(copy: &Prepared, partners: &[Partner<'_>], settings: &CheckSettings) -> Vec<Credited> {
    let pieces: Vec<Vec<Vec<Stretch>>> =
        partners.iter().map(|partner| partner.comparison.passages.iter().map(|passage| stretches(copy, passage)).collect()).collect();
    let mut free: Vec<bool> = copy.words.iter().map(|word| word.counts()).collect();
    let mut waiting: Vec<usize> = (0..partners.len()).filter(|at| !pieces[*at].is_empty()).collect();
    let mut found: Vec<Credited> = Vec::new();
    loop {
        let rank = |at: &usize| {
            let (value, partner) = (value(&pieces[*at], &free), &partners[*at]);
            let date = partner.article.date.as_deref().and_then(seconds).unwrap_or(i64::MAX);
            let run = partner.comparison.scores.longest_run_words;
            (partner.time.is_later(), !partner.licensed, partner.is_checked, Reverse(value), Reverse(run), date, &partner.article.id, *at)
        };
        let Some(best) = waiting.iter().copied().min_by_key(rank) else { break };
        waiting.retain(|at| *at != best);
        let stretches = apart(&pieces[best], &free);
        let count = |counts: &dyn Fn(&Stretch) -> bool| {
            let words = stretches.iter().flatten().filter(|piece| counts(piece)).flat_map(|piece| piece.a.clone());
            words.filter(|word| is_free(&free, *word)).count() as u32
        };
        let (words, covered) = (count(&|piece| piece.taken), count(&|_| true));
        let comparison = &partners[best].comparison;
        let is_only = settings.keeps_first && found.is_empty() && comparison.relation.is_reuse();
        let is_source = comparison.relation.is_reuse() || comparison.scores.longest_run_words >= MIN_RUN || covered >= MANY_WORDS;
        if words == 0 || !is_source || (covered < settings.min_words && !is_only) {
            continue;
        }
        for word in stretches.iter().flatten().flat_map(|piece| piece.a.clone()) {
            if let Some(mark) = free.get_mut(word as usize) {
                *mark = false;
            }
        }
        found.push(Credited { partner: best, words, stretches });
    }
    found
}

/// What the free words of some passages explain.
fn value(passages: &[Vec<Stretch>], free: &[bool]) -> u32 {
    let pieces = passages.iter().flatten().filter(|piece| piece.taken);
    pieces
        .map(|piece| {
            let n_free = piece.a.clone().filter(|word| is_free(free, *word)).count() as u32;
            n_free * if piece.verbatim { VERBATIM_VALUE } else { EDITED_VALUE }
        })
        .sum()
}

fn is_free(free: &[bool], word: u32) -> bool {
    free.get(word as usize).copied().unwrap_or(false)
}

/// The free parts of all passages of one comparison, in order of the copy, none over another: one that moved may lie in the gap of a
/// longer one, and has its words.
fn apart(passages: &[Vec<Stretch>], free: &[bool]) -> Vec<Vec<Stretch>> {
    let length = |passage: &[Stretch]| passage.last().zip(passage.first()).map_or(0, |(last, first)| last.a.end - first.a.start);
    let mut shortest_first: Vec<&Vec<Stretch>> = passages.iter().collect();
    shortest_first.sort_by_key(|passage| length(passage));
    let (mut left, mut found) = (free.to_vec(), Vec::new());
    for passage in shortest_first {
        for rest in rests(passage, |word| is_free(free, word), MIN_REST) {
            let parts = rests(&rest, |word| is_free(&left, word), 1);
            found.extend(parts.into_iter().filter(|part| part.iter().any(|piece| piece.taken)));
        }
        for word in passage.iter().flat_map(|piece| piece.a.clone()) {
            if let Some(mark) = left.get_mut(word as usize) {
                *mark = false;
            }
        }
    }
    found.sort_by_key(|part| part.first().map(|piece| piece.a.start));
    found
}

/// The parts of a passage whose words are free, where the whole is not those of so many words.
fn rests(passage: &[Stretch], is_free: impl Fn(u32) -> bool, min_words: usize) -> Vec<Vec<Stretch>> {
    let (Some(first), Some(last)) = (passage.first(), passage.last()) else { return Vec::new() };
    let words: Vec<u32> = (first.a.start..last.a.end).collect();
    let mut found = Vec::new();
    for part in words.chunk_by(|x, y| is_free(*x) == is_free(*y)) {
        let is_whole = part.len() == words.len();
        if is_free(part[0]) && (is_whole || part.len() >= min_words) {
            let (start, end) = (part[0], part[part.len() - 1] + 1);
            found.push(passage.iter().filter_map(|piece| clipped(piece, start, end)).collect());
        }
    }
    found
}

/// The part of a piece between two words of the copy, the other side in proportion.
fn clipped(piece: &Stretch, start: u32, end: u32) -> Option<Stretch> {
    let a = piece.a.start.max(start)..piece.a.end.min(end);
    if a.start >= a.end {
        return None;
    }
    let (n, m) = (u64::from(piece.a.end - piece.a.start), u64::from(piece.b.end - piece.b.start));
    let there = |word: u32| {
        if word == piece.a.end {
            piece.b.end
        } else if piece.verbatim {
            piece.b.start + (word - piece.a.start)
        } else {
            piece.b.start + (u64::from(word - piece.a.start) * m / n) as u32
        }
    };
    Some(Stretch { b: there(a.start)..there(a.end), a, ..piece.clone() })
}
