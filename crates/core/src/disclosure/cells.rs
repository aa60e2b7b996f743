//! Cells and the sums between them, as a table says them. **Not here.** What is hidden ([`super::choose`]).

/// A sum: cells that make another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumLine {
    /// The parts, by their places.
    pub parts: Vec<usize>,
    /// What they make.
    pub total: usize,
}

/// A table of counts, with every sum that a reader knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellTable {
    /// The counts.
    pub counts: Vec<u64>,
    /// The sums; each holds.
    pub lines: Vec<SumLine>,
    /// Cells that everybody has seen already, and that cannot be hidden any more.
    pub published: Vec<usize>,
}

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellProblem {
    /// More than can be proved.
    TooMany {
        /// What there is too much of.
        cells: usize,
    },
    /// A sum or a list names a cell that is not there.
    NoSuchCell {
        /// Its place.
        cell: usize,
    },
    /// A sum that does not hold.
    DoesNotAdd {
        /// The line.
        line: usize,
        /// What its parts make.
        made: u64,
    },
    /// A count that must be hidden was published before.
    WasPublished {
        /// Its place.
        cell: usize,
    },
}

/// No table has more cells, and no more sums than twice that.
pub const MOST_CELLS: usize = 400;
/// No count is larger: sums of all cells still fit.
const LARGEST: u64 = 1_000_000_000;

impl CellTable {
    /// Whether it can be looked at: not too large, every cell there, every sum true.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), CellProblem> {
        let cells = self.counts.len();
        let entries: usize = self.lines.iter().map(|line| line.parts.len()).sum();
        if cells > MOST_CELLS
            || self.lines.len() > 2 * MOST_CELLS
            || entries > 20 * MOST_CELLS
            || self.counts.iter().any(|count| *count > LARGEST)
        {
            return Err(CellProblem::TooMany { cells });
        }
        let named = self.lines.iter().flat_map(|line| line.parts.iter().chain([&line.total])).chain(&self.published);
        if let Some(cell) = named.copied().find(|cell| *cell >= cells) {
            return Err(CellProblem::NoSuchCell { cell });
        }
        for (line, sum) in self.lines.iter().enumerate() {
            let made = sum.parts.iter().filter_map(|part| self.counts.get(*part)).sum();
            if self.counts.get(sum.total) != Some(&made) {
                return Err(CellProblem::DoesNotAdd { line, made });
            }
        }
        Ok(())
    }

    /// Whether a cell is what others make.
    #[must_use]
    pub fn is_total(&self, cell: usize) -> bool {
        self.lines.iter().any(|line| line.total == cell)
    }
}
