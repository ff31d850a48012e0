//! `/api/v1/topics`: topics of discussion by month.

use std::str::FromStr;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, SecondsFormat, Utc};
use frontdesk_core::{Faults, Month};
use frontdesk_interactions::{
    InvalidMonthCell, TopicName, TopicNameError, parse_month, parse_topics, spell_month,
};
use frontdesk_storage::interactions::{self, MonthFilter, MonthOutcome, MonthTopics};
use frontdesk_storage::{Scoped, SortField};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use crate::http::answer::{Answer, ResponseFormat, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging};
use crate::http::extract::{Id, IfMatch, Json, PathParam, PreconditionFailed, Time, param};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::links::{Links, Origin};
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::resource::Resource;
use crate::http::routes::{Endpoint, Routes};
use crate::state::AppState;

const TOPICS: Endpoint = Endpoint::single("/api/v1/topics");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&TOPICS, |at| {
        at.at("", |methods| methods.get(list_topics));
        at.at("/{month}", |methods| methods.get(get_topics).put(put_topics).delete(delete_topics));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(list_topics, get_topics, put_topics, delete_topics),
    components(schemas(TopicsView, TopicsBody))
)]
struct Document;

/// A month in a path, in any notation that imports accept.
#[derive(Debug, Clone, Copy)]
struct PathMonth(Month);

impl FromStr for PathMonth {
    type Err = InvalidMonthCell;

    fn from_str(text: &str) -> Result<Self, InvalidMonthCell> {
        parse_month(text).map(Self)
    }
}

impl PathParam for PathMonth {
    const NAME: &'static str = "month";
}

/// A month and its topics.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "month": "10-2019", "topics": ["Gold", "Sand"],
    "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
}))]
struct TopicsView {
    /// The month.
    #[schema(pattern = "^[0-9]{2}-[0-9]{4}$")]
    month: String,
    /// The topics, in alphabetical order.
    topics: Vec<String>,
    /// When the month was first given topics.
    created_at: DateTime<Utc>,
    /// When they last changed.
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    position: i64,
}

impl From<MonthTopics> for TopicsView {
    fn from(stored: MonthTopics) -> Self {
        let position = stored.month.index().into();
        let MonthTopics { month, topics, created_at, updated_at, .. } = stored;
        Self { month: spell_month(month), topics, created_at, updated_at, position }
    }
}

impl Resource for TopicsView {
    const PLURAL: &'static str = "topics";
    const SORTS: &'static [SortField] = interactions::MONTH_SORTS;

    fn position(&self) -> i64 {
        self.position
    }

    fn cells(&self, _: &[String]) -> Option<Vec<String>> {
        let times = [self.created_at, self.updated_at];
        let times = times.map(|time| time.to_rfc3339_opts(SecondsFormat::AutoSi, true));
        Some([vec![self.month.clone(), self.topics.join("; ")], times.into()].concat())
    }

    fn links(&self, origin: Origin) -> Links {
        let own = origin.href_of(&TOPICS, &self.month);
        Links::to_self(own.clone())
            .with("collection", origin.href(&TOPICS))
            .action("replace", "PUT", own.clone())
            .action("delete", "DELETE", own)
    }
}

/// The topics of a month.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({"topics": ["Gold", "Sand"]}))]
struct TopicsBody {
    /// 1 to 100 topics of at most 128 characters, unique; compared ignoring case.
    #[garde(required)]
    #[schema(required, nullable = false, min_items = 1, max_items = 100)]
    topics: Option<Vec<String>>,
}

impl TopicsBody {
    fn into_topics(self) -> Result<Vec<TopicName>, Faults> {
        parse_topics(&self.topics.unwrap_or_default())
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TopicsQuery {
    /// Only months with this topic.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "Sand")]
    topic: Option<Topic>,
    /// Only months changed at this time or later (RFC 3339).
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<DateTime<Utc>>, example = "2026-01-31T09:00:00Z")]
    updated_since: Option<Time>,
}

#[derive(Debug)]
struct Topic(TopicName);

impl std::str::FromStr for Topic {
    type Err = TopicNameError;

    fn from_str(text: &str) -> Result<Self, TopicNameError> {
        TopicName::parse(text).map(Self)
    }
}

/// Lists the topics of each month, earliest first.
///
/// In CSV, the topics of a month are in one cell, separated by semicolons.
#[utoipa::path(get, path = "/api/v1/topics", tag = "Interactions", params(Paging, FirmParam, TopicsQuery),
    responses((status = 200, description = "Months that have topics.", body = Vec<TopicsView>)))]
async fn list_topics(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<TopicsQuery, TopicsView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let TopicsQuery { topic, updated_since } = query.filter;
    let filter = MonthFilter {
        topic: topic.map(|Topic(name)| name),
        updated_since: updated_since.map(|Time(time)| time),
    };
    let listing = Listing { list: interactions::list_months, count: interactions::count_months };
    Collection::new(state, firm.0, query.paging, filter, listing).respond::<TopicsView>(&request).await
}

/// Returns the topics of a month.
///
/// For a month without topics the answer is 404.
#[utoipa::path(get, path = "/api/v1/topics/{month}", tag = "Interactions",
    params(("month" = String, Path, description = "The month as `MM-YYYY`.", example = "10-2019"), FirmParam),
    responses((status = 200, description = "The month.", body = TopicsView)))]
async fn get_topics(
    state: AppState,
    firm: FirmAccess,
    month: Id<PathMonth>,
) -> Result<Single<TopicsView>, Problem> {
    let found = state.read(firm.0, move |scoped| interactions::find_month(scoped, month.0.0)).await?;
    let found = found.ok_or_else(not_found)?;
    let version = found.version;
    Ok(Single::new(found.into(), version))
}

/// Replaces the topics of a month, or sets them.
///
/// Counts assign the interactions of the month to these topics. Use `DELETE` to remove all topics.
#[utoipa::path(put, path = "/api/v1/topics/{month}", tag = "Interactions", request_body = TopicsBody,
    params(("month" = String, Path, description = "The month as `MM-YYYY`.", example = "10-2019"), FirmParam),
    responses((status = 200, description = "The changed month.", body = TopicsView)))]
async fn put_topics(
    state: AppState,
    firm: FirmAccess,
    month: Id<PathMonth>,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<TopicsBody>,
) -> Result<Answer, Problem> {
    let now = state.now();
    let topics = body.parse(TopicsBody::into_topics)?;
    let job =
        move |scoped: &mut Scoped<'_>| interactions::put_month(scoped, month.0.0, &topics, &if_match.0, now);
    let saved = changed(state.write(firm.0, job).await?)?.ok_or_else(not_found)?;
    let version = saved.version;
    Answer::single(StatusCode::OK, &TopicsView::from(saved), version, response_format)
}

/// Deletes the topics of a month.
///
/// The interactions of the month no longer count for any topic.
#[utoipa::path(delete, path = "/api/v1/topics/{month}", tag = "Interactions",
    params(("month" = String, Path, description = "The month as `MM-YYYY`.", example = "10-2019"), FirmParam),
    responses((status = 204, description = "The topics are deleted.")))]
async fn delete_topics(
    state: AppState,
    firm: FirmAccess,
    month: Id<PathMonth>,
    if_match: IfMatch,
) -> Result<Answer, Problem> {
    let now = state.now();
    let job = move |scoped: &mut Scoped<'_>| interactions::delete_month(scoped, month.0.0, &if_match.0, now);
    changed(state.write(firm.0, job).await?)?;
    Ok(Answer::empty())
}

fn changed(outcome: MonthOutcome) -> Result<Option<MonthTopics>, Problem> {
    match outcome {
        MonthOutcome::Saved(month) => Ok(Some(month)),
        MonthOutcome::Deleted => Ok(None),
        MonthOutcome::NotFound => Err(not_found()),
        MonthOutcome::Stale => Err(PreconditionFailed.into()),
    }
}

fn not_found() -> Problem {
    Problem::not_found("This month has no topics")
}
