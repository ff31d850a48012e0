//! Files that are part of the binary.

/// A file as it is served.
#[derive(Debug, Clone, Copy)]
pub struct WebFile {
    /// Its media type.
    pub content_type: &'static str,
    /// What changes with its bytes, and only then.
    pub digest: &'static str,
    /// Whether its name changes with its bytes, so that browsers may keep it.
    pub is_immutable: bool,
    /// Its bytes.
    pub plain: &'static [u8],
    /// The same, packed by Brotli.
    pub brotli: Option<&'static [u8]>,
    /// The same, packed by gzip.
    pub gzip: Option<&'static [u8]>,
}

/// Finds the file at a path below `/app`, such as `assets/index.js`.
pub type FindFile = fn(&str) -> Option<WebFile>;
