// SPDX-License-Identifier: Apache-2.0
//! What happens to a lease that its provider fails, and in which order it is made good.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use hamster_primitives::{market::CloseReason, time::HOURS, Balance, BlockNumber, OrderId};
use pallet_provider::{
	EndedStreaks, Error as ProviderError, Event as ProviderEvent, ResourceState, ResourceStatus,
};
use sp_runtime::{DispatchError, Permill};

/// The fine for a machine of [`spec`].
const FINE: Balance = BACKING / 10;

fn settle(lease: OrderId) {
	assert_ok!(ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), lease));
}

fn assert_faulted(id: OrderId, ended: BlockNumber) {
	let reason = CloseReason::Faulted;
	assert_eq!(record(id).state, LeaseState::Closed { reason, ended, closed: now() });
}

/// The lease of three hours was served to block 901, and everybody got what is due.
fn assert_made_good(id: OrderId) {
	assert_faulted(id, 901);
	let rent = 90_000;
	let (paid, fees, refunded, compensated) = (85_500, 4_500, 90_000, 18_000);
	assert_eq!(
		record(id).ledger,
		Ledger { funded: 3 * PRICE, escrow: 0, paid, fees, refunded, compensated }
	);
	assert_eq!(
		events(),
		[
			Event::RentPaid { lease: id, amount: paid, fee: fees, settled_until: 901 },
			Event::LeaseClosed {
				lease: id,
				reason: CloseReason::Faulted,
				ended: 901,
				paid,
				fees,
				refunded,
				compensated
			},
		]
	);
	assert_eq!(escrow(TENANT), 0);
	assert_eq!(Balances::free_balance(TENANT), ENDOWMENT - rent + compensated);
	assert_eq!(Balances::free_balance(PROVIDER), ENDOWMENT - STAKE + paid);
	assert_eq!(total(PROVIDER), ENDOWMENT + paid - compensated - FINE);
	assert_eq!(total(TREASURY), ENDOWMENT + fees + FINE);

	let provider = provider_record(PROVIDER);
	assert_eq!(provider.stake, STAKE - compensated - FINE);
	assert_eq!(machine_record(0).backing, BACKING - compensated - FINE);
	assert_eq!(machine_record(0).state, ResourceState::Offline);
	assert_eq!(provider.reputation.faults, 1);
	assert_eq!(provider.reputation.leases_completed, 0);
	assert_eq!(provider.reputation.blocks_served, 900);
	assert_eq!(EndedStreaks::<Test>::iter().count(), 0);
}

#[test]
fn silence_is_a_fault_one_block_after_the_tolerance() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(901);
		skip_to(901 + GRACE + 1);
		events();
		settle(id);
		assert_made_good(id);
	});
}

#[test]
fn silence_is_no_fault_in_the_last_block_of_the_tolerance() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(901);
		skip_to(901 + GRACE);
		settle(id);
		assert!(record(id).is_active());
		assert_noop!(
			ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), id),
			Error::<Test>::NothingToSettle
		);
		beat(PROVIDER);
		beat_to(1 + 3 * HOURS);
		settle(id);
		assert_eq!(record(id).ledger.paid, 3 * PAY);
	});
}

#[test]
fn silence_that_was_reported_is_a_fault() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(901);
		skip_to(901 + GRACE);
		let report = || Provider::report_silence(RuntimeOrigin::signed(STRANGER), PROVIDER);
		assert_noop!(report(), ProviderError::<Test>::ProviderNotSilent);
		skip_to(901 + GRACE + 1);
		assert_ok!(report());
		assert_eq!(EndedStreaks::<Test>::iter().count(), 1);
		events();
		settle(id);
		assert_made_good(id);
	});
}

#[test]
fn a_machine_named_as_down_is_a_fault_since_the_heartbeat_before() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(901);
		skip_to(1_001);
		beat_naming(PROVIDER, &[0]);
		System::assert_has_event(
			ProviderEvent::<Test>::ResourceDown { resource: 0, since: 901 }.into(),
		);
		events();
		settle(id);
		System::assert_has_event(
			ProviderEvent::<Test>::ProviderPenalised {
				provider: PROVIDER,
				resource: 0,
				compensation: 18_000,
				fine: FINE,
			}
			.into(),
		);
		assert_made_good(id);
	});
}

#[test]
fn a_machine_that_is_down_stays_failed_when_it_is_not_named_again() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(901);
		skip_to(1_001);
		beat_naming(PROVIDER, &[0]);
		beat_to(1 + 3 * HOURS);
		events();
		settle(id);
		assert_made_good(id);
	});
}

#[test]
fn down_in_the_first_heartbeat_is_a_fault_from_the_start() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		skip_to(51);
		let id = lease_of(resource, 3);
		skip_to(101);
		beat_naming(PROVIDER, &[resource]);
		events();
		settle(id);
		assert_faulted(id, 51);
		assert_eq!(
			events(),
			[Event::LeaseClosed {
				lease: id,
				reason: CloseReason::Faulted,
				ended: 51,
				paid: 0,
				fees: 0,
				refunded: 3 * PRICE,
				compensated: 36_000,
			}]
		);
		assert_eq!(total(TENANT), ENDOWMENT + 36_000);
	});
}

#[test]
fn down_before_the_lease_began_does_not_harm_it() {
	ExtBuilder::default().build_and_execute(|| {
		let resource = machine();
		beat_naming(PROVIDER, &[resource]);
		let id = lease_of(resource, 1);
		beat_to(1 + HOURS);
		settle(id);
		assert_eq!(record(id).ledger.paid, PAY);
	});
}

#[test]
fn down_after_the_end_does_not_harm_the_lease() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		beat_to(1 + HOURS);
		skip_to(101 + HOURS);
		beat_naming(PROVIDER, &[0]);
		settle(id);
		assert_eq!(record(id).ledger.paid, PAY);
		assert_eq!(machine_record(0).state, ResourceState::Available);
	});
}

#[test]
fn a_heartbeat_after_the_gap_never_revives_a_lease() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(901);
		skip_to(901 + GRACE + 1);
		beat(PROVIDER);
		assert_eq!(
			provider_record(PROVIDER).live_streak(now()).map(|streak| streak.number),
			Some(2)
		);
		beat_to(1 + 3 * HOURS);
		// What a later streak says of the machine is nothing to the lease either.
		beat_naming(PROVIDER, &[0]);
		events();
		settle(id);
		assert_made_good(id);
	});
}

#[test]
fn leases_stand_on_the_streak_they_began_in() {
	ExtBuilder::default().build_and_execute(|| {
		let first = lease(3);
		let second_machine = one_more_machine();
		beat_to(901);
		skip_to(901 + GRACE + 1);
		beat(PROVIDER);
		let second = lease_of(second_machine, 1);
		let end = record(second).end();
		beat_to(end);
		settle(second);
		settle(first);
		assert_eq!(
			record(second).state,
			LeaseState::Closed { reason: CloseReason::Completed, ended: end, closed: end }
		);
		assert_faulted(first, 901);
		assert_eq!(machine_record(second_machine).state, ResourceState::Available);
	});
}

#[test]
fn silence_fails_every_lease_of_the_provider() {
	ExtBuilder::default().build_and_execute(|| {
		let first = lease(3);
		let second = lease_of(one_more_machine(), 2);
		beat_to(901);
		skip_to(901 + GRACE + 1);
		settle(first);
		settle(second);
		assert_faulted(first, 901);
		assert_faulted(second, 901);
		assert_eq!(provider_record(PROVIDER).reputation.faults, 2);
	});
}

#[test]
fn a_machine_named_as_down_fails_its_own_lease_only() {
	ExtBuilder::default().build_and_execute(|| {
		let first = lease(1);
		let second = lease_of(one_more_machine(), 1);
		skip_to(101);
		beat_naming(PROVIDER, &[0]);
		beat_to(1 + HOURS);
		settle(first);
		settle(second);
		assert_faulted(first, 1);
		assert_eq!(record(second).ledger.paid, PAY);
	});
}

#[test]
fn the_tenant_is_made_whole_before_the_fine() {
	ExtBuilder::default().build_and_execute(|| {
		// 780,000 less the 30,000 of 300 blocks; a fifth leaves 8,000 of the backing.
		let id = lease(13);
		let other = one_more_machine();
		beat_to(301);
		skip_to(301 + GRACE + 1);
		settle(id);
		assert_eq!(record(id).ledger.compensated, 150_000);
		assert_eq!(total(TREASURY), ENDOWMENT + 1_500 + 8_000);
		assert_eq!(machine_record(0).backing, 0);
		// No fault eats what backs another machine, or what is free.
		assert_eq!(machine_record(other).backing, BACKING);
		assert_eq!(provider_record(PROVIDER).stake, STAKE - BACKING);
		assert_eq!(provider_record(PROVIDER).locked, BACKING);
	});
}

#[test]
fn compensation_is_at_most_the_backing() {
	ExtBuilder::default().build_and_execute(|| {
		// A fifth of 1,440,000 is more than backs the machine: nothing is left to fine.
		let id = lease(24);
		let other = one_more_machine();
		skip_to(2 + GRACE);
		settle(id);
		assert_eq!(record(id).ledger.refunded, 24 * PRICE);
		assert_eq!(record(id).ledger.compensated, BACKING);
		assert_eq!(total(TENANT), ENDOWMENT + BACKING);
		assert_eq!(total(TREASURY), ENDOWMENT);
		assert_eq!(machine_record(0).backing, 0);
		assert_eq!(machine_record(other).backing, BACKING);
		assert_eq!(provider_record(PROVIDER).stake, STAKE - BACKING);
	});
}

#[test]
fn compensation_just_within_the_backing_leaves_the_rest_to_the_fine() {
	ExtBuilder::default().build_and_execute(|| {
		// A fifth of 790,000 is the whole backing, and a fifth is rounded down.
		become_provider(PROVIDER, STAKE);
		for (price, fine) in [(790_000, 0), (789_999, 1), (789_995, 1), (789_990, 2)] {
			let treasury = total(TREASURY);
			let id = lease_of(list(PROVIDER, price, 10, 1, 10), 1);
			skip_to(now() + GRACE + 1);
			settle(id);
			assert_eq!(record(id).ledger.compensated, BACKING - fine);
			assert_eq!(total(TREASURY), treasury + fine);
			beat(PROVIDER);
		}
	});
}

#[test]
fn the_machine_is_suspended_until_the_stake_is_topped_up() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, BACKING);
		let id = lease_of(one_more_machine(), 3);
		beat_to(901);
		skip_to(1_001);
		beat_naming(PROVIDER, &[0]);
		settle(id);
		assert_eq!(status(0), ResourceStatus::Suspended);

		let lost = 18_000 + FINE;
		let origin = || RuntimeOrigin::signed(PROVIDER);
		let too_little = DispatchError::from(ProviderError::<Test>::InsufficientStake);
		assert_noop!(Provider::bring_online(origin(), 0), too_little);
		assert_ok!(Provider::stake(origin(), lost - 1));
		assert_eq!(status(0), ResourceStatus::Suspended);
		assert_noop!(Provider::bring_online(origin(), 0), too_little);
		assert_ok!(Provider::stake(origin(), 1));
		assert_eq!(status(0), ResourceStatus::Offline);
		assert_ok!(Provider::bring_online(origin(), 0));
		assert_eq!(status(0), ResourceStatus::Available);
		assert_eq!(machine_record(0).backing, BACKING);
		assert_eq!(lease_of(0, 1), id + 1);
	});
}

#[test]
fn a_lease_keeps_the_conditions_it_started_under() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		let mut parameters = OrderDefaults::get();
		parameters.conditions = Conditions {
			market_fee: Permill::from_percent(20),
			compensation: Permill::one(),
			fine: Permill::from_percent(50),
			maintenance_allowance: 0,
		};
		assert_ok!(ResourceOrder::set_parameters(RuntimeOrigin::root(), parameters));
		beat_to(901);
		skip_to(901 + GRACE + 1);
		events();
		settle(id);
		assert_made_good(id);
	});
}

#[test]
fn without_compensation_and_fine_the_rest_is_refunded_all_the_same() {
	ExtBuilder::default().build_and_execute(|| {
		let mut parameters = OrderDefaults::get();
		parameters.conditions.compensation = Permill::zero();
		parameters.conditions.fine = Permill::zero();
		assert_ok!(ResourceOrder::set_parameters(RuntimeOrigin::root(), parameters));
		let id = lease(3);
		skip_to(2 + GRACE);
		settle(id);
		assert_eq!(total(TENANT), ENDOWMENT);
		assert_eq!(total(PROVIDER), ENDOWMENT);
		assert_eq!(machine_record(0).backing, BACKING);
		assert_eq!(machine_record(0).state, ResourceState::Offline);
	});
}

#[test]
fn what_was_paid_before_the_fault_stays_paid() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(3);
		beat_to(901);
		settle(id);
		assert_eq!(total(PROVIDER), ENDOWMENT + PAY);
		skip_to(901 + GRACE + 1);
		settle(id);
		assert_eq!(record(id).ledger.paid, 85_500);
		assert_eq!(record(id).ledger.fees, 4_500);
		assert_eq!(record(id).ledger.compensated, 18_000);
	});
}

#[test]
fn a_fault_in_a_renewal_is_compensated_at_its_price() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		set_price(0, 2 * PRICE);
		let tenant = RuntimeOrigin::signed(TENANT);
		assert_ok!(ResourceOrder::renew_lease(tenant, id, 1, 2 * PRICE));
		beat_to(901);
		skip_to(901 + GRACE + 1);
		settle(id);
		// An hour at 100 a block, 300 blocks at 200, and the other 300 of the second hour failed.
		let ledger = record(id).ledger;
		assert_eq!(ledger.paid + ledger.fees, 120_000);
		assert_eq!(ledger.refunded, 60_000);
		assert_eq!(ledger.compensated, 12_000);
	});
}

#[test]
fn stricter_heartbeat_rules_do_not_fail_a_lease_that_kept_the_old_ones() {
	ExtBuilder::default().build_and_execute(|| {
		let id = lease(1);
		let mut parameters = ProviderDefaults::get();
		parameters.heartbeat.interval = 10;
		parameters.heartbeat.tolerance = 20;
		assert_ok!(Provider::set_parameters(RuntimeOrigin::root(), parameters));
		skip_to(1 + GRACE);
		assert_noop!(
			ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), id),
			Error::<Test>::NothingToSettle
		);
		beat(PROVIDER);
		// From the next heartbeat on the new ones hold.
		skip_to(1 + GRACE + 30);
		assert_noop!(
			ResourceOrder::settle(RuntimeOrigin::signed(STRANGER), id),
			Error::<Test>::NothingToSettle
		);
		skip_to(1 + GRACE + 31);
		settle(id);
		assert_faulted(id, 1 + GRACE);
	});
}
