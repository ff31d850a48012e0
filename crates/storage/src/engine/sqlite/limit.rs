//! Statement time-outs on the embedded database. SQLite calls a progress handler, which checks the limit of the thread
//! that runs the statement.
#![expect(unsafe_code, reason = "Diesel has no way to set SQLite's progress handler")]

use std::cell::RefCell;
use std::ffi::{c_char, c_int, c_void};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

/// Instructions of SQLite's virtual machine between two checks: some ten microseconds of work, so that the cost of a
/// check does not matter.
const STEPS: c_int = 1_000;

thread_local! {
    static LIMIT: RefCell<Option<Limit>> = const { RefCell::new(None) };
}

/// Whether the caller of a statement still waits for its answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Token(Arc<AtomicBool>);

impl Token {
    pub(super) fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Cancels when it is dropped.
pub(super) struct CancelOnDrop(pub(super) Token);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

/// When the statements of a job have to stop.
pub(super) struct Limit {
    until: Instant,
    timeout: Duration,
    token: Option<Token>,
}

impl Limit {
    /// A limit that starts now.
    pub(super) fn lasting(timeout: Duration) -> Self {
        Self { until: Instant::now() + timeout, timeout, token: None }
    }

    /// The same limit, or earlier when the token is cancelled.
    pub(super) fn with_token(self, token: Token) -> Self {
        Self { token: Some(token), ..self }
    }

    fn is_over(&self) -> bool {
        self.token.as_ref().is_some_and(Token::is_cancelled) || Instant::now() >= self.until
    }
}

/// Runs `work`; a statement that runs past the limit fails as interrupted.
pub(super) fn within<T>(limit: Limit, work: impl FnOnce() -> T) -> T {
    /// Also lifted when `work` panics.
    struct Lift;
    impl Drop for Lift {
        fn drop(&mut self) {
            LIMIT.with_borrow_mut(|limit| *limit = None);
        }
    }
    LIMIT.with_borrow_mut(|current| *current = Some(limit));
    let _lift = Lift;
    work()
}

/// Restarts the time-out for the next piece of a job.
pub(crate) fn renew_deadline() {
    LIMIT.with_borrow_mut(|limit| {
        if let Some(limit) = limit {
            limit.until = Instant::now() + limit.timeout;
        }
    });
}

/// Installs the progress handler on every connection that is opened from now on.
pub(super) fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        // SAFETY: `on_open` has the signature that SQLite expects, and lives as long as the program.
        let code = unsafe { libsqlite3_sys::sqlite3_auto_extension(Some(on_open)) };
        if code != libsqlite3_sys::SQLITE_OK {
            tracing::error!(
                code,
                "cannot install the progress handler: statements on the embedded database have no time-out"
            );
        }
    });
}

unsafe extern "C" fn on_open(
    connection: *mut libsqlite3_sys::sqlite3,
    _: *mut *mut c_char,
    _: *const libsqlite3_sys::sqlite3_api_routines,
) -> c_int {
    // SAFETY: SQLite passes an open connection. The handler is given no context and reads none.
    unsafe {
        libsqlite3_sys::sqlite3_progress_handler(connection, STEPS, Some(on_progress), ptr::null_mut());
        super::bare::add_address(connection)
    }
}

/// Any value but 0 interrupts. A thread that is ending has no limit.
unsafe extern "C" fn on_progress(_: *mut c_void) -> c_int {
    let is_over = |limit: &RefCell<Option<Limit>>| {
        limit.try_borrow().is_ok_and(|limit| limit.as_ref().is_some_and(Limit::is_over))
    };
    c_int::from(LIMIT.try_with(is_over).unwrap_or(false))
}
