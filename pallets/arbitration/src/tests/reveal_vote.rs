// SPDX-License-Identifier: Apache-2.0
//! `reveal_vote`.

use super::*;
use frame_support::assert_noop;
use sp_runtime::{DispatchError, DispatchResult};

fn try_reveal(who: AccountId, id: DisputeId, verdict: Verdict) -> DispatchResult {
	Arbitration::reveal_vote(signed(who), id, verdict, measured(), hash(9))
}

/// A panel of which all but the last have hidden a vote, in the block after the last in which they
/// could.
fn revealing() -> (DisputeId, Vec<AccountId>) {
	let (id, panel) = voting();
	for who in &panel[..2] {
		commit(id, *who, U);
	}
	beat_to(deadlines(id).0 + 1);
	(id, panel)
}

#[test]
fn it_releases_the_bond_and_keeps_what_was_measured() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = revealing();
		events();
		assert_ok!(try_reveal(panel[0], id, U));
		let seats = Panels::<Test>::get(id, 0).unwrap();
		assert_eq!(seats[0].vote, Vote::Revealed(U));
		assert!(matches!(seats[1].vote, Vote::Committed(_)));
		assert_eq!(Measurements::<Test>::get((id, 0), panel[0]), Some(measured()));
		assert_eq!((arbiter_bond(panel[0]), arbiter_bond(panel[1])), (0, ARBITER_BOND));
		assert_eq!(
			events(),
			[Event::VoteRevealed {
				dispute: id,
				round: 0,
				arbiter: panel[0],
				verdict: U,
				measured: measured(),
			}]
		);
	});
}

#[test]
fn not_while_others_can_still_commit() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = voting();
		commit(id, panel[0], U);
		assert_noop!(try_reveal(panel[0], id, U), Error::<Test>::TooEarly);
		commit(id, panel[1], U);
		beat_to(deadlines(id).0);
		assert_noop!(try_reveal(panel[0], id, U), Error::<Test>::TooEarly);
		beat_to(deadlines(id).0 + 1);
		assert_ok!(try_reveal(panel[0], id, U));
	});
}

#[test]
fn as_soon_as_all_have_committed() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = voting();
		for who in &panel {
			commit(id, *who, D);
		}
		let deadlines = deadlines(id);
		for who in &panel {
			assert_not_due(id);
			assert_ok!(try_reveal(*who, id, D));
		}
		// And as soon as all have revealed, the votes are counted.
		assert!(now() < deadlines.0);
		assert_ok!(Arbitration::close(signed(STRANGER), id));
		assert_eq!(dispute(id).phase, Phase::Decided { verdict: D, until: now() + APPEAL_WINDOW });
	});
}

#[test]
fn it_is_in_time_in_the_last_block_and_not_later() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = revealing();
		beat_to(deadlines(id).1);
		assert_ok!(try_reveal(panel[0], id, U));
		beat_to(deadlines(id).1 + 1);
		assert_noop!(try_reveal(panel[1], id, U), Error::<Test>::TooLate);
	});
}

#[test]
fn only_what_was_committed() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = revealing();
		let other = Measurement { cores: 3, ..measured() };
		for (verdict, measured, salt) in
			[(D, measured(), hash(9)), (U, other, hash(9)), (U, measured(), hash(8))]
		{
			let call = Arbitration::reveal_vote(signed(panel[0]), id, verdict, measured, salt);
			assert_noop!(call, Error::<Test>::CommitmentMismatch);
		}
	});
}

#[test]
fn once_and_only_by_who_has_committed() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = revealing();
		assert_noop!(try_reveal(panel[2], id, U), Error::<Test>::NothingToReveal);
		assert_ok!(try_reveal(panel[0], id, U));
		assert_noop!(try_reveal(panel[0], id, U), Error::<Test>::NothingToReveal);
	});
}

#[test]
fn only_the_panel_can() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = revealing();
		let outside = VALIDATORS.into_iter().filter(|who| !panel.contains(who));
		for who in outside.chain([TENANT, PROVIDER, STRANGER]) {
			assert_noop!(try_reveal(who, id, U), Error::<Test>::NotArbiter);
		}
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				Arbitration::reveal_vote(origin, id, U, measured(), hash(9)),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(try_reveal(panel[0], id + 1, U), Error::<Test>::DisputeNotFound);
	});
}

#[test]
fn only_while_a_panel_votes() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, id) = disputed();
		assert_noop!(try_reveal(VALIDATORS[0], id, U), Error::<Test>::WrongPhase);
		let panel = decide(id, &[U, U, U]);
		assert_noop!(try_reveal(panel[0], id, U), Error::<Test>::WrongPhase);
		finish(id);
		assert_noop!(try_reveal(panel[0], id, U), Error::<Test>::WrongPhase);
	});
}

#[test]
fn a_commitment_is_for_one_arbiter_round_and_dispute() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, panel) = voting();
		let of = |dispute, round, who: AccountId| {
			commitment(dispute, round, &who, U, &measured(), &hash(9))
		};
		let right = of(id, 0, panel[0]);
		for wrong in [of(id + 1, 0, panel[0]), of(id, 1, panel[0]), of(id, 0, panel[1])] {
			assert_ne!(wrong, right);
		}
		// The first commits to another dispute, the second to another round, and the third copies.
		assert_ok!(Arbitration::commit_vote(signed(panel[0]), id, of(id + 1, 0, panel[0])));
		assert_ok!(Arbitration::commit_vote(signed(panel[1]), id, of(id, 1, panel[1])));
		assert_ok!(Arbitration::commit_vote(signed(panel[2]), id, right));
		for who in panel {
			assert_noop!(try_reveal(who, id, U), Error::<Test>::CommitmentMismatch);
		}
	});
}

#[test]
fn the_commitment_is_the_hash_that_the_documentation_says() {
	use codec::Encode;
	let mut bytes = b"hamster/vote".to_vec();
	bytes.extend(3u32.to_le_bytes());
	bytes.push(1);
	bytes.extend(11u64.to_le_bytes());
	// The second verdict; reachable, and five numbers.
	bytes.push(1);
	bytes.push(1);
	for number in [4u32, 8_192, 100] {
		bytes.extend(number.to_le_bytes());
	}
	bytes.extend(2u16.to_le_bytes());
	bytes.extend(1_000u32.to_le_bytes());
	bytes.extend([9; 32]);
	let measured = Measurement {
		reachable: true,
		cores: 4,
		memory_mib: 8_192,
		storage_gib: 100,
		gpus: 2,
		bandwidth_mbps: 1_000,
	};
	let expected = sp_io::hashing::blake2_256(&bytes);
	assert_eq!(commitment(3, 1, &11u64, D, &measured, &hash(9)).0, expected);
	assert_eq!((VOTE_CONTEXT, 3u32).encode()[..12], bytes[..12]);
}
