//! What is reuse and what is not, on articles written for this.

use super::{Comparison, Discount, Relation, compare};
use crate::article::Article;
use crate::text::Prepared;

fn compared(a: &str, b: &str) -> Comparison {
    let (a, b) = (Article::new("a", a), Article::new("b", b));
    compare(&Prepared::new(&a), &Prepared::new(&b))
}

#[track_caller]
fn check_reuse(a: &str, b: &str, wanted: bool) {
    let found = compared(a, b);
    assert_eq!(found.relation.is_reuse(), wanted, "{found:#?}");
    assert_eq!(compared(b, a).relation, found.relation.mirrored());
}

const LIGHTHOUSE: &str = "The lighthouse at Brannock Head went dark on Tuesday night for the first time since it was built, after a storm tore \
    the roof from the engine house and flooded the batteries beneath it. Two keepers spent nine hours on the gallery before a helicopter \
    could lift them off. The harbour office has closed the northern channel to all vessels until divers have searched it for wreckage. \
    Fishermen said they would steer by the chapel spire, as their grandfathers had done. Repairs are expected to last through the winter, \
    and the insurers have not yet agreed to pay for them.";

#[test]
fn the_same_form_filled_in_anew_is_no_reuse() {
    check_reuse(
        "Halvorsen Shipping said net profit in the three months to June rose 12.4 pct to 318 mln crowns from 283 mln a year earlier. Revenue was \
         2.41 billion crowns against 2.20 billion. The board proposed an interim dividend of 1.75 crowns per share, payable on August 14.",
        "Tamworth Foods said net profit in the three months to September fell 3.1 pct to 45 mln pounds from 46.4 mln a year earlier. Revenue was \
         611 mln pounds against 640 mln. The board proposed an interim dividend of 4.20 pence per share, payable on November 2.",
        false,
    );
}

#[test]
fn a_form_with_another_borrower_and_other_terms_is_no_reuse() {
    let one = "Brandvik Power has placed a 75 mln crown bond that falls due on March 14, 2031 with a coupon of 4-1/4 pct, its lead bank Nordhaven \
        Securities said. The paper was sold at 99.60 pct of its face value, cannot be called before it is due and comes in pieces of 10,000 \
        crowns. It is to be listed in Copenhagen, and the money will be used to pay back older debt.";
    let other = "Tamworth Foods has placed a 120 mln crown bond that falls due on June 2, 2029 with a coupon of 5-1/8 pct, its lead bank Castle \
        Merchant said. The paper was sold at 100.25 pct of its face value, cannot be called before it is due and comes in pieces of 5,000 \
        crowns. It is to be listed in Copenhagen, and the money will be used to pay back older debt.";
    check_reuse(one, other, false);
    let found = compared(one, other);
    assert!(found.passages.is_empty() && found.discounted.iter().all(|one| one.why == Discount::Frame), "{found:#?}");
    check_reuse(one, &one.replace("75 mln", "80 mln").replace("99.60", "99.75"), true);
}

#[test]
fn a_short_form_about_somebody_else_is_no_reuse() {
    let raises = |bank: &str, parent: &str| {
        format!(
            "{bank}, the main bank of {parent}, said it is raising its prime lending rate to 7-3/4 pct from 7-1/2 pct, effective immediately."
        )
    };
    check_reuse(&raises("Castle Merchant", "Ardmore Holdings"), &raises("Nordhaven Trust", "Brandvik Group"), false);
    let one = raises("Castle Merchant", "Ardmore Holdings");
    check_reuse(&one, &one.replace("is raising", "would raise"), true);
}

#[test]
fn two_lines_with_other_figures_are_two_reports() {
    let prices = "Hog prices opened 1.00 crown higher, private sources said. Top 51.50 crowns.";
    check_reuse(prices, &prices.replace("1.00", "2.50"), false);
    check_reuse(prices, &format!("{prices} Trade was quiet."), true);
}

#[test]
fn a_copy_with_new_figures_is_reuse() {
    let updated = LIGHTHOUSE.replace("nine hours", "11 hours").replace("Two keepers", "Three keepers").replace("Tuesday", "Wednesday");
    check_reuse(&updated, LIGHTHOUSE, true);
}

#[test]
fn a_badly_scanned_copy_is_reuse() {
    let misread = "The lighthouse at Brannock Head went dark on Tuesday niqht for the first time since it was buiIt, after a storrn tore \
        the roof fiom the engine bouse and flooded the batteries beneath it. Two kcepers spent nine hours on the gallcry before a heIicopter \
        could lift them off. The harbonr office has closed the nortbern channel to all vessels until divers bave searched it for wreckagc.";
    check_reuse(misread, LIGHTHOUSE, true);
}

#[test]
fn a_reworded_report_is_reuse() {
    let reworded = "For the first time since it was built, the lighthouse on the headland went dark after a storm tore away the roof of its engine \
        house and flooded the batteries below. The keepers spent nine hours on the gallery before a helicopter was able to lift them off. All \
        vessels are barred from the northern channel until divers have searched it. Repairs will last through the winter, it is expected.";
    check_reuse(reworded, LIGHTHOUSE, true);
}

#[test]
fn one_event_in_own_words_is_no_reuse() {
    let own = "Two men were rescued from Brannock Head on Wednesday morning when the storm had eased enough for a rescue crew to reach them. Their \
        lamp had failed in the night: water got into the power supply. Ships must now take the longer way round the islands, the coast \
        guard said, adding that nobody could tell how much debris lies on the bottom. It may be spring before the light shines again.";
    check_reuse(own, LIGHTHOUSE, false);
}

#[test]
fn a_shared_quotation_is_no_reuse() {
    let quote = "\u{201c}We held on to the railing and sang until our voices gave out, because silence would have been worse than the wind, and when \
        the machine came at last neither of us had the strength left to climb into the basket without help\u{201d}";
    let one = format!(
        "{quote}, the older of the two keepers told reporters in hospital. Doctors will let him go home at the weekend. The light itself will stay \
         dark for months, and seafarers were warned to keep clear of the rocks."
    );
    let other = format!(
        "Relatives waited on the quay all night for news of the men. {quote}, one of them said later. The minister praised the pilots and promised \
         money for a new engine house; the opposition asked why the old one had been allowed to rot."
    );
    check_reuse(&one, &other, false);
    assert_eq!(compared(&one, &other).relation, Relation::QuotesOnly);
}

#[test]
fn briefs_need_no_more_than_a_long_run() {
    check_reuse(
        "A ferry with 40 people on board ran onto rocks near Brannock Head in thick fog on Sunday morning, the coast guard said. Nobody was hurt.",
        "A ferry carrying dozens ran onto rocks near Brannock Head in thick fog on Sunday morning, injuring three of those on board, it was reported.",
        true,
    );
}

#[test]
fn german_nouns_are_words_and_no_names() {
    let wire = "Der Leuchtturm am n\u{f6}rdlichen Kap ist in der Nacht zum Dienstag erstmals seit seiner Errichtung erloschen, nachdem ein Sturm das \
        Dach des Maschinenhauses abgerissen und die Batterien darunter \u{fc}berflutet hatte. Zwei W\u{e4}rter harrten neun Stunden auf der Galerie aus, \
        bis ein Hubschrauber sie bergen konnte. Das Hafenamt sperrte die Fahrrinne f\u{fc}r alle Schiffe, bis Taucher sie nach Tr\u{fc}mmern abgesucht haben.";
    let copy = "Ein Sturm hat das Dach des Maschinenhauses abgerissen und die Batterien darunter \u{fc}berflutet. Die W\u{e4}rter harrten neun Stunden auf \
        der Galerie aus, bis ein Hubschrauber sie bergen konnte. Wann das Licht wieder brennt, wei\u{df} noch niemand zu sagen.";
    check_reuse(copy, wire, true);
}

#[test]
fn a_table_with_the_prices_of_a_later_hour_is_another_table() {
    let table = |prices: [&str; 6]| {
        let [a, b, c, d, e, f] = prices;
        format!(
            "Port Merrow exchange: June rubber {a} bid {b}, July tin {c} bid {d}, September cocoa {e} bid {f}, December wool \
             untraded."
        )
    };
    let early = table(["41.20", "41.85", "88.10", "87.95", "12.40", "12.55"]);
    check_reuse(&early, &table(["41.20", "41.85", "88.10", "87.95", "12.40", "12.60"]), true);
    check_reuse(&early, &table(["41.20", "41.85", "88.10", "88.05", "12.70", "12.90"]), false);
}
