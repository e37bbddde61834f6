//! `copydesk cluster PATH...`.
//!
//! In: its arguments. Out: groups as asked for, pairs or left-out articles in files of their own, and 1 where `--exit-code` asks and
//! there is a group.

use crate::args::{ClusterFormat, ClusterTask, Joining, Kept, Shared};
use crate::files::{MAX_PAIRS_BYTES, read_stored};
use crate::inputs::{self, counting_furniture, read_many_of, say_empty};
use crate::output;
use crate::screen::Screen;
use crate::settings::{self, Choice, today};
use anyhow::{Context, bail};
use copydesk::article::Article;
use copydesk::cluster::Settings;
use copydesk::error::ErrorKind;
use copydesk::judge::{Suppression, Wording};
use copydesk::pipeline::{self, ClusterSettings, Clustered, SourcePattern};
use copydesk::record::{ClusterRecord, ClustersRecord, Keep, json_line, json_lines, kept, left_out, pairs, read_pairs};
use copydesk::render::{ClusterView, cluster_csv, cluster_human};
use copydesk::score::Relation;
use std::path::{Path, PathBuf};

pub(crate) fn run(task: &ClusterTask, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    let grouping = Settings { min_share: task.threshold, weakest: weakest(task.relation), ..Settings::default() };
    if let Some(file) = &task.from {
        check_outputs(task, shared, &[])?;
        let shown = file.display().to_string();
        let (stored, errors) = read_pairs(&shown, &read_stored(file, MAX_PAIRS_BYTES)?);
        // Nothing can be said of pairs that other rules made.
        if let Some(outdated) = errors.iter().find(|error| error.kind() == ErrorKind::Outdated) {
            bail!("{outdated}");
        }
        for error in errors {
            screen.error(&error.to_string());
        }
        return report(&pipeline::regroup(&stored.at_least(task.min_grade.grade()), grouping), task, shared, screen);
    }
    let reading = task.reading.options();
    let choice = inputs::Choice { keeps_fields: task.keep.is_some(), ..inputs::Choice::of(&reading) };
    let articles = counting_furniture(read_many_of(&task.paths, choice, screen), task.count_furniture);
    check_outputs(task, shared, &articles)?;
    anyhow::ensure!(!articles.is_empty(), "no article was read: name text files, JSONL files, or folders that hold some");
    say_empty(&articles, screen);
    let preferred: Vec<SourcePattern> = task.prefer.iter().map(SourcePattern::new).collect();
    for pattern in preferred.iter().filter(|pattern| !articles.iter().any(|article| pattern.names(article))) {
        screen.note(&format!("--prefer {}: no article is named by that", pattern.as_str()));
    }
    let is_human = task.format == ClusterFormat::Human && task.keep.is_none();
    let settings = ClusterSettings {
        grouping,
        preferred,
        boilerplate: boilerplate(task)?,
        min_grade: task.min_grade.grade(),
        min_words: task.min_words,
        explain: task.explain && is_human,
        headlines: is_human,
        ..ClusterSettings::default()
    };
    report(&pipeline::cluster(&articles, settings, screen), task, shared, screen)
}

/// The standing wording of `copydesk.toml`: rules that are about all articles and have not expired. Rules about some pairs are for `check`.
fn boilerplate(task: &ClusterTask) -> anyhow::Result<Vec<Wording>> {
    let choice = Choice { file: task.config.clone(), none: task.no_config };
    let settings = settings::Settings::resolve(&choice, Vec::new())?;
    let today = today();
    let is_general =
        |rule: &Suppression| rule.copy.is_none() && rule.source.is_none() && rule.byline.is_none() && !rule.has_expired(&today);
    Ok(settings.suppressions.into_iter().filter(is_general).filter_map(|rule| rule.boilerplate).collect())
}

fn weakest(joining: Joining) -> Relation {
    match joining {
        Joining::Identical => Relation::Identical,
        Joining::NearIdentical => Relation::NearIdentical,
        Joining::Derived => Relation::Reworked,
    }
}

fn report(clustered: &Clustered, task: &ClusterTask, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    let pairs = task.pairs.as_deref().map(|file| (file, json_lines(pairs(clustered))));
    let mut beside = None;
    let result = match (task.keep, task.format) {
        (Some(Kept::Lead), _) => {
            let left_out = left_out(clustered);
            let n_kept = clustered.articles.len() - left_out.len();
            let file = left_out_file(task, shared)?;
            let note = format!("{n_kept} articles kept, {} left out: listed in {}", left_out.len(), file.display());
            beside = Some((file, json_lines(left_out), note));
            json_lines(kept(clustered, Keep::Lead))
        }
        (Some(Kept::All), _) => json_lines(kept(clustered, Keep::All)),
        (Some(Kept::Report), _) => json_lines(left_out(clustered)),
        (None, ClusterFormat::Human) => cluster_human(
            clustered,
            ClusterView { width: screen.width(), paint: screen.paint(shared.output.is_some()), explain: task.explain },
        ),
        (None, ClusterFormat::Json) => json_line(&ClustersRecord::from(clustered)),
        (None, ClusterFormat::Jsonl) => json_lines(ClusterRecord::of(clustered)),
        (None, ClusterFormat::Csv) => cluster_csv(clustered),
    };
    let mut files: Vec<output::ForFile<'_>> = pairs.iter().map(|(file, text)| (*file, text.as_bytes())).collect();
    files.extend(beside.iter().map(|(file, text, _)| (file.as_path(), text.as_bytes())));
    files.extend(shared.output.as_deref().map(|file| (file, result.as_bytes())));
    output::write_files(&files)?;
    if let Some((_, _, note)) = &beside {
        screen.note(note);
    }
    if shared.output.is_none() {
        output::write(&result, None)?;
    }
    Ok(u8::from(task.exit_code && !clustered.groups.groups.is_empty()))
}

/// An error where an output would be lost, or an input.
fn check_outputs(task: &ClusterTask, shared: &Shared, articles: &[Article]) -> anyhow::Result<()> {
    let left_out = if task.keep == Some(Kept::Lead) { Some(left_out_file(task, shared)?) } else { None };
    let outputs: Vec<&Path> = [task.pairs.as_deref(), left_out.as_deref(), shared.output.as_deref()].into_iter().flatten().collect();
    let stored = task.from.iter().filter_map(|file| file.to_str());
    let typed: Vec<&str> = task.paths.iter().map(String::as_str).chain(stored).collect();
    output::check_distinct(&outputs, &typed, &[articles])
}

/// Where the left-out articles are listed: as named, else beside the output.
fn left_out_file(task: &ClusterTask, shared: &Shared) -> anyhow::Result<PathBuf> {
    let beside = |output: &Path| {
        let stem = output.file_stem()?.to_string_lossy().into_owned();
        Some(output.with_file_name(format!("{stem}.left-out.jsonl")))
    };
    task.left_out
        .clone()
        .or_else(|| shared.output.as_deref().and_then(beside))
        .context("--keep lead leaves articles out: say with --left-out FILE where to list them, or name the result with --output")
}
