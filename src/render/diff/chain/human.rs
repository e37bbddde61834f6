//! A chain of versions on a terminal.
//!
//! In: a chain. Out: each step as a diff, then the last version with the number of the version in the gutter in which
//! each sentence began, and the words marked that came later.

use super::{Came, told};
use crate::pipeline::Chain;
use crate::render::Ink;
use crate::render::diff::human::{Page, draw};
use crate::render::diff::{DiffView, View};

/// The chain in plain words: each step as the view asks, then where each sentence of the last version began and where its words came.
pub fn chain_human(chain: &Chain, view: DiffView) -> String {
    let told = told(chain);
    let mut page = Page::new(&view);
    for (number, step) in chain.steps.iter().enumerate() {
        if number > 0 {
            page.blank();
        }
        let (from, to) = (told.names.get(number), told.names.get(number + 1));
        let title = format!("Step {}: from {} to {}", number + 1, from.map_or("", String::as_str), to.map_or("", String::as_str));
        page.strong(&format!("== {title} =="));
        draw(step, &view, &mut page);
    }
    page.blank();
    page.strong(&format!("== Where the text of {} comes from ==", told.last()));
    for line in told.origin_lines() {
        page.prose(&format!("{line}."));
    }
    if view.view == View::Summary {
        return page.finish();
    }
    page.blank();
    let legend: Vec<String> = told.names.iter().zip(1..).map(|(name, number)| format!("{number} = {name}")).collect();
    let later = told.paragraphs.iter().flatten().any(|stretch| !stretch.history.rewritten.is_empty());
    let later = if later { " {N+Words+} in these marks came in version N." } else { "" };
    page.prose(&format!("The number in the margin is the version in which a sentence began: {}.{later}", legend.join(", ")));
    let width = told.names.len().to_string().len();
    for paragraph in &told.paragraphs {
        page.blank();
        for stretch in paragraph {
            let since = told.since(&stretch.history);
            let since = if since.is_empty() { String::new() } else { format!(" ({since})") };
            let text = marked(&stretch.pieces, stretch.history.first, &page);
            page.signed(&format!("{:>width$}", stretch.history.first + 1), None, &format!("{text}{since}"));
        }
    }
    page.finish()
}

/// Pieces as one text; those that came after the version in which the sentence began with its number.
fn marked(pieces: &[Came], first: usize, page: &Page) -> String {
    let mut out = String::new();
    for piece in pieces {
        if !out.is_empty() && !piece.glued {
            out.push(' ');
        }
        if piece.version == first {
            out.push_str(&piece.text);
        } else {
            out.push_str(&page.ink(Ink::Added, &format!("{{{}+{}+}}", piece.version + 1, piece.text)));
        }
    }
    out
}
