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
		// Measured proof size: 1826; shortest run: 138_965_000 ps.
		Weight::from_parts(147_119_000, 6196)
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
		// Measured proof size: 1937; shortest run: 70_475_000 ps.
		Weight::from_parts(68_211_932, 1557)
			// Standard error: 21_725.
			.saturating_add(Weight::from_parts(14_398_468, 0).saturating_mul(n.into()))
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:0 w:64)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:64)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[1, 64]`.
	fn heartbeat_dropping(n: u32, ) -> Weight {
		// Measured proof size: 2272; shortest run: 149_403_000 ps.
		Weight::from_parts(102_486_976, 6196)
			// Standard error: 52_491.
			.saturating_add(Weight::from_parts(69_437_540, 0).saturating_mul(n.into()))
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::PeerIds` (r:0 w:1)
	/// Proof: `Gateway::PeerIds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:0 w:1)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:1)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	fn leave() -> Weight {
		// Measured proof size: 2880; shortest run: 239_023_000 ps.
		Weight::from_parts(253_175_000, 8799)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:0 w:1)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:1)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Gateways` (r:0 w:1)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// Measured proof size: 1993; shortest run: 199_109_000 ps.
		Weight::from_parts(212_430_000, 4348)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:0 w:1)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:1)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	fn report_silence() -> Weight {
		// Measured proof size: 1881; shortest run: 151_603_000 ps.
		Weight::from_parts(164_008_000, 6196)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Pool` (r:1 w:1)
	/// Proof: `Gateway::Pool` (`max_values`: Some(1), `max_size`: Some(72), added: 567, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:0 w:1)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:1)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	fn reset() -> Weight {
		// Measured proof size: 1744; shortest run: 168_821_000 ps.
		Weight::from_parts(175_858_000, 4185)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Gateway::Parameters` (r:0 w:1)
	/// Proof: `Gateway::Parameters` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Measured proof size: 0; shortest run: 13_137_000 ps.
		Weight::from_parts(14_047_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Gateway::Agenda` (r:1 w:0)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_advance() -> Weight {
		// Measured proof size: 6; shortest run: 7_011_000 ps.
		Weight::from_parts(7_622_000, 3493)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Gateway::SweepCursor` (r:1 w:1)
	/// Proof: `Gateway::SweepCursor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Agenda` (r:1 w:0)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn sweep_base() -> Weight {
		// Measured proof size: 32; shortest run: 15_519_000 ps.
		Weight::from_parts(16_442_000, 3493)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Online` (r:0 w:1)
	/// Proof: `Gateway::Online` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	fn sweep_drop() -> Weight {
		// Measured proof size: 2388; shortest run: 165_029_000 ps.
		Weight::from_parts(177_390_000, 6196)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Gateway::Agenda` (r:1 w:2)
	/// Proof: `Gateway::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `Gateway::Gateways` (r:1 w:1)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	fn sweep_keep() -> Weight {
		// Measured proof size: 1991; shortest run: 58_594_000 ps.
		Weight::from_parts(64_935_000, 4185)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Gateway::Gateways` (r:1 w:1)
	/// Proof: `Gateway::Gateways` (`max_values`: None, `max_size`: Some(720), added: 3195, mode: `MaxEncodedLen`)
	fn update_addresses() -> Weight {
		// Measured proof size: 1484; shortest run: 66_982_000 ps.
		Weight::from_parts(75_025_000, 4185)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Gateway::Operators` (r:1 w:1)
	/// Proof: `Gateway::Operators` (`max_values`: None, `max_size`: Some(883), added: 3358, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(229), added: 2704, mode: `MaxEncodedLen`)
	fn withdraw_unbonded() -> Weight {
		// Measured proof size: 1314; shortest run: 134_765_000 ps.
		Weight::from_parts(150_537_000, 4348)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
