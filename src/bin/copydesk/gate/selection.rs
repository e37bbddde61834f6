//! What is checked against what: everything, or what changed since a commit; and what a commit held.
//!
//! In: paths, excluded patterns, names of commits. Out: articles. The working tree is read as it is; a commit is read through git.

use super::Gate;
use crate::exclude::Exclude;
use crate::git::{Commit, Repository};
use crate::inputs::{counting_furniture, read_copies, read_many_but};
use crate::kinds::{FileKind, kind};
use anyhow::{Context, ensure};
use copydesk::article::{Article, Format};
use copydesk::judge::{Baseline, Rules, gate};
use copydesk::pipeline::{self, Base, CheckSettings, Stood};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Articles to check, and what against.
pub(crate) struct Input {
    pub(crate) copies: Vec<Article>,
    /// None: all copies against each other.
    pub(crate) archive: Option<Vec<Article>>,
    /// Whether the archive is the tree that the copies are of.
    pub(crate) archive_is_tree: bool,
    /// What stood at the commit that the tree is compared with.
    pub(crate) base: Option<Base>,
    /// Why there is nothing to check, where only what changed was wanted.
    pub(crate) nothing: Option<String>,
}

impl Input {
    pub(super) fn n_against(&self) -> usize {
        self.archive.as_ref().map_or(self.copies.len(), Vec::len)
    }
}

/// Reads what is to be checked.
pub(crate) fn select(gate: &Gate<'_>) -> anyhow::Result<Input> {
    let (paths, against) = (gate.settings.list("paths"), gate.settings.list("against"));
    ensure!(!paths.is_empty(), "nothing to check: name files or folders, or set paths in copydesk.toml");
    let exclude = gate.exclude()?;
    let changed = match &gate.arguments.changed_since {
        Some(name) => Some(Changes::since(gate, name)?),
        None if gate.arguments.staged => Some(Changes::staged(gate)?),
        None => None,
    };
    let (mut copies, archive) = if against.is_empty() {
        (read_many_but(&paths, &exclude, gate.screen), None)
    } else {
        let (copies, archive) = read_copies(&paths, &against, &exclude, gate.screen);
        (copies, Some(archive))
    };
    let counts = gate.arguments.count_furniture;
    copies = counting_furniture(copies, counts);
    let archive = archive.map(|archive| counting_furniture(archive, counts));
    let archive_is_tree = archive.is_none() && changed.is_some();
    ensure!(!copies.is_empty(), "no article to check was found: name files, folders or JSONL files that hold some");
    if let Some(archive) = &archive {
        ensure!(!archive.is_empty(), "no article to check against was found: look at the paths after --against");
    } else if !archive_is_tree {
        ensure!(copies.len() > 1, "one article and nothing to check it against: name sources with --against");
    }
    let Some(mut changes) = changed else {
        return Ok(Input { copies, archive, archive_is_tree, base: None, nothing: None });
    };
    let selected: Vec<Article> = copies.iter().filter(|article| changes.holds(gate, article)).cloned().collect();
    let base = archive_is_tree.then(|| changes.base(gate, &copies, &selected));
    let archive = archive.unwrap_or_else(|| std::mem::take(&mut copies));
    let why = || match &gate.arguments.changed_since {
        Some(name) => format!("no article changed since {name}"),
        None => String::from("no article is staged"),
    };
    let nothing = selected.is_empty().then(why);
    Ok(Input { copies: selected, archive: Some(archive), archive_is_tree, base, nothing })
}

/// What changed since a commit, or what is staged on top of the last one.
struct Changes {
    repository: Repository,
    /// None where there is no commit yet.
    base: Option<Commit>,
    files: BTreeSet<PathBuf>,
    /// Rows that the commit had, by file.
    rows: BTreeMap<String, BTreeSet<(String, String)>>,
}

impl Changes {
    fn since(gate: &Gate<'_>, name: &str) -> anyhow::Result<Changes> {
        let repository = gate.repository("--changed-since")?;
        let base = repository.fork_point(&repository.commit(name)?);
        let files = repository.changed_since(&base)?.into_iter().collect();
        Ok(Changes { repository, base: Some(base), files, rows: BTreeMap::new() })
    }

    fn staged(gate: &Gate<'_>) -> anyhow::Result<Changes> {
        let repository = gate.repository("--staged")?;
        let files = repository.staged()?.into_iter().collect();
        let base = repository.commit("HEAD").ok();
        Ok(Changes { repository, base, files, rows: BTreeMap::new() })
    }

    /// Whether an article is new or changed; of a JSONL file that changed, only the rows that did.
    fn holds(&mut self, gate: &Gate<'_>, article: &Article) -> bool {
        let file = article.place.as_ref().map_or(article.id.as_str(), |place| place.file.as_str());
        let Some(inside) = gate.names.inside(file) else { return true };
        if !self.files.contains(&self.repository.root().join(&inside)) {
            return false;
        }
        if article.place.is_none() {
            return true;
        }
        let (repository, base) = (&self.repository, &self.base);
        let before = self.rows.entry(inside).or_insert_with_key(|path| {
            let bytes = base.as_ref().and_then(|base| repository.file(base, path)).unwrap_or_default();
            let (rows, _) = pipeline::read_rows(path, &bytes, &());
            rows.into_iter().map(|row| (row.id, row.text.to_string())).collect()
        });
        !before.contains(&(article.id.clone(), article.text.to_string()))
    }

    /// Which articles of the tree stood there before; those that changed are asked for in git.
    fn base(&self, gate: &Gate<'_>, tree: &[Article], changed: &[Article]) -> Base {
        let changed: BTreeSet<&str> = changed.iter().map(|article| article.id.as_str()).collect();
        let mut base = Base::new();
        for article in tree {
            let stood = if !changed.contains(article.id.as_str()) {
                Some(Stood::Same)
            } else {
                self.stood_before(gate, article).then_some(Stood::Edited)
            };
            if let Some(stood) = stood {
                base.insert(article.id.clone(), stood);
            }
        }
        base
    }

    /// Whether the file, or the row of that id, was there before.
    fn stood_before(&self, gate: &Gate<'_>, article: &Article) -> bool {
        let file = article.place.as_ref().map_or(article.id.as_str(), |place| place.file.as_str());
        let (Some(inside), Some(base)) = (gate.names.inside(file), &self.base) else { return false };
        match (&article.place, self.rows.get(&inside)) {
            (Some(_), Some(rows)) => rows.iter().any(|(id, _)| *id == article.id),
            _ => self.repository.file(base, &inside).is_some(),
        }
    }
}

impl Gate<'_> {
    fn exclude(&self) -> anyhow::Result<Exclude> {
        Exclude::new(&self.settings.base, &self.settings.list("exclude"))
    }

    fn repository(&self, flag: &str) -> anyhow::Result<Repository> {
        Repository::around(&self.here).with_context(|| format!("{flag} needs a git repository, and {} lies in none", self.here.display()))
    }
}

/// The baseline that the findings at a commit make.
pub(super) fn baseline_at(gate_of: &Gate<'_>, name: &str, check: &CheckSettings) -> anyhow::Result<Baseline> {
    let repository = gate_of.repository("--baseline-from-ref")?;
    let commit = repository.commit(name)?;
    let exclude = gate_of.exclude()?;
    let copies = articles_at(gate_of, &repository, &commit, &gate_of.settings.list("paths"), &exclude)?;
    let against = gate_of.settings.list("against");
    let archive = if against.is_empty() { None } else { Some(articles_at(gate_of, &repository, &commit, &against, &exclude)?) };
    let checked = match &archive {
        Some(archive) => pipeline::check(&copies, archive, check, gate_of.screen),
        None => pipeline::check_all(&copies, check, gate_of.screen),
    };
    // What git names, it names from the root.
    let path_name = |path: &str| path.to_string();
    let rules = Rules {
        fail_on: gate_of.settings.fail_on(),
        fail_on_quotation: gate_of.settings.fail_on_quotation(),
        min_share: gate_of.settings.share("min-share"),
        suppressions: &[],
        today: "",
        baseline: None,
        n_against: 0,
        is_complete: true,
        name: &path_name,
    };
    Ok(gate(&checked, &rules).baseline())
}

/// The articles that a commit had at some paths; those outside the repository as they are now.
fn articles_at(
    gate: &Gate<'_>,
    repository: &Repository,
    commit: &Commit,
    paths: &[String],
    exclude: &Exclude,
) -> anyhow::Result<Vec<Article>> {
    let mut articles = Vec::new();
    let outside: Vec<String> = paths.iter().filter(|path| gate.names.inside(path).is_none()).cloned().collect();
    if !outside.is_empty() {
        articles.extend(read_many_but(&outside, exclude, gate.screen));
    }
    let below: Vec<String> = paths.iter().filter_map(|path| gate.names.inside(path)).collect();
    let wanted = |path: &str| {
        let is_hidden = path.split('/').any(|part| part.starts_with('.'));
        !is_hidden && kind(Path::new(path)) != FileKind::Other && !exclude.leaves_out(&repository.root().join(path))
    };
    for blob in repository.files(commit, &below, &wanted)? {
        // What could not be read then is no finding of then.
        if kind(Path::new(&blob.path)) == FileKind::Rows {
            articles.extend(pipeline::read_rows(&blob.path, &blob.bytes, &()).0);
        } else if let Ok(article) = Article::from_bytes(&blob.path, blob.bytes) {
            articles.push(article.in_format(Format::of_file(&blob.path)));
        }
    }
    Ok(pipeline::unique_ids(counting_furniture(articles, gate.arguments.count_furniture), &()))
}
