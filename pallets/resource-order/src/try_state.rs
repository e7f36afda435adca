// SPDX-License-Identifier: Apache-2.0
//! What must hold in every state.

use super::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use hamster_primitives::{ordered::Ordered, registry::ResourceRegistry, Balance};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks the invariants of the pallet:
	///
	/// 1. What a tenant has on hold is the sum of the escrows of its orders and leases.
	/// 2. What a lease was funded with is what is held, paid, taken as a fee and refunded.
	/// 3. The escrow of an order and of an open lease is what is still to come; a closed lease
	///    has none.
	/// 4. A machine is in one order or open lease at a time, and knows which.
	/// 5. Every order and lease is on the agenda once, at its block.
	/// 6. Ids are below the next id, and no id is both an order's and a lease's.
	/// 7. The terms of a lease follow each other, and it is settled within its time.
	/// 8. What was paid lately ends where the lease is settled, has no gaps, and is not more than what
	///    was paid at all.
	/// 9. The orders that wait and the open leases are counted, and the totals are not less than what
	///    is on record of them.
	/// 10. Every order and lease is on one list of each side, that of its stage, and nothing else is on
	///     any list.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut escrows = BTreeMap::<T::AccountId, Balance>::new();
		let mut occupied = BTreeSet::new();
		let mut agenda = BTreeSet::new();
		let mut deals = BTreeSet::new();
		let mut recorded = MarketTotals::default();
		let next = NextOrderId::<T>::get();

		for (id, order) in Orders::<T>::iter() {
			ensure!(id < next, "6: an order's id is not below the next");
			recorded.note_created();
			ensure!(
				order.escrow == order.price_per_hour * Balance::from(order.hours),
				"3: an order's escrow is not its rent"
			);
			ensure!(occupied.insert(order.resource), "4: a machine is taken twice");
			ensure!(
				T::Resources::offer(order.resource).is_some_and(|offer| offer.occupant == Some(id)),
				"4: a machine does not know the order that reserves it"
			);
			agenda.insert((order.wake, id));
			for (who, side) in [(&order.tenant, Side::Tenant), (&order.provider, Side::Provider)] {
				deals.insert((who.clone(), Place { side, stage: Stage::Pending }, id));
			}
			*escrows.entry(order.tenant).or_default() += order.escrow;
		}

		for (id, lease) in Leases::<T>::iter() {
			ensure!(id < next, "6: a lease's id is not below the next");
			ensure!(!Orders::<T>::contains_key(id), "6: a lease's order is still pending");
			let ledger = lease.ledger;
			recorded.note_created();
			recorded.note_accepted();
			recorded.note_rent(ledger.paid);
			if let LeaseState::Closed { reason, .. } = lease.state {
				recorded.note_closed(reason);
			}
			ensure!(
				ledger.funded == ledger.escrow + ledger.paid + ledger.fees + ledger.refunded,
				"2: a lease's sums do not add up"
			);
			ensure!(
				lease.start <= lease.settled_until && lease.settled_until <= lease.end(),
				"7: a lease is settled outside of its time"
			);
			ensure!(
				lease.terms.windows(2).all(|pair| pair[0].end < pair[1].end),
				"7: a lease's terms do not follow each other"
			);
			let recent = &lease.recent;
			ensure!(
				recent.last().is_none_or(|last| last.until == lease.settled_until)
					&& recent.iter().all(|stretch| stretch.from < stretch.until)
					&& recent.windows(2).all(|pair| pair[0].until == pair[1].from)
					&& lease.paid_since(0) <= ledger.paid + ledger.fees,
				"8: what was paid lately does not go with the lease"
			);
			if lease.is_active() {
				ensure!(
					ledger.escrow >= lease.clone().accrue(lease.end()),
					"3: a lease's escrow is less than the rent to come"
				);
				ensure!(ledger.refunded == 0, "3: an open lease has been refunded");
				ensure!(occupied.insert(lease.resource), "4: a machine is taken twice");
				ensure!(
					T::Resources::offer(lease.resource)
						.is_some_and(|offer| offer.occupant == Some(id)),
					"4: a machine does not know its lease"
				);
				ensure!(
					T::Resources::coverage(lease.resource, id).is_ok(),
					"4: nobody knows whether a leased machine is up"
				);
			} else {
				ensure!(ledger.escrow == 0, "3: a closed lease has an escrow");
			}
			agenda.insert((lease.wake, id));
			let stage = lease.stage();
			for (who, side) in [(&lease.tenant, Side::Tenant), (&lease.provider, Side::Provider)] {
				deals.insert((who.clone(), Place { side, stage }, id));
			}
			*escrows.entry(lease.tenant).or_default() += ledger.escrow;
		}

		for (who, escrow) in escrows {
			let reason = HoldReason::LeaseEscrow.into();
			ensure!(
				T::Currency::balance_on_hold(&reason, &who) == escrow,
				"1: what a tenant has on hold differs from the escrows"
			);
		}
		let totals = Totals::<T>::get();
		ensure!(
			(totals.pending_orders, totals.active_leases)
				== (recorded.pending_orders, recorded.active_leases),
			"9: orders or leases are miscounted"
		);
		ensure!(
			totals.rent_settled >= recorded.rent_settled
				&& totals.faulted_leases >= recorded.faulted_leases,
			"9: a total is less than what is on record"
		);
		let written: BTreeSet<_> = Agenda::<T>::iter().map(|(at, id, ())| (at, id)).collect();
		ensure!(written == agenda, "5: the agenda differs from the orders and leases");
		let listed: BTreeSet<_> =
			DealsOf::<T>::iter_keys().map(|(who, place, Ordered(id))| (who, place, id)).collect();
		ensure!(listed == deals, "10: the lists of accounts differ from the orders and leases");
		Ok(())
	}
}
