//! The end of a session, while somebody still has a form open.

use crate::matrix_house::{PLAN, Rig};
use onpace_core::access::Role;

const MINUTE: i64 = 60_000_000;

/// Case ACC-10, by the clock of the service.
#[test]
fn a_form_that_comes_after_the_end_is_shown_and_offered_again_but_never_one_of_another_site() {
    let rig = Rig::start();
    let mut browser = rig.as_role(Role::Manager);
    let path = format!("/p/{PLAN}/actions/1A/update");
    assert_eq!(browser.get(&rig, &path).status, 200);
    rig.pass(121 * MINUTE);
    let reply = browser.post(&rig, &path, "note=Words+that+are+kept&percent=12");
    assert_eq!(reply.status, 401);
    assert!(reply.body.contains("Words that are kept") && reply.body.contains("Send it again"), "{}", reply.body);
    let forged = browser.post_with(&rig, &path, &[("Sec-Fetch-Site", "cross-site")], "token=&note=Words+of+others");
    assert_eq!(forged.status, 403);
    assert!(!forged.body.contains("Send it again"), "{}", forged.body);
}

#[test]
fn twelve_hours_are_the_end_and_a_page_opened_shortly_before_says_so_without_scripts() {
    let rig = Rig::start();
    let mut browser = rig.as_role(Role::Reader);
    let told = "<p class=\"govuk-body\">You are about to be signed out";
    for _ in 0..6 {
        rig.pass(115 * MINUTE);
        let page = browser.get(&rig, "/account");
        assert!(page.body.contains("data-ends-in=") && !page.body.contains(told), "{}", page.body);
    }
    rig.pass(25 * MINUTE);
    let page = browser.get(&rig, "/account").body;
    assert!(page.contains("data-ends-in=\"300\"") && page.contains(told), "{page}");
    assert!(browser.get(&rig, "/account/stay").body.contains("12 hours are over"), "staying is not for ever");
    rig.pass(6 * MINUTE);
    assert_eq!(browser.get(&rig, "/account").status, 303, "and then it has ended");
}
