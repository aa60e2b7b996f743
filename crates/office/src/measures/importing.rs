//! Files of values brought in: each value is shown as new, revised, the same or asked before anything is taken; what was taken
//! can be taken back whole. **Not here.** Reading (`onpace_exchange::measures`); one value by hand ([`super::giving`]).

use super::giving::questions;
use crate::desk::{Desk, Done};
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::day::Date;
use onpace_core::finding::Finding;
use onpace_core::ids::MeasureKey;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::command::{GivenValue, MeasureCommand};
use onpace_core::measures::definition::{MeasureDefinition, MeasureUnit};
use onpace_core::measures::facts::{MeasureBenchmark, MeasureMilestone, MeasureTarget};
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::refusal::MeasureRefusal;
use onpace_core::measures::series::Better;
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
use onpace_core::measures::value::MeasureValue;
use onpace_exchange::measures::ees::{self, EesColumns};
use onpace_exchange::measures::ees_meta::EesMeta;
use onpace_exchange::measures::file::{FileSeries, FileValue, MeasureFile};
use onpace_exchange::measures::table;
use std::collections::BTreeSet;

/// What a file is to be taken as.
#[derive(Clone, Debug, Default)]
pub struct ImportWish<'w> {
    /// "KEY=REFERENCE" of a table, "KEY=part/whole" of published statistics.
    pub maps: &'w [String],
    /// The code of the own area, in files that have several; the measure's own where none is named.
    pub own: Option<&'w str>,
    /// What stands beside a file of published statistics: its `.meta.csv`.
    pub described: Option<&'w [u8]>,
    /// Have a new measure of each series that is none yet.
    pub defines: bool,
}

/// What becomes of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportVerdict {
    /// There was none.
    New,
    /// There was another.
    Revised(String),
    /// There is the same.
    Same,
    /// It is asked before it is taken.
    Asked(String),
}

impl ImportVerdict {
    /// Its word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Revised(_) => "revised",
            Self::Same => "same",
            Self::Asked(_) => "asked",
        }
    }
}

/// A value of a file and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportLine {
    /// The value.
    pub given: GivenValue,
    /// As it is written.
    pub written: String,
    /// Where.
    pub place: String,
    /// What becomes of it.
    pub verdict: ImportVerdict,
}

/// A file that may be taken.
#[derive(Clone, Debug, Default)]
pub struct MeasureImport {
    /// Its kind.
    pub kind: &'static str,
    /// Its values.
    pub lines: Vec<ImportLine>,
    /// Measures that would be new.
    pub defines: Vec<MeasureToBe>,
    /// What other areas came to, by measure.
    pub benchmarks: Vec<(MeasureKey, Vec<MeasureBenchmark>)>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// Series of which nobody said what measure they are.
    pub unmatched: Vec<String>,
    /// What was left out.
    pub left_out: Vec<String>,
}

/// A measure that a file would have defined.
#[derive(Clone, Debug)]
pub struct MeasureToBe {
    /// Its key.
    pub key: MeasureKey,
    /// What it is.
    pub definition: MeasureDefinition,
    /// What is aimed at.
    pub target: Option<MeasureTarget>,
    /// Where it began.
    pub baseline: Option<MeasureMilestone>,
    /// Where it is to be.
    pub milestones: Vec<MeasureMilestone>,
}

impl MeasureToBe {
    /// What is said of it besides its definition.
    fn besides(&self) -> Vec<MeasureCommand> {
        let measure = || self.key.clone();
        let target = self.target.clone().map(|target| MeasureCommand::SetTarget { measure: measure(), target });
        let has_any = self.baseline.is_some() || !self.milestones.is_empty();
        let milestones = has_any.then(|| MeasureCommand::SetMilestones {
            measure: measure(),
            baseline: self.baseline.clone(),
            milestones: self.milestones.clone(),
        });
        target.into_iter().chain(milestones).collect()
    }
}

impl MeasureImport {
    /// How many values have a verdict.
    #[must_use]
    pub fn count(&self, word: &str) -> usize {
        self.lines.iter().filter(|line| line.verdict.word() == word).count()
    }

    /// The values that are taken: new and revised ones, and those that were asked where all of them are meant.
    fn taken(&self, is_meant: bool) -> Vec<GivenValue> {
        let is_taken = |line: &&ImportLine| match line.verdict {
            ImportVerdict::New | ImportVerdict::Revised(_) => true,
            ImportVerdict::Asked(_) => is_meant,
            ImportVerdict::Same => false,
        };
        let has_value = |line: &&ImportLine| {
            line.given.said.value.is_some() || line.given.said.mark.is_some() || line.given.said.counts().is_some()
        };
        self.lines.iter().filter(is_taken).filter(has_value).map(|line| line.given.clone()).collect()
    }
}

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
            Some(kept) => lines_of(kept, &kept.definition, series, path, &mut import),
            None if wish.defines => {
                let to_be = new_measure(series);
                let key = to_be.key.clone();
                if held.measure(&key).is_some() || import.defines.iter().any(|known| known.key == key) {
                    import.unmatched.push(format!("{} {}", series.reference, series.name));
                    continue;
                }
                for value in &series.values {
                    let given = given(&key, series, value, path);
                    let verdict = value.question.clone().map_or(ImportVerdict::New, ImportVerdict::Asked);
                    import.lines.push(line(given, value, verdict));
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
    let mut key = String::new();
    for c in series.name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => key.push(c),
            _ if !key.is_empty() && !key.ends_with('-') => key.push('-'),
            _ => {}
        }
    }
    let key: String = key.chars().take(50).collect();
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
        key: key.trim_end_matches('-').into(),
        target,
        baseline: series.baseline.as_ref().and_then(of_its_kind),
        milestones: series.milestones.iter().filter_map(of_its_kind).collect(),
        definition,
    }
}

fn given(key: &MeasureKey, series: &FileSeries, value: &FileValue, path: &str) -> GivenValue {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let source = if value.said.source.is_empty() { name.to_owned() } else { format!("{name}: {}", value.said.source) };
    let said = onpace_core::measures::facts::ObservedValue {
        source: onpace_core::plan::shortened(&source, 190),
        place: onpace_core::plan::shortened(&value.place, 190),
        ..value.said.clone()
    };
    GivenValue { measure: key.clone(), series: series.part.clone(), period: value.period, said, corrects: None }
}

fn line(given: GivenValue, value: &FileValue, verdict: ImportVerdict) -> ImportLine {
    ImportLine { given, written: value.written.clone(), place: value.place.clone(), verdict }
}

/// A period as the measure has them: "2023/24" is a school year to a measure by school years, and the first or last day of a
/// month is its month.
fn of_kind(period: Period, every: PeriodKind) -> Period {
    match (period.kind(), every) {
        (PeriodKind::FinancialYear, PeriodKind::AcademicYear) => Period::year(every, period.first().year()),
        (
            PeriodKind::Day,
            PeriodKind::Month | PeriodKind::Quarter | PeriodKind::CalendarYear | PeriodKind::FinancialYear,
        ) => {
            let ends = |around: &Period| [around.first(), around.last()].contains(&period.first());
            Period::around(period.first(), every).filter(ends)
        }
        _ => None,
    }
    .unwrap_or(period)
}

fn lines_of(
    kept: &HeldMeasure,
    definition: &MeasureDefinition,
    series: &FileSeries,
    path: &str,
    import: &mut MeasureImport,
) {
    for value in &series.values {
        let value = &FileValue { period: of_kind(value.period, definition.every), ..value.clone() };
        if value.period.kind() != definition.every {
            import.left_out.push(format!("{}: {} is no {}", definition.name, value.period, definition.every.word()));
            continue;
        }
        if !value.says_something() && value.question.is_none() {
            continue;
        }
        let mut one = given(&kept.key, series, value, path);
        let before = kept.value(&series.part, value.period);
        let asked = questions(kept, &one).into_iter().next();
        let verdict = match (before, value.question.clone().or(asked)) {
            (Some(before), _) if before.said.says_the_same(&one.said) => ImportVerdict::Same,
            (_, Some(question)) => ImportVerdict::Asked(question),
            (None, None) => ImportVerdict::New,
            (Some(before), None) => {
                let was = kept.number(&before.said).map(|number| definition.unit.shown(number));
                ImportVerdict::Revised(
                    was.or_else(|| before.said.mark.map(|mark| mark.words().to_owned())).unwrap_or_default(),
                )
            }
        };
        if before.is_some() {
            one.corrects = Some(format!("revised in {}", one.said.source));
        }
        import.lines.push(line(one, value, verdict));
    }
}

/// Refuses a column whose unit is not the measure's.
fn of_one_unit(kept: &HeldMeasure, columns: &EesColumns, described: &EesMeta) -> Result<(), String> {
    let unit = |column: &str| described.indicators.get(&column.to_lowercase()).map(|one| one.unit.as_str());
    let of = &kept.definition.unit;
    match unit(&columns.part) {
        Some("%") if columns.whole.is_some() => {
            Err(format!("{} is a percentage, and no part of a whole", columns.part))
        }
        Some("%") if *of != MeasureUnit::Percent => {
            Err(format!("{} is a percentage, and {} is given in {of}", columns.part, kept.key))
        }
        _ => Ok(()),
    }
}

fn of_statistics(
    held: &MeasuresHeld,
    bytes: &[u8],
    path: &str,
    wish: &ImportWish<'_>,
) -> Result<MeasureImport, String> {
    let mut import = MeasureImport { kind: "explore education statistics", ..MeasureImport::default() };
    let read = |bytes| EesMeta::read(bytes).map_err(|found| format!("the description beside it was not read: {found}"));
    let described = wish.described.map(read).transpose()?;
    if wish.maps.is_empty() {
        return Err("no option says what measure its columns are".to_owned());
    }
    for map in wish.maps {
        let (key, columns) = map
            .split_once('=')
            .ok_or_else(|| format!("\u{201c}{map}\u{201d} does not say which measure is which column"))?;
        let kept = held.measure(key.trim()).ok_or_else(|| format!("there is no measure {}", key.trim()))?;
        let own = wish.own.unwrap_or(&kept.definition.code).to_owned();
        if own.is_empty() {
            return Err(format!("no option says the code of your own area for {}: add --own CODE", kept.key));
        }
        let is_neighbour = |code: &str| held.neighbours.iter().any(|one| one.code == code);
        let wants = |code: &str, level: &str| {
            code == own || is_neighbour(code) || ["national", "regional"].contains(&level.to_lowercase().as_str())
        };
        let columns = EesColumns::named(columns);
        if let Some(described) = &described {
            of_one_unit(kept, &columns, described)?;
        }
        let file = ees::read(bytes, &columns, described.as_ref(), &wants)?;
        import.findings.extend(file.findings);
        import.left_out.extend(file.left_out);
        let known = kept.definition.series();
        let mut theirs = Vec::new();
        for series in &file.series {
            let (code, name, level) = &series.area;
            if *code == own && known.contains(&series.part) {
                lines_of(kept, &kept.definition, series, path, &mut import);
            } else if *code == own {
                import.unmatched.push(series.part.clone());
            } else if series.part.is_empty() {
                theirs.extend(series.values.iter().map(|value| MeasureBenchmark {
                    code: code.clone(),
                    name: name.clone(),
                    geography: level.clone(),
                    period: value.period,
                    said: given(&kept.key, series, value, path).said,
                }));
            }
        }
        theirs.retain(|one| !kept.benchmarks.contains(one));
        import.benchmarks.push((kept.key.clone(), theirs));
    }
    Ok(import)
}
