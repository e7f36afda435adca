// SPDX-License-Identifier: Apache-2.0
//! What a node's index of the market is fed with: all machines and providers page by page, and those that
//! keys of storage are about.

#![warn(missing_docs)]

use alloc::{collections::BTreeSet, vec, vec::Vec};
use codec::Encode;
use frame_support::{storage::StoragePrefixedMap, Blake2_128Concat, StorageHasher};
use hamster_market_runtime_api::*;
use hamster_primitives::ResourceId;
use pallet_provider::{
	Liveness, Provider, Providers, Requirement, Resource, ResourceState, Resources,
};
use sp_core::storage::well_known_keys;

use crate::{agent, market, AccountId, Runtime, System};

/// Which keys of storage say something about the market.
pub fn layout() -> IndexLayout {
	IndexLayout {
		prefixes: vec![
			Resources::<Runtime>::final_prefix().to_vec(),
			Providers::<Runtime>::final_prefix().to_vec(),
		],
		globals: vec![
			Requirement::<Runtime>::hashed_key().to_vec(),
			well_known_keys::CODE.to_vec(),
		],
		agent_prefixes: agent::prefixes(),
	}
}

/// All machines.
pub fn machines(cursor: Option<Cursor>, limit: u32) -> Result<MachinePage, PageError> {
	market::check_page(limit, MAX_ROWS)?;
	let (items, next_cursor) =
		market::scan(cursor, limit, |id, record| Some(machine_row(id, record)))?;
	Ok(MachinePage { items, next_cursor })
}

/// All providers.
pub fn providers(cursor: Option<ProviderCursor>, limit: u32) -> Result<ProviderPage, PageError> {
	market::check_page(limit, MAX_ROWS)?;
	let mut records = match cursor {
		None => Providers::<Runtime>::iter(),
		Some(cursor) => {
			let account = market::account_at(&cursor).ok_or(PageError::BadCursor)?;
			Providers::<Runtime>::iter_from(Providers::<Runtime>::hashed_key_for(account))
		}
	};
	let items: Vec<_> = records
		.by_ref()
		.take(limit as usize)
		.map(|(account, record)| provider_row(account, record))
		.collect();
	let is_more = records.next().is_some();
	let next_cursor = items.last().filter(|_| is_more).map(|row| cursor_of(&row.account));
	Ok(ProviderPage { items, next_cursor })
}

/// The machines and providers that the first [`MAX_ROWS`] of the keys are about, as they are now.
pub fn touched(keys: Vec<Vec<u8>>) -> Touched {
	let of_machines = Resources::<Runtime>::final_prefix();
	let of_providers = Providers::<Runtime>::final_prefix();
	let mut machines = BTreeSet::new();
	let mut providers = BTreeSet::new();
	for key in keys.iter().take(MAX_ROWS as usize) {
		if let Some(place) = key.strip_prefix(&of_machines) {
			machines.extend(market::id_at(place));
		} else if let Some(place) = key.strip_prefix(&of_providers) {
			providers.extend(market::account_at(place));
		}
	}
	Touched {
		machines: machines
			.into_iter()
			.map(|id| (id, Resources::<Runtime>::get(id).map(|record| machine_row(id, record))))
			.collect(),
		providers: providers
			.into_iter()
			.map(|account| {
				let record = Providers::<Runtime>::get(&account);
				(account.clone(), record.map(|record| provider_row(account, record)))
			})
			.collect(),
	}
}

fn machine_row(id: ResourceId, record: Resource<AccountId>) -> MachineRow {
	let is_free = record.state == ResourceState::Available;
	let view = market::resource_view(id, record);
	MachineRow {
		id,
		missing: view.required_stake.saturating_sub(view.backing),
		is_free,
		rise: view.rise.as_ref().map(|rise| (rise.from, rise.price_per_hour)),
		view,
	}
}

fn provider_row(account: AccountId, record: Provider) -> ProviderRow {
	let now = System::block_number();
	ProviderRow {
		account,
		deadline: match record.liveness {
			Liveness::Live { streak, .. } => Some(streak.deadline),
			Liveness::Silent { .. } => None,
		},
		free: record.free(),
		score: record.reputation.score(now),
		fades: record.reputation.faded_weight(now) > 0,
	}
}

/// The place of a provider in storage: the account behind its hash.
fn cursor_of(account: &AccountId) -> ProviderCursor {
	let key = Blake2_128Concat::hash(&account.encode());
	let mut cursor = [0; 48];
	cursor.copy_from_slice(&key);
	cursor
}
