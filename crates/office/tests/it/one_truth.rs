//! One word has one number in a report, also where an action began before its start, or is said to move on without a
//! percentage: the kinds that tiles and sentences once counted in two ways.

use onpace_core::calendar::WorkingCalendar;
use onpace_core::policy::Policy;
use onpace_core::quantity::Percent;
use onpace_office::{plans, reports};
use onpace_report::REPORTS;
use onpace_report::document::Block;

/// As at 11 March 2024: 1A has begun, 1B has not and should have, 1C began before its start, 1D is done, 1E and 1F are
/// not due.
const PLAN: &str = "Code,Action,Lead,Start,Finish,% complete\n\
    1A,Write it,JC,01/03/2024,29/03/2024,60\n1B,Agree it,BB,01/03/2024,28/06/2024,0\n\
    1C,Print it,JC,01/04/2024,28/06/2024,40\n1D,Plan it,BB,01/02/2024,29/02/2024,100\n\
    1E,Send it,JC,01/05/2024,28/06/2024,0\n1F,Ask,JC,01/05/2024,28/06/2024,\n";

#[test]
fn a_tile_leads_to_a_figure_with_its_own_value_in_every_report() {
    let mut draft = plans::read_bytes(PLAN.as_bytes(), "plan.csv").unwrap();
    for is_said in [false, true] {
        if is_said {
            // 1B is said to move on; how far, nobody says.
            draft.plan.rows.iter_mut().find(|row| row.code.as_str() == "1B").unwrap().said_started = true;
        }
        for policy in ["pace", "started"].map(|name| Policy::shipped(name).unwrap()) {
            for on in ["2024-01-15", "2024-03-11", "2024-07-01"].map(|day| day.parse().unwrap()) {
                let calendar = WorkingCalendar::weekdays();
                let assessment = plans::assess_draft(&draft, on, &calendar, &policy);
                for report in REPORTS.iter().filter(|report| !report.is_of_round()) {
                    let document = reports::document(report.name(), &assessment, None).unwrap();
                    let tiles = document.blocks.iter().filter_map(|block| match block {
                        Block::Headline(tiles) => Some(tiles),
                        _ => None,
                    });
                    for tile in tiles.flatten() {
                        let figure = document.figures.iter().find(|figure| figure.of.key == tile.key).unwrap();
                        let own = tile.value.split(" of ").next().unwrap();
                        assert_eq!(own, figure.value.to_string(), "{} of {} on {on}", tile.key, report.name());
                        let is_count = !tile.value.ends_with('%');
                        assert!(!is_count || own == figure.rows.len().to_string(), "{} and its rows on {on}", tile.key);
                    }
                }
                let survey = &assessment.survey;
                let (due, begun) = (survey.count_of("due_to_start"), survey.count_of("due_and_started"));
                assert_eq!(begun, due - survey.count_of("not_started"), "on {on}");
            }
        }
    }
    let (calendar, policy) = (WorkingCalendar::weekdays(), Policy::shipped("pace").unwrap());
    let assessment = plans::assess_draft(&draft, "2024-03-11".parse().unwrap(), &calendar, &policy);
    let survey = &assessment.survey;
    let counts = ["started", "due_to_start", "due_and_started", "not_started"].map(|key| survey.count_of(key));
    // 1A, 1B, 1C and 1D have started; of 1A, 1B and 1D, which were due to, all have.
    assert_eq!(counts, [4, 3, 3, 0]);
    assert_eq!(survey.percent_of("started_percent"), Some(Percent::HUNDRED));
}
