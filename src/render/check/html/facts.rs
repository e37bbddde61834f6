//! What shares facts with other articles and is not counted.
//!
//! In: a copy. Out: both sides of each stretch with the reason; those that share only names or a form fold away.

use crate::pipeline::{CheckedCopy, SameFacts};
use crate::render::page::lang;
use crate::render::visible_text;
use crate::wording::names::Titled;
use crate::wording::why::reason;
use maud::{Markup, html};

/// Words of a side that are shown; the rest is in the text above, or in the other article.
const MAX_WORDS: usize = 120;

/// The section, if there is anything to say.
pub(super) fn facts(copy: &CheckedCopy) -> Markup {
    let (same, other): (Vec<&SameFacts>, Vec<&SameFacts>) = copy.same_facts.iter().partition(|one| one.why.is_worth_a_look());
    html! {
        @if !copy.same_facts.is_empty() {
            section.facts {
                h3 { "Worth a look, not counted" }
                @for one in &same { (pair(copy, one)) }
                @if !other.is_empty() {
                    details {
                        summary { (if same.is_empty() { "" } else { "also " }) "looked at: names, figures and forms that both have (" (other.len()) ")" }
                        @for one in &other { (pair(copy, one)) }
                    }
                }
            }
        }
    }
}

fn pair(copy: &CheckedCopy, one: &SameFacts) -> Markup {
    html! {
        div.pair {
            div {
                h4 { "The copy" }
                p.text dir="auto" lang=[lang(&copy.article)] { (cut(one.span.of(&copy.article.text))) }
            }
            div {
                h4 { bdi { (Titled::stated(&one.source).name()) } }
                p.text dir="auto" lang=[lang(&one.source)] { (cut(one.source_span.of(&one.source.text))) }
            }
            p.why { (reason(one.why)) }
        }
    }
}

fn cut(text: &str) -> String {
    let mut words = text.split_whitespace();
    let shown: Vec<&str> = words.by_ref().take(MAX_WORDS).collect();
    let rest = words.count();
    let shown = visible_text(&shown.join(" "));
    if rest == 0 { shown } else { format!("{shown} … ({rest} more)") }
}
