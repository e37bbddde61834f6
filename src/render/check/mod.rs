//! Checked copies, for editors and for machines.
//!
//! In: a [`Checked`](crate::pipeline::Checked). Out: a screen for each copy (`human`), `markdown`, a page (`html`), or `copydesk.check/1` records (`json`).
//! What all of them show is made here once: the strip that shows where the reuse sits (`strip`) and the text with its passages (`marking`);
//! what they say is put into words in `wording`.

mod html;
mod human;
mod markdown;
mod marking;
mod passages;
mod quotations;
mod strip;
#[cfg(test)]
mod tests;

pub use html::check_html;
pub use human::{CheckView, check_human};
pub use markdown::check_markdown;
pub(in crate::render) use quotations::one as quotation_lines;

use crate::pipeline::CheckedPassage;

/// The name of a source beside the text: A to Z, then 27, 28 ...
fn letter(source: u32) -> String {
    match u8::try_from(source) {
        Ok(source @ 0..26) => char::from(b'A' + source).to_string(),
        _ => (source + 1).to_string(),
    }
}

/// The passages with neighbouring pieces of one kind in one stretch put together.
fn joined(passages: &[CheckedPassage]) -> Vec<CheckedPassage> {
    let mut found: Vec<CheckedPassage> = Vec::with_capacity(passages.len());
    for passage in passages {
        match found.last_mut() {
            Some(last) if (last.stretch, last.kind) == (passage.stretch, passage.kind) => {
                last.span = last.span.cover(passage.span);
                last.words.end = passage.words.end;
                if !passage.source_words.is_empty() {
                    let is_first = last.source_words.is_empty();
                    last.source_span = if is_first { passage.source_span } else { last.source_span.cover(passage.source_span) };
                    last.source_words =
                        if is_first { passage.source_words.clone() } else { last.source_words.start..passage.source_words.end };
                }
                last.verbatim &= passage.verbatim;
            }
            _ => found.push(passage.clone()),
        }
    }
    found
}
