//! `/webhook` and `/sync`: events of the CRM, and the state of the sync.

mod status;
mod sweeps;
mod view;
mod webhook;

pub(crate) use sweeps::MODULE;
pub(crate) use webhook::MODULE as WEBHOOK_MODULE;
