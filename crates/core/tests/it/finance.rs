//! Money against numbers that other hands made: claims within rounding, balances that carry, amounts as they are written.

use crate::measures::expected;
use onpace_core::finance::carry::{MoneyRow, MoneyTable, SignsOfTable, Unsound};
use onpace_core::finance::lines::MoneyLine;
use onpace_core::finance::money::{Money, MoneyUnit};
use onpace_core::finance::reconcile::{ClaimedKind, reconciled};
use onpace_core::finance::rounding::PrintedNumber;
use onpace_core::finance::year::MoneyYear;
use serde_json::Value;

#[test]
fn claims_of_public_papers_are_judged_within_their_rounding() {
    let Some(all) = expected("finance-reconcile.json") else { return };
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 23);
    for case in all {
        let rounded = case["whole_numbers_are_rounded"].as_bool().unwrap();
        let number = |text: &Value| PrintedNumber::parse(text.as_str().unwrap(), rounded).unwrap();
        let parts: Vec<PrintedNumber> = case["parts"].as_array().unwrap().iter().map(number).collect();
        let kind = match case["kind"].as_str().unwrap() {
            "sum" => ClaimedKind::Sum,
            "percent" => ClaimedKind::Percent,
            _ => ClaimedKind::Change,
        };
        let found = reconciled(kind, &parts, number(&case["stated"])).unwrap();
        assert_eq!(found.verdict.words(), case["verdict"].as_str().unwrap(), "{}", case["claim"]);
        // Four places, as the other hands print them.
        let four = |halves: i128| {
            let sign = if halves < 0 { "-" } else { "" };
            let ten_thousandths = (halves.abs() + 100) / 200;
            format!("{sign}{}.{:04}", ten_thousandths / 10_000, ten_thousandths % 10_000)
        };
        let could_be = [four(found.could_be.low), four(found.could_be.high)];
        let right: Vec<&str> = case["could_be"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        assert_eq!(could_be, right[..], "{}", case["claim"]);
    }
}

#[test]
fn amounts_are_read_as_offices_write_them() {
    for (text, unit, pence, given_to) in [
        ("1.2m", MoneyUnit::Pounds, 120_000_000, 10_000_000),
        ("\u{a3}1,200k", MoneyUnit::Pounds, 120_000_000, 100_000),
        ("(1,200)", MoneyUnit::Thousands, -120_000_000, 100_000),
        ("\u{2212}3", MoneyUnit::Pounds, -300, 100),
        ("-\u{a3}3.50", MoneyUnit::Pounds, -350, 1),
        ("-", MoneyUnit::Thousands, 0, 100_000),
        ("5.826", MoneyUnit::Millions, 582_600_000, 100_000),
        ("\u{a3}12.755 million", MoneyUnit::Pounds, 1_275_500_000, 100_000),
        ("21,600.0", MoneyUnit::Thousands, 2_160_000_000, 10_000),
    ] {
        let read = Money::parse(text, unit).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((read.in_pence(), read.given_to()), (pence, given_to), "{text}");
    }
    for text in ["", "1 200,00", "1,20", "12.345", "\u{a3}", "much", "1.2.3", "(", "1e9", "99999999999999999"] {
        assert_eq!(Money::parse(text, MoneyUnit::Pounds), None, "{text}");
    }
    let shown = |pence: i64, given: i64| Money::rounded_to(pence, given).unwrap().to_string();
    assert_eq!(shown(102_400_000, 100_000), "\u{a3}1.024m");
    assert_eq!(shown(-23_900_000, 100_000), "\u{a3}239,000");
    assert_eq!(shown(1_250, 1), "\u{a3}12.50");
    assert_eq!(shown(270_000_000, 10_000_000), "\u{a3}2.7m");
}

/// A row of amounts in thousands.
fn row(line: MoneyLine, words: &str, amounts: &[&str]) -> MoneyRow {
    let amount = |text: &&str| Money::parse(text, MoneyUnit::Thousands);
    MoneyRow { line, words: words.to_owned(), amounts: amounts.iter().map(amount).collect() }
}

#[test]
fn the_signs_of_a_table_are_found_by_what_adds_up() {
    let years: Vec<MoneyYear> = (2024..2026).map(|year| MoneyYear::beginning(year).unwrap()).collect();
    // The same two years as three offices write them.
    let offices = [
        (SignsOfTable::SurplusPositive, ["(400)", "(300)"], ["(1,000)", "(1,400)"], ["(1,400)", "(1,700)"]),
        (SignsOfTable::DeficitPositive, ["400", "300"], ["1,000", "1,400"], ["1,400", "1,700"]),
        (SignsOfTable::SurplusPositive, ["-400", "-300"], ["-1,000", "-1,400"], ["-1,400", "-1,700"]),
    ];
    for (signs, in_year, opening, closing) in offices {
        let rows = vec![
            row(MoneyLine::Income, "Allocation", &["2,000", "2,100"]),
            row(MoneyLine::Spend, "Placements", &["2,400", "(2,400)"]),
            row(MoneyLine::InYear, "In-year", &in_year),
            row(MoneyLine::Opening, "B/f", &opening),
            row(MoneyLine::Closing, "C/f", &closing),
        ];
        let read = MoneyTable { years: years.clone(), rows, said: None }.read();
        assert_eq!((read.signs, read.unsound.len()), (signs, 0), "{in_year:?}: {:?}", read.unsound);
        let pence = |money: Option<Money>| money.map(Money::in_pence);
        let last = read.years[1];
        assert_eq!((pence(last.in_year), pence(last.closing)), (Some(30_000_000), Some(170_000_000)), "{in_year:?}");
    }
    // Without lines nothing says it.
    let rows =
        vec![row(MoneyLine::InYear, "In-year", &["400", "300"]), row(MoneyLine::Closing, "C/f", &["1,400", "1,700"])];
    let read = MoneyTable { years: years.clone(), rows: rows.clone(), said: None }.read();
    assert_eq!(read.unsound, [Unsound::Signs]);
    let read = MoneyTable { years, rows, said: Some(SignsOfTable::DeficitPositive) }.read();
    assert_eq!(read.unsound, []);
}

#[test]
fn a_real_trajectory_carries_and_a_mislabelled_outturn_does_not() {
    let Some(right) = expected("finance-torbay.json") else { return };
    let years: Vec<&Value> = right["rows"].as_array().unwrap().iter().collect();
    let money = |value: &Value| Money::rounded_to(value.as_i64().unwrap(), 100_000);
    let of = |line: MoneyLine, key: &str| MoneyRow {
        line,
        words: key.to_owned(),
        amounts: years.iter().map(|year| money(&year[key])).collect(),
    };
    let mut table = MoneyTable {
        years: (2021..2024).map(|year| MoneyYear::beginning(year).unwrap()).collect(),
        rows: vec![
            of(MoneyLine::Opening, "opening"),
            of(MoneyLine::InYear, "in_year"),
            of(MoneyLine::Closing, "closing"),
        ],
        said: Some(SignsOfTable::DeficitPositive),
    };
    assert_eq!(table.read().unsound, []);
    // "Outturn 2021/22: 2.711", as a paper of June 2022 says it.
    table.rows[1].amounts[0] = Money::parse("2.711", MoneyUnit::Millions);
    let found = table.read().unsound;
    assert!(
        matches!(&found[..], [Unsound::Carry { year, carried, .. }] if year.to_string() == "2021/22" && carried.in_pence() == 853_700_000),
        "{found:?}"
    );
}
