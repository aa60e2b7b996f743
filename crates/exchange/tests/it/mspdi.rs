//! Microsoft Project's XML: each trap of the format in a small file of its own. **Not here.** Other formats, real
//! files (`reference.rs`), and what a plan is judged by.

use crate::reference::alike;
use onpace_exchange::{Draft, read};
use serde_json::{Value, json};

/// A file of one project; `head` stands before the tasks, `rest` behind them.
fn file(head: &str, tasks: &str, rest: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\">\
         {head}<Tasks>{tasks}</Tasks>{rest}</Project>"
    )
}

/// A task with a number, a name and whatever else.
fn task(uid: u32, level: u32, name: &str, rest: &str) -> String {
    format!("<Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name><OutlineLevel>{level}</OutlineLevel>{rest}</Task>")
}

fn raw(text: impl AsRef<[u8]>) -> Value {
    let schedule = read::schedule(text.as_ref(), "plan.xml").unwrap_or_else(|refusal| panic!("{refusal}"));
    serde_json::to_value(&schedule).unwrap()
}

fn draft(text: impl AsRef<[u8]>) -> Draft {
    read(text.as_ref(), "plan.xml").unwrap_or_else(|refusal| panic!("{refusal}"))
}

const DATED: &str = "<Start>2022-04-13T08:00:00</Start><Finish>2022-05-31T17:00:00</Finish>";

#[test]
fn the_row_of_the_whole_project_is_the_plans_title_and_no_action() {
    let text =
        file("", &(task(0, 0, "SEND plan", DATED) + &task(1, 1, "JSNA", DATED) + &task(2, 2, "1A Scope", DATED)), "");
    let raw = raw(&text);
    assert_eq!(raw["tasks"][0]["summary"], true);
    assert_eq!(raw["tasks"][1]["parent_uid"], 0);
    let draft = draft(&text);
    assert_eq!(draft.plan.title, "SEND plan");
    assert_eq!(draft.plan.actions().map(|(_, row)| row.code.as_str()).collect::<Vec<_>>(), ["1A"]);
    assert_eq!(draft.plan.focus_areas().count(), 1);
    assert!(draft.account.rows().balance());
}

#[test]
fn blank_rows_are_left_out_and_order_is_kept() {
    let blank = "<Task><UID>7</UID><ID>2</ID><IsNull>1</IsNull><OutlineLevel>0</OutlineLevel><Start>1984-01-01T08:00:00</Start></Task>";
    let raw = raw(file("", &(task(1, 1, "One", DATED) + blank + &task(3, 1, "Three", DATED)), ""));
    let names: Vec<&Value> = raw["tasks"].as_array().unwrap().iter().map(|task| &task["name"]).collect();
    assert_eq!(names, ["One", "Three"]);
    assert_eq!(raw["tasks"][1]["outline_number"], "2");
}

#[test]
fn percent_of_work_says_nothing_of_rows_without_work() {
    let done = "<PercentComplete>60</PercentComplete><PercentWorkComplete>0</PercentWorkComplete>";
    let worked =
        "<Work>PT16H0M0S</Work><PercentComplete>60</PercentComplete><PercentWorkComplete>25</PercentWorkComplete>";
    let idle = format!("{DATED}<Work>PT0H0M0S</Work>{done}");
    let tasks = task(1, 1, "JSNA", &idle)
        + &task(2, 2, "1A No work", &idle)
        + &task(3, 2, "1B Work", &format!("{DATED}{worked}"));
    let draft = draft(file("", &tasks, ""));
    let percent = |at: usize| draft.plan.rows[at].percent.map(|percent| percent.to_string());
    assert_eq!((percent(0), percent(1), percent(2)), (None, Some("60%".into()), Some("25%".into())));
}

#[test]
fn durations_have_the_unit_of_their_format() {
    let head = "<MinutesPerDay>450</MinutesPerDay><MinutesPerWeek>2250</MinutesPerWeek><DaysPerMonth>20</DaysPerMonth>";
    for (duration, format, value, unit, minutes, estimated) in [
        ("PT15H0M0S", 7, 2.0, "d", 900.0, false),
        ("PT7H30M0S", 39, 1.0, "d", 450.0, true),
        ("PT7H30M0S", 53, 1.0, "d", 450.0, true),
        ("PT7H30M0S", 21, 1.0, "d", 450.0, false),
        ("PT37H30M0S", 9, 1.0, "w", 2_250.0, false),
        ("PT150H0M0S", 11, 1.0, "mo", 9_000.0, false),
        ("PT24H0M0S", 8, 1.0, "ed", 1_440.0, false),
        ("PT168H0M0S", 10, 1.0, "ew", 10_080.0, false),
        ("PT720H0M0S", 12, 1.0, "emo", 43_200.0, false),
        ("PT2H0M0S", 5, 2.0, "h", 120.0, false),
        ("PT2H0M0S", 38, 2.0, "eh", 120.0, true),
        ("PT0H45M0S", 3, 45.0, "m", 45.0, false),
    ] {
        let rest = format!("<Duration>{duration}</Duration><DurationFormat>{format}</DurationFormat>");
        let raw = raw(file(head, &task(1, 1, "One", &rest), ""));
        let expected = json!({ "value": value, "unit": unit, "minutes": minutes });
        assert!(alike(&expected, &raw["tasks"][0]["duration"]), "{duration} {format}: {}", raw["tasks"][0]["duration"]);
        assert_eq!(raw["tasks"][0]["estimated"], estimated, "{duration} {format}");
    }
    let weeks = "<DurationFormat>9</DurationFormat>";
    let raw =
        raw(file(weeks, &task(1, 1, "One", "<Duration>PT40H0M0S</Duration><DurationFormat>53</DurationFormat>"), ""));
    assert_eq!(raw["tasks"][0]["duration"]["unit"], "w", "the project's own unit");
}

#[test]
fn lags_are_tenths_of_a_minute_or_percent() {
    for (kind, lag, format, word, expected) in [
        (1, 4_800, "7", "FS", json!({ "value": 1.0, "unit": "d", "minutes": 480.0 })),
        (0, 4_800, "3", "FF", json!({ "value": 480.0, "unit": "m", "minutes": 480.0 })),
        (2, -9_600, "7", "SF", json!({ "value": -2.0, "unit": "d", "minutes": -960.0 })),
        (3, 14_400, "8", "SS", json!({ "value": 1.0, "unit": "ed", "minutes": 1_440.0 })),
        (1, -50, "19", "FS", json!({ "value": -50.0, "unit": "%" })),
        (1, 25, "20", "FS", json!({ "value": 25.0, "unit": "e%" })),
        (1, 600, "5", "FS", json!({ "value": 1.0, "unit": "h", "minutes": 60.0 })),
    ] {
        let link = format!(
            "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>{kind}</Type><LinkLag>{lag}</LinkLag>\
             <LagFormat>{format}</LagFormat></PredecessorLink>"
        );
        let raw = raw(file("", &(task(1, 1, "One", "") + &task(2, 1, "Two", &link)), ""));
        let found = &raw["tasks"][1]["predecessors"][0];
        assert_eq!((&found["uid"], &found["type"]), (&json!(1), &json!(word)));
        assert!(alike(&expected, &found["lag"]), "{lag} in {format}: {}", found["lag"]);
    }
}

#[test]
fn exceptions_written_twice_count_once() {
    let period = |from: &str, to: &str| {
        format!("<TimePeriod><FromDate>{from}T00:00:00</FromDate><ToDate>{to}T23:59:00</ToDate></TimePeriod>")
    };
    let old = |from: &str, to: &str| {
        format!("<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking>{}</WeekDay>", period(from, to))
    };
    let new = |name: &str, from: &str, to: &str, kind: u32| {
        format!(
            "<Exception><EnteredByOccurrences>0</EnteredByOccurrences>{}<Occurrences>1</Occurrences><Name>{name}</Name>\
             <Type>{kind}</Type><DayWorking>0</DayWorking></Exception>",
            period(from, to)
        )
    };
    let calendar = |days: &str, exceptions: &str| {
        format!(
            "<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>\
             <BaseCalendarUID>-1</BaseCalendarUID><WeekDays>{days}</WeekDays><Exceptions>{exceptions}</Exceptions></Calendar></Calendars>"
        )
    };
    let both = calendar(
        &(old("2022-12-26", "2022-12-27") + &old("2023-05-01", "2023-05-01") + &old("2024-05-01", "2024-05-01")),
        &(new("Christmas", "2022-12-26", "2022-12-27", 1) + &new("May Day", "2023-05-01", "2025-05-01", 2)),
    );
    let raw_both = raw(file(&both, "", ""));
    let found = raw_both["calendars"][0]["exceptions"].as_array().unwrap();
    let names: Vec<&Value> = found.iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Christmas", "May Day"]);
    assert_eq!(found[1]["recurrence"]["kind"], 2);
    let only_old = calendar(&(old("2022-12-26", "2022-12-27") + &old("2023-05-01", "2023-05-01")), "");
    assert_eq!(raw(file(&only_old, "", ""))["calendars"][0]["exceptions"].as_array().unwrap().len(), 2);
}

#[test]
fn weeks_that_are_otherwise_are_kept_apart() {
    let calendar = "<Calendars><Calendar><UID>3</UID><Name>Team</Name><BaseCalendarUID>1</BaseCalendarUID><WorkWeeks><WorkWeek>\
         <TimePeriod><FromDate>2022-07-25T00:00:00</FromDate><ToDate>2022-09-02T23:59:00</ToDate></TimePeriod><Name>Summer</Name>\
         <WeekDays><WeekDay><DayType>6</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></WorkWeek></WorkWeeks></Calendar></Calendars>";
    let raw = raw(file(calendar, "", ""));
    let calendar = &raw["calendars"][0];
    assert_eq!(calendar["parent_uid"], 1);
    assert!(calendar["days"].as_object().unwrap().is_empty());
    assert_eq!(calendar["work_weeks"][0]["from"], "2022-07-25");
    assert_eq!(calendar["work_weeks"][0]["days"]["FRI"]["type"], "NON_WORKING");
}

#[test]
fn a_mark_of_utf_8_and_utf_16_do_no_harm() {
    let text = file("<Title>Caf\u{e9}</Title>", &task(1, 1, "One", DATED), "");
    let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [with_mark, wide] {
        assert_eq!(raw(&bytes)["project"]["title"], "Caf\u{e9}");
    }
}

#[test]
fn what_hand_made_files_leave_out_is_derived() {
    let plain = |uid: u32, level: u32, name: &str| task(uid, level, name, DATED);
    let tasks = plain(1, 1, "A") + &plain(2, 2, "B") + &plain(3, 3, "C") + &plain(4, 2, "D") + &plain(5, 1, "E");
    let raw_all = raw(file("", &tasks, ""));
    let of = |key: &str| raw_all["tasks"].as_array().unwrap().iter().map(|task| task[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("outline_number"), ["1", "1.1", "1.1.1", "1.2", "2"]);
    assert_eq!(of("wbs"), ["1", "1.1", "1.1.1", "1.2", "2"]);
    assert_eq!(of("summary"), [true, true, false, false, false]);
    assert_eq!(of("parent_uid"), [Value::Null, json!(1), json!(2), json!(1), Value::Null]);
    let bare = |uid: u32, number: &str| {
        format!("<Task><UID>{uid}</UID><Name>T{uid}</Name><OutlineNumber>{number}</OutlineNumber>{DATED}</Task>")
    };
    let raw_bare = raw(file("", &(bare(11, "1") + &bare(12, "1.1") + &bare(13, "1.10")), ""));
    let of = |key: &str| raw_bare["tasks"].as_array().unwrap().iter().map(|task| task[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("outline_level"), [1, 2, 2]);
    assert_eq!(of("id"), [1, 2, 3]);
    let draft = draft(file("", "<Task><Name>1A Scope</Name><Start>2022-04-13T08:00:00</Start></Task>", ""));
    assert_eq!(draft.plan.rows.len(), 1, "a task with a name and a start is an action");
}

#[test]
fn dates_set_by_hand_may_be_words() {
    let by_hand = "<Manual>1</Manual><StartText>after Easter</StartText><FinishText>TBC</FinishText>";
    let shown = "<Manual>1</Manual><ManualStart>2022-04-13T08:00:00</ManualStart><ManualFinish>2022-05-31T17:00:00</ManualFinish>\
                 <ManualDuration>PT16H0M0S</ManualDuration>";
    let text = file("", &(task(1, 1, "1A Words", by_hand) + &task(2, 1, "1B Days", shown)), "");
    let raw = raw(&text);
    assert_eq!(raw["tasks"][0]["start_text"], "after Easter");
    assert_eq!(raw["tasks"][1]["start"], "2022-04-13T08:00:00");
    assert_eq!(raw["tasks"][1]["duration"]["value"], 2.0);
    let draft = draft(&text);
    let row = &draft.plan.rows[0];
    assert!(row.start.is_none() && row.finish.is_none(), "words are never guessed to be days");
    let said = crate::findings(&draft);
    assert!(said.iter().any(|finding| finding.contains("after Easter")), "{said:?}");
    assert_eq!(draft.plan.rows[1].finish.as_ref().unwrap().when.to_string(), "2022-05-31");
}

#[test]
fn assignments_to_nobody_name_nobody() {
    let resource = |uid: u32, name: &str| format!("<Resource><UID>{uid}</UID><ID>{uid}</ID>{name}</Resource>");
    let resources = resource(0, "") + &resource(1, "<Name>Rachel Setter</Name><Initials>RS</Initials>");
    let assigned = |uid: i64| {
        format!(
            "<Assignment><UID>{}</UID><TaskUID>1</TaskUID><ResourceUID>{uid}</ResourceUID></Assignment>",
            uid + 70_000
        )
    };
    let assignments = assigned(-65_535) + &assigned(0) + &assigned(1) + &assigned(99);
    let rest = format!("<Resources>{resources}</Resources><Assignments>{assignments}</Assignments>");
    let raw = raw(file("", &task(1, 1, "One", DATED), &rest));
    assert_eq!(raw["tasks"][0]["resources"], json!(["Rachel Setter"]));
}

#[test]
fn columns_that_were_given_a_title_are_known_by_it() {
    let defined = |id: u32, name: &str, alias: &str| {
        format!(
            "<ExtendedAttribute><FieldID>{id}</FieldID><FieldName>{name}</FieldName><Alias>{alias}</Alias></ExtendedAttribute>"
        )
    };
    // The number says which field it is: other programs count the names from elsewhere.
    let head = format!(
        "<OutlineCodes><OutlineCode><FieldID>188744096</FieldID><Alias>Team</Alias><Values><Value><ValueID>5</ValueID>\
         <FieldGUID>0b7d2e3a-6f0e-4f0e-9a53-0123456789ab</FieldGUID><Value>Schools</Value></Value></Values></OutlineCode></OutlineCodes>\
         <ExtendedAttributes>{}{}{}</ExtendedAttributes>",
        defined(188_743_734, "Text1", "LO/AO"),
        defined(188_743_731, "Text1", "RAG"),
        defined(205_520_904, "Text1", "Of resources")
    );
    let values = "<ExtendedAttribute><FieldID>188743734</FieldID><Value>RS / DH</Value></ExtendedAttribute>\
                  <ExtendedAttribute><FieldID>188743731</FieldID><Value>Amber</Value></ExtendedAttribute>\
                  <OutlineCode><FieldID>188744096</FieldID><ValueID>5</ValueID></OutlineCode>";
    let text = file(&head, &task(1, 1, "1A Scope", &format!("{DATED}{values}")), "");
    let raw = raw(&text);
    assert_eq!(raw["aliases"], json!({ "OutlineCode1": "Team", "Text1": "RAG", "Text2": "LO/AO" }));
    let fields = json!({ "OutlineCode1": "Schools", "Text1": "Amber", "Text2": "RS / DH" });
    assert_eq!(raw["tasks"][0]["text_fields"], fields);
    let draft = draft(&text);
    assert_eq!(crate::officers(&draft.plan.rows[0]), ["RS", "DH"]);
    assert_eq!(draft.plan.rows[0].status.as_deref(), Some("Amber"));
}

#[test]
fn baselines_keep_their_numbers() {
    let baseline = |number: u32| {
        format!(
            "<Baseline><Number>{number}</Number><Start>2022-0{}-01T08:00:00</Start><Finish>2022-12-16T17:00:00</Finish>\
             <Duration>PT16H0M0S</Duration><DurationFormat>7</DurationFormat></Baseline>",
            number + 1
        )
    };
    let raw = raw(file("", &task(1, 1, "One", &(baseline(0) + &baseline(3))), ""));
    let numbers: Vec<&Value> =
        raw["tasks"][0]["baselines"].as_array().unwrap().iter().map(|one| &one["number"]).collect();
    assert_eq!(numbers, [0, 3]);
    assert_eq!(raw["tasks"][0]["baselines"][1]["start"], "2022-04-01T08:00:00");
    assert_eq!(raw["tasks"][0]["baselines"][1]["duration"]["value"], 2.0);
}
