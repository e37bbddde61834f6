//! Compressed streams: gzip and Zstandard, told by their first bytes.
//!
//! In: a stream. Out: what it holds when it is unpacked, or the stream as it is. Memory is bounded by the windows of the formats. A stream that grows
//! beyond what text does ends with an error.

#[cfg(feature = "archives")]
use super::budget::{FREE_BYTES, MAX_STREAM_RATIO};
#[cfg(feature = "archives")]
use std::cell::Cell;
#[cfg(feature = "archives")]
use std::io::Read;
use std::io::{self, BufRead};
#[cfg(feature = "archives")]
use std::rc::Rc;

/// The first bytes of a stream of gzip.
pub(super) const GZIP: &[u8] = b"\x1f\x8b";
/// The first bytes of a frame of Zstandard.
pub(super) const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// Whether a stream that begins so is compressed with gzip or Zstandard.
pub fn is_packed(start: &[u8]) -> bool {
    start.starts_with(GZIP) || start.starts_with(ZSTD)
}

/// What a stream holds: unpacked if it is compressed with gzip or Zstandard, else as it is. An empty stream holds nothing.
///
/// A stream that grows to more than 200 times its size (above 16 MB) ends with an error, and so does one that is damaged.
///
/// ```
/// use copydesk::read::decoder;
/// use std::io::Read;
/// let mut text = String::new();
/// decoder(&b"Ferry aground"[..]).and_then(|mut from| from.read_to_string(&mut text)).expect("plain bytes");
/// assert_eq!(text, "Ferry aground");
/// ```
///
/// # Errors
/// Those of the stream; and [`io::ErrorKind::Unsupported`] for a compressed one where the library is built without the feature `archives`.
pub fn decoder<'r>(mut from: impl BufRead + 'r) -> io::Result<Box<dyn BufRead + 'r>> {
    let start = from.fill_buf()?;
    if is_packed(start) { packed(from) } else { Ok(Box::new(from)) }
}

#[cfg(not(feature = "archives"))]
fn packed<'r>(_from: impl BufRead + 'r) -> io::Result<Box<dyn BufRead + 'r>> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "compressed, which this build does not read"))
}

#[cfg(feature = "archives")]
fn packed<'r>(from: impl BufRead + 'r) -> io::Result<Box<dyn BufRead + 'r>> {
    let n_read = Rc::new(Cell::new(0));
    let unpacked = unpacked(Counted { from, n_read: Rc::clone(&n_read) })?;
    Ok(Box::new(io::BufReader::with_capacity(1 << 16, Bounded { unpacked, n_read, n_unpacked: 0 })))
}

/// What a compressed stream holds, however much that is.
#[cfg(feature = "archives")]
pub(super) fn unpacked<'r>(mut from: impl BufRead + 'r) -> io::Result<Box<dyn Read + 'r>> {
    if from.fill_buf()?.starts_with(GZIP) {
        Ok(Box::new(flate2::bufread::MultiGzDecoder::new(from)))
    } else {
        Ok(Box::new(super::zstd::Frames::new(from)))
    }
}

/// A stream that counts what is taken of it.
#[cfg(feature = "archives")]
struct Counted<R> {
    from: R,
    n_read: Rc<Cell<u64>>,
}

#[cfg(feature = "archives")]
impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.n_read.set(self.n_read.get() + n as u64);
        Ok(n)
    }
}

#[cfg(feature = "archives")]
impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.from.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.n_read.set(self.n_read.get() + n as u64);
        self.from.consume(n);
    }
}

/// A stream that ends with an error where it grows too much.
#[cfg(feature = "archives")]
struct Bounded<'r> {
    unpacked: Box<dyn Read + 'r>,
    n_read: Rc<Cell<u64>>,
    n_unpacked: u64,
}

#[cfg(feature = "archives")]
impl Read for Bounded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.unpacked.read(into)?;
        self.n_unpacked += n as u64;
        if self.n_unpacked > FREE_BYTES && self.n_unpacked / MAX_STREAM_RATIO > self.n_read.get() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("grows to more than {MAX_STREAM_RATIO} times its size, as no articles do"),
            ));
        }
        Ok(n)
    }
}
