//! Checks of copies against their sources, on small articles.

use super::*;

const FERRY: &str = "The ferry to the outer islands ran aground on a sandbank shortly after dawn on Sunday. All 84 passengers were taken off \
    by fishing boats within the hour, the harbour master said. Divers will look at the hull when the tide is out.";
const APPLES: &str = "Farmers in the valley expect the best apple harvest in more than twenty years. A mild spring spared the blossom, and \
    the rain of late summer came just when the growers had begun to fear for the smaller trees.";

fn checked<'a>(copies: &'a [Article], archive: &'a [Article]) -> Checked {
    check(copies, archive, &CheckSettings::default(), &())
}

#[test]
fn two_sources_add_up() {
    let copies = [Article::new("both", format!("{FERRY} {APPLES}"))];
    let archive = [Article::new("ferry", FERRY), Article::new("apples", APPLES)];
    let copy = &checked(&copies, &archive).copies[0];
    assert_eq!(copy.sources.iter().map(|source| source.words).sum::<u32>(), copy.words);
    assert_eq!(copy.sources[0].article.id, "ferry");
    assert!((copy.sources.iter().map(|source| source.share).sum::<f64>() - copy.in_sources).abs() < 1e-12);
    assert_eq!(copy.relation, Relation::NearIdentical, "to both together");
    assert_eq!(copy.sources[1].relation, Relation::Expanded);
    let spans: Vec<_> = copy.passages.iter().map(|passage| passage.span).collect();
    assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?}");
}

/// `compare` calls it a clear part, so `check` does not say that nothing was taken.
#[test]
fn a_clear_part_of_few_words_has_its_source() {
    let part = "in a manner and at an early hour as the old keeper may require";
    let copies = [Article::new("copy", format!("A skipper who wants to pass at night has to write to the harbour office {part}."))];
    let archive =
        [Article::new("rule", format!("Whoever lands fish here shall give an account of the catch {part}. It is kept for ten years."))];
    let compared = crate::score::compare(&Prepared::new(&copies[0]), &Prepared::new(&archive[0]));
    assert_eq!(compared.relation, Relation::Partial);
    assert!(compared.scores.shared_words < CheckSettings::default().min_words);
    let copy = &checked(&copies, &archive).copies[0];
    assert_eq!(copy.relation, Relation::Partial);
    assert_eq!(copy.sources.len(), 1);
}

/// However sentences were moved, no word is credited twice, and no more words than there are.
#[test]
fn no_word_is_credited_twice() {
    let all = format!("{FERRY} {APPLES}");
    let sentences: Vec<&str> = all.split_inclusive(". ").collect();
    let n = sentences.len();
    let mut copies = Vec::new();
    for (from, to) in (0..n).flat_map(|from| (0..n).map(move |to| (from, to))) {
        let mut moved = sentences.clone();
        let sentence = moved.remove(from).trim_end_matches(['.', ' ']).to_string();
        // Into the middle of another sentence, as a clause.
        let words: Vec<&str> = moved[to % (n - 1)].split_inclusive(' ').collect();
        let (front, back) = words.split_at(words.len() / 2);
        let clause = format!("{} ({sentence}) {} ", front.concat().trim_end(), back.concat().trim_end());
        moved[to % (n - 1)] = &clause;
        copies.push(Article::new(format!("{from} {to}"), moved.concat()));
    }
    let archive = [Article::new("both", all.as_str())];
    for copy in &checked(&copies, &archive).copies {
        let spans: Vec<_> = copy.passages.iter().map(|passage| passage.span).collect();
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{} {spans:?}", copy.article.id);
        assert!(copy.sources.iter().map(|source| source.words).sum::<u32>() <= copy.words, "{}", copy.article.id);
        let compared = crate::score::compare(&Prepared::new(&copy.article), &Prepared::new(&archive[0]));
        assert_eq!(copy.sources[0].words, compared.scores.shared_words, "{}", copy.article.id);
    }
}

#[test]
fn an_article_is_not_its_own_source() {
    let copies = [Article::new("a", FERRY), Article::new("b", APPLES)];
    let archive = [Article::new("a", FERRY), Article::new("copy of b", APPLES)];
    let result = checked(&copies, &archive);
    assert_eq!(result.counts.itself, 1);
    assert!(result.copies[0].sources.is_empty());
    assert_eq!(result.copies[0].relation, Relation::Unrelated);
    assert_eq!(result.copies[1].relation, Relation::Identical);
}

#[test]
fn a_pair_of_a_collection_is_reported_once() {
    let dated = |id: &str, date: &str| Article { date: Some(date.into()), ..Article::new(id, FERRY) };
    let articles = [dated("a", "2026-03-02"), dated("b", "2026-03-01"), Article::new("c", APPLES)];
    let result = check_all(&articles, &CheckSettings::default(), &());
    let sources: Vec<Vec<&str>> =
        result.copies.iter().map(|copy| copy.sources.iter().map(|source| source.article.id.as_str()).collect()).collect();
    assert_eq!(sources, [vec!["b"], vec![], vec![]]);
}

#[test]
fn later_and_licensed_sources_do_not_count() {
    let dated = |id: &str, date: &str| Article { date: Some(date.into()), ..Article::new(id, FERRY) };
    let (copies, archive) = ([dated("draft", "2026-03-01")], [dated("wire", "2026-03-02")]);
    let copy = &checked(&copies, &archive).copies[0];
    assert_eq!((copy.relation, copy.counted), (Relation::Identical, Relation::Unrelated));
    assert_eq!(copy.sources[0].time, Time::Later(86_400));
    let settings = CheckSettings { licensed: vec![SourcePattern::new("wire")], ..CheckSettings::default() };
    let (copies, archive) = ([Article::new("draft", FERRY)], [Article::new("wire", FERRY)]);
    let copy = check(&copies, &archive, &settings, &()).copies.remove(0);
    assert!(copy.sources[0].licensed);
    assert_eq!((copy.relation, copy.counted), (Relation::Identical, Relation::Unrelated));
}

/// Stories of their own, each with the same footer of 40 words.
fn with_footer(n: usize) -> Vec<Article> {
    let footer = "The harbour office answers questions on weekdays between nine and five at the counter in Quay Street, by telephone or by \
        letter; complaints about noise, fees or the tide tables go to the town council, which meets on the first Thursday of each month.";
    let words: Vec<&str> =
        "amber birch cedar delta ember fjord grove hazel inlet jetty kelp larch maple north osier plume quartz reed".split(' ').collect();
    let story = |at: usize| {
        (0..60).map(|step| format!("{}{}", words[(at * 7 + step * 5) % 18], (at * 31 + step * 17) % 97)).collect::<Vec<_>>().join(" ")
    };
    (0..n).map(|at| Article::new(format!("s{at:03}"), format!("{}.\n{footer}", story(at)))).collect()
}

#[test]
fn a_footer_of_the_archive_is_nobodys_reuse() {
    let archive = with_footer(120);
    let footer = archive[0].text.split_once('\n').expect("two paragraphs").1;
    let copies = [Article::new("draft", format!("{FERRY}\n{footer}"))];
    let copy = &checked(&copies, &archive).copies[0];
    assert_eq!(copy.relation, Relation::Unrelated);
    assert_eq!(copy.boilerplate_words as usize, footer.split_whitespace().count());
    assert!(copy.sources.is_empty());
    let few = with_footer(8);
    let copy = &checked(&copies, &few).copies[0];
    assert_eq!(copy.boilerplate_words, 0, "eight articles do not make a boilerplate");
    assert!(!copy.sources.is_empty());
}

#[test]
fn a_footer_of_a_collection_is_nobodys_reuse_however_few_have_it() {
    let mut articles = with_footer(8);
    let footer = articles[0].text.split_once('\n').expect("two paragraphs").1.to_string();
    articles.push(Article::new("copy", format!("{} {FERRY}\n{footer}", articles[3].text.split('\n').next().unwrap_or(""))));
    let found = check_all(&articles, &CheckSettings::default(), &());
    for copy in &found.copies {
        let of_footer = footer.split_whitespace().count();
        assert_eq!(copy.boilerplate_words as usize, of_footer, "{}", copy.article.id);
        let sources: Vec<&str> = copy.sources.iter().map(|source| source.article.id.as_str()).collect();
        assert!(sources.iter().all(|id| ["copy", "s003"].contains(id)), "{} has {sources:?}", copy.article.id);
    }
    assert_eq!(found.copies.iter().filter(|copy| !copy.sources.is_empty()).count(), 1, "what else they share is found");
    let pair = check_all(&articles[..2], &CheckSettings::default(), &());
    assert!(pair.copies.iter().all(|copy| copy.boilerplate_words == 0), "a pair alone is not judged by position");
}

#[test]
fn a_story_that_hundreds_printed_is_a_source() {
    let archive: Vec<Article> = (0..300).map(|at| Article::new(format!("p{at:03}"), format!("{FERRY} {APPLES} Edition {at}."))).collect();
    let copies = [Article::new("draft", format!("{FERRY} {APPLES}"))];
    let copy = &checked(&copies, &archive).copies[0];
    assert!(copy.relation.is_derived(), "{copy:?}");
    assert_eq!(copy.boilerplate_words, 0);
    assert_eq!(copy.sources.len(), 1, "each word is credited once");
    assert!(!copy.also.is_empty());
}

#[test]
fn another_instalment_of_a_series_does_not_count() {
    let weekly = |wheat: &str, barley: &str, date: &str| Article {
        date: Some(date.into()),
        ..Article::new(
            date,
            format!(
                "Growers in the valley sold {wheat} tonnes of wheat and {barley} tonnes of barley at the Saturday market, the association of millers \
                 said in its weekly survey of prices and stocks."
            ),
        )
    };
    let (copies, archive) = ([weekly("310", "85", "2026-03-14")], [weekly("275", "102", "2026-03-07")]);
    let copy = &checked(&copies, &archive).copies[0];
    assert!(copy.sources[0].instalment && !copy.sources[0].counts());
    assert!(copy.relation.is_derived() && !copy.counted.is_reuse());
}

#[test]
fn the_copy_of_a_pair_is_told_by_its_text_and_not_by_its_name() {
    let short = FERRY.split_inclusive("said.").next().expect("a sentence");
    for names in [["aa", "zz"], ["zz", "aa"]] {
        let articles = [Article::new(names[0], short), Article::new(names[1], FERRY), Article::new("mm", APPLES)];
        let result = check_all(&articles, &CheckSettings::default(), &());
        let of = |id: &str| result.copies.iter().find(|copy| copy.article.id == id).expect("a copy");
        let (copy, source) = (of(names[0]), of(names[1]));
        assert_eq!((copy.sources.len(), copy.sources[0].direction), (1, Direction::Text), "{names:?}");
        assert!(source.sources.is_empty() && copy.shared_with.is_empty());
        let shared = &source.shared_with[0];
        assert_eq!((shared.article.id.as_str(), shared.relation, shared.words), (names[0], Relation::Expanded, copy.sources[0].words));
        // The same where both are checked against a folder that holds them.
        let archived = check(&articles, &articles, &CheckSettings::default(), &());
        let of = |id: &str| archived.copies.iter().find(|copy| copy.article.id == id).expect("a copy");
        assert_eq!((of(names[0]).sources.len(), of(names[1]).sources.len(), of(names[1]).shared_with.len()), (1, 0, 1));
    }
}

#[test]
fn copies_are_held_against_what_is_not_checked_first() {
    let copies = [Article::new("a new one", FERRY), Article::new("b new one", FERRY)];
    let tree = [Article::new("a new one", FERRY), Article::new("b new one", FERRY), Article::new("z old", FERRY)];
    let base: Base = [("z old".to_string(), Stood::SAME)].into();
    let settings = CheckSettings { base: Some(base.into()), ..CheckSettings::default() };
    let result = check(&copies, &tree, &settings, &());
    for copy in &result.copies {
        let sources: Vec<(&str, Direction)> = copy.sources.iter().map(|source| (source.article.id.as_str(), source.direction)).collect();
        assert_eq!(sources, [("z old", Direction::Base)], "{}", copy.article.id);
    }
}

#[test]
fn an_original_that_was_touched_is_no_copy_of_a_later_article() {
    let dated = |id: &str, date: &str| Article { date: Some(date.into()), ..Article::new(id, FERRY) };
    let tree = [dated("original", "2020-05-01"), dated("copy", "2021-05-01")];
    let base: Base = [("original".to_string(), Stood::EDITED), ("copy".to_string(), Stood::SAME)].into();
    let settings = CheckSettings { base: Some(base.into()), ..CheckSettings::default() };
    let copy = check(&tree[..1], &tree, &settings, &()).copies.remove(0);
    assert!(copy.sources.is_empty() && copy.shared_with[0].direction == Direction::Date, "{copy:?}");
}
