//! Arguments of `copydesk cluster`.
//!
//! In: the command line. Out: plain values.

use super::MinGrade;
use crate::reading::ReadingArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk cluster incoming/
  copydesk cluster monday.jsonl tuesday.jsonl --pairs pairs.jsonl --format jsonl > groups.jsonl
  copydesk cluster --from pairs.jsonl --relation near-identical
  copydesk cluster archive.jsonl --keep lead -o deduplicated.jsonl
  copydesk cluster old.jsonl new.jsonl --prefer old.jsonl --keep report
  copydesk cluster incoming/ --explain")]
pub(crate) struct ClusterTask {
    /// Files, folders and JSONL files of articles; - for one article on standard input.
    #[arg(value_name = "PATH", required_unless_present = "from")]
    pub(crate) paths: Vec<String>,
    /// human, json for one document, jsonl for one group a line (copydesk.cluster/1), csv for one member a line.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ClusterFormat::Human)]
    pub(crate) format: ClusterFormat,
    /// Also write every pair that is partial or more to FILE, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    pub(crate) pairs: Option<PathBuf>,
    /// Group the pairs that --pairs wrote to FILE by another --threshold or --relation; no text is read, and only these pairs are known.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "min_words", "keep", "prefer", "config", "count_furniture"])]
    pub(crate) from: Option<PathBuf>,
    /// Join only articles of which one stands in the other to this share, 0 to 1.
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    pub(crate) threshold: f64,
    /// The weakest relation that joins.
    #[arg(long, value_enum, value_name = "RELATION", default_value_t = Joining::Derived)]
    pub(crate) relation: Joining,
    /// Count only reuse that is this sure or surer: sure, likely, or doubtful for all.
    #[arg(long, value_enum, value_name = "GRADE", default_value_t = MinGrade::Doubtful, hide_possible_values = true)]
    pub(crate) min_grade: MinGrade,
    /// Count headlines, datelines, captions and other furniture as story.
    #[arg(long)]
    pub(crate) count_furniture: bool,
    /// Articles with fewer words stand alone.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) min_words: u32,
    /// Take about SIZE of memory at most, such as 500M or 2G, and put the rest into a scratch file in TMPDIR, up to twice as large as the texts.
    /// The result is the same.
    #[arg(long, value_name = "SIZE", value_parser = bytes, conflicts_with = "from")]
    pub(crate) memory: Option<usize>,
    /// Articles of SOURCE lead their groups, however full others are: an id, a folder or file, a source name or an agency; * stands for
    /// anything. May be given again.
    #[arg(long, value_name = "SOURCE")]
    pub(crate) prefer: Vec<String>,
    /// Write the articles themselves as JSON lines: lead for one of each group, all for all with their group, report for nothing
    /// but the list of what lead would leave out.
    #[arg(long, value_enum, value_name = "WHICH", conflicts_with = "format")]
    pub(crate) keep: Option<Kept>,
    /// With --keep lead: list what was left out, and the lead that stands for it, in FILE [default: beside --output].
    #[arg(long, value_name = "FILE", requires = "keep")]
    pub(crate) left_out: Option<PathBuf>,
    /// Also say what joined each member: the longest runs of words in common, how rare they are, and what was not counted; and what was
    /// treated as boilerplate.
    #[arg(long)]
    pub(crate) explain: bool,
    /// Read boilerplate from FILE instead of the nearest copydesk.toml.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Read no settings file.
    #[arg(long)]
    pub(crate) no_config: bool,
    /// End with 1 if there is any group.
    #[arg(long)]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClusterFormat {
    Human,
    Json,
    Jsonl,
    Csv,
}

/// The weakest relation that joins articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Joining {
    Identical,
    NearIdentical,
    Derived,
}

/// What `--keep` keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kept {
    Lead,
    All,
    Report,
}

/// A number of bytes: a whole number and K, M, G or T, of 1,024 each; what people write behind it, `B` or `iB`, may follow.
fn bytes(text: &str) -> Result<usize, String> {
    let wrong = || String::from("a size is a whole number with K, M, G or T, for example 500M or 2G");
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?);
    let unit = unit.trim_start().to_ascii_lowercase();
    let shift = match unit.strip_suffix("ib").or(unit.strip_suffix('b')).unwrap_or(&unit) {
        "k" => 10,
        "m" => 20,
        "g" => 30,
        "t" => 40,
        _ => return Err(wrong()),
    };
    let bytes = number.parse::<usize>().ok().filter(|number| *number > 0).and_then(|number| number.checked_mul(1 << shift));
    bytes.ok_or_else(wrong)
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err(String::from("a share is a number from 0 to 1, for example 0.8")),
    }
}
