//! Git: the root of the repository, what changed since a commit, what a commit holds.
//!
//! In: a folder and the name of a commit as typed. Out: paths and bytes. Git is run as a process and never through a shell; a name that
//! begins with a dash is refused, and settings of the repository that would run programs are switched off (`process`). Nothing is changed.

mod process;

use anyhow::{Context, bail, ensure};
use process::Harmless;
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
}

/// A commit that is known to exist.
#[derive(Debug, Clone)]
pub(crate) struct Commit(String);

/// A file of a commit.
#[derive(Debug)]
pub(crate) struct Blob {
    /// Path from the root, parts joined by `/`.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

impl Repository {
    /// The repository that `folder` (absolute) lies in; git itself is not asked.
    pub(crate) fn around(folder: &Path) -> Option<Repository> {
        folder
            .ancestors()
            .find(|folder| folder.join(".git").exists())
            .map(|root| Repository { root: root.to_path_buf(), harmless: OnceLock::new() })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    fn harmless(&self) -> anyhow::Result<&Harmless> {
        if let Some(harmless) = self.harmless.get() {
            return Ok(harmless);
        }
        let harmless = Harmless::new(&self.root)?;
        Ok(self.harmless.get_or_init(|| harmless))
    }

    fn command(&self, arguments: &[&str]) -> anyhow::Result<Command> {
        Ok(self.harmless()?.command(&self.root, arguments))
    }

    fn output(&self, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
        let output = self.command(arguments)?.output().context("git cannot be run: install it, or leave out the options that need it")?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("git {}: {}", arguments.first().unwrap_or(&""), said.lines().next().unwrap_or("failed").trim_start_matches("fatal: "))
    }

    /// The commit that `name` stands for.
    pub(crate) fn commit(&self, name: &str) -> anyhow::Result<Commit> {
        if name.is_empty() || name.starts_with('-') {
            bail!("`{name}` is no git ref: name a branch, tag or commit");
        }
        // That git cannot be run, or must not, is told as itself.
        self.harmless()?;
        let found = self.output(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")]);
        match found {
            Ok(hash) => Ok(Commit(String::from_utf8_lossy(&hash).trim().to_string())),
            Err(_) => bail!("`{name}` is no commit of this repository: fetch it first (in a pipeline, check out with full history)"),
        }
    }

    /// Where the current branch left `commit`; the commit itself where the two have no common history here.
    pub(crate) fn fork_point(&self, commit: &Commit) -> Commit {
        match self.output(&["merge-base", &commit.0, "HEAD"]) {
            Ok(hash) => Commit(String::from_utf8_lossy(&hash).trim().to_string()),
            Err(_) => commit.clone(),
        }
    }

    /// Files that differ from `commit` or are not tracked, save ignored ones; absolute, sorted.
    pub(crate) fn changed_since(&self, commit: &Commit) -> anyhow::Result<Vec<PathBuf>> {
        let mut names = self.differing(&commit.0)?;
        names.extend(self.output(&["ls-files", "-z", "--others", "--exclude-standard"])?);
        Ok(self.paths(&names))
    }

    /// Files that are staged for the next commit, also for the first one; absolute, sorted.
    pub(crate) fn staged(&self) -> anyhow::Result<Vec<PathBuf>> {
        Ok(self.paths(&self.differing("--cached")?))
    }

    /// Names of files that `git diff` of `what` tells, save deleted ones, each ended by a zero byte.
    fn differing(&self, what: &str) -> anyhow::Result<Vec<u8>> {
        self.output(&["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", what, "--"])
    }

    fn paths(&self, names: &[u8]) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> =
            names.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(|name| self.root.join(path(name))).collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// The bytes of one file in `commit`, if it is there.
    pub(crate) fn file(&self, commit: &Commit, path: &str) -> Option<Vec<u8>> {
        self.output(&["cat-file", "blob", &format!("{}:{path}", commit.0)]).ok()
    }

    /// The regular files of `commit` at or below some paths from the root that are wanted, in order of their paths.
    pub(crate) fn files(&self, commit: &Commit, below: &[String], wanted: &dyn Fn(&str) -> bool) -> anyhow::Result<Vec<Blob>> {
        let listed = self.output(&["ls-tree", "-r", "-z", "--full-tree", &commit.0])?;
        let is_below = |path: &str| {
            below.iter().any(|folder| {
                folder.is_empty() || path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let entries: Vec<(String, String)> = listed
            .split(|byte| *byte == 0)
            .filter_map(|entry| {
                let (about, path) = std::str::from_utf8(entry).ok()?.split_once('\t')?;
                let hash = about.strip_prefix("100644 blob ").or_else(|| about.strip_prefix("100755 blob "))?;
                (is_below(path) && wanted(path)).then(|| (hash.to_string(), path.to_string()))
            })
            .collect();
        self.blobs(entries)
    }

    fn blobs(&self, entries: Vec<(String, String)>) -> anyhow::Result<Vec<Blob>> {
        let mut child =
            self.command(&["cat-file", "--batch"])?.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("git cannot be run")?;
        let mut into = child.stdin.take().context("git takes no input")?;
        let hashes: String = entries.iter().map(|(hash, _)| format!("{hash}\n")).collect();
        // Git answers while it is asked: a single thread would wait for itself once both pipes are full.
        let asking = std::thread::spawn(move || into.write_all(hashes.as_bytes()));
        let mut from = BufReader::new(child.stdout.take().context("git gives no output")?);
        let mut blobs = Vec::with_capacity(entries.len());
        for (_, path) in entries {
            let mut head = String::new();
            from.read_line(&mut head)?;
            let size: usize = head
                .trim_end()
                .rsplit(' ')
                .next()
                .and_then(|size| size.parse().ok())
                .with_context(|| format!("{path}: this clone does not hold its text: fetch it whole (no partial clone)"))?;
            let mut bytes = Vec::new();
            (&mut from).take(size as u64 + 1).read_to_end(&mut bytes)?;
            ensure!(bytes.len() > size, "{path}: git cannot read it");
            bytes.truncate(size);
            blobs.push(Blob { path, bytes });
        }
        asking.join().ok().context("git was not asked")??;
        child.wait()?;
        Ok(blobs)
    }
}

#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}
