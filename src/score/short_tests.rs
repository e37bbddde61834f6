//! Short, reworded and mixed texts, and what they share without reuse, on articles written for this.

use super::{Comparison, Discount, Relation, compare};
use crate::article::Article;
use crate::text::Prepared;

/// What two articles are to each other, whichever comes first.
pub(super) fn compared(a: &str, b: &str) -> Comparison {
    let (a, b) = (Article::new("a", a), Article::new("b", b));
    let (a, b) = (Prepared::new(&a), Prepared::new(&b));
    let found = compare(&a, &b);
    assert_eq!(compare(&b, &a).relation, found.relation.mirrored());
    found
}

/// What is shared outside quotations, of the side of which more is.
fn most_outside(found: &Comparison) -> f64 {
    let scores = &found.scores;
    [scores.a_in_b_outside_quotes, scores.b_in_a_outside_quotes].into_iter().flatten().fold(0.0, f64::max)
}

#[test]
fn a_paraphrase_line_by_line_is_derived() {
    let found = compared(
        "The museum said on Thursday that it would sell eleven of its smaller paintings to pay for a new roof. Directors told the staff at a short \
         meeting that none of those who work there would lose their place. The friends of the museum said the sale would scare off families who had \
         given works and trusted that they would stay in the town.",
        "The gallery announced on Thursday that it will sell eleven of its minor paintings to pay for a fresh roof. Managers told the workers at a brief \
         meeting that nobody of those who work there would lose their post. The friends of the gallery said the auction would scare away families who \
         had donated works and hoped that they would stay in the town.",
    );
    assert!(found.relation.is_derived(), "{found:#?}");
    assert!(found.scores.a_in_b_verbatim < 0.85 && most_outside(&found) > found.scores.a_in_b_verbatim);
}

#[test]
fn a_lifted_paragraph_beside_a_long_quotation_is_no_quotation_only() {
    let quote = "\u{201c}We will not hand over the keys until the last family has been told where it can sleep tonight and the night after,\u{201d} Maura Quill said.";
    let lifted = "Meanwhile volunteers from the rowing club carried stoves and blankets up the flooded lane after the council had run out of boats and the \
                  bridge below the mill had been closed to everything heavier than a bicycle";
    let one = format!(
        "Talks about the empty barracks went on through the night without a result. {quote} The owner did not come. A second meeting is planned for the \
         weekend, when the minister is back. Nobody in the hall thought that it would be the last, and some had brought a pillow. {lifted}, a witness said."
    );
    let other = format!(
        "{quote} Her party had asked for the barracks twice before. {lifted}. The water fell a little towards the morning. Schools remain shut for a week, \
         and the railway runs no trains south of the junction. Insurers put the damage at forty million crowns, of which the state will carry a part. Rain \
         is forecast again from Sunday on. The dam above the town has held so far, but its keepers let more water through than it was built for."
    );
    let found = compared(&one, &other);
    assert_eq!(found.relation, Relation::Partial, "{found:#?}");
    assert!(most_outside(&found) >= super::PARTIAL);
}

#[test]
fn two_lines_with_one_word_exchanged_are_one_text() {
    let text = "The bishop admitted that he had seen the letter. He said that the chapter did not answer it.";
    assert!(compared(text, &text.replace("admitted", "denied").replace("did not", "did")).relation.is_derived());
    let other_people = text.replace("The bishop", "Ruth Amble").replace("the chapter", "Castle Merchant");
    assert!(!compared(&text.replace("The bishop", "Jon Tarrow").replace("the chapter", "Nordhaven"), &other_people).relation.is_derived());
}

#[test]
fn own_stories_above_one_list_of_names_are_no_reuse() {
    let list = "Merrow Athletic: Ashby; Bream, Colt, Darrow, Ewell; Finch, Gadd (Harte 60), Ibbs; Joss, Kerr, Loam. Brannock: Munt; Nave, Ogle, Pask, Quill; \
                Rooke, Sands, Tarr (Upton 71); Vole, Wren, Yarrow. Referee: Zeller.";
    let found = compared(
        &format!(
            "Two goals in the last five minutes turned a match that the visitors had held in their hands since a soft penalty early on. Their coach \
             left the ground without a word, and the stands sang until the lights went out.\n\n{list}"
        ),
        &format!(
            "It took a substitute of seventeen to end the longest wait for a home victory that anyone here remembers. He had been at school that \
             morning, his mother said, and would be again on Monday.\n\n{list}"
        ),
    );
    assert!(!found.relation.is_reuse(), "{found:#?}");
    assert!(found.discounted.iter().any(|one| one.why == Discount::CommonPhrase));
    // Who copies the list itself copies it.
    assert!(compared(list, &list.replace("Quill", "Quell")).relation.is_reuse());
}

#[test]
fn a_form_is_called_one() {
    let form = |firm: &str, profit: &str, before: &str, dividend: &str, day: &str| {
        format!(
            "{firm} said net profit in the half year rose to {profit} mln crowns from {before} mln a year earlier. The board proposed a dividend of \
             {dividend} crowns per share, payable on {day}."
        )
    };
    let found = compared(
        &form("Halvorsen Shipping", "318", "283", "1.75", "August 14"),
        &form("Tamworth Foods", "46.4", "45", "4.20", "November 2"),
    );
    assert!(found.is_form && !found.relation.is_reuse(), "{found:#?}");
    assert!(!compared("The ferry sank.", "Milk is dearer.").is_form);
}

#[test]
fn a_figure_and_its_unit_in_a_word_are_the_same_figure() {
    let text = "The operator lost 6m passengers in the first quarter, a fall of 4 per cent, and 1.4m fewer took the night trains that the ministry had paid for.";
    let spelt = text.replace("6m", "6 million").replace("1.4m", "1.4 million").replace("fewer took", "fewer boarded");
    let found = compared(text, &spelt);
    assert!(found.relation.is_derived() && !found.is_form, "{found:#?}");
}

#[test]
fn a_pure_cut_is_shorter_however_little_was_cut() {
    let text = "The sluice above the old tannery was left open on Friday night, and nobody knows by whom yet.";
    let cut = text.replace("above the old tannery ", "above the tannery ").replace(" on Friday night", " on Friday");
    assert_eq!(compared(&cut, text).relation, Relation::Shortened);
    assert_eq!(compared(text, &cut).relation, Relation::Expanded);
}

/// A whole quotation that both have is shared speech however short it is; a title between quotation marks is none.
#[test]
fn a_short_quotation_is_shared_speech() {
    let anglers = |quoted: &str| {
        format!(
            "Anglers on the lake are furious about the new fee. Pieter Holt, who has rowed here for forty years, called it \u{201c}{quoted}\u{201d}. The \
             province did not answer."
        )
    };
    let gallery = |quoted: &str| {
        format!(
            "From spring on, whoever puts out a rod needs a permit. There was laughter in the gallery when a boat builder said it was \
             \u{201c}{quoted}\u{201d} and handed the clerk a folding chair. Councillors voted for it all the same."
        )
    };
    let quoted = "a tax on sitting very still";
    assert_eq!(compared(&anglers(quoted), &gallery(quoted)).relation, Relation::QuotesOnly);
    // A part of what both say is not the whole of it, and neither are a few words.
    assert_ne!(compared(&anglers("a tax on sitting very still"), &gallery("a tax on sitting very long")).relation, Relation::QuotesOnly);
    for turn in ["more of the same", "The Old Man and the Sea"] {
        assert_ne!(compared(&anglers(turn), &gallery(turn)).relation, Relation::QuotesOnly, "{turn}");
    }
}

/// A lifted paragraph stays one when a few of its words are changed, in each language; with other names and figures it is a form.
#[test]
fn a_lifted_paragraph_with_changed_words_is_taken() {
    let english = (
        "The pump house, which has kept the lower town dry since 1931, lost its last mechanic in March. A firm from Helm says that it has been \
         given the keys but not the drawings, and that it will send a fitter as soon as the water allows.",
        "Nobody in our street talks of anything else. The baker has put sandbags before his door and sells yesterday's rolls from the window above.\n\n\
         {}\n\nThe vicar has opened the loft of the church to whoever cannot sleep at home, and I slept there twice.",
        "The council met late on Tuesday to hear how high the river may rise.\n\n{}\n\nA vote on the new dyke was put off until autumn because two \
         members were cut off by the flood and could not be reached.",
        [("pump house", "pumping station"), ("says", "claims"), ("the drawings", "the plans"), ("a fitter", "a mechanic")],
        [("1931", "1954"), ("March", "June"), ("Helm", "Tarn"), ("pump house", "boat house")],
    );
    let german = (
        "Das Pumpwerk, das die Unterstadt seit 1931 trocken hält, hat im März seinen letzten Mechaniker verloren. Eine Firma aus Helm erklärt, sie \
         habe zwar die Schlüssel bekommen, nicht aber die Zeichnungen, und werde einen Monteur schicken, sobald das Wasser es zulässt.",
        "In unserer Straße redet niemand mehr von etwas anderem. Der Bäcker hat Sandsäcke vor die Tür gelegt und verkauft die Brötchen von gestern aus \
         dem Fenster darüber.\n\n{}\n\nDer Pfarrer hat den Dachboden der Kirche für alle geöffnet, die zu Hause nicht schlafen können.",
        "Der Rat kam am Dienstag spät zusammen, um zu hören, wie hoch der Fluss noch steigen kann.\n\n{}\n\nÜber den neuen Deich wird erst im Herbst \
         abgestimmt, weil zwei Mitglieder vom Wasser eingeschlossen und nicht zu erreichen waren.",
        [("Das Pumpwerk, das", "Die Anlage, die"), ("erklärt", "behauptet"), ("die Zeichnungen", "die Pläne"), ("schicken", "entsenden")],
        [("1931", "1954"), ("März", "Juni"), ("Helm", "Tarn"), ("Pumpwerk", "Bootshaus")],
    );
    for (paragraph, column, report, changes, other_facts) in [english, german] {
        let taken = |edits: &[(&str, &str)]| {
            let edited = edits.iter().fold(paragraph.to_string(), |text, (old, new)| text.replace(old, new));
            compared(&column.replace("{}", &edited), &report.replace("{}", paragraph)).relation
        };
        for n in 1..=changes.len() {
            assert_eq!(taken(&changes[..n]), Relation::Partial, "{:?}", &changes[..n]);
        }
        assert!(!taken(&other_facts).is_derived(), "{paragraph}");
    }
}

/// Several firms announce the same on one day: what differs is whom each notice is about.
#[test]
fn the_same_notice_of_another_firm_is_a_form() {
    let notice = |firm: &str, also: &str| {
        format!(
            "{firm} said it lowered the price it asks for heating oil by three cents a litre, effective today. The cut brings its price at the Vardal and \
             Ostrava depots to 1.24 crowns a litre.{also} {firm} last changed its prices on May 9."
        )
    };
    let found = compared(&notice("Halden Oil Co", ""), &notice("Tarrow Fuels", " Light oil was lowered to 1.31 crowns."));
    assert!(found.is_form && !found.relation.is_reuse(), "{found:#?}");
    assert!(
        compared(&notice("Halden Oil Co", ""), &notice("Halden Oil Co", " Light oil was lowered to 1.31 crowns.")).relation.is_derived()
    );
}

/// The lines of a table are those of the same table an hour before; that is no story told again.
#[test]
fn the_table_of_a_later_hour_is_no_reuse() {
    let table = |shift: u32| -> String {
        let line = |(at, good): (u32, &str)| {
            let price = 150 + at * 7 % 90 + (at + shift) % 3;
            let change = ["UP", "OFF", "UNCH"][((at + shift) % 3) as usize];
            format!(
                "{good}{} {price} {}/4 {change} {} {}/4",
                at % 7 + 1,
                (at + shift) % 3 + 1,
                (at * 3 + shift) % 5,
                (at + 2 * shift) % 3 + 1
            )
        };
        let goods = ["MAY", "JUL", "SEP", "DEC", "MAR", "AUG", "NOV", "JAN", "OCT"];
        let lines = (0_u32..36).zip(goods.iter().cycle().copied()).map(line);
        lines.collect::<Vec<_>>().join("\n")
    };
    let found = compared(&table(0), &table(1));
    assert!(!found.relation.is_reuse(), "{:?}", found.relation);
    assert!(compared(&table(0), &table(0).replacen("150", "151", 1)).relation.is_reuse());
}

/// Where the order of words is free, a rewording may leave hardly a run of words.
#[test]
fn sentences_turned_round_are_reworked_in_german_as_in_english() {
    let cases = [
        (
            "Die Feuerwehr hat am Montag in Lauterbach eine Kuh aus einem Brunnen gezogen. Das Tier war am Morgen durch die morsche Abdeckung gebrochen. Ein \
             Tierarzt bet\u{e4}ubte die Kuh, bevor die Helfer sie mit einem Kran aus dem Schacht hoben. Der Landwirt Josef Tannhuber hatte ihr Br\u{fc}llen \
             beim Melken geh\u{f6}rt. Den Brunnen will die Gemeinde nun mit einer Betonplatte verschlie\u{df}en. In der Gegend gibt es noch elf solcher \
             Sch\u{e4}chte, die niemand mehr benutzt.",
            "Aus einem Brunnen hat am Montag die Feuerwehr in Lauterbach eine Kuh gezogen. Durch die morsche Abdeckung war das Tier am Morgen gebrochen. Bevor \
             die Helfer die Kuh mit einem Kran aus dem Schacht hoben, bet\u{e4}ubte sie ein Tierarzt. Beim Melken hatte ihr Br\u{fc}llen der Landwirt Josef \
             Tannhuber geh\u{f6}rt. Mit einer Betonplatte will nun die Gemeinde den Brunnen verschlie\u{df}en. Elf solcher Sch\u{e4}chte, die niemand mehr \
             benutzt, gibt es in der Gegend noch.",
        ),
        (
            "The fire brigade on Monday pulled a cow out of a well in Lauterbach. In the morning the animal had broken through its rotten cover. A vet sedated \
             the cow before the helpers lifted her out of the shaft with a crane. The farmer Josef Tannhuber had heard her bellowing while he was milking.",
            "Out of a well in Lauterbach the fire brigade pulled a cow on Monday. Through its rotten cover the animal had broken in the morning. Before the \
             helpers lifted her out of the shaft with a crane, a vet sedated the cow. While he was milking, the farmer Josef Tannhuber had heard her bellowing.",
        ),
    ];
    for (text, turned) in cases {
        assert_eq!(compared(text, turned).relation, Relation::Reworked, "{turned}");
    }
}
