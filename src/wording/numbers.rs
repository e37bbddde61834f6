//! Numbers in words: percentages, counts with their noun, digits in groups.
//!
//! In: numbers. Out: the text an editor reads. Percentages are whole, but never 0 % or 100 % unless they are.

/// A share of 0.0 to 1.0 as `76 %`; `under 1 %` and `99 %` keep 0 and 100 for the real thing.
pub(crate) fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    if share > 0.0 && rounded < 1.0 {
        return String::from("under 1 %");
    }
    if share < 1.0 && rounded >= 100.0 {
        return String::from("99 %");
    }
    format!("{rounded:.0} %")
}

/// `1 word`, `2 words`, `1,031 words`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{} {}", grouped(number), plural(noun)) }
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

/// Digits in groups of three: `1,031`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (digit, place) in digits.chars().zip((0..digits.len()).rev()) {
        out.push(digit);
        if place > 0 && place % 3 == 0 {
            out.push(',');
        }
    }
    out
}

/// Fewer words in sentences that stand there again are a refrain or a label.
const MIN_REPEATED: usize = 16;

/// `34 words of the copy stand in sentences that it has already.`; nothing where they are few, as in a refrain.
pub(crate) fn repeated_words(name: &str, repeated_words: usize) -> Option<String> {
    (repeated_words >= MIN_REPEATED).then(|| format!("{} words of {name} stand in sentences that it has already.", grouped(repeated_words)))
}

/// What is said of an article with characters that nobody sees; nothing where it has none.
pub(crate) fn hidden_words(name: &str, hidden_words: usize) -> Option<String> {
    let words = count(hidden_words, "word");
    let have = if hidden_words == 1 { "has" } else { "have" };
    (hidden_words > 0).then(|| format!("{words} of {name} {have} hidden characters, which are ignored."))
}

/// The same in a list of facts: `12 words have hidden characters`.
pub(crate) fn hidden_in_words(hidden_words: usize) -> Option<String> {
    let have = if hidden_words == 1 { "has" } else { "have" };
    (hidden_words > 0).then(|| format!("{} {have} hidden characters", count(hidden_words, "word")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words() {
        assert_eq!(percent(0.756), "76 %");
        assert_eq!(percent(0.0), "0 %");
        assert_eq!(percent(0.001), "under 1 %");
        assert_eq!(percent(0.999), "99 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(count(1, "word"), "1 word");
        assert_eq!(count(1031, "word"), "1,031 words");
        assert_eq!(count(2, "story"), "2 stories");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
