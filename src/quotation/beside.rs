//! What stands beside a word outside quotations.
//!
//! In: a prepared text and a word by number. Out: the text up to the next word, and whether the word is in a list. Words of quotations are
//! beside nothing and in no list: who speaks is told by the words around them.

use crate::lexicon::{List, list};
use crate::text::Prepared;

/// Whether a word outside quotations is in a list.
pub(super) fn stands_in(prepared: &Prepared, which: List, at: usize) -> bool {
    prepared.words.get(at).is_some_and(|word| !word.quoted && list(which).contains(prepared.form(word)))
}

/// What stands between a word and the next one of its sentence, both outside quotations.
pub(super) fn between(prepared: &Prepared, at: usize) -> Option<&str> {
    let (one, other) = (prepared.words.get(at)?, prepared.words.get(at + 1)?);
    let text = prepared.article.text.get(one.span.end as usize..other.span.start as usize);
    text.filter(|_| one.sentence == other.sentence && !one.quoted && !other.quoted)
}

/// Whether nothing but blanks follows up to the next word.
pub(super) fn is_next(prepared: &Prepared, at: usize) -> bool {
    between(prepared, at).is_some_and(|between| between.chars().all(char::is_whitespace))
}
