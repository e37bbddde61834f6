//! Patterns by which users name articles.
//!
//! In: a pattern as typed or as settings have it, and a name. Out: whether the name matches: `*` is any run of characters, `/` included,
//! and `?` any one. There are no regular expressions, classes or escapes: a pattern can always be read. No files are looked at.

/// Whether `name` is `pattern`, or matches it. Letter case counts. At worst the product of the lengths.
///
/// ```
/// use copydesk::article::name_matches;
/// assert!(name_matches("wire/*/17?.txt", "wire/2026/03/174.txt"));
/// assert!(!name_matches("wire", "wire/174.txt"));
/// ```
pub fn name_matches(pattern: &str, name: &str) -> bool {
    pattern == name || glob(&pattern.chars().collect::<Vec<_>>(), &name.chars().collect::<Vec<_>>())
}

fn glob(pattern: &[char], name: &[char]) -> bool {
    let (mut p, mut n) = (0, 0);
    // Where the last star stands, and how much of the name it has taken.
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    p = at + 1;
                    n = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (pattern, name, wanted) in [
            ("a.md", "a.md", true),
            ("*.md", "in/a.md", true),
            ("in/*/a?.md", "in/x/y/a1.md", true),
            ("*", "", true),
            ("", "a", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-b-b-d", false),
            ("odd[1]*.md", "odd[1]*.md", true),
            ("wire", "wire/a", false),
            ("Straße?", "Straßen", true),
            ("*a*b*", "xxaxxbxx", true),
            ("a*c", "ac", true),
            ("a", "A", false),
            ("", "", true),
        ] {
            assert_eq!(name_matches(pattern, name), wanted, "{pattern} {name}");
        }
        assert!(!name_matches(&"*a".repeat(40), &"a".repeat(39)), "ends soon");
    }
}
