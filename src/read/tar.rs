//! Tar archives of files.
//!
//! In: the bytes of an archive, unpacked. Out: its files, one after the other. Directories, devices and what systems put beside files are passed over;
//! links, pictures, programs and the like are left out by their names.

use super::failure::Failure;
use super::names::is_other_kind;
use super::reader::{Container, Member};
use super::source::Source;
use tar::{Archive, EntryType};

/// Bytes of a header.
const HEADER: usize = 512;
/// Where a header says its checksum.
const CHECKSUM: std::ops::Range<usize> = 148..156;

/// Tar.
pub(super) struct Tar;

impl Container for Tar {
    fn recognises(&self, source: &Source<'_>) -> bool {
        let Some(header) = source.bytes.get(..HEADER) else { return false };
        (header[257..].starts_with(b"ustar") || source.is_named(&["tar"])) && has_its_checksum(header)
    }

    fn open(&self, source: &Source<'_>, each: &mut dyn FnMut(Member)) -> Result<(), Failure> {
        let cut = || Failure::broken("a tar archive that is damaged or cut off: what stands before is read; fetch or pack it again");
        let mut archive = Archive::new(source.bytes);
        for entry in archive.entries().map_err(|_| cut())? {
            source.budget.count_member()?;
            let entry = entry.map_err(|_| cut())?;
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let name = name.trim_start_matches("./").to_string();
            let kind = entry.header().entry_type();
            let is_beside = name.split('/').any(|part| part == "__MACOSX" || part.starts_with("._"));
            if is_beside || name.is_empty() {
                continue;
            }
            let bytes = match kind {
                EntryType::Regular | EntryType::Continuous if name.ends_with('/') => continue,
                EntryType::Regular | EntryType::Continuous if is_other_kind(&name) => Err(Failure::other_kind()),
                EntryType::Regular | EntryType::Continuous => {
                    let size = entry.size();
                    let bytes = source.budget.expand(entry, size)?;
                    if (bytes.len() as u64) < size {
                        return Err(cut());
                    }
                    Ok(bytes)
                }
                EntryType::GNUSparse => Err(Failure::broken("a file with holes in it: pack it again without `--sparse`")),
                EntryType::Link | EntryType::Symlink => Err(Failure::other_kind()),
                _ => continue,
            };
            each(Member { path: Some(name.clone()), name, bytes });
            source.budget.check()?;
        }
        Ok(())
    }
}

/// Whether the bytes of a header sum up to what it says, its checksum counted as blanks.
fn has_its_checksum(header: &[u8]) -> bool {
    let stated = String::from_utf8_lossy(&header[CHECKSUM]);
    let stated = u32::from_str_radix(stated.trim_matches(|c: char| c == '\0' || c == ' '), 8);
    let sum = header.iter().enumerate().map(|(at, byte)| if CHECKSUM.contains(&at) { u32::from(b' ') } else { u32::from(*byte) }).sum();
    stated == Ok(sum)
}
