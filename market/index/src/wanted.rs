// SPDX-License-Identifier: Apache-2.0
//! Whether a machine in an order is what a search wants.

use crate::{
	names::{Name, Names},
	order::Entry,
};
use hamster_market_runtime_api::SearchFilter;
use hamster_primitives::{Balance, BlockNumber};

/// What a search wants of a machine, but for its region, in whose orders it is looked for, and its
/// provider's score.
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

	/// Whether a machine is wanted that costs `price` for an hour, to be rented from block `start` on.
	pub(crate) fn takes(&self, entry: &Entry, price: Balance, start: BlockNumber) -> bool {
		self.filter.takes(&entry.facets, price, start)
			&& (self.gpu_model.is_none() || self.gpu_model == entry.gpu_model)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use hamster_market_runtime_api::Facets;
	use hamster_primitives::{resource::ResourceKind, time::HOURS};

	const FACETS: Facets = Facets {
		kind: ResourceKind::Container,
		cores: 8,
		memory_mib: 1_024,
		storage_gib: 100,
		gpus: 1,
		bandwidth_mbps: 1_000,
		min_hours: 1,
		max_hours: 24,
		available_until: 100 * HOURS,
	};

	fn takes(filter: &SearchFilter, gpu_model: Option<Name>, models: &Names) -> bool {
		let entry = Entry { slot: 0, facets: FACETS, gpu_model };
		Wanted::new(filter, models).is_some_and(|wanted| wanted.takes(&entry, 5_000, 1))
	}

	fn of(model: &[u8]) -> SearchFilter {
		SearchFilter { gpu_model: Some(model.to_vec()), ..Default::default() }
	}

	#[test]
	fn a_model_is_found_in_small_and_in_capital_letters() {
		let mut models = Names::default();
		let rtx = Some(models.take(b"rtx 4090"));
		models.take(b"h100");
		assert!(takes(&of(b"RTX 4090"), rtx, &models));
		assert!(takes(&of(b"rtx 4090"), rtx, &models));
		assert!(takes(&SearchFilter::default(), rtx, &models));
		assert!(!takes(&of(b"H100"), rtx, &models));
		assert!(!takes(&of(b"A100"), rtx, &models), "which no machine has");
	}

	#[test]
	fn a_machine_without_a_model_is_of_none() {
		let mut models = Names::default();
		models.take(b"h100");
		assert!(takes(&SearchFilter::default(), None, &models));
		assert!(!takes(&of(b"H100"), None, &models));
		assert!(!takes(&of(b""), None, &models));
	}

	#[test]
	fn what_else_the_filter_asks_for_counts_too() {
		let mut models = Names::default();
		let h100 = Some(models.take(b"h100"));
		assert!(takes(&SearchFilter { min_cores: Some(8), ..of(b"H100") }, h100, &models));
		assert!(!takes(&SearchFilter { min_cores: Some(9), ..of(b"H100") }, h100, &models));
	}
}
