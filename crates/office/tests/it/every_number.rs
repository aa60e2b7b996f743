//! Every number that a report prints is that of a figure: in a sentence, a tile, the title of a picture, the total of a
//! table; in every report, for every reader, over plans made by chance, early starters, rows without percentages or
//! dates and rows that are complete in words only among them.

use onpace_core::calendar::WorkingCalendar;
use onpace_core::figure::FigureValue;
use onpace_core::forecast::{LIMITS, Untold};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::fold::Until;
use onpace_core::packs::facts::{PackFacts, SECTIONS};
use onpace_core::plan::attached::{AttachedMeasure, ImpactCommand, MeasureTie};
use onpace_core::plan::command::Command;
use onpace_core::policy::Policy;
use onpace_core::quantity::Percent;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::facts::{AnswerFacts, Choice, Wording};
use onpace_office::assessed::Plans;
use onpace_office::measures::importing::ImportWish;
use onpace_office::plans::Draft;
use onpace_office::rounds::Preview;
use onpace_office::{Desk, Seat, plans, reports};
use onpace_report::REPORTS;
use onpace_report::document::{Block, Cell, Document, Inline, Table, plain};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// 13 June 2022, 09:00 UTC.
const NOW: Instant = Instant::from_micros(1_655_110_800_000_000);
const DAY: i64 = 86_400_000_000;
const PLAN: &str = "send";
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Words without a digit, so that every digit that is read was written by the program.
const DEEDS: [&str; 8] = ["Write", "Agree", "Print", "Send", "Train", "Buy", "Ask", "Test"];
const LEADS: [&str; 9] = ["JC", "BB", "DH", "RS", "TM", "AP", "LK", "SG", "PW"];

/// Numbers by chance, the same for one seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = usize::try_from(self.below(of.len() as u64)).unwrap();
        &of[at]
    }
}

/// A plan of some focus areas with some actions each.
fn plan(seed: u64) -> (String, BTreeSet<String>) {
    let mut chance = Chance(seed.wrapping_mul(7_919).wrapping_add(11));
    let mut text = "Ref,Action,Lead,Start,Finish,% complete,RAG\n".to_owned();
    let mut codes = BTreeSet::new();
    for area in 1..=(2 + chance.below(4)) {
        let _ = writeln!(text, "Focus Area {area} - {} it,,,,,,", chance.one(&DEEDS));
        codes.insert(area.to_string());
        for at in 0..=chance.below(7) {
            let code = format!("{area}{}", char::from(b'A' + u8::try_from(at).unwrap()));
            let month = 1 + chance.below(9);
            let dates = match chance.below(8) {
                0 => ",".to_owned(),
                1 => format!(",28/{:02}/2022", month + 2),
                _ => format!("{:02}/{month:02}/2022,28/{:02}/2022", 1 + chance.below(27), month + chance.below(3)),
            };
            let (percent, status) = match chance.below(8) {
                0 => (String::new(), ""),
                1 => (String::new(), "Complete"),
                2 => ("0%".to_owned(), ""),
                3 => ("100%".to_owned(), ""),
                _ => (format!("{}%", chance.below(20) * 5), ""),
            };
            let (deed, lead) = (chance.one(&DEEDS), chance.one(&LEADS));
            let _ = writeln!(text, "{code},{deed} what is meant,{lead},{dates},{percent},{status}");
            codes.insert(code);
        }
    }
    (text, codes)
}

/// Measures of every shape, attached to the plan: shares of counts, counts with months too few to show, running counts, few
/// figures, months missing, events by their days; with and without a target.
fn measured(desk: &Desk, draft: &Draft, seat: &Seat, seed: u64) {
    let today = "2022-06-13".parse().unwrap();
    let mut chance = Chance(seed + 7);
    let mut rows = "key,measure,unit,date,value,numerator,denominator,target\n".to_owned();
    let months = |nth: u64| format!("{}-{:02}", 2020 + nth / 12, nth % 12 + 1);
    for nth in 0..(4 + chance.below(25)) {
        let month = months(nth);
        let (part, count, few) = (30 + chance.below(40), 200 + chance.below(90), chance.below(7));
        writeln!(rows, "share,Plans in time,percent,{month},,{part},97,60").unwrap();
        writeln!(rows, "count,Requests,count,{month},{count},,,").unwrap();
        writeln!(rows, "few,Exclusions,count,{month},{few},,,").unwrap();
        writeln!(rows, "running,Moves (year to date),count,{month},{},,,", (nth + 4) % 12 * 9 + 9).unwrap();
        if chance.below(4) > 0 {
            writeln!(rows, "gaps,Visits by pupils,rate per 100,{month},{}.5,,,50", 10 + nth).unwrap();
        }
        writeln!(rows, "days,Incidents,count,{month}-{:02},1,,,", 1 + chance.below(27)).unwrap();
    }
    let wish = ImportWish { defines: true, ..ImportWish::default() };
    let (of_days, of_months): (Vec<&str>, Vec<&str>) = rows.lines().skip(1).partition(|row| row.starts_with("days"));
    for (head, rows) in [("date", of_days), ("month", of_months)] {
        let file = format!("key,measure,unit,{head},value,numerator,denominator,target\n{}\n", rows.join("\n"));
        let found = desk.measure_import(file.as_bytes(), "figures.csv", &wish).unwrap();
        desk.take_measure_import("", seat, today, &found, true).unwrap();
    }
    let Some(row) = draft.plan.rows.iter().find(|row| !row.code.is_empty()) else { return };
    for one in &desk.measures(Until::default()).unwrap().measures {
        let by = ImpactCommand::Attach(AttachedMeasure { measure: one.key.clone(), tie: MeasureTie::Outcome });
        let code = row.code.to_string();
        desk.act(PLAN, today, seat, |_| Ok(Command::ShowImpact { code: code.clone(), by: by.clone() })).unwrap();
    }
}

/// A held plan with a round that is answered in part, frozen, and a pack of it: the documents of the board and of
/// everybody.
fn of_round(draft: &Draft, seed: u64) -> Vec<Document> {
    let folder = tempfile::tempdir().unwrap();
    let plans = Plans::new(Desk::to_begin(folder.path()).unwrap());
    let (desk, today) = (plans.desk(), "2022-06-13".parse().unwrap());
    let seat = |now| Seat::operator("test", Channel::Web, now).unwrap();
    desk.import(PLAN, draft, None, None, today, &seat(NOW)).unwrap();
    measured(desk, draft, &seat(NOW), seed);
    let preview = desk.preview_round(PLAN, "2022-07-21".parse().unwrap(), today).unwrap();
    if preview.scope.asks.is_empty() {
        return Vec::new();
    }
    desk.open_round(PLAN, &Preview { at_once: true, ..preview.clone() }, &seat(NOW)).unwrap();
    let mut chance = Chance(seed + 1);
    let mut rows = BTreeSet::new();
    for ask in preview.scope.asks.iter().filter(|ask| rows.insert(ask.row.clone())) {
        let answer = match chance.below(4) {
            0 => continue,
            1 => AnswerFacts::of(Choice::Unchanged),
            // Progress, and how far nobody says.
            2 => AnswerFacts { happened: Some("We met".to_owned()), ..AnswerFacts::of(Choice::Progress) },
            _ => AnswerFacts {
                happened: Some("We wrote it".to_owned()),
                next: Some("We send it".to_owned()),
                percent: Some(Percent::whole(40)),
                ..AnswerFacts::of(Choice::Progress)
            },
        };
        let (round, row, person) = (preview.name.clone(), ask.row.clone(), ask.person.clone());
        let command = RoundCommand::Answer { round, row, person, answer: Box::new(answer), seen: 0 };
        let of = desk.answer(PLAN, &command, &seat(NOW + DAY)).unwrap().appended.unwrap().last;
        // Some stay without anybody looking at them.
        if chance.below(5) > 0 {
            desk.moderate(PLAN, &preview.name, &[(of, true, Wording::default())], &seat(NOW + DAY)).unwrap();
        }
    }
    desk.freeze_round(PLAN, &preview.name, true, &seat(NOW + 2 * DAY)).unwrap();
    let facts = PackFacts {
        round: preview.name.clone(),
        freeze: 1,
        sections: SECTIONS.to_vec(),
        narrative: String::new(),
        decisions: Vec::new(),
        public: String::new(),
    };
    let number = plans.prepare_pack(PLAN, None, &facts, 0, &seat(NOW + 2 * DAY)).unwrap();
    let made = plans.pack(PLAN, number, today).unwrap();
    let of_measures = plans.public_measures_of(PLAN, &made).unwrap();
    [made.document().unwrap(), plans.public_of(PLAN, &made).unwrap()].into_iter().chain(of_measures).collect()
}

/// Numbers in a text that are no part of a date and no code.
fn loose_numbers(text: &str, codes: &BTreeSet<String>) -> Vec<String> {
    // What is the same in every report is no count.
    let text = text.replace(LIMITS, "").replace(&*Untold::TooEarly.words(), "");
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let is_month = |at: Option<&&str>| at.is_some_and(|word| MONTHS.contains(word));
    let is_free = |at: usize| {
        let word = words[at];
        let is_date =
            is_month(words.get(at + 1)) || at.checked_sub(1).is_some_and(|before| is_month(words.get(before)));
        word.contains(|c: char| c.is_ascii_digit()) && !is_date && !codes.contains(word)
    };
    (0..words.len()).filter(|at| is_free(*at)).map(|at| words[at].to_owned()).collect()
}

fn texts_of(inlines: &[Inline]) -> String {
    let words = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Strong(text) => text.clone(),
        Inline::Figure { .. } | Inline::Status(_) | Inline::Link { .. } => String::from(" "),
    };
    inlines.iter().map(words).collect()
}

fn figure(document: &Document, key: &str) -> String {
    let found = document.figures.iter().find(|one| one.of.key == key);
    found.map_or_else(|| format!("no figure {key}"), |one| one.value.to_string())
}

/// What was found in the plan of a document, the longest first.
fn found_in(document: &Document) -> Vec<String> {
    let all = document.assessment.get("findings").and_then(serde_json::Value::as_array);
    let message = |one: &serde_json::Value| one["message"].as_str().map(str::to_lowercase);
    let mut all: Vec<String> = all.into_iter().flatten().filter_map(message).collect();
    all.sort_by_key(|message| std::cmp::Reverse(message.len()));
    all
}

fn checked(document: &Document, codes: &BTreeSet<String>, seed: u64) {
    let name = format!("{} of seed {seed}", document.report);
    let found = found_in(document);
    let inlines = |all: &[Inline]| {
        for inline in all {
            if let Inline::Figure { key, text } = inline {
                assert_eq!(*text, figure(document, key), "{name}: {key} in \u{201c}{}\u{201d}", plain(all));
            }
        }
        // What a check found says its own numbers, which are its subject's.
        let lower = texts_of(all).to_lowercase();
        let is_finding = found.iter().any(|finding| lower.contains(finding.as_str()));
        let said = if is_finding { String::new() } else { texts_of(all) };
        // The fingerprint of the record is a proof, and no count.
        let said = document.checkpoint.as_ref().map_or_else(|| said.clone(), |mark| said.replace(mark, ""));
        let loose = loose_numbers(&said, codes);
        assert!(loose.is_empty(), "{name}: {loose:?} are no figures, in \u{201c}{}\u{201d}", plain(all));
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(all) | Block::Callout { body: all, .. } => inlines(all),
            Block::List { items, .. } => items.iter().for_each(|item| inlines(item)),
            Block::Headline(tiles) => {
                for tile in tiles {
                    let own = figure(document, &tile.key);
                    let value = tile
                        .whole
                        .as_ref()
                        .map_or(own.clone(), |whole| format!("{own} of {}", figure(document, whole)));
                    assert_eq!(tile.value, value, "{name}: {}", tile.label);
                    assert!(loose_numbers(&tile.label, codes).is_empty(), "{name}: {}", tile.label);
                }
            }
            Block::Chart(chart) => inlines(&chart.title),
            Block::Table(table) => totals(document, table, &name),
            Block::Heading { .. } | Block::Key => {}
        }
    }
    for figure in &document.figures {
        if let FigureValue::Count(count) = figure.value
            && !figure.rows.is_empty()
        {
            assert_eq!(usize::try_from(count).unwrap(), figure.rows.len(), "{name}: {} and its rows", figure.of.key);
        }
    }
}

/// A table's rows and columns add up to the figures that say the same.
fn totals(document: &Document, table: &Table, name: &str) {
    let rows = table.rows.iter().filter(|row| !row.group).count().to_string();
    match (document.report, table.id.as_str()) {
        (_, "actions") => assert_eq!(rows, figure(document, "actions"), "{name}: {}", table.caption),
        (_, "silent") => assert_eq!(rows, figure(document, "round_silent"), "{name}: {}", table.caption),
        (_, "exceptions") => {
            let all = document.figures.iter().find(|one| one.of.key == "need_board");
            assert!(
                all.is_none_or(|all| all.value.to_string() != rows),
                "{name}: how many is said where some are left out"
            );
        }
        ("forum", "areas") => {
            for (at, column) in table.columns.iter().enumerate().skip(2).take(document.levels.len()) {
                let count = |cell: &Cell| if let Cell::Count(count) = cell { *count } else { 0 };
                let sum: i64 = table.rows.iter().map(|row| count(&row.cells[at])).sum();
                if let Some(level) = document.levels.iter().find(|level| level.label == column.label) {
                    assert_eq!(
                        sum.to_string(),
                        figure(document, &format!("status_{}", level.code)),
                        "{name}: {}",
                        column.label
                    );
                }
            }
        }
        ("summary", "areas") => {
            let count = |cell: &Cell| if let Cell::Count(count) = cell { *count } else { 0 };
            let sum: i64 = table.rows.iter().map(|row| count(&row.cells[2])).sum();
            assert_eq!(sum.to_string(), figure(document, "actions"), "{name}: {}", table.caption);
        }
        _ => {}
    }
}

#[test]
fn every_number_of_every_report_is_that_of_a_figure() {
    let mut told = BTreeSet::new();
    for seed in 0..20 {
        let (text, codes) = plan(seed);
        let draft = plans::read_bytes(text.as_bytes(), "plan.csv").unwrap();
        assert!(draft.plan.focus_areas().count() > 1, "{text}");
        let mut documents = of_round(&draft, seed);
        let calendar = WorkingCalendar::shipped("england-and-wales").unwrap();
        let policy = Policy::shipped(if seed % 2 == 0 { "pace" } else { "started" }).unwrap();
        let on = ["2022-02-01", "2022-06-13", "2022-12-24"][usize::try_from(seed % 3).unwrap()].parse().unwrap();
        let assessment = plans::assess_draft(&draft, on, &calendar, &policy);
        for (name, _) in reports::list() {
            documents.push(reports::document(name, &assessment, None).unwrap());
        }
        for document in documents {
            checked(&document, &codes, seed);
            told.insert(document.report);
        }
    }
    assert_eq!(told.len(), REPORTS.len(), "every report was made: {told:?}");
}

#[test]
fn a_number_that_is_no_figure_is_told_from_a_date_and_a_code() {
    let codes = BTreeSet::from(["1A".to_owned(), "2".to_owned()]);
    for (text, expected) in [
        ("On Monday 13 June 2022, 1A is late.", &[][..]),
        ("7 actions finish in June 2022", &["7"]),
        ("It is 96.6% done; see 2.", &["96.6"]),
        ("by March 2024", &[]),
    ] {
        assert_eq!(loose_numbers(text, &codes), expected, "{text}");
    }
}
