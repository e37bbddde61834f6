//! Sentences that are equal: first with their marks, then in their words alone.
//!
//! In: two sides. Out: links of one sentence with one, in order, whatever the sentences say: a row of a table is its own partner when its
//! bars became tabs, and a heading when it lost its mark. Whether such a pair is edited is told later, from the marks.

use super::links::Links;
use super::side::{Side, SideKind, SideToken};

/// Links equal sentences: those with the same words and marks, then, of the rest, those with the same words. About linear.
pub(super) fn equal(old: &Side<'_>, new: &Side<'_>, links: &mut Links) {
    let of = |side: &Side<'_>, sign: fn(&Side<'_>, u32) -> u64| -> Vec<u64> {
        (0..side.sentences.len() as u32).map(|sentence| sign(side, sentence)).collect()
    };
    let whole = |side: &Side<'_>, sentence: u32| signature(side, &[sentence]);
    pair_equal(&of(old, whole), &of(new, whole), links);
    pair_equal(&of(old, words), &of(new, words), links);
}

/// What two sentences, or two runs of them, agree in if only their typography differs: words and marks in order, and whether a full stop closes them.
///
/// The dot of an abbreviation closes a sentence too: "in the U.S." is "in the US."
pub(super) fn signature(side: &Side<'_>, sentences: &[u32]) -> u64 {
    let tokens = sentences.iter().flat_map(|sentence| side.sentence(*sentence));
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    // One token behind: what closes the sentence may not count.
    let mut last: Option<&SideToken> = None;
    for token in tokens.filter(|token| token.kind != SideKind::Typography) {
        hash = last.replace(token).map_or(hash, |before| mixed(hash, before));
    }
    let ends_with_dot = last.is_some_and(|last| side.shown(last).ends_with('.'));
    if let Some(last) = last.filter(|last| !ends_with_dot || last.kind != SideKind::Mark) {
        hash = mixed(hash, last);
    }
    hash ^ u64::from(ends_with_dot)
}

/// What two sentences agree in if they have the same words, whatever marks stand between.
fn words(side: &Side<'_>, sentence: u32) -> u64 {
    let words = side.sentence(sentence).iter().filter(|token| token.is_word());
    words.fold(0x9ae1_6a3b_2f90_404f_u64, mixed)
}

fn mixed(hash: u64, token: &SideToken) -> u64 {
    (hash ^ token.key).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29)
}

/// Links what is without a partner and agrees: common beginning and end, those that stand once on both sides, neighbours of pairs, the
/// rest in order.
fn pair_equal(a: &[u64], b: &[u64], links: &mut Links) {
    let (n, m) = (a.len(), b.len());
    let first = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let last = a[first..].iter().rev().zip(b[first..].iter().rev()).take_while(|(x, y)| x == y).count();
    let mut partner: Vec<Option<usize>> = vec![None; n];
    let had: Vec<bool> = links.old.iter().map(|partners| !partners.is_empty()).collect();
    let mut taken: Vec<bool> = links.new.iter().map(|partners| !partners.is_empty()).collect();
    let mut pair = |i: usize, j: usize, partner: &mut Vec<Option<usize>>| {
        let is_free = !had[i] && partner[i].is_none() && !taken[j] && a[i] == b[j];
        if is_free {
            partner[i] = Some(j);
            taken[j] = true;
        }
        is_free
    };
    for step in 0..first {
        pair(step, step, &mut partner);
    }
    for step in 0..last {
        pair(n - 1 - step, m - 1 - step, &mut partner);
    }
    // By what they agree in; of one signature first the old ones, then the new ones, each in order.
    let here = (first..n - last).filter(|i| links.old[*i].is_empty()).map(|i| (a[i], false, i));
    let there = (first..m - last).filter(|j| links.new[*j].is_empty()).map(|j| (b[j], true, j));
    let mut places: Vec<(u64, bool, usize)> = here.chain(there).collect();
    places.sort_unstable();
    let alike = || places.chunk_by(|x, y| x.0 == y.0).map(|all| all.split_at(all.partition_point(|place| !place.1)));
    let mut open: Vec<(usize, usize)> = alike().filter(|(x, y)| x.len() == 1 && y.len() == 1).map(|(x, y)| (x[0].2, y[0].2)).collect();
    // An order that does not depend on which version comes first: neighbours may claim the same sentence.
    open.sort_unstable_by_key(|(i, j)| (i + j, a[*i]));
    for (i, j) in &open {
        pair(*i, *j, &mut partner);
    }
    while let Some((i, j)) = open.pop() {
        if i + 1 < n && j + 1 < m && pair(i + 1, j + 1, &mut partner) {
            open.push((i + 1, j + 1));
        }
        if i > 0 && j > 0 && pair(i - 1, j - 1, &mut partner) {
            open.push((i - 1, j - 1));
        }
    }
    for (x, y) in alike().filter(|(x, y)| !x.is_empty() && !y.is_empty()) {
        let mut right = y.iter().map(|place| place.2);
        for i in x.iter().map(|place| place.2) {
            if !had[i] && partner[i].is_none() && right.by_ref().any(|j| pair(i, j, &mut partner)) {
                continue;
            }
        }
    }
    for (i, j) in partner.iter().enumerate() {
        if let Some(j) = j {
            links.link(i as u32, *j as u32);
        }
    }
}
