//! What a finding says, in words.
//!
//! In: a finding. Out: the sentences that all formats are made of, with control characters written out but not yet escaped for a format.

use super::grade;
use super::numbers::{count, grouped, percent};
use super::quotation;
use super::relation::{self, NOT_KNOWN, Order};
use super::toml_string;
use crate::judge::{Finding, Status};
use crate::pipeline::Direction;
use crate::visible::visible;

/// The name of the rule a finding stands under: its relation, or what became of a quotation.
pub(crate) fn rule(finding: &Finding) -> &'static str {
    finding.quotation.as_ref().map_or(finding.relation.name(), |quoted| quotation::rule(quoted.checked.verdict).0)
}

/// What became of the quotation, if the finding is about one.
pub(crate) fn of_quotation(finding: &Finding) -> Option<String> {
    finding.quotation.as_ref().map(|quoted| quotation::sentence(&quoted.checked, &quoted.draft))
}

/// What the copy is to its source: `shortened from wire/003.txt`.
pub(crate) fn verdict(finding: &Finding) -> String {
    let what = relation::of_finding(finding.relation, order(finding));
    let source = visible(&finding.source_name);
    match finding.with.as_slice() {
        [] => format!("{what} {source}"),
        [one] => format!("{what} {source} and {} together", visible(one)),
        [_, _, ..] => format!("{what} {source} and {} together", count(finding.with.len(), "other source")),
    }
}

/// What is known of which was first.
fn order(finding: &Finding) -> Order {
    if finding.status == Status::Later { Order::CopyFirst } else { Order::told_by(finding.direction) }
}

/// What tells which was first, or that nothing does.
pub(crate) fn first(finding: &Finding) -> Option<&'static str> {
    if finding.quotation.is_some() {
        return None;
    }
    match (&finding.status, finding.direction) {
        // Said by the remark.
        (Status::Later | Status::Instalment, _) => None,
        (_, Direction::Date) => Some("the copy is later by date"),
        (_, Direction::Base) => Some("the base says that the source was first"),
        (_, Direction::Text) => Some(NOT_KNOWN),
    }
}

/// How much: `306 of its 312 words come from there (98 %)`.
pub(crate) fn amount(finding: &Finding) -> String {
    let all = grouped(finding.copy_words as usize);
    let come = match (finding.words, order(finding)) {
        (1, Order::CopyFirst) => "is shared with it",
        (_, Order::CopyFirst) => "are shared with it",
        (1, _) => "comes from there",
        _ => "come from there",
    };
    format!("{} of its {all} words {come} ({})", grouped(finding.words as usize), percent(finding.share))
}

/// Where: `line 3`, `lines 1-14`, `lines 1-14, 20 and 31-40`; after four ranges, how many more. Nothing for a file without lines.
pub(crate) fn lines(finding: &Finding) -> Option<String> {
    let ranges = finding.lines();
    if ranges.is_empty() {
        return None;
    }
    let one = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}-{last}") };
    let shown: Vec<String> = ranges.iter().take(4).map(one).collect();
    let text = match shown.split_last() {
        Some((last, first)) if !first.is_empty() && ranges.len() <= 4 => format!("{} and {last}", first.join(", ")),
        _ => shown.join(", "),
    };
    let more = if ranges.len() > 4 { format!(" and {}", count(ranges.len() - 4, "more place")) } else { String::new() };
    let noun = if ranges.len() == 1 && ranges[0].0 == ranges[0].1 { "line" } else { "lines" };
    Some(format!("{noun} {text}{more}"))
}

/// Everything but the name of the copy, in one sentence.
pub(crate) fn sentence(finding: &Finding) -> String {
    let first = first(finding).map_or(String::new(), |first| format!("; {first}"));
    let remark = remark(finding).map_or(String::new(), |remark| format!("; {remark}"));
    if let Some(quotation) = of_quotation(finding) {
        let place = lines(finding).map_or(String::new(), |lines| format!("; {lines}"));
        return format!("{quotation}{place}{remark}");
    }
    let grade = grade::unsure(finding.grade).map_or(String::new(), |unsure| format!("; reuse is {unsure}"));
    let place = lines(finding).map_or(String::new(), |lines| format!(", {lines}"));
    format!("{}: {}{place}{grade}{first}{remark}", verdict(finding), amount(finding))
}

/// Why it does not fail, or why it fails again.
pub(crate) fn remark(finding: &Finding) -> Option<String> {
    match &finding.status {
        Status::New | Status::Below => None,
        Status::Grown { from } => Some(format!("{} when the baseline was made", count(*from as usize, "word"))),
        Status::Known => Some(String::from("in the baseline")),
        Status::Suppressed { reason, until, place } => {
            let until = until.as_ref().map_or(String::new(), |until| format!(" until {}", visible(until)));
            Some(format!("suppressed{until} ({}): {}", visible(place), visible(reason)))
        }
        Status::Licensed => Some(String::from("licensed source")),
        Status::Later => Some(String::from("the source is later")),
        Status::Instalment => Some(String::from("the same wording on another day, with other facts")),
    }
}

/// The line for the settings that allows this finding, but for the reason, which the user has to give; none for a quotation.
pub(crate) fn suppression(finding: &Finding) -> Option<String> {
    // A suppression allows reuse, not another wording of what people said.
    let allows = finding.quotation.is_none();
    allows.then(|| suppression_line(finding))
}

fn suppression_line(finding: &Finding) -> String {
    let (copy, source) = (toml_string(&finding.name), toml_string(&finding.source_name));
    format!("{{ copy = {copy}, source = {source}, fingerprint = \"{}\", reason = \"\" }},", finding.fingerprint.stamped())
}

/// `one`, or `one and 3 more`: what a format left out, for its last line.
pub(crate) fn left_out(number: usize) -> String {
    format!("{} left out here, all of them less severe than those shown; `copydesk check` lists all", count(number, "finding"))
}
