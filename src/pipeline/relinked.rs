//! Links that point elsewhere than before.
//!
//! In: a diff. Out: the addresses of pages that partners have on one side only, in the text or in mark-up. Addresses are no words, so that a
//! sentence whose link alone was changed has the same words; a reader who follows it lands elsewhere.

use super::diff::{Diff, is_story};
use crate::span::Span;
use crate::text::Prepared;

/// A link of partners; one side has none where it was put in or taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relinked {
    /// The group, by its place in [`crate::align::Alignment::groups`].
    pub group: usize,
    /// The address in the old version.
    pub old: Option<Span>,
    /// The address in the new version.
    pub new: Option<Span>,
}

/// The links that differ, in order of the groups. Linear, but for the links of one sentence, which are compared with each other.
pub fn relinked(diff: &Diff) -> Vec<Relinked> {
    let mut found = Vec::new();
    if ![&diff.old, &diff.new].into_iter().any(has_address) {
        return found;
    }
    for (number, group) in diff.alignment.groups.iter().enumerate().filter(|(_, group)| is_story(diff, group)) {
        let (mut old, mut new) = (addresses(&diff.old, &group.old), addresses(&diff.new, &group.new));
        let shown = |version: &Prepared, span: &Span| span.of(&version.article.text).to_string();
        old.retain(|one| match new.iter().position(|other| shown(&diff.new, other) == shown(&diff.old, one)) {
            Some(same) => {
                new.remove(same);
                false
            }
            None => true,
        });
        let longer = old.len().max(new.len());
        found.extend((0..longer).map(|at| Relinked { group: number, old: old.get(at).copied(), new: new.get(at).copied() }));
    }
    found
}

/// Whether an address stands anywhere in a text.
fn has_address(version: &Prepared) -> bool {
    version.article.text.contains("://")
}

/// More links of one sentence are not looked at.
const MAX_LINKS: usize = 64;

/// The addresses in sentences and in the mark-up behind them.
fn addresses(version: &Prepared, sentences: &[u32]) -> Vec<Span> {
    let text = &*version.article.text;
    let mut found = Vec::new();
    for number in sentences.iter().map(|number| *number as usize) {
        let Some(sentence) = version.sentences.get(number) else { continue };
        let next = version.sentences.get(number + 1).map_or(text.len(), |next| next.span.start as usize);
        let behind = text.get(sentence.span.end as usize..next).unwrap_or("");
        let end = sentence.span.end as usize + behind.find(char::is_whitespace).unwrap_or(behind.len());
        let start = sentence.span.start as usize;
        let shown = text.get(start..end).unwrap_or("");
        let mut from = 0;
        while let Some(at) = shown[from..].find("://").map(|at| from + at).filter(|_| found.len() < MAX_LINKS) {
            let scheme = shown[from..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
            let rest = &shown[at..];
            let length = rest.find(|c: char| c.is_whitespace() || "()<>[]\"'“”«»".contains(c)).unwrap_or(rest.len());
            let address = shown[at - scheme..at + length].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
            if scheme > 0 && address.len() > scheme + "://".len() {
                found.push(Span::new(start + at - scheme, start + at - scheme + address.len()));
            }
            from = at + length.max(1);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Format};
    use crate::pipeline::diff;

    fn links(old: &str, new: &str) -> Vec<(String, String)> {
        let read = |id: &str, text: &str| Article::new(id, text).in_format(Format::Markdown);
        let (old, new) = (read("old", old), read("new", new));
        let diff = diff(&old, &new);
        let of = |text: &str, span: Option<Span>| span.map_or(String::new(), |span| span.of(text).to_string());
        relinked(&diff).iter().map(|one| (of(&old.text, one.old), of(&new.text, one.new))).collect()
    }

    #[test]
    fn a_link_that_points_elsewhere_is_found_in_text_and_in_mark_up() {
        let pair = |old: &str, new: &str| vec![(old.to_string(), new.to_string())];
        let (quay, pier) = ("https://quay.example/a", "https://pier.example/b");
        for form in
            ["The list of ferries is on {} since Monday.", "The [list of ferries]({}) is out.", "The list is [out]({}).", "See <{}>."]
        {
            let (old, new) = (form.replace("{}", quay), form.replace("{}", pier));
            assert_eq!(links(&old, &new), pair(quay, pier), "{form}");
            assert_eq!(links(&old, &old), [], "{form}");
        }
        assert_eq!(links("The list is out.", "The [list](https://quay.example/a) is out."), pair("", quay));
        let two = |one: &str, two: &str| format!("See {one} and {two} for the list of ferries.");
        assert_eq!(links(&two(quay, pier), &two(pier, quay)), []);
    }
}
