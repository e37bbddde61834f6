//! Articles of files that git lists: of the working tree, the index or a commit.
//!
//! In: paths as typed, and what git lists below them. Out: articles with the ids that they have when the folder is walked. Ignore files and
//! leading dots take nothing out here: git has the say. What is no article is counted as it is on a walk.

use super::{Inputs, is_lfs_pointer, joined};
use crate::git::{Entry, EntryKind, Listing, Repository};
use crate::kinds::{FileKind, kind};
use crate::names::PathNames;
use copydesk::article::Article;
use copydesk::error::ErrorKind;
use copydesk::pipeline::{self, RowsOf};
use std::path::Path;

/// Files that git lists, and where they are read from.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) repository: Repository,
    pub(crate) names: PathNames,
    pub(crate) listing: Listing,
    /// What git is told to ignore; folders end with a slash.
    pub(crate) ignored: Vec<String>,
    /// Whether the state is that of the disk; else git holds it.
    pub(crate) is_on_disk: bool,
    /// Whether there is nothing but what git lists, and no disk beside it.
    pub(crate) is_all: bool,
}

impl Listed {
    /// What is listed at and below a path from the root.
    fn below<'l>(&'l self, prefix: &'l str) -> impl Iterator<Item = (&'l String, &'l Entry)> {
        let is_below =
            move |path: &str| prefix.is_empty() || path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.listing
            .range(prefix.to_string()..)
            .take_while(move |(path, _)| path.starts_with(prefix))
            .filter(move |(path, _)| is_below(path))
    }

    /// The path from the root that a path as typed stands for, if git lists something there: as it is written, or where its links lead.
    pub(crate) fn prefix(&self, typed: &str) -> Option<String> {
        let is_there = |prefix: &String| self.below(prefix).any(|(_, entry)| entry.kind != EntryKind::Link);
        self.names.inside(typed).filter(is_there).or_else(|| {
            let real = std::fs::canonicalize(typed).ok()?;
            let root = std::fs::canonicalize(self.repository.root()).ok()?;
            Some(crate::names::shown(real.strip_prefix(root).ok()?)).filter(is_there)
        })
    }
}

impl<'s> Inputs<'s> {
    /// Reads what git lists at a path as typed; nothing is read, and false given back, where it lists nothing.
    pub(super) fn read_listed(&mut self, typed: &str, listed: &Listed) -> anyhow::Result<bool> {
        if let Some(prefix) = listed.prefix(typed) {
            self.read_below(typed, &prefix, listed)?;
            return Ok(true);
        }
        if listed.is_all {
            // Outside the repository there is only one state.
            return Ok(typed == "-" || listed.names.inside(typed).is_some());
        }
        let Some((rows, id)) = typed.split_once('#').filter(|(rows, _)| kind(Path::new(rows)) == FileKind::Rows) else { return Ok(false) };
        let Some(entry) = listed.names.inside(rows).and_then(|path| listed.listing.get(&path)).filter(|_| !listed.is_on_disk) else {
            return Ok(false);
        };
        let bytes = listed.repository.content(entry.hash.as_deref().unwrap_or_default())?;
        let mut found: Vec<Article> =
            pipeline::read_rows_of(self.rows_of(rows), &bytes, &()).0.into_iter().filter(|article| article.id == id).collect();
        match (found.pop(), found.is_empty()) {
            (Some(article), true) => self.keep(Article { id: typed.to_string(), ..article }),
            _ => self.screen.error(&format!("{typed}: not one row has this id: name one that the file has once")),
        }
        Ok(true)
    }

    fn read_below(&mut self, typed: &str, prefix: &str, listed: &Listed) -> anyhow::Result<()> {
        let base = typed.trim_end_matches(['/', std::path::MAIN_SEPARATOR]);
        let root = listed.repository.root();
        let slash = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        for inside in listed.ignored.iter().filter_map(|path| path.strip_prefix(&slash)) {
            let is_article = inside.ends_with('/') || kind(Path::new(inside)) != FileKind::Other;
            if is_article && self.glob.is_none() {
                self.passed_over.insert(joined(base, inside));
            }
        }
        // Files that are read from git, with the ids that they get.
        let mut held: Vec<(String, &String, &Entry)> = Vec::new();
        for (path, entry) in listed.below(prefix) {
            let inside = path.strip_prefix(prefix).unwrap_or(path).trim_start_matches('/');
            let id = if inside.is_empty() { typed.to_string() } else { joined(base, inside) };
            let file = root.join(&entry.file);
            match entry.kind {
                EntryKind::Submodule => self.read_submodule(&file, &id),
                EntryKind::Link => self.read_entry(&file, &id, true),
                EntryKind::File if listed.is_on_disk && file.symlink_metadata().is_ok() => {
                    let is_link = file.symlink_metadata().is_ok_and(|about| about.is_symlink());
                    self.read_entry(&file, &id, is_link);
                }
                // Not on disk and not told to be gone: a sparse checkout leaves it out.
                EntryKind::File => {
                    if !self.is_unwanted(&file) && !self.is_excluded(&file) && !self.is_other_kind(&file) {
                        held.push((id, path, entry));
                    }
                }
            }
        }
        let blobs = listed.repository.contents(held.iter().map(|(_, path, entry)| (*path, *entry)))?;
        for ((id, _, entry), blob) in held.iter().zip(blobs) {
            // Of a file that Git LFS keeps git has no text; the one on disk is the nearest to it.
            if is_lfs_pointer(&blob) {
                self.read_entry(&root.join(&entry.file), id, false);
                continue;
            }
            self.read_held(&root.join(&entry.file), id, blob);
        }
        Ok(())
    }

    /// How the rows of a file are read.
    fn rows_of<'r>(&self, file: &'r str) -> RowsOf<'r>
    where
        's: 'r,
    {
        RowsOf { parts: self.choice.parts, ..RowsOf::read_as(file, self.choice.reading) }
    }

    /// Reads the bytes that git holds of a file.
    fn read_held(&mut self, file: &Path, id: &str, bytes: Vec<u8>) {
        if self.met.contains(file) {
            return;
        }
        self.met.insert(file.to_path_buf());
        let name = self.known.entry(file.to_path_buf()).or_insert_with(|| id.to_string()).clone();
        if kind(file) == FileKind::Rows {
            let (articles, errors) = pipeline::read_rows_of(self.rows_of(&name), &bytes, self.screen);
            for error in errors {
                self.screen.error(&error.to_string());
            }
            self.articles.extend(articles);
            self.spool();
            return;
        }
        match copydesk::read::read(&name, &bytes, self.choice.reading) {
            Ok(reading) => self.keep_all(reading),
            Err(error) if kind(file) == FileKind::Data && error.kind() == ErrorKind::NoArticles => self.count_other(file),
            Err(error) => self.screen.error(&error.to_string()),
        }
    }

    /// The working tree of a submodule, which is a folder like any other.
    fn read_submodule(&mut self, file: &Path, id: &str) {
        if self.is_excluded(file) || self.is_unwanted(file) {
            return;
        }
        if file.is_dir() && !file.is_symlink() { self.walk(file, id) } else { self.empty_submodules.push(id.to_string()) }
    }

    /// Reads files that git tracks below a folder and that the walk did not meet.
    pub(super) fn read_missed(&mut self, typed: &str, listed: &Listed) {
        let Some(prefix) = listed.prefix(typed) else { return };
        let base = typed.trim_end_matches(['/', std::path::MAIN_SEPARATOR]);
        let root = listed.repository.root();
        for (path, entry) in listed.below(&prefix).filter(|(_, entry)| entry.kind == EntryKind::File) {
            let file = root.join(&entry.file);
            let inside = path.strip_prefix(&prefix).unwrap_or(path).trim_start_matches('/');
            let is_met = std::fs::canonicalize(&file).map_or(true, |real| self.met.contains(&real));
            let is_plain = file.symlink_metadata().is_ok_and(|about| about.is_file());
            if inside.is_empty() || is_met || !is_plain || kind(&file) == FileKind::Other {
                continue;
            }
            let id = joined(base, inside);
            // What git tracks, no ignore file takes out.
            self.passed_over.remove(&id);
            self.read_entry(&file, &id, false);
        }
    }

    fn is_other_kind(&mut self, file: &Path) -> bool {
        let is_other = kind(file) == FileKind::Other;
        if is_other {
            self.count_other(file);
        }
        is_other
    }
}
