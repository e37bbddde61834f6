//! One file compressed with gzip or Zstandard.
//!
//! In: its bytes. Out: the file inside, which keeps the id of the one outside: `wire.txt.gz` holds one article, and `wire.tar.gz` an archive. Several
//! streams one behind the other are one file.

use super::decoder::{GZIP, ZSTD, unpacked};
use super::failure::Failure;
use super::names::{is_other_kind, unpacked_name};
use super::reader::{Container, Member};
use super::source::Source;

/// Gzip.
pub(super) struct Gzip;

/// Zstandard.
pub(super) struct Zstd;

impl Container for Gzip {
    fn recognises(&self, source: &Source<'_>) -> bool {
        source.bytes.starts_with(GZIP)
    }

    fn open(&self, source: &Source<'_>, each: &mut dyn FnMut(Member)) -> Result<(), Failure> {
        open(source, each)
    }
}

impl Container for Zstd {
    fn recognises(&self, source: &Source<'_>) -> bool {
        source.bytes.starts_with(ZSTD)
    }

    fn open(&self, source: &Source<'_>, each: &mut dyn FnMut(Member)) -> Result<(), Failure> {
        open(source, each)
    }
}

fn open(source: &Source<'_>, each: &mut dyn FnMut(Member)) -> Result<(), Failure> {
    let name = unpacked_name(source.name);
    if is_other_kind(&name) {
        return Err(Failure::other_kind());
    }
    let damaged = |_| Failure::broken("damaged or cut off where it is compressed: fetch or pack it again");
    let bytes = source.budget.expand(unpacked(source.bytes).map_err(damaged)?, source.bytes.len() as u64)?;
    each(Member { path: None, name, bytes: Ok(bytes) });
    Ok(())
}
