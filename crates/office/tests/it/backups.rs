//! A backup in the folder of backups is of this installation, or is refused with whose it is.

use onpace_core::instant::Instant;
use onpace_office::Desk;
use onpace_office::Seat;
use onpace_office::problem::Kind;

#[test]
fn a_backup_of_another_installation_among_ours_is_not_sound() {
    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (desk, other) = (Desk::to_begin(ours.path()).unwrap(), Desk::to_begin(theirs.path()).unwrap());
    let (own, taken) =
        desk.back_up(None, &Seat::machine(Instant::from_micros(1_655_000_000_000_000)), &mut |_, _| {}).unwrap();
    let foreign = own.with_file_name("foreign.db");
    let (_, their) = other
        .back_up(Some(&foreign), &Seat::machine(Instant::from_micros(1_655_000_000_000_001)), &mut |_, _| {})
        .unwrap();
    let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(desk.verify_backup(&name(&own), &Seat::machine(Instant::from_micros(1))).unwrap(), taken);
    let refused = desk.verify_backup(&name(&foreign), &Seat::machine(Instant::from_micros(1))).unwrap_err();
    assert_eq!(refused.kind, Kind::NotAccepted, "{refused}");
    let told = serde_json::to_string(refused.refusal().unwrap()).unwrap();
    for id in [&taken.origin, &their.origin] {
        assert!(told.contains(id.as_str()), "{told}");
    }
    assert!(!told.contains("--"), "a page has no options: {told}");
}
