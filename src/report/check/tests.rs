//! One fixed result in every format, side by side, and texts of strangers.

use super::*;
use crate::article::Article;
use crate::pipeline::{CheckSettings, FailOn, check};
use crate::report::Paint;

#[test]
fn letters_of_sources() {
    assert_eq!(["A", "Z", "27"].map(String::from), [0, 25, 26].map(letter));
}
