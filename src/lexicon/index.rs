//! What tells at once that most words and lines are no entries: a bit for the hash of each entry, and of its first letters.
//!
//! In: words and lines. Out: their hashes, and whether a filter may hold one. The build script makes the filters with the same hashes.

/// The hash of a word: by its length, its first two letters and its last one. None for no word.
pub(crate) fn hash_of(word: &[u8]) -> Option<u32> {
    let (first, last) = (*word.first()?, *word.last()?);
    let second = word.get(1).copied().unwrap_or(0);
    Some(u32::from_le_bytes([first, second, last, word.len() as u8]).wrapping_mul(0x9e37_79b1))
}

/// The first letters of a line or an entry: up to four bytes in small letters, those behind its first word or mark zero. An entry that opens a line
/// has the same head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head(pub(crate) [u8; 4]);

impl Head {
    /// None where a byte is not ASCII, or a mark that stands for others.
    pub(crate) fn of(line: &[u8]) -> Option<Head> {
        let mut head = [0; 4];
        for (at, (slot, byte)) in head.iter_mut().zip(line).enumerate() {
            if !byte.is_ascii() || *byte == b'`' {
                return None;
            }
            if at > 0 && !(byte.is_ascii_alphanumeric() && line[0].is_ascii_alphanumeric()) {
                break;
            }
            *slot = byte.to_ascii_lowercase();
        }
        Some(Head(head))
    }

    /// By multiplicative hashing (Knuth).
    pub(crate) fn hash(self) -> u32 {
        u32::from_le_bytes(self.0).wrapping_mul(0x9e37_79b1)
    }
}

/// The place of a hash among so many bits: they tell its upper bits.
pub(crate) fn place(hash: u32, n_bits: usize) -> usize {
    ((u64::from(hash) * n_bits as u64) >> 32) as usize
}

/// How the length of a word is told by a bit; one stands for all longer ones.
pub(crate) fn bit_of_length(length: usize) -> u64 {
    1 << length.min(63)
}

/// Where the words with this first byte have their lengths: behind ASCII those of all other letters.
pub(crate) fn place_of_first(first: u8) -> usize {
    usize::from(first).min(N_FIRST - 1)
}

/// First bytes that are told apart.
pub(crate) const N_FIRST: usize = 129;

/// Bits for the length of a text, below those for where it begins among all.
pub(crate) const N_LENGTH: u32 = 12;
