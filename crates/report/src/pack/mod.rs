//! The pack of a round: everything that a board reads, of figures that were frozen. The headline and where the plan
//! stands come first always; the sections after them in the order that the pack names.
//!
//! **Not here.** What is shown to everybody ([`crate::public`]); who prepares, signs and publishes.

mod changes;
mod decisions;
mod round;

pub use round::taken_answers;
pub(crate) use round::{happened, next};

use crate::document::{Block, Document};
use crate::narrative::{self, NarrativeProblem};
use crate::sentences::text;
use crate::{board, pictures, record, report, sentences, tables, truth};
use onpace_core::assessment::Assessment;
use onpace_core::figure::Figure;
use onpace_core::ledger::state::State;
use onpace_core::packs::facts::{PackFacts, Section};
use onpace_core::rounds::round::Round;
use onpace_core::rounds::{figures, statistics};
use serde_json::{Map, Value};

/// What a pack is made of.
pub struct Ground<'a> {
    /// The plan as at the round's data date, as known when its figures were frozen.
    pub assessment: &'a Assessment<'a>,
    /// The plan of the pack before, in the same way; none for the first.
    pub before: Option<&'a Assessment<'a>>,
    /// The state of which that was made.
    pub plan: &'a State,
    /// Everything that was known when the figures were frozen.
    pub state: &'a State,
    /// The round in it.
    pub round: &'a Round,
    /// What people chose and wrote.
    pub facts: &'a PackFacts,
    /// What the numbers rest on beside the assessment's own: snapshot, checkpoint, signature, as label and value.
    pub details: Vec<(String, String)>,
    /// Who a pack is, for machines: put into its record under `pack`.
    pub identity: Value,
}

impl Ground<'_> {
    /// What the board of the rounds is called.
    fn board(&self) -> &str {
        self.plan.boards.first().map_or("board", String::as_str)
    }

    /// The figures of the round, as they were when it was frozen.
    #[must_use]
    pub fn round_figures(&self) -> Vec<Figure> {
        figures::of(&statistics::of(self.round, self.plan), self.state)
    }
}

/// Makes the document of a pack.
///
/// # Errors
/// A narrative that names no figure there is, or contradicts one.
pub fn document(ground: &Ground<'_>) -> Result<Document, NarrativeProblem> {
    let survey = &ground.assessment.survey;
    let round = ground.round_figures();
    let mut blocks = vec![Block::Headline(sentences::tiles(survey))];
    blocks.extend(narrative::bind(&ground.facts.narrative, survey, &round)?);
    blocks.extend(board::stale(ground.assessment));
    blocks.extend([
        heading("Where the plan stands"),
        Block::Paragraph(sentences::progress(survey)),
        Block::Paragraph(sentences::levels(survey)),
    ]);
    blocks.extend(pictures::pace(survey, &ground.assessment.earlier).map(Block::Chart));
    blocks.extend(sentences::forecast(ground.assessment).map(Block::Paragraph));
    for one in &ground.facts.sections {
        blocks.push(heading(one.title()));
        blocks.extend(section(ground, *one, &round));
    }
    let mut figures = survey.figures.clone();
    figures.extend(round);
    let mut details = report::details(ground.assessment);
    if !ground.plan.area.is_empty() {
        details.insert(0, ("Local area".to_owned(), ground.plan.area.clone()));
    }
    details.extend(ground.details.iter().cloned());
    truth::told(Document {
        report: "pack",
        title: "Board pack".to_owned(),
        plan: survey.plan.title.clone(),
        details,
        blocks,
        assessment: recorded(ground, &figures),
        figures,
        one_page: false,
        levels: report::levels(ground.assessment),
        as_at: survey.on,
    })
}

fn heading(words: &str) -> Block {
    Block::Heading { level: 2, text: words.to_owned() }
}

fn section(ground: &Ground<'_>, section: Section, figures: &[Figure]) -> Vec<Block> {
    let survey = &ground.assessment.survey;
    match section {
        Section::Decisions => decisions::blocks(ground),
        Section::Changes => changes::blocks(ground.before.map(|before| &before.survey), survey),
        Section::Exceptions => board::needs_attention("Actions that need the board", survey),
        Section::Round => round::blocks(ground, figures),
        Section::Updates => round::said(ground),
        Section::Pictures => {
            let all = [pictures::heat(survey), pictures::timeline(survey)];
            let blocks: Vec<Block> = all.into_iter().flatten().map(Block::Chart).collect();
            let empty = || vec![Block::Paragraph(vec![text("No action has dates that could be drawn.")])];
            if blocks.is_empty() { empty() } else { blocks }
        }
        Section::Plan => vec![Block::Key, Block::Table(tables::whole_plan(survey))],
    }
}

/// The assessment as JSON, with the figures of the round and who the pack is.
fn recorded(ground: &Ground<'_>, figures: &[Figure]) -> Value {
    let mut all = record::of(ground.assessment);
    if let Value::Object(fields) = &mut all {
        let round: Map<String, Value> = record::figures(figures.iter().filter(|one| one.of.key.starts_with("round_")));
        fields.insert("round".to_owned(), Value::Object(round));
        fields.insert("pack".to_owned(), ground.identity.clone());
    }
    all
}
