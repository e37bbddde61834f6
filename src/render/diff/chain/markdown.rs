//! A chain of versions as Markdown.
//!
//! In: a chain. Out: each step as a diff, then the last version, each stretch behind the name of the version that brought it.

use super::told;
use crate::pipeline::Chain;
use crate::render::diff::markdown::draw;
use crate::render::diff::{DiffView, View};
use crate::render::markdown::escape;

/// The chain as Markdown: each step as the view asks, then where each sentence of the last version first appeared.
pub fn chain_markdown(chain: &Chain, view: DiffView) -> String {
    let told = told(chain);
    let mut out = String::new();
    for (number, step) in chain.steps.iter().enumerate() {
        let name = |at: usize| told.names.get(at).map_or(String::new(), |name| escape(name));
        out.push_str(&format!("{}## From {} to {}\n", if number > 0 { "\n" } else { "" }, name(number), name(number + 1)));
        draw(step, &view, &mut out);
    }
    out.push_str(&format!("\n## Where the text of {} comes from\n\n", escape(told.last())));
    for line in told.origin_lines() {
        out.push_str(&format!("- {}\n", escape(&line)));
    }
    if view.view == View::Summary {
        return out;
    }
    for paragraph in &told.paragraphs {
        out.push('\n');
        for (at, stretch) in paragraph.iter().enumerate() {
            let since = told.since(&stretch.origin);
            let since = if since.is_empty() { String::new() } else { format!(", {}", escape(&since)) };
            let name = told.names.get(stretch.origin.first).map_or(String::new(), |name| escape(name));
            out.push_str(&format!("{}**({name}{since})** {}", if at > 0 { " " } else { "" }, escape(&stretch.text)));
        }
        out.push('\n');
    }
    out
}
