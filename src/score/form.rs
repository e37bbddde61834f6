//! Forms: the same frame filled in with other matter.
//!
//! In: the evidence in all passages of two articles. Out: whether they are a form. Three kinds are told: what stands between the words that both have was exchanged;
//! the articles are about others; a table has other figures. Bond issues, dividends, prices and results share most of their words by design; neither of two such
//! reports is made from the other.
//!
//! Measured on a wire of 21,578 items, where derived pairs that lie more than four days apart are forms but for a few, and of those less than a day apart all that were
//! told were read; on a corpus made from wire stories by known newsroom operations, with 1,841 derived pairs that are wanted; and on stories in
//! three reading levels. A short table that was sent again with rounded figures is taken for a form.

use super::evidence::Evidence;

/// In a form that is filled in anew, names, figures and words of the one side stand in the place of others: from this share of the passages on ...
///
/// Of 882 pairs far apart 409 are told by these five bars, of 685 less than a day apart 76 (68 forms, 8 tables of results sent again), of the 1,841 wanted 1. At
/// .03 / .07 it is 424 / 329, 76 / 60, 1 / 1.
const MIN_EXCHANGED: f64 = 0.04;
/// ... this share of them being figures: prose that was reworded exchanges few ...
///
/// Without it 4 of 562 pairs of one story on two reading levels are taken for forms, with it 1.
const MIN_EXCHANGED_FIGURES: f64 = 0.15;
/// ... it is one if it proves less than this, ...
///
/// At 15 / 40: 345 / 414 of the 882, 1 / 3 of the 1,841.
const MAX_PROOF: f64 = 25.0;
/// ... or less than this where words, not names, are exchanged beside figures: a copy that was reworded and brought up to date does that, too.
const MAX_REWORDED_PROOF: f64 = 12.0;
/// A badly scanned copy exchanges words, too: this share of misspelt words shows one.
const MIN_SCANNED_SHARE: f64 = 0.06;

/// Passages that make up this share of one article can be a form about somebody else, or a table; a small part may be taken into a story on other
/// matters.
const MIN_SHARE: f64 = 0.6;
/// They are about somebody else if less than this share of the names of the article that has fewer is in the other, ...
///
/// Of 261 short pairs less than a day apart 11 are told by these bars, all of them forms, of 73 short wanted ones none.
const MIN_COMMON_NAMES: f64 = 0.5;
/// ... it has so many, ...
const MIN_NAMES: usize = 3;
/// ... or, where none of them is in the other, so many ...
const MIN_NAMES_IF_NONE: usize = 2;
/// ... and they prove less than this. The same holds if each opens with a name that the other never says (`subject`): the rest may be the same to the
/// letter where several firms set the same price on one day.
const MAX_RENAMED_PROOF: f64 = 18.0;
/// Or if this share of the names in the passages is the same at most, of so many at least, ...
///
/// Four pairs more are told by this, all of them forms, and no wanted one.
const MAX_KEPT_NAMES: f64 = 0.6;
/// See [`MAX_KEPT_NAMES`].
const MIN_NAMES_THERE: usize = 4;
/// ... less than this of all names, and not all figures.
const MIN_SOME_NAMES: f64 = 0.75;

/// A table has this share of figures, ...
const MIN_TABLE_FIGURES: f64 = 0.2;
/// ... and is another one if fewer than this share of them are the same ...
///
/// Of 50 tables less than a day apart 15 are told by these bars: 14 quotations of a later hour and one result sent again; of the 1,841 wanted none.
const MIN_TABLE_KEPT: f64 = 0.72;
/// ... and it proves less than this.
const MAX_TABLE_PROOF: f64 = 10.0;
/// With this share of figures there is nothing else to prove anything: its other words are labels, the same every hour.
const MIN_BARE_TABLE_FIGURES: f64 = 0.4;

/// Whether passages are a form; `share` is the larger share of the two articles that they make up, `names` tells how many names of the article
/// that has fewer the other has, and how many it has; `is_another` tells whether the two are about others.
pub(super) fn is_form(
    share: f64,
    names: impl FnOnce() -> (usize, usize),
    is_another: impl FnOnce() -> bool,
    passages: &[Evidence],
) -> bool {
    let span: u32 = passages.iter().map(|passage| passage.span).sum();
    let misspelt: usize = passages.iter().map(|passage| passage.misspelt).sum();
    if misspelt as f64 >= MIN_SCANNED_SHARE * f64::from(span) {
        return false;
    }
    let proof: f64 = passages.iter().map(Evidence::proof).sum();
    is_filled_in_anew(f64::from(span), proof, passages)
        || (share >= MIN_SHARE && is_other_table(f64::from(span), proof, passages))
        || (share >= MIN_SHARE && proof < MAX_RENAMED_PROOF && is_about_others(names(), passages))
        || (share >= MIN_SHARE && proof < MAX_RENAMED_PROOF && is_another())
}

fn is_filled_in_anew(span: f64, proof: f64, passages: &[Evidence]) -> bool {
    let sum = |kind: &dyn Fn(&Evidence) -> u32| f64::from(passages.iter().map(kind).sum::<u32>());
    let names = sum(&|passage| passage.exchanged.names);
    let others = sum(&|passage| passage.exchanged.content);
    let figures = sum(&|passage| passage.exchanged.figures);
    let all = names + others + figures;
    let most = if names > 0.0 { MAX_PROOF } else { MAX_REWORDED_PROOF };
    names + others > 0.0 && figures >= MIN_EXCHANGED_FIGURES * all && all >= MIN_EXCHANGED * span && proof < most
}

fn is_about_others((common, fewer): (usize, usize), passages: &[Evidence]) -> bool {
    let has_few_of_them = fewer >= MIN_NAMES && (common as f64) < MIN_COMMON_NAMES * fewer as f64;
    let has_none_of_them = fewer >= MIN_NAMES_IF_NONE && common == 0;
    let sum = |kind: &dyn Fn(&Evidence) -> usize| passages.iter().map(kind).sum::<usize>();
    let (there, kept) = (sum(&|passage| passage.own.most_names), sum(&|passage| passage.own.names));
    let is_renamed = there >= MIN_NAMES_THERE
        && kept as f64 <= MAX_KEPT_NAMES * there as f64
        && (common as f64) < MIN_SOME_NAMES * fewer as f64
        && sum(&|passage| passage.same_figures) < sum(&|passage| passage.most_figures);
    has_few_of_them || has_none_of_them || is_renamed
}

fn is_other_table(span: f64, proof: f64, passages: &[Evidence]) -> bool {
    let figures = passages.iter().map(|passage| passage.most_figures).sum::<usize>() as f64;
    let same = passages.iter().map(|passage| passage.same_figures).sum::<usize>() as f64;
    let is_bare = figures >= MIN_BARE_TABLE_FIGURES * span;
    figures >= MIN_TABLE_FIGURES * span && same < MIN_TABLE_KEPT * figures && (is_bare || proof < MAX_TABLE_PROOF)
}
