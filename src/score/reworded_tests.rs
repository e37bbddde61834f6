//! Lifted and lightly edited paragraphs, and stories trimmed or reworded sentence by sentence, on texts written for this.

use super::Relation;
use super::short_tests::compared;

/// A paragraph beside what was done with it in another article: each word in braces is exchanged for the one behind the bar.
fn both(marked: &str, n: usize) -> (String, String) {
    let (mut old, mut new, mut rest, mut left) = (String::new(), String::new(), marked, n);
    while let Some((before, behind)) = rest.split_once('{') {
        let (pair, after) = behind.split_once('}').expect("a closed brace");
        let (one, other) = pair.split_once('|').expect("two words");
        old.push_str(before);
        old.push_str(one);
        new.push_str(before);
        new.push_str(if left > 0 { other } else { one });
        left = left.saturating_sub(1);
        rest = after;
    }
    (old + rest, new + rest)
}

const LIFTED: &str = "The ferry company {withdrew|pulled} the older of its two boats in March after {divers|inspectors} found that the hull below the \
                      engine room had {rusted|corroded} through in four places. Passengers have since {waited|queued} up to three hours for a \
                      seat, and the island's only doctor now {crosses|travels} the sound in a {borrowed|rented} fishing boat.";

const GERMAN: &str = "Die Genossenschaft hat den {alten|hölzernen} Kahn im März stillgelegt, nachdem {Taucher|Prüfer} festgestellt hatten, dass der Rumpf \
                      unter dem Maschinenraum an vier Stellen {durchgerostet|beschädigt} war. Seither {warten|stehen} die Fahrgäste bis zu drei \
                      Stunden an, und die einzige Ärztin der Insel {fährt|setzt} mit einem {geliehenen|gemieteten} Fischerboot über.";

#[test]
fn a_lifted_paragraph_is_a_part_however_few_words_of_it_were_changed() {
    let english = [
        "Islanders met in the school on Tuesday to talk about the winter timetable. Many had come on foot, because the bus stops at six.",
        "My aunt has kept bees for forty years and says that they know more about the weather than the radio does. I asked her what she \
         would do with a summer like this one.",
        "She laughed and gave me a jar. Nobody in our street has seen a wasp since May, and the baker leaves his door open again.",
    ];
    let german = [
        "Am Dienstag trafen sich die Bewohner in der Schule, um über den Fahrplan für den Winter zu reden. Viele waren zu Fuß gekommen.",
        "Meine Tante hält seit vierzig Jahren Bienen und sagt, dass sie mehr vom Wetter wissen als das Radio. Ich habe sie gefragt, was sie in \
         so einem Sommer tun würde.",
        "Sie lachte und gab mir ein Glas. Niemand in unserer Straße hat seit Mai eine Wespe gesehen, und der Bäcker lässt seine Tür wieder offen.",
    ];
    for (marked, [source, before, behind], most) in [(LIFTED, english, 6), (GERMAN, german, 4)] {
        for n in 0..=most {
            let (old, new) = both(marked, n);
            let found = compared(&format!("{before}\n\n{new}\n\n{behind}"), &format!("{source}\n\n{old}"));
            assert!(found.relation.is_reuse(), "{n}: {found:#?}");
        }
    }
}

#[test]
fn a_story_trimmed_sentence_by_sentence_is_shortened() {
    let old = "The printers of Harrowgate Lane have been asked to give up a typeface.\n\n\
               The Lane Roman, a narrow letter with a curl under the g and a broken foot, has been cut in the street since at least 1795. \
               Lawyers for a software house in the capital say that their client bought the design six years ago and wants to be paid.\n\n\
               The software house, Clear Letters, sells some 9,000 licences a month to schools that are 200 miles from the lane. It says that it \
               is willing to talk. A judge is to hear both sides in the autumn.";
    let new = "Printers in Harrowgate Lane have been asked to drop an old typeface. The Lane Roman, a narrow letter with a broken foot, has been \
               cut there since at least 1795, but a software house in the capital bought the design six years ago.\n\n\
               Clear Letters, which sells 9,000 licences a month to schools 200 miles away, says it is willing to talk. A judge is to hear both \
               sides in the autumn.";
    let found = compared(new, old);
    assert_eq!(found.relation, Relation::Shortened, "{found:#?}");
}

#[test]
fn two_reports_of_one_event_are_none() {
    let one = "Two climbers died on the Vessemhorn at the weekend when a cornice broke under them close to the summit. Rescuers found the men, \
               both from Tarrow, on Sunday morning at the foot of the north face. The mountain guides of Oldvale had warned of soft snow.";
    let other = "A snow ledge near the top of the Vessemhorn gave way on Saturday and killed two men from Tarrow. Their bodies were brought down \
                 from beneath the north face a day later. Guides in Oldvale said the snow had been too soft for days.";
    assert!(!compared(one, other).relation.is_reuse());
}

#[test]
fn a_form_for_somebody_else_is_none() {
    let form = |firm: &str, share: &str, day: &str| {
        format!(
            "{firm} said its board declared a regular quarterly dividend of {share} cents a share, payable on {day} to holders of record two \
             weeks before. The company said it expects results for the year to be in line with what it told shareholders in spring."
        )
    };
    let found = compared(&form("Halden Mills", "twelve", "June 30"), &form("Tarrow Shipping", "nine", "July 15"));
    assert!(!found.relation.is_derived(), "{found:#?}");
}

#[test]
fn a_brief_told_again_in_another_order_is_derived() {
    let old = "Die Gemeinde Ellrode hat am Montag die Eisbahn gesperrt, weil in der Kühlleitung Lecks entdeckt wurden. Fachleute erwarten, dass die \
               Reparatur bis Neujahr dauert und rund eine halbe Million Euro kostet. Der Eishockeyverein bangt um seine Schülermannschaft und \
               verlangt einen Bus zur Halle der Kreisstadt. Die Bürgermeisterin will am Freitag darüber entscheiden. Bis dahin bleibt auch der \
               Kiosk geschlossen.";
    let new = "Seit Montag ist die Eisbahn in der Gemeinde Ellrode gesperrt: In der Kühlleitung wurden Lecks entdeckt. Die Reparatur kostet, so \
               erwarten es Fachleute, eine halbe Million Euro und dauert wohl bis Neujahr. Um seine Schülermannschaft bangt der Eishockeyverein, \
               der einen Bus zur Halle der Kreisstadt verlangt. Am Freitag will die Bürgermeisterin entscheiden. Auch der Kiosk bleibt bis dahin \
               zu.";
    assert!(compared(new, old).relation.is_derived());
}

#[test]
fn a_story_whose_frame_tells_something_else_is_no_reuse() {
    let (one, other) = both(
        "The {harbour|orchard} {company|family} said it will {close|paint} one of its {ferries|barns} next year because \
        it has been {losing|hiding} {passengers|apples} for so many years, and that it would not be able to {keep|feed} \
        all of its {crews|horses}. It said about 60 of the 400 {people|hens} who {work|sleep} there would have to go by \
        the {end|sound} of the {year|bell}. The {union|cook} said it had been {told|sung} of the {plan|song} only on \
        {Monday|tiptoe}, and that it would {fight|learn} it in the first {week|verse} of the new year. \"They have had \
        more than enough {time|soup} to tell us what they {want|grow},\" one of its {leaders|teachers} said. The company \
        said that it had {tried|dug} to find more than one {way|well} out since it first {reported|harvested} a \
        {loss|pear} in 2009, but that none of them had {helped|ripened} as much as it had {hoped|rained}. It also said \
        that it would not {raise|plant} its {fares|hedges} again before the {end|frost} of the year, as some of its \
        {rivals|cousins} have done. The {minister|gardener} said he would be {meeting|pruning} both of them this \
        {week|shade}, and that there was still {time|room} for a {deal|salad} before the {winter|supper}. He did not say \
        how much of the {money|water} would come from the {state|river}, or from whom it would come if that were to \
        {fail|freeze}.",
        usize::MAX,
    );
    assert!(!compared(&one, &other).relation.is_reuse());
}
