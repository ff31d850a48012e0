//! Limits the memory for reading files: a small workbook can unpack to 200 MiB. Firms take turns.

mod lane;

use std::path::{Path, PathBuf};
use std::time::Duration;

use actix_web::web;
use frontdesk_core::FirmId;
use frontdesk_storage::imports::{BASE_MEMORY, ImportError, memory_to_read};

use crate::http::problem::Problem;
use lane::Lane;
pub(crate) use lane::{Crowded, Permit};

/// For CSV files, and for measuring workbooks. Separate, so that these never wait behind large workbooks.
const SMALL_BUDGET: u64 = 48 << 20;
/// For workbooks: one of maximum size, or several small ones.
const LARGE_BUDGET: u64 = 208 << 20;
/// How long a caller waits before it is refused.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a waiting background job checks whether to stop.
const LOOK_EVERY: Duration = Duration::from_millis(50);

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
    /// Waits for memory to read a file for a caller. Dropping the future leaves the queue.
    ///
    /// The need of a file is measured with a small permit, which is returned before the final one is requested: files
    /// that hold one while waiting for the other would deadlock.
    ///
    /// # Errors
    /// The wait timed out, or the file cannot be read.
    pub(crate) async fn for_caller(&self, firm: FirmId, path: PathBuf) -> Result<Permit, Problem> {
        let small = self.small.enter(firm, BASE_MEMORY, PATIENCE).await?;
        let weigh = move || {
            let _small = small;
            memory_to_read(&path)
        };
        let bytes = web::block(weigh).await.map_err(Problem::internal)??;
        Ok(self.lane(bytes).enter(firm, bytes, PATIENCE).await?)
    }

    /// Waits for memory to read a file in the background, without a time limit. Blocks.
    ///
    /// # Errors
    /// The file cannot be read, or the job was stopped.
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
    fn a_waiting_background_job_ends_when_stopped() {
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
