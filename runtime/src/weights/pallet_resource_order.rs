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
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:0 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	fn accept_order() -> Weight {
		// Measured proof size: 2606; shortest run: 97_038_000 ps.
		Weight::from_parts(100_993_000, 4639)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:0)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	fn announce_maintenance() -> Weight {
		// Measured proof size: 3673; shortest run: 81_228_000 ps.
		Weight::from_parts(84_912_000, 5736)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn cancel_order() -> Weight {
		// Measured proof size: 2777; shortest run: 136_021_000 ps.
		Weight::from_parts(140_097_000, 4639)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
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
	fn create_order() -> Weight {
		// Measured proof size: 4427; shortest run: 474_391_000 ps.
		Weight::from_parts(491_224_000, 11402)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(17))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::NextOrderId` (r:1 w:1)
	/// Proof: `ResourceOrder::NextOrderId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:0 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn create_order_vacant() -> Weight {
		// Measured proof size: 1376; shortest run: 201_570_000 ps.
		Weight::from_parts(206_876_000, 4396)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
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
	fn end_lease() -> Weight {
		// Measured proof size: 4466; shortest run: 460_686_000 ps.
		Weight::from_parts(481_389_000, 11402)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn reject_order() -> Weight {
		// Measured proof size: 2777; shortest run: 133_476_000 ps.
		Weight::from_parts(137_050_000, 4639)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn renew_lease() -> Weight {
		// Measured proof size: 3962; shortest run: 179_301_000 ps.
		Weight::from_parts(184_317_000, 5736)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `ResourceOrder::Parameters` (r:0 w:1)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Measured proof size: 0; shortest run: 12_894_000 ps.
		Weight::from_parts(13_713_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
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
	fn settle() -> Weight {
		// Measured proof size: 4466; shortest run: 457_865_000 ps.
		Weight::from_parts(473_223_000, 11402)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
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
	fn settle_completed() -> Weight {
		// Measured proof size: 4427; shortest run: 352_780_000 ps.
		Weight::from_parts(375_946_000, 11402)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(14))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::StateCounts` (r:1 w:1)
	/// Proof: `Provider::StateCounts` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn settle_lapsed() -> Weight {
		// Measured proof size: 2777; shortest run: 135_863_000 ps.
		Weight::from_parts(139_225_000, 4639)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:0)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:0)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn settle_paid() -> Weight {
		// Measured proof size: 4334; shortest run: 254_547_000 ps.
		Weight::from_parts(265_744_000, 11402)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn settle_removed() -> Weight {
		// Measured proof size: 2263; shortest run: 50_847_000 ps.
		Weight::from_parts(57_431_000, 5736)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ResourceOrder::Agenda` (r:1 w:0)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_advance() -> Weight {
		// Measured proof size: 42; shortest run: 7_416_000 ps.
		Weight::from_parts(7_932_000, 3493)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `ResourceOrder::SweepCursor` (r:1 w:1)
	/// Proof: `ResourceOrder::SweepCursor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:1 w:0)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_base() -> Weight {
		// Measured proof size: 69; shortest run: 17_140_000 ps.
		Weight::from_parts(18_190_000, 3493)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ResourceOrder::Agenda` (r:1 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:0)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:0)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Totals` (r:1 w:1)
	/// Proof: `ResourceOrder::Totals` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn sweep_paid() -> Weight {
		// Measured proof size: 4350; shortest run: 287_545_000 ps.
		Weight::from_parts(305_461_000, 11402)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `ResourceOrder::Agenda` (r:1 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
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
	fn sweep_step() -> Weight {
		// Measured proof size: 4482; shortest run: 484_076_000 ps.
		Weight::from_parts(506_265_000, 11402)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(15))
	}
}
