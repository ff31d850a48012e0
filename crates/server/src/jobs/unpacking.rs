//! The memory that files may take while they are read, all of them together: a small workbook can unpack to two hundred
//! mebibytes. Firms take turns.

mod lane;

use std::path::{Path, PathBuf};
use std::time::Duration;

use actix_web::web;
use frontdesk_core::FirmId;
use frontdesk_storage::imports::{BASE_MEMORY, ImportError, memory_to_read};

use crate::http::problem::Problem;
use lane::Lane;
pub(crate) use lane::{Crowded, Permit};

/// For CSV files, and for a look at what a workbook takes. Apart, so that they never wait behind large workbooks.
const SMALL_BUDGET: u64 = 48 << 20;
/// For workbooks: one of the largest size, or several small ones.
const LARGE_BUDGET: u64 = 208 << 20;
/// How long a caller waits before it is refused.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a background job that waits looks whether it is to stop.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Hands the memory out.
#[derive(Debug, Clone)]
pub(crate) struct Unpacking {
    small: Lane,
    large: Lane,
}

impl Default for Unpacking {
    fn default() -> Self {
        Self { small: Lane::new(SMALL_BUDGET), large: Lane::new(LARGE_BUDGET) }
    }
}

impl Unpacking {
    /// Waits until there is memory to read the file that a caller waits for. Dropped, it gives up its place.
    ///
    /// What a file takes is found out with a small permit, which is given back before the right one is asked for: files
    /// that hold one and wait for the other would wait for each other.
    ///
    /// # Errors
    /// That takes too long, or the file cannot be read.
    pub(crate) async fn for_caller(&self, firm: FirmId, path: PathBuf) -> Result<Permit, Problem> {
        let small = self.small.enter(firm, BASE_MEMORY, PATIENCE).await?;
        let weigh = move || {
            let _small = small;
            memory_to_read(&path)
        };
        let bytes = web::block(weigh).await.map_err(Problem::internal)??;
        Ok(self.lane(bytes).enter(firm, bytes, PATIENCE).await?)
    }

    /// Waits until there is memory to read a file in the background, however long that takes. Blocks.
    ///
    /// # Errors
    /// The file cannot be read, or the job is to stop.
    pub(crate) fn in_background(
        &self,
        firm: FirmId,
        path: &Path,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<Permit, ImportError> {
        let stopped = || ImportError::Interrupted;
        let small =
            self.small.enter_blocking(firm, BASE_MEMORY, LOOK_EVERY, is_stopped).ok_or_else(stopped)?;
        let bytes = memory_to_read(path);
        drop(small);
        let bytes = bytes?;
        self.lane(bytes).enter_blocking(firm, bytes, LOOK_EVERY, is_stopped).ok_or_else(stopped)
    }

    fn lane(&self, bytes: u64) -> &Lane {
        if bytes <= BASE_MEMORY { &self.small } else { &self.large }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRM: FirmId = FirmId::FIRST;

    #[tokio::test]
    async fn small_files_do_not_wait_behind_large_ones() {
        let unpacking = Unpacking::default();
        let large = unpacking.lane(LARGE_BUDGET);
        let _all = large.enter(FIRM, LARGE_BUDGET, PATIENCE).await.expect("a permit");
        assert!(large.enter(FIRM, LARGE_BUDGET, Duration::ZERO).await.is_err());
        assert!(unpacking.lane(BASE_MEMORY).enter(FIRM, BASE_MEMORY, Duration::ZERO).await.is_ok());
    }

    #[test]
    fn a_background_job_that_waits_ends_when_it_is_told_to_stop() {
        let unpacking = Unpacking::default();
        let all = || false;
        let held = unpacking.small.enter_blocking(FIRM, SMALL_BUDGET, LOOK_EVERY, &all).expect("a permit");
        let path = Path::new("/nowhere/a.csv");
        let stopped = unpacking.in_background(FIRM, path, &|| true);
        assert!(matches!(stopped, Err(ImportError::Interrupted)));
        drop(held);
        assert!(matches!(unpacking.in_background(FIRM, path, &|| false), Err(ImportError::Read(_))));
    }
}
