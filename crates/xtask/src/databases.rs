//! The database servers that one run of the tests shares.

use anyhow::{Result, bail};
use frontdesk_testkit::{Backend, DatabaseServer, Durability, backends};

/// The servers that were started; they end with this value.
pub(crate) struct Databases {
    servers: Vec<(&'static str, DatabaseServer)>,
}

impl Databases {
    /// Starts a server for each backend that can run here, but for those that a variable names already.
    pub(crate) fn start(durability: Durability) -> Result<Self> {
        let mut servers = Vec::new();
        for backend in backends() {
            let Some(variable) = backend.server_variable() else {
                continue;
            };
            if std::env::var(variable).is_ok_and(|url| !url.is_empty()) {
                println!("{backend}: the server that {variable} names");
                continue;
            }
            match DatabaseServer::start(*backend, durability) {
                Ok(server) => {
                    println!("{backend}: started for this run");
                    servers.push((variable, server));
                }
                Err(reason) => bail!("cannot start {backend}: {reason}"),
            }
        }
        Ok(Self { servers })
    }

    /// `TEST_…_URL` for those who use the servers.
    pub(crate) fn variables(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.servers.iter().map(|(variable, server)| (*variable, server.url()))
    }
}

/// The backends that cannot run here, and why.
pub(crate) fn missing() -> Vec<String> {
    let reason = |backend: Backend| backend.check().err().map(|reason| format!("{backend}: {reason}"));
    Backend::ALL.into_iter().filter_map(reason).collect()
}
