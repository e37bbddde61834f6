//! Percentages that add up.
//!
//! In: words credited to each source, and the words of the copy. Out: whole percentages whose sum is that of all sources together, by
//! the largest remainders: rounded one by one, three sources of 33.4 % would make 99 or 101 % of a copy. Nothing is said in words here.

/// A percentage of each part such that all of them add up to the rounded percentage of their sum. No words give zeros.
pub(super) fn percentages(parts: &[u32], whole: u32) -> Vec<u32> {
    if whole == 0 {
        return vec![0; parts.len()];
    }
    let hundredfold = |part: u32| u64::from(part) * 100;
    let mut shares: Vec<u32> = parts.iter().map(|part| (hundredfold(*part) / u64::from(whole)) as u32).collect();
    let wanted = together(parts, whole);
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(hundredfold(parts[*at]) % u64::from(whole)), *at));
    let missing = wanted.saturating_sub(shares.iter().sum()) as usize;
    for at in order.into_iter().take(missing) {
        shares[at] += 1;
    }
    shares
}

/// The rounded percentage of the sum of the parts; 100 only if nothing is left over.
pub(super) fn together(parts: &[u32], whole: u32) -> u32 {
    let sum: u64 = parts.iter().map(|part| u64::from(*part)).sum();
    if whole == 0 {
        return 0;
    }
    let rounded = ((sum * 100 + u64::from(whole) / 2) / u64::from(whole)) as u32;
    if sum < u64::from(whole) { rounded.min(99) } else { rounded.min(100) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        for (parts, whole, wanted) in [
            (vec![334, 334, 332], 1000, vec![34, 33, 33]),
            (vec![284], 375, vec![76]),
            (vec![997], 1000, vec![99]),
            (vec![1000], 1000, vec![100]),
            (vec![5, 5], 1000, vec![1, 0]),
            (vec![], 10, vec![]),
            (vec![0], 0, vec![0]),
        ] {
            let shares = percentages(&parts, whole);
            assert_eq!(shares, wanted, "{parts:?} of {whole}");
            assert_eq!(shares.iter().sum::<u32>(), together(&parts, whole), "{parts:?} of {whole}");
        }
    }
}
