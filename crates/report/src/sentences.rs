//! Sentences whose numbers are figures, shared by the reports.

use crate::document::{Inline, Tile};
use crate::ground::Ground;
use onpace_core::assessment::Assessment;
use onpace_core::claim::ClaimVerdict;
use onpace_core::day;
use onpace_core::forecast::Untold;
use onpace_core::policy::Level;
use onpace_core::survey::{Survey, status_key};

/// Words.
pub(crate) fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

/// A figure's own number.
pub(crate) fn figure(survey: &Survey<'_>, key: &str) -> Inline {
    let value = survey.figure(key).map(|figure| figure.value.to_string()).unwrap_or_default();
    Inline::Figure { key: key.to_owned(), text: value }
}

/// The number of a figure that is worked out for a sentence.
pub(crate) fn derived(ground: &Ground<'_>, key: &str) -> Inline {
    let value = crate::derived::figure(ground, key).map(|figure| figure.value.to_string()).unwrap_or_default();
    Inline::Figure { key: key.to_owned(), text: value }
}

/// "On 22 May 2022, 29 of 29 actions were due to have started; 28 of those have (96.6%)": the sentence that the old
/// report got wrong.
pub(crate) fn progress(survey: &Survey<'_>) -> Vec<Inline> {
    let of = |key: &str| figure(survey, key);
    let many = |key: &str, one: &str, many: &str| text(plural(survey.count_of(key), one, many));
    let mut words = vec![
        text(format!("On {}, ", day::in_full(survey.on))),
        of("due_to_start"),
        text(" of "),
        of("actions"),
        many("due_to_start", " actions was due to have started; ", " actions were due to have started; "),
        of("due_and_started"),
        many("due_and_started", " of those has", " of those have"),
    ];
    if survey.percent_of("started_percent").is_some() {
        words.extend([text(" ("), of("started_percent"), text(")")]);
    }
    words.extend([
        text(". "),
        of("complete"),
        many("complete", " is complete, ", " are complete, "),
        of("not_started"),
        many("not_started", " is due and not started, and ", " are due and not started, and "),
        of("past_finish"),
        many("past_finish", " is past its finish date. ", " are past their finish dates. "),
        text("Weighted by working days, "),
        of("percent_complete"),
        text(" of the plan is reported complete where "),
        of("percent_planned"),
        text(" should be."),
    ]);
    words
}

/// The one word or the other.
pub(crate) fn plural(count: i64, one: &str, many: &str) -> String {
    if count == 1 { one.to_owned() } else { many.to_owned() }
}

/// A tile of a figure, and of the one that it is a part of.
pub(crate) fn tile(survey: &Survey<'_>, key: &str, whole: Option<&str>, label: impl Into<String>) -> Tile {
    let value = |key: &str| survey.figure(key).map(|figure| figure.value.to_string()).unwrap_or_default();
    let number = whole.map_or_else(|| value(key), |whole| format!("{} of {}", value(key), value(whole)));
    Tile { key: key.to_owned(), whole: whole.map(str::to_owned), value: number, label: label.into(), status: None }
}

/// The headline: how many need help, what has started, what is late, how far the plan is.
pub(crate) fn tiles(survey: &Survey<'_>) -> Vec<Tile> {
    let started =
        plural(survey.count_of("due_to_start"), "action due to start has started", "actions due to start have started");
    let complete = plural(survey.count_of("actions"), "action is complete", "actions are complete");
    let mut tiles = vec![
        tile(survey, "due_and_started", Some("due_to_start"), started),
        tile(survey, "complete", Some("actions"), complete),
        tile(survey, "past_finish", None, "past the finish date"),
        tile(survey, "percent_complete", None, "reported complete, by working days"),
        tile(survey, "percent_planned", None, "planned to be complete by now"),
    ];
    let worst = survey.status_rows().into_iter().filter(|(_, rows)| !rows.is_empty());
    if let Some((level, _)) = worst.max_by_key(|(level, _)| level.tone.concern()) {
        let is = plural(survey.count_of("actions"), "action is", "actions are");
        let label = format!("{is} {}", level.label.to_lowercase());
        let worst = tile(survey, &status_key(&level.code), Some("actions"), label);
        tiles.insert(0, Tile { status: Some(level.clone()), ..worst });
    }
    tiles
}

/// "17 ▲ Red, 3 ◆ Amber": how many stand at each level.
pub(crate) fn levels(survey: &Survey<'_>) -> Vec<Inline> {
    let used: Vec<&Level> =
        survey.status_rows().into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(level, _)| level).collect();
    let last = used.len().saturating_sub(1);
    let mut words = vec![text(format!("By the status rules \u{201c}{}\u{201d}: ", survey.policy.title))];
    for (at, level) in used.into_iter().enumerate() {
        words.extend([figure(survey, &status_key(&level.code)), text(" "), Inline::Status(level.clone())]);
        words.push(text(if at == last { "." } else { ", " }));
    }
    words
}

/// What became of every number that the source says in its prose and its tables of figures.
pub(crate) fn numbers(ground: &Ground<'_>) -> Vec<Inline> {
    let account = ground.assessment.survey.account();
    let count = |verdict| i64::try_from(account.count(verdict)).unwrap_or(i64::MAX);
    let [agree, disagree, open, none] =
        [ClaimVerdict::Agrees, ClaimVerdict::Disagrees, ClaimVerdict::NotCounted, ClaimVerdict::NoClaim].map(count);
    if agree + disagree + open + none == 0 {
        return vec![text("There is no prose with numbers here that could be held against the plan.")];
    }
    let of = |key: &str| derived(ground, key);
    vec![
        text("Of the numbers in the source\u{2019}s own words and tables of figures, "),
        of("numbers_agree"),
        text(plural(agree, " agrees with the plan or with each other, ", " agree with the plan or with each other, ")),
        of("numbers_disagree"),
        text(plural(disagree, " does not, ", " do not, ")),
        of("numbers_not_counted"),
        text(" cannot be counted from it and "),
        of("numbers_no_claim"),
        text(plural(
            none,
            " makes no claim, such as a page number or a date.",
            " make no claim, such as a page number or a date.",
        )),
    ]
}

/// Between which days it would be done at the pace so far, with what must be said beside it; or why that cannot be told.
/// Nothing of a plan that is done.
pub(crate) fn forecast(assessment: &Assessment<'_>) -> Option<Vec<Inline>> {
    let forecast = match &assessment.forecast {
        Ok(forecast) => forecast,
        Err(Untold::Done) => return None,
        Err(why) => {
            return Some(vec![text(format!("When the plan will finish cannot be told yet: {}.", why.words()))]);
        }
    };
    let of = |key: &str| derived(&Ground::of(assessment, ""), key);
    let reached =
        format!("By plan, today\u{2019}s progress should have been reached on {}: ", day::in_words(forecast.earned_on));
    let finish = format!(
        "At this pace the plan would finish {}; it is planned to finish on {}. ",
        forecast.finish.words(assessment.survey.on),
        day::in_full(forecast.planned_finish)
    );
    Some(vec![
        text(reached),
        of("forecast_earned_days"),
        text(" working days of work done in "),
        of("forecast_gone_days"),
        text(" working days, a pace of "),
        of("forecast_pace"),
        text(". "),
        Inline::Strong(finish),
        text(onpace_core::forecast::LIMITS),
    ])
}

/// Both calendars side by side, where durations count bank holidays.
pub(crate) fn calendars(assessment: &Assessment<'_>) -> Option<Vec<Inline>> {
    let counted: Vec<_> = assessment.of_rule("holidays-counted").collect();
    let of = |key: &str| derived(&Ground::of(assessment, ""), key);
    let late =
        assessment.of_rule("past-finish").find_map(|late| counted.iter().find(|found| found.subject == late.subject));
    let example = late.or_else(|| counted.first())?;
    Some(vec![
        of("durations_with_holidays"),
        text(" of "),
        of("durations"),
        text(" durations count bank holidays as working days. "),
        text(format!("For example {}.", example.message)),
    ])
}

/// The same words with a capital at the front.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
