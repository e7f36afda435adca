// SPDX-License-Identifier: Apache-2.0

//! The market on the Prometheus endpoint, beside the SDK's own metrics.
//!
//! The runtime keeps the figures and is asked for them once for each new best block. A scrape shows
//! what was read last: all metrics of the same block, and none at all before the first answer.

use crate::service::FullClient;
use futures::StreamExt;
use hamster_market_index::{Figures as IndexFigures, MarketIndex};
use hamster_market_runtime_api::{MarketApi, ResourceCountsView, TotalsView};
use hamster_primitives::{currency::UNITS, Balance, Hash};
use sc_client_api::BlockchainEvents;
use sp_api::{ApiError, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use std::{
	future,
	sync::{Arc, PoisonError, RwLock},
};
use substrate_prometheus_endpoint::{
	register, MetricSource, Opts, PrometheusError, Registry, SourcedCounter, SourcedGauge,
};

const LOG_TARGET: &str = "market-metrics";

/// How many new best blocks may be passed over for the newest of them, should they come faster than
/// the runtime answers.
const BLOCKS_AT_ONCE: usize = 64;

/// What was read last. Every metric holds a handle to it.
#[derive(Clone, Default)]
struct Reading(Arc<RwLock<Option<TotalsView>>>);

impl Reading {
	fn get(&self) -> Option<TotalsView> {
		self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
	}

	/// Takes in what the newest best block says.
	///
	/// A best block may be retracted, and with it a payment or a fault. Prometheus would take a
	/// counter that steps back for one that began anew, so it stands until the chain has caught up.
	fn set(&self, totals: Option<TotalsView>) {
		let mut reading = self.0.write().unwrap_or_else(PoisonError::into_inner);
		*reading = match (reading.take(), totals) {
			(Some(last), Some(mut totals)) => {
				totals.rent_settled = totals.rent_settled.max(last.rent_settled);
				totals.faulted_leases = totals.faulted_leases.max(last.faulted_leases);
				Some(totals)
			}
			(_, totals) => totals,
		};
	}
}

/// Gives out the figures of one metric, each with the values of its labels.
type Figures = fn(&TotalsView, &mut dyn FnMut(&[&str], f64));

/// One metric of the reading.
#[derive(Clone)]
struct Metric {
	reading: Reading,
	figures: Figures,
}

impl MetricSource for Metric {
	type N = f64;

	fn collect(&self, mut set: impl FnMut(&[&str], f64)) {
		if let Some(totals) = self.reading.get() {
			(self.figures)(&totals, &mut set);
		}
	}
}

/// The metrics of the market.
pub(crate) struct MarketMetrics {
	reading: Reading,
}

impl MarketMetrics {
	/// Puts the metrics on the registry.
	pub(crate) fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		let metrics = Self { reading: Reading::default() };
		metrics.gauge(
			registry,
			Opts::new("hamster_market_resources", "Machines on the market, by state")
				.variable_label("state"),
			|totals, set| {
				let ResourceCountsView { available, reserved, leased, offline } = totals.resources;
				set(&["available"], available.into());
				set(&["reserved"], reserved.into());
				set(&["leased"], leased.into());
				set(&["offline"], offline.into());
			},
		)?;
		metrics.gauge(
			registry,
			Opts::new("hamster_market_pending_orders", "Orders that wait for the provider's word"),
			|totals, set| set(&[], totals.pending_orders.into()),
		)?;
		metrics.gauge(
			registry,
			Opts::new("hamster_market_active_leases", "Leases that are not closed"),
			|totals, set| set(&[], totals.active_leases.into()),
		)?;
		metrics.counter(
			registry,
			Opts::new(
				"hamster_market_rent_settled_ham_total",
				"What providers got as rent since the first block, in HAM",
			),
			|totals, set| set(&[], in_tokens(totals.rent_settled)),
		)?;
		metrics.counter(
			registry,
			Opts::new(
				"hamster_market_faulted_leases_total",
				"Leases that their providers failed since the first block",
			),
			|totals, set| set(&[], totals.faulted_leases as f64),
		)?;
		metrics.gauge(
			registry,
			Opts::new("hamster_gateways_online", "Gateways that are online"),
			|totals, set| set(&[], totals.online_gateways.into()),
		)?;
		metrics.gauge(
			registry,
			Opts::new("hamster_market_open_disputes", "Disputes that are not over"),
			|totals, set| set(&[], totals.open_disputes.into()),
		)?;
		Ok(metrics)
	}

	fn gauge(
		&self,
		registry: &Registry,
		opts: Opts,
		figures: Figures,
	) -> Result<(), PrometheusError> {
		let source = Metric { reading: self.reading.clone(), figures };
		register(SourcedGauge::new(&opts, source)?, registry).map(drop)
	}

	fn counter(
		&self,
		registry: &Registry,
		opts: Opts,
		figures: Figures,
	) -> Result<(), PrometheusError> {
		let source = Metric { reading: self.reading.clone(), figures };
		register(SourcedCounter::new(&opts, source)?, registry).map(drop)
	}

	/// Reads the figures of the best block, and of every new one for as long as the node runs. While
	/// the node catches up with the chain there is no word of new blocks, and nothing is asked.
	pub(crate) async fn follow(self, client: Arc<FullClient>) {
		let mut best_blocks = client
			.import_notification_stream()
			.filter(|block| future::ready(block.is_new_best))
			.ready_chunks(BLOCKS_AT_ONCE);
		let ask = |at: Hash| client.runtime_api().totals(at);

		let mut answered = self.read(ask(client.info().best_hash), true);
		while let Some(blocks) = best_blocks.next().await {
			if let Some(newest) = blocks.last() {
				answered = self.read(ask(newest.hash), answered);
			}
		}
	}

	/// Takes in an answer of the runtime, and says whether it was one; `answered` says so of the one
	/// before. Of failures in a row the first is logged: a runtime without the API goes on failing.
	fn read(&self, answer: Result<TotalsView, ApiError>, answered: bool) -> bool {
		if let (Err(error), true) = (&answer, answered) {
			log::debug!(target: LOG_TARGET, "The runtime does not tell its totals: {error}");
		}
		let answered = answer.is_ok();
		self.reading.set(answer.ok());
		answered
	}
}

/// The metrics of the index of the market.
pub(crate) struct IndexMetrics;

/// One metric of the index.
#[derive(Clone)]
struct IndexMetric {
	index: Arc<MarketIndex>,
	figure: fn(IndexFigures) -> Option<u64>,
}

impl MetricSource for IndexMetric {
	type N = u64;

	fn collect(&self, mut set: impl FnMut(&[&str], u64)) {
		if let Some(figure) = (self.figure)(self.index.figures()) {
			set(&[], figure);
		}
	}
}

impl IndexMetrics {
	/// Puts the metrics on the registry. Until the index is complete there is none but the last.
	pub(crate) fn register(
		registry: &Registry,
		index: Arc<MarketIndex>,
	) -> Result<(), PrometheusError> {
		type Figure = fn(IndexFigures) -> Option<u64>;
		let gauge = |name: &str, help: &str, figure: Figure| -> Result<(), PrometheusError> {
			let source = IndexMetric { index: index.clone(), figure };
			register(SourcedGauge::new(&Opts::new(name, help), source)?, registry).map(drop)
		};
		gauge(
			"hamster_market_index_block",
			"The final block up to which the index of the market knows the chain",
			|figures| figures.block.map(u64::from),
		)?;
		gauge("hamster_market_index_rows", "Machines that the index knows", |figures| {
			figures.block.map(|_| figures.machines)
		})?;
		gauge(
			"hamster_market_index_listed",
			"Machines in the index that can be ordered",
			|figures| figures.block.map(|_| figures.listed),
		)?;
		gauge("hamster_market_index_bytes", "About how much memory the index takes", |figures| {
			figures.block.map(|_| figures.bytes)
		})?;
		let name = "hamster_market_index_scans_total";
		let opts = Opts::new(name, "How often all machines were read into the index");
		let source = IndexMetric { index, figure: |figures| Some(figures.scans) };
		register(SourcedCounter::new(&opts, source)?, registry).map(drop)
	}
}

/// An amount in whole tokens, as exact as a metric can be.
fn in_tokens(amount: Balance) -> f64 {
	amount as f64 / UNITS as f64
}

#[cfg(test)]
mod tests {
	use super::*;
	use hamster_market_index::Market;
	use hamster_market_runtime_api::BlockRef;

	fn totals() -> TotalsView {
		TotalsView {
			resources: ResourceCountsView { available: 1, reserved: 2, leased: 3, offline: 4 },
			pending_orders: 5,
			active_leases: 6,
			rent_settled: 7 * UNITS + UNITS / 2,
			faulted_leases: 8,
			online_gateways: 9,
			open_disputes: 10,
		}
	}

	/// What a scrape shows of the registry, a line for each figure.
	fn scrape(registry: &Registry) -> Vec<String> {
		let mut lines = Vec::new();
		for family in registry.gather() {
			for metric in family.get_metric() {
				let labels: Vec<_> = metric
					.get_label()
					.iter()
					.map(|label| format!("{}={}", label.get_name(), label.get_value()))
					.collect();
				let value = metric.get_gauge().get_value() + metric.get_counter().get_value();
				let kind = format!("{:?}", family.get_field_type()).to_lowercase();
				lines.push(format!("{kind} {} {labels:?} {value}", family.get_name()));
			}
		}
		lines.sort();
		lines
	}

	fn error() -> ApiError {
		ApiError::UsingSameInstanceForDifferentBlocks
	}

	#[test]
	fn every_total_is_a_metric() {
		let registry = Registry::new();
		let metrics = MarketMetrics::register(&registry).unwrap();
		assert!(metrics.read(Ok(totals()), true));
		assert_eq!(
			scrape(&registry),
			[
				r#"counter hamster_market_faulted_leases_total [] 8"#,
				r#"counter hamster_market_rent_settled_ham_total [] 7.5"#,
				r#"gauge hamster_gateways_online [] 9"#,
				r#"gauge hamster_market_active_leases [] 6"#,
				r#"gauge hamster_market_open_disputes [] 10"#,
				r#"gauge hamster_market_pending_orders [] 5"#,
				r#"gauge hamster_market_resources ["state=available"] 1"#,
				r#"gauge hamster_market_resources ["state=leased"] 3"#,
				r#"gauge hamster_market_resources ["state=offline"] 4"#,
				r#"gauge hamster_market_resources ["state=reserved"] 2"#,
			]
		);
	}

	#[test]
	fn the_index_has_metrics_when_it_is_complete() {
		let registry = Registry::new();
		let index = Arc::new(MarketIndex::new(10));
		IndexMetrics::register(&registry, index.clone()).unwrap();
		assert_eq!(scrape(&registry), ["counter hamster_market_index_scans_total [] 0"]);
		index.replace(Market::new(BlockRef { number: 7, hash: Hash::zero() }));
		assert_eq!(
			scrape(&registry),
			[
				"counter hamster_market_index_scans_total [] 1",
				"gauge hamster_market_index_block [] 7",
				"gauge hamster_market_index_bytes [] 0",
				"gauge hamster_market_index_listed [] 0",
				"gauge hamster_market_index_rows [] 0",
			]
		);
	}

	#[test]
	fn without_an_answer_nothing_is_shown() {
		let registry = Registry::new();
		let metrics = MarketMetrics::register(&registry).unwrap();
		assert!(scrape(&registry).is_empty());
		assert!(metrics.read(Ok(totals()), true));
		assert!(!scrape(&registry).is_empty());
		assert!(!metrics.read(Err(error()), true));
		assert!(scrape(&registry).is_empty());
	}

	#[test]
	fn gauges_follow_a_retracted_block_and_counters_wait() {
		let metrics = MarketMetrics::register(&Registry::new()).unwrap();
		metrics.read(Ok(totals()), true);
		let fork = TotalsView {
			active_leases: 7,
			rent_settled: totals().rent_settled - 1,
			faulted_leases: 7,
			..totals()
		};
		metrics.read(Ok(fork), true);
		assert_eq!(metrics.reading.get(), Some(TotalsView { active_leases: 7, ..totals() }));
		let later = TotalsView { faulted_leases: 10, rent_settled: u128::MAX, ..totals() };
		metrics.read(Ok(later.clone()), true);
		assert_eq!(metrics.reading.get(), Some(later));
	}
}
