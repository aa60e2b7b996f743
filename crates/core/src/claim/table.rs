//! Tables of figures: a summary of the plan by status, area or person, held against its rows; sums of money, proved by
//! their own arithmetic; and sentences that say again what a table says. **Not here.** The plan's own table.

use super::lexicon::{Lexicon, Sense};
use super::number::{Exact, Number, Unit, in_unit};
use super::set::filter_of;
use super::set::{Filter, rows_of};
use super::statement::{Contradicted, NumberSaid, Statement, told};
use super::token::Token;
use super::verdict::{ClaimVerdict, Contradiction, Outcome};
use super::words::{english, is_one};
use super::{FigureRow, FigureTable, MOST_FIGURES};
use num_traits::Signed;

mod arithmetic;
mod cells;

use cells::{Cell, Column};

/// Every table of figures of a document.
pub(super) struct Tables {
    tables: Vec<Read>,
}

/// A table, read.
struct Read {
    columns: Vec<Column>,
    rows: Vec<ReadRow>,
}

/// A row with numbers.
struct ReadRow {
    row: FigureRow,
    label: String,
    is_total: bool,
    cells: Vec<Option<Cell>>,
    outcomes: Vec<(usize, Outcome)>,
}

/// No table of figures is wider.
const MOST_COLUMNS: usize = 14;

impl Tables {
    pub(super) fn of(tables: &[FigureTable], lexicon: &Lexicon<'_>) -> Self {
        let mut left = MOST_FIGURES;
        let mut read = Vec::new();
        for table in tables {
            left = match left.checked_sub(table.rows.len()) {
                Some(left) => left,
                None => break,
            };
            if let Some(mut table) = read_table(table) {
                arithmetic::prove(&mut table);
                table.count(lexicon);
                read.push(table);
            }
        }
        Self { tables: read }
    }

    /// How many rows they have.
    pub(super) fn len(&self) -> usize {
        self.tables.iter().map(|table| table.rows.len()).sum()
    }

    /// One statement a row with numbers.
    pub(super) fn statements(&self, lexicon: &Lexicon<'_>) -> Vec<Statement> {
        let rows = self.tables.iter().flat_map(|table| &table.rows);
        rows.filter(|row| row.cells.iter().any(Option::is_some)).map(|row| statement(row, lexicon)).collect()
    }

    /// What a sentence with one sum of money says of a row whose name it has; and the column that it spoke of.
    pub(super) fn judge(
        &self,
        text: &str,
        tokens: &[Token],
        column: Option<(usize, usize)>,
    ) -> (Vec<Outcome>, Option<(usize, usize)>) {
        let mut money = tokens
            .iter()
            .enumerate()
            .filter_map(|(at, token)| Some((at, token.number().filter(|number| number.unit == Unit::Money)?)));
        let (Some((at, number)), None) = (money.next(), money.next()) else { return (Vec::new(), column) };
        let words: Vec<&str> = tokens.iter().map(|token| token.word.as_str()).collect();
        let lower = text.to_lowercase();
        for (nth, table) in self.tables.iter().enumerate() {
            if !table.columns.iter().any(|column| column.unit == Unit::Money) {
                continue;
            }
            let Some(row) = table.row_named(&lower, &words) else { continue };
            let spoken = table.column_spoken(&words, nth, column);
            let candidates: Vec<(usize, &Cell)> = row
                .cells
                .iter()
                .enumerate()
                .filter_map(|(at, cell)| Some((at, cell.as_ref()?)))
                .filter(|(at, cell)| cell.number.unit == Unit::Money && spoken.is_none_or(|spoken| spoken == *at))
                .collect();
            let agreeing = candidates.iter().find(|(_, cell)| within(number, cell.number));
            let (Some(first), true) = (candidates.first(), agreeing.is_some() || spoken.is_some() || row.is_total)
            else {
                continue;
            };
            let shown = agreeing.unwrap_or(first);
            let found = in_unit(shown.1.number.value.abs(), Unit::Money);
            let heading = &table.columns[shown.0].heading;
            let agrees = agreeing.is_some();
            let why = if agrees {
                format!("the table has it: {}, {heading}", row.label)
            } else {
                format!("the table has {found} at {}, {heading}", row.label)
            };
            return (vec![Outcome::of(agrees, Contradiction::Table, vec![at], why, found)], Some((nth, shown.0)));
        }
        (Vec::new(), column)
    }
}

/// Whether a sum in prose is a cell of a table, whatever its sign, within the rounding of both.
fn within(said: Number, cell: Number) -> bool {
    let cell = Number { value: cell.value.abs(), ..cell };
    cell.range().is_some_and(|(low, high)| said.meets(low, high))
}

/// Whether a table proves something of itself: a total, a balance that carries.
pub(super) fn proves(table: &FigureTable) -> bool {
    read_table(table).is_some_and(|mut table| {
        arithmetic::prove(&mut table);
        table.rows.iter().any(|row| !row.outcomes.is_empty())
    })
}

fn read_table(table: &FigureTable) -> Option<Read> {
    let first = table.rows.iter().position(cells::is_of_numbers)?;
    let headings: Vec<&FigureRow> = table.rows[..first].iter().collect();
    let width =
        table.rows.iter().map(|row| row.cells.len()).max().filter(|width| (2..=MOST_COLUMNS).contains(width))?;
    let columns: Vec<Column> = (0..width).map(|at| Column::of(at, &headings, &table.title)).collect();
    let mut rows = Vec::new();
    for row in &table.rows[first..] {
        let label = row.cells.first().map(|cell| cell.trim().to_string()).unwrap_or_default();
        let cells = columns
            .iter()
            .enumerate()
            .map(|(at, column)| if at == 0 { None } else { column.cell(row.cells.get(at)?) })
            .collect();
        let is_total = cells::is_total(&label);
        rows.push(ReadRow { row: row.clone(), label, is_total, cells, outcomes: Vec::new() });
    }
    Some(Read { columns, rows })
}

impl Read {
    /// The row whose name a sentence has; "in all" and "in total" is the total.
    fn row_named(&self, lower: &str, words: &[&str]) -> Option<&ReadRow> {
        let has = |row: &&ReadRow| {
            let label = row.label.to_lowercase();
            let begins = lower.find(&label);
            let letter = |at: Option<char>| at.is_none_or(|letter| !letter.is_alphanumeric());
            label.len() > 2
                && begins.is_some_and(|at| {
                    letter(lower[..at].chars().last()) && letter(lower[at + label.len()..].chars().next())
                })
        };
        let named = self.rows.iter().filter(|row| !row.is_total).filter(has).max_by_key(|row| row.label.len());
        let all = words.windows(2).any(|pair| pair == ["in", "all"] || pair == ["in", "total"])
            || words.contains(&"altogether");
        named.or_else(|| if all { self.rows.iter().rev().find(|row| row.is_total) } else { None })
    }

    /// The column that a sentence speaks of, by its words or by what was spoken of before.
    fn column_spoken(&self, words: &[&str], nth: usize, before: Option<(usize, usize)>) -> Option<usize> {
        let of_difference = words.iter().any(|word| {
            [
                "over",
                "under",
                "overspend",
                "underspend",
                "overspent",
                "underspent",
                "variance",
                "above",
                "beyond",
                "below",
                "shortfall",
                "excess",
                "exceed",
                "exceeds",
                "exceeded",
                "overrun",
                "overruns",
            ]
            .contains(word)
        });
        if of_difference && let Some(at) = self.columns.iter().position(|column| column.is_difference) {
            return Some(at);
        }
        let named = self
            .columns
            .iter()
            .enumerate()
            .skip(1)
            .find(|(_, column)| column.words().any(|word| words.contains(&&*word)))
            .map(|(at, _)| at);
        let points = words.contains(&"it") || words.contains(&"this") || words.contains(&"that");
        named.or_else(|| before.filter(|(table, _)| *table == nth && points).map(|(_, column)| column))
    }

    /// Holds a summary of the plan against its rows.
    fn count(&mut self, lexicon: &Lexicon<'_>) {
        if !lexicon.has_all_rows {
            return;
        }
        let of_columns: Vec<Option<Vec<Filter>>> =
            self.columns.iter().map(|column| filters_of_heading(&column.heading, lexicon)).collect();
        let all = rows_of(&[], lexicon).len();
        let mut counted: Vec<usize> = Vec::new();
        for row in &mut self.rows {
            let filters = if row.is_total { Some(Vec::new()) } else { filters_of(&row.label, lexicon) };
            let Some(filters) = filters else { continue };
            let scoped = rows_of(&filters, lexicon);
            let of_area = filters.iter().any(|filter| matches!(filter, Filter::Areas(_) | Filter::People(_)));
            for (at, cell) in row.cells.iter().enumerate() {
                let (Some(cell), Some(Some(more))) = (cell, of_columns.get(at)) else { continue };
                let rows: Vec<usize> = scoped
                    .iter()
                    .copied()
                    .filter(|row| more.iter().all(|filter| filter.takes(*row, lexicon)))
                    .collect();
                let outcome = match cell.number.unit {
                    Unit::Count => {
                        let agrees = cell.number.whole() == i64::try_from(rows.len()).ok();
                        let why = if agrees {
                            format!("the plan has {}", rows.len())
                        } else {
                            format!("the table has {} at {}; the plan has {}", cell.written, row.label, rows.len())
                        };
                        let mut outcome =
                            Outcome::of(agrees, Contradiction::Count, vec![at], why, rows.len().to_string());
                        outcome.rows = rows;
                        outcome
                    }
                    Unit::Percent if !row.is_total && more.is_empty() && !of_area => {
                        let Some(share) = super::number::per_cent(count(rows.len()), count(all)) else { continue };
                        // A share beside a count is of that count; one that is wrong is told of once.
                        let beside = counted.last().is_some_and(|_| {
                            row.outcomes.iter().any(|(_, outcome)| outcome.verdict == ClaimVerdict::Disagrees)
                        });
                        let agrees = cell.number.can_be(share);
                        if beside && !agrees {
                            continue;
                        }
                        let found = in_unit(share, Unit::Percent);
                        let why = if agrees {
                            format!("{} of {all}", rows.len())
                        } else {
                            format!(
                                "the table has {} at {}; {} of {all} is {found}",
                                cell.written,
                                row.label,
                                rows.len()
                            )
                        };
                        Outcome::of(agrees, Contradiction::Share, vec![at], why, found)
                    }
                    _ => continue,
                };
                counted.push(at);
                row.outcomes.push((at, outcome));
            }
        }
    }
}

fn count(rows: usize) -> Exact {
    Exact::from_integer(i128::try_from(rows).unwrap_or(0))
}

/// What a label says of rows, where all of it is understood.
fn filters_of(label: &str, lexicon: &Lexicon<'_>) -> Option<Vec<Filter>> {
    let tokens = super::lexer::tokens_of(label, &lexicon.known);
    let mut filters = Vec::new();
    let (mut at, mut denied) = (0, false);
    while at < tokens.len() {
        if let Some((sense, length)) = lexicon.sense_at(&tokens, at) {
            let filter = match sense {
                Sense::Area(area) => Some(Filter::Areas(vec![area])),
                Sense::Person(person) => Some(Filter::People(vec![person])),
                other => filter_of(other),
            };
            if let Some(filter) = filter {
                filters.push(if std::mem::take(&mut denied) { Filter::Not(Box::new(filter)) } else { filter });
            }
            at += length;
            continue;
        }
        let token = &tokens[at];
        denied |= token.is_word("not");
        let known = matches!(token.kind, super::token::Kind::Mark(_) | super::token::Kind::Code(_))
            || is_one(&english().fillers, &token.word);
        if !known {
            return None;
        }
        at += 1;
    }
    (!filters.is_empty()).then_some(filters)
}

/// What a heading says of the numbers below it: nothing, or the rows that they count.
fn filters_of_heading(heading: &str, lexicon: &Lexicon<'_>) -> Option<Vec<Filter>> {
    const PLAIN: [&str; 16] = [
        "number",
        "count",
        "no",
        "how many",
        "actions",
        "total",
        "number of actions",
        "no of actions",
        "share",
        "percentage",
        "%",
        "% of actions",
        "% of total",
        "per cent",
        "proportion",
        "#",
    ];
    let plain = heading.trim().trim_end_matches('.').to_lowercase().replace('.', "");
    if PLAIN.contains(&plain.as_str()) || plain.is_empty() {
        return Some(Vec::new());
    }
    filters_of(heading, lexicon)
}

fn statement(row: &ReadRow, lexicon: &Lexicon<'_>) -> Statement {
    let verdict = row.outcomes.iter().map(|(_, outcome)| outcome.verdict).max().unwrap_or(ClaimVerdict::NotCounted);
    let of_verdict: Vec<&Outcome> =
        row.outcomes.iter().map(|(_, outcome)| outcome).filter(|outcome| outcome.verdict == verdict).collect();
    let gravest =
        |at: usize| row.outcomes.iter().filter(|(cell, _)| *cell == at).map(|(_, outcome)| outcome.verdict).max();
    let numbers = row.cells.iter().enumerate().filter_map(|(at, cell)| {
        let cell = cell.as_ref()?;
        Some(NumberSaid {
            text: cell.written.clone(),
            verdict: gravest(at).unwrap_or(ClaimVerdict::NotCounted),
            is_day: false,
            at: 0..0,
            expected: String::new(),
            rows: Vec::new(),
        })
    });
    let (why, expected) = told(&of_verdict);
    let found = row
        .outcomes
        .iter()
        .find(|(_, outcome)| outcome.verdict == verdict)
        .and_then(|(at, _)| row.cells.get(*at)?.as_ref())
        .map(|cell| cell.written.clone());
    let rows: std::collections::BTreeSet<usize> =
        of_verdict.iter().flat_map(|outcome| outcome.rows.iter().copied()).collect();
    Statement {
        text: row.row.cells.iter().map(|cell| cell.trim()).collect::<Vec<_>>().join(" | "),
        place: row.row.place.clone(),
        verdict,
        why: if verdict == ClaimVerdict::NotCounted { "nothing in this file counts it".to_owned() } else { why },
        contradictions: Contradicted::of(row.outcomes.iter().map(|(_, outcome)| outcome)),
        rows: lexicon.names(&rows.into_iter().collect::<Vec<_>>()),
        found: found.unwrap_or_default(),
        expected,
        numbers: numbers.collect(),
    }
}
