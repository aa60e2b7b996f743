//! Plans of any size, made by rule: the same size gives the same plan on every machine.
//!
//! They are shaped like the plan of June 2022: focus areas of some dozens of actions, most started and
//! few moved, a few late, joint leads, sub-actions. Written as CSV, the way that benches read them.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use std::fmt::Write as _;

const ACTIONS_OF_AN_AREA: usize = 50;
const ACTIONS_OF_A_LETTER: usize = 5;
const FIRST_START: Date = date(2022, 4, 1);

/// A plan of so many actions as CSV, its focus areas beside.
#[must_use]
pub fn csv(actions: usize) -> String {
    let mut chance = Chance(20_220_522);
    let mut text = String::with_capacity(actions * 120);
    text.push_str("Code,Task Name,LO/AO,Duration,Start,Finish,% Work Complete,RAG\r\n");
    for n in 0..actions {
        let (area, place) = (n / ACTIONS_OF_AN_AREA + 1, n % ACTIONS_OF_AN_AREA);
        if place == 0 {
            let _ = write!(text, "{area},Focus area number {area},LS/NM,,,,,\r\n");
        }
        action(&mut text, area, place, &mut chance);
    }
    text
}

fn action(text: &mut String, area: usize, place: usize, chance: &mut Chance) {
    let letter = char::from(b'A' + u8::try_from(place / ACTIONS_OF_A_LETTER).unwrap());
    let sub = match place % ACTIONS_OF_A_LETTER {
        0 => String::new(),
        n => format!(".{n}"),
    };
    let start = weekday_from(FIRST_START.checked_add(chance.below(300).days()).unwrap());
    let finish = weekday_from(start.checked_add((chance.below(400) + 7).days()).unwrap());
    let percent = if chance.below(4) == 0 { chance.below(21) * 5 } else { 5 };
    let status = ["Started", "Started", "Green", "Amber", "Red", ""][usize::try_from(chance.below(6)).unwrap()];
    let _ = write!(
        text,
        "{area}{letter}{sub},\"Agree, write and publish the {}th part of the joint offer\",P{}/P{},{} days,{},{},{percent}%,{status}\r\n",
        chance.below(900) + 4,
        chance.below(40),
        chance.below(40),
        weekdays(start, finish),
        start.strftime("%a %d/%m/%y"),
        finish.strftime("%a %d/%m/%y"),
    );
}

fn weekday_from(day: Date) -> Date {
    match day.weekday().to_monday_zero_offset() {
        weekend @ 5..=6 => day.checked_add(i64::from(7 - weekend).days()).unwrap(),
        _ => day,
    }
}

/// Weekdays from one day to another, both counted.
fn weekdays(start: Date, finish: Date) -> i64 {
    let days = i64::from(start.until(finish).unwrap().get_days()) + 1;
    let (weeks, rest) = (days / 7, days % 7);
    let first = i64::from(start.weekday().to_monday_zero_offset());
    weeks * 5 + (0..rest).map(|n| i64::from((first + n) % 7 < 5)).sum::<i64>()
}

/// Numbers that look like chance and are the same every time (a linear congruential generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % limit).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_has_the_size_asked_for_and_is_the_same_every_time() {
        for actions in [0, 1, 49, 50, 51, 500] {
            let plan = csv(actions);
            assert_eq!(plan.lines().count(), 1 + actions + actions.div_ceil(ACTIONS_OF_AN_AREA));
            assert_eq!(plan, csv(actions));
        }
        assert_eq!(weekdays(date(2022, 4, 13), date(2022, 5, 31)), 35, "action 1A of the report");
    }
}
