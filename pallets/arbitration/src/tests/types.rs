// SPDX-License-Identifier: Apache-2.0
//! How votes are counted, and the ladder of penalties.

use super::*;
use sp_runtime::Permill;

fn panel_of(votes: &[Vote]) -> Panel<AccountId> {
	let seats = votes.iter().enumerate();
	let seats = seats.map(|(index, vote)| Seat { arbiter: index as AccountId, vote: *vote });
	seats.collect::<Vec<_>>().try_into().expect("it is no larger than a panel")
}

/// What a panel finds of which so many revealed each verdict and so many neither.
fn found(upheld: usize, dismissed: usize, others: usize, quorum: u32) -> Option<Verdict> {
	let mut votes = vec![Vote::Revealed(U); upheld];
	votes.extend(vec![Vote::Revealed(D); dismissed]);
	votes.extend((0..others).map(|index| match index % 2 {
		0 => Vote::Absent,
		_ => Vote::Committed(hash(1)),
	}));
	majority(&panel_of(&votes), Permill::from_percent(quorum))
}

#[test]
fn the_majority_of_those_who_revealed_decides() {
	assert_eq!(found(2, 1, 0, 60), Some(U));
	assert_eq!(found(1, 2, 0, 60), Some(D));
	assert_eq!(found(3, 0, 2, 60), Some(U));
	assert_eq!(found(0, 3, 2, 60), Some(D));
	assert_eq!(found(11, 10, 0, 100), Some(U));
	assert_eq!(found(1, 0, 0, 100), Some(U));
}

#[test]
fn a_tie_is_no_verdict() {
	assert_eq!(found(1, 1, 0, 34), None);
	assert_eq!(found(2, 2, 1, 60), None);
	assert_eq!(found(0, 0, 0, 34), None);
}

#[test]
fn the_quorum_is_rounded_up() {
	// Three fifths of three are two, of five three, of four three.
	assert_eq!(found(1, 0, 2, 60), None);
	assert_eq!(found(2, 0, 1, 60), Some(U));
	assert_eq!(found(2, 0, 3, 60), None);
	assert_eq!(found(3, 0, 2, 60), Some(U));
	assert_eq!(found(2, 0, 2, 60), None);
	assert_eq!(found(0, 3, 1, 60), Some(D));
	// 34 per cent of 21 are eight.
	assert_eq!(found(7, 0, 14, 34), None);
	assert_eq!(found(8, 0, 13, 34), Some(U));
	assert_eq!(found(20, 0, 1, 100), None);
}

#[test]
fn who_is_silent_does_not_keep_others_from_being_done() {
	let votes = |votes: &[Vote]| panel_of(votes);
	let (absent, hidden, shown) = (Vote::Absent, Vote::Committed(hash(1)), Vote::Revealed(U));
	assert!(have_all_committed(&votes(&[hidden, shown])));
	assert!(!have_all_committed(&votes(&[hidden, absent])));
	assert!(have_all_revealed(&votes(&[shown, absent])));
	assert!(!have_all_revealed(&votes(&[shown, hidden])));
}

#[test]
fn the_ladder_has_a_last_step() {
	let percent = Permill::from_percent;
	for (before, expected) in [(0, 5), (1, 10), (2, 20), (3, 40), (4, 40), (u32::MAX, 40)] {
		assert_eq!(PARAMETERS.penalty(before), percent(expected));
	}
	assert_eq!(PARAMETERS.highest_penalty(), percent(40));
}

#[test]
fn an_upheld_dispute_counts_for_the_period() {
	let record = UpheldRecord { count: 2, last: 1_000 };
	for (now, counting) in [(1_000, 2), (1_100, 2), (1_101, 0), (u32::MAX, 0)] {
		assert_eq!(record.counting(now, 100), counting);
	}
	assert_eq!(UpheldRecord::default().counting(5, 100), 0);
}

#[test]
fn the_rewards_of_all_seats_are_within_the_bond() {
	assert_eq!(PARAMETERS.most_rewards(), Some(2 * (3 + 5) * REWARD));
	let endless = ArbitrationParameters { panel_size: u32::MAX, ..PARAMETERS };
	assert_eq!(endless.most_rewards(), None);
	let dear = ArbitrationParameters { reward: Balance::MAX, ..PARAMETERS };
	assert_eq!(dear.most_rewards(), None);
}

#[test]
fn rounds_have_their_seats() {
	let seats: Vec<_> = (0..MAX_ROUNDS).map(|round| PARAMETERS.seats(round)).collect();
	assert_eq!(seats, [3, 3, 5, 5]);
}

#[test]
fn a_verdict_has_a_loser() {
	for verdict in [U, D] {
		assert_eq!(verdict.loser().lost_by(), verdict);
	}
	assert_eq!((U.loser(), D.loser()), (Side::Provider, Side::Tenant));
}
