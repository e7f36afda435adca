// SPDX-License-Identifier: Apache-2.0
//! `set_parameters`.

use super::*;
use frame_support::assert_noop;
use hamster_primitives::disputes::MAX_LOOKBACK;
use sp_runtime::{DispatchError, DispatchResult, Permill};

type Change = fn(&mut ArbitrationParameters);

const ONE_PART: Permill = Permill::from_parts(1);

fn set(parameters: ArbitrationParameters) -> DispatchResult {
	Arbitration::set_parameters(RuntimeOrigin::root(), parameters)
}

fn with(change: Change) -> ArbitrationParameters {
	let mut parameters = PARAMETERS;
	change(&mut parameters);
	parameters
}

#[test]
fn the_new_ones_are_stored() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(Parameters::<Test>::get(), PARAMETERS);
		let parameters = ArbitrationParameters {
			open_bond: 1_000,
			appeal_bond: 2_000,
			arbiter_bond: 3,
			bond_hours: 4,
			reward: 5,
			panel_size: 7,
			appeal_panel_size: 9,
			quorum: Permill::from_percent(51),
			lookback: 10,
			answer_window: 101,
			commit_window: 102,
			reveal_window: 103,
			appeal_window: 104,
			penalties: [Permill::zero(); LADDER],
			ladder_period: 1_000,
		};
		events();
		assert_ok!(set(parameters));
		assert_eq!(events(), [Event::ParametersSet { parameters }]);
		assert_eq!(Parameters::<Test>::get(), parameters);
	});
}

#[test]
fn only_governance_sets_them() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [signed(TENANT), signed(VALIDATORS[0]), RuntimeOrigin::none()] {
			assert_noop!(Arbitration::set_parameters(origin, PARAMETERS), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn each_is_bounded() {
	let bad: [Change; 36] = [
		|it| it.open_bond = 0,
		|it| (it.open_bond, it.appeal_bond) = (MAX_BOND, MAX_BOND),
		|it| (it.open_bond, it.appeal_bond) = (MAX_BOND + 1, MAX_BOND + 2),
		|it| it.appeal_bond = it.open_bond,
		|it| it.appeal_bond = it.open_bond - 1,
		|it| it.appeal_bond = MAX_BOND + 1,
		|it| it.appeal_bond = Balance::MAX,
		|it| it.arbiter_bond = 0,
		|it| it.arbiter_bond = MAX_BOND + 1,
		|it| it.bond_hours = MAX_BOND_HOURS + 1,
		// Sixteen seats: both panels twice.
		|it| it.reward = it.open_bond / 16 + 1,
		|it| it.reward = Balance::MAX,
		|it| it.open_bond = 16 * it.reward - 1,
		|it| it.panel_size = 0,
		|it| it.panel_size = 2,
		|it| it.panel_size = it.appeal_panel_size,
		|it| (it.panel_size, it.appeal_panel_size) = (5, 3),
		|it| it.appeal_panel_size = 4,
		|it| (it.reward, it.appeal_panel_size) = (0, MAX_PANEL + 2),
		|it| (it.reward, it.panel_size, it.appeal_panel_size) = (0, u32::MAX - 2, u32::MAX),
		|it| it.quorum = MIN_QUORUM - ONE_PART,
		|it| it.quorum = Permill::zero(),
		|it| it.lookback = MAX_LOOKBACK + 1,
		|it| it.answer_window = MIN_WINDOW - 1,
		|it| it.answer_window = MAX_WINDOW + 1,
		|it| it.commit_window = MIN_WINDOW - 1,
		|it| it.commit_window = MAX_WINDOW + 1,
		|it| it.reveal_window = MIN_WINDOW - 1,
		|it| it.reveal_window = MAX_WINDOW + 1,
		|it| it.appeal_window = MIN_WINDOW - 1,
		|it| it.appeal_window = MAX_WINDOW + 1,
		|it| it.penalties[LADDER - 1] = MAX_PENALTY + ONE_PART,
		|it| it.penalties = [Permill::one(); LADDER],
		// None is less than the one before.
		|it| it.penalties[1] = it.penalties[0] - ONE_PART,
		|it| it.ladder_period = HOURS - 1,
		|it| it.ladder_period = MAX_LADDER_PERIOD + 1,
	];
	let good: [Change; 26] = [
		|it| (it.open_bond, it.reward) = (1, 0),
		|it| (it.open_bond, it.appeal_bond) = (MAX_BOND - 1, MAX_BOND),
		|it| it.appeal_bond = it.open_bond + 1,
		|it| it.arbiter_bond = 1,
		|it| it.arbiter_bond = MAX_BOND,
		|it| it.bond_hours = 0,
		|it| it.bond_hours = MAX_BOND_HOURS,
		|it| it.reward = it.open_bond / 16,
		|it| it.open_bond = 16 * it.reward,
		|it| it.panel_size = 1,
		|it| (it.reward, it.panel_size, it.appeal_panel_size) = (1, MAX_PANEL - 2, MAX_PANEL),
		|it| it.quorum = MIN_QUORUM,
		|it| it.quorum = Permill::one(),
		|it| it.lookback = 0,
		|it| it.lookback = MAX_LOOKBACK,
		|it| it.answer_window = MIN_WINDOW,
		|it| it.answer_window = MAX_WINDOW,
		|it| it.commit_window = MIN_WINDOW,
		|it| it.commit_window = MAX_WINDOW,
		|it| it.reveal_window = MIN_WINDOW,
		|it| it.reveal_window = MAX_WINDOW,
		|it| it.appeal_window = MIN_WINDOW,
		|it| it.appeal_window = MAX_WINDOW,
		|it| it.penalties = [MAX_PENALTY; LADDER],
		|it| it.ladder_period = HOURS,
		|it| it.ladder_period = MAX_LADDER_PERIOD,
	];
	ExtBuilder::default().build_and_execute(|| {
		for change in bad {
			let parameters = with(change);
			assert!(!parameters.are_within_bounds(), "{parameters:?}");
			assert_noop!(set(parameters), Error::<Test>::ParameterOutOfBounds);
		}
		for change in good {
			let parameters = with(change);
			assert!(parameters.are_within_bounds(), "{parameters:?}");
			assert_ok!(set(parameters));
			assert_eq!(Parameters::<Test>::get(), parameters);
		}
	});
}

#[test]
fn a_dispute_goes_by_those_of_the_block_in_which_it_was_opened() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		let others = ArbitrationParameters {
			open_bond: 100_000,
			appeal_bond: 200_000,
			arbiter_bond: 7,
			bond_hours: 9,
			reward: 1_000,
			panel_size: 5,
			appeal_panel_size: 7,
			quorum: Permill::one(),
			lookback: 0,
			answer_window: MAX_WINDOW,
			commit_window: MAX_WINDOW,
			reveal_window: MAX_WINDOW,
			appeal_window: MAX_WINDOW,
			penalties: [MAX_PENALTY; LADDER],
			ladder_period: HOURS,
		};
		assert_ok!(set(others));
		assert_eq!(dispute(id).rules, PARAMETERS);

		beat_to(OPENED + ANSWER + DELAY);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_eq!(panel(id).len(), 3);
		assert_eq!(deadlines(id), (now() + COMMIT, now() + COMMIT + REVEAL));
		let arbiters = panel(id);
		commit(id, arbiters[0], U);
		assert_eq!(arbiter_bond(arbiters[0]), ARBITER_BOND);
		commit(id, arbiters[1], U);
		beat_to(deadlines(id).0 + 1);
		reveal(id, arbiters[0], U);
		reveal(id, arbiters[1], U);
		// Two of three are enough.
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_eq!(dispute(id).phase, Phase::Decided { verdict: U, until: now() + APPEAL_WINDOW });
		assert_eq!(dispute(id).appeal_bond(), APPEAL);
		events();
		finish(id);
		assert_eq!(said(id), (84_000, 2 * REWARD, BACKING / 20));

		// The next goes by the new ones.
		assert_ok!(Provider::bring_online(signed(PROVIDER), 0));
		let next = open(lease_of(TENANT, 0, 1));
		assert_eq!((dispute(next).rules, dispute(next).bond), (others, 100_000 + 9 * PRICE));
	});
}

#[test]
fn the_highest_bonds_can_be_held_and_lost() {
	let endowment = 4 * MAX_BOND;
	ExtBuilder::default().endow(TENANT, endowment).build_and_execute(|| {
		let parameters =
			ArbitrationParameters { open_bond: MAX_BOND - 1, appeal_bond: MAX_BOND, ..PARAMETERS };
		assert_ok!(set(parameters));
		let lease = served(4);
		let before = wealth();
		let id = open(lease);
		let mut panels = decide(id, &[D, D, D]);
		panels.extend(appeal(id, TENANT, &[D; 5]));
		let lost = (2 * MAX_BOND - 1 + 2 * PRICE) as i128;
		let given = [(TENANT, -lost), (PROVIDER, lost - 8 * 500)];
		assert_changes(&before, &given, &panels, 500);
	});
}
