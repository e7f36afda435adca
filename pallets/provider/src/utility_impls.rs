// SPDX-License-Identifier: Apache-2.0
//! Checks and steps that several calls share, and reads for the runtime API.

use super::*;
use core::mem;
use frame_support::pallet_prelude::*;
use hamster_primitives::{
	liveness::StreakNumber, ordered::Ordered, Balance, BlockNumber, ResourceId,
};
use sp_runtime::traits::BlockNumberProvider;

impl<T: Config> Pallet<T> {
	/// The present block.
	pub fn now() -> BlockNumber {
		T::BlockNumberProvider::current_block_number()
	}

	/// What people see of a machine's state.
	pub fn status(resource: &Resource<T::AccountId>) -> ResourceStatus {
		match resource.state {
			ResourceState::Reserved { .. } => return ResourceStatus::Reserved,
			ResourceState::Leased(_) => return ResourceStatus::Leased,
			ResourceState::Available | ResourceState::Offline => {}
		}
		let provider = Providers::<T>::get(&resource.provider).unwrap_or_default();
		let now = Self::now();
		if Self::missing_backing(resource) > provider.free() {
			ResourceStatus::Suspended
		} else if resource.state == ResourceState::Offline {
			ResourceStatus::Offline
		} else if now > resource.available_until {
			ResourceStatus::Expired
		} else if provider.live_streak(now).is_none() {
			ResourceStatus::Silent
		} else {
			ResourceStatus::Available
		}
	}

	/// What the machine needs beyond the stake locked for it.
	pub(crate) fn missing_backing(resource: &Resource<T::AccountId>) -> Balance {
		Requirement::<T>::get().of(&resource.spec).saturating_sub(resource.backing)
	}

	pub(crate) fn provider(who: &T::AccountId) -> Result<Provider, Error<T>> {
		Providers::<T>::get(who).ok_or(Error::<T>::NotProvider)
	}

	/// Puts a machine in the place of what was stored under the id, or removes it, counts both by their
	/// states, and keeps the list of its provider's machines. Nothing else writes machines, so no
	/// transition goes uncounted and no machine unlisted.
	pub(crate) fn set_resource(id: ResourceId, record: Option<Resource<T::AccountId>>) {
		let to = record.as_ref().map(|record| record.state);
		let owner = record.as_ref().map(|record| record.provider.clone());
		let replaced = Resources::<T>::mutate_exists(id, |slot| mem::replace(slot, record));
		let from = replaced.as_ref().map(|record| record.state);
		match (replaced, owner) {
			(None, Some(owner)) => ResourcesOf::<T>::insert(owner, Ordered(id), ()),
			(Some(gone), None) => ResourcesOf::<T>::remove(gone.provider, Ordered(id)),
			// A machine never changes hands.
			(Some(_), Some(_)) | (None, None) => {}
		}
		// Most writes leave a machine in its state, and the counts alone.
		if from.as_ref().map(mem::discriminant) != to.as_ref().map(mem::discriminant) {
			StateCounts::<T>::mutate(|counts| counts.shift(from, to));
		}
	}

	pub(crate) fn owned_resource(
		who: &T::AccountId,
		resource: ResourceId,
	) -> Result<Resource<T::AccountId>, Error<T>> {
		let record = Resources::<T>::get(resource).ok_or(Error::<T>::ResourceNotFound)?;
		ensure!(record.provider == *who, Error::<T>::NotResourceOwner);
		Ok(record)
	}

	pub(crate) fn ensure_price(price_per_hour: Balance) -> Result<(), Error<T>> {
		ensure!((1..=MAX_PRICE_PER_HOUR).contains(&price_per_hour), Error::<T>::PriceOutOfRange);
		Ok(())
	}

	pub(crate) fn ensure_parameters(parameters: &ProviderParameters) -> Result<(), Error<T>> {
		ensure!(
			parameters.heartbeat.are_within_bounds()
				&& (T::MinUnbondingDelay::get()..=MAX_UNBONDING_DELAY)
					.contains(&parameters.unbonding_delay),
			Error::<T>::ParameterOutOfBounds
		);
		Ok(())
	}

	/// Puts `to` in the place of the `from` that was locked for a machine.
	pub(crate) fn relock(
		provider: &mut Provider,
		from: Balance,
		to: Balance,
	) -> Result<(), Error<T>> {
		let others = provider.locked.checked_sub(from).ok_or(Error::<T>::Inconsistent)?;
		let locked = others.checked_add(to).ok_or(Error::<T>::InsufficientStake)?;
		ensure!(locked <= provider.stake, Error::<T>::InsufficientStake);
		provider.locked = locked;
		Ok(())
	}

	/// Locks for the machine exactly what it needs now, and stores the provider.
	pub(crate) fn lock_requirement(
		who: &T::AccountId,
		record: &mut Resource<T::AccountId>,
	) -> Result<Balance, Error<T>> {
		let mut provider = Self::provider(who)?;
		let backing = Requirement::<T>::get().of(&record.spec);
		Self::relock(&mut provider, record.backing, backing)?;
		record.backing = backing;
		Providers::<T>::insert(who, provider);
		Ok(backing)
	}

	/// Ends the newest streak if that has not been done; open leases that began in it find its
	/// end on record. Returns how many streaks there have been.
	pub(crate) fn end_streak(who: &T::AccountId, provider: &mut Provider) -> StreakNumber {
		match provider.liveness {
			Liveness::Silent { streaks } => streaks,
			Liveness::Live { streak, leases } => {
				let last_heartbeat = streak.last_heartbeat;
				if leases > 0 {
					let ended = EndedStreak { last_heartbeat, leases };
					EndedStreaks::<T>::insert(who, streak.number, ended);
				}
				provider.liveness = Liveness::Silent { streaks: streak.number };
				Self::deposit_event(Event::StreakEnded {
					provider: who.clone(),
					streak: streak.number,
					last_heartbeat,
				});
				streak.number
			}
		}
	}
}
