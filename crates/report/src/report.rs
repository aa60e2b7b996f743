//! What a report is, and how its document is made: the same for every reader. **Not here.** Any one of them: each has its
//! own file.

use crate::document::{Block, Document};
use crate::ground::Ground;
use crate::{derived, measures, narrative, record, truth};
use narrative::{Binding, NarrativeProblem};
use onpace_core::assessment::Assessment;
use onpace_core::day;
use onpace_core::figure::Figure;
use onpace_core::policy;
use serde_json::Value;

/// One report.
pub trait Report: Sync {
    /// As `onpace report build` takes it: `board`.
    fn name(&self) -> &'static str;
    /// Its title on the page.
    fn title(&self, ground: &Ground<'_>) -> String;
    /// What it is for, in a line.
    fn about(&self) -> &'static str;
    /// Whether it is meant for one sheet of paper.
    fn one_page(&self) -> bool {
        false
    }
    /// Whether it is of a round whose figures are frozen, and cannot be made of a plan alone.
    fn is_of_round(&self) -> bool {
        false
    }
    /// Whether it may say whose actions are whose.
    fn names_people(&self) -> bool {
        true
    }
    /// The figures that it may print: those of the plan, and of the round where it is of one.
    fn figures(&self, ground: &Ground<'_>) -> Vec<Figure> {
        let mut all = ground.assessment.survey.figures.clone();
        all.extend(ground.round_figures());
        all
    }
    /// The figures of measures, which a person may write of whether or not it tells them itself.
    fn measured(&self, ground: &Ground<'_>) -> Vec<Figure> {
        ground.measures().map(measures::section::figures).unwrap_or_default()
    }
    /// What a person wrote, as blocks; its numbers are among those of the plan and these.
    ///
    /// # Errors
    /// A number that contradicts a figure, or one that there is not.
    fn words(&self, ground: &Ground<'_>, beside: &[Figure]) -> Result<Vec<Block>, NarrativeProblem> {
        narrative::bind(ground.words, Binding { survey: &ground.assessment.survey, more: beside, takes: &|_| true })
    }
    /// Its body, with what a person wrote where that belongs.
    fn blocks(&self, ground: &Ground<'_>, words: Vec<Block>, figures: &[Figure]) -> Vec<Block>;
    /// What the numbers rest on, as label and value.
    fn details(&self, ground: &Ground<'_>) -> Vec<(String, String)> {
        details(ground.assessment)
    }
    /// The record that goes with it, for machines.
    fn record(&self, ground: &Ground<'_>, _figures: &[Figure]) -> Value {
        record::of(ground.assessment)
    }
    /// A last look at all of it before it is read.
    fn finished(&self, document: Document, _ground: &Ground<'_>) -> Document {
        document
    }
}

/// Refuses words with a number that is neither bound, counted in its sentence, nor marked as typed. What was saved before it
/// was looked at so is printed as it stands.
///
/// # Errors
/// Every such number, with what may stand in its place.
pub fn check_words(report: &dyn Report, ground: &Ground<'_>) -> Result<(), NarrativeProblem> {
    narrative::check::check(ground.words, binding(report, ground, &beside_the_plan(report, ground)))
}

/// Words with a figure in place of each number that one counts, and what took whose place.
///
/// # Errors
/// A figure that does not exist.
pub fn words_with_figures(report: &dyn Report, ground: &Ground<'_>) -> Result<(String, Vec<String>), NarrativeProblem> {
    narrative::rebound::with_figures(ground.words, binding(report, ground, &beside_the_plan(report, ground)))
}

fn binding<'b>(report: &'b dyn Report, ground: &'b Ground<'b>, more: &'b [Figure]) -> Binding<'b> {
    Binding {
        survey: &ground.assessment.survey,
        more,
        takes: if report.names_people() { &|_| true } else { &|key| !crate::redaction::is_of_names(key) },
    }
}

/// Figures that a person may write of beside those of the plan: of the round, and of measures.
#[must_use]
pub fn beside_the_plan(report: &dyn Report, ground: &Ground<'_>) -> Vec<Figure> {
    let mut all = of_round(&report.figures(ground));
    all.extend(report.measured(ground));
    all
}

/// The figures of a round among all.
pub(crate) fn of_round(figures: &[Figure]) -> Vec<Figure> {
    figures.iter().filter(|one| one.of.key.starts_with("round_")).cloned().collect()
}

/// Makes a report's document.
///
/// # Errors
/// Words whose typed numbers contradict the figures are refused, with both values.
pub fn document(report: &dyn Report, ground: &Ground<'_>) -> Result<Document, NarrativeProblem> {
    let record = report.record(ground, &report.figures(ground));
    Ok(Document { assessment: record, ..without_record(report, ground)? })
}

/// The same for a medium that carries no record, which is as large as the plan.
///
/// # Errors
/// As [`document`].
pub fn without_record(report: &dyn Report, ground: &Ground<'_>) -> Result<Document, NarrativeProblem> {
    let survey = &ground.assessment.survey;
    let mut figures = report.figures(ground);
    let beside = beside_the_plan(report, ground);
    let words = if ground.words.trim().is_empty() { Vec::new() } else { report.words(ground, &beside)? };
    let blocks = report.blocks(ground, words, &figures);
    // Of those that a person may write of it lists those that it prints.
    let printed = derived::keys(&blocks);
    let is_new = |one: &Figure| !figures.iter().any(|known| known.of.key == one.of.key);
    let more: Vec<Figure> = survey
        .figures
        .iter()
        .cloned()
        .chain(beside)
        .filter(|one| printed.contains(&*one.of.key))
        .filter(is_new)
        .collect();
    figures.extend(more);
    figures.extend(derived::used(ground, &blocks));
    let document = Document {
        report: report.name(),
        title: report.title(ground),
        plan: survey.plan.title.clone(),
        details: report.details(ground),
        blocks,
        figures,
        one_page: report.one_page(),
        levels: levels(ground.assessment),
        as_at: survey.on,
        checkpoint: ground.frozen.as_ref().map(|frozen| frozen.checkpoint.clone()),
        assessment: Value::Null,
    };
    truth::told(report.finished(document, ground))
}

/// The levels that a report needs in its key: one for what is not judged only where there is any.
pub(crate) fn levels(assessment: &Assessment<'_>) -> Vec<onpace_core::policy::level::Level> {
    let all = assessment.survey.status_rows().into_iter();
    let needed = all.filter(|(level, rows)| !rows.is_empty() || !policy::is_beside_the_scale(&level.code));
    needed.map(|(level, _)| level.clone()).collect()
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
