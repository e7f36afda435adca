// SPDX-License-Identifier: Apache-2.0
//! What calls and steps cost at their worst: the largest panels, sessions of up to as many validators
//! as there can be, and the dearest of all leases.

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{Balanced, Inspect, InspectHold},
		tokens::Precision,
		EnsureOrigin,
	},
	weights::WeightMeter,
};
use frame_system::RawOrigin;
use hamster_primitives::{
	disputes::{DisputeId, DisputedLeases},
	ordered::Ordered,
	resource::{AccessKey, MAX_ACCESS_KEY_LENGTH},
	BlockNumber, OrderId,
};
use sp_core::H256;
use sp_runtime::traits::BlockNumberProvider;

/// Sets of whom and by what panels are drawn.
pub trait BenchmarkHelper<AccountId> {
	/// Makes these the validators of the session.
	fn set_validators(validators: Vec<AccountId>);
	/// Lets the randomness be known since block `block`.
	fn set_known_since(block: BlockNumber);
}

/// The panels before the last one, all of which can have voted for what was decided in the end.
const EARLIER: u32 = MAX_REWARDED - MAX_PANEL;
/// The round of the last panel.
const LAST: u8 = MAX_ROUNDS - 1;
const SALT: H256 = H256::repeat_byte(1);
const MEASURED: Measurement = Measurement {
	reachable: true,
	cores: u32::MAX,
	memory_mib: u32::MAX,
	storage_gib: u32::MAX,
	gpus: u16::MAX,
	bandwidth_mbps: u32::MAX,
};

fn set_block<T: Config>(block: BlockNumber) {
	T::BlockNumberProvider::set_block_number(block);
}

/// Funds an account for all bonds that it may put up.
fn fund<T: Config>(who: &T::AccountId) {
	let amount = MAX_BOND.saturating_add(T::Currency::minimum_balance());
	drop(T::Currency::deposit(who, amount, Precision::Exact).expect("issuance has room"));
}

/// One of those who sit on panels, with what it takes to vote.
fn arbiter<T: Config>(index: u32) -> T::AccountId {
	let who: T::AccountId = account("arbiter", index, 0);
	fund::<T>(&who);
	who
}

fn arbiters<T: Config>(count: u32) -> Vec<T::AccountId> {
	(0..count).map(arbiter::<T>).collect()
}

/// A lease that runs, and one that its provider has failed, with its tenant.
fn running<T: Config>() -> (OrderId, T::AccountId) {
	T::Leases::running_lease().expect("there are leases")
}

fn failed<T: Config>() -> (OrderId, T::AccountId) {
	T::Leases::failed_lease().expect("there are leases")
}

/// A dispute about a lease whose panels are as large as they can be.
fn opened<T: Config>((lease, tenant): (OrderId, T::AccountId)) -> DisputeId {
	fund::<T>(&tenant);
	let id = NextDisputeId::<T>::get();
	Pallet::<T>::do_open_dispute(tenant, lease, Claim::Other, SALT).expect("it can be disputed");
	let mut dispute = record::<T>(id);
	fund::<T>(&dispute.provider);
	dispute.rules.appeal_panel_size = MAX_PANEL;
	Disputes::<T>::insert(id, dispute);
	id
}

/// Puts a dispute where a test needs it, with `wake` as its place on the agenda.
fn put<T: Config>(id: DisputeId, round: u8, phase: Phase, wake: BlockNumber) {
	let dispute = Dispute { round, phase, ..record::<T>(id) };
	Pallet::<T>::store(id, dispute, wake);
}

/// Seats a panel of the largest size. `vote` says what each has done, by its place.
fn seat<T: Config>(id: DisputeId, round: u8, vote: impl Fn(u32) -> Vote) {
	let rules = record::<T>(id).rules;
	let first = u32::from(round) * MAX_PANEL;
	let seats: Vec<_> = (0..MAX_PANEL)
		.map(|place| {
			let seat = Seat { arbiter: arbiter::<T>(first + place), vote: vote(place) };
			Arbiters::<T>::mutate(&seat.arbiter, |record| record.drawn += 1);
			match seat.vote {
				Vote::Absent => Duties::<T>::insert(&seat.arbiter, Ordered(id), ()),
				Vote::Committed(_) => {
					Duties::<T>::insert(&seat.arbiter, Ordered(id), ());
					let bond = rules.arbiter_bond;
					Pallet::<T>::hold(HoldReason::ArbiterBond, &seat.arbiter, bond)
						.expect("the account is funded");
				}
				Vote::Revealed(_) => {
					Measurements::<T>::insert((id, round), &seat.arbiter, MEASURED)
				}
			}
			seat
		})
		.collect();
	Panels::<T>::insert(id, round, Panel::<T::AccountId>::truncate_from(seats));
}

/// A dispute whose last panel, of which everybody has hidden a vote and nobody showed it, is to be
/// counted. It was appealed by `by`; of the earlier panels `supporters` arbiters have voted so that
/// it lost, and the others for the other side. Returns the block of the agenda on which it stands.
fn to_be_counted<T: Config>(
	lease: (OrderId, T::AccountId),
	by: Side,
	supporters: u32,
) -> (DisputeId, BlockNumber) {
	let id = opened::<T>(lease);
	let mut dispute = record::<T>(id);
	let bond = dispute.appeal_bond();
	Pallet::<T>::hold(HoldReason::DisputeBond, dispute.party(by), bond).expect("it is funded");
	dispute.appeal = Some(Appeal { by, bond });
	Disputes::<T>::insert(id, dispute);

	let (lost, won) = match by.lost_by() {
		Verdict::Upheld => (Verdict::Upheld, Verdict::Dismissed),
		Verdict::Dismissed => (Verdict::Dismissed, Verdict::Upheld),
	};
	for round in 0..LAST {
		seat::<T>(id, round, |place| {
			let is_supporter = u32::from(round) * MAX_PANEL + place < supporters;
			Vote::Revealed(if is_supporter { lost } else { won })
		});
	}
	seat::<T>(id, LAST, |_| Vote::Committed(SALT));
	let now = Pallet::<T>::now();
	put::<T>(id, LAST, Phase::Voting { commit_until: now, reveal_until: now }, now + 1);
	set_block::<T>(now + 1);
	(id, now + 1)
}

/// A dispute with a panel of the largest size that votes. All but the last of it have committed.
fn voting<T: Config>() -> DisputeId {
	let id = opened::<T>(running::<T>());
	let now = Pallet::<T>::now();
	let phase = Phase::Voting { commit_until: now, reveal_until: now + 1 };
	put::<T>(id, LAST, phase, now + 2);
	let last = MAX_PANEL - 1;
	seat::<T>(id, LAST, |place| if place < last { Vote::Committed(SALT) } else { Vote::Absent });
	id
}

/// The last of the panel of [`voting`].
fn last_of_panel<T: Config>(id: DisputeId) -> T::AccountId {
	let panel = Panels::<T>::get(id, LAST).expect("it was seated");
	panel.last().expect("it is full").arbiter.clone()
}

fn record<T: Config>(id: DisputeId) -> Dispute<T::AccountId> {
	Disputes::<T>::get(id).expect("it was opened")
}

fn resolution<T: Config>(id: DisputeId) -> Option<Resolution> {
	match record::<T>(id).phase {
		Phase::Resolved { resolution, .. } => Some(resolution),
		_ => None,
	}
}

/// What the arbiters of the earlier panels have beyond what they were funded with.
fn rewards<T: Config>() -> u128 {
	let funds = MAX_BOND.saturating_add(T::Currency::minimum_balance());
	(0..EARLIER)
		.map(|index| account("arbiter", index, 0))
		.map(|who: T::AccountId| T::Currency::total_balance(&who).saturating_sub(funds))
		.sum()
}

/// Steps a dispute from the agenda of a block, as the sweep does.
fn step<T: Config>(id: DisputeId, at: BlockNumber) {
	Pallet::<T>::sweep_step(id, at, Pallet::<T>::now());
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// About a lease that was failed: it is closed first, with a penalty, and then stake is put aside
	/// from every place.
	#[benchmark]
	fn open_dispute() {
		let (lease, tenant) = failed::<T>();
		fund::<T>(&tenant);
		let id = NextDisputeId::<T>::get();
		#[extrinsic_call]
		_(RawOrigin::Signed(tenant), lease, Claim::Other, SALT);
		assert_eq!(DisputeOf::<T>::get(lease), Some(id));
		assert!(T::Leases::is_frozen(lease));
	}

	#[benchmark]
	fn respond() {
		let id = opened::<T>(running::<T>());
		let provider = record::<T>(id).provider;
		#[extrinsic_call]
		_(RawOrigin::Signed(provider), id, SALT);
		assert_eq!(record::<T>(id).answer, Some(SALT));
	}

	/// By somebody who has left the set of `v` validators and is still on a panel.
	#[benchmark]
	fn set_access_key(v: Linear<1, { T::MaxValidators::get() }>) {
		T::BenchmarkHelper::set_validators(arbiters::<T>(v));
		let who = arbiter::<T>(u32::MAX);
		Duties::<T>::insert(&who, Ordered(0), ());
		let key: AccessKey =
			BoundedVec::truncate_from(alloc::vec![b'k'; MAX_ACCESS_KEY_LENGTH as usize]);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), key.clone());
		assert_eq!(AccessKeys::<T>::get(&who), Some(key));
	}

	#[benchmark]
	fn clear_access_key() {
		let who = arbiter::<T>(0);
		let key: AccessKey =
			BoundedVec::truncate_from(alloc::vec![b'k'; MAX_ACCESS_KEY_LENGTH as usize]);
		AccessKeys::<T>::insert(&who, key);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert!(!AccessKeys::<T>::contains_key(&who));
	}

	#[benchmark]
	fn commit_vote() {
		let id = voting::<T>();
		let who = last_of_panel::<T>(id);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), id, SALT);
		let panel = Panels::<T>::get(id, LAST).expect("it was seated");
		assert!(have_all_committed(&panel));
		let bond = T::Currency::balance_on_hold(&HoldReason::ArbiterBond.into(), &who);
		assert_eq!(bond, record::<T>(id).rules.arbiter_bond);
	}

	#[benchmark]
	fn reveal_vote() {
		let id = voting::<T>();
		let who = last_of_panel::<T>(id);
		let hidden = commitment(id, LAST, &who, Verdict::Upheld, &MEASURED, &SALT);
		Pallet::<T>::do_commit_vote(who.clone(), id, hidden).expect("the time is right");
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), id, Verdict::Upheld, MEASURED, SALT);
		assert_eq!(Measurements::<T>::get((id, LAST), &who), Some(MEASURED));
		assert_eq!(T::Currency::balance_on_hold(&HoldReason::ArbiterBond.into(), &who), 0);
	}

	#[benchmark]
	fn appeal() {
		let id = opened::<T>(running::<T>());
		let until = Pallet::<T>::now() + MIN_WINDOW;
		put::<T>(id, 1, Phase::Decided { verdict: Verdict::Upheld, until }, until + 1);
		let provider = record::<T>(id).provider;
		#[extrinsic_call]
		_(RawOrigin::Signed(provider), id);
		assert_eq!(record::<T>(id).round, APPEAL_ROUND);
		assert!(record::<T>(id).appeal.is_some());
	}

	#[benchmark]
	fn set_parameters() -> Result<(), BenchmarkError> {
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let mut parameters = Parameters::<T>::get();
		parameters.answer_window = MAX_WINDOW;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, parameters);
		assert_eq!(Parameters::<T>::get(), parameters);
		Ok(())
	}

	/// A panel that waits for younger randomness: no other step of the sweep finds nothing to do.
	#[benchmark]
	fn step_wait() {
		let id = opened::<T>(running::<T>());
		let now = Pallet::<T>::now();
		T::BenchmarkHelper::set_known_since(now);
		put::<T>(id, LAST, Phase::Drawing { since: now }, now);
		#[block]
		{
			step::<T>(id, now);
		}
		assert_eq!(record::<T>(id).phase, Phase::Drawing { since: now });
		assert_eq!(record::<T>(id).wake, now + SWEEP_RETRY);
	}

	#[benchmark]
	fn step_draw(v: Linear<MAX_PANEL, { T::MaxValidators::get() }>) {
		T::BenchmarkHelper::set_validators(arbiters::<T>(v));
		T::BenchmarkHelper::set_known_since(T::RandomnessDelay::get());
		let id = opened::<T>(running::<T>());
		let now = Pallet::<T>::now();
		put::<T>(id, LAST, Phase::Drawing { since: 0 }, now);
		#[block]
		{
			step::<T>(id, now);
		}
		assert!(matches!(record::<T>(id).phase, Phase::Voting { .. }));
		let panel = Panels::<T>::get(id, LAST).expect("it was drawn");
		assert_eq!(panel.len() as u32, MAX_PANEL);
	}

	#[benchmark]
	fn step_count() {
		let (id, at) = to_be_counted::<T>(running::<T>(), Side::Provider, 0);
		// The same for the panel of the appeal that may be drawn again.
		let panel = Panels::<T>::take(id, LAST).expect("it was seated");
		for seat in Panels::<T>::take(id, APPEAL_ROUND).expect("it was seated") {
			Measurements::<T>::remove((id, APPEAL_ROUND), &seat.arbiter);
		}
		Panels::<T>::insert(id, APPEAL_ROUND, panel);
		Disputes::<T>::insert(id, Dispute { round: APPEAL_ROUND, ..record::<T>(id) });
		#[block]
		{
			step::<T>(id, at);
		}
		assert_eq!(record::<T>(id).phase, Phase::Drawing { since: at });
		assert_eq!(Duties::<T>::iter().count(), 0);
	}

	/// Of a lease that runs: rent is paid, the escrow returned, and stake taken from behind a machine.
	/// Those who are rewarded sat on earlier panels, as the last one kept back its votes; for the rest
	/// of [`MAX_REWARDED`] the slope goes on, though a seat can't cost both.
	#[benchmark]
	fn step_uphold(n: Linear<0, EARLIER>) {
		let (id, at) = to_be_counted::<T>(running::<T>(), Side::Provider, n);
		#[block]
		{
			step::<T>(id, at);
		}
		assert_eq!(resolution::<T>(id), Some(Resolution::Upheld));
		// The stakes of the tests' chain are used up by what the tenant of such a lease is due.
		let due = record::<T>(id).rules.reward.saturating_mul(n.into());
		assert!(cfg!(test) || rewards::<T>() == due);
		assert_eq!(Duties::<T>::iter().count(), 0);
	}

	/// Of a closed lease, for which stake was put aside, and which would have been removed meanwhile: it
	/// goes with the dispute. The arbiters are those of `step_uphold`.
	#[benchmark]
	fn step_dismiss(n: Linear<0, EARLIER>) {
		let (id, at) = to_be_counted::<T>(failed::<T>(), Side::Tenant, n);
		// No closed lease is kept for longer.
		let at = at + MAX_WINDOW;
		let Dispute { lease, phase, .. } = record::<T>(id);
		put::<T>(id, LAST, phase, at);
		set_block::<T>(at);
		#[block]
		{
			step::<T>(id, at);
		}
		assert_eq!(resolution::<T>(id), Some(Resolution::Dismissed));
		assert_eq!(rewards::<T>(), record::<T>(id).rules.reward.saturating_mul(n.into()));
		// As one that never was.
		assert_eq!(T::Leases::thaw(lease), T::Leases::thaw(OrderId::MAX));
		assert_eq!(Duties::<T>::iter().count(), 0);
	}

	#[benchmark]
	fn step_remove() {
		let id = opened::<T>(running::<T>());
		for round in 0..MAX_ROUNDS {
			seat::<T>(id, round, |_| Vote::Revealed(Verdict::Upheld));
		}
		let now = Pallet::<T>::now();
		put::<T>(id, LAST, Phase::Resolved { resolution: Resolution::Upheld, at: now }, now);
		#[block]
		{
			step::<T>(id, now);
		}
		assert!(!Disputes::<T>::contains_key(id));
		assert_eq!(Panels::<T>::iter().count(), 0);
		assert_eq!(Measurements::<T>::iter().count(), 0);
	}

	/// A block in which nothing is due.
	#[benchmark]
	fn sweep_base() {
		set_block::<T>(1);
		SweepCursor::<T>::put(1);
		#[block]
		{
			Pallet::<T>::sweep(&mut WeightMeter::new());
		}
		assert_eq!(SweepCursor::<T>::get(), Some(2));
	}

	#[benchmark]
	fn sweep_advance() {
		let next;
		#[block]
		{
			next = Agenda::<T>::iter_key_prefix(1).next();
		}
		assert_eq!(next, None);
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
