// SPDX-License-Identifier: Apache-2.0
//! What calls and sweep cost at their worst: machines with the longest specification, the longest
//! access key, and leases with as many terms and maintenance windows as they can have.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{Balanced, Inspect},
		tokens::Precision,
	},
	weights::WeightMeter,
};
use frame_system::RawOrigin;
use hamster_primitives::{
	market::CloseReason,
	registry::ResourceRegistry,
	resource::{AccessKey, MAX_ACCESS_KEY_LENGTH},
	time::HOURS,
	Balance, BlockNumber, OrderId, ResourceId,
};
use sp_runtime::traits::BlockNumberProvider;

/// Far above any existential deposit, also what is paid for a single block of it.
const PRICE: Balance = 1_000_000_000_000_000;
/// The block in which leases start.
const START: BlockNumber = 10;
/// Blocks between heartbeats that keep a streak whatever the parameters are.
const STEP: BlockNumber = 30;
/// The end of a lease with as many terms as it can have.
const END: BlockNumber = START + MAX_TERMS * HOURS;

fn set_block<T: Config>(block: BlockNumber) {
	T::BlockNumberProvider::set_block_number(block);
}

fn tenant<T: Config>() -> T::AccountId {
	let who: T::AccountId = account("tenant", 0, 0);
	let funds = PRICE.saturating_mul(1_000).saturating_add(T::Currency::minimum_balance());
	drop(T::Currency::deposit(&who, funds, Precision::Exact).expect("issuance has room"));
	who
}

fn provider<T: Config>() -> T::AccountId {
	account("provider", 0, 0)
}

fn access_key() -> AccessKey {
	BoundedVec::truncate_from(alloc::vec![b'k'; MAX_ACCESS_KEY_LENGTH as usize])
}

/// An order in block `START`.
fn order<T: Config>() -> (T::AccountId, ResourceId, OrderId) {
	set_block::<T>(START);
	let resource = T::Resources::create_resource(&provider::<T>(), PRICE);
	let tenant = tenant::<T>();
	let id = NextOrderId::<T>::get();
	Pallet::<T>::do_create_order(tenant.clone(), resource, 1, PRICE, access_key())
		.expect("the machine can be ordered");
	(tenant, resource, id)
}

/// A lease from block `START` to block `END`, with `terms` terms of different prices in it (the
/// last takes the rest) and as many windows of maintenance as there can be, in the first hour.
fn lease<T: Config>(terms: u32) -> (T::AccountId, ResourceId, OrderId) {
	let (tenant, resource, id) = order::<T>();
	Pallet::<T>::do_accept_order(provider::<T>(), id).expect("the order waits");
	Pallet::<T>::do_renew_lease(tenant.clone(), id, MAX_TERMS - 1, PRICE)
		.expect("the lease can be renewed");
	Leases::<T>::mutate(id, |lease| {
		let lease = lease.as_mut().expect("it was started");
		lease.terms = BoundedVec::truncate_from(
			(1..=terms)
				.map(|term| Term {
					end: if term == terms { END } else { START + term * HOURS },
					price_per_hour: PRICE - Balance::from(term),
				})
				.collect(),
		);
		lease.maintenance.windows = BoundedVec::truncate_from(
			(0..MAX_WINDOWS)
				.map(|window| Window { from: START + 10 * window, until: START + 10 * window + 5 })
				.collect(),
		);
	});
	(tenant, resource, id)
}

/// Heartbeats from block `START` up to block `until`.
fn cover<T: Config>(until: BlockNumber) {
	let mut block = START;
	while block < until {
		block = (block + STEP).min(until);
		set_block::<T>(block);
		T::Resources::beat(&provider::<T>());
	}
}

/// A lease that was failed after some hours and a half: the streak's end is on record.
fn failed_lease<T: Config>() -> (T::AccountId, ResourceId, OrderId) {
	let lease = lease::<T>(MAX_TERMS);
	cover::<T>(END - HOURS / 2);
	set_block::<T>(END * 100);
	T::Resources::beat(&provider::<T>());
	lease
}

/// A lease that was served to its end, and whose streak is over since: its end is on record.
fn completed_lease<T: Config>() -> (T::AccountId, ResourceId, OrderId) {
	let lease = lease::<T>(MAX_TERMS);
	cover::<T>(END);
	set_block::<T>(END * 100);
	T::Resources::beat(&provider::<T>());
	lease
}

/// A lease some hours of which can be paid out.
fn payable_lease<T: Config>() -> OrderId {
	let (_, _, id) = lease::<T>(MAX_TERMS);
	cover::<T>(END - HOURS / 2);
	id
}

/// A lease some hours of which can be paid out, for the benchmarks of disputes.
pub(crate) fn disputable_lease<T: Config>() -> (OrderId, T::AccountId) {
	let id = payable_lease::<T>();
	(id, record::<T>(id).tenant)
}

/// A lease that was failed, for the benchmarks of disputes. Its provider has stake everywhere.
pub(crate) fn disputable_failure<T: Config>() -> (OrderId, T::AccountId) {
	let (tenant, _, id) = failed_lease::<T>();
	T::Resources::spread_stake(&provider::<T>());
	(id, tenant)
}

fn record<T: Config>(id: OrderId) -> Lease<T::AccountId> {
	Leases::<T>::get(id).expect("it was started")
}

fn assert_closed<T: Config>(id: OrderId, expected: CloseReason) {
	assert!(
		matches!(record::<T>(id).state, LeaseState::Closed { reason, .. } if reason == expected)
	);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create_order() {
		let (tenant, resource, id) = completed_lease::<T>();
		T::Resources::uncover(resource);
		#[extrinsic_call]
		_(RawOrigin::Signed(tenant), resource, 1, PRICE, access_key());
		assert_closed::<T>(id, CloseReason::Completed);
		assert!(Orders::<T>::contains_key(id + 1));
	}

	#[benchmark]
	fn create_order_vacant() {
		set_block::<T>(START);
		let resource = T::Resources::create_resource(&provider::<T>(), PRICE);
		let id = NextOrderId::<T>::get();
		T::Resources::uncover(resource);
		#[extrinsic_call]
		create_order(RawOrigin::Signed(tenant::<T>()), resource, 1, PRICE, access_key());
		assert!(Orders::<T>::contains_key(id));
	}

	#[benchmark]
	fn accept_order() {
		let (_, _, id) = order::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(provider::<T>()), id);
		assert!(record::<T>(id).is_active());
	}

	#[benchmark]
	fn reject_order() {
		let (_, _, id) = order::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(provider::<T>()), id);
		assert!(!Orders::<T>::contains_key(id));
	}

	#[benchmark]
	fn cancel_order() {
		let (tenant, _, id) = order::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(tenant), id);
		assert!(!Orders::<T>::contains_key(id));
	}

	#[benchmark]
	fn renew_lease() {
		let (tenant, resource, id) = lease::<T>(MAX_TERMS - 1);
		T::Resources::uncover(resource);
		#[extrinsic_call]
		_(RawOrigin::Signed(tenant), id, 1, PRICE);
		assert_eq!(record::<T>(id).terms.len() as u32, MAX_TERMS);
	}

	#[benchmark]
	fn end_lease() {
		let (tenant, _, id) = failed_lease::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(tenant), id);
		assert_closed::<T>(id, CloseReason::Faulted);
	}

	#[benchmark]
	fn settle() {
		let (_, _, id) = failed_lease::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), id);
		assert_closed::<T>(id, CloseReason::Faulted);
		let ledger = record::<T>(id).ledger;
		assert!(
			ledger.paid > 0 && ledger.fees > 0 && ledger.refunded > 0 && ledger.compensated > 0
		);
	}

	#[benchmark]
	fn settle_completed() {
		let (_, _, id) = completed_lease::<T>();
		#[extrinsic_call]
		settle(RawOrigin::Signed(whitelisted_caller()), id);
		assert_closed::<T>(id, CloseReason::Completed);
	}

	#[benchmark]
	fn settle_paid() {
		let id = payable_lease::<T>();
		#[extrinsic_call]
		settle(RawOrigin::Signed(whitelisted_caller()), id);
		assert!(record::<T>(id).is_active() && record::<T>(id).ledger.paid > 0);
	}

	#[benchmark]
	fn settle_lapsed() {
		let (_, _, id) = order::<T>();
		set_block::<T>(START + MAX_ACCEPTANCE_WINDOW + 1);
		#[extrinsic_call]
		settle(RawOrigin::Signed(whitelisted_caller()), id);
		assert!(!Orders::<T>::contains_key(id));
	}

	#[benchmark]
	fn settle_removed() {
		let (_, _, id) = completed_lease::<T>();
		Pallet::<T>::touch(id).expect("the setup allows it");
		set_block::<T>(Pallet::<T>::now() + MAX_DISPUTE_WINDOW + 1);
		#[extrinsic_call]
		settle(RawOrigin::Signed(whitelisted_caller()), id);
		assert!(!Leases::<T>::contains_key(id));
	}

	#[benchmark]
	fn announce_maintenance() {
		let (_, _, id) = lease::<T>(MAX_TERMS);
		Leases::<T>::mutate(id, |lease| {
			let lease = lease.as_mut().expect("it was started");
			lease.maintenance.windows.pop();
			lease.conditions.maintenance_allowance = MAX_MAINTENANCE_ALLOWANCE;
		});
		set_block::<T>(START + STEP);
		T::Resources::beat(&provider::<T>());
		#[extrinsic_call]
		_(RawOrigin::Signed(provider::<T>()), id, 1);
		assert_eq!(record::<T>(id).maintenance.windows.len() as u32, MAX_WINDOWS);
	}

	#[benchmark]
	fn set_parameters() -> Result<(), BenchmarkError> {
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let mut parameters = Parameters::<T>::get();
		parameters.acceptance_window = MAX_ACCEPTANCE_WINDOW;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, parameters);
		assert_eq!(Parameters::<T>::get(), parameters);
		Ok(())
	}

	/// A block in which nothing is due.
	#[benchmark]
	fn sweep_base() {
		set_block::<T>(START);
		SweepCursor::<T>::put(START);
		#[block]
		{
			Pallet::<T>::sweep(&mut WeightMeter::new());
		}
		assert_eq!(SweepCursor::<T>::get(), Some(START + 1));
	}

	#[benchmark]
	fn sweep_advance() {
		let next;
		#[block]
		{
			next = Agenda::<T>::iter_key_prefix(START).next();
		}
		assert_eq!(next, None);
	}

	#[benchmark]
	fn sweep_step() {
		let (_, _, id) = failed_lease::<T>();
		let at = record::<T>(id).wake;
		let found;
		#[block]
		{
			found = Agenda::<T>::iter_key_prefix(at).next();
			Pallet::<T>::sweep_step(id, at, Pallet::<T>::now());
		}
		assert_eq!(found, Some(id));
		assert_closed::<T>(id, CloseReason::Faulted);
	}

	#[benchmark]
	fn sweep_paid() {
		let id = payable_lease::<T>();
		let at = record::<T>(id).wake;
		let found;
		#[block]
		{
			found = Agenda::<T>::iter_key_prefix(at).next();
			Pallet::<T>::sweep_step(id, at, Pallet::<T>::now());
		}
		assert_eq!(found, Some(id));
		assert!(record::<T>(id).is_active() && record::<T>(id).ledger.paid > 0);
	}
}
