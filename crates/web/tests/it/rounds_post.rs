//! When letters of a round go out and when they do not: to who has answered meanwhile, about rows that were taken
//! out, over the days on which clocks change.

use crate::house::{NOW, PLAN, Trial};
use crate::rounds::{ROUND, ROUNDS, mails, morning, open, reach, round, seat, to};
use onpace_core::day::Date;
use onpace_core::ids::RowKey;
use onpace_core::instant::Instant;
use onpace_core::local_time;
use onpace_core::plan::command::Command;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::facts::{AnswerFacts, AskFact, Choice};
use onpace_office::post::LetterState;
use onpace_office::rounds::Preview;
use onpace_office::{Desk, history};

const DANA: &str = "dana@test.invalid";
const MINUTE: i64 = 60_000_000;

fn at(text: &str) -> i64 {
    history::parse_instant(text).unwrap().micros()
}

fn answer(desk: &Desk, round: &str, ask: &AskFact, now: Instant) {
    let command = RoundCommand::Answer {
        round: round.to_owned(),
        row: ask.row.clone(),
        person: ask.person.clone(),
        answer: Box::new(AnswerFacts::of(Choice::Unchanged)),
        seen: u64::MAX,
    };
    desk.answer(PLAN, &command, &seat(now)).unwrap();
}

/// Case RND-05.
#[test]
fn who_answers_after_a_reminder_was_put_into_the_post_does_not_get_it() {
    let trial = Trial::new();
    let (person, other) = (reach(&trial, PLAN, "DHd", DANA), reach(&trial, PLAN, "RS", "rs@test.invalid"));
    open(&trial);
    let held = round(&trial);
    assert_eq!(to(&mails(&trial, Instant::from_micros(morning(held.facts.opens))), DANA).len(), 1);
    let (desk, now) = (trial.house.desk(), morning(held.facts.reminders[0]));
    desk.remind(Instant::from_micros(now)).unwrap();
    let waits = |email: &str, state| {
        desk.letters(100).unwrap().iter().filter(|one| one.draft.recipient == email && one.state == state).count()
    };
    assert_eq!((waits(DANA, LetterState::Waiting), waits("rs@test.invalid", LetterState::Waiting)), (1, 1));
    held.asked(&person).for_each(|ask| answer(desk, &held.facts.name, ask, Instant::from_micros(now)));
    let all = mails(&trial, Instant::from_micros(now + MINUTE));
    assert_eq!(to(&all, DANA).len(), 1, "nothing more than the letter that asked");
    assert_eq!((waits(DANA, LetterState::Waiting), waits(DANA, LetterState::Unneeded)), (0, 1));
    assert_eq!(to(&all, "rs@test.invalid").len(), 2, "who has rows that are open is reminded");
    assert!(held.asked(&other).next().is_some());
    // Nor does it go out later.
    assert_eq!(to(&mails(&trial, Instant::from_micros(now + 3 * 24 * 60 * MINUTE)), DANA).len(), 1);
}

/// Found by a year that was simulated: after a stretch without a service two letters that say the same went out.
#[test]
fn letters_that_waited_together_go_out_as_one() {
    let trial = Trial::new();
    let person = reach(&trial, PLAN, "DHd", DANA);
    open(&trial);
    let held = round(&trial);
    let (desk, opens) = (trial.house.desk(), morning(held.facts.opens));
    assert_eq!(to(&mails(&trial, Instant::from_micros(opens)), DANA).len(), 1);
    let ask = held.asked(&person).next().unwrap();
    answer(desk, &held.facts.name, ask, Instant::from_micros(opens + MINUTE));
    let of = round(&trial).answer(&ask.row).unwrap().seq;
    let later = morning(held.facts.due);
    desk.send_back(PLAN, &held.facts.name, of, "Say more", &seat(Instant::from_micros(later))).unwrap();
    desk.freeze_round(PLAN, &held.facts.name, true, &seat(Instant::from_micros(later))).unwrap();
    let board = held.facts.board.checked_add(jiff::Span::new().weeks(4)).unwrap();
    let preview = desk.preview_round(PLAN, board, held.facts.board).unwrap();
    desk.open_round(PLAN, &preview, &seat(Instant::from_micros(morning(held.facts.board)))).unwrap();
    let all = mails(&trial, Instant::from_micros(morning(preview.dates.opens)));
    assert_eq!(to(&all, DANA).len(), 2, "one a round");
    let waiting = desk.letters(100).unwrap().into_iter().filter(|one| one.state == LetterState::Waiting);
    assert_eq!(waiting.filter(|one| one.draft.recipient == DANA).count(), 0);
    // Seen in the demonstration: the page spoke of the letter that stayed in, as if they had answered.
    let silent = desk.silent(PLAN, &round(&trial), preview.dates.opens).unwrap();
    let letter = silent.iter().find(|one| one.person == person).unwrap().letter.clone().unwrap();
    assert_eq!(letter.state, LetterState::Sent);
}

#[test]
fn rows_that_were_taken_out_are_asked_about_no_more() {
    let trial = Trial::new();
    let person = reach(&trial, PLAN, "DHd", DANA);
    open(&trial);
    let held = round(&trial);
    let (desk, name) = (trial.house.desk(), held.facts.name.as_str());
    mails(&trial, Instant::from_micros(morning(held.facts.opens)));
    let rows: Vec<RowKey> = held.asked(&person).map(|ask| ask.row.clone()).collect();
    let withdraw = |row: &RowKey| {
        let seat = seat(NOW).because(Some("a trial"));
        desk.command(PLAN, &Command::Withdraw { code: row.to_string() }, "2022-06-20".parse().unwrap(), &seat).unwrap();
    };
    withdraw(&rows[0]);
    desk.remind(Instant::from_micros(morning(held.facts.reminders[0]))).unwrap();
    let all = mails(&trial, Instant::from_micros(morning(held.facts.reminders[0])));
    let reminder = to(&all, DANA)[1];
    let left = rows.len() - 1;
    assert!(reminder.contains(&format!("Still to update by Thursday 7 July 2022: your {left} actions")), "{reminder}");
    assert!(!reminder.contains(&format!(" {}  ", rows[0])), "{reminder}");
    let listed = |trial: &Trial| trial.get("manager", &format!("{ROUND}/phone")).text;
    assert!(!listed(&trial).contains(&format!(">{} ", rows[0])), "{}", listed(&trial));
    assert!(listed(&trial).contains(&format!(">{} ", rows[1])), "{}", listed(&trial));

    // Where all of somebody's rows are answered or gone, they are not written to.
    withdraw(&rows[1]);
    for ask in held.asked(&person).filter(|ask| rows[2..].contains(&ask.row)) {
        answer(desk, name, ask, NOW);
    }
    desk.remind(Instant::from_micros(morning(held.facts.reminders[1]))).unwrap();
    assert_eq!(to(&mails(&trial, Instant::from_micros(morning(held.facts.reminders[1]))), DANA).len(), 2);
    assert!(!desk.silent(PLAN, &round(&trial), held.facts.due).unwrap().iter().any(|one| one.person == person));
}

#[test]
fn a_round_opened_at_once_is_open() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    let preview = desk.preview_round(PLAN, "2022-07-21".parse().unwrap(), "2022-06-20".parse().unwrap()).unwrap();
    assert!(preview.dates.opens > "2022-06-20".parse::<Date>().unwrap());
    desk.open_round(PLAN, &Preview { at_once: true, ..preview }, &seat(NOW)).unwrap();
    let list = trial.get("manager", ROUNDS).text;
    assert!(list.contains("Open until Thursday 7 July 2022") && !list.contains("Opens on"), "{list}");
}

/// The clocks of the United Kingdom went forward on 27 March 2022 and back on 30 October.
#[test]
fn letters_go_out_at_half_past_nine_by_the_clocks_of_those_who_get_them() {
    for (today, board, opens, utc) in [
        ("2022-03-01", "2022-04-14", "2022-03-22", "2022-03-22T09:30:00Z"),
        ("2022-03-01", "2022-04-21", "2022-03-29", "2022-03-29T08:30:00Z"),
        ("2022-10-01", "2022-11-17", "2022-10-25", "2022-10-25T08:30:00Z"),
        ("2022-10-01", "2022-11-24", "2022-11-01", "2022-11-01T09:30:00Z"),
    ] {
        let trial = Trial::new();
        reach(&trial, PLAN, "DHd", DANA);
        let desk = trial.house.desk();
        let preview = desk.preview_round(PLAN, board.parse().unwrap(), today.parse().unwrap()).unwrap();
        assert_eq!(preview.dates.opens, opens.parse::<Date>().unwrap());
        let now = local_time::instant(today.parse().unwrap(), 12, 0).unwrap();
        desk.open_round(PLAN, &preview, &seat(now)).unwrap();
        assert_eq!(desk.letters(1).unwrap()[0].due_at, Instant::from_micros(at(utc)), "{board}");
        assert_eq!(mails(&trial, Instant::from_micros(at(utc) - 1)).len(), 0);
        assert_eq!(to(&mails(&trial, Instant::from_micros(at(utc))), DANA).len(), 1);
        // Reminders: one on each of their days, however often the service looks and whatever its clock does.
        for day in preview.dates.reminders.iter().copied() {
            let at = |hour, minute| local_time::instant(day, hour, minute).unwrap();
            desk.remind(at(9, 29)).unwrap();
            assert_eq!(desk.letters(1).unwrap()[0].state, LetterState::Sent, "not before half past nine");
            for (hour, minute) in [(9, 30), (10, 15), (9, 15), (9, 40), (0, 5), (23, 59)] {
                desk.remind(at(hour, minute)).unwrap();
                mails(&trial, at(hour, minute));
            }
        }
        let all = mails(&trial, Instant::from_micros(morning(board.parse().unwrap())));
        assert_eq!(to(&all, DANA).len(), 1 + preview.dates.reminders.len(), "{board}");
    }
}

/// A day is one of those who get letters, not of the machine: from midnight to midnight in London.
#[test]
fn nobody_gets_two_letters_on_one_day_and_one_that_is_put_off_comes_at_the_same_time() {
    for (first, second, due) in [
        // Ten past midnight in summer is the day before for the machine.
        ("2022-07-05T23:10:00Z", "2022-07-06T09:00:00Z", "2022-07-07T09:00:00Z"),
        // The days before the clocks change.
        ("2022-03-26T09:30:00Z", "2022-03-26T10:00:00Z", "2022-03-27T09:00:00Z"),
        ("2022-10-29T08:30:00Z", "2022-10-29T09:00:00Z", "2022-10-30T10:00:00Z"),
    ] {
        let trial = Trial::new();
        let (person, other) = (reach(&trial, PLAN, "DHd", DANA), reach(&trial, PLAN, "RS", "rs@test.invalid"));
        let desk = trial.house.desk();
        let day = local_time::day_of(Instant::from_micros(at(first)));
        let board = day.saturating_add(jiff::Span::new().days(24));
        let preview = desk.preview_round(PLAN, board, day).unwrap();
        desk.open_round(PLAN, &Preview { at_once: true, ..preview.clone() }, &seat(Instant::from_micros(at(first))))
            .unwrap();
        assert_eq!(to(&mails(&trial, Instant::from_micros(at(first))), DANA).len(), 1, "{first}");
        let refused =
            desk.remind_one(PLAN, &preview.name, &person, &seat(Instant::from_micros(at(second)))).unwrap_err();
        assert_eq!(refused.code(), "had-a-letter-today");
        let asks = &preview.scope.asks;
        let is_theirs = |row: &str| asks.iter().any(|ask| ask.person == person && ask.row == row);
        let ask = asks.iter().find(|ask| ask.person == other && !is_theirs(&ask.row)).unwrap();
        let command = RoundCommand::HandOver {
            round: preview.name.clone(),
            row: ask.row.clone(),
            from: other.clone(),
            to: person.clone(),
        };
        desk.hand_over(PLAN, &command, &person, &seat(Instant::from_micros(at(second)))).unwrap();
        assert_eq!(desk.letters(1).unwrap()[0].due_at, Instant::from_micros(at(due)), "{first}");
        assert_eq!(to(&mails(&trial, Instant::from_micros(at(due) - 1)), DANA).len(), 1);
        assert_eq!(to(&mails(&trial, Instant::from_micros(at(due))), DANA).len(), 2);
    }
}
