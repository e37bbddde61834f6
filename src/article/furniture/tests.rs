//! Lines of our own in the shapes that desks use, and sentences that look a little like them.

use crate::article::{Article, Role, layout};

/// The furniture of a text, in order.
fn furniture(text: &str) -> Vec<(Role, String)> {
    let layout = layout(&Article::new("x", text));
    let parts = layout.paragraphs.iter().flat_map(|paragraph| &paragraph.parts);
    parts.filter(|part| part.role.is_furniture()).map(|part| (part.role, part.span.of(text).to_string())).collect()
}

const STORY: &str = "The two delegations left the hotel by the lake without a word after a night of talks, a mediator said.\n\nNobody would say when they meet again.";

#[test]
fn lines_above_the_story() {
    for (role, line) in [
        (Role::Headline, "Envoys leave the lake without a deal"),
        (Role::Headline, "# Envoys leave the lake"),
        (Role::Byline, "By Jane Smith and Omar Haddad"),
        (Role::Byline, "By STAFF REPORTERS"),
        (Role::Byline, "By Jane Smith, Reuters"),
        (Role::Byline, "By Jane van der Berg"),
        (Role::Byline, "From our correspondent in NEW YORK"),
        (Role::Byline, "De notre correspondante à Genève"),
        (Role::Byline, "Von unserem Korrespondenten in Genf"),
        (Role::Note, "(Adds details, background)"),
        (Role::Note, "(Recasts, adds quotes)"),
        (Role::Note, "(Updates throughout)"),
        (Role::Note, "Eds: UPDATES with mediator's quote. With photos."),
        (Role::Note, "EDITOR'S NOTE: The names of the guards were changed."),
        (Role::Note, "EMBARGOED UNTIL 0001 GMT, FRIDAY"),
        (Role::Note, "Sperrfrist: Freitag, 18 Uhr"),
        (Role::Note, "1st Ld-Writethru"),
        (Role::Note, "URGENT"),
        (Role::Note, "UPDATE 2"),
        (Role::Slug, "BC-LAK--Lake-Talks, 1st Ld-Writethru,416"),
        (Role::Slug, "US-LAKE-TALKS"),
        (Role::Slug, "Konflikte/Diplomatie/Schweiz"),
        (Role::Dateline, "Geneva, March 3"),
        (Role::Dateline, "GENEVA"),
        (Role::Dateline, "26 August 2016, 10:30 GMT"),
    ] {
        assert_eq!(furniture(&format!("{line}\n\n{STORY}")), [(role, line.to_string())]);
    }
}

#[test]
fn a_marker_before_the_headline_is_a_note() {
    let wanted = [(Role::Note, "UPDATE 2-".to_string()), (Role::Headline, "Envoys leave the lake without a deal".to_string())];
    assert_eq!(furniture(&format!("UPDATE 2-Envoys leave the lake without a deal\n\n{STORY}")), wanted);
    assert_eq!(furniture(&format!("# UPDATE 2-Envoys leave\n\n{STORY}")), [(Role::Headline, "# UPDATE 2-Envoys leave".to_string())]);
}

#[test]
fn datelines_before_the_first_sentence() {
    for dateline in [
        "GENEVA:",
        "LONDON (Reuters) -",
        "BEIRUT, Aug 26 (AFP) —",
        "Berlin (dpa) -",
        "Berlin/Bonn (dpa) –",
        "WASHINGTON —",
        "NEW YORK, March 3 -",
        "SAN MATEO, Calif., March 2 -",
        "LANSING, Mich. (AP) —",
        "PARIS, 26 août (AFP) -",
        "ROMA (ANSA) -",
        "Madrid, 26 ago (EFE).-",
        "Wien –",
        "New Delhi:",
        "WIEN.",
        "MADRID.",
        "BASEL, Aug. 26, 2016 /PRNewswire/ --",
        "BEIRUT (Example Wire) -",
        "(Reuters) -",
        "МОСКВА, 26 авг - РИА Новости.",
        "МОСКВА, 26 августа. /ТАСС/.",
        "بيروت (رويترز) -",
    ] {
        assert_eq!(furniture(&format!("{dateline} {STORY}")), [(Role::Dateline, dateline.to_string())]);
    }
    for (dateline, text) in [
        ("新华社北京8月26日电", "新华社北京8月26日电 双方代表团周五离开了湖边的酒店。没有人说何时再见。"),
        ("【北京共同】", "【北京共同】双方は金曜日にホテルを出た。次の予定は決まっていない。"),
        ("GENEVA—", "GENEVA—The envoys left."),
    ] {
        assert_eq!(furniture(text), [(Role::Dateline, dateline.to_string())]);
    }
}

#[test]
fn lines_below_the_story() {
    for (role, line) in [
        (Role::Credit, "(Reporting by A. Writer; Editing by B. Desk)"),
        (Role::Credit, "-- Agencies"),
        (Role::Credit, "(c) News Service. All rights reserved."),
        (Role::Credit, "END"),
        (Role::Credit, "###"),
        (Role::Credit, "AFP"),
        (Role::Slug, "S/SH 11"),
        (Role::Slug, "kd/sms (dpa, AFP)"),
        (Role::Note, "This story has been corrected to show that the talks took nine hours."),
    ] {
        assert_eq!(furniture(&format!("{STORY}\n\n{line}")), [(role, line.to_string())]);
    }
}

#[test]
fn a_whole_wire_story() {
    let text = format!(
        "US-LAKE-TALKS\n\nEnvoys leave the lake without a deal\n\n(Adds mediator)\n\nBy Jane Smith\nExample Wire Writer\n\n(Recasts) GENEVA, Aug 26 (Example Wire) - {STORY} (Reporting by Jane Smith; Editing by B. Desk)\n\n(c) Example Wire"
    );
    let roles: Vec<Role> = furniture(&text).into_iter().map(|(role, _)| role).collect();
    assert_eq!(
        roles,
        [Role::Slug, Role::Headline, Role::Note, Role::Byline, Role::Byline, Role::Note, Role::Dateline, Role::Credit, Role::Credit]
    );
}

#[test]
fn sentences_are_no_furniture() {
    for first in [
        "By Friday the envoys had left the lake.",
        "Peter Meier (SPD) – der Mann vom See – ging als Erster.",
        "Reporting by the commission was late.",
        "EXCLUSIVE: the envoys have left the lake.",
        "MEDIATOR: Will you come back?\n\nENVOY: Not before spring, and then only for a day or two if at all.",
        "Paris. It was there that the envoys had met before.",
        "PARIS. NOTHING ELSE.",
        "ZELT. So hieß das Lager der Gesandten.",
        "Shr 34 cts vs 1.19 dlrs\n\nNet 807,000 vs 2,858,000",
        "the envoys, who had met at\n\nthe lake, left.",
        "Geneva: a city by a lake, and little else, is what the envoys saw.\n\nParis: they saw less.",
        "For a night the envoys sat by the lake.",
    ] {
        assert_eq!(furniture(&format!("{first}\n\n{STORY}")), [], "{first}");
    }
    for last in ["The end.", "And that was the lake.", "“We will be back,” he said, “and with us AFP.”"] {
        assert_eq!(furniture(&format!("{STORY}\n\n{last}")), [], "{last}");
    }
}

#[test]
fn sentences_that_open_as_page_lines_do_are_story() {
    let (above, below) = STORY.split_once("\n\n").expect("two paragraphs");
    for line in [
        "The photo shows the minister beside the wrecked ferry, his lawyer said.",
        "Subscribe or lose your seat, the theatre told its 300 regulars on Friday.",
        "He asked readers to share the article and follow the inquiry.",
        "Newsletters and cookies are the paper's main source of income, the publisher Jan Ott said.",
        "About the lake nobody spoke.",
        "Most read the ruling as a defeat for the council.",
        "The limits were set by the Environmental Protection Agency (EPA).",
        "Follow the river and you reach the dam after two miles.",
        "Sources close to the talks spoke of a deal.",
        "Bild 3 von 12 gemalten Tafeln fehlt seit dem Krieg.",
        "Über die Brücke darf seit Montag niemand mehr fahren.",
        "Partager les frais ne suffira pas, estime le maire.",
        "Comentarios del ministro enfadaron a los pescadores del puerto.",
        "81.00 close 881.00 82.00",
    ] {
        assert_eq!(furniture(&format!("{above}\n\n{line}\n\n{below}")), [], "{line}");
    }
}

#[test]
fn an_article_is_never_furniture_alone() {
    for text in
        ["Envoys leave the lake", "By Jane Smith", "S/SH 11", "END", "(Adds details)\n\nBy Jane Smith", "# Envoys leave\n\nBy Jane Smith"]
    {
        let layout = layout(&Article::new("x", text));
        assert!(layout.paragraphs.iter().flat_map(|paragraph| &paragraph.parts).any(|part| part.role == Role::Text), "{text}");
    }
}

fn marked(text: &str) -> Vec<(Role, String)> {
    let article = Article::new("x", text);
    let parts = layout(&article).paragraphs.into_iter().flat_map(|paragraph| paragraph.parts);
    parts.map(|part| (part.role, part.span.of(text).to_string())).collect()
}

fn roles(text: &str) -> Vec<Role> {
    marked(text).into_iter().map(|(role, _)| role).collect()
}

const HARBOUR: &str = "The harbour was closed on Monday after a crane fell across the channel.";

#[test]
fn a_wire_story() {
    let text = format!(
        "Crane closes harbour\n\nBy Jane Smith and Omar Haddad\n\n(Adds details, background)\n\nROSTOCK, Aug 26 (Northwire) - {HARBOUR}\n\n{HARBOUR}\n\n\
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
        assert_eq!(roles(&format!("{line}\n{HARBOUR}\n{HARBOUR}"))[0], wanted, "{line}");
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
        assert_eq!(roles(&format!("{HARBOUR}\n\n{line}"))[1], wanted, "{line}");
    }
}

#[test]
fn one_paragraph_is_a_story() {
    assert_eq!(roles("END\nENDS"), [Role::Text, Role::Credit]);
    assert_eq!(roles("One line"), [Role::Text]);
}

#[test]
fn a_button_where_the_story_was_cut_off() {
    let told = "The two delegations left the hotel by the lake without a word after a night of";
    for (cut, button) in [("...", "Continue reading →"), ("…", "Weiterlesen"), (" [...]", "Read more »"), ("…", "[Read more]")] {
        let text = format!("{told}{cut} {button}");
        assert_eq!(furniture(&text), [(Role::Promo, button.to_string())], "{text}");
        assert_eq!(furniture(&format!("{STORY}\n\n{text}")), [(Role::Promo, button.to_string())], "{text}");
    }
    let pointed = format!("{told} talks. Read more →");
    assert_eq!(furniture(&pointed), [(Role::Promo, "Read more →".to_string())]);
    for kept in ["He told the class to go on. Continue reading", "The teacher said ... continue reading until the bell", "More..."] {
        assert!(!furniture(&format!("{STORY}\n\n{kept}")).iter().any(|(role, _)| *role == Role::Promo), "{kept}");
    }
}

#[test]
fn a_story_goes_on_below_a_box_in_its_middle() {
    let told = [
        "The two delegations left the hotel by the lake without a word after a night of talks, a mediator said.",
        "Nobody would say when they meet again.",
        "Shops in the old town were closed.",
        "The ferry brought forty visitors, most of them reporters.",
    ];
    let (titles, more) =
        ("Envoys meet at the lake\n\nHotel owner counts the cost", "Lake towns count the cost\n\nHow the talks began\n\nWho sits where");
    let text = format!("{}\n\nRelated articles\n\n{titles}\n\n{}\n\n{more}", told[0], told[1..].join("\n\n"));
    let marked = furniture(&text);
    assert!(marked.iter().any(|(_, line)| line.starts_with("Envoys meet")), "{marked:?}");
    for paragraph in told {
        assert!(!marked.iter().any(|(_, line)| line.contains(paragraph)), "{marked:?}");
    }
}
