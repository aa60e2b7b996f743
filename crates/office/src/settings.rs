//! The calendar and the policy to assess with: shipped ones by name, one's own by file.

use crate::problem::{Kind, Problem};
use onpace_core::calendar::{self, WorkingCalendar};
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
