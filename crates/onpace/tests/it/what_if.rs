//! What a slip moves, of files and of plans that are held.

use crate::{run_in, write};
use onpace_testkit::project_plans::{ProjectPlan, ProjectRow};
use std::path::Path;

/// A plan with codes: 3A and what waits for it, right behind and with five days between.
const CSV: &str = "Code,Action,Start,Finish,% complete,Predecessors\n\
    3A,Agree the strategy,04/04/2022,08/04/2022,0,\n\
    3B,Train the staff,11/04/2022,14/04/2022,0,3A\n\
    4A,Open the service,04/05/2022,06/05/2022,0,3BFS+5 days\n\
    4B,Tell families,04/04/2022,30/06/2022,0,\n";

fn slip(folder: &Path, plan: &str, more: &[&str]) -> serde_json::Value {
    let arguments = [&["plan", "whatif", plan, "--calendar", "england-and-wales", "--json"], more].concat();
    let run = run_in(folder, &arguments);
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn a_slip_moves_what_waits_for_it_past_a_board() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, "plan.csv", CSV.as_bytes());
    let told = slip(here, "plan.csv", &["--slip", "3A=20", "--board", "2022-05-20", "--board", "2022-07-07"]);
    assert_eq!(told["slipped"][0]["new_finish"], "2022-05-11");
    let moved: Vec<_> = told["moved"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["code"], &one["new_finish"], &one["days"], &one["past_boards"]))
        .collect();
    let none = serde_json::json!([]);
    let board = serde_json::json!(["2022-05-20"]);
    assert_eq!(
        moved,
        [
            (&"3B".into(), &"2022-05-17".into(), &20.into(), &none),
            (&"4A".into(), &"2022-05-27".into(), &15.into(), &board),
        ]
    );
    assert_eq!((&told["finish"], &told["new_finish"]), (&"2022-06-30".into(), &"2022-06-30".into()));
    // The same of the plan once it is held: its links came with it, and a round's board is known.
    let import = run_in(here, &["import", "plan.csv", "--plan", "send", "--data", "data"]);
    assert_eq!(import.code, 0, "{}", import.err);
    let held = slip(here, "send", &["--slip", "3a=20", "--data", "data", "--board", "2022-05-20"]);
    assert_eq!(held["moved"], told["moved"]);
    let words = run_in(here, &["plan", "whatif", "plan.csv", "--slip", "3A=20", "--board", "2022-05-20"]);
    insta::assert_snapshot!(words.out);
}

#[test]
fn a_schedule_of_project_brings_its_links() {
    let folder = tempfile::tempdir().unwrap();
    let plan = ProjectPlan::default();
    let row = |uid: u32, level: u16| ProjectRow { uid, id: i32::try_from(uid).unwrap(), level, ..plan.rows[2].clone() };
    let day = |from: i8, to: i8| Some((april(from), april(to)));
    let mut rows = vec![plan.rows[0].clone(), plan.rows[1].clone(), row(2, 2), row(3, 2)];
    (rows[2].days, rows[2].duration) = (day(4, 8), 5 * 4_800);
    (rows[3].days, rows[3].duration, rows[3].name) = (day(11, 14), 4 * 4_800, "Train the staff");
    rows[3].percent = [0, 0];
    write(folder.path(), "plan.mpp", ProjectPlan { rows, links: vec![(2, 3, 1, 0)], ..plan }.bytes());
    let told = slip(folder.path(), "plan.mpp", &["--slip", "#2=2"]);
    assert_eq!((&told["moved"][0]["code"], &told["moved"][0]["days"]), (&"#3".into(), &2.into()));
    assert_eq!(told["moved"][0]["new_finish"], "2022-04-20");
}

/// A day of April 2022.
fn april(day: i8) -> onpace_core::day::Date {
    onpace_core::day::of_number(19_082 + i32::from(day)).unwrap()
}

#[test]
fn what_cannot_slip_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "plan.csv", CSV.replace("08/04/2022,0", "08/04/2022,100").as_bytes());
    write(folder.path(), "loose.csv", CSV.replace("3BFS+5 days", "").replace(",0,3A\n", ",0,\n").as_bytes());
    for (slip, code, words) in [
        ("9Z=5", 3, "no row of the plan is called \u{201c}9Z\u{201d}"),
        ("3A", 4, "\u{201c}3A\u{201d} is no slip"),
        ("3B=soon", 4, "is no number of days"),
        ("3B=0", 4, "accepted are 1 to 5000"),
        ("3B=-4", 4, "accepted are 1 to 5000"),
        ("3A=4", 4, "what is complete does not slip"),
        ("#2=4", 4, "what is complete does not slip"),
    ] {
        let run = run_in(folder.path(), &["plan", "whatif", "plan.csv", "--slip", slip]);
        assert_eq!(run.code, code, "{slip}: {}", run.err);
        assert!(run.err.contains(words), "{slip}: {}", run.err);
    }
    let twice = run_in(folder.path(), &["plan", "whatif", "plan.csv", "--slip", "3B=4", "--slip", "3b=2"]);
    assert!(twice.code == 4 && twice.err.contains("3B slips twice"), "{}", twice.err);
    let loose = run_in(folder.path(), &["plan", "whatif", "loose.csv", "--slip", "3A=4"]);
    assert!(
        loose.out.contains("it ends on Thursday 14 April 2022")
            && loose.out.contains("No action of this plan waits for another"),
        "{}",
        loose.out
    );
}

#[test]
fn a_file_is_read_beside_a_folder_in_which_nothing_is_held() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "plan.csv", CSV.as_bytes());
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    for data in ["nowhere", "empty"] {
        for command in [
            &["check", "plan.csv", "--fail-on", "never"][..],
            &["plan", "forecast", "plan.csv"],
            &["plan", "whatif", "plan.csv", "--slip", "3A=1"],
        ] {
            let run = run_in(folder.path(), &[command, &["--data", data]].concat());
            assert_eq!(run.code, 0, "{command:?} {data}: {}", run.err);
        }
    }
    let missing = run_in(folder.path(), &["check", "nothing.csv", "--data", "nowhere"]);
    assert!(missing.code == 3 && missing.err.contains("nor is there a file"), "{}", missing.err);
}

#[test]
fn rows_without_codes_slip_by_their_numbers_and_what_has_begun_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let csv = "Focus area,Action,Start,Finish,% complete,Predecessors\n\
        Commissioning,Agree the strategy,04/04/2022,08/04/2022,0,\n\
        Commissioning,Train the staff,11/04/2022,14/04/2022,0,#2\n\
        Staff,Open the service,11/04/2022,06/05/2022,10,#2\n";
    write(folder.path(), "plan.csv", csv.as_bytes());
    let told = slip(folder.path(), "plan.csv", &["--slip", "#2=3", "--board", "2022-04-12"]);
    assert_eq!(
        (&told["slipped"][0]["code"], &told["slipped"][0]["past_boards"][0]),
        (&"#2".into(), &"2022-04-12".into())
    );
    assert_eq!((&told["moved"][0]["code"], &told["moved"][0]["waits_for"]), (&"#3".into(), &"#2".into()));
    assert_eq!(told["begun"], serde_json::json!(["#4"]));
}
