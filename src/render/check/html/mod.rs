//! Checked copies as one HTML file that needs nothing else: no script, no font, no picture from elsewhere.
//!
//! In: checked copies. Out: a page: for each copy the verdict, a strip that shows where the reuse sits, the sources with words and shares
//! that add up, the copy beside the chosen source with each passage linked both ways, and what shares facts only. It reads on a screen,
//! on paper, without colour, by ear and by keyboard, light and dark, in both directions of writing. A source is chosen by a link (the
//! target of the address decides what is shown), kinds of passages by boxes, both without scripts. Large results are cut, and that is said.

mod copies;
mod facts;
mod panes;
mod quotations;
mod shares;
mod sources;
mod strip;
#[cfg(test)]
mod tests;
mod text;

use crate::judge::Failing;
use crate::pipeline::{Checked, CheckedCopy};
use crate::render::page::{lang, page};
use crate::render::visible;
use crate::text::Prepared;
use crate::wording::again;
use crate::wording::draft;
use crate::wording::numbers::{count, hidden_words, repeated_words};
use crate::wording::quotation::wrong;
use maud::{Markup, html};
use std::cmp::Reverse;

/// Ours, and never from a text.
const STYLE: &str = include_str!("style.css");

/// Copies that are shown with their text at most; of more, the list and a line that says so. 300 copies of 500 words with two sources
/// each make a page of about 6 MB, which opens in a second; ten times that does not on every desk.
const MAX_COPIES: usize = 300;

/// Words of text that a page shows at most before long texts are cut to their passages: about 5 MB.
const MAX_WORDS: usize = 800_000;

/// What may still be shown in full.
struct Room {
    words: usize,
}

impl Room {
    /// Whether a text of so many words is shown in full; a text above `most` never is.
    fn takes(&mut self, words: usize, most: usize) -> bool {
        let fits = words <= most.min(self.words);
        if fits {
            self.words -= words;
        }
        fits
    }
}

/// All copies as a page; `failing` are said to fail, and `problems` are why the run is not complete.
pub fn check_html(checked: &Checked, failing: &Failing, problems: &[String]) -> String {
    let mut room = Room { words: MAX_WORDS };
    if let [copy] = checked.copies.as_slice() {
        let title = draft::verdict(copy);
        let eyebrow = format!("Checked against {}", count(checked.counts.sources, "article"));
        return page(&title, STYLE, &html! { main { (incomplete(problems)) (one(copy, 1, Some(&eyebrow), failing, &mut room)) } });
    }
    let mut order: Vec<&CheckedCopy> = checked.copies.iter().collect();
    order.sort_by(|x, y| {
        let is_wrong = |copy: &CheckedCopy| !wrong(copy).is_empty();
        let rank = |copy: &CheckedCopy| (Reverse(failing.has(copy)), Reverse(is_wrong(copy)), copy.sources.is_empty(), class(copy));
        rank(x).cmp(&rank(y)).then_with(|| y.in_sources.total_cmp(&x.in_sources)).then_with(|| x.article.id.cmp(&y.article.id))
    });
    let is_worth = |copy: &&CheckedCopy| !copy.sources.is_empty() || !copy.same_facts.is_empty() || !wrong(copy).is_empty();
    let shown: Vec<&CheckedCopy> = order.iter().copied().filter(is_worth).take(MAX_COPIES).collect();
    let title = format!("{} checked", count(checked.copies.len(), "copy"));
    let content = html! {
        header { (incomplete(problems)) (copies::overview(checked, &order, &shown, failing)) }
        main { @for (copy, number) in shown.iter().zip(1..) { (one(copy, number, None, failing, &mut room)) } }
    };
    page(&title, STYLE, &content)
}

/// Why the run is not complete, above everything else; nothing if it is.
fn incomplete(problems: &[String]) -> Markup {
    let Some((first, more)) = problems.split_first() else { return html! {} };
    html! {
        p.incomplete role="alert" {
            strong { "The run is not complete:" } " " bdi { (visible(first)) }
            @if !more.is_empty() { " (and " (count(more.len(), "more error")) ")" }
        }
    }
}

/// Derived before partly taken before the rest.
fn class(copy: &CheckedCopy) -> u8 {
    match copy.relation {
        relation if relation.is_derived() => 0,
        relation if relation.is_reuse() => 1,
        _ => 2,
    }
}

/// A copy by its number on the page.
struct Numbered<'n> {
    copy: &'n CheckedCopy,
    prepared: &'n Prepared,
    number: usize,
}

/// One copy. An eyebrow stands over the only copy of a page.
fn one(copy: &CheckedCopy, number: usize, eyebrow: Option<&str>, failing: &Failing, room: &mut Room) -> Markup {
    let Some(prepared) = copy.prepared.as_deref() else { return html! {} };
    let numbered = Numbered { copy, prepared, number };
    let verdict = draft::parts(copy);
    let called = draft::called(copy);
    let about = called.about();
    let title = called.headline.unwrap_or_else(|| verdict.name.clone());
    html! {
        article.copy id={ "copy-" (number) } {
            header {
                @if let Some(eyebrow) = eyebrow {
                    p.eyebrow { (eyebrow) }
                    h1 dir="auto" lang=[lang(&copy.article)] { (title) }
                } @else {
                    p.eyebrow { a href="#copies" { "All copies" } }
                    h2 dir="auto" lang=[lang(&copy.article)] { (title) }
                }
                p.versions {
                    bdi { (visible(&copy.article.id)) }
                    span.apart { (count(copy.words as usize, "word")) }
                    @if !about.is_empty() { span.apart { (about) } }
                }
                (quotations::quotations(&numbered))
                p.verdict { (draft::sentence(&verdict.what)) }
                @if !verdict.figures.is_empty() { p.details { (draft::sentence(&verdict.figures)) } }
                @if let Some(said) = quotations::told_counts(&numbered) { p.details { (said) } }
                (remarks(copy, failing))
            }
            @if !copy.sources.is_empty() {
                (strip::strip(&numbered))
                (sources::sources(&numbered))
            }
            (panes::panes(&numbered, room))
            (facts::facts(copy))
        }
    }
}

/// Why it fails or does not, and the way to see it again.
fn remarks(copy: &CheckedCopy, failing: &Failing) -> Markup {
    let fails = failing.has(copy);
    html! {
        @if let Some(said) = draft::also_shared(copy) { p.details { (said) } }
        @if let Some(said) = repeated_words("the copy", copy.repeated_words) { p.details { (said) } }
        @if let Some(said) = hidden_words("the copy", copy.hidden_words) { p.details { (said) } }
        @if copy.boilerplate_words > 0 {
            p.details { (count(copy.boilerplate_words as usize, "word")) " of boilerplate that many articles have were left out." }
        }
        @if fails {
            p.fails { span.flag { "This copy fails the check." } }
            @if let Some(command) = again::of_copy(copy) { p.again { "Show it again: " code { (command) } } }
        } @else if copy.relation != copy.counted {
            @if let Some(why) = draft::uncounted(copy) { p.details { (why) } }
        }
    }
}
