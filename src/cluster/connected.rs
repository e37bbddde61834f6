//! What hangs together: the parts of a graph.
//!
//! In: numbered things and pairs of them. Out: for each the smallest that it hangs together with. The one union-find of the project.

/// The smallest number that each of `0..n` hangs together with; pairs of numbers from `n` on are passed over. Nearly linear.
///
/// ```
/// assert_eq!(copydesk::cluster::connected(5, [(3, 1), (4, 3)]), [0, 1, 2, 1, 1]);
/// ```
pub fn connected(n: usize, pairs: impl IntoIterator<Item = (u32, u32)>) -> Vec<u32> {
    let mut parents: Vec<u32> = (0..n as u32).collect();
    fn root(parents: &mut [u32], mut at: u32) -> u32 {
        while parents[at as usize] != at {
            parents[at as usize] = parents[parents[at as usize] as usize];
            at = parents[at as usize];
        }
        at
    }
    for (a, b) in pairs.into_iter().filter(|(a, b)| (*a.max(b) as usize) < n) {
        let (x, y) = (root(&mut parents, a), root(&mut parents, b));
        parents[x.max(y) as usize] = x.min(y);
    }
    (0..n as u32).map(|at| root(&mut parents, at)).collect()
}
