//! How far compressed files may grow.
//!
//! In: a stream of bytes that were compressed. Out: the bytes, or why they are not read. One [`Budget`] counts for a file and all that is inside it,
//! however deep, so that a small file which grows without end (a "bomb") costs no more than a large one. Nothing is decoded here.

use super::MAX_FILE_BYTES;
use super::failure::Failure;
use std::cell::Cell;
use std::io::Read;

/// Bytes that all files inside one file may have together.
pub(super) const MAX_EXPANDED: u64 = 256 << 20;
/// Files that one file may hold, directories and what is left out included.
pub(super) const MAX_MEMBERS: usize = 100_000;
/// All that is inside a file may grow to this many times its size: articles grow 3 to 6 times, parts of documents 10 times, bombs 1000 times. It is kept
/// in memory.
pub(super) const MAX_RATIO: u64 = 25;
/// A stream whose lines are read one by one may grow to this many times its size: rows that repeat each other compress further.
pub(super) const MAX_STREAM_RATIO: u64 = 200;
/// Below so many bytes the ratio does not matter.
pub(super) const FREE_BYTES: u64 = 16 << 20;

/// What may still be expanded.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes of the file that holds all.
    packed: u64,
    expanded: Cell<u64>,
    n_members: Cell<usize>,
}

impl Budget {
    pub(super) fn new(packed: usize) -> Budget {
        Budget { packed: packed as u64, expanded: Cell::new(0), n_members: Cell::new(0) }
    }

    /// Counts a member; an error where they are too many.
    pub(super) fn count_member(&self) -> Result<(), Failure> {
        self.n_members.set(self.n_members.get() + 1);
        if self.n_members.get() > MAX_MEMBERS {
            return Err(Failure::too_large(format!("holds more than {MAX_MEMBERS} files: read up to there; split the archive")));
        }
        Ok(())
    }

    /// An error where nothing more may be expanded.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let expanded = self.expanded.get();
        if expanded > FREE_BYTES && expanded / MAX_RATIO > self.packed {
            let message = format!("grows to more than {MAX_RATIO} times its size when it is unpacked, as no articles do: leave it out");
            return Err(Failure::too_large(message));
        }
        if expanded > MAX_EXPANDED {
            let message = format!("holds more than {} MB of files: read up to there; split the archive", MAX_EXPANDED >> 20);
            return Err(Failure::too_large(message));
        }
        Ok(())
    }

    /// All bytes of a stream that were `packed` bytes in the file around it.
    pub(super) fn expand(&self, mut from: impl Read, packed: u64) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let mut part = [0; 1 << 15];
        loop {
            let n = match from.read(&mut part) {
                Ok(0) => return Ok(bytes),
                Ok(n) => n,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(_) => return Err(Failure::broken("damaged or cut off where it is compressed: fetch or pack it again")),
            };
            bytes.extend_from_slice(&part[..n]);
            self.expanded.set(self.expanded.get() + n as u64);
            let length = bytes.len() as u64;
            if length > FREE_BYTES && length / MAX_RATIO > packed {
                let message = format!("grows to more than {MAX_RATIO} times its size when it is unpacked, as no articles do: leave it out");
                return Err(Failure::too_large(message));
            }
            if bytes.len() > MAX_FILE_BYTES {
                let message = format!("larger than {} MB when it is unpacked: skipped; split it into articles", MAX_FILE_BYTES >> 20);
                return Err(Failure::too_large(message));
            }
            self.check()?;
        }
    }
}
