//! The list of sources, with words and shares that add up to the copy.
//!
//! In: a copy with a source. Out: a table: the source, what the copy is to it, credited or not, which was first, words and share; below
//! them the own words, and the copy as the sum.

use super::Numbered;
use super::copies::bar;
use super::panes::MAX_PANELS;
use super::shares::{percentages, together};
use crate::pipeline::{Also, Credit, Source};
use crate::render::check::letter;
use crate::render::page::lang;
use crate::wording::draft::{INSTALMENT, called_source, credit, first_in_words, time, use_of};
use crate::wording::names::Titled;
use crate::wording::numbers::{count, grouped, percent};
use maud::{Markup, html};

/// Sources that are listed one by one at most; the rest is summed up.
const MAX_LISTED: usize = 100;

/// The table.
pub(super) fn sources(numbered: &Numbered<'_>) -> Markup {
    let copy = numbered.copy;
    let words: Vec<u32> = copy.sources.iter().map(|source| source.words).collect();
    let taken: u32 = words.iter().sum();
    let shares = percentages(&words, copy.words);
    let rest = copy.sources.get(MAX_LISTED..).unwrap_or_default();
    html! {
        section.sources-list {
            h3 { (if copy.sources.len() == 1 { "The source" } else { "The sources" }) }
            table {
                thead { tr { th scope="col" { "Source" } th.number scope="col" { "Words" } th.number scope="col" { "Share of the copy" } } }
                tbody {
                    @for (number, (source, share)) in copy.sources.iter().zip(&shares).enumerate().take(MAX_LISTED) {
                        tr {
                            th scope="row" { (named(numbered, source, number)) }
                            td.number { (grouped(source.words as usize)) }
                            td.number { (whole_percent(*share, source.words)) (bar(source.share)) }
                        }
                    }
                    @if !rest.is_empty() {
                        tr {
                            th scope="row" { (count(rest.len(), "more source")) }
                            td.number { (grouped(rest.iter().map(|source| source.words as usize).sum())) }
                            td.number { (shares[MAX_LISTED..].iter().sum::<u32>()) " %" }
                        }
                    }
                }
                tfoot {
                    @let own = copy.words.saturating_sub(taken);
                    tr.own {
                        th scope="row" { "own words" }
                        td.number { (grouped(own as usize)) }
                        td.number { (whole_percent(100_u32.saturating_sub(together(&words, copy.words)), own)) }
                    }
                    tr { th scope="row" { "the copy" } td.number { (grouped(copy.words as usize)) } td.number { "100 %" } }
                }
            }
            (also(&copy.also))
        }
    }
}

/// A percentage that is 0 only where there are no words.
fn whole_percent(share: u32, words: u32) -> String {
    if share == 0 && words > 0 { String::from("under 1 %") } else { format!("{share} %") }
}

fn named(numbered: &Numbered<'_>, source: &Source, number: usize) -> Markup {
    let called = called_source(source);
    let (name, about) = (called.name(), called.about());
    let letter = letter(number as u32);
    html! {
        @let letter = html! { @if numbered.copy.sources.len() > 1 { span.letter { (letter) } } };
        @if number < MAX_PANELS {
            a.name href={ "#copy-" (numbered.number) "-source-" (number + 1) } { (letter) bdi { (name) } }
        } @else {
            span.name { (letter) bdi { (name) } }
        }
        span.chips { (chips(source)) }
        @if let Some(title) = &called.headline { span.title dir="auto" lang=[lang(&source.article)] { (title) } }
        @if !about.is_empty() { span.title { (about) } }
        span.about { (use_of(source)) }
    }
}

/// What an editor asks of a source: credited, first, allowed.
pub(super) fn chips(source: &Source) -> Markup {
    html! {
        @if source.credit == Credit::NotCredited && source.counts() { span.flag { (credit(&source.credit)) } " " } @else { span.chip { (credit(&source.credit)) } " " }
        @if source.time.is_later() {
            span.chip { (time(source.time).unwrap_or_default()) " than the copy: not counted" } " "
        } @else {
            span.chip { (first_in_words(source)) } " "
        }
        @if source.licensed { span.chip { "licensed: not counted" } " " }
        @if source.instalment { span.chip { (INSTALMENT) } }
    }
}

/// Other articles that have the same words.
fn also(also: &[Also]) -> Markup {
    html! {
        @if !also.is_empty() {
            p.also {
                "Wording is shared with " (count(also.len(), "other article")) ", too: "
                @for (at, one) in also.iter().enumerate() {
                    @if at > 0 { ", " }
                    bdi { (Titled::stated(&one.article).name()) } " (" (percent(one.share)) ")"
                }
                "."
            }
        }
    }
}
