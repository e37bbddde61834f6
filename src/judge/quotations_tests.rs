//! Quotations judged: what is a finding, what fails, what a baseline covers.

use super::*;
use crate::article::Article;
use crate::pipeline::{CheckSettings, Checked, SourcePattern, check};
use crate::quotation::Verdict;

const WIRE: &str = "The mill at Oster will shut in May.\n\n“We could not sell what we made, and we will not pretend otherwise,” said its owner, \
    Lena Brook. “Nobody was asked to work for less than they were promised.”\n\nThe union wants talks.";
const DRAFT: &str = "A mill will close. “We could sell what we made, and we will not pretend otherwise,” Lena Brook said. “Nobody was asked \
    to work for less.” She added: “Nobody was asked for less than they were promised.” A worker called it “a day of shame”.";

fn checked(settings: &CheckSettings) -> Checked {
    check(&[Article::new("draft.md", DRAFT)], &[Article::new("wire.txt", WIRE)], settings, &())
}

fn judged(checked: &Checked, fail_on_quotation: FailOnQuotation, baseline: Option<&Baseline>) -> Gated {
    gate(checked, &Rules { fail_on_quotation, baseline, ..Rules::only(FailOn::Derived) })
}

fn of_quotations(gated: &Gated) -> Vec<(Verdict, &Status)> {
    gated.findings.iter().filter_map(|finding| Some((finding.quotation.as_ref()?.checked.verdict, &finding.status))).collect()
}

#[test]
fn a_quotation_is_reported_whatever_the_rule_and_fails_by_it() {
    let checked = checked(&CheckSettings::default());
    for (rule, failing) in [
        (FailOnQuotation::None, vec![]),
        (FailOnQuotation::Altered, vec![Verdict::Altered]),
        (FailOnQuotation::Cut, vec![Verdict::Altered, Verdict::Cut]),
        (FailOnQuotation::Any, vec![Verdict::Altered, Verdict::Cut, Verdict::NotInSource]),
    ] {
        let gated = judged(&checked, rule, None);
        let all = of_quotations(&gated);
        let new: Vec<Verdict> = all.iter().filter(|(_, status)| **status == Status::New).map(|(verdict, _)| *verdict).collect();
        assert_eq!(new, failing, "{rule:?}");
        assert!(all.iter().any(|(verdict, _)| *verdict == Verdict::Altered) && all.iter().any(|(verdict, _)| *verdict == Verdict::Cut));
        assert_eq!(gated.n_failing(), failing.len());
        let levels = gated.findings.iter().filter(|finding| finding.quotation.is_some()).map(|finding| finding.level);
        assert!(levels.into_iter().all(|level| level == Level::Error || level == Level::Warning));
    }
}

#[test]
fn a_baseline_covers_quotations_that_meet_the_rule() {
    let checked = checked(&CheckSettings::default());
    let known = judged(&checked, FailOnQuotation::Altered, None).baseline();
    assert_eq!(known.len(), 1);
    let again = judged(&checked, FailOnQuotation::Altered, Some(&known));
    assert_eq!((again.n_failing(), again.gone.len()), (0, 0));
    let stricter = judged(&checked, FailOnQuotation::Cut, Some(&known));
    assert_eq!(stricter.n_failing(), 1);
    assert_eq!(judged(&checked, FailOnQuotation::None, None).baseline().len(), 0);
}

#[test]
fn a_licence_for_a_source_is_none_to_change_its_quotations() {
    let checked = checked(&CheckSettings { licensed: vec![SourcePattern::new("wire.txt")], ..CheckSettings::default() });
    assert_eq!(judged(&checked, FailOnQuotation::Altered, None).n_failing(), 1);
}

#[test]
fn the_place_is_that_of_the_words_between_the_marks() {
    let checked = checked(&CheckSettings::default());
    let gated = judged(&checked, FailOnQuotation::Altered, None);
    let finding = gated.findings.iter().find(|finding| finding.fails()).expect("an altered quotation");
    assert_eq!((finding.place.start.line, finding.place.start.column), (1, 21));
    assert_eq!((finding.source.as_str(), finding.source_places[0].start.line), ("wire.txt", 3));
}
