//! The record `copydesk.finding/1`: what a copy took from a source, judged.

use crate::judge::{Finding, Level, Location, Status};
use crate::pipeline::Direction;
use crate::quotation::Verdict;
use crate::record::Named;
use crate::score::{Grade, Relation};
use schemars::JsonSchema;
use serde::Serialize;

const SCHEMA: &str = "copydesk.finding/1";

/// What a copy took from a source, and whether it fails.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "copydesk.finding/1: what a copy took from a source, judged; one line")]
pub struct FindingRecord {
    /// Name and version of the schema.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// How much it matters.
    pub level: Level,
    /// Why it fails, or why not.
    pub status: Status,
    /// The copy, by id.
    pub copy: String,
    /// The source, by id; empty for a quotation that no source has.
    pub source: String,
    /// The other sources, if only together they meet the fail rule.
    pub with: Vec<String>,
    /// The rule that the finding stands under: its relation, or `quotation-altered`, `quotation-cut`,
    /// `quotation-spliced`, `quotation-misattributed`, `quotation-not-in-source`.
    pub rule: String,
    /// What became of a quotation, where the finding is about one; null where it is about reuse.
    pub quotation: Option<Verdict>,
    /// What the copy is to the source; `quotes-only` where the finding is about a quotation.
    pub relation: Relation,
    /// How sure it is that wording was reused, of several sources for the least sure; null where the relation is none
    /// of reuse.
    pub grade: Option<Grade>,
    /// Share of the copy's words that were taken.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub share: f64,
    /// Words taken.
    pub words: u32,
    /// Words of the copy that count in shares.
    pub copy_words: u32,
    /// Longest verbatim run.
    pub longest_run_words: u32,
    /// What tells which of the two is the copy; with `text`, which was first is not known.
    pub direction: Direction,
    /// Which finding it is, by content.
    #[schemars(length(min = 16, max = 16))]
    pub fingerprint: String,
    /// Findings of the same content before it.
    pub occurrence: usize,
    /// Reused stretches of the copy, the longest first.
    pub places: Vec<PlaceRecord>,
    /// Their counterparts in the source.
    pub source_places: Vec<PlaceRecord>,
    /// The command that shows the finding again; null if the names cannot be typed.
    pub command: Option<String>,
    /// Why it is suppressed.
    pub reason: Option<String>,
    /// The last day of the suppression.
    pub until: Option<String>,
}

/// A stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceRecord {
    /// The file as reports name it.
    pub path: String,
    /// Line of the first character, from 1.
    pub line: u32,
    /// Column of the first character, in characters, from 1.
    pub column: u32,
    /// Line of the end; null where the place is a whole line.
    pub end_line: Option<u32>,
    /// Column of the end, which is not included.
    pub end_column: Option<u32>,
}

impl FindingRecord {
    /// The record of a finding; `command` shows it again.
    pub fn new(finding: &Finding, command: Option<String>) -> FindingRecord {
        let (reason, until) = match &finding.status {
            Status::Suppressed { reason, until, .. } => (Some(reason.clone()), until.clone()),
            _ => (None, None),
        };
        FindingRecord {
            schema: SCHEMA,
            level: finding.level,
            status: finding.status.clone(),
            copy: finding.copy.clone(),
            source: finding.source.clone(),
            with: finding.with.clone(),
            rule: finding
                .quotation
                .as_ref()
                .map_or_else(|| finding.relation.name().to_string(), |quoted| format!("quotation-{}", quoted.checked.verdict.name())),
            quotation: finding.quotation.as_ref().map(|quoted| quoted.checked.verdict),
            relation: finding.relation,
            grade: finding.grade,
            share: finding.share,
            words: finding.words,
            copy_words: finding.copy_words,
            longest_run_words: finding.longest_run_words,
            direction: finding.direction,
            fingerprint: finding.fingerprint.to_string(),
            occurrence: finding.occurrence,
            places: std::iter::once(&finding.place).chain(&finding.others).map(PlaceRecord::from).collect(),
            source_places: finding.source_places.iter().map(PlaceRecord::from).collect(),
            command,
            reason,
            until,
        }
    }
}

impl From<&Location> for PlaceRecord {
    fn from(location: &Location) -> Self {
        PlaceRecord {
            path: location.path.clone(),
            line: location.start.line,
            column: location.start.column,
            end_line: location.end.map(|end| end.line),
            end_column: location.end.map(|end| end.column),
        }
    }
}
