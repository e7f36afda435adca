// SPDX-License-Identifier: Apache-2.0
//! What the calls cost at their worst: a provider with a full queue of unbonding stake, and
//! machines with the longest specification.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{Balanced, Inspect},
		tokens::Precision,
	},
};
use frame_system::RawOrigin;
use hamster_primitives::{
	ordered::Ordered,
	registry::ResourceRegistry,
	resource::{largest_spec, ResourceSpec},
	time::HOURS,
	Balance, BlockNumber, ResourceId,
};
use sp_runtime::traits::BlockNumberProvider;

/// What a machine costs to rent, where that does not matter.
const PRICE: Balance = 1_000_000_000_000;

fn set_block<T: Config>(block: BlockNumber) {
	T::BlockNumberProvider::set_block_number(block);
}

fn fund<T: Config>(who: &T::AccountId, amount: Balance) {
	let amount = amount.saturating_add(T::Currency::minimum_balance().saturating_mul(10));
	drop(T::Currency::deposit(who, amount, Precision::Exact).expect("issuance has room"));
}

/// Stakes for one more of the largest machines and offers it. The provider's streak runs.
pub(crate) fn create_resource<T: Config>(
	provider: &T::AccountId,
	price_per_hour: Balance,
) -> ResourceId {
	let spec = largest_spec();
	let stake = Requirement::<T>::get().of(&spec);
	fund::<T>(provider, stake);
	Pallet::<T>::do_stake(provider.clone(), stake).expect("the account is funded");
	let resource = NextResourceId::<T>::get();
	let longest = MAX_AVAILABLE_HOURS;
	Pallet::<T>::do_register_resource(provider.clone(), spec, price_per_hour, longest, 1, longest)
		.expect("the stake is enough");
	Pallet::<T>::do_heartbeat(provider.clone(), Default::default()).expect("it is a provider");
	resource
}

/// Takes a unit of stake from behind the machine, so that it must be locked again.
pub(crate) fn uncover<T: Config>(resource: ResourceId) {
	Resources::<T>::mutate(resource, |record| {
		let record = record.as_mut().expect("it was created");
		record.backing -= 1;
		Providers::<T>::mutate(&record.provider, |provider| {
			provider.as_mut().expect("it has a machine").locked -= 1
		});
	});
}

/// Leaves the provider with a unit of free stake and with as many amounts unbonding as there can be.
pub(crate) fn spread_stake<T: Config>(who: &T::AccountId) {
	let amount = Balance::from(MAX_UNBONDING) + 1;
	fund::<T>(who, amount);
	Pallet::<T>::do_stake(who.clone(), amount).expect("the account is funded");
	let last = Pallet::<T>::now() + MAX_UNBONDING_DELAY;
	Providers::<T>::mutate(who, |provider| {
		let provider = provider.as_mut().expect("it has staked");
		for place in (0..MAX_UNBONDING).rev() {
			provider.stake -= 1;
			provider.unbonding.push(1, last - place).expect("nothing was unbonding");
		}
	});
}

/// A provider with a machine, a running streak, some free stake, and room for one more amount to
/// unbond.
fn provider<T: Config>() -> (T::AccountId, ResourceId) {
	set_block::<T>(1);
	let who: T::AccountId = whitelisted_caller();
	let free = Balance::from(MAX_UNBONDING) * 2;
	let resource = create_resource::<T>(&who, PRICE);
	fund::<T>(&who, free);
	Pallet::<T>::do_stake(who.clone(), free).expect("the account is funded");
	for block in 1..MAX_UNBONDING {
		set_block::<T>(block);
		Pallet::<T>::do_unstake(who.clone(), 1).expect("the stake is free");
	}
	(who, resource)
}

/// Another spec of the same size, so that everything is written anew.
fn other_spec() -> ResourceSpec {
	ResourceSpec { cores: 1, ..largest_spec() }
}

fn record<T: Config>(resource: ResourceId) -> Resource<T::AccountId> {
	Resources::<T>::get(resource).expect("it was created")
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn stake() {
		let (who, _) = provider::<T>();
		let before = Providers::<T>::get(&who).expect("it is a provider").stake;
		fund::<T>(&who, PRICE);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), PRICE);
		assert_eq!(Providers::<T>::get(&who).expect("it is a provider").stake, before + PRICE);
	}

	#[benchmark]
	fn unstake() {
		let (who, _) = provider::<T>();
		set_block::<T>(MAX_UNBONDING);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), 1);
		let provider = Providers::<T>::get(&who).expect("it is a provider");
		assert_eq!(provider.unbonding.chunks().len() as u32, MAX_UNBONDING);
	}

	#[benchmark]
	fn withdraw_unbonded() {
		let (who, _) = provider::<T>();
		set_block::<T>(MAX_UNBONDING + Parameters::<T>::get().unbonding_delay);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert!(Providers::<T>::get(&who).expect("it is a provider").unbonding.is_empty());
	}

	#[benchmark]
	fn register_resource() {
		let (who, _) = provider::<T>();
		let needed = Requirement::<T>::get().of(&largest_spec());
		fund::<T>(&who, needed);
		Pallet::<T>::do_stake(who.clone(), needed).expect("the setup allows it");
		let resource = NextResourceId::<T>::get();
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), largest_spec(), PRICE, 24, 1, 24);
		assert!(Resources::<T>::contains_key(resource));
		assert!(ResourcesOf::<T>::contains_key(who, Ordered(resource)));
	}

	/// Raises a price that has risen before, so that both prices are written.
	#[benchmark]
	fn set_price() {
		let (who, resource) = provider::<T>();
		Pallet::<T>::do_set_price(who.clone(), resource, PRICE + 1).expect("it is in bounds");
		set_block::<T>(MAX_UNBONDING + PRICE_NOTICE);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), resource, PRICE + 2);
		let record = record::<T>(resource);
		assert_eq!(record.price_per_hour, PRICE + 1);
		assert!(record.rise.is_some_and(|rise| rise.price_per_hour == PRICE + 2));
	}

	#[benchmark]
	fn extend_availability() {
		let (who, resource) = provider::<T>();
		let before = record::<T>(resource).available_until;
		// It is offered for the longest time already.
		set_block::<T>(1 + HOURS);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), resource, 1);
		assert_eq!(record::<T>(resource).available_until, before + HOURS);
	}

	#[benchmark]
	fn update_spec() {
		let (who, resource) = provider::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), resource, other_spec());
		assert_eq!(record::<T>(resource).spec, other_spec());
	}

	#[benchmark]
	fn take_offline() {
		let (who, resource) = provider::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), resource);
		assert_eq!(record::<T>(resource).state, ResourceState::Offline);
	}

	#[benchmark]
	fn bring_online() {
		let (who, resource) = provider::<T>();
		Pallet::<T>::do_take_offline(who.clone(), resource).expect("nobody has it");
		#[extrinsic_call]
		_(RawOrigin::Signed(who), resource);
		assert_eq!(record::<T>(resource).state, ResourceState::Available);
	}

	#[benchmark]
	fn deregister_resource() {
		let (who, resource) = provider::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), resource);
		assert!(!Resources::<T>::contains_key(resource));
		assert!(!ResourcesOf::<T>::contains_key(who, Ordered(resource)));
	}

	/// Goes on with a streak; each machine of the list is leased and goes down.
	#[benchmark]
	fn heartbeat(d: Linear<0, MAX_DOWN>) {
		let (who, _) = provider::<T>();
		let mut down = DownList::new();
		for order in 0..d {
			let resource = create_resource::<T>(&who, PRICE);
			Pallet::<T>::reserve(resource, order.into()).expect("the setup allows it");
			Pallet::<T>::begin_lease(resource, order.into()).expect("the setup allows it");
			down.try_push(resource).expect("within the bound");
		}
		set_block::<T>(MAX_UNBONDING + 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), down.clone());
		for resource in down {
			assert!(matches!(
				record::<T>(resource).state,
				ResourceState::Leased(Occupancy { down_since: Some(_), .. })
			));
		}
	}

	/// Begins a new streak after one in which a lease began that is still open.
	#[benchmark]
	fn heartbeat_after_gap(d: Linear<0, MAX_DOWN>) {
		let (who, resource) = provider::<T>();
		Pallet::<T>::reserve(resource, MAX_DOWN.into()).expect("the setup allows it");
		Pallet::<T>::begin_lease(resource, MAX_DOWN.into()).expect("the setup allows it");
		let mut down = DownList::new();
		for order in 0..d {
			let resource = create_resource::<T>(&who, PRICE);
			Pallet::<T>::reserve(resource, order.into()).expect("the setup allows it");
			Pallet::<T>::begin_lease(resource, order.into()).expect("the setup allows it");
			down.try_push(resource).expect("within the bound");
		}
		set_block::<T>(MAX_HEARTBEAT_INTERVAL + MAX_HEARTBEAT_TOLERANCE + MAX_UNBONDING);
		#[extrinsic_call]
		heartbeat(RawOrigin::Signed(who.clone()), down);
		assert_eq!(EndedStreaks::<T>::iter_prefix(&who).count(), 1);
	}

	#[benchmark]
	fn report_silence() {
		let (who, resource) = provider::<T>();
		Pallet::<T>::reserve(resource, 0).expect("the setup allows it");
		Pallet::<T>::begin_lease(resource, 0).expect("the setup allows it");
		set_block::<T>(MAX_HEARTBEAT_INTERVAL + MAX_HEARTBEAT_TOLERANCE + MAX_UNBONDING);
		#[extrinsic_call]
		_(RawOrigin::Signed(account("reporter", 0, 0)), who.clone());
		assert_eq!(EndedStreaks::<T>::iter_prefix(&who).count(), 1);
	}

	#[benchmark]
	fn set_stake_requirement() -> Result<(), BenchmarkError> {
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let mut requirement = Requirement::<T>::get();
		requirement.base = MAX_STAKE_RATE;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, requirement);
		assert_eq!(Requirement::<T>::get(), requirement);
		Ok(())
	}

	#[benchmark]
	fn set_parameters() -> Result<(), BenchmarkError> {
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let mut parameters = Parameters::<T>::get();
		parameters.unbonding_delay = MAX_UNBONDING_DELAY;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, parameters);
		assert_eq!(Parameters::<T>::get(), parameters);
		Ok(())
	}
}
