//! Long lists: a hundred on a page, every one of them on some page, and all on one where somebody asks.

use crate::town::{NOW, PLAN, Town};
use onpace_core::access::Role;
use onpace_office::{Desk, Seat};
use onpace_web::House;

/// A plan of so many actions, by its manager.
fn town(actions: usize) -> Town {
    let draft = onpace_office::plans::read_bytes(onpace_testkit::plans::csv(actions).as_bytes(), "plan.csv").unwrap();
    let officer = draft.plan.officer_names().into_iter().next().unwrap().to_owned();
    let import = |desk: &Desk, seat: &Seat| {
        desk.import(PLAN, &draft, None, None, House::day_of(NOW), seat).unwrap();
    };
    Town::holding(import, &officer)
}

fn rows(body: &str) -> usize {
    body.matches("<th class=\"govuk-table__header word\" scope=\"row\"").count()
}

#[test]
fn a_long_list_is_on_pages_and_each_leads_to_the_next_and_to_all() {
    let town = town(260);
    let look = |query: &str| {
        let page = town.look(Role::Manager, &format!("/p/{PLAN}/actions{query}"));
        assert_eq!(page.status, 200);
        page.body
    };
    let all = rows(&look("?page=all"));
    assert!(all > 200, "{all}");
    assert!(!look("?page=all").contains("Next page"));
    let (first, third) = (look(""), look("?page=3"));
    assert_eq!(rows(&first), 100);
    assert_eq!(rows(&first) + rows(&look("?page=2")) + rows(&third), all);
    assert!(first.contains(&format!("This page shows 1 to 100 of {all}.")) && first.contains("Next page"));
    assert!(!first.contains("Previous page") && third.contains("Previous page") && !third.contains("Next page"));
    assert_eq!(rows(&look("?page=99")), 100, "what is not there is the first page");
    // Another order begins on its first page, and a filter stays on every page.
    let sorted = look("?page=2&status=red&sort=finish");
    assert!(!sorted.contains("sort=start&amp;page") && !sorted.contains("page=2&amp;sort=start"), "{sorted}");
    let csv = town.look(Role::Manager, &format!("/p/{PLAN}/actions.csv"));
    assert_eq!(csv.body.lines().count(), all + 1, "the file has all of them");
}

#[test]
fn a_short_list_says_nothing_of_pages() {
    let body = town(40).look(Role::Manager, &format!("/p/{PLAN}/actions")).body;
    assert!(!body.contains("This page shows") && !body.contains("govuk-pagination"));
}

#[test]
fn much_that_one_check_found_is_told_in_part_and_whole_on_a_page_of_its_own() {
    let town = town(260);
    let look = |query: &str| town.look(Role::Manager, &format!("/p/{PLAN}/findings{query}")).body;
    let all = look("");
    let (_, rest) = all.split_once("?rule=").expect("some check found more than is listed");
    let rule = rest.split('"').next().unwrap();
    let (_, count) = rest.split_once("Show all ").unwrap();
    let count: usize = count.split('<').next().unwrap().trim().parse().unwrap();
    assert!(count > 20, "{count}");
    let one = look(&format!("?rule={rule}&page=all"));
    let items = one.split_once("govuk-list--bullet").unwrap().1.split_once("</ul>").unwrap().0;
    assert_eq!(items.matches("<li>").count(), count);
    assert!(look("?rule=nonsense").contains("This check found nothing."));
}
