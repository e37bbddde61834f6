//! Characters that nobody sees, and marks that no writing has.
//!
//! In: a character, a word, or a text. Out: what of it is seen. The default ignorable characters of Unicode, overlays, lines under and
//! over single letters, and stacks of marks are left out of every comparison; words that hold them are counted. The joiners of Arabic and Indic writing
//! are left out too, but belong to their spelling and are not counted.

use unicode_normalization::char::compose;

/// A letter has no more marks than this in any writing (Greek with breathing, accent and iota).
const MOST_MARKS: usize = 3;
/// So many letters must bear a mark that no writing puts there before all such marks of a text are taken for a disguise.
const DEFACED: usize = 3;
/// Bytes that are looked at at once.
const CHUNK: usize = 256;

/// Characters that show nothing: `Default_Ignorable_Code_Point` of Unicode.
pub(crate) fn is_invisible(c: char) -> bool {
    c >= '\u{ad}'
        && matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Marks that no writing puts on its letters: overlays, lines, and marks of phonetics, symbols and medieval print.
pub(crate) fn is_foreign(c: char) -> bool {
    c >= '\u{305}'
        && matches!(c,
            '\u{305}' | '\u{332}'..='\u{338}' | '\u{33f}' | '\u{346}'..='\u{34e}' | '\u{350}'..='\u{357}' | '\u{359}'..='\u{36f}'
            | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Whether a word with this character may hide something. Without such a character none does.
pub(crate) fn may_hide(c: char) -> bool {
    is_invisible(c) || is_foreign(c) || is_mark(c)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether marks stand on letters that bear none in any writing (`b`, `t`, `x` with an acute) more often than by a slip: then every
/// loose mark of the text is a disguise. Linear.
pub(crate) fn is_defaced(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let bytes = text.as_bytes();
    let strange = |at: usize| {
        let before = bytes[at - 1];
        b"bdfhjqtvxBDFHJQTVX".contains(&before)
            && text[at..]
                .chars()
                .next()
                .is_some_and(|mark| is_mark(mark) && !is_foreign(mark) && compose(char::from(before), mark).is_none())
    };
    let leads = |byte: u8| matches!(byte, 0xcc | 0xcd);
    // Many bytes are looked at at once: few texts have such a mark at all.
    let chunks = bytes.chunks(CHUNK).zip((0..).step_by(CHUNK));
    let chunks = chunks.filter(|(chunk, _)| chunk.iter().fold(false, |any, byte| any | leads(*byte)));
    let places = chunks.flat_map(|(chunk, start)| start.max(1)..start + chunk.len());
    places.filter(|at| leads(bytes[*at]) && strange(*at)).nth(DEFACED - 1).is_some()
}

/// The characters of a word that are seen.
pub(crate) fn visible(word: &str, defaced: bool) -> impl Iterator<Item = char> {
    let mut marks = 0;
    word.chars().filter(move |c| {
        marks = if is_mark(*c) { marks + 1 } else { 0 };
        let is_dropped = marks > MOST_MARKS || is_invisible(*c) || is_foreign(*c) || (defaced && is_mark(*c));
        !is_dropped
    })
}

/// Whether a word holds something that nobody sees and that does not belong to its spelling.
pub(crate) fn hides(word: &str, defaced: bool) -> bool {
    let joiners = word.chars().zip(word.chars().skip(1)).filter(|(before, c)| is_joiner(*c) && has_joiners(*before)).count();
    word.chars().count() > visible(word, defaced).count() + joiners
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180f}')
}

/// Letters of Arabic, Indic, Khmer, Myanmar and Mongolian writing, which a joiner or selector shapes.
fn has_joiners(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_seen_for_what_they_are() {
        for word in ["ab\u{ad}cd", "ab\u{e0061}cd", "ab\u{332}cd", "ab\u{206a}cd", "a\u{300}\u{301}\u{302}\u{303}b"] {
            assert!(hides(word, false), "{word}");
        }
        for word in ["abcd", "e\u{301}lan", "می\u{200c}خواهم", "क्\u{200d}ष", "l'été"] {
            assert!(!hides(word, false), "{word}");
        }
    }

    /// The quick way finds what looking at every letter finds, wherever a mark stands in a long text.
    #[test]
    fn a_long_text_is_defaced_wherever_its_marks_stand() {
        let slow = |text: &str| {
            let pairs = text.chars().zip(text.chars().skip(1));
            let is_strange = |(before, mark): &(char, char)| {
                "bdfhjqtvxBDFHJQTVX".contains(*before) && is_mark(*mark) && !is_foreign(*mark) && compose(*before, *mark).is_none()
            };
            pairs.filter(is_strange).count() >= DEFACED
        };
        for gap in [0, 1, 100, 252, 253, 254, 255, 256, 257, 600] {
            for marks in ["b\u{301}", "e\u{301}", "t\u{301}t\u{301}"] {
                let text = format!("{marks}{}{marks}{}é{marks}", "o".repeat(gap), "o".repeat(gap));
                assert_eq!(is_defaced(&text), slow(&text), "{gap} {marks}");
            }
        }
    }

    #[test]
    fn a_text_is_defaced_by_marks_where_none_belong() {
        assert!(is_defaced("ab\u{301}ov\u{301}e at\u{301} e\u{301}"));
        assert!(!is_defaced("l'e\u{301}te\u{301} a\u{300} la plage, d\u{323}o t\u{323}o h\u{323}o"));
    }
}
