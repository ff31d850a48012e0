//! Listening, and stopping in good order.

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

/// A server that serves once it is awaited. On SIGTERM it takes no more connections and finishes the requests that were
/// begun; on SIGINT and SIGQUIT it ends at once.
pub struct Running {
    served: LocalBoxFuture<'static, io::Result<()>>,
    handle: Handle,
}

/// What stops a server.
#[derive(Clone)]
pub struct Handle {
    server: ServerHandle,
    health: Option<ServerHandle>,
    health_address: Option<SocketAddr>,
    state: AppState,
}

impl Running {
    /// What stops it.
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
    /// Where health is told, if it has an address of its own.
    pub fn health_address(&self) -> Option<SocketAddr> {
        self.health_address
    }

    /// Stops the server, whether the future that comes back is awaited or not: no more connections are taken, streams
    /// that have no end of their own end, and, if it is to be `graceful`, what else was begun is finished.
    pub fn stop(&self, graceful: bool) -> impl Future<Output = ()> + use<> {
        self.state.end_streams();
        // Whoever asks how the service is does not keep it from ending.
        let health = self.health.as_ref().map(|health| health.stop(false));
        let server = self.server.stop(graceful);
        async move {
            server.await;
            drop(health);
        }
    }
}

/// A server that holds its address and serves once it is awaited.
///
/// # Errors
/// The address cannot be had.
pub fn bind(state: AppState, modules: Vec<Module>) -> io::Result<(Running, SocketAddr)> {
    let listener = listen(state.options())?;
    serve_on(listener, state, modules)
}

/// Takes the address without serving: callers wait in the backlog until [`run`].
///
/// # Errors
/// The address cannot be had.
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
    let ServerOptions { health_listen, workers, limits, timeouts, .. } = state.options().clone();
    let address = listener.local_addr()?;
    let (workers, shown) = (workers.max(1), state.clone());
    let server = HttpServer::new(move || app(&shown, modules.clone()))
        // Streams have to hear of signals too.
        .disable_signals()
        .workers(workers)
        .max_connections(connections(limits.connections_per_worker, workers, raise_open_files()))
        .keep_alive(KeepAlive::Timeout(timeouts.keep_alive))
        .client_request_timeout(timeouts.request_head)
        .client_disconnect_timeout(timeouts.disconnect)
        // Whoever hangs up is answered no more, and what was asked of the database is cancelled.
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

/// A listener for those who watch over the service. Its connections are its own: callers of the other one cannot take
/// them, however many they are.
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
    tracing::info!("health is told on http://{address}");
    Ok((server.run(), address))
}

async fn serve(server: impl Future<Output = io::Result<()>>, handle: Handle) -> io::Result<()> {
    let mut server = pin!(server);
    loop {
        tokio::select! {
            ended = &mut server => return ended,
            graceful = told_to_stop() => {
                tracing::info!(graceful, "told to stop");
                drop(handle.stop(graceful));
            }
        }
    }
}

/// Waits for a signal that ends programs; whether it leaves time to finish what was begun.
#[cfg(unix)]
async fn told_to_stop() -> bool {
    use rt::signal::unix::{SignalKind, signal};

    let signals = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::quit()].map(signal);
    let [Ok(mut terminate), Ok(mut interrupt), Ok(mut quit)] = signals else {
        tracing::error!("cannot listen for signals");
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
            tracing::error!(%error, "cannot listen for signals");
            std::future::pending().await
        }
    }
}

/// Files that are open besides connections: the database's, its connections, uploads, and those who ask how it is.
const OTHER_FILES: u64 = 256;
/// Connections of those who watch over the service.
const HEALTH_CONNECTIONS: usize = 32;
/// They are near, and quick.
const HEALTH_PATIENCE: Duration = Duration::from_secs(1);

/// How many connections a worker may hold, so that a crowd of callers never takes the database's files away.
fn connections(wanted: usize, workers: usize, open_files: Option<u64>) -> usize {
    let Some(open_files) = open_files else { return wanted };
    let left = usize::try_from(open_files.saturating_sub(OTHER_FILES)).unwrap_or(usize::MAX);
    wanted.min((left / workers).max(1))
}

/// Raises the number of files that this process may have open to what the system allows; gives what it is then, `None`
/// when there is no limit. The usual one lets about a thousand callers in.
#[cfg(unix)]
fn raise_open_files() -> Option<u64> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::debug!(%error, "the number of open files stays what it is");
    }
    getrlimit(Resource::Nofile).current
}

#[cfg(not(unix))]
fn raise_open_files() -> Option<u64> {
    None
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

/// Serves until told to stop, and runs the jobs meanwhile. `on_listening` is called with the address once connections are
/// accepted.
///
/// # Errors
/// The folder for uploads cannot be used, or the server broke down.
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
    fn callers_leave_files_to_the_database() {
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
