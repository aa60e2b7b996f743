//! Eighteen months of six measures for the demonstration: invented, plausible, and said to be so. One improves; one is as
//! usual and cannot meet its target; one has a break; one counts on through the year; one is of few children; one is late.
//! **Not here.** Rounds and packs ([`super::demo_months`]).

use crate::stop::Stop;
use jiff::civil::Date;
use onpace_core::day::{number_of, of_number};
use onpace_core::ids::PersonId;
use onpace_core::ledger::fold::Until;
use onpace_core::local_time;
use onpace_core::measures::command::{GivenValue, MeasureCommand};
use onpace_core::measures::definition::MeasureDefinition;
use onpace_core::measures::facts::{MeasureBreak, MeasureTarget, ObservedValue};
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::starter;
use onpace_core::measures::value::MeasureValue;
use onpace_core::plan::attached::{AttachedMeasure, ImpactCommand, MeasureTie};
use onpace_core::plan::command::Command;
use onpace_office::problem::{Kind, Problem};
use onpace_office::{Desk, Seat, editing};

/// So many months are told.
const MONTHS: usize = 18;
/// Where they come from, as every value says.
const SOURCE: &str = "invented for the demonstration";

/// A measure of the demonstration.
struct Invented {
    /// Its key in the starter pack.
    key: &'static str,
    /// The place of the focus area in the plan that it is attached to, and as what.
    area: usize,
    /// What is aimed at.
    target: Option<i32>,
    /// Parts of wholes, or counts; the last months may be missing.
    values: &'static [(i64, i64)],
}

/// One improves from the twelfth month on; one is as usual; one is counted otherwise from the tenth on; one counts on from
/// September; one is of few children; one is late by two months.
const ALL: [Invented; 6] = [
    Invented {
        key: "ehc-20-weeks",
        area: 14,
        target: Some(60),
        values: &[
            (17, 42),
            (15, 39),
            (19, 45),
            (16, 41),
            (14, 38),
            (18, 43),
            (15, 40),
            (17, 44),
            (16, 39),
            (15, 41),
            (17, 42),
            (22, 43),
            (24, 45),
            (23, 41),
            (25, 46),
            (24, 42),
            (26, 44),
            (25, 43),
        ],
    },
    Invented {
        key: "annual-review-4-weeks",
        area: 14,
        target: Some(90),
        values: &[
            (61, 98),
            (58, 91),
            (66, 103),
            (57, 95),
            (63, 97),
            (60, 99),
            (55, 92),
            (64, 101),
            (62, 96),
            (59, 94),
            (65, 102),
            (58, 93),
            (61, 97),
            (63, 100),
            (57, 91),
            (60, 95),
            (62, 99),
            (64, 98),
        ],
    },
    Invented {
        key: "requests",
        area: 13,
        target: None,
        values: &[
            (41, 0),
            (38, 0),
            (44, 0),
            (47, 0),
            (36, 0),
            (40, 0),
            (43, 0),
            (39, 0),
            (45, 0),
            (58, 0),
            (61, 0),
            (55, 0),
            (63, 0),
            (59, 0),
            (57, 0),
            (64, 0),
            (60, 0),
            (62, 0),
        ],
    },
    // Filled in by month of the school year, for it begins again each September.
    Invented { key: "suspensions", area: 12, target: None, values: &[] },
    Invented {
        key: "permanent-exclusions",
        area: 12,
        target: None,
        values: &[
            (2, 0),
            (0, 0),
            (3, 0),
            (1, 0),
            (4, 0),
            (2, 0),
            (0, 0),
            (1, 0),
            (2, 0),
            (3, 0),
            (1, 0),
            (0, 0),
            (2, 0),
            (6, 0),
            (1, 0),
            (2, 0),
            (0, 0),
            (1, 0),
        ],
    },
    Invented {
        key: "jsna-updated",
        area: 0,
        target: Some(100),
        values: &[
            (6, 12),
            (7, 12),
            (7, 12),
            (8, 12),
            (8, 12),
            (9, 12),
            (9, 12),
            (8, 12),
            (9, 12),
            (10, 12),
            (9, 12),
            (10, 12),
            (10, 12),
            (9, 12),
            (10, 12),
            (11, 12),
        ],
    },
];
/// What September to August add to suspensions, among so many pupils.
const SUSPENDED: [i64; 12] = [31, 44, 47, 28, 41, 39, 45, 22, 43, 38, 26, 0];
const PUPILS: i64 = 2_140;
/// The month, from the first, from which requests are counted otherwise.
const BREAK_AT: usize = 9;

/// A value that is told on a day.
struct Told {
    on: Date,
    given: GivenValue,
}

/// Measures of the demonstration, whose values come in as their days come.
pub(super) struct DemoMeasures {
    waiting: Vec<Told>,
}

impl DemoMeasures {
    /// Defines the measures, attaches them to the plan, and gives what was known by then.
    pub(super) fn begin(desk: &Desk, plan: &str, today: Date, seat: &Seat) -> Result<Self, Stop> {
        let on = local_time::day_of(seat.now());
        let months = months(today)?;
        let owner = desk.people(Some(plan))?.into_iter().next().map(|person| person.id);
        let mut waiting = Vec::new();
        for one in &ALL {
            define(desk, one, owner.clone(), &months, (on, seat))?;
            attach(desk, plan, one, (on, seat))?;
            let lag = definition_of(one.key)?.lag;
            waiting.extend(values(one, &months).into_iter().map(|given| Told { on: due(given.period, lag), given }));
        }
        waiting.sort_by_key(|one| one.on);
        let mut measures = Self { waiting };
        measures.give_until(desk, on, seat)?;
        Ok(measures)
    }

    /// Gives what came to be known until a day, each on its own.
    pub(super) fn give_until(&mut self, desk: &Desk, day: Date, seat: &Seat) -> Result<(), Stop> {
        let later = self.waiting.split_off(self.waiting.partition_point(|one| one.on <= day));
        for told in std::mem::replace(&mut self.waiting, later) {
            let noon = local_time::instant(told.on, 12, 0).unwrap_or_else(|| seat.now());
            let seat = seat.clone().at(noon);
            desk.do_measures("", &seat, told.on, &MeasureCommand::Give { values: vec![told.given] })?;
        }
        Ok(())
    }
}

/// The last eighteen months that are over, the earliest first.
fn months(today: Date) -> Result<Vec<Period>, Stop> {
    let lost = || Stop::Problem(Problem::new(Kind::Unexpected, "the calendar has no such months"));
    let mut day = today;
    let mut months = Vec::with_capacity(MONTHS);
    for _ in 0..MONTHS {
        let this = Period::around(day, PeriodKind::Month).ok_or_else(lost)?;
        day = this.first().yesterday().map_err(|_| lost())?;
        months.push(Period::around(day, PeriodKind::Month).ok_or_else(lost)?);
    }
    months.reverse();
    Ok(months)
}

fn due(period: Period, lag: u16) -> Date {
    // A day before it is due, as people do it.
    of_number(number_of(period.last()) + i32::from(lag) - 1).unwrap_or_else(|| period.last())
}

fn definition_of(key: &str) -> Result<MeasureDefinition, Stop> {
    let found = starter::send_england().iter().find(|(known, _)| *known == key);
    let lost = || Problem::new(Kind::Unexpected, format!("the starter pack has no {key}"));
    Ok(found.map(|(_, definition)| definition.clone()).ok_or_else(lost)?)
}

fn define(
    desk: &Desk,
    one: &Invented,
    owner: Option<PersonId>,
    months: &[Period],
    (on, seat): (Date, &Seat),
) -> Result<(), Stop> {
    let definition = MeasureDefinition { owner, needs_no_target: one.target.is_none(), ..definition_of(one.key)? };
    desk.define_measure("", seat, on, one.key, definition)?;
    let (measure, Some(first)) = (one.key.into(), months.first()) else { return Ok(()) };
    if let Some(target) = one.target {
        let agreed_by = "the SEND Board (invented)".to_owned();
        let target =
            MeasureTarget { from: *first, value: Some(MeasureValue::whole(target)), tolerance: None, agreed_by };
        desk.do_measures("", seat, on, &MeasureCommand::SetTarget { measure, target })?;
    } else if let Some(from) = months.get(BREAK_AT).filter(|_| one.key == "requests") {
        let why = "The new case system counts a request on the day on which it comes in (invented)".to_owned();
        let at = MeasureBreak { from: *from, why, comparable: false };
        desk.do_measures("", seat, on, &MeasureCommand::SetBreak { measure, at })?;
    }
    Ok(())
}

/// Attaches a measure to the focus area that it is of.
fn attach(desk: &Desk, plan: &str, one: &Invented, (on, seat): (Date, &Seat)) -> Result<(), Stop> {
    let state = desk.state(plan, Until::default())?;
    let Some(area) = state.standing().filter(|row| row.facts.focus_area).nth(one.area) else { return Ok(()) };
    let code = editing::handle(&state, area).to_owned();
    let tie = MeasureTie::Outcome;
    let by = ImpactCommand::Attach(AttachedMeasure { measure: one.key.into(), tie });
    desk.act(plan, on, seat, |_| Ok(Command::ShowImpact { code: code.clone(), by: by.clone() }))?;
    Ok(())
}

/// The values of a measure, month by month.
fn values(one: &Invented, months: &[Period]) -> Vec<GivenValue> {
    let given = |period: Period, numerator: Option<i64>, denominator: Option<i64>, value: Option<MeasureValue>| {
        let said =
            ObservedValue { value, numerator, denominator, source: SOURCE.to_owned(), ..ObservedValue::default() };
        GivenValue { measure: one.key.into(), series: String::new(), period, said, corrects: None }
    };
    if one.key == "suspensions" {
        let so_far = |period: &Period| {
            let nth = (period.first().month() + 3).rem_euclid(12);
            SUSPENDED.iter().take(usize::try_from(nth).unwrap_or(0) + 1).sum::<i64>()
        };
        return months.iter().map(|month| given(*month, Some(so_far(month)), Some(PUPILS), None)).collect();
    }
    let told = one.values.iter().zip(months);
    told.map(|((part, whole), month)| match whole {
        0 => given(*month, None, None, MeasureValue::of_millionths(i128::from(*part) * 1_000_000, 0)),
        whole => given(*month, Some(*part), Some(*whole), None),
    })
    .collect()
}
