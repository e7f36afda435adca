// SPDX-License-Identifier: Apache-2.0
//! Who is drawn, when, and what becomes of panels that come to no verdict.

use super::*;
use frame_support::storage::with_transaction;
use sp_runtime::{DispatchError, TransactionOutcome};
use std::collections::BTreeSet;

/// The panel that would be drawn now with another value of the randomness.
fn drawn_with(id: DisputeId, seed: u64) -> Vec<AccountId> {
	Seed::set((seed, Some(BlockNumber::MAX)));
	let drawn = with_transaction(|| {
		let drawn = Arbitration::draw(id, dispute(id), 0).map(|_| panel(id));
		TransactionOutcome::Rollback(drawn)
	});
	drawn.expect("a panel can be drawn")
}

/// Draws of these validators, all of whom there is place for.
fn drawn_of(validators: &[AccountId], id: DisputeId) -> BTreeSet<AccountId> {
	SessionValidators::set(validators.to_vec());
	drawn_with(id, 1).into_iter().collect()
}

#[test]
fn it_is_drawn_of_the_validators_without_replacement() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		events();
		let arbiters = answer_and_draw(id);
		let until = now() + COMMIT;
		assert_eq!(arbiters.iter().collect::<BTreeSet<_>>().len(), 3);
		assert!(arbiters.iter().all(|who| VALIDATORS.contains(who)));
		assert_eq!(
			dispute(id).phase,
			Phase::Voting { commit_until: until, reveal_until: until + REVEAL }
		);
		let expected = Event::PanelDrawn {
			dispute: id,
			round: 0,
			arbiters: arbiters.clone().try_into().expect("three are few"),
			commit_until: until,
			reveal_until: until + REVEAL,
		};
		assert_eq!(events().last(), Some(&expected));
		for who in VALIDATORS {
			let is_drawn = arbiters.contains(&who);
			assert_eq!(Duties::<Test>::contains_key(who, Ordered(id)), is_drawn);
			assert_eq!(Arbiters::<Test>::get(who).drawn, u32::from(is_drawn));
		}
	});
}

#[test]
fn every_validator_has_the_same_chance_of_every_seat() {
	const DRAWS: u64 = 900;
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		let mut seats = BTreeMap::<(usize, AccountId), u32>::new();
		for seed in 0..DRAWS {
			for (place, who) in drawn_with(id, seed).into_iter().enumerate() {
				*seats.entry((place, who)).or_default() += 1;
			}
		}
		// Each of 27 is hit a hundred times, with a standard deviation of nine.
		assert_eq!(seats.len(), 27);
		assert!(seats.values().all(|hits| (50..=150).contains(hits)), "{seats:?}");
	});
}

#[test]
fn it_follows_from_the_value_the_dispute_and_the_round() {
	ExtBuilder::default().build_and_execute(|| {
		let parameters =
			ArbitrationParameters { panel_size: 7, appeal_panel_size: 9, reward: 1, ..PARAMETERS };
		assert_ok!(Arbitration::set_parameters(RuntimeOrigin::root(), parameters));
		let lease = served(4);
		let id = open(lease);
		let other = open(lease_of(TENANT, list(PROVIDER), 4));
		let first = drawn_with(id, 5);
		assert_eq!(drawn_with(id, 5), first);
		assert_ne!(drawn_with(id, 6), first);
		assert_ne!(drawn_with(other, 5), first);
		Disputes::<Test>::mutate(id, |dispute| dispute.as_mut().unwrap().round = 1);
		assert_ne!(drawn_with(id, 5), first);
	});
}

#[test]
fn the_parties_are_not_on_it() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		assert_eq!(drawn_of(&[TENANT, 11, PROVIDER, 12], id), [11, 12].into());
		// Somebody else's stash is.
		assert_eq!(drawn_of(&[STASH, PROVIDER, 12], id), [12, STASH].into());
		for seed in 0..100 {
			SessionValidators::set([&VALIDATORS[..], &[TENANT, PROVIDER][..]].concat());
			let drawn = drawn_with(id, seed);
			assert!(!drawn.contains(&TENANT) && !drawn.contains(&PROVIDER));
		}
	});
}

#[test]
fn neither_is_the_stash_of_a_party() {
	// A controller who rents, and one who lets.
	for is_tenant in [true, false] {
		ExtBuilder::default().build_and_execute(|| {
			let (tenant, provider) =
				if is_tenant { (CONTROLLER, PROVIDER) } else { (TENANT, CONTROLLER) };
			become_provider(provider, STAKE);
			let lease = lease_of(tenant, list(provider), 2);
			let call = Arbitration::open_dispute(signed(tenant), lease, Claim::Other, hash(1));
			assert_ok!(call);
			assert_eq!(drawn_of(&[STASH, 11, CONTROLLER, 12], 0), [11, 12].into());
		});
	}
}

#[test]
fn with_fewer_validators_it_is_all_of_them() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		for count in 1..=3 {
			let validators = &VALIDATORS[..count];
			assert_eq!(drawn_of(validators, id), validators.iter().copied().collect());
		}
		assert_eq!(drawn_of(&VALIDATORS[..4], id).len(), 3);
	});
}

#[test]
fn one_validator_decides_alone() {
	ExtBuilder::default().build_and_execute(|| {
		SessionValidators::set(vec![11]);
		let (_, id) = disputed();
		decide(id, &[U]);
		finish(id);
		assert_eq!(resolution(id), Some(Resolution::Upheld));
	});
}

#[test]
fn an_even_panel_that_is_divided_comes_to_no_verdict() {
	ExtBuilder::default().build_and_execute(|| {
		SessionValidators::set(vec![11, 12]);
		let (_, id) = disputed();
		decide(id, &[U, D]);
		assert_eq!((dispute(id).round, dispute(id).phase), (1, Phase::Drawing { since: now() }));
		draw(id);
		vote(id, &[D, U]);
		assert_eq!(resolution(id), Some(Resolution::Undecided));
		// Nobody has voted with a majority, and nobody was absent.
		for who in [11, 12] {
			let record = ArbiterRecord { drawn: 2, ..Default::default() };
			assert_eq!(Arbiters::<Test>::get(who), record);
		}
	});
}

#[test]
fn without_a_validator_there_is_no_verdict() {
	for validators in [vec![], vec![TENANT, PROVIDER]] {
		ExtBuilder::default().build_and_execute(|| {
			SessionValidators::set(validators.clone());
			let (lease, id) = disputed();
			assert_ok!(Arbitration::respond(signed(PROVIDER), id, hash(2)));
			beat_to(now() + DELAY);
			events();
			assert_ok!(Arbitration::close(signed(STRANGER), id));
			assert_eq!(events(), [Event::PanelUndecided { dispute: id, round: 0 }]);
			assert_eq!(dispute(id).round, 1);
			// It asks for new randomness.
			assert_not_due(id);
			beat_to(now() + DELAY);
			assert_ok!(Arbitration::close(signed(STRANGER), id));
			assert_eq!(resolution(id), Some(Resolution::Undecided));
			assert_eq!((bond(TENANT), record(lease).dispute), (0, None));
			assert_eq!(Panels::<Test>::iter().count(), 0);
		});
	}
}

#[test]
fn no_more_validators_are_looked_at_than_there_may_be() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		let most = AccountId::from(MaxValidators::get());
		SessionValidators::set((1_000..1_000 + 2 * most).collect());
		let mut drawn: Vec<_> = (0..100).flat_map(|seed| drawn_with(id, seed)).collect();
		drawn.sort();
		assert!(drawn[0] < 1_010 && *drawn.last().unwrap() < 1_000 + most);
	});
}

#[test]
fn randomness_that_was_in_the_making_is_not_used() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		assert_ok!(Arbitration::respond(signed(PROVIDER), id, hash(2)));
		beat_to(now() + 5 * DELAY);
		Seed::set((7, Some(OPENED + DELAY - 1)));
		assert_not_due(id);
		Seed::set((7, Some(OPENED + DELAY)));
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		let first_until = deadlines(id).0;

		// A new draw and an appeal ask for new randomness.
		beat_to(first_until + 1);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		let asked = now();
		assert_eq!(dispute(id).phase, Phase::Drawing { since: asked });
		beat_to(now() + 5 * DELAY);
		Seed::set((8, Some(asked + DELAY - 1)));
		assert_not_due(id);
		Seed::set((8, Some(asked + DELAY)));
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		vote(id, &[U, U, U]);

		assert_ok!(Arbitration::appeal(signed(PROVIDER), id));
		let asked = now();
		beat_to(now() + 5 * DELAY);
		Seed::set((9, Some(asked + DELAY - 1)));
		assert_not_due(id);
		Seed::set((9, Some(asked + DELAY)));
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_eq!(panel(id).len(), 5);
	});
}

#[test]
fn who_has_left_the_set_stays_on_it() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, arbiters) = voting();
		SessionValidators::set(vec![]);
		vote(id, &[U, U, U]);
		finish(id);
		assert_eq!(resolution(id), Some(Resolution::Upheld));
		for who in arbiters {
			assert_eq!(total(who), ENDOWMENT + REWARD);
			let record = ArbiterRecord { drawn: 1, with_majority: 1, ..Default::default() };
			assert_eq!(Arbiters::<Test>::get(who), record);
		}
	});
}

#[test]
fn whoever_joins_the_set_may_be_on_the_next() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, _) = voting();
		SessionValidators::set(vec![STASH]);
		abstain(id);
		assert_eq!(draw(id), [STASH]);
		assert_eq!(deadlines(id).0, now() + COMMIT);
	});
}

#[test]
fn who_never_appears_is_counted_on_each_panel() {
	ExtBuilder::default().build_and_execute(|| {
		SessionValidators::set(vec![11, 12]);
		let (_, id) = disputed();
		abstain_twice(id);
		for who in [11, 12] {
			let record = ArbiterRecord { drawn: 2, absent: 2, ..Default::default() };
			assert_eq!(Arbiters::<Test>::get(who), record);
			assert_eq!(total(who), ENDOWMENT);
		}
	});
}

#[test]
fn duties_end_with_the_count() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, _) = voting();
		assert_eq!(Duties::<Test>::iter().count(), 3);
		vote(id, &[U, U]);
		assert_eq!(Duties::<Test>::iter().count(), 0);
		assert_eq!(Panels::<Test>::get(id, 0).unwrap()[2].vote, Vote::Absent);
	});
}

#[test]
fn a_bond_that_can_not_be_taken_is_a_bug() {
	use frame_support::traits::{fungible::MutateHold, tokens::Precision};
	ExtBuilder::default().build_and_execute(|| {
		let (id, arbiters) = voting();
		commit(id, arbiters[0], U);
		let reason = RuntimeHoldReason::Arbitration(HoldReason::ArbiterBond);
		assert_ok!(Balances::release(&reason, &arbiters[0], 1, Precision::Exact));
		skip_to(deadlines(id).1 + 1);
		let result = Arbitration::close(signed(STRANGER), id).map_err(|failed| failed.error);
		assert_eq!(result, Err(DispatchError::from(Error::<Test>::Inconsistent)));
		assert_ok!(Balances::hold(&reason, &arbiters[0], 1));
		assert_ok!(Arbitration::close(signed(STRANGER), id));
	});
}
