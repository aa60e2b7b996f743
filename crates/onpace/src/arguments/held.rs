//! What can be typed about plans that are held.

use super::a_day;
use clap::{Args, Subcommand, ValueEnum};
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_core::quantity::Percent;
use onpace_office::{history, updates};

/// Who records something, and why.
#[derive(Args, Clone)]
pub(crate) struct Who {
    /// Who records it: the id of a person, such as person-7, or a word. Never a name.
    #[arg(long, env = "ONPACE_BY", default_value = "operator", value_name = "ID")]
    pub(crate) by: String,
    /// Why; the history keeps it.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// Say what would be recorded, and record nothing.
    #[arg(short = 'n', long)]
    pub(crate) dry_run: bool,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// From when something holds, and who records it.
#[derive(Args, Clone)]
pub(crate) struct Act {
    /// The day from which it holds; by default today.
    #[arg(long, value_name = "DAY", value_parser = a_day)]
    pub(crate) on: Option<Date>,
    #[command(flatten)]
    pub(crate) who: Who,
}

/// Two times.
#[derive(Args)]
pub(crate) struct Times {
    /// The day to speak of; by default today.
    #[arg(long, value_name = "DAY", value_parser = a_day)]
    pub(crate) as_at: Option<Date>,
    /// As known by this instant, 2022-06-01T09:30:00Z, or the end of a day. A person whose details were deleted since
    /// then still shows as deleted.
    #[arg(long, value_name = "INSTANT", value_parser = history::parse_instant)]
    pub(crate) known_by: Option<Instant>,
}

#[derive(Args)]
pub(crate) struct Import {
    /// The file to import.
    pub(crate) file: String,
    /// The name under which the plan is held.
    #[arg(long, value_name = "NAME")]
    pub(crate) plan: String,
    /// A .toml that says which column is what; it is kept for the plan's next import.
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<String>,
    /// Apply what a later file changes without asking.
    #[arg(long)]
    pub(crate) yes: bool,
    /// Apply only what it changes about these rows, by code.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    #[command(flatten)]
    pub(crate) act: Act,
}

/// Values of an action.
#[derive(Args, Clone)]
pub(crate) struct Values {
    /// The title.
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// The start.
    #[arg(long, value_name = "DAY", value_parser = a_day)]
    pub(crate) start: Option<Date>,
    /// The finish.
    #[arg(long, value_name = "DAY", value_parser = a_day)]
    pub(crate) finish: Option<Date>,
    /// A lead officer, as the plan calls them; may be repeated.
    #[arg(long, value_name = "INITIALS")]
    pub(crate) lead: Vec<String>,
    /// An accountable officer; may be repeated.
    #[arg(long, value_name = "INITIALS")]
    pub(crate) accountable: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum LinkWay {
    /// Starts when the other has finished.
    #[value(aliases = ["fs", "FS"])]
    FinishToStart,
    /// Starts when the other has started.
    #[value(aliases = ["ss", "SS"])]
    StartToStart,
    /// Finishes when the other has finished.
    #[value(aliases = ["ff", "FF"])]
    FinishToFinish,
    /// Finishes when the other has started.
    #[value(aliases = ["sf", "SF"])]
    StartToFinish,
}

#[derive(Subcommand)]
pub(crate) enum ActionCommand {
    /// Show an action with everything that is held of it.
    Show {
        /// The plan.
        plan: String,
        /// The action's code.
        code: String,
        #[command(flatten)]
        times: Times,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Add an action, or a focus area.
    Add {
        /// The plan.
        plan: String,
        /// Its code.
        code: String,
        #[command(flatten)]
        values: Values,
        /// A focus area, rather than an action.
        #[arg(long)]
        focus_area: bool,
        /// The row it hangs from, where its code does not say.
        #[arg(long, value_name = "CODE")]
        under: Option<String>,
        /// The row it stands after, where its code does not say.
        #[arg(long, value_name = "CODE")]
        after: Option<String>,
        #[command(flatten)]
        act: Act,
    },
    /// Change an action.
    Set {
        /// The plan.
        plan: String,
        /// The action's code.
        code: String,
        /// A new code.
        #[arg(long, value_name = "CODE")]
        new_code: Option<String>,
        #[command(flatten)]
        values: Values,
        #[command(flatten)]
        act: Act,
    },
    /// Hang an action from another row, or place it after one.
    Move {
        /// The plan.
        plan: String,
        /// The action's code.
        code: String,
        /// The row it hangs from from now on.
        #[arg(long, value_name = "CODE", required_unless_present = "after")]
        under: Option<String>,
        /// The row it stands after from now on.
        #[arg(long, value_name = "CODE")]
        after: Option<String>,
        #[command(flatten)]
        act: Act,
    },
    /// Take an action out of the plan; its history stays.
    Withdraw {
        /// The plan.
        plan: String,
        /// The action's code.
        code: String,
        #[command(flatten)]
        act: Act,
    },
    /// Make an action wait for another, or no longer.
    Link {
        /// The plan.
        plan: String,
        /// The action that waits.
        code: String,
        /// The one it waits for.
        on_action: String,
        /// How it waits.
        #[arg(long, value_enum, default_value_t = LinkWay::FinishToStart)]
        kind: LinkWay,
        /// Working days between; negative where they overlap.
        #[arg(long, default_value_t = 0, allow_negative_numbers = true, value_name = "DAYS")]
        lag: i32,
        /// Take the link away.
        #[arg(long)]
        remove: bool,
        #[command(flatten)]
        act: Act,
    },
    /// Ask for another finish.
    Propose {
        /// The plan.
        plan: String,
        /// The action's code.
        code: String,
        /// The finish asked for.
        #[arg(long, value_name = "DAY", value_parser = a_day)]
        finish: Date,
        #[command(flatten)]
        act: Act,
    },
    /// Grant a finish that was asked for, or refuse it.
    Decide {
        /// The plan.
        plan: String,
        /// The number of the event that asked.
        event: u64,
        /// Grant it.
        #[arg(long, required_unless_present = "refuse", conflicts_with = "refuse")]
        grant: bool,
        /// Refuse it.
        #[arg(long)]
        refuse: bool,
        /// The finish that is granted, where it is another than was asked for, or none was.
        #[arg(long, value_name = "DATE", requires = "grant")]
        finish: Option<Date>,
        #[command(flatten)]
        act: Act,
    },
    /// Put a status in place of the computed one, or let the computed one hold again.
    Status {
        /// The plan.
        plan: String,
        /// The action's code.
        code: String,
        /// The status.
        #[arg(long, required_unless_present = "lift")]
        set: Option<String>,
        /// Let the computed status hold again.
        #[arg(long, conflicts_with = "set")]
        lift: bool,
        #[command(flatten)]
        act: Act,
    },
}

/// What an update says.
#[derive(Args, Clone)]
pub(crate) struct Said {
    /// Percent complete, 0 to 100.
    #[arg(long, value_name = "N", value_parser = updates::percent)]
    pub(crate) percent: Option<Percent>,
    /// The status as the officer sees it.
    #[arg(long, value_name = "WORD")]
    pub(crate) status: Option<String>,
    /// What happened.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// What comes next.
    #[arg(long, value_name = "TEXT")]
    pub(crate) next: Option<String>,
}

#[derive(Subcommand)]
pub(crate) enum UpdateCommand {
    /// Record how an action stands.
    Add {
        /// The plan.
        plan: String,
        /// The action's code.
        code: String,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        act: Act,
    },
    /// Replace an update that was wrong, from the day it held from.
    Correct {
        /// The plan.
        plan: String,
        /// The number of the event, as the log prints it.
        event: u64,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        who: Who,
    },
    /// Take an update back.
    Withdraw {
        /// The plan.
        plan: String,
        /// The number of the event, as the log prints it.
        event: u64,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(Subcommand)]
pub(crate) enum BaselineCommand {
    /// Freeze all dates under a name.
    Set {
        /// The plan.
        plan: String,
        /// The name.
        #[arg(default_value = "baseline")]
        name: String,
        #[command(flatten)]
        act: Act,
    },
}

#[derive(Subcommand)]
pub(crate) enum AreaCommand {
    /// List the areas, with how much each holds.
    List {
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Begin an area, with plans, people and users of its own. Before the second area, the first is backed up.
    Add {
        /// Its key in addresses and commands: small letters, digits and hyphens, such as torbay.
        key: String,
        /// What it is called on pages, such as the name of the council.
        #[arg(long, default_value = "")]
        name: String,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Say what an area is called on pages.
    Name {
        /// Its key; the first area's is 1.
        key: String,
        /// What it is called.
        name: String,
    },
    /// Take away an area that holds no plan and no user.
    Remove {
        /// Its key.
        key: String,
    },
}

#[derive(Subcommand)]
pub(crate) enum BackupCommand {
    /// Take a backup while others go on working, and verify it.
    Create {
        /// The file to write; by default one in the data folder's `backups`.
        #[arg(short, long, value_name = "FILE")]
        out: Option<String>,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// List the backups in the data folder's `backups`.
    List {
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Verify a backup, and that it is of the same installation as the data folder, where one is named.
    Verify {
        /// The backup.
        file: String,
        /// Accept a backup of another installation.
        #[arg(long)]
        another_installation: bool,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Restore a backup into a new data folder.
    Restore {
        /// The backup.
        file: String,
        /// Accept a backup of another installation.
        #[arg(long)]
        another_installation: bool,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Take a backup, restore it to a temporary place, verify and compare it.
    Drill {
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum PersonCommand {
    /// List the people whom plans name.
    List {
        /// Only of this plan.
        #[arg(long, value_name = "NAME")]
        plan: Option<String>,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Say who somebody is.
    Set {
        /// Their id, or what the plan calls them.
        who: String,
        /// The plan that calls them so.
        #[arg(long, value_name = "NAME")]
        plan: Option<String>,
        /// Their full name.
        #[arg(long)]
        name: Option<String>,
        /// Their e-mail address.
        #[arg(long)]
        email: Option<String>,
        /// Their phone number.
        #[arg(long)]
        phone: Option<String>,
        /// Their post.
        #[arg(long)]
        post: Option<String>,
        /// Their organisation.
        #[arg(long)]
        organisation: Option<String>,
        /// In post from this day.
        #[arg(long, value_name = "DAY", value_parser = a_day)]
        from: Option<Date>,
        /// In post until this day.
        #[arg(long, value_name = "DAY", value_parser = a_day)]
        until: Option<Date>,
        /// Who says so: the id of a person, such as person-7, or a word. Never a name.
        #[arg(long, env = "ONPACE_BY", default_value = "operator", value_name = "ID")]
        by: String,
        /// Why; the history keeps it.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// Change nothing.
        #[arg(short = 'n', long)]
        dry_run: bool,
    },
    /// Say that a name stands for somebody who is known by another.
    Resolve {
        /// The id, or what the plan calls them.
        who: String,
        /// The plan that calls them so.
        #[arg(long, value_name = "NAME")]
        plan: Option<String>,
        /// The id of who it is.
        #[arg(long, value_name = "ID")]
        is: String,
        /// Who says so: the id of a person, such as person-7, or a word. Never a name.
        #[arg(long, env = "ONPACE_BY", default_value = "operator", value_name = "ID")]
        by: String,
        /// Why; the history keeps it.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// Change nothing.
        #[arg(short = 'n', long)]
        dry_run: bool,
    },
    /// Forget somebody. The history still verifies; it names them by an id only.
    Forget {
        /// Their id.
        id: String,
        /// Who does it: the id of a person, such as person-7, or a word. Never a name.
        #[arg(long, env = "ONPACE_BY", default_value = "operator", value_name = "ID")]
        by: String,
        /// Why; the history keeps it. Do not name anybody.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// Change nothing.
        #[arg(short = 'n', long)]
        dry_run: bool,
    },
}
