// SPDX-License-Identifier: Apache-2.0
//! What the calls do once their origin is known.

use super::*;
use frame_support::pallet_prelude::*;
use hamster_primitives::{
	market::CloseReason,
	registry::ResourceRegistry,
	resource::{is_readable, AccessKey},
	Balance, BlockNumber, OrderId, ResourceId,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_create_order(
		tenant: T::AccountId,
		resource: ResourceId,
		hours: u32,
		max_price_per_hour: Balance,
		access_key: AccessKey,
	) -> DispatchResultWithPostInfo {
		ensure!(is_readable(&access_key), Error::<T>::BadAccessKey);
		let offer = T::Resources::offer(resource).ok_or(Error::<T>::ResourceNotFound)?;
		ensure!(offer.provider != tenant, Error::<T>::OwnResource);
		ensure!((offer.min_hours..=offer.max_hours).contains(&hours), Error::<T>::HoursOutOfRange);
		let price_per_hour = offer.price_per_hour;
		ensure!(price_per_hour <= max_price_per_hour, Error::<T>::PriceAboveLimit);
		let now = Self::now();
		let end = Self::end_after(now, hours)?;
		ensure!(end <= offer.available_until, Error::<T>::BeyondAvailability);

		// Whoever has the machine may have it by an order or a lease whose time is over.
		let is_vacant = match offer.occupant {
			None => true,
			Some(occupant) => match Self::touch(occupant)? {
				Touched::Lapsed | Touched::Closed(_) => false,
				Touched::Waiting | Touched::Paid | Touched::Removed => {
					return Err(Error::<T>::ResourceInUse.into())
				}
			},
		};

		let escrow = Self::rent(price_per_hour, hours)?;
		let order = NextOrderId::<T>::get();
		let next = order.checked_add(1).ok_or(Error::<T>::Inconsistent)?;
		let OrderParameters { conditions, acceptance_window, .. } = Parameters::<T>::get();
		// Saturating: past the last block number there is no chain.
		let expires = now.saturating_add(acceptance_window);
		let record = Order {
			tenant,
			provider: offer.provider,
			resource,
			hours,
			price_per_hour,
			conditions,
			escrow,
			access_key,
			expires,
			wake: expires.saturating_add(1),
		};

		T::Resources::reserve(resource, order)?;
		Self::hold_escrow(&record.tenant, escrow)?;
		NextOrderId::<T>::put(next);
		Self::place(order, &record.tenant, &record.provider, None, Some(Stage::Pending));
		Agenda::<T>::insert(record.wake, order, ());
		Orders::<T>::insert(order, &record);
		Totals::<T>::mutate(MarketTotals::note_created);
		Self::deposit_event(Event::OrderCreated {
			order,
			tenant: record.tenant,
			provider: record.provider,
			resource,
			hours,
			price_per_hour,
			expires,
		});
		Ok(is_vacant.then(T::WeightInfo::create_order_vacant).into())
	}

	pub(crate) fn do_accept_order(who: T::AccountId, id: OrderId) -> DispatchResult {
		let order = Orders::<T>::get(id).ok_or(Error::<T>::OrderNotFound)?;
		ensure!(order.provider == who, Error::<T>::NotOrderProvider);
		let now = Self::now();
		ensure!(!order.has_lapsed(now), Error::<T>::OrderLapsed);
		let offer = T::Resources::offer(order.resource).ok_or(Error::<T>::ResourceNotFound)?;
		let end = Self::end_after(now, order.hours)?;

		let mut terms = BoundedVec::new();
		let term = Term { end, price_per_hour: order.price_per_hour };
		terms.try_push(term).map_err(|_| Error::<T>::TooManyTerms)?;
		let mut lease = Lease {
			tenant: order.tenant,
			provider: order.provider,
			resource: order.resource,
			spec: offer.spec,
			access_key: order.access_key,
			conditions: order.conditions,
			start: now,
			terms,
			settled_until: now,
			served: 0,
			maintenance: Default::default(),
			recent: Default::default(),
			dispute: None,
			ledger: Ledger { funded: order.escrow, escrow: order.escrow, ..Default::default() },
			wake: order.wake,
			state: LeaseState::Active,
		};
		let wake = lease.next_wake(now);

		T::Resources::begin_lease(lease.resource, id)?;
		Self::reschedule(id, &mut lease, wake);
		let (from, to) = (Some(Stage::Pending), Some(Stage::Active));
		Self::place(id, &lease.tenant, &lease.provider, from, to);
		Orders::<T>::remove(id);
		Leases::<T>::insert(id, lease);
		Totals::<T>::mutate(MarketTotals::note_accepted);
		Self::deposit_event(Event::LeaseStarted { lease: id, start: now, end });
		Ok(())
	}

	pub(crate) fn do_reject_order(who: T::AccountId, id: OrderId) -> DispatchResult {
		let order = Orders::<T>::get(id).ok_or(Error::<T>::OrderNotFound)?;
		ensure!(order.provider == who, Error::<T>::NotOrderProvider);
		Self::withdraw_order(id, &order)?;
		Self::deposit_event(Event::OrderRejected { order: id });
		Ok(())
	}

	pub(crate) fn do_cancel_order(who: T::AccountId, id: OrderId) -> DispatchResult {
		let order = Orders::<T>::get(id).ok_or(Error::<T>::OrderNotFound)?;
		ensure!(order.tenant == who, Error::<T>::NotOrderTenant);
		Self::withdraw_order(id, &order)?;
		Self::deposit_event(Event::OrderCancelled { order: id });
		Ok(())
	}

	pub(crate) fn do_renew_lease(
		who: T::AccountId,
		id: OrderId,
		hours: u32,
		max_price_per_hour: Balance,
	) -> DispatchResult {
		let mut lease = Self::active_lease(id)?;
		ensure!(lease.tenant == who, Error::<T>::NotLeaseTenant);
		Self::ensure_running(id, &lease)?;
		let offer = T::Resources::offer(lease.resource).ok_or(Error::<T>::ResourceNotFound)?;
		// Else tenants could use the notice to make a price last that is to rise.
		let price_per_hour = offer.announced_price_per_hour;
		ensure!(price_per_hour <= max_price_per_hour, Error::<T>::PriceAboveLimit);
		ensure!((1..=offer.max_hours).contains(&hours), Error::<T>::HoursOutOfRange);
		let end = Self::end_after(lease.end(), hours)?;
		let longest = Self::end_after(Self::now(), offer.max_hours)?;
		ensure!(end <= longest, Error::<T>::HoursOutOfRange);
		ensure!(end <= offer.available_until, Error::<T>::BeyondAvailability);

		let rent = Self::rent(price_per_hour, hours)?;
		match lease.terms.last_mut() {
			Some(last) if last.price_per_hour == price_per_hour => last.end = end,
			_ => lease
				.terms
				.try_push(Term { end, price_per_hour })
				.map_err(|_| Error::<T>::TooManyTerms)?,
		}
		let ledger = &mut lease.ledger;
		ledger.funded = ledger.funded.checked_add(rent).ok_or(Error::<T>::InsufficientBalance)?;
		ledger.escrow = ledger.escrow.checked_add(rent).ok_or(Error::<T>::InsufficientBalance)?;

		T::Resources::renew_lease(lease.resource, id)?;
		Self::hold_escrow(&who, rent)?;
		Leases::<T>::insert(id, lease);
		Self::deposit_event(Event::LeaseRenewed { lease: id, hours, price_per_hour, end });
		Ok(())
	}

	pub(crate) fn do_end_lease(who: T::AccountId, id: OrderId) -> DispatchResult {
		let lease = Self::active_lease(id)?;
		ensure!(lease.tenant == who, Error::<T>::NotLeaseTenant);
		ensure!(lease.dispute.is_none(), Error::<T>::LeaseDisputed);
		let coverage = Self::coverage(id, &lease)?;
		match Self::verdict(&lease, coverage) {
			Some(reason) => Self::close(id, lease, reason, coverage.until),
			None => {
				let due = lease.begun_hour_until(coverage.until);
				Self::close(id, lease, CloseReason::EndedByTenant, due)
			}
		}
	}

	pub(crate) fn do_settle(id: OrderId) -> DispatchResultWithPostInfo {
		let weight = match Self::touch(id)? {
			Touched::Waiting => return Err(Error::<T>::NothingToSettle.into()),
			Touched::Lapsed => Some(T::WeightInfo::settle_lapsed()),
			Touched::Paid => Some(T::WeightInfo::settle_paid()),
			Touched::Removed => Some(T::WeightInfo::settle_removed()),
			Touched::Closed(CloseReason::Completed) => Some(T::WeightInfo::settle_completed()),
			Touched::Closed(_) => None,
		};
		Ok(weight.into())
	}

	pub(crate) fn do_announce_maintenance(
		who: T::AccountId,
		id: OrderId,
		blocks: BlockNumber,
	) -> DispatchResult {
		ensure!(blocks > 0, Error::<T>::ZeroBlocks);
		let mut lease = Self::active_lease(id)?;
		ensure!(lease.provider == who, Error::<T>::NotLeaseProvider);
		Self::ensure_running(id, &lease)?;

		let announced = lease.maintenance.windows.last().map_or(0, |window| window.until);
		let from = announced.max(Self::now());
		// Saturating: the end of the lease is earlier than the last block number.
		let until = from.saturating_add(blocks).min(lease.end());
		ensure!(from < until, Error::<T>::LeaseEnded);

		let period = from.saturating_sub(lease.start) / MAINTENANCE_PERIOD;
		let maintenance = &mut lease.maintenance;
		if maintenance.period != period {
			maintenance.period = period;
			maintenance.used = 0;
		}
		// Saturating: refused if it is above the allowance.
		maintenance.used = maintenance.used.saturating_add(until.saturating_sub(from));
		ensure!(
			maintenance.used <= lease.conditions.maintenance_allowance,
			Error::<T>::MaintenanceAllowanceExceeded
		);
		match maintenance.windows.last_mut() {
			Some(last) if last.until == from => last.until = until,
			_ => maintenance
				.windows
				.try_push(Window { from, until })
				.map_err(|_| Error::<T>::TooManyWindows)?,
		}

		T::Resources::excuse(lease.resource, id, until)?;
		Leases::<T>::insert(id, lease);
		Self::deposit_event(Event::MaintenanceAnnounced { lease: id, from, until });
		Ok(())
	}

	pub(crate) fn do_set_parameters(parameters: OrderParameters) -> DispatchResult {
		let shortest_window = T::MinDisputeWindow::get();
		ensure!(parameters.are_within_bounds(shortest_window), Error::<T>::ParameterOutOfBounds);
		Parameters::<T>::put(parameters);
		Self::deposit_event(Event::ParametersSet { parameters });
		Ok(())
	}
}
