// SPDX-License-Identifier: Apache-2.0
//! Words of the market that more than one crate speaks.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Why a lease was closed.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
#[serde(rename_all = "camelCase")]
pub enum CloseReason {
	/// Every block of it was served, but for announced maintenance.
	#[codec(index = 0)]
	Completed,
	/// The tenant ended it early.
	#[codec(index = 1)]
	EndedByTenant,
	/// The provider's heartbeats stopped, or named the machine as down.
	#[codec(index = 2)]
	Faulted,
	/// A dispute was decided for the tenant.
	#[codec(index = 3)]
	Resolved,
}
