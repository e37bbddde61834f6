//! Places that match in the same order on both sides (longest common subsequence by worth; Wagner and Fischer 1974).
//!
//! In: two lengths and what a pair of places is worth, 0 for places that do not match. Out: the pairs that are worth most together,
//! or only what they are worth.

/// The pairs of places in order on both sides that are worth most together. Of equal ways the one that passes over places of the left
/// first. Quadratic, in memory too: for short stretches.
///
/// ```
/// use copydesk::matching::in_order;
/// let (old, new) = (["the", "ferry", "ran"], ["ferry", "the", "ran"]);
/// let worth = |i: usize, j: usize| if old[i] == new[j] { old[i].len() as u32 } else { 0 };
/// assert_eq!(in_order(3, 3, worth), [(1, 0), (2, 2)]);
/// ```
pub fn in_order(n_left: usize, n_right: usize, worth: impl Fn(usize, usize) -> u32) -> Vec<(usize, usize)> {
    let width = n_right + 1;
    let mut best = vec![0_u32; width * (n_left + 1)];
    for row in 1..=n_left {
        for column in 1..width {
            let stay = best[(row - 1) * width + column].max(best[row * width + column - 1]);
            best[row * width + column] = stay.max(best[(row - 1) * width + column - 1] + worth(row - 1, column - 1));
        }
    }
    let (mut row, mut column, mut found) = (n_left, n_right, Vec::new());
    while row > 0 && column > 0 {
        let value = best[row * width + column];
        if value == best[(row - 1) * width + column] {
            row -= 1;
        } else if value == best[row * width + column - 1] {
            column -= 1;
        } else {
            (row, column) = (row - 1, column - 1);
            found.push((row, column));
        }
    }
    found.reverse();
    found
}

/// What the pairs of [`in_order`] are worth together. Quadratic, in memory linear.
pub fn worth_in_order(n_left: usize, n_right: usize, worth: impl Fn(usize, usize) -> u32) -> u32 {
    let mut row = vec![0_u32; n_right + 1];
    for i in 0..n_left {
        let mut diagonal = 0;
        for j in 0..n_right {
            let above = row[j + 1];
            row[j + 1] = (diagonal + worth(i, j)).max(above).max(row[j]);
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pairs_are_in_order_and_worth_as_much(left in prop::collection::vec(0_u32..4, 0..20), right in prop::collection::vec(0_u32..4, 0..20)) {
            let worth = |i: usize, j: usize| if left[i] == right[j] { left[i] + 1 } else { 0 };
            let pairs = in_order(left.len(), right.len(), worth);
            prop_assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            prop_assert!(pairs.iter().all(|(i, j)| left[*i] == right[*j]));
            prop_assert_eq!(pairs.iter().map(|(i, j)| worth(*i, *j)).sum::<u32>(), worth_in_order(left.len(), right.len(), worth));
        }
    }
}
