//! Commands beside a running service: done by it, as if nobody served the folder; and by themselves once it has ended,
//! however that happened.

use crate::service::{Service, held};
use crate::{onpace, run};
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
use std::path::Path;

/// What was printed, what was said, and the exit code.
fn typed(at: &Path, data: &str, arguments: &[&str]) -> (String, String, i32) {
    let output = onpace(arguments).args(["--data", data]).current_dir(at).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

#[test]
fn a_command_beside_a_service_says_and_does_what_it_does_alone() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (alone, served) = (held(one.path()), held(other.path()));
    let mut service = Service::start(&served);
    let csv = "Code,Action,Lead,Start,Finish,% complete\n1A,Write the guide,DH,01/03/2022,30/06/2022,5%\n";
    for folder in [one.path(), other.path()] {
        std::fs::write(folder.join("plan.csv"), csv).unwrap();
    }
    for arguments in [
        &["update", "add", "send", "1A", "--percent", "45", "--on", "2022-06-01"][..],
        &["update", "add", "send", "1A", "--percent", "145", "--on", "2022-06-01"],
        &["update", "add", "send", "99Z", "--percent", "45", "--on", "2022-06-01", "--json"],
        &["action", "withdraw", "send", "1A", "--on", "2022-06-01"],
        &["action", "withdraw", "send", "1A", "--on", "2022-06-01", "--json"],
        &[
            "action",
            "set",
            "send",
            "1A",
            "--title",
            "Another",
            "--on",
            "2022-06-01",
            "--reason",
            "it is clearer",
            "--dry-run",
        ],
        &["import", "plan.csv", "--plan", "other", "--on", "2022-06-01"],
        &["import", "nothing.csv", "--plan", "third", "--on", "2022-06-01"],
        &["plan", "policy", "send", "pace", "--on", "2022-06-01", "--reason", "as before"],
        &["person", "set", "DHd", "--plan", "send", "--email", "dh@here.invalid"],
        &["plan", "list"],
    ] {
        let [by_itself, by_service] =
            [(one.path(), &alone), (other.path(), &served)].map(|(at, data)| typed(at, data, arguments));
        let same = |text: &str, data: &str| text.replace(data, "DATA");
        assert_eq!(same(&by_service.0, &served), same(&by_itself.0, &alone), "{arguments:?}");
        assert_eq!(same(&by_service.1, &served), same(&by_itself.1, &alone), "{arguments:?}");
        assert_eq!(by_service.2, by_itself.2, "{arguments:?}");
    }
    assert!(service.stop().success());
    assert!(!Path::new(&served).join("service.sock").exists(), "the service tidies up");
    let history = |data: &str| run(&["verify", "--data", data]).code;
    assert_eq!((history(&served), history(&alone)), (0, 0));
}

#[test]
fn who_records_is_who_typed_it_and_many_may_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let service = Service::start(&data);
    std::thread::scope(|scope| {
        for n in 0..8 {
            let data = &data;
            scope.spawn(move || {
                let percent = (n * 10).to_string();
                let code = ["1A", "1A.6", "2A", "2A.1", "2C", "3A", "3A.2", "4A"][n];
                let mut command = onpace(&["update", "add", "send", code, "--percent", &percent, "--on", "2022-06-01"]);
                let output = command.args(["--data", data]).env("ONPACE_BY", format!("person-{n}")).output().unwrap();
                assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
            });
        }
    });
    let log = run(&["log", "send", "1A", "--data", &data, "--json"]).out;
    assert!(log.contains("person-0"), "{log}");
    drop(service);
}

#[test]
fn the_socket_is_its_owners_only_and_one_that_was_left_behind_is_in_nobodys_way() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let mut service = Service::start(&data);
    let socket = Path::new(&data).join("service.sock");
    let found = std::fs::metadata(&socket).unwrap();
    assert!(found.file_type().is_socket());
    assert_eq!(found.permissions().mode() & 0o777, 0o600);
    service.kill();
    assert!(socket.exists(), "nobody could tidy up");
    let update = ["update", "add", "send", "1A", "--percent", "45", "--on", "2022-06-01"];
    let (_, told, code) = typed(folder.path(), &data, &update);
    assert_eq!(code, 0, "{told}");
    let again = Service::start(&data);
    let (_, told, code) = typed(folder.path(), &data, &update);
    assert_eq!(code, 0, "{told}");
    drop(again);
}
