// SPDX-License-Identifier: Apache-2.0
//! The inbox of an account: everything that waits for it, whoever it is to the market.
//!
//! An inbox is made of sections, each of them a list that some pallet keeps. It is seen from the next
//! block, the first in which a transaction of whoever asks can be.
//!
//! Machines that are offline or suspended are not in it, though there may be something to do about them: a
//! provider can have any number of machines, all of which would have to be looked at to find them. Agents read
//! the list of their machines when there is reason to.
//!
//! An item changes only when a key of storage is written that [`touched_accounts`] knows, or by time, which
//! [`InboxPage::wake`] says ahead. One change is neither: the heartbeat that completes a tenant's lease
//! writes nothing that names the tenant. So once the lease's end has passed, every block may be the one.

#![warn(missing_docs)]

use alloc::{boxed::Box, collections::BTreeSet, format, vec, vec::Vec};
use codec::{Decode, Encode};
use frame_support::{
	ensure, storage::StoragePrefixedMap, Blake2_128, ReversibleStorageHasher, StorageHasher,
	Twox64Concat,
};
use hamster_market_runtime_api::*;
use hamster_primitives::{
	bonding::UnbondingChunk, currency::UNITS, disputes::DisputeId, liveness::Streak,
	ordered::Ordered, Balance, BlockNumber, GatewayId, OrderId,
};
use pallet_arbitration::{
	have_all_committed, AccessKeys, Dispute, DisputeOf, Disputes, DisputesOf, Duties, Panels,
	Phase, Seat, Side as Party, Vote,
};
use pallet_gateway::{GatewayState, Gateways, Operators, Parameters, MAX_GATEWAYS};
use pallet_provider::{Providers, Resources, ResourcesOf};
use pallet_resource_order::{DealsOf, Lease, LeaseState, Leases, Orders, Place, Side, Stage};

use crate::{arbitration, lists, market, AccountId, ResourceOrder, Runtime, System};

/// What rewards of a gateway must have come to before the inbox tells of them: a token.
pub const MIN_REWARDS: Balance = UNITS;

/// A list that an inbox is made of.
struct Section {
	/// What its entries may come to.
	kinds: &'static [WorkKind],
	/// How many records are behind an entry that has a list of its own.
	records: u32,
	/// The entries of an account in order, from after a place on.
	places: fn(&AccountId, Option<u64>) -> Places,
	/// What the entry at a place comes to.
	read: fn(&Agent, u64) -> Entry,
}

type Places = Box<dyn Iterator<Item = u64>>;

/// Of what an inbox is made, in the order of its pages. A place on this list is part of a cursor.
const SECTIONS: [Section; 15] = [
	Section {
		kinds: &[WorkKind::Heartbeat],
		records: 1,
		places: |_, after| the_only(after),
		read: heartbeat,
	},
	Section {
		kinds: &[WorkKind::OrderToAccept],
		records: 1,
		places: |who, after| deals(who, Side::Provider, Stage::Pending, after),
		read: order_to_accept,
	},
	Section {
		kinds: &[WorkKind::PanelVote, WorkKind::PanelReveal],
		records: 1,
		places: duties,
		read: panel,
	},
	Section { kinds: &[WorkKind::AccessKeyMissing], records: 1, places: duties, read: access_key },
	Section {
		kinds: &[WorkKind::DisputeToAnswer, WorkKind::DisputeToAppeal, WorkKind::DisputeOpen],
		records: 1,
		places: disputes,
		read: dispute,
	},
	Section {
		kinds: &[WorkKind::GatewayHeartbeat],
		records: MAX_GATEWAYS,
		places: |_, after| the_only(after),
		read: gateway_heartbeat,
	},
	Section {
		kinds: &[WorkKind::GatewayOffline],
		records: 1,
		places: gateways,
		read: offline_gateway,
	},
	Section {
		kinds: &[WorkKind::RewardsToClaim],
		records: MAX_GATEWAYS,
		places: |_, after| the_only(after),
		read: rewards,
	},
	Section {
		kinds: &[WorkKind::StakeToWithdraw],
		records: 1,
		places: |who, after| due_blocks(provider_chunks(who), after),
		read: |agent, at| {
			unbonding_stake("provider", StakeKind::Provider, provider_chunks(&agent.who), at)
		},
	},
	Section {
		kinds: &[WorkKind::StakeToWithdraw],
		records: 1,
		places: |who, after| due_blocks(gateway_chunks(who), after),
		read: |agent, at| {
			unbonding_stake("gateway", StakeKind::Gateway, gateway_chunks(&agent.who), at)
		},
	},
	Section {
		kinds: &[WorkKind::LeaseToServe, WorkKind::LeaseToSettle],
		records: 1,
		places: |who, after| deals(who, Side::Provider, Stage::Active, after),
		read: |agent, id| active_lease(agent, id, Role::Provider),
	},
	Section {
		kinds: &[WorkKind::OrderPending, WorkKind::OrderLapsed],
		records: 1,
		places: |who, after| deals(who, Side::Tenant, Stage::Pending, after),
		read: own_order,
	},
	Section {
		kinds: &[WorkKind::LeaseHeld, WorkKind::LeaseToSettle],
		records: 1,
		places: |who, after| deals(who, Side::Tenant, Stage::Active, after),
		read: |agent, id| active_lease(agent, id, Role::Tenant),
	},
	Section {
		kinds: &[WorkKind::LeaseClosed],
		records: 1,
		places: |who, after| deals(who, Side::Provider, Stage::Closed, after),
		read: |_, id| closed_lease(id, Role::Provider),
	},
	Section {
		kinds: &[WorkKind::LeaseClosed],
		records: 1,
		places: |who, after| deals(who, Side::Tenant, Stage::Closed, after),
		read: |_, id| closed_lease(id, Role::Tenant),
	},
];

/// Whose inbox is read, and when.
struct Agent {
	who: AccountId,
	/// The block from which it is seen.
	next: BlockNumber,
}

/// What an entry of a section comes to.
#[derive(Default)]
struct Entry {
	item: Option<InboxItem>,
	/// The first block whose inbox has something else in this place though nothing was written.
	wake: Option<BlockNumber>,
}

impl Entry {
	fn of(item: InboxItem) -> Self {
		Self { item: Some(item), wake: None }
	}

	/// It comes to this for as long as the block from which it is seen is not after `last`.
	fn until(self, last: BlockNumber) -> Self {
		// That of the block `last` is seen from the block after it.
		let wake = self.wake.map_or(last, |wake| wake.min(last));
		Self { wake: Some(wake), ..self }
	}
}

/// What waits for an account: at most `limit` items of some kinds, from after `cursor` on. Looks at
/// [`MAX_SCAN`] records at most.
pub fn inbox(
	who: AccountId,
	cursor: Option<InboxCursor>,
	limit: u32,
	kinds: KindSet,
) -> Result<InboxPage, PageError> {
	market::check_page(limit, MAX_PAGE_SIZE)?;
	let after = cursor.map(place_of);
	let is_known = after.is_none_or(|(section, _)| usize::from(section) < SECTIONS.len());
	ensure!(is_known, PageError::BadCursor);
	Ok(market::in_next_block(|| {
		let agent = Agent { who, next: System::block_number() };
		page(&agent, after, limit, kinds)
	}))
}

fn page(agent: &Agent, after: Option<(u8, u64)>, limit: u32, kinds: KindSet) -> InboxPage {
	let mut page = InboxPage { items: Vec::new(), next_cursor: None, wake: None, examined: 0 };
	let mut last = None;
	for (number, section) in (0..).zip(&SECTIONS) {
		let after = match after {
			Some((from, _)) if number < from => continue,
			Some((from, place)) if number == from => Some(place),
			_ => None,
		};
		if !section.kinds.iter().any(|kind| kinds.contains(*kind)) {
			continue;
		}
		for place in (section.places)(&agent.who, after) {
			let looked_at = page.examined.saturating_add(section.records);
			if page.items.len() >= limit as usize || looked_at > MAX_SCAN {
				page.next_cursor = last.map(cursor_of);
				return page;
			}
			page.examined = looked_at;
			last = Some((number, place));
			let Entry { item, wake } = (section.read)(agent, place);
			page.items.extend(item.filter(|item| kinds.contains(item.work.kind())));
			page.wake = page.wake.into_iter().chain(wake).min();
		}
	}
	page
}

fn place_of(cursor: InboxCursor) -> (u8, u64) {
	let [section, place @ ..] = cursor;
	(section, u64::from_be_bytes(place))
}

fn cursor_of((section, place): (u8, u64)) -> InboxCursor {
	let mut cursor = InboxCursor::default();
	let (first, rest) = cursor.split_at_mut(1);
	first.copy_from_slice(&[section]);
	rest.copy_from_slice(&place.to_be_bytes());
	cursor
}

/// An item about the thing of that name and number.
fn item(
	about: &str,
	number: impl Into<u64>,
	from: BlockNumber,
	until: Option<BlockNumber>,
	work: Work,
) -> InboxItem {
	named_item(format!("{about}/{}", number.into()).into_bytes(), from, until, work)
}

fn named_item(
	key: Vec<u8>,
	from: BlockNumber,
	until: Option<BlockNumber>,
	work: Work,
) -> InboxItem {
	let revision = revision(from, until, &work);
	InboxItem { key, from, until, revision, work }
}

/// A digest of what of an item is told anew when it changes. That leaves out what is true of the block in
/// which it is told only: heartbeats move a deadline on without anything for the tenant to do, and
/// governance sets the stake of gateways without anybody being named.
fn revision(from: BlockNumber, until: Option<BlockNumber>, work: &Work) -> Revision {
	let mut work = work.clone();
	match &mut work {
		Work::LeaseHeld { heartbeat_deadline, .. } => *heartbeat_deadline = None,
		Work::GatewayOffline { missing_stake, .. } => *missing_stake = 0,
		_ => {}
	}
	let hash = Blake2_128::hash(&(from, until, work).encode());
	let mut revision = Revision::default();
	for (to, byte) in revision.iter_mut().zip(hash) {
		*to = byte;
	}
	revision
}

/// The place of the one entry of a section.
fn the_only(after: Option<u64>) -> Places {
	Box::new(after.is_none().then_some(0).into_iter())
}

fn deals(who: &AccountId, side: Side, stage: Stage, after: Option<u64>) -> Places {
	Box::new(lists::deals(who, Place { side, stage }, after))
}

fn duties(who: &AccountId, after: Option<u64>) -> Places {
	let ids = match dispute_after(after) {
		None => Duties::<Runtime>::iter_key_prefix(who),
		Some(id) => {
			let key = Duties::<Runtime>::hashed_key_for(who, id);
			Duties::<Runtime>::iter_key_prefix_from(who, key)
		}
	};
	Box::new(ids.map(|Ordered(id)| u64::from(id)))
}

fn disputes(who: &AccountId, after: Option<u64>) -> Places {
	let ids = match dispute_after(after) {
		None => DisputesOf::<Runtime>::iter_key_prefix(who),
		Some(id) => {
			let key = DisputesOf::<Runtime>::hashed_key_for(who, id);
			DisputesOf::<Runtime>::iter_key_prefix_from(who, key)
		}
	};
	Box::new(ids.map(|Ordered(id)| u64::from(id)))
}

fn dispute_after(place: Option<u64>) -> Option<Ordered<DisputeId>> {
	// After the last number nothing follows.
	place.map(|place| Ordered(place.try_into().unwrap_or(DisputeId::MAX)))
}

/// The dispute at a place of a list of disputes.
fn dispute_at(place: u64) -> Option<(DisputeId, Dispute<AccountId>)> {
	let id = place.try_into().ok()?;
	Some((id, Disputes::<Runtime>::get(id)?))
}

fn gateways(who: &AccountId, after: Option<u64>) -> Places {
	// In ascending order, as they were registered in it.
	let ids = Operators::<Runtime>::get(who).map(|operator| operator.gateways).unwrap_or_default();
	Box::new(ids.into_iter().filter(move |id| after.is_none_or(|after| *id > after)))
}

fn provider_chunks(who: &AccountId) -> Vec<UnbondingChunk> {
	let provider = Providers::<Runtime>::get(who).unwrap_or_default();
	provider.unbonding.chunks().to_vec()
}

fn gateway_chunks(who: &AccountId) -> Vec<UnbondingChunk> {
	let operator = Operators::<Runtime>::get(who).unwrap_or_default();
	operator.unbonding.chunks().to_vec()
}

/// The blocks in which stake falls due: what falls due together is withdrawn together.
fn due_blocks(chunks: Vec<UnbondingChunk>, after: Option<u64>) -> Places {
	let blocks: BTreeSet<u64> = chunks.into_iter().map(|chunk| u64::from(chunk.at)).collect();
	Box::new(blocks.into_iter().filter(move |at| after.is_none_or(|after| *at > after)))
}

fn heartbeat(agent: &Agent, _: u64) -> Entry {
	let Some(provider) = Providers::<Runtime>::get(&agent.who) else { return Entry::default() };
	// A machine that is leased can't be deregistered, so there are no open leases without machines.
	if provider.resources == 0 {
		return Entry::default();
	}
	let about = |from, until, is_silent| {
		named_item(b"heartbeat".to_vec(), from, until, Work::Heartbeat { is_silent })
	};
	match provider.live_streak(agent.next) {
		Some(Streak { due, deadline, .. }) => {
			Entry::of(about(*due, Some(*deadline), false)).until(*deadline)
		}
		None => Entry::of(about(0, None, true)),
	}
}

fn order_to_accept(agent: &Agent, id: OrderId) -> Entry {
	let order = Orders::<Runtime>::get(id).filter(|order| !order.has_lapsed(agent.next));
	let Some(order) = order else { return Entry::default() };
	let work = Work::OrderToAccept {
		order: id,
		tenant: order.tenant,
		resource: order.resource,
		hours: order.hours,
		price_per_hour: order.price_per_hour,
		escrow: order.escrow,
		access_key: order.access_key.into_inner(),
	};
	Entry::of(item("order", id, 0, Some(order.expires), work)).until(order.expires)
}

fn own_order(agent: &Agent, id: OrderId) -> Entry {
	let Some(order) = Orders::<Runtime>::get(id) else { return Entry::default() };
	if order.has_lapsed(agent.next) {
		let work = Work::OrderLapsed { order: id, resource: order.resource, escrow: order.escrow };
		// Saturating: past the last block number there is no chain.
		return Entry::of(item("order", id, order.expires.saturating_add(1), None, work));
	}
	let work = Work::OrderPending {
		order: id,
		provider: order.provider,
		resource: order.resource,
		hours: order.hours,
		price_per_hour: order.price_per_hour,
	};
	Entry::of(item("order", id, 0, Some(order.expires), work)).until(order.expires)
}

fn active_lease(agent: &Agent, id: OrderId, role: Role) -> Entry {
	let Some(lease) = Leases::<Runtime>::get(id) else { return Entry::default() };
	let coverage = ResourceOrder::coverage(id, &lease).ok();
	let verdict = coverage
		.filter(|_| lease.dispute.is_none())
		.and_then(|coverage| Some((coverage, ResourceOrder::verdict(&lease, coverage)?)));
	if let Some((coverage, reason)) = verdict {
		let work = Work::LeaseToSettle { lease: id, role, reason };
		return Entry::of(item("lease", id, coverage.until, None, work));
	}
	let deadline = coverage
		.and_then(|coverage| market::awaited(&lease, coverage))
		.map(|streak| streak.deadline);
	let (start, end, is_disputed) = (lease.start, lease.end(), lease.dispute.is_some());
	let item = match role {
		Role::Provider => item("lease", id, start, Some(end), to_serve(id, lease)),
		Role::Tenant => {
			// The last block in which it can be renewed or ended.
			let until = Some(end.saturating_sub(1));
			item("lease", id, start, until, held(id, lease, deadline))
		}
	};
	let entry = Entry::of(item);
	match deadline {
		// Of a dispute the verdict decides, which is written.
		None => entry,
		Some(_) if is_disputed => entry,
		Some(deadline) => match role {
			Role::Provider => entry.until(deadline),
			Role::Tenant => entry.until(deadline).until(end.max(agent.next)),
		},
	}
}

fn to_serve(id: OrderId, lease: Lease<AccountId>) -> Work {
	Work::LeaseToServe {
		lease: id,
		start: lease.start,
		end: lease.end(),
		maintenance: lease
			.maintenance
			.windows
			.iter()
			.map(|window| WindowView { from: window.from, until: window.until })
			.collect(),
		dispute: DisputeOf::<Runtime>::get(id),
		tenant: lease.tenant,
		resource: lease.resource,
		access_key: lease.access_key.into_inner(),
	}
}

fn held(id: OrderId, lease: Lease<AccountId>, heartbeat_deadline: Option<BlockNumber>) -> Work {
	let (start, end) = (lease.start, lease.end());
	let addresses = lease.spec.addresses.into_iter();
	Work::LeaseHeld {
		lease: id,
		provider: lease.provider,
		resource: lease.resource,
		peer_id: lease.spec.peer_id.0.into_inner(),
		addresses: addresses.map(|address| address.0.into_inner()).collect(),
		start,
		end,
		heartbeat_deadline,
		dispute: DisputeOf::<Runtime>::get(id),
	}
}

fn closed_lease(id: OrderId, role: Role) -> Entry {
	let Some(lease) = Leases::<Runtime>::get(id) else { return Entry::default() };
	let LeaseState::Closed { reason, ended, closed } = lease.state else { return Entry::default() };
	// The sweep looks in on one that is disputed.
	let removed = lease.dispute.map_or(lease.wake, |disputed| disputed.wake);
	let work =
		Work::LeaseClosed { lease: id, role, resource: lease.resource, reason, ended, closed };
	Entry::of(item("lease", id, closed, Some(removed.saturating_sub(1)), work))
}

fn panel(agent: &Agent, place: u64) -> Entry {
	seat(agent, place).unwrap_or_default()
}

fn seat(agent: &Agent, place: u64) -> Option<Entry> {
	let (id, dispute) = dispute_at(place)?;
	let Phase::Voting { commit_until, reveal_until } = dispute.phase else { return None };
	let panel = Panels::<Runtime>::get(id, dispute.round)?;
	let drawn = commit_until.saturating_sub(dispute.rules.commit_window);
	let (from, until, work) = match panel.iter().find(|seat| seat.arbiter == agent.who)?.vote {
		Vote::Absent => {
			let work = Work::PanelVote {
				dispute: id,
				round: dispute.round,
				lease: dispute.lease,
				resource: dispute.resource,
				provider: dispute.provider,
				claim: arbitration::claim_view(dispute.claim),
				bond: dispute.rules.arbiter_bond,
			};
			(drawn, commit_until, work)
		}
		Vote::Committed(commitment) => {
			let (round, lease) = (dispute.round, dispute.lease);
			let work = Work::PanelReveal { dispute: id, round, lease, commitment };
			// Saturating: past the last block number there is no chain.
			let late = commit_until.saturating_add(1);
			let from = if have_all_committed(&panel) { drawn } else { late };
			(from, reveal_until, work)
		}
		Vote::Revealed(_) => return None,
	};
	(agent.next <= until)
		.then(|| Entry::of(item("panel", id, from, Some(until), work)).until(until))
}

fn access_key(agent: &Agent, place: u64) -> Entry {
	missing_key(agent, place).unwrap_or_default()
}

fn missing_key(agent: &Agent, place: u64) -> Option<Entry> {
	if AccessKeys::<Runtime>::contains_key(&agent.who) {
		return None;
	}
	let (id, dispute) = dispute_at(place)?;
	let Phase::Voting { commit_until: until, .. } = dispute.phase else { return None };
	let round = dispute.round;
	let panel = Panels::<Runtime>::get(id, round)?;
	let seat = panel.iter().find(|seat| seat.arbiter == agent.who)?;
	let is_wanted = seat.vote == Vote::Absent && agent.next <= until;
	let drawn = until.saturating_sub(dispute.rules.commit_window);
	let work = Work::AccessKeyMissing { dispute: id, round };
	is_wanted.then(|| Entry::of(item("access-key", id, drawn, Some(until), work)).until(until))
}

fn dispute(agent: &Agent, place: u64) -> Entry {
	let Some((id, dispute)) = dispute_at(place) else { return Entry::default() };
	let is_tenant = dispute.tenant == agent.who;
	let party = if is_tenant { Party::Tenant } else { Party::Provider };
	let side = arbitration::side_view(party);
	let lease = dispute.lease;
	let open = |state| {
		let work = Work::DisputeOpen { dispute: id, lease, side, state };
		Entry::of(item("dispute", id, dispute.opened, None, work))
	};
	match dispute.phase {
		Phase::Answering { until }
			if !is_tenant && dispute.answer.is_none() && agent.next <= until =>
		{
			let work = Work::DisputeToAnswer {
				dispute: id,
				lease,
				tenant: dispute.tenant.clone(),
				claim: arbitration::claim_view(dispute.claim),
				evidence: dispute.evidence,
			};
			Entry::of(item("dispute", id, dispute.opened, Some(until), work)).until(until)
		}
		Phase::Decided { verdict, until }
			if verdict.loser() == party && dispute.appeal.is_none() && agent.next <= until =>
		{
			let work = Work::DisputeToAppeal {
				dispute: id,
				lease,
				side,
				verdict: arbitration::verdict_view(verdict),
				bond: dispute.appeal_bond(),
			};
			let decided = until.saturating_sub(dispute.rules.appeal_window);
			Entry::of(item("dispute", id, decided, Some(until), work)).until(until)
		}
		Phase::Answering { .. } => open(DisputeStateView::Answering),
		Phase::Drawing { .. } => open(DisputeStateView::Drawing),
		Phase::Voting { .. } => open(DisputeStateView::Voting),
		Phase::Decided { .. } => open(DisputeStateView::Decided),
		Phase::Resolved { .. } => Entry::default(),
	}
}

fn gateway_heartbeat(agent: &Agent, _: u64) -> Entry {
	let mut online = Vec::new();
	let mut times: Option<(BlockNumber, BlockNumber)> = None;
	for id in gateways(&agent.who, None) {
		let state = Gateways::<Runtime>::get(id).map(|gateway| gateway.state);
		let Some(GatewayState::Online { streak, .. }) = state else { continue };
		// One whose streak has broken is only dropped by a heartbeat.
		if streak.is_unbroken(agent.next) {
			online.push(id);
			let (due, deadline) = times.unwrap_or((streak.due, streak.deadline));
			times = Some((due.min(streak.due), deadline.min(streak.deadline)));
		}
	}
	let Some((due, deadline)) = times else { return Entry::default() };
	let work = Work::GatewayHeartbeat { gateways: online };
	let key = b"gateway-heartbeat".to_vec();
	Entry::of(named_item(key, due, Some(deadline), work)).until(deadline)
}

fn offline_gateway(_: &Agent, id: GatewayId) -> Entry {
	let Some(gateway) = Gateways::<Runtime>::get(id) else { return Entry::default() };
	let GatewayState::Offline { .. } = gateway.state else { return Entry::default() };
	let missing_stake = Parameters::<Runtime>::get().stake.saturating_sub(gateway.stake);
	let work = Work::GatewayOffline { gateway: id, missing_stake };
	Entry::of(item("gateway", id, 0, None, work))
}

fn rewards(agent: &Agent, _: u64) -> Entry {
	let worthwhile: Vec<_> = gateways(&agent.who, None)
		.filter(|id| {
			Gateways::<Runtime>::get(id).is_some_and(|gateway| gateway.rewards >= MIN_REWARDS)
		})
		.collect();
	if worthwhile.is_empty() {
		return Entry::default();
	}
	let work = Work::RewardsToClaim { gateways: worthwhile };
	Entry::of(named_item(b"rewards".to_vec(), 0, None, work))
}

fn unbonding_stake(name: &str, stake: StakeKind, chunks: Vec<UnbondingChunk>, at: u64) -> Entry {
	let mut amount: Balance = 0;
	let mut due = None;
	for chunk in chunks.into_iter().filter(|chunk| u64::from(chunk.at) == at) {
		// All of it is on hold on one account, so the sum fits a balance.
		amount = amount.saturating_add(chunk.amount);
		due = Some(chunk.at);
	}
	let Some(from) = due else { return Entry::default() };
	let work = Work::StakeToWithdraw { stake, amount };
	Entry::of(named_item(format!("stake/{name}/{from}").into_bytes(), from, None, work))
}

/// Whom a key of storage is about, by what of it comes after the prefix of its map.
type Parties = fn(&[u8]) -> Vec<AccountId>;

/// The maps of which an inbox is made, with whom their keys are about. Records that are gone say nothing
/// any more, but with each of them an entry goes whose key begins with the account.
fn sources() -> [([u8; 32], Parties); 13] {
	[
		(Providers::<Runtime>::final_prefix(), first_account),
		(ResourcesOf::<Runtime>::final_prefix(), first_account),
		(DealsOf::<Runtime>::final_prefix(), first_account),
		(Operators::<Runtime>::final_prefix(), first_account),
		(DisputesOf::<Runtime>::final_prefix(), first_account),
		(Duties::<Runtime>::final_prefix(), first_account),
		(AccessKeys::<Runtime>::final_prefix(), first_account),
		(Orders::<Runtime>::final_prefix(), |place| {
			let order = market::id_at(place).and_then(Orders::<Runtime>::get);
			order.map(|order| vec![order.tenant, order.provider]).unwrap_or_default()
		}),
		(Leases::<Runtime>::final_prefix(), |place| {
			market::id_at(place).map(parties_of_lease).unwrap_or_default()
		}),
		(Resources::<Runtime>::final_prefix(), |place| {
			let machine = market::id_at(place).and_then(Resources::<Runtime>::get);
			let occupant = machine.and_then(|machine| machine.state.occupant());
			occupant.map(parties_of_lease).unwrap_or_default()
		}),
		(Gateways::<Runtime>::final_prefix(), |place| {
			let gateway = market::id_at(place).and_then(Gateways::<Runtime>::get);
			gateway.map(|gateway| vec![gateway.operator]).unwrap_or_default()
		}),
		(Disputes::<Runtime>::final_prefix(), |place| {
			let dispute = dispute_id(place).and_then(|(id, _)| Disputes::<Runtime>::get(id));
			dispute.map(|dispute| vec![dispute.tenant, dispute.provider]).unwrap_or_default()
		}),
		(Panels::<Runtime>::final_prefix(), |place| seats(place).unwrap_or_default()),
	]
}

fn first_account(place: &[u8]) -> Vec<AccountId> {
	market::account_at(place).into_iter().collect()
}

fn parties_of_lease(id: OrderId) -> Vec<AccountId> {
	let lease = Leases::<Runtime>::get(id);
	lease.map(|lease| vec![lease.tenant, lease.provider]).unwrap_or_default()
}

/// The id of a dispute behind its hash, and what of the key comes after it.
fn dispute_id(place: &[u8]) -> Option<(DisputeId, &[u8])> {
	let mut rest = Twox64Concat::reverse(place);
	let id = DisputeId::decode(&mut rest).ok()?;
	Some((id, rest))
}

/// All of a panel: when one of them commits, the others may be able to reveal.
fn seats(place: &[u8]) -> Option<Vec<AccountId>> {
	let (id, rest) = dispute_id(place)?;
	let round = u8::decode(&mut Twox64Concat::reverse(rest)).ok()?;
	let panel = Panels::<Runtime>::get(id, round)?;
	Some(panel.into_iter().map(|Seat { arbiter, .. }| arbiter).collect())
}

/// What the keys begin with that [`touched_accounts`] knows.
pub(crate) fn prefixes() -> Vec<Vec<u8>> {
	sources().iter().map(|(prefix, _)| prefix.to_vec()).collect()
}

/// The accounts whose inbox may be another one after the first [`MAX_ROWS`] of these keys were written.
pub fn touched_accounts(keys: Vec<Vec<u8>>) -> Vec<AccountId> {
	let sources = sources();
	let mut accounts = BTreeSet::new();
	for key in keys.iter().take(MAX_ROWS as usize) {
		let parties = sources.iter().find_map(|(prefix, of)| Some(of(key.strip_prefix(prefix)?)));
		accounts.extend(parties.unwrap_or_default());
	}
	accounts.into_iter().collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_cursor_is_a_section_and_a_place() {
		assert_eq!(cursor_of((3, 258)), [3, 0, 0, 0, 0, 0, 0, 1, 2]);
		assert_eq!(place_of([3, 0, 0, 0, 0, 0, 0, 1, 2]), (3, 258));
	}

	#[test]
	fn every_kind_of_work_is_in_some_section() {
		let kinds: BTreeSet<_> =
			SECTIONS.iter().flat_map(|section| section.kinds).copied().collect();
		assert_eq!(kinds, WorkKind::ALL.iter().copied().collect::<BTreeSet<_>>());
		assert!(SECTIONS.iter().all(|section| section.records <= MAX_SCAN));
	}

	#[test]
	fn a_revision_leaves_out_what_nobody_is_woken_for() {
		let held = |end, heartbeat_deadline| Work::LeaseHeld {
			lease: 7,
			provider: AccountId::new([1; 32]),
			resource: 3,
			peer_id: vec![],
			addresses: vec![],
			start: 1,
			end,
			heartbeat_deadline,
			dispute: None,
		};
		let first = revision(1, Some(600), &held(601, Some(300)));
		assert_eq!(first, revision(1, Some(600), &held(601, Some(500))));
		assert_eq!(first, revision(1, Some(600), &held(601, None)));
		assert_ne!(first, revision(1, Some(600), &held(1_201, Some(300))));
		assert_ne!(first, revision(2, Some(600), &held(601, Some(300))));
		assert_ne!(first, revision(1, None, &held(601, Some(300))));
		let offline = |missing_stake| Work::GatewayOffline { gateway: 1, missing_stake };
		assert_eq!(revision(0, None, &offline(1)), revision(0, None, &offline(2)));
	}

	#[test]
	fn maps_are_told_apart_by_their_prefixes() {
		let prefixes: BTreeSet<_> = prefixes().into_iter().collect();
		assert_eq!(prefixes.len(), sources().len());
		assert!(prefixes.iter().all(|prefix| prefix.len() == 32));
	}

	#[test]
	fn what_is_no_key_is_about_nobody() {
		sp_io::TestExternalities::default().execute_with(|| {
			for (prefix, _) in sources() {
				for length in [0, 1, 7, 8, 12, 16, 21, 48, 100] {
					let key = [prefix.to_vec(), vec![0xff; length]].concat();
					assert!(touched_accounts(vec![key]).is_empty());
				}
			}
			assert!(touched_accounts(vec![vec![], vec![1; 31], vec![2; 80]]).is_empty());
			assert!(touched_accounts(vec![]).is_empty());
		});
	}

	#[test]
	fn stake_that_falls_due_together_is_one_item() {
		let chunk = |amount, at| UnbondingChunk { amount, at };
		let chunks = vec![chunk(5, 20), chunk(7, 10), chunk(6, 20)];
		let places: Vec<_> = due_blocks(chunks.clone(), None).collect();
		assert_eq!(places, [10, 20]);
		assert_eq!(due_blocks(chunks.clone(), Some(10)).collect::<Vec<_>>(), [20]);
		let Entry { item, wake } = unbonding_stake("provider", StakeKind::Provider, chunks, 20);
		let item = item.unwrap();
		assert_eq!(item.key, b"stake/provider/20");
		assert_eq!((item.from, item.until, wake), (20, None, None));
		let stake = StakeKind::Provider;
		assert_eq!(item.work, Work::StakeToWithdraw { stake, amount: 11 });
	}
}
