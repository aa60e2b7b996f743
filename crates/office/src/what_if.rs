//! "If 3A slips by 20 working days, what else moves, and past which board?"
//!
//! Nothing is recorded: it is asked of the plan as it stands. **Not here.** Working it out
//! (`onpace_core::schedule::dependencies`).

use crate::problem::{Kind, Problem};
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::{self, Date};
use onpace_core::plan::{Code, Plan, Row};
use onpace_core::quantity::{Percent, WorkingDays};
use onpace_core::schedule::dependencies::Dependencies;
use onpace_core::schedule::slips::{Moved, Slip, WhatIf};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// No slip is longer, in working days.
pub const LONGEST: i32 = 5_000;

/// What slips do to a plan.
#[derive(Debug)]
pub struct Told<'p> {
    plan: &'p Plan,
    boards: Vec<Date>,
    what: WhatIf,
    has_links: bool,
}

/// Works out what slips do. Each is "3A=20": a code, or "#12" for the row of that number, and working days.
///
/// # Errors
/// A code that is not in the plan, a row that has no dates or is complete, a number of days that is none.
pub fn what_if<'p>(
    plan: &'p Plan,
    calendar: &WorkingCalendar,
    slips: &[String],
    boards: &[Date],
) -> Result<Told<'p>, Problem> {
    let slips: Vec<Slip> = slips.iter().map(|text| slip(plan, text)).collect::<Result<_, _>>()?;
    let mut boards = boards.to_vec();
    boards.sort_unstable();
    boards.dedup();
    let Some(dependencies) = Dependencies::of(plan, calendar) else {
        return Ok(Told { plan, boards, what: WhatIf::default(), has_links: false });
    };
    let what = dependencies.what_if(plan, calendar, &slips);
    if let Some(still) = slips.iter().find(|slip| !what.slipped.iter().any(|moved| moved.row == slip.row)) {
        let row = &plan.rows[still.row];
        let why = if row.percent.is_some_and(|percent| percent >= Percent::HUNDRED) {
            "is complete, and what is complete does not slip"
        } else {
            "has no dates of its own that could slip"
        };
        return Err(Problem::new(Kind::NotAccepted, format!("{} {why}; name an action that is open", row.name())));
    }
    Ok(Told { plan, boards, what, has_links: true })
}

fn slip(plan: &Plan, text: &str) -> Result<Slip, Problem> {
    let refused = |what: String| Problem::new(Kind::NotAccepted, what);
    let usage = "write a code and working days, such as 3A=20";
    let (code, days) =
        text.split_once('=').ok_or_else(|| refused(format!("\u{201c}{text}\u{201d} is no slip; {usage}")))?;
    let days: i32 =
        days.trim().parse().map_err(|_| refused(format!("\u{201c}{days}\u{201d} is no number of days; {usage}")))?;
    if !(1..=LONGEST).contains(&days) {
        return Err(refused(format!("a slip of {days} working days; accepted are 1 to {LONGEST}")));
    }
    let code = code.trim();
    let by_number = |number: &str| {
        let number: u32 = number.parse().ok()?;
        plan.rows.iter().position(|row| row.place.row == Some(number))
    };
    let row = match code.strip_prefix('#') {
        Some(number) => by_number(number),
        None => plan.index().get(&Code::new(code)).copied(),
    };
    row.map(|row| Slip { row, days }).ok_or_else(|| {
        let what = format!("no row of the plan is called \u{201c}{code}\u{201d}; a row without a code is named by its number, such as #12");
        Problem::new(Kind::NotFound, what)
    })
}

/// The actions that can slip: dated, not complete, no sums. Each by what a slip calls it, and its name.
#[must_use]
pub fn choices(plan: &Plan) -> Vec<(String, String)> {
    let is_open = |row: &Row| row.percent.is_none_or(|percent| percent < Percent::HUNDRED);
    let can_slip = |row: &&Row| row.finish.is_some() && row.start.is_some() && !row.summary && is_open(row);
    let name = |row: &Row| (called(row), short_title(row));
    plan.actions().map(|(_, row)| row).filter(can_slip).map(name).collect()
}

/// "3A Agree the strategy", short enough for a list.
fn short_title(row: &Row) -> String {
    onpace_core::plan::shortened(format!("{} {}", row.code, row.title).trim(), 60)
}

/// A row's code, or its number.
pub(crate) fn called(row: &Row) -> String {
    match row.place.row {
        Some(number) if row.code.is_empty() => format!("#{number}"),
        _ => row.code.to_string(),
    }
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
                "code": called(row),
                "title": row.title,
                "start": moved.start.to_string(),
                "new_start": moved.new_start.to_string(),
                "finish": moved.finish.to_string(),
                "new_finish": moved.new_finish.to_string(),
                "days": moved.days,
                "waits_for": moved.waits_for.map(|on| called(&self.plan.rows[on])),
                "past_boards": self.past(moved).iter().map(ToString::to_string).collect::<Vec<_>>(),
            })
        };
        let names = |cycle: &Vec<usize>| cycle.iter().map(|row| called(&self.plan.rows[*row])).collect::<Vec<_>>();
        json!({
            "plan": self.plan.title,
            "slipped": self.what.slipped.iter().map(one).collect::<Vec<_>>(),
            "moved": self.what.moved.iter().map(one).collect::<Vec<_>>(),
            "finish": self.what.finish.map(|(before, _)| before.to_string()),
            "new_finish": self.what.finish.map(|(_, after)| after.to_string()),
            "cycles": self.what.cycles.iter().map(names).collect::<Vec<_>>(),
            "has_links": self.has_links,
        })
    }

    /// As a person reads it.
    #[must_use]
    pub fn words(&self) -> String {
        if !self.has_links {
            return "No action of this plan waits for another, so nothing else moves. Links come with a schedule file, or are made with onpace action link.\n".to_owned();
        }
        let mut text = String::new();
        for moved in &self.what.slipped {
            let _ = writeln!(
                text,
                "If {} ends {} later:\n",
                self.plan.rows[moved.row].name(),
                WorkingDays(moved.days).in_full()
            );
        }
        let width =
            self.what.moved.iter().map(|moved| called(&self.plan.rows[moved.row]).chars().count()).max().unwrap_or(0);
        for moved in &self.what.moved {
            let row = &self.plan.rows[moved.row];
            let title = onpace_core::plan::shortened(&row.title, 48);
            let finishes = format!("{} to {}", day::in_words(moved.finish), day::in_words(moved.new_finish));
            let _ = write!(
                text,
                "  {:<width$}  {title}\n  {:<width$}  ends {} later: {finishes}",
                called(row),
                "",
                WorkingDays(moved.days).in_full()
            );
            for board in self.past(moved) {
                let _ = write!(text, ", past the board of {}", day::in_words(board));
            }
            text.push('\n');
        }
        if self.what.moved.is_empty() {
            text.push_str("  Nothing else moves.\n");
        }
        if let Some((before, after)) = self.what.finish {
            let whole = if before == after { "still ends on" } else { "then ends on" };
            let _ = writeln!(text, "\nThe plan {whole} {}.", day::in_full(after));
        }
        if !self.what.cycles.is_empty() {
            text.push_str(
                "Some actions wait for each other in a circle; their links were passed over: see the finding cycle.\n",
            );
        }
        text
    }
}
