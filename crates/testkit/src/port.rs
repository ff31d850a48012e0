//! Ports.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

/// Ports that no system hands out to whoever connects somewhere.
const FIRST: u32 = 10_000;
const COUNT: u32 = 20_000;

/// A port on 127.0.0.1 that was free a moment ago, and that nobody is given who did not ask for it: a server that is
/// killed finds it free again. Whoever is started once can listen on port 0 instead.
///
/// # Panics
/// No port is free.
pub fn free_port() -> u16 {
    static TRIED: AtomicU32 = AtomicU32::new(0);
    for _ in 0..COUNT {
        // Processes that run side by side begin far from each other.
        let start = std::process::id().wrapping_mul(7_919);
        let port = FIRST + start.wrapping_add(TRIED.fetch_add(1, Ordering::Relaxed)) % COUNT;
        let port = u16::try_from(port).expect("ports end below 65,536");
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
    panic!("no port is free");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_free_and_given_once() {
        let (one, other) = (free_port(), free_port());
        assert_ne!(one, other);
        assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, one)).is_ok());
        assert!((10_000..30_000).contains(&other));
    }
}
