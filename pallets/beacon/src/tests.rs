// SPDX-License-Identifier: Apache-2.0
//! What goes into a value, and since when it is known.

use crate::{mock::*, Gathered, Record};
use frame_support::{
	traits::{Hooks, Randomness},
	weights::Weight,
};
use sp_core::H256;

/// The values that the periods' ends bring, if the blocks reveal so.
fn values(revealed: impl IntoIterator<Item = u64>) -> Vec<(H256, u64)> {
	new_test_ext().execute_with(|| {
		let mut found = vec![value()];
		for each in revealed {
			next_block(Some(each));
			if found.last() != Some(&value()) {
				found.push(value());
			}
		}
		found
	})
}

#[test]
fn a_period_that_is_over_brings_a_value() {
	let found = values(0..35);
	let known: Vec<_> = found.iter().map(|(_, known)| *known).collect();
	assert_eq!(known, [0, 10, 20, 30]);
	for (i, (one, _)) in found.iter().enumerate() {
		assert!(found[..i].iter().all(|(other, _)| other != one));
	}
}

#[test]
fn each_block_of_a_period_counts_and_so_does_their_order() {
	let blocks: Vec<_> = (0..20).collect();
	let plain = values(blocks.clone())[2];
	for changed in 0..20 {
		let mut other = blocks.clone();
		other[changed] = 99;
		assert_ne!(values(other)[2].0, plain.0, "block {changed} does not count");
	}
	let mut swapped = blocks;
	swapped.swap(15, 16);
	assert_ne!(values(swapped)[2].0, plain.0);
}

#[test]
fn blocks_after_the_period_do_not_count() {
	let found = |last| values((0..19).chain([last]))[1];
	assert_eq!(found(1), found(2));
	// What block 10 reveals is known in the one after it.
	let at_the_end = |tenth| values((0..10).chain([tenth]).chain(11..15))[1];
	assert_eq!(at_the_end(1), at_the_end(2));
}

#[test]
fn a_value_goes_into_the_next() {
	// The blocks of the second period are the same.
	let one = values((0..10).chain(10..20));
	let two = values((50..60).chain(10..20));
	assert_ne!(one[2].0, two[2].0);
}

#[test]
fn a_block_that_reveals_nothing_adds_nothing() {
	new_test_ext().execute_with(|| {
		let before = Gathered::<Test>::get();
		next_block(None);
		assert_eq!(Gathered::<Test>::get(), before);
		next_block(Some(0));
		assert_ne!(Gathered::<Test>::get(), before);
	});
}

#[test]
fn the_subject_goes_into_the_value() {
	new_test_ext().execute_with(|| {
		for revealed in 0..BLOCKS {
			next_block(Some(revealed));
		}
		assert_ne!(Beacon::random(b"one"), Beacon::random(b"another"));
		assert_eq!(Beacon::random(b"one").1, BLOCKS);
	});
}

#[test]
fn the_hook_says_what_it_weighs() {
	new_test_ext().execute_with(|| {
		assert_eq!(next_block(Some(1)), Weight::from_parts(1, 1));
	});
}

#[test]
#[should_panic(expected = "a period has no blocks")]
fn a_period_must_have_blocks() {
	Period::set(0);
	Beacon::integrity_test();
}

#[test]
fn one_record_is_all_there_is() {
	new_test_ext().execute_with(|| {
		for revealed in 0..3 * BLOCKS {
			next_block(Some(revealed));
		}
		let Record { gathered, value, known } = Gathered::<Test>::get();
		assert_eq!((gathered, known), (value, 3 * BLOCKS));
		let prefix = frame_support::storage::storage_prefix(b"Beacon", b"Gathered");
		let keys = std::iter::successors(Some(prefix[..16].to_vec()), |key| {
			sp_io::storage::next_key(key).filter(|key| key.starts_with(&prefix[..16]))
		});
		assert_eq!(keys.skip(1).count(), 1);
	});
}
