//! A line a word long: how a value went, its last point as a dot. It says nothing that stands nowhere else, so it has no words
//! of its own. **Not here.** The chart of a measure ([`super::xmr`]).

use super::svg::round;
use crate::palette::INK;
use maud::html;

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 28.0;
const EDGE: f64 = 4.0;

/// Draws values in order; a gap where there is none.
#[must_use]
pub fn spark(values: &[Option<f64>]) -> String {
    let known = || values.iter().flatten().copied();
    let (low, high) =
        known().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| (low.min(one), high.max(one)));
    let last = values.len().saturating_sub(1).max(1);
    let place = |at: usize, value: f64| {
        #[expect(clippy::cast_precision_loss, reason = "a place in a drawing")]
        let x = EDGE + (WIDTH - 2.0 * EDGE) * at as f64 / last as f64;
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        (round(x), round(HEIGHT - EDGE - (HEIGHT - 2.0 * EDGE) * share))
    };
    let mut lines: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for (at, value) in values.iter().enumerate() {
        match (value, lines.last_mut()) {
            (Some(value), Some(line)) => line.push(place(at, *value)),
            _ => lines.push(Vec::new()),
        }
    }
    let points = |line: &[(f64, f64)]| line.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
    let end = lines.iter().rev().find_map(|line| line.last());
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width=(WIDTH) height=(HEIGHT) aria-hidden="true" focusable="false" {
            @for line in lines.iter().filter(|line| !line.is_empty()) {
                polyline points=(points(line)) fill="none" stroke=(INK) stroke-width="1.5" {}
            }
            @if let Some((x, y)) = end { circle cx=(x) cy=(y) r="3" fill=(INK) {} }
        }
    }
    .into_string()
}
