//! Load by callers that send the next request when the answer to the last one has arrived.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::event::{PollFd, PollFlags, poll};

/// Threads of the callers. They share the cores with the server.
const THREADS: usize = 2;

/// How long callers run before measuring starts.
const WARM_UP: Duration = Duration::from_secs(1);

/// Time-out of a request.
const PATIENCE: Duration = Duration::from_secs(60);

/// Answers, and the time that each took.
#[derive(Default)]
pub(crate) struct Measured {
    /// In microseconds, sorted.
    latencies: Vec<u32>,
    seconds: f64,
}

impl Measured {
    /// Answers per second.
    pub(crate) fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.seconds
    }

    /// The quantile of the times in milliseconds.
    pub(crate) fn quantile_ms(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let index = (last as f64 * share).round() as usize;
        self.latencies.get(index).map_or(f64::NAN, |micros| f64::from(*micros) / 1_000.0)
    }

    /// Both measurements combined, as if one had followed the other.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.latencies.extend(other.latencies);
        self.latencies.sort_unstable();
        self.seconds += other.seconds;
        self
    }

    pub(crate) fn of(mut latencies: Vec<u32>, seconds: f64) -> Self {
        latencies.sort_unstable();
        Self { latencies, seconds }
    }
}

/// Runs `callers` for `seconds`. `request` writes request number n.
pub(crate) fn run(
    url: &str,
    callers: usize,
    seconds: u64,
    request: impl Fn(u64) -> Vec<u8> + Sync,
) -> Result<Measured> {
    let count = AtomicU64::new(0);
    let next = &|| request(count.fetch_add(1, Ordering::Relaxed));
    let begin = Instant::now() + WARM_UP;
    let end = begin + Duration::from_secs(seconds);
    let parts: Vec<Result<Vec<u32>>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            // A thread without a caller would wait forever.
            .map(|thread| (callers + thread) / THREADS)
            .filter(|share| *share > 0)
            .map(|share| scope.spawn(move || ask_until(url, share, begin, end, next)))
            .collect();
        let join = |thread: thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|_| bail!("a caller thread panicked"))
        };
        threads.into_iter().map(join).collect()
    });
    let latencies = parts.into_iter().collect::<Result<Vec<_>>>()?.concat();
    Ok(Measured::of(latencies, seconds as f64))
}

fn ask_until(
    url: &str,
    callers: usize,
    begin: Instant,
    end: Instant,
    next: &impl Fn() -> Vec<u8>,
) -> Result<Vec<u32>> {
    let mut latencies = Vec::new();
    let mut callers: Vec<Caller> = (0..callers).map(|_| Caller::connect(url)).collect::<Result<_>>()?;
    for caller in &mut callers {
        caller.send(&next())?;
    }
    while Instant::now() < end {
        for index in readable(&callers)? {
            let Some(caller) = callers.get_mut(index) else { continue };
            if caller.receive()?.is_none() {
                continue;
            }
            let now = Instant::now();
            if now >= begin && now < end {
                latencies.push(micros(now - caller.sent));
            }
            caller.send(&next())?;
        }
    }
    // Waits for pending answers, so that the next measurement starts without requests under way.
    for caller in &mut callers {
        while caller.receive()?.is_none() {}
    }
    Ok(latencies)
}

fn readable(callers: &[Caller]) -> Result<Vec<usize>> {
    let mut sockets: Vec<PollFd<'_>> =
        callers.iter().map(|caller| PollFd::new(&caller.stream, PollFlags::IN)).collect();
    poll(&mut sockets, None).context("cannot wait for answers")?;
    let ready = sockets.iter().enumerate().filter(|(_, socket)| !socket.revents().is_empty());
    Ok(ready.map(|(index, _)| index).collect())
}

fn micros(time: Duration) -> u32 {
    u32::try_from(time.as_micros()).unwrap_or(u32::MAX)
}

/// A kept-alive connection.
pub(crate) struct Caller {
    stream: TcpStream,
    received: Vec<u8>,
    sent: Instant,
}

impl Caller {
    /// Connects to `http://HOST:PORT`.
    pub(crate) fn connect(url: &str) -> Result<Self> {
        let stream = TcpStream::connect(url.trim_start_matches("http://")).context("cannot connect")?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream, received: Vec::new(), sent: Instant::now() })
    }

    /// Sends a request, and returns the body of the answer and its time in microseconds.
    pub(crate) fn ask(&mut self, request: &[u8]) -> Result<(Vec<u8>, u32)> {
        self.send(request)?;
        loop {
            if let Some(body) = self.receive()? {
                return Ok((body, micros(self.sent.elapsed())));
            }
        }
    }

    fn send(&mut self, request: &[u8]) -> Result<()> {
        self.sent = Instant::now();
        self.stream.write_all(request).context("cannot ask")
    }

    /// Reads on, and returns the body once it is complete. An error status ends the measurement.
    fn receive(&mut self) -> Result<Option<Vec<u8>>> {
        let mut piece = [0; 16 * 1024];
        let count = self.stream.read(&mut piece).context("no answer")?;
        ensure!(count > 0, "the server closed the connection");
        self.received.extend(piece.iter().take(count));
        let Some(body) = body(&self.received)? else { return Ok(None) };
        let answer = std::mem::take(&mut self.received);
        let is_success = answer.starts_with(b"HTTP/1.1 2");
        ensure!(is_success, "{}", String::from_utf8_lossy(&answer));
        Ok(Some(body))
    }
}

/// A request without a body.
pub(crate) fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").into_bytes()
}

/// The body of an answer, once it is complete.
fn body(answer: &[u8]) -> Result<Option<Vec<u8>>> {
    let Some((head, rest)) = split(answer, b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(head).context("a strange head")?;
    let header = |wanted: &str| {
        head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case(wanted).then(|| value.trim())
        })
    };
    if header("transfer-encoding") == Some("chunked") {
        return unchunked(rest);
    }
    let length: usize = header("content-length").unwrap_or("0").parse().context("a strange length")?;
    Ok(rest.get(..length).map(<[u8]>::to_vec))
}

/// The body in these chunks, once the last one is there.
fn unchunked(mut rest: &[u8]) -> Result<Option<Vec<u8>>> {
    let mut body = Vec::new();
    while let Some((size, after)) = split(rest, b"\r\n") {
        let size = std::str::from_utf8(size).context("a strange chunk")?;
        let size = usize::from_str_radix(size, 16).context("a strange chunk")?;
        // A line feed follows each chunk, the empty one at the end too.
        let (Some(chunk), Some(next)) = (after.get(..size), after.get(size + 2..)) else { return Ok(None) };
        if size == 0 {
            return Ok(Some(body));
        }
        body.extend(chunk);
        rest = next;
    }
    Ok(None)
}

fn split<'a>(bytes: &'a [u8], at: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let place = bytes.windows(at.len()).position(|window| window == at)?;
    Some((bytes.get(..place)?, bytes.get(place + at.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_when_its_head_says_so() {
        let body = |text: &str| {
            let body = body(text.as_bytes()).expect("a sound head");
            body.map(|body| String::from_utf8(body).expect("text"))
        };
        assert_eq!(body("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"), None);
        assert_eq!(body("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na"), None);
        assert_eq!(body("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab").as_deref(), Some("ab"));
        assert_eq!(body("HTTP/1.1 204 No Content\r\n\r\n").as_deref(), Some(""));
        let chunked =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nA\r\n0123456789\r\n0\r\n\r\n";
        assert_eq!(body(chunked).as_deref(), Some("ab0123456789"));
        for length in 40..chunked.len() {
            assert_eq!(body(&chunked[..length]), None, "{length}");
        }
        assert!(super::body(b"HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n").is_err());
    }

    #[test]
    fn rates_and_quantiles_are_of_all_answers() {
        let one = Measured::of((1..=50).map(|ms| ms * 1_000).collect(), 1.0);
        let both = one.and(Measured::of((51..=101).rev().map(|ms| ms * 1_000).collect(), 1.0));
        assert!((both.rate() - 50.5).abs() < 1e-9);
        assert!((both.quantile_ms(0.5) - 51.0).abs() < 1e-9);
        assert!((both.quantile_ms(0.99) - 100.0).abs() < 1e-9);
        assert!(Measured::default().quantile_ms(0.5).is_nan());
    }
}
