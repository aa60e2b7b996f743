//! What a row of a table of money is, by its words: income, spending, a total, a balance. What words say is only believed where
//! the arithmetic bears it out ([`super::carry`]). **Not here.** Reading tables.

/// What a row of a table of money is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MoneyLine {
    /// What comes in.
    Income,
    /// What is moved in from another block.
    TransferIn,
    /// What is moved out into another.
    TransferOut,
    /// What is spent.
    Spend,
    /// All that comes in.
    TotalIncome,
    /// All that is spent.
    TotalSpend,
    /// What is spent more or less than comes in, in the year.
    InYear,
    /// The balance with which the year begins.
    Opening,
    /// The balance with which it ends.
    Closing,
}

const OPENING: [&str; 9] = [
    "balance b/f",
    "brought forward",
    "b/f",
    "opening balance",
    "opening deficit",
    "opening position",
    "balance brought",
    "opening dsg",
    "deficit b/f",
];
const CLOSING: [&str; 11] = [
    "balance c/f",
    "carried forward",
    "c/f",
    "closing balance",
    "closing deficit",
    "closing position",
    "cumulative",
    "balance carried",
    "end of year balance",
    "year end balance",
    "closing dsg",
];
const IN_YEAR: [&str; 9] = [
    "in-year",
    "in year",
    "net position",
    "net expenditure",
    "surplus/(deficit)",
    "(surplus)/deficit",
    "overspend",
    "net deficit",
    "net over",
];
const TOTAL: [&str; 3] = ["total", "sum of", "subtotal"];
const IS_INCOME: [&str; 12] = [
    "income",
    "allocation",
    "funding",
    "grant",
    "recoup",
    "contribution",
    "high needs block dsg",
    "dsg allocation",
    "import/export",
    "import and export",
    "receipts",
    "resources",
];
const IS_SPEND: [&str; 3] = ["expenditure", "spend", "costs"];

impl MoneyLine {
    /// What the words of a row say it is; a row of other words is spending.
    #[must_use]
    pub fn named(words: &str) -> Self {
        let small = words.to_lowercase();
        let has = |all: &[&str]| all.iter().any(|one| small.contains(one));
        if has(&OPENING) {
            return Self::Opening;
        }
        if has(&CLOSING) {
            return Self::Closing;
        }
        if has(&IN_YEAR) {
            return Self::InYear;
        }
        if has(&TOTAL) {
            return if has(&IS_INCOME) && !has(&IS_SPEND) { Self::TotalIncome } else { Self::TotalSpend };
        }
        if small.contains("transfer") {
            let is_out = ["to schools", "to the schools", "transfer out", "to early", "to central"]
                .iter()
                .any(|one| small.contains(one));
            return if is_out { Self::TransferOut } else { Self::TransferIn };
        }
        if has(&IS_INCOME) && !has(&IS_SPEND) { Self::Income } else { Self::Spend }
    }

    /// Whether it is one of what comes in and goes out, and no total or balance.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Income | Self::TransferIn | Self::TransferOut | Self::Spend)
    }

    /// Whether it takes away from a deficit.
    #[must_use]
    pub const fn comes_in(self) -> bool {
        matches!(self, Self::Income | Self::TransferIn | Self::TotalIncome)
    }
}
