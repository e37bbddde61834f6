//! Files on their way in: regular ones alone, none larger than what it may be.
//!
//! In: a path and how it is called in messages. Out: bytes, whole or (of a JSONL file) in parts of whole lines, so that a file of any size takes
//! no more memory than its articles. What the bytes mean is decided elsewhere.

use copydesk::article::MAX_ROW_BYTES;
use copydesk::read::{decoder, is_packed};
use copydesk::spool::Spool;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

/// Bytes of lines that are handed on at once, so that they can be read in parallel.
const PART_BYTES: usize = 2 << 20;
/// Bytes of settings, a baseline or rules at most: half a million lines of a hundred bytes.
pub(crate) const MAX_RULES_BYTES: u64 = 64 << 20;
/// Bytes of stored pairs at most: five million of them.
pub(crate) const MAX_PAIRS_BYTES: u64 = 1 << 30;

/// An error unless `file` is a regular file (or a link to one).
pub(crate) fn check_regular(file: &Path, shown: &str) -> Result<(), String> {
    let about = fs::metadata(file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("{shown}: no such file: check the path"),
        _ => format!("{shown}: cannot be read ({}): check the path and its rights", plain(&error)),
    })?;
    if about.is_dir() {
        return Err(format!("{shown}: is a folder where one article is wanted: name a file in it"));
    }
    if is_of_the_system(file) {
        return Err(format!("{shown}: not a regular file (the system makes it up): skipped; pipe it to standard input if it is meant"));
    }
    if !about.is_file() {
        return Err(format!("{shown}: not a regular file ({}): skipped; pipe it to standard input if it is meant", special(&about)));
    }
    Ok(())
}

/// Whether the system makes up what stands in a file as it is read: some of these never end.
fn is_of_the_system(file: &Path) -> bool {
    let Ok(real) = fs::canonicalize(file) else { return false };
    cfg!(target_os = "linux") && ["/proc", "/sys"].iter().any(|folder| real.starts_with(folder))
}

#[cfg(unix)]
fn special(about: &fs::Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = about.file_type();
    if kind.is_fifo() {
        "a FIFO"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_about: &fs::Metadata) -> &'static str {
    "a device"
}

/// An error of the system without its number.
pub(crate) fn plain(error: &io::Error) -> String {
    let text = error.to_string().to_lowercase();
    text.split(" (os error").next().unwrap_or_default().to_string()
}

/// The bytes of a file, and one more where it is longer than `most`.
pub(crate) fn read_whole(file: &Path, shown: &str, most: usize) -> Result<Vec<u8>, String> {
    let failed = |error: io::Error| format!("{shown}: cannot be read ({}): check its rights", plain(&error));
    let mut bytes = Vec::new();
    File::open(file).map_err(failed)?.take(most as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// The bytes of a file that this program wrote or whose rules it follows: a regular file of at most `max` bytes.
pub(crate) fn read_stored(file: &Path, max: u64) -> anyhow::Result<Vec<u8>> {
    let shown = file.display().to_string();
    check_regular(file, &shown).map_err(anyhow::Error::msg)?;
    let failed = |error: io::Error| anyhow::anyhow!("{shown}: cannot be read ({}): check its rights", plain(&error));
    let mut bytes = Vec::new();
    File::open(file).map_err(failed)?.take(max + 1).read_to_end(&mut bytes).map_err(failed)?;
    anyhow::ensure!(
        bytes.len() as u64 <= max,
        "{shown}: larger than {} MB, which no such file is: check that it is the right one",
        max >> 20
    );
    Ok(bytes)
}

/// Bytes of a file from which on its texts are worth reading again.
const MIN_REREAD: u64 = 1 << 20;

/// A JSONL file whose texts are read again where they stand; nothing if it is small or compressed, or cannot be opened, which reading it says. It stays
/// open.
pub(crate) fn input(file: &Path) -> Option<Arc<Spool>> {
    let mut opened = File::open(file).ok()?;
    if opened.metadata().ok()?.len() < MIN_REREAD {
        return None;
    }
    let mut start = [0; 4];
    let n = opened.read(&mut start).ok()?;
    if is_packed(&start[..n]) { None } else { Spool::of_input(opened).ok().map(Arc::new) }
}

/// Some lines of a JSONL file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Whole lines: the number of the first, from 1, and the byte of the unpacked file at which it begins.
    Lines { first: u32, at: u64 },
    /// A line by its number that is longer than any row.
    TooLong(u32),
}

/// A JSONL file in parts, in order, unpacked if it is compressed. Memory for one part and the longest line, at most.
pub(crate) struct Lines {
    from: Box<dyn BufRead>,
    shown: String,
    /// Number and first byte of the next line.
    next: u32,
    at: u64,
    then: Option<Then>,
}

/// What comes behind the part that was handed on last.
enum Then {
    TooLong(u32),
    Failed(String),
    End,
}

impl Lines {
    pub(crate) fn open(file: &Path, shown: &str) -> Result<Lines, String> {
        let from = File::open(file).and_then(|file| decoder(BufReader::with_capacity(1 << 20, file)));
        let from = from.map_err(|error| not_readable(&error, shown))?;
        Ok(Lines { from, shown: shown.to_string(), next: 1, at: 0, then: None })
    }

    /// The number of the line behind the last part.
    pub(crate) fn next_line(&self) -> u32 {
        self.next
    }

    /// Bytes of the unpacked file so far.
    pub(crate) fn at(&self) -> u64 {
        self.at
    }

    /// The next part, its lines in `bytes`; none at the end.
    pub(crate) fn next(&mut self, bytes: &mut Vec<u8>) -> Result<Option<Part>, String> {
        bytes.clear();
        bytes.shrink_to(2 * PART_BYTES);
        let (first, at) = (self.next, self.at);
        while self.then.is_none() && bytes.len() < PART_BYTES {
            let begun = bytes.len();
            match read_line(&mut self.from, bytes) {
                Ok((true, 0)) => self.then = Some(Then::End),
                Ok((is_whole, length)) => {
                    if !is_whole {
                        bytes.truncate(begun);
                        self.then = Some(Then::TooLong(self.next));
                    }
                    self.next = self.next.saturating_add(1);
                    self.at += length;
                }
                Err(error) => {
                    bytes.truncate(begun);
                    self.then = Some(Then::Failed(not_readable(&error, &self.shown)));
                }
            }
        }
        if !bytes.is_empty() {
            return Ok(Some(Part::Lines { first, at }));
        }
        match self.then.take() {
            Some(Then::TooLong(number)) => Ok(Some(Part::TooLong(number))),
            then => {
                self.then = Some(Then::End);
                if let Some(Then::Failed(message)) = then { Err(message) } else { Ok(None) }
            }
        }
    }
}

/// Hands a JSONL file on in parts, in order.
pub(crate) fn read_lines(file: &Path, shown: &str, mut each: impl FnMut(Part, &[u8])) -> Result<(), String> {
    let (mut lines, mut bytes) = (Lines::open(file, shown)?, Vec::new());
    while let Some(part) = lines.next(&mut bytes)? {
        each(part, &bytes);
    }
    Ok(())
}

fn not_readable(error: &io::Error, shown: &str) -> String {
    match error.kind() {
        // What goes wrong where a file is unpacked is no matter of rights.
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof | io::ErrorKind::Unsupported => {
            format!(
                "{shown}: damaged, cut off or not readable where it is compressed ({}): read up to there; fetch or pack it again",
                plain(error)
            )
        }
        _ => format!("{shown}: cannot be read ({}): check its rights", plain(error)),
    }
}

/// Adds the next line with its end to `line`, nothing at the end of the file. Whether it is no longer than a row may be, and its length; of a
/// longer one the rest is passed over.
fn read_line(from: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<(bool, u64)> {
    let most = line.len() + MAX_ROW_BYTES;
    let (mut is_whole, mut length) = (true, 0);
    loop {
        let here = match from.fill_buf() {
            Ok(here) => here,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        // Quicker than a search byte by byte.
        let end = (&mut &*here).skip_until(b'\n')?;
        let (is_last, piece) = (end == 0 || here[end - 1] == b'\n', &here[..end]);
        is_whole &= line.len() + piece.len() <= most;
        if is_whole {
            line.extend_from_slice(piece);
        }
        from.consume(end);
        length += end as u64;
        if is_last {
            return Ok((is_whole, length));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// The lines of a file with their numbers, as they are handed on.
    fn lines(bytes: &[u8]) -> (Vec<(u32, String)>, Vec<u32>) {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(bytes).expect("written");
        let (mut found, mut too_long) = (Vec::new(), Vec::new());
        let each = |part: Part, bytes: &[u8]| match part {
            Part::Lines { first, .. } => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                found.extend((first..).zip(text.lines().map(String::from)));
            }
            Part::TooLong(number) => too_long.push(number),
        };
        read_lines(file.path(), "f", each).expect("read");
        (found, too_long)
    }

    #[test]
    fn lines_keep_their_numbers_in_parts() {
        assert_eq!(lines(b""), (vec![], vec![]));
        assert_eq!(lines(b"a\n\nb"), (vec![(1, "a".into()), (2, String::new()), (3, "b".into())], vec![]));
        let long = format!("{}\n", "x".repeat(PART_BYTES / 2 + 1));
        let (found, too_long) = lines(long.repeat(5).as_bytes());
        assert!(too_long.is_empty() && found.iter().all(|(_, line)| line.len() == long.len() - 1));
        assert_eq!(found.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }

    #[test]
    #[cfg(feature = "archives")]
    fn compressed_lines_are_read_as_they_were() {
        // `a` and `b`, each on a line, as gzip packs them.
        let packed = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\x4b\xe4\x4a\xe2\x02\0\x97\x2a\x57\x18\x04\0\0\0";
        assert_eq!(lines(packed), (vec![(1, "a".into()), (2, "b".into())], vec![]));
    }

    #[test]
    fn a_line_longer_than_a_row_is_passed_over_by_its_number() {
        let mut bytes = b"a\n".to_vec();
        bytes.resize(bytes.len() + MAX_ROW_BYTES + 1, b'x');
        bytes.extend(b"\nb\n");
        assert_eq!(lines(&bytes), (vec![(1, "a".into()), (3, "b".into())], vec![2]));
        bytes.truncate(2 + MAX_ROW_BYTES + 1);
        assert_eq!(lines(&bytes), (vec![(1, "a".into())], vec![2]));
    }
}
