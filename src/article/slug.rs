//! Slugs: the name of a story on the wire, the same for all its versions but for route and update tail.
//!
//! In: a slug as a row or front matter gives it. Out: the part that stays: "BC-BKN--Heat-Hawks, 3rd Ld-Writethru,416" and
//! "BKN--Heat-Hawks" are one. A slug is re-used from day to day, so that an equal one is a hint and no proof.

/// Prefixes that say on which route a story goes, not what it is about.
const ROUTES: &[&str] = &["ap-", "bc-", "am-", "pm-"];
/// Words of a tail that tell which version it is.
const UPDATES: &[&str] = &["ld", "lead", "writethru", "take", "update", "correction", "corrective", "recap", "urgent"];

/// The part of a slug that its versions share, in lower case; none if nothing is left. Linear.
///
/// ```
/// use copydesk::article::stable_slug;
/// assert_eq!(stable_slug("BC-BKN--Heat-Hawks, 3rd Ld-Writethru,416"), stable_slug("BKN--Heat-Hawks"));
/// assert_eq!(stable_slug("US-SYRIA-CRISIS/").as_deref(), Some("us-syria-crisis"));
/// assert_eq!(stable_slug(" , 2"), None);
/// ```
pub fn stable_slug(slug: &str) -> Option<String> {
    let low = slug.trim().to_lowercase();
    let mut parts: Vec<&str> = low.split(',').map(str::trim).collect();
    while parts.last().is_some_and(|part| is_tail(part)) {
        parts.pop();
    }
    let joined = parts.join(", ");
    let bare = ROUTES.iter().find_map(|route| joined.strip_prefix(route)).unwrap_or(&joined);
    let bare = bare.trim_matches(|c: char| !c.is_alphanumeric());
    (!bare.is_empty()).then(|| bare.to_string())
}

/// A word count, or which update it is.
fn is_tail(part: &str) -> bool {
    let is_count = part.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    is_count || part.split(|c: char| !c.is_alphanumeric()).any(|word| UPDATES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_of_a_slug() {
        for (slug, wanted) in [
            ("AP-US--Biden-Staff, 8th Ld-Writethru", Some("us--biden-staff")),
            ("US--Biden-Staff,1st Ld,310", Some("us--biden-staff")),
            ("Prozesse/Urteile/Möbel", Some("prozesse/urteile/möbel")),
            ("Smith, Jones", Some("smith, jones")),
            ("2nd Ld-Writethru", None),
            ("", None),
            ("---", None),
        ] {
            assert_eq!(stable_slug(slug).as_deref(), wanted, "{slug}");
        }
    }
}
