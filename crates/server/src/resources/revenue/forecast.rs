//! The forecast.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, Responder};
use frontdesk_core::FiscalYear;
use frontdesk_storage::revenue;
use serde::Deserialize;
use utoipa::IntoParams;

use super::table;
use super::view::ForecastView;
use crate::http::answer::{Answer, ResponseFormat};
use crate::http::extract::Day;
use crate::http::extract::{Query, param};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::links::Links;
use crate::http::negotiate::Representation;
use crate::http::problem::Problem;
use crate::state::AppState;

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ForecastQuery {
    /// The fiscal year, named by the year in which it ends; that of `as_of` when absent.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<i32>, minimum = 1000, maximum = 9999, example = 2025)]
    fiscal_year: Option<FiscalYear>,
    /// The reference day; today when absent.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<NaiveDate>, example = "2024-12-31")]
    as_of: Option<Day>,
}

/// Returns the forecast of a fiscal year, by area and in total.
///
/// Amounts are exact: months sum to years and areas to the total, to the cent.
#[utoipa::path(get, path = "/api/revenue/forecast", tag = "Revenue", params(FirmParam, ForecastQuery),
    responses((status = 200, description = "The forecast.", content(
        (ForecastView = "application/json"), (ForecastView = "application/hal+json"), (String = "text/csv")))))]
pub(super) async fn get_forecast(
    state: AppState,
    firm: FirmAccess,
    query: Query<ForecastQuery>,
    response_format: ResponseFormat,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let as_of = query.0.as_of.map_or_else(|| state.today(), |Day(day)| day);
    let year = query.0.fiscal_year.unwrap_or_else(|| FiscalYear::of(as_of));
    let forecast = state.read_heavy(firm.0, move |scoped| revenue::forecast(scoped, year, as_of)).await?;
    let forecast = ForecastView::from(forecast);
    if Representation::of_list(&request) == Representation::Csv {
        return spreadsheet(&forecast);
    }
    let links = Links::to_self(request.uri().to_string());
    Ok(Answer::linked(StatusCode::OK, &forecast, links, response_format)?.respond_to(&request))
}

fn spreadsheet(forecast: &ForecastView) -> Result<HttpResponse, Problem> {
    let name = format!("attachment; filename=\"forecast-{}.csv\"", forecast.fiscal_year);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, HeaderValue::from_static(Representation::Csv.content_type())))
        .insert_header((header::VARY, HeaderValue::from_static("accept")))
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(table::write(forecast)?))
}
