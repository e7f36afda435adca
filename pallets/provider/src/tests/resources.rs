// SPDX-License-Identifier: Apache-2.0
//! `register_resource`, `set_price`, `update_spec`, `take_offline`, `bring_online` and
//! `deregister_resource`.

use crate::{
	mock::*, Error, Event, NextResourceId, Resource, ResourceState, Resources, Rise,
	MAX_AVAILABLE_HOURS, MAX_PRICE_PER_HOUR, PRICE_NOTICE,
};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{
	network::{Multiaddr, PeerId},
	registry::ResourceRegistry,
	resource::{largest_spec, Name, Region, ResourceSpec},
	time::HOURS,
	Balance, ResourceId,
};
use sp_runtime::{DispatchError, DispatchResult};

/// Every way in which a specification can be of bad form, and the error it gives.
fn bad_specs() -> Vec<(ResourceSpec, Error<Test>)> {
	let bytes = |text: &str| text.as_bytes().to_vec();
	let name = |text: &str| -> Name { bytes(text).try_into().expect("short") };
	let region = |text: &str| -> Region { bytes(text).try_into().expect("short") };
	let peer_id = |text: &str| PeerId(bytes(text).try_into().expect("short"));
	let address = Multiaddr(bytes("/ip4/203.0.113.7").try_into().expect("short"));
	vec![
		(ResourceSpec { cores: 0, ..spec() }, Error::NoCapacity),
		(ResourceSpec { memory_mib: 0, ..spec() }, Error::NoCapacity),
		(ResourceSpec { storage_gib: 0, ..spec() }, Error::NoCapacity),
		(ResourceSpec { bandwidth_mbps: 0, ..spec() }, Error::NoCapacity),
		(spec_with_gpus(0), Error::NoCapacity),
		(ResourceSpec { cpu_model: name(""), ..spec() }, Error::BadName),
		(ResourceSpec { operating_system: name("a\nb"), ..spec() }, Error::BadName),
		(ResourceSpec { region: region("EU"), ..spec() }, Error::BadRegion),
		(ResourceSpec { region: region("e"), ..spec() }, Error::BadRegion),
		(ResourceSpec { peer_id: peer_id("12D3KooW"), ..spec() }, Error::BadPeerId),
		(
			ResourceSpec { addresses: vec![address].try_into().expect("one"), ..spec() },
			Error::BadAddress,
		),
	]
}

mod register_resource {
	use super::*;

	fn with_hours(available_hours: u32, min_hours: u32, max_hours: u32) -> DispatchResult {
		ProviderPallet::register_resource(
			signed(ALICE),
			spec(),
			PRICE,
			available_hours,
			min_hours,
			max_hours,
		)
	}

	fn with_price(price_per_hour: u128) -> DispatchResult {
		ProviderPallet::register_resource(signed(ALICE), spec(), price_per_hour, 1, 1, 1)
	}

	#[test]
	fn a_machine_is_listed_and_its_stake_locked() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 300);
			run_to(11);
			take_events();

			assert_ok!(ProviderPallet::register_resource(signed(ALICE), spec(), 60, 100, 2, 24));
			let available_until = 11 + 100 * HOURS;
			assert_eq!(
				take_events(),
				[Event::ResourceRegistered {
					resource: 0,
					provider: ALICE,
					price_per_hour: 60,
					available_until,
					backing: BACKING,
				}]
			);
			assert_eq!(
				resource(0),
				Resource {
					provider: ALICE,
					spec: spec(),
					price_per_hour: 60,
					available_until,
					min_hours: 2,
					max_hours: 24,
					backing: BACKING,
					state: ResourceState::Available,
					rise: None,
				}
			);
			let record = provider(ALICE);
			assert_eq!((record.stake, record.locked, record.resources), (300, BACKING, 1));
			assert_eq!((free(ALICE), held(ALICE)), (ENDOWMENT - 300, 300));
		});
	}

	#[test]
	fn ids_grow_and_are_never_used_again() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 2 * BACKING);
			stake(BOB, BACKING);
			assert_eq!((register(ALICE), register(BOB)), (0, 1));
			assert_ok!(ProviderPallet::deregister_resource(signed(BOB), 1));
			assert_eq!((register(ALICE), register(BOB)), (2, 3));
		});
	}

	#[test]
	fn the_ids_run_out_without_harm() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, BACKING);
			NextResourceId::<Test>::put(u64::MAX);
			assert_noop!(with_hours(1, 1, 1), Error::<Test>::Inconsistent);
		});
	}

	#[test]
	fn the_free_stake_must_cover_it() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, BACKING - 1);
			assert_noop!(with_hours(1, 1, 1), Error::<Test>::InsufficientStake);
			stake(ALICE, 1);
			register(ALICE);
			assert_eq!(provider(ALICE).free(), 0);

			// A second machine needs stake of its own, and what unbonds does not count.
			stake(ALICE, BACKING);
			unstake(ALICE, 1);
			assert_noop!(with_hours(1, 1, 1), Error::<Test>::InsufficientStake);
		});
	}

	#[test]
	fn the_largest_machine_needs_more_than_anybody_has() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 1_000);
			assert_noop!(
				ProviderPallet::register_resource(signed(ALICE), largest_spec(), 60, 1, 1, 1),
				Error::<Test>::InsufficientStake
			);
		});
	}

	#[test]
	fn only_providers_list_machines() {
		ExtBuilder::default().build_and_execute(|| {
			assert_noop!(with_hours(1, 1, 1), Error::<Test>::NotProvider);
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert_noop!(
					ProviderPallet::register_resource(origin, spec(), 60, 1, 1, 1),
					DispatchError::BadOrigin
				);
			}
		});
	}

	#[test]
	fn the_form_of_the_specification_is_checked() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 1_000);
			for (bad, error) in bad_specs() {
				assert_noop!(
					ProviderPallet::register_resource(signed(ALICE), bad, 60, 1, 1, 1),
					error
				);
			}
		});
	}

	#[test]
	fn prices_are_bounded() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 2 * BACKING);
			for bad in [0, MAX_PRICE_PER_HOUR + 1, u128::MAX] {
				assert_noop!(with_price(bad), Error::<Test>::PriceOutOfRange);
			}
			assert_ok!(with_price(1));
			assert_ok!(with_price(MAX_PRICE_PER_HOUR));
		});
	}

	#[test]
	fn hours_are_bounded() {
		ExtBuilder::default().build_and_execute(|| {
			stake(ALICE, 3 * BACKING);
			for (available, min, max) in [
				(0, 1, 1),
				(MAX_AVAILABLE_HOURS + 1, 1, 1),
				(u32::MAX, 1, 1),
				(1, 0, 1),
				(1, 0, 0),
				(1, 2, 1),
				(1, 1, MAX_AVAILABLE_HOURS + 1),
				(1, MAX_AVAILABLE_HOURS + 1, MAX_AVAILABLE_HOURS + 1),
			] {
				assert_noop!(with_hours(available, min, max), Error::<Test>::HoursOutOfRange);
			}
			assert_ok!(with_hours(1, 1, 1));
			assert_ok!(with_hours(MAX_AVAILABLE_HOURS, 1, MAX_AVAILABLE_HOURS));
			assert_ok!(with_hours(1, MAX_AVAILABLE_HOURS, MAX_AVAILABLE_HOURS));
			assert_eq!(resource(1).available_until, 1 + MAX_AVAILABLE_HOURS * HOURS);
		});
	}
}

mod set_price {
	use super::*;

	fn set(id: ResourceId, price: Balance) {
		assert_ok!(ProviderPallet::set_price(signed(ALICE), id, price));
	}

	/// What an order in this block would cost.
	fn price(id: ResourceId) -> Balance {
		resource(id).price_at(now())
	}

	#[test]
	fn a_lower_price_holds_at_once() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let before = resource(id);
			run_to(5);
			take_events();

			set(id, PRICE - 1);
			let price_per_hour = PRICE - 1;
			let from = 5;
			assert_eq!(take_events(), [Event::PriceSet { resource: id, price_per_hour, from }]);
			assert_eq!(resource(id), Resource { price_per_hour, ..before });
		});
	}

	#[test]
	fn a_higher_price_holds_after_the_notice() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let before = resource(id);
			run_to(5);
			take_events();

			set(id, PRICE + 1);
			let rise = Rise { price_per_hour: PRICE + 1, from: 5 + PRICE_NOTICE };
			let Rise { price_per_hour, from } = rise;
			assert_eq!(take_events(), [Event::PriceSet { resource: id, price_per_hour, from }]);
			assert_eq!(resource(id), Resource { rise: Some(rise), ..before });

			run_to(4 + PRICE_NOTICE);
			assert_eq!(price(id), PRICE);
			run_to(5 + PRICE_NOTICE);
			assert_eq!(price(id), PRICE + 1);
		});
	}

	#[test]
	fn a_rise_that_holds_is_what_the_next_price_is_compared_with() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			set(id, PRICE + 10);
			run_to(1 + PRICE_NOTICE);
			// Lower than that, though higher than the one before.
			set(id, PRICE + 5);
			assert_eq!((price(id), resource(id).rise), (PRICE + 5, None));

			set(id, PRICE + 6);
			run_to(1 + 2 * PRICE_NOTICE);
			set(id, PRICE + 7);
			assert_eq!((price(id), resource(id).price_per_hour), (PRICE + 6, PRICE + 6));
			let from = 1 + 3 * PRICE_NOTICE;
			assert_eq!(resource(id).rise, Some(Rise { price_per_hour: PRICE + 7, from }));
		});
	}

	#[test]
	fn a_rise_that_does_not_hold_yet_is_dropped() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			set(id, PRICE + 10);
			run_to(PRICE_NOTICE);
			// Also by a lower one that is still higher than the present price: its notice is its own.
			for higher in [PRICE + 5, PRICE + 20] {
				set(id, higher);
				let from = 2 * PRICE_NOTICE;
				assert_eq!(resource(id).rise, Some(Rise { price_per_hour: higher, from }));
			}
			run_to(2 * PRICE_NOTICE - 1);
			assert_eq!(price(id), PRICE);
			// The price that holds, set again, keeps it.
			set(id, PRICE);
			assert_eq!(resource(id).rise, None);
			run_to(2 * PRICE_NOTICE);
			assert_eq!(price(id), PRICE);
		});
	}

	#[test]
	fn a_rise_that_is_announced_again_is_not_put_off() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			set(id, PRICE + 10);
			let announced = resource(id);
			let from = 1 + PRICE_NOTICE;
			for block in [1, 5, PRICE_NOTICE] {
				run_to(block);
				take_events();
				set(id, PRICE + 10);
				assert_eq!(resource(id), announced);
				let price_per_hour = PRICE + 10;
				assert_eq!(take_events(), [Event::PriceSet { resource: id, price_per_hour, from }]);
			}
			run_to(from);
			assert_eq!(price(id), PRICE + 10);
			// Once it holds, it is a price like any.
			set(id, PRICE + 10);
			assert_eq!((price(id), resource(id).rise), (PRICE + 10, None));
		});
	}

	#[test]
	fn nobody_who_asked_pays_more_for_as_long_as_the_notice() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let mut prices = vec![price(id)];
			for (block, to) in (2..).zip([70, 50, 90, 40, 41, 80, 30, 30, 100, 99, 60, 1_000]) {
				run_to(block);
				set(id, to);
				prices.push(price(id));
			}
			for block in 14..30 {
				run_to(block);
				prices.push(price(id));
			}
			// From each block up to that of the last change.
			for (at, asked) in prices.iter().enumerate().take(13) {
				let rise = prices[at..].iter().position(|later| later > asked);
				assert!(rise.is_none_or(|blocks| blocks >= PRICE_NOTICE as usize), "{prices:?}");
			}
			assert_eq!(price(id), 1_000);
		});
	}

	#[test]
	fn other_changes_leave_a_rise_alone() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING + 50);
			set(id, PRICE + 1);
			let rise = resource(id).rise;
			assert_ok!(ProviderPallet::update_spec(signed(ALICE), id, spec_with_gpus(1)));
			assert_ok!(ProviderPallet::extend_availability(signed(ALICE), id, 1));
			assert_ok!(ProviderPallet::take_offline(signed(ALICE), id));
			assert_ok!(ProviderPallet::bring_online(signed(ALICE), id));
			lease(id, 7);
			assert_eq!(resource(id).rise, rise);
		});
	}

	#[test]
	fn the_price_of_a_leased_machine_can_be_set() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			assert_ok!(ProviderPallet::set_price(signed(ALICE), id, 61));
			assert_eq!(resource(id).state.occupant(), Some(7));
		});
	}

	#[test]
	fn prices_are_bounded() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			for bad in [0, MAX_PRICE_PER_HOUR + 1] {
				assert_noop!(
					ProviderPallet::set_price(signed(ALICE), id, bad),
					Error::<Test>::PriceOutOfRange
				);
			}
			assert_ok!(ProviderPallet::set_price(signed(ALICE), id, 1));
			assert_ok!(ProviderPallet::set_price(signed(ALICE), id, MAX_PRICE_PER_HOUR));
		});
	}

	#[test]
	fn only_the_owner_sets_it() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			assert_noop!(
				ProviderPallet::set_price(signed(BOB), id, 61),
				Error::<Test>::NotResourceOwner
			);
			assert_noop!(
				ProviderPallet::set_price(signed(ALICE), id + 1, 61),
				Error::<Test>::ResourceNotFound
			);
			assert_noop!(
				ProviderPallet::set_price(RuntimeOrigin::root(), id, 61),
				DispatchError::BadOrigin
			);
		});
	}
}

mod update_spec {
	use super::*;

	#[test]
	fn a_larger_machine_locks_more() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING + 100);
			let before = resource(id);
			take_events();

			let larger = spec_with_gpus(2);
			assert_ok!(ProviderPallet::update_spec(signed(ALICE), id, larger.clone()));
			let backing = BACKING + 100;
			assert_eq!(take_events(), [Event::SpecUpdated { resource: id, backing }]);
			assert_eq!(resource(id), Resource { spec: larger, backing, ..before });
			assert_eq!(provider(ALICE).locked, backing);
			assert_noop!(
				ProviderPallet::update_spec(signed(ALICE), id, spec_with_gpus(3)),
				Error::<Test>::InsufficientStake
			);
		});
	}

	#[test]
	fn a_smaller_machine_locks_less() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let smaller = ResourceSpec { cores: 1, ..spec() };
			assert_ok!(ProviderPallet::update_spec(signed(ALICE), id, smaller));
			assert_eq!(resource(id).backing, BACKING - 30);
			assert_eq!(provider(ALICE).free(), 30);
			assert_eq!(held(ALICE), BACKING);
		});
	}

	#[test]
	fn an_offline_machine_stays_offline() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			assert_ok!(ProviderPallet::take_offline(signed(ALICE), id));
			assert_ok!(ProviderPallet::update_spec(signed(ALICE), id, spec()));
			assert_eq!(resource(id).state, ResourceState::Offline);
		});
	}

	#[test]
	fn a_machine_in_use_stays_as_agreed() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			reserve(id, 7);
			assert_noop!(
				ProviderPallet::update_spec(signed(ALICE), id, spec()),
				Error::<Test>::ResourceInUse
			);
			let other = listed(BOB, BACKING);
			lease(other, 8);
			assert_noop!(
				ProviderPallet::update_spec(signed(BOB), other, spec()),
				Error::<Test>::ResourceInUse
			);
		});
	}

	#[test]
	fn form_and_owner_are_checked() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			for (bad, error) in bad_specs() {
				assert_noop!(ProviderPallet::update_spec(signed(ALICE), id, bad), error);
			}
			assert_noop!(
				ProviderPallet::update_spec(signed(BOB), id, spec()),
				Error::<Test>::NotResourceOwner
			);
			assert_noop!(
				ProviderPallet::update_spec(signed(ALICE), id + 1, spec()),
				Error::<Test>::ResourceNotFound
			);
			assert_noop!(
				ProviderPallet::update_spec(RuntimeOrigin::none(), id, spec()),
				DispatchError::BadOrigin
			);
		});
	}
}

mod take_offline {
	use super::*;

	#[test]
	fn an_idle_machine_goes_offline_and_keeps_its_stake() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			take_events();

			assert_ok!(ProviderPallet::take_offline(signed(ALICE), id));
			assert_eq!(take_events(), [Event::ResourceTakenOffline { resource: id }]);
			assert_eq!(resource(id).state, ResourceState::Offline);
			assert_eq!((resource(id).backing, provider(ALICE).locked), (BACKING, BACKING));
			assert_noop!(
				ProviderPallet::take_offline(signed(ALICE), id),
				Error::<Test>::ResourceOffline
			);
		});
	}

	#[test]
	fn a_machine_in_use_does_not() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			reserve(id, 7);
			assert_noop!(
				ProviderPallet::take_offline(signed(ALICE), id),
				Error::<Test>::ResourceInUse
			);
			let other = listed(BOB, BACKING);
			lease(other, 8);
			assert_noop!(
				ProviderPallet::take_offline(signed(BOB), other),
				Error::<Test>::ResourceInUse
			);
		});
	}

	#[test]
	fn only_the_owner_takes_it() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			assert_noop!(
				ProviderPallet::take_offline(signed(BOB), id),
				Error::<Test>::NotResourceOwner
			);
			assert_noop!(
				ProviderPallet::take_offline(signed(ALICE), id + 1),
				Error::<Test>::ResourceNotFound
			);
			assert_noop!(
				ProviderPallet::take_offline(RuntimeOrigin::root(), id),
				DispatchError::BadOrigin
			);
		});
	}
}

mod bring_online {
	use super::*;

	#[test]
	fn a_machine_comes_back() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			assert_ok!(ProviderPallet::take_offline(signed(ALICE), id));
			take_events();

			assert_ok!(ProviderPallet::bring_online(signed(ALICE), id));
			assert_eq!(
				take_events(),
				[Event::ResourceBroughtOnline { resource: id, backing: BACKING }]
			);
			assert_eq!(resource(id).state, ResourceState::Available);
		});
	}

	#[test]
	fn the_requirement_of_the_day_is_locked() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			assert_ok!(ProviderPallet::take_offline(signed(ALICE), id));
			require_base(150);
			assert_noop!(
				ProviderPallet::bring_online(signed(ALICE), id),
				Error::<Test>::InsufficientStake
			);
			stake(ALICE, 50);
			assert_ok!(ProviderPallet::bring_online(signed(ALICE), id));
			assert_eq!((resource(id).backing, provider(ALICE).free()), (BACKING + 50, 0));

			// A lower one frees what is too much.
			assert_ok!(ProviderPallet::take_offline(signed(ALICE), id));
			require_base(40);
			assert_ok!(ProviderPallet::bring_online(signed(ALICE), id));
			assert_eq!((resource(id).backing, provider(ALICE).free()), (BACKING - 60, 110));
		});
	}

	#[test]
	fn a_machine_that_failed_needs_new_stake() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			fail(id, 7, fault(50, 10));
			assert_eq!(resource(id).backing, BACKING - 70);
			assert_noop!(
				ProviderPallet::bring_online(signed(ALICE), id),
				Error::<Test>::InsufficientStake
			);
			stake(ALICE, 70);
			assert_ok!(ProviderPallet::bring_online(signed(ALICE), id));
			assert_eq!(resource(id).backing, BACKING);
		});
	}

	#[test]
	fn only_what_is_offline_comes_online() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			let refused = || {
				assert_noop!(
					ProviderPallet::bring_online(signed(ALICE), id),
					Error::<Test>::ResourceNotOffline
				);
			};
			refused();
			reserve(id, 7);
			refused();
			assert_ok!(ProviderPallet::begin_lease(id, 7));
			refused();
		});
	}

	#[test]
	fn only_the_owner_brings_it() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			assert_ok!(ProviderPallet::take_offline(signed(ALICE), id));
			assert_noop!(
				ProviderPallet::bring_online(signed(BOB), id),
				Error::<Test>::NotResourceOwner
			);
			assert_noop!(
				ProviderPallet::bring_online(signed(ALICE), id + 1),
				Error::<Test>::ResourceNotFound
			);
			assert_noop!(
				ProviderPallet::bring_online(RuntimeOrigin::root(), id),
				DispatchError::BadOrigin
			);
		});
	}
}

mod deregister_resource {
	use super::*;

	#[test]
	fn an_idle_machine_leaves_and_frees_its_stake() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING + 50);
			take_events();

			assert_ok!(ProviderPallet::deregister_resource(signed(ALICE), id));
			assert_eq!(
				take_events(),
				[Event::ResourceDeregistered { resource: id, unlocked: BACKING }]
			);
			assert!(Resources::<Test>::get(id).is_none());
			let record = provider(ALICE);
			assert_eq!((record.resources, record.locked), (0, 0));
			assert_eq!((record.stake, held(ALICE)), (BACKING + 50, BACKING + 50));
			assert_noop!(
				ProviderPallet::deregister_resource(signed(ALICE), id),
				Error::<Test>::ResourceNotFound
			);
		});
	}

	#[test]
	fn so_does_an_offline_one_with_what_a_fault_left() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			lease(id, 7);
			fail(id, 7, fault(150, 10));
			take_events();

			assert_ok!(ProviderPallet::deregister_resource(signed(ALICE), id));
			assert_eq!(take_events(), [Event::ResourceDeregistered { resource: id, unlocked: 30 }]);
			assert_eq!((provider(ALICE).free(), held(ALICE)), (30, 30));
		});
	}

	#[test]
	fn a_machine_in_use_does_not() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			reserve(id, 7);
			assert_noop!(
				ProviderPallet::deregister_resource(signed(ALICE), id),
				Error::<Test>::ResourceInUse
			);
			let other = listed(BOB, BACKING);
			lease(other, 8);
			assert_noop!(
				ProviderPallet::deregister_resource(signed(BOB), other),
				Error::<Test>::ResourceInUse
			);
		});
	}

	#[test]
	fn only_the_owner_removes_it() {
		ExtBuilder::default().build_and_execute(|| {
			let id = listed(ALICE, BACKING);
			assert_noop!(
				ProviderPallet::deregister_resource(signed(BOB), id),
				Error::<Test>::NotResourceOwner
			);
			assert_noop!(
				ProviderPallet::deregister_resource(RuntimeOrigin::root(), id),
				DispatchError::BadOrigin
			);
		});
	}
}
