//! Microsoft Project's XML (MSPDI): a plan that Project opens with our dates, and that comes back.
//!
//! Every task is scheduled by hand, so that Project moves no date. What Project has no field for stands
//! in text fields with a title: "Code", "RAG", "Onpace id" ([`crate::schedule::returned`] says which).
//! Order and names of the elements: Microsoft's description of the Project XML data interchange
//! schema. Links move nothing there; they show what waits for what.

mod fields;
mod task;
mod xml;

use super::names::Names;
use super::text::{printable, within};
use super::writer::{WriteProblem, Writer};
use fields::Fields;
use onpace_core::day::Date;
use onpace_core::plan::Plan;
use std::collections::HashMap;
use xml::Xml;

/// The writer.
pub(super) struct Mspdi;

/// Project knows no day before and none after.
const DAYS: (Date, Date) = (Date::constant(1984, 1, 1), Date::constant(2149, 12, 31));
/// Names and values of text fields are at most so long, as UTF-16 counts letters.
const LONGEST: usize = 255;

impl Writer for Mspdi {
    fn ending(&self) -> &'static str {
        "xml"
    }

    fn write(&self, plan: &Plan) -> Result<Vec<u8>, WriteProblem> {
        let mut xml = Xml::begin("Project", &[("xmlns", "http://schemas.microsoft.com/project")]);
        let names = Names::of(plan);
        let people = People::of(plan);
        let fields = Fields::of(plan, &names);
        head(&mut xml, plan);
        fields.define(&mut xml);
        calendars(&mut xml);
        xml.open("Tasks");
        task::header(&mut xml, &plan.title);
        for place in task::places(plan) {
            let Some(row) = plan.rows.get(place.at) else { continue };
            task::write(&mut xml, row, &place, &fields);
        }
        xml.close("Tasks");
        people.write(&mut xml, plan);
        Ok(xml.end("Project"))
    }
}

/// Of the project: its name, its days, how it counts time.
fn head(xml: &mut Xml, plan: &Plan) {
    let title = printable(&plan.title);
    let (first, last) = (
        plan.rows
            .iter()
            .filter_map(|row| row.start.as_ref())
            .map(|start| start.when.first)
            .filter(|day| is_known(*day))
            .min(),
        plan.rows
            .iter()
            .filter_map(|row| row.finish.as_ref())
            .map(|finish| finish.when.last)
            .filter(|day| is_known(*day))
            .max(),
    );
    xml.leaf("SaveVersion", "14");
    xml.leaf("Name", &within(&title, LONGEST));
    xml.leaf("Title", &within(&title, LONGEST));
    xml.leaf("ScheduleFromStart", "1");
    xml.some("StartDate", first.or(last).map(|day| format!("{day}T08:00:00")));
    xml.some("FinishDate", last.or(first).map(|day| format!("{day}T17:00:00")));
    for (name, value) in [
        ("CalendarUID", "1"),
        ("DefaultStartTime", "08:00:00"),
        ("DefaultFinishTime", "17:00:00"),
        ("MinutesPerDay", "480"),
        ("MinutesPerWeek", "2400"),
        ("DaysPerMonth", "20"),
        ("DefaultTaskType", "0"),
        ("DurationFormat", "7"),
        ("WorkFormat", "2"),
        ("HonorConstraints", "0"),
        ("NewTasksEffortDriven", "0"),
        ("NewTasksEstimated", "1"),
        ("WeekStartDay", "1"),
        ("MoveCompletedEndsBack", "0"),
        ("MoveRemainingStartsBack", "0"),
        ("MoveRemainingStartsForward", "0"),
        ("MoveCompletedEndsForward", "0"),
    ] {
        xml.leaf(name, value);
    }
    let data = plan.data_date.as_ref().map(|data| data.dated.when.first).filter(|day| is_known(*day));
    xml.some("StatusDate", data.map(|day| format!("{day}T17:00:00")));
    xml.leaf("NewTasksAreManual", "1");
}

/// Whether Project knows a day.
fn is_known(day: Date) -> bool {
    (DAYS.0..=DAYS.1).contains(&day)
}

/// One calendar: Monday to Friday, from 8 to 12 and from 1 to 5.
fn calendars(xml: &mut Xml) {
    xml.open("Calendars");
    xml.open("Calendar");
    for (name, value) in [("UID", "1"), ("Name", "Standard"), ("IsBaseCalendar", "1"), ("BaseCalendarUID", "-1")] {
        xml.leaf(name, value);
    }
    xml.open("WeekDays");
    for day in 1..=7 {
        xml.open("WeekDay");
        xml.leaf("DayType", &day.to_string());
        let is_worked = (2..=6).contains(&day);
        xml.leaf("DayWorking", if is_worked { "1" } else { "0" });
        if is_worked {
            xml.open("WorkingTimes");
            for (from, to) in [("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")] {
                xml.open("WorkingTime");
                xml.leaf("FromTime", from);
                xml.leaf("ToTime", to);
                xml.close("WorkingTime");
            }
            xml.close("WorkingTimes");
        }
        xml.close("WeekDay");
    }
    xml.close("WeekDays");
    xml.close("Calendar");
    xml.close("Calendars");
}

/// Officers as resources, numbered from 1 in the order in which the plan first names them.
struct People<'a> {
    numbers: HashMap<&'a str, usize>,
    names: Vec<&'a str>,
}

impl<'a> People<'a> {
    fn of(plan: &'a Plan) -> Self {
        let mut people = Self { numbers: HashMap::new(), names: Vec::new() };
        for officer in plan.rows.iter().flat_map(|row| &row.officers) {
            if !people.numbers.contains_key(&*officer.name) {
                people.names.push(&officer.name);
                people.numbers.insert(&officer.name, people.names.len());
            }
        }
        people
    }

    /// Resources, and who works on what; a name that stands twice beside a row works on it once.
    fn write(&self, xml: &mut Xml, plan: &Plan) {
        xml.open("Resources");
        for (number, name) in (1..).zip(&self.names) {
            xml.open("Resource");
            xml.leaf("UID", &number.to_string());
            xml.leaf("ID", &number.to_string());
            xml.leaf("Name", &within(&printable(name), LONGEST));
            for (name, value) in [("Type", "1"), ("IsNull", "0"), ("MaxUnits", "1"), ("CalendarUID", "-1")] {
                xml.leaf(name, value);
            }
            xml.close("Resource");
        }
        xml.close("Resources");
        xml.open("Assignments");
        let mut number = 0;
        for (at, row) in plan.rows.iter().enumerate() {
            let mut here: Vec<usize> = Vec::new();
            for person in row.officers.iter().filter_map(|officer| self.numbers.get(&*officer.name)) {
                if here.contains(person) {
                    continue;
                }
                here.push(*person);
                number += 1;
                xml.open("Assignment");
                xml.leaf("UID", &number.to_string());
                xml.leaf("TaskUID", &(at + 1).to_string());
                xml.leaf("ResourceUID", &person.to_string());
                xml.leaf("Units", "1");
                xml.close("Assignment");
            }
        }
        xml.close("Assignments");
    }
}
