//! `onpace measure`: what needs no data folder, so that an analyst can use it without a plan. **Not here.** Measures that are held
//! ([`super::measure_held`]).

use super::measure_held;
use crate::arguments::MeasureCommand;
use crate::stop::Stop;
use crate::terminal::{self, harmless, say};
use onpace_office::areas::AreaPlace;
use onpace_office::charting::{self, ChartWish};
use onpace_office::small_numbers::{self, Suppressed};
use std::path::Path;
use std::process::ExitCode;

pub(super) fn run(
    command: MeasureCommand,
    (folder, data, area): (Option<&Path>, Option<&AreaPlace>, Option<&str>),
) -> Result<ExitCode, Stop> {
    match command {
        MeasureCommand::Held(command) => {
            let place = measure_held::place(folder, data, area)?;
            measure_held::run(command, place.as_ref())
        }
        MeasureCommand::Suppress { file, out } => suppress(&file, out.as_deref()),
        MeasureCommand::Chart { file, out, better, target, preset, limits_from, baseline, name, json } => {
            let wish = ChartWish {
                better: better.into(),
                target: target.as_deref(),
                preset: &preset,
                limits_from: &limits_from,
                baseline,
                name: name.as_deref(),
            };
            chart(&file, &wish, &out, json)
        }
    }
}

fn chart(file: &str, wish: &ChartWish<'_>, out: &[String], json: bool) -> Result<ExitCode, Stop> {
    let made = charting::chart_of(file, wish)?;
    for path in out {
        charting::save(&made, file, path)?;
        terminal::done(path);
    }
    if json {
        say(&made.json())?;
        return Ok(ExitCode::SUCCESS);
    }
    let told = [made.sentence()].into_iter().chain(made.notes.iter().cloned()).collect::<Vec<_>>();
    say(&harmless(&format!("{}\n", told.join("\n"))))?;
    Ok(ExitCode::SUCCESS)
}

fn suppress(file: &str, out: Option<&str>) -> Result<ExitCode, Stop> {
    let made = small_numbers::suppress(file)?;
    let Some(out) = out else {
        say(&made.json)?;
        say("\n")?;
        return Ok(ExitCode::SUCCESS);
    };
    small_numbers::save(&made, file, out)?;
    terminal::done(out);
    say(&summary(&made))?;
    Ok(ExitCode::SUCCESS)
}

/// What was hidden, in a sentence or two.
fn summary(made: &Suppressed) -> String {
    let several = |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let tables = several(made.tables, "table", "tables");
    if made.small == 0 {
        return format!("{tables}: no small numbers, nothing is hidden.\n");
    }
    let small = several(made.small, "cell is hidden because it is small", "cells are hidden because they are small");
    let narrowest = made.narrowest.map_or_else(
        || "nothing says how large they are".to_owned(),
        |values| format!("each can still have {values} values or more"),
    );
    let withheld = match made.withheld {
        0 => String::new(),
        count => format!(" Nothing of {} may be shown.", several(count, "table", "tables")),
    };
    format!("{tables}: {small}, and {} more so that they cannot be worked out; {narrowest}.{withheld}\n", made.others)
}
