//! Where the new text stands, at a glance.
//!
//! In: the paragraphs in reading order. Out: a strip of bars, one for each paragraph of the new version, as wide as it has words and
//! filled as far as its words are new; ticks where something is gone. Each bar is a link to its paragraph.

use crate::render::diff::flow::{ItemKind, Paragraph};
use crate::wording::numbers::{count, grouped};
use maud::{Markup, html};

/// Width of the strip in its own units.
const WIDTH: usize = 1000;
/// Height of the strip in its own units.
const HEIGHT: usize = 40;
/// Above this many paragraphs the bars would be thinner than a line on a small screen.
const MAX_BARS: usize = 200;

struct Bar {
    index: usize,
    x: f64,
    width: f64,
    fill: f64,
    moved: bool,
    label: String,
}

/// Whether there is a strip, whose bars link to the paragraphs.
pub(super) fn is_drawn(paragraphs: &[Paragraph]) -> bool {
    (2..=MAX_BARS).contains(&n_bars(paragraphs))
}

fn n_bars(paragraphs: &[Paragraph]) -> usize {
    paragraphs.iter().filter(|paragraph| paragraph.number.is_some()).count()
}

/// The strip; nothing for a story of one paragraph or of very many.
pub(super) fn map(paragraphs: &[Paragraph], has_story: bool) -> Markup {
    let n = n_bars(paragraphs);
    if !is_drawn(paragraphs) {
        return html! {};
    }
    let (bars, gone) = bars(paragraphs, n);
    let (words, new) = paragraphs.iter().map(Paragraph::words).fold((0, 0), |sum, words| (sum.0 + words.0, sum.1 + words.1));
    html! {
        figure.map {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT + 8) } preserveAspectRatio="none" aria-hidden="true" {
                @for bar in &bars {
                    @if has_story {
                        a href={ "#story-" (bar.index) } tabindex="-1" { (drawn(bar)) }
                    } @else {
                        (drawn(bar))
                    }
                }
                @for x in &gone { rect.gone x=(fixed(*x - 1.5)) y=(HEIGHT + 2) width="3" height="6" {} }
            }
            figcaption {
                "The new version from start to end, a bar for each paragraph: "
                span.key-new {} " new words, " (grouped(new)) " of " (grouped(words))
                @if !gone.is_empty() { "; " span.key-gone {} " something is gone here" }
                "."
            }
        }
    }
}

fn drawn(bar: &Bar) -> Markup {
    let height = HEIGHT as f64 * bar.fill;
    html! {
        g {
            title { (bar.label) }
            rect.bar x=(fixed(bar.x)) y="0" width=(fixed(bar.width)) height=(HEIGHT) {}
            @if bar.fill > 0.0 {
                rect.new x=(fixed(bar.x)) y=(fixed(HEIGHT as f64 - height)) width=(fixed(bar.width)) height=(fixed(height)) {}
            }
            @if bar.moved { rect.shifted x=(fixed(bar.x)) y="0" width=(fixed(bar.width)) height="4" {} }
        }
    }
}

fn bars(paragraphs: &[Paragraph], n: usize) -> (Vec<Bar>, Vec<f64>) {
    let total: usize = paragraphs.iter().map(|paragraph| paragraph.words().0).sum::<usize>().max(1);
    let gap = 300.0 / (n as f64).max(60.0);
    let room = WIDTH as f64 - gap * (n as f64 - 1.0);
    let (mut bars, mut gone) = (Vec::new(), Vec::new());
    let mut x = 0.0;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let has_gone = paragraph.items.iter().any(|item| item.kind == ItemKind::Removed);
        let Some(number) = paragraph.number else {
            if has_gone {
                gone.push(x);
            }
            continue;
        };
        let (words, new) = paragraph.words();
        let width = room * words as f64 / total as f64;
        if has_gone {
            gone.push(x + width / 2.0);
        }
        bars.push(Bar {
            index,
            x,
            width,
            fill: new as f64 / words.max(1) as f64,
            moved: paragraph.items.iter().any(|item| item.kind == ItemKind::MovedHere),
            label: format!("paragraph {number}: {new} of {} new", count(words, "word")),
        });
        x += width + gap;
    }
    (bars, gone)
}

/// A coordinate with one decimal.
fn fixed(value: f64) -> String {
    format!("{value:.1}")
}
