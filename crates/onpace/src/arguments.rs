//! What can be typed: commands, options, and their help. **Not here.** What they do.

use clap::{Args, Parser, Subcommand, ValueEnum};
use onpace_core::day::{self, Date, DateProblem, DayOrder, Precision};

/// Holds an improvement plan, checks it, and computes every report.
#[derive(Parser)]
#[command(name = "onpace", version, about, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "Examples:
  onpace demo
  onpace check report.txt --as-at 2022-05-22
  onpace report build board report.txt --as-at 2022-05-22 -o board.pdf -o board.docx
  onpace explain status-disagrees";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Read the built-in example, check it and write its board report in every medium.
    Demo {
        /// The folder to write into.
        #[arg(long, default_value = "demo-output")]
        out: String,
    },
    /// Check a plan or a report: what disagrees, what is late, what is missing.
    Check {
        /// The file to check.
        file: String,
        #[command(flatten)]
        how: How,
        /// Exit with 4 when a finding is at least this grave.
        #[arg(long, value_enum, default_value_t = FailOn::Error)]
        fail_on: FailOn,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Say what a rule finds, why it matters and what to do.
    Explain {
        /// The rule's name.
        #[arg(required_unless_present_any = ["all", "figures"])]
        rule: Option<String>,
        /// Every rule.
        #[arg(long)]
        all: bool,
        /// Every figure.
        #[arg(long, conflicts_with = "all")]
        figures: bool,
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
    /// Say what changed from one file to another.
    Diff {
        /// The earlier file.
        before: String,
        /// The later file.
        after: String,
        #[command(flatten)]
        how: How,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Write a plan in another format: .json or .csv by the ending.
    Convert {
        /// The file to read.
        file: String,
        /// The file to write.
        #[arg(short, long, required_unless_present = "json")]
        out: Option<String>,
        /// Print the plan as one JSON document.
        #[arg(long)]
        json: bool,
    },
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
        /// The plan's file.
        file: String,
        #[command(flatten)]
        how: How,
        /// A narrative in Markdown with bound figures, such as {{started}}, set before the body.
        #[arg(long)]
        narrative: Option<String>,
        /// Where to: .pdf .docx .xlsx .html .csv .md .json; may be repeated.
        #[arg(short, long, required_unless_present = "json")]
        out: Vec<String>,
        /// Print the report as one JSON document.
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
    /// How days are counted: none, england-and-wales, scotland, northern-ireland, or a .toml file.
    #[arg(long, default_value = "none")]
    pub(crate) calendar: String,
    /// How actions are judged: pace, started, or a .toml file.
    #[arg(long, default_value = "pace")]
    pub(crate) policy: String,
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
