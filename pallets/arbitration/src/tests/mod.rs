// SPDX-License-Identifier: Apache-2.0
//! Tests, a module for each call or concept.

mod abuse;
mod access_keys;
mod appeal;
mod close;
mod commit_vote;
mod config;
mod ladder;
mod leases;
mod money;
mod open_dispute;
mod panel;
mod respond;
mod reveal_vote;
mod set_parameters;
mod sweep;
mod try_state;
mod types;

use crate::{mock::*, *};
use frame_support::assert_ok;
use hamster_primitives::{
	disputes::DisputeId, ordered::Ordered, time::HOURS, Balance, BlockNumber, OrderId,
};
use sp_runtime::{DispatchError, StateVersion};
use std::collections::BTreeMap;

/// For the tenant.
const U: Verdict = Verdict::Upheld;
/// For the provider.
const D: Verdict = Verdict::Dismissed;

/// The block in which [`disputed`] opens its dispute: the lease has run for two hours.
const OPENED: BlockNumber = 1 + 2 * HOURS;

/// A lease whose first two hours have been served and paid.
fn served(hours: u32) -> OrderId {
	let id = lease(hours);
	beat_to(OPENED);
	assert_ok!(ResourceOrder::settle(signed(STRANGER), id));
	id
}

/// A lease of four hours, the first two of which have been paid, and a dispute about it.
fn disputed() -> (OrderId, DisputeId) {
	let lease = served(4);
	(lease, open(lease))
}

/// A dispute whose panel votes, and the panel.
fn voting() -> (DisputeId, Vec<AccountId>) {
	let (_, id) = disputed();
	(id, answer_and_draw(id))
}

/// Has the first panel of a dispute vote so, and returns it.
fn decide(id: DisputeId, votes: &[Verdict]) -> Vec<AccountId> {
	let panel = answer_and_draw(id);
	vote(id, votes);
	panel
}

/// Appeals, has the panel of the appeal vote so, and returns it.
fn appeal(id: DisputeId, who: AccountId, votes: &[Verdict]) -> Vec<AccountId> {
	assert_ok!(Arbitration::appeal(signed(who), id));
	let panel = draw(id);
	vote(id, votes);
	panel
}

/// Checks that nothing is due for the dispute, and that closing it changes nothing. The error carries a
/// weight, so that `assert_noop` does not know it.
#[track_caller]
fn assert_not_due(id: DisputeId) {
	let before = sp_io::storage::root(StateVersion::V1);
	let failed = Arbitration::close(signed(STRANGER), id).expect_err("nothing is due");
	assert_eq!(failed.error, DispatchError::from(Error::<Test>::NotDue));
	assert_eq!(before, sp_io::storage::root(StateVersion::V1), "storage has been mutated");
}

/// The last blocks in which the panel can commit and reveal.
fn deadlines(id: DisputeId) -> (BlockNumber, BlockNumber) {
	match dispute(id).phase {
		Phase::Voting { commit_until, reveal_until } => (commit_until, reveal_until),
		phase => panic!("nobody votes in {phase:?}"),
	}
}

/// Nobody of the panel that was drawn votes.
fn abstain(id: DisputeId) {
	beat_to(deadlines(id).0 + 1);
	assert_ok!(Arbitration::close(signed(STRANGER), id));
}

/// The panel that is to be drawn comes to no verdict, and neither does that which is drawn again.
fn abstain_twice(id: DisputeId) {
	if dispute(id).phase == (Phase::Answering { until: dispute(id).opened + ANSWER }) {
		assert_ok!(Arbitration::respond(signed(PROVIDER), id, hash(2)));
	}
	for _ in 0..2 {
		draw(id);
		abstain(id);
	}
}

/// What everybody has, on hold or not.
type Wealth = BTreeMap<AccountId, Balance>;

fn wealth() -> Wealth {
	frame_system::Account::<Test>::iter_keys().map(|who| (who, total(who))).collect()
}

/// Who has more or less than `before`, and by how much.
fn changes(before: &Wealth) -> BTreeMap<AccountId, i128> {
	let after = wealth();
	let of = |wealth: &Wealth, who| wealth.get(&who).copied().unwrap_or_default() as i128;
	before
		.keys()
		.chain(after.keys())
		.map(|who| (*who, of(&after, *who) - of(before, *who)))
		.filter(|(_, change)| *change != 0)
		.collect()
}

/// Checks what has changed since `before`: what is given of some people, a reward for each of
/// `rewarded`, and nothing else. Nobody has a bond on hold any more.
fn assert_changes(
	before: &Wealth,
	given: &[(AccountId, i128)],
	rewarded: &[AccountId],
	reward: i128,
) {
	let mut expected = BTreeMap::<AccountId, i128>::new();
	let rewards = rewarded.iter().map(|who| (*who, reward));
	for (who, change) in given.iter().copied().chain(rewards) {
		*expected.entry(who).or_default() += change;
	}
	expected.retain(|_, change| *change != 0);
	assert_eq!(changes(before), expected);
	for who in wealth().into_keys() {
		assert_eq!((bond(who), arbiter_bond(who)), (0, 0), "{who} has a bond on hold");
	}
}

/// Who of the panel has voted for `verdict`.
fn supporters(panel: &[AccountId], votes: &[Verdict], verdict: Verdict) -> Vec<AccountId> {
	let with_votes = panel.iter().zip(votes);
	with_votes.filter(|(_, vote)| **vote == verdict).map(|(who, _)| *who).collect()
}

/// What the dispute was said to have come to: what the tenant got of the stake, the rewards, and the
/// penalty.
fn said(id: DisputeId) -> (Balance, Balance, Balance) {
	let resolved = events().into_iter().find_map(|event| match event {
		Event::DisputeResolved { dispute, compensated, rewards, fine, .. } if dispute == id => {
			Some((compensated, rewards, fine))
		}
		_ => None,
	});
	resolved.expect("the dispute was resolved since the last look")
}

/// The provider's machine.
fn machine(resource: u64) -> pallet_provider::Resource<AccountId> {
	pallet_provider::Resources::<Test>::get(resource).expect("the machine is on record")
}

/// Goes on with the sweep, in the present block, until it has nothing left to do.
fn catch_up() {
	while SweepCursor::<Test>::get() != Some(now() + 1) {
		sweep();
	}
}
