// SPDX-License-Identifier: Apache-2.0
//! Reputation: the counters and the score that follows from them.

use crate::{Reputation, FAULT_HALF_LIFE, FAULT_WEIGHT, INITIAL_SCORE, MAX_SCORE};
use hamster_primitives::time::HOURS;

/// Somebody who has served so many hours.
fn served(hours: u64) -> Reputation {
	Reputation { blocks_served: hours * u64::from(HOURS), ..Default::default() }
}

fn failed_at(block: u32) -> Reputation {
	let mut reputation = Reputation::default();
	reputation.note_fault(block);
	reputation
}

#[test]
fn of_whom_nothing_is_known_the_score_is_the_initial_one() {
	for now in [0, 1, FAULT_HALF_LIFE, u32::MAX] {
		assert_eq!(Reputation::default().score(now), INITIAL_SCORE);
	}
	assert_eq!(INITIAL_SCORE, 5_000);
}

#[test]
fn served_hours_earn_trust() {
	for (hours, score) in
		[(0, 5_000), (1, 5_009), (100, 5_833), (500, 7_500), (1_500, 8_750), (49_500, 9_950)]
	{
		assert_eq!(served(hours).score(0), score, "{hours} h");
	}
}

#[test]
fn the_score_stays_below_the_best() {
	let best = Reputation { blocks_served: u64::MAX, ..Default::default() };
	assert!((9_999..=MAX_SCORE).contains(&best.score(0)));
}

#[test]
fn a_fresh_fault_halves_the_score() {
	assert_eq!(failed_at(7).score(7), 2_500);
	let mut trusted = served(500);
	trusted.note_fault(7);
	assert_eq!(trusted.score(7), 3_750);
	assert_eq!(trusted.faults, 1);
}

#[test]
fn the_score_is_made_of_trust_and_the_weight_of_faults() {
	let mut reputation = served(500);
	assert_eq!((reputation.trust(), reputation.faded_weight(7)), (7_500, 0));
	reputation.note_fault(7);
	assert_eq!((reputation.trust(), reputation.faded_weight(7)), (7_500, FAULT_WEIGHT));
	let later = 7 + FAULT_HALF_LIFE;
	assert_eq!(
		(reputation.faded_weight(later), reputation.score(later)),
		(FAULT_WEIGHT / 2, 5_000)
	);
}

#[test]
fn a_fault_counts_half_after_every_half_life() {
	let reputation = failed_at(7);
	for (half_lives, score) in [(0, 2_500), (1, 3_333), (2, 4_000), (3, 4_444), (16, 4_999)] {
		assert_eq!(reputation.score(7 + half_lives * FAULT_HALF_LIFE), score);
	}
	for half_lives in [17, 31, 32, 33, 1_000] {
		assert_eq!(reputation.score(7 + half_lives * FAULT_HALF_LIFE), INITIAL_SCORE);
	}
	assert_eq!(reputation.score(u32::MAX), INITIAL_SCORE);
}

#[test]
fn a_fault_fades_evenly_within_a_half_life() {
	// Three quarters of a fault.
	assert_eq!(failed_at(0).score(FAULT_HALF_LIFE / 2), 2_857);
}

#[test]
fn time_alone_never_harms() {
	let mut reputation = served(123);
	for at in [5, 5, 1_000, FAULT_HALF_LIFE] {
		reputation.note_fault(at);
	}
	let mut last = reputation.score(FAULT_HALF_LIFE);
	for step in 1..2_000 {
		let score = reputation.score(FAULT_HALF_LIFE + step * 4_001);
		assert!(score >= last, "in step {step}");
		last = score;
	}
}

#[test]
fn a_second_fault_adds_to_what_is_left_of_the_first() {
	let mut reputation = failed_at(0);
	reputation.note_fault(FAULT_HALF_LIFE);
	assert_eq!(reputation.fault_weight, (1 << 16) + (1 << 15));
	assert_eq!(reputation.weighed_at, FAULT_HALF_LIFE);
	// 5,000 / 2.5
	assert_eq!(reputation.score(FAULT_HALF_LIFE), 2_000);
}

#[test]
fn leases_are_counted() {
	let mut reputation = Reputation::default();
	reputation.note_lease(HOURS / 2, true);
	assert_eq!((reputation.leases_completed, reputation.hours_served()), (1, 0));
	// Parts of hours add up over leases.
	reputation.note_lease(HOURS / 2, false);
	assert_eq!((reputation.leases_completed, reputation.hours_served()), (1, 1));
	assert_eq!(reputation.blocks_served, u64::from(HOURS));
}

#[test]
fn the_counters_stop_at_their_maximum() {
	let mut reputation = Reputation {
		blocks_served: u64::MAX,
		leases_completed: u32::MAX,
		faults: u32::MAX,
		fault_weight: u32::MAX,
		..Default::default()
	};
	let before = reputation;
	reputation.note_lease(u32::MAX, true);
	reputation.note_fault(0);
	assert_eq!(reputation, before);
	assert_eq!(reputation.score(0), 0);
}

#[test]
fn a_clock_that_stands_before_the_last_fault_does_not_fade_it() {
	assert_eq!(failed_at(100).score(50), 2_500);
}
