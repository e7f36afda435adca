// SPDX-License-Identifier: Apache-2.0
//! The views of disputes: what the runtime API answers of them.
//!
//! What an arbiter has to do and which keys are let in is seen from the next block, the first in which
//! a transaction of whoever asks can be.

#![warn(missing_docs)]

use alloc::{vec, vec::Vec};
use codec::{DecodeAll, Encode};
use frame_support::ensure;
use hamster_market_runtime_api::*;
use hamster_primitives::{disputes::DisputeId, ordered::Ordered, BlockNumber, OrderId};
use pallet_arbitration::{
	have_all_committed, AccessKeys, Claim, Dispute, DisputeOf, Disputes, DisputesOf, Duties,
	Measurement, Measurements, Panels, Phase, Resolution, Seat, Side, Verdict, Vote, MAX_ROUNDS,
};

use crate::{market, AccountId, Arbitration, Runtime};

/// A dispute with its panels.
pub fn dispute(id: DisputeId) -> Option<DisputeWithPanelsView> {
	let dispute = dispute_view(id, Disputes::<Runtime>::get(id)?);
	Some(DisputeWithPanelsView {
		dispute,
		panels: (0..MAX_ROUNDS).filter_map(of_round(id)).collect(),
	})
}

/// The disputes of an account as tenant or provider.
pub fn disputes_of(
	account: AccountId,
	cursor: Option<DisputeCursor>,
	limit: u32,
) -> Result<DisputePage, PageError> {
	let ids = match start(&account, cursor, limit)? {
		None => DisputesOf::<Runtime>::iter_key_prefix(&account),
		Some(id) => {
			let place = DisputesOf::<Runtime>::hashed_key_for(&account, Ordered(id));
			DisputesOf::<Runtime>::iter_key_prefix_from(&account, place)
		}
	};
	let (items, next_cursor) = page(&account, ids, limit, |id| {
		Disputes::<Runtime>::get(id).map(|dispute| dispute_view(id, dispute))
	});
	Ok(DisputePage { items, next_cursor })
}

/// What an arbiter has to do. Looks at [`MAX_SCAN`] duties at most.
pub fn tasks(
	arbiter: AccountId,
	cursor: Option<DisputeCursor>,
	limit: u32,
) -> Result<ArbiterTaskPage, PageError> {
	let ids = match start(&arbiter, cursor, limit)? {
		None => Duties::<Runtime>::iter_key_prefix(&arbiter),
		Some(id) => {
			let place = Duties::<Runtime>::hashed_key_for(&arbiter, Ordered(id));
			Duties::<Runtime>::iter_key_prefix_from(&arbiter, place)
		}
	};
	let (next, has_key) = (next_block(), AccessKeys::<Runtime>::contains_key(&arbiter));
	let (items, next_cursor) = page(&arbiter, ids, limit, |id| task(id, &arbiter, has_key, next));
	Ok(ArbiterTaskPage { items, next_cursor })
}

/// The keys that are let in to the machine of a lease: those of arbiters who have not committed. With a
/// commitment it is settled what was measured, and nothing is left to look for.
pub fn access_grants(lease: OrderId) -> Vec<AccessGrantView> {
	grants(lease).unwrap_or_default()
}

fn grants(lease: OrderId) -> Option<Vec<AccessGrantView>> {
	let id = DisputeOf::<Runtime>::get(lease)?;
	let Dispute { phase, round, .. } = Disputes::<Runtime>::get(id)?;
	let Phase::Voting { commit_until: until, .. } = phase else { return None };
	if next_block() > until {
		return None;
	}
	let grants = Panels::<Runtime>::get(id, round)?
		.into_iter()
		.filter(|seat| seat.vote == Vote::Absent)
		.filter_map(|Seat { arbiter, .. }| {
			let access_key = AccessKeys::<Runtime>::get(&arbiter)?.into_inner();
			Some(AccessGrantView { arbiter, access_key, until, dispute: id, round })
		})
		.collect();
	Some(grants)
}

/// What an arbiter has to do about a dispute in block `next` or later.
fn task(
	id: DisputeId,
	arbiter: &AccountId,
	has_key: bool,
	next: BlockNumber,
) -> Option<ArbiterTaskView> {
	let dispute = Disputes::<Runtime>::get(id)?;
	let Phase::Voting { commit_until, reveal_until } = dispute.phase else { return None };
	let panel = Panels::<Runtime>::get(id, dispute.round)?;
	let (actions, not_before, until, commitment) =
		match panel.iter().find(|seat| seat.arbiter == *arbiter)?.vote {
			Vote::Absent if next <= commit_until => {
				let actions = if has_key {
					vec![ArbiterAction::CommitVote]
				} else {
					vec![ArbiterAction::SetAccessKey, ArbiterAction::CommitVote]
				};
				(actions, None, commit_until, None)
			}
			Vote::Committed(commitment) if next <= reveal_until => {
				let must_wait = next <= commit_until && !have_all_committed(&panel);
				// Saturating: past the last block number there is no chain.
				let not_before = must_wait.then_some(commit_until.saturating_add(1));
				(vec![ArbiterAction::RevealVote], not_before, reveal_until, Some(commitment))
			}
			Vote::Absent | Vote::Committed(_) | Vote::Revealed(_) => return None,
		};
	Some(ArbiterTaskView {
		dispute: id,
		round: dispute.round,
		lease: dispute.lease,
		resource: dispute.resource,
		provider: dispute.provider,
		claim: claim_view(dispute.claim),
		actions,
		not_before,
		until,
		bond: dispute.rules.arbiter_bond,
		commitment,
	})
}

fn next_block() -> BlockNumber {
	// Saturating: past the last block number there is no chain.
	Arbitration::now().saturating_add(1)
}

/// The dispute after which a page of an account's list begins; none for the first page.
fn start(
	whose: &AccountId,
	cursor: Option<DisputeCursor>,
	limit: u32,
) -> Result<Option<DisputeId>, PageError> {
	market::check_page(limit, MAX_PAGE_SIZE)?;
	let Some(cursor) = cursor else { return Ok(None) };
	let (account, id) = <(AccountId, DisputeId)>::decode_all(&mut cursor.as_slice())
		.map_err(|_| PageError::BadCursor)?;
	ensure!(account == *whose, PageError::BadCursor);
	Ok(Some(id))
}

/// The next page of an account's list.
fn page<T>(
	whose: &AccountId,
	mut ids: impl Iterator<Item = Ordered<DisputeId>>,
	limit: u32,
	view: impl Fn(DisputeId) -> Option<T>,
) -> (Vec<T>, Option<DisputeCursor>) {
	let mut items = Vec::new();
	let mut last = None;
	for Ordered(id) in ids.by_ref().take(MAX_SCAN as usize) {
		last = Some(id);
		items.extend(view(id));
		if items.len() >= limit as usize {
			break;
		}
	}
	let next_cursor = last.filter(|_| ids.next().is_some()).map(|id| (whose, id).encode());
	(items, next_cursor)
}

/// The panel of a round of the dispute, if it was drawn.
fn of_round(id: DisputeId) -> impl Fn(u8) -> Option<PanelView> {
	move |round| {
		let panel = Panels::<Runtime>::get(id, round)?;
		let seats = panel.into_iter().map(|seat| seat_view(id, round, seat)).collect();
		Some(PanelView { round, seats })
	}
}

fn seat_view(id: DisputeId, round: u8, Seat { arbiter, vote }: Seat<AccountId>) -> SeatView {
	let (vote, verdict, measured) = match vote {
		Vote::Absent => (VoteView::Absent, None, None),
		Vote::Committed(_) => (VoteView::Committed, None, None),
		Vote::Revealed(verdict) => {
			let measured = Measurements::<Runtime>::get((id, round), &arbiter);
			(VoteView::Revealed, Some(verdict_view(verdict)), measured.map(measurement_view))
		}
	};
	SeatView { arbiter, vote, verdict, measured }
}

fn dispute_view(id: DisputeId, dispute: Dispute<AccountId>) -> DisputeView {
	let appealed = dispute.appeal.map(|appeal| verdict_view(appeal.by.lost_by()));
	let view = DisputeView {
		id,
		appeal: dispute
			.appeal
			.map(|appeal| AppealView { by: side_view(appeal.by), bond: appeal.bond }),
		rules: DisputeRulesView {
			appeal_bond: dispute.appeal_bond(),
			arbiter_bond: dispute.rules.arbiter_bond,
			reward: dispute.rules.reward,
			panel_size: dispute.rules.panel_size,
			appeal_panel_size: dispute.rules.appeal_panel_size,
			quorum: dispute.rules.quorum.deconstruct(),
		},
		lease: dispute.lease,
		tenant: dispute.tenant,
		provider: dispute.provider,
		resource: dispute.resource,
		claim: claim_view(dispute.claim),
		evidence: dispute.evidence,
		answer: dispute.answer,
		disputed_from: dispute.disputed_from,
		opened: dispute.opened,
		bond: dispute.bond,
		round: dispute.round,
		state: DisputeStateView::Drawing,
		answer_until: None,
		commit_until: None,
		reveal_until: None,
		verdict: appealed,
		appeal_until: None,
		resolution: None,
		resolved: None,
	};
	match dispute.phase {
		Phase::Answering { until } => {
			DisputeView { state: DisputeStateView::Answering, answer_until: Some(until), ..view }
		}
		Phase::Drawing { .. } => view,
		Phase::Voting { commit_until, reveal_until } => DisputeView {
			state: DisputeStateView::Voting,
			commit_until: Some(commit_until),
			reveal_until: Some(reveal_until),
			..view
		},
		Phase::Decided { verdict, until } => DisputeView {
			state: DisputeStateView::Decided,
			verdict: Some(verdict_view(verdict)),
			appeal_until: Some(until),
			..view
		},
		Phase::Resolved { resolution, at } => DisputeView {
			state: DisputeStateView::Resolved,
			verdict: None,
			resolution: Some(resolution_view(resolution)),
			resolved: Some(at),
			..view
		},
	}
}

pub(crate) fn claim_view(claim: Claim) -> ClaimView {
	match claim {
		Claim::Unreachable => ClaimView::Unreachable,
		Claim::Weaker => ClaimView::Weaker,
		Claim::Other => ClaimView::Other,
	}
}

pub(crate) fn verdict_view(verdict: Verdict) -> VerdictView {
	match verdict {
		Verdict::Upheld => VerdictView::Upheld,
		Verdict::Dismissed => VerdictView::Dismissed,
	}
}

pub(crate) fn side_view(side: Side) -> SideView {
	match side {
		Side::Tenant => SideView::Tenant,
		Side::Provider => SideView::Provider,
	}
}

fn resolution_view(resolution: Resolution) -> ResolutionView {
	match resolution {
		Resolution::Upheld => ResolutionView::Upheld,
		Resolution::Dismissed => ResolutionView::Dismissed,
		Resolution::Undecided => ResolutionView::Undecided,
	}
}

fn measurement_view(measured: Measurement) -> MeasurementView {
	MeasurementView {
		reachable: measured.reachable,
		cores: measured.cores,
		memory_mib: measured.memory_mib,
		storage_gib: measured.storage_gib,
		gpus: measured.gpus,
		bandwidth_mbps: measured.bandwidth_mbps,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{configs::DefaultArbitrationParameters, System};
	use frame_support::BoundedVec;
	use hamster_primitives::{resource::AccessKey, Hash};
	use pallet_arbitration::{Appeal, Panel};
	use sp_io::TestExternalities;

	const COMMIT_UNTIL: BlockNumber = 100;
	const REVEAL_UNTIL: BlockNumber = 200;
	const LEASE: OrderId = 7;
	const KEY: &[u8] = b"ssh-ed25519 AAAA";

	fn who(byte: u8) -> AccountId {
		AccountId::new([byte; 32])
	}

	const TENANT: u8 = 1;
	const PROVIDER: u8 = 2;
	/// The first arbiter; has a key, unlike the others.
	const ARBITER: u8 = 11;

	fn hash(byte: u8) -> Hash {
		Hash::repeat_byte(byte)
	}

	fn voting() -> Phase {
		Phase::Voting { commit_until: COMMIT_UNTIL, reveal_until: REVEAL_UNTIL }
	}

	/// Puts a dispute on record, whose panel of the round has voted so.
	fn put(id: DisputeId, phase: Phase, votes: &[Vote]) -> Dispute<AccountId> {
		let dispute = Dispute {
			lease: LEASE,
			tenant: who(TENANT),
			provider: who(PROVIDER),
			resource: 3,
			claim: Claim::Weaker,
			evidence: hash(1),
			answer: None,
			disputed_from: 4,
			bond: 12,
			appeal: None,
			round: 0,
			phase,
			opened: 5,
			rules: DefaultArbitrationParameters::get(),
			wake: REVEAL_UNTIL + 1,
		};
		Disputes::<Runtime>::insert(id, &dispute);
		DisputeOf::<Runtime>::insert(LEASE, id);
		for party in [TENANT, PROVIDER] {
			DisputesOf::<Runtime>::insert(who(party), Ordered(id), ());
		}
		let seats = (ARBITER..)
			.zip(votes)
			.map(|(arbiter, vote)| Seat { arbiter: who(arbiter), vote: *vote });
		let panel: Panel<AccountId> = BoundedVec::truncate_from(seats.collect());
		for seat in &panel {
			Duties::<Runtime>::insert(&seat.arbiter, Ordered(id), ());
		}
		Panels::<Runtime>::insert(id, 0, panel);
		let key: AccessKey = BoundedVec::truncate_from(KEY.to_vec());
		AccessKeys::<Runtime>::insert(who(ARBITER), key);
		dispute
	}

	fn tasks_of(arbiter: u8) -> Vec<ArbiterTaskView> {
		let page = tasks(who(arbiter), None, MAX_PAGE_SIZE).unwrap();
		assert_eq!(page.next_cursor, None);
		page.items
	}

	/// Actions, from and until when they can be done, and what was committed.
	type ToDo = (Vec<ArbiterAction>, Option<BlockNumber>, BlockNumber, Option<Hash>);

	fn to_do(arbiter: u8) -> Option<ToDo> {
		let mut tasks = tasks_of(arbiter);
		let task = tasks.pop()?;
		assert!(tasks.is_empty());
		assert_eq!((task.dispute, task.round, task.lease, task.resource), (9, 0, LEASE, 3));
		assert_eq!(task.provider, who(PROVIDER));
		assert_eq!(task.bond, DefaultArbitrationParameters::get().arbiter_bond);
		Some((task.actions, task.not_before, task.until, task.commitment))
	}

	#[test]
	fn an_arbiter_is_told_to_set_a_key_to_commit_and_to_reveal() {
		use ArbiterAction::{CommitVote, RevealVote, SetAccessKey};
		TestExternalities::default().execute_with(|| {
			System::set_block_number(COMMIT_UNTIL - 1);
			let revealed = Vote::Revealed(Verdict::Upheld);
			let votes = [Vote::Absent, Vote::Absent, Vote::Committed(hash(8)), revealed];
			put(9, voting(), &votes);
			let (keyed, keyless, committed, done) =
				(ARBITER, ARBITER + 1, ARBITER + 2, ARBITER + 3);

			// In the next block votes can be committed for the last time.
			assert_eq!(to_do(keyed), Some((vec![CommitVote], None, COMMIT_UNTIL, None)));
			let actions = vec![SetAccessKey, CommitVote];
			assert_eq!(to_do(keyless), Some((actions, None, COMMIT_UNTIL, None)));
			let reveal = |from| Some((vec![RevealVote], from, REVEAL_UNTIL, Some(hash(8))));
			assert_eq!(to_do(committed), reveal(Some(COMMIT_UNTIL + 1)));
			assert_eq!(to_do(done), None);
			assert_eq!(to_do(TENANT), None);

			// From the next block on they can be revealed.
			System::set_block_number(COMMIT_UNTIL);
			assert_eq!([to_do(keyed), to_do(keyless), to_do(done)], [None, None, None]);
			assert_eq!(to_do(committed), reveal(None));
			System::set_block_number(REVEAL_UNTIL - 1);
			assert_eq!(to_do(committed), reveal(None));
			System::set_block_number(REVEAL_UNTIL);
			assert_eq!(to_do(committed), None);
		});
	}

	#[test]
	fn votes_of_a_panel_that_has_committed_can_be_revealed_at_once() {
		TestExternalities::default().execute_with(|| {
			System::set_block_number(10);
			put(9, voting(), &[Vote::Committed(hash(8)), Vote::Revealed(Verdict::Dismissed)]);
			let (actions, not_before, ..) = to_do(ARBITER).unwrap();
			assert_eq!((actions, not_before), (vec![ArbiterAction::RevealVote], None));
		});
	}

	#[test]
	fn keys_of_those_who_can_commit_are_let_in() {
		TestExternalities::default().execute_with(|| {
			System::set_block_number(COMMIT_UNTIL - 1);
			assert!(access_grants(LEASE).is_empty());
			put(9, voting(), &[Vote::Absent, Vote::Absent]);
			let grant = AccessGrantView {
				arbiter: who(ARBITER),
				access_key: KEY.to_vec(),
				until: COMMIT_UNTIL,
				dispute: 9,
				round: 0,
			};
			assert_eq!(access_grants(LEASE), [grant]);
			assert!(access_grants(LEASE + 1).is_empty());

			System::set_block_number(COMMIT_UNTIL);
			assert!(access_grants(LEASE).is_empty());
			System::set_block_number(10);
			put(9, voting(), &[Vote::Committed(hash(8)), Vote::Absent]);
			assert!(access_grants(LEASE).is_empty());
			put(9, Phase::Drawing { since: 1 }, &[Vote::Absent]);
			assert!(access_grants(LEASE).is_empty());
		});
	}

	#[test]
	fn a_dispute_shows_where_it_stands() {
		TestExternalities::default().execute_with(|| {
			assert_eq!(dispute(9), None);
			let record = put(9, voting(), &[Vote::Absent, Vote::Revealed(Verdict::Upheld)]);
			let measured = Measurement { reachable: true, cores: 2, ..Default::default() };
			Measurements::<Runtime>::insert((9, 0), who(ARBITER + 1), measured);
			let DisputeWithPanelsView { dispute: view, panels } = dispute(9).unwrap();
			assert_eq!(view.state, DisputeStateView::Voting);
			assert_eq!(view.commit_until, Some(COMMIT_UNTIL));
			assert_eq!(view.reveal_until, Some(REVEAL_UNTIL));
			assert_eq!((view.verdict, view.resolution), (None, None));
			assert_eq!((view.bond, view.rules.quorum), (12, 600_000));
			let seats = vec![
				SeatView {
					arbiter: who(ARBITER),
					vote: VoteView::Absent,
					verdict: None,
					measured: None,
				},
				SeatView {
					arbiter: who(ARBITER + 1),
					vote: VoteView::Revealed,
					verdict: Some(VerdictView::Upheld),
					measured: Some(measurement_view(measured)),
				},
			];
			assert_eq!(panels, [PanelView { round: 0, seats }]);

			// While there is an appeal, the verdict that it is against stands.
			let appeal = Some(Appeal { by: Side::Tenant, bond: 13 });
			let phase = Phase::Drawing { since: 6 };
			Disputes::<Runtime>::insert(9, Dispute { appeal, phase, round: 2, ..record.clone() });
			let view = dispute(9).unwrap().dispute;
			assert_eq!(view.state, DisputeStateView::Drawing);
			assert_eq!(view.verdict, Some(VerdictView::Dismissed));
			assert_eq!(view.appeal, Some(AppealView { by: SideView::Tenant, bond: 13 }));

			let phase = Phase::Resolved { resolution: Resolution::Upheld, at: 8 };
			Disputes::<Runtime>::insert(9, Dispute { appeal, phase, ..record });
			let view = dispute(9).unwrap().dispute;
			assert_eq!((view.state, view.verdict), (DisputeStateView::Resolved, None));
			assert_eq!(view.resolution, Some(ResolutionView::Upheld));
			assert_eq!(view.resolved, Some(8));
		});
	}

	#[test]
	fn disputes_are_read_page_by_page() {
		TestExternalities::default().execute_with(|| {
			let none = DisputePage { items: vec![], next_cursor: None };
			assert_eq!(disputes_of(who(TENANT), None, 1), Ok(none));
			// Across the edge of a byte.
			for id in [257, 254, 255, 258, 256] {
				put(id, Phase::Answering { until: 10 }, &[]);
			}
			let mut seen = Vec::new();
			let mut cursor = None;
			loop {
				let page = disputes_of(who(TENANT), cursor, 2).unwrap();
				assert!(page.items.iter().all(|view| view.answer_until == Some(10)));
				seen.extend(page.items.iter().map(|view| view.id));
				cursor = page.next_cursor;
				if cursor.is_none() {
					break;
				}
			}
			assert_eq!(seen, [254, 255, 256, 257, 258]);
		});
	}

	#[test]
	fn tasks_are_read_page_by_page() {
		TestExternalities::default().execute_with(|| {
			System::set_block_number(10);
			for id in 0..5 {
				put(id, voting(), &[Vote::Absent]);
			}
			let first = tasks(who(ARBITER), None, 3).unwrap();
			let rest = tasks(who(ARBITER), first.next_cursor, 3).unwrap();
			assert_eq!((first.items.len(), rest.items.len()), (3, 2));
			assert_eq!(rest.next_cursor, None);
			let seen: Vec<_> =
				first.items.iter().chain(&rest.items).map(|task| task.dispute).collect();
			assert_eq!(seen, [0, 1, 2, 3, 4]);
			assert_eq!(tasks_of(ARBITER).len(), 5);
		});
	}

	#[test]
	fn what_is_no_page_is_refused() {
		TestExternalities::default().execute_with(|| {
			for id in 0..2 {
				put(id, voting(), &[Vote::Absent]);
			}
			for limit in [0, MAX_PAGE_SIZE + 1, u32::MAX] {
				let error = PageError::LimitOutOfRange;
				assert_eq!(disputes_of(who(TENANT), None, limit), Err(error));
				assert_eq!(tasks(who(ARBITER), None, limit), Err(error));
			}
			let cursor = disputes_of(who(TENANT), None, 1).unwrap().next_cursor.unwrap();
			let longer = [cursor.clone(), vec![0]].concat();
			for bad in [vec![], vec![0; 4], longer] {
				assert_eq!(
					disputes_of(who(TENANT), Some(bad.clone()), 1),
					Err(PageError::BadCursor)
				);
				assert_eq!(tasks(who(ARBITER), Some(bad), 1), Err(PageError::BadCursor));
			}
			// Nor is one of another account.
			let error = Err(PageError::BadCursor);
			assert_eq!(disputes_of(who(PROVIDER), Some(cursor), 1), error);
		});
	}
}
