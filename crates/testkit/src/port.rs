//! Ports that nobody listens on.

use std::net::{Ipv4Addr, TcpListener};

/// A port on 127.0.0.1 that was free a moment ago. Somebody else may take it before it is used: whoever can
/// listen on port 0 should do that instead.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("cannot listen on 127.0.0.1");
    listener.local_addr().expect("a listener has an address").port()
}
