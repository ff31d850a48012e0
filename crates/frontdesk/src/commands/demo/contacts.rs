//! Who was reached, through which channel, and about what.
//!
//! Each day draws for itself: running the demo again on a later day adds the days between and doubles none.

use std::fmt::Write;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use frontdesk_interactions::{Month, spell_month};

use super::accounts::ACCOUNTS;
use super::dice::Dice;

/// So many days before the demo's day, the first of them all.
const DAYS: u64 = 540;
/// A number without a customer: calls are recorded under wrong numbers everywhere.
const NO_CUSTOMER: i64 = 9_000_000_000_000_000;

/// Channels as people write them: mostly well, the frequent ones more often.
const CHANNELS: [&str; 20] = [
    "Email",
    "Email",
    "Email",
    "Email",
    "e-mail",
    "EMAIL ",
    "Call",
    "Call",
    "Call",
    "Call",
    "call",
    "CALL",
    "Visit",
    "Visit",
    "Chat",
    "Chat",
    "chat",
    "Post",
    "Trade fair",
    "trade  fair",
];
const TOPICS: [&str; 8] = [
    "Winter tariff",
    "Solar roof",
    "Heat pump",
    "Service contract",
    "Spring sale",
    "New portal",
    "Price change",
    "Storage battery",
];

/// Interactions, a CSV file: (number, id) of the accounts. Here and there one is noted twice or under a number that
/// no customer has, and each fifth is dated day first.
pub(super) fn interactions(ids: &[(u64, i64)], today: NaiveDate) -> String {
    let mut text = String::from("Date Start,Interaction,Customers\n");
    for day in days(today) {
        let number = u64::from(day.num_days_from_ce().unsigned_abs());
        let mut dice = Dice::of(20, number);
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        for _ in 0..if is_weekend { dice.below(3) } else { 6 + dice.below(14) } {
            write_contact(&mut text, &mut dice, ids, day);
        }
    }
    text
}

fn days(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let first = today.checked_sub_days(Days::new(DAYS)).unwrap_or(today);
    first.iter_days().take_while(move |day| *day < today)
}

fn write_contact(text: &mut String, dice: &mut Dice, ids: &[(u64, i64)], day: NaiveDate) {
    // Some customers are reached far more often than others.
    let number = dice.below(ACCOUNTS).min(dice.below(ACCOUNTS)) + 1;
    let (hour, minute, channel) = (7 + dice.below(12), dice.below(60), dice.pick(&CHANNELS));
    let time = match dice.once_in(5) {
        true => format!("{} {hour}:{minute:02}", day.format("%d/%m/%Y")),
        false => format!("{day}T{hour:02}:{minute:02}:00Z"),
    };
    let (is_noted_twice, is_misnoted) = (dice.once_in(120), dice.once_in(900));
    let Some((_, id)) = ids.iter().find(|(known, _)| *known == number) else { return };
    let id = if is_misnoted { NO_CUSTOMER } else { *id };
    for _ in 0..if is_noted_twice { 2 } else { 1 } {
        // Writing into a string does not fail.
        let _ = writeln!(text, "{time},{channel},{id}");
    }
}

/// Whether a row is refused because we meant it to be.
pub(super) fn is_misnoted(fault: &str) -> bool {
    fault == format!("customer {NO_CUSTOMER} does not exist")
}

/// What was talked about in the months of these days: one thing or two, in one month of ten nothing.
pub(super) fn topics(today: NaiveDate) -> String {
    let mut text = String::from("Date,Product\n");
    let mut months: Vec<Month> = days(today).map(Month::of).collect();
    months.dedup();
    for month in months {
        let mut dice = Dice::of(21, u64::from(month.index().unsigned_abs()));
        let (first, second) = (dice.pick(&TOPICS), dice.pick(&TOPICS));
        let (is_quiet, is_busy) = (dice.once_in(10), dice.once_in(3) && first != second);
        let of_month = [(!is_quiet).then_some(first), (is_busy && !is_quiet).then_some(second)];
        for topic in of_month.into_iter().flatten() {
            // Writing into a string does not fail.
            let _ = writeln!(text, "{},{topic}", spell_month(month));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_day_adds_days_and_changes_none() {
        let ids: Vec<(u64, i64)> = (1..=ACCOUNTS).map(|number| (number, number as i64 + 7)).collect();
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let (early, late) = (interactions(&ids, day("2024-12-31")), interactions(&ids, day("2025-01-31")));
        let is_of_both = |line: &&str| {
            line.contains("2024") && !line.contains("2024-12-31") && !line.contains("31/12/2024")
        };
        let of_2024: Vec<&str> = early.lines().filter(is_of_both).collect();
        let again: Vec<&str> = late.lines().filter(is_of_both).collect();
        assert!(again.len() > 3_000 && of_2024 == again);
        assert!(early.contains(&NO_CUSTOMER.to_string()) && early.lines().count() > 4_000);
        // Deleting a customer removes no interactions of others.
        let fewer: Vec<(u64, i64)> = ids.iter().copied().filter(|(number, _)| *number != 5).collect();
        let without: Vec<&str> = early.lines().filter(|line| !line.ends_with(",12")).collect();
        let left = interactions(&fewer, day("2024-12-31"));
        let is_unknown = |line: &&str| line.ends_with(&NO_CUSTOMER.to_string());
        let count = |lines: &mut dyn Iterator<Item = &str>| lines.filter(|line| !is_unknown(line)).count();
        assert_eq!(count(&mut left.lines()), count(&mut without.into_iter()));
    }
}
