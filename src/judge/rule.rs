//! The fail rule: from which relation on a finding fails.
//!
//! In: the relation of a copy to one of its sources, or to all of them together. Out: yes or no. Shares do not enter: what a relation
//! needs is decided where it is measured. Which sources count at all is not asked here, but where a finding is judged.

use crate::quotation::Verdict;
use crate::score::Relation;

/// The weakest relation that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FailOn {
    /// The same words.
    Identical,
    /// All but a few words.
    NearIdentical,
    /// Made from its sources: identical, near-identical, shortened, expanded, reworked.
    #[default]
    Derived,
    /// A clear part was taken.
    Partial,
    /// Any source at all, quotations included.
    Any,
    /// Nothing fails.
    None,
}

impl FailOn {
    /// All rules, from the one that fails the fewest texts to the one that fails the most; `None` last.
    pub const ALL: [FailOn; 6] = [FailOn::Identical, FailOn::NearIdentical, FailOn::Derived, FailOn::Partial, FailOn::Any, FailOn::None];

    /// The name on the command line and in settings.
    pub fn name(self) -> &'static str {
        match self {
            FailOn::Identical => "identical",
            FailOn::NearIdentical => "near-identical",
            FailOn::Derived => "derived",
            FailOn::Partial => "partial",
            FailOn::Any => "any",
            FailOn::None => "none",
        }
    }

    /// The rule of that name.
    pub fn named(name: &str) -> Option<FailOn> {
        FailOn::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// Whether a finding of this relation fails.
    pub fn is_met_by(self, relation: Relation) -> bool {
        match self {
            FailOn::Identical => relation == Relation::Identical,
            FailOn::NearIdentical => relation <= Relation::NearIdentical,
            FailOn::Derived => relation.is_derived(),
            FailOn::Partial => relation.is_reuse(),
            FailOn::Any => true,
            FailOn::None => false,
        }
    }
}

/// Which quotations fail. Wrong ones are reported whatever the rule is; those that no source has are findings under `Any` only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FailOnQuotation {
    /// Altered ones, and those given to another speaker.
    Altered,
    /// These, and those that were cut or joined without an ellipsis.
    Cut,
    /// These, and those that no source has.
    Any,
    /// None of them.
    #[default]
    None,
}

impl FailOnQuotation {
    /// All rules, the most lenient about the texts last.
    pub const ALL: [FailOnQuotation; 4] = [FailOnQuotation::Altered, FailOnQuotation::Cut, FailOnQuotation::Any, FailOnQuotation::None];

    /// The name on the command line and in settings.
    pub fn name(self) -> &'static str {
        match self {
            FailOnQuotation::Altered => "altered",
            FailOnQuotation::Cut => "cut",
            FailOnQuotation::Any => "any",
            FailOnQuotation::None => "none",
        }
    }

    /// The rule of that name.
    pub fn named(name: &str) -> Option<FailOnQuotation> {
        FailOnQuotation::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// Whether a quotation with this verdict fails.
    pub fn is_met_by(self, verdict: Verdict) -> bool {
        let is_other = matches!(verdict, Verdict::Altered | Verdict::Misattributed);
        match self {
            FailOnQuotation::Altered => is_other,
            FailOnQuotation::Cut => verdict.is_wrong(),
            FailOnQuotation::Any => verdict != Verdict::Exact,
            FailOnQuotation::None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_for_quotations_holds_for_what_the_one_before_it_does() {
        let failing = |rule: FailOnQuotation| Verdict::ALL.iter().filter(|verdict| rule.is_met_by(**verdict)).count();
        assert_eq!(FailOnQuotation::ALL.map(failing), [2, 4, 5, 0]);
        for rule in FailOnQuotation::ALL {
            assert_eq!(FailOnQuotation::named(rule.name()), Some(rule));
        }
        assert_eq!(FailOnQuotation::default(), FailOnQuotation::None);
    }

    #[test]
    fn each_rule_holds_from_its_relation_on() {
        use Relation::*;
        let order = [Identical, NearIdentical, Shortened, Expanded, Reworked, Partial, QuotesOnly, Related, Unrelated];
        let failing = |rule: FailOn| order.iter().filter(|relation| rule.is_met_by(**relation)).count();
        assert_eq!(FailOn::ALL.map(failing), [1, 2, 5, 6, 9, 0]);
        for rule in FailOn::ALL {
            assert_eq!(FailOn::named(rule.name()), Some(rule));
        }
        assert_eq!(FailOn::named("Derived"), None);
    }
}
