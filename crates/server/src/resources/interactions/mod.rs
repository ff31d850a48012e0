//! `/api/v1/interactions`: contacts with customers, by channel and topic.

mod body;
mod channels;
mod forms;
mod list;
mod query;
mod statistics;
mod topics;
mod view;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use frontdesk_core::Fault;
use frontdesk_interactions::MOST_CHANNELS;
use frontdesk_storage::interactions::{self, InteractionId, RecordOutcome};
use utoipa::OpenApi;

use crate::http::answer::{Answer, ResponseFormat, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging};
use crate::http::extract::{Id, IfMatch, Json, PathParam};
use crate::http::firm::{FirmAccess, FirmChoice, FirmParam};
use crate::http::idempotency::IdempotentWrite;
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::state::AppState;

use body::CreateInteractionBody;
use list::InteractionsQuery;
use view::InteractionView;

pub(crate) use channels::MODULE as CHANNELS;
pub(crate) use statistics::MODULE as STATISTICS;
pub(crate) use topics::MODULE as TOPICS;

const INTERACTIONS: Endpoint = Endpoint::single("/api/v1/interactions");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&INTERACTIONS, |at| {
        at.at("", |methods| methods.get(list_interactions).post(create_interaction));
        at.at("/by-customer", |methods| methods.get(statistics::count_by_customer));
        at.at("/by-channel", |methods| methods.get(statistics::count_by_channel));
        at.at("/by-topic", |methods| methods.get(statistics::count_by_topic));
        at.at("/by-customer-type", |methods| methods.get(statistics::count_by_customer_type));
        at.at("/timeline", |methods| methods.get(statistics::get_timeline));
        at.at("/products", |methods| methods.get(statistics::count_by_product));
        at.at("/customer-types", |methods| methods.get(statistics::count_customer_types));
        at.at("/entries/{id}", |methods| methods.get(get_interaction).delete(delete_interaction));
        at.at("/{customer_id}", |methods| methods.get(statistics::count_of_customer));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(
        list_interactions,
        create_interaction,
        get_interaction,
        delete_interaction,
        statistics::count_by_customer,
        statistics::count_by_channel,
        statistics::count_by_topic,
        statistics::count_by_customer_type,
        statistics::get_timeline,
        statistics::count_by_product,
        statistics::count_customer_types,
        statistics::count_of_customer,
    ),
    components(schemas(InteractionView, CreateInteractionBody))
)]
struct Document;

impl PathParam for InteractionId {}

/// Interactions are immutable: each has one version.
const VERSION: i64 = 1;

/// Lists the firm's interactions, in the order in which they were recorded.
///
/// Filters can be combined; `from` and `to` are days or times, both inclusive.
#[utoipa::path(get, path = "/api/v1/interactions", tag = "Interactions",
    params(Paging, FirmParam, InteractionsQuery),
    responses((status = 200, description = "Interactions.", body = Vec<InteractionView>)))]
async fn list_interactions(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<InteractionsQuery, InteractionView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let filter = query.filter.into_filter()?;
    let listing = Listing { list: interactions::list, count: interactions::count };
    Collection::new(state, firm.0, query.paging, filter, listing).respond::<InteractionView>(&request).await
}

/// Records an interaction.
///
/// A new channel is added to the firm's channels. A duplicate interaction is refused with 409.
#[utoipa::path(post, path = "/api/v1/interactions", tag = "Interactions", params(FirmParam),
    request_body = CreateInteractionBody,
    responses((status = 201, description = "The interaction.", body = InteractionView)))]
async fn create_interaction(
    state: AppState,
    firm: FirmChoice,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    body: Json<CreateInteractionBody>,
) -> Result<Answer, Problem> {
    let (now, raw) = (state.now(), body.raw().clone());
    let new = body.parse(CreateInteractionBody::into_interaction)?;
    let access = firm.enter(&state, None).await?;
    once.write(
        &state,
        access,
        &raw,
        move |scoped| interactions::record(scoped, &new, now),
        move |outcome| {
            let interaction = InteractionView::from(recorded(outcome)?);
            let href =
                response_format.origin.href_of(&INTERACTIONS, format_args!("entries/{}", interaction.id));
            Ok(Answer::single(StatusCode::CREATED, &interaction, VERSION, response_format)?.located(&href))
        },
    )
    .await
}

fn recorded(outcome: RecordOutcome) -> Result<interactions::Interaction, Problem> {
    match outcome {
        RecordOutcome::Recorded(interaction) => Ok(interaction),
        RecordOutcome::Known(interaction) => Err(Problem::new(
            StatusCode::CONFLICT,
            format!("This interaction is recorded already: it has the id {}.", interaction.id),
        )),
        RecordOutcome::NoSuchCustomer => Err(Problem::not_found("Customer not found")),
        RecordOutcome::TooManyChannels => {
            let message = format!("exceeds the limit of {MOST_CHANNELS} channels per firm");
            Err(Problem::invalid(Fault::new("channel", message).into()))
        }
    }
}

/// Returns one interaction.
///
/// For an interaction of a deleted customer, the answer is 404.
#[utoipa::path(get, path = "/api/v1/interactions/entries/{id}", tag = "Interactions",
    params(("id" = i64, Path, description = "The interaction's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The interaction.", body = InteractionView)))]
async fn get_interaction(
    state: AppState,
    firm: FirmAccess,
    id: Id<InteractionId>,
) -> Result<Single<InteractionView>, Problem> {
    let found = state.read(firm.0, move |scoped| interactions::find(scoped, *id)).await?;
    let interaction = found.ok_or_else(not_found)?;
    Ok(Single::new(interaction.into(), VERSION))
}

/// Deletes one interaction.
///
/// Counts omit it immediately.
#[utoipa::path(delete, path = "/api/v1/interactions/entries/{id}", tag = "Interactions",
    params(("id" = i64, Path, description = "The interaction's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 204, description = "The interaction is deleted.")))]
async fn delete_interaction(
    state: AppState,
    firm: FirmAccess,
    id: Id<InteractionId>,
    if_match: IfMatch,
) -> Result<Answer, Problem> {
    if_match.check(VERSION)?;
    let now = state.now();
    if state.write(firm.0, move |scoped| interactions::delete(scoped, *id, now)).await? {
        Ok(Answer::empty())
    } else {
        Err(not_found())
    }
}

fn not_found() -> Problem {
    Problem::not_found("Interaction not found")
}
