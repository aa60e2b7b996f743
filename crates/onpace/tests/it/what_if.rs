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

/// Half days, a day off, and a task that must start on its day: as Project stores them.
const SCHEDULE: &str = r#"<Project xmlns="http://schemas.microsoft.com/project">
<Title>Improvement plan</Title><MinutesPerDay>480</MinutesPerDay><CalendarUID>1</CalendarUID>
<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><Exceptions><Exception>
<EnteredByOccurrences>0</EnteredByOccurrences><TimePeriod><FromDate>2022-04-08T00:00:00</FromDate><ToDate>2022-04-08T23:59:00</ToDate></TimePeriod>
<Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions></Calendar></Calendars>
<Tasks>
<Task><UID>1</UID><ID>1</ID><Name>Agree the strategy</Name><OutlineLevel>1</OutlineLevel><Start>2022-04-04T08:00:00</Start><Finish>2022-04-05T12:00:00</Finish><Duration>PT12H0M0S</Duration><DurationFormat>7</DurationFormat></Task>
<Task><UID>2</UID><ID>2</ID><Name>Train the staff</Name><OutlineLevel>1</OutlineLevel><Start>2022-04-05T13:00:00</Start><Finish>2022-04-06T17:00:00</Finish><Duration>PT12H0M0S</Duration><DurationFormat>7</DurationFormat>
<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag><LagFormat>7</LagFormat></PredecessorLink></Task>
<Task><UID>3</UID><ID>3</ID><Name>Open the service</Name><OutlineLevel>1</OutlineLevel><Start>2022-04-11T08:00:00</Start><Finish>2022-04-12T17:00:00</Finish><Duration>PT16H0M0S</Duration><DurationFormat>7</DurationFormat>
<PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>50</LinkLag><LagFormat>19</LagFormat></PredecessorLink></Task>
<Task><UID>4</UID><ID>4</ID><Name>Tell families</Name><OutlineLevel>1</OutlineLevel><Start>2022-04-11T08:00:00</Start><Finish>2022-04-11T17:00:00</Finish><Duration>PT8H0M0S</Duration><DurationFormat>7</DurationFormat>
<ConstraintType>2</ConstraintType><ConstraintDate>2022-04-11T08:00:00</ConstraintDate>
<PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag><LagFormat>7</LagFormat></PredecessorLink></Task>
</Tasks></Project>"#;

#[test]
fn a_schedule_file_is_asked_by_its_own_hours_calendar_and_constraints() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "plan.xml", SCHEDULE.as_bytes());
    let run = run_in(folder.path(), &["plan", "whatif", "plan.xml", "--slip", "#1=2", "--json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let moved = told["moved"].as_array().unwrap().iter();
    let seen: Vec<_> = moved.map(|one| [&one["code"], &one["new_start"], &one["new_finish"]].map(text)).collect();
    // 1 ends on Thursday 7 April at noon, so 2 takes that afternoon and, Friday being off, Monday the 11th; 3 waits for half
    // of 2's length more, six hours: from Tuesday at 15:00 to Thursday at 15:00. 4 must start on its day.
    assert_eq!(told["slipped"][0]["new_finish"], "2022-04-07");
    assert_eq!(seen, [["#2", "2022-04-07", "2022-04-11"], ["#3", "2022-04-12", "2022-04-14"]]);
    // Another calendar, if asked for, counts whole days.
    let days = slip(folder.path(), "plan.xml", &["--slip", "#1=3"]);
    assert!(days["moved"].as_array().unwrap().iter().any(|one| one["code"] == "#4"), "{days}");
}
