//! Sentences and tiles, word for word, of plans small enough to be counted by looking.

use crate::forms::{PLAN, document};
use onpace_report::document::{Block, Document, plain};

fn paragraphs(document: &Document) -> Vec<String> {
    let text = |block: &Block| if let Block::Paragraph(all) = block { Some(plain(all)) } else { None };
    document.blocks.iter().filter_map(text).collect()
}

fn tiles(document: &Document) -> Vec<String> {
    let of = |block: &Block| match block {
        Block::Headline(tiles) => tiles.iter().map(|tile| format!("{} {}", tile.value, tile.label)).collect(),
        _ => Vec::new(),
    };
    document.blocks.iter().flat_map(of).collect()
}

#[test]
fn the_headline_says_what_was_counted() {
    let document = document("board", PLAN, "2024-03-11");
    assert_eq!(
        tiles(&document),
        [
            "1 of 6 actions are amber",
            "2 of 3 actions due to start have started",
            "1 of 6 actions are complete",
            "0 past the finish date",
            "21.4% reported complete, by working days",
            "12.5% planned to be complete by now",
        ]
    );
}

#[test]
fn one_is_said_as_one() {
    let one = "Code,Action,Lead,Start,Finish,% complete\n1A,Write it,JC,01/02/2024,29/02/2024,40\n";
    let document = document("board", one, "2024-03-11");
    let said = &paragraphs(&document)[0];
    assert!(said.starts_with("On Monday 11 March 2024, 1 of 1 actions was due to have started; 1 of those has (100%). 0 are complete, 0 are due and not started, and 1 is past its finish date."), "{said}");
    assert!(tiles(&document).contains(&"1 past the finish date".to_owned()), "{:?}", tiles(&document));
}

#[test]
fn progress_is_said_of_those_that_are_due() {
    let document = document("summary", PLAN, "2024-03-11");
    let said = &paragraphs(&document)[0];
    assert!(said.contains("3 of 6 actions were due to have started; 2 of those have (66.7%). 1 is complete, 1 is due and not started, and 0 are past their finish dates."), "{said}");
}

#[test]
fn a_plan_without_dates_says_nothing_of_dates() {
    let undated = "Code,Action,Lead,% complete\n1A,Write it,JC,40\n1B,Agree it,BB,\n";
    let document = document("board", undated, "2024-03-11");
    let said = paragraphs(&document).join("\n");
    assert!(said.contains("0 of 2 actions were due to have started"), "{said}");
    assert!(!said.contains("(not known)"), "a share of nothing is left out: {said}");
    assert!(!document.blocks.iter().any(|block| matches!(block, Block::Chart(_))), "nothing can be drawn");
}

#[test]
fn what_somebody_wrote_stands_first_and_its_numbers_are_figures() {
    let said = crate::forms::made("forum", PLAN, "2024-03-11", "{{complete}} of {{actions}} actions are complete.");
    let document = said.unwrap();
    assert!(paragraphs(&document)[0].contains("1 of 6 actions are complete."), "{:?}", paragraphs(&document)[0]);
    let refused = crate::forms::made("forum", PLAN, "2024-03-11", "5 actions have started.").unwrap_err();
    assert!(refused.contains('5') && refused.contains('3'), "{refused}");
}

#[test]
fn nobody_to_ask_and_nothing_that_needs_the_board_are_said() {
    let done = "Code,Action,Lead,Start,Finish,% complete\n1A,Write it,JC,01/02/2024,29/02/2024,100\n";
    assert!(paragraphs(&document("chase", done, "2024-03-11")).join(" ").contains("There is nobody to ask"));
    let board = paragraphs(&document("board", done, "2024-03-11")).join(" ");
    assert!(board.contains("No action is past its finish, and none is marked as needing help."), "{board}");
}
