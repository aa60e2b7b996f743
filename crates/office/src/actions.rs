//! Actions of a held plan: show, add, change, move, withdraw, link. Baselines and approvals too.

use crate::desk::{Desk, Done};
use crate::editing::{Seen, WantedRow, exactly};
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::day::Date;
use onpace_core::ledger::fold::Until;
use onpace_core::plan::command::{Command, NewRow};
use onpace_core::plan::decide;
use onpace_core::plan::facts::{DateFact, RoleFact};
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

impl Given {
    /// Everybody beside the action, where anybody is given.
    fn officers(&self) -> Vec<(String, RoleFact)> {
        let of = |names: &[String], role| names.iter().map(|name| (name.clone(), role)).collect::<Vec<_>>();
        [of(&self.lead, RoleFact::Lead), of(&self.accountable, RoleFact::Accountable)].concat()
    }
}

impl Desk {
    /// Adds a row, as [`Desk::add`] does.
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
        seat: &Seat,
    ) -> Result<Done, Problem> {
        let new = NewRow {
            focus_area,
            code: given.code.clone().unwrap_or_default(),
            title: given.title.clone().unwrap_or_default(),
            start: given.start.map(exactly),
            finish: given.finish.map(exactly),
            under: under.map(str::to_owned),
            after: after.map(str::to_owned),
            ..NewRow::default()
        };
        self.add(plan, &new, &given.officers(), on, seat).map(|(_, done)| done)
    }

    /// Changes values of a row, as [`Desk::revise`] does, of the row as it is now.
    ///
    /// # Errors
    /// A row that is not there, values that it cannot have, no reason.
    pub fn set_row(&self, plan: &str, code: &str, given: &Given, on: Date, seat: &Seat) -> Result<Done, Problem> {
        let plan = self.plan_named(plan)?.name;
        let seq = self.size_of(&plan)?;
        let state = self.state(&plan, Until { as_at: Some(on), known_by: None })?;
        let seen = Seen { key: decide::called(&state, code)?.key.clone(), seq };
        let officers = given.officers();
        let wanted = WantedRow {
            code: given.code.clone(),
            title: given.title.clone(),
            start: given.start.map(exactly).map(Some),
            finish: given.finish.map(exactly).map(Some),
            officers: (!officers.is_empty()).then_some(officers),
        };
        self.revise(&plan, &seen, &wanted, on, seat)
    }

    /// Gives a command that needs nothing looked up.
    ///
    /// # Errors
    /// Whatever the plan does not allow.
    pub fn command(&self, plan: &str, command: &Command, on: Date, seat: &Seat) -> Result<Done, Problem> {
        self.act(plan, on, seat, |_| Ok(command.clone()))
    }

    /// A row with all that is held of it.
    ///
    /// # Errors
    /// A row that is not there.
    pub fn row(&self, plan: &str, code: &str, until: Until) -> Result<Value, Problem> {
        let plan = self.plan_named(plan)?.name;
        let state = self.state(&plan, until)?;
        let held = decide::called(&state, code)?;
        let names = self.names(&plan)?;
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
