// SPDX-License-Identifier: Apache-2.0
//! The machines, to the pallet that rents them out.

use super::*;
use frame_support::{
	defensive,
	pallet_prelude::*,
	traits::{
		fungible::{BalancedHold, MutateHold},
		tokens::{Fortitude, Precision, Restriction},
		OnUnbalanced,
	},
};
use hamster_primitives::{
	registry::{Coverage, Offer, Outcome, Penalised, Penalty, ResourceRegistry},
	BlockNumber, OrderId, ResourceId,
};

impl<T: Config> ResourceRegistry<T::AccountId> for Pallet<T> {
	fn offer(resource: ResourceId) -> Option<Offer<T::AccountId>> {
		let record = Resources::<T>::get(resource)?;
		Some(Offer {
			provider: record.provider,
			spec: record.spec,
			price_per_hour: record.price_per_hour,
			available_until: record.available_until,
			min_hours: record.min_hours,
			max_hours: record.max_hours,
			occupant: record.state.occupant(),
		})
	}

	fn reserve(resource: ResourceId, order: OrderId) -> DispatchResult {
		let mut record = Resources::<T>::get(resource).ok_or(Error::<T>::ResourceNotFound)?;
		record.state.reserve(order).map_err(Error::<T>::from)?;
		let now = Self::now();
		ensure!(now <= record.available_until, Error::<T>::OfferExpired);
		let provider = Self::provider(&record.provider)?;
		ensure!(provider.live_streak(now).is_some(), Error::<T>::ProviderSilent);

		Self::cover(&mut record, provider)?;
		Self::set_resource(resource, Some(record));
		Ok(())
	}

	fn unreserve(resource: ResourceId, order: OrderId) -> DispatchResult {
		let mut record = Resources::<T>::get(resource).ok_or(Error::<T>::ResourceNotFound)?;
		record.state.unreserve(order).map_err(Error::<T>::from)?;
		Self::set_resource(resource, Some(record));
		Ok(())
	}

	fn begin_lease(resource: ResourceId, order: OrderId) -> DispatchResult {
		let mut record = Resources::<T>::get(resource).ok_or(Error::<T>::ResourceNotFound)?;
		let mut provider = Self::provider(&record.provider)?;
		let number = match &mut provider.liveness {
			Liveness::Live { streak, leases } if streak.is_unbroken(Self::now()) => {
				*leases = leases.checked_add(1).ok_or(Error::<T>::Inconsistent)?;
				streak.number
			}
			_ => return Err(Error::<T>::ProviderSilent.into()),
		};
		record.state.lease(order, number).map_err(Error::<T>::from)?;

		Providers::<T>::insert(&record.provider, provider);
		Self::set_resource(resource, Some(record));
		Ok(())
	}

	fn coverage(resource: ResourceId, order: OrderId) -> Result<Coverage, DispatchError> {
		let mut record = Resources::<T>::get(resource).ok_or(Error::<T>::ResourceNotFound)?;
		let occupancy = *record.state.occupancy(order).map_err(Error::<T>::from)?;
		let provider = Self::provider(&record.provider)?;
		let streak = match provider.liveness {
			Liveness::Live { streak, .. } if streak.number == occupancy.streak => Coverage {
				until: streak.last_heartbeat,
				is_final: !streak.is_unbroken(Self::now()),
			},
			_ => {
				let ended = EndedStreaks::<T>::get(&record.provider, occupancy.streak)
					.ok_or(Error::<T>::Inconsistent)?;
				Coverage { until: ended.last_heartbeat, is_final: true }
			}
		};
		Ok(match occupancy.down_since {
			Some(down) => Coverage { until: streak.until.min(down), is_final: true },
			None => streak,
		})
	}

	fn excuse(resource: ResourceId, order: OrderId, until: BlockNumber) -> DispatchResult {
		let mut record = Resources::<T>::get(resource).ok_or(Error::<T>::ResourceNotFound)?;
		record.state.occupancy(order).map_err(Error::<T>::from)?.excused_until = until;
		Self::set_resource(resource, Some(record));
		Ok(())
	}

	fn renew_lease(resource: ResourceId, order: OrderId) -> DispatchResult {
		let mut record = Resources::<T>::get(resource).ok_or(Error::<T>::ResourceNotFound)?;
		record.state.occupancy(order).map_err(Error::<T>::from)?;
		let provider = Self::provider(&record.provider)?;
		Self::cover(&mut record, provider)?;
		Self::set_resource(resource, Some(record));
		Ok(())
	}

	fn end_lease(
		resource: ResourceId,
		order: OrderId,
		served: BlockNumber,
		outcome: Outcome<T::AccountId>,
	) -> Result<Penalised, DispatchError> {
		let mut record = Resources::<T>::get(resource).ok_or(Error::<T>::ResourceNotFound)?;
		let occupancy = *record.state.occupancy(order).map_err(Error::<T>::from)?;
		let mut provider = Self::provider(&record.provider)?;
		Self::leave_streak(&record.provider, &mut provider, &occupancy)?;

		provider.reputation.note_lease(served, outcome == Outcome::Completed);
		let penalised = match outcome {
			Outcome::Completed | Outcome::EndedByTenant => {
				record.state = ResourceState::Available;
				Penalised::default()
			}
			Outcome::Faulted(penalty) => {
				provider.reputation.note_fault(Self::now());
				record.state = ResourceState::Offline;
				let penalised = Self::penalise(&mut record, &mut provider, penalty)?;
				Self::deposit_event(Event::ProviderPenalised {
					provider: record.provider.clone(),
					resource,
					compensation: penalised.compensation,
					fine: penalised.fine,
				});
				penalised
			}
		};
		Providers::<T>::insert(&record.provider, provider);
		Self::set_resource(resource, Some(record));
		Ok(penalised)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn create_resource(
		provider: &T::AccountId,
		price_per_hour: hamster_primitives::Balance,
	) -> ResourceId {
		benchmarking::create_resource::<T>(provider, price_per_hour)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn beat(provider: &T::AccountId) {
		Self::do_heartbeat(provider.clone(), Default::default()).expect("the provider has staked");
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn uncover(resource: ResourceId) {
		benchmarking::uncover::<T>(resource)
	}
}

impl<T: Config> Pallet<T> {
	/// Locks what the machine needs beyond what is locked for it. A requirement that was raised
	/// since then is met from the free stake, or not at all.
	fn cover(record: &mut Resource<T::AccountId>, mut provider: Provider) -> Result<(), Error<T>> {
		let missing = Self::missing_backing(record);
		if missing > 0 {
			Self::relock(&mut provider, 0, missing).map_err(|_| Error::<T>::ResourceSuspended)?;
			// Not more than the stake, which is a balance.
			record.backing = record.backing.saturating_add(missing);
			Providers::<T>::insert(&record.provider, provider);
		}
		Ok(())
	}

	/// Counts down the open leases of the streak that the lease stood on.
	fn leave_streak(
		who: &T::AccountId,
		provider: &mut Provider,
		occupancy: &Occupancy,
	) -> DispatchResult {
		match &mut provider.liveness {
			Liveness::Live { streak, leases } if streak.number == occupancy.streak => {
				*leases = leases.checked_sub(1).ok_or(Error::<T>::Inconsistent)?;
				Ok(())
			}
			_ => EndedStreaks::<T>::try_mutate_exists(who, occupancy.streak, |slot| {
				let Some(ended) = slot else {
					defensive!("an open lease keeps the end of its streak on record");
					return Err(Error::<T>::Inconsistent.into());
				};
				ended.leases = ended.leases.checked_sub(1).ok_or(Error::<T>::Inconsistent)?;
				if ended.leases == 0 {
					*slot = None;
				}
				Ok(())
			}),
		}
	}

	/// Makes the tenant whole and then takes the fine, both from what is locked for the machine.
	fn penalise(
		record: &mut Resource<T::AccountId>,
		provider: &mut Provider,
		penalty: Penalty<T::AccountId>,
	) -> Result<Penalised, DispatchError> {
		let compensation = penalty.compensation.min(record.backing);
		// The subtractions can't saturate: both parts together are at most the backing, which is
		// part of what is locked, which is part of the stake. The fine is rounded down.
		let rest = record.backing.saturating_sub(compensation);
		let fine = penalty.fine.mul_floor(record.backing).min(rest);
		let lost = compensation.saturating_add(fine);

		record.backing = record.backing.saturating_sub(lost);
		provider.locked = provider.locked.saturating_sub(lost);
		provider.stake = provider.stake.saturating_sub(lost);

		let reason = HoldReason::ProviderStake.into();
		if compensation > 0 {
			T::Currency::transfer_on_hold(
				&reason,
				&record.provider,
				&penalty.tenant,
				compensation,
				Precision::Exact,
				Restriction::Free,
				Fortitude::Force,
			)?;
		}
		if fine > 0 {
			let (credit, missing) = T::Currency::slash(&reason, &record.provider, fine);
			ensure!(missing == 0, Error::<T>::Inconsistent);
			T::Slash::on_unbalanced(credit);
		}
		Ok(Penalised { compensation, fine })
	}
}
