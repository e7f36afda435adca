// SPDX-License-Identifier: Apache-2.0
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod dispatchable_impls;
mod disputes_impls;
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
			fungible::{hold, Credit},
			OnUnbalanced,
		},
		weights::WeightMeter,
	};
	use frame_system::pallet_prelude::*;
	use hamster_primitives::{
		market::CloseReason, ordered::Ordered, registry::ResourceRegistry, resource::AccessKey,
		Balance, BlockNumber, OrderId, ResourceId,
	};
	use sp_runtime::traits::BlockNumberProvider;

	/// The version of the storage's layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// Market fees on their way to where the runtime sends them.
	pub type CreditOf<T> = Credit<<T as frame_system::Config>::AccountId, <T as Config>::Currency>;

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The weights of the calls and of the sweep.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// The currency of rents.
		type Currency: hold::Balanced<Self::AccountId, Reason = Self::RuntimeHoldReason, Balance = Balance>
			+ hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason, Balance = Balance>;

		/// The clock.
		type BlockNumberProvider: BlockNumberProvider<BlockNumber = BlockNumber>;

		/// Who sets the parameters.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The machines.
		type Resources: ResourceRegistry<Self::AccountId>;

		/// Where the market fee goes.
		type MarketFee: OnUnbalanced<CreditOf<Self>>;

		/// What the sweep may use of a block at most.
		#[pallet::constant]
		type SweepWeight: Get<Weight>;

		/// The shortest dispute window that governance may set: for so long an agent may be away and still
		/// find every lease that was closed meanwhile.
		#[pallet::constant]
		type MinDisputeWindow: Get<BlockNumber>;

		/// The parameters until governance sets others.
		#[pallet::constant]
		type DefaultParameters: Get<OrderParameters>;
	}

	/// Why this pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The rent of an order or of the rest of a lease.
		#[codec(index = 0)]
		LeaseEscrow,
	}

	/// Orders that wait for the provider's word. Twox, as the pallet counts the ids itself.
	#[pallet::storage]
	pub type Orders<T: Config> =
		StorageMap<_, Twox64Concat, OrderId, Order<T::AccountId>, OptionQuery>;

	/// Leases, under the id of the order they came from. Twox, as the pallet counts the ids itself.
	#[pallet::storage]
	pub type Leases<T: Config> =
		StorageMap<_, Twox64Concat, OrderId, Lease<T::AccountId>, OptionQuery>;

	/// The orders and leases of an account by side and stage, in the order in which they were created, for
	/// people to read page by page. Each order and each lease is on two lists, one of each side, for as long
	/// as it is kept. Blake2 for the account, which is chosen by its owner; the ids are the pallet's own,
	/// and stand as they are for their order.
	#[pallet::storage]
	pub type DealsOf<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Identity, Place>,
			NMapKey<Identity, Ordered<OrderId>>,
		),
		(),
		OptionQuery,
	>;

	/// The market in numbers. Kept for those who watch it.
	#[pallet::storage]
	pub type Totals<T: Config> = StorageValue<_, MarketTotals, ValueQuery>;

	/// The id of the next order.
	#[pallet::storage]
	pub type NextOrderId<T: Config> = StorageValue<_, OrderId, ValueQuery>;

	/// What the sweep looks at, by the block from which on it does: every order and every lease
	/// once. Twox, as both keys are the pallet's own.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BlockNumber, Twox64Concat, OrderId, (), OptionQuery>;

	/// The first block whose agenda is not done. `None` before the first sweep.
	#[pallet::storage]
	pub type SweepCursor<T: Config> = StorageValue<_, BlockNumber, OptionQuery>;

	/// What governance can turn.
	#[pallet::storage]
	pub type Parameters<T: Config> =
		StorageValue<_, OrderParameters, ValueQuery, T::DefaultParameters>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A tenant wants to rent; the machine is reserved and the rent on hold.
		#[codec(index = 0)]
		OrderCreated {
			/// The order.
			order: OrderId,
			/// Who wants to rent.
			tenant: T::AccountId,
			/// Who must accept.
			provider: T::AccountId,
			/// The machine.
			resource: ResourceId,
			/// For how many hours.
			hours: u32,
			/// The rent for one hour.
			price_per_hour: Balance,
			/// The last block in which it can be accepted.
			expires: BlockNumber,
		},
		/// The provider does not want the order.
		#[codec(index = 1)]
		OrderRejected {
			/// The order.
			order: OrderId,
		},
		/// The tenant took the order back.
		#[codec(index = 2)]
		OrderCancelled {
			/// The order.
			order: OrderId,
		},
		/// Nobody accepted the order in time.
		#[codec(index = 3)]
		OrderLapsed {
			/// The order.
			order: OrderId,
		},
		/// The provider accepted the order of the same id.
		#[codec(index = 4)]
		LeaseStarted {
			/// The lease.
			lease: OrderId,
			/// Its first block.
			start: BlockNumber,
			/// The block after its last.
			end: BlockNumber,
		},
		/// Rent was paid from the escrow.
		#[codec(index = 5)]
		RentPaid {
			/// The lease.
			lease: OrderId,
			/// What the provider got.
			amount: Balance,
			/// What the market got.
			fee: Balance,
			/// The block up to which rent is paid now.
			settled_until: BlockNumber,
		},
		/// The tenant rents for longer.
		#[codec(index = 6)]
		LeaseRenewed {
			/// The lease.
			lease: OrderId,
			/// For how many hours more.
			hours: u32,
			/// The rent for one of them.
			price_per_hour: Balance,
			/// The block after the lease's last.
			end: BlockNumber,
		},
		/// No rent accrues in these blocks, and the machine may be down.
		#[codec(index = 7)]
		MaintenanceAnnounced {
			/// The lease.
			lease: OrderId,
			/// The first block.
			from: BlockNumber,
			/// The block after the last.
			until: BlockNumber,
		},
		/// A lease is over. The sums are those of its whole life.
		#[codec(index = 8)]
		LeaseClosed {
			/// The lease.
			lease: OrderId,
			/// Why.
			reason: CloseReason,
			/// The block at which the rent stopped.
			ended: BlockNumber,
			/// What the provider got.
			paid: Balance,
			/// What the market got.
			fees: Balance,
			/// What went back to the tenant.
			refunded: Balance,
			/// What the tenant got from the provider's stake.
			compensated: Balance,
		},
		/// The record of a closed lease is gone.
		#[codec(index = 9)]
		LeaseRemoved {
			/// The lease.
			lease: OrderId,
		},
		/// The sweep could not settle an order or a lease and will come back to it.
		#[codec(index = 10)]
		SweepFailed {
			/// The order or lease.
			order: OrderId,
			/// What stood in the way.
			error: DispatchError,
		},
		/// The parameters are others.
		#[codec(index = 11)]
		ParametersSet {
			/// The new parameters.
			parameters: OrderParameters,
		},
		/// A lease is disputed: no rent is paid from that block on.
		#[codec(index = 12)]
		LeaseFrozen {
			/// The lease.
			lease: OrderId,
			/// The first block that is disputed.
			from: BlockNumber,
		},
		/// A dispute about a lease was dismissed: it goes on as if nothing had been.
		#[codec(index = 13)]
		LeaseThawed {
			/// The lease.
			lease: OrderId,
		},
		/// A dispute about a lease was decided for the tenant.
		#[codec(index = 14)]
		LeaseResolved {
			/// The lease.
			lease: OrderId,
			/// The first block that was disputed.
			from: BlockNumber,
			/// What the tenant got from the provider's stake for it.
			compensated: Balance,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// No machine has this id.
		#[codec(index = 0)]
		ResourceNotFound,
		/// An order or a lease has the machine.
		#[codec(index = 1)]
		ResourceInUse,
		/// The machine is the caller's own.
		#[codec(index = 2)]
		OwnResource,
		/// The machine is not let for so few or so many hours.
		#[codec(index = 3)]
		HoursOutOfRange,
		/// The machine is not offered for that long.
		#[codec(index = 4)]
		BeyondAvailability,
		/// The price is above the caller's limit.
		#[codec(index = 5)]
		PriceAboveLimit,
		/// The access key is empty, is not UTF-8 or has control characters.
		#[codec(index = 6)]
		BadAccessKey,
		/// The account has less that it could put on hold.
		#[codec(index = 7)]
		InsufficientBalance,
		/// No pending order has this id.
		#[codec(index = 8)]
		OrderNotFound,
		/// The caller is not the one who ordered.
		#[codec(index = 9)]
		NotOrderTenant,
		/// The caller is not the one whose machine was ordered.
		#[codec(index = 10)]
		NotOrderProvider,
		/// The time to accept the order is over.
		#[codec(index = 11)]
		OrderLapsed,
		/// No lease has this id.
		#[codec(index = 12)]
		LeaseNotFound,
		/// The caller is not the tenant of the lease.
		#[codec(index = 13)]
		NotLeaseTenant,
		/// The caller is not the provider of the lease.
		#[codec(index = 14)]
		NotLeaseProvider,
		/// The lease is closed.
		#[codec(index = 15)]
		LeaseClosed,
		/// The lease's time is over.
		#[codec(index = 16)]
		LeaseEnded,
		/// The provider has failed the lease; settle it.
		#[codec(index = 17)]
		LeaseFaulted,
		/// No hour has completed since the last settlement, and the lease is not over.
		#[codec(index = 18)]
		NothingToSettle,
		/// The lease has as many prices ahead as it may have.
		#[codec(index = 19)]
		TooManyTerms,
		/// The maintenance is zero blocks long.
		#[codec(index = 20)]
		ZeroBlocks,
		/// Too many maintenance windows are not settled yet; settle the lease first.
		#[codec(index = 21)]
		TooManyWindows,
		/// The maintenance allowance does not cover so many blocks.
		#[codec(index = 22)]
		MaintenanceAllowanceExceeded,
		/// A parameter is out of its bounds.
		#[codec(index = 23)]
		ParameterOutOfBounds,
		/// A record contradicts itself. This is a bug; nothing was changed.
		#[codec(index = 24)]
		Inconsistent,
		/// A dispute about the lease is open.
		#[codec(index = 25)]
		LeaseDisputed,
		/// No dispute about the lease is open.
		#[codec(index = 26)]
		LeaseNotDisputed,
		/// The lease's dispute window has passed, or a dispute was decided for the tenant.
		#[codec(index = 27)]
		NotDisputable,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_poll(_: BlockNumberFor<T>, meter: &mut WeightMeter) {
			Self::sweep(meter);
		}

		fn integrity_test() {
			assert!(
				T::DefaultParameters::get().are_within_bounds(T::MinDisputeWindow::get()),
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
		/// Reserves a machine for `hours` and puts their rent on hold. The provider may accept
		/// within the acceptance window; after it the order lapses. A lease on the machine whose
		/// time is over is settled first.
		///
		/// Origin: signed. Emits [`Event::OrderCreated`].
		/// Errors: [`Error::BadAccessKey`], [`Error::ResourceNotFound`], [`Error::OwnResource`],
		/// [`Error::HoursOutOfRange`], [`Error::PriceAboveLimit`], [`Error::BeyondAvailability`],
		/// [`Error::ResourceInUse`], [`Error::InsufficientBalance`], and those of the machine that
		/// can't be ordered.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::create_order())]
		pub fn create_order(
			origin: OriginFor<T>,
			resource: ResourceId,
			hours: u32,
			#[pallet::compact] max_price_per_hour: Balance,
			access_key: AccessKey,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_create_order(who, resource, hours, max_price_per_hour, access_key)
		}

		/// Accepts an order: the lease starts in this block.
		///
		/// Origin: signed by the provider, whose heartbeats must be coming. Emits
		/// [`Event::LeaseStarted`].
		/// Errors: [`Error::OrderNotFound`], [`Error::NotOrderProvider`], [`Error::OrderLapsed`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::accept_order())]
		pub fn accept_order(origin: OriginFor<T>, order: OrderId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_order(who, order)
		}

		/// Turns an order down: the tenant's money is released and the machine free.
		///
		/// Origin: signed by the provider. Emits [`Event::OrderRejected`].
		/// Errors: [`Error::OrderNotFound`], [`Error::NotOrderProvider`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::reject_order())]
		pub fn reject_order(origin: OriginFor<T>, order: OrderId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reject_order(who, order)
		}

		/// Takes an order back: the tenant's money is released and the machine free.
		///
		/// Origin: signed by the tenant. Emits [`Event::OrderCancelled`].
		/// Errors: [`Error::OrderNotFound`], [`Error::NotOrderTenant`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::cancel_order())]
		pub fn cancel_order(origin: OriginFor<T>, order: OrderId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_order(who, order)
		}

		/// Adds `hours` to a running lease and puts their rent on hold: at the machine's present price,
		/// or at a higher one that is announced.
		///
		/// Origin: signed by the tenant. Emits [`Event::LeaseRenewed`].
		/// Errors: [`Error::LeaseNotFound`], [`Error::NotLeaseTenant`], [`Error::LeaseClosed`],
		/// [`Error::LeaseEnded`], [`Error::LeaseFaulted`], [`Error::PriceAboveLimit`],
		/// [`Error::HoursOutOfRange`] also if more than the longest lease would lie ahead,
		/// [`Error::BeyondAvailability`], [`Error::TooManyTerms`], [`Error::InsufficientBalance`],
		/// [`Error::LeaseDisputed`], and that of a suspended machine.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::renew_lease())]
		pub fn renew_lease(
			origin: OriginFor<T>,
			lease: OrderId,
			hours: u32,
			#[pallet::compact] max_price_per_hour: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_renew_lease(who, lease, hours, max_price_per_hour)
		}

		/// Ends a lease before its time. The hour in which the last heartbeat came is due whole,
		/// the rest goes back to the tenant. If the lease has completed or was failed, it is
		/// closed as that.
		///
		/// Origin: signed by the tenant. Emits [`Event::LeaseClosed`].
		/// Errors: [`Error::LeaseNotFound`], [`Error::NotLeaseTenant`], [`Error::LeaseClosed`],
		/// [`Error::LeaseDisputed`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::end_lease())]
		pub fn end_lease(origin: OriginFor<T>, lease: OrderId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_end_lease(who, lease)
		}

		/// Does what is due for a lease: pays out completed hours, closes it when it has completed
		/// or was failed, removes it when it can't be disputed any more. For an order that has
		/// lapsed it returns the money and frees the machine. A lease that is disputed is neither
		/// closed nor removed, and only what came before the dispute is paid.
		///
		/// Origin: any signed. Emits [`Event::RentPaid`], [`Event::LeaseClosed`],
		/// [`Event::LeaseRemoved`], [`Event::OrderLapsed`].
		/// Errors: [`Error::LeaseNotFound`], [`Error::NothingToSettle`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::settle())]
		pub fn settle(origin: OriginFor<T>, lease: OrderId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_settle(lease)
		}

		/// Announces maintenance of a leased machine for `blocks` from now on, or from the end of
		/// the maintenance that is already announced, at most until the lease's end. No rent
		/// accrues in it, and the machine may be named as down. Heartbeats must go on.
		///
		/// Origin: signed by the provider. Emits [`Event::MaintenanceAnnounced`].
		/// Errors: [`Error::ZeroBlocks`], [`Error::LeaseNotFound`], [`Error::NotLeaseProvider`],
		/// [`Error::LeaseClosed`], [`Error::LeaseEnded`], [`Error::LeaseFaulted`],
		/// [`Error::MaintenanceAllowanceExceeded`], [`Error::TooManyWindows`],
		/// [`Error::LeaseDisputed`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::announce_maintenance())]
		pub fn announce_maintenance(
			origin: OriginFor<T>,
			lease: OrderId,
			blocks: BlockNumber,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_announce_maintenance(who, lease, blocks)
		}

		/// Sets the parameters. Orders and leases keep the conditions they were made under.
		///
		/// Origin: governance. Emits [`Event::ParametersSet`].
		/// Errors: [`Error::ParameterOutOfBounds`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::set_parameters())]
		pub fn set_parameters(origin: OriginFor<T>, parameters: OrderParameters) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_parameters(parameters)
		}
	}
}
