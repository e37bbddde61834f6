//! Furniture that only one of two texts shows: a headline or an agency tail is not seen in a copy without line ends or
//! capitals.
//!
//! In: two prepared articles. Out: which words to compare where both have the same words from first to last, furniture
//! included, but not the same furniture. Such articles are identical. All others are compared by what each shows.

use crate::text::{Prepared, Word};

/// The words that count in either of two articles of the same words, by number in [`Prepared::words`]; none where the
/// words or nothing at all differ. Linear.
pub(super) fn of_same_words(a: &Prepared, b: &Prepared) -> Option<Vec<bool>> {
    if a.words.len() != b.words.len() {
        return None;
    }
    let pairs = || a.words.iter().zip(&b.words);
    let differ = |one: &Word, other: &Word| one.counts() != other.counts();
    let is_told = pairs().any(|(one, other)| differ(one, other)) && pairs().all(|(one, other)| one.key == other.key);
    is_told.then(|| pairs().map(|(one, other)| one.counts() || other.counts()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::score::{Relation, compare};

    const STORY: &str = "The ferry was refloated before dawn, the harbour office said, and none of the ninety people on board was hurt. Tugs \
                         from two ports had waited for the tide since midnight.";

    fn prepared(text: &str) -> Prepared {
        Prepared::new(&Article::new("x", text))
    }

    #[test]
    fn a_headline_without_its_line_end_makes_no_other_text() {
        let set = prepared(&format!("Ferry afloat again\n\nVARDAL (Northwire) - {STORY}"));
        let run_in = prepared(&format!("Ferry afloat again VARDAL (Northwire) - {STORY}"));
        assert_ne!(set.story_words().count(), run_in.story_words().count());
        for (a, b) in [(&set, &run_in), (&run_in, &set)] {
            let compared = compare(a, b);
            assert_eq!(compared.relation, Relation::Identical);
            assert_eq!((compared.scores.a_in_b, compared.scores.b_in_a), (1.0, 1.0));
            assert_eq!(compared.scores.shared_words as usize, a.story_words().count());
        }
        assert!(of_same_words(&set, &set).is_none());
        assert!(of_same_words(&set, &prepared(&format!("Ferry is afloat VARDAL (Northwire) - {STORY}"))).is_none());
    }
}
