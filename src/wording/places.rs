//! Where a sentence stands, as an editor counts: by paragraphs of the story.
//!
//! In: a prepared article. Out: numbers and phrases such as `paragraphs 16-23 of 23`. Headlines, bylines, notes and lines without
//! a word, such as the label of a clause, are not counted.

use super::numbers::count;
use crate::article::Role;
use crate::text::Prepared;
use std::ops::Range;

/// Stretches of paragraphs that are named in one sentence; more would not be read.
const MAX_STRETCHES: usize = 12;

/// The story paragraphs of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Places {
    /// For each paragraph of the layout how many story paragraphs there are up to it.
    counted: Vec<u32>,
}

impl Places {
    pub(crate) fn of(prepared: &Prepared) -> Places {
        let mut is_story = vec![false; prepared.layout.paragraphs.len()];
        for sentence in prepared.sentences.iter().filter(|sentence| sentence.role == Role::Text && !sentence.words.is_empty()) {
            if let Some(paragraph) = is_story.get_mut(sentence.paragraph as usize) {
                *paragraph = true;
            }
        }
        let mut total = 0;
        let counted = is_story.into_iter().map(|is_story| {
            total += u32::from(is_story);
            total
        });
        Places { counted: counted.collect() }
    }

    /// How many there are.
    pub(crate) fn total(&self) -> u32 {
        self.counted.last().copied().unwrap_or(0)
    }

    /// The number of a paragraph, from 1; what stands before the story belongs to its first paragraph.
    pub(crate) fn number(&self, paragraph: u32) -> u32 {
        self.counted.get(paragraph as usize).copied().unwrap_or(0).max(1)
    }

    /// `paragraph 3`.
    pub(crate) fn short(&self, paragraph: u32) -> String {
        format!("paragraph {}", self.number(paragraph))
    }

    /// `paragraph 3`, `paragraphs 3-7, 9`, of paragraphs in order; the first stretches where there are very many.
    pub(crate) fn list(&self, paragraphs: impl Iterator<Item = u32>) -> String {
        let mut stretches: Vec<(u32, u32)> = Vec::new();
        for number in paragraphs.map(|paragraph| self.number(paragraph)) {
            match stretches.last_mut() {
                Some((_, last)) if number <= *last + 1 => *last = number,
                _ => stretches.push((number, number)),
            }
        }
        let named: Vec<String> = stretches
            .iter()
            .take(MAX_STRETCHES)
            .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") })
            .collect();
        let word = if matches!(stretches.as_slice(), [(from, to)] if from == to) { "paragraph" } else { "paragraphs" };
        let more = match stretches.len().saturating_sub(MAX_STRETCHES) {
            0 => String::new(),
            n => format!(" and {}", count(n, "more place")),
        };
        format!("{word} {}{more}", named.join(", "))
    }

    /// The paragraphs of some words: `paragraph 3 of 23`, `paragraphs 16-23 of 23`.
    pub(crate) fn of_words(&self, prepared: &Prepared, words: &Range<u32>) -> String {
        let paragraph = |word: u32| {
            let sentence = prepared.words.get(word as usize).map_or(0, |word| word.sentence as usize);
            prepared.sentences.get(sentence).map_or(0, |sentence| sentence.paragraph)
        };
        self.range(paragraph(words.start), paragraph(words.end.saturating_sub(1).max(words.start)))
    }

    /// `paragraph 3 of 23`, `paragraphs 16-23 of 23`.
    pub(crate) fn range(&self, first: u32, last: u32) -> String {
        let (from, to, total) = (self.number(first), self.number(last), self.total().max(1));
        if from >= to { format!("paragraph {from} of {total}") } else { format!("paragraphs {from}-{to} of {total}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn the_headline_is_no_paragraph_of_the_story() {
        let text = "Ferry runs aground off island\n\nOBAN (Northwire) - A ferry ran aground on Sunday.\n\nNobody was hurt.\n\n***\n\nIt was towed away.";
        let article = Article::new("x", text);
        let places = Places::of(&Prepared::new(&article));
        assert_eq!(places.total(), 3);
        assert_eq!(places.range(1, 2), "paragraphs 1-2 of 3");
        assert_eq!(places.range(4, 4), "paragraph 3 of 3");
        assert_eq!(places.number(0), 1);
    }

    #[test]
    fn paragraphs_next_to_each_other_are_one_stretch() {
        let article = Article::new("x", "It rained on the island.\n\n".repeat(40));
        let places = Places::of(&Prepared::new(&article));
        let list = |all: &[u32]| places.list(all.iter().copied());
        assert_eq!(list(&[2]), "paragraph 3");
        assert_eq!(list(&[2, 2, 3, 4, 8]), "paragraphs 3-5, 9");
        assert_eq!(list(&[2, 3]), "paragraphs 3-4");
        let odd: Vec<u32> = (0..20).map(|n| n * 2).collect();
        assert_eq!(list(&odd), "paragraphs 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 8 more places");
        assert_eq!(list(&odd[..13]), "paragraphs 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 1 more place");
    }
}
