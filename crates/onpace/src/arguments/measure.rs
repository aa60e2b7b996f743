//! What can be typed about measures.

use super::HeldMeasureCommand;
use clap::{Args, Subcommand, ValueEnum};
use onpace_core::measures::series::Better;

/// Which way is better.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum BetterWord {
    /// The more, the better.
    Up,
    /// The fewer, the better.
    Down,
    /// Neither.
    Neither,
}

impl From<BetterWord> for Better {
    fn from(word: BetterWord) -> Self {
        match word {
            BetterWord::Up => Self::Up,
            BetterWord::Down => Self::Down,
            BetterWord::Neither => Self::Neither,
        }
    }
}

#[derive(Args)]
pub(crate) struct MeasureArguments {
    /// The area whose measures they are, by its key, its name or its code; by default the first.
    #[arg(long, global = true, value_name = "AREA")]
    pub(crate) area: Option<String>,
    #[command(subcommand)]
    pub(crate) command: MeasureCommand,
}

#[derive(Subcommand)]
pub(crate) enum MeasureCommand {
    #[command(flatten)]
    Held(HeldMeasureCommand),
    /// Draw the chart of a measure: its usual range, what is more than chance, and whether a target can be met.
    ///
    /// The file is CSV with the columns period and value, and perhaps numerator, denominator and status (actual,
    /// provisional, revised, projected, estimated, ghost); it needs no data folder. For example:
    ///
    /// onpace measure chart timeliness.csv --target 60 -o timeliness.svg -o timeliness.json
    Chart {
        /// The file.
        file: String,
        /// The file to write: .json .svg .csv; may be given again. Without it, the sentence is printed.
        #[arg(short, long)]
        out: Vec<String>,
        /// Which way is better.
        #[arg(long, value_enum, default_value_t = BetterWord::Up)]
        better: BetterWord,
        /// The target in force.
        #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
        target: Option<String>,
        /// How many points make a signal: nhs-mdc (7 and 7), nhs-mdc-6 (6 and 6), ihi (6 and 8), or a
        /// TOML file that says trend = 6 and shift = 8.
        #[arg(long, default_value = "nhs-mdc")]
        preset: String,
        /// Draw limits again from a period, with the reason: 2024-10=new panel; may be given again.
        #[arg(long, value_name = "PERIOD=REASON")]
        limits_from: Vec<String>,
        /// The first so many points give the limits; at least 12.
        #[arg(long, value_name = "POINTS")]
        baseline: Option<usize>,
        /// What is measured; by default the name of the file.
        #[arg(long)]
        name: Option<String>,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Say what may be shown of tables of counts, so that a count of a few people cannot be worked out.
    ///
    /// The file holds the cells, the sums between them and what was published before, as JSON; it needs no data folder.
    /// Counts of 1 to 4 are hidden, and as few others as it takes: what a reader can still work out of each is proved. For
    /// example:
    ///
    /// onpace measure suppress exclusions.json -o exclusions-shown.json
    Suppress {
        /// The file: an object with threshold, cells (each name with its count), lines (each with its parts and their
        /// total) and what was published before; or several of these, each under a name.
        file: String,
        /// The file to write, .json; without it, the JSON is printed.
        #[arg(short, long)]
        out: Option<String>,
    },
}
