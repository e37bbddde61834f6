//! JSON Schemas of the records, made from the records.
//!
//! In: the name of an output. Out: its schema, as `copydesk schema NAME` prints it. The comments of the fields are its
//! descriptions.

use super::{
    CheckCopyRecord, CheckRecord, ClusterRecord, ClustersRecord, CompareRecord, DiffChainRecord, DiffRecord, FindingRecord,
    IncompleteRecord, LeftOutRecord, PairRecord, ReadRecord, json_document,
};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// What every schema promises.
const STABILITY: &str = "Stability: within one schema number a named field keeps its name, type and meaning, and stays required where it is \
    required now. Fields and enumerated values of fields marked as open may be added; readers ignore what they do not know. Any other \
    change gets a new schema number.";

/// A record by its name.
type Named = (&'static str, fn(SchemaGenerator) -> Schema);

/// The records by name, in alphabetical order.
const RECORDS: [Named; 12] = [
    ("check", schema_of::<CheckRecord>),
    ("check-copy", schema_of::<CheckCopyRecord>),
    ("cluster", schema_of::<ClusterRecord>),
    ("clusters", schema_of::<ClustersRecord>),
    ("compare", schema_of::<CompareRecord>),
    ("diff", schema_of::<DiffRecord>),
    ("diff-chain", schema_of::<DiffChainRecord>),
    ("finding", schema_of::<FindingRecord>),
    ("incomplete", schema_of::<IncompleteRecord>),
    ("left-out", schema_of::<LeftOutRecord>),
    ("pair", schema_of::<PairRecord>),
    ("read", schema_of::<ReadRecord>),
];

/// The names of the outputs that have a schema, in alphabetical order.
pub fn schema_names() -> impl Iterator<Item = &'static str> {
    RECORDS.iter().map(|(name, _)| *name)
}

/// The schema of an output as an indented document; none if no output has this name.
pub fn schema(name: &str) -> Option<String> {
    let (_, make) = RECORDS.iter().find(|(known, _)| *known == name)?;
    let mut schema = make(SchemaSettings::draft2020_12().for_serialize().into_generator());
    let what = schema.get("description").and_then(|what| what.as_str()).unwrap_or_default();
    let description = format!("{what} {STABILITY}");
    schema.insert("description".to_string(), description.into());
    Some(json_document(&schema))
}

fn schema_of<R: JsonSchema>(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<R>()
}
