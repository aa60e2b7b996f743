//! Tables told from positions: a heading line says how many columns there are, the room between the words
//! below it where each ends, drawn lines and dates where a row begins.
//!
//! All of this is a guess, and said to be one. **Not here.** What a column means.

use super::lines::{LITTLE_ROOM, Line, ROOM, Stretch};
use super::text::Rule;
use crate::draft::columns::Columns;
use crate::field::Field;
use crate::grid::{Cells, Grid, GridRow, Look};
use onpace_core::place::Place;
use std::ops::Range;
use std::sync::Arc;

/// Headings run over at most so many lines.
const LINES_OF_A_HEADING: usize = 3;
/// Lines of one cell stand closer than this, as a share of their size.
const CLOSE: f64 = 1.7;
/// A table ends before more room than this, as a share of the size, unless its rows stand as far apart.
const FAR: f64 = 3.2;

/// One of so many cells of a line may be wider than its column was on the page before.
const CELLS_FOR_A_WIDE_ONE: usize = 6;

/// So many gaps between lines say how far apart a table's rows stand.
const GAPS_TO_LOOK_AT: usize = 200;

/// A table's columns, which hold on the next page too.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    columns: Columns,
    /// Where each column but the last ends.
    ends: Vec<f64>,
    size: f64,
}

/// A heading: its lines, its columns from the left, what they hold.
pub(super) struct Heading {
    lines: Range<usize>,
    cells: Vec<Stretch>,
    columns: Columns,
}

/// A table of a page: its lines, and what they make.
pub(super) struct Found {
    pub(super) lines: Range<usize>,
    pub(super) grid: Grid,
    pub(super) shape: Shape,
}

/// The headings of a page: for each line the one that begins with it.
pub(super) fn headings(lines: &[Line]) -> Vec<Option<Heading>> {
    (0..lines.len()).map(|at| heading_at(lines, at)).collect()
}

/// A running head has no more lines.
const LINES_OF_A_HEAD: usize = 3;

/// The next table from a line on. `before` is the table that the page before ended in.
pub(super) fn next(
    lines: &[Line],
    headings: &[Option<Heading>],
    from: usize,
    rules: &[Rule],
    page: usize,
    before: Option<&Shape>,
) -> Option<Found> {
    let heading = headings.get(from..)?.iter().flatten().next();
    let until = heading.map_or(lines.len(), |heading| heading.lines.start);
    if let Some(shape) = before {
        let open = lines.get(..until)?;
        // It goes on at the top of the page, below a running head at most.
        let top = until.min(from + LINES_OF_A_HEAD);
        if let Some(begin) = (from..top).find(|at| open.get(*at).is_some_and(|line| shape.fits(line))) {
            let end = end_of(open, begin, begin, rules);
            let grid = shape.grid(open.get(begin..end)?, rules, page);
            return Some(Found { lines: begin..end, grid, shape: shape.clone() });
        }
    }
    let heading = heading?;
    let begin = heading.lines.end;
    let is_another = |next: &Heading| next.columns.count() >= 3;
    let again = (begin..lines.len()).find(|at| headings.get(*at).and_then(Option::as_ref).is_some_and(is_another));
    let end = end_of(lines.get(..again.unwrap_or(lines.len()))?, begin, heading.lines.start, rules);
    let (first, body) = (lines.get(heading.lines.start)?, lines.get(begin..end)?);
    let shape = shape_of(heading, body);
    let mut grid = shape.grid(body, rules, page);
    let cells: Cells = heading.cells.iter().map(|cell| cell.text.as_str()).collect();
    grid.rows.insert(0, GridRow::new(place(page, first), cells));
    Some(Found { lines: heading.lines.start..end, grid, shape })
}

fn place(page: usize, line: &Line) -> Place {
    let sheet: Arc<str> = format!("page {page}").into();
    Place { sheet: Some(sheet), line: Some(line.number), ..Place::default() }
}

/// The heading that begins with a line: of the lines from there on, as many as make most of its columns known.
fn heading_at(lines: &[Line], at: usize) -> Option<Heading> {
    let (wide, close) = (heading_with(lines, at, ROOM), heading_with(lines, at, LITTLE_ROOM));
    let count = |heading: &Option<Heading>| heading.as_ref().map_or(0, |heading| heading.columns.count());
    if count(&close) > count(&wide) { close } else { wide }
}

fn heading_with(lines: &[Line], at: usize, room: f64) -> Option<Heading> {
    let mut cells: Vec<Stretch> = Vec::new();
    let mut best: Option<Heading> = None;
    let mut above: Option<&Line> = None;
    for count in 1..=LINES_OF_A_HEADING {
        let line = lines.get(at + count - 1)?;
        if above.replace(line).is_some_and(|above| line.base - above.base > CLOSE * line.size) {
            break;
        }
        for stretch in line.parted(room) {
            add(&mut cells, stretch);
        }
        if cells.len() < 2 || cells.len() > super::limits::MOST_COLUMNS {
            continue;
        }
        let Some(columns) = Columns::known(&cells.iter().map(|cell| cell.text.as_str()).collect()) else { continue };
        if best.as_ref().is_none_or(|best| columns.count() > best.columns.count()) {
            best = Some(Heading { lines: at..at + count, cells: cells.clone(), columns });
        }
    }
    best
}

/// Adds a line's stretch to the cells that it stands under, which become one.
fn add(cells: &mut Vec<Stretch>, mut stretch: Stretch) {
    let touches = |cell: &Stretch| cell.left < stretch.right && stretch.left < cell.right;
    let begin = cells.iter().position(&touches);
    let Some(begin) = begin else {
        let at = cells.partition_point(|cell| cell.left < stretch.left);
        cells.insert(at, stretch);
        return;
    };
    let end = cells.iter().rposition(touches).map_or(begin + 1, |last| last + 1);
    let over: Vec<Stretch> = cells.drain(begin..end).collect();
    let above = over.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ");
    stretch.text = format!("{above} {}", stretch.text);
    stretch.left = over.iter().fold(stretch.left, |left, cell| left.min(cell.left));
    stretch.right = over.iter().fold(stretch.right, |right, cell| right.max(cell.right));
    cells.insert(begin, stretch);
}

/// Whether a line is drawn between two heights. The rules stand in order.
fn parted(rules: &[Rule], above: f64, below: f64) -> bool {
    let next = rules.partition_point(|rule| rule.down <= above);
    rules.get(next).is_some_and(|rule| rule.down < below)
}

/// Where a table ends: at room that its rows do not have, or below the last of many drawn lines.
fn end_of(lines: &[Line], begin: usize, heading: usize, rules: &[Rule]) -> usize {
    let Some(first) = lines.get(heading) else { return begin };
    let size = lines.get(begin).map_or(first.size, |line| line.size);
    let mut gaps: Vec<f64> = Vec::new();
    let mut above = first;
    for (at, line) in lines.iter().enumerate().skip(begin) {
        let gap = line.base - above.base;
        let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
        let is_ruled = parted(rules, above.base, line.base);
        let most = (FAR * line.size).max(1.8 * usual) * if is_ruled { 2.0 } else { 1.0 };
        // A line in letters of another size is a caption or the next chapter.
        let is_other = at > begin && (line.size - size).abs() > 0.12 * line.size;
        if is_other || at > begin && gap > most || at == begin && gap > 2.0 * most {
            return at;
        }
        if gaps.len() < GAPS_TO_LOOK_AT {
            gaps.insert(gaps.partition_point(|one| *one < gap), gap);
        }
        above = line;
    }
    lines.len()
}

/// The columns of a heading: each ends in the room before the next, where fewest words stand.
fn shape_of(heading: &Heading, body: &[Line]) -> Shape {
    let rows = body.iter().map(Line::stretches).filter(|stretches| stretches.len() > 1);
    let stretches: Vec<Stretch> = rows.flatten().collect();
    let pairs = heading.cells.array_windows::<2>();
    let ends = pairs.map(|[one, next]| end_between(one.right, next.left, &stretches)).collect();
    let size = body.first().map_or(10.0, |line| line.size);
    Shape { columns: heading.columns.clone(), ends, size }
}

/// The middle of the widest room between two places in which fewest stretches stand.
fn end_between(from: f64, to: f64, stretches: &[Stretch]) -> f64 {
    let steps = 64;
    let at = |step: u32| from + (to - from) * f64::from(step) / f64::from(steps);
    let over: Vec<usize> = (0..=steps)
        .map(|step| stretches.iter().filter(|one| one.left < at(step) && at(step) < one.right).count())
        .collect();
    let fewest = over.iter().copied().min().unwrap_or(0);
    let (mut best, mut begin) = ((0, 0), None);
    for step in 0..=steps + 1 {
        let is_free = over.get(step as usize).is_some_and(|count| *count == fewest);
        match (is_free, begin) {
            (true, None) => begin = Some(step),
            (false, Some(first)) => {
                if step - first >= best.1 - best.0 {
                    best = (first, step);
                }
                begin = None;
            }
            _ => {}
        }
    }
    f64::midpoint(at(best.0), at(best.1.saturating_sub(1)))
}

impl Shape {
    fn column(&self, left: f64, right: f64) -> usize {
        let middle = f64::midpoint(left, right);
        self.ends.iter().filter(|end| **end < middle).count()
    }

    fn crosses(&self, stretch: &Stretch) -> bool {
        self.ends.iter().any(|end| stretch.left + 1.0 < *end && *end < stretch.right - 1.0)
    }

    /// Whether a line of another page may be a row of this table.
    fn fits(&self, line: &Line) -> bool {
        let stretches = line.stretches();
        (line.size - self.size).abs() < 0.15 * self.size
            && stretches.len() >= 2
            // One cell of many may be wider than those of the page before.
            && stretches.iter().filter(|stretch| self.crosses(stretch)).count() <= stretches.len() / CELLS_FOR_A_WIDE_ONE
    }

    /// A line's words by column, and whether it is one stretch over several.
    fn cells(&self, line: &Line) -> (Vec<String>, bool) {
        let mut cells = vec![String::new(); self.ends.len() + 1];
        let stretches = line.stretches();
        if let [one] = &stretches[..]
            && self.crosses(one)
        {
            if let Some(cell) = cells.get_mut(self.column(one.left, one.left)) {
                cell.clone_from(&one.text);
            }
            return (cells, true);
        }
        for word in &line.words {
            if let Some(cell) = cells.get_mut(self.column(word.left, word.right)) {
                append(cell, &word.text);
            }
        }
        (cells, false)
    }

    fn says(&self, cells: &[String], field: Field) -> bool {
        self.columns.of_field(field).and_then(|at| cells.get(at)).is_some_and(|cell| !cell.is_empty())
    }

    /// Whether a line holds what only the first line of a row does.
    fn begins(&self, cells: &[String]) -> bool {
        if self.columns.of_field(Field::Code).is_some() {
            return self.says(cells, Field::Code);
        }
        let fields = [Field::Start, Field::Finish, Field::Percent, Field::Duration, Field::Status];
        fields.into_iter().any(|field| self.says(cells, field))
    }

    /// The rows that lines make.
    fn grid(&self, lines: &[Line], rules: &[Rule], page: usize) -> Grid {
        let read: Vec<(Vec<String>, bool)> = lines.iter().map(|line| self.cells(line)).collect();
        let firsts = lines.iter().zip(&read).filter(|(_, (words, _))| self.begins(words));
        let firsts: Vec<&Line> = firsts.map(|(line, _)| line).collect();
        let parted = |above: &Line, below: &Line| parted(rules, above.base, below.base);
        let with_rule = firsts.array_windows::<2>().filter(|[above, below]| parted(above, below)).count();
        let has_rules = firsts.len() > 2 && with_rule * 5 >= (firsts.len() - 1) * 4;
        let gaps = lines.array_windows::<2>().map(|[above, below]| below.base - above.base);
        let close = gaps.fold(f64::MAX, f64::min);
        let mut grid = Grid { flows: true, ..Grid::default() };
        let mut rows: Vec<(Vec<String>, bool, Place)> = Vec::new();
        let mut above: Option<&Line> = None;
        for (line, (words, is_banner)) in lines.iter().zip(read) {
            let is_new = match above.replace(line) {
                None => true,
                Some(above) if has_rules => parted(above, line),
                Some(above) => {
                    let gap = line.base - above.base;
                    self.begins(&words)
                        || is_banner
                        || gap > 1.35 * close.max(line.size)
                        || line.is_bold != above.is_bold
                }
            };
            match rows.last_mut().filter(|_| !is_new) {
                Some((row, was_banner, _)) => {
                    row.iter_mut().zip(&words).for_each(|(cell, more)| append(cell, more));
                    *was_banner &= is_banner;
                }
                None => rows.push((words, is_banner, place(page, line))),
            }
        }
        for (cells, banner, place) in rows {
            let look = (banner && cells.len() >= 3).then(|| Box::new(Look { banner, ..Look::default() }));
            grid.rows.push(GridRow { place, cells: cells.iter().collect(), look });
        }
        grid
    }
}

/// Adds to a cell; a soft hyphen at its end joins the parts of a word.
fn append(cell: &mut String, more: &str) {
    if more.is_empty() {
        return;
    }
    if cell.ends_with('\u{ad}') {
        cell.pop();
    } else if !cell.is_empty() && !is_cut_date(cell, more) && !is_cut_word(cell) {
        cell.push(' ');
    }
    cell.push_str(more);
}

/// Whether a line was broken behind a mark in a word: "Charter/", "co-".
fn is_cut_word(cell: &str) -> bool {
    let word = cell.strip_suffix(['/', '-']);
    word.is_some_and(|word| word.ends_with(char::is_alphanumeric))
}

/// Whether a narrow column cut a date, "31/05/2" and "022".
fn is_cut_date(cell: &str, more: &str) -> bool {
    let last = cell.rsplit(' ').next().unwrap_or_default();
    let is_begun =
        last.contains(['/', '-', '.']) && last.bytes().all(|byte| byte.is_ascii_digit() || b"/-.".contains(&byte));
    is_begun && last.len() + more.len() <= 10 && more.bytes().all(|byte| byte.is_ascii_digit())
}
