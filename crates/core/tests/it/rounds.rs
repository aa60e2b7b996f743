//! Rounds of updates by hand-made plans: who is asked about what and why, how answers count, what is refused.

use jiff::civil::{Date, date};
use onpace_core::calendar::{Division, WorkingCalendar};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event, Recorded};
use onpace_core::ledger::fold::{Until, fold};
use onpace_core::ledger::state::State;
use onpace_core::plan::command::Command;
use onpace_core::plan::decide::decide;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::facts::{DateFact, OfficerFact, RoleFact, RowFacts};
use onpace_core::plan::outline::Label;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::plan::row_facts::{Addition, Order, Spot};
use onpace_core::policy::Policy;
use onpace_core::quantity::Percent;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::decide::decide_round;
use onpace_core::rounds::event::RoundEvent;
use onpace_core::rounds::facts::{AnswerFacts, AskFact, Choice, RoundFacts, Why, Wording};
use onpace_core::rounds::{flags, scope, statistics};
use onpace_core::walk::survey;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A row: code, start, finish, percent, whether something shows it, who is beside it.
type Line<'l> = (&'l str, &'l str, &'l str, i32, bool, &'l [(&'l str, RoleFact)]);

/// A ledger that grows by events and by commands.
struct Book(Vec<Recorded>);

impl Book {
    /// A plan of these rows.
    fn of(rows: &[Line<'_>]) -> Self {
        let mut book = Self(Vec::new());
        book.add(Event::Plan(PlanEvent::Opened { title: "A plan".into(), level_name: "Priority".into() }), None);
        for (nth, (code, start, finish, percent, is_shown, people)) in (0..).zip(rows) {
            let at =
                |text: &str| (!text.is_empty()).then(|| DateFact { when: text.to_owned(), weekday: None, text: None });
            let officers = people.iter().map(|(person, role)| OfficerFact { person: (*person).into(), role: *role });
            let facts = RowFacts {
                start: at(start),
                finish: at(finish),
                officers: officers.collect(),
                ..RowFacts::titled(code, "Do it")
            };
            let (row, spot) = ((*code).to_owned(), Spot { order: Order::Nth(nth), ..Spot::default() });
            book.add(Event::Plan(PlanEvent::Added(Box::new(Addition { row: row.clone().into(), spot, facts }))), None);
            let report = ReportFacts { percent: Some(Percent::whole(*percent)), ..ReportFacts::default() };
            book.add(Event::Plan(PlanEvent::Reported { row: row.clone().into(), report }), None);
            if *is_shown {
                book.add(
                    Event::Plan(PlanEvent::EvidenceAdded {
                        row: row.into(),
                        title: "Minutes".into(),
                        place: "Shared drive".into(),
                    }),
                    None,
                );
            }
        }
        book
    }

    fn add(&mut self, event: Event, on: Option<Date>) -> u64 {
        let seq = self.0.len() as u64 + 1;
        let recorded_at = i64::try_from(seq).unwrap();
        self.0.push(Recorded {
            seq,
            recorded_at: Instant::from_micros(recorded_at),
            effective: on,
            channel: Channel::Web,
            reason: None,
            event: Some(event),
        });
        seq
    }

    fn state(&self) -> State {
        fold(&self.0, Until::default())
    }

    /// Decides and records; what was refused by its code.
    fn command(&mut self, command: &RoundCommand) -> Result<u64, &'static str> {
        let events = decide_round(&self.state(), command).map_err(|refusal| refusal.code())?;
        Ok(events.into_iter().map(|event| self.add(event, Some(day("2022-06-01")))).min().unwrap())
    }

    fn answer(&mut self, row: &str, person: &str, answer: AnswerFacts, seen: u64) -> Result<u64, &'static str> {
        let (row, person) = (row.to_owned(), person.to_owned());
        self.command(&RoundCommand::Answer {
            round: "2022-06".into(),
            row: row.into(),
            person: person.into(),
            answer: Box::new(answer),
            seen,
        })
    }

    fn moderate(&mut self, of: u64, taken: bool) -> Result<u64, &'static str> {
        self.command(&RoundCommand::Moderate { round: "2022-06".into(), of, taken, wording: Wording::default() })
    }

    fn freeze(&mut self) -> Result<u64, &'static str> {
        self.command(&RoundCommand::Freeze { round: "2022-06".into() })
    }
}

fn round(asks: &[(&str, &str)]) -> RoundFacts {
    let ask =
        |(person, row): &(&str, &str)| AskFact { person: (*person).into(), row: (*row).into(), why: Why::InProgress };
    RoundFacts {
        name: "2022-06".into(),
        board: day("2022-06-23"),
        data_date: day("2022-06-09"),
        opens: day("2022-05-26"),
        due: day("2022-06-09"),
        reminders: Vec::new(),
        freezes: day("2022-06-13"),
        asks: asks.iter().map(ask).collect(),
    }
}

fn progress() -> AnswerFacts {
    AnswerFacts { happened: Some("The group met.".into()), ..AnswerFacts::of(Choice::Progress) }
}

const LEAD: RoleFact = RoleFact::Lead;

/// Two joint leads of A, one lead of B, C and D.
fn opened() -> Book {
    let mut book = Book::of(&[
        ("A", "2022-05-02", "2022-12-01", 5, false, &[("p1", LEAD), ("p2", LEAD)]),
        ("B", "2022-05-02", "2022-12-01", 0, false, &[("p1", LEAD)]),
        ("C", "2022-05-02", "2022-12-01", 5, false, &[("p2", LEAD)]),
        ("D", "2022-05-02", "2022-12-01", 5, false, &[("p3", LEAD)]),
    ]);
    let facts = round(&[("p1", "A"), ("p2", "A"), ("p1", "B"), ("p2", "C"), ("p3", "D")]);
    book.command(&RoundCommand::Open(Box::new(facts))).unwrap();
    book
}

/// The table of reasons, on a round that opens on 26 May 2022 for a board on 23 June.
#[test]
fn each_row_is_asked_about_for_its_reason_or_left_in_peace() {
    let one: &[(&str, RoleFact)] = &[("p1", LEAD)];
    let cases = [
        ("late, under way", "2022-01-10", "2022-05-25", 40, false, Some(Why::Overdue)),
        ("late, not begun", "2022-01-10", "2022-05-25", 0, false, Some(Why::Overdue)),
        ("finishes on that day", "2022-01-10", "2022-05-26", 40, false, Some(Why::InProgress)),
        ("under way", "2022-01-10", "2022-12-01", 40, false, Some(Why::InProgress)),
        ("begun before its start", "2022-09-01", "2022-12-01", 5, false, Some(Why::InProgress)),
        ("should have started", "2022-05-02", "2022-12-01", 0, false, Some(Why::DueToStart)),
        ("starts on the board's day", "2022-06-23", "2022-12-01", 0, false, Some(Why::DueToStart)),
        ("starts after the board", "2022-06-24", "2022-12-01", 0, false, None),
        ("no dates", "", "", 0, false, Some(Why::DueToStart)),
        ("finished, not shown", "2022-01-10", "2022-05-25", 100, false, Some(Why::Unverified)),
        ("finished and shown", "2022-01-10", "2022-05-25", 100, true, None),
    ];
    let rows: Vec<_> = cases
        .iter()
        .map(|(code, start, finish, percent, shown, _)| (*code, *start, *finish, *percent, *shown, one))
        .collect();
    let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
    let found = scope::of(&Book::of(&rows).state(), day("2022-05-26"), day("2022-06-23"), &calendar);
    for (code, .., why) in cases {
        assert_eq!(found.asks.iter().find(|ask| ask.row == code).map(|ask| ask.why), why, "{code}");
    }
    assert!(found.asks.is_sorted_by_key(|ask| ask.why), "most pressing first");
}

#[test]
fn leads_are_asked_and_where_there_is_none_whoever_stands_beside_the_row() {
    use RoleFact::{Accountable, Unstated};
    let row = |code, people| (code, "2022-01-10", "2022-12-01", 5, false, people);
    let book = Book::of(&[
        row("joint", &[("p1", LEAD), ("p2", LEAD), ("p3", Accountable)] as &[_]),
        row("unstated", &[("p1", Unstated), ("p3", Accountable)]),
        row("accountable", &[("p3", Accountable)]),
        row("nobody", &[]),
    ]);
    let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
    let found = scope::of(&book.state(), day("2022-05-26"), day("2022-06-23"), &calendar);
    let asked = |row: &str| -> Vec<_> {
        found.asks.iter().filter(|ask| ask.row == row).map(|ask| ask.person.as_str()).collect()
    };
    assert_eq!(asked("joint"), ["p1", "p2"]);
    assert_eq!(asked("unstated"), ["p1"]);
    assert_eq!(asked("accountable"), ["p3"]);
    assert_eq!(found.unowned, [("nobody".into(), Why::InProgress)]);
}

#[test]
fn statistics_count_what_their_definitions_say() {
    let mut book = opened();
    let with_next = AnswerFacts { next: Some("Send it on.".into()), ..progress() };
    book.answer("B", "p1", with_next, 0).unwrap();
    let meeting = Some(DateFact { when: "2022-07-04".into(), weekday: None, text: None });
    book.answer("A", "p2", AnswerFacts { meeting, ..AnswerFacts::of(Choice::Unchanged) }, 0).unwrap();
    let back = book.answer("C", "p2", progress(), 0).unwrap();
    book.moderate(back, false).unwrap();
    book.freeze().unwrap();
    book.answer("D", "p3", AnswerFacts::of(Choice::Unchanged), 0).unwrap();
    let state = book.state();
    let found = statistics::of(&state.rounds[0], &state);
    assert_eq!(found.asked, ["A", "B", "C", "D"]);
    assert_eq!(found.answered, ["A", "B"]);
    assert_eq!(found.silent, ["C"], "what was sent back is open again");
    assert_eq!(found.late, ["D"]);
    assert_eq!(found.started, ["A", "C", "D"], "what B says waits to be looked at, so the plan does not say it yet");
    assert_eq!(found.after_due, [] as [&str; 0]);
    assert_eq!((found.with_meeting, found.with_next), (vec!["A".into()], vec!["B".into()]));
    assert_eq!(found.waiting.len(), 3);
    assert_eq!((found.people, found.people_done), (3, 2), "p2 has C to answer still");
}

/// What was finalised by the first definitions is counted by them for ever, or its signature would no longer hold.
#[test]
fn figures_that_were_frozen_earlier_are_counted_as_they_were() {
    let mut book = opened();
    book.answer("B", "p1", progress(), 0).unwrap();
    book.freeze().unwrap();
    let state = book.state();
    let mut round = onpace_core::rounds::round::Round::clone(&state.rounds[0]);
    assert_eq!(round.figures(), 2);
    assert_eq!(statistics::of(&round, &state).started, ["A", "C", "D"]);
    round.freezes[0].figures = 1;
    assert_eq!(statistics::of(&round, &state).started, ["A", "B", "C", "D"], "words that waited counted then");
    // Events from before the number was written say nothing of it.
    let event: Event = serde_json::from_str(r#"{"round_frozen":{"round":"2022-06","number":1}}"#).unwrap();
    assert_eq!(event, Event::Round(RoundEvent::RoundFrozen { round: "2022-06".into(), number: 1, figures: 1 }));
}

/// A word that there is progress is a start, for every figure and status alike, until a percentage says more.
#[test]
fn said_progress_is_a_start_everywhere() {
    let mut book = opened();
    let seq = book.answer("B", "p1", progress(), 0).unwrap();
    book.moderate(seq, true).unwrap();
    book.freeze().unwrap();
    let state = book.state();
    assert_eq!(statistics::of(&state.rounds[0], &state).started, ["A", "B", "C", "D"]);
    let nobody = |_: &str| Label { written: String::new(), described: String::new() };
    let (plan, _) = state.plan(&nobody);
    let (calendar, policy) = (WorkingCalendar::weekdays(), Policy::shipped("pace").unwrap());
    let survey = survey(&plan, date(2022, 6, 13), &calendar, &policy);
    let rows = |key: &str| survey.figure(key).unwrap().rows.iter().map(ToString::to_string).collect::<Vec<_>>();
    let has_b = |key: &str| rows(key).contains(&"B".to_owned());
    assert!(has_b("started") && !has_b("not_started"), "{:?} {:?}", rows("started"), rows("not_started"));
    let at = plan.rows.iter().position(|row| row.code.as_str() == "B").unwrap();
    let reason = &survey.rows[at].verdict.as_ref().unwrap().reason;
    assert!(!reason.contains("not started") && !reason.contains("nothing is done"), "{reason}");
    // A percentage takes the place of the word.
    let mut said = state.row("B").unwrap().report.clone();
    said.over(&ReportFacts { percent: Some(Percent::ZERO), ..ReportFacts::default() });
    assert!(!said.has_started());
}

/// Found by a year that was simulated: an answer was lost to the figures with that of the joint lead.
#[test]
fn an_answer_stands_although_that_of_the_joint_lead_was_sent_back() {
    let mut book = opened();
    let first = book.answer("A", "p1", progress(), 0).unwrap();
    let second = book.answer("A", "p2", AnswerFacts::of(Choice::Unchanged), first).unwrap();
    let answered = |book: &Book| statistics::of(&book.state().rounds[0], &book.state()).answered;
    let stands = |book: &Book| book.state().rounds[0].answer("A").unwrap().seq;
    assert_eq!(stands(&book), second, "the latest of anybody");
    book.moderate(second, false).unwrap();
    assert_eq!((stands(&book), answered(&book)), (first, vec!["A".into()]));
    let state = book.state();
    let standing: Vec<u64> = state.rounds[0].standing().map(|one| one.seq).collect();
    assert_eq!(standing, [first], "it waits to be looked at again");
    // Who answers anew takes their own words back, and has nothing else that could stand.
    let third = book.answer("A", "p1", progress(), second).unwrap();
    book.moderate(third, false).unwrap();
    assert!(answered(&book).is_empty(), "both were sent back");
    let fourth = book.answer("A", "p2", progress(), third).unwrap();
    assert_eq!(stands(&book), fourth);
}

#[test]
fn what_came_after_a_freeze_is_in_time_for_the_next() {
    let mut book = opened();
    book.freeze().unwrap();
    let late = book.answer("D", "p3", progress(), 0).unwrap();
    assert!(book.state().rounds[0].answer("D").unwrap().late);
    assert!(book.moderate(late, true) == Err("round-is-frozen"));
    book.command(&RoundCommand::Unfreeze { round: "2022-06".into() }).unwrap();
    let state = book.state();
    assert_eq!(statistics::of(&state.rounds[0], &state).answered, ["D"]);
    book.moderate(late, true).unwrap();
    book.freeze().unwrap();
    let numbers: Vec<_> = book.state().rounds[0].freezes.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [1, 2], "both stay");
}

#[test]
fn what_cannot_happen_to_a_round_is_refused_by_its_code() {
    let mut book = opened();
    let mine = book.answer("A", "p1", progress(), 0).unwrap();
    let long = AnswerFacts { happened: Some("x".repeat(5_001)), ..AnswerFacts::of(Choice::Progress) };
    let finish = Some(DateFact { when: "2022-04-29".into(), weekday: None, text: None });
    let reason = Some("No money".into());
    let too_early = AnswerFacts { finish, reason, ..AnswerFacts::of(Choice::NotAsPlanned) };
    let hand_over = |row: &str, from: &str, to: &str| RoundCommand::HandOver {
        round: "2022-06".into(),
        row: row.into(),
        from: from.into(),
        to: to.into(),
    };
    let again = RoundCommand::Open(Box::new(RoundFacts { name: "2022-07".into(), ..round(&[("p1", "A")]) }));
    let wording = Wording { happened: Some("x".repeat(5_001)), ..Wording::default() };
    let wordy = RoundCommand::Moderate { round: "2022-06".into(), of: mine, taken: true, wording };
    for (told, code) in [
        (book.answer("A", "p2", progress(), 0), "answered-meanwhile"),
        (book.answer("B", "p2", progress(), 0), "not-asked-about-it"),
        (book.answer("D", "p3", AnswerFacts::of(Choice::Progress), 0), "nothing-happened"),
        (book.answer("D", "p3", AnswerFacts::of(Choice::NotAsPlanned), 0), "no-reason-why"),
        (book.answer("D", "p3", long, 0), "text-too-long"),
        (book.answer("D", "p3", too_early, 0), "finish-too-early"),
        (book.command(&again), "another-round-is-open"),
        (book.command(&hand_over("A", "p1", "p2")), "asked-already"),
        (book.command(&hand_over("A", "p3", "p4")), "not-asked-about-it"),
        (book.command(&wordy), "text-too-long"),
        (book.moderate(1, true), "not-an-answer"),
        (book.command(&RoundCommand::Unfreeze { round: "2022-06".into() }), "round-is-open"),
        (book.command(&RoundCommand::Freeze { round: "2021-01".into() }), "no-such-round"),
    ] {
        assert_eq!(told, Err(code));
    }
    book.answer("A", "p2", progress(), mine).unwrap();
    book.moderate(mine, true).unwrap();
    assert!(book.moderate(mine, true) == Err("dealt-with-before"));
    let gone = book.answer("D", "p3", progress(), 0).unwrap();
    book.add(Event::Plan(PlanEvent::Withdrawn { row: "D".into() }), None);
    assert!(book.moderate(gone, true) == Err("action-is-gone"));
    book.moderate(gone, false).unwrap();
}

/// On 9 June 2022, 29 of the 154 working days of A, C and D have gone, from 2 May to 1 December: 18.8%. What is said of
/// them at 5% is no great matter; the same of B, which was to be done in June, is.
#[test]
fn what_wants_a_second_look_is_flagged() {
    let mut book = Book::of(&[
        ("A", "2022-05-02", "2022-12-01", 5, false, &[("p1", LEAD)]),
        ("B", "2022-05-02", "2022-06-17", 5, false, &[("p1", LEAD)]),
        ("C", "2022-05-02", "2022-12-01", 0, false, &[("p1", LEAD)]),
    ]);
    book.command(&RoundCommand::Open(Box::new(round(&[("p1", "A"), ("p1", "B"), ("p1", "C")])))).unwrap();
    let calendar = WorkingCalendar::weekdays();
    let mut flags = |row: &str, answer: AnswerFacts| -> Vec<String> {
        let seq = book.answer(row, "p1", answer, 0).unwrap();
        let state = book.state();
        let answer = state.rounds[0].answers.iter().find(|answer| answer.seq == seq).unwrap();
        flags::of(answer, &state, day("2022-06-09"), &calendar, &[]).iter().map(flags::Flag::words).collect()
    };
    let cannot = || AnswerFacts { reason: Some("No money".into()), ..AnswerFacts::of(Choice::NotAsPlanned) };
    let none: [&str; 0] = [];
    assert_eq!(flags("A", cannot()), ["It cannot be done as planned: this needs a decision"]);
    assert_eq!(flags("A", progress()), none, "it is under way");
    assert_eq!(flags("A", AnswerFacts::of(Choice::Unchanged)), none);
    assert_eq!(flags("C", progress()), ["There is progress, and the percentage is still 0"]);
    let said = AnswerFacts { percent: Some(Percent::whole(10)), ..progress() };
    assert_eq!(flags("C", said), none, "how much is said");
    // 29 of the 35 working days of B have gone.
    let behind = "Nothing has changed, and 5% is reported where 82.9% should be done by now";
    assert_eq!(flags("B", AnswerFacts::of(Choice::Unchanged)), [behind]);
}

/// Somebody who cannot do it as planned, and does not know when they can, asks for a decision all the same; who decides
/// names the day.
#[test]
fn what_cannot_be_done_opens_a_decision_also_without_another_date() {
    let mut book = opened();
    let cannot = AnswerFacts { reason: Some("No money".into()), ..AnswerFacts::of(Choice::NotAsPlanned) };
    let seq = book.answer("B", "p1", cannot, 0).unwrap();
    book.moderate(seq, true).unwrap();
    let state = book.state();
    let [proposal] = &state.proposals[..] else { panic!("{:?}", state.proposals) };
    assert_eq!((proposal.row.as_str(), &proposal.finish, proposal.granted), ("B", &None, None));
    let grant = |finish: Option<&str>| Command::DecideDate {
        proposal: proposal.seq,
        granted: true,
        finish: finish.map(|when| DateFact { when: when.into(), weekday: None, text: None }),
    };
    for (command, code) in [(grant(None), "no-finish-granted"), (grant(Some("2022-01-01")), "finish-too-early")] {
        assert_eq!(decide(&state, &command).unwrap_err().code(), code, "{command:?}");
    }
    let events = decide(&state, &grant(Some("2023-03-31"))).unwrap();
    for event in events {
        book.add(event, Some(day("2022-06-20")));
    }
    let state = book.state();
    assert_eq!(state.proposals[0].granted, Some(true));
    assert_eq!(state.row("B").unwrap().facts.finish.as_ref().unwrap().when, "2023-03-31");
    // The update that it came of is known, for whoever asks who said it.
    assert_eq!(state.answer_behind("B", proposal.seq).unwrap().person, "p1");
    // Events from before dates could be open read as they were written.
    let old = r#"{"date_proposed":{"row":"B","finish":{"when":"2022-07-01"}}}"#;
    let Ok(Event::Plan(PlanEvent::DateProposed { finish: Some(finish), .. })) = serde_json::from_str(old) else {
        panic!("{old}")
    };
    assert_eq!(finish.when, "2022-07-01");
}
