//! `/api/revenue`: actual revenue, targets, and the forecast of a fiscal year.

mod amounts;
mod forecast;
mod table;
mod view;

use utoipa::OpenApi;

use crate::http::module::Module;
use crate::http::routes::{Endpoint, Routes};

use amounts::{
    __path_list_actuals, __path_list_targets, __path_put_actual, __path_put_target, ActualBody, ActualView,
    TargetBody, TargetView, list_actuals, list_targets, put_actual, put_target,
};
use forecast::{__path_get_forecast, get_forecast};
use view::{AreaView, FiguresView, ForecastView, MonthView, TotalView};

const REVENUE: Endpoint = Endpoint::new("/api/revenue", "/api/v1/revenue");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&REVENUE, |at| {
        at.at("/forecast", |methods| methods.get(get_forecast));
        at.at("/actuals", |methods| methods.get(list_actuals).put(put_actual));
        at.at("/targets", |methods| methods.get(list_targets).put(put_target));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(get_forecast, list_actuals, put_actual, list_targets, put_target),
    components(schemas(
        ForecastView,
        AreaView,
        TotalView,
        MonthView,
        FiguresView,
        ActualView,
        ActualBody,
        TargetView,
        TargetBody
    ))
)]
struct Document;
