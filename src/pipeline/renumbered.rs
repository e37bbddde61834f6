//! Items and clauses that have another number than before.
//!
//! In: a diff. Out: the labels of both versions where partners are labelled otherwise: `2.` and `3.`, `§ 4` and `§ 5`, `(a)` and `(b)`. A
//! label that is only written otherwise (`2.`, `2)`) is the same, and a bullet is none.

use super::diff::{Diff, is_story};
use crate::span::Span;
use crate::text::Prepared;

/// Partners with another label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renumbered {
    /// The group, by its place in [`crate::align::Alignment::groups`].
    pub group: usize,
    /// The label in the old version.
    pub old: Span,
    /// The label in the new version.
    pub new: Span,
}

/// The groups whose labels differ, in order of the new version. Linear, but for a logarithm.
pub fn renumbered(diff: &Diff) -> Vec<Renumbered> {
    let mut found = Vec::new();
    for (number, group) in diff.alignment.groups.iter().enumerate().filter(|(_, group)| is_story(diff, group)) {
        let (Some(old), Some(new)) = (label(&diff.old, group.old.first()), label(&diff.new, group.new.first())) else { continue };
        if value(&diff.old, old) != value(&diff.new, new) {
            found.push(Renumbered { group: number, old, new });
        }
    }
    found
}

/// The label with which a sentence opens, or that stands alone before it.
fn label(version: &Prepared, sentence: Option<&u32>) -> Option<Span> {
    let text = &*version.article.text;
    let sentence = version.sentences.get(*sentence? as usize)?.span;
    let labels = &version.layout.labels;
    let label = *labels.get(labels.partition_point(|label| label.start <= sentence.start).checked_sub(1)?)?;
    let has_word = |text: &str| text.contains(char::is_alphanumeric);
    // A note mark behind the sentence before is no label of this one: a label begins its line.
    let line = text[..label.start as usize].rsplit('\n').next().unwrap_or("");
    let gap = text.get(label.end as usize..sentence.start as usize).unwrap_or("");
    (has_word(label.of(text)) && !has_word(line) && !has_word(gap)).then_some(label)
}

/// The number or letter of a label.
fn value(version: &Prepared, label: Span) -> String {
    label.of(&version.article.text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::pipeline::diff;

    fn labels(old: &str, new: &str) -> Vec<(String, String)> {
        let (old, new) = (Article::new("old", old), Article::new("new", new));
        let diff = diff(&old, &new);
        renumbered(&diff).iter().map(|one| (one.old.of(&old.text).to_string(), one.new.of(&new.text).to_string())).collect()
    }

    fn clauses(heads: &[&str], texts: &[&str]) -> String {
        heads.iter().zip(texts).map(|(head, text)| format!("{head}{text}")).collect::<Vec<String>>().join("\n\n")
    }

    const LODGER: &str = "The lodger keeps the stairs clean and lets nobody sleep in the attic.";
    const BOATS: &str = "Boats may lie at the lower pier from April to the end of October.";
    const RENT: &str = "The rent is paid in silver at the mill on the first day of each quarter.";

    #[test]
    fn clauses_behind_a_new_one_are_renumbered() {
        for (one, two, three) in [("1. ", "2. ", "3. "), ("§ 1\n", "§ 2\n", "§ 3\n"), ("(a) ", "(b) ", "(c) ")] {
            let old = clauses(&[one, two], &[LODGER, RENT]);
            let new = clauses(&[one, two, three], &[LODGER, BOATS, RENT]);
            let trimmed = |label: &str| label.trim().to_string();
            let wanted = vec![(trimmed(two), trimmed(three))];
            let turned = vec![(trimmed(three), trimmed(two))];
            let found = |old: &str, new: &str| -> Vec<(String, String)> {
                labels(old, new).iter().map(|(old, new)| (trimmed(old), trimmed(new))).collect()
            };
            assert_eq!(found(&old, &new), wanted);
            assert_eq!(found(&new, &old), turned);
        }
    }

    #[test]
    fn another_style_and_note_marks_are_no_new_number() {
        let old = clauses(&["1. ", "2. ", "3. "], &[LODGER, BOATS, RENT]);
        let new = clauses(&["1) ", "2) ", "3) "], &[LODGER, BOATS, RENT]);
        assert!(labels(&old, &new).is_empty());
        let old = format!("{LODGER}[1] {BOATS}[2] {RENT}");
        let new = format!("{LODGER}[2] {BOATS}[3] {RENT}");
        assert!(labels(&old, &new).is_empty());
    }
}
