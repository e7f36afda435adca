// SPDX-License-Identifier: Apache-2.0
//! The pot: what comes in from market fees and goes out as rewards.

use super::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{Balanced, Mutate},
		tokens::Preservation,
		Imbalance, OnUnbalanced,
	},
};
use hamster_primitives::GatewayId;
use sp_runtime::traits::AccountIdConversion;

impl<T: Config> Pallet<T> {
	/// The account of the reward pot.
	pub fn pot() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Pays a gateway's rewards to its operator. The caller stores the gateway, and the pool if there
	/// were any.
	pub(crate) fn pay_rewards(
		id: GatewayId,
		gateway: &mut Gateway<T::AccountId>,
		pool: &mut RewardPool,
	) -> DispatchResult {
		let amount = gateway.rewards;
		if amount == 0 {
			return Ok(());
		}
		pool.released = pool.released.checked_sub(amount).ok_or(Error::<T>::Inconsistent)?;
		gateway.rewards = 0;
		T::Currency::transfer(&Self::pot(), &gateway.operator, amount, Preservation::Preserve)?;
		Self::deposit_event(Event::RewardsClaimed {
			gateway: id,
			operator: gateway.operator.clone(),
			amount,
		});
		Ok(())
	}
}

/// Takes in a market fee: the gateways' share goes to the pot, the rest on to where the runtime sends
/// it. The share is rounded down, against the gateways, who gain.
impl<T: Config> OnUnbalanced<CreditOf<T>> for Pallet<T> {
	fn on_nonzero_unbalanced(fee: CreditOf<T>) {
		let parameters = Parameters::<T>::get();
		let share = parameters.fee_share.mul_floor(fee.peek());
		let (share, rest) = fee.split(share);
		let amount = share.peek();
		if amount > 0 {
			match T::Currency::resolve(&Self::pot(), share) {
				Ok(()) => {
					let mut pool = Self::pool();
					pool.fund(amount, parameters.release_period);
					Pool::<T>::put(pool);
					Self::deposit_event(Event::RewardsFunded { amount });
				}
				// The pot's account is open from genesis on. Were it not, nothing is lost all the
				// same.
				Err(share) => T::FeeRemainder::on_unbalanced(share),
			}
		}
		T::FeeRemainder::on_unbalanced(rest);
	}
}
