//! What was understood of a file, for a terminal.
//!
//! In: a file, understood, and the terminal's width. Out: for each article what is known about it, then its text with the role of each part that is no
//! story in the margin. Text of articles is made safe before it is shown.

use super::paint::{Ink, Paint};
use super::wrap::wrap;
use crate::article::Role;
use crate::pipeline::{Understood, UnderstoodArticle};
use crate::visible::{visible, visible_text};
use crate::wording::beside::role_name;
use crate::wording::numbers::{count, hidden_words};

/// How a file is shown.
#[derive(Debug, Clone, Copy)]
pub struct ReadView {
    /// Columns, 40 or more.
    pub width: usize,
    /// Colours.
    pub paint: Paint,
    /// Whether the texts are shown, too.
    pub texts: bool,
}

/// Columns of the names of what is known.
const LABEL: usize = 14;

/// The articles in plain words.
pub fn read_human(understood: &Understood, view: ReadView) -> String {
    let mut lines = Vec::new();
    for article in &understood.articles {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        one(article, view, &mut lines);
    }
    let kinds: Vec<String> = understood.left_out.iter().map(|(kind, n)| format!("{n} {}", visible(kind))).collect();
    if !kinds.is_empty() {
        lines.push(String::new());
        lines.extend(wrap(&format!("Left out, because it is no article: {}.", kinds.join(", ")), view.width, "", ""));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn one(understood: &UnderstoodArticle, view: ReadView, lines: &mut Vec<String>) {
    let (item, prepared) = (&understood.item, &understood.prepared);
    let (article, about) = (&item.article, &item.about);
    lines.extend(wrap(&view.paint.ink(Ink::Strong, &visible(&article.id)), view.width, "", ""));
    let encoding = item.encoding.map_or(String::new(), |encoding| format!(", {encoding}"));
    let furniture = prepared.n_furniture_words();
    let words = format!("{} of story, {} beside it", count(prepared.words.len() - furniture, "word"), furniture);
    let known = [
        ("format", Some(format!("{}{encoding}", item.format))),
        ("headline", understood.headline()),
        ("byline", understood.byline()),
        ("dateline", understood.dateline()),
        ("date", article.date.clone()),
        ("updated", about.updated.clone().filter(|updated| article.date.as_ref() != Some(updated))),
        ("provider", article.source.clone()),
        ("language", article.lang.clone()),
        ("story id", about.story_id.clone()),
        ("version", about.version.clone()),
        ("slug", about.slug.clone()),
        ("editor's note", understood.editors_note()),
        ("words", Some(words)),
    ];
    let hanging = " ".repeat(LABEL + 2);
    let known = known.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let said = hidden_words("it", prepared.hidden_words).map(|said| ("note", said));
    for (name, value) in known.chain(item.notes.iter().map(|note| ("note", note.clone()))).chain(said) {
        let first = format!("  {name:<width$}", width = LABEL);
        lines.extend(wrap(&visible_text(&value), view.width, &first, &hanging));
    }
    if view.texts {
        lines.push(String::new());
        text(understood, view, lines);
    }
}

/// The text, one paragraph after the other; what is no story has its role before it.
fn text(understood: &UnderstoodArticle, view: ReadView, lines: &mut Vec<String>) {
    let shown = |span: crate::span::Span| {
        let text = span.of(&understood.item.article.text);
        visible_text(&text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    for paragraph in &understood.prepared.layout.paragraphs {
        for part in &paragraph.parts {
            if part.role == Role::Text {
                lines.extend(wrap(&shown(part.span), view.width, "  ", "  "));
            } else {
                let faint = view.paint.ink(Ink::Faint, &format!("[{}] {}", role_name(part.role), shown(part.span)));
                lines.extend(wrap(&faint, view.width, "  ", "  "));
            }
        }
        lines.push(String::new());
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
}
