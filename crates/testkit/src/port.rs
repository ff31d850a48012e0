//! Free ports.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

/// The first port below the ranges that systems use for outgoing connections.
const FIRST: u32 = 10_000;
const COUNT: u32 = 20_000;

/// A port on 127.0.0.1 that was free a moment ago, and that neither the system nor another test process uses while this
/// process lives: a server that is killed can use it again. A server that starts only once can listen on port 0
/// instead.
///
/// # Panics
/// No port is free.
pub fn free_port() -> u16 {
    static TRIED: AtomicU32 = AtomicU32::new(0);
    for _ in 0..COUNT {
        // Concurrent processes start far apart.
        let start = std::process::id().wrapping_mul(7_919);
        let port = FIRST + start.wrapping_add(TRIED.fetch_add(1, Ordering::Relaxed)) % COUNT;
        let port = u16::try_from(port).expect("ports end below 65,536");
        if reserve(port) && TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
    panic!("no port is free");
}

/// Whether no other test process has the port: each holds a lock on a file until it ends.
fn reserve(port: u16) -> bool {
    static HELD: Mutex<Vec<File>> = Mutex::new(Vec::new());
    let folder = std::env::temp_dir().join("frontdesk-test-ports");
    // The folder belongs to another user: locks cannot be shared.
    let Ok(file) = fs::create_dir_all(&folder).and_then(|()| File::create(folder.join(port.to_string())))
    else {
        return true;
    };
    let is_ours = file.try_lock().is_ok();
    if is_ours {
        HELD.lock().unwrap_or_else(PoisonError::into_inner).push(file);
    }
    is_ours
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
        assert!(!reserve(one), "another handle has the lock, as another process would");
    }
}
