//! The connections: how many at once, how long one may take to say what it wants, and an end that lets
//! those under way finish.
//!
//! Where there are too many, who asks for nothing is sent away first, then whose form comes slowest: a form that hardly
//! moves must not keep others out.
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
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};

/// Connections at once, however many files the process may open: each holds some memory.
const MOST: u32 = 4_096;
/// So many files the plans need, and what else is open.
const OTHER_FILES: u64 = 324;
/// And so many connections wait at most until they are taken.
const WAITING: i32 = 4_096;
/// How long a connection may be silent, or take to send the head of a request.
const PATIENCE: Duration = Duration::from_secs(10);
/// The head of a request is at most so long, in bytes.
const LARGEST_HEAD: usize = 64 * 1024;
/// How soon it is tried again where no connection could be taken.
const PAUSE: Duration = Duration::from_millis(50);

/// A body that has been on its way for so long, and comes with fewer bytes a second, is slow.
const LONG: Duration = Duration::from_secs(5);
const SLOW: usize = 1_000;

/// A connection, as the others see it.
#[derive(Default)]
pub(crate) struct Caller {
    asking: AtomicUsize,
    body: Mutex<Option<Coming>>,
    leave: Notify,
}

/// A body that comes: since when, and how many bytes of it are here.
struct Coming {
    since: Instant,
    bytes: usize,
}

impl Caller {
    fn body(&self) -> MutexGuard<'_, Option<Coming>> {
        self.body.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn asks_nothing(&self) -> bool {
        self.asking.load(Ordering::SeqCst) == 0
    }

    /// The bytes a second of a body that is slow.
    fn slow_pace(&self) -> Option<usize> {
        let (for_so_long, bytes) = self.body().as_ref().map(|body| (body.since.elapsed(), body.bytes))?;
        let millis = usize::try_from(for_so_long.as_millis()).unwrap_or(usize::MAX).max(1);
        let pace = bytes.saturating_mul(1_000) / millis;
        (for_so_long > LONG && pace < SLOW).then_some(pace)
    }
}

/// A body that is being read, until this is dropped.
pub(crate) struct OnItsWay(Arc<Caller>);

impl OnItsWay {
    pub(crate) fn begin(caller: &Arc<Caller>) -> Self {
        *caller.body() = Some(Coming { since: Instant::now(), bytes: 0 });
        Self(Arc::clone(caller))
    }

    /// Notes that so many bytes of it came.
    pub(crate) fn came(&self, bytes: usize) {
        if let Some(body) = self.0.body().as_mut() {
            body.bytes = body.bytes.saturating_add(bytes);
        }
    }
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        *self.0.body() = None;
    }
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

/// Asks for as many open files as the process may have, which is often many more than it is given, and says how many
/// connections that makes room for: 700 of 1,024 files.
pub(crate) fn room_for() -> u32 {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut files = getrlimit(Resource::Nofile);
    let wanted = u64::from(MOST) + OTHER_FILES;
    if files.current.is_some_and(|current| current < wanted) {
        files.current = Some(files.maximum.unwrap_or(wanted).min(wanted));
        let _ = setrlimit(Resource::Nofile, files);
    }
    let files = getrlimit(Resource::Nofile).current.unwrap_or(wanted).min(wanted);
    u32::try_from(files.saturating_sub(OTHER_FILES)).unwrap_or(MOST).max(1)
}

/// Lets as many connections wait as come at once when a thousand people open their letter; the rest of them would wait
/// for a second before they try again.
pub(crate) fn widen(listener: &std::net::TcpListener) -> std::io::Result<()> {
    Ok(rustix::net::listen(listener, WAITING)?)
}

/// Takes connections until `stop` comes, `most` at once, then waits until those under way have ended.
pub(crate) async fn serve(listener: TcpListener, router: Router, most: u32, stop: impl Future<Output = ()>) {
    let room = Arc::new(Semaphore::new(most as usize));
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
    let _ = room.acquire_many(most).await;
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

/// Sends away who has been here longest and asks for nothing; where all ask, whose body comes slowest.
fn make_room(callers: &mut VecDeque<Weak<Caller>>) {
    callers.retain(|caller| caller.strong_count() > 0);
    let here: Vec<Arc<Caller>> = callers.iter().filter_map(Weak::upgrade).collect();
    let slowest = || {
        let slow = here.iter().filter_map(|caller| Some((caller.slow_pace()?, caller)));
        slow.min_by_key(|(pace, _)| *pace).map(|(_, caller)| caller)
    };
    if let Some(caller) = here.iter().find(|caller| caller.asks_nothing()).or_else(slowest) {
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
        request.extensions_mut().insert(Arc::clone(caller));
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
                // It may have asked for something since it was chosen, or its body may be here.
                if caller.asks_nothing() || caller.slow_pace().is_some() {
                    return;
                }
            }
        }
    }
}
