//! Response times beside many slow clients.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use frontdesk_testkit::Server;
use rustix::net::sockopt::set_socket_recv_buffer_size;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::finding::{Budget, Finding};
use super::load::{self, Measured};
use super::setup::Setup;
use super::{people, process, programs};

/// The measured callers.
const CALLERS: usize = 4;
/// The slow clients: a third of them in each manner.
const CROWD: usize = 1_000;
/// The two are measured alternately, so that other load affects both.
const ROUNDS: u64 = 3;
/// How long slow clients run before measuring starts: by then all buffers are full.
const SETTLING: Duration = Duration::from_secs(3);
/// Each slow client acts once in this many steps of [`STEP`]: once a second.
const STEPS: usize = 100;
const STEP: Duration = Duration::from_millis(10);
/// Bytes that a slow reader reads at a time.
const SIP: usize = 1_024;

/// In which way a client is slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Head,
    Body,
    Reading,
}

impl Manner {
    const ALL: [Self; 3] = [Self::Head, Self::Body, Self::Reading];

    fn opening(self) -> &'static [u8] {
        match self {
            Self::Head => b"GET /clients/1 HTTP/1.1\r\nhost: localhost\r\nx-slow: ",
            Self::Body => {
                b"PATCH /clients HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 900000\r\n\r\n{"
            }
            Self::Reading => b"GET /clients HTTP/1.1\r\nhost: localhost\r\n\r\n",
        }
    }
}

/// A slow client. When the server closes its connection, it reconnects.
struct Slow {
    manner: Manner,
    stream: TcpStream,
}

impl Slow {
    fn attach(url: &str, manner: Manner) -> Result<Self> {
        let mut stream = TcpStream::connect(url.trim_start_matches("http://")).context("cannot connect")?;
        // A receiver with a large buffer would not be slow at first.
        set_socket_recv_buffer_size(&stream, SIP * 4).context("cannot shrink a buffer")?;
        stream.write_all(manner.opening()).context("cannot ask")?;
        stream.set_nonblocking(true)?;
        Ok(Self { manner, stream })
    }

    /// Sends or reads a little more. False when the server has closed the connection.
    fn go_on(&mut self) -> bool {
        let mut sip = [0; SIP];
        let done = match self.manner {
            Manner::Head => self.stream.write(b"x"),
            Manner::Body => self.stream.write(b" "),
            Manner::Reading => self.stream.read(&mut sip),
        };
        let is_heard = done.as_ref().is_ok_and(|count| *count > 0);
        let has_to_wait = done.is_err_and(|error| error.kind() == ErrorKind::WouldBlock);
        // A sender learns from the answer that the server has stopped reading.
        let is_let_go = self.manner != Manner::Reading && matches!(self.stream.read(&mut sip), Ok(0..));
        (is_heard || has_to_wait) && !is_let_go
    }
}

/// The result of the slow clients.
#[derive(Default)]
struct Attached {
    /// How often a client was disconnected and reconnected.
    returns: usize,
}

fn crowd(url: &str, ended: &AtomicBool, ready: &AtomicBool) -> Result<Attached> {
    let attach = |manner: Manner| Slow::attach(url, manner);
    let mut crowd: Vec<Slow> =
        Manner::ALL.into_iter().cycle().take(CROWD).map(attach).collect::<Result<_>>()?;
    ready.store(true, Ordering::Release);
    let mut attached = Attached::default();
    for step in (0..STEPS).cycle() {
        if ended.load(Ordering::Acquire) {
            break;
        }
        for slow in crowd.iter_mut().skip(step).step_by(STEPS) {
            if !slow.go_on() {
                *slow = attach(slow.manner)?;
                attached.returns += 1;
            }
        }
        thread::sleep(STEP);
    }
    Ok(attached)
}

/// Measures beside slow clients.
fn beside_a_crowd(url: &str, measure: impl Fn() -> Result<Measured>) -> Result<(Measured, Attached)> {
    let (ended, ready) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        let crowd = scope.spawn(|| crowd(url, &ended, &ready));
        while !ready.load(Ordering::Acquire) && !crowd.is_finished() {
            thread::sleep(STEP);
        }
        thread::sleep(SETTLING);
        let measured = measure();
        ended.store(true, Ordering::Release);
        let attached = crowd.join().unwrap_or_else(|_| bail!("a slow client panicked"))?;
        Ok((measured?, attached))
    })
}

/// Reads random clients of a database of 100,000, alone and beside slow clients.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("slow")?;
    let rows = setup.rows(100_000);
    people::write_csv(&folder.join("clients.csv"), rows)?;
    let binary = programs::frontdesk(setup)?;
    let mut import = process::frontdesk(&binary, &folder);
    import.args(["import", "clients", "clients.csv", "--data-dir", "data"]);
    process::run(&mut import, &folder.join("log"))?;
    let data = folder.join("data").display().to_string();
    let server = Server::spawn(&binary, &["serve", "--listen", "127.0.0.1:0", "--data-dir", &data], &[]);
    // After starting the server, which has to raise its own limit.
    raise_open_files()?;

    let seconds = setup.seconds(10);
    let read = || {
        load::run(server.url(), CALLERS, seconds, |number| {
            let id = number.wrapping_mul(7_919) % rows + 1;
            format!("GET /clients/{id} HTTP/1.1\r\nhost: localhost\r\n\r\n").into_bytes()
        })
    };
    let (mut alone, mut beside, mut returns) = (Measured::default(), Measured::default(), 0);
    for _ in 0..ROUNDS {
        alone = alone.and(read()?);
        let (measured, attached) = beside_a_crowd(server.url(), read)?;
        beside = beside.and(measured);
        returns += attached.returns;
    }
    let memory = process::memory_mib(server.id(), "VmHWM").unwrap_or(f64::NAN);
    let micros = |measured: &Measured, share| measured.quantile_ms(share) * 1_000.0;
    let budget = if setup.quick { Budget::None } else { Budget::AtMost(2.0) };
    Ok(vec![
        Finding::ratio(
            format!(
                "p99 of `GET /clients/{{id}}` by {CALLERS} callers beside {CROWD} slow ones (heads, bodies, readers of a \
                 list); beside it the same alone"
            ),
            micros(&beside, 0.99),
            micros(&alone, 0.99),
            "µs",
            budget,
        ),
        Finding::ratio("median of the same", micros(&beside, 0.5), micros(&alone, 0.5), "µs", Budget::None),
        Finding::ratio("answers of the same", beside.rate(), alone.rate(), "requests/s", Budget::None),
        Finding::alone(
            "slow callers that were disconnected and came back",
            returns as f64,
            "times",
            Budget::None,
        ),
        Finding::alone("peak memory of the server", memory, "MiB", Budget::None),
    ])
}

fn raise_open_files() -> Result<()> {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum })
        .context("cannot have more files open")?;
    let enough = getrlimit(Resource::Nofile).current.is_none_or(|files| files > CROWD as u64 + 100);
    ensure!(enough, "{CROWD} connections are more than the system allows: see `ulimit -n`");
    Ok(())
}
