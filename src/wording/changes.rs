//! The figures of a diff in plain words.
//!
//! In: the figures. Out: the two or three sentences that tell it.

use super::names::Names;
use super::numbers::{count, grouped};
use crate::align::Flag;
use crate::pipeline::Summary;

impl Summary {
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
                0 if self.unchanged == 0 => format!("Neither {old} nor {new} has words: there is nothing to compare."),
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
            (0, 0) if self.edited == 0 => format!("{new} has every sentence of {old} and no other."),
            (0, 0) => {
                let all = self.edited + self.typographic + self.unchanged;
                let flags = self.flagged();
                let flags = if flags.is_empty() { flags } else { format!(": {flags}") };
                format!("{new} adds no sentence to {old} and drops none; {} edited{flags}.", of(self.edited, all))
            }
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

    /// What an editor must look at; empty if there is nothing, or if the verdict says it: where no sentence was added or dropped.
    pub(crate) fn warnings(&self) -> String {
        let flags = self.flagged();
        let is_said = self.added_sentences + self.removed_sentences == 0;
        if flags.is_empty() || is_said { String::new() } else { format!("Look at edited sentences: {flags}.") }
    }

    /// The flags with their counts: `a number changed in 1, a claim was turned in 2`.
    fn flagged(&self) -> String {
        let told = self.flags.all().into_iter().filter(|(_, n)| *n > 0).map(|(flag, n)| format!("{} in {}", flag_words(flag), grouped(n)));
        told.collect::<Vec<String>>().join(", ")
    }
}

/// `2 of 5 sentences are`, `1 of 1 sentence is`.
fn of(number: usize, all: usize) -> String {
    let are = if number == 1 { "is" } else { "are" };
    format!("{} of {} {are}", grouped(number), count(all, "sentence"))
}

fn are(number: usize) -> String {
    if number == 1 { String::from("1 is") } else { format!("{} are", grouped(number)) }
}

fn stand(number: usize) -> String {
    if number == 1 { String::from("1 stands") } else { format!("{} stand", grouped(number)) }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(parts: &[String]) -> String {
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
        Flag::Money => "a sum of money changed",
        Flag::Date => "a date changed",
        Flag::Name => "a name changed",
        Flag::Quotation => "a quotation changed",
        Flag::CutInQuotation => "words cut inside a quotation",
        Flag::Attribution => "the attribution changed",
        Flag::Negation => "a claim was turned",
        Flag::Certainty => "the certainty changed",
        Flag::LegalStatus => "a legal status changed",
    }
}
