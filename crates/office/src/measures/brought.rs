//! What a file brings: its figures with what becomes of each, measures that it would have defined, what other areas came to.
//! **Not here.** Reading it and taking it ([`super::importing`]).

use super::giving::questions;
use onpace_core::day::Date;
use onpace_core::finding::Finding;
use onpace_core::ids::MeasureKey;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event, Recorded};
use onpace_core::ledger::fold::Until;
use onpace_core::measures::apply::measures_of;
use onpace_core::measures::command::{GivenValue, MeasureCommand};
use onpace_core::measures::decide::decide_measures;
use onpace_core::measures::definition::MeasureDefinition;
use onpace_core::measures::event::MeasureEvent;
use onpace_core::measures::facts::{MeasureBenchmark, MeasureMilestone, MeasureTarget};
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::refusal::MeasureRefusal;
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
use onpace_exchange::measures::file::{FileSeries, FileValue};

/// What a file is to be taken as.
#[derive(Clone, Debug, Default)]
pub struct ImportWish<'w> {
    /// "KEY=REFERENCE" of a table, "KEY=part/whole" of published statistics.
    pub maps: &'w [String],
    /// The code of the own area, in files that have several; the measure's own where none is named.
    pub own: Option<&'w str>,
    /// What stands beside a file of published statistics: its `.meta.csv`.
    pub described: Option<&'w [u8]>,
    /// The day on which it is taken.
    pub on: Option<Date>,
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
    /// It cannot be taken; the rest can.
    Refused(Box<MeasureRefusal>),
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
            Self::Refused(_) => "refused",
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
    pub(super) fn besides(&self) -> Vec<MeasureCommand> {
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
    pub(super) fn taken(&self, is_meant: bool) -> Vec<GivenValue> {
        let is_taken = |line: &&ImportLine| match line.verdict {
            ImportVerdict::New | ImportVerdict::Revised(_) => true,
            ImportVerdict::Asked(_) => is_meant,
            ImportVerdict::Same | ImportVerdict::Refused(_) => false,
        };
        let has_value = |line: &&ImportLine| {
            line.given.said.value.is_some() || line.given.said.mark.is_some() || line.given.said.counts().is_some()
        };
        self.lines.iter().filter(is_taken).filter(has_value).map(|line| line.given.clone()).collect()
    }
}

pub(super) fn given(key: &MeasureKey, series: &FileSeries, value: &FileValue, path: &str) -> GivenValue {
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

/// Why a value could not be taken, so that the others can.
fn refusal_of(held: &MeasuresHeld, one: &GivenValue, on: Option<Date>) -> Option<MeasureRefusal> {
    let has_value = one.said.value.is_some() || one.said.mark.is_some() || one.said.counts().is_some();
    decide_measures(held, &MeasureCommand::Give { values: vec![one.clone()] }, on?).err().filter(|_| has_value)
}

/// The measures as they would be with a new one.
pub(super) fn with_new(to_be: &MeasureToBe) -> MeasuresHeld {
    let (measure, definition) = (to_be.key.clone(), Box::new(to_be.definition.clone()));
    let event = Some(Event::Measure(MeasureEvent::MeasureDefined { measure, definition }));
    let (recorded_at, channel) = (Instant::EPOCH, Channel::Import);
    let defined = Recorded { seq: 1, recorded_at, effective: None, channel, reason: None, event };
    measures_of(&[defined], Until::default())
}

/// What of a series becomes of the measure that it is of.
pub(super) fn lines_of(
    (held, on): (&MeasuresHeld, Option<Date>),
    kept: &HeldMeasure,
    series: &FileSeries,
    path: &str,
    import: &mut MeasureImport,
) {
    let definition = &kept.definition;
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
        if before.is_some() {
            one.corrects = Some(format!("revised in {}", one.said.source));
        }
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
        let refused = if verdict == ImportVerdict::Same { None } else { refusal_of(held, &one, on) };
        let verdict = refused.map_or(verdict, |refused| ImportVerdict::Refused(Box::new(refused)));
        import.lines.push(line(one, value, verdict));
    }
}
