//! From a check to a judgement.
//!
//! In: [`Checked`] copies and the [`Rules`] of a team. Out: [`Gated`]: findings in order, held against the baseline, with the suppressions
//! that hold no more or for nothing.

use super::findings::{self, Copy, Rules, Used, level};
use super::{FailOn, FailOnQuotation, Failing, Finding, Fingerprint, Gated, Known, Line, Seen, Status};
use crate::pipeline::Checked;
use crate::text::Prepared;
use foldhash::quality::RandomState;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The copies that fail by a rule and nothing else: no baseline, no suppressions.
pub fn failing(checked: &Checked, fail_on: FailOn) -> Failing {
    gate(checked, &Rules::only(fail_on)).failing()
}

/// Judges a check. No copies give no findings. Linear in the text of copies with findings.
pub fn gate(checked: &Checked, rules: &Rules<'_>) -> Gated {
    let checked_names: HashSet<String, RandomState> =
        checked.copies.iter().map(|copy| findings::article_name(&copy.article, &rules.name)).collect();
    let stands = |name: &str| checked_names.contains(name) || (rules.stands)(name);
    let rules = &Rules { stands: &stands, ..*rules };
    let mut used = Used { held: vec![false; rules.suppressions.len()], expired: vec![false; rules.suppressions.len()] };
    let mut all = Vec::new();
    for checked in checked.copies.iter().filter(|copy| !copy.sources.is_empty() || !copy.quotations.is_empty()) {
        let prepared = match &checked.prepared {
            Some(prepared) => Arc::clone(prepared),
            // Of a copy in which nothing was found the text was let go; a rule may ask for quotations that no source has.
            None if rules.fail_on_quotation == FailOnQuotation::Any => Arc::new(Prepared::new(&checked.article)),
            None => continue,
        };
        let copy = Copy { prepared: &prepared, checked };
        all.extend(findings::judge(&copy, rules, &mut used));
    }
    let (findings, unmatched) = settle(all, rules);
    // What was not looked at in this run may hold as before.
    let is_over = |line: &&Line| {
        let source_is = line.source.is_empty() || (rules.was_read)(&line.source) || !stands(&line.source);
        source_is && (checked_names.contains(&line.copy) || !stands(&line.copy))
    };
    let gone: Vec<Line> = if rules.is_complete { unmatched.iter().filter(is_over).cloned().collect() } else { Vec::new() };
    let places = |marks: &[bool], is: bool| {
        let marked = rules.suppressions.iter().zip(marks).filter(move |(_, mark)| **mark == is);
        marked.map(|(rule, _)| rule.clone()).collect::<Vec<_>>()
    };
    let expired = places(&used.expired, true);
    let unused = places(&used.held, false).into_iter().filter(|rule| !rule.has_expired(rules.today));
    Gated {
        findings,
        fail_on: rules.fail_on,
        fail_on_quotation: rules.fail_on_quotation,
        n_checked: checked.copies.len(),
        n_against: rules.n_against,
        problems: Vec::new(),
        gone,
        unmatched,
        min_level: rules.min_level,
        expired: expired.into_iter().map(|rule| (rule.place, rule.until.unwrap_or_default())).collect(),
        unused: if rules.is_complete { unused.map(|rule| rule.place).collect() } else { Vec::new() },
    }
}

/// Puts findings in order, numbers those of the same content, and holds them against the baseline.
fn settle(mut findings: Vec<Finding>, rules: &Rules<'_>) -> (Vec<Finding>, Vec<Line>) {
    let mut unmatched = Vec::new();
    if let Some(baseline) = rules.baseline {
        let open: Vec<usize> = (0..findings.len()).filter(|at| matches!(findings[*at].status, Status::New | Status::Below)).collect();
        let seen: Vec<Seen<'_>> = open.iter().map(|at| findings[*at].seen()).collect();
        let compared = baseline.compare(&seen, rules.stands);
        unmatched = compared.unmatched;
        for (at, known) in open.into_iter().zip(compared.known) {
            let status = match known {
                Known::No => continue,
                Known::Yes => Status::Known,
                // What the rule lets pass does not fail by growing.
                Known::Grown { .. } if findings[at].status == Status::Below => continue,
                Known::Grown { from } => Status::Grown { from },
            };
            findings[at].level = level(findings[at].relation, &status);
            findings[at].status = status;
        }
    }
    findings.sort_by(|a, b| {
        let by_weight = a.level.cmp(&b.level).then(a.relation.cmp(&b.relation)).then(b.share.total_cmp(&a.share));
        by_weight.then_with(|| (&a.name, &a.copy, &a.source, &a.with).cmp(&(&b.name, &b.copy, &b.source, &b.with)))
    });
    let mut met: BTreeMap<Fingerprint, usize> = BTreeMap::new();
    for finding in &mut findings {
        let before = met.entry(finding.fingerprint).or_default();
        finding.occurrence = *before;
        *before += 1;
    }
    (findings, unmatched)
}
