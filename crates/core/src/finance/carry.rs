//! Balances that carry: opening and in-year make closing, lines make totals. The signs of a table are found by which reading
//! of them adds up. **Not here.** What its rows are ([`super::lines`]).

use super::lines::MoneyLine;
use super::money::Money;
use super::year::MoneyYear;

/// Which way amounts of a table are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignsOfTable {
    /// A deficit is above nothing.
    DeficitPositive,
    /// A surplus is.
    SurplusPositive,
}

/// A row of a table of money: what it is, its words, and an amount a year.
#[derive(Clone, Debug)]
pub struct MoneyRow {
    /// What it is.
    pub line: MoneyLine,
    /// Its words.
    pub words: String,
    /// Its amounts, in the order of the years; none where the cell is empty.
    pub amounts: Vec<Option<Money>>,
}

/// A table of money, as it is written.
#[derive(Clone, Debug, Default)]
pub struct MoneyTable {
    /// Its years, in order.
    pub years: Vec<MoneyYear>,
    /// Its rows.
    pub rows: Vec<MoneyRow>,
    /// Whether its words say which way a deficit is written.
    pub said: Option<SignsOfTable>,
}

/// A year of a table, as it is meant: a deficit is above nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearRead {
    /// The year.
    pub year: MoneyYear,
    /// The balance with which it begins.
    pub opening: Option<Money>,
    /// What is spent more than comes in.
    pub in_year: Option<Money>,
    /// The balance with which it ends.
    pub closing: Option<Money>,
}

/// Something that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsound {
    /// Lines do not give a total: the year, the total's words, both.
    Lines {
        /// The year.
        year: MoneyYear,
        /// The words of the total.
        words: String,
        /// What the table says.
        total: Money,
        /// What the lines give.
        lines: Money,
    },
    /// Opening and in-year are not closing.
    Carry {
        /// The year.
        year: MoneyYear,
        /// The closing balance that the table says.
        closing: Money,
        /// What opening and in-year give.
        carried: Money,
    },
    /// A closing balance is not the next year's opening one.
    Next {
        /// The later year.
        year: MoneyYear,
        /// Its opening balance.
        opening: Money,
        /// The closing balance of the year before.
        closing: Money,
    },
    /// Two readings of the signs both add up.
    Signs,
}

/// What a table says, with what does not add up in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRead {
    /// Its years.
    pub years: Vec<YearRead>,
    /// How its signs were read.
    pub signs: SignsOfTable,
    /// What does not add up.
    pub unsound: Vec<Unsound>,
}

impl MoneyTable {
    fn of(&self, line: MoneyLine, at: usize) -> Option<Money> {
        self.rows.iter().find(|row| row.line == line)?.amounts.get(at).copied().flatten()
    }

    /// What is spent more than comes in, by single lines: sizes alone, whichever way each is written.
    fn net_of_lines(&self, at: usize) -> Option<Money> {
        let (mut net, mut any) = (Money::pence(0)?, (false, false));
        for row in self.rows.iter().filter(|row| row.line.is_single()) {
            let Some(amount) = row.amounts.get(at).copied().flatten() else { continue };
            let comes_in = row.line.comes_in();
            any = (any.0 || comes_in, any.1 || !comes_in);
            net = if comes_in { net.minus(amount.size())? } else { net.plus(amount.size())? };
        }
        (any.0 && any.1).then_some(net)
    }

    /// Which way it is written, by arithmetic: the sign with which its in-year amounts are what its lines give.
    fn signs(&self) -> Option<SignsOfTable> {
        let (mut deficit, mut surplus) = (0_usize, 0_usize);
        for at in 0..self.years.len() {
            let Some((net, shown)) = self.net_of_lines(at).zip(self.of(MoneyLine::InYear, at)) else { continue };
            let slack = slack_of(self.rows.len(), net.given_to().max(shown.given_to()));
            deficit += usize::from(near(net, shown, slack));
            surplus += usize::from(near(net, shown.reversed(), slack));
        }
        match deficit.cmp(&surplus) {
            std::cmp::Ordering::Greater => Some(SignsOfTable::DeficitPositive),
            std::cmp::Ordering::Less => Some(SignsOfTable::SurplusPositive),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Reads the table.
    #[must_use]
    pub fn read(&self) -> TableRead {
        let found = self.signs().or(self.said);
        let signs = found.unwrap_or(SignsOfTable::DeficitPositive);
        let meant = |amount: Money| if signs == SignsOfTable::DeficitPositive { amount } else { amount.reversed() };
        let mut read = TableRead { years: Vec::new(), signs, unsound: Vec::new() };
        let has_balance =
            self.rows.iter().any(|row| matches!(row.line, MoneyLine::InYear | MoneyLine::Closing | MoneyLine::Opening));
        if found.is_none() && has_balance {
            read.unsound.push(Unsound::Signs);
        }
        for (at, year) in self.years.iter().enumerate() {
            let of = |line| self.of(line, at).map(meant);
            let closing_before = read.years.last().and_then(|before: &YearRead| before.closing);
            let in_year = of(MoneyLine::InYear).or_else(|| self.net_of_lines(at));
            let opening = of(MoneyLine::Opening).or(closing_before);
            let carried = opening.zip(in_year).and_then(|(opening, in_year)| opening.plus(in_year));
            let closing = of(MoneyLine::Closing).or(carried);
            self.totals(at, *year, &mut read.unsound);
            if let Some((carried, closing)) = carried.zip(of(MoneyLine::Closing))
                && !near(carried, closing, slack_of(3, carried.given_to().max(closing.given_to())))
            {
                read.unsound.push(Unsound::Carry { year: *year, closing, carried });
            }
            if let Some((before, opening)) = closing_before.zip(of(MoneyLine::Opening))
                && !near(before, opening, slack_of(2, before.given_to().max(opening.given_to())))
            {
                read.unsound.push(Unsound::Next { year: *year, opening, closing: before });
            }
            read.years.push(YearRead { year: *year, opening, in_year, closing });
        }
        read
    }

    /// Totals of a year held against their lines.
    fn totals(&self, at: usize, year: MoneyYear, unsound: &mut Vec<Unsound>) {
        for total in self.rows.iter().filter(|row| matches!(row.line, MoneyLine::TotalIncome | MoneyLine::TotalSpend)) {
            let Some(shown) = total.amounts.get(at).copied().flatten() else { continue };
            let comes_in = total.line == MoneyLine::TotalIncome;
            let of = self.rows.iter().filter(|row| row.line.is_single() && row.line.comes_in() == comes_in);
            let parts: Vec<Money> =
                of.filter_map(|row| row.amounts.get(at).copied().flatten()).map(Money::size).collect();
            let sum = parts.iter().try_fold(None::<Money>, |sum, part| {
                Some(Some(match sum {
                    Some(sum) => sum.plus(*part)?,
                    None => *part,
                }))
            });
            let Some(Some(lines)) = sum else { continue };
            if !near(lines, shown.size(), slack_of(parts.len() + 1, lines.given_to().max(shown.given_to()))) {
                unsound.push(Unsound::Lines { year, words: total.words.clone(), total: shown.size(), lines });
            }
        }
    }
}

/// Half a unit of the last place for each of so many numbers.
fn slack_of(numbers: usize, given_to: i64) -> i64 {
    i64::try_from(numbers).unwrap_or(i64::MAX).saturating_mul(given_to) / 2
}

fn near(one: Money, other: Money, slack: i64) -> bool {
    (one.in_pence() - other.in_pence()).abs() <= slack
}
