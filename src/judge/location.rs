//! Where a passage stands in a file: line and column as an editor or a code host counts them.
//!
//! In: the text of an article, where it stands on disk, and byte spans. Out: [`Location`]s. Lines and columns count from 1; a column is
//! a Unicode character; lines end with LF or CR LF, as in SARIF. Of a row of a JSONL file the line is that of the row, and the column counts
//! what stands there, escapes included; where that is not known the location is the whole line.

use crate::article::{Article, Place};
use crate::span::Span;

/// A line and a column, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The character in the line; 1 is in front of the first.
    pub column: u32,
}

/// A stretch of a file, `end` not included.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Path of the file as reports are to name it, parts joined by `/`.
    pub path: String,
    /// First character.
    pub start: Position,
    /// One past the last character; none where the location is a whole line.
    pub end: Option<Position>,
    /// Whether its lines are known; of a document only the file is, and its first line stands for it.
    pub has_lines: bool,
}

impl Location {
    /// The last line that the stretch touches.
    pub fn last_line(&self) -> u32 {
        self.end.map_or(self.start.line, |end| if end.column == 1 && end.line > self.start.line { end.line - 1 } else { end.line })
    }
}

/// Finds lines and columns in one article.
#[derive(Debug)]
pub struct Places<'a> {
    text: &'a str,
    path: String,
    row: Option<&'a Place>,
    is_extracted: bool,
    /// Of such an article: bytes at which blocks begin, and their lines in the file.
    lines: &'a [(u32, u32)],
    /// The byte at which each line begins.
    starts: Vec<u32>,
}

impl<'a> Places<'a> {
    /// Reads the lines of `article`. `name` turns a path as given on the command line into the path that reports name. Linear.
    pub fn new(article: &'a Article, name: &dyn Fn(&str) -> String) -> Self {
        let row = article.place.as_ref();
        let path = article.place.as_ref().map_or(article.id.as_str(), |place| &*place.file);
        let ends = article.text.bytes().zip(1_u32..).filter(|(byte, _)| *byte == b'\n');
        let starts =
            if row.is_some() || article.is_extracted { Vec::new() } else { std::iter::once(0).chain(ends.map(|(_, next)| next)).collect() };
        Places {
            text: &article.text,
            path: name(path),
            row,
            is_extracted: article.is_extracted,
            lines: article.lines.as_deref().unwrap_or_default(),
            starts,
        }
    }

    /// The file as reports name it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The location of a span; of an empty span, the place where it would be.
    pub fn location(&self, span: Span) -> Location {
        match self.row {
            Some(Place { line, text: Some(text), .. }) => {
                let position = |byte| Position { line: *line, column: text.column(self.text, byte) };
                Location { path: self.path.clone(), start: position(span.start), end: Some(position(span.end)), has_lines: true }
            }
            Some(Place { line, .. }) => {
                Location { path: self.path.clone(), start: Position { line: (*line).max(1), column: 1 }, end: None, has_lines: *line > 0 }
            }
            None if self.is_extracted => {
                let line = |byte| self.lines[..self.lines.partition_point(|(start, _)| *start <= byte)].last().map_or(1, |(_, line)| *line);
                let (first, last) = (line(span.start), line(span.end.saturating_sub(1).max(span.start)));
                let end = (last > first).then_some(Position { line: last + 1, column: 1 });
                Location { path: self.path.clone(), start: Position { line: first, column: 1 }, end, has_lines: !self.lines.is_empty() }
            }
            None => {
                Location { path: self.path.clone(), start: self.position(span.start), end: Some(self.position(span.end)), has_lines: true }
            }
        }
    }

    fn position(&self, byte: u32) -> Position {
        let line = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        let before = Span { start: self.starts.get(line).copied().unwrap_or(0), end: byte }.of(self.text);
        Position { line: line as u32 + 1, column: before.chars().count() as u32 + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one() {
        let article = Article::new("in/a.md", "Ḥimṣ fell.\r\nThe city\nwas quiet.");
        let places = Places::new(&article, &|path| format!("repo/{path}"));
        let at = |wanted: &str| {
            let start = article.text.find(wanted).expect("in the text");
            places.location(Span::new(start, start + wanted.len()))
        };
        let quiet = at("city\nwas");
        assert_eq!(quiet.path, "repo/in/a.md");
        assert_eq!((quiet.start, quiet.end), (Position { line: 2, column: 5 }, Some(Position { line: 3, column: 4 })));
        assert_eq!(at("fell").start, Position { line: 1, column: 6 });
        assert_eq!(at("The city\n").last_line(), 2);
    }

    #[test]
    fn blocks_of_a_page_are_on_their_lines() {
        let lines = Some([(0, 12), (6, 40)].into());
        let article = Article { is_extracted: true, lines, ..Article::new("page.html", "One.\n\nTwo.") };
        let places = Places::new(&article, &str::to_string);
        assert_eq!((places.location(Span::new(6, 9)).start.line, places.location(Span::new(1, 4)).start.line), (40, 12));
        let both = places.location(Span::new(0, 10));
        assert_eq!((both.start.line, both.last_line()), (12, 40));
    }

    #[test]
    fn a_row_is_its_line() {
        let place = Some(Place { file: "in.jsonl".into(), line: 17, ..Place::default() });
        let article = Article { place, ..Article::new("7", "One.\nTwo.") };
        let location = Places::new(&article, &str::to_string).location(Span::new(5, 9));
        assert_eq!((location.path.as_str(), location.start.line, location.end), ("in.jsonl", 17, None));
        assert_eq!(location.last_line(), 17);
    }
}
