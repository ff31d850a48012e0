use frontdesk_testkit::empty_database;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};

use crate::support::{Desk, Ran, all_backends, get};

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const SAVED_BY_LIBREOFFICE: &[u8] = include_bytes!("workbooks/interactions.xlsx");

/// The counts of each summary that was printed: created, updated, unchanged, rejected.
fn summaries(ran: &Ran) -> Vec<[u64; 4]> {
    let number = |line: &str, word: &str| {
        let rest = line.trim_start().strip_prefix(word)?.trim_start();
        rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<u64>().ok()
    };
    let all = |word: &str| ran.out.lines().filter_map(|line| number(line, word)).collect::<Vec<_>>();
    let [created, updated, unchanged, rejected] = ["created", "updated", "unchanged", "rejected"].map(all);
    (0..created.len()).map(|at| [created[at], updated[at], unchanged[at], rejected[at]]).collect()
}

fn as_json(answer: &str) -> Value {
    serde_json::from_str(answer.split_once("\r\n\r\n").expect("a body").1).expect("JSON")
}

/// The same as the one that LibreOffice saved.
fn written_by_a_library() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let time = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let month = Format::new().set_num_format("mm-yyyy");
    let bold = Format::new().set_bold();
    let moment = |day: u8, hour: u16, minute: u8| {
        let day = ExcelDateTime::from_ymd(2019, 10, day).expect("a day");
        day.and_hms(hour, minute, 0.0).expect("a time")
    };
    let sheet = workbook.add_worksheet().set_name("Contacts 2019").expect("a name");
    sheet.merge_range(0, 0, 0, 2, "Contacts of the year, all of them", &bold).expect("merged");
    sheet.write_row(2, 0, ["Date Start", "Interaction", "Customers"]).expect("headers");
    let times = [
        (3, moment(1, 9, 5), "e-mail", 4.0),
        (6, moment(1, 9, 5), "Email", 4.0),
        (7, moment(2, 0, 0), "Post", 77.0),
    ];
    for (row, at, channel, customer) in times {
        sheet.write_datetime_with_format(row, 0, &at, &time).expect("a time");
        sheet.write(row, 1, channel).expect("a channel");
        sheet.write(row, 2, customer).expect("a number");
    }
    for (row, at, channel) in [(4, "31/10/2019 23:30", "EMAIL "), (8, "some day", "Post")] {
        sheet.write_row(row, 0, [at, channel, "4"]).expect("texts");
    }
    sheet.write(5, 0, 43_770.5).expect("a number");
    sheet.write_row(5, 1, ["Call", "4"]).expect("texts");
    for row in 9..40 {
        sheet.write_blank(row, 0, &time).expect("nothing");
        sheet.write(row, 1, " ").expect("a blank");
    }
    workbook.add_worksheet().set_name("Notes").expect("a name").write(0, 0, "Ask Ann.").expect("a note");
    let sheet = workbook.add_worksheet().set_name("Topics").expect("a name");
    sheet.write_row(0, 0, ["Date", "Product"]).expect("headers");
    sheet.write_row(1, 0, ["10-2019", "Sand"]).expect("texts");
    let november = ExcelDateTime::from_ymd(2019, 11, 1).expect("a day");
    sheet.write_datetime_with_format(2, 0, &november, &month).expect("a month");
    sheet.write(2, 1, "Gold").expect("a topic");
    let sheet = workbook.add_worksheet().set_name("Accounts").expect("a name");
    sheet.write_row(0, 0, ["CID", "First_Name", "Type"]).expect("headers");
    sheet.write_row(1, 0, ["4", "Dee", "Blue"]).expect("texts");
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_goes_in_sheet_by_sheet_whoever_saved_it() {
    for (workbook, whose) in
        [(SAVED_BY_LIBREOFFICE.to_vec(), "LibreOffice"), (written_by_a_library(), "a library")]
    {
        let desk = Desk::new();
        std::fs::write(desk.path("all.xlsx"), workbook).expect("written");
        let dry = desk.run(&["import", "--workbook", "all.xlsx", "--dry-run"]);
        let ran = desk.run(&["import", "--workbook", "all.xlsx"]);
        // Customers first, though they stand last; the note is no table.
        assert_eq!(
            (ran.code, summaries(&ran)),
            (Some(2), vec![[1, 0, 0, 0], [3, 0, 1, 2], [2, 0, 0, 0]]),
            "{whose}: {ran:#?}"
        );
        // The dry run reported the same before: each of its sheets saw the changes of those before it.
        assert_eq!((dry.code, summaries(&dry)), (ran.code, summaries(&ran)), "{whose}: {dry:#?}");
        assert_eq!(dry.out.matches("A dry run: nothing was written.").count(), 3, "{whose}: {dry:#?}");
        assert!(ran.err.contains("skipped sheet \"Notes\""), "{whose}: {ran:#?}");
        let rejects = desk.read("all.Contacts_2019.2.rejects.csv");
        let reasons: Vec<&str> =
            rejects.lines().skip(1).filter_map(|line| line.rsplit_once(',')).map(|it| it.1).collect();
        assert_eq!(reasons.len(), 2, "{whose}: {rejects}");
        assert!(reasons[0].contains("customer 77 does not exist"), "{whose}: {rejects}");
        assert!(rejects.contains("Date Start must be a date and time"), "{whose}: {rejects}");
        let again = desk.run(&["import", "--workbook", "all.xlsx", "--create-missing", "--quiet"]);
        assert_eq!(again.code, Some(2), "{whose}: {again:#?}");

        let server = desk.serve(&[]);
        let counts = as_json(&get(&server, "/api/v1/stats/interactions/4?topic=sand"));
        assert_eq!(
            counts,
            json!({"data": {"customer_id": 4, "interactions": {"Call": 0, "Email": 2, "Post": 0}}}),
            "{whose}"
        );
        let products = as_json(&get(&server, "/api/v1/interactions/products"));
        assert_eq!(
            products["data"][1],
            json!({"customer_type": "Blue", "products": [
                {"product": "Gold", "interaction_count": 1}, {"product": "Sand", "interaction_count": 2}]}),
            "{whose}"
        );
        let times = as_json(&get(&server, "/api/v1/interactions?customer_id=4"));
        let times: Vec<&str> =
            times.as_array().expect("a list").iter().filter_map(|it| it["occurred_at"].as_str()).collect();
        assert_eq!(
            times,
            ["2019-10-01T09:05:00Z", "2019-10-31T23:30:00Z", "2019-11-01T12:00:00Z"],
            "{whose}"
        );
    }
}

#[test]
fn one_sheet_is_taken_by_its_name() {
    let desk = Desk::new();
    std::fs::write(desk.path("all.xlsx"), SAVED_BY_LIBREOFFICE).expect("written");
    let ran =
        desk.run(&["import", "interactions", "all.xlsx", "--sheet", "contacts 2019", "--create-missing"]);
    assert_eq!((ran.code, summaries(&ran)), (Some(2), vec![[4, 0, 1, 1]]), "{ran:#?}");
    let none = desk.run(&["import", "interactions", "all.xlsx", "--sheet", "Notes"]);
    assert!(none.failed_with(1).contains("No column holds occurred_at"), "{none:#?}");
    for (arguments, words) in [
        (&["import"][..], "<KIND>"),
        (&["import", "interactions"], "<FILE>"),
        (&["import", "clients", "a.csv", "--workbook", "all.xlsx"], "--workbook"),
    ] {
        let refused = desk.run(arguments);
        assert_eq!(refused.code, Some(2), "{refused:#?}");
        assert!(refused.err.contains(words), "{refused:#?}");
    }
}

#[test]
fn the_doctor_says_that_totals_agree_on_every_backend() {
    for backend in all_backends() {
        let database = empty_database(backend);
        let desk = Desk::new().with("DATABASE_URL", database.url()).with("FRONTDESK_SECRET_KEY", KEY);
        desk.write(
            "calls.csv",
            "Date Start,Interaction,Customers\n31/10/2019 09:05,Call,4\n31/10/2019 09:05,call,4\n",
        );
        let ran = desk.run(&["import", "interactions", "calls.csv", "--create-missing"]);
        assert_eq!((ran.code, summaries(&ran)), (Some(0), vec![[1, 0, 1, 0]]), "{ran:#?}");
        for arguments in [&["doctor"][..], &["doctor", "--repair"]] {
            let said = desk.run(arguments).succeeded();
            let line = said.lines().nth(1).expect("a firm");
            assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["1", "1", "3", "agree"], "{said}");
        }
    }
}
