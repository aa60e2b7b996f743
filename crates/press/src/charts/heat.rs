//! The heat map: one row a focus area, one column a month, and in each cell the status that most needs
//! attention and how many actions finish there.

use super::svg::{BOLD, Drawing, Text, fit, fit_two, mark, round, steps, tag, tile, width_of, width_of_tag};
use crate::palette::{self, BRAND, GUIDE, INK, PAPER, QUIET};
use maud::{Markup, html};
use onpace_core::policy::level::Level;
use onpace_report::document::{Heat, HeatCell, HeatRow};

const NAMES: f64 = 236.0;
const CODE: f64 = 34.0;
const CELL: f64 = 34.0;
const ROW: f64 = 38.0;
const HEAD: f64 = 50.0;
const EDGE: f64 = 8.0;
const LEAST_WIDTH: f64 = 600.0;

pub(super) fn draw(heat: &Heat) -> Drawing {
    let right = EDGE + NAMES + steps(heat.columns.len(), CELL);
    let width = (right + EDGE).max(LEAST_WIDTH);
    let bottom = HEAD + steps(heat.rows.len(), ROW);
    let key = key(&levels_of(heat), width, bottom + 34.0);
    let body = html! {
        (column_heads(heat))
        @for (n, row) in heat.rows.iter().enumerate() {
            (draw_row(row, heat.columns.len(), HEAD + steps(n, ROW), right))
        }
        line x1=(EDGE) y1=(round(bottom)) x2=(round(right)) y2=(round(bottom)) stroke=(GUIDE) stroke-width="1" {}
        @if let Some(now) = heat.now.filter(|now| *now < heat.columns.len()) {
            rect x=(round(left_of(now))) y=(HEAD - 24.0) width=(CELL) height=(round(bottom - HEAD + 24.0)) fill="none" stroke=(BRAND) stroke-width="2.5" {}
        }
        (key.body)
    };
    Drawing { width, height: key.height, body }
}

fn left_of(column: usize) -> f64 {
    EDGE + NAMES + steps(column, CELL)
}

/// Years above, months below; a year is named where it begins.
fn column_heads(heat: &Heat) -> Markup {
    let heads: Vec<(&str, &str)> =
        heat.columns.iter().map(|head| head.rsplit_once(' ').unwrap_or((head, ""))).collect();
    let year_begins = |n: usize| n == 0 || heads[n - 1].1 != heads[n].1;
    html! {
        @for (n, (month, year)) in heads.iter().enumerate() {
            @let middle = left_of(n) + CELL / 2.0;
            @let now = heat.now == Some(n);
            @if year_begins(n) { (Text::at(left_of(n) + 3.0, 18.0).size(13.0).bold().says(year)) }
            @if now { rect x=(round(left_of(n))) y=(HEAD - 24.0) width=(CELL) height="24" fill=(BRAND) {} }
            (Text::at(middle, HEAD - 7.0).size(13.0).middle().ink(if now { PAPER } else { INK }).says(&fit(month, 13.0, CELL)))
        }
    }
}

fn draw_row(row: &HeatRow, columns: usize, top: f64, right: f64) -> Markup {
    let baseline = top + ROW / 2.0 + 5.0;
    let (first, second) = fit_two(&row.label, 13.0, NAMES - CODE - 8.0);
    let rise = if second.is_some() { 8.0 } else { 0.0 };
    html! {
        line x1=(EDGE) y1=(round(top)) x2=(round(right)) y2=(round(top)) stroke=(GUIDE) stroke-width="1" {}
        (Text::at(EDGE, baseline - rise).size(13.0).bold().says(&fit(&row.code, 13.0 * BOLD, CODE - 4.0)))
        (Text::at(EDGE + CODE, baseline - rise).size(13.0).says(&first))
        @if let Some(second) = second { (Text::at(EDGE + CODE, baseline + rise).size(13.0).says(&second)) }
        @for (n, cell) in row.cells.iter().take(columns).enumerate() {
            @if let Some(cell) = cell { (draw_cell(cell, left_of(n), top)) }
        }
    }
}

fn draw_cell(cell: &HeatCell, left: f64, top: f64) -> Markup {
    let colours = palette::colours(cell.worst.tone);
    let words = format!("{}{}", initial(&cell.worst), cell.count);
    let size = if width_of(&words, 13.0) * BOLD <= CELL - 4.0 { 13.0 } else { 9.0 };
    let middle = left + CELL / 2.0;
    html! {
        (tile(colours, left + 1.0, top + 1.0, CELL - 2.0, ROW - 2.0))
        (mark(cell.worst.mark, middle, top + 12.5, 11.0, colours.ink))
        (Text::at(middle, top + 31.0).size(size).middle().bold().ink(colours.ink).says(&words))
    }
}

fn initial(level: &Level) -> String {
    level.label.chars().next().map_or_else(String::new, |c| c.to_uppercase().collect())
}

/// The levels that the picture shows, each once, in the order in which they appear.
fn levels_of(heat: &Heat) -> Vec<&Level> {
    let mut levels: Vec<&Level> = Vec::new();
    for level in heat.rows.iter().flat_map(|row| &row.cells).flatten().map(|cell| &cell.worst) {
        if levels.iter().all(|seen| seen.code != level.code) {
            levels.push(level);
        }
    }
    levels.sort_by_key(|level| palette::TONES.iter().position(|tone| *tone == level.tone));
    levels
}

/// What the cells say, under the grid; tags that don't fit a line go on the next.
fn key(levels: &[&Level], width: f64, top: f64) -> Drawing {
    let (mut x, mut y) = (EDGE, top + 24.0);
    let mut places = Vec::new();
    for level in levels {
        let own = width_of_tag(level, 160.0);
        if x > EDGE && x + own > width - EDGE {
            (x, y) = (EDGE, y + 30.0);
        }
        places.push((level, x, y));
        x += own + 10.0;
    }
    let body = html! {
        (Text::at(EDGE, top).ink(QUIET).says("Each cell: the status that most needs attention, and how many finish then."))
        @for (level, x, y) in places { (tag(level, x, y, 160.0)) }
    };
    let height = if levels.is_empty() { top + 14.0 } else { y + 20.0 };
    Drawing { width, height, body }
}
