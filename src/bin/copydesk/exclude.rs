//! Files to leave out, by patterns as in a .gitignore file.
//!
//! In: patterns and the folder that they are relative to. Out: whether a file is meant. Nothing is read.

use anyhow::Context;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::Path;

/// Patterns of files to leave out.
pub(crate) struct Exclude {
    patterns: Gitignore,
}

impl Exclude {
    /// Patterns relative to `base`, which is absolute.
    pub(crate) fn new(base: &Path, patterns: &[String]) -> anyhow::Result<Exclude> {
        let mut builder = GitignoreBuilder::new(base);
        for pattern in patterns {
            builder
                .add_line(None, pattern)
                .with_context(|| format!("exclude `{pattern}` is no pattern: write it as in a .gitignore file"))?;
        }
        let n = patterns.len();
        let too_much = || format!("the {n} patterns of exclude are too many, or too long: name folders in place of files");
        Ok(Exclude { patterns: builder.build().map_err(|_| anyhow::Error::msg(too_much()))? })
    }

    /// Whether a file, or a folder above it, is to be left out.
    pub(crate) fn leaves_out(&self, file: &Path) -> bool {
        if self.patterns.is_empty() {
            return false;
        }
        let Ok(file) = std::path::absolute(file) else { return false };
        file.starts_with(self.patterns.path()) && self.patterns.matched_path_or_any_parents(&file, false).is_ignore()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_gitignore() {
        let patterns = ["drafts/", "*.en.md", "!keep.en.md", "/top.md"].map(String::from);
        let exclude = Exclude::new(Path::new("/site"), &patterns).expect("patterns");
        for (file, wanted) in [
            ("/site/drafts/a.md", true),
            ("/site/x/drafts/y/a.md", true),
            ("/site/a.en.md", true),
            ("/site/keep.en.md", false),
            ("/site/x/top.md", false),
            ("/site/top.md", true),
            ("/elsewhere/a.en.md", false),
        ] {
            assert_eq!(exclude.leaves_out(Path::new(file)), wanted, "{file}");
        }
        assert!(Exclude::new(Path::new("/site"), &["{a".to_string()]).is_err());
        let many: Vec<String> = (0..20_000).map(|n| format!("{{a,b}}*{{c,d}}*{n}")).collect();
        let error = Exclude::new(Path::new("/site"), &many).err().map(|error| format!("{error:#}"));
        assert_eq!(error.as_deref(), Some("the 20000 patterns of exclude are too many, or too long: name folders in place of files"));
    }
}
