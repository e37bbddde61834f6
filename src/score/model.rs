//! The model of reuse: how likely it is that two articles share wording because one was made from the other.
//!
//! In: the evidence in all shared passages of two articles. Out: [`Features`], and a probability. It is one logistic of eight
//! features, fitted on labelled pairs of several collections (`cargo run --example calibrate`); what it was fitted on and how well it
//! does on collections it was not fitted on stands in `coefficients`. Every feature pushes one way only: more covered, longer, better
//! proved, more misread is more likely reuse; figures lost and names or figures exchanged are less, and the less the more is proved,
//! because a form filled in anew proves little.

use super::chain::Chain;
use super::coefficients::{BIAS, WEIGHTS};
use super::evidence::Evidence;
use super::shares;
use super::story::Story;
use super::verdict;

/// How many features there are.
pub const N_FEATURES: usize = 8;

/// What all shared passages of two articles say together, as the model reads it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    /// The values, in the order of [`Features::NAMES`].
    pub values: [f64; N_FEATURES],
    /// The larger share of the two articles that passages cover outside quotations.
    pub covered: f64,
    /// Whether a verbatim run is proof by itself; the model does not read it.
    pub has_long_run: bool,
}

/// From this probability on, passages are reuse that the bars of `verdict` do not tell: short texts, and sentences reworded one by one.
pub const SURE: f64 = 0.8;
/// A passage counts from this weight on ...
const MIN_WEIGHT: f32 = 3.0;
/// ... with so many distinct content words.
const MIN_CONTENT_WORDS: usize = 2;
/// What is exchanged counts half where so much is proved: about two sentences of a usual story.
const DAMPING_PROOF: f64 = 20.0;
/// More misread words than this share tell no more.
const MAX_MISREAD: f64 = 0.3;

impl Features {
    /// The names of the features. The first five speak for reuse, the others against it.
    pub const NAMES: [&'static str; N_FEATURES] =
        ["covered", "log covered", "log words", "log proof", "misread", "figures lost", "figures exchanged", "names exchanged"];
    /// How many of them speak for reuse.
    pub const N_FOR: usize = 5;

    /// Linear in the words of both.
    pub(super) fn of(left: &Story<'_>, right: &Story<'_>, chains: &[Chain], evidence: &[Evidence]) -> Features {
        let (counted, passages): (Vec<Chain>, Vec<Evidence>) =
            chains.iter().cloned().zip(evidence.iter().copied()).filter(|(_, evidence)| counts(evidence)).unzip();
        let (covered, words) = shares::covered(left, right, &counted);
        let sum = |kind: &dyn Fn(&Evidence) -> f64| passages.iter().map(kind).sum::<f64>();
        let (span, proof) = (sum(&|one| f64::from(one.span)), sum(&Evidence::proof));
        let (figures, same) = (sum(&|one| one.most_figures as f64), sum(&|one| one.same_figures as f64));
        let exchanged_figures = sum(&|one| f64::from(one.exchanged.figures));
        let exchanged_names = sum(&|one| f64::from(one.exchanged.names));
        let misread = sum(&|one| one.misspelt as f64) / (span + 1.0);
        let damped = 1.0 / (1.0 + (proof / DAMPING_PROOF).powi(2));
        let values = [
            covered,
            (covered + 0.02).ln(),
            (f64::from(words) + 20.0).ln(),
            (proof + 0.5).ln(),
            misread.min(MAX_MISREAD),
            damped * (figures - same).max(0.0) / (figures + 2.0),
            damped * exchanged_figures / (span + 20.0),
            damped * exchanged_names / (span + 20.0),
        ];
        Features { values, covered, has_long_run: verdict::has_long_run(&passages) }
    }

    /// How likely it is that wording was reused, 0.0 to 1.0.
    pub fn probability(&self) -> f64 {
        let odds = BIAS + self.values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum::<f64>();
        1.0 / (1.0 + (-odds).exp())
    }
}

/// Whether a passage is looked at: it says something, and is no list of names.
pub(super) fn counts(evidence: &Evidence) -> bool {
    evidence.weight >= MIN_WEIGHT && evidence.content_words >= MIN_CONTENT_WORDS && !evidence.is_list()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("coefficients.rs");
    const ACCURACY: &str = include_str!("../../docs/accuracy.md");

    /// The rows of the table that has so many columns, without head and rule.
    fn rows(columns: usize) -> Vec<Vec<&'static str>> {
        let lines = FILE.lines().filter_map(|line| line.strip_prefix("//! | ")?.strip_suffix(" |"));
        let cells = lines.map(|line| line.split(" | ").collect::<Vec<_>>()).filter(|cells| cells.len() == columns);
        cells.filter(|cells| cells[0] != "collection").collect()
    }

    /// The tables in the file of the coefficients belong to each other, to the number of pairs in its head, and to what readers are told.
    #[test]
    fn the_table_of_collections_stands_beside_the_coefficients() {
        let pairs: usize = FILE.split(" labelled pairs").next().and_then(|head| head.rsplit(' ').next()?.parse().ok()).expect("a number");
        let number = |cell: &str| cell.parse::<usize>().expect(cell);
        let (collections, grades) = (rows(7), rows(4));
        assert!(collections.len() >= 8);
        assert_eq!(collections.iter().map(|row| number(row[1]) + number(row[2])).sum::<usize>(), pairs);
        for (row, graded) in collections.iter().zip(&grades) {
            assert_eq!(row[0], graded[0]);
            assert!(number(row[3]) <= number(row[1]) && number(row[4]) <= number(row[2]), "{row:?}");
            let counts: Vec<usize> = graded[1..].iter().flat_map(|cell| cell.split(" / ")).map(number).collect();
            let (right, wrong) = (counts.iter().step_by(2).sum::<usize>(), counts.iter().skip(1).step_by(2).sum::<usize>());
            assert!(right <= number(row[1]) && wrong <= number(row[2]), "{graded:?}");
            // F1 of the relations follows from what they call reuse.
            let f1 = 2.0 * right as f64 / (right + wrong + number(row[1])) as f64;
            assert!((f1 - row[6].parse::<f64>().expect(row[6])).abs() < 0.002, "{row:?} {graded:?}");
            let told = format!("| {} |", graded.join(" | "));
            assert!(ACCURACY.contains(&told), "docs/accuracy.md has not: {told}");
        }
        assert_eq!(collections.len(), grades.len());
    }

    #[test]
    fn every_feature_pushes_one_way() {
        for (at, weight) in WEIGHTS.iter().enumerate() {
            assert_eq!(*weight >= 0.0, at < Features::N_FOR, "{}: {weight}", Features::NAMES[at]);
        }
    }
}
