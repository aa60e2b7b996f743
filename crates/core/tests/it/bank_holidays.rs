//! The rules against the official list, 2012 to 2028, as published on GOV.UK (Open Government
//! Licence v3.0) and copied here as dates from the package `govuk-bank-holidays` 0.19; with 15 June 2026 in Scotland,
//! which was proclaimed after that.

use onpace_core::calendar::{Division, bank_holidays};

const OFFICIAL: &str = include_str!("facts/bank-holidays-2012-2028.csv");

#[test]
fn rules_give_the_official_list() {
    for division in Division::ALL {
        let mut official: Vec<&str> = OFFICIAL
            .lines()
            .filter_map(|line| line.split_once(','))
            .filter(|(name, _)| *name == division.name())
            .map(|(_, date)| date)
            .collect();
        official.sort_unstable();
        assert!(official.len() >= 140, "{} days of {}", official.len(), division.name());
        let ours: Vec<String> = bank_holidays(division)
            .into_iter()
            .filter(|(date, _)| (2012..=2028).contains(&date.year()))
            .map(|(date, _)| date.to_string())
            .collect();
        assert_eq!(ours, official, "{}", division.name());
    }
}

/// One-off and moved days from before the official list begins, as proclaimed.
#[test]
fn earlier_proclamations_are_known() {
    let days: Vec<String> = bank_holidays(Division::EnglandAndWales).into_iter().map(|(d, _)| d.to_string()).collect();
    for day in ["1995-05-08", "1999-12-31", "2002-06-03", "2002-06-04", "2011-04-29", "1990-01-01", "2035-12-26"] {
        assert!(days.contains(&day.to_owned()), "{day} is a bank holiday");
    }
    for day in ["1995-05-01", "2002-05-27"] {
        assert!(!days.contains(&day.to_owned()), "{day} was moved");
    }
}
