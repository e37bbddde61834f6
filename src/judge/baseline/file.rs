//! The text of a baseline file.
//!
//! In: a baseline, or text. Out: the other of the two, or an error that names the line. The text is made to be merged: one line for each finding,
//! in one of [`SECTIONS`] sections that are always there, so that what two branches add seldom stands at the same place.

use super::{Baseline, Line};
use crate::error::{Error, ErrorKind};
use crate::fingerprint::sequence;
use crate::judge::Fingerprint;
use crate::score::Stamp;

/// The first line of a baseline file.
const HEAD: &str = "# copydesk baseline 2";

/// What stands before the stamp of a baseline file.
const RULES: &str = "# rules: ";

/// Two branches that each add a line meet in one section once in so many times.
const SECTIONS: u64 = 64;

impl Baseline {
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
            let line = line.trim_end_matches(['\r', ' ']);
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
                return Err(bad(number, "a merge conflict: keep the lines of both sides and remove the marks"));
            }
            let line = entry(line).ok_or_else(|| {
                bad(number, "no baseline entry (fingerprint, words, rule, copy, source, anchors): write it again with --update-baseline")
            })?;
            baseline.lines.insert(line);
        }
        if baseline.is_empty() || has_stamp { Ok(baseline) } else { Err(outdated(1)) }
    }

    /// The text of a baseline file.
    pub fn to_text(&self) -> String {
        let mut out = format!(
            "{HEAD}: known findings, made by `copydesk check --update-baseline`; commit it\n{RULES}{}\n\
             # fingerprint\twords\trule\tcopy\tsource\tanchors\n",
            Stamp::CURRENT
        );
        let mut sorted: Vec<(u64, &Line)> = self.lines.iter().map(|line| (section(line), line)).collect();
        sorted.sort();
        let mut lines = sorted.into_iter().peekable();
        for number in 0..SECTIONS {
            out.push_str(&format!("#{number:02}\n"));
            while let Some((_, line)) = lines.next_if(|(section, _)| *section == number) {
                let anchors: Vec<String> = line.anchors.iter().map(|anchor| format!("{anchor:016x}")).collect();
                let fields = [&line.fingerprint.to_string(), &line.words.to_string(), &line.rule, &line.copy, &line.source];
                out.push_str(&format!("{}\t{}\n", fields.map(String::as_str).join("\t"), anchors.join(",")));
            }
        }
        out
    }
}

/// Lines of one copy stand together.
fn section(line: &Line) -> u64 {
    sequence(line.copy.bytes().map(u64::from)) as u64 % SECTIONS
}

fn entry(line: &str) -> Option<Line> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [fingerprint, words, rule, copy, rest @ ..] = fields.as_slice() else { return None };
    // An editor may have cut empty fields off.
    let (source, anchors) = match rest {
        [] => ("", ""),
        [source] => (*source, ""),
        [source, anchors] => (*source, *anchors),
        _ => return None,
    };
    let mut hashes = Vec::new();
    for anchor in anchors.split(',').filter(|anchor| !anchor.is_empty()) {
        hashes.push(Fingerprint::read(anchor)?.0);
    }
    hashes.sort_unstable();
    Some(Line {
        copy: (!copy.is_empty()).then(|| copy.to_string())?,
        source: source.to_string(),
        rule: rule.to_string(),
        fingerprint: Fingerprint::read(fingerprint)?,
        words: words.parse().ok()?,
        anchors: hashes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(copy: &str, words: u32) -> Line {
        Line {
            copy: copy.into(),
            source: "wire/1.txt".into(),
            rule: "shortened".into(),
            fingerprint: Fingerprint(9),
            words,
            anchors: vec![2, 10],
        }
    }

    #[test]
    fn a_file_reads_as_written() {
        let baseline =
            Baseline::of([line("b.md", 300), line("c.md", 40), Line { anchors: Vec::new(), source: String::new(), ..line("a.md", 3) }]);
        let text = baseline.to_text();
        let shown: Vec<&str> = text.lines().filter(|line| line.contains("c.md")).collect();
        assert_eq!(shown, ["0000000000000009\t40\tshortened\tc.md\twire/1.txt\t0000000000000002,000000000000000a"]);
        assert_eq!(Baseline::read(&text, "f"), Ok(baseline.clone()));
        assert_eq!(Baseline::read(&text.replace('\n', "\r\n"), "f"), Ok(baseline.clone()));
        assert_eq!(Baseline::read(&text.repeat(2), "f"), Ok(baseline.clone()));
        assert_eq!(baseline.len(), 3);
        assert_eq!(Baseline::read("", "b"), Ok(Baseline::default()));
        assert_eq!(text.lines().filter(|line| line.len() == 3).count(), SECTIONS as usize);
    }

    #[test]
    fn a_file_of_other_rules_is_refused() {
        let text = Baseline::of([line("a.md", 300)]).to_text();
        let stamp = format!("{RULES}{}\n", Stamp::CURRENT);
        for (old, line) in [
            (text.replace(&stamp, ""), 1),
            (text.replace(&stamp, "# rules: keys 0, relations 0\n"), 2),
            (text.replace(&stamp, &format!("{stamp}# rules: keys 0, relations 0\n")), 3),
            (text.replace("baseline 2", "baseline 1"), 1),
        ] {
            let error = Baseline::read(&old, "b").expect_err(&old);
            assert_eq!((error.kind(), error.place()), (ErrorKind::Outdated, format!("b:{line}").as_str()), "{old}");
            assert!(error.message().contains("copydesk check --update-baseline"));
        }
    }

    #[test]
    fn bad_lines_are_named() {
        for (text, line) in [
            ("nonsense", 1),
            ("# c\n\n0000000000000009\t1", 3),
            ("0000000000000009\t-5\tpartial\ta\tb\t", 1),
            ("0000000000000009\t5\tpartial\t\tb\t", 1),
            ("0000000000000009\t5\tpartial\ta\tb\tzz", 1),
            ("<<<<<<< HEAD\n", 1),
        ] {
            let error = Baseline::read(text, "b").expect_err(text);
            assert_eq!(error.place(), format!("b:{line}"));
        }
    }
}
