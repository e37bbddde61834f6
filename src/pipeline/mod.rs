//! One function for each task: the rooms below put together, and the only parallel loops.
//!
//! In: articles as the readers gave them. Out: results that `report` turns into bytes. Nothing here reads files or prints.

mod chain;
mod check;
mod cluster;
mod collection;
mod compare;
mod corpus;
mod diff;
mod patterns;
mod relinked;
mod renumbered;
mod repeats;
mod series;
mod summary;
mod threads;
mod understand;
mod while_reading;

pub use chain::{Chain, Origin, chain};
pub use check::{
    Also, Base, CheckCounts, CheckSettings, Checked, CheckedCopy, CheckedPassage, CheckedQuotation, Credit, Direction, MAX_ALSO,
    MAX_SAME_FACTS, Only, PartOf, RowPlace, Rows, SameFacts, SharedWith, Sifted, SiftedPart, Source, Stood, Time, Unseen, UnseenPassage,
    check, check_all,
};
pub use cluster::{
    ClusterSettings, Clustered, EXPLAINED_MEMBERS, Evidence, NotCounted, OPENING_WORDS, ScoredPair, Seen, SharedRun, StoredPair,
    StoredPairs, Version, cluster, regroup,
};
pub use collection::Boilerplate;
pub use compare::{Compared, compare};
pub use corpus::{RowsOf, read_rows, read_rows_of, unique_ids};
pub use diff::{Diff, MIN_PARALLEL_BYTES, diff, is_story};
pub use patterns::SourcePattern;
pub use relinked::{Relinked, relinked};
pub use renumbered::{Renumbered, renumbered};
pub use repeats::repeats;
pub use summary::{FlagCounts, Summary, WEIGHTIEST_FIRST, changed_words, title_differs};
pub use threads::Threads;
pub use understand::{Understood, UnderstoodArticle, understand};
pub use while_reading::while_reading;
