//! The forms of uploads.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs::File;
use std::io;
use std::path::Path;
use std::str::FromStr;

use frontdesk_core::{Fault, Faults, Fields, FirmId};
use frontdesk_import::client::IntegrationType;
use frontdesk_storage::imports::{ImportOptions, Layout, NewImport, Source, SourceOptions};
use frontdesk_tables::csv::TextEncoding;
use frontdesk_tables::mapping::Kind;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::http::collection::Flag;
use crate::http::problem::Problem;
use crate::http::upload::{Spooled, Upload};
use crate::openapi::enums::{ImportKind, IntegrationName};

/// Maximum length of a stored file name.
const FILE_NAME: usize = 255;

/// A file and how to read it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form in the OpenAPI document; `ImportForm` is what reads it")]
pub(super) struct PostImportForm {
    /// A CSV file or an XLSX workbook.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// Kind of the rows: `clients`, `customers`, `opportunities`, `interactions`, `topics`, `actuals` or `targets`.
    #[schema(value_type = ImportKind)]
    kind: String,
    /// The firm.
    #[schema(minimum = 1, example = 1)]
    firm_id: Option<i64>,
    /// Mapping of headers to fields, as a JSON object, overriding the guess; an empty field skips a column.
    #[schema(example = r#"{"Ref":"integration_id"}"#)]
    mapping: Option<String>,
    /// The sheet of a workbook; the first one when absent.
    sheet: Option<String>,
    /// The header row, counted from 1; detected when absent.
    #[schema(minimum = 1, maximum = 1048576, example = 3)]
    header_row: Option<u64>,
    /// The encoding of a text file, such as `windows-1250`; detected when absent.
    #[schema(example = "windows-1250")]
    encoding: Option<String>,
    /// Source of clients: `CSV_IMPORT` (when absent), `THIRD_PARTY` or `MYCASE`.
    #[schema(value_type = IntegrationName, required = false)]
    integration_type: Option<String>,
    /// Whether an interaction of an unknown customer creates a placeholder customer with only its number; no when
    /// absent.
    create_missing: Option<bool>,
    /// Whether the import is a dry run: everything is checked, nothing is stored; no when absent.
    dry_run: Option<bool>,
    /// Whether one rejected row rejects the whole file; no when absent. On an embedded database such a file may have
    /// at most 50,000 rows, because other writes wait for it; a larger one fails, and nothing is stored.
    atomic: Option<bool>,
}

/// The text parts of a preview, also valid for an import.
const PREVIEW_PARTS: [&str; 6] = ["kind", "firm_id", "sheet", "header_row", "encoding", "mapping"];
const IMPORT_PARTS: [&str; 10] = [
    "kind",
    "firm_id",
    "integration_type",
    "create_missing",
    "dry_run",
    "atomic",
    "sheet",
    "header_row",
    "encoding",
    "mapping",
];

/// The parsed form.
pub(super) struct ImportForm {
    pub(super) firm: Option<FirmId>,
    kind: Kind,
    integration_type: IntegrationType,
    layout: Layout,
    options: ImportOptions,
    file: Spooled,
}

/// A file to preview.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form in the OpenAPI document; `PreviewForm` is what reads it")]
pub(super) struct PostPreviewForm {
    /// A CSV file or an XLSX workbook. For CSV the first lines are enough.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// Kind of the rows, as for an import.
    #[schema(value_type = ImportKind)]
    kind: String,
    /// Mapping of headers to fields, as a JSON object, overriding the guess; an empty field skips a column.
    #[schema(example = r#"{"Ref":"integration_id"}"#)]
    mapping: Option<String>,
    /// The sheet of a workbook; the first one when absent.
    sheet: Option<String>,
    /// The header row, counted from 1; detected when absent.
    #[schema(minimum = 1, maximum = 1048576, example = 3)]
    header_row: Option<u64>,
    /// The encoding of a text file, such as `windows-1250`; detected when absent.
    #[schema(example = "windows-1250")]
    encoding: Option<String>,
}

/// The parsed form.
pub(super) struct PreviewForm {
    pub(super) kind: Kind,
    pub(super) mapping: Vec<(String, String)>,
    pub(super) layout: Layout,
    pub(super) file: Spooled,
}

impl PreviewForm {
    /// Parses the parts; reports all faults.
    pub(super) fn read(upload: Upload) -> Result<Self, Faults> {
        let mut fields = Fields::default();
        let kind = read_kind(&mut fields, &upload);
        let layout = read_layout(&mut fields, &upload);
        let mapping = read_mapping(&mut fields, &upload);
        let names = upload.check_names(&PREVIEW_PARTS);
        let file = fields.note(upload.into_file());
        let form = fields.finish(|| Ok(Self { kind: kind?, mapping, layout, file: file? }));
        Faults::zip(names, form).map(|((), form)| form)
    }
}

/// A file that can be imported.
pub(super) struct CheckedImport {
    pub(super) new: NewImport,
    pub(super) file: Spooled,
    /// Identifies equal uploads for idempotency; empty without a key.
    pub(super) print: Vec<u8>,
}

impl ImportForm {
    /// Parses the parts; reports all faults.
    pub(super) fn read(upload: Upload) -> Result<Self, Faults> {
        let mut fields = Fields::default();
        let kind = read_kind(&mut fields, &upload);
        let firm = read(&mut fields, &upload, "firm_id");
        let integration_type = read(&mut fields, &upload, "integration_type").unwrap_or_default();
        let [create_missing, dry_run, atomic] = ["create_missing", "dry_run", "atomic"]
            .map(|name| read(&mut fields, &upload, name).is_some_and(|Flag(flag)| flag));
        let layout = read_layout(&mut fields, &upload);
        let mapping = read_mapping(&mut fields, &upload);
        let names = upload.check_names(&IMPORT_PARTS);
        let file = fields.note(upload.into_file());
        let parts = fields.finish(|| Ok((kind?, file?)));
        let ((), (kind, file)) = Faults::zip(names, parts)?;
        let options = ImportOptions {
            mapping,
            sheet: layout.sheet.clone(),
            header_row: layout.header_row,
            encoding: layout.encoding.map(|encoding| encoding.to_string()),
            integration_type: Some(integration_type),
            create_missing,
            dry_run,
            atomic,
        };
        Ok(Self { firm, kind, integration_type, layout, options, file })
    }

    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }

    /// Checks the file. Blocks: it reads from the disk.
    pub(super) fn check(self, wants_print: bool) -> Result<CheckedImport, Problem> {
        let source_options = SourceOptions {
            kind: self.kind,
            layout: self.layout,
            mapping: self.options.mapping.clone(),
            integration_type: self.integration_type,
            create_missing: self.options.create_missing,
        };
        let source = Source::open(self.file.path(), source_options).map_err(Problem::from)?;
        let name = self.file.name().unwrap_or("upload");
        let new = NewImport {
            kind: self.kind,
            file_name: name.chars().filter(|c| !c.is_control()).take(FILE_NAME).collect(),
            spool_path: self.file.path().to_string_lossy().into_owned(),
            columns: source.headers().to_vec(),
            options: self.options,
        };
        let print =
            if wants_print { fingerprint(&new, &self.file).map_err(Problem::internal)? } else { Vec::new() };
        Ok(CheckedImport { new, file: self.file, print })
    }
}

/// The last row of a sheet.
const LAST_ROW: u64 = 1_048_576;

/// A part that may be absent.
fn read<T: FromStr<Err: Display>>(fields: &mut Fields, upload: &Upload, name: &str) -> Option<T> {
    fields.note(upload.text(name)).ok().flatten()
}

fn read_kind(fields: &mut Fields, upload: &Upload) -> Result<Kind, Fault> {
    let kind = upload.text("kind").and_then(|kind| kind.ok_or_else(|| Fault::new("kind", "is missing")));
    fields.note(kind)
}

fn read_layout(fields: &mut Fields, upload: &Upload) -> Layout {
    let sheet = read(fields, upload, "sheet");
    let row = read::<String>(fields, upload, "header_row");
    let header_row = fields.optional("header_row", row, |text| {
        let row = text.parse().ok().filter(|row| (1..=LAST_ROW).contains(row));
        row.ok_or_else(|| format!("must be a row from 1 to {LAST_ROW}"))
    });
    let encoding = read::<TextEncoding>(fields, upload, "encoding");
    Layout::default().sheet(sheet).header_row(header_row).encoding(encoding)
}

fn read_mapping(fields: &mut Fields, upload: &Upload) -> Vec<(String, String)> {
    let text = read::<String>(fields, upload, "mapping");
    let mapping = fields.optional("mapping", text, |text| {
        serde_json::from_str::<BTreeMap<String, String>>(&text)
            .map_err(|_| "must be a JSON object of headers and the names of fields")
    });
    mapping.unwrap_or_default().into_iter().collect()
}

fn fingerprint(new: &NewImport, file: &Spooled) -> io::Result<Vec<u8>> {
    let mut hasher = io::BufWriter::new(Hasher(Sha256::new()));
    io::copy(&mut File::open(file.path())?, &mut hasher)?;
    let Hasher(hash) = hasher.into_inner().map_err(io::IntoInnerError::into_error)?;
    let options = serde_json::to_vec(&new.options)?;
    Ok(hash.chain_update(new.kind.as_str()).chain_update(options).finalize().to_vec())
}

struct Hasher(Sha256);

impl io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
