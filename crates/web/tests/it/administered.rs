//! What administrators do is history too: by id, with what it was and became, in the same tree.

use crate::matrix_house::{PLAN, Rig};
use onpace_core::access::Role;

/// Case AUD-05, for what is of no plan.
#[test]
fn a_changed_role_tells_who_when_how_and_why_without_names() {
    let rig = Rig::start();
    let mut admin = rig.as_role(Role::Admin);
    let reader = rig.account_id("reader@here.invalid");
    let before = rig.house.desk().administered(None).unwrap().len();
    let form = format!(
        "name=Rita+Renamed&email=reader%40here.invalid&role=reader/{PLAN}&role=auditor/{PLAN}&reason=Took+over+from+Ann"
    );
    assert_eq!(admin.post(&rig, &format!("/admin/users/{reader}"), &form).status, 303);
    let all = rig.house.desk().administered(None).unwrap();
    assert_eq!(all.len(), before + 1, "one event");
    let newest = &all[0];
    assert_eq!(newest.about, reader);
    assert_eq!(newest.actor, rig.account_id("admin@here.invalid"));
    assert_eq!(newest.reason.as_deref(), Some("Took over from Ann"));
    let told: Vec<_> =
        newest.changes.iter().map(|one| (one.what.as_str(), one.before.as_str(), one.after.as_str())).collect();
    let roles = (format!("reader/{PLAN}"), format!("auditor/{PLAN} reader/{PLAN}"));
    assert_eq!(told, [("roles", roles.0.as_str(), roles.1.as_str()), ("name", "one", "another")]);
    // The same form again changes nothing, and that is no event.
    assert_eq!(admin.post(&rig, &format!("/admin/users/{reader}"), &form).status, 303);
    assert_eq!(rig.house.desk().administered(None).unwrap().len(), before + 1);
    let page = admin.get(&rig, "/admin/history").body;
    assert!(
        page.contains(&format!("Roles: from Board member of {PLAN} to Auditor of {PLAN}, Board member of {PLAN}")),
        "{page}"
    );

    // The auditor of the plan sees its roles, and nothing of other plans or of the installation.
    let mut auditor = rig.as_role(Role::Auditor);
    let access = auditor.get(&rig, &format!("/p/{PLAN}/history/access")).body;
    assert!(access.contains("Took over from Ann") && !access.contains("Administrator"), "{access}");
    for role in [Role::Officer, Role::Reader, Role::Member, Role::Carer, Role::Admin] {
        let page = rig.as_role(role).get(&rig, &format!("/p/{PLAN}/history/access"));
        // The one who is now an auditor too may.
        assert_eq!(page.status, if role == Role::Reader { 200 } else { 404 }, "{role:?}");
    }
    // It is sealed with everything else, and no list of plans shows the stream.
    assert!(rig.house.desk().verify(None).unwrap().fault.is_none());
    assert!(rig.house.desk().plans().unwrap().iter().all(|head| !head.name.starts_with('@')));
    assert_eq!(admin.get(&rig, "/p/@house").status, 404);
}
