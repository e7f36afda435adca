// SPDX-License-Identifier: Apache-2.0
//! The weights of `pallet_provider`, measured. Do not edit: `scripts/benchmark.sh pallet_provider` writes this.
//!
//! - date: 2026-11-21
//! - CPU: Intel(R) Xeon(R) Processor @ 2.50GHz
//! - WASM execution: Compiled; chain: Some("dev")
//! - steps: 50; repeat: 20; by the benchmark CLI 64.0.0
//!
//! Command, for each benchmark:
//!
//! ```text
//! target/release/hamster-node
//! benchmark
//! pallet
//! --chain=dev
//! --wasm-execution=compiled
//! --steps=50
//! --repeat=20
//! --min-duration=2
//! --pallet=pallet_provider
//! --extrinsic=BENCHMARK
//! --output=FILE
//! --template=scripts/weights.hbs
//! ```

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, unused_parens)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_provider`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_provider::WeightInfo for WeightInfo<T> {
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	fn bring_online() -> Weight {
		// Measured proof size: 1471; shortest run: 48_149_000 ps.
		Weight::from_parts(52_386_000, 4396)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	fn deregister_resource() -> Weight {
		// Measured proof size: 1471; shortest run: 44_356_000 ps.
		Weight::from_parts(47_978_000, 4396)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	fn extend_availability() -> Weight {
		// Measured proof size: 1041; shortest run: 37_121_000 ps.
		Weight::from_parts(41_479_000, 4396)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Parameters` (r:1 w:0)
	/// Proof: `Provider::Parameters` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:64 w:64)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// The range of component `d` is `[0, 64]`.
	fn heartbeat(d: u32, ) -> Weight {
		// Measured proof size: 591; shortest run: 36_736_000 ps.
		Weight::from_parts(31_370_893, 3923)
			// Standard error: 112_308.
			.saturating_add(Weight::from_parts(17_758_565, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 3406).saturating_mul(d.into()))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Parameters` (r:1 w:0)
	/// Proof: `Provider::Parameters` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:64 w:0)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:0 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// The range of component `d` is `[0, 64]`.
	fn heartbeat_after_gap(d: u32, ) -> Weight {
		// Measured proof size: 591; shortest run: 48_047_000 ps.
		Weight::from_parts(54_959_002, 3923)
			// Standard error: 88_707.
			.saturating_add(Weight::from_parts(10_122_688, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(Weight::from_parts(0, 3406).saturating_mul(d.into()))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `Provider::NextResourceId` (r:1 w:1)
	/// Proof: `Provider::NextResourceId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:0 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	fn register_resource() -> Weight {
		// Measured proof size: 606; shortest run: 54_432_000 ps.
		Weight::from_parts(59_001_000, 3923)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:0 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	fn report_silence() -> Weight {
		// Measured proof size: 570; shortest run: 38_104_000 ps.
		Weight::from_parts(41_266_000, 3923)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Provider::Parameters` (r:0 w:1)
	/// Proof: `Provider::Parameters` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Measured proof size: 0; shortest run: 13_449_000 ps.
		Weight::from_parts(14_731_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	fn set_price() -> Weight {
		// Measured proof size: 1041; shortest run: 35_833_000 ps.
		Weight::from_parts(38_406_000, 4396)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Provider::Requirement` (r:0 w:1)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	fn set_stake_requirement() -> Weight {
		// Measured proof size: 0; shortest run: 13_372_000 ps.
		Weight::from_parts(14_481_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	fn stake() -> Weight {
		// Measured proof size: 625; shortest run: 111_708_000 ps.
		Weight::from_parts(116_927_000, 3923)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	fn take_offline() -> Weight {
		// Measured proof size: 1041; shortest run: 35_489_000 ps.
		Weight::from_parts(37_766_000, 4396)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Parameters` (r:1 w:0)
	/// Proof: `Provider::Parameters` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	fn unstake() -> Weight {
		// Measured proof size: 570; shortest run: 34_048_000 ps.
		Weight::from_parts(36_781_000, 3923)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	fn update_spec() -> Weight {
		// Measured proof size: 1471; shortest run: 58_936_000 ps.
		Weight::from_parts(62_209_000, 4396)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn withdraw_unbonded() -> Weight {
		// Measured proof size: 625; shortest run: 89_769_000 ps.
		Weight::from_parts(93_444_000, 3923)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
