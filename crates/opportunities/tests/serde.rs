//! Every type is read again from what it is written as.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Debug;

use chrono::NaiveDate;
use frontdesk_core::{Edit, FiscalYear};
use frontdesk_opportunities::area::Area;
use frontdesk_opportunities::deal::{Deal, RawDeal};
use frontdesk_opportunities::forecast::{ForecastInput, Slice, forecast};
use frontdesk_opportunities::oid::Oid;
use frontdesk_opportunities::quality::{CustomerState, Reason, Yardstick, findings};
use frontdesk_opportunities::revenue::{Actual, RawActual, RawTarget, Target};
use frontdesk_opportunities::status::{Status, StatusCatalogue};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{from_str, to_string};

fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T) -> String {
    let written = to_string(&value).expect("written");
    assert_eq!(from_str::<T>(&written).expect("read"), value, "{written}");
    written
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 31).expect("a day")
}

fn deal() -> Deal {
    let raw = RawDeal {
        cid: Edit::Set("1".to_owned()),
        monthly_estimated_revenue: Edit::Set("1000.50".to_owned()),
        estimated_delivery_date: Edit::Set("2025-04-15".to_owned()),
        ..RawDeal::default()
    };
    assert_eq!(
        round_trip(raw.clone()),
        r#"{"cid":"1","monthly_estimated_revenue":"1000.50","estimated_delivery_date":"2025-04-15"}"#
    );
    round_trip(raw.clone().changes(today()).expect("changes"));
    raw.create(today()).expect("a deal")
}

#[test]
fn deals_and_their_forecast_are_written_and_read() {
    let deal = round_trip(deal());
    let deal: Deal = from_str(&deal).expect("a deal");
    let text = |text: &str| Some(text.to_owned());
    let actual = RawActual { area: text("South Tyrol"), month: text("2024-07"), amount: text("5") };
    let target = RawTarget { area: text("UK"), fiscal_year: text("2025"), amount: text("100") };
    round_trip((actual.clone(), target.clone()));
    let book = ForecastInput {
        deals: vec![Slice::of(&deal, Some(Area::parse("South Tyrol").expect("an area")))],
        actuals: vec![Actual::parse(&actual).expect("an actual")],
        targets: vec![Target::parse(&target).expect("a target")],
        ..ForecastInput::default()
    };
    round_trip(book.clone());
    let catalogue = StatusCatalogue::default();
    round_trip(forecast(2025.try_into().expect("a year"), today(), &catalogue, &book));
    let yardstick = Yardstick::new(catalogue, today());
    round_trip(findings(&deal, CustomerState::default(), &yardstick));
    round_trip(yardstick);
}

#[test]
fn names_are_written_as_they_are_spelled() {
    for reason in Reason::ALL {
        assert_eq!(round_trip(reason), format!("\"{reason}\""));
    }
    assert_eq!(round_trip(Oid::from_bytes([1; 16])), format!("\"{}\"", "01".repeat(16)));
    assert_eq!(round_trip("2025".parse::<FiscalYear>().expect("a year")), "2025");
    round_trip(StatusCatalogue::default());
    assert!(from_str::<Status>(r#"{"name":"New","probability":101}"#).is_err());
    assert!(from_str::<StatusCatalogue>("[]").is_err());
}
