//! "If 3A slips by 20 working days, what else moves, and past which board?"
//!
//! Nothing is recorded: it is asked of the plan as it stands. **Not here.** Working it out
//! (`onpace_core::schedule::slips`).

use crate::called::Called;
use crate::problem::{Kind, Problem};
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::{self, Date};
use onpace_core::plan::{Plan, Row};
use onpace_core::quantity::WorkingDays;
use onpace_core::schedule::dependencies::Dependencies;
use onpace_core::schedule::slips::{Moved, Slip, WhatIf};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// No slip is longer, in working days.
pub const LONGEST: i32 = 5_000;

/// What slips do to a plan.
pub struct Told<'p> {
    plan: &'p Plan,
    called: Called<'p>,
    boards: Vec<Date>,
    asked: Vec<Slip>,
    what: WhatIf,
    has_links: bool,
    broken: usize,
}

/// Works out what slips do to a plan whose days are counted by a calendar. Each slip is "3A=20": a code, or "#12" for
/// the row of that number, and working days.
///
/// # Errors
/// A code that is not in the plan, a row that has no dates or is complete, a number of days that is none, a row that is
/// named twice.
pub fn what_if<'p>(
    plan: &'p Plan,
    calendar: &WorkingCalendar,
    slips: &[String],
    boards: &[Date],
) -> Result<Told<'p>, Problem> {
    of_schedule(plan, &Dependencies::of_all(plan, calendar), calendar, slips, boards)
}

/// The same of a plan with other dependencies than its days say: a schedule's own.
///
/// # Errors
/// As [`what_if`].
pub fn of_schedule<'p>(
    plan: &'p Plan,
    dependencies: &Dependencies,
    calendar: &WorkingCalendar,
    slips: &[String],
    boards: &[Date],
) -> Result<Told<'p>, Problem> {
    let called = Called::of(plan);
    let asked: Vec<Slip> = slips.iter().map(|text| slip(&called, text)).collect::<Result<_, _>>()?;
    let is_again = |(at, slip): &(usize, &Slip)| asked[..*at].iter().any(|known| known.row == slip.row);
    if let Some((_, slip)) = asked.iter().enumerate().find(is_again) {
        let what = format!("{} slips twice; say once by how many working days", called.name(slip.row));
        return Err(Problem::new(Kind::NotAccepted, what));
    }
    let mut boards = boards.to_vec();
    boards.sort_unstable();
    boards.dedup();
    let what = dependencies.what_if(plan, calendar, &asked);
    if let Some(still) = asked.iter().find(|slip| !what.slipped.iter().any(|moved| moved.row == slip.row)) {
        let row = &plan.rows[still.row];
        let why = if row.is_complete() {
            "is complete, and what is complete does not slip"
        } else {
            "has no dates of its own that could slip"
        };
        return Err(Problem::new(Kind::NotAccepted, format!("{} {why}; name an action that is open", row.name())));
    }
    let has_links = plan.rows.iter().any(|row| !row.links.is_empty());
    Ok(Told { plan, called, boards, asked, what, has_links, broken: dependencies.broken().len() })
}

fn slip(called: &Called<'_>, text: &str) -> Result<Slip, Problem> {
    let refused = |what: String| Problem::new(Kind::NotAccepted, what);
    let usage = "write a code and working days, such as 3A=20";
    let (code, days) =
        text.rsplit_once('=').ok_or_else(|| refused(format!("\u{201c}{text}\u{201d} is no slip; {usage}")))?;
    let days: i32 =
        days.trim().parse().map_err(|_| refused(format!("\u{201c}{days}\u{201d} is no number of days; {usage}")))?;
    if !(1..=LONGEST).contains(&days) {
        return Err(refused(format!("a slip of {days} working days; accepted are 1 to {LONGEST}")));
    }
    let code = code.trim();
    called.row(code).map(|row| Slip { row, days }).ok_or_else(|| {
        let what = format!("no row of the plan is called \u{201c}{code}\u{201d}; a row without a code is named by its number, such as #12");
        Problem::new(Kind::NotFound, what)
    })
}

/// The actions that can slip: dated, not complete, no sums. Each by what a slip calls it, and its name.
#[must_use]
pub fn choices(plan: &Plan) -> Vec<(String, String)> {
    let called = Called::of(plan);
    let is_open = |row: &Row| !row.is_complete();
    let can_slip = |row: &Row| row.finish.is_some() && row.start.is_some() && is_open(row);
    let actions = plan.actions().filter(|(_, row)| can_slip(row));
    actions.map(|(at, row)| (called.name(at), short_title(row))).collect()
}

/// "3A Agree the strategy", short enough for a list.
fn short_title(row: &Row) -> String {
    onpace_core::plan::shortened(format!("{} {}", row.code, row.title).trim(), 60)
}

impl Told<'_> {
    /// Whether any row waits for another.
    #[must_use]
    pub const fn has_links(&self) -> bool {
        self.has_links
    }

    /// What was worked out.
    #[must_use]
    pub const fn what(&self) -> &WhatIf {
        &self.what
    }

    /// Boards that a row was to be finished by and is not then.
    #[must_use]
    pub fn past(&self, moved: &Moved) -> Vec<Date> {
        self.boards.iter().copied().filter(|board| moved.finish <= *board && *board < moved.new_finish).collect()
    }

    /// As JSON: `{slipped: [..], moved: [{code, title, start, new_start, finish, new_finish, days, waits_for, past_boards}], ..}`.
    #[must_use]
    pub fn json(&self) -> Value {
        let one = |moved: &Moved| {
            let row = &self.plan.rows[moved.row];
            json!({
                "code": self.called.name(moved.row),
                "title": row.title,
                "start": moved.start.to_string(),
                "new_start": moved.new_start.to_string(),
                "finish": moved.finish.to_string(),
                "new_finish": moved.new_finish.to_string(),
                "days": moved.days,
                "waits_for": moved.waits_for.map(|on| self.called.name(on)),
                "past_boards": self.past(moved).iter().map(ToString::to_string).collect::<Vec<_>>(),
            })
        };
        let names = |cycle: &Vec<usize>| cycle.iter().map(|row| self.called.name(*row)).collect::<Vec<_>>();
        json!({
            "plan": self.plan.title,
            "slipped": self.what.slipped.iter().map(one).collect::<Vec<_>>(),
            "moved": self.what.moved.iter().map(one).collect::<Vec<_>>(),
            "finish": self.what.finish.map(|(before, _)| before.to_string()),
            "new_finish": self.what.finish.map(|(_, after)| after.to_string()),
            "cycles": self.what.cycles.iter().map(names).collect::<Vec<_>>(),
            "begun": self.what.begun.iter().map(|row| self.called.name(*row)).collect::<Vec<_>>(),
            "has_links": self.has_links,
            "broken_links": self.broken,
        })
    }

    /// Whether planned dates break any link: then as much overlap as is planned stays.
    #[must_use]
    pub const fn broken(&self) -> usize {
        self.broken
    }

    /// As a person reads it.
    #[must_use]
    pub fn words(&self) -> String {
        let mut text = String::new();
        for moved in &self.what.slipped {
            self.slipped(&mut text, moved);
        }
        if !self.what.moved.is_empty() {
            text.push_str("\nWhat else moves:\n\n");
        }
        let name = |moved: &Moved| self.called.name(moved.row);
        let width = self.what.moved.iter().map(|moved| name(moved).chars().count()).max().unwrap_or(0);
        for moved in &self.what.moved {
            let title = onpace_core::plan::shortened(&self.plan.rows[moved.row].title, 48);
            let (finish, then) = (day::in_words(moved.finish), day::in_words(moved.new_finish));
            let later = WorkingDays(moved.days).in_full();
            let _ = write!(
                text,
                "  {:<width$}  {title}\n  {:<width$}  ends {later} later: {finish} to {then}",
                name(moved),
                ""
            );
            self.write_boards(&mut text, moved);
            if let Some(on) = moved.waits_for {
                let _ = write!(text, "; it waits for {}", self.called.name(on));
            }
            text.push('\n');
        }
        if self.what.moved.is_empty() {
            text.push_str("\nNothing else moves.\n");
        }
        for row in &self.what.begun {
            let _ = writeln!(text, "{} has begun, so it keeps its dates.", self.called.name(*row));
        }
        if let Some((before, after)) = self.what.finish {
            let whole = if before == after { "still ends on" } else { "then ends on" };
            let _ = writeln!(text, "\nThe plan {whole} {}.", day::in_full(after));
        }
        if !self.has_links {
            text.push_str("No action of this plan waits for another. Links come with a schedule file or a column \u{201c}Predecessors\u{201d}, or are made with onpace action link.\n");
        }
        if self.broken > 0 {
            let links = if self.broken == 1 { "One link is" } else { "Some links are" };
            let _ = writeln!(
                text,
                "{links} broken by the plan\u{2019}s own dates; that overlap stays: see the finding link-broken."
            );
        }
        if !self.what.cycles.is_empty() {
            text.push_str(
                "Some actions wait for each other in a circle; their links were passed over: see the finding cycle.\n",
            );
        }
        text
    }

    /// "If 1B ends 20 working days later, it ends on 28 June 2024."
    fn slipped(&self, text: &mut String, moved: &Moved) {
        let asked = self.asked.iter().find(|slip| slip.row == moved.row).map_or(moved.days, |slip| slip.days);
        let (name, then) = (self.called.name(moved.row), day::in_full(moved.new_finish));
        let _ = write!(text, "If {name} ends {} later, it ends on {then}", WorkingDays(asked).in_full());
        if let Some(on) = moved.waits_for {
            let _ = write!(text, ", for it waits for {}", self.called.name(on));
        }
        self.write_boards(text, moved);
        text.push_str(".\n");
    }

    fn write_boards(&self, text: &mut String, moved: &Moved) {
        for board in self.past(moved) {
            let _ = write!(text, ", past the board of {}", day::in_words(board));
        }
    }
}
