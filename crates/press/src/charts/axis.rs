//! Time from left to right: where a day stands, and which months are named.

use super::svg::{Text, round};
use crate::palette::{GUIDE, QUIET};
use maud::{Markup, html};
use onpace_core::day::{Date, month_name, number_of};

/// An axis of days, both ends included.
pub(super) struct Axis {
    first: f64,
    days: f64,
    months: (i32, i32),
    pub(super) left: f64,
    pub(super) right: f64,
}

/// The room that the name of a month needs.
const ROOM: f64 = 66.0;
/// In months: how far apart named months may stand. The last is wider than every date there is.
const STEPS: [i32; 10] = [1, 3, 6, 12, 24, 60, 120, 600, 1200, 60_000];
/// Up to so many months each has a line.
const LINES: i32 = 60;

impl Axis {
    pub(super) fn new(from: Date, to: Date, left: f64, right: f64) -> Self {
        let (from, to) = (from.min(to), from.max(to));
        let days = f64::from(number_of(to) - number_of(from) + 1);
        Self { first: f64::from(number_of(from)), days, months: (month_number(from), month_number(to)), left, right }
    }

    /// The left edge of a day, kept inside the axis.
    pub(super) fn start_of(&self, day: Date) -> f64 {
        self.after(f64::from(number_of(day)) - self.first)
    }

    /// The right edge of a day, kept inside the axis.
    pub(super) fn end_of(&self, day: Date) -> f64 {
        self.after(f64::from(number_of(day)) - self.first + 1.0)
    }

    fn after(&self, days: f64) -> f64 {
        self.left + (self.right - self.left) * (days / self.days).clamp(0.0, 1.0)
    }

    /// Lines from `top` to `bottom` at the first of months, and names with their baseline at `names`.
    pub(super) fn draw(&self, top: f64, bottom: f64, names: f64) -> Markup {
        let step = self.step();
        let line_step = if self.months.1 - self.months.0 <= LINES { 1 } else { step };
        html! {
            @for x in self.firsts(line_step).map(|(x, _)| round(x)) {
                line x1=(x) y1=(round(top)) x2=(x) y2=(round(bottom)) stroke=(GUIDE) stroke-width="1" {}
            }
            @for (x, name) in self.firsts(step).filter(|(x, _)| x + ROOM - 14.0 <= self.right) {
                line x1=(round(x)) y1=(round(names - 12.0)) x2=(round(x)) y2=(round(names + 3.0)) stroke=(QUIET) stroke-width="1" {}
                (Text::at(x + 4.0, names).size(13.0).ink(QUIET).says(&name))
            }
        }
    }

    fn step(&self) -> i32 {
        let month = (self.right - self.left) / (self.days / 30.44);
        STEPS.into_iter().find(|step| f64::from(*step) * month >= ROOM).unwrap_or(STEPS[STEPS.len() - 1])
    }

    /// The first days of every `step`th month, with their names.
    fn firsts(&self, step: i32) -> impl Iterator<Item = (f64, String)> {
        let (from, to) = self.months;
        (from..=to).filter(move |month| month.rem_euclid(step) == 0).filter_map(|month| {
            let year = i16::try_from(month.div_euclid(12)).ok()?;
            let of_year = i8::try_from(month.rem_euclid(12) + 1).ok()?;
            let day = Date::new(year, of_year, 1).ok()?;
            let before = f64::from(number_of(day)) < self.first;
            (!before).then(|| (self.start_of(day), format!("{} {year}", short(of_year))))
        })
    }
}

fn short(month: i8) -> String {
    month_name(month).chars().take(3).collect()
}

fn month_number(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_stands_where_its_share_of_the_time_is() {
        let axis = Axis::new(date(2022, 1, 1), date(2022, 12, 31), 0.0, 365.0);
        assert!((axis.start_of(date(2022, 2, 1)) - 31.0).abs() < 1e-9);
        assert!((axis.end_of(date(2022, 12, 31)) - 365.0).abs() < 1e-9);
        assert!(axis.start_of(date(1999, 1, 1)).abs() < 1e-9, "kept inside");
    }

    #[test]
    fn names_of_months_keep_apart_however_long_the_plan() {
        for (from, to) in [
            (date(2022, 4, 1), date(2022, 4, 1)),
            (date(2022, 4, 1), date(2023, 9, 30)),
            (date(2015, 1, 1), date(2040, 1, 1)),
            (date(-9999, 1, 1), date(9999, 12, 31)),
        ] {
            let axis = Axis::new(from, to, 60.0, 700.0);
            let places: Vec<f64> = axis.firsts(axis.step()).map(|(x, _)| x).collect();
            assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= ROOM * 0.9), "{from} to {to}: {places:?}");
        }
    }
}
