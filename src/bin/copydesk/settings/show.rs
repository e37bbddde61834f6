//! `--print-config`: every value and where it came from.
//!
//! In: resolved settings. Out: TOML that could be a settings file, each line with its origin as a comment.

use super::keys::{KEYS, quoted};
use super::{Origin, Settings};
use copydesk::judge::Suppression;
use copydesk::render::visible;

/// The settings as TOML.
pub(crate) fn print_config(settings: &Settings) -> String {
    let file = settings.file.as_deref().unwrap_or_default();
    let mut out = match &settings.file {
        Some(file) => format!("# settings file: {}\n", visible(file)),
        None => String::from("# settings file: none\n"),
    };
    let lines: Vec<(String, String)> = KEYS
        .iter()
        .map(|key| {
            let line = match settings.value(key.name).to_toml() {
                Some(value) => format!("{} = {value}", key.name),
                None => format!("# {} is not set", key.name),
            };
            let origin = match settings.origin(key.name) {
                Some(Origin::Flag(flag)) => format!("command line: {flag}"),
                Some(Origin::Environment(variable)) => format!("environment: {variable}"),
                Some(Origin::File(line)) => format!("{}:{line}", visible(file)),
                Some(Origin::Default) | None => String::from("default"),
            };
            (line, origin)
        })
        .collect();
    let width = lines.iter().map(|(line, _)| line.chars().count()).filter(|columns| *columns <= 48).max().unwrap_or(0);
    for (line, origin) in lines {
        out.push_str(&format!("{line:width$}  # {origin}\n"));
    }
    for rule in &settings.suppressions {
        out.push_str(&format!("# suppression: {}\n", suppression(rule)));
    }
    out
}

fn suppression(rule: &Suppression) -> String {
    let parts = [("copy", &rule.copy), ("source", &rule.source), ("byline", &rule.byline), ("until", &rule.until)];
    let mut text: Vec<String> =
        parts.iter().filter_map(|(name, part)| part.as_ref().map(|part| format!("{name} = {}", quoted(part)))).collect();
    if rule.boilerplate.is_some() {
        text.push(String::from("boilerplate"));
    }
    format!("{} ({}): {}", text.join(", "), visible(&rule.place), visible(&rule.reason))
}
