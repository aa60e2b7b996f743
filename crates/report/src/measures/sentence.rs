//! What a chart says, in a sentence or two. **Not here.** The verdicts (`onpace_core::measures::verdict`).

use super::Measured;
use onpace_core::measures::assessed::MeasureDrawn;
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::verdict::{Assurance, Variation};
use onpace_core::measures::xmr::{ChartPoint, FEWEST_FOR_LIMITS, LimitLine, SignalRule};

/// The sentence of a chart: its last value, whether that is more than chance, and whether the target can be met.
#[must_use]
pub fn sentence(measured: &Measured) -> String {
    let Some((last, value)) = measured.chart.last().and_then(|last| Some((last, last.point.counted()?))) else {
        let none = || "No values yet.".to_owned();
        let first = measured.first.clone().unwrap_or_else(none);
        return [first].iter().chain(&measured.more).map(String::as_str).collect::<Vec<_>>().join(" ");
    };
    let first = || format!("{} {}.", measured.shown(value), within(last.point.period));
    let mut said = vec![measured.first.clone().unwrap_or_else(first)];
    if measured.drawn == MeasureDrawn::Rare {
        said.extend(measured.more.iter().cloned());
        return said.join(" ");
    }
    let segment = last.segment.unwrap_or_default();
    let points = measured.chart.segments.get(segment).map_or(0, |segment| segment.points);
    let is_between = measured.drawn == MeasureDrawn::Between;
    let kind = if is_between { "gaps" } else { last.point.period.kind().several() };
    let ends = measured.line(segment, LimitLine::Lower).zip(measured.line(segment, LimitLine::Upper));
    match measured.chart.variation(measured.better) {
        Variation::TooFewPoints => {
            let few = if points == 1 && is_between {
                "One gap is".to_owned()
            } else if points == 1 {
                "One value is".to_owned()
            } else {
                format!("{points} {kind} are")
            };
            said.push(match measured.hidden() {
                0 => format!("{few} too few to say what is usual; from {FEWEST_FOR_LIMITS} a chart shows it."),
                1 => "Once there were too few to show.".to_owned(),
                hidden => format!("{hidden} times there were too few to show."),
            });
            said.extend(measured.more.iter().cloned());
            return said.join(" ");
        }
        Variation::CommonCause => {
            let quiet = match measured.chart.points_since_signal().min(points) {
                1 => format!("the last {}", if is_between { "gap" } else { last.point.period.kind().one() }),
                quiet => format!("{quiet} {kind}"),
            };
            let usual = ends.map_or_else(
                || ".".to_owned(),
                |(low, high)| {
                    let unit = if is_between { " days" } else { "" };
                    format!(": between {low} and {high}{unit} is this process\u{2019}s usual range.")
                },
            );
            said.push(format!("No signal in {quiet}{usual}"));
        }
        Variation::Improving(_) | Variation::Concern(_) | Variation::Neutral(_) => {
            said.extend(signalled(measured, last, kind));
        }
    }
    said.extend(assured(measured));
    said.extend(measured.more.iter().cloned());
    said.join(" ")
}

/// "in June 2024", "on 18 January 2024".
pub(super) fn within(period: Period) -> String {
    format!("{} {period}", if period.kind() == PeriodKind::Day { "on" } else { "in" })
}

/// What the first rule that marks a point says.
fn signalled(measured: &Measured, last: &ChartPoint, kind: &str) -> Option<String> {
    let signal = last.signals.first()?;
    let length = run(measured, signal.rule);
    let (end, side, way) = if signal.is_high { ("upper", "above", "risen") } else { ("lower", "below", "fallen") };
    Some(match signal.rule {
        SignalRule::Outside => format!("It lies {side} the usual range: more than chance."),
        SignalRule::Trend => format!("It has {way} {} times in a row: more than chance.", length.saturating_sub(1)),
        SignalRule::TwoOfThree => {
            format!("Two of three {kind} lie near the {end} end of the usual range: more than chance.")
        }
        SignalRule::Shift => format!("The last {length} {kind} all lie {side} the average: more than chance."),
    })
}

fn assured(measured: &Measured) -> Option<String> {
    let target = measured.shown(measured.target?);
    match measured.chart.assurance(measured.better, measured.target) {
        Assurance::Fails => Some(format!("At this range {target} will not be reached unless something changes.")),
        Assurance::Passes => Some(format!("At this range {target} will be met.")),
        Assurance::HitOrMiss => Some(format!("{target} will be met at some times and missed at others, by chance.")),
        Assurance::None => None,
    }
}

/// How many counted points at the end a rule marks.
pub(super) fn run(measured: &Measured, rule: SignalRule) -> usize {
    let counted = measured.chart.points.iter().rev().filter(|point| point.point.counted().is_some());
    counted.take_while(|point| point.signals.iter().any(|signal| signal.rule == rule)).count()
}
