//! Texts of an input: what a record separator (U+001E) parts.
//!
//! In: bytes. Out: articles, some of them Markdown. Bytes that are no UTF-8 are replaced, so that nothing a fuzzer makes is in vain.

use copydesk::article::{Article, Format};

/// The articles of an input; one that begins with `%` is Markdown.
pub fn articles(bytes: &[u8]) -> Vec<Article> {
    let text = String::from_utf8_lossy(bytes);
    let article = |(number, text): (usize, &str)| {
        let format = if text.starts_with('%') { Format::Markdown } else { Format::Plain };
        Article::new(number.to_string(), text.trim_start_matches('%')).in_format(format)
    };
    text.split('\u{1e}').take(6).enumerate().map(article).collect()
}

/// Panics if a terminal would obey something of an output.
pub fn assert_inert(output: &str) {
    let obeyed = |c: char| (c.is_control() && c != '\n' && c != '\r') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!output.contains(obeyed), "{output:?}");
}
