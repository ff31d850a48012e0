//! `/api/v1/history`: the history of records of every kind that readers may see.

use std::convert::Infallible;
use std::str::FromStr;

use actix_web::{HttpRequest, HttpResponse};
use frontdesk_storage::journal::Kind;
use utoipa::OpenApi;

use crate::http::collection::{ListQuery, Paging, Since};
use crate::http::extract::{Id, PathParam};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::openapi::enums::HistoryKind;
use crate::shared::history::{HistoryView, respond};
use crate::state::AppState;

const HISTORY: Endpoint = Endpoint::single("/api/v1/history");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&HISTORY, |at| {
        at.at("/{kind}/{record}", |methods| methods.get(list_history));
    });
}

#[derive(OpenApi)]
#[openapi(paths(list_history), components(schemas(HistoryView)))]
struct Document;

/// A kind in a path. An unknown one is an unknown address.
#[derive(Debug, Clone)]
struct KindName(String);

/// The id of a record in a path, as its own resource spells it.
#[derive(Debug, Clone)]
struct RecordId(String);

macro_rules! texts_in_paths {
    ($($text:ident: $name:literal),+) => {$(
        impl FromStr for $text {
            type Err = Infallible;

            fn from_str(text: &str) -> Result<Self, Infallible> {
                Ok(Self(text.to_owned()))
            }
        }

        impl PathParam for $text {
            const NAME: &'static str = $name;
        }
    )+};
}

texts_in_paths!(KindName: "kind", RecordId: "record");

/// Keys and firms are for admins, at addresses of their own.
fn kind_of(name: &str) -> Option<Kind> {
    let is_open = |kind: &Kind| !matches!(kind, Kind::Key | Kind::Firm);
    Kind::ALL.into_iter().filter(is_open).find(|kind| kind.as_str() == name)
}

/// Lists the changes of a record, newest first.
///
/// Each has its author, its reason, and the values of the changed fields before and after. Records are named as at their
/// own addresses: customers by id, opportunities by `oid`, users by `user_id`, topics by month; the catalogue of
/// statuses by the id of the firm. Changes are recorded since the version that introduced this address.
#[utoipa::path(get, path = "/api/v1/history/{kind}/{record}", tag = "History",
    params(("kind" = HistoryKind, Path, description = "The kind of record, except `key` and `firm`.", example = "customer"),
        ("record" = String, Path, description = "The id of the record.", example = "1"), Paging, FirmParam, Since),
    responses((status = 200, description = "Changes.", body = Vec<HistoryView>)))]
async fn list_history(
    state: AppState,
    firm: FirmAccess,
    kind: Id<KindName>,
    record: Id<RecordId>,
    query: ListQuery<Since, HistoryView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let kind = kind_of(&kind.0.0).ok_or_else(|| Problem::not_found("Record not found"))?;
    respond(state, firm.0, (kind, record.0.0), query, &request).await
}
