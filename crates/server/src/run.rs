//! Listening and graceful shutdown.

use std::any::Any;
use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::http::KeepAlive;
use actix_web::{HttpServer, rt};
use futures_util::future::{FutureExt, LocalBoxFuture};

use crate::app::{app, health_app};
use crate::http::module::Module;
use crate::http::upload::UploadFolder;
use crate::jobs::imports::Worker;
use crate::jobs::maintain;
use crate::options::ServerOptions;
use crate::state::AppState;

/// A server that serves once it is awaited. On SIGTERM it accepts no more connections and finishes the requests in
/// progress; on SIGINT and SIGQUIT it ends at once.
pub struct Running {
    served: LocalBoxFuture<'static, io::Result<()>>,
    handle: Handle,
}

/// Stops a server.
#[derive(Clone)]
pub struct Handle {
    server: ServerHandle,
    health: Option<ServerHandle>,
    health_address: Option<SocketAddr>,
    state: AppState,
}

impl Running {
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }
}

impl Future for Running {
    type Output = io::Result<()>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.served.poll_unpin(context)
    }
}

impl Handle {
    /// The address of the health listener, if any.
    pub fn health_address(&self) -> Option<SocketAddr> {
        self.health_address
    }

    /// Stops the server, even if the returned future is not awaited: no more connections are accepted, endless streams
    /// end, and, if `graceful`, requests in progress are finished.
    pub fn stop(&self, graceful: bool) -> impl Future<Output = ()> + use<> {
        self.state.end_streams();
        // Health checks do not delay the shutdown.
        let health = self.health.as_ref().map(|health| health.stop(false));
        let server = self.server.stop(graceful);
        async move {
            server.await;
            drop(health);
        }
    }
}

/// A bound server, which serves once it is awaited.
///
/// # Errors
/// The address is not available.
pub fn bind(state: AppState, modules: Vec<Module>) -> io::Result<(Running, SocketAddr)> {
    let listener = listen(state.options())?;
    serve_on(listener, state, modules)
}

/// Binds the address without serving: connections wait in the backlog until [`run`].
///
/// # Errors
/// The address is not available.
pub fn listen(options: &ServerOptions) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(options.listen)?;
    // The standard library's backlog is 128.
    #[cfg(target_os = "linux")]
    rustix::net::listen(&listener, i32::try_from(options.limits.backlog).unwrap_or(i32::MAX))?;
    Ok(listener)
}

fn serve_on(
    listener: TcpListener,
    state: AppState,
    modules: Vec<Module>,
) -> io::Result<(Running, SocketAddr)> {
    let ServerOptions { health_listen, workers, limits, timeouts, each_second, .. } = state.options().clone();
    let address = listener.local_addr()?;
    let (workers, shown) = (workers.max(1), state.clone());
    let make_app = move || {
        // The factory runs once on each worker thread.
        if let Some(call) = each_second {
            rt::spawn(repeat(call));
        }
        app(&shown, modules.clone())
    };
    let server = HttpServer::new(make_app)
        // Streams must learn of signals too.
        .disable_signals()
        .workers(workers)
        .max_connections(connections(limits.connections_per_worker, workers, raise_open_files()))
        .keep_alive(KeepAlive::Timeout(timeouts.keep_alive))
        .client_request_timeout(timeouts.request_head)
        .client_disconnect_timeout(timeouts.disconnect)
        // On a disconnect the answer is dropped and its database query cancelled.
        .h1_allow_half_closed(false)
        .shutdown_timeout(timeouts.shutdown.as_secs())
        .on_connect(move |connection, _| let_go_when_stalled(connection, timeouts.stalled_reader))
        .listen(listener)?;
    let (health, health_address) =
        health_listen.map(|listen| bind_health(&state, listen)).transpose()?.unzip();
    let server = server.run();
    let health_handle = health.as_ref().map(Server::handle);
    let handle = Handle { server: server.handle(), health: health_handle, health_address, state };
    if let Some(health) = health {
        rt::spawn(health);
    }
    let served = serve(server, handle.clone()).boxed_local();
    Ok((Running { served, handle }, address))
}

async fn repeat(call: fn()) {
    let mut ticks = tokio::time::interval(Duration::from_secs(1));
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        call();
    }
}

/// A listener for health checks with its own connections, which clients of the main listener cannot exhaust.
fn bind_health(state: &AppState, listen: SocketAddr) -> io::Result<(Server, SocketAddr)> {
    let listener = TcpListener::bind(listen)?;
    let (address, state) = (listener.local_addr()?, state.clone());
    let server = HttpServer::new(move || health_app(&state))
        .disable_signals()
        .workers(1)
        .max_connections(HEALTH_CONNECTIONS)
        .keep_alive(KeepAlive::Disabled)
        .client_request_timeout(HEALTH_PATIENCE)
        .client_disconnect_timeout(HEALTH_PATIENCE)
        .listen(listener)?;
    tracing::info!("serving health checks on http://{address}");
    Ok((server.run(), address))
}

async fn serve(server: impl Future<Output = io::Result<()>>, handle: Handle) -> io::Result<()> {
    let mut server = pin!(server);
    loop {
        tokio::select! {
            ended = &mut server => return ended,
            graceful = told_to_stop() => {
                tracing::info!(graceful, "shutting down");
                drop(handle.stop(graceful));
            }
        }
    }
}

/// Waits for a termination signal; returns whether it allows a graceful shutdown.
#[cfg(unix)]
async fn told_to_stop() -> bool {
    use rt::signal::unix::{SignalKind, signal};

    let signals = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::quit()].map(signal);
    let [Ok(mut terminate), Ok(mut interrupt), Ok(mut quit)] = signals else {
        tracing::error!("failed to listen for signals");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => true,
        _ = interrupt.recv() => false,
        _ = quit.recv() => false,
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> bool {
    match rt::signal::ctrl_c().await {
        Ok(()) => false,
        Err(error) => {
            tracing::error!(%error, "failed to listen for signals");
            std::future::pending().await
        }
    }
}

/// Open files besides client connections: the database and its connections, uploads, health checks.
const OTHER_FILES: u64 = 256;
/// Connections of the health listener.
const HEALTH_CONNECTIONS: usize = 32;
/// Health checks come from nearby and are quick.
const HEALTH_PATIENCE: Duration = Duration::from_secs(1);

/// Connections per worker, so that clients cannot exhaust the files that the database needs.
fn connections(wanted: usize, workers: usize, open_files: Option<u64>) -> usize {
    let Some(open_files) = open_files else { return wanted };
    let left = usize::try_from(open_files.saturating_sub(OTHER_FILES)).unwrap_or(usize::MAX);
    wanted.min((left / workers).max(1))
}

/// Raises the limit of open files to the system's maximum; returns the new limit, `None` if unlimited. The usual
/// default allows about a thousand clients.
#[cfg(unix)]
fn raise_open_files() -> Option<u64> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::debug!(%error, "failed to raise the limit of open files, keeping it");
    }
    getrlimit(Resource::Nofile).current
}

#[cfg(not(unix))]
fn raise_open_files() -> Option<u64> {
    None
}

/// A client that stops reading keeps part of its answer in memory. No code runs for it then, so the operating system
/// must detect it.
#[cfg(target_os = "linux")]
fn let_go_when_stalled(connection: &dyn Any, after: Duration) {
    let millis = u32::try_from(after.as_millis()).unwrap_or(u32::MAX);
    if let Some(socket) = connection.downcast_ref::<rt::net::TcpStream>()
        && let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(socket, millis)
    {
        tracing::debug!(%error, "failed to set the send timeout of a connection");
    }
}

#[cfg(not(target_os = "linux"))]
fn let_go_when_stalled(_: &dyn Any, _: Duration) {}

/// Serves until stopped, and runs the background jobs meanwhile. Calls `on_listening` with the address once
/// connections are accepted.
///
/// # Errors
/// The upload folder cannot be used, or the server failed.
pub fn run(
    state: AppState,
    modules: Vec<Module>,
    listener: TcpListener,
    on_listening: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let uploads = UploadFolder::open(&state)?;
    let worker = Worker::start(&state)?;
    let shared = state.clone();
    let served = rt::System::new().block_on(async move {
        let (server, address) = serve_on(listener, state, modules)?;
        on_listening(address);
        let maintenance = rt::spawn(maintain(shared));
        let served = server.await;
        maintenance.abort();
        served
    });
    drop(worker);
    drop(uploads);
    served
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_leave_open_files_for_the_database() {
        for (open_files, workers, expected) in [
            (None, 2, 10_000),
            (Some(1_000_000), 2, 10_000),
            (Some(4_096), 2, 1_920),
            (Some(1_024), 4, 192),
            (Some(100), 4, 1),
        ] {
            assert_eq!(connections(10_000, workers, open_files), expected, "{open_files:?}");
        }
    }
}
