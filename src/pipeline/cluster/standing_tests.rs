//! Standing matter: notices, page heads and paragraphs about a firm join nothing; what a story is made of is none.

use super::*;
use crate::article::Article;

/// Stories of a small town, of which no two have a matter in common.
const STORIES: [&str; 6] = [
    "The weir below Market Bridge lost its sluice gate on Friday night. Anglers watched two hundred trout drift past the boathouse, and the water \
     company said a diver would look at the hinge before Tuesday.",
    "A violin that hung in the cloakroom of the grammar school turns out to be Bohemian work of 1788. The music teacher, Hanne Orlik, found the \
     label when a peg broke during the spring concert.",
    "Grape pickers at three vineyards on the south slope will be paid by the hour from September. The growers had wanted to keep the rate for each \
     crate, which left beginners with less than a loaf's worth a morning.",
    "Night buses to Fenwick are to run until half past two at weekends. A petition that students began in January gathered eleven thousand names, \
     more than the town has inhabitants under thirty.",
    "The observatory has a new dome of laminated timber, eight tonnes lighter than the copper one it replaces. Astronomers expect the first \
     pictures of the comet in the second week of October.",
    "Swifts have come back to the tower of St Olave after nesting boxes were put behind the louvres. Volunteers counted nineteen pairs from the \
     roof of the bakery, using a camera that a pensioner lent them.",
];

const NOTICE: &str = "You have reached the end of what can be read without a login. Readers with an account see all reports of this paper on telephone \
                      and computer, and the printed edition as a picture of each page. Accounts can be closed at the end of every month. Ask our desk \
                      if something does not work.";

fn clustered(texts: &[String]) -> Clustered {
    let articles: Vec<Article> = texts.iter().zip(0..).map(|(text, no)| Article::new(format!("a{no}"), text.clone())).collect();
    cluster(articles.as_slice(), ClusterSettings::default(), &())
}

#[track_caller]
fn check_standing(texts: &[String], block: &str) {
    let found = clustered(texts);
    assert!(found.groups.groups.is_empty(), "{:?}", found.pairs);
    assert!(found.pairs.is_empty());
    assert_eq!(found.boilerplate.len(), 1);
    let wording = &found.boilerplate[0];
    assert_eq!(wording.n_articles as usize, texts.len());
    assert!(block.contains(wording.span.of(&found.articles[wording.article.at()].text)));
}

#[test]
fn a_notice_under_teasers_forms_no_group() {
    for n in [3, 4, 6] {
        let teasers: Vec<String> =
            STORIES[..n].iter().map(|story| format!("{}.\n\n{NOTICE}", story.split('.').next().unwrap_or(""))).collect();
        check_standing(&teasers, NOTICE);
    }
}

#[test]
fn so_does_a_head_and_a_foot() {
    let whole: Vec<String> = STORIES.iter().map(|story| format!("{story}\n\n{NOTICE}")).collect();
    check_standing(&whole, NOTICE);
    let below: Vec<String> = STORIES.iter().map(|story| format!("{NOTICE}\n\n{story}")).collect();
    check_standing(&below, NOTICE);
}

#[test]
fn shares_are_those_of_the_stories_alone() {
    let own = " The mayor, Ilse Brandt, will speak about it on the market square on Sunday.";
    let mut plain: Vec<String> = STORIES.iter().map(|story| (*story).to_string()).collect();
    plain.push(format!("{}{own}", STORIES[0]));
    let with_notice: Vec<String> = plain.iter().map(|text| format!("{text}\n\n{NOTICE}")).collect();
    let (wanted, found) = (clustered(&plain), clustered(&with_notice));
    assert_eq!(found.groups, wanted.groups);
    assert_eq!(found.words, wanted.words);
    let figures =
        |clustered: &Clustered| clustered.pairs.iter().map(|pair| (pair.a, pair.b, pair.relation, pair.scores.a_in_b)).collect::<Vec<_>>();
    assert_eq!((figures(&found).len(), figures(&found)), (1, figures(&wanted)));
}

#[test]
fn a_pair_alone_is_not_judged_by_position() {
    let two: Vec<String> = STORIES[..2].iter().map(|story| format!("{story}\n\n{NOTICE}")).collect();
    let found = clustered(&two);
    assert_eq!((found.groups.groups.len(), found.boilerplate.len()), (1, 0));
}

#[test]
fn a_story_under_leads_of_its_own_is_no_standing_matter() {
    let story = "Divers found the sluice gate of the weir forty metres downstream on Saturday, wedged against a pier of Market Bridge. The hinge had \
                 rusted through, the water company said. Engineers will hang a gate of oak in its place before the trout season opens in April. Until \
                 then anglers may not wade between the boathouse and the mill, and canoeists have to carry their boats around the weir.";
    let leads = [
        "Anglers on the Market Bridge reach must wait for April: the lost gate of the weir has been found, and it is scrap.",
        "Rust brought down the sluice gate whose loss emptied the mill pond, the water company has admitted after divers went in.",
        "A gate of oak will replace the iron one that the river tore from the weir at Market Bridge on Friday.",
        "Canoeists grumble, trout thrive: the weir without its gate will stay closed to boats until the spring.",
    ];
    let found = clustered(&leads.map(|lead| format!("{lead}\n\n{story}")));
    assert_eq!(found.groups.groups.iter().map(|group| group.members.len()).collect::<Vec<_>>(), [4]);
    assert!(found.boilerplate.is_empty());
}

#[test]
fn a_story_that_round_ups_reprint_is_none() {
    let mut texts = vec![STORIES[0].to_string()];
    texts.extend(STORIES[1..4].iter().map(|other| format!("{other}\n\n{}", STORIES[0])));
    let found = clustered(&texts);
    assert!(found.boilerplate.is_empty());
    assert!(found.pairs.iter().filter(|pair| pair.relation.is_derived()).count() >= 3);
}
