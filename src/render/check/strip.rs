//! The strip: where in a copy the reuse sits.
//!
//! In: a checked copy and a width. Out: one line, the words of the copy from left to right, each sign standing for as many words as fit:
//! `#` verbatim, `~` edited, `"` quoted, `.` own. Signs alone carry the meaning; colour may be added.

use crate::pipeline::CheckedCopy;
use crate::score::Kind;
use crate::text::Prepared;

/// What the signs of a strip mean.
pub(super) const LEGEND: &str = "# verbatim  ~ edited  \" quoted  . own words";

/// What a word of the copy is; none for an own word.
pub(super) fn kinds(copy: &CheckedCopy, prepared: &Prepared) -> Vec<Option<Kind>> {
    let mut kinds = vec![None; prepared.words.len()];
    for passage in copy.passages.iter().filter(|passage| passage.taken) {
        for word in passage.words.clone() {
            if let Some(kind) = kinds.get_mut(word as usize) {
                *kind = Some(passage.kind);
            }
        }
    }
    let story = prepared.words.iter().zip(kinds);
    story.filter(|(word, _)| word.counts()).map(|(_, kind)| kind).collect()
}

/// The strip, at most `width` signs; empty for a copy without words. Each sign is what most of its words are.
pub(super) fn strip(kinds: &[Option<Kind>], width: usize) -> String {
    let cells = kinds.len().min(width);
    let cell = |number: usize| {
        let words = &kinds[number * kinds.len() / cells..((number + 1) * kinds.len() / cells)];
        // In doubt the sign that says more.
        let signs = [(Some(Kind::Verbatim), '#'), (Some(Kind::Quote), '"'), (Some(Kind::Edited), '~'), (None, '.')];
        let count = |kind: Option<Kind>| words.iter().filter(|word| **word == kind).count();
        let reused = words.len() - count(None);
        let of = if reused * 2 >= words.len() { &signs[..3] } else { &signs[3..] };
        of.iter().rev().max_by_key(|(kind, _)| count(*kind)).map_or('.', |(_, sign)| *sign)
    };
    (0..cells).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_is_what_most_words_are() {
        let kinds = [vec![Some(Kind::Verbatim); 6], vec![None; 6], vec![Some(Kind::Quote); 3], vec![Some(Kind::Edited); 3]].concat();
        assert_eq!(strip(&kinds, 6), "##..\"~");
        assert_eq!(strip(&kinds, 100).len(), 18, "never more signs than words");
        assert_eq!(strip(&[], 10), "");
        assert_eq!(strip(&[Some(Kind::Verbatim), None], 1), "#");
    }
}
