//! Files that would fill the memory of a careless reader, and how much of it reading them takes. In a process of its own,
//! with an allocator that counts.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::io::{Cursor, Read, Write};

use frontdesk_tables::csv::CsvTable;
use frontdesk_tables::table::{Next, RawRow, ReadError, Table};
use frontdesk_tables::xlsx::XlsxTable;
use zip::write::SimpleFileOptions;

/// Counts what the current thread holds, and the most that it ever held.
struct Counting;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
}

fn count(more: usize, less: usize) {
    // A thread that ends has its counters no more, and nobody asks for them.
    let _ = HELD.try_with(|held| {
        held.set(held.get().saturating_add(more).saturating_sub(less));
        let _ = PEAK.try_with(|peak| peak.set(peak.get().max(held.get())));
    });
}

// SAFETY: every call is handed on to the system's allocator as it came; counting touches no memory of it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: as the caller of this function promised.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: as the caller of this function promised.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most bytes that the thread held at once while `read` ran, beyond what it held before.
fn peak_of<T>(read: impl FnOnce() -> T) -> (T, usize) {
    let before = HELD.get();
    PEAK.set(before);
    let result = read();
    (result, PEAK.get().saturating_sub(before))
}

/// How many rows there are, good or bad.
fn drain(table: Result<impl Table, ReadError>) -> Result<u64, ReadError> {
    let (mut table, mut row, mut rows) = (table?, RawRow::default(), 0);
    while table.read_row(&mut row)? != Next::End {
        rows += 1;
    }
    Ok(rows)
}

const MIB: usize = 1 << 20;

/// Text without end that takes no memory by itself.
fn endless(head: &'static str, body: u8, length: u64) -> impl Read {
    head.as_bytes().chain(std::io::repeat(body).take(length))
}

#[test]
fn csv_lines_of_a_gigabyte_take_a_few_megabytes() {
    for (head, body) in [("", b'x'), ("id\n", b'x'), ("id\n1\n\"", b'x'), ("id\n", b','), ("id\n", b'"')] {
        let (result, peak) = peak_of(|| drain(CsvTable::open(endless(head, body, 1 << 30))));
        assert!(matches!(result, Err(ReadError::RowTooLong { .. })), "{head:?} {}", char::from(body));
        assert!(peak < 48 * MIB, "{head:?} {}: {peak} bytes", char::from(body));
    }
}

#[test]
fn a_long_csv_file_takes_no_more_than_a_short_one() {
    let line = b"ext-1;Ada;Lovelace;ada@example.com;+15551234567\n";
    let file = |rows| b"id;first;last;mail;phone\n".chain(Lines { line, at: 0, left: rows });
    let peaks = [20_000, 200_000].map(|rows| {
        let (result, peak) = peak_of(|| drain(CsvTable::open(file(rows))));
        assert_eq!(result.unwrap(), rows);
        peak
    });
    assert!(peaks[1] <= peaks[0] + MIB / 8, "{peaks:?}");
    assert!(peaks[1] < MIB, "{peaks:?}");
}

/// Prints the ratio; see docs/embedding.md.
#[test]
fn a_workbook_takes_at_most_a_quarter_of_the_memory_that_calamine_takes() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for number in 0..20_000 {
        let row = [
            format!("ext-{number}"),
            "Ada".to_owned(),
            "Lovelace".to_owned(),
            format!("ada.lovelace.{number}@example.com"),
            format!("+1555{:07}", 1_000_000 + number),
        ];
        sheet.write_row(number, 0, row).unwrap();
    }
    let file = workbook.save_to_buffer().unwrap();
    let (ours, our_peak) = peak_of(|| drain(XlsxTable::open(Cursor::new(file.as_slice()), None)));
    let (theirs, their_peak) = peak_of(|| {
        let mut workbook: calamine::Xlsx<_> = calamine::Reader::new(Cursor::new(file.as_slice())).unwrap();
        let range = calamine::Reader::worksheet_range_at(&mut workbook, 0).unwrap().unwrap();
        range.rows().skip(1).count() as u64
    });
    assert_eq!(ours.unwrap(), theirs);
    println!("XLSX memory: {:.2} of calamine's", our_peak as f64 / their_peak as f64);
    assert!(our_peak * 4 <= their_peak, "{our_peak} of {their_peak} bytes");
}

/// The same line again and again.
struct Lines {
    line: &'static [u8],
    at: usize,
    left: u64,
}

impl Read for Lines {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            return Ok(0);
        }
        let read = self.line.get(self.at..).unwrap_or_default().read(into)?;
        self.at = (self.at + read) % self.line.len();
        self.left -= u64::from(self.at == 0);
        Ok(read)
    }
}

/// A workbook of one sheet; `fill` writes the sheet's rows, `strings` the shared strings.
fn book(strings: impl Fn(&mut dyn Write), rows: impl Fn(&mut dyn Write)) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
    };
    let root = relation("r", "officeDocument", "xl/workbook.xml");
    let book = [relation("r1", "worksheet", "s.xml"), relation("r2", "sharedStrings", "t.xml")].concat();
    let mut part = |name: &str, content: &dyn Fn(&mut dyn Write)| {
        zip.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        content(&mut zip);
    };
    part("_rels/.rels", &|out| write!(out, "<Relationships>{root}</Relationships>").unwrap());
    part("xl/_rels/workbook.xml.rels", &|out| write!(out, "<Relationships>{book}</Relationships>").unwrap());
    part("xl/workbook.xml", &|out| {
        write!(out, "<workbook><sheet name=\"S\" r:id=\"r1\"/></workbook>").unwrap()
    });
    part("xl/t.xml", &strings);
    part("xl/s.xml", &|out| {
        write!(out, "<worksheet><sheetData><row><c><v>1</v></c></row>").unwrap();
        rows(out);
        write!(out, "</sheetData></worksheet>").unwrap();
    });
    zip.finish().unwrap().into_inner()
}

fn repeat(out: &mut dyn Write, piece: &str, times: usize) {
    let block = piece.repeat(1000);
    for _ in 0..times / 1000 {
        out.write_all(block.as_bytes()).unwrap();
    }
}

fn text(out: &mut dyn Write, text: &str) {
    out.write_all(text.as_bytes()).unwrap();
}

type Fill = Box<dyn Fn(&mut dyn Write)>;

#[test]
fn workbooks_that_unpack_to_much_more_take_a_few_megabytes() {
    let nothing = || -> Fill { Box::new(|out| text(out, "<sst/>")) };
    let bombs: [(&str, Fill, Fill, &str); 8] = [
        (
            "one shared string without end",
            Box::new(|out| {
                text(out, "<sst><si><t>");
                repeat(out, "xxxxxxxxxxxxxxxx", 4_000_000);
                text(out, "</t></si></sst>");
            }),
            Box::new(|_| ()),
            "refused",
        ),
        (
            "a count of shared strings that no memory holds",
            Box::new(|out| {
                text(
                    out,
                    "<sst count=\"1000000000000\" uniqueCount=\"1000000000000\"><si><t>a</t></si></sst>",
                )
            }),
            Box::new(|_| ()),
            "0 rows",
        ),
        (
            "one cell without end",
            nothing(),
            Box::new(|out| {
                text(out, "<row><c t=\"inlineStr\"><is><t>");
                repeat(out, "xxxxxxxxxxxxxxxx", 4_000_000);
                text(out, "</t></is></c></row>");
            }),
            "refused",
        ),
        (
            "one tag without end",
            nothing(),
            Box::new(|out| {
                text(out, "<row ");
                repeat(out, "a=\"xxxxxxxxxxxx\" ", 4_000_000);
                text(out, "/>");
            }),
            "refused",
        ),
        (
            "one comment full of brackets",
            nothing(),
            Box::new(|out| {
                text(out, "<!--");
                repeat(out, "><><><><><><><><", 4_000_000);
                text(out, "-->");
            }),
            "refused",
        ),
        ("elements in elements", nothing(), Box::new(|out| repeat(out, "<a>", 300_000)), "damaged"),
        (
            "a cell in the last column of every row",
            nothing(),
            Box::new(|out| {
                repeat(out, "<row><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>1</v></c></row>", 20_000)
            }),
            "20000 rows",
        ),
        (
            "rows of nothing but places",
            nothing(),
            Box::new(|out| {
                text(out, "<row>");
                repeat(out, "<c r=\"XFD1\"/>", 300_000);
                text(out, "</row>");
            }),
            "0 rows",
        ),
    ];
    for (name, strings, rows, want) in bombs {
        let bytes = book(strings, rows);
        let (result, peak) = peak_of(|| drain(XlsxTable::open(Cursor::new(&bytes), None)));
        let told = match result {
            Ok(rows) => format!("{rows} rows"),
            Err(ReadError::Refused(_)) => "refused".to_owned(),
            Err(ReadError::Damaged(_)) => "damaged".to_owned(),
            Err(error) => error.to_string(),
        };
        assert_eq!(told, want, "{name}");
        assert!(peak < 8 * MIB, "{name}: {peak} bytes");
        assert!(bytes.len() < 4 * MIB, "{name} is no bomb: {} bytes", bytes.len());
    }
}

#[test]
fn a_directory_that_claims_a_million_parts_takes_no_memory() {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.extend(std::iter::repeat_n(b"PK\x01\x02".as_slice(), 3_000_000).flatten());
    let size = u32::try_from(bytes.len() - 4).unwrap();
    bytes.extend(b"PK\x05\x06\0\0\0\0\xff\x0f\xff\x0f");
    bytes.extend(size.to_le_bytes().into_iter().chain(4_u32.to_le_bytes()).chain([0, 0]));
    let (result, peak) = peak_of(|| drain(XlsxTable::open(Cursor::new(&bytes), None)));
    assert!(matches!(result, Err(ReadError::Refused(_))));
    assert!(peak < MIB, "{peak} bytes");
}
