//! `copydesk check COPY... --against PATH...`.
//!
//! In: its arguments. Out: the copies with their sources as asked for, and 1 if a copy is at or above `--fail-on`.

use crate::args::{CheckTask, Shared};
use crate::gate::{self, Gate, Told};
use crate::inputs::say_empty;
use crate::output;
use crate::screen::Screen;
use clap::ValueEnum;
use copydesk::article::seconds;
use copydesk::judge::Failing;
use copydesk::pipeline::{self, CheckSettings};
use copydesk::render::{CheckView, GateView, check_human, gate_human};
use std::sync::Arc;

pub(crate) fn run(task: &CheckTask, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    let gate = Gate::new(&task.gate, &told(task), screen)?;
    if let Some(config) = gate.printed_config() {
        output::write(&config, shared.output.as_deref())?;
        return Ok(0);
    }
    gate.check_outputs(shared.output.as_deref(), None)?;
    match checked(task, &gate, shared, screen) {
        Err(error) => {
            // A pipeline that reads a report must not take the last one, or none, for a clean run.
            let (checked, gated) = gate.failed(&error);
            gate.write_failed_reports(&checked, &gated);
            if let Some(format) = gate.asked_format().filter(|_| shared.output.is_none()) {
                output::write(gate.report(format, &checked, &checked, &gated), None)?;
            }
            Err(error)
        }
        done => done,
    }
}

fn checked(task: &CheckTask, gate: &Gate<'_>, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    let mut settings = gate.check_settings(dates(task)?);
    let input = gate::select(gate, &settings)?;
    gate.check_outputs(shared.output.as_deref(), Some(&input))?;
    settings.base = input.base.clone();
    settings.archive_is_collection = input.archive_is_tree;
    settings.texts_before = Arc::clone(&input.texts_before);
    say_empty(&input.copies, screen);
    if let Some(why) = &input.nothing {
        screen.note(&format!("{why}: nothing to check"));
    }
    let mut checked = match &input.archive {
        Some(archive) => archive.check(&input.copies, &settings, screen)?,
        None => pipeline::check_all(&input.copies, &settings, screen),
    };
    if let Some(base) = gate.history(&input, &checked) {
        settings.base = Some(Arc::new(base));
        checked = pipeline::check_all(&input.copies, &settings, screen);
    }
    if checked.counts.itself > 0 && !input.archive_is_tree {
        let n = checked.counts.itself;
        let what = if n == 1 { "1 copy stands" } else { &format!("{n} copies stand") };
        screen.note(&format!("{what} among the sources, too: no article is its own source"));
    }
    let gated = gate.judge(&input, &checked, &settings)?;
    let open = gate.open(&checked, &gated);
    let reports = gate.reports(&checked, &open, &gated);
    let wants_articles = task.passages || task.explain;
    let result = match gate.format(checked.copies.len(), wants_articles, shared.output.is_some()) {
        None => {
            let (width, paint) = (screen.width(), screen.paint(shared.output.is_some()));
            let is_gate = gate.is_gate(checked.copies.len());
            // What fails is said by the gate, which knows what was there before and what is allowed.
            let failing = if is_gate { Failing::default() } else { gated.failing() };
            let view = CheckView { width, paint, passages: task.passages, explain: task.explain, failing: &failing };
            let copies = if gate.shows_copies(&checked, &open, wants_articles) { check_human(&open, view) } else { String::new() };
            let findings = gate_human(&gated, GateView { width, paint, show_suppressed: gate.show_suppressed() });
            let findings = if is_gate { findings } else { String::new() };
            let between = if copies.is_empty() || findings.is_empty() { "" } else { "\n" };
            copies + between + &findings
        }
        Some(format) => gate.report(format, &checked, &open, &gated),
    };
    let mut files: Vec<output::ForFile<'_>> = reports.iter().map(|(file, text)| (*file, output::Content::Bytes(text.as_bytes()))).collect();
    files.extend(shared.output.as_deref().map(|file| (file, output::Content::Bytes(result.as_bytes()))));
    if let Err(error) = output::write_files(&files) {
        screen.error(&format!("{error:#}"));
    }
    if shared.output.is_none() {
        output::write(&result, None)?;
    }
    let fails = gated.n_failing() > 0 || gate.is_stale(&gated) || gate.fails_as_empty(&input);
    // The process ends here: giving back millions of small pieces of memory would only take time.
    drop((reports, open));
    std::mem::forget((gated, checked, input));
    Ok(u8::from(fails && !task.exit_zero))
}

fn told(task: &CheckTask) -> Told<'_> {
    Told {
        copies: &task.copies,
        against: &task.against,
        fail_on: task.fail_on.map(|level| level.level().name()),
        fail_on_quotation: task.fail_on_quotation.map(|rule| rule.rule().name()),
        min_words: task.min_words,
        min_grade: task.min_grade.map(|grade| grade.grade().name()),
        format: task.format.and_then(|format| Some(format.to_possible_value()?.get_name().to_string())),
        licensed: &task.licensed,
        ignore_source: &task.ignore_source,
        reading: task.reading.options(),
    }
}

fn dates(task: &CheckTask) -> anyhow::Result<CheckSettings> {
    let date = |option: &str, date: &Option<String>| match date {
        None => Ok(None),
        Some(date) => match seconds(date) {
            Some(seconds) => Ok(Some(seconds)),
            None => anyhow::bail!("{option} {date}: not a date: write it as 2016-08-26 or 2016-08-26T14:00:00Z"),
        },
    };
    Ok(CheckSettings { since: date("--since", &task.since)?, before: date("--before", &task.before)?, ..CheckSettings::default() })
}
