//! `/api/v1/audit`: the audit log of a firm, for its admins.

use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use frontdesk_storage::SortField;
use frontdesk_storage::audit::{self, AuditEntry, AuditFilter};
use frontdesk_storage::keys::KeyId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use crate::http::collection::{Collection, ListQuery, Listing, Paging};
use crate::http::extract::{Text, Time, param};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::links::{Links, Origin};
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::resource::Resource;
use crate::http::routes::{Endpoint, Routes};
use crate::openapi::enums::{AuditAction, AuditActor};
use crate::state::AppState;

const AUDIT: Endpoint = Endpoint::single("/api/v1/audit").for_admins();

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&AUDIT, |at| {
        at.at("", |methods| methods.get(list_audit));
    });
}

#[derive(OpenApi)]
#[openapi(paths(list_audit), components(schemas(AuditView)))]
struct Document;

/// A recorded change, without the changed values.
#[derive(Debug, Serialize, ToSchema)]
struct AuditView {
    /// The entry's id.
    #[schema(minimum = 1, example = 1)]
    id: i64,
    /// When the change was made.
    at: DateTime<Utc>,
    /// The author: `key`, or the kind of access without one (`open`, `command_line`, `system`).
    #[schema(value_type = AuditActor)]
    actor: String,
    /// The key, if any.
    #[schema(required, example = 1)]
    key_id: Option<i64>,
    /// The client's address.
    #[schema(required, example = "192.0.2.7")]
    address: Option<String>,
    /// The action.
    #[schema(value_type = AuditAction)]
    action: String,
    /// The kind of record.
    #[schema(example = "client")]
    subject: String,
    /// The id of the record.
    #[schema(example = "7")]
    subject_id: String,
    /// SHA-256 of this entry and the one before it in its chain, in hexadecimal digits.
    hash: String,
    /// The same as `at`: an entry never changes.
    created_at: DateTime<Utc>,
    /// The same as `at`.
    updated_at: DateTime<Utc>,
}

impl From<AuditEntry> for AuditView {
    fn from(entry: AuditEntry) -> Self {
        Self {
            id: entry.id,
            at: entry.at,
            actor: entry.actor,
            key_id: entry.key.map(|key| key.get()),
            address: entry.address.map(|address| address.to_string()),
            action: entry.action,
            subject: entry.subject,
            subject_id: entry.subject_id,
            hash: entry.hash,
            created_at: entry.at,
            updated_at: entry.at,
        }
    }
}

impl Resource for AuditView {
    const PLURAL: &'static str = "audit";
    const SORTS: &'static [SortField] = audit::SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    /// An entry has no address of its own; its link leads to the log.
    fn links(&self, origin: Origin) -> Links {
        Links::default().with("collection", origin.href(&AUDIT))
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AuditQuery {
    /// Only this kind of record.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "client")]
    subject: Option<Text>,
    /// Only the record with this id.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "1")]
    subject_id: Option<Text>,
    /// Only by this key.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<i64>, minimum = 1)]
    key_id: Option<KeyId>,
    /// Only entries recorded at this time or later (RFC 3339).
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<DateTime<Utc>>, example = "2026-01-31T09:00:00Z")]
    updated_since: Option<Time>,
}

impl From<AuditQuery> for AuditFilter {
    fn from(query: AuditQuery) -> Self {
        let text = |given: Option<Text>| given.map(|Text(text)| text);
        let (subject, subject_id) = (text(query.subject), text(query.subject_id));
        let since = query.updated_since.map(|Time(time)| time);
        Self { subject, subject_id, key: query.key_id, since }
    }
}

/// Lists recorded changes, oldest first.
///
/// Each entry has author, action, record, time and address, but no values. An import is one entry, whatever its number
/// of rows.
#[utoipa::path(get, path = "/api/v1/audit", tag = "Audit", params(Paging, FirmParam, AuditQuery),
    responses((status = 200, description = "Changes.", body = Vec<AuditView>)))]
async fn list_audit(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<AuditQuery, AuditView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let listing = Listing { list: audit::list, count: audit::count };
    let entries = Collection::new(state, firm.0, query.paging, query.filter.into(), listing);
    entries.respond::<AuditView>(&request).await
}
