//! The rejects file of an import: made when the first row is rejected, and never over another file unasked.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use frontdesk_storage::imports::RejectedRow;
use frontdesk_storage::private_file;
use frontdesk_tables::rejects::Rejects;

use crate::exit::UsageError;

/// The rejects file, be it there yet or not.
pub(super) struct RejectsFile {
    named: Option<PathBuf>,
    stem: String,
    headers: Vec<String>,
    open: Option<Open>,
}

struct Open {
    place: Place,
    writer: Rejects<BufWriter<File>>,
    /// Whether no row is in it: not before the import began anew.
    is_empty: bool,
}

/// Where rejected rows went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) path: PathBuf,
    /// Whether a file of that name was there before.
    pub(super) replaced: bool,
}

/// Fails when a named rejects file would take the place of the file that is imported, or has no folder to lie in.
pub(super) fn check(named: Option<&Path>, input: &Path) -> Result<()> {
    let Some(named) = named else { return Ok(()) };
    let folder = named.parent().filter(|folder| !folder.as_os_str().is_empty());
    if named.is_dir() || folder.is_some_and(|folder| !folder.is_dir()) {
        bail!(UsageError(format!("--rejects: {named:?} must be a file in an existing folder")));
    }
    if let (Ok(named), Ok(input)) = (named.canonicalize(), input.canonicalize())
        && named == input
    {
        bail!(UsageError(format!("--rejects: {named:?} must not be the imported file")));
    }
    Ok(())
}

impl RejectsFile {
    /// For the rows of an input of that name, with its headers.
    pub(super) fn new(named: Option<&Path>, input: &str, headers: &[String]) -> Self {
        Self { named: named.map(Path::to_owned), stem: stem(input), headers: headers.to_vec(), open: None }
    }

    /// Writes a row. The file is made for the first one.
    pub(super) fn write(&mut self, rejected: &RejectedRow) -> Result<()> {
        let open = match self.open.take() {
            Some(open) => open,
            None => self.make()?,
        };
        let open = self.open.insert(open);
        open.is_empty = false;
        let written = open.writer.write(&rejected.row, &rejected.faults);
        written.with_context(|| cannot_write(&open.place.path))
    }

    /// Forgets all rows: the import begins anew.
    pub(super) fn restart(&mut self) -> Result<()> {
        let Some(Open { place, writer, .. }) = self.open.take() else { return Ok(()) };
        drop(writer);
        let path = place.path.clone();
        let again = || {
            let file = OpenOptions::new().write(true).truncate(true).open(&place.path)?;
            let writer = Rejects::new(BufWriter::new(file), &self.headers)?;
            Ok::<_, io::Error>(Open { place, writer, is_empty: true })
        };
        self.open = Some({ again }().with_context(|| cannot_write(&path))?);
        Ok(())
    }

    /// Where the rows went, if any were rejected; all of them are in the file then.
    pub(super) fn finish(self) -> Result<Option<Place>> {
        let Some(Open { place, writer, is_empty }) = self.open else { return Ok(None) };
        if is_empty {
            drop(writer);
            fs::remove_file(&place.path).with_context(|| cannot_write(&place.path))?;
            return Ok(None);
        }
        writer.finish().with_context(|| cannot_write(&place.path))?;
        Ok(Some(place))
    }

    fn make(&self) -> Result<Open> {
        let (place, file) = match &self.named {
            Some(path) => {
                let place = Place { path: path.clone(), replaced: path.exists() };
                let file = private().create(true).truncate(true).open(path);
                private_file::tighten(path);
                (place, file.with_context(|| cannot_write(path))?)
            }
            None => make_numbered(Path::new(""), &self.stem)?,
        };
        let writer = Rejects::new(BufWriter::new(file), &self.headers);
        let writer = writer.with_context(|| cannot_write(&place.path))?;
        Ok(Open { place, writer, is_empty: true })
    }
}

/// The first name that is free: `clients.rejects.csv`, `clients.2.rejects.csv` and so on.
fn make_numbered(folder: &Path, stem: &str) -> Result<(Place, File)> {
    let mut number = 1_u32;
    loop {
        let name =
            if number == 1 { format!("{stem}.rejects.csv") } else { format!("{stem}.{number}.rejects.csv") };
        let path = folder.join(name);
        match private().create_new(true).open(&path) {
            Ok(file) => return Ok((Place { path, replaced: false }, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error).with_context(|| cannot_write(&path)),
        }
    }
}

/// Rejected rows hold whatever the file held: names, numbers, SSNs.
fn private() -> OpenOptions {
    let mut options = private_file::options();
    options.write(true);
    options
}

/// What the input is called without folder and extension; of a rejects file what its first input was called.
fn stem(input: &str) -> String {
    let stem = Path::new(input).file_stem().unwrap_or_default().to_string_lossy();
    let stem = stem.strip_suffix(".rejects").unwrap_or(&stem);
    stem.replace(' ', "_")
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write the rejects file {}", path.display())
}

#[cfg(test)]
mod tests {
    use frontdesk_core::Fault;
    use frontdesk_tables::table::RawRow;

    use super::*;

    fn rejected(number: u64) -> RejectedRow {
        let row = RawRow { number, cells: vec![format!("cell {number}")] };
        RejectedRow { row, faults: vec![Fault::new("id", "is missing")] }
    }

    #[test]
    fn names_are_numbered_and_files_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = [(); 3].map(|()| {
            let (place, _) = make_numbered(folder.path(), "clients").expect("made");
            place.path.file_name().expect("a name").to_string_lossy().into_owned()
        });
        assert_eq!(names, ["clients.rejects.csv", "clients.2.rejects.csv", "clients.3.rejects.csv"]);
    }

    #[test]
    fn the_stem_is_the_inputs() {
        let cases = [
            ("/a/b/clients.csv", "clients"),
            ("clients.rejects.csv", "clients"),
            ("a.b.xlsx", "a.b"),
            ("standard input", "standard_input"),
        ];
        for (input, expected) in cases {
            assert_eq!(stem(input), expected);
        }
    }

    #[test]
    fn a_named_file_is_replaced_and_begun_anew_with_the_import() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").expect("written");
        let mut file = RejectsFile::new(Some(&path), "x.csv", &["id".to_owned()]);
        file.write(&rejected(2)).expect("written");
        file.restart().expect("restarted");
        file.write(&rejected(3)).expect("written");
        assert_eq!(file.finish().expect("finished"), Some(Place { path: path.clone(), replaced: true }));
        let text = fs::read_to_string(&path).expect("readable");
        assert_eq!(text, "id,errors\ncell 3,id is missing\n");
    }

    #[test]
    fn without_a_rejected_row_there_is_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.csv");
        let mut file = RejectsFile::new(Some(&path), "x.csv", &["id".to_owned()]);
        file.write(&rejected(2)).expect("written");
        file.restart().expect("restarted");
        assert_eq!(file.finish().expect("finished"), None);
        assert!(!path.exists());
        let file = RejectsFile::new(Some(&path), "x.csv", &[]);
        assert_eq!(file.finish().expect("finished"), None);
        assert!(!path.exists());
    }

    #[test]
    fn the_input_is_never_the_rejects_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("in.csv");
        fs::write(&path, "id").expect("written");
        assert!(check(Some(&folder.path().join(".").join("in.csv")), &path).is_err());
        assert!(check(Some(&folder.path().join("no/out.csv")), &path).is_err());
        assert!(check(Some(folder.path()), &path).is_err());
        assert!(check(Some(&folder.path().join("out.csv")), &path).is_ok());
    }
}
