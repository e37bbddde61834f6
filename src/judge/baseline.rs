//! The baseline: findings that were there before and do not fail again.
//!
//! In: findings, or the text of a baseline file. Out: the other of the two, and which findings are old. A file is made to be committed:
//! sorted, one content fingerprint a line, with how often it occurs, the words then taken, and the names of the copies as a help to
//! readers. The names decide nothing but which of several findings of one content is the old one: a file may be moved or wrapped anew.

use super::fingerprint::Fingerprint;
use crate::error::{Error, ErrorKind};
use crate::score::Stamp;
use std::collections::BTreeMap;

/// The first line of a baseline file.
const HEAD: &str = "# copydesk baseline 1";

/// What stands before the stamp of a baseline file.
const RULES: &str = "# rules: ";

/// What a finding may grow by before it is a new one: a quarter of the words then taken and this many. A finding that is scored anew
/// after a correction, or by a later release, moves its ends by a few words.
const GROWTH_WORDS: u32 = 20;

/// Known findings by content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    entries: BTreeMap<Fingerprint, Entry>,
}

/// Known findings of one content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// How many there are.
    pub count: u32,
    /// The most words that one of them took.
    pub words: u32,
    /// Names of the copies, sorted; a help to readers.
    pub copies: Vec<String>,
}

/// One finding as a baseline sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// Its content.
    pub fingerprint: Fingerprint,
    /// The name of the copy.
    pub copy: &'a str,
    /// Words taken.
    pub words: u32,
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
    /// Entries of which fewer findings are left than the baseline has, with how many are gone; sorted.
    pub gone: Vec<(Fingerprint, Entry, u32)>,
}

impl Baseline {
    /// The baseline of some findings, in any order.
    pub fn of<'a>(findings: impl IntoIterator<Item = Seen<'a>>) -> Baseline {
        let mut entries: BTreeMap<Fingerprint, Entry> = BTreeMap::new();
        for seen in findings {
            let entry = entries.entry(seen.fingerprint).or_default();
            entry.count += 1;
            entry.words = entry.words.max(seen.words);
            entry.copies.push(one_field(seen.copy));
        }
        for entry in entries.values_mut() {
            entry.copies.sort();
        }
        Baseline { entries }
    }

    /// Reads the text of a baseline file; `place` is its name in errors.
    ///
    /// # Errors
    /// [`ErrorKind::BadRow`] with the number of the first line that is no entry; [`ErrorKind::Outdated`] if the file was made by other rules
    /// than those of this release.
    pub fn read(text: &str, place: &str) -> Result<Baseline, Error> {
        let bad = |line: usize, message: &str| Error::new(ErrorKind::BadRow, format!("{place}:{line}"), message);
        let outdated = |line: usize| {
            let message = "a baseline made by the rules of another release: write it again with `copydesk check --update-baseline`";
            Error::new(ErrorKind::Outdated, format!("{place}:{line}"), message)
        };
        let mut baseline = Baseline::default();
        let mut has_stamp = false;
        for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1_usize..) {
            let line = line.trim_end();
            if number == 1 && line.starts_with("# copydesk baseline ") && line.split(':').next() != Some(HEAD) {
                return Err(outdated(number));
            }
            if let Some(stamp) = line.strip_prefix(RULES) {
                if !Stamp::is_current(stamp) {
                    return Err(outdated(number));
                }
                has_stamp = true;
            }
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
                return Err(bad(number, "a merge conflict: resolve it, or write the baseline again with --update-baseline"));
            }
            let (fingerprint, entry) = entry(line).ok_or_else(|| {
                bad(number, "no baseline entry (fingerprint, count, words, copies): write it again with --update-baseline")
            })?;
            let known = baseline.entries.entry(fingerprint).or_default();
            // Two branches may each have brought the same line.
            known.count = known.count.max(entry.count);
            known.words = known.words.max(entry.words);
            known.copies.extend(entry.copies);
        }
        if baseline.is_empty() || has_stamp { Ok(baseline) } else { Err(outdated(1)) }
    }

    /// The text of a baseline file.
    pub fn to_text(&self) -> String {
        let mut out = format!(
            "{HEAD}: known findings, made by `copydesk check --update-baseline`; commit it\n{RULES}{}\n# fingerprint\tcount\twords\tcopies\n",
            Stamp::CURRENT
        );
        for (fingerprint, entry) in &self.entries {
            out.push_str(&format!("{fingerprint}\t{}\t{}\t{}\n", entry.count, entry.words, entry.copies.join("\t")));
        }
        out
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.entries.values().map(|entry| entry.count as usize).sum()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Holds findings against the baseline. Of more findings of one content than it knows, those in copies that it names are the old
    /// ones, then those whose names come first.
    pub fn compare(&self, findings: &[Seen<'_>]) -> Compared {
        let mut by_content: BTreeMap<Fingerprint, Vec<usize>> = BTreeMap::new();
        for (seen, at) in findings.iter().zip(0..) {
            by_content.entry(seen.fingerprint).or_default().push(at);
        }
        let mut known = vec![Known::No; findings.len()];
        let mut gone = Vec::new();
        for (fingerprint, entry) in &self.entries {
            let mut found = by_content.remove(fingerprint).unwrap_or_default();
            found.sort_by_key(|at| {
                let copy = one_field(findings[*at].copy);
                (entry.copies.binary_search(&copy).is_err(), copy)
            });
            let left = (entry.count as usize).saturating_sub(found.len());
            if left > 0 {
                gone.push((*fingerprint, entry.clone(), left as u32));
            }
            for at in found.into_iter().take(entry.count as usize) {
                let may_have = entry.words + entry.words / 4 + GROWTH_WORDS;
                known[at] = if findings[at].words > may_have { Known::Grown { from: entry.words } } else { Known::Yes };
            }
        }
        Compared { known, gone }
    }
}

fn entry(line: &str) -> Option<(Fingerprint, Entry)> {
    let mut fields = line.split('\t');
    let fingerprint = Fingerprint::read(fields.next()?)?;
    let (count, words) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let mut copies: Vec<String> = fields.map(String::from).collect();
    copies.sort();
    (count > 0).then_some((fingerprint, Entry { count, words, copies }))
}

/// A name that holds no tab and no line end.
fn one_field(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(fingerprint: u64, copy: &str, words: u32) -> Seen<'_> {
        Seen { fingerprint: Fingerprint(fingerprint), copy, words }
    }

    #[test]
    fn a_file_reads_as_written() {
        let baseline = Baseline::of([seen(9, "b\tx.md", 300), seen(2, "c.md", 40), seen(9, "a.md", 310)]);
        let text = baseline.to_text();
        assert_eq!(
            text.lines().skip(3).collect::<Vec<_>>(),
            ["0000000000000002\t1\t40\tc.md", "0000000000000009\t2\t310\ta.md\tb\u{fffd}x.md"]
        );
        assert_eq!(Baseline::read(&text, "f"), Ok(baseline.clone()));
        assert_eq!(Baseline::read(&text.replace('\n', "\r\n"), "f"), Ok(baseline.clone()));
        assert_eq!(baseline.len(), 3);
    }

    #[test]
    fn a_file_of_other_rules_is_refused() {
        let text = Baseline::of([seen(9, "a.md", 300)]).to_text();
        let stamp = format!("{RULES}{}\n", Stamp::CURRENT);
        for (old, line) in [
            (text.replace(&stamp, ""), 1),
            (text.replace(&stamp, "# rules: keys 0, relations 0\n"), 2),
            (text.replace(&stamp, &format!("{stamp}# rules: keys 0, relations 0\n")), 3),
            (text.replace("baseline 1", "baseline 2"), 1),
        ] {
            let error = Baseline::read(&old, "b").expect_err(&old);
            assert_eq!((error.kind(), error.place()), (ErrorKind::Outdated, format!("b:{line}").as_str()), "{old}");
            assert!(error.message().contains("copydesk check --update-baseline"));
        }
    }

    #[test]
    fn one_more_copy_is_new_and_one_less_is_gone() {
        let baseline = Baseline::of([seen(9, "m.md", 300)]);
        let two = baseline.compare(&[seen(9, "a.md", 300), seen(9, "m.md", 300), seen(5, "z.md", 300)]);
        assert_eq!(two.known, [Known::No, Known::Yes, Known::No]);
        assert!(two.gone.is_empty());
        let moved = baseline.compare(&[seen(9, "elsewhere/m.md", 290)]);
        assert_eq!(moved.known, [Known::Yes]);
        let none = baseline.compare(&[]);
        assert_eq!((none.gone.len(), none.gone[0].2), (1, 1));
    }

    #[test]
    fn much_more_of_the_same_is_new() {
        let baseline = Baseline::of([seen(9, "m.md", 80)]);
        assert_eq!(baseline.compare(&[seen(9, "m.md", 120)]).known, [Known::Yes]);
        assert_eq!(baseline.compare(&[seen(9, "m.md", 121)]).known, [Known::Grown { from: 80 }]);
    }

    #[test]
    fn bad_lines_are_named() {
        for (text, line) in [
            ("nonsense", 1),
            ("# c\n\n0000000000000009\t1", 3),
            ("0000000000000009\t0\t5\ta", 1),
            ("0000000000000009\t-1\t5\ta", 1),
            ("<<<<<<< HEAD\n", 1),
            ("# copydesk baseline 2: x\n", 1),
        ] {
            let error = Baseline::read(text, "b").expect_err(text);
            assert_eq!(error.place(), format!("b:{line}"));
        }
        assert_eq!(Baseline::read("", "b"), Ok(Baseline::default()));
    }
}
