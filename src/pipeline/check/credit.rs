//! What an editor asks beside the words: is the source credited, and which of the two was first.
//!
//! In: a copy and a source. Out: [`Credit`] and [`Time`]. Both are told only from what the articles say; where they say nothing, so
//! does the answer.

use crate::article::{Article, Naming, Provenance, seconds};

/// Whether a copy says where it has something from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credit {
    /// It names this house or author of the source.
    Credited(String),
    /// It names none of those the source is from, or nobody at all.
    NotCredited,
    /// The source does not say whom it is from, and the copy names an agency: it may be that one.
    Unknown,
}

/// When the source was published, as seen from the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// So many seconds before the copy.
    Earlier(i64),
    /// At the same time, or on the same day where only days are known.
    Same,
    /// So many seconds after the copy: it cannot be what the copy was made from.
    Later(i64),
    /// One of the two has no date that can be read.
    Unknown,
}

impl Time {
    /// Whether the source is later than the copy.
    pub fn is_later(self) -> bool {
        matches!(self, Time::Later(_))
    }

    /// Seconds between the two, if both are dated.
    pub fn apart(self) -> Option<i64> {
        match self {
            Time::Earlier(seconds) | Time::Later(seconds) => Some(seconds),
            Time::Same => Some(0),
            Time::Unknown => None,
        }
    }
}

/// Whether the copy credits the source. `naming` is its text, `names` are the agencies that it names.
pub(super) fn credit(copy: &Article, naming: &Naming<'_>, names: &[String], source: &Provenance) -> Credit {
    if let Some(name) = source.named_by(naming).or_else(|| source.named_in(copy.source.as_deref().unwrap_or_default())) {
        Credit::Credited(name.to_string())
    } else if source.is_unknown() && !names.is_empty() {
        Credit::Unknown
    } else {
        Credit::NotCredited
    }
}

/// Which of the two was first. Where one of them gives only a day, days are compared.
pub(in crate::pipeline) fn time(copy: &Article, source: &Article) -> Time {
    let read = |article: &Article| dated(article, article.date.as_deref().and_then(seconds));
    time_of(read(copy), read(source))
}

/// The date of an article, which is known in seconds if it can be read, with whether it is a day without a time.
pub(super) fn dated(article: &Article, seconds: Option<i64>) -> Option<(i64, bool)> {
    let is_without_time = !article.date.as_deref()?.contains(':');
    Some((seconds?, is_without_time))
}

/// The same for dates in seconds, each with whether it is a day alone.
pub(super) fn time_of(copy: Option<(i64, bool)>, source: Option<(i64, bool)>) -> Time {
    const DAY: i64 = 86_400;
    let (Some((copy, copy_is_day)), Some((source, source_is_day))) = (copy, source) else { return Time::Unknown };
    let (copy, source) =
        if copy_is_day || source_is_day { (copy.div_euclid(DAY) * DAY, source.div_euclid(DAY) * DAY) } else { (copy, source) };
    match copy - source {
        0 => Time::Same,
        earlier if earlier > 0 => Time::Earlier(earlier),
        later => Time::Later(-later),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        let dated = |date: &str| Article { date: Some(date.into()), ..Article::default() };
        for (copy, source, wanted) in [
            ("2026-03-01T12:00:00Z", "2026-03-01T10:00:00Z", Time::Earlier(7_200)),
            ("2026-03-01T12:00:00Z", "2026-03-01T15:00:00+02:00", Time::Later(3_600)),
            ("2026-03-01", "2026-03-01T15:00:00Z", Time::Same),
            ("2026-03-02", "2026-03-01T15:00:00Z", Time::Earlier(86_400)),
            ("2026-03-02", "yesterday", Time::Unknown),
        ] {
            assert_eq!(time(&dated(copy), &dated(source)), wanted, "{copy} {source}");
        }
    }

    #[test]
    fn credits() {
        let wire = Provenance { houses: vec!["Reuters".into()], people: Vec::new() };
        let says = |text: &str, source: &Provenance| {
            let copy = Article::new("c", text);
            credit(&copy, &Naming::of(text), &crate::article::agencies_in(text), source)
        };
        assert_eq!(says("The mayor told Reuters so.", &wire), Credit::Credited("Reuters".into()));
        assert_eq!(says("The mayor told AFP so.", &wire), Credit::NotCredited);
        assert_eq!(says("The mayor told AFP so.", &Provenance::default()), Credit::Unknown);
        assert_eq!(says("The mayor said so.", &Provenance::default()), Credit::NotCredited);
    }
}
