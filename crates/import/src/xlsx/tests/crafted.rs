use super::*;

#[test]
fn rows_and_cells_may_leave_out_where_they_are() {
    let bytes = sheet(
        "<row><c><v>1</v></c><c t=\"inlineStr\"><is><t>b</t></is></c></row><row r=\"4\"><c r=\"B4\"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>",
    );
    let (headers, rows) = read_sheet(Cursor::new(bytes), None).expect("a sheet");
    assert_eq!(headers, ["1", "b"]);
    assert_eq!(rows[0], (4, vec!["/the row has cells beyond the 2 columns/".to_owned()]));
    assert_eq!(rows[1], (5, vec!["4".to_owned()]));
}

#[test]
fn prefixes_comments_and_unknown_elements_make_no_difference() {
    let parts = [
        ("_rels/.rels", ROOT.replace("Relationship", "p:Relationship").replace("http://x/p:", "http://x/")),
        ("xl/workbook.xml", r#"<?xml version="1.0"?><x:workbook xmlns:x="u"><x:workbookPr date1904="true"/><x:sheets><x:sheet name="S &amp; T" sheetId="7" q:id="rId1"/></x:sheets></x:workbook>"#.to_owned()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.to_owned()),
        ("XL\\Styles.xml", r#"<x:styleSheet><x:cellXfs><x:xf/><x:xf numFmtId="14"/></x:cellXfs></x:styleSheet>"#.to_owned()),
        ("xl/worksheets/sheet1.xml", "<x:worksheet><x:cols><x:col/></x:cols><x:sheetData><!-- no --><x:row r=\"1\" spans=\"1:2\"><x:c r=\"A1\" s=\"1\"><x:f>TODAY()</x:f><x:v>31442</x:v><x:extLst><x:v>9</x:v></x:extLst></x:c><x:c r=\"B1\" t=\"str\"><x:v><![CDATA[a<b]]>&#x43;</x:v></x:c></x:row></x:sheetData></x:worksheet>".to_owned()),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, content)| (*name, content.as_str())).collect();
    let table = XlsxTable::open(Cursor::new(archive(&parts)), None).expect("a sheet");
    assert_eq!((table.sheet(), table.headers().join("|").as_str()), ("S & T", "1990-01-31|a<bC"));
}

#[test]
fn shared_strings_are_put_together_of_their_runs() {
    let strings = "<sst uniqueCount=\"18446744073709551615\"><si><t>id</t></si><si/><si><r><rPr/><t>A</t></r><r><t xml:space=\"preserve\">da </t></r><rPh><t>no</t></rPh></si><si><t>_x0041_&amp;</t></si></sst>";
    let cell = |number: &str| format!("<c t=\"s\"><v>{number}</v></c>");
    let rows = |second: &str| {
        format!(
            "<worksheet><sheetData><row>{}{}</row><row>{}{}</row></sheetData></worksheet>",
            cell("0"),
            cell("3"),
            cell("1"),
            cell(second)
        )
    };
    let (headers, read) = read_sheet(Cursor::new(book(&rows("2"), strings)), None).expect("a sheet");
    assert_eq!((headers.join("|").as_str(), read[0].1.join("|").as_str()), ("id|A&", "|Ada "));
    for bad in ["4", "-1", "x", "99999999999999999999"] {
        assert_eq!(
            failure(&book(&rows(bad), strings)),
            "the workbook is damaged or cut off: its sheet is not sound XML"
        );
    }
    assert_eq!(rows("").len(), rows("2").len() - 1);
    assert!(read_sheet(Cursor::new(book(&rows(""), strings)), None).is_ok());
}

#[test]
fn a_workbook_without_styles_and_shared_strings_is_read() {
    let bytes = archive(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row><c s=\"1\"><v>32904</v></c></row></sheetData></worksheet>",
        ),
    ]);
    assert_eq!(read_sheet(Cursor::new(bytes), None).expect("a sheet").0, ["32904"]);
}

#[test]
fn an_archive_that_is_no_workbook_is_told_so() {
    let no_workbook = "the file is a ZIP archive, but not an XLSX workbook";
    assert_eq!(failure(&archive(&[])), no_workbook);
    assert_eq!(failure(&archive(&[("photo.jpg", "x")])), no_workbook);
    assert_eq!(
        failure(&archive(&[("_rels/.rels", ROOT), ("xl/workbook.xml", "<w:document/>")])),
        no_workbook
    );
    assert_eq!(failure(&archive(&[("_rels/.rels", ROOT), ("xl/workbook.xml", "")])), no_workbook);
    assert_eq!(failure(&archive(&[("_rels/.rels", ROOT), ("xl/workbook.xml", "\0\x01binary")])), no_workbook);
    let no_sheet = archive(&[("_rels/.rels", ROOT), ("xl/workbook.xml", "<workbook/>")]);
    assert_eq!(failure(&no_sheet), "the workbook is damaged or cut off: it lists no sheet");
    let lost = archive(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
    ]);
    assert_eq!(failure(&lost), "the workbook is damaged or cut off: a sheet that it lists is not in it");
}

#[test]
fn a_large_archive_keeps_its_numbers_elsewhere() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let sheet = "<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>";
    for (name, content) in [
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        zip.start_file(name, SimpleFileOptions::default().large_file(true)).expect("a part");
        zip.write_all(content.as_bytes()).expect("written");
    }
    zip.set_comment("with a comment").expect("a short comment");
    let bytes = zip.finish().expect("an archive").into_inner();
    assert_eq!(read_sheet(Cursor::new(bytes), None).expect("a sheet").0, ["7"]);
}
