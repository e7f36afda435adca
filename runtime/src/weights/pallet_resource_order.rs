// SPDX-License-Identifier: Apache-2.0
//! The weights of `pallet_resource_order`, measured. Do not edit: `scripts/benchmark.sh pallet_resource_order` writes this.
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
//! --pallet=pallet_resource_order
//! --extrinsic=BENCHMARK
//! --output=FILE
//! --template=scripts/weights.hbs
//! ```

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, unused_parens)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_resource_order`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_resource_order::WeightInfo for WeightInfo<T> {
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:4)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:0 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	fn accept_order() -> Weight {
		// Measured proof size: 2737; shortest run: 122_479_000 ps.
		Weight::from_parts(128_241_000, 4639)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(12))
	}
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:0)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	fn announce_maintenance() -> Weight {
		// Measured proof size: 3806; shortest run: 82_976_000 ps.
		Weight::from_parts(86_516_000, 5938)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:2)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn cancel_order() -> Weight {
		// Measured proof size: 2844; shortest run: 147_477_000 ps.
		Weight::from_parts(152_953_000, 4639)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::NextOrderId` (r:1 w:1)
	/// Proof: `ResourceOrder::NextOrderId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:3)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:6)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn create_order() -> Weight {
		// Measured proof size: 4560; shortest run: 516_968_000 ps.
		Weight::from_parts(549_182_000, 11402)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(23))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::NextOrderId` (r:1 w:1)
	/// Proof: `ResourceOrder::NextOrderId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:0 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:2)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn create_order_vacant() -> Weight {
		// Measured proof size: 1474; shortest run: 221_713_000 ps.
		Weight::from_parts(246_722_000, 4417)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:4)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn end_lease() -> Weight {
		// Measured proof size: 4599; shortest run: 498_996_000 ps.
		Weight::from_parts(582_020_000, 11402)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(19))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:2)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn reject_order() -> Weight {
		// Measured proof size: 2844; shortest run: 146_490_000 ps.
		Weight::from_parts(154_097_000, 4639)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	fn renew_lease() -> Weight {
		// Measured proof size: 4095; shortest run: 185_764_000 ps.
		Weight::from_parts(191_477_000, 5938)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `ResourceOrder::Parameters` (r:0 w:1)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Measured proof size: 0; shortest run: 13_079_000 ps.
		Weight::from_parts(14_132_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:4)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn settle() -> Weight {
		// Measured proof size: 4599; shortest run: 485_211_000 ps.
		Weight::from_parts(504_283_000, 11402)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(19))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:4)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn settle_completed() -> Weight {
		// Measured proof size: 4560; shortest run: 380_478_000 ps.
		Weight::from_parts(391_451_000, 11402)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(18))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:2)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn settle_lapsed() -> Weight {
		// Measured proof size: 2844; shortest run: 149_913_000 ps.
		Weight::from_parts(154_318_000, 4639)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:0)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:0)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn settle_paid() -> Weight {
		// Measured proof size: 4467; shortest run: 258_494_000 ps.
		Weight::from_parts(276_385_000, 11402)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:2)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn settle_removed() -> Weight {
		// Measured proof size: 2490; shortest run: 62_315_000 ps.
		Weight::from_parts(69_394_000, 5938)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ResourceOrder::Agenda` (r:1 w:0)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_advance() -> Weight {
		// Measured proof size: 42; shortest run: 7_568_000 ps.
		Weight::from_parts(8_228_000, 3493)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `ResourceOrder::SweepCursor` (r:1 w:1)
	/// Proof: `ResourceOrder::SweepCursor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:1 w:0)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_base() -> Weight {
		// Measured proof size: 69; shortest run: 17_605_000 ps.
		Weight::from_parts(18_629_000, 3493)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ResourceOrder::Agenda` (r:1 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:0)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:0)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn sweep_paid() -> Weight {
		// Measured proof size: 4483; shortest run: 281_557_000 ps.
		Weight::from_parts(296_163_000, 11402)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `ResourceOrder::Agenda` (r:1 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:4)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn sweep_step() -> Weight {
		// Measured proof size: 4615; shortest run: 506_204_000 ps.
		Weight::from_parts(532_972_000, 11402)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(19))
	}
}
