//! `copydesk cluster PATH...`.
//!
//! In: its arguments. Out: groups as asked for, pairs or left-out articles in files of their own, and 1 where `--exit-code` asks and
//! there is a group.

use crate::args::{ClusterFormat, ClusterTask, Joining, Kept, Shared};
use crate::files::{self, MAX_PAIRS_BYTES, read_stored};
use crate::inputs::{self, counting_furniture, read_many_of, say_empty};
use crate::output::{self, Content};
use crate::screen::Screen;
use crate::settings::{self, Choice, today};
use anyhow::{Context, bail};
use copydesk::article::{Article, RowParts};
use copydesk::cluster::Settings;
use copydesk::error::ErrorKind;
use copydesk::judge::{Suppression, Wording};
use copydesk::pipeline::{self, ClusterSettings, Clustered, SourcePattern};
use copydesk::record::{ClusterRecord, ClustersRecord, Keep, kept, left_out, pairs, read_pairs, write_json_lines};
use copydesk::render::{ClusterView, cluster_csv, cluster_human};
use copydesk::score::Relation;
use copydesk::spool::{Bound, Spool};
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
        return report(&pipeline::regroup(&stored.at_least(task.min_grade.grade()), grouping), &Files::default(), task, shared, screen);
    }
    let reading = task.reading.options();
    let memory = task.memory.map(bound).transpose()?;
    let parts = RowParts { fields: task.keep.is_some(), columns: false };
    let choice = inputs::Choice { parts, spool: memory.as_ref().map(|bound| &bound.spool), rereads: true, ..inputs::Choice::of(&reading) };
    let articles = counting_furniture(read_many_of(&task.paths, choice, screen), task.count_furniture);
    let files = Files::of(memory.clone(), &articles);
    files.check()?;
    let least = articles.len() * ARTICLE_BYTES;
    if memory.as_ref().is_some_and(|bound| least > bound.bytes) {
        let megabytes = least.div_ceil(1 << 20);
        screen
            .note(&format!("--memory: {} articles take {megabytes} MB or so without their texts, more than was asked for", articles.len()));
    }
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
        memory,
        ..ClusterSettings::default()
    };
    let clustered = pipeline::cluster(articles, settings, screen);
    files.check()?;
    report(&clustered, &files, task, shared, screen)
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

fn report(clustered: &Clustered, files: &Files, task: &ClusterTask, shared: &Shared, screen: &Screen) -> anyhow::Result<u8> {
    // Texts may be read again; nothing that was made without them may reach its place.
    let result = |out: &mut dyn Write| {
        write_result(clustered, task, shared, screen, out)?;
        files.check().map_err(io::Error::other)
    };
    let listed = |out: &mut dyn Write| write_json_lines(left_out(clustered), out);
    let all_pairs = |out: &mut dyn Write| write_json_lines(pairs(clustered), out);
    let mut files: Vec<output::ForFile<'_>> = Vec::new();
    files.extend(task.pairs.as_deref().map(|file| (file, Content::Written(&all_pairs))));
    let beside = if task.keep == Some(Kept::Lead) { Some(left_out_file(task, shared)?) } else { None };
    files.extend(beside.as_deref().map(|file| (file, Content::Written(&listed))));
    files.extend(shared.output.as_deref().map(|file| (file, Content::Written(&result))));
    output::write_files(&files)?;
    if let Some(file) = &beside {
        let n_left_out: usize = clustered.groups.groups.iter().map(|group| group.members.len() - 1).sum();
        let n_kept = clustered.articles.len() - n_left_out;
        screen.note(&format!("{n_kept} articles kept, {n_left_out} left out: listed in {}", file.display()));
    }
    if shared.output.is_none() {
        output::write_out(Content::Written(&result))?;
    }
    Ok(u8::from(task.exit_code && !clustered.groups.groups.is_empty()))
}

/// Writes what was asked for; of records one at a time.
fn write_result(clustered: &Clustered, task: &ClusterTask, shared: &Shared, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    match (task.keep, task.format) {
        (Some(Kept::Lead), _) => write_json_lines(kept(clustered, Keep::Lead), out),
        (Some(Kept::All), _) => write_json_lines(kept(clustered, Keep::All), out),
        (Some(Kept::Report), _) => write_json_lines(left_out(clustered), out),
        (None, ClusterFormat::Human) => {
            let view = ClusterView { width: screen.width(), paint: screen.paint(shared.output.is_some()), explain: task.explain };
            out.write_all(cluster_human(clustered, view).as_bytes())
        }
        (None, ClusterFormat::Json) => ClustersRecord::pieces(clustered).try_for_each(|piece| out.write_all(piece.as_bytes())),
        (None, ClusterFormat::Jsonl) => write_json_lines(ClusterRecord::of(clustered), out),
        (None, ClusterFormat::Csv) => out.write_all(cluster_csv(clustered).as_bytes()),
    }
}

/// A bound on memory, and a scratch file for the rest.
fn bound(bytes: usize) -> anyhow::Result<Bound> {
    let folder = std::env::temp_dir();
    let file = tempfile::tempfile_in(&folder).with_context(|| format!("{}: no scratch file for --memory: {ADVICE}", folder.display()))?;
    Ok(Bound { bytes, spool: Arc::new(Spool::new(file)) })
}

/// The files that texts are read from while they are not in memory.
#[derive(Default)]
struct Files {
    memory: Option<Bound>,
    inputs: Vec<(Arc<str>, Arc<Spool>)>,
}

impl Files {
    fn of(memory: Option<Bound>, articles: &[Article]) -> Files {
        let mut files = Files { memory, inputs: Vec::new() };
        let mut known: HashSet<*const Spool> = files.memory.iter().map(|bound| Arc::as_ptr(&bound.spool)).collect();
        for article in articles {
            if let (Some(place), Some(spool)) = (&article.place, article.spool())
                && known.insert(Arc::as_ptr(spool))
            {
                files.inputs.push((Arc::clone(&place.file), Arc::clone(spool)));
            }
        }
        files
    }

    /// An error where one of them failed: what was made from it is worth nothing.
    fn check(&self) -> anyhow::Result<()> {
        if let Some(error) = self.memory.as_ref().and_then(|bound| bound.spool.failure()) {
            bail!("{}: the scratch file for --memory failed ({}): {ADVICE}", std::env::temp_dir().display(), files::plain(error));
        }
        for (name, input) in &self.inputs {
            if let Some(error) = input.failure() {
                bail!("{name}: cannot be read again ({}): run it once more when nothing writes to the file", files::plain(error));
            }
        }
        Ok(())
    }
}

/// What stays in memory of an article and of what it is compared with, about: measured on a million articles.
const ARTICLE_BYTES: usize = 800;

/// What to do where the scratch file cannot be used.
const ADVICE: &str = "set TMPDIR to a folder with room for about twice the text";

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
