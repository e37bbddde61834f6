//! Hard cases of two versions with the wanted result, from a data file, each read both ways.

use super::{Alignment, Change, Group, Status, align};
use crate::article::Article;
use crate::text::Prepared;

/// Written for these tests; the form is said at its top.
const CASES: &str = include_str!("cases.txt");

struct Case<'t> {
    name: &'t str,
    old: String,
    new: String,
    wanted: Vec<&'t str>,
}

fn cases() -> Vec<Case<'static>> {
    let read = |block: &'static str| {
        let (name, rest) = block.split_once('\n').expect("a name and a text");
        let (old, rest) = rest.split_once("--\n").expect("an old text");
        let (new, wanted) = rest.split_once("=> ").expect("a new text");
        Case {
            name,
            old: old.trim_end().to_string(),
            new: new.trim_end().to_string(),
            wanted: wanted.lines().take_while(|line| !line.is_empty()).collect(),
        }
    };
    CASES.split("\n== ").skip(1).map(read).collect()
}

fn sentences(numbers: &[u32]) -> String {
    numbers.iter().map(|number| (number + 1).to_string()).collect::<Vec<_>>().join(",")
}

fn shown(group: &Group) -> String {
    let sign = match group.status {
        Status::Identical => "=",
        Status::Typographic => "'",
        _ => "~",
    };
    format!("{}{}{sign}{}", if group.moved { "^" } else { "" }, sentences(&group.old), sentences(&group.new))
}

/// The lines of a result, in the form of the file; the first always, the others if `wanted` has any.
fn lines(alignment: &Alignment, old: &str, new: &str, all: bool) -> Vec<String> {
    let mut first: Vec<String> = alignment.groups.iter().map(shown).collect();
    let lone = |sentences: &[super::AlignedSentence], sign: &str, status: Status| -> Vec<String> {
        (1..).zip(sentences).filter(|(_, sentence)| sentence.status == status).map(|(n, _)| format!("{sign}{n}")).collect()
    };
    first.extend(lone(&alignment.old.sentences, "-", Status::Removed));
    first.extend(lone(&alignment.new.sentences, "+", Status::Added));
    let mut found = vec![first.join(" ")];
    if all {
        let steps = || alignment.groups.iter().flat_map(|group| &group.steps);
        let part = |change: Change| -> String {
            let texts = steps().filter(|step| step.change == change);
            let texts = texts.filter_map(|step| match (step.old, step.new) {
                (Some(span), _) if change != Change::Added => Some(span.of(old)),
                (None, Some(span)) if change == Change::Added => Some(span.of(new)),
                _ => None,
            });
            texts.collect::<Vec<_>>().join(" | ")
        };
        found.push(format!("< {}", part(Change::Removed)));
        found.push(format!("> {}", part(Change::Added)));
        found.push(format!("* {}", part(Change::Moved)));
        let flags: Vec<String> = alignment
            .groups
            .iter()
            .flat_map(|group| &group.flags)
            .map(|flag| serde_json::to_value(flag).expect("a word").as_str().expect("a word").to_string())
            .collect();
        found.push(format!("! {}", flags.join(" ")));
    }
    found
}

#[test]
fn hard_cases() {
    let cases = cases();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let (old, new) = (Article::new("old", case.old.as_str()), Article::new("new", case.new.as_str()));
        let alignment = align(&Prepared::new(&old), &Prepared::new(&new));
        let found = lines(&alignment, &case.old, &case.new, true);
        for wanted in &case.wanted {
            let sign = wanted.chars().next().expect("no empty lines");
            let line = if "<>*!".contains(sign) { found.iter().skip(1).find(|line| line.starts_with(sign)) } else { found.first() };
            if line.map(|line| line.trim_end()) != Some(wanted.trim_end()) {
                wrong.push(format!("{}: wanted {wanted}\n{:>width$} {line:?}", case.name, "got", width = case.name.len() + 8));
            }
        }
    }
    assert!(wrong.is_empty(), "{} lines of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
