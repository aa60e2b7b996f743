//! From tables to the model, one table a file. **Not here.** How tables lie ([`crate::table`]).

mod aliases;
mod assignments;
mod calendars;
mod custom;
mod header;
mod hyperlink;
mod links;
mod outline;
mod resources;
mod tasks;
mod value_lists;

use crate::container::{Container, MAGIC};
use crate::error::Error;
use crate::field_map::FieldMap;
use crate::identity::{Identity, identity};
use crate::model::notice::Notice;
use crate::model::project::Project;
use crate::properties::Properties;
use crate::table::Table;
use crate::text::Budget;

/// What every table is read with.
struct Plan<'a> {
    identity: Identity,
    properties: Properties<'a>,
    measures: crate::model::duration::Measures,
    budget: Budget,
}

impl Plan<'_> {
    /// The field map of a table, by the two numbers under which it may be.
    fn map(&self, keys: [u32; 2]) -> Option<FieldMap> {
        let rows = keys.into_iter().find_map(|key| self.properties.bytes(key))?;
        FieldMap::of(rows, self.identity.format)
    }
}

/// Reads a whole plan.
pub(crate) fn project(bytes: &[u8]) -> Result<Project, Error> {
    if !bytes.starts_with(&MAGIC) {
        return Err(Error::NotAPlan { what: "a file that does not begin as plans of Project do".to_owned() });
    }
    let container = Container::open(bytes).map_err(Error::damaged)?;
    let identity = identity(&container)?;
    let block = container.stream(&[identity.format.storage(), "Props"]);
    let block = block.ok_or_else(|| Error::damaged("the properties of the plan are not there"))?;
    let properties = Properties::of(block, identity.mask);
    let measures = header::measures(&properties);
    let plan = Plan { identity, properties, measures, budget: Budget::of(bytes.len()) };
    let mut project = header::read(&plan, &container);
    let open = |name: &'static str| Table::open(&container, &plan.identity, name);
    let tasks = open("TBkndTask");
    if tasks.fixed_meta.is_empty() {
        return Err(Error::damaged("the table of tasks is not there"));
    }
    let lists = value_lists::read(&open("TBkndOutlCode"), &plan);
    let (resources, assignments) = (open("TBkndRsc"), open("TBkndAssn"));
    project.aliases = aliases::read(&[&tasks, &resources, &assignments], &plan);
    project.resources = resources::read(&resources, &plan, &mut project.notices);
    project.calendars = calendars::read(&open("TBkndCal"), &plan, &mut project.resources);
    project.default_calendar_uid = header::default_calendar(&plan, &project.calendars);
    project.rows = tasks::read(&tasks, &plan, &lists, &mut project.notices)?;
    outline::settle(&mut project.rows, project.title.as_deref(), &plan.budget);
    assignments::read(&assignments, &plan, &mut project);
    links::read(&open("TBkndCons"), &plan, &mut project);
    match lists.missed() {
        0 => {}
        missed => project.notices.push(Notice::Unlisted(missed)),
    }
    if plan.budget.is_spent() {
        return Err(Error::damaged("its rows refer to far more text than is in it"));
    }
    Ok(project)
}
