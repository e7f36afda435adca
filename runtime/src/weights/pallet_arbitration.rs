// SPDX-License-Identifier: Apache-2.0
//! The weights of `pallet_arbitration`, measured. Do not edit: `scripts/benchmark.sh pallet_arbitration` writes this.
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
//! --pallet=pallet_arbitration
//! --extrinsic=BENCHMARK
//! --output=FILE
//! --template=scripts/weights.hbs
//! ```

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, unused_parens)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of `pallet_arbitration`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_arbitration::WeightInfo for WeightInfo<T> {
	/// Storage: `Arbitration::Disputes` (r:1 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:2)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn appeal() -> Weight {
		// Measured proof size: 761; shortest run: 140_023_000 ps.
		Weight::from_parts(149_654_000, 3799)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Arbitration::AccessKeys` (r:1 w:1)
	/// Proof: `Arbitration::AccessKeys` (`max_values`: None, `max_size`: Some(1074), added: 3549, mode: `MaxEncodedLen`)
	fn clear_access_key() -> Weight {
		// Measured proof size: 1108; shortest run: 26_087_000 ps.
		Weight::from_parts(27_903_000, 4539)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Arbitration::Disputes` (r:1 w:0)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Panels` (r:1 w:1)
	/// Proof: `Arbitration::Panels` (`max_values`: None, `max_size`: Some(1387), added: 3862, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	fn commit_vote() -> Weight {
		// Measured proof size: 2542; shortest run: 157_118_000 ps.
		Weight::from_parts(175_654_000, 4852)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Arbitration::DisputeOf` (r:1 w:1)
	/// Proof: `Arbitration::DisputeOf` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Parameters` (r:1 w:0)
	/// Proof: `Arbitration::Parameters` (`max_values`: Some(1), `max_size`: Some(120), added: 615, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(474), added: 2949, mode: `MaxEncodedLen`)
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
	/// Storage: `Provider::SecuredStakes` (r:1 w:1)
	/// Proof: `Provider::SecuredStakes` (`max_values`: None, `max_size`: Some(100), added: 2575, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::NextDisputeId` (r:1 w:1)
	/// Proof: `Arbitration::NextDisputeId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::CounterForDisputeOf` (r:1 w:1)
	/// Proof: `Arbitration::CounterForDisputeOf` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::DisputesOf` (r:0 w:2)
	/// Proof: `Arbitration::DisputesOf` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:1)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Disputes` (r:0 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn open_dispute() -> Weight {
		// Measured proof size: 4810; shortest run: 1_107_886_000 ps.
		Weight::from_parts(1_155_123_000, 11402)
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().writes(23))
	}
	/// Storage: `Arbitration::Disputes` (r:1 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:2)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn respond() -> Weight {
		// Measured proof size: 459; shortest run: 47_662_000 ps.
		Weight::from_parts(54_064_000, 3799)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Arbitration::Disputes` (r:1 w:0)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Panels` (r:1 w:1)
	/// Proof: `Arbitration::Panels` (`max_values`: None, `max_size`: Some(1387), added: 3862, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Measurements` (r:0 w:1)
	/// Proof: `Arbitration::Measurements` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	fn reveal_vote() -> Weight {
		// Measured proof size: 2611; shortest run: 136_962_000 ps.
		Weight::from_parts(146_094_000, 4852)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Session::Validators` (r:1 w:0)
	/// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Arbitration::Duties` (r:1 w:0)
	/// Proof: `Arbitration::Duties` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::AccessKeys` (r:0 w:1)
	/// Proof: `Arbitration::AccessKeys` (`max_values`: None, `max_size`: Some(1074), added: 3549, mode: `MaxEncodedLen`)
	/// The range of component `v` is `[1, 100]`.
	fn set_access_key(v: u32, ) -> Weight {
		// Measured proof size: 202; shortest run: 42_894_000 ps.
		Weight::from_parts(51_845_334, 3525)
			// Standard error: 31_145.
			.saturating_add(Weight::from_parts(808_731, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(v.into()))
	}
	/// Storage: `Arbitration::Parameters` (r:0 w:1)
	/// Proof: `Arbitration::Parameters` (`max_values`: Some(1), `max_size`: Some(120), added: 615, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Measured proof size: 0; shortest run: 14_427_000 ps.
		Weight::from_parts(27_784_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Arbitration::Disputes` (r:1 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Panels` (r:1 w:0)
	/// Proof: `Arbitration::Panels` (`max_values`: None, `max_size`: Some(1387), added: 3862, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Arbiters` (r:21 w:21)
	/// Proof: `Arbitration::Arbiters` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:21 w:21)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:22 w:22)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:2)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Duties` (r:0 w:21)
	/// Proof: `Arbitration::Duties` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	fn step_count() -> Weight {
		// Measured proof size: 10172; shortest run: 1_613_151_000 ps.
		Weight::from_parts(1_683_062_000, 58530)
			.saturating_add(T::DbWeight::get().reads(66))
			.saturating_add(T::DbWeight::get().writes(88))
	}
	/// Storage: `Arbitration::Disputes` (r:1 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Panels` (r:4 w:0)
	/// Proof: `Arbitration::Panels` (`max_values`: None, `max_size`: Some(1387), added: 3862, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Arbiters` (r:21 w:21)
	/// Proof: `Arbitration::Arbiters` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:22 w:22)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:87 w:87)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::SecuredStakes` (r:1 w:1)
	/// Proof: `Provider::SecuredStakes` (`max_values`: None, `max_size`: Some(100), added: 2575, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(474), added: 2949, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::DisputeOf` (r:1 w:1)
	/// Proof: `Arbitration::DisputeOf` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::CounterForDisputeOf` (r:1 w:1)
	/// Proof: `Arbitration::CounterForDisputeOf` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:2)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Duties` (r:0 w:21)
	/// Proof: `Arbitration::Duties` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[0, 63]`.
	fn step_dismiss(n: u32, ) -> Weight {
		// Measured proof size: 15661; shortest run: 1_958_616_000 ps.
		Weight::from_parts(2_179_279_224, 63462)
			// Standard error: 2_882_941.
			.saturating_add(Weight::from_parts(77_978_079, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(77))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(97))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2603).saturating_mul(n.into()))
	}
	/// Storage: `Arbitration::Disputes` (r:1 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `Beacon::Gathered` (r:1 w:0)
	/// Proof: `Beacon::Gathered` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	/// Storage: `Pace::Chosen` (r:1 w:0)
	/// Proof: `Pace::Chosen` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Session::Validators` (r:1 w:0)
	/// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Staking::Ledger` (r:2 w:0)
	/// Proof: `Staking::Ledger` (`max_values`: None, `max_size`: Some(1091), added: 3566, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Arbiters` (r:21 w:21)
	/// Proof: `Arbitration::Arbiters` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:2)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Duties` (r:0 w:21)
	/// Proof: `Arbitration::Duties` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Panels` (r:0 w:1)
	/// Proof: `Arbitration::Panels` (`max_values`: None, `max_size`: Some(1387), added: 3862, mode: `MaxEncodedLen`)
	/// The range of component `v` is `[21, 100]`.
	fn step_draw(v: u32, ) -> Weight {
		// Measured proof size: 1445; shortest run: 288_965_000 ps.
		Weight::from_parts(234_576_096, 54309)
			// Standard error: 205_921.
			.saturating_add(Weight::from_parts(2_819_940, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(27))
			.saturating_add(T::DbWeight::get().writes(46))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(v.into()))
	}
	/// Storage: `Arbitration::Disputes` (r:1 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Panels` (r:4 w:4)
	/// Proof: `Arbitration::Panels` (`max_values`: None, `max_size`: Some(1387), added: 3862, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::DisputesOf` (r:0 w:2)
	/// Proof: `Arbitration::DisputesOf` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:1)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Measurements` (r:0 w:84)
	/// Proof: `Arbitration::Measurements` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	fn step_remove() -> Weight {
		// Measured proof size: 3432; shortest run: 744_382_000 ps.
		Weight::from_parts(817_306_000, 16438)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(92))
	}
	/// Storage: `Arbitration::Disputes` (r:1 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Panels` (r:4 w:0)
	/// Proof: `Arbitration::Panels` (`max_values`: None, `max_size`: Some(1387), added: 3862, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Arbiters` (r:21 w:21)
	/// Proof: `Arbitration::Arbiters` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:23 w:23)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:88 w:88)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Upheld` (r:1 w:1)
	/// Proof: `Arbitration::Upheld` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Leases` (r:1 w:1)
	/// Proof: `ResourceOrder::Leases` (`max_values`: None, `max_size`: Some(2473), added: 4948, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Resources` (r:1 w:1)
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(931), added: 3406, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(474), added: 2949, mode: `MaxEncodedLen`)
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
	/// Storage: `Arbitration::DisputeOf` (r:1 w:1)
	/// Proof: `Arbitration::DisputeOf` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::CounterForDisputeOf` (r:1 w:1)
	/// Proof: `Arbitration::CounterForDisputeOf` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:2)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Duties` (r:0 w:21)
	/// Proof: `Arbitration::Duties` (`max_values`: None, `max_size`: Some(60), added: 2535, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[0, 63]`.
	fn step_uphold(n: u32, ) -> Weight {
		// Measured proof size: 16582; shortest run: 2_368_204_000 ps.
		Weight::from_parts(2_379_652_594, 66065)
			// Standard error: 3_195_389.
			.saturating_add(Weight::from_parts(92_436_081, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(85))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(104))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2603).saturating_mul(n.into()))
	}
	/// Storage: `Arbitration::Disputes` (r:1 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `Beacon::Gathered` (r:1 w:0)
	/// Proof: `Beacon::Gathered` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	/// Storage: `Pace::Chosen` (r:1 w:0)
	/// Proof: `Pace::Chosen` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:2)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn step_wait() -> Weight {
		// Measured proof size: 669; shortest run: 53_635_000 ps.
		Weight::from_parts(60_479_000, 3799)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Arbitration::Agenda` (r:1 w:0)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn sweep_advance() -> Weight {
		// Measured proof size: 6; shortest run: 7_051_000 ps.
		Weight::from_parts(8_116_000, 3489)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Arbitration::SweepCursor` (r:1 w:1)
	/// Proof: `Arbitration::SweepCursor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:1 w:0)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn sweep_base() -> Weight {
		// Measured proof size: 32; shortest run: 15_530_000 ps.
		Weight::from_parts(23_603_000, 3489)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
