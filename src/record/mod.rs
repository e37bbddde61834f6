//! Results as owned records: what every JSON output is, and what every other language sees.
//!
//! In: results of the rooms below. Out: one record for each result, which owns what it says and can outlive the inputs;
//! its JSON; and a JSON Schema made from it, whose descriptions are the comments of the fields. Each record names its
//! schema and version. Nothing is compared, judged or put into sentences here.

mod check;
mod cluster;
mod compare;
mod diff;
mod diff_chain;
mod finding;
mod incomplete;
mod json;
mod kept;
mod names;
mod pair;
mod read;
mod schemas;
mod summary;

pub use check::{AlsoRecord, CheckCopyRecord, CheckRecord, CopyPassageRecord, CopyRecord, SameFactsRecord, SharedWithRecord, SourceRecord};
pub use cluster::{AlsoSharesRecord, BoilerplateRecord, ClusterRecord, ClustersRecord, MemberRecord, StoryVersionRecord};
pub use compare::{ArticleRecord, CompareRecord, DiscountedRecord, PassageRecord, ScoresRecord};
pub use diff::{BlockRecord, DiffRecord, GroupRecord, PieceRecord, SentenceRecord, VersionSideRecord};
pub use diff_chain::{DiffChainRecord, OriginRecord, VersionRecord};
pub use finding::{FindingRecord, PlaceRecord};
pub use incomplete::IncompleteRecord;
pub use json::{json_document, json_line, json_lines, write_json_lines};
pub use kept::{Keep, KeptRecord, LeftOutRecord, kept, left_out};
pub use names::{Named, ToLead};
pub use pair::{PairRecord, pairs, read_pairs};
pub use read::{LeftOutKindRecord, ReadArticleRecord, ReadBlockRecord, ReadRecord};
pub use schemas::{schema, schema_names};
pub use summary::{FlagCountsRecord, SummaryRecord};
