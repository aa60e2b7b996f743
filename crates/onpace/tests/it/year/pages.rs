//! Reading what the service prints: pages, and values in JSON.

use super::book::Value;
use crate::service::Reply;
use serde_json::Value as Json;

pub(crate) fn body(reply: &Reply) -> String {
    reply.text.split_once("\r\n\r\n").unwrap().1.to_owned()
}

/// Whether a printed value is the counted one; percentages are printed to a tenth.
pub(crate) fn is(printed: &Json, value: Value) -> bool {
    match value {
        Value::Count(count) => printed.as_u64() == u64::try_from(count).ok(),
        Value::Percent(percent) => printed.as_f64().is_some_and(|printed| (printed - percent).abs() < 0.050_001),
    }
}

/// The words of a page, without marks.
pub(crate) fn plain(page: &str) -> String {
    let mut text = String::new();
    let mut is_mark = false;
    for c in page.chars() {
        match c {
            '<' => is_mark = true,
            '>' => is_mark = false,
            c if !is_mark => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".")
}

/// The name of the fields about an action.
pub(crate) fn name_of(page: &str, code: &str) -> String {
    let at = page.find(&format!("<h2 class=\"govuk-fieldset__heading\">{code} "));
    let at = at.unwrap_or_else(|| panic!("no {code}: {page}"));
    let id = page[..at].rfind("aria-describedby=\"about-").unwrap();
    page[id + 24..].split('"').next().unwrap().to_owned()
}
