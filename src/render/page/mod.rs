//! The frame of every HTML page: head, policy, the styles that all pages share.
//!
//! In: a title, the styles of one kind of page, the content. Out: a whole document that needs nothing else: no script, no font, no
//! picture from elsewhere. `maud` makes it because it escapes every text unless told otherwise; the one exception are the style
//! sheets, which are ours. The content security policy is a second wall. What a page says is made elsewhere.

use crate::article::Article;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// Ours; with the styles of the page the only text that is not escaped.
const STYLE: &str = include_str!("base.css");

/// Nothing is loaded, run or sent anywhere; styles are those in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A whole page. `style` is a style sheet of ours and comes behind the shared one.
pub(crate) fn page(title: &str, style: &'static str, content: &Markup) -> String {
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
                style { (PreEscaped(STYLE)) (PreEscaped(style)) }
            }
            body { (content) }
        }
    };
    let mut out = made.into_string();
    out.push('\n');
    out
}

/// Words that are heard and not seen. Their direction is given, so that they do not decide that of the text around them.
pub(crate) fn said(words: &str) -> Markup {
    html! { span.said dir="ltr" { " (" (words) ") " } }
}

/// The language of an article, for hyphenation and for voices: the tag as given, if it has the shape of one.
pub(crate) fn lang(article: &Article) -> Option<&str> {
    let lang = article.lang.as_deref()?;
    let fits = (2..=35).contains(&lang.len()) && lang.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    fits.then_some(lang)
}
