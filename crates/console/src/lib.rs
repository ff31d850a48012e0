//! Frontdesk's web console, packed into the binary.
//!
//! The build script builds the sources in `app/` with npm and Vite, and this crate embeds the result. Without Node.js it
//! embeds one page that says how to get the console.
#![forbid(unsafe_code)]

/// An embedded file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// The path below the console's URL: `assets/index-B3hS.js`.
    pub path: &'static str,
    /// The media type.
    pub content_type: &'static str,
    /// The first half of the SHA-256 of the content, in hexadecimal.
    pub digest: &'static str,
    /// Whether the path changes with the content, so that it can be cached without limit.
    pub is_immutable: bool,
    /// The content.
    pub plain: &'static [u8],
    /// The content compressed with Brotli; absent where that saves nothing.
    pub brotli: Option<&'static [u8]>,
    /// The content compressed with gzip; absent where that saves nothing.
    pub gzip: Option<&'static [u8]>,
}

/// The page that every URL of the console answers with.
pub const START: &str = "index.html";

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file with this path.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_page_is_not_immutable() {
        let page = find(START).expect("a page");
        assert_eq!((page.content_type, page.is_immutable), ("text/html; charset=utf-8", false));
        assert!(page.plain.starts_with(b"<!doctype html>") || page.plain.starts_with(b"<!DOCTYPE html>"));
        assert_eq!(find("nothing.js"), None);
    }

    #[test]
    fn every_file_has_a_unique_path_and_a_digest() {
        for asset in ASSETS {
            assert_eq!(find(asset.path), Some(asset));
            assert_eq!(asset.digest.len(), 32, "{}", asset.path);
            assert!(!asset.plain.is_empty(), "{}", asset.path);
        }
    }

    #[test]
    fn compressed_files_are_smaller() {
        for asset in ASSETS {
            for packed in asset.brotli.iter().chain(&asset.gzip) {
                assert!(packed.len() < asset.plain.len(), "{}", asset.path);
            }
        }
    }

    #[test]
    fn a_built_console_has_immutable_scripts() {
        let has_scripts = ASSETS.iter().any(|asset| asset.is_immutable && asset.path.ends_with(".js"));
        assert_eq!(has_scripts, IS_BUILT);
    }
}
