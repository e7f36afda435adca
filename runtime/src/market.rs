// SPDX-License-Identifier: Apache-2.0
//! The views of the market: what the runtime API answers, joined from the market's pallets.

#![warn(missing_docs)]

use alloc::vec::Vec;
use codec::Decode;
use frame_support::{
	pallet_prelude::*,
	storage::{with_transaction_unchecked, TransactionOutcome},
	ReversibleStorageHasher, StorageHasher,
};
use hamster_market_runtime_api::*;
use hamster_primitives::{
	bonding::UnbondingChunk, liveness::Streak, registry::Coverage, resource::ResourceSpec, OrderId,
	ResourceId,
};
use pallet_arbitration::DisputeOf;
use pallet_gateway::Pool;
use pallet_provider::{
	Income, Liveness, Providers, Requirement, Resource, ResourceCounts, ResourceStatus, Resources,
	Rise, StateCounts, FAULT_HALF_LIFE,
};
use pallet_resource_order::{Lease, LeaseState, Leases, MarketTotals, Orders, Totals};

use crate::{AccountId, ResourceOrder, Runtime, System, VERSION};

type Registry = pallet_provider::Pallet<Runtime>;

/// Looks at the state as the first transaction of the next block finds it, but for what the hooks of that
/// block do before it: above all the sweeps, which settle what is due. What is written meanwhile is undone,
/// so reads may also try something out.
pub(crate) fn in_next_block<R>(look: impl FnOnce() -> R) -> R {
	with_transaction_unchecked(|| {
		// Saturating: past the last block number there is no chain.
		let next = System::block_number().saturating_add(1);
		System::initialize(&next, &System::parent_hash(), &Default::default());
		TransactionOutcome::Rollback(look())
	})
}

/// Whether a page of that length can be read: at most `most` entries, from a state that is what this code
/// expects. That of the block which brings new code is not yet: migrations run as the next one begins.
pub(crate) fn check_page(limit: u32, most: u32) -> Result<(), PageError> {
	ensure!((1..=most).contains(&limit), PageError::LimitOutOfRange);
	let last = frame_system::LastRuntimeUpgrade::<Runtime>::get();
	ensure!(last.is_none_or(|last| !last.was_upgraded(&VERSION)), PageError::Migrating);
	Ok(())
}

/// Machines that can be ordered now. Looks at [`MAX_SCAN`] records at most.
pub fn resources(cursor: Option<Cursor>, limit: u32) -> Result<ResourcePage, PageError> {
	check_page(limit, MAX_PAGE_SIZE)?;
	let (items, next_cursor) = scan(cursor, limit, |id, record| {
		let is_available = Registry::status(&record) == ResourceStatus::Available;
		is_available.then(|| resource_view(id, record))
	})?;
	Ok(ResourcePage { items, next_cursor })
}

/// The machines from after `cursor` on of which there is something to show: at most `limit`, in the order
/// of storage. Looks at [`MAX_SCAN`] records at most.
pub(crate) fn scan<T>(
	cursor: Option<Cursor>,
	limit: u32,
	view: impl Fn(ResourceId, Resource<AccountId>) -> Option<T>,
) -> Result<(Vec<T>, Option<Cursor>), PageError> {
	let mut records = match cursor {
		None => Resources::<Runtime>::iter(),
		Some(cursor) => {
			let id = id_at(&cursor).ok_or(PageError::BadCursor)?;
			Resources::<Runtime>::iter_from(Resources::<Runtime>::hashed_key_for(id))
		}
	};
	let mut items = Vec::new();
	let mut last = None;
	for (id, record) in records.by_ref().take(MAX_SCAN as usize) {
		last = Some(id);
		items.extend(view(id, record));
		if items.len() >= limit as usize {
			break;
		}
	}
	let next_cursor = last.filter(|_| records.next().is_some()).map(cursor_of);
	Ok((items, next_cursor))
}

/// A machine.
pub fn resource(id: ResourceId) -> Option<ResourceView> {
	Resources::<Runtime>::get(id).map(|record| resource_view(id, record))
}

/// A pending order.
pub fn order(id: OrderId) -> Option<OrderView> {
	let order = Orders::<Runtime>::get(id)?;
	Some(OrderView {
		id,
		has_lapsed: order.has_lapsed(System::block_number()),
		tenant: order.tenant,
		provider: order.provider,
		resource: order.resource,
		hours: order.hours,
		price_per_hour: order.price_per_hour,
		escrow: order.escrow,
		access_key: order.access_key.into_inner(),
		expires: order.expires,
	})
}

/// A lease that is still kept.
pub fn lease(id: OrderId) -> Option<LeaseView> {
	Some(lease_view(id, Leases::<Runtime>::get(id)?))
}

/// A provider.
pub fn provider(account: AccountId) -> Option<ProviderView> {
	let provider = Providers::<Runtime>::get(&account)?;
	let now = System::block_number();
	let streak = match provider.liveness {
		Liveness::Silent { .. } => None,
		Liveness::Live { streak, leases } => Some(StreakView {
			number: streak.number,
			started: streak.started,
			last_heartbeat: streak.last_heartbeat,
			due: streak.due,
			deadline: streak.deadline,
			is_unbroken: streak.is_unbroken(now),
			open_leases: leases,
		}),
	};
	let Income { earned, compensated, fined } = provider.income;
	let reputation = provider.reputation;
	let reputation = ReputationView {
		score: reputation.score(now),
		trust: reputation.trust(),
		hours_served: reputation.hours_served(),
		leases_completed: reputation.leases_completed,
		faults: reputation.faults,
		disputes_lost: reputation.disputes_lost,
		fault_weight: reputation.faded_weight(now),
		half_life: FAULT_HALF_LIFE,
	};
	Some(ProviderView {
		account,
		stake: provider.stake,
		locked: provider.locked,
		free: provider.free(),
		unbonding: unbonding_views(provider.unbonding.chunks()),
		unbonding_total: provider.unbonding.total(),
		secured: provider.secured,
		resources: provider.resources,
		streak,
		score: reputation.score,
		hours_served: reputation.hours_served,
		leases_completed: reputation.leases_completed,
		faults: reputation.faults,
		disputes_lost: reputation.disputes_lost,
		income: IncomeView { earned, compensated, fined },
		reputation,
	})
}

/// The market in numbers.
pub fn totals() -> TotalsView {
	let ResourceCounts { available, reserved, leased, offline } = StateCounts::<Runtime>::get();
	let MarketTotals { pending_orders, active_leases, rent_settled, faulted_leases } =
		Totals::<Runtime>::get();
	TotalsView {
		resources: ResourceCountsView { available, reserved, leased, offline },
		pending_orders,
		active_leases,
		rent_settled,
		faulted_leases,
		online_gateways: Pool::<Runtime>::get().online,
		open_disputes: DisputeOf::<Runtime>::count(),
	}
}

/// Stake on its way out.
pub(crate) fn unbonding_views(chunks: &[UnbondingChunk]) -> Vec<UnbondingView> {
	chunks.iter().map(|chunk| UnbondingView { amount: chunk.amount, at: chunk.at }).collect()
}

/// The place of a machine in storage: its id behind the hash of its id.
fn cursor_of(id: ResourceId) -> Cursor {
	let key = Twox64Concat::hash(&id.encode());
	let mut cursor = Cursor::default();
	cursor.copy_from_slice(&key);
	cursor
}

/// The id behind its hash, as it stands in a key of storage.
pub(crate) fn id_at(place: &[u8]) -> Option<u64> {
	let id = u64::decode(&mut Twox64Concat::reverse(place)).ok()?;
	(Twox64Concat::hash(&id.encode()) == place).then_some(id)
}

/// The account behind its hash, with which a key of storage goes on.
pub(crate) fn account_at(place: &[u8]) -> Option<AccountId> {
	let account = AccountId::decode(&mut Blake2_128Concat::reverse(place)).ok()?;
	place.starts_with(&Blake2_128Concat::hash(&account.encode())).then_some(account)
}

pub(crate) fn resource_view(id: ResourceId, record: Resource<AccountId>) -> ResourceView {
	let now = System::block_number();
	let rise = record.rise.filter(|rise| rise.from > now);
	ResourceView {
		id,
		status: match Registry::status(&record) {
			ResourceStatus::Available => Status::Available,
			ResourceStatus::Reserved => Status::Reserved,
			ResourceStatus::Leased => Status::Leased,
			ResourceStatus::Offline => Status::Offline,
			ResourceStatus::Suspended => Status::Suspended,
			ResourceStatus::Silent => Status::Silent,
			ResourceStatus::Expired => Status::Expired,
		},
		occupant: record.state.occupant(),
		price_per_hour: record.price_at(now),
		rise: rise.map(|Rise { price_per_hour, from }| RiseView { price_per_hour, from }),
		required_stake: Requirement::<Runtime>::get().of(&record.spec),
		provider: record.provider,
		spec: spec_view(record.spec),
		available_until: record.available_until,
		min_hours: record.min_hours,
		max_hours: record.max_hours,
		backing: record.backing,
	}
}

fn spec_view(spec: ResourceSpec) -> SpecView {
	let (gpu_count, gpu_model) = match spec.gpus {
		None => (0, None),
		Some(gpus) => (gpus.count, Some(gpus.model.into_inner())),
	};
	SpecView {
		kind: spec.kind,
		cores: spec.cores,
		memory_mib: spec.memory_mib,
		storage_gib: spec.storage_gib,
		gpu_count,
		gpu_model,
		bandwidth_mbps: spec.bandwidth_mbps,
		cpu_model: spec.cpu_model.into_inner(),
		operating_system: spec.operating_system.into_inner(),
		region: spec.region.into_inner(),
		peer_id: spec.peer_id.0.into_inner(),
		addresses: spec.addresses.into_iter().map(|address| address.0.into_inner()).collect(),
	}
}

/// The streak whose next heartbeat an open lease waits for.
pub(crate) fn awaited(lease: &Lease<AccountId>, coverage: Coverage) -> Option<Streak> {
	if coverage.is_final || coverage.until >= lease.end() {
		return None;
	}
	match Providers::<Runtime>::get(&lease.provider)?.liveness {
		Liveness::Live { streak, .. } => Some(streak),
		Liveness::Silent { .. } => None,
	}
}

fn lease_view(id: OrderId, lease: Lease<AccountId>) -> LeaseView {
	let coverage = lease.is_active().then(|| ResourceOrder::coverage(id, &lease).ok()).flatten();
	let awaited = coverage.and_then(|coverage| awaited(&lease, coverage));
	let settled = lease.ledger.paid.saturating_add(lease.ledger.fees);
	let disputed_from = lease.dispute.map(|disputed| disputed.from);
	let unpaid = coverage.map_or(0, |coverage| {
		let payable = disputed_from.map_or(coverage.until, |from| from.min(coverage.until));
		lease.clone().accrue(payable)
	});
	let (state, close_reason, ended, closed) = match lease.state {
		LeaseState::Active => {
			let verdict = coverage
				.filter(|_| disputed_from.is_none())
				.and_then(|coverage| ResourceOrder::verdict(&lease, coverage));
			(LeaseStateView::Active, verdict, None, None)
		}
		LeaseState::Closed { reason, ended, closed } => {
			(LeaseStateView::Closed, Some(reason), Some(ended), Some(closed))
		}
	};
	LeaseView {
		id,
		start: lease.start,
		end: lease.end(),
		state,
		close_reason,
		dispute: DisputeOf::<Runtime>::get(id),
		disputed_from,
		ended,
		closed,
		covered_until: coverage.map(|coverage| coverage.until),
		settled_until: lease.settled_until,
		funded: lease.ledger.funded,
		accrued: settled.saturating_add(unpaid),
		paid: lease.ledger.paid,
		fees: lease.ledger.fees,
		remaining: lease.ledger.escrow.saturating_sub(unpaid),
		refunded: lease.ledger.refunded,
		compensated: lease.ledger.compensated,
		next_heartbeat_due: awaited.map(|streak| streak.due),
		heartbeat_deadline: awaited.map(|streak| streak.deadline),
		terms: lease
			.terms
			.iter()
			.map(|term| TermView { end: term.end, price_per_hour: term.price_per_hour })
			.collect(),
		maintenance: lease
			.maintenance
			.windows
			.iter()
			.map(|window| WindowView { from: window.from, until: window.until })
			.collect(),
		tenant: lease.tenant,
		provider: lease.provider,
		resource: lease.resource,
		spec: spec_view(lease.spec),
		access_key: lease.access_key.into_inner(),
	}
}
