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
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn bring_online() -> Weight {
		// Measured proof size: 1639; shortest run: 61_594_000 ps.
		Weight::from_parts(64_422_000, 4417)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Provider::ResourcesOf` (r:0 w:1)
	/// Proof: `Provider::ResourcesOf` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	fn deregister_resource() -> Weight {
		// Measured proof size: 1639; shortest run: 60_864_000 ps.
		Weight::from_parts(62_970_000, 4417)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	fn extend_availability() -> Weight {
		// Measured proof size: 1142; shortest run: 41_931_000 ps.
		Weight::from_parts(43_584_000, 4417)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Parameters` (r:1 w:0)
	/// Proof: `Provider::Parameters` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:64 w:64)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// The range of component `d` is `[0, 64]`.
	fn heartbeat(d: u32, ) -> Weight {
		// Measured proof size: 758; shortest run: 69_060_000 ps.
		Weight::from_parts(54_969_720, 3987)
			// Standard error: 41_321.
			.saturating_add(Weight::from_parts(21_636_282, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 3427).saturating_mul(d.into()))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Parameters` (r:1 w:0)
	/// Proof: `Provider::Parameters` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:64 w:0)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:0 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// The range of component `d` is `[0, 64]`.
	fn heartbeat_after_gap(d: u32, ) -> Weight {
		// Measured proof size: 758; shortest run: 55_284_000 ps.
		Weight::from_parts(56_295_061, 3987)
			// Standard error: 20_052.
			.saturating_add(Weight::from_parts(9_570_558, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(Weight::from_parts(0, 3427).saturating_mul(d.into()))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `Provider::NextResourceId` (r:1 w:1)
	/// Proof: `Provider::NextResourceId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Provider::ResourcesOf` (r:0 w:1)
	/// Proof: `Provider::ResourcesOf` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	fn register_resource() -> Weight {
		// Measured proof size: 773; shortest run: 68_373_000 ps.
		Weight::from_parts(71_458_000, 4417)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:0 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	fn report_silence() -> Weight {
		// Measured proof size: 734; shortest run: 61_152_000 ps.
		Weight::from_parts(69_490_000, 3987)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Provider::Parameters` (r:0 w:1)
	/// Proof: `Provider::Parameters` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Measured proof size: 0; shortest run: 13_473_000 ps.
		Weight::from_parts(15_342_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	fn set_price() -> Weight {
		// Measured proof size: 1162; shortest run: 41_225_000 ps.
		Weight::from_parts(44_337_000, 4417)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Provider::Requirement` (r:0 w:1)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	fn set_stake_requirement() -> Weight {
		// Measured proof size: 0; shortest run: 13_790_000 ps.
		Weight::from_parts(15_443_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	fn stake() -> Weight {
		// Measured proof size: 827; shortest run: 118_250_000 ps.
		Weight::from_parts(123_720_000, 3987)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn take_offline() -> Weight {
		// Measured proof size: 1145; shortest run: 49_662_000 ps.
		Weight::from_parts(53_080_000, 4417)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Parameters` (r:1 w:0)
	/// Proof: `Provider::Parameters` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	fn unstake() -> Weight {
		// Measured proof size: 737; shortest run: 39_425_000 ps.
		Weight::from_parts(41_380_000, 3987)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	fn update_spec() -> Weight {
		// Measured proof size: 1636; shortest run: 68_082_000 ps.
		Weight::from_parts(70_874_000, 4417)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	fn withdraw_unbonded() -> Weight {
		// Measured proof size: 827; shortest run: 95_600_000 ps.
		Weight::from_parts(98_642_000, 3987)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
