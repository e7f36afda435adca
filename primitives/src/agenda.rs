// SPDX-License-Identifier: Apache-2.0
//! Work that falls due at a block and that a hook does if nobody else has done it: an agenda, which
//! is a list of entries for each block.
//!
//! A hook works it off in the order of the blocks, within a weight that it may use, and goes on in
//! the next block where it stopped. So a full block never starves those behind it, and no block
//! pays for more than its share.

use crate::BlockNumber;
use frame_support::{
	storage::StorageValue,
	weights::{Weight, WeightMeter},
};

/// What working off an agenda costs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Costs {
	/// Looking at the cursor, and moving it on.
	pub base: Weight,
	/// Finding that a block has no entry left.
	pub advance: Weight,
	/// The most that is used for one entry, finding it included.
	pub worst_step: Weight,
}

/// Works off the agenda up to block `now`, as far as `budget` goes, and charges the budget with what
/// was used. What does not fit is carried over, in order.
///
/// `Cursor` is the first block that is not done; an agenda without one is done up to now. `entries`
/// walks the entries of a block. `step` does what is due for one, takes it off the block, and returns
/// the weight that it used.
pub fn work_off<Cursor, Id, Entries>(
	now: BlockNumber,
	budget: &mut WeightMeter,
	costs: Costs,
	entries: impl Fn(BlockNumber) -> Entries,
	step: impl FnMut(Id, BlockNumber) -> Weight,
) where
	Cursor: StorageValue<BlockNumber, Query = Option<BlockNumber>>,
	Entries: Iterator<Item = Id>,
{
	if budget.try_consume(costs.base).is_err() {
		return;
	}
	let cursor = Cursor::get();
	let next = work_off_from(cursor.unwrap_or(now), now, budget, costs, entries, step);
	if cursor != Some(next) {
		Cursor::put(next);
	}
}

/// Works off the agenda from block `from` on. Returns the first block that is not done.
fn work_off_from<Id, Entries: Iterator<Item = Id>>(
	from: BlockNumber,
	now: BlockNumber,
	budget: &mut WeightMeter,
	costs: Costs,
	entries: impl Fn(BlockNumber) -> Entries,
	mut step: impl FnMut(Id, BlockNumber) -> Weight,
) -> BlockNumber {
	let worst = costs.worst_step.max(costs.advance);
	let mut block = from;
	while block <= now {
		// One walk over the block's entries: starting anew after each would pass over all those that
		// have been taken off already.
		let mut entries = entries(block);
		loop {
			if !budget.can_consume(worst) {
				return block;
			}
			let Some(id) = entries.next() else { break };
			budget.consume(step(id, block));
		}
		budget.consume(costs.advance);
		// Saturating: past the last block number there is no chain.
		block = block.saturating_add(1);
	}
	block
}

#[cfg(test)]
mod tests {
	use super::*;
	use core::cell::RefCell;
	use std::collections::BTreeMap;

	const COSTS: Costs = Costs {
		base: Weight::from_parts(5, 0),
		advance: Weight::from_parts(1, 0),
		worst_step: Weight::from_parts(10, 0),
	};

	/// Works off `agenda` with a budget of `limit`, at `cost` a step. Returns what was done and the
	/// block to go on from.
	fn work(
		agenda: &RefCell<BTreeMap<BlockNumber, Vec<u8>>>,
		from: BlockNumber,
		limit: u64,
		cost: u64,
	) -> (Vec<u8>, BlockNumber, u64) {
		let mut budget = WeightMeter::with_limit(Weight::from_parts(limit, 0));
		let mut done = vec![];
		let next = work_off_from(
			from,
			5,
			&mut budget,
			COSTS,
			|block| agenda.borrow().get(&block).cloned().unwrap_or_default().into_iter(),
			|id, block| {
				agenda.borrow_mut().get_mut(&block).unwrap().retain(|entry| *entry != id);
				done.push(id);
				Weight::from_parts(cost, 0)
			},
		);
		(done, next, budget.consumed().ref_time())
	}

	fn agenda() -> RefCell<BTreeMap<BlockNumber, Vec<u8>>> {
		RefCell::new([(2, vec![1, 2, 3]), (4, vec![4]), (6, vec![5])].into())
	}

	#[test]
	fn what_is_due_is_done_in_order_and_no_more() {
		assert_eq!(work(&agenda(), 1, 1_000, 10), (vec![1, 2, 3, 4], 6, 4 * 10 + 5));
	}

	#[test]
	fn what_does_not_fit_is_carried_over() {
		let agenda = agenda();
		// One empty block, two steps, and not enough left for a third.
		assert_eq!(work(&agenda, 1, 30, 10), (vec![1, 2], 2, 21));
		assert_eq!(work(&agenda, 2, 30, 10), (vec![3, 4], 4, 22));
		assert_eq!(work(&agenda, 4, 30, 10), (vec![], 6, 2));
	}

	#[test]
	fn unused_weight_goes_to_the_next_step() {
		assert_eq!(work(&agenda(), 1, 16, 2).0, [1, 2, 3]);
	}

	#[test]
	fn without_the_weight_of_a_step_nothing_is_done() {
		assert_eq!(work(&agenda(), 1, 9, 10), (vec![], 1, 0));
	}
}
