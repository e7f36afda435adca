// SPDX-License-Identifier: Apache-2.0
//! What calls and sweep cost. The figures are measured with the runtime and stand there.

use frame_support::weights::Weight;

/// The weight of each call at its worst case, and of each kind of step.
#[allow(missing_docs)]
pub trait WeightInfo {
	/// About a lease that must be closed as faulted first, of which stake is put aside from every place.
	fn open_dispute() -> Weight;
	fn respond() -> Weight;
	/// `v`: how many validators the session has.
	fn set_access_key(v: u32) -> Weight;
	fn clear_access_key() -> Weight;
	/// By the last of the largest panel.
	fn commit_vote() -> Weight;
	/// By the last of the largest panel.
	fn reveal_vote() -> Weight;
	fn appeal() -> Weight;
	fn set_parameters() -> Weight;
	/// Finding that a dispute is not due for anything, and putting it back on the agenda.
	fn step_wait() -> Weight;
	/// Drawing the largest panel. `v`: of how many validators.
	fn step_draw(v: u32) -> Weight;
	/// Counting the votes of the largest panel, of which nobody revealed, without ending the dispute.
	fn step_count() -> Weight;
	/// The same, and deciding for the tenant. `n`: how many arbiters are rewarded.
	fn step_uphold(n: u32) -> Weight;
	/// The same, and deciding for the provider, or not at all. `n`: how many arbiters are rewarded.
	fn step_dismiss(n: u32) -> Weight;
	/// Removing a dispute with four of the largest panels, all of which have voted.
	fn step_remove() -> Weight;
	/// What the sweep costs when nothing is due.
	fn sweep_base() -> Weight;
	/// Going on to the next block's agenda.
	fn sweep_advance() -> Weight;
}
