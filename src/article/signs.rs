//! Signs that belong to a figure: what stands before it or behind it and makes another figure of it.
//!
//! In: a character. Out: which sign it is, if it is one. Where a figure begins and ends, `text` decides.

/// Signs behind a figure: per cent, per mille, degree.
pub(crate) fn is_unit(c: char) -> bool {
    matches!(c, '%' | '％' | '٪' | '‰' | '‱' | '°')
}

/// The currency signs of Unicode.
pub(crate) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '֏' | '؋' | '৳' | '฿' | '៛' | '\u{20a0}'..='\u{20c0}' | '﷼' | '＄' | '￠' | '￡' | '￥' | '￦')
}

/// Signs of comparison before a figure.
pub(crate) fn is_comparison(c: char) -> bool {
    matches!(c, '<' | '>' | '≤' | '≥' | '＜' | '＞')
}

/// Whether a line ends with one half of a figure and the next begins with the other: `5` and `%`, `$` and `5`.
pub(super) fn are_parted(line: &str, next: &str) -> bool {
    let (Some(last), Some(first)) = (line.chars().next_back(), next.chars().next()) else { return false };
    let is_sign_alone = || !next.chars().nth(1).is_some_and(char::is_numeric);
    last.is_numeric() && (is_unit(first) || is_currency(first) && is_sign_alone())
        || first.is_numeric() && (is_currency(last) || is_comparison(last)) && line.len() > last.len_utf8()
}
