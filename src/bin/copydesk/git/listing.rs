//! What git lists: the files of a commit, of the index and of the working tree, and what changed between two of them.
//!
//! In: a repository. Out: files by their paths from the root. A path is bytes to git and text to us: what is no UTF-8 is shown as `\xff`, so
//! that two names never become one. Links and submodules are listed as what they are, never followed.

use super::{Commit, Repository};
use crate::names::shown;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What git keeps under a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    File,
    Link,
    /// A commit of another repository.
    Submodule,
}

/// Older commits tell nothing: the history of a large house would take minutes.
const MAX_COMMITS: &str = "--max-count=20000";

/// A file that git lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: EntryKind,
    /// Its path from the root, as the system has it.
    pub(crate) file: PathBuf,
    /// The name of its content, where git holds it.
    pub(crate) hash: Option<String>,
}

/// Files by their shown paths from the root, parts joined by `/`.
pub(crate) type Listing = BTreeMap<String, Entry>;

/// What is compared with a commit.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Newer<'c> {
    WorkingTree,
    Index,
    Commit(&'c Commit),
}

/// Where a changed file stood before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Before {
    /// Its path then.
    pub(crate) path: String,
    pub(crate) hash: String,
    /// Whether not a byte of it differs.
    pub(crate) is_same: bool,
}

/// What changed.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// Files that are new or differ, with what they were.
    pub(crate) files: BTreeMap<String, Option<Before>>,
    /// Files that are there no more.
    pub(crate) gone: BTreeSet<String>,
}

impl Repository {
    /// The files of a commit.
    pub(crate) fn tree(&self, commit: &Commit) -> anyhow::Result<Listing> {
        let listed = self.output(&["ls-tree", "-r", "-z", "--full-tree", &commit.0])?;
        Ok(fields(&listed)
            .filter_map(|entry| {
                let (about, name) = split_once(entry, b'\t')?;
                let mut about = about.split(' ');
                let (mode, _, hash) = (about.next()?, about.next()?, about.next()?);
                Some(listing_entry(mode, hash, name))
            })
            .collect())
    }

    /// The files of the index. One that is not merged has its first content there.
    pub(crate) fn index(&self) -> anyhow::Result<Listing> {
        let listed = self.output(&["ls-files", "--stage", "-z"])?;
        let mut listing = Listing::new();
        for entry in fields(&listed) {
            let Some((about, name)) = split_once(entry, b'\t') else { continue };
            if let [mode, hash, _] = about.split(' ').collect::<Vec<&str>>().as_slice() {
                let (path, entry) = listing_entry(mode, hash, name);
                listing.entry(path).or_insert(entry);
            }
        }
        Ok(listing)
    }

    /// Paths that are not merged yet.
    pub(crate) fn unmerged(&self) -> anyhow::Result<BTreeSet<String>> {
        let listed = self.output(&["ls-files", "--unmerged", "-z"])?;
        Ok(fields(&listed).filter_map(|entry| Some(shown(&path(split_once(entry, b'\t')?.1)))).collect())
    }

    /// Files that git tracks and that are not on disk; those that a sparse checkout leaves out are not among them.
    pub(crate) fn deleted(&self) -> anyhow::Result<BTreeSet<String>> {
        let listed = self.output(&["ls-files", "--deleted", "-z"])?;
        Ok(fields(&listed).map(|name| shown(&path(name))).collect())
    }

    /// Files of the working tree that git does not track and is not told to ignore.
    pub(crate) fn untracked(&self) -> anyhow::Result<Listing> {
        let listed = self.output(&["ls-files", "-z", "--others", "--exclude-standard"])?;
        let entry = |name: &[u8]| {
            let file = path(name);
            // A repository inside this one is listed as a folder.
            let kind = if name.ends_with(b"/") { EntryKind::Submodule } else { EntryKind::File };
            (shown(&file), Entry { kind, file, hash: None })
        };
        Ok(fields(&listed).map(entry).collect())
    }

    /// Files and folders that git is told to ignore, folders with a slash at the end.
    pub(crate) fn ignored(&self) -> anyhow::Result<Vec<String>> {
        let listed = self.output(&["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"])?;
        let name = |name: &[u8]| shown(&path(name)) + if name.ends_with(b"/") { "/" } else { "" };
        Ok(fields(&listed).map(name).collect())
    }

    /// How many commits ago each file of the last commit came, under this name or an older one. What only a merge brought is not known.
    pub(crate) fn ages(&self) -> anyhow::Result<BTreeMap<String, u64>> {
        let logged = self.output(&[
            "log",
            "--format=%x01",
            "--name-status",
            "-z",
            "--find-renames",
            "--diff-filter=AR",
            "--date-order",
            MAX_COMMITS,
            "HEAD",
            "--",
        ])?;
        Ok(ages(&logged))
    }

    /// What changed from `older` to `newer`; a file that was renamed and perhaps edited is known by its old name.
    pub(crate) fn changes(&self, older: &Commit, newer: Newer<'_>) -> anyhow::Result<Changes> {
        let mut arguments = vec!["diff", "--raw", "-z", "--no-abbrev", "--find-renames"];
        arguments.extend(match newer {
            Newer::WorkingTree => vec![older.0.as_str(), "--"],
            Newer::Index => vec!["--cached", older.0.as_str(), "--"],
            Newer::Commit(newer) => vec![older.0.as_str(), newer.0.as_str(), "--"],
        });
        Ok(changes(&self.output(&arguments)?))
    }
}

fn ages(logged: &[u8]) -> BTreeMap<String, u64> {
    let mut ages = BTreeMap::new();
    // Older names with the names of today.
    let mut today: BTreeMap<String, String> = BTreeMap::new();
    let mut commit = 0;
    let mut all = fields(logged).map(|field| field.strip_prefix(b"\n").unwrap_or(field));
    while let Some(field) = all.next() {
        if field == b"\x01" {
            commit += 1;
            continue;
        }
        let Some(name) = all.next().map(|name| shown(&path(name))) else { break };
        let now = |today: &mut BTreeMap<String, String>, name: &String| today.get(name).unwrap_or(name).clone();
        if field.starts_with(b"R") {
            let Some(newer) = all.next().map(|name| shown(&path(name))) else { break };
            let newest = now(&mut today, &newer);
            ages.insert(newest.clone(), commit);
            today.insert(name, newest);
        } else {
            ages.insert(now(&mut today, &name), commit);
        }
    }
    ages
}

fn changes(raw: &[u8]) -> Changes {
    let mut changes = Changes::default();
    let mut all = fields(raw);
    while let Some(about) = all.next() {
        let about = String::from_utf8_lossy(about);
        let mut about = about.trim_start_matches(':').split(' ');
        let (Some(old_mode), Some(_), Some(hash), Some(_), Some(status), Some(name)) =
            (about.next(), about.next(), about.next(), about.next(), about.next(), all.next())
        else {
            break;
        };
        let name = shown(&path(name));
        let before = |path: &str, is_same: bool| {
            // What was a link or a submodule had no text.
            let had_text = kind(old_mode) == EntryKind::File && old_mode != "000000";
            had_text.then(|| Before { path: path.to_string(), hash: hash.to_string(), is_same })
        };
        match status.chars().next() {
            Some('D') => {
                changes.gone.insert(name);
            }
            Some('R' | 'C') => {
                let Some(new) = all.next().map(|new| shown(&path(new))) else { break };
                if status.starts_with('R') {
                    changes.gone.insert(name.clone());
                }
                changes.files.insert(new, before(&name, &status[1..] == "100"));
            }
            _ => {
                let before = before(&name, false);
                changes.files.insert(name, before);
            }
        }
    }
    changes
}

fn listing_entry(mode: &str, hash: &str, name: &[u8]) -> (String, Entry) {
    let file = path(name);
    (shown(&file), Entry { kind: kind(mode), file, hash: Some(hash.to_string()) })
}

fn kind(mode: &str) -> EntryKind {
    match mode {
        "120000" => EntryKind::Link,
        "160000" => EntryKind::Submodule,
        _ => EntryKind::File,
    }
}

/// What stands between zero bytes.
fn fields(listed: &[u8]) -> impl Iterator<Item = &[u8]> {
    listed.split(|byte| *byte == 0).filter(|field| !field.is_empty())
}

fn split_once(field: &[u8], at: u8) -> Option<(&str, &[u8])> {
    let at = field.iter().position(|byte| *byte == at)?;
    Some((std::str::from_utf8(&field[..at]).ok()?, &field[at + 1..]))
}

#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_follow_renames() {
        let logged = b"\x01\0\nR100\0b.md\0c.md\0\x01\0\nA\0x.md\0\x01\0\nR090\0a.md\0b.md\0\x01\0\nA\0a.md\0";
        let ages = ages(logged);
        assert_eq!((ages["c.md"], ages["x.md"]), (4, 2));
    }

    #[test]
    fn changes_are_read_with_what_was_before() {
        let (old, new) = ("a".repeat(40), "b".repeat(40));
        let raw = format!(
            ":100644 100644 {old} {new} M\0m.md\0:000000 100644 {} {new} A\0a.md\0:100644 100644 {old} {new} R087\0r.md\0s.md\0\
             :100644 000000 {old} {} D\0d.md\0:120000 100644 {old} {new} T\0t.md\0",
            "0".repeat(40),
            "0".repeat(40)
        );
        let changes = changes(raw.as_bytes());
        let was = |path: &str| Some(Before { path: path.to_string(), hash: old.clone(), is_same: false });
        assert_eq!(changes.files["m.md"], was("m.md"));
        assert_eq!(changes.files["s.md"], was("r.md"));
        assert_eq!((&changes.files["a.md"], &changes.files["t.md"]), (&None, &None));
        assert_eq!(changes.gone.into_iter().collect::<Vec<_>>(), ["d.md", "r.md"]);
    }
}
