//! Where in a copy the reuse sits, at a glance, and the boxes that choose what is marked.
//!
//! In: a copy with a source. Out: a strip of its words from start to end: full bars are verbatim, lower ones edited, the lowest quoted, a
//! line own words; each bar is a link to its passage. The boxes below are the legend, too. Height carries the meaning, colour only adds.

use super::Numbered;
use crate::render::check::{joined, letter, strip as signs};
use crate::score::Kind;
use crate::wording::numbers::grouped;
use maud::{Markup, html};

/// Above this many pieces bars are put together: thinner ones cannot be seen.
const MAX_BARS: usize = 400;
/// Height of the strip in pixels.
const HEIGHT: u32 = 44;
/// A stretch narrower than this share of the strip has no room for the letter of its source.
const MIN_LETTER: f64 = 0.015;

/// A kind as class, name, height of its bar.
const KINDS: [(Kind, &str, &str, u32); 3] =
    [(Kind::Verbatim, "verbatim", "verbatim", HEIGHT), (Kind::Edited, "edited", "edited", 26), (Kind::Quote, "quote", "quoted", 12)];

struct Bar {
    kind: Kind,
    start: usize,
    end: usize,
    /// The passage, by number from 1.
    passage: Option<u32>,
}

/// The strip and the boxes.
pub(super) fn strip(numbered: &Numbered<'_>) -> Markup {
    let kinds = signs::kinds(numbered.copy, numbered.prepared);
    let n = kinds.len().max(1);
    let (bars, unit) = bars(numbered, &kinds);
    let percent = |at: usize| format!("{:.2}%", at as f64 * 100.0 / unit as f64);
    let has_letters = numbered.copy.sources.len() > 1;
    let height = HEIGHT + if has_letters { 18 } else { 4 };
    let counts = KINDS.map(|(kind, ..)| kinds.iter().filter(|word| **word == Some(kind)).count());
    html! {
        figure.where {
            svg width="100%" height=(height) aria-hidden="true" {
                @for bar in &bars {
                    @let (_, class, _, tall) = KINDS[bar.kind as usize];
                    @let rect = html! {
                        rect class={ "bar " (class) } x=(percent(bar.start)) width=(percent(bar.end - bar.start)) y=(HEIGHT - tall) height=(tall) {}
                    };
                    @if let Some(passage) = bar.passage {
                        a href={ "#copy-" (numbered.number) "-passage-" (passage) } tabindex="-1" { title { "passage " (passage) } (rect) }
                    } @else { (rect) }
                }
                rect.base x="0" y=(HEIGHT) width="100%" height="2" {}
                @if has_letters { @for (middle, letter) in letters(numbered, n) { text x=(middle) y=(HEIGHT + 16) text-anchor="middle" { (letter) } } }
            }
            figcaption.said { "Where the reuse sits in the copy, from start to end; the passages themselves are in the text below." }
            fieldset.show {
                legend { "Show" }
                @for ((_, class, name, _), count) in KINDS.iter().zip(counts).filter(|(_, count)| *count > 0) {
                    label { input type="checkbox" name=(class) checked; " " mark class=(class) { (name) } " " span.count { (grouped(count)) } }
                }
                span.own { "own words " span.count { (grouped(kinds.iter().filter(|kind| kind.is_none()).count())) } }
            }
        }
    }
}

/// The bars and the number of units the strip is long.
fn bars(numbered: &Numbered<'_>, kinds: &[Option<Kind>]) -> (Vec<Bar>, usize) {
    let pieces = joined(&numbered.copy.passages);
    if pieces.len() > MAX_BARS {
        let line = signs::strip(kinds, MAX_BARS);
        let mut found = Vec::new();
        let mut start = 0;
        for run in line.as_bytes().chunk_by(|x, y| x == y) {
            let kind = match run[0] {
                b'#' => Some(Kind::Verbatim),
                b'~' => Some(Kind::Edited),
                b'"' => Some(Kind::Quote),
                _ => None,
            };
            found.extend(kind.map(|kind| Bar { kind, start, end: start + run.len(), passage: None }));
            start += run.len();
        }
        return (found, line.len().max(1));
    }
    let place = places(numbered);
    let at = |word: u32| place.get(word as usize).copied().unwrap_or(0);
    let bars = pieces.iter().map(|piece| Bar {
        kind: piece.kind,
        start: at(piece.words.start),
        end: at(piece.words.end),
        passage: Some(piece.stretch + 1),
    });
    (bars.filter(|bar| bar.start < bar.end).collect(), kinds.len().max(1))
}

/// For each word, and the end, how many story words stand before it.
fn places(numbered: &Numbered<'_>) -> Vec<usize> {
    let mut before = 0;
    let mut places: Vec<usize> = Vec::with_capacity(numbered.prepared.words.len() + 1);
    for word in &numbered.prepared.words {
        places.push(before);
        before += usize::from(word.counts());
    }
    places.push(before);
    places
}

/// The letters of sources under stretches that are wide enough, with the middle of each.
fn letters(numbered: &Numbered<'_>, n: usize) -> Vec<(String, String)> {
    let place = places(numbered);
    let at = |word: u32| place.get(word as usize).copied().unwrap_or(0) as f64 / n as f64;
    let runs = numbered.copy.passages.chunk_by(|x, y| x.source == y.source && y.words.start <= x.words.end + 1);
    let ends = runs.filter_map(|run| Some((at(run.first()?.words.start), at(run.last()?.words.end), run.first()?.source)));
    ends.filter(|(start, end, _)| end - start >= MIN_LETTER)
        .map(|(start, end, source)| (format!("{:.2}%", (start + end) * 50.0), letter(source)))
        .collect()
}
