//! Results on their way out: standard output, or a file that is written whole or not at all.
//!
//! In: the bytes of a report. Out: nothing but those bytes. A closed pipe is no error of ours: it ends the program quietly.

use anyhow::Context;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes a result to `file`, or to standard output where none is named.
pub(crate) fn write(result: &str, file: Option<&Path>) -> anyhow::Result<()> {
    match file {
        Some(file) => write_file(result, file),
        None => {
            let mut out = io::stdout().lock();
            out.write_all(result.as_bytes())?;
            out.flush()?;
            Ok(())
        }
    }
}

/// Writes a file through a temporary one beside it, so that a reader sees the old or the new state only.
pub(crate) fn write_file(result: &str, file: &Path) -> anyhow::Result<()> {
    let what = || format!("{}: could not be written", file.display());
    // A device or pipe is written to as it is: replacing it by a file would be wrong.
    if fs::metadata(file).is_ok_and(|about| !about.is_file()) {
        return fs::write(file, result).with_context(what);
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(".copydesk-").tempfile_in(folder).with_context(what)?;
    temporary.write_all(result.as_bytes()).with_context(what)?;
    temporary.as_file().sync_all().with_context(what)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is private; a report has the rights that other new files have, or those it had.
        let mode = fs::metadata(file).map_or(0o644, |about| about.permissions().mode());
        temporary.as_file().set_permissions(fs::Permissions::from_mode(mode)).with_context(what)?;
    }
    temporary.persist(file).with_context(what)?;
    Ok(())
}

/// Whether the reader of our output went away.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
