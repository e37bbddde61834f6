//! How sure it is that wording was reused.
//!
//! In: what the model of reuse says of two articles, and their relation. Out: a [`Grade`] for relations that claim reuse, none for others. The
//! relation tells how much was taken; the grade tells whether an editor should look before believing it. A relation that is a count and no
//! inference (the same words, the same but for a few) is always sure, and what a long verbatim run proves comes with probability 1.

use super::model::SURE;
use super::{Comparison, Discount, Discounted, Facts, Relation, Scores};

/// How sure a claim of reuse is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Grade {
    /// As likely chance, a form or a common source of phrases as reuse, by the model alone; other evidence spoke for it.
    #[default]
    Doubtful,
    /// More likely reuse than not.
    Likely,
    /// At least as likely as [`SURE`] says.
    Sure,
}

/// From this probability on, reuse is more likely than not.
const EVEN: f64 = 0.5;

impl Grade {
    /// All grades, the surest first.
    pub const ALL: [Grade; 3] = [Grade::Sure, Grade::Likely, Grade::Doubtful];

    /// The grade of a relation where the model gives reuse this probability; none where no reuse is claimed.
    pub fn of(relation: Relation, probability: f64) -> Option<Grade> {
        if !relation.is_reuse() {
            return None;
        }
        let is_count = relation <= Relation::NearIdentical;
        Some(if is_count || probability >= SURE {
            Grade::Sure
        } else if probability >= EVEN {
            Grade::Likely
        } else {
            Grade::Doubtful
        })
    }

    /// The name in machine-readable outputs and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Grade::Sure => "sure",
            Grade::Likely => "likely",
            Grade::Doubtful => "doubtful",
        }
    }

    /// The grade of that name.
    pub fn named(name: &str) -> Option<Grade> {
        Grade::ALL.into_iter().find(|grade| grade.name() == name)
    }
}

impl Comparison {
    /// The same, but reuse that is less sure than `least` is shared wording that proves nothing: it counts in no share.
    ///
    /// What is asked for is a bar for one reader; the relation of two articles without it stays what it is.
    pub fn at_least(mut self, least: Grade) -> Comparison {
        if self.grade.is_none_or(|grade| grade >= least) {
            return self;
        }
        let set_aside = self.passages.drain(..).map(|passage| Discounted { passage, why: Discount::Weak });
        self.discounted.extend(set_aside);
        self.discounted.sort_by_key(|one| (one.passage.a.start, one.passage.b.start));
        let words = |side: &dyn Fn(&Discounted) -> usize| self.discounted.iter().map(side).sum::<usize>() as u32;
        let zero = |share: Option<f64>| share.map(|_| 0.0);
        self.scores = Scores {
            a_in_b: 0.0,
            b_in_a: 0.0,
            a_in_b_verbatim: 0.0,
            b_in_a_verbatim: 0.0,
            a_in_b_outside_quotes: zero(self.scores.a_in_b_outside_quotes),
            b_in_a_outside_quotes: zero(self.scores.b_in_a_outside_quotes),
            shared_words: 0,
            discounted_words: words(&|one| one.passage.a.len()).max(words(&|one| one.passage.b.len())),
            ..self.scores
        };
        Comparison { relation: Relation::Unrelated, grade: None, facts: Facts::default(), shared_words_of_b: 0, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::score::compare;
    use crate::text::Prepared;

    fn compared(a: &str, b: &str) -> Comparison {
        compare(&Prepared::new(&Article::new("a", a)), &Prepared::new(&Article::new("b", b)))
    }

    #[test]
    fn a_grade_follows_from_the_probability_and_only_reuse_has_one() {
        for (probability, grade) in [(0.0, Grade::Doubtful), (0.5, Grade::Likely), (SURE, Grade::Sure), (1.0, Grade::Sure)] {
            assert_eq!(Grade::of(Relation::Partial, probability), Some(grade));
            assert_eq!(Grade::of(Relation::QuotesOnly, probability), None);
            assert_eq!(Grade::of(Relation::NearIdentical, probability), Some(Grade::Sure), "a count is no guess");
        }
        for grade in Grade::ALL {
            assert_eq!(Grade::named(grade.name()), Some(grade));
        }
        assert!(Grade::ALL.is_sorted_by(|one, next| one > next));
    }

    #[test]
    fn what_is_less_sure_than_asked_counts_in_no_share() {
        let source = "The lock keeper at Vessem closed both gates on Sunday after a barge loaded with gravel had torn a hinge out of the wall. \
                      Divers are to look at the damage when the water has fallen.";
        let copy =
            "The lock keeper at Vessem closed both gates on Sunday after a barge loaded with gravel had torn a hinge out of the wall.";
        let found = compared(copy, source);
        assert_eq!(found.grade, Some(Grade::Sure));
        assert_eq!(found.clone().at_least(Grade::Sure), found);
        let unsure = Comparison { grade: Some(Grade::Likely), ..found.clone() };
        assert_eq!(unsure.clone().at_least(Grade::Likely), unsure);
        let set_aside = unsure.at_least(Grade::Sure);
        assert_eq!((set_aside.relation, set_aside.grade, set_aside.scores.a_in_b), (Relation::Unrelated, None, 0.0));
        assert_eq!(set_aside.scores.shared_words, 0);
        assert!(set_aside.passages.is_empty() && set_aside.scores.discounted_words >= found.scores.shared_words);
    }
}
