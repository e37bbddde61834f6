//! Runs of one chain that stand in the gap of another.
//!
//! In: chains as they were found. Out: chains of which none reaches into another, gaps included. A run that stands in the gap of another
//! chain on both sides belongs to that chain: the gap was an edit around it. One that stands there on one side only shows that the gap
//! was no edit, and the chain is cut there. Without this a word could be counted twice.

use super::chain::Chain;
use super::runs::StoryRun;

/// Nobody's word.
const FREE: u32 = u32::MAX;

/// Chains without overlap, in the order in which they came; a chain that is cut gives its parts one after the other. Linear in the words of
/// both stories.
pub(super) fn unnested(chains: Vec<Chain>, n_left: usize, n_right: usize) -> Vec<Chain> {
    let all: Vec<StoryRun> = chains.iter().flat_map(|chain| chain.runs.iter().copied()).collect();
    let (mut left, mut right) = (vec![FREE; n_left], vec![FREE; n_right]);
    for (run, number) in all.iter().zip(0..) {
        left[run.left as usize..(run.left + run.len) as usize].fill(number);
        right[run.right as usize..(run.right + run.len) as usize].fill(number);
    }
    let number_of = |run: &StoryRun| left[run.left as usize];
    let mut placed = vec![false; all.len()];
    let mut found: Vec<Chain> = Vec::with_capacity(chains.len());
    for chain in chains {
        let own: Vec<StoryRun> = chain.runs.into_iter().filter(|run| !placed[number_of(run) as usize]).collect();
        for run in &own {
            placed[number_of(run) as usize] = true;
        }
        let mut runs: Vec<StoryRun> = Vec::with_capacity(own.len());
        for run in own {
            if let Some(last) = runs.last().copied() {
                let here = runs_inside(&left, last.left + last.len, run.left);
                let there = runs_inside(&right, last.right + last.len, run.right);
                if here == there && here.iter().all(|number| !placed[*number as usize]) {
                    for number in here {
                        placed[number as usize] = true;
                        runs.push(all[number as usize]);
                    }
                } else {
                    found.extend(Chain::of(std::mem::take(&mut runs)));
                }
            }
            runs.push(run);
        }
        found.extend(Chain::of(runs));
    }
    found
}

/// The runs that stand between two words, in order.
fn runs_inside(marks: &[u32], from: u32, to: u32) -> Vec<u32> {
    let mut numbers: Vec<u32> = marks[from as usize..to as usize].iter().copied().filter(|number| *number != FREE).collect();
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(runs: &[(u32, u32, u32)]) -> Chain {
        Chain::of(runs.iter().map(|(left, right, len)| StoryRun { left: *left, right: *right, len: *len }).collect()).expect("runs")
    }

    fn shown(chains: Vec<Chain>) -> Vec<Vec<(u32, u32)>> {
        unnested(chains, 100, 100).iter().map(|chain| chain.runs.iter().map(|run| (run.left, run.right)).collect()).collect()
    }

    #[test]
    fn a_run_in_a_gap_on_both_sides_joins() {
        assert_eq!(
            shown(vec![chain(&[(0, 0, 9), (30, 34, 9)]), chain(&[(12, 13, 5), (20, 20, 4)])]),
            [[(0, 0), (12, 13), (20, 20), (30, 34)]]
        );
    }

    #[test]
    fn a_run_in_a_gap_on_one_side_cuts() {
        let chains = vec![chain(&[(0, 0, 9), (30, 34, 9)]), chain(&[(12, 60, 5)])];
        assert_eq!(shown(chains), [vec![(0, 0)], vec![(30, 34)], vec![(12, 60)]]);
    }

    #[test]
    fn two_chains_that_reach_into_each_other() {
        let chains = vec![chain(&[(0, 0, 9), (20, 20, 9)]), chain(&[(10, 10, 5), (40, 40, 5)])];
        assert_eq!(shown(chains), [vec![(0, 0), (10, 10), (20, 20)], vec![(40, 40)]]);
    }
}
