//! Pictures of a plan, for who shows them: each is data; the press draws it. **Not here.** What is in
//! them, which the reports decide.

pub use onpace_report::document::Chart;
pub use onpace_report::pictures::{heat, pace};
pub use onpace_report::slippage::{MOST_BARS, SlippageLine, lines, picture as timeline};
