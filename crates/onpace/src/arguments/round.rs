//! What can be typed about rounds of updates.

use super::{Who, a_day};
use clap::{Args, Subcommand, ValueEnum};
use onpace_core::day::Date;
use onpace_core::quantity::Percent;
use onpace_office::updates;

pub(crate) const EXAMPLES: &str = "Examples:
  onpace round plan send --board 2022-07-21 --data plans
  onpace round open send --board 2022-07-21 --data plans
  onpace round status send --data plans
  onpace round record send 10B --from DHd --choice progress --happened \"The group met.\" --data plans
  onpace round freeze send --data plans";

#[derive(Subcommand)]
pub(crate) enum RoundCommand {
    /// Show a round as it would be opened for a board: its days, and who would be asked about what and why.
    Plan {
        /// The plan.
        plan: String,
        /// The day on which the board meets; the days of the round are counted back from it.
        #[arg(long, value_name = "DAY", value_parser = a_day)]
        board: Date,
        /// The day on which it would be opened; by default today.
        #[arg(long, value_name = "DAY", value_parser = a_day)]
        on: Option<Date>,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Open a round: everybody asked gets one letter, which goes out while `onpace serve` runs.
    Open {
        /// The plan.
        plan: String,
        /// The day on which the board meets.
        #[arg(long, value_name = "DAY", value_parser = a_day)]
        board: Date,
        /// Send the letters at once, rather than on the morning of their day.
        #[arg(long)]
        at_once: bool,
        #[command(flatten)]
        who: Who,
    },
    /// Show how far a round has come, and who has not answered.
    Status {
        #[command(flatten)]
        which: Which,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Put a reminder into the post: to one person, or to all who have not answered. Nobody gets two letters a day.
    Remind {
        #[command(flatten)]
        which: Which,
        /// Only to them: their id, or what the plan calls them.
        #[arg(long, value_name = "WHO")]
        to: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Record an answer that somebody told you.
    Record {
        /// The plan.
        plan: String,
        /// The action's code.
        code: String,
        #[command(flatten)]
        told: Told,
        /// Which round, such as 2022-07; by default the last one.
        #[arg(long, value_name = "NAME")]
        round: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Freeze the figures of a round. Answers that come later are kept, and are not in them.
    Freeze {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        who: Who,
    },
    /// Open frozen figures again; give --reason. They stay as they are under their number.
    Unfreeze {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        who: Who,
    },
}

/// Which round of which plan.
#[derive(Args, Clone)]
pub(crate) struct Which {
    /// The plan.
    pub(crate) plan: String,
    /// Which round, such as 2022-07; by default the last one.
    pub(crate) round: Option<String>,
}

/// What can be said of an action.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ChoiceWord {
    /// Nothing has changed.
    Unchanged,
    /// We have made progress; needs --happened.
    Progress,
    /// It is finished.
    Finished,
    /// It cannot be done as planned; needs --why.
    NotAsPlanned,
}

/// An answer as it was told.
#[derive(Args, Clone)]
pub(crate) struct Told {
    /// Who told it: their id, or what the plan calls them.
    #[arg(long, value_name = "WHO")]
    pub(crate) from: String,
    /// What they said.
    #[arg(long, value_enum)]
    pub(crate) choice: ChoiceWord,
    /// What happened.
    #[arg(long, value_name = "TEXT")]
    pub(crate) happened: Option<String>,
    /// What comes next.
    #[arg(long, value_name = "TEXT")]
    pub(crate) next: Option<String>,
    /// When those who do it meet next.
    #[arg(long, value_name = "DAY", value_parser = a_day)]
    pub(crate) meeting: Option<Date>,
    /// Percent complete, 0 to 100.
    #[arg(long, value_name = "N", value_parser = updates::percent)]
    pub(crate) percent: Option<Percent>,
    /// What shows it, and where that is kept.
    #[arg(long, value_name = "TEXT")]
    pub(crate) evidence: Option<String>,
    /// Why it cannot be done as planned.
    #[arg(long, value_name = "TEXT")]
    pub(crate) why: Option<String>,
    /// The finish they ask for, where it cannot be done as planned.
    #[arg(long, value_name = "DAY", value_parser = a_day)]
    pub(crate) finish: Option<Date>,
    /// The last event that you have seen about the action, where somebody else has answered.
    #[arg(long, value_name = "EVENT", default_value_t = 0)]
    pub(crate) seen: u64,
}
