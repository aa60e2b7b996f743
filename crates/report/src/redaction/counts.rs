//! Counts of people: those of so few that somebody could be known by them are not shown, nor what gives them away.
//!
//! Counts below five are suppressed, as official statistics on people in England are wont to. How the numbers of a page
//! hang together is a list of relations; while what is shown tells one that is not, one more goes. **Not here.** Which
//! numbers a page has.

use onpace_core::figure::{Figure, FigureValue};
use std::collections::{BTreeMap, BTreeSet};

/// Counts of people below this are not shown.
pub const FEWEST_SHOWN: i64 = 5;

/// Figures that count people.
const OF_PEOPLE: [&str; 2] = ["round_people", "round_people_done"];
/// People who have something to answer still: on no page, and what is left of the two above.
const MISSING: &str = "round_people_missing";
/// How many posts can be told apart on a page that says who leads what.
const POSTS: &str = "posts";
/// Figures whose rows are names.
const OF_NAMES: [&str; 1] = ["officers"];

/// Whether a figure's rows are names, so that nothing public says it.
#[must_use]
pub fn is_of_names(key: &str) -> bool {
    OF_NAMES.contains(&key)
}

/// How numbers of a page hang together.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Relation {
    /// A total is its parts together.
    Sum { total: &'static str, parts: Vec<&'static str> },
    /// A share is a part over a whole.
    Share { share: &'static str, part: &'static str, whole: &'static str },
}

/// A number that a page shows, or that could be worked out from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Quantity {
    value: i64,
    is_of_people: bool,
    is_on_page: bool,
}

impl Quantity {
    const fn is_secret(self) -> bool {
        self.is_of_people && 0 < self.value && self.value < FEWEST_SHOWN
    }
}

type Quantities = BTreeMap<&'static str, Quantity>;

/// The relations of every public page, whatever its numbers are.
fn relations() -> Vec<Relation> {
    vec![
        Relation::Sum { total: "round_people", parts: vec![MISSING, "round_people_done"] },
        Relation::Share { share: "round_answered_percent", part: "round_answered", whole: "round_asked" },
    ]
}

/// What of a page is shown.
pub struct ShownFigures {
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Whether it may say who leads what.
    pub says_who: bool,
}

/// Takes away figures that list names, and withholds counts of few people, and what would give such a count away.
/// `posts` are the counts that a reader could make of who leads what: where one is that of few people, nobody is told.
#[must_use]
pub fn figures(all: Vec<Figure>, posts: &[i64]) -> ShownFigures {
    let mut quantities = Quantities::new();
    for key in OF_PEOPLE {
        if let Some(value) = all.iter().find(|one| one.of.key == key).and_then(counted) {
            quantities.insert(key, Quantity { value, is_of_people: true, is_on_page: true });
        }
    }
    if let [Some(asked), Some(done)] = OF_PEOPLE.map(|key| quantities.get(key).map(|one| one.value)) {
        quantities.insert(MISSING, Quantity { value: asked - done, is_of_people: true, is_on_page: false });
    }
    let mut relations = relations();
    let given = quantities.iter().filter(|(_, one)| posts.contains(&one.value)).map(|(key, _)| *key);
    relations.extend(given.map(|total| Relation::Sum { total, parts: vec![POSTS] }));
    quantities.insert(POSTS, Quantity { value: 0, is_of_people: false, is_on_page: true });
    let hidden = hidden(&quantities, &relations);
    let all = all.into_iter().filter(|figure| !is_of_names(&figure.of.key));
    let is_hidden = |figure: &Figure| hidden.contains(&*figure.of.key);
    let figures =
        all.map(|one| if is_hidden(&one) { Figure { value: FigureValue::Withheld, ..one } } else { one }).collect();
    ShownFigures { figures, says_who: !hidden.contains(POSTS) }
}

const fn counted(figure: &Figure) -> Option<i64> {
    match figure.value {
        FigureValue::Count(count) => Some(count),
        _ => None,
    }
}

/// Which numbers are not shown: those of few people, and of the others as many as it takes.
fn hidden(all: &Quantities, relations: &[Relation]) -> BTreeSet<&'static str> {
    let is_hidden = |(key, one): (&&'static str, &Quantity)| (!one.is_on_page || one.is_secret()).then_some(*key);
    let mut hidden: BTreeSet<&'static str> = all.iter().filter_map(is_hidden).collect();
    while let Some(more) = shares(relations, &hidden).or_else(|| giving_away(all, relations, &hidden)) {
        if !hidden.insert(more) {
            break;
        }
    }
    hidden
}

/// A share that is shown of something that is not.
fn shares(relations: &[Relation], hidden: &BTreeSet<&'static str>) -> Option<&'static str> {
    relations.iter().find_map(|relation| match relation {
        Relation::Share { share, part, whole } => {
            ((hidden.contains(part) || hidden.contains(whole)) && !hidden.contains(share)).then_some(*share)
        }
        Relation::Sum { .. } => None,
    })
}

/// A number that is shown and with others tells one of few people: of those in the same sum the last part, so that
/// totals stay longest.
fn giving_away(all: &Quantities, relations: &[Relation], hidden: &BTreeSet<&'static str>) -> Option<&'static str> {
    let mut known: BTreeSet<&'static str> = all.keys().copied().filter(|key| !hidden.contains(key)).collect();
    // What is known by what: each step tells one more number.
    loop {
        let told = relations.iter().find_map(|relation| {
            let terms = terms(relation);
            let mut unknown = terms.iter().filter(|key| !known.contains(*key));
            let told = *unknown.next()?;
            unknown.next().is_none().then_some((told, terms))
        });
        let (told, terms) = told?;
        if all.get(told).is_some_and(|one| one.is_secret()) {
            let shown = |key: &&&'static str| !hidden.contains(**key);
            let others = || all.keys().filter(|key| relations.iter().any(|one| self::terms(one).contains(*key)));
            return terms.iter().rev().find(shown).or_else(|| others().find(shown)).copied();
        }
        known.insert(told);
    }
}

/// The numbers of a relation, the one that is worked out of the others first.
fn terms(relation: &Relation) -> Vec<&'static str> {
    match relation {
        Relation::Sum { total, parts } => std::iter::once(*total).chain(parts.iter().copied()).collect(),
        Relation::Share { share, part, whole } => vec![*whole, *part, *share],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onpace_core::figure::FigureDefinition;

    fn people(asked: i64, done: i64, posts: &[i64]) -> (Vec<FigureValue>, bool) {
        let of = |key| FigureDefinition::fixed(key, "", "");
        let figure = |key, count| Figure { of: of(key), value: FigureValue::Count(count), rows: Vec::new() };
        let all = vec![figure("officers", 24), figure("round_people", asked), figure("round_people_done", done)];
        let shown = figures(all, posts);
        (shown.figures.into_iter().map(|one| one.value).collect(), shown.says_who)
    }

    /// By hand: 25 asked and 23 done gives away that 2 are missing.
    #[test]
    fn few_people_are_not_counted_and_cannot_be_worked_out() {
        use FigureValue::{Count, Withheld};
        for (asked, done, expected) in [
            (25, 20, [Count(25), Count(20)]),
            (25, 25, [Count(25), Count(25)]),
            (25, 23, [Count(25), Withheld]),
            (25, 3, [Count(25), Withheld]),
            (25, 0, [Count(25), Count(0)]),
            (4, 4, [Withheld, Withheld]),
        ] {
            assert_eq!(people(asked, done, &[9]), (expected.to_vec(), true), "{asked} {done}");
        }
    }

    /// Whoever counts the posts in the table must not find what is withheld.
    #[test]
    fn who_leads_what_is_not_told_where_that_counts_few_people() {
        assert!(!people(25, 3, &[12, 3]).1, "three posts of which everything was heard");
        assert!(!people(4, 0, &[4]).1, "four posts in all");
        assert!(!people(25, 23, &[25, 2]).1, "two posts of which something is missing");
        assert!(people(25, 20, &[25, 20, 5]).1, "what is shown may be counted");
    }

    /// Held against every reader who knows the rule: for all that a page can show there are at least two values of
    /// each number that is withheld.
    #[test]
    fn from_all_that_is_shown_no_withheld_number_is_determined() {
        type Seen = BTreeMap<String, BTreeSet<(Option<i64>, Option<i64>, Option<i64>)>>;
        let mut seen = Seen::new();
        let secret = |value: i64| (1..FEWEST_SHOWN).contains(&value).then_some(value);
        for asked in 0..=40 {
            for done in 0..=asked {
                let shown = format!("{:?}", people(asked, done, &[]));
                let secrets = (secret(asked), secret(done), secret(asked - done));
                seen.entry(shown).or_default().insert(secrets);
            }
        }
        for (shown, secrets) in &seen {
            let values: [BTreeSet<Option<i64>>; 3] = [
                secrets.iter().map(|all| all.0).collect(),
                secrets.iter().map(|all| all.1).collect(),
                secrets.iter().map(|all| all.2).collect(),
            ];
            for values in values {
                assert!(values.len() > 1 || values.contains(&None), "{shown} tells {values:?}");
            }
        }
    }

    /// Numbers that hang together in longer chains: whatever is shown, no step by step tells one of few people.
    #[test]
    fn no_chain_of_sums_and_shares_tells_a_number_of_few_people() {
        let sum = |total, parts: &[&'static str]| Relation::Sum { total, parts: parts.to_vec() };
        let relations = [
            sum("all", &["asked", "spared"]),
            sum("asked", &["done", "missing"]),
            Relation::Share { share: "percent", part: "done", whole: "asked" },
            sum("missing", &["posts"]),
        ];
        for all in 0..=24 {
            for asked in 0..=all {
                for done in 0..=asked {
                    let of = |value| Quantity { value, is_of_people: true, is_on_page: true };
                    let mut quantities = Quantities::from([
                        ("all", of(all)),
                        ("asked", of(asked)),
                        ("spared", of(all - asked)),
                        ("done", of(done)),
                        ("missing", of(asked - done)),
                    ]);
                    let plain = Quantity { is_of_people: false, ..of(0) };
                    quantities.extend([("percent", plain), ("posts", plain)]);
                    let hidden = hidden(&quantities, &relations);
                    let secrets = quantities.iter().filter(|(_, one)| one.is_secret()).map(|(key, _)| *key);
                    let told = told(&quantities, &hidden);
                    for secret in secrets {
                        assert!(!told.contains(secret), "{all} {asked} {done}: {secret} of {hidden:?}");
                    }
                }
            }
        }
    }

    /// What a reader works out of the page above, written as they would.
    fn told(all: &Quantities, hidden: &BTreeSet<&'static str>) -> BTreeSet<&'static str> {
        let mut told: BTreeSet<&'static str> = all.keys().copied().filter(|key| !hidden.contains(key)).collect();
        let steps: [(&'static str, &[&str]); 12] = [
            ("all", &["asked", "spared"]),
            ("asked", &["all", "spared"]),
            ("spared", &["all", "asked"]),
            ("asked", &["done", "missing"]),
            ("done", &["asked", "missing"]),
            ("missing", &["asked", "done"]),
            ("done", &["percent", "asked"]),
            ("asked", &["percent", "done"]),
            ("missing", &["posts"]),
            ("posts", &["missing"]),
            ("percent", &["asked", "done"]),
            ("asked", &["percent", "missing"]),
        ];
        for _ in 0..steps.len() {
            for (one, of) in steps {
                if of.iter().all(|key| told.contains(key)) {
                    told.insert(one);
                }
            }
        }
        told
    }
}
