//! Two measures that the plan of the year has: twenty months of figures before it begins, and none since. **Not here.** What
//! packs say of them, which a stranger counts again ([`super::stranger`]).

use super::{BEGINS, PLAN};
use onpace_core::ledger::fold::Until;
use onpace_core::plan::attached::{AttachedMeasure, ImpactCommand, MeasureTie};
use onpace_core::plan::command::Command;
use onpace_office::measures::importing::ImportWish;
use onpace_office::{Desk, Seat};
use std::fmt::Write as _;

/// Has the measures, with their figures, attached to the first action.
pub(super) fn begin(desk: &Desk, seat: &Seat) {
    let month = |nth: usize| format!("{}-{:02}", 2020 + nth / 12, nth % 12 + 1);
    let mut rows = "key,measure,unit,month,value,numerator,denominator,target\n".to_owned();
    for nth in 0..20 {
        let (part, value) = (40 + nth * 7 % 9, 300 + nth * 37 % 41);
        writeln!(rows, "t1,Plans in time,percent,{},,{part},97,60", month(nth)).unwrap();
        writeln!(rows, "t2,Requests,count,{},{value},,,", month(nth)).unwrap();
    }
    let wish = ImportWish { defines: true, ..ImportWish::default() };
    let found = desk.measure_import(rows.as_bytes(), "figures.csv", &wish).unwrap();
    desk.take_measure_import("", seat, BEGINS, &found, true).unwrap();
    let state = desk.state(PLAN, Until::default()).unwrap();
    let action = state.standing().find(|row| !row.facts.focus_area && !row.facts.code.is_empty()).unwrap();
    for one in &desk.measures(Until::default()).unwrap().measures {
        let by = ImpactCommand::Attach(AttachedMeasure { measure: one.key.clone(), tie: MeasureTie::Outcome });
        let code = action.facts.code.clone();
        desk.act(PLAN, BEGINS, seat, |_| Ok(Command::ShowImpact { code: code.clone(), by: by.clone() })).unwrap();
    }
}
