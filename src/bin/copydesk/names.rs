//! Paths as reports name them: from the root of the repository, parts joined by `/`.
//!
//! In: paths as typed or as the settings have them. Out: names that are the same wherever in the repository the command was run. A path
//! outside stays as it was typed.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// Turns paths into names.
#[derive(Debug, Clone)]
pub(crate) struct PathNames {
    here: PathBuf,
    root: PathBuf,
}

impl PathNames {
    /// Names from `root`, for paths typed in `here`; both absolute.
    pub(crate) fn new(here: &Path, root: &Path) -> Self {
        PathNames { here: here.to_path_buf(), root: root.to_path_buf() }
    }

    /// The name of a path.
    pub(crate) fn name(&self, path: &str) -> String {
        self.inside(path).unwrap_or_else(|| path.strip_prefix("./").unwrap_or(path).to_string())
    }

    /// The path from the root, empty for the root itself; none for a path outside.
    pub(crate) fn inside(&self, path: &str) -> Option<String> {
        if path == "-" {
            return None;
        }
        let whole = plain(&self.here.join(path));
        let inside = whole.strip_prefix(&self.root).ok()?;
        Some(shown(inside))
    }
}

/// A path as text, parts joined by `/`. Bytes that are no UTF-8 are written as `\xff`, so that two names never become one.
pub(crate) fn shown(path: &Path) -> String {
    path.components().map(|part| shown_part(part.as_os_str())).collect::<Vec<_>>().join("/")
}

/// One name of a path as text.
pub(crate) fn shown_part(name: &OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    out
}

/// A path without `.` and `..`, as it is written: links are not followed.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_depend_on_the_folder() {
        let names = PathNames::new(Path::new("/repo/site"), Path::new("/repo"));
        for (path, wanted) in [
            ("a.md", "site/a.md"),
            ("./in/../a.md", "site/a.md"),
            ("../wire/1.txt", "wire/1.txt"),
            ("/repo/x.md", "x.md"),
            ("/elsewhere/x.md", "/elsewhere/x.md"),
            ("../../x.md", "../../x.md"),
            ("-", "-"),
        ] {
            assert_eq!(names.name(path), wanted, "{path}");
        }
        assert_eq!(names.inside("..").as_deref(), Some(""));
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        let name = |bytes: &[u8]| shown(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!(name(b"in/\xff\xfe.md"), "in/\\xff\\xfe.md");
        assert_ne!(name(b"\xff"), name(b"\xfe"));
        assert_eq!(name("née/ü.md".as_bytes()), "née/ü.md");
    }
}
