// SPDX-License-Identifier: Apache-2.0
//! The sweep: drops silent gateways that nobody reports.

use super::*;
use frame_support::{
	pallet_prelude::*, storage::with_storage_layer, traits::Get, weights::WeightMeter,
};
use hamster_primitives::{
	agenda::{work_off, Costs},
	BlockNumber, GatewayId,
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

	/// The most that one step of the sweep uses.
	pub fn worst_step() -> Weight {
		T::WeightInfo::sweep_drop().max(T::WeightInfo::sweep_keep())
	}

	/// Drops the gateway if it is silent, or comes back to it when its streak would break next.
	/// Returns the weight used.
	pub(crate) fn sweep_step(id: GatewayId, at: BlockNumber, now: BlockNumber) -> Weight {
		let weight = match Gateways::<T>::get(id).map(|gateway| gateway.state) {
			Some(GatewayState::Online { streak, .. }) if streak.is_unbroken(now) => {
				Self::wake_at(id, Self::wake_after(&streak));
				T::WeightInfo::sweep_keep()
			}
			Some(GatewayState::Online { .. }) => {
				if let Err(error) = with_storage_layer(|| Self::do_report_silence(id)) {
					// One that can't be dropped must not hold up those behind it.
					log::error!(target: "runtime::gateway", "sweep of {id} failed: {error:?}");
					Self::wake_at(id, now.saturating_add(SWEEP_RETRY));
					Self::deposit_event(Event::SweepFailed { gateway: id, error });
				}
				T::WeightInfo::sweep_drop()
			}
			Some(GatewayState::Offline { .. }) | None => T::WeightInfo::sweep_keep(),
		};
		// Whatever happened above, the entry of this block is done.
		Agenda::<T>::remove(at, id);
		weight
	}

	/// Moves a gateway's place on the agenda to block `block`.
	fn wake_at(id: GatewayId, block: BlockNumber) {
		Gateways::<T>::mutate_extant(id, |gateway| {
			if let GatewayState::Online { wake, .. } = &mut gateway.state {
				Agenda::<T>::remove(*wake, id);
				Agenda::<T>::insert(block, id, ());
				*wake = block;
			}
		});
	}
}
