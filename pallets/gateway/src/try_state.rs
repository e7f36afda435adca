// SPDX-License-Identifier: Apache-2.0
//! What must hold in every state.

use super::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{
	ensure,
	traits::fungible::{Inspect, InspectHold},
};
use hamster_primitives::{Balance, GatewayId};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks the invariants of the pallet:
	///
	/// 1. What an operator has on hold is the stakes of its gateways and what is unbonding.
	/// 2. The pot has what the pool says, and an existential deposit.
	/// 3. What was released covers what every gateway has been credited and what those that are
	///    online have earned since.
	/// 4. The gateways that are online are counted, in the index of their region, and on the agenda
	///    once, at their block; nobody else is.
	/// 5. Every operator's list names its gateways, and each gateway is on its operator's list.
	/// 6. Every gateway's peer id points to it, and no other peer id is taken.
	/// 7. Ids are below the next id.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let pool = Self::pool();
		let mut stakes = BTreeMap::<T::AccountId, Balance>::new();
		let mut owned = BTreeMap::<T::AccountId, BTreeSet<GatewayId>>::new();
		let mut peers = BTreeMap::new();
		let mut online = BTreeSet::new();
		let mut agenda = BTreeSet::new();
		let mut owed: Balance = 0;
		for (id, gateway) in Gateways::<T>::iter() {
			ensure!(id < NextGatewayId::<T>::get(), "7: a gateway's id is not below the next");
			owed += gateway.rewards;
			if let GatewayState::Online { mark, wake, .. } = gateway.state {
				ensure!(mark <= pool.per_gateway, "3: a gateway was credited what is to come");
				owed += pool.earned_since(mark);
				online.insert((gateway.region.clone(), id));
				agenda.insert((wake, id));
			}
			ensure!(
				PeerIds::<T>::get(&gateway.peer_id) == Some(id),
				"6: a peer id does not point to its gateway"
			);
			peers.insert(gateway.peer_id.0, id);
			*stakes.entry(gateway.operator.clone()).or_default() += gateway.stake;
			owned.entry(gateway.operator).or_default().insert(id);
		}
		ensure!(PeerIds::<T>::iter().count() == peers.len(), "6: a peer id is taken by nobody");

		for (who, operator) in Operators::<T>::iter() {
			ensure!(!operator.is_forgettable(), "5: an operator without anything is on record");
			let listed: BTreeSet<_> = operator.gateways.iter().copied().collect();
			ensure!(
				listed.len() == operator.gateways.len()
					&& listed == owned.remove(&who).unwrap_or_default(),
				"5: an operator's list differs from its gateways"
			);
			let reason = HoldReason::GatewayStake.into();
			ensure!(
				T::Currency::balance_on_hold(&reason, &who)
					== stakes.remove(&who).unwrap_or_default() + operator.unbonding.total(),
				"1: what is on hold differs from stakes and unbonding"
			);
		}
		ensure!(owned.is_empty(), "5: a gateway's operator is not on record");

		// Somebody may have sent the pot more; what it has less is missing.
		ensure!(
			T::Currency::balance(&Self::pot()) >= pool.total() + T::Currency::minimum_balance(),
			"2: the pot has less than the pool says"
		);
		ensure!(owed <= pool.released, "3: more is owed than was released");
		ensure!(pool.online as usize == online.len(), "4: the gateways online are miscounted");
		let indexed: BTreeSet<_> =
			Online::<T>::iter().map(|(region, id, ())| (region, id)).collect();
		ensure!(indexed == online, "4: the index of regions differs from who is online");
		let written: BTreeSet<_> = Agenda::<T>::iter().map(|(at, id, ())| (at, id)).collect();
		ensure!(written == agenda, "4: the agenda differs from who is online");
		Ok(())
	}
}
