// SPDX-License-Identifier: Apache-2.0
//! What calls and sweep cost. The figures are measured with the runtime and stand there.

use frame_support::weights::Weight;

/// The weight of each call at its worst case, and of what may turn out to be enough.
#[allow(missing_docs)]
pub trait WeightInfo {
	/// On a machine whose last lease must be settled first.
	fn create_order() -> Weight;
	/// On a machine that nobody has.
	fn create_order_vacant() -> Weight;
	fn accept_order() -> Weight;
	fn reject_order() -> Weight;
	fn cancel_order() -> Weight;
	fn renew_lease() -> Weight;
	fn end_lease() -> Weight;
	/// Closing a lease that was failed.
	fn settle() -> Weight;
	/// Closing a lease that has completed.
	fn settle_completed() -> Weight;
	/// Paying out hours of a lease that goes on.
	fn settle_paid() -> Weight;
	/// Returning the money of an order that has lapsed.
	fn settle_lapsed() -> Weight;
	/// Removing a lease that can't be disputed any more.
	fn settle_removed() -> Weight;
	fn announce_maintenance() -> Weight;
	fn set_parameters() -> Weight;
	/// What the sweep costs when nothing is due.
	fn sweep_base() -> Weight;
	/// Going on to the next block's agenda.
	fn sweep_advance() -> Weight;
	/// One entry of the agenda at the worst: closing a lease that was failed.
	fn sweep_step() -> Weight;
	/// One entry of the agenda of which the lease goes on.
	fn sweep_paid() -> Weight;
}
