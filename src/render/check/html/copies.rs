//! The index at the top of a page of several copies.
//!
//! In: the checked copies, gravest first. Out: how many are what, and a row for each with a link to it. Copies in which nothing was found
//! have a row and no more.

use crate::judge::Failing;
use crate::pipeline::{Checked, CheckedCopy};
use crate::render::page::lang;
use crate::render::visible;
use crate::wording::draft;
use crate::wording::numbers::{count, grouped, percent};
use maud::{Markup, html};

/// Copies without a finding that are named at most.
const MAX_CLEAN: usize = 1_000;

/// The index. `shown` are the copies that have their place on the page, in the order of `all`.
pub(super) fn overview(checked: &Checked, all: &[&CheckedCopy], shown: &[&CheckedCopy], failing: &Failing) -> Markup {
    let found: Vec<&CheckedCopy> = all.iter().copied().filter(|copy| !copy.sources.is_empty()).collect();
    let clean: Vec<&CheckedCopy> = all.iter().copied().filter(|copy| copy.sources.is_empty() && copy.shared_with.is_empty()).collect();
    let others: Vec<&CheckedCopy> = all.iter().copied().filter(|copy| copy.sources.is_empty() && !copy.shared_with.is_empty()).collect();
    let place = |copy: &CheckedCopy| shown.iter().position(|other| std::ptr::eq(*other, copy)).map(|place| format!("#copy-{}", place + 1));
    html! {
        section.copies id="copies" {
            p.eyebrow { "Checked against " (count(checked.counts.sources, "article")) }
            h1 { (count(all.len(), "copy")) }
            p.verdict { (draft::of_many(all, failing)) }
            @if !found.is_empty() {
                table.index {
                    thead { tr { th scope="col" { "Copy" } th scope="col" { "What it is" } th.number scope="col" { "From there" } } }
                    tbody {
                        @for copy in &found {
                            @let verdict = draft::parts(copy);
                            tr {
                                th scope="row" {
                                    @if let Some(place) = place(copy) {
                                        a href=(place) { bdi { (verdict.name) } }
                                        (described(copy))
                                    } @else { bdi { (verdict.name) } (described(copy)) }
                                }
                                td {
                                    (verdict.what)
                                    @if failing.has(copy) { " " span.flag { "fails" } }
                                    @if !copy.sources.iter().any(|source| source.counts()) { " (does not count)" }
                                }
                                td.number { (percent(copy.in_sources)) (bar(copy.in_sources)) }
                            }
                        }
                    }
                }
                @let rest = found.iter().filter(|copy| place(copy).is_none()).count();
                @if rest > 0 { p.cut { "The last " (grouped(rest)) " of these are listed only: check fewer copies at a time to see their text." } }
            }
            @if !others.is_empty() {
                details {
                    summary { (count(others.len(), "copy")) ": the other sides of these pairs" }
                    ul.clean {
                        @for copy in others.iter().take(MAX_CLEAN) {
                            li {
                                @let verdict = draft::parts(copy);
                                @if let Some(place) = place(copy) { a href=(place) { bdi { (verdict.name) } } } @else { bdi { (verdict.name) } }
                                ": " (verdict.what) ". " (draft::sentence(&verdict.figures))
                            }
                        }
                    }
                    @if others.len() > MAX_CLEAN { p.cut { "and " (grouped(others.len() - MAX_CLEAN)) " more" } }
                }
            }
            @if !clean.is_empty() {
                details {
                    summary { "Nothing reused in " (count(clean.len(), "copy")) }
                    ul.clean {
                        @for copy in clean.iter().take(MAX_CLEAN) {
                            li { @if let Some(place) = place(copy) { a href=(place) { bdi { (visible(&copy.article.id)) } } } @else { bdi { (visible(&copy.article.id)) } } }
                        }
                    }
                    @if clean.len() > MAX_CLEAN { p.cut { "and " (grouped(clean.len() - MAX_CLEAN)) " more" } }
                }
            }
        }
    }
}

/// Headline, source and time of a copy.
fn described(copy: &CheckedCopy) -> Markup {
    let called = draft::called(copy);
    let about = called.about();
    html! {
        @if let Some(title) = &called.headline { span.title dir="auto" lang=[lang(&copy.article)] { (title) } }
        @if !about.is_empty() { span.title { (about) } }
    }
}

/// A share as a bar for the eye only.
pub(super) fn bar(share: f64) -> Markup {
    html! {
        svg.share aria-hidden="true" width="100%" height="6" {
            rect.whole width="100%" height="6" {}
            rect.part width={ (format!("{:.1}", share * 100.0)) "%" } height="6" {}
        }
    }
}
