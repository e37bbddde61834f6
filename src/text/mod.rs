//! From letters to words: folding, tokens, sentences and quotations, each with its span in the original text.
//!
//! In: an [`Article`]. Out: [`Prepared`], which owns the article and holds its words (with the folded form, a stable key
//! and what kind of word it is), its sentences and its quotation spans. Any text gives a value; nothing here fails, prints,
//! or looks at a second text.

mod elision;
mod figures;
pub(crate) mod fold;
mod hidden;
mod keys;
mod letters;
mod likeness;
mod marks;
mod prepared;
mod quotes;
mod scan;
mod sentences;
mod short_hash;
mod sketch;
mod speech;
pub(crate) mod spelling;
mod stop_words;
mod terms;
mod tokens;
mod wording;

pub use fold::KEYS_VERSION;
pub(crate) use fold::key as key_of;
pub(crate) use keys::{KeyMap, KeySet};
pub use likeness::{similar_phrases, similar_words};
pub(crate) use marks::same_marks;
pub use prepared::{Prepared, Sentence, Word, hidden_words};
pub(crate) use scan::is_unspaced;
pub(crate) use short_hash::of_halves;
pub use sketch::{Sketch, sketch, word_keys};
pub(crate) use sketch::{has_words_outside_quotes, plain_keys};
pub(crate) use stop_words::languages_of;
pub(crate) use terms::{Term, Terms, fits, folded};
pub(crate) use tokens::tokens_of;
pub use tokens::{Token, TokenKind, story_keys, story_keys_of, tokens};
pub use wording::Wording;

#[cfg(test)]
mod properties_tests;

#[cfg(doc)]
use crate::article::Article;
