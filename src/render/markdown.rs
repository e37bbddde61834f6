//! Text of strangers made harmless in Markdown.
//!
//! In: text that is safe to show (one line). Out: the same text for a CommonMark reader with the usual extensions, which finds
//! neither markup nor HTML, links, images, mentions, references to issues, formulas nor emoji names in it.

/// Escapes one line, or what may open one. Linear.
pub(crate) fn escape(text: &str) -> String {
    escaped(text, true)
}

/// Escapes a piece of a line that does not open it. Linear.
pub(crate) fn escape_inside(text: &str) -> String {
    escaped(text, false)
}

fn escaped(text: &str, opens: bool) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    let mut at_start = opens;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '$' | '!' => {
                out.push('\\');
                out.push(c);
            }
            // Mentions, addresses, references, bare links and emoji names are found after escapes are gone: they are cut in two.
            '@' => out.push_str("@&#8203;"),
            '#' if after.starts_with(|c: char| c.is_ascii_digit()) => out.push_str(if at_start { "\\#&#8203;" } else { "#&#8203;" }),
            ':' if after.starts_with("//") || after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '+' || c == '-') => {
                out.push_str(":&#8203;");
            }
            '.' if ends_in_www(&out) => out.push_str("&#8203;."),
            '-' if ends_in_gh(&out) && after.starts_with(|c: char| c.is_ascii_digit()) => out.push_str("-&#8203;"),
            '#' | '+' | '-' | '=' if at_start => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if opens && is_number(&out) => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
        at_start = false;
        rest = after;
    }
    out
}

fn ends_in_www(out: &str) -> bool {
    out.len() >= 3 && out.is_char_boundary(out.len() - 3) && out[out.len() - 3..].eq_ignore_ascii_case("www")
}

fn ends_in_gh(out: &str) -> bool {
    out.len() >= 2 && out.is_char_boundary(out.len() - 2) && out[out.len() - 2..].eq_ignore_ascii_case("gh")
}

/// Whether the line so far is nothing but a number, as of a list.
fn is_number(out: &str) -> bool {
    !out.is_empty() && out.len() <= 9 && out.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_it_is_markup() {
        assert_eq!(escape("<b onclick=x>*hi*</b>"), "&lt;b onclick=x&gt;\\*hi\\*&lt;/b&gt;");
        assert_eq!(escape("![x](https://e.example)"), "\\!\\[x\\](https:&#8203;//e.example)");
        assert_eq!(escape("ask @desk or me@e.example"), "ask @&#8203;desk or me@&#8203;e.example");
        assert_eq!(escape("see www.e.example"), "see www&#8203;.e.example");
        assert_eq!(escape("# one"), "\\# one");
        assert_eq!(escape("#12 and GH-4"), "\\#&#8203;12 and GH-&#8203;4");
        assert_eq!(escape("1. one"), "1\\. one");
        assert_eq!(escape("- one"), "\\- one");
        assert_eq!(escape("$20 million"), "\\$20 million");
        assert_eq!(escape(":smile: at 10:30"), ":&#8203;smile: at 10:30");
        assert_eq!(escape("mailto:x"), "mailto:&#8203;x");
        assert_eq!(escape("Er sagte: ja, دمشق"), "Er sagte: ja, دمشق");
    }
}
