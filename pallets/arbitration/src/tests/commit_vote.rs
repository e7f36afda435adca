// SPDX-License-Identifier: Apache-2.0
//! `commit_vote`.

use super::*;
use frame_support::assert_noop;
use sp_runtime::{DispatchError, DispatchResult};

fn try_commit(who: AccountId, id: DisputeId) -> DispatchResult {
	Arbitration::commit_vote(signed(who), id, hash(5))
}

#[test]
fn it_holds_a_bond_and_hides_the_vote() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = voting();
		events();
		assert_ok!(try_commit(panel[1], id));
		let votes: Vec<_> =
			Panels::<Test>::get(id, 0).unwrap().into_iter().map(|seat| seat.vote).collect();
		assert_eq!(votes, [Vote::Absent, Vote::Committed(hash(5)), Vote::Absent]);
		assert_eq!(arbiter_bond(panel[1]), ARBITER_BOND);
		assert_eq!(total(panel[1]), ENDOWMENT);
		assert_eq!(events(), [Event::VoteCommitted { dispute: id, round: 0, arbiter: panel[1] }]);
	});
}

#[test]
fn only_the_panel_can() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = voting();
		let outside = VALIDATORS.into_iter().filter(|who| !panel.contains(who));
		for who in outside.chain([TENANT, PROVIDER, STRANGER]) {
			assert_noop!(try_commit(who, id), Error::<Test>::NotArbiter);
		}
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(Arbitration::commit_vote(origin, id, hash(5)), DispatchError::BadOrigin);
		}
		assert_noop!(try_commit(panel[0], id + 1), Error::<Test>::DisputeNotFound);
	});
}

#[test]
fn nobody_votes_twice() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = voting();
		commit(id, panel[0], U);
		assert_noop!(try_commit(panel[0], id), Error::<Test>::AlreadyVoted);
		beat_to(deadlines(id).0 + 1);
		reveal(id, panel[0], U);
		assert_noop!(try_commit(panel[0], id), Error::<Test>::AlreadyVoted);
	});
}

#[test]
fn it_is_in_time_in_the_last_block_and_not_later() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = voting();
		beat_to(deadlines(id).0);
		assert_ok!(try_commit(panel[0], id));
		beat_to(deadlines(id).0 + 1);
		assert_noop!(try_commit(panel[1], id), Error::<Test>::TooLate);
	});
}

#[test]
fn only_while_a_panel_votes() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		let arbiter = VALIDATORS[0];
		assert_noop!(try_commit(arbiter, id), Error::<Test>::WrongPhase);
		decide(id, &[U, U, U]);
		assert_noop!(try_commit(arbiter, id), Error::<Test>::WrongPhase);
		assert_ok!(Arbitration::appeal(signed(PROVIDER), id));
		assert_noop!(try_commit(arbiter, id), Error::<Test>::WrongPhase);
		draw(id);
		vote(id, &[D; 5]);
		assert_noop!(try_commit(arbiter, id), Error::<Test>::WrongPhase);
	});
}

#[test]
fn the_arbiter_must_have_the_bond() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = voting();
		let spare = ENDOWMENT - ARBITER_BOND + 1;
		assert_ok!(Balances::transfer_allow_death(signed(panel[0]), STRANGER, spare));
		assert_noop!(try_commit(panel[0], id), Error::<Test>::InsufficientBalance);
		assert_ok!(Balances::transfer_allow_death(signed(STRANGER), panel[0], ED + 1));
		assert_ok!(try_commit(panel[0], id));
	});
}

#[test]
fn a_dispute_without_its_panel_is_a_bug() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = voting();
		let record = Panels::<Test>::take(id, 0).unwrap();
		assert_noop!(try_commit(panel[0], id), Error::<Test>::Inconsistent);
		assert_noop!(
			Arbitration::reveal_vote(signed(panel[0]), id, U, measured(), hash(9)),
			Error::<Test>::Inconsistent
		);
		assert_noop!(Arbitration::close(signed(STRANGER), id), Error::<Test>::Inconsistent);
		Panels::<Test>::insert(id, 0, record);
	});
}
