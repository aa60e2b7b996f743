//! A small document that holds every kind of block, cell and picture once, and hostile text besides.

use jiff::civil::{Date, date};
use onpace_core::day::When;
use onpace_core::figure::{Figure, FigureDefinition, FigureValue};
use onpace_core::policy::level::{Level, Mark, Tone};
use onpace_core::quantity::Percent;
use onpace_report::document::{
    Bar, Block, Cell, Chart, Column, ColumnKind, Curve, Document, Heat, HeatCell, HeatRow, Inline, Picture, Table,
    TableRow, Tile, Timeline,
};

/// A level of a scale, with a meaning made from its label.
pub fn level(code: &str, label: &str, mark: Mark, tone: Tone) -> Level {
    Level { code: code.into(), label: label.into(), meaning: format!("{label}, in a plain sentence."), mark, tone }
}

/// Six levels: every mark and every tone once.
pub fn levels() -> Vec<Level> {
    vec![
        level("complete", "Complete", Mark::Tick, Tone::Blue),
        level("not_due", "Not due", Mark::Dash, Tone::Plain),
        level("red", "Red", Mark::Triangle, Tone::Red),
        level("amber", "Amber", Mark::Diamond, Tone::Amber),
        level("green", "Green", Mark::Circle, Tone::Green),
        level("unknown", "Not known", Mark::Question, Tone::Unknown),
    ]
}

fn text(words: &str) -> Inline {
    Inline::Text(words.into())
}

fn column(label: &str, kind: ColumnKind, width: u16) -> Column {
    Column { label: label.into(), kind, width }
}

fn cell(words: &str) -> Cell {
    Cell::Text(words.into())
}

/// The day as at which the document speaks.
pub const AS_AT: Date = date(2022, 5, 22);

fn plan_table() -> Table {
    let red = levels().swap_remove(2);
    let rows = (0..30).map(|n| TableRow {
        group: false,
        cells: vec![
            cell(&format!("1A.{n}")),
            cell("=HYPERLINK(\"http://evil.example\",\"click\") <b>bold</b> & #strong[not markup] Ensure health and social care advice is embedded in plans"),
            cell("DHd/RS"),
            Cell::Days(24),
            Cell::Date(When::day(date(2022, 4, 13))),
            Cell::Date(When::month(2022, 5).unwrap()),
            Cell::Percent(Percent::whole(90)),
            Cell::Points(Percent::whole(-10)),
            cell("Green"),
            Cell::Status(red.clone()),
        ],
    });
    let group = TableRow {
        group: true,
        cells: vec![
            cell("1"),
            cell("JSNA"),
            cell("LS/NM"),
            Cell::Days(261),
            Cell::Empty,
            Cell::Empty,
            Cell::Percent(Percent::tenths(71)),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ],
    };
    Table {
        id: "plan".into(),
        caption: "Every action, by focus area".into(),
        columns: vec![
            column("Code", ColumnKind::Word, 6),
            column("Task name", ColumnKind::Text, 34),
            column("LO/AO", ColumnKind::Word, 10),
            column("Duration", ColumnKind::Number, 8),
            column("Start", ColumnKind::Date, 10),
            column("Finish", ColumnKind::Date, 10),
            column("% complete", ColumnKind::Number, 8),
            column("Behind", ColumnKind::Number, 8),
            column("RAG reported", ColumnKind::Word, 8),
            column("Status", ColumnKind::Status, 9),
        ],
        row_header: 0,
        rows: std::iter::once(group).chain(rows).collect(),
        note: Some("Durations count Monday to Friday.".into()),
    }
}

fn small_table(id: &str) -> Table {
    Table {
        id: id.into(),
        caption: "The same data".into(),
        columns: vec![
            column("Month", ColumnKind::Word, 1),
            column("Planned", ColumnKind::Number, 1),
            column("Actions", ColumnKind::Number, 1),
        ],
        row_header: 0,
        rows: vec![TableRow {
            group: false,
            cells: vec![cell("May 2022"), Cell::Percent(Percent::tenths(228)), Cell::Count(29)],
        }],
        note: None,
    }
}

fn charts() -> [Block; 3] {
    let chart = |id: &str, title: &str, picture| {
        Block::Chart(Chart {
            id: id.into(),
            title: vec![Inline::Text(title.into())],
            description: "What is drawn, in words.".into(),
            picture,
            table: small_table(&format!("{id}-data")),
        })
    };
    [
        chart("pace", "17 points behind plan", Picture::Curve(curve())),
        chart("heat", "Ten actions fall due in June", Picture::Heat(heat())),
        chart("timeline", "Most of the plan lies ahead", Picture::Timeline(timeline())),
    ]
}

fn curve() -> Curve {
    Curve {
        planned: vec![
            (date(2022, 4, 1), Percent::ZERO),
            (date(2022, 6, 30), Percent::whole(44)),
            (date(2023, 9, 29), Percent::HUNDRED),
        ],
        reported: vec![(date(2022, 4, 1), Percent::ZERO), (AS_AT, Percent::tenths(58))],
        as_at: AS_AT,
    }
}

fn heat() -> Heat {
    let [tick, _, red, amber, green, _] = levels().try_into().unwrap();
    let cell = |count, worst: &Level| Some(HeatCell { count, worst: worst.clone() });
    let row = |code: &str, label: &str, cells| HeatRow { code: code.into(), label: label.into(), cells };
    Heat {
        columns: ["Apr 2022", "May 2022", "Jun 2022"].map(String::from).to_vec(),
        now: Some(1),
        rows: vec![
            row("1", "JSNA", vec![cell(1, &tick), None, cell(2, &red)]),
            row(
                "10",
                "All stakeholders to be committed to working together",
                vec![None, cell(1, &amber), cell(1, &green)],
            ),
        ],
    }
}

fn timeline() -> Timeline {
    let group = Bar {
        code: "1".into(),
        label: "JSNA".into(),
        group: true,
        start: date(2022, 4, 13),
        finish: date(2023, 4, 12),
        percent: None,
        status: None,
        baseline: None,
        critical: false,
    };
    let action = Bar {
        code: "1A".into(),
        label: "Create a JSNA Data Group".into(),
        group: false,
        finish: date(2022, 5, 31),
        percent: Some(Percent::whole(5)),
        status: Some(levels().swap_remove(2)),
        ..group.clone()
    };
    Timeline { from: date(2022, 4, 1), to: date(2023, 9, 30), as_at: AS_AT, bars: vec![group, action] }
}

/// The document.
pub fn document() -> Document {
    let mut blocks = vec![
        Block::Headline(vec![
            Tile {
                key: "started".into(),
                whole: None,
                value: "28 of 29".into(),
                label: "have started".into(),
                status: None,
            },
            Tile {
                key: "red".into(),
                whole: None,
                value: "17".into(),
                label: "need help".into(),
                status: Some(levels().swap_remove(2)),
            },
        ]),
        Block::Callout {
            title: "Since this data was gathered".into(),
            body: vec![text("3 finish dates have passed.")],
        },
        Block::Heading { level: 2, text: "Where the plan stands".into() },
        Block::Paragraph(vec![
            Inline::Figure { key: "started".into(), text: "28".into() },
            text(" of 29 actions have started; see "),
            Inline::Link { text: "the full statement".into(), href: "https://www.example.org/plan.pdf".into() },
            text(". 10E is "),
            Inline::Status(levels().swap_remove(2)),
            text(" and "),
            Inline::Strong("four days late".into()),
            text("."),
        ]),
        Block::List {
            ordered: true,
            items: vec![vec![text("Note the position.")], vec![text("Agree the dates of 1A & 5A <today>.")]],
        },
        Block::Heading { level: 3, text: "Pictures".into() },
    ];
    blocks.extend(charts());
    blocks.extend([Block::Heading { level: 2, text: "The whole plan".into() }, Block::Key, Block::Table(plan_table())]);
    Document {
        report: "board",
        title: "Board report".into(),
        plan: "Written Statement of Action".into(),
        details: vec![("As at".into(), "Sunday 22 May 2022".into()), ("Calendar".into(), "Monday to Friday".into())],
        blocks,
        figures: vec![Figure {
            of: FigureDefinition::fixed("started", "started", "Actions with more than 0% reported."),
            value: FigureValue::Count(28),
            rows: vec!["1A".into(), "1A.6".into()],
        }],
        levels: levels(),
        as_at: AS_AT,
        one_page: false,
        checkpoint: None,
        assessment: serde_json::json!({ "as_at": "2022-05-22", "figures": { "started": 28 } }),
    }
}
