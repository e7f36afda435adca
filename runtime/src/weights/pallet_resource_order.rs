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
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:0 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	fn accept_order() -> Weight {
		// Measured proof size: 2447; shortest run: 78_992_000 ps.
		Weight::from_parts(81_828_000, 4639)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:0)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	fn announce_maintenance() -> Weight {
		// Measured proof size: 3536; shortest run: 73_276_000 ps.
		Weight::from_parts(75_998_000, 5736)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn cancel_order() -> Weight {
		// Measured proof size: 2584; shortest run: 118_989_000 ps.
		Weight::from_parts(125_308_000, 4639)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::NextOrderId` (r:1 w:1)
	/// Proof: `ResourceOrder::NextOrderId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:3)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn create_order() -> Weight {
		// Measured proof size: 4234; shortest run: 449_461_000 ps.
		Weight::from_parts(471_882_000, 11402)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(15))
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
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:0 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn create_order_vacant() -> Weight {
		// Measured proof size: 1271; shortest run: 184_564_000 ps.
		Weight::from_parts(198_076_000, 4396)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn end_lease() -> Weight {
		// Measured proof size: 4274; shortest run: 445_089_000 ps.
		Weight::from_parts(473_711_000, 11402)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(13))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn reject_order() -> Weight {
		// Measured proof size: 2584; shortest run: 120_449_000 ps.
		Weight::from_parts(133_518_000, 4639)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn renew_lease() -> Weight {
		// Measured proof size: 3791; shortest run: 177_484_000 ps.
		Weight::from_parts(259_984_000, 5736)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `ResourceOrder::Parameters` (r:0 w:1)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Measured proof size: 0; shortest run: 12_784_000 ps.
		Weight::from_parts(13_811_000, 0)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn settle() -> Weight {
		// Measured proof size: 4274; shortest run: 452_276_000 ps.
		Weight::from_parts(487_897_000, 11402)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(13))
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn settle_completed() -> Weight {
		// Measured proof size: 4234; shortest run: 342_556_000 ps.
		Weight::from_parts(376_719_000, 11402)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(12))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn settle_lapsed() -> Weight {
		// Measured proof size: 2584; shortest run: 119_117_000 ps.
		Weight::from_parts(126_622_000, 4639)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	fn settle_paid() -> Weight {
		// Measured proof size: 4144; shortest run: 245_091_000 ps.
		Weight::from_parts(265_112_000, 11402)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1174), added: 3649, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2271), added: 4746, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn settle_removed() -> Weight {
		// Measured proof size: 2193; shortest run: 46_890_000 ps.
		Weight::from_parts(54_264_000, 5736)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ResourceOrder::Agenda` (r:1 w:0)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_advance() -> Weight {
		// Measured proof size: 6; shortest run: 6_822_000 ps.
		Weight::from_parts(7_679_000, 3493)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `ResourceOrder::SweepCursor` (r:1 w:1)
	/// Proof: `ResourceOrder::SweepCursor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:1 w:0)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_base() -> Weight {
		// Measured proof size: 32; shortest run: 15_223_000 ps.
		Weight::from_parts(16_401_000, 3493)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	fn sweep_paid() -> Weight {
		// Measured proof size: 4160; shortest run: 277_401_000 ps.
		Weight::from_parts(289_632_000, 11402)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(9))
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:4 w:4)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	fn sweep_step() -> Weight {
		// Measured proof size: 4290; shortest run: 453_616_000 ps.
		Weight::from_parts(479_754_000, 11402)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(13))
	}
}
