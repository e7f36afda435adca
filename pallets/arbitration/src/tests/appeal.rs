// SPDX-License-Identifier: Apache-2.0
//! `appeal`.

use super::*;
use frame_support::assert_noop;
use sp_runtime::{DispatchError, DispatchResult};

fn try_appeal(who: AccountId, id: DisputeId) -> DispatchResult {
	Arbitration::appeal(signed(who), id)
}

/// The usual dispute, of which the first panel has found so.
fn decided(verdict: Verdict) -> DisputeId {
	let (_, id) = disputed();
	decide(id, &[verdict; 3]);
	id
}

#[test]
fn the_loser_takes_it_to_a_larger_panel() {
	for (verdict, by, who) in [(U, Side::Provider, PROVIDER), (D, Side::Tenant, TENANT)] {
		ExtBuilder::default().build_and_execute(|| {
			let id = decided(verdict);
			let before = dispute(id);
			events();
			assert_ok!(try_appeal(who, id));
			let expected = Dispute {
				appeal: Some(Appeal { by, bond: APPEAL }),
				round: APPEAL_ROUND,
				phase: Phase::Drawing { since: now() },
				wake: now() + SWEEP_RETRY,
				..before
			};
			assert_eq!(dispute(id), expected);
			assert_eq!(events(), [Event::Appealed { dispute: id, by, bond: APPEAL }]);
			let tenant = if who == TENANT { BOND + APPEAL } else { BOND };
			let provider = if who == PROVIDER { APPEAL } else { 0 };
			assert_eq!((bond(TENANT), bond(PROVIDER)), (tenant, provider));
			assert_eq!(draw(id).len(), 5);
		});
	}
}

#[test]
fn nobody_else_can() {
	for (verdict, winner) in [(U, TENANT), (D, PROVIDER)] {
		ExtBuilder::default().build_and_execute(|| {
			let id = decided(verdict);
			for who in [winner, STRANGER, panel(id)[0]] {
				assert_noop!(try_appeal(who, id), Error::<Test>::NotLoser);
			}
			for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
				assert_noop!(Arbitration::appeal(origin, id), DispatchError::BadOrigin);
			}
			assert_noop!(try_appeal(PROVIDER, id + 1), Error::<Test>::DisputeNotFound);
		});
	}
}

#[test]
fn it_is_in_time_in_the_last_block_and_not_later() {
	ExtBuilder::default().build_and_execute(|| {
		let id = decided(U);
		let Phase::Decided { until, .. } = dispute(id).phase else { panic!("it was decided") };
		assert_eq!(until, now() + APPEAL_WINDOW);
		beat_to(until + 1);
		assert_noop!(try_appeal(PROVIDER, id), Error::<Test>::TooLate);
		skip_to(until);
		assert_ok!(try_appeal(PROVIDER, id));
	});
}

#[test]
fn only_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = decided(U);
		assert_ok!(try_appeal(PROVIDER, id));
		for who in [PROVIDER, TENANT] {
			assert_noop!(try_appeal(who, id), Error::<Test>::AlreadyAppealed);
		}
		draw(id);
		vote(id, &[D; 5]);
		// Whoever lost by the appeal has no further one.
		for who in [PROVIDER, TENANT] {
			assert_noop!(try_appeal(who, id), Error::<Test>::AlreadyAppealed);
		}
		assert_eq!(resolution(id), Some(Resolution::Dismissed));
	});
}

#[test]
fn only_when_a_panel_has_decided() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		assert_noop!(try_appeal(PROVIDER, id), Error::<Test>::WrongPhase);
		answer_and_draw(id);
		assert_noop!(try_appeal(PROVIDER, id), Error::<Test>::WrongPhase);
		vote(id, &[U, U, U]);
		finish(id);
		assert_noop!(try_appeal(PROVIDER, id), Error::<Test>::WrongPhase);
	});
}

#[test]
fn the_loser_must_have_the_bond() {
	ExtBuilder::default().endow(PROVIDER, STAKE + ED).build_and_execute(|| {
		// Nothing of the rent is paid yet.
		let lease = lease(4);
		beat_to(OPENED);
		let id = open(lease);
		decide(id, &[U, U, U]);
		assert_noop!(try_appeal(PROVIDER, id), Error::<Test>::InsufficientBalance);
		assert_ok!(Balances::transfer_allow_death(signed(STRANGER), PROVIDER, APPEAL - 1));
		assert_noop!(try_appeal(PROVIDER, id), Error::<Test>::InsufficientBalance);
		assert_ok!(Balances::transfer_allow_death(signed(STRANGER), PROVIDER, 1));
		assert_ok!(try_appeal(PROVIDER, id));
	});
}

#[test]
fn a_panel_without_a_verdict_is_drawn_again_for_the_appeal_too() {
	ExtBuilder::default().build_and_execute(|| {
		let id = decided(U);
		assert_ok!(try_appeal(PROVIDER, id));
		draw(id);
		abstain(id);
		assert_eq!((dispute(id).round, dispute(id).is_open()), (3, true));
		assert_eq!(draw(id).len(), 5);
		vote(id, &[D; 5]);
		assert_eq!(resolution(id), Some(Resolution::Dismissed));
	});
}
