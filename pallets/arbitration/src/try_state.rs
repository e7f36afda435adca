// SPDX-License-Identifier: Apache-2.0
//! What must hold in every state.

use super::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use hamster_primitives::{disputes::DisputedLeases, ordered::Ordered, Balance};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks the invariants of the pallet:
	///
	/// 1. What any account has on hold as a party is the bonds of its open disputes and appeals.
	/// 2. What any account has on hold as an arbiter is the bonds of the votes that it can reveal.
	/// 3. Every dispute is on the agenda once, at its block.
	/// 4. Every open dispute is that of its lease, which is frozen; no other lease has one.
	/// 5. Both parties of a dispute find it in their list, and nobody else does.
	/// 6. Exactly the arbiters of panels that vote have duties.
	/// 7. Panels belong to disputes and to rounds that have begun, no party is on one and nobody twice,
	///    and what was measured stands there for exactly the votes that were revealed.
	/// 8. Ids are below the next id.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut bonds = BTreeMap::<T::AccountId, Balance>::new();
		let mut votes = BTreeMap::<T::AccountId, Balance>::new();
		let mut agenda = BTreeSet::new();
		let mut leases = BTreeSet::new();
		let mut listed = BTreeSet::new();
		let mut duties = BTreeSet::new();
		let mut measured = BTreeSet::new();

		for (id, dispute) in Disputes::<T>::iter() {
			ensure!(id < NextDisputeId::<T>::get(), "8: a dispute's id is not below the next");
			ensure!(dispute.round < MAX_ROUNDS, "7: there are no so many rounds");
			agenda.insert((dispute.wake, id));
			listed.insert((dispute.tenant.clone(), id));
			listed.insert((dispute.provider.clone(), id));
			if dispute.is_open() {
				leases.insert((dispute.lease, id));
				ensure!(T::Leases::is_frozen(dispute.lease), "4: a disputed lease is not frozen");
				*bonds.entry(dispute.tenant.clone()).or_default() += dispute.bond;
				if let Some(appeal) = dispute.appeal {
					*bonds.entry(dispute.party(appeal.by).clone()).or_default() += appeal.bond;
				}
			}
			let is_voting = matches!(dispute.phase, Phase::Voting { .. });
			ensure!(
				!is_voting || Panels::<T>::contains_key(id, dispute.round),
				"7: a dispute has no panel that votes"
			);
			for (round, panel) in Panels::<T>::iter_prefix(id) {
				ensure!(round <= dispute.round, "7: a panel sits before its round");
				ensure!(!panel.is_empty(), "7: a panel has no seats");
				let arbiters: BTreeSet<_> = panel.iter().map(|seat| seat.arbiter.clone()).collect();
				ensure!(arbiters.len() == panel.len(), "7: an arbiter has two seats on a panel");
				ensure!(
					!arbiters.contains(&dispute.tenant) && !arbiters.contains(&dispute.provider),
					"7: a party is on the panel"
				);
				let votes_now = is_voting && round == dispute.round;
				for Seat { arbiter, vote } in panel {
					if votes_now {
						duties.insert((arbiter.clone(), id));
					}
					match vote {
						Vote::Committed(_) if votes_now => {
							*votes.entry(arbiter).or_default() += dispute.rules.arbiter_bond;
						}
						Vote::Revealed(_) => {
							measured.insert(((id, round), arbiter));
						}
						Vote::Absent | Vote::Committed(_) => {}
					}
				}
			}
		}

		for who in frame_system::Account::<T>::iter_keys() {
			let held = |reason: HoldReason| T::Currency::balance_on_hold(&reason.into(), &who);
			ensure!(
				held(HoldReason::DisputeBond) == bonds.remove(&who).unwrap_or_default(),
				"1: what a party has on hold differs from its bonds"
			);
			ensure!(
				held(HoldReason::ArbiterBond) == votes.remove(&who).unwrap_or_default(),
				"2: what an arbiter has on hold differs from its bonds"
			);
		}
		ensure!(bonds.values().all(|bond| *bond == 0), "1: a party with a bond has no account");
		ensure!(votes.is_empty(), "2: an arbiter with a bond has no account");

		let written: BTreeSet<_> = Agenda::<T>::iter().map(|(at, id, ())| (at, id)).collect();
		ensure!(written == agenda, "3: the agenda differs from the disputes");
		ensure!(
			DisputeOf::<T>::iter().collect::<BTreeSet<_>>() == leases,
			"4: the disputes of leases differ from those that are open"
		);
		ensure!(
			DisputeOf::<T>::count() as usize == leases.len(),
			"4: there are not as many open disputes as were counted"
		);
		let found: BTreeSet<_> =
			DisputesOf::<T>::iter().map(|(who, Ordered(id), ())| (who, id)).collect();
		ensure!(found == listed, "5: the lists of the parties differ from the disputes");
		let found: BTreeSet<_> =
			Duties::<T>::iter().map(|(who, Ordered(id), ())| (who, id)).collect();
		ensure!(found == duties, "6: the duties differ from the panels that vote");
		for (id, _, _) in Panels::<T>::iter() {
			ensure!(Disputes::<T>::contains_key(id), "7: a panel belongs to no dispute");
		}
		let found: BTreeSet<_> =
			Measurements::<T>::iter().map(|(round, who, _)| (round, who)).collect();
		ensure!(found == measured, "7: what was measured differs from the votes");
		Ok(())
	}
}
