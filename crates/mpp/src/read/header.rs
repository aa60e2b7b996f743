//! What a plan says of itself.

use super::Plan;
use crate::container::Container;
use crate::guid;
use crate::identity::Format;
use crate::model::calendar::Calendar;
use crate::model::duration::{Measures, Unit};
use crate::model::project::Project;
use crate::properties::Properties;
use crate::summary_information::summary;

const COMPANY: u32 = 37_748_736;
const MANAGER: u32 = 37_748_737;
const START: u32 = 37_748_738;
const FINISH: u32 = 37_748_739;
const FROM_FINISH: u32 = 37_748_740;
const TITLE: u32 = 37_748_744;
const AUTHOR: u32 = 37_748_748;
const CALENDAR: u32 = 37_748_750;
const UNIT: u32 = 37_748_757;
const DAY_BEGINS: u32 = 37_748_764;
const MINUTES_PER_DAY: u32 = 37_748_765;
const MINUTES_PER_WEEK: u32 = 37_748_766;
const DAY_ENDS: u32 = 37_748_769;
const WEEK_BEGINS: u32 = 37_748_773;
const GUID: u32 = 37_748_777;
const STATUS_DATE: u32 = 37_748_805;
const DAYS_PER_MONTH: u32 = 37_753_743;
const BASELINES: u32 = 37_753_749;
const NEW_ARE_MANUAL: u32 = 37_753_800;

/// How long the plan's days, weeks and months are.
pub(super) fn measures(properties: &Properties<'_>) -> Measures {
    let usual = Measures::default();
    Measures {
        minutes_per_day: properties.count(MINUTES_PER_DAY).unwrap_or(usual.minutes_per_day),
        minutes_per_week: properties.count(MINUTES_PER_WEEK).unwrap_or(usual.minutes_per_week),
        days_per_month: properties.short(DAYS_PER_MONTH).map_or(usual.days_per_month, u32::from),
        // Asked of the usual one, so that a default which says "the default" is days.
        default_unit: properties.short(UNIT).map_or(Unit::Days, |code| usual.unit(code)),
    }
}

/// The header, with nothing else yet.
pub(super) fn read(plan: &Plan<'_>, container: &Container<'_>) -> Project {
    let (identity, properties) = (&plan.identity, &plan.properties);
    let summary = container.stream(&["\u{5}SummaryInformation"]).map(|stream| summary(&stream)).unwrap_or_default();
    let guid = match identity.format {
        Format::Mpp9 => properties.text(GUID).map(|text| text.trim_matches(['{', '}']).to_ascii_lowercase()),
        _ => properties.bytes(GUID).and_then(|bytes| guid::at(bytes, 0)),
    };
    let set = |n: u8| properties.moment(BASELINES + u32::from(n)).map(|moment| (n, moment));
    Project {
        format: identity.format,
        application: identity.application.clone(),
        version: identity.version,
        path: identity.path.clone(),
        title: properties.text(TITLE).or(summary.title),
        author: properties.text(AUTHOR).or(summary.author),
        company: properties.text(COMPANY),
        manager: properties.text(MANAGER),
        guid,
        start: properties.moment(START),
        finish: properties.moment(FINISH),
        status_date: properties.moment(STATUS_DATE),
        is_from_finish: properties.short(FROM_FINISH).is_some_and(|which| which != 0),
        are_new_tasks_manual: properties.short(NEW_ARE_MANUAL).is_some_and(|which| which != 0),
        measures: plan.measures,
        default_start: properties.clock(DAY_BEGINS),
        default_end: properties.clock(DAY_ENDS),
        week_start: properties.short(WEEK_BEGINS).and_then(|day| u8::try_from(day % 7).ok()).unwrap_or(1),
        default_calendar_uid: None,
        baselines_set: (0..=10).filter_map(set).collect(),
        aliases: Vec::new(),
        calendars: Vec::new(),
        resources: Vec::new(),
        rows: Vec::new(),
        notices: Vec::new(),
    }
}

/// The calendar of the plan, which is named.
pub(super) fn default_calendar(plan: &Plan<'_>, calendars: &[Calendar]) -> Option<u32> {
    let name = plan.properties.text(CALENDAR);
    let bases = calendars.iter().filter(|calendar| calendar.resource_uid.is_none());
    let of = |name: &str| bases.clone().find(|calendar| calendar.name.as_deref() == Some(name));
    let named = name.as_deref().and_then(of).or_else(|| of("Standard"));
    named.or_else(|| bases.clone().next()).map(|calendar| calendar.uid)
}
