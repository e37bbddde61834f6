//! Spelling: British and American forms of one word.
//!
//! In: a folded word. Out: the form under which both are compared, where it is another one. Endings go by rule, the rest stands in the
//! lexicon. Words of other languages may get another form, too; that does no harm, since only equal words are ever compared by it.

use crate::lexicon::{List, list};

/// Endings behind `-our` that have `-or` in American spelling.
const BEHIND_OUR: [&str; 14] = ["", "s", "ed", "ing", "able", "ably", "er", "ers", "ful", "hood", "hoods", "ite", "ites", "less"];
/// Endings with `s` for `z`.
const WITH_S: [&str; 12] = ["ise", "ises", "ised", "ising", "iser", "isers", "isation", "isations", "yse", "yses", "ysed", "ysing"];
/// Endings before which British spelling doubles the letter l.
const BEHIND_DOUBLE_L: [&str; 7] = ["ed", "ing", "ings", "er", "ers", "or", "ors"];

/// The form that all spellings of a word have in common, if it is not the word itself.
pub(crate) fn common(form: &str) -> Option<String> {
    if form.len() < 4 || !form.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    if let Some(form) = list(List::Spellings).value(form) {
        return Some(form.to_string());
    }
    // What all endings have in common that are looked for: most words have none of it.
    let bytes = form.as_bytes();
    if !bytes.windows(2).any(|two| matches!(two, b"is" | b"ys" | b"ou" | b"ll" | b"og")) {
        return None;
    }
    if let Some(ending) = WITH_S.iter().find(|ending| form.ends_with(**ending) && form.len() >= ending.len() + 3) {
        let at = form.len() - ending.len() + 1;
        return Some(format!("{}z{}", &form[..at], &form[at + 1..]));
    }
    if let Some(at) = form.rfind("our").filter(|at| *at >= 2 && BEHIND_OUR.contains(&&form[at + 3..])) {
        return Some(format!("{}or{}", &form[..at], &form[at + 3..]));
    }
    if let Some(at) = form.rfind("ll").filter(|at| BEHIND_DOUBLE_L.contains(&&form[at + 2..])) {
        let vowels = bytes[..at].iter().filter(|byte| b"aeiou".contains(byte)).count();
        return (vowels >= 2).then(|| format!("{}l{}", &form[..at], &form[at + 2..]));
    }
    let stem = form.strip_suffix("ogues").or_else(|| form.strip_suffix("ogue"));
    stem.filter(|stem| stem.len() >= 3).map(|stem| format!("{stem}og{}", if form.ends_with('s') { "s" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word() {
        let form = |word: &str| common(word).unwrap_or_else(|| word.to_string());
        for (a, b) in [
            ("organisation", "organization"),
            ("analysed", "analyzed"),
            ("neighbours", "neighbors"),
            ("cancelled", "canceled"),
            ("centre", "center"),
            ("grey", "gray"),
            ("dialogue", "dialog"),
            ("defence", "defense"),
        ] {
            assert_eq!(form(a), form(b), "{a}");
        }
        for (a, b) in [("four", "for"), ("called", "caled"), ("hour", "hor")] {
            assert_ne!(form(a), form(b), "{a}");
        }
    }
}
