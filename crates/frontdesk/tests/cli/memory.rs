//! What a crowd of callers leaves behind.
#![cfg(target_os = "linux")]

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use frontdesk_testkit::Server;

use crate::support::Desk;

/// Memory of the process that is not of files, in KiB.
fn held(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).expect("a process");
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).expect("a figure");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

fn until(server: &Server, is_right: impl Fn(u64) -> bool) {
    let start = Instant::now();
    while !is_right(held(server)) {
        assert!(start.elapsed() < Duration::from_secs(60), "{} KiB are held", held(server));
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn memory_is_given_back_when_a_crowd_has_gone_and_no_request_follows() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    let address = server.url().trim_start_matches("http://");
    let before = held(&server);
    let begin = |_| {
        let mut stream = TcpStream::connect(address).expect("a connection");
        let head = "PATCH /clients HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
                    content-length: 900000\r\n\r\n";
        stream.write_all(head.as_bytes()).expect("sent");
        stream.write_all(&[b' '; 64 * 1024]).expect("sent");
        stream
    };
    let crowd: Vec<TcpStream> = (0..300).map(begin).collect();
    until(&server, |held| held > before + 32 * 1024);
    drop(crowd);
    // The threads that served the crowd keep some of it for the next one.
    until(&server, |held| held < before + 30 * 1024);
}
