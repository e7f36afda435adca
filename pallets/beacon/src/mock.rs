// SPDX-License-Identifier: Apache-2.0
//! A chain whose blocks reveal what the tests say.

use crate as pallet_beacon;
use frame_support::{
	derive_impl, parameter_types,
	traits::{OnInitialize, Randomness},
	weights::Weight,
};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	BuildStorage,
};

type Block = frame_system::mocking::MockBlock<Test>;
type BlockNumber = u64;

/// Blocks of a period.
pub(crate) const BLOCKS: BlockNumber = 10;

frame_support::construct_runtime! {
	pub enum Test {
		System: frame_system,
		Beacon: pallet_beacon,
	}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

parameter_types! {
	pub static Period: BlockNumber = BLOCKS;
	/// What the block before revealed.
	pub static Revealed: Option<u64> = None;
}

/// The hash of [`Revealed`].
pub struct MockRandomness;
impl Randomness<Option<H256>, BlockNumber> for MockRandomness {
	fn random(subject: &[u8]) -> (Option<H256>, BlockNumber) {
		let hash = Revealed::get().map(|revealed| BlakeTwo256::hash_of(&(revealed, subject)));
		(hash, System::block_number().saturating_sub(1))
	}
}

/// The hook weighs one, so that tests see it.
pub struct TestWeights;
impl pallet_beacon::WeightInfo for TestWeights {
	fn gather() -> Weight {
		Weight::from_parts(1, 1)
	}
}

impl pallet_beacon::Config for Test {
	type WeightInfo = TestWeights;
	type BlockRandomness = MockRandomness;
	type Period = Period;
}

/// Opens the next block after one that revealed `revealed`.
pub(crate) fn next_block(revealed: Option<u64>) -> Weight {
	let now = System::block_number() + 1;
	System::set_block_number(now);
	Revealed::set(revealed);
	Beacon::on_initialize(now)
}

/// The value for no subject, and the block since when it is known.
pub(crate) fn value() -> (H256, BlockNumber) {
	Beacon::random(&[])
}

pub(crate) fn new_test_ext() -> sp_io::TestExternalities {
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage();
	storage.expect("genesis of the system is sound").into()
}
