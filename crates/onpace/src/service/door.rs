//! The service's side: it listens at a socket in its data folder, and does what commands ask. Only who owns the folder
//! can open the socket, and they could do the same without it. **Not here.** The pages.

use super::words::{Asked, Said, receive, send};
use super::{desks, socket};
use crate::arguments::Arguments;
use crate::commands;
use crate::terminal::{self, Outlet};
use clap::Parser as _;
use onpace_web::House;
use std::io::BufReader;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// So many commands are done at the same time; the next is told to repeat.
const AT_ONCE: usize = 16;
/// Whoever opens the door says within so long what they want.
const SOON: Duration = Duration::from_secs(5);
/// A command that says nothing for so long is let go.
const PATIENCE: Duration = Duration::from_mins(10);

/// An open door; dropped, it is shut.
pub(crate) struct Door {
    path: PathBuf,
    is_shut: Arc<AtomicBool>,
}

impl Drop for Door {
    fn drop(&mut self) {
        self.is_shut.store(true, Ordering::SeqCst);
        // Whoever waits behind it looks up.
        let _ = UnixStream::connect(&self.path);
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Opens the doors of the areas that are served to be recorded in. Says to whoever started the service where one cannot
/// be opened.
pub(crate) fn open_all(houses: &[Arc<House>]) -> Vec<Door> {
    let mut doors = Vec::new();
    for house in houses.iter().filter(|house| house.desk().can_record() && !house.settings.read_only) {
        match open(house) {
            Ok(door) => doors.push(door),
            Err(e) => terminal::tell(&format!(
                "no command can record in {} while it is served: its socket cannot be opened: {e}",
                house.desk().folder().display()
            )),
        }
    }
    doors
}

/// Opens the door of the folder of an area. Without it everything else works, and commands that record are refused.
fn open(house: &Arc<House>) -> std::io::Result<Door> {
    let path = socket(house.desk().folder());
    // This process writes the folder, so what lies there was left by one that has ended.
    let _ = std::fs::remove_file(&path);
    let listener = UnixListener::bind(&path)?;
    let is_shut = Arc::new(AtomicBool::new(false));
    let door = Door { path: path.clone(), is_shut: Arc::clone(&is_shut) };
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    // Not held: when the service ends, the folder must be closed, whoever waits here.
    let house = Arc::downgrade(house);
    let under_way = Arc::new(AtomicUsize::new(0));
    std::thread::Builder::new().name("onpace-door".to_owned()).spawn(move || {
        for stream in listener.incoming() {
            if is_shut.load(Ordering::SeqCst) {
                return;
            }
            let house = Weak::clone(&house);
            let Ok(mut stream) = stream else { continue };
            let count = Arc::clone(&under_way);
            if count.fetch_add(1, Ordering::SeqCst) >= AT_ONCE {
                count.fetch_sub(1, Ordering::SeqCst);
                let _ = stream.set_write_timeout(Some(SOON));
                let what = "error: too many commands are being done at the moment, and nothing was saved; repeat\n";
                let _ = send(&mut stream, &Said::Err(what.to_owned()));
                let _ = send(&mut stream, &Said::Ended(8));
                continue;
            }
            let counted = Arc::clone(&under_way);
            let work = move || {
                let _ = attend(stream, &house);
                count.fetch_sub(1, Ordering::SeqCst);
            };
            if std::thread::Builder::new().name("onpace-command".to_owned()).spawn(work).is_err() {
                counted.fetch_sub(1, Ordering::SeqCst);
            }
        }
    })?;
    Ok(door)
}

/// Whoever asked for a command, at the other end.
struct Caller {
    to: UnixStream,
    from: BufReader<UnixStream>,
    is_read: bool,
    answers: bool,
}

impl Outlet for Caller {
    fn say(&mut self, text: &str) -> std::io::Result<()> {
        send(&mut self.to, &Said::Out(text.to_owned()))
    }

    fn talk(&mut self, text: &str) {
        let _ = send(&mut self.to, &Said::Err(text.to_owned()));
    }

    fn ask(&mut self, question: &str) -> bool {
        self.answers
            && send(&mut self.to, &Said::Ask(question.to_owned())).is_ok()
            && receive::<bool>(&mut self.from).ok().flatten() == Some(true)
    }

    fn is_read(&self) -> bool {
        self.is_read
    }
}

/// Does one command.
fn attend(stream: UnixStream, house: &Weak<House>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(SOON))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut from = BufReader::new(stream.try_clone()?);
    let mut to = stream;
    let Some(asked) = receive::<Asked>(&mut from)? else { return Ok(()) };
    let Some(house) = house.upgrade() else { return Ok(()) };
    to.set_read_timeout(Some(PATIENCE))?;
    if asked.version != env!("CARGO_PKG_VERSION") {
        let what = format!(
            "error: the service that writes this data folder is Onpace {}, and this is {}; use that one\n",
            env!("CARGO_PKG_VERSION"),
            asked.version
        );
        send(&mut to, &Said::Err(what))?;
        return send(&mut to, &Said::Ended(8));
    }
    let caller = Caller { to: to.try_clone()?, from, is_read: asked.talks, answers: asked.asks };
    let code = terminal::elsewhere(caller, || {
        desks::as_service(&house, Path::new(&asked.at), || {
            // What stops in a command must not stop the service.
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| done(&asked))).unwrap_or_else(|_| {
                terminal::complain("the command stopped in the service, whose log says where");
                1
            })
        })
    });
    send(&mut to, &Said::Ended(code))
}

fn done(asked: &Asked) -> u8 {
    let options = asked.arguments.iter().position(|argument| argument == "--").unwrap_or(asked.arguments.len());
    let (options, rest) = asked.arguments.split_at(options);
    let is_said = options.iter().any(|argument| argument == "--by" || argument.starts_with("--by="));
    let by = (!is_said).then(|| ["--by".to_owned(), asked.by.clone()]).into_iter().flatten();
    // Who records is said by a variable where it is not typed; the service's own must not stand for it.
    let parsed = Arguments::try_parse_from(options.iter().cloned().chain(by).chain(rest.iter().cloned()));
    let parsed = parsed.or_else(|_| Arguments::try_parse_from(&asked.arguments));
    match parsed {
        Ok(arguments) => {
            match commands::run(arguments.command, Some(Path::new(&asked.folder)), asked.area.as_deref()) {
                Ok(code) => u8::from(code != ExitCode::SUCCESS),
                Err(stop) => crate::told(stop, asked.arguments.iter().cloned()),
            }
        }
        Err(problem) => {
            terminal::talk(&problem.to_string());
            2
        }
    }
}
