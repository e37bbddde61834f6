//! The figures of a diff.
//!
//! In: a diff. Out: how many sentences were added, removed, edited, moved, and how many words. Furniture is not counted.

use crate::align::{AlignedSide, Change, Group, Status};
use crate::article::Role;
use crate::pipeline::Diff;
use crate::text::Prepared;
use serde::Serialize;

/// What changed, in numbers. Sentences and words of the story, without furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Summary {
    pub(crate) added_sentences: usize,
    /// Words in added sentences.
    pub(crate) added_words: usize,
    pub(crate) removed_sentences: usize,
    /// Words in removed sentences.
    pub(crate) removed_words: usize,
    /// Groups of partners whose words differ.
    pub(crate) edited: usize,
    /// Words that only the new side of edited sentences has.
    pub(crate) words_in: usize,
    /// Words that only the old side of edited sentences has.
    pub(crate) words_out: usize,
    pub(crate) moved: usize,
    pub(crate) typographic: usize,
    pub(crate) unchanged: usize,
}

impl Summary {
    pub(crate) fn of(diff: &Diff<'_>) -> Summary {
        let alignment = &diff.alignment;
        let (added_sentences, added_words) = lone(&diff.new, &alignment.new, Status::Added);
        let (removed_sentences, removed_words) = lone(&diff.old, &alignment.old, Status::Removed);
        let mut summary = Summary { added_sentences, added_words, removed_sentences, removed_words, ..Summary::default() };
        for group in alignment.groups.iter().filter(|group| is_story(diff, group)) {
            summary.moved += usize::from(group.moved);
            match group.status {
                Status::Edited => {
                    summary.edited += 1;
                    summary.words_in += words(&diff.new, group, Change::Added);
                    summary.words_out += words(&diff.old, group, Change::Removed);
                }
                Status::Typographic => summary.typographic += 1,
                _ => summary.unchanged += 1,
            }
        }
        summary
    }

    /// Whether nothing but typography differs.
    pub(crate) fn is_empty(&self) -> bool {
        self.added_sentences + self.removed_sentences + self.edited + self.moved == 0
    }
}

/// Whether any sentence of a group is story text.
pub(crate) fn is_story(diff: &Diff<'_>, group: &Group) -> bool {
    let has_text = |side: &AlignedSide, sentences: &[u32]| {
        sentences.iter().any(|sentence| side.sentences.get(*sentence as usize).is_some_and(|sentence| sentence.role == Role::Text))
    };
    has_text(&diff.alignment.old, &group.old) || has_text(&diff.alignment.new, &group.new)
}

fn lone(prepared: &Prepared<'_>, side: &AlignedSide, status: Status) -> (usize, usize) {
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
fn words(prepared: &Prepared<'_>, group: &Group, change: Change) -> usize {
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
