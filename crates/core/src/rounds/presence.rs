//! Who is there to be asked: of somebody who has left, or is away for all of a round, each row passes on, to their
//! deputy, else to whoever is accountable for it; where nobody takes it, that is said.
//!
//! What is known of people lives in a directory beside the ledger, for it must be erasable; an event says only who
//! was asked instead of whom. **Not here.** The directory; handing over.

use crate::day::Date;
use crate::ids::{PersonId, RowKey};
use crate::ledger::state::State;
use crate::plan::facts::RoleFact;
use crate::rounds::facts::AskFact;
use std::collections::BTreeMap;

/// What is known of when somebody is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// Their last day in post.
    pub until: Option<Date>,
    /// The days on which they are away, the first and the last.
    pub away: Option<(Date, Date)>,
    /// Who stands in for them.
    pub deputy: Option<PersonId>,
}

/// Everybody of whom something is known.
pub type Presences = BTreeMap<PersonId, Presence>;

/// Why a row passes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Because {
    /// Who was to be asked has left.
    Left,
    /// They are away for all of the time.
    Away,
}

/// To whom a row passes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum To {
    /// To somebody who is not asked about it yet.
    Person(PersonId),
    /// Others are asked about it anyway.
    Others,
    /// To nobody.
    Nobody,
}

/// A row that passes on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passing {
    /// Which row.
    pub row: RowKey,
    /// Who was to be asked.
    pub from: PersonId,
    /// Who is asked.
    pub to: To,
    /// Why.
    pub because: Because,
}

impl Presence {
    /// Whether they have left before a day.
    #[must_use]
    pub fn has_left(&self, on: Date) -> bool {
        self.until.is_some_and(|until| until < on)
    }

    fn is_away(&self, first: Date, last: Date) -> bool {
        self.away.is_some_and(|(from, until)| from <= first && last <= until)
    }
}

/// The rows that pass on, of those asked about from one day to another, in the order of the asks. Who is away and
/// has nobody to stand in for them is asked all the same: the letter waits for them.
#[must_use]
pub fn passing(asks: &[AskFact], state: &State, known: &Presences, first: Date, last: Date) -> Vec<Passing> {
    let is_there = |person: &str| known.get(person).is_none_or(|one| !one.has_left(first) && !one.is_away(first, last));
    let mut all: Vec<Passing> = Vec::new();
    for ask in asks {
        let Some(one) = known.get(&ask.person) else { continue };
        let because = match (one.has_left(first), one.is_away(first, last)) {
            (true, _) => Because::Left,
            (false, true) => Because::Away,
            (false, false) => continue,
        };
        let deputy = one.deputy.clone().filter(|deputy| is_there(deputy) && *deputy != ask.person);
        let instead = deputy.or_else(|| {
            accountable(state, &ask.row).into_iter().find(|person| is_there(person) && *person != ask.person)
        });
        if because == Because::Away && instead.is_none() {
            continue;
        }
        let is_asked = |person: &str| {
            asks.iter().any(|other| other.row == ask.row && other.person == person)
                || all.iter().any(|other| other.row == ask.row && other.to == To::Person(person.into()))
        };
        let others = asks.iter().any(|other| other.row == ask.row && is_there(&other.person));
        let to = match instead {
            Some(person) if !is_asked(&person) => To::Person(person),
            Some(_) => To::Others,
            None if others => To::Others,
            None => To::Nobody,
        };
        all.push(Passing { row: ask.row.clone(), from: ask.person.clone(), to, because });
    }
    all
}

/// The rows that pass on in the middle of a round: those of people who have left. Who is asked and away meanwhile
/// keeps what they have, so nobody is thought to stand in for them.
#[must_use]
pub fn leaving(asks: &[AskFact], state: &State, known: &Presences, today: Date, due: Date) -> Vec<Passing> {
    let mut known = known.clone();
    for ask in asks {
        if let Some(one) = known.get_mut(&ask.person) {
            one.away = None;
        }
    }
    passing(asks, state, &known, today, due.max(today))
}

/// Gives rows that pass on to who takes them; what others are asked about anyway, and what nobody takes, is asked
/// about of who is left.
pub fn pass(asks: &mut Vec<AskFact>, passed: &[Passing]) {
    for one in passed {
        let is_it = |ask: &AskFact| ask.row == one.row && ask.person == one.from;
        match &one.to {
            To::Person(to) => asks.iter_mut().filter(|ask| is_it(ask)).for_each(|ask| ask.person.clone_from(to)),
            To::Others | To::Nobody => asks.retain(|ask| !is_it(ask)),
        }
    }
}

fn accountable(state: &State, row: &str) -> Vec<PersonId> {
    let officers = state.row(row).map_or(&[][..], |held| &held.facts.officers);
    officers.iter().filter(|one| one.role == RoleFact::Accountable).map(|one| one.person.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::ledger::event::{Channel, Event, Recorded};
    use crate::ledger::fold::{Until, fold};
    use crate::plan::event::PlanEvent;
    use crate::plan::facts::{OfficerFact, RowFacts};
    use crate::plan::row_facts::{Addition, Spot};
    use crate::rounds::facts::Why;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// A plan with the rows 1 and 2; "boss" is accountable for 1.
    fn state() -> State {
        let row = |key: &str, officers: Vec<OfficerFact>| {
            let facts = RowFacts { officers, ..RowFacts::titled(key, "A row") };
            Event::Plan(PlanEvent::Added(Box::new(Addition { row: key.into(), spot: Spot::default(), facts })))
        };
        let boss = OfficerFact { role: RoleFact::Accountable, person: "boss".into() };
        let events = [row("1", vec![boss]), row("2", Vec::new())];
        let recorded = |(at, event): (u64, Event)| Recorded {
            seq: at,
            recorded_at: Instant::from_micros(i64::try_from(at).unwrap()),
            effective: None,
            channel: Channel::Import,
            reason: None,
            event: Some(event),
        };
        let all: Vec<Recorded> = (1..).zip(events).map(recorded).collect();
        fold(&all, Until::default())
    }

    fn left(deputy: Option<&str>) -> Presence {
        Presence { until: Some(day("2022-06-30")), away: None, deputy: deputy.map(PersonId::from) }
    }

    fn away(from: &str, until: &str, deputy: Option<&str>) -> Presence {
        Presence { until: None, away: Some((day(from), day(until))), deputy: deputy.map(PersonId::from) }
    }

    fn told(asks: &[(&str, &str)], known: &[(&str, Presence)], first: &str) -> Vec<String> {
        told_by(passing, asks, known, first)
    }

    fn told_by(
        by: fn(&[AskFact], &State, &Presences, Date, Date) -> Vec<Passing>,
        asks: &[(&str, &str)],
        known: &[(&str, Presence)],
        first: &str,
    ) -> Vec<String> {
        let ask = |(person, row): &(&str, &str)| AskFact {
            person: (*person).into(),
            row: (*row).into(),
            why: Why::InProgress,
        };
        let asks: Vec<AskFact> = asks.iter().map(ask).collect();
        let known: Presences = known.iter().map(|(person, one)| ((*person).into(), one.clone())).collect();
        let all = by(&asks, &state(), &known, day(first), day("2022-07-14"));
        let words = |one: Passing| {
            let to = match one.to {
                To::Person(person) => person,
                To::Others => "others".into(),
                To::Nobody => "nobody".into(),
            };
            format!("{} of {} to {to}: {:?}", one.row, one.from, one.because)
        };
        all.into_iter().map(words).collect()
    }

    #[test]
    fn rows_pass_to_the_deputy_else_to_the_accountable_else_to_others_who_are_asked_else_to_nobody() {
        let whole = || away("2022-06-01", "2022-07-31", Some("d"));
        for (asks, known, expected) in [
            // The deputy comes first, also where somebody else is accountable or asked.
            (&[("a", "1")][..], vec![("a", left(Some("d")))], &["1 of a to d: Left"][..]),
            (&[("a", "1"), ("b", "1")], vec![("a", left(Some("d")))], &["1 of a to d: Left"]),
            // Without one, whoever is accountable; where nobody is, those who are asked anyway; else nobody.
            (&[("a", "1")], vec![("a", left(None))], &["1 of a to boss: Left"]),
            (&[("a", "2"), ("b", "2")], vec![("a", left(None))], &["2 of a to others: Left"]),
            (&[("a", "2")], vec![("a", left(None))], &["2 of a to nobody: Left"]),
            // A deputy who has left, is away for all of it, or is named as their own, stands in for nobody.
            (&[("a", "2")], vec![("a", left(Some("d"))), ("d", left(None))], &["2 of a to nobody: Left"]),
            (&[("a", "1")], vec![("a", left(Some("d"))), ("d", whole())], &["1 of a to boss: Left"]),
            (&[("a", "2")], vec![("a", left(Some("a")))], &["2 of a to nobody: Left"]),
            (&[("a", "1")], vec![("a", left(None)), ("boss", left(None))], &["1 of a to nobody: Left"]),
            (&[("boss", "1")], vec![("boss", left(None))], &["1 of boss to nobody: Left"]),
            // Who is asked already is asked once, be it by two who have left.
            (&[("a", "2"), ("d", "2")], vec![("a", left(Some("d")))], &["2 of a to others: Left"]),
            (
                &[("a", "2"), ("b", "2")],
                vec![("a", left(Some("d"))), ("b", left(Some("d")))],
                &["2 of a to d: Left", "2 of b to others: Left"],
            ),
            // Who is there keeps what they have.
            (&[("a", "1"), ("b", "2")], vec![("a", Presence::default())], &[]),
        ] {
            assert_eq!(told(asks, &known, "2022-07-01"), expected, "{asks:?} {known:?}");
        }
    }

    #[test]
    fn who_is_away_for_all_of_it_is_stood_in_for_and_who_comes_back_is_not() {
        for (one, first, expected) in [
            (away("2022-07-01", "2022-07-14", Some("d")), "2022-07-01", &["1 of a to d: Away"][..]),
            (away("2022-07-01", "2022-07-13", Some("d")), "2022-07-01", &[]),
            (away("2022-07-02", "2022-07-31", Some("d")), "2022-07-01", &[]),
            (away("2022-07-01", "2022-07-14", None), "2022-07-01", &["1 of a to boss: Away"]),
            // On their last day they are still there.
            (left(Some("d")), "2022-06-30", &[]),
            (left(Some("d")), "2022-07-01", &["1 of a to d: Left"]),
        ] {
            assert_eq!(told(&[("a", "1")], &[("a", one.clone())], first), expected, "{one:?} {first}");
        }
        // In the middle of a round only what was asked of who has left passes on, and no hand-over that does not
        // come keeps another from coming.
        let asks = [("b", "2"), ("a", "2")];
        let known = [("a", left(Some("d"))), ("b", away("2022-07-01", "2022-07-31", Some("d")))];
        assert_eq!(told(&asks, &known, "2022-07-02"), ["2 of b to d: Away", "2 of a to others: Left"]);
        assert_eq!(told_by(leaving, &asks, &known, "2022-07-02"), ["2 of a to d: Left"]);
        // After the answers were due, as before.
        assert_eq!(told_by(leaving, &asks, &known, "2022-08-02"), ["2 of a to d: Left"]);
        // Nobody stands in: they are asked all the same, and the letter waits for them.
        assert_eq!(told(&[("a", "2")], &[("a", away("2022-06-01", "2022-07-31", None))], "2022-07-01"), [""; 0]);
    }
}
