//! The figures of a diff as a record.
//!
//! In: a [`Summary`]. Out: its record. The record says the same in the names of the public format, which stay when the
//! figures are counted in another way.

use crate::align::Flag;
use crate::pipeline::{FlagCounts, Summary};
use schemars::JsonSchema;
use serde::Serialize;

/// What changed, in numbers. Sentences and words of the story, without furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SummaryRecord {
    /// Sentences that only the new version has.
    pub added_sentences: usize,
    /// Words in added sentences.
    pub added_words: usize,
    /// Sentences that only the old version has.
    pub removed_sentences: usize,
    /// Words in removed sentences.
    pub removed_words: usize,
    /// Groups of partners whose words differ.
    pub edited: usize,
    /// Words that only the new side of edited sentences has.
    pub words_in: usize,
    /// Words that only the old side of edited sentences has.
    pub words_out: usize,
    /// Groups of partners that stand at another place.
    pub moved: usize,
    /// Groups of partners that differ in typography only.
    pub typographic: usize,
    /// Groups of partners that are the same.
    pub unchanged: usize,
    /// Sentences among the added ones that repeat another of the new version.
    pub repeated: usize,
    /// Groups of partners whose items or clauses have another number.
    pub renumbered: usize,
    /// Links that point elsewhere than before, or that one version alone has, in sentences that both have.
    pub relinked: usize,
    /// Whether the headline differs, or the title that came with the articles.
    pub headline: bool,
    /// Whether anything else beside the story differs.
    pub beside: bool,
    /// Edited groups by what an editor must see.
    pub flags: FlagCountsRecord,
}

/// How many edited groups carry each flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FlagCountsRecord {
    /// A number changed.
    pub number: usize,
    /// A sum of money changed.
    pub money: usize,
    /// A date or time changed.
    pub date: usize,
    /// A name changed.
    pub name: usize,
    /// A quotation changed.
    pub quotation: usize,
    /// Words were cut inside a quotation.
    pub cut_in_quotation: usize,
    /// The attribution changed.
    pub attribution: usize,
    /// A claim was turned into its opposite.
    pub negation: usize,
    /// The certainty of a claim changed.
    pub certainty: usize,
    /// A stage of a case at law changed.
    pub legal_status: usize,
}

impl From<Summary> for SummaryRecord {
    fn from(summary: Summary) -> Self {
        let Summary {
            added_sentences,
            added_words,
            removed_sentences,
            removed_words,
            edited,
            words_in,
            words_out,
            moved,
            typographic,
            unchanged,
            repeated,
            renumbered,
            relinked,
            headline,
            beside,
            flags,
        } = summary;
        SummaryRecord {
            added_sentences,
            added_words,
            removed_sentences,
            removed_words,
            edited,
            words_in,
            words_out,
            moved,
            typographic,
            unchanged,
            repeated,
            renumbered,
            relinked,
            headline,
            beside,
            flags: flags.into(),
        }
    }
}

impl From<FlagCounts> for FlagCountsRecord {
    fn from(counts: FlagCounts) -> Self {
        FlagCountsRecord {
            number: counts.of(Flag::Number),
            money: counts.of(Flag::Money),
            date: counts.of(Flag::Date),
            name: counts.of(Flag::Name),
            quotation: counts.of(Flag::Quotation),
            cut_in_quotation: counts.of(Flag::CutInQuotation),
            attribution: counts.of(Flag::Attribution),
            negation: counts.of(Flag::Negation),
            certainty: counts.of(Flag::Certainty),
            legal_status: counts.of(Flag::LegalStatus),
        }
    }
}
