// SPDX-License-Identifier: Apache-2.0
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod dispatchable_impls;
mod registry_impls;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod utility_impls;
pub mod weights;

#[cfg(test)]
mod mock;
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
			fungible::{hold, Credit},
			OnUnbalanced,
		},
	};
	use frame_system::pallet_prelude::*;
	use hamster_primitives::{
		liveness::StreakNumber,
		ordered::Ordered,
		resource::{ResourceSpec, SpecError},
		Balance, BlockNumber, OrderId, ResourceId,
	};
	use sp_runtime::traits::BlockNumberProvider;

	/// The version of the storage's layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// What is slashed from stakes, on its way to where the runtime sends it.
	pub type CreditOf<T> = Credit<<T as frame_system::Config>::AccountId, <T as Config>::Currency>;

	/// The machines that one heartbeat names as down.
	pub type DownList = BoundedVec<ResourceId, ConstU32<MAX_DOWN>>;

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The weights of the calls.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// The currency of stakes.
		type Currency: hold::Balanced<Self::AccountId, Reason = Self::RuntimeHoldReason, Balance = Balance>
			+ hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason, Balance = Balance>;

		/// The clock.
		type BlockNumberProvider: BlockNumberProvider<BlockNumber = BlockNumber>;

		/// Who sets the stake requirement and the parameters.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Where fines go.
		type Slash: OnUnbalanced<CreditOf<Self>>;

		/// The parameters until governance sets others.
		#[pallet::constant]
		type DefaultParameters: Get<ProviderParameters>;

		/// The stake requirement until governance sets another.
		#[pallet::constant]
		type DefaultStakeRequirement: Get<StakeRequirement>;

		/// The shortest unbonding delay, in blocks: the longest time after a lease in which the
		/// stake behind it may still be called on.
		#[pallet::constant]
		type MinUnbondingDelay: Get<BlockNumber>;
	}

	/// Why this pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The stake of a provider, also while it unbonds.
		#[codec(index = 0)]
		ProviderStake,
	}

	/// The providers. Blake2, as accounts are chosen by their owners.
	#[pallet::storage]
	pub type Providers<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Provider, OptionQuery>;

	/// The ends of streaks in which leases began that are still open. Twox for the number, which
	/// the pallet counts itself.
	#[pallet::storage]
	pub type EndedStreaks<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		StreakNumber,
		EndedStreak,
		OptionQuery,
	>;

	/// The machines. Twox, as the pallet counts the ids itself.
	#[pallet::storage]
	pub type Resources<T: Config> =
		StorageMap<_, Twox64Concat, ResourceId, Resource<T::AccountId>, OptionQuery>;

	/// The machines of a provider, in the order in which they were registered, for people to read page by
	/// page. As many as [`Provider::resources`] says, each of them backed by stake. Blake2 for the account,
	/// which is chosen by its owner; the ids are the pallet's own, and stand as they are for their order.
	#[pallet::storage]
	pub type ResourcesOf<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Identity,
		Ordered<ResourceId>,
		(),
		OptionQuery,
	>;

	/// What is put aside for disputes about closed leases, by lease. Twox, as ids of leases are
	/// counted on the chain.
	#[pallet::storage]
	pub type SecuredStakes<T: Config> =
		StorageMap<_, Twox64Concat, OrderId, Secured<T::AccountId>, OptionQuery>;

	/// How many machines there are in each state. Kept for those who watch the market.
	#[pallet::storage]
	pub type StateCounts<T: Config> = StorageValue<_, ResourceCounts, ValueQuery>;

	/// The id of the next machine.
	#[pallet::storage]
	pub type NextResourceId<T: Config> = StorageValue<_, ResourceId, ValueQuery>;

	/// What governance can turn.
	#[pallet::storage]
	pub type Parameters<T: Config> =
		StorageValue<_, ProviderParameters, ValueQuery, T::DefaultParameters>;

	/// The stake that a machine needs.
	#[pallet::storage]
	pub type Requirement<T: Config> =
		StorageValue<_, StakeRequirement, ValueQuery, T::DefaultStakeRequirement>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A provider put up more stake.
		#[codec(index = 0)]
		Staked {
			/// The provider.
			provider: T::AccountId,
			/// What was added.
			amount: Balance,
			/// What is staked now.
			stake: Balance,
		},
		/// A provider began to take back stake.
		#[codec(index = 1)]
		Unstaked {
			/// The provider.
			provider: T::AccountId,
			/// What is unbonding.
			amount: Balance,
			/// The first block in which it can be withdrawn.
			withdrawable_at: BlockNumber,
		},
		/// Stake that had unbonded is free again.
		#[codec(index = 2)]
		Withdrawn {
			/// The provider.
			provider: T::AccountId,
			/// What was released.
			amount: Balance,
		},
		/// A machine is on the market.
		#[codec(index = 3)]
		ResourceRegistered {
			/// The machine.
			resource: ResourceId,
			/// Whose it is.
			provider: T::AccountId,
			/// The rent for one hour.
			price_per_hour: Balance,
			/// The last block until which it is offered.
			available_until: BlockNumber,
			/// The stake locked for it.
			backing: Balance,
		},
		/// A machine has a new price. Orders and leases keep theirs.
		#[codec(index = 4)]
		PriceSet {
			/// The machine.
			resource: ResourceId,
			/// The rent for one hour.
			price_per_hour: Balance,
			/// The first block in which it holds.
			from: BlockNumber,
		},
		/// A machine is offered for longer.
		#[codec(index = 5)]
		AvailabilityExtended {
			/// The machine.
			resource: ResourceId,
			/// The last block until which it is offered.
			available_until: BlockNumber,
		},
		/// A machine is described anew.
		#[codec(index = 6)]
		SpecUpdated {
			/// The machine.
			resource: ResourceId,
			/// The stake locked for it.
			backing: Balance,
		},
		/// A machine can't be ordered any more, by its provider's word.
		#[codec(index = 7)]
		ResourceTakenOffline {
			/// The machine.
			resource: ResourceId,
		},
		/// A machine is offered again.
		#[codec(index = 8)]
		ResourceBroughtOnline {
			/// The machine.
			resource: ResourceId,
			/// The stake locked for it.
			backing: Balance,
		},
		/// A machine left the market.
		#[codec(index = 9)]
		ResourceDeregistered {
			/// The machine.
			resource: ResourceId,
			/// The stake that backed it and is free now.
			unlocked: Balance,
		},
		/// A provider's streak of heartbeats began.
		#[codec(index = 10)]
		StreakStarted {
			/// The provider.
			provider: T::AccountId,
			/// The streak.
			streak: StreakNumber,
		},
		/// A provider's streak of heartbeats is over.
		#[codec(index = 11)]
		StreakEnded {
			/// The provider.
			provider: T::AccountId,
			/// The streak.
			streak: StreakNumber,
			/// The block of its last heartbeat, where it ended.
			last_heartbeat: BlockNumber,
		},
		/// A heartbeat came.
		#[codec(index = 12)]
		HeartbeatReceived {
			/// The provider.
			provider: T::AccountId,
			/// The block in which the next is due.
			next_due: BlockNumber,
		},
		/// A provider named a leased machine as down.
		#[codec(index = 13)]
		ResourceDown {
			/// The machine.
			resource: ResourceId,
			/// The heartbeat up to which it was up.
			since: BlockNumber,
		},
		/// A provider failed a lease: its machine is offline and part of the stake behind it lost.
		#[codec(index = 14)]
		ProviderPenalised {
			/// The provider.
			provider: T::AccountId,
			/// The machine.
			resource: ResourceId,
			/// What went from the stake to the tenant.
			compensation: Balance,
			/// What was slashed on top.
			fine: Balance,
		},
		/// The stake that a machine needs is another.
		#[codec(index = 15)]
		StakeRequirementSet {
			/// The new requirement.
			requirement: StakeRequirement,
		},
		/// The parameters are others.
		#[codec(index = 16)]
		ParametersSet {
			/// The new parameters.
			parameters: ProviderParameters,
		},
		/// Stake is put aside for a dispute about a closed lease.
		#[codec(index = 17)]
		StakeSecured {
			/// The provider.
			provider: T::AccountId,
			/// The lease.
			lease: OrderId,
			/// How much.
			amount: Balance,
		},
		/// What was put aside for a dispute, or what is left of it, is the provider's again.
		#[codec(index = 18)]
		StakeReleased {
			/// The provider.
			provider: T::AccountId,
			/// The lease.
			lease: OrderId,
			/// How much.
			amount: Balance,
		},
		/// A provider lost a dispute.
		#[codec(index = 19)]
		DisputeLost {
			/// The provider.
			provider: T::AccountId,
			/// The lease.
			lease: OrderId,
			/// What went from the stake to the tenant.
			tenant: Balance,
			/// What went to the arbiters.
			rewards: Balance,
			/// What was slashed on top.
			fine: Balance,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The amount is zero.
		#[codec(index = 0)]
		ZeroAmount,
		/// The account has less that it could put on hold.
		#[codec(index = 1)]
		InsufficientBalance,
		/// The account has never staked.
		#[codec(index = 2)]
		NotProvider,
		/// The free stake is less than what is asked for.
		#[codec(index = 3)]
		InsufficientStake,
		/// Too many amounts are unbonding; withdraw first.
		#[codec(index = 4)]
		TooManyUnbonding,
		/// Nothing has finished unbonding.
		#[codec(index = 5)]
		NothingToWithdraw,
		/// No machine has this id.
		#[codec(index = 6)]
		ResourceNotFound,
		/// The machine is somebody else's.
		#[codec(index = 7)]
		NotResourceOwner,
		/// An order or a lease has the machine.
		#[codec(index = 8)]
		ResourceInUse,
		/// The machine is offline.
		#[codec(index = 9)]
		ResourceOffline,
		/// The machine is not offline.
		#[codec(index = 10)]
		ResourceNotOffline,
		/// The machine is suspended: the stake does not cover it.
		#[codec(index = 11)]
		ResourceSuspended,
		/// The time for which the machine was offered is over.
		#[codec(index = 12)]
		OfferExpired,
		/// Another order has the machine, or none.
		#[codec(index = 13)]
		NotHeldByOrder,
		/// Cores, memory, storage, bandwidth or the number of GPUs is zero.
		#[codec(index = 14)]
		NoCapacity,
		/// A name is empty, is not UTF-8 or has control characters.
		#[codec(index = 15)]
		BadName,
		/// The region is not two or more of `a-z`, `0-9` and `-`.
		#[codec(index = 16)]
		BadRegion,
		/// The peer id is not the base58 form of a libp2p peer id.
		#[codec(index = 17)]
		BadPeerId,
		/// An address is not a multiaddress with host and port.
		#[codec(index = 18)]
		BadAddress,
		/// The price is zero or above [`MAX_PRICE_PER_HOUR`].
		#[codec(index = 19)]
		PriceOutOfRange,
		/// The hours are zero, above [`MAX_AVAILABLE_HOURS`], or the shortest lease is longer than
		/// the longest.
		#[codec(index = 20)]
		HoursOutOfRange,
		/// The provider's heartbeats have stopped, or have not begun.
		#[codec(index = 21)]
		ProviderSilent,
		/// The provider's heartbeats have not stopped.
		#[codec(index = 22)]
		ProviderNotSilent,
		/// A parameter is out of its bounds.
		#[codec(index = 23)]
		ParameterOutOfBounds,
		/// A record that must be there is missing. This is a bug; nothing was changed.
		#[codec(index = 24)]
		Inconsistent,
	}

	impl<T> From<StateError> for Error<T> {
		fn from(error: StateError) -> Self {
			match error {
				StateError::InUse => Self::ResourceInUse,
				StateError::Offline => Self::ResourceOffline,
				StateError::NotOffline => Self::ResourceNotOffline,
				StateError::NotHeldByOrder => Self::NotHeldByOrder,
			}
		}
	}

	impl<T> From<SpecError> for Error<T> {
		fn from(error: SpecError) -> Self {
			match error {
				SpecError::NoCapacity => Self::NoCapacity,
				SpecError::BadName => Self::BadName,
				SpecError::BadRegion => Self::BadRegion,
				SpecError::BadPeerId => Self::BadPeerId,
				SpecError::BadAddress => Self::BadAddress,
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				T::MinUnbondingDelay::get() <= MAX_UNBONDING_DELAY,
				"the shortest unbonding delay is longer than the longest"
			);
			assert!(
				Self::ensure_parameters(&T::DefaultParameters::get()).is_ok(),
				"the default parameters are out of their bounds"
			);
			assert!(
				T::DefaultStakeRequirement::get().is_within_bounds(),
				"the default stake requirement is out of its bounds"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Puts `amount` more of the caller's balance on hold as stake. The first stake makes the
		/// caller a provider.
		///
		/// Origin: signed. Emits [`Event::Staked`].
		/// Errors: [`Error::ZeroAmount`], [`Error::InsufficientBalance`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::stake())]
		pub fn stake(origin: OriginFor<T>, #[pallet::compact] amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_stake(who, amount)
		}

		/// Begins to take back `amount` of the free stake, which stays on hold for the unbonding
		/// delay. What backs machines can't be taken back; deregister them first.
		///
		/// Origin: signed by a provider. Emits [`Event::Unstaked`].
		/// Errors: [`Error::ZeroAmount`], [`Error::NotProvider`], [`Error::InsufficientStake`],
		/// [`Error::TooManyUnbonding`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::unstake())]
		pub fn unstake(origin: OriginFor<T>, #[pallet::compact] amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unstake(who, amount)
		}

		/// Releases all stake that has finished unbonding. The record of a provider who has
		/// nothing left and no history goes with it.
		///
		/// Origin: signed by a provider. Emits [`Event::Withdrawn`].
		/// Errors: [`Error::NotProvider`], [`Error::NothingToWithdraw`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::withdraw_unbonded())]
		pub fn withdraw_unbonded(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_unbonded(who)
		}

		/// Offers a machine for `available_hours` from now on, in leases of `min_hours` to
		/// `max_hours`, and locks the stake that it needs.
		///
		/// Origin: signed by a provider. Emits [`Event::ResourceRegistered`].
		/// Errors: those of the form of `spec`, [`Error::PriceOutOfRange`],
		/// [`Error::HoursOutOfRange`], [`Error::NotProvider`], [`Error::InsufficientStake`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::register_resource())]
		pub fn register_resource(
			origin: OriginFor<T>,
			spec: ResourceSpec,
			#[pallet::compact] price_per_hour: Balance,
			available_hours: u32,
			min_hours: u32,
			max_hours: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register_resource(
				who,
				spec,
				price_per_hour,
				available_hours,
				min_hours,
				max_hours,
			)
		}

		/// Sets the price for orders and renewals to come: a lower one at once, a higher one for orders
		/// after [`PRICE_NOTICE`] blocks, so that whoever has asked for the price can still order by it,
		/// and for renewals at once. Another higher price that was set before and does not hold yet is
		/// dropped.
		///
		/// Origin: signed by the owner. Emits [`Event::PriceSet`].
		/// Errors: [`Error::PriceOutOfRange`], [`Error::ResourceNotFound`],
		/// [`Error::NotResourceOwner`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::set_price())]
		pub fn set_price(
			origin: OriginFor<T>,
			resource: ResourceId,
			#[pallet::compact] price_per_hour: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_price(who, resource, price_per_hour)
		}

		/// Offers the machine for `hours` more, counted from now if the time is already over.
		///
		/// Origin: signed by the owner. Emits [`Event::AvailabilityExtended`].
		/// Errors: [`Error::HoursOutOfRange`] also if the end would be further off than
		/// [`MAX_AVAILABLE_HOURS`], [`Error::ResourceNotFound`], [`Error::NotResourceOwner`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::extend_availability())]
		pub fn extend_availability(
			origin: OriginFor<T>,
			resource: ResourceId,
			hours: u32,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_extend_availability(who, resource, hours)
		}

		/// Describes an idle machine anew and locks the stake that it needs now, no more and no
		/// less.
		///
		/// Origin: signed by the owner. Emits [`Event::SpecUpdated`].
		/// Errors: those of the form of `spec`, [`Error::ResourceNotFound`],
		/// [`Error::NotResourceOwner`], [`Error::ResourceInUse`], [`Error::InsufficientStake`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::update_spec())]
		pub fn update_spec(
			origin: OriginFor<T>,
			resource: ResourceId,
			spec: ResourceSpec,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_update_spec(who, resource, spec)
		}

		/// Takes an idle machine off the market. Its stake stays locked.
		///
		/// Origin: signed by the owner. Emits [`Event::ResourceTakenOffline`].
		/// Errors: [`Error::ResourceNotFound`], [`Error::NotResourceOwner`],
		/// [`Error::ResourceInUse`], [`Error::ResourceOffline`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::take_offline())]
		pub fn take_offline(origin: OriginFor<T>, resource: ResourceId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_take_offline(who, resource)
		}

		/// Offers an offline machine again and locks the stake that it needs now, no more and no
		/// less.
		///
		/// Origin: signed by the owner. Emits [`Event::ResourceBroughtOnline`].
		/// Errors: [`Error::ResourceNotFound`], [`Error::NotResourceOwner`],
		/// [`Error::ResourceNotOffline`], [`Error::InsufficientStake`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::bring_online())]
		pub fn bring_online(origin: OriginFor<T>, resource: ResourceId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_bring_online(who, resource)
		}

		/// Removes an idle machine for good; the stake behind it is free again.
		///
		/// Origin: signed by the owner. Emits [`Event::ResourceDeregistered`].
		/// Errors: [`Error::ResourceNotFound`], [`Error::NotResourceOwner`],
		/// [`Error::ResourceInUse`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::deregister_resource())]
		pub fn deregister_resource(origin: OriginFor<T>, resource: ResourceId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_deregister_resource(who, resource)
		}

		/// Says that every machine the caller leases out is up and as agreed, except those in
		/// `down`.
		///
		/// A machine named as down ends its lease at the heartbeat before, unless maintenance was
		/// announced. Naming one that is not leased changes nothing: it may have been freed while
		/// the heartbeat was on its way.
		///
		/// Origin: signed by a provider. Emits [`Event::HeartbeatReceived`], and
		/// [`Event::StreakEnded`] and [`Event::StreakStarted`] after a gap,
		/// [`Event::ResourceDown`] for each machine that goes down.
		/// Errors: [`Error::NotProvider`], [`Error::ResourceNotFound`],
		/// [`Error::NotResourceOwner`].
		#[pallet::call_index(10)]
		#[pallet::weight(
			T::WeightInfo::heartbeat(down.len() as u32)
				.max(T::WeightInfo::heartbeat_after_gap(down.len() as u32))
		)]
		pub fn heartbeat(origin: OriginFor<T>, down: DownList) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_heartbeat(who, down)
		}

		/// Ends the streak of a provider whose heartbeats have stopped.
		///
		/// Origin: any signed. Emits [`Event::StreakEnded`].
		/// Errors: [`Error::NotProvider`]; [`Error::ProviderNotSilent`] also if the streak's end
		/// is on record already.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::report_silence())]
		pub fn report_silence(origin: OriginFor<T>, provider: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_report_silence(provider)
		}

		/// Sets the stake that a machine needs. Machines whose stake is no longer enough are
		/// suspended until it is topped up; running leases go on.
		///
		/// Origin: governance. Emits [`Event::StakeRequirementSet`].
		/// Errors: [`Error::ParameterOutOfBounds`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::set_stake_requirement())]
		pub fn set_stake_requirement(
			origin: OriginFor<T>,
			requirement: StakeRequirement,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_stake_requirement(requirement)
		}

		/// Sets the parameters. They hold from each provider's next heartbeat or unstaking on.
		///
		/// Origin: governance. Emits [`Event::ParametersSet`].
		/// Errors: [`Error::ParameterOutOfBounds`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::set_parameters())]
		pub fn set_parameters(
			origin: OriginFor<T>,
			parameters: ProviderParameters,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_parameters(parameters)
		}
	}
}
