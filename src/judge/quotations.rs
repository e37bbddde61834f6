//! Findings of quotations: what became of the words of others.
//!
//! In: a checked copy and [`Rules`]. Out: a finding for each quotation that was altered, cut, joined or given to another speaker, and, where the
//! rule asks for it, for each that no source has. A licence to use a source is none to change what people said, so licensed and later
//! sources count here, and suppressions, which allow the reuse of a source, allow nothing. A baseline covers those that meet the rule.

use super::findings::{Copy, Rules, argument, level, name, path_of};
use super::{Finding, Fingerprint, Places, Status};
use crate::article::Article;
use crate::pipeline::{CheckedQuotation, Direction};
use crate::quotation::Verdict;
use crate::score::Relation;

/// A quotation that a finding is about.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotedFinding {
    /// The article it stands in.
    pub draft: Article,
    /// What became of it.
    pub checked: CheckedQuotation,
}

/// Judges the quotations of one copy.
pub(super) fn judge(copy: &Copy<'_>, places: &Places<'_>, rules: &Rules<'_>) -> Vec<Finding> {
    let is_one = |verdict: Verdict| verdict.is_wrong() || rules.fail_on_quotation.is_met_by(verdict);
    copy.checked.quotations.iter().filter(|quotation| is_one(quotation.verdict)).map(|one| finding(copy, one, places, rules)).collect()
}

fn finding(copy: &Copy<'_>, quotation: &CheckedQuotation, places: &Places<'_>, rules: &Rules<'_>) -> Finding {
    let draft = &copy.prepared.article;
    let words = copy.prepared.words.iter().filter(|word| quotation.span.holds(word.span.start));
    let n_words = words.clone().count() as u32;
    let status = if rules.fail_on_quotation.is_met_by(quotation.verdict) { Status::New } else { Status::Below };
    let source = quotation.source.as_ref();
    let taken_from = source.and_then(|source| copy.checked.sources.iter().find(|from| from.article.id == source.id));
    let source_name = source.map_or_else(String::new, |source| name(source, &(rules.name)(path_of(source))));
    let source_places = source.map_or_else(Vec::new, |source| {
        let places = Places::new(source, &rules.name);
        quotation.source_spans.iter().map(|span| places.location(*span)).collect()
    });
    Finding {
        copy: draft.id.clone(),
        source: source.map_or_else(String::new, |source| source.id.clone()),
        with: Vec::new(),
        relation: taken_from.map_or(Relation::QuotesOnly, |from| from.relation),
        grade: None,
        words: n_words,
        copy_words: copy.checked.words,
        share: if copy.checked.words == 0 { 0.0 } else { (f64::from(n_words) / f64::from(copy.checked.words)).min(1.0) },
        longest_run_words: taken_from.map_or(0, |from| from.longest_run_words),
        direction: taken_from.map_or(Direction::Text, |from| from.direction),
        level: level(Relation::Partial, &status),
        status,
        place: places.location(quotation.span),
        others: Vec::new(),
        source_places,
        opening: String::new(),
        fingerprint: Fingerprint::of_quotation(words.map(|word| word.key), quotation.verdict),
        anchors: Vec::new(),
        source_anchors: Vec::new(),
        occurrence: 0,
        name: name(draft, places.path()),
        source_name,
        copy_argument: argument(draft),
        source_argument: source.map_or_else(String::new, argument),
        quotation: Some(Box::new(QuotedFinding { draft: draft.clone(), checked: quotation.clone() })),
    }
}
