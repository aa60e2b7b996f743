//! A form on its way in: how long it may take, how large it may be, how much of all forms is held at once.
//!
//! **Not here.** What a form means.

use crate::failure::Failure;
use crate::fields::{Fields, Upload};
use crate::route::Route;
use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::{HeaderMap, header};
use std::pin::Pin;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// A form is at most so large, in bytes.
const LARGEST_FORM: usize = 1_000_000;
/// A form with files: 20 MB and what goes around them.
const LARGEST_UPLOAD: usize = 20 * 1024 * 1024 + 100_000;
/// So much of a form that is too large is read and dropped, for a browser shows no answer before it has sent all.
const LARGEST_DROPPED: usize = 100 * 1024 * 1024;
/// How long a form may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);
/// So many bytes of forms are held at once, by all who send them.
static ROOM: Semaphore = Semaphore::const_new(128 * 1024 * 1024);

/// A form that has arrived.
#[derive(Default)]
pub(crate) struct Form {
    /// Its fields.
    pub(crate) fields: Fields,
    /// Its files.
    pub(crate) files: Vec<Upload>,
    /// The room that it takes, until it is answered.
    _room: Option<SemaphorePermit<'static>>,
}

/// Reads a form. One that is not in a form's syntax has no fields, and so not the token that it needs.
pub(crate) async fn form(route: &Route, headers: &HeaderMap, body: Body) -> Result<Form, Failure> {
    let most = if route.files { LARGEST_UPLOAD } else { LARGEST_FORM };
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST_DROPPED) {
        return Err(Failure::TooLarge);
    }
    let (bytes, room) = tokio::time::timeout(PATIENCE, all_of(body, most)).await.map_err(|_| Failure::Late)??;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (fields, files) = if kind.starts_with("multipart/form-data") {
        parts(headers, bytes).await.unwrap_or_default()
    } else {
        (Fields::parse(&bytes), Vec::new())
    };
    Ok(Form { fields, files, _room: room })
}

/// The bytes of a body, and the room that they take.
async fn all_of(mut body: Body, most: usize) -> Result<(Bytes, Option<SemaphorePermit<'static>>), Failure> {
    let (mut bytes, mut held) = (Vec::new(), None::<SemaphorePermit<'static>>);
    let mut seen = 0usize;
    while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        // A connection that broke off; what came of it counts for nothing.
        let Ok(frame) = frame else { return Ok((Bytes::new(), None)) };
        let Ok(data) = frame.into_data() else { continue };
        seen = seen.saturating_add(data.len());
        if seen > LARGEST_DROPPED {
            break;
        }
        if seen > most {
            (bytes, held) = (Vec::new(), None);
            continue;
        }
        let more = u32::try_from(data.len()).ok().and_then(|length| ROOM.try_acquire_many(length).ok());
        let more = more.ok_or(Failure::Busy)?;
        match &mut held {
            Some(held) => held.merge(more),
            None => held = Some(more),
        }
        bytes.extend_from_slice(&data);
    }
    if seen > most { Err(Failure::TooLarge) } else { Ok((bytes.into(), held)) }
}

/// The fields and files of a form that has files.
async fn parts(headers: &HeaderMap, bytes: Bytes) -> Option<(Fields, Vec<Upload>)> {
    let mut again = Request::new(Body::from(bytes));
    *again.headers_mut() = headers.clone();
    // It was limited above, by what the page takes.
    axum::extract::DefaultBodyLimit::disable().apply(&mut again);
    let mut multipart = Multipart::from_request(again, &()).await.ok()?;
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = multipart.next_field().await.ok()? {
        let field = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(name) => files.push(Upload { field, name, bytes: part.bytes().await.ok()?.to_vec() }),
            None => fields.push((field, part.text().await.ok()?)),
        }
    }
    Some((Fields(fields), files))
}
