//! The pictures, read back by the SVG reader that the PDF and the Word file use.

use jiff::civil::{Date, date};
use onpace_core::policy::level::Level;
use onpace_core::quantity::Percent;
use onpace_press::charts::svg;
use onpace_report::document::*;
use onpace_testkit::document::{self as sample, AS_AT};
use resvg::usvg::{Node, Options, Rect, Tree, roxmltree};
use std::collections::BTreeSet;

const LONG: &str = "All stakeholders to be committed to working together to improve <b>outcomes</b> & \"experience\"";

fn chart(picture: Picture) -> Chart {
    let Some(Block::Chart(chart)) =
        sample::document().blocks.into_iter().find(|block| matches!(block, Block::Chart(_)))
    else {
        panic!("the sample has a chart")
    };
    Chart { picture, ..chart }
}

fn day(number: i32) -> Date {
    onpace_core::day::of_number(19_083 + number).unwrap()
}

/// Planned and reported, as percentages after so many days.
fn curve(planned: &[(i32, i32)], reported: &[(i32, i32)], as_at: i32) -> Chart {
    let line = |points: &[(i32, i32)]| points.iter().map(|(n, percent)| (day(*n), Percent::whole(*percent))).collect();
    chart(Picture::Curve(Curve { planned: line(planned), reported: line(reported), as_at: day(as_at) }))
}

fn heat(columns: usize, rows: usize, levels: &[Level]) -> Chart {
    let months: Vec<String> = (0..columns)
        .map(|n| {
            format!(
                "{} {}",
                ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"][n % 12],
                2022 + (n + 3) / 12
            )
        })
        .collect();
    let cell = |row: usize, column: usize| {
        let level = levels.get((row + column) % levels.len().max(1))?;
        (!(row * column).is_multiple_of(3))
            .then(|| HeatCell { count: [1, 9, 12, 104][(row + column) % 4], worst: level.clone() })
    };
    let row = |row: usize| HeatRow {
        code: format!("{}", row + 1),
        label: LONG[..8 + row * 5 % 80].into(),
        cells: (0..columns).map(|column| cell(row, column)).collect(),
    };
    chart(Picture::Heat(Heat { columns: months, now: Some(1), rows: (0..rows).map(row).collect() }))
}

fn bar(n: i32, start: Date, finish: Date) -> Bar {
    let level = sample::levels().swap_remove(usize::try_from(n).unwrap() % 6);
    let group = n % 5 == 0;
    Bar {
        code: format!("1{n}A.1"),
        label: LONG.into(),
        group,
        start,
        finish,
        percent: (!group).then(|| Percent::whole(n * 3 % 101)),
        status: (!group).then_some(level),
        baseline: None,
        critical: false,
    }
}

fn timeline(bars: Vec<Bar>) -> Chart {
    chart(Picture::Timeline(Timeline { from: date(2022, 4, 1), to: date(2023, 9, 30), as_at: AS_AT, bars }))
}

/// Charts that a plan can bring about, the empty and the absurd among them.
fn charts() -> Vec<(&'static str, Chart)> {
    let levels = sample::levels();
    let forty = (0..40).map(|n| bar(n, day(n * 12), day(n * 12 + 40))).collect();
    let outside = vec![
        bar(1, date(1900, 1, 1), date(1900, 2, 1)),
        bar(2, date(1900, 1, 1), date(2900, 1, 1)),
        bar(3, date(2023, 9, 30), date(2023, 9, 30)),
        bar(4, date(2023, 5, 1), date(2022, 5, 1)),
    ];
    vec![
        ("far apart", curve(&[(0, 0), (60, 20), (300, 70), (540, 100)], &[(0, 0), (60, 6)], 60)),
        ("side by side", curve(&[(0, 0), (60, 20), (540, 100)], &[(0, 0), (60, 19)], 60)),
        ("the same", curve(&[(0, 0), (200, 40), (540, 100)], &[(0, 0), (200, 40)], 200)),
        ("the first day", curve(&[(0, 0), (540, 100)], &[(0, 0)], 0)),
        ("the last day", curve(&[(0, 0), (540, 100)], &[(0, 0), (540, 100)], 540)),
        ("long after", curve(&[(0, 0), (540, 100)], &[(0, 0), (900, 96)], 900)),
        ("nothing planned", curve(&[], &[], 0)),
        ("one day", curve(&[(0, 100)], &[(0, 100)], 0)),
        ("eighteen areas", heat(18, 18, &levels)),
        ("one month", heat(1, 2, &levels)),
        ("no month", heat(0, 0, &[])),
        ("forty bars", timeline(forty)),
        (
            "a critical path",
            timeline((0..7).map(|n| Bar { critical: n > 3, ..bar(n, day(n * 12), day(n * 40)) }).collect()),
        ),
        ("outside the time drawn", timeline(outside)),
        ("no bar", timeline(Vec::new())),
    ]
}

fn tree(svg: &str) -> Tree {
    let mut options = Options::default();
    let faces =
        concat!(env!("CARGO_MANIFEST_DIR"), "/assets/node_modules/@expo-google-fonts/atkinson-hyperlegible-next");
    for face in ["400Regular", "700Bold"] {
        let file = std::fs::read(format!("{faces}/{face}/AtkinsonHyperlegibleNext_{face}.ttf")).unwrap();
        options.fontdb_mut().load_font_data(file);
    }
    Tree::from_str(svg, &options).unwrap()
}

/// Every text of a picture with the ground that its letters cover.
fn texts(tree: &Tree) -> Vec<(String, Rect)> {
    fn collect(nodes: &[Node], found: &mut Vec<(String, Rect)>) {
        for node in nodes {
            match node {
                Node::Group(group) => collect(group.children(), found),
                Node::Text(text) => {
                    let words = text.chunks().iter().map(resvg::usvg::TextChunk::text).collect();
                    found.push((words, text.flattened().abs_bounding_box()));
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(tree.root().children(), &mut found);
    found
}

fn meet(a: &Rect, b: &Rect) -> bool {
    a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom()
}

#[test]
fn no_text_touches_another_or_leaves_the_picture() {
    for (name, chart) in charts() {
        let tree = tree(&svg(&chart));
        let texts = texts(&tree);
        for (n, (words, ground)) in texts.iter().enumerate() {
            let inside = ground.left() >= 0.0
                && ground.top() >= 0.0
                && ground.right() <= tree.size().width()
                && ground.bottom() <= tree.size().height();
            assert!(inside, "{name}: {words:?} leaves the picture");
            for (other, its_ground) in &texts[n + 1..] {
                assert!(!meet(ground, its_ground), "{name}: {words:?} touches {other:?}");
            }
        }
    }
}

#[test]
fn the_names_of_the_lines_stand_clear_of_the_lines() {
    for (name, chart) in charts().into_iter().filter(|(_, chart)| matches!(chart.picture, Picture::Curve(_))) {
        let svg = svg(&chart);
        let names: Vec<(String, Rect)> = texts(&tree(&svg))
            .into_iter()
            .filter(|(words, _)| words.starts_with("Planned") || words.starts_with("Reported"))
            .collect();
        for point in roxmltree::Document::parse(&svg)
            .unwrap()
            .descendants()
            .filter_map(|node| node.attribute("points"))
            .flat_map(along)
        {
            for (words, ground) in &names {
                let clear = point.0 < ground.left()
                    || point.0 > ground.right()
                    || point.1 < ground.top()
                    || point.1 > ground.bottom();
                assert!(clear, "{name}: a line runs through {words:?} at {point:?}");
            }
        }
        let Picture::Curve(curve) = &chart.picture else { continue };
        assert_eq!(
            names.len(),
            usize::from(!curve.planned.is_empty()) + usize::from(!curve.reported.is_empty()),
            "{name}"
        );
    }
}

/// Points along a polyline, close together.
fn along(points: &str) -> Vec<(f32, f32)> {
    let corners: Vec<(f32, f32)> = points
        .split(' ')
        .map(|point| point.split_once(',').unwrap())
        .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
        .collect();
    let between = |pair: &[(f32, f32)]| {
        let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
        (0u8..=200)
            .map(move |n| f32::from(n) / 200.0)
            .map(|share| (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share))
            .collect::<Vec<_>>()
    };
    corners.windows(2).flat_map(between).collect()
}

#[test]
fn a_picture_is_plain_shapes_and_names_itself() {
    for (name, chart) in charts() {
        let chart = Chart { title: vec![Inline::Text(LONG.into())], description: "<desc> & \u{1}".into(), ..chart };
        let svg = svg(&chart);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let root = document.root_element();
        assert_eq!(
            root.attribute("viewBox"),
            Some(&*format!("0 0 {} {}", root.attribute("width").unwrap(), root.attribute("height").unwrap()))
        );
        assert_eq!(root.attribute("role"), Some("img"));
        let text_of = |tag: &str| {
            root.children().find(|node| node.has_tag_name(tag)).and_then(|node| node.text()).map(String::from)
        };
        assert_eq!((text_of("title").as_deref(), text_of("desc").as_deref()), (Some(LONG), Some("<desc> & \u{fffd}")));
        let plain = ["svg", "title", "desc", "g", "rect", "line", "polyline", "path", "circle", "text"];
        let mut ids = BTreeSet::new();
        for node in root.descendants().filter(roxmltree::Node::is_element) {
            assert!(plain.contains(&node.tag_name().name()), "{name}: {}", node.tag_name().name());
            assert!(
                node.attributes().all(|attribute| !matches!(attribute.name(), "style" | "class" | "href")),
                "{name}"
            );
            assert!(node.attribute("id").is_none_or(|id| id.starts_with("pace-") && ids.insert(id)), "{name}");
        }
        assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("=\"-0\""), "{name}: {svg}");
    }
}

#[test]
fn a_value_is_named_only_where_the_data_holds_it() {
    let words = |chart: &Chart| texts(&tree(&svg(chart))).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
    let known = words(&curve(&[(0, 0), (60, 20), (540, 100)], &[(0, 0), (60, 6)], 60));
    assert!(known.contains(&"Planned 20%".into()) && known.contains(&"Reported 6%".into()), "{known:?}");
    let unknown = words(&curve(&[(0, 0), (540, 100)], &[(0, 0), (60, 6)], 60));
    assert!(unknown.contains(&"Planned".into()) && unknown.contains(&"As at 31 May 2022".into()), "{unknown:?}");
}

#[test]
fn a_cell_says_shape_letter_and_count_and_the_key_explains_the_letters() {
    let red = sample::levels().swap_remove(2);
    let rows = vec![HeatRow {
        code: "1".into(),
        label: "JSNA".into(),
        cells: vec![None, Some(HeatCell { count: 12, worst: red })],
    }];
    let chart = chart(Picture::Heat(Heat { columns: vec!["Apr 2022".into(), "May 2022".into()], now: Some(9), rows }));
    let words: Vec<String> = texts(&tree(&svg(&chart))).into_iter().map(|(words, _)| words).collect();
    assert_eq!(words[..5], ["2022", "Apr", "May", "1", "JSNA"]);
    assert_eq!((words[5].as_str(), words.last().map(String::as_str)), ("R12", Some("Red")));
}

#[test]
fn a_bar_is_filled_as_far_as_reported() {
    let chart = timeline(vec![bar(17, date(2022, 5, 1), date(2022, 7, 31))]);
    let svg = svg(&chart);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let widths: Vec<f32> = document
        .descendants()
        .filter(|node| node.attribute("height") == Some("16"))
        .map(|node| node.attribute("width").unwrap().parse().unwrap())
        .collect();
    assert_eq!(widths.len(), 3, "ground, filled part, outline");
    assert!((widths[1] / widths[0] - 0.51).abs() < 0.01, "{widths:?}");
}

#[test]
fn the_same_chart_gives_the_same_picture() {
    for ((name, first), (_, second)) in charts().into_iter().zip(charts()) {
        assert_eq!(svg(&first), svg(&second), "{name}");
    }
}

#[test]
fn a_bar_that_is_measured_has_the_outline_of_its_baseline_below_it() {
    let plain = bar(1, date(2022, 4, 13), date(2022, 7, 29));
    let measured = Bar { baseline: Some((date(2022, 4, 13), date(2022, 6, 30))), ..plain.clone() };
    let outlines = |bars| svg(&timeline(bars)).matches("height=\"4\"").count();
    assert_eq!(outlines(vec![plain.clone()]), 0);
    assert_eq!(outlines(vec![measured, plain]), 1);
}

#[test]
fn what_is_critical_has_a_thick_edge_and_a_key_says_so() {
    let plain = bar(1, date(2022, 4, 13), date(2022, 7, 29));
    let critical = Bar { critical: true, ..plain.clone() };
    let drawn = |bars| {
        let svg = svg(&timeline(bars));
        let words: Vec<String> = texts(&tree(&svg)).into_iter().map(|(words, _)| words).collect();
        (svg.matches("stroke-width=\"3.5\"").count(), words.iter().any(|words| words.starts_with("Critical")))
    };
    assert_eq!(drawn(vec![plain.clone()]), (0, false));
    assert_eq!(drawn(vec![critical.clone(), plain, critical]), (3, true), "two bars and the key");
}
