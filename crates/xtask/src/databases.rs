//! Database servers shared by one test run.

use anyhow::{Result, bail};
use frontdesk_testkit::{Backend, DatabaseServer, Durability, backends};

/// The started servers; they end when this is dropped.
pub(crate) struct Databases {
    servers: Vec<(&'static str, DatabaseServer)>,
}

impl Databases {
    /// Starts a server for each available backend, except for those given by a variable.
    pub(crate) fn start(durability: Durability) -> Result<Self> {
        let mut servers = Vec::new();
        for backend in backends() {
            let Some(variable) = backend.server_variable() else {
                continue;
            };
            if std::env::var(variable).is_ok_and(|url| !url.is_empty()) {
                println!("{backend}: the server in {variable}");
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

    /// `TEST_…_URL` for the users of the servers.
    pub(crate) fn variables(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.servers.iter().map(|(variable, server)| (*variable, server.url()))
    }
}

/// The backends that cannot run here, and why.
pub(crate) fn missing() -> Vec<String> {
    let reason = |backend: Backend| backend.check().err().map(|reason| format!("{backend}: {reason}"));
    Backend::ALL.into_iter().filter_map(reason).collect()
}
