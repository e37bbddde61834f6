//! A chain of versions on a terminal.
//!
//! In: a chain. Out: each step as a diff, then the last version with the number of the version in the gutter that brought each sentence.

use super::told;
use crate::pipeline::Chain;
use crate::render::diff::human::{Page, draw};
use crate::render::diff::{DiffView, View};

/// The chain in plain words: each step as the view asks, then where each sentence of the last version first appeared.
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
        page.prose(&line);
    }
    if view.view == View::Summary {
        return page.finish();
    }
    page.blank();
    let legend: Vec<String> = told.names.iter().zip(1..).map(|(name, number)| format!("{number} = {name}")).collect();
    page.prose(&format!("The number in the margin is the version in which a sentence first appeared: {}.", legend.join(", ")));
    let width = told.names.len().to_string().len();
    for paragraph in &told.paragraphs {
        page.blank();
        for stretch in paragraph {
            let since = told.since(&stretch.origin);
            let since = if since.is_empty() { String::new() } else { format!(" ({since})") };
            page.signed(&format!("{:>width$}", stretch.origin.first + 1), None, &format!("{}{since}", stretch.text));
        }
    }
    page.finish()
}
