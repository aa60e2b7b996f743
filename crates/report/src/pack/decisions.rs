//! What a board is asked to decide: finishes asked for that nobody has decided yet, and what the pack adds.

use super::Ground;
use crate::document::{Block, Inline};
use crate::sentences::text;
use onpace_core::day;
use onpace_core::ledger::facts::DateFact;
use onpace_core::ledger::state::{Held, Proposal};
use onpace_core::plan::shortened;

pub(super) fn blocks(ground: &Ground<'_>) -> Vec<Block> {
    let asked = ground.state.proposals.iter().filter(|one| one.granted.is_none());
    let finishes = asked.filter_map(|one| finish(ground, one));
    let typed = ground.facts.decisions.iter().map(|words| vec![text(words.clone())]);
    let items: Vec<Vec<Inline>> = finishes.chain(typed).collect();
    if items.is_empty() {
        return vec![Block::Paragraph(vec![text("The board is not asked to decide anything this time.")])];
    }
    vec![Block::List { ordered: true, items }]
}

/// "Decide whether 5A may finish on Friday 29 July 2022 instead of Tuesday 31 May 2022. The officer says: …"
fn finish(ground: &Ground<'_>, asked: &Proposal) -> Option<Vec<Inline>> {
    let held: &Held = ground.state.row(&asked.row).filter(|held| !held.withdrawn)?;
    let date = |fact: &DateFact| fact.dated().map(|dated| day::when_in_full(dated.when));
    let wanted = date(&asked.finish)?;
    let now = held.facts.finish.as_ref().and_then(date).map_or_else(String::new, |now| format!(" instead of {now}"));
    let mut taken = super::taken_answers(ground.round).into_iter().filter(|answer| answer.row == asked.row);
    let why = taken.find_map(|answer| answer.facts.reason.as_deref());
    let why = why.map_or_else(String::new, |why| format!(" The officer says: \u{201c}{}\u{201d}", why.trim()));
    Some(vec![
        text("Decide whether "),
        Inline::Strong(held.name()),
        text(format!(", {}, may finish on {wanted}{now}.{why}", shortened(&held.facts.title, 110))),
    ])
}
