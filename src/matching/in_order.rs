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
    for row in 0..n_left {
        let (before, rest) = best.split_at_mut((row + 1) * width);
        let (mut diagonal, mut beside) = (0, 0);
        for (column, (above, here)) in before[row * width + 1..].iter().zip(&mut rest[1..width]).enumerate() {
            beside = (diagonal + worth(row, column)).max(*above).max(beside);
            (*here, diagonal) = (beside, *above);
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

/// The most places on the right of [`Rows`].
pub const MAX_ROW: usize = 64;

/// Few places, and which of them match: for each place on the left what its pairs are worth, and a bit for each place on the right that it matches.
/// Most places of unlike stretches match none, and cost nothing then.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Place, worth and bits of those that match any.
    rows: Vec<(usize, u32, u64)>,
    n_right: usize,
}

impl Rows {
    /// Rows of at most [`MAX_ROW`] places on the right; those beyond match nothing.
    pub fn new(n_right: usize) -> Rows {
        Rows { rows: Vec::new(), n_right: n_right.min(MAX_ROW) }
    }

    /// Adds a place of the left, behind all before: what each of its pairs is worth, and a bit for each place that it matches.
    pub fn push(&mut self, place: usize, worth: u32, bits: u64) {
        if bits != 0 {
            self.rows.push((place, worth, bits));
        }
    }

    /// Takes back matches: `holds` says which bits of a row stay.
    pub fn retain(&mut self, mut holds: impl FnMut(usize, u64) -> u64) {
        self.rows.retain_mut(|(place, _, bits)| {
            *bits &= holds(*place, *bits);
            *bits != 0
        });
    }

    /// What the pairs of [`Self::in_order`] are worth together at least and at most: where pairs are worth 1 to n, those worth k or more are no
    /// more than the longest sequence of such, which is counted for all places on the right at once (Hyyrö 2004).
    pub fn bounds(&self) -> (u32, u32) {
        let (mut least, mut most) = (0, 0);
        for level in 1..=self.rows.iter().map(|(_, worth, _)| *worth).max().unwrap_or(0) {
            let rows = self.rows.iter().filter(|(_, worth, _)| *worth >= level);
            let open = rows.fold(u64::MAX, |open, (_, _, bits)| open.wrapping_add(open & bits) | (open & !bits));
            // A place that no row matches stays open.
            let n = open.count_zeros();
            (least, most) = (least.max(level * n), most + n);
        }
        (least, most)
    }

    /// Whether the pairs of [`Self::in_order`] are worth so much together.
    pub fn are_worth(&self, least: u32) -> bool {
        let (sure, most) = self.bounds();
        if sure >= least || most < least {
            return sure >= least;
        }
        let mut left: u32 = self.rows.iter().map(|(_, worth, _)| worth).sum();
        let columns = self.columns();
        let mut best = [0_u32; MAX_ROW + 1];
        for (_, worth, bits) in &self.rows {
            let mut diagonal = 0;
            for (at, column) in columns.iter().enumerate() {
                let above = best[at + 1];
                let pair = if bits >> column & 1 == 1 { *worth } else { 0 };
                best[at + 1] = (diagonal + pair).max(above).max(best[at]);
                diagonal = above;
            }
            left -= worth;
            let so_far = best[columns.len()];
            if so_far >= least || so_far + left < least {
                return so_far >= least;
            }
        }
        best[columns.len()] >= least
    }

    /// The same as [`in_order`]: places that match none are on no way and change none.
    pub fn in_order(&self) -> Vec<(usize, usize)> {
        let columns = self.columns();
        let worth = |row: usize, column: usize| {
            let (_, worth, bits) = self.rows[row];
            if bits >> columns[column] & 1 == 1 { worth } else { 0 }
        };
        in_order(self.rows.len(), columns.len(), worth).into_iter().map(|(row, column)| (self.rows[row].0, columns[column])).collect()
    }

    /// The places on the right that any place on the left matches.
    fn columns(&self) -> Vec<usize> {
        let any = self.rows.iter().fold(0, |any, (_, _, bits)| any | bits);
        (0..self.n_right).filter(|at| any >> at & 1 == 1).collect()
    }
}

/// The same as [`in_order`] where places match that have the same key, and are worth what `worth` says, which may be nothing. Those whose key stands
/// on one side only are left out first.
pub fn equal_in_order(left: &[u64], right: &[u64], worth: impl Fn(usize, usize) -> u32) -> Vec<(usize, usize)> {
    let both = |keys: &[u64], others: &[u64]| -> Vec<usize> {
        let mut others = others.to_vec();
        others.sort_unstable();
        (0..keys.len()).filter(|at| others.binary_search(&keys[*at]).is_ok()).collect()
    };
    let (rows, columns) = (both(left, right), both(right, left));
    let (here, there): (Vec<u64>, Vec<u64>) = (rows.iter().map(|at| left[*at]).collect(), columns.iter().map(|at| right[*at]).collect());
    let of = |row: usize, column: usize| if here[row] == there[column] { worth(rows[row], columns[column]) } else { 0 };
    in_order(rows.len(), columns.len(), of).into_iter().map(|(row, column)| (rows[row], columns[column])).collect()
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
            prop_assert!(pairs.len() <= left.len().min(right.len()));
        }

        /// The twins: all places looked at.
        #[test]
        fn places_that_match_none_change_nothing(left in prop::collection::vec(0_u64..9, 0..20), right in prop::collection::vec(0_u64..9, 0..64)) {
            let worth = |i: usize| left[i] as u32 % 3;
            let all = in_order(left.len(), right.len(), |i, j| if left[i] == right[j] { worth(i) } else { 0 });
            let mut rows = Rows::new(right.len());
            for (i, key) in left.iter().enumerate() {
                let bits = (0..right.len().min(MAX_ROW)).fold(0, |bits, j| bits | u64::from(*key == right[j] && worth(i) > 0) << j);
                rows.push(i, worth(i), bits);
            }
            prop_assert_eq!(&rows.in_order(), &all);
            let sum: u32 = all.iter().map(|(i, _)| worth(*i)).sum();
            prop_assert!(rows.are_worth(sum) && !rows.are_worth(sum + 1) && (0..sum).all(|less| rows.are_worth(less)));
            let (least, most) = rows.bounds();
            prop_assert!(least <= sum && sum <= most);
            prop_assert_eq!(equal_in_order(&left, &right, |i, _| worth(i)), all);
        }
    }
}
