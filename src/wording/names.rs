//! What articles are called in sentences and lists.
//!
//! In: articles, with their headlines where the text was read. Out: names that an editor knows them by, and a line about each: source and
//! time. A file that was named with few letters keeps its name, without folder and ending; else the headline stands for the article, and
//! where there is none, a file name of any length is cut. Ids stay where a machine needs them. Safe to show.

use crate::article::{Article, Role, in_utc};
use crate::text::Prepared;
use crate::visible::{visible, visible_text};

/// A file name of more letters is no name to an editor but an id: the longest names of sections and days have about so many.
const LONG_NAME: usize = 24;
/// Letters and digits mixed without a break, from so many on, are an id: the shortest that agencies and content systems give have about so many.
const ID_LETTERS: usize = 10;
/// And so many of them are digits.
const ID_DIGITS: usize = 3;
/// Letters of a headline in a sentence; a line of a terminal has 80.
const LONG_HEADLINE: usize = 60;
/// Letters that are kept at the end of a name that is cut.
const KEPT_END: usize = 8;

/// An article with its headline.
#[derive(Debug, Clone)]
pub(crate) struct Titled<'a> {
    pub(crate) article: &'a Article,
    /// What it calls itself; safe to show.
    pub(crate) headline: Option<String>,
}

impl<'a> Titled<'a> {
    /// An article whose text was read: the headline line counts, too.
    pub(crate) fn of(prepared: &'a Prepared) -> Titled<'a> {
        Titled { article: &prepared.article, headline: headline(prepared) }
    }

    /// An article whose text was not read: the title that its file states.
    pub(crate) fn stated(article: &'a Article) -> Titled<'a> {
        let title = article.title.as_deref().map(visible_text).filter(|title| !title.is_empty());
        Titled { article, headline: title }
    }

    /// The name in a sentence.
    pub(crate) fn name(&self) -> String {
        self.names().swap_remove(0)
    }

    /// Source and time as far as they are known: `Reuters, 2016-08-26 14:05 UTC`; empty where neither is.
    pub(crate) fn about(&self) -> String {
        let source = self.article.source.as_deref().map(visible_text).filter(|source| !source.is_empty());
        let time = self.article.date.as_deref().map(time);
        source.into_iter().chain(time).collect::<Vec<_>>().join(", ")
    }

    /// The names it can have, the best first; never none.
    fn names(&self) -> Vec<String> {
        let article = self.article;
        let is_row = article.place.as_ref().is_some_and(|place| *place.file != *article.id);
        let file = short(&article.id);
        let headline = self.headline.as_deref().map(|headline| format!("“{}”", cut_behind(headline)));
        let (named, cut) = if is_row || is_id(&file) { (None, Some(cut_inside(&file))) } else { (Some(file), None) };
        let id = visible(&article.id).into_owned();
        let with_ending = id.rsplit('/').next().unwrap_or_default().to_string();
        let longer = [with_ending, id].into_iter().filter(|name| name.chars().count() <= LONG_NAME);
        named.into_iter().chain(headline).chain(cut).chain(longer).collect()
    }
}

/// The names of two articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) a: String,
    pub(crate) b: String,
}

impl Names {
    /// Names that tell the two apart; `otherwise` where no short ones do.
    pub(crate) fn of(a: &Titled<'_>, b: &Titled<'_>, otherwise: (&str, &str)) -> Names {
        let (of_a, of_b) = (a.names(), b.names());
        let at = |names: &[String], rank: usize| names.get(rank).or(names.last()).cloned().unwrap_or_default();
        let pairs = (0..of_a.len().max(of_b.len())).map(|rank| Names { a: at(&of_a, rank), b: at(&of_b, rank) });
        let mut told_apart = pairs.filter(|names| names.a != names.b);
        told_apart.next().unwrap_or_else(|| Names { a: otherwise.0.to_string(), b: otherwise.1.to_string() })
    }
}

/// What an article calls itself: its headline line, else its title; safe to show.
pub(crate) fn headline(prepared: &Prepared) -> Option<String> {
    let sentence = prepared.sentences.iter().find(|sentence| sentence.role == Role::Headline);
    let told = sentence.map(|sentence| prepared.shown(sentence.span)).or(prepared.article.title.as_deref());
    told.map(|told| visible_text(told.trim_start_matches(['#', ' ']))).filter(|told| !told.is_empty())
}

/// The last part of a path without a known text ending; `-` is standard input.
pub(crate) fn short(id: &str) -> String {
    if id == "-" {
        return String::from("standard input");
    }
    let last = id.rsplit('/').next().filter(|last| !last.is_empty()).unwrap_or(id);
    let stem = [".txt", ".md", ".markdown", ".text"].iter().find_map(|ending| last.strip_suffix(ending)).filter(|stem| !stem.is_empty());
    visible(stem.unwrap_or(last)).into_owned()
}

/// A date as people write it: `2016-08-26 14:05 UTC`; as given where it has another shape.
pub(crate) fn time(date: &str) -> String {
    let parts = date.split_once('T').filter(|(day, time)| day.len() == 10 && time.is_ascii() && time.len() >= 5);
    let Some((day, time)) = parts else {
        // As mails and feeds write it: `Fri, 26 Aug 2016 14:05:00 +0200`.
        let named = date.contains(':').then(|| in_utc(date)).flatten();
        return named.unwrap_or_else(|| visible(date).into_owned());
    };
    let zone = match time.find(['Z', 'z', '+', '-']).map(|at| &time[at..]) {
        None => String::new(),
        Some("Z" | "z" | "+00:00" | "-00:00") => String::from(" UTC"),
        Some(offset) => format!(" {offset}"),
    };
    visible(&format!("{day} {}{zone}", &time[..5])).into_owned()
}

/// Whether a name says nothing to an editor: it is long, or has an id in it.
fn is_id(name: &str) -> bool {
    let is_mixed = |run: &str| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        run.len() >= ID_LETTERS && digits >= ID_DIGITS && digits < run.len()
    };
    name.chars().count() > LONG_NAME || name.split(|c: char| !c.is_ascii_alphanumeric()).any(is_mixed)
}

/// The beginning of a headline, cut on a word.
fn cut_behind(headline: &str) -> String {
    match headline.char_indices().nth(LONG_HEADLINE) {
        None => headline.to_string(),
        Some((at, _)) => format!("{} ...", headline[..at].rsplit_once(' ').map_or(&headline[..at], |(front, _)| front)),
    }
}

/// A name with its middle left out where it is long.
fn cut_inside(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= LONG_NAME {
        return name.to_string();
    }
    let (front, end) = (&letters[..LONG_NAME - KEPT_END], &letters[letters.len() - KEPT_END..]);
    front.iter().chain(&['.', '.', '.']).chain(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Place;

    fn names(a: &str, b: &str) -> (String, String) {
        let (a, b) = (Article::new(a, ""), Article::new(b, ""));
        let names = Names::of(&Titled::stated(&a), &Titled::stated(&b), ("a", "b"));
        (names.a, names.b)
    }

    #[test]
    fn names_tell_the_two_apart() {
        assert_eq!(names("wire/003.txt", "desk/002.md"), ("003".into(), "002".into()));
        assert_eq!(names("wire/a.txt", "desk/a.txt"), ("wire/a.txt".into(), "desk/a.txt".into()));
        assert_eq!(names("a long way down to/the/new.md", "a long way down to/the/new.txt"), ("new.md".into(), "new.txt".into()));
        assert_eq!(names("x", "x"), ("a".into(), "b".into()));
        assert_eq!(short("-"), "standard input");
        assert_eq!(short("in.jsonl#7"), "in.jsonl#7");
    }

    #[test]
    fn a_long_name_gives_way_to_the_headline() {
        let article = |title: Option<&str>| Article {
            title: title.map(String::from),
            ..Article::new("wire/20160826T140512Z-tag-reuters.com-2016-newsml-L8N1B73XQ.txt", "")
        };
        assert!(is_id("002_904a4ac797d63af7") && !is_id("budget-20160826") && !is_id("06-evening-briefing"));
        let bare = article(None);
        assert_eq!(Titled::stated(&bare).name(), "20160826T140512Z...L8N1B73X".replace("L8N1B73X", "8N1B73XQ"));
        let titled = article(Some("Ferry aground"));
        assert_eq!(Titled::stated(&titled).name(), "“Ferry aground”");
        let long = article(Some("A headline of many words that goes on and on and on until no line of a screen has room for it"));
        assert!(Titled::stated(&long).name().chars().count() < LONG_HEADLINE + 8);
    }

    #[test]
    fn a_row_is_called_by_its_headline() {
        let place = Some(Place { file: "day.jsonl".into(), line: 7, ..Place::default() });
        let row = Article { title: Some("Ferry aground".into()), place, ..Article::new("7", "") };
        assert_eq!(Titled::stated(&row).name(), "“Ferry aground”");
        let bare = Article { title: None, ..row };
        assert_eq!(Titled::stated(&bare).name(), "7");
    }

    #[test]
    fn times_as_people_write_them() {
        for (given, wanted) in [
            ("2016-08-26T14:05:12Z", "2016-08-26 14:05 UTC"),
            ("2016-08-26T14:05:12.5+02:00", "2016-08-26 14:05 +02:00"),
            ("2016-08-26", "2016-08-26"),
            ("Fri, 26 Aug 2016 14:05:00 GMT", "2016-08-26 14:05 UTC"),
            ("Friday", "Friday"),
            ("2016-08-26T1", "2016-08-26T1"),
        ] {
            assert_eq!(time(given), wanted);
        }
    }
}
