// SPDX-License-Identifier: Apache-2.0
//! What becomes of the lease meanwhile, and of all that is not disputed.

use super::*;
use frame_support::assert_noop;
use hamster_primitives::market::CloseReason;
use pallet_provider::ResourceState;
use pallet_resource_order::LeaseState;

type LeaseError = pallet_resource_order::Error<Test>;

fn closed_as(lease: OrderId) -> Option<CloseReason> {
	match record(lease).state {
		LeaseState::Closed { reason, .. } => Some(reason),
		LeaseState::Active => None,
	}
}

#[test]
fn what_came_before_is_paid_and_what_is_disputed_is_not() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = lease(4);
		beat_to(OPENED);
		let before = wealth();
		let id = open(lease);
		assert_ok!(ResourceOrder::settle(signed(STRANGER), lease));
		let paid = PRICE as i128;
		let fee = FEE as i128;
		let expected = [(TENANT, -paid), (PROVIDER, paid - fee), (TREASURY, fee)];
		assert_eq!(changes(&before), expected.into());
		beat_to(record(lease).end() + 10);
		assert_noop!(ResourceOrder::settle(signed(STRANGER), lease), LeaseError::NothingToSettle);
		assert_eq!(record(lease).ledger.escrow, 3 * PRICE);
		// Nobody has paid for the disputed hour, so there is nothing to make good but by a fifth.
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		vote(id, &[U, U, U]);
		events();
		finish(id);
		assert_eq!(said(id).0, 3 * PRICE / 5);
		assert_eq!(record(lease).ledger.refunded, 3 * PRICE);
	});
}

#[test]
fn the_parties_can_not_end_renew_or_suspend_it() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, _) = disputed();
		assert_noop!(ResourceOrder::end_lease(signed(TENANT), lease), LeaseError::LeaseDisputed);
		assert_noop!(
			ResourceOrder::renew_lease(signed(TENANT), lease, 1, Balance::MAX),
			LeaseError::LeaseDisputed
		);
		assert_noop!(
			ResourceOrder::announce_maintenance(signed(PROVIDER), lease, 10),
			LeaseError::LeaseDisputed
		);
	});
}

#[test]
fn one_whose_end_comes_waits_for_the_verdict() {
	for (verdict, expected) in [(U, CloseReason::Resolved), (D, CloseReason::Completed)] {
		ExtBuilder::default().build_and_execute(|| {
			let lease = served(3);
			beat_to(record(lease).end() - 1);
			let id = open(lease);
			assert_ok!(Arbitration::respond(signed(PROVIDER), id, hash(2)));
			run_to(record(lease).end() + 100);
			assert_eq!(closed_as(lease), None);
			let (who, limit) = (signed(OTHER_TENANT), Balance::MAX);
			assert_noop!(
				ResourceOrder::create_order(who, 0, 1, limit, key("tenant")),
				LeaseError::ResourceInUse
			);
			draw(id);
			vote(id, &[verdict; 3]);
			finish(id);
			assert_eq!(closed_as(lease).is_some(), verdict == U);
			if verdict == D {
				assert_ok!(ResourceOrder::settle(signed(STRANGER), lease));
			}
			assert_eq!(closed_as(lease), Some(expected));
		});
	}
}

#[test]
fn the_sweep_settles_what_was_thawed_in_the_next_block() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(3);
		let id = open(lease);
		decide(id, &[D, D, D]);
		beat_to(now() + APPEAL_WINDOW + 1);
		assert!(now() > record(lease).end());
		catch_up();
		assert_eq!((closed_as(lease), resolution(id)), (None, Some(Resolution::Dismissed)));
		run_to(now() + 1);
		assert_eq!(closed_as(lease), Some(CloseReason::Completed));
	});
}

#[test]
fn a_provider_who_falls_silent_meanwhile_has_failed_the_lease_all_the_same() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id) = disputed();
		let panel = answer_and_draw(id);
		let silent_since = now();
		for who in &panel {
			commit(id, *who, D);
		}
		for who in &panel {
			reveal(id, *who, D);
		}
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		skip_to(now() + GRACE + 1);
		assert_noop!(ResourceOrder::settle(signed(STRANGER), lease), LeaseError::NothingToSettle);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_ok!(ResourceOrder::settle(signed(STRANGER), lease));
		assert_eq!(closed_as(lease), Some(CloseReason::Faulted));
		assert_eq!(record(lease).settled_until, silent_since);
	});
}

#[test]
fn a_provider_who_is_silent_when_the_tenant_is_right_is_punished_for_the_dispute_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id) = disputed();
		skip_to(OPENED + ANSWER + DELAY);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		for who in panel(id) {
			commit(id, who, U);
		}
		for who in panel(id) {
			reveal(id, who, U);
		}
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		skip_to(now() + APPEAL_WINDOW + 1);
		events();
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_eq!(said(id), (84_000, 1_500, BACKING / 20));
		assert_eq!(closed_as(lease), Some(CloseReason::Resolved));
		let reputation = provider_record(PROVIDER).reputation;
		assert_eq!((reputation.faults, reputation.disputes_lost), (0, 1));
	});
}

#[test]
fn the_provider_s_other_machines_go_on() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		let other = lease_of(OTHER_TENANT, list(PROVIDER), 1);
		beat_to(now() + HOURS);
		assert_ok!(ResourceOrder::settle(signed(STRANGER), other));
		assert_eq!(closed_as(other), Some(CloseReason::Completed));
		assert_eq!(record(other).ledger.paid, PAY);

		// Nor does the penalty touch them.
		let other = lease_of(OTHER_TENANT, 1, 5);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		vote(id, &[U, U, U]);
		finish(id);
		assert_eq!(machine(0).state, ResourceState::Offline);
		assert_eq!(machine(1).backing, BACKING);
		assert_eq!((closed_as(other), machine(1).state.occupant()), (None, Some(other)));
	});
}

#[test]
fn a_closed_one_is_kept_until_the_verdict() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(2);
		beat_to(OPENED + WINDOW);
		let id = open(lease);
		let panel = answer_and_draw(id);
		catch_up();
		run_to(now() + 10);
		assert!(record(lease).dispute.is_some());
		for who in &panel {
			commit(id, *who, D);
		}
		for who in &panel {
			reveal(id, *who, D);
		}
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		finish(id);
		// Its window has passed meanwhile.
		assert!(!pallet_resource_order::Leases::<Test>::contains_key(lease));
	});
}

#[test]
fn a_closed_one_that_is_thawed_within_its_window_is_kept_to_its_end() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(2);
		let id = open(lease);
		decide(id, &[D, D, D]);
		finish(id);
		catch_up();
		run_to(OPENED + WINDOW);
		assert_eq!(closed_as(lease), Some(CloseReason::Completed));
		run_to(OPENED + WINDOW + 1);
		assert!(!pallet_resource_order::Leases::<Test>::contains_key(lease));
	});
}

#[test]
fn a_closed_one_that_was_decided_for_the_tenant_is_kept_for_another_window() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(2);
		let id = open(lease);
		decide(id, &[U, U, U]);
		finish(id);
		let ended = now();
		catch_up();
		run_to(ended + WINDOW);
		assert_eq!(closed_as(lease), Some(CloseReason::Resolved));
		run_to(ended + WINDOW + 1);
		assert!(!pallet_resource_order::Leases::<Test>::contains_key(lease));
	});
}
