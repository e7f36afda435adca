// SPDX-License-Identifier: Apache-2.0
//! What the calls do once their origin is known.

use super::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{InspectHold, MutateHold},
		tokens::Precision,
	},
};
use hamster_primitives::{
	liveness::{Streak, StreakNumber},
	resource::ResourceSpec,
	time::HOURS,
	Balance, BlockNumber, ResourceId,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_stake(who: T::AccountId, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let reason = HoldReason::ProviderStake.into();
		ensure!(T::Currency::can_hold(&reason, &who, amount), Error::<T>::InsufficientBalance);

		let mut provider = Providers::<T>::get(&who).unwrap_or_default();
		provider.stake =
			provider.stake.checked_add(amount).ok_or(Error::<T>::InsufficientBalance)?;
		let stake = provider.stake;

		T::Currency::hold(&reason, &who, amount)?;
		Providers::<T>::insert(&who, provider);
		Self::deposit_event(Event::Staked { provider: who, amount, stake });
		Ok(())
	}

	pub(crate) fn do_unstake(who: T::AccountId, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut provider = Self::provider(&who)?;
		ensure!(amount <= provider.free(), Error::<T>::InsufficientStake);

		let delay = Parameters::<T>::get().unbonding_delay;
		// Saturating: past the last block number there is no chain.
		let withdrawable_at = Self::now().saturating_add(delay);
		// Not more than the free stake.
		provider.stake = provider.stake.saturating_sub(amount);
		provider
			.unbonding
			.push(amount, withdrawable_at)
			.map_err(|_| Error::<T>::TooManyUnbonding)?;

		Providers::<T>::insert(&who, provider);
		Self::deposit_event(Event::Unstaked { provider: who, amount, withdrawable_at });
		Ok(())
	}

	pub(crate) fn do_withdraw_unbonded(who: T::AccountId) -> DispatchResult {
		let mut provider = Self::provider(&who)?;
		let amount = provider.unbonding.take_due(Self::now());
		ensure!(amount > 0, Error::<T>::NothingToWithdraw);

		let reason = HoldReason::ProviderStake.into();
		T::Currency::release(&reason, &who, amount, Precision::Exact)?;
		if provider.is_forgettable() {
			Providers::<T>::remove(&who);
		} else {
			Providers::<T>::insert(&who, provider);
		}
		Self::deposit_event(Event::Withdrawn { provider: who, amount });
		Ok(())
	}

	pub(crate) fn do_register_resource(
		who: T::AccountId,
		spec: ResourceSpec,
		price_per_hour: Balance,
		available_hours: u32,
		min_hours: u32,
		max_hours: u32,
	) -> DispatchResult {
		spec.validate().map_err(Error::<T>::from)?;
		Self::ensure_price(price_per_hour)?;
		ensure!(
			(1..=MAX_AVAILABLE_HOURS).contains(&available_hours)
				&& (1..=max_hours).contains(&min_hours)
				&& max_hours <= MAX_AVAILABLE_HOURS,
			Error::<T>::HoursOutOfRange
		);
		let mut provider = Self::provider(&who)?;

		let backing = Requirement::<T>::get().of(&spec);
		Self::relock(&mut provider, 0, backing)?;
		// Saturating: a counter of what is backed by stake can't reach its maximum.
		provider.resources = provider.resources.saturating_add(1);
		let available_until = Self::now().saturating_add(available_hours.saturating_mul(HOURS));
		let resource = NextResourceId::<T>::get();
		let next = resource.checked_add(1).ok_or(Error::<T>::Inconsistent)?;

		NextResourceId::<T>::put(next);
		Providers::<T>::insert(&who, provider);
		let record = Resource {
			provider: who.clone(),
			spec,
			price_per_hour,
			available_until,
			min_hours,
			max_hours,
			backing,
			state: ResourceState::Available,
			rise: None,
		};
		Self::set_resource(resource, Some(record));
		Self::deposit_event(Event::ResourceRegistered {
			resource,
			provider: who,
			price_per_hour,
			available_until,
			backing,
		});
		Ok(())
	}

	pub(crate) fn do_set_price(
		who: T::AccountId,
		resource: ResourceId,
		price_per_hour: Balance,
	) -> DispatchResult {
		Self::ensure_price(price_per_hour)?;
		let mut record = Self::owned_resource(&who, resource)?;
		let from = record.set_price(price_per_hour, Self::now());
		Self::set_resource(resource, Some(record));
		Self::deposit_event(Event::PriceSet { resource, price_per_hour, from });
		Ok(())
	}

	pub(crate) fn do_extend_availability(
		who: T::AccountId,
		resource: ResourceId,
		hours: u32,
	) -> DispatchResult {
		ensure!((1..=MAX_AVAILABLE_HOURS).contains(&hours), Error::<T>::HoursOutOfRange);
		let mut record = Self::owned_resource(&who, resource)?;
		let now = Self::now();
		// Saturating: an end that far off is refused below.
		let available_until =
			record.available_until.max(now).saturating_add(hours.saturating_mul(HOURS));
		ensure!(
			available_until.saturating_sub(now) <= MAX_AVAILABLE_HOURS.saturating_mul(HOURS),
			Error::<T>::HoursOutOfRange
		);
		record.available_until = available_until;
		Self::set_resource(resource, Some(record));
		Self::deposit_event(Event::AvailabilityExtended { resource, available_until });
		Ok(())
	}

	pub(crate) fn do_update_spec(
		who: T::AccountId,
		resource: ResourceId,
		spec: ResourceSpec,
	) -> DispatchResult {
		spec.validate().map_err(Error::<T>::from)?;
		let mut record = Self::owned_resource(&who, resource)?;
		record.state.ensure_idle().map_err(Error::<T>::from)?;

		record.spec = spec;
		let backing = Self::lock_requirement(&who, &mut record)?;
		Self::set_resource(resource, Some(record));
		Self::deposit_event(Event::SpecUpdated { resource, backing });
		Ok(())
	}

	pub(crate) fn do_take_offline(who: T::AccountId, resource: ResourceId) -> DispatchResult {
		let mut record = Self::owned_resource(&who, resource)?;
		record.state.take_offline().map_err(Error::<T>::from)?;
		Self::set_resource(resource, Some(record));
		Self::deposit_event(Event::ResourceTakenOffline { resource });
		Ok(())
	}

	pub(crate) fn do_bring_online(who: T::AccountId, resource: ResourceId) -> DispatchResult {
		let mut record = Self::owned_resource(&who, resource)?;
		record.state.bring_online().map_err(Error::<T>::from)?;
		let backing = Self::lock_requirement(&who, &mut record)?;
		Self::set_resource(resource, Some(record));
		Self::deposit_event(Event::ResourceBroughtOnline { resource, backing });
		Ok(())
	}

	pub(crate) fn do_deregister_resource(
		who: T::AccountId,
		resource: ResourceId,
	) -> DispatchResult {
		let record = Self::owned_resource(&who, resource)?;
		record.state.ensure_idle().map_err(Error::<T>::from)?;
		let mut provider = Self::provider(&who)?;
		let unlocked = record.backing;
		Self::relock(&mut provider, unlocked, 0)?;
		// The machine was counted when it was registered.
		provider.resources = provider.resources.saturating_sub(1);

		Providers::<T>::insert(&who, provider);
		Self::set_resource(resource, None);
		Self::deposit_event(Event::ResourceDeregistered { resource, unlocked });
		Ok(())
	}

	pub(crate) fn do_heartbeat(who: T::AccountId, down: DownList) -> DispatchResultWithPostInfo {
		let mut provider = Self::provider(&who)?;
		let now = Self::now();
		let rules = Parameters::<T>::get().heartbeat;

		let named = down.len() as u32;
		let weight = match &mut provider.liveness {
			Liveness::Live { streak, .. } if streak.is_unbroken(now) => {
				let previous = streak.last_heartbeat;
				streak.beat(&who, now, rules);
				Self::note_down(&who, &down, streak.number, previous, now)?;
				T::WeightInfo::heartbeat(named)
			}
			_ => {
				let number = Self::end_streak(&who, &mut provider)
					.checked_add(1)
					.ok_or(Error::<T>::Inconsistent)?;
				let streak = Streak::open(number, &who, now, rules);
				provider.liveness = Liveness::Live { streak, leases: 0 };
				Self::deposit_event(Event::StreakStarted { provider: who.clone(), streak: number });
				// Leases of the old streak ended with it; a machine named as down has none that
				// began in this one. The list is checked all the same.
				Self::note_down(&who, &down, number, now, now)?;
				T::WeightInfo::heartbeat_after_gap(named)
			}
		};
		let Liveness::Live { streak, .. } = &provider.liveness else {
			return Err(Error::<T>::Inconsistent.into());
		};
		let next_due = streak.due;

		Providers::<T>::insert(&who, provider);
		Self::deposit_event(Event::HeartbeatReceived { provider: who, next_due });
		Ok(Some(weight).into())
	}

	/// Marks the leased machines of `down` that stand on streak `number` and are not in
	/// maintenance: they were up until the heartbeat in block `previous`.
	fn note_down(
		who: &T::AccountId,
		down: &DownList,
		number: StreakNumber,
		previous: BlockNumber,
		now: BlockNumber,
	) -> DispatchResult {
		for &resource in down {
			let mut record = Self::owned_resource(who, resource)?;
			if let ResourceState::Leased(occupancy) = &mut record.state {
				let counts = occupancy.streak == number && now >= occupancy.excused_until;
				if counts && occupancy.down_since.is_none() {
					occupancy.down_since = Some(previous);
					Self::set_resource(resource, Some(record));
					Self::deposit_event(Event::ResourceDown { resource, since: previous });
				}
			}
		}
		Ok(())
	}

	pub(crate) fn do_report_silence(who: T::AccountId) -> DispatchResult {
		let mut provider = Self::provider(&who)?;
		let is_silent = matches!(
			&provider.liveness,
			Liveness::Live { streak, .. } if !streak.is_unbroken(Self::now())
		);
		ensure!(is_silent, Error::<T>::ProviderNotSilent);
		Self::end_streak(&who, &mut provider);
		Providers::<T>::insert(&who, provider);
		Ok(())
	}

	pub(crate) fn do_set_stake_requirement(requirement: StakeRequirement) -> DispatchResult {
		ensure!(requirement.is_within_bounds(), Error::<T>::ParameterOutOfBounds);
		Requirement::<T>::put(requirement);
		Self::deposit_event(Event::StakeRequirementSet { requirement });
		Ok(())
	}

	pub(crate) fn do_set_parameters(parameters: ProviderParameters) -> DispatchResult {
		Self::ensure_parameters(&parameters)?;
		Parameters::<T>::put(parameters);
		Self::deposit_event(Event::ParametersSet { parameters });
		Ok(())
	}
}
