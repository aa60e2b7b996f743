//! What a reader can work out of a hidden cell: its least and its largest value, by a linear programme over the sums. Exact
//! fractions throughout; the rule of the least index keeps it from going in circles. **Not here.** Which cells to hide
//! ([`super::choose`]).

use super::cells::CellTable;
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, One, Signed, Zero};

type Exact = Ratio<i128>;

/// What is known of a hidden cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownOfCell {
    /// It is no less.
    pub least: u64,
    /// It is no more; nothing says so where there is none.
    pub most: Option<u64>,
}

impl KnownOfCell {
    /// How many values it can have; none where there is no end.
    #[must_use]
    pub fn values(self) -> Option<u64> {
        self.most.map(|most| most.saturating_sub(self.least).saturating_add(1))
    }
}

/// What a reader knows of each of some hidden cells, where those and others are hidden.
#[must_use]
pub fn known_of(table: &CellTable, hidden: &[bool], wanted: &[usize]) -> Vec<KnownOfCell> {
    // Cells that hang together share a programme: what it costs to make one ready is paid once.
    let mut made: Vec<Programme> = Vec::new();
    let known = |cell: &usize| {
        let at = made.iter().position(|one| one.reach.binary_search(cell).is_ok()).unwrap_or_else(|| {
            made.push(Programme::of(table, hidden, *cell));
            made.len() - 1
        });
        let count = table.counts.get(*cell).copied().unwrap_or_default();
        let found = made.get_mut(at).and_then(|programme| programme.known(*cell));
        // Where it cannot be proved to be kept, that it is known.
        found.unwrap_or(KnownOfCell { least: count, most: Some(count) })
    };
    wanted.iter().map(known).collect()
}

/// What a reader can work out of cells that hang together.
struct Programme {
    /// The hidden cells, in order.
    reach: Vec<usize>,
    /// The sums over them.
    lines: Vec<(Vec<i128>, i128)>,
    /// The programme, ready to be asked; none before it was made, and where it was spoilt by numbers too large.
    tableau: Option<Tableau>,
}

impl Programme {
    fn of(table: &CellTable, hidden: &[bool], cell: usize) -> Self {
        let reach = reachable(table, hidden, cell);
        let lines = table
            .lines
            .iter()
            .filter(|line| line.parts.iter().chain([&line.total]).any(|one| reach.binary_search(one).is_ok()))
            .map(|line| equation(table, hidden, &reach, line))
            .collect();
        Self { reach, lines, tableau: None }
    }

    /// What is known of one of them; none where nothing can be proved.
    fn known(&mut self, cell: usize) -> Option<KnownOfCell> {
        let at = self.reach.binary_search(&cell).ok()?;
        let mut tableau = self.tableau.take().or_else(|| Tableau::of(&self.lines, self.reach.len()))?;
        let whole = |value: i128| u64::try_from(value.max(0)).unwrap_or(u64::MAX);
        let least = match tableau.end_of(at, Exact::one()) {
            End::At(least) => whole(least.ceil().to_integer()),
            End::Endless | End::NotProved => return None,
        };
        let most = match tableau.end_of(at, -Exact::one()) {
            End::At(most) => Some(whole((-most).floor().to_integer())),
            End::Endless => None,
            End::NotProved => return None,
        };
        self.tableau = Some(tableau);
        Some(KnownOfCell { least, most })
    }
}

/// The hidden cells that hang together with one by sums, in order.
fn reachable(table: &CellTable, hidden: &[bool], cell: usize) -> Vec<usize> {
    let mut seen = vec![false; table.counts.len()];
    let mut waiting = vec![cell];
    while let Some(one) = waiting.pop() {
        if std::mem::replace(&mut seen[one], true) {
            continue;
        }
        for line in table.lines.iter().filter(|line| line.total == one || line.parts.contains(&one)) {
            waiting.extend(
                line.parts.iter().chain([&line.total]).copied().filter(|other| hidden[*other] && !seen[*other]),
            );
        }
    }
    (0..seen.len()).filter(|one| seen[*one]).collect()
}

/// A sum as an equation over hidden cells: what stands before each, and what they make.
fn equation(table: &CellTable, hidden: &[bool], reach: &[usize], line: &super::cells::SumLine) -> (Vec<i128>, i128) {
    let mut before = vec![0; reach.len()];
    let mut makes: i128 = 0;
    let signed = line.parts.iter().map(|part| (*part, 1)).chain([(line.total, -1)]);
    for (cell, sign) in signed {
        match reach.binary_search(&cell) {
            Ok(at) if hidden[cell] => before[at] += sign,
            _ => makes -= sign * i128::from(table.counts[cell]),
        }
    }
    (before, makes)
}

/// Where a programme ends.
enum End {
    At(Exact),
    Endless,
    /// The numbers became too large, or the steps too many.
    NotProved,
}

/// A programme takes no more steps.
const MOST_STEPS: usize = 5_000;

/// A programme in its standard form, made ready by artificial variables that are then driven out.
struct Tableau {
    /// Rows: what stands before each variable, and at the end what they make.
    rows: Vec<Vec<Exact>>,
    /// The variable that each row gives.
    basis: Vec<usize>,
    /// Variables, without the artificial ones.
    width: usize,
}

impl Tableau {
    /// None where nothing satisfies the sums, which cannot be where they hold, or where it is not proved.
    fn of(lines: &[(Vec<i128>, i128)], width: usize) -> Option<Self> {
        let count = lines.len();
        let mut rows = Vec::with_capacity(count);
        for (nth, (before, makes)) in lines.iter().enumerate() {
            let sign = if *makes < 0 { -1 } else { 1 };
            let mut row: Vec<Exact> = before.iter().map(|one| Exact::from_integer(sign * one)).collect();
            row.extend((0..count).map(|other| if other == nth { Exact::one() } else { Exact::zero() }));
            row.push(Exact::from_integer(sign * makes));
            rows.push(row);
        }
        let mut tableau = Self { rows, basis: (width..width + count).collect(), width };
        // First the artificial variables are made as small as can be.
        let cost: Vec<Exact> =
            (0..width + count).map(|at| if at < width { Exact::zero() } else { Exact::one() }).collect();
        match tableau.minimise(&cost, width + count) {
            End::At(rest) if rest.is_zero() => {}
            _ => return None,
        }
        tableau.drive_out()?;
        Some(tableau)
    }

    /// Takes artificial variables that are nothing out of the basis; a row that says nothing else is one too many.
    fn drive_out(&mut self) -> Option<()> {
        let mut row = 0;
        while row < self.rows.len() {
            if self.basis[row] < self.width {
                row += 1;
                continue;
            }
            let found = (0..self.width).find(|at| !self.rows[row][*at].is_zero());
            if let Some(at) = found {
                self.pivot(row, at)?;
                row += 1;
            } else {
                self.rows.remove(row);
                self.basis.remove(row);
            }
        }
        Some(())
    }

    /// The least value of one variable times a sign.
    fn end_of(&mut self, at: usize, sign: Exact) -> End {
        let cost: Vec<Exact> = (0..self.width).map(|one| if one == at { sign } else { Exact::zero() }).collect();
        self.minimise(&cost, self.width)
    }

    /// The least value of a cost over the first so many variables.
    fn minimise(&mut self, cost: &[Exact], width: usize) -> End {
        let end = self.rows.first().map_or(0, |row| row.len() - 1);
        for _ in 0..MOST_STEPS {
            // Bland: the first that makes it less goes in, the first among the nearest goes out.
            let mut enters = None;
            for at in (0..width).filter(|at| !self.basis.contains(at)) {
                let Some(gain) = self.value(cost, at) else { return End::NotProved };
                if cost.get(at).copied().unwrap_or_default() < gain {
                    enters = Some(at);
                    break;
                }
            }
            let Some(enters) = enters else {
                return self.value(cost, end).map_or(End::NotProved, End::At);
            };
            let mut leaves: Option<(Exact, usize, usize)> = None;
            for row in (0..self.rows.len()).filter(|row| self.rows[*row][enters].is_positive()) {
                let Some(reach) = self.rows[row][end].checked_div(&self.rows[row][enters]) else {
                    return End::NotProved;
                };
                if leaves.is_none_or(|(nearest, basis, _)| (reach, self.basis[row]) < (nearest, basis)) {
                    leaves = Some((reach, self.basis[row], row));
                }
            }
            let Some((_, _, row)) = leaves else { return End::Endless };
            if self.pivot(row, enters).is_none() {
                return End::NotProved;
            }
        }
        End::NotProved
    }

    /// What the variables of the basis cost in a column.
    fn value(&self, cost: &[Exact], column: usize) -> Option<Exact> {
        let mut sum = Exact::zero();
        for (row, basis) in self.rows.iter().zip(&self.basis) {
            let Some(cost) = cost.get(*basis).filter(|cost| !cost.is_zero()) else { continue };
            sum = sum.checked_add(&cost.checked_mul(&row[column])?)?;
        }
        Some(sum)
    }

    fn pivot(&mut self, row: usize, at: usize) -> Option<()> {
        let by = self.rows[row][at];
        for one in &mut self.rows[row] {
            *one = one.checked_div(&by)?;
        }
        let pivot = self.rows[row].clone();
        for line in self.rows.iter_mut().enumerate().filter(|(other, _)| *other != row).map(|(_, line)| line) {
            let times = line[at];
            if times.is_zero() {
                continue;
            }
            for (one, of_pivot) in line.iter_mut().zip(&pivot).filter(|(_, of_pivot)| !of_pivot.is_zero()) {
                *one = one.checked_sub(&times.checked_mul(of_pivot)?)?;
            }
        }
        self.basis[row] = at;
        Some(())
    }
}
