//! What a board is asked to decide: finishes asked for that nobody has decided yet, and what the pack adds.

use crate::document::{Block, Inline};
use crate::ground::Frozen;
use crate::sentences::text;
use onpace_core::day;
use onpace_core::plan::facts::DateFact;
use onpace_core::plan::held::{Held, Proposal};
use onpace_core::plan::shortened;

pub(super) fn blocks(frozen: &Frozen<'_>) -> Vec<Block> {
    let asked = frozen.state.proposals.iter().filter(|one| one.granted.is_none());
    let finishes = asked.filter_map(|one| finish(frozen, one));
    let typed = frozen.facts.decisions.iter().map(|words| vec![text(words.clone())]);
    let items: Vec<Vec<Inline>> = finishes.chain(typed).collect();
    if items.is_empty() {
        return vec![Block::Paragraph(vec![text("The board is not asked to decide anything this time.")])];
    }
    vec![Block::List { ordered: true, items }]
}

/// "Decide whether 5A may finish on Friday 29 July 2022 instead of Tuesday 31 May 2022. The officer says: …"; or, where
/// nobody knows another finish, "Decide what to do about 5A".
fn finish(frozen: &Frozen<'_>, asked: &Proposal) -> Option<Vec<Inline>> {
    let held: &Held = frozen.state.row(&asked.row).filter(|held| !held.withdrawn)?;
    let date = |fact: &DateFact| fact.dated().map(|dated| day::when_in_full(dated.when));
    let now = held.facts.finish.as_ref().and_then(date);
    let mut taken = super::taken_answers(frozen.round).into_iter().filter(|answer| answer.row == asked.row);
    let why = taken.find_map(|answer| answer.facts.reason.as_deref());
    let why = why.map_or_else(String::new, |why| format!(" The officer says: \u{201c}{}\u{201d}", why.trim()));
    let title = shortened(&held.facts.title, 110);
    let (lead, rest) = if let Some(wanted) = asked.finish.as_ref().and_then(date) {
        let now = now.map_or_else(String::new, |now| format!(" instead of {now}"));
        ("Decide whether ", format!(", {title}, may finish on {wanted}{now}.{why}"))
    } else {
        let now = now.map_or_else(String::new, |now| format!(" by {now}"));
        let cannot = format!("It cannot be done as planned{now}, and no other finish is proposed.");
        ("Decide what to do about ", format!(", {title}. {cannot}{why}"))
    };
    Some(vec![text(lead), Inline::Strong(held.name()), text(rest)])
}
