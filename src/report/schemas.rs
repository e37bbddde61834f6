//! JSON Schemas of the JSON outputs.
//!
//! In: the name of an output. Out: its schema, as `copydesk schema NAME` prints it. Each schema states what is promised about changes.

/// The schemas by name, in alphabetical order.
pub const SCHEMAS: &[(&str, &str)] = &[
    ("cluster", include_str!("schemas/cluster.json")),
    ("clusters", include_str!("schemas/clusters.json")),
    ("compare", include_str!("schemas/compare.json")),
    ("diff", include_str!("schemas/diff.json")),
    ("finding", include_str!("schemas/finding.json")),
    ("pair", include_str!("schemas/pair.json")),
];
