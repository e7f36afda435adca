// SPDX-License-Identifier: Apache-2.0
//! The stake formula and the transitions of a machine's state.

use crate::{
	mock::{spec, spec_with_gpus, BACKING, REQUIREMENT},
	Occupancy, Provider, ResourceState, StakeRequirement, StateError, MAX_STAKE_RATE,
};
use hamster_primitives::resource::{largest_spec, ResourceSpec};

mod stake_requirement {
	use super::*;

	#[test]
	fn every_part_of_a_machine_counts() {
		assert_eq!(REQUIREMENT.of(&spec()), BACKING);
		assert_eq!(REQUIREMENT.of(&ResourceSpec { cores: 5, ..spec() }), BACKING + 10);
		assert_eq!(REQUIREMENT.of(&ResourceSpec { storage_gib: 21, ..spec() }), BACKING + 1);
		assert_eq!(REQUIREMENT.of(&spec_with_gpus(1)), BACKING + 50);
		assert_eq!(REQUIREMENT.of(&spec_with_gpus(u16::MAX)), BACKING + 65_535 * 50);
	}

	#[test]
	fn memory_counts_by_gib_begun() {
		for (memory_mib, gib) in [(1, 1), (1_024, 1), (1_025, 2), (2_048, 2), (u32::MAX, 1 << 22)] {
			let needed = REQUIREMENT.of(&ResourceSpec { memory_mib, ..spec() });
			assert_eq!(needed, BACKING - 8 * 5 + gib * 5, "{memory_mib} MiB");
		}
	}

	#[test]
	fn bandwidth_and_names_do_not_count() {
		let other = ResourceSpec { bandwidth_mbps: u32::MAX, ..spec() };
		assert_eq!(REQUIREMENT.of(&other), BACKING);
	}

	#[test]
	fn the_highest_rates_and_the_largest_machine_fit_a_balance() {
		let highest = StakeRequirement {
			base: MAX_STAKE_RATE,
			per_core: MAX_STAKE_RATE,
			per_memory_gib: MAX_STAKE_RATE,
			per_storage_gib: MAX_STAKE_RATE,
			per_gpu: MAX_STAKE_RATE,
		};
		assert!(highest.is_within_bounds());
		let max = u128::from(u32::MAX);
		let count = 1 + max + max.div_ceil(1_024) + max + u128::from(u16::MAX);
		assert_eq!(Some(highest.of(&largest_spec())), MAX_STAKE_RATE.checked_mul(count));
	}
}

mod state {
	use super::*;

	const RESERVED: ResourceState = ResourceState::Reserved { order: 7 };
	const OCCUPANCY: Occupancy =
		Occupancy { order: 7, streak: 3, down_since: None, excused_until: 0 };
	const LEASED: ResourceState = ResourceState::Leased(OCCUPANCY);
	use ResourceState::{Available, Offline};

	/// Applies a transition to each of the states, and expects the new state or the error that
	/// leaves the old.
	fn check(
		transition: impl Fn(&mut ResourceState) -> Result<(), StateError>,
		expected: [Result<ResourceState, StateError>; 4],
	) {
		for (before, expected) in [Available, RESERVED, LEASED, Offline].into_iter().zip(expected) {
			let mut state = before;
			let result = transition(&mut state);
			assert_eq!(result.map(|()| state), expected, "from {before:?}");
			if result.is_err() {
				assert_eq!(state, before);
			}
		}
	}

	#[test]
	fn reserve() {
		check(
			|state| state.reserve(7),
			[
				Ok(RESERVED),
				Err(StateError::InUse),
				Err(StateError::InUse),
				Err(StateError::Offline),
			],
		);
	}

	#[test]
	fn unreserve() {
		let refused = Err(StateError::NotHeldByOrder);
		check(|state| state.unreserve(7), [refused, Ok(Available), refused, refused]);
		check(|state| state.unreserve(8), [refused; 4]);
	}

	#[test]
	fn lease() {
		let refused = Err(StateError::NotHeldByOrder);
		check(|state| state.lease(7, 3), [refused, Ok(LEASED), refused, refused]);
		check(|state| state.lease(8, 3), [refused; 4]);
	}

	#[test]
	fn occupancy() {
		let refused = Err(StateError::NotHeldByOrder);
		check(|state| state.occupancy(7).map(|_| ()), [refused, refused, Ok(LEASED), refused]);
		check(|state| state.occupancy(8).map(|_| ()), [refused; 4]);
	}

	#[test]
	fn take_offline() {
		check(
			ResourceState::take_offline,
			[Ok(Offline), Err(StateError::InUse), Err(StateError::InUse), Err(StateError::Offline)],
		);
	}

	#[test]
	fn bring_online() {
		let refused = Err(StateError::NotOffline);
		check(ResourceState::bring_online, [refused, refused, refused, Ok(Available)]);
	}

	#[test]
	fn only_reserved_and_leased_machines_are_in_use() {
		let in_use = Err(StateError::InUse);
		check(|state| state.ensure_idle(), [Ok(Available), in_use, in_use, Ok(Offline)]);
		assert_eq!(
			[Available, RESERVED, LEASED, Offline].map(|state| state.occupant()),
			[None, Some(7), Some(7), None]
		);
	}
}

#[test]
fn a_provider_with_anything_to_lose_is_not_forgotten() {
	assert!(Provider::default().is_forgettable());
	let mut unbonding = Provider::default();
	assert!(unbonding.unbonding.push(1, 1).is_ok());
	let mut failed = Provider::default();
	failed.reputation.note_fault(0);
	let mut served = Provider::default();
	served.reputation.note_lease(1, false);
	for kept in [
		Provider { stake: 1, ..Default::default() },
		Provider { resources: 1, ..Default::default() },
		Provider { secured: 1, ..Default::default() },
		unbonding,
		failed,
		served,
	] {
		assert!(!kept.is_forgettable(), "{kept:?}");
	}
}
