//! The files can be read, and which languages have which lists.

use super::reading::{self, FILES, Sections};
use super::{List, languages, list, list_of};
use std::collections::BTreeMap;
use std::ops::Range;

#[test]
fn every_line_is_read() {
    for (tag, text) in FILES {
        assert!(reading::wrong(text).is_empty(), "{tag}: {:?}", reading::wrong(text));
    }
}

/// The slow twin of the tables: the files, read and sorted anew.
#[test]
fn tables_say_what_the_files_say() {
    let sections = Sections::of(&FILES);
    let wanted = |files: Range<usize>, list: List| {
        let mut wanted = BTreeMap::new();
        for entry in files.flat_map(|file| sections.entries(file, list)) {
            wanted.entry(entry.text).or_insert(entry.value);
        }
        wanted
    };
    for each in List::ALL {
        assert!(list(*each).values().eq(wanted(0..FILES.len(), *each)), "{}", each.section());
        for (file, (tag, _)) in FILES.iter().enumerate() {
            let entries = list_of(tag, *each).expect("a file of this language");
            assert!(entries.values().eq(wanted(file..file + 1, *each)), "{tag} {}", each.section());
            assert!(entries.values().all(|(text, value)| entries.value(text) == Some(value)), "{tag} {}", each.section());
        }
    }
    assert!(languages().eq(FILES.map(|(tag, _)| tag)));
}

/// Lists whose entries stand in capitals or in the case of the names.
const IN_THEIR_CASE: [List; 7] = [
    List::Agencies,
    List::TimeZones,
    List::SiteAddress,
    List::HeadlineWords,
    List::VersionMarkers,
    List::NumberedMarkers,
    List::PlainMarkers,
];

#[test]
fn entries_stand_as_they_are_looked_up() {
    for each in List::ALL {
        for entry in list(*each).iter() {
            let small: String = entry.chars().map(|c| if c == '’' { '\'' } else { c }).collect::<String>().to_lowercase();
            assert!(entry == small || IN_THEIR_CASE.contains(each), "{}: {entry}", each.section());
        }
    }
}

/// What rules an entry out before it is compared must rule out no entry.
#[test]
fn every_entry_is_found() {
    for each in List::ALL {
        let entries = list(*each);
        for entry in entries.iter() {
            assert!(entries.contains(entry), "{}: {entry}", each.section());
            assert!(!entries.contains(&format!("{entry}\u{17f}")), "{}: {entry}", each.section());
            if entry.chars().any(char::is_uppercase) {
                continue;
            }
            for shown in [entry.to_string(), entry.to_uppercase(), entry.replace('\'', "’"), entry.replace(' ', "\u{a0}")] {
                // A Turkish capital has another small letter in other languages.
                if shown.to_lowercase().replace('’', "'").replace('\u{a0}', " ") == entry {
                    let opening = entries.opening(&format!("{shown} |"));
                    assert!(opening.is_some_and(|end| end >= shown.len()), "{}: {shown}: {opening:?}", each.section());
                    assert!(entries.is_one(&shown), "{}: {shown}", each.section());
                }
            }
        }
    }
}

#[test]
fn no_list_is_empty() {
    for each in List::ALL {
        assert!(!list(*each).is_empty(), "{}", each.section());
    }
}

#[test]
fn values_and_openings() {
    assert_eq!(list(List::NumberWords).value("zwölf"), Some("12"));
    assert_eq!(list(List::NumberWords).value("Zwölf"), None);
    assert_eq!(list(List::Months).value("август"), Some("8"));
    assert_eq!(list(List::Weekdays).opening("Donnerstag, 3 Uhr"), Some(10));
    assert_eq!(list(List::Weekdays).opening("Donnerstags"), None);
    assert!(list_of("de", List::Weekdays).is_some_and(|days| !days.contains("monday")));
    assert!(list_of("xx", List::Weekdays).is_none());
}

/// One row for each list, one column for each file.
#[test]
fn which_languages_have_which_lists() {
    let mut table = format!("{:<30}", "");
    for (tag, _) in FILES {
        table += &format!("{:>5}", tag.get(..4).unwrap_or(tag));
    }
    for each in List::ALL {
        table += &format!("\n{:<30}", each.section());
        for (tag, _) in FILES {
            table += if list_of(tag, *each).is_some_and(|entries| !entries.is_empty()) { "    x" } else { "    ." };
        }
    }
    table.push('\n');
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon/table.txt");
    if std::env::var_os("COPYDESK_UPDATE").is_some() {
        std::fs::write(&path, &table).expect("the table can be written");
    }
    let wanted = std::fs::read_to_string(&path).expect("the table is there");
    assert_eq!(table, wanted, "renew it with COPYDESK_UPDATE=1 and read the difference");
}
