//! Several areas in one installation, from the command line and through the service.

use crate::held::Held;
use crate::service::{Service, send};
use crate::{EXAMPLE, onpace};
use serde_json::Value;
use std::path::Path;

/// The database of an area of a data folder.
fn database(held: &Held, area: &str) -> std::path::PathBuf {
    held.folder().join("data").join(area).join("onpace.db")
}

#[test]
fn a_second_area_is_begun_after_a_backup_and_the_first_stays_as_it_was() {
    let held = Held::new();
    let before = held.json(&["checkpoint"]);
    let begun = held.json(&["area", "add", "devon", "--name", "Devon County Council"]);
    let backup = begun["backup"].as_str().unwrap();
    assert_eq!(held.json(&["backup", "verify", backup])["size"], before["size"], "{backup}");
    assert_eq!(held.json(&["checkpoint"]), before, "its tree is as it was");
    let third = held.json(&["area", "add", "cornwall"]);
    assert_eq!(third["backup"], Value::Null, "taken once, before there are several");

    assert_eq!(held.run(&["import", EXAMPLE, "--plan", "send", "--in-area", "devon"]).code, 0);
    held.saved(&["update", "add", "send", "1A", "--percent", "7", "--in-area", "devon"]);
    assert_eq!(held.json(&["checkpoint"]), before);
    let own = held.json(&["checkpoint", "--in-area", "devon"]);
    assert_ne!(own["origin"], before["origin"]);
    let told: Vec<(String, u64)> = held
        .json(&["area", "list"])
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (format!("{} {} {}", one["area"], one["name"], one["address"]), one["plans"].as_u64().unwrap()))
        .collect();
    let line = |text: &str, plans| (text.to_owned(), plans);
    let wanted = [
        line("\"1\" \"\" \"\"", 1),
        line("\"cornwall\" \"\" \"/a/cornwall\"", 0),
        line("\"devon\" \"Devon County Council\" \"/a/devon\"", 1),
    ];
    assert_eq!(told, wanted);
    // The history of an area names it, and is of it alone.
    let file = held.folder().join("devon.jsonl").to_string_lossy().into_owned();
    assert_eq!(held.run(&["plan", "export", "send", "-o", &file, "--in-area", "devon"]).code, 0);
    let text = std::fs::read_to_string(&file).unwrap();
    let first: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!((&first["area"], &first["origin"]), (&"devon".into(), &own["origin"]));
    // An option of today that is called alike means what it meant.
    assert_eq!(held.run(&["plan", "name", "send", "--area", "Torbay"]).code, 0);
}

#[test]
fn what_is_asked_of_every_area_is_done_in_each_and_what_is_of_one_must_say_which() {
    let held = Held::new();
    held.json(&["area", "add", "devon"]);
    assert_eq!(held.run(&["import", EXAMPLE, "--plan", "send", "--in-area", "devon"]).code, 0);
    let backed_up = held.run(&["backup", "create"]);
    assert_eq!(backed_up.code, 0, "{}", backed_up.err);
    assert!(backed_up.out.contains("Area 1\n") && backed_up.out.contains("Area devon\n"), "{}", backed_up.out);
    assert_eq!(held.json(&["backup", "list", "--in-area", "devon"]).as_array().unwrap().len(), 1);
    for all in [&["verify"][..], &["doctor"], &["backup", "drill"]] {
        let run = held.run(all);
        assert!(run.out.contains("Area devon\n"), "{all:?}: {}{}", run.out, run.err);
        let refused = held.run(&[all, &["--json"]].concat());
        assert_eq!(refused.code, 2, "{all:?}");
        assert!(refused.err.contains("--in-area: 1, devon"), "{}", refused.err);
    }
    let out = held.folder().join("one.db").to_string_lossy().into_owned();
    let refused = held.run(&["backup", "create", "--out", &out]);
    assert_eq!((refused.code, Path::new(&out).exists()), (2, false), "a backup of one area is no backup of all");
    assert_eq!(held.run(&["backup", "create", "--out", &out, "--in-area", "devon"]).code, 0);
    // A backup of one area becomes another area, or the whole of another installation.
    assert_eq!(held.run(&["backup", "restore", &out, "--in-area", "exeter"]).code, 0);
    let roots = ["devon", "exeter"].map(|area| held.json(&["checkpoint", "--in-area", area])["root"].clone());
    assert_eq!(roots[0], roots[1]);
}

#[test]
fn an_area_that_cannot_be_is_refused_in_words_and_nothing_is_made() {
    let held = Held::new();
    held.json(&["area", "add", "devon"]);
    for (arguments, code, words) in [
        (&["area", "add", "Devon"][..], 4, "small letters"),
        (&["area", "add", "../x"], 4, "small letters"),
        (&["area", "add", "1"], 4, "already"),
        (&["area", "add", "devon"], 4, "already"),
        (&["area", "remove", "1"], 4, "stays"),
        (&["area", "remove", "nowhere"], 3, "there are 1, devon"),
        (&["plan", "list", "--in-area", "nowhere"], 3, "there are 1, devon"),
        (&["plan", "list", "--in-area", "no where"], 4, "small letters"),
    ] {
        let refused = held.run(arguments);
        assert_eq!(refused.code, code, "{arguments:?}: {}", refused.err);
        assert!(refused.err.contains(words), "{arguments:?}: {}", refused.err);
    }
    let long = "x".repeat(101);
    assert_eq!(held.run(&["area", "add", "exeter", "--name", &long]).code, 4);
    assert!(!database(&held, "areas/exeter").exists() && !held.folder().join("data/areas/nowhere").exists());
    let refused = crate::run(&["area", "list"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    // One that holds nothing goes; one that holds a plan stays.
    assert_eq!(held.run(&["area", "remove", "devon"]).code, 0);
    assert!(!database(&held, "areas/devon").exists());
    held.json(&["area", "add", "devon"]);
    assert_eq!(held.run(&["import", EXAMPLE, "--plan", "send", "--in-area", "devon"]).code, 0);
    let refused = held.run(&["area", "remove", "devon"]);
    assert!(refused.code == 4 && refused.err.contains("plans: 1"), "{}", refused.err);
    assert!(database(&held, "areas/devon").exists());
}

#[test]
fn one_service_shows_every_area_at_its_address_and_one_alone_as_if_it_were_the_first() {
    let held = Held::new();
    held.json(&["area", "add", "devon", "--name", "Devon"]);
    let data = held.folder().join("data").to_string_lossy().into_owned();
    let serve = |more: &[&str]| onpace(&[&["serve", "--listen", "127.0.0.1:0", "--data", &data], more].concat());
    let mut service = Service::start_by(serve(&[]));
    for (path, status) in [("/setup", 200), ("/a/devon/setup", 200), ("/a/nowhere/setup", 404)] {
        let reply =
            send(service.at, &format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", service.at));
        assert_eq!(reply.status, status, "{path}");
    }
    let told = service.told();
    assert!(told.contains("There is no user yet") && told.contains("There is no user in the area devon yet"), "{told}");
    assert!(told.contains("/a/devon/setup and enter"), "{told}");

    let mut alone = Service::start_by(serve(&["--in-area", "devon"]));
    let reply = send(alone.at, &format!("GET /setup HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", alone.at));
    assert!(reply.status == 200 && reply.text.contains("Devon"), "{}", reply.text);
    alone.kill();
    let refused = crate::run(&["serve", "--data", &data, "--listen", "127.0.0.1:0", "--inbox", "exeter=maildir:x"]);
    assert!(refused.code == 3 && refused.err.contains("exeter"), "{}", refused.err);
}

#[test]
fn an_area_keeps_its_address_while_nothing_is_in_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_string_lossy().into_owned();
    assert_eq!(crate::run(&["area", "add", "devon", "--data", &data]).code, 0);
    let service = Service::start_by(onpace(&["serve", "--listen", "127.0.0.1:0", "--data", &data]));
    for path in ["/setup", "/a/devon/setup"] {
        let ask = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", service.at);
        let reply = send(service.at, &ask);
        assert_eq!(reply.status, 200, "{path}");
        let prefix = path.trim_end_matches("/setup");
        assert!(reply.text.contains(&format!("action=\"{prefix}/setup\"")), "{path}: {}", reply.text);
    }
}
