// SPDX-License-Identifier: Apache-2.0
//! How long epochs and eras last and how long a slash waits, as genesis says.
//!
//! A public chain takes the defaults. A network on one machine would then need hours for an election
//! and days for a slash, so its genesis asks for less; it still runs the very code of production.
//! Nothing changes the values later, and there is no call that could: the clients of BABE take the
//! length of an epoch from genesis for good.

use codec::{Decode, Encode, MaxEncodedLen};
use hamster_primitives::BlockNumber;
use scale_info::TypeInfo;
use sp_staking::{EraIndex, SessionIndex};

use crate::configs::{EPOCH_DURATION_IN_BLOCKS, SESSIONS_PER_ERA, SLASH_DEFERRAL};

pub use pallet::*;

/// The fewest slots of an epoch. In fewer, with some validators down, there may not be the blocks
/// that finality needs before the next set takes over.
pub const MIN_EPOCH_LENGTH: BlockNumber = 10;

/// The lengths that a chain is started with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Rhythm {
	/// Slots of an epoch, which is also a session.
	pub epoch_length: BlockNumber,
	/// Sessions of an era.
	pub sessions_per_era: SessionIndex,
	/// Whole eras between that of an offence and its slash.
	pub slash_deferral: EraIndex,
}

impl Default for Rhythm {
	/// That of a public chain.
	fn default() -> Self {
		Self {
			epoch_length: EPOCH_DURATION_IN_BLOCKS,
			sessions_per_era: SESSIONS_PER_ERA,
			slash_deferral: SLASH_DEFERRAL,
		}
	}
}

impl Rhythm {
	/// Whether consensus and staking can go by it. The constants that count sessions are made for the
	/// defaults, so nothing may be longer than these.
	pub fn is_sound(&self) -> bool {
		(MIN_EPOCH_LENGTH..=EPOCH_DURATION_IN_BLOCKS).contains(&self.epoch_length)
			&& (1..=SESSIONS_PER_ERA).contains(&self.sessions_per_era)
			&& self.slash_deferral <= SLASH_DEFERRAL
	}
}

/// Keeps the [`Rhythm`] of the chain.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use core::marker::PhantomData;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::BlockNumberFor;

	/// The version of the storage's layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs: nothing.
	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// The rhythm, written at genesis and never again.
	#[pallet::storage]
	pub type Chosen<T: Config> = StorageValue<_, Rhythm, ValueQuery>;

	/// The rhythm, field by field.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// See [`Rhythm::epoch_length`].
		pub epoch_length: BlockNumber,
		/// See [`Rhythm::sessions_per_era`].
		pub sessions_per_era: SessionIndex,
		/// See [`Rhythm::slash_deferral`].
		pub slash_deferral: EraIndex,
		#[doc(hidden)]
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			let Rhythm { epoch_length, sessions_per_era, slash_deferral } = Rhythm::default();
			Self { epoch_length, sessions_per_era, slash_deferral, _config: PhantomData }
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			let rhythm = Rhythm {
				epoch_length: self.epoch_length,
				sessions_per_era: self.sessions_per_era,
				slash_deferral: self.slash_deferral,
			};
			assert!(rhythm.is_sound(), "no chain can go by {rhythm:?}");
			Chosen::<T>::put(rhythm);
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Pays for what every block reads when BABE asks whether the epoch is over.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			T::DbWeight::get().reads(1)
		}
	}

	impl<T: Config> Pallet<T> {
		/// What the chain goes by.
		pub fn rhythm() -> Rhythm {
			Chosen::<T>::get()
		}
	}
}
