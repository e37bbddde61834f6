//! Houses: the agencies and publishers that an article is from, and those that it names.
//!
//! In: an article. Out: [`Provenance`]: whom it is from, as its source field, dateline, byline and credit lines say; and whether a text
//! names one of some houses, as in `told Reuters`, `(AP)`, `dpa`, `by Jane Smith`. Text only: nothing is guessed from an address or a
//! file name. A house that no list knows counts when the source field names it, or the brackets of a dateline.

use super::layout::with_furniture;
use super::{Article, Layout, Role};
use crate::lexicon::{List, list};
use aho_corasick::AhoCorasick;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Whom an article is from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Names of houses, each once, sorted: an agency by its usual name, any other as the source field gives it.
    pub houses: Vec<String>,
    /// Names of people in the byline, as they stand there.
    pub people: Vec<String>,
}

/// A name shorter than this is no credit by itself: initials and words of a language would match.
const MIN_NAME_CHARS: usize = 4;

/// Whom an article is from. Linear in the text.
///
/// ```
/// use copydesk::article::{Article, provenance};
/// let wire = Article::new("w", "GENEVA (Reuters) - Talks on the dam ended without a result, a mediator told reporters.");
/// assert_eq!(provenance(&wire).houses, ["Reuters"]);
/// ```
pub fn provenance(article: &Article) -> Provenance {
    provenance_in(article, &with_furniture(article))
}

/// The same where the layout is at hand, its furniture told.
pub(crate) fn provenance_in(article: &Article, layout: &Layout) -> Provenance {
    let mut found = Provenance::default();
    if let Some(source) = article.source.as_deref().map(str::trim).filter(|source| !source.is_empty()) {
        let known = agencies_in(source);
        if known.is_empty() {
            found.houses.push(source.to_string());
        }
        found.houses.extend(known);
    }
    for part in layout.paragraphs.iter().flat_map(|paragraph| &paragraph.parts) {
        let text = part.span.of(&article.text);
        match part.role {
            Role::Credit => found.houses.extend(agencies_in(text)),
            Role::Dateline => {
                let known = agencies_in(text);
                if known.is_empty() {
                    found.houses.extend(house_in_brackets(text));
                }
                found.houses.extend(known);
            }
            Role::Byline => {
                found.houses.extend(agencies_in(text));
                found.people.extend(people(text));
            }
            _ => {}
        }
    }
    found.houses.sort();
    found.houses.dedup();
    found.people.sort();
    found.people.dedup();
    found
}

/// The agencies that a text names, by their usual names, sorted. One pass over the text.
///
/// ```
/// assert_eq!(copydesk::article::agencies_in("The mayor told the Associated Press on Monday."), ["AP"]);
/// assert!(copydesk::article::agencies_in("He opened the app and took a nap.").is_empty());
/// ```
pub fn agencies_in(text: &str) -> Vec<String> {
    let Some(names) = &*AGENCIES else { return Vec::new() };
    let mut found: Vec<&str> = Vec::new();
    for hit in names.automaton.find_overlapping_iter(text) {
        let (name, house) = names.of[hit.pattern().as_usize()];
        if !found.contains(&house) && stands_here(text, hit.start(), name) {
            found.push(house);
        }
    }
    found.sort_unstable();
    found.into_iter().map(String::from).collect()
}

/// All names of agencies, to be found in one pass.
struct AgencyNames {
    automaton: AhoCorasick,
    /// By pattern: the name, and the usual name of its agency.
    of: Vec<(&'static str, &'static str)>,
}

/// None only if the names were too many for an automaton, which they are not.
static AGENCIES: LazyLock<Option<AgencyNames>> = LazyLock::new(|| {
    let of: Vec<_> = list(List::Agencies).values().collect();
    let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(of.iter().map(|(name, _)| name)).ok()?;
    Some(AgencyNames { automaton, of })
});

impl Provenance {
    /// Which of the houses and people a text names, or none. A person counts by the whole name.
    pub fn named_in<'p>(&'p self, text: &str) -> Option<&'p str> {
        self.named_by(&Naming::of(text))
    }

    /// The same of a text that is asked for the houses of many sources.
    pub(crate) fn named_by<'p>(&'p self, naming: &Naming<'_>) -> Option<&'p str> {
        let house = self.houses.iter().find(|house| naming.names_house(house));
        house.or_else(|| self.people.iter().find(|person| naming.names(person))).map(String::as_str)
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        self.houses.is_empty() && self.people.is_empty()
    }
}

/// A text, and which names were looked for in it: each once, however many sources are from one house.
pub(crate) struct Naming<'t> {
    text: &'t str,
    agencies: OnceCell<Vec<String>>,
    known: RefCell<HashMap<String, bool>>,
}

impl<'t> Naming<'t> {
    pub(crate) fn of(text: &'t str) -> Naming<'t> {
        Naming { text, agencies: OnceCell::new(), known: RefCell::default() }
    }

    fn names_house(&self, house: &String) -> bool {
        if list(List::Agencies).values().any(|(_, agency)| agency == house) {
            return self.agencies.get_or_init(|| agencies_in(self.text)).contains(house);
        }
        house.chars().count() >= MIN_NAME_CHARS && self.names(house)
    }

    fn names(&self, name: &str) -> bool {
        let known = self.known.borrow().get(name).copied();
        known.unwrap_or_else(|| {
            let is_named = names_house(self.text, name);
            self.known.borrow_mut().insert(name.to_string(), is_named);
            is_named
        })
    }
}

/// Whether a name stands in a text as whole words: in its own case; names of several words or more than five letters in any case.
fn names_house(text: &str, name: &str) -> bool {
    !name.is_empty() && (0..text.len()).any(|at| stands_here(text, at, name))
}

/// Whether a name stands at this byte of a text, as whole words.
fn stands_here(text: &str, at: usize, name: &str) -> bool {
    let is_free_of_case = name.is_ascii() && (name.contains(' ') || name.len() > 5);
    let is_wide = name.chars().any(|c| ('\u{2e80}'..'\u{ac00}').contains(&c));
    let Some(here) = text.as_bytes().get(at..at + name.len()) else { return false };
    let is_here = if is_free_of_case { here.eq_ignore_ascii_case(name.as_bytes()) } else { here == name.as_bytes() };
    if !is_here || !text.is_char_boundary(at) || !text.is_char_boundary(at + name.len()) {
        return false;
    }
    let is_open = |c: Option<char>| is_wide || c.is_none_or(|c| !c.is_alphanumeric());
    is_open(text[..at].chars().next_back()) && is_open(text[at + name.len()..].chars().next())
}

/// The name in the brackets of a dateline whose agency no list knows: `MARLOW (Harbour Wire) -`.
fn house_in_brackets(dateline: &str) -> Option<String> {
    let (_, behind) = dateline.split_once(['(', '（'])?;
    let (name, _) = behind.split_once([')', '）'])?;
    let (name, n_words) = (name.trim(), name.split_whitespace().count());
    let is_name = name.split_whitespace().all(|word| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()));
    (is_name && (1..=3).contains(&n_words)).then(|| name.to_string())
}

/// The names in a byline: two to four words that begin with a capital letter, `By` and what follows a comma left out.
fn people(byline: &str) -> Vec<String> {
    let mut found = Vec::new();
    for piece in
        byline.split([',', '|', ';', '\n', '/', '(', ')']).flat_map(|piece| piece.split(" and ").flat_map(|piece| piece.split(" und ")))
    {
        let words: Vec<&str> = piece.split_whitespace().skip_while(|word| is_by(word)).take_while(|word| is_name_part(word)).collect();
        if (2..=4).contains(&words.len()) {
            found.push(words.join(" "));
        }
    }
    found
}

fn is_by(word: &str) -> bool {
    let word = word.trim_end_matches(':').to_lowercase();
    list(List::BeforeAuthors).contains(&word)
}

fn is_name_part(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) || ["de", "van", "von", "der", "la", "al", "bin"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_an_article_is_from() {
        let from = |text: &str| provenance(&Article::new("x", text));
        assert_eq!(from("OSLO, March 3 (AP) - The dam held through the night, engineers said after the storm.").houses, ["AP"]);
        assert_eq!(from("The dam held through the night, engineers said.\n\nThe river fell by noon.\n\n-- AFP").houses, ["AFP"]);
        let byline =
            from("Dam holds after storm\n\nBy Jane Smith\n\nThe dam held through the night, engineers said.\n\nThe river fell by noon.");
        assert_eq!(byline.people, ["Jane Smith"]);
        assert_eq!(
            from("MARLOW (Harbour Wire) - The dam held through the night, engineers said after the storm.").houses,
            ["Harbour Wire"]
        );
        assert!(from("The dam held through the night, engineers told Reuters.").houses.is_empty(), "named, but not from there");
        let field = provenance(&Article { source: Some("Valley Herald".into()), ..Article::new("x", "The dam held.") });
        assert_eq!(field.houses, ["Valley Herald"]);
        let agency = provenance(&Article { source: Some("Reuters UK".into()), ..Article::new("x", "The dam held.") });
        assert_eq!(agency.houses, ["Reuters"]);
    }

    #[test]
    fn whom_a_text_names() {
        for (text, wanted) in [
            ("A spokesman told Reuters on Monday.", vec!["Reuters"]),
            ("The AP contributed to this report.", vec!["AP"]),
            ("Das sagte er der dpa am Montag.", vec!["dpa"]),
            ("قال لوكالة رويترز", vec!["Reuters"]),
            ("新华社记者报道", vec!["Xinhua"]),
            ("(AFP/AP)", vec!["AFP", "AP"]),
            ("The map of the spa, a nap, an app.", vec![]),
            ("APPLES and CAPS", vec![]),
        ] {
            assert_eq!(agencies_in(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_source_is_credited_by_any_of_its_names() {
        let source = Provenance { houses: vec!["Reuters".into(), "Valley Herald".into()], people: vec!["Jane Smith".into()] };
        assert_eq!(source.named_in("as the valley herald reported"), Some("Valley Herald"));
        assert_eq!(source.named_in("told REUTERS"), Some("Reuters"));
        assert_eq!(source.named_in("Jane Smith was there"), Some("Jane Smith"));
        assert_eq!(source.named_in("Jane and Smith Heraldry"), None);
        assert_eq!(Provenance { houses: vec!["TT".into()], people: vec![] }.named_in("TT race"), None);
    }
}
