//! Plans from files: read one, assess one, compare two, write one in another format.

use crate::areas::AreaPlace;
use crate::desk::Desk;
use crate::files::{ending, save, save_all};
use crate::mappings;
use crate::measures::telling::MeasuresTold;
use crate::problem::{Kind, Problem};
use onpace_core::assessment::{Assessment, assess};
use onpace_core::calendar::WorkingCalendar;
use onpace_core::changes::{self, PlanChange};
use onpace_core::claim;
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_core::ledger::fold::Until;
use onpace_core::plan::Plan;
use onpace_core::plan::refusal::PlanRefusal;
use onpace_core::policy::Policy;
use onpace_core::schedule::dependencies::Dependencies;
use onpace_exchange::write::{self, Writer};
use onpace_exchange::{Mapping, read};
use std::path::Path;

pub use onpace_exchange::Draft;
pub use onpace_exchange::account::{ColumnAccount, ReadingAccount, RowCounts, TableAccount};

/// Files are taken up to this size; the reader has limits of its own.
const LARGEST_BYTES: u64 = 64 * 1024 * 1024;

/// Reads the plan in a file.
///
/// # Errors
/// A file that is not there, cannot be opened, or holds no plan.
pub fn read_file(path: &str, mapping: Option<&Mapping>) -> Result<Draft, Problem> {
    let read = read::read_by(&bytes_of(path)?, path, mapping);
    read.map_err(|problem| Problem::new(Kind::NotAccepted, problem))
}

/// The bytes of a file of a size that is read.
///
/// # Errors
/// A file that is not there, is a folder, cannot be opened, or is too large.
pub fn bytes_of(path: &str) -> Result<Vec<u8>, Problem> {
    let found = std::fs::metadata(path).map_err(|e| {
        let kind = if e.kind() == std::io::ErrorKind::NotFound { Kind::NotFound } else { Kind::NotAccepted };
        Problem::new(
            kind,
            format!(
                "{path}: {}",
                if kind == Kind::NotFound { "there is no such file".to_owned() } else { e.to_string() }
            ),
        )
    })?;
    if found.is_dir() {
        return Err(Problem::new(Kind::NotAccepted, format!("{path} is a folder; name a file in it")));
    }
    if found.len() > LARGEST_BYTES {
        return Err(Problem::new(
            Kind::NotAccepted,
            format!("{path} is {} MB; at most {} MB are read", found.len() / 1024 / 1024, LARGEST_BYTES / 1024 / 1024),
        ));
    }
    std::fs::read(path).map_err(|e| Problem::new(Kind::NotAccepted, format!("{path}: {e}")))
}

/// Where a plan comes from: the name of one that is held, or a file.
#[derive(Clone, Copy, Debug)]
pub struct PlanSource<'a> {
    /// The name or the path.
    pub name: &'a str,
    /// Where plans are held, where that is named.
    pub place: Option<&'a AreaPlace>,
    /// As known by this instant.
    pub known_by: Option<Instant>,
    /// The file of a mapping, for a plan's file.
    pub mapping: Option<&'a str>,
}

/// Opens a plan on a day: one that is held where the folder has one of that name, else a file's. The
/// day is, where none is given, that of the data.
///
/// # Errors
/// Neither a plan nor a file of that name; what a file is refused for.
pub fn open(source: PlanSource<'_>, as_at: Option<Date>, today: Date) -> Result<(Draft, Date), Problem> {
    if let Some(place) = source.place {
        let found = Desk::to_read(place).and_then(|desk| Ok((desk.plan_named(source.name)?, desk)));
        match found {
            Ok((head, desk)) => return desk.draft(&head.name, as_at, source.known_by, today),
            Err(problem) if problem.kind != Kind::NotFound => return Err(problem),
            Err(problem) if !Path::new(source.name).exists() => {
                let refusal = PlanRefusal::NeitherPlanNorFile { name: source.name.to_owned() };
                return Err(Problem::refused(problem.kind, refusal));
            }
            Err(_) => {}
        }
    }
    if source.known_by.is_some() {
        let what = "--known-by is for a plan that is held; a file knows nothing of when (name the folder with --data)";
        return Err(Problem::new(Kind::NotAccepted, what));
    }
    let mapping = source.mapping.map(mappings::load).transpose()?;
    let draft = read_file(source.name, mapping.as_ref())?;
    let day = as_at.unwrap_or_else(|| day_of(&draft, today));
    Ok((draft, day))
}

/// Opens a plan as [`open`] does; a document in which no plan is found is opened for what it says in numbers, where it says
/// any.
///
/// # Errors
/// As [`open`].
pub fn open_paper(source: PlanSource<'_>, as_at: Option<Date>, today: Date) -> Result<(Draft, Date), Problem> {
    let refused = match open(source, as_at, today) {
        Err(problem) if problem.kind == Kind::NotAccepted && source.mapping.is_none() => problem,
        opened => return opened,
    };
    let Ok(bytes) = bytes_of(source.name) else { return Err(refused) };
    let Ok(draft) = read::read_paper(&bytes, source.name) else { return Err(refused) };
    if claim::has_numbers(&draft.plan.paper) {
        let day = as_at.unwrap_or_else(|| day_of(&draft, today));
        return Ok((draft, day));
    }
    Err(refused)
}

/// The days on which the boards of a plan's rounds meet; none of a file's.
///
/// # Errors
/// The disk.
pub fn boards(source: PlanSource<'_>) -> Result<Vec<Date>, Problem> {
    let Some(place) = source.place else { return Ok(Vec::new()) };
    // A file can be named beside a folder in which nothing is held yet.
    let Ok(desk) = Desk::to_read(place) else { return Ok(Vec::new()) };
    let Ok(head) = desk.plan_named(source.name) else { return Ok(Vec::new()) };
    let until = Until { as_at: None, known_by: source.known_by };
    Ok(desk.state(&head.name, until)?.rounds.iter().map(|round| round.facts.board).collect())
}

/// The measures of a plan that is held, as who reads board papers may see them on a day; none of a file.
///
/// # Errors
/// The disk.
pub fn measures(source: PlanSource<'_>, on: Date) -> Result<Option<MeasuresTold>, Problem> {
    let Some(place) = source.place else { return Ok(None) };
    let Ok(desk) = Desk::to_read(place) else { return Ok(None) };
    let Ok(head) = desk.plan_named(source.name) else { return Ok(None) };
    let until = Until { as_at: Some(on), known_by: source.known_by };
    desk.measures_of_report(&head.name, until, on).map(Some)
}

/// What waits for what in a schedule file, with its own times and calendars; none of a plan that is held, or that is no
/// schedule.
///
/// # Errors
/// A file that is not there or cannot be opened.
pub fn dependencies(source: PlanSource<'_>, plan: &Plan) -> Result<Option<Dependencies>, Problem> {
    let is_held = |place: &AreaPlace| Desk::to_read(place).is_ok_and(|desk| desk.plan_named(source.name).is_ok());
    if source.place.is_some_and(is_held) {
        return Ok(None);
    }
    let schedule = read::schedule(&bytes_of(source.name)?, source.name);
    Ok(schedule.ok().map(|schedule| schedule.dependencies(plan)))
}

/// Reads the plan in the bytes of a file.
///
/// # Errors
/// Bytes that hold no plan.
pub fn read_bytes(bytes: &[u8], path: &str) -> Result<Draft, Problem> {
    read::read(bytes, path).map_err(|problem| Problem::new(Kind::NotAccepted, problem))
}

/// Assesses a draft.
#[must_use]
pub fn assess_draft<'a>(
    draft: &'a Draft,
    on: Date,
    calendar: &'a WorkingCalendar,
    policy: &'a Policy,
) -> Assessment<'a> {
    assess(&draft.plan, &draft.findings, on, calendar, policy)
}

/// The day to assess on when none is asked for: that of the data, else `today`.
#[must_use]
pub fn day_of(draft: &Draft, today: Date) -> Date {
    draft.plan.data_date.as_ref().map_or(today, |data| data.dated.when.first)
}

/// What changed from one plan to another.
#[must_use]
pub fn compare(before: &Draft, after: &Draft, calendar: &WorkingCalendar) -> Vec<PlanChange> {
    changes::between(&before.plan, &after.plan, calendar)
}

/// Writes the plan in a file in another format, by the ending of the path, with what stands beside it.
/// Gives the paths that were written.
///
/// # Errors
/// Another ending, a source that is not read, a path that cannot be written or is the source itself.
pub fn convert(source: &str, out: &str, mapping: Option<&Mapping>) -> Result<Vec<String>, Problem> {
    let writer = writer(out)?;
    keep_source(source, out)?;
    let files = files(writer, out, &read_file(source, mapping)?.plan)?;
    for (path, _) in &files {
        keep_source(source, path)?;
    }
    save_all(&files)
}

/// A plan as a writer writes it: the file of a path, and those that stand beside it.
pub(crate) fn files(writer: &dyn Writer, out: &str, plan: &Plan) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    let bytes = writer.write(plan).map_err(|problem| Problem::new(Kind::NotAccepted, format!("{out}: {problem}")))?;
    let path = Path::new(out);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = writer.beside(plan, &name).into_iter();
    let beside = beside.map(|file| (path.with_file_name(file.name).to_string_lossy().into_owned(), file.bytes));
    Ok(std::iter::once((out.to_owned(), bytes)).chain(beside).collect())
}

/// Writes the whole model of a schedule file, as its reader has it, as JSON.
///
/// # Errors
/// A source that is no schedule; a path that does not end in .json, cannot be written or is the source.
pub fn convert_raw(source: &str, out: &str) -> Result<(), Problem> {
    if ending(out) != "json" {
        let what = format!("{out}: a schedule's whole model is written as .json");
        return Err(Problem::new(Kind::NotAccepted, what));
    }
    keep_source(source, out)?;
    save(out, &raw_json(source)?)
}

/// The whole model of a schedule file as JSON.
///
/// # Errors
/// A source that is no schedule.
pub fn raw_json(source: &str) -> Result<Vec<u8>, Problem> {
    let schedule = read::schedule(&bytes_of(source)?, source);
    let schedule = schedule.map_err(|problem| Problem::new(Kind::NotAccepted, problem))?;
    let mut text = serde_json::to_vec_pretty(&schedule).map_err(|e| Problem::new(Kind::Unexpected, e))?;
    text.push(b'\n');
    Ok(text)
}

/// The writer of plans for the ending of a path.
pub(crate) fn writer(out: &str) -> Result<&'static dyn Writer, Problem> {
    let wanted = ending(out);
    write::writer_for(&wanted).ok_or_else(|| {
        Problem::new(
            Kind::NotAccepted,
            format!("{out}: a plan is not written as \u{201c}.{wanted}\u{201d}; accepted are {}", write::endings()),
        )
    })
}

/// The plan of a draft as JSON.
#[must_use]
pub fn as_json(draft: &Draft) -> Vec<u8> {
    write::json::write(&draft.plan)
}

/// Refuses to write over the file that is read: what people wrote is never lost.
///
/// # Errors
/// Where both paths lead to one file.
pub fn keep_source(source: &str, out: &str) -> Result<(), Problem> {
    let same =
        std::fs::canonicalize(source).is_ok_and(|source| std::fs::canonicalize(out).is_ok_and(|out| out == source));
    if same {
        let message = format!("{out} is the file that is read, and writing would lose it; name another file");
        return Err(Problem::new(Kind::NotAccepted, message));
    }
    Ok(())
}
