//! Values as the format writes them: numbers, durations of working hours, units.

use super::super::xml::Xml;
use crate::problem::ReadProblem;
use crate::schedule::{Project, Span, tidy};
use std::str::FromStr;

/// How many minutes units stand for, and the unit of durations that name none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    day: f64,
    week: f64,
    month: f64,
    format: u32,
}

impl Times {
    pub(super) fn of(project: &Project, format: u32) -> Self {
        let day = f64::from(project.minutes_per_day.max(1));
        let month = day * f64::from(project.days_per_month.max(1));
        Self { day, week: f64::from(project.minutes_per_week.max(1)), month, format }
    }

    /// The unit that a number of a format stands for, and its minutes; none for a percentage.
    fn unit(self, format: u32) -> (&'static str, Option<f64>) {
        match format & !32 {
            3 => ("m", Some(1.0)),
            4 => ("em", Some(1.0)),
            5 => ("h", Some(60.0)),
            6 => ("eh", Some(60.0)),
            8 => ("ed", Some(1_440.0)),
            9 => ("w", Some(self.week)),
            10 => ("ew", Some(10_080.0)),
            11 => ("mo", Some(self.month)),
            12 => ("emo", Some(43_200.0)),
            19 => ("%", None),
            20 => ("e%", None),
            21 if self.format & !32 != 21 => self.unit(self.format),
            _ => ("d", Some(self.day)),
        }
    }

    /// A duration of so many minutes in the unit of a format.
    pub(super) fn span(self, minutes: f64, format: Option<u32>) -> Span {
        let (unit, each) = self.unit(format.unwrap_or(self.format));
        // A duration is never a share of anything, whatever its format says.
        let (unit, each) = each.map_or(("d", self.day), |each| (unit, each));
        Span { value: tidy(minutes / each), unit, minutes: Some(minutes) }
    }

    /// A lag: tenths of a minute, or percent.
    pub(super) fn lag(self, tenths: f64, format: Option<u32>) -> Span {
        match self.unit(format.unwrap_or(7)) {
            (unit, Some(each)) => {
                let minutes = tenths / 10.0;
                Span { value: tidy(minutes / each), unit, minutes: Some(minutes) }
            }
            (unit, None) => Span { value: tenths, unit, minutes: None },
        }
    }
}

/// The minutes of "PT8H0M0S", "P1DT2H" (a day has 24 hours there) or "-PT30M".
pub(super) fn minutes(text: &str) -> Option<f64> {
    let text = text.trim();
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let (mut total, mut in_time, mut number) = (0.0, false, String::new());
    for letter in text.strip_prefix('P')?.chars() {
        match letter {
            'T' => in_time = true,
            '0'..='9' | '.' => number.push(letter),
            _ => {
                let value: f64 = std::mem::take(&mut number).parse().ok()?;
                total += value
                    * match (letter, in_time) {
                        ('H', true) => 60.0,
                        ('M', true) => 1.0,
                        ('S', true) => 1.0 / 60.0,
                        ('D', false) => 1_440.0,
                        ('W', false) => 10_080.0,
                        ('M', false) => 43_200.0,
                        ('Y', false) => 525_600.0,
                        _ => return None,
                    };
            }
        }
    }
    (number.is_empty() && total.is_finite()).then_some(sign * tidy(total))
}

/// Puts the number that the open element holds into a place; leaves that as it was where it is none.
pub(super) fn number<T: FromStr>(xml: &mut Xml<'_>, place: &mut T) -> Result<(), ReadProblem> {
    if let Ok(value) = xml.leaf()?.trim().parse() {
        *place = value;
    }
    Ok(())
}

/// Whether the open element says 1 or true.
pub(super) fn is_true(xml: &mut Xml<'_>) -> Result<bool, ReadProblem> {
    let text = xml.leaf()?;
    Ok(matches!(text.trim(), "1" | "true"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_hours_of_work() {
        for (text, expected) in [
            ("PT8H0M0S", Some(480.0)),
            ("PT0H30M0S", Some(30.0)),
            ("P1DT2H", Some(1_560.0)),
            ("-PT30M", Some(-30.0)),
            ("PT0S", Some(0.0)),
            ("8 hours", None),
            ("PT8", None),
            ("", None),
        ] {
            assert_eq!(minutes(text), expected, "{text}");
        }
        let times = Times::of(
            &Project { minutes_per_day: 480, minutes_per_week: 2_400, days_per_month: 20, ..Project::default() },
            7,
        );
        assert_eq!(times.span(960.0, Some(7)), Span { value: 2.0, unit: "d", minutes: Some(960.0) });
        assert_eq!(times.span(960.0, Some(53)), Span { value: 2.0, unit: "d", minutes: Some(960.0) });
        assert_eq!(times.span(2_400.0, Some(41)), Span { value: 1.0, unit: "w", minutes: Some(2_400.0) });
        assert_eq!(times.lag(4_800.0, Some(7)), Span { value: 1.0, unit: "d", minutes: Some(480.0) });
        assert_eq!(times.lag(50.0, Some(19)), Span { value: 50.0, unit: "%", minutes: None });
    }
}
