//! Deals, statuses, amounts by area, and what a forecast makes of them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta};
use frontdesk_core::{CustomerId, Edit, FiscalYear, Money, Month, parse_day};
use frontdesk_import::tally;
use frontdesk_opportunities::area::{Area, AreaKey};
use frontdesk_opportunities::deal::{Deal, DealChanges};
use frontdesk_opportunities::forecast::Figures;
use frontdesk_opportunities::oid::Oid;
use frontdesk_opportunities::quality::{CustomerState, Reason, Yardstick, findings};
use frontdesk_opportunities::revenue::{Actual, Target};
use frontdesk_opportunities::status::{Status, StatusCatalogue};
use frontdesk_storage::clients;
use frontdesk_storage::opportunities::{
    self, Opportunity, OpportunityFilter, Outcome, QualityFilter, StatusChange,
};
use frontdesk_storage::revenue::{self, Put};
use frontdesk_storage::{Access, Expected, Page, Total};

use crate::support::{World, access_to, noon, on_each, raw, read, second_firm, upsert, write};

const ALL: Page = Page { after: None, limit: 100_000 };

/// A customer, or the same one with another area.
fn customer(world: &World, number: u32, area: Option<&str>) -> CustomerId {
    let mut client = raw(&format!("ext-{number}"), &format!("+1202555{number:04}"));
    client.area = area.map(str::to_owned);
    let upsert = upsert(client);
    match write(world, move |scoped| clients::upsert(scoped, &upsert)) {
        clients::UpsertOutcome::Taken { client: Some(client), .. } => client.id,
        other => panic!("not taken: {other:?}"),
    }
}

fn day(text: &str) -> NaiveDate {
    parse_day(text).expect("a day")
}

fn deal_of(cid: CustomerId) -> Deal {
    Deal::new(cid, noon().date_naive())
}

fn create(world: &World, deal: Deal) -> Opportunity {
    match write(world, move |scoped| opportunities::create(scoped, None, &deal, noon())) {
        Outcome::Saved(deal) => *deal,
        other => panic!("not made: {other:?}"),
    }
}

fn all(world: &World) -> Vec<Opportunity> {
    read(world, |scoped| opportunities::list(scoped, &OpportunityFilter::all(noon().date_naive()), ALL))
}

#[test]
fn every_field_is_stored_and_read_back() {
    on_each(|world| {
        let cid = customer(world, 1, Some("France"));
        let deal = Deal {
            opportunity_sales_group: Some("Groß & Söhne 🙂".to_owned()),
            opportunity_status: "On hold".to_owned(),
            monthly_estimated_revenue: Some(Money::MAX),
            estimated_delivery_date: Some(day("9999-12-31")),
            non_recurring: Some("yes".to_owned()),
            last_updated_on: day("0001-01-01"),
            ..deal_of(cid)
        };
        let stored = create(world, deal.clone());
        assert_eq!((stored.deal, stored.version), (deal, 1));
        let oid = stored.oid;
        let found = read(world, move |scoped| opportunities::find(scoped, oid, noon().date_naive()));
        assert_eq!(found.map(|found| found.deal.monthly_estimated_revenue), Some(Some(Money::MAX)));
    });
}

#[test]
fn a_deal_without_a_living_customer_is_not_made_nor_moved() {
    on_each(|world| {
        let (living, gone) = (customer(world, 1, None), customer(world, 2, None));
        write(world, move |scoped| clients::delete(scoped, gone, &Expected::Any, noon()));
        let stranger = CustomerId::try_from(9_999).expect("an id");
        for cid in [gone, stranger] {
            let outcome =
                write(world, move |scoped| opportunities::create(scoped, None, &deal_of(cid), noon()));
            assert_eq!(outcome, Outcome::CustomerNotFound);
        }
        assert_eq!(all(world), []);
        let stored = create(world, deal_of(living));
        let (oid, changes) = (stored.oid, DealChanges { cid: Some(gone), ..DealChanges::default() });
        let outcome =
            write(world, move |scoped| opportunities::change(scoped, oid, &changes, &Expected::Any, noon()));
        assert_eq!(outcome, Outcome::CustomerNotFound);
        assert_eq!(all(world), [stored]);
    });
}

#[test]
fn of_two_changes_of_one_version_at_once_one_is_stale() {
    on_each(|world| {
        let oid = create(world, deal_of(customer(world, 1, None))).oid;
        let outcomes: Vec<Outcome> = std::thread::scope(|scope| {
            let change = |number: i128| {
                let changes = DealChanges {
                    monthly_estimated_revenue: Edit::Set(Money::from_minor_units(number)),
                    ..DealChanges::default()
                };
                write(world, move |scoped| {
                    opportunities::change(scoped, oid, &changes, &Expected::Versions(vec![1]), noon())
                })
            };
            let threads: Vec<_> = (1..=8).map(|number| scope.spawn(move || change(number))).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::Stale).count(), 7, "{outcomes:?}");
        assert_eq!(all(world).iter().map(|deal| deal.version).collect::<Vec<_>>(), [2]);
    });
}

#[test]
fn a_change_that_changes_nothing_leaves_the_version() {
    on_each(|world| {
        let stored = create(world, deal_of(customer(world, 1, None)));
        let (oid, same) = (stored.oid, stored.deal.clone());
        let outcome =
            write(world, move |scoped| opportunities::replace(scoped, oid, &same, &Expected::Any, noon()));
        assert_eq!(outcome, Outcome::Saved(Box::new(stored)));
        assert_eq!(
            write(world, move |scoped| opportunities::delete(
                scoped,
                oid,
                &Expected::Versions(vec![]),
                noon()
            )),
            Some(Outcome::Stale)
        );
        assert_eq!(
            write(world, move |scoped| opportunities::delete(scoped, oid, &Expected::Any, noon())),
            None
        );
        assert_eq!(
            write(world, move |scoped| opportunities::delete(scoped, oid, &Expected::Any, noon())),
            Some(Outcome::NotFound)
        );
    });
}

#[test]
fn lists_are_narrowed_by_each_filter() {
    on_each(|world| {
        let (ann, bob) = (customer(world, 1, Some("U K")), customer(world, 2, None));
        let first = Deal {
            opportunity_status: "Won".to_owned(),
            opportunity_sales_group: Some("Majors".to_owned()),
            estimated_delivery_date: Some(day("2026-04-01")),
            ..deal_of(ann)
        };
        let (first, second) = (create(world, first).oid, create(world, deal_of(bob)).oid);
        let found = |change: fn(&mut OpportunityFilter)| {
            let mut filter = OpportunityFilter::all(noon().date_naive());
            change(&mut filter);
            let counted = filter.clone();
            let rows = read(world, move |scoped| opportunities::list(scoped, &filter, ALL));
            let count = read(world, move |scoped| opportunities::count(scoped, &counted));
            assert_eq!(rows.len() as i64, count.rows());
            rows.into_iter().map(|deal| deal.oid).collect::<Vec<Oid>>()
        };
        assert_eq!(found(|_| {}), [first, second]);
        assert_eq!(found(|filter| filter.area = AreaKey::of("uk")), [first]);
        assert_eq!(found(|filter| filter.status = vec!["New".to_owned()]), [second]);
        assert_eq!(found(|filter| filter.sales_group = Some("Majors".to_owned())), [first]);
        assert_eq!(found(|filter| filter.delivery_from = Some(day("2026-04-01"))), [first]);
        assert_eq!(found(|filter| filter.delivery_to = Some(day("2026-03-31"))), []);
        assert_eq!(found(|filter| filter.cid = CustomerId::try_from(9_999).ok()), []);
    });
}

#[test]
fn a_firm_has_the_default_catalogue_until_it_chooses_whenever_it_was_made() {
    on_each(|world| {
        let later = access_to(world, second_firm(world));
        let catalogue = |access: Access| {
            world.database.read_blocking(access, opportunities::catalogue).expect("an answer")
        };
        assert_eq!(catalogue(later), StatusCatalogue::default());
        let hold = Status { name: "On hold".to_owned(), probability: 5, closed: false };
        let changed =
            write(world, move |scoped| opportunities::set_status(scoped, &hold, &Expected::Any, noon()));
        let StatusChange::Saved(changed) = changed else { panic!("not changed: {changed:?}") };
        assert_eq!(changed.statuses().len(), 7);
        assert_eq!(catalogue(world.access), changed);
        assert_eq!(catalogue(later), StatusCatalogue::default());
    });
}

fn actual(area: &str, month: &str, cents: i128) -> Actual {
    Actual {
        area: Area::parse(area).expect("an area"),
        month: month.parse().expect("a month"),
        amount: Money::from_minor_units(cents),
    }
}

fn target(area: &str, year: i64, cents: i128) -> Target {
    Target {
        area: Area::parse(area).expect("an area"),
        fiscal_year: year.try_into().expect("a year"),
        amount: Money::from_minor_units(cents),
    }
}

#[test]
fn an_amount_is_put_down_once_for_an_area_however_it_is_written() {
    on_each(|world| {
        let put = |area: &str, cents| {
            let actual = actual(area, "2026-01", cents);
            match write(world, move |scoped| revenue::put(scoped, &actual, &Expected::Any, noon())) {
                Put::Saved { outcome, row } => (outcome, row.version),
                Put::Stale => panic!("stale"),
            }
        };
        assert_eq!(put("South Tyrol", 100), (tally::Outcome::Created, 1));
        assert_eq!(put(" SOUTHTYROL", 100), (tally::Outcome::Unchanged, 1));
        assert_eq!(put("south tyrol", 200), (tally::Outcome::Updated, 2));
        let rows = read(world, |scoped| revenue::list::<Actual>(scoped, &Default::default(), ALL));
        let rows: Vec<_> =
            rows.iter().map(|row| (row.amount.area.as_str(), row.amount.amount.minor_units())).collect();
        assert_eq!(rows, [("South Tyrol", 200)]);
        let stale = actual("South Tyrol", "2026-01", 5);
        assert_eq!(
            write(world, move |scoped| revenue::put(scoped, &stale, &Expected::Versions(vec![1]), noon())),
            Put::Stale
        );
    });
}

#[test]
fn every_finding_is_listed_once_and_pages_follow_each_other() {
    on_each(|world| {
        let (ann, gone) = (customer(world, 1, Some("UK")), customer(world, 2, None));
        create(world, deal_of(ann));
        create(world, deal_of(gone));
        create(world, Deal { opportunity_status: "Lost".to_owned(), ..deal_of(gone) });
        write(world, move |scoped| clients::delete(scoped, gone, &Expected::Any, noon()));
        let filter = QualityFilter { reason: None, today: noon().date_naive() };
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = Page { after, limit: 2 };
            let found = read(world, move |scoped| opportunities::list_findings(scoped, &filter, page));
            let Some(last) = found.last() else { break };
            after = Some(last.position);
            seen.extend(found.iter().map(|it| (it.cid, it.finding.reason)));
        }
        use Reason::{CustomerDeleted, CustomerWithoutArea, NoDeliveryDate, NoRevenue};
        assert_eq!(
            seen,
            [
                (ann, NoRevenue),
                (ann, NoDeliveryDate),
                (gone, NoRevenue),
                (gone, NoDeliveryDate),
                (gone, CustomerWithoutArea),
                (gone, CustomerDeleted),
            ]
        );
        assert_eq!(
            read(world, move |scoped| opportunities::count_findings(scoped, &filter)),
            Total::Exactly(6)
        );
        let filter = QualityFilter { reason: Some(CustomerDeleted), ..filter };
        assert_eq!(read(world, move |scoped| opportunities::list_findings(scoped, &filter, ALL)).len(), 1);
    });
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        *from.get(self.below(from.len() as u64) as usize).expect("something to pick from")
    }
}

const AREAS: [Option<&str>; 6] =
    [None, Some("France"), Some("fr ance"), Some("UK"), Some("Iceland"), Some("ICE LAND")];
const STATUSES: [&str; 9] =
    ["New", "new", "Qualified", "Proposal", "Negotiation", "Won", "WON", "Lost", "On hold"];

fn random_deal(dice: &mut Dice, cid: CustomerId) -> Deal {
    let delivery = day("2023-01-01") + TimeDelta::days(dice.below(1_200) as i64);
    let cents = match dice.below(10) {
        0 => Money::MAX.minor_units(),
        _ => i128::from(dice.below(10_000_000)),
    };
    Deal {
        opportunity_status: dice.pick(&STATUSES).to_owned(),
        monthly_estimated_revenue: (dice.below(8) > 0).then(|| Money::from_minor_units(cents)),
        estimated_delivery_date: (dice.below(8) > 0).then_some(delivery),
        non_recurring: dice.pick(&[None, Some("yes"), Some("no"), Some("X")]).map(str::to_owned),
        ..deal_of(cid)
    }
}

#[test]
fn the_database_leaves_out_no_deal_in_which_the_rules_find_something() {
    on_each(|world| {
        let mut dice = Dice(7);
        let [here, nowhere, gone] =
            [(1, Some("UK")), (2, None), (3, Some("UK"))].map(|(number, area)| customer(world, number, area));
        let today = noon().date_naive();
        for _ in 0..300 {
            let cid = dice.pick(&[here, here, here, nowhere, gone]);
            let mut deal = random_deal(&mut dice, cid);
            deal.last_updated_on = today - TimeDelta::days(28 + dice.below(4) as i64);
            if dice.below(3) == 0 {
                deal.estimated_delivery_date = Some(today + TimeDelta::days(dice.below(3) as i64 - 1));
            }
            if dice.below(9) == 0 {
                deal.monthly_estimated_revenue = Some(Money::ZERO);
            }
            create(world, deal);
        }
        let year: FiscalYear = "2026".parse().expect("a year");
        let target = target("UK", 2026, 1);
        write(world, move |scoped| revenue::put(scoped, &target, &Expected::Any, noon()));
        write(world, move |scoped| clients::delete(scoped, gone, &Expected::Any, noon()));
        let catalogue = read(world, opportunities::catalogue);
        let yardstick = Yardstick::new(catalogue, today).targets([year]);
        let mut expected = Vec::new();
        for deal in all(world) {
            let state =
                CustomerState::default().area(deal.deal.cid != nowhere).deleted(deal.deal.cid == gone);
            let found = findings(&deal.deal, state, &yardstick).into_iter();
            expected.extend(found.map(|it| (deal.oid, it.reason)));
        }
        for wanted in std::iter::once(None).chain(Reason::ALL.into_iter().map(Some)) {
            let filter = QualityFilter { reason: wanted, today };
            let found = read(world, move |scoped| opportunities::list_findings(scoped, &filter, ALL));
            let found: Vec<_> = found.into_iter().map(|it| (it.oid, it.finding.reason)).collect();
            let of_it = |(_, reason): &&(Oid, Reason)| wanted.is_none_or(|wanted| wanted == *reason);
            let expected: Vec<_> = expected.iter().filter(of_it).copied().collect();
            assert!(!expected.is_empty(), "{wanted:?}");
            assert_eq!(found, expected, "{wanted:?}");
        }
    });
}

/// What the forecast of an area's month must be, deal by deal and month by month, in the plainest words there are.
fn plainly(
    deals: &[(Deal, Option<&str>)],
    actuals: &[Actual],
    area: Option<&str>,
    year: i32,
    as_of: NaiveDate,
) -> Vec<(i128, i128, i128)> {
    let squeezed = |text: &str| text.to_lowercase().replace(' ', "");
    let is_here = |other: Option<&str>| other.map(squeezed) == area.map(squeezed);
    let number = |day: NaiveDate| day.year() * 12 + day.month() as i32;
    let mut months = Vec::new();
    for position in 0..12 {
        let month = (year - 1) * 12 + 7 + position;
        let next = NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1);
        let is_over = next.expect("a day") <= as_of + TimeDelta::days(1);
        let mut actual = 0;
        for it in actuals.iter().filter(|_| is_over) {
            if it.month.index() + 1 == month && is_here(Some(it.area.as_str())) {
                actual += it.amount.minor_units();
            }
        }
        let (mut pipeline, mut weighted) = (0, 0);
        for (deal, _) in deals.iter().filter(|(_, area)| is_here(*area)) {
            let percent = match deal.opportunity_status.to_lowercase().as_str() {
                "new" => 10,
                "qualified" => 25,
                "proposal" => 50,
                "negotiation" => 75,
                "won" => 100,
                "lost" => continue,
                _ => 0,
            };
            let Some(delivery) = deal.estimated_delivery_date else { continue };
            let first = number(delivery).max(number(as_of) + 1);
            let once = ["yes", "X"].iter().any(|yes| deal.non_recurring.as_deref() == Some(yes));
            let was_paid = once && percent == 100 && number(delivery) <= number(as_of);
            if was_paid || month < first || (once && month != first) {
                continue;
            }
            let cents = deal.monthly_estimated_revenue.map_or(0, Money::minor_units);
            pipeline += cents;
            weighted += cents * percent;
        }
        months.push((actual, pipeline, (weighted + 50) / 100));
    }
    months
}

#[test]
fn the_database_and_the_rules_come_to_what_a_plain_computation_comes_to() {
    on_each(|world| {
        for seed in 1..=3 {
            check_random_data(&crate::support::world(world.test.backend()), seed);
        }
    });
}

fn check_random_data(world: &World, seed: u64) {
    let mut dice = Dice(seed);
    let mut areas: BTreeMap<CustomerId, Option<&str>> = BTreeMap::new();
    for number in 0..12 {
        let area = dice.pick(&AREAS);
        areas.insert(customer(world, number, area), area);
    }
    let customers: Vec<CustomerId> = areas.keys().copied().collect();
    let deals: Vec<Deal> = (0..250)
        .map(|_| {
            let cid = dice.pick(&customers);
            random_deal(&mut dice, cid)
        })
        .collect();
    let stored = deals.clone();
    write(world, move |scoped| {
        stored.iter().try_for_each(|deal| opportunities::create(scoped, None, deal, noon()).map(drop))
    });
    // Some customers move after their deals were made: the deals go with them.
    for number in 0..4 {
        let area = dice.pick(&AREAS);
        let cid = customer(world, number, area);
        if area.is_some() {
            areas.insert(cid, area);
        }
    }
    let deals: Vec<(Deal, Option<&str>)> =
        deals.into_iter().map(|deal| (deal.clone(), areas.get(&deal.cid).copied().flatten())).collect();
    let mut actuals = Vec::new();
    for area in ["France", "UK", "Iceland", "Nowhere"] {
        for index in 2023 * 12..2026 * 12 {
            let month = Month::from_index(index).expect("a month").to_string();
            actuals.push(actual(area, &month, i128::from(dice.below(1_000_000))));
        }
    }
    let targets = [target("France", 2025, 1_000_001), target("Nowhere", 2025, 77), target("UK", 2024, 5)];
    let put = (actuals.clone(), targets.clone());
    write(world, move |scoped| {
        put.0.iter().try_for_each(|it| revenue::put(scoped, it, &Expected::Any, noon()).map(drop))?;
        put.1.iter().try_for_each(|it| revenue::put(scoped, it, &Expected::Any, noon()).map(drop))
    });
    for as_of in ["2023-12-31", "2024-07-15", "2024-12-31", "2025-06-29", "2025-06-30", "2026-01-01"] {
        compare(world, &deals, &actuals, 2025, day(as_of));
    }
}

fn compare(world: &World, deals: &[(Deal, Option<&str>)], actuals: &[Actual], year: i32, as_of: NaiveDate) {
    let fiscal_year = FiscalYear::try_from(i64::from(year)).expect("a year");
    let forecast = read(world, move |scoped| revenue::forecast(scoped, fiscal_year, as_of));
    let mut seen = 0;
    for row in &forecast.areas {
        let expected = plainly(deals, actuals, row.area.as_deref(), year, as_of);
        let found: Vec<_> = row
            .months
            .iter()
            .map(|(_, it)| (it.actual_to_date, it.pipeline, it.pipeline_weighted))
            .map(|(a, b, c)| (a.minor_units(), b.minor_units(), c.minor_units()))
            .collect();
        assert_eq!(found, expected, "{:?} as of {as_of}", row.area);
        seen += row.deals;
    }
    assert_eq!(seen, deals.len() as u64);
    let sum: Figures = forecast.areas.iter().map(|row| row.year).sum();
    assert_eq!(forecast.total.year, sum);
    assert_eq!(forecast.total.year.target, Money::from_minor_units(1_000_078));
}
