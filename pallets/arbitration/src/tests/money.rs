// SPDX-License-Identifier: Apache-2.0
//! Who pays whom: each row of the README's tables, to the unit.
//!
//! The usual lease has four hours, of which two are paid when it is disputed, the second of them for
//! disputed blocks. If the tenant is right, it is due 60,000 for that hour, and a fifth of the
//! 120,000 for the two hours to come.

use super::*;
use hamster_primitives::market::CloseReason;
use pallet_provider::ResourceState;
use pallet_resource_order::LeaseState;

/// What the tenant is due of the stake.
const DUE: Balance = PRICE + 2 * PRICE / 5;
/// The first penalty.
const FINE: Balance = BACKING / 20;

const _: () = assert!(DUE == 84_000 && FINE == 7_900 && BOND == 70_000 && APPEAL == 90_000);

/// The usual dispute, and what everybody had before.
fn begin() -> (OrderId, DisputeId, Wealth) {
	let lease = served(4);
	let before = wealth();
	let id = open(lease);
	assert_eq!(bond(TENANT), BOND);
	(lease, id, before)
}

/// The lease is closed for the tenant, and the provider has lost so much stake and nothing else of
/// it.
fn assert_resolved(lease: OrderId, id: DisputeId, lost: Balance) {
	assert_eq!(resolution(id), Some(Resolution::Upheld));
	let lease = record(lease);
	assert_eq!((lease.dispute, lease.ledger.escrow), (None, 0));
	assert!(matches!(lease.state, LeaseState::Closed { reason: CloseReason::Resolved, .. }));
	let provider = provider_record(PROVIDER);
	assert_eq!((provider.stake, provider.locked), (STAKE - lost, BACKING - lost));
	let machine = machine(0);
	assert_eq!((machine.backing, machine.state), (BACKING - lost, ResourceState::Offline));
	assert_eq!(provider.reputation.disputes_lost, 1);
}

/// The lease goes on as if nothing had been, to its end and to the last unit of its rent.
fn assert_thawed(lease: OrderId, id: DisputeId, ended: Resolution) {
	assert_eq!(resolution(id), Some(ended));
	let provider = provider_record(PROVIDER);
	assert_eq!((provider.stake, provider.locked), (STAKE, BACKING));
	assert_eq!(provider.reputation.disputes_lost, 0);
	assert_eq!((record(lease).dispute, record(lease).ledger.escrow), (None, 2 * PRICE));
	assert!(record(lease).is_active());

	let before = wealth();
	if now() < record(lease).end() {
		beat_to(record(lease).end());
	}
	assert_ok!(ResourceOrder::settle(signed(STRANGER), lease));
	let rent = 2 * PRICE as i128;
	let fee = 2 * FEE as i128;
	let given = [(TENANT, -rent), (PROVIDER, rent - fee), (TREASURY, fee)];
	assert_changes(&before, &given, &[], 0);
	let state = record(lease).state;
	assert!(matches!(state, LeaseState::Closed { reason: CloseReason::Completed, .. }));
}

#[test]
fn upheld_without_an_appeal() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id, before) = begin();
		let votes = [U, U, D];
		let panel = decide(id, &votes);
		finish(id);
		assert_changes(
			&before,
			&[(TENANT, 84_000), (PROVIDER, -92_900), (TREASURY, 7_900)],
			&supporters(&panel, &votes, U),
			500,
		);
		assert_eq!(said(id), (84_000, 1_000, 7_900));
		assert_resolved(lease, id, 92_900);
		assert_eq!(record(lease).ledger.refunded, 120_000);
		assert_eq!(record(lease).ledger.compensated, 84_000);
	});
}

#[test]
fn upheld_and_the_provider_s_appeal_was_in_vain() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id, before) = begin();
		let (first, second) = ([U, U, D], [U, U, U, D, D]);
		let mut rewarded = supporters(&decide(id, &first), &first, U);
		rewarded.extend(supporters(&appeal(id, PROVIDER, &second), &second, U));
		assert_eq!(rewarded.len(), 5);
		// 2,500 of the appeal bond are rewards, and the rest of it is slashed.
		assert_changes(
			&before,
			&[(TENANT, 84_000), (PROVIDER, -181_900), (TREASURY, 7_900 + 87_500)],
			&rewarded,
			500,
		);
		assert_eq!(said(id), (84_000, 2_500, 7_900));
		assert_resolved(lease, id, 91_900);
	});
}

#[test]
fn beyond_the_bounds_what_the_appeal_bond_lacks_for_rewards_comes_from_the_stake() {
	ExtBuilder::default().build_and_execute(|| {
		// No parameters within the bounds have rewards that the bond does not cover.
		let parameters = ArbitrationParameters { reward: 30_000, ..PARAMETERS };
		assert!(!parameters.are_within_bounds());
		Parameters::<Test>::put(parameters);
		let (lease, id, before) = begin();
		let (first, second) = ([U, U, D], [U, U, U, D, D]);
		let mut rewarded = supporters(&decide(id, &first), &first, U);
		rewarded.extend(supporters(&appeal(id, PROVIDER, &second), &second, U));
		// Of the bond 18,000 for each of five, and 12,000 of the 74,000 that the tenant leaves.
		assert_changes(
			&before,
			&[(TENANT, 84_000), (PROVIDER, -241_900), (TREASURY, 7_900)],
			&rewarded,
			30_000,
		);
		assert_eq!(said(id), (84_000, 150_000, 7_900));
		assert_resolved(lease, id, 151_900);
	});
}

#[test]
fn upheld_on_the_tenant_s_appeal() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id, before) = begin();
		let (first, second) = ([D, D, U], [U, U, U, D, D]);
		let mut rewarded = supporters(&decide(id, &first), &first, U);
		rewarded.extend(supporters(&appeal(id, TENANT, &second), &second, U));
		assert_eq!(rewarded.len(), 4);
		assert_changes(
			&before,
			&[(TENANT, 84_000), (PROVIDER, -93_900), (TREASURY, 7_900)],
			&rewarded,
			500,
		);
		assert_eq!(said(id), (84_000, 2_000, 7_900));
		assert_resolved(lease, id, 93_900);
	});
}

#[test]
fn upheld_with_no_verdict_on_the_provider_s_appeal() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id, before) = begin();
		let votes = [U, U, D];
		let panel = decide(id, &votes);
		assert_ok!(Arbitration::appeal(signed(PROVIDER), id));
		assert_eq!(bond(PROVIDER), APPEAL);
		abstain_twice(id);
		assert_changes(
			&before,
			&[(TENANT, 84_000), (PROVIDER, -92_900), (TREASURY, 7_900)],
			&supporters(&panel, &votes, U),
			500,
		);
		assert_eq!(said(id), (84_000, 1_000, 7_900));
		assert_resolved(lease, id, 92_900);
	});
}

#[test]
fn dismissed_without_an_appeal() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id, before) = begin();
		let votes = [D, D, U];
		let panel = decide(id, &votes);
		finish(id);
		assert_changes(
			&before,
			&[(TENANT, -70_000), (PROVIDER, 69_000)],
			&supporters(&panel, &votes, D),
			500,
		);
		assert_eq!(said(id), (0, 1_000, 0));
		assert_thawed(lease, id, Resolution::Dismissed);
	});
}

#[test]
fn dismissed_and_the_tenant_s_appeal_was_in_vain() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id, before) = begin();
		let (first, second) = ([D, D, U], [D, D, D, U, U]);
		let mut rewarded = supporters(&decide(id, &first), &first, D);
		assert_ok!(Arbitration::appeal(signed(TENANT), id));
		assert_eq!(bond(TENANT), BOND + APPEAL);
		let panel = draw(id);
		vote(id, &second);
		rewarded.extend(supporters(&panel, &second, D));
		assert_eq!(rewarded.len(), 5);
		assert_changes(&before, &[(TENANT, -160_000), (PROVIDER, 157_500)], &rewarded, 500);
		assert_eq!(said(id), (0, 2_500, 0));
		assert_thawed(lease, id, Resolution::Dismissed);
	});
}

#[test]
fn dismissed_on_the_provider_s_appeal() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id, before) = begin();
		let (first, second) = ([U, U, D], [D, D, D, U, U]);
		let mut rewarded = supporters(&decide(id, &first), &first, D);
		rewarded.extend(supporters(&appeal(id, PROVIDER, &second), &second, D));
		assert_eq!(rewarded.len(), 4);
		assert_changes(&before, &[(TENANT, -70_000), (PROVIDER, 68_000)], &rewarded, 500);
		assert_eq!(said(id), (0, 2_000, 0));
		assert_thawed(lease, id, Resolution::Dismissed);
	});
}

#[test]
fn dismissed_with_no_verdict_on_the_tenant_s_appeal() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id, before) = begin();
		let votes = [D, D, U];
		let panel = decide(id, &votes);
		assert_ok!(Arbitration::appeal(signed(TENANT), id));
		abstain_twice(id);
		assert_changes(
			&before,
			&[(TENANT, -70_000), (PROVIDER, 69_000)],
			&supporters(&panel, &votes, D),
			500,
		);
		assert_eq!(said(id), (0, 1_000, 0));
		assert_thawed(lease, id, Resolution::Dismissed);
	});
}

#[test]
fn no_verdict_twice() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id, before) = begin();
		abstain_twice(id);
		assert_changes(&before, &[], &[], 0);
		assert_eq!(said(id), (0, 0, 0));
		assert_thawed(lease, id, Resolution::Undecided);
	});
}

#[test]
fn no_verdict_once_changes_nothing_of_what_follows() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id, before) = begin();
		// Whoever voted for what was found in the end on a panel without a verdict is rewarded too.
		let even = [U, D];
		let panel = answer_and_draw(id);
		vote(id, &even);
		assert_eq!(dispute(id).round, 1);
		let mut rewarded = supporters(&panel, &even, U);
		let votes = [D, U, U];
		let panel = draw(id);
		vote(id, &votes);
		rewarded.extend(supporters(&panel, &votes, U));
		finish(id);
		assert_eq!(rewarded.len(), 3);
		assert_changes(
			&before,
			&[(TENANT, 84_000), (PROVIDER, -93_400), (TREASURY, 7_900)],
			&rewarded,
			500,
		);
		assert_resolved(lease, id, 93_400);
	});
}

#[test]
fn each_arbiter_gets_what_it_has_earned() {
	ExtBuilder::default().build_and_execute(|| {
		let parameters = ArbitrationParameters {
			panel_size: 5,
			appeal_panel_size: 7,
			reward: 400,
			..PARAMETERS
		};
		assert_ok!(Arbitration::set_parameters(RuntimeOrigin::root(), parameters));
		let (lease, id, before) = begin();
		let panel = answer_and_draw(id);
		let [for_it, too, against, silent, absent] = panel[..] else { panic!("five are drawn") };
		for (arbiter, verdict) in [(for_it, U), (too, U), (against, D), (silent, U)] {
			commit(id, arbiter, verdict);
			assert_eq!(arbiter_bond(arbiter), ARBITER_BOND);
		}
		beat_to(deadlines(id).0 + 1);
		for (arbiter, verdict) in [(for_it, U), (too, U), (against, D)] {
			reveal(id, arbiter, verdict);
			assert_eq!(arbiter_bond(arbiter), 0);
		}
		// It is not counted while the last one still can show its vote.
		beat_to(deadlines(id).1 + 1);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		let withheld = Event::VoteWithheld { dispute: id, arbiter: silent, bond: ARBITER_BOND };
		assert!(events().contains(&withheld));
		let lost = [(silent, -5_000), (TREASURY, 5_000)];
		assert_eq!(changes(&before), lost.into());

		finish(id);
		assert_changes(
			&before,
			&[(TENANT, 84_000), (PROVIDER, -92_700), (TREASURY, 12_900), (silent, -5_000)],
			&[for_it, too],
			400,
		);
		assert_resolved(lease, id, 92_700);
		let served = |who| Arbiters::<Test>::get(who);
		let drawn = ArbiterRecord { drawn: 1, ..Default::default() };
		assert_eq!(served(for_it), ArbiterRecord { with_majority: 1, ..drawn });
		assert_eq!(served(too), served(for_it));
		assert_eq!(served(against), drawn);
		assert_eq!(served(silent), ArbiterRecord { unrevealed: 1, ..drawn });
		assert_eq!(served(absent), ArbiterRecord { absent: 1, ..drawn });
	});
}

#[test]
fn the_penalty_is_cut_first() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(10);
		let before = wealth();
		let id = open(lease);
		let votes = [U, U, D];
		let panel = decide(id, &votes);
		finish(id);
		// 60,000 and a fifth of 480,000 are 156,000 of 158,000, and 1,000 go to the arbiters.
		assert_changes(
			&before,
			&[(TENANT, 156_000), (PROVIDER, -158_000), (TREASURY, 1_000)],
			&supporters(&panel, &votes, U),
			500,
		);
		assert_eq!(said(id), (156_000, 1_000, 1_000));
		assert_resolved(lease, id, BACKING);
	});
}

#[test]
fn then_the_rewards_are_cut_for_all_alike() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = lease(14);
		// Of the first hour and 535 blocks only the latter are not disputed.
		beat_to(1 + HOURS + 535);
		let before = wealth();
		let id = open(lease);
		assert_eq!(dispute(id).disputed_from, 536);
		let panel = decide(id, &[U, U, U]);
		finish(id);
		// The rent of 535 blocks is paid, and a fifth of the rest of 786,500 is due: 700 are left. The
		// unit that three can't share is part of the penalty.
		assert_changes(
			&before,
			&[
				(TENANT, -53_500 + 157_300),
				(PROVIDER, 53_500 - 2_675 - 158_000),
				(TREASURY, 2_675 + 1),
			],
			&panel,
			233,
		);
		assert_eq!(said(id), (157_300, 699, 1));
		assert_resolved(lease, id, BACKING);
	});
}

#[test]
fn last_of_all_what_the_tenant_is_due_is_cut() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(100);
		let before = wealth();
		let id = open(lease);
		decide(id, &[U, U, U]);
		finish(id);
		assert_changes(&before, &[(TENANT, 158_000), (PROVIDER, -158_000)], &[], 0);
		assert_eq!(said(id), (158_000, 0, 0));
		assert_resolved(lease, id, BACKING);
	});
}

#[test]
fn an_appeal_in_vain_pays_the_arbiters_though_the_stake_is_used_up() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(100);
		let before = wealth();
		let id = open(lease);
		let (first, second) = ([U, U, U], [U, U, U, U, U]);
		let mut rewarded = decide(id, &first);
		rewarded.extend(appeal(id, PROVIDER, &second));
		assert_changes(
			&before,
			&[(TENANT, 158_000), (PROVIDER, -248_000), (TREASURY, 86_000)],
			&rewarded,
			500,
		);
		assert_eq!(said(id), (158_000, 4_000, 0));
		assert_resolved(lease, id, BACKING);
	});
}

/// What is put aside for a lease of two paid hours that is closed: an hour's rent, the most rewards
/// and two fifths of what such a machine needs.
const SECURED: Balance = PRICE + 16 * REWARD + BACKING / 5 * 2;

const _: () = assert!(SECURED == 131_200);

#[test]
fn about_a_closed_lease_upheld() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(2);
		assert!(!record(lease).is_active());
		let before = wealth();
		let id = open(lease);
		let provider = provider_record(PROVIDER);
		assert_eq!((provider.stake, provider.secured), (STAKE - SECURED, SECURED));

		let votes = [U, D, U];
		let panel = decide(id, &votes);
		finish(id);
		assert_changes(
			&before,
			&[(TENANT, 60_000), (PROVIDER, -68_900), (TREASURY, 7_900)],
			&supporters(&panel, &votes, U),
			500,
		);
		assert_eq!(said(id), (60_000, 1_000, 7_900));
		let provider = provider_record(PROVIDER);
		assert_eq!((provider.stake, provider.secured), (STAKE - 68_900, 0));
		assert_eq!((provider.locked, machine(0).backing), (BACKING, BACKING));
		assert_eq!(machine(0).state, ResourceState::Available);
		assert_eq!(record(lease).ledger.compensated, 60_000);
	});
}

#[test]
fn about_a_closed_lease_dismissed() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(2);
		let before = wealth();
		let id = open(lease);
		let votes = [U, D, D];
		let panel = decide(id, &votes);
		finish(id);
		assert_changes(
			&before,
			&[(TENANT, -70_000), (PROVIDER, 69_000)],
			&supporters(&panel, &votes, D),
			500,
		);
		let provider = provider_record(PROVIDER);
		assert_eq!((provider.stake, provider.secured), (STAKE, 0));
	});
}

#[test]
fn about_a_closed_lease_without_a_verdict() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(2);
		let before = wealth();
		let id = open(lease);
		abstain_twice(id);
		assert_changes(&before, &[], &[], 0);
		assert_eq!(resolution(id), Some(Resolution::Undecided));
		let provider = provider_record(PROVIDER);
		assert_eq!((provider.stake, provider.secured), (STAKE, 0));
	});
}

#[test]
fn about_a_closed_lease_whose_machine_backs_nothing_else_its_stake_is_put_aside() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, BACKING);
		let lease = lease_of(TENANT, list(PROVIDER), 2);
		beat_to(OPENED);
		assert_ok!(ResourceOrder::settle(signed(STRANGER), lease));
		let before = wealth();
		let id = open(lease);
		assert_eq!(machine(0).backing, BACKING - SECURED);
		let panel = decide(id, &[U, U, U]);
		finish(id);
		assert_changes(
			&before,
			&[(TENANT, 60_000), (PROVIDER, -69_400), (TREASURY, 7_900)],
			&panel,
			500,
		);
		let provider = provider_record(PROVIDER);
		assert_eq!((provider.stake, provider.secured), (BACKING - 69_400, 0));
		// What is left is free, not behind the machine.
		assert_eq!((provider.locked, machine(0).backing), (26_800, 26_800));
	});
}

#[test]
fn about_a_closed_lease_whose_machine_was_let_again_nothing_may_be_left() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, BACKING);
		let lease = lease_of(TENANT, list(PROVIDER), 2);
		beat_to(OPENED);
		assert_ok!(ResourceOrder::settle(signed(STRANGER), lease));
		let next = lease_of(OTHER_TENANT, 0, 50);
		let before = wealth();
		let id = open(lease);
		decide(id, &[U, U, U]);
		finish(id);
		// The stake behind the machine is for its present tenant.
		assert_changes(&before, &[], &[], 0);
		assert_eq!((resolution(id), said(id)), (Some(Resolution::Upheld), (0, 0, 0)));
		assert_eq!(provider_record(PROVIDER).stake, BACKING);
		assert_eq!(machine(0).backing, BACKING);
		assert!(record(next).is_active());
		assert_eq!(provider_record(PROVIDER).reputation.disputes_lost, 1);
	});
}

/// The panel of [`begin`] votes so, and its first arbiter leaves with all that it has. Rewards are
/// less than what opens an account.
fn leave_after_voting(votes: &[Verdict]) -> (DisputeId, Vec<AccountId>, Wealth) {
	let parameters = ArbitrationParameters { reward: ED - 1, ..PARAMETERS };
	assert_ok!(Arbitration::set_parameters(RuntimeOrigin::root(), parameters));
	let (_, id, _) = begin();
	let panel = decide(id, votes);
	assert_ok!(Balances::transfer_all(signed(panel[0]), STRANGER, false));
	assert!(!frame_system::Account::<Test>::contains_key(panel[0]));
	(id, panel, wealth())
}

#[test]
fn a_reward_that_can_not_arrive_stays_in_the_stake() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel, before) = leave_after_voting(&[U, U, U]);
		finish(id);
		assert_changes(
			&before,
			&[(TENANT, 84_000), (PROVIDER, -84_000 - 18 - 7_900), (TREASURY, 7_900)],
			&panel[1..],
			9,
		);
		assert_eq!(said(id), (84_000, 18, 7_900));
	});
}

#[test]
fn a_reward_that_can_not_arrive_is_slashed_with_the_appeal_bond() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel, before) = leave_after_voting(&[U, U, U]);
		// Who has left can't be on the next panel.
		let others = VALIDATORS.into_iter().filter(|who| *who != panel[0]);
		SessionValidators::set(others.collect());
		let second = appeal(id, PROVIDER, &[U; 5]);
		let rewarded: Vec<_> = panel[1..].iter().chain(&second).copied().collect();
		assert_changes(
			&before,
			&[
				(TENANT, 84_000),
				(PROVIDER, -84_000 - 7_900 - 90_000),
				(TREASURY, 7_900 + 90_000 - 7 * 9),
			],
			&rewarded,
			9,
		);
	});
}

#[test]
fn a_reward_that_can_not_arrive_is_part_of_the_rest_for_the_provider() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel, before) = leave_after_voting(&[D, D, D]);
		finish(id);
		assert_changes(&before, &[(TENANT, -70_000), (PROVIDER, 70_000 - 18)], &panel[1..], 9);
	});
}

#[test]
fn a_tenant_who_has_spent_all_else_is_paid_and_gets_the_bond_back() {
	ExtBuilder::default().build_and_execute(|| {
		let (lease, id, before) = begin();
		let spare = Balances::free_balance(TENANT) - ED;
		assert_ok!(Balances::transfer_allow_death(signed(TENANT), STRANGER, spare));
		let panel = decide(id, &[U, U, U]);
		finish(id);
		let spare = spare as i128;
		assert_changes(
			&before,
			&[(TENANT, 84_000 - spare), (STRANGER, spare), (PROVIDER, -93_400), (TREASURY, 7_900)],
			&panel,
			500,
		);
		assert_resolved(lease, id, 93_400);
	});
}
