//! `/webhook` and `/sync`: what the CRM tells, and how the sync stands.

mod status;
mod sweeps;
mod view;
mod webhook;

pub(crate) use sweeps::MODULE;
pub(crate) use webhook::MODULE as WEBHOOK_MODULE;
