//! Formats of reports, and reports that go into files.
//!
//! In: `FORMAT=FILE` as typed; checked and judged copies. Out: the text of each report.

use clap::ValueEnum;
use copydesk::judge::Gated;
use copydesk::pipeline::Checked;
use copydesk::record::{CheckCopyRecord, CheckRecord, IncompleteRecord, json_line, json_lines};
use copydesk::render::{
    check_html, check_markdown, gate_concise, gate_csv, gate_github, gate_gitlab, gate_incomplete, gate_jsonl, gate_junit, gate_sarif,
    gate_summary,
};
use std::str::FromStr;

/// Formats that need no terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// One document, copydesk.check/1.
    Json,
    /// One copy a line.
    Jsonl,
    /// The copies with their passages, for an issue or a mail.
    Markdown,
    /// The copies with their passages, as one page.
    Html,
    /// One finding a line, as compilers write them.
    Concise,
    /// One finding a line, copydesk.finding/1.
    Findings,
    /// One finding a line, for spreadsheets.
    Csv,
    /// A table in Markdown, for the summary of a step.
    Summary,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// GitLab code quality.
    Gitlab,
    /// JUnit XML.
    Junit,
}

impl ReportFormat {
    /// Its name on the command line and in settings.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_string())
    }

    /// The format of that name; none for human.
    pub(crate) fn named(name: &str) -> Option<ReportFormat> {
        ReportFormat::from_str(name, false).ok()
    }
}

/// A report that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) format: ReportFormat,
    pub(super) file: String,
}

impl FromStr for Report {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || {
            let names = ReportFormat::value_variants().iter().filter_map(|format| Some(format.to_possible_value()?.get_name().to_string()));
            names.collect::<Vec<_>>().join(", ")
        };
        let (format, file) = text.split_once('=').ok_or_else(|| String::from("write FORMAT=FILE, for example sarif=copydesk.sarif"))?;
        let format = ReportFormat::from_str(format, false).map_err(|_| format!("no format `{format}`: known are {}", known()))?;
        if file.is_empty() {
            return Err(String::from("the file is missing: write FORMAT=FILE, for example sarif=copydesk.sarif"));
        }
        Ok(Report { format, file: file.to_string() })
    }
}

/// The text of a report; `open` are the copies of which something is not allowed.
pub(super) fn report(format: ReportFormat, checked: &Checked, open: &Checked, gated: &Gated, all: bool) -> String {
    let failing = gated.failing();
    match format {
        ReportFormat::Markdown => check_markdown(open, &failing) + &gate_incomplete(gated),
        ReportFormat::Html => check_html(open, &failing, &gated.problems),
        ReportFormat::Json => json_line(&CheckRecord::from(checked).with_problems(&gated.problems)),
        ReportFormat::Jsonl => json_lines(CheckCopyRecord::of(checked)) + &json_lines(IncompleteRecord::of(&gated.problems)),
        ReportFormat::Concise => gate_concise(gated, all),
        ReportFormat::Findings => gate_jsonl(gated, all),
        ReportFormat::Csv => gate_csv(gated, all),
        ReportFormat::Summary => gate_summary(gated, all),
        ReportFormat::Sarif => gate_sarif(gated, all),
        ReportFormat::Github => gate_github(gated, all),
        ReportFormat::Gitlab => gate_gitlab(gated, all),
        ReportFormat::Junit => gate_junit(gated, all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_format_and_file() {
        let report: Report = "sarif=a=b.sarif".parse().expect("a report");
        assert_eq!((report.format, report.file.as_str()), (ReportFormat::Sarif, "a=b.sarif"));
        for (text, wanted) in
            [("sarif", "write FORMAT=FILE"), ("pdf=a", "no format `pdf`: known are json"), ("csv=", "the file is missing")]
        {
            let error = text.parse::<Report>().expect_err(text);
            assert!(error.starts_with(wanted), "{error}");
        }
    }
}
