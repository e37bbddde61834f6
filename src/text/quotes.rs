//! Quotation spans: where somebody else's words stand.
//!
//! In: a text and its paragraphs. Out: spans from opening to closing mark, both inside. Curly, straight, low, angle and corner
//! marks are known; a straight mark opens or closes by its neighbours. A quotation that goes on in the next paragraph, which
//! then begins with another opening mark, ends with its paragraph and begins anew. Single marks count only where they clearly open.

use crate::span::Span;

/// The quotation spans of a text, in order, never overlapping, each inside one paragraph. Linear.
pub(super) fn quotations(text: &str, paragraphs: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut found = Vec::new();
    for paragraph in paragraphs {
        in_paragraph(text, paragraph, &mut found);
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
}

fn in_paragraph(text: &str, paragraph: Span, found: &mut Vec<Span>) {
    let inside = paragraph.of(text);
    let base = paragraph.start as usize;
    let mut open: Option<usize> = None;
    let mut before = None;
    let mut chars = inside.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        match (mark(c, before, after, open.is_some()), open) {
            (Some(Mark::Opens), None) => open = Some(at),
            (Some(Mark::Closes), Some(start)) => {
                found.push(Span::new(base + start, base + at + c.len_utf8()));
                open = None;
            }
            _ => {}
        }
        before = Some(c);
    }
    // An unclosed quotation that opens the paragraph is one that goes on in the next; any other is a stray mark.
    if let Some(start) = open
        && inside[..start].chars().all(|c| !c.is_alphanumeric())
    {
        found.push(Span::new(base + start, base + inside.len()));
    }
}

fn mark(c: char, before: Option<char>, after: Option<char>, is_open: bool) -> Option<Mark> {
    let word_before = before.is_some_and(char::is_alphanumeric);
    let word_after = after.is_some_and(char::is_alphanumeric);
    match c {
        // German closes with the mark that English opens with, Swedish opens with the one that closes.
        '“' | '”' | '"' | '„' | '‟' | '＂' => {
            let leans_on_word = |this: bool, that: bool| this && !that;
            let after_space = before.is_none_or(|b| b.is_whitespace() || "([-–—".contains(b));
            let before_space = after.is_none_or(char::is_whitespace);
            let by_neighbours = if leans_on_word(word_before, word_after) {
                Mark::Closes
            } else if leans_on_word(word_after, word_before) || after_space || !(before_space || is_open) {
                Mark::Opens
            } else {
                Mark::Closes
            };
            Some(match c {
                '„' => Mark::Opens,
                '"' | '＂' if is_open && before.is_some_and(|b| !b.is_whitespace()) => Mark::Closes,
                '“' | '”' if is_open && by_neighbours == Mark::Opens && c == '”' => Mark::Closes,
                _ => by_neighbours,
            })
        }
        '«' | '»' => Some(if is_open { Mark::Closes } else { Mark::Opens }),
        '「' | '『' => Some(Mark::Opens),
        '」' | '』' => Some(Mark::Closes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text, std::iter::once(Span::new(0, text.len()))).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn every_style() {
        for (text, wanted) in [
            ("He said \"we are close\" and left.", vec!["\"we are close\""]),
            ("“We are close,” he said. “But not yet.”", vec!["“We are close,”", "“But not yet.”"]),
            ("“We will not rush,\" Kerry said.", vec!["“We will not rush,\""]),
            ("Er sagte: „Wir sind nah dran“, dann ging er.", vec!["„Wir sind nah dran“"]),
            ("Il a dit : « nous y sommes presque » hier.", vec!["« nous y sommes presque »"]),
            ("他说「接近了」。", vec!["「接近了」"]),
            ("The rebels' towns weren't \"safe\".", vec!["\"safe\""]),
            ("“A quotation that goes on", vec!["“A quotation that goes on"]),
            ("A 5\" pipe burst.", vec![]),
        ] {
            assert_eq!(quoted(text), wanted, "{text}");
        }
    }
}
