// SPDX-License-Identifier: Apache-2.0
//! What calls of BABE and GRANDPA weigh. The pallets have no measured weights for them, only estimates
//! on RocksDB's costs (`default_weights.rs`); these are the same estimates on the costs of our database.

#![warn(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_NANOS, Weight},
};

/// The weights of both pallets.
pub struct WeightInfo<T>(PhantomData<T>);

const fn nanos(time: u64) -> Weight {
	Weight::from_parts(time * WEIGHT_REF_TIME_PER_NANOS, 0)
}

/// Proving who signed, in the tree of at least 100 validators; checking the two signatures; noting the
/// offence, which writes down a slash of each nominator.
fn report<T: frame_system::Config>(validators: u32, nominators: u32, signatures: u64) -> Weight {
	let nominators = u64::from(nominators);
	let db = T::DbWeight::get();
	nanos(35_000 + signatures + 110_000)
		.saturating_add(nanos(175).saturating_mul(validators.max(100).into()))
		.saturating_add(nanos(25_000).saturating_mul(nominators))
		.saturating_add(db.reads(19u64.saturating_add(nominators.saturating_mul(3))))
		.saturating_add(db.writes(10u64.saturating_add(nominators.saturating_mul(3))))
}

impl<T: frame_system::Config> pallet_babe::WeightInfo for WeightInfo<T> {
	fn plan_config_change() -> Weight {
		T::DbWeight::get().writes(1)
	}

	fn report_equivocation(validators: u32, nominators: u32) -> Weight {
		report::<T>(validators, nominators, 110_000)
	}
}

impl<T: frame_system::Config> pallet_grandpa::WeightInfo for WeightInfo<T> {
	fn report_equivocation(validators: u32, nominators: u32) -> Weight {
		report::<T>(validators, nominators, 95_000).saturating_add(T::DbWeight::get().reads(2))
	}

	fn note_stalled() -> Weight {
		nanos(3_000).saturating_add(T::DbWeight::get().writes(1))
	}
}
