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

#[cfg(test)]
mod tests {
    use super::STYLE;

    /// The names and values of the colours of a style sheet; greys written with three digits are left out.
    fn colours(style: &str) -> Vec<(&str, u32)> {
        let found = style.split("--").skip(1).filter_map(|part| part.split_once(": #"));
        found.filter_map(|(name, rest)| Some((name, u32::from_str_radix(rest.get(..6)?, 16).ok()?))).collect()
    }

    /// Where a colour stands on the wheel, in degrees, unless it is nearly grey.
    fn hue(colour: u32) -> Option<f64> {
        let [_, red, green, blue] = colour.to_be_bytes().map(f64::from);
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        if most - least < 16.0 {
            return None;
        }
        let degrees = if most == red {
            60.0 * (green - blue) / (most - least)
        } else if most == green {
            120.0 + 60.0 * (blue - red) / (most - least)
        } else {
            240.0 + 60.0 * (red - green) / (most - least)
        };
        Some(degrees.rem_euclid(360.0))
    }

    /// Blue is new, orange gone, purple moved, red to be looked at on every page: what was taken from a source has none of these colours.
    #[test]
    fn colours_mean_the_same_on_every_page() {
        let shared: Vec<(&str, u32)> =
            colours(STYLE).into_iter().filter(|(name, _)| ["new", "gone", "moved", "look"].contains(name)).collect();
        assert!(shared.len() >= 8, "{shared:?}");
        let taken: Vec<(&str, u32)> = colours(include_str!("../check/html/style.css"))
            .into_iter()
            .filter(|(name, _)| ["verbatim", "edited", "quote"].contains(name))
            .collect();
        assert!(taken.len() >= 6, "{taken:?}");
        for (name, colour) in taken {
            for (other, same) in &shared {
                if let (Some(a), Some(b)) = (hue(colour), hue(*same)) {
                    let apart = (a - b).abs().min(360.0 - (a - b).abs());
                    assert!(apart >= 25.0, "{name} {colour:06x} is as {other} {same:06x}: {apart:.0} degrees apart");
                }
            }
        }
    }
}
