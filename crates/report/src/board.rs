//! The board report: where the plan stands, what needs the board, the whole plan.

use crate::derived::need_board;
use crate::document::{Block, Inline};
use crate::ground::Ground;
use crate::report::Report;
use crate::sentences::{capital, text};
use crate::{pictures, sentences, tables};
use onpace_core::assessment::Assessment;
use onpace_core::figure::Figure;
use onpace_core::finding::Finding;
use onpace_core::plan::shortened;
use onpace_core::survey::Survey;

/// The report.
pub(crate) struct Board;

/// Rows of the list of what needs the board.
const MOST_EXCEPTIONS: usize = 12;

impl Report for Board {
    fn name(&self) -> &'static str {
        "board"
    }

    fn title(&self, _ground: &Ground<'_>) -> String {
        "Board report".to_owned()
    }

    fn about(&self) -> &'static str {
        "where the plan stands, what needs the board, and the whole plan"
    }

    fn blocks(&self, ground: &Ground<'_>, words: Vec<Block>, _figures: &[Figure]) -> Vec<Block> {
        let assessment = ground.assessment;
        let survey = &assessment.survey;
        let mut blocks = words;
        let heading = |words: &str| Block::Heading { level: 2, text: words.to_owned() };
        blocks.push(Block::Headline(sentences::tiles(survey)));
        blocks.extend(stale(assessment));
        blocks.extend([
            heading("Where the plan stands"),
            Block::Paragraph(sentences::progress(survey)),
            Block::Paragraph(sentences::levels(survey)),
        ]);
        blocks.extend(pictures::pace(survey, &assessment.earlier).map(Block::Chart));
        blocks.extend(sentences::forecast(assessment).map(Block::Paragraph));
        blocks.push(Block::Table(tables::reported_and_computed(survey)));
        blocks.push(heading("What needs the board"));
        blocks.extend(needs_attention("Actions that need the board", survey));
        blocks.push(heading("What falls due, and when"));
        blocks.extend([pictures::heat(survey), pictures::timeline(survey)].into_iter().flatten().map(Block::Chart));
        blocks.push(heading("What the source says of itself"));
        blocks.extend(disagreements(ground));
        blocks.extend(sentences::calendars(assessment).map(Block::Paragraph));
        blocks.extend([heading("The whole plan"), Block::Key, Block::Table(tables::whole_plan(survey))]);
        blocks
    }
}

/// The data's age, set apart, where it matters.
pub(crate) fn stale(assessment: &Assessment<'_>) -> Option<Block> {
    let finding = assessment.of_rule("stale-data").next()?;
    Some(Block::Callout {
        title: "How old is this data?".to_owned(),
        body: vec![text(format!("{}.", capital(&finding.message)))],
    })
}

/// Past their finish, not started, then the furthest behind.
pub(crate) fn needs_attention(caption: &str, survey: &Survey<'_>) -> Vec<Block> {
    let mut rows = need_board(survey);
    let behind = |at: &usize| {
        survey.rows[*at].planned.map(|planned| planned.minus(survey.plan.rows[*at].percent.unwrap_or_default()))
    };
    let begun = |at: &usize| survey.plan.rows[*at].has_started();
    rows.sort_by_key(|at| {
        (!survey.is_past_finish(&survey.plan.rows[*at], &survey.rows[*at]), begun(at), std::cmp::Reverse(behind(at)))
    });
    if rows.is_empty() {
        return vec![Block::Paragraph(vec![text("No action is past its finish, and none is marked as needing help.")])];
    }
    let shown = rows.len().min(MOST_EXCEPTIONS);
    let lead = if shown < rows.len() {
        let all = Inline::Figure { key: "need_board".to_owned(), text: rows.len().to_string() };
        let most = "Those that need it most, of ";
        let order = ": first those past their finish, then those not started, then the furthest behind.";
        vec![text(most), all, text(order)]
    } else {
        vec![text("First those past their finish, then those not started, then the furthest behind.")]
    };
    vec![
        Block::Paragraph(lead),
        Block::Table(tables::reasons("exceptions", caption, survey, rows.get(..shown).unwrap_or(&rows))),
    ]
}

/// Rules that the rest of the report tells better than a table would.
const TOLD_ELSEWHERE: [&str; 11] = [
    "holidays-counted",
    "behind-plan",
    "past-finish",
    "stale-data",
    PROSE_RULES[0],
    PROSE_RULES[1],
    PROSE_RULES[2],
    PROSE_RULES[3],
    PROSE_RULES[4],
    PROSE_RULES[5],
    PROSE_RULES[6],
];
/// Rules that hold what the source says against its table, and against itself.
const PROSE_RULES: [&str; 7] = [
    "count-disagrees",
    "percent-disagrees",
    "sum-disagrees",
    "change-disagrees",
    "row-disagrees",
    "date-disagrees",
    "table-disagrees",
];

fn disagreements(ground: &Ground<'_>) -> Vec<Block> {
    let assessment = ground.assessment;
    let table = tables::findings(assessment, &TOLD_ELSEWHERE);
    let said = |finding: &Finding| {
        let place = finding.place.as_ref().map(|place| format!(" ({place})")).unwrap_or_default();
        let quoted = finding.found.as_deref().unwrap_or_default();
        vec![text(format!("{}: {}{place}.", shortened(quoted, 160), shortened(&finding.message, 200)))]
    };
    let prose: Vec<Vec<Inline>> = PROSE_RULES.iter().flat_map(|rule| assessment.of_rule(rule)).map(said).collect();
    let mut blocks = vec![Block::Paragraph(sentences::numbers(ground))];
    if !prose.is_empty() {
        blocks.push(Block::Paragraph(vec![text("These do not agree:")]));
        blocks.push(Block::List { ordered: false, items: prose });
    }
    if !table.rows.is_empty() {
        blocks.push(Block::Table(table));
    }
    blocks
}
