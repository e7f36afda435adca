// SPDX-License-Identifier: Apache-2.0
//! The weights of `pallet_resource_order`, measured. Do not edit: `scripts/benchmark.sh pallet_resource_order` writes this.
//!
//! - date: 2026-11-21
//! - CPU: Intel(R) Xeon(R) Processor @ 2.50GHz
//! - WASM execution: Compiled; chain: Some("dev")
//! - steps: 50; repeat: 20; by the benchmark CLI 64.0.0
//!
//! Command:
//!
//! ```text
//! target/release/hamster-node
//! benchmark
//! pallet
//! --chain=dev
//! --wasm-execution=compiled
//! --steps=50
//! --repeat=20
//! --pallet=pallet_resource_order
//! --extrinsic=*
//! --output=runtime/src/weights/pallet_resource_order.rs
//! --template=scripts/weights.hbs
//! ```

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, unused_parens)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_resource_order`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_resource_order::WeightInfo for WeightInfo<T> {
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2267), added: 4742, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::NextOrderId` (r:1 w:1)
	/// Proof: `ResourceOrder::NextOrderId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:3)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn create_order() -> Weight {
		// Measured proof size: 4050; shortest run: 395_364_000 ps.
		Weight::from_parts(685_602_000, 8799)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(12))
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:0 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn create_order_vacant() -> Weight {
		// Measured proof size: 1284; shortest run: 183_506_000 ps.
		Weight::from_parts(289_635_000, 4396)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:0 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2267), added: 4742, mode: `MaxEncodedLen`)
	fn accept_order() -> Weight {
		// Measured proof size: 2431; shortest run: 80_251_000 ps.
		Weight::from_parts(93_232_000, 4623)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn reject_order() -> Weight {
		// Measured proof size: 2534; shortest run: 118_518_000 ps.
		Weight::from_parts(224_222_000, 4623)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn cancel_order() -> Weight {
		// Measured proof size: 2534; shortest run: 116_690_000 ps.
		Weight::from_parts(193_233_000, 4623)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2267), added: 4742, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	fn renew_lease() -> Weight {
		// Measured proof size: 3753; shortest run: 174_220_000 ps.
		Weight::from_parts(415_239_000, 5732)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2267), added: 4742, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn end_lease() -> Weight {
		// Measured proof size: 4180; shortest run: 391_957_000 ps.
		Weight::from_parts(566_811_000, 8799)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2267), added: 4742, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn settle() -> Weight {
		// Measured proof size: 4180; shortest run: 403_098_000 ps.
		Weight::from_parts(439_582_000, 8799)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2267), added: 4742, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn settle_completed() -> Weight {
		// Measured proof size: 4050; shortest run: 277_988_000 ps.
		Weight::from_parts(301_902_000, 8799)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2267), added: 4742, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:0)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:0)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn settle_paid() -> Weight {
		// Measured proof size: 4050; shortest run: 202_727_000 ps.
		Weight::from_parts(236_933_000, 8799)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:1)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn settle_lapsed() -> Weight {
		// Measured proof size: 2534; shortest run: 119_944_000 ps.
		Weight::from_parts(207_557_000, 4623)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2267), added: 4742, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn settle_removed() -> Weight {
		// Measured proof size: 2189; shortest run: 45_228_000 ps.
		Weight::from_parts(71_482_000, 5732)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2267), added: 4742, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:0)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	fn announce_maintenance() -> Weight {
		// Measured proof size: 3576; shortest run: 79_213_000 ps.
		Weight::from_parts(100_593_000, 5732)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ResourceOrder::Parameters` (r:0 w:1)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Measured proof size: 0; shortest run: 12_677_000 ps.
		Weight::from_parts(24_134_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ResourceOrder::SweepCursor` (r:1 w:1)
	/// Proof: `ResourceOrder::SweepCursor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:1 w:0)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_base() -> Weight {
		// Measured proof size: 32; shortest run: 14_826_000 ps.
		Weight::from_parts(17_102_000, 3493)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ResourceOrder::Agenda` (r:1 w:0)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_advance() -> Weight {
		// Measured proof size: 6; shortest run: 6_612_000 ps.
		Weight::from_parts(8_311_000, 3493)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `ResourceOrder::Agenda` (r:1 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2267), added: 4742, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Provider::EndedStreaks` (r:1 w:1)
	/// Proof: `Provider::EndedStreaks` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Parameters` (r:1 w:0)
	/// Proof: `ResourceOrder::Parameters` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	fn sweep_step() -> Weight {
		// Measured proof size: 4196; shortest run: 407_374_000 ps.
		Weight::from_parts(457_742_000, 8799)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `ResourceOrder::Agenda` (r:1 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Orders` (r:1 w:0)
	/// Proof: `ResourceOrder::Orders` (`max_values`: None, `max_size`: Some(1158), added: 3633, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2267), added: 4742, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:0)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:0)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(458), added: 2933, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(103), added: 2578, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn sweep_paid() -> Weight {
		// Measured proof size: 4066; shortest run: 228_658_000 ps.
		Weight::from_parts(391_607_000, 8799)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(7))
	}
}
