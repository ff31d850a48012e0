//! Payloads of outbox rows.

use frontdesk_sync::Task;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A task for a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct QueuedTask {
    pub(crate) task: Task,
    pub(crate) sweep: Option<i64>,
}

impl QueuedTask {
    pub(crate) const PUSH: Self = Self { task: Task::Push, sweep: None };
    pub(crate) const FETCH: Self = Self { task: Task::Fetch, sweep: None };
}

/// A task for a user, as stored.
#[derive(Serialize, Deserialize)]
pub(crate) struct Payload {
    task: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sweep: Option<i64>,
}

impl From<QueuedTask> for Payload {
    fn from(queued: QueuedTask) -> Self {
        Self { task: queued.task.as_str().to_owned(), sweep: queued.sweep }
    }
}

impl Payload {
    pub(crate) fn to_text(&self) -> String {
        // A text and a number can always be serialized.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(crate) fn parse(text: &str) -> Option<QueuedTask> {
        let payload: Self = serde_json::from_str(text).ok()?;
        let task: Task = payload.task.parse().ok()?;
        Some(QueuedTask { task, sweep: payload.sweep })
    }
}

/// Notice that the synchronization of a user has failed. It contains no personal data: readers with access find the
/// user by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub firm_id: i64,
    pub user_id: Uuid,
    /// The id in the CRM, if it has one.
    pub crm_id: Option<String>,
    /// Why it was given up.
    pub error: String,
    /// The number of attempts.
    pub attempts: u32,
    /// When it failed.
    pub failed_at: chrono::DateTime<chrono::Utc>,
}
