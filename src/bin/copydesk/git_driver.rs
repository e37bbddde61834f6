//! `copydesk diff --git-driver`: the arguments that git gives a program of its setting `diff.<driver>.command`.
//!
//! In: seven arguments, path, old file, hash and mode, new file, hash and mode; nine for a renamed file; one for a file that is not
//! merged yet. Out: both versions under the names that the repository has for them, and a line that names the file. A version that
//! does not exist is an empty article.

use crate::inputs::read_one;
use crate::screen::Screen;
use copydesk::article::Article;
use copydesk::read::Options;

/// What git has in place of a version that does not exist, on every system.
const NOTHING: &str = "/dev/null";

/// What git gives.
pub(crate) struct Given {
    /// `== story.md (new file) ==`.
    pub(crate) title: String,
    /// Both versions; none for a file that is not merged, or that cannot be read (which is said).
    pub(crate) versions: Option<[Article; 2]>,
}

pub(crate) fn given(arguments: &[&String], reading: &Options, screen: &Screen) -> anyhow::Result<Given> {
    let (path, old, new, new_path) = match arguments {
        [path] => return Ok(Given { title: format!("== {path} (not merged) =="), versions: None }),
        [path, old, _, _, new, _, _] => (path, old, new, path),
        [path, old, _, _, new, _, _, new_path, _] => (path, old, new, new_path),
        _ => anyhow::bail!(
            "--git-driver takes the seven arguments of git, not {}: set diff.prose.command, see docs/editors.md",
            arguments.len()
        ),
    };
    let title = match (old.as_str(), new.as_str()) {
        (NOTHING, _) => format!("== {path} (new file) =="),
        (_, NOTHING) => format!("== {path} (deleted) =="),
        _ if path != new_path => format!("== {path} -> {new_path} =="),
        _ => format!("== {path} =="),
    };
    let read = |file: &str, name: &str| {
        if file == NOTHING {
            return Some(Article::new(name, ""));
        }
        read_one(file, reading, screen).map(|article| Article { id: name.to_string(), ..article })
    };
    let versions = read(old, path).zip(read(new, new_path)).map(|(old, new)| [old, new]);
    Ok(Given { title, versions })
}
