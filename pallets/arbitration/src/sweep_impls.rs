// SPDX-License-Identifier: Apache-2.0
//! The sweep: what is due for disputes that nobody touches.

use super::*;
use frame_support::{
	pallet_prelude::*, storage::with_storage_layer, traits::Get, weights::WeightMeter,
};
use hamster_primitives::{
	agenda::{work_off, Costs},
	disputes::DisputeId,
	BlockNumber,
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
	pub(crate) fn sweep_step(id: DisputeId, at: BlockNumber, now: BlockNumber) -> Weight {
		let stepped = with_storage_layer(|| Self::step(id));
		let wake = now.saturating_add(SWEEP_RETRY);
		let weight = match stepped {
			Ok(stepped) => {
				if stepped == Stepped::Waiting {
					Self::wake_at(id, wake);
				}
				Self::step_weight(stepped)
			}
			Err(error) => {
				// One that can't be helped must not hold up those behind it.
				log::error!(target: "runtime::arbitration", "sweep of {id} failed: {error:?}");
				Self::wake_at(id, wake);
				Self::deposit_event(Event::SweepFailed { dispute: id, error });
				Self::worst_step()
			}
		};
		// Whatever happened above, the entry of this block is done.
		Agenda::<T>::remove(at, id);
		weight
	}

	/// The weight of a step.
	pub(crate) fn step_weight(stepped: Stepped) -> Weight {
		let weight = match stepped {
			Stepped::Waiting => T::WeightInfo::step_wait(),
			Stepped::Drawn(validators) => T::WeightInfo::step_draw(validators),
			// Finding nobody to draw costs no more than counting does.
			Stepped::Counted => T::WeightInfo::step_count(),
			Stepped::Upheld(rewarded) => T::WeightInfo::step_uphold(rewarded),
			Stepped::Dismissed(rewarded) => T::WeightInfo::step_dismiss(rewarded),
			Stepped::Removed => T::WeightInfo::step_remove(),
		};
		// The agenda is looked up as well.
		weight.saturating_add(T::WeightInfo::sweep_advance())
	}

	/// The most that one step uses.
	pub fn worst_step() -> Weight {
		[
			Stepped::Waiting,
			Stepped::Drawn(T::MaxValidators::get()),
			Stepped::Counted,
			Stepped::Upheld(MAX_REWARDED),
			Stepped::Dismissed(MAX_REWARDED),
			Stepped::Removed,
		]
		.into_iter()
		.map(Self::step_weight)
		.fold(T::WeightInfo::sweep_advance(), |most, weight| most.max(weight))
	}

	fn wake_at(id: DisputeId, wake: BlockNumber) {
		if let Some(dispute) = Disputes::<T>::get(id) {
			Self::store(id, dispute, wake);
		}
	}
}
