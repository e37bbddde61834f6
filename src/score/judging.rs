//! The judgement on all shared passages of two articles: which count, and whether they are reuse.
//!
//! In: two stories and the chains between them. Out: [`Judged`]. The passages that count by themselves (`counting`) are asked first: a form
//! (`form`) is none, and enough of them prove reuse (`verdict`). Where they do not, weak ones are looked at as well: prose that was reworded
//! all through (`verdict`), a story told again (`retold`), the same short text (`nearly`), what the model of reuse says (`model`), and sentences that
//! follow one of the other article (`reworded`).

use super::chain::Chain;
use super::evidence::{self, Evidence};
use super::model::{self, Features};
use super::retold::Both;
use super::story::{self, Story};
use super::{Discount, Facts, PARTIAL, counting, form, nearly, retold, reworded, shares, subject, verdict};

/// Chains that count, those that do not, and whether what counts is reuse.
pub(super) struct Judged {
    pub(super) kept: Vec<Chain>,
    pub(super) discounted: Vec<(Chain, Discount)>,
    pub(super) is_reuse: bool,
    /// Whether what counts goes from sentence to sentence.
    pub(super) is_retold: bool,
    /// Whether both fill in the same form with other matter.
    pub(super) is_form: bool,
    pub(super) facts: Facts,
    /// What the model of reuse gives all that was looked at; 1.0 where a long verbatim run proves it, 0.0 where nothing is reuse.
    pub(super) probability: f64,
}

impl Judged {
    /// Nothing counts.
    pub(super) fn set_aside(&mut self) {
        self.discounted.extend(self.kept.drain(..).map(|chain| (chain, Discount::Weak)));
        self.discounted.sort_by_key(|(chain, _)| chain.left);
        self.facts = Facts::default();
    }
}

/// Judges the chains of two stories. Linear in their words but for `retold`.
pub(super) fn judged(left: &Story<'_>, right: &Story<'_>, chains: Vec<Chain>) -> Judged {
    let evidence = Evidence::of_all(left, right, &chains);
    let share_of = |chain: &Chain| shares::covered(left, right, std::slice::from_ref(chain)).0;
    let why = |(chain, evidence): (&Chain, &Evidence)| counting::discount(evidence, || share_of(chain));
    let passages = Passages { left, right, reasons: chains.iter().zip(&evidence).map(why).collect(), chains, evidence };
    let (kept, clear) = passages.part(|why, _| why.is_none());
    let (share, fewer_words) = shares::covered(left, right, &kept);
    let is_form = form::is_form(share, || story::common_names(left, right), || subject::is_another(left, right), &clear);
    if !is_form && verdict::is_reuse(share, fewer_words, &clear) {
        // Where reuse is proved, a copied clause counts that would prove nothing by itself.
        let counts = |why: Option<Discount>, evidence: &Evidence| why.is_none_or(|why| counting::is_clause(why, evidence));
        let probability = if verdict::has_long_run(&clear) { 1.0 } else { passages.probability() };
        return passages.reuse(counts, &clear, probability);
    }
    let is_no_frame = |why: Option<Discount>, _: &Evidence| why != Some(Discount::Frame);
    let (weak_too, all) = passages.part(is_no_frame);
    if verdict::is_reworded_prose(fewer_words, &all) && shares::covered(left, right, &weak_too).0 >= PARTIAL {
        let probability = passages.probability();
        return passages.reuse(is_no_frame, &all, probability);
    }
    if is_form {
        return passages.form();
    }
    let probability = passages.probability();
    let both = Both::of(left, right);
    if let Some(kept) = both.as_ref().and_then(|both| retold::chains(left, right, both)) {
        let facts = evidence::facts(&Evidence::of_all(left, right, &kept));
        return Judged { kept, discounted: Vec::new(), is_reuse: true, is_retold: true, is_form: false, facts, probability };
    }
    if nearly::is_same_text(left, right, &weak_too) {
        return passages.reuse(is_no_frame, &all, probability);
    }
    let is_looked_at = |why: Option<Discount>, evidence: &Evidence| why != Some(Discount::Frame) && model::counts(evidence);
    if probability >= model::SURE {
        let (looked_at, seen) = passages.part(is_looked_at);
        if verdict::keeps_what_is_told(&seen) && shares::covered(left, right, &looked_at).0 >= PARTIAL {
            return passages.reuse(is_looked_at, &seen, probability);
        }
    }
    if let Some(kept) = both.as_ref().and_then(|both| reworded::chains(left, right, both)) {
        let (looked_at, seen) = passages.part(is_looked_at);
        if shares::covered(left, right, &looked_at).0 >= PARTIAL {
            return passages.reuse(is_looked_at, &seen, probability);
        }
        let facts = evidence::facts(&Evidence::of_all(left, right, &kept));
        return Judged { kept, discounted: Vec::new(), is_reuse: true, is_retold: true, is_form: false, facts, probability };
    }
    passages.quotations()
}

/// The chains between two stories, what each has to show, and why it does not count, if it does not.
struct Passages<'s, 'p> {
    left: &'s Story<'p>,
    right: &'s Story<'p>,
    chains: Vec<Chain>,
    evidence: Vec<Evidence>,
    reasons: Vec<Option<Discount>>,
}

impl Passages<'_, '_> {
    /// What the model of reuse gives all of them.
    fn probability(&self) -> f64 {
        Features::of(self.left, self.right, &self.chains, &self.evidence).probability()
    }

    fn part(&self, counts: impl Fn(Option<Discount>, &Evidence) -> bool) -> (Vec<Chain>, Vec<Evidence>) {
        let all = self.chains.iter().zip(&self.evidence).zip(&self.reasons);
        all.filter(|((_, evidence), why)| counts(**why, evidence)).map(|((chain, evidence), _)| (chain.clone(), *evidence)).unzip()
    }

    /// Those for which `counts` are reuse; `proof` is what says so.
    fn reuse(self, counts: impl Fn(Option<Discount>, &Evidence) -> bool, proof: &[Evidence], probability: f64) -> Judged {
        let facts = evidence::facts(proof);
        let (mut kept, mut discounted) = (Vec::new(), Vec::new());
        for ((chain, evidence), why) in self.chains.into_iter().zip(&self.evidence).zip(self.reasons) {
            if counts(why, evidence) {
                kept.push(chain);
            } else {
                discounted.push((chain, why.unwrap_or(Discount::Weak)));
            }
        }
        Judged { kept, discounted, is_reuse: true, is_retold: false, is_form: false, facts, probability }
    }

    /// None counts: they are the frame of a form.
    fn form(self) -> Judged {
        let discounted = self.chains.into_iter().zip(self.reasons).map(|(chain, why)| (chain, why.unwrap_or(Discount::Frame))).collect();
        let (kept, facts) = (Vec::new(), Facts::default());
        Judged { kept, discounted, is_reuse: false, is_retold: false, is_form: true, facts, probability: 0.0 }
    }

    /// None is reuse: of those that count by themselves only what is quoted is kept.
    fn quotations(self) -> Judged {
        let (left, right) = (self.left, self.right);
        let facts = evidence::facts(&self.part(|why, _| why.is_none()).1);
        let (mut kept, mut discounted) = (Vec::new(), Vec::new());
        for (chain, why) in self.chains.into_iter().zip(self.reasons) {
            match (why, chain.quoted_part(left, right)) {
                (why, Some(part)) if why.is_none() || part.holds_quotation(left, right) => kept.push(part),
                (why, _) => discounted.push((chain, why.unwrap_or(Discount::Weak))),
            }
        }
        Judged { kept, discounted, is_reuse: false, is_retold: false, is_form: false, facts, probability: 0.0 }
    }
}
