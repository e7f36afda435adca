// SPDX-License-Identifier: Apache-2.0
//! `close`.

use super::*;
use frame_support::{
	assert_noop,
	dispatch::{extract_actual_weight, GetDispatchInfo},
	weights::Weight,
};
use sp_runtime::DispatchError;

/// Closes a dispute and returns what is charged for that.
fn charged(id: DisputeId) -> Weight {
	let info = Call::<Test>::close { dispute: id }.get_dispatch_info();
	let result = Arbitration::close(signed(STRANGER), id);
	assert!(result.is_ok(), "{result:?}");
	let charged = extract_actual_weight(&result, &info);
	assert!(charged.all_lte(info.call_weight));
	charged
}

#[test]
fn only_what_is_due_is_done() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		assert_not_due(id);
		beat_to(OPENED + ANSWER);
		assert_not_due(id);
		assert_ok!(Arbitration::respond(signed(PROVIDER), id, hash(2)));
		assert_not_due(id);
		// Nothing of the randomness may be older than the answer.
		beat_to(now() + DELAY - 1);
		assert_not_due(id);
		beat_to(now() + 1);
		assert_ok!(Arbitration::close(signed(STRANGER), id));

		assert_not_due(id);
		let arbiters = panel(id);
		commit(id, arbiters[0], U);
		commit(id, arbiters[1], U);
		beat_to(deadlines(id).0);
		assert_not_due(id);
		beat_to(deadlines(id).0 + 1);
		assert_not_due(id);
		reveal(id, arbiters[0], U);
		assert_not_due(id);
		reveal(id, arbiters[1], U);
		assert_ok!(Arbitration::close(signed(STRANGER), id));

		assert_not_due(id);
		beat_to(now() + APPEAL_WINDOW);
		assert_not_due(id);
		finish(id);

		assert_not_due(id);
		beat_to(now() + RETENTION - 1);
		assert_not_due(id);
		skip_to(now() + 1);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_noop!(Arbitration::close(signed(STRANGER), id), Error::<Test>::DisputeNotFound);
	});
}

#[test]
fn anybody_can() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		beat_to(OPENED + ANSWER + DELAY);
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(Arbitration::close(origin, id), DispatchError::BadOrigin);
		}
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_noop!(Arbitration::close(signed(STRANGER), 9), Error::<Test>::DisputeNotFound);
	});
}

#[test]
fn it_is_charged_for_what_it_did() {
	ExtBuilder::default().build_and_execute(|| {
		let found = TestWeights::sweep_advance();
		let (_, id) = disputed();
		beat_to(OPENED + ANSWER + DELAY);
		assert_eq!(charged(id), TestWeights::step_draw(9) + found);
		beat_to(deadlines(id).0 + 1);
		// No verdict, which is drawn again.
		assert_eq!(charged(id), TestWeights::step_count() + found);
		beat_to(now() + DELAY);
		SessionValidators::set(VALIDATORS[..4].to_vec());
		assert_eq!(charged(id), TestWeights::step_draw(4) + found);
		for who in panel(id) {
			commit(id, who, U);
		}
		for who in panel(id) {
			reveal(id, who, U);
		}
		assert_eq!(charged(id), TestWeights::step_count() + found);
		beat_to(now() + APPEAL_WINDOW + 1);
		assert_eq!(charged(id), TestWeights::step_uphold(3) + found);
		skip_to(now() + RETENTION);
		assert_eq!(charged(id), TestWeights::step_remove() + found);
	});
}

#[test]
fn a_dismissal_is_charged_by_the_arbiters_who_are_rewarded() {
	ExtBuilder::default().build_and_execute(|| {
		let found = TestWeights::sweep_advance();
		let (lease, id) = disputed();
		decide(id, &[D, D, U]);
		beat_to(now() + APPEAL_WINDOW + 1);
		assert_eq!(charged(id), TestWeights::step_dismiss(2) + found);

		let id = open(lease);
		assert_ok!(Arbitration::respond(signed(PROVIDER), id, hash(2)));
		draw(id);
		abstain(id);
		draw(id);
		beat_to(deadlines(id).0 + 1);
		assert_eq!(charged(id), TestWeights::step_dismiss(0) + found);
		assert_eq!(resolution(id), Some(Resolution::Undecided));
	});
}

#[test]
fn who_finds_nothing_to_do_is_charged_for_the_look_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let looked = TestWeights::step_wait() + TestWeights::sweep_advance();
		let (_, id) = disputed();
		let info = Call::<Test>::close { dispute: id }.get_dispatch_info();
		assert!(looked.all_lt(info.call_weight));
		let is_cheap = || {
			assert_not_due(id);
			let result = Arbitration::close(signed(STRANGER), id);
			assert_eq!(extract_actual_weight(&result, &info), looked);
			let failed = result.expect_err("nothing is due");
			assert_eq!(failed.post_info.actual_weight, Some(looked));
		};
		is_cheap();
		// While it waits for randomness.
		beat_to(OPENED + ANSWER + 1);
		is_cheap();
		// After somebody else, or the sweep, was there first.
		beat_to(OPENED + ANSWER + DELAY);
		assert_ok!(Arbitration::close(signed(OTHER_TENANT), id));
		is_cheap();
		abstain(id);
		is_cheap();
	});
}

#[test]
fn what_is_removed_leaves_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		abstain(draw_after_answer(id));
		draw(id);
		vote(id, &[U, U, D]);
		appeal(id, PROVIDER, &[D, D, U, U]);
		assert_eq!(dispute(id).round, 3);
		draw(id);
		vote(id, &[D, D, D]);
		assert_eq!(resolution(id), Some(Resolution::Dismissed));
		assert_eq!(Panels::<Test>::iter_prefix(id).count(), 4);
		assert_eq!(Measurements::<Test>::iter().count(), 3 + 4 + 3);

		skip_to(now() + RETENTION);
		events();
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_eq!(events(), [Event::DisputeRemoved { dispute: id }]);
		assert_eq!(Disputes::<Test>::iter().count(), 0);
		assert_eq!(Panels::<Test>::iter().count(), 0);
		assert_eq!(Measurements::<Test>::iter().count(), 0);
		assert_eq!(DisputesOf::<Test>::iter().count(), 0);
		assert_eq!(DisputeOf::<Test>::iter().count(), 0);
		assert_eq!(Duties::<Test>::iter().count(), 0);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		// Numbers are not used again.
		assert_eq!(NextDisputeId::<Test>::get(), 1);
	});
}

/// The dispute, once its first panel is drawn.
fn draw_after_answer(id: DisputeId) -> DisputeId {
	answer_and_draw(id);
	id
}
