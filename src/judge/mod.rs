//! The gate: what a checked collection means for a pipeline. Findings, the fail rule, the baseline, suppressions.
//!
//! In: the result of a check, the team's rules, perhaps a baseline, and today's date. Out: [`Gated`]: one [`Finding`] for each copy and
//! source and one for each quotation that was not left as it was, worst first, each with where it stands, whether it fails, and if not why not. The same for any number of threads and any order
//! of the inputs. No file is read or written here and no clock is looked at; nothing is compared anew, and nothing that was found is
//! dropped.

mod allowance;
mod baseline;
mod findings;
mod fingerprint;
mod judgement;
mod location;
mod quotations;
#[cfg(test)]
mod quotations_tests;
mod rule;
mod suppression;
#[cfg(test)]
mod tests;

pub use crate::text::Wording;
pub use allowance::Allowances;
pub use baseline::{Baseline, Compared, Known, Line, Seen};
pub use findings::{Rules, article_name};
pub use fingerprint::Fingerprint;
pub use judgement::{failing, gate};
pub use location::{Location, Places, Position};
pub use quotations::QuotedFinding;
pub use rule::{FailOn, FailOnQuotation};
pub use suppression::Suppression;

use crate::pipeline::{CheckedCopy, CheckedQuotation, Direction};
use crate::score::{Grade, Relation};
use crate::span::Span;
use std::collections::BTreeSet;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It fails.
    Error,
    /// Wording was reused, but the rule lets it pass.
    Warning,
    /// Allowed, known before, or quotations only.
    Note,
}

/// Why a finding fails, or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// It meets the rule and was not there before.
    New,
    /// It meets the rule; it is in the baseline, with far fewer words.
    Grown {
        /// Words taken when the baseline was made.
        from: u32,
    },
    /// It meets the rule and is in the baseline.
    Known,
    /// It meets the rule and is suppressed.
    Suppressed {
        /// Why, as the settings say.
        reason: String,
        /// The last day of the suppression.
        until: Option<String>,
        /// Where the suppression stands.
        place: String,
    },
    /// The source may be used.
    Licensed,
    /// The source is later than the copy.
    Later,
    /// The two are instalments of a series: the same wording with other facts, on another day.
    Instalment,
    /// The rule lets it pass.
    Below,
}

/// What a copy took from a source, or what it made of a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The quotation, where the finding is one of a quotation and not of reuse.
    pub quotation: Option<Box<QuotedFinding>>,
    /// Id of the copy.
    pub copy: String,
    /// Id of the source; of several sources that only together meet the rule, the one that gave most. Empty for a quotation that no source has.
    pub source: String,
    /// The other sources, if only together they meet the rule.
    pub with: Vec<String>,
    /// What the copy is to the source, or to the sources together.
    pub relation: Relation,
    /// How sure reuse is, of several sources for the least sure; none where it is none.
    pub grade: Option<Grade>,
    /// Words of the copy that are credited to the source.
    pub words: u32,
    /// Words of the copy.
    pub copy_words: u32,
    /// `words` over `copy_words`, 0.0 to 1.0.
    pub share: f64,
    /// The longest verbatim run in words.
    pub longest_run_words: u32,
    /// What tells which of the two is the copy.
    pub direction: Direction,
    /// How much it matters.
    pub level: Level,
    /// Why it fails, or why not.
    pub status: Status,
    /// The longest reused stretch of the copy.
    pub place: Location,
    /// The other reused stretches of the copy, in order of the text.
    pub others: Vec<Location>,
    /// Where the reused stretches stand in the source, in order of the copy, without repeats.
    pub source_places: Vec<Location>,
    /// How the longest reused stretch begins.
    pub opening: String,
    /// Which finding it is, by content.
    pub fingerprint: Fingerprint,
    /// Hashes of some of the words taken, as they stand in the copy, ascending: what is left of a finding that was cut has some of them. None for
    /// a quotation.
    pub anchors: Vec<u64>,
    /// The same as they stand in the sources.
    pub source_anchors: Vec<u64>,
    /// How many findings of the same content come before it; 0 for the first.
    pub occurrence: usize,
    /// The copy as reports name it: the path of its file, or `path#ID` for a row.
    pub name: String,
    /// The source as reports name it.
    pub source_name: String,
    /// How a command names the copy: its path, or `FILE.jsonl#ID`.
    pub copy_argument: String,
    /// How a command names the source.
    pub source_argument: String,
}

impl Finding {
    /// Whether it fails.
    pub fn fails(&self) -> bool {
        matches!(self.status, Status::New | Status::Grown { .. })
    }

    /// The lines of the copy that reused stretches touch, as ranges in order, joined where they touch; none where the lines of its file say nothing.
    pub fn lines(&self) -> Vec<(u32, u32)> {
        let mut ranges: Vec<(u32, u32)> = std::iter::once(&self.place)
            .chain(&self.others)
            .filter(|place| place.has_lines)
            .map(|place| (place.start.line, place.last_line()))
            .collect();
        ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (first, last) in ranges {
            match joined.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                _ => joined.push((first, last)),
            }
        }
        joined
    }
}

/// A checked collection, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Gated {
    /// All findings: those that fail first, then by relation, share and names.
    pub findings: Vec<Finding>,
    /// Findings that matter less are in no report.
    pub min_level: Level,
    /// The rule they were judged by.
    pub fail_on: FailOn,
    /// The rule for quotations.
    pub fail_on_quotation: FailOnQuotation,
    /// Articles that were checked.
    pub n_checked: usize,
    /// Articles that they were checked against.
    pub n_against: usize,
    /// Why the run is not complete: inputs that could not be read, and other errors. What is not said here, the findings may leave out.
    pub problems: Vec<String>,
    /// Lines of the baseline that hold for nothing any more: their articles were checked, or are gone. Empty if only some articles were checked.
    pub gone: Vec<Line>,
    /// All lines of the baseline that hold for no finding.
    pub unmatched: Vec<Line>,
    /// Suppressions that are over and would have held: where they stand and their last day.
    pub expired: Vec<(String, String)>,
    /// Suppressions that hold for nothing: where they stand. Empty if only some articles were checked.
    pub unused: Vec<String>,
}

/// The copies that fail, and the quotations of them, for reports that show copies. The default knows of none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Failing {
    copies: BTreeSet<String>,
    quotations: BTreeSet<(String, Span)>,
}

impl Failing {
    /// Whether this copy fails.
    pub fn has(&self, copy: &CheckedCopy) -> bool {
        self.copies.contains(&copy.article.id)
    }

    /// Whether this quotation of a copy fails.
    pub fn has_quotation(&self, copy: &CheckedCopy, quotation: &CheckedQuotation) -> bool {
        self.quotations.contains(&(copy.article.id.clone(), quotation.span))
    }
}

impl Gated {
    /// The copies with a finding that fails, for reports that show copies.
    pub fn failing(&self) -> Failing {
        let mut failing = Failing::default();
        for finding in self.findings.iter().filter(|finding| finding.fails()) {
            failing.copies.insert(finding.copy.clone());
            failing.quotations.extend(finding.quotation.iter().map(|quoted| (finding.copy.clone(), quoted.checked.span)));
        }
        failing
    }

    /// How many findings fail.
    pub fn n_failing(&self) -> usize {
        self.findings.iter().filter(|finding| finding.fails()).count()
    }

    /// How many findings have a status of this kind.
    pub fn count(&self, is: impl Fn(&Status) -> bool) -> usize {
        self.findings.iter().filter(|finding| is(&finding.status)).count()
    }

    /// The findings that reports show: all that matter so much but suppressed ones and those of the baseline, and those too if `all`.
    pub fn shown(&self, all: bool) -> impl Iterator<Item = &Finding> {
        let findings = self.findings.iter().filter(|finding| finding.level <= self.min_level);
        findings.filter(move |finding| all || !matches!(finding.status, Status::Known | Status::Suppressed { .. }))
    }

    /// The baseline that these findings make: all that meet the rule and are not allowed.
    pub fn baseline(&self) -> Baseline {
        Baseline::of(self.lines(Level::Error))
    }

    /// The lines that these findings make in a baseline: all that meet the rule and are not allowed, and those that do not meet it but matter so
    /// much or more.
    pub fn lines(&self, level: Level) -> Vec<Line> {
        let is_in = |finding: &&Finding| match &finding.status {
            Status::New | Status::Grown { .. } | Status::Known => true,
            Status::Below => finding.level <= level,
            _ => false,
        };
        self.findings.iter().filter(is_in).map(|finding| Line::of(&finding.seen())).collect()
    }
}

impl Finding {
    /// The finding as a baseline sees it.
    pub fn seen(&self) -> Seen<'_> {
        Seen {
            copy: &self.name,
            source: &self.source_name,
            rule: if self.quotation.is_some() { "quotation" } else { self.relation.name() },
            is_derived: self.quotation.is_none() && self.relation.is_derived(),
            fingerprint: self.fingerprint,
            words: self.words,
            anchors: &self.anchors,
            source_anchors: &self.source_anchors,
        }
    }
}
