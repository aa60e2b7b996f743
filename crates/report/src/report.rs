//! What a report is. **Not here.** Any one of them: each has its own file.

use crate::document::{Block, Document};
use crate::{narrative, record, truth};
use onpace_core::assessment::Assessment;
use onpace_core::day;

/// One report.
pub trait Report: Sync {
    /// As `onpace report build` takes it: `board`.
    fn name(&self) -> &'static str;
    /// Its title on the page.
    fn title(&self) -> &'static str;
    /// What it is for, in a line.
    fn about(&self) -> &'static str;
    /// Whether it is meant for one sheet of paper.
    fn one_page(&self) -> bool {
        false
    }
    /// Its body.
    fn blocks(&self, assessment: &Assessment<'_>) -> Vec<Block>;
}

/// Makes a report's document, with a narrative before its body where one is given.
///
/// # Errors
/// A narrative whose typed numbers contradict the figures is refused, with both values.
pub fn document(
    report: &dyn Report,
    assessment: &Assessment<'_>,
    words: Option<&str>,
) -> Result<Document, narrative::NarrativeProblem> {
    Ok(Document { assessment: record::of(assessment), ..without_record(report, assessment, words)? })
}

/// The same for a medium that carries no record, which is as large as the plan.
///
/// # Errors
/// As [`document`].
pub fn without_record(
    report: &dyn Report,
    assessment: &Assessment<'_>,
    words: Option<&str>,
) -> Result<Document, narrative::NarrativeProblem> {
    let survey = &assessment.survey;
    let mut blocks = match words {
        Some(words) => narrative::bind(words, survey, &[])?,
        None => Vec::new(),
    };
    blocks.extend(report.blocks(assessment));
    truth::told(Document {
        report: report.name(),
        title: report.title().to_owned(),
        plan: survey.plan.title.clone(),
        details: details(assessment),
        blocks,
        figures: survey.figures.clone(),
        one_page: report.one_page(),
        levels: levels(assessment),
        as_at: survey.on,
        assessment: serde_json::Value::Null,
    })
}

/// The levels that a report needs in its key: one for what cannot be judged only where there is any.
pub(crate) fn levels(assessment: &Assessment<'_>) -> Vec<onpace_core::policy::level::Level> {
    let all = assessment.survey.policy.levels.iter();
    all.filter(|level| level.code != onpace_core::policy::UNKNOWN || has_unknown(assessment)).cloned().collect()
}

fn has_unknown(assessment: &Assessment<'_>) -> bool {
    assessment
        .survey
        .status_rows()
        .iter()
        .any(|(level, rows)| level.code == onpace_core::policy::UNKNOWN && !rows.is_empty())
}

/// What the numbers rest on, as label and value.
pub(crate) fn details(assessment: &Assessment<'_>) -> Vec<(String, String)> {
    let survey = &assessment.survey;
    let mut details = vec![("As at".to_owned(), day::in_full(survey.on))];
    if let Some(data) = &survey.plan.data_date {
        details.push(("Data gathered".to_owned(), day::in_full(data.dated.when.first)));
    }
    let source = survey.plan.source.path.rsplit(['/', '\\']).next().unwrap_or_default();
    details.push(("Source".to_owned(), source.to_owned()));
    details.push((
        "Policy".to_owned(),
        format!("{}, version {}. {}", survey.policy.title, survey.policy.version, survey.policy.about),
    ));
    details.push(("Calendar".to_owned(), survey.calendar.title().to_owned()));
    details
}
