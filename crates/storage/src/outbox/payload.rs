//! What rows of the outbox say.

use frontdesk_sync::Task;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something that is to be done for a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct QueuedTask {
    pub(crate) task: Task,
    pub(crate) sweep: Option<i64>,
}

impl QueuedTask {
    pub(crate) const PUSH: Self = Self { task: Task::Push, sweep: None };
    pub(crate) const FETCH: Self = Self { task: Task::Fetch, sweep: None };
}

/// What is to be done for a user.
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
        // A text and a number can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(crate) fn parse(text: &str) -> Option<QueuedTask> {
        let payload: Self = serde_json::from_str(text).ok()?;
        let task: Task = payload.task.parse().ok()?;
        Some(QueuedTask { task, sweep: payload.sweep })
    }
}

/// What is told of a user that was given up. It names no one: who may look finds the user by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The firm.
    pub firm_id: i64,
    /// The user.
    pub user_id: Uuid,
    /// What the CRM calls it, if it has it.
    pub crm_id: Option<String>,
    /// Why it was given up.
    pub error: String,
    /// After how many attempts.
    pub attempts: u32,
    /// When.
    pub failed_at: chrono::DateTime<chrono::Utc>,
}
