// SPDX-License-Identifier: Apache-2.0
//! Penalties climb with each dispute that is upheld, and are forgotten.

use super::*;
use crate::Upheld as UpheldOf;
use hamster_primitives::ResourceId;

/// Blocks from the opening of a dispute that is answered at once to its end without an appeal: the
/// draw, the votes, and the time to appeal.
const COURSE: BlockNumber = DELAY + COMMIT + 1 + APPEAL_WINDOW + 1;

/// A dispute about a new lease of the machine that ends so. Returns the penalty.
fn settle(resource: ResourceId, verdict: Verdict) -> Balance {
	let id = open(lease_of(TENANT, resource, 4));
	decide(id, &[verdict; 3]);
	events();
	finish(id);
	assert_eq!(now(), dispute(id).opened + COURSE);
	said(id).2
}

/// Offers the machine again, with as much stake behind it as at first.
fn offer_again() {
	assert_ok!(Provider::bring_online(signed(PROVIDER), 0));
	assert_eq!(machine(0).backing, BACKING);
}

fn upheld() -> UpheldRecord {
	UpheldOf::<Test>::get(PROVIDER)
}

#[test]
fn each_costs_more_than_the_one_before_up_to_the_last_step() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		list(PROVIDER);
		for (count, percent) in [(1, 5), (2, 10), (3, 20), (4, 40), (5, 40), (6, 40)] {
			assert_eq!(settle(0, U), BACKING * percent / 100);
			assert_eq!(upheld(), UpheldRecord { count, last: now() });
			offer_again();
		}
	});
}

#[test]
fn what_was_dismissed_or_not_decided_does_not_count() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		list(PROVIDER);
		assert_eq!(settle(0, D), 0);
		assert_eq!(upheld(), UpheldRecord::default());
		let id = open(0);
		abstain_twice(id);
		assert_eq!(upheld(), UpheldRecord::default());
		let id = open(0);
		decide(id, &[U, U, U]);
		assert_eq!(upheld(), UpheldRecord::default());
		events();
		finish(id);
		assert_eq!((said(id).2, upheld().count), (BACKING / 20, 1));
	});
}

/// The penalty for a second dispute that ends so many blocks after the first.
fn second_penalty_after(blocks: BlockNumber) -> Balance {
	settle(0, U);
	offer_again();
	// Both take as long.
	skip_to(now() - COURSE + blocks);
	beat(PROVIDER);
	settle(0, U)
}

#[test]
fn a_dispute_at_the_end_of_the_period_counts_the_one_before() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		list(PROVIDER);
		assert_eq!(second_penalty_after(PARAMETERS.ladder_period), BACKING / 10);
		assert_eq!(upheld().count, 2);
	});
}

#[test]
fn a_block_later_it_is_forgotten() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		list(PROVIDER);
		assert_eq!(second_penalty_after(PARAMETERS.ladder_period + 1), BACKING / 20);
		assert_eq!(upheld(), UpheldRecord { count: 1, last: now() });
	});
}

#[test]
fn each_provider_has_its_own() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		list(PROVIDER);
		settle(0, U);
		become_provider(OTHER_PROVIDER, STAKE);
		let id = open(lease_of(TENANT, list(OTHER_PROVIDER), 4));
		beat_to(now() + ANSWER + DELAY);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		vote(id, &[U, U, U]);
		events();
		finish(id);
		assert_eq!(said(id).2, BACKING / 20);
		assert_eq!((upheld().count, UpheldOf::<Test>::get(OTHER_PROVIDER).count), (1, 1));
	});
}

#[test]
fn two_at_once_count_one_after_the_other() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let leases = [0, 1].map(|_| lease_of(TENANT, list(PROVIDER), 4));
		let ids = leases.map(open);
		for id in ids {
			assert_ok!(Arbitration::respond(signed(PROVIDER), id, hash(2)));
		}
		beat_to(now() + DELAY);
		for id in ids {
			assert_ok!(Arbitration::close(signed(STRANGER), id));
			for who in panel(id) {
				commit(id, who, U);
			}
			for who in panel(id) {
				reveal(id, who, U);
			}
			assert_ok!(Arbitration::close(signed(STRANGER), id));
		}
		beat_to(now() + APPEAL_WINDOW + 1);
		for (id, percent) in ids.into_iter().zip([5, 10]) {
			assert_ok!(Arbitration::close(signed(STRANGER), id));
			assert_eq!(said(id).2, BACKING * percent / 100);
		}
	});
}
