//! What can be typed of money. **Not here.** What it does.

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum FinanceCommand {
    /// Check a table of money: whether balances carry and lines add up, within rounding.
    ///
    /// The file has financial years across and lines down, as Excel, CSV, Word or text; it needs no data folder. A deficit
    /// may be written with a sign, in brackets or with neither: the reading that adds up is taken. For example:
    ///
    /// onpace finance check high-needs.xlsx --json
    Check {
        /// The file.
        file: String,
        /// Print years and findings as JSON: amounts in pence, a deficit above nothing.
        #[arg(long)]
        json: bool,
    },
}
