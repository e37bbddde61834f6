//! The keys of the settings: names, kinds, defaults, what each is for.
//!
//! In: nothing. Out: the one list that reading, resolving, printing and `copydesk init` go by.

use copydesk::judge::{FailOn, FailOnQuotation};
use copydesk::score::Grade;

/// What kind of value a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Paths, relative to the settings file.
    Paths,
    /// Names or patterns.
    Names,
    /// One path, relative to the settings file.
    Path,
    /// One of some words.
    Word(&'static [&'static str]),
    /// Reports as FORMAT=FILE, files relative to the settings file.
    Reports,
    /// A whole number from 0.
    Count,
    /// A number from 0.0 to 1.0.
    Share,
    /// True or false.
    Switch,
}

/// A value of a key.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    List(Vec<String>),
    Text(String),
    Count(u32),
    Share(f64),
    Switch(bool),
    /// Not set.
    Nothing,
}

/// A key of `copydesk.toml`; with `COPYDESK_` in front and in capitals also an environment variable.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// What it is for, as `copydesk init` writes it.
    pub(crate) about: &'static str,
    /// A value worth showing, as TOML.
    pub(crate) example: &'static str,
}

pub(crate) const FAIL_RULES: &[&str] = &["identical", "near-identical", "derived", "partial", "any", "none"];

pub(crate) const GRADES: &[&str] = &["sure", "likely", "doubtful"];

pub(crate) const FORMATS: &[&str] =
    &["human", "json", "jsonl", "markdown", "html", "concise", "findings", "csv", "summary", "sarif", "github", "gitlab", "junit"];

pub(crate) const LEVELS: &[&str] = &["error", "warning", "note"];

pub(crate) const QUOTATION_RULES: &[&str] = &["altered", "cut", "any", "none"];

/// All keys but `suppress`, in the order in which they are shown.
pub(crate) const KEYS: &[Key] = &[
    Key {
        name: "paths",
        kind: Kind::Paths,
        about: "Files and folders that `copydesk check` reads when none is named. Paths are relative to this file.",
        example: "[\"content\"]",
    },
    Key {
        name: "against",
        kind: Kind::Paths,
        about: "Files and folders to check against. Without it every article is checked against all others.",
        example: "[\"archive\", \"wire.jsonl\"]",
    },
    Key {
        name: "exclude",
        kind: Kind::Names,
        about: "Files to leave out, as in a .gitignore file, relative to this file.",
        example: "[\"content/drafts/\", \"*.en.md\"]",
    },
    Key {
        name: "map",
        kind: Kind::Names,
        about: "Which field of JSON and CSV is what, as PART=FIELD; parts are id, text, title, date, source, lang, byline and others.",
        example: "[\"text=body.html\", \"id=guid\"]",
    },
    Key {
        name: "fail-on",
        kind: Kind::Word(FAIL_RULES),
        about: "From what on a finding fails: identical, near-identical, derived, partial, any or none.",
        example: "\"derived\"",
    },
    Key {
        name: "fail-on-quotation",
        kind: Kind::Word(QUOTATION_RULES),
        about: "Which quotations fail: altered (or given to another speaker), cut (these, and cut or joined ones), any or none.",
        example: "\"altered\"",
    },
    Key {
        name: "min-share",
        kind: Kind::Share,
        about: "A finding never fails below this share of the words of the copy, 0.0 to 1.0.",
        example: "0.0",
    },
    Key { name: "min-words", kind: Kind::Count, about: "A source from which fewer words are taken is left out.", example: "16" },
    Key {
        name: "min-grade",
        kind: Kind::Word(GRADES),
        about: "How sure reuse must be to count: sure, likely, or doubtful for all.",
        example: "\"likely\"",
    },
    Key { name: "format", kind: Kind::Word(FORMATS), about: "What `copydesk check` writes on standard output.", example: "\"concise\"" },
    Key {
        name: "report",
        kind: Kind::Reports,
        about: "Reports that are also written, as FORMAT=FILE.",
        example: "[\"sarif=copydesk.sarif\", \"junit=copydesk.xml\"]",
    },
    Key {
        name: "min-level",
        kind: Kind::Word(LEVELS),
        about: "Which findings are reported: error (what fails), warning (also reuse that the rule lets pass) or note (all).",
        example: "\"note\"",
    },
    Key {
        name: "licensed",
        kind: Kind::Names,
        about: "Sources that may be used: path, folder, publisher, agency or pattern. Such reuse is shown and never fails.",
        example: "[\"Northwire\", \"wire/*\"]",
    },
    Key {
        name: "allow-in-articles",
        kind: Kind::Switch,
        about: "Whether an article may allow itself, by `copydesk-allow` in its front matter or in a comment of Markdown, once that is committed.",
        example: "true",
    },
    Key { name: "ignore-source", kind: Kind::Names, about: "Articles that are no sources, named likewise.", example: "[\"templates/*\"]" },
    Key {
        name: "baseline",
        kind: Kind::Path,
        about: "Findings that were there before and do not fail again; `copydesk check --update-baseline` writes it. Commit it.",
        example: "\"copydesk-baseline.tsv\"",
    },
];

/// What the keys of a suppression are for.
pub(crate) const SUPPRESSION_KEYS: &[&str] = &["copy", "source", "byline", "boilerplate", "fingerprint", "reason", "until"];

impl Key {
    /// The key of that name.
    pub(crate) fn named(name: &str) -> Option<&'static Key> {
        KEYS.iter().find(|key| key.name == name)
    }

    /// The environment variable that sets it.
    pub(crate) fn variable(&self) -> String {
        format!("COPYDESK_{}", self.name.to_uppercase().replace('-', "_"))
    }

    /// The value where nothing sets it.
    pub(crate) fn default(&self) -> Value {
        match self.name {
            "fail-on" => Value::Text(FailOn::default().name().to_string()),
            "fail-on-quotation" => Value::Text(FailOnQuotation::default().name().to_string()),
            "min-grade" => Value::Text(Grade::default().name().to_string()),
            "min-share" => Value::Share(0.0),
            "allow-in-articles" => Value::Switch(false),
            _ => match self.kind {
                Kind::Paths | Kind::Names | Kind::Reports => Value::List(Vec::new()),
                _ => Value::Nothing,
            },
        }
    }
}

impl Value {
    /// The value as TOML, safe in a file and, but for control and bidi characters of strings, on a terminal.
    pub(crate) fn to_toml(&self) -> Option<String> {
        match self {
            Value::List(items) => Some(format!("[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", "))),
            Value::Text(text) => Some(quoted(text)),
            Value::Count(number) => Some(number.to_string()),
            Value::Share(share) => Some(format!("{share:?}")),
            Value::Switch(on) => Some(on.to_string()),
            Value::Nothing => None,
        }
    }
}

/// A TOML string.
pub(crate) fn quoted(text: &str) -> String {
    copydesk::render::toml_string(text)
}

/// What was probably meant by an unknown name: the nearest known one, if it is near.
pub(crate) fn meant<'k>(unknown: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let plain = unknown.to_lowercase().replace('_', "-");
    let likeness = |name: &&str| copydesk::text::similar_phrases(&plain, name);
    let near = known.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(&near) >= 0.6 || near.starts_with(&plain) || plain.starts_with(near)).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_defaults_are_known_to_the_library() {
        assert_eq!(FAIL_RULES, FailOn::ALL.map(FailOn::name));
        assert_eq!(QUOTATION_RULES, FailOnQuotation::ALL.map(FailOnQuotation::name));
        assert_eq!(Key::named("fail-on").map(Key::default), Some(Value::Text("derived".into())));
    }

    #[test]
    fn misspelt_keys_are_guessed() {
        let names = || KEYS.iter().map(|key| key.name);
        assert_eq!(meant("fail_on", names()), Some("fail-on"));
        assert_eq!(meant("licenced", names()), Some("licensed"));
        assert_eq!(meant("path", names()), Some("paths"));
        assert_eq!(meant("excludes", names()), Some("exclude"));
        assert_eq!(meant("zzz", names()), None);
    }
}
