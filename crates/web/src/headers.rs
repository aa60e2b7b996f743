//! What every request must say of the host that it is for, and what every answer tells the browser that it may do with
//! it: pages, files, refusals and what machines ask alike.
//!
//! **Not here.** The headers of one kind of answer.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, Version, header};
use axum::middleware::Next;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(HeaderName, &str); 9] = [
    (HeaderName::from_static("content-security-policy"), POLICY),
    (HeaderName::from_static("x-content-type-options"), "nosniff"),
    (HeaderName::from_static("referrer-policy"), "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (HeaderName::from_static("x-frame-options"), "DENY"),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    (HeaderName::from_static("cache-control"), "no-store"),
];

/// Refuses what does not name one host (RFC 9112, 3.2): a proxy and the service could each take another of two.
pub(crate) async fn need_one_host(request: Request, next: Next) -> Response<Body> {
    if names_one_host(&request) {
        return next.run(request).await;
    }
    let mut response = Response::new(Body::from("A request must name the host that it is for, once.\n"));
    *response.status_mut() = StatusCode::BAD_REQUEST;
    response
}

fn names_one_host(request: &Request) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_host(host.as_bytes()),
        // Older than that header.
        (None, None) => request.version() < Version::HTTP_11,
        _ => false,
    }
}

/// Whether it can be a host, with a port or without.
fn is_host(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(|c| c.is_ascii_alphanumeric() || b"-._~%[]:".contains(c))
}

/// Puts them on an answer, where it says nothing else itself. `is_tls` is whether people come by `https`.
pub(crate) fn put(mut response: Response<Body>, is_tls: bool) -> Response<Body> {
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    if is_tls {
        let value = HeaderValue::from_static("max-age=31536000");
        response.headers_mut().insert(HeaderName::from_static("strict-transport-security"), value);
    }
    response
}
