//! A simulated CRM: the HTTP interface of a CRM, with the faults of real ones on demand.
//!
//! It issues OAuth tokens (client credentials), keeps users in memory, sends signed webhooks when a user is
//! changed in it, and counts calls. It answers slowly, fails before or after the work is done, hangs,
//! drops connections and limits its callers, at the configured rates. A seed makes it reproducible.
//!
//! It does not depend on Frontdesk.
//!
//! | request | answer |
//! |---|---|
//! | `POST /crm/token` | an access token, for client credentials as a form, as JSON or by HTTP Basic |
//! | `POST /crm/users` | 201 `{"crm_id":"CRM1"}` |
//! | `GET /crm/users`, `?external_id=` | `{"users":[…]}` |
//! | `GET`, `PUT /crm/users/{crm_id}` | the user |
//! | `PATCH /crm/users/{crm_id}` | changes a user as in the CRM, and sends the webhook |
//! | `GET /crm/audit` | every record, and how often its external id was created |
//! | `GET /crm/counts` | calls by status, calls that came before a `Retry-After` was over, webhooks |
//! | `PUT /crm/faults` | other faults from now on |
//! | `GET /health/ready` | 200 |
//!
//! Every route but the token, the audit and the health check needs a token. The last five know no fault. Invalid data is
//! answered 400.
#![forbid(unsafe_code)]

mod counts;
mod crm;
mod dice;
mod faults;
mod limit;
mod options;
mod records;
mod routes;
mod run;
mod tokens;
mod webhooks;

pub use counts::Counts;
pub use dice::mix;
pub use faults::{BadFaults, Faults};
pub use options::{BadSecret, Options, WebhookSecret};
pub use records::{AuditEntry, Changes, Record};
pub use run::{MockCrm, StartError, run};
