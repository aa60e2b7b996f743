//! The calendar and the policy to assess with: shipped ones by name, one's own by file; and choosing
//! others for a plan that is held.

use crate::desk::{Desk, Done};
use crate::plans::PlanSource;
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use onpace_core::calendar::{self, WorkingCalendar};
use onpace_core::day::Date;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::plan::command::Command;
use onpace_core::policy::{self, Policy};
use std::path::Path;

/// The calendar named, or read from a TOML file.
///
/// # Errors
/// Where it is neither, or the file is not a calendar.
pub fn calendar(name: &str) -> Result<WorkingCalendar, Problem> {
    if let Some(shipped) = WorkingCalendar::shipped(name) {
        return Ok(shipped);
    }
    let text = own_file("calendar", name, &calendar::SHIPPED)?;
    WorkingCalendar::from_toml(&text).map_err(|e| Problem::new(Kind::NotAccepted, format!("{name}: {e}")))
}

/// The policy named, or read from a TOML file.
///
/// # Errors
/// Where it is neither, or the file is not a policy.
pub fn policy(name: &str) -> Result<Policy, Problem> {
    if let Some(shipped) = Policy::shipped(name) {
        return Ok(shipped);
    }
    let text = own_file("policy", name, &policy::SHIPPED)?;
    Policy::from_toml(&text).map_err(|e| Problem::new(Kind::NotAccepted, format!("{name}: {e}")))
}

/// A policy as a plan keeps it: the name of one that ships, or the text of a file.
///
/// # Errors
/// Where it is neither.
pub fn policy_text(name: &str) -> Result<String, Problem> {
    if Policy::shipped(name).is_some() { Ok(name.to_owned()) } else { own_file("policy", name, &policy::SHIPPED) }
}

/// A calendar as a plan keeps it: the name of one that ships, or the text of a file.
///
/// # Errors
/// Where it is neither.
pub fn calendar_text(name: &str) -> Result<String, Problem> {
    if WorkingCalendar::shipped(name).is_some() {
        Ok(name.to_owned())
    } else {
        own_file("calendar", name, &calendar::SHIPPED)
    }
}

fn own_file(what: &str, name: &str, shipped: &[&str]) -> Result<String, Problem> {
    let accepted = format!("accepted are {}, or the path of a .toml file", shipped.join(", "));
    if !Path::new(name).exists() {
        return Err(Problem::new(Kind::NotFound, format!("there is no {what} \u{201c}{name}\u{201d}; {accepted}")));
    }
    let size = std::fs::metadata(name).map_or(0, |found| found.len());
    if size > 1024 * 1024 {
        return Err(Problem::new(Kind::NotAccepted, format!("{name} is too large for a {what}: {size} bytes")));
    }
    std::fs::read_to_string(name)
        .map_err(|e| Problem::new(Kind::NotAccepted, format!("{name} could not be read as text: {e}")))
}

/// The calendar and the policy to assess a plan with: those named, else those that a held plan chose,
/// else the first that ship.
///
/// # Errors
/// As [`calendar`] and [`policy`]; a plan that is not there.
pub fn rules(
    source: PlanSource<'_>,
    on: Date,
    calendar_named: Option<&str>,
    policy_named: Option<&str>,
) -> Result<(WorkingCalendar, Policy), Problem> {
    let unexpected = |e: &dyn std::fmt::Display| Problem::new(Kind::Unexpected, e);
    let state = match source.place.map(Desk::to_read) {
        Some(Ok(desk)) if desk.plan_named(source.name).is_ok() => {
            desk.state(source.name, Until { as_at: Some(on), known_by: source.known_by })?
        }
        // A file can be named beside a folder in which nothing is held yet.
        Some(Err(problem)) if problem.kind != Kind::NotFound => return Err(problem),
        _ => State::default(),
    };
    let calendar = match calendar_named {
        Some(name) => calendar(name)?,
        None => WorkingCalendar::chosen(state.calendar()).map_err(|e| unexpected(&e))?,
    };
    let policy = match policy_named {
        Some(name) => policy(name)?,
        None => Policy::chosen(state.policy()).map_err(|e| unexpected(&e))?,
    };
    Ok((calendar, policy))
}

/// A policy or calendar as it was typed or named, as the ledger keeps it: a text of several lines is
/// TOML, its lines ending as ours do.
#[must_use]
pub fn as_kept(typed: &str) -> String {
    let text = typed.replace("\r\n", "\n");
    let text = text.trim();
    if text.contains('\n') { format!("{text}\n") } else { text.to_ascii_lowercase() }
}

impl Desk {
    /// Judges a plan by another policy from a day on.
    ///
    /// # Errors
    /// No reason, a text that is no policy, the one that holds already.
    pub fn choose_policy(&self, plan: &str, typed: &str, on: Date, seat: &Seat) -> Result<Done, Problem> {
        self.command(plan, &Command::ChoosePolicy { policy: as_kept(typed) }, on, seat)
    }

    /// Counts a plan's working days by another calendar from a day on.
    ///
    /// # Errors
    /// No reason, a text that is no calendar, the one that holds already.
    pub fn choose_calendar(&self, plan: &str, typed: &str, on: Date, seat: &Seat) -> Result<Done, Problem> {
        self.command(plan, &Command::ChooseCalendar { calendar: as_kept(typed) }, on, seat)
    }
}
