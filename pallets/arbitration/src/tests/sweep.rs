// SPDX-License-Identifier: Apache-2.0
//! The sweep.

use super::*;
use frame_support::{
	traits::{fungible::MutateHold, tokens::Precision, Hooks},
	weights::{Weight, WeightMeter},
};

/// Sweeps with so much weight left in the block, and returns what that cost.
fn sweep_within(limit: Weight) -> Weight {
	let mut meter = WeightMeter::with_limit(limit);
	<Arbitration as Hooks<BlockNumber>>::on_poll(now(), &mut meter);
	meter.consumed()
}

/// What a sweep with nothing to do but to go on to the next block costs.
fn idle() -> Weight {
	TestWeights::sweep_base() + TestWeights::sweep_advance()
}

/// What a step costs, finding it included.
fn found(step: Weight) -> Weight {
	step + TestWeights::sweep_advance()
}

/// Goes to a block with a sweep in each one before it, and sweeps in it for the given cost.
fn sweep_at(block: BlockNumber, cost: Weight) {
	run_to(block - 1);
	skip_to(block);
	assert_eq!(sweep(), idle() + cost, "in block {block}");
}

/// The usual dispute, after all blocks before it were swept.
fn disputed_and_swept() -> DisputeId {
	let (_, id) = disputed();
	catch_up();
	id
}

#[test]
fn nobody_needs_to_act() {
	ExtBuilder::default().build_and_execute(|| {
		let id = disputed_and_swept();
		let opened = OPENED;
		run_to(opened + ANSWER);
		assert_eq!(dispute(id).phase, Phase::Answering { until: opened + ANSWER });
		// Of the randomness nothing may be older than that.
		let over = opened + ANSWER + 1;
		for looked in [over, over + SWEEP_RETRY] {
			sweep_at(looked, found(TestWeights::step_wait()));
			assert_eq!(dispute(id).phase, Phase::Answering { until: opened + ANSWER });
		}
		let drawn = over + 2 * SWEEP_RETRY;
		assert_eq!(drawn, over + DELAY);
		sweep_at(drawn, found(TestWeights::step_draw(9)));
		let (commit_until, reveal_until) = (drawn + COMMIT, drawn + COMMIT + REVEAL);
		assert_eq!(dispute(id).phase, Phase::Voting { commit_until, reveal_until });

		// Nobody votes. It is counted when the time to reveal is over, if not before.
		run_to(reveal_until);
		assert_eq!(dispute(id).round, 0);
		let counted = reveal_until + 1;
		sweep_at(counted, found(TestWeights::step_count()));
		assert_eq!(dispute(id).phase, Phase::Drawing { since: counted });

		// The randomness is too young at first.
		sweep_at(counted + SWEEP_RETRY, found(TestWeights::step_wait()));
		assert_eq!(dispute(id).phase, Phase::Drawing { since: counted });
		let drawn = counted + 2 * SWEEP_RETRY;
		assert_eq!(drawn, counted + DELAY);
		sweep_at(drawn, found(TestWeights::step_draw(9)));

		let counted = drawn + COMMIT + REVEAL + 1;
		sweep_at(counted, found(TestWeights::step_dismiss(0)));
		let ended = Phase::Resolved { resolution: Resolution::Undecided, at: counted };
		assert_eq!(dispute(id).phase, ended);

		// Nothing is due for it in between.
		skip_to(counted + RETENTION - 1);
		SweepCursor::<Test>::put(now());
		pallet_resource_order::SweepCursor::<Test>::put(now());
		sweep();
		assert_eq!(dispute(id).phase, ended);
		sweep_at(counted + RETENTION, found(TestWeights::step_remove()));
		assert_eq!(Disputes::<Test>::iter().count(), 0);
	});
}

#[test]
fn it_counts_and_ends_what_was_voted_on() {
	for (votes, cost) in
		[([U, U, D], TestWeights::step_uphold(2)), ([U, D, D], TestWeights::step_dismiss(2))]
	{
		ExtBuilder::default().build_and_execute(|| {
			let id = disputed_and_swept();
			let arbiters = answer_and_draw(id);
			catch_up();
			for (who, verdict) in arbiters.iter().zip(votes) {
				commit(id, *who, verdict);
			}
			for (who, verdict) in arbiters.iter().zip(votes) {
				reveal(id, *who, verdict);
			}
			// It does not look before the last deadline, though it could be counted.
			let counted = deadlines(id).1 + 1;
			sweep_at(counted, found(TestWeights::step_count()));
			sweep_at(counted + APPEAL_WINDOW + 1, found(cost));
			assert!(resolution(id).is_some());
		});
	}
}

#[test]
fn what_a_call_has_done_is_not_done_again() {
	ExtBuilder::default().build_and_execute(|| {
		let id = disputed_and_swept();
		let drawn = answer_and_draw(id);
		catch_up();
		events();
		sweep_at(OPENED + ANSWER + 1, Weight::zero());
		assert!(events().is_empty());
		assert_eq!(panel(id), drawn);
		assert_eq!(dispute(id).wake, deadlines(id).1 + 1);
	});
}

#[test]
fn a_block_in_which_nothing_is_due_costs_little() {
	ExtBuilder::default().build_and_execute(|| {
		let id = disputed_and_swept();
		sweep_at(OPENED + 1, Weight::zero());
		// Blocks without a sweep are caught up with.
		skip_to(OPENED + 11);
		assert_eq!(sweep(), TestWeights::sweep_base() + TestWeights::sweep_advance() * 10u64);
		assert_eq!(SweepCursor::<Test>::get(), Some(OPENED + 12));
		assert_eq!(dispute(id).wake, OPENED + ANSWER + 1);
	});
}

#[test]
fn it_uses_no_more_than_is_left_of_the_block() {
	ExtBuilder::default().build_and_execute(|| {
		let id = disputed_and_swept();
		let due = OPENED + ANSWER + 1 + DELAY;
		run_to(due - 1);
		assert_eq!(dispute(id).wake, due);
		skip_to(due);
		let least = TestWeights::sweep_base() + Arbitration::worst_step();
		let nearly = [least - Weight::from_parts(1, 0), least - Weight::from_parts(0, 1)];
		for limit in nearly.into_iter().chain([TestWeights::sweep_base()]) {
			assert_eq!(sweep_within(limit), TestWeights::sweep_base());
			assert_eq!(dispute(id).phase, Phase::Answering { until: OPENED + ANSWER });
		}
		assert_eq!(sweep_within(Weight::zero()), Weight::zero());
		assert!(sweep_within(least).all_lte(least));
		assert!(matches!(dispute(id).phase, Phase::Voting { .. }));
	});
}

#[test]
fn what_does_not_fit_is_carried_over_in_order() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let leases = [0, 1, 2, 3].map(|_| lease_of(TENANT, list(PROVIDER), 10));
		beat_to(OPENED);
		// Two in one block, one in the next, and one more a block later.
		let [first, second] = [leases[0], leases[1]].map(open);
		skip_to(OPENED + 1);
		let third = open(leases[2]);
		skip_to(OPENED + 2);
		let fourth = open(leases[3]);
		catch_up();
		// As soon as the randomness is young enough.
		let due = OPENED + ANSWER + 1 + DELAY;
		run_to(due - 1);
		let wakes = [first, second, third, fourth].map(|id| dispute(id).wake);
		assert_eq!(wakes, [due, due, due + 1, due + 2]);

		// One step a block.
		let least = TestWeights::sweep_base() + Arbitration::worst_step();
		SweepWeight::set(least);
		let is_drawn = |id| matches!(dispute(id).phase, Phase::Voting { .. });
		let drawn = || [first, second, third, fourth].map(|id| u32::from(is_drawn(id)));
		let mut seen = vec![];
		beat_to(due + 10);
		for _ in 0..40 {
			assert!(sweep().all_lte(least));
			let now_drawn = drawn();
			// Never one of a later block before all of those before it.
			assert!(now_drawn[0] + now_drawn[1] == 2 || now_drawn[2] == 0);
			assert!(now_drawn[2] == 1 || now_drawn[3] == 0);
			let count: u32 = now_drawn.iter().sum();
			assert!(count <= seen.last().copied().unwrap_or_default() + 1);
			seen.push(count);
		}
		assert_eq!((seen[0], seen[1]), (1, 2));
		assert_eq!(seen.last(), Some(&4));
		assert_eq!(SweepCursor::<Test>::get(), Some(due + 11));
	});
}

#[test]
fn what_fails_changes_nothing_holds_up_nobody_and_is_tried_again() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(4);
		let (id, other) = (open(lease), open(lease_of(TENANT, list(PROVIDER), 10)));
		for id in [id, other] {
			assert_ok!(Arbitration::respond(signed(PROVIDER), id, hash(2)));
		}
		beat_to(now() + DELAY);
		for id in [id, other] {
			assert_ok!(Arbitration::close(signed(STRANGER), id));
			for who in panel(id) {
				commit(id, who, D);
			}
			for who in panel(id) {
				reveal(id, who, D);
			}
			assert_ok!(Arbitration::close(signed(STRANGER), id));
		}
		let due = now() + APPEAL_WINDOW + 1;
		assert_eq!((dispute(id).wake, dispute(other).wake), (due, due));
		beat_to(due - 1);
		catch_up();
		// A unit of both bonds is missing, so that the one that is paid last can't be.
		let reason = RuntimeHoldReason::Arbitration(HoldReason::DisputeBond);
		assert_ok!(Balances::release(&reason, &TENANT, 1, Precision::Exact));
		skip_to(due);
		let before = wealth();
		sweep();
		let (failed, done) = if resolution(id).is_none() { (id, other) } else { (other, id) };
		assert_eq!(resolution(done), Some(Resolution::Dismissed));
		let kept = dispute(failed);
		assert!(matches!(kept.phase, Phase::Decided { verdict: D, .. }));
		assert!(record(kept.lease).dispute.is_some());
		assert_eq!(kept.wake, due + SWEEP_RETRY);
		assert_eq!(changes(&before)[&TENANT], -(BOND as i128));
		let mut failures = events();
		failures.retain(|event| matches!(event, Event::SweepFailed { .. }));
		assert!(matches!(failures[..], [Event::SweepFailed { dispute, .. }] if dispute == failed));

		assert_ok!(Balances::hold(&reason, &TENANT, 1));
		run_to(due + SWEEP_RETRY - 1);
		assert_eq!(resolution(failed), None);
		run_to(due + SWEEP_RETRY);
		assert_eq!(resolution(failed), Some(Resolution::Dismissed));
	});
}

#[test]
fn a_step_that_fails_is_charged_as_the_worst() {
	ExtBuilder::default().build_and_execute(|| {
		let id = disputed_and_swept();
		answer_and_draw(id);
		catch_up();
		let panel = Panels::<Test>::take(id, 0).expect("it was drawn");
		let due = dispute(id).wake;
		sweep_at(due, Arbitration::worst_step());
		Panels::<Test>::insert(id, 0, panel);
		sweep_at(due + SWEEP_RETRY, found(TestWeights::step_count()));
	});
}

#[test]
fn an_entry_without_its_dispute_is_taken_off() {
	ExtBuilder::default().build_and_execute(|| {
		skip_to(2);
		Agenda::<Test>::insert(2, 9, ());
		events();
		sweep();
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		let error = Error::<Test>::DisputeNotFound.into();
		assert_eq!(events(), [Event::SweepFailed { dispute: 9, error }]);
	});
}
