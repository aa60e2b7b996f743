//! Every kind of event, from its example in `docs/ledger-format.md`: read, written again to the byte, folded, and told in
//! words. A kind that is not there, or not in the list of kinds, is named.

use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event, Recorded, VERSION};
use onpace_core::ledger::fold::{Until, fold};
use onpace_office::words;
use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../../../docs/ledger-format.md");

/// The examples of the page, in order.
fn examples() -> Vec<&'static str> {
    let blocks = PAGE.split("```json\n").skip(1).filter_map(|block| block.split("```").next());
    blocks.flat_map(str::lines).collect()
}

#[test]
fn each_has_an_example_that_is_read_and_written_again_to_the_byte() {
    let mut seen = BTreeSet::new();
    for text in examples() {
        let event: Event = serde_json::from_str(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(serde_json::to_string(&event).unwrap(), text);
        let kind = event.kind();
        assert!(text.starts_with(&format!("{{\"{kind}\":")), "{kind}: {text}");
        seen.insert(kind);
        assert!(PAGE.contains(&format!("\n| `{kind}` | ")), "{kind} has no line in its table");
    }
    let all: BTreeSet<&str> = Event::kinds().into_iter().collect();
    assert_eq!(seen, all);
    assert_eq!(all.len(), Event::kinds().len(), "two domains have a kind of one name");
    assert!(PAGE.contains(&format!("the version of the event's form; {VERSION} today")));
}

/// The names of values in an event, but for those that are somebody's own: figures, statuses, endings of files.
fn named(value: &serde_json::Value, all: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                all.insert(key.clone());
                if !matches!(key.as_str(), "files" | "values") {
                    named(value, all);
                }
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|one| named(one, all)),
        _ => {}
    }
}

#[test]
fn every_value_that_an_event_can_have_is_explained() {
    const HISTORY: &str = include_str!("../../../core/tests/it/history.jsonl");
    let mut all = BTreeSet::new();
    for text in HISTORY.lines().chain(examples()) {
        named(&serde_json::from_str(text).unwrap(), &mut all);
    }
    let prose: String = PAGE.split("```").step_by(2).collect();
    let words: BTreeSet<&str> = prose
        .split('`')
        .skip(1)
        .step_by(2)
        .flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect();
    let unexplained: Vec<&String> = all.iter().filter(|name| !words.contains(name.as_str())).collect();
    assert!(all.len() > 100 && unexplained.is_empty(), "{unexplained:?} of {}", all.len());
}

#[test]
fn each_folds_in_any_order_and_has_words_of_its_own() {
    let recorded = |seq: u64, text: &str| Recorded {
        seq,
        recorded_at: Instant::from_micros(i64::try_from(seq).unwrap()),
        effective: None,
        channel: Channel::Web,
        reason: None,
        event: Some(serde_json::from_str(text).unwrap()),
    };
    let all: Vec<Recorded> = (1..).zip(examples()).map(|(seq, text)| recorded(seq, text)).collect();
    let back: Vec<Recorded> = (1..).zip(examples().into_iter().rev()).map(|(seq, text)| recorded(seq, text)).collect();
    for events in [&all, &back] {
        let state = fold(events, Until::default());
        assert_eq!(state.seq, u64::try_from(events.len()).unwrap());
        for recorded in events {
            let event = recorded.event.as_ref();
            let told = words::event(event, &state, &onpace_office::names::Names::default());
            assert!(told.len() > 3 && !told.contains('_'), "{told}");
            // What it is about can be asked of any.
            let _ = event.map(|event| (event.row(), event.subject(), event.earlier(), event.replaces()));
        }
    }
}

#[test]
fn each_is_called_something_in_the_lists_of_the_history() {
    let listed: Vec<&str> = words::kinds().map(|(kind, _)| kind).collect();
    let all: BTreeSet<&str> = Event::kinds().into_iter().collect();
    assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), all);
    assert_eq!(listed.len(), all.len());
    let called: BTreeSet<&str> = words::kinds().map(|(_, words)| words).collect();
    assert_eq!(called.len(), all.len(), "two kinds are called the same");
}

#[test]
fn what_is_no_event_is_refused_with_its_kind() {
    for (text, words) in [
        ("{\"begun\":{}}", "\u{201c}begun\u{201d} is no kind of event"),
        ("{\"withdrawn\":{}}", "missing field `row`"),
        ("[]", "expected value"),
        ("{\"erased\":{\"of\":1},\"forgotten\":{\"person\":\"x\"}}", "expected"),
    ] {
        let refused = serde_json::from_str::<Event>(text).unwrap_err().to_string();
        assert!(refused.contains(words), "{text}: {refused}");
    }
}
