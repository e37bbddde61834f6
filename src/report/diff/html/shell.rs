//! The frame of every page: head, policy, style.
//!
//! In: a title and the content. Out: a whole HTML document.

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// Ours, and the only text that is not escaped.
const STYLE: &str = include_str!("style.css");

/// Nothing is loaded, run or sent anywhere; styles are those in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A whole page.
pub(in crate::report::diff) fn page(title: &str, content: &Markup) -> String {
    let made = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (content) }
        }
    };
    let mut out = made.into_string();
    out.push('\n');
    out
}
