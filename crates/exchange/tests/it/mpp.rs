//! Microsoft Project's own files as plans: which columns there are to choose from, what is left out and said, what is
//! refused. **Not here.** The format (`onpace-mpp`), real files (`reference.rs`).

use onpace_exchange::{Draft, read};
use onpace_testkit::project_plans::{ProjectPlan, ProjectRow};
use std::fmt::Write as _;

fn draft(plan: &ProjectPlan) -> Draft {
    read(&plan.bytes(), "plan.mpp").unwrap_or_else(|refusal| panic!("{refusal}"))
}

#[test]
fn a_plan_of_each_format_becomes_the_same_actions() {
    for (format, version) in [(14, 16), (14, 14), (12, 12), (9, 9)] {
        let draft = draft(&ProjectPlan { format, version, ..ProjectPlan::default() });
        assert_eq!(draft.plan.source.format, "mpp");
        assert_eq!(draft.plan.title, "A plan made to order");
        let mut told = String::new();
        for row in &draft.plan.rows {
            let days = [&row.start, &row.finish].map(|date| date.as_ref().map(|date| date.when.first.to_string()));
            let officers: Vec<_> = row.officers.iter().map(|one| one.name.to_string()).collect();
            let _ = writeln!(
                told,
                "{:?} | {} | {officers:?} | {days:?} | {:?} | {:?}",
                row.kind,
                row.title,
                row.duration.map(|days| days.0),
                row.percent.map(|percent| percent.to_string()),
            );
        }
        insta::assert_snapshot!("actions_of_a_project_plan", told);
    }
}

#[test]
fn columns_to_choose_from_are_titled_fields_names_and_initials() {
    let plan = ProjectPlan { alias: Some("Who is asked"), ..ProjectPlan::default() };
    let glimpses = read::glimpse(&plan.bytes(), "plan.mpp").unwrap();
    let headings = &glimpses[0].rows[0].cells;
    for heading in ["Task Name", "Resource Names", "Resource Initials", "Who is asked"] {
        assert!(headings.iter().any(|one| one == heading), "{heading}: {headings:?}");
    }
    // Nobody says otherwise: names are taken, initials are there to be chosen.
    let draft = draft(&plan);
    let names: Vec<_> = draft.plan.rows.iter().flat_map(|row| &row.officers).map(|one| one.name.to_string()).collect();
    assert_eq!(names, ["Dana Head", "June Cole"]);
}

#[test]
fn what_is_left_out_of_a_project_plan_is_said() {
    let mut plan = ProjectPlan { links: vec![(3, 3, 1, 0)], ..ProjectPlan::default() };
    plan.rows.insert(3, ProjectRow { uid: 9, id: 3, ..ProjectRow::default() });
    let draft = draft(&plan);
    assert_eq!(
        draft.account.left_out,
        [
            "a blank row",
            "a link that leads nowhere was left out",
            "% Work Complete of 1 summary row that has no work: counted again from the rows below",
        ]
    );
    let rows: Vec<_> = draft.plan.rows.iter().map(|row| row.place.row).collect();
    assert_eq!(rows, [Some(1), Some(2), Some(4)], "a blank row keeps its place");
}

#[test]
fn plans_that_are_not_read_are_refused_with_the_way_out() {
    let plan = ProjectPlan::default;
    let whole = plan().bytes();
    let files = [
        ("locked.mpp", ProjectPlan { protection: (1, true), ..plan() }.bytes()),
        ("1998.mpp", ProjectPlan { format: 8, version: 9, ..plan() }.bytes()),
        ("cut-off.mpp", whole[..2_000].to_vec()),
        ("word.mpp", onpace_testkit::compound::compound(&[(vec!["WordDocument"], vec![0; 9])])),
    ];
    let mut said = String::new();
    for (name, bytes) in files {
        let _ = writeln!(said, "{}\n", read(&bytes, name).expect_err(name));
    }
    insta::assert_snapshot!(said);
}
