//! What is checked against what: everything, or what changed since a commit; and what a commit held.
//!
//! In: paths, excluded patterns, names of commits. Out: articles. The working tree is read as it is; a commit is read through git.

use super::Gate;
use super::changes::{Changed, state_at};
use crate::exclude::Exclude;
use crate::git::Repository;
use crate::inputs::{Archive, ByGit, Choice, Glob, Listed, counting_furniture, read_copies, read_copies_and_archive, read_many_of};
use crate::kinds::{FileKind, kind};
use crate::names::PathNames;
use crate::screen::Screen;
use anyhow::{Context, bail, ensure};
use copydesk::article::Article;
use copydesk::judge::{Allowances, Baseline, Level, Rules, Suppression, article_name, gate};
use copydesk::pipeline::{self, Base, CheckSettings, Checked, Direction, Sifted, Source, Stood};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Articles to check, and what against.
pub(crate) struct Input {
    pub(crate) copies: Vec<Article>,
    /// None: all copies against each other.
    pub(crate) archive: Option<Archive>,
    /// Whether the archive is the tree that the copies are of.
    pub(crate) archive_is_tree: bool,
    /// What stood at the commit that the tree is compared with.
    pub(crate) base: Option<Arc<Base>>,
    /// How articles that were edited since read there.
    pub(crate) texts_before: Arc<BTreeMap<String, Article>>,
    /// How reports name all articles that were read, checked or not, where that was asked or not all of them are here.
    names: OnceLock<BTreeSet<String>>,
    path_names: PathNames,
    /// What articles themselves allow.
    pub(super) allowances: Vec<Suppression>,
    /// What git lists of the state that is checked.
    listed: Option<Listed>,
    root: PathBuf,
    /// Why there is nothing to check, where only what changed was wanted.
    pub(crate) nothing: Option<String>,
}

impl Input {
    /// Whether there was nothing to check, or an article without a word.
    pub(crate) fn has_empty(&self) -> bool {
        self.copies.is_empty() || self.copies.iter().any(|article| article.text.trim().is_empty())
    }

    pub(super) fn n_against(&self) -> usize {
        self.archive.as_ref().map_or(self.copies.len(), Archive::len)
    }

    /// How reports name all articles that were read, checked or not.
    pub(super) fn names(&self) -> &BTreeSet<String> {
        self.names.get_or_init(|| names(&self.copies, self.archive.as_ref(), &self.path_names))
    }

    /// Whether an article of that name is there in the state that is checked, read or not.
    pub(super) fn stands(&self, name: &str) -> bool {
        if self.names().contains(name) {
            return true;
        }
        let is_file = |path: &str| match &self.listed {
            Some(listed) if listed.listing.contains_key(path) => true,
            Some(listed) if !listed.is_on_disk => false,
            _ => self.root.join(path).symlink_metadata().is_ok(),
        };
        // Of a file whose rows were read, a row that was not met is gone.
        let rows = name.split_once('#').filter(|(file, _)| kind(Path::new(file)) == FileKind::Rows);
        let was_read =
            |file: &str| self.names().range(format!("{file}#")..).next().is_some_and(|name| name.starts_with(&format!("{file}#")));
        is_file(name) || rows.is_some_and(|(file, _)| is_file(file) && !was_read(file))
    }
}

fn names(copies: &[Article], archive: Option<&Archive>, path_names: &PathNames) -> BTreeSet<String> {
    let named = |article: &Article| article_name(article, &|path| path_names.name(path));
    let mut names: BTreeSet<String> = copies.iter().map(named).collect();
    if let Some(archive) = archive {
        archive.for_each_known(|article| {
            names.insert(named(article));
        });
    }
    names
}

/// Reads what is to be checked with these settings.
pub(crate) fn select(gate: &Gate<'_>, settings: &CheckSettings) -> anyhow::Result<Input> {
    let (paths, against) = (gate.settings.list("paths"), gate.settings.list("against"));
    ensure!(!paths.is_empty(), "nothing to check: name files or folders, or set paths in copydesk.toml");
    let exclude = gate.exclude()?;
    let changed = gate.changed()?;
    let tracked = if changed.is_none() { gate.tracked(&[&paths[..], &against[..]].concat()) } else { None };
    let by_git = match (&changed, &tracked) {
        (Some(changed), _) => ByGit::State(&changed.listed),
        (None, Some(tracked)) => ByGit::Tracked(tracked),
        (None, None) => ByGit::Unknown,
    };
    let choice = Choice { exclude: Some(&exclude), by_git, ..Choice::of(&gate.reading) };
    let counts = gate.arguments.count_furniture;
    let for_copies = |copies| {
        let copies = counting_furniture(copies, counts);
        // Where the state of a commit is compared, the texts of the archive are asked for.
        let sifted = if changed.is_none() { Sifted::new(&copies, settings) } else { None };
        (copies, sifted)
    };
    let (mut copies, archive) = if against.is_empty() {
        (counting_furniture(read_many_of(&paths, choice, gate.screen), counts), None)
    } else {
        let (copies, archive) = read_copies_and_archive((&paths, &against), choice, for_copies, gate.screen)?;
        (copies, Some(archive))
    };
    let archive = archive.map(|archive| match archive {
        Archive::Articles(articles) => Archive::Articles(counting_furniture(articles, counts)),
        sifted @ Archive::Sifted(..) => sifted,
    });
    let archive_is_tree = archive.is_none() && changed.is_some();
    ensure!(!copies.is_empty(), "no article to check was found: name files, folders or JSONL files that hold some");
    if let Some(archive) = &archive {
        ensure!(archive.len() > 0, "no article to check against was found: look at the paths after --against");
    } else if !archive_is_tree {
        ensure!(copies.len() > 1, "one article and nothing to check it against: name sources with --against");
    }
    let (root, path_names) = (gate.root.clone(), gate.names.clone());
    let Some(mut changed) = changed else {
        let mut committed = if tracked.is_some() { gate.committed()? } else { None };
        let base = if archive.is_none() { gate.standing(&copies, committed.as_mut()) } else { None };
        let allowances = gate.allowances(&copies, committed.as_mut());
        let base = base.map(Arc::new);
        let texts_before = committed.map(|mut committed| committed.texts_before(copies.iter())).unwrap_or_default();
        let texts_before = Arc::new(texts_before);
        let (names, listed, nothing) = (OnceLock::new(), tracked, None);
        return Ok(Input { copies, archive, archive_is_tree, base, texts_before, names, path_names, allowances, listed, root, nothing });
    };
    let names = OnceLock::from(names(&copies, archive.as_ref(), &path_names));
    for submodule in changed.submodules() {
        gate.screen.note(&format!("{submodule}: a submodule that changed: all articles in it are checked"));
    }
    let selected: Vec<Article> = copies.iter().filter(|article| changed.holds(article)).cloned().collect();
    let archive = match archive {
        Some(Archive::Articles(articles)) => Some(articles),
        _ => None,
    };
    let base = changed.base(copies.iter().chain(archive.iter().flatten()));
    let archive = archive.unwrap_or_else(|| std::mem::take(&mut copies));
    let nothing = selected.is_empty().then(|| changed.nothing.clone());
    let allowances = gate.allowances(&selected, Some(&mut changed));
    let texts_before = Arc::new(changed.texts_before(selected.iter().chain(&archive)));
    let (base, listed) = (Some(Arc::new(base)), Some(changed.listed));
    let (copies, archive) = (selected, Some(Archive::Articles(archive)));
    Ok(Input { copies, archive, archive_is_tree, base, texts_before, names, path_names, allowances, listed, root, nothing })
}

impl Gate<'_> {
    fn exclude(&self) -> anyhow::Result<Exclude> {
        Exclude::new(&self.settings.base, &self.settings.list("exclude"))
    }

    /// What changed, where only that is to be checked.
    fn changed(&self) -> anyhow::Result<Option<Changed>> {
        let (names, screen) = (self.names.clone(), self.screen);
        if let Some(name) = &self.arguments.changed_since {
            let changed = Changed::since(self.repository("--changed-since")?, names, name, screen)?;
            return Ok(Some(changed.read_with(&self.reading)));
        }
        if !self.arguments.staged {
            return Ok(None);
        }
        let repository = self.repository("--staged")?;
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        if let (Some(from), Some(to)) = (variable("PRE_COMMIT_FROM_REF"), variable("PRE_COMMIT_TO_REF")) {
            screen.note(&format!("pre-commit was given two refs: what changed from {from} to {to} is checked"));
            return Ok(Some(Changed::between(repository, names, (&from, &to), screen)?.read_with(&self.reading)));
        }
        let changed = Changed::staged(repository, names)?.read_with(&self.reading);
        if changed.is_empty() && variable("PRE_COMMIT").is_some() {
            screen.note("nothing is staged and pre-commit runs all the same: every article is checked");
            return Ok(None);
        }
        Ok(Some(changed))
    }

    /// What git tracks, where some path is a folder of a repository; where git cannot tell, that is said.
    fn tracked(&self, paths: &[String]) -> Option<Listed> {
        let is_folder = |path: &String| match Glob::of(path) {
            Some(glob) => self.names.inside(&glob.folder).is_some(),
            None => self.names.inside(path).is_some() && Path::new(path).is_dir(),
        };
        let repository = Repository::around(&self.here).filter(|_| paths.iter().any(is_folder))?;
        match repository.index() {
            Ok(listing) => {
                let names = self.names.clone();
                Some(Listed { repository, names, listing, ignored: Vec::new(), is_on_disk: true, is_all: false })
            }
            Err(error) => {
                self.screen.note(&format!("{error:#}; so ignore files alone say which files are read"));
                None
            }
        }
    }

    /// What is not committed yet, of a whole collection in a repository that has a commit.
    fn committed(&self) -> anyhow::Result<Option<Changed>> {
        match Repository::around(&self.here) {
            Some(repository) if repository.head()?.is_some() => {
                let name = self.arguments.baseline_from_ref.as_deref().unwrap_or("HEAD");
                let changed = Changed::since(repository, self.names.clone(), name, self.screen);
                // It helps to tell which article was first, and nothing depends on it.
                let said = changed.as_ref().err().map(|error| format!("{error:#}; so git does not tell which articles are new"));
                said.inspect(|said| self.screen.note(said));
                Ok(changed.ok().map(|changed| changed.read_with(&self.reading)))
            }
            _ => Ok(None),
        }
    }

    /// What articles allow themselves, where the settings let them: as it was before the change that is checked, or in a collection before
    /// what is not committed yet.
    fn allowances(&self, copies: &[Article], mut before: Option<&mut Changed>) -> Vec<Suppression> {
        if !self.settings.is_on("allow-in-articles") {
            return Vec::new();
        }
        let is_in_repository = Repository::around(&self.here).is_some();
        let mut rules = Vec::new();
        for article in copies.iter().filter(|article| article.place.is_none()) {
            let name = article_name(article, &|path| self.names.name(path));
            let now = Allowances::of(article, &name);
            for (line, why) in &now.doubts {
                self.screen.note(&format!("{name}:{line}: not allowed by this line: {why}"));
            }
            let then = match &mut before {
                Some(before) => before.text_before(article).map(|article| Allowances::of(&article, &name).rules).unwrap_or_default(),
                None if is_in_repository => Vec::new(),
                None => now.rules.clone(),
            };
            for rule in now.rules {
                let is_same = |old: &Suppression| (&old.source, &old.reason, &old.until) == (&rule.source, &rule.reason, &rule.until);
                if then.iter().any(is_same) {
                    rules.push(rule);
                } else {
                    self.screen.note(&format!("{}: an allowance that comes with the change that is checked does not hold yet", rule.place));
                }
            }
        }
        rules
    }

    /// How articles of a whole collection stood before: by what is not committed yet, and by the baseline.
    fn standing(&self, articles: &[Article], committed: Option<&mut Changed>) -> Option<Base> {
        let known = self.names_in_baseline();
        if committed.is_none() && known.is_empty() {
            return None;
        }
        let committed = committed.map(|committed| committed.base(articles.iter())).unwrap_or_default();
        let is_known = |article: &Article| known.contains(&article_name(article, &|path| self.names.name(path)));
        let stood = |article: &Article| {
            let stood = committed.get(&article.id).copied();
            if is_known(article) { Some(stood.unwrap_or(Stood::EDITED).and_known()) } else { stood }
        };
        Some(articles.iter().filter_map(|article| Some((article.id.clone(), stood(article)?))).collect())
    }

    /// The same with the history of the repository, where the standing of a pair that shares wording is not known; none where it tells no more.
    pub(crate) fn history(&self, input: &Input, checked: &Checked) -> Option<Base> {
        let (listed, base) = (input.listed.as_ref()?, input.base.as_deref()?);
        let is_open = |source: &Source| source.direction == Direction::Text && source.relation.is_reuse();
        // When a row came, the history of its file does not tell.
        let has_rows = input.copies.iter().any(|article| article.place.is_some());
        if has_rows || input.archive.is_some() || !checked.copies.iter().any(|copy| copy.sources.iter().any(is_open)) {
            return None;
        }
        let ages = listed.repository.ages().ok()?;
        let mut older = base.clone();
        for article in &input.copies {
            let age = self.names.inside(&article.id).and_then(|path| ages.get(&path));
            if let (Some(age), Some(stood)) = (age, older.get_mut(&article.id))
                && *stood >= Stood::SAME
            {
                let is_known = *stood == stood.and_known();
                *stood = if is_known { Stood::for_states(*age).and_known() } else { Stood::for_states(*age) };
            }
        }
        Some(older)
    }

    fn repository(&self, flag: &str) -> anyhow::Result<Repository> {
        Repository::around(&self.here).with_context(|| format!("{flag} needs a git repository, and {} lies in none", self.here.display()))
    }
}

/// The baseline that the findings at a commit make.
pub(super) fn baseline_at(gate_of: &Gate<'_>, name: &str, check: &CheckSettings) -> anyhow::Result<Baseline> {
    let state = state_at(gate_of.repository("--baseline-from-ref")?, gate_of.names.clone(), name)?;
    let exclude = gate_of.exclude()?;
    let (blank, counts) = (Screen::blank(), gate_of.arguments.count_furniture);
    let choice = Choice { exclude: Some(&exclude), by_git: ByGit::State(&state), ..Choice::of(&gate_of.reading) };
    let (paths, against) = (gate_of.settings.list("paths"), gate_of.settings.list("against"));
    // What could not be read then is no finding of then.
    let (copies, archive) = if against.is_empty() {
        (read_many_of(&paths, choice, &blank), None)
    } else {
        let (copies, archive) = read_copies(&paths, &against, choice, &blank);
        (copies, Some(counting_furniture(archive, counts)))
    };
    if let Some(failure) = blank.failed() {
        bail!("{failure}");
    }
    let copies = counting_furniture(copies, counts);
    let checked = match &archive {
        Some(archive) => pipeline::check(&copies, archive, check, gate_of.screen),
        None => pipeline::check_all(&copies, check, gate_of.screen),
    };
    let path_name = |path: &str| gate_of.names.name(path);
    let rules = Rules {
        fail_on: gate_of.settings.fail_on(),
        fail_on_quotation: gate_of.settings.fail_on_quotation(),
        min_share: gate_of.settings.share("min-share"),
        suppressions: &[],
        today: "",
        baseline: None,
        n_against: 0,
        is_complete: true,
        stands: &|_| true,
        was_read: &|_| true,
        min_level: Level::Note,
        name: &path_name,
    };
    Ok(gate(&checked, &rules).baseline())
}
