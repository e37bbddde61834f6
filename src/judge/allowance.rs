//! Allowances that stand in an article itself: in its front matter, or in a comment of Markdown.
//!
//! In: an article. Out: the suppressions that it asks for, each about itself as the copy, with the line it stands in; and what is no whole
//! allowance. Whether they hold is decided by the caller: an article that comes with its own allowance has allowed itself.
//!
//! ```text
//! copydesk-allow: source="wire/ferry.txt" reason="bought, invoice 17" until="2027-06-30"
//! <!-- copydesk-allow source="wire/ferry.txt" reason="bought, invoice 17" -->
//! ```

use super::Suppression;
use crate::article::{Article, Format, is_day};

/// The word that begins an allowance.
const KEY: &str = "copydesk-allow";

/// What an article asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowances {
    /// Whole allowances, in order of the text.
    pub rules: Vec<Suppression>,
    /// Lines with the reason why they are none.
    pub doubts: Vec<(usize, &'static str)>,
}

impl Allowances {
    /// Reads an article; `name` is how reports name its file. Linear.
    pub fn of(article: &Article, name: &str) -> Allowances {
        let text: &str = &article.text;
        let mut found = Allowances::default();
        let matter = front_matter(text);
        let mut rest = text[..matter].split_inclusive('\n').zip(1_usize..).peekable();
        while let Some((line, number)) = rest.next() {
            let Some(value) = line.strip_prefix(KEY).and_then(|value| value.trim_start().strip_prefix([':', '='])) else { continue };
            let mut value = value.to_string();
            // What is set in, or an item of a list, belongs to the field above it.
            while let Some((more, _)) = rest.next_if(|(line, _)| line.starts_with([' ', '\t', '-', ']', '}']) && line.trim_end() != "---") {
                value.push_str(more);
            }
            found.add(article, &value, number, name);
        }
        if Format::of_file(super::findings::path_of(article)) == Format::Markdown {
            let mut at = matter;
            while let Some(start) = text[at..].find("<!--").map(|start| at + start + 4) {
                let end = text[start..].find("-->").map_or(text.len(), |end| start + end);
                if let Some(value) = text[start..end].trim_start().strip_prefix(KEY) {
                    found.add(article, value, text[..start].matches('\n').count() + 1, name);
                }
                at = end;
            }
        }
        found
    }

    fn add(&mut self, article: &Article, value: &str, line: usize, name: &str) {
        let place = format!("{name}:{line}");
        let mut rules: Vec<Suppression> = Vec::new();
        for field in fields(value) {
            let Some((key, value)) = field else { return self.doubts.push((line, "write source=\"...\" reason=\"...\"")) };
            if key == "source" || rules.is_empty() {
                rules.push(Suppression { copy: Some(article.id.clone()), place: place.clone(), ..Suppression::default() });
            }
            let Some(rule) = rules.last_mut() else { return };
            match key {
                "source" => rule.source = Some(value),
                "reason" => rule.reason = value,
                "until" if is_day(&value) => rule.until = Some(value),
                "until" => return self.doubts.push((line, "until takes a date, for example until=\"2027-01-31\"")),
                _ => return self.doubts.push((line, "known are source, reason and until")),
            }
        }
        // A star alone would allow everything.
        let names_one = |source: &String| source.chars().any(char::is_alphanumeric);
        if rules.is_empty() || rules.iter().any(|rule| rule.reason.is_empty() || !rule.source.as_ref().is_some_and(names_one)) {
            return self.doubts.push((line, "an allowance names a source and a reason"));
        }
        self.rules.extend(rules);
    }
}

/// The byte behind the front matter; 0 where there is none.
fn front_matter(text: &str) -> usize {
    let mut at = 0;
    let mut fence = "";
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if at == 0 {
            fence = match bare {
                "---" | "+++" => bare,
                _ => return 0,
            };
        } else if bare == fence {
            return at + line.len();
        }
        at += line.len();
    }
    0
}

/// The fields of an allowance: `key="value"` or `key: value`; none in place of what is no field.
fn fields(text: &str) -> impl Iterator<Item = Option<(&str, String)>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ",;{}[]-".contains(c));
        if rest.is_empty() {
            return None;
        }
        let n = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(n);
        let Some(value) = after.trim_start().strip_prefix(['=', ':']).filter(|_| n > 0) else {
            rest = "";
            return Some(None);
        };
        let value = value.trim_start_matches([' ', '\t']);
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_once(['\n', ',', '}']).unwrap_or((value, "")),
        };
        rest = after;
        Some(Some((key, value.trim().to_string())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Allowances {
        Allowances::of(&Article::new("in/a.md", text), "repo/in/a.md")
    }

    #[test]
    fn front_matter_and_comments_allow() {
        for text in [
            "---\ntitle: Ferry\ncopydesk-allow: source=\"wire/1.txt\" reason=\"bought, invoice 17\" until=\"2027-06-30\"\n---\nRain.",
            "---\ntitle: Ferry\ncopydesk-allow:\n  - source: wire/1.txt\n    reason: \"bought, invoice 17\"\n    until: 2027-06-30\n---\nRain.",
            "+++\ntitle = \"Ferry\"\ncopydesk-allow = [{ source = \"wire/1.txt\", reason = \"bought, invoice 17\", until = \"2027-06-30\" }]\n+++\nRain.",
            "Rain.\n\n<!-- copydesk-allow source='wire/1.txt' reason='bought, invoice 17' until='2027-06-30' -->\n",
        ] {
            let found = of(text);
            assert_eq!((found.rules.len(), found.doubts.len()), (1, 0), "{text}");
            let rule = &found.rules[0];
            assert_eq!((rule.copy.as_deref(), rule.source.as_deref()), (Some("in/a.md"), Some("wire/1.txt")), "{text}");
            assert_eq!((rule.reason.as_str(), rule.until.as_deref()), ("bought, invoice 17", Some("2027-06-30")), "{text}");
            assert_eq!(rule.place, "repo/in/a.md:3", "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_allowance_is_said() {
        for value in [
            "",
            "source=\"a\"",
            "source=\"a\" reason=\"\"",
            "source=\"*\" reason=\"r\"",
            "reason=\"r\"",
            "all",
            "source=\"a\" reason=\"r\" until=\"soon\"",
            "copy=\"b\" reason=\"r\"",
        ] {
            let found = of(&format!("Rain.\n<!-- copydesk-allow {value} -->"));
            assert_eq!((found.rules.len(), found.doubts.len()), (0, 1), "{value}");
        }
        assert_eq!(of("copydesk-allow: source=\"a\" reason=\"r\"\nRain."), Allowances::default(), "prose is no front matter");
        assert_eq!(
            Allowances::of(&Article::new("a.txt", "<!-- copydesk-allow source=\"a\" reason=\"r\" -->"), "a.txt"),
            Allowances::default()
        );
        assert_eq!(of("<!-- copydesk-allow source=\"a").doubts.len(), 1);
    }
}
