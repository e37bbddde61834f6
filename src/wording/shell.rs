//! Arguments in commands that a user copies from a report.
//!
//! In: an id or path from strangers. Out: one word of a POSIX shell that is that text and nothing else: no option, no expansion, no
//! second command. A text with characters that a terminal does not show has no such word.

use crate::visible::visible;

/// `text` as one word for a shell; none if it holds characters that cannot be shown.
pub fn shell_word(text: &str) -> Option<String> {
    if visible(text).len() != text.len() {
        return None;
    }
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '+' | ',' | '@' | '%' | ':');
    // What begins with a dash would be read as an option.
    let safe = if text.starts_with('-') && text != "-" { format!("./{text}") } else { text.to_string() };
    let is_word = !safe.is_empty() && safe.chars().all(|c| is_plain(c) || c == '#') && !safe.starts_with('#');
    Some(if is_word { safe } else { format!("'{}'", safe.replace('\'', "'\\''")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_inert() {
        for (text, wanted) in [
            ("in/a.md", Some("in/a.md")),
            ("in.jsonl#4711", Some("in.jsonl#4711")),
            ("#a", Some("'#a'")),
            ("", Some("''")),
            ("-", Some("-")),
            ("-rf", Some("./-rf")),
            ("a b", Some("'a b'")),
            ("$(rm x)", Some("'$(rm x)'")),
            ("it's; ls", Some("'it'\\''s; ls'")),
            ("~/a", Some("'~/a'")),
            ("a\nb", None),
            ("a\u{202e}b", None),
        ] {
            assert_eq!(shell_word(text).as_deref(), wanted, "{text:?}");
        }
    }
}
