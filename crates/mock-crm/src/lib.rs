//! A CRM that is not there: the HTTP interface of one, with the faults of real ones on demand.
//!
//! It issues OAuth tokens (client credentials), keeps users in memory, sends signed webhooks when somebody changes a
//! user in it, and counts what it was asked. It answers slowly, fails before or after it has done the work, hangs,
//! drops connections and limits its callers, as often as it is told to. What it does is drawn from a seed.
//!
//! It knows nothing of who calls it: any other program with the same interface would do as well.
//!
//! | request | answer |
//! |---|---|
//! | `POST /crm/token` | an access token, for client credentials as a form, as JSON or by HTTP Basic |
//! | `POST /crm/users` | 201 `{"crm_id":"CRM1"}` |
//! | `GET /crm/users`, `?external_id=` | `{"users":[…]}` |
//! | `GET`, `PUT /crm/users/{crm_id}` | the user |
//! | `PATCH /crm/users/{crm_id}` | changes a user as somebody in the CRM would, and sends the webhook |
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
pub use faults::{BadFaults, Faults};
pub use options::{BadSecret, Options, WebhookSecret};
pub use records::{AuditEntry, Changes, Record};
pub use run::{MockCrm, StartError, run};
