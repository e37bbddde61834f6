//! `copydesk check COPY... --against PATH...`.
//!
//! In: its arguments. Out: the copies with their sources as asked for, and 1 if a copy is at or above `--fail-on`.

use crate::args::{CheckFormat, CheckTask, Shared};
use crate::inputs::{read_copies, read_many, say_empty};
use crate::output;
use crate::screen::Screen;
use copydesk::article::seconds;
use copydesk::pipeline::{self, CheckSettings, SourcePattern};
use copydesk::report::{CheckView, check_html, check_human, check_json, check_jsonl, check_markdown};

pub(crate) fn run(task: &CheckTask, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    let settings = settings(task)?;
    let (copies, archive) = if task.against.is_empty() {
        (read_many(&task.copies, screen), None)
    } else {
        let (copies, archive) = read_copies(&task.copies, &task.against, screen);
        (copies, Some(archive))
    };
    say_empty(&copies, screen);
    anyhow::ensure!(!copies.is_empty(), "no article to check was found: name files, folders or JSONL files that hold some");
    match &archive {
        Some(archive) => anyhow::ensure!(!archive.is_empty(), "no article to check against was found: look at the paths after --against"),
        None => anyhow::ensure!(copies.len() > 1, "one article and nothing to check it against: name sources with --against"),
    }
    let checked = match &archive {
        Some(archive) => pipeline::check(&copies, archive, &settings, screen),
        None => pipeline::check_all(&copies, &settings, screen),
    };
    if checked.counts.itself > 0 {
        let n = checked.counts.itself;
        let what = if n == 1 { "1 copy stands" } else { &format!("{n} copies stand") };
        screen.note(&format!("{what} among the sources, too: no article is its own source"));
    }
    let fail_on = task.fail_on.level();
    let result = match task.format {
        CheckFormat::Human => {
            let paint = screen.paint(shared.output.is_some());
            let view = CheckView { width: screen.width(), paint, passages: task.passages, explain: task.explain, fail_on };
            check_human(&checked, view)
        }
        CheckFormat::Html => check_html(&checked, fail_on),
        CheckFormat::Markdown => check_markdown(&checked, fail_on),
        CheckFormat::Json => check_json(&checked),
        CheckFormat::Jsonl => check_jsonl(&checked),
    };
    output::write(&result, shared.output.as_deref())?;
    let fails = checked.copies.iter().any(|copy| fail_on.fails(copy));
    Ok(u8::from(fails && !task.exit_zero))
}

fn settings(task: &CheckTask) -> anyhow::Result<CheckSettings> {
    let date = |option: &str, date: &Option<String>| match date {
        None => Ok(None),
        Some(date) => match seconds(date) {
            Some(seconds) => Ok(Some(seconds)),
            None => anyhow::bail!("{option} {date}: not a date: write it as 2016-08-26 or 2016-08-26T14:00:00Z"),
        },
    };
    let patterns = |patterns: &[String]| patterns.iter().map(SourcePattern::new).collect();
    let usual = CheckSettings::default();
    Ok(CheckSettings {
        min_words: task.min_words.unwrap_or(usual.min_words),
        since: date("--since", &task.since)?,
        before: date("--before", &task.before)?,
        ignored: patterns(&task.ignore_source),
        licensed: patterns(&task.licensed),
        ..usual
    })
}
