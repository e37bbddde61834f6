//! The verdict: whether all passages of two articles together are reuse.
//!
//! In: the evidence in the passages, and the larger share of the two articles that they make up. Out: yes or no. A passage is put where an
//! editor would put it long before it proves anything: reports of one desk fill in the same forms, say the same sentence of background and
//! quote the same people. The bars are loose for passages and strict here.
//!
//! Chosen on three corpora of 10,000 articles made from wire stories and a broadcaster's pages by known newsroom operations, on the broadcaster
//! alone, on reports of one event, and on short answers copied to four degrees; the bars for forms on a corpus of 100,000 whose stories come
//! back with most of their telling words exchanged. German articles were only tried. On the 100,000, 1 of 100 pairs called reuse shares nothing but
//! form, and .9 % of true pairs of 600 shared characters are missed, half of them because a part that small was never a candidate. Of 671
//! independent reports of one event none is called reuse; of 57 copied answers 51 are, of 38 own ones none.

use super::evidence::Evidence;

/// Proof, times the larger share, from which on passages are reuse: 7 is a clean sentence of fourteen telling words that makes up half of an
/// article, or three of them that make up a fifth.
///
/// At 6 / 7 a corpus of 32,000 with 7,000 wanted pairs has 270 / 200 false pairs that are forms, and two wanted pairs more
/// are missed.
const MIN_PROOF: f64 = 7.0;
/// A verbatim run of so many own words is reuse by itself.
///
/// At 14 / 16 / 18 / 20 / 24 it adds 28 / 10 / 6 / 3 / 0 false pairs to 2,250 true ones, and finds 8 / 7 / 6 / 5 / 3 % more of the shared parts under 600
/// characters.
const MIN_LONG_RUN: u32 = 20;
/// So is one of so many words ...
const MIN_BRIEF_RUN: u32 = 10;
/// ... that is this share of the shorter article's own words, ...
const MIN_BRIEF_RUN_SHARE: f64 = 0.2;
/// ... where the passages make up this share: a brief has too few words to prove more. All figures must be the same, or the proof must be enough
/// for any article: two lines with other figures are two reports.
///
/// Of 66 pairs of briefs on one event that have an eight-word run in common 38 are found instead of 16; one false pair more in 6,600.
const MIN_BRIEF_SHARE: f64 = 0.4;
/// Its passage has so many distinct content words at least: a clause that opens any law, notice or minutes is long and has few.
const MIN_BRIEF_CONTENT: usize = 6;
/// A run is proof by itself only in a passage of which this share of the telling words matches: in a form that was filled in anew, the function
/// words and figures between the blanks make long runs. Of parts of 100-600 characters that articles really share, nine in ten have .87 or more.
const MIN_TOLD: f64 = 0.9;
/// The same for a brief.
///
/// At .7 / .8 the corpus of 32,000 has 450 / 270 false pairs that are forms; no wanted pair is missed for it.
const MIN_BRIEF_TOLD: f64 = 0.85;
/// Without a run of so many words nothing is proved by many short ones: forms are filled in between them ...
const MIN_RUN: u32 = 8;
/// ... unless this share of the words is misspelt or misread, which breaks every run.
const MIN_MISREAD_SHARE: f64 = 0.04;
/// A passage that was lightly edited has so many own words in runs ...
const MIN_EDITED_WORDS: u32 = 24;
/// ... one of them this long ...
const MIN_EDITED_RUN: u32 = 8;
/// ... this density ...
const MIN_EDITED_DENSITY: f64 = 0.8;
/// ... and few figures. No name or figure in it stands in the place of another: where a form is filled in anew, they change.
///
/// Of 16 pairs of a wire that share such a passage and no other proof, 9 share prose that was edited; of those that keep their figures, all but
/// two. Of 40 words lifted with every eighth word changed, all are found.
const MAX_EDITED_FIGURES: f64 = 0.1;
/// Less proof is enough where the passages keep their names: a story brought up to date keeps them, a form filled in anew does not. At 3, with three
/// quarters of the names, 130 false pairs more come in with 7,000 wanted ones; at 4, with nine tenths, 5. Both find 5-8 wanted ones.
const MIN_NAMED_PROOF: f64 = 4.0;
/// So many names at least ...
const MIN_KEPT_NAMES: usize = 3;
/// ... that are this share of all names there.
const MIN_KEPT_SHARE: f64 = 0.9;
/// Reworded prose keeps this share of its telling words; so do short texts that the model tells. The frame of any story, with what it tells
/// exchanged, leaves runs of function words and figures enough to look like either.
///
/// Stories simplified for two lower reading levels keep .57 or more of them in 99 of 100 pairs, answers copied from a source .53.
const MIN_PROSE_TOLD: f64 = 0.5;

/// Prose has no more than this share of figures in its passages ...
const MAX_PROSE_FIGURES: f64 = 0.01;
/// ... this share of names ...
const MAX_PROSE_NAMES: f64 = 0.10;
/// ... and this share of figures and names that the other side does not have there.
const MAX_PROSE_UNLIKE: f64 = 0.06;
/// Of prose, passages that make up this share of the shorter article in verbatim runs ...
const MIN_PROSE_SHARE: f64 = 0.12;
/// ... of this weight are reuse, too, even if each by itself is too weak to count.
///
/// Forms are full of figures and names that differ; prose that was reworded sentence by sentence is not. With this 52 of 57 copied answers are
/// found, without it 37, and none of 38 own ones; it adds 1-3 false pairs to 2,250 true ones.
const MIN_PROSE_WEIGHT: f32 = 22.0;

/// Whether passages that count are reuse; `share` is the larger share of the two articles that they make up, `n_words` are the own words of
/// the shorter one.
pub(super) fn is_reuse(share: f64, n_words: u32, passages: &[Evidence]) -> bool {
    let proof: f64 = passages.iter().map(Evidence::proof).sum();
    let span: f64 = passages.iter().map(|passage| f64::from(passage.span)).sum();
    let has_same_figures = passages.iter().all(|passage| passage.same_figures == passage.most_figures);
    let is_no_form = has_same_figures || proof >= MIN_PROOF;
    let brief_run =
        longest_run(passages, |passage| passage.telling_density() >= MIN_BRIEF_TOLD && passage.content_words >= MIN_BRIEF_CONTENT);
    let is_brief = is_no_form
        && brief_run >= MIN_BRIEF_RUN
        && f64::from(brief_run) >= MIN_BRIEF_RUN_SHARE * f64::from(n_words)
        && share >= MIN_BRIEF_SHARE;
    let (names, most_names) = passages.iter().fold((0, 0), |sum, passage| (sum.0 + passage.own.names, sum.1 + passage.own.most_names));
    let keeps_names = names >= MIN_KEPT_NAMES && names as f64 >= MIN_KEPT_SHARE * most_names as f64;
    let least = if keeps_names { MIN_NAMED_PROOF } else { MIN_PROOF };
    let misspelt: usize = passages.iter().map(|passage| passage.misspelt).sum();
    let is_worded = passages.iter().any(|passage| passage.longest_run >= MIN_RUN) || misspelt as f64 >= MIN_MISREAD_SHARE * span;
    let is_edited = || passages.iter().any(is_lightly_edited);
    (is_worded && proof * share >= least) || has_long_run(passages) || is_brief || is_edited()
}

/// Whether a passage is reuse by itself although a few of its words were changed.
fn is_lightly_edited(passage: &Evidence) -> bool {
    passage.own.run_words >= MIN_EDITED_WORDS
        && passage.own.longest_run >= MIN_EDITED_RUN
        && passage.density() >= MIN_EDITED_DENSITY
        && passage.exchanged.names == 0
        && passage.exchanged.figures == 0
        && passage.figure_share <= MAX_EDITED_FIGURES
}

/// Whether a verbatim run is reuse by itself, whatever else is there.
pub(super) fn has_long_run(passages: &[Evidence]) -> bool {
    longest_run(passages, |passage| passage.telling_density() >= MIN_TOLD) >= MIN_LONG_RUN
}

/// The longest run of own words in the passages that may prove something by a run.
fn longest_run(passages: &[Evidence], may_prove: impl Fn(&Evidence) -> bool) -> u32 {
    passages.iter().filter(|passage| may_prove(passage)).map(|passage| passage.own.longest_run).max().unwrap_or(0)
}

/// Whether passages, weak ones among them, are prose that was reworded all through; `n_words` are the own words of the shorter article.
pub(super) fn is_reworded_prose(n_words: u32, passages: &[Evidence]) -> bool {
    let (mut span, mut figures, mut names, mut unlike, mut run_words, mut weight) = (0, 0, 0, 0, 0, 0.0);
    for passage in passages {
        let own = &passage.own;
        span += passage.span;
        figures += passage.most_figures;
        names += own.most_names;
        unlike += own.most_names - own.names + passage.most_figures.saturating_sub(passage.same_figures);
        run_words += own.run_words;
        weight += own.weight;
    }
    let is_at_most = |count: usize, share: f64| count as f64 <= share * f64::from(span);
    is_at_most(figures, MAX_PROSE_FIGURES)
        && keeps_what_is_told(passages)
        && is_at_most(names, MAX_PROSE_NAMES)
        && is_at_most(unlike, MAX_PROSE_UNLIKE)
        && f64::from(run_words) >= MIN_PROSE_SHARE * f64::from(n_words)
        && weight >= MIN_PROSE_WEIGHT
}

/// Whether the telling words of passages stand on both sides as often as in prose that was reworded.
pub(super) fn keeps_what_is_told(passages: &[Evidence]) -> bool {
    let span: f64 = passages.iter().map(|passage| f64::from(passage.span)).sum();
    let told: f64 = passages.iter().map(|passage| passage.telling_share * f64::from(passage.span)).sum();
    told >= MIN_PROSE_TOLD * span
}
