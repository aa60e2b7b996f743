//! Sentences whose numbers are figures, shared by the reports.

use crate::document::{Inline, Tile};
use onpace_core::assessment::Assessment;
use onpace_core::day;
use onpace_core::policy::Level;
use onpace_core::quantity::Percent;
use onpace_core::survey::Survey;

/// Words.
pub(crate) fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

/// A figure's own number.
pub(crate) fn figure(survey: &Survey<'_>, key: &str) -> Inline {
    let value = survey.figure(key).map(|figure| figure.value.to_string()).unwrap_or_default();
    Inline::Figure { key: key.to_owned(), text: value }
}

/// "28 of 29 actions that were due have started (96.6%)": the sentence that the old report got wrong.
pub(crate) fn progress(survey: &Survey<'_>) -> Vec<Inline> {
    let due = survey.count_of("due_to_start");
    let begun = due - survey.count_of("not_started");
    let share = Percent::of(begun, due).map(|p| format!(" ({p})")).unwrap_or_default();
    vec![
        text(format!("On {}, ", day::in_full(survey.on))),
        figure(survey, "due_to_start"),
        text(format!(
            " of {} actions were due to have started; {begun} of those have{share}. ",
            survey.count_of("actions")
        )),
        figure(survey, "complete"),
        text(plural(survey.count_of("complete"), " is complete, ", " are complete, ")),
        figure(survey, "not_started"),
        text(plural(survey.count_of("not_started"), " is due and not started, and ", " are due and not started, and ")),
        figure(survey, "past_finish"),
        text(plural(survey.count_of("past_finish"), " is past its finish date. ", " are past their finish dates. ")),
        text("Weighted by working days, "),
        figure(survey, "percent_complete"),
        text(" of the plan is reported complete where "),
        figure(survey, "percent_planned"),
        text(" should be."),
    ]
}

fn plural(count: i64, one: &str, many: &str) -> String {
    if count == 1 { one.to_owned() } else { many.to_owned() }
}

/// The headline: how many need help, what has started, what is late, how far the plan is.
pub(crate) fn tiles(survey: &Survey<'_>) -> Vec<Tile> {
    let tile = |key: &str, value: String, label: &str| Tile {
        key: key.to_owned(),
        value,
        label: label.to_owned(),
        status: None,
    };
    let due = survey.count_of("due_to_start");
    let begun = due - survey.count_of("not_started");
    let of = |key: &str| survey.figure(key).map(|f| f.value.to_string()).unwrap_or_default();
    let mut tiles = vec![
        tile("started", format!("{begun} of {due}"), "due to have started have"),
        tile("complete", format!("{} of {}", of("complete"), of("actions")), "actions are complete"),
        tile("past_finish", of("past_finish"), "past the finish date"),
        tile("percent_complete", of("percent_complete"), "reported complete, by working days"),
        tile("percent_planned", of("percent_planned"), "planned to be complete by now"),
    ];
    if let Some((level, rows)) = survey
        .status_rows()
        .into_iter()
        .max_by_key(|(level, rows)| (level.tone.concern(), !rows.is_empty()))
        .filter(|(_, rows)| !rows.is_empty())
    {
        tiles.insert(
            0,
            Tile {
                key: "actions".to_owned(),
                value: rows.len().to_string(),
                label: format!("of {} actions are {}", of("actions"), level.label.to_lowercase()),
                status: Some(level.clone()),
            },
        );
    }
    tiles
}

/// "17 ▲ Red, 3 ◆ Amber": how many stand at each level.
pub(crate) fn levels(survey: &Survey<'_>) -> Vec<Inline> {
    let rows: Vec<(&Level, usize)> =
        survey.status_rows().into_iter().map(|(level, rows)| (level, rows.len())).filter(|(_, n)| *n > 0).collect();
    let last = rows.len().saturating_sub(1);
    let mut words = vec![text(format!("By the policy \u{201c}{}\u{201d}: ", survey.policy.title))];
    for (at, (level, count)) in rows.into_iter().enumerate() {
        words.push(text(format!("{count} ")));
        words.push(Inline::Status(level.clone()));
        words.push(text(if at == last { "." } else { ", " }));
    }
    words
}

/// When it would be done at the pace so far, with what must be said beside it.
pub(crate) fn forecast(assessment: &Assessment<'_>) -> Option<Vec<Inline>> {
    let forecast = assessment.forecast.as_ref()?;
    let reached = format!(
        "Today\u{2019}s progress should by plan have been reached on {}: {} working days of work done in {} gone, a pace of {}. ",
        day::in_words(forecast.earned_on),
        forecast.earned_days,
        forecast.gone_days,
        forecast.pace
    );
    let finish = match forecast.finish {
        Some(finish) => format!(
            "If the rest went so, the plan would finish on {}, not on {}. ",
            day::in_full(finish),
            day::in_full(forecast.planned_finish)
        ),
        None => format!(
            "If the rest went so, the plan would not finish in any useful time; it was to finish on {}. ",
            day::in_full(forecast.planned_finish)
        ),
    };
    let mut words = vec![text(reached), Inline::Strong(finish), text(onpace_core::forecast::LIMITS)];
    if let Some(same) = assessment.of_rule("same-figure").next() {
        words.push(text(format!(" Take it with care: {}.", same.message)));
    }
    Some(words)
}

/// Both calendars side by side, where durations count bank holidays.
pub(crate) fn calendars(assessment: &Assessment<'_>) -> Option<Vec<Inline>> {
    let counted: Vec<_> = assessment.of_rule("holidays-counted").collect();
    let rows = assessment.survey.plan.rows.iter().filter(|row| row.duration.is_some()).count();
    let late =
        assessment.of_rule("past-finish").find_map(|late| counted.iter().find(|found| found.subject == late.subject));
    let example = late.or_else(|| counted.first())?;
    Some(vec![
        text(format!("{} of {rows} durations count bank holidays as working days. ", counted.len())),
        text(format!("For example {}.", example.message)),
    ])
}

/// The same words with a capital at the front.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
