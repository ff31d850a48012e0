//! Counts for one customer, and over all customers.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use frontdesk_core::{CustomerId, Fault, Faults};
use frontdesk_storage::interactions::{self, Question, Rows};
use frontdesk_storage::{Scoped, StorageError};
use futures_util::future::LocalBoxFuture;
use utoipa::OpenApi;

use super::forms;
use super::query::{BucketQuery, CountQuery, TypeQuery};
use super::view::{
    BucketView, ByChannelView, ByTopicView, ByTypeView, ChannelCountView, CustomerCountsView,
    CustomerTypeView, CustomerTypesView, OneCustomerView, ProductView, ProductsView, RowsView, TimelineView,
    TopicCountView, TypeCountView, TypeProductsView,
};
use crate::http::answer::Single;
use crate::http::collection::{Collection, ListQuery, Listing, Paging};
use crate::http::extract::{Query, QueryParameters};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::module::Module;
use crate::http::negotiate::Representation;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::openapi::enums::CountedTable;
use crate::shared::counts::Counts;
use crate::state::AppState;

const STATISTICS: Endpoint = Endpoint::single("/api/v1/stats");

/// Matches every path below `/api/v1/stats`, so it is mounted after all resources with paths there.
pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&STATISTICS, |at| {
        at.at("/interactions/{customer_id}", |methods| methods.get(count_of_customer_at_stats));
        at.at("/{table}", |methods| methods.get(count_rows));
    });
}

#[derive(OpenApi)]
#[openapi(paths(count_of_customer_at_stats, count_rows))]
struct Document;

/// Counts the interactions of one customer by channel.
///
/// Every channel of the firm, including zeros, in alphabetical order.
#[utoipa::path(get, path = "/api/v1/interactions/{customer_id}", tag = "Interactions",
    params(("customer_id" = i64, Path, description = "The customer's id.", minimum = 1, example = 1),
        FirmParam, CountQuery),
    responses((status = 200, description = "The counts.", body = OneCustomerView)))]
pub(super) async fn count_of_customer(
    state: AppState,
    firm: FirmAccess,
    query: Query<CountQuery>,
    request: HttpRequest,
) -> Result<Single<OneCustomerView>, Problem> {
    let customer = request.match_info().get("customer_id").unwrap_or_default().parse::<CustomerId>();
    let customer = customer.map_err(|_| Fault::sentence("customer_id", "Invalid customer_id provided"));
    let (customer, question) = Faults::zip(customer, query.0.question(TypeQuery::default()))?;
    let job = move |scoped: &mut Scoped<'_>| interactions::customer_counts(scoped, customer, &question);
    let counts =
        state.read_heavy(firm.0, job).await?.ok_or_else(|| Problem::not_found("Customer not found"))?;
    let data = CustomerCountsView { customer_id: customer.get(), interactions: Counts(counts) };
    let view = OneCustomerView { data };
    let version = view.version();
    Ok(Single::new(view, version))
}

/// Counts the interactions of one customer by channel.
///
/// Older address of `GET /api/v1/interactions/{customer_id}`, with the same answer.
#[utoipa::path(get, path = "/api/v1/stats/interactions/{customer_id}", tag = "Statistics",
    params(("customer_id" = i64, Path, description = "The customer's id.", minimum = 1, example = 1),
        FirmParam, CountQuery),
    responses((status = 200, description = "The counts.", body = OneCustomerView)))]
async fn count_of_customer_at_stats(
    state: AppState,
    firm: FirmAccess,
    query: Query<CountQuery>,
    request: HttpRequest,
) -> Result<Single<OneCustomerView>, Problem> {
    count_of_customer(state, firm, query, request).await
}

/// Counts the rows of a table.
///
/// `products` counts the topics of all months.
#[utoipa::path(get, path = "/api/v1/stats/{table}", tag = "Statistics",
    params(("table" = inline(CountedTable), Path, description = "The table.", example = "interactions"), FirmParam),
    responses((status = 200, description = "The number of its rows.", body = RowsView)))]
async fn count_rows(
    state: AppState,
    firm: FirmAccess,
    request: HttpRequest,
) -> Result<Single<RowsView>, Problem> {
    let table = match request.match_info().get("table") {
        Some("customers") => Rows::Customers,
        Some("interactions") => Rows::Interactions,
        Some("products") => Rows::Products,
        _ => return Err(Problem::not_found("Table name not found")),
    };
    let rows = state.read_heavy(firm.0, move |scoped| interactions::row_counts(scoped, table)).await?;
    Ok(Single::new(RowsView { message: "Number of Rows", rows }, rows))
}

/// Counts the interactions of every customer by channel.
///
/// Customers without interactions are included, with zeros.
#[utoipa::path(get, path = "/api/v1/interactions/by-customer", tag = "Interactions",
    params(Paging, FirmParam, CountQuery, TypeQuery),
    responses((status = 200, description = "All customers by id.",
        body = Vec<CustomerCountsView>)))]
pub(super) async fn count_by_customer(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<CountQuery, CustomerCountsView>,
    of: Query<TypeQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let question = query.filter.question(of.0)?;
    let listing = Listing { list: interactions::by_customer, count: interactions::count_customers };
    let mut customers = Collection::new(state.clone(), firm.0, query.paging, question, listing);
    if Representation::of_list(&request) == Representation::Csv {
        let channels = state.read_heavy(firm.0, interactions::channels).await?;
        let channels = channels.iter().map(|(_, name)| name.to_owned());
        customers =
            customers.with_columns(std::iter::once("customer_id".to_owned()).chain(channels).collect());
    }
    customers.respond::<CustomerCountsView>(&request).await
}

/// The extractors of [`Asked`].
type Parts = (AppState, FirmAccess, Query<CountQuery>, Query<TypeQuery>);

/// The parsed parameters of a count over all customers.
pub(super) struct Asked {
    state: AppState,
    firm: FirmAccess,
    question: Question,
    request: HttpRequest,
}

impl QueryParameters for Asked {
    fn names() -> Vec<String> {
        Parts::names()
    }

    fn faults(query: &str) -> Vec<Fault> {
        Parts::faults(query)
    }
}

impl FromRequest for Asked {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let parts = Parts::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let (state, firm, query, of) = parts.await?;
            let question = query.0.question(of.0).map_err(Problem::invalid)?;
            Ok(Self { state, firm, question, request })
        })
    }
}

impl Asked {
    async fn count<T: Send + 'static>(
        &self,
        job: impl Fn(&mut Scoped<'_>, &Question) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Problem> {
        let question = self.question.clone();
        self.state.read_heavy(self.firm.0, move |scoped| job(scoped, &question)).await
    }
}

/// Counts interactions by channel.
///
/// Every channel of the firm, including zeros, in alphabetical order.
#[utoipa::path(get, path = "/api/v1/interactions/by-channel", tag = "Interactions",
    params(FirmParam, CountQuery, TypeQuery),
    responses((status = 200, description = "The counts.", content((ByChannelView = "application/json"),
        (ChannelCountView = "application/x-ndjson"), (String = "text/csv")))))]
pub(super) async fn count_by_channel(asked: Asked) -> Result<HttpResponse, Problem> {
    let counts = asked.count(interactions::by_channel).await?;
    let view = |(channel, interaction_count)| ChannelCountView { channel, interaction_count };
    forms::respond(&asked.request, &ByChannelView { data: counts.into_iter().map(view).collect() })
}

/// Counts interactions by topic.
///
/// An interaction counts for every topic of its month, so the sum can exceed the number of interactions.
#[utoipa::path(get, path = "/api/v1/interactions/by-topic", tag = "Interactions",
    params(FirmParam, CountQuery, TypeQuery),
    responses((status = 200, description = "The counts.", content((ByTopicView = "application/json"),
        (TopicCountView = "application/x-ndjson"), (String = "text/csv")))))]
pub(super) async fn count_by_topic(asked: Asked) -> Result<HttpResponse, Problem> {
    let counts = asked.count(interactions::by_topic).await?;
    let view = |(topic, interaction_count)| TopicCountView { topic, interaction_count };
    forms::respond(&asked.request, &ByTopicView { data: counts.into_iter().map(view).collect() })
}

/// Counts interactions by customer type.
///
/// The type is the customer's current one.
#[utoipa::path(get, path = "/api/v1/interactions/by-customer-type", tag = "Interactions",
    params(FirmParam, CountQuery, TypeQuery),
    responses((status = 200, description = "The counts.", content((ByTypeView = "application/json"),
        (TypeCountView = "application/x-ndjson"), (String = "text/csv")))))]
pub(super) async fn count_by_customer_type(asked: Asked) -> Result<HttpResponse, Problem> {
    let counts = asked.count(interactions::by_type).await?;
    forms::respond(&asked.request, &ByTypeView { data: counts.into_iter().map(Into::into).collect() })
}

/// Counts interactions over time.
///
/// From `start_date`, or the first day with an interaction, to `end_date`, or the last one. Empty buckets are
/// included.
#[utoipa::path(get, path = "/api/v1/interactions/timeline", tag = "Interactions",
    params(FirmParam, CountQuery, TypeQuery, BucketQuery),
    responses((status = 200, description = "The buckets.", content((TimelineView = "application/json"),
        (BucketView = "application/x-ndjson"), (String = "text/csv")))))]
pub(super) async fn get_timeline(asked: Asked, bucket: Query<BucketQuery>) -> Result<HttpResponse, Problem> {
    let bucket = bucket.0.bucket();
    let job =
        move |scoped: &mut Scoped<'_>, question: &Question| interactions::timeline(scoped, question, bucket);
    let line = asked.count(job).await?;
    let line = line.map_err(|error| Problem::invalid(Fault::new("bucket", error.to_string()).into()))?;
    let data = line.into_iter().map(BucketView::new).collect();
    forms::respond(&asked.request, &TimelineView { bucket: bucket.to_string(), data })
}

/// Counts interactions by customer type and topic.
///
/// The topics of the interactions with each customer type.
#[utoipa::path(get, path = "/api/v1/interactions/products", tag = "Interactions",
    params(FirmParam, CountQuery, TypeQuery),
    responses((status = 200, description = "The types with their products.", content((ProductsView = "application/json"),
        (TypeProductsView = "application/x-ndjson"), (String = "text/csv")))))]
pub(super) async fn count_by_product(asked: Asked) -> Result<HttpResponse, Problem> {
    let types = asked.count(interactions::products).await?;
    let product = |(product, interaction_count)| ProductView { product, interaction_count };
    let view = |(customer_type, products): (Option<String>, Vec<(String, i64)>)| TypeProductsView {
        customer_type,
        products: products.into_iter().map(product).collect(),
    };
    forms::respond(&asked.request, &ProductsView { data: types.into_iter().map(view).collect() })
}

/// Counts customers by type.
///
/// Customers without a type are counted under null.
#[utoipa::path(get, path = "/api/v1/interactions/customer-types", tag = "Interactions", params(FirmParam),
    responses((status = 200, description = "The counts.", content((CustomerTypesView = "application/json"),
        (CustomerTypeView = "application/x-ndjson"), (String = "text/csv")))))]
pub(super) async fn count_customer_types(
    state: AppState,
    firm: FirmAccess,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let types = state.read_heavy(firm.0, interactions::customer_types).await?;
    let view = |(customer_type, customers)| CustomerTypeView { customer_type, customers };
    forms::respond(&request, &CustomerTypesView { data: types.into_iter().map(view).collect() })
}
