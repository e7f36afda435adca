// SPDX-License-Identifier: Apache-2.0
//! The states that chains for development and tests start from.
//!
//! Both have the well-known accounts endowed, Alice, Bob and Charlie on the council and the technical
//! committee, and Alice as the holder of the sudo key. Validators
//! run under their `//stash` accounts, so that fees they earn leave the others' balances alone, and
//! have at stake there what they were given on top. There are no providers, resources or leases:
//! those are for people to create.
//!
//! A development chain has epochs and eras as long as a public one: it is as fast as its blocks are
//! made. A local network goes by the clock, so there they are short.

#![warn(missing_docs)]

use alloc::{vec, vec::Vec};
use frame_support::{build_struct_json_patch, BoundedVec};
use hamster_primitives::{
	currency::{EXISTENTIAL_DEPOSIT, UNITS},
	time::MINUTES,
};
use pallet_staking::StakerStatus;
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::Perbill;

use crate::{
	configs::{TreasuryAccount, BABE_GENESIS_EPOCH_CONFIG, MAX_CANDIDATES, MAX_NOMINATORS},
	pace::Rhythm,
	AccountId, BabeConfig, Balance, BalancesConfig, ElectionsConfig, PaceConfig,
	RuntimeGenesisConfig, SessionConfig, SessionKeys, StakingConfig, SudoConfig,
	TechnicalMembershipConfig,
};

/// What each well-known account starts with, free.
pub const ENDOWMENT: Balance = 1_000_000 * UNITS;

/// What each validator has at stake, beside its endowment.
pub const VALIDATOR_STAKE: Balance = 1_000_000 * UNITS;

/// The least stake of a validator.
pub const MIN_VALIDATOR_BOND: Balance = 10_000 * UNITS;

/// The least stake of a nominator.
pub const MIN_NOMINATOR_BOND: Balance = 100 * UNITS;

/// How many validators are elected, if so many stand: more than genesis has, so that others can join.
pub const VALIDATOR_SEATS: u32 = 10;

/// Of a slash, the share that is spoken of when reporters are rewarded. Half of it, 5 % of the slash,
/// goes to the author of the block with the report.
pub const SLASH_REWARD_FRACTION: Perbill = Perbill::from_percent(10);

/// The rhythm of a local network: an epoch lasts a minute and an era two, and a slash comes an era
/// after the one in which the offence was.
pub const LOCAL_RHYTHM: Rhythm =
	Rhythm { epoch_length: MINUTES, sessions_per_era: 2, slash_deferral: 1 };

/// Who is on the council and the technical committee.
const MEMBERS: [Sr25519Keyring; 3] =
	[Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Charlie];

/// The votes with which each was elected to the council: its own. Nothing of it is locked.
pub const COUNCIL_STAKE: Balance = 10_000 * UNITS;

/// A validator's account and session keys.
type Authority = (AccountId, SessionKeys);

/// `sr25519` is the key both for blocks and for the validator's addresses, as `--alice` and the like
/// make them.
fn authority(stash: Sr25519Keyring, sr25519: Sr25519Keyring, grandpa: Ed25519Keyring) -> Authority {
	let keys = SessionKeys {
		grandpa: grandpa.public().into(),
		babe: sr25519.public().into(),
		authority_discovery: sr25519.public().into(),
	};
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

/// Every candidate is elected while there are seats. Elections that find fewer candidates than genesis
/// has validators fail, and the validators stay.
fn genesis(authorities: Vec<Authority>, rhythm: Rhythm) -> Value {
	let stashes = authorities.iter().map(|(who, _)| who.clone()).collect::<Vec<_>>();
	let balances = Sr25519Keyring::well_known()
		.map(|who| who.to_account_id())
		.map(|who| {
			let stake = if stashes.contains(&who) { VALIDATOR_STAKE } else { 0 };
			(who, ENDOWMENT + stake)
		})
		// The treasury's account exists from the start: it couldn't be opened by an income of less
		// than the existential deposit.
		.chain([(TreasuryAccount::get(), EXISTENTIAL_DEPOSIT)])
		.collect::<Vec<_>>();
	let keys =
		authorities.into_iter().map(|(who, keys)| (who.clone(), who, keys)).collect::<Vec<_>>();
	let minimum_validator_count = stashes.len() as u32;
	let stakers = stashes
		.into_iter()
		.map(|who| (who.clone(), who, VALIDATOR_STAKE, StakerStatus::Validator))
		.collect::<Vec<_>>();

	let members = MEMBERS.map(|who| who.to_account_id()).to_vec();
	let councillors = members.iter().map(|who| (who.clone(), COUNCIL_STAKE)).collect::<Vec<_>>();
	let committee = BoundedVec::truncate_from(members);

	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig { balances },
		pace: PaceConfig {
			epoch_length: rhythm.epoch_length,
			sessions_per_era: rhythm.sessions_per_era,
			slash_deferral: rhythm.slash_deferral,
		},
		staking: StakingConfig {
			validator_count: VALIDATOR_SEATS,
			minimum_validator_count,
			slash_reward_fraction: SLASH_REWARD_FRACTION,
			stakers,
			min_nominator_bond: MIN_NOMINATOR_BOND,
			min_validator_bond: MIN_VALIDATOR_BOND,
			max_validator_count: Some(MAX_CANDIDATES),
			max_nominator_count: Some(MAX_NOMINATORS),
		},
		session: SessionConfig { keys },
		babe: BabeConfig { epoch_config: BABE_GENESIS_EPOCH_CONFIG },
		technical_membership: TechnicalMembershipConfig { members: committee },
		elections: ElectionsConfig { members: councillors },
		sudo: SudoConfig { key: Some(Sr25519Keyring::Alice.to_account_id()) },
	})
}

/// The state of a development chain, with one validator.
pub fn development() -> Value {
	genesis(vec![alice()], Rhythm::default())
}

/// The state of a local network with four validators, the least that tolerate a faulty one.
pub fn local_testnet() -> Value {
	genesis(vec![alice(), bob(), charlie(), dave()], LOCAL_RHYTHM)
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
