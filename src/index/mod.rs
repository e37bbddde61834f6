//! The index: who shares shingles with whom.
//!
//! In: the fingerprints of articles, [`Gathered`] from [`Collector`]s. Out: [`Index`], frozen once built: postings in flat sorted arrays,
//! from which it names [`Candidate`] pairs, and the [`Hub`]s of wording that stands in many articles. Exact: of the pairs that
//! share enough rare shingles none is missed. Whether a candidate is reuse is decided elsewhere, on the words.
//!
//! A shingle of one article tells nothing and is dropped as the index is built. One in at most [`Settings::max_articles`]
//! articles is *rare* and finds pairs. One in more is *common*: a phrase of the trade, a footer, or a story that many printed. Common
//! shingles find no pairs, or the work would grow with the square of their articles; each article that consists of them to a clear
//! part is held against the fullest articles that have them instead (`hubs`).
//!
//! For a few copies against an archive there is a one-way look-up ([`Wanted`], [`Holders`]), which keeps nothing of the archive but
//! who holds the copies' shingles.

mod beyond;
mod candidates;
mod gathered;
mod hubs;
mod lists;
mod lookup;
mod numbers;
mod postings;
#[cfg(test)]
mod tests;

pub use beyond::Beyond;
pub use candidates::Candidate;
pub use gathered::{Collector, Gathered};
pub use hubs::Hub;
pub use lookup::{Holders, LookupSettings, Partner, Wanted};
pub use postings::Index;

/// What is rare, and from where on a pair is a candidate.
///
/// Measured on a corpus of 10,000 made from real articles by newsroom operations (2,272 wanted pairs): with these settings .994 of the
/// pairs are candidates, at .8 candidates for each article; 100 instead of 20 articles find at most .002 more and double the work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Articles that a rare shingle may stand in, 2 to 255. Raising it finds more of what many share and costs work in proportion.
    pub max_articles: u8,
    /// Least weight of the shared shingles, as a share of all rare shingles of the article that has fewer, 0.0 to 1.0.
    pub min_share: f64,
    /// Least weight of the shared shingles, counted in shingles that two articles alone have. Articles with less than twice as many
    /// rare shingles need half of theirs.
    pub min_weight: f64,
    /// Partners that one article is sure to keep, best first; a pair stays if either of the two keeps it.
    pub max_partners: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { max_articles: 20, min_share: 0.04, min_weight: 6.0, max_partners: 30 }
    }
}
