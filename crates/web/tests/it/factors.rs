//! The second factor: who may change it, who hears of that, who must have one; and what is noted of sign-ins that were
//! refused. Where there is no python3 to make codes, it is skipped with a line.

use crate::house::{NOW, PLAN, Trial};
use onpace_core::instant::Instant;
use onpace_office::secrets;
use onpace_testkit::skips::{Missing, skipped};

/// What an app shows at an instant for the key in its address; none where there is no python3.
pub(crate) fn code(address: &str, at: Instant) -> Option<String> {
    let key = address.split("secret=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let time = at.seconds().to_string();
    let tool = std::process::Command::new("python3").args(["-c", CODE, &key, &time]).output().ok()?;
    assert!(tool.status.success(), "{}", String::from_utf8_lossy(&tool.stderr));
    Some(String::from_utf8(tool.stdout).unwrap().trim().to_owned())
}

/// RFC 6238 by a hand that is not ours.
const CODE: &str = "
import base64, hmac, struct, sys
key = base64.b32decode(sys.argv[1] + '=' * (-len(sys.argv[1]) % 8))
mac = hmac.new(key, struct.pack('>Q', int(sys.argv[2]) // 30), 'sha1').digest()
at = mac[-1] & 15
print('%06d' % ((struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 1000000))
";

fn id(trial: &Trial, who: &str) -> String {
    let email = format!("{who}@test.invalid");
    trial.house.desk().accounts().unwrap().into_iter().find(|one| one.email == email).unwrap().id
}

/// How many factors somebody has.
fn held(trial: &Trial, who: &str) -> usize {
    trial.house.desk().factors(&id(trial, who)).unwrap().len()
}

/// The bodies of the letters that told somebody of a change.
fn told(trial: &Trial, who: &str) -> Vec<String> {
    let all = trial.house.desk().letters(1_000).unwrap().into_iter().map(|letter| letter.draft);
    let own = all.filter(|draft| draft.recipient == format!("{who}@test.invalid"));
    own.filter(|draft| draft.subject == "How you sign in to Onpace has changed").map(|draft| draft.body).collect()
}

/// Adds an app for somebody, and shows a code of it where the session asks for one; the app's address.
fn with_app(trial: &Trial, who: &str) -> Option<String> {
    let (secret, address) = trial.house.desk().new_code_secret("app@test.invalid").unwrap();
    let Some(code) = code(&address, trial.house.now()) else {
        skipped(Missing::Program, "there is no python3 here to make a code");
        return None;
    };
    let form = [("secret", secret.as_str()), ("code", code.as_str()), ("name", "Phone")];
    let added = trial.post(who, "/account/code-app", &form);
    assert_eq!((added.status, added.to.as_str()), (303, "/account"), "{}", added.text);
    assert_eq!(trial.post(who, "/sign-in/code", &[("code", &code)]).status, 303);
    Some(address)
}

/// Case LNK-14.
#[test]
fn what_somebody_signs_in_with_is_changed_only_by_who_has_just_shown_it_and_they_hear_of_it() {
    let trial = Trial::new();
    let Some(address) = with_app(&trial, "reader") else { return };
    assert_eq!(trial.get("reader", "/account/code-app").status, 200, "a code was shown a moment ago");
    // Somebody sits down at the computer that was left.
    trial.wait(6);
    let confirm = |next: &str| format!("/account/confirm?next=%2Faccount{next}");
    assert_eq!(trial.get("reader", "/account/code-app").to, confirm("%2Fcode-app"));
    let (secret, own) = trial.house.desk().new_code_secret("thief@test.invalid").unwrap();
    let theirs = code(&own, trial.house.now()).unwrap();
    let form = [("secret", secret.as_str()), ("code", theirs.as_str()), ("name", "Thief")];
    assert_eq!(trial.post("reader", "/account/code-app", &form).to, confirm("%2Fcode-app"));
    assert_eq!(trial.post("reader", "/account/factor/remove", &[("factor", "1")]).to, confirm(""));
    let wrong = trial.post("reader", "/account/confirm", &[("code", &theirs), ("next", "/account")]);
    assert!(wrong.status == 422 && wrong.text.contains("each code works once"), "{}", wrong.text);
    assert_eq!(held(&trial, "reader"), 1);

    assert_eq!(trial.get("reader", "/account/confirm?next=/account").status, 200);
    let now = code(&address, trial.house.now()).unwrap();
    let shown = trial.post("reader", "/account/confirm", &[("code", &now), ("next", "/account")]);
    assert_eq!((shown.status, shown.to.as_str()), (303, "/account"), "{}", shown.text);
    assert_eq!(trial.post("reader", "/account/factor/remove", &[("factor", "1")]).to, "/account");
    assert_eq!(held(&trial, "reader"), 0);
    let letters = told(&trial, "reader");
    assert_eq!(letters.len(), 2, "{letters:?}");
    assert!(letters.iter().any(|body| body.contains("An app that makes security codes was added to your")));
    assert!(letters.iter().any(|body| body.contains("An app that makes security codes was removed from your")));
}

/// Case LNK-15.
#[test]
fn administrators_who_need_a_second_factor_set_one_up_before_anything_else() {
    let trial = Trial::new();
    assert_eq!(trial.get("admin", "/admin").status, 200, "nobody needs one before somebody says so");
    assert_eq!(trial.post("admin", "/admin/users/second-factor", &[("need", "yes")]).to, "/admin/users?saved=yes");
    let newest = trial.house.desk().administered(None).unwrap().remove(0);
    assert_eq!((newest.about.as_str(), newest.actor), ("installation", id(&trial, "admin")));
    for path in ["/admin", "/admin/users", "/admin/history", "/account"] {
        assert_eq!(trial.get("admin", path).to, "/account/second-factor", "{path}");
    }
    let accounts = trial.house.desk().accounts().unwrap().len();
    let form = [("name", "New"), ("email", "new@test.invalid")];
    assert_eq!(trial.post("admin", "/admin/users/new", &form).to, "/account/second-factor");
    assert_eq!(trial.house.desk().accounts().unwrap().len(), accounts);
    assert!(trial.get("admin", "/account/second-factor").text.contains("href=\"/account/code-app\""));
    assert_eq!(trial.get("manager", &format!("/p/{PLAN}")).status, 200, "others do not need one");

    if with_app(&trial, "admin").is_none() {
        return;
    }
    assert_eq!(trial.get("admin", "/admin").status, 200);
    // Somebody has lost their phone.
    with_app(&trial, "reader").unwrap();
    let reader = format!("/admin/users/{}", id(&trial, "reader"));
    assert!(trial.get("admin", &reader).text.contains("Remove their codes and passkeys"));
    assert_eq!(trial.post("admin", &format!("{reader}/second-factor/remove"), &[]).to, "/admin/users?saved=yes");
    assert_eq!((held(&trial, "reader"), told(&trial, "reader").len()), (0, 2));
    // Neither that nor the rule is for a session that was left open.
    with_app(&trial, "reader").unwrap();
    trial.wait(6);
    let removed = trial.post("admin", &format!("{reader}/second-factor/remove"), &[]);
    assert!(removed.to.starts_with("/account/confirm?next="), "{}", removed.to);
    assert_eq!(held(&trial, "reader"), 1);
    assert!(trial.post("admin", "/admin/users/second-factor", &[]).to.starts_with("/account/confirm?next="));
    assert!(trial.house.desk().administrators_need_factor().unwrap());
}

/// Case LNK-15, as whoever runs the service decides.
#[test]
fn a_service_that_demands_it_cannot_be_told_otherwise_on_a_page() {
    let mut trial = Trial::new();
    trial.house.settings.administrators_need_factor = true;
    assert_eq!(trial.get("admin", "/admin").to, "/account/second-factor");
    if with_app(&trial, "admin").is_none() {
        return;
    }
    let page = trial.get("admin", "/admin/users").text;
    assert!(page.contains("it cannot be changed here") && !page.contains("Save this rule"), "{page}");
}

/// Case AUD-08.
#[test]
fn refused_sign_ins_leave_a_line_each_so_many_an_hour_and_no_address() {
    let trial = Trial::new();
    let desk = trial.house.desk();
    let reader = id(&trial, "reader");
    let used = format!("/sign-in/{}", desk.make_link(&reader, NOW).unwrap());
    assert_eq!(trial.post("nobody", &used, &[]).status, 303);
    let lines = |about: &str| {
        let all = desk.administered(None).unwrap();
        let of = all.into_iter().filter(|one| one.about == about);
        of.filter(|one| one.changes[0].what == "sign-in refused").count()
    };
    for n in 0..30 {
        assert_eq!(trial.post("nobody", &used, &[]).status, 403);
        assert_eq!(trial.post("nobody", &format!("/sign-in/{}", secrets::new().unwrap()), &[]).status, 403, "{n}");
    }
    assert_eq!((lines(&reader), lines("unknown")), (10, 10));
    let page = trial.get("admin", "/admin/history").text;
    assert_eq!(page.matches("Sign-in refused: a link that no longer works").count(), 20, "{page}");
    assert!(!page.contains("@test.invalid"), "{page}");
    trial.wait(61);
    assert_eq!(trial.post("nobody", &used, &[]).status, 403);
    assert_eq!(lines(&reader), 11);
    assert!(desk.verify(None).unwrap().fault.is_none());
}
