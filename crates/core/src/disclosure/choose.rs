//! Which cells to hide: those that are small, and as few others as it takes so that no small one can be worked out.
//!
//! Fewest more cells; then fewest totals; then the least sum of counts; then the order of the table. **Not here.** What a
//! reader knows ([`super::bounds`]).

use super::bounds::{KnownOfCell, known_of};
use super::cells::{CellProblem, CellTable, SumLine};

/// How small is small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmallNumbers {
    /// Counts from 1 up to one less than this are hidden, and nobody may know a hidden one to fewer values.
    pub threshold: u64,
    /// Whether nothing is hidden too.
    pub hides_zero: bool,
}

impl SmallNumbers {
    /// The Department for Education's: 1 to 4.
    pub const DFE: Self = Self { threshold: 5, hides_zero: false };
    /// Hospital statistics': 1 to 7.
    pub const HES: Self = Self { threshold: 8, hides_zero: false };

    /// Whether a count is hidden for itself.
    #[must_use]
    pub const fn hides(self, count: u64) -> bool {
        count < self.threshold && (count > 0 || self.hides_zero)
    }
}

/// What is shown of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownCells {
    /// Hidden because they are small, by their places.
    pub primary: Vec<usize>,
    /// Hidden so that nobody can work those out.
    pub secondary: Vec<usize>,
    /// What a reader knows of each small one.
    pub known: Vec<KnownOfCell>,
    /// Whether nothing of it may be shown, because nothing else keeps the small ones.
    pub is_withheld: bool,
}

impl ShownCells {
    /// Whether a cell is hidden.
    #[must_use]
    pub fn hides(&self, cell: usize) -> bool {
        self.is_withheld || self.primary.contains(&cell) || self.secondary.contains(&cell)
    }
}

/// So many sets of cells are tried before the search goes on greedily.
const MOST_TRIED: usize = 4_000;

/// What may be shown of a table.
///
/// # Errors
/// Where the table cannot be looked at, or a count that must be hidden was published before.
pub fn shown(table: &CellTable, small: SmallNumbers) -> Result<ShownCells, CellProblem> {
    table.check()?;
    let primary: Vec<usize> = (0..table.counts.len()).filter(|cell| small.hides(table.counts[*cell])).collect();
    if let Some(cell) = primary.iter().copied().find(|cell| table.published.contains(cell)) {
        return Err(CellProblem::WasPublished { cell });
    }
    let mut hidden: Vec<bool> = vec![false; table.counts.len()];
    for cell in &primary {
        hidden[*cell] = true;
    }
    let search = Search { table, small, primary: &primary };
    let secondary = search.fewest(&hidden).or_else(|| search.greedily(&hidden));
    let is_withheld = secondary.is_none();
    let secondary = secondary.unwrap_or_else(|| (0..hidden.len()).filter(|cell| !hidden[*cell]).collect());
    for cell in &secondary {
        hidden[*cell] = true;
    }
    let known = known_of(table, &hidden, &primary);
    Ok(ShownCells { primary, secondary, known, is_withheld })
}

struct Search<'t> {
    table: &'t CellTable,
    small: SmallNumbers,
    primary: &'t [usize],
}

impl Search<'_> {
    /// The small cells that a reader knows too well.
    fn exposed(&self, hidden: &[bool]) -> Vec<usize> {
        // A sum with one hidden cell gives it away: no programme is needed to see that.
        let given_away = self.given_away(hidden);
        if !given_away.is_empty() {
            return given_away;
        }
        let known = known_of(self.table, hidden, self.primary);
        let is_exposed = |known: &KnownOfCell| known.values().is_some_and(|values| values < self.small.threshold);
        self.primary.iter().zip(known).filter(|(_, known)| is_exposed(known)).map(|(cell, _)| *cell).collect()
    }

    /// Whether any small cell is known too well. Those that were so before are looked at first: they mostly are still.
    fn is_exposed(&self, hidden: &[bool], before: &[usize]) -> bool {
        if !self.given_away(hidden).is_empty() {
            return true;
        }
        let too_well = |cells: &[usize]| {
            let known = known_of(self.table, hidden, cells);
            known.iter().any(|known| known.values().is_some_and(|values| values < self.small.threshold))
        };
        let first: Vec<usize> = before.iter().copied().filter(|cell| self.primary.contains(cell)).collect();
        too_well(&first) || too_well(self.primary)
    }

    /// Hidden cells that stand alone in a sum.
    fn given_away(&self, hidden: &[bool]) -> Vec<usize> {
        let alone = |line: &SumLine| {
            let mut of_line = line.parts.iter().chain([&line.total]).copied().filter(|cell| hidden[*cell]);
            of_line.next().filter(|_| of_line.next().is_none())
        };
        self.table.lines.iter().filter_map(alone).collect()
    }

    /// Cells that may be hidden and hang together with one that is exposed.
    fn candidates(&self, hidden: &[bool], exposed: &[usize]) -> Vec<usize> {
        let mut reached = vec![false; hidden.len()];
        let mut waiting = exposed.to_vec();
        while let Some(cell) = waiting.pop() {
            if std::mem::replace(&mut reached[cell], true) {
                continue;
            }
            for line in self.table.lines.iter().filter(|line| line.total == cell || line.parts.contains(&cell)) {
                waiting.extend(line.parts.iter().chain([&line.total]).copied().filter(|other| !reached[*other]));
            }
        }
        let is_open = |cell: &usize| reached[*cell] && !hidden[*cell] && !self.table.published.contains(cell);
        (0..hidden.len()).filter(is_open).collect()
    }

    /// How much hiding cells costs.
    fn cost(&self, cells: &[usize]) -> (usize, u64) {
        let totals = cells.iter().filter(|cell| self.table.is_total(**cell)).count();
        (totals, cells.iter().map(|cell| self.table.counts[*cell]).sum())
    }

    /// The cheapest of the smallest sets that do; none where there are too many to try.
    fn fewest(&self, hidden: &[bool]) -> Option<Vec<usize>> {
        let exposed = self.exposed(hidden);
        if exposed.is_empty() {
            return Some(Vec::new());
        }
        let candidates = self.candidates(hidden, &exposed);
        let mut tried = 0;
        for size in 1..=candidates.len() {
            let sets = choices(candidates.len(), size, MOST_TRIED.saturating_sub(tried))?;
            tried += sets.len();
            let mut sets: Vec<Vec<usize>> =
                sets.into_iter().map(|set| set.into_iter().map(|at| candidates[at]).collect()).collect();
            // Stable: the order of the table comes last.
            sets.sort_by_key(|set| self.cost(set));
            for set in sets {
                let mut more = hidden.to_vec();
                for cell in &set {
                    more[*cell] = true;
                }
                if !self.is_exposed(&more, &exposed) {
                    return Some(set);
                }
            }
        }
        None
    }

    /// One cell after another, the one that leaves fewest exposed and costs least; then those that were not needed go back.
    fn greedily(&self, hidden: &[bool]) -> Option<Vec<usize>> {
        let mut more = hidden.to_vec();
        let mut chosen: Vec<usize> = Vec::new();
        loop {
            let exposed = self.exposed(&more);
            if exposed.is_empty() {
                break;
            }
            let beside = self.beside(&more, &exposed);
            let next = beside.into_iter().min_by_key(|cell| (self.cost(&[*cell]), *cell))?;
            more[next] = true;
            chosen.push(next);
        }
        for cell in chosen.clone() {
            more[cell] = false;
            if self.is_exposed(&more, &[]) {
                more[cell] = true;
            } else {
                chosen.retain(|one| *one != cell);
            }
        }
        chosen.sort_unstable();
        Some(chosen)
    }

    /// Open cells in the sums of those that are exposed, or of what is hidden beside them; all that hang together else.
    fn beside(&self, hidden: &[bool], exposed: &[usize]) -> Vec<usize> {
        let is_open = |cell: &usize| !hidden[*cell] && !self.table.published.contains(cell);
        let with =
            |cell: usize| self.table.lines.iter().filter(move |line| line.total == cell || line.parts.contains(&cell));
        let given_away = self.given_away(hidden).into_iter().flat_map(|cell| {
            with(cell).filter(|line| line.parts.iter().chain([&line.total]).filter(|one| hidden[**one]).count() == 1)
        });
        let mut cells: Vec<usize> =
            given_away.flat_map(|line| line.parts.iter().chain([&line.total])).copied().filter(is_open).collect();
        if cells.is_empty() {
            let near = exposed.iter().flat_map(|cell| with(*cell));
            cells = near.flat_map(|line| line.parts.iter().chain([&line.total])).copied().filter(is_open).collect();
        }
        if cells.is_empty() { self.candidates(hidden, exposed) } else { cells }
    }
}

/// All choices of so many of so many, in order; none where they are more than may be tried.
fn choices(of: usize, size: usize, most: usize) -> Option<Vec<Vec<usize>>> {
    let mut all = Vec::new();
    let mut choice: Vec<usize> = (0..size).collect();
    loop {
        if all.len() >= most {
            return None;
        }
        all.push(choice.clone());
        let Some(at) = (0..size).rev().find(|at| choice[*at] < of - size + at) else { return Some(all) };
        choice[at] += 1;
        for behind in at + 1..size {
            choice[behind] = choice[behind - 1] + 1;
        }
    }
}
