//! Which git is run.
//!
//! In: the search path and a folder from a stranger. Out: the first `git` on that path that the stranger did not bring. A path with `.` in it, or with a
//! folder of the checkout as package managers put there, would run a program of the checkout.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

/// Where programs are if nothing is said.
const USUAL: &str = if cfg!(windows) { "" } else { "/usr/local/bin:/usr/bin:/bin" };

/// A git that can be run, and the folders in which it may look for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Program {
    pub(super) file: PathBuf,
    pub(super) search_path: OsString,
}

impl Program {
    /// The git of this computer, for the folder `root`; none if there is none outside of it.
    pub(super) fn find(root: &Path) -> Option<Program> {
        Program::find_on(env::var_os("PATH").as_deref().unwrap_or(OsStr::new(USUAL)), root)
    }

    fn find_on(search_path: &OsStr, root: &Path) -> Option<Program> {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
        let is_foreign = |folder: &PathBuf| {
            let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
            folder.is_absolute() && !(real.starts_with(&root) || folder.starts_with(&root))
        };
        let folders: Vec<PathBuf> = env::split_paths(search_path).filter(is_foreign).collect();
        let name = format!("git{}", env::consts::EXE_SUFFIX);
        let file = folders.iter().map(|folder| folder.join(&name)).find(|file| is_program(file))?;
        Some(Program { file, search_path: env::join_paths(folders).ok()? })
    }
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn only_folders_that_the_checkout_does_not_hold_are_looked_in() {
        let folder = tempfile::tempdir().expect("a folder");
        let (tree, ours) = (folder.path().join("tree"), folder.path().join("ours"));
        for place in [&tree, &ours] {
            fs::create_dir(place).expect("a folder");
            fs::write(place.join("git"), "#!/bin/sh\n").expect("written");
            fs::set_permissions(place.join("git"), fs::Permissions::from_mode(0o755)).expect("rights");
        }
        let plain = folder.path().join("plain");
        fs::create_dir(&plain).expect("a folder");
        fs::write(plain.join("git"), "no program").expect("written");
        std::os::unix::fs::symlink(&tree, folder.path().join("link")).expect("a link");
        let link = folder.path().join("link");
        let found = |folders: &[&Path]| {
            let search_path = env::join_paths(folders).expect("a path");
            Program::find_on(&search_path, &tree).map(|program| (program.file, program.search_path))
        };
        let wanted = (ours.join("git"), env::join_paths([&plain, &ours]).expect("a path"));
        let relative = Path::new("bin");
        assert_eq!(found(&[Path::new("."), Path::new(""), relative, &tree, &link, &tree.join("node/bin"), &plain, &ours]), Some(wanted));
        assert_eq!(found(&[Path::new("."), &tree, &plain]), None);
    }
}
