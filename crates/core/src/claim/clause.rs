//! Clauses: the parts of a sentence that have one quantity each, "Twelve of the 26 actions are green | and five are amber".
//! **Not here.** Whether what they say is so ([`super::counted`]).

use super::lexicon::Sense;
use super::number::{Number, Unit};
use super::sign::{Bound, Much, Sign, What};
use std::ops::Range;

/// A quantity, with what stands at once around it.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Its signs, with those of its whole.
    pub(super) signs: Range<usize>,
    /// The number, where it is one; its sign.
    pub(super) number: Option<(Number, usize)>,
    /// The quantity, where it is a word.
    pub(super) much: Option<Much>,
    /// How it is to be taken.
    pub(super) bound: Bound,
    /// The other end of "between five and nine".
    pub(super) upto: Option<(Number, usize)>,
    /// "Of the 25": the whole.
    pub(super) whole: Option<(Number, usize)>,
    /// What stands in brackets behind it.
    pub(super) beside: Vec<(Number, usize)>,
    /// "Of the 27 due, …": it is the whole of what follows.
    pub(super) leads: bool,
}

/// A part of a sentence with at most one quantity.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) signs: Range<usize>,
    pub(super) head: Option<Head>,
    /// Whether nothing parts it from the next quantity: "three actions in the four areas are late".
    pub(super) runs_on: bool,
}

/// The clauses of a sentence.
pub(super) fn clauses_of(signs: &[Sign]) -> Vec<Clause> {
    let heads = heads_of(signs);
    if heads.is_empty() {
        return vec![Clause { signs: 0..signs.len(), head: None, runs_on: false }];
    }
    let mut clauses = Vec::with_capacity(heads.len());
    let mut from = 0;
    for nth in 0..heads.len() {
        let to = match heads.get(nth + 1) {
            Some(next) => boundary(signs, heads[nth].signs.end, next.signs.start),
            None => signs.len(),
        };
        let runs_on =
            heads.get(nth + 1).is_some_and(|next| to == next.signs.start && !matches!(signs[to].what, What::Sense(_)));
        clauses.push(Clause { signs: from..to, head: Some(heads[nth].clone()), runs_on });
        from = to;
    }
    clauses
}

/// Where one clause ends and the next begins, between their quantities.
fn boundary(signs: &[Sign], from: usize, to: usize) -> usize {
    let between = || (from..to).rev();
    // "…, of which 5"; in "7 of them, while" the words belong to what stands before.
    let opens = |at: usize| at == 0 || matches!(signs[at - 1].what, What::Comma | What::Stop | What::And | What::Joint);
    let strong = between().find(|at| match signs[*at].what {
        What::Stop | What::Colon => true,
        What::Sense(Sense::These | Sense::Others) => opens(*at),
        _ => false,
    });
    // "…, with nine, and Repairs the shortest, with four": whose they are stands before the second "with".
    let is_whose = |at: usize| matches!(signs[at].what, What::Sense(Sense::Area(_) | Sense::Person(_)));
    let whose = (from..to).rev().find(|at| signs[*at].what == What::Joint).and_then(|with| {
        let whose = (from..with).rev().find(|at| is_whose(*at))?;
        let opens = (from..whose).rev().find(|at| !signs[*at].is_filler())?;
        (signs[opens].what == What::And || signs[opens].what == What::Comma).then_some(opens)
    });
    // "…, five and Ada Moss after four".
    let near = (from..to).rev().find(|at| is_whose(*at)).and_then(|whose| {
        let opens = (from..whose).rev().find(|at| !signs[*at].is_filler())?;
        let is_alone = signs[whose + 1..to]
            .iter()
            .all(|sign| sign.is_filler() || matches!(sign.what, What::Owning | What::Aside | What::By));
        (signs[opens].what == What::And && is_alone).then(|| first_of_list(signs, from, opens))
    });
    if strong.is_none()
        && let Some(opens) = whose.or(near)
    {
        return opens;
    }
    let weak = || between().find(|at| matches!(signs[*at].what, What::Comma | What::Joint | What::Aside));
    let and = || between().find(|at| matches!(signs[*at].what, What::And | What::To));
    let at = strong.or_else(weak).or_else(and).unwrap_or(to);
    // "…, and five": the quantity's own words go with it.
    match signs.get(at).map(|sign| sign.what) {
        Some(What::Sense(_)) => at.max(from),
        _ => at,
    }
}

/// Where a list of areas or people begins that an "and" ends: "…, Voids and Letting two each".
fn first_of_list(signs: &[Sign], from: usize, and: usize) -> usize {
    let is_whose =
        |at: &usize| matches!(signs[*at].what, What::Sense(Sense::Area(_) | Sense::Person(_) | Sense::Attribute(..)));
    let before = |at: usize| (from..at).rev().find(|at| !signs[*at].is_filler());
    let mut opens = and;
    while let Some(whose) = before(opens).filter(is_whose) {
        match before(whose) {
            Some(at) if matches!(signs[at].what, What::Comma | What::And) => opens = at,
            _ => break,
        }
    }
    opens
}

fn heads_of(signs: &[Sign]) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        match signs[at].what {
            What::Open => {
                let close = (at..signs.len()).find(|end| signs[*end].what == What::Close).unwrap_or(signs.len() - 1);
                let inner = (at..close).filter_map(|inner| Some((signs[inner].number()?, inner)));
                if let Some(head) = heads.last_mut() {
                    head.beside.extend(inner);
                }
                at = close + 1;
            }
            What::Number(_) | What::Much(_) => {
                let head = head_at(signs, at, heads.last().map_or(0, |last| last.signs.end));
                at = head.signs.end.max(at + 1);
                heads.push(head);
            }
            _ => at += 1,
        }
    }
    heads
}

fn head_at(signs: &[Sign], at: usize, after: usize) -> Head {
    let number = signs[at].number().map(|number| (number, at));
    let much = match signs[at].what {
        What::Much(much) => Some(much),
        _ => None,
    };
    let mut start = at;
    let mut bound = Bound::Exactly;
    let before = (after..at).rev().find(|before| !signs[*before].is_filler());
    let mut is_range = false;
    if let Some(before) = before {
        match signs[before].what {
            What::Bound(found) => (start, bound) = (before, found),
            What::Between => (start, is_range) = (before, true),
            _ => {}
        }
    }
    let mut end = at + 1;
    let mut upto = None;
    if is_range && signs.get(end).is_some_and(|sign| sign.what == What::And) {
        upto = signs.get(end + 1).and_then(|sign| Some((sign.number()?, end + 1)));
        end += if upto.is_some() { 2 } else { 0 };
    }
    // "Of the 27 actions that were due, …"
    let is_owned =
        |sign: &Sign| sign.is_filler() || matches!(sign.what, What::Sense(Sense::Person(_) | Sense::Area(_)));
    let of = (after..start).rev().find(|before| !is_owned(&signs[*before]));
    let begins = |of: usize| {
        of == 0
            || matches!(signs[of - 1].what, What::Comma | What::Stop | What::Colon | What::Joint | What::And)
            || of == after
    };
    let leads = of.is_some_and(|of| signs[of].what == What::Of && begins(of))
        && signs[start..at].iter().all(|sign| !matches!(sign.what, What::Bound(_)));
    let whole = if leads { None } else { whole_at(signs, end) };
    end = whole.map_or(end, |(_, at)| at + 1);
    Head { signs: start..end, number, much, bound, upto, whole, beside: Vec::new(), leads }
}

/// "Of the 25", "out of 25".
fn whole_at(signs: &[Sign], from: usize) -> Option<(Number, usize)> {
    let is_between =
        |sign: &Sign| sign.is_filler() || matches!(sign.what, What::Sense(Sense::Person(_) | Sense::Area(_)));
    let of = (from..signs.len()).find(|at| !signs[*at].is_filler()).filter(|at| signs[*at].what == What::Of)?;
    let at = (of + 1..signs.len()).find(|at| !is_between(&signs[*at]))?;
    let number = signs[at].number().filter(|number| number.unit == Unit::Count)?;
    Some((number, at))
}
