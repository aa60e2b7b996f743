//! The summary: one page for somebody who has one minute.

use crate::document::Block;
use crate::report::Report;
use crate::{board, forum, pictures, sentences};
use onpace_core::assessment::Assessment;

/// The report.
pub(crate) struct Summary;

impl Report for Summary {
    fn name(&self) -> &'static str {
        "summary"
    }

    fn title(&self) -> &'static str {
        "Summary"
    }

    fn about(&self) -> &'static str {
        "one page: the headline, the pace, each focus area in a line"
    }

    fn blocks(&self, assessment: &Assessment<'_>) -> Vec<Block> {
        let survey = &assessment.survey;
        let mut blocks = vec![Block::Headline(sentences::tiles(survey)), Block::Paragraph(sentences::progress(survey))];
        blocks.extend(board::stale(assessment));
        blocks.extend(pictures::pace(survey).map(Block::Chart));
        blocks.push(Block::Heading { level: 2, text: format!("Each {}", survey.plan.level_name.to_lowercase()) });
        blocks.push(Block::Table(forum::by_area(survey)));
        blocks
    }
}
