// SPDX-License-Identifier: Apache-2.0
//! The states that chains for development and tests start from.
//!
//! Both have the well-known accounts endowed, and Alice as the holder of the sudo key. Validators
//! run under their `//stash` accounts, so that fees they earn leave the others' balances alone.
//! There are no providers, resources or leases: those are for people to create.

#![warn(missing_docs)]

use alloc::{vec, vec::Vec};
use frame_support::build_struct_json_patch;
use hamster_primitives::currency::{EXISTENTIAL_DEPOSIT, UNITS};
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

use crate::{
	configs::{TreasuryAccount, BABE_GENESIS_EPOCH_CONFIG},
	AccountId, BabeConfig, Balance, BalancesConfig, RuntimeGenesisConfig, SessionConfig,
	SessionKeys, SudoConfig,
};

/// What each well-known account starts with.
pub const ENDOWMENT: Balance = 1_000_000 * UNITS;

/// A validator's account and session keys.
type Authority = (AccountId, SessionKeys);

fn authority(stash: Sr25519Keyring, babe: Sr25519Keyring, grandpa: Ed25519Keyring) -> Authority {
	let keys = SessionKeys { grandpa: grandpa.public().into(), babe: babe.public().into() };
	(stash.to_account_id(), keys)
}

fn alice() -> Authority {
	authority(Sr25519Keyring::AliceStash, Sr25519Keyring::Alice, Ed25519Keyring::Alice)
}

fn bob() -> Authority {
	authority(Sr25519Keyring::BobStash, Sr25519Keyring::Bob, Ed25519Keyring::Bob)
}

fn charlie() -> Authority {
	authority(Sr25519Keyring::CharlieStash, Sr25519Keyring::Charlie, Ed25519Keyring::Charlie)
}

fn dave() -> Authority {
	authority(Sr25519Keyring::DaveStash, Sr25519Keyring::Dave, Ed25519Keyring::Dave)
}

fn genesis(authorities: Vec<Authority>) -> Value {
	let balances = Sr25519Keyring::well_known()
		.map(|who| (who.to_account_id(), ENDOWMENT))
		// The treasury's account exists from the start: it couldn't be opened by an income of less
		// than the existential deposit.
		.chain([(TreasuryAccount::get(), EXISTENTIAL_DEPOSIT)])
		.collect::<Vec<_>>();
	let keys =
		authorities.into_iter().map(|(who, keys)| (who.clone(), who, keys)).collect::<Vec<_>>();

	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig { balances },
		session: SessionConfig { keys },
		babe: BabeConfig { epoch_config: BABE_GENESIS_EPOCH_CONFIG },
		sudo: SudoConfig { key: Some(Sr25519Keyring::Alice.to_account_id()) },
	})
}

/// The state of a development chain, with one validator.
pub fn development() -> Value {
	genesis(vec![alice()])
}

/// The state of a local network with four validators, the least that tolerate a faulty one.
pub fn local_testnet() -> Value {
	genesis(vec![alice(), bob(), charlie(), dave()])
}

/// The preset of that name as JSON, to be merged into the default genesis. `None` if there is none.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_str() {
		DEV_RUNTIME_PRESET => development(),
		LOCAL_TESTNET_RUNTIME_PRESET => local_testnet(),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// The names of the presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![DEV_RUNTIME_PRESET.into(), LOCAL_TESTNET_RUNTIME_PRESET.into()]
}
