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
    strsim::sorensen_dice(a, b) >= SIMILAR_WORDS
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
