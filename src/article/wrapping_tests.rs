//! Wrapped text of any width, and words divided at line ends.

use crate::article::{Article, layout};

fn paragraphs(text: &str) -> Vec<String> {
    let layout = layout(&Article::new("x", text));
    layout.paragraphs.iter().map(|paragraph| paragraph.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn divided(text: &str) -> Vec<&str> {
    layout(&Article::new("x", text)).divisions.iter().map(|span| span.of(text)).collect()
}

const STORY: [&str; 3] = [
    "The ferry that ran aground off the northern cape on Sunday was refloated before dawn, the harbour office of Vardal said, and \
     none of the ninety people on board was hurt.",
    "Tugs from two ports had waited for the tide since midnight. A diver found a tear of two metres in the hull, which the crew \
     had closed with boards and mats, the office said.",
    "The line will run again on Thursday, when a second ship comes from the Aland yard where it was built.",
];

fn wrapped(width: usize, end: &str) -> Vec<String> {
    let wrap = |paragraph: &str| {
        let mut lines = vec![String::new()];
        for word in paragraph.split(' ') {
            let last = lines.len() - 1;
            if !lines[last].is_empty() && lines[last].chars().count() + 1 + word.chars().count() > width {
                lines.push(word.to_string());
            } else {
                let gap = if lines[last].is_empty() { "" } else { " " };
                lines[last] = format!("{}{gap}{word}", lines[last]);
            }
        }
        lines.join(end)
    };
    STORY.iter().map(|paragraph| wrap(paragraph)).collect()
}

#[test]
fn any_width_is_a_wrap() {
    for width in 24..=160 {
        assert_eq!(paragraphs(&wrapped(width, "\n").join("\n\n")), STORY, "{width}");
    }
}

#[test]
fn blank_lines_between_all_lines_end_no_paragraph() {
    for width in 30..=90 {
        let found = paragraphs(&wrapped(width, "\n\n").join("\n\n\n"));
        assert_eq!(found, STORY, "{width}");
    }
}

#[test]
fn indented_first_lines_begin_paragraphs() {
    for width in 30..=120 {
        let text = wrapped(width, "\n").iter().map(|paragraph| format!("    {paragraph}\n")).collect::<String>();
        assert_eq!(paragraphs(&text), STORY, "{width}");
        assert_eq!(paragraphs(&text.replace("\n", "\n        ")), STORY, "{width}");
    }
}

#[test]
fn lines_that_had_room_are_paragraphs() {
    assert_eq!(paragraphs("Milk\nEggs\nBread and butter\nA sack of flour from the mill").len(), 4);
    assert_eq!(paragraphs("- two eggs\n- a cup of flour\n- milk").len(), 3);
    assert_eq!(paragraphs("Talks by the lake end\nThe talks by the lake ended without a date for more.\nNobody spoke.").len(), 3);
}

#[test]
fn a_sentence_goes_on_over_a_break() {
    assert_eq!(paragraphs("The council met on\n\nthe pier and voted.\n\nIt rained.").len(), 2);
    assert_eq!(paragraphs("The council met.\n\niPhone sales rose.").len(), 2);
}

#[test]
fn words_are_divided_at_line_ends() {
    assert_eq!(divided("The late har-\nvest was brought in by Octo-\r\n   ber."), ["-\n", "-\r\n   "]);
    assert_eq!(divided("The US-\nbacked force left."), [""; 0]);
    let compound = "A long-term plan was made.\nThe long-\nterm plan of the port was read to all who came.";
    assert_eq!(divided(compound), [""; 0]);
}

#[test]
fn words_in_small_letters_without_a_stop_are_lines_of_their_own() {
    assert_eq!(paragraphs("The cook wants:\nmilk\neggs\nbutter\nThe shop is shut.").len(), 5);
    assert_eq!(paragraphs("The cook went\nto the shop\nfor milk.\nIt was shut.").len(), 2);
}

#[test]
fn short_texts_of_scripts_without_case_are_wrapped_too() {
    for story in [
        "नदी के किनारे के पुराने बाज़ार में सोमवार की रात आग लगी और कई दुकानें जल गईं। दमकल ने सुबह तक आग पर काबू पा लिया।",
        "اندلع حريق مساء الاثنين في السوق القديم على ضفة النهر وأتى على عدد من المتاجر. ولم يصب أحد بأذى.",
        "FIRE BROKE OUT ON MONDAY NIGHT IN THE OLD MARKET BY THE RIVER AND TOOK A ROW OF SHOPS. NOBODY WAS HURT.",
    ] {
        for width in [24, 31, 45, 60, 72] {
            let mut lines = vec![String::new()];
            for word in story.split(' ') {
                let last = lines.len() - 1;
                if lines[last].is_empty() || lines[last].chars().count() + 1 + word.chars().count() <= width {
                    let gap = if lines[last].is_empty() { "" } else { " " };
                    lines[last] = format!("{}{gap}{word}", lines[last]);
                } else {
                    lines.push(word.to_string());
                }
            }
            assert_eq!(paragraphs(&lines.join("\n")), [story], "{width}");
        }
    }
    // A heading leaves room for more.
    assert_eq!(paragraphs("आग पर काबू\nनदी के किनारे के पुराने बाज़ार में सोमवार की रात आग लगी और कई दुकानें जल गईं।").len(), 2);
}

#[test]
fn a_line_that_ends_with_an_elided_word_goes_on() {
    assert_eq!(paragraphs("Le gardien est venu d'\nOrmes à pied.").len(), 1);
    assert_eq!(paragraphs("He called it ‘the loss’\nNobody came.").len(), 2);
}
