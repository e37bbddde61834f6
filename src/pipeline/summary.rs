//! The figures of a diff.
//!
//! In: a diff. Out: how many sentences were added, removed, edited, moved, how many words, how many flags of each kind.
//! Furniture is not counted.

use super::diff::{Diff, is_story};
use super::relinked::relinked;
use super::renumbered::renumbered;
use super::repeats::repeats;
use crate::align::{AlignedSide, Change, Flag, Group, Status};
use crate::article::Role;
use crate::text::{Prepared, tokens};

/// What changed, in numbers. Sentences and words of the story, without furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Sentences that only the new version has.
    pub added_sentences: usize,
    /// Words in added sentences.
    pub added_words: usize,
    /// Sentences that only the old version has.
    pub removed_sentences: usize,
    /// Words in removed sentences.
    pub removed_words: usize,
    /// Groups of partners whose words differ.
    pub edited: usize,
    /// Words that only the new side of edited sentences has.
    pub words_in: usize,
    /// Words that only the old side of edited sentences has.
    pub words_out: usize,
    /// Groups of partners that stand at another place.
    pub moved: usize,
    /// Groups of partners that differ in typography only.
    pub typographic: usize,
    /// Groups of partners that are the same.
    pub unchanged: usize,
    /// Sentences among the added ones that repeat another of the new version.
    pub repeated: usize,
    /// Groups of partners whose items or clauses have another number.
    pub renumbered: usize,
    /// Links that point elsewhere than before, or that one version alone has, in sentences that both have.
    pub relinked: usize,
    /// Whether the headline differs, or the title that came with the articles.
    pub headline: bool,
    /// Whether anything else beside the story differs: a dateline, byline, note, caption ...
    pub beside: bool,
    /// Edited groups by what an editor must see.
    pub flags: FlagCounts,
}

/// How many edited groups carry each flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FlagCounts([usize; WEIGHTIEST_FIRST.len()]);

impl Summary {
    /// Counts a diff. Linear in its groups and sentences.
    pub fn of(diff: &Diff) -> Summary {
        let alignment = &diff.alignment;
        let (added_sentences, added_words) = lone(&diff.new, &alignment.new, Status::Added);
        let (removed_sentences, removed_words) = lone(&diff.old, &alignment.old, Status::Removed);
        let mut summary = Summary {
            added_sentences,
            added_words,
            removed_sentences,
            removed_words,
            repeated: repeats(&diff.new, &alignment.new, Status::Added).iter().flatten().count(),
            renumbered: renumbered(diff).len(),
            relinked: relinked(diff).len(),
            headline: title_differs(diff),
            ..Summary::default()
        };
        summary.count_beside(&alignment.old);
        summary.count_beside(&alignment.new);
        for group in alignment.groups.iter().filter(|group| is_story(diff, group)) {
            summary.moved += usize::from(group.moved);
            group.flags.iter().for_each(|flag| summary.flags.add(*flag));
            match group.status {
                Status::Edited => {
                    summary.edited += 1;
                    summary.words_in += changed_words(&diff.new, group, Change::Added);
                    summary.words_out += changed_words(&diff.old, group, Change::Removed);
                }
                Status::Typographic => summary.typographic += 1,
                _ => summary.unchanged += 1,
            }
        }
        summary
    }
}

impl Summary {
    fn count_beside(&mut self, side: &AlignedSide) {
        let is_changed = |status: Status| !matches!(status, Status::Identical | Status::Typographic);
        for sentence in side.sentences.iter().filter(|sentence| sentence.role.is_furniture() && is_changed(sentence.status)) {
            match sentence.role {
                Role::Headline => self.headline = true,
                _ => self.beside = true,
            }
        }
    }
}

/// Whether the titles that came with two articles differ in a word, and one of them is no part of its text.
pub fn title_differs(diff: &Diff) -> bool {
    let title = |version: &Prepared| version.article.title.clone().unwrap_or_default();
    let is_apart = |version: &Prepared| !title(version).trim().is_empty() && !version.article.text.contains(title(version).trim());
    let keys = |version: &Prepared| tokens(&title(version)).iter().map(|token| token.key).collect::<Vec<u64>>();
    (is_apart(&diff.old) || is_apart(&diff.new)) && keys(&diff.old) != keys(&diff.new)
}

impl FlagCounts {
    /// How many groups carry a flag.
    pub fn of(&self, flag: Flag) -> usize {
        self.0[flag as usize]
    }

    fn add(&mut self, flag: Flag) {
        self.0[flag as usize] += 1;
    }

    /// All kinds with their counts, weightiest first.
    pub fn all(self) -> [(Flag, usize); WEIGHTIEST_FIRST.len()] {
        WEIGHTIEST_FIRST.map(|flag| (flag, self.of(flag)))
    }
}

/// What an editor must see, weightiest first: what makes a sentence say the opposite, then what it says of somebody at law, then facts.
pub const WEIGHTIEST_FIRST: [Flag; 10] = [
    Flag::Negation,
    Flag::LegalStatus,
    Flag::Number,
    Flag::Money,
    Flag::Date,
    Flag::Name,
    Flag::Quotation,
    Flag::CutInQuotation,
    Flag::Attribution,
    Flag::Certainty,
];

fn lone(prepared: &Prepared, side: &AlignedSide, status: Status) -> (usize, usize) {
    let mut count = (0, 0);
    for (aligned, sentence) in side.sentences.iter().zip(&prepared.sentences) {
        if aligned.status == status && !aligned.role.is_furniture() {
            count.0 += 1;
            count.1 += sentence.words.len();
        }
    }
    count
}

/// Words of the steps of one kind.
pub fn changed_words(prepared: &Prepared, group: &Group, change: Change) -> usize {
    let spans = group
        .steps
        .iter()
        .filter(|step| step.change == change)
        .filter_map(|step| if change == Change::Added { step.new } else { step.old });
    spans
        .map(|span| {
            let first = prepared.words.partition_point(|word| word.span.start < span.start);
            let last = prepared.words.partition_point(|word| word.span.start < span.end);
            last - first
        })
        .sum()
}
