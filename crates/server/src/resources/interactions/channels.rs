//! `/api/v1/channels`: the channels of a firm, with or without interactions.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use frontdesk_core::{Fault, Faults};
use frontdesk_interactions::{ChannelName, MOST_CHANNELS, parse_channels};
use frontdesk_storage::interactions::{self, Channel, ChannelDeletion, ChannelFilter};
use frontdesk_storage::{Scoped, SortField};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use crate::http::answer::Answer;
use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::extract::{IfMatch, Json};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::links::{Links, Origin};
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::resource::Resource;
use crate::http::routes::{Endpoint, Routes};
use crate::state::AppState;

const CHANNELS: Endpoint = Endpoint::single("/api/v1/channels");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&CHANNELS, |at| {
        at.at("", |methods| methods.get(list_channels).put(declare_channels));
        at.at("/{channel}", |methods| methods.delete(delete_channel));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(list_channels, declare_channels, delete_channel),
    components(schemas(ChannelView, ChannelsBody))
)]
struct Document;

/// Channels are immutable: each has one version.
const VERSION: i64 = 1;

/// A channel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": 1, "name": "Boat", "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
}))]
struct ChannelView {
    /// The channel's id.
    #[schema(minimum = 1)]
    id: i64,
    /// The name.
    name: String,
    /// When it was declared or first used.
    created_at: DateTime<Utc>,
    /// Same as `created_at`: a channel never changes.
    updated_at: DateTime<Utc>,
}

impl From<Channel> for ChannelView {
    fn from(channel: Channel) -> Self {
        Self {
            id: channel.id,
            name: channel.name,
            created_at: channel.created_at,
            updated_at: channel.created_at,
        }
    }
}

impl Resource for ChannelView {
    const PLURAL: &'static str = "channels";
    const SORTS: &'static [SortField] = interactions::CHANNEL_SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        Links::default().with("collection", origin.href(&CHANNELS))
    }
}

/// Channels to declare.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({"channels": ["Boat", "Email"]}))]
struct ChannelsBody {
    /// Names of at most 128 characters, unique; compared ignoring case, white space and punctuation.
    #[garde(required)]
    #[schema(required, nullable = false, min_items = 1, max_items = 1000)]
    channels: Option<Vec<String>>,
}

impl ChannelsBody {
    fn into_channels(self) -> Result<Vec<ChannelName>, Faults> {
        parse_channels(&self.channels.unwrap_or_default())
    }
}

/// Lists the channels of the firm, oldest first.
///
/// A channel exists once it is declared, or an interaction uses it.
#[utoipa::path(get, path = "/api/v1/channels", tag = "Interactions", params(Paging, FirmParam, Since),
    responses((status = 200, description = "Channels.", body = Vec<ChannelView>)))]
async fn list_channels(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<Since, ChannelView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let listing = Listing { list: interactions::list_channels, count: interactions::count_channels };
    let filter = ChannelFilter { updated_since: query.filter.time() };
    Collection::new(state, firm.0, query.paging, filter, listing).respond::<ChannelView>(&request).await
}

/// Declares channels.
///
/// A declared channel appears in every count by channel, with 0 before its first interaction. Existing channels are
/// kept, and none is removed.
#[utoipa::path(put, path = "/api/v1/channels", tag = "Interactions", params(FirmParam),
    request_body = ChannelsBody,
    responses((status = 200, description = "All channels of the firm.", body = Vec<ChannelView>)))]
async fn declare_channels(
    state: AppState,
    firm: FirmAccess,
    if_match: IfMatch,
    body: Json<ChannelsBody>,
) -> Result<Answer, Problem> {
    if_match.check(VERSION)?;
    let now = state.now();
    let names = body.parse(ChannelsBody::into_channels)?;
    let job = move |scoped: &mut Scoped<'_>| interactions::declare_channels(scoped, &names, now);
    let channels = state.write(firm.0, job).await?.ok_or_else(too_many)?;
    let views: Vec<ChannelView> = channels.into_iter().map(ChannelView::from).collect();
    Answer::json(StatusCode::OK, &views)
}

/// Deletes a channel without interactions.
///
/// A channel with interactions, including those of deleted customers, cannot be deleted: 409.
#[utoipa::path(delete, path = "/api/v1/channels/{channel}", tag = "Interactions",
    params(("channel" = String, Path, description = "The channel's name.", example = "Boat"), FirmParam),
    responses((status = 204, description = "The channel is deleted.")))]
async fn delete_channel(
    state: AppState,
    firm: FirmAccess,
    channel: Path<String>,
    if_match: IfMatch,
) -> Result<Answer, Problem> {
    if_match.check(VERSION)?;
    let name = ChannelName::parse(&channel);
    let name = name.map_err(|rule| Problem::invalid(Fault::new("channel", rule.to_string()).into()))?;
    let now = state.now();
    match state.write(firm.0, move |scoped| interactions::delete_channel(scoped, &name, now)).await? {
        ChannelDeletion::Deleted => Ok(Answer::empty()),
        ChannelDeletion::NotFound => Err(Problem::not_found("Channel not found")),
        ChannelDeletion::InUse => Err(Problem::new(
            StatusCode::CONFLICT,
            "The channel has interactions and cannot be deleted.".to_owned(),
        )),
    }
}

fn too_many() -> Problem {
    let message = format!("exceeds the limit of {MOST_CHANNELS} channels per firm");
    Problem::invalid(Fault::new("channels", message).into())
}
