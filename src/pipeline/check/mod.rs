//! Copies against their sources, passage by passage.
//!
//! In: copies and an archive, or one collection of articles that are all held against each other. Out: [`Checked`]: for each copy its
//! sources with the words taken from each, the passages, what shares facts only, and the relation of the copy to all its sources
//! together. The same for any number of threads and any order of the articles. Nothing is read here, nothing fails.
//!
//! The way: the archive is read once for the shingles that the copies have (`finding`), or the collection for its pairs (`among`); the best partners of each copy are compared
//! on the words by the one scoring path (`judging`), save wording that very many unlike articles have (`common_wording`); each word of the copy is credited to one source (`crediting`); what is left of a
//! source makes the relation (`joining`), and who is credited and who was first is said (`credit`).

mod among;
mod common_wording;
mod credit;
mod crediting;
mod direction;
mod finding;
mod joining;
mod judging;
#[cfg(test)]
mod noise_tests;
mod quotations;
mod sieve;
mod sifted;
#[cfg(test)]
mod tests;

use crate::article::Article;
use crate::index::LookupSettings;
use crate::observe::Observe;
use crate::pipeline::patterns::SourcePattern;
use crate::score::{Comparison, Discount, Grade, Kind, Relation};
use crate::span::Span;
use crate::text::Prepared;
pub(super) use credit::time;
pub use credit::{Credit, Time};
pub use direction::{Base, Direction, Stood};
pub use quotations::CheckedQuotation;
pub(super) use quotations::looked_up;
pub use sifted::{PartOf, RowPlace, Rows, Sifted, SiftedPart};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// How copies are checked.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckSettings {
    /// A source from which fewer words are taken is not listed. Default 16: about one sentence.
    pub min_words: u32,
    /// Whether the first source is listed however few words it gave, where the copy is reuse of it. Default true.
    pub keeps_first: bool,
    /// Reuse that is less sure is wording that proves nothing. Default [`Grade::Doubtful`]: all of it counts.
    pub min_grade: Grade,
    /// Only articles dated at or after this moment are sources, in seconds since 1970; undated ones stay. Default none.
    pub since: Option<i64>,
    /// Only articles dated before this moment are sources; undated ones stay. Default none.
    pub before: Option<i64>,
    /// Articles that are no sources. Default none.
    pub ignored: Vec<SourcePattern>,
    /// Articles whose reuse is allowed: shown, but not counted in [`CheckedCopy::counted`]. Default none.
    pub licensed: Vec<SourcePattern>,
    /// The articles of an earlier state of the collection, if there is one: where dates do not tell, of two articles the one that was not
    /// there, or was edited since, is the copy. Default none.
    pub base: Option<Arc<Base>>,
    /// How articles of the base that were edited since read there, by their ids: what two of them had in common there already tells nothing. Default
    /// none.
    pub texts_before: Arc<BTreeMap<String, Article>>,
    /// Whether the archive is the collection that the copies are of, so that of two articles of the base either may be the copy. Default false: what
    /// is checked against is a source.
    pub archive_is_collection: bool,
    /// Which articles of an archive are compared with a copy.
    pub lookup: LookupSettings,
}

impl Default for CheckSettings {
    fn default() -> Self {
        CheckSettings {
            min_words: 16,
            keeps_first: true,
            min_grade: Grade::Doubtful,
            since: None,
            before: None,
            ignored: Vec::new(),
            licensed: Vec::new(),
            base: None,
            texts_before: Arc::default(),
            archive_is_collection: false,
            lookup: LookupSettings::default(),
        }
    }
}

/// The checked copies.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// In order of their ids.
    pub copies: Vec<CheckedCopy>,
    /// What was done.
    pub counts: CheckCounts,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CheckCounts {
    /// Articles that could be sources.
    pub sources: usize,
    /// Articles left out as asked for.
    pub ignored: usize,
    /// Articles left out by their date.
    pub out_of_dates: usize,
    /// Articles with no word that counts, among copies and sources.
    pub empty: usize,
    /// Copies that were met again among the sources and are not their own source.
    pub itself: usize,
    /// Pairs that were compared on the words.
    pub compared: usize,
}

/// One copy and what became of its words.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedCopy {
    /// The copy.
    pub article: Article,
    /// Its words as they were compared, boilerplate marked. Kept where it has a source or same facts to show, and of a copy that was
    /// checked alone.
    pub prepared: Option<Arc<Prepared>>,
    /// Its story words.
    pub words: u32,
    /// Words that hold characters that nobody sees.
    pub hidden_words: usize,
    /// Story words of sentences that stood in it before: a paragraph pasted twice. Of copies of one collection that share nothing only where they
    /// are many.
    pub repeated_words: usize,
    /// Words of wording that very many articles have, counted in no share.
    pub boilerplate_words: u32,
    /// What it is to all its sources together.
    pub relation: Relation,
    /// The same over those sources that count (see [`Source::counts`]). This is what a check may fail on.
    pub counted: Relation,
    /// Share of its words that stand in its sources.
    pub in_sources: f64,
    /// Share of its words that stand in the passages of its sources word for word; at most `in_sources`.
    pub in_sources_verbatim: f64,
    /// `in_sources` over its words outside quotations; none if it has no such words.
    pub in_sources_outside_quotes: Option<f64>,
    /// Its sources, most words first.
    pub sources: Vec<Source>,
    /// Its reused passages in order, each cut into pieces of one kind, quotations also where they were edited.
    pub passages: Vec<CheckedPassage>,
    /// Stretches that say the same as another article in other words, or share names, figures or a form with it; never counted.
    pub same_facts: Vec<SameFacts>,
    /// The first of the articles that fill in the same form as the copy, each with matter of its own: no source.
    pub same_form_as: Option<Article>,
    /// The one article that it was held against, where it was only one and is no source.
    pub only: Option<Box<Only>>,
    /// Articles that have reused words of the copy too, all of them credited to others; best first, at most [`MAX_ALSO`].
    pub also: Vec<Also>,
    /// Articles that have the same wording and are not its sources: of each such pair the other one is the copy. By id.
    pub shared_with: Vec<SharedWith>,
    /// Its quotations in order, each looked up in every article that it was held against; where articles of one collection are held
    /// against each other, in its sources, and none where it has no source.
    pub quotations: Vec<CheckedQuotation>,
    /// Agencies that the copy names, by their usual names; not looked for where it has no source.
    pub names: Vec<String>,
}

/// An article that is no source of the copy that was held against it alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Only {
    /// The article.
    pub article: Article,
    /// What the copy is to it.
    pub comparison: Comparison,
}

/// The other side of a pair: an article that is the copy of this one.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedWith {
    /// The other article.
    pub article: Article,
    /// What this one is to it.
    pub relation: Relation,
    /// How sure reuse is; none where it is none.
    pub grade: Option<Grade>,
    /// Words that the other one has from this one.
    pub words: u32,
    /// What tells that the other one is the copy.
    pub direction: Direction,
}

/// Articles that are listed as [`CheckedCopy::also`] at most.
pub const MAX_ALSO: usize = 10;
/// Stretches that are listed as [`CheckedCopy::same_facts`] at most.
pub const MAX_SAME_FACTS: usize = 20;

/// An article from which a copy takes words.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The article.
    pub article: Article,
    /// Its words as they were compared, boilerplate marked.
    pub prepared: Arc<Prepared>,
    /// What the copy is to it.
    pub relation: Relation,
    /// How sure reuse is; none where it is none.
    pub grade: Option<Grade>,
    /// Words of the copy credited to it, quoted ones included.
    pub words: u32,
    /// The same as a share of the words of the copy.
    pub share: f64,
    /// Story words of the source.
    pub source_words: u32,
    /// Share of the source's words that stand in the copy, credited to it or not.
    pub used: f64,
    /// Longest verbatim run of the two in words.
    pub longest_run_words: u32,
    /// Whether the copy says where it has this from.
    pub credit: Credit,
    /// Which of the two was first.
    pub time: Time,
    /// What tells that it is the source and not the copy.
    pub direction: Direction,
    /// Whether it is being checked itself.
    pub checked: bool,
    /// Whether its reuse is allowed.
    pub licensed: bool,
    /// Whether the two are instalments of a series: the same wording with other facts, on another day.
    pub instalment: bool,
}

impl Source {
    /// Whether reuse of it counts: it is not licensed, not later than the copy, and no other instalment of its series.
    pub fn counts(&self) -> bool {
        !self.licensed && !self.time.is_later() && !self.instalment
    }
}

/// Words of the copy that stand in a source, all of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedPassage {
    /// Where they stand in the copy.
    pub span: Span,
    /// The source, by number in [`CheckedCopy::sources`].
    pub source: u32,
    /// Their counterpart there; empty where the copy adds words inside a passage.
    pub source_span: Span,
    /// What they are.
    pub kind: Kind,
    /// Whether they were taken from the source; words that were put in are the copy's own.
    pub taken: bool,
    /// Whether they are the same words on both sides, quoted or not; the source may have more behind them.
    pub verbatim: bool,
    /// The words, by number in the prepared copy.
    pub words: Range<u32>,
    /// Their counterpart, by number in the prepared source.
    pub source_words: Range<u32>,
    /// Pieces with the same number are one stretch of reuse.
    pub stretch: u32,
}

/// A stretch that was looked at and not counted.
#[derive(Debug, Clone, PartialEq)]
pub struct SameFacts {
    /// Where it stands in the copy.
    pub span: Span,
    /// The other article.
    pub source: Article,
    /// Where it stands there.
    pub source_span: Span,
    /// Why it does not count.
    pub why: Discount,
}

/// An article that has reused words of the copy too.
#[derive(Debug, Clone, PartialEq)]
pub struct Also {
    /// The article.
    pub article: Article,
    /// What the copy is to it.
    pub relation: Relation,
    /// Share of the copy's words that stand in it.
    pub share: f64,
    /// What it would be if no other had the words: for those who allow the reuse of the others and not of this one. None where reuse of it does not
    /// count.
    pub unseen: Option<Box<Unseen>>,
}

/// A source all of whose words are credited to others.
#[derive(Debug, Clone, PartialEq)]
pub struct Unseen {
    /// As a source, with the words that it has.
    pub source: Source,
    /// The reused words of the copy with their counterparts, in order of the copy.
    pub passages: Vec<UnseenPassage>,
}

/// Words of a copy that an unseen source has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnseenPassage {
    /// The words, by number in the prepared copy.
    pub words: Range<u32>,
    /// Where they stand in the source.
    pub source_span: Span,
    /// The same by number in the prepared source.
    pub source_words: Range<u32>,
}

/// Checks copies against an archive. No copies give no results; an empty archive has no sources.
///
/// Linear in the text of the archive; for each copy, a bounded number of comparisons.
///
/// ```
/// use copydesk::{article::Article, pipeline, score::Relation};
/// let copies = [Article::new("draft", "The ferry ran aground on a sandbank shortly after dawn on Sunday. Nobody was hurt.")];
/// let archive = [
///     Article::new("apples", "Farmers in the valley expect the best apple harvest in more than twenty years."),
///     Article::new("wire", "The ferry ran aground on a sandbank shortly after dawn on Sunday. Nobody was hurt. Divers will look at \
///                  the hull when the tide is out, and the inquiry into the grounding begins on Monday at the harbour office."),
/// ];
/// let checked = pipeline::check(&copies, &archive, &Default::default(), &());
/// assert_eq!(checked.copies[0].relation, Relation::Shortened);
/// assert_eq!(checked.copies[0].sources[0].article.id, "wire");
/// ```
pub fn check<'a>(copies: &'a [Article], archive: &'a [Article], settings: &CheckSettings, observer: &dyn Observe) -> Checked {
    let found = finding::in_archive(copies, archive, settings, observer);
    judging::judge(found, settings, observer)
}

/// Checks every article of a collection against all others. A pair is reported once, on the copy: see [`Direction`].
pub fn check_all(articles: &[Article], settings: &CheckSettings, observer: &dyn Observe) -> Checked {
    among::check_among(articles, settings, observer)
}
