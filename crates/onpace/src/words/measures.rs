//! What the command line says of what was refused about measures.

use onpace_core::day;
use onpace_core::measures::refusal::MeasureRefusal;

#[expect(clippy::too_many_lines, reason = "a table: one line for each code")]
pub(super) fn words(refusal: &MeasureRefusal) -> String {
    use MeasureRefusal as R;
    match refusal {
        R::NoSuchMeasure { measure, held } => {
            let known = super::listed(held, "none yet: `onpace measure define` has one");
            format!("there is no measure \u{201c}{measure}\u{201d}; there are {known}")
        }
        R::MeasureTaken { measure } => {
            format!("there is a measure {measure} already; use another key, or `onpace measure set {measure}`")
        }
        R::NotAMeasureKey { text } => format!(
            "\u{201c}{text}\u{201d} cannot be the key of a measure; use up to 60 small letters, digits and hyphens, such as ehc-20-weeks"
        ),
        R::MeasureWithoutName => "a measure has a name, such as EHC plans issued within 20 weeks".to_owned(),
        R::MeasureTextTooLong { what, letters, most } => {
            format!("{what}: {letters} letters; use at most {most}")
        }
        R::BreakdownUnsound { most } => {
            format!("a breakdown has a name, and up to {most} parts that each stand once; this one does not")
        }
        R::NoSuchPreset { preset, known } => {
            format!("there is no preset \u{201c}{preset}\u{201d}; there are {}", known.join(", "))
        }
        R::BaselineTooShort { least } => format!("a baseline has at least {least} points"),
        R::TooManyDecimals { most } => format!("values have at most {most} places behind the point"),
        R::DefinitionNotRead { problem } => format!("the definition cannot be read: {problem}"),
        R::NeedsBreak => {
            "what is counted changes, so values of before and after are not of one measure; say from when, and why: --break-from 2024-04 --break-why REASON".to_owned()
        }
        R::BreakWithoutReason => "say why values are of something else from then on".to_owned(),
        R::MeasureSame => "that is how it is already; nothing was changed".to_owned(),
        R::MeasureIsRetired { measure, since } => {
            let since = since.map(|on| format!(" since {}", day::in_words(on))).unwrap_or_default();
            format!("{measure} is retired{since}; `onpace measure set` takes it up again")
        }
        R::NoSuchSeries { series, known } => {
            let known: Vec<String> = known.iter().filter(|name| !name.is_empty()).cloned().collect();
            format!(
                "the measure has no part \u{201c}{series}\u{201d}; there are: {}",
                super::listed(&known, "none, for it is not taken apart")
            )
        }
        R::NotAPeriod { text, every } => {
            format!("\u{201c}{text}\u{201d} is no {every} of this measure; write {}", example(every))
        }
        R::PeriodOfAnotherKind { period, every } => {
            format!("{period} is no {every}, and this measure has one value for each; write {}", example(every))
        }
        R::PeriodNotOver { period } => {
            format!("{period} has not ended; enter it as projected, or wait until it has")
        }
        R::NoValueGiven { period } => format!("no value was given for {period}"),
        R::NotAValue { text } => format!(
            "\u{201c}{text}\u{201d} cannot be read as a value; write 41.2, 45 %, 12 of 25, <5, or c, x, z, low, u"
        ),
        R::CommaUnclear { text } => format!(
            "\u{201c}{text}\u{201d}: the comma may be a point, or may part thousands; write 4.5 or 4,500"
        ),
        R::ValueIsThere { period, value } => format!(
            "{period} has a value already: {value}; put it right by `onpace measure correct` with the reason"
        ),
        R::NoValueThere { period } => format!("there is no value for {period}"),
        R::ValueSame { period } => format!("the value for {period} is what it is already"),
        R::ValueWithoutReason => "say why, with --why".to_owned(),
        R::PartOverWhole { part, whole } => format!("{part} of {whole} is more of the part than of the whole"),
        R::NotACount { count } => format!("{count} cannot be a count; enter 0 to 1,000,000,000, and a whole of 1 or more"),
        R::ValueDoesNotFollow { value, follows } => {
            format!("the counts make {follows}, not {value}; enter the counts alone, or put one of the three right")
        }
        R::OutsideScore { value, least, most } => format!("{value} is no mark; enter {least} to {most}"),
        R::ValueDoubted { doubts } => {
            let all: Vec<String> = doubts.iter().map(|(period, question)| format!("{period}: {question}")).collect();
            format!("{} If it is what you mean, give it with --meant", all.join(" "))
        }
        R::NothingGiven => "nothing was given to be saved".to_owned(),
        R::TooManyValues { values, most } => format!("{values} at once; give at most {most}"),
        R::ExplainedWithoutReason => "say why the value is not there".to_owned(),
        R::LimitsWithoutReason => "limits are drawn again for a reason that a reader can test; say it with --why".to_owned(),
        R::LimitsDrawnThere { period } => {
            format!("limits begin at {period} already; use a later period that has values before it")
        }
        R::NoLimitsThere { period } => format!("limits are not drawn again from {period}"),
        R::GhostWithoutReason => "say why the point is left out, with --why".to_owned(),
        R::NotATarget { text } => format!("\u{201c}{text}\u{201d} is no target; write a number such as 60, or none"),
        R::MilestoneTwice { period } => format!("{period} has two milestones; give one"),
        R::SignalsUnsound => "a trend and a shift can each be 4 to 20 points".to_owned(),
        R::OtherAreaUnnamed => "name the area by its code and its name".to_owned(),
        R::NeighboursUnsound { most } => format!("name 1 to {most} areas, each code once"),
        R::NothingToRelease => "there is nothing to release yet: no measure is live and has values".to_owned(),
        R::NoSuchRelease { release } => format!("there is no release {release}"),
        R::ReleaseIsWithdrawn { release } => format!("release {release} is withdrawn already"),
        R::OthersAreGiving => "other people are entering values at this moment; try again".to_owned(),
        R::AttachedAlready { measure, row } => format!("{measure} is attached to {row} already"),
        R::NotAttached { measure, row } => format!("{measure} is not attached to {row}"),
    }
}

/// A period of a kind, as it is typed.
fn example(every: &str) -> &'static str {
    match every {
        "day" => "2024-01-18",
        "quarter" => "2024/25 Q1",
        "term" => "autumn term 2024/25",
        "calendar-year" => "2024",
        "financial-year" | "academic-year" => "2024/25",
        _ => "2024-04 or Apr-24",
    }
}
