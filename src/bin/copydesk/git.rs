//! Git: the root of the repository, what changed since a commit, what a commit holds.
//!
//! In: a folder and the name of a commit as typed. Out: paths and bytes. Git is run as a process and never through a shell; a name that
//! begins with a dash is refused, and settings of the repository that would run programs are switched off (`process`). Nothing is changed.

mod listing;
mod process;
mod program;
mod running;

pub(crate) use listing::{Before, Changes, Entry, EntryKind, Listing, Newer};

use anyhow::{Context, bail, ensure};
use process::{Harmless, Silence};
use running::{MAX_SILENCE, Watched};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// A repository.
#[derive(Debug, Clone)]
pub(crate) struct Repository {
    root: PathBuf,
    /// How git is run here; found out when it is first run.
    harmless: OnceLock<Harmless>,
    /// Whether git gave no answer: it is not asked again, because each question costs minutes.
    silence: OnceLock<Silence>,
}

/// A commit that is known to exist.
#[derive(Debug, Clone)]
pub(crate) struct Commit(String);

impl Repository {
    /// The repository that `folder` (absolute) lies in; git itself is not asked.
    pub(crate) fn around(folder: &Path) -> Option<Repository> {
        folder.ancestors().find(|folder| folder.join(".git").symlink_metadata().is_ok()).map(|root| Repository {
            root: root.to_path_buf(),
            harmless: OnceLock::new(),
            silence: OnceLock::new(),
        })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    fn harmless(&self) -> anyhow::Result<&Harmless> {
        if let Some(harmless) = self.harmless.get() {
            return Ok(harmless);
        }
        let harmless = self.unless_silent(|| Harmless::new(&self.root))?;
        Ok(self.harmless.get_or_init(|| harmless))
    }

    /// Does something with git, unless git gave no answer before.
    fn unless_silent<T>(&self, task: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
        if let Some(silence) = self.silence.get() {
            return Err(silence.clone().into());
        }
        task().inspect_err(|error| {
            if let Some(silence) = error.downcast_ref::<Silence>() {
                self.silence.get_or_init(|| silence.clone());
            }
        })
    }

    fn command(&self, arguments: &[&str]) -> anyhow::Result<Command> {
        Ok(self.harmless()?.command(&self.root, arguments))
    }

    fn output(&self, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
        let task = *arguments.first().unwrap_or(&"");
        let mut command = self.command(arguments)?;
        let output = self.unless_silent(|| process::output(&mut command, task, MAX_SILENCE))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        bail!("git {task}: {}", process::said(&self.root, &String::from_utf8_lossy(&output.stderr)))
    }

    /// The commit that `name` stands for.
    pub(crate) fn commit(&self, name: &str) -> anyhow::Result<Commit> {
        if name.is_empty() || name.starts_with(['-', '^']) {
            bail!("`{name}` is no git ref: name a branch, tag or commit");
        }
        match self.resolved(name)? {
            Some(commit) => Ok(commit),
            None => bail!("`{name}` is no commit of this repository: fetch it first (in a pipeline, check out with full history)"),
        }
    }

    /// The last commit of what is checked out; none before the first one.
    pub(crate) fn head(&self) -> anyhow::Result<Option<Commit>> {
        self.resolved("HEAD")
    }

    fn resolved(&self, name: &str) -> anyhow::Result<Option<Commit>> {
        if let Ok(hash) = self.output(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")]) {
            return Ok(Some(Commit(String::from_utf8_lossy(&hash).trim().to_string())));
        }
        // The name may be wrong, or all of the repository; of that git has to tell.
        self.output(&["rev-parse", "--git-dir"]).map(|_| None)
    }

    /// Where the branch of `newer`, or else the current one, left `commit`; none where the two have no common history here.
    pub(crate) fn fork_point(&self, commit: &Commit, newer: Option<&Commit>) -> Option<Commit> {
        let newer = newer.map_or("HEAD", |newer| newer.0.as_str());
        let hash = self.output(&["merge-base", &commit.0, newer]).ok()?;
        Some(Commit(String::from_utf8_lossy(&hash).trim().to_string()))
    }

    /// The files of a listing that git holds, as it holds them, in the order given.
    pub(crate) fn contents<'e>(&self, entries: impl IntoIterator<Item = (&'e String, &'e Entry)>) -> anyhow::Result<Vec<Vec<u8>>> {
        let held = entries.into_iter().filter_map(|(path, entry)| Some((entry.hash.clone()?, path.clone())));
        self.blobs(held.collect())
    }

    /// The bytes under a hash.
    pub(crate) fn content(&self, hash: &str) -> anyhow::Result<Vec<u8>> {
        self.output(&["cat-file", "blob", hash])
    }

    fn blobs(&self, entries: Vec<(String, String)>) -> anyhow::Result<Vec<Vec<u8>>> {
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let mut command = self.command(&["cat-file", "--batch"])?;
        self.unless_silent(|| read_blobs(&mut command, entries))
    }
}

/// The bytes under each hash, in the order given; the names are for messages.
fn read_blobs(command: &mut Command, entries: Vec<(String, String)>) -> anyhow::Result<Vec<Vec<u8>>> {
    let failed = |error: &std::io::Error| process::not_run(error, "cat-file");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|error| failed(&error))?;
    let mut into = child.stdin.take().context("git takes no input")?;
    let hashes: String = entries.iter().map(|(hash, _)| format!("{hash}\n")).collect();
    // Git answers while it is asked: a single thread would wait for itself once both pipes are full.
    let asking = std::thread::spawn(move || into.write_all(hashes.as_bytes()));
    let mut from = BufReader::new(child.stdout.take().context("git gives no output")?);
    let watched = Watched::new(child, MAX_SILENCE);
    let mut blobs = Vec::with_capacity(entries.len());
    for (_, path) in entries {
        let blob = read_blob(&mut from, &path);
        if watched.is_ended() {
            return Err(failed(&std::io::ErrorKind::TimedOut.into()));
        }
        blobs.push(blob?);
        watched.is_heard();
    }
    asking.join().ok().context("git was not asked")??;
    watched.end().map_err(|error| failed(&error))?;
    Ok(blobs)
}

fn read_blob(from: &mut impl BufRead, path: &str) -> anyhow::Result<Vec<u8>> {
    let mut head = String::new();
    from.read_line(&mut head)?;
    let size: usize = head
        .trim_end()
        .rsplit(' ')
        .next()
        .and_then(|size| size.parse().ok())
        .with_context(|| format!("{path}: this clone does not hold its text: fetch it whole (no partial clone)"))?;
    let mut bytes = Vec::new();
    from.take(size as u64 + 1).read_to_end(&mut bytes)?;
    ensure!(bytes.len() > size, "{path}: git cannot read it");
    bytes.truncate(size);
    Ok(bytes)
}
