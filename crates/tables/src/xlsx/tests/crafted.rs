use super::*;

#[test]
fn rows_and_cells_may_omit_their_position() {
    let bytes = sheet(
        "<row><c><v>1</v></c><c t=\"inlineStr\"><is><t>b</t></is></c></row><row r=\"4\"><c r=\"B4\"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>",
    );
    let (headers, rows) = read_sheet(Cursor::new(bytes), None).expect("a sheet");
    assert_eq!(headers, ["1", "b"]);
    assert_eq!(rows[0], (4, vec!["/the row has cells beyond the 2 columns/".to_owned()]));
    assert_eq!(rows[1], (5, vec!["4".to_owned()]));
}

#[test]
fn prefixes_comments_and_unknown_elements_are_ignored() {
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
fn shared_strings_are_joined_from_their_runs() {
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
fn an_archive_that_is_not_a_workbook_is_refused_with_its_description() {
    let told = |what: &str| format!("the file is {what}, not an XLSX workbook: save it as .xlsx or as CSV");
    let no_workbook = told("a ZIP archive");
    for (part, what) in [
        ("content.xml", "an OpenDocument file (.ods)"),
        ("Index/Document.iwa", "a Numbers document"),
        ("word/document.xml", "a Word document"),
    ] {
        assert_eq!(failure(&archive(&[("mimetype", "x"), (part, "x")])), told(what));
    }
    let binary = ROOT.replace("workbook.xml", "workbook.bin");
    let binary = archive(&[("_rels/.rels", &binary), ("xl/workbook.bin", "\0\x01")]);
    assert_eq!(failure(&binary), told("a binary Excel workbook (.xlsb)"));
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
fn a_zip64_archive_is_read() {
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

#[test]
fn a_formula_without_a_value_is_a_bad_cell_and_one_with_an_empty_value_is_empty() {
    let rows = rows(&sheet(
        "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>\
         <row><c><v>7</v></c><c><f>A1*2</f></c><c><f>A1&amp;\"x\"</f><v></v></c></row>\
         <row><c t=\"str\"><f>IF(A1,\"\",1)</f><v></v></c><c><f t=\"shared\" si=\"0\"/><v>4</v></c><c t=\"e\"><f>NA()</f><v>#N/A</v></c></row>\
         <row><c><v>7</v></c><c><f t=\"shared\" si=\"0\"/></c><c t=\"str\"><f>B1</f></c></row>",
    ));
    assert_eq!(rows[0], ["/[1, 2]/", "7", "=A1*2", "=A1&\"x\""]);
    assert_eq!(rows[1], ["", "4", ""]);
    assert_eq!(rows[2], ["/[1, 2]/", "7", "=", "=B1"]);
}

#[test]
fn a_cell_whose_characters_were_lost_is_a_bad_cell() {
    let rows = rows(&sheet(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>7</v></c><c t=\"str\"><v>M\u{fffd}ller _xD83D_</v></c></row>",
    ));
    assert_eq!(rows, [["/[1]/", "7", "M\u{fffd}ller \u{fffd}"]]);
}

#[test]
fn hidden_rows_are_left_out_and_counted() {
    let bytes = sheet(
        "<row hidden=\"1\"><c t=\"str\"><v>id</v></c></row><row><c><v>1</v></c></row><row hidden=\"1\"><c><v>2</v></c></row>\
         <row hidden=\"true\"><c><v>3</v></c><c><v>beyond</v></c></row><row hidden=\"1\"><c><v> </v></c></row><row hidden=\"0\"><c><v>4</v></c></row>\
         <row hidden=\"1\"><c><f>1</f></c></row>",
    );
    let mut table = XlsxTable::open(Cursor::new(&bytes), None).expect("a sheet");
    assert_eq!((table.headers().concat().as_str(), table.header_row()), ("id", 1));
    let (mut row, mut numbers) = (RawRow::default(), Vec::new());
    while table.read_row(&mut row).expect("a row") == Next::Row {
        numbers.push(row.number);
    }
    assert_eq!((numbers, table.hidden_rows()), (vec![2, 6], 3));
}

#[test]
fn a_row_without_height_is_hidden() {
    let bytes = sheet(
        "<row><c t=\"str\"><v>id</v></c></row><row ht=\"0\" customHeight=\"1\"><c><v>1</v></c></row>\
         <row ht=\"0.0\"><c><v>2</v></c></row><row ht=\"15\"><c><v>3</v></c></row><row ht=\"x\"><c><v>4</v></c></row>",
    );
    assert_eq!(rows(&bytes), [["3"], ["4"]]);
}

#[test]
fn an_empty_first_sheet_names_the_others() {
    let book = r#"<workbook><sheets><sheet name="Cover" r:id="rId1"/><sheet name="Data" r:id="rId9"/></sheets></workbook>"#;
    let relations = RELATIONS.replace(
        "<Relationship Id=\"rId2\"",
        "<Relationship Id=\"rId9\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet2.xml\"/><Relationship Id=\"rId2\"",
    );
    let bytes = archive(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"),
        ("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>"),
    ]);
    assert_eq!(failure(&bytes), "the sheet \"Cover\" is empty; choose another one: \"Data\"");
    let named = read_sheet(Cursor::new(bytes), Some("Cover")).expect_err("empty").to_string();
    assert_eq!(named, "the file is empty");
}
