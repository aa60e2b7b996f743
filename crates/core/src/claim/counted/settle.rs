//! What clauses of one sentence say of each other: the same told twice, what is said behind the second, what may be. **Not
//! here.** What one clause says ([`crate::claim::predicate`]).

use super::{Clause, Predicates, Sign, What, is_share};

/// Settles what clauses leave to each other.
pub(super) fn between(clauses: &[Clause], predicates: &mut [Predicates], signs: &[Sign]) {
    told_twice(clauses, predicates);
    behind_the_second(clauses, predicates);
    what_may_be(clauses, predicates, signs);
}

/// One thing told twice.
fn told_twice(clauses: &[Clause], predicates: &mut [Predicates]) {
    // "A minority of actions, 8 of 24, are blue": what is said stands behind the second.
    for at in (1..predicates.len()).rev() {
        let (Some(first), Some(second)) = (&clauses[at - 1].head, &clauses[at].head) else { continue };
        // "Six of them, a quarter, are" tells one thing twice.
        let is_number = second.number.is_some() && second.much.is_none();
        let is_again = is_share(first) || is_number && is_share(second) && !predicates[at].these && !first.leads;
        // "Most of the open actions, four of seven, are in hand": of those that are open.
        let is_told_twice = is_share(first) && second.whole.is_some() && !predicates[at - 1].filters.is_empty();
        if is_told_twice && is_again && !predicates[at].is_empty() && predicates[at].areas.is_empty() {
            let own = predicates[at].filters.clone();
            let of_which = std::mem::replace(&mut predicates[at - 1].filters, own);
            predicates[at - 1].of_whole.extend(of_which.clone());
            predicates[at].of_whole.extend(of_which);
        }
        if predicates[at - 1].is_empty()
            && is_again
            && !predicates[at].is_empty()
            && predicates[at].areas.is_empty()
            && predicates[at].people.is_empty()
        {
            let filters = predicates[at].filters.clone();
            predicates[at - 1].filters = filters;
            // "Four of the seven high priority steps, 57%, are done": of those.
            if is_number && is_share(second) && predicates[at].own_scope_is_empty {
                let (first, again) = predicates.split_at_mut(at);
                if let (Some(first), Some(again)) = (first.last(), again.first_mut()) {
                    again.attributes.clone_from(&first.attributes);
                    again.areas.clone_from(&first.areas);
                    again.people.clone_from(&first.people);
                    again.of_whole.clone_from(&first.of_whole);
                }
            }
        }
    }
}

/// What is said behind the second of two.
fn behind_the_second(clauses: &[Clause], predicates: &mut [Predicates]) {
    // "Three actions in the four areas are late": what is said behind the second is said of the first.
    for at in 1..predicates.len() {
        let leads = clauses[at - 1].head.as_ref().is_some_and(|head| head.leads);
        if clauses[at - 1].runs_on && !leads && !predicates[at].is_empty() {
            predicates[at - 1].is_not_counted = true;
            predicates[at].is_not_counted = true;
        }
    }
}

/// What is not told as it is.
fn what_may_be(clauses: &[Clause], predicates: &mut [Predicates], signs: &[Sign]) {
    // "It may be 22% or 28%": neither is told as it is.
    for at in 1..predicates.len() {
        let is_or = signs.get(clauses[at].signs.start).is_some_and(|sign| sign.what == What::Or);
        let before = clauses[at].head.as_ref().and_then(|head| signs.get(head.signs.start.checked_sub(1)?));
        let goes_on = is_or || before.is_some_and(|sign| sign.what == What::Or) || clauses[at - 1].runs_on;
        if predicates[at - 1].is_not_counted && goes_on {
            predicates[at].is_not_counted = true;
        }
    }
}
