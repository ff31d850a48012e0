//! Files embedded in the binary.

#[derive(Debug, Clone, Copy)]
pub struct WebFile {
    /// Its media type.
    pub content_type: &'static str,
    /// Changes exactly when the content changes.
    pub digest: &'static str,
    /// Whether its name changes with its content, so that browsers may cache it forever.
    pub is_immutable: bool,
    /// The content.
    pub plain: &'static [u8],
    /// The content, compressed with Brotli.
    pub brotli: Option<&'static [u8]>,
    /// The content, compressed with gzip.
    pub gzip: Option<&'static [u8]>,
}

/// Finds the file at a path below `/app`, such as `assets/index.js`.
pub type FindFile = fn(&str) -> Option<WebFile>;
