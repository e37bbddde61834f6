//! `copydesk init`: a settings file to begin with.
//!
//! In: the folder to put it in. Out: a commented `copydesk.toml` in which nothing is set, so that it changes no result. An existing file
//! is never overwritten unless that is asked for.

use super::file::FILE_NAME;
use super::keys::KEYS;
use crate::output;
use anyhow::bail;
use std::path::{Path, PathBuf};

/// Writes the file and gives its path.
pub(crate) fn start(folder: &Path, force: bool) -> anyhow::Result<PathBuf> {
    let file = folder.join(FILE_NAME);
    if !force && file.symlink_metadata().is_ok() {
        bail!("{}: there already: edit it, or write it anew with --force", file.display());
    }
    output::write_file(template(), &file)?;
    Ok(file)
}

fn template() -> String {
    let mut out = String::from(
        "# Settings of copydesk for this folder and all below it. A flag wins over a COPYDESK_* variable, that over this file.\n\
         # `copydesk check --print-config` shows what holds and why.\n",
    );
    for key in KEYS {
        out.push_str(&format!("\n# {}\n# {} = {}\n", key.about, key.name, key.example));
    }
    out.push_str(
        "\n# Findings that are allowed. Each needs a reason, and may have a last day. All parts that are given must hold:\n\
         # copy and source are ids, paths or patterns (* is anything), source may also be a publisher; byline is a part of the\n\
         # byline of the copy; boilerplate is wording (* is up to 30 words) that is taken out before a finding is judged; fingerprint\n\
         # lets a rule that names copy and source hold when one of them is renamed.\n\
         # The line that `copydesk check` prints below a finding goes between these brackets; [[suppress]] tables go below them.\n\
         suppress = [\n\
         #   { copy = \"content/ferry.md\", source = \"wire/003.txt\", reason = \"bought, invoice 4711\" },\n\
         #   { source = \"columns/*\", byline = \"Ida Marsh\", reason = \"her own column\", until = \"2027-01-31\" },\n\
         #   { boilerplate = \"This article is part of * series\", reason = \"standing line\" },\n\
         ]\n",
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::file;

    #[test]
    fn the_template_is_valid_and_sets_nothing_and_so_are_its_examples() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = start(folder.path(), false).expect("written");
        let read = file::read(&path, FILE_NAME, Path::new("")).expect("valid");
        assert!(read.values.is_empty() && read.suppressions.is_empty());
        assert!(start(folder.path(), false).expect_err("there").to_string().contains("--force"));

        let examples: String = template()
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ") || line.trim_start().starts_with('{')).unwrap_or(line))
            .map(|line| format!("{line}\n"))
            .collect();
        std::fs::write(&path, examples.replace("#   {", "{")).expect("written");
        let read = file::read(&path, FILE_NAME, Path::new("")).expect("valid");
        assert_eq!(read.values.len(), KEYS.len());
        assert_eq!(read.suppressions.len(), 3);
        start(folder.path(), true).expect("forced");
    }
}
