//! What is part of what: from the order of rows and how deep each stands, and from nothing else; the number of a
//! parent that files hold can be stale. **Not here.** The order ([`super::tasks`]).

use crate::model::task::Row;
use crate::text::Budget;

/// No number has more parts, however deep a damaged file says that a task stands.
const DEEPEST: usize = 100;

/// A row that others may be part of.
struct Above {
    /// None for what stands above everything.
    row: Option<usize>,
    level: Option<u16>,
    uid: Option<u32>,
    number: String,
    wbs: String,
    children: usize,
}

/// Gives every task its parent, its outline number, and a code where it has none; the row of the whole plan the
/// plan's title where it has no name.
pub(super) fn settle(rows: &mut [Row], title: Option<&str>, budget: &Budget) {
    let top = Above { row: None, level: None, uid: None, number: String::new(), wbs: String::new(), children: 0 };
    let mut above = vec![top];
    let mut summaries = Vec::new();
    for (n, row) in rows.iter_mut().enumerate() {
        let Row::Task(task) = row else { continue };
        let level = task.outline_level;
        while above.last().is_some_and(|last| last.level.is_some_and(|above| above >= level)) {
            above.pop();
        }
        let is_whole = task.uid == 0;
        if is_whole {
            task.name = task.name.take().or_else(|| title.map(str::to_owned));
        }
        if let Some(parent) = above.last_mut() {
            parent.children += 1;
            task.parent_uid = parent.uid;
            summaries.extend(parent.row);
            let joined = |before: &str| match before {
                "" | "0" => parent.children.to_string(),
                _ => format!("{before}.{}", parent.children),
            };
            task.outline_number = if is_whole { "0".to_owned() } else { joined(&parent.number) };
            if task.wbs.is_empty() && budget.allows(parent.wbs.len()) {
                task.wbs = if is_whole { "0".to_owned() } else { joined(&parent.wbs) };
            }
        }
        if above.len() < DEEPEST {
            let (number, wbs) = (task.outline_number.clone(), task.wbs.clone());
            above.push(Above { row: Some(n), level: Some(level), uid: Some(task.uid), number, wbs, children: 0 });
        }
    }
    for n in summaries {
        if let Some(Row::Task(task)) = rows.get_mut(n) {
            task.is_summary = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::task::Task;

    #[test]
    fn order_and_level_make_the_outline() {
        let levels: [(u32, u16); 7] = [(0, 0), (5, 1), (6, 2), (7, 2), (8, 1), (9, 3), (10, 1)];
        let task = |(uid, outline_level)| Row::Task(Box::new(Task { uid, outline_level, ..Task::default() }));
        let mut rows: Vec<Row> = levels.into_iter().map(task).collect();
        rows.insert(3, Row::Blank { uid: 99, id: 3 });
        settle(&mut rows, Some("The plan"), &Budget::of(0));
        let told: Vec<_> = rows
            .iter()
            .filter_map(|row| match row {
                Row::Task(task) => Some((task.outline_number.clone(), task.parent_uid, task.is_summary)),
                Row::Blank { .. } => None,
            })
            .collect();
        let expected = [
            ("0", None, true),
            ("1", Some(0), true),
            ("1.1", Some(5), false),
            ("1.2", Some(5), false),
            ("2", Some(0), true),
            ("2.1", Some(8), false),
            ("3", Some(0), false),
        ];
        assert_eq!(told, expected.map(|(number, parent, sum)| (number.to_owned(), parent, sum)));
        let whole = matches!(&rows[0], Row::Task(task) if task.name.as_deref() == Some("The plan"));
        assert!(whole);
        let deep = |n: u16| task((u32::from(n) + 1, n));
        let mut rows: Vec<Row> = (0..2_000).map(deep).collect();
        settle(&mut rows, None, &Budget::of(0));
        assert!(matches!(&rows[1_999], Row::Task(task) if task.outline_number.len() < 500));
    }
}
