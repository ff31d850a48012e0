use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use proptest::prelude::*;

use super::*;
use crate::rejects::Rejects;

/// The headers and rows of a file; a bad row is shown as its faults between slashes.
fn read(bytes: &[u8]) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
    let mut table = CsvTable::open(bytes).expect("a table");
    let mut rows = Vec::new();
    let mut row = RawRow::default();
    loop {
        match table.read_row(&mut row).expect("a row") {
            Next::Row => rows.push((row.number, row.cells.clone())),
            Next::BadCells(cells) => rows.push((row.number, vec![format!("/{cells:?}/")])),
            Next::BadRow(faults) => rows.push((row.number, vec![format!("/{faults}/")])),
            Next::End => return (table.headers().to_vec(), rows),
        }
    }
}

fn cells_of(bytes: &[u8]) -> Vec<Vec<String>> {
    read(bytes).1.into_iter().map(|(_, cells)| cells).collect()
}

/// The error of reading the whole file.
fn failure(reader: impl Read) -> ReadError {
    let mut table = match CsvTable::open(reader) {
        Ok(table) => table,
        Err(error) => return error,
    };
    let mut row = RawRow::default();
    loop {
        match table.read_row(&mut row) {
            Err(error) => {
                assert!(matches!(table.read_row(&mut row), Ok(Next::End)), "an error is returned once");
                return error;
            }
            Ok(Next::End) => panic!("read to the end"),
            Ok(_) => {}
        }
    }
}

#[test]
fn a_table_can_be_handed_to_another_thread() {
    fn is_send(_: impl Send) {}
    is_send(CsvTable::open(&b"id"[..]));
    let table: Option<Box<dyn Table + Send>> = None;
    is_send(table);
}

#[test]
fn headers_come_first_then_rows_with_their_numbers() {
    let (headers, rows) =
        read(b" id ,\"first, name\"\n1,Ada\n\n\r\n2,\"Bo \"\"B\"\"\nBaker\"\n,\n ,\t\n3,\n");
    assert_eq!(headers, ["id", "first, name"]);
    let want = [(2, vec!["1", "Ada"]), (5, vec!["2", "Bo \"B\"\nBaker"]), (8, vec!["3", ""])];
    assert_eq!(rows, want.map(|(number, cells)| (number, cells.into_iter().map(str::to_owned).collect())));
}

#[test]
fn every_line_ending_ends_a_line_once() {
    for ending in ["\n", "\r\n", "\r"] {
        let text = ["id,name", "1,Ada", "", "2,Bo"].join(ending);
        let (_, rows) = read(text.as_bytes());
        assert_eq!(rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 4], "{ending:?}");
        assert_eq!(rows, read(format!("{text}{ending}").as_bytes()).1, "{ending:?}");
    }
}

#[test]
fn encodings_are_detected_by_mark_and_by_content() {
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    let text = "id;name\r\n1;Zoë 👩‍🚀\r\n";
    let want = vec![vec!["1".to_owned(), "Zoë 👩‍🚀".to_owned()]];
    assert_eq!(cells_of(text.as_bytes()), want);
    assert_eq!(cells_of(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), want);
    assert_eq!(cells_of(&utf16(text, u16::to_le_bytes, [0xff, 0xfe])), want);
    assert_eq!(cells_of(&utf16(text, u16::to_be_bytes, [0xfe, 0xff])), want);
    assert_eq!(read(&utf16(text, u16::to_le_bytes, [0xff, 0xfe])).0, ["id", "name"]);
    assert_eq!(cells_of(b"id,name\n1,Zo\xeb \x80\x9c\n"), [["1", "Zoë €œ"]]);
    assert_eq!(read(b"id,pr\xe9nom\n1,Ada\n").0, ["id", "prénom"]);
}

#[test]
fn a_row_in_another_encoding_than_those_before_it_is_bad_and_still_read() {
    let mixed = b"id,name\n1,Ada\n2,Zo\xc3\xab\n3,Zo\xeb\n4,Bo\n";
    let rows = cells_of(mixed);
    assert_eq!(rows[1], ["2", "Zoë"]);
    assert_eq!(rows[2], ["/the row is not UTF-8, as the rows before it are/"]);
    assert_eq!(rows[3], ["4", "Bo"]);
    let rows = cells_of(b"id,name\n1,Zo\xeb\n2,Zo\xc3\xab\n");
    assert_eq!(rows[1], ["/the row is UTF-8, but the rows before it are Windows-1252/"]);
    let mut table =
        CsvTable::open(&b"\xef\xbb\xbfid,name,town\n1,Zo\xeb,K\xc3\xb6ln\n"[..]).expect("a table");
    let mut row = RawRow::default();
    assert!(matches!(table.read_row(&mut row), Ok(Next::BadRow(_))));
    assert_eq!(row.cells, ["1", "Zo\u{fffd}", "Köln"]);
}

#[test]
fn adjacent_cells_never_form_a_letter() {
    let mut records = Records::new(&b"\xc3,\xab\n"[..], b',');
    let record = records.next().expect("read").expect("a record");
    let (mut row, mut encoding) = (RawRow::default(), Encoding::Windows1252);
    assert!(matches!(cells::decode(&record, &mut encoding, &mut row), Soundness::Sound));
    assert_eq!(row.cells, ["Ã", "«"]);
}

#[test]
fn short_rows_are_accepted_and_long_ones_are_not() {
    let rows = cells_of(b"a,b,c\n1\n1,2,3,,\n1,2,3,4\n1,2,3, ,5\n");
    assert_eq!(rows[0], ["1"]);
    assert_eq!(rows[1], ["1", "2", "3"]);
    assert_eq!(rows[2], ["/the row has cells beyond the 3 columns/"]);
    assert_eq!(rows[3], rows[2]);
    let mut table = CsvTable::open(&b"a,b\n1,2,3\n"[..]).expect("a table");
    let mut row = RawRow::default();
    assert!(matches!(table.read_row(&mut row), Ok(Next::BadRow(_))));
    assert_eq!(row.cells, ["1", "2", "3"]);
}

#[test]
fn a_file_of_headers_alone_has_no_rows_and_an_empty_one_is_refused() {
    for text in ["id,name", "id,name\n", "\u{feff}id,name\r\n", "\n\nid,name\n\n", ",\nid,name\n,,\n"] {
        let (headers, rows) = read(text.as_bytes());
        assert_eq!(
            (headers.as_slice(), rows.len()),
            (["id".to_owned(), "name".to_owned()].as_slice(), 0),
            "{text:?}"
        );
    }
    for empty in ["", "\n\r\n", "\u{feff}", " , \n,,\n"] {
        assert!(matches!(failure(empty.as_bytes()), ReadError::Empty), "{empty:?}");
    }
    assert!(matches!(failure(&b"\xff\xfe"[..]), ReadError::Empty));
}

#[test]
fn binary_files_are_refused() {
    assert!(matches!(failure(&b"\x7fELF\x02\x01\x01\0\0"[..]), ReadError::NotText));
    assert!(matches!(failure(&b"i\0d\0,\0"[..]), ReadError::NotText));
    let unpaired = [&b"\xff\xfei\0d\0\n\0"[..], &[0x00, 0xd8], b"a\0\n\0"].concat();
    assert!(matches!(failure(unpaired.as_slice()), ReadError::NotText));
    assert!(matches!(failure(&b"\xff\xfei\0d\0\n\0x"[..]), ReadError::NotText));
}

#[test]
fn an_open_quote_at_the_end_is_reported_with_its_row() {
    let error = failure(&b"id,name\n1,Ada\n2,\"Bo\n3,Cy\n"[..]);
    assert_eq!(error.to_string(), "row 3 opens a quote that is never closed");
    assert_eq!(cells_of(b"id,name\n1,\"Ada\""), [["1", "Ada"]]);
    assert_eq!(cells_of(b"id,name\n1,Ada \"the\" L\n2,\"A\"x\n"), [["1", "Ada \"the\" L"], ["2", "Ax"]]);
}

#[test]
fn up_to_a_thousand_columns_are_read() {
    let line = |count: usize| vec!["x"; count].join(",");
    assert_eq!(read(format!("{}\n{}\n", line(1000), line(1000)).as_bytes()).1[0].1.len(), 1000);
    assert!(matches!(failure(line(1001).as_bytes()), ReadError::TooManyColumns));
    assert_eq!(read(format!("id,name{}\n1,Ada\n", ",".repeat(2000)).as_bytes()).0.len(), 1000);
    let rows = cells_of(format!("a,b\n{}\n1,2{}\n", line(5000), ",".repeat(5000)).as_bytes());
    assert_eq!(rows[0], ["/the row has cells beyond the 2 columns/"]);
    assert_eq!(rows[1], ["1", "2"]);
}

#[test]
fn the_mark_of_a_guarded_cell_is_removed() {
    let rows = cells_of(b"id,phone\n'=1,'+1555\n'-x,'@y\n''=z,'Ada\n");
    assert_eq!(rows, [["=1", "+1555"], ["-x", "@y"], ["'=z", "'Ada"]]);
}

/// Returns the same bytes endlessly without storing them, and counts how many were read.
struct Endless {
    head: &'static [u8],
    body: u8,
    left: u64,
    taken: Rc<Cell<u64>>,
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = if self.head.is_empty() {
            let count = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
            into[..count].fill(self.body);
            self.left -= count as u64;
            count
        } else {
            self.head.read(into)?
        };
        self.taken.set(self.taken.get() + read as u64);
        Ok(read)
    }
}

#[test]
fn a_line_of_a_gigabyte_ends_the_reading_after_little_more_than_a_megabyte() {
    let heads: [&[u8]; 4] = [b"", b"id,name\n", b"id,name\n1,Ada\n2,\"", b"\xef\xbb\xbfid,name\n\""];
    for head in heads {
        for body in *b"x,\"" {
            let taken = Rc::new(Cell::new(0));
            let file = Endless { head, body, left: 1 << 30, taken: Rc::clone(&taken) };
            let error = failure(file);
            assert!(matches!(error, ReadError::RowTooLong { .. }), "{head:?} {body} {error}");
            assert!(taken.get() < 2 << 20, "{} bytes taken", taken.get());
        }
    }
}

#[test]
fn empty_lines_without_end_take_no_memory() {
    let file = Endless { head: b"id\n", body: b'\n', left: 64 << 20, taken: Rc::default() };
    let mut table = CsvTable::open(file).expect("a table");
    assert!(matches!(table.read_row(&mut RawRow::default()), Ok(Next::End)));
}

#[test]
fn the_longest_row_is_a_mebibyte_long() {
    let file = |length: usize| format!("id\n{}\n", "x".repeat(length));
    assert_eq!(cells_of(file(LONGEST - 1).as_bytes())[0][0].len(), LONGEST - 1);
    let error = failure(file(LONGEST).into_bytes().as_slice());
    assert_eq!(error.to_string(), "row 2 is longer than 1 MiB: is a quote left open there?");
}

const LONGEST: usize = crate::table::LONGEST_ROW;

/// Returns one byte at a time, and an interruption now and then.
struct Dribble<'a>(&'a [u8], bool);

impl Read for Dribble<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = into.len().min(1);
        self.0.read(&mut into[..count])
    }
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::IsADirectory.into())
    }
}

#[test]
fn an_error_is_one_line() {
    let error = failure(Broken);
    assert!(matches!(error, ReadError::Io(_)));
    assert_eq!(error.to_string(), "the file cannot be read: is a directory");
    assert!(matches!(failure((&b"id,name\n1,Ada\n"[..]).chain(Broken)), ReadError::Io(_)));
}

fn drain(reader: impl Read) -> Result<Vec<(u64, Vec<String>)>, String> {
    let mut table = CsvTable::open(reader).map_err(|error| error.to_string())?;
    let (mut rows, mut row) = (Vec::new(), RawRow::default());
    loop {
        match table.read_row(&mut row).map_err(|error| error.to_string())? {
            Next::End => return Ok(rows),
            Next::Row | Next::BadCells(_) | Next::BadRow(_) => rows.push((row.number, row.cells.clone())),
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_panic_and_the_size_of_reads_does_not_matter(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(drain(bytes.as_slice()), drain(Dribble(&bytes, false)));
    }

    #[test]
    fn no_bytes_that_look_like_a_table_panic(bytes in "(\u{feff})?[ab\"',;\t\r\n=é]{0,200}") {
        let bytes = bytes.into_bytes();
        prop_assert_eq!(drain(bytes.as_slice()), drain(Dribble(&bytes, false)));
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(bytes.iter().flat_map(|byte| [*byte, 0])).collect();
        prop_assert_eq!(drain(utf16.as_slice()), drain(Dribble(&utf16, false)));
    }
}

#[test]
fn an_end_mark_is_neither_a_row_nor_text() {
    for text in [
        "id,name\n1,Ada\x1a",
        "id,name\r\n1,Ada\r\n\x1a",
        "id,name\n1,Ada\n\x1a\x1a\x1a\n",
        "id,name\n\"1\",\"Ada\"\x1a",
    ] {
        assert_eq!(cells_of(text.as_bytes()), [["1", "Ada"]], "{text:?}");
    }
    assert_eq!(cells_of(b"id,name\n1,A\x1ada\n2,Bo\n"), [["1", "A\x1ada"], ["2", "Bo"]]);
}

#[test]
fn a_line_that_names_the_delimiter_is_not_a_title() {
    for text in ["sep=;\nid;name\n1;Ada\n", "\"sep=;\"\r\nid;name\r\n1;Ada\r\n"] {
        let (headers, rows) = read(text.as_bytes());
        assert_eq!((headers, rows[0].0), (vec!["id".to_owned(), "name".to_owned()], 3), "{text:?}");
    }
}

#[test]
fn a_file_is_decoded_in_its_named_encoding() {
    let text = "id;name\n1;Żółkiewski\n";
    let polish = encoding_rs::WINDOWS_1250.encode(text).0.into_owned();
    assert!(matches!(failure(polish.as_slice()), ReadError::OtherEncoding { .. }));
    let encoding = |label: &str| Some(label.parse::<TextEncoding>().expect("an encoding"));
    let name = |bytes: &[u8], label: &str| {
        let mut table = CsvTable::open_as(bytes, encoding(label))?;
        let mut row = RawRow::default();
        table.read_row(&mut row).map(|_| row.cell(1).to_owned())
    };
    assert_eq!(name(&polish, "windows-1250").expect("read"), "Żółkiewski");
    assert_eq!(name(text.as_bytes(), "utf-8").expect("read"), "Żółkiewski");
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    assert_eq!(name(&marked, "windows-1250").expect("the mark takes precedence"), "Żółkiewski");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(name(&utf16, "utf-16le").expect("read"), "Żółkiewski");
    let wrong = name(b"id;name\n1;\xff\xff\n", "euc-jp").map_err(|error| error.to_string());
    assert_eq!(wrong, Err("the file is not in EUC-JP".to_owned()));
}

#[test]
fn a_row_in_another_encoding_after_a_long_start_is_refused() {
    let mut bytes = b"id;name\n".to_vec();
    for number in 0..10_000 {
        bytes.extend(format!("{number};Ada Lovelace\n").bytes());
    }
    bytes.extend(encoding_rs::WINDOWS_1251.encode("x;Анна Каренина\n").0.iter());
    let rows = cells_of(&bytes);
    assert!(rows[10_000][0].contains("name the file's encoding"), "{:?}", rows[10_000]);
}

#[test]
fn a_row_whose_letters_were_lost_is_refused_again_from_the_rejects_file() {
    let cyrillic = encoding_rs::WINDOWS_1251.encode("x;Анна Каренина\n").0.into_owned();
    let ascii = "1;Ada Lovelace\n".repeat(5_000);
    for before in [ascii.as_str(), "1;Łukasz\n"] {
        let bytes = [b"id;name\n", before.as_bytes(), &cyrillic].concat();
        let mut table = CsvTable::open(bytes.as_slice()).expect("a table");
        let mut rejects = Rejects::new(Vec::new(), table.headers()).expect("written");
        let (mut row, mut refused) = (RawRow::default(), 0);
        loop {
            match table.read_row(&mut row).expect("a row") {
                Next::BadRow(faults) => {
                    rejects.write(&row, &faults.into_vec()).expect("written");
                    refused += 1;
                }
                Next::Row => {}
                Next::BadCells(cells) => panic!("{cells:?}"),
                Next::End => break,
            }
        }
        assert_eq!(refused, 1);
        let again = rejects.finish().expect("written");
        let mut table = CsvTable::open(again.as_slice()).expect("a table");
        let Next::BadCells(cells) = table.read_row(&mut row).expect("a row") else { panic!("{row:?}") };
        assert_eq!(cells.iter().map(|cell| cell.column).collect::<Vec<_>>(), [1]);
        assert!(cells[0].message.contains("U+FFFD"), "{cells:?}");
    }
}

#[test]
fn binary_files_are_not_read() {
    let binary: Vec<u8> = (0..2000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(matches!(failure(binary.as_slice()), ReadError::NotText));
}
