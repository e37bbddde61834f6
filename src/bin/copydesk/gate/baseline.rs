//! The baseline of a run: read, written anew, pruned.
//!
//! In: the file that flags or settings name, or a commit; what was found. Out: known findings, and the file. What was not looked at in a run stays in
//! the file as it is.

use super::{Gate, selection};
use crate::files::{MAX_RULES_BYTES, read_stored};
use crate::output;
use crate::settings;
use anyhow::{Context, ensure};
use copydesk::error::ErrorKind;
use copydesk::judge::{Baseline, Gated, Level, Line};
use copydesk::pipeline::CheckSettings;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Where `--update-baseline` writes if nothing else is said.
const BASELINE: &str = "copydesk-baseline.tsv";

impl Gate<'_> {
    pub(super) fn baseline_file(&self) -> Option<PathBuf> {
        self.settings.text("baseline").map(PathBuf::from)
    }

    pub(super) fn baseline(&self, check: &CheckSettings) -> anyhow::Result<Option<Baseline>> {
        if let Some(commit) = &self.arguments.baseline_from_ref {
            return selection::baseline_at(self, commit, check).map(Some);
        }
        self.stored_baseline()
    }

    /// The baseline of the file that is named, or that is about to be written again.
    fn stored_baseline(&self) -> anyhow::Result<Option<Baseline>> {
        let is_written = self.arguments.writes_baseline();
        let usual = || Some(self.here.join(BASELINE)).filter(|file| is_written && file.exists());
        let Some(file) = self.baseline_file().or_else(usual) else { return Ok(None) };
        let shown = file.strip_prefix(&self.here).unwrap_or(&file).display().to_string();
        if file.symlink_metadata().is_err() {
            ensure!(self.arguments.update_baseline, "{shown}: no such baseline: check the path, or write one with --update-baseline");
            return Ok(None);
        }
        let text = String::from_utf8(read_stored(&file, MAX_RULES_BYTES)?).ok().with_context(|| format!("{shown}: not UTF-8 text"))?;
        match Baseline::read(&text, &shown) {
            // It is about to be written again.
            Err(error) if error.kind() == ErrorKind::Outdated && self.arguments.update_baseline => Ok(None),
            read => Ok(Some(read?)),
        }
    }

    /// The names of articles that the baseline file knows; none where there is none that can be read, which is said where it is needed.
    pub(super) fn names_in_baseline(&self) -> BTreeSet<String> {
        let baseline = self.stored_baseline().ok().flatten().unwrap_or_default();
        baseline.lines().flat_map(|line| [line.copy.clone(), line.source.clone()]).collect()
    }

    /// Writes the baseline as asked for: anew, what was not looked at left as it is; or without what holds for nothing any more.
    pub(super) fn write_baseline(&self, gated: &Gated, before: Option<&Baseline>) -> anyhow::Result<Baseline> {
        ensure!(
            self.screen.errors() == 0,
            "the baseline was not written, because some inputs could not be read: what they hold would be missing"
        );
        let is_there = before.is_some() || self.arguments.update_baseline;
        ensure!(is_there, "there is no baseline to prune: name it with --baseline, or write one with --update-baseline");
        let file = self.baseline_file().unwrap_or_else(|| self.here.join(BASELINE));
        let over: BTreeSet<&Line> = gated.gone.iter().collect();
        let known = if self.arguments.prune_baseline {
            Baseline::of(before.into_iter().flat_map(Baseline::lines).filter(|line| !over.contains(line)).cloned())
        } else {
            let level = self.min_level().filter(|_| self.settings.is_set("min-level")).unwrap_or(Level::Error);
            let kept = gated.unmatched.iter().filter(|line| !over.contains(line)).cloned();
            Baseline::of(gated.lines(level).into_iter().chain(kept))
        };
        output::write_file(known.to_text(), &file)?;
        let was = before.map_or(String::from("new"), |before| format!("{} before", before.len()));
        let shown = file.strip_prefix(&self.here).unwrap_or(&file);
        let noun = if known.len() == 1 { "finding" } else { "findings" };
        self.screen.note(&format!("{}: {} known {noun} written ({was}); commit it", shown.display(), known.len()));
        if self.baseline_file().is_none() {
            self.screen.note(&format!("use it with --baseline {BASELINE}, or set baseline = \"{BASELINE}\" in {}", settings::FILE_NAME));
        }
        Ok(known)
    }
}
