//! Quotations of a draft, held against the words of a source.
//!
//! In: a draft and a source, read. Out: for each quotation of the draft whether the source has its words, where, and what was done to
//! them: [`Found`]. The words are placed piece by piece (`placing`, `aligning`), the places joined into one reading of the source (`joining`),
//! and what lies between two places makes the verdict (`judging`); who is named as the speaker on both sides is read apart
//! (`names`, `attribution`, `speakers`), and so is the negation that a quotation lost with the words beside it (`denial`). Which sources are worth looking at is decided elsewhere.
//!
//! Typography, a marked omission, words in square brackets, British or American spelling and figures for number words are no change.
//! The work for a quotation grows with its words, and for a source with its words; never with the product of the two.

mod aligning;
mod attribution;
mod beside;
mod denial;
mod joining;
mod judging;
mod names;
mod placing;
mod quoted;
mod roles;
mod speakers;
#[cfg(test)]
mod tests;
mod trimming;
mod typography;
mod units;

use crate::span::Span;
use crate::text::{Prepared, Word};
use judging::Bond;
pub use quoted::Quotation;
use speakers::Speakers;
use std::sync::OnceLock;
use units::Units;

/// What became of the words of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The words stand so in the source.
    Exact,
    /// Words were replaced or added, or a negation is gone.
    Altered,
    /// Words were left out without an ellipsis.
    Cut,
    /// Words from several places were joined without an ellipsis.
    Spliced,
    /// The words are right, and another person of the source is named as the speaker.
    Misattributed,
    /// No source has the words.
    NotInSource,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Verdict; 6] =
        [Verdict::Exact, Verdict::Altered, Verdict::Cut, Verdict::Spliced, Verdict::Misattributed, Verdict::NotInSource];

    /// Whether the source has the words and the draft gives them otherwise: what an editor must see.
    pub fn is_wrong(self) -> bool {
        matches!(self, Verdict::Altered | Verdict::Cut | Verdict::Spliced | Verdict::Misattributed)
    }
}

/// Where a source has the words of a quotation, and what differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What became of the words.
    pub verdict: Verdict,
    /// Where the words stand in the source, in order of the quotation.
    pub source_spans: Vec<Span>,
    /// Words of the quotation that the source does not have there.
    pub changed: Vec<Span>,
    /// Words of the source that the quotation does not have.
    pub missing: Vec<Span>,
    /// Who says it in the source, where the speaker is another.
    pub speaker: Option<Span>,
    /// How well the words are found, 0.0 to 1.0.
    pub share: f64,
    /// Whether the words stand inside quotation marks there.
    pub is_quoted: bool,
}

/// An article as quotations are looked up in it.
#[derive(Debug)]
pub struct Reading<'p> {
    prepared: &'p Prepared,
    units: Units,
    /// Which unit stands where: key and number, sorted.
    places: OnceLock<Vec<(u64, u32)>>,
    /// Who speaks, read when it is first asked for: most quotations stand in no source.
    speakers: OnceLock<Speakers>,
}

impl<'p> Reading<'p> {
    /// Reads an article. Linear.
    pub fn new(prepared: &'p Prepared) -> Self {
        Reading { prepared, units: Units::of(prepared), places: OnceLock::new(), speakers: OnceLock::new() }
    }

    /// Which unit stands where, made when somebody's quotation is first looked up here. n log n in the words.
    fn places(&self) -> &[(u64, u32)] {
        self.places.get_or_init(|| {
            let mut places: Vec<(u64, u32)> = self.units.all.iter().zip(0..).map(|(unit, at)| (unit.key, at)).collect();
            places.sort_unstable();
            places
        })
    }

    fn speakers(&self) -> &Speakers {
        self.speakers.get_or_init(|| Speakers::of(self.prepared))
    }

    /// The quotations of the article, in order; those without words are none.
    pub fn quotations(&self) -> Vec<Quotation> {
        quoted::quotations(self.prepared, &self.units)
    }

    /// Whether the article quotes anybody.
    fn has_quotations(&self) -> bool {
        !self.prepared.quotations.is_empty()
    }

    fn word(&self, at: usize) -> Option<&'p Word> {
        self.prepared.words.get(self.units.all.get(at)?.first as usize)
    }

    /// Whether a unit stands inside a quotation.
    fn is_quoted(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.quoted)
    }

    /// The sentence of a unit; none behind the last one.
    fn sentence(&self, at: usize) -> Option<u32> {
        self.word(at).map(|word| word.sentence)
    }

    /// Whether two units stand in one sentence, and both in one quotation or outside of any.
    fn is_side_by_side(&self, one: usize, other: usize) -> bool {
        self.sentence(one) == self.sentence(other) && self.quotation_of(one) == self.quotation_of(other)
    }

    fn paragraph(&self, at: usize) -> Option<u32> {
        self.prepared.sentences.get(self.sentence(at)? as usize).map(|sentence| sentence.paragraph)
    }

    /// The quotation that a unit stands in, by number.
    fn quotation_of(&self, at: usize) -> Option<usize> {
        let place = self.word(at)?.span.start;
        let number = self.prepared.quotations.partition_point(|span| span.end <= place);
        self.prepared.quotations.get(number).filter(|span| span.holds(place)).map(|_| number)
    }

    /// The folded forms of the words of a unit.
    fn forms(&self, at: usize) -> impl Iterator<Item = &'p str> + '_ {
        let unit = self.units.all.get(at);
        let words = unit.map_or(0..0, |unit| unit.first as usize..unit.end as usize);
        self.prepared.words.get(words).unwrap_or(&[]).iter().map(|word| self.prepared.form(word))
    }

    /// Where a unit stands: its key and its places, ascending.
    fn places_of(&self, key: u64) -> &[(u64, u32)] {
        let places = self.places();
        let from = places.partition_point(|(other, _)| *other < key);
        let to = from + places[from..].partition_point(|(other, _)| *other == key);
        &places[from..to]
    }
}

/// Looks a quotation of `draft` up in `source`; none if its words are not there.
///
/// `is_source` says that the draft is known to have other words of it: then half of the words are enough to tell an altered quotation from
/// another one. Where the source only names the speaker it takes more, and where nothing ties the two together much more.
///
/// ```
/// use copydesk::{article::Article, quotation::{look_up, Reading, Verdict}, text::Prepared};
/// let draft = Prepared::new(&Article::new("draft", "“We will rush these talks,” Keel said."));
/// let source = Prepared::new(&Article::new("wire", "“We will not rush these talks,” Keel told reporters."));
/// let (draft, source) = (Reading::new(&draft), Reading::new(&source));
/// let found = look_up(&draft.quotations()[0], &draft, &source, true);
/// assert_eq!(found.map(|found| found.verdict), Some(Verdict::Altered));
/// ```
pub fn look_up(quotation: &Quotation, draft: &Reading<'_>, source: &Reading<'_>, is_source: bool) -> Option<Found> {
    if !placing::may_stand(quotation, source) {
        return None;
    }
    let bond = if is_source {
        Bond::Source
    } else if source.speakers().names_speaker(draft.speakers(), quotation.number) {
        Bond::Speaker
    } else {
        Bond::None
    };
    let judged = |joined: &joining::Joined| judging::judge(quotation, joined, (draft, source), bond);
    let found = judged(&joining::join(quotation, source))?;
    let is_said_so = found.verdict == Verdict::Altered && found.changed.is_empty();
    if found.verdict != Verdict::Misattributed && !is_said_so {
        return Some(found);
    }
    // Two people may say the same, and one may say it twice, once with a negation.
    let others = joining::in_a_row(quotation, source).into_iter().filter_map(|joined| judged(&joined));
    Some(others.into_iter().find(|other| other.verdict == Verdict::Exact).unwrap_or(found))
}
