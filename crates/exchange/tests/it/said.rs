//! Files taken to pieces: whatever the bytes are, it ends with pieces or a refusal, within a bound; and what programs write
//! otherwise is no difference. **Not here.** Files of a pack (`onpace`, `forgeries`).

use onpace_exchange::read::said::{Medium, Piece, discrepancies};
use onpace_testkit::hostile::office::container;
use proptest::prelude::*;

const ENDINGS: [&str; 5] = ["a.json", "a.html", "a.csv", "a.md", "a"];

fn pieces(bytes: &[u8], path: &str) -> Option<Vec<Piece>> {
    Medium::of(bytes, path)?.pieces(bytes, path).ok()
}

proptest! {
    #[test]
    fn any_bytes_end_in_pieces_or_a_refusal(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0_usize..5) {
        let _ = pieces(&bytes, ENDINGS[at]);
        for head in [&b"%PDF-1.7\n"[..], b"PK\x03\x04", b"{", b"<html>"] {
            let _ = pieces(&[head, &bytes].concat(), ENDINGS[at]);
        }
    }

    #[test]
    fn any_text_is_the_same_as_itself(text in "[ -~\n,<>{}\"=/]{0,200}", at in 0_usize..5) {
        if let Some(all) = pieces(text.as_bytes(), ENDINGS[at]) {
            prop_assert!(discrepancies(&all, &all).is_empty());
        }
    }
}

#[test]
fn a_file_with_more_in_it_than_any_pack_is_refused() {
    let json = format!("[{}1]", "1,".repeat(1_000_001));
    let page = format!("<html>{}", "<b>".repeat(1_000_002));
    let table = "a\n".repeat(1_000_002);
    for (text, path) in [(json, "a.json"), (page, "a.html"), (table, "a.csv")] {
        let medium = Medium::of(text.as_bytes(), path).unwrap();
        let refused = medium.pieces(text.as_bytes(), path).map(|all| all.len()).unwrap_err();
        assert!(refused.to_string().contains("more"), "{path}: {refused}");
    }
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(pieces(deep.as_bytes(), "a.json").is_none());
    // A name that stands before each of many values is not written out before each.
    let long = format!("{{\"{}\":[{}1]}}", "n".repeat(100_000), "1,".repeat(2_000));
    let all = pieces(long.as_bytes(), "a.json").unwrap();
    assert!(all.iter().map(|piece| piece.place.len() + piece.says.len()).sum::<usize>() < 2_000_000);
}

/// An office file whose list of parts names another document than the one at the usual place.
#[test]
fn the_document_is_the_one_that_a_program_opens() {
    let part = |words: &str| {
        format!("<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>")
    };
    let list =
        "<Relationships><Relationship Id=\"r1\" Type=\"x/officeDocument\" Target=\"word/other.xml\"/></Relationships>";
    let decoy = container(&[
        ("_rels/.rels", list.as_bytes()),
        ("word/document.xml", part("As it was.").as_bytes()),
        ("word/other.xml", part("Nothing is late.").as_bytes()),
    ]);
    let all = pieces(&decoy, "a.docx").unwrap();
    assert_eq!(all.iter().map(|piece| piece.says.as_str()).collect::<Vec<_>>(), ["Nothing is late."]);
}
