//! The ignore files that a walk is about to open.
//!
//! In: a folder. Out: an error if one of them is anything but a file that ends: a walk waits for a FIFO for ever, and a link to a device fills
//! the memory. Where such a file stands, what it takes out is not known, so the folder is not read and the run is not complete.

use crate::files::{MAX_RULES_BYTES, check_regular};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// An error unless all ignore files of a folder can be read. `shown` names the folder.
pub(super) fn check(folder: &Path, shown: &str) -> Result<(), String> {
    let mut files = vec![folder.join(".ignore"), folder.join(".gitignore")];
    files.extend(excludes(folder));
    for file in files.into_iter().filter(|file| file.symlink_metadata().is_ok()) {
        // A link to nothing says nothing.
        let Ok(about) = fs::metadata(&file) else { continue };
        let name = file.strip_prefix(folder).unwrap_or(&file).display().to_string();
        if about.is_dir() {
            continue;
        }
        if check_regular(&file, &name).is_err() || about.len() > MAX_RULES_BYTES {
            return Err(format!(
                "{shown}: its {name} is no ignore file of usual kind and size, so the folder is not read: remove that file"
            ));
        }
    }
    Ok(())
}

/// The same for all folders above one.
pub(super) fn check_above(folder: &Path) -> Result<(), String> {
    let Ok(folder) = fs::canonicalize(folder) else { return Ok(()) };
    folder.ancestors().skip(1).try_for_each(|above| check(above, &above.display().to_string()))
}

/// The files of a repository that a walk opens: in a second working tree `.git` is a file that names the folder.
fn excludes(folder: &Path) -> Vec<PathBuf> {
    let git = folder.join(".git");
    let Ok(about) = fs::metadata(&git) else { return Vec::new() };
    if about.is_dir() {
        return vec![git.join("info/exclude")];
    }
    if !about.is_file() {
        return Vec::new();
    }
    let mut line = String::new();
    let read = File::open(&git).and_then(|file| file.take(1 << 16).read_to_string(&mut line));
    let named = read.ok().and_then(|_| line.lines().next()?.strip_prefix("gitdir: ").map(|named| folder.join(named)));
    let Some(named) = named else { return vec![git] };
    let common = named.join("commondir");
    let mut files = vec![git, common.clone()];
    let is_regular = fs::metadata(&common).is_ok_and(|about| about.is_file());
    let mut line = String::new();
    if is_regular && File::open(&common).and_then(|file| file.take(1 << 16).read_to_string(&mut line)).is_ok() {
        files.push(named.join(line.trim_end()).join("info/exclude"));
    }
    files
}
