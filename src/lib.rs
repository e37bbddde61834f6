//! copydesk compares articles: it says how one text is derived from another, shows what one version adds over another, and
//! groups overlapping reports.
//!
//! ```
//! use copydesk::{article::Article, pipeline, score::Relation};
//!
//! let wire = Article::new(
//!     "wire",
//!     "The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday. \
//!      All 84 passengers were taken off by fishing boats, the harbour master said. \
//!      Divers will look at the hull when the tide is out.",
//! );
//! let copy = Article::new(
//!     "copy",
//!     "The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday. \
//!      All 84 passengers were taken off by fishing boats.",
//! );
//!
//! let compared = pipeline::compare(&copy, &wire);
//! assert_eq!(compared.comparison.relation, Relation::Shortened);
//! assert!(compared.comparison.scores.a_in_b > 0.9);
//! ```
//!
//! # Why containment
//!
//! A shortened copy has a low *resemblance* to its source: one has most of its shingles in the other, the other has not.
//! Tools that look for high resemblance (MinHash and its kin) miss it. copydesk measures *containment* in both directions, by
//! passage, outside quotations, and lets rare words weigh more.
//!
//! # The house
//!
//! A room may use rooms on lower floors only; rooms on one floor do not know each other. A test holds this.
//!
//! | floor | room | duty |
//! |---|---|---|
//! | 0 | [`span`], [`ids`], [`observe`], [`error`], [`visible`], [`spool`] | byte spans; a type for each numbering; events of a long task; the one error; text of strangers made safe to show; a scratch file for what does not stay in memory |
//! | 1 | [`lexicon`] | everything that depends on a language or a wire, as data: one file for each language, one for agencies, one for figures |
//! | 1 | [`matching`] | maximal matches of two sequences of words, and what stands in the same order |
//! | 2 | [`article`] | an article as the reader sees it; marks furniture; never deletes |
//! | 3 | [`read`] | bytes of a file to an article: its encoding, its format, the story of a page |
//! | 3 | [`text`] | folding, tokens, sentences, quotations, with spans in the original |
//! | 4 | [`fingerprint`], [`align`], [`quotation`] | shingles and their stable hashes; what one version adds, drops, moves, rewords; the words of a quotation in a source |
//! | 5 | [`index`], [`score`] | who shares what; passages, shares both ways, the relation |
//! | 6 | [`cluster`] | links become groups with a lead |
//! | 7 | [`pipeline`] | one function for each task; the only parallel loops |
//! | 8 | [`judge`] | findings, fail rule, baseline and suppressions for pipelines |
//! | 9 | [`record`] | owned, serialisable results with generated schemas: what every JSON output is |
//! | 9 | [`wording`] | relations, reasons, shares and directions put into words, once for every output |
//! | 10 | [`render`] | records and words to bytes |
//! | - | the binary | arguments, reading files, progress bars, exit codes |
//!
//! Data flows one way: bytes, [`Article`](article::Article), [`Prepared`](text::Prepared), fingerprints, index, candidate
//! pairs, [`Comparison`](score::Comparison), groups; and two `Prepared` make an alignment. Each stage has its own type, so no
//! step can be skipped.
//!
//! # What is absent
//!
//! - No room below the binary opens a file, prints, looks at the clock or the environment, or holds state that changes.
//! - No room below `pipeline` runs in parallel, save the index as it is built.
//! - No result depends on the order of the inputs, the number of threads or the walk over a hash map.
//! - No text makes the library fail: any text gives a value, and doubts are warnings. Errors exist only where bytes become articles.
//! - No relation depends on a corpus: document frequencies choose candidates, the two texts alone decide.
//!
//! # Terms
//!
//! - *Article*: a text with its id and what is known about it. *Version*: an article that replaces an earlier one of the same story.
//! - *Furniture*: headline line, dateline, byline, agency tail, slug, notes to editors; shown and diffed, counted in no share.
//! - *Word*: a UAX 29 word with a letter or digit. *Shingle*: some words in a row. *Fingerprint*: the hashes of an article's shingles.
//! - *Resemblance*: shingles common to two articles over shingles of either (Broder 1997). *Containment*: share of the words of one
//!   that stand in passages reused from the other.
//! - *Run*: the same words in a row on both sides. *Passage*: runs carried over small edits. *Postings*: the articles that hold a shingle.
//!   *Document frequency*: how many they are.
//! - *Telling word*: one that is no function word and no figure. *Lone* words of a version have no equal in the other.
//! - *Candidate*: a pair worth scoring. *Link*: a scored pair that joins. *Cluster*: articles joined by links. *Lead*: its fullest article.

pub mod align;
pub mod article;
pub mod cluster;
pub mod error;
pub mod fingerprint;
pub mod ids;
pub mod index;
pub mod judge;
mod latin;
pub mod lexicon;
pub mod matching;
pub mod observe;
pub mod pipeline;
pub mod quotation;
pub mod read;
pub mod record;
pub mod render;
pub mod score;
pub mod span;
pub mod spool;
pub mod text;
pub mod visible;
pub mod wording;

/// The examples of the README and of the page on the library run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../docs/library.md")]
pub struct Documents;
