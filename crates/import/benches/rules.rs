//! How long the rules take for a row.

use std::hint::black_box;
use std::time::Duration;

use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use frontdesk_core::{FirmSettings, PhoneCheck, Region};
use frontdesk_import::client::{self, ClientRow, IntegrationType, RawClient};
use frontdesk_import::known::KnownCustomers;
use frontdesk_import::names::derive_names;
use frontdesk_import::phones::select_primary_phone;
use frontdesk_tables::mapping::{Kind, Mapping};
use frontdesk_tables::table::RawRow;

const HEADERS: [&str; 6] = ["integration_id", "first_name", "last_name", "email", "phone_1", "phone_2"];

fn cells(number: u32) -> [String; 6] {
    [
        format!("ext-{number}"),
        "Ada".to_owned(),
        "Lovelace".to_owned(),
        format!("ada.lovelace.{number}@example.com"),
        format!("+1555{:07}", 1_000_000 + number),
        format!("(555) 765-{:04}", number % 10_000),
    ]
}

fn rules(bench: &mut Criterion) {
    let numbers = ["(555) 123-4567", "+44 20 8366 1171"];
    bench.bench_function("derive_names", |bench| {
        bench.iter(|| derive_names(black_box(Some("Ada  King Lovelace")), None, None));
    });
    bench.bench_function("select_primary_phone, two numbers", |bench| {
        bench.iter(|| select_primary_phone(black_box(&numbers), Region::default(), PhoneCheck::Possible));
    });

    let headers = HEADERS.map(str::to_owned);
    let (Ok(mapping), Some(today)) =
        (Mapping::guess(Kind::Clients, &headers, &[]), NaiveDate::from_ymd_opt(2026, 1, 31))
    else {
        return;
    };
    let row = RawRow { number: 2, cells: cells(1).to_vec() };
    let firm = FirmSettings::default();
    let known = KnownCustomers::new();
    let mut group = bench.benchmark_group("rows");
    group.throughput(Throughput::Elements(1));
    group.bench_function("map, parse, prepare and decide a row", |bench| {
        bench.iter(|| {
            let raw = RawClient::from_row(&mapping, black_box(&row));
            let row = ClientRow::parse(raw, IntegrationType::CsvImport, today);
            row.map(|row| client::decide(&firm, &client::prepare(row, &firm), true, &known))
        });
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    targets = rules
}
criterion_main!(benches);
