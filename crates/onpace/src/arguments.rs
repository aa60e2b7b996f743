//! What can be typed: commands, options, and their help. **Not here.** What they do.

mod finance;
mod held;
mod measure;
mod measure_held;
mod plan;
mod round;
mod serve;

pub(crate) use finance::FinanceCommand;
pub(crate) use held::*;
pub(crate) use measure::{MeasureArguments, MeasureCommand};
pub(crate) use measure_held::{AtPeriod, DefinitionOptions, HeldMeasureCommand, ValueOptions};
pub(crate) use plan::PlanCommand;
pub(crate) use round::{ChoiceWord, RoundCommand, Told, Which};
pub(crate) use serve::Serve;

use clap::{Args, Parser, Subcommand, ValueEnum};
use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::{self, Date, DateProblem, DayOrder, Precision};
use onpace_core::instant::Instant;
use onpace_core::policy::Policy;
use onpace_office::areas::AreaPlace;
use onpace_office::plans::PlanSource;
use onpace_office::{Problem, history, settings};
use std::path::PathBuf;

/// Holds an improvement plan, checks it, and computes every report.
#[derive(Parser)]
#[command(name = "onpace", version, about, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// The data folder that holds plans.
    #[arg(long, global = true, env = "ONPACE_DATA", value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// The area, where the data folder holds several; by default the first.
    #[arg(long, global = true, env = "ONPACE_AREA", value_name = "KEY")]
    pub(crate) in_area: Option<String>,
}

const EXAMPLES: &str = "Examples:
  onpace demo
  onpace check report.txt --as-at 2022-05-22
  onpace report build board report.txt --as-at 2022-05-22 -o board.pdf -o board.docx
  onpace import report.txt --plan send --data plans
  onpace update add send 1A --percent 40 --on 2022-06-01 --data plans
  onpace round open send --board 2022-07-21 --data plans
  onpace plan show send --as-at 2022-06-16 --data plans
  onpace plan export send -o tracker.xlsx --data plans
  onpace explain status-disagrees";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Read the built-in example, check it, write its board report in every medium, and serve it.
    Demo {
        /// The folder to write into.
        #[arg(long, default_value = "demo-output")]
        out: String,
        /// Where to serve it; port 0 takes one that is free.
        #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDRESS")]
        listen: String,
        /// Write the reports and end.
        #[arg(long)]
        no_serve: bool,
        /// Serve until it is ended, even where nobody sits at a terminal.
        #[arg(long, conflicts_with = "no_serve")]
        stay: bool,
    },
    /// Serve the pages of the plans that are held.
    Serve(Serve),
    /// Check a plan or a report: what disagrees, what is late, what is missing.
    Check {
        /// The file to check, or the name of a plan that is held.
        file: String,
        #[command(flatten)]
        how: How,
        /// Exit with 4 when a finding is at least this grave.
        #[arg(long, value_enum, default_value_t = FailOn::Error)]
        fail_on: FailOn,
        /// List every sentence with a number, and what became of it.
        #[arg(long)]
        numbers: bool,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Say what a rule finds, why it matters and what to do.
    Explain {
        /// The rule's name, or the code of a refusal.
        #[arg(required_unless_present_any = ["all", "figures", "refusals"])]
        rule: Option<String>,
        /// Every rule.
        #[arg(long)]
        all: bool,
        /// Every figure.
        #[arg(long, conflicts_with = "all")]
        figures: bool,
        /// Every code by which something is refused.
        #[arg(long, conflicts_with_all = ["all", "figures"])]
        refusals: bool,
        /// As the page of the documentation.
        #[arg(long)]
        markdown: bool,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Build reports.
    #[command(subcommand)]
    Report(ReportCommand),
    /// Say what changed from one file or plan to another, or from one day to another.
    Diff {
        /// The earlier file, or the name of a plan that is held.
        before: String,
        /// The later one.
        after: String,
        /// The day to speak of for the earlier; by default the same as for the later.
        #[arg(long, value_name = "DAY", value_parser = a_day)]
        before_as_at: Option<Date>,
        #[command(flatten)]
        how: How,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Write a plan in another format by the ending: .xlsx, .xml for Microsoft Project, .csv or .json.
    Convert {
        /// The file to read.
        file: String,
        /// The file to write: .xlsx .xml .csv .json; beside a .csv its metadata.
        #[arg(short, long, required_unless_present = "json")]
        out: Option<String>,
        /// Of a schedule: everything that its reader found, as .json.
        #[arg(long, conflicts_with = "map")]
        raw: bool,
        /// A .toml that says which column is what.
        #[arg(long, value_name = "FILE")]
        map: Option<String>,
        /// Print the plan as one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Take a plan over from a file, or apply what a later file changes.
    Import(Import),
    /// Plans that are held: list, show, export, choose policy and calendar, approve.
    #[command(subcommand)]
    Plan(PlanCommand),
    /// Actions of a plan that is held: show, add, change, move, withdraw, link.
    #[command(subcommand)]
    Action(ActionCommand),
    /// Updates: how an action stands.
    #[command(subcommand)]
    Update(UpdateCommand),
    /// Rounds of updates: plan, open, see, remind, record, freeze.
    #[command(subcommand, before_help = round::EXAMPLES)]
    Round(RoundCommand),
    /// Measures: does it make a difference? Definitions, values, charts, small numbers, releases.
    Measure(MeasureArguments),
    /// Money: can it be paid for? Tables that carry and add up.
    #[command(subcommand)]
    Finance(FinanceCommand),
    /// Baselines: dates frozen under a name.
    #[command(subcommand)]
    Baseline(BaselineCommand),
    /// Everything that happened to a plan.
    Log {
        /// The plan.
        plan: String,
        /// Only this row.
        code: Option<String>,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Check that everything stored agrees with the record of changes; exit with 7 where not. Only with --against does
    /// it show that no one rewrote the whole record.
    Verify {
        /// And that it goes on from this saved checkpoint.
        #[arg(long, value_name = "FILE")]
        against: Option<String>,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Prove that an event is in the history, or that an earlier history is its beginning.
    Prove {
        /// The plan.
        #[arg(required_unless_present = "since", requires = "event")]
        plan: Option<String>,
        /// The event's number in it.
        event: Option<u64>,
        /// Prove that the history of so many events is the beginning of this one.
        #[arg(long, value_name = "SIZE", conflicts_with = "plan")]
        since: Option<u64>,
    },
    /// Print what stands for the whole history: three lines to keep elsewhere.
    Checkpoint {
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Erase the content of an event; that it happened stays, and everything still verifies.
    Erase {
        /// The plan.
        plan: String,
        /// The event's number in it.
        event: u64,
        #[command(flatten)]
        by: Who,
    },
    /// Backups: take, list, verify, restore, and a drill of all that.
    #[command(subcommand)]
    Backup(BackupCommand),
    /// Areas: several local areas in one installation, which see nothing of each other.
    #[command(subcommand)]
    Area(AreaCommand),
    /// Look whether the data folder is in good health.
    Doctor {
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// People: who the names in a plan are.
    #[command(subcommand)]
    Person(PersonCommand),
    /// Print the completions of a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

#[derive(Subcommand)]
pub(crate) enum ReportCommand {
    /// Build a report: board, forum, chase or summary.
    Build {
        /// Which report.
        name: String,
        /// The plan's file, or the name of one that is held.
        file: String,
        #[command(flatten)]
        how: How,
        /// A narrative in Markdown with bound figures, such as {{started}}, set before the body.
        #[arg(long)]
        narrative: Option<String>,
        /// Put a figure in place of each number of the narrative that was typed and that a figure counts.
        #[arg(long, requires = "narrative")]
        use_figures: bool,
        /// Where to: .pdf .docx .xlsx .html .csv .md .json; may be repeated.
        #[arg(short, long, required_unless_present = "json")]
        out: Vec<String>,
        /// Print the report as one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Hold a file of a pack against the ledger of the data folder: each of its figures is counted anew.
    Verify {
        /// The file, as it was kept from the page of the pack.
        file: String,
        /// Print what came of it as JSON.
        #[arg(long)]
        json: bool,
    },
    /// List the reports.
    List,
}

/// How a plan is assessed.
#[derive(Args)]
pub(crate) struct How {
    /// The day to speak of, as 2022-05-22; by default the day of the data, else today.
    #[arg(long, value_name = "DAY", value_parser = a_day)]
    pub(crate) as_at: Option<Date>,
    /// How days are counted: none, england-and-wales, scotland, northern-ireland, or a .toml file; by
    /// default as the plan chose, where it is held, else none.
    #[arg(long)]
    pub(crate) calendar: Option<String>,
    /// How actions are judged: pace, started, or a .toml file; by default as the plan chose, where it is
    /// held, else pace.
    #[arg(long)]
    pub(crate) policy: Option<String>,
    /// For a plan that is held: as known by this instant, 2022-06-01T09:30:00Z, or the end of a day. A person whose
    /// details were deleted since then still shows as deleted.
    #[arg(long, value_name = "INSTANT", value_parser = history::parse_instant)]
    pub(crate) known_by: Option<Instant>,
    /// For a file: a .toml that says which column is what.
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<String>,
}

impl How {
    /// Where the plan comes from that a name or a path stands for.
    pub(crate) fn source<'a>(&'a self, name: &'a str, data: Option<&'a AreaPlace>) -> PlanSource<'a> {
        PlanSource { name, place: data, known_by: self.known_by, mapping: self.map.as_deref() }
    }

    /// The calendar and the policy named, else those that the plan chose.
    pub(crate) fn rules(&self, source: PlanSource<'_>, on: Date) -> Result<(WorkingCalendar, Policy), Problem> {
        settings::rules(source, on, self.calendar.as_deref(), self.policy.as_deref())
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum FailOn {
    Info,
    Warning,
    Error,
    Never,
}

/// A day as people write one: 2022-05-22, 22/05/22, "22 May 2022".
fn a_day(text: &str) -> Result<Date, String> {
    let dated = day::parse(text, DayOrder::DayFirst).map_err(|problem| match problem {
        DateProblem::NoSuchDay(why) => why,
        _ => "it is not a day; write 2022-05-22 or 22/05/22".to_owned(),
    })?;
    if dated.when.precision != Precision::Day {
        return Err("it is a month; name a day of it, such as 2022-05-22".to_owned());
    }
    if dated.weekday_contradicts() {
        return Err(format!("that day is a {}", day::weekday_name(dated.when.first.weekday())));
    }
    Ok(dated.when.first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_taken_as_people_write_them_and_refused_with_what_is_wrong() {
        let day = a_day("2022-05-22").unwrap();
        for same in ["22/05/22", "22 May 2022", "Sunday 22nd May 2022"] {
            assert_eq!(a_day(same), Ok(day), "{same}");
        }
        for (text, says) in [
            ("31/02/2022", "February 2022 has no day 31"),
            ("May 2022", "it is a month"),
            ("Monday 22 May 2022", "that day is a Sunday"),
            ("soon", "it is not a day"),
        ] {
            let said = a_day(text).unwrap_err();
            assert!(said.contains(says), "{text}: {said}");
        }
    }
}
