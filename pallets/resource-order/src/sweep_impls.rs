// SPDX-License-Identifier: Apache-2.0
//! The sweep: what is due for orders and leases that nobody touches.

use super::*;
use frame_support::{
	pallet_prelude::*, storage::with_storage_layer, traits::Get, weights::WeightMeter,
};
use hamster_primitives::{
	agenda::{work_off, Costs},
	market::CloseReason,
	BlockNumber, OrderId,
};

impl<T: Config> Pallet<T> {
	/// Works off the agenda from the cursor on, as far as the weight goes; what does not fit is
	/// carried over, in order, to the next block.
	pub(crate) fn sweep(meter: &mut WeightMeter) {
		let now = Self::now();
		let costs = Costs {
			base: T::WeightInfo::sweep_base(),
			advance: T::WeightInfo::sweep_advance(),
			worst_step: Self::worst_step(),
		};
		let mut budget = WeightMeter::with_limit(meter.remaining().min(T::SweepWeight::get()));
		work_off::<SweepCursor<T>, _, _>(
			now,
			&mut budget,
			costs,
			Agenda::<T>::iter_key_prefix,
			|id, at| Self::sweep_step(id, at, now),
		);
		meter.consume(budget.consumed());
	}

	/// Does what is due for one entry of the agenda of block `at`, and moves or removes the entry.
	/// Returns the weight used.
	pub(crate) fn sweep_step(id: OrderId, at: BlockNumber, now: BlockNumber) -> Weight {
		let touched = with_storage_layer(|| {
			let touched = Self::touch(id)?;
			if matches!(touched, Touched::Waiting | Touched::Paid) {
				Self::wake_lease(id, |lease| lease.next_wake(now));
			}
			Ok(touched)
		});
		if let Err(error) = touched {
			// One that can't be settled must not hold up those behind it.
			log::error!(target: "runtime::resource-order", "sweep of {id} failed: {error:?}");
			let wake = now.saturating_add(SWEEP_RETRY);
			Self::wake_lease(id, |_| wake);
			Self::wake_order(id, wake);
			Self::deposit_event(Event::SweepFailed { order: id, error });
		}
		// Whatever happened above, the entry of this block is done.
		Agenda::<T>::remove(at, id);
		match touched {
			Ok(Touched::Waiting | Touched::Paid) => T::WeightInfo::sweep_paid(),
			Ok(Touched::Removed) => Self::swept(T::WeightInfo::settle_removed()),
			Ok(Touched::Lapsed) => Self::swept(T::WeightInfo::settle_lapsed()),
			Ok(Touched::Closed(CloseReason::Completed)) => {
				Self::swept(T::WeightInfo::settle_completed())
			}
			Ok(Touched::Closed(_)) | Err(_) => T::WeightInfo::sweep_step(),
		}
	}

	/// The most that one step of the sweep uses.
	pub fn worst_step() -> Weight {
		[
			T::WeightInfo::sweep_advance(),
			T::WeightInfo::sweep_paid(),
			Self::swept(T::WeightInfo::settle_removed()),
			Self::swept(T::WeightInfo::settle_lapsed()),
			Self::swept(T::WeightInfo::settle_completed()),
		]
		.into_iter()
		.fold(T::WeightInfo::sweep_step(), |worst, step| worst.max(step))
	}

	/// The weight of what `settle` does, done by the sweep: the agenda is looked up as well.
	pub(crate) fn swept(settled: Weight) -> Weight {
		settled.saturating_add(T::WeightInfo::sweep_advance())
	}

	fn wake_order(id: OrderId, wake: BlockNumber) {
		if let Some(mut order) = Orders::<T>::get(id) {
			Agenda::<T>::remove(order.wake, id);
			Agenda::<T>::insert(wake, id, ());
			order.wake = wake;
			Orders::<T>::insert(id, order);
		}
	}

	fn wake_lease(id: OrderId, wake: impl FnOnce(&Lease<T::AccountId>) -> BlockNumber) {
		if let Some(mut lease) = Leases::<T>::get(id) {
			let wake = wake(&lease);
			Self::reschedule(id, &mut lease, wake);
			Leases::<T>::insert(id, lease);
		}
	}
}
