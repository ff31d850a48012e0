//! Files of which the table is not where or not written as a reader expects it.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::json;
use zip::write::SimpleFileOptions;

use crate::support::{Desk, Ran};

fn exported(desk: &Desk, kind: &str) -> Vec<serde_json::Value> {
    let ran = desk.run(&["export", kind, "--format", "ndjson"]);
    ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[track_caller]
fn assert_in(ran: &Ran, code: i32, texts: &[&str]) {
    assert_eq!(ran.code, Some(code), "{ran:#?}");
    for text in texts {
        assert!(ran.out.contains(text) || ran.err.contains(text), "{text:?} in {ran:#?}");
    }
}

fn with_customer() -> Desk {
    let desk = Desk::new();
    desk.write("customers.csv", "cid\n1\n");
    assert_in(&desk.run(&["import", "customers", "customers.csv"]), 0, &["created    1"]);
    desk
}

#[test]
fn hidden_rows_are_left_out_and_counted_in_a_dry_run_too() {
    let desk = Desk::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Area", "Month", "Amount"]).expect("headers");
    for row in 1..=4 {
        sheet.write_row(row, 0, ["France", &format!("2024-0{row}"), "1.00"]).expect("texts");
    }
    sheet.set_row_hidden(2).expect("hidden").set_row_hidden(4).expect("hidden");
    std::fs::write(desk.path("a.xlsx"), workbook.save_to_buffer().expect("a workbook")).expect("written");
    for options in [&["--dry-run"][..], &["--atomic"], &[]] {
        let ran = desk.run(&[&["import", "actuals", "a.xlsx"], options].concat());
        assert_in(&ran, 0, &["2 rows in", "hidden     2, skipped"]);
    }
    let months: Vec<_> = exported(&desk, "actuals").iter().map(|row| row["month"].clone()).collect();
    assert_eq!(months, ["2024-01", "2024-03"]);
}

#[test]
fn cells_of_a_workbook_are_read_as_they_are_shown_or_left_out() {
    let desk = with_customer();
    let mut workbook = Workbook::new();
    let time = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let noon = ExcelDateTime::from_ymd(2025, 3, 31).and_then(|day| day.and_hms(12, 30, 0)).expect("a time");
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["CID", "Sales\nGroup", "Revenue", "Delivery Date"]).expect("headers");
    sheet.write(1, 0, 1).expect("a number");
    sheet.write(1, 1, "North\r\nEast").expect("a text");
    sheet.write(1, 2, 0.1 + 0.2).expect("a number");
    sheet.write_datetime_with_format(1, 3, &noon, &time).expect("a time");
    sheet.write(2, 0, 1).expect("a number");
    sheet.write(2, 3, "soon").expect("a text");
    sheet.write(3, 0, 1).expect("a number");
    sheet.write(3, 3, 45_747).expect("a number");
    sheet.write(4, 0, 1).expect("a number");
    sheet.write(4, 3, 31).expect("a number");
    std::fs::write(desk.path("a.xlsx"), workbook.save_to_buffer().expect("a workbook")).expect("written");
    let ran = desk.run(&["import", "opportunities", "a.xlsx"]);
    let note = "row 4: Delivery Date: the number 45747 is taken for a day of a spreadsheet, 2025-03-31";
    let left_out = "row 5: Delivery Date must be a real date as YYYY-MM-DD and was left out";
    assert_in(&ran, 0, &["created    4", "rejected   0", "3 warnings", note, left_out]);
    let deals = exported(&desk, "opportunities");
    let deal = deals.iter().find(|deal| deal["opportunity_sales_group"] == "North East").expect("the first");
    assert_eq!(
        (&deal["monthly_estimated_revenue"], &deal["estimated_delivery_date"]),
        (&json!("0.30"), &json!("2025-03-31"))
    );
    assert_eq!(deals.iter().filter(|deal| deal["estimated_delivery_date"].is_null()).count(), 2);
}

/// A workbook of one sheet whose rows are given as XML, with the properties of the workbook.
fn crafted(properties: &str, rows: &str) -> Vec<u8> {
    let root = r#"<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let relations =
        r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="sheet1.xml"/></Relationships>"#;
    let book =
        format!(r#"<workbook>{properties}<sheets><sheet name="One" r:id="rId1"/></sheets></workbook>"#);
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("_rels/.rels", root),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sheet1.xml", &sheet),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

fn texts(texts: &[&str]) -> String {
    let cells: String = texts.iter().map(|text| format!("<c t=\"str\"><v>{text}</v></c>")).collect();
    format!("<row>{cells}</row>")
}

#[test]
fn a_formula_without_a_stored_value_is_a_fault_of_its_cell() {
    let desk = with_customer();
    let rows = "<row><c><v>1</v></c><c><f>B1*2</f></c><c><f>TODAY()</f><v/></c><c><f>1+1</f></c></row>\
        <row><c><v>1</v></c><c><v>5</v></c><c t=\"str\"><f>IF(A1,\"\")</f><v/></c><c><f>1+1</f></c></row>";
    let headers = texts(&["CID", "Revenue", "Delivery Date", "Note"]);
    std::fs::write(desk.path("a.xlsx"), crafted("", &format!("{headers}{rows}"))).expect("written");
    // The note is left out, whatever it holds, and a formula may say nothing.
    assert_in(&desk.run(&["import", "opportunities", "a.xlsx"]), 2, &["created    1", "rejected   1"]);
    let why = "has a formula without a stored value: open the workbook in a spreadsheet program and save it";
    let rejects = format!(
        "CID,Revenue,Delivery Date,Note,errors\n1,'=B1*2,'=TODAY(),'=1+1,\"Revenue {why}; Delivery Date {why}\"\n"
    );
    assert_eq!(desk.read("a.rejects.csv"), rejects);
}

#[test]
fn numbers_of_a_workbook_that_counts_from_1904_are_its_days() {
    let desk = with_customer();
    let rows = "<row><c><v>1</v></c><c><v>44285</v></c></row><row><c><v>77</v></c><c><v>44285</v></c></row>";
    let sheet = format!("{}{rows}", texts(&["CID", "Delivery Date"]));
    let workbook = crafted("<workbookPr date1904=\"1\"/>", &sheet);
    std::fs::write(desk.path("mac.xlsx"), workbook).expect("written");
    let ran = desk.run(&["import", "opportunities", "mac.xlsx"]);
    assert_in(&ran, 2, &["the number 45747 is taken for a day of a spreadsheet, 2025-03-31"]);
    assert_eq!(exported(&desk, "opportunities")[0]["estimated_delivery_date"], "2025-03-31");
    // The rejects file counts as every other file does.
    let rejects = desk.read("mac.rejects.csv");
    assert!(rejects.contains("77,45747,"), "{rejects}");
}

#[test]
fn other_sheets_are_named_where_the_first_is_not_the_table() {
    let desk = Desk::new();
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Read me").expect("a name").write(0, 0, "Please read").expect("a text");
    workbook.add_worksheet().set_name("Data").expect("a name").write(0, 0, "cid").expect("a text");
    std::fs::write(desk.path("a.xlsx"), workbook.save_to_buffer().expect("a workbook")).expect("written");
    let ran = desk.run(&["import", "customers", "a.xlsx"]);
    assert_in(
        &ran,
        1,
        &[
            "No column holds cid",
            "The sheet \"Read me\" was read; choose another one if it is meant: \"Data\".",
        ],
    );
    let ran = desk.run(&["import", "customers", "a.xlsx", "--sheet", "Data"]);
    assert_in(&ran, 0, &["0 rows"]);
}

#[test]
fn the_row_of_headers_can_be_named() {
    let desk = Desk::new();
    let titles = "Report\n".repeat(12);
    desk.write("a.csv", &format!("{titles}\nArea;Month;Amount\nFrance;202411;1.00\nFrance;10;1.00\n"));
    let ran = desk.run(&["import", "actuals", "a.csv"]);
    assert_in(&ran, 1, &["No column holds area"]);
    let ran = desk.run(&["import", "actuals", "a.csv", "--header-row", "14"]);
    assert_in(&ran, 2, &["created    1", "rejected   1"]);
    assert_eq!(exported(&desk, "actuals")[0]["month"], "2024-11");
    for (row, code, told) in [
        ("13", 1, "row 13 is empty"),
        ("99", 1, "row 99 is empty"),
        ("12", 1, "No column holds area"),
        ("0", 2, "--header-row"),
    ] {
        assert_in(&desk.run(&["import", "actuals", "a.csv", "--header-row", row]), code, &[told]);
    }
}

#[test]
fn an_encoding_that_is_not_told_by_itself_is_asked_for() {
    let desk = Desk::new();
    // "Łódź" and "Wrocław" in Windows-1250.
    let polish = b"Area,Month,Amount\n\xa3\xf3d\x9f,2024-07,1.00\nWroc\xb3aw,2024-07,2.00\n";
    std::fs::write(desk.path("a.csv"), polish).expect("written");
    let ran = desk.run(&["import", "actuals", "a.csv"]);
    assert_in(&ran, 1, &["rather than Windows-1252: name its encoding"]);
    assert_in(&desk.run(&["import", "actuals", "a.csv", "--encoding", "EBCDIC"]), 2, &["--encoding"]);
    let ran = desk.run(&["import", "actuals", "a.csv", "--encoding", "Windows-1250"]);
    assert_in(&ran, 0, &["created    2"]);
    let areas: Vec<_> = exported(&desk, "actuals").iter().map(|row| row["area"].clone()).collect();
    assert!(areas.contains(&json!("Łódź")) && areas.contains(&json!("Wrocław")), "{areas:?}");
}

#[test]
fn what_is_no_table_is_refused_as_what_it_is() {
    let desk = Desk::new();
    for (bytes, told) in [
        (&b"%PDF-1.7\n1 0 obj"[..], "the file is a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "the file is a PNG image"),
        (b"PK\x03\x04", "damaged or cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Excel workbook"),
        (b"\x01\x02\x03\x04\x05,\x06\n", "neither a text file"),
    ] {
        std::fs::write(desk.path("file"), bytes).expect("written");
        assert_in(&desk.run(&["import", "clients", "file"]), 1, &[told]);
    }
}
