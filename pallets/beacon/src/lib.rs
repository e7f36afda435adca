// SPDX-License-Identifier: Apache-2.0
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use weights::WeightInfo;

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::traits::Randomness;
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;
use sp_runtime::traits::Hash;

/// Keeps what is asked of the blocks apart from what others may ask of them.
const CONTEXT: &[u8] = b"hamster/beacon";

/// What the blocks have revealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Record<Hash, BlockNumber> {
	/// The hash of all up to the block before.
	pub gathered: Hash,
	/// What it was when the last period was over.
	pub value: Hash,
	/// The block since when the value is known.
	pub known: BlockNumber,
}

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use sp_runtime::traits::Zero;

	/// The version of the storage's layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The weight of the hook.
		type WeightInfo: WeightInfo;

		/// What the author of the block before revealed; nothing if there was none.
		type BlockRandomness: Randomness<Option<Self::Hash>, BlockNumberFor<Self>>;

		/// Blocks of a period, at least one.
		type Period: Get<BlockNumberFor<Self>>;
	}

	/// What was gathered, and the value of the last period.
	#[pallet::storage]
	pub type Gathered<T: Config> = StorageValue<_, Record<T::Hash, BlockNumberFor<T>>, ValueQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::gather(now);
			T::WeightInfo::gather()
		}

		fn integrity_test() {
			assert!(!T::Period::get().is_zero(), "a period has no blocks");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(now: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			let Record { known, .. } = Gathered::<T>::get();
			ensure!(known <= now, "the beacon's value is of a block to come");
			ensure!(
				(known % T::Period::get()).is_zero(),
				"the beacon's value is not that of a whole period"
			);
			Ok(())
		}
	}

	impl<T: Config> Pallet<T> {
		/// Takes up what the block before `now` revealed, and ends the period if it is over.
		pub(crate) fn gather(now: BlockNumberFor<T>) {
			Gathered::<T>::mutate(|record| {
				if let (Some(revealed), _) = T::BlockRandomness::random(CONTEXT) {
					record.gathered = T::Hashing::hash_of(&(record.gathered, revealed));
				}
				// Not zero, as the integrity test sees to it.
				if (now % T::Period::get()).is_zero() {
					record.value = record.gathered;
					record.known = now;
				}
			});
		}
	}
}

impl<T: Config> Randomness<T::Hash, BlockNumberFor<T>> for Pallet<T> {
	fn random(subject: &[u8]) -> (T::Hash, BlockNumberFor<T>) {
		let Record { value, known, .. } = Gathered::<T>::get();
		(T::Hashing::hash_of(&(value, subject)), known)
	}
}
