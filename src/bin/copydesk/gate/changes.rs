//! What changed: the state of the repository that is checked, and what stood there before.
//!
//! In: a commit to compare with, or the index. Out: what git lists of the state, which articles are new or changed, and how each stood before.
//! A file that was renamed stood there under its old name. Of a file with one article a line only the rows that changed count.

use crate::git::{Before, Changes, Commit, EntryKind, Newer, Repository};
use crate::inputs::Listed;
use crate::kinds::{FileKind, kind};
use crate::names::PathNames;
use crate::screen::Screen;
use anyhow::ensure;
use copydesk::article::Article;
use copydesk::pipeline::{self, Base, Stood};
use copydesk::read::Options;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What changed, in one state of the repository.
pub(super) struct Changed {
    pub(super) listed: Listed,
    changes: Changes,
    /// Rows that files had before, by their paths now.
    rows: BTreeMap<String, BTreeSet<(String, String)>>,
    /// How files are read.
    reading: Options,
    /// What to say where no article changed.
    pub(super) nothing: String,
}

impl Changed {
    /// The working tree since a commit.
    pub(super) fn since(repository: Repository, names: PathNames, name: &str, screen: &Screen) -> anyhow::Result<Changed> {
        let base = fork_point(&repository, &repository.commit(name)?, None, name, screen);
        let mut changes = repository.changes(&base, Newer::WorkingTree)?;
        let mut listing = repository.index()?;
        let deleted = repository.deleted()?;
        listing.retain(|path, _| !deleted.contains(path));
        for (path, entry) in repository.untracked()? {
            changes.files.entry(path.clone()).or_insert(None);
            listing.entry(path).or_insert(entry);
        }
        let ignored = repository.ignored()?;
        let listed = Listed { repository, names, listing, ignored, is_on_disk: true, is_all: false };
        Ok(Changed {
            listed,
            changes,
            rows: BTreeMap::new(),
            reading: Options::default(),
            nothing: format!("no article changed since {name}"),
        })
    }

    /// The index, on top of the last commit.
    pub(super) fn staged(repository: Repository, names: PathNames) -> anyhow::Result<Changed> {
        if let Some(first) = repository.unmerged()?.first() {
            anyhow::bail!("{first}: not merged yet: resolve it and stage it first");
        }
        let listing = repository.index()?;
        let changes = match repository.head()? {
            Some(head) => repository.changes(&head, Newer::Index)?,
            None => Changes { files: listing.keys().map(|path| (path.clone(), None)).collect(), gone: BTreeSet::new() },
        };
        let nothing = String::from("no article is staged");
        let listed = Listed { repository, names, listing, ignored: Vec::new(), is_on_disk: false, is_all: false };
        Ok(Changed { listed, changes, rows: BTreeMap::new(), reading: Options::default(), nothing })
    }

    /// One commit since another, whatever is checked out.
    pub(super) fn between(repository: Repository, names: PathNames, (from, to): (&str, &str), screen: &Screen) -> anyhow::Result<Changed> {
        let newer = repository.commit(to)?;
        let base = fork_point(&repository, &repository.commit(from)?, Some(&newer), from, screen);
        let changes = repository.changes(&base, Newer::Commit(&newer))?;
        let listing = repository.tree(&newer)?;
        let listed = Listed { repository, names, listing, ignored: Vec::new(), is_on_disk: false, is_all: false };
        Ok(Changed {
            listed,
            changes,
            rows: BTreeMap::new(),
            reading: Options::default(),
            nothing: format!("no article changed from {from} to {to}"),
        })
    }

    /// The same, files read as somebody says.
    pub(super) fn read_with(self, reading: &Options) -> Changed {
        Changed { reading: reading.clone(), ..self }
    }

    /// Whether nothing at all changed.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.files.is_empty() && self.changes.gone.is_empty()
    }

    /// The path from the root of what git lists for an article: its file, or the submodule that holds it.
    fn path_of(&self, article: &Article) -> Option<String> {
        let file = article.place.as_ref().map_or(article.id.as_str(), |place| &*place.file);
        let path = self.listed.prefix(file).or_else(|| self.listed.names.inside(file))?;
        let listing = &self.listed.listing;
        let is_module = |path: &&str| listing.get(*path).is_some_and(|entry| entry.kind == EntryKind::Submodule);
        let above = path.match_indices('/').map(|(at, _)| &path[..at]).find(is_module).map(str::to_string);
        above.or_else(|| listing.contains_key(&path).then_some(path))
    }

    /// Whether an article is new or changed; what git knows nothing of is new.
    pub(super) fn holds(&mut self, article: &Article) -> bool {
        self.stood(article) != Some(Stood::SAME) || self.is_renamed(article)
    }

    /// Whether the file of an article had another name before: under the new one it may be checked for the first time.
    fn is_renamed(&self, article: &Article) -> bool {
        let Some(path) = self.path_of(article) else { return false };
        self.changes.files.get(&path).is_some_and(|before| before.as_ref().is_some_and(|before| before.path != path))
    }

    /// How an article stood before: not at all, edited since, or as it is.
    fn stood(&mut self, article: &Article) -> Option<Stood> {
        let path = self.path_of(article)?;
        let Some(before) = self.changes.files.get(&path) else { return Some(Stood::SAME) };
        let before = before.clone()?;
        if article.place.is_none() {
            return Some(if before.is_same { Stood::SAME } else { Stood::EDITED });
        }
        let rows = self.rows_before(article, &path, &before);
        if rows.contains(&(article.id.clone(), article.text.to_string())) {
            return Some(Stood::SAME);
        }
        rows.iter().any(|(id, _)| *id == article.id).then_some(Stood::EDITED)
    }

    /// The text that an article had before; its own where it did not change, none where it was not there.
    pub(super) fn text_before(&mut self, article: &Article) -> Option<Article> {
        if self.stood(article)? == Stood::SAME {
            return Some(article.clone());
        }
        let before = self.changes.files.get(&self.path_of(article)?)?.clone()?;
        let bytes = self.listed.repository.content(&before.hash).ok()?;
        let reading = copydesk::read::read(&article.id, &bytes, &self.reading).ok()?;
        let old = reading.items.into_iter().find(|item| item.article.id == article.id)?.article;
        Some(old.counting_furniture(article.counts_furniture))
    }

    /// How edited articles read before, by their ids.
    pub(super) fn texts_before<'a>(&mut self, articles: impl Iterator<Item = &'a Article>) -> BTreeMap<String, Article> {
        let mut texts = BTreeMap::new();
        for article in articles {
            if self.stood(article) != Some(Stood::EDITED) {
                continue;
            }
            let before = match &article.place {
                None => self.text_before(article),
                Some(_) => self.row_before(article),
            };
            texts.extend(before.map(|before| (article.id.clone(), before)));
        }
        texts
    }

    /// The row of the same id as it was.
    fn row_before(&mut self, article: &Article) -> Option<Article> {
        let path = self.path_of(article)?;
        let before = self.changes.files.get(&path)?.clone()?;
        let (_, text) = self.rows_before(article, &path, &before).iter().find(|(id, _)| *id == article.id)?.clone();
        Some(Article { text: text.into(), place: None, blocks: None, ..article.clone() })
    }

    /// Ids and texts of what the file of an article held before.
    fn rows_before(&mut self, article: &Article, path: &str, before: &Before) -> &BTreeSet<(String, String)> {
        let (repository, reading) = (&self.listed.repository, &self.reading);
        let name = article.place.as_ref().map_or(article.id.as_str(), |place| &*place.file);
        self.rows.entry(path.to_string()).or_insert_with(|| {
            let bytes = repository.content(&before.hash).unwrap_or_default();
            let articles: Vec<Article> = if kind(Path::new(path)) == FileKind::Rows {
                pipeline::read_rows_of(pipeline::RowsOf::read_as(&before.path, reading), &bytes, &()).0
            } else {
                let read = copydesk::read::read(name, &bytes, reading).unwrap_or_default();
                read.items.into_iter().map(|item| item.article).collect()
            };
            articles.into_iter().map(|row| (row.id, row.text.to_string())).collect()
        })
    }

    /// How articles stood before, those that were not there left out.
    pub(super) fn base<'a>(&mut self, articles: impl Iterator<Item = &'a Article>) -> Base {
        let mut base = Base::new();
        for article in articles {
            base.extend(self.stood(article).map(|stood| (article.id.clone(), stood)));
        }
        base
    }

    /// Submodules below some paths that changed.
    pub(super) fn submodules(&self) -> impl Iterator<Item = &String> {
        let is_module = |path: &&String| self.listed.listing.get(*path).is_some_and(|entry| entry.kind == EntryKind::Submodule);
        self.changes.files.keys().filter(is_module)
    }
}

/// Where a branch left a commit.
fn fork_point(repository: &Repository, commit: &Commit, newer: Option<&Commit>, name: &str, screen: &Screen) -> Commit {
    repository.fork_point(commit, newer).unwrap_or_else(|| {
        screen.note(&format!("{name}: no common history with it here, so it is compared with as it is: check out with full history"));
        commit.clone()
    })
}

/// The state that a commit has, for what was found then.
pub(super) fn state_at(repository: Repository, names: PathNames, name: &str) -> anyhow::Result<Listed> {
    ensure!(!name.is_empty(), "a ref is wanted: name a branch, tag or commit");
    let listing = repository.tree(&repository.commit(name)?)?;
    Ok(Listed { repository, names, listing, ignored: Vec::new(), is_on_disk: false, is_all: true })
}
