use frontdesk_core::parse_day;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::area::Area;
use crate::status::{RawStatus, StatusCatalogue};

fn day(text: &str) -> NaiveDate {
    parse_day(text).expect("a day")
}

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

fn money(text: &str) -> Money {
    text.parse().expect("an amount")
}

fn year(year: i64) -> FiscalYear {
    year.try_into().expect("a year")
}

fn slice(area: Option<&str>, status: &str, one_off: bool, delivery: Option<&str>, revenue: &str) -> Slice {
    Slice {
        area: area.and_then(AreaKey::of).map(Area::of_key),
        status: status.to_owned(),
        one_off,
        delivery_month: delivery.map(month),
        revenue: money(revenue),
        deals: 1,
    }
}

fn actual(area: &str, of: &str, amount: &str) -> Actual {
    Actual { area: Area::parse(area).expect("an area"), month: month(of), amount: money(amount) }
}

fn target(area: &str, of: i64, amount: &str) -> Target {
    Target { area: Area::parse(area).expect("an area"), fiscal_year: year(of), amount: money(amount) }
}

fn forecast_of(book: &ForecastInput, as_of: &str) -> Forecast {
    forecast(year(2025), day(as_of), &StatusCatalogue::default(), book)
}

/// The pipeline by month of a single deal of 1.00.
fn months_with(status: &str, one_off: bool, delivery: &str, as_of: &str) -> Vec<String> {
    let book = ForecastInput {
        deals: vec![slice(Some("UK"), status, one_off, Some(delivery), "1")],
        ..ForecastInput::default()
    };
    let total = forecast_of(&book, as_of).total;
    let counted = total.months.iter().filter(|(_, figures)| figures.pipeline != Money::ZERO);
    counted.map(|(month, _)| month.to_string()).collect()
}

/// The worked example of docs/opportunities.md.
#[test]
fn the_worked_example_is_exact_to_the_cent() {
    let book = ForecastInput {
        deals: vec![
            slice(Some("France"), "Negotiation", false, Some("2025-02"), "1000.01"),
            slice(Some("france"), "Proposal", true, Some("2025-03"), "5000.00"),
            slice(Some("France"), "Won", false, Some("2024-09"), "200.00"),
            slice(Some("France"), "Lost", false, Some("2025-01"), "9999.00"),
            slice(None, "New", true, Some("2024-11"), "333.33"),
        ],
        actuals: vec![
            actual("France", "2024-11", "1500.00"),
            actual("France", "2024-12", "1700.50"),
            actual("France", "2025-01", "1.00"),
        ],
        targets: vec![target("France", 2025, "20000.00")],
        ..ForecastInput::default()
    };
    let forecast = forecast_of(&book, "2024-12-31");
    let [france, unassigned] = forecast.areas.as_slice() else { panic!("{:?}", forecast.areas) };
    assert_eq!((france.area.as_deref(), france.deals), (Some("France"), 4));
    assert_eq!(france.year.target, money("20000.00"));
    assert_eq!(france.year.actual_to_date, money("3200.50"));
    assert_eq!(france.year.pipeline, money("11200.05"));
    // 5 × 750.01 (1000.01 × 75 % is 750.0075) + 2500.00 + 6 × 200.00
    assert_eq!(france.year.pipeline_weighted, money("7450.05"));
    assert_eq!(france.year.projected(), money("10650.55"));
    assert_eq!(france.year.gap_to_target(), money("9349.45"));
    assert_eq!(france.year.attainment(), Some(5_325));
    assert_eq!((unassigned.area.as_deref(), unassigned.year.pipeline_weighted), (None, money("33.33")));
    assert_eq!(unassigned.year.attainment(), None);
    assert_eq!(forecast.total.year.projected(), money("10683.88"));
    assert_eq!(forecast.total.deals, 5);
}

#[test]
fn a_recurring_deal_counts_from_its_delivery_to_june_and_not_before_the_month_after_as_of() {
    assert_eq!(months_with("New", false, "2025-04", "2024-12-31"), ["2025-04", "2025-05", "2025-06"]);
    assert_eq!(months_with("New", false, "2020-01", "2025-04-30"), ["2025-05", "2025-06"]);
    assert_eq!(months_with("Won", false, "2024-08", "2025-05-31"), ["2025-06"]);
    assert_eq!(months_with("New", false, "2020-01", "2024-01-15").len(), 12);
    assert_eq!(months_with("New", false, "2025-07", "2024-12-31"), Vec::<String>::new());
    assert_eq!(months_with("New", false, "2024-08", "2025-06-01"), Vec::<String>::new());
    assert_eq!(months_with("Lost", false, "2025-04", "2024-12-31"), Vec::<String>::new());
    // The current month is neither over nor still to come.
    assert_eq!(months_with("New", false, "2025-04", "2025-04-10"), ["2025-05", "2025-06"]);
}

#[test]
fn a_one_off_counts_once() {
    assert_eq!(months_with("New", true, "2025-04", "2024-12-31"), ["2025-04"]);
    assert_eq!(months_with("New", true, "2024-08", "2024-12-31"), ["2025-01"], "overdue");
    assert_eq!(months_with("On hold", true, "2024-08", "2024-12-31"), ["2025-01"], "unknown is open");
    assert_eq!(months_with("Won", true, "2025-04", "2024-12-31"), ["2025-04"]);
    assert_eq!(months_with("Won", true, "2024-08", "2024-12-31"), Vec::<String>::new(), "paid");
    assert_eq!(months_with("New", true, "2024-03", "2024-01-31"), Vec::<String>::new(), "FY2024");
}

#[test]
fn a_deal_without_a_delivery_date_is_in_its_row_and_in_no_month() {
    let book =
        ForecastInput { deals: vec![slice(None, "Won", false, None, "5")], ..ForecastInput::default() };
    let forecast = forecast_of(&book, "2024-12-31");
    assert_eq!((forecast.total.deals, forecast.total.year), (1, Figures::default()));
    assert_eq!(forecast.areas.len(), 1);
}

#[test]
fn areas_have_their_default_spelling_else_that_of_targets() {
    let book = ForecastInput {
        deals: vec![
            slice(Some("u k"), "New", false, None, "1"),
            slice(Some("ICE LAND"), "New", false, None, "1"),
        ],
        targets: vec![target("Iceland", 2019, "1")],
        spellings: BTreeMap::from([
            (AreaKey::of("iceland").expect("a key"), "ICELAND".to_owned()),
            (AreaKey::of("uk").expect("a key"), "uk".to_owned()),
        ]),
        ..ForecastInput::default()
    };
    let names: Vec<_> =
        forecast_of(&book, "2024-12-31").areas.into_iter().filter_map(|row| row.area).collect();
    assert_eq!(names, ["Iceland", "UK"]);
}

#[test]
fn an_area_that_only_deals_have_is_spelled_as_given() {
    let deal = crate::deal::Deal::new(7_u128, day("2024-12-31"));
    let area = Area::parse("South Tyrol").expect("an area");
    let book = ForecastInput { deals: vec![Slice::of(&deal, Some(area))], ..ForecastInput::default() };
    let names: Vec<_> = forecast_of(&book, "2024-12-31").areas.into_iter().map(|row| row.area).collect();
    assert_eq!(names, [Some("South Tyrol".to_owned())]);
}

fn some_slice() -> impl Strategy<Value = Slice> {
    let area = prop_oneof![Just(None), Just(Some("France")), Just(Some("UK")), Just(Some("Iceland"))];
    let status = prop_oneof![
        Just("New"),
        Just("Qualified"),
        Just("Proposal"),
        Just("Negotiation"),
        Just("Won"),
        Just("Lost"),
        Just("?")
    ];
    let delivery = prop::option::of(2023 * 12..2027 * 12_i32);
    (area, status, any::<bool>(), delivery, 0..=Money::MAX.minor_units(), 1..3_u64).prop_map(
        |(area, status, one_off, delivery, cents, deals)| Slice {
            area: area.and_then(AreaKey::of).map(Area::of_key),
            status: status.to_owned(),
            one_off,
            delivery_month: delivery.and_then(Month::from_index),
            revenue: Money::from_minor_units(cents),
            deals,
        },
    )
}

fn some_book() -> impl Strategy<Value = ForecastInput> {
    let area = || prop_oneof![Just("France"), Just("UK"), Just("Iceland")];
    let amount = || (0..1_000_000_000_i128).prop_map(Money::from_minor_units);
    let actual = (area(), 2023 * 12..2027 * 12_i32, amount()).prop_map(|(area, index, amount)| Actual {
        area: Area::parse(area).expect("an area"),
        month: Month::from_index(index).expect("a month"),
        amount,
    });
    let target = (area(), 2024..2027_i64, amount()).prop_map(|(area, of, amount)| Target {
        area: Area::parse(area).expect("an area"),
        fiscal_year: year(of),
        amount,
    });
    let (actuals, targets) = (vec(actual, 0..30), vec(target, 0..6));
    let deals = vec(some_slice(), 0..40);
    (deals, actuals, targets).prop_map(|(deals, actuals, targets)| ForecastInput {
        deals,
        actuals,
        targets,
        spellings: BTreeMap::new(),
    })
}

fn some_day() -> impl Strategy<Value = NaiveDate> {
    (0..1_600_i64).prop_map(|days| day("2023-01-01") + chrono::TimeDelta::days(days))
}

proptest! {
    #[test]
    fn areas_sum_to_the_total_and_months_to_the_year(book in some_book(), as_of in some_day()) {
        let forecast = forecast(year(2025), as_of, &StatusCatalogue::default(), &book);
        let areas: Figures = forecast.areas.iter().map(|row| row.year).sum();
        prop_assert_eq!(areas, forecast.total.year);
        for row in forecast.areas.iter().chain([&forecast.total]) {
            let months: Figures = row.months.iter().map(|(_, figures)| *figures).sum();
            prop_assert_eq!(months, row.year);
            prop_assert_eq!(row.months.len(), 12);
        }
        for position in 0..12 {
            let areas: Figures = forecast.areas.iter().map(|row| row.months[position].1).sum();
            prop_assert_eq!(areas, forecast.total.months[position].1);
        }
        let targets: Money =
            book.targets.iter().filter(|it| it.fiscal_year == year(2025)).map(|it| it.amount).sum();
        prop_assert_eq!(forecast.total.year.target, targets);
    }

    #[test]
    fn every_deal_is_in_exactly_one_row(book in some_book(), as_of in some_day()) {
        let forecast = forecast(year(2025), as_of, &StatusCatalogue::default(), &book);
        let deals: u64 = book.deals.iter().map(|slice| slice.deals).sum();
        prop_assert_eq!(forecast.total.deals, deals);
        prop_assert_eq!(forecast.areas.iter().map(|row| row.deals).sum::<u64>(), deals);
        for slice in &book.deals {
            let alone = ForecastInput { deals: vec![slice.clone()], ..ForecastInput::default() };
            let alone = super::forecast(year(2025), as_of, &StatusCatalogue::default(), &alone);
            prop_assert_eq!(alone.areas.len(), 1);
            prop_assert_eq!(alone.areas[0].year, alone.total.year);
        }
    }

    #[test]
    fn the_order_of_deals_does_not_matter_nor_how_they_were_summed(
        book in some_book(), as_of in some_day(), turn in any::<prop::sample::Index>(),
    ) {
        let catalogue = StatusCatalogue::default();
        let straight = forecast(year(2025), as_of, &catalogue, &book);
        let mut turned = book.clone();
        if !turned.deals.is_empty() {
            let by = turn.index(turned.deals.len());
            turned.deals.rotate_left(by);
            turned.deals.reverse();
        }
        prop_assert_eq!(&forecast(year(2025), as_of, &catalogue, &turned), &straight);

        let mut added: Vec<Slice> = Vec::new();
        for slice in &book.deals {
            let alike = |it: &&mut Slice| {
                (&it.area, &it.status, it.one_off, it.delivery_month)
                    == (&slice.area, &slice.status, slice.one_off, slice.delivery_month)
            };
            match added.iter_mut().find(alike) {
                Some(sum) => {
                    sum.revenue += slice.revenue;
                    sum.deals += slice.deals;
                }
                None => added.push(slice.clone()),
            }
        }
        let added = ForecastInput { deals: added, ..book };
        prop_assert_eq!(&forecast(year(2025), as_of, &catalogue, &added), &straight);
    }

    #[test]
    fn moving_as_of_forward_never_changes_the_actual_of_a_past_month(
        book in some_book(), as_of in some_day(), later in 0..700_i64,
    ) {
        let catalogue = StatusCatalogue::default();
        let before = forecast(year(2025), as_of, &catalogue, &book);
        let after = forecast(year(2025), as_of + chrono::TimeDelta::days(later), &catalogue, &book);
        for row in &before.areas {
            let same = after.areas.iter().find(|it| it.area == row.area).expect("the same areas");
            for ((month, before), (_, after)) in row.months.iter().zip(&same.months) {
                if month.has_ended_by(as_of) {
                    prop_assert_eq!(before.actual_to_date, after.actual_to_date);
                    prop_assert_eq!((before.pipeline, after.pipeline), (Money::ZERO, Money::ZERO));
                }
            }
        }
    }

    #[test]
    fn a_weighted_month_is_within_half_a_cent_of_the_exact_value(book in some_book(), as_of in some_day()) {
        // A catalogue with odd probabilities, so that rounding matters.
        let raw = |name: &str, probability| RawStatus {
            name: Some(name.to_owned()), probability: Some(probability), closed: None,
        };
        let catalogue =
            StatusCatalogue::parse(vec![raw("New", 13), raw("Proposal", 37), raw("Won", 99)]).expect("sound");
        let whole = forecast(year(2025), as_of, &catalogue, &book);
        for row in &whole.areas {
            for (position, (_, figures)) in row.months.iter().enumerate() {
                let mut exact = 0_i128;
                for slice in &book.deals {
                    let alone = ForecastInput { deals: vec![slice.clone()], ..ForecastInput::default() };
                    let alone = forecast(year(2025), as_of, &catalogue, &alone);
                    let is_here = AreaKey::of(row.area.as_deref().unwrap_or_default()) == slice.area.as_ref().map(Area::key);
                    let share = i128::from(catalogue.standing(&slice.status).probability);
                    if is_here {
                        exact += alone.areas[0].months[position].1.pipeline.minor_units() * share;
                    }
                }
                let rounded = figures.pipeline_weighted.minor_units() * 100;
                prop_assert!((exact - rounded).abs() <= 50, "{exact} {rounded}");
            }
        }
    }
}
