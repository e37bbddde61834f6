//! The figures of a diff, and the same in plain words.
//!
//! In: a diff. Out: how many sentences were added, removed, edited, moved, how many words, how many flags of each kind; and the two
//! or three sentences that tell it. Furniture is not counted.

use crate::align::{AlignedSide, Change, Flag, Group, Status};
use crate::article::Role;
use crate::pipeline::Diff;
use crate::render::names::Names;
use crate::render::words::{count, grouped};
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
    /// Edited groups by what an editor must see.
    pub(crate) flags: FlagCounts,
}

/// How many edited groups carry each flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct FlagCounts {
    pub(crate) number: usize,
    pub(crate) name: usize,
    pub(crate) quotation: usize,
    pub(crate) attribution: usize,
    pub(crate) cut_in_quotation: usize,
}

impl Summary {
    pub(crate) fn of(diff: &Diff) -> Summary {
        let alignment = &diff.alignment;
        let (added_sentences, added_words) = lone(&diff.new, &alignment.new, Status::Added);
        let (removed_sentences, removed_words) = lone(&diff.old, &alignment.old, Status::Removed);
        let mut summary = Summary { added_sentences, added_words, removed_sentences, removed_words, ..Summary::default() };
        for group in alignment.groups.iter().filter(|group| is_story(diff, group)) {
            summary.moved += usize::from(group.moved);
            group.flags.iter().for_each(|flag| *summary.flags.of(*flag) += 1);
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

    /// Whether the two share no sentence at all, though both have some.
    fn is_other_story(&self) -> bool {
        self.added_sentences > 0 && self.removed_sentences > 0 && self.edited + self.moved + self.typographic + self.unchanged == 0
    }

    /// What the new version is to the old one, in one sentence.
    pub(crate) fn verdict(&self, names: &Names) -> String {
        let told = self.told(names);
        // A name is as its file is called; our own phrase opens a sentence.
        told.strip_prefix("the ").map_or_else(|| told.clone(), |rest| format!("The {rest}"))
    }

    fn told(&self, names: &Names) -> String {
        let (old, new) = (&names.a, &names.b);
        if self.is_empty() {
            return match self.typographic {
                0 => format!("{new} has the same text as {old}."),
                _ => format!("{new} has the same words as {old}; only typography differs."),
            };
        }
        if self.is_other_story() {
            return format!(
                "{new} and {old} have no sentence in common: all {} of {new} ({}) are its own.",
                count(self.added_sentences, "sentence"),
                count(self.added_words, "word")
            );
        }
        let added = || format!("{} ({})", count(self.added_sentences, "sentence"), count(self.added_words, "word"));
        let dropped = || format!("{} ({})", count(self.removed_sentences, "sentence"), count(self.removed_words, "word"));
        match (self.added_sentences, self.removed_sentences) {
            (0, 0) => format!("{new} has every sentence of {old} and no other."),
            (_, 0) => format!("{new} adds {} to {old} and drops none.", added()),
            (0, _) => format!("{new} drops {} of {old} and adds none.", dropped()),
            _ => format!("{new} adds {} to {old} and drops {}.", added(), dropped()),
        }
    }

    /// What became of the sentences that both have; empty if nothing did.
    pub(crate) fn details(&self) -> String {
        let mut parts = Vec::new();
        let all = self.edited + self.typographic + self.unchanged;
        if self.edited > 0 {
            parts.push(format!("{} edited ({} in, {} out)", are(self.edited), count(self.words_in, "word"), grouped(self.words_out)));
        }
        if self.typographic > 0 {
            parts.push(format!("{} the same but for typography", are(self.typographic)));
        }
        if parts.is_empty() && self.moved == 0 {
            return String::new();
        }
        parts.push(if self.unchanged == 0 { String::from("none is unchanged") } else { format!("{} unchanged", are(self.unchanged)) });
        let moved = if self.moved == 0 { String::new() } else { format!(" {} at another place.", stand(self.moved)) };
        format!("Of {} that both have, {}.{moved}", count(all, "sentence"), listed(&parts))
    }

    /// What an editor must look at; empty if there is nothing.
    pub(crate) fn warnings(&self) -> String {
        let told: Vec<String> =
            self.flags.all().into_iter().filter(|(_, n)| *n > 0).map(|(flag, n)| format!("{} in {n}", flag_words(flag))).collect();
        if told.is_empty() { String::new() } else { format!("Look at edited sentences: {}.", told.join(", ")) }
    }
}

impl FlagCounts {
    fn of(&mut self, flag: Flag) -> &mut usize {
        match flag {
            Flag::Number => &mut self.number,
            Flag::Name => &mut self.name,
            Flag::Quotation => &mut self.quotation,
            Flag::Attribution => &mut self.attribution,
            Flag::CutInQuotation => &mut self.cut_in_quotation,
        }
    }

    /// All kinds with their counts, weightiest first.
    pub(crate) fn all(&self) -> [(Flag, usize); 5] {
        [
            (Flag::Number, self.number),
            (Flag::Name, self.name),
            (Flag::Quotation, self.quotation),
            (Flag::CutInQuotation, self.cut_in_quotation),
            (Flag::Attribution, self.attribution),
        ]
    }
}

fn are(number: usize) -> String {
    if number == 1 { String::from("1 is") } else { format!("{} are", grouped(number)) }
}

fn stand(number: usize) -> String {
    if number == 1 { String::from("1 stands") } else { format!("{} stand", grouped(number)) }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A flag as an editor says it.
pub(crate) fn flag_words(flag: Flag) -> &'static str {
    match flag {
        Flag::Number => "a number changed",
        Flag::Name => "a name changed",
        Flag::Quotation => "a quotation changed",
        Flag::Attribution => "the attribution changed",
        Flag::CutInQuotation => "words cut inside a quotation",
    }
}

/// Whether any sentence of a group is story text.
pub(crate) fn is_story(diff: &Diff, group: &Group) -> bool {
    let has_text = |side: &AlignedSide, sentences: &[u32]| {
        sentences.iter().any(|sentence| side.sentences.get(*sentence as usize).is_some_and(|sentence| sentence.role == Role::Text))
    };
    has_text(&diff.alignment.old, &group.old) || has_text(&diff.alignment.new, &group.new)
}

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
pub(super) fn words(prepared: &Prepared, group: &Group, change: Change) -> usize {
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
