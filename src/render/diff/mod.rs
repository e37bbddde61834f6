//! What one version adds over another, for editors and for machines.
//!
//! In: a [`Diff`](crate::pipeline::Diff) or a [`Chain`](crate::pipeline::Chain) of them. Out: text for a terminal, Markdown, one
//! HTML file, a Word document, a patch of sentences, or JSON. All but JSON, the patch and the Word document are drawn from the same picture, so that they say the same.

mod chain;
#[cfg(feature = "office")]
mod docx;
mod flow;
mod html;
mod human;
mod markdown;
mod marks;
mod picture;
mod rows;
mod unified;

#[cfg(test)]
mod tests;

pub use chain::{chain_html, chain_human, chain_markdown};
#[cfg(feature = "office")]
pub use docx::diff_docx;
pub use html::diff_html;
pub use human::{MIN_SIDE_WIDTH, diff_human, fits_side_by_side};
pub use markdown::diff_markdown;
pub use unified::{UNIFIED_CONTEXT, diff_unified};

use crate::render::Paint;
use crate::wording::changes::flag_words;

/// Which picture of a diff is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// What the new version adds, then what it edits, moves and drops.
    #[default]
    Adds,
    /// The whole of the new version with the changes in place.
    Inline,
    /// Both versions beside each other, sentence by sentence.
    Side,
    /// The figures in words, and what stands beside the story.
    Summary,
}

/// How a diff is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiffView {
    /// Which picture. Default: what the new version adds.
    pub view: View,
    /// Columns of a terminal, 40 or more. Default 80.
    pub width: usize,
    /// Colours of a terminal. Default none.
    pub paint: Paint,
    /// Unchanged paragraphs left around each change in the inline and side views; none folds nothing. Default 1.
    pub context: Option<usize>,
    /// Mark what differs in typography alone. Default off: such changes are counted, not shown.
    pub typography: bool,
    /// Show only changed words inside edited sentences, no added, removed or moved ones. Default off.
    pub words: bool,
}

/// The signs of a margin and what they mean, the same in every format: of a paragraph, or of a row of the side view.
const SIGNS: [(&str, &str); 4] = [("+", "added"), ("-", "gone"), (">", "moved"), ("~", "changed in part")];

/// `+ added, ~ changed in part`: those of the signs that are used, as `written` by a format.
fn sign_legend(used: &[&str], written: impl Fn(&str) -> String) -> String {
    let told = SIGNS.iter().filter(|(sign, _)| used.contains(sign)).map(|(sign, word)| format!("{} {word}", written(sign)));
    told.collect::<Vec<_>>().join(", ")
}

impl Default for DiffView {
    fn default() -> Self {
        DiffView { view: View::Adds, width: 80, paint: Paint::Plain, context: Some(1), typography: false, words: false }
    }
}
