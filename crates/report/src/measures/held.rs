//! What is told of a measure that is held: its chart as it is drawn, and the sentences that a chart alone cannot say: what was
//! not reported, what was put right since, the same month of the year before. **Not here.** The chart's own sentence
//! ([`super::sentence`]).

use super::sentence::within;
use super::{Measured, sentence};
use onpace_core::day;
use onpace_core::measures::assessed::{MeasureAssessment, MeasureDrawn};
use onpace_core::measures::beside::{sure, year_before};
use onpace_core::measures::cumulative::Reset;
use onpace_core::measures::facts::ValueMark;
use onpace_core::measures::interval::Interval;
use onpace_core::measures::series::ValueStatus;
use onpace_core::measures::value::MeasureValue;
use serde_json::{Value, json};

/// So many periods without a value are named.
const MOST_NAMED: usize = 3;

/// What is told of a measure.
#[must_use]
pub fn measured(seen: &MeasureAssessment<'_>) -> Measured {
    let definition = &seen.held.definition;
    let name =
        if seen.series.is_empty() { definition.name.clone() } else { format!("{}: {}", definition.name, seen.series) };
    let first = first_words(seen);
    let mut more: Vec<String> = Vec::new();
    more.extend(ran(seen));
    more.extend(compared(seen));
    more.extend(revised(seen));
    more.extend(not_reported(seen));
    let values = seen.held.series.get(&seen.series).into_iter().flatten();
    let marks = values.filter_map(|(period, value)| Some((*period, value.said.mark?))).collect();
    Measured {
        name,
        chart: seen.chart.clone(),
        better: seen.better(),
        target: aimed(seen),
        unit: seen.unit(),
        breaks: seen.held.starts(),
        drawn: seen.drawn,
        first,
        more,
        marks,
    }
}

/// The target that the points of the chart can be held against.
fn aimed(seen: &MeasureAssessment<'_>) -> Option<onpace_core::measures::value::MeasureValue> {
    let is_of_points =
        seen.held.definition.resets.is_none() && !matches!(seen.drawn, MeasureDrawn::Rare | MeasureDrawn::Between);
    seen.target.as_ref().and_then(|target| target.value).filter(|_| is_of_points)
}

/// What is said before the chart's own sentence, where the last value is not its last point.
fn first_words(seen: &MeasureAssessment<'_>) -> Option<String> {
    let definition = &seen.held.definition;
    let shown = |value| definition.unit.shown(value);
    let Some(latest) = &seen.latest else { return None };
    if let Some(mark) = latest.held.said.mark {
        let what = if mark == ValueMark::Hidden { "Too few to show" } else { "No figure" };
        let why = if mark == ValueMark::Hidden { String::new() } else { format!(": {}", mark.words()) };
        return Some(format!("{what} {}{why}.", within(latest.period)));
    }
    let value = latest.value?;
    if seen.drawn == MeasureDrawn::Rare {
        let last = seen.chart.last()?;
        let twelve = last.point.value?;
        let before = last.point.period.year_before().and_then(|before| {
            seen.chart.points.iter().find(|point| point.point.period == before).and_then(|point| point.point.value)
        });
        let before = before.map(|before| format!("; {} in the twelve months before", shown(before)));
        return Some(format!(
            "{} in the twelve months to {}{}.",
            shown(twelve),
            last.point.period,
            before.unwrap_or_default()
        ));
    }
    if seen.drawn == MeasureDrawn::Between {
        let last = seen.chart.last().and_then(|last| last.point.value);
        let behind = last.map(|days| format!(", {} after the one before", seen.unit().shown(days)));
        let quiet = (seen.on - latest.period.first()).get_days();
        return Some(format!("Last on {}{}; {} since.", latest.period, behind.unwrap_or_default(), days(quiet)));
    }
    let since = match definition.resets? {
        Reset::Academic => "September",
        Reset::Financial => "April",
        Reset::Calendar => "January",
    };
    let month = seen.chart.last().filter(|last| last.point.period == latest.period).and_then(|last| last.point.value);
    let month = month.map(|month| format!(", {} of them {}", shown(month), within(latest.period)));
    Some(format!("{} from {since} to {}{}.", shown(value), latest.period, month.unwrap_or_default()))
}

fn days(many: i32) -> String {
    if many == 1 { "1 day".to_owned() } else { format!("{many} days") }
}

/// What a run about the median says, where there are no limits.
fn ran(seen: &MeasureAssessment<'_>) -> Option<String> {
    let run = seen.run.as_ref()?;
    let median = seen.held.definition.unit.shown(run.median);
    Some(if run.has_signal()? {
        format!("The values do not lie about their middle, {median}, as chance would have it.")
    } else {
        format!("They lie about their middle, {median}, as chance would have it.")
    })
}

/// The same period of the year before, for what runs on through a year.
fn compared(seen: &MeasureAssessment<'_>) -> Option<String> {
    let (like, latest) = (seen.like?, seen.latest.as_ref()?);
    seen.held.definition.resets?;
    let shown = |value| seen.held.definition.unit.shown(value);
    let before = latest.period.year_before()?;
    let by = match like.percent {
        _ if like.change.millionths() == 0 => "the same".to_owned(),
        Some(percent) if percent.millionths() > 0 => format!("{}% higher", percent.to_places(0)),
        Some(percent) => format!("{}% lower", percent.to_places(0).to_string().trim_start_matches(['-', '\u{2212}'])),
        None => "more".to_owned(),
    };
    Some(format!(
        "{} {} against {} {}: {by}.",
        shown(like.now),
        within(latest.period),
        shown(like.before),
        within(before)
    ))
}

/// That the last value was put right since it was first given.
fn revised(seen: &MeasureAssessment<'_>) -> Option<String> {
    let latest = seen.latest.as_ref()?;
    let before = latest.held.before.last()?;
    let was = seen.held.number(&before.said)?;
    let same = latest.value.is_some_and(|value| value.cmp_value(was).is_eq());
    let on = latest.held.known.filter(|_| !same)?;
    Some(format!("Revised on {}, was {}.", day::in_words(on), seen.held.definition.unit.shown(was)))
}

/// Which periods have no value though they were due.
fn not_reported(seen: &MeasureAssessment<'_>) -> Option<String> {
    let missing: Vec<String> = seen.missing().map(|wanted| wanted.period.to_string()).collect();
    let explained = seen.wanted.iter().rev().find(|wanted| {
        wanted.explained.is_some() && !matches!(wanted.state, onpace_core::measures::due::DueState::Here)
    });
    let explained = explained.and_then(|wanted| {
        let why = &wanted.explained.as_ref()?.why;
        Some(format!("{} is not there: {}.", wanted.period, why.trim_end_matches('.')))
    });
    let named = missing.get(missing.len().saturating_sub(MOST_NAMED)..).unwrap_or_default();
    let said = match named {
        [] => return explained,
        [one] => format!("{one} was not reported."),
        [many @ .., last] if missing.len() <= MOST_NAMED => {
            format!("{} and {last} were not reported.", many.join(", "))
        }
        [.., last] => {
            let kind = seen.held.definition.every.several();
            format!("{} {kind} were not reported, the last of them {last}.", missing.len())
        }
    };
    Some([Some(said), explained].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// A measure for programs: the chart as of a file, with what is held besides.
#[must_use]
pub fn json(seen: &MeasureAssessment<'_>, area: &str) -> Value {
    let told = measured(seen);
    let mut record = super::record::json(&told);
    let definition = &seen.held.definition;
    let values = seen.held.series.get(&seen.series);
    let values: Vec<Value> = values
        .into_iter()
        .flatten()
        .map(|(period, value)| {
            json!({
                "period": period.code(),
                "value": seen.held.number(&value.said).map(MeasureValue::plain),
                "numerator": value.said.numerator,
                "denominator": value.said.denominator,
                "interval": sure(seen.held, &value.said).map(|interval| interval_json(&interval)),
                "mark": value.said.mark.map(ValueMark::letter),
                "status": value.said.status.word(),
                "known": value.known.map(|on| on.to_string()),
                "event": value.seq,
                "was": value.before.iter().map(|before| json!({
                    "value": seen.held.number(&before.said).map(MeasureValue::plain),
                    "until": before.until.map(|on| on.to_string()),
                    "why": before.why,
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let wanted: Vec<Value> = seen.wanted.iter().map(wanted_json).collect();
    let more = json!({
        "measure": seen.held.key,
        "area": area,
        "series": seen.series,
        "name": definition.name,
        "unit": definition.unit.to_string(),
        "standing": seen.held.standing(),
        "as_at": seen.on.to_string(),
        "target": told.target.or_else(|| seen.target.as_ref()?.value).map(MeasureValue::plain),
        "latest": seen.latest.as_ref().map(|latest| json!({
            "period": latest.period.code(),
            "value": latest.value.map(MeasureValue::plain),
            "revised": latest.held.said.status == ValueStatus::Revised || !latest.held.before.is_empty(),
        })),
        "year_before": seen.latest.as_ref().and_then(|latest| year_before(seen.held, &seen.series, latest.period)).map(|found| json!({
            "period": found.period.code(),
            "value": found.like.before.plain(),
            "change": found.like.change.plain(),
            "difference": found.difference.as_ref().map(interval_json),
            "could_be_chance": found.difference.map(|difference| difference.holds_zero()),
        })),
        "impact": seen.impact().word(),
        "values": values,
        "calendar": wanted,
        "definition": definition,
        "sentence": sentence(&told),
    });
    if let (Some(record), Value::Object(more)) = (record.as_object_mut(), more) {
        record.extend(more);
    }
    record
}

/// An interval of 95%, to four places.
fn interval_json(interval: &Interval) -> Value {
    json!({ "low": format!("{:.4}", interval.low), "high": format!("{:.4}", interval.high) })
}

/// How a period stands, for programs.
#[must_use]
pub fn wanted_json(wanted: &onpace_core::measures::assessed::WantedPeriod) -> Value {
    use onpace_core::measures::due::DueState;
    let (state, due) = match wanted.state {
        _ if wanted.explained.is_some() && !matches!(wanted.state, DueState::Here) => ("explained", None),
        DueState::Here => ("here", None),
        DueState::Due(day) => ("due", Some(day)),
        DueState::Missing(day) => ("missing", Some(day)),
        DueState::NotYet => ("not-yet", None),
    };
    json!({
        "period": wanted.period.code(),
        "state": state,
        "due": due.map(|day| day.to_string()),
        "why": wanted.explained.as_ref().map(|explained| explained.why.clone()),
        "expected": wanted.explained.as_ref().and_then(|explained| explained.expected).map(|day| day.to_string()),
    })
}
