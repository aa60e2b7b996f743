//! A form on its way in: who sends it, asked before any of it is read; how long it may take, how large it may be, how
//! much is held at once of all forms and of those of one sender.
//!
//! **Not here.** What a form means.

use crate::connections::{Caller, OnItsWay};
use crate::cookies;
use crate::entrance::Held;
use crate::failure::Failure;
use crate::fields::{Fields, SentFile};
use crate::house::House;
use crate::route::Route;
use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::{HeaderMap, header};
use onpace_core::access::Act;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// A form is at most so large, in bytes.
const LARGEST_FORM: usize = 1_000_000;
/// A form with files: 20 MB and what goes around them.
const LARGEST_UPLOAD: usize = 20 * 1024 * 1024 + 100_000;
/// A form of somebody who is not signed in: enough for a page of words.
const LARGEST_OF_STRANGER: usize = 32 * 1024;
/// So much of a form that is too large is read and dropped, for a browser shows no answer before it has sent all.
const LARGEST_DROPPED: usize = 100 * 1024 * 1024;
/// The same, of somebody who is not signed in.
const LARGEST_DROPPED_OF_STRANGER: usize = 4 * 1024 * 1024;
/// How long a form may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);
/// A form that has arrived.
#[derive(Default)]
pub(crate) struct Form {
    /// Its fields.
    pub(crate) fields: Fields,
    /// Its files.
    pub(crate) files: Vec<SentFile>,
    /// The room that it takes, until it is answered.
    _held: Option<Held>,
}

/// Reads a form. One that is not in a form's syntax has no fields, and so not the token that it needs.
pub(crate) async fn form(
    house: &Arc<House>,
    route: &Route,
    headers: &HeaderMap,
    place: &str,
    caller: Option<&Arc<Caller>>,
    body: Body,
) -> Result<Form, Failure> {
    let sender = sender(house, headers, place).await?;
    let most = sender.most(route)?;
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > most.dropped) {
        return Err(sender.too_large(route));
    }
    let mut held = Held::begin(&house.entrance, sender.counted.clone()).ok_or(Failure::Busy)?;
    let way = caller.map(OnItsWay::begin);
    let bytes = tokio::time::timeout(PATIENCE, all_of(body, &most, &mut held, way.as_ref())).await;
    drop(way);
    held.arrived();
    let Some(bytes) = bytes.map_err(|_| Failure::Late)?? else { return Err(sender.too_large(route)) };
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (fields, files) = if kind.starts_with("multipart/form-data") {
        parts(headers, bytes).await.unwrap_or_default()
    } else {
        (Fields::parse(&bytes), Vec::new())
    };
    Ok(Form { fields, files, _held: Some(held) })
}

/// Who sends a form.
struct Sender {
    /// By what they are counted: their account, the link that they answer by, else the place that they are at.
    counted: String,
    is_known: bool,
    /// Whether this browser was here before: a session can end while somebody types.
    was_here: bool,
}

/// How much of a form is read.
struct Most {
    /// So much of it is held.
    held: usize,
    /// So much of it is read to the end where it is more than that.
    dropped: usize,
}

/// Asks who sends.
async fn sender(house: &Arc<House>, headers: &HeaderMap, place: &str) -> Result<Sender, Failure> {
    let all = headers.get(header::COOKIE).and_then(|all| all.to_str().ok()).unwrap_or_default();
    let of = |name| cookies::find(all, name, house.area()).unwrap_or_default().to_owned();
    let (session, answering) = (of(cookies::SESSION), of(cookies::ANSWERING));
    let was_here = !session.is_empty() || !answering.is_empty() || !of(cookies::BROWSER).is_empty();
    let asked = Arc::clone(house);
    let found = tokio::task::spawn_blocking(move || asked.desk().sender(&session, &answering, asked.now()));
    let known = found.await.unwrap_or(Ok(None))?;
    let is_known = known.is_some();
    // Who has the same number in another area is somebody else.
    let counted = known.map_or_else(|| format!("place {place}"), |known| format!("{} {known}", house.area()));
    Ok(Sender { counted, is_known, was_here })
}

impl Sender {
    /// How much of their form is read; none of one that they could not send anyway.
    fn most(&self, route: &Route) -> Result<Most, Failure> {
        if self.is_known {
            let held = if route.files { LARGEST_UPLOAD } else { LARGEST_FORM };
            return Ok(Most { held, dropped: LARGEST_DROPPED });
        }
        match (route.files, self.was_here) {
            // The file is lost, but its sender is told so.
            (true, true) => Ok(Most { held: 0, dropped: LARGEST_DROPPED }),
            // What was typed while a session ended is given back.
            (false, is_given_back) if is_given_back || route.act == Act::Anything => {
                Ok(Most { held: LARGEST_OF_STRANGER, dropped: LARGEST_DROPPED_OF_STRANGER })
            }
            _ => Err(Failure::SignIn),
        }
    }

    const fn too_large(&self, route: &Route) -> Failure {
        match (self.is_known, route.files) {
            (false, true) => Failure::SignIn,
            (true, true) => Failure::TooLarge,
            (_, false) => Failure::TooLong,
        }
    }
}

/// The bytes of a body; none where they are too many.
async fn all_of(
    mut body: Body,
    most: &Most,
    held: &mut Held,
    way: Option<&OnItsWay>,
) -> Result<Option<Bytes>, Failure> {
    let (mut bytes, mut seen) = (Vec::new(), 0usize);
    while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        // A connection that broke off; what came of it counts for nothing.
        let Ok(frame) = frame else { return Ok(Some(Bytes::new())) };
        let Ok(data) = frame.into_data() else { continue };
        if let Some(way) = way {
            way.came(data.len());
        }
        seen = seen.saturating_add(data.len());
        if seen > most.dropped {
            break;
        }
        if seen > most.held {
            bytes = Vec::new();
            held.let_go();
            continue;
        }
        held.take(data.len()).ok_or(Failure::Busy)?;
        bytes.extend_from_slice(&data);
    }
    Ok((seen <= most.held).then(|| bytes.into()))
}

/// The fields and files of a form that has files.
async fn parts(headers: &HeaderMap, bytes: Bytes) -> Option<(Fields, Vec<SentFile>)> {
    let mut again = Request::new(Body::from(bytes));
    *again.headers_mut() = headers.clone();
    // It was limited above, by what the page takes.
    axum::extract::DefaultBodyLimit::disable().apply(&mut again);
    let mut multipart = Multipart::from_request(again, &()).await.ok()?;
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = multipart.next_field().await.ok()? {
        let field = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(name) => files.push(SentFile { field, name, bytes: part.bytes().await.ok()?.to_vec() }),
            None => fields.push((field, part.text().await.ok()?)),
        }
    }
    Some((Fields(fields), files))
}
