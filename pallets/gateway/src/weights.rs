// SPDX-License-Identifier: Apache-2.0
//! What calls and sweep cost. The figures are measured with the runtime and stand there.

use frame_support::weights::Weight;

/// The weight of each call at its worst case.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn register() -> Weight;
	fn update_addresses() -> Weight;
	/// `n`: how many gateways are named, all of which go on.
	fn heartbeat(n: u32) -> Weight;
	/// `n`: how many gateways are named, all of which are dropped.
	fn heartbeat_dropping(n: u32) -> Weight;
	fn leave() -> Weight;
	fn withdraw_unbonded() -> Weight;
	fn report_silence() -> Weight;
	fn reset() -> Weight;
	fn claim_rewards() -> Weight;
	fn set_parameters() -> Weight;
	/// A block in which nothing is due.
	fn sweep_base() -> Weight;
	/// Finding that a block has no entry left.
	fn sweep_advance() -> Weight;
	/// A gateway that is not silent.
	fn sweep_keep() -> Weight;
	/// A gateway that is dropped.
	fn sweep_drop() -> Weight;
}
