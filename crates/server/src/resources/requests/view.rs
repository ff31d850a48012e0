//! Response bodies.

use chrono::{DateTime, Utc};
use frontdesk_requests::{Action, OperatorId, Prose, State, Status};
use frontdesk_storage::SortField;
use frontdesk_storage::operators::{self, Operator};
use frontdesk_storage::requests::{self, Event, Request};
use serde::Serialize;
use utoipa::ToSchema;

use super::OPERATORS;
use crate::http::links::{Links, Origin};
use crate::http::resource::Resource;
use crate::openapi::enums::{RequestMove, RequestStatus};
use crate::shared::places::{CUSTOMERS, REQUESTS};

/// A support operator.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "first_name": "Jon", "last_name": "Snow", "id": 1, "name": "Jon Snow", "email": "jon@example.com",
    "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
}))]
pub(super) struct OperatorView {
    /// The first name.
    #[schema(required)]
    first_name: Option<String>,
    /// The last name.
    #[schema(required)]
    last_name: Option<String>,
    /// The operator's id.
    #[schema(minimum = 1)]
    id: i64,
    /// First and last name combined.
    name: String,
    /// E-mail address.
    #[schema(required)]
    email: Option<String>,
    /// When the operator was added.
    created_at: DateTime<Utc>,
    /// When the record last changed.
    updated_at: DateTime<Utc>,
}

impl From<Operator> for OperatorView {
    fn from(operator: Operator) -> Self {
        Self {
            name: operator.names.full(),
            first_name: operator.names.first,
            last_name: operator.names.last,
            id: operator.id.get(),
            email: operator.email,
            created_at: operator.created_at,
            updated_at: operator.updated_at,
        }
    }
}

impl Resource for OperatorView {
    const PLURAL: &'static str = "operators";
    const SORTS: &'static [SortField] = operators::SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        let at_it = format!("{}?processed_by={}", origin.href(&REQUESTS), self.id);
        Links::to_self(origin.href_of(&OPERATORS, self.id))
            .with("collection", origin.href(&OPERATORS))
            .with("requests", at_it)
    }
}

/// A support request of a customer.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(example = json!({
    "body": "Winter is coming", "id": 1, "created_by": 1, "status": "PENDING", "processed_by": null,
    "resolution_comment": null, "archived": false, "created_at": "2026-01-31T09:00:00Z",
    "updated_at": "2026-01-31T09:00:00Z",
}))]
pub(crate) struct RequestView {
    /// The text.
    body: String,
    /// Its id.
    #[schema(minimum = 1)]
    id: i64,
    /// The customer.
    #[schema(minimum = 1)]
    created_by: i64,
    /// The status; for an archived request, the one it had.
    #[schema(value_type = RequestStatus)]
    status: Status,
    /// The operator who has or resolved it.
    #[schema(required, minimum = 1)]
    processed_by: Option<i64>,
    /// The comment on the resolution.
    #[schema(required)]
    resolution_comment: Option<String>,
    /// Whether it is archived.
    archived: bool,
    /// When it was created.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
    /// The actions available in its state.
    #[serde(skip)]
    #[schema(ignore)]
    actions: &'static [Action],
    #[serde(skip)]
    #[schema(ignore)]
    place: Option<String>,
}

impl From<Request> for RequestView {
    fn from(request: Request) -> Self {
        let work = request.state.work();
        Self {
            place: request.place,
            id: request.id.get(),
            created_by: request.created_by.get(),
            status: work.status(),
            processed_by: work.operator().copied().map(OperatorId::get),
            resolution_comment: work.comment().map(|comment| comment.as_str().to_owned()),
            archived: matches!(request.state, State::Archived(_)),
            created_at: request.created_at,
            updated_at: request.updated_at,
            actions: request.state.actions(),
            body: request.body,
        }
    }
}

impl Resource for RequestView {
    const PLURAL: &'static str = "requests";
    const SORTS: &'static [SortField] = requests::SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    fn links(&self, origin: Origin) -> Links {
        let own = origin.href_of(&REQUESTS, self.id);
        let assign = format!("{}/{{op}}/requests/{}", origin.href(&OPERATORS), self.id);
        let links = Links::to_self(own.clone())
            .with("collection", origin.href(&REQUESTS))
            .with("customer", origin.href_of(&CUSTOMERS, self.created_by))
            .with("history", format!("{own}/history"));
        let links = match self.processed_by {
            Some(operator) => links.with("operator", origin.href_of(&OPERATORS, operator)),
            None => links,
        };
        self.actions.iter().fold(links, |links, action| match action {
            Action::Assign => links.template("assign", "PATCH", assign.clone()),
            Action::Reassign => links.template("reassign", "PATCH", assign.clone()),
            Action::Complete => links.action("complete", "PATCH", own.clone()),
            Action::Reject => links.action("reject", "PATCH", own.clone()),
            Action::Edit => links.action("edit", "PUT", own.clone()),
            Action::Archive => links.action("archive", "DELETE", own.clone()),
        })
    }
}

/// A status change of a request.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": 2, "request_id": 1, "from": "PENDING", "to": "IN_PROGRESS", "operator": 1, "comment": null,
    "at": "2026-01-31T09:00:00Z",
    "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
}))]
pub(super) struct EventView {
    /// Its number among all status changes of the firm.
    #[schema(minimum = 1)]
    id: i64,
    /// The request.
    #[schema(minimum = 1)]
    request_id: i64,
    /// The status before; null for the creation.
    #[schema(required, value_type = Option<RequestMove>)]
    from: Option<Status>,
    /// The status after.
    #[schema(value_type = RequestMove)]
    to: Status,
    /// The operator it was assigned to, or who resolved it.
    #[schema(required, minimum = 1)]
    operator: Option<i64>,
    /// The comment on the resolution.
    #[schema(required)]
    comment: Option<String>,
    /// When it was made.
    at: DateTime<Utc>,
    /// Same as `at`: an entry never changes.
    created_at: DateTime<Utc>,
    /// Same as `at`.
    updated_at: DateTime<Utc>,
}

impl From<Event> for EventView {
    fn from(Event { id, request, step }: Event) -> Self {
        Self {
            id,
            request_id: request.get(),
            from: step.from,
            to: step.to,
            operator: step.operator.map(OperatorId::get),
            comment: step.comment.map(Prose::into_string),
            at: step.at,
            created_at: step.at,
            updated_at: step.at,
        }
    }
}

impl Resource for EventView {
    const PLURAL: &'static str = "history";
    const SORTS: &'static [SortField] = requests::EVENT_SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        let request = origin.href_of(&REQUESTS, self.request_id);
        Links::to_self(format!("{request}/history")).with("request", request)
    }
}
