//! `/api/v1/deleted`: the bin.

use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use frontdesk_storage::SortField;
use frontdesk_storage::deleted::{self, DeletedFilter, DeletedRecord};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::links::{Links, Origin};
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::resource::Resource;
use crate::http::routes::{Endpoint, Routes};
use crate::openapi::enums::DeletedKind;
use crate::state::AppState;

const DELETED: Endpoint = Endpoint::single("/api/v1/deleted");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&DELETED, |at| {
        at.at("", |methods| methods.get(list_deleted));
    });
}

#[derive(OpenApi)]
#[openapi(paths(list_deleted), components(schemas(DeletedRecordView)))]
struct Document;

/// A deleted record that can be restored.
#[derive(Debug, Serialize, ToSchema)]
struct DeletedRecordView {
    /// The kind of record.
    #[schema(value_type = DeletedKind)]
    kind: &'static str,
    /// The id of the record: of a customer, or the `oid` of an opportunity.
    #[schema(example = "1")]
    id: String,
    /// The name of a customer.
    #[schema(required, example = "Ed Stark")]
    name: Option<String>,
    /// When the record was created.
    created_at: DateTime<Utc>,
    /// When it was deleted.
    deleted_at: DateTime<Utc>,
    /// Same as `deleted_at`.
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    position: i64,
}

impl From<DeletedRecord> for DeletedRecordView {
    fn from(record: DeletedRecord) -> Self {
        Self {
            kind: record.kind.as_str(),
            id: record.public_id,
            name: record.name,
            created_at: record.created_at,
            deleted_at: record.deleted_at,
            updated_at: record.deleted_at,
            position: record.id,
        }
    }
}

impl Resource for DeletedRecordView {
    const PLURAL: &'static str = "deleted";
    const SORTS: &'static [SortField] = deleted::SORTS;

    fn position(&self) -> i64 {
        self.position
    }

    fn links(&self, origin: Origin) -> Links {
        Links::default().with("collection", origin.href(&DELETED))
    }
}

/// Lists deleted customers and opportunities that can be restored, oldest deletion first.
///
/// `POST /api/customers/{id}/restore` and `POST /api/opportunities/{oid}/restore` bring them back.
#[utoipa::path(get, path = "/api/v1/deleted", tag = "History", params(Paging, FirmParam, Since),
    responses((status = 200, description = "Deleted records.", body = Vec<DeletedRecordView>)))]
async fn list_deleted(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<Since, DeletedRecordView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let filter = DeletedFilter { updated_since: query.filter.time() };
    let listing = Listing { list: deleted::list, count: deleted::count };
    Collection::new(state, firm.0, query.paging, filter, listing).respond::<DeletedRecordView>(&request).await
}
