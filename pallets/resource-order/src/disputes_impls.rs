// SPDX-License-Identifier: Apache-2.0
//! The leases, to the pallet that settles quarrels about them.

use super::*;
use frame_support::pallet_prelude::*;
use hamster_primitives::{
	disputes::{Award, Awarded, DisputedLeases, Frozen, Sentence, Stakes, MAX_LOOKBACK},
	market::CloseReason,
	registry::{Liability, ResourceRegistry},
	Balance, OrderId,
};

impl<T: Config> DisputedLeases<T::AccountId> for Pallet<T> {
	fn freeze(
		id: OrderId,
		tenant: &T::AccountId,
		stakes: Stakes,
	) -> Result<Frozen<T::AccountId>, DispatchError> {
		let lease = Self::tenants_lease(id, tenant)?;
		ensure!(lease.dispute.is_none(), Error::<T>::LeaseDisputed);
		// One whose time is over must not keep its machine from others until there is a verdict.
		if lease.is_active() {
			let coverage = Self::coverage(id, &lease)?;
			if let Some(reason) = Self::verdict(&lease, coverage) {
				Self::close(id, lease, reason, coverage.until)?;
			}
		}

		let mut lease = Self::tenants_lease(id, tenant)?;
		let now = Self::now();
		let ended = match lease.state {
			LeaseState::Active => lease.end(),
			LeaseState::Closed { reason, ended, .. } => {
				let is_open = reason != CloseReason::Resolved && now < lease.wake;
				ensure!(is_open, Error::<T>::NotDisputable);
				ended
			}
		};
		// A machine is rarely caught in the block in which it goes bad.
		let lookback = stakes.lookback.min(MAX_LOOKBACK);
		let from = now.min(ended).saturating_sub(lookback).max(lease.start);
		if !lease.is_active() {
			let liability = Liability {
				provider: &lease.provider,
				resource: lease.resource,
				spec: &lease.spec,
				due: lease.paid_since(from).saturating_add(stakes.rewards),
				fine: stakes.fine,
			};
			T::Resources::secure(id, liability)?;
		}
		lease.dispute = Some(Disputed { from, wake: lease.wake });
		let frozen = Frozen {
			provider: lease.provider.clone(),
			resource: lease.resource,
			from,
			price_per_hour: lease.highest_price(),
		};
		Leases::<T>::insert(id, lease);
		Self::deposit_event(Event::LeaseFrozen { lease: id, from });
		Ok(frozen)
	}

	fn thaw(id: OrderId) -> DispatchResult {
		let mut lease = Leases::<T>::get(id).ok_or(Error::<T>::LeaseNotFound)?;
		let disputed = lease.dispute.take().ok_or(Error::<T>::LeaseNotDisputed)?;
		let now = Self::now();
		Self::deposit_event(Event::LeaseThawed { lease: id });
		if lease.is_active() {
			// What came due meanwhile is done by the next touch. This block may have been swept.
			Self::reschedule(id, &mut lease, now.saturating_add(1));
		} else {
			T::Resources::release(id)?;
			if now >= disputed.wake {
				Self::forget_lease(id, &lease);
				return Ok(());
			}
			Self::reschedule(id, &mut lease, disputed.wake);
		}
		Leases::<T>::insert(id, lease);
		Ok(())
	}

	fn resolve(id: OrderId, sentence: Sentence<T::AccountId>) -> Result<Awarded, DispatchError> {
		let mut lease = Leases::<T>::get(id).ok_or(Error::<T>::LeaseNotFound)?;
		let disputed = lease.dispute.take().ok_or(Error::<T>::LeaseNotDisputed)?;
		let Sentence { arbiters, reward, fine } = sentence;
		let (awarded, ended) = match lease.state {
			LeaseState::Active => {
				// What came before is paid as far as heartbeats speak for it.
				let until = Self::coverage(id, &lease)?.until.min(disputed.from);
				Self::pay_rent(id, &mut lease, until)?;
				let restored = lease.paid_since(disputed.from);
				let undelivered = lease.ledger.escrow;
				// Rounded down, against the tenant, who gains.
				let compensation = lease.conditions.compensation.mul_floor(undelivered);
				let award = Award {
					tenant: lease.tenant.clone(),
					due: restored.saturating_add(compensation),
					arbiters,
					reward,
					fine,
				};
				let served = lease.served.saturating_sub(lease.blocks_paid_since(disputed.from));
				let paid = lease.ledger.paid;
				let awarded = T::Resources::resolve_lease(lease.resource, id, served, paid, award)?;
				Self::release_escrow(&lease.tenant, undelivered)?;
				lease.ledger.escrow = 0;
				lease.ledger.refunded = undelivered;
				(awarded, until)
			}
			LeaseState::Closed { ended, .. } => {
				let award = Award {
					tenant: lease.tenant.clone(),
					due: lease.paid_since(disputed.from),
					arbiters,
					reward,
					fine,
				};
				(T::Resources::award(id, &lease.provider, award)?, ended)
			}
		};
		let ledger = &mut lease.ledger;
		ledger.compensated = ledger.compensated.saturating_add(awarded.tenant);
		let compensated: Balance = awarded.tenant;
		Self::deposit_event(Event::LeaseResolved { lease: id, from: disputed.from, compensated });
		Self::close_record(id, lease, CloseReason::Resolved, ended);
		Ok(awarded)
	}

	fn is_frozen(id: OrderId) -> bool {
		Leases::<T>::get(id).is_some_and(|lease| lease.dispute.is_some())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn running_lease() -> Option<(OrderId, T::AccountId)> {
		Some(benchmarking::disputable_lease::<T>())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn failed_lease() -> Option<(OrderId, T::AccountId)> {
		Some(benchmarking::disputable_failure::<T>())
	}
}

impl<T: Config> Pallet<T> {
	fn tenants_lease(id: OrderId, tenant: &T::AccountId) -> Result<Lease<T::AccountId>, Error<T>> {
		let lease = Leases::<T>::get(id).ok_or(Error::<T>::LeaseNotFound)?;
		ensure!(lease.tenant == *tenant, Error::<T>::NotLeaseTenant);
		Ok(lease)
	}
}
