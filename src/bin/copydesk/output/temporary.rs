//! A file that is being written: without a name where the system can do that, so that a kill leaves nothing behind.
//!
//! In: a folder. Out: a file to write to, and later the same file under a name of its own in that folder. A new file has the rights that the
//! user's mask leaves to it.

use std::fs::File;
use std::io;
use std::path::Path;
use tempfile::NamedTempFile;

/// A file that is not in its place yet.
pub(super) enum Temporary {
    /// Linux keeps a file without a name until it is closed.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    Named(NamedTempFile),
}

impl Temporary {
    pub(super) fn new(folder: &Path) -> io::Result<Temporary> {
        #[cfg(target_os = "linux")]
        if let Ok(file) = unnamed(folder) {
            return Ok(Temporary::Unnamed(file));
        }
        builder().tempfile_in(folder).map(Temporary::Named).map_err(|error| io::Error::new(error.kind(), plain(&error)))
    }

    pub(super) fn file(&mut self) -> &mut File {
        match self {
            #[cfg(target_os = "linux")]
            Temporary::Unnamed(file) => file,
            Temporary::Named(file) => file.as_file_mut(),
        }
    }

    /// The file under a name in `folder`.
    pub(super) fn named(self, folder: &Path) -> io::Result<NamedTempFile> {
        match self {
            #[cfg(target_os = "linux")]
            Temporary::Unnamed(file) => named(file, folder),
            Temporary::Named(file) => Ok(file),
        }
    }
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".copydesk-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the user's mask forbids is taken away by the system.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::TMPFILE.bits() as i32;
    std::fs::OpenOptions::new().read(true).write(true).custom_flags(flags).mode(0o666).open(folder)
}

/// Gives a file without a name one.
#[cfg(target_os = "linux")]
fn named(file: File, folder: &Path) -> io::Result<NamedTempFile> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd;
    let open = format!("/proc/self/fd/{}", file.as_raw_fd());
    let linked = builder().make_in(folder, |path| Ok(linkat(CWD, &open, CWD, path, AtFlags::SYMLINK_FOLLOW)?));
    if let Ok(linked) = linked {
        let (_, path) = linked.into_parts();
        return Ok(NamedTempFile::from_parts(file, path));
    }
    // Where the system has no names of open files (a sandbox), the bytes are copied.
    let mut copy = builder().tempfile_in(folder).map_err(|error| io::Error::new(error.kind(), plain(&error)))?;
    let mut file = file;
    io::Seek::rewind(&mut file)?;
    io::copy(&mut file, copy.as_file_mut())?;
    copy.as_file().set_permissions(file.metadata()?.permissions())?;
    copy.as_file().sync_all()?;
    Ok(copy)
}

/// What the system said, without the name of the temporary file, which means nothing to anybody.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" at path ").next().unwrap_or_default().to_string()
}
