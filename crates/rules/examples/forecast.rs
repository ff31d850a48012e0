//! The forecast of a fiscal year out of plain vectors.
//!
//! `cargo run --package frontdesk-rules --all-features --example forecast`

use std::error::Error;

use frontdesk_rules::core::{Edit, FiscalYear, Month};
use frontdesk_rules::opportunities::area::Area;
use frontdesk_rules::opportunities::deal::RawDeal;
use frontdesk_rules::opportunities::forecast::{ForecastInput, Slice, forecast};
use frontdesk_rules::opportunities::revenue::{Actual, Target};
use frontdesk_rules::opportunities::status::StatusCatalogue;

fn main() -> Result<(), Box<dyn Error>> {
    let today = "2024-12-31".parse()?;
    let year: FiscalYear = "2025".parse()?;
    let mut book = ForecastInput::default();
    for (customer, area, status, revenue, delivery) in [
        ("acme", "South Tyrol", "Proposal", "1000.50", "2025-04-15"),
        ("initech", "UK", "Won", "250.00", "2025-06-01"),
        ("hooli", "UK", "Lost", "9000.00", "2025-01-01"),
    ] {
        let raw = RawDeal {
            opportunity_status: Edit::Set(status.to_owned()),
            monthly_estimated_revenue: Edit::Set(revenue.to_owned()),
            estimated_delivery_date: Edit::Set(delivery.to_owned()),
            ..RawDeal::default()
        };
        // Customers have names here instead of numbers.
        let deal = raw.create_for(customer, today)?;
        book.deals.push(Slice::of(&deal, Some(Area::parse(area)?)));
    }
    let uk = Area::parse("uk")?;
    let (month, amount): (Month, _) = ("2024-07".parse()?, "500".parse()?);
    book.actuals.push(Actual { area: uk.clone(), month, amount });
    book.targets.push(Target { area: uk, fiscal_year: year, amount: "1200".parse()? });

    let forecast = forecast(year, today, &StatusCatalogue::default(), &book);
    for row in &forecast.areas {
        let area = row.area.as_deref().unwrap_or("none");
        println!("{area}: {} came in, {} projected", row.year.actual_to_date, row.year.projected());
    }
    let names: Vec<_> = forecast.areas.iter().filter_map(|row| row.area.as_deref()).collect();
    assert_eq!(names, ["South Tyrol", "UK"]);
    // Three months at half of 1000.50, and 500 that came in with one month of 250.
    assert_eq!(forecast.total.year.projected().to_string(), "2250.75");
    Ok(())
}
