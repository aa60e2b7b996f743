//! What a board reads of measures, and what everybody does: those that need somebody as charts with their sentence, the rest
//! as a table; and plain words for families. **Not here.** Which numbers an audience may see, which who makes the report has
//! settled before (`onpace_core::measures::shown`).

use super::sentence::run as run_of;
use super::told::MeasuresTold;
use super::{Measured, chart, held, sentence};
use crate::document::{Block, Chart, Inline};
use crate::document::{ColumnKind, Table};
use crate::sentences::text;
use crate::tables::{column, row, words};
use onpace_core::figure::Figure;
use onpace_core::measures::assessed::{MeasureAssessment, MeasureDrawn};
use onpace_core::measures::definition::MeasureUnit;
use onpace_core::measures::facts::ValueMark;
use onpace_core::measures::figures::{MeasuresCounted, of_measures, of_one};
use onpace_core::measures::impact::ImpactStatus;
use onpace_core::measures::value::MeasureValue;
use onpace_core::measures::verdict::Variation;
use onpace_core::measures::xmr::{FEWEST_FOR_LIMITS, LimitLine};

/// The figures of one measure that its sentence tells.
fn figures_of(seen: &MeasureAssessment<'_>, told: &Measured) -> Vec<Figure> {
    let definition = &seen.held.definition;
    let segment = told.chart.segments.len().saturating_sub(1);
    let line = |line| told.line(segment, line);
    let last = told.chart.last().and_then(|last| last.point.value);
    let unit = definition.unit;
    // The ends of a range stand in a sentence without their unit.
    // Families read how many of every hundred, without places.
    let latest = seen.latest.as_ref().and_then(|latest| latest.value);
    let before = seen.like.map(|like| like.before);
    let of_hundred =
        |value: Option<MeasureValue>| value.filter(|_| unit == MeasureUnit::Percent).map(|value| value.to_places(0));
    let count = |number: usize| i32::try_from(number).ok().map(MeasureValue::whole);
    let some = |number: usize| count(number).filter(|_| number > 0);
    let points = told.chart.segments.last().map_or(0, |segment| segment.points);
    let run = told.chart.last().and_then(|last| last.signals.first()).map_or(0, |signal| run_of(told, signal.rule));
    let twelve_before = told.chart.last().and_then(|last| last.point.period.year_before()).and_then(|before| {
        told.chart.points.iter().find(|point| point.point.period == before).and_then(|point| point.point.value)
    });
    let was = seen.latest.as_ref().and_then(|latest| latest.held.before.last());
    let was = was.and_then(|before| seen.held.number(&before.said));
    let percent = seen.like.and_then(|like| like.percent).map(|percent| percent.to_places(0));
    let percent = percent.and_then(|percent| MeasureValue::of_millionths(i128::from(percent.millionths().abs()), 0));
    let quiet_days = seen.latest.as_ref().map(|latest| (seen.on - latest.period.first()).get_days());
    let out_of = match unit {
        MeasureUnit::Percent => Some(100),
        MeasureUnit::Rate { per } => i32::try_from(per).ok(),
        _ => None,
    };
    let count_of = MeasureUnit::Count;
    let named: [(&str, Option<MeasureValue>, MeasureUnit); 22] = [
        ("latest", latest, unit),
        ("latest of every hundred", of_hundred(latest), count_of),
        ("latest as a number", latest, count_of),
        ("a year before", before, unit),
        ("a year before of every hundred", of_hundred(before), count_of),
        ("last point", last, seen.unit()),
        ("lower end of the usual range", line(LimitLine::Lower), count_of),
        ("upper end of the usual range", line(LimitLine::Upper), count_of),
        ("target", told.target, unit),
        ("figures in its chart", count(points), count_of),
        ("figures that a usual range needs", count(FEWEST_FOR_LIMITS), count_of),
        ("figures since a signal", count(told.chart.points_since_signal().min(points)), count_of),
        ("figures in a run", some(run), count_of),
        ("times in a row", some(run.saturating_sub(1)), count_of),
        ("middle of its figures", seen.run.as_ref().map(|run| run.median), unit),
        ("twelve months before", twelve_before, unit),
        ("before it was put right", was, unit),
        ("percent beside the year before", percent, MeasureUnit::Percent),
        ("figures missing", some(seen.missing().count()), count_of),
        ("figures too few to show", some(told.hidden()), count_of),
        ("days since the last", quiet_days.map(MeasureValue::whole), MeasureUnit::Days),
        ("out of every", out_of.map(MeasureValue::whole), count_of),
    ];
    let one = |(what, value, unit): (&str, Option<MeasureValue>, MeasureUnit)| {
        Some(of_one(&seen.held.key, &definition.name, what, value?, unit))
    };
    named.into_iter().filter_map(one).collect()
}

/// What figures are counted of.
fn counted<'c>(told: &'c MeasuresTold, seen: &'c [MeasureAssessment<'c>]) -> MeasuresCounted<'c> {
    MeasuresCounted { seen, rows: &told.rows, since: told.since }
}

/// Figures of all measures and of each, as the sentences tell them.
#[must_use]
pub(crate) fn figures(told: &MeasuresTold) -> Vec<Figure> {
    let seen = told.seen();
    if seen.is_empty() {
        return Vec::new();
    }
    let mut all = of_measures(&counted(told, &seen));
    all.extend(seen.iter().flat_map(|one| figures_of(one, &held::measured(one))));
    all
}

/// The sentence of a measure, its numbers as figures.
fn said(seen: &MeasureAssessment<'_>) -> Vec<Inline> {
    let told = held::measured(seen);
    with_figures(&sentence(&told), &figures_of(seen, &told))
}

/// A sentence in which each number that a figure is stands as one.
fn with_figures(sentence: &str, figures: &[Figure]) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let (mut rest, mut told): (&str, Vec<&str>) = (sentence, Vec::new());
    let written: Vec<(String, &Figure)> = figures.iter().map(|figure| (figure.value.to_string(), figure)).collect();
    loop {
        let found = written.iter().filter_map(|(text, figure)| Some((place(rest, text)?, text, *figure)));
        // Of two that are the same number the one that was not told yet.
        let is_told = |figure: &Figure| told.contains(&&*figure.of.key);
        let Some((at, shown, figure)) =
            found.min_by_key(|(at, text, figure)| (*at, std::cmp::Reverse(text.len()), is_told(figure)))
        else {
            break;
        };
        told.push(&figure.of.key);
        let (before, behind) = rest.split_at(at);
        if !before.is_empty() {
            inlines.push(text(before));
        }
        inlines.push(Inline::Figure { key: figure.of.key.to_string(), text: shown.clone() });
        rest = behind.get(shown.len()..).unwrap_or_default();
    }
    if !rest.is_empty() {
        inlines.push(text(rest));
    }
    inlines
}

/// Where a number stands in a sentence as a number of its own, and no part of a longer one or of a period.
fn place(sentence: &str, number: &str) -> Option<usize> {
    let is_of_number = |c: char| c.is_ascii_digit() || c == '/';
    sentence.match_indices(number).map(|(at, _)| at).find(|at| {
        let before = sentence.get(..*at).and_then(|before| before.chars().next_back());
        let mut behind = sentence.get(at + number.len()..).unwrap_or_default().chars();
        let (next, after) = (behind.next(), behind.next());
        let runs_on = next.is_some_and(is_of_number)
            || matches!(next, Some('.' | ',')) && after.is_some_and(|c| c.is_ascii_digit());
        !before.is_some_and(|c| is_of_number(c) || c == '.' || c == ',') && !runs_on
    })
}

/// The section of a board's pack.
#[must_use]
pub(crate) fn blocks(told: &MeasuresTold) -> Vec<Block> {
    let seen = told.seen();
    if seen.is_empty() {
        let none = "No measure is attached to this plan, so nothing shows yet whether it makes a difference.";
        return vec![Block::Paragraph(vec![text(none)])];
    }
    let mut blocks = vec![Block::Paragraph(summary(told, &seen))];
    let (need, rest): (Vec<&MeasureAssessment<'_>>, Vec<_>) = seen.iter().partition(|one| one.impact().needs_you());
    blocks.extend(need.into_iter().flat_map(|one| card(one, 3)));
    if !rest.is_empty() {
        blocks.push(Block::Table(table(&rest)));
    }
    blocks.extend(without(told, &seen));
    blocks
}

/// A measure by itself: what it says, and its chart.
fn card(seen: &MeasureAssessment<'_>, level: u8) -> Vec<Block> {
    let mut blocks =
        vec![Block::Heading { level, text: seen.held.definition.name.clone() }, Block::Paragraph(said(seen))];
    blocks.extend(drawn(seen));
    blocks
}

/// The chart of a measure that stands under its name, with what it shows for a title.
fn drawn(seen: &MeasureAssessment<'_>) -> Option<Block> {
    seen.chart.last()?;
    let chart = chart::chart(&held::measured(seen), &format!("measure-{}", seen.held.key));
    // Names of pictures are unique on a page.
    let title = format!("{}: {}", seen.held.definition.name, seen.impact().words().to_lowercase());
    Some(Block::Chart(Chart { title: vec![text(title)], ..chart }))
}

/// All of them, each by itself, and what each is.
#[must_use]
pub(crate) fn all_blocks(told: &MeasuresTold) -> Vec<Block> {
    let seen = told.seen();
    if seen.is_empty() {
        return blocks(told);
    }
    let mut blocks = vec![Block::Paragraph(summary(told, &seen))];
    blocks.extend(without(told, &seen));
    blocks.extend(seen.iter().flat_map(|one| card(one, 2)));
    blocks.push(Block::Heading { level: 2, text: "What is measured".to_owned() });
    blocks.push(Block::Table(definitions(&seen)));
    blocks
}

/// What everybody reads of each: plain words, its chart, what is counted.
#[must_use]
pub(crate) fn public_blocks(told: &MeasuresTold) -> Vec<Block> {
    let seen = told.seen();
    let one = |one: &MeasureAssessment<'_>| {
        let measured = held::measured(one);
        let heading = Block::Heading { level: 2, text: one.held.definition.plain_name().to_owned() };
        let words = Block::Paragraph(with_figures(&plain(one), &figures_of(one, &measured)));
        [Some(heading), Some(words), drawn(one)].into_iter().flatten().collect::<Vec<_>>()
    };
    let mut blocks: Vec<Block> = seen.iter().filter(|one| one.latest.is_some()).flat_map(one).collect();
    blocks.push(Block::Heading { level: 2, text: "What is counted".to_owned() });
    blocks.push(Block::Table(definitions(&seen)));
    blocks
}

/// What each measure is, in a table.
fn definitions(seen: &[MeasureAssessment<'_>]) -> Table {
    let of = |one: &MeasureAssessment<'_>| {
        let definition = &one.held.definition;
        let counted = if definition.denominator.is_empty() {
            definition.numerator.clone()
        } else {
            format!("{}, out of {}", definition.numerator, definition.denominator)
        };
        let why_anew = one.held.starts().iter().map(|(from, why)| format!("from {from}: {why}")).collect::<Vec<_>>();
        row(vec![
            words(definition.name.clone()),
            words(counted),
            words(definition.source.clone()),
            words(definition.better.words()),
            words(why_anew.join("; ")),
        ])
    };
    Table {
        id: "definitions".to_owned(),
        caption: "What each measure counts".to_owned(),
        columns: vec![
            column("Measure", ColumnKind::Word, 3),
            column("What is counted", ColumnKind::Text, 5),
            column("Where the figures come from", ColumnKind::Text, 3),
            column("What is better", ColumnKind::Word, 2),
            column("What changed in it", ColumnKind::Text, 3),
        ],
        row_header: 0,
        rows: seen.iter().map(of).collect(),
        note: None,
    }
}

/// How many there are, and what they show, in a sentence.
fn summary(told: &MeasuresTold, seen: &[MeasureAssessment<'_>]) -> Vec<Inline> {
    let figures = of_measures(&counted(told, seen));
    let figure = |key: &str| {
        let found = figures.iter().find(|one| one.of.key == key);
        Inline::Figure { key: key.to_owned(), text: found.map(|one| one.value.to_string()).unwrap_or_default() }
    };
    let is_one = seen.len() == 1;
    let is_revised = seen.iter().any(|one| one.revised_since(told.since) > 0);
    let mut inlines = vec![
        text("Of "),
        figure("measures"),
        text(if is_one { " measure, " } else { " measures, " }),
        figure("measures_improving"),
        text(" improving, "),
        figure("measures_getting_worse"),
        text(" getting worse, "),
        figure("measures_no_change_shown"),
        text(" with no change shown, and "),
        figure("measures_too_early"),
        text(" where it is too early to say. "),
        figure("months_missing"),
        text(" figures are missing."),
    ];
    if is_revised && told.since.is_some() {
        inlines.extend([text(" Put right since the last pack: "), figure("values_revised_since"), text(".")]);
    }
    inlines
}

/// The last value in words.
fn latest(seen: &MeasureAssessment<'_>) -> String {
    let Some(latest) = &seen.latest else { return "none yet".to_owned() };
    let value = match (latest.value, latest.held.said.mark) {
        (Some(value), _) => seen.held.definition.unit.shown(value),
        (None, Some(ValueMark::Hidden)) => "too few to show".to_owned(),
        (None, Some(mark)) => mark.words().to_owned(),
        (None, None) => String::new(),
    };
    format!("{value} ({})", latest.period)
}

fn table(seen: &[&MeasureAssessment<'_>]) -> Table {
    let of = |one: &&MeasureAssessment<'_>| {
        let target = one.target.as_ref().and_then(|target| target.value);
        let target = target.map_or_else(|| "none".to_owned(), |value| one.held.definition.unit.shown(value));
        row(vec![
            words(one.held.definition.name.clone()),
            words(latest(one)),
            words(one.impact().words()),
            words(target),
            words(sentence(&held::measured(one))),
        ])
    };
    Table {
        id: "measures".to_owned(),
        caption: "Measures".to_owned(),
        columns: vec![
            column("Measure", ColumnKind::Word, 3),
            column("Latest", ColumnKind::Word, 2),
            column("What it shows", ColumnKind::Word, 2),
            column("Target", ColumnKind::Word, 1),
            column("In words", ColumnKind::Word, 5),
        ],
        row_header: 0,
        rows: seen.iter().map(of).collect(),
        note: None,
    }
}

/// Focus areas without a measure are said.
fn without(told: &MeasuresTold, seen: &[MeasureAssessment<'_>]) -> Option<Block> {
    let all = counted(told, seen);
    let bare: Vec<&str> = all.without().iter().map(|area| area.title.as_str()).collect();
    if bare.is_empty() {
        return None;
    }
    let mut inlines = vec![Inline::Strong("No measure shows whether these make a difference: ".to_owned())];
    inlines.push(text(format!("{}.", bare.join("; "))));
    Some(Block::Paragraph(inlines))
}

/// What families read: a sentence or two a measure, in plain words.
#[must_use]
pub(crate) fn plain_blocks(told: &MeasuresTold) -> Vec<Block> {
    let seen = told.seen();
    let one = |one: &MeasureAssessment<'_>| {
        let told = held::measured(one);
        let mut inlines = vec![Inline::Strong(format!("{}. ", one.held.definition.plain_name().trim_end_matches('.')))];
        inlines.extend(with_figures(&plain(one), &figures_of(one, &told)));
        Some(inlines).filter(|_| one.latest.is_some())
    };
    let items: Vec<Vec<Inline>> = seen.iter().filter_map(one).collect();
    if items.is_empty() { Vec::new() } else { vec![Block::List { ordered: false, items }] }
}

/// A measure in plain words: "Of every 100, 46 in June. A year before it was 41."
fn plain(seen: &MeasureAssessment<'_>) -> String {
    let definition = &seen.held.definition;
    let Some(latest) = &seen.latest else { return String::new() };
    let Some(value) = latest.value else {
        return match latest.held.said.mark {
            Some(ValueMark::Hidden) => format!("There were too few to show in {}.", latest.period),
            _ => format!("There is no figure for {}.", latest.period),
        };
    };
    let whole = |value: MeasureValue| if definition.unit == MeasureUnit::Percent { value.to_places(0) } else { value };
    let shown = |value: MeasureValue| match definition.unit {
        MeasureUnit::Percent => whole(value).to_string(),
        unit => unit.shown(value),
    };
    let first = match definition.unit {
        MeasureUnit::Percent => format!("{} of every 100 in {}.", shown(value), latest.period),
        MeasureUnit::Rate { per } => format!("{value} for every {per} in {}.", latest.period),
        _ => format!("{} in {}.", shown(value), latest.period),
    };
    let before = seen.like.map(|like| format!(" A year before it was {}.", shown(like.before))).unwrap_or_default();
    let verdict = match (seen.impact(), seen.variation) {
        _ if seen.drawn == MeasureDrawn::Rare => "",
        (ImpactStatus::GettingWorse, _) => " This is a real change for the worse.",
        (_, Variation::Improving(_)) => " This is a real change for the better.",
        (ImpactStatus::TooEarly, _) => " It is too early to say whether this is a real change.",
        (_, Variation::CommonCause) => " This is as usual: no real change yet.",
        _ => "",
    };
    format!("{first}{before}{verdict}")
}
