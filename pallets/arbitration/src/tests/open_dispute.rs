// SPDX-License-Identifier: Apache-2.0
//! `open_dispute`.

use super::*;
use frame_support::assert_noop;
use hamster_primitives::market::CloseReason;
use pallet_resource_order::LeaseState;
use sp_runtime::{DispatchError, DispatchResult};

type LeaseError = pallet_resource_order::Error<Test>;

fn try_open(who: AccountId, lease: OrderId) -> DispatchResult {
	Arbitration::open_dispute(signed(who), lease, Claim::Unreachable, hash(7))
}

#[test]
fn it_holds_the_bond_and_freezes_the_lease() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(4);
		events();
		assert_ok!(try_open(TENANT, lease));
		let expected = Dispute {
			lease,
			tenant: TENANT,
			provider: PROVIDER,
			resource: 0,
			claim: Claim::Unreachable,
			evidence: hash(7),
			answer: None,
			disputed_from: OPENED - LOOKBACK,
			bond: BOND,
			appeal: None,
			round: 0,
			phase: Phase::Answering { until: OPENED + ANSWER },
			opened: OPENED,
			rules: PARAMETERS,
			wake: OPENED + ANSWER + 1,
		};
		assert_eq!(dispute(0), expected);
		assert_eq!(bond(TENANT), BOND);
		assert_eq!(record(lease).dispute.map(|disputed| disputed.from), Some(OPENED - LOOKBACK));
		assert_eq!(DisputeOf::<Test>::get(lease), Some(0));
		assert_eq!(NextDisputeId::<Test>::get(), 1);
		assert!(DisputesOf::<Test>::contains_key(TENANT, Ordered(0)));
		assert!(DisputesOf::<Test>::contains_key(PROVIDER, Ordered(0)));
		assert!(Agenda::<Test>::contains_key(OPENED + ANSWER + 1, 0));
		assert_eq!(
			events(),
			[Event::DisputeOpened {
				dispute: 0,
				lease,
				tenant: TENANT,
				provider: PROVIDER,
				claim: Claim::Unreachable,
				evidence: hash(7),
				disputed_from: OPENED - LOOKBACK,
				bond: BOND,
				answer_until: OPENED + ANSWER,
			}]
		);
	});
}

#[test]
fn it_does_not_reach_back_before_the_start() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = lease(4);
		beat_to(1 + LOOKBACK - 1);
		assert_eq!(dispute(open(lease)).disputed_from, 1);
	});
}

#[test]
fn the_bond_has_the_rent_of_some_hours_in_it() {
	for (bond_hours, expected) in [(0, 10_000), (1, 70_000), (24, 1_450_000)] {
		ExtBuilder::default().build_and_execute(|| {
			let parameters = ArbitrationParameters { bond_hours, ..PARAMETERS };
			assert_ok!(Arbitration::set_parameters(RuntimeOrigin::root(), parameters));
			let (_, id) = disputed();
			assert_eq!((dispute(id).bond, bond(TENANT)), (expected, expected));
			assert_eq!(dispute(id).appeal_bond(), expected + 20_000);
		});
	}
}

#[test]
fn only_the_tenant_can() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(4);
		for who in [PROVIDER, STRANGER, OTHER_TENANT, VALIDATORS[0]] {
			assert_noop!(try_open(who, lease), LeaseError::NotLeaseTenant);
		}
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				Arbitration::open_dispute(origin, lease, Claim::Other, hash(1)),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(try_open(TENANT, lease + 1), LeaseError::LeaseNotFound);
	});
}

#[test]
fn one_at_a_time() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id) = disputed();
		assert_noop!(try_open(TENANT, lease), Error::<Test>::AlreadyDisputed);
		decide(id, &[D, D, D]);
		assert_noop!(try_open(TENANT, lease), Error::<Test>::AlreadyDisputed);
		finish(id);
		// It has cost a bond, and costs another.
		assert_ok!(try_open(TENANT, lease));
		assert_eq!((DisputeOf::<Test>::get(lease), bond(TENANT)), (Some(1), BOND));
		assert_eq!(dispute(1).disputed_from, now() - LOOKBACK);
	});
}

#[test]
fn another_lease_can_be_disputed_meanwhile() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		let other = open(lease_of(TENANT, list(PROVIDER), 2));
		assert_ne!(id, other);
		assert_eq!(bond(TENANT), 2 * BOND);
	});
}

#[test]
fn what_was_decided_for_the_tenant_can_not_be_disputed_again() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id) = disputed();
		decide(id, &[U, U, U]);
		finish(id);
		assert_noop!(try_open(TENANT, lease), LeaseError::NotDisputable);
	});
}

#[test]
fn an_order_can_not_be_disputed() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let resource = list(PROVIDER);
		let limit = Balance::MAX;
		assert_ok!(ResourceOrder::create_order(signed(TENANT), resource, 1, limit, key("tenant")));
		assert_noop!(try_open(TENANT, 0), LeaseError::LeaseNotFound);
	});
}

#[test]
fn the_tenant_must_have_the_bond() {
	// The escrow of two hours to come is on hold, and two hours are paid.
	let least = 4 * PRICE + BOND + ED;
	for (endowment, suffices) in [(least - 1, false), (least, true)] {
		ExtBuilder::default().endow(TENANT, endowment).build_and_execute(|| {
			let lease = served(4);
			if suffices {
				assert_ok!(try_open(TENANT, lease));
			} else {
				assert_noop!(try_open(TENANT, lease), Error::<Test>::InsufficientBalance);
			}
		});
	}
}

#[test]
fn a_bond_beyond_all_numbers_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(4);
		for parameters in [
			ArbitrationParameters { open_bond: Balance::MAX, ..PARAMETERS },
			ArbitrationParameters { open_bond: Balance::MAX - PRICE, ..PARAMETERS },
		] {
			Parameters::<Test>::put(parameters);
			assert_noop!(try_open(TENANT, lease), Error::<Test>::InsufficientBalance);
		}
	});
}

#[test]
fn numbers_that_have_run_out_are_a_bug() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(4);
		NextDisputeId::<Test>::put(DisputeId::MAX);
		assert_noop!(try_open(TENANT, lease), Error::<Test>::Inconsistent);
		NextDisputeId::<Test>::put(0);
		Parameters::<Test>::put(ArbitrationParameters { reward: Balance::MAX, ..PARAMETERS });
		assert_noop!(try_open(TENANT, lease), Error::<Test>::Inconsistent);
	});
}

#[test]
fn a_closed_lease_can_be_disputed_to_the_last_block_of_its_window() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(2);
		beat_to(OPENED + WINDOW);
		catch_up();
		let id = open(lease);
		// As far back from its end, not from now.
		assert_eq!(dispute(id).disputed_from, OPENED - LOOKBACK);
	});
}

#[test]
fn a_block_later_it_can_not() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(2);
		beat_to(OPENED + WINDOW + 1);
		assert_noop!(try_open(TENANT, lease), LeaseError::NotDisputable);
		catch_up();
		assert_noop!(try_open(TENANT, lease), LeaseError::LeaseNotFound);
	});
}

#[test]
fn a_lease_whose_time_is_over_is_closed_first() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = lease(2);
		beat_to(OPENED + 50);
		assert!(record(lease).is_active());
		let id = open(lease);
		assert!(matches!(
			record(lease).state,
			LeaseState::Closed { reason: CloseReason::Completed, ended: OPENED, .. }
		));
		assert_eq!(dispute(id).disputed_from, OPENED - LOOKBACK);
		assert_eq!(record(lease).ledger.paid, 2 * PAY);
		// The machine is for others.
		assert!(record(lease_of(OTHER_TENANT, 0, 1)).is_active());
	});
}

#[test]
fn one_that_the_provider_has_failed_is_closed_as_failed_first() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = lease(4);
		beat_to(1 + HOURS);
		skip_to(1 + HOURS + GRACE + 1);
		let id = open(lease);
		assert!(matches!(
			record(lease).state,
			LeaseState::Closed { reason: CloseReason::Faulted, .. }
		));
		assert_eq!(dispute(id).disputed_from, 1);
		// A fifth of three hours' rent is made good as after any fault; nothing of it is disputed.
		assert_eq!(record(lease).ledger.compensated, 3 * PRICE / 5);
	});
}
