//! The measures of an area: defined, given values, released; a file a noun. **Not here.** Charts of files without a data
//! folder ([`crate::charting`]).

pub mod asked;
mod brought;
pub mod comparing;
pub mod deciding;
pub mod defining;
pub mod exporting;
pub mod finding;
pub mod giving;
pub mod held;
pub mod history;
pub mod importing;
pub(crate) mod kept;
pub(crate) mod reach;
pub mod releasing;
pub mod seen;
pub mod showing;
mod statistics;
pub mod taking_back;
pub mod telling;
pub(crate) use telling::MeasuresOfPack;
