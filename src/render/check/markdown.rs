//! Checked copies as Markdown, for an issue, a mail or a step summary.
//!
//! In: checked copies. Out: for each copy with a source a heading, the verdict, the strip, the sources as a table and the passages with
//! their changes. Text of articles is made harmless by `report::markdown`: it makes no link, image, mention or markup.

use super::letter;
use super::passages::{AllPlaces, changes, heading};
use super::strip::{LEGEND, kinds, strip};
use crate::judge::Failing;
use crate::pipeline::{Checked, CheckedCopy, CheckedQuotation};
use crate::render::markdown::escape;
use crate::render::{Ink, visible, visible_text};
use crate::text::Prepared;
use crate::wording::again;
use crate::wording::draft::{also_shared, called, called_source, details, in_all, sentence, verdict};
use crate::wording::names::Titled;
use crate::wording::numbers::{count, grouped, hidden_words, percent, repeated_words};
use crate::wording::quotation::{Piece, counts, shown, told, wrong};
use crate::wording::why::reason;
use std::fmt::Write;

/// Signs of a strip: what a column of a web page has room for.
const STRIP: usize = 80;
/// Passages of a copy that are quoted; a step summary has an end.
const SHOWN_PASSAGES: usize = 40;

/// The copies as a document; `failing` are said to fail.
pub fn check_markdown(checked: &Checked, failing: &Failing) -> String {
    let mut out = String::new();
    let is_shown = |copy: &&CheckedCopy| !copy.sources.is_empty() || !wrong(copy).is_empty();
    let with_source: Vec<&CheckedCopy> = checked.copies.iter().filter(is_shown).collect();
    let n = checked.copies.len();
    let shared: Vec<&CheckedCopy> = checked.copies.iter().filter(|copy| is_other_side(copy)).collect();
    let line = if with_source.is_empty() && shared.is_empty() {
        format!("Nothing reused in {}.", count_of_copies(n))
    } else {
        let told = if n == 1 { String::from("the copy shares wording with other articles.") } else { in_all(checked) };
        format!("Checked against {}: {told}", count(checked.counts.sources, "article"))
    };
    push(&mut out, &escape(&line));
    for copy in with_source {
        one(copy, failing, &mut out);
    }
    if !shared.is_empty() {
        push(&mut out, "\n### The other sides\n");
        for copy in shared.iter().take(SHOWN_PASSAGES) {
            push(&mut out, &format!("- {}", escape(&verdict(copy))));
        }
        if shared.len() > SHOWN_PASSAGES {
            push(&mut out, &format!("\n{} more are left out.", shared.len() - SHOWN_PASSAGES));
        }
    }
    out
}

/// Whether the findings that name an article are listed with other articles only.
fn is_other_side(copy: &CheckedCopy) -> bool {
    copy.sources.is_empty() && !copy.shared_with.is_empty()
}

fn count_of_copies(n: usize) -> String {
    if n == 1 { String::from("1 copy") } else { format!("{} copies", grouped(n)) }
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

fn one(copy: &CheckedCopy, failing: &Failing, out: &mut String) {
    let Some(prepared) = copy.prepared.as_deref() else { return };
    let called = called(copy);
    let id = visible(&copy.article.id);
    push(out, &format!("\n### {}\n", escape(called.headline.as_deref().unwrap_or(&id))));
    let about = [called.about(), id.to_string()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    if called.headline.is_some() || about != id {
        push(out, &format!("{}\n", escape(&about)));
    }
    for quotation in wrong(copy) {
        push(out, &format!("{}\n", quoted(quotation, copy)));
    }
    push(out, &format!("{}\n", escape(&verdict(copy))));
    let all = [
        counts(&copy.quotations),
        also_shared(copy),
        repeated_words("the copy", copy.repeated_words),
        hidden_words("the copy", copy.hidden_words),
    ];
    for said in all.into_iter().flatten() {
        push(out, &format!("{}\n", escape(&said)));
    }
    if !copy.sources.is_empty() {
        taken(copy, prepared, out);
    }
    facts(copy, out);
    if failing.has(copy) {
        push(out, "\nThis copy fails the check.");
        if let Some(command) = again::of_copy(copy) {
            let fence = if command.contains("```") { "~~~" } else { "```" };
            write!(out, "\n{fence}sh\n{command}\n{fence}\n").expect("a string takes all");
        }
    }
}

/// A quotation that is not as in its source, changed words marked on both sides.
fn quoted(quotation: &CheckedQuotation, copy: &CheckedCopy) -> String {
    let told = told(quotation, &copy.article);
    let marked = |pieces: &[Piece], mark: &str| {
        shown(pieces, |piece| if piece.is_changed { format!("{mark}{}{mark}", escape(&piece.text)) } else { escape(&piece.text) })
    };
    let what = sentence(told.what);
    let mut text = format!("**{}**: “{}” - {}", escape(what.trim_end_matches('.')), marked(&told.draft, "**"), escape(&told.link));
    if !told.source.is_empty() {
        text.push_str(&format!(" “{}”", marked(&told.source, "~~")));
    }
    text
}

/// The sources and the passages.
fn taken(copy: &CheckedCopy, prepared: &Prepared, out: &mut String) {
    push(out, &format!("    {}\n", strip(&kinds(copy, prepared), STRIP)));
    push(out, &format!("{}\n", escape(LEGEND)));
    push(out, "| | words | share | source | |\n|---|---:|---:|---|---|");
    for (source, number) in copy.sources.iter().zip(0..) {
        let called = called_source(source);
        let parts = [called.headline.clone().unwrap_or_default(), called.about(), visible(&source.article.id).into_owned()];
        let id = parts.iter().filter(|part| !part.is_empty()).map(|part| escape(part)).collect::<Vec<_>>().join("; ");
        let details = escape(&details(copy, source));
        push(out, &format!("| {} | {} | {} | {id} | {details} |", letter(number), grouped(source.words as usize), percent(source.share)));
    }
    if copy.sources.len() > 1 {
        let words: usize = copy.sources.iter().map(|source| source.words as usize).sum();
        push(out, &format!("| | {} | {} | in all | |", grouped(words), percent(copy.in_sources)));
    }
    push(out, "\nPassages, ~~only in the source~~, **only in the copy**:\n");
    let places = AllPlaces::of(copy, prepared);
    let stretches: Vec<_> = copy.passages.chunk_by(|x, y| x.stretch == y.stretch).collect();
    for (stretch, number) in stretches.iter().take(SHOWN_PASSAGES).zip(1..) {
        let Some(source) = copy.sources.get(stretch[0].source as usize).map(|source| &*source.prepared) else { continue };
        push(out, &format!("{number}. {}: {}  ", letter(stretch[0].source), escape(&heading(stretch, prepared, source, &places))));
        let text: Vec<String> = changes(stretch, prepared, source)
            .iter()
            .map(|piece| match piece.ink {
                Some(Ink::Removed) => format!("~~{}~~", escape(&piece.text)),
                Some(_) => format!("**{}**", escape(&piece.text)),
                None => escape(&piece.text),
            })
            .collect();
        push(out, &format!("   {}", text.join(" ")));
    }
    if stretches.len() > SHOWN_PASSAGES {
        push(out, &format!("\n{} more passages are left out.", stretches.len() - SHOWN_PASSAGES));
    }
}

/// What is worth a look and does not count.
fn facts(copy: &CheckedCopy, out: &mut String) {
    let facts: Vec<_> = copy.same_facts.iter().filter(|one| one.why.is_worth_a_look()).collect();
    if !facts.is_empty() {
        push(out, "\nWorth a look, not counted:\n");
        for one in facts {
            let (here, there) = (visible_text(one.span.of(&copy.article.text)), visible_text(one.source_span.of(&one.source.text)));
            let name = escape(&Titled::stated(&one.source).name());
            push(out, &format!("- {} ({name}: {}); {}", escape(&here), escape(&there), reason(one.why)));
        }
    }
}
