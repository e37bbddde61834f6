//! A spool: a scratch file for what a large collection does not hold in memory.
//!
//! In: an open file that nobody else uses, and bytes to put there. Out: [`Extent`]s, and the bytes again. The file only grows; whoever opened it
//! removes it. Several threads may read and write at once.
//!
//! Where the disk fails, reading gives no bytes and the spool remembers the first failure: a task that had a spool asks [`Spool::failure`]
//! before it trusts its result. So that a full disk stops one task with one message, and no step of the work in between has to give up halfway.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// A scratch file.
#[derive(Debug)]
pub struct Spool {
    file: access::Shared,
    /// Where the next bytes go.
    end: AtomicU64,
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
        Spool { file: access::Shared::new(file), end: AtomicU64::new(0), failure: OnceLock::new() }
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
            self.failure.get_or_init(|| error);
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
                self.failure.get_or_init(|| error);
                Vec::new()
            }
        }
    }

    /// The first thing that went wrong. What was made from the spool then is worth nothing.
    pub fn failure(&self) -> Option<&io::Error> {
        self.failure.get()
    }
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
    fn the_first_failure_is_kept_and_nothing_is_read_after_it() {
        let spool = Spool::new(tempfile::tempfile().expect("a file"));
        let put = spool.put(b"ferry");
        assert!(spool.get(Extent { at: 3, len: 9 }).is_empty(), "behind the end");
        assert_eq!(spool.failure().map(io::Error::kind), Some(io::ErrorKind::UnexpectedEof));
        assert!(spool.get(put).is_empty());
    }
}
