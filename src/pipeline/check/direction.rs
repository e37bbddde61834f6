//! Which of two articles that share wording is the copy.
//!
//! In: two articles, whether a base knows them, and their comparison. Out: the copy, and what decided. The later one by date is the copy;
//! else the one that is not in the base, or was
//! edited since; else the two texts decide, which tells how one can be made from the other and not which was
//! first. Names of files and the order of inputs decide nothing, save between articles that do not differ in anything else.

use super::CheckSettings;
use super::credit::{Time, time};
use crate::article::Article;
use crate::score::{self, Comparison, Relation};
use crate::text::Prepared;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What two articles have in common may grow by a quarter and so many words before an edit is more than a correction.
const GROWTH_WORDS: u32 = 20;

/// What decided which of two articles is the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The copy is the later one by date.
    Date,
    /// The copy is not in the base that was compared with, the source is.
    Base,
    /// The texts decided, or what was checked against what: which was first is not known.
    Text,
}

/// How an article of an earlier state stands there: of two articles the one that stands lower is the copy, and one that was not there stands lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stood(u64);

impl Stood {
    /// It was there, and was edited since.
    pub const EDITED: Stood = Stood(2);
    /// It was there as it is now.
    pub const SAME: Stood = Stood(4);

    /// It was there already so many states ago, and is as it was.
    pub fn for_states(number: u64) -> Stood {
        Stood(number.saturating_mul(2).saturating_add(6))
    }

    /// The same for one that is known from elsewhere, too, say from a baseline: it stands above others of its kind.
    pub fn and_known(self) -> Stood {
        Stood(self.0 | 1)
    }
}

/// The articles of an earlier state, by their ids.
pub type Base = BTreeMap<String, Stood>;

/// Whether `a` is the copy of the two as far as dates and the base tell; nothing if they do not.
pub(super) fn by_records(a: &Article, b: &Article, base: Option<&Base>) -> Option<(bool, Direction)> {
    match time(a, b) {
        Time::Earlier(_) => return Some((true, Direction::Date)),
        Time::Later(_) => return Some((false, Direction::Date)),
        Time::Same | Time::Unknown => {}
    }
    let stood = |article: &Article| base.and_then(|base| base.get(&article.id));
    match stood(a).cmp(&stood(b)) {
        Ordering::Less => Some((true, Direction::Base)),
        Ordering::Greater => Some((false, Direction::Base)),
        Ordering::Equal => None,
    }
}

/// The same by what the settings know of the base. Where both stood there and shared wording already, the base does not tell: an original that was
/// touched is no copy of what was made from it before.
pub(super) fn by_base(a: &Article, b: &Article, settings: &CheckSettings) -> Option<(bool, Direction)> {
    let base = settings.base.as_deref();
    let told = by_records(a, b, base)?;
    let before = |article: &Article| settings.texts_before.get(&article.id).cloned();
    let stood = |article: &Article| base.is_some_and(|base| base.contains_key(&article.id));
    let (old_a, old_b) = (before(a), before(b));
    if told.1 != Direction::Base || !stood(a) || !stood(b) || (old_a.is_none() && old_b.is_none()) {
        return Some(told);
    }
    let compared = |a: &Article, b: &Article| score::compare(&Prepared::new(a), &Prepared::new(b)).at_least(settings.min_grade);
    let then = compared(old_a.as_ref().unwrap_or(a), old_b.as_ref().unwrap_or(b));
    let words = |comparison: &Comparison| comparison.scores.shared_words;
    let has_grown = || words(&compared(a, b)) > words(&then) + words(&then) / 4 + GROWTH_WORDS;
    (!then.relation.is_reuse() || has_grown()).then_some(told)
}

/// Whether `a` is the copy of the two by their texts: the one that is cut down from the other, else the one that stands in the other to a
/// greater share, else the shorter, else the one whose text comes first. Exchanging the two gives the opposite.
pub(super) fn by_text(a: &Article, b: &Article, words: (u32, u32), comparison: &Comparison) -> bool {
    let scores = &comparison.scores;
    let shares = match comparison.relation {
        Relation::Shortened => Ordering::Greater,
        Relation::Expanded => Ordering::Less,
        _ => scores.a_in_b.total_cmp(&scores.b_in_a),
    };
    // Of articles with the same text the names have to tell them apart; which of them is the copy nobody can know.
    let last = || words.1.cmp(&words.0).then_with(|| b.text.cmp(&a.text)).then_with(|| a.id.cmp(&b.id));
    shares.then_with(last) == Ordering::Greater
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stood_longer_stands_higher() {
        let order =
            [Stood::EDITED, Stood::EDITED.and_known(), Stood::SAME, Stood::SAME.and_known(), Stood::for_states(0), Stood::for_states(9)];
        assert!(order.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn dates_go_before_the_base() {
        let dated = |id: &str, date: Option<&str>| Article { date: date.map(String::from), ..Article::new(id, "Rain.") };
        let base: Base = [("old".to_string(), Stood::SAME), ("touched".to_string(), Stood::EDITED)].into();
        let (old, new) = (dated("old", Some("2021-05-01")), dated("new", Some("2020-05-01")));
        assert_eq!(by_records(&old, &new, Some(&base)), Some((true, Direction::Date)));
        let (old, new) = (dated("old", None), dated("new", Some("2020-05-01")));
        assert_eq!(by_records(&old, &new, Some(&base)), Some((false, Direction::Base)));
        assert_eq!(by_records(&new, &old, Some(&base)), Some((true, Direction::Base)));
        assert_eq!(by_records(&new, &old, None), None);
    }
}
