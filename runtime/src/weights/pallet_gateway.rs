// SPDX-License-Identifier: Apache-2.0
//! The weights of `pallet_gateway`, measured. Do not edit: `scripts/benchmark.sh pallet_gateway` writes this.
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
//! --pallet=pallet_gateway
//! --extrinsic=BENCHMARK
//! --output=FILE
//! --template=scripts/weights.hbs
//! ```

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, unused_parens)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_gateway`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_gateway::WeightInfo for WeightInfo<T> {
	/// Storage: `Gateway::Gateways` (r:1 w:1)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn claim_rewards() -> Weight {
		// Measured proof size: 1826; shortest run: 144_222_000 ps.
		Weight::from_parts(164_817_000, 6196)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Gateways` (r:64 w:64)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn heartbeat(n: u32, ) -> Weight {
		// Measured proof size: 1937; shortest run: 96_123_000 ps.
		Weight::from_parts(100_273_774, 1557)
			// Standard error: 172_497.
			.saturating_add(Weight::from_parts(14_753_467, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3195).saturating_mul(n.into()))
	}
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Gateways` (r:64 w:64)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:0 w:64)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:64)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn heartbeat_dropping(n: u32, ) -> Weight {
		// Measured proof size: 2234; shortest run: 147_185_000 ps.
		Weight::from_parts(150_308_000, 6196)
			// Standard error: 1_165_702.
			.saturating_add(Weight::from_parts(92_223_283, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3195).saturating_mul(n.into()))
	}
	/// Storage: `Gateway::Gateways` (r:1 w:1)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Operators` (r:1 w:1)
	/// Proof: `Gateway::Operators` (`max_values`: None, `max_size`: Some(883), added: 3358, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::PeerIds` (r:0 w:1)
	/// Proof: `Gateway::PeerIds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:0 w:1)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:1)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	fn leave() -> Weight {
		// Measured proof size: 2842; shortest run: 240_307_000 ps.
		Weight::from_parts(276_912_000, 8799)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `Gateway::PeerIds` (r:1 w:1)
	/// Proof: `Gateway::PeerIds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::NextGatewayId` (r:1 w:1)
	/// Proof: `Gateway::NextGatewayId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Operators` (r:1 w:1)
	/// Proof: `Gateway::Operators` (`max_values`: None, `max_size`: Some(883), added: 3358, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:0 w:1)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:1)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Gateways` (r:0 w:1)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// Measured proof size: 1955; shortest run: 200_063_000 ps.
		Weight::from_parts(216_010_000, 4348)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Gateway::Gateways` (r:1 w:1)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:0 w:1)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:1)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	fn report_silence() -> Weight {
		// Measured proof size: 1843; shortest run: 151_126_000 ps.
		Weight::from_parts(162_416_000, 6196)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Gateway::Gateways` (r:1 w:1)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:0 w:1)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:1)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	fn reset() -> Weight {
		// Measured proof size: 1706; shortest run: 165_260_000 ps.
		Weight::from_parts(177_406_000, 4185)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Gateway::Parameters` (r:0 w:1)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Measured proof size: 0; shortest run: 12_983_000 ps.
		Weight::from_parts(13_930_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Gateway::Agenda` (r:1 w:0)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_advance() -> Weight {
		// Measured proof size: 6; shortest run: 6_822_000 ps.
		Weight::from_parts(7_410_000, 3493)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Gateway::SweepCursor` (r:1 w:1)
	/// Proof: `Gateway::SweepCursor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:1 w:0)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_base() -> Weight {
		// Measured proof size: 32; shortest run: 15_035_000 ps.
		Weight::from_parts(15_898_000, 3493)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Gateway::Agenda` (r:1 w:1)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Gateways` (r:1 w:1)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Parameters` (r:1 w:0)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:1)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	fn sweep_drop() -> Weight {
		// Measured proof size: 2350; shortest run: 157_564_000 ps.
		Weight::from_parts(167_102_000, 6196)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Gateway::Agenda` (r:1 w:2)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Gateways` (r:1 w:1)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	fn sweep_keep() -> Weight {
		// Measured proof size: 1991; shortest run: 54_111_000 ps.
		Weight::from_parts(58_943_000, 4185)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Gateway::Gateways` (r:1 w:1)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	fn update_addresses() -> Weight {
		// Measured proof size: 1484; shortest run: 64_110_000 ps.
		Weight::from_parts(71_847_000, 4185)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Gateway::Operators` (r:1 w:1)
	/// Proof: `Gateway::Operators` (`max_values`: None, `max_size`: Some(883), added: 3358, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn withdraw_unbonded() -> Weight {
		// Measured proof size: 1276; shortest run: 119_312_000 ps.
		Weight::from_parts(127_498_000, 4348)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
