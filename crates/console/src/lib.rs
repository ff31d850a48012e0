//! Frontdesk's web console, packed into the binary.
//!
//! The sources are in `app/`. The build script has npm and Vite build them, and this crate holds what came of it. Where
//! Node.js is missing it holds one page that says how to get the console.
#![forbid(unsafe_code)]

/// A file that browsers ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// Where it is, below the console's own address: `assets/index-B3hS.js`.
    pub path: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// The start of the SHA-256 of its bytes, in hexadecimal digits.
    pub digest: &'static str,
    /// Whether its name changes with its bytes, so that it can be kept for ever.
    pub is_immutable: bool,
    /// Its bytes.
    pub plain: &'static [u8],
    /// The same, packed by Brotli; absent where that saves nothing.
    pub brotli: Option<&'static [u8]>,
    /// The same, packed by gzip; absent where that saves nothing.
    pub gzip: Option<&'static [u8]>,
}

/// The page that every address of the console begins with.
pub const START: &str = "index.html";

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file at `path`, if there is one.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_page_to_start_from_and_it_changes_its_bytes_but_not_its_name() {
        let page = find(START).expect("a page");
        assert_eq!((page.content_type, page.is_immutable), ("text/html; charset=utf-8", false));
        assert!(page.plain.starts_with(b"<!doctype html>") || page.plain.starts_with(b"<!DOCTYPE html>"));
        assert_eq!(find("nothing.js"), None);
    }

    #[test]
    fn every_file_has_a_path_of_its_own_and_a_digest() {
        for asset in ASSETS {
            assert_eq!(find(asset.path), Some(asset));
            assert_eq!(asset.digest.len(), 32, "{}", asset.path);
            assert!(!asset.plain.is_empty(), "{}", asset.path);
        }
    }

    #[test]
    fn what_is_packed_is_smaller() {
        for asset in ASSETS {
            for packed in asset.brotli.iter().chain(&asset.gzip) {
                assert!(packed.len() < asset.plain.len(), "{}", asset.path);
            }
        }
    }

    #[test]
    fn a_built_console_has_scripts_that_may_be_kept_for_ever() {
        let has_scripts = ASSETS.iter().any(|asset| asset.is_immutable && asset.path.ends_with(".js"));
        assert_eq!(has_scripts, IS_BUILT);
    }
}
