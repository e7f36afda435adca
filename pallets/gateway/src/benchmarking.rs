// SPDX-License-Identifier: Apache-2.0
//! What calls and sweep cost at their worst: an operator with as many gateways as it may have and
//! as many stakes unbonding, and gateways with the longest peer ids, addresses and regions.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Balanced, Inspect, Mutate},
		EnsureOrigin, OnUnbalanced,
	},
	weights::WeightMeter,
};
use frame_system::RawOrigin;
use hamster_primitives::{
	bonding::{MAX_UNBONDING, MAX_UNBONDING_DELAY},
	currency::UNITS,
	liveness::Streak,
	network::PeerId,
	resource::{largest_addresses, largest_region, Addresses, Region},
	Balance, BlockNumber, GatewayId,
};
use sp_runtime::traits::BlockNumberProvider;

/// A market fee of which each block brings each gateway something.
const FEE: Balance = 1_000 * UNITS;

fn set_block<T: Config>(block: BlockNumber) {
	T::BlockNumberProvider::set_block_number(block);
}

fn mint<T: Config>(who: &T::AccountId, amount: Balance) {
	let amount = amount.saturating_add(T::Currency::minimum_balance());
	T::Currency::mint_into(who, amount).expect("issuance has room");
}

/// The peer id of the next gateway.
fn next_peer_id<T: Config>() -> PeerId {
	PeerId::largest_of(NextGatewayId::<T>::get() as u32)
}

/// The region of the next gateway.
fn next_region<T: Config>() -> Region {
	let mut region = largest_region();
	region[0] = b'a' + (NextGatewayId::<T>::get() % 26) as u8;
	region
}

fn add<T: Config>(who: &T::AccountId) -> GatewayId {
	let id = NextGatewayId::<T>::get();
	Pallet::<T>::do_register(
		who.clone(),
		next_peer_id::<T>(),
		largest_addresses(),
		next_region::<T>(),
	)
	.expect("the account is funded");
	id
}

/// An operator with `gateways` gateways that are online and have rewards, with `unbonding` stakes
/// that unbond, and with the means for one more gateway and a reset.
///
/// It is not the whitelisted caller: a report and the sweep have yet to read its account.
fn operator<T: Config>(gateways: u32, unbonding: u32) -> (T::AccountId, GatewayList) {
	let who: T::AccountId = account("operator", 0, 0);
	let stakes = Balance::from(gateways + unbonding + 2);
	mint::<T>(&who, Parameters::<T>::get().stake.saturating_mul(stakes));
	mint::<T>(&Pallet::<T>::pot(), 0);
	for block in 1..=unbonding {
		set_block::<T>(block);
		let id = add::<T>(&who);
		Pallet::<T>::do_leave(who.clone(), id).expect("the queue has room");
	}
	Pallet::<T>::on_unbalanced(T::Currency::issue(FEE));
	for _ in 0..gateways {
		add::<T>(&who);
	}
	let gateways = Operators::<T>::get(&who).expect("it runs gateways").gateways;
	set_block::<T>(streak::<T>(gateways[0]).due);
	Pallet::<T>::do_heartbeat(who.clone(), gateways.clone()).expect("they are its own");
	(who, gateways)
}

/// The usual worst case.
fn full_operator<T: Config>() -> (T::AccountId, GatewayList) {
	operator::<T>(MAX_GATEWAYS, MAX_UNBONDING)
}

/// Goes on to the block in which the gateway is silent, as are all of [`operator`].
fn fall_silent<T: Config>(id: GatewayId) {
	set_block::<T>(streak::<T>(id).deadline + 1);
}

fn record<T: Config>(id: GatewayId) -> Gateway<T::AccountId> {
	Gateways::<T>::get(id).expect("it is registered")
}

fn streak<T: Config>(id: GatewayId) -> Streak {
	let GatewayState::Online { streak, .. } = record::<T>(id).state else {
		panic!("the gateway is offline");
	};
	streak
}

fn wake<T: Config>(id: GatewayId) -> BlockNumber {
	let GatewayState::Online { wake, .. } = record::<T>(id).state else {
		panic!("the gateway is offline");
	};
	wake
}

fn assert_dropped<T: Config>(id: GatewayId) {
	let Gateway { stake, state, .. } = record::<T>(id);
	assert!(matches!(state, GatewayState::Offline { reason: OfflineReason::Dropped, .. }));
	assert!(stake < Parameters::<T>::get().stake);
}

/// The longest addresses, but not those that gateways begin with.
fn other_addresses() -> Addresses {
	let mut addresses = largest_addresses();
	for address in addresses.iter_mut() {
		*address.0.last_mut().expect("it ends with a port") = b'1';
	}
	addresses
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		let (who, _) = operator::<T>(MAX_GATEWAYS - 1, MAX_UNBONDING);
		set_block::<T>(Pallet::<T>::now() + 1);
		let id = NextGatewayId::<T>::get();
		let (peer_id, region) = (next_peer_id::<T>(), next_region::<T>());
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), peer_id, largest_addresses(), region);
		let operator = Operators::<T>::get(&who).expect("it runs gateways");
		assert_eq!(operator.gateways.len() as u32, MAX_GATEWAYS);
		assert_eq!(streak::<T>(id).started, Pallet::<T>::now());
	}

	#[benchmark]
	fn update_addresses() {
		let (who, gateways) = full_operator::<T>();
		let id = gateways[0];
		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, other_addresses());
		assert_eq!(record::<T>(id).addresses, other_addresses());
	}

	/// All of them go on with their streaks.
	#[benchmark]
	fn heartbeat(n: Linear<1, MAX_GATEWAYS>) {
		let (who, mut gateways) = full_operator::<T>();
		gateways.truncate(n as usize);
		set_block::<T>(streak::<T>(gateways[0]).due);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), gateways.clone());
		for id in gateways {
			assert_eq!(streak::<T>(id).last_heartbeat, Pallet::<T>::now());
		}
	}

	/// All of them are dropped.
	#[benchmark]
	fn heartbeat_dropping(n: Linear<1, MAX_GATEWAYS>) {
		let (who, mut gateways) = full_operator::<T>();
		gateways.truncate(n as usize);
		fall_silent::<T>(gateways[0]);
		#[extrinsic_call]
		heartbeat(RawOrigin::Signed(who), gateways.clone());
		for id in gateways {
			assert_dropped::<T>(id);
		}
	}

	/// One that is dropped first, and has rewards.
	#[benchmark]
	fn leave() {
		let (who, gateways) = operator::<T>(MAX_GATEWAYS, MAX_UNBONDING - 1);
		let id = gateways[0];
		let Gateway { stake, rewards, .. } = record::<T>(id);
		let before = T::Currency::balance(&who);
		fall_silent::<T>(id);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), id);
		assert!(!Gateways::<T>::contains_key(id));
		assert!(rewards > 0);
		assert_eq!(T::Currency::balance(&who), before + rewards);
		let unbonding = Operators::<T>::get(&who).expect("it runs gateways").unbonding;
		assert_eq!(unbonding.chunks().len() as u32, MAX_UNBONDING);
		assert!(unbonding.chunks().last().is_some_and(|chunk| chunk.amount < stake));
	}

	#[benchmark]
	fn withdraw_unbonded() {
		let (who, _) = full_operator::<T>();
		set_block::<T>(MAX_UNBONDING + Parameters::<T>::get().unbonding_delay);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert!(Operators::<T>::get(&who).expect("it runs gateways").unbonding.is_empty());
	}

	#[benchmark]
	fn report_silence() {
		let (_, gateways) = full_operator::<T>();
		let id = gateways[0];
		fall_silent::<T>(id);
		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), id);
		assert_dropped::<T>(id);
	}

	#[benchmark]
	fn reset() {
		let (who, gateways) = full_operator::<T>();
		let id = gateways[0];
		fall_silent::<T>(id);
		Pallet::<T>::do_report_silence(id).expect("it is silent");
		set_block::<T>(Pallet::<T>::now() + 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);
		assert_eq!(record::<T>(id).stake, Parameters::<T>::get().stake);
		assert_eq!(streak::<T>(id).number, 2);
	}

	#[benchmark]
	fn claim_rewards() {
		let (who, gateways) = full_operator::<T>();
		let id = gateways[0];
		let rewards = record::<T>(id).rewards;
		let before = T::Currency::balance(&who);
		set_block::<T>(Pallet::<T>::now() + 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), id);
		assert!(rewards > 0);
		assert_eq!(T::Currency::balance(&who), before + rewards);
		assert_eq!(record::<T>(id).rewards, 0);
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

	#[benchmark]
	fn sweep_keep() {
		let (_, gateways) = full_operator::<T>();
		// All are on the agenda of the same block, in the order of the hashes.
		let at = wake::<T>(gateways[0]);
		let id = Agenda::<T>::iter_key_prefix(at).next().expect("all are due in this block");
		set_block::<T>(at);
		let found;
		#[block]
		{
			found = Agenda::<T>::iter_key_prefix(at).next();
			Pallet::<T>::sweep_step(id, at, Pallet::<T>::now());
		}
		assert_eq!(found, Some(id));
		assert_eq!(wake::<T>(id), streak::<T>(id).deadline + 1);
		assert!(!Agenda::<T>::contains_key(at, id));
		assert!(Agenda::<T>::contains_key(wake::<T>(id), id));
	}

	#[benchmark]
	fn sweep_drop() {
		let (_, gateways) = full_operator::<T>();
		let at = wake::<T>(gateways[0]);
		let id = Agenda::<T>::iter_key_prefix(at).next().expect("all are due in this block");
		fall_silent::<T>(id);
		let found;
		#[block]
		{
			found = Agenda::<T>::iter_key_prefix(at).next();
			Pallet::<T>::sweep_step(id, at, Pallet::<T>::now());
		}
		assert_eq!(found, Some(id));
		assert_dropped::<T>(id);
		assert!(!Agenda::<T>::contains_key(at, id));
	}
}
