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
		// Measured proof size: 761; shortest run: 133_712_000 ps.
		Weight::from_parts(137_516_000, 3799)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Arbitration::AccessKeys` (r:1 w:1)
	/// Proof: `Arbitration::AccessKeys` (`max_values`: None, `max_size`: Some(1074), added: 3549, mode: `MaxEncodedLen`)
	fn clear_access_key() -> Weight {
		// Measured proof size: 1108; shortest run: 25_572_000 ps.
		Weight::from_parts(27_108_000, 4539)
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
		// Measured proof size: 2542; shortest run: 145_383_000 ps.
		Weight::from_parts(151_280_000, 4852)
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
	/// Storage: `Provider::SecuredStakes` (r:1 w:1)
	/// Proof: `Provider::SecuredStakes` (`max_values`: None, `max_size`: Some(100), added: 2575, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Requirement` (r:1 w:0)
	/// Proof: `Provider::Requirement` (`max_values`: Some(1), `max_size`: Some(80), added: 575, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::NextDisputeId` (r:1 w:1)
	/// Proof: `Arbitration::NextDisputeId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::CounterForDisputeOf` (r:1 w:1)
	/// Proof: `Arbitration::CounterForDisputeOf` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::DisputesOf` (r:0 w:2)
	/// Proof: `Arbitration::DisputesOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:1)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Disputes` (r:0 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:4)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	fn open_dispute() -> Weight {
		// Measured proof size: 4925; shortest run: 631_344_000 ps.
		Weight::from_parts(657_971_000, 11402)
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().writes(27))
	}
	/// Storage: `Arbitration::Disputes` (r:1 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:2)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn respond() -> Weight {
		// Measured proof size: 459; shortest run: 41_902_000 ps.
		Weight::from_parts(44_197_000, 3799)
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
		// Measured proof size: 2611; shortest run: 128_785_000 ps.
		Weight::from_parts(134_845_000, 4852)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Session::Validators` (r:1 w:0)
	/// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	/// Storage: `Arbitration::Duties` (r:1 w:0)
	/// Proof: `Arbitration::Duties` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::AccessKeys` (r:0 w:1)
	/// Proof: `Arbitration::AccessKeys` (`max_values`: None, `max_size`: Some(1074), added: 3549, mode: `MaxEncodedLen`)
	/// The range of component `v` is `[1, 100]`.
	fn set_access_key(v: u32, ) -> Weight {
		// Measured proof size: 194; shortest run: 38_181_000 ps.
		Weight::from_parts(40_400_841, 3517)
			// Standard error: 4_836.
			.saturating_add(Weight::from_parts(143_191, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(v.into()))
	}
	/// Storage: `Arbitration::Parameters` (r:0 w:1)
	/// Proof: `Arbitration::Parameters` (`max_values`: Some(1), `max_size`: Some(120), added: 615, mode: `MaxEncodedLen`)
	fn set_parameters() -> Weight {
		// Measured proof size: 0; shortest run: 14_641_000 ps.
		Weight::from_parts(15_634_000, 0)
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
	/// Proof: `Arbitration::Duties` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn step_count() -> Weight {
		// Measured proof size: 10172; shortest run: 1_591_043_000 ps.
		Weight::from_parts(1_657_825_000, 58530)
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
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::DisputeOf` (r:1 w:1)
	/// Proof: `Arbitration::DisputeOf` (`max_values`: None, `max_size`: Some(20), added: 2495, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::CounterForDisputeOf` (r:1 w:1)
	/// Proof: `Arbitration::CounterForDisputeOf` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:2)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Duties` (r:0 w:21)
	/// Proof: `Arbitration::Duties` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:1)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:2)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[0, 63]`.
	fn step_dismiss(n: u32, ) -> Weight {
		// Measured proof size: 15775; shortest run: 1_888_649_000 ps.
		Weight::from_parts(1_989_989_136, 63462)
			// Standard error: 906_118.
			.saturating_add(Weight::from_parts(64_613_286, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(77))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(99))
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
	/// Proof: `Arbitration::Duties` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Panels` (r:0 w:1)
	/// Proof: `Arbitration::Panels` (`max_values`: None, `max_size`: Some(1387), added: 3862, mode: `MaxEncodedLen`)
	/// The range of component `v` is `[21, 100]`.
	fn step_draw(v: u32, ) -> Weight {
		// Measured proof size: 1445; shortest run: 279_052_000 ps.
		Weight::from_parts(237_245_913, 54309)
			// Standard error: 136_533.
			.saturating_add(Weight::from_parts(1_544_369, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(27))
			.saturating_add(T::DbWeight::get().writes(46))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(v.into()))
	}
	/// Storage: `Arbitration::Disputes` (r:1 w:1)
	/// Proof: `Arbitration::Disputes` (`max_values`: None, `max_size`: Some(334), added: 2809, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Panels` (r:4 w:4)
	/// Proof: `Arbitration::Panels` (`max_values`: None, `max_size`: Some(1387), added: 3862, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::DisputesOf` (r:0 w:2)
	/// Proof: `Arbitration::DisputesOf` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:0 w:1)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Measurements` (r:0 w:84)
	/// Proof: `Arbitration::Measurements` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	fn step_remove() -> Weight {
		// Measured proof size: 3432; shortest run: 352_985_000 ps.
		Weight::from_parts(381_508_000, 16438)
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
	/// Proof: `Provider::Resources` (`max_values`: None, `max_size`: Some(952), added: 3427, mode: `MaxEncodedLen`)
	/// Storage: `Provider::Providers` (r:1 w:1)
	/// Proof: `Provider::Providers` (`max_values`: None, `max_size`: Some(522), added: 2997, mode: `MaxEncodedLen`)
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
	/// Proof: `Arbitration::Duties` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::Agenda` (r:0 w:2)
	/// Proof: `ResourceOrder::Agenda` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	/// Storage: `ResourceOrder::DealsOf` (r:0 w:4)
	/// Proof: `ResourceOrder::DealsOf` (`max_values`: None, `max_size`: Some(58), added: 2533, mode: `MaxEncodedLen`)
	/// The range of component `n` is `[0, 63]`.
	fn step_uphold(n: u32, ) -> Weight {
		// Measured proof size: 16697; shortest run: 2_183_415_000 ps.
		Weight::from_parts(2_283_775_384, 66065)
			// Standard error: 675_106.
			.saturating_add(Weight::from_parts(61_754_894, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(85))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(108))
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
		// Measured proof size: 669; shortest run: 54_787_000 ps.
		Weight::from_parts(56_985_000, 3799)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Arbitration::Agenda` (r:1 w:0)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn sweep_advance() -> Weight {
		// Measured proof size: 6; shortest run: 7_070_000 ps.
		Weight::from_parts(7_651_000, 3489)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Arbitration::SweepCursor` (r:1 w:1)
	/// Proof: `Arbitration::SweepCursor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Arbitration::Agenda` (r:1 w:0)
	/// Proof: `Arbitration::Agenda` (`max_values`: None, `max_size`: Some(24), added: 2499, mode: `MaxEncodedLen`)
	fn sweep_base() -> Weight {
		// Measured proof size: 32; shortest run: 16_022_000 ps.
		Weight::from_parts(16_965_000, 3489)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
