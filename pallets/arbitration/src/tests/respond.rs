// SPDX-License-Identifier: Apache-2.0
//! `respond`.

use super::*;
use frame_support::assert_noop;
use sp_runtime::{DispatchError, DispatchResult};

fn answer(who: AccountId, id: DisputeId) -> DispatchResult {
	Arbitration::respond(signed(who), id, hash(2))
}

#[test]
fn the_answer_is_kept() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		events();
		let before = dispute(id);
		assert_ok!(answer(PROVIDER, id));
		let expected = Dispute {
			answer: Some(hash(2)),
			phase: Phase::Answering { until: OPENED },
			wake: OPENED + SWEEP_RETRY,
			..before
		};
		assert_eq!(dispute(id), expected);
		assert_eq!(events(), [Event::DisputeAnswered { dispute: id, evidence: hash(2) }]);
	});
}

#[test]
fn only_the_provider_can() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		for who in [TENANT, STRANGER, OTHER_PROVIDER, VALIDATORS[0]] {
			assert_noop!(answer(who, id), Error::<Test>::NotDisputeProvider);
		}
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(Arbitration::respond(origin, id, hash(2)), DispatchError::BadOrigin);
		}
		assert_noop!(answer(PROVIDER, id + 1), Error::<Test>::DisputeNotFound);
	});
}

#[test]
fn only_once() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		assert_ok!(answer(PROVIDER, id));
		assert_noop!(answer(PROVIDER, id), Error::<Test>::AlreadyAnswered);
		draw(id);
		assert_noop!(answer(PROVIDER, id), Error::<Test>::AlreadyAnswered);
	});
}

#[test]
fn in_the_last_block_it_is_in_time() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		beat_to(OPENED + ANSWER);
		assert_ok!(answer(PROVIDER, id));
	});
}

#[test]
fn a_block_later_it_is_too_late_whether_somebody_noticed_or_not() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		beat_to(OPENED + ANSWER + 1);
		assert_noop!(answer(PROVIDER, id), Error::<Test>::TooLate);
		beat_to(OPENED + ANSWER + DELAY);
		assert_noop!(answer(PROVIDER, id), Error::<Test>::TooLate);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_noop!(answer(PROVIDER, id), Error::<Test>::WrongPhase);
	});
}

#[test]
fn after_an_answer_the_panel_does_not_wait_for_the_deadline() {
	ExtBuilder::default().build_and_execute(|| {
		let parameters = ArbitrationParameters { answer_window: 50 * MIN_WINDOW, ..PARAMETERS };
		assert_ok!(Arbitration::set_parameters(RuntimeOrigin::root(), parameters));
		let (_, id) = disputed();
		// However long ago it was opened: the wait begins with the answer.
		let answered = OPENED + 2 * DELAY;
		beat_to(answered);
		assert_not_due(id);
		assert_ok!(answer(PROVIDER, id));
		assert_not_due(id);
		beat_to(answered + DELAY - 1);
		assert_not_due(id);
		beat_to(answered + DELAY);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_eq!(panel(id).len(), 3);
	});
}

#[test]
fn the_provider_can_not_wait_for_a_panel_that_it_likes() {
	// By its answer, and by there being none until the deadline.
	for answers in [true, false] {
		ExtBuilder::default().build_and_execute(|| {
			let parameters = ArbitrationParameters { answer_window: 50 * MIN_WINDOW, ..PARAMETERS };
			assert_ok!(Arbitration::set_parameters(RuntimeOrigin::root(), parameters));
			let (_, id) = disputed();
			let asked = OPENED + if answers { 30 * MIN_WINDOW } else { 50 * MIN_WINDOW };
			beat_to(asked);
			if answers {
				assert_ok!(answer(PROVIDER, id));
			}
			beat_to(asked + 5 * DELAY);
			// All of them are young enough for the dispute. By then the provider has seen the first two,
			// and a part of what the others are made of.
			for known in [asked - 1, asked, asked + 1, asked + DELAY - 1] {
				Seed::set((7, Some(known)));
				assert_not_due(id);
			}
			Seed::set((8, Some(asked + DELAY)));
			assert_ok!(Arbitration::close(signed(STRANGER), id));
		});
	}
}

#[test]
fn after_an_answer_the_sweep_draws_soon() {
	ExtBuilder::default().build_and_execute(|| {
		let parameters = ArbitrationParameters { answer_window: 50 * MIN_WINDOW, ..PARAMETERS };
		assert_ok!(Arbitration::set_parameters(RuntimeOrigin::root(), parameters));
		let (_, id) = disputed();
		assert_ok!(answer(PROVIDER, id));
		catch_up();
		run_to(OPENED + DELAY + SWEEP_RETRY);
		assert_eq!(panel(id).len(), 3);
	});
}
