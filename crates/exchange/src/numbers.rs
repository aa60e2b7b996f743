//! Numbers as spreadsheets keep them: days counted from 1900 or 1904, fractions with dust. **Not here.**
//! What a number means in a plan.

/// Without the dust of binary fractions: 7.000000000000001 is 7.
pub(crate) fn plain(number: f64) -> String {
    let rounded = (number * 1e9).round() / 1e9;
    if rounded.is_finite() { format!("{rounded}") } else { format!("{number}") }
}

/// The day that a serial number means. Excel's 1900 had a 29 February, so from 1 March 1900 on, day 1
/// is 31 December 1899 less one.
pub(crate) fn serial_day(number: f64, from_1904: bool) -> Option<jiff::civil::Date> {
    if !(0.0..3_000_000.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "held between 0 and 3,000,000")]
    let days = number.floor() as i32;
    let first = if from_1904 { jiff::civil::date(1904, 1, 1) } else { jiff::civil::date(1899, 12, 30) };
    first.checked_add(jiff::Span::new().days(days)).ok()
}
