//! A comparison on one screen.
//!
//! In: a comparison and the terminal's width. Out: the verdict in words, the figures both ways, the longest passages with their
//! place, and with `explain` all the evidence. Text of articles is made safe before it is shown.

use crate::article::seconds;
use crate::pipeline::Compared;
use crate::render::check::quotation_lines;
use crate::render::{Ink, Paint, visible, visible_text, wrap};
use crate::score::Passage;
use crate::text::Prepared;
use crate::wording::beside::{role_name, set_aside};
use crate::wording::names::{Names, Titled};
use crate::wording::numbers::{count, grouped, hidden_words, percent};
use crate::wording::pair;
use crate::wording::places::Places;
use crate::wording::quotation::counts;
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
const USUAL_TABLE: usize = 64;
/// Words of a passage that are quoted when nobody asked for all: about four lines of a terminal.
const SHOWN_WORDS: u32 = 60;

/// The comparison in plain words.
pub fn compare_human(compared: &Compared, view: CompareView) -> String {
    let called = [Titled::of(&compared.a), Titled::of(&compared.b)];
    let names = Names::of(&called[0], &called[1], ("a", "b"));
    let mut lines = Vec::new();
    lines.extend(wrap(&view.paint.ink(Ink::Strong, &pair::verdict(&compared.comparison, &names, compared.instalment)), view.width, "", ""));
    let figures = pair::figures(&compared.comparison, &names, a_first(compared));
    if !figures.is_empty() {
        lines.extend(wrap(&figures, view.width, "", ""));
    }
    if compared.instalment {
        lines.extend(wrap(pair::INSTALMENT, view.width, "", ""));
    }
    for (name, prepared) in [(&names.a, &compared.a), (&names.b, &compared.b)] {
        lines.extend(hidden_words(name, prepared.hidden_words).into_iter().flat_map(|said| wrap(&said, view.width, "", "")));
    }
    lines.push(String::new());
    table(compared, &called, view, &mut lines);
    let places = BothPlaces { a: Places::of(&compared.a), b: Places::of(&compared.b) };
    passages(compared, &places, view, &mut lines);
    if view.explain {
        quotations(compared, view, &mut lines);
        discounted(compared, &places, view, &mut lines);
        set_aside_texts(compared, &names, view, &mut lines);
    }
    let mut out = lines.join("\n");
    out.push('\n');
    out
}

/// Whether a is the earlier one, where dates tell it.
fn a_first(compared: &Compared) -> Option<bool> {
    let time = |prepared: &Prepared| prepared.article.date.as_deref().and_then(seconds);
    let (a, b) = (time(&compared.a)?, time(&compared.b)?);
    (a != b).then_some(a < b)
}

/// Figures of both articles, each with what it is: headline, source and time, id.
fn table(compared: &Compared, called: &[Titled<'_>; 2], view: CompareView, lines: &mut Vec<String>) {
    let scores = &compared.comparison.scores;
    let sides = [
        ("a", &compared.a, [scores.a_in_b, scores.a_in_b_verbatim], scores.a_in_b_outside_quotes),
        ("b", &compared.b, [scores.b_in_a, scores.b_in_a_verbatim], scores.b_in_a_outside_quotes),
    ];
    // The narrow table is 37 columns wide.
    let (heading, columns) = if view.width < USUAL_TABLE {
        ("     words  taken  verbatim  unquoted", [7, 10, 10])
    } else {
        ("     words   from the other   word for word   outside quotations", [17, 16, 21])
    };
    lines.push(view.paint.ink(Ink::Faint, heading));
    for ((letter, prepared, [taken, verbatim], outside), called) in sides.into_iter().zip(called) {
        let words = grouped(prepared.words.len() - prepared.n_furniture_words());
        let shares = [percent(taken), percent(verbatim), outside.map_or(String::from("-"), percent)];
        let shares: String = shares.iter().zip(columns).map(|(share, width)| format!("{share:>width$}")).collect();
        lines.push(format!("{letter} {words:>8}{shares}"));
        let about = [called.about(), visible(&prepared.article.id).into_owned()];
        let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        for part in called.headline.iter().chain(&[about]) {
            lines.extend(wrap(part, view.width, "  ", "  "));
        }
    }
}

fn passages(compared: &Compared, places: &BothPlaces, view: CompareView, lines: &mut Vec<String>) {
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
        let place = format!("{}, {}", extent(compared, passage), places.of(compared, passage));
        lines.extend(wrap(&view.paint.ink(Ink::Faint, &place), view.width, &format!("{number:>3}  "), "     "));
        lines.extend(wrap(&quoted(&compared.a, &passage.a, view.explain), view.width, "   a ", "     "));
        if view.explain && !is_verbatim(passage) {
            lines.extend(wrap(&quoted(&compared.b, &passage.b, true), view.width, "   b ", "     "));
        }
    }
}

/// The quotations of a that are not as in b.
fn quotations(compared: &Compared, view: CompareView, lines: &mut Vec<String>) {
    let Some(said) = counts(&compared.quotations) else { return };
    lines.push(String::new());
    lines.push(view.paint.ink(Ink::Strong, "The quotations of a, looked up in b: {+only in a+} [-only in b-]"));
    lines.extend(wrap(&said, view.width, "", ""));
    for quotation in compared.quotations.iter().filter(|quotation| quotation.verdict.is_wrong()) {
        lines.extend(quotation_lines(quotation, &compared.a.article, (view.width, view.paint)));
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

/// Paragraphs of both articles, counted as an editor does.
struct BothPlaces {
    a: Places,
    b: Places,
}

impl BothPlaces {
    fn of(&self, compared: &Compared, passage: &Passage) -> String {
        let (a, b) = (self.a.of_words(&compared.a, &passage.a), self.b.of_words(&compared.b, &passage.b));
        format!("{a} of a, {b} of b")
    }
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

/// What stands beside the stories: how many words, and each piece.
fn set_aside_texts(compared: &Compared, names: &Names, view: CompareView, lines: &mut Vec<String>) {
    for (name, letter, prepared) in [(&names.a, "a", &compared.a), (&names.b, "b", &compared.b)] {
        let Some(said) = set_aside(name, prepared) else { continue };
        lines.push(String::new());
        lines.extend(wrap(&view.paint.ink(Ink::Faint, &said), view.width, "", ""));
        for sentence in prepared.sentences.iter().filter(|sentence| sentence.role.is_furniture()) {
            let text = visible_text(sentence.span.of(&prepared.article.text));
            lines.extend(wrap(&format!("{}: {text}", role_name(sentence.role)), view.width, &format!("   {letter} "), "     "));
        }
    }
}

fn discounted(compared: &Compared, places: &BothPlaces, view: CompareView, lines: &mut Vec<String>) {
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
            &view.paint.ink(Ink::Faint, &format!("{why}; {}", places.of(compared, &discounted.passage))),
            view.width,
            "  -  ",
            "     ",
        ));
        lines.extend(wrap(&quoted(&compared.a, &discounted.passage.a, false), view.width, "   a ", "     "));
        lines.extend(wrap(&quoted(&compared.b, &discounted.passage.b, false), view.width, "   b ", "     "));
    }
}
