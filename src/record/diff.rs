//! The record `copydesk.diff/1`: what a new version adds, drops, moves and rewords. Sentences are numbered from 1.

use super::SummaryRecord;
use crate::align::{AlignedSide, Block, Change, Flag, Group, Status};
use crate::article::Role;
use crate::pipeline::{Diff, Relinked, Renumbered, Summary, relinked, renumbered, repeats};
use crate::span::Span;
use crate::text::Prepared;
use schemars::JsonSchema;
use serde::Serialize;

const SCHEMA: &str = "copydesk.diff/1";

/// What a new version adds to an old one, drops, moves and rewords.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "copydesk.diff/1: two versions of an article")]
pub struct DiffRecord {
    /// Name and version of the schema.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// The old version.
    pub old: VersionSideRecord,
    /// The new version.
    pub new: VersionSideRecord,
    /// Runs of neighbouring added sentences, in order of the new text.
    pub additions: Vec<BlockRecord>,
    /// Runs of neighbouring removed sentences, in order of the old text.
    pub removals: Vec<BlockRecord>,
    /// Partners, by sentence numbers.
    pub groups: Vec<GroupRecord>,
    /// Partners whose items or clauses have another number.
    pub renumbered: Vec<RenumberedRecord>,
    /// Links of partners that point elsewhere than before, or that one version alone has.
    pub relinked: Vec<RelinkedRecord>,
    /// Counts in sentences and words of the story; open.
    pub summary: SummaryRecord,
    /// Sentences of the new version where a bound on work cut in, by number: compared coarsely, or added and no partner
    /// looked for.
    pub coarse: Vec<u32>,
    /// Sentences of the old version that are called removed and for which no partner was looked for, by number.
    pub coarse_old: Vec<u32>,
}

/// One version, sentence by sentence and stretch by stretch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VersionSideRecord {
    /// Path, or `FILE#ID` of a row.
    pub id: String,
    /// Words that hold characters that nobody sees.
    pub hidden_words: usize,
    /// Its sentences in order, furniture included.
    pub sentences: Vec<SentenceRecord>,
    /// Stretches that tile the text from 0 to its end.
    pub spans: Vec<PieceRecord>,
}

/// A sentence of one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SentenceRecord {
    /// Its number, from 1.
    pub n: usize,
    /// Where it stands.
    pub span: Span,
    /// What became of it.
    pub status: Status,
    /// Sentence numbers of the other version; several for a split or a merge, empty for added and removed.
    pub partners: Vec<u32>,
    /// Whether it stands at another place in the other version.
    pub moved: bool,
    /// What it is for.
    pub role: Role,
    /// What an editor must see in it; of its group.
    pub flags: Vec<Flag>,
    /// Of an added or removed one, the number of the sentence of the same version that says the same words, if there
    /// is one.
    pub repeats: Option<u32>,
}

/// A stretch of one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PieceRecord {
    /// Where it stands.
    pub span: Span,
    /// What became of it.
    pub kind: Change,
}

/// A run of neighbouring sentences that only one version has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BlockRecord {
    /// Where it stands.
    pub span: Span,
    /// Its sentences, by number.
    pub sentences: Vec<u32>,
    /// Words of the run.
    pub words: u32,
    /// Each paragraph, or part of one, inside the run.
    pub paragraphs: Vec<Span>,
}

/// Sentences of both versions that are each other's partners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GroupRecord {
    /// Sentences of the old version, by number.
    pub old: Vec<u32>,
    /// Sentences of the new version, by number.
    pub new: Vec<u32>,
    /// What became of them.
    pub status: Status,
    /// Whether they stand at another place.
    pub moved: bool,
    /// What an editor must see in them.
    pub flags: Vec<Flag>,
}

/// Partners with another label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RenumberedRecord {
    /// The first sentence of the old version, by number.
    pub old: u32,
    /// The first sentence of the new version, by number.
    pub new: u32,
    /// Where the label stands in the old version.
    pub old_label: Span,
    /// Where the label stands in the new version.
    pub new_label: Span,
}

/// A link of partners that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RelinkedRecord {
    /// The first sentence of the old version, by number.
    pub old: u32,
    /// The first sentence of the new version, by number.
    pub new: u32,
    /// Where the address stands in the old version; `null` if it has none.
    pub old_address: Option<Span>,
    /// Where the address stands in the new version; `null` if it has none.
    pub new_address: Option<Span>,
}

impl From<&Diff> for DiffRecord {
    fn from(diff: &Diff) -> Self {
        let alignment = &diff.alignment;
        DiffRecord {
            schema: SCHEMA,
            old: side(&diff.old, &alignment.old, &alignment.groups, Status::Removed),
            new: side(&diff.new, &alignment.new, &alignment.groups, Status::Added),
            additions: alignment.additions.iter().map(block).collect(),
            removals: alignment.removals.iter().map(block).collect(),
            groups: alignment.groups.iter().map(group).collect(),
            renumbered: renumbered(diff).iter().filter_map(|one| relabelled(diff, one)).collect(),
            relinked: relinked(diff).iter().filter_map(|one| linked_otherwise(diff, one)).collect(),
            summary: Summary::of(diff).into(),
            coarse: from_one(&alignment.coarse),
            coarse_old: from_one(&alignment.coarse_old),
        }
    }
}

fn linked_otherwise(diff: &Diff, one: &Relinked) -> Option<RelinkedRecord> {
    let group = diff.alignment.groups.get(one.group)?;
    Some(RelinkedRecord { old: group.old.first()? + 1, new: group.new.first()? + 1, old_address: one.old, new_address: one.new })
}

fn relabelled(diff: &Diff, one: &Renumbered) -> Option<RenumberedRecord> {
    let group = diff.alignment.groups.get(one.group)?;
    Some(RenumberedRecord { old: group.old.first()? + 1, new: group.new.first()? + 1, old_label: one.old, new_label: one.new })
}

/// The record of one side; `lone` is the status of what only it has.
fn side(prepared: &Prepared, aligned: &AlignedSide, groups: &[Group], lone: Status) -> VersionSideRecord {
    let mut flags: Vec<&[Flag]> = vec![&[]; aligned.sentences.len()];
    for group in groups {
        for sentence in if lone == Status::Added { &group.new } else { &group.old } {
            if let Some(slot) = flags.get_mut(*sentence as usize) {
                *slot = &group.flags;
            }
        }
    }
    let repeats = repeats(prepared, aligned, lone);
    let sentences = aligned.sentences.iter().zip(flags).zip(repeats).zip(1..).map(|(((sentence, flags), repeats), n)| SentenceRecord {
        n,
        span: sentence.span,
        status: sentence.status,
        partners: from_one(&sentence.partners),
        moved: sentence.moved,
        role: sentence.role,
        flags: flags.to_vec(),
        repeats: repeats.map(|other| other + 1),
    });
    let spans = aligned.pieces.iter().map(|piece| PieceRecord { span: piece.span, kind: piece.change });
    VersionSideRecord {
        id: prepared.article.id.clone(),
        hidden_words: prepared.hidden_words,
        sentences: sentences.collect(),
        spans: spans.collect(),
    }
}

fn block(block: &Block) -> BlockRecord {
    BlockRecord {
        span: block.span,
        sentences: block.sentences.clone().map(|n| n + 1).collect(),
        words: block.words,
        paragraphs: block.paragraphs.clone(),
    }
}

fn group(group: &Group) -> GroupRecord {
    GroupRecord {
        old: from_one(&group.old),
        new: from_one(&group.new),
        status: group.status,
        moved: group.moved,
        flags: group.flags.clone(),
    }
}

fn from_one(numbers: &[u32]) -> Vec<u32> {
    numbers.iter().map(|number| number + 1).collect()
}
