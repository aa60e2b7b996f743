//! The timeline: a bar from start to finish, filled as far as reported, its status at the end; with a thick edge where
//! any slip of it puts off the end of the plan.

use super::axis::Axis;
use super::svg::{BOLD, Drawing, Text, fit, round, steps, tag, width_of};
use crate::palette::{BRAND, GUIDE, INK, PAPER, PLANNED, REMAINING};
use maud::{Markup, html};
use onpace_core::day::{Date, in_words};
use onpace_report::document::{Bar, Timeline};

const WIDTH: f64 = 720.0;
const EDGE: f64 = 8.0;
const CODE: f64 = 58.0;
const LEFT: f64 = 262.0;
const RIGHT: f64 = 540.0;
const PERCENT: f64 = 590.0;
const TAG: f64 = 600.0;
const ROW: f64 = 30.0;
const HEAD: f64 = 54.0;
/// A bar of one day can still be seen.
const LEAST: f64 = 4.0;
/// The edge of a bar, and of one that is critical.
const EDGES: [(&str, f64); 2] = [(PLANNED, 1.5), (INK, 3.5)];
/// What the thick edge means, and the room for it.
const KEY: &str = "Critical: if it slips, the plan ends later";
const KEY_ROOM: f64 = 28.0;

pub(super) fn draw(timeline: &Timeline) -> Drawing {
    let axis = Axis::new(timeline.from, timeline.to, LEFT, RIGHT);
    let bottom = HEAD + steps(timeline.bars.len(), ROW);
    let as_at_is_shown = timeline.from <= timeline.as_at && timeline.as_at <= timeline.to;
    let has_critical = timeline.bars.iter().any(|bar| bar.critical);
    let body = html! {
        (axis.draw(HEAD, bottom, HEAD - 8.0))
        @for (n, bar) in timeline.bars.iter().enumerate() {
            @let top = HEAD + steps(n, ROW);
            line x1=(EDGE) y1=(round(top)) x2=(WIDTH - EDGE) y2=(round(top)) stroke=(GUIDE) stroke-width="1" {}
            (words_of(bar, top + ROW / 2.0))
            @if bar.start <= timeline.to && bar.finish >= timeline.from { (shape_of(bar, &axis, top + ROW / 2.0)) }
        }
        line x1=(EDGE) y1=(round(bottom)) x2=(WIDTH - EDGE) y2=(round(bottom)) stroke=(GUIDE) stroke-width="1" {}
        @if as_at_is_shown { (as_at_line(timeline.as_at, axis.end_of(timeline.as_at), bottom)) }
        @if has_critical { (key(bottom + KEY_ROOM / 2.0 + 4.0)) }
    };
    Drawing { width: WIDTH, height: bottom + 10.0 + if has_critical { KEY_ROOM } else { 0.0 }, body }
}

fn words_of(bar: &Bar, middle: f64) -> Markup {
    let baseline = middle + 5.0;
    let label = fit(&bar.label, if bar.group { 14.0 * BOLD } else { 14.0 }, LEFT - EDGE - CODE - 10.0);
    let text = Text::at(EDGE + CODE, baseline);
    html! {
        (Text::at(EDGE, baseline).bold().says(&fit(&bar.code, 14.0 * BOLD, CODE - 4.0)))
        (if bar.group { text.bold() } else { text }.says(&label))
        @if let Some(percent) = bar.percent { (Text::at(PERCENT, baseline).end().says(&percent.to_string())) }
        @if let Some(status) = &bar.status { (tag(status, TAG, middle, WIDTH - EDGE - TAG)) }
    }
}

fn shape_of(bar: &Bar, axis: &Axis, middle: f64) -> Markup {
    let left = axis.start_of(bar.start).min(RIGHT - LEAST);
    let width = (axis.end_of(bar.finish) - left).max(LEAST);
    if bar.group {
        return html! { rect x=(round(left)) y=(round(middle - 3.5)) width=(round(width)) height="7" fill=(BRAND) {} };
    }
    let share = bar.percent.map_or(0.0, |percent| (percent.to_one_decimal() / 100.0).clamp(0.0, 1.0));
    let (left, top) = (round(left), round(middle - 8.0));
    html! {
        rect x=(left) y=(top) width=(round(width)) height="16" fill=(REMAINING) {}
        rect x=(left) y=(top) width=(round(width * share)) height="16" fill=(PLANNED) {}
        (edge(left, top, round(width), bar.critical))
        @if let Some(baseline) = bar.baseline { (outline_of(baseline, axis, middle)) }
    }
}

fn edge(left: f64, top: f64, width: f64, critical: bool) -> Markup {
    let (ink, line) = EDGES[usize::from(critical)];
    html! { rect x=(left) y=(top) width=(width) height="16" fill="none" stroke=(ink) stroke-width=(line) {} }
}

fn key(middle: f64) -> Markup {
    html! {
        rect x=(EDGE + CODE) y=(round(middle - 8.0)) width="32" height="16" fill=(REMAINING) {}
        (edge(EDGE + CODE, round(middle - 8.0), 32.0, true))
        (Text::at(EDGE + CODE + 42.0, middle + 5.0).says(KEY))
    }
}

/// What the bar is measured against: an outline below it.
fn outline_of((start, finish): (Date, Date), axis: &Axis, middle: f64) -> Markup {
    let left = axis.start_of(start).min(RIGHT - LEAST);
    let width = (axis.end_of(finish) - left).max(LEAST);
    html! {
        rect x=(round(left)) y=(round(middle + 9.5)) width=(round(width)) height="4" fill=(PAPER) stroke=(INK) stroke-width="1" {}
    }
}

fn as_at_line(day: Date, x: f64, bottom: f64) -> Markup {
    let words = format!("As at {}", in_words(day));
    let half = width_of(&words, 14.0) * BOLD / 2.0;
    let middle = x.clamp(EDGE + half, WIDTH - EDGE - half);
    html! {
        line x1=(round(x)) y1="24" x2=(round(x)) y2=(round(bottom)) stroke=(INK) stroke-width="1.5" stroke-dasharray="2 3" {}
        (Text::at(middle, 18.0).middle().bold().says(&words))
    }
}
