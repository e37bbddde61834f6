//! Patterns in place of paths: `content/*/en/**/*.md`, where no shell has put the files in.
//!
//! In: a path as typed. Out: the folder that its pattern begins below, and whether a file matches. `*` and `?` stand for anything in a name,
//! `**` for any folders; what matches a folder takes all that is in it. A path that is there by that name is no pattern.

use crate::exclude::Exclude;
use std::path::{Path, PathBuf};

/// A pattern of files.
pub(crate) struct Glob {
    /// The folder that it begins below as typed; empty for the one where we are.
    pub(crate) folder: String,
    pattern: Exclude,
}

impl Glob {
    /// The pattern that `path` is, if it is one; none for a pattern that cannot be read, too, which is then no such file.
    pub(crate) fn of(path: &str) -> Option<Glob> {
        if !path.contains(['*', '?', '[']) || Path::new(path).symlink_metadata().is_ok() {
            return None;
        }
        let is_plain = |part: &&str| !part.contains(['*', '?', '[']);
        let plain: Vec<&str> = path.split('/').take_while(is_plain).collect();
        let folder = plain.join("/");
        let rest = path.get(folder.len()..)?.trim_start_matches('/');
        let root =
            if path.starts_with('/') && folder.is_empty() { PathBuf::from("/") } else { std::path::absolute(below(&folder)).ok()? };
        let pattern = Exclude::new(&plain_path(&root), &[format!("/{rest}")]).ok()?;
        Some(Glob { folder, pattern })
    }

    /// Whether a file is meant.
    pub(crate) fn takes(&self, file: &Path) -> bool {
        std::path::absolute(file).is_ok_and(|file| self.pattern.leaves_out(&plain_path(&file)))
    }

    /// The folder to walk.
    pub(crate) fn root(&self) -> PathBuf {
        below(&self.folder)
    }
}

fn below(folder: &str) -> PathBuf {
    if folder.is_empty() { PathBuf::from(".") } else { PathBuf::from(folder) }
}

/// A path without `.` and `..`, as it is written.
fn plain_path(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => _ = out.pop(),
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_begin_below_a_folder() {
        for (pattern, folder, file, wanted) in [
            ("content/*.md", "content", "content/a.md", true),
            ("content/*.md", "content", "content/in/a.md", false),
            ("content/**/*.md", "content", "content/in/deep/a.md", true),
            ("content/*/en", "content", "content/x/en/a.md", true),
            ("../site/[ab].md", "../site", "../site/b.md", true),
            ("*.md", "", "./a.md", true),
        ] {
            let glob = Glob::of(pattern).expect(pattern);
            assert_eq!((glob.folder.as_str(), glob.takes(Path::new(file))), (folder, wanted), "{pattern}");
        }
        assert!(Glob::of("content/a.md").is_none());
    }
}
