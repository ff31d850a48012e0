//! The real binary, run as its users run it.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should fail, there and then"
)]

mod config;
mod crash;
mod crm;
mod demo;
mod firms;
mod from_mysql;
mod import;
mod interactions;
mod keys;
mod layouts;
mod links;
mod memory;
mod migrate;
mod operations;
mod outside;
mod pages;
mod planted_credentials;
mod planted_secrets;
mod private_files;
mod second_process;
mod secret_key;
mod serve;
mod servers;
mod ssn;
mod support;
mod tour;
mod wrong_values;
