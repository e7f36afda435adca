// SPDX-License-Identifier: Apache-2.0
//! What searches ask about, and whether a machine is what they want.

use crate::names::{Name, Names};
use hamster_market_runtime_api::{SearchFilter, SpecView};
use hamster_primitives::{resource::ResourceKind, time::HOURS, Balance, BlockNumber};

/// What searches ask about, but for what the place in an order says: the region and the price.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facets {
	kind: ResourceKind,
	/// In small letters.
	pub(crate) gpu_model: Option<Name>,
	gpus: u16,
	cores: u32,
	memory_mib: u32,
	storage_gib: u32,
	bandwidth_mbps: u32,
	min_hours: u32,
	max_hours: u32,
	pub(crate) available_until: BlockNumber,
}

impl Facets {
	/// Of a machine that is offered for so many hours until that block.
	pub(crate) fn new(
		spec: &SpecView,
		(min_hours, max_hours): (u32, u32),
		available_until: BlockNumber,
		models: &mut Names,
	) -> Self {
		let model = spec.gpu_model.as_ref();
		Self {
			kind: spec.kind,
			gpu_model: model.map(|model| models.take(&model.to_ascii_lowercase())),
			gpus: spec.gpu_count,
			cores: spec.cores,
			memory_mib: spec.memory_mib,
			storage_gib: spec.storage_gib,
			bandwidth_mbps: spec.bandwidth_mbps,
			min_hours,
			max_hours,
			available_until,
		}
	}

	/// For how many hours the machine can be rented if it is ordered in the block after `now`.
	pub(crate) fn hours_available(&self, now: BlockNumber) -> u32 {
		let left = self.available_until.saturating_sub(now.saturating_add(1)) / HOURS;
		left.min(self.max_hours)
	}
}

/// What a search wants of a machine's facets and price.
pub(crate) struct Wanted<'a> {
	filter: &'a SearchFilter,
	gpu_model: Option<Name>,
}

impl<'a> Wanted<'a> {
	/// By a filter; none if it is for a model that no machine has.
	pub(crate) fn new(filter: &'a SearchFilter, models: &Names) -> Option<Self> {
		let gpu_model = match &filter.gpu_model {
			None => None,
			Some(model) => Some(models.find(&model.to_ascii_lowercase())?),
		};
		Some(Self { filter, gpu_model })
	}

	/// Whether a machine is wanted that costs so much.
	pub(crate) fn takes(&self, facets: &Facets, price: Balance, now: BlockNumber) -> bool {
		let filter = self.filter;
		let has = |wanted: Option<u32>, has: u32| wanted.is_none_or(|least| least <= has);
		let hours = filter.hours.unwrap_or(facets.min_hours);
		filter.kind.is_none_or(|kind| kind == facets.kind)
			&& has(filter.min_cores, facets.cores)
			&& has(filter.min_memory_mib, facets.memory_mib)
			&& has(filter.min_storage_gib, facets.storage_gib)
			&& has(filter.min_bandwidth_mbps, facets.bandwidth_mbps)
			&& filter.min_gpus.is_none_or(|least| least <= facets.gpus)
			&& filter.max_price_per_hour.is_none_or(|most| price <= most)
			&& (facets.min_hours..=facets.hours_available(now)).contains(&hours)
			&& (self.gpu_model.is_none() || self.gpu_model == facets.gpu_model)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// Of which no two numbers are the same, and each is larger than the one before.
	fn spec() -> SpecView {
		SpecView {
			kind: ResourceKind::VirtualMachine,
			gpu_count: 3,
			cores: 20,
			memory_mib: 100,
			storage_gib: 500,
			bandwidth_mbps: 1_000,
			gpu_model: Some(b"RTX 4090".to_vec()),
			cpu_model: b"EPYC".to_vec(),
			operating_system: b"Debian 13".to_vec(),
			region: b"eu-west".to_vec(),
			peer_id: b"peer".to_vec(),
			addresses: vec![],
		}
	}

	fn takes(filter: &SearchFilter, facets: &Facets, now: BlockNumber, models: &Names) -> bool {
		let wanted = Wanted::new(filter, models);
		wanted.is_some_and(|wanted| wanted.takes(facets, 5_000, now))
	}

	#[test]
	fn each_wish_is_about_its_own_facet() {
		let mut models = Names::default();
		models.take(b"h100");
		let facets = Facets::new(&spec(), (7, 80), 100 * HOURS, &mut models);
		let exact = SearchFilter {
			kind: Some(ResourceKind::VirtualMachine),
			region: None,
			min_cores: Some(20),
			min_memory_mib: Some(100),
			min_storage_gib: Some(500),
			min_gpus: Some(3),
			gpu_model: Some(b"rtx 4090".to_vec()),
			min_bandwidth_mbps: Some(1_000),
			max_price_per_hour: Some(5_000),
			min_score: None,
			hours: Some(80),
		};
		let takes = |filter: &SearchFilter| takes(filter, &facets, 0, &models);
		assert!(takes(&exact));
		assert!(takes(&SearchFilter { hours: Some(7), ..exact.clone() }));
		for one_too_much in [
			SearchFilter { kind: Some(ResourceKind::Container), ..exact.clone() },
			SearchFilter { min_cores: Some(21), ..exact.clone() },
			SearchFilter { min_memory_mib: Some(101), ..exact.clone() },
			SearchFilter { min_storage_gib: Some(501), ..exact.clone() },
			SearchFilter { min_gpus: Some(4), ..exact.clone() },
			SearchFilter { gpu_model: Some(b"H100".to_vec()), ..exact.clone() },
			SearchFilter { gpu_model: Some(b"A100".to_vec()), ..exact.clone() },
			SearchFilter { min_bandwidth_mbps: Some(1_001), ..exact.clone() },
			SearchFilter { max_price_per_hour: Some(4_999), ..exact.clone() },
			SearchFilter { hours: Some(6), ..exact.clone() },
			SearchFilter { hours: Some(81), ..exact.clone() },
		] {
			assert!(!takes(&one_too_much), "{one_too_much:?}");
		}
	}

	#[test]
	fn who_names_no_hours_wants_the_shortest_lease() {
		let mut models = Names::default();
		let facets = Facets::new(&spec(), (7, 80), 7 * HOURS + 1, &mut models);
		let takes = |hours, now| {
			let filter = SearchFilter { hours, ..Default::default() };
			takes(&filter, &facets, now, &models)
		};
		// Seven hours from the next block on, and then no more.
		assert_eq!((facets.hours_available(0), facets.hours_available(1)), (7, 6));
		assert!(takes(None, 0) && takes(Some(7), 0));
		assert!(!takes(None, 1) && !takes(Some(6), 1));
	}

	#[test]
	fn a_machine_without_a_model_is_of_none() {
		let mut models = Names::default();
		models.take(b"h100");
		let none = SpecView { gpu_model: None, ..spec() };
		let facets = Facets::new(&none, (7, 80), 100 * HOURS, &mut models);
		let of =
			|model: &[u8]| SearchFilter { gpu_model: Some(model.to_vec()), ..Default::default() };
		assert!(takes(&SearchFilter::default(), &facets, 0, &models));
		assert!(!takes(&of(b"H100"), &facets, 0, &models));
		assert!(!takes(&of(b""), &facets, 0, &models));
	}
}
