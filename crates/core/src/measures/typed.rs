//! A value as somebody types it: "45 %", "12 of 25", "<5", "£1,200", "c". **Not here.** Whether it is likely ([`super::doubt`]).

use super::definition::{MeasureDefinition, MeasureUnit};
use super::facts::{ObservedValue, ValueMark};
use super::refusal::MeasureRefusal;
use super::value::MeasureValue;

/// Nobody writes a value with more letters.
const LONGEST: usize = 60;

/// The value that a text says; none where it says nothing.
///
/// # Errors
/// What is no number, and a comma that may be a point.
pub fn value_typed(text: &str, definition: &MeasureDefinition) -> Result<Option<ObservedValue>, MeasureRefusal> {
    let text = text.trim();
    if text.is_empty() || matches!(text, "-" | "\u{2013}" | "\u{2014}") || text.eq_ignore_ascii_case("tbc") {
        return Ok(None);
    }
    let not_read = || MeasureRefusal::NotAValue { text: crate::plan::shortened(text, LONGEST) };
    if text.len() > LONGEST {
        return Err(not_read());
    }
    if let Some(mark) = ValueMark::of_cell(text) {
        return Ok(Some(ObservedValue { mark: Some(mark), ..ObservedValue::default() }));
    }
    if let Some((part, whole)) = of_whole(text) {
        let said = ObservedValue { numerator: Some(part), denominator: Some(whole), ..ObservedValue::default() };
        return Ok(Some(said));
    }
    let bare = text.trim_start_matches('\u{a3}').trim_end_matches('%').trim();
    let bare = match definition.unit {
        MeasureUnit::Weeks => without_word(bare, "week"),
        MeasureUnit::Days => without_word(bare, "day"),
        _ => bare,
    };
    if is_comma_unclear(bare) {
        return Err(MeasureRefusal::CommaUnclear { text: text.to_owned() });
    }
    // A percent sign or a pound where the measure has neither is another measure's value.
    let is_of_unit = (definition.unit == MeasureUnit::Percent || !text.ends_with('%'))
        && (definition.unit == MeasureUnit::Pounds || !text.starts_with('\u{a3}'));
    let value = MeasureValue::parse(bare).filter(|_| is_of_unit).ok_or_else(not_read)?;
    Ok(Some(ObservedValue { value: Some(value), ..ObservedValue::default() }))
}

/// "12 of 25", "12 out of 25", "12/25".
fn of_whole(text: &str) -> Option<(i64, i64)> {
    let (part, whole) =
        text.split_once(" out of ").or_else(|| text.split_once(" of ")).or_else(|| text.split_once('/'))?;
    let count = |text: &str| {
        let value = MeasureValue::parse(text.trim())?;
        (value.places() == 0 && value.millionths() >= 0).then(|| value.millionths() / 1_000_000)
    };
    Some((count(part)?, count(whole)?))
}

fn without_word<'t>(text: &'t str, word: &str) -> &'t str {
    let bare = text.strip_suffix('s').unwrap_or(text);
    bare.strip_suffix(word).map_or(text, str::trim_end)
}

/// "4,5" is four and a half to some and a slip to others; "4,500" parts thousands.
fn is_comma_unclear(text: &str) -> bool {
    text.contains(',')
        && MeasureValue::parse(text).is_none()
        && MeasureValue::parse(&text.replacen(',', ".", 1)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_people_type_them() {
        let percent = MeasureDefinition { unit: MeasureUnit::Percent, ..MeasureDefinition::default() };
        let weeks = MeasureDefinition { unit: MeasureUnit::Weeks, ..MeasureDefinition::default() };
        let count = MeasureDefinition::default();
        let said = |text: &str, of: &MeasureDefinition| match value_typed(text, of) {
            Ok(Some(ObservedValue { value: Some(value), .. })) => value.to_string(),
            Ok(Some(ObservedValue { numerator: Some(part), denominator: Some(whole), .. })) => {
                format!("{part}/{whole}")
            }
            Ok(Some(ObservedValue { mark: Some(mark), .. })) => mark.letter().to_owned(),
            Ok(_) => "nothing".to_owned(),
            Err(refusal) => <&str>::from(&refusal).to_owned(),
        };
        for (text, of, right) in [
            ("45 %", &percent, "45"),
            ("45", &percent, "45"),
            ("12 of 25", &percent, "12/25"),
            ("12 out of 25", &percent, "12/25"),
            ("1,012/2,500", &percent, "1012/2500"),
            ("4,5", &percent, "comma-unclear"),
            ("4,500", &count, "4,500"),
            ("<5", &count, "c"),
            ("fewer than 5", &count, "c"),
            ("1\u{2013}4", &count, "c"),
            ("x", &count, "x"),
            ("26.4 weeks", &weeks, "26.4"),
            ("1 week", &weeks, "1"),
            ("45%", &count, "not-a-value"),
            ("lots", &count, "not-a-value"),
            ("tbc", &count, "nothing"),
            (" - ", &count, "nothing"),
        ] {
            assert_eq!(said(text, of), right, "{text}");
        }
    }
}
