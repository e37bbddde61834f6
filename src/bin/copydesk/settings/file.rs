//! `copydesk.toml`: where it lies and what it says.
//!
//! In: a folder, or the name of a file. Out: its values with the line of each, and the suppressions. An unknown key, a value of the wrong
//! kind or a suppression without a reason is an error that names file and line and says what was probably meant.

use super::keys::{KEYS, Key, Kind, SUPPRESSION_KEYS, Value, meant};
use crate::files::{MAX_RULES_BYTES, read_stored};
use anyhow::{Context, bail};
use copydesk::article::is_day;
use copydesk::judge::{Fingerprint, Suppression, Wording};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the settings file.
pub(crate) const FILE_NAME: &str = "copydesk.toml";

/// What a settings file says.
#[derive(Debug, Default)]
pub(crate) struct SettingsFile {
    pub(crate) path: PathBuf,
    /// Values with their line, by key.
    pub(crate) values: BTreeMap<&'static str, (Value, usize)>,
    pub(crate) suppressions: Vec<Suppression>,
}

/// The settings file in `folder` or its nearest parent that has one, not above the repository that `folder` lies in.
pub(crate) fn nearest(folder: &Path) -> Option<PathBuf> {
    let is_there = |path: &Path| path.symlink_metadata().is_ok();
    for folder in folder.ancestors() {
        let file = folder.join(FILE_NAME);
        if is_there(&file) {
            return Some(file);
        }
        if is_there(&folder.join(".git")) {
            return None;
        }
    }
    None
}

/// An error unless a settings file can be read as one: it holds rules, so what is no regular file is never passed over.
pub(crate) fn check_regular(file: &Path, shown: &str) -> anyhow::Result<()> {
    let about = fs::metadata(file).with_context(|| format!("{shown}: cannot be read: check where the link leads, and its rights"))?;
    if !about.is_file() {
        bail!("{shown}: not a regular file: put the settings in its place, take it away, or leave settings out with --no-config");
    }
    Ok(())
}

/// Reads a settings file. `shown` is its name in messages, `base` is put in front of its relative paths.
pub(crate) fn read(file: &Path, shown: &str, base: &Path) -> anyhow::Result<SettingsFile> {
    check_regular(file, shown)?;
    let bytes = read_stored(file, MAX_RULES_BYTES)?;
    let text = String::from_utf8(bytes).ok().with_context(|| format!("{shown}: not UTF-8 text"))?;
    parse(text.trim_start_matches('\u{feff}'), file, shown, base)
}

/// Where we are in a file, for messages.
struct Reader<'t> {
    text: &'t str,
    /// Where each line ends.
    ends: Vec<usize>,
    shown: &'t str,
    base: &'t Path,
}

fn parse(text: &str, file: &Path, shown: &str, base: &Path) -> anyhow::Result<SettingsFile> {
    let ends = text.match_indices('\n').map(|(at, _)| at).collect();
    let reader = Reader { text, ends, shown, base };
    let mut settings = SettingsFile { path: file.to_path_buf(), ..SettingsFile::default() };
    match DeTable::parse(text) {
        Ok(table) => reader.read(table.get_ref(), &mut settings)?,
        Err(error) => {
            let Some((list, tables)) = list_and_tables(text) else { return Err(reader.no_toml(&error)) };
            match (DeTable::parse(&list), DeTable::parse(&tables)) {
                (Ok(list), Ok(tables)) => {
                    reader.read(list.get_ref(), &mut settings)?;
                    reader.read(tables.get_ref(), &mut settings)?;
                }
                _ => return Err(reader.no_toml(&error)),
            }
        }
    }
    Ok(settings)
}

/// The text up to its first `[[suppress]]` table and the text from there on, each at its old place, if there is such a table. TOML allows
/// a list or tables and never both, but a list is what `copydesk init` writes and a table is what people paste below it.
fn list_and_tables(text: &str) -> Option<(String, String)> {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let mut tables = starts.filter(|at| {
        let line = text[*at..].lines().next().unwrap_or_default().replace([' ', '\t'], "");
        line == "[[suppress]]" || line.starts_with("[[suppress]]#")
    });
    let at = tables.next()?;
    let blank: String = text[..at].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    Some((text[..at].to_string(), blank + &text[at..]))
}

fn suggestion<'k>(name: &str, known: impl Iterator<Item = &'k str> + Clone) -> String {
    match meant(name, known.clone()) {
        Some(near) => format!(": did you mean `{near}`?"),
        None => format!(": known are {}", known.collect::<Vec<_>>().join(", ")),
    }
}

impl Reader<'_> {
    fn read(&self, table: &DeTable<'_>, settings: &mut SettingsFile) -> anyhow::Result<()> {
        for (name, value) in table {
            let at = name.span().start;
            let name = name.get_ref().as_ref();
            if name == "suppress" {
                settings.suppressions.extend(self.suppressions(value)?);
                continue;
            }
            let Some(key) = Key::named(name) else {
                let known = KEYS.iter().map(|key| key.name).chain(std::iter::once("suppress"));
                bail!("{}: unknown key `{name}`{}", self.place(at), suggestion(name, known));
            };
            settings.values.insert(key.name, (self.value(key, value)?, self.line(at)));
        }
        Ok(())
    }

    fn no_toml(&self, error: &toml::de::Error) -> anyhow::Error {
        let at = error.span().map_or(0, |span| span.start);
        let line = self.text.lines().nth(self.line(at) - 1).unwrap_or_default();
        let place = self.place(at);
        if line.trim_start().starts_with('{') {
            return anyhow::anyhow!("{place}: a line {{ ... }} stands by itself: it belongs between the brackets of suppress = [ ]");
        }
        anyhow::anyhow!("{place}: not TOML ({})", error.message())
    }

    fn line(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end < at) + 1
    }

    fn place(&self, at: usize) -> String {
        format!("{}:{}", self.shown, self.line(at))
    }

    fn value(&self, key: &Key, value: &Spanned<DeValue<'_>>) -> anyhow::Result<Value> {
        let place = || self.place(value.span().start);
        let wanted = match (key.kind, value.get_ref()) {
            (Kind::Paths, DeValue::Array(items)) => {
                return Ok(Value::List(self.strings(key.name, items)?.iter().map(|path| self.below_base(path)).collect()));
            }
            (Kind::Names, DeValue::Array(items)) => return Ok(Value::List(self.strings(key.name, items)?)),
            (Kind::Reports, DeValue::Array(items)) => {
                let report = |report: &String| match report.split_once('=') {
                    Some((format, file)) if !file.is_empty() => format!("{format}={}", self.below_base(file)),
                    _ => report.clone(),
                };
                return Ok(Value::List(self.strings(key.name, items)?.iter().map(report).collect()));
            }
            (Kind::Path, DeValue::String(path)) if !path.is_empty() => return Ok(Value::Text(self.below_base(path))),
            (Kind::Word(words), DeValue::String(word)) => {
                if words.contains(&word.as_ref()) {
                    return Ok(Value::Text(word.to_string()));
                }
                bail!("{}: `{}` is no value of `{}`{}", place(), word, key.name, suggestion(word, words.iter().copied()));
            }
            (Kind::Count, DeValue::Integer(number)) if number.radix() == 10 => match number.as_str().replace('_', "").parse() {
                Ok(number) => return Ok(Value::Count(number)),
                Err(_) => "a whole number from 0",
            },
            (Kind::Switch, DeValue::Boolean(on)) => return Ok(Value::Switch(*on)),
            (Kind::Share, DeValue::Float(number)) => match share(number.as_str()) {
                Some(share) => return Ok(Value::Share(share)),
                None => "a number from 0.0 to 1.0",
            },
            (Kind::Share, DeValue::Integer(number)) => match share(number.as_str()) {
                Some(share) => return Ok(Value::Share(share)),
                None => "a number from 0.0 to 1.0",
            },
            (Kind::Paths | Kind::Names | Kind::Reports, _) => "a list of strings",
            (Kind::Switch, _) => "true or false",
            (Kind::Path, _) => "a path in quotes",
            (Kind::Word(_), _) => "a word in quotes",
            (Kind::Count, _) => "a whole number from 0",
            (Kind::Share, _) => "a number from 0.0 to 1.0",
        };
        bail!("{}: `{}` takes {wanted}, for example {} = {}", place(), key.name, key.name, key.example)
    }

    fn strings(&self, name: &str, items: &[Spanned<DeValue<'_>>]) -> anyhow::Result<Vec<String>> {
        let string = |item: &Spanned<DeValue<'_>>| {
            let text = item.get_ref().as_str().filter(|text| !text.is_empty());
            text.map(String::from).with_context(|| format!("{}: `{name}` takes a list of strings", self.place(item.span().start)))
        };
        items.iter().map(string).collect()
    }

    fn below_base(&self, path: &str) -> String {
        if self.base.as_os_str().is_empty() { path.to_string() } else { self.base.join(path).to_string_lossy().into_owned() }
    }

    fn suppressions(&self, value: &Spanned<DeValue<'_>>) -> anyhow::Result<Vec<Suppression>> {
        let wrong = |at: usize| {
            format!(
                "{}: `suppress` takes a list of tables, for example {{ copy = \"a.md\", source = \"b.md\", reason = \"ours\" }}",
                self.place(at)
            )
        };
        let items = value.get_ref().as_array().with_context(|| wrong(value.span().start))?;
        let one = |item: &Spanned<DeValue<'_>>| {
            let table = item.get_ref().as_table().with_context(|| wrong(item.span().start))?;
            self.suppression(table, item.span().start)
        };
        items.iter().map(one).collect()
    }

    fn suppression(&self, table: &DeTable<'_>, at: usize) -> anyhow::Result<Suppression> {
        // A table that is written over many lines begins with its first key.
        let at = table.iter().map(|(name, _)| name.span().start).min().unwrap_or(at);
        let mut rule = Suppression { place: self.place(at), ..Suppression::default() };
        for (name, value) in table {
            let place = self.place(name.span().start);
            let name = name.get_ref().as_ref();
            if Key::named(name).is_some() {
                bail!("{place}: `{name}` is no part of a suppression: it belongs above the first [[suppress]]");
            }
            if !SUPPRESSION_KEYS.contains(&name) {
                bail!("{place}: unknown key `{name}` in a suppression{}", suggestion(name, SUPPRESSION_KEYS.iter().copied()));
            }
            let text = match value.get_ref() {
                // The blanks of a name are its own; of all else they mean nothing.
                DeValue::String(text) if ["copy", "source"].contains(&name) && !text.trim().is_empty() => text.to_string(),
                DeValue::String(text) => text.trim().to_string(),
                DeValue::Datetime(date) if name == "until" => date.to_string(),
                _ => bail!("{place}: `{name}` takes a string"),
            };
            if text.is_empty() {
                let why = if name == "reason" { ": say why this reuse is allowed" } else { "" };
                bail!("{place}: `{name}` is empty{why}");
            }
            match name {
                "copy" => rule.copy = Some(text),
                "source" => rule.source = Some(text),
                "byline" => rule.byline = Some(text),
                "boilerplate" => {
                    let wording = Wording::read(&text).with_context(|| format!("{place}: `boilerplate` holds no word"))?;
                    rule.boilerplate = Some(wording);
                }
                "fingerprint" => match Fingerprint::read_stamped(&text) {
                    Ok(fingerprint) => rule.fingerprint = Some(fingerprint),
                    Err(why) => bail!("{place}: `fingerprint` {why}"),
                },
                "reason" => rule.reason = text,
                _ if is_day(&text) => rule.until = Some(text),
                _ => bail!("{place}: `until` takes a date, for example until = \"2027-01-31\""),
            }
        }
        if rule.reason.is_empty() {
            bail!("{}: a suppression without a reason: add reason = \"why this reuse is allowed\"", rule.place);
        }
        if rule.fingerprint.is_some() && (rule.copy.is_none() || rule.source.is_none()) {
            bail!("{}: a fingerprint goes with copy and source: it tells the two again when one of them is renamed", rule.place);
        }
        if rule.copy.is_none() && rule.source.is_none() && rule.byline.is_none() && rule.boilerplate.is_none() {
            bail!("{}: a suppression of everything: add copy, source, byline or boilerplate", rule.place);
        }
        Ok(rule)
    }
}

/// A number from 0.0 to 1.0.
pub(super) fn share(text: &str) -> Option<f64> {
    text.replace('_', "").parse().ok().filter(|share| (0.0..=1.0).contains(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> anyhow::Result<SettingsFile> {
        parse(text, Path::new(FILE_NAME), FILE_NAME, Path::new("../site"))
    }

    #[test]
    fn values_and_lines() {
        let file = parsed(
            "# ours\npaths = [\"content\"]\nfail-on = \"partial\"\nmin-words = 1_0\nmin-share = 1\nlicensed = [\"N\"]\nbaseline = \"b\"\n\n\
             [[suppress]]\ncopy = \"a*\"\nreason = \"ours\"\nuntil = 2026-12-31\n",
        )
        .expect("settings");
        assert_eq!(file.values["paths"], (Value::List(vec!["../site/content".into()]), 2));
        assert_eq!(file.values["fail-on"], (Value::Text("partial".into()), 3));
        assert_eq!(file.values["min-words"].0, Value::Count(10));
        assert_eq!(file.values["min-share"].0, Value::Share(1.0));
        assert_eq!(file.values["licensed"].0, Value::List(vec!["N".into()]));
        assert_eq!(file.values["baseline"].0, Value::Text("../site/b".into()));
        let rule = &file.suppressions[0];
        assert_eq!(
            (rule.copy.as_deref(), rule.until.as_deref(), rule.place.as_str()),
            (Some("a*"), Some("2026-12-31"), "copydesk.toml:10")
        );
    }

    #[test]
    fn a_list_and_tables_of_suppressions_may_both_be_there() {
        let text = "# “ours”\nsuppress = [\n  { copy = \"a\", reason = \"r\" },\n]\n\n[[suppress]]\ncopy = \"b\"\nreason = \"r\"\n\n\
                    [[ suppress ]] # one more\ncopy = \"c\"\nreason = \"\"\"\n[[suppress]]\n\"\"\"\n";
        let file = parsed(text).expect("settings");
        let rules: Vec<(&str, &str)> =
            file.suppressions.iter().map(|rule| (rule.copy.as_deref().unwrap_or_default(), rule.place.as_str())).collect();
        assert_eq!(rules, [("a", "copydesk.toml:3"), ("b", "copydesk.toml:7"), ("c", "copydesk.toml:11")]);
        let misspelt = parsed(&text.replace("copy = \"c\"", "copi = \"c\"")).expect_err("unknown");
        assert_eq!(misspelt.to_string(), "copydesk.toml:11: unknown key `copi` in a suppression: did you mean `copy`?");
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, wanted) in [
            ("\nfail_on = 1", "copydesk.toml:2: unknown key `fail_on`: did you mean `fail-on`?"),
            ("fail-on = \"derive\"", "copydesk.toml:1: `derive` is no value of `fail-on`: did you mean `derived`?"),
            ("paths = \"content\"", "copydesk.toml:1: `paths` takes a list of strings, for example paths = [\"content\"]"),
            ("paths = [1]", "copydesk.toml:1: `paths` takes a list of strings"),
            ("min-words = -1", "copydesk.toml:1: `min-words` takes a whole number from 0, for example min-words = 16"),
            ("min-share = 1.5", "copydesk.toml:1: `min-share` takes a number from 0.0 to 1.0, for example min-share = 0.0"),
            ("min-share = nan", "copydesk.toml:1: `min-share` takes a number from 0.0 to 1.0, for example min-share = 0.0"),
            ("suppress = [\n{ copy = \"a\", reason = \"\" }]", "copydesk.toml:2: `reason` is empty: say why this reuse is allowed"),
            (
                "suppress = [{ copy = \"a\" }]",
                "copydesk.toml:1: a suppression without a reason: add reason = \"why this reuse is allowed\"",
            ),
            ("suppress = [{ reason = \"a\" }]", "copydesk.toml:1: a suppression of everything: add copy, source, byline or boilerplate"),
            ("suppress = [{ copi = \"a\" }]", "copydesk.toml:1: unknown key `copi` in a suppression: did you mean `copy`?"),
            ("suppress = [{ until = \"2026-02-30\" }]", "copydesk.toml:1: `until` takes a date, for example until = \"2027-01-31\""),
            (
                "suppress = 1",
                "copydesk.toml:1: `suppress` takes a list of tables, for example { copy = \"a.md\", source = \"b.md\", reason = \"ours\" }",
            ),
        ] {
            assert_eq!(parsed(text).expect_err(text).to_string(), wanted, "{text}");
        }
        for (text, wanted) in [
            (
                "{ copy = \"a\", reason = \"b\" },\n",
                "copydesk.toml:1: a line { ... } stands by itself: it belongs between the brackets of suppress = [ ]",
            ),
            (
                "[[suppress]]\ncopy = \"a\"\nreason = \"b\"\nfail-on = \"any\"\n",
                "copydesk.toml:4: `fail-on` is no part of a suppression: it belongs above the first [[suppress]]",
            ),
            ("suppress = [\n]\nsuppress = [\n]\n[[suppress]]\ncopy = \"a\"\n", "copydesk.toml:3: not TOML (duplicate key)"),
        ] {
            assert_eq!(parsed(text).expect_err(text).to_string(), wanted, "{text}");
        }
        assert!(parsed("a = ").expect_err("no TOML").to_string().starts_with("copydesk.toml:1: not TOML ("));
    }
}
