//! What everybody may read of a pack, in plain words: where the plan stands, what was done, what comes next. Posts
//! stand where the plan names people, and words only where somebody took them into the plan.
//!
//! **Not here.** Whether it is published; the pack for the board ([`crate::pack`]).

use crate::document::{Block, Cell, Column, ColumnKind, Document, Inline, Table, TableRow, Tile};
use crate::ground::{Frozen, Ground};
use crate::narrative::{self, Binding, NarrativeProblem};
use crate::pack::taken_answers;
use crate::redaction::{self, ShownFigures};
use crate::report::{self, Report};
use crate::sentences::text;
use crate::tables::{column, day, row, words};
use crate::{measures, pack, pictures, sentences};
use onpace_core::day;
use onpace_core::figure::{Figure, FigureValue};
use onpace_core::plan::shortened;
use onpace_core::survey::Survey;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

/// The report.
pub(crate) struct Public;

impl Report for Public {
    fn name(&self) -> &'static str {
        "public"
    }

    fn title(&self, ground: &Ground<'_>) -> String {
        format!("Progress on {}", ground.assessment.survey.plan.title)
    }

    fn about(&self) -> &'static str {
        "what everybody may read of a round whose figures are frozen, in plain words"
    }

    fn names_people(&self) -> bool {
        false
    }

    fn is_of_round(&self) -> bool {
        true
    }

    fn figures(&self, ground: &Ground<'_>) -> Vec<Figure> {
        let all = shown(ground).figures;
        let (own, round): (Vec<Figure>, Vec<Figure>) =
            all.into_iter().partition(|one| !one.of.key.starts_with("round_"));
        own.into_iter().chain(round).collect()
    }

    fn words(&self, ground: &Ground<'_>, beside: &[Figure]) -> Result<Vec<Block>, NarrativeProblem> {
        let is_kept = |key: &str| !redaction::is_of_names(key);
        let words = ground.names.map_or_else(|| ground.words.to_owned(), |names| names.out_of_bound(ground.words));
        narrative::bind(&words, Binding { survey: &ground.assessment.survey, more: beside, takes: &is_kept })
    }

    fn blocks(&self, ground: &Ground<'_>, words: Vec<Block>, figures: &[Figure]) -> Vec<Block> {
        let survey = &ground.assessment.survey;
        let mut blocks = vec![Block::Headline(tiles(survey))];
        blocks.extend(words);
        blocks.extend([heading("Where the plan stands"), Block::Paragraph(stands(survey))]);
        blocks.extend(difference(ground));
        blocks.extend([heading("What we did"), Block::Paragraph(asked(&report::of_round(figures)))]);
        blocks.extend(done(ground));
        if let Some(heat) = pictures::heat(survey) {
            blocks.extend([heading("What is due, and when"), Block::Chart(heat)]);
        }
        let says_who = shown(ground).says_who;
        blocks.extend([heading("Every action"), Block::Key, Block::Table(actions(ground, says_who))]);
        if let Some(frozen) = &ground.frozen {
            let how = format!(
                "These figures were counted from a record that shows every change to it. If you kept this page, the council \
                 can check for you that it still says what it said. The fingerprint of the record is: {}.",
                frozen.checkpoint
            );
            blocks.extend([heading("How this page can be checked"), Block::Paragraph(vec![text(how)])]);
        }
        blocks
    }

    fn details(&self, ground: &Ground<'_>) -> Vec<(String, String)> {
        vec![("These figures are of".to_owned(), day::in_full(ground.assessment.survey.on))]
    }

    /// None: it would say who leads what.
    fn record(&self, _ground: &Ground<'_>, _figures: &[Figure]) -> Value {
        Value::Null
    }

    /// Once more over all of it: what Markdown made of a word, and texts that no one before has looked at.
    fn finished(&self, document: Document, ground: &Ground<'_>) -> Document {
        match ground.names {
            Some(names) => redaction::document(document, names),
            None => document,
        }
    }
}

/// What difference it makes, in plain words; nothing where no measure is attached.
fn difference(ground: &Ground<'_>) -> Vec<Block> {
    let told = ground.measures().map(measures::section::plain_blocks);
    let told = told.unwrap_or_default();
    if told.is_empty() { told } else { std::iter::once(heading("What difference it makes")).chain(told).collect() }
}

/// The figures that may be shown, and whether who leads what may.
fn shown(ground: &Ground<'_>) -> ShownFigures {
    let mut all = ground.assessment.survey.figures.clone();
    all.extend(ground.round_figures());
    let posts = ground.frozen.as_ref().map_or_else(Vec::new, |frozen| posts_told(ground, frozen));
    redaction::figures(all, &posts)
}

/// The counts that a reader could make of who leads what: posts in all, of actions asked about, and of those whose
/// every action was heard of, or not.
fn posts_told(ground: &Ground<'_>, frozen: &Frozen<'_>) -> Vec<i64> {
    let code = |row: &str| frozen.state.row(row).map(|held| held.facts.code.clone());
    let codes = |rows: Vec<&str>| rows.into_iter().filter_map(code).collect::<HashSet<String>>();
    let asked = codes(frozen.round.rows());
    let news = codes(taken_answers(frozen.round).into_iter().map(|answer| answer.row.as_str()).collect());
    let answered = codes(frozen.round.rows().into_iter().filter(|row| frozen.round.is_answered(row)).collect());
    let mut led: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, action) in ground.assessment.survey.plan.actions() {
        for officer in &action.officers {
            led.entry(&*officer.name).or_default().push(action.code.as_str());
        }
    }
    let many = |is: &dyn Fn(&[&str]) -> bool| {
        i64::try_from(led.values().filter(|codes| is(codes)).count()).unwrap_or(i64::MAX)
    };
    let is_asked = |codes: &[&str]| codes.iter().any(|code| asked.contains(*code));
    let mut all = vec![many(&|_| true), many(&is_asked)];
    for heard in [&news, &answered] {
        let is_done = |codes: &[&str]| {
            codes.iter().filter(|code| asked.contains(**code)).all(|code| heard.contains(*code)) && is_asked(codes)
        };
        let is_all = |codes: &[&str]| codes.iter().all(|code| heard.contains(*code));
        all.extend([many(&is_done), many(&|codes| is_asked(codes) && !is_done(codes)), many(&is_all)]);
    }
    all
}

fn heading(words: &str) -> Block {
    Block::Heading { level: 2, text: words.to_owned() }
}

fn tiles(survey: &Survey<'_>) -> Vec<Tile> {
    let many = |key: &str, one: &str, many: &str| sentences::plural(survey.count_of(key), one, many);
    vec![
        sentences::tile(
            survey,
            "started",
            Some("actions"),
            many("actions", "action has started", "actions have started"),
        ),
        sentences::tile(survey, "complete", None, many("complete", "is finished", "are finished")),
        sentences::tile(
            survey,
            "past_finish",
            None,
            many("past_finish", "should be finished by now and is not", "should be finished by now and are not"),
        ),
    ]
}

fn inline(figures: &[Figure], key: &str) -> Inline {
    let value = figures.iter().find(|one| one.of.key == key).map(|one| one.value.to_string());
    Inline::Figure { key: key.to_owned(), text: value.unwrap_or_default() }
}

/// "On Thursday 9 June 2022 the plan had 29 actions. 28 have started. …"
fn stands(survey: &Survey<'_>) -> Vec<Inline> {
    let of = |key| inline(&survey.figures, key);
    let many = |key: &str, one: &str, many: &str| text(sentences::plural(survey.count_of(key), one, many));
    vec![
        text(format!("On {} the plan had ", day::in_full(survey.on))),
        of("actions"),
        many("actions", " action. ", " actions. "),
        of("started"),
        many("started", " has started and ", " have started and "),
        of("complete"),
        many("complete", " is finished. ", " are finished. "),
        of("past_finish"),
        many("past_finish", " should be finished by now and is not. ", " should be finished by now and are not. "),
        of("not_started"),
        many("not_started", " should have started and has not. ", " should have started and have not. "),
        of("percent_complete"),
        text(" of the work is done. "),
        of("percent_planned"),
        text(" was planned to be done by then."),
    ]
}

/// "We asked about 27 actions. 25 have news. …"
fn asked(round: &[Figure]) -> Vec<Inline> {
    let of = |key| inline(round, key);
    let is_one = |key: &str| round.iter().any(|one| one.of.key == key && one.value == FigureValue::Count(1));
    vec![
        text("We asked the people who lead the work about "),
        of("round_asked"),
        text(if is_one("round_asked") { " action. We heard about " } else { " actions. We heard about " }),
        of("round_answered"),
        text(". We heard nothing about "),
        of("round_silent"),
        text("."),
    ]
}

/// What was said of each action in words that somebody took into the plan; no names.
fn done(ground: &Ground<'_>) -> Vec<Block> {
    let taken =
        ground.frozen.iter().flat_map(|frozen| taken_answers(frozen.round).into_iter().map(move |one| (frozen, one)));
    let out_of = |title: &str| ground.names.map_or_else(|| title.to_owned(), |names| names.out_of(title));
    let rows: Vec<TableRow> = taken
        .filter_map(|(frozen, answer)| {
            let held = frozen.state.row(&answer.row)?;
            // A name is taken out before the title is cut, or half of it would stay.
            let title = shortened(&out_of(&held.facts.title), 110);
            Some(row(vec![
                words(held.facts.code.clone()),
                words(title),
                words(pack::happened(answer)),
                words(pack::next(answer)),
            ]))
        })
        .collect();
    if rows.is_empty() {
        return vec![Block::Paragraph(vec![text("There is no news of single actions this time.")])];
    }
    vec![Block::Table(Table {
        id: "what-we-did".to_owned(),
        caption: "News of each action".to_owned(),
        columns: vec![
            column("Code", ColumnKind::Word, 8),
            column("Action", ColumnKind::Text, 30),
            column("What we did", ColumnKind::Text, 36),
            column("What comes next", ColumnKind::Text, 26),
        ],
        row_header: 0,
        rows,
        note: None,
    })]
}

fn columns(says_who: bool) -> Vec<Column> {
    let mut all = vec![
        column("Code", ColumnKind::Word, 8),
        column("Action", ColumnKind::Text, 40),
        column("Who leads it", ColumnKind::Text, 18),
        column("Start", ColumnKind::Date, 12),
        column("Finish", ColumnKind::Date, 12),
        column("% done", ColumnKind::Number, 9),
        column("Status", ColumnKind::Status, 13),
    ];
    if !says_who {
        all.remove(WHO);
    }
    all
}

/// Where in the table of actions stands who leads one.
const WHO: usize = 2;

fn actions(ground: &Ground<'_>, says_who: bool) -> Table {
    let survey = &ground.assessment.survey;
    let line = |(at, action): (usize, &onpace_core::plan::Row)| {
        let mut cells = vec![
            words(action.code.as_str()),
            words(&*action.title),
            words(posts(action)),
            day(action.start.as_ref(), action.start_words.as_deref()),
            day(action.finish.as_ref(), action.finish_words.as_deref()),
            action.percent.map_or(Cell::Empty, Cell::Percent),
            survey.level_of(at).map_or(Cell::Empty, |level| Cell::Status(level.clone())),
        ];
        if !says_who {
            cells.remove(WHO);
        }
        row(cells)
    };
    let withheld =
        "Who leads an action is not shown this time: so few people were counted that someone could be known by it.";
    Table {
        id: "actions".to_owned(),
        caption: "Every action, with its status".to_owned(),
        columns: columns(says_who),
        row_header: 0,
        rows: survey.plan.actions().map(line).collect(),
        note: (!says_who).then(|| withheld.to_owned()),
    }
}

/// The posts of who leads an action, each once.
fn posts(action: &onpace_core::plan::Row) -> String {
    let mut all: Vec<&str> = Vec::new();
    for officer in &action.officers {
        if !all.contains(&&*officer.name) {
            all.push(&officer.name);
        }
    }
    all.join(", ")
}
