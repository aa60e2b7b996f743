//! What can be typed about measures that are held.

use super::{Act, Times, Who, a_day};
use clap::{Args, Subcommand};
use onpace_core::day::Date;
use onpace_office::measures::defining::DefinitionTyped;

/// What a measure is; what is not given stays as it is.
#[derive(Args, Clone)]
pub(crate) struct DefinitionOptions {
    /// Its name: EHC plans issued within 20 weeks.
    #[arg(long)]
    name: Option<String>,
    /// The same in plain words, for families.
    #[arg(long)]
    plain: Option<String>,
    /// Why it matters; `--why` is kept for reasons.
    #[arg(long, value_name = "TEXT")]
    matters: Option<String>,
    /// What is counted.
    #[arg(long, value_name = "TEXT")]
    counts: Option<String>,
    /// Out of what.
    #[arg(long, value_name = "TEXT")]
    out_of: Option<String>,
    /// In what values are given: percent, count, rate per 100, pounds, weeks, days, score 1-5.
    #[arg(long)]
    unit: Option<String>,
    /// Places behind the point.
    #[arg(long, value_name = "PLACES")]
    decimals: Option<String>,
    /// Which way is better: up, down, neither.
    #[arg(long)]
    better: Option<String>,
    /// How often there is a value: day, month, quarter, term, calendar-year, financial-year, academic-year.
    #[arg(long)]
    every: Option<String>,
    /// With which year a running count begins again: none, academic, financial, calendar.
    #[arg(long, value_name = "YEAR")]
    cumulative: Option<String>,
    /// Whose cases are left out by an exception.
    #[arg(long, value_name = "TEXT")]
    exceptions: Option<String>,
    /// Where values come from.
    #[arg(long)]
    source: Option<String>,
    /// So many days after a period's end its value is due.
    #[arg(long, value_name = "DAYS")]
    lag: Option<String>,
    /// The kind of area: local authority, sub-ICB, provider.
    #[arg(long)]
    geography: Option<String>,
    /// Its code: E06000027.
    #[arg(long)]
    code: Option<String>,
    /// Who brings its values: the id of a person; empty where that is not known.
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    /// How it is taken apart: "Age: Under 5, 5 to 10", with = behind the name where the parts add up; may be repeated.
    #[arg(long, value_name = "NAME: PARTS")]
    breakdown: Vec<String>,
    /// Which small counts are hidden: dfe-5, hes-7, none.
    #[arg(long, value_name = "RULE")]
    small: Option<String>,
    /// How many points make a signal: nhs-mdc, nhs-mdc-6, ihi, or a TOML file that says trend = 6 and shift = 8.
    #[arg(long)]
    preset: Option<String>,
    /// So many first points give the limits.
    #[arg(long, value_name = "POINTS")]
    first_points: Option<String>,
    /// Whether it counts work done, and not what children experience.
    #[arg(long, value_name = "YES")]
    activity: Option<bool>,
    /// Whether a percentage may pass 100.
    #[arg(long, value_name = "YES")]
    may_pass_hundred: Option<bool>,
    /// Whether it is drawn about its median.
    #[arg(long, value_name = "YES")]
    run_chart: Option<bool>,
    /// Whether no target is wanted.
    #[arg(long, value_name = "YES")]
    no_target: Option<bool>,
    /// Whether it is a draft: no officer is asked for values.
    #[arg(long, value_name = "YES")]
    draft: Option<bool>,
}

impl From<DefinitionOptions> for DefinitionTyped {
    fn from(said: DefinitionOptions) -> Self {
        Self {
            name: said.name,
            plain: said.plain,
            why: said.matters,
            numerator: said.counts,
            denominator: said.out_of,
            unit: said.unit,
            decimals: said.decimals,
            better: said.better,
            every: said.every,
            resets: said.cumulative,
            exceptions: said.exceptions,
            source: said.source,
            lag: said.lag,
            geography: said.geography,
            code: said.code,
            owner: said.owner,
            breakdowns: (!said.breakdown.is_empty()).then(|| said.breakdown.join("\n")),
            small_numbers: said.small,
            preset: said.preset,
            signals: None,
            first_points: said.first_points,
            is_activity: said.activity,
            may_pass_hundred: said.may_pass_hundred,
            runs: said.run_chart,
            needs_no_target: said.no_target,
            draft: said.draft,
        }
    }
}

/// A measure and a period of it.
#[derive(Args, Clone)]
pub(crate) struct AtPeriod {
    /// The measure's key.
    pub(crate) key: String,
    /// The period: 2024-04, Apr-24, 2024/25 Q1, autumn term 2024, 2024/25.
    pub(crate) period: String,
}

/// A value.
#[derive(Args, Clone)]
pub(crate) struct ValueOptions {
    /// The value: 41.2, 45 %, 12 of 25, <5, or the mark c, x, z, low or u.
    #[arg(allow_negative_numbers = true)]
    pub(crate) value: Option<String>,
    /// The part.
    #[arg(long)]
    pub(crate) numerator: Option<String>,
    /// The whole.
    #[arg(long)]
    pub(crate) denominator: Option<String>,
    /// How sure it is: actual, provisional, revised, projected, estimated.
    #[arg(long, default_value = "actual")]
    pub(crate) status: String,
    /// The part of the measure: "Age: Under 5".
    #[arg(long, default_value = "")]
    pub(crate) series: String,
    /// Where it came from.
    #[arg(long, default_value = "")]
    pub(crate) source: String,
    /// It is what is meant, however doubtful it looks.
    #[arg(long)]
    pub(crate) meant: bool,
}

#[derive(Subcommand)]
pub(crate) enum HeldMeasureCommand {
    /// Have a new measure, of options or of a .toml file.
    ///
    /// For example:
    ///
    /// onpace measure define ehc-20-weeks --name "EHC plans issued within 20 weeks" --unit percent --better up --data plans
    Define {
        /// Its key, for ever: small letters, digits and hyphens.
        key: String,
        /// A definition as TOML; options go before what it says.
        #[arg(long, value_name = "FILE")]
        from: Option<String>,
        #[command(flatten)]
        said: Box<DefinitionOptions>,
        #[command(flatten)]
        act: Act,
    },
    /// Take definitions from the starter pack send-england, as drafts.
    Starter {
        /// Their keys; by default all that are not there yet.
        keys: Vec<String>,
        /// Print what is in the pack, and take nothing.
        #[arg(long)]
        list: bool,
        /// A pack of your own, as `onpace measure export -o FILE.toml` writes one.
        #[arg(long, value_name = "FILE")]
        pack: Option<String>,
        #[command(flatten)]
        act: Act,
    },
    /// Change what a measure is, or retire it.
    Set {
        /// The measure's key.
        key: String,
        #[command(flatten)]
        said: Box<DefinitionOptions>,
        /// Keep it up no more; its values stay.
        #[arg(long)]
        retire: bool,
        /// From which period values are of something else.
        #[arg(long, value_name = "PERIOD", requires = "break_why")]
        break_from: Option<String>,
        /// Why they are.
        #[arg(long, value_name = "TEXT", requires = "break_from")]
        break_why: Option<String>,
        #[command(flatten)]
        act: Act,
    },
    /// List the measures: latest value, verdict, target, what is missing.
    List {
        #[command(flatten)]
        times: Times,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Show a measure: what its chart says, with its values.
    Show {
        /// The measure's key.
        key: String,
        /// One part of it: "Age: Under 5".
        #[arg(long, default_value = "")]
        series: String,
        /// As an audience may see it: board or public. Without, exact numbers.
        #[arg(long, value_name = "AUDIENCE")]
        r#for: Option<String>,
        /// Draw it into a file: .svg .csv .json; may be given again.
        #[arg(short, long)]
        out: Vec<String>,
        #[command(flatten)]
        times: Times,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Give a value.
    ///
    /// --on is the day on which it came to be known.
    Add {
        #[command(flatten)]
        at: AtPeriod,
        #[command(flatten)]
        value: ValueOptions,
        #[command(flatten)]
        act: Act,
    },
    /// Put a value right, or take it back.
    Correct {
        #[command(flatten)]
        at: AtPeriod,
        #[command(flatten)]
        value: ValueOptions,
        /// Why.
        #[arg(long, default_value = "")]
        why: String,
        /// Take it back.
        #[arg(long)]
        withdraw: bool,
        #[command(flatten)]
        act: Act,
    },
    /// Take in a file of values: months across, milestones in pairs, a period a row, or explore education statistics.
    ///
    /// Each value is shown as new, revised, the same or asked; those that are asked are taken with --meant. For example:
    ///
    /// onpace measure import scorecard.xlsx --map ehc-20-weeks=T1 --data plans
    ///
    /// onpace measure import timeliness.csv --map ehc-20-weeks=plans_issued_within_20_weeks/plans_issued_den --own E06000027
    Import {
        /// The file.
        #[arg(required_unless_present = "take_back")]
        file: Option<String>,
        /// Which measure is which: KEY=REFERENCE of a table, KEY=part/whole of published statistics; may be repeated.
        #[arg(long, value_name = "KEY=WHAT")]
        map: Vec<String>,
        /// The code of the own area, where the file has several.
        #[arg(long, value_name = "CODE")]
        own: Option<String>,
        /// Have a new measure for each series without one.
        #[arg(long)]
        define: bool,
        /// Take what is asked, too: it is what is meant.
        #[arg(long)]
        meant: bool,
        /// Take back what an import gave, by any of its events.
        #[arg(long, value_name = "EVENT", conflicts_with = "file")]
        take_back: Option<u64>,
        #[command(flatten)]
        act: Act,
    },
    /// Write measures to files: .csv with all values, .toml with definitions, .jsonl with the whole history.
    Export {
        /// The file to write; may be repeated.
        #[arg(short, long, value_name = "FILE", required = true)]
        out: Vec<String>,
        /// As an audience may see them: board or public.
        #[arg(long, value_name = "WHO")]
        r#for: Option<String>,
        #[command(flatten)]
        times: Times,
    },
    /// Say why a value is not there, and when it will come.
    Explain {
        #[command(flatten)]
        at: AtPeriod,
        /// Why.
        #[arg(long)]
        why: String,
        /// When it will come.
        #[arg(long, value_name = "DAY", value_parser = a_day)]
        expected: Option<Date>,
        #[command(flatten)]
        act: Act,
    },
    /// Say which values are here, due or missing.
    Calendar {
        /// The measure's key; by default all.
        key: Option<String>,
        #[command(flatten)]
        times: Times,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Draw limits again from a period, with the reason, or as they were before.
    Limits {
        #[command(flatten)]
        at: AtPeriod,
        /// Why.
        #[arg(long, default_value = "")]
        why: String,
        /// Draw them again there no more.
        #[arg(long)]
        restore: bool,
        #[command(flatten)]
        act: Act,
    },
    /// Leave a point out of everything, with the reason, or take it in again.
    Ghost {
        #[command(flatten)]
        at: AtPeriod,
        /// Why.
        #[arg(long)]
        why: Option<String>,
        /// Take it in again.
        #[arg(long, conflicts_with = "why")]
        restore: bool,
        #[command(flatten)]
        act: Act,
    },
    /// Put a note at a point.
    Note {
        #[command(flatten)]
        at: AtPeriod,
        /// The note; empty takes it away.
        text: String,
        #[command(flatten)]
        act: Act,
    },
    /// Set what is aimed at from a period on.
    Target {
        /// The measure's key.
        key: String,
        /// The value, or none.
        #[arg(allow_negative_numbers = true)]
        value: String,
        /// The first period for which it holds.
        #[arg(long, value_name = "PERIOD")]
        from: String,
        /// How far beside it is near enough.
        #[arg(long, value_name = "VALUE")]
        tolerance: Option<String>,
        /// Who agreed it.
        #[arg(long, value_name = "TEXT", default_value = "")]
        agreed_by: String,
        #[command(flatten)]
        act: Act,
    },
    /// Set where a measure began, and where it is to be by when.
    Milestones {
        /// The measure's key.
        key: String,
        /// Each as PERIOD=VALUE.
        milestones: Vec<String>,
        /// Where it began, as PERIOD=VALUE.
        #[arg(long, value_name = "PERIOD=VALUE")]
        baseline: Option<String>,
        #[command(flatten)]
        act: Act,
    },
    /// Say that values are of something else from a period on.
    Break {
        #[command(flatten)]
        at: AtPeriod,
        /// Why: another definition, system, area or population.
        #[arg(long)]
        why: String,
        /// Values of before may be compared all the same.
        #[arg(long)]
        comparable: bool,
        #[command(flatten)]
        act: Act,
    },
    /// Attach a measure to an action or focus area of a plan, as what shows whether it makes a difference.
    Attach {
        /// The measure's key.
        key: String,
        /// The plan.
        #[arg(long)]
        plan: String,
        /// The code of the action or focus area.
        #[arg(long)]
        row: String,
        /// As what: outcome, process, balancing.
        #[arg(long = "as", value_name = "WORD", default_value = "outcome")]
        tie: String,
        /// Take it off.
        #[arg(long)]
        remove: bool,
        #[command(flatten)]
        act: Act,
    },
    /// Say what the impact of an action or focus area is, beside what its measures show.
    Impact {
        /// The plan.
        #[arg(long)]
        plan: String,
        /// The code of the action or focus area.
        #[arg(long)]
        row: String,
        /// What it is: getting-worse, out-of-reach, no-change, not-there-yet, holding, making-a-difference, too-early; none
        /// takes back what was said.
        impact: String,
        #[command(flatten)]
        act: Act,
    },
    /// Erase what an event of a measure says; that it happened stays.
    Erase {
        /// The number of the event, as `show --json` tells it.
        event: u64,
        #[command(flatten)]
        who: Who,
    },
    /// Say what another area came to.
    Benchmark {
        #[command(flatten)]
        at: AtPeriod,
        /// The area's code: E92000001.
        area_code: String,
        /// Its name.
        area_name: String,
        /// The kind of area.
        #[arg(long, default_value = "")]
        kind: String,
        #[command(flatten)]
        value: ValueOptions,
        #[command(flatten)]
        act: Act,
    },
    /// Say which areas are like this one.
    Neighbours {
        /// Each as CODE=NAME.
        areas: Vec<String>,
        /// Who says so.
        #[arg(long, default_value = "")]
        source: String,
        #[command(flatten)]
        act: Act,
    },
    /// Release measures to an audience: what it gets is recorded, with small numbers hidden.
    Release {
        /// To whom: board or public.
        #[arg(long, value_name = "AUDIENCE", required_unless_present = "withdraw")]
        to: Option<String>,
        /// In what: "Annual report 2025".
        #[arg(long, value_name = "TEXT", default_value = "")]
        within: String,
        /// Only these; by default all that are live.
        keys: Vec<String>,
        /// Take a release back, by its number.
        #[arg(long, value_name = "NUMBER")]
        withdraw: Option<u32>,
        #[command(flatten)]
        act: Act,
    },
    /// Look for what is wrong with measures: missing months, limits moved, percentages that do not follow.
    Check {
        /// Of one plan as well: focus areas without a measure.
        #[arg(long)]
        plan: Option<String>,
        /// What a text claims instead, held against the charts: a .txt or .md.
        #[arg(long, value_name = "FILE")]
        text: Option<String>,
        #[command(flatten)]
        times: Times,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
}
