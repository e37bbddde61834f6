//! What is furniture and what is story.

use crate::article::{Article, Role, layout};

fn marked(text: &str) -> Vec<(Role, String)> {
    let article = Article::new("x", text);
    let parts = layout(&article).paragraphs.into_iter().flat_map(|paragraph| paragraph.parts);
    parts.map(|part| (part.role, part.span.of(text).to_string())).collect()
}

fn roles(text: &str) -> Vec<Role> {
    marked(text).into_iter().map(|(role, _)| role).collect()
}

const STORY: &str = "The harbour was closed on Monday after a crane fell across the channel.";

#[test]
fn a_wire_story() {
    let text = format!(
        "Crane closes harbour\n\nBy Jane Smith and Omar Haddad\n\n(Adds details, background)\n\nROSTOCK, Aug 26 (Northwire) - {STORY}\n\n{STORY}\n\n\
         (Reporting by A. Writer; Editing by B. Desk)\n\nS/SH 11"
    );
    let wanted = [Role::Headline, Role::Byline, Role::Note, Role::Dateline, Role::Text, Role::Text, Role::Credit, Role::Slug];
    assert_eq!(roles(&text), wanted);
    assert_eq!(marked(&text)[3].1, "ROSTOCK, Aug 26 (Northwire) -");
}

#[test]
fn head_lines() {
    for (line, wanted) in [
        ("From our correspondent in PARIS", Role::Byline),
        ("By STAFF REPORTERS", Role::Byline),
        ("Von Anna Meier", Role::Byline),
        ("(Recasts, adds quotes)", Role::Note),
        ("Eds: Updates with reaction.", Role::Note),
        ("1st Ld-Writethru", Role::Note),
        ("BC-BKN--Heat-Hawks, 1st Ld-Writethru,416", Role::Slug),
        ("# Harbour closed", Role::Headline),
        ("Harbour closed", Role::Headline),
        ("By Monday the harbour was open again.", Role::Text),
        ("(He was not there.)", Role::Text),
        ("The harbour is closed.", Role::Text),
    ] {
        assert_eq!(roles(&format!("{line}\n{STORY}\n{STORY}"))[0], wanted, "{line}");
    }
}

#[test]
fn tail_lines() {
    for (line, wanted) in [
        ("Reporting by A. Writer", Role::Credit),
        ("-- Agencies", Role::Credit),
        ("(c) News Service. All rights reserved.", Role::Credit),
        ("END", Role::Credit),
        ("###", Role::Credit),
        ("© 2026 Northwire", Role::Credit),
        ("S/SH 11", Role::Slug),
        ("It will open again on Friday.", Role::Text),
        ("90 killed in air raids", Role::Text),
        ("More to come", Role::Text),
    ] {
        assert_eq!(roles(&format!("{STORY}\n\n{line}"))[1], wanted, "{line}");
    }
}

#[test]
fn one_paragraph_is_a_story() {
    assert_eq!(roles("END\nENDS"), [Role::Text, Role::Credit]);
    assert_eq!(roles("One line"), [Role::Text]);
}
