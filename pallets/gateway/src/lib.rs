// SPDX-License-Identifier: Apache-2.0
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod dispatchable_impls;
mod rewards_impls;
mod sweep_impls;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod utility_impls;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod proptests;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible::{hold, Balanced, Credit, Inspect, Mutate},
			OnUnbalanced,
		},
		weights::WeightMeter,
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use hamster_primitives::{
		liveness::StreakNumber,
		network::PeerId,
		resource::{Addresses, Region},
		Balance, BlockNumber, GatewayId,
	};
	use sp_runtime::traits::BlockNumberProvider;

	/// The version of the storage's layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// Money on its way: market fees coming in, penalties and the rest of the fees going out.
	pub type CreditOf<T> = Credit<<T as frame_system::Config>::AccountId, <T as Config>::Currency>;

	/// The gateways that one heartbeat speaks for.
	pub type GatewayList = BoundedVec<GatewayId, ConstU32<MAX_GATEWAYS>>;

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The weights of the calls and of the sweep.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// The currency of stakes and rewards.
		type Currency: Mutate<Self::AccountId>
			+ Balanced<Self::AccountId>
			+ Inspect<Self::AccountId, Balance = Balance>
			+ hold::Balanced<Self::AccountId, Reason = Self::RuntimeHoldReason, Balance = Balance>
			+ hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason, Balance = Balance>;

		/// The clock.
		type BlockNumberProvider: BlockNumberProvider<BlockNumber = BlockNumber>;

		/// Who sets the parameters.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Where drop penalties go. Not to the other gateways, who would gain by making one drop.
		type Slash: OnUnbalanced<CreditOf<Self>>;

		/// Where the part of the market fee goes that is not the gateways'.
		type FeeRemainder: OnUnbalanced<CreditOf<Self>>;

		/// What the sweep may use of a block at most.
		#[pallet::constant]
		type SweepWeight: Get<Weight>;

		/// The parameters until governance sets others.
		#[pallet::constant]
		type DefaultParameters: Get<GatewayParameters>;

		/// The id from which the account of the reward pot is derived. It has no key.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
	}

	/// Why this pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The stake of a gateway, also while it unbonds.
		#[codec(index = 0)]
		GatewayStake,
	}

	/// The gateways. Twox, as the pallet counts the ids itself.
	#[pallet::storage]
	pub type Gateways<T: Config> =
		StorageMap<_, Twox64Concat, GatewayId, Gateway<T::AccountId>, OptionQuery>;

	/// The id of the next gateway.
	#[pallet::storage]
	pub type NextGatewayId<T: Config> = StorageValue<_, GatewayId, ValueQuery>;

	/// The gateway that has a peer id. Blake2, as peer ids are chosen by their owners.
	#[pallet::storage]
	pub type PeerIds<T: Config> = StorageMap<_, Blake2_128Concat, PeerId, GatewayId, OptionQuery>;

	/// Who runs gateways. Blake2, as accounts are chosen by their owners.
	#[pallet::storage]
	pub type Operators<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Operator, OptionQuery>;

	/// The gateways that are online, by region, for people to read page by page. Blake2 for the
	/// region, which is chosen by owners; Twox for the id, which the pallet counts itself.
	#[pallet::storage]
	pub type Online<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, Region, Twox64Concat, GatewayId, (), OptionQuery>;

	/// The rewards on their way to the gateways.
	#[pallet::storage]
	pub type Pool<T: Config> = StorageValue<_, RewardPool, ValueQuery>;

	/// What the sweep looks at, by the block from which on it does: every gateway that is online,
	/// once. Twox, as both keys are the pallet's own.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BlockNumber, Twox64Concat, GatewayId, (), OptionQuery>;

	/// The first block whose agenda is not done. `None` before the first sweep.
	#[pallet::storage]
	pub type SweepCursor<T: Config> = StorageValue<_, BlockNumber, OptionQuery>;

	/// What governance can turn.
	#[pallet::storage]
	pub type Parameters<T: Config> =
		StorageValue<_, GatewayParameters, ValueQuery, T::DefaultParameters>;

	/// Opens the account of the reward pot with an existential deposit, which is never paid out. So
	/// the least fee arrives, and the last reward can be claimed.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		#[serde(skip)]
		_marker: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			let pot = Pallet::<T>::pot();
			let missing = T::Currency::minimum_balance().saturating_sub(T::Currency::balance(&pot));
			if missing > 0 {
				T::Currency::mint_into(&pot, missing).expect("issuance has room at genesis");
			}
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A gateway is online for the first time.
		#[codec(index = 0)]
		GatewayRegistered {
			/// The gateway.
			gateway: GatewayId,
			/// Who runs it.
			operator: T::AccountId,
			/// Its peer id.
			peer_id: PeerId,
			/// Where it stands.
			region: Region,
			/// What was put on hold for it.
			stake: Balance,
		},
		/// A gateway is reached under other addresses.
		#[codec(index = 1)]
		AddressesUpdated {
			/// The gateway.
			gateway: GatewayId,
			/// The addresses.
			addresses: Addresses,
		},
		/// A heartbeat came.
		#[codec(index = 2)]
		HeartbeatReceived {
			/// Who sent it.
			operator: T::AccountId,
			/// How many of those that it names go on with their streaks.
			gateways: u32,
			/// The block in which the next is due.
			next_due: BlockNumber,
		},
		/// A gateway's heartbeats stopped: it is offline, and part of its stake is lost.
		#[codec(index = 3)]
		GatewayDropped {
			/// The gateway.
			gateway: GatewayId,
			/// The block of its last heartbeat, up to which it was paid.
			last_heartbeat: BlockNumber,
			/// What it lost.
			penalty: Balance,
			/// What is left of its stake.
			stake: Balance,
		},
		/// A gateway is offline because more stake is asked of it than it has.
		#[codec(index = 4)]
		GatewayUnderstaked {
			/// The gateway.
			gateway: GatewayId,
			/// What is missing.
			missing: Balance,
		},
		/// A gateway is online again.
		#[codec(index = 5)]
		GatewayReset {
			/// The gateway.
			gateway: GatewayId,
			/// What was added to its stake.
			added: Balance,
			/// Its new streak.
			streak: StreakNumber,
		},
		/// A gateway is gone; its stake unbonds.
		#[codec(index = 6)]
		GatewayLeft {
			/// The gateway.
			gateway: GatewayId,
			/// What is unbonding.
			stake: Balance,
			/// The first block in which it can be withdrawn.
			withdrawable_at: BlockNumber,
		},
		/// Stake that had unbonded is free again.
		#[codec(index = 7)]
		Withdrawn {
			/// Whose it is.
			operator: T::AccountId,
			/// What was released.
			amount: Balance,
		},
		/// A gateway's rewards were paid to its operator.
		#[codec(index = 8)]
		RewardsClaimed {
			/// The gateway.
			gateway: GatewayId,
			/// Who got them.
			operator: T::AccountId,
			/// How much.
			amount: Balance,
		},
		/// A share of a market fee came into the pot.
		#[codec(index = 9)]
		RewardsFunded {
			/// How much.
			amount: Balance,
		},
		/// The sweep could not drop a gateway and will come back to it.
		#[codec(index = 10)]
		SweepFailed {
			/// The gateway.
			gateway: GatewayId,
			/// What stood in the way.
			error: DispatchError,
		},
		/// The parameters are others.
		#[codec(index = 11)]
		ParametersSet {
			/// The new parameters.
			parameters: GatewayParameters,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The peer id is not the base58 form of a libp2p peer id.
		#[codec(index = 0)]
		BadPeerId,
		/// There is no address. A gateway is publicly reachable.
		#[codec(index = 1)]
		NoAddress,
		/// An address is not a multiaddress with host and port.
		#[codec(index = 2)]
		BadAddress,
		/// The region is not two or more of `a-z`, `0-9` and `-`.
		#[codec(index = 3)]
		BadRegion,
		/// Another gateway has the peer id.
		#[codec(index = 4)]
		PeerIdTaken,
		/// The account runs as many gateways as it may.
		#[codec(index = 5)]
		TooManyGateways,
		/// The account has less that it could put on hold.
		#[codec(index = 6)]
		InsufficientBalance,
		/// No gateway has this id.
		#[codec(index = 7)]
		GatewayNotFound,
		/// Somebody else runs the gateway.
		#[codec(index = 8)]
		NotOperator,
		/// The heartbeat names no gateway.
		#[codec(index = 9)]
		NoGateways,
		/// The gateway is offline, or every one that is named is; reset it.
		#[codec(index = 10)]
		GatewayOffline,
		/// The gateway is online.
		#[codec(index = 11)]
		GatewayOnline,
		/// The gateway's heartbeats have not stopped.
		#[codec(index = 12)]
		GatewayNotSilent,
		/// Nothing has been credited since the last claim.
		#[codec(index = 13)]
		NothingToClaim,
		/// Stakes of too many gateways are unbonding; withdraw first.
		#[codec(index = 14)]
		TooManyUnbonding,
		/// Nothing has finished unbonding.
		#[codec(index = 15)]
		NothingToWithdraw,
		/// A parameter is out of its bounds.
		#[codec(index = 16)]
		ParameterOutOfBounds,
		/// A record that must be there is missing. This is a bug; nothing was changed.
		#[codec(index = 17)]
		Inconsistent,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_poll(_: BlockNumberFor<T>, meter: &mut WeightMeter) {
			Self::sweep(meter);
		}

		fn integrity_test() {
			assert!(
				T::DefaultParameters::get().are_within_bounds(),
				"the default parameters are out of their bounds"
			);
			assert!(
				T::WeightInfo::sweep_base()
					.saturating_add(Self::worst_step())
					.all_lte(T::SweepWeight::get()),
				"the sweep may use less of a block than one of its steps needs"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers a gateway and puts its stake on hold. It is online from now on, and its first
		/// heartbeat is this call.
		///
		/// Origin: signed. Emits [`Event::GatewayRegistered`].
		/// Errors: [`Error::BadPeerId`], [`Error::NoAddress`], [`Error::BadAddress`],
		/// [`Error::BadRegion`], [`Error::PeerIdTaken`], [`Error::TooManyGateways`],
		/// [`Error::InsufficientBalance`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register())]
		pub fn register(
			origin: OriginFor<T>,
			peer_id: PeerId,
			addresses: Addresses,
			region: Region,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register(who, peer_id, addresses, region)
		}

		/// Says under which addresses the gateway is reached from now on.
		///
		/// Origin: signed by the operator. Emits [`Event::AddressesUpdated`].
		/// Errors: [`Error::NoAddress`], [`Error::BadAddress`], [`Error::GatewayNotFound`],
		/// [`Error::NotOperator`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::update_addresses())]
		pub fn update_addresses(
			origin: OriginFor<T>,
			gateway: GatewayId,
			addresses: Addresses,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_update_addresses(who, gateway, addresses)
		}

		/// Says that the named gateways are up, and credits what they have earned.
		///
		/// One whose streak has broken is dropped, as if it had been reported. One whose stake is
		/// less than what is asked by now goes offline without a penalty. One that is offline stays
		/// so: it may have been dropped while the heartbeat was on its way.
		///
		/// Origin: signed by the operator of all of them. Emits [`Event::HeartbeatReceived`], and
		/// [`Event::GatewayDropped`] or [`Event::GatewayUnderstaked`] for each that goes offline.
		/// Errors: [`Error::NoGateways`], [`Error::GatewayNotFound`], [`Error::NotOperator`],
		/// [`Error::GatewayOffline`] if none of them was online.
		#[pallet::call_index(2)]
		#[pallet::weight(
			T::WeightInfo::heartbeat(gateways.len() as u32)
				.max(T::WeightInfo::heartbeat_dropping(gateways.len() as u32))
		)]
		pub fn heartbeat(
			origin: OriginFor<T>,
			gateways: GatewayList,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_heartbeat(who, gateways)
		}

		/// Takes a gateway off the network for good. Its rewards are paid out and its stake unbonds.
		/// One whose streak has broken is dropped first.
		///
		/// Origin: signed by the operator. Emits [`Event::GatewayLeft`], and
		/// [`Event::RewardsClaimed`] and [`Event::GatewayDropped`] where they apply.
		/// Errors: [`Error::GatewayNotFound`], [`Error::NotOperator`],
		/// [`Error::TooManyUnbonding`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::leave())]
		pub fn leave(origin: OriginFor<T>, gateway: GatewayId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave(who, gateway)
		}

		/// Releases all stake that has finished unbonding.
		///
		/// Origin: signed. Emits [`Event::Withdrawn`].
		/// Errors: [`Error::NothingToWithdraw`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::withdraw_unbonded())]
		pub fn withdraw_unbonded(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_unbonded(who)
		}

		/// Drops a gateway whose heartbeats have stopped.
		///
		/// Origin: any signed. Emits [`Event::GatewayDropped`].
		/// Errors: [`Error::GatewayNotFound`], [`Error::GatewayOffline`],
		/// [`Error::GatewayNotSilent`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::report_silence())]
		pub fn report_silence(origin: OriginFor<T>, gateway: GatewayId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_report_silence(gateway)
		}

		/// Pays what is missing of an offline gateway's stake and brings it online, with this call
		/// as the first heartbeat of a new streak.
		///
		/// Origin: signed by the operator. Emits [`Event::GatewayReset`].
		/// Errors: [`Error::GatewayNotFound`], [`Error::NotOperator`], [`Error::GatewayOnline`],
		/// [`Error::InsufficientBalance`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::reset())]
		pub fn reset(origin: OriginFor<T>, gateway: GatewayId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reset(who, gateway)
		}

		/// Pays the operator what has been credited to a gateway: its rewards up to its last
		/// heartbeat.
		///
		/// Origin: signed by the operator. Emits [`Event::RewardsClaimed`].
		/// Errors: [`Error::GatewayNotFound`], [`Error::NotOperator`], [`Error::NothingToClaim`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::claim_rewards())]
		pub fn claim_rewards(origin: OriginFor<T>, gateway: GatewayId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_rewards(who, gateway)
		}

		/// Sets the parameters. The heartbeat rules and the stake hold from each gateway's next
		/// heartbeat on, the release period from the next fee on, the rest at once.
		///
		/// Origin: governance. Emits [`Event::ParametersSet`].
		/// Errors: [`Error::ParameterOutOfBounds`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::set_parameters())]
		pub fn set_parameters(
			origin: OriginFor<T>,
			parameters: GatewayParameters,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_parameters(parameters)
		}
	}
}
