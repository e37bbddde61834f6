//! The record `copydesk.incomplete/1`: why a run is not complete.
//!
//! In: what could not be read, and other errors. Out: the last line of an output with one record a line, so that
//! nobody takes the lines above it for all there is. Outputs of one document say it in a field of their own; complete
//! runs have no such line.

use schemars::JsonSchema;
use serde::Serialize;

const SCHEMA: &str = "copydesk.incomplete/1";

/// The last line of a run that is not complete, behind its copies or findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "copydesk.incomplete/1: why a run is not complete, one line")]
pub struct IncompleteRecord {
    /// Name and version of the schema.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// Whether all that was asked for was done; never true here.
    #[schemars(extend("const" = false))]
    pub complete: bool,
    /// Why it was not: inputs that could not be read, and other errors.
    pub problems: Vec<String>,
}

impl IncompleteRecord {
    /// The record of a run with these problems; none if there are none.
    pub fn of(problems: &[String]) -> Option<IncompleteRecord> {
        (!problems.is_empty()).then(|| IncompleteRecord { schema: SCHEMA, complete: false, problems: problems.to_vec() })
    }
}
