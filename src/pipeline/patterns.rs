//! Patterns that name sources, for ignoring, licensing and preferring.
//!
//! In: what a user typed. Out: whether an article is meant: by its id, a folder above it, its source field, or the house it is from.
//! `*` stands for anything, `?` for any one character. No files are looked at.

use crate::article::{Article, name_matches, provenance};

/// Names some sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePattern(String);

impl SourcePattern {
    /// A pattern as typed: an id, a folder, a source name or an agency; `*` stands for anything, `?` for any one character.
    pub fn new(pattern: impl Into<String>) -> Self {
        SourcePattern(pattern.into())
    }

    /// The pattern as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an article is meant. The source field and the house are compared without regard to case.
    ///
    /// ```
    /// use copydesk::{article::Article, pipeline::SourcePattern};
    /// let wire = Article::new("wire/reuters/17.txt", "LIMA (Reuters) - The road is open again after the slide, police said.");
    /// for meant in ["wire/reuters", "wire/*/17.txt", "reuters", "wire/reuters/17.txt"] {
    ///     assert!(SourcePattern::new(meant).names(&wire), "{meant}");
    /// }
    /// assert!(!SourcePattern::new("wire/reut").names(&wire));
    /// ```
    pub fn names(&self, article: &Article) -> bool {
        let pattern = self.0.trim_end_matches('/');
        if pattern.is_empty() {
            return false;
        }
        let lower = pattern.to_lowercase();
        let is_named = |name: &str| name_matches(&lower, &name.to_lowercase());
        self.names_place(article)
            || article.source.as_deref().is_some_and(is_named)
            || (!pattern.contains('/') && provenance(&article.whole()).houses.iter().any(|house| is_named(house)))
    }

    /// Whether an article is meant by where it stands: its id, its file, or a folder above it. What its text says of itself does not count.
    pub fn names_place(&self, article: &Article) -> bool {
        let pattern = self.0.trim_end_matches('/');
        let in_folder = |id: &str| id.strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#']));
        let is_meant = |id: &str| in_folder(id) || name_matches(pattern, id);
        !pattern.is_empty() && (is_meant(&article.id) || article.place.as_ref().is_some_and(|place| is_meant(&place.file)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_named_by_field_and_file() {
        let row = Article {
            source: Some("Valley Herald".into()),
            place: Some(crate::article::Place { file: "in/archive.jsonl".into(), line: 4, ..crate::article::Place::default() }),
            ..Article::new("77", "Rain.")
        };
        for meant in ["valley herald", "in/archive.jsonl", "in", "77", "valley*", "valle? herald", "in/archive.json?"] {
            assert!(SourcePattern::new(meant).names(&row), "{meant}");
        }
        assert!(!SourcePattern::new("").names(&row) && !SourcePattern::new("7").names(&row));
    }
}
