//! What can be typed about a plan as a whole.

use super::{Act, How, Times, a_day};
use clap::Subcommand;
use onpace_core::day::Date;

#[derive(Subcommand)]
pub(crate) enum PlanCommand {
    /// List the plans that are held.
    List {
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Show a plan on a day: figures, statuses, findings.
    Show {
        /// The plan.
        name: String,
        #[command(flatten)]
        how: How,
        /// Print one JSON document, the same as of `check --json`.
        #[arg(long)]
        json: bool,
    },
    /// Say what a plan is called on pages and reports, and the area and the boards.
    Name {
        /// The plan.
        name: String,
        /// Its title.
        #[arg(long)]
        title: Option<String>,
        /// The local area whose plan it is.
        #[arg(long)]
        area: Option<String>,
        /// A board that it is reported to, that of the rounds first; may be given again. They replace those before.
        #[arg(long)]
        board: Vec<String>,
        #[command(flatten)]
        act: Act,
    },
    /// Write a plan by the ending: .xlsx to send out and take back, .xml for Microsoft Project, .csv,
    /// .json; or its whole history with the evidence as .jsonl.
    Export {
        /// The plan.
        name: String,
        /// The file to write: .xlsx .xml .csv .json .jsonl; beside a .csv its metadata.
        #[arg(short, long)]
        out: String,
        #[command(flatten)]
        times: Times,
    },
    /// When would each action be done at its own pace, and what waits for it longer?
    ///
    /// An action that is 40% done after 20 working days would be done after 50; what should have begun and has not would
    /// begin on the next working day; what waits for them moves with them. For example:
    ///
    /// onpace plan forecast plan.xlsx --as-at 2022-05-22
    Forecast {
        /// The plan that is held, or a file.
        name: String,
        #[command(flatten)]
        how: How,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// If an action slips, what else moves, and past which board? Nothing is recorded.
    ///
    /// For example, if 3A ends twenty working days later, and a board meets on 20 May:
    ///
    /// onpace plan whatif plan.xlsx --slip 3A=20 --board 2022-05-20
    Whatif {
        /// The plan that is held, or a file.
        name: String,
        /// An action and the working days by which it slips; may be given again.
        #[arg(long, value_name = "CODE=DAYS", required = true)]
        slip: Vec<String>,
        /// A day on which a board meets, beside those of the plan's rounds; may be given again.
        #[arg(long, value_name = "DAY", value_parser = a_day)]
        board: Vec<Date>,
        #[command(flatten)]
        how: How,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Judge a plan by another policy from a day on; give --reason.
    Policy {
        /// The plan.
        name: String,
        /// pace, started, or a .toml file.
        policy: String,
        #[command(flatten)]
        act: Act,
    },
    /// Count a plan's working days by another calendar from a day on; give --reason.
    Calendar {
        /// The plan.
        name: String,
        /// none, england-and-wales, scotland, northern-ireland, or a .toml file.
        calendar: String,
        #[command(flatten)]
        act: Act,
    },
    /// Note that a body approved the plan as it stands.
    Approve {
        /// The plan.
        name: String,
        /// The version's name, such as "1.2".
        #[arg(long)]
        version: String,
        /// The body: a board, Ofsted, CQC.
        #[arg(long)]
        body: String,
        #[command(flatten)]
        act: Act,
    },
}
