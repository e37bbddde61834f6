//! XXH3 of up to 32 bytes, the length of nearly every word and of short shingles.
//!
//! In: bytes, a seed, and bits to set in every byte as it is read, so that letters need not be made small first. Out: the hash that the library function
//! gives for the same bytes (a test holds that), without its ways to longer ones. Source: Collet, the specification of xxHash 0.8, whose numbers
//! these are: the beginning of the secret, primes, and the steps that end each way.

/// The first 56 bytes of the secret.
const SECRET: [u64; 7] = [
    0xbe4b_a423_396c_feb8,
    0x1cad_21f7_2c81_017c,
    0xdb97_9083_e96d_d4de,
    0x1f67_b3b7_a4a4_4072,
    0x78e5_c0cc_4ee6_79cb,
    0x2172_ffcc_7dd0_5a82,
    0x8e24_43f7_7446_08b8,
];

/// Bytes at most.
pub(super) const LONGEST: usize = 32;

/// The hash of 1 to 32 bytes, each with `bits` set; nothing for others.
#[inline]
pub(super) fn of_short(bytes: &[u8], bits: u8, seed: u64) -> Option<u64> {
    let n = bytes.len();
    let mask = u64::from_le_bytes([bits; 8]);
    let four = |at: usize| Some(u64::from(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?)) | mask & 0xffff_ffff);
    let eight = |at: usize| Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?) | mask);
    match n {
        1..4 => {
            let one = |at: usize| u64::from(bytes[at] | bits);
            let all = one(0) << 16 | one(n / 2) << 24 | one(n - 1) | (n as u64) << 8;
            Some(ended_short(all ^ flip_of_few(seed)))
        }
        4..9 => {
            let all = four(n - 4)?.wrapping_add(four(0)? << 32);
            Some(ended_by_length(all ^ flip_of_more(seed), n as u64))
        }
        9..17 => {
            let low = eight(0)? ^ (SECRET[3] ^ SECRET[4]).wrapping_add(seed);
            let high = eight(n - 8)? ^ (SECRET[5] ^ SECRET[6]).wrapping_sub(seed);
            Some(ended((n as u64).wrapping_add(low.swap_bytes()).wrapping_add(high).wrapping_add(folded(low, high))))
        }
        17..=LONGEST => Some(of_halves([eight(0)?, eight(8)?], [eight(n - 16)?, eight(n - 8)?], n as u64, seed)),
        _ => None,
    }
}

/// The hash of the first `n` of eight bytes, 1 to 8, with `bits` set in each, without a branch: both ways are gone, and one is taken.
#[inline]
pub(super) fn of_first(eight: [u8; 8], n: usize, bits: u8, seed: u64) -> u64 {
    let all = u64::from_le_bytes(eight) | u64::from_le_bytes([bits; 8]);
    let byte = |at: usize| all >> (8 * at) & 0xff;
    let few = byte(0) << 16 | byte(n / 2) << 24 | byte(n - 1) | (n as u64) << 8;
    let few = ended_short(few ^ flip_of_few(seed));
    let four = |at: usize| all >> (8 * at) & 0xffff_ffff;
    let more = four(n.max(4) - 4).wrapping_add(four(0) << 32);
    let more = ended_by_length(more ^ flip_of_more(seed), n as u64);
    let are_few = u64::from(n < 4).wrapping_neg();
    few & are_few | more & !are_few
}

/// What 1 to 3 bytes are mixed with.
fn flip_of_few(seed: u64) -> u64 {
    u64::from(SECRET[0] as u32 ^ (SECRET[0] >> 32) as u32).wrapping_add(seed)
}

/// What 4 to 8 bytes are mixed with.
fn flip_of_more(seed: u64) -> u64 {
    let seed = seed ^ u64::from((seed as u32).swap_bytes()) << 32;
    (SECRET[1] ^ SECRET[2]).wrapping_sub(seed)
}

/// The hash of 17 to 32 bytes by their first sixteen and their last sixteen.
pub(crate) fn of_halves(first: [u64; 2], last: [u64; 2], n_bytes: u64, seed: u64) -> u64 {
    let mixed = |[low, high]: [u64; 2], at: usize| folded(low ^ SECRET[at].wrapping_add(seed), high ^ SECRET[at + 1].wrapping_sub(seed));
    ended(n_bytes.wrapping_mul(0x9e37_79b1_85eb_ca87).wrapping_add(mixed(first, 0)).wrapping_add(mixed(last, 2)))
}

/// Both halves of a product.
fn folded(low: u64, high: u64) -> u64 {
    let product = u128::from(low) * u128::from(high);
    product as u64 ^ (product >> 64) as u64
}

fn ended(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 37).wrapping_mul(0x1656_6791_9e37_79f9);
    hash ^ hash >> 32
}

fn ended_short(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 33).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    let hash = (hash ^ hash >> 29).wrapping_mul(0x1656_67b1_9e37_79f9);
    hash ^ hash >> 32
}

fn ended_by_length(hash: u64, n: u64) -> u64 {
    const PRIME: u64 = 0x9fb2_1c65_1e98_df25;
    let hash = (hash ^ hash.rotate_left(49) ^ hash.rotate_left(24)).wrapping_mul(PRIME);
    let hash = (hash ^ (hash >> 35).wrapping_add(n)).wrapping_mul(PRIME);
    hash ^ hash >> 28
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use xxhash_rust::xxh3::xxh3_64_with_seed;

    proptest! {
        /// The twin: the library function, with the bits set before.
        #[test]
        fn the_hash_is_that_of_the_library(bytes in prop::collection::vec(any::<u8>(), 1..33), bits in any::<u8>(), seed in any::<u64>()) {
            let set: Vec<u8> = bytes.iter().map(|byte| byte | bits).collect();
            prop_assert_eq!(of_short(&bytes, bits, seed), Some(xxh3_64_with_seed(&set, seed)));
            if let Some(eight) = bytes.first_chunk() {
                for n in 1..=8 {
                    prop_assert_eq!(of_first(*eight, n, bits, seed), xxh3_64_with_seed(&set[..n], seed));
                }
            }
        }
    }

    #[test]
    fn every_length_is_met() {
        let bytes: Vec<u8> = (0..40_u8).map(|at| at * 5 + 1).collect();
        for n in 1..=LONGEST {
            assert_eq!(of_short(&bytes[..n], 0, 9), Some(xxh3_64_with_seed(&bytes[..n], 9)), "{n}");
        }
        assert_eq!((of_short(b"", 0, 9), of_short(&bytes[..33], 0, 9)), (None, None));
    }
}
