// SPDX-License-Identifier: Apache-2.0
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod dispatchable_impls;
mod panel_impls;
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

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
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
			OnUnbalanced, Randomness, ValidatorSet,
		},
		weights::WeightMeter,
	};
	use frame_system::pallet_prelude::*;
	use hamster_primitives::{
		disputes::{DisputeId, DisputedLeases},
		ordered::Ordered,
		resource::AccessKey,
		Balance, BlockNumber, OrderId,
	};
	use sp_core::H256;
	use sp_runtime::traits::{BlockNumberProvider, Convert};

	/// The version of the storage's layout.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// What is taken of bonds, on its way to where the runtime sends it.
	pub type CreditOf<T> = Credit<<T as frame_system::Config>::AccountId, <T as Config>::Currency>;

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The weights of the calls and of the steps.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// The currency of bonds and rewards.
		type Currency: hold::Balanced<Self::AccountId, Reason = Self::RuntimeHoldReason, Balance = Balance>
			+ hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason, Balance = Balance>;

		/// The clock.
		type BlockNumberProvider: BlockNumberProvider<BlockNumber = BlockNumber>;

		/// Who sets the parameters.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The leases.
		type Leases: DisputedLeases<Self::AccountId>;

		/// Those of whom panels are drawn: the validators of the session.
		type Validators: ValidatorSet<Self::AccountId, ValidatorId = Self::AccountId>;

		/// The stash that an account acts for, if any: its validator does not judge it.
		type StashOf: Convert<Self::AccountId, Option<Self::AccountId>>;

		/// The randomness by which panels are drawn, with the block since when its value is known.
		type Randomness: Randomness<H256, BlockNumber>;

		/// Where bonds go that are lost to nobody in particular.
		type Slash: OnUnbalanced<CreditOf<Self>>;

		/// More blocks than a value of the randomness is gathered from: a panel is drawn by a value that
		/// became known at least that many blocks after it was asked for.
		#[pallet::constant]
		type RandomnessDelay: Get<BlockNumber>;

		/// The most validators of a session.
		#[pallet::constant]
		type MaxValidators: Get<u32>;

		/// What the sweep may use of a block at most.
		#[pallet::constant]
		type SweepWeight: Get<Weight>;

		/// The parameters until governance sets others.
		#[pallet::constant]
		type DefaultParameters: Get<ArbitrationParameters>;

		/// Sets validators and randomness for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	/// Why this pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// What a party of a dispute has put up to open it or to appeal.
		#[codec(index = 0)]
		DisputeBond,
		/// What an arbiter has put up with a hidden vote.
		#[codec(index = 1)]
		ArbiterBond,
	}

	/// The disputes, those that are over for a while. Twox, as the pallet counts the ids itself.
	#[pallet::storage]
	pub type Disputes<T: Config> =
		StorageMap<_, Twox64Concat, DisputeId, Dispute<T::AccountId>, OptionQuery>;

	/// The id of the next dispute.
	#[pallet::storage]
	pub type NextDisputeId<T: Config> = StorageValue<_, DisputeId, ValueQuery>;

	/// The open dispute about a lease; counted, so that how many there are is read at once. Twox, as ids
	/// of leases are counted on the chain.
	#[pallet::storage]
	pub type DisputeOf<T: Config> =
		CountedStorageMap<_, Twox64Concat, OrderId, DisputeId, OptionQuery>;

	/// The disputes of a party, in the order in which they were opened, for people to read page by page.
	/// Blake2 for the account, which is chosen by its owner; the ids are the pallet's own, and stand as they
	/// are for their order.
	#[pallet::storage]
	pub type DisputesOf<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Identity,
		Ordered<DisputeId>,
		(),
		OptionQuery,
	>;

	/// The panels of a dispute, by round.
	#[pallet::storage]
	pub type Panels<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		DisputeId,
		Twox64Concat,
		u8,
		Panel<T::AccountId>,
		OptionQuery,
	>;

	/// What arbiters found a machine to be, by dispute, round and arbiter.
	#[pallet::storage]
	pub type Measurements<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		(DisputeId, u8),
		Blake2_128Concat,
		T::AccountId,
		Measurement,
		OptionQuery,
	>;

	/// The disputes in which an arbiter has something to do, in the order in which they were opened, for its
	/// program to read. Keys as in [`DisputesOf`].
	#[pallet::storage]
	pub type Duties<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Identity,
		Ordered<DisputeId>,
		(),
		OptionQuery,
	>;

	/// What arbiters log in with.
	#[pallet::storage]
	pub type AccessKeys<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, AccessKey, OptionQuery>;

	/// How arbiters have served so far.
	#[pallet::storage]
	pub type Arbiters<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, ArbiterRecord, ValueQuery>;

	/// How many disputes were upheld against a provider lately.
	#[pallet::storage]
	pub type Upheld<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, UpheldRecord, ValueQuery>;

	/// What the sweep looks at, by the block from which on it does: every dispute once. Twox, as both
	/// keys are the pallet's own.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BlockNumber, Twox64Concat, DisputeId, (), OptionQuery>;

	/// The first block whose agenda is not done. `None` before the first sweep.
	#[pallet::storage]
	pub type SweepCursor<T: Config> = StorageValue<_, BlockNumber, OptionQuery>;

	/// What governance can turn.
	#[pallet::storage]
	pub type Parameters<T: Config> =
		StorageValue<_, ArbitrationParameters, ValueQuery, T::DefaultParameters>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A tenant disputes a lease.
		#[codec(index = 0)]
		DisputeOpened {
			/// The dispute.
			dispute: DisputeId,
			/// The lease.
			lease: OrderId,
			/// Who rents.
			tenant: T::AccountId,
			/// Whose machine it is.
			provider: T::AccountId,
			/// What is wrong with it.
			claim: Claim,
			/// The hash of what the tenant can show.
			evidence: H256,
			/// The first block that is disputed.
			disputed_from: BlockNumber,
			/// What the tenant put up.
			bond: Balance,
			/// The last block in which the provider can answer.
			answer_until: BlockNumber,
		},
		/// The provider answered.
		#[codec(index = 1)]
		DisputeAnswered {
			/// The dispute.
			dispute: DisputeId,
			/// The hash of what the provider can show.
			evidence: H256,
		},
		/// A panel was drawn.
		#[codec(index = 2)]
		PanelDrawn {
			/// The dispute.
			dispute: DisputeId,
			/// The round.
			round: u8,
			/// Who is on it.
			arbiters: BoundedVec<T::AccountId, ConstU32<MAX_PANEL>>,
			/// The last block in which votes can be committed.
			commit_until: BlockNumber,
			/// The last block in which they can be revealed.
			reveal_until: BlockNumber,
		},
		/// An arbiter logs in with another key from now on.
		#[codec(index = 3)]
		AccessKeySet {
			/// The arbiter.
			arbiter: T::AccountId,
		},
		/// An arbiter's key is gone.
		#[codec(index = 4)]
		AccessKeyCleared {
			/// The arbiter.
			arbiter: T::AccountId,
		},
		/// An arbiter hid a vote.
		#[codec(index = 5)]
		VoteCommitted {
			/// The dispute.
			dispute: DisputeId,
			/// The round.
			round: u8,
			/// The arbiter.
			arbiter: T::AccountId,
		},
		/// An arbiter showed its vote.
		#[codec(index = 6)]
		VoteRevealed {
			/// The dispute.
			dispute: DisputeId,
			/// The round.
			round: u8,
			/// The arbiter.
			arbiter: T::AccountId,
			/// The vote.
			verdict: Verdict,
			/// What the machine was found to be.
			measured: Measurement,
		},
		/// An arbiter hid a vote and did not show it: the bond is lost.
		#[codec(index = 7)]
		VoteWithheld {
			/// The dispute.
			dispute: DisputeId,
			/// The arbiter.
			arbiter: T::AccountId,
			/// What it lost.
			bond: Balance,
		},
		/// A panel came to a verdict.
		#[codec(index = 8)]
		PanelDecided {
			/// The dispute.
			dispute: DisputeId,
			/// The round.
			round: u8,
			/// What it found.
			verdict: Verdict,
		},
		/// A panel came to no verdict.
		#[codec(index = 9)]
		PanelUndecided {
			/// The dispute.
			dispute: DisputeId,
			/// The round.
			round: u8,
		},
		/// The loser appealed.
		#[codec(index = 10)]
		Appealed {
			/// The dispute.
			dispute: DisputeId,
			/// Who.
			by: Side,
			/// What it put up.
			bond: Balance,
		},
		/// A dispute is over.
		#[codec(index = 11)]
		DisputeResolved {
			/// The dispute.
			dispute: DisputeId,
			/// How.
			resolution: Resolution,
			/// What the tenant got from the provider's stake.
			compensated: Balance,
			/// What all arbiters got together.
			rewards: Balance,
			/// What the provider lost on top.
			fine: Balance,
		},
		/// The record of a dispute is gone.
		#[codec(index = 12)]
		DisputeRemoved {
			/// The dispute.
			dispute: DisputeId,
		},
		/// The sweep could not do what was due for a dispute and will come back to it.
		#[codec(index = 13)]
		SweepFailed {
			/// The dispute.
			dispute: DisputeId,
			/// What stood in the way.
			error: DispatchError,
		},
		/// The parameters are others.
		#[codec(index = 14)]
		ParametersSet {
			/// The new parameters.
			parameters: ArbitrationParameters,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// A dispute about the lease is open.
		#[codec(index = 0)]
		AlreadyDisputed,
		/// The account has less that it could put on hold.
		#[codec(index = 1)]
		InsufficientBalance,
		/// No dispute has this id.
		#[codec(index = 2)]
		DisputeNotFound,
		/// The machine is somebody else's.
		#[codec(index = 3)]
		NotDisputeProvider,
		/// The provider has answered.
		#[codec(index = 4)]
		AlreadyAnswered,
		/// The dispute is not where that can be done, or not any more.
		#[codec(index = 5)]
		WrongPhase,
		/// The time for that is over.
		#[codec(index = 6)]
		TooLate,
		/// The caller is no validator and on no panel.
		#[codec(index = 7)]
		NotValidator,
		/// The access key is empty, is not UTF-8 or has control characters.
		#[codec(index = 8)]
		BadAccessKey,
		/// The caller has no access key here.
		#[codec(index = 9)]
		NoAccessKey,
		/// The caller is not on the panel.
		#[codec(index = 10)]
		NotArbiter,
		/// The caller has voted.
		#[codec(index = 11)]
		AlreadyVoted,
		/// Votes can still be committed; it is too early to reveal one.
		#[codec(index = 12)]
		TooEarly,
		/// The caller has committed no vote, or has revealed it.
		#[codec(index = 13)]
		NothingToReveal,
		/// What is revealed is not what was committed.
		#[codec(index = 14)]
		CommitmentMismatch,
		/// Nothing is due for the dispute.
		#[codec(index = 15)]
		NotDue,
		/// The caller has not lost the dispute.
		#[codec(index = 16)]
		NotLoser,
		/// The dispute has been appealed.
		#[codec(index = 17)]
		AlreadyAppealed,
		/// A parameter is out of its bounds.
		#[codec(index = 18)]
		ParameterOutOfBounds,
		/// A record contradicts itself. This is a bug; nothing was changed.
		#[codec(index = 19)]
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
		/// Disputes a lease that runs, or that was closed and whose dispute window has not passed. Puts
		/// the caller's bond on hold and freezes what is disputed. A lease whose time is over is closed
		/// first.
		///
		/// Origin: signed by the tenant. Emits [`Event::DisputeOpened`].
		/// Errors: [`Error::AlreadyDisputed`], [`Error::InsufficientBalance`], and those of the lease
		/// that can't be disputed.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::open_dispute())]
		pub fn open_dispute(
			origin: OriginFor<T>,
			lease: OrderId,
			claim: Claim,
			evidence: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_open_dispute(who, lease, claim, evidence)
		}

		/// Answers a dispute. The panel need not wait any longer for it.
		///
		/// Origin: signed by the provider. Emits [`Event::DisputeAnswered`].
		/// Errors: [`Error::DisputeNotFound`], [`Error::NotDisputeProvider`], [`Error::WrongPhase`],
		/// [`Error::TooLate`], [`Error::AlreadyAnswered`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::respond())]
		pub fn respond(origin: OriginFor<T>, dispute: DisputeId, evidence: H256) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_respond(who, dispute, evidence)
		}

		/// Says what the caller logs in with on machines that it has to measure.
		///
		/// Origin: signed by a validator of the session, or by who is on a panel. Emits
		/// [`Event::AccessKeySet`].
		/// Errors: [`Error::BadAccessKey`], [`Error::NotValidator`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_access_key(T::MaxValidators::get()))]
		pub fn set_access_key(origin: OriginFor<T>, key: AccessKey) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_set_access_key(who, key)
		}

		/// Removes the caller's access key.
		///
		/// Origin: signed. Emits [`Event::AccessKeyCleared`].
		/// Errors: [`Error::NoAccessKey`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::clear_access_key())]
		pub fn clear_access_key(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_clear_access_key(who)
		}

		/// Hides a vote and puts the arbiter's bond on hold. `commitment` is the BLAKE2b-256 hash of the
		/// encoded `("hamster/vote", dispute, round, arbiter, verdict, measured, salt)`; see
		/// [`commitment`](crate::commitment).
		///
		/// Origin: signed by an arbiter of the panel. Emits [`Event::VoteCommitted`].
		/// Errors: [`Error::DisputeNotFound`], [`Error::WrongPhase`], [`Error::TooLate`],
		/// [`Error::NotArbiter`], [`Error::AlreadyVoted`], [`Error::InsufficientBalance`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::commit_vote())]
		pub fn commit_vote(
			origin: OriginFor<T>,
			dispute: DisputeId,
			commitment: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_commit_vote(who, dispute, commitment)
		}

		/// Shows a hidden vote, once the time to commit is over or the whole panel has committed. The
		/// bond is released, however the vote was.
		///
		/// Origin: signed by an arbiter of the panel. Emits [`Event::VoteRevealed`].
		/// Errors: [`Error::DisputeNotFound`], [`Error::WrongPhase`], [`Error::NotArbiter`],
		/// [`Error::TooEarly`], [`Error::TooLate`], [`Error::NothingToReveal`],
		/// [`Error::CommitmentMismatch`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::reveal_vote())]
		pub fn reveal_vote(
			origin: OriginFor<T>,
			dispute: DisputeId,
			verdict: Verdict,
			measured: Measurement,
			salt: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reveal_vote(who, dispute, verdict, measured, salt)
		}

		/// Does the step that is due for a dispute: draws the panel, counts the votes, ends it, or
		/// removes its record. The sweep does the same a little later.
		///
		/// Origin: any signed. Emits [`Event::PanelDrawn`], [`Event::VoteWithheld`],
		/// [`Event::PanelDecided`], [`Event::PanelUndecided`], [`Event::DisputeResolved`],
		/// [`Event::DisputeRemoved`].
		/// Errors: [`Error::DisputeNotFound`], [`Error::NotDue`].
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::worst_step())]
		pub fn close(origin: OriginFor<T>, dispute: DisputeId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_close(dispute)
		}

		/// Takes a dispute to a larger panel, with a larger bond.
		///
		/// Origin: signed by the party that has lost. Emits [`Event::Appealed`].
		/// Errors: [`Error::DisputeNotFound`], [`Error::WrongPhase`], [`Error::AlreadyAppealed`],
		/// [`Error::NotLoser`], [`Error::TooLate`], [`Error::InsufficientBalance`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::appeal())]
		pub fn appeal(origin: OriginFor<T>, dispute: DisputeId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_appeal(who, dispute)
		}

		/// Sets the parameters. Disputes that are open keep theirs.
		///
		/// Origin: governance. Emits [`Event::ParametersSet`].
		/// Errors: [`Error::ParameterOutOfBounds`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::set_parameters())]
		pub fn set_parameters(
			origin: OriginFor<T>,
			parameters: ArbitrationParameters,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_parameters(parameters)
		}
	}
}
