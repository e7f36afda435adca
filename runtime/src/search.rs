// SPDX-License-Identifier: Apache-2.0
//! The search for machines, quotes, and the parameters that everybody goes by.

#![warn(missing_docs)]

use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungible::Inspect,
		tokens::{Fortitude, Preservation},
	},
};
use hamster_market_runtime_api::*;
use hamster_primitives::{
	liveness::HeartbeatRules,
	resource::ResourceSpec,
	time::{HOURS, MILLISECS_PER_BLOCK},
	Balance, BlockNumber, ResourceId,
};
use pallet_arbitration::ArbitrationParameters;
use pallet_gateway::GatewayParameters;
use pallet_provider::{
	ProviderParameters, Providers, Requirement, Resource, ResourceState, ResourceStatus, Resources,
	StakeRequirement, PRICE_NOTICE,
};
use pallet_resource_order::{Lease, Leases, OrderParameters};
use sp_runtime::Permill;

use crate::{market, AccountId, Balances, ResourceOrder, Runtime, RuntimeOrigin, System};

type Registry = pallet_provider::Pallet<Runtime>;

/// Machines that can be ordered in the next block and pass the filter, as they are then. Looks at
/// [`MAX_SCAN`] records at most.
pub fn search(
	filter: SearchFilter,
	cursor: Option<Cursor>,
	limit: u32,
) -> Result<OfferPage, PageError> {
	market::check_page(limit, MAX_PAGE_SIZE)?;
	ensure!(filter.check().is_ok(), PageError::BadFilter);
	let (items, next_cursor) = market::in_next_block(|| {
		market::scan(cursor, limit, |id, record| offer(id, record, &filter))
	})?;
	Ok(OfferPage { items, next_cursor })
}

/// What `hours` of a machine would cost `tenant`, or anybody, if it were ordered and accepted in the next
/// block, or renewed in it by the tenant who has it.
pub fn quote(resource: ResourceId, hours: u32, tenant: Option<AccountId>) -> Quote {
	market::in_next_block(|| quote_now(resource, hours, tenant))
}

/// What everybody goes by now.
pub fn parameters() -> ParametersView {
	let ProviderParameters { heartbeat, unbonding_delay } =
		pallet_provider::Parameters::<Runtime>::get();
	let HeartbeatRules { interval, tolerance } = heartbeat;
	let provider = ProviderParametersView {
		heartbeat_interval: interval,
		tolerance,
		unbonding_delay,
		price_notice: PRICE_NOTICE,
	};
	let StakeRequirement { base, per_core, per_memory_gib, per_storage_gib, per_gpu } =
		Requirement::<Runtime>::get();
	let OrderParameters { conditions, acceptance_window, dispute_window } =
		pallet_resource_order::Parameters::<Runtime>::get();
	let market = MarketParametersView {
		market_fee: conditions.market_fee.deconstruct(),
		compensation: conditions.compensation.deconstruct(),
		fine: conditions.fine.deconstruct(),
		maintenance_allowance: conditions.maintenance_allowance,
		acceptance_window,
		dispute_window,
	};
	ParametersView {
		block_ms: MILLISECS_PER_BLOCK,
		hours: HOURS,
		provider,
		stake: StakeParametersView { base, per_core, per_memory_gib, per_storage_gib, per_gpu },
		market,
		gateway: gateway_parameters(pallet_gateway::Parameters::<Runtime>::get()),
		arbitration: arbitration_parameters(pallet_arbitration::Parameters::<Runtime>::get()),
		limits: LimitsView {
			page: MAX_PAGE_SIZE,
			scan: MAX_SCAN,
			examined: MAX_EXAMINED,
			call_bytes: MAX_CALL_BYTES,
			call_weight: MAX_CALL_TIME,
		},
	}
}

fn gateway_parameters(parameters: GatewayParameters) -> GatewayParametersView {
	GatewayParametersView {
		stake: parameters.stake,
		heartbeat_interval: parameters.heartbeat.interval,
		tolerance: parameters.heartbeat.tolerance,
		drop_penalty: parameters.drop_penalty.deconstruct(),
		fee_share: parameters.fee_share.deconstruct(),
		release_period: parameters.release_period,
		unbonding_delay: parameters.unbonding_delay,
	}
}

fn arbitration_parameters(parameters: ArbitrationParameters) -> ArbitrationParametersView {
	ArbitrationParametersView {
		open_bond: parameters.open_bond,
		appeal_bond: parameters.appeal_bond,
		arbiter_bond: parameters.arbiter_bond,
		bond_hours: parameters.bond_hours,
		reward: parameters.reward,
		panel_size: parameters.panel_size,
		appeal_panel_size: parameters.appeal_panel_size,
		quorum: parameters.quorum.deconstruct(),
		lookback: parameters.lookback,
		answer_window: parameters.answer_window,
		commit_window: parameters.commit_window,
		reveal_window: parameters.reveal_window,
		appeal_window: parameters.appeal_window,
		penalties: parameters.penalties.iter().map(|share: &Permill| share.deconstruct()).collect(),
		ladder_period: parameters.ladder_period,
	}
}

/// The machine, if it passes the filter and can be ordered in the block that stands in the state. What is
/// cheap to see comes first.
fn offer(id: ResourceId, record: Resource<AccountId>, filter: &SearchFilter) -> Option<OfferView> {
	let now = System::block_number();
	let facets = facets(&record);
	let fits = filter.takes(&facets, record.price_at(now), now) && is_named(filter, &record.spec);
	if !fits || Registry::status(&record) != ResourceStatus::Available {
		return None;
	}
	let score = Providers::<Runtime>::get(&record.provider)?.reputation.score(now);
	(score >= filter.min_score.unwrap_or(0)).then(|| OfferView {
		resource: market::resource_view(id, record),
		score,
		hours_available: facets.hours_available(now),
	})
}

/// What a search compares of a machine by number and kind.
fn facets(record: &Resource<AccountId>) -> Facets {
	let spec = &record.spec;
	Facets {
		kind: spec.kind,
		cores: spec.cores,
		memory_mib: spec.memory_mib,
		storage_gib: spec.storage_gib,
		gpus: spec.gpus.as_ref().map_or(0, |gpus| gpus.count),
		bandwidth_mbps: spec.bandwidth_mbps,
		min_hours: record.min_hours,
		max_hours: record.max_hours,
		available_until: record.available_until,
	}
}

/// Whether a machine stands in the region and has the graphics processors that the filter names.
fn is_named(filter: &SearchFilter, spec: &ResourceSpec) -> bool {
	let is_model = |wanted: &[u8]| {
		spec.gpus.as_ref().is_some_and(|gpus| gpus.model.eq_ignore_ascii_case(wanted))
	};
	filter.region.as_deref().is_none_or(|region| spec.region.as_slice() == region)
		&& filter.gpu_model.as_deref().is_none_or(is_model)
}

/// The quote for the block that stands in the state. It may change what is in the way of an order.
fn quote_now(resource: ResourceId, hours: u32, tenant: Option<AccountId>) -> Quote {
	let Some(record) = vacated(resource) else {
		return Quote {
			resource,
			hours,
			price_per_hour: 0,
			rent: 0,
			market_fee: 0,
			hold: 0,
			end: 0,
			firm_until: None,
			refusal: Some(Refusal::ResourceNotFound),
		};
	};
	let now = System::block_number();
	let renewed = tenant.as_ref().and_then(|tenant| own_lease(&record, tenant));
	let (price_per_hour, start, conditions) = match renewed {
		Some(lease) => (record.announced_price(), lease.end(), lease.conditions),
		None => {
			let parameters = pallet_resource_order::Parameters::<Runtime>::get();
			(record.price_at(now), now, parameters.conditions)
		}
	};
	// Saturating never happens: the highest price times all numbers of hours fits.
	let rent = price_per_hour.saturating_mul(hours.into());
	let refusal = refusal(&record, hours, rent, tenant.as_ref());
	Quote {
		resource,
		hours,
		price_per_hour,
		rent,
		market_fee: conditions.market_fee.mul_floor(rent),
		hold: rent,
		// Saturating: past the last block number there is no chain.
		end: start.saturating_add(hours.saturating_mul(HOURS)),
		firm_until: if refusal.is_none() { firm_until(&record, hours) } else { None },
		refusal,
	}
}

/// The machine as an order finds it, which first settles the order or the lease that has the machine.
fn vacated(id: ResourceId) -> Option<Resource<AccountId>> {
	let record = Resources::<Runtime>::get(id)?;
	let Some(occupant) = record.state.occupant() else { return Some(record) };
	let anybody = RuntimeOrigin::signed(record.provider);
	// It fails if there is nothing to settle. Then the machine is not free, which the record says.
	let _ = with_storage_layer(|| ResourceOrder::settle(anybody, occupant));
	Resources::<Runtime>::get(id)
}

/// The lease by which the tenant has the machine, and which could be renewed.
fn own_lease(record: &Resource<AccountId>, tenant: &AccountId) -> Option<Lease<AccountId>> {
	let ResourceState::Leased(occupancy) = record.state else { return None };
	Leases::<Runtime>::get(occupancy.order).filter(|lease| lease.tenant == *tenant)
}

/// Why an order would be refused in the block that stands in the state.
fn refusal(
	record: &Resource<AccountId>,
	hours: u32,
	hold: Balance,
	tenant: Option<&AccountId>,
) -> Option<Refusal> {
	match Registry::status(record) {
		ResourceStatus::Available => {}
		ResourceStatus::Reserved => return Some(Refusal::Reserved),
		ResourceStatus::Leased => return Some(Refusal::Leased),
		ResourceStatus::Offline => return Some(Refusal::Offline),
		ResourceStatus::Suspended => return Some(Refusal::Suspended),
		ResourceStatus::Silent => return Some(Refusal::Silent),
		ResourceStatus::Expired => return Some(Refusal::Expired),
	}
	let (min, max) = (record.min_hours, record.max_hours);
	if !(min..=max).contains(&hours) {
		return Some(Refusal::HoursOutOfRange { min, max });
	}
	let left = facets(record).hours_available(System::block_number());
	if hours > left {
		return Some(Refusal::BeyondAvailability { hours: left });
	}
	let tenant = tenant?;
	if *tenant == record.provider {
		return Some(Refusal::OwnResource);
	}
	let most = Balances::reducible_balance(tenant, Preservation::Protect, Fortitude::Force);
	let missing = hold.saturating_sub(most);
	(missing > 0).then_some(Refusal::InsufficientBalance { missing })
}

/// The last block in which an order at the present price is refused neither for the price nor for the
/// hours nor for the provider's silence.
fn firm_until(record: &Resource<AccountId>, hours: u32) -> Option<BlockNumber> {
	let now = System::block_number();
	let provider = Providers::<Runtime>::get(&record.provider)?;
	let heard = provider.live_streak(now)?.deadline;
	let cheap = match record.rise.filter(|rise| rise.from > now) {
		Some(rise) => rise.from.saturating_sub(1),
		// Were a higher price set in this very block.
		None => now.saturating_add(PRICE_NOTICE).saturating_sub(1),
	};
	let offered = record.available_until.saturating_sub(hours.saturating_mul(HOURS));
	Some(heard.min(cheap).min(offered))
}

#[cfg(test)]
mod tests {
	use super::*;
	use hamster_primitives::resource::{largest_spec, Gpus, ResourceKind};

	fn record() -> Resource<AccountId> {
		let spec = ResourceSpec {
			kind: ResourceKind::VirtualMachine,
			cores: 8,
			memory_mib: 1_024,
			storage_gib: 100,
			gpus: Some(Gpus { model: b"RTX 4090".to_vec().try_into().unwrap(), count: 2 }),
			bandwidth_mbps: 1_000,
			region: b"eu-west".to_vec().try_into().unwrap(),
			..largest_spec()
		};
		Resource {
			provider: [1; 32].into(),
			spec,
			price_per_hour: 5_000,
			available_until: 100 * HOURS,
			min_hours: 3,
			max_hours: 50,
			backing: 0,
			state: ResourceState::Available,
			rise: None,
		}
	}

	#[test]
	fn state_and_index_compare_the_same() {
		let plain = Resource { spec: ResourceSpec { gpus: None, ..record().spec }, ..record() };
		sp_io::TestExternalities::default().execute_with(|| {
			for (record, gpus) in [(record(), 2), (plain, 0)] {
				let expected = Facets {
					kind: ResourceKind::VirtualMachine,
					cores: 8,
					memory_mib: 1_024,
					storage_gib: 100,
					gpus,
					bandwidth_mbps: 1_000,
					min_hours: 3,
					max_hours: 50,
					available_until: 100 * HOURS,
				};
				assert_eq!(facets(&record), expected);
				assert_eq!(Facets::from(&market::resource_view(7, record)), expected);
			}
		});
	}

	#[test]
	fn a_machine_stands_where_and_has_what_the_filter_names() {
		let region =
			|name: &[u8]| SearchFilter { region: Some(name.to_vec()), ..Default::default() };
		let model =
			|name: &[u8]| SearchFilter { gpu_model: Some(name.to_vec()), ..Default::default() };
		let spec = record().spec;
		assert!(is_named(&SearchFilter::default(), &spec));
		assert!(is_named(&region(b"eu-west"), &spec));
		assert!(!is_named(&region(b"eu"), &spec));
		assert!(is_named(&model(b"rtx 4090"), &spec));
		assert!(!is_named(&model(b"RTX 409"), &spec));
		let plain = ResourceSpec { gpus: None, ..spec };
		assert!(is_named(&region(b"eu-west"), &plain));
		assert!(!is_named(&model(b"RTX 4090"), &plain));
	}

	#[test]
	fn parameters_are_those_on_record() {
		use crate::configs::{
			DefaultArbitrationParameters, DefaultGatewayParameters, DefaultOrderParameters,
			DefaultProviderParameters, DefaultStakeRequirement,
		};
		sp_io::TestExternalities::default().execute_with(|| {
			let view = parameters();
			assert_eq!((view.block_ms, view.hours), (6_000, 600));
			let provider = DefaultProviderParameters::get();
			assert_eq!(view.provider.heartbeat_interval, provider.heartbeat.interval);
			assert_eq!(view.provider.tolerance, provider.heartbeat.tolerance);
			assert_eq!(view.provider.unbonding_delay, provider.unbonding_delay);
			assert_eq!(view.provider.price_notice, PRICE_NOTICE);
			assert_eq!(view.stake.per_gpu, DefaultStakeRequirement::get().per_gpu);
			let order = DefaultOrderParameters::get();
			assert_eq!(view.market.market_fee, 50_000);
			assert_eq!(view.market.acceptance_window, order.acceptance_window);
			assert_eq!(view.gateway.stake, DefaultGatewayParameters::get().stake);
			assert_eq!(view.gateway.fee_share, 500_000);
			let arbitration = DefaultArbitrationParameters::get();
			assert_eq!(view.arbitration.quorum, 600_000);
			assert_eq!(view.arbitration.penalties, [50_000, 100_000, 200_000, 400_000]);
			assert_eq!(view.arbitration.ladder_period, arbitration.ladder_period);
			assert_eq!((view.limits.page, view.limits.scan), (100, 500));

			// And not those that the chain began with.
			let changed = StakeRequirement { per_gpu: 7, ..DefaultStakeRequirement::get() };
			Requirement::<Runtime>::put(changed);
			assert_eq!(parameters().stake.per_gpu, 7);
		});
	}
}
