//! The coefficients of the model of reuse, written by `cargo run --example calibrate`: not to be edited by hand.
//!
//! In: nothing. Out: numbers for `model`. Fitted on 2026-11-28 on 6936 labelled pairs. Each line of the table is a
//! collection judged by a model that was fitted on the others: right and wrong among those that it is sure of, at even odds F1, and
//! beside it F1 of the relation that commands tell.
//!
//! | collection | reuse | no reuse | sure and right | sure and wrong | F1 left out | F1 of relations |
//! |---|---|---|---|---|---|---|
//! | bbc | 217 | 300 | 216 | 0 | 1.000 | 1.000 |
//! | bills | 200 | 242 | 185 | 9 | 0.947 | 0.951 |
//! | clough | 57 | 38 | 36 | 0 | 0.914 | 0.954 |
//! | ecb | 23 | 671 | 23 | 0 | 0.920 | 1.000 |
//! | hand | 29 | 19 | 22 | 0 | 0.964 | 0.982 |
//! | made | 1300 | 1800 | 1265 | 1 | 0.976 | 0.995 |
//! | onestop | 570 | 570 | 569 | 0 | 1.000 | 0.999 |
//! | wire | 450 | 450 | 323 | 94 | 0.698 | 0.709 |
//!
//! What commands call reuse, by how sure the model that was fitted on the other collections is of it, right / wrong:
//!
//! | collection | sure | likely | doubtful |
//! |---|---|---|---|
//! | bbc | 217 / 0 | 0 / 0 | 0 / 0 |
//! | bills | 189 / 8 | 3 / 3 | 1 / 2 |
//! | clough | 40 / 0 | 8 / 0 | 4 / 0 |
//! | ecb | 23 / 0 | 0 / 0 | 0 / 0 |
//! | hand | 24 / 0 | 2 / 0 | 2 / 0 |
//! | made | 1281 / 1 | 8 / 4 | 3 / 0 |
//! | onestop | 568 / 0 | 1 / 0 | 0 / 0 |
//! | wire | 308 / 70 | 6 / 16 | 6 / 47 |

/// The log-odds of a pair that has nothing to show.
pub(super) const BIAS: f64 = -4.503;
/// What each feature adds to them, in the order of `Features::NAMES`.
pub(super) const WEIGHTS: [f64; 8] = [2.184, 1.312, 1.006, 0.299, 9.968, -3.306, -48.157, -36.416];
