//! `copydesk schema [NAME]`.
//!
//! In: the name of a JSON output. Out: its JSON Schema, or the names of all.

use crate::args::Shared;
use crate::output;
use anyhow::bail;
use clap::Args;
use copydesk::record::{schema, schema_names};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk schema
  copydesk schema check > check.schema.json")]
pub(crate) struct SchemaTask {
    /// The output whose schema is wanted; without it the names of all.
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

pub(crate) fn run(task: &SchemaTask, shared: &Shared) -> anyhow::Result<u8> {
    let names = || schema_names().collect::<Vec<_>>();
    let result = match &task.name {
        None => names().join("\n") + "\n",
        Some(wanted) => match schema(wanted) {
            Some(schema) => schema,
            None => bail!("no output `{wanted}`: known are {}", names().join(", ")),
        },
    };
    output::write(&result, shared.output.as_deref())?;
    Ok(0)
}
