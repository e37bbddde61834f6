//! Short names of articles for prose.
//!
//! In: two ids. Out: a name for each that an editor can read in a sentence: the file name without folder and ending where that
//! tells the two apart, else the whole id. Safe to show.

use crate::visible::visible;

/// The names of two articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) a: String,
    pub(crate) b: String,
}

impl Names {
    /// Names for the two ids; `a` and `b` if the ids are the same.
    pub(crate) fn of(a: &str, b: &str) -> Names {
        let (short_a, short_b) = (short(a), short(b));
        if short_a != short_b {
            Names { a: short_a, b: short_b }
        } else if a != b {
            Names { a: visible(a).into_owned(), b: visible(b).into_owned() }
        } else {
            Names { a: String::from("a"), b: String::from("b") }
        }
    }
}

/// The last part of a path without a known text ending; `-` is standard input.
pub(crate) fn short(id: &str) -> String {
    if id == "-" {
        return String::from("standard input");
    }
    let last = id.rsplit('/').next().filter(|last| !last.is_empty()).unwrap_or(id);
    let stem = [".txt", ".md", ".markdown", ".text"].iter().find_map(|ending| last.strip_suffix(ending)).filter(|stem| !stem.is_empty());
    visible(stem.unwrap_or(last)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_two_apart() {
        assert_eq!(Names::of("wire/003.txt", "desk/002.md"), Names { a: "003".into(), b: "002".into() });
        assert_eq!(Names::of("wire/a.txt", "desk/a.txt"), Names { a: "wire/a.txt".into(), b: "desk/a.txt".into() });
        assert_eq!(Names::of("x", "x").a, "a");
        assert_eq!(short("-"), "standard input");
        assert_eq!(short("in.jsonl#7"), "in.jsonl#7");
    }
}
