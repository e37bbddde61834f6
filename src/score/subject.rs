//! Who or what a story is about, as far as its opening tells: the first name in it.
//!
//! In: two stories. Out: whether each opens with a name that the other never says. Who retells a story goes on naming whom it is about, and who
//! cuts one cannot bring in another; who fills in a form for somebody else does both.

use super::story::Story;
use crate::text::KeySet;

/// The name that a story is about begins within so many words; behind them it may name anybody. At 12 two of 200 similar sections of bills are
/// taken for forms.
const OPENING: usize = 4;

/// Whether each of two stories opens with a name that the other does not have, however it is spelt. Linear in the words of both.
pub(super) fn is_another(left: &Story<'_>, right: &Story<'_>) -> bool {
    let lower: KeySet = [left, right].iter().flat_map(|story| story.words.iter().filter(|word| word.lower).map(|word| word.key)).collect();
    let (Some(one), Some(other)) = (first_name(left, &lower), first_name(right, &lower)) else { return false };
    let has = |story: &Story<'_>, name: usize, of: &Story<'_>| (0..story.len()).any(|at| of.is_similar(name, story, at));
    !has(right, one, left) && !has(left, other, right)
}

/// The place of the first name: a word with a capital that stands in lower case in neither story. One that opens a sentence is a name if it is
/// one elsewhere, if a name follows it, or if it opens several sentences.
fn first_name(story: &Story<'_>, lower: &KeySet) -> Option<usize> {
    let is_word =
        |at: usize| story.words.get(at).is_some_and(|word| !word.stop && !word.figure && !word.lower && !lower.contains(&word.key));
    let is_name = |at: usize| {
        let is_named = |at: usize| story.words.get(at).is_some_and(|word| word.name && !word.stop && !word.figure);
        let again = || story.keys().iter().enumerate().filter(|(other, key)| *other != at && **key == story.keys()[at]);
        is_word(at) && (is_named(at) || is_named(at + 1) || again().next().is_some())
    };
    // Where capitals tell nothing of names, nothing tells whom a story is about.
    let tells = story.words.iter().any(|word| word.name);
    (0..story.len().min(OPENING)).find(|at| tells && is_name(*at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::score::comparable::Comparable;
    use crate::score::story::pair;
    use crate::text::Prepared;

    fn are_others(a: &str, b: &str) -> bool {
        let (a, b) = (Prepared::new(&Article::new("a", a)), Prepared::new(&Article::new("b", b)));
        let (a, b) = (Comparable::new(&a), Comparable::new(&b));
        let (a, b) = pair(&a, &b);
        is_another(&a, &b)
    }

    #[test]
    fn a_form_for_somebody_else_names_another() {
        let notice = |firm: &str| {
            format!("{firm} said it lowered the price of diesel in Vardal by two cents from Monday. {firm} last did so in May.")
        };
        assert!(are_others(&notice("Halden Oil"), &notice("Tarrow Fuels")));
        assert!(are_others(&notice("Halden"), &notice("Tarrow")));
        assert!(!are_others(&notice("Halden Oil"), &notice("Halden Oil")));
        assert!(!are_others(&notice("Halden Oil"), &notice("Haldem Oil")), "misread");
    }

    #[test]
    fn a_story_told_again_names_whom_it_is_about() {
        let story =
            "Ruth Amble, who leads the council of Vardal, closed the bridge on Monday. The Tarrow Bridge had been cracked since May.";
        assert!(!are_others(story, "The Tarrow Bridge had been cracked since May. It was closed on Monday by Ruth Amble."));
        assert!(!are_others(story, "Drivers were turned back on Monday. The council closed the bridge."));
        // In German, what has a capital is mostly no name.
        assert!(!are_others(
            "Ein Feuer hat in der Nacht die alte M\u{fc}hle am Bach zerst\u{f6}rt, und niemand wei\u{df} bisher, wie es in dem Haus entstanden ist.",
            "Flammen haben in der Nacht die alte M\u{fc}hle am Bach zerst\u{f6}rt, und niemand wei\u{df} bisher, wie sie in dem Haus entstanden sind.",
        ));
    }
}
