// SPDX-License-Identifier: Apache-2.0
//! What a search compares of a machine, the same for those that answer from state and from an index.

use crate::{ResourceView, SearchFilter};
use hamster_primitives::{resource::ResourceKind, time::HOURS, Balance, BlockNumber};

/// What searches ask of a machine by number and kind, but for its price, which changes with time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facets {
	/// How it is handed over.
	pub kind: ResourceKind,
	/// CPU cores.
	pub cores: u32,
	/// Memory in MiB.
	pub memory_mib: u32,
	/// Storage in GiB.
	pub storage_gib: u32,
	/// Graphics processors.
	pub gpus: u16,
	/// Bandwidth in Mbit/s.
	pub bandwidth_mbps: u32,
	/// The shortest lease, in hours.
	pub min_hours: u32,
	/// The longest lease, in hours.
	pub max_hours: u32,
	/// The last block until which it is offered.
	pub available_until: BlockNumber,
}

impl Facets {
	/// For how many hours the machine can be rented from block `start` on, by its offer and its longest
	/// lease.
	pub fn hours_available(&self, start: BlockNumber) -> u32 {
		(self.available_until.saturating_sub(start) / HOURS).min(self.max_hours)
	}
}

impl From<&ResourceView> for Facets {
	fn from(view: &ResourceView) -> Self {
		let spec = &view.spec;
		Self {
			kind: spec.kind,
			cores: spec.cores,
			memory_mib: spec.memory_mib,
			storage_gib: spec.storage_gib,
			gpus: spec.gpu_count,
			bandwidth_mbps: spec.bandwidth_mbps,
			min_hours: view.min_hours,
			max_hours: view.max_hours,
			available_until: view.available_until,
		}
	}
}

impl SearchFilter {
	/// Whether it wants a machine that has these facets and costs `price` for an hour, to be rented from
	/// block `start` on. Who names no hours wants the shortest lease.
	///
	/// The region, the model of graphics processors and the provider's score are not looked at: an index
	/// has other ways to compare them than the state has.
	pub fn takes(&self, facets: &Facets, price: Balance, start: BlockNumber) -> bool {
		let has = |wanted: Option<u32>, has: u32| wanted.is_none_or(|least| least <= has);
		let hours = self.hours.unwrap_or(facets.min_hours);
		self.kind.is_none_or(|kind| kind == facets.kind)
			&& has(self.min_cores, facets.cores)
			&& has(self.min_memory_mib, facets.memory_mib)
			&& has(self.min_storage_gib, facets.storage_gib)
			&& has(self.min_bandwidth_mbps, facets.bandwidth_mbps)
			&& self.min_gpus.is_none_or(|least| least <= facets.gpus)
			&& self.max_price_per_hour.is_none_or(|most| price <= most)
			&& (facets.min_hours..=facets.hours_available(start)).contains(&hours)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// Of which no two numbers are the same.
	const FACETS: Facets = Facets {
		kind: ResourceKind::VirtualMachine,
		cores: 20,
		memory_mib: 100,
		storage_gib: 500,
		gpus: 3,
		bandwidth_mbps: 1_000,
		min_hours: 7,
		max_hours: 80,
		available_until: 100 * HOURS,
	};

	#[test]
	fn each_wish_is_about_its_own_facet() {
		let exact = SearchFilter {
			kind: Some(ResourceKind::VirtualMachine),
			min_cores: Some(20),
			min_memory_mib: Some(100),
			min_storage_gib: Some(500),
			min_gpus: Some(3),
			min_bandwidth_mbps: Some(1_000),
			max_price_per_hour: Some(5_000),
			hours: Some(80),
			..Default::default()
		};
		assert!(exact.takes(&FACETS, 5_000, 0));
		assert!(SearchFilter { hours: Some(7), ..exact.clone() }.takes(&FACETS, 5_000, 0));
		for one_too_much in [
			SearchFilter { kind: Some(ResourceKind::Container), ..exact.clone() },
			SearchFilter { min_cores: Some(21), ..exact.clone() },
			SearchFilter { min_memory_mib: Some(101), ..exact.clone() },
			SearchFilter { min_storage_gib: Some(501), ..exact.clone() },
			SearchFilter { min_gpus: Some(4), ..exact.clone() },
			SearchFilter { min_bandwidth_mbps: Some(1_001), ..exact.clone() },
			SearchFilter { max_price_per_hour: Some(4_999), ..exact.clone() },
			SearchFilter { hours: Some(6), ..exact.clone() },
			SearchFilter { hours: Some(81), ..exact.clone() },
		] {
			assert!(!one_too_much.takes(&FACETS, 5_000, 0), "{one_too_much:?}");
		}
	}

	#[test]
	fn who_names_no_hours_wants_the_shortest_lease() {
		let facets = Facets { available_until: 7 * HOURS + 1, ..FACETS };
		let takes = |hours, start| {
			SearchFilter { hours, ..Default::default() }.takes(&facets, 5_000, start)
		};
		// Seven hours from the next block on, and then no more.
		assert_eq!((facets.hours_available(1), facets.hours_available(2)), (7, 6));
		assert!(takes(None, 1) && takes(Some(7), 1));
		assert!(!takes(None, 2) && !takes(Some(6), 2));
		assert_eq!(facets.hours_available(BlockNumber::MAX), 0);
	}
}
