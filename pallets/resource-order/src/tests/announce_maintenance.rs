// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use hamster_primitives::{market::CloseReason, time::HOURS, BlockNumber, OrderId};
use pallet_provider::ResourceState;
use sp_runtime::DispatchError;

fn announce(lease: OrderId, blocks: BlockNumber) -> DispatchResult {
	ResourceOrder::announce_maintenance(RuntimeOrigin::signed(PROVIDER), lease, blocks)
}

fn settle(lease: OrderId) {
	assert_ok!(ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), lease));
}

#[test]
fn pauses_the_rent() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(101);
		events();
		assert_ok!(announce(id, 100));
		assert_eq!(events(), [Event::MaintenanceAnnounced { lease: id, from: 101, until: 201 }]);
		assert_eq!(
			record(id).maintenance,
			Maintenance {
				windows: vec![Window { from: 101, until: 201 }].try_into().unwrap(),
				period: 0,
				used: 100,
			}
		);
		let ResourceState::Leased(occupancy) = machine_record(0).state else {
			panic!("the machine is leased")
		};
		assert_eq!(occupancy.excused_until, 201);

		// Not paid, but refunded when the lease has completed.
		let end = 1 + 3 * HOURS;
		beat_to(end);
		settle(id);
		assert_eq!(
			events(),
			[
				Event::RentPaid { lease: id, amount: 161_500, fee: 8_500, settled_until: end },
				Event::LeaseClosed {
					lease: id,
					reason: CloseReason::Completed,
					ended: end,
					paid: 161_500,
					fees: 8_500,
					refunded: 10_000,
					compensated: 0,
				},
			]
		);
		assert_eq!(total(TENANT), ENDOWMENT - 170_000);
		assert_eq!(total(PROVIDER), ENDOWMENT + 161_500);
		let reputation = provider_record(PROVIDER).reputation;
		assert_eq!((reputation.blocks_served, reputation.leases_completed), (1_700, 1));
	});
}

#[test]
fn an_hour_with_maintenance_is_paid_less() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(551);
		// 50 blocks of the first hour and 50 of the second.
		assert_ok!(announce(id, 100));
		beat_to(1 + HOURS);
		events();
		settle(id);
		beat_to(1 + 2 * HOURS);
		settle(id);
		assert_eq!(
			events(),
			[
				Event::RentPaid { lease: id, amount: 52_250, fee: 2_750, settled_until: 1 + HOURS },
				Event::RentPaid {
					lease: id,
					amount: 52_250,
					fee: 2_750,
					settled_until: 1 + 2 * HOURS
				},
			]
		);
		assert_eq!(record(id).served, 1_100);
		assert!(record(id).maintenance.windows.is_empty());
	});
}

#[test]
fn an_hour_of_maintenance_is_settled_without_payment() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(2);
		assert_ok!(announce(id, HOURS));
		beat_to(1 + HOURS);
		events();
		settle(id);
		assert!(events().is_empty());
		assert_eq!(record(id).settled_until, 1 + HOURS);
		beat_to(1 + 2 * HOURS);
		settle(id);
		assert_eq!(record(id).ledger.paid, PAY);
		assert_eq!(record(id).ledger.refunded, PRICE);
	});
}

#[test]
fn the_machine_may_be_named_as_down_in_it() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(101);
		assert_ok!(announce(id, 100));
		// From the first block to the last.
		beat_naming(PROVIDER, &[0]);
		skip_to(200);
		beat_naming(PROVIDER, &[0]);
		beat_to(1 + HOURS);
		settle(id);
		assert_eq!(
			record(id).state,
			LeaseState::Closed {
				reason: CloseReason::Completed,
				ended: 1 + HOURS,
				closed: 1 + HOURS
			}
		);
		assert_eq!(record(id).ledger.refunded, 10_000);
	});
}

#[test]
fn the_machine_must_be_up_in_the_block_after_it() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(101);
		assert_ok!(announce(id, 100));
		skip_to(200);
		beat_naming(PROVIDER, &[0]);
		skip_to(201);
		beat_naming(PROVIDER, &[0]);
		settle(id);
		assert_eq!(
			record(id).state,
			LeaseState::Closed { reason: CloseReason::Faulted, ended: 200, closed: 201 }
		);
		// The hundred blocks before the maintenance are paid, none of it is.
		let ledger = record(id).ledger;
		assert_eq!(ledger.paid + ledger.fees, 10_000);
		assert_eq!(ledger.refunded, 50_000);
		assert_eq!(ledger.compensated, 10_000);
	});
}

#[test]
fn heartbeats_must_go_on_in_it() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(101);
		assert_ok!(announce(id, 1_000));
		skip_to(101 + GRACE + 1);
		settle(id);
		assert_eq!(
			record(id).state,
			LeaseState::Closed {
				reason: CloseReason::Faulted,
				ended: 101,
				closed: 101 + GRACE + 1
			}
		);
	});
}

#[test]
fn more_of_it_follows_on_what_is_announced() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		assert_ok!(announce(id, 100));
		skip_to(51);
		events();
		assert_ok!(announce(id, 50));
		assert_eq!(events(), [Event::MaintenanceAnnounced { lease: id, from: 101, until: 151 }]);
		// In the block after its last it follows too.
		skip_to(151);
		assert_ok!(announce(id, 10));
		let maintenance = record(id).maintenance;
		assert_eq!(maintenance.windows.to_vec(), [Window { from: 1, until: 161 }]);
		assert_eq!(maintenance.used, 160);
	});
}

#[test]
fn it_ends_with_the_lease() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		let end = 1 + 3 * HOURS;
		beat_to(end - 10);
		events();
		assert_ok!(announce(id, u32::MAX));
		assert_eq!(
			events(),
			[Event::MaintenanceAnnounced { lease: id, from: end - 10, until: end }]
		);
		assert_eq!(record(id).maintenance.used, 10);
		assert_noop!(announce(id, 1), Error::<Test>::LeaseEnded);
		beat_to(end);
		assert_noop!(announce(id, 1), Error::<Test>::LeaseEnded);
		settle(id);
		assert_eq!(record(id).ledger.refunded, 1_000);
	});
}

#[test]
fn a_lease_may_be_all_maintenance() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		assert_ok!(announce(id, 3 * HOURS));
		beat_to(1 + 3 * HOURS);
		settle(id);
		assert_eq!(record(id).ledger.refunded, 3 * PRICE);
		assert_eq!(total(TENANT), ENDOWMENT);
		assert_eq!(total(PROVIDER), ENDOWMENT);
	});
}

#[test]
fn it_must_last() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		assert_noop!(announce(id, 0), Error::<Test>::ZeroBlocks);
		assert_ok!(announce(id, 1));
	});
}

#[test]
fn the_allowance_bounds_it() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(24);
		let exceeded = DispatchError::from(Error::<Test>::MaintenanceAllowanceExceeded);
		assert_noop!(announce(id, ALLOWANCE + 1), exceeded);
		assert_noop!(announce(id, u32::MAX), exceeded);
		assert_ok!(announce(id, ALLOWANCE - 1));
		assert_noop!(announce(id, 2), exceeded);
		assert_ok!(announce(id, 1));
		assert_noop!(announce(id, 1), exceeded);
		// Settling gives none of it back.
		beat_to(1 + 5 * HOURS);
		settle(id);
		assert_noop!(announce(id, 1), exceeded);
	});
}

#[test]
fn the_allowance_is_given_anew_in_each_period() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let id = lease_of(list(PROVIDER, PRICE, 1_000, 1, 1_000), 800);
		assert_ok!(announce(id, ALLOWANCE));
		beat_to(MAINTENANCE_PERIOD);
		assert_noop!(announce(id, 1), Error::<Test>::MaintenanceAllowanceExceeded);
		skip_to(1 + MAINTENANCE_PERIOD);
		assert_ok!(announce(id, ALLOWANCE));
		assert_eq!(record(id).maintenance.period, 1);
		assert_eq!(record(id).maintenance.used, ALLOWANCE);
		assert_noop!(announce(id, 1), Error::<Test>::MaintenanceAllowanceExceeded);
	});
}

#[test]
fn the_allowance_is_the_one_that_was_agreed() {
	ExtBuilder::default().build_and_execute(|| {
		let set_allowance = |blocks| {
			let mut parameters = OrderDefaults::get();
			parameters.conditions.maintenance_allowance = blocks;
			assert_ok!(ResourceOrder::set_parameters(RuntimeOrigin::root(), parameters));
		};
		let id = lease(3);
		set_allowance(0);
		assert_ok!(announce(id, 1));

		let without = lease_of(one_more_machine(), 3);
		set_allowance(ALLOWANCE);
		assert_noop!(announce(without, 1), Error::<Test>::MaintenanceAllowanceExceeded);
	});
}

#[test]
fn the_windows_are_bounded() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		for window in 0..MAX_WINDOWS {
			beat_to(1 + window * 100);
			assert_ok!(announce(id, 10));
		}
		beat_to(501);
		assert_noop!(announce(id, 10), Error::<Test>::TooManyWindows);
		// They go as hours are paid out.
		beat_to(1 + HOURS);
		assert_noop!(announce(id, 10), Error::<Test>::TooManyWindows);
		settle(id);
		assert_eq!(record(id).ledger.paid + record(id).ledger.fees, PRICE - 4_000);
		assert_ok!(announce(id, 10));
	});
}

#[test]
fn only_the_provider_may() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		for who in [TENANT, STRANGER, OTHER_PROVIDER] {
			assert_noop!(
				ResourceOrder::announce_maintenance(RuntimeOrigin::signed(who), id, 1),
				Error::<Test>::NotLeaseProvider
			);
		}
		assert_noop!(
			ResourceOrder::announce_maintenance(RuntimeOrigin::root(), id, 1),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn the_lease_must_exist_and_run() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(announce(0, 1), Error::<Test>::LeaseNotFound);
		let id = order(machine(), 1);
		assert_noop!(announce(id, 1), Error::<Test>::LeaseNotFound);
		assert_ok!(ResourceOrder::accept_order(RuntimeOrigin::signed(PROVIDER), id));
		beat_to(HOURS);
		skip_to(1 + HOURS);
		assert_noop!(announce(id, 1), Error::<Test>::LeaseEnded);
		beat(PROVIDER);
		settle(id);
		assert_noop!(announce(id, 1), Error::<Test>::LeaseClosed);
	});
}

#[test]
fn it_comes_too_late_for_a_fault() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		skip_to(1 + GRACE);
		assert_ok!(announce(id, 1));
		skip_to(2 + GRACE);
		assert_noop!(announce(id, 1), Error::<Test>::LeaseFaulted);
	});
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		skip_to(101);
		beat_naming(PROVIDER, &[0]);
		assert_noop!(announce(id, 1), Error::<Test>::LeaseFaulted);
	});
}

#[test]
fn it_is_the_lease_s_own() {
	ExtBuilder::default().build_and_execute(|| {
		let first = lease(1);
		let second = lease_of(one_more_machine(), 1);
		assert_ok!(announce(first, 200));
		skip_to(101);
		beat_naming(PROVIDER, &[0, 1]);
		beat_to(1 + HOURS);
		settle(first);
		settle(second);
		assert_eq!(record(first).ledger.refunded, 20_000);
		assert_eq!(
			record(second).state,
			LeaseState::Closed { reason: CloseReason::Faulted, ended: 1, closed: 1 + HOURS }
		);
	});
}
