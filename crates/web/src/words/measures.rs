//! What a page says of what was refused about measures.

use onpace_core::day;
use onpace_core::measures::refusal::MeasureRefusal;

#[expect(clippy::too_many_lines, reason = "a table: one line for each code")]
pub(super) fn words(refusal: &MeasureRefusal) -> String {
    use MeasureRefusal as R;
    match refusal {
        R::NoSuchMeasure { measure, .. } => format!("There is no measure \u{201c}{measure}\u{201d}"),
        R::MeasureTaken { measure } => {
            format!("There is a measure \u{201c}{measure}\u{201d} already. Enter another short name")
        }
        R::NotAMeasureKey { .. } => {
            "The short name must be 60 characters or fewer: small letters, numbers and hyphens, like ehc-20-weeks"
                .to_owned()
        }
        R::MeasureWithoutName => "Enter a name for the measure".to_owned(),
        R::MeasureTextTooLong { what, letters, most } => {
            format!("The {what} must be {most} letters or fewer. You have entered {letters}")
        }
        R::BreakdownUnsound { most } => {
            format!("Enter each group once, {most} or fewer, as in \u{201c}Age: Under 5, 5 to 10\u{201d}")
        }
        R::NoSuchPreset { .. } => "Choose one of the rules in the list".to_owned(),
        R::BaselineTooShort { least } => format!("The baseline must have {least} points or more"),
        R::TooManyDecimals { most } => format!("Decimal places must be {most} or fewer"),
        R::DefinitionNotRead { problem } => format!("The definition could not be read: {problem}"),
        R::NeedsBreak => {
            "You have changed what is counted. Enter from when, and why, so that the chart shows a break".to_owned()
        }
        R::BreakWithoutReason => "Enter why the figures are different from then on".to_owned(),
        R::MeasureSame => "You have not changed anything".to_owned(),
        R::MeasureIsRetired { measure, since } => {
            let since = since.map(|on| format!(" on {}", day::in_words(on))).unwrap_or_default();
            format!("The measure \u{201c}{measure}\u{201d} was retired{since}, so it takes no new figures")
        }
        R::NoSuchSeries { series, .. } => format!("This measure has no group \u{201c}{series}\u{201d}"),
        R::NotAPeriod { text, every } => {
            format!("\u{201c}{text}\u{201d} is not a {}. {}", plain(every), example(every))
        }
        R::PeriodOfAnotherKind { period, every } => {
            format!("{period} is not a {}. {}", plain(every), example(every))
        }
        R::PeriodNotOver { period } => format!("{period} has not ended. Enter it as projected, or wait until it has"),
        R::NoValueGiven { period } => format!("Enter the figure for {period}"),
        R::NotAValue { text } => {
            format!("\u{201c}{text}\u{201d} is not a figure. Enter a number like 41.2, or 12 of 25, or <5")
        }
        R::CommaUnclear { text } => {
            format!("We cannot tell what the comma in \u{201c}{text}\u{201d} means. Enter 4.5 or 4,500")
        }
        R::ValueIsThere { period, value } if value.is_empty() => {
            format!("{period} has a figure already. To change it, say why")
        }
        R::ValueIsThere { period, value } => {
            format!("{period} has a figure already: {value}. To change it, say why")
        }
        R::NoValueThere { period } => format!("There is no figure for {period}"),
        R::ValueSame { period } => format!("The figure for {period} is the same as before"),
        R::ValueWithoutReason => "Enter why the figure is changed".to_owned(),
        R::PartOverWhole { part, whole } => format!("{part} of {whole} cannot be right. Check both numbers"),
        R::NotACount { count } => format!("{count} cannot be right. Enter a whole number of people or plans"),
        R::ValueDoesNotFollow { value, follows } => {
            format!("The two numbers make {follows}, not {value}. Check all three")
        }
        R::OutsideScore { value, least, most } => {
            format!("{value} is not a mark. Enter a number from {least} to {most}")
        }
        R::ValueDoubted { doubts } => {
            let all: Vec<String> = doubts.iter().map(|(period, question)| format!("{period}: {question}")).collect();
            format!("Check this: {} If it is right, tick \u{201c}This is what I meant\u{201d}", all.join(" "))
        }
        R::NothingGiven => "Enter at least one figure".to_owned(),
        R::TooManyValues { most, .. } => format!("Enter {most} figures or fewer at a time"),
        R::ExplainedWithoutReason => "Enter why the figure is missing".to_owned(),
        R::LimitsWithoutReason => "Enter why the usual range is worked out again".to_owned(),
        R::LimitsDrawnThere { period } => format!("The usual range begins at {period} already. Choose a later point"),
        R::NoLimitsThere { period } => format!("The usual range is not worked out again from {period}"),
        R::GhostWithoutReason => "Enter why the point is left out".to_owned(),
        R::NotATarget { text } => format!("\u{201c}{text}\u{201d} is not a number. Enter a target like 60"),
        R::MilestoneTwice { period } => format!("{period} has two milestones. Enter one"),
        R::NeighboursUnsound { most } => format!("Enter 1 to {most} areas, each once"),
        R::SignalsUnsound => "A trend and a shift each need 4 to 20 points".to_owned(),
        R::OtherAreaUnnamed => "Enter the name and the code of the area".to_owned(),
        R::NothingToRelease => "There are no figures to release yet".to_owned(),
        R::NoSuchRelease { release } => format!("There is no release {release}"),
        R::ReleaseIsWithdrawn { release } => format!("Release {release} is withdrawn already"),
        R::OthersAreGiving => "Other people are entering figures at the moment. Try again".to_owned(),
        R::AttachedAlready { row, .. } => format!("This measure is attached to {row} already"),
        R::NotAttached { row, .. } => format!("This measure is not attached to {row}"),
    }
}

fn plain(every: &str) -> &'static str {
    match every {
        "day" => "date",
        "quarter" => "quarter",
        "term" => "school term",
        "calendar-year" => "calendar year",
        "financial-year" => "financial year",
        "academic-year" => "school year",
        _ => "month",
    }
}

fn example(every: &str) -> &'static str {
    match every {
        "day" => "Enter a date like 18 January 2024",
        "quarter" => "Enter a quarter like Q1 2024/25",
        "term" => "Enter a term like autumn term 2024",
        "calendar-year" => "Enter a year like 2024",
        "financial-year" | "academic-year" => "Enter a year like 2024/25",
        _ => "Enter a month like April 2024",
    }
}
