//! What is asked, and how long an answer may take.

use super::super::people::{self, AREAS, TYPES};

/// A query: its name, the most milliseconds at p99, and its path. The path varies with the number of the request and
/// the number of customers.
pub(super) struct Question {
    pub(super) name: &'static str,
    pub(super) most_ms: f64,
    pub(super) path: fn(u64, u64) -> String,
}

/// A search or a filter.
const fn list(name: &'static str, path: fn(u64, u64) -> String) -> Question {
    Question { name, most_ms: 10.0, path }
}

/// A page with the number of all.
const fn counted(name: &'static str, path: fn(u64, u64) -> String) -> Question {
    Question { name, most_ms: 2.0, path }
}

const CUSTOMERS: &str = "/api/customers?limit=50";
const CLIENTS: &str = "/clients?limit=50";
const NEVER: &str = "2199-01-01T00:00:00Z";
const ALWAYS: &str = "2000-01-01T00:00:00Z";

pub(super) const QUESTIONS: &[Question] = &[
    list("q: one word", |turn, rows| format!("{CUSTOMERS}&q=last{}", last(turn, rows))),
    list("q: nothing", |turn, _| format!("{CUSTOMERS}&q=absent{turn}")),
    list("q: one letter", |_, _| format!("{CUSTOMERS}&q=f")),
    list("q: two words of one customer", |turn, rows| {
        let number = spread(turn, rows);
        format!("{CUSTOMERS}&q=first{}+last{}", number % 5_000, people::last_name(number))
    }),
    list("q: two letters of all", |_, _| format!("{CUSTOMERS}&q=f+l")),
    list("q: the end of a number", |turn, rows| format!("{CUSTOMERS}&q={:05}", spread(turn, rows) % 100_000)),
    list("q: the domain of all addresses", |_, _| format!("{CUSTOMERS}&q=%40example.com")),
    list("q: an address", |turn, rows| format!("{CUSTOMERS}&q={}", people::email(spread(turn, rows)))),
    list("q of clients: one word", |turn, rows| format!("{CLIENTS}&q=last{}", last(turn, rows))),
    list("q over all kinds", |turn, rows| format!("/api/v1/search?q=first{}", spread(turn, rows) % 5_000)),
    list("first_name", |turn, rows| format!("{CUSTOMERS}&first_name=first{}", spread(turn, rows) % 5_000)),
    list("first_name, nothing", |turn, _| format!("{CUSTOMERS}&first_name=absent{turn}")),
    list("last_name", |turn, rows| format!("{CUSTOMERS}&last_name=last{}", last(turn, rows))),
    list("last_name, nothing", |turn, _| format!("{CUSTOMERS}&last_name=absent{turn}")),
    list("email", |turn, rows| format!("{CUSTOMERS}&email={}", people::email(spread(turn, rows)))),
    list("email, nothing", |turn, _| format!("{CLIENTS}&email=absent{turn}@example.com")),
    list("phone", |turn, rows| format!("{CUSTOMERS}&phone={}", people::phone(spread(turn, rows)))),
    list("phone, nothing", |turn, _| format!("{CUSTOMERS}&phone=%2B4420{:08}", turn % 100_000_000)),
    list("area, a tenth of all", |turn, _| format!("{CUSTOMERS}&area=area{}", turn % AREAS)),
    list("area, nothing", |turn, _| format!("{CUSTOMERS}&area=absent{turn}")),
    list("customer_type, a third of all", |turn, _| {
        format!("{CUSTOMERS}&customer_type=type{}", turn % TYPES)
    }),
    list("customer_type, nothing", |turn, _| format!("{CUSTOMERS}&customer_type=absent{turn}")),
    list("area and customer_type and last_name", |turn, rows| {
        let last = last(turn, rows);
        format!(
            "{CUSTOMERS}&area=area{}&customer_type=type{}&last_name=last{last}",
            turn % AREAS,
            turn % TYPES
        )
    }),
    list("updated_since, all", |_, _| format!("{CUSTOMERS}&updated_since={ALWAYS}")),
    list("updated_since, nothing", |_, _| format!("{CUSTOMERS}&updated_since={NEVER}")),
    list("updated_since of clients, nothing", |_, _| format!("{CLIENTS}&updated_since={NEVER}")),
    list("show_deleted", |_, _| format!("{CUSTOMERS}&show_deleted=true")),
    counted("count=true", |_, _| format!("{CUSTOMERS}&count=true")),
    counted("count=true of clients", |_, _| format!("{CLIENTS}&count=true")),
    list("count=true, with a filter that many match", |turn, _| {
        format!("{CUSTOMERS}&count=true&area=area{}", turn % AREAS)
    }),
    list("count=true, with a search that all match", |_, _| format!("{CUSTOMERS}&count=true&q=f")),
];

/// A customer, far from that of the request before.
fn spread(turn: u64, rows: u64) -> u64 {
    turn.wrapping_mul(7_919) % rows
}

fn last(turn: u64, rows: u64) -> u64 {
    people::last_name(spread(turn, rows))
}
