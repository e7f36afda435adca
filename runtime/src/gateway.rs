// SPDX-License-Identifier: Apache-2.0
//! The views of the gateways: what the runtime API answers of them.

#![warn(missing_docs)]

use alloc::vec::Vec;
use codec::{DecodeAll, Encode};
use frame_support::ensure;
use hamster_market_runtime_api::*;
use hamster_primitives::{
	resource::{is_region, Region},
	Balance, BlockNumber, GatewayId,
};
use pallet_gateway::{
	GatewayState, Gateways, OfflineReason, Online, Operators, Parameters, RewardPool,
};

use crate::{market, AccountId, Gateway, Runtime};

type Record = pallet_gateway::Gateway<AccountId>;

/// Gateways that are online now. Looks at [`MAX_SCAN`] records at most.
pub fn list(
	region: Option<Vec<u8>>,
	cursor: Option<GatewayCursor>,
	limit: u32,
) -> Result<GatewayPage, PageError> {
	market::check_page(limit, MAX_PAGE_SIZE)?;
	let region = match region {
		None => None,
		Some(bytes) => Some(region_of(bytes).ok_or(PageError::BadRegion)?),
	};
	let after = match cursor {
		None => None,
		Some(cursor) => Some(place_of(&cursor).ok_or(PageError::BadCursor)?),
	};
	let page = match (region, after) {
		(None, None) => page(Online::<Runtime>::iter_keys(), limit),
		(None, Some((region, id))) => {
			let place = Online::<Runtime>::hashed_key_for(region, id);
			page(Online::<Runtime>::iter_keys_from(place), limit)
		}
		(Some(region), None) => {
			let ids = Online::<Runtime>::iter_key_prefix(&region);
			page(ids.map(|id| (region.clone(), id)), limit)
		}
		(Some(region), Some((other, id))) => {
			ensure!(region == other, PageError::BadCursor);
			let place = Online::<Runtime>::hashed_key_for(&region, id);
			let ids = Online::<Runtime>::iter_key_prefix_from(&region, place);
			page(ids.map(|id| (region.clone(), id)), limit)
		}
	};
	Ok(page)
}

/// A gateway.
pub fn gateway(id: GatewayId) -> Option<GatewayView> {
	Gateways::<Runtime>::get(id).map(|record| Present::load().view(id, record))
}

/// What an account has from running gateways.
pub fn rewards(account: AccountId) -> Option<GatewayRewardsView> {
	let operator = Operators::<Runtime>::get(&account)?;
	let present = Present::load();
	let gateways: Vec<_> = operator
		.gateways
		.iter()
		.filter_map(|id| {
			let record = Gateways::<Runtime>::get(id)?;
			Some(GatewayRewardView {
				id: *id,
				claimable: record.rewards,
				accruing: present.accruing(&record),
			})
		})
		.collect();
	// All of it is in the pot, so the sums fit a balance.
	let sum = |of: fn(&GatewayRewardView) -> Balance| {
		gateways.iter().fold(0, |sum: Balance, gateway| sum.saturating_add(of(gateway)))
	};
	Some(GatewayRewardsView {
		account,
		claimable: sum(|gateway| gateway.claimable),
		accruing: sum(|gateway| gateway.accruing),
		unbonding: market::unbonding_views(operator.unbonding.chunks()),
		gateways,
	})
}

/// A region, if the bytes are the name of one.
fn region_of(bytes: Vec<u8>) -> Option<Region> {
	Region::try_from(bytes).ok().filter(|region| is_region(region))
}

/// The place in the index at which a page ended.
fn place_of(mut cursor: &[u8]) -> Option<(Region, GatewayId)> {
	<(Region, GatewayId)>::decode_all(&mut cursor).ok().filter(|(region, _)| is_region(region))
}

/// The next page of the gateways at `places`.
fn page(mut places: impl Iterator<Item = (Region, GatewayId)>, limit: u32) -> GatewayPage {
	let present = Present::load();
	let mut items = Vec::new();
	let mut last = None;
	for (region, id) in places.by_ref().take(MAX_SCAN as usize) {
		last = Some((region, id));
		let found = Gateways::<Runtime>::get(id)
			.filter(|record| present.status(record) == GatewayStatus::Online);
		if let Some(record) = found {
			items.push(present.view(id, record));
		}
		if items.len() >= limit as usize {
			break;
		}
	}
	let next_cursor = last.filter(|_| places.next().is_some()).map(|place| place.encode());
	GatewayPage { items, next_cursor }
}

/// What all gateways are seen by in the block that is asked.
struct Present {
	now: BlockNumber,
	pool: RewardPool,
	required_stake: Balance,
}

impl Present {
	fn load() -> Self {
		Self {
			now: Gateway::now(),
			pool: Gateway::pool(),
			required_stake: Parameters::<Runtime>::get().stake,
		}
	}

	fn status(&self, record: &Record) -> GatewayStatus {
		match record.state {
			GatewayState::Online { streak, .. } if !streak.is_unbroken(self.now) => {
				GatewayStatus::Silent
			}
			GatewayState::Online { .. } if record.stake < self.required_stake => {
				GatewayStatus::Understaked
			}
			GatewayState::Online { .. } => GatewayStatus::Online,
			GatewayState::Offline { reason: OfflineReason::Dropped, .. } => GatewayStatus::Dropped,
			GatewayState::Offline { reason: OfflineReason::Understaked, .. } => {
				GatewayStatus::Understaked
			}
		}
	}

	/// What a heartbeat would credit.
	fn accruing(&self, record: &Record) -> Balance {
		match record.state {
			GatewayState::Online { streak, mark, .. } if streak.is_unbroken(self.now) => {
				self.pool.earned_since(mark)
			}
			_ => 0,
		}
	}

	fn view(&self, id: GatewayId, record: Record) -> GatewayView {
		GatewayView {
			id,
			status: self.status(&record),
			stake: record.stake,
			required_stake: self.required_stake,
			missing_stake: self.required_stake.saturating_sub(record.stake),
			streak: match record.state {
				GatewayState::Offline { .. } => None,
				GatewayState::Online { streak, .. } => Some(GatewayStreakView {
					number: streak.number,
					started: streak.started,
					last_heartbeat: streak.last_heartbeat,
					due: streak.due,
					deadline: streak.deadline,
					is_unbroken: streak.is_unbroken(self.now),
				}),
			},
			claimable: record.rewards,
			accruing: self.accruing(&record),
			operator: record.operator,
			peer_id: record.peer_id.0.into_inner(),
			addresses: record.addresses.into_iter().map(|address| address.0.into_inner()).collect(),
			region: record.region.into_inner(),
		}
	}
}
