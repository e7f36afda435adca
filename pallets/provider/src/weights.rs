// SPDX-License-Identifier: Apache-2.0
//! What the calls cost. The figures are measured with the runtime and stand there.

use frame_support::weights::Weight;

/// The weight of each call at its worst case.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn stake() -> Weight;
	fn unstake() -> Weight;
	fn withdraw_unbonded() -> Weight;
	fn register_resource() -> Weight;
	fn set_price() -> Weight;
	fn extend_availability() -> Weight;
	fn update_spec() -> Weight;
	fn take_offline() -> Weight;
	fn bring_online() -> Weight;
	fn deregister_resource() -> Weight;
	/// `d`: how many machines are named as down.
	fn heartbeat(d: u32) -> Weight;
	/// The first after a gap. `d`: how many machines are named as down.
	fn heartbeat_after_gap(d: u32) -> Weight;
	fn report_silence() -> Weight;
	fn set_stake_requirement() -> Weight;
	fn set_parameters() -> Weight;
}
