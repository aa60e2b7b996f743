//! The test's own book of the year: every action, what was said of it and taken, and every figure counted from that by
//! the published definitions. Nothing here asks the program how it counts.

use jiff::civil::{Date, Weekday};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Numbers that look like chance and are the same for the same seed (a linear congruential generator).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        let mut chance = Self(seed);
        chance.below(2);
        chance
    }

    pub(crate) fn below(&mut self, limit: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit).unwrap()
    }

    /// True so many times in a hundred.
    pub(crate) fn percent(&mut self, of: u64) -> bool {
        self.below(100) < usize::try_from(of).unwrap()
    }
}

/// An action of the plan.
#[derive(Clone, Debug)]
pub(crate) struct Action {
    pub(crate) code: String,
    /// Who leads it, as numbers of people.
    pub(crate) leads: Vec<usize>,
    pub(crate) start: Date,
    /// Finishes, each from the day on which it holds.
    pub(crate) finishes: Vec<(Date, Date)>,
    /// What the plan's file reported.
    pub(crate) first: Option<usize>,
    /// What was taken into the plan: the day from which it holds, and the percentage, in the order of taking.
    pub(crate) reports: Vec<(Date, usize)>,
    /// Whether it was said without a number that there is progress, from which day on, in the order of taking.
    pub(crate) said_started: Vec<(Date, bool)>,
    /// Whether something shows that it is finished.
    pub(crate) is_shown: bool,
}

impl Action {
    /// Whether it has started on a day: above nothing, or said to move on without a number.
    pub(crate) fn has_started(&self, on: Date) -> bool {
        let until = self.said_started.iter().filter(|(from, _)| *from <= on);
        let is_said = until.max_by_key(|(from, _)| *from).is_some_and(|(_, is_said)| *is_said);
        is_said || self.percent(on) > Some(0)
    }

    /// The level of the status scale "pace" on a day, by its published rules.
    fn level(&self, on: Date) -> &'static str {
        let (percent, finish) = (self.percent(on).unwrap_or(0), self.finish(on));
        let gone = if self.start <= on { weekdays(self.start, finish.min(on)) } else { 0.0 };
        let planned = 100.0 * gone / weekdays(self.start, finish);
        let behind = planned - f64::from(u32::try_from(percent).unwrap());
        let has_started = self.has_started(on);
        match () {
            () if percent == 100 => "status_complete",
            () if self.start > on && !has_started => "status_not_due",
            () if finish < on || !has_started && gone >= 10.0 || behind >= 25.0 => "status_red",
            () if self.start < on && !has_started || behind >= 10.0 => "status_amber",
            () => "status_green",
        }
    }

    pub(crate) fn finish(&self, on: Date) -> Date {
        self.finishes.iter().filter(|(from, _)| *from <= on).max_by_key(|(from, _)| *from).unwrap().1
    }

    /// The percentage that holds on a day: the last of the latest day.
    pub(crate) fn percent(&self, on: Date) -> Option<usize> {
        let until = self.reports.iter().filter(|(from, _)| *from <= on);
        until.max_by_key(|(from, _)| *from).map(|(_, percent)| *percent).or(self.first)
    }

    /// Whether somebody is asked about it in a round.
    pub(crate) fn is_asked(&self, opens: Date, board: Date) -> bool {
        let percent = self.percent(opens).unwrap_or(0);
        if percent == 100 {
            return !self.is_shown;
        }
        self.finish(opens) < opens || self.has_started(opens) || self.start <= board
    }
}

/// What somebody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) choice: &'static str,
    pub(crate) percent: Option<usize>,
    pub(crate) has_next: bool,
    pub(crate) meeting: Option<Date>,
    pub(crate) finish: Option<Date>,
    pub(crate) is_shown: bool,
    /// The day on which they said it.
    pub(crate) on: Date,
    /// Before the figures were frozen, and not sent back.
    pub(crate) counts: bool,
}

impl Said {
    /// Any answer, so that everything that a form has is filled in by somebody.
    pub(crate) fn any(action: &Action, on: Date, chance: &mut Chance) -> Self {
        let now = action.percent(on).unwrap_or(0);
        let choice =
            ["unchanged", "unchanged", "unchanged", "progress", "progress", "progress", "finished", "not-as-planned"]
                [chance.below(8)];
        let is_news = choice != "unchanged";
        let more = (now + 5 * chance.below(7)).min(95).max(now.min(95));
        // A finish that has passed is refused.
        let finish = action
            .finish(on)
            .max(on)
            .checked_add(jiff::Span::new().days(i64::try_from(20 + chance.below(60)).unwrap()))
            .unwrap();
        Self {
            choice,
            percent: (is_news && choice != "finished" && chance.percent(70)).then_some(more),
            has_next: chance.percent(50),
            meeting: chance.percent(30).then(|| on.checked_add(jiff::Span::new().days(14)).unwrap()),
            finish: (choice == "not-as-planned" && chance.percent(60)).then_some(finish),
            is_shown: choice == "finished" && chance.percent(60),
            on,
            counts: true,
        }
    }

    /// The fields of the form, for the action of that name.
    pub(crate) fn form(&self, name: &str, words: &str) -> String {
        let mut form = format!("choice-{name}={}", self.choice);
        let day = |date: Date| format!("{}+{}+{}", date.day(), date.month(), date.year());
        match self.choice {
            "progress" | "finished" => drop(write!(form, "&happened-{name}=They+met:+{words}")),
            "not-as-planned" => drop(write!(form, "&why-{name}=The+post+is+not+filled:+{words}")),
            _ => {}
        }
        if self.has_next {
            let _ = write!(form, "&next-{name}=Meet+again+about+{words}");
        }
        for (field, value) in [
            ("meeting", self.meeting.map(day)),
            ("percent", self.percent.map(|percent| percent.to_string())),
            ("finish", self.finish.map(day)),
            ("evidence", self.is_shown.then(|| format!("Minutes+of+{words}"))),
        ] {
            if let Some(value) = value {
                let _ = write!(form, "&{field}-{name}={value}");
            }
        }
        form
    }

    /// What a taken answer says of a start without a number; nothing where it says nothing of it.
    pub(crate) fn says_started(&self) -> Option<bool> {
        match (self.choice, self.percent) {
            ("progress", None | Some(0)) => Some(true),
            ("finished", _) | (_, Some(_)) => Some(false),
            _ => None,
        }
    }
}

/// The year's plan.
pub(crate) struct Book {
    pub(crate) actions: Vec<Action>,
    pub(crate) areas: usize,
    /// Who stands beside the focus areas.
    area_leads: Vec<usize>,
}

/// A round as the book has it.
pub(crate) struct Round {
    pub(crate) board: Date,
    pub(crate) opens: Date,
    pub(crate) due: Date,
    pub(crate) freezes: Date,
    /// The actions asked about, by their place in the plan.
    pub(crate) asked: Vec<usize>,
    /// Who answered what, in the order of answering.
    pub(crate) said: Vec<(usize, usize, Said)>,
}

/// A figure: a count, or a percentage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value {
    Count(usize),
    Percent(f64),
}

impl Book {
    /// A plan of so many actions for so many people.
    pub(crate) fn new(actions: usize, people: usize, begins: Date, chance: &mut Chance) -> Self {
        let areas = actions.div_ceil(10);
        let somebody = |chance: &mut Chance| chance.below(u64::try_from(people).unwrap());
        let area_leads = (0..areas).map(|_| somebody(chance)).collect();
        let days =
            |from: Date, days: usize| from.checked_add(jiff::Span::new().days(i64::try_from(days).unwrap())).unwrap();
        let one = |n: usize, chance: &mut Chance| {
            // Everybody leads something; some actions are led by two.
            let mut leads = vec![if n < people { n } else { somebody(chance) }];
            let other = somebody(chance);
            if chance.percent(40) && other != leads[0] {
                leads.push(other);
            }
            let start = weekday(days(begins, chance.below(420)).checked_sub(jiff::Span::new().days(120)).unwrap());
            let finish = weekday(days(start, 30 + chance.below(260)));
            let first = (start <= begins).then(|| chance.below(5) * 5).or_else(|| chance.percent(50).then_some(0));
            Action {
                code: format!("{}{}", n / 10 + 1, char::from(b'A' + u8::try_from(n % 10).unwrap())),
                leads,
                start,
                finishes: vec![(Date::MIN, finish)],
                first,
                reports: Vec::new(),
                said_started: Vec::new(),
                is_shown: false,
            }
        };
        Self { actions: (0..actions).map(|n| one(n, chance)).collect(), areas, area_leads }
    }

    /// As a file that a council has.
    pub(crate) fn csv(&self) -> String {
        let mut text = "Code,Task Name,LO,Start,Finish,% Work Complete\n".to_owned();
        for (n, action) in self.actions.iter().enumerate() {
            if n % 10 == 0 {
                let _ = writeln!(
                    text,
                    "{},Focus area number {},{},,,",
                    n / 10 + 1,
                    n / 10 + 1,
                    initials(self.area_leads[n / 10])
                );
            }
            let leads: Vec<String> = action.leads.iter().map(|lead| initials(*lead)).collect();
            let date = |date: Date| date.strftime("%d/%m/%Y").to_string();
            let percent = action.first.map_or_else(String::new, |percent| format!("{percent}%"));
            let (start, finish) = (date(action.start), date(action.finishes[0].1));
            let _ = writeln!(
                text,
                "{},Agree part {n} of the offer,{},{start},{finish},{percent}",
                action.code,
                leads.join("/")
            );
        }
        text
    }

    /// A round for a board, with what the book knows when it is opened.
    pub(crate) fn round(&self, board: Date) -> Round {
        let opens = mid_week(weekdays_before(board, 18));
        let is_asked = |n: &usize| self.actions[*n].is_asked(opens, board);
        let (due, freezes) = (weekdays_before(board, 10), weekdays_before(board, 8));
        let asked = (0..self.actions.len()).filter(is_asked).collect();
        Round { board, opens, due, freezes, asked, said: Vec::new() }
    }

    /// Every figure of the plan on a day, by its published definition.
    pub(crate) fn figures(&self, on: Date) -> BTreeMap<&'static str, Value> {
        let count = |is: &dyn Fn(&Action) -> bool| Value::Count(self.actions.iter().filter(|one| is(one)).count());
        let percent = |one: &Action| one.percent(on);
        let people = self.actions.iter().flat_map(|one| &one.leads).chain(&self.area_leads).collect::<BTreeSet<_>>();
        let (mut whole, mut done, mut planned) = (0.0, 0.0, 0.0);
        for one in &self.actions {
            let finish = one.finish(on);
            let days = weekdays(one.start, finish);
            whole += days;
            done += days * f64::from(u32::try_from(percent(one).unwrap_or(0)).unwrap());
            planned += 100.0 * if one.start <= on { weekdays(one.start, finish.min(on)) } else { 0.0 };
        }
        let due = self.actions.iter().filter(|one| one.start <= on).count();
        let begun = self.actions.iter().filter(|one| one.start <= on && one.has_started(on)).count();
        let of = |n: usize| f64::from(u32::try_from(n).unwrap());
        let levels = ["status_complete", "status_not_due", "status_red", "status_amber", "status_green"];
        let by_status = levels.map(|level| (level, count(&|one| one.level(on) == level)));
        let mut all = BTreeMap::from([
            ("due_and_started", Value::Count(begun)),
            ("started_percent", Value::Percent(100.0 * of(begun) / of(due))),
            ("focus_areas", Value::Count(self.areas)),
            ("actions", Value::Count(self.actions.len())),
            ("officers", Value::Count(people.len())),
            ("due_to_start", count(&|one| one.start <= on)),
            ("reported", count(&|one| percent(one).is_some())),
            ("started", count(&|one| one.has_started(on))),
            ("complete", count(&|one| percent(one) == Some(100))),
            ("not_started", count(&|one| one.start <= on && !one.has_started(on))),
            ("past_finish", count(&|one| one.finish(on) < on && percent(one) != Some(100))),
            ("percent_complete", Value::Percent(done / whole)),
            ("percent_planned", Value::Percent(planned / whole)),
        ]);
        all.extend(by_status);
        all
    }

    /// Every figure of a round, by its published definition.
    pub(crate) fn round_figures(&self, round: &Round) -> BTreeMap<&'static str, Value> {
        let last =
            |n: usize| round.said.iter().rev().find(|(row, _, said)| *row == n && said.counts).map(|(.., said)| said);
        let asked = || round.asked.iter().copied();
        let count = |is: &dyn Fn(&Said) -> bool| asked().filter(|n| last(*n).is_some_and(is)).count();
        let answered = count(&|_| true);
        let started = asked().filter(|n| self.actions[*n].has_started(round.due)).count();
        let first = |n: usize| round.said.iter().find(|(row, _, said)| *row == n && said.on <= round.freezes);
        let late = asked().filter(|n| first(*n).is_some_and(|(.., said)| said.on > round.due)).count();
        let people: BTreeSet<usize> = asked().flat_map(|n| self.actions[n].leads.iter().copied()).collect();
        let is_done =
            |person: &&usize| asked().filter(|n| self.actions[*n].leads.contains(person)).all(|n| last(n).is_some());
        let share = |part: usize| {
            let of = |n: usize| f64::from(u32::try_from(n).unwrap());
            Value::Percent(100.0 * of(part) / of(round.asked.len()))
        };
        BTreeMap::from([
            ("round_asked", Value::Count(round.asked.len())),
            ("round_answered", Value::Count(answered)),
            ("round_answered_percent", share(answered)),
            ("round_silent", Value::Count(round.asked.len() - answered)),
            ("round_late", Value::Count(late)),
            ("round_started", Value::Count(started)),
            ("round_started_percent", share(started)),
            ("round_with_meeting", Value::Count(count(&|said| said.meeting.is_some()))),
            ("round_with_next", Value::Count(count(&|said| said.has_next))),
            ("round_people", Value::Count(people.len())),
            ("round_people_done", Value::Count(people.iter().filter(is_done).count())),
        ])
    }
}

/// The address of a person.
pub(super) fn email(person: usize) -> String {
    format!("{}@here.invalid", initials(person).to_lowercase())
}

/// How somebody stands in the plan.
pub(crate) fn initials(person: usize) -> String {
    format!(
        "P{}{}",
        char::from(b'A' + u8::try_from(person / 26).unwrap()),
        char::from(b'A' + u8::try_from(person % 26).unwrap())
    )
}

fn is_weekday(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The first weekday on or after a day.
fn weekday(from: Date) -> Date {
    std::iter::successors(Some(from), |date| date.tomorrow().ok()).find(|date| is_weekday(*date)).unwrap()
}

fn mid_week(from: Date) -> Date {
    let suits = |date: &Date| matches!(date.weekday(), Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday);
    std::iter::successors(Some(from), |date| date.tomorrow().ok()).find(suits).unwrap()
}

fn weekdays_before(from: Date, days: usize) -> Date {
    let before = std::iter::successors(from.yesterday().ok(), |date| date.yesterday().ok());
    before.filter(|date| is_weekday(*date)).nth(days - 1).unwrap()
}

/// Weekdays from one day to another, both counted, one by one.
fn weekdays(first: Date, last: Date) -> f64 {
    let all = std::iter::successors(Some(first), |date| date.tomorrow().ok()).take_while(|date| *date <= last);
    all.filter(|date| is_weekday(*date)).fold(0.0, |sum, _| sum + 1.0)
}
