//! Houses: the agencies and publishers that an article is from, and those that it names.
//!
//! In: an article. Out: [`Provenance`]: whom it is from, as its source field, dateline, byline and credit lines say; and whether a text
//! names one of some houses, as in `told Reuters`, `(AP)`, `dpa`, `by Jane Smith`. Text only: nothing is guessed from an address or a
//! file name. A house that no list knows counts when the source field names it.

use super::{Article, Role, layout};

/// Whom an article is from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Names of houses, each once, sorted: an agency by its usual name, any other as the source field gives it.
    pub houses: Vec<String>,
    /// Names of people in the byline, as they stand there.
    pub people: Vec<String>,
}

/// Agencies: the usual name, then what else they are called. A name in capitals or in small letters must stand in the text exactly so,
/// since many are also words; any other may stand in any case.
const AGENCIES: &[(&str, &[&str])] = &[
    ("Reuters", &["Reuters", "Thomson Reuters", "REUTERS", "Рейтер", "رويترز", "रॉयटर्स", "路透社", "ロイター"]),
    ("AP", &["AP", "Associated Press", "أسوشيتد برس", "美联社", "एपी"]),
    ("AFP", &["AFP", "Agence France-Presse", "Agence France Presse", "فرانس برس", "أ ف ب", "法新社", "एएफपी"]),
    ("dpa", &["dpa", "Deutsche Presse-Agentur", "dpa-AFX"]),
    ("UPI", &["UPI", "United Press International"]),
    ("PA", &["PA", "PA Media", "Press Association"]),
    ("APA", &["APA", "Austria Presse Agentur"]),
    ("sda", &["sda", "SDA", "Keystone-SDA", "Schweizerische Depeschenagentur"]),
    ("ANSA", &["ANSA", "Ansa"]),
    ("EFE", &["EFE", "Agencia EFE"]),
    ("Lusa", &["Lusa"]),
    ("Belga", &["Belga"]),
    ("ANP", &["ANP"]),
    ("NTB", &["NTB"]),
    ("TT", &["TT Nyhetsbyrån"]),
    ("Ritzau", &["Ritzau"]),
    ("STT", &["STT"]),
    ("PAP", &["PAP"]),
    ("epd", &["epd"]),
    ("KNA", &["KNA"]),
    ("Bloomberg", &["Bloomberg"]),
    ("Dow Jones", &["Dow Jones Newswires"]),
    ("Xinhua", &["Xinhua", "新华社", "شينخوا"]),
    ("Kyodo", &["Kyodo", "共同社"]),
    ("Jiji", &["Jiji Press", "AFP-Jiji"]),
    ("Yonhap", &["Yonhap"]),
    ("KCNA", &["KCNA"]),
    ("Antara", &["Antara", "ANTARA"]),
    ("Bernama", &["Bernama"]),
    ("PTI", &["PTI", "Press Trust of India", "पीटीआई"]),
    ("ANI", &["ANI", "एएनआई"]),
    ("IANS", &["IANS"]),
    ("TASS", &["TASS", "Itar-Tass", "ТАСС"]),
    ("RIA Novosti", &["RIA Novosti", "РИА Новости"]),
    ("Interfax", &["Interfax", "Интерфакс"]),
    ("Ukrinform", &["Ukrinform", "Укринформ", "Укрінформ"]),
    ("AAP", &["AAP", "Australian Associated Press"]),
    ("CP", &["Canadian Press", "The Canadian Press"]),
    ("MENA", &["Middle East News Agency"]),
    ("SANA", &["SANA", "سانا"]),
    ("WAFA", &["WAFA", "وفا"]),
    ("IRNA", &["IRNA"]),
    ("Anadolu", &["Anadolu Agency", "Anadolu Ajansı", "Anadolu", "الأناضول"]),
    ("Télam", &["Télam", "Telam"]),
    ("Agência Brasil", &["Agência Brasil", "Agencia Brasil"]),
    ("Europa Press", &["Europa Press"]),
    ("PR Newswire", &["PR Newswire", "PRNewswire"]),
    ("Business Wire", &["Business Wire", "Businesswire"]),
    ("GlobeNewswire", &["GlobeNewswire", "Globe Newswire"]),
];

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
    let mut found = Provenance::default();
    if let Some(source) = article.source.as_deref().map(str::trim).filter(|source| !source.is_empty()) {
        let known = agencies_in(source);
        if known.is_empty() {
            found.houses.push(source.to_string());
        }
        found.houses.extend(known);
    }
    let layout = layout(article);
    for part in layout.paragraphs.iter().flat_map(|paragraph| &paragraph.parts) {
        let text = part.span.of(&article.text);
        match part.role {
            Role::Dateline | Role::Credit => found.houses.extend(agencies_in(text)),
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

/// The agencies that a text names, by their usual names, sorted. Linear in the text for each name.
///
/// ```
/// assert_eq!(copydesk::article::agencies_in("The mayor told the Associated Press on Monday."), ["AP"]);
/// assert!(copydesk::article::agencies_in("He opened the app and took a nap.").is_empty());
/// ```
pub fn agencies_in(text: &str) -> Vec<String> {
    let named = AGENCIES.iter().filter(|(_, names)| names.iter().any(|name| names_house(text, name)));
    let mut found: Vec<String> = named.map(|(name, _)| String::from(*name)).collect();
    found.sort();
    found
}

impl Provenance {
    /// Which of the houses and people a text names, or none. A person counts by the whole name.
    pub fn named_in<'p>(&'p self, text: &str) -> Option<&'p str> {
        let names = |house: &str| match AGENCIES.iter().find(|(name, _)| *name == house) {
            Some((_, names)) => names.iter().any(|name| names_house(text, name)),
            None => house.chars().count() >= MIN_NAME_CHARS && names_house(text, house),
        };
        let house = self.houses.iter().find(|house| names(house));
        house.or_else(|| self.people.iter().find(|person| names_house(text, person))).map(String::as_str)
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        self.houses.is_empty() && self.people.is_empty()
    }
}

/// Whether a name stands in a text as whole words: in its own case; names of several words or more than five letters in any case.
fn names_house(text: &str, name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    let is_free_of_case = name.is_ascii() && (name.contains(' ') || name.len() > 5);
    let is_wide = name.chars().any(|c| ('\u{2e80}'..'\u{ac00}').contains(&c));
    let bytes = text.as_bytes();
    let first = name.as_bytes()[0];
    let mut at = 0;
    while at + name.len() <= bytes.len() {
        let is_here = if is_free_of_case {
            bytes[at..at + name.len()].eq_ignore_ascii_case(name.as_bytes())
        } else {
            bytes[at] == first && bytes[at..].starts_with(name.as_bytes())
        };
        if is_here && text.is_char_boundary(at) && text.is_char_boundary(at + name.len()) {
            let before = text[..at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            let is_open = |c: Option<char>| is_wide || c.is_none_or(|c| !c.is_alphanumeric());
            if is_open(before) && is_open(after) {
                return true;
            }
        }
        at += 1;
    }
    false
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
    ["by", "von", "par", "por", "di", "door", "av", "af", "oleh"].contains(&word.as_str())
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
