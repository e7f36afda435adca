// SPDX-License-Identifier: Apache-2.0
//! What the runtime's tests share: a chain started from a preset, and blocks on top of it.

// Every test file compiles its own copy and uses a part of it.
#![allow(dead_code)]

use codec::Encode;
use frame_support::{traits::Get, BoundedVec};
use hamster_primitives::{
	currency::{MILLIUNITS, UNITS},
	network::{Multiaddr, PeerId},
	resource::{ResourceKind, ResourceSpec},
	time::{DAYS, HOURS, SLOT_DURATION},
};
use hamster_runtime::{
	configs::EpochDuration, dry_run, genesis_config_presets, AllPalletsWithSystem, Balance,
	BlockNumber, Executive, Hash, Header, Runtime, RuntimeCall, RuntimeEvent, SignedPayload,
	System, UncheckedExtrinsic,
};
use pallet_arbitration::ArbitrationParameters;
use serde_json::Value;
use sp_consensus_babe::{
	digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest},
	AuthorityIndex, Slot,
};
use sp_genesis_builder::{
	runtime_decl_for_genesis_builder::GenesisBuilderV1, LOCAL_TESTNET_RUNTIME_PRESET,
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::Era,
	traits::{BlakeTwo256, Hash as _, Header as _},
	Digest, DigestItem, MultiSignature, Permill,
};

/// Rules of disputes with short windows, and no two bonds alike. There are four validators for the five seats on appeal.
pub(crate) const SHORT_RULES: ArbitrationParameters = ArbitrationParameters {
	open_bond: 10 * UNITS + 7,
	appeal_bond: 30 * UNITS + 11,
	arbiter_bond: 5 * UNITS + 13,
	bond_hours: 2,
	reward: 250 * MILLIUNITS + 1,
	panel_size: 3,
	appeal_panel_size: 5,
	quorum: Permill::from_percent(60),
	lookback: HOURS / 2,
	answer_window: 100,
	commit_window: 100,
	reveal_window: 100,
	appeal_window: 100,
	penalties: [
		Permill::from_percent(5),
		Permill::from_percent(10),
		Permill::from_percent(20),
		Permill::from_percent(40),
	],
	ladder_period: 90 * DAYS,
};

/// The slot of the first block.
pub(crate) const FIRST_SLOT: u64 = 1_000;

/// Lays a preset over the default genesis, as a chain specification does (RFC 7386).
fn merge(base: &mut Value, patch: Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				if value.is_null() {
					base.remove(&key);
				} else {
					merge(base.entry(key).or_insert(Value::Null), value);
				}
			}
		}
		(base, patch) => *base = patch,
	}
}

/// The whole genesis of a preset, or the default one, asked for as a node does.
pub(crate) fn genesis(preset: Option<&str>) -> Value {
	let get = |id| {
		let json = Runtime::get_preset(&id).expect("the runtime has the preset");
		serde_json::from_slice::<Value>(&json).expect("presets are JSON")
	};
	let mut genesis = get(None);
	if let Some(preset) = preset {
		assert!(genesis_config_presets::preset_names().iter().any(|name| name == preset));
		merge(&mut genesis, get(Some(preset.into())));
	}
	genesis
}

/// The state after genesis.
pub(crate) fn externalities(preset: Option<&str>) -> sp_io::TestExternalities {
	externalities_of(genesis(preset))
}

/// The state after that genesis.
pub(crate) fn externalities_of(genesis: Value) -> sp_io::TestExternalities {
	let genesis = genesis.to_string().into_bytes();
	let mut ext = sp_io::TestExternalities::new_empty();
	ext.execute_with(|| Runtime::build_state(genesis).expect("the genesis is complete"));
	ext
}

/// The genesis of a local network, with epochs and eras as long as those of a public chain.
pub(crate) fn unhurried_local_genesis() -> Value {
	let mut local = genesis(Some(LOCAL_TESTNET_RUNTIME_PRESET));
	local["pace"] = genesis(None)["pace"].clone();
	local
}

/// The first slot of that epoch.
pub(crate) fn epoch_start(epoch: u64) -> u64 {
	FIRST_SLOT + epoch * EpochDuration::get()
}

pub(crate) fn pre_digest(authority_index: AuthorityIndex, slot: Slot) -> DigestItem {
	DigestItem::babe_pre_digest(PreDigest::SecondaryPlain(SecondaryPlainPreDigest {
		authority_index,
		slot,
	}))
}

/// A chain that grows by one block at a time.
pub(crate) struct Chain {
	number: BlockNumber,
	parent: Hash,
}

impl Chain {
	/// At genesis.
	pub(crate) fn new() -> Self {
		let number: BlockNumber = 0;
		Self { number, parent: System::block_hash(number) }
	}

	/// Makes a block by that authority in that slot, and calls `inside` after the inherents.
	pub(crate) fn block<R>(
		&mut self,
		author: AuthorityIndex,
		slot: u64,
		inside: impl FnOnce() -> R,
	) -> R {
		self.number += 1;
		let header = Header::new(
			self.number,
			Default::default(),
			Default::default(),
			self.parent,
			Digest { logs: vec![pre_digest(author, slot.into())] },
		);
		Executive::initialize_block(&header);
		let now = pallet_timestamp::Call::set { now: slot * SLOT_DURATION };
		Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(now)))
			.expect("the inherent is valid")
			.expect("the inherent succeeds");
		let result = inside();
		self.parent = Executive::finalize_block().hash();
		result
	}
}

/// A transaction of that account, with its next nonce.
pub(crate) fn signed(who: Sr25519Keyring, call: RuntimeCall, tip: Balance) -> UncheckedExtrinsic {
	signed_for(Era::Immortal, who, call, tip)
}

/// The same, good for so many blocks.
pub(crate) fn signed_for(
	era: Era,
	who: Sr25519Keyring,
	call: RuntimeCall,
	tip: Balance,
) -> UncheckedExtrinsic {
	let account = who.to_account_id();
	let extension = dry_run::extension(&account, era, tip);
	let payload = SignedPayload::new(call.clone(), extension.clone()).expect("it can be signed");
	let signature = payload.using_encoded(|bytes| who.sign(bytes));
	UncheckedExtrinsic::new_signed(
		call,
		account.into(),
		MultiSignature::Sr25519(signature),
		extension,
	)
}

/// Ends a period of the beacon in this block.
pub(crate) fn end_period() {
	let known = System::block_number();
	let value = BlakeTwo256::hash_of(&known);
	pallet_beacon::Gathered::<Runtime>::put(pallet_beacon::Record {
		gathered: value,
		value,
		known,
	});
}

/// The events of the last block.
pub(crate) fn events() -> Vec<RuntimeEvent> {
	System::events().into_iter().map(|record| record.event).collect()
}

/// Checks that the pallets' constants go together.
pub(crate) fn integrity_test() {
	<AllPalletsWithSystem as frame_support::traits::IntegrityTest>::integrity_test();
}

/// Text as the chain keeps it.
pub(crate) fn bounded<N: Get<u32>>(text: &str) -> BoundedVec<u8, N> {
	text.as_bytes().to_vec().try_into().expect("the text is short enough")
}

/// A machine such as providers list.
pub(crate) fn spec() -> ResourceSpec {
	let address = Multiaddr(bounded("/ip4/203.0.113.7/tcp/30333"));
	ResourceSpec {
		kind: ResourceKind::VirtualMachine,
		cores: 8,
		memory_mib: 32 * 1_024,
		storage_gib: 500,
		gpus: None,
		bandwidth_mbps: 1_000,
		cpu_model: bounded("AMD EPYC 9654"),
		operating_system: bounded("Debian 12"),
		region: bounded("eu-west"),
		peer_id: PeerId(bounded("12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf")),
		addresses: vec![address].try_into().expect("one address is not too many"),
	}
}
