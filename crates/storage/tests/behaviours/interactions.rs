//! Interactions are counted, whatever happens to them and to their customers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate};
use frontdesk_core::CustomerId;
use frontdesk_import::tally::Tally;
use frontdesk_interactions::{Bucket, ChannelName, DateRange, Month, TopicName, parse_month};
use frontdesk_storage::clients::{self, DeleteOutcome};
use frontdesk_storage::imports::{Mode, Run};
use frontdesk_storage::interactions::{
    self, InteractionFilter, Question, RecordInteraction, RecordOutcome, Rows, TotalsCheck, check_totals,
    repair_totals,
};
use frontdesk_storage::{Expected, Page};
use frontdesk_tables::mapping::Kind;

use crate::files;
use crate::support::{World, noon, on_each, read, write};

/// What interactions there should be: customer, channel, microseconds since 1970.
type Model = BTreeSet<(i64, &'static str, i64)>;

const CHANNELS: [&str; 4] = ["Bird", "Call", "Email", "Post"];
const CUSTOMERS: i64 = 6;

fn run_of(world: &World, kind: Kind, text: &str, create_missing: bool) -> Run {
    files::run_with(world, &files::file(world, "rows.csv", text), kind, create_missing)
}

fn import(world: &World, kind: Kind, text: &str) -> (Tally, Vec<(u64, String)>) {
    let (report, notes) = files::import(world, &run_of(world, kind, text, false));
    (report.tally, notes.rejected)
}

fn check(world: &World) -> TotalsCheck {
    check_totals(&world.database, world.access).expect("an answer")
}

/// Customers 1 to 6; each second one is Blue, each third one Red, the others have no type.
fn with_customers(world: &World) {
    let row = |id: i64| format!("{id},Name{id},{}\n", type_of(id).unwrap_or_default());
    let rows: String = (1..=CUSTOMERS).map(row).collect();
    let (tally, notes) = import(world, Kind::Customers, &format!("CID,First Name,Type\n{rows}"));
    assert_eq!(tally, Tally::of(CUSTOMERS as u64, 0, 0, 0), "{notes:?}");
}

fn type_of(id: i64) -> Option<&'static str> {
    match id {
        id if id % 2 == 0 => Some("Blue"),
        id if id % 3 == 0 => Some("Red"),
        _ => None,
    }
}

fn id(customer: i64) -> CustomerId {
    customer.try_into().expect("an id")
}

fn record(world: &World, customer: i64, channel: &str, micros: i64) -> RecordOutcome {
    let new = RecordInteraction {
        customer: id(customer),
        channel: ChannelName::parse(channel).expect("a name"),
        occurred_at: DateTime::from_timestamp_micros(micros).expect("a time"),
    };
    let recorded =
        world.database.write_blocking(world.access, move |scoped| interactions::record(scoped, &new, noon()));
    recorded.expect("an answer")
}

fn question(start: &str, end: &str, zone: &str, topic: &str, customer_type: &str) -> Question {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Question {
        range: DateRange::parse(Some(start), Some(end)).expect("a range"),
        zone: zone.parse().expect("a zone"),
        topic: given(topic).map(|topic| TopicName::parse(&topic).expect("a topic")),
        customer_type: given(customer_type),
    }
}

/// The same pseudo-random numbers each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).expect("it fits") % sides
    }
}

/// What counting the rows one by one gives.
struct Counted<'m> {
    model: &'m Model,
    types: &'m BTreeMap<i64, Option<&'static str>>,
    topics: &'m [(Month, &'static str)],
    question: &'m Question,
}

impl Counted<'_> {
    fn day(&self, micros: i64) -> NaiveDate {
        self.question.zone.day_of(micros)
    }

    fn topics_of(&self, micros: i64) -> Vec<&'static str> {
        let month = Month::of(self.day(micros));
        let is_asked = |topic: &&str| {
            self.question.topic.as_ref().is_none_or(|asked| asked.folded() == topic.to_lowercase())
        };
        let of_month = self.topics.iter().filter(|(known, _)| *known == month).map(|(_, topic)| *topic);
        of_month.filter(is_asked).collect()
    }

    fn rows(&self) -> impl Iterator<Item = &(i64, &'static str, i64)> {
        self.model.iter().filter(|(customer, _, micros)| {
            let (day, range) = (self.day(*micros), self.question.range);
            let Some(customer_type) = self.types.get(customer) else { return false };
            range.start().is_none_or(|start| start <= day)
                && range.end().is_none_or(|end| day <= end)
                && (self.question.topic.is_none() || !self.topics_of(*micros).is_empty())
                && self.question.customer_type.as_deref().is_none_or(|asked| *customer_type == Some(asked))
        })
    }

    fn by_channel<'r>(
        &self,
        rows: impl Iterator<Item = &'r (i64, &'static str, i64)>,
        known: &[String],
    ) -> Vec<(String, i64)> {
        let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
        rows.for_each(|(_, channel, _)| *counts.entry(channel).or_default() += 1);
        known.iter().map(|name| (name.clone(), counts.get(name.as_str()).copied().unwrap_or(0))).collect()
    }
}

/// Compares every statistic with a plain count over the rows.
fn compare(
    world: &World,
    model: &Model,
    types: &BTreeMap<i64, Option<&'static str>>,
    topics: &[(Month, &'static str)],
    question: &Question,
) {
    let plain = Counted { model, types, topics, question };
    let asked = question.clone();
    let known: Vec<String> =
        read(world, interactions::channels).iter().map(|(_, name)| name.to_owned()).collect();
    let found = read(world, move |scoped| interactions::by_channel(scoped, &asked));
    assert_eq!(found, plain.by_channel(plain.rows(), &known), "by channel: {question:?}");

    let asked = question.clone();
    let found = read(world, move |scoped| interactions::by_type(scoped, &asked));
    let kinds: BTreeSet<Option<&str>> = plain.rows().map(|(customer, ..)| types[customer]).collect();
    let want: Vec<_> = kinds
        .into_iter()
        .map(|kind| {
            let rows = plain.rows().filter(|(customer, ..)| types[customer] == kind);
            (kind.map(str::to_owned), plain.by_channel(rows, &known))
        })
        .collect();
    let found: Vec<_> = found.into_iter().map(|it| (it.customer_type, it.interactions)).collect();
    assert_eq!(found, want, "by type: {question:?}");

    compare_topics(world, &plain);
    for bucket in [Bucket::Day, Bucket::Week, Bucket::Month] {
        let asked = question.clone();
        let line = read(world, move |scoped| interactions::timeline(scoped, &asked, bucket));
        let Ok(line) = line else {
            assert_eq!((bucket, question.range), (Bucket::Day, DateRange::default()));
            continue;
        };
        for (start, counts) in line {
            let rows = plain.rows().filter(|(_, _, micros)| bucket.start_of(plain.day(*micros)) == start);
            assert_eq!(counts, plain.by_channel(rows, &known), "{bucket} {start}: {question:?}");
        }
    }
    compare_customers(world, &plain, &known);
}

fn compare_topics(world: &World, plain: &Counted<'_>) {
    let asked = plain.question.clone();
    let found = read(world, move |scoped| interactions::by_topic(scoped, &asked));
    for (topic, count) in found {
        let rows = plain.rows().filter(|(_, _, micros)| plain.topics_of(*micros).contains(&topic.as_str()));
        assert_eq!(count, rows.count() as i64, "{topic}: {:?}", plain.question);
    }
    let asked = plain.question.clone();
    let found = read(world, move |scoped| interactions::products(scoped, &asked));
    let mut want: BTreeMap<Option<String>, BTreeMap<String, i64>> = BTreeMap::new();
    for (customer, _, micros) in plain.rows() {
        for topic in plain.topics_of(*micros) {
            let kind = plain.types[customer].map(str::to_owned);
            *want.entry(kind).or_default().entry(topic.to_owned()).or_default() += 1;
        }
    }
    let want: Vec<_> =
        want.into_iter().map(|(kind, topics)| (kind, topics.into_iter().collect::<Vec<_>>())).collect();
    assert_eq!(found, want, "products: {:?}", plain.question);
}

fn compare_customers(world: &World, plain: &Counted<'_>, known: &[String]) {
    let (asked, page) = (plain.question.clone(), Page { after: None, limit: 1000 });
    let rows = read(world, move |scoped| interactions::by_customer(scoped, &asked, page));
    let is_asked = |kind: &Option<&str>| {
        plain.question.customer_type.as_deref().is_none_or(|asked| *kind == Some(asked))
    };
    let ids: Vec<i64> = plain.types.iter().filter(|(_, kind)| is_asked(kind)).map(|(id, _)| *id).collect();
    assert_eq!(rows.iter().map(|row| row.customer_id).collect::<Vec<_>>(), ids);
    for row in rows {
        let own = plain.rows().filter(|(customer, ..)| *customer == row.customer_id);
        assert_eq!(
            row.interactions,
            plain.by_channel(own, known),
            "{}: {:?}",
            row.customer_id,
            plain.question
        );
        let (asked, customer) = (plain.question.clone(), id(row.customer_id));
        let single = read(world, move |scoped| interactions::customer_counts(scoped, customer, &asked));
        assert_eq!(single, Some(row.interactions));
    }
}

/// Around the edges of days, months, clock changes and years, before 1970 too.
fn a_moment(dice: &mut Dice) -> i64 {
    let days =
        ["2019-10-27", "2020-02-29", "2020-03-29", "2020-03-31", "2019-12-31", "1969-12-31", "2020-04-01"];
    let day: NaiveDate = pick(dice, &days).parse().expect("a day");
    let start = i64::from(day.to_epoch_days()) * 86_400_000_000;
    start + dice.below(26) * 3_600_000_000 + pick(dice, &[0, -1, 1, 899_999_999, 1_800_000_000])
}

fn pick<T: Copy>(dice: &mut Dice, of: &[T]) -> T {
    let position = dice.below(i64::try_from(of.len()).expect("few"));
    *usize::try_from(position).ok().and_then(|position| of.get(position)).expect("one of them")
}

fn as_file(rows: &[(i64, &str, i64)]) -> String {
    let row = |(customer, channel, micros): &(i64, &str, i64)| {
        let time = DateTime::from_timestamp_micros(*micros).expect("a time");
        format!("{},{channel},{customer}\n", time.format("%Y-%m-%dT%H:%M:%S%.6fZ"))
    };
    format!("Date Start,Interaction,Customers\n{}", rows.iter().map(row).collect::<String>())
}

fn delete_one(world: &World, model: &mut Model, dice: &mut Dice) {
    let page = Page { after: None, limit: 1000 };
    let stored = read(world, move |scoped| interactions::list(scoped, &InteractionFilter::default(), page));
    let Some(victim) = stored.get(dice.below(stored.len().max(1) as i64) as usize) else { return };
    let id = victim.id.to_string().parse().expect("an id");
    let deleted =
        world.database.write_blocking(world.access, move |scoped| interactions::delete(scoped, id, noon()));
    assert!(deleted.expect("an answer"));
    let micros = victim.occurred_at.timestamp_micros();
    assert!(model.remove(&(
        victim.customer_id,
        CHANNELS.iter().find(|it| **it == victim.channel).expect("a channel"),
        micros
    )));
}

#[test]
fn every_statistic_is_a_plain_count_over_the_rows_whatever_happens() {
    on_each(|world| {
        with_customers(world);
        let topics = "Date,Product\n10-2019,Sand\n03-2020,SAND\n02-2020,Gold\n03-2020,Gold\n12-1969,Old\n";
        assert_eq!(import(world, Kind::Topics, topics).0, Tally::of(5, 0, 0, 0));
        assert_eq!(import(world, Kind::Topics, topics).0, Tally::of(0, 0, 5, 0));
        let month = |text| parse_month(text).expect("a month");
        let topics = [
            (month("10-2019"), "Sand"),
            (month("03-2020"), "Sand"),
            (month("02-2020"), "Gold"),
            (month("03-2020"), "Gold"),
            (month("12-1969"), "Old"),
        ];
        let mut types: BTreeMap<i64, Option<&str>> = (1..=CUSTOMERS).map(|id| (id, type_of(id))).collect();
        let (mut model, mut dice) = (Model::new(), Dice(7));
        let mut file: Vec<(i64, &str, i64)> = Vec::new();
        for step in 0..60 {
            let customer = 1 + dice.below(types.len() as i64);
            let (channel, micros) = (CHANNELS[dice.below(4) as usize], a_moment(&mut dice));
            match step % 6 {
                0 => {
                    let row = |dice: &mut Dice| {
                        (1 + dice.below(types.len() as i64), CHANNELS[dice.below(4) as usize], a_moment(dice))
                    };
                    file = (0..20).map(|_| row(&mut dice)).collect();
                    let before = model.len();
                    model.extend(file.iter().copied());
                    let new = (model.len() - before) as u64;
                    assert_eq!(
                        import(world, Kind::Interactions, &as_file(&file)).0,
                        Tally::of(new, 0, 20 - new, 0)
                    );
                }
                1 => {
                    let is_new = model.insert((customer, channel, micros));
                    let outcome = record(world, customer, channel, micros);
                    assert_eq!(matches!(outcome, RecordOutcome::Recorded(_)), is_new, "{outcome:?}");
                }
                2 | 3 => delete_one(world, &mut model, &mut dice),
                4 => {
                    // What was deleted comes again, the rest is known.
                    model.extend(file.iter().copied());
                    import(world, Kind::Interactions, &as_file(&file));
                }
                _ => {
                    let kind = ["Blue", "Red", "Green"][dice.below(3) as usize];
                    types.insert(customer, Some(kind));
                    import(world, Kind::Customers, &format!("CID,Type\n{customer},{kind}\n"));
                }
            }
            if step == 40 {
                let last = CUSTOMERS;
                let deleted = world.database.write_blocking(world.access, move |scoped| {
                    clients::delete(scoped, id(last), &Expected::Any, noon())
                });
                assert_eq!(deleted.expect("an answer"), DeleteOutcome::Deleted);
                types.remove(&last);
                model.retain(|(customer, ..)| *customer != last);
                file.retain(|(customer, ..)| *customer != last);
            }
            assert_eq!(check(world).wrong, 0, "after step {step}");
        }
        let rows = read(world, |scoped| interactions::row_counts(scoped, Rows::Interactions));
        assert_eq!((rows, check(world).interactions), (model.len() as i64, model.len() as i64));
        for (start, end) in
            [("", ""), ("2019-10-27", "2020-03-29"), ("2020-03-29", "2020-03-29"), ("", "1969-12-31")]
        {
            for zone in ["UTC", "Europe/Paris", "Asia/Kathmandu"] {
                for (topic, kind) in [("", ""), ("sand", ""), ("", "Blue"), ("Gold", "Red"), ("Nobody's", "")]
                {
                    compare(world, &model, &types, &topics, &question(start, end, zone, topic, kind));
                }
            }
        }
    });
}

#[test]
fn rows_of_customers_that_are_not_there_are_rejected_unless_they_are_to_be_made() {
    on_each(|world| {
        with_customers(world);
        let text = "Date Start,Interaction,Customers\n\
                    31/10/2019 09:05,Call,1\n\
                    31/10/2019 09:05,E-MAIL ,77\n\
                    31/10/2019 09:05,call,1\n\
                    soon,,0\n\
                    43769.378472222,CALL,1\n\
                    31/10/2019 09:06,--,2\n";
        let (tally, notes) = import(world, Kind::Interactions, text);
        assert_eq!(tally, Tally::of(1, 0, 2, 3));
        assert_eq!(notes[0], (3, "customer 77 does not exist".to_owned()));
        assert!(notes[1].1.contains("Date Start must be a date and time as DD/MM/YYYY HH:MM"), "{notes:?}");
        assert!(
            notes[1].1.contains("Interaction is missing; Customers must be a positive integer"),
            "{notes:?}"
        );
        assert_eq!(notes[2].1, "Interaction is missing");

        let run = run_of(world, Kind::Interactions, text, true);
        let (report, _) = files::import(world, &run);
        assert_eq!(report.tally, Tally::of(1, 0, 3, 2));
        let counts =
            read(world, |scoped| interactions::customer_counts(scoped, id(77), &Question::default()));
        assert_eq!(counts, Some(vec![("Call".to_owned(), 0), ("Email".to_owned(), 1)]));
        // A number that a customer had who was deleted is nobody's.
        let gone = world
            .database
            .write_blocking(world.access, |scoped| clients::delete(scoped, id(77), &Expected::Any, noon()));
        assert_eq!(gone.expect("an answer"), DeleteOutcome::Deleted);
        let run = run_of(world, Kind::Interactions, text, true);
        let (report, _) = files::import(world, &run);
        assert_eq!(report.tally, Tally::of(0, 0, 3, 3));
        assert_eq!(check(world).wrong, 0);
    });
}

#[test]
fn dry_runs_and_atomic_imports_count_nothing_that_is_not_kept() {
    on_each(|world| {
        with_customers(world);
        let text = "Date Start,Interaction,Customers\n31/10/2019 09:05,Call,1\n31/10/2019 09:06,Bird,99\n";
        for mode in [Mode::DryRun, Mode::Atomic] {
            let run = Run { mode, ..run_of(world, Kind::Interactions, text, false) };
            let (report, _) = files::import(world, &run);
            assert_eq!((report.kept, report.tally), (false, Tally::of(1, 0, 0, 1)));
            assert_eq!((check(world).interactions, check(world).wrong), (0, 0));
            assert_eq!(read(world, interactions::channels).iter().count(), 0);
        }
        assert_eq!(import(world, Kind::Interactions, text).0, Tally::of(1, 0, 0, 1));
        assert_eq!((check(world).interactions, check(world).totals), (1, 3));
    });
}

#[test]
fn many_who_record_at_once_are_all_counted() {
    on_each(|world| {
        with_customers(world);
        let noon = 1_572_523_200_000_000;
        std::thread::scope(|scope| {
            for thread in 0..8 {
                scope.spawn(move || {
                    for n in 0..10 {
                        let outcome =
                            record(world, 1 + n % 3, CHANNELS[(n % 2) as usize], noon + thread * 1000 + n);
                        assert!(matches!(outcome, RecordOutcome::Recorded(_)), "{outcome:?}");
                        // The same for everybody: one of them is the first.
                        record(world, 1, "Post", noon - n);
                    }
                });
            }
        });
        assert_eq!((check(world).interactions, check(world).wrong), (90, 0));
    });
}

/// Transactions that change the same row wait for each other.
#[test]
fn a_total_is_spread_over_rows_on_a_server_except_by_imports() {
    on_each(|world| {
        // The embedded database has one writer.
        if world.database.url().is_embedded() {
            return;
        }
        with_customers(world);
        let rows =
            || world.test.execute("SELECT COUNT(*) FROM interaction_totals WHERE grain = 0").expect("rows");
        let file = as_file(&[(1, "Call", 0), (2, "Call", 1), (4, "Call", 2)]);
        assert_eq!(import(world, Kind::Interactions, &file).0, Tally::of(3, 0, 0, 0));
        // Customer 1 has no type.
        assert_eq!(rows(), "2\n");
        for micros in 3..67 {
            record(world, 2, "Call", micros);
        }
        assert_ne!(rows(), "2\n");
        assert_eq!((check(world).interactions, check(world).wrong), (67, 0));
    });
}

#[test]
fn a_list_can_be_narrowed_and_hides_what_is_gone() {
    on_each(|world| {
        with_customers(world);
        let noon = 1_572_523_200_000_000;
        for (customer, channel, micros) in [(1, "Call", noon), (2, "Call", noon + 1), (1, "Bird", noon + 2)] {
            record(world, customer, channel, micros);
        }
        let listed = |filter: InteractionFilter| {
            let page = Page { after: None, limit: 10 };
            let (rows, count) = read(world, move |scoped| {
                Ok((interactions::list(scoped, &filter, page)?, interactions::count(scoped, &filter)?))
            });
            assert_eq!(rows.len() as i64, count.rows());
            rows.into_iter().map(|row| (row.customer_id, row.channel)).collect::<Vec<_>>()
        };
        let all = [(1, "Call".to_owned()), (2, "Call".to_owned()), (1, "Bird".to_owned())];
        assert_eq!(listed(InteractionFilter::default()), all);
        assert_eq!(listed(InteractionFilter { customer: Some(id(2)), ..Default::default() }), all[1..2]);
        let channel = |name| Some(ChannelName::parse(name).expect("a name"));
        assert_eq!(listed(InteractionFilter { channel: channel("c-a-l-l"), ..Default::default() }), all[..2]);
        assert_eq!(listed(InteractionFilter { channel: channel("Boat"), ..Default::default() }), []);
        let (from, until) = (Some(noon + 1), Some(noon + 2));
        assert_eq!(listed(InteractionFilter { from, until, ..Default::default() }), all[1..2]);
        let gone = world.database.write_blocking(world.access, |scoped| {
            clients::delete(scoped, id(1), &Expected::Any, crate::support::noon())
        });
        assert_eq!(gone.expect("an answer"), DeleteOutcome::Deleted);
        assert_eq!(listed(InteractionFilter::default()), all[1..2]);
        assert_eq!(record_missing(world), RecordOutcome::NoSuchCustomer);
    });
}

#[test]
fn an_id_is_given_once_even_when_the_newest_interaction_is_gone() {
    on_each(|world| {
        with_customers(world);
        let recorded = |micros| match record(world, 1, "Call", micros) {
            RecordOutcome::Recorded(it) => it.id,
            other => panic!("{other:?}"),
        };
        let (first, second) = (recorded(0), recorded(1));
        let newest = second.to_string().parse().expect("an id");
        assert!(write(world, move |scoped| interactions::delete(scoped, newest, noon())));
        let third = recorded(2);
        assert!(first < second && second < third, "{first} {second} {third}");
    });
}

#[test]
fn a_day_that_was_a_mistake_is_no_end_of_a_timeline() {
    on_each(|world| {
        with_customers(world);
        let noon_of_2019 = 1_572_523_200_000_000;
        record(world, 1, "Call", noon_of_2019);
        for micros in [-600_000_000_000_000, 4_000_000_000_000_000] {
            let RecordOutcome::Recorded(mistake) = record(world, 1, "Call", micros) else { panic!("known") };
            let id = mistake.id.to_string().parse().expect("an id");
            assert!(write(world, move |scoped| interactions::delete(scoped, id, noon())));
        }
        for zone in ["UTC", "Europe/Paris"] {
            let whole = question("", "", zone, "", "");
            let line = read(world, move |scoped| interactions::timeline(scoped, &whole, Bucket::Day));
            let days: Vec<_> = line.expect("few days").into_iter().map(|(day, _)| day.to_string()).collect();
            assert_eq!(days, ["2019-10-31"], "{zone}");
        }
    });
}

#[test]
fn years_in_which_nothing_was_change_no_statistic() {
    on_each(|world| {
        with_customers(world);
        import(world, Kind::Topics, "Month,Topic\n10-2019,Sand\n");
        record(world, 1, "Call", 1_572_523_200_000_000);
        for zone in ["UTC", "Europe/Paris"] {
            let ever = question("0001-01-01", "9999-12-31", zone, "", "");
            let topics = read(world, move |scoped| interactions::by_topic(scoped, &ever));
            assert_eq!(topics, [("Sand".to_owned(), 1)], "{zone}");
            let before = question("0001-01-01", "2019-10-30", zone, "", "");
            let topics = read(world, move |scoped| interactions::by_topic(scoped, &before));
            assert_eq!(topics, [("Sand".to_owned(), 0)], "{zone}");
        }
    });
}

#[test]
fn totals_are_right_when_they_are_mended_while_others_record() {
    on_each(|world| {
        with_customers(world);
        let noon = 1_572_523_200_000_000;
        record(world, 1, "Post", noon);
        std::thread::scope(|scope| {
            for customer in 1..=3 {
                scope.spawn(move || {
                    for day in 1..=30 {
                        record(world, customer, "Call", noon + day * 86_400_000_000);
                    }
                });
            }
            scope.spawn(move || {
                for _ in 0..10 {
                    // Something to mend, so that totals are counted anew.
                    world
                        .test
                        .execute("UPDATE interaction_totals SET interaction_count = 7 WHERE grain = 2")
                        .ok();
                    repair_totals(&world.database, world.access).expect("mended");
                }
            });
        });
        repair_totals(&world.database, world.access).expect("mended");
        assert_eq!((check(world).interactions, check(world).wrong), (91, 0));
    });
}

fn record_missing(world: &World) -> RecordOutcome {
    record(world, 1, "Call", 0)
}
