// SPDX-License-Identifier: Apache-2.0
//! The check of the invariants finds each contradiction.

use super::*;
use frame_support::{
	storage::with_transaction,
	traits::{fungible::MutateHold, tokens::Precision},
};
use sp_runtime::{DispatchError, TransactionOutcome};

/// Checks that the invariants hold, that they do not once `spoil` was done, and what is said then.
fn assert_found(said: &str, spoil: impl FnOnce()) {
	assert_ok!(Arbitration::do_try_state());
	let found = with_transaction(|| {
		spoil();
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(Arbitration::do_try_state()))
	});
	match found.expect("the check was made") {
		Err(DispatchError::Other(text)) => assert_eq!(text, said),
		other => panic!("{other:?} instead of {said}"),
	}
}

/// Changes the record of a dispute.
fn change(id: DisputeId, with: impl FnOnce(&mut Dispute<AccountId>)) {
	Disputes::<Test>::mutate(id, |dispute| with(dispute.as_mut().expect("it is on record")));
}

/// Changes the panel of a dispute's first round.
fn change_panel(id: DisputeId, with: impl FnOnce(&mut Panel<AccountId>)) {
	Panels::<Test>::mutate(id, 0, |panel| with(panel.as_mut().expect("it was drawn")));
}

fn lose_one(reason: HoldReason, who: AccountId) {
	let reason = RuntimeHoldReason::Arbitration(reason);
	assert_ok!(Balances::release(&reason, &who, 1, Precision::Exact));
}

/// A dispute whose panel has a hidden vote, one that was shown, and none of the third.
fn with_votes(test: impl FnOnce(OrderId, DisputeId, Vec<AccountId>)) {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id) = disputed();
		let arbiters = answer_and_draw(id);
		commit(id, arbiters[0], U);
		commit(id, arbiters[1], U);
		beat_to(deadlines(id).0 + 1);
		reveal(id, arbiters[1], U);
		test(lease, id, arbiters);
	});
}

#[test]
fn a_party_s_bond_that_is_not_on_hold() {
	with_votes(|_, id, _| {
		let said = "1: what a party has on hold differs from its bonds";
		assert_found(said, || lose_one(HoldReason::DisputeBond, TENANT));
		assert_found(said, || change(id, |dispute| dispute.bond += 1));
		let appeal = Appeal { by: Side::Provider, bond: 1 };
		assert_found(said, || change(id, |dispute| dispute.appeal = Some(appeal)));
		assert_found(said, || {
			let reason = RuntimeHoldReason::Arbitration(HoldReason::DisputeBond);
			assert_ok!(Balances::hold(&reason, &STRANGER, 1));
		});
		let said = "1: a party with a bond has no account";
		assert_found(said, || frame_system::Account::<Test>::remove(TENANT));
	});
}

#[test]
fn an_arbiter_s_bond_that_is_not_on_hold() {
	with_votes(|_, id, arbiters| {
		let said = "2: what an arbiter has on hold differs from its bonds";
		assert_found(said, || lose_one(HoldReason::ArbiterBond, arbiters[0]));
		assert_found(said, || change(id, |dispute| dispute.rules.arbiter_bond -= 1));
		assert_found(said, || change_panel(id, |panel| panel[0].vote = Vote::Absent));
		assert_found(said, || change_panel(id, |panel| panel[2].vote = Vote::Committed(hash(1))));
		let said = "2: an arbiter with a bond has no account";
		assert_found(said, || frame_system::Account::<Test>::remove(arbiters[0]));
	});
}

#[test]
fn a_dispute_that_is_not_on_the_agenda() {
	with_votes(|_, id, _| {
		let said = "3: the agenda differs from the disputes";
		let wake = dispute(id).wake;
		assert_found(said, || Agenda::<Test>::remove(wake, id));
		assert_found(said, || Agenda::<Test>::insert(wake + 1, id, ()));
		assert_found(said, || Agenda::<Test>::insert(wake, id + 1, ()));
		assert_found(said, || change(id, |dispute| dispute.wake += 1));
	});
}

#[test]
fn a_lease_that_does_not_know_of_its_dispute() {
	with_votes(|lease, id, _| {
		assert_found("4: a disputed lease is not frozen", || {
			pallet_resource_order::Leases::<Test>::mutate(lease, |lease| {
				lease.as_mut().expect("it is on record").dispute = None
			})
		});
		let said = "4: the disputes of leases differ from those that are open";
		assert_found(said, || DisputeOf::<Test>::remove(lease));
		assert_found(said, || DisputeOf::<Test>::insert(lease, id + 1));
		assert_found(said, || DisputeOf::<Test>::insert(lease + 1, id));
	});
}

#[test]
fn a_dispute_that_a_party_does_not_find() {
	with_votes(|_, id, _| {
		let said = "5: the lists of the parties differ from the disputes";
		assert_found(said, || DisputesOf::<Test>::remove(TENANT, Ordered(id)));
		assert_found(said, || DisputesOf::<Test>::remove(PROVIDER, Ordered(id)));
		assert_found(said, || DisputesOf::<Test>::insert(STRANGER, Ordered(id), ()));
		assert_found(said, || DisputesOf::<Test>::insert(TENANT, Ordered(id + 1), ()));
	});
}

#[test]
fn an_arbiter_who_does_not_know_of_its_duty() {
	with_votes(|_, id, arbiters| {
		let said = "6: the duties differ from the panels that vote";
		for who in arbiters {
			assert_found(said, || Duties::<Test>::remove(who, Ordered(id)));
		}
		assert_found(said, || Duties::<Test>::insert(STRANGER, Ordered(id), ()));
	});
}

#[test]
fn a_panel_that_can_not_be() {
	with_votes(|_, id, arbiters| {
		assert_found("7: there are no so many rounds", || {
			change(id, |dispute| dispute.round = MAX_ROUNDS)
		});
		assert_found("7: a dispute has no panel that votes", || Panels::<Test>::remove(id, 0));
		let seat = |arbiter| Seat { arbiter, vote: Vote::Absent };
		let panel = Panel::<AccountId>::try_from(vec![seat(STRANGER)]);
		let panel = panel.expect("one is few");
		assert_found("7: a panel sits before its round", || {
			Panels::<Test>::insert(id, 1, panel.clone())
		});
		assert_found("7: a panel belongs to no dispute", || {
			Panels::<Test>::insert(id + 1, 0, panel.clone())
		});
		assert_found("7: a panel has no seats", || change_panel(id, |panel| panel.clear()));
		assert_found("7: an arbiter has two seats on a panel", || {
			change_panel(id, |panel| panel[2] = seat(arbiters[0]))
		});
		for party in [TENANT, PROVIDER] {
			assert_found("7: a party is on the panel", || {
				change_panel(id, |panel| panel[2] = seat(party))
			});
		}
	});
}

#[test]
fn a_vote_that_was_not_measured() {
	with_votes(|_, id, arbiters| {
		let said = "7: what was measured differs from the votes";
		assert_found(said, || Measurements::<Test>::remove((id, 0), arbiters[1]));
		for who in [arbiters[0], arbiters[2], STRANGER] {
			assert_found(said, || Measurements::<Test>::insert((id, 0), who, measured()));
		}
		assert_found(said, || Measurements::<Test>::insert((id, 1), arbiters[1], measured()));
		assert_found(said, || change_panel(id, |panel| panel[2].vote = Vote::Revealed(D)));
	});
}

#[test]
fn a_number_that_was_not_given() {
	with_votes(|_, id, _| {
		assert_found("8: a dispute's id is not below the next", || NextDisputeId::<Test>::put(id));
	});
}

#[test]
fn what_is_over_has_no_bonds() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id) = disputed();
		decide(id, &[D, D, D]);
		finish(id);
		assert_found("1: what a party has on hold differs from its bonds", || {
			let reason = RuntimeHoldReason::Arbitration(HoldReason::DisputeBond);
			assert_ok!(Balances::hold(&reason, &TENANT, BOND));
		});
		assert_found("4: the disputes of leases differ from those that are open", || {
			DisputeOf::<Test>::insert(lease, id)
		});
	});
}
