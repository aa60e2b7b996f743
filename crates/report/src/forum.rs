//! The forum report: the narrative's numbers, progress by focus area, what is asked of the forum.

use crate::document::{Block, Cell, ColumnKind, Table, TableRow};
use crate::ground::Ground;
use crate::report::Report;
use crate::sentences::text;
use crate::tables::{column, row, words};
use crate::{board, pictures, sentences, tables};
use onpace_core::figure::Figure;
use onpace_core::plan::NO_ACTIONS_LISTED;
use onpace_core::survey::Survey;

/// The report.
pub(crate) struct Forum;

impl Report for Forum {
    fn name(&self) -> &'static str {
        "forum"
    }

    fn title(&self, _ground: &Ground<'_>) -> String {
        "Forum report".to_owned()
    }

    fn about(&self) -> &'static str {
        "progress by focus area in plain words, and what is asked of the forum"
    }

    fn blocks(&self, ground: &Ground<'_>, words: Vec<Block>, _figures: &[Figure]) -> Vec<Block> {
        let assessment = ground.assessment;
        let survey = &assessment.survey;
        let mut blocks = words;
        let heading = |words: &str| Block::Heading { level: 2, text: words.to_owned() };
        blocks.push(Block::Headline(sentences::tiles(survey)));
        blocks.extend(board::stale(assessment));
        blocks.extend([
            heading("Summary of progress"),
            Block::Paragraph(sentences::progress(survey)),
            Block::Paragraph(sentences::levels(survey)),
        ]);
        blocks.extend(pictures::pace(survey, &assessment.earlier).map(Block::Chart));
        blocks.extend([
            heading(&format!("Progress by {}", survey.plan.level_name.to_lowercase())),
            Block::Key,
            Block::Table(by_area(survey)),
        ]);
        blocks.push(heading("What needs attention"));
        blocks.extend(board::needs_attention("Actions that need attention", survey));
        blocks.push(heading("Recommendations"));
        let late = survey.count_of("past_finish");
        let mut items = vec![vec![text(format!("Note the position as at {}.", onpace_core::day::in_words(survey.on)))]];
        if late > 0 {
            items.push(vec![
                text("Ask the accountable officers for new dates, with reasons, for the "),
                sentences::figure(survey, "past_finish"),
                text(if late == 1 { " action past its finish." } else { " actions past their finish." }),
            ]);
        }
        blocks.push(Block::List { ordered: true, items });
        blocks
    }
}

/// One line a focus area: its people, its actions by status, planned and complete.
pub(crate) fn by_area(survey: &Survey<'_>) -> Table {
    let levels: Vec<_> =
        survey.status_rows().into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(level, _)| level).collect();
    let line = |area: &onpace_core::survey::AreaState| -> TableRow {
        let place = &survey.plan.rows[area.row];
        let at_level = |level: &&onpace_core::policy::Level| {
            let count =
                area.actions.iter().filter(|at| survey.level_of(**at).is_some_and(|l| l.code == level.code)).count();
            if count == 0 { Cell::Empty } else { Cell::Count(i64::try_from(count).unwrap_or(0)) }
        };
        let title = if area.actions.is_empty() {
            format!("{}{NO_ACTIONS_LISTED}", place.title)
        } else {
            place.title.to_string()
        };
        let percent = |share: Option<_>| share.map_or(Cell::Empty, Cell::Percent);
        let start = [words(place.code.as_str()), words(title)];
        row(start
            .into_iter()
            .chain(levels.iter().map(at_level))
            .chain([percent(area.complete), percent(area.planned)])
            .collect())
    };
    let columns = [column("Code", ColumnKind::Word, 6), column(&survey.plan.level_name, ColumnKind::Text, 34)];
    let counts = levels.iter().map(|level| column(&level.label, ColumnKind::Number, 10));
    let shares = [column("% complete", ColumnKind::Number, 11), column("% planned", ColumnKind::Number, 11)];
    Table {
        id: "areas".to_owned(),
        caption: format!("Actions at each status, by {}", survey.plan.level_name.to_lowercase()),
        columns: columns.into_iter().chain(counts).chain(shares).collect(),
        row_header: 0,
        rows: survey.areas.iter().map(line).collect(),
        note: Some(tables::listed_only(survey)),
    }
}
