//! Which sentences of a document a ledger keeps: those that claim something of the plan in numbers and name nobody. **Not
//! here.** Judging them ([`super::account`]).

use super::lexer::{Known, tokens_of};
use super::sentence::sentences_of;
use super::token::find;
use super::words::english;
use super::{Paper, Said};
use crate::day::Date;
use crate::plan::{Plan, shortened};
use std::collections::{BTreeSet, HashMap};

/// A ledger keeps so many.
const MOST_SENTENCES: usize = 1_000;
/// Each up to here, in letters.
const LONGEST: usize = 1_000;

/// The sentences of a plan's document that a ledger keeps.
#[must_use]
pub fn kept(plan: &Plan) -> Vec<Said> {
    let known = Known { codes: HashMap::new(), titles: HashMap::new(), on: Date::MIN };
    let names: BTreeSet<String> = names_of(plan);
    let mut kept = Vec::new();
    let english = english();
    let families = [
        &english.actions,
        &english.areas,
        &english.complete,
        &english.started,
        &english.not_started,
        &english.late,
        &english.due_to_start,
        &english.reported,
    ];
    for said in &plan.paper.said {
        let speaks = |text: &&str| {
            let tokens = tokens_of(text, &known);
            let counts = tokens.iter().any(|token| token.number().is_some());
            let of_rows = families.iter().any(|family| find(&tokens, 0..tokens.len(), family).is_some());
            counts && of_rows && !tokens.iter().any(|token| token.capital && names.contains(&token.word))
        };
        // Together, since a sentence may speak of the one before.
        let sentences = sentences_of(&said.text).into_iter().map(|range| &said.text[range]);
        let text = sentences.filter(speaks).collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            kept.push(Said { text: shortened(&text, LONGEST).into(), place: said.place.clone() });
        }
        if kept.len() == MOST_SENTENCES {
            break;
        }
    }
    kept
}

/// Whether a text has the word for a row: "action", "task".
#[must_use]
pub fn speaks_of_rows(text: &str) -> bool {
    let known = Known { codes: HashMap::new(), titles: HashMap::new(), on: Date::MIN };
    let tokens = tokens_of(text, &known);
    [&english().actions, &english().actions_by_heading]
        .iter()
        .any(|family| find(&tokens, 0..tokens.len(), family).is_some())
}

/// Whether a paper says anything in numbers: in its prose, or in a table that adds up or should.
#[must_use]
pub fn has_numbers(paper: &Paper) -> bool {
    let known = Known { codes: HashMap::new(), titles: HashMap::new(), on: Date::MIN };
    let prose = paper.said.iter().any(|said| {
        let tokens = sentences_of(&said.text).into_iter().flat_map(|range| tokens_of(&said.text[range], &known));
        tokens.into_iter().any(|token| token.number().is_some())
    });
    prose || paper.tables.iter().any(super::table::proves)
}

/// The words of the names that a plan has.
fn names_of(plan: &Plan) -> BTreeSet<String> {
    let officers = plan.rows.iter().flat_map(|row| row.officers.iter().map(|officer| &*officer.name));
    let described = plan.people.iter().flat_map(|person| [&*person.initials, &*person.described]);
    let words = officers.chain(described).flat_map(|name| name.split(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| word.len() > 1).map(str::to_lowercase).collect()
}
