//! The figures of a diff in plain words.
//!
//! In: the figures. Out: the two or three sentences that tell it.

use super::names::Names;
use super::numbers::{count, grouped};
use crate::align::Flag;
use crate::pipeline::Summary;

/// Renumbered items that are named in one sentence; more would not be read.
const MAX_RENUMBERED: usize = 12;

/// Links that are named in one sentence.
const MAX_RELINKED: usize = 5;

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
            return self.same(old, new);
        }
        if self.is_other_story() {
            let words = count(self.added_words, "word");
            let own = match self.added_sentences {
                1 => format!("the one sentence of {new} ({words}) is its own"),
                all => format!("all {} of {new} ({words}) are its own", count(all, "sentence")),
            };
            return format!("{new} and {old} have no sentence in common: {own}.");
        }
        let added = || format!("{} ({})", count(self.added_sentences, "sentence"), count(self.added_words, "word"));
        let dropped = || format!("{} ({})", count(self.removed_sentences, "sentence"), count(self.removed_words, "word"));
        match (self.added_sentences, self.removed_sentences) {
            (0, 0) if self.edited == 0 => {
                let headline = if self.headline { "; the headline differs" } else { "" };
                format!("{new} has every sentence of {old} and no other, in another order{headline}.")
            }
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

    /// Two texts of the same words: what differs all the same.
    fn same(&self, old: &str, new: &str) -> String {
        if self.typographic + self.unchanged == 0 {
            return format!("Neither {old} nor {new} has words: there is nothing to compare.");
        }
        let mut differing = Vec::new();
        differing.extend((self.typographic > 0).then(|| String::from("typography")));
        differing.extend(
            (self.renumbered > 0).then(|| format!("the {} of its items", if self.renumbered == 1 { "number of one" } else { "numbers" })),
        );
        differing.extend((self.relinked > 0).then(|| if self.relinked == 1 { "a link".into() } else { count(self.relinked, "link") }));
        differing.extend(self.headline.then(|| String::from("the headline")));
        let beside = if self.headline { "what else stands beside the story" } else { "what stands beside the story" };
        differing.extend(self.beside.then(|| String::from(beside)));
        let is_one = differing.len() == 1 && self.renumbered < 2 && self.relinked < 2;
        let same = if self.typographic + self.renumbered == 0 { "text" } else { "words" };
        let verb = if is_one { "differs" } else { "differ" };
        match differing.as_slice() {
            [] => format!("{new} has the same text as {old}."),
            _ => format!("{new} has the same {same} as {old}; only {} {verb}.", listed(&differing)),
        }
    }

    /// What an editor wants to know besides: sentences that repeat, items with another number, links that point elsewhere.
    pub(crate) fn notes(&self, renumbered: &[(usize, String, String)], relinked: &[(Option<String>, Option<String>)]) -> Vec<String> {
        let mut found = Vec::new();
        match self.repeated {
            0 => {}
            1 => found.push(String::from("1 added sentence repeats one that is there already.")),
            n => found.push(format!("{} added sentences repeat ones that are there already.", grouped(n))),
        }
        if !renumbered.is_empty() {
            let mut told: Vec<String> = renumbered.iter().take(MAX_RENUMBERED).map(|(_, old, new)| format!("{old} is now {new}")).collect();
            let more = renumbered.len() - told.len();
            told.extend((more > 0).then(|| format!("{} more", grouped(more))));
            let are = if renumbered.len() == 1 { "is" } else { "are" };
            found.push(format!("{} {are} renumbered: {}.", count(renumbered.len(), "item"), listed(&told)));
        }
        if !relinked.is_empty() {
            let said = |link: &(Option<String>, Option<String>)| match link {
                (Some(old), Some(new)) => format!("{old} is now {new}"),
                (Some(old), None) => format!("{old} is gone"),
                (None, Some(new)) => format!("{new} is new"),
                (None, None) => String::new(),
            };
            let mut told: Vec<String> = relinked.iter().take(MAX_RELINKED).map(said).collect();
            let more = relinked.len() - told.len();
            told.extend((more > 0).then(|| format!("{} more", grouped(more))));
            let differ = if relinked.len() == 1 { "differs" } else { "differ" };
            found.push(format!("{} {differ}: {}.", count(relinked.len(), "link"), listed(&told)));
        }
        found
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

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::pipeline::{Summary, diff};
    use crate::wording::names::{Names, Titled};

    fn verdict(old: &str, new: &str) -> String {
        let (old, new) = (Article::new("old.md", old), Article::new("new.md", new));
        let diff = diff(&old, &new);
        let names = Names::of(&Titled::of(&diff.old), &Titled::of(&diff.new), ("the old version", "the new version"));
        Summary::of(&diff).verdict(&names)
    }

    /// "The same text" stands alone only where nothing at all differs.
    #[test]
    fn the_first_line_names_what_differs_beside_the_story() {
        let story = "OBAN (Northwire) - The ferry master left the court at noon. His lawyer had asked for a fine.";
        let with = |head: &str| format!("{head}\n\n{story}");
        assert_eq!(
            verdict(&with("Ferry master cleared by court"), &with("Ferry master cleared by court")),
            "new has the same text as old."
        );
        assert_eq!(
            verdict(&with("Ferry master cleared by court"), &with("Ferry master jailed by court")),
            "new has the same text as old; only the headline differs."
        );
        let (one, two) = ("By Morag Reid", "By Ewan Drever");
        assert_eq!(
            verdict(&with(&format!("Ferry master in court\n\n{one}")), &with(&format!("Ferry master in court\n\n{two}"))),
            "new has the same text as old; only what stands beside the story differs."
        );
        assert_eq!(
            verdict(&with(&format!("Ferry master in court\n\n{one}")), &with(&format!("Ferry master jailed\n\n{two}"))),
            "new has the same text as old; only the headline and what else stands beside the story differ."
        );
    }

    #[test]
    fn the_first_line_names_links() {
        let text = |link: &str| format!("The list of ferries is on {link} since Monday.");
        let said = verdict(&text("https://quay.example/a"), &text("https://pier.example/b"));
        assert_eq!(said, "new has the same words as old; only typography and a link differ.");
        assert_eq!(verdict(&text("https://quay.example/a"), &text("https://quay.example/a")), "new has the same text as old.");
    }

    #[test]
    fn the_first_line_names_numbers_of_items_and_another_order() {
        let (one, two, three) = (
            "The lodger keeps the stairs clean and lets nobody sleep in the attic.",
            "Boats may lie at the lower pier from April to the end of October.",
            "The rent is paid in silver at the mill on the first day of each quarter.",
        );
        let said = verdict(&format!("1. {one}\n\n2. {two}\n\n3. {three}"), &format!("2. {one}\n\n3. {two}\n\n4. {three}"));
        assert_eq!(said, "new has the same words as old; only typography and the numbers of its items differ.");
        let said = verdict(&format!("{one} {two} {three}"), &format!("{one} {three} {two}"));
        assert_eq!(said, "new has every sentence of old and no other, in another order.");
    }
}
