//! Counts over all customers, from totals alone: the time depends on the number of months, not on the number of
//! interactions.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use frontdesk_core::fold_key;
use frontdesk_interactions::{
    Bucket, Grain, Month, Piece, TooManyBuckets, Window, bucket_starts, pieces, quarters, spell_alike,
    windows,
};

use super::Question;
use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::interactions::interaction_totals;
use crate::engine::scope::Scoped;
use crate::interactions::totals::grain_code;
use crate::interactions::{channels, topics};

/// The interactions with customers of one type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeCounts {
    /// The type; `None` for customers without one.
    pub customer_type: Option<String>,
    /// By channel, in alphabetical order, including channels with a count of zero.
    pub interactions: Vec<(String, i64)>,
}

/// Interactions by the current type of their customers, those without one first. Their sum equals the counts by
/// channel.
///
/// # Errors
/// The database did not answer.
pub fn by_type(scoped: &mut Scoped<'_>, question: &Question) -> Result<Vec<TypeCounts>, StorageError> {
    let channels = channels(scoped)?;
    let mut types: BTreeMap<Option<String>, Vec<(i64, i64)>> = BTreeMap::new();
    for window in question.windows(scoped)? {
        for piece in pieces(window) {
            for total in load(scoped, piece, question)? {
                types.entry(total.customer_type).or_default().push((total.channel, total.count));
            }
        }
    }
    // A type whose interactions were all deleted still has totals of zero.
    types.retain(|_, counts| counts.iter().map(|(_, count)| count).sum::<i64>() != 0);
    let counted = types.into_iter().map(|(customer_type, counts)| {
        let interactions = channels.count(counts);
        TypeCounts { customer_type, interactions }
    });
    Ok(counted.collect())
}

/// Interactions by channel, in alphabetical order, including channels with a count of zero.
///
/// # Errors
/// The database did not answer.
pub fn by_channel(scoped: &mut Scoped<'_>, question: &Question) -> Result<Vec<(String, i64)>, StorageError> {
    let mut counts = Vec::new();
    for piece in question.windows(scoped)?.into_iter().flat_map(pieces) {
        counts.extend(load(scoped, piece, question)?.into_iter().map(|total| (total.channel, total.count)));
    }
    Ok(channels(scoped)?.count(counts))
}

/// Interactions by topic, in alphabetical order, including topics with a count of zero. An interaction counts for every
/// topic of its month. Different spellings of a topic are one topic, with the spelling of its first month.
///
/// # Errors
/// The database did not answer.
pub fn by_topic(scoped: &mut Scoped<'_>, question: &Question) -> Result<Vec<(String, i64)>, StorageError> {
    let months = by_month(scoped, question)?;
    let mut sums: HashMap<String, i64> = HashMap::new();
    let mut of_month: HashMap<Month, i64> = HashMap::new();
    for ((month, _), count) in months {
        *of_month.entry(month).or_default() += count;
    }
    for (month, topic) in spelled_topics(scoped, question)? {
        *sums.entry(topic).or_default() += of_month.get(&month).copied().unwrap_or_default();
    }
    Ok(in_order(sums))
}

/// The topics by month, each with one spelling.
fn spelled_topics(
    scoped: &mut Scoped<'_>,
    question: &Question,
) -> Result<Vec<(Month, String)>, StorageError> {
    let mut topics = topics(scoped, question.topic.as_ref())?;
    spell_alike(&mut topics);
    Ok(topics)
}

fn in_order(sums: HashMap<String, i64>) -> Vec<(String, i64)> {
    let mut sums: Vec<(String, i64)> = sums.into_iter().collect();
    sums.sort_by_cached_key(|(topic, _)| fold_key(topic));
    sums
}

/// For each type of customer the topics of its interactions, both in alphabetical order. Topics are as for
/// [`by_topic`].
///
/// # Errors
/// The database did not answer.
#[expect(clippy::type_complexity, reason = "types, each with topics, each with a number")]
pub fn products(
    scoped: &mut Scoped<'_>,
    question: &Question,
) -> Result<Vec<(Option<String>, Vec<(String, i64)>)>, StorageError> {
    let mut topics_of: HashMap<Month, Vec<String>> = HashMap::new();
    for (month, topic) in spelled_topics(scoped, question)? {
        topics_of.entry(month).or_default().push(topic);
    }
    let mut sums: BTreeMap<Option<String>, HashMap<String, i64>> = BTreeMap::new();
    for ((month, customer_type), count) in by_month(scoped, question)? {
        for topic in topics_of.get(&month).into_iter().flatten().filter(|_| count != 0) {
            *sums.entry(customer_type.clone()).or_default().entry(topic.clone()).or_default() += count;
        }
    }
    Ok(sums.into_iter().map(|(customer_type, topics)| (customer_type, in_order(topics))).collect())
}

/// Interactions by the months of the question's zone and by type.
fn by_month(
    scoped: &mut Scoped<'_>,
    question: &Question,
) -> Result<HashMap<(Month, Option<String>), i64>, StorageError> {
    let mut sums = HashMap::new();
    for (month, piece) in monthly_pieces(scoped, question)? {
        for total in load(scoped, piece, question)? {
            let month = month.unwrap_or_else(|| utc_month(piece.grain, total.bucket));
            *sums.entry((month, total.customer_type)).or_default() += total.count;
        }
    }
    Ok(sums)
}

/// The pieces of the question's windows with the month of each. In UTC a piece lies within a month; in other zones the
/// month has to be given.
fn monthly_pieces(
    scoped: &mut Scoped<'_>,
    question: &Question,
) -> Result<Vec<(Option<Month>, Piece)>, StorageError> {
    let asked = question.windows(scoped)?;
    if question.zone.is_utc() {
        return Ok(asked.into_iter().flat_map(pieces).map(|piece| (None, piece)).collect());
    }
    // Skips the months of a thousand years without interactions.
    let Some((first, last)) = counted_days(scoped, question)? else { return Ok(Vec::new()) };
    let first = question.range.start().map_or(first, |start| start.max(first));
    let last = question.range.end().map_or(last, |end| end.min(last));
    let months = Month::of(first).index()..=Month::of(last).index();
    let mut found = Vec::new();
    for month in months.filter_map(Month::from_index) {
        for window in windows(question.range, question.zone, Some(&[month])) {
            let parts = asked.iter().filter_map(|asked| overlap(window, *asked));
            found.extend(parts.flat_map(pieces).map(|piece| (Some(month), piece)));
        }
    }
    Ok(found)
}

fn overlap(a: Window, b: Window) -> Option<Window> {
    let window = Window { from: a.from.max(b.from), until: a.until.min(b.until) };
    (window.from < window.until).then_some(window)
}

fn utc_month(grain: Grain, bucket: i32) -> Month {
    Month::of(frontdesk_interactions::Zone::default().day_of(grain.start_of(bucket)))
}

/// Interactions over time: the first day of each bucket with its counts by channel, including empty buckets. From the
/// first day of the range, or the first day with interactions, to the last.
///
/// # Errors
/// The database did not answer.
#[expect(clippy::type_complexity, reason = "buckets, each with channels, each with a number")]
pub fn timeline(
    scoped: &mut Scoped<'_>,
    question: &Question,
    bucket: Bucket,
) -> Result<Result<Vec<(NaiveDate, Vec<(String, i64)>)>, TooManyBuckets>, StorageError> {
    let Some((first, last)) = days(scoped, question)? else { return Ok(Ok(Vec::new())) };
    let starts = match bucket_starts(bucket, first, last) {
        Ok(starts) => starts,
        Err(error) => return Ok(Err(error)),
    };
    let mut counts: HashMap<NaiveDate, Vec<(i64, i64)>> = HashMap::new();
    for (month, piece) in timely_pieces(scoped, question, bucket)? {
        for total in load(scoped, piece, question)? {
            let day = month.and_then(Month::first_day);
            let day = day.unwrap_or_else(|| question.zone.day_of(piece.grain.start_of(total.bucket)));
            counts.entry(bucket.start_of(day)).or_default().push((total.channel, total.count));
        }
    }
    let channels = channels(scoped)?;
    let line = starts.into_iter().map(|start| {
        let own = counts.remove(&start).unwrap_or_default();
        (start, channels.count(own))
    });
    Ok(Ok(line.collect()))
}

/// The pieces of a timeline; each of their ranges lies in one bucket.
fn timely_pieces(
    scoped: &mut Scoped<'_>,
    question: &Question,
    bucket: Bucket,
) -> Result<Vec<(Option<Month>, Piece)>, StorageError> {
    if bucket == Bucket::Month {
        return monthly_pieces(scoped, question);
    }
    let asked = question.windows(scoped)?.into_iter().filter_map(quarters);
    let by_days = |piece: Piece| Piece {
        grain: Grain::Day,
        from: Grain::Day.bucket_of(piece.grain.start_of(piece.from)),
        until: Grain::Day.bucket_of(piece.grain.start_of(piece.until)),
    };
    let utc = question.zone.is_utc();
    Ok(asked.map(|piece| (None, if utc { by_days(piece) } else { piece })).collect())
}

/// The first and last day of the question, or of the interactions where the question is open.
fn days(
    scoped: &mut Scoped<'_>,
    question: &Question,
) -> Result<Option<(NaiveDate, NaiveDate)>, StorageError> {
    let (start, end) = (question.range.start(), question.range.end());
    if let Some((start, end)) = start.zip(end) {
        return Ok(Some((start, end)));
    }
    let Some((first, last)) = counted_days(scoped, question)? else { return Ok(None) };
    Ok(Some((start.unwrap_or(first), end.unwrap_or(last))))
}

/// The first and the last day with interactions.
fn counted_days(
    scoped: &mut Scoped<'_>,
    question: &Question,
) -> Result<Option<(NaiveDate, NaiveDate)>, StorageError> {
    let (firm, quarter) = (scoped.firm, Grain::Quarter);
    let counted = || {
        interaction_totals::table
            .of_firm(firm)
            .filter(interaction_totals::grain.eq(grain_code(quarter)))
            .group_by(interaction_totals::bucket)
            // Deleted interactions leave totals of zero.
            .having(diesel::dsl::sum(interaction_totals::interaction_count).ne(0))
            .select(interaction_totals::bucket)
            .limit(1)
    };
    let (forth, back) = (interaction_totals::bucket.asc(), interaction_totals::bucket.desc());
    let first: Option<i32> = each!(scoped.conn, conn => counted().order(forth).get_result(conn).optional()?);
    let last: Option<i32> = each!(scoped.conn, conn => counted().order(back).get_result(conn).optional()?);
    let day = |bucket: i32| question.zone.day_of(quarter.start_of(bucket));
    Ok(first.map(day).zip(last.map(day)))
}

struct Total {
    bucket: i32,
    channel: i64,
    customer_type: Option<String>,
    count: i64,
}

type TotalColumns = (i32, i64, String, i32);

/// The totals of a piece.
fn load(scoped: &mut Scoped<'_>, piece: Piece, question: &Question) -> Result<Vec<Total>, StorageError> {
    let rows: Vec<TotalColumns> = each!(scoped.conn, conn => interaction_totals::table
        .of_firm(scoped.firm)
        .filter(interaction_totals::grain.eq(grain_code(piece.grain)))
        .filter(interaction_totals::bucket.ge(piece.from))
        .filter(interaction_totals::bucket.lt(piece.until))
        .select((
            interaction_totals::bucket,
            interaction_totals::channel_id,
            interaction_totals::customer_type,
            interaction_totals::interaction_count,
        ))
        .load(conn)?);
    // Totals are many, types are few.
    let types: HashSet<&str> = rows.iter().map(|row| row.2.as_str()).collect();
    let is_left_out = |of: &&str| !question.is_about_type(Some(of));
    let left_out: HashSet<String> = types.into_iter().filter(is_left_out).map(str::to_owned).collect();
    let total = |(bucket, channel, customer_type, count): TotalColumns| Total {
        bucket,
        channel,
        customer_type: Some(customer_type).filter(|customer_type| !customer_type.is_empty()),
        count: i64::from(count),
    };
    Ok(rows.into_iter().filter(|row| !left_out.contains(&row.2)).map(total).collect())
}
