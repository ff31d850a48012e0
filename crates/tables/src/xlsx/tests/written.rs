use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;
use crate::mapping::{Kind, Mapping};

fn saved(mut workbook: Workbook) -> Vec<u8> {
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn cells_of_every_type_become_text() {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("yyyy\\-mm\\-dd;@");
    let time = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let elapsed = Format::new().set_num_format("[h]:mm");
    let money = Format::new().set_num_format("#,##0.00 [$€-407];[Red]-#,##0.00 [$€-407]");
    let (bold, plain) = (Format::new().set_bold(), Format::new());
    let birth = ExcelDateTime::from_ymd(1990, 1, 31).expect("a day");
    let call = ExcelDateTime::from_ymd(2024, 2, 29).and_then(|day| day.and_hms(8, 30, 15)).expect("a time");
    let sheet = workbook.add_worksheet();
    sheet
        .write_row(
            0,
            0,
            ["id", "born", "call", "phone", "flag", "sum", "formula", "rich", "error", "elapsed"],
        )
        .unwrap();
    sheet.write(1, 0, " Zoë <&> \"x\"\n_x0041_ ").unwrap();
    sheet.write_datetime_with_format(1, 1, &birth, &day).unwrap();
    sheet.write_datetime_with_format(1, 2, &call, &time).unwrap();
    sheet.write(1, 3, 15_551_234_567_f64).unwrap();
    sheet.write(1, 4, true).unwrap();
    sheet.write_with_format(1, 5, 1250.5, &money).unwrap();
    sheet.write_formula(1, 6, Formula::new("=A1&\"!\"").set_result("id!")).unwrap();
    sheet.write_rich_string(1, 7, &[(&bold, "A"), (&plain, "da ")]).unwrap();
    sheet.write_formula(1, 8, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write_with_format(1, 9, 1.5, &elapsed).unwrap();
    sheet.write(2, 1, "1990-01-31").unwrap();
    sheet.write(2, 4, false).unwrap();
    sheet.write_formula(2, 6, Formula::new("=1+1").set_result("2")).unwrap();
    let (headers, rows) = read_sheet(Cursor::new(saved(workbook)), None).expect("a sheet");
    assert_eq!(headers.len(), 10);
    let first = [
        " Zoë <&> \"x\"\n_x0041_ ",
        "1990-01-31",
        "2024-02-29T08:30:15",
        "15551234567",
        "true",
        "1250.5",
        "id!",
        "Ada ",
        "",
        "1.5",
    ];
    assert_eq!(rows[0], (2, first.map(str::to_owned).to_vec()));
    assert_eq!(rows[1], (3, ["", "1990-01-31", "", "", "false", "", "2"].map(str::to_owned).to_vec()));
}

#[test]
fn an_id_converted_to_a_date_is_refused_and_a_date_is_not() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["External ID", "DOB", "Note"]).unwrap();
    for (row, format) in [(1, "mmm-yy"), (2, "h:mm"), (3, "[h]:mm:ss"), (4, "0")] {
        sheet.write_with_format(row, 0, 45_000, &Format::new().set_num_format(format)).unwrap();
        sheet.write_with_format(row, 1, 32_904, &Format::new().set_num_format("d/m/yyyy")).unwrap();
        sheet.write_with_format(row, 2, 0.5, &Format::new().set_num_format("h:mm")).unwrap();
    }
    let mut table = XlsxTable::open(Cursor::new(saved(workbook)), None).expect("a sheet");
    let mapping = Mapping::guess(Kind::Clients, table.headers(), &[]).expect("a mapping");
    let mut row = RawRow::default();
    let mut told = Vec::new();
    while let Next::BadCells(cells) = table.read_row(&mut row).expect("a row") {
        told.push(mapping.faults_of(cells).iter().map(ToString::to_string).collect::<Vec<_>>().join("; "));
        assert_eq!((row.cell(1), row.cell(2)), ("1990-01-31", "12:00:00"));
    }
    let refused = "External ID is no id: a spreadsheet has made a date of it; format the column as text and enter the \
                   id again";
    assert_eq!(told, [refused, refused, refused, ""]);
}

#[test]
fn empty_rows_are_skipped_but_counted() {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.write_row(2, 0, ["id", "name"]).unwrap();
    sheet.write_row(3, 0, ["1", "Ada"]).unwrap();
    sheet.write_row(6, 0, ["2", " "]).unwrap();
    for row in 7..500 {
        sheet.write_blank(row, 0, &bold).unwrap();
        sheet.write(row, 5, "  ").unwrap();
    }
    let (headers, rows) = read_sheet(Cursor::new(saved(workbook)), None).expect("a sheet");
    assert_eq!(headers, ["id", "name"]);
    assert_eq!(
        rows,
        [(4, vec!["1".to_owned(), "Ada".to_owned()]), (7, vec!["2".to_owned(), " ".to_owned()])]
    );
}

#[test]
fn a_sheet_is_chosen_by_name_or_is_the_first_visible_one() {
    let mut workbook = Workbook::new();
    for (name, is_hidden) in [("Secret", true), ("Clients & Co", false), ("Übersicht", false)] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.set_hidden(is_hidden);
        if !is_hidden {
            sheet.set_first_tab(true);
        }
        sheet.write(0, 0, format!("header of {name}")).unwrap();
    }
    workbook.worksheet_from_index(1).unwrap().set_active(true);
    let bytes = saved(workbook);
    let headers = |sheet| read_sheet(Cursor::new(&bytes), sheet).map(|(headers, _)| headers.concat());
    let table = XlsxTable::open(Cursor::new(&bytes), None).expect("a sheet");
    assert_eq!(
        (table.sheet(), table.headers()),
        ("Clients & Co", ["header of Clients & Co".to_owned()].as_slice())
    );
    assert_eq!(headers(Some("Secret")).unwrap(), "header of Secret");
    assert_eq!(headers(Some(" übersicht ")).unwrap(), "header of Übersicht");
    let error = headers(Some("Nope")).expect_err("no such sheet").to_string();
    assert_eq!(
        error,
        "the workbook has no sheet \"Nope\"; it has \"Secret\", \"Clients & Co\", \"Übersicht\""
    );
}

#[test]
fn a_sheet_of_headers_alone_has_no_rows_and_an_empty_one_is_refused() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "id").unwrap();
    assert_eq!(rows(&saved(workbook)), Vec::<Vec<String>>::new());
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    assert_eq!(failure(&saved(workbook)), "the file is empty");
}

#[test]
fn a_thousand_columns_are_read_and_a_cell_in_the_last_one_is_a_bad_row() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for column in 0..1000 {
        sheet.write(0, column, format!("h{column}")).unwrap();
    }
    sheet.write(1, 999, "last").unwrap();
    sheet.write(2, 0, "a").unwrap();
    sheet.write(2, 16_383, "beyond").unwrap();
    sheet.write(3, 0, "b").unwrap();
    sheet.write(3, 16_383, " ").unwrap();
    let rows = rows(&saved(workbook));
    assert_eq!((rows[0].len(), rows[0][999].as_str()), (1000, "last"));
    assert_eq!(rows[1], ["/the row has cells beyond the 1000 columns/"]);
    assert_eq!(rows[2], ["b"]);
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 1000, "too far").unwrap();
    assert_eq!(failure(&saved(workbook)), "the file has more than 1000 columns");
}

#[test]
fn a_file_cut_off_anywhere_is_damaged() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_row(0, 0, ["id", "name"]).unwrap();
    let bytes = saved(workbook);
    for length in 0..bytes.len() {
        let error = failure(&bytes[..length]);
        assert!(error.starts_with("the workbook is damaged or cut off"), "{length}: {error}");
    }
}
