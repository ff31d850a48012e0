//! Files and folders with personal data: readable by their owner alone, whatever the umask.

mod draft;

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

use tempfile::TempDir;

pub use draft::Draft;

/// Options that create a file with mode 0600.
pub fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Creates a folder with mode 0700, and its missing parents.
///
/// # Errors
/// An error of the system.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A temporary folder with mode 0700, removed when it is dropped.
///
/// # Errors
/// An error of the system.
pub fn scratch_folder(prefix: &str, within: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(within)
}

/// The parent folder of a file.
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Syncs a folder to the disk: a new name survives a power failure only then.
///
/// # Errors
/// An error of the system.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    // Windows cannot open folders.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Removes the access of group and others from a file or folder, and logs it. A folder shared by all users (sticky,
/// such as `/tmp`) stays as it is.
pub fn tighten(path: &Path) {
    #[cfg(unix)]
    tighten_mode(path);
    #[cfg(not(unix))]
    let _ = path;
}

#[cfg(unix)]
fn tighten_mode(path: &Path) {
    use std::os::unix::fs::PermissionsExt;

    let Ok(metadata) = fs::metadata(path) else { return };
    let mode = metadata.permissions().mode();
    // Device files are left alone: `--rejects /dev/null`.
    if mode & 0o077 == 0 || !(metadata.is_file() || metadata.is_dir()) {
        return;
    }
    let (path_text, was) = (path.display(), format!("{:04o}", mode & 0o7777));
    if metadata.is_dir() && mode & 0o1000 != 0 {
        tracing::warn!("{path_text} is shared by all users of this machine (mode {was})");
        return;
    }
    let own = fs::Permissions::from_mode(mode & !0o077);
    match fs::set_permissions(path, own) {
        Ok(()) => tracing::info!("removed the access of other users from {path_text} (mode was {was})"),
        Err(error) => tracing::warn!(%error, "other users may have access to {path_text} (mode {was})"),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it exists").permissions().mode() & 0o7777
    }

    fn with_mode(folder: &TempDir, name: &str, mode: u32, is_dir: bool) -> PathBuf {
        let path = folder.path().join(name);
        if is_dir { fs::create_dir(&path) } else { fs::write(&path, "x") }.expect("created");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("set");
        path
    }

    #[test]
    fn tightening_removes_the_access_of_others_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        for (number, (before, is_dir, after)) in [
            (0o644, false, 0o600),
            (0o600, false, 0o600),
            (0o440, false, 0o400),
            (0o777, true, 0o700),
            (0o2775, true, 0o2700),
            (0o1777, true, 0o1777),
        ]
        .into_iter()
        .enumerate()
        {
            let path = with_mode(&folder, &number.to_string(), before, is_dir);
            tighten(&path);
            assert_eq!(mode(&path), after, "{before:o}");
        }
        tighten(&folder.path().join("missing"));
        let of_null = mode(Path::new("/dev/null"));
        tighten(Path::new("/dev/null"));
        assert_eq!(mode(Path::new("/dev/null")), of_null);
    }

    #[test]
    fn created_folders_and_files_are_private() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("a/b");
        create_folder(&inner).expect("created");
        create_folder(&inner).expect("there already");
        options().write(true).create_new(true).open(inner.join("file")).expect("created");
        let scratch = scratch_folder("scratch-", &inner).expect("created");
        assert_eq!(mode(&folder.path().join("a")), 0o700);
        assert_eq!([mode(&inner), mode(scratch.path())], [0o700; 2]);
        assert_eq!(mode(&inner.join("file")), 0o600);
    }

    #[test]
    fn a_file_without_a_folder_lies_in_the_working_folder() {
        assert_eq!(folder_of(Path::new("a.db")), Path::new("."));
        assert_eq!(folder_of(Path::new("b/a.db")), Path::new("b"));
        assert_eq!(folder_of(Path::new("/a.db")), Path::new("/"));
    }
}
