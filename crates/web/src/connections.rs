//! The connections: how many at once, how long one may take to say what it wants, and an end that lets
//! those under way finish.
//!
//! HTTP/1.1 only: that is what proxies speak to a service, and no browser speaks HTTP/2 without TLS.
//! **Not here.** What is asked over them; what a form may weigh ([`crate::arriving`]).

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};

/// Connections at once. A process may often open 1,024 files, and the plans need some of them.
const MOST: u32 = 700;
/// How long a connection may be silent, or take to send the head of a request.
const PATIENCE: Duration = Duration::from_secs(10);
/// The head of a request is at most so long, in bytes.
const LARGEST_HEAD: usize = 64 * 1024;
/// How soon it is tried again where no connection could be taken.
const PAUSE: Duration = Duration::from_millis(50);

/// A connection, as the others see it.
#[derive(Default)]
struct Caller {
    asking: AtomicUsize,
    leave: Notify,
}

/// A request that is being answered.
struct Asking(Arc<Caller>);

impl Asking {
    fn begin(caller: &Arc<Caller>) -> Self {
        caller.asking.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(caller))
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        self.0.asking.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Takes connections until `stop` comes, then waits until those under way have ended.
pub(crate) async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let room = Arc::new(Semaphore::new(MOST as usize));
    let (end, ending) = watch::channel(false);
    let mut callers: VecDeque<Weak<Caller>> = VecDeque::new();
    tokio::pin!(stop);
    loop {
        let taken = tokio::select! {
            () = &mut stop => break,
            taken = take(&listener, &room, &mut callers) => taken,
        };
        let (stream, from, place) = taken;
        let caller = Arc::new(Caller::default());
        callers.push_back(Arc::downgrade(&caller));
        let (router, ending) = (router.clone(), ending.clone());
        tokio::spawn(async move {
            attend(stream, from, router, &caller, ending).await;
            drop(place);
        });
    }
    drop(listener);
    let _ = end.send(true);
    let _ = room.acquire_many(MOST).await;
}

/// The next connection, and its place.
async fn take(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
    callers: &mut VecDeque<Weak<Caller>>,
) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    loop {
        let Ok((stream, from)) = listener.accept().await else {
            // Too many files are open; that passes.
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        loop {
            if let Ok(place) = Arc::clone(room).try_acquire_owned() {
                return (stream, from, place);
            }
            make_room(callers);
            let place = tokio::time::timeout(PAUSE, Arc::clone(room).acquire_owned());
            if let Ok(Ok(place)) = place.await {
                return (stream, from, place);
            }
        }
    }
}

/// Sends away who has been here longest and asks for nothing.
fn make_room(callers: &mut VecDeque<Weak<Caller>>) {
    callers.retain(|caller| caller.strong_count() > 0);
    let idle = callers.iter().filter_map(Weak::upgrade).find(|caller| caller.asking.load(Ordering::SeqCst) == 0);
    if let Some(caller) = idle {
        caller.leave.notify_one();
    }
}

/// Answers on one connection until it ends.
async fn attend(
    stream: TcpStream,
    from: SocketAddr,
    router: Router,
    caller: &Arc<Caller>,
    mut ending: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    let pages = TowerToHyperService::new(router);
    let service = service_fn(|mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(from));
        let asking = Asking::begin(caller);
        let answer = pages.call(request);
        async move {
            let answer = answer.await;
            drop(asking);
            answer
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    let mut is_last = false;
    loop {
        tokio::select! {
            _ = &mut connection => return,
            _ = ending.changed(), if !is_last => {
                is_last = true;
                connection.as_mut().graceful_shutdown();
            }
            () = caller.leave.notified() => {
                // It may have asked for something since it was chosen.
                if caller.asking.load(Ordering::SeqCst) == 0 {
                    return;
                }
            }
        }
    }
}
