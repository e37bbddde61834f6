//! A chain of versions as one HTML file.
//!
//! In: a chain. Out: what each step added, and the last version with the version in the margin in which each sentence began,
//! and the words marked that came later.

use super::{Came, Told, told};
use crate::pipeline::{Chain, Diff};
use crate::render::diff::html::{Lang, beside, edits, headline, page, runs};
use crate::render::diff::picture::Picture;
use crate::render::diff::{DiffView, View};
use crate::render::page::said;
use crate::wording::numbers::{count, hidden_words};
use maud::{Markup, html};

/// The chain as a page: what each step added and dropped, then where each sentence of the last version began and where its
/// words came.
pub fn chain_html(chain: &Chain, view: DiffView) -> String {
    let told = told(chain);
    let last = told.last();
    let title = format!("{last}, version by version");
    page(
        &title,
        &html! {
            header {
                p.eyebrow { "Version by version" }
                h1 dir="auto" { (chain.steps.last().and_then(|step| headline(&step.new)).unwrap_or_else(|| last.to_string())) }
                p.versions { bdi { (last) } ", from " bdi { (told.names.first().map_or("", String::as_str)) } " in " (count(chain.steps.len(), "step")) }
                ul.origins { @for line in told.origin_lines() { li { (line) } } }
                nav.contents aria-label="Contents" {
                    ul {
                        @for (number, name) in told.names.iter().enumerate().skip(1) { li { a href={ "#step-" (number) } { bdi { (name) } } } }
                        @if view.view != View::Summary { li { a href="#origins" { "Where each sentence comes from" } } }
                    }
                }
            }
            main {
                @for (number, one) in chain.steps.iter().enumerate() { (step(one, number + 1, &told, &view)) }
                @if view.view != View::Summary { (origins(chain, &told)) }
            }
        },
    )
}

fn step(diff: &Diff, number: usize, told: &Told, view: &DiffView) -> Markup {
    let picture = Picture::of(diff, view);
    let name = |at: usize| told.names.get(at).map_or("", String::as_str);
    html! {
        section.step id={ "step-" (number) } {
            h2 { "Step " (number) ": from " bdi { (name(number - 1)) } " to " bdi { (name(number)) } }
            p.verdict { (picture.summary.verdict(&picture.names)) }
            @if !picture.summary.details().is_empty() { p.details { (picture.summary.details()) } }
            @for note in &picture.notes { p.details { (note) } }
            @for (name, version) in [(&picture.names.a, &diff.old), (&picture.names.b, &diff.new)] {
                @if let Some(said) = hidden_words(name, version.hidden_words) { p.details { (said) } }
            }
            @if !picture.summary.warnings().is_empty() { p.details { span.flag { (picture.summary.warnings()) } } }
            (beside(&picture.beside, true))
            @if view.view != View::Summary {
                @if !picture.additions.is_empty() { h3.part { "Added" } }
                (runs(&picture.additions, "added", Lang::of(&diff.new)))
                (edits(&picture.edits, (Lang::of(&diff.old), Lang::of(&diff.new))))
                @if !picture.moves.is_empty() { h3.part { "Moved" } }
                @for one in &picture.moves {
                    article.change.shift {
                        h3 { "from " (one.from) " to " (one.to) }
                        div.text lang=[Lang::of(&diff.new)] { p dir="auto" { (one.text) } }
                    }
                }
                @if !picture.removals.is_empty() { h3.part { "Gone" } }
                (runs(&picture.removals, "gone", Lang::of(&diff.old)))
            }
            @for line in &picture.coarse { p { (line) } }
        }
    }
}

fn origins(chain: &Chain, told: &Told) -> Markup {
    let lang = chain.steps.last().and_then(|step| Lang::of(&step.new));
    let newest = told.names.len();
    html! {
        section.story id="origins" {
            h2 { "Where each sentence of " bdi { (told.last()) } " comes from" }
            @if told.paragraphs.iter().flatten().any(|stretch| !stretch.history.rewritten.is_empty()) {
                p.legend { "In the margin: the version in which a sentence began. " ins { "Words" } " that came later, with their version." }
            }
            @for paragraph in &told.paragraphs {
                @for stretch in paragraph {
                    @let first = stretch.history.first;
                    @let since = told.since(&stretch.history);
                    div class={ "para " (if first + 1 == newest { "added" } else { "" }) } {
                        div.margin { span.number { bdi { (told.name(first)) } } }
                        div {
                            p.text dir="auto" lang=[lang] { (pieces(&stretch.pieces, first, told)) }
                            @if !since.is_empty() { p.remark { (since) } }
                        }
                    }
                }
            }
        }
    }
}

/// Pieces as one text, what came later as new, with the name of its version.
fn pieces(pieces: &[Came], first: usize, told: &Told) -> Markup {
    html! {
        @for (at, piece) in pieces.iter().enumerate() {
            @if at > 0 && !piece.glued { " " }
            @if piece.version == first { (piece.text) } @else {
                ins { (said("added:")) (piece.text) (said("end")) } span.came { (said("in")) bdi { (told.name(piece.version)) } }
            }
        }
    }
}
