//! Bank holidays of the United Kingdom by rule, 1990 to 2035.
//!
//! Sources: Banking and Financial Dealings Act 1971, schedule 1; the yearly royal proclamations that
//! move a day or add one; St Andrew's Day Bank Holiday (Scotland) Act 2007. A holiday that falls on a
//! weekend is taken on the next weekday that is not one already (the substitute day).
//!
//! **Not here.** Local holidays of Scottish burghs, school terms, closures (a calendar of one's own).

use crate::day::{Date, Weekday};
use jiff::ToSpan as _;

/// The first year of the rules.
pub const FIRST_YEAR: i16 = 1990;
/// The last year of the rules; later years have no proclamations to rely on.
pub const LAST_YEAR: i16 = 2035;

/// A part of the United Kingdom with bank holidays of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    /// England and Wales.
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Division {
    /// All three.
    pub const ALL: [Self; 3] = [Self::EnglandAndWales, Self::Scotland, Self::NorthernIreland];

    /// The name of its calendar.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "england-and-wales",
            Self::Scotland => "scotland",
            Self::NorthernIreland => "northern-ireland",
        }
    }

    /// Its name in a sentence.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "England and Wales",
            Self::Scotland => "Scotland",
            Self::NorthernIreland => "Northern Ireland",
        }
    }
}

/// Every bank holiday of a division, in order, with its name.
#[must_use]
pub fn bank_holidays(division: Division) -> Vec<(Date, String)> {
    let mut days: Vec<_> = (FIRST_YEAR..=LAST_YEAR).flat_map(|year| of_year(division, year)).collect();
    days.sort();
    days
}

fn of_year(division: Division, year: i16) -> Vec<(Date, String)> {
    use Division::{EnglandAndWales, NorthernIreland, Scotland};
    let mut days = Vec::with_capacity(12);
    let mut add = |date: Option<Date>, name: &str| days.extend(date.map(|date| (date, name.to_owned())));

    let easter = easter_sunday(year);
    add(easter.checked_sub(2.days()).ok(), "Good Friday");
    if division != Scotland {
        add(easter.checked_add(1.day()).ok(), "Easter Monday");
    }
    add(early_may(year), "Early May bank holiday");
    add(spring(year), "Spring bank holiday");
    let summer = if division == Scotland { first_monday(year, 8) } else { last_monday(year, 8) };
    add(summer, "Summer bank holiday");
    let is_scottish = |name: &&((i16, i8, i8), &str)| division == Scotland || !SCOTTISH.contains(&name.1);
    for (date, name) in ONE_OFF.iter().filter(is_scottish) {
        if date.0 == year {
            add(Date::new(date.0, date.1, date.2).ok(), name);
        }
    }

    let mut fixed = vec![(1, 1, "New Year\u{2019}s Day"), (12, 25, "Christmas Day"), (12, 26, "Boxing Day")];
    match division {
        EnglandAndWales => {}
        Scotland => {
            fixed.push((1, 2, "2nd January"));
            if year >= 2007 {
                fixed.push((11, 30, "St Andrew\u{2019}s Day"));
            }
        }
        NorthernIreland => fixed.extend([(3, 17, "St Patrick\u{2019}s Day"), (7, 12, "Battle of the Boyne")]),
    }
    add_with_substitutes(year, fixed, &mut days);
    days
}

/// Days that proclamations added; everywhere in the kingdom, but for those of [`SCOTTISH`].
const ONE_OFF: [((i16, i8, i8), &str); 8] = [
    ((1999, 12, 31), "Millennium bank holiday"),
    ((2002, 6, 3), "Golden Jubilee bank holiday"),
    ((2011, 4, 29), "Royal wedding bank holiday"),
    ((2012, 6, 5), "Diamond Jubilee bank holiday"),
    ((2022, 6, 3), "Platinum Jubilee bank holiday"),
    ((2022, 9, 19), "Bank holiday for the State Funeral of Queen Elizabeth II"),
    ((2023, 5, 8), "Bank holiday for the coronation of King Charles III"),
    ((2026, 6, 15), WORLD_CUP),
];
/// The Monday after Scotland's first match in the finals of 2026, by royal proclamation.
const WORLD_CUP: &str = "World Cup bank holiday";
/// Days that were added in Scotland only.
const SCOTTISH: [&str; 1] = [WORLD_CUP];

/// The first Monday of May; on 8 May in 1995 and 2020, the 50th and 75th anniversaries of VE Day.
fn early_may(year: i16) -> Option<Date> {
    if matches!(year, 1995 | 2020) { Date::new(year, 5, 8).ok() } else { first_monday(year, 5) }
}

/// The last Monday of May; moved for the jubilees of 2002, 2012 and 2022.
fn spring(year: i16) -> Option<Date> {
    match year {
        2002 | 2012 => Date::new(year, 6, 4).ok(),
        2022 => Date::new(year, 6, 2).ok(),
        _ => last_monday(year, 5),
    }
}

/// Fixed days in their order; one on a weekend goes to the next weekday that is still free.
fn add_with_substitutes(year: i16, mut fixed: Vec<(i8, i8, &str)>, days: &mut Vec<(Date, String)>) {
    fixed.sort_unstable();
    let dated: Vec<(Date, &str)> =
        fixed.into_iter().filter_map(|(month, day, name)| Some((Date::new(year, month, day).ok()?, name))).collect();
    let is_weekend = |date: Date| matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    days.extend(dated.iter().filter(|(d, _)| !is_weekend(*d)).map(|(d, name)| (*d, (*name).to_owned())));
    for (date, name) in dated.into_iter().filter(|(d, _)| is_weekend(*d)) {
        let mut substitute = date;
        while is_weekend(substitute) || days.iter().any(|(taken, _)| *taken == substitute) {
            let Ok(next) = substitute.tomorrow() else { return };
            substitute = next;
        }
        days.push((substitute, format!("{name} (substitute day)")));
    }
}

fn first_monday(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()
}

fn last_monday(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(-1, Weekday::Monday).ok()
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876.
fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let (golden, century, in_century) = (y % 19, y / 100, y % 100);
    let skipped_leaps = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
    let full_moon = (19 * golden + skipped_leaps + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - full_moon - in_century % 4) % 7;
    let late = (golden + 11 * full_moon + 22 * to_sunday) / 451;
    let day_number = full_moon + to_sunday - 7 * late + 114;
    let (month, day) = (i8::try_from(day_number / 31).unwrap_or(4), i8::try_from(day_number % 31 + 1).unwrap_or(1));
    Date::new(year, month, day).unwrap_or(Date::constant(year, 4, 1))
}
