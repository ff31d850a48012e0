//! Files of deals, actuals and targets.

use frontdesk_core::Money;
use frontdesk_import::tally::Tally;
use frontdesk_opportunities::revenue::Actual;
use frontdesk_storage::Page;
use frontdesk_storage::clients;
use frontdesk_storage::imports::Mode;
use frontdesk_storage::opportunities::{self, Opportunity, OpportunityFilter};
use frontdesk_storage::revenue;
use frontdesk_tables::mapping::Kind;

use crate::files::{file, import, run_of};
use crate::support::{World, noon, on_each, raw, upsert};

const ALL: Page = Page { after: None, limit: 10_000 };

fn customers(world: &World, count: u32) {
    for number in 0..count {
        let upsert = upsert(raw(&format!("ext-{number}"), &format!("+1202555{number:04}")));
        let taken =
            world.database.write_blocking(world.access, move |scoped| clients::upsert(scoped, &upsert));
        taken.expect("an answer");
    }
}

fn deals(world: &World) -> Vec<Opportunity> {
    let filter = OpportunityFilter::all(noon().date_naive());
    let list =
        world.database.read_blocking(world.access, move |scoped| opportunities::list(scoped, &filter, ALL));
    list.expect("a list")
}

const DEALS: &str = "\
CID,OID,Sales Group,Opportunity_Status,Monthly_Estimated_Revenue,Estimated_Delivery_Date,Non-Recurring,Days Since Update
1,0198f6a27c5e7d3a9a416f0c2b8d1e55,Majors,Won,9999999999999999.99,2026-04-01,yes,3
2,,,On hold,12.5,46113,,
2,,,On hold,12.5,46113,,
99,,,,,,,
1,nonsense,,,\"1,000.00\",2026-02-30,,-1
";

#[test]
fn deals_come_in_once_and_bad_rows_come_back() {
    on_each(|world| {
        customers(world, 2);
        let run = run_of(world, &file(world, "deals.csv", DEALS), Kind::Opportunities);
        let (report, notes) = import(world, &run);
        assert_eq!(report.tally, Tally::of(2, 0, 1, 2));
        assert_eq!(
            notes.rejected,
            [
                (5, "cid is not the id of a customer".to_owned()),
                (
                    6,
                    "OID must be 32 hexadecimal digits; Monthly_Estimated_Revenue must be an amount such as 1250.00"
                        .to_owned()
                ),
            ]
        );
        // For each of the two deals its status, and the number that was taken for a day.
        assert_eq!(report.warnings_total, 4, "{:?}", report.warnings);
        let stored = deals(world);
        let [named, other] = stored.as_slice() else { panic!("{stored:?}") };
        assert_eq!(named.oid.to_string(), "0198f6a27c5e7d3a9a416f0c2b8d1e55");
        assert_eq!(named.deal.monthly_estimated_revenue, Some(Money::MAX));
        assert_eq!(
            other.deal.estimated_delivery_date.map(|day| day.to_string()).as_deref(),
            Some("2026-04-01")
        );
        let (again, _) = import(world, &run);
        assert_eq!(again.tally, Tally::of(0, 0, 3, 2));
        assert_eq!(deals(world), stored);
        let changed = DEALS.replace("Majors,Won", ",Lost");
        let run = run_of(world, &file(world, "changed.csv", &changed), Kind::Opportunities);
        assert_eq!(import(world, &run).0.tally, Tally::of(0, 1, 2, 2));
        let after = deals(world);
        let named = after.first().expect("a deal");
        // An empty cell says nothing.
        assert_eq!(named.deal.opportunity_sales_group.as_deref(), Some("Majors"));
        assert_eq!(named.deal.opportunity_status, "Lost");
    });
}

#[test]
fn areas_are_the_same_however_they_are_written_and_a_new_one_is_told() {
    on_each(|world| {
        let text = "Area,Month,Amount\n france ,2024-07,10\nFRANCE,2024-07,10\nFr ance,2024-08-01,10.5\n\
                    Iceland,2024-07,1\nICELAND,2024-08,1\n,2024-07,1\nUK,2024-13,-1\n";
        let run = run_of(world, &file(world, "actuals.csv", text), Kind::Actuals);
        let (report, notes) = import(world, &run);
        assert_eq!(report.tally, Tally::of(4, 0, 1, 2), "{:?}", notes.rejected);
        assert_eq!(
            notes.rejected,
            [
                (7, "Area is missing".to_owned()),
                (8, "Month must be a month as YYYY-MM; Amount must not be negative".to_owned()),
            ]
        );
        let told: Vec<_> = report.warnings.iter().map(|warning| warning.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "The same amount for the same time also stands in row 3.",
                "The same amount for the same time also stands in row 2.",
                "area \"Iceland\" is a new area: no deal, target or actual has it yet",
            ]
        );
        let rows = world
            .database
            .read_blocking(world.access, |scoped| revenue::list::<Actual>(scoped, &Default::default(), ALL))
            .expect("a list");
        let names: Vec<_> = rows.iter().map(|row| row.amount.area.as_str()).collect();
        assert_eq!(names, ["France", "France", "Iceland", "ICELAND"]);
        assert_eq!(import(world, &run).0.tally, Tally::of(0, 0, 5, 2));
    });
}

#[test]
fn a_bad_cell_that_a_deal_can_do_without_does_not_refuse_it() {
    on_each(|world| {
        customers(world, 1);
        let text = "CID,Opportunity_Status,Estimated_Delivery_Date,Days Since Update,Monthly_Estimated_Revenue\n\
                    1,Won,0/0/00,10.0,5\n1,Lost,2026-04-01,a week,#N/A\n1,New,,,12 or so\n";
        let run = run_of(world, &file(world, "deals.csv", text), Kind::Opportunities);
        let (report, notes) = import(world, &run);
        assert_eq!(report.tally, Tally::of(2, 0, 0, 1));
        let refused = "Monthly_Estimated_Revenue must be an amount such as 1250.00";
        assert_eq!(notes.rejected, [(4, refused.to_owned())]);
        let told: Vec<_> = report.warnings.iter().map(|it| (it.row, it.message.as_str())).collect();
        assert_eq!(
            told,
            [
                (2, "Estimated_Delivery_Date must be a real date as YYYY-MM-DD and was left out"),
                (3, "Monthly_Estimated_Revenue must be an amount such as 1250.00 and was left out"),
                (3, "Days Since Update must be an integer and was left out"),
            ]
        );
        let days = |deal: &Opportunity| deal.deal.days_since_last_updated(noon().date_naive());
        assert_eq!(deals(world).iter().map(days).collect::<Vec<_>>(), [10, 0]);
    });
}

#[test]
fn of_two_amounts_for_one_area_and_time_the_second_is_refused() {
    on_each(|world| {
        let text = "Area,Month,Amount\nUK,2024-07,10\n u k,2024-07,11\nUK,2024-07,12\nUK,2024-08,11\n";
        let run = run_of(world, &file(world, "actuals.csv", text), Kind::Actuals);
        for tally in [Tally::of(2, 0, 0, 2), Tally::of(0, 0, 2, 2)] {
            let (report, notes) = import(world, &run);
            assert_eq!(report.tally, tally);
            let refused = "Row 2 has another amount for the same time: keep one of the two rows.";
            assert_eq!(notes.rejected, [(3, refused.to_owned()), (4, refused.to_owned())]);
            let message = "Row 3 has another amount for the same time and was refused.";
            let told = report.warnings.iter().filter(|warning| warning.message == message);
            assert_eq!(told.map(|warning| warning.row).collect::<Vec<_>>(), [2]);
        }
    });
}

#[test]
fn targets_come_in_and_a_dry_run_tells_the_same() {
    on_each(|world| {
        let text = "Territory;FY;Target\nFrance;2025;20000\nGermany;FY2025;30000.00\nUK;2024;1\nUK;25;1\n";
        let path = file(world, "targets.csv", text);
        let mut dry = run_of(world, &path, Kind::Targets);
        dry.mode = Mode::DryRun;
        let (told, _) = import(world, &dry);
        let (done, _) = import(world, &run_of(world, &path, Kind::Targets));
        assert_eq!((told.tally, told.kept), (done.tally, false));
        assert_eq!(done.tally, Tally::of(3, 0, 0, 1));
        let years = world.database.read_blocking(world.access, revenue::target_years).expect("years");
        let years: Vec<i32> = years.iter().map(|year| year.get()).collect();
        assert_eq!(years, [2024, 2025]);
    });
}
