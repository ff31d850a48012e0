//! `/webhook` and `/sync`: what the CRM tells, and how the sync stands.

mod chores;
mod gauges;
mod status;
mod sweeps;
mod webhook;

pub(crate) use chores::work;
pub(crate) use gauges::Gauges;
pub(crate) use sweeps::MODULE;
pub(crate) use webhook::MODULE as WEBHOOK_MODULE;
