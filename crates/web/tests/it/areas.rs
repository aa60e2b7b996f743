//! Two areas in one installation see nothing of each other, whatever is asked and by whomever.

use crate::matrix_house::{Browser, PLAN, Reply, Rig};
use onpace_core::access::{ROLES, Role};
use onpace_web::route::Method;

/// The same answer but for its date.
fn told(reply: &Reply) -> (u16, Vec<(String, String)>, String) {
    let heads = reply.heads.iter().filter(|(name, _)| !matches!(name.as_str(), "date" | "set-cookie"));
    (reply.status, heads.cloned().collect(), reply.body.clone())
}

/// The cookies of somebody of the first area, as that area knows them and as if they were the other's.
fn of_the_first(rig: &Rig, email: &str) -> Browser {
    let first = rig.neighbour.as_ref().unwrap();
    let account = first.desk().accounts().unwrap().into_iter().find(|account| account.email == email).unwrap();
    let session = first.desk().begin_session(&account.id, rig.now()).unwrap();
    let mut browser = Browser::default();
    for name in ["__Host-session", "__Host-session-devon"] {
        browser.cookies.insert(name.to_owned(), session.clone());
    }
    for name in ["__Host-browser", "__Host-browser-devon"] {
        browser.cookies.insert(name.to_owned(), "0".repeat(64));
    }
    browser
}

#[test]
fn the_mightiest_of_one_area_are_nobody_in_the_other_at_every_address() {
    let rig = Rig::with_pack_beside();
    for role in ROLES {
        let email = format!("{}@here.invalid", role.word());
        // Their own session ends with nothing, so a stranger who is signed in there is told the same as one who is not.
        for route in onpace_web::routes() {
            let path = ["{plan}", "{name}"].iter().fold(route.path.to_owned(), |path, part| path.replace(part, PLAN));
            let path = path.replace(['{', '}'], "");
            let (mut theirs, mut nobody) = (of_the_first(&rig, &email), Browser::default());
            nobody.cookies.insert("__Host-browser-devon".to_owned(), "0".repeat(64));
            let [theirs, nobody] = [&mut theirs, &mut nobody].map(|browser| match route.method {
                Method::Get => browser.get(&rig, &path),
                // Their session is none here, so their forms are those of a browser that nobody is signed in with.
                Method::Post => {
                    let token = onpace_office::secrets::derived(&"0".repeat(64), "form");
                    browser.post_with(&rig, &path, &[], &format!("token={token}&reason=x"))
                }
            });
            assert_ne!(theirs.status, 500, "{path}");
            assert!(told(&theirs) == told(&nobody), "{} of another area at {path}: {}", role.word(), theirs.status);
        }
    }
}

#[test]
fn what_one_area_saves_is_in_its_own_history_alone_and_its_pages_lead_nowhere_else() {
    let rig = Rig::with_pack_beside();
    let (own, first) = (rig.house.desk(), rig.neighbour.as_ref().unwrap().desk());
    let (before, own_before) = (first.checkpoint().unwrap(), own.checkpoint().unwrap());
    assert_ne!(before.origin, own_before.origin, "a tree an area");
    let mut manager = rig.as_role(Role::Manager);
    let form = manager.get(&rig, &format!("/p/{PLAN}/actions/1A/update"));
    let seen = form.body.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let saved = manager.post(
        &rig,
        &format!("/p/{PLAN}/actions/1A/update"),
        &format!("seen={seen}&percent=41&on=2022-06-10&note=Only+here"),
    );
    assert_eq!(
        (saved.status, saved.head("location").starts_with(&format!("/p/{PLAN}/"))),
        (303, true),
        "{}",
        saved.body
    );
    assert_eq!(first.checkpoint().unwrap(), before);
    assert_eq!(own.checkpoint().unwrap().size, own_before.size + 1);
    for path in ["/", "/p/torbay", "/p/torbay/actions/1A", "/p/torbay/rounds/2022-07", "/account", "/help", "/cookies"]
    {
        let page = manager.get(&rig, path);
        assert_eq!(page.status, 200, "{path}");
        for attribute in [" href=\"", " action=\"", " src=\"", " formaction=\""] {
            for address in page.body.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                let leads_out =
                    address.starts_with('/') && !address.starts_with("/a/devon") && !address.starts_with("/assets/");
                assert!(!leads_out, "{path} leads to {address}");
            }
        }
    }
}

#[test]
fn the_first_areas_addresses_stay_and_an_area_that_is_not_there_is_like_any_address_that_is_not() {
    let rig = Rig::start_beside();
    let mut first = of_the_first(&rig, "manager@here.invalid");
    let cookies = format!("__Host-session={}", first.cookies["__Host-session"]);
    assert_eq!(rig.send("GET", &format!("/p/{PLAN}"), &[("Cookie", &cookies)], "").status, 200);
    for none in ["/a/nowhere/p/torbay", "/a/1/p/torbay", "/a", "/a/devon/nowhere", "/a/../p"] {
        assert_eq!(rig.send("GET", none, &[("Cookie", &cookies)], "").status, 404, "{none}");
    }
    assert_eq!(first.get(&rig, "/sign-in").status, 200);
    for path in ["/a/devon", "/a/devon/"] {
        let front = rig.send("GET", path, &[], "");
        assert!(
            matches!(front.status, 200 | 303) && front.head("location").starts_with("/a/devon"),
            "{path}: {front:?}"
        );
    }
}
