//! Folders.
//!
//! In: a folder as typed. Out: the files below it, each read as what it is; what is left out is noted. Which of them are wanted is decided by the
//! rest of [`super::Inputs`].

use super::{ByGit, Inputs, id_below, rules};
use crate::files::check_regular;
use crate::kinds::{FileKind, kind};
use ignore::WalkBuilder;
use std::collections::{BTreeMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

impl Inputs<'_> {
    /// Walks a folder, links not followed. Hidden and git-ignored files are left out and named; those of other ignore files, too, where
    /// git has no say.
    pub(super) fn walk(&mut self, root: &Path, typed: &str) {
        let base = typed.trim_end_matches(['/', std::path::MAIN_SEPARATOR]);
        let mut walk = WalkBuilder::new(root);
        walk.require_git(false).follow_links(false).sort_by_file_name(|a, b| a.cmp(b));
        walk.ignore(!matches!(self.choice.by_git, ByGit::State(_)));
        // What another repository tracks is not known here, so nothing of it is left out.
        let not_read: Arc<Mutex<Vec<String>>> = Arc::default();
        if root.join(".git").symlink_metadata().is_ok() && matches!(self.choice.by_git, ByGit::State(_)) {
            walk.standard_filters(false).filter_entry(|entry| entry.file_name() != ".git");
        } else {
            if let Err(message) = rules::check_above(root).and_then(|()| rules::check(root, typed)) {
                return self.screen.error(&message);
            }
            let (not_read, top, base) = (Arc::clone(&not_read), root.to_path_buf(), base.to_string());
            walk.filter_entry(move |entry| {
                let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                let checked = if is_folder { rules::check(entry.path(), &id_below(&base, &top, entry.path())) } else { Ok(()) };
                checked.map_err(|message| not_read.lock().unwrap_or_else(PoisonError::into_inner).push(message)).is_ok()
            });
        }
        let mut met: BTreeMap<PathBuf, HashSet<OsString>> = BTreeMap::new();
        for entry in walk.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.screen.error(&format!("{error}: skipped; check its rights"));
                    continue;
                }
            };
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            if is_folder {
                met.entry(entry.path().to_path_buf()).or_default();
            }
            if let Some(folder) = entry.path().parent().filter(|_| entry.depth() > 0) {
                met.entry(folder.to_path_buf()).or_default().insert(entry.file_name().to_os_string());
            }
            if entry.depth() == 0 || is_folder {
                continue;
            }
            self.read_entry(entry.path(), &id_below(base, root, entry.path()), entry.path_is_symlink());
        }
        let not_read = std::mem::take(&mut *not_read.lock().unwrap_or_else(PoisonError::into_inner));
        not_read.iter().for_each(|message| self.screen.error(message));
        for (folder, met) in met {
            self.note_passed_over(&folder, &met, |path| id_below(base, root, path));
        }
    }

    /// Notes what stands in a folder and was not met on the walk.
    fn note_passed_over(&mut self, folder: &Path, met: &HashSet<OsString>, id: impl Fn(&Path) -> String) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        if self.glob.is_some() {
            return;
        }
        for entry in entries.flatten().filter(|entry| !met.contains(&entry.file_name()) && entry.file_name() != ".git") {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => self.passed_over.insert(id(&path) + "/"),
                _ if kind(&path) != FileKind::Other => self.passed_over.insert(id(&path)),
                _ => false,
            };
        }
    }

    pub(super) fn read_entry(&mut self, file: &Path, id: &str, is_link: bool) {
        if self.is_unwanted(file) {
            return;
        }
        if is_link {
            self.screen.note(&format!("{id}: a symbolic link, not followed: name it directly if it is meant"));
            return;
        }
        if self.is_excluded(file) {
            return;
        }
        let kind = kind(file);
        if kind == FileKind::Other {
            return self.count_other(file);
        }
        if let Err(message) = check_regular(file, id) {
            self.screen.error(&message);
        } else if kind == FileKind::Rows {
            self.read_rows(file, id);
        } else if !self.is_met(file, id) {
            self.read_file(file, id, kind == FileKind::Data)
        }
    }
}
