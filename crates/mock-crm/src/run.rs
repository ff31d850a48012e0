//! Starting and stopping.

use std::any::Any;
use std::net::SocketAddr;
use std::os::fd::AsFd as _;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::{io, thread};

use actix_web::dev::{Extensions, Server, ServerHandle};
use actix_web::{App, HttpServer, rt, web};
use tokio::sync::oneshot;

use crate::counts::Counts;
use crate::crm::{Crm, Line};
use crate::faults::{BadFaults, Faults};
use crate::options::{Clock, Options};
use crate::records::{AuditEntry, Changes, Record};
use crate::routes::routes;

/// Why no CRM runs.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The faults make no sense.
    #[error(transparent)]
    Faults(#[from] BadFaults),
    /// The address cannot be had, or no thread.
    #[error("cannot listen: {0}")]
    Listen(#[from] io::Error),
    /// Nothing that sends webhooks could be made.
    #[error("cannot send webhooks: {0}")]
    Webhooks(#[from] reqwest::Error),
    /// The server ended as it began.
    #[error("the server ended at once")]
    Ended,
}

/// A CRM that runs on a thread of its own until this is dropped.
pub struct MockCrm {
    address: SocketAddr,
    crm: Arc<Crm>,
    server: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl MockCrm {
    /// Starts one. `clock` dates webhooks.
    ///
    /// # Errors
    /// The address cannot be had, or the options make no sense.
    pub fn start(options: Options, clock: Clock) -> Result<Self, StartError> {
        let listen = options.listen;
        let crm = prepare(options, clock)?;
        let (tell, told) = oneshot::channel();
        let shared = Arc::clone(&crm);
        let thread = thread::Builder::new().name("mock-crm".to_owned()).spawn(move || {
            rt::System::new().block_on(async move {
                let bound = bind(&shared, listen);
                let server = match bound {
                    Ok((server, address)) => {
                        let _ = tell.send(Ok((server.handle(), address)));
                        server
                    }
                    Err(error) => {
                        let _ = tell.send(Err(error));
                        return;
                    }
                };
                rt::spawn(async move { shared.outgoing.work_off().await });
                let _ = server.await;
            });
        })?;
        let (server, address) = told.blocking_recv().map_err(|_| StartError::Ended)??;
        Ok(Self { address, crm, server, thread: Some(thread) })
    }

    /// Where it answers: `http://127.0.0.1:PORT`, no slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every record, and how often its external id was created.
    pub fn audit(&self) -> Vec<AuditEntry> {
        self.crm.state().records.audit()
    }

    /// What it was asked.
    pub fn counts(&self) -> Counts {
        self.crm.counting().counts.clone()
    }

    /// Changes a user as in the CRM, and sends the webhook. `None` when there is no such user.
    pub fn change(&self, crm_id: &str, changes: Changes) -> Option<Record> {
        self.crm.change(crm_id, changes)
    }

    /// Other faults from now on. Counts begin anew.
    ///
    /// # Errors
    /// The faults make no sense.
    pub fn set_faults(&self, faults: Faults) -> Result<(), BadFaults> {
        self.crm.set_faults(faults.checked()?);
        Ok(())
    }
}

impl Drop for MockCrm {
    fn drop(&mut self) {
        // Callers that hang are not waited for.
        drop(self.server.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Runs one until SIGINT or SIGTERM. `on_listening` is called with its address.
///
/// # Errors
/// The address cannot be had, or the options make no sense.
pub fn run(options: Options, clock: Clock, on_listening: impl FnOnce(SocketAddr)) -> Result<(), StartError> {
    let listen = options.listen;
    let crm = prepare(options, clock)?;
    rt::System::new().block_on(async move {
        let (server, address) = bind(&crm, listen)?;
        on_listening(address);
        rt::spawn(async move { crm.outgoing.work_off().await });
        Ok(server.await?)
    })
}

fn prepare(mut options: Options, clock: Clock) -> Result<Arc<Crm>, StartError> {
    options.faults = options.faults.checked()?;
    Ok(Arc::new(Crm::new(options, clock)?))
}

/// One thread is plenty, and keeps what happens in the order in which it came.
fn bind(crm: &Arc<Crm>, listen: SocketAddr) -> io::Result<(Server, SocketAddr)> {
    let crm = web::Data::new(Arc::clone(crm));
    let server = HttpServer::new(move || App::new().app_data(crm.clone()).configure(routes))
        .workers(1)
        .shutdown_timeout(1)
        .on_connect(keep_line)
        .bind(listen)?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok((server.run(), address))
}

/// Dropping a connection without an answer needs a handle of it.
fn keep_line(connection: &dyn Any, extensions: &mut Extensions) {
    let socket = connection.downcast_ref::<rt::net::TcpStream>();
    if let Some(Ok(handle)) = socket.map(|socket| socket.as_fd().try_clone_to_owned()) {
        extensions.insert(Line(handle.into()));
    }
}
