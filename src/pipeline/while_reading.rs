//! Work on what was read while more is read.
//!
//! In: something that reads one piece after another, and what to do with each. Out: what was made of the pieces, in their order, the same for any
//! number of threads. A few pieces are held at once, and their room is used again. What is read is decided by the caller; nothing is read here.

use rayon::Yield;
use rayon::prelude::*;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long a reader waits that has nothing else to do before it looks for work again.
const PAUSE: Duration = Duration::from_micros(200);

/// Fills pieces with `read` until it gives `false`, hands each on to `each` on any thread, and gives back the results in order. One piece more than
/// there are threads is held at most.
///
/// ```
/// let mut left = 3_u32;
/// let read = |piece: &mut u32| {
///     *piece = left;
///     left = left.saturating_sub(1);
///     *piece > 0
/// };
/// assert_eq!(copydesk::pipeline::while_reading(read, |piece| *piece * 2), [6, 4, 2]);
/// ```
pub fn while_reading<P: Default + Send, T: Send>(mut read: impl FnMut(&mut P) -> bool, each: impl Fn(&mut P) -> T + Sync) -> Vec<T> {
    let most = rayon::current_num_threads() + 1;
    let made: Mutex<Vec<(usize, T)>> = Mutex::default();
    rayon::in_place_scope(|scope| {
        let (give, free) = channel::<P>();
        let mut n_held = 0;
        for number in 0.. {
            let mut piece = match free.try_recv() {
                Ok(piece) => piece,
                Err(_) if n_held < most => {
                    n_held += 1;
                    P::default()
                }
                Err(_) => next_free(&free),
            };
            if !read(&mut piece) {
                break;
            }
            let (give, each, made) = (give.clone(), &each, &made);
            scope.spawn(move |_| {
                let result = each(&mut piece);
                made.lock().unwrap_or_else(PoisonError::into_inner).push((number, result));
                // Nobody waits for it any more once all is read.
                let _ = give.send(piece);
            });
        }
    });
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.par_sort_unstable_by_key(|(number, _)| *number);
    made.into_iter().map(|(_, result)| result).collect()
}

/// A piece that is free again. A thread that other work waits for does that meanwhile.
fn next_free<P: Default>(free: &Receiver<P>) -> P {
    loop {
        if let Ok(piece) = free.try_recv() {
            return piece;
        }
        match rayon::yield_now() {
            Some(Yield::Executed) => {}
            Some(Yield::Idle) => {
                if let Ok(piece) = free.recv_timeout(PAUSE) {
                    return piece;
                }
            }
            None => return free.recv().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Threads;

    #[test]
    fn pieces_come_back_in_order_on_any_number_of_threads() {
        for n in [1, 2, 8] {
            let mut next = 0;
            let read = |piece: &mut Vec<usize>| {
                piece.clear();
                piece.extend(next..next + 3);
                next += 3;
                next <= 300
            };
            let each = |piece: &mut Vec<usize>| piece.iter().sum::<usize>();
            let sums = Threads::new(n).expect("a pool").run(move || while_reading(read, each));
            assert_eq!(sums, (0..100).map(|at| 9 * at + 3).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_read_gives_nothing() {
        assert_eq!(while_reading(|_: &mut u8| false, |piece| *piece), Vec::<u8>::new());
    }
}
