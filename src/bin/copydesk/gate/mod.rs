//! The gate around `copydesk check`: settings, what is checked, the judgement, reports, the exit code.
//!
//! In: flags and settings, later the checked copies. Out: reports in their files, notes on standard error, and 1 if a finding fails.
//! What is a finding and what fails is decided in the library.

mod baseline;
mod changes;
mod reports;
mod selection;

pub(crate) use reports::ReportFormat;
pub(crate) use selection::{Input, select};

use crate::inputs::Archive;
use crate::names::PathNames;
use crate::output;
use crate::screen::Screen;
use crate::settings::keys::Value;
use crate::settings::{self, Choice, Flags, Settings};
use anyhow::Context;
use clap::Args;
use copydesk::judge::{Finding, Gated, Level, Rules, Status, gate};
use copydesk::pipeline::{CheckCounts, CheckSettings, Checked, CheckedCopy, SourcePattern};
use copydesk::read::Options;
use copydesk::record::Named;
use copydesk::render::gate_done;
use copydesk::score::Grade;
use reports::Report;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Marked copies that are shown on a terminal without being asked for: more of them bury the findings.
const MAX_MARKED: usize = 3;

/// Suppressions of a kind that are named one by one.
const MAX_SAID: usize = 20;

/// Flags of the gate.
#[derive(Debug, Args)]
#[command(next_help_heading = "For pipelines")]
pub(crate) struct GateArgs {
    /// Also write a report: FORMAT=FILE, with any format of --format but human. May be given again.
    #[arg(long, value_name = "FORMAT=FILE")]
    report: Vec<Report>,
    /// Findings that were there before and do not fail again.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write the baseline anew from what is found now: what fails, and with --min-level what is reported. Lines about articles that were not
    /// checked stay.
    #[arg(long, conflicts_with_all = ["changed_since", "staged", "baseline_from_ref"])]
    update_baseline: bool,
    /// Take out of the baseline what holds for nothing any more, and add nothing.
    #[arg(long, conflicts_with_all = ["update_baseline", "changed_since", "staged", "baseline_from_ref"])]
    prune_baseline: bool,
    /// End with 1 also if no article was checked, or one of them is empty.
    #[arg(long)]
    fail_on_empty: bool,
    /// End with 1 also for entries of the baseline and suppressions that hold for nothing any more, or are over.
    #[arg(long)]
    strict: bool,
    /// Leave less severe findings out of reports: error (what fails), warning (also reuse that the rule lets pass) or note
    /// [default: note].
    #[arg(long, value_name = "LEVEL", value_parser = ["error", "warning", "note"], hide_possible_values = true)]
    min_level: Option<String>,
    /// What was found at a commit does not fail again: a baseline without a file.
    #[arg(long, value_name = "REF", conflicts_with = "baseline")]
    baseline_from_ref: Option<String>,
    /// Check only articles that changed since a commit, against the whole tree (or --against), whatever ignore files say.
    #[arg(long, value_name = "REF")]
    changed_since: Option<String>,
    /// Check only articles that are staged for the next commit, as they are staged, against the index (or --against). Run by pre-commit
    /// with --from-ref and --to-ref, check what changed between these.
    #[arg(long, conflicts_with = "changed_since")]
    staged: bool,
    /// A finding never fails below this share of the words of the copy, 0.0 to 1.0.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_share: Option<f64>,
    /// Leave out files that match, as in a .gitignore file. May be given again.
    #[arg(long, value_name = "PATTERN")]
    exclude: Vec<String>,
    /// Count headlines, datelines, captions and other furniture as story.
    #[arg(long, help_heading = "Options")]
    count_furniture: bool,
    /// Also list findings that are suppressed or in the baseline.
    #[arg(long)]
    show_suppressed: bool,
    /// Read settings from FILE instead of the nearest copydesk.toml.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Read no settings file.
    #[arg(long)]
    no_config: bool,
    /// Print what holds and where each value came from, and end.
    #[arg(long)]
    print_config: bool,
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| String::from("not a number from 0.0 to 1.0"))
}

/// What the check command itself was told, for the settings.
pub(crate) struct Told<'t> {
    pub(crate) copies: &'t [String],
    pub(crate) against: &'t [String],
    pub(crate) fail_on: Option<&'static str>,
    pub(crate) fail_on_quotation: Option<&'static str>,
    pub(crate) min_words: Option<u32>,
    pub(crate) min_grade: Option<&'static str>,
    pub(crate) format: Option<String>,
    pub(crate) licensed: &'t [String],
    pub(crate) ignore_source: &'t [String],
    pub(crate) reading: Options,
}

/// A run of the gate: what was asked for and where we are.
pub(crate) struct Gate<'t> {
    arguments: &'t GateArgs,
    pub(crate) settings: Settings,
    names: PathNames,
    here: PathBuf,
    /// The root of the repository, or where we are.
    root: PathBuf,
    reports: Vec<Report>,
    /// How files are read.
    pub(crate) reading: Options,
    screen: &'t Screen,
}

impl<'t> Gate<'t> {
    pub(crate) fn new(arguments: &'t GateArgs, told: &Told<'_>, screen: &'t Screen) -> anyhow::Result<Gate<'t>> {
        let here = std::env::current_dir().context("the current folder cannot be read")?;
        let choice = Choice { file: arguments.config.clone(), none: arguments.no_config };
        let settings = Settings::resolve(&choice, arguments.flags(told))?;
        for doubt in &settings.doubts {
            screen.note(doubt);
        }
        let root = crate::git::Repository::around(&here).map_or_else(|| here.clone(), |repository| repository.root().to_path_buf());
        let names = PathNames::new(&here, &root);
        let report = |text: String| text.parse().map_err(|error: String| anyhow::anyhow!("report `{text}`: {error}"));
        let reports = settings.list("report").into_iter().map(report).collect::<anyhow::Result<Vec<Report>>>()?;
        let mut reading = told.reading.clone();
        if reading.map.is_empty() {
            let said = settings.list("map").join(",");
            reading.map = said.parse().map_err(|error: String| anyhow::anyhow!("map: {error}"))?;
        }
        Ok(Gate { arguments, settings, names, here, root, reports, reading, screen })
    }

    /// The settings as text, if that is all that was asked for.
    pub(crate) fn printed_config(&self) -> Option<String> {
        self.arguments.print_config.then(|| settings::print_config(&self.settings))
    }

    /// How the library is to check; `usual` has what the gate does not know of.
    pub(crate) fn check_settings(&self, usual: CheckSettings) -> CheckSettings {
        let patterns = |name: &str| self.settings.list(name).into_iter().map(SourcePattern::new).collect();
        CheckSettings {
            // A number that somebody chose means what it says.
            keeps_first: !self.settings.is_set("min-words"),
            min_words: self.settings.count("min-words").unwrap_or(usual.min_words),
            min_grade: self.settings.text("min-grade").and_then(Grade::named).unwrap_or(usual.min_grade),
            ignored: patterns("ignore-source"),
            licensed: patterns("licensed"),
            ..usual
        }
    }

    /// Judges what was checked, writes the baseline if asked to, and says what is to be said.
    pub(crate) fn judge(&self, input: &Input, checked: &Checked, check: &CheckSettings) -> anyhow::Result<Gated> {
        let today = settings::today();
        let name = |path: &str| self.names.name(path);
        let baseline = self.baseline(check)?;
        let suppressions = [&self.settings.suppressions[..], &input.allowances[..]].concat();
        let stands = |name: &str| input.stands(name);
        let was_read = |name: &str| input.names().contains(name);
        let rules = Rules {
            fail_on: self.settings.fail_on(),
            fail_on_quotation: self.settings.fail_on_quotation(),
            min_share: self.settings.share("min-share"),
            suppressions: &suppressions,
            today: &today,
            baseline: baseline.as_ref(),
            n_against: input.n_against(),
            is_complete: !self.arguments.is_partial() && !self.is_part_of_paths(),
            stands: &stands,
            was_read: &was_read,
            min_level: self.min_level().unwrap_or(Level::Note),
            name: &name,
        };
        let mut gated = gate(checked, &rules);
        gated.problems = self.screen.problems();
        if self.arguments.update_baseline || self.arguments.prune_baseline {
            let known = self.write_baseline(&gated, baseline.as_ref())?;
            gated = gate(checked, &Rules { baseline: Some(&known), ..rules });
            gated.problems = self.screen.problems();
        }
        if self.is_gate(checked.copies.len()) {
            self.say(&gated);
        }
        Ok(gated)
    }

    fn say(&self, gated: &Gated) {
        let expired = gated.expired.iter().map(|(place, until)| format!("{place}: the suppression ended on {until} and holds no more"));
        self.say_first("suppressions that ended", expired);
        self.say_first(
            "suppressions that hold for nothing",
            gated.unused.iter().map(|at| format!("{at}: the suppression holds for nothing; remove it")),
        );
        if let Some(first) = gated.gone.first() {
            let gone = gated.gone.len();
            let what = if gone == 1 { "1 baseline entry matches".to_string() } else { format!("{gone} baseline entries match") };
            self.screen.note(&format!("{what} nothing any more (the first is {}); clean up with --prune-baseline", first.copy));
        }
        self.screen.note(&gate_done(gated));
    }

    /// Says the first of many things of a kind, and how many more there are.
    fn say_first(&self, kind: &str, all: impl ExactSizeIterator<Item = String>) {
        let more = all.len().saturating_sub(MAX_SAID);
        all.take(MAX_SAID).for_each(|note| self.screen.note(&note));
        if more > 0 {
            self.screen.note(&format!("and {more} more {kind}"));
        }
    }

    /// The reports that were asked for, each with its file.
    pub(crate) fn reports(&self, checked: &Checked, open: &Checked, gated: &Gated) -> Vec<(&Path, String)> {
        let report = |report: &Report| self.report(report.format, checked, open, gated);
        self.reports.iter().map(|one| Path::new(&one.file)).zip(self.reports.iter().map(report)).collect()
    }

    fn write_report(&self, report: &Report, checked: &Checked, open: &Checked, gated: &Gated) {
        let text = self.report(report.format, checked, open, gated);
        if let Err(error) = output::write_file(&text, Path::new(&report.file)) {
            self.screen.error(&format!("{error:#}"));
        }
    }

    /// Writes reports of a run that ended with an error; what may be an input is left alone, because it may not have been read yet.
    pub(crate) fn write_failed_reports(&self, checked: &Checked, gated: &Gated) {
        let inputs = [self.settings.list("paths"), self.settings.list("against")].concat();
        let inputs: Vec<PathBuf> = inputs.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
        for report in &self.reports {
            let real = fs::canonicalize(&report.file);
            if !real.is_ok_and(|real| real.is_file() && inputs.iter().any(|input| real.starts_with(input))) {
                self.write_report(report, checked, checked, gated);
            }
        }
    }

    /// What reports say of a run that ended with an error before anything was checked: nothing but that.
    pub(crate) fn failed(&self, error: &anyhow::Error) -> (Checked, Gated) {
        let checked = Checked { copies: Vec::new(), counts: CheckCounts::default() };
        let mut gated = gate(&checked, &Rules::only(self.settings.fail_on()));
        gated.problems = self.screen.problems();
        gated.problems.push(format!("{error:#}"));
        (checked, gated)
    }

    /// The report that was asked for on standard output.
    pub(crate) fn asked_format(&self) -> Option<ReportFormat> {
        self.settings.text("format").and_then(ReportFormat::named)
    }

    /// What is written on standard output: as asked for; else whole articles on a terminal and for one draft, and one line a finding in a log.
    pub(crate) fn format(&self, n_copies: usize, wants_articles: bool, to_file: bool) -> Option<ReportFormat> {
        match self.settings.text("format") {
            Some(_) => self.asked_format(),
            None if wants_articles || to_file || !self.is_gate(n_copies) || std::io::stdout().is_terminal() => None,
            None => Some(ReportFormat::Concise),
        }
    }

    /// An error if a file would be written twice, or is one of those that were read: the one would destroy the other.
    pub(crate) fn check_outputs(&self, output: Option<&Path>, input: Option<&Input>) -> anyhow::Result<()> {
        let baseline = self.baseline_file().filter(|_| self.arguments.writes_baseline());
        let reports = self.reports.iter().map(|report| Path::new(&report.file));
        let outputs: Vec<&Path> = output.into_iter().chain(baseline.as_deref()).chain(reports).collect();
        let mut typed = [self.settings.list("paths"), self.settings.list("against")].concat();
        let (archive, files) = input.and_then(|input| input.archive.as_ref()).map(Archive::read_from).unwrap_or_default();
        typed.extend(files.into_iter().map(String::from));
        let read = [input.map_or(&[][..], |input| &input.copies), archive];
        output::check_distinct(&outputs, &typed, &read)
    }

    /// The text of a report.
    pub(crate) fn report(&self, format: ReportFormat, checked: &Checked, open: &Checked, gated: &Gated) -> String {
        reports::report(format, checked, open, gated, self.arguments.show_suppressed)
    }

    /// Whether the copies themselves are shown above the findings: always for an editor, for a pipeline if they are few or asked for.
    pub(crate) fn shows_copies(&self, checked: &Checked, open: &Checked, asked_for: bool) -> bool {
        let is_wrong = |copy: &CheckedCopy| copy.quotations.iter().any(|quotation| quotation.verdict.is_wrong());
        let n_marked = open.copies.iter().filter(|copy| !copy.sources.is_empty() || is_wrong(copy)).count();
        // Where the only reuse is allowed, nothing is said of the rest: "no copy shares wording" would be wrong.
        let is_hidden = n_marked == 0 && open.copies.len() < checked.copies.len();
        if open.copies.is_empty() || is_hidden {
            return false;
        }
        if asked_for || n_marked <= MAX_MARKED || !self.is_gate(checked.copies.len()) {
            return true;
        }
        self.screen.note(&format!("{n_marked} copies share wording with others: --passages shows them with the shared words marked"));
        false
    }

    /// The copies of which there is more to say than what is allowed or was there before.
    pub(crate) fn open<'a>(&self, checked: &'a Checked, gated: &Gated) -> Cow<'a, Checked> {
        let is_allowed = |finding: &Finding| matches!(finding.status, Status::Known | Status::Suppressed { .. });
        let (mut allowed, mut open) = (BTreeSet::new(), BTreeSet::new());
        for finding in &gated.findings {
            if is_allowed(finding) { &mut allowed } else { &mut open }.insert(finding.copy.as_str());
        }
        let is_open = |copy: &&CheckedCopy| {
            let id = copy.article.id.as_str();
            open.contains(id) || !allowed.contains(id)
        };
        if allowed.is_subset(&open) {
            return Cow::Borrowed(checked);
        }
        Cow::Owned(Checked { copies: checked.copies.iter().filter(is_open).cloned().collect(), counts: checked.counts })
    }

    /// Whether this is a run for a pipeline: settings, many copies or flags of the gate, and not an editor's look at one draft.
    pub(crate) fn is_gate(&self, n_copies: usize) -> bool {
        let arguments = self.arguments;
        n_copies != 1
            || self.settings.file.is_some()
            || self.baseline_file().is_some()
            || arguments.writes_baseline()
            || arguments.strict
            || arguments.min_level.is_some()
            || arguments.show_suppressed
            || arguments.baseline_from_ref.is_some()
            || arguments.is_partial()
            || arguments.min_share.is_some()
            || !self.reports.is_empty()
    }

    /// Whether the run fails for what holds for nothing any more.
    pub(crate) fn is_stale(&self, gated: &Gated) -> bool {
        self.arguments.strict && !(gated.gone.is_empty() && gated.expired.is_empty() && gated.unused.is_empty())
    }

    /// Whether the run fails for having nothing to check, or an article without a word.
    pub(crate) fn fails_as_empty(&self, input: &Input) -> bool {
        self.arguments.fail_on_empty && input.has_empty()
    }

    fn min_level(&self) -> Option<Level> {
        let name = self.settings.text("min-level")?;
        [Level::Error, Level::Warning, Level::Note].into_iter().find(|level| level.name() == name)
    }

    /// Whether the command line names other paths than the settings file: perhaps a part of them.
    fn is_part_of_paths(&self) -> bool {
        self.settings.is_overruled("paths")
    }

    pub(crate) fn show_suppressed(&self) -> bool {
        self.arguments.show_suppressed
    }
}

impl GateArgs {
    /// Whether the baseline file is written in this run.
    fn writes_baseline(&self) -> bool {
        self.update_baseline || self.prune_baseline
    }

    /// Whether only some of the articles are checked.
    fn is_partial(&self) -> bool {
        self.staged || self.changed_since.is_some()
    }

    fn flags(&self, told: &Told<'_>) -> Flags {
        let mut flags = Flags::new();
        let lists = [
            ("paths", "paths", told.copies),
            ("against", "--against", told.against),
            ("exclude", "--exclude", &self.exclude),
            ("licensed", "--licensed", told.licensed),
            ("ignore-source", "--ignore-source", told.ignore_source),
        ];
        for (key, flag, list) in lists {
            if !list.is_empty() {
                flags.push((key, flag, Value::List(list.to_vec())));
            }
        }
        if let Some(rule) = told.fail_on {
            flags.push(("fail-on", "--fail-on", Value::Text(rule.to_string())));
        }
        if let Some(rule) = told.fail_on_quotation {
            flags.push(("fail-on-quotation", "--fail-on-quotation", Value::Text(rule.to_string())));
        }
        if let Some(grade) = told.min_grade {
            flags.push(("min-grade", "--min-grade", Value::Text(grade.to_string())));
        }
        if let Some(words) = told.min_words {
            flags.push(("min-words", "--min-words", Value::Count(words)));
        }
        if !self.report.is_empty() {
            let reports = self.report.iter().map(|report| format!("{}={}", report.format.name(), report.file));
            flags.push(("report", "--report", Value::List(reports.collect())));
        }
        if let Some(format) = &told.format {
            flags.push(("format", "--format", Value::Text(format.clone())));
        }
        if let Some(level) = &self.min_level {
            flags.push(("min-level", "--min-level", Value::Text(level.clone())));
        }
        if let Some(share) = self.min_share {
            flags.push(("min-share", "--min-share", Value::Share(share)));
        }
        if let Some(file) = &self.baseline {
            flags.push(("baseline", "--baseline", Value::Text(file.to_string_lossy().into_owned())));
        }
        flags
    }
}
