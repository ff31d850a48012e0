//! A file that is opened once and read from the start several times.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use frontdesk_tables::table::ReadError;

use super::ImportError;

/// An open file. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct SharedFile(Arc<File>);

/// Reads a file from its start, at a position of its own.
#[derive(Debug)]
pub(super) struct Reader {
    file: Arc<File>,
    position: u64,
}

impl SharedFile {
    pub(super) fn open(path: &Path) -> Result<Self, ImportError> {
        let file = File::open(path).map_err(ReadError::from)?;
        if file.metadata().map_err(ReadError::from)?.is_dir() {
            return Err(ImportError::Directory);
        }
        Ok(Self(Arc::new(file)))
    }

    pub(super) fn reader(&self) -> Reader {
        Reader { file: Arc::clone(&self.0), position: 0 }
    }
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        #[cfg(unix)]
        let read = std::os::unix::fs::FileExt::read_at(&*self.file, buffer, self.position)?;
        #[cfg(windows)]
        let read = std::os::windows::fs::FileExt::seek_read(&*self.file, buffer, self.position)?;
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
            SeekFrom::End(by) => self.file.metadata()?.len().checked_add_signed(by),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_have_positions_of_their_own_in_one_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "0123456789").expect("written");
        let file = SharedFile::open(&path).expect("it opens");
        // Another file at the same path is not read.
        std::fs::remove_file(&path).expect("removed");
        std::fs::write(&path, "another").expect("written");
        let (mut one, mut two, mut text) = (file.reader(), file.reader(), String::new());
        assert_eq!(one.seek(SeekFrom::End(-3)).expect("a position"), 7);
        assert_eq!(one.seek(SeekFrom::Current(-1)).expect("a position"), 6);
        one.read_to_string(&mut text).expect("read");
        two.read_to_string(&mut text).expect("read");
        assert_eq!(text, "67890123456789");
        assert!(one.seek(SeekFrom::Current(-11)).is_err());
    }
}
