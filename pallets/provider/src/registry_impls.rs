// SPDX-License-Identifier: Apache-2.0
//! The machines, to the pallet that rents them out.

use super::*;
use frame_support::{
	defensive,
	pallet_prelude::*,
	traits::{
		fungible::{BalancedHold, Inspect, MutateHold},
		tokens::{DepositConsequence, Fortitude, Precision, Provenance, Restriction},
		OnUnbalanced,
	},
};
use hamster_primitives::{
	disputes::{Award, Awarded},
	registry::{Coverage, Liability, Offer, Outcome, Penalised, Penalty, ResourceRegistry},
	Balance, BlockNumber, OrderId, ResourceId,
};

impl<T: Config> ResourceRegistry<T::AccountId> for Pallet<T> {
	fn offer(resource: ResourceId) -> Option<Offer<T::AccountId>> {
		let record = Resources::<T>::get(resource)?;
		Some(Offer {
			price_per_hour: record.price_at(Self::now()),
			announced_price_per_hour: record.announced_price(),
			provider: record.provider,
			spec: record.spec,
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
		paid: Balance,
		outcome: Outcome<T::AccountId>,
	) -> Result<Penalised, DispatchError> {
		let mut record = Resources::<T>::get(resource).ok_or(Error::<T>::ResourceNotFound)?;
		let occupancy = *record.state.occupancy(order).map_err(Error::<T>::from)?;
		let mut provider = Self::provider(&record.provider)?;
		Self::leave_streak(&record.provider, &mut provider, &occupancy)?;

		provider.reputation.note_lease(served, outcome == Outcome::Completed);
		provider.income.note_rent(paid);
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

	fn resolve_lease(
		resource: ResourceId,
		order: OrderId,
		served: BlockNumber,
		paid: Balance,
		award: Award<T::AccountId>,
	) -> Result<Awarded, DispatchError> {
		let mut record = Resources::<T>::get(resource).ok_or(Error::<T>::ResourceNotFound)?;
		let occupancy = *record.state.occupancy(order).map_err(Error::<T>::from)?;
		let mut provider = Self::provider(&record.provider)?;
		Self::leave_streak(&record.provider, &mut provider, &occupancy)?;

		provider.reputation.note_lease(served, false);
		provider.reputation.note_dispute_lost(Self::now());
		provider.income.note_rent(paid);
		record.state = ResourceState::Offline;
		let backing = record.backing;
		let awarded = Self::pay_award(&record.provider, order, backing, backing, &award)?;
		Self::note_award(&mut provider, &awarded);
		let lost = Self::sum(&awarded);
		// Not more than the backing, which is part of what is locked, which is part of the stake.
		record.backing = record.backing.saturating_sub(lost);
		provider.locked = provider.locked.saturating_sub(lost);
		provider.stake = provider.stake.saturating_sub(lost);

		Providers::<T>::insert(&record.provider, provider);
		Self::set_resource(resource, Some(record));
		Ok(awarded)
	}

	fn secure(
		order: OrderId,
		liability: Liability<T::AccountId>,
	) -> Result<Balance, DispatchError> {
		let Liability { provider: who, resource, spec, due, fine } = liability;
		ensure!(!SecuredStakes::<T>::contains_key(order), Error::<T>::Inconsistent);
		// A record that is gone had no stake.
		let Some(mut provider) = Providers::<T>::get(who) else { return Ok(0) };
		let base = Requirement::<T>::get().of(spec);
		let wanted = due.saturating_add(fine.mul_floor(base));

		let mut staked = wanted.min(provider.free());
		let missing = wanted.saturating_sub(staked);
		let (unbonding, withdrawable_at) = provider.unbonding.take_newest(missing);
		let missing = missing.saturating_sub(unbonding);
		// The machine's own backing, if nobody has the machine by now. Never that of another.
		if let Some(mut record) = Resources::<T>::get(resource).filter(|_| missing > 0) {
			if record.state.ensure_idle().is_ok() {
				let part = missing.min(record.backing);
				record.backing = record.backing.saturating_sub(part);
				provider.locked = provider.locked.saturating_sub(part);
				staked = staked.saturating_add(part);
				Self::set_resource(resource, Some(record));
			}
		}
		// Part of the free stake and of what was locked until now.
		provider.stake = provider.stake.saturating_sub(staked);
		let secured = Secured { provider: who.clone(), staked, unbonding, withdrawable_at, base };
		let amount = secured.amount();
		if amount == 0 {
			// No record of it, so that nothing is asked of a provider who may be gone by then.
			return Ok(0);
		}
		provider.secured = provider.secured.saturating_add(amount);

		Providers::<T>::insert(who, provider);
		SecuredStakes::<T>::insert(order, secured);
		Self::deposit_event(Event::StakeSecured { provider: who.clone(), lease: order, amount });
		Ok(amount)
	}

	fn release(order: OrderId) -> DispatchResult {
		if let Some(secured) = SecuredStakes::<T>::take(order) {
			let mut provider = Self::provider(&secured.provider)?;
			Self::give_back(order, &mut provider, &secured, 0)?;
			Providers::<T>::insert(&secured.provider, provider);
		}
		Ok(())
	}

	fn award(
		order: OrderId,
		who: &T::AccountId,
		award: Award<T::AccountId>,
	) -> Result<Awarded, DispatchError> {
		let mut provider = Providers::<T>::get(who).unwrap_or_default();
		provider.reputation.note_dispute_lost(Self::now());
		let awarded = match SecuredStakes::<T>::take(order) {
			Some(secured) => {
				let (fund, base) = (secured.amount(), secured.base);
				let awarded = Self::pay_award(who, order, fund, base, &award)?;
				Self::note_award(&mut provider, &awarded);
				Self::give_back(order, &mut provider, &secured, Self::sum(&awarded))?;
				awarded
			}
			None => Self::pay_award(who, order, 0, 0, &award)?,
		};
		Providers::<T>::insert(who, provider);
		Ok(awarded)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn create_resource(provider: &T::AccountId, price_per_hour: Balance) -> ResourceId {
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

	#[cfg(feature = "runtime-benchmarks")]
	fn spread_stake(provider: &T::AccountId) {
		benchmarking::spread_stake::<T>(provider)
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

	/// Pays an award of what `who` has on hold, at most `fund`: the tenant, the arbiters, the penalty,
	/// which is a share of `base`. The caller takes what was paid off the records.
	fn pay_award(
		who: &T::AccountId,
		order: OrderId,
		fund: Balance,
		base: Balance,
		award: &Award<T::AccountId>,
	) -> Result<Awarded, DispatchError> {
		let tenant = Self::pay_from_stake(who, &award.tenant, award.due.min(fund))?;
		// The subtractions can't saturate: no part is more than what is left.
		let left = fund.saturating_sub(tenant);
		let share = left.checked_div(award.arbiters.len() as Balance).unwrap_or(0);
		let mut rewards: Balance = 0;
		for arbiter in &award.arbiters {
			let paid = Self::pay_from_stake(who, arbiter, award.reward.min(share))?;
			rewards = rewards.saturating_add(paid);
		}
		let left = left.saturating_sub(rewards);
		// Rounded down, against the treasury, which gains.
		let fine = award.fine.mul_floor(base).min(left);
		if fine > 0 {
			let (credit, missing) =
				T::Currency::slash(&HoldReason::ProviderStake.into(), who, fine);
			ensure!(missing == 0, Error::<T>::Inconsistent);
			T::Slash::on_unbalanced(credit);
		}
		let provider = who.clone();
		Self::deposit_event(Event::DisputeLost { provider, lease: order, tenant, rewards, fine });
		Ok(Awarded { tenant, rewards, fine })
	}

	fn note_award(provider: &mut Provider, awarded: &Awarded) {
		// Both were on hold on one account.
		let fined = awarded.rewards.saturating_add(awarded.fine);
		provider.income.note_loss(awarded.tenant, fined);
	}

	fn sum(awarded: &Awarded) -> Balance {
		// All of it was on hold on one account.
		awarded.tenant.saturating_add(awarded.rewards).saturating_add(awarded.fine)
	}

	/// Pays somebody of what `who` has on hold. Returns what was paid: nothing, if the account is gone
	/// and can't be opened with so little. That must not keep a dispute from ending.
	fn pay_from_stake(
		who: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
	) -> Result<Balance, DispatchError> {
		let arrives =
			T::Currency::can_deposit(to, amount, Provenance::Extant) == DepositConsequence::Success;
		if amount == 0 || !arrives {
			return Ok(0);
		}
		T::Currency::transfer_on_hold(
			&HoldReason::ProviderStake.into(),
			who,
			to,
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Force,
		)
	}

	/// Gives back what was put aside, but for what was `spent` of it: first what was unbonding, which
	/// goes on, then what was staked. The caller stores the provider.
	fn give_back(
		order: OrderId,
		provider: &mut Provider,
		secured: &Secured<T::AccountId>,
		spent: Balance,
	) -> DispatchResult {
		let amount = secured.amount();
		provider.secured = provider.secured.checked_sub(amount).ok_or(Error::<T>::Inconsistent)?;
		let left = amount.checked_sub(spent).ok_or(Error::<T>::Inconsistent)?;
		let unbonding = left.min(secured.unbonding);
		let mut staked = left.saturating_sub(unbonding);
		// A queue that has filled up meanwhile has no place for it: it must be unstaked anew.
		if unbonding > 0 && provider.unbonding.push(unbonding, secured.withdrawable_at).is_err() {
			staked = left;
		}
		provider.stake = provider.stake.checked_add(staked).ok_or(Error::<T>::Inconsistent)?;
		if left > 0 {
			let provider = secured.provider.clone();
			Self::deposit_event(Event::StakeReleased { provider, lease: order, amount: left });
		}
		Ok(())
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
		provider.income.note_loss(compensation, fine);

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
