//! Arguments: what the user may say.
//!
//! In: the command line. Out: plain values. Nothing is read or decided here but what `--help` shows.

use crate::completions::{CompletionsTask, ManTask};
use crate::gate::{GateArgs, ReportFormat};
use crate::init::InitTask;
use crate::read::ReadTask;
use crate::reading::ReadingArgs;
use crate::schema::SchemaTask;
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use copydesk::judge::{FailOn, FailOnQuotation};
use copydesk::score::Grade;
use std::path::PathBuf;

mod cluster;

pub(crate) use cluster::{ClusterFormat, ClusterTask, Joining, Kept};

/// Compare articles: how one is derived from another, what one version adds, which reports overlap.
#[derive(Debug, Parser)]
#[command(
    name = "copydesk",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 done, 1 check found something or --exit-code asks for it, 2 any error (the rest is still done)."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) task: Task,
    #[command(flatten)]
    pub(crate) shared: Shared,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Say what article A is to article B, in words, with the shared passages.
    Compare(CompareTask),
    /// Say how much of a copy stands in which sources, passage by passage.
    Check(Box<CheckTask>),
    /// Group overlapping reports around their fullest article.
    Cluster(ClusterTask),
    /// Show what the NEW version of an article adds over the OLD one.
    Diff(DiffTask),
    /// Show what was understood of files of any format: headline, byline, date, text with its roles.
    Read(ReadTask),
    /// Write a commented settings file to begin with.
    Init(InitTask),
    /// Print a completion script for a shell.
    Completions(CompletionsTask),
    /// Print a manual page.
    Man(ManTask),
    /// Print the JSON Schema of a JSON output.
    Schema(SchemaTask),
}

/// What every command understands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Shared {
    /// Threads to use; 0 is one for each core, four for each are the most.
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// When to colour: auto is on a terminal, unless NO_COLOR is set.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// No progress bars and no notes; errors are still shown.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Write the result to FILE (whole or not at all) instead of standard output.
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

const ARTICLE: &str = "A text or Markdown file, FILE.jsonl#ID for one row, or - for standard input";

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk compare draft.txt wire.txt
  copydesk compare draft.txt archive.jsonl#4711 --explain
  pbpaste | copydesk compare - wire.txt --format json")]
pub(crate) struct CompareTask {
    #[arg(value_name = "A", help = ARTICLE)]
    pub(crate) a: String,
    #[arg(value_name = "B", help = ARTICLE)]
    pub(crate) b: String,
    /// human, or json for one line of copydesk.compare/1.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = CompareFormat::Human)]
    pub(crate) format: CompareFormat,
    /// Show all the evidence: every passage with both sides, what was not counted and why, and what stands beside the stories.
    #[arg(long)]
    pub(crate) explain: bool,
    /// Count headlines, datelines, captions and other furniture as story.
    #[arg(long)]
    pub(crate) count_furniture: bool,
    /// End with 1 if wording was reused (partial or more).
    #[arg(long)]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    Human,
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 nothing fails, 1 a copy is at or above --fail-on, 2 an error, or nothing to check.

Examples:
  copydesk check draft.txt --against wire/
  copydesk check incoming/ --against archive.jsonl --fail-on partial
  pbpaste | copydesk check - --against wire/ --passages
  copydesk check submissions.jsonl --format jsonl > checked.jsonl")]
pub(crate) struct CheckTask {
    /// Files, folders and JSONL files of copies; FILE.jsonl#ID for one row; - for standard input [default: paths of copydesk.toml].
    #[arg(value_name = "COPY")]
    pub(crate) copies: Vec<String>,
    /// Files, folders and JSONL files of sources; without it every copy is checked against all others.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) against: Vec<String>,
    /// What to write on standard output [default: human; where there is no terminal and more than one draft is checked, concise].
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<CheckFormat>,
    /// Also show each passage with its counterpart and the word changes.
    #[arg(long)]
    pub(crate) passages: bool,
    /// Also say what was looked at and not counted, and why, and how much stands beside the story.
    #[arg(long)]
    pub(crate) explain: bool,
    /// End with 1 if a copy is this or more: derived is identical to reworked, partial a clear part, any a single passage
    /// [default: derived].
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<FailLevel>,
    /// End with 1 for a quotation that is not as in its source, too: altered or given to another speaker, also cut or joined without
    /// an ellipsis, any (also those in no source), or none [default: none].
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) fail_on_quotation: Option<FailQuotation>,
    /// End with 0 whatever was found.
    #[arg(long)]
    pub(crate) exit_zero: bool,
    /// Leave out sources from which fewer words are taken [default: 16, but for the one from which most is, if the copy is reuse of it].
    #[arg(long, value_name = "N")]
    pub(crate) min_words: Option<u32>,
    /// Count only reuse that is this sure or surer: sure, likely, or doubtful for all [default: doubtful].
    #[arg(long, value_enum, value_name = "GRADE", hide_possible_values = true)]
    pub(crate) min_grade: Option<MinGrade>,
    /// Only sources dated DATE or later; those without a date stay.
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,
    /// Only sources dated before DATE; those without a date stay.
    #[arg(long, value_name = "DATE")]
    pub(crate) before: Option<String>,
    /// Not a source: an id, a folder, a source name or an agency; * stands for anything. May be given again.
    #[arg(long, value_name = "SOURCE")]
    pub(crate) ignore_source: Vec<String>,
    /// Reuse of SOURCE is allowed: shown, but not failed. Named as for --ignore-source.
    #[arg(long, value_name = "SOURCE")]
    pub(crate) licensed: Vec<String>,
    #[command(flatten)]
    pub(crate) gate: GateArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// What a check writes on standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CheckFormat {
    /// For a terminal.
    Human,
    /// One of the formats of `--report`.
    Report(ReportFormat),
}

impl ValueEnum for CheckFormat {
    fn value_variants<'a>() -> &'a [Self] {
        use ReportFormat::*;
        const ALL: &[CheckFormat] = &[
            CheckFormat::Human,
            CheckFormat::Report(Json),
            CheckFormat::Report(Jsonl),
            CheckFormat::Report(Markdown),
            CheckFormat::Report(Html),
            CheckFormat::Report(Concise),
            CheckFormat::Report(Findings),
            CheckFormat::Report(Csv),
            CheckFormat::Report(Summary),
            CheckFormat::Report(Sarif),
            CheckFormat::Report(Github),
            CheckFormat::Report(Gitlab),
            CheckFormat::Report(Junit),
        ];
        ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            CheckFormat::Human => Some(PossibleValue::new("human").help("For a terminal")),
            CheckFormat::Report(format) => format.to_possible_value(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailLevel {
    Identical,
    NearIdentical,
    Derived,
    Partial,
    Any,
    None,
}

impl FailLevel {
    /// The level as the library knows it.
    pub(crate) fn level(self) -> FailOn {
        match self {
            FailLevel::Identical => FailOn::Identical,
            FailLevel::NearIdentical => FailOn::NearIdentical,
            FailLevel::Derived => FailOn::Derived,
            FailLevel::Partial => FailOn::Partial,
            FailLevel::Any => FailOn::Any,
            FailLevel::None => FailOn::None,
        }
    }
}

/// How sure reuse must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MinGrade {
    Sure,
    Likely,
    Doubtful,
}

impl MinGrade {
    /// The grade as the library knows it.
    pub(crate) fn grade(self) -> Grade {
        match self {
            MinGrade::Sure => Grade::Sure,
            MinGrade::Likely => Grade::Likely,
            MinGrade::Doubtful => Grade::Doubtful,
        }
    }
}

/// Which quotations fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailQuotation {
    Altered,
    Cut,
    Any,
    None,
}

impl FailQuotation {
    /// The rule as the library knows it.
    pub(crate) fn rule(self) -> FailOnQuotation {
        match self {
            FailQuotation::Altered => FailOnQuotation::Altered,
            FailQuotation::Cut => FailOnQuotation::Cut,
            FailQuotation::Any => FailOnQuotation::Any,
            FailQuotation::None => FailOnQuotation::None,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  copydesk diff story-v1.txt story-v2.txt
  copydesk diff story-v1.txt story-v2.txt --view inline
  copydesk diff story-v1.txt story-v2.txt --format html -o changes.html
  copydesk diff story-v1.txt story-v2.txt --format docx -o changes.docx
  copydesk diff v1.txt v2.txt v3.txt
  copydesk diff versions.jsonl#1 versions.jsonl#2 --format json

Marks: [-gone-] {+new+} {>moved<} {~other typography~}; in the margin + added, - gone, > moved, ~ changed, ! look at.")]
pub(crate) struct DiffTask {
    #[arg(value_name = "OLD", help = ARTICLE)]
    pub(crate) old: String,
    /// The newer version; several, oldest first, are shown step by step.
    #[arg(value_name = "NEW", required_unless_present = "git_driver")]
    pub(crate) new: Vec<String>,
    /// What to show: adds, inline (the whole of NEW, changes in place), side (both beside each other), summary.
    #[arg(long, value_enum, value_name = "VIEW", default_value_t = DiffPicture::Adds, hide_possible_values = true)]
    pub(crate) view: DiffPicture,
    /// human; json (one line of copydesk.diff/1, or diff-chain/1); markdown; html (one file); unified (a patch of sentences); docx (a Word document
    /// with tracked changes, of two versions).
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = DiffFormat::Human, hide_possible_values = true)]
    pub(crate) format: DiffFormat,
    /// Unchanged paragraphs left around each change in the inline and side views (unified: sentences), or all.
    /// Default: 1 (unified: 3).
    #[arg(long, value_name = "N", value_parser = context)]
    pub(crate) context: Option<Context>,
    /// Mark what differs in quotation marks, dashes, case and the like; else it is counted only.
    #[arg(long)]
    pub(crate) show_typography: bool,
    /// Only changed words inside edited sentences: no added, removed or moved ones (they stay counted).
    #[arg(long)]
    pub(crate) words: bool,
    /// Page the result on a terminal even if it fits.
    #[arg(long, overrides_with = "no_pager")]
    pub(crate) pager: bool,
    /// Never page; else what does not fit on a terminal goes through PAGER, or less.
    #[arg(long, overrides_with = "pager")]
    pub(crate) no_pager: bool,
    /// End with 1 if any two neighbouring versions differ in more than typography.
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// Take the arguments that git gives: git config diff.prose.command 'copydesk diff --git-driver --'.
    #[arg(long, conflicts_with_all = ["pager", "exit_code"])]
    pub(crate) git_driver: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffPicture {
    Adds,
    Inline,
    Side,
    Summary,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    Human,
    Json,
    Markdown,
    Html,
    Unified,
    #[cfg(feature = "office")]
    Docx,
}

impl DiffFormat {
    /// Whether it holds everything, whatever view is asked for.
    pub(crate) fn holds_everything(self) -> bool {
        match self {
            DiffFormat::Json => true,
            #[cfg(feature = "office")]
            DiffFormat::Docx => true,
            _ => false,
        }
    }
}

/// How much unchanged text is left around a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    All,
    Some(usize),
}

fn context(given: &str) -> Result<Context, String> {
    if given == "all" {
        return Ok(Context::All);
    }
    given.parse().map(Context::Some).map_err(|_| String::from("a number from 0, or `all`, is wanted"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
