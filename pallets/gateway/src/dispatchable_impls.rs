// SPDX-License-Identifier: Apache-2.0
//! What the calls do once their origin is known.

use super::*;
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::MutateHold, tokens::Precision},
};
use hamster_primitives::{
	liveness::Streak,
	network::PeerId,
	resource::{is_region, Addresses, Region},
	BlockNumber, GatewayId,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register(
		who: T::AccountId,
		peer_id: PeerId,
		addresses: Addresses,
		region: Region,
	) -> DispatchResult {
		ensure!(peer_id.is_well_formed(), Error::<T>::BadPeerId);
		Self::ensure_addresses(&addresses)?;
		ensure!(is_region(&region), Error::<T>::BadRegion);
		ensure!(!PeerIds::<T>::contains_key(&peer_id), Error::<T>::PeerIdTaken);
		let id = NextGatewayId::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Inconsistent)?;
		let mut operator = Operators::<T>::get(&who).unwrap_or_default();
		operator.gateways.try_push(id).map_err(|_| Error::<T>::TooManyGateways)?;

		let GatewayParameters { stake, heartbeat, .. } = Parameters::<T>::get();
		Self::hold_stake(&who, stake)?;
		let streak = Streak::open(1, &who, Self::now(), heartbeat);
		let mut gateway = Gateway {
			operator: who.clone(),
			peer_id: peer_id.clone(),
			addresses,
			region: region.clone(),
			stake,
			rewards: 0,
			state: GatewayState::Offline { streaks: 0, reason: OfflineReason::Understaked },
		};
		let mut pool = Self::pool();
		Self::go_online(id, &mut gateway, &mut pool, streak);

		NextGatewayId::<T>::put(next);
		PeerIds::<T>::insert(&peer_id, id);
		Operators::<T>::insert(&who, operator);
		Gateways::<T>::insert(id, gateway);
		Pool::<T>::put(pool);
		Self::deposit_event(Event::GatewayRegistered {
			gateway: id,
			operator: who,
			peer_id,
			region,
			stake,
		});
		Ok(())
	}

	pub(crate) fn do_update_addresses(
		who: T::AccountId,
		id: GatewayId,
		addresses: Addresses,
	) -> DispatchResult {
		Self::ensure_addresses(&addresses)?;
		let mut gateway = Self::owned_gateway(&who, id)?;
		gateway.addresses = addresses.clone();
		Gateways::<T>::insert(id, gateway);
		Self::deposit_event(Event::AddressesUpdated { gateway: id, addresses });
		Ok(())
	}

	pub(crate) fn do_heartbeat(
		who: T::AccountId,
		gateways: GatewayList,
	) -> DispatchResultWithPostInfo {
		ensure!(!gateways.is_empty(), Error::<T>::NoGateways);
		let mut pool = Self::pool();
		let mut kept: u32 = 0;
		let mut lost: u32 = 0;
		let mut next_due: BlockNumber = 0;
		for id in gateways.iter().copied() {
			match Self::beat(&who, id, &mut pool)? {
				Beat::Kept { due } => {
					kept = kept.saturating_add(1);
					next_due = due;
				}
				Beat::Lost => lost = lost.saturating_add(1),
				Beat::Offline => {}
			}
		}
		ensure!(kept > 0 || lost > 0, Error::<T>::GatewayOffline);

		Pool::<T>::put(pool);
		if kept > 0 {
			Self::deposit_event(Event::HeartbeatReceived {
				operator: who,
				gateways: kept,
				next_due,
			});
		}
		// Each that was lost costs as much as one that is dropped, and the rest what it costs to go on.
		let named = gateways.len() as u32;
		let weight = match lost {
			0 => T::WeightInfo::heartbeat(named),
			_ => T::WeightInfo::heartbeat(named)
				.saturating_sub(T::WeightInfo::heartbeat(lost))
				.saturating_add(T::WeightInfo::heartbeat_dropping(lost)),
		};
		Ok(Some(weight).into())
	}

	/// What a heartbeat does for one of the gateways that it names.
	fn beat(
		who: &T::AccountId,
		id: GatewayId,
		pool: &mut RewardPool,
	) -> Result<Beat, DispatchError> {
		let mut gateway = Self::owned_gateway(who, id)?;
		let GatewayState::Online { streak, .. } = &mut gateway.state else {
			return Ok(Beat::Offline);
		};
		let now = Self::now();
		let GatewayParameters { stake, heartbeat, .. } = Parameters::<T>::get();
		let outcome = if !streak.is_unbroken(now) {
			let last_heartbeat = streak.last_heartbeat;
			Self::drop_gateway(id, &mut gateway, pool, last_heartbeat)?;
			Beat::Lost
		} else {
			streak.beat(who, now, heartbeat);
			let due = streak.due;
			gateway.credit(pool);
			let missing = stake.saturating_sub(gateway.stake);
			if missing > 0 {
				Self::go_offline(id, &mut gateway, pool, OfflineReason::Understaked);
				Self::deposit_event(Event::GatewayUnderstaked { gateway: id, missing });
				Beat::Lost
			} else {
				Beat::Kept { due }
			}
		};
		Gateways::<T>::insert(id, gateway);
		Ok(outcome)
	}

	pub(crate) fn do_leave(who: T::AccountId, id: GatewayId) -> DispatchResult {
		let mut gateway = Self::owned_gateway(&who, id)?;
		let mut operator = Operators::<T>::get(&who).ok_or(Error::<T>::Inconsistent)?;
		let now = Self::now();
		let mut pool = Self::pool();
		if let GatewayState::Online { streak, .. } = gateway.state {
			if streak.is_unbroken(now) {
				// Leaving in time is a sign of life like a heartbeat.
				gateway.credit(&pool);
				Self::go_offline(id, &mut gateway, &mut pool, OfflineReason::Understaked);
			} else {
				Self::drop_gateway(id, &mut gateway, &mut pool, streak.last_heartbeat)?;
			}
		}
		Self::pay_rewards(id, &mut gateway, &mut pool)?;

		let stake = gateway.stake;
		// Saturating: past the last block number there is no chain.
		let withdrawable_at = now.saturating_add(Parameters::<T>::get().unbonding_delay);
		if stake > 0 {
			operator
				.unbonding
				.push(stake, withdrawable_at)
				.map_err(|_| Error::<T>::TooManyUnbonding)?;
		}
		operator.gateways.retain(|other| *other != id);

		PeerIds::<T>::remove(&gateway.peer_id);
		Gateways::<T>::remove(id);
		Self::store_operator(&who, operator);
		Pool::<T>::put(pool);
		Self::deposit_event(Event::GatewayLeft { gateway: id, stake, withdrawable_at });
		Ok(())
	}

	pub(crate) fn do_withdraw_unbonded(who: T::AccountId) -> DispatchResult {
		let mut operator = Operators::<T>::get(&who).ok_or(Error::<T>::NothingToWithdraw)?;
		let amount = operator.unbonding.take_due(Self::now());
		ensure!(amount > 0, Error::<T>::NothingToWithdraw);

		let reason = HoldReason::GatewayStake.into();
		T::Currency::release(&reason, &who, amount, Precision::Exact)?;
		Self::store_operator(&who, operator);
		Self::deposit_event(Event::Withdrawn { operator: who, amount });
		Ok(())
	}

	fn store_operator(who: &T::AccountId, operator: Operator) {
		if operator.is_forgettable() {
			Operators::<T>::remove(who);
		} else {
			Operators::<T>::insert(who, operator);
		}
	}

	pub(crate) fn do_report_silence(id: GatewayId) -> DispatchResult {
		let mut gateway = Self::gateway(id)?;
		let GatewayState::Online { streak, .. } = gateway.state else {
			return Err(Error::<T>::GatewayOffline.into());
		};
		ensure!(!streak.is_unbroken(Self::now()), Error::<T>::GatewayNotSilent);
		let mut pool = Self::pool();
		Self::drop_gateway(id, &mut gateway, &mut pool, streak.last_heartbeat)?;
		Gateways::<T>::insert(id, gateway);
		Pool::<T>::put(pool);
		Ok(())
	}

	pub(crate) fn do_reset(who: T::AccountId, id: GatewayId) -> DispatchResult {
		let mut gateway = Self::owned_gateway(&who, id)?;
		let GatewayState::Offline { streaks, .. } = gateway.state else {
			return Err(Error::<T>::GatewayOnline.into());
		};
		let number = streaks.checked_add(1).ok_or(Error::<T>::Inconsistent)?;
		let GatewayParameters { stake, heartbeat, .. } = Parameters::<T>::get();
		// What it has beyond what is asked stays on hold for it.
		let added = stake.saturating_sub(gateway.stake);
		if added > 0 {
			Self::hold_stake(&who, added)?;
			gateway.stake = stake;
		}
		let mut pool = Self::pool();
		let streak = Streak::open(number, &who, Self::now(), heartbeat);
		Self::go_online(id, &mut gateway, &mut pool, streak);

		Gateways::<T>::insert(id, gateway);
		Pool::<T>::put(pool);
		Self::deposit_event(Event::GatewayReset { gateway: id, added, streak: number });
		Ok(())
	}

	pub(crate) fn do_claim_rewards(who: T::AccountId, id: GatewayId) -> DispatchResult {
		let mut gateway = Self::owned_gateway(&who, id)?;
		ensure!(gateway.rewards > 0, Error::<T>::NothingToClaim);
		let mut pool = Self::pool();
		Self::pay_rewards(id, &mut gateway, &mut pool)?;
		Gateways::<T>::insert(id, gateway);
		Pool::<T>::put(pool);
		Ok(())
	}

	pub(crate) fn do_set_parameters(parameters: GatewayParameters) -> DispatchResult {
		ensure!(parameters.are_within_bounds(), Error::<T>::ParameterOutOfBounds);
		Parameters::<T>::put(parameters);
		Self::deposit_event(Event::ParametersSet { parameters });
		Ok(())
	}
}

/// What a heartbeat did for a gateway.
enum Beat {
	/// Its streak goes on.
	Kept {
		/// The block in which the next heartbeat is due.
		due: BlockNumber,
	},
	/// It went offline.
	Lost,
	/// It was offline already.
	Offline,
}
