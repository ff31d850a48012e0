//! The history of a record: what changed, when, by which actor and why.

use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, SecondsFormat, Utc};
use frontdesk_core::{FieldChange, FieldValue, Id};
use frontdesk_storage::journal::{self, Entry, HistoryFilter, Kind, Restoration};
use frontdesk_storage::{Access, SortField};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::collection::{Collection, ListQuery, Listing, Since};
use crate::http::extract::PathParam;
use crate::http::links::{Links, Origin};
use crate::http::problem::Problem;
use crate::http::resource::Resource;
use crate::openapi::enums::{AuditActor, HistoryAction, HistoryCause, HistoryKind};
use crate::state::AppState;

/// A change of a record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HistoryView {
    /// The number of the change within the firm, in the order in which changes were committed; 0 for `unrecorded`.
    #[schema(minimum = 0, example = 123)]
    seq: i64,
    /// When the record was changed.
    at: DateTime<Utc>,
    /// The author.
    actor: HistoryAuthor,
    /// The reason.
    cause: HistoryReason,
    /// The kind of record.
    #[schema(value_type = HistoryKind)]
    kind: &'static str,
    /// The version of the record after the change; null for kinds without versions.
    #[schema(required, minimum = 1, example = 3)]
    version: Option<i64>,
    /// What happened. The last entry of a record that is older than its history is `unrecorded`: values before its `at`
    /// are not known.
    #[schema(value_type = HistoryAction)]
    action: &'static str,
    /// The changed fields; null where values were not kept: for rows of an imported file that became records.
    #[schema(required)]
    changes: Option<Vec<HistoryChange>>,
    /// Same as `at`: a change is never changed.
    created_at: DateTime<Utc>,
    /// Same as `at`.
    updated_at: DateTime<Utc>,
}

/// The author of a change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HistoryAuthor {
    /// `key`, or the kind of access without one.
    #[serde(rename = "type")]
    #[schema(value_type = AuditActor)]
    actor: String,
    /// The id of the key.
    #[schema(required, example = 1)]
    id: Option<i64>,
    /// The name of the key.
    #[schema(required, example = "Reception")]
    name: Option<String>,
}

/// The reason of a change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HistoryReason {
    /// The kind of reason.
    #[serde(rename = "type")]
    #[schema(value_type = HistoryCause)]
    cause: &'static str,
    /// The id of the request, or of the import.
    #[schema(required, example = "0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55")]
    id: Option<String>,
}

/// A changed field.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HistoryChange {
    /// Its name.
    #[schema(example = "email")]
    field: String,
    /// The value before; null if it was empty. A social security number is `***`.
    #[schema(required, value_type = Option<serde_json::Value>, example = "a@example.com")]
    old: Option<FieldValue>,
    /// The value after; null if it is empty.
    #[schema(required, value_type = Option<serde_json::Value>, example = "b@example.com")]
    new: Option<FieldValue>,
}

impl From<FieldChange> for HistoryChange {
    fn from(change: FieldChange) -> Self {
        Self { field: change.field.into_owned(), old: change.old, new: change.new }
    }
}

impl From<Entry> for HistoryView {
    fn from(entry: Entry) -> Self {
        let (id, name) = entry.key.map(|(id, name)| (id.get(), name)).unzip();
        Self {
            seq: entry.seq,
            at: entry.at,
            actor: HistoryAuthor { actor: entry.actor, id, name },
            cause: HistoryReason { cause: entry.cause.as_str(), id: entry.cause_id },
            kind: entry.kind.as_str(),
            version: entry.version,
            action: entry.action.as_str(),
            changes: entry.changes.map(|changes| changes.into_iter().map(HistoryChange::from).collect()),
            created_at: entry.at,
            updated_at: entry.at,
        }
    }
}

impl HistoryView {
    fn cell(&self, column: &str) -> String {
        match column {
            "seq" => self.seq.to_string(),
            "at" | "created_at" | "updated_at" => self.at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
            "actor" => self.actor.name.clone().unwrap_or_else(|| self.actor.actor.clone()),
            "cause" => match &self.cause.id {
                Some(id) => format!("{} {id}", self.cause.cause),
                None => self.cause.cause.to_owned(),
            },
            "kind" => self.kind.to_owned(),
            "version" => self.version.map(|version| version.to_string()).unwrap_or_default(),
            "action" => self.action.to_owned(),
            // Texts, numbers and booleans can always be serialized.
            "changes" => self
                .changes
                .as_ref()
                .map(|changes| serde_json::to_string(changes).unwrap_or_default())
                .unwrap_or_default(),
            _ => String::new(),
        }
    }
}

impl Resource for HistoryView {
    const PLURAL: &'static str = "history";
    const SORTS: &'static [SortField] = journal::HISTORY_SORTS;
    const DEFAULT_SORT: Option<&'static str> = Some("-seq");

    fn position(&self) -> i64 {
        self.seq
    }

    fn cells(&self, columns: &[String]) -> Option<Vec<String>> {
        Some(columns.iter().map(|column| self.cell(column)).collect())
    }

    fn links(&self, _: Origin) -> Links {
        Links::default()
    }
}

/// Values to restore.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({"force": false}))]
pub(crate) struct RestoreBody {
    /// The fields; all fields of the change without it.
    #[garde(inner(length(min = 1, max = 100)))]
    #[schema(nullable = false, min_items = 1, max_items = 100)]
    fields: Option<Vec<String>>,
    /// Whether to replace values that have changed again since. Default: false.
    #[schema(nullable = false)]
    force: Option<bool>,
}

impl RestoreBody {
    pub(crate) fn into_restoration(self, seq: Seq) -> Restoration {
        Restoration { seq: seq.get(), fields: self.fields, force: self.force.unwrap_or_default() }
    }
}

/// What a [`Seq`] numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) enum NumberedChange {}

/// The number of a change, in a path.
pub(crate) type Seq = Id<NumberedChange>;

impl PathParam for Seq {
    const NAME: &'static str = "seq";
}

/// Answers with the history of a record, newest first.
///
/// # Errors
/// There is no such record, or the database did not answer.
pub(crate) async fn respond(
    state: AppState,
    access: Access,
    (kind, id): (Kind, String),
    query: ListQuery<Since, HistoryView>,
    request: &HttpRequest,
) -> Result<HttpResponse, Problem> {
    let record = state.read(access, move |scoped| journal::find_record(scoped, kind, &id)).await?;
    let record = record.ok_or_else(|| Problem::not_found("Record not found"))?;
    journal::settle(state.database(), access).await?;
    let filter = HistoryFilter { kind, record, updated_since: query.filter.time() };
    let listing = Listing { list: journal::history, count: journal::count_history };
    Collection::new(state, access, query.paging, filter, listing).respond::<HistoryView>(request).await
}
