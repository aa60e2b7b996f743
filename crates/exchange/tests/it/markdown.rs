//! Tables and prose of Markdown, and of text that was converted from something else.

use crate::{draft_of, findings, names, officers, row};
use onpace_core::quantity::Percent;

#[test]
fn a_table_of_github_markdown_is_a_plan() {
    let draft = draft_of(
        r"# SEND plan, position as at 22 May 2022

2 actions were due to have started, of which 1 has started.

| Ref | Action                         | Lead    | Start      |     Due    | % complete |
|:----|:-------------------------------|:-------:|------------|-----------:|------------|
| 1A  | Write **the** *JSNA*           | JC/BB   | 13/04/2022 | 31/05/2022 | 5%         |
| 1B  | Choose `A \| B`, or a \| b      | DHd     | 14/04/2022 | 30/06/2022 | 40%        |
| 1C  | See [the offer](https://x.org) | **RS**  |            |            |            |

The rest is prose.
",
    );
    assert_eq!(names(&draft), ["1A", "1B", "1C"]);
    assert_eq!(&*row(&draft, "1A").title, "Write the JSNA");
    assert_eq!(&*row(&draft, "1B").title, "Choose A | B, or a | b");
    assert_eq!(&*row(&draft, "1C").title, "See the offer");
    assert_eq!(officers(row(&draft, "1C")), ["RS"]);
    assert_eq!(row(&draft, "1B").percent, Some(Percent::whole(40)));
    assert_eq!(row(&draft, "1B").place.line, Some(8));
    assert_eq!(draft.plan.title, "SEND plan, position as at 22 May 2022");
    assert_eq!(draft.plan.data_date.as_ref().unwrap().dated.when.to_string(), "2022-05-22");
    let said: Vec<_> = onpace_core::claim::kept(&draft.plan).iter().map(|said| said.text.to_string()).collect();
    assert_eq!(said, ["2 actions were due to have started, of which 1 has started."]);
    assert_eq!(draft.plan.source.format, "report-text");
}

#[test]
fn the_delimiter_row_may_be_drawn_in_many_ways() {
    for line in ["|---|---|---|", "| :-- | :-: | --: |", "---|---|---", ":---|---:|:---:", "|--|--|--|", "|-|-|-|"] {
        let edge = if line.starts_with('|') { "|" } else { "" };
        let text = format!("{edge}Action|Lead|Due{edge}\n{line}\n{edge}1A Write|RS|31/05/2022{edge}\n");
        assert_eq!(names(&draft_of(&text)), ["1A"], "{line}");
    }
}

#[test]
fn line_breaks_and_tags_inside_cells_do_not_join_words() {
    let draft = draft_of(
        "| Action | Lead | Due |\n|---|---|---|\n| 1A Write<br>the <b>JSNA</b> | JC<br/>BB | <u>31/05/2022</u> |\n",
    );
    assert_eq!(&*row(&draft, "1A").title, "Write the JSNA");
    assert_eq!(officers(row(&draft, "1A")), ["JC", "BB"]);
    assert_eq!(row(&draft, "1A").finish.as_ref().unwrap().when.to_string(), "2022-05-31");
    let draft = draft_of("Plan\n\nTask Name\tLead\tDue\n<b>1A Write<br>it</b>\tJC<br />BB\tTue 31/05/22\n");
    assert_eq!(&*row(&draft, "1A").title, "Write it");
    assert_eq!(officers(row(&draft, "1A")), ["JC", "BB"]);
}

#[test]
fn less_than_is_not_a_tag() {
    let draft = draft_of("Plan\n\nTask Name\tLead\tDue\n1A Answer in <5 days, a < b > c\tRS\t31/05/22\n");
    assert_eq!(&*row(&draft, "1A").title, "Answer in <5 days, a < b > c");
}

#[test]
fn tables_among_prose_continue_each_other_and_may_change_their_headings() {
    let draft = draft_of(
        r"# Plan

Introduction.

| Ref | Action | Lead | Due |
|---|---|---|---|
| 1A | Write | RS | 31/05/2022 |

Between the two.

| Ref | Lead | Action | Due |
|---|---|---|---|
| 1B | TT | Read | 30/06/2022 |

| Initials | Name |
|---|---|
| RS | Director of public health |
| TT | Head of commissioning |
",
    );
    assert_eq!(names(&draft), ["1A", "1B"]);
    assert_eq!(&*row(&draft, "1B").title, "Read");
    assert_eq!(officers(row(&draft, "1B")), ["TT"]);
    let people: Vec<_> = draft.plan.people.iter().map(|p| (&*p.initials, &*p.described)).collect();
    assert_eq!(people, [("RS", "Director of public health"), ("TT", "Head of commissioning")]);
}

#[test]
fn a_plan_that_has_a_column_of_initials_is_still_a_plan() {
    let draft = draft_of("| Title | Initials | Due |\n|---|---|---|\n| 1A Write | RS | 31/05/2022 |\n");
    assert_eq!(names(&draft), ["1A"]);
}

#[test]
fn tab_separated_lines_among_prose_are_one_table_over_page_breaks() {
    let text = "Report to the Board\n\nTask Name\tLead\tStart\tFinish\nFocus Area 1 - JSNA\tNM\t13/04/22\t12/04/23\n1A Write\tRS\t13/04/22\t31/05/22\n\u{c}\nPage 2 of 2\n\nTask Name\tLead\tStart\tFinish\n1B Read the\tTT\t14/04/22\t30/06/22\n\nfindings of others\t\t\t\n1C Rest\tTT\t14/04/22\t30/06/22\n\nTwo actions are overdue.\n";
    let draft = draft_of(text);
    assert_eq!(names(&draft), ["1", "1A", "1B", "1C"]);
    assert_eq!(&*row(&draft, "1B").title, "Read the findings of others");
    assert_eq!(findings(&draft), ["title-joined 1B \u{201c}findings of others\u{201d}"]);
    let kept = onpace_core::claim::kept(&draft.plan);
    assert_eq!(kept.iter().map(|said| &*said.text).collect::<Vec<_>>(), ["Two actions are overdue."]);
}

#[test]
fn a_first_row_on_a_new_page_is_not_taken_for_a_heading_row() {
    let text = "Report\n\nTask Name\tLead\tFinish\tRAG\n1A Write\tRS\t31/05/22\tGreen\n\nActions\t\t\tComplete\n1B Read\tTT\t30/06/22\tGreen\n";
    assert_eq!(names(&draft_of(text)), ["1A", "\u{201c}Actions\u{201d}", "1B"]);
}

#[test]
fn dates_of_all_pages_tell_which_number_comes_first() {
    let text =
        "Report\n\nTask Name\tLead\tFinish\n1A Write\tRS\t03/04/22\n\nTask Name\tLead\tFinish\n1B Read\tTT\t04/13/22\n";
    let draft = draft_of(text);
    let finish = |code| row(&draft, code).finish.as_ref().unwrap().when.to_string();
    assert_eq!((finish("1A").as_str(), finish("1B").as_str()), ("2022-03-04", "2022-04-13"));
    assert_eq!(draft.findings.iter().map(|f| f.rule).collect::<Vec<_>>(), ["guessed"], "and it is said");
    // Where others only make sense with the day first, nobody can tell.
    let draft = draft_of(text.to_owned() + "1C Rest\tTT\t30/06/22\n");
    let rules: Vec<_> = draft.findings.iter().map(|f| (f.rule, f.subject.as_deref().unwrap())).collect();
    assert_eq!(rules, [("ambiguous-date", "1A"), ("unreadable-value", "1B")]);
}

#[test]
fn prose_is_kept_from_headings_lists_quotes_and_indented_text() {
    let table = "| Action | Lead | Due |\n|---|---|---|\n| 1A Write | RS | 31/05/2022 |\n";
    for (prose, line) in [
        ("Four actions are overdue.", 5),
        ("- Four actions are overdue.", 5),
        ("1. Four actions are overdue.", 5),
        ("> Four actions are overdue.", 5),
        ("    Four actions are overdue.", 5),
        ("## Four actions are overdue", 5),
        ("**Four** actions <i>are</i> overdue.", 5),
    ] {
        let draft = draft_of(format!("{table}\n{prose}\n"));
        let kept = onpace_core::claim::kept(&draft.plan);
        let said: Vec<_> = kept.iter().map(|said| (said.text.trim_end_matches('.'), said.place.line)).collect();
        assert_eq!(said, [("Four actions are overdue", Some(line))], "{prose}");
    }
}

#[test]
fn pipes_part_cells_without_a_line_below_the_heading_and_within_frames() {
    let bare = "PROGRESS\n\nTwo of the three are done.\nBehind: 1 (33%)\n\nRef | Action | Lead | Due | Status\n\
                1 | Write it | Legal | 2025-09-15 | Behind\n2 | Print it | Legal | 2025-08-31 | Completed\n\
                3 | Post it | Legal | 2025-08-14 | Completed\n";
    let framed = "Our plan\n\n+-----+----------+------------+\n| Ref | Action   | Due        |\n+=====+==========+============+\n\
                  | 1   | Write it | 2025-09-15 |\n+-----+----------+------------+\n| 2   | Print it | 2025-08-31 |\n\
                  +-----+----------+------------+\n| 3   | Post it  | 2025-08-14 |\n+-----+----------+------------+\n";
    for text in [bare, framed] {
        let draft = draft_of(text);
        assert_eq!(names(&draft), ["1", "2", "3"], "{text}");
        assert_eq!(row(&draft, "2").finish.as_ref().unwrap().when.to_string(), "2025-08-31");
    }
    assert_eq!(row(&draft_of(bare), "3").place.line, Some(9));
}

#[test]
fn a_line_that_ends_early_is_a_statement_and_a_wrapped_one_is_not() {
    let text = "# Report\n\nOn track: 3\nBehind: 5 (48%)\nFewer than a third of the actions are behind.\n\n\
                The board met in May and heard that of the actions set out for\nAda Moss two were late, and that the others, which it had asked\n\
                for in the spring, had been done.\n\n\
                | Ref | Action | Due |\n|---|---|---|\n| 1 | Write it | 31/05/2025 |\n";
    let draft = draft_of(text);
    let said: Vec<_> = draft.plan.paper.said.iter().map(|said| (said.place.line, said.text.to_string())).collect();
    let lines: Vec<_> = said.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [Some(1), Some(3), Some(4), Some(5), Some(7)], "{said:?}");
    assert!(said[4].1.ends_with("had been done."));
}
