//! The copy beside its source, passages linked both ways.
//!
//! In: a copy. Out: its text, each passage a link to its place in the source, and a panel for each source with links back. Which panel is
//! seen is decided by the target of the address: a passage, or a source of the list. A long text is cut to its passages, and that is said.

use super::text::{Fold, Links, Piece, folded, kinds_in_words, paragraphs};
use super::{Numbered, Room, sources};
use crate::article::Role;
use crate::pipeline::Source;
use crate::render::check::{joined, letter};
use crate::render::page::lang;
use crate::render::visible;
use crate::span::Span;
use crate::wording::draft::{called_source, hidden};
use crate::wording::numbers::{count, percent};
use crate::wording::quotation::wrong;
use maud::{Markup, html};

/// Sources whose text has a place beside the copy. More are rare, and the eye is lost among them; the style sheet has a rule for each.
pub(super) const MAX_PANELS: usize = 8;
/// A source of more words is cut to its passages: a long feature has 10,000.
const MAX_SOURCE_WORDS: usize = 12_000;
/// The same for the copy, which is read whole more often.
const MAX_COPY_WORDS: usize = 60_000;

/// The two sides.
pub(super) fn panes(numbered: &Numbered<'_>, room: &mut Room) -> Markup {
    let copy = numbered.copy;
    let stretches = Stretches::of(numbered);
    html! {
        div.panes {
            section.side.copy-side aria-label="The copy" {
                h3 { "The copy" }
                (copy_text(numbered, &stretches, room))
            }
            @if !copy.sources.is_empty() {
                div.side.source-side {
                    @for (number, source) in copy.sources.iter().enumerate().take(MAX_PANELS) {
                        (panel(numbered, source, number, &stretches, room))
                    }
                    @if copy.sources.len() > MAX_PANELS {
                        p.cut { "The text of the other " (count(copy.sources.len() - MAX_PANELS, "source")) " is not shown." }
                    }
                }
            }
        }
    }
}

/// The stretches of reuse by number: source, words of each kind.
struct Stretches {
    all: Vec<(u32, [u32; 3])>,
    has_letters: bool,
}

impl Stretches {
    fn of(numbered: &Numbered<'_>) -> Stretches {
        let mut all: Vec<(u32, [u32; 3])> = Vec::new();
        for passage in &numbered.copy.passages {
            if all.len() <= passage.stretch as usize {
                all.resize(passage.stretch as usize + 1, (passage.source, [0; 3]));
            }
            let entry = &mut all[passage.stretch as usize];
            entry.0 = passage.source;
            entry.1[passage.kind as usize] += passage.words.len() as u32;
        }
        Stretches { all, has_letters: numbered.copy.sources.len() > 1 }
    }

    /// What a stretch is called on the page and by voices.
    fn name(&self, stretch: u32, end: &str) -> (String, String) {
        let (source, counts) = self.all.get(stretch as usize).copied().unwrap_or_default();
        let tag = if self.has_letters { format!("{}{}", letter(source), stretch + 1) } else { (stretch + 1).to_string() };
        let spoken = format!("passage {tag}, words: {}; {end}", kinds_in_words(&counts));
        (tag, spoken)
    }
}

fn copy_text(numbered: &Numbered<'_>, stretches: &Stretches, room: &mut Room) -> Markup {
    let copy = numbered.copy;
    let pieces: Vec<Piece> = joined(&copy.passages)
        .iter()
        .map(|passage| Piece { span: passage.span, kind: passage.kind, stretch: passage.stretch, source: passage.source })
        .collect();
    let in_full = room.takes(numbered.prepared.words.len(), MAX_COPY_WORDS);
    let number = numbered.number;
    let mut marked: Vec<Span> = wrong(copy).iter().map(|quotation| quotation.span).collect();
    marked.sort_unstable();
    let links = Links {
        wrong: &marked,
        copy: number,
        here: format!("copy-{number}-passage"),
        there: &|source| ((source as usize) < MAX_PANELS).then(|| format!("copy-{number}-there")),
        name: &|piece| {
            stretches.name(
                piece.stretch,
                &format!("to {}", copy.sources.get(piece.source as usize).map_or(String::new(), |source| called_source(source).name())),
            )
        },
    };
    let shown = paragraphs(numbered.prepared, &pieces, &links, !in_full);
    html! { div.text lang=[lang(&copy.article)] { (folded(&shown, if in_full { Fold::Nothing } else { Fold::Out })) } }
}

/// A source with the passages that the copy has from it.
fn panel(numbered: &Numbered<'_>, source: &Source, number: usize, stretches: &Stretches, room: &mut Room) -> Markup {
    let prepared = &*source.prepared;
    let mut pieces: Vec<Piece> = numbered
        .copy
        .passages
        .iter()
        .filter(|passage| passage.source as usize == number)
        .map(|passage| Piece { span: passage.source_span, kind: passage.kind, stretch: passage.stretch, source: passage.source })
        .collect();
    pieces.sort_by_key(|piece| (piece.span, piece.stretch));
    let in_full = room.takes(prepared.words.len(), MAX_SOURCE_WORDS);
    let copy_number = numbered.number;
    let links = Links {
        wrong: &[],
        copy: numbered.number,
        here: format!("copy-{copy_number}-there"),
        there: &|_| Some(format!("copy-{copy_number}-passage")),
        name: &|piece| stretches.name(piece.stretch, "back to the copy"),
    };
    let shown = paragraphs(prepared, &pieces, &links, !in_full);
    let called = called_source(source);
    let (name, about) = (called.name(), called.about());
    let letter = letter(number as u32);
    let has_headline = prepared.sentences.iter().any(|sentence| sentence.role == Role::Headline);
    html! {
        section class={ "source source-" (number + 1) } id={ "copy-" (copy_number) "-source-" (number + 1) } aria-label={ "Source " (letter) ", " (name) } tabindex="0" {
            h3 {
                @if stretches.has_letters { span.letter { (letter) } } @else { "The source: " }
                bdi { (name) }
            }
            @if !has_headline && let Some(title) = &called.headline { p.title dir="auto" lang=[lang(&source.article)] { (title) } }
            p.about {
                (count(source.words as usize, "word")) " of the copy, " (percent(source.used)) " of this source"
                @if let Some(hidden) = hidden(source) { "; " (hidden) }
                span.apart { bdi { (visible(&source.article.id)) } }
                @if !about.is_empty() { span.apart { (about) } }
            }
            p.chips { (sources::chips(source)) }
            div.text lang=[lang(&source.article)] { (folded(&shown, if in_full { Fold::Away } else { Fold::Out })) }
        }
    }
}
