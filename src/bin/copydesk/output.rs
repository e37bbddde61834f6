//! Results on their way out: standard output, or files that are written whole or not at all.
//!
//! In: the bytes of reports. Out: nothing but those bytes. Files of one run are first written beside their places under other names, then
//! moved there one after the other: a reader sees the old state or the new one, and where one cannot be written none is. A link is
//! followed, the rights are those that the file had, and of a new file those that the user's other new files have. An input of the run is never
//! written over. A closed pipe is no error of ours: it ends the program quietly.

mod temporary;

use anyhow::{Context, bail, ensure};
use copydesk::article::Article;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use temporary::Temporary;

/// A result and the file that it is for.
pub(crate) type ForFile<'r> = (&'r Path, Content<'r>);

/// A result: its bytes, or who writes them piece by piece.
#[derive(Clone, Copy)]
pub(crate) enum Content<'r> {
    Bytes(&'r [u8]),
    Written(&'r dyn Fn(&mut dyn Write) -> io::Result<()>),
}

impl Content<'_> {
    fn write_to(self, mut out: impl Write) -> io::Result<()> {
        match self {
            Content::Bytes(bytes) => out.write_all(bytes)?,
            Content::Written(write) => {
                let mut buffered = BufWriter::with_capacity(1 << 16, &mut out);
                write(&mut buffered)?;
                buffered.flush()?;
            }
        }
        out.flush()
    }
}

/// Writes a result to standard output.
pub(crate) fn write_out(result: Content<'_>) -> anyhow::Result<()> {
    result.write_to(io::stdout().lock()).context("standard output")
}

/// Writes a result to `file`, or to standard output where none is named.
pub(crate) fn write(result: impl AsRef<[u8]>, file: Option<&Path>) -> anyhow::Result<()> {
    match file {
        Some(file) => write_file(result, file),
        None => write_out(Content::Bytes(result.as_ref())),
    }
}

/// Writes a file so that a reader sees the old or the new state only.
pub(crate) fn write_file(result: impl AsRef<[u8]>, file: &Path) -> anyhow::Result<()> {
    write_files(&[(file, Content::Bytes(result.as_ref()))])
}

/// Writes several files, all or none.
pub(crate) fn write_files(results: &[ForFile<'_>]) -> anyhow::Result<()> {
    let mut staged = Vec::with_capacity(results.len());
    for (file, result) in results {
        staged.push(Staged::new(file, *result).with_context(|| could_not(file))?);
    }
    for one in &staged {
        one.write_direct().with_context(|| could_not(one.named))?;
    }
    let mut folders = Vec::new();
    for one in staged {
        let named = one.named;
        folders.extend(one.put_in_place().with_context(|| could_not(named))?);
    }
    folders.sort_unstable();
    folders.dedup();
    // The names last only when their folder is on the disk. Not every system lets a folder be opened; the files are written then, too.
    for folder in folders {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// An error where a file that is to be written is an input, as typed or as an article that was read, or stands for two outputs.
pub(crate) fn check_distinct(outputs: &[&Path], typed: &[impl AsRef<str>], read: &[&[Article]]) -> anyhow::Result<()> {
    for (at, output) in outputs.iter().enumerate() {
        let shown = output.display();
        ensure!(output.as_os_str() != "-", "-: is no file: the result goes to standard output where --output is left out");
        // A device takes everything; only files can be lost.
        if fs::metadata(output).is_ok_and(|about| !about.is_file()) {
            continue;
        }
        let Some(own) = place(output) else { continue };
        if outputs[..at].iter().any(|other| place(other).as_ref() == Some(&own)) {
            bail!("{shown}: named for two outputs: name another file");
        }
        let is_own = |input: &str| fs::canonicalize(input).is_ok_and(|input| input == own);
        let files = read.iter().copied().flatten().map(|article| article.place.as_ref().map_or(article.id.as_str(), |place| &*place.file));
        // Of very many articles only those of that name are looked at.
        let mut files = files.filter(|file| Path::new(file).file_name() == own.file_name());
        let is_input =
            typed.iter().map(AsRef::as_ref).any(|input| is_own(input) || rows_of(input).is_some_and(is_own)) || files.any(is_own);
        ensure!(!is_input, "{shown}: would be written over, and is one of the inputs: name another file");
    }
    Ok(())
}

/// Where a file lies or will lie, under the one name that it has for the system.
fn place(file: &Path) -> Option<PathBuf> {
    let file = followed(file).ok()?;
    fs::canonicalize(&file).ok().or_else(|| Some(fs::canonicalize(folder_of(&file)).ok()?.join(file.file_name()?)))
}

/// The file of `FILE.jsonl#ID`.
fn rows_of(input: &str) -> Option<&str> {
    input.split_once('#').map(|(rows, _)| rows)
}

fn could_not(file: &Path) -> String {
    format!("{}: could not be written", file.display())
}

/// A result that is on the disk, but not yet in its place; a device or pipe is written to as it is.
struct Staged<'r> {
    named: &'r Path,
    result: Content<'r>,
    /// The temporary file, and the place that it goes to.
    moved: Option<(Temporary, PathBuf)>,
}

impl<'r> Staged<'r> {
    fn new(named: &'r Path, result: Content<'r>) -> io::Result<Staged<'r>> {
        let about = fs::metadata(named).ok();
        if about.as_ref().is_some_and(|about| !about.is_file()) {
            return Ok(Staged { named, result, moved: None });
        }
        let place = followed(named)?;
        let mut temporary = Temporary::new(folder_of(&place))?;
        let file = temporary.file();
        result.write_to(&mut *file)?;
        if let Some(about) = about {
            file.set_permissions(about.permissions())?;
        }
        file.sync_all()?;
        Ok(Staged { named, result, moved: Some((temporary, place)) })
    }

    fn write_direct(&self) -> io::Result<()> {
        if self.moved.is_none() { self.result.write_to(File::create(self.named)?) } else { Ok(()) }
    }

    /// Moves the file to its place; gives back the folder.
    fn put_in_place(self) -> io::Result<Option<PathBuf>> {
        let Some((temporary, place)) = self.moved else { return Ok(None) };
        let folder = folder_of(&place).to_path_buf();
        temporary.named(&folder)?.persist(&place).map_err(|error| error.error)?;
        Ok(Some(folder))
    }
}

fn folder_of(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a file really lies: a link is followed, also one to a file that is not there yet.
fn followed(file: &Path) -> io::Result<PathBuf> {
    let mut place = file.to_path_buf();
    // As many links as Linux follows.
    for _ in 0..40 {
        let Ok(target) = fs::read_link(&place) else { return Ok(place) };
        place = place.parent().unwrap_or(Path::new("")).join(target);
    }
    Err(io::Error::other("too many links"))
}

/// Whether the reader of our output went away.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
