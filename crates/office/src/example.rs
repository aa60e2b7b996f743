//! The example that ships: the plan of Torbay's local area, as its School Forum saw it in June 2022.

use crate::plans;
use crate::problem::Problem;
use onpace_exchange::Draft;

/// The file's name in messages.
pub const NAME: &str = "school-forum-report-2022-06-16.md";

/// The file itself.
pub const TEXT: &str = include_str!("../../../examples/torbay/school-forum-report-2022-06-16.md");

/// Reads the example.
///
/// # Errors
/// Never, while the tests pass.
pub fn read() -> Result<Draft, Problem> {
    plans::read_bytes(TEXT.as_bytes(), NAME)
}
