//! Likeness of short strings: near-identical words (al-Qaida, al-Qaeda), headlines, bylines.
//!
//! In: two folded words or two short phrases. Out: whether they are alike, or how much. The one door to `strsim`.

/// The longest phrase that is compared by letters; the comparison is quadratic.
const MAX_PHRASE_BYTES: usize = 400;

/// From this share of common letter pairs on (Dice), two words are taken for the same word misspelt, inflected or misread.
///
/// Measured on made corpora with character noise of 5-10 %: .45 keeps recall where exact words lose a tenth of it.
const SIMILAR_WORDS: f64 = 0.45;

/// Whether two folded words are alike: equal, or Dice of their letter pairs at least .45. Words under three letters must be equal.
///
/// ```
/// assert!(copydesk::text::similar_words("qaida", "qaeda"));
/// assert!(!copydesk::text::similar_words("talks", "truce"));
/// ```
pub fn similar_words(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() < b.len() { (a.len(), b.len()) } else { (b.len(), a.len()) };
    // Dice cannot reach the bar when the lengths differ that much.
    if short < 3 || long > 64 || (2 * short) as f64 / ((short + long) as f64) < SIMILAR_WORDS {
        return false;
    }
    let dice = if is_plain(a) && is_plain(b) { dice(a.as_bytes(), b.as_bytes()) } else { strsim::sorensen_dice(a, b) };
    dice >= SIMILAR_WORDS
}

/// Whether the letters of a word are its bytes; `strsim` passes over blanks.
fn is_plain(word: &str) -> bool {
    word.is_ascii() && !word.bytes().any(|byte| byte.is_ascii_whitespace())
}

/// Dice of the letter pairs of two words of 3 to 64 bytes, the same as `strsim` gives, which counts them in a map. Words are short, and many are
/// held against many.
fn dice(a: &[u8], b: &[u8]) -> f64 {
    let (mut n_common, mut used) = (0_usize, 0_u64);
    for pair in a.windows(2) {
        if let Some(at) = (0..b.len() - 1).find(|at| used & (1 << at) == 0 && b[*at] == pair[0] && b[*at + 1] == pair[1]) {
            used |= 1 << at;
            n_common += 1;
        }
    }
    (2 * n_common) as f64 / (a.len() + b.len() - 2) as f64
}

/// How alike two short phrases are, 0.0 to 1.0, by normalised edit distance; longer ones than 400 bytes are 1.0 only when equal.
pub fn similar_phrases(a: &str, b: &str) -> f64 {
    if a.len() > MAX_PHRASE_BYTES || b.len() > MAX_PHRASE_BYTES {
        return if a == b { 1.0 } else { 0.0 };
    }
    strsim::normalized_damerau_levenshtein(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The twin: letter pairs counted in a map.
        #[test]
        fn letter_pairs_are_counted_as_in_a_map(a in "[a-d'-]{3,64}", b in "[a-d'-]{3,64}") {
            if a != b {
                prop_assert_eq!(dice(a.as_bytes(), b.as_bytes()), strsim::sorensen_dice(&a, &b));
            }
        }
    }

    #[test]
    fn words_and_phrases() {
        assert!(similar_words("surrender", "surrendered"));
        assert!(similar_words("governrnent", "government"));
        assert!(!similar_words("to", "of"));
        assert!(!similar_words("a", &"a".repeat(1000)));
        assert!(similar_phrases("talks stall again", "talks stall") > 0.6);
        assert_eq!(similar_phrases("", ""), 1.0);
    }
}
