//! Quotations that are not as in their sources, on a screen.
//!
//! In: checked quotations and the article they stand in. Out: lines: what happened, the quotation and the words of the source, the changed words
//! in the marks of word changes: `[-only in the source-]`, `{+only in the draft+}`.

use crate::article::Article;
use crate::pipeline::{CheckedCopy, CheckedQuotation};
use crate::quotation::Verdict;
use crate::render::{Ink, Paint, wrap};
use crate::wording::draft::sentence;
use crate::wording::quotation::{Piece, shown, told, wrong};

/// Quotations that are shown when nobody asked for all.
const SHOWN: usize = 5;

/// The quotations of a copy that an editor must see, gravest first; all of them if asked for. A blank line behind them.
pub(super) fn quotations(copy: &CheckedCopy, (width, paint): (usize, Paint), all: bool, lines: &mut Vec<String>) {
    let wrong = wrong(copy);
    let n = if all { wrong.len() } else { wrong.len().min(SHOWN) };
    for quotation in &wrong[..n] {
        lines.extend(one(quotation, &copy.article, (width, paint)));
    }
    if wrong.len() > n {
        lines.extend(wrap(&format!("... {} more quotations of this kind; --explain lists them", wrong.len() - n), width, "", ""));
    }
    if n > 0 {
        lines.push(String::new());
    }
}

/// Of the quotations that no source has those that are to be shown.
pub(super) fn in_no_source(
    copy: &CheckedCopy,
    is_shown: impl Fn(&CheckedQuotation) -> bool,
    view: (usize, Paint),
    lines: &mut Vec<String>,
) {
    for quotation in copy.quotations.iter().filter(|quotation| quotation.verdict == Verdict::NotInSource && is_shown(quotation)) {
        lines.extend(one(quotation, &copy.article, view));
    }
}

/// One quotation: what happened, its words, the words of the source.
pub(in crate::render) fn one(quotation: &CheckedQuotation, draft: &Article, (width, paint): (usize, Paint)) -> Vec<String> {
    let told = told(quotation, draft);
    let ink = if quotation.verdict.is_wrong() { Ink::Warning } else { Ink::Faint };
    let marked = |pieces: &[Piece], open: &str, close: &str, ink: Ink| {
        shown(pieces, |piece| if piece.is_changed { paint.ink(ink, &format!("{open}{}{close}", piece.text)) } else { piece.text.clone() })
    };
    let mut what = sentence(told.what);
    what.pop();
    let mut text = format!("{}: “{}” - {}", paint.ink(ink, &what), marked(&told.draft, "{+", "+}", Ink::Added), told.link);
    if !told.source.is_empty() {
        text.push_str(&format!(" “{}”", marked(&told.source, "[-", "-]", Ink::Removed)));
    }
    wrap(&text, width, "", "  ")
}
