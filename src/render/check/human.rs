//! Checked copies on a screen.
//!
//! In: checked copies and the terminal's width. Out: for each copy with a source the verdict, the strip, the sources, and its text with
//! marks and the letter of the source in the margin; copies without a source in one line together. Text of articles is made safe first.

use super::letter;
use super::marking::{Mark, marked};
use super::passages::{passages, same_facts};
use super::quotations::{in_no_source, quotations};
use super::strip::{LEGEND, kinds, strip};
use crate::judge::Failing;
use crate::pipeline::{Checked, CheckedCopy, CheckedQuotation};
use crate::render::{Ink, Paint, columns, visible, wrap};
use crate::score::Kind;
use crate::text::Prepared;
use crate::wording::again;
use crate::wording::beside::set_aside;
use crate::wording::draft::{also_shared, called, called_source, details, in_all, uncounted, verdict};
use crate::wording::names::Titled;
use crate::wording::numbers::{count, grouped, hidden_words, percent, repeated_words};
use crate::wording::quotation::counts;
use crate::wording::relation::{Order, of_source};

/// How checked copies are shown.
#[derive(Debug, Clone, Copy)]
pub struct CheckView<'f> {
    /// Columns, 40 or more.
    pub width: usize,
    /// Colours.
    pub paint: Paint,
    /// Both sides of each passage, with word changes.
    pub passages: bool,
    /// Everything that was looked at: all same-facts stretches with reasons, other articles that have the words, copies without a source.
    pub explain: bool,
    /// The copies that fail; for each the command is shown that shows it again.
    pub failing: &'f Failing,
}

/// Copies whose text is shown; of more, the verdict and the sources only.
const SHOWN_TEXTS: usize = 3;
/// Signs of a strip at most; a longer one says no more.
const MAX_STRIP: usize = 96;
/// Sources of a copy that are listed when nobody asked for all.
const SHOWN_SOURCES: usize = 8;
/// Columns of the margin that holds the letters of sources.
const MARGIN: usize = 4;

/// The copies in plain words.
pub fn check_human(checked: &Checked, view: CheckView<'_>) -> String {
    let with_source: Vec<&CheckedCopy> = checked.copies.iter().filter(|copy| is_shown(copy, checked, view)).collect();
    let are_texts_shown = with_source.len() <= SHOWN_TEXTS || view.passages || view.explain;
    let mut lines = Vec::new();
    for copy in &with_source {
        if !lines.is_empty() {
            lines.extend([String::new(), view.paint.ink(Ink::Faint, &"-".repeat(view.width)), String::new()]);
        }
        one(copy, view, are_texts_shown, &mut lines);
    }
    let n = checked.copies.len();
    if n > 1 {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let mut text = in_all(checked);
        if !are_texts_shown {
            text.push_str(" Name one of them to see its text, or add --passages.");
        }
        lines.extend(wrap(&text, view.width, "", ""));
    }
    lines.join("\n") + "\n"
}

/// A single copy is always shown; of several those with a source, or all to explain.
fn is_shown(copy: &CheckedCopy, checked: &Checked, view: CheckView<'_>) -> bool {
    !copy.sources.is_empty() || has_wrong_quotation(copy) || checked.copies.len() == 1 || view.explain
}

fn has_wrong_quotation(copy: &CheckedCopy) -> bool {
    copy.quotations.iter().any(|quotation| quotation.verdict.is_wrong())
}

fn one(copy: &CheckedCopy, view: CheckView<'_>, is_text_shown: bool, lines: &mut Vec<String>) {
    quotations(copy, (view.width, view.paint), view.explain, lines);
    lines.extend(inked(&verdict(copy), Ink::Strong, view, "", ""));
    let about = described(&called(copy)).join("; ");
    if about != visible(&copy.article.id) {
        lines.extend(inked(&about, Ink::Faint, view, "", ""));
    }
    if copy.boilerplate_words > 0 {
        let text = format!("{} of boilerplate that many articles have were left out.", count(copy.boilerplate_words as usize, "word"));
        lines.extend(inked(&text, Ink::Faint, view, "", ""));
    }
    also_shared(copy).iter().for_each(|said| lines.extend(inked(said, Ink::Faint, view, "", "")));
    repeated_words("the copy", copy.repeated_words).iter().for_each(|said| lines.extend(inked(said, Ink::Faint, view, "", "")));
    hidden_words("the copy", copy.hidden_words).iter().for_each(|said| lines.extend(inked(said, Ink::Faint, view, "", "")));
    if let Some(prepared) = copy.prepared.as_deref().filter(|_| !copy.sources.is_empty()) {
        lines.push(String::new());
        lines.push(format!("  {}", strip(&kinds(copy, prepared), (view.width - 4).min(MAX_STRIP))));
        lines.extend(inked(LEGEND, Ink::Faint, view, "  ", "  "));
        lines.push(String::new());
        sources(copy, view, lines);
        if is_text_shown {
            lines.push(String::new());
            lines.extend(inked("[verbatim] {edited} <quoted> own words; the letter names the source", Ink::Faint, view, "", ""));
            text(copy, prepared, view, lines);
        }
        if view.passages {
            passages(copy, prepared, view, lines);
        }
    }
    if let Some(said) = counts(&copy.quotations) {
        lines.push(String::new());
        lines.extend(inked(&said, Ink::Faint, view, "", ""));
    }
    let is_shown = |quotation: &CheckedQuotation| view.explain || view.failing.has_quotation(copy, quotation);
    in_no_source(copy, is_shown, (view.width, view.paint), lines);
    same_facts(copy, view, lines);
    if view.explain {
        also(copy, view, lines);
        let aside = copy.prepared.as_deref().and_then(|prepared| set_aside("the copy", prepared));
        aside.iter().for_each(|said| lines.extend(inked(said, Ink::Faint, view, "", "")));
    }
    if view.failing.has(copy) {
        lines.push(String::new());
        lines.extend(inked("This copy fails the check.", Ink::Warning, view, "", ""));
        if let Some(command) = again::of_copy(copy) {
            // A command is never wrapped, so that it can be copied.
            lines.push(view.paint.ink(Ink::Faint, "Show it again:"));
            lines.push(format!("  {command}"));
        }
    } else if copy.relation != copy.counted && !view.failing.has(copy) {
        lines.push(String::new());
        lines.extend(uncounted(copy).iter().flat_map(|why| inked(why, Ink::Faint, view, "", "")));
    }
}

/// Wrapped lines, each inked by itself.
pub(super) fn inked(text: &str, ink: Ink, view: CheckView<'_>, first: &str, hanging: &str) -> Vec<String> {
    wrap(text, view.width, first, hanging).iter().map(|line| view.paint.ink(ink, line)).collect()
}

/// What an article is, a line each: its headline, then source, time and id.
fn described(called: &Titled<'_>) -> Vec<String> {
    let id = visible(&called.article.id).into_owned();
    let about = [called.about(), id].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    called.headline.iter().cloned().chain([about]).collect()
}

/// Sources with words and shares that add up.
fn sources(copy: &CheckedCopy, view: CheckView<'_>, lines: &mut Vec<String>) {
    lines.push(view.paint.ink(Ink::Faint, "      words     share   source"));
    let row = |letter: &str, words: usize, share: f64| format!("{letter:<4}{:>7}{:>10}   ", grouped(words), percent(share));
    let shown = if view.explain { copy.sources.len() } else { copy.sources.len().min(SHOWN_SOURCES) };
    for (source, number) in copy.sources.iter().take(shown).zip(0..) {
        let first = row(&letter(number), source.words as usize, source.share);
        let blank = " ".repeat(if view.width >= 60 { columns(&first) } else { MARGIN });
        let mut first = Some(first);
        if view.width < 60 {
            lines.extend(first.take().map(|first| first.trim_end().to_string()));
        }
        for part in described(&called_source(source)) {
            lines.extend(wrap(&part, view.width, &first.take().unwrap_or_else(|| blank.clone()), &blank));
        }
        lines.extend(inked(&details(copy, source), Ink::Faint, view, &blank, &blank));
    }
    let rest = &copy.sources[shown..];
    if !rest.is_empty() {
        let (words, share) = (rest.iter().map(|source| source.words as usize).sum(), rest.iter().map(|source| source.share).sum());
        lines.push(format!("{}{} more; --explain lists them", row("...", words, share), rest.len()));
    }
    if copy.sources.len() > 1 {
        let words: usize = copy.sources.iter().map(|source| source.words as usize).sum();
        lines.push(format!("{}in all", row("all", words, copy.in_sources)));
    }
}

/// One word of a marked text, and the sources of it.
struct MarkedWord {
    shown: String,
    columns: usize,
    sources: Vec<u32>,
}

fn text(copy: &CheckedCopy, prepared: &Prepared, view: CheckView<'_>, lines: &mut Vec<String>) {
    for paragraph in marked(copy, prepared) {
        lines.push(String::new());
        if paragraph.is_furniture {
            let text: Vec<&str> = paragraph.marks.iter().map(|mark| mark.text.as_str()).collect();
            let margin = " ".repeat(MARGIN);
            lines.extend(inked(&text.join(" "), Ink::Faint, view, &margin, &margin));
            continue;
        }
        lines.extend(filled(&words(&paragraph.marks, view.paint), view));
    }
}

fn words(marks: &[Mark], paint: Paint) -> Vec<MarkedWord> {
    let mut found: Vec<MarkedWord> = Vec::new();
    for mark in marks {
        let (open, close) = match mark.from {
            Some((Kind::Verbatim, _)) => ("[", "]"),
            Some((Kind::Edited, _)) => ("{", "}"),
            Some((Kind::Quote, _)) => ("<", ">"),
            None => ("", ""),
        };
        let ink = match mark.from {
            Some((Kind::Verbatim, _)) => Some(Ink::Removed),
            Some((Kind::Edited, _)) => Some(Ink::Moved),
            Some((Kind::Quote, _)) => Some(Ink::Added),
            None => None,
        };
        let pieces: Vec<&str> = mark.text.split(' ').collect();
        for (piece, number) in pieces.iter().zip(1..) {
            let plain = format!("{}{piece}{}", if number == 1 { open } else { "" }, if number == pieces.len() { close } else { "" });
            let shown = ink.map_or(plain.clone(), |ink| paint.ink(ink, &plain));
            let sources: Vec<u32> = mark.from.iter().map(|(_, source)| *source).collect();
            match found.last_mut() {
                Some(last) if number == 1 && !mark.is_apart => {
                    last.shown.push_str(&shown);
                    last.columns += columns(&plain);
                    last.sources.extend(sources);
                }
                _ => found.push(MarkedWord { columns: columns(&plain), shown, sources }),
            }
        }
    }
    found
}

/// Lines of words with the letters of their sources in the margin. A word wider than a line has a line of its own and is cut.
fn filled(words: &[MarkedWord], view: CheckView<'_>) -> Vec<String> {
    let room = view.width - MARGIN;
    let mut lines = Vec::new();
    let (mut open, mut used): (Vec<&MarkedWord>, usize) = (Vec::new(), 0);
    let close = |open: &mut Vec<&MarkedWord>, lines: &mut Vec<String>| {
        if open.is_empty() {
            return;
        }
        let mut sources: Vec<u32> = open.iter().flat_map(|word| word.sources.iter().copied()).collect();
        sources.dedup();
        let mut margin = sources.iter().take(2).map(|source| letter(*source)).collect::<Vec<_>>().concat();
        if sources.len() > 2 {
            margin.push('+');
        }
        let margin = format!("{margin:<width$}", width = MARGIN);
        let text: Vec<&str> = open.iter().map(|word| word.shown.as_str()).collect();
        let text = text.join(" ");
        if let [word] = open.as_slice()
            && word.columns > room
        {
            lines.extend(wrap(&text, view.width, &margin, &" ".repeat(MARGIN)));
        } else {
            lines.push(format!("{margin}{text}"));
        }
        open.clear();
    };
    for word in words {
        if !open.is_empty() && used + 1 + word.columns > room {
            close(&mut open, &mut lines);
            used = 0;
        }
        used += word.columns + usize::from(!open.is_empty());
        open.push(word);
    }
    close(&mut open, &mut lines);
    lines
}

fn also(copy: &CheckedCopy, view: CheckView<'_>, lines: &mut Vec<String>) {
    if copy.also.is_empty() {
        return;
    }
    lines.push(String::new());
    lines.extend(inked("Shares wording with these too; every word is credited to one source only", Ink::Strong, view, "", ""));
    for other in &copy.also {
        let name = described(&Titled::stated(&other.article)).join("; ");
        let text = format!("{name}: {} of the copy, {}", percent(other.share), of_source(other.relation, Order::Unknown));
        lines.extend(wrap(&text, view.width, "  ", "    "));
    }
}
