//! What the demonstration makes up beyond its source, so that it lives today: the plan's dates moved so that it is in its
//! fifth month; four rounds of updates that were answered, three of them with a pack that was published; finishes that
//! were granted or wait for a decision. **Not here.** The round that is in progress ([`super::demo`]).

use super::demo_measures::DemoMeasures;
use crate::stop::Stop;
use jiff::Span;
use onpace_core::day::{self, Date, Dated, Weekday};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_core::local_time;
use onpace_core::packs::facts::{PackFacts, SECTIONS};
use onpace_core::plan::command::Command;
use onpace_core::quantity::Percent;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::facts::{AnswerFacts, AskFact, Choice, Wording};
use onpace_office::Seat;
use onpace_office::assessed::Plans;
use onpace_office::editing::exactly;
use onpace_office::plans::Draft;
use onpace_office::rounds::Preview;
use std::collections::HashMap;

/// The plan began so many weeks ago: it is in its fifth month.
const BEGAN: i32 = 20;
/// The day on which the plan of the source began.
const SOURCE_BEGAN: Date = Date::constant(2022, 4, 13);
/// So many rounds were answered.
const ROUNDS: i32 = 4;
/// A finish that is asked for is so many weeks later.
const LATER: i32 = 8;

/// The plan of the source with every date moved by the same whole number of weeks, so that weekdays and durations stay;
/// and by how many. What its text says of itself speaks of other days, and is left out.
pub(super) fn moved(source: &Draft, today: Date) -> (Draft, i32) {
    let weeks = day::days_between(SOURCE_BEGAN, earlier(today, BEGAN * 7)) / 7;
    let moved = |dated: &mut Option<Dated>| {
        if let Some(dated) = dated {
            dated.when.first = later(dated.when.first, weeks * 7);
            dated.when.last = later(dated.when.last, weeks * 7);
            dated.text = dated.when.first.to_string().into();
        }
    };
    let mut draft = source.clone();
    for row in &mut draft.plan.rows {
        moved(&mut row.start);
        moved(&mut row.finish);
    }
    draft.plan.paper = onpace_core::claim::Paper::default();
    (draft.plan.data_date, draft.plan.meeting) = (None, None);
    (draft, weeks)
}

/// The day so many days later.
pub(super) fn later(day: Date, days: i32) -> Date {
    day.checked_add(Span::new().days(days)).unwrap_or(day)
}

fn earlier(day: Date, days: i32) -> Date {
    later(day, -days)
}

/// The first Thursday on a day or after it: boards meet on Thursdays.
pub(super) fn thursday(day: Date) -> Date {
    let to_go = i32::from(Weekday::Thursday.to_monday_zero_offset()) - i32::from(day.weekday().to_monday_zero_offset());
    later(day, to_go.rem_euclid(7))
}

/// The board of the last round that was answered: a Thursday, a week ago or more.
fn last_board(today: Date) -> Date {
    thursday(earlier(today, 13))
}

/// When the plan is taken over: before the first round opens.
pub(super) fn taken_over(today: Date) -> Instant {
    noon_before(earlier(last_board(today), (ROUNDS - 1) * 28), 32)
}

/// Noon of so many days before a day.
fn noon_before(day: Date, days: i32) -> Instant {
    local_time::instant(earlier(day, days), 12, 0).unwrap_or_default()
}

/// What an officer may write: what happened, and what comes next.
const SAID: [(&str, &str); 6] = [
    ("We met the parent carer forum and agreed the wording with them.", "Send it to all schools."),
    ("The first draft is written and has been read by two head teachers.", "Take their comments in."),
    ("Training was held for the first group of staff.", "Hold it for the second group."),
    ("The partners agreed who does what, and the money is found.", "Start the work with the first three schools."),
    ("We looked at the numbers of last term together with the health team.", "Bring a short paper to the board."),
    ("The post was advertised and two people applied.", "Interview them."),
];
/// Why something may not be done as planned.
const WHY: &str = "The person who leads it has moved to another team, and the new one starts next month.";

const NARRATIVE: &str = "Officers were asked about {{round_asked}} actions, and {{round_answered}} have an update. \
    Past their finish: {{past_finish}}.\n";
const FAMILIES: &str = "We asked everyone who leads an action how it is going. {{started}} of {{actions}} actions \
    have started. Tell us what you think: the parent carer forum passes it on.\n";

/// What is made up.
pub(super) struct Months<'a> {
    pub(super) plan: &'a str,
    pub(super) today: Date,
    /// Accounts of who manages the plan, and who signs off.
    pub(super) manager: &'a str,
    pub(super) approver: &'a str,
}

impl Months<'_> {
    /// Holds the rounds, and publishes the packs of all but the last.
    pub(super) fn hold(&self, plans: &Plans, measures: &mut DemoMeasures) -> Result<(), Stop> {
        for nth in 0..ROUNDS {
            let board = earlier(last_board(self.today), (ROUNDS - 1 - nth) * 28);
            let round = self.answered(plans, board, nth)?;
            let frozen = noon_before(board, 7);
            measures.give_until(plans.desk(), local_time::day_of(frozen), &seat(self.manager, frozen)?)?;
            plans.desk().freeze_round(self.plan, &round, true, &seat(self.manager, noon_before(board, 7))?)?;
            if nth + 1 < ROUNDS {
                self.publish(plans, round, board)?;
                self.decide(plans, board)?;
            }
        }
        Ok(())
    }

    /// A round for a board, answered and looked at; its name.
    fn answered(&self, plans: &Plans, board: Date, nth: i32) -> Result<String, Stop> {
        let (desk, opens) = (plans.desk(), noon_before(board, 27));
        let preview = desk.preview_round(self.plan, board, local_time::day_of(opens))?;
        let preview = Preview { at_once: true, ..preview };
        desk.open_round(self.plan, &preview, &seat(self.manager, opens)?)?;
        let planned = self.planned(plans, earlier(board, 8))?;
        let (mut rows, mut given): (Vec<&str>, Vec<_>) = (Vec::new(), Vec::new());
        for ask in &preview.scope.asks {
            // Whoever is asked about the same action says the same of it, or nothing.
            if rows.contains(&ask.row.as_str()) {
                continue;
            }
            rows.push(&ask.row);
            let Some(stands) = planned.get(ask.row.as_str()) else { continue };
            let Some(answer) = answer_of(*stands, nth, board) else { continue };
            // Most in the days before the Thursday on which it is due, a few on the day after.
            let before = if rows.len() % 9 == 7 { 13 } else { 15 + rows.len() % 3 };
            given.push((i32::try_from(before).unwrap_or_default(), ask, answer));
        }
        given.sort_by_key(|(before, ..)| std::cmp::Reverse(*before));
        for (before, ask, answer) in given {
            self.answer(plans, &preview.name, ask, noon_before(board, before), answer)?;
        }
        let held = desk.state(self.plan, Until::default())?;
        let last = held.rounds.iter().rev().take(1);
        let waiting = last.flat_map(|round| round.standing()).map(|answer| answer.seq);
        let taken: Vec<_> = waiting.map(|seq| (seq, true, Wording::default())).collect();
        desk.moderate(self.plan, &preview.name, &taken, &seat(self.manager, noon_before(board, 8))?)?;
        Ok(preview.name)
    }

    /// How each row stands on a day.
    fn planned(&self, plans: &Plans, on: Date) -> Result<HashMap<String, Stands>, Stop> {
        let day = plans.day(self.plan, Some(on), None, self.today)?;
        let survey = &day.assessment().survey;
        let of = |(place, row): (usize, &onpace_core::plan::Row)| {
            let planned = survey.rows[place].planned.unwrap_or_default();
            Some((row.key.as_deref()?.to_owned(), Stands { place, planned, percent: row.percent }))
        };
        Ok(survey.plan.actions().filter_map(of).collect())
    }

    fn answer(&self, plans: &Plans, round: &str, ask: &AskFact, at: Instant, answer: AnswerFacts) -> Result<(), Stop> {
        let command = RoundCommand::Answer {
            round: round.to_owned(),
            row: ask.row.clone(),
            person: ask.person.clone(),
            answer: Box::new(answer),
            seen: 0,
        };
        plans.desk().answer(self.plan, &command, &seat(&ask.person, at)?)?;
        Ok(())
    }

    fn publish(&self, plans: &Plans, round: String, board: Date) -> Result<(), Stop> {
        let facts = PackFacts {
            round,
            freeze: 1,
            sections: SECTIONS.to_vec(),
            narrative: NARRATIVE.to_owned(),
            decisions: vec![
                "Which of the actions past their finish the board wants to hear about in person.".to_owned(),
            ],
            public: FAMILIES.to_owned(),
        };
        let number = plans.prepare_pack(self.plan, None, &facts, 0, &seat(self.manager, noon_before(board, 6))?)?;
        let of = plans.state(self.plan)?.packs.iter().find(|pack| pack.number == number).map_or(0, |pack| pack.seq);
        plans.sign_pack(self.plan, number, of, &seat(self.approver, noon_before(board, 5))?)?;
        // Nobody sits there to look at words that are made up.
        let checked = plans.to_check(self.plan, number, board)?.hash;
        plans.publish_pack(self.plan, number, &checked, &seat(self.approver, noon_before(board, 0))?)?;
        Ok(())
    }

    /// The board grants the first finish that was asked for; the others wait for it.
    fn decide(&self, plans: &Plans, board: Date) -> Result<(), Stop> {
        let state = plans.state(self.plan)?;
        let first = state.proposals.iter().find(|one| one.finish.is_some()).filter(|one| one.granted.is_none());
        let Some(first) = first else { return Ok(()) };
        let command = Command::DecideDate { proposal: first.seq, granted: true, finish: None };
        let seat = seat(self.approver, noon_before(board, 0) + 3_600_000_000)?;
        let seat = seat.because(Some("The board agreed to the later finish."));
        plans.desk().command(self.plan, &command, board, &seat)?;
        Ok(())
    }
}

/// How a row stands before it is asked about.
#[derive(Clone, Copy)]
struct Stands {
    /// Its place in the plan.
    place: usize,
    /// What should be done of it.
    planned: Percent,
    /// What is reported of it.
    percent: Option<Percent>,
}

/// What is said of an action in a round, by its place in the plan and what should be done of it: some keep to the plan,
/// some are ahead, some fall behind, some are silent, some cannot be done as planned, and what has not begun does not.
fn answer_of(stands: Stands, nth: i32, board: Date) -> Option<AnswerFacts> {
    let Stands { place, planned, percent } = stands;
    let percent = i32::try_from(percent.unwrap_or_default().rounded()).unwrap_or(0);
    if percent == 0 {
        return Some(AnswerFacts::of(Choice::Unchanged));
    }
    let (happened, next) = SAID[(place + usize::try_from(nth).unwrap_or(0)) % SAID.len()];
    let planned = i32::try_from(planned.rounded()).unwrap_or(0);
    let moved_on = |wanted: i32| {
        // In the steps in which people answer, and never back.
        let percent = (wanted / 5 * 5).clamp(5, 100).max(percent);
        let choice = if percent == 100 { Choice::Finished } else { Choice::Progress };
        Some(AnswerFacts {
            happened: (choice == Choice::Progress).then(|| happened.to_owned()),
            next: Some(next.to_owned()),
            percent: Some(Percent::whole(percent)),
            evidence: (choice == Choice::Finished).then(|| "Minutes of the workstream group, in its folder".to_owned()),
            ..AnswerFacts::of(choice)
        })
    };
    match (place % 7, nth) {
        (0 | 1, _) => moved_on(planned),
        (2, _) => moved_on(planned + 15),
        (3, _) => moved_on(planned / 2),
        (4, 1 | 3) => None,
        (4, _) => moved_on(planned - 10),
        (5, 2) => Some(AnswerFacts {
            reason: Some(WHY.to_owned()),
            // Every other time nobody knows yet when it can be done.
            finish: (place % 2 == 1).then(|| exactly(later(board, LATER * 7))),
            ..AnswerFacts::of(Choice::NotAsPlanned)
        }),
        (5, _) => moved_on(planned / 3),
        (_, 0) => Some(AnswerFacts::of(Choice::Unchanged)),
        _ => moved_on(planned - 5),
    }
}

fn seat(actor: &str, now: Instant) -> Result<Seat, Stop> {
    Ok(Seat::operator(actor, Channel::Web, now)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use onpace_office::example;

    /// On any day of a week, and over the end of a year.
    #[test]
    fn the_plan_is_in_its_fifth_month_and_keeps_its_weekdays() {
        let source = example::read().unwrap();
        for today in (0..14).map(|days| later(date(2026, 12, 28), days)) {
            let (draft, weeks) = moved(&source, today);
            for (before, after) in source.plan.rows.iter().zip(&draft.plan.rows) {
                for (one, other) in [(&before.start, &after.start), (&before.finish, &after.finish)] {
                    let (one, other) = (one.as_ref().unwrap().when, other.as_ref().unwrap().when);
                    assert_eq!(day::days_between(one.first, other.first), weeks * 7);
                    assert_eq!(one.first.weekday(), other.first.weekday());
                }
            }
            let starts = draft.plan.actions().filter_map(|(_, row)| row.start.as_ref());
            let began = starts.map(|start| start.when.first).min();
            let gone = day::days_between(began.unwrap(), today);
            assert!((140..155).contains(&gone), "{gone} days on {today}");
            let board = last_board(today);
            assert_eq!(board.weekday(), Weekday::Thursday);
            assert!((7..14).contains(&day::days_between(board, today)), "{board} on {today}");
            assert!(local_time::day_of(taken_over(today)) >= began.unwrap());
        }
    }
}
