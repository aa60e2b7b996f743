//! `onpace finance`: money.

use super::pretty;
use crate::arguments::FinanceCommand;
use crate::stop::Stop;
use crate::terminal::{harmless, say};
use onpace_core::finding::Severity;
use onpace_office::money_checking;
use std::process::ExitCode;

pub(super) fn run(command: &FinanceCommand) -> Result<ExitCode, Stop> {
    match command {
        FinanceCommand::Check { file, json } => check(file, *json),
    }
}

/// 4 where something is wrong for sure.
fn check(file: &str, json: bool) -> Result<ExitCode, Stop> {
    let checked = money_checking::check_file(file)?;
    if json {
        say(&pretty(&checked.json()))?;
    } else {
        let mut text = checked.words();
        text.extend(checked.findings.iter().map(super::check::one));
        if checked.findings.is_empty() {
            text.push_str("Everything adds up.\n");
        }
        say(&harmless(&text))?;
    }
    let is_wrong = checked.findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(ExitCode::from(if is_wrong { 4 } else { 0 }))
}
