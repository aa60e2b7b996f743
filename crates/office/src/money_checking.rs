//! A file of money looked at without a data folder: its years as they add up, and what does not. **Not here.** What is held of
//! money; how a table is read (`onpace_exchange::finance`).

use crate::plans::bytes_of;
use crate::problem::{Kind, Problem};
use onpace_core::finance::carry::YearRead;
use onpace_core::finance::checks::finance_rule::{FinanceGround, balance};
use onpace_core::finance::checks::{finance_rule_named, findings};
use onpace_core::finance::money::Money;
use onpace_core::finding::Finding;
use onpace_exchange::finance::plain::{self, PlainFinance};
use serde_json::{Value, json};

/// What a file says of money.
#[derive(Clone, Debug, Default)]
pub struct MoneyChecked {
    /// Its years, each with the scenario that its table is of.
    pub years: Vec<(YearRead, &'static str)>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Reads a file of money and says what does not add up in it.
///
/// # Errors
/// A file that is not there, or has no table of money.
pub fn check_file(path: &str) -> Result<MoneyChecked, Problem> {
    let refused = |found| {
        let what = format!("{path} was not read: {found}. It would be read if it were {}", plain::ACCEPTED);
        Problem::new(Kind::NotAccepted, what)
    };
    let tables = plain::read(&bytes_of(path)?, path).map_err(refused)?;
    let mut checked = MoneyChecked::default();
    for one in &tables {
        let read = one.table.read();
        let ground = FinanceGround { table: &one.table, read: &read, place: one.place.clone() };
        checked.findings.extend(findings(&ground));
        checked.findings.extend(of_reading(one));
        checked.years.extend(read.years.iter().map(|year| (*year, one.scenario)));
    }
    Ok(checked)
}

/// What was found while a table was read.
fn of_reading(one: &PlainFinance) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(rule) = finance_rule_named("year-ambiguous") {
        let unclear = one.unclear_years.iter().map(|year| {
            let message = format!("\u{201c}{year}\u{201d} is read as the year that begins in it.");
            rule.finding(message).found(year.clone()).at(one.place.clone())
        });
        findings.extend(unclear);
    }
    if let Some(rule) = finance_rule_named("amount-not-read") {
        let not_read = one.not_read.iter().map(|(place, text)| {
            rule.finding(format!("\u{201c}{text}\u{201d} is no amount.")).found(text.clone()).at(place.clone())
        });
        findings.extend(not_read);
    }
    findings
}

impl MoneyChecked {
    /// For programs: amounts in pence, a deficit above nothing.
    #[must_use]
    pub fn json(&self) -> Value {
        let pence = |amount: Option<Money>| amount.map(Money::in_pence);
        let year = |(year, scenario): &(YearRead, &str)| {
            json!({
                "year": year.year.to_string(),
                "opening": pence(year.opening),
                "in_year": pence(year.in_year),
                "closing": pence(year.closing),
                "scenario": scenario,
            })
        };
        let finding = |one: &Finding| {
            json!({
                "rule": one.rule,
                "severity": one.severity.word(),
                "message": one.message,
                "place": one.place.as_ref().map(ToString::to_string),
                "found": one.found,
                "expected": one.expected,
            })
        };
        json!({
            "years": self.years.iter().map(year).collect::<Vec<_>>(),
            "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
        })
    }

    /// Its years in words, a line each.
    #[must_use]
    pub fn words(&self) -> String {
        let said = |amount: Option<Money>| amount.map_or_else(|| "not said".to_owned(), balance);
        let line = |(year, scenario): &(YearRead, &str)| {
            format!(
                "{} ({scenario}): in the year {}; opening {}, closing {}\n",
                year.year,
                said(year.in_year),
                said(year.opening),
                said(year.closing)
            )
        };
        self.years.iter().map(line).collect()
    }
}
