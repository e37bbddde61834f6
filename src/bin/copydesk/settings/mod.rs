//! Settings: what holds when a flag, the environment, `copydesk.toml` and the defaults have all had their say.
//!
//! In: what was said on the command line, `COPYDESK_*` variables, the nearest settings file. Out: [`Settings`]: each value with where it
//! came from. A flag wins over the environment, that over the file, that over the default; lists replace each other, they are not added.

mod file;
pub(crate) mod keys;
mod show;
mod start;
mod today;

pub(crate) use file::FILE_NAME;
pub(crate) use show::print_config;
pub(crate) use start::start;
pub(crate) use today::today;

use anyhow::{Context, bail};
use copydesk::judge::{FailOn, FailOnQuotation, Suppression};
use keys::{KEYS, Key, Kind, Value, meant};
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::{Path, PathBuf};

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    Default,
    /// The line of the settings file.
    File(usize),
    Environment(String),
    Flag(&'static str),
}

/// What was said on the command line: key, flag as typed, value.
pub(crate) type Flags = Vec<(&'static str, &'static str, Value)>;

/// Which settings file is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choice {
    /// This one.
    pub(crate) file: Option<PathBuf>,
    /// None at all.
    pub(crate) none: bool,
}

/// All settings.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    values: BTreeMap<&'static str, (Value, Origin)>,
    /// Findings that are allowed.
    pub(crate) suppressions: Vec<Suppression>,
    /// The settings file as messages call it, if one was read.
    pub(crate) file: Option<String>,
    /// The folder to which `exclude` is relative.
    pub(crate) base: PathBuf,
    /// Keys that the file sets, also those that a flag or variable overrules.
    in_file: BTreeSet<&'static str>,
    /// Doubts: variables that set nothing.
    pub(crate) doubts: Vec<String>,
}

impl Settings {
    /// Reads and weighs everything.
    pub(crate) fn resolve(choice: &Choice, flags: Flags) -> anyhow::Result<Settings> {
        let here = env::current_dir().context("the current folder cannot be read")?;
        let mut settings = Settings { base: here.clone(), ..Settings::default() };
        for key in KEYS {
            settings.values.insert(key.name, (key.default(), Origin::Default));
        }
        if let Some(found) = find(choice, &here)? {
            let (path, shown, base) = found;
            let read = file::read(&path, &shown, &base)?;
            for (name, (value, line)) in read.values {
                settings.in_file.insert(name);
                settings.values.insert(name, (value, Origin::File(line)));
            }
            settings.suppressions = read.suppressions;
            settings.base = here.join(read.path.parent().unwrap_or(Path::new("")));
            settings.file = Some(shown);
        }
        settings.read_environment(&here)?;
        for (name, flag, value) in flags {
            settings.put(name, value, Origin::Flag(flag), &here);
        }
        Ok(settings)
    }

    fn put(&mut self, name: &'static str, value: Value, origin: Origin, here: &Path) {
        if name == "exclude" {
            self.base = here.to_path_buf();
        }
        self.values.insert(name, (value, origin));
    }

    fn read_environment(&mut self, here: &Path) -> anyhow::Result<()> {
        let mut variables: Vec<(String, String)> = env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.to_string_lossy().into_owned())))
            .filter(|(name, value)| name.starts_with("COPYDESK_") && !value.is_empty())
            .collect();
        variables.sort();
        for (variable, text) in variables {
            if ["COPYDESK_CONFIG", "COPYDESK_VERSION"].contains(&variable.as_str()) {
                continue;
            }
            match KEYS.iter().find(|key| key.variable() == variable) {
                Some(key) => {
                    let value = from_text(key, &text).with_context(|| format!("environment variable {variable}"))?;
                    self.put(key.name, value, Origin::Environment(variable), here);
                }
                None => {
                    let known: Vec<String> = KEYS.iter().map(Key::variable).collect();
                    let near =
                        meant(&variable, known.iter().map(String::as_str)).map_or(String::new(), |near| format!(": did you mean {near}?"));
                    self.doubts.push(format!("environment variable {variable} sets nothing{near}"));
                }
            }
        }
        Ok(())
    }

    fn value(&self, name: &str) -> &Value {
        self.values.get(name).map_or(&Value::Nothing, |(value, _)| value)
    }

    /// A list of names or paths.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        if let Value::List(items) = self.value(name) { items.clone() } else { Vec::new() }
    }

    /// A path or word, if set.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        if let Value::Text(text) = self.value(name) { Some(text) } else { None }
    }

    /// A whole number, if set.
    pub(crate) fn count(&self, name: &str) -> Option<u32> {
        if let Value::Count(number) = self.value(name) { Some(*number) } else { None }
    }

    /// A share; 0.0 if not set.
    pub(crate) fn share(&self, name: &str) -> f64 {
        if let Value::Share(share) = self.value(name) { *share } else { 0.0 }
    }

    /// Whether a switch is on.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        matches!(self.value(name), Value::Switch(true))
    }

    /// The fail rule.
    pub(crate) fn fail_on(&self) -> FailOn {
        self.text("fail-on").and_then(FailOn::named).unwrap_or_default()
    }

    /// Which quotations fail.
    pub(crate) fn fail_on_quotation(&self) -> FailOnQuotation {
        self.text("fail-on-quotation").and_then(FailOnQuotation::named).unwrap_or_default()
    }

    /// Whether anything sets a value.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.origin(name).is_some_and(|origin| *origin != Origin::Default)
    }

    /// Whether the file sets a value and a flag or variable another one.
    pub(crate) fn is_overruled(&self, name: &str) -> bool {
        self.in_file.contains(name) && !matches!(self.origin(name), Some(Origin::File(_)))
    }

    /// Where a value came from.
    pub(crate) fn origin(&self, name: &str) -> Option<&Origin> {
        self.values.get(name).map(|(_, origin)| origin)
    }
}

/// The settings file to read: its path, its name in messages, and what its relative paths begin with.
fn find(choice: &Choice, here: &Path) -> anyhow::Result<Option<(PathBuf, String, PathBuf)>> {
    if choice.none {
        return Ok(None);
    }
    let named = choice.file.clone().or_else(|| env::var_os("COPYDESK_CONFIG").filter(|name| !name.is_empty()).map(PathBuf::from));
    if let Some(named) = named {
        if named.symlink_metadata().is_err() {
            bail!("{}: no such settings file: check --config, or write one with `copydesk init`", named.display());
        }
        file::check_regular(&named, &named.display().to_string())?;
        let base = named.parent().unwrap_or(Path::new("")).to_path_buf();
        return Ok(Some((named.clone(), named.display().to_string(), base)));
    }
    let Some(found) = file::nearest(here) else { return Ok(None) };
    let above = found.parent().and_then(|folder| here.strip_prefix(folder).ok()).map_or(0, |inside| inside.components().count());
    let base: PathBuf = std::iter::repeat_n("..", above).collect();
    let shown = base.join(FILE_NAME).display().to_string();
    file::check_regular(&found, &shown)?;
    Ok(Some((found, shown, base)))
}

/// A value from the text of an environment variable: paths are separated as in PATH, names by commas.
fn from_text(key: &Key, text: &str) -> anyhow::Result<Value> {
    Ok(match key.kind {
        Kind::Paths => {
            Value::List(env::split_paths(text).map(|path| path.to_string_lossy().into_owned()).filter(|path| !path.is_empty()).collect())
        }
        Kind::Names | Kind::Reports => {
            Value::List(text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(String::from).collect())
        }
        Kind::Path => Value::Text(text.to_string()),
        Kind::Word(words) if words.contains(&text) => Value::Text(text.to_string()),
        Kind::Word(words) => bail!("`{text}` is none of {}", words.join(", ")),
        Kind::Switch => Value::Switch(text.parse().ok().with_context(|| format!("`{text}` is neither true nor false"))?),
        Kind::Count => Value::Count(text.parse().ok().with_context(|| format!("`{text}` is no whole number from 0"))?),
        Kind::Share => Value::Share(file::share(text).with_context(|| format!("`{text}` is no number from 0.0 to 1.0"))?),
    })
}
