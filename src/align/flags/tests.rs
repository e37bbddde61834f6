//! Edited sentences and the flags they must raise; every pair is also read the other way round.

use super::Flag::{self, Attribution, CutInQuotation, Name, Negation, Number, Quotation};
use crate::align::align;
use crate::article::Article;
use crate::text::Prepared;

fn flags(old: &str, new: &str) -> Vec<Flag> {
    let (old, new) = (Article::new("old", old), Article::new("new", new));
    let mut found: Vec<Flag> = align(&Prepared::new(&old), &Prepared::new(&new)).groups.into_iter().flat_map(|group| group.flags).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// What is cut from a quotation one way is added to it the other way.
fn mirrored(flag: Flag) -> Flag {
    if flag == CutInQuotation { Quotation } else { flag }
}

fn check(cases: &[(&str, &str, &[Flag])]) {
    let wrong: Vec<String> = cases
        .iter()
        .flat_map(|(old, new, wanted)| [(*old, *new, wanted.to_vec()), (*new, *old, wanted.iter().map(|flag| mirrored(*flag)).collect())])
        .filter(|(old, new, wanted)| flags(old, new) != *wanted)
        .map(|(old, new, wanted)| format!("{old}\n{new}\n wanted {wanted:?} got {:?}", flags(old, new)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers() {
    check(&[
        ("The flood destroyed 14 houses in the valley.", "The flood destroyed 19 houses in the valley.", &[Number]),
        ("The flood destroyed two houses in the valley.", "The flood destroyed three houses in the valley.", &[Number]),
        ("The flood destroyed twelve houses in the valley.", "The flood destroyed 12 houses in the valley.", &[]),
        ("The dam held back 1,400 tons of mud for weeks.", "The dam held back 1400 tons of mud for weeks.", &[]),
        ("The dam held back 1,400 tons of mud for weeks.", "The dam held back tons of mud for weeks.", &[Number]),
        ("The dam held back mud for weeks.", "The dam held back mud for weeks before its gates were blown open at 4 in the morning.", &[]),
        ("The dam held back 1,400 tons of mud for weeks.", "The dam held back several tons of mud for weeks.", &[Number]),
        ("By 2014 the dam held back all of the mud.", "The dam held back all of the mud by 2014.", &[]),
        ("Der Damm hielt drei Wochen lang dem Schlamm stand.", "Der Damm hielt vier Wochen lang dem Schlamm stand.", &[Number]),
        ("Плотина сдерживала грязь три недели подряд.", "Плотина сдерживала грязь четыре недели подряд.", &[Number]),
    ]);
}

#[test]
fn a_number_with_a_letter_before_it_is_no_part_of_a_date() {
    check(&[
        ("Das Boot kapitä1 lag im Hafen.", "Das Boot kapitä2 lag im Hafen.", &[Number]),
        ("Das Boot t45 lag im Hafen.", "Das Boot t765 lag im Hafen.", &[Number]),
        ("Das Boot k80 lag im Hafen.", "Das Boot k1980 lag im Hafen.", &[Number]),
    ]);
}

#[test]
fn names() {
    check(&[
        ("Heavy rain fell on the hills around Bergen all night.", "Heavy rain fell on the hills around Molde all night.", &[Name]),
        ("Bergen lost all its bridges. Rain fell on Bergen.", "Molde lost all its bridges. Rain fell on Bergen and on Molde.", &[Name]),
        ("Heavy rain fell on the hills near the harbour.", "Strong rain fell on the slopes near the harbour.", &[]),
        ("The envoy met Olsen in the old harbour office.", "The envoy met Kari Olsen in the old harbour office.", &[]),
        ("They praised the Bergen plan for the harbour.", "They praised the plan for the harbour.", &[Name]),
        ("The ministers met in Oslo and spoke of Norwegian dams.", "The ministers met in Oslo and spoke of dams.", &[Name]),
        ("They praised Norway's plan for the old harbour.", "They praised the plan of Norway for the old harbour.", &[]),
        ("Am Abend traf Merz in der Stadt die Bauern.", "Am Abend traf Habeck in der Stadt die Bauern.", &[Name]),
        ("Am Abend brannte in der Stadt das Rathaus nieder.", "Am Abend brannte in der Stadt das Theater nieder.", &[]),
        ("Посол встретил Лаврова в старом порту вечером.", "Посол встретил Керри в старом порту вечером.", &[Name]),
    ]);
}

#[test]
fn quotations() {
    check(&[
        (
            "\"We will open the gates at dawn,\" the mayor said.",
            "\"We will close the gates at dawn,\" the mayor said.",
            &[Quotation, Negation],
        ),
        (
            "The mayor called it a \"shameful\" retreat from the gates.",
            "The mayor called it a shameful retreat from the western gates.",
            &[Quotation],
        ),
        (
            "\"We will open the gates at dawn and pray for the town,\" the mayor said.",
            "\"We will open the gates at dawn,\" the mayor said.",
            &[CutInQuotation],
        ),
        (
            "\"We will, if God wills it, open the gates at dawn,\" the mayor said.",
            "\"We will open the gates at dawn,\" the mayor said.",
            &[CutInQuotation],
        ),
        (
            "\"We will, if God wills it, open the gates at dawn,\" the mayor said.",
            "\"We will … open the gates at dawn,\" the mayor said.",
            &[],
        ),
        ("“We will open the gates — at dawn,” the mayor said.", "\"We will open the gates - at dawn,\" the mayor said.", &[]),
        (
            "The mayor opened the gates at dawn after a long night.",
            "The mayor opened the gates at dawn after a long night, and \"nobody slept in the whole of the town\".",
            &[],
        ),
        (
            "„Wir öffnen die Tore im Morgengrauen“, sagte der Bürgermeister.",
            "„Wir schließen die Tore im Morgengrauen“, sagte der Bürgermeister.",
            &[Quotation, Negation],
        ),
    ]);
}

#[test]
fn attributions() {
    check(&[
        ("\"We opened the gates at dawn,\" Olsen said.", "\"We opened the gates at dawn,\" Dahl said.", &[Name, Attribution]),
        ("A spokesman said the gates were opened at dawn.", "Officials said the gates were opened at dawn.", &[Attribution]),
        ("The gates were opened at dawn, police said.", "The gates were opened at dawn.", &[Attribution]),
        ("The gates were opened at dawn, Olsen said.", "The gates were opened at dawn, he said.", &[]),
        ("The gates were opened at dawn, Kari Olsen said.", "The gates were opened at dawn, said Olsen.", &[]),
        ("\"We opened the gates at dawn,\" the mayor said on Friday.", "\"We opened the gates at dawn,\" the mayor noted.", &[]),
        ("\"We opened the gates at dawn.\"", "\"We opened the gates at dawn,\" Olsen said.", &[]),
        ("According to police, the gates were opened at dawn.", "According to residents, the gates were opened at dawn.", &[Attribution]),
        ("Laut Polizei wurden die Tore am Morgen geöffnet.", "Laut Anwohnern wurden die Tore am Morgen geöffnet.", &[Attribution]),
        ("Las puertas se abrieron al alba, dijo el alcalde.", "Las puertas se abrieron al alba, dijo el obispo.", &[Attribution]),
        (
            "Les portes ont été ouvertes à l'aube, a déclaré le maire.",
            "Les portes ont été ouvertes à l'aube, a déclaré l'évêque.",
            &[Attribution],
        ),
        ("وقال العمدة إن البوابات فتحت عند الفجر.", "وقال الأسقف إن البوابات فتحت عند الفجر.", &[Attribution]),
        ("市长说大门在黎明时分打开了。", "主教说大门在黎明时分打开了。", &[Attribution]),
    ]);
}

/// Pairs of sentences in four languages with the flags they raise; the form is said at the top of the first file.
const CLAIMS: [&str; 2] = [include_str!("claims.txt"), include_str!("more_claims.txt")];

#[test]
fn claims_of_four_languages() {
    let mut wrong = Vec::new();
    let mut n = 0;
    for line in CLAIMS.iter().flat_map(|claims| claims.lines()).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('|').collect();
        let [names, old, new] = fields.as_slice() else { panic!("three fields: {line}") };
        let named = |flag: &Flag| serde_json::to_value(flag).expect("a name").as_str().expect("a name").to_string();
        let found = |old: &str, new: &str| flags(old, new).iter().map(named).collect::<Vec<String>>().join(",");
        // A kind with a question mark may be raised as well.
        let is_right = |found: &str, is_turned: bool| {
            let kinds = |text: &str| text.split(',').filter(|kind| !kind.is_empty()).map(String::from).collect::<Vec<String>>();
            // One way words are cut, the other way added.
            let kinds = |text: &str| kinds(&if is_turned { text.replace("cut-in-quotation", "quotation") } else { text.to_string() });
            let wanted = kinds(names);
            let has = |kind: &String| kind.starts_with('?') || kinds(found).contains(kind);
            let may = |kind: &String| wanted.contains(kind) || wanted.contains(&format!("?{kind}"));
            wanted.iter().all(has) && kinds(found).iter().all(may)
        };
        for (found, is_turned) in [(found(old, new), false), (found(new, old), true)] {
            n += 1;
            if !is_right(&found, is_turned) {
                wrong.push(format!("{line}\n  {} got {found}", if is_turned { "turned" } else { "" }));
            }
        }
    }
    assert!(n > 1000 && wrong.is_empty(), "{} of {n} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn typography_raises_no_flag() {
    check(&[
        ("“The U.S. — 1,400 strong — left Daraya,” Kerry said.", "\"The US - 1,400 strong - left Daraya,\" KERRY said.", &[]),
        ("Nothing changed here at all.", "Nothing changed here at all.", &[]),
        ("", "", &[]),
    ]);
}
