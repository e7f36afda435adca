// SPDX-License-Identifier: Apache-2.0

//! The built-in chains. What is in their genesis is said by presets of the runtime; here are only
//! the names that the node and its users see.

use hamster_primitives::{
	currency::{SS58_PREFIX, TOKEN_DECIMALS, TOKEN_SYMBOL},
	opaque::Block,
};
use hamster_runtime::WASM_BINARY;
use sc_chain_spec::{ChainSpecExtension, ChainType, GenericChainSpec, Properties};
use sc_client_api::{BadBlocks, ForkBlocks};
use sc_sync_state_rpc::LightSyncStateExtension;
use serde::{Deserialize, Serialize};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use std::path::PathBuf;

/// Sets our network protocols apart from those of other chains.
const PROTOCOL_ID: &str = "ham";

/// A chain specification of Hamster.
pub(crate) type ChainSpec = GenericChainSpec<Extensions>;

/// What a chain specification may say to the client beyond the genesis.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ChainSpecExtension)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Extensions {
	/// Blocks that must have the given hash.
	pub(crate) fork_blocks: ForkBlocks<Block>,
	/// Blocks that are never imported.
	pub(crate) bad_blocks: BadBlocks<Block>,
	/// A finalized point from which a light client starts.
	pub(crate) light_sync_state: LightSyncStateExtension,
}

/// The specification with the given id: `dev`, `local`, or the path of a JSON file.
///
/// Nothing given means `local`. There is no public network to join, and of the built-in chains
/// `local` is the one that keeps its database and that several nodes can share; `dev` is asked
/// for with `--dev`.
pub(crate) fn load(id: &str) -> Result<Box<dyn sc_chain_spec::ChainSpec>, String> {
	Ok(Box::new(match id {
		"dev" => development()?,
		"" | "local" => local()?,
		path => ChainSpec::from_json_file(PathBuf::from(path))?,
	}))
}

/// One authority, for development on one node.
pub(crate) fn development() -> Result<ChainSpec, String> {
	build("Hamster Development", "hamster_dev", ChainType::Development, DEV_RUNTIME_PRESET)
}

/// Four authorities, for a network on one machine.
pub(crate) fn local() -> Result<ChainSpec, String> {
	build("Hamster Local Testnet", "hamster_local", ChainType::Local, LOCAL_TESTNET_RUNTIME_PRESET)
}

fn build(name: &str, id: &str, chain_type: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let code = WASM_BINARY.ok_or("no built-in chains: this node was built without its runtime")?;

	Ok(ChainSpec::builder(code, Extensions::default())
		.with_name(name)
		.with_id(id)
		.with_chain_type(chain_type)
		.with_protocol_id(PROTOCOL_ID)
		.with_genesis_config_preset_name(preset)
		.with_properties(properties())
		.build())
}

/// Puts a large market into the genesis of a development chain.
pub(crate) fn add_market(
	spec: &mut dyn sc_chain_spec::ChainSpec,
	machines: u32,
) -> Result<(), String> {
	if spec.chain_type() != ChainType::Development {
		return Err("--dev-market is for development chains only; \
			use it with --dev or with a chain specification of chain type Development"
			.into());
	}
	let mut storage = spec.as_storage_builder().build_storage()?;
	hamster_runtime::dev_market::populate(&mut storage, machines)
		.map_err(|error| format!("the market can't be made: {error:?}"))?;
	spec.set_storage(storage);
	Ok(())
}

/// How wallets and explorers show amounts and addresses.
fn properties() -> Properties {
	Properties::from_iter([
		("tokenSymbol".into(), TOKEN_SYMBOL.into()),
		("tokenDecimals".into(), TOKEN_DECIMALS.into()),
		("ss58Format".into(), SS58_PREFIX.into()),
	])
}

#[cfg(test)]
mod tests {
	use super::*;
	use sc_chain_spec::{get_extension, ChainSpec as _};
	use sp_runtime::BuildStorage;

	/// The built-in specifications, or none if the runtime was left out of the build.
	fn built_in() -> Vec<ChainSpec> {
		if WASM_BINARY.is_none() {
			assert!(development().is_err() && local().is_err());
			return Vec::new();
		}
		vec![development().expect("preset exists"), local().expect("preset exists")]
	}

	#[test]
	fn genesis_can_be_built() {
		for spec in built_in() {
			let genesis = spec.build_storage().expect("the runtime accepts its own preset");
			assert!(!genesis.top.is_empty(), "{}", spec.id());
		}
	}

	#[test]
	fn specifications_survive_json() {
		for spec in built_in() {
			for raw in [false, true] {
				let json = spec.as_json(raw).expect("can be written");
				let read = ChainSpec::from_json_bytes(json.into_bytes()).expect("can be read");

				assert_eq!(read.id(), spec.id());
				assert_eq!(read.name(), spec.name());
				assert_eq!(read.chain_type(), spec.chain_type());
				assert_eq!(read.properties(), spec.properties());
				assert_eq!(
					read.build_storage().expect("genesis of what was read").top,
					spec.build_storage().expect("genesis").top,
				);
			}
		}
	}

	#[test]
	fn properties_tell_the_token_and_the_address_format() {
		let properties = properties();
		assert_eq!(properties["tokenSymbol"], TOKEN_SYMBOL);
		assert_eq!(properties["tokenDecimals"], TOKEN_DECIMALS);
		assert_eq!(properties["ss58Format"], SS58_PREFIX);
	}

	#[test]
	fn the_sync_state_extension_is_there_for_its_rpc() {
		assert!(get_extension::<LightSyncStateExtension>(&Extensions::default()).is_some());
	}

	#[test]
	fn a_market_is_for_development_chains_only() {
		if WASM_BINARY.is_none() {
			return;
		}
		let mut spec = load("local").expect("built in");
		assert!(add_market(&mut *spec, 1).is_err());
		let mut spec = load("dev").expect("built in");
		let before = spec.as_storage_builder().build_storage().expect("genesis").top.len();
		add_market(&mut *spec, 2).expect("a development chain");
		let after = spec.as_storage_builder().build_storage().expect("genesis").top.len();
		assert!(after > before + 10);
	}

	#[test]
	fn a_missing_file_is_named() {
		let Err(error) = load("no/such/file.json") else { panic!("the file does not exist") };
		assert!(error.contains("no/such/file.json"), "{error}");
	}

	#[test]
	fn ids_lead_to_their_chains() {
		if WASM_BINARY.is_none() {
			return;
		}
		for (id, expected, chain_type) in [
			("dev", "hamster_dev", ChainType::Development),
			("local", "hamster_local", ChainType::Local),
			("", "hamster_local", ChainType::Local),
		] {
			let spec = load(id).expect("built in");
			assert_eq!(spec.id(), expected);
			assert_eq!(spec.chain_type(), chain_type);
		}
	}
}
