//! The forms of uploads.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;

use frontdesk_core::{Fault, Faults, FirmId};
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
        let mut faults = names_nothing_reads(&upload, &PREVIEW_PARTS);
        let kind = note(&mut faults, upload.text::<Kind>("kind"));
        if kind.is_none() && !faults.iter().any(|fault| fault.field == "kind") {
            faults.push(Fault::new("kind", "is missing"));
        }
        let layout = read_layout(&mut faults, &upload);
        let mapping =
            note(&mut faults, upload.text::<String>("mapping").and_then(parse_mapping)).unwrap_or_default();
        let file = upload.into_file().map_err(|fault| faults.push(fault)).ok();
        match (kind, file) {
            (Some(kind), Some(file)) if faults.is_empty() => Ok(Self { kind, mapping, layout, file }),
            _ => Err(Faults::check(faults).err().unwrap_or_else(|| Fault::new("file", "is missing").into())),
        }
    }
}

fn names_nothing_reads(upload: &Upload, known: &[&str]) -> Vec<Fault> {
    upload.check_names(known).err().map(Faults::into_vec).unwrap_or_default()
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
        let mut faults = names_nothing_reads(&upload, &IMPORT_PARTS);
        let kind = note(&mut faults, upload.text::<Kind>("kind"));
        if kind.is_none() && !faults.iter().any(|fault| fault.field == "kind") {
            faults.push(Fault::new("kind", "is missing"));
        }
        let firm = note(&mut faults, upload.text::<FirmId>("firm_id"));
        let integration_type = note(&mut faults, upload.text::<IntegrationType>("integration_type"));
        let create_missing =
            note(&mut faults, upload.text::<Flag>("create_missing")).is_some_and(|Flag(flag)| flag);
        let dry_run = note(&mut faults, upload.text::<Flag>("dry_run")).is_some_and(|Flag(flag)| flag);
        let atomic = note(&mut faults, upload.text::<Flag>("atomic")).is_some_and(|Flag(flag)| flag);
        let layout = read_layout(&mut faults, &upload);
        let mapping =
            note(&mut faults, upload.text::<String>("mapping").and_then(parse_mapping)).unwrap_or_default();
        let file = upload.into_file().map_err(|fault| faults.push(fault)).ok();
        Faults::check(faults)?;
        let (Some(kind), Some(file)) = (kind, file) else {
            return Err(Fault::new("file", "is missing").into());
        };
        let integration_type = integration_type.unwrap_or_default();
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

fn read_layout(faults: &mut Vec<Fault>, upload: &Upload) -> Layout {
    let sheet = note(faults, upload.text::<String>("sheet"));
    let header_row = note(faults, upload.text::<String>("header_row")).and_then(|text| {
        let row = text.trim().parse().ok().filter(|row| (1..=LAST_ROW).contains(row));
        if row.is_none() {
            faults.push(Fault::new("header_row", format!("must be a row from 1 to {LAST_ROW}")));
        }
        row
    });
    Layout { sheet, header_row, encoding: note(faults, upload.text::<TextEncoding>("encoding")) }
}

fn note<T>(faults: &mut Vec<Fault>, read: Result<Option<T>, Fault>) -> Option<T> {
    read.unwrap_or_else(|fault| {
        faults.push(fault);
        None
    })
}

fn parse_mapping(text: Option<String>) -> Result<Option<Vec<(String, String)>>, Fault> {
    let Some(text) = text else { return Ok(None) };
    let pairs: BTreeMap<String, String> = serde_json::from_str(&text)
        .map_err(|_| Fault::new("mapping", "must be a JSON object of headers and the names of fields"))?;
    Ok(Some(pairs.into_iter().collect()))
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
