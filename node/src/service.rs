// SPDX-License-Identifier: Apache-2.0

//! The node itself: how client, consensus, network and RPC server are put together.

use crate::{
	agent_hub::{self, AgentHub},
	cli::Reading,
	dev_seal::{self, DevSeal, SlotAuthor},
	equivocation::EquivocationReports,
	market_index,
	metrics::{IndexMetrics, MarketMetrics},
	rpc, rpc_sockets,
	slots::{self, SlotInherents},
};
use futures::{FutureExt, StreamExt};
use hamster_market_index::MarketIndex;
use hamster_market_rpc::Reads;
use hamster_primitives::{opaque::Block, BlockNumber, Hash};
use hamster_runtime::RuntimeApi;
use sc_authority_discovery::{Role as DiscoveryRole, WorkerConfig};
use sc_basic_authorship::ProposerFactory;
use sc_client_api::Backend;
use sc_consensus::{DefaultImportQueue, LongestChain};
use sc_consensus_babe::{
	BabeBlockImport, BabeLink, BabeParams, BabeWorkerHandle, ImportQueueParams, SlotProportion,
};
use sc_consensus_grandpa::{
	warp_proof::NetworkProvider, FinalityProofProvider, GrandpaBlockImport, GrandpaParams,
	LinkHalf, SharedVoterState, VotingRulesBuilder,
};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_executor::WasmExecutor;
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType},
	multiaddr::{Multiaddr, Protocol},
	Event, Litep2pNetworkBackend, NetworkBackend, NetworkEventStream, NetworkWorker,
};
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{
	BuildNetworkParams, ChainType, Configuration, Error, PartialComponents, RpcHandlers,
	SpawnTasksParams, TFullBackend, TFullClient, TaskManager, WarpSyncConfig,
};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool::TransactionPoolHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_babe::SlotDuration;
use std::{sync::Arc, time::Duration};

/// The host functions that the runtime may call.
#[cfg(not(feature = "runtime-benchmarks"))]
pub(crate) type HostFunctions = sp_io::SubstrateHostFunctions;

/// The host functions that the runtime may call, with those that its benchmarks need.
#[cfg(feature = "runtime-benchmarks")]
pub(crate) type HostFunctions =
	(sp_io::SubstrateHostFunctions, frame_benchmarking::benchmarking::HostFunctions);

/// The client.
pub(crate) type FullClient = TFullClient<Block, RuntimeApi, WasmExecutor<HostFunctions>>;
/// The database.
pub(crate) type FullBackend = TFullBackend<Block>;
/// The chain selection.
pub(crate) type FullSelectChain = LongestChain<FullBackend, Block>;
/// The transaction pool.
pub(crate) type FullPool = TransactionPoolHandle<Block, FullClient>;
/// GRANDPA's block import, over the client.
pub(crate) type GrandpaImport = GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
/// BABE's block import, over GRANDPA's.
pub(crate) type BabeImport =
	BabeBlockImport<Block, FullClient, GrandpaImport, SlotInherents, FullSelectChain>;

/// The parts of a node that are there before network and RPC.
type Parts = PartialComponents<
	FullClient,
	FullBackend,
	FullSelectChain,
	DefaultImportQueue<Block>,
	FullPool,
	Consensus,
>;

/// The parts of consensus.
struct Consensus {
	block_import: BabeImport,
	babe_link: BabeLink<Block>,
	babe_worker: BabeWorkerHandle<Block>,
	grandpa_link: LinkHalf<Block, FullClient, FullSelectChain>,
	telemetry: Option<Telemetry>,
}

/// How many blocks there are at most from one stored justification to the next. The finality of a
/// block in between is proved by the next one.
const JUSTIFICATION_PERIOD: u32 = 512;

/// The time that a GRANDPA message is given to reach every voter.
pub(crate) const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// Of each slot the part in which a block is made; the rest is for its way to the other nodes.
const PROPOSAL_PORTION: f32 = 2.0 / 3.0;

/// Builds the parts.
fn parts(config: &Configuration) -> Result<Parts, Error> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts::<Block, RuntimeApi, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			sc_service::new_wasm_executor::<HostFunctions>(&config.executor),
			Vec::new(),
		)?;
	let client = Arc::new(client);

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});

	let select_chain = LongestChain::new(backend.clone());

	let transaction_pool = Arc::new(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);

	let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry.as_ref().map(Telemetry::handle),
	)?;
	let justification_import = grandpa_import.clone();

	let babe_config = sc_consensus_babe::configuration(&*client)?;
	let slot_duration = babe_config.slot_duration();

	// Chain time of a development chain may be far ahead of the clock. Its blocks must then still
	// pass when they come from elsewhere: to a second node, or in `import-blocks`. The verifier
	// takes the slot duration for nothing but the present slot; with a millisecond the present is
	// later than any slot of the chain.
	let (import_inherents, verifier_slot_duration) = if config.chain_spec.chain_type()
		== ChainType::Development
	{
		(slots::on_development_chain(client.clone(), slot_duration), SlotDuration::from_millis(1))
	} else {
		(slots::on_import(), slot_duration)
	};

	let reports = OffchainTransactionPoolFactory::new(transaction_pool.clone());
	let (block_import, babe_link) = sc_consensus_babe::block_import(
		babe_config,
		grandpa_import,
		client.clone(),
		import_inherents,
		select_chain.clone(),
		reports.clone(),
	)?;

	let (import_queue, babe_worker) = sc_consensus_babe::import_queue(ImportQueueParams {
		link: babe_link.clone(),
		block_import: EquivocationReports {
			inner: block_import.clone(),
			client: client.clone(),
			link: babe_link.clone(),
			pool: reports,
			slot_duration,
		},
		justification_import: Some(Box::new(justification_import)),
		client: client.clone(),
		slot_duration: verifier_slot_duration,
		spawner: &task_manager.spawn_essential_handle(),
		registry: config.prometheus_registry(),
		telemetry: telemetry.as_ref().map(Telemetry::handle),
	})?;

	Ok(Parts {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: Consensus { block_import, babe_link, babe_worker, grandpa_link, telemetry },
	})
}

/// The client and its database, for a command that runs no node.
pub(crate) fn database(
	config: &Configuration,
) -> Result<(Arc<FullClient>, Arc<FullBackend>, TaskManager), Error> {
	let Parts { client, backend, import_queue, mut task_manager, other, .. } = parts(config)?;
	// Without these the tasks that serve them would end at once and complain about it.
	task_manager.keep_alive((import_queue, other));
	Ok((client, backend, task_manager))
}

/// The client and its import queue, for a command that runs no node.
pub(crate) fn importer(
	config: &Configuration,
) -> Result<(Arc<FullClient>, DefaultImportQueue<Block>, TaskManager), Error> {
	let Parts { client, import_queue, mut task_manager, other, .. } = parts(config)?;
	task_manager.keep_alive(other);
	Ok((client, import_queue, task_manager))
}

/// Starts a node on the network backend that the configuration names. With `block_time` it seals
/// blocks at that pace instead of in BABE's slots.
pub(crate) fn start(
	config: Configuration,
	block_time: Option<Duration>,
	reading: Reading,
) -> Result<TaskManager, Error> {
	match config.network.network_backend {
		NetworkBackendType::Litep2p => {
			start_on::<Litep2pNetworkBackend>(config, block_time, reading)
		}
		NetworkBackendType::Libp2p => {
			start_on::<NetworkWorker<Block, Hash>>(config, block_time, reading)
		}
	}
}

fn start_on<N: NetworkBackend<Block, Hash>>(
	config: Configuration,
	block_time: Option<Duration>,
	reading: Reading,
) -> Result<TaskManager, Error> {
	let Parts {
		client,
		backend,
		mut task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: Consensus { block_import, babe_link, babe_worker, grandpa_link, mut telemetry },
	} = parts(&config)?;
	let keystore = keystore_container.keystore();

	// Network.
	let mut net_config = FullNetworkConfiguration::<Block, Hash, N>::new(
		&config.network,
		config.prometheus_registry().cloned(),
	);
	let metrics = N::register_notification_metrics(config.prometheus_registry());
	let grandpa_protocol = sc_consensus_grandpa::protocol_standard_name(
		&client.chain_info().genesis_hash,
		&config.chain_spec,
	);
	let (grandpa_protocol_config, grandpa_notifications) =
		sc_consensus_grandpa::grandpa_peers_set_config::<Block, N>(
			grandpa_protocol.clone(),
			metrics.clone(),
			net_config.peer_store_handle(),
		);
	net_config.add_notification_protocol(grandpa_protocol_config);

	let warp_sync = Arc::new(NetworkProvider::<Block, _>::new(
		backend.clone(),
		grandpa_link.shared_authority_set().clone(),
		Vec::new(),
	));

	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	if config.offchain_worker.enabled {
		let workers = OffchainWorkers::new(OffchainWorkerOptions {
			runtime_api_provider: client.clone(),
			keystore: Some(keystore.clone()),
			offchain_db: backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(transaction_pool.clone())),
			network_provider: Arc::new(network.clone()),
			is_validator: config.role.is_authority(),
			enable_http_requests: true,
			custom_extensions: |_| Vec::new(),
		})?;
		task_manager.spawn_handle().spawn(
			"offchain-workers-runner",
			Some("offchain-worker"),
			workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
		);
	}

	// RPC, Prometheus, telemetry. The configuration is used up here.
	let role = config.role;
	let development = config.chain_spec.chain_type() == ChainType::Development;
	let force_authoring = config.force_authoring;
	let grandpa_enabled = !config.disable_grandpa;
	let name = config.network.node_name.clone();
	let discovery = WorkerConfig {
		publish_non_global_ips: config.network.allow_non_globals_in_dht,
		public_addresses: config.network.public_addresses.clone(),
		// There were never nodes that publish records without the signature of their peer id.
		strict_record_validation: true,
		persisted_cache_directory: config.network.net_config_path.clone(),
		..Default::default()
	};
	let prometheus_registry = config.prometheus_registry().cloned();
	if let Some(registry) = &prometheus_registry {
		let metrics = MarketMetrics::register(registry)?;
		task_manager.spawn_handle().spawn("market-metrics", None, metrics.follow(client.clone()));
	}

	// What agents read: the index of the market, if there is to be one, and their inboxes. Both follow
	// the chain on threads of their own, which may block.
	let index = reading.market_index.then(|| Arc::new(MarketIndex::new(reading.market_index_max)));
	if let Some(index) = &index {
		if let Some(registry) = &prometheus_registry {
			IndexMetrics::register(registry, index.clone())?;
		}
		task_manager.spawn_handle().spawn_blocking(
			"market-index",
			None,
			market_index::feed(
				client.clone(),
				index.clone(),
				sync_service.clone(),
				reading.rpc_nice,
			),
		);
	}
	let hub = AgentHub::new(client.clone());
	task_manager.spawn_handle().spawn_blocking(
		"agent-hub",
		None,
		agent_hub::watch(client.clone(), hub.watcher(), hub.wanted(), reading.rpc_nice),
	);

	let voter_state = SharedVoterState::empty();
	let rpc_sources = rpc::Sources {
		client: client.clone(),
		pool: transaction_pool.clone(),
		select_chain: select_chain.clone(),
		chain_spec: config.chain_spec.cloned_box(),
		keystore: keystore.clone(),
		babe_worker,
		grandpa_authorities: grandpa_link.shared_authority_set().clone(),
		grandpa_voter_state: voter_state.clone(),
		justifications: grandpa_link.justification_stream(),
		finality_proofs: FinalityProofProvider::new_for_service(
			backend.clone(),
			Some(grandpa_link.shared_authority_set().clone()),
		),
		reads: Reads::new(),
		market_index: index,
		inboxes: Arc::new(hub),
		dry_run: !reading.no_dry_run,
	};

	let rpc_handlers = sc_service::spawn_tasks(SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore: keystore.clone(),
		transaction_pool: transaction_pool.clone(),
		rpc_builder: Box::new(move |executor| rpc_sources.module(executor).map_err(Into::into)),
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;
	tune_rpc(&rpc_handlers, reading.rpc_nice);
	let telemetry = telemetry.as_ref().map(Telemetry::handle);

	// Validators say in the DHT where they are, under the keys of their session, and keep a connection
	// to each other. The one of a development chain has nobody to look for.
	if role.is_authority() && !development {
		let dht_events =
			network.event_stream("authority-discovery").filter_map(|event| async move {
				match event {
					Event::Dht(event) => Some(event),
					_ => None,
				}
			});
		let (worker, _) = sc_authority_discovery::new_worker_and_service_with_config(
			discovery,
			client.clone(),
			Arc::new(network.clone()),
			Box::pin(dht_events),
			DiscoveryRole::PublishAndDiscover(keystore.clone()),
			prometheus_registry.clone(),
			task_manager.spawn_handle(),
		);
		task_manager.spawn_handle().spawn("authority-discovery", Some("networking"), worker.run());
	}

	// Blocks.
	if role.is_authority() {
		let slot_duration = babe_link.config().slot_duration();
		let proposer = ProposerFactory::new(
			task_manager.spawn_handle(),
			client.clone(),
			transaction_pool.clone(),
			prometheus_registry.as_ref(),
			telemetry.clone(),
		);

		if let Some(block_time) = block_time {
			dev_seal::ensure_keys(&keystore, &babe_link.config().authorities)?;

			let seal = DevSeal {
				block_time,
				client: client.clone(),
				block_import,
				select_chain,
				pool: transaction_pool.clone(),
				proposer,
				author: Box::new(SlotAuthor::new(client.clone(), keystore.clone(), babe_link)),
				inherents: slots::by_parent(client, slot_duration),
			};
			task_manager.spawn_essential_handle().spawn_blocking(
				"dev-seal",
				Some("block-authoring"),
				seal.run(),
			);
		} else {
			if development {
				warn_if_ahead_of_clock(&client, slot_duration);
			}

			let babe = sc_consensus_babe::start_babe(BabeParams {
				keystore: keystore.clone(),
				client,
				select_chain,
				env: proposer,
				block_import,
				sync_oracle: sync_service.clone(),
				justification_sync_link: sync_service.clone(),
				create_inherent_data_providers: slots::by_clock(slot_duration),
				force_authoring,
				backoff_authoring_blocks: Some(
					BackoffAuthoringOnFinalizedHeadLagging::<BlockNumber>::default(),
				),
				babe_link,
				block_proposal_slot_portion: SlotProportion::new(PROPOSAL_PORTION),
				max_block_proposal_slot_portion: None,
				telemetry: telemetry.clone(),
			})?;
			task_manager.spawn_essential_handle().spawn_blocking(
				"babe-proposer",
				Some("block-authoring"),
				babe,
			);
		}
	}

	// Finality. A node without authority follows the votes without a key.
	if grandpa_enabled {
		// With one author there are no forks to wait out, so the best block itself is voted for.
		let (gossip_duration, voting_rules) = match block_time {
			Some(block_time) => (dev_seal::gossip_duration(block_time), VotingRulesBuilder::new()),
			None => (GOSSIP_DURATION, VotingRulesBuilder::<Block, FullClient>::default()),
		};

		let voter = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
			config: sc_consensus_grandpa::Config {
				gossip_duration,
				justification_generation_period: JUSTIFICATION_PERIOD,
				observer_enabled: false,
				local_role: role,
				name: Some(name),
				keystore: role.is_authority().then_some(keystore),
				telemetry: telemetry.clone(),
				protocol_name: grandpa_protocol,
			},
			link: grandpa_link,
			network,
			sync: Arc::new(sync_service),
			notification_service: grandpa_notifications,
			voting_rule: voting_rules.build(),
			prometheus_registry,
			shared_voter_state: voter_state,
			telemetry,
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(transaction_pool),
		})?;
		task_manager.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
	}

	Ok(task_manager)
}

/// Lets answers of the RPC server go out at once, and import come first. Nothing depends on it.
fn tune_rpc(handlers: &RpcHandlers, nice: u8) {
	let port_of = |address: &Multiaddr| {
		address.iter().find_map(|protocol| match protocol {
			Protocol::Tcp(port) => Some(port),
			_ => None,
		})
	};
	let ports: Vec<_> = handlers.listen_addresses().iter().filter_map(port_of).collect();
	match rpc_sockets::send_at_once(&ports) {
		Ok(count) if count > 0 => {
			log::debug!("Answers go out at once from {count} RPC sockets");
		}
		Ok(_) => log::warn!("Large RPC answers may be late: no socket was found that listens"),
		Err(error) => log::warn!("Large RPC answers may be late: {error}"),
	}
	if nice > 0 {
		match rpc_sockets::set_nice_level("rpc", nice) {
			Ok(count) => log::debug!("{count} RPC threads have nice level {nice}"),
			Err(error) => log::warn!("RPC threads keep their priority: {error}"),
		}
	}
}

/// Says why no blocks come from a chain that was sealed ahead of the clock before.
fn warn_if_ahead_of_clock(client: &FullClient, slot_duration: SlotDuration) {
	match slots::slots_ahead_of_clock(client, slot_duration) {
		Ok(0) => {}
		Ok(slots) => log::warn!(
			"This chain is {slots} slots of {} ms ahead of the clock. Blocks will be made when the \
			clock has caught up, or at once with --dev-block-time.",
			slot_duration.as_millis()
		),
		Err(error) => log::warn!("Cannot compare the chain with the clock: {error}"),
	}
}
