//! Actions of a held plan: show, add, change, move, withdraw, link. Baselines and approvals too.

use crate::desk::{By, Desk, Done};
use crate::names::Names;
use crate::problem::Problem;
use onpace_core::day::Date;
use onpace_core::ledger::fold::Until;
use onpace_core::plan::command::{Command, NewRow};
use onpace_core::plan::decide;
use onpace_core::plan::facts::{DateFact, OfficerFact, RoleFact};
use onpace_core::plan::row_facts::Change;
use serde_json::{Value, json};

/// Values of an action as somebody gives them; `None` leaves what is there.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// A new code.
    pub code: Option<String>,
    /// A title.
    pub title: Option<String>,
    /// A start.
    pub start: Option<Date>,
    /// A finish.
    pub finish: Option<Date>,
    /// All lead officers, as the plan calls them.
    pub lead: Vec<String>,
    /// All accountable officers.
    pub accountable: Vec<String>,
}

fn exactly(date: Option<Date>) -> Option<DateFact> {
    date.map(|date| DateFact { when: date.to_string(), weekday: None, text: None })
}

impl Desk {
    fn officers(&self, plan: &str, given: &Given, by: &By) -> Result<Vec<OfficerFact>, Problem> {
        let mut officers = Vec::new();
        for (names, role) in [(&given.lead, RoleFact::Lead), (&given.accountable, RoleFact::Accountable)] {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let ids = self.ids_of(plan, &names, by.dry_run)?;
            officers.extend(ids.into_iter().map(|person| OfficerFact { person, role }));
        }
        Ok(officers)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// A code that is taken, a title that is none, dates in the wrong order, a row that is not there.
    #[expect(clippy::too_many_arguments, reason = "a row is these")]
    pub fn add_row(
        &self,
        plan: &str,
        given: &Given,
        focus_area: bool,
        under: Option<&str>,
        after: Option<&str>,
        on: Date,
        by: &By,
    ) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        let new = NewRow {
            key: String::new(),
            focus_area,
            code: given.code.clone().unwrap_or_default(),
            title: given.title.clone().unwrap_or_default(),
            officers: Vec::new(),
            start: exactly(given.start),
            finish: exactly(given.finish),
            under: under.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        // Names are taken in only for a row that is.
        let trial = By { dry_run: true, ..by.clone() };
        let with = |officers: Vec<OfficerFact>| {
            let new = new.clone();
            move |state: &onpace_core::ledger::state::State| {
                let key = state.free_key(&new.code);
                Ok(Command::Add(NewRow { key, officers: officers.clone(), ..new.clone() }))
            }
        };
        let tried = self.act(&plan, on, &trial, with(Vec::new()))?;
        if by.dry_run {
            return Ok(tried);
        }
        let officers = self.officers(&plan, given, by)?;
        self.act(&plan, on, by, with(officers))
    }

    /// Changes values of a row.
    ///
    /// # Errors
    /// A row that is not there, values that it cannot have.
    pub fn set_row(&self, plan: &str, code: &str, given: &Given, on: Date, by: &By) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        let mut changes = Vec::new();
        changes.extend(given.code.clone().map(Change::Code));
        changes.extend(given.title.clone().map(Change::Title));
        changes.extend(exactly(given.start).map(|date| Change::Start(Some(date))));
        changes.extend(exactly(given.finish).map(|date| Change::Finish(Some(date))));
        if given.start.is_some() || given.finish.is_some() {
            // Working days stated for other dates would contradict these.
            changes.push(Change::Duration(None));
        }
        let has_officers = !given.lead.is_empty() || !given.accountable.is_empty();
        if has_officers {
            self.called(&plan, code, on)?;
            changes.push(Change::Officers(self.officers(&plan, given, by)?));
        }
        let command = Command::Revise { code: code.to_owned(), changes };
        self.act(&plan, on, by, |_| Ok(command.clone()))
    }

    fn called(&self, plan: &str, code: &str, on: Date) -> Result<(), Problem> {
        let state = self.state(plan, Until { as_at: Some(on), known_by: None })?;
        decide::called(&state, code)?;
        Ok(())
    }

    /// Gives a command that needs nothing looked up.
    ///
    /// # Errors
    /// Whatever the plan does not allow.
    pub fn command(&self, plan: &str, command: &Command, on: Date, by: &By) -> Result<Done, Problem> {
        self.act(plan, on, by, |_| Ok(command.clone()))
    }

    /// A row with all that is held of it.
    ///
    /// # Errors
    /// A row that is not there.
    pub fn row(&self, plan: &str, code: &str, until: Until) -> Result<Value, Problem> {
        let plan = self.plan_named(plan)?.name;
        let state = self.state(&plan, until)?;
        let held = decide::called(&state, code)?;
        let names = Names::of(self.store(), &plan)?;
        let called = |key: &str| state.row(key).map_or_else(|| key.to_owned(), onpace_core::plan::held::Held::name);
        let (facts, report) = (&held.facts, &held.report);
        let when = |date: &Option<DateFact>| date.as_ref().map(|date| date.when.clone());
        let baselines = state.baselines.iter().filter_map(|baseline| {
            let row = baseline.rows.iter().find(|row| row.row == held.key)?;
            Some(json!({ "name": baseline.name, "start": when(&row.start), "finish": when(&row.finish) }))
        });
        let proposals = state
            .proposals
            .iter()
            .filter(|one| one.row == held.key)
            .map(|one| json!({ "event": one.seq, "finish": when(&one.finish), "granted": one.granted }));
        Ok(json!({
            "code": facts.code,
            "title": facts.title,
            "focus_area": held.spot.area.as_deref().map(called),
            "parent": held.spot.parent.as_deref().map(called),
            "officers": facts.officers.iter().map(|o| json!({
                "id": o.person, "written": names.label(&o.person).written, "role": o.role
            })).collect::<Vec<_>>(),
            "start": when(&facts.start),
            "finish": when(&facts.finish),
            "duration_days": facts.duration,
            "percent_complete": report.percent.map(onpace_core::quantity::Percent::to_one_decimal),
            "reported_status": report.status,
            "notes": report.note,
            "next_steps": report.next,
            "reported_on": held.heard.and_then(|heard| heard.on).map(|day| day.to_string()),
            "reported_by_event": held.heard.map(|heard| heard.seq),
            "status_override": held.overridden.as_ref().map(|(status, reason)| json!({ "status": status, "reason": reason })),
            "waits_for": held.links.iter().map(|link| json!({
                "code": called(&link.on), "kind": link.kind, "lag_days": link.lag
            })).collect::<Vec<_>>(),
            "baselines": baselines.collect::<Vec<_>>(),
            "proposed_finishes": proposals.collect::<Vec<_>>(),
        }))
    }
}
