//! Uploaded files: `multipart/form-data`, size-limited, streamed to disk, never held in memory.

mod folder;
mod spool;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;
use std::time::Duration;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use bytes::Bytes;
use frontdesk_core::{Fault, Faults};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;

use crate::http::extract::QueryParameters;
use crate::http::problem::Problem;
use crate::options::ServerOptions;
use crate::state::AppState;

pub(crate) use folder::UploadFolder;
pub use spool::Spooled;

use spool::Spool;

/// The file part; every other part is text.
const FILE: &str = "file";
/// Maximum bytes of a text part.
const TEXT_BYTES: usize = 64 * 1024;
/// Above the number of parts in any form of the API.
const MOST_PARTS: usize = 32;

/// Why an upload was refused.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The body is not `multipart/form-data`.
    #[error("The body must be multipart/form-data.")]
    NotMultipart,
    /// The multipart syntax is invalid, or the body ended early.
    #[error("The body is not complete multipart/form-data.")]
    Malformed,
    /// The file is larger than allowed.
    #[error("The file must be at most {limit} bytes.")]
    TooLarge { limit: u64 },
    /// The next chunk timed out.
    #[error("The body stalled for {} seconds.", within.as_secs())]
    TooSlow {
        /// The timeout.
        within: Duration,
    },
    /// Parts are invalid.
    #[error(transparent)]
    Faults(#[from] Faults),
    /// The file could not be written.
    #[error("failed to store an uploaded file")]
    Disk(#[from] std::io::Error),
}

/// A form: texts by name, and a file on disk that is deleted on drop.
#[derive(Debug)]
pub struct Upload {
    texts: BTreeMap<String, String>,
    file: Option<Spooled>,
}

impl Upload {
    /// A parsed text part. Absent and empty are the same.
    ///
    /// # Errors
    /// The error of the type's parser.
    pub fn text<T: FromStr<Err: Display>>(&self, name: &str) -> Result<Option<T>, Fault> {
        let text = self.texts.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
        text.map(|text| text.parse().map_err(|error: T::Err| Fault::new(name, error.to_string()))).transpose()
    }

    /// Refuses unknown text parts: a misspelt `dryrun` would run what was only to be tested.
    ///
    /// # Errors
    /// One fault for each unknown part.
    pub fn check_names(&self, known: &[&str]) -> Result<(), Faults> {
        let unknown = self.texts.keys().filter(|name| !known.contains(&name.as_str()));
        let rule = format!("is not a part of this form, which takes {} and {FILE}", known.join(", "));
        Faults::check(unknown.map(|name| Fault::new(name.clone(), rule.clone())).collect())
    }

    /// Takes the file.
    ///
    /// # Errors
    /// There is no file.
    pub fn into_file(self) -> Result<Spooled, Fault> {
        self.file.ok_or_else(|| Fault::new(FILE, "is missing"))
    }

    async fn receive(mut parts: Multipart, options: &ServerOptions) -> Result<Self, UploadError> {
        let within = options.timeouts.upload_piece;
        let mut upload = Self { texts: BTreeMap::new(), file: None };
        let mut faults = Vec::new();
        let mut count = 0;
        while let Some(part) = patiently(within, parts.next()).await? {
            let mut part = part.map_err(malformed)?;
            count += 1;
            let name = part.name().unwrap_or_default().to_owned();
            if count > MOST_PARTS {
                faults.push(Fault::sentence("", format!("The form must have at most {MOST_PARTS} parts.")));
                break;
            }
            if upload.has(&name) {
                faults.push(Fault::new(name, "is given more than once"));
                break;
            }
            if name == FILE {
                upload.file = Some(file(&mut part, options).await?);
            } else {
                match text(&mut part, within).await? {
                    Ok(text) => drop(upload.texts.insert(name, text)),
                    Err(message) => faults.push(Fault::new(name, message)),
                }
            }
        }
        Faults::check(faults)?;
        Ok(upload)
    }

    fn has(&self, name: &str) -> bool {
        self.texts.contains_key(name) || name == FILE && self.file.is_some()
    }
}

async fn file(part: &mut Field, options: &ServerOptions) -> Result<Spooled, UploadError> {
    let name = part.content_disposition().and_then(|it| it.get_filename()).map(str::to_owned);
    let limit = options.limits.upload_bytes;
    let mut spool = Spool::open(&options.spool_dir, name)?;
    while let Some(piece) = piece(part, options.timeouts.upload_piece).await? {
        if spool.bytes() + piece.len() as u64 > limit {
            return Err(UploadError::TooLarge { limit });
        }
        spool.put(piece).await?;
    }
    Ok(spool.close().await?)
}

/// The text of a part, or the rule that it breaks. Reading stops at the size limit.
async fn text(part: &mut Field, within: Duration) -> Result<Result<String, &'static str>, UploadError> {
    let mut bytes = Vec::new();
    while let Some(piece) = piece(part, within).await? {
        if bytes.len() + piece.len() > TEXT_BYTES {
            return Err(Faults::from(Fault::new(part.name().unwrap_or_default(), "is too long")).into());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => Err("must not contain NUL characters"),
        Ok(text) => Ok(text),
        Err(_) => Err("must be UTF-8"),
    })
}

async fn piece(part: &mut Field, within: Duration) -> Result<Option<Bytes>, UploadError> {
    patiently(within, part.next()).await?.transpose().map_err(malformed)
}

async fn patiently<T>(within: Duration, wait: impl Future<Output = T>) -> Result<T, UploadError> {
    tokio::time::timeout(within, wait).await.map_err(|_| UploadError::TooSlow { within })
}

fn malformed(error: MultipartError) -> UploadError {
    tracing::debug!(%error, "form upload aborted");
    match error {
        MultipartError::ContentTypeMissing
        | MultipartError::ContentTypeParse
        | MultipartError::ContentTypeIncompatible
        | MultipartError::BoundaryMissing => UploadError::NotMultipart,
        _ => UploadError::Malformed,
    }
}

fn must_be_a_form(request: &HttpRequest, limit: u64) -> Result<(), UploadError> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let kind = header(header::CONTENT_TYPE).unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("multipart/form-data")
        || request.headers().contains_key(header::CONTENT_ENCODING)
    {
        return Err(UploadError::NotMultipart);
    }
    let announced: Option<u64> = header(header::CONTENT_LENGTH).and_then(|text| text.parse().ok());
    let most = limit + (MOST_PARTS * TEXT_BYTES) as u64;
    if announced.is_some_and(|bytes| bytes > most) { Err(UploadError::TooLarge { limit }) } else { Ok(()) }
}

impl QueryParameters for Upload {}

impl FromRequest for Upload {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let state = AppState::of(request);
        let limit = state.as_ref().map_or(0, |state| state.options().limits.upload_bytes);
        let checked = must_be_a_form(request, limit).map_err(Problem::from);
        let parts = Multipart::new(request.headers(), payload.take());
        Box::pin(async move {
            checked?;
            Ok(Self::receive(parts, state?.options()).await?)
        })
    }
}
