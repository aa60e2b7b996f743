//! The pack of a round: everything that a board reads, of figures that were frozen. The headline and where the plan
//! stands come first always; the sections after them in the order that the pack names.
//!
//! **Not here.** What is shown to everybody ([`crate::public`]); who prepares, signs and publishes.

mod changes;
mod decisions;
mod round;

pub use round::taken_answers;
pub(crate) use round::{happened, next};

use crate::document::Block;
use crate::ground::{Frozen, Ground};
use crate::report::Report;
use crate::sentences::text;
use crate::{board, measures, pictures, record, report, sentences, tables};
use onpace_core::figure::Figure;
use onpace_core::packs::facts::Section;
use onpace_core::survey::Survey;
use serde_json::{Map, Value};

/// The report.
pub(crate) struct Pack;

impl Report for Pack {
    fn name(&self) -> &'static str {
        "pack"
    }

    fn title(&self, _ground: &Ground<'_>) -> String {
        "Board pack".to_owned()
    }

    fn about(&self) -> &'static str {
        "everything that a board reads of a round whose figures are frozen"
    }

    fn is_of_round(&self) -> bool {
        true
    }

    fn figures(&self, ground: &Ground<'_>) -> Vec<Figure> {
        let mut all = ground.assessment.survey.figures.clone();
        all.extend(ground.round_figures());
        all
    }

    fn blocks(&self, ground: &Ground<'_>, words: Vec<Block>, figures: &[Figure]) -> Vec<Block> {
        let survey = &ground.assessment.survey;
        let mut blocks = vec![Block::Headline(sentences::tiles(survey))];
        blocks.extend(words);
        blocks.extend(board::stale(ground.assessment));
        blocks.extend([
            heading("Where the plan stands"),
            Block::Paragraph(sentences::progress(survey)),
            Block::Paragraph(sentences::levels(survey)),
        ]);
        blocks.extend(pictures::pace(survey, &ground.assessment.earlier).map(Block::Chart));
        blocks.extend(sentences::forecast(ground.assessment).map(Block::Paragraph));
        let Some(frozen) = &ground.frozen else { return blocks };
        let round = report::of_round(figures);
        for one in &frozen.facts.sections {
            blocks.push(heading(one.title()));
            blocks.extend(section(survey, frozen, *one, &round));
        }
        blocks
    }

    fn details(&self, ground: &Ground<'_>) -> Vec<(String, String)> {
        let mut details = report::details(ground.assessment);
        if let Some(frozen) = &ground.frozen {
            if !frozen.plan.area.is_empty() {
                details.insert(0, ("Local area".to_owned(), frozen.plan.area.clone()));
            }
            details.extend(frozen.details.iter().cloned());
        }
        details
    }

    /// The assessment as JSON, with the figures of the round and who the pack is.
    fn record(&self, ground: &Ground<'_>, figures: &[Figure]) -> Value {
        let mut all = record::of(ground.assessment);
        if let (Value::Object(fields), Some(frozen)) = (&mut all, &ground.frozen) {
            let round: Map<String, Value> = record::figures(report::of_round(figures).iter());
            fields.insert("round".to_owned(), Value::Object(round));
            let measured = record::figures(self.measured(ground).iter());
            if !measured.is_empty() {
                fields.insert("measures".to_owned(), Value::Object(measured));
            }
            fields.insert("pack".to_owned(), frozen.identity.clone());
        }
        all
    }
}

fn heading(words: &str) -> Block {
    Block::Heading { level: 2, text: words.to_owned() }
}

fn section(survey: &Survey<'_>, frozen: &Frozen<'_>, section: Section, figures: &[Figure]) -> Vec<Block> {
    match section {
        Section::Decisions => decisions::blocks(frozen),
        Section::Changes => changes::blocks(frozen.before.map(|before| &before.survey), survey),
        Section::Exceptions => board::needs_attention("Actions that need the board", survey),
        Section::Difference => measures::section::blocks(frozen.measures),
        Section::Round => round::blocks(frozen, figures),
        Section::Updates => round::said(frozen),
        Section::Pictures => {
            let all = [pictures::heat(survey), pictures::timeline(survey)];
            let blocks: Vec<Block> = all.into_iter().flatten().map(Block::Chart).collect();
            let empty = || vec![Block::Paragraph(vec![text("No action has dates that could be drawn.")])];
            if blocks.is_empty() { empty() } else { blocks }
        }
        Section::Plan => vec![Block::Key, Block::Table(tables::whole_plan(survey))],
    }
}
