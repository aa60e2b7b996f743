//! Measures looked at: what is true of each on a day, drawn into files, told to programs. **Not here.** Who may see what
//! ([`super::seen`]).

use super::seen::for_audience;
use crate::desk::Desk;
use crate::files;
use crate::problem::{Kind, Problem};
use onpace_core::day::Date;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::assessed::{MeasureAssessment, WantedPeriod};
use onpace_core::measures::decide::measure_called;
use onpace_core::measures::facts::ReleaseAudience;
use onpace_core::measures::refusal::MeasureRefusal;
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
use onpace_core::measures::value::MeasureValue;
use onpace_exchange::measures::chart_csv;
use onpace_report::measures::{chart, held, sentence};
use serde_json::{Value, json};

/// A measure as it is looked at: by whom, on which day.
#[derive(Clone, Debug)]
pub struct MeasureLook {
    /// The measure, with what may be seen of it.
    pub measure: HeldMeasure,
    /// The part of it.
    pub series: String,
    /// The day.
    pub on: Date,
}

impl MeasureLook {
    /// What is true of it.
    #[must_use]
    pub fn assessed(&self) -> MeasureAssessment<'_> {
        MeasureAssessment::of(&self.measure, &self.series, self.on)
    }

    /// What its chart says.
    #[must_use]
    pub fn sentence(&self) -> String {
        sentence(&held::measured(&self.assessed()))
    }

    /// Its chart, drawn.
    #[must_use]
    pub fn drawn(&self, id: &str) -> String {
        onpace_press::charts::svg(&chart::chart(&held::measured(&self.assessed()), id))
    }

    /// How it went, a word long.
    #[must_use]
    pub fn spark(&self) -> String {
        spark_of(&self.assessed())
    }

    /// Its points as CSV.
    ///
    /// # Errors
    /// What should not happen.
    pub fn csv(&self) -> Result<Vec<u8>, Problem> {
        chart_csv::write(&self.assessed().chart).map_err(|why| Problem::new(Kind::Unexpected, why))
    }

    /// For programs.
    #[must_use]
    pub fn json(&self, area: &str) -> Value {
        held::json(&self.assessed(), area)
    }

    /// Writes its chart by the ending: .json, .svg or .csv.
    ///
    /// # Errors
    /// Another ending, a path that cannot be written.
    pub fn save(&self, area: &str, out: &str) -> Result<(), Problem> {
        let seen = self.assessed();
        let bytes = match files::ending(out).as_str() {
            "json" => format!("{:#}\n", held::json(&seen, area)).into_bytes(),
            "svg" => onpace_press::charts::svg(&chart::chart(&held::measured(&seen), "chart")).into_bytes(),
            "csv" => self.csv()?,
            _ => {
                return Err(Problem::new(
                    Kind::NotAccepted,
                    format!("{out}: a chart is written as .json, .svg or .csv"),
                ));
            }
        };
        files::save(out, &bytes)
    }
}

/// So many points stand in a line that is a word long.
const IN_A_WORD: usize = 18;

/// How a measure went, a word long.
#[must_use]
pub fn spark_of(seen: &MeasureAssessment<'_>) -> String {
    let points = &seen.chart.points;
    let last = points.get(points.len().saturating_sub(IN_A_WORD)..).unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "for drawing only")]
    let value =
        |point: &onpace_core::measures::xmr::ChartPoint| point.point.value.map(|value| value.millionths() as f64);
    onpace_press::charts::spark(&last.iter().map(value).collect::<Vec<_>>())
}

/// What the chart of a measure says.
#[must_use]
pub fn sentence_of(seen: &MeasureAssessment<'_>) -> String {
    sentence(&held::measured(seen))
}

/// A measure of some that are held, as an audience may see it, or exactly.
///
/// # Errors
/// No such measure; no such part of it.
pub fn look(
    all: &MeasuresHeld,
    key: &str,
    series: &str,
    to: Option<ReleaseAudience>,
    on: Date,
) -> Result<MeasureLook, Problem> {
    let kept = measure_called(all, key).map_err(|refusal| Problem::refused(Kind::NotFound, refusal))?;
    let known = kept.definition.series();
    if !known.iter().any(|one| one == series) {
        return Err(MeasureRefusal::NoSuchSeries { series: series.to_owned(), known }.into());
    }
    let measure = to.map_or_else(|| kept.clone(), |to| for_audience(all, kept, to));
    Ok(MeasureLook { measure, series: series.to_owned(), on })
}

/// Every measure for programs: what its chart says, without its points.
#[must_use]
pub fn list_json(all: &MeasuresHeld, on: Date) -> Value {
    let one = |measure: &HeldMeasure| {
        let seen = MeasureAssessment::of(measure, "", on);
        json!({
            "measure": measure.key,
            "name": measure.definition.name,
            "standing": measure.standing(),
            "latest": seen.latest.as_ref().map(|latest| json!({
                "period": latest.period.code(),
                "value": latest.value.map(MeasureValue::plain),
            })),
            "target": seen.target.as_ref().and_then(|target| target.value).map(MeasureValue::plain),
            "variation": seen.variation.name(),
            "assurance": seen.assurance.name(),
            "impact": seen.impact().word(),
            "missing": seen.missing().map(|wanted| wanted.period.code()).collect::<Vec<_>>(),
            "sentence": sentence(&held::measured(&seen)),
        })
    };
    json!({ "measures": all.measures.iter().map(|measure| one(measure)).collect::<Vec<_>>() })
}

/// Which values are here, due or missing, for programs.
#[must_use]
pub fn calendar_json(all: &MeasuresHeld, key: Option<&str>, on: Date) -> Value {
    let wanted = all.live().filter(|measure| key.is_none_or(|key| measure.key.eq_ignore_ascii_case(key)));
    let one = |measure: &HeldMeasure| {
        let seen = MeasureAssessment::of(measure, "", on);
        json!({
            "measure": measure.key,
            "name": measure.definition.name,
            "periods": seen.wanted.iter().map(held::wanted_json).collect::<Vec<Value>>(),
        })
    };
    json!({ "as_at": on.to_string(), "measures": wanted.map(one).collect::<Vec<_>>() })
}

/// How a period stands, in words.
#[must_use]
pub fn wanted_words(wanted: &WantedPeriod) -> String {
    use onpace_core::day::in_words;
    use onpace_core::measures::due::DueState;
    match (&wanted.explained, wanted.state) {
        (_, DueState::Here) => "here".to_owned(),
        (Some(explained), _) => {
            let when = explained.expected.map(|day| format!(", expected on {}", in_words(day))).unwrap_or_default();
            format!("{}{when}", explained.why)
        }
        (None, DueState::Due(day)) => format!("due on {}", in_words(day)),
        (None, DueState::Missing(day)) => format!("missing, was due on {}", in_words(day)),
        (None, DueState::NotYet) => "not over yet".to_owned(),
    }
}

impl Desk {
    /// The measures on a day, as known by an instant; without a day, today.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn measures_on(&self, until: Until, today: Date) -> Result<(std::sync::Arc<MeasuresHeld>, Date), Problem> {
        let on = until.as_at.unwrap_or_else(|| crate::shelf::day_of(until.known_by, today));
        // What came to be known later than a day is not told as at it.
        let until = if until.as_at.is_some_and(|day| day < today) { until } else { Until { as_at: None, ..until } };
        Ok((self.measures(until)?, on))
    }
}
