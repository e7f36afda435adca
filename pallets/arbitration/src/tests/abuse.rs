// SPDX-License-Identifier: Apache-2.0
//! Every attempt that the README says has been thought through.

use super::*;
use frame_support::assert_noop;

type LeaseError = pallet_resource_order::Error<Test>;
type ProviderError = pallet_provider::Error<Test>;

/// How a dispute goes: what the first panel finds, who appeals, and what the second panel finds.
/// Without votes a panel comes to no verdict, twice.
struct Course {
	first: Option<Verdict>,
	appeal: Option<(AccountId, Option<Verdict>)>,
}

/// All ways in which a dispute can go.
fn courses() -> Vec<Course> {
	let mut courses = vec![Course { first: None, appeal: None }];
	for (verdict, loser) in [(U, PROVIDER), (D, TENANT)] {
		let first = Some(verdict);
		courses.push(Course { first, appeal: None });
		for second in [Some(U), Some(D), None] {
			courses.push(Course { first, appeal: Some((loser, second)) });
		}
	}
	courses
}

/// Lets a dispute go so.
fn live_through(id: DisputeId, course: &Course) {
	let Some(first) = course.first else { return abstain_twice(id) };
	decide(id, &[first; 3]);
	let Some((who, second)) = course.appeal else { return finish(id) };
	assert_ok!(Arbitration::appeal(signed(who), id));
	match second {
		Some(verdict) => {
			draw(id);
			vote(id, &[verdict; 5]);
		}
		None => abstain_twice(id),
	}
}

#[test]
fn tenant_provider_and_arbiters_in_collusion_gain_nothing() {
	for (lease_hours, is_closed) in [(4, false), (100, false), (2, true)] {
		for course in courses() {
			ExtBuilder::default().build_and_execute(|| {
				let lease = served(lease_hours);
				assert_eq!(record(lease).is_active(), !is_closed);
				let of_all = || {
					let arbiters: Balance = VALIDATORS.into_iter().map(total).sum();
					total(TENANT) + total(PROVIDER) + arbiters
				};
				let (ours, treasury, issuance) =
					(of_all(), total(TREASURY), Balances::total_issuance());
				let id = open(lease);
				live_through(id, &course);
				assert!(resolution(id).is_some());
				assert!(of_all() <= ours);
				assert_eq!(total(TREASURY) - treasury, ours - of_all());
				assert_eq!(Balances::total_issuance(), issuance);
			});
		}
	}
}

#[test]
fn disputes_by_the_dozen_cost_a_bond_each_which_the_provider_gets() {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		let lease = lease_of(TENANT, list(PROVIDER), 100);
		let before = wealth();
		let mut rewarded = vec![];
		for _ in 0..12 {
			let id = open(lease);
			rewarded.extend(decide(id, &[D, D, D]));
			finish(id);
		}
		let bonds = 12 * BOND as i128;
		let given = [(TENANT, -bonds), (PROVIDER, bonds - 36 * 500)];
		assert_changes(&before, &given, &rewarded, 500);
		// The machine was let for all of that time, and its rent is paid.
		beat_to(now() + HOURS);
		assert_ok!(ResourceOrder::settle(signed(STRANGER), lease));
		assert!(record(lease).ledger.paid >= 14 * PAY);
	});
}

#[test]
fn the_bond_covers_the_rent_that_the_provider_may_miss() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		assert_eq!(dispute(id).bond, OPEN_BOND + Balance::from(BOND_HOURS) * PRICE);
		assert!(PARAMETERS.most_rewards().is_some_and(|rewards| rewards <= OPEN_BOND));
	});
}

#[test]
fn a_dispute_in_the_last_block_of_the_window_is_in_time_and_one_later_is_not() {
	for (late, is_in_time) in [(0, true), (1, false)] {
		ExtBuilder::default().build_and_execute(|| {
			let lease = served(2);
			beat_to(OPENED + WINDOW + late);
			let call = || Arbitration::open_dispute(signed(TENANT), lease, Claim::Other, hash(1));
			if is_in_time {
				assert_ok!(call());
				// The record would go in the next block, and waits for the verdict.
				run_to(now() + 10);
				assert!(record(lease).dispute.is_some());
				decide(0, &[U, U, U]);
				finish(0);
				assert_eq!(record(lease).ledger.compensated, PRICE);
			} else {
				assert_noop!(call(), LeaseError::NotDisputable);
			}
		});
	}
}

#[test]
fn a_lease_that_is_over_does_not_block_its_machine() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = lease(2);
		beat_to(OPENED);
		let id = open(lease);
		let next = lease_of(OTHER_TENANT, 0, 3);
		decide(id, &[D, D, D]);
		finish(id);
		assert!(record(next).is_active());
	});
}

#[test]
fn without_stake_to_spare_its_machine_waits_for_the_end_of_the_dispute() {
	for has_verdict in [true, false] {
		ExtBuilder::default().build_and_execute(|| {
			become_provider(PROVIDER, BACKING);
			let lease = lease_of(TENANT, list(PROVIDER), 2);
			beat_to(OPENED);
			let id = open(lease);
			// It is free, but what backs it is put aside for the most part.
			assert!(!record(lease).is_active());
			assert_eq!(machine(0).state.occupant(), None);
			let provider = provider_record(PROVIDER);
			assert_eq!((provider.stake, provider.secured), (BACKING - 131_200, 131_200));
			assert_eq!(machine(0).backing, BACKING - 131_200);
			let is_refused = || {
				let (who, limit) = (signed(OTHER_TENANT), Balance::MAX);
				assert_noop!(
					ResourceOrder::create_order(who, 0, 3, limit, key("tenant")),
					ProviderError::ResourceSuspended
				);
			};
			is_refused();
			if has_verdict {
				decide(id, &[D, D, D]);
				is_refused();
				finish(id);
				assert_eq!(resolution(id), Some(Resolution::Dismissed));
			} else {
				abstain_twice(id);
				assert_eq!(resolution(id), Some(Resolution::Undecided));
			}
			let next = lease_of(OTHER_TENANT, 0, 3);
			assert!(record(next).is_active());
			assert_eq!(machine(0).backing, BACKING);
		});
	}
}

#[test]
fn stake_behind_a_disputed_lease_can_not_be_unstaked() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		assert_ok!(Provider::unstake(signed(PROVIDER), STAKE - BACKING));
		assert_noop!(Provider::unstake(signed(PROVIDER), 1), ProviderError::InsufficientStake);
		assert_noop!(
			Provider::deregister_resource(signed(PROVIDER), 0),
			ProviderError::ResourceInUse
		);
		decide(id, &[U, U, U]);
		events();
		finish(id);
		assert_eq!(said(id), (84_000, 1_500, 7_900));
	});
}

#[test]
fn stake_that_unbonds_when_a_dispute_comes_is_put_aside_the_newest_first() {
	ExtBuilder::default().build_and_execute(|| {
		let lease = served(2);
		// All of it, in two parts.
		assert_ok!(Provider::deregister_resource(signed(PROVIDER), 0));
		assert_ok!(Provider::unstake(signed(PROVIDER), STAKE - 100_000));
		skip_to(now() + 1);
		assert_ok!(Provider::unstake(signed(PROVIDER), 100_000));
		let withdrawable_at = now() + ProviderDefaults::get().unbonding_delay;
		let before = wealth();
		let id = open(lease);

		// An hour's rent, the rewards of all seats, and the highest penalty: 131,200.
		let provider = provider_record(PROVIDER);
		assert_eq!((provider.stake, provider.secured), (0, 131_200));
		let left: Vec<_> = provider.unbonding.chunks().iter().map(|chunk| chunk.amount).collect();
		assert_eq!(left, [STAKE - 131_200]);

		// However long it takes, what is put aside is there.
		skip_to(withdrawable_at);
		assert_ok!(Provider::withdraw_unbonded(signed(PROVIDER)));
		assert_noop!(
			Provider::withdraw_unbonded(signed(PROVIDER)),
			ProviderError::NothingToWithdraw
		);
		assert_eq!(provider_record(PROVIDER).secured, 131_200);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		let arbiters = panel(id);
		vote(id, &[U, U, U]);
		finish(id);
		assert_changes(
			&before,
			&[(TENANT, 60_000), (PROVIDER, -69_400), (TREASURY, 7_900)],
			&arbiters,
			500,
		);
		// The rest has unbonded long ago.
		let free = Balances::free_balance(PROVIDER);
		assert_ok!(Provider::withdraw_unbonded(signed(PROVIDER)));
		assert_eq!(Balances::free_balance(PROVIDER) - free, 131_200 - 69_400);
		assert_eq!(Balances::free_balance(PROVIDER), total(PROVIDER));
	});
}

#[test]
fn an_appeal_for_delay_happens_once_and_costs_the_larger_bond() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		decide(id, &[U, U, U]);
		let before = total(PROVIDER);
		appeal(id, PROVIDER, &[U; 5]);
		assert_noop!(Arbitration::appeal(signed(PROVIDER), id), Error::<Test>::AlreadyAppealed);
		assert_eq!(resolution(id), Some(Resolution::Upheld));
		assert_eq!(before - total(PROVIDER), APPEAL + 84_000 + 7_900);
		const { assert!(APPEAL > BOND) };
	});
}

#[test]
fn the_longest_of_all_disputes_has_four_panels() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		answer_and_draw(id);
		abstain(id);
		draw(id);
		vote(id, &[U, U, U]);
		beat_to(now() + APPEAL_WINDOW);
		assert_ok!(Arbitration::appeal(signed(PROVIDER), id));
		abstain_twice(id);
		assert_eq!(dispute(id).round, MAX_ROUNDS - 1);
		assert_eq!(resolution(id), Some(Resolution::Upheld));
	});
}

#[test]
fn a_copied_commitment_can_not_be_revealed_and_loses_the_bond() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, arbiters) = voting();
		let hidden = commitment(id, 0, &arbiters[0], U, &measured(), &hash(9));
		for who in &arbiters {
			assert_ok!(Arbitration::commit_vote(signed(*who), id, hidden));
		}
		reveal(id, arbiters[0], U);
		// Now everybody knows what is behind it.
		for who in &arbiters[1..] {
			assert_noop!(
				Arbitration::reveal_vote(signed(*who), id, U, measured(), hash(9)),
				Error::<Test>::CommitmentMismatch
			);
		}
		beat_to(deadlines(id).1 + 1);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_eq!(total(arbiters[1]), ENDOWMENT - ARBITER_BOND);
		assert_eq!(total(arbiters[2]), ENDOWMENT - ARBITER_BOND);
	});
}

#[test]
fn votes_that_are_kept_back_to_spoil_the_quorum_cost_the_bond() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, arbiters) = voting();
		for who in &arbiters {
			commit(id, *who, U);
		}
		reveal(id, arbiters[0], U);
		beat_to(deadlines(id).1 + 1);
		let before = wealth();
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_eq!(dispute(id).round, 1);
		let bond = ARBITER_BOND as i128;
		let expected = [(arbiters[1], -bond), (arbiters[2], -bond), (TREASURY, 2 * bond)];
		assert_eq!(changes(&before), expected.into());
		for who in &arbiters[1..] {
			assert_eq!(Arbiters::<Test>::get(who).unrevealed, 1);
		}
		// The dispute goes on, and whoever stayed away from the start has lost nothing.
		draw(id);
		vote(id, &[U, U]);
		assert!(matches!(dispute(id).phase, Phase::Decided { verdict: U, .. }));
	});
}

#[test]
fn the_last_to_reveal_can_not_change_a_vote_that_is_hidden() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, arbiters) = voting();
		commit(id, arbiters[0], U);
		commit(id, arbiters[1], D);
		commit(id, arbiters[2], U);
		reveal(id, arbiters[0], U);
		reveal(id, arbiters[1], D);
		for salt in 0..20 {
			assert_noop!(
				Arbitration::reveal_vote(signed(arbiters[2]), id, D, measured(), hash(salt)),
				Error::<Test>::CommitmentMismatch
			);
		}
		reveal(id, arbiters[2], U);
	});
}

#[test]
fn whoever_closes_can_not_choose_the_panel_by_the_moment() {
	let drawn_after = |blocks| {
		let mut drawn = vec![];
		ExtBuilder::default().build_and_execute(|| {
			let (_, id) = disputed();
			assert_ok!(Arbitration::respond(signed(PROVIDER), id, hash(2)));
			// One period of the randomness, with the same validators.
			Seed::set((77, Some(OPENED + DELAY)));
			beat_to(OPENED + DELAY + blocks);
			assert_ok!(Arbitration::close(signed(STRANGER), id));
			drawn = panel(id);
		});
		drawn
	};
	let at_once = drawn_after(0);
	for blocks in [1, 7, 100, 599] {
		assert_eq!(drawn_after(blocks), at_once);
	}
}

#[test]
fn a_stranger_can_do_no_more_than_close() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		let who = || signed(STRANGER);
		assert_noop!(Arbitration::respond(who(), id, hash(2)), Error::<Test>::NotDisputeProvider);
		answer_and_draw(id);
		assert_noop!(Arbitration::commit_vote(who(), id, hash(2)), Error::<Test>::NotArbiter);
		vote(id, &[U, U, U]);
		assert_noop!(Arbitration::appeal(who(), id), Error::<Test>::NotLoser);
		let before = wealth();
		finish(id);
		assert!(!changes(&before).contains_key(&STRANGER));
	});
}
