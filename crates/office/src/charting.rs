//! The chart of a file of values: read, judged, written as JSON, SVG or CSV; needs no data folder. **Not here.** What a chart
//! says (`onpace_core::measures`).

use crate::files;
use crate::plans::{bytes_of, keep_source};
use crate::problem::{Kind, Problem};
use onpace_core::measures::assessed::MeasureDrawn;
use onpace_core::measures::definition::MeasureUnit;
use onpace_core::measures::own_signals::OwnSignals;
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::series::Better;
use onpace_core::measures::value::MeasureValue;
use onpace_core::measures::xmr::{ChartRules, FEWEST_OF_A_BASELINE, PRESETS, Preset, XmrChart};
use onpace_exchange::measures::{chart_csv, long};
use onpace_report::measures::{Measured, chart, record, sentence};
use std::path::Path;

/// How a chart is to be made.
#[derive(Clone, Debug)]
pub struct ChartWish<'w> {
    /// Which way is better.
    pub better: Better,
    /// The target, as it was typed.
    pub target: Option<&'w str>,
    /// The preset of rules, by its name, or a file of own ones.
    pub preset: &'w str,
    /// Where limits begin anew, each with its reason: "2024-10=new panel".
    pub limits_from: &'w [String],
    /// The first so many points give the limits.
    pub baseline: Option<usize>,
    /// What is measured.
    pub name: Option<&'w str>,
}

/// A chart that was made.
#[derive(Clone, Debug)]
pub struct ChartMade {
    /// The chart.
    pub measured: Measured,
    /// What was found in the file.
    pub notes: Vec<String>,
}

impl ChartMade {
    /// What it says.
    #[must_use]
    pub fn sentence(&self) -> String {
        sentence(&self.measured)
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> String {
        format!("{:#}\n", record::json(&self.measured))
    }
}

/// Makes the chart of a file of values.
///
/// # Errors
/// A file that cannot be read; an unknown preset; a target or a period that is none; limits drawn anew without a reason.
pub fn chart_of(source: &str, wish: &ChartWish<'_>) -> Result<ChartMade, Problem> {
    let not_accepted = |what: String| Problem::new(Kind::NotAccepted, what);
    let refused =
        |found| not_accepted(format!("{source} was not read: {found}. It would be read if it were {}", long::ACCEPTED));
    let file = long::read(&bytes_of(source)?).map_err(refused)?;
    let preset = preset_named(wish.preset)?;
    let target = wish.target.map(|target| {
        MeasureValue::parse(target)
            .ok_or_else(|| not_accepted(format!("the target \u{201c}{target}\u{201d} is no number such as 60 or 12.5")))
    });
    let target = target.transpose()?;
    let mut breaks = Vec::new();
    for wish in wish.limits_from {
        breaks.push(break_of(wish)?);
    }
    if wish.baseline.is_some_and(|first| first < FEWEST_OF_A_BASELINE) {
        return Err(not_accepted(format!("a baseline has at least {FEWEST_OF_A_BASELINE} points")));
    }
    let starts: Vec<Period> = breaks.iter().map(|(from, _)| *from).collect();
    let chart = XmrChart::of(&file.points, &ChartRules { preset, starts: &starts, baseline: wish.baseline });
    let stem = Path::new(source).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = wish.name.map(str::to_owned).or(stem).unwrap_or_default();
    let unit = if file.is_percent { MeasureUnit::Percent } else { MeasureUnit::Count };
    let measured = Measured {
        name,
        chart,
        better: wish.better,
        target,
        unit,
        breaks,
        drawn: MeasureDrawn::Xmr,
        first: None,
        more: Vec::new(),
        marks: std::collections::BTreeMap::new(),
    };
    Ok(ChartMade { measured, notes: file.notes })
}

/// Points of signals out of a file of TOML; none where the word names no such file.
///
/// # Errors
/// A file that is not there, or that says something else.
pub fn own_signals(word: &str) -> Result<Option<OwnSignals>, Problem> {
    if files::ending(word) != "toml" {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&bytes_of(word)?).into_owned();
    let refused = |found| {
        Problem::new(
            Kind::NotAccepted,
            format!("{word} was not read: {found}. It would be read if it said trend = 6 and shift = 8"),
        )
    };
    OwnSignals::from_toml(&text).map(Some).map_err(refused)
}

fn preset_named(name: &str) -> Result<Preset, Problem> {
    if let Some(own) = own_signals(name)? {
        return Ok(own.preset());
    }
    let known = || PRESETS.map(|preset| preset.name).join(", ");
    let found = PRESETS.into_iter().find(|preset| preset.name.eq_ignore_ascii_case(name));
    found.ok_or_else(|| {
        Problem::new(
            Kind::NotFound,
            format!(
                "there is no preset \u{201c}{name}\u{201d}; accepted are {}, and a file that ends in .toml",
                known()
            ),
        )
    })
}

/// "2024-10=new panel".
fn break_of(wish: &str) -> Result<(Period, String), Problem> {
    let refused = || {
        let what = format!(
            "limits are drawn again from a period for a reason, as in 2024-10=new panel; \u{201c}{wish}\u{201d} does not say both"
        );
        Problem::new(Kind::NotAccepted, what)
    };
    let (from, why) = wish.split_once('=').ok_or_else(refused)?;
    let from = Period::parse(from, PeriodKind::FinancialYear).ok_or_else(refused)?;
    let why = why.trim();
    if why.is_empty() { Err(refused()) } else { Ok((from, why.to_owned())) }
}

/// Writes a chart by the ending: .json, .svg or .csv.
///
/// # Errors
/// Another ending, a path that is the source or cannot be written.
pub fn save(made: &ChartMade, source: &str, out: &str) -> Result<(), Problem> {
    let unexpected = |why: String| Problem::new(Kind::Unexpected, why);
    let bytes = match files::ending(out).as_str() {
        "json" => made.json().into_bytes(),
        "svg" => onpace_press::charts::svg(&chart::chart(&made.measured, "chart")).into_bytes(),
        "csv" => chart_csv::write(&made.measured.chart).map_err(unexpected)?,
        _ => return Err(Problem::new(Kind::NotAccepted, format!("{out}: a chart is written as .json, .svg or .csv"))),
    };
    keep_source(source, out)?;
    files::save(out, &bytes)
}
