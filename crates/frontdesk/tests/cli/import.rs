use std::time::{Duration, Instant};

use frontdesk_testkit::empty_database;

use crate::support::{Desk, Ran, all_backends, signal};

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

const CLIENTS: &str = "\
External ID,Given Name,Surname,Mobile,E-mail,Shoe
a1,Ada,Lovelace,+1 202 555 0143,ada@example.com,38
a2,Bob,Stone,+1 202 555 0144,,
a3,,,+1 202 555 0145,eve@example.com,
a4,Carl,Sagan,12,carl@example.com,
";

fn import(desk: &Desk, args: &[&str]) -> Ran {
    desk.run(&[&["import", "clients"], args].concat())
}

/// The number behind a word of the summary.
#[track_caller]
fn count(ran: &Ran, word: &str) -> u64 {
    let line = ran.out.lines().find_map(|line| line.trim_start().strip_prefix(word)).expect(word);
    let digits: String = line.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

#[track_caller]
fn assert_counts(ran: &Ran, code: i32, expected: [u64; 4]) {
    assert_eq!(ran.code, Some(code), "{ran:#?}");
    let counts = ["created", "updated", "unchanged", "rejected"].map(|word| count(ran, word));
    assert_eq!(counts, expected, "{ran:#?}");
    let rows: u64 = counts.iter().sum();
    assert!(ran.out.contains(&format!(": {rows} rows in ")), "{ran:#?}");
}

#[test]
fn rows_go_in_bad_ones_come_back_and_are_mended_on_every_backend() {
    for backend in all_backends() {
        let database = empty_database(backend);
        let desk = Desk::new().with("DATABASE_URL", database.url()).with("FRONTDESK_SECRET_KEY", KEY);
        desk.write("clients.csv", CLIENTS);
        let dry = import(&desk, &["clients.csv", "--dry-run", "--rejects", "dry.csv"]);
        assert_counts(&dry, 2, [2, 0, 0, 2]);
        assert!(dry.out.contains("A dry run: nothing was written."), "{dry:#?}");
        assert_counts(&import(&desk, &["clients.csv"]), 2, [2, 0, 0, 2]);
        let rejects = desk.read("clients.rejects.csv");
        let expected = "\
External ID,Given Name,Surname,Mobile,E-mail,Shoe,errors
a3,,,'+1 202 555 0145,eve@example.com,,Client missing name.
a4,Carl,Sagan,12,carl@example.com,,Cell phone invalid: 12
";
        assert_eq!(rejects, expected, "{backend}");
        assert_eq!(desk.read("dry.csv"), rejects);
        desk.write(
            "clients.rejects.csv",
            &rejects.replace("a3,,", "a3,Eve,Adams").replace(",12,", ",+12025550146,"),
        );
        assert_counts(&import(&desk, &["clients.rejects.csv"]), 0, [2, 0, 0, 0]);
        assert_counts(&import(&desk, &["clients.rejects.csv"]), 0, [0, 0, 2, 0]);
        assert_eq!(desk.files(), ["clients.csv", "clients.rejects.csv", "dry.csv"], "{backend}");
    }
}

#[test]
fn the_summary_tells_what_columns_mean_and_where_rejected_rows_are() {
    let desk = Desk::new();
    desk.write("clients.csv", CLIENTS);
    let ran = import(&desk, &["clients.csv", "--map", "Shoe=occupation", "--map", "E-mail=-"]);
    for line in [
        "External ID  integration_id",
        "Given Name   first_name",
        "Mobile       phone_numbers",
        "E-mail       (left out)",
    ] {
        assert!(ran.out.contains(line), "{line}: {}", ran.out);
    }
    assert!(ran.out.contains("Shoe         occupation"), "{}", ran.out);
    assert!(ran.out.contains("rejected   2, see clients.rejects.csv"), "{}", ran.out);
    assert!(ran.out.contains("rows/s"), "{}", ran.out);
}

#[test]
fn warnings_are_counted_and_the_first_ones_shown() {
    let desk = Desk::new();
    let mut text = String::from("id,first_name,last_name,phone,integration_id\n");
    for number in 0..7 {
        text.push_str(&format!("x,Ada,Lovelace,+12025550143,a{number}\n"));
    }
    desk.write("clients.csv", &text);
    let ran = import(&desk, &["clients.csv"]);
    assert_counts(&ran, 0, [7, 0, 0, 0]);
    assert!(ran.out.contains("6 warnings\n  row 3: ") && ran.out.contains("\n  and 1 more\n"), "{}", ran.out);
}

#[test]
fn all_or_nothing_is_nothing_when_a_row_is_rejected() {
    let desk = Desk::new();
    desk.write("clients.csv", CLIENTS);
    let ran = import(&desk, &["clients.csv", "--atomic"]);
    assert_counts(&ran, 2, [2, 0, 0, 2]);
    assert!(
        ran.out.contains("Nothing was written: the import was atomic and rows were rejected"),
        "{ran:#?}"
    );
    let good: String = CLIENTS.lines().take(3).map(|line| format!("{line}\n")).collect();
    desk.write("good.csv", &good);
    let ran = import(&desk, &["good.csv", "--atomic"]);
    assert_counts(&ran, 0, [2, 0, 0, 0]);
    assert!(!ran.out.contains("Nothing was written"), "{ran:#?}");
}

#[test]
fn what_is_piped_in_is_imported() {
    let desk = Desk::new();
    let ran = desk.run_with_input(&["import", "clients", "-"], CLIENTS);
    assert_counts(&ran, 2, [2, 0, 0, 2]);
    assert!(ran.out.contains("see standard_input.rejects.csv"), "{ran:#?}");
    let made = std::process::Command::new("mkfifo").arg(desk.path("pipe.csv")).status().expect("mkfifo runs");
    assert!(made.success());
    let child = desk.spawn(&mut desk.command(&["import", "clients", "pipe.csv"]));
    std::fs::write(desk.path("pipe.csv"), CLIENTS).expect("written");
    let ran = Ran::from(child.wait_with_output().expect("it ends"));
    assert_counts(&ran, 2, [0, 0, 2, 2]);
}

/// Two sheets, the clients on the second one.
fn workbook() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().set_name("Notes").expect("a name").write(0, 0, "nothing here").expect("written");
    let sheet = workbook.add_worksheet().set_name("Contacts").expect("a name");
    for (row, line) in CLIENTS.lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            let (row, column) =
                (u32::try_from(row).expect("a row"), u16::try_from(column).expect("a column"));
            sheet.write(row, column, cell).expect("written");
        }
    }
    workbook.save_to_buffer().expect("saved")
}

#[test]
fn a_sheet_of_a_workbook_is_imported_from_a_file_and_through_a_pipe() {
    let desk = Desk::new();
    std::fs::write(desk.path("clients.xlsx"), workbook()).expect("written");
    assert_counts(&import(&desk, &["clients.xlsx", "--sheet", "Contacts"]), 2, [2, 0, 0, 2]);
    let ran = desk.run_with_input(&["import", "clients", "-", "--sheet", "Contacts"], workbook());
    assert_counts(&ran, 2, [0, 0, 2, 2]);
    let ran = import(&desk, &["clients.xlsx", "--sheet", "Absent"]);
    assert!(ran.failed_with(1).contains(r#"the workbook has no sheet "Absent"; it has"#), "{ran:?}");
}

#[test]
fn a_sheet_that_cannot_be_read_is_not_passed_over() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().set_name("Nothing").expect("a name");
    let sheet = workbook.add_worksheet().set_name("Topics").expect("a name");
    for (column, header) in (0..).zip(["Date", "Product"]) {
        sheet.write(0, column, header).expect("written");
    }
    let desk = Desk::new();
    workbook.save(desk.path("sound.xlsx")).expect("saved");
    let ran = desk.run(&["import", "--workbook", "sound.xlsx"]);
    assert!(ran.err.contains(r#"skipped sheet "Nothing""#), "{ran:?}");

    let sheet = workbook.add_worksheet().set_name("Wide").expect("a name");
    for column in 0..1_001 {
        sheet.write(0, column, column).expect("written");
    }
    workbook.save(desk.path("wide.xlsx")).expect("saved");
    let ran = desk.run(&["import", "--workbook", "wide.xlsx"]);
    assert!(
        ran.failed_with(1).contains(r#"the sheet "Wide": the file has more than 1000 columns"#),
        "{ran:?}"
    );
}

#[test]
fn a_rejects_file_takes_no_other_files_place_unasked() {
    let desk = Desk::new();
    desk.write("clients.csv", CLIENTS);
    desk.write("clients.rejects.csv", "mine");
    let ran = import(&desk, &["clients.csv"]);
    assert!(ran.out.contains("see clients.2.rejects.csv"), "{ran:#?}");
    assert_eq!(desk.read("clients.rejects.csv"), "mine");
    let ran = import(&desk, &["clients.csv", "--rejects", "clients.rejects.csv"]);
    assert!(ran.out.contains("see clients.rejects.csv (an older file was replaced)"), "{ran:#?}");
    assert!(desk.read("clients.rejects.csv").starts_with("External ID,"));
    let ran = import(&desk, &["clients.csv", "--rejects", "./clients.csv"]);
    assert!(ran.failed_with(2).contains("must not be the imported file"), "{ran:?}");
    assert_eq!(desk.read("clients.csv"), CLIENTS);
}

#[test]
fn rejected_rows_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let desk = Desk::new();
    desk.write("clients.csv", CLIENTS);
    import(&desk, &["clients.csv"]);
    let mode = std::fs::metadata(desk.path("clients.rejects.csv")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn quiet_says_nothing_and_the_exit_code_everything() {
    let desk = Desk::new();
    desk.run(&["firms", "list"]).succeeded();
    desk.write("clients.csv", CLIENTS);
    let ran = import(&desk, &["clients.csv", "--quiet", "--log", "error"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(2), "", ""));
    assert!(desk.path("clients.rejects.csv").exists());
}

#[test]
fn accounts_are_imported_into_the_firm_that_is_named() {
    let desk = Desk::new();
    desk.run(&["firms", "create", "Second"]).succeeded();
    desk.write(
        "accounts.csv",
        "Customer_Id,First_Name,Last_Name,Phone,Area\n7,Ed,Stark,+442083661171,France\n",
    );
    let args = ["import", "customers", "accounts.csv", "--firm", "2"];
    assert_counts(&desk.run(&args), 0, [1, 0, 0, 0]);
    assert_counts(&desk.run(&args), 0, [0, 0, 1, 0]);
    // The number is the id of the other firm's customer, which is nothing that this firm is told.
    let args = ["import", "customers", "accounts.csv"];
    assert_counts(&desk.run(&args), 0, [1, 0, 0, 0]);
    assert_counts(&desk.run(&args), 0, [0, 0, 1, 0]);
    let ran = desk.run(&["import", "customers", "accounts.csv", "--firm", "9"]);
    assert_eq!(ran.failed_with(1), "frontdesk: there is no firm 9: see `frontdesk firms list`");
}

#[test]
fn a_file_that_cannot_be_imported_is_one_line() {
    let desk = Desk::new();
    desk.run(&["firms", "list"]).succeeded();
    desk.write("empty.csv", "");
    desk.write("blank.csv", "\n \n");
    desk.write("odd.csv", "a,b\n1,2\n");
    desk.write("broken.xlsx", "PK\u{3}\u{4} and no more");
    std::fs::create_dir(desk.path("folder")).expect("a folder");
    let cases = [
        ("nothing.csv", "nothing.csv: No such file or directory"),
        ("folder", "folder: this is a folder, not a file"),
        ("empty.csv", "empty.csv: the file is empty"),
        ("blank.csv", "blank.csv: the file is empty"),
        ("odd.csv", r#"odd.csv: No column holds integration_id; the file has "a", "b"."#),
        ("broken.xlsx", "broken.xlsx: the workbook is damaged"),
        ("/dev/null", "/dev/null: the file is empty"),
    ];
    for (file, expected) in cases {
        let ran = import(&desk, &[file]);
        let line = ran.failed_with(1);
        assert!(line.starts_with(&format!("frontdesk: {expected}")), "{line}");
    }
}

#[test]
fn a_file_that_ends_badly_tells_what_is_in() {
    let desk = Desk::new();
    desk.write("clients.csv", &format!("{CLIENTS}a5,\"Dora,Jones\n"));
    let ran = import(&desk, &["clients.csv"]);
    assert_counts(&ran, 1, [2, 0, 0, 2]);
    assert!(ran.out.contains("These rows were imported, the rest were not."), "{ran:#?}");
    assert!(ran.err.contains("frontdesk: clients.csv: row 6 opens a quote that is never closed"), "{ran:#?}");
    let ran = import(&desk, &["clients.csv", "--atomic"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("Nothing was written: the import was atomic and did not finish."), "{ran:#?}");
}

#[test]
fn a_rejects_file_that_cannot_be_written_stops_the_import() {
    let desk = Desk::new();
    desk.write("clients.csv", CLIENTS);
    let ran = import(&desk, &["clients.csv", "--rejects", "no/where.csv"]);
    assert!(ran.failed_with(2).contains("must be a file in an existing folder"), "{ran:?}");
    if std::path::Path::new("/dev/full").exists() {
        let ran = import(&desk, &["clients.csv", "--rejects", "/dev/full", "--log", "error"]);
        assert_counts(&ran, 1, [2, 0, 0, 2]);
        assert!(ran.err.contains("clients.csv: cannot write the rejects file /dev/full"), "{ran:?}");
    }
}

/// So many clients that an import of them takes a while.
fn many(rows: usize) -> String {
    let row = |number| format!("m{number},First{number},Last,+1202{:07}\n", 2_000_000 + number);
    std::iter::once("external_id,first_name,last_name,phone\n".to_owned()).chain((0..rows).map(row)).collect()
}

#[test]
fn an_import_that_is_interrupted_tells_what_is_done_and_goes_on_when_run_again() {
    let desk = Desk::new();
    desk.run(&["firms", "list"]).succeeded();
    desk.write("many.csv", &many(200_000));
    let child = desk.spawn(&mut desk.command(&["import", "clients", "many.csv"]));
    let start = Instant::now();
    let has_begun =
        || std::fs::metadata(desk.path("data/frontdesk.db-wal")).is_ok_and(|log| log.len() > 100_000);
    while !has_begun() && start.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(20));
    }
    signal(&child, "INT");
    let ran = Ran::from(child.wait_with_output().expect("it ends"));
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert!(ran.err.contains("many.csv: interrupted; it is safe to import it again"), "{ran:#?}");
    assert!(ran.out.contains("These rows were imported, the rest were not."), "{ran:#?}");
    let done = count(&ran, "created");
    assert!((1..200_000).contains(&done), "{ran:#?}");
    desk.write("more.csv", &many(usize::try_from(done).expect("a number of rows") + 3));
    assert_counts(&import(&desk, &["more.csv"]), 0, [3, 0, done, 0]);
}
