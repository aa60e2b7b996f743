//! By which names sentences know areas, people and single rows. **Not here.** Words for how rows stand
//! ([`super::statuses`]).

use super::{Lexicon, Sense, is_action};
use crate::claim::words::{english, is_one};
use std::collections::{BTreeMap, HashMap, HashSet};

impl Lexicon<'_> {
    pub(super) fn add_areas(&mut self) {
        let plan = self.survey.plan;
        for (nth, area) in self.survey.areas.iter().enumerate() {
            let Some(row) = plan.rows.get(area.row) else { continue };
            let title = row.title.trim();
            let is_common = TOO_COMMON.contains(&title.to_lowercase().as_str());
            if title.len() > 1 && !is_common {
                let capital = title.starts_with(char::is_uppercase) && may_be_a_word(title);
                self.add(title, Sense::Area(nth), capital);
                let whole = format!("{} {title}", row.code);
                self.add(&whole, Sense::Area(nth), false);
                for bare in [without_mark(title), without_claim(title), without_kind(title)].into_iter().flatten() {
                    self.add(bare, Sense::Area(nth), may_be_a_word(bare));
                }
                // "Priority action 1 – speech and language" is known by both.
                if let Some((label, name)) = title.split_once(" \u{2013} ").or_else(|| title.split_once(" - ")) {
                    for part in [label, name].into_iter().filter(|part| part.trim().contains(' ')) {
                        self.add(part.trim(), Sense::Area(nth), false);
                    }
                }
            }
            if !row.code.is_empty() {
                for noun in english().areas.iter() {
                    let phrase = format!("{noun} {}", row.code);
                    self.add(&phrase, Sense::Area(nth), false);
                }
                let own = plan.level_name.to_lowercase();
                if !own.is_empty() {
                    self.add(&format!("{own} {}", row.code), Sense::Area(nth), false);
                }
            }
        }
    }

    pub(super) fn add_people(&mut self) {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for officer in self.survey.plan.rows.iter().filter(|row| is_action(row)).flat_map(|row| &row.officers) {
            *names.entry(&officer.name).or_default() += 1;
        }
        let mut of_last_word: HashMap<&str, usize> = HashMap::new();
        for name in names.keys() {
            *of_last_word.entry(last_word(name)).or_default() += 1;
        }
        self.people = names.keys().map(|name| Box::from(*name)).collect();
        for (nth, name) in names.keys().enumerate() {
            self.add(name, Sense::Person(nth), name.starts_with(char::is_uppercase));
            // "Okafor" of "Ada Okafor", where there is one.
            let last = last_word(name);
            if name.contains(' ')
                && !is_post(name)
                && last.len() > 2
                && last.starts_with(char::is_uppercase)
                && of_last_word[last] == 1
            {
                self.add(last, Sense::Person(nth), true);
            }
        }
    }
}

/// The name behind a letter or a number: "Review" of "C Review", "2. Advice".
fn without_mark(title: &str) -> Option<&str> {
    let (mark, name) = title.split_once(' ')?;
    let bare = mark.trim_end_matches(['.', ':', ')', '-']);
    let is_mark = bare.len() <= 3 && (bare.bytes().all(|byte| byte.is_ascii_digit()) || bare.len() == 1);
    let name = name.trim_start_matches(['-', '\u{2013}', ':', ' ']);
    (is_mark && name.len() > 2 && name.starts_with(char::is_uppercase)).then_some(name)
}

/// Whether a name is one word that sentences have for other things: it is known by its capital only.
fn may_be_a_word(name: &str) -> bool {
    let words = english();
    let word = name.to_lowercase();
    let families = [
        &words.fillers,
        &words.complete,
        &words.due,
        &words.reported,
        &words.labels,
        &words.bodies,
        &words.widths,
        &words.spans,
        &words.elsewhen,
    ];
    !name.contains(' ') && (word.len() < 5 || families.iter().any(|family| is_one(family, &word)))
}

/// The name without what kind of place it is: "Hazel" of "Hazel Primary".
fn without_kind(title: &str) -> Option<&str> {
    const KINDS: [&str; 12] = [
        "primary",
        "secondary",
        "academy",
        "school",
        "college",
        "infants",
        "juniors",
        "nursery",
        "high",
        "trust",
        "team",
        "service",
    ];
    let (name, kind) = title.rsplit_once(' ')?;
    (KINDS.contains(&kind.to_lowercase().as_str()) && name.len() > 2 && name.starts_with(char::is_uppercase))
        .then_some(name)
}

/// The name before what a heading says of it: "Stability" of "Stability: three of seven achieved".
fn without_claim(title: &str) -> Option<&str> {
    let (name, claim) = title.split_once([':', '(', '\u{2013}', '\u{2014}'])?;
    let name = name.trim();
    let is_claim = claim.bytes().any(|byte| byte.is_ascii_digit()) || claim.contains(" of ");
    (is_claim && name.len() > 2 && !TOO_COMMON.contains(&name.to_lowercase().as_str())).then_some(name)
}

/// Where each title stands that only one action has, in small letters.
pub(super) fn titles_of(plan: &crate::plan::Plan) -> HashMap<String, usize> {
    let mut titles: HashMap<String, Option<usize>> = HashMap::new();
    for (at, row) in plan.actions().filter(|(_, row)| row.title.len() > SHORTEST_TITLE) {
        titles.entry(row.title.trim().to_lowercase()).and_modify(|known| *known = None).or_insert(Some(at));
    }
    // What names an area or somebody names no row.
    let areas = plan.focus_areas().map(|(_, row)| row.title.trim().to_lowercase());
    let people = plan.rows.iter().flat_map(|row| row.officers.iter().map(|officer| officer.name.to_lowercase()));
    let others: HashSet<String> = areas.chain(people).collect();
    // "The costume store has been rehoused", where the title is "Rehouse the costume store".
    for (at, row) in plan.actions() {
        let title = row.title.trim().to_lowercase();
        let is_other = |object: &str| others.contains(object.strip_prefix("the ").unwrap_or(object));
        let object = title.split_once(' ').map(|(_, object)| object);
        let Some(object) = object.filter(|object| names_one_thing(object) && !is_other(object)) else { continue };
        titles.entry(object.to_owned()).and_modify(|known| *known = None).or_insert(Some(at));
    }
    titles.into_iter().filter_map(|(title, at)| Some((title, at?))).collect()
}

/// Whether what a title does something with is known by its words: of several, and no plan, board or report.
fn names_one_thing(object: &str) -> bool {
    let english = english();
    let words: Vec<&str> = object.split_whitespace().collect();
    let is_common = |word: &&str| {
        [&english.bodies, &english.actions, &english.actions_by_heading, &english.areas, &english.people]
            .into_iter()
            .any(|family| is_one(family, word))
            || ["plan", "plans", "report", "reports"].contains(word)
    };
    words.len() > 1 && object.len() > SHORTEST_TITLE && !words.iter().any(is_common)
}

/// Whether a name is that of a post, "Head of Repairs", "Team Manager South", by whose last word nobody is called.
fn is_post(name: &str) -> bool {
    const POSTS: [&str; 26] = [
        "head",
        "director",
        "manager",
        "lead",
        "officer",
        "service",
        "team",
        "chief",
        "assistant",
        "deputy",
        "of",
        "partnership",
        "trust",
        "council",
        "principal",
        "coordinator",
        "co-ordinator",
        "adviser",
        "advisor",
        "leader",
        "board",
        "unit",
        "governor",
        "chair",
        "secretary",
        "analyst",
    ];
    name.split_whitespace().any(|word| POSTS.contains(&word.to_lowercase().as_str()))
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().last().unwrap_or(name)
}

/// Words of a title that say nothing by themselves; no area is known by one of them.
const TOO_COMMON: [&str; 10] =
    ["plan", "action", "actions", "other", "all", "general", "various", "none", "total", "n/a"];

/// No row is known by a shorter title.
const SHORTEST_TITLE: usize = 7;
