//! Every address × every method × everybody: let in exactly as the table of roles says. Made from the
//! list of routes itself, so that a page that is added is asked for too.

use crate::matrix_house::{Browser, OTHER, PLAN, Reply, Rig};
use onpace_core::access::{Act, ROLES, Reach, Role, reach};
use onpace_web::route::{Method, Route};

/// What stands for the parts of an address; a part that is not here names nothing that there is.
const PARTS: [(&str, &str); 11] = [
    ("{plan}", PLAN),
    ("{code}", "1A"),
    ("{event}", "3"),
    ("{id}", "user-1"),
    ("{name}", "board"),
    ("{report}", "board"),
    ("{rules}", "policy"),
    ("{medium}", "html"),
    ("{round}", "2022-07"),
    ("{pack}", "1"),
    ("{figure}", "actions"),
];

/// Pages that are over once somebody may sign in: not there for anybody.
const OVER: [&str; 1] = ["/setup"];

/// The address of a route, and whether every part of it names something.
fn address(route: &Route) -> (String, bool) {
    let filled = PARTS.iter().fold(route.path.to_owned(), |path, (part, value)| path.replace(part, value));
    let mut made = String::new();
    let mut rest = filled.as_str();
    let mut is_whole = true;
    while let Some((before, after)) = rest.split_once('{') {
        made.push_str(before);
        made.push_str("nothing");
        is_whole = false;
        rest = after.split_once('}').unwrap().1;
    }
    // The id of a user is no id of a person, of an import, of an upload.
    // Nothing is public before a pack is published.
    is_whole &= !route.public;
    is_whole &= !route.path.contains("{id}") || route.path.starts_with("/admin/users/");
    (made + rest, is_whole)
}

/// The roles of somebody: in the plan asked for, and anywhere.
#[derive(Default)]
struct Roles {
    here: Vec<Role>,
    anywhere: Vec<Role>,
}

/// Everybody: what they are called, their browser, their roles.
fn everybody(rig: &Rig) -> Vec<(String, Browser, Option<Roles>)> {
    let mut all = vec![("nobody".to_owned(), Browser::default(), None)];
    all.push(("somebody without a role".to_owned(), rig.signed_in("none@here.invalid"), Some(Roles::default())));
    for role in ROLES {
        all.push((
            format!("{} here", role.word()),
            rig.as_role(role),
            Some(Roles { here: vec![role], anywhere: vec![role] }),
        ));
        if !role.is_of_the_house() {
            let browser = rig.signed_in(&format!("{}@other.invalid", role.word()));
            all.push((
                format!("{} of another plan", role.word()),
                browser,
                Some(Roles { here: Vec::new(), anywhere: vec![role] }),
            ));
        }
    }
    all
}

/// How far they reach, as the table says.
fn reach_of(roles: Option<&Roles>, act: Act) -> Reach {
    match (act, roles) {
        (Act::Anything, _) | (Act::BeSignedIn, Some(_)) => Reach::All,
        (_, None) => Reach::Nothing,
        (Act::BeginPlan, Some(roles)) => reach(&roles.anywhere, act),
        (_, Some(roles)) => reach(&roles.here, act),
    }
}

/// Whether a page is only for who came by the link of a letter, whatever their roles.
fn is_by_link(route: &onpace_web::route::Route) -> bool {
    route.path.starts_with("/my/updates")
}

fn is_to_sign_in(reply: &Reply) -> bool {
    reply.status == 303 && reply.head("location").starts_with("/sign-in?next=")
}

#[test]
fn every_page_is_seen_by_exactly_those_whom_the_table_of_roles_names() {
    // In an area that is alone, and in one that has another beside it.
    for rig in [Rig::with_pack(), Rig::with_pack_beside()] {
        pages_are_seen_as_the_table_says(&rig);
    }
}

fn pages_are_seen_as_the_table_says(rig: &Rig) {
    let mut asked = 0;
    for route in onpace_web::routes().filter(|route| route.method == Method::Get) {
        let (path, is_whole) = address(route);
        for (who, mut browser, roles) in everybody(rig) {
            let reply = browser.get(rig, &path);
            asked += 1;
            let told = format!("GET {} for {who}: {}", route.path, reply.status);
            assert!(reply.status < 500, "{told}");
            match reach_of(roles.as_ref(), route.act) {
                Reach::Nothing if roles.is_none() => assert!(is_to_sign_in(&reply), "{told}"),
                Reach::Nothing => assert_eq!(reply.status, 404, "{told}"),
                Reach::All if is_by_link(route) => assert_eq!(reply.status, 403, "{told}"),
                Reach::All if is_whole && !OVER.contains(&route.path) => {
                    assert!(!matches!(reply.status, 401 | 403 | 404) && !is_to_sign_in(&reply), "{told}");
                }
                // Of their own rows only, or of something that is not there: the page says so itself.
                Reach::Own | Reach::All => assert!(!is_to_sign_in(&reply), "{told}"),
            }
        }
    }
    assert!(asked > 300, "only {asked}");
}

#[test]
fn every_form_is_taken_from_exactly_those_whom_the_table_of_roles_names_and_never_without_its_token() {
    for make in [Rig::with_pack, Rig::with_pack_beside] {
        forms_are_taken_as_the_table_says(make);
    }
}

fn forms_are_taken_as_the_table_says(make: fn() -> Rig) {
    for route in onpace_web::routes().filter(|route| route.method == Method::Post) {
        let rig = make();
        let (path, is_whole) = address(route);
        for (who, mut browser, roles) in everybody(&rig) {
            if roles.is_none() {
                // Whoever sends a form has the secret of a browser, from the page it stood on.
                browser.get(&rig, "/sign-in");
            }
            let told = |reply: &Reply| format!("POST {} for {who}: {}", route.path, reply.status);
            let forged = browser.clone().post_with(&rig, &path, &[], "token=&a=b");
            // Who is not signed in is asked to sign in, whatever their form carries; it is not taken either way.
            let refused = if roles.is_none() && route.act != Act::Anything { 401 } else { 403 };
            assert_eq!(forged.status, refused, "without its token: {}", told(&forged));
            let reply = browser.post(&rig, &path, "");
            assert!(reply.status < 500, "{}", told(&reply));
            match reach_of(roles.as_ref(), route.act) {
                Reach::Nothing if roles.is_none() => assert_eq!(reply.status, 401, "{}", told(&reply)),
                Reach::Nothing => assert_eq!(reply.status, 404, "{}", told(&reply)),
                Reach::All if is_by_link(route) => assert_eq!(reply.status, 403, "{}", told(&reply)),
                Reach::All if is_whole && !OVER.contains(&route.path) => {
                    assert!(!matches!(reply.status, 401 | 404), "{}", told(&reply));
                }
                Reach::Own | Reach::All => assert_ne!(reply.status, 401, "{}", told(&reply)),
            }
        }
    }
}

#[test]
fn no_other_method_does_anything_at_any_address() {
    let rig = Rig::start();
    let mut paths: Vec<_> = onpace_web::routes().map(|route| address(route).0).collect();
    paths.sort();
    paths.dedup();
    let mut manager = rig.as_role(onpace_core::access::Role::Manager);
    let before = rig.house.desk().checkpoint().unwrap();
    for path in paths {
        for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
            let cookies = format!("__Host-session={}", manager.cookies["__Host-session"]);
            let reply = rig.send(method, &path, &[("Cookie", &cookies)], "");
            assert!(matches!(reply.status, 404 | 405), "{method} {path}: {}", reply.status);
        }
    }
    assert_eq!(rig.house.desk().checkpoint().unwrap(), before);
    assert_eq!(manager.get(&rig, "/account").status, 200);
}

/// What differs from answer to answer whatever is asked: the date.
fn same_words(reply: &Reply) -> (u16, Vec<(String, String)>, String) {
    let heads = reply.heads.iter().filter(|(name, _)| name != "date").cloned().collect();
    (reply.status, heads, reply.body.clone())
}

#[test]
fn a_plan_that_somebody_may_not_see_is_byte_for_byte_like_one_that_there_is_not() {
    for rig in [Rig::with_pack(), Rig::with_pack_beside()] {
        plans_that_are_not_theirs_are_as_if_not_there(&rig);
    }
}

fn plans_that_are_not_theirs_are_as_if_not_there(rig: &Rig) {
    for route in onpace_web::routes().filter(|route| route.path.contains("{plan}")) {
        for email in ["manager@other.invalid", "none@here.invalid", "admin@here.invalid", "reader@other.invalid"] {
            let browser = rig.signed_in(email);
            let ask = |plan: &str| -> Vec<_> {
                let path = address(route).0.replace(PLAN, plan);
                let queries = ["", "?as_at=2022-05-22", "?q=EHCP&sort=finish&page=2"];
                let each = queries.map(|query| {
                    let mut browser = browser.clone();
                    let reply = match route.method {
                        Method::Get => browser.get(rig, &format!("{path}{query}")),
                        Method::Post => browser.post(rig, &format!("{path}{query}"), "code=1A&reason=x"),
                    };
                    assert_eq!(reply.status, 404, "{path} for {email}");
                    same_words(&reply)
                });
                each.into()
            };
            assert!(ask(PLAN) == ask("nowhere"), "{} tells {email} that there is such a plan", route.path);
        }
    }
}

/// Case ACL-02, for what is kept as a file, and for what a cache would ask: no answer has a tag, so that none
/// tells that something is still as it was.
#[test]
fn no_download_search_or_question_of_a_cache_tells_of_a_plan_that_somebody_may_not_see() {
    let rig = Rig::start();
    let mut paths = vec!["actions?q=EHCP".to_owned(), "history?row=1A".to_owned(), "history/3/proof".to_owned()];
    for (report, _) in onpace_office::reports::list() {
        paths.push(format!("reports/{report}"));
        paths.extend(
            onpace_office::reports::media().map(|(medium, _)| format!("reports/{report}/{medium}?as_at=2022-05-22")),
        );
    }
    assert!(paths.len() > 20, "{paths:?}");
    let heads =
        [("If-None-Match", "*"), ("If-Modified-Since", "Mon, 13 Jun 2022 09:00:00 GMT"), ("Range", "bytes=0-9")];
    for email in ["manager@other.invalid", "none@here.invalid", "admin@here.invalid"] {
        let browser = rig.signed_in(email);
        let cookies = format!("__Host-session={}; __Host-browser=0", browser.cookies["__Host-session"]);
        let all = [&[("Cookie", cookies.as_str())][..], &heads].concat();
        for path in &paths {
            let ask = |plan: &str| {
                let reply = rig.send("GET", &format!("/p/{plan}/{path}"), &all, "");
                assert_eq!((reply.status, reply.head("etag"), reply.head("last-modified")), (404, "", ""), "{path}");
                same_words(&reply)
            };
            assert!(ask(PLAN) == ask("nowhere"), "{path} tells {email} that there is such a plan");
        }
    }
    // Whoever may see it is answered in full each time, never "as it was".
    let manager = rig.as_role(onpace_core::access::Role::Manager);
    let cookies = format!("__Host-session={}", manager.cookies["__Host-session"]);
    for path in ["", "/actions", "/reports/board/csv", "/reports/board/html"] {
        let all = [&[("Cookie", cookies.as_str())][..], &heads].concat();
        let reply = rig.send("GET", &format!("/p/{PLAN}{path}"), &all, "");
        assert_eq!((reply.status, reply.head("etag"), reply.head("last-modified")), (200, "", ""), "{path}");
    }
}

#[test]
fn whoever_is_in_one_plan_finds_no_word_of_another() {
    let rig = Rig::start();
    let mut browser = rig.signed_in("manager@other.invalid");
    for path in
        ["/", "/account", "/help", "/p/elsewhere", "/p/elsewhere/actions?q=torbay", "/p/elsewhere/history?row=1A"]
    {
        let reply = browser.get(&rig, path);
        assert_eq!(reply.status, 200, "{path}");
        assert!(!reply.body.contains(&format!("/p/{PLAN}")), "{path} has a link into another plan");
    }
    assert!(browser.get(&rig, "/").body.contains(&format!("/p/{OTHER}")));
}

#[test]
fn an_address_that_is_not_listed_is_not_there_for_the_mightiest() {
    let rig = Rig::start();
    let mut admin = rig.as_role(onpace_core::access::Role::Admin);
    for path in ["/admin/secrets", "/admin/users/user-99", "/p", "/debug", "/.git/config", "/api/v1/plans"] {
        assert_eq!(admin.get(&rig, path).status, 404, "{path}");
    }
}
