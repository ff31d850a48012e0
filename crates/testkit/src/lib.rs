//! Databases and servers for the duration of a test. For tests and benches only.
//!
//! - [`database`] creates a migrated database for each test, on each of [`backends`];
//! - [`DatabaseServer`] starts PostgreSQL or MariaDB from the installed programs, in a folder of its own;
//! - [`Server`] starts the real `frontdesk` binary as a separate process;
//! - [`Secrets`] searches output for planted secrets.
//!
//! The crate knows neither Frontdesk's schema nor a database driver: databases are created with the clients that come
//! with them (`psql`, `mariadb`), so that it compiles quickly and every other crate can use it.
//!
//! | variable | meaning |
//! |---|---|
//! | `TEST_POSTGRES_URL`, `TEST_MYSQL_URL` | a running server to use, by a role that may create databases |
//! | `TEST_BACKENDS` | run on these only: `sqlite,postgres,mysql` |
//! | `CI` | `true`: a backend that cannot run here fails the tests that want it |

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a set-up that fails should fail its test, there and then, with what went wrong"
)]

mod address;
mod backend;
mod database;
mod database_server;
mod durability;
mod empty_database;
mod http;
mod leaks;
mod mysql;
mod port;
mod postgres;
mod program;
mod sqlite;
mod supervisor;
mod template;
mod test_database;

pub use backend::{Backend, backends};
pub use database::database;
pub use database_server::DatabaseServer;
pub use durability::Durability;
pub use empty_database::empty_database;
pub use http::Server;
pub use leaks::Secrets;
pub use port::free_port;
pub use test_database::TestDatabase;
