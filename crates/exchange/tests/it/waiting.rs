//! What rows wait for, in the tables that people make of schedules.

use onpace_core::plan::Plan;
use onpace_exchange::read;

fn plan(head: &str, rows: &[&str]) -> Plan {
    let text = format!("{head},Task Name,Start,Finish,Predecessors\n{}\n", rows.join("\n"));
    read(text.as_bytes(), "plan.csv").unwrap().plan
}

/// Each row that waits, by its title, with what it waits for, by its title too, and the days between.
fn waits(plan: &Plan) -> Vec<(&str, &str, i32)> {
    let of = |at: usize| &*plan.rows[at].title;
    let one =
        |row: &usize| plan.rows[*row].links.iter().map(|link| (of(*row), of(link.on), link.lag)).collect::<Vec<_>>();
    (0..plan.rows.len()).collect::<Vec<_>>().iter().flat_map(one).collect()
}

#[test]
fn predecessors_are_numbers_of_a_column_where_there_is_one_and_codes_otherwise() {
    let dates = "04/04/2022,08/04/2022";
    let row = |head: &str, title: &str, waits: &str| format!("{head},{title},{dates},{waits}");
    let of = |heads: [&str; 3], on: [&str; 2]| {
        [row(heads[0], "Commissioning", ""), row(heads[1], "Agree", on[0]), row(heads[2], "Train", on[1])]
    };
    let expected = [("Agree", "Commissioning", 0), ("Train", "Agree", 2)];
    for (head, rows) in [
        // Project's table: the work breakdown beside the row's number, whose 2 is not the work breakdown's.
        ("WBS,ID", of(["2,1", "2.1,2", "2.2,3"], ["1", "2FS+2 days"])),
        ("ID,WBS", of(["1,2", "2,2.1", "3,2.2"], ["1", "2FS+2 days"])),
        ("ID", of(["1", "2", "3"], ["1", "2FS+2 days"])),
        ("Code", of(["3", "3A", "3B"], ["3", "3AFS+2 days"])),
        ("Code,No", of(["3,7", "3A,8", "3B,9"], ["3", "3AFS+2 days"])),
    ] {
        let plan = plan(head, &rows.each_ref().map(String::as_str));
        assert_eq!(waits(&plan), expected, "{head}");
        assert!(plan.rows.iter().all(|row| row.references.is_empty()), "{head}");
    }
}

#[test]
fn what_names_no_row_is_a_reference_and_prose_is_nothing() {
    let rows = ["3A,Agree,04/04/2022,08/04/2022,", "3B,Train,11/04/2022,14/04/2022,\"9Z, depends on funding; 3A\""];
    let plan = plan("Code", &rows);
    assert_eq!(waits(&plan), [("Train", "Agree", 0)]);
    assert_eq!(plan.rows[1].references.iter().map(ToString::to_string).collect::<Vec<_>>(), ["9Z"]);
}
