//! The S-curve: planned progress as a dashed line, reported progress as a solid one, named where they run.

use super::axis::Axis;
use super::svg::{BOLD, Drawing, Text, round, width_of};
use crate::palette::{GUIDE, INK, PLANNED, QUIET, REPORTED};
use maud::{Markup, html};
use onpace_core::day::{Date, in_words};
use onpace_core::quantity::Percent;
use onpace_report::document::Curve;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 340.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 704.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 300.0;
const SIZE: f64 = 16.0;

pub(super) fn draw(curve: &Curve) -> Drawing {
    let axis = axis_of(curve);
    let place = |(day, percent): &(Date, Percent)| Point { x: axis.end_of(*day), y: height_of(*percent) };
    let planned: Vec<Point> = curve.planned.iter().map(place).collect();
    let reported: Vec<Point> = curve.reported.iter().map(place).collect();
    let now = axis.end_of(curve.as_at);
    let body = html! {
        (axis.draw(TOP, BOTTOM, BOTTOM + 20.0))
        (levels())
        (as_at_line(curve.as_at, now))
        (line(&planned, PLANNED, Some("9 6")))
        (line(&reported, REPORTED, None))
        (names(curve, &planned, &reported, now))
    };
    Drawing { width: WIDTH, height: HEIGHT, body }
}

fn axis_of(curve: &Curve) -> Axis {
    let days = || curve.planned.iter().chain(&curve.reported).map(|(day, _)| *day).chain([curve.as_at]);
    let from = days().min().unwrap_or(curve.as_at);
    let to = days().max().unwrap_or(curve.as_at);
    Axis::new(from, to, LEFT, RIGHT)
}

fn height_of(percent: Percent) -> f64 {
    BOTTOM - (BOTTOM - TOP) * (percent.to_one_decimal() / 100.0).clamp(0.0, 1.0)
}

fn levels() -> Markup {
    html! {
        @for percent in [0, 25, 50, 75, 100].map(Percent::whole) {
            @let y = round(height_of(percent));
            line x1=(LEFT) y1=(y) x2=(RIGHT) y2=(y) stroke=(if percent == Percent::ZERO { INK } else { GUIDE }) stroke-width="1" {}
            (Text::at(LEFT - 8.0, y + 4.5).size(13.0).end().ink(QUIET).says(&percent.to_string()))
        }
    }
}

fn as_at_line(day: Date, x: f64) -> Markup {
    let words = format!("As at {}", in_words(day));
    let half = width_of(&words, 14.0) * BOLD / 2.0;
    let middle = x.clamp(8.0 + half, WIDTH - 8.0 - half);
    html! {
        line x1=(round(x)) y1=(TOP - 8.0) x2=(round(x)) y2=(BOTTOM) stroke=(INK) stroke-width="1.5" stroke-dasharray="2 3" {}
        (Text::at(middle, TOP - 16.0).middle().bold().says(&words))
    }
}

fn line(points: &[Point], ink: &str, dashes: Option<&str>) -> Markup {
    let path = points.iter().map(|p| format!("{},{}", round(p.x), round(p.y))).collect::<Vec<_>>().join(" ");
    html! {
        @if points.len() > 1 {
            polyline points=(path) fill="none" stroke=(ink) stroke-width="3.5" stroke-linejoin="round" stroke-dasharray=[dashes] {}
        }
    }
}

/// The names stand beside their lines; a value is named only where the data holds it for that day.
fn names(curve: &Curve, planned: &[Point], reported: &[Point], now: f64) -> Markup {
    let planned_now = curve.planned.iter().position(|(day, _)| *day == curve.as_at);
    let planned_name = match planned_now {
        Some(at) => Some((planned[at], format!("Planned {}", curve.planned[at].1))),
        None => half_way(planned).map(|point| (point, "Planned".to_owned())),
    };
    let reported_name = reported.last().zip(curve.reported.last()).map(|(p, (_, v))| (*p, format!("Reported {v}")));
    let mut taken = vec![Area { left: now - 3.0, right: now + 3.0, top: TOP - 8.0, bottom: BOTTOM }];
    taken.extend([planned, reported].into_iter().flat_map(along).map(Point::ground));
    html! {
        @for (name, ink, dot) in [(planned_name, PLANNED, planned_now.is_some()), (reported_name, REPORTED, true)] {
            @if let Some((point, words)) = name {
                @if dot { circle cx=(round(point.x)) cy=(round(point.y)) r="5.5" fill=(ink) {} }
                (label(point, &words, ink, &mut taken))
            }
        }
    }
}

/// Where a line crosses the middle of the plot, or comes nearest to it.
fn half_way(points: &[Point]) -> Option<Point> {
    let from_half = |p: &Point| (p.y - f64::midpoint(TOP, BOTTOM)).abs();
    along(points).into_iter().min_by(|a, b| from_half(a).total_cmp(&from_half(b)))
}

/// Sets a name at the nearest place where it touches no line and no other name.
fn label(point: Point, words: &str, ink: &'static str, taken: &mut Vec<Area>) -> Markup {
    let width = width_of(words, SIZE) * BOLD;
    // The nearest first, so that few are tried against everything that is taken.
    let mut all: Vec<Area> = places(width).collect();
    all.sort_by(|a, b| a.distance(point).total_cmp(&b.distance(point)));
    let nearest = all.into_iter().find(|area| !taken.iter().any(|other| other.meets(area)));
    let area =
        nearest.unwrap_or(Area { left: LEFT + 8.0, right: LEFT + 8.0 + width, top: TOP, bottom: TOP + SIZE + 6.0 });
    taken.push(area);
    let near = Point { x: point.x.clamp(area.left, area.right), y: point.y.clamp(area.top, area.bottom) };
    html! {
        @if area.distance(point) > 30.0 {
            line x1=(round(point.x)) y1=(round(point.y)) x2=(round(near.x)) y2=(round(near.y)) stroke=(ink) stroke-width="1" {}
        }
        (Text::at(area.left, area.bottom - 6.0).size(SIZE).bold().ink(ink).says(words))
    }
}

/// Every place in the plot where a name of that width could stand, eight units apart.
fn places(width: f64) -> impl Iterator<Item = Area> {
    let tops = (0..40).map(|n| TOP + f64::from(n) * 8.0).filter(|top| top + SIZE + 6.0 < BOTTOM);
    tops.flat_map(move |top| {
        let lefts = (0..90).map(|n| LEFT + 6.0 + f64::from(n) * 8.0).filter(move |left| left + width <= RIGHT);
        lefts.map(move |left| Area { left, right: left + width, top, bottom: top + SIZE + 6.0 })
    })
}

/// The points of a line, and more between them, close together.
fn along(points: &[Point]) -> Vec<Point> {
    let between = |pair: &[Point]| {
        let (from, dx, dy) = (pair[0], pair[1].x - pair[0].x, pair[1].y - pair[0].y);
        (1..160)
            .map(|n| f64::from(n) / 160.0)
            .map(move |share| Point { x: from.x + dx * share, y: from.y + dy * share })
    };
    points.iter().copied().chain(points.windows(2).flat_map(between)).collect()
}

#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
}

impl Point {
    /// What a line covers here, and a little room.
    fn ground(self) -> Area {
        Area { left: self.x - 6.0, right: self.x + 6.0, top: self.y - 6.0, bottom: self.y + 6.0 }
    }
}

#[derive(Clone, Copy)]
struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn distance(&self, from: Point) -> f64 {
        let dx = (self.left - from.x).max(from.x - self.right).max(0.0);
        let dy = (self.top - from.y).max(from.y - self.bottom).max(0.0);
        dx.hypot(dy)
    }
}
