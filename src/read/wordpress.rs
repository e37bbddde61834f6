//! What is particular to exports of WordPress.
//!
//! In: the items of an export, and their texts. Out: which of them are articles, and their blocks. Its texts are HTML in which blank lines make
//! paragraphs and square brackets call programs of the site.

use super::html;
use super::xml::Element;
use crate::article::BlockKind;
use std::collections::HashSet;

/// Bytes of a call at most.
const MAX_CALL: usize = 1000;

/// Whether a feed is an export.
pub(super) fn is_export(root: Element<'_>) -> bool {
    root.child("channel").is_some_and(|channel| channel.child("wp:wxr_version").is_some())
}

/// What an item is that is no article; nothing for articles and items of other feeds.
pub(super) fn other_kind(item: Element<'_>) -> Option<String> {
    item.text_of("wp:post_type").filter(|kind| !["post", "page"].contains(&kind.as_str()))
}

/// What is to be said of an item that is not published.
pub(super) fn status(item: Element<'_>) -> Option<String> {
    let status = item.text_of("wp:status")?;
    (status != "publish").then(|| format!("its state in the export is `{status}`"))
}

/// The blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let text = without_calls(text);
    if text.contains("<p>") || text.contains("<p ") {
        return html::fragment(&text);
    }
    let unix = text.replace("\r\n", "\n");
    let paragraphs: Vec<String> =
        unix.split("\n\n").map(|paragraph| format!("<p>{}</p>", paragraph.trim().replace('\n', "<br>"))).collect();
    html::fragment(&paragraphs.join("\n"))
}

/// The text without calls in square brackets; what a caption encloses is one.
fn without_calls(text: &str) -> String {
    let closed: HashSet<&str> = text.split("[/").skip(1).filter_map(|rest| rest.split_once(']')).map(|(name, _)| name).collect();
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let Some(end) = call_end(from, &closed) else {
            kept.push('[');
            rest = &from[1..];
            continue;
        };
        match &from[1..end] {
            call if call.starts_with("caption") => kept.push_str("<figure><figcaption>"),
            "/caption" => kept.push_str("</figcaption></figure>"),
            _ => {}
        }
        rest = &from[end + 1..];
    }
    kept + rest
}

/// Where a call ends: `[gallery]`, `[name key="value"]`, `[/name]`, and `[name]` where that is ended; nothing for words in brackets.
fn call_end(text: &str, closed: &HashSet<&str>) -> Option<usize> {
    const ALONE: &[&str] = &["gallery", "audio", "video", "playlist", "embed", "caption", "code", "more", "nextpage"];
    let end = text.bytes().take(MAX_CALL).position(|byte| byte == b']' || byte == b'\n').filter(|end| text.as_bytes()[*end] == b']')?;
    let inside = &text[1..end];
    let name_end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(inside.len());
    let (name, behind) = inside.split_at(name_end);
    let is_call = match inside.strip_prefix('/') {
        Some(name) => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'),
        None => {
            (ALONE.contains(&name) || closed.contains(name)) && behind.is_empty()
                || !name.is_empty() && behind.starts_with(' ') && behind.contains('=')
        }
    };
    is_call.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_paragraphs_and_calls_are_left_out() {
        let text = "The ferry ran <em>aground</em>.\n\n[caption id=\"a\" width=\"3\"]<img src=\"x\"> The pier[/caption]\n\n[b]Nobody[/b] was [sic] hurt. \
                    [gallery ids=\"1,2\"]\nDivers look.";
        assert_eq!(
            blocks(text),
            [
                (BlockKind::Paragraph, "The ferry ran aground.".to_string()),
                (BlockKind::Caption, "The pier".to_string()),
                (BlockKind::Paragraph, "Nobody was [sic] hurt.\nDivers look.".to_string()),
            ]
        );
    }
}
