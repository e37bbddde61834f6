//! A comparison on one screen.
//!
//! In: a comparison and the terminal's width. Out: the verdict in words, the figures both ways, the longest passages with their
//! place, and with `explain` all the evidence. Text of articles is made safe before it is shown.

use super::{reused_words, untouched_sentences};
use crate::pipeline::Compared;
use crate::render::{Ink, Paint, visible, visible_text, wrap};
use crate::score::Passage;
use crate::text::Prepared;
use crate::wording::names::Names;
use crate::wording::numbers::{count, hidden_words, percent};
use crate::wording::pair;
use crate::wording::why::reason;
use std::ops::Range;

/// How a comparison is shown.
#[derive(Debug, Clone, Copy)]
pub struct CompareView {
    /// Columns, 40 or more.
    pub width: usize,
    /// Colours.
    pub paint: Paint,
    /// All passages and everything that was discounted, with reasons.
    pub explain: bool,
}

/// Passages that are quoted when nobody asked for all.
const SHOWN_PASSAGES: usize = 3;
/// Columns of the table of figures where there is room.
const USUAL_TABLE: usize = 46;
/// Words of a passage that are quoted when nobody asked for all: about four lines of a terminal.
const SHOWN_WORDS: u32 = 60;

/// The comparison in plain words.
pub fn compare_human(compared: &Compared, view: CompareView) -> String {
    let names = Names::of(&compared.a.article.id, &compared.b.article.id);
    let (in_a, in_b) = reused_words(compared);
    let only = (untouched_sentences(&compared.a, &in_a), untouched_sentences(&compared.b, &in_b));
    let mut lines = Vec::new();
    lines.extend(wrap(&view.paint.ink(Ink::Strong, &pair::verdict(&compared.comparison, &names)), view.width, "", ""));
    lines.extend(wrap(&pair::figures(&compared.comparison, &names, only), view.width, "", ""));
    for (name, prepared) in [(&names.a, &compared.a), (&names.b, &compared.b)] {
        lines.extend(hidden_words(name, prepared.hidden_words).into_iter().flat_map(|said| wrap(&said, view.width, "", "")));
    }
    lines.push(String::new());
    table(compared, view, &mut lines);
    passages(compared, view, &mut lines);
    if view.explain {
        discounted(compared, view, &mut lines);
    }
    let mut out = lines.join("\n");
    out.push('\n');
    out
}

fn table(compared: &Compared, view: CompareView, lines: &mut Vec<String>) {
    let scores = &compared.comparison.scores;
    let sides =
        [("a", &compared.a, scores.a_in_b, scores.a_in_b_outside_quotes), ("b", &compared.b, scores.b_in_a, scores.b_in_a_outside_quotes)];
    // The narrow table is 40 columns wide, the usual one 46.
    let (heading, gap, last) = if view.width < USUAL_TABLE {
        ("     words  in the other  outside quotes", "  ", 14)
    } else {
        ("     words   in the other   outside quotations", "   ", 18)
    };
    lines.push(view.paint.ink(Ink::Faint, heading));
    for (letter, prepared, share, outside) in sides {
        let words = prepared.words.len() - prepared.n_furniture_words();
        let outside = outside.map_or(String::from("-"), percent);
        let figures = format!("{letter} {:>8}{gap}{:>12}{gap}{outside:>last$}", crate::wording::numbers::grouped(words), percent(share));
        let room = view.width.saturating_sub(crate::render::columns(&figures) + 3);
        let id = visible(&prepared.article.id);
        if crate::render::columns(&id) <= room {
            lines.push(format!("{figures}   {id}"));
        } else {
            lines.push(figures);
            lines.extend(wrap(&id, view.width, "  ", "  "));
        }
    }
}

fn passages(compared: &Compared, view: CompareView, lines: &mut Vec<String>) {
    let mut order: Vec<&Passage> = compared.comparison.passages.iter().collect();
    if order.is_empty() {
        return;
    }
    let all = order.len();
    if !view.explain {
        order.sort_by_key(|passage| (std::cmp::Reverse(passage.a.len()), passage.a.start));
        order.truncate(SHOWN_PASSAGES);
    }
    let heading = match (view.explain, all) {
        (_, 1) => String::from("The shared passage"),
        (true, _) => format!("All {all} shared passages, in order of a"),
        (false, _) if all <= SHOWN_PASSAGES => format!("The {all} shared passages, longest first"),
        (false, _) => format!("The longest of {all} shared passages"),
    };
    lines.push(String::new());
    lines.push(view.paint.ink(Ink::Strong, &heading));
    for (passage, number) in order.into_iter().zip(1..) {
        lines.push(String::new());
        let place = format!("{}, {}", extent(compared, passage), place(compared, passage));
        lines.extend(wrap(&view.paint.ink(Ink::Faint, &place), view.width, &format!("{number:>3}  "), "     "));
        lines.extend(wrap(&quoted(&compared.a, &passage.a, view.explain), view.width, "   a ", "     "));
        if view.explain && !is_verbatim(passage) {
            lines.extend(wrap(&quoted(&compared.b, &passage.b, true), view.width, "   b ", "     "));
        }
    }
}

/// Words, how many of them verbatim, and whether somebody is quoted.
fn extent(compared: &Compared, passage: &Passage) -> String {
    let words = passage.a.len();
    let verbatim: u32 = passage.runs.iter().map(|run| run.len).sum();
    let mut text = count(words, "word");
    if is_verbatim(passage) {
        text.push_str(" verbatim");
    } else {
        text.push_str(&format!(", {verbatim} of them verbatim (longest run {})", passage.longest_run()));
    }
    let quoted = passage.a.clone().filter(|word| compared.a.words.get(*word as usize).is_some_and(|word| word.quoted)).count();
    if quoted * 2 > words {
        text.push_str(", quoted speech");
    }
    text
}

fn is_verbatim(passage: &Passage) -> bool {
    passage.runs.len() == 1 && passage.runs[0].len as usize == passage.a.len() && passage.a.len() == passage.b.len()
}

fn place(compared: &Compared, passage: &Passage) -> String {
    format!("{} of a, {} of b", paragraphs(&compared.a, &passage.a), paragraphs(&compared.b, &passage.b))
}

/// `paragraph 3 of 13` or `paragraphs 3-4 of 13`.
fn paragraphs(prepared: &Prepared, words: &Range<u32>) -> String {
    let number = |word: u32| {
        let sentence = prepared.words.get(word as usize).map_or(0, |word| word.sentence as usize);
        prepared.sentences.get(sentence).map_or(0, |sentence| sentence.paragraph) + 1
    };
    let (first, last) = (number(words.start), number(words.end.saturating_sub(1)));
    let all = prepared.layout.paragraphs.len();
    if first == last { format!("paragraph {first} of {all}") } else { format!("paragraphs {first}-{last} of {all}") }
}

fn quoted(prepared: &Prepared, words: &Range<u32>, whole: bool) -> String {
    let text = &prepared.article.text;
    if whole || words.end - words.start <= SHOWN_WORDS {
        return visible_text(prepared.span_of_words(words).of(text));
    }
    let half = SHOWN_WORDS / 2;
    let first = prepared.span_of_words(&(words.start..words.start + half));
    let last = prepared.span_of_words(&(words.end - half..words.end));
    format!("{} [...] {}", visible_text(first.of(text)), visible_text(last.of(text)))
}

fn discounted(compared: &Compared, view: CompareView, lines: &mut Vec<String>) {
    lines.push(String::new());
    if compared.comparison.discounted.is_empty() {
        lines.push(view.paint.ink(Ink::Strong, "Nothing was discounted"));
        return;
    }
    lines.push(view.paint.ink(Ink::Strong, "Shared, but not counted"));
    for discounted in &compared.comparison.discounted {
        let why = reason(discounted.why);
        lines.push(String::new());
        lines.extend(wrap(
            &view.paint.ink(Ink::Faint, &format!("{why}; {}", place(compared, &discounted.passage))),
            view.width,
            "  -  ",
            "     ",
        ));
        lines.extend(wrap(&quoted(&compared.a, &discounted.passage.a, false), view.width, "   a ", "     "));
        lines.extend(wrap(&quoted(&compared.b, &discounted.passage.b, false), view.width, "   b ", "     "));
    }
}
