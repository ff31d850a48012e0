//! `/imports`: bulk imports of files.

mod events;
mod form;
mod preview;
mod rejects;
mod view;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, rt, web};
use frontdesk_storage::imports::{self, Import, ImportFilter, ImportId};
use frontdesk_storage::{Access, Scoped};
use utoipa::OpenApi;

use crate::http::access::Standing;
use crate::http::answer::{Answer, ResponseFormat, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::extract::{Id, PathParam};
use crate::http::firm::{FirmAccess, FirmChoice, FirmParam};
use crate::http::idempotency::IdempotentWrite;
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::http::server_sent::{self, ServerSentEvent};
use crate::http::upload::Upload;
use crate::state::AppState;

use events::Progress;
use form::{CheckedImport, ImportForm, PostImportForm, PostPreviewForm, PreviewForm};
use preview::{ColumnView, FieldView, PreviewView};
use view::{ImportView, WarningView};

const IMPORTS: Endpoint = Endpoint::new("/imports", "/api/v1/imports");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&IMPORTS, |at| {
        at.at("", |methods| methods.get(list_imports).post(post_import));
        at.at("/preview", |methods| methods.post(preview_import));
        at.at("/{id}", |methods| methods.get(get_import));
        at.at("/{id}/events", |methods| methods.get(watch_import));
        at.at("/{id}/rejects.csv", |methods| methods.get(get_rejects));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(list_imports, post_import, preview_import, get_import, watch_import, get_rejects),
    components(schemas(
        ImportView,
        WarningView,
        PostImportForm,
        PostPreviewForm,
        PreviewView,
        ColumnView,
        FieldView
    ))
)]
struct Document;

impl PathParam for ImportId {}

/// Imports a file.
///
/// The file is checked at once: an unreadable file, or one without the columns that its kind needs, is refused. The
/// rows are imported in the background, one file at a time; `Location` is the address of the progress.
#[utoipa::path(post, path = "/imports", tag = "Imports", params(FirmParam),
    request_body(content = PostImportForm, content_type = "multipart/form-data"),
    responses((status = 202, description = "The import is queued.", body = ImportView,
        headers(("Location" = String, description = "The address of the import.")))))]
async fn post_import(
    state: AppState,
    firm: FirmChoice,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    upload: Upload,
) -> Result<Answer, Problem> {
    let form = ImportForm::read(upload)?;
    let access = firm.enter(&state, form.firm).await?;
    let wants_print = once.has_key();
    let permit = state.unpacking().for_caller(access.firm(), form.path().to_owned()).await?;
    let check = move || {
        let _permit = permit;
        form.check(wants_print)
    };
    let checked = web::block(check).await.map_err(Problem::internal)??;
    // In its own task: a disconnect must not leave a row without its file.
    rt::spawn(enqueue(state, access, once, response_format, checked)).await.map_err(Problem::internal)?
}

/// Stores both the row and the file, or neither.
async fn enqueue(
    state: AppState,
    access: Access,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    checked: CheckedImport,
) -> Result<Answer, Problem> {
    let CheckedImport { new, file, print } = checked;
    let file = web::block(move || file.flush()).await.map_err(Problem::internal)??;
    let now = state.now();
    let job = move |scoped: &mut Scoped<'_>| imports::create(scoped, &new, now);
    let answer = move |import: Import| {
        let href = response_format.origin.href_of(&IMPORTS, import.id);
        let version = import.version();
        Ok(Answer::single(StatusCode::ACCEPTED, &ImportView::from(import), version, response_format)?
            .located(&href))
    };
    let answer = once.write(&state, access, &print, job, answer).await?;
    if !answer.is_replayed() {
        file.keep().map_err(Problem::internal)?;
        state.doorbell().ring();
    }
    Ok(answer)
}

/// Previews a file to import: its first rows, and the meaning of its columns.
///
/// Nothing is stored. Long cells are cut to 200 characters. For a file without the columns that its kind needs, the
/// answer lists the problems.
#[utoipa::path(post, path = "/imports/preview", tag = "Imports", params(FirmParam),
    request_body(content = PostPreviewForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "The preview.", body = PreviewView)))]
async fn preview_import(state: AppState, firm: FirmAccess, upload: Upload) -> Result<Answer, Problem> {
    let form = PreviewForm::read(upload)?;
    let permit = state.unpacking().for_caller(firm.0.firm(), form.file.path().to_owned()).await?;
    let look = move || {
        let _permit = permit;
        PreviewView::of(&form)
    };
    let preview = web::block(look).await.map_err(Problem::internal)??;
    Answer::json(StatusCode::OK, &preview)
}

/// Lists the firm's imports, oldest first.
///
/// Includes imports by the command line.
#[utoipa::path(get, path = "/imports", tag = "Imports", params(Paging, FirmParam, Since),
    responses((status = 200, description = "Imports.", body = Vec<ImportView>)))]
async fn list_imports(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<Since, ImportView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let filter = ImportFilter { updated_since: query.filter.time() };
    let listing = Listing { list: imports::list, count: imports::count_all };
    Collection::new(state, firm.0, query.paging, filter, listing).respond::<ImportView>(&request).await
}

/// Returns one import.
///
/// State, progress, numbers of created, updated, unchanged and rejected rows, and the first 100 warnings.
#[utoipa::path(get, path = "/imports/{id}", tag = "Imports",
    params(("id" = i64, Path, description = "The import's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The import.", body = ImportView)))]
async fn get_import(
    state: AppState,
    firm: FirmAccess,
    id: Id<ImportId>,
) -> Result<Single<ImportView>, Problem> {
    let import = find(&state, firm, *id).await?;
    let version = import.version();
    Ok(Single::new(import.into(), version))
}

/// Streams the progress of an import as server-sent events.
///
/// Each `progress` event carries the import as `GET /imports/{id}` returns it; the last event is named `end`. The
/// stream ends early when the key or session that opened it is revoked, expires or signs out.
#[utoipa::path(get, path = "/imports/{id}/events", tag = "Imports",
    params(("id" = i64, Path, description = "The import's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "Events until the import has ended.", body = ServerSentEvent,
        content_type = "text/event-stream")))]
async fn watch_import(
    state: AppState,
    firm: FirmAccess,
    id: Id<ImportId>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let import = find(&state, firm, *id).await?.id;
    let standing = Standing::of(&request, firm.0.firm())?;
    Ok(server_sent::respond(state, standing, Progress { access: firm.0, import, sent: None }))
}

/// Returns the rejected rows of an import.
///
/// Each row as in the file, with its errors in an additional last column. The corrected file can be imported again.
#[utoipa::path(get, path = "/imports/{id}/rejects.csv", tag = "Imports",
    params(("id" = i64, Path, description = "The import's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The columns of the file, and `errors`.", body = String,
        content_type = "text/csv")))]
async fn get_rejects(
    state: AppState,
    firm: FirmAccess,
    id: Id<ImportId>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let import = find(&state, firm, *id).await?;
    let standing = Standing::of(&request, firm.0.firm())?;
    rejects::respond(state, firm.0, standing, &import)
}

async fn find(state: &AppState, firm: FirmAccess, id: ImportId) -> Result<Import, Problem> {
    let import = state.read(firm.0, move |scoped| imports::find(scoped, id)).await?;
    import.ok_or_else(|| Problem::not_found("Import not found"))
}
