//! Exports of the tools that people keep plans in, as each writes them: known by their headings, read by their preset.

use onpace_exchange::read::read_by;
use onpace_exchange::{Draft, Mapping, read};

fn draft(text: &str, name: &str) -> Draft {
    let draft = read(text.as_bytes(), "export.csv").unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    assert!(draft.account.rows().balance(), "{name}: {:?}", draft.account.rows());
    draft
}

/// What an action says: code, title, people, area, start, finish, how far, how many it waits for.
fn told(draft: &Draft) -> Vec<String> {
    let one = |(_, row): (usize, &onpace_core::plan::Row)| {
        let day = |dated: &Option<onpace_core::day::Dated>| {
            dated.as_ref().map_or(String::new(), |dated| dated.when.to_string())
        };
        let area = row.focus_area.map_or("", |at| &draft.plan.rows[at].title);
        let far = row.lifecycle.map_or("", onpace_core::plan::Lifecycle::word);
        let percent = row.percent.map_or(String::new(), |percent| percent.to_string());
        format!(
            "{}|{}|{}|{area}|{}|{}|{far}{percent}|{}",
            row.code,
            row.title,
            row.officer_names(),
            day(&row.start),
            day(&row.finish),
            row.links.len()
        )
    };
    draft.plan.actions().map(one).collect()
}

/// What each tool writes, and what its last action says.
const PRESETS: [(&str, &str, &str); 10] = [
    (
        "Jira",
        "Summary,Issue key,Issue id,Issue Type,Status,Project key,Priority,Assignee,Reporter,Created,Due date\n\
             Write the guide,AB-1,1001,Task,In Progress,AB,High,Ada Moss,Bo Reed,01/Mar/24 9:00 AM,30/Jun/24 12:00 AM\n",
        "AB-1|Write the guide|Ada Moss|||2024-06-30|started|0",
    ),
    (
        "Asana",
        "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,Notes\n\
             77,2024-03-01,2024-06-20,2024-06-20,Write the guide,Early help,Ada Moss,a@example.org,2024-03-04,2024-06-30,,\n",
        "77|Write the guide|Ada Moss|Early help|2024-03-04|2024-06-30|complete|0",
    ),
    (
        "GitLab",
        "Title,Description,Issue ID,URL,State,Author,Assignee,Assignee Username,Due Date,Closed At (UTC),Milestone\n\
             Write the guide,,41,https://example.org/41,Open,Bo Reed,Ada Moss,amoss,2024-06-30,,Early help\n",
        "41|Write the guide|Ada Moss|Early help||2024-06-30|started|0",
    ),
    (
        "Azure DevOps",
        "ID,Work Item Type,Title,Assigned To,State,Iteration Path,Start Date,Target Date\n\
             311,Task,Write the guide,Ada Moss <a@example.org>,Closed,Digital\\2024 Q2,04/03/2024 00:00:00,30/06/2024 00:00:00\n",
        "311|Write the guide|Ada Moss||2024-03-04|2024-06-30|complete|0",
    ),
    (
        "Todoist",
        "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE\n\
             section,Early help,,,,,,,,\ntask,Write the guide,,1,1,Bo (1),Ada (2),30 Jun 2024,en,Europe/London\n",
        "|Write the guide|Ada (2)|Early help||2024-06-30||0",
    ),
    (
        "GanttProject",
        "ID,Name,Begin date,End date,Duration,Completion,Coordinator,Predecessors,Outline number,Cost,Web Link,Resources,Notes\n\
             0,Early help,04/03/2024,28/06/2024,80,0,,,1,0,,,\n1,Write the guide,04/03/2024,28/06/2024,80,40,Ada Moss,,1.1,0,,Ada Moss,\n\
             \nID,Name,Default role,e-mail,Phone,Standard rate,Total cost,Total load\n0,Ada Moss,undefined,a@example.org,,0,0,80\n",
        "1|Write the guide|Ada Moss|Early help|2024-03-04|2024-06-28|40%|0",
    ),
    (
        "Redmine",
        "#,Project,Tracker,Parent task,Status,Priority,Subject,Author,Assignee,Updated,Start date,Due date,% Done\n\
             12,Plan,Task,,In Progress,Normal,Write the guide,Bo Reed,Ada Moss,01/06/2024,04/03/2024,30/06/2024,40\n",
        "12|Write the guide|Ada Moss||2024-03-04|2024-06-30|started40%|0",
    ),
    (
        "Trello",
        "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,List ID,List Name,Board ID,Board Name,Archived\n\
             5f,Write the guide,https://example.org,,,Ada Moss,2024-06-30T17:00:00.000Z,6a,Done,7b,Plan,false\n",
        "|Write the guide|Ada Moss|||2024-06-30|complete|0",
    ),
    (
        "Microsoft Planner",
        "Task ID,Task Name,Bucket Name,Progress,Priority,Assigned To,Created By,Created Date,Start date,Due Date,Is Recurring,Late\n\
             x1,Write the guide,Early help,Completed,Medium,Ada Moss;Bo Reed,Bo Reed,01/03/2024,04/03/2024,30/06/2024,false,false\n",
        "|Write the guide|Ada Moss/Bo Reed|Early help|2024-03-04|2024-06-30|complete|0",
    ),
    (
        "Project for the web",
        "Task number,Outline number,Name,Assigned to,Start,Finish,Duration,Bucket,% complete,Priority,Depends on\n\
             1,1,Agree it,Bo Reed,04/03/2024,29/03/2024,20 days,Early help,1,Medium,\n\
             2,2,Write the guide,Ada Moss,01/04/2024,28/06/2024,64 days,Early help,0.4,Medium,1FS\n",
        "2|Write the guide|Ada Moss|Early help|2024-04-01|2024-06-28|40%|1",
    ),
];

#[test]
fn each_tool_is_known_and_read_by_its_preset() {
    for (tool, text, expected) in PRESETS {
        let draft = draft(text, tool);
        assert_eq!(draft.account.mapping.as_deref(), Some(tool));
        let all = told(&draft);
        assert_eq!(all.last().map(String::as_str), Some(expected), "{tool}: {all:?}");
        let lost: Vec<_> = draft.findings.iter().filter(|one| one.rule == "columns-left-out").collect();
        assert!(lost.is_empty(), "{tool}: {lost:?}");
    }
}

#[test]
fn tools_whose_boards_have_headings_of_their_owners_are_read_by_their_headings() {
    let cases = [
        (
            "monday",
            "Name,Person,Status,Timeline - Start,Timeline - End\nWrite the guide,Ada Moss,Working on it,2024-03-04,2024-06-30\n",
            "|Write the guide|Ada Moss||2024-03-04|2024-06-30|started|0",
        ),
        (
            "Smartsheet",
            "Task Name,Assigned To,Start Date,End Date,% Complete,Status\nWrite the guide,Ada Moss,04/03/24,28/06/24,40%,In Progress\n",
            "|Write the guide|Ada Moss||2024-03-04|2024-06-28|started40%|0",
        ),
        (
            "SharePoint",
            "Title,Lead Officer,Target Date,Action Status,Modified,Modified By\nWrite the guide,\"Moss, Ada\",30/06/2024,2 - Under way,01/06/2024 09:00,System Account\n",
            "|Write the guide|Moss, Ada|||2024-06-30|started|0",
        ),
        (
            "Notion",
            "Name,Owner,Due,Status\nWrite the guide,Ada Moss,\"June 30, 2024\",In progress\n",
            "|Write the guide|Ada Moss|||2024-06-30|started|0",
        ),
        (
            "Airtable",
            "Action,Owner,Deadline,Stage,Notes\nWrite the guide,Ada Moss,2024-06-30,Done,\nTrain staff,Bo Reed,2024-07-30,In progress,\nAsk parents,Bo Reed,2024-08-30,Not started,\n",
            "|Ask parents|Bo Reed|||2024-08-30|not_started|0",
        ),
        (
            "OpenProject",
            "ID,Subject,Type,Status,Assignee,Start date,Finish date,% Complete\n7,Write the guide,Task,In progress,Ada Moss,2024-03-04,2024-06-28,40\n",
            "7|Write the guide|Ada Moss||2024-03-04|2024-06-28|started40%|0",
        ),
    ];
    for (tool, text, expected) in cases {
        let all = told(&draft(text, tool));
        assert_eq!(all.last().map(String::as_str), Some(expected), "{tool}: {all:?}");
    }
}

#[test]
fn a_column_that_a_mapping_leaves_out_stays_left_out_whatever_it_holds() {
    let mapping = Mapping::parse("[columns]\nRAG = \"ignore\"\n", "map.toml").unwrap();
    let text = "Ref,Action,Lead,Due,RAG\n1A,Agree it,AB,30/06/2024,Green\n1B,Write it,AB,30/06/2024,Red\n1C,Print it,AB,30/06/2024,Complete\n";
    let draft = read_by(text.as_bytes(), "plan.csv", Some(&mapping)).unwrap();
    assert!(draft.plan.actions().all(|(_, row)| row.status.is_none() && row.lifecycle.is_none()));
}
