//! Plans made to order: what the samples do not show, in each format.

use jiff::civil::date;
use onpace_mpp::{Custom, Error, Notice, Project, Row, Task, Value};
use onpace_testkit::compound::compound;
use onpace_testkit::project_plans::{ProjectPlan, ProjectRow};

const FORMATS: [(u16, u16); 6] = [(14, 16), (14, 15), (14, 14), (12, 12), (12, 16), (9, 9)];

fn read(plan: &ProjectPlan) -> Project {
    onpace_mpp::read(&plan.bytes()).unwrap_or_else(|e| panic!("{} by {}: {e}", plan.format, plan.version))
}

fn task(project: &Project, uid: u32) -> &Task {
    project.tasks().find(|task| task.uid == uid).expect("the task")
}

#[test]
fn a_plan_says_the_same_in_every_format() {
    for (format, version) in FORMATS {
        let project = read(&ProjectPlan { format, version, ..ProjectPlan::default() });
        assert_eq!((project.format.number(), project.version), (format, version));
        assert_eq!(project.title.as_deref(), Some("A plan made to order"));
        assert_eq!(project.default_calendar_uid, Some(1));
        let told: Vec<_> =
            project.tasks().map(|task| (task.id, task.outline_number.as_str(), task.is_summary)).collect();
        assert_eq!(told, [(0, "0", true), (1, "1", true), (2, "1.1", false), (3, "1.2", false)], "{format} {version}");
        let agree = task(&project, 2);
        assert_eq!(agree.name.as_deref(), Some("Agree the strategy"));
        assert_eq!(agree.start.map(|at| at.to_string()).as_deref(), Some("2022-04-13T08:00:00"));
        assert_eq!(agree.finish.map(|at| at.to_string()).as_deref(), Some("2022-05-27T17:00:00"));
        assert_eq!(agree.duration.map(|one| (one.value, one.unit.symbol())), Some((33.0, "d")));
        assert_eq!((agree.percent_complete, agree.notes.as_deref()), (Some(5), Some("Agreed")));
        let text: Custom = "Text1".parse().unwrap();
        assert_eq!(agree.custom, [(text, Value::Text("DHd/MT".to_owned()))]);
        let alias = project.aliases.iter().find(|alias| alias.field == Some(text)).expect("the title");
        assert_eq!(alias.title, "LO/AO");
        let train = task(&project, 3);
        assert_eq!(train.predecessors.len(), 1);
        assert_eq!((train.predecessors[0].uid, train.predecessors[0].lag.value), (2, 1.0), "{format} {version}");
        let who = train.assignments[0].resource_uid.and_then(|uid| project.resource(uid)).expect("a resource");
        assert_eq!((who.name.as_deref(), who.initials.as_deref()), (Some("June Cole"), Some("JC")));
        assert_eq!(project.notices, []);
    }
}

#[test]
fn blank_and_deleted_rows_are_told_from_tasks() {
    for (format, version) in FORMATS {
        let mut plan = ProjectPlan { format, version, ..ProjectPlan::default() };
        plan.rows.insert(3, ProjectRow { uid: 9, id: 3, ..ProjectRow::default() });
        plan.rows[4].id = 4;
        plan.rows.push(ProjectRow { uid: 8, id: 5, name: "Gone", level: 1, is_deleted: true, ..ProjectRow::default() });
        let project = read(&plan);
        let rows: Vec<_> = project
            .rows
            .iter()
            .map(|row| match row {
                Row::Task(task) => (task.id, task.uid, true),
                Row::Blank { uid, id } => (*id, *uid, false),
            })
            .collect();
        assert_eq!(rows, [(0, 0, true), (1, 1, true), (2, 2, true), (3, 9, false), (4, 3, true)], "{format} {version}");
        assert_eq!(project.notices, [Notice::BlankRows(1)]);
    }
}

#[test]
fn links_that_lead_nowhere_are_left_out_and_said() {
    let links = vec![(2, 3, 3, 0), (2, 2, 1, 0), (0, 3, 1, 0), (3, 77, 1, 0), (1, 2, 1, 0)];
    let project = read(&ProjectPlan { links, ..ProjectPlan::default() });
    let kept: Vec<_> = project.tasks().flat_map(|task| &task.predecessors).map(|one| one.uid).collect();
    assert_eq!(kept, [2], "not to itself, from the whole, to nothing, nor from what it is part of");
    assert_eq!(project.notices, [Notice::Links(4)]);
}

#[test]
fn words_in_place_of_a_date_are_kept() {
    let mut plan = ProjectPlan::default();
    plan.rows[2].start_text = "after Easter";
    let project = read(&plan);
    let agree = task(&project, 2);
    assert!(agree.is_manual && !task(&project, 3).is_manual);
    assert_eq!(agree.start_text.as_deref(), Some("after Easter"));
    assert_eq!(agree.start.map(onpace_mpp::civil::DateTime::date), Some(date(2022, 4, 13)));
}

#[test]
fn what_is_not_read_is_refused_with_the_way_out() {
    let refused = |plan: &ProjectPlan| onpace_mpp::read(&plan.bytes()).expect_err("a refusal");
    let plan = ProjectPlan::default;
    let locked = |format, protection| refused(&ProjectPlan { format, protection, ..plan() });
    assert_eq!(locked(14, (1, true)), Error::Locked);
    assert_eq!(locked(12, (1, false)), Error::Locked);
    assert_eq!(locked(9, (1, true)), Error::Locked);
    for (format, protection) in [(14, (1, false)), (14, (2, true)), (12, (2, false)), (9, (2, false))] {
        let open = ProjectPlan { format, protection, ..plan() };
        assert!(onpace_mpp::read(&open.bytes()).is_ok(), "{format} {protection:?}: it can be read");
    }
    let old = refused(&ProjectPlan { format: 8, version: 9, ..plan() });
    assert_eq!(old, Error::TooOld { format: "MSProject.MPP8".to_owned() });
    let sentence = "a plan saved by Project 98 or before (MSProject.MPP8); the way out: the plan opened in Project 2003, 2007 or 2010, which read such files, and saved again as .mpp";
    assert_eq!(old.to_string(), sentence);
    let new = refused(&ProjectPlan { format: 99, ..plan() });
    assert_eq!(new, Error::Unknown { format: "MSProject.MPP99".to_owned() });
    let word = compound(&[(vec!["WordDocument"], vec![1; 5_000])]);
    assert!(matches!(onpace_mpp::read(&word), Err(Error::NotAPlan { .. })) && !onpace_mpp::is_plan(&word));
    for bytes in [&b""[..], b"PK\x03\x04", &plan().bytes()[..8], &plan().bytes()[..600]] {
        assert!(onpace_mpp::read(bytes).is_err() && !onpace_mpp::is_plan(bytes));
    }
}
