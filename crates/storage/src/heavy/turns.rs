//! Who is next when many want the same few things: firms take turns, and no asker has more than a share.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::Hash;
use std::ops::Bound;

/// So many of one firm may wait.
const MOST_WAITING: usize = 4_096;

/// Permits, and those who wait for one.
pub(super) struct Turns<A, W> {
    free: usize,
    per_asker: usize,
    running: HashMap<A, usize>,
    waiting: BTreeMap<i64, VecDeque<(A, W)>>,
    /// The firm that was served last.
    last: i64,
}

impl<A: Copy + Eq + Hash, W> Turns<A, W> {
    pub(super) fn new(permits: usize, per_asker: usize) -> Self {
        Self {
            free: permits.max(1),
            per_asker: per_asker.max(1),
            running: HashMap::new(),
            waiting: BTreeMap::new(),
            last: 0,
        }
    }

    /// Whether the asker gets a permit at once. When one is free only those wait who have their share.
    pub(super) fn admit(&mut self, firm: i64, asker: A) -> bool {
        let admitted = self.free > 0 && self.may_run(&asker);
        if admitted {
            self.grant(firm, asker);
        }
        admitted
    }

    /// Lets somebody wait. False when too many of the firm do; those who are gone make room.
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

    /// The next one to get a permit that is free: of the firms behind the last one first.
    pub(super) fn next(&mut self) -> Option<(A, W)> {
        if self.free == 0 {
            return None;
        }
        let behind = (Bound::Excluded(self.last), Bound::Unbounded);
        let firms = self.waiting.range(behind).chain(self.waiting.range(..=self.last));
        let found = firms.into_iter().find_map(|(firm, queue)| {
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

    /// Takes a permit back.
    pub(super) fn leave(&mut self, asker: A) {
        self.free += 1;
        if let Some(count) = self.running.get_mut(&asker) {
            *count -= 1;
            if *count == 0 {
                self.running.remove(&asker);
            }
        }
    }

    fn may_run(&self, asker: &A) -> bool {
        self.running.get(asker).is_none_or(|count| *count < self.per_asker)
    }

    fn grant(&mut self, firm: i64, asker: A) {
        self.free -= 1;
        *self.running.entry(asker).or_default() += 1;
        self.last = firm;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An asker of these tests: a firm and a key of it.
    type Asker = (i64, char);

    fn queue(turns: &mut Turns<Asker, usize>, askers: &[Asker]) {
        for (place, asker) in askers.iter().enumerate() {
            assert!(turns.queue(asker.0, *asker, place, |_| true));
        }
    }

    /// The order in which askers are served, one at a time.
    fn served(turns: &mut Turns<Asker, usize>) -> Vec<Asker> {
        std::iter::from_fn(|| {
            let (asker, _) = turns.next()?;
            turns.leave(asker);
            Some(asker)
        })
        .collect()
    }

    #[test]
    fn firms_take_turns_however_much_one_of_them_wants() {
        let mut turns = Turns::new(1, 1);
        queue(&mut turns, &[(1, 'a'), (1, 'a'), (1, 'b'), (1, 'a'), (2, 'c'), (3, 'd'), (3, 'd')]);
        assert_eq!(
            served(&mut turns),
            [(1, 'a'), (2, 'c'), (3, 'd'), (1, 'a'), (3, 'd'), (1, 'b'), (1, 'a')]
        );
    }

    #[test]
    fn an_asker_has_a_share_and_others_pass_it() {
        let mut turns = Turns::new(3, 2);
        assert!(turns.admit(1, (1, 'a')) && turns.admit(1, (1, 'a')));
        assert!(!turns.admit(1, (1, 'a')), "one is left, for others");
        queue(&mut turns, &[(1, 'a'), (1, 'b')]);
        assert_eq!(turns.next(), Some(((1, 'b'), 1)));
        assert_eq!(turns.next(), None);
        turns.leave((1, 'a'));
        assert_eq!(turns.next(), Some(((1, 'a'), 0)));
    }

    #[test]
    fn a_full_queue_refuses_unless_some_of_it_are_gone() {
        let mut turns = Turns::new(1, 1);
        let askers = vec![(1, 'a'); MOST_WAITING];
        queue(&mut turns, &askers);
        assert!(!turns.queue(1, (1, 'a'), 0, |_| true));
        assert!(turns.queue(2, (2, 'b'), 0, |_| true), "another firm has a queue of its own");
        assert!(turns.queue(1, (1, 'a'), 0, |place| *place > 10));
    }

    #[test]
    fn permits_are_neither_lost_nor_made() {
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
                turns.leave(asker);
                running.extend(std::iter::from_fn(|| turns.next().map(|(asker, _)| asker)));
            }
            let most = running.iter().map(|one| running.iter().filter(|it| *it == one).count()).max();
            assert!(running.len() <= 4 && most.unwrap_or_default() <= 3, "{running:?}");
            assert_eq!(turns.free, 4 - running.len());
        }
    }
}
