//! Quotations of all kinds in four languages.

use super::{Found, Reading, Verdict, look_up};
use crate::article::Article;
use crate::text::Prepared;

/// What becomes of each quotation of a draft, and what is shown of it.
fn looked_up(source: &str, draft: &str) -> Vec<(String, Verdict, Option<Found>)> {
    let (source, draft) = (Prepared::new(&Article::new("wire", source)), Prepared::new(&Article::new("draft", draft)));
    let (source, draft) = (Reading::new(&source), Reading::new(&draft));
    let found = draft.quotations().into_iter().map(|quotation| {
        let found = look_up(&quotation, &draft, &source, true);
        let verdict = found.as_ref().map_or(Verdict::NotInSource, |found| found.verdict);
        (quotation.span.of(&draft.prepared.article.text).to_string(), verdict, found)
    });
    found.collect()
}

fn check(source: &str, draft: &str, wanted: &[Verdict]) {
    let found = looked_up(source, draft);
    let verdicts: Vec<Verdict> = found.iter().map(|(_, verdict, _)| *verdict).collect();
    assert_eq!(verdicts, wanted, "{:?}", found.iter().map(|(text, verdict, _)| (text, verdict)).collect::<Vec<_>>());
}

use Verdict::{Altered, Cut, Exact, Misattributed, NotInSource, Spliced};

const LOCK: &str = "The old lock at Brennick failed at four in the morning and the canal ran dry.\n\n\
    “We heard the gate go like a gun,” said lock keeper Nora Tiller. “My boots were dry before I had found the lamp. \
    We never had the money to mend it, and now we do not have a canal.”\n\n\
    The waterways board said the gate had been inspected in spring. “Two of the hinges were noted as worn,” its engineer, \
    Piet Holm, told the council, “and the work was planned for the autumn.”\n\n\
    Boat owners want to be paid. “Mine is lying on a shopping trolley,” Ines Raw said.";

/// A tense of two words leads to the speaker as one of one word does, on either side of the quotation.
#[test]
fn another_speaker_is_seen_behind_a_verb_of_two_words() {
    let source = |verb: &str| {
        format!("« Nous avons deux semaines et beaucoup de questions », {verb} Anne Morel. La ville attend une réponse du ministre.")
    };
    for verb in ["dit", "a dit", "a déclaré", "avait expliqué"] {
        check(&source(verb), &format!("« Nous avons deux semaines et beaucoup de questions », {verb} Luc Ferrand."), &[Misattributed]);
        check(&source(verb), &format!("« Nous avons deux semaines et beaucoup de questions », {verb} Anne Morel."), &[Exact]);
        check(&source(verb), &format!("Luc Ferrand {verb} : « Nous avons deux semaines et beaucoup de questions. »"), &[Misattributed]);
    }
}

/// What the source only reports was not said in these words; what a speech says itself was.
#[test]
fn speech_made_from_a_report_is_in_no_source() {
    for (report, speech, draft) in [
        (
            "Ada Lind said that the ferry would stop in June because fuel was too dear for the town.",
            "Neighbours! The ferry would stop in June because fuel was too dear for the town. Nobody wants that.",
            "“The ferry would stop in June because fuel was too dear for the town,” Ada Lind said.",
        ),
        (
            "Uwe Rahn sagte, die Brücke werde im Sommer für neun Wochen gesperrt.",
            "Liebe Nachbarn, die Brücke werde im Sommer für neun Wochen gesperrt, glaubt mir.",
            "„Die Brücke werde im Sommer für neun Wochen gesperrt“, sagte Uwe Rahn.",
        ),
        (
            "Luc Ferrand a déclaré que la digue ne tiendrait pas un hiver de plus.",
            "Chers voisins, la digue ne tiendrait pas un hiver de plus.",
            "« La digue ne tiendrait pas un hiver de plus », a déclaré Luc Ferrand.",
        ),
        (
            "El puente cerrará nueve semanas desde el lunes, dijo Marta Oliva.",
            "Vecinos, el puente cerrará nueve semanas desde el lunes.",
            "«El puente cerrará nueve semanas desde el lunes», dijo Marta Oliva.",
        ),
    ] {
        check(report, draft, &[NotInSource]);
        check(speech, draft, &[Exact]);
    }
}

/// A quotation that begins behind a negation says the opposite, unless the draft says the negation itself.
#[test]
fn a_negation_before_the_first_word_is_not_dropped() {
    for (source, turned, kept) in [
        (
            "“No ferry will sail on Sunday, and the crews know it,” Ada Lind said.",
            "“Ferry will sail on Sunday, and the crews know it,” Ada Lind said.",
            "Ada Lind said that on no account a “ferry will sail on Sunday”.",
        ),
        (
            "“Never trust a river that has gone quiet,” Ada Lind said.",
            "“Trust a river that has gone quiet,” Ada Lind said.",
            "Ada Lind says you must never “trust a river that has gone quiet”.",
        ),
        (
            "„Nicht jede Brücke wird in diesem Sommer gesperrt“, sagte Uwe Rahn.",
            "„Jede Brücke wird in diesem Sommer gesperrt“, sagte Uwe Rahn.",
            "Uwe Rahn sagte, es werde nicht „jede Brücke“ sein, die gesperrt werde.",
        ),
        (
            "« Jamais la digue ne tiendra un hiver de plus », a dit Luc Ferrand.",
            "« La digue ne tiendra un hiver de plus », a dit Luc Ferrand.",
            "Luc Ferrand a dit que jamais « la digue ne tiendra un hiver de plus ».",
        ),
        (
            "«Nunca vimos bajar el río tan deprisa», dijo Marta Oliva.",
            "«Vimos bajar el río tan deprisa», dijo Marta Oliva.",
            "Marta Oliva dijo que nunca «vimos bajar el río tan deprisa».",
        ),
    ] {
        check(source, kept, &[Exact]);
        check(source, turned, &[Altered]);
    }
    check("“No, the lock will open in May,” Ada Lind said.", "“The lock will open in May,” Ada Lind said.", &[Exact]);
}

#[test]
fn english() {
    let mut wrong = Vec::new();
    for (draft, wanted) in [
        ("“We heard the gate go like a gun,” Nora Tiller said.", Exact),
        ("Nora Tiller said the gate went “like a gun”.", Exact),
        ("“two of the hinges were noted as worn and the work was planned for the autumn,” Mr Holm said.", Exact),
        ("“2 of the hinges were noted as worn ...” Holm said.", Exact),
        ("“We never had the money [...] and now we do not have a canal,” Tiller said.", Exact),
        ("“We never had the money to mend [the gate], and now we do not have a canal,” Tiller said.", Exact),
        ("“[W]e never had the money to mend it,” Tiller said.", Exact),
        ("“We heard the gate go like a bomb,” Tiller said.", Altered),
        ("“We heard the big gate go like a gun,” Tiller said.", Altered),
        ("“My boots were dry before I had found my lamp,” Tiller said.", Altered),
        ("“We had the money to mend it, and now we do not have a canal,” Tiller said.", Altered),
        ("“We heard the gate go like a gun. It was a terrible night for everybody,” Tiller said.", Altered),
        ("“We heard the gate go,” Tiller said. “Now we do not have a canal.”", Exact),
        ("“My boots were dry before I found the lamp,” Tiller said.", Cut),
        ("“Two hinges were noted as worn,” Holm said.", Cut),
        ("“We heard the gate go like a gun. We never had the money to mend it,” Tiller said.", Spliced),
        ("“We never had the money to mend it. We heard the gate go like a gun,” Tiller said.", Spliced),
        ("“Mine is lying on a shopping trolley,” said Piet Holm.", Misattributed),
        ("“My boots were dry before I had found the lamp,” Ms Raw said.", Misattributed),
        ("“The gate had been inspected last spring,” the board said.", NotInSource),
        ("“Nobody will be paid before the summer,” said Piet Holm.", NotInSource),
        ("It was a “disaster”.", NotInSource),
    ] {
        let found = looked_up(LOCK, draft)[0].1;
        wrong.extend((found != wanted).then(|| format!("{draft}: {found:?}, not {wanted:?}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn german() {
    check(
        "Im Stadtrat von Ellwerk ging es gestern laut zu. „Die Brücke trägt noch zehn Jahre, aber keinen Tag länger“, sagte Baurätin Gesa \
         Tolk. „Ich habe das seit 2019 in jedem Bericht geschrieben.“ Der Kämmerer, Bernd Ohm, hielt dagegen. „Wir haben dafür kein Geld \
         und wir bekommen auch keines“, rief er. Applaus gab es nicht.",
        "„Die Brücke trägt noch zehn Jahre“, sagt Gesa Tolk. „Ich habe das in jedem Bericht geschrieben.“ Bernd Ohm widerspricht: „Wir haben \
         dafür Geld.“ Und: „Wir bekommen auch keins.“ Ohm sagt auch: „Die Brücke trägt noch 10 Jahre, aber keinen Tag länger.“ Es gab \
         „langen Beifall“.",
        &[Exact, Cut, Altered, Altered, Misattributed, NotInSource],
    );
}

#[test]
fn french() {
    check(
        "Le phare de Port-Ivy sera éteint en mars. « Personne ne m'a demandé mon avis », regrette son gardien, Yann Corvec. « J'ai passé \
         trente hivers là-haut et je n'ai jamais laissé la lampe s'éteindre. » La préfecture parle d'une « décision technique ». « Les \
         bateaux ont aujourd'hui d'autres moyens », explique sa porte-parole, Lise Marchal.",
        "« Personne ne m'a demandé mon avis », dit Yann Corvec. « J'ai passé trente hivers là-haut [...] », ajoute-t-il. « J'ai laissé la \
         lampe s'éteindre. » Une « décision politique », selon lui. « Les bateaux ont d'autres moyens », explique Lise Marchal. « J'ai \
         passé trente hivers là-haut », assure Lise Marchal. « On verra bien au printemps », conclut le maire.",
        &[Exact, Exact, Altered, NotInSource, Cut, Misattributed, NotInSource],
    );
}

#[test]
fn spanish() {
    check(
        "El tren de Valdehierro no volverá a parar en la estación. «Llevo cuarenta años abriendo esta taquilla cada mañana», contó Amparo \
         Ruiz. «El lunes la cerraré y tiraré la llave al río». El portavoz de la compañía, Julio Prats, pidió calma. «No habrá ningún \
         despido», prometió, «y nadie tendrá que mudarse».",
        "«Llevo 40 años abriendo esta taquilla cada mañana», dice Amparo Ruiz. «El martes la cerraré y tiraré la llave al río», añade. \
         «No habrá ningún despido y nadie tendrá que mudarse», asegura Julio Prats. «Habrá despido», teme Ruiz. «Tiraré la llave al río», \
         bromea Julio Prats. «La cerraré y tiraré la llave», dice Ruiz.",
        &[Exact, Altered, Exact, Altered, Misattributed, Exact],
    );
}

#[test]
fn the_changed_words_are_shown_on_both_sides() {
    let draft = "“We heard the gate go like a bomb,” Tiller said. “Two hinges were worn,” Holm said.";
    let found = looked_up(LOCK, draft);
    let texts = |text: &str, spans: &[crate::span::Span]| spans.iter().map(|span| span.of(text).to_string()).collect::<Vec<_>>();
    let gate = found[0].2.as_ref().expect("found");
    assert_eq!(texts(draft, &gate.changed), ["bomb"]);
    assert_eq!(texts(LOCK, &gate.source_spans), ["We heard the gate go like a"]);
    let hinges = found[1].2.as_ref().expect("found");
    assert_eq!(texts(draft, &hinges.changed), Vec::<String>::new());
    assert_eq!(texts(LOCK, &hinges.missing), ["of the", "noted as"]);
}

#[test]
fn an_interview_without_marks_is_quoted_as_it_stands() {
    let source = "Q: Why did you stop?\nA: My hands shake in the cold and a clock does not forgive that.\n\nQ: Who takes over?\nA: Nobody.";
    check(
        source,
        "“My hands shake in the cold,” he said, “and a clock does not forgive.” “My hands shake in the heat,” he said.",
        &[Exact, Exact, Altered],
    );
}

#[test]
fn a_name_that_is_a_small_word_elsewhere_is_a_name() {
    let source = "“It doubled in a year,” said Tom Brook. “We have questions,” Ada Finch said.";
    check(source, "“It doubled in a year,” said Ada Finch.", &[Misattributed]);
    check(source, "“We have questions,” said Ada Finch. “It doubled in a year,” Mr Brook said.", &[Exact, Exact]);
}

#[test]
fn a_remark_may_stand_in_two_places() {
    let source = "“That is not for me to say,” said Ada Voss. “Ask the mayor.”\n\n“That is not for me to say,” said Max Lund.";
    check(source, "“That is not for me to say,” said Max Lund.", &[Exact]);
    check(source, "“That is not for me to say,” said Ada Voss.", &[Exact]);
}

const QUAY: &str = "The ferry to Ostrey is late again. “Our crew rows when the engine stops,” said the skipper, Nora Keel.\n\n\
    The harbour clerk, Piet Holm, keeps the books. “The town owes us for the winter,” Holm said.\n\n\
    Ms Lorne, for the town, disagreed: “All our bills were paid in May.”";

#[test]
fn speakers_named_by_role_title_or_apposition() {
    for (draft, wanted) in [
        ("“The town owes us for the winter,” said the skipper.", Misattributed),
        ("The skipper said: “The town owes us for the winter.”", Misattributed),
        ("“Our crew rows when the engine stops,” said the skipper.", Exact),
        ("“The town owes us for the winter,” the clerk said.", Exact),
        ("“Our crew rows when the engine stops,” said Ms Lorne.", Misattributed),
        ("“All our bills were paid in May,” said Ms Lorne.", Exact),
        ("“All our bills were paid in May,” said Mr Holm.", Misattributed),
        ("One passenger, Bob Tarn, said: “Our crew rows when the engine stops.”", Misattributed),
        ("“Our crew rows when the engine stops,” said Bob Tarn, a passenger.", Misattributed),
        // The source does not say who these are.
        ("“Our crew rows when the engine stops,” said the owner.", Exact),
        ("“Our crew rows when the engine stops,” said a skipper.", Exact),
        ("“The town owes us for the winter,” said the company, Tarn Lines.", Exact),
    ] {
        check(QUAY, draft, &[wanted]);
    }
    let source = "« Le bac est trop vieux », dit Lise Marchal, la patronne. Le préfet, Yann Corvec, promet : « L'argent viendra en mars. »";
    check(source, "« Le bac est trop vieux », déplore le préfet. « L'argent viendra en mars », assure le préfet.", &[Misattributed, Exact]);
    let source = "„Die Fähre ist zu alt“, sagte Gesa Tolk. Der Kämmerer, Bernd Ohm, widersprach: „Das Geld kommt im März.“";
    check(source, "„Die Fähre ist zu alt“, sagte der Kämmerer. „Das Geld kommt im März“, sagte der Kämmerer.", &[Misattributed, Exact]);
    let source = "«La barca es muy vieja», dijo Amparo Ruiz. El patrón, Julio Prats, prometió: «El dinero llega en marzo».";
    check(source, "«La barca es muy vieja», lamenta el patrón. «El dinero llega en marzo», asegura el patrón.", &[Misattributed, Exact]);
}

#[test]
fn the_turns_of_a_transcript_name_their_speakers() {
    let source = "Hearing of the harbour board.\n\nMS. LORNE: Who kept the key of the lock house?\nMR. HOLM: It hung behind the stove, as ever.\n\
        MS. LORNE: And nobody counted the lamps?";
    check(source, "“It hung behind the stove,” Ms Lorne said.", &[Misattributed]);
    check(source, "“It hung behind the stove,” Mr Holm said. “Who kept the key of the lock house?” asked Ms Lorne.", &[Exact, Exact]);
}

#[test]
fn nobody_is_accused_who_said_it() {
    for (source, draft) in [
        // The same person, by title, surname or whole name; an office of another body stands nearer to the quotation.
        (
            "Harbour commissioner Gil Orme said the fee was fair. Orme said that he thought “the fee is a little too low” this year.",
            "A board spokesman would not speak about Gil Orme, commissioner at the Harbour Office.\n\nOrme, senior pilot at the Harbour \
             Office, told a Ferry Bank meeting “the fee is a little too low”.",
        ),
        // A spokesman and the one he speaks for; a body and its member; a party and its name; a pronoun.
        (
            "“The keeper has always liked ropes and he means to teach knots at the school,” Tamsin Vale said.",
            "The spokesman said Joan Arkle, 56, had left the lock.\n\n“He means to teach knots at the school,” he said.",
        ),
        (
            "Lowtide president Oscar Penn was glad. “We expect the first boats within thirty days,” Penn said.",
            "Yesterday Lowtide said it had signed, adding “we expect the first boats within thirty days”.",
        ),
        (
            "The book, by Harbour Gazette writer Wes Lund and printed in the paper, said the two had “nothing but contempt” for each other.",
            "But Mr Lund said the pair had “nothing but contempt” for each other and that Mr Raw had decided to go.",
        ),
        (
            "The party says that Mr Hale “has a duty, if not a legal one” to stand down. Its leader, Amos Crane, is glad.",
            "FTP says that Mr Hale “has a duty, if not a legal one” to stand down.",
        ),
        (
            "“Do not expect the gate to open on Sunday,” Ines Holm added.",
            "“Do not expect the gate to open on Sunday,” said a senior official.",
        ),
        ("Ruth Penney's spokesman was angry. “That crane was mine,” he said.", "“That crane was mine,” said Tom Arkle."),
    ] {
        for (verdict, text) in looked_up(source, draft).into_iter().map(|(text, verdict, _)| (verdict, text)) {
            assert_eq!(verdict, Exact, "{text} in {draft}");
        }
    }
}

#[test]
fn another_person_is_told_whatever_names_him() {
    let source = "“Nobody heard it go because of the wind,” said Tom Arkle, the harbour master.\n\n\
        Union leader Ruth Penney was angry. “That crane was older than my mother,” she said.";
    for draft in [
        "“That crane was older than my mother,” said Tom Arkle.",
        "“That crane was older than my mother,” said Peter Holm.",
        "Tom Arkle said: “That crane was older than my mother.”",
        "Tom Arkle was there. “That crane was older than my mother,” he said.",
    ] {
        check(source, draft, &[Misattributed]);
    }
    check(source, "“That crane was older than my mother,” Ms Penney said.", &[Exact]);
}

#[test]
fn another_sentence_is_no_altered_one() {
    for (source, draft) in [
        (
            "The keeper said the lock would lose its leak sooner than many had thought, and that the end might hurt. “The lock will surely make \
             the changes it needs to go from a leak to a lake in order to serve our growing fleet,” she told a meeting.",
            "The keeper said skippers would feel it, “but simply because of the changes the lock will have to make in order to serve our large \
             and growing northern fleet”.",
        ),
        ("“We must first come to an agreement with the pilots,” Ada Lind said.", "“There is an agreement,” Ada Lind said."),
        ("“The board will now read the English version of the decision,” Ada Lind said.", "“The board held that the decision is wrong.”"),
    ] {
        check(source, draft, &[NotInSource]);
    }
}

#[test]
fn typography_is_no_change() {
    for (source, draft) in [
        (
            "« Nous payons 15.000 euros par an pour des salles vides », dit Lise Marchal.",
            "« Nous payons 15 000 euros par an pour des salles vides »",
        ),
        ("“All signs are they will hold,” Ada Lind said.", "“All signs are they (the gates) will hold,” Ada Lind said."),
        ("“The bond can be offset on the board,” Ada Lind said.", "“The bond can be off-set on the board,” Ada Lind said."),
        ("“This is amore careful approach to the lock,” Ada Lind said.", "“This is a more careful approach to the lock,” Ada Lind said."),
        ("“We asked Halden Arts (HA) for the money in May,” Ada Lind said.", "“We asked Halden Arts for the money in May,” Ada Lind said."),
        ("“We asked the  ferry (In May) to sail at noon,” Ada Lind said.", "“We asked the ferry (in May) to sail at noon,” Ada Lind said."),
        ("“The United States have asked for a lock,” Ada Lind said.", "“The U.S. have asked for a lock,” Ada Lind said."),
    ] {
        check(source, draft, &[Exact]);
    }
    check("“The gates will hold,” Ada Lind said.", "“The gates will (not) hold,” Ada Lind said.", &[Altered]);
}

#[test]
fn what_is_shown_of_the_source_ends_with_its_quotation() {
    let texts = |text: &str, spans: &[crate::span::Span]| spans.iter().map(|span| span.of(text).to_string()).collect::<Vec<_>>();
    let source = "«Si le digo que cambie de barca, me tira la barca», bromeó la directora. «Y no miento», dijo.";
    let draft = "«Si le digo que cambie de barca, me tira la barca por la cabeza», bromeó la directora.";
    let found = looked_up(source, draft)[0].2.clone().expect("found");
    assert_eq!(found.verdict, Altered);
    assert_eq!(texts(draft, &found.changed), ["por la cabeza"]);
    assert_eq!(texts(source, &found.missing), Vec::<String>::new());
    assert_eq!(texts(source, &found.source_spans), ["Si le digo que cambie de barca, me tira la barca"]);
    let source = "„Was man hier einmal eingräbt, gräbt niemand wieder auf“, sagte Uwe Rahn. „Wir holen nichts mehr aus“, rief er.";
    let draft = "„Was man hier einmal eingräbt, gräbt niemand wieder aus“, sagte Uwe Rahn.";
    let found = looked_up(source, draft)[0].2.clone().expect("found");
    assert_eq!(
        (found.verdict, texts(draft, &found.changed), texts(source, &found.missing)),
        (Altered, vec!["aus".into()], vec!["auf".into()])
    );
}

#[test]
fn hostile_texts_are_read_in_time() {
    let words = |n: usize| (0..n).map(|at| format!("word{} ", at % 7)).collect::<String>();
    let marks = "“a” ".repeat(20_000);
    for (source, draft) in [
        (words(60_000), format!("“{}”", words(60_000))),
        (format!("“{}”", words(60_000)), format!("“{}”", "word0 word3 ".repeat(20_000))),
        (marks.clone(), marks),
        (String::from("“"), String::from("””“…[[]”")),
    ] {
        looked_up(&source, &draft);
    }
}
