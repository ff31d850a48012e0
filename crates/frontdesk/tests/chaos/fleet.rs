//! Servers and workers that are killed and started again.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use frontdesk_testkit::{Backend, Server, TestDatabase, database, free_port};

use crate::SECRET;
use crate::random::Random;

const BINARY: &str = env!("CARGO_BIN_EXE_frontdesk");
const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// How many processes there are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) servers: usize,
    pub(crate) workers: usize,
}

/// All of them. Clones share them; the last one that goes ends them.
#[derive(Clone)]
pub(crate) struct Fleet(Arc<Inner>);

struct Inner {
    database: TestDatabase,
    ports: Vec<u16>,
    workers: usize,
    crm: String,
    running: Mutex<Vec<Process>>,
}

enum Process {
    Server(Server),
    Worker(Worker),
}

struct Worker(Child);

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn migrate(url: &str) {
    let migrated = Command::new(BINARY).arg("migrate").env("DATABASE_URL", url).output().expect("it runs");
    assert!(migrated.status.success(), "{migrated:?}");
}

impl Fleet {
    /// A fleet that does not run yet.
    pub(crate) fn new(backend: Backend, plan: Plan) -> Self {
        Self(Arc::new(Inner {
            database: database(backend, migrate),
            ports: (0..plan.servers).map(|_| free_port()).collect(),
            workers: plan.workers,
            crm: String::new(),
            running: Mutex::default(),
        }))
    }

    /// Starts all of it.
    pub(crate) fn start(self, crm: &str) -> Self {
        let inner = Arc::into_inner(self.0).expect("no other owner yet");
        let fleet = Self(Arc::new(Inner { crm: crm.to_owned(), ..inner }));
        let processes = fleet.size();
        let started = (0..processes).map(|number| fleet.spawn(number)).collect();
        *fleet.0.running.lock().expect("processes") = started;
        fleet
    }

    fn size(&self) -> usize {
        self.0.ports.len() + self.0.workers
    }

    /// Where the servers are.
    pub(crate) fn servers(&self) -> Vec<String> {
        self.0.ports.iter().map(|port| format!("http://127.0.0.1:{port}")).collect()
    }

    /// The server that the CRM tells its events.
    pub(crate) fn webhook_server(&self) -> String {
        self.servers()[0].clone()
    }

    /// Kills one process after the other, each time another, and starts it again. Gives how many it killed.
    pub(crate) fn kill_now_and_then(
        &self,
        pause: Duration,
        is_over: &AtomicBool,
        random: &mut Random,
    ) -> u32 {
        let mut kills = 0;
        loop {
            let wake = Instant::now() + pause.mul_f64(0.5 + random.below(100) as f64 / 100.0);
            while Instant::now() < wake {
                if is_over.load(Ordering::Relaxed) {
                    return kills;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            let number = random.below(self.size() as u64) as usize;
            let mut running = self.0.running.lock().expect("processes");
            match &mut running[number] {
                Process::Server(server) => server.kill9(),
                Process::Worker(worker) => {
                    worker.0.kill().expect("a process of our own can be killed");
                    worker.0.wait().expect("a killed process ends");
                }
            }
            running[number] = self.spawn(number);
            kills += 1;
        }
    }

    fn spawn(&self, number: usize) -> Process {
        match self.0.ports.get(number) {
            Some(port) => {
                let listen = format!("127.0.0.1:{port}");
                let data = self.0.database.dir().display().to_string();
                let args = ["serve", "--listen", &listen, "--data-dir", &data];
                Process::Server(self.start_server(&args))
            }
            None => Process::Worker(self.spawn_worker(number)),
        }
    }

    /// Starts it again until it is up, as a supervisor would: on a busy machine the database may be slow to answer.
    fn start_server(&self, args: &[&str]) -> Server {
        let start = Instant::now();
        loop {
            match Server::try_spawn(Path::new(BINARY), args, &self.variables()) {
                Ok(server) => return server,
                Err(reason) => assert!(start.elapsed() < crate::PATIENCE, "{reason}"),
            }
        }
    }

    fn spawn_worker(&self, number: usize) -> Worker {
        let log = self.0.database.dir().join(format!("worker-{number}.log"));
        let log = File::options().append(true).create(true).open(log).expect("a log file");
        let child = Command::new(BINARY)
            .arg("work")
            .envs(self.variables())
            .current_dir(self.0.database.dir())
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a second handle of the log file"))
            .stderr(log)
            .spawn();
        Worker(child.expect("it runs"))
    }

    fn variables(&self) -> Vec<(&str, &str)> {
        vec![
            ("DATABASE_URL", self.0.database.url()),
            ("FRONTDESK_SECRET_KEY", KEY),
            ("FRONTDESK_WORKERS", "1"),
            ("FRONTDESK_DATABASE_CONNECTIONS", "8"),
            ("FRONTDESK_CRM_URL", &self.0.crm),
            ("FRONTDESK_CRM_CLIENT_ID", "dummy"),
            ("FRONTDESK_CRM_CLIENT_SECRET", "dummy"),
            ("FRONTDESK_CRM_WEBHOOK_SECRET", SECRET),
            ("FRONTDESK_CRM_TIMEOUT", "500ms"),
            ("FRONTDESK_CRM_BACKOFF", "50ms"),
            ("FRONTDESK_CRM_MAX_ATTEMPTS", "8"),
        ]
    }
}
