//! Microsoft Project's own files (.mpp): what their reader found, as a [`Schedule`]. **Not here.** The format
//! (`onpace-mpp`), and what a task becomes in a plan.

use super::limits;
use super::reader::{Reader, ReaderClaim};
use super::source::{SourceFile, SourceForm};
use crate::grid::Contents;
use crate::problem::ReadProblem;
use crate::schedule::{
    Baseline, Calendar, Day, Exception, Predecessor, Project, Recurrence, Resource, Schedule, Span, Task, WorkWeek,
    tidy,
};
use onpace_mpp::civil::{DateTime, Time};
use onpace_mpp::{Constraint, Duration, Hours, LinkKind, ResourceKind, Row, Value, Week};
use std::collections::{BTreeMap, HashMap};

/// The reader.
pub(super) struct Mpp;

impl Reader for Mpp {
    fn name(&self) -> &'static str {
        "mpp"
    }

    fn claim(&self, source: &SourceFile<'_>) -> ReaderClaim {
        if matches!(source.form, SourceForm::ProjectPlan(_)) { ReaderClaim::Certain } else { ReaderClaim::No }
    }

    fn contents(&self, source: &SourceFile<'_>) -> Result<Contents, ReadProblem> {
        read(source)?.contents_of("Project", source.path)
    }

    fn schedule(&self, source: &SourceFile<'_>) -> Option<Result<Schedule, ReadProblem>> {
        Some(read(source))
    }
}

/// The whole model of a file.
///
/// # Errors
/// A file that is locked, too old or damaged; the way out is named.
fn read(source: &SourceFile<'_>) -> Result<Schedule, ReadProblem> {
    let SourceForm::ProjectPlan(bytes) = source.form else { return Ok(Schedule::default()) };
    let plan = onpace_mpp::read(bytes).map_err(|e| ReadProblem::new(source.path, e.found(), e.way_out()))?;
    limits::rows(plan.rows.len(), source.path, "the schedule")?;
    let titles = plan.aliases.iter().filter_map(|alias| Some((alias.field?.to_string(), alias.title.clone())));
    let names: HashMap<u32, &str> =
        plan.resources.iter().filter_map(|one| Some((one.uid, one.name.as_deref()?))).collect();
    Ok(Schedule {
        project: project(&plan),
        aliases: titles.collect(),
        calendars: plan.calendars.iter().map(calendar).collect(),
        resources: plan.resources.iter().map(resource).collect(),
        tasks: plan.tasks().map(|one| task(one, &names)).collect(),
        unread: plan.notices.iter().map(ToString::to_string).collect(),
    })
}

fn project(plan: &onpace_mpp::Project) -> Project {
    let whole = plan.rows.iter().find_map(|row| match row {
        Row::Task(task) if task.uid == 0 => task.name.clone(),
        _ => None,
    });
    Project {
        name: whole,
        title: plan.title.clone(),
        author: plan.author.clone(),
        manager: plan.manager.clone(),
        company: plan.company.clone(),
        start: plan.start.map(moment),
        finish: plan.finish.map(moment),
        status_date: plan.status_date.map(moment),
        minutes_per_day: plan.measures.minutes_per_day,
        minutes_per_week: plan.measures.minutes_per_week,
        days_per_month: plan.measures.days_per_month,
        default_start: plan.default_start.map(clock),
        default_end: plan.default_end.map(clock),
        default_calendar_uid: plan.default_calendar_uid.map(i64::from),
    }
}

fn moment(moment: DateTime) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

fn span(one: Duration) -> Span {
    Span { value: tidy(one.value), unit: one.unit.symbol(), minutes: one.minutes }
}

const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

fn stretches(hours: &[Hours]) -> Vec<(String, String)> {
    hours.iter().map(|one| (clock(one.from), clock(one.to))).collect()
}

/// What a week says of weekdays; nothing of those that are as in the calendar it changes.
fn days(week: &Week) -> BTreeMap<&'static str, Day> {
    let all = WEEKDAYS.into_iter().zip(&week.days);
    let said = all.filter_map(|(name, day)| match day {
        onpace_mpp::Day::Inherited => None,
        onpace_mpp::Day::Free => Some((name, Day { kind: "NON_WORKING", ..Day::default() })),
        onpace_mpp::Day::Worked(hours) => Some((name, Day { kind: "WORKING", working: true, hours: stretches(hours) })),
    });
    said.collect()
}

fn calendar(one: &onpace_mpp::Calendar) -> Calendar {
    let exception = |one: &onpace_mpp::Exception| Exception {
        from: one.from.to_string(),
        to: one.to.to_string(),
        working: one.is_worked(),
        name: one.name.clone(),
        hours: stretches(&one.hours),
        recurrence: recurrence(one),
    };
    let work_week = |one: &onpace_mpp::WorkWeek| WorkWeek {
        from: one.from.to_string(),
        to: one.to.to_string(),
        name: one.name.clone(),
        days: days(&one.week),
    };
    let mut exceptions: Vec<Exception> = one.exceptions.iter().map(exception).collect();
    exceptions.sort_by(|one, other| (&one.from, &one.to).cmp(&(&other.from, &other.to)));
    Calendar {
        uid: i64::from(one.uid),
        // What Project itself calls the calendar of a resource without a name.
        name: one.name.clone().or_else(|| one.base_uid.map(|_| "Unnamed Resource".to_owned())),
        parent_uid: one.base_uid.map(i64::from),
        base: one.base_uid.is_none(),
        days: days(&one.week),
        exceptions,
        work_weeks: one.work_weeks.iter().map(work_week).collect(),
    }
}

/// How an exception comes again, by the numbers of Project's XML.
fn recurrence(one: &onpace_mpp::Exception) -> Option<Recurrence> {
    use onpace_mpp::Recurrence as Of;
    let month = |month: u8| Some(u32::from(month).saturating_sub(1));
    let of_week = |weekday: u8| Some(u32::from(weekday) + 2);
    let position = |nth: u8| Some(u32::from(nth).saturating_sub(1));
    let made = match one.recurrence {
        Of::EveryDay => return None,
        Of::YearlyOn { month: of, day } => {
            Recurrence { kind: 2, month: month(of), month_day: Some(day.into()), ..Recurrence::default() }
        }
        Of::YearlyThe { month: of, nth, weekday } => Recurrence {
            kind: 3,
            month: month(of),
            month_item: of_week(weekday),
            month_position: position(nth),
            ..Recurrence::default()
        },
        Of::MonthlyOn { every, day } => {
            Recurrence { kind: 4, period: Some(every.into()), month_day: Some(day.into()), ..Recurrence::default() }
        }
        Of::MonthlyThe { every, nth, weekday } => Recurrence {
            kind: 5,
            period: Some(every.into()),
            month_item: of_week(weekday),
            month_position: position(nth),
            ..Recurrence::default()
        },
        Of::Weekly { every, days } => {
            Recurrence { kind: 6, period: Some(every.into()), days_of_week: Some(days.into()), ..Recurrence::default() }
        }
        Of::Daily { every } => Recurrence { kind: 7, period: Some(every.into()), ..Recurrence::default() },
    };
    Some(Recurrence { occurrences: one.occurrences.map(u32::from), ..made })
}

fn resource(one: &onpace_mpp::Resource) -> Resource {
    Resource {
        uid: i64::from(one.uid),
        id: Some(i64::from(one.id)),
        name: one.name.clone(),
        initials: one.initials.clone(),
        kind: match one.kind {
            ResourceKind::Work => "WORK",
            ResourceKind::Material => "MATERIAL",
            ResourceKind::Cost => "COST",
        },
        email: one.email.clone(),
        group: one.group.clone(),
        calendar_uid: one.calendar_uid.map(i64::from),
    }
}

fn task(one: &onpace_mpp::Task, names: &HashMap<u32, &str>) -> Task {
    let assigned =
        one.assignments.iter().filter_map(|one| names.get(&one.resource_uid?).map(|name| (*name).to_owned()));
    Task {
        uid: i64::from(one.uid),
        id: i64::from(one.id),
        guid: one.guid.clone(),
        parent_uid: one.parent_uid.map(i64::from),
        name: one.name.clone(),
        outline_level: u32::from(one.outline_level),
        outline_number: Some(one.outline_number.clone()),
        wbs: Some(one.wbs.clone()),
        summary: one.is_summary,
        milestone: one.is_milestone,
        active: one.is_active,
        manual: one.is_manual,
        estimated: one.is_estimated,
        start: one.start.map(moment),
        finish: one.finish.map(moment),
        start_text: one.start_text.clone(),
        finish_text: one.finish_text.clone(),
        duration_text: one.duration_text.clone(),
        duration: one.duration.map(span),
        actual_start: one.actual_start.map(moment),
        actual_finish: one.actual_finish.map(moment),
        percent_complete: one.percent_complete.unwrap_or(0).into(),
        percent_work_complete: one.percent_work_complete.unwrap_or(0).into(),
        work_minutes: one.work,
        deadline: one.deadline.map(moment),
        constraint: Some(constraint(one.constraint)),
        constraint_date: one.constraint_date.map(moment),
        priority: one.priority.map(u32::from),
        calendar_uid: one.calendar_uid.map(i64::from),
        contact: one.contact.clone(),
        notes: one.notes.clone(),
        resources: assigned.collect(),
        predecessors: one.predecessors.iter().map(predecessor).collect(),
        text_fields: one.custom.iter().map(|(field, value)| (field.to_string(), text(value))).collect(),
        baselines: one.baselines.iter().map(baseline).collect(),
    }
}

const fn constraint(one: Constraint) -> &'static str {
    match one {
        Constraint::AsSoonAsPossible => "AS_SOON_AS_POSSIBLE",
        Constraint::AsLateAsPossible => "AS_LATE_AS_POSSIBLE",
        Constraint::MustStartOn => "MUST_START_ON",
        Constraint::MustFinishOn => "MUST_FINISH_ON",
        Constraint::StartNoEarlierThan => "START_NO_EARLIER_THAN",
        Constraint::StartNoLaterThan => "START_NO_LATER_THAN",
        Constraint::FinishNoEarlierThan => "FINISH_NO_EARLIER_THAN",
        Constraint::FinishNoLaterThan => "FINISH_NO_LATER_THAN",
    }
}

fn predecessor(one: &onpace_mpp::Predecessor) -> Predecessor {
    let kind = match one.kind {
        LinkKind::FinishToFinish => "FF",
        LinkKind::FinishToStart => "FS",
        LinkKind::StartToFinish => "SF",
        LinkKind::StartToStart => "SS",
    };
    Predecessor { uid: i64::from(one.uid), kind, lag: span(one.lag) }
}

fn baseline(one: &onpace_mpp::Baseline) -> Baseline {
    Baseline {
        number: one.number.into(),
        start: one.start.map(moment),
        finish: one.finish.map(moment),
        duration: one.duration.map(span),
    }
}

/// The text of a field of one's own.
fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        // As Project's XML has it.
        Value::Flag => "1".to_owned(),
        Value::Number(number) => tidy(*number).to_string(),
        Value::Moment(at) => moment(*at),
        Value::Duration(one) => format!("{}{}", tidy(one.value), one.unit),
    }
}
