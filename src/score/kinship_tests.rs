//! What is told of articles that share no wording: the same matter, nothing, or that wording cannot be compared.

use super::{Comparison, Doubt, Relation, compare};
use crate::article::Article;
use crate::text::Prepared;

fn compared(a: &str, b: &str) -> Comparison {
    let (a, b) = (Article::new("a", a), Article::new("b", b));
    compare(&Prepared::new(&a), &Prepared::new(&b))
}

const FIRE: &str = "A fire destroyed the covered market in Ostrava on Thursday night. Mayor Jana Havlova said that nobody was hurt. The brigades of \
    Karvina and Opava sent eleven engines, and people in the streets around the hall were woken and led away.";
const FIRE_IN_OWN_WORDS: &str = "Traders stood before the ruin of their market in Ostrava on Friday. Flames had eaten through the roof in less than an \
    hour although engines came from as far as Opava and Karvina. Help was promised by Jana Havlova, who leads the town council.";
const VOTE: &str = "Parliament in Riga voted on Thursday to lower the tax on books. Minister Andris Kalnins had asked for it twice before. Publishers in \
    Liepaja and Ventspils welcomed the vote, and shops expect that readers will feel it before the summer.";
const FIRE_IN_GERMAN: &str = "Ein Feuer hat in der Nacht zum Freitag die Markthalle in Ostrava zerst\u{f6}rt. Verletzt wurde niemand, wie die \
    B\u{fc}rgermeisterin Jana Havlova sagte. Aus Karvina und Opava kamen elf L\u{f6}schz\u{fc}ge, und die Menschen in den Stra\u{df}en um \
    die Halle wurden geweckt.";

#[test]
fn reports_of_one_event_name_the_same_people_and_places() {
    assert_eq!(compared(FIRE, FIRE_IN_OWN_WORDS).relation, Relation::Related);
    assert_eq!(compared(FIRE, VOTE).relation, Relation::Unrelated);
}

#[test]
fn unlike_articles_do_not_become_related_by_being_long() {
    // Both tell the same everyday words in another order, as any two long texts do; the names differ.
    let long = |name: &str, shift: usize| -> String {
        const WORDS: [&str; 12] =
            ["window", "garden", "morning", "letter", "kitchen", "station", "winter", "bottle", "ladder", "mirror", "candle", "basket"];
        (0..200)
            .map(|at| {
                let word = |step: usize| WORDS[(at * (shift + step) + step * step * shift) % WORDS.len()];
                format!("Then {name} saw a {} behind the {} and a {}. ", word(1), word(2), word(5))
            })
            .collect()
    };
    let found = compared(&long("Matilda Brandt", 3), &long("Oskar Wieland", 5));
    assert!(found.relation == Relation::Unrelated || found.relation.is_reuse(), "{:?}", found.relation);
    assert_ne!(found.relation, Relation::Related);
}

#[test]
fn two_languages_are_said() {
    let found = compared(FIRE, FIRE_IN_GERMAN);
    assert_eq!((found.relation, found.doubt), (Relation::Unrelated, Some(Doubt::OtherLanguage)));
    assert_eq!(compared(FIRE, VOTE).doubt, None);
}

#[test]
fn no_words_are_said() {
    let found = compared(FIRE, "\u{2014} ***");
    assert_eq!((found.relation, found.doubt), (Relation::Unrelated, Some(Doubt::NoWords)));
    assert_eq!(compared("", "...").doubt, None);
}

/// What one side is set in changes no relation.
#[test]
fn capitals_make_no_names() {
    let copy = "Fishermen met at the pier. The brigades of Karvina and Opava sent eleven engines, and people in the streets around the hall were \
        woken and led away. They spoke of nets and of the price of diesel until the lamps went out.";
    let sentence =
        "The brigades of Karvina and Opava sent eleven engines, and people in the streets around the hall were woken and led away.";
    let wanted = compared(copy, FIRE).relation;
    assert!(wanted.is_reuse());
    assert_eq!(compared(&copy.to_uppercase(), FIRE).relation, wanted);
    assert_eq!(compared(&copy.replace(sentence, &sentence.to_uppercase()), FIRE).relation, wanted);
    let title_case: Vec<String> =
        copy.split(' ').map(|word| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect()).collect();
    assert_eq!(compared(&title_case.join(" "), FIRE).relation, wanted);
    for text in [FIRE_IN_OWN_WORDS, VOTE] {
        assert_eq!(compared(&text.to_uppercase(), FIRE).relation, compared(text, FIRE).relation);
    }
}

/// Independent briefs of one event, each language with a pair and a brief on another matter.
#[test]
fn briefs_of_one_event_are_related_in_each_language() {
    let cases = [
        [
            "Die Stadt Elmsgrund will ihr Hallenbad nach dem Deckeneinsturz vom Montag nicht wieder \u{f6}ffnen. Ein Neubau komme billiger, sagte \
             Baudezernentin Ruth Kallmeyer. Die Schulen sollen bis auf Weiteres in Tarnitz schwimmen.",
            "Aus f\u{fc}r das Bad in Elmsgrund: Nachdem Teile der Decke ins Becken gest\u{fc}rzt waren, hat der Magistrat die Sanierung verworfen. Man werde \
             neu bauen. Kinder m\u{fc}ssen nun mit dem Bus zum Unterricht nach Tarnitz fahren.",
            "Der Kreis Halmsdorf hat am Donnerstag vier neue Schneepfl\u{fc}ge bestellt. Sie kosten zusammen mehr als eine Million Euro, sagte die \
             Landr\u{e4}tin. Im vergangenen Winter waren zwei Fahrzeuge ausgefallen.",
        ],
        [
            "La laiterie coop\u{e9}rative de Kerlouan-sur-Aven cessera de produire du beurre en juin, ont annonc\u{e9} ses dirigeants aux cent vingt \
             salari\u{e9}s. Le prix de l'\u{e9}nergie a \u{e9}t\u{e9} multipli\u{e9} par trois en deux ans.",
            "Plus de beurre \u{e0} Kerlouan-sur-Aven : l'atelier historique fermera avant l'\u{e9}t\u{e9}. La direction de la coop\u{e9}rative invoque ses \
             factures. Trente postes seraient supprim\u{e9}s, selon la CGT, qui appelle \u{e0} la gr\u{e8}ve lundi.",
            "Le conseil municipal de Trev\u{e9}neuc a vot\u{e9} mardi la r\u{e9}novation du phare. Les travaux commenceront \u{e0} l'automne et dureront un an, \
             a pr\u{e9}cis\u{e9} le maire. Le sentier restera ouvert aux promeneurs.",
        ],
        [
            "El mercado central de Arroyoseco permanecer\u{e1} cerrado hasta el lunes por una aver\u{ed}a en las c\u{e1}maras de fr\u{ed}o. Los comerciantes \
             calculan p\u{e9}rdidas de cuarenta mil euros en pescado y carne.",
            "Toneladas de pescado fueron a la basura ayer en Arroyoseco despu\u{e9}s de que se estropeara la refrigeraci\u{f3}n del mercado. El alcalde \
             asegur\u{f3} que los puestos volver\u{e1}n a abrir la semana pr\u{f3}xima.",
            "La biblioteca de Villarga prestar\u{e1} desde octubre instrumentos de m\u{fa}sica. La concejala de cultura espera que los vecinos donen guitarras \
             y violines que ya no usan. Un taller los pondr\u{e1} a punto.",
        ],
    ];
    for [one, other, elsewhere] in cases {
        assert_eq!(compared(one, other).relation, Relation::Related, "{one}");
        assert_eq!(compared(one, elsewhere).relation, Relation::Unrelated, "{elsewhere}");
        assert_eq!(compared(elsewhere, other).relation, Relation::Unrelated, "{elsewhere}");
    }
}

/// Of a language whose function words are not known.
#[test]
fn two_scripts_are_said() {
    let latin = "Nova crkva kraj reke dobila je krov od bakra, a zvono stize u petak. Meštani su sami platili radove i peskom zasuli put.";
    let cyrillic =
        "Нова црква крај реке добила је кров од бакра, а звоно стиже у петак. Мештани су сами платили радове и песком засули пут.";
    let found = compared(latin, cyrillic);
    assert_eq!((found.relation, found.doubt), (Relation::Unrelated, Some(Doubt::OtherScript)));
    assert_eq!(compared(latin, "Ruka, noga, glava, oko, uvo, nos, usta i zub: tako deca uče.").doubt, None);
}
