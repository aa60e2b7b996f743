//! Files of values brought in: each value is shown as new, revised, the same or asked before anything is taken; what was taken
//! can be taken back whole. **Not here.** Reading (`onpace_exchange::measures`); one value by hand ([`super::giving`]).

use super::brought::{given, lines_of, with_new};
use super::statistics::of_statistics;
use crate::desk::{Desk, Done};
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::day::Date;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::command::MeasureCommand;
use onpace_core::measures::definition::{MeasureDefinition, key_of};
use onpace_core::measures::facts::{MeasureBenchmark, MeasureMilestone, MeasureTarget};
use onpace_core::measures::period::Period;
use onpace_core::measures::refusal::MeasureRefusal;
use onpace_core::measures::series::Better;
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
use onpace_core::measures::value::MeasureValue;
use onpace_exchange::measures::ees;
use onpace_exchange::measures::file::{FileSeries, FileValue, MeasureFile};
use onpace_exchange::measures::table;
use std::collections::BTreeSet;

pub use super::brought::{ImportLine, ImportVerdict, ImportWish, MeasureImport, MeasureToBe};

impl Desk {
    /// What a file would bring.
    ///
    /// # Errors
    /// A file that cannot be read; a measure or a column that is not there.
    pub fn measure_import(&self, bytes: &[u8], path: &str, wish: &ImportWish<'_>) -> Result<MeasureImport, Problem> {
        let held = self.measures(Until::default())?;
        let refused = |found: String, accepted: &str| {
            let what = format!("{path} was not read: {found}. It would be read if it were {accepted}");
            Problem::new(Kind::NotAccepted, what)
        };
        if ees::is_one(bytes) {
            return of_statistics(&held, bytes, path, wish)
                .map_err(|found| refused(found, "a file of explore education statistics, with --map KEY=part/whole"));
        }
        let file = table::read(bytes, path).map_err(|found| refused(found, table::ACCEPTED))?;
        of_table(&held, file, path, wish)
    }

    /// Takes a file: new measures first, then values and benchmarks.
    ///
    /// # Errors
    /// Not theirs to do; nothing to take; what the measures do not allow; the disk.
    pub fn take_measure_import(
        &self,
        plan: &str,
        seat: &Seat,
        on: Date,
        import: &MeasureImport,
        is_meant: bool,
    ) -> Result<Done, Problem> {
        seat.may_of_measures(Act::EnterMeasures, plan)?;
        let define = |one: &MeasureToBe| MeasureCommand::Define {
            measure: one.key.clone(),
            definition: Box::new(one.definition.clone()),
        };
        let defines: Vec<MeasureCommand> = import.defines.iter().map(define).collect();
        let mut done = None;
        if !defines.is_empty() {
            done = Some(self.do_all_measures(plan, seat, on, &defines)?);
        }
        let mut commands: Vec<MeasureCommand> = import.defines.iter().flat_map(MeasureToBe::besides).collect();
        let values = import.taken(is_meant);
        if !values.is_empty() {
            commands.push(MeasureCommand::Give { values });
        }
        for (measure, benchmarks) in import.benchmarks.iter().filter(|(_, all)| !all.is_empty()) {
            commands.push(MeasureCommand::StateBenchmarks { measure: measure.clone(), benchmarks: benchmarks.clone() });
        }
        // On trial the new measures are not there, so their values cannot be tried.
        match done {
            Some(done) if commands.is_empty() || seat.is_trial() => Ok(done),
            None if commands.is_empty() => Err(MeasureRefusal::NothingGiven.into()),
            _ => self.do_all_measures(plan, seat, on, &commands),
        }
    }
}

/// The tables of a file as one text, to be looked at and sent again.
///
/// # Errors
/// A file that cannot be read.
pub fn as_text(bytes: &[u8], path: &str) -> Result<String, Problem> {
    table::as_text(bytes, path)
        .map_err(|found| Problem::new(Kind::NotAccepted, format!("{path} was not read: {found}")))
}

/// "KEY=WHAT".
fn mapped<'w>(maps: &'w [String], key: &str) -> Option<&'w str> {
    maps.iter()
        .filter_map(|map| map.split_once('='))
        .find(|(known, _)| known.trim().eq_ignore_ascii_case(key))
        .map(|(_, what)| what.trim())
}

fn of_table(
    held: &MeasuresHeld,
    file: MeasureFile,
    path: &str,
    wish: &ImportWish<'_>,
) -> Result<MeasureImport, Problem> {
    for key in wish.maps.iter().filter_map(|map| map.split_once('=')).map(|(key, _)| key.trim()) {
        onpace_core::measures::decide::measure_called(held, key)?;
    }
    let mut import =
        MeasureImport { kind: file.kind, findings: file.findings, left_out: file.left_out, ..MeasureImport::default() };
    let areas: BTreeSet<&str> = file.series.iter().map(area_of).collect();
    for series in &file.series {
        match measure_of(held, series, wish) {
            Some(kept) if areas.len() > 1 && !is_own(kept, series, wish) => {
                of_others(kept, series, path, wish, &mut import);
            }
            Some(kept) => lines_of((held, wish.on), kept, series, path, &mut import),
            None if wish.defines => {
                let to_be = new_measure(series);
                let key = to_be.key.clone();
                if held.measure(&key).is_some() || import.defines.iter().any(|known| known.key == key) {
                    import.unmatched.push(format!("{} {}", series.reference, series.name));
                    continue;
                }
                let trial = with_new(&to_be);
                if let Some(kept) = trial.measure(&key) {
                    lines_of((&trial, wish.on), kept, series, path, &mut import);
                }
                import.defines.push(to_be);
            }
            None => import.unmatched.push(format!("{} {}", series.reference, series.name)),
        }
    }
    Ok(import)
}

/// The area that a series is of, by its code or its name.
fn area_of(series: &FileSeries) -> &str {
    let (code, name, _) = &series.area;
    if code.is_empty() { name } else { code }
}

/// Whether a series is of this area, in a file that has several.
fn is_own(kept: &HeldMeasure, series: &FileSeries, wish: &ImportWish<'_>) -> bool {
    let own = wish.own.unwrap_or(&kept.definition.code);
    let (code, name, _) = &series.area;
    [code, name].iter().any(|area| !area.is_empty() && area.eq_ignore_ascii_case(own))
}

/// What other areas came to, in a file that has several.
fn of_others(kept: &HeldMeasure, series: &FileSeries, path: &str, wish: &ImportWish<'_>, import: &mut MeasureImport) {
    let own = wish.own.unwrap_or(&kept.definition.code);
    if own.is_empty() {
        let what = format!("{} of {}: say which area is yours", series.name, area_of(series));
        if !import.unmatched.contains(&what) {
            import.unmatched.push(what);
        }
        return;
    }
    if !series.part.is_empty() {
        return;
    }
    let (code, name, geography) = series.area.clone();
    let (code, name) = (
        if code.is_empty() { name.clone() } else { code },
        if name.is_empty() { area_of(series).to_owned() } else { name },
    );
    let benchmark = |value: &FileValue| MeasureBenchmark {
        code: code.clone(),
        name: name.clone(),
        geography: geography.clone(),
        period: value.period,
        said: given(&kept.key, series, value, path).said,
    };
    let mut theirs: Vec<MeasureBenchmark> =
        series.values.iter().filter(|value| value.says_something()).map(benchmark).collect();
    theirs.retain(|one| !kept.benchmarks.contains(one));
    import.benchmarks.push((kept.key.clone(), theirs));
}

/// The measure that a series is of: as it was mapped, else by its key or its name.
fn measure_of<'h>(held: &'h MeasuresHeld, series: &FileSeries, wish: &ImportWish<'_>) -> Option<&'h HeldMeasure> {
    let is_called =
        |text: &str| text.eq_ignore_ascii_case(&series.reference) || text.eq_ignore_ascii_case(&series.name);
    let by_map = |one: &&HeldMeasure| mapped(wish.maps, &one.key).is_some_and(is_called);
    let by_name = |one: &&HeldMeasure| {
        is_called(&one.key) || is_called(&one.definition.name) || one.definition.also.iter().any(|also| is_called(also))
    };
    let all = || held.measures.iter().map(|one| &**one).filter(|one| one.retired.is_none());
    all().find(by_map).or_else(|| all().find(by_name))
}

/// A definition of what a series says of itself.
fn new_measure(series: &FileSeries) -> MeasureToBe {
    let places = series
        .values
        .iter()
        .filter_map(|value| value.said.value)
        .map(onpace_core::measures::value::MeasureValue::places);
    let first = series.values.iter().map(|value| value.period).chain(series.empty.iter().copied()).min();
    let definition = MeasureDefinition {
        name: series.name.clone(),
        unit: series.unit,
        decimals: places.max().unwrap_or(0).min(6),
        better: series.better.unwrap_or(Better::Neither),
        every: first.map(onpace_core::measures::period::Period::kind).unwrap_or_default(),
        resets: series.resets,
        needs_no_target: series.target.is_none(),
        ..MeasureDefinition::default()
    };
    let target = series.target.zip(first).map(|(value, from)| MeasureTarget {
        from,
        value: Some(value),
        tolerance: None,
        agreed_by: String::new(),
    });
    let of_its_kind = |(period, value): &(Period, MeasureValue)| {
        (period.kind() == definition.every).then_some(MeasureMilestone { period: *period, value: *value })
    };
    MeasureToBe {
        key: key_of(&series.name),
        target,
        baseline: series.baseline.as_ref().and_then(of_its_kind),
        milestones: series.milestones.iter().filter_map(of_its_kind).collect(),
        definition,
    }
}
