//! Why shared words do not count.
//!
//! In: a reason. Out: the clause an editor reads.

use crate::score::Discount;

/// Why a stretch was not counted, in words.
pub(crate) fn reason(why: Discount) -> &'static str {
    match why {
        Discount::CommonPhrase => "little but names, figures and common words",
        Discount::SameFacts => "the same facts, too short or too scattered to be reused wording",
        Discount::Frame => "a form or table: both fill in the same frame",
        Discount::Weak => "too little to tell reuse from chance",
    }
}
