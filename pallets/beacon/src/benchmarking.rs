// SPDX-License-Identifier: Apache-2.0
//! What the hook costs at its worst: in the block that ends a period.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::Get;

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn gather() {
		let now = T::Period::get();

		#[block]
		{
			Pallet::<T>::gather(now);
		}

		assert_eq!(Gathered::<T>::get().known, now);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
