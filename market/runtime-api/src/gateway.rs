// SPDX-License-Identifier: Apache-2.0
//! The gateways: who relays where, and what they are paid.

#[cfg(feature = "std")]
use crate::{balance, optional_hex, text, texts};
use crate::{PageError, UnbondingView};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use hamster_primitives::{AccountId, Balance, BlockNumber, GatewayId};
use scale_info::TypeInfo;
#[cfg(feature = "std")]
use serde::Serialize;

/// Where a page of gateways ended: the region and the id of its last record, in SCALE. It stays good
/// when that gateway has gone.
pub type GatewayCursor = Vec<u8>;

view! {
	/// Whether a gateway relays, and why not.
	pub enum GatewayStatus {
		/// It does.
		#[codec(index = 0)]
		Online,
		/// Its heartbeats have stopped, and nobody has dropped it yet.
		#[codec(index = 1)]
		Silent,
		/// Its heartbeats had stopped, and it was dropped.
		#[codec(index = 2)]
		Dropped,
		/// More stake was asked of it than it had, or is by now.
		#[codec(index = 3)]
		Understaked,
	}
}

view! {
	/// The newest run of a gateway's heartbeats.
	pub struct GatewayStreakView {
		/// Which of the gateway's streaks it is.
		pub number: u32,
		/// The block of the first heartbeat.
		pub started: BlockNumber,
		/// The block of the newest heartbeat.
		pub last_heartbeat: BlockNumber,
		/// The block in which the next heartbeat is due.
		pub due: BlockNumber,
		/// The last block in which a heartbeat keeps the streak unbroken.
		pub deadline: BlockNumber,
		/// Whether it is unbroken.
		pub is_unbroken: bool,
	}
}

view! {
	/// A gateway.
	pub struct GatewayView {
		/// Its id.
		pub id: GatewayId,
		/// Who runs it.
		pub operator: AccountId,
		/// Its peer id.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		pub peer_id: Vec<u8>,
		/// The multiaddresses of that peer.
		#[cfg_attr(feature = "std", serde(serialize_with = "texts"))]
		pub addresses: Vec<Vec<u8>>,
		/// Where it stands.
		#[cfg_attr(feature = "std", serde(serialize_with = "text"))]
		pub region: Vec<u8>,
		/// Whether it relays, and why not.
		pub status: GatewayStatus,
		/// What is on hold for it.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub stake: Balance,
		/// What must be on hold for a gateway that is online.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub required_stake: Balance,
		/// What is missing of it: what a reset costs.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub missing_stake: Balance,
		/// The newest streak, unless the gateway was taken offline.
		pub streak: Option<GatewayStreakView>,
		/// Rewards that were credited and can be claimed.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub claimable: Balance,
		/// Rewards that a heartbeat would credit now.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub accruing: Balance,
	}
}

view! {
	/// A part of a longer list.
	pub struct GatewayPage {
		/// What is on it.
		pub items: Vec<GatewayView>,
		/// What to ask the next page with; none after the last.
		#[cfg_attr(feature = "std", serde(serialize_with = "optional_hex"))]
		pub next_cursor: Option<GatewayCursor>,
	}
}

view! {
	/// The rewards of one gateway.
	pub struct GatewayRewardView {
		/// The gateway.
		pub id: GatewayId,
		/// Rewards that were credited and can be claimed.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub claimable: Balance,
		/// Rewards that a heartbeat would credit now.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub accruing: Balance,
	}
}

view! {
	/// What an account has from running gateways.
	pub struct GatewayRewardsView {
		/// The account.
		pub account: AccountId,
		/// The rewards of each of its gateways, in the order in which they were registered.
		pub gateways: Vec<GatewayRewardView>,
		/// What can be claimed for all of them.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub claimable: Balance,
		/// What heartbeats for all of them would credit now.
		#[cfg_attr(feature = "std", serde(serialize_with = "balance"))]
		pub accruing: Balance,
		/// Stake of gateways that have left, on hold until it may be withdrawn.
		pub unbonding: Vec<UnbondingView>,
	}
}

sp_api::decl_runtime_apis! {
	/// Reads the gateways.
	pub trait GatewayApi {
		/// Gateways that are online now, in the order of storage, of one region or of all: at most
		/// `limit`, from after `cursor` on. A cursor of one region is none of another.
		fn list(
			region: Option<Vec<u8>>,
			cursor: Option<GatewayCursor>,
			limit: u32,
		) -> Result<GatewayPage, PageError>;

		/// A gateway, whether or not it is online.
		fn gateway(id: GatewayId) -> Option<GatewayView>;

		/// What an account has from running gateways.
		fn rewards(account: AccountId) -> Option<GatewayRewardsView>;
	}
}
