//! Small numbers: which cells of a table must be hidden so that nobody can work out a count of a few people, and the proof of
//! it. Whoever reads is taken to know every cell that is shown, every sum, and that no count is below nothing. **Not here.**
//! What the cells mean, and how a hidden one is printed.

pub mod cells;
pub mod bounds;
pub mod choose;
pub mod rate;
