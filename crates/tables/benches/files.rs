//! How fast files are read, as ratios to other readers of the same file: what can be compared between machines.

use std::hint::black_box;
use std::io::Cursor;
use std::time::{Duration, Instant};

use calamine::Reader as _;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use frontdesk_tables::csv::CsvTable;
use frontdesk_tables::table::{Next, RawRow, Table};
use frontdesk_tables::xlsx::XlsxTable;

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

fn csv_file(rows: u32) -> Vec<u8> {
    let lines = (0..rows).map(|number| format!("\n{}", cells(number).join(",")));
    (HEADERS.join(",") + &lines.collect::<String>()).into_bytes()
}

fn xlsx_file(rows: u32) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let headers = std::iter::once(HEADERS.map(str::to_owned));
    for (number, row) in (0..).zip(headers.chain((0..rows).map(cells))) {
        sheet.write_row(number, 0, row).ok();
    }
    workbook.save_to_buffer().unwrap_or_default()
}

/// How many rows a table gives.
fn drain(mut table: impl Table) -> u64 {
    let (mut row, mut rows) = (RawRow::default(), 0);
    while let Ok(Next::Row) = table.read_row(&mut row) {
        rows += 1;
        black_box(&row);
    }
    rows
}

fn csv_ours(file: &[u8]) -> u64 {
    CsvTable::open(file).map(drain).unwrap_or_default()
}

/// Rows whose cells are owned texts, as a `RawRow` holds them.
fn csv_theirs(file: &[u8]) -> u64 {
    let mut reader = csv::Reader::from_reader(file);
    let rows = reader.records().map_while(Result::ok);
    rows.map(|record| black_box(record.iter().map(str::to_owned).collect::<Vec<_>>()).len().min(1) as u64)
        .sum()
}

fn xlsx_ours(file: &[u8]) -> u64 {
    XlsxTable::open(Cursor::new(file.to_vec()), None).map(drain).unwrap_or_default()
}

fn xlsx_theirs(file: &[u8]) -> u64 {
    let Ok(mut workbook) = calamine::Xlsx::new(Cursor::new(file.to_vec())) else { return 0 };
    let Some(Ok(range)) = workbook.worksheet_range_at(0) else { return 0 };
    let texts = |row: &[calamine::Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
    range.rows().skip(1).map(|row| black_box(texts(row)).len().min(1) as u64).sum()
}

/// The time that one reader takes by that of the other: the median of turns, so that what disturbs one disturbs both.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn ratio(file: &[u8], ours: fn(&[u8]) -> u64, theirs: fn(&[u8]) -> u64) -> f64 {
    assert_eq!(ours(file), theirs(file), "both read every row");
    let time = |read: fn(&[u8]) -> u64| {
        let start = Instant::now();
        black_box(read(file));
        start.elapsed().as_secs_f64()
    };
    let mut ratios: Vec<f64> = (0..15).map(|_| time(theirs) / time(ours)).collect();
    ratios.sort_by(f64::total_cmp);
    ratios.get(7).copied().unwrap_or_default()
}

fn readers(bench: &mut Criterion) {
    let (csv, xlsx) = (csv_file(50_000), xlsx_file(5_000));
    let mut group = bench.benchmark_group("rows of six columns");
    group.throughput(Throughput::Elements(50_000));
    group.bench_function("csv", |bench| bench.iter(|| csv_ours(&csv)));
    group.bench_function("csv, the csv crate's owned rows", |bench| bench.iter(|| csv_theirs(&csv)));
    group.throughput(Throughput::Elements(5_000));
    group.bench_function("xlsx", |bench| bench.iter(|| xlsx_ours(&xlsx)));
    group.bench_function("xlsx, calamine's", |bench| bench.iter(|| xlsx_theirs(&xlsx)));
    group.finish();
    println!("CSV rows: {:.2} × the csv crate's owned rows", ratio(&csv, csv_ours, csv_theirs));
    println!("XLSX rows: {:.2} × calamine's", ratio(&xlsx, xlsx_ours, xlsx_theirs));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    targets = readers
}
criterion_main!(benches);
