//! The records `copydesk.check/1` and `copydesk.check-copy/1`: copies against their sources, in one document or one a
//! line.

use crate::pipeline::{Checked, CheckedCopy, CheckedQuotation, Credit, Direction, Source, Time};
use crate::quotation::Verdict;
use crate::score::{Discount, Doubt, Grade, Kind, Relation};
use crate::span::Span;
use schemars::JsonSchema;
use serde::Serialize;

const DOCUMENT: &str = "copydesk.check/1";
const LINE: &str = "copydesk.check-copy/1";

/// Copies against their sources.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "copydesk.check/1: copies against their sources, one document")]
pub struct CheckRecord {
    /// Name and version of the schema.
    #[schemars(extend("const" = DOCUMENT))]
    pub schema: &'static str,
    /// Whether all that was asked for was done.
    pub complete: bool,
    /// Why it was not: inputs that could not be read, and other errors.
    pub problems: Vec<String>,
    /// Articles that the copies were held against.
    pub compared_with: usize,
    /// Articles left out because their source is ignored.
    pub ignored: usize,
    /// Articles left out because of their dates.
    pub out_of_dates: usize,
    /// The copies, in the order of their ids.
    pub copies: Vec<CopyRecord>,
}

/// One copy against its sources.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "copydesk.check-copy/1: a copy against its sources, one line")]
pub struct CheckCopyRecord {
    /// Name and version of the schema.
    #[schemars(extend("const" = LINE))]
    pub schema: &'static str,
    /// The copy.
    #[serde(flatten)]
    pub copy: CopyRecord,
}

/// A copy and what it took.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CopyRecord {
    /// Path, or `FILE#ID` of a row.
    pub id: String,
    /// Words that count in shares.
    pub words: u32,
    /// Words that hold characters that nobody sees.
    pub hidden_words: usize,
    /// Words of sentences that stood in it before.
    pub repeated_words: usize,
    /// Words of boilerplate, counted in no share.
    pub boilerplate_words: u32,
    /// What it is to all its sources together.
    pub relation: Relation,
    /// The same over sources that are neither licensed nor later nor another instalment of a series.
    pub counted: Relation,
    /// Share of its words that were taken from its sources.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub in_sources: f64,
    /// Share of its words that stand in the passages of its sources word for word; at most `in_sources`.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub in_sources_verbatim: f64,
    /// `in_sources` over its words outside quotations; null if it has none.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub in_sources_outside_quotes: Option<f64>,
    /// Agencies that the copy names.
    pub names: Vec<String>,
    /// Its sources, most words first.
    pub sources: Vec<SourceRecord>,
    /// Reused stretches, each credited to one source.
    pub passages: Vec<CopyPassageRecord>,
    /// Its quotations in order, each looked up in every article that it was held against.
    pub quotations: Vec<QuotationRecord>,
    /// Stretches with the same facts in other words; never counted.
    pub same_facts: Vec<SameFactsRecord>,
    /// An article that fills in the same form with other matter, by id; null where there is none.
    pub same_form_as: Option<String>,
    /// Why its wording could not be compared with that of the one article it was held against; null where it could.
    pub doubt: Option<Doubt>,
    /// Articles that have the same words, credited to others.
    pub also: Vec<AlsoRecord>,
    /// Articles that are copies of this one; they count for nothing here.
    pub shared_with: Vec<SharedWithRecord>,
}

/// A source of a copy.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SourceRecord {
    /// The source.
    pub id: String,
    /// What the copy is to it.
    pub relation: Relation,
    /// How sure it is that wording was reused; null where the relation is none of reuse.
    pub grade: Option<Grade>,
    /// Words of the copy credited to it.
    pub words: u32,
    /// These words over the words of the copy.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub share: f64,
    /// Longest verbatim run.
    pub longest_run_words: u32,
    /// Words of the source that count in shares.
    pub source_words: u32,
    /// Words of the source that hold characters that nobody sees.
    pub hidden_words: usize,
    /// Share of the source's words that stand in the copy.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub used: f64,
    /// Whether the copy names the agency of the source; null where the source does not say whom it is from and the copy
    /// names an agency.
    pub credited: Option<bool>,
    /// The name by which the copy credits it.
    pub credited_as: Option<String>,
    /// When it appeared, beside the copy.
    pub time: Time,
    /// Seconds between the two, where known.
    pub time_difference: Option<i64>,
    /// What tells which of the two is the copy; with `text`, which was first is not known.
    pub direction: Direction,
    /// Whether its words may be used.
    pub licensed: bool,
    /// The same wording with other facts, on another day; does not count.
    pub instalment: bool,
    /// Whether it counts: not licensed, not later than the copy, no instalment.
    pub counts: bool,
}

/// A reused stretch of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CopyPassageRecord {
    /// Where it stands in the copy.
    pub span: Span,
    /// The source it is credited to, by id.
    pub source: String,
    /// Where it stands there.
    pub source_span: Span,
    /// What its words are.
    pub kind: Kind,
    /// Pieces of one stretch of reuse have the same number.
    pub stretch: u32,
}

/// A quotation of a copy and what became of its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuotationRecord {
    /// Where it stands in the copy, without its marks.
    pub span: Span,
    /// What became of its words.
    pub verdict: Verdict,
    /// The article that has the words, by id; null if none has.
    pub source: Option<String>,
    /// Where they stand there, in order of the quotation.
    pub source_spans: Vec<Span>,
    /// Words of the quotation that the source does not have there.
    pub changed: Vec<Span>,
    /// Words of the source that the quotation does not have.
    pub missing: Vec<Span>,
    /// Where the source names who says it, if the copy names another one.
    pub speaker: Option<Span>,
}

/// A stretch that was looked at and not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SameFactsRecord {
    /// Where it stands in the copy.
    pub span: Span,
    /// The other article, by id.
    pub source: String,
    /// Where it stands there.
    pub source_span: Span,
    /// Why it does not count.
    pub why: Discount,
}

/// An article that has words which are credited to another one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AlsoRecord {
    /// The article.
    pub id: String,
    /// What the copy is to it.
    pub relation: Relation,
    /// Share of the copy found in it.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub share: f64,
}

/// An article that is a copy of this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SharedWithRecord {
    /// The article.
    pub id: String,
    /// What this one is to it.
    pub relation: Relation,
    /// How sure it is that wording was reused; null where the relation is none of reuse.
    pub grade: Option<Grade>,
    /// Words that it has from this one.
    pub words: u32,
    /// What tells which of the two is the copy; with `text`, which was first is not known.
    pub direction: Direction,
}

impl From<&Checked> for CheckRecord {
    fn from(checked: &Checked) -> Self {
        CheckRecord {
            schema: DOCUMENT,
            complete: true,
            problems: Vec::new(),
            compared_with: checked.counts.sources,
            ignored: checked.counts.ignored,
            out_of_dates: checked.counts.out_of_dates,
            copies: checked.copies.iter().map(CopyRecord::from).collect(),
        }
    }
}

impl CheckRecord {
    /// The same of a run in which some things failed.
    pub fn with_problems(self, problems: &[String]) -> Self {
        CheckRecord { complete: problems.is_empty(), problems: problems.to_vec(), ..self }
    }
}

impl CheckCopyRecord {
    /// One record for each copy, in their order.
    pub fn of(checked: &Checked) -> impl Iterator<Item = CheckCopyRecord> {
        checked.copies.iter().map(|copy| CheckCopyRecord { schema: LINE, copy: CopyRecord::from(copy) })
    }
}

impl From<&CheckedCopy> for CopyRecord {
    fn from(copy: &CheckedCopy) -> Self {
        let passages = copy.passages.iter().map(|passage| CopyPassageRecord {
            span: passage.span,
            source: copy.sources.get(passage.source as usize).map_or_else(String::new, |source| source.article.id.clone()),
            source_span: passage.source_span,
            kind: passage.kind,
            stretch: passage.stretch,
        });
        let same_facts = copy.same_facts.iter().map(|one| SameFactsRecord {
            span: one.span,
            source: one.source.id.clone(),
            source_span: one.source_span,
            why: one.why,
        });
        let also = copy.also.iter().map(|one| AlsoRecord { id: one.article.id.clone(), relation: one.relation, share: one.share });
        let shared_with = copy.shared_with.iter().map(|one| SharedWithRecord {
            id: one.article.id.clone(),
            relation: one.relation,
            grade: one.grade,
            words: one.words,
            direction: one.direction,
        });
        CopyRecord {
            id: copy.article.id.clone(),
            words: copy.words,
            hidden_words: copy.hidden_words,
            repeated_words: copy.repeated_words,
            boilerplate_words: copy.boilerplate_words,
            relation: copy.relation,
            counted: copy.counted,
            in_sources: copy.in_sources,
            in_sources_verbatim: copy.in_sources_verbatim,
            in_sources_outside_quotes: copy.in_sources_outside_quotes,
            names: copy.names.clone(),
            sources: copy.sources.iter().map(SourceRecord::from).collect(),
            passages: passages.collect(),
            quotations: copy.quotations.iter().map(QuotationRecord::from).collect(),
            same_facts: same_facts.collect(),
            same_form_as: copy.same_form_as.as_ref().map(|article| article.id.clone()),
            doubt: copy.only.as_ref().and_then(|only| only.comparison.doubt),
            also: also.collect(),
            shared_with: shared_with.collect(),
        }
    }
}

impl From<&CheckedQuotation> for QuotationRecord {
    fn from(quotation: &CheckedQuotation) -> Self {
        QuotationRecord {
            span: quotation.span,
            verdict: quotation.verdict,
            source: quotation.source.as_ref().map(|source| source.id.clone()),
            source_spans: quotation.source_spans.clone(),
            changed: quotation.changed.clone(),
            missing: quotation.missing.clone(),
            speaker: quotation.speaker,
        }
    }
}

impl From<&Source> for SourceRecord {
    fn from(source: &Source) -> Self {
        let (credited, credited_as) = match &source.credit {
            Credit::Credited(name) => (Some(true), Some(name.clone())),
            Credit::NotCredited => (Some(false), None),
            Credit::Unknown => (None, None),
        };
        SourceRecord {
            id: source.article.id.clone(),
            relation: source.relation,
            grade: source.grade,
            words: source.words,
            share: source.share,
            longest_run_words: source.longest_run_words,
            source_words: source.source_words,
            hidden_words: source.prepared.hidden_words,
            used: source.used,
            credited,
            credited_as,
            time: source.time,
            time_difference: source.time.apart(),
            direction: source.direction,
            licensed: source.licensed,
            instalment: source.instalment,
            counts: source.counts(),
        }
    }
}
