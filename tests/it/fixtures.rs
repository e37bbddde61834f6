//! The fixtures: articles of our own in folders by story, with the relations and groups that an editor would name.
//!
//! In: `fixtures/NN-slug/`. Out: articles with the ids they have on the command line, expected pairs and groups. In `expected.toml`,
//! `relation` is what is wanted; where the program is known to say something else, `now` says what, and `note` why it is hard.

use crate::run::root;
use copydesk::article::{Article, Format};
use copydesk::score::Relation;
use serde::Deserialize;
use std::fs;
use std::path::PathBuf;

/// One story.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) name: String,
    pub(crate) articles: Vec<Article>,
    pub(crate) expected: Expected,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub(crate) about: String,
    pub(crate) source: String,
    pub(crate) licence: String,
    #[serde(rename = "pair")]
    pub(crate) pairs: Vec<ExpectedPair>,
    #[serde(rename = "group", default)]
    pub(crate) groups: Vec<ExpectedGroup>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedPair {
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) relation: String,
    pub(crate) now: Option<String>,
    pub(crate) note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedGroup {
    pub(crate) lead: String,
    pub(crate) members: Vec<String>,
    /// The members that the program is known to find, where they differ.
    pub(crate) now_members: Option<Vec<String>>,
    /// The lead that the program is known to choose, where it differs.
    pub(crate) now_lead: Option<String>,
    #[serde(default)]
    pub(crate) also_shares: Vec<String>,
}

/// All stories in order.
pub(crate) fn stories() -> Vec<Story> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root().join("fixtures"))
        .expect("the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders.into_iter().map(story).collect()
}

fn story(folder: PathBuf) -> Story {
    let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(folder.join("expected.toml")).unwrap_or_else(|error| panic!("{name}/expected.toml: {error}"));
    let expected: Expected = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}/expected.toml: {error}"));
    let mut articles: Vec<Article> = fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "toml"))
        .map(|path| {
            let id = format!("fixtures/{name}/{}", path.file_name().expect("a name").to_string_lossy());
            let format = Format::of_file(&id);
            Article::from_bytes(id, fs::read(&path).expect("a file")).expect("a fixture is text").in_format(format)
        })
        .collect();
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    Story { name, articles, expected }
}

/// All articles of all stories, sorted by id.
pub(crate) fn articles() -> Vec<Article> {
    stories().into_iter().flat_map(|story| story.articles).collect()
}

/// The relation of a name.
pub(crate) fn relation(name: &str) -> Relation {
    Relation::ALL.into_iter().find(|relation| relation.name() == name).unwrap_or_else(|| panic!("no relation is called {name}"))
}

#[test]
fn fixtures_are_whole() {
    let stories = stories();
    let n_articles: usize = stories.iter().map(|story| story.articles.len()).sum();
    assert!(stories.len() >= 16 && n_articles >= 40, "{} stories, {n_articles} articles", stories.len());
    for story in &stories {
        let expected = &story.expected;
        assert!(story.name[..2].parse::<u8>().is_ok() && &story.name[2..3] == "-", "{}: not NN-slug", story.name);
        assert!(expected.about.len() > 20 && expected.source.starts_with("Written for this project."), "{}", story.name);
        assert_eq!(expected.licence, "MIT OR Apache-2.0", "{}", story.name);
        assert!(!expected.pairs.is_empty(), "{}", story.name);
        let pairs = expected.pairs.iter().flat_map(|pair| [&pair.a, &pair.b]);
        let groups = expected.groups.iter().flat_map(|group| group.members.iter().chain([&group.lead]).chain(&group.also_shares));
        for file in pairs.chain(groups) {
            let id = format!("fixtures/{}/{file}", story.name);
            assert!(story.articles.iter().any(|article| article.id == id), "{id} is named and not there");
        }
        for article in &story.articles {
            let is_named =
                expected.pairs.iter().any(|pair| [&pair.a, &pair.b].iter().any(|file| article.id.ends_with(&format!("/{file}"))));
            assert!(is_named, "{}: no pair names it", article.id);
        }
        for pair in &expected.pairs {
            assert_eq!(pair.now.is_some(), pair.note.is_some(), "{}: a known wrong answer has a note", story.name);
        }
    }
}
