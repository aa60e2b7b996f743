//! What a printed number stands for: itself, give or take half a unit of its last place; a whole number is exact unless its
//! unit is coarse, as "£m" is. All in halves of a millionth, so that nothing is rounded on the way. **Not here.** What is
//! claimed of such numbers ([`super::reconcile`]).

/// A number as it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintedNumber {
    /// In millionths.
    millionths: i128,
    /// Half a unit of its last place, in halves of a millionth; nothing where it is exact.
    half: i128,
    /// Places behind the point.
    places: u32,
}

/// All that a number can stand for: both ends, in halves of a millionth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CouldBe {
    /// The lower end.
    pub low: i128,
    /// The upper end.
    pub high: i128,
}

const MOST_PLACES: usize = 6;

impl PrintedNumber {
    /// Reads a number; whole ones are rounded too where their unit is coarse.
    #[must_use]
    pub fn parse(text: &str, whole_is_rounded: bool) -> Option<Self> {
        let text = text.trim().trim_end_matches('%');
        let (sign, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let whole = whole.replace(',', "");
        if whole.len() > 15 || part.len() > MOST_PLACES || !is_digits(&whole) || !is_digits(part) {
            return None;
        }
        if whole.is_empty() && part.is_empty() {
            return None;
        }
        let digits: i128 = format!("{whole}{part:0<6}").parse().ok()?;
        let places = u32::try_from(part.len()).ok()?;
        let last = 10_i128.pow(6 - places);
        let is_exact = places == 0 && !whole_is_rounded;
        Some(Self { millionths: sign * digits, half: if is_exact { 0 } else { last }, places })
    }

    /// In millionths.
    #[must_use]
    pub const fn millionths(self) -> i128 {
        self.millionths
    }

    /// Places behind the point.
    #[must_use]
    pub const fn places(self) -> u32 {
        self.places
    }

    /// What it can stand for.
    #[must_use]
    pub const fn could_be(self) -> CouldBe {
        CouldBe { low: self.millionths * 2 - self.half, high: self.millionths * 2 + self.half }
    }
}

impl CouldBe {
    /// Exactly a number of millionths.
    #[must_use]
    pub const fn exactly(millionths: i128) -> Self {
        Self { low: millionths * 2, high: millionths * 2 }
    }

    /// What the sum of two can stand for.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    /// Whether two can stand for the same.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}
