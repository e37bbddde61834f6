//! Furniture that only one of two texts shows: a headline or an agency tail is not seen in a copy without line ends or capitals.
//!
//! In: two prepared articles. Out: which words of each count in the pair. What stands before the first and behind the last story word
//! of the one, and begins or ends the other word for word, is furniture in both. Furniture inside the story is settled only where both
//! have the same words from beginning to end. It never makes story of furniture.

use crate::text::{Prepared, Word};

/// The words that count in a pair, by number in [`Prepared::words`]. Linear in the words of both.
pub(super) fn counting(a: &Prepared, b: &Prepared) -> (Vec<bool>, Vec<bool>) {
    let mut of_a: Vec<bool> = a.words.iter().map(Word::counts).collect();
    let mut of_b: Vec<bool> = b.words.iter().map(Word::counts).collect();
    let keys = |prepared: &Prepared, n: usize, from_end: bool| -> Vec<u64> {
        let words = prepared.words.iter().map(|word| word.key);
        if from_end { words.rev().take(n).collect() } else { words.take(n).collect() }
    };
    if of_a.len() == of_b.len() && of_a != of_b && keys(a, usize::MAX, false) == keys(b, usize::MAX, false) {
        let both: Vec<bool> = of_a.iter().zip(&of_b).map(|(here, there)| *here && *there).collect();
        return if both.contains(&true) { (both.clone(), both) } else { (of_a, of_b) };
    }
    for from_end in [false, true] {
        let (here, there) = (at_edge(&of_a, from_end), at_edge(&of_b, from_end));
        // Nothing but furniture is no story that begins somewhere.
        let (Some(here), Some(there)) = (here, there) else { continue };
        let n = here.max(there);
        if here == there || keys(a, n, from_end) != keys(b, n, from_end) {
            continue;
        }
        for counts in [&mut of_a, &mut of_b] {
            let edge = if from_end { counts.len() - n.min(counts.len())..counts.len() } else { 0..n.min(counts.len()) };
            // A story is not taken away whole.
            if counts.iter().enumerate().any(|(at, counts)| *counts && !edge.contains(&at)) {
                counts[edge].fill(false);
            }
        }
    }
    (of_a, of_b)
}

/// How many words stand before the first that counts, or behind the last.
fn at_edge(counts: &[bool], from_end: bool) -> Option<usize> {
    if from_end { counts.iter().rev().position(|counts| *counts) } else { counts.iter().position(|counts| *counts) }
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
    fn a_headline_without_its_line_end_is_furniture_too() {
        let set = prepared(&format!("Ferry afloat again\n\nVARDAL (Northwire) - {STORY}"));
        let run_in = prepared(&format!("Ferry afloat again VARDAL (Northwire) - {STORY}"));
        assert_eq!(compare(&set, &run_in).relation, Relation::Identical);
        assert_eq!(compare(&run_in, &set).relation, Relation::Identical);
        assert_eq!(compare(&set, &run_in).scores.b_in_a, 1.0);
        let other = prepared(&format!("Ferry is afloat VARDAL (Northwire) - {STORY}"));
        assert_ne!(counting(&set, &other).1, counting(&set, &run_in).1);
    }

    #[test]
    fn a_story_is_not_taken_away_whole() {
        let (set, alone) = (prepared(&format!("Ferry afloat again\n\n{STORY}")), prepared("Ferry afloat again"));
        assert!(counting(&set, &alone).1.iter().any(|counts| *counts) || alone.story_words().next().is_none());
    }
}
