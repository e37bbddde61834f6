//! A chain of versions as Markdown.
//!
//! In: a chain. Out: each step as a diff, then the last version, each stretch behind the name of the version in which it began; words
//! that came later are bold, with the name of their version behind them.

use super::{Stretch, Told, told};
use crate::align::Change;
use crate::pipeline::Chain;
use crate::render::diff::markdown::{draw, marked};
use crate::render::diff::marks::Mark;
use crate::render::diff::{DiffView, View};
use crate::render::markdown::escape;

/// The chain as Markdown: each step as the view asks, then where each sentence of the last version began and where its words came.
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
            let since = told.since(&stretch.history);
            let since = if since.is_empty() { escape(told.name(stretch.history.first)) } else { escape(&since) };
            out.push_str(&format!("{}*({since})* {}", if at > 0 { " " } else { "" }, marked(&marks(stretch, &told))));
        }
        out.push('\n');
    }
    out
}

/// What came later is new, with the name of its version behind it.
fn marks(stretch: &Stretch, told: &Told) -> Vec<Mark> {
    let mut found = Vec::new();
    for piece in &stretch.pieces {
        let is_later = piece.version != stretch.history.first;
        let change = if is_later { Change::Added } else { Change::Same };
        found.push(Mark { change, text: piece.text.clone(), glued: piece.glued });
        if is_later {
            found.push(Mark { change: Change::Same, text: format!("({})", told.name(piece.version)), glued: false });
        }
    }
    found
}
