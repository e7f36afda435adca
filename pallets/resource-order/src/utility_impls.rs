// SPDX-License-Identifier: Apache-2.0
//! The steps that calls and sweep share: settle, pay, close.

use super::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{BalancedHold, InspectHold, MutateHold},
		tokens::{Fortitude, Precision, Restriction},
		OnUnbalanced,
	},
};
use hamster_primitives::{
	market::CloseReason,
	ordered::Ordered,
	registry::{Coverage, Outcome, Penalty, ResourceRegistry},
	time::HOURS,
	Balance, BlockNumber, OrderId,
};
use sp_runtime::traits::BlockNumberProvider;

impl<T: Config> Pallet<T> {
	/// The present block.
	pub fn now() -> BlockNumber {
		T::BlockNumberProvider::current_block_number()
	}

	/// For how much of an open lease the provider's heartbeats speak: a block from its start to
	/// its end.
	pub fn coverage(id: OrderId, lease: &Lease<T::AccountId>) -> Result<Coverage, DispatchError> {
		let Coverage { until, is_final } = T::Resources::coverage(lease.resource, id)?;
		Ok(Coverage { until: until.max(lease.start).min(lease.end()), is_final })
	}

	/// How an open lease is to be closed, if it is.
	pub fn verdict(lease: &Lease<T::AccountId>, coverage: Coverage) -> Option<CloseReason> {
		if coverage.until >= lease.end() {
			Some(CloseReason::Completed)
		} else if coverage.is_final {
			Some(CloseReason::Faulted)
		} else {
			None
		}
	}

	/// Does what is due for an order or a lease.
	pub(crate) fn touch(id: OrderId) -> Result<Touched, DispatchError> {
		if let Some(order) = Orders::<T>::get(id) {
			if !order.has_lapsed(Self::now()) {
				return Ok(Touched::Waiting);
			}
			Self::withdraw_order(id, &order)?;
			Self::deposit_event(Event::OrderLapsed { order: id });
			return Ok(Touched::Lapsed);
		}

		let mut lease = Leases::<T>::get(id).ok_or(Error::<T>::LeaseNotFound)?;
		if !lease.is_active() {
			// A closed lease wakes when its dispute window has passed.
			if lease.dispute.is_some() || Self::now() < lease.wake {
				return Ok(Touched::Waiting);
			}
			Self::forget_lease(id, &lease);
			return Ok(Touched::Removed);
		}

		let coverage = Self::coverage(id, &lease)?;
		let payable = match lease.dispute {
			// Whatever has become of it waits for the verdict; what came before is paid.
			Some(disputed) => coverage.until.min(disputed.from),
			None => {
				if let Some(reason) = Self::verdict(&lease, coverage) {
					Self::close(id, lease, reason, coverage.until)?;
					return Ok(Touched::Closed(reason));
				}
				coverage.until
			}
		};
		let whole_hours = lease.whole_hours_until(payable);
		if whole_hours <= lease.settled_until {
			return Ok(Touched::Waiting);
		}
		Self::pay_rent(id, &mut lease, whole_hours)?;
		Leases::<T>::insert(id, lease);
		Ok(Touched::Paid)
	}

	/// Removes the record of a closed lease.
	pub(crate) fn forget_lease(id: OrderId, lease: &Lease<T::AccountId>) {
		Agenda::<T>::remove(lease.wake, id);
		Self::place(id, &lease.tenant, &lease.provider, Some(lease.stage()), None);
		Leases::<T>::remove(id);
		Self::deposit_event(Event::LeaseRemoved { lease: id });
	}

	/// Releases the escrow of a pending order and frees its machine.
	pub(crate) fn withdraw_order(id: OrderId, order: &Order<T::AccountId>) -> DispatchResult {
		T::Resources::unreserve(order.resource, id)?;
		Self::release_escrow(&order.tenant, order.escrow)?;
		Agenda::<T>::remove(order.wake, id);
		Self::place(id, &order.tenant, &order.provider, Some(Stage::Pending), None);
		Orders::<T>::remove(id);
		Totals::<T>::mutate(MarketTotals::note_withdrawn);
		Ok(())
	}

	/// Pays the rent up to block `until`, less the market fee, which is rounded down: against the
	/// market, which gains.
	pub(crate) fn pay_rent(
		id: OrderId,
		lease: &mut Lease<T::AccountId>,
		until: BlockNumber,
	) -> DispatchResult {
		let rent = lease.accrue(until);
		if rent == 0 {
			return Ok(());
		}
		let fee = lease.conditions.market_fee.mul_floor(rent);
		// A share is at most the whole.
		let amount = rent.saturating_sub(fee);
		let ledger = &mut lease.ledger;
		ledger.escrow = ledger.escrow.checked_sub(rent).ok_or(Error::<T>::Inconsistent)?;
		// What was paid is part of what was funded, so the sums fit.
		ledger.paid = ledger.paid.saturating_add(amount);
		ledger.fees = ledger.fees.saturating_add(fee);

		let reason = HoldReason::LeaseEscrow.into();
		if amount > 0 {
			T::Currency::transfer_on_hold(
				&reason,
				&lease.tenant,
				&lease.provider,
				amount,
				Precision::Exact,
				Restriction::Free,
				Fortitude::Force,
			)?;
		}
		if fee > 0 {
			let (credit, missing) = T::Currency::slash(&reason, &lease.tenant, fee);
			ensure!(missing == 0, Error::<T>::Inconsistent);
			T::MarketFee::on_unbalanced(credit);
		}
		Totals::<T>::mutate(|totals| totals.note_rent(amount));
		Self::deposit_event(Event::RentPaid {
			lease: id,
			amount,
			fee,
			settled_until: lease.settled_until,
		});
		Ok(())
	}

	/// Closes an open lease: pays the rent up to block `ended`, ends the machine's lease, returns
	/// the rest of the escrow, and keeps the record for the dispute window.
	pub(crate) fn close(
		id: OrderId,
		mut lease: Lease<T::AccountId>,
		reason: CloseReason,
		ended: BlockNumber,
	) -> DispatchResult {
		Self::pay_rent(id, &mut lease, ended)?;
		let undelivered = lease.ledger.escrow;

		let outcome = match reason {
			CloseReason::Completed => Outcome::Completed,
			CloseReason::EndedByTenant => Outcome::EndedByTenant,
			CloseReason::Faulted | CloseReason::Resolved => Outcome::Faulted(Penalty {
				tenant: lease.tenant.clone(),
				// Rounded down, against the tenant, who gains.
				compensation: lease.conditions.compensation.mul_floor(undelivered),
				fine: lease.conditions.fine,
			}),
		};
		let (served, paid) = (lease.served, lease.ledger.paid);
		let penalised = T::Resources::end_lease(lease.resource, id, served, paid, outcome)?;
		Self::release_escrow(&lease.tenant, undelivered)?;

		let ledger = &mut lease.ledger;
		ledger.escrow = 0;
		ledger.refunded = undelivered;
		ledger.compensated = penalised.compensation;
		Self::close_record(id, lease, reason, ended);
		Ok(())
	}

	/// Puts on record that a lease whose money is settled is closed, and why. One that was closed
	/// before keeps its end. The record is kept for the dispute window.
	pub(crate) fn close_record(
		id: OrderId,
		mut lease: Lease<T::AccountId>,
		reason: CloseReason,
		ended: BlockNumber,
	) {
		let Ledger { paid, fees, refunded, compensated, .. } = lease.ledger;
		let now = Self::now();
		let was_active = lease.is_active();
		let (ended, closed) = match lease.state {
			LeaseState::Active => (ended, now),
			LeaseState::Closed { ended, closed, .. } => (ended, closed),
		};
		lease.state = LeaseState::Closed { reason, ended, closed };
		let window = Parameters::<T>::get().dispute_window;
		// Saturating: past the last block number there is no chain. The window's last block is in.
		let wake = now.saturating_add(window).saturating_add(1);
		Self::reschedule(id, &mut lease, wake);
		if was_active {
			let (from, to) = (Some(Stage::Active), Some(Stage::Closed));
			Self::place(id, &lease.tenant, &lease.provider, from, to);
			Totals::<T>::mutate(|totals| totals.note_closed(reason));
		}
		Leases::<T>::insert(id, lease);
		Self::deposit_event(Event::LeaseClosed {
			lease: id,
			reason,
			ended,
			paid,
			fees,
			refunded,
			compensated,
		});
	}

	/// Moves an order or a lease between the lists of both its sides; `None` is on no list.
	pub(crate) fn place(
		id: OrderId,
		tenant: &T::AccountId,
		provider: &T::AccountId,
		from: Option<Stage>,
		to: Option<Stage>,
	) {
		for (who, side) in [(tenant, Side::Tenant), (provider, Side::Provider)] {
			if let Some(stage) = from {
				DealsOf::<T>::remove((who, Place { side, stage }, Ordered(id)));
			}
			if let Some(stage) = to {
				DealsOf::<T>::insert((who, Place { side, stage }, Ordered(id)), ());
			}
		}
	}

	/// Moves a lease's place on the agenda to block `wake`. The caller stores the lease.
	pub(crate) fn reschedule(id: OrderId, lease: &mut Lease<T::AccountId>, wake: BlockNumber) {
		Agenda::<T>::remove(lease.wake, id);
		Agenda::<T>::insert(wake, id, ());
		lease.wake = wake;
	}

	pub(crate) fn active_lease(id: OrderId) -> Result<Lease<T::AccountId>, Error<T>> {
		let lease = Leases::<T>::get(id).ok_or(Error::<T>::LeaseNotFound)?;
		ensure!(lease.is_active(), Error::<T>::LeaseClosed);
		Ok(lease)
	}

	/// Fails if the lease is disputed, its time is over or the provider has failed it.
	pub(crate) fn ensure_running(id: OrderId, lease: &Lease<T::AccountId>) -> DispatchResult {
		ensure!(lease.dispute.is_none(), Error::<T>::LeaseDisputed);
		ensure!(Self::now() < lease.end(), Error::<T>::LeaseEnded);
		ensure!(!Self::coverage(id, lease)?.is_final, Error::<T>::LeaseFaulted);
		Ok(())
	}

	pub(crate) fn rent(price_per_hour: Balance, hours: u32) -> Result<Balance, Error<T>> {
		price_per_hour.checked_mul(hours.into()).ok_or(Error::<T>::InsufficientBalance)
	}

	pub(crate) fn end_after(start: BlockNumber, hours: u32) -> Result<BlockNumber, Error<T>> {
		hours
			.checked_mul(HOURS)
			.and_then(|blocks| start.checked_add(blocks))
			.ok_or(Error::<T>::BeyondAvailability)
	}

	pub(crate) fn hold_escrow(who: &T::AccountId, amount: Balance) -> DispatchResult {
		let reason = HoldReason::LeaseEscrow.into();
		ensure!(T::Currency::can_hold(&reason, who, amount), Error::<T>::InsufficientBalance);
		T::Currency::hold(&reason, who, amount)
	}

	pub(crate) fn release_escrow(who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount > 0 {
			let reason = HoldReason::LeaseEscrow.into();
			T::Currency::release(&reason, who, amount, Precision::Exact)?;
		}
		Ok(())
	}
}
