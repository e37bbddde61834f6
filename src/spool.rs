//! A spool: a file for what a large collection does not hold in memory.
//!
//! In: an open file that nobody else uses, and bytes to put there; or an input that is read again where its bytes are wanted. Out: [`Extent`]s, and
//! the bytes again. A scratch file only grows; whoever opened it removes it. Several threads may read and write at once.
//!
//! Where the disk fails, reading gives no bytes and the spool remembers the first failure: a task that had a spool asks [`Spool::failure`]
//! before it trusts its result. So that a full disk stops one task with one message, and no step of the work in between has to give up halfway.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

/// A scratch file, or an input.
#[derive(Debug)]
pub struct Spool {
    file: access::Shared,
    /// Where the next bytes go.
    end: AtomicU64,
    /// Length and time of the last change of an input when it was opened: one that changes is no longer what was read.
    opened: Option<(u64, Option<SystemTime>)>,
    failure: OnceLock<io::Error>,
}

/// A bound on memory, and where what is beyond it goes.
#[derive(Debug, Clone)]
pub struct Bound {
    /// Bytes that a task may take, about.
    pub bytes: usize,
    /// The file for the rest.
    pub spool: Arc<Spool>,
}

impl PartialEq for Bound {
    fn eq(&self, other: &Bound) -> bool {
        self.bytes == other.bytes && Arc::ptr_eq(&self.spool, &other.spool)
    }
}

/// Where some bytes stand in a spool.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// First byte.
    pub at: u64,
    /// How many.
    pub len: u32,
}

impl Spool {
    /// A spool in an empty file.
    pub fn new(file: File) -> Spool {
        Spool { file: access::Shared::new(file), end: AtomicU64::new(0), opened: None, failure: OnceLock::new() }
    }

    /// A file that is read only: what stands in it is told by [`Extent`]s that others make. That it changed is a failure.
    ///
    /// # Errors
    /// Where the system does not tell how long the file is.
    pub fn of_input(file: File) -> io::Result<Spool> {
        let opened = Some(state(&file)?);
        Ok(Spool { opened, ..Spool::new(file) })
    }

    /// Puts bytes, at most 4 GB, behind all others. One write of the system; gather what is small.
    ///
    /// ```
    /// # fn main() -> std::io::Result<()> {
    /// use copydesk::spool::Spool;
    /// let name = std::env::temp_dir().join(format!("spool-{}", std::process::id()));
    /// let file = std::fs::File::options().read(true).write(true).create(true).truncate(true).open(&name)?;
    /// let spool = Spool::new(file);
    /// let (one, two) = (spool.put(b"ferry"), spool.put(b"harbour"));
    /// assert_eq!((spool.get(two), spool.get(one)), (b"harbour".to_vec(), b"ferry".to_vec()));
    /// assert!(spool.failure().is_none());
    /// # std::fs::remove_file(name)
    /// # }
    /// ```
    pub fn put(&self, bytes: &[u8]) -> Extent {
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        if self.failure.get().is_none()
            && let Err(error) = self.file.write(bytes, at)
        {
            self.fail(error);
        }
        Extent { at, len: bytes.len() as u32 }
    }

    /// The bytes that were put there; none after a failure.
    pub fn get(&self, extent: Extent) -> Vec<u8> {
        let mut bytes = vec![0; extent.len as usize];
        if self.failure.get().is_some() {
            return Vec::new();
        }
        match self.file.read(&mut bytes, extent.at) {
            Ok(()) => bytes,
            Err(error) => {
                self.fail(error);
                Vec::new()
            }
        }
    }

    /// What was read is not what was put: a failure like those of the disk.
    pub(crate) fn fail(&self, error: io::Error) {
        self.failure.get_or_init(|| error);
    }

    /// The first thing that went wrong. What was made from the spool then is worth nothing. Looks at an input once more.
    pub fn failure(&self) -> Option<&io::Error> {
        if let Some(opened) = self.opened
            && self.file.with(state).ok() != Some(opened)
        {
            self.fail(changed());
        }
        self.failure.get()
    }
}

/// An input is not what it was.
pub(crate) fn changed() -> io::Error {
    io::Error::other("changed while it was read")
}

/// What tells that a file changed.
fn state(file: &File) -> io::Result<(u64, Option<SystemTime>)> {
    let about = file.metadata()?;
    Ok((about.len(), about.modified().ok()))
}

impl Extent {
    /// A part of it: `len` bytes from byte `from` on.
    pub fn part(self, from: u32, len: u32) -> Extent {
        Extent { at: self.at + u64::from(from), len }
    }
}

/// Reading and writing at a place, without a place that threads share.
#[cfg(unix)]
mod access {
    use std::fs::File;
    use std::io;
    use std::os::unix::fs::FileExt;

    #[derive(Debug)]
    pub(super) struct Shared(File);

    impl Shared {
        pub(super) fn new(file: File) -> Shared {
            Shared(file)
        }

        pub(super) fn write(&self, bytes: &[u8], at: u64) -> io::Result<()> {
            self.0.write_all_at(bytes, at)
        }

        pub(super) fn read(&self, into: &mut [u8], at: u64) -> io::Result<()> {
            self.0.read_exact_at(into, at)
        }

        pub(super) fn with<T>(&self, look: impl Fn(&File) -> T) -> T {
            look(&self.0)
        }
    }
}

/// The same where a file has one place only: one thread at a time.
#[cfg(not(unix))]
mod access {
    use std::fs::File;
    use std::io::{self, Read, Seek, SeekFrom, Write};
    use std::sync::{Mutex, MutexGuard, PoisonError};

    #[derive(Debug)]
    pub(super) struct Shared(Mutex<File>);

    impl Shared {
        pub(super) fn new(file: File) -> Shared {
            Shared(Mutex::new(file))
        }

        fn at(&self, at: u64) -> io::Result<MutexGuard<'_, File>> {
            let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(at))?;
            Ok(file)
        }

        pub(super) fn write(&self, bytes: &[u8], at: u64) -> io::Result<()> {
            self.at(at)?.write_all(bytes)
        }

        pub(super) fn read(&self, into: &mut [u8], at: u64) -> io::Result<()> {
            self.at(at)?.read_exact(into)
        }

        pub(super) fn with<T>(&self, look: impl Fn(&File) -> T) -> T {
            look(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_whatever_the_order() {
        let spool = Spool::new(tempfile::tempfile().expect("a file"));
        let put: Vec<(Extent, Vec<u8>)> =
            (0..200_u32).map(|n| vec![n as u8; n as usize * 7]).map(|bytes| (spool.put(&bytes), bytes)).collect();
        assert!(put.iter().rev().all(|(extent, bytes)| spool.get(*extent) == *bytes));
        assert_eq!(spool.get(put[9].0.part(3, 5)), [9; 5]);
        assert!(spool.failure().is_none());
    }

    #[test]
    fn an_input_that_changes_is_a_failure() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = folder.path().join("in.jsonl");
        std::fs::write(&name, "ferry").expect("a file");
        let spool = Spool::of_input(File::open(&name).expect("a file")).expect("a spool");
        assert_eq!(spool.get(Extent { at: 1, len: 3 }), b"err");
        assert!(spool.failure().is_none());
        std::fs::write(&name, "ferries").expect("a file");
        assert!(spool.failure().is_some_and(|error| error.to_string().contains("changed")));
    }

    #[test]
    fn the_first_failure_is_kept_and_nothing_is_read_after_it() {
        let spool = Spool::new(tempfile::tempfile().expect("a file"));
        let put = spool.put(b"ferry");
        assert!(spool.get(Extent { at: 3, len: 9 }).is_empty(), "behind the end");
        assert_eq!(spool.failure().map(io::Error::kind), Some(io::ErrorKind::UnexpectedEof));
        assert!(spool.get(put).is_empty());
    }
}
