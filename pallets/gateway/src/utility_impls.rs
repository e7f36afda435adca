// SPDX-License-Identifier: Apache-2.0
//! Checks and steps that calls and sweep share.

use super::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{BalancedHold, InspectHold, MutateHold},
		OnUnbalanced,
	},
};
use hamster_primitives::{
	liveness::Streak, network::Multiaddr, resource::Addresses, Balance, BlockNumber, GatewayId,
};
use sp_runtime::traits::BlockNumberProvider;

impl<T: Config> Pallet<T> {
	/// The present block.
	pub fn now() -> BlockNumber {
		T::BlockNumberProvider::current_block_number()
	}

	pub(crate) fn gateway(id: GatewayId) -> Result<Gateway<T::AccountId>, Error<T>> {
		Gateways::<T>::get(id).ok_or(Error::<T>::GatewayNotFound)
	}

	pub(crate) fn owned_gateway(
		who: &T::AccountId,
		id: GatewayId,
	) -> Result<Gateway<T::AccountId>, Error<T>> {
		let gateway = Self::gateway(id)?;
		ensure!(gateway.operator == *who, Error::<T>::NotOperator);
		Ok(gateway)
	}

	pub(crate) fn ensure_addresses(addresses: &Addresses) -> Result<(), Error<T>> {
		ensure!(!addresses.is_empty(), Error::<T>::NoAddress);
		ensure!(addresses.iter().all(Multiaddr::is_well_formed), Error::<T>::BadAddress);
		Ok(())
	}

	/// The pool as it stands in this block.
	pub fn pool() -> RewardPool {
		let mut pool = Pool::<T>::get();
		pool.advance(Self::now());
		pool
	}

	/// Puts a gateway online with `streak`. The caller stores gateway and pool.
	pub(crate) fn go_online(
		id: GatewayId,
		gateway: &mut Gateway<T::AccountId>,
		pool: &mut RewardPool,
		streak: Streak,
	) {
		let wake = Self::wake_after(&streak);
		// Saturating: each gateway has a stake of its own, so they can't be that many.
		pool.online = pool.online.saturating_add(1);
		gateway.state = GatewayState::Online { streak, mark: pool.per_gateway, wake };
		Online::<T>::insert(&gateway.region, id, ());
		Agenda::<T>::insert(wake, id, ());
	}

	/// Takes a gateway offline, or leaves it so. What was released in its name and not credited goes
	/// back to the pool. The caller stores gateway and pool.
	pub(crate) fn go_offline(
		id: GatewayId,
		gateway: &mut Gateway<T::AccountId>,
		pool: &mut RewardPool,
		reason: OfflineReason,
	) {
		if let GatewayState::Online { streak, mark, wake } = gateway.state {
			pool.take_back(pool.earned_since(mark));
			// It was counted when it went online.
			pool.online = pool.online.saturating_sub(1);
			gateway.state = GatewayState::Offline { streaks: streak.number, reason };
			Online::<T>::remove(&gateway.region, id);
			Agenda::<T>::remove(wake, id);
		}
	}

	/// Takes a silent gateway offline and the drop penalty from its stake. The caller stores gateway
	/// and pool.
	pub(crate) fn drop_gateway(
		id: GatewayId,
		gateway: &mut Gateway<T::AccountId>,
		pool: &mut RewardPool,
		last_heartbeat: BlockNumber,
	) -> DispatchResult {
		// Rounded down, against those who gain by it.
		let penalty = Parameters::<T>::get().drop_penalty.mul_floor(gateway.stake);
		if penalty > 0 {
			let reason = HoldReason::GatewayStake.into();
			let (credit, missing) = T::Currency::slash(&reason, &gateway.operator, penalty);
			ensure!(missing == 0, Error::<T>::Inconsistent);
			T::Slash::on_unbalanced(credit);
		}
		// A share is at most the whole.
		gateway.stake = gateway.stake.saturating_sub(penalty);
		Self::go_offline(id, gateway, pool, OfflineReason::Dropped);
		Self::deposit_event(Event::GatewayDropped {
			gateway: id,
			last_heartbeat,
			penalty,
			stake: gateway.stake,
		});
		Ok(())
	}

	/// The block in which the sweep looks whether a streak has broken.
	pub(crate) fn wake_after(streak: &Streak) -> BlockNumber {
		// Saturating: past the last block number there is no chain.
		streak.deadline.saturating_add(1)
	}

	pub(crate) fn hold_stake(who: &T::AccountId, amount: Balance) -> DispatchResult {
		let reason = HoldReason::GatewayStake.into();
		ensure!(T::Currency::can_hold(&reason, who, amount), Error::<T>::InsufficientBalance);
		T::Currency::hold(&reason, who, amount)
	}
}
