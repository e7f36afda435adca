// SPDX-License-Identifier: Apache-2.0
//! `set_stake_requirement` and `set_parameters`.

use crate::{
	mock::*, Error, Event, Parameters, ProviderParameters, Requirement, ResourceStatus,
	StakeRequirement, MAX_HEARTBEAT_INTERVAL, MAX_HEARTBEAT_TOLERANCE, MAX_STAKE_RATE,
	MAX_UNBONDING_DELAY, MIN_HEARTBEAT_INTERVAL,
};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::liveness::HeartbeatRules;
use sp_runtime::DispatchError;

mod set_stake_requirement {
	use super::*;

	fn set(requirement: StakeRequirement) -> sp_runtime::DispatchResult {
		ProviderPallet::set_stake_requirement(RuntimeOrigin::root(), requirement)
	}

	/// The requirement with each of its rates in turn changed to `rate`.
	fn with_each(rate: u128) -> [StakeRequirement; 5] {
		[
			StakeRequirement { base: rate, ..REQUIREMENT },
			StakeRequirement { per_core: rate, ..REQUIREMENT },
			StakeRequirement { per_memory_gib: rate, ..REQUIREMENT },
			StakeRequirement { per_storage_gib: rate, ..REQUIREMENT },
			StakeRequirement { per_gpu: rate, ..REQUIREMENT },
		]
	}

	#[test]
	fn the_new_one_holds_from_now_on() {
		ExtBuilder::default().build_and_execute(|| {
			assert_eq!(Requirement::<Test>::get(), REQUIREMENT);
			let requirement = StakeRequirement {
				base: 1,
				per_core: 2,
				per_memory_gib: 3,
				per_storage_gib: 4,
				per_gpu: 5,
			};
			assert_ok!(set(requirement));
			assert_eq!(take_events(), [Event::StakeRequirementSet { requirement }]);
			assert_eq!(Requirement::<Test>::get(), requirement);

			let id = listed(ALICE, 1 + 4 * 2 + 8 * 3 + 20 * 4);
			assert_eq!(resource(id).backing, 113);
		});
	}

	#[test]
	fn every_rate_is_bounded() {
		ExtBuilder::default().build_and_execute(|| {
			for bad in with_each(MAX_STAKE_RATE + 1).into_iter().chain(with_each(u128::MAX)) {
				assert_noop!(set(bad), Error::<Test>::ParameterOutOfBounds);
			}
			for good in with_each(MAX_STAKE_RATE) {
				assert_ok!(set(good));
			}
			let [no_base, rest @ ..] = with_each(0);
			assert_noop!(set(no_base), Error::<Test>::ParameterOutOfBounds);
			for good in rest {
				assert_ok!(set(good));
			}
		});
	}

	#[test]
	fn only_governance_sets_it() {
		ExtBuilder::default().build_and_execute(|| {
			for origin in [signed(ALICE), RuntimeOrigin::none()] {
				assert_noop!(
					ProviderPallet::set_stake_requirement(origin, REQUIREMENT),
					DispatchError::BadOrigin
				);
			}
		});
	}

	#[test]
	fn leases_go_on_and_idle_machines_are_suspended() {
		ExtBuilder::default().build_and_execute(|| {
			let leased = listed(ALICE, 2 * BACKING);
			let idle = register(ALICE);
			lease(leased, 7);
			require_base(101);
			assert_eq!(status(leased), ResourceStatus::Leased);
			assert_eq!(status(idle), ResourceStatus::Suspended);
			assert_eq!((resource(leased).backing, resource(idle).backing), (BACKING, BACKING));

			require_base(100);
			assert_eq!(status(idle), ResourceStatus::Available);
		});
	}
}

mod set_parameters {
	use super::*;

	fn set(parameters: ProviderParameters) -> sp_runtime::DispatchResult {
		ProviderPallet::set_parameters(RuntimeOrigin::root(), parameters)
	}

	fn with_rules(interval: u32, tolerance: u32) -> ProviderParameters {
		ProviderParameters { heartbeat: HeartbeatRules { interval, tolerance }, ..PARAMETERS }
	}

	fn with_delay(unbonding_delay: u32) -> ProviderParameters {
		ProviderParameters { unbonding_delay, ..PARAMETERS }
	}

	#[test]
	fn the_new_ones_are_stored() {
		ExtBuilder::default().build_and_execute(|| {
			assert_eq!(Parameters::<Test>::get(), PARAMETERS);
			let parameters = with_rules(50, 100);
			assert_ok!(set(parameters));
			assert_eq!(take_events(), [Event::ParametersSet { parameters }]);
			assert_eq!(Parameters::<Test>::get(), parameters);
		});
	}

	#[test]
	fn each_is_bounded() {
		const MIN: u32 = MIN_HEARTBEAT_INTERVAL;
		const MAX: u32 = MAX_HEARTBEAT_INTERVAL;
		ExtBuilder::default().build_and_execute(|| {
			for bad in [
				with_rules(0, 0),
				with_rules(MIN - 1, 2 * MIN),
				with_rules(MAX + 1, MAX_HEARTBEAT_TOLERANCE),
				with_rules(u32::MAX, u32::MAX),
				with_rules(MIN, 2 * MIN - 1),
				with_rules(MAX, 2 * MAX - 1),
				with_rules(MIN, MAX_HEARTBEAT_TOLERANCE + 1),
				with_rules(MIN, u32::MAX),
				with_delay(0),
				with_delay(SHORTEST_DELAY - 1),
				with_delay(MAX_UNBONDING_DELAY + 1),
				with_delay(u32::MAX),
			] {
				assert_noop!(set(bad), Error::<Test>::ParameterOutOfBounds);
			}
			for good in [
				with_rules(MIN, 2 * MIN),
				with_rules(MIN, MAX_HEARTBEAT_TOLERANCE),
				with_rules(MAX, 2 * MAX),
				with_rules(MAX, MAX_HEARTBEAT_TOLERANCE),
				with_delay(SHORTEST_DELAY),
				with_delay(MAX_UNBONDING_DELAY),
			] {
				assert_ok!(set(good));
			}
		});
	}

	#[test]
	fn only_governance_sets_them() {
		ExtBuilder::default().build_and_execute(|| {
			for origin in [signed(ALICE), RuntimeOrigin::none()] {
				assert_noop!(
					ProviderPallet::set_parameters(origin, PARAMETERS),
					DispatchError::BadOrigin
				);
			}
		});
	}
}
