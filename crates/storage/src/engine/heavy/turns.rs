//! The order in which waiters get permits: firms take turns, and no caller and no firm gets more than its share.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::Hash;
use std::ops::Bound;

/// The most waiters per firm.
const MOST_WAITING: usize = 4_096;

/// Permits and the waiters for them.
pub(super) struct Turns<A, W> {
    free: usize,
    per_asker: usize,
    /// All permits but one: the callers of one firm together leave that one to other firms.
    per_firm: usize,
    running: HashMap<A, usize>,
    running_of_firms: HashMap<i64, usize>,
    waiting: BTreeMap<i64, VecDeque<(A, W)>>,
    /// The firm that was served last.
    last: i64,
}

impl<A: Copy + Eq + Hash, W> Turns<A, W> {
    pub(super) fn new(permits: usize, per_asker: usize) -> Self {
        Self {
            free: permits.max(1),
            per_asker: per_asker.max(1),
            per_firm: permits.saturating_sub(1).max(1),
            running: HashMap::new(),
            running_of_firms: HashMap::new(),
            waiting: BTreeMap::new(),
            last: 0,
        }
    }

    /// Whether the caller gets a permit at once. While one is free, only callers wait whose own share or whose firm's
    /// share is used up.
    pub(super) fn admit(&mut self, firm: i64, asker: A) -> bool {
        let admitted = self.free > 0 && self.firm_may_run(firm) && self.may_run(&asker);
        if admitted {
            self.grant(firm, asker);
        }
        admitted
    }

    /// Queues a waiter. False when the firm has too many; cancelled waiters make room.
    pub(super) fn queue(&mut self, firm: i64, asker: A, waiter: W, is_there: impl Fn(&W) -> bool) -> bool {
        let queue = self.waiting.entry(firm).or_default();
        if queue.len() >= MOST_WAITING {
            queue.retain(|(_, waiter)| is_there(waiter));
        }
        let has_room = queue.len() < MOST_WAITING;
        if has_room {
            queue.push_back((asker, waiter));
        }
        has_room
    }

    /// The next waiter to get a free permit: firms after the last one served come first.
    pub(super) fn next(&mut self) -> Option<(A, W)> {
        if self.free == 0 {
            return None;
        }
        let behind = (Bound::Excluded(self.last), Bound::Unbounded);
        let firms = self.waiting.range(behind).chain(self.waiting.range(..=self.last));
        let found = firms.filter(|(firm, _)| self.firm_may_run(**firm)).find_map(|(firm, queue)| {
            let place = queue.iter().position(|(asker, _)| self.may_run(asker))?;
            Some((*firm, place))
        });
        let (firm, place) = found?;
        let queue = self.waiting.get_mut(&firm)?;
        let next = queue.remove(place);
        if queue.is_empty() {
            self.waiting.remove(&firm);
        }
        let (asker, waiter) = next?;
        self.grant(firm, asker);
        Some((asker, waiter))
    }

    /// Returns a permit.
    pub(super) fn leave(&mut self, firm: i64, asker: A) {
        self.free += 1;
        count_down(&mut self.running, asker);
        count_down(&mut self.running_of_firms, firm);
    }

    fn firm_may_run(&self, firm: i64) -> bool {
        self.running_of_firms.get(&firm).is_none_or(|count| *count < self.per_firm)
    }

    fn may_run(&self, asker: &A) -> bool {
        self.running.get(asker).is_none_or(|count| *count < self.per_asker)
    }

    fn grant(&mut self, firm: i64, asker: A) {
        self.free -= 1;
        *self.running.entry(asker).or_default() += 1;
        *self.running_of_firms.entry(firm).or_default() += 1;
        self.last = firm;
    }
}

fn count_down<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: K) {
    if let Entry::Occupied(mut count) = counts.entry(key) {
        *count.get_mut() -= 1;
        if *count.get() == 0 {
            count.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A caller in these tests: a firm and a key of it.
    type Asker = (i64, char);

    fn queue(turns: &mut Turns<Asker, usize>, askers: &[Asker]) {
        for (place, asker) in askers.iter().enumerate() {
            assert!(turns.queue(asker.0, *asker, place, |_| true));
        }
    }

    /// The order in which callers are served, one at a time.
    fn served(turns: &mut Turns<Asker, usize>) -> Vec<Asker> {
        std::iter::from_fn(|| {
            let (asker, _) = turns.next()?;
            turns.leave(asker.0, asker);
            Some(asker)
        })
        .collect()
    }

    #[test]
    fn firms_take_turns_whatever_their_demand() {
        let mut turns = Turns::new(1, 1);
        queue(&mut turns, &[(1, 'a'), (1, 'a'), (1, 'b'), (1, 'a'), (2, 'c'), (3, 'd'), (3, 'd')]);
        assert_eq!(
            served(&mut turns),
            [(1, 'a'), (2, 'c'), (3, 'd'), (1, 'a'), (3, 'd'), (1, 'b'), (1, 'a')]
        );
    }

    #[test]
    fn a_caller_has_a_share_and_others_pass_it() {
        let mut turns = Turns::new(3, 2);
        assert!(turns.admit(1, (1, 'a')) && turns.admit(1, (1, 'a')));
        assert!(!turns.admit(1, (1, 'a')), "one is left, for others");
        queue(&mut turns, &[(1, 'a'), (2, 'b')]);
        assert_eq!(turns.next(), Some(((2, 'b'), 1)));
        assert_eq!(turns.next(), None);
        turns.leave(1, (1, 'a'));
        assert_eq!(turns.next(), Some(((1, 'a'), 0)));
    }

    #[test]
    fn the_callers_of_a_firm_leave_one_permit_to_other_firms() {
        let mut turns = Turns::new(3, 2);
        assert!(turns.admit(1, (1, 'a')) && turns.admit(1, (1, 'a')));
        assert!(!turns.admit(1, (1, 'b')), "one is left, for other firms");
        queue(&mut turns, &[(1, 'b')]);
        assert_eq!(turns.next(), None);
        assert!(turns.admit(2, (2, 'c')));
        turns.leave(2, (2, 'c'));
        assert_eq!(turns.next(), None);
        turns.leave(1, (1, 'a'));
        assert_eq!(turns.next(), Some(((1, 'b'), 0)));
    }

    #[test]
    fn a_full_queue_refuses_unless_waiters_were_cancelled() {
        let mut turns = Turns::new(1, 1);
        let askers = vec![(1, 'a'); MOST_WAITING];
        queue(&mut turns, &askers);
        assert!(!turns.queue(1, (1, 'a'), 0, |_| true));
        assert!(turns.queue(2, (2, 'b'), 0, |_| true), "another firm has a queue of its own");
        assert!(turns.queue(1, (1, 'a'), 0, |place| *place > 10));
    }

    #[test]
    fn the_number_of_permits_is_constant() {
        let mut turns: Turns<Asker, usize> = Turns::new(4, 3);
        let (mut seed, mut running) = (7_u32, Vec::new());
        for place in 0..10_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let asker = (i64::from(seed >> 28) % 3 + 1, if seed & 0x10000 == 0 { 'a' } else { 'b' });
            if seed & 0x20000 == 0 {
                if turns.admit(asker.0, asker) {
                    running.push(asker);
                } else {
                    turns.queue(asker.0, asker, place, |_| true);
                }
            } else if let Some(asker) = running.pop() {
                turns.leave(asker.0, asker);
                running.extend(std::iter::from_fn(|| turns.next().map(|(asker, _)| asker)));
            }
            let most = running.iter().map(|one| running.iter().filter(|it| *it == one).count()).max();
            assert!(running.len() <= 4 && most.unwrap_or_default() <= 3, "{running:?}");
            let of_firm = |firm| running.iter().filter(|(it, _)| *it == firm).count();
            assert!((1..=3).all(|firm| of_firm(firm) <= 3), "{running:?}");
            assert_eq!(turns.free, 4 - running.len());
        }
    }
}
