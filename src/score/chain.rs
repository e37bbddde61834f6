//! Chains: runs that follow each other on both sides and belong to one passage.
//!
//! In: the runs of two stories. Out: [`Chain`]s, which share no word on either side. Runs are joined over a gap only where the gap
//! is judged to be an edit (`gap`); the best chain is taken first, and what it covers is taken from the others.

use super::gap;
use super::nested::unnested;
use super::runs::{StoryRun, weight};
use super::story::Story;
use crate::text::KeySet;

/// Runs of one passage, in order on both sides.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chain {
    pub(super) runs: Vec<StoryRun>,
    /// First and last word on the left, half-open; may reach beyond the runs.
    pub(super) left: (u32, u32),
    /// The same on the right.
    pub(super) right: (u32, u32),
}

impl Chain {
    pub(super) fn of(runs: Vec<StoryRun>) -> Option<Chain> {
        let (first, last) = (*runs.first()?, *runs.last()?);
        Some(Chain { left: (first.left, last.left + last.len), right: (first.right, last.right + last.len), runs })
    }

    /// The part from the first word that either side quotes to the last one; none if neither quotes any of its runs.
    pub(super) fn quoted_part(&self, left: &Story<'_>, right: &Story<'_>) -> Option<Chain> {
        let words = self.runs.iter().flat_map(|run| (0..run.len).map(move |step| (run.left + step, run.right + step)));
        let is_quoted = |pair: &(u32, u32)| left.words[pair.0 as usize].quoted || right.words[pair.1 as usize].quoted;
        let mut quoted = words.filter(is_quoted);
        let first = quoted.next()?;
        let last = quoted.next_back().unwrap_or(first);
        self.within((first.0, last.0 + 1), (first.1, last.1 + 1))
    }

    /// Whether a quotation stands in it that both quote, word for word and from mark to mark on one side at least: however short it is, two people
    /// do not choose the same words for what was said.
    pub(super) fn holds_quotation(&self, left: &Story<'_>, right: &Story<'_>) -> bool {
        let is_quoted = |i: u32, j: u32| {
            let quoted = |story: &Story<'_>, at: u32| story.words.get(at as usize).is_some_and(|word| word.quoted);
            quoted(left, i) && quoted(right, j)
        };
        self.runs.iter().any(|run| {
            let steps: Vec<u32> = (0..run.len).filter(|step| is_quoted(run.left + step, run.right + step)).collect();
            steps.chunk_by(|before, next| before + 1 == *next).any(|stretch| {
                let (start, len) = (stretch[0], stretch.len() as u32);
                let is_whole = is_whole_quotation(left, run.left + start, len) || is_whole_quotation(right, run.right + start, len);
                is_whole && says_something(left, run.left + start, len)
            })
        })
    }

    /// The part that lies within some words of both sides; none if no run of it is left.
    pub(super) fn within(&self, left: (u32, u32), right: (u32, u32)) -> Option<Chain> {
        let clipped = |run: &StoryRun| {
            let skip = left.0.saturating_sub(run.left).max(right.0.saturating_sub(run.right));
            let over = (run.left + run.len).saturating_sub(left.1).max((run.right + run.len).saturating_sub(right.1));
            (skip + over < run.len).then(|| StoryRun { left: run.left + skip, right: run.right + skip, len: run.len - skip - over })
        };
        let runs: Vec<StoryRun> = self.runs.iter().filter_map(clipped).collect();
        (left.0 < left.1 && right.0 < right.1 && !runs.is_empty()).then_some(Chain { runs, left, right })
    }
}

/// A quotation says something from so many words on ...
const MIN_QUOTATION: u32 = 5;
/// ... with so many distinct content words: a title or a turn of phrase has fewer.
const MIN_QUOTATION_CONTENT: usize = 3;

/// Whether the quoted words before and behind some quoted words are none of theirs.
fn is_whole_quotation(story: &Story<'_>, start: u32, len: u32) -> bool {
    let is_quoted = |at: Option<u32>| at.and_then(|at| story.words.get(at as usize)).is_some_and(|word| word.quoted);
    !is_quoted(start.checked_sub(1)) && !is_quoted(start.checked_add(len))
}

fn says_something(story: &Story<'_>, start: u32, len: u32) -> bool {
    let words = &story.words[start as usize..(start + len) as usize];
    let content: KeySet = words.iter().filter(|word| word.is_content()).map(|word| word.key).collect();
    len >= MIN_QUOTATION && content.len() >= MIN_QUOTATION_CONTENT
}

/// How many earlier runs are tried as the predecessor of one; bounds the work on texts that repeat themselves.
const MAX_BACK: usize = 40;
/// A run that lost its beginning or end to another chain is kept from so many words on.
const MIN_REST: u32 = 4;
/// What one word of difference between two gaps costs, against a function word's weight of 0.2.
const SHIFT_COST: f32 = 0.05;

/// Chains of runs, heaviest first; none reaches into another, gaps included. Sub-quadratic: each run looks back at no more than [`MAX_BACK`] others.
pub(super) fn chains(left: &Story<'_>, right: &Story<'_>, runs: &[StoryRun]) -> Vec<Chain> {
    let links = best_links(left, right, runs);
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by(|x, y| links[*y].total.total_cmp(&links[*x].total).then(x.cmp(y)));
    let mut taken = Taken { left: vec![false; left.len()], right: vec![false; right.len()], runs: vec![false; runs.len()] };
    let mut found = Vec::new();
    for end in order {
        let mut members = Vec::new();
        let mut at = Some(end);
        while let Some(run) = at.filter(|run| !taken.runs[*run]) {
            members.push(run);
            taken.runs[run] = true;
            at = links[run].before;
        }
        members.reverse();
        let mut kept: Vec<StoryRun> = Vec::new();
        for run in members.into_iter().map(|run| runs[run]) {
            match trimmed(run, kept.last(), &taken) {
                Some(rest) if kept.last().is_none_or(|last| gap::is_edit(left, right, *last, rest)) => kept.push(rest),
                Some(rest) => {
                    taken.take(&kept);
                    found.extend(Chain::of(std::mem::replace(&mut kept, vec![rest])));
                }
                None => {}
            }
        }
        taken.take(&kept);
        found.extend(Chain::of(kept));
    }
    unnested(found, left.len(), right.len())
}

#[derive(Clone, Copy)]
struct Link {
    total: f32,
    before: Option<usize>,
}

fn best_links(left: &Story<'_>, right: &Story<'_>, runs: &[StoryRun]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        let own = weight(left, *run);
        let mut best = Link { total: own, before: None };
        let mut candidates: Vec<(f32, usize)> = (at.saturating_sub(MAX_BACK)..at)
            .filter_map(|before| {
                let shift = gap::shift(runs[before], *run)?;
                let total = links[before].total + own - overlap_weight(left, runs[before], *run) - SHIFT_COST * shift as f32;
                (total > own).then_some((total, before))
            })
            .collect();
        candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then(y.1.cmp(&x.1)));
        // The first that is judged to be an edit is the best one.
        if let Some((total, before)) = candidates.into_iter().take(6).find(|(_, before)| gap::is_edit(left, right, runs[*before], *run)) {
            best = Link { total, before: Some(before) };
        }
        links.push(best);
    }
    links
}

/// What the words count that two runs in a row have in common on either side.
fn overlap_weight(left: &Story<'_>, before: StoryRun, run: StoryRun) -> f32 {
    let cut = gap::overlap(before, run).min(run.len);
    weight(left, StoryRun { len: cut, ..run })
}

struct Taken {
    left: Vec<bool>,
    right: Vec<bool>,
    runs: Vec<bool>,
}

impl Taken {
    fn take(&mut self, runs: &[StoryRun]) {
        for run in runs {
            self.left[run.left as usize..(run.left + run.len) as usize].fill(true);
            self.right[run.right as usize..(run.right + run.len) as usize].fill(true);
        }
    }
}

/// What is left of a run outside the words taken and behind the last run: its longest free stretch.
fn trimmed(run: StoryRun, last: Option<&StoryRun>, taken: &Taken) -> Option<StoryRun> {
    let skip = last.map_or(0, |last| gap::overlap(*last, run));
    let (mut best, mut length, mut open) = (0, 0, 0);
    for step in skip..run.len {
        let is_free = !taken.left[(run.left + step) as usize] && !taken.right[(run.right + step) as usize];
        open = if is_free { open + 1 } else { 0 };
        if open > length {
            (best, length) = (step + 1 - open, open);
        }
    }
    let enough = length == run.len || length >= MIN_REST || (skip > 0 && length >= 2 && length + skip == run.len);
    (enough && length > 0).then_some(StoryRun { left: run.left + best, right: run.right + best, len: length })
}
