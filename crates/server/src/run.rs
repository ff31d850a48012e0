//! Listening, and stopping in good order.

use std::any::Any;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::http::KeepAlive;
use actix_web::{HttpServer, rt};

use crate::app::app;
use crate::imports::Worker;
use crate::options::ServerOptions;
use crate::state::AppState;

/// A server that holds its address and serves once it is awaited. It stops on SIGINT and SIGTERM, or through its
/// handle: it takes no more connections and finishes the requests that were begun.
///
/// # Errors
/// The address cannot be had.
pub fn bind(state: AppState) -> io::Result<(Server, SocketAddr)> {
    let ServerOptions { listen, workers, limits, timeouts, .. } = state.options().clone();
    let server = HttpServer::new(move || app(&state))
        .workers(workers.max(1))
        .backlog(limits.backlog)
        .max_connections(limits.connections_per_worker)
        .keep_alive(KeepAlive::Timeout(timeouts.keep_alive))
        .client_request_timeout(timeouts.request_head)
        .client_disconnect_timeout(timeouts.disconnect)
        .shutdown_timeout(timeouts.shutdown.as_secs())
        .on_connect(move |connection, _| let_go_when_stalled(connection, timeouts.stalled_reader))
        .bind(listen)?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok((server.run(), address))
}

/// A caller that stops reading holds a piece of its answer in our memory. Nobody asks for the next piece then, and so
/// it is the system that has to notice.
#[cfg(target_os = "linux")]
fn let_go_when_stalled(connection: &dyn Any, after: Duration) {
    let millis = u32::try_from(after.as_millis()).unwrap_or(u32::MAX);
    if let Some(socket) = connection.downcast_ref::<rt::net::TcpStream>()
        && let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(socket, millis)
    {
        tracing::debug!(%error, "a connection has no time-out for sending");
    }
}

#[cfg(not(target_os = "linux"))]
fn let_go_when_stalled(_: &dyn Any, _: Duration) {}

/// Serves until told to stop, and works imports off meanwhile. `on_listening` is called with the address once connections are accepted.
///
/// # Errors
/// The address cannot be had, or the server broke down.
pub fn run(state: AppState, on_listening: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let worker = Worker::start(&state)?;
    let chores = state.clone();
    let served = rt::System::new().block_on(async move {
        let (server, address) = bind(state)?;
        on_listening(address);
        let chores = rt::spawn(crate::sync::work(chores));
        let served = server.await;
        chores.abort();
        served
    });
    drop(worker);
    served
}
