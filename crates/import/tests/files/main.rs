//! Files from end to end.
#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod manual;
