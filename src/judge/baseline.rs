//! The baseline: findings that were there before and do not fail again.
//!
//! In: findings, or the text of a baseline file. Out: the other of the two, and which findings are old. A file is made to be committed: one
//! line for each copy and source, with what was taken by content, so that a file may be moved, wrapped anew, corrected or cut. A line holds
//! for the two articles that it names, whichever of them is taken for the copy; for another copy of the same passage it holds only if the one that
//! it names is there no more.

mod file;

use super::fingerprint::Fingerprint;
use crate::score::Relation;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What a finding may grow by before it is a new one: a quarter of the words then taken and this many. A finding that is scored anew
/// after a correction, or by a later release, moves its ends by a few words.
const GROWTH_WORDS: u32 = 20;

/// Lines of the same words that are looked at for one finding: a bound for files that nobody wrote.
const MAX_CANDIDATES: usize = 200;

/// Known findings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    lines: BTreeSet<Line>,
}

/// One known finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The copy as reports name it.
    pub copy: String,
    /// The source as reports name it; empty for a quotation that no source has.
    pub source: String,
    /// What it is: a relation, or `quotation`.
    pub rule: String,
    /// Which finding it is, by content.
    pub fingerprint: Fingerprint,
    /// Words taken.
    pub words: u32,
    /// Hashes of some of the words taken, ascending: see [`super::Finding::anchors`].
    pub anchors: Vec<u64>,
}

/// One finding as a baseline sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The name of the copy.
    pub copy: &'a str,
    /// The name of the source.
    pub source: &'a str,
    /// What it is: a relation, or `quotation`.
    pub rule: &'a str,
    /// Whether the copy is made from the source, and not only in part.
    pub is_derived: bool,
    /// Its content.
    pub fingerprint: Fingerprint,
    /// Words taken.
    pub words: u32,
    /// Hashes of some of the words taken, as they stand in the copy.
    pub anchors: &'a [u64],
    /// The same as they stand in the source.
    pub source_anchors: &'a [u64],
}

/// What a baseline says of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Not there before.
    No,
    /// There before.
    Yes,
    /// There before, but so many more words were taken that it is a new one.
    Grown {
        /// Words taken then.
        from: u32,
    },
}

/// Findings held against a baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// For each finding, in the order given.
    pub known: Vec<Known>,
    /// Lines that hold for none of the findings, sorted.
    pub unmatched: Vec<Line>,
}

impl Baseline {
    /// The baseline of some lines.
    pub fn of(lines: impl IntoIterator<Item = Line>) -> Baseline {
        Baseline { lines: lines.into_iter().collect() }
    }

    /// Its lines, sorted.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter()
    }

    /// Whether it knows that one of two articles has words of the other.
    pub fn names_pair(&self, a: &str, b: &str) -> bool {
        let (a, b) = (one_field(a), one_field(b));
        self.lines.iter().any(|line| (line.copy == a && line.source == b) || (line.copy == b && line.source == a))
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Holds findings against the baseline; `stands` says of the name of an article whether it is there, checked or not. Of more new copies of
    /// a passage than lines whose copies are gone, those whose names come first are the old ones.
    pub fn compare(&self, findings: &[Seen<'_>], stands: &dyn Fn(&str) -> bool) -> Compared {
        let lines: Vec<&Line> = self.lines.iter().collect();
        let by_name = ByName::new(&lines);
        let mut known = vec![Known::No; findings.len()];
        let mut held = vec![false; lines.len()];
        for (finding, known) in findings.iter().zip(&mut known) {
            let mut best: Option<u32> = None;
            for at in by_name.about(finding).filter(|at| lines[*at].is_about(finding)) {
                held[at] = true;
                best = best.max(Some(lines[at].words));
            }
            *known = best.map_or(Known::No, |words| grown(words, finding.words));
        }
        let mut gone = Gone::new(&lines, &held, stands);
        let mut order: Vec<usize> = (0..findings.len()).filter(|at| known[*at] == Known::No).collect();
        order.sort_by_key(|at| (findings[*at].copy, findings[*at].source));
        for at in order {
            let is_it = |line: usize| lines[line].was_moved_to(&findings[at], stands);
            if let Some(line) = gone.candidates(&findings[at], &held).into_iter().find(|line| is_it(*line)) {
                held[line] = true;
                known[at] = grown(lines[line].words, findings[at].words);
            }
        }
        let unmatched = lines.iter().zip(held).filter(|(_, held)| !held).map(|(line, _)| (*line).clone()).collect();
        Compared { known, unmatched }
    }
}

/// Lines by the names of their articles.
struct ByName<'l> {
    /// Names with the numbers of their lines, sorted.
    names: Vec<(&'l str, usize)>,
}

impl<'l> ByName<'l> {
    fn new(lines: &[&'l Line]) -> Self {
        let mut names: Vec<(&str, usize)> =
            lines.iter().zip(0..).flat_map(|(line, at)| [(line.copy.as_str(), at), (line.source.as_str(), at)]).collect();
        names.sort_unstable();
        names.dedup();
        ByName { names }
    }

    /// Lines that name the copy of a finding.
    fn about(&self, finding: &Seen<'_>) -> impl Iterator<Item = usize> {
        let start = self.names.partition_point(|(name, _)| *name < finding.copy);
        let of = self.names[start..].iter().take_while(move |(name, _)| *name == finding.copy);
        of.map(|(_, at)| *at)
    }
}

/// Lines of which an article is there no more under the name that they have.
struct Gone<'l> {
    /// Those whose copy is gone, by their content.
    copies: BTreeMap<u64, VecDeque<usize>>,
    /// Those whose source is gone, by their copy.
    sources: BTreeMap<&'l str, Vec<usize>>,
}

impl<'l> Gone<'l> {
    fn new(lines: &[&'l Line], held: &[bool], stands: &dyn Fn(&str) -> bool) -> Self {
        let mut gone = Gone { copies: BTreeMap::new(), sources: BTreeMap::new() };
        for (line, at) in lines.iter().zip(0..).filter(|(_, at)| !held[*at]) {
            if !stands(&line.copy) {
                for content in line.anchors.iter().copied().chain([line.fingerprint.0]) {
                    gone.copies.entry(content).or_default().push_back(at);
                }
            } else if !line.source.is_empty() && !stands(&line.source) {
                gone.sources.entry(&line.copy).or_default().push(at);
            }
        }
        gone
    }

    /// Lines that a finding may be, in order.
    fn candidates(&mut self, finding: &Seen<'_>, held: &[bool]) -> Vec<usize> {
        let mut found: BTreeSet<usize> = BTreeSet::new();
        for name in [finding.copy, finding.source] {
            found.extend(self.sources.get(name).into_iter().flatten().filter(|at| !held[**at]).take(MAX_CANDIDATES));
        }
        for content in finding.anchors.iter().chain([&finding.fingerprint.0]) {
            if let Some(lines) = self.copies.get_mut(content) {
                while lines.front().is_some_and(|at| held[*at]) {
                    lines.pop_front();
                }
                found.extend(lines.iter().filter(|at| !held[**at]).take(MAX_CANDIDATES));
            }
        }
        found.into_iter().collect()
    }
}

fn grown(then: u32, now: u32) -> Known {
    let may_have = then.saturating_add(then / 4).saturating_add(GROWTH_WORDS);
    if now > may_have { Known::Grown { from: then } } else { Known::Yes }
}

impl Line {
    /// The line of a finding.
    pub fn of(seen: &Seen<'_>) -> Line {
        Line {
            copy: one_field(seen.copy),
            source: one_field(seen.source),
            rule: seen.rule.to_string(),
            fingerprint: seen.fingerprint,
            words: seen.words,
            anchors: seen.anchors.to_vec(),
        }
    }

    fn is_derived(&self) -> bool {
        let relation = Relation::ALL.into_iter().find(|relation| relation.name() == self.rule);
        relation.is_some_and(Relation::is_derived)
    }

    /// Whether a finding of its names is the same one: some of the words are those, and it is no more than it was.
    fn is_about(&self, finding: &Seen<'_>) -> bool {
        let (copy, source) = (one_field(finding.copy), one_field(finding.source));
        let is_same_way = self.copy == copy;
        let is_turned = self.copy == source && self.source == copy;
        (is_same_way || is_turned) && self.has_content_of(finding, is_turned, 1)
    }

    /// Whether a finding is this one under another name of an article that is there no more. Of a passage that was moved more than half must
    /// be the same.
    fn was_moved_to(&self, finding: &Seen<'_>, stands: &dyn Fn(&str) -> bool) -> bool {
        let least = (self.anchors.len().min(finding.anchors.len()) / 2 + 1).min(self.anchors.len().max(1));
        let (copy, source) = (one_field(finding.copy), one_field(finding.source));
        if !stands(&self.copy) {
            return self.has_content_of(finding, false, least);
        }
        // Its copy is there, so the finding is about that one: with a source that is called otherwise now, or the other way round.
        !stands(&self.source) && (self.copy == copy || self.copy == source) && self.has_content_of(finding, self.copy == source, least)
    }

    fn has_content_of(&self, finding: &Seen<'_>, is_turned: bool, least: usize) -> bool {
        if self.anchors.is_empty() || finding.anchors.is_empty() {
            return self.fingerprint == finding.fingerprint;
        }
        let common = |anchors: &[u64]| anchors.iter().filter(|anchor| self.anchors.binary_search(anchor).is_ok()).count();
        let is_as_much = self.is_derived() || !finding.is_derived;
        is_as_much && (common(finding.anchors) >= least || is_turned && common(finding.source_anchors) >= least)
    }
}

/// A name that holds no tab and no line end.
fn one_field(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANCHORS: &[u64] = &[3, 5, 8, 13];

    fn seen<'a>(copy: &'a str, source: &'a str, words: u32) -> Seen<'a> {
        Seen {
            copy,
            source,
            rule: "near-identical",
            is_derived: true,
            fingerprint: Fingerprint(3),
            words,
            anchors: ANCHORS,
            source_anchors: ANCHORS,
        }
    }

    fn known(baseline: &Baseline, findings: &[Seen<'_>], there: &[&str]) -> Vec<Known> {
        let stands = |name: &str| there.contains(&name) || findings.iter().any(|seen| seen.copy == name);
        baseline.compare(findings, &stands).known
    }

    fn baseline(findings: &[Seen<'_>]) -> Baseline {
        Baseline::of(findings.iter().map(Line::of))
    }

    #[test]
    fn a_line_holds_for_its_copy_and_not_for_another_one() {
        let known_one = baseline(&[seen("old.md", "wire", 300)]);
        let more = [seen("a.md", "wire", 300), seen("old.md", "wire", 300)];
        assert_eq!(known(&known_one, &more, &["wire"]), [Known::No, Known::Yes]);
        // The old copy is not looked at, and is there all the same.
        assert_eq!(known(&known_one, &more[..1], &["wire", "old.md"]), [Known::No]);
        // It went elsewhere, and one more came.
        let moved = [seen("b.md", "wire", 290), seen("a.md", "wire", 300)];
        assert_eq!(known(&known_one, &moved, &["wire"]), [Known::No, Known::Yes]);
        assert_eq!(known_one.compare(&[], &|_| true).unmatched.len(), 1);
    }

    #[test]
    fn a_line_holds_both_ways() {
        let line = baseline(&[seen("copy.md", "orig.md", 300)]);
        let other_words = &[1, 2, 4, 99][..];
        let turned = Seen { anchors: other_words, ..seen("orig.md", "copy.md", 280) };
        assert_eq!(known(&line, &[turned], &["copy.md"]), [Known::Yes]);
        let another = Seen { source_anchors: other_words, ..turned };
        assert_eq!(known(&line, &[another], &["copy.md"]), [Known::No], "other words of the same two articles");
        // The source was renamed.
        assert_eq!(known(&line, &[seen("first.md", "copy.md", 300)], &["copy.md"]), [Known::Yes]);
        assert_eq!(known(&line, &[seen("first.md", "third.md", 300)], &["copy.md", "third.md"]), [Known::No]);
    }

    #[test]
    fn less_of_the_same_is_known_and_much_more_is_new() {
        let line = baseline(&[seen("m.md", "wire", 80)]);
        assert_eq!(known(&line, &[seen("m.md", "wire", 120)], &[]), [Known::Yes]);
        assert_eq!(known(&line, &[seen("m.md", "wire", 121)], &[]), [Known::Grown { from: 80 }]);
        let less =
            Seen { rule: "partial", is_derived: false, fingerprint: Fingerprint(8), anchors: &[8], words: 30, ..seen("m.md", "wire", 0) };
        assert_eq!(known(&line, &[less], &[]), [Known::Yes]);
        let other = Seen { anchors: &[9], ..less };
        assert_eq!(known(&line, &[other], &[]), [Known::No]);
        // Where a part has become the whole, the finding is another.
        let part = baseline(&[less]);
        assert_eq!(known(&part, &[seen("m.md", "wire", 35)], &[]), [Known::No]);
    }
}
