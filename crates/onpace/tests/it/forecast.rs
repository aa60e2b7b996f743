//! When actions would be done at their own pace, of files and of plans that are held.

use crate::{run_in, write};

/// On 15 April 2022, 3A has gone for ten days (from the 4th, with Monday to Friday worked); 3C should have begun.
const CSV: &str = "Code,Action,Start,Finish,% complete,Predecessors\n\
    3A,Agree the strategy,04/04/2022,29/04/2022,25,\n\
    3B,Train the staff,02/05/2022,06/05/2022,0,3A\n\
    3C,Open the service,11/04/2022,22/04/2022,0,\n\
    3D,Tell families,04/04/2022,27/05/2022,50,\n\
    3E,Ask families,04/04/2022,08/04/2022,100,\n\
    3F,Write the offer,04/04/2022,08/04/2022,0.1,\n";

#[test]
fn a_plan_tells_which_actions_would_be_late_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, "plan.csv", CSV.as_bytes());
    let day = ["--as-at", "2022-04-15"];
    let words = run_in(here, &[&["plan", "forecast", "plan.csv"][..], &day].concat());
    assert_eq!(words.code, 0, "{}", words.err);
    insta::assert_snapshot!(words.out);
    let json = run_in(here, &[&["plan", "forecast", "plan.csv", "--json"][..], &day].concat());
    let told: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let actions = told["actions"].as_array().unwrap();
    let seen: Vec<_> =
        actions.iter().map(|one| (&one["code"], &one["finish"], &one["days"], &one["waits_for"])).collect();
    let (none, range) = (
        serde_json::Value::Null,
        |earliest: &str, latest: &str| serde_json::json!({ "earliest": earliest, "latest": latest }),
    );
    let too_far =
        serde_json::json!({ "cannot_be_told": "at the pace so far it would take more than three more years" });
    let days = |days: [i32; 2]| serde_json::json!(days);
    assert_eq!(
        seen,
        [
            // 25%, give or take a half, in ten days: all in 40 or 41, of which the last are 27 and 30 May.
            (&"3A".into(), &range("2022-05-27", "2022-05-30"), &days([20, 21]), &none),
            (&"3B".into(), &range("2022-06-03", "2022-06-06"), &days([20, 21]), &"3A".into()),
            // The plan has done eight days of work in ten: ten days become thirteen, from Monday 18 April.
            (&"3C".into(), &range("2022-05-04", "2022-05-04"), &days([8, 8]), &none),
            (&"3D".into(), &range("2022-04-29", "2022-05-02"), &days([-20, -19]), &none),
            (&"3F".into(), &too_far, &none, &none),
        ]
    );
    // Held, it is the same; and a check says it of each action too.
    let import = run_in(here, &["import", "plan.csv", "--plan", "send", "--data", "data"]);
    assert_eq!(import.code, 0, "{}", import.err);
    let held = run_in(here, &[&["plan", "forecast", "send", "--json", "--data", "data"][..], &day].concat());
    let held: serde_json::Value = serde_json::from_str(&held.out).unwrap();
    assert_eq!(held["actions"], told["actions"]);
    let check = run_in(here, &[&["check", "plan.csv", "--json"][..], &day].concat());
    let check: serde_json::Value = serde_json::from_str(&check.out).unwrap();
    assert_eq!(check["actions"][1]["forecast"]["earliest"], "2022-06-03");
}

#[test]
fn a_plan_without_dates_says_that_nothing_can_be_said() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "plan.csv", b"Code,Action,% complete\n3A,Agree the strategy,20\n");
    let words = run_in(folder.path(), &["plan", "forecast", "plan.csv"]);
    assert!(words.out.contains("No action that is open has a start and a finish"), "{}{}", words.out, words.err);
    let missing = run_in(folder.path(), &["plan", "forecast", "nowhere.csv"]);
    assert_eq!(missing.code, 3, "{}", missing.err);
}
