//! Values of a measure between their limits: dots whose shape says what they are, limits as thin lines with their values at
//! the right, the target dashed, a line with its reason where limits begin anew. Readable in grey. **Not here.** Which
//! values are more than chance.

use super::svg::{Drawing, Text, fit, fit_two, round, steps, width_of};
use crate::palette::{CONCERN, GUIDE, IMPROVING, INK, PAPER, PLANNED, QUIET, USUAL};
use maud::{Markup, html};
use onpace_report::document::{DotLook, XmrDot, XmrPicture, XmrStretch};

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 356.0;
const LEFT: f64 = 58.0;
const RIGHT: f64 = 618.0;
const TOP: f64 = 96.0;
const BOTTOM: f64 = 322.0;
/// Lines of the scale, about.
const LINES: f64 = 5.0;
/// Names at the right keep so far apart.
const APART: f64 = 16.0;
/// The name of a period needs so much room.
const ROOM: f64 = 96.0;

/// The scale from bottom to top.
struct Scale {
    low: f64,
    high: f64,
    step: f64,
    is_percent: bool,
    is_cut: bool,
}

impl Scale {
    fn of(xmr: &XmrPicture) -> Self {
        let limits = xmr.stretches.iter().flat_map(|one| [one.upper.0, one.lower.0]);
        let values = xmr.dots.iter().filter_map(|dot| dot.value.as_ref().map(|(value, _)| *value));
        let all: Vec<f64> = values.chain(limits).chain(xmr.target.as_ref().map(|(value, _)| *value)).collect();
        let (least, most) =
            all.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| (low.min(*one), high.max(*one)));
        let (least, most) = if all.is_empty() { (0.0, 1.0) } else { (least, most) };
        // Counts stand on nothing; percentages may begin higher, with a mark that says so.
        let is_cut = least < 0.0 || xmr.is_percent && least > (most - least).max(1.0);
        let low = if is_cut { least } else { 0.0 };
        let span = (most - low).max(f64::EPSILON.max(most.abs() * 1e-6)).max(1e-6);
        let rough = span / LINES;
        let unit = 10.0_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|times| times * unit)
            .find(|step| *step >= rough)
            .unwrap_or(unit * 10.0);
        let (low, high) = ((low / step).floor() * step, (most / step).ceil() * step);
        let high = if high > low { high } else { low + step };
        Self { low, high, step, is_percent: xmr.is_percent, is_cut: low != 0.0 && is_cut }
    }

    fn height(&self, value: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    fn draw(&self) -> Markup {
        let count = ((self.high - self.low) / self.step).round().clamp(1.0, 20.0);
        let places = (0..6).find(|places| self.step * 10.0_f64.powi(*places) >= 1.0 - 1e-9).unwrap_or(6);
        let places = usize::try_from(places).unwrap_or(0);
        let lines =
            (0..=20_u32).map(f64::from).take_while(|nth| *nth <= count).map(|nth| nth.mul_add(self.step, self.low));
        html! {
            @for value in lines {
                @let y = round(self.height(value));
                line x1=(LEFT) y1=(y) x2=(RIGHT) y2=(y) stroke=(GUIDE) stroke-width="1" {}
                (Text::at(LEFT - 8.0, y + 4.5).size(13.0).end().ink(QUIET)
                    .says(&format!("{value:.places$}{}", if self.is_percent { "%" } else { "" })))
            }
            line x1=(LEFT) y1=(BOTTOM) x2=(RIGHT) y2=(BOTTOM) stroke=(INK) stroke-width="1" {}
            @if self.is_cut {
                @for y in [BOTTOM - 4.0, BOTTOM - 9.0] {
                    line x1=(LEFT - 5.0) y1=(y + 4.0) x2=(LEFT + 5.0) y2=(y - 4.0) stroke=(INK) stroke-width="1" {}
                }
            }
        }
    }
}

/// Where the dots stand from left to right.
struct Across {
    count: usize,
}

impl Across {
    fn at(&self, nth: usize) -> f64 {
        let step = (RIGHT - LEFT - 24.0) / steps(self.count.saturating_sub(1).max(1), 1.0);
        if self.count == 1 { f64::midpoint(LEFT, RIGHT) } else { LEFT + 12.0 + steps(nth, step) }
    }

    /// Half the way to the neighbour.
    fn half(&self) -> f64 {
        (RIGHT - LEFT - 24.0) / steps(self.count.max(2) - 1, 2.0)
    }

    /// Every so many periods are named.
    fn named(&self) -> usize {
        let fits = ((RIGHT - LEFT) / ROOM).floor().max(1.0);
        (1..=self.count.max(1)).find(|every| steps(self.count, 1.0) / steps(*every, 1.0) <= fits).unwrap_or(1)
    }
}

pub(super) fn draw(name: &str, xmr: &XmrPicture) -> Drawing {
    let (scale, across) = (Scale::of(xmr), Across { count: xmr.dots.len() });
    let (first, second) = fit_two(&xmr.message, 14.0, WIDTH - 32.0);
    let body = html! {
        (Text::at(16.0, 26.0).size(16.0).bold().says(&fit(name, 18.0, WIDTH - 32.0)))
        (Text::at(16.0, 47.0).ink(QUIET).says(&first))
        @if let Some(second) = second { (Text::at(16.0, 65.0).ink(QUIET).says(&second)) }
        @for stretch in &xmr.stretches { (usual(stretch, &scale, &across)) }
        (scale.draw())
        @for stretch in &xmr.stretches { (limits(stretch, &scale, &across)) }
        (breaks(xmr, &across))
        (target(xmr, &scale))
        (line(&xmr.dots, &scale, &across))
        @for (nth, dot) in xmr.dots.iter().enumerate() { (dot_at(dot, across.at(nth), &scale)) }
        (periods(&xmr.dots, &across))
        (names(xmr, &scale))
    };
    Drawing { width: WIDTH, height: HEIGHT, body }
}

fn ends(stretch: &XmrStretch, across: &Across) -> (f64, f64) {
    ((across.at(stretch.from) - across.half()).max(LEFT), (across.at(stretch.to) + across.half()).min(RIGHT))
}

fn usual(stretch: &XmrStretch, scale: &Scale, across: &Across) -> Markup {
    let (from, to) = ends(stretch, across);
    let (top, bottom) = (scale.height(stretch.upper.0), scale.height(stretch.lower.0));
    html! { rect x=(round(from)) y=(round(top)) width=(round(to - from)) height=(round(bottom - top)) fill=(USUAL) {} }
}

fn limits(stretch: &XmrStretch, scale: &Scale, across: &Across) -> Markup {
    let (from, to) = ends(stretch, across);
    html! {
        @for (value, dashes) in [(stretch.mean.0, None), (stretch.upper.0, Some("5 4")), (stretch.lower.0, Some("5 4"))] {
            @let y = round(scale.height(value));
            line x1=(round(from)) y1=(y) x2=(round(to)) y2=(y) stroke=(QUIET) stroke-width="1.2" stroke-dasharray=[dashes] {}
        }
    }
}

fn breaks(xmr: &XmrPicture, across: &Across) -> Markup {
    html! {
        @for (nth, why) in &xmr.breaks {
            @let x = round(across.at(*nth) - across.half());
            line x1=(x) y1=(TOP - 12.0) x2=(x) y2=(BOTTOM) stroke=(INK) stroke-width="1" {}
            (Text::at(x + 4.0, TOP - 4.0).size(13.0).says(&fit(why, 13.0, (RIGHT - x).max(60.0))))
        }
    }
}

fn target(xmr: &XmrPicture, scale: &Scale) -> Markup {
    html! {
        @if let Some((value, shown)) = &xmr.target {
            @let y = round(scale.height(*value));
            line x1=(LEFT) y1=(y) x2=(RIGHT) y2=(y) stroke=(PLANNED) stroke-width="2" stroke-dasharray="9 6" {}
            (Text::at(LEFT + 6.0, y - 5.0).size(13.0).bold().ink(PLANNED).says(&format!("Target {shown}")))
        }
    }
}

/// The values of neighbours are joined; a gap parts them.
fn line(dots: &[XmrDot], scale: &Scale, across: &Across) -> Markup {
    let solid = |dot: &XmrDot| dot.value.as_ref().filter(|_| dot.look != DotLook::Hollow).map(|(value, _)| *value);
    let runs = dots.iter().enumerate().collect::<Vec<_>>();
    let runs = runs.split(|(_, dot)| solid(dot).is_none()).filter(|run| run.len() > 1);
    html! {
        @for run in runs {
            @let path = run.iter().filter_map(|(nth, dot)| {
                Some(format!("{},{}", round(across.at(*nth)), round(scale.height(solid(dot)?))))
            }).collect::<Vec<_>>().join(" ");
            polyline points=(path) fill="none" stroke=(QUIET) stroke-width="1.5" {}
        }
    }
}

fn dot_at(dot: &XmrDot, x: f64, scale: &Scale) -> Markup {
    let Some((value, _)) = &dot.value else {
        return html! {
            line x1=(round(x - 3.0)) y1=(BOTTOM - 7.0) x2=(round(x + 3.0)) y2=(BOTTOM - 1.0) stroke=(QUIET) stroke-width="1.5" {}
            line x1=(round(x - 3.0)) y1=(BOTTOM - 1.0) x2=(round(x + 3.0)) y2=(BOTTOM - 7.0) stroke=(QUIET) stroke-width="1.5" {}
        };
    };
    let (x, y) = (round(x), round(scale.height(*value)));
    match dot.look {
        DotLook::Common => html! { circle cx=(x) cy=(y) r="4" fill=(INK) {} },
        DotLook::Hollow => html! { circle cx=(x) cy=(y) r="4" fill=(PAPER) stroke=(INK) stroke-width="1.5" {} },
        DotLook::Improving => html! {
            path d={ "M" (x) " " (round(y - 6.0)) "L" (round(x + 6.0)) " " (y) " " (x) " " (round(y + 6.0)) " " (round(x - 6.0)) " " (y) "z" } fill=(IMPROVING) {}
        },
        DotLook::Concern => html! {
            rect x=(round(x - 5.0)) y=(round(y - 5.0)) width="10" height="10" fill=(CONCERN) stroke=(INK) stroke-width="1.5" {}
        },
        DotLook::Neutral => html! {
            path d={ "M" (x) " " (round(y - 6.0)) "L" (round(x + 6.0)) " " (round(y + 5.0)) " " (round(x - 6.0)) " " (round(y + 5.0)) "z" } fill=(INK) {}
        },
    }
}

fn periods(dots: &[XmrDot], across: &Across) -> Markup {
    let every = across.named();
    html! {
        @for (nth, dot) in dots.iter().enumerate().filter(|(nth, _)| nth.is_multiple_of(every)) {
            @let x = across.at(nth);
            line x1=(round(x)) y1=(BOTTOM) x2=(round(x)) y2=(BOTTOM + 4.0) stroke=(QUIET) stroke-width="1" {}
            (Text::at(x.max(LEFT + 20.0), BOTTOM + 20.0).size(13.0).middle().ink(QUIET).says(&fit(&short(&dot.period), 13.0, ROOM)))
        }
    }
}

/// "September 2024" as "Sep 2024".
fn short(period: &str) -> String {
    match period.split_once(' ') {
        Some((month, year)) if month.len() > 3 && month.chars().all(char::is_alphabetic) => {
            format!("{} {year}", &month[..3])
        }
        _ => period.to_owned(),
    }
}

/// The values of the last limits, at the right, apart from each other.
fn names(xmr: &XmrPicture, scale: &Scale) -> Markup {
    // Limits that ended before are no limits of now.
    let Some(last) = xmr.stretches.last().filter(|last| last.to + 1 >= xmr.dots.len()) else { return html! {} };
    let mut places = [&last.upper, &last.mean, &last.lower].map(|(value, shown)| (scale.height(*value) + 4.5, shown));
    for nth in 1..places.len() {
        places[nth].0 = places[nth].0.max(places[nth - 1].0 + APART);
    }
    let kinds = ["upper", "average", "lower"];
    html! {
        @for ((y, shown), kind) in places.iter().zip(kinds) {
            @let words = format!("{shown} {kind}");
            @let words = if width_of(&words, 13.0) <= WIDTH - RIGHT - 8.0 { words } else { (*shown).clone() };
            (Text::at(RIGHT + 6.0, *y).size(13.0).ink(QUIET).says(&words))
        }
    }
}
