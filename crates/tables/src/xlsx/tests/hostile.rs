use proptest::prelude::*;

use super::*;
use crate::xlsx::BASE_MEMORY;

const DAMAGED: &str = "the workbook is damaged or cut off: ";
const REFUSED: &str = "the workbook is refused: ";

#[test]
fn texts_longer_than_a_row_are_refused_in_every_part() {
    let long = "x".repeat(2 << 20);
    let text = format!("{REFUSED}its sheet holds a text of more than 1 MiB");
    for row in [
        format!("<row><c><v>{long}</v></c></row>"),
        format!("<row><c t=\"str\"><v>{long}</v></c></row>"),
        format!("<row><c t=\"inlineStr\"><is><t>{long}</t></is></c></row>"),
        format!("<row><c><f>{long}</f></c></row>"),
        format!("<row><c r=\"{long}\"/></row>"),
        format!("<row><!--{}--></row>", long.replace('x', ">")),
        format!("<row><c><v><![CDATA[{long}]]></v></c></row>"),
        format!("<{long}/>"),
        long.clone(),
        format!("<row><c t=\"str\"><v>{}</v></c></row>", "&amp;".repeat(1_200_000)),
        format!("<row><c t=\"inlineStr\"><is>{}</is></c></row>", "<t>0123456789</t>".repeat(200_000)),
    ] {
        assert_eq!(failure(&sheet(&row)), text, "{}", &row[..30]);
    }
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    let error = failure(&book("<worksheet><sheetData/></worksheet>", &strings));
    assert_eq!(error, format!("{REFUSED}its list of shared strings holds a text of more than 1 MiB"));
}

#[test]
fn a_row_longer_than_a_mebibyte_ends_the_reading() {
    let cell = format!("<c t=\"str\"><v>{}</v></c>", "x".repeat(1000));
    let error = failure(&sheet(&format!("<row>{}</row>", cell.repeat(1100))));
    assert_eq!(error, "row 1 is longer than 1 MiB: is a quote left open there?");
    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000));
    let many = format!(
        "<worksheet><sheetData><row>{}</row></sheetData></worksheet>",
        "<c t=\"s\"><v>0</v></c>".repeat(900)
    );
    assert_eq!(failure(&book(&many, &shared)), error);
}

#[test]
fn invalid_positions_are_damage() {
    let header = "<row r=\"1\"><c><v>1</v></c></row>";
    for row in [
        "<row r=\"0\"/>",
        "<row r=\"1\"/>",
        "<row r=\"-1\"/>",
        "<row r=\"1048577\"/>",
        "<row r=\"x\"/>",
        "<row r=\"99999999999999999999\"/>",
    ] {
        let want = format!("{DAMAGED}the row after row 1 has no sound number");
        assert_eq!(failure(&sheet(&format!("{header}{row}"))), want, "{row}");
    }
    for cell in
        ["<c r=\"XFE2\"/>", "<c r=\"AAAAAAAAAAAAAAAA2\"/>", "<c r=\"2\"/>", "<c r=\"\"/>", "<c r=\"A\"/>"]
    {
        let want = format!("{DAMAGED}its sheet is not sound XML");
        assert_eq!(failure(&sheet(&format!("{header}<row r=\"2\">{cell}</row>"))), want, "{cell}");
    }
    let endless = format!("{header}<row>{}</row>", "<c/>".repeat(16_385));
    assert_eq!(failure(&sheet(&endless)), format!("{DAMAGED}its sheet is not sound XML"));
}

#[test]
fn malformed_xml_is_damage() {
    let header = "<row><c><v>1</v></c></row>";
    for rows in [
        "<row><c></row></c>",
        "<row>",
        "<row><c><v>1",
        "</row>",
        "<row><c><v>&unknown;</v></c></row>",
        "<row><c><v>&#0;</v></c></row>",
        "<row><c><v>&#xD800;</v></c></row>",
        "<row><c",
        &"<a>".repeat(100),
    ] {
        let error = failure(&sheet(&format!("{header}{rows}")));
        assert!(error.starts_with(&format!("{DAMAGED}its sheet ")), "{rows}: {error}");
    }
    let deep = |depth: usize| sheet(&format!("{header}{}{}", "<a>".repeat(depth), "</a>".repeat(depth)));
    assert_eq!(failure(&deep(100)), format!("{DAMAGED}its sheet is not sound XML"));
    assert_eq!(rows(&deep(20)).len(), 0);
    let entity = "<!DOCTYPE x [<!ENTITY a \"boom\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
    assert_eq!(failure(&book(entity, "<sst/>")), format!("{DAMAGED}its sheet is not sound XML"));
    assert_eq!(failure(&book("<worksheet/>", "<sst/>")), format!("{DAMAGED}its sheet ends early"));
    assert_eq!(
        failure(&book("<worksheet><sheetData/></worksheet>", "<sst><si>")),
        format!("{DAMAGED}its list of shared strings ends early")
    );
}

#[test]
fn too_many_styles_sheets_or_relations_are_refused() {
    let styles = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(70_000));
    let sheets = format!(
        "<workbook><sheets>{}</sheets></workbook>",
        "<sheet name=\"a\" r:id=\"rId1\"/>".repeat(10_001)
    );
    let relations: String =
        (0..10_001).map(|n| format!("<Relationship Id=\"{n}\" Type=\"t\" Target=\"x\"/>")).collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let parts = |book, relations, styles| {
        archive(&[
            ("_rels/.rels", ROOT),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/styles.xml", styles),
            ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"),
        ])
    };
    assert_eq!(failure(&parts(BOOK, RELATIONS, &styles)), format!("{REFUSED}it has more than 65536 styles"));
    assert_eq!(
        failure(&parts(&sheets, RELATIONS, "<styleSheet/>")),
        format!("{REFUSED}it has more than 10000 sheets")
    );
    assert_eq!(
        failure(&parts(BOOK, &relations, "<styleSheet/>")),
        format!("{REFUSED}it has more than 10000 relations")
    );
}

#[test]
fn too_many_parts_are_refused_before_they_are_read() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..10_001 {
        zip.start_file(format!("{number}"), SimpleFileOptions::default()).expect("a part");
    }
    let bytes = zip.finish().expect("an archive").into_inner();
    assert_eq!(failure(&bytes), format!("{REFUSED}it has more than 10000 parts"));
}

/// Replaces the last occurrence of a number, which is the one in the directory.
fn with_number(bytes: &[u8], from: u32, to: u32) -> Vec<u8> {
    let place = bytes.windows(4).rposition(|window| window == from.to_le_bytes()).expect("the number");
    let mut changed = bytes.to_vec();
    changed[place..place + 4].copy_from_slice(&to.to_le_bytes());
    changed
}

#[test]
fn a_part_declared_too_large_is_refused_at_once_and_one_with_a_false_size_while_unpacking() {
    let styles = format!("<styleSheet>{}</styleSheet>", "<a></a>".repeat((9 << 20) / 7));
    let bytes = archive(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", &styles),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"),
    ]);
    let want = format!("{REFUSED}its list of styles would unpack to more than 8 MiB");
    assert_eq!(failure(&bytes), want);
    let lying = with_number(&bytes, u32::try_from(styles.len()).expect("small"), 1000);
    assert_eq!(
        failure(&lying),
        format!("{DAMAGED}its list of styles unpacks to more than its directory says")
    );
}

#[test]
fn the_memory_that_a_workbook_takes_is_known_before_it_is_unpacked() {
    let strings = |texts| format!("<sst>{}</sst>", "<si><t>0123456789</t></si>".repeat(texts));
    let memory = |strings: &str| {
        XlsxTable::memory(Cursor::new(book("<worksheet><sheetData/></worksheet>", strings))).expect("sound")
    };
    for texts in [0, 1, 10_000] {
        let strings = strings(texts);
        assert_eq!(memory(&strings), BASE_MEMORY + strings.len() as u64);
    }
    let bytes = book("<worksheet><sheetData/></worksheet>", &strings(10_000));
    let length = u32::try_from(strings(10_000).len()).expect("small");
    let huge = with_number(&bytes, length, u32::MAX - 1);
    assert_eq!(XlsxTable::memory(Cursor::new(huge)).expect("sound"), BASE_MEMORY + (192 << 20));
    let lying = with_number(&bytes, length, 1_000);
    assert_eq!(
        failure(&lying),
        format!("{DAMAGED}its list of shared strings unpacks to more than its directory says")
    );
}

#[test]
fn a_wrong_checksum_is_damage() {
    let rows = "<row><c t=\"str\"><v>Ada</v></c></row>";
    let xml = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut crc = flate2::Crc::new();
    crc.update(xml.as_bytes());
    let bytes = with_number(&sheet(rows), crc.sum(), 7);
    assert_eq!(failure(&bytes), format!("{DAMAGED}its sheet does not match its checksum"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_sheet(Cursor::new(&bytes), None);
        let zip = [b"PK\x03\x04".as_slice(), &bytes, b"PK\x05\x06", &bytes].concat();
        let _ = read_sheet(Cursor::new(zip), None);
    }

    #[test]
    fn no_change_of_a_workbook_panics(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = book(
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>32904</v></c></row></sheetData></worksheet>",
            "<sst><si><t>id</t></si></sst>",
        );
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read_sheet(Cursor::new(bytes), None);
    }

    #[test]
    fn no_xml_panics(
        rows in "(<row( r=\"[0-9]{0,9}\")?>|<c( r=\"[A-Z]{0,4}[0-9]{0,3}\")?( t=\"(s|n|b|e|d|str|inlineStr)\")?( s=\"[0-9]\")?>|<v>|<is>|<t>|</v>|</c>|</row>|</t>|</is>|[0-9.E-]{1,8}|&amp;|&#[0-9]{1,7};|é){0,30}",
        strings in "(<si>|</si>|<t>|</t>|<rPh>|</rPh>|<r>|</r>|_x00[0-9]{2}_|a){0,20}",
    ) {
        let bytes = book(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), &format!("<sst>{strings}</sst>"));
        let _ = read_sheet(Cursor::new(bytes), None);
    }
}
