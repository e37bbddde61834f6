//! What holds for every text: both ways to read words agree, spans lie on characters and in order, sentences cover the text,
//! nothing panics, and the time for long and hostile input grows with its length.

use super::figures::Joiner;
use super::fold::{fold_and_key, fold_with_tables, fold_word, key, letters_key, word_key};
use super::scan::{Made, scan, scan_pieces, scan_unicode};
use super::{Prepared, TokenKind, story_keys, tokens, tokens_of};
use crate::article::{Article, Format};
use crate::span::Span;
use proptest::prelude::*;

/// Texts of letters, marks that bind words, quotation marks of all kinds, blanks and odd characters.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        6 => "[a-zA-Z]{1,6}",
        3 => "[0-9]{1,4}",
        3 => "[ .,:;'_\"()-]",
        3 => Just(" ".to_string()),
        1 => "[!-~]{1,4}",
        1 => "[\u{0}-\u{20}]",
        2 => prop::sample::select(vec![
            "U.S.", "U.N.'s", "a.m.", "...", "--", "``", "''", "Mr. ", "No. 5", "Aug. 26", "\n", "\r\n", "\n\n", "GENEVA: ", " (AP) - ", "By Jane Smith\n", "S/SH 11",
        ]).prop_map(String::from),
        2 => prop::sample::select(vec![
            "é", "ß", "“", "”", "‘", "’", "«", "»", "„", "—", "…", "\u{301}", "\u{200b}", "\u{200d}", "\u{ad}", "\u{202e}", "\u{feff}", "\u{2028}", "\u{85}", "\u{a0}", "\u{3000}", "叙利亚", "シ", "한국", "ภาษา", "مُحَمَّد", "؟", "हिन्दी", "।",
            "。", "👩‍👩‍👧", "🇸🇾", "²", "½", "İ", "ﬁ", "\u{fdfa}",
        ]).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

/// Texts with marks of Markdown, tags and shortcodes, closed and unclosed.
fn marked_text() -> impl Strategy<Value = String> {
    let mark = prop::sample::select(vec![
        "**",
        "*",
        "_",
        "`",
        "```\n",
        "~~",
        "[",
        "](x.org/y)",
        "![",
        "> ",
        "\n> ",
        "\n- ",
        "\n1. ",
        "\n2) ",
        "\n# ",
        "\n---\n",
        "&amp;",
        "&eacute;",
        "&#39;",
        "&nbsp;",
        "<b>",
        "</b>",
        "<br>",
        "<p>",
        "</p>",
        "<blockquote>",
        "</blockquote>",
        "<!--",
        "-->",
        "{{<",
        ">}}",
        "{% x %}",
        "[caption id=\"1\"]",
        "[/caption]",
        "|",
        "\n|---|---|\n",
        "\n    ",
        "\\",
        "[^1]",
        "\n[^1]: ",
        "\n\n",
        "\r\n",
        "\n",
        "---\ntitle: x\n---\n",
        "<script>",
        "</script>",
        "<figcaption>",
        "<h2>",
        "<li>",
        "<td>",
        "https://example.org/",
        "\u{1}",
    ]);
    let piece = prop_oneof![3 => mark.prop_map(String::from), 2 => "[A-Za-zé]{1,5}", 2 => "[ .,\"]", 1 => "[0-9]{1,2}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn by_tables(text: &str) -> Vec<(TokenKind, Span)> {
    let mut found = Vec::new();
    scan_unicode(text, 0, text.len(), &mut |kind, span, _| found.push((kind, span)));
    found
}

fn by_bytes(text: &str) -> Vec<(TokenKind, Span)> {
    let mut found = Vec::new();
    scan_pieces(text, |kind, span, _| found.push((kind, span)));
    found
}

/// Everything that must hold for an article's text.
fn check(text: &str) {
    let tokens = tokens(text);
    let mut end = 0;
    for token in &tokens {
        assert!(token.span.start >= end && !token.span.is_empty() && !token.span.of(text).is_empty(), "{text:?} {:?}", token.span);
        end = token.span.end;
    }
    for format in [Format::Plain, Format::Markdown] {
        check_article(&Article::new("x", text).in_format(format));
    }
}

fn check_article(article: &Article) {
    let text = &*article.text;
    let prepared = Prepared::new(article);
    let words: Vec<(Span, u64)> = prepared.words.iter().map(|word| (word.span, word.key)).collect();
    let read = tokens_of(text, &prepared.layout);
    assert!(Prepared::with_tokens(article) == (prepared.clone(), read.clone()), "{text:?}");
    // Most forms are pieces of the text in small letters: that folds them as folding each does.
    for word in prepared.words.iter().filter(|word| word.span.len() < 10_000) {
        assert_eq!(key(prepared.form(word)), word.key, "{text:?}");
    }
    let wanted: Vec<(Span, u64)> = read.iter().filter(|token| token.kind == TokenKind::Word).map(|token| (token.span, token.key)).collect();
    assert_eq!(words, wanted, "{text:?}");
    let mut end = 0;
    for token in &read {
        assert!(token.span.start >= end && !token.span.of(text).is_empty(), "{text:?} {:?}", token.span);
        end = token.span.end;
    }
    assert_eq!(story_keys(article), prepared.story_words().map(|word| word.key).collect::<Vec<_>>(), "{text:?}");
    // What stands in no sentence is white space, or a line without words.
    let is_wordless = |between: Span| words.iter().all(|(word, _)| word.end <= between.start || word.start >= between.end);
    let mut end = 0;
    for span in prepared.sentences.iter().map(|sentence| sentence.span) {
        assert!(span.start >= end && !span.of(text).is_empty(), "{text:?} {span:?}");
        assert_eq!(span.of(text).trim(), span.of(text), "{text:?}");
        assert!(is_wordless(Span::new(end as usize, span.start as usize)), "{text:?} {span:?}");
        end = span.end;
    }
    assert!(is_wordless(Span::new(end as usize, text.len())), "{text:?}");
    let mut end = 0;
    for span in &prepared.quotations {
        assert!(span.start >= end && !span.of(text).is_empty(), "{text:?} {span:?}");
        end = span.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_ways_give_the_same_tokens(text in text()) {
        prop_assert_eq!(by_bytes(&text), by_tables(&text));
    }

    #[test]
    fn both_ways_give_the_same_tokens_on_ascii(text in "[ -~\t\n\r\u{b}\u{c}\u{1c}]{0,60}") {
        prop_assert_eq!(by_bytes(&text), by_tables(&text));
    }

    #[test]
    fn plain_words_join_as_others_do(text in "[ -~\t\n\r\u{b}\u{c}\u{1c}]{0,60}|([a-z]{1,3}|qu|www|http|[0-9]{1,2}|[ .,:;@$'`\"()!?<_-]){0,24}") {
        let mut found = Vec::new();
        let mut joiner = Joiner::new(&text, |kind, span, _| found.push((kind, span)));
        scan_pieces(&text, |kind, span, made| joiner.take(kind, span, made));
        joiner.finish();
        let mut quickly = Vec::new();
        scan(&text, |kind, span, made| {
            if made == Made::Letters {
                let (word, mut form) = (span.of(&text), String::new());
                assert!((1..20).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphabetic()), "{word:?}");
                let key = word_key(word, Made::Any, false, &mut form);
                assert_eq!(word_key(word, made, false, &mut form), key);
                assert_eq!(letters_key(text.as_bytes(), span.start as usize, word.len()), key);
                let (mut one, mut other) = (String::new(), String::new());
                assert_eq!(fold_and_key(word, made, false, &mut one), key);
                fold_word(word, false, &mut other);
                assert_eq!(one, other);
            }
            quickly.push((kind, span));
        });
        prop_assert_eq!(quickly, found);
    }

    #[test]
    fn both_ways_give_the_same_keys(word in "[a-zA-Z0-9.'_]{1,40}|[-+<>$]{0,2}[0-9.,:/-]{1,8} ?[%$]?|[a-z`@/:.$%-]{1,20}|(https?://|www\\.)[a-z?&=/_]{1,40}") {
        let (mut folded, mut form) = (String::new(), String::new());
        fold_word(&word, false, &mut folded);
        prop_assert_eq!(word_key(&word, Made::Ascii, false, &mut form), key(&folded));
        prop_assert_eq!(word_key(&word, Made::Any, false, &mut form), key(&folded));
        form.clear();
        prop_assert_eq!(fold_and_key(&word, Made::Ascii, false, &mut form), key(&folded));
        prop_assert_eq!(form, folded);
    }

    /// Words of usual letters, and what is nearly one.
    #[test]
    fn letters_fold_as_by_the_tables(
        word in "[a-zA-Z]{0,3}[ -ÿA-Za-z]{1,6}|[À-ÿ]{1,6}|[a-z]{0,4}[ÀÁÃòóõùúÙ][aeyx]|[Ѐ-ѿ]{1,6}|[a-zа-я]{1,6}|[А-яÀ-ÿ]{1,5}|[\u{600}-\u{6ff}]{1,5}|[\u{900}-\u{97f}]{1,6}|[\u{621}-\u{64a}\u{915}-\u{94d}À-я]{1,6}"
    ) {
        let (mut quickly, mut slowly) = (String::from("x"), String::from("x"));
        fold_word(&word, false, &mut quickly);
        fold_with_tables(&word, false, &mut slowly);
        prop_assert_eq!(quickly, slowly);
    }

    #[test]
    fn any_text_is_read(text in text()) {
        check(&text);
    }

    #[test]
    fn any_marked_text_is_read(text in marked_text()) {
        check(&text);
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,40}") {
        check(&text);
    }

    #[test]
    fn folding_twice_changes_nothing(text in text()) {
        for (_, span) in by_bytes(&text) {
            let (mut once, mut twice) = (String::new(), String::new());
            fold_word(span.of(&text), false, &mut once);
            fold_word(&once, false, &mut twice);
            // Growth is cut by the length of what comes in, so only uncut forms can be compared.
            if once.len() <= span.len() * 4 {
                prop_assert_eq!(&once, &twice, "{:?}", span.of(&text));
            }
        }
    }
}

/// Letters that look Latin are taken for Latin beside Latin ones, with their accents or without.
#[test]
fn accents_do_not_hide_a_letter_of_another_script() {
    for (mixed, plain) in [("aἀ", "aa"), ("pάris", "paris"), ("sёveral", "several")] {
        let mut folded = String::new();
        fold_word(mixed, false, &mut folded);
        assert_eq!(folded, plain, "{mixed}");
    }
}

#[test]
fn long_and_hostile_texts_are_read() {
    for piece in [
        "word ",
        "a",
        "ab",
        ".",
        ". ",
        "a.",
        "a. ",
        "\"",
        "\" ",
        "'",
        "' ",
        "“",
        "” ",
        "(",
        ")",
        "-",
        "_",
        "_.",
        "5,",
        " ",
        "\n",
        "a\n",
        "A\n\n",
        "é",
        "é ",
        "\u{301}",
        "\u{200b}",
        "\u{202e}",
        "叙",
        "。",
        "「",
        "? ",
        "‘a ",
        "U.S.",
        "U.S.'",
        "GENEVA: ",
        "(Reuters) - ",
        "By A",
        "Mr. ",
        "X. ",
        "> ",
        "<a \"",
        "<!-- ",
        "{{< ",
        "[a ",
        "[a]",
        "* [x](",
        "**a ",
        "1. a\n\n",
        "`a``",
        "&a",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        for format in [Format::Plain, Format::Markdown] {
            let article = Article::new("x", text.as_str()).in_format(format);
            let prepared = Prepared::new(&article);
            assert_eq!(story_keys(&article).len(), prepared.story_words().count(), "{piece:?}");
            assert_eq!(prepared.sentences.is_empty(), prepared.words.is_empty(), "{piece:?}");
        }
    }
}

/// A mark above or behind a letter belongs to what stands before it, whatever that is.
#[test]
fn a_mark_without_a_letter_parts_no_word() {
    for text in [
        "？\u{1134b}",
        "？\u{1134b}C",
        "Not yet.\u{1134b} So.",
        "Not yet. \u{1134b}So.",
        "“Not yet.”\u{1134b} So.",
        "。 \u{93e}",
        "。\u{301}a",
    ] {
        check(text);
    }
}
