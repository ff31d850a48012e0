//! The loop that drains the outbox.

use std::io;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use frontdesk_storage::Database;
use frontdesk_storage::sync::{self, Claimed};
use tokio::runtime::Builder;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::client::Crm;
use crate::notices::Notices;
use crate::shared::Shared;
use crate::tools::Tools;
use crate::visit::Visitor;

/// Interval of polling for work without a wake-up: retries that have become due, and work of other processes.
const EMBEDDED_NAP: Duration = Duration::from_millis(200);
/// On a server, where other processes store users that are to be pushed within a tenth of a second.
const NAP: Duration = Duration::from_millis(40);
/// Claim ahead only what the rate limit serves in this time.
const WAIT_FOR_TURNS: Duration = Duration::from_millis(500);
/// After an error of the database.
const LONG_NAP: Duration = Duration::from_secs(1);
/// How long running visits may take to end when the worker stops. Their calls have time-outs.
const GRACE: Duration = Duration::from_secs(20);

/// A thread that keeps users equal to the CRM until this is dropped.
pub struct Worker {
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Processes the users that are due, and those that become due.
    ///
    /// # Errors
    /// No thread could be started.
    pub fn start(tools: Tools) -> io::Result<Self> {
        let (stop, stopped) = watch::channel(false);
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::Builder::new().name("crm".to_owned()).spawn(move || {
            runtime.block_on(PushLoop::new(tools, stopped).serve());
        })?;
        Ok(Self { stop, thread: Some(thread) })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // A closed channel means that the worker has stopped.
        let _ = self.stop.send(true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct PushLoop {
    database: Database,
    crm: Arc<Crm>,
    visitor: Arc<Visitor>,
    shared: Arc<Shared>,
    notices: Notices,
    concurrency: usize,
    timeout: Duration,
    stopped: watch::Receiver<bool>,
    under_way: JoinSet<()>,
}

impl PushLoop {
    fn new(tools: Tools, stopped: watch::Receiver<bool>) -> Self {
        let shared = Arc::new(Shared::new(&tools.database, &tools.crm));
        let concurrency = tools.options.concurrency.max(1);
        let visitor = Arc::new(Visitor::new(&tools, Arc::clone(&shared)));
        let (database, crm) = (tools.database.clone(), Arc::clone(&tools.crm));
        Self {
            database,
            crm,
            visitor,
            shared,
            notices: Notices::new(tools.database, tools.notifier, tools.clock),
            concurrency,
            timeout: tools.options.timeout,
            stopped,
            under_way: JoinSet::new(),
        }
    }

    async fn serve(mut self) {
        self.shared.start_over().await;
        while !*self.stopped.borrow() {
            while self.under_way.try_join_next().is_some() {}
            let nap = match self.take_some().await {
                Ok(true) => continue,
                Ok(false) => self.nap(),
                Err(error) => {
                    tracing::warn!(%error, "the outbox cannot be read");
                    LONG_NAP
                }
            };
            if let Err(error) = self.shared.tell().await {
                tracing::debug!(%error, "the state of the CRM connection could not be stored, will retry");
            }
            self.notices.send().await;
            self.wait(nap).await;
        }
        self.finish().await;
    }

    /// Takes as many users as there is room for. False when there was nothing to take, or no room.
    async fn take_some(&mut self) -> Result<bool, frontdesk_storage::StorageError> {
        self.shared.look().await?;
        self.shared.hold_all_processes().await?;
        let room = self.room();
        if room == 0 || !self.crm.held_back_for().is_zero() {
            return Ok(false);
        }
        let taken_at = Instant::now();
        let claimed = sync::claim(&self.database, room, self.visitor.lease(), self.crm.now()).await?;
        let any = !claimed.is_empty();
        claimed.into_iter().for_each(|claimed| self.begin(claimed, taken_at));
        Ok(any)
    }

    /// A CRM that was down is tried with one user. Where the pace is known, no more are called for at a time than have their
    /// turn while a call may last, and some more wait for theirs, so that none lapses.
    fn room(&self) -> u32 {
        let rate = self.crm.condition().rate;
        let within = |time: Duration| rate.map(|rate| (rate * time.as_secs_f64()) as usize);
        let called = within(self.timeout).map_or(self.concurrency, |most| most.clamp(1, self.concurrency));
        let most = if self.crm.is_well() { called + within(WAIT_FOR_TURNS).unwrap_or(0) } else { 1 };
        u32::try_from(most.saturating_sub(self.under_way.len())).unwrap_or(0)
    }

    fn begin(&mut self, claimed: Claimed, taken_at: Instant) {
        let visitor = Arc::clone(&self.visitor);
        self.under_way.spawn(async move { visitor.visit(claimed, taken_at).await });
    }

    fn nap(&self) -> Duration {
        let nap = if self.database.url().is_embedded() { EMBEDDED_NAP } else { NAP };
        nap.max(self.crm.held_back_for().min(LONG_NAP))
    }

    async fn wait(&mut self, nap: Duration) {
        let full = self.room() == 0;
        tokio::select! {
            () = sleep(nap) => {}
            () = self.database.bell().wait(), if !full => {}
            _ = self.under_way.join_next(), if !self.under_way.is_empty() => {}
            _ = self.stopped.changed() => {}
        }
    }

    /// Running visits finish; one that takes too long is left to its lease.
    async fn finish(mut self) {
        let all = async {
            while self.under_way.join_next().await.is_some() {}
            self.notices.finish().await;
        };
        if timeout(GRACE, all).await.is_err() {
            tracing::warn!("the CRM does not answer: some users are left to the next worker");
        }
    }
}
