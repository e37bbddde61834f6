//! What every output says, in words.
//!
//! In: results and findings of the rooms below. Out: plain sentences, safe to show, for every format: relations (`relation`), a pair (`pair`), a
//! checked draft (`draft`), a finding (`finding`), what a new version changes (`changes`), what stands beside the story (`beside`), what became
//! of a quotation (`quotation`), where a sentence stands (`places`), reasons (`why`), numbers, names, and the commands that show a result
//! again. It knows no terminal, no colour and no mark-up: `render` lays those on. Nothing here decides what is reuse or what fails.

pub(crate) mod again;
pub(crate) mod beside;
pub(crate) mod changes;
pub(crate) mod draft;
pub(crate) mod finding;
pub(crate) mod grade;
pub(crate) mod names;
pub(crate) mod numbers;
pub(crate) mod pair;
pub(crate) mod places;
pub(crate) mod quotation;
pub(crate) mod relation;
mod shell;
mod toml_text;
pub(crate) mod why;

pub use shell::shell_word;
pub use toml_text::toml_string;
