// SPDX-License-Identifier: Apache-2.0
//! Panels: who is drawn, what they find, and who of them is rewarded.

use super::*;
use alloc::vec::Vec;
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::BalancedHold, Get, OnUnbalanced, Randomness, ValidatorSet},
};
use hamster_primitives::{disputes::DisputeId, ordered::Ordered, BlockNumber};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Convert, Hash};

impl<T: Config> Pallet<T> {
	/// Draws the panel of the dispute's round, if there is randomness to which only blocks after
	/// `since` have added, and stores it.
	pub(crate) fn draw(
		id: DisputeId,
		mut dispute: Dispute<T::AccountId>,
		since: BlockNumber,
	) -> Result<Stepped, DispatchError> {
		let round = dispute.round;
		let (seed, known) = T::Randomness::random(&(PANEL_CONTEXT, id, round).encode());
		if known < since.saturating_add(T::RandomnessDelay::get()) {
			return Ok(Stepped::Waiting);
		}

		let mut validators = T::Validators::validators();
		validators.truncate(T::MaxValidators::get() as usize);
		let count = validators.len() as u32;
		let parties = [dispute.tenant.clone(), dispute.provider.clone()];
		let stashes = parties.clone().map(T::StashOf::convert);
		validators.retain(|who| !parties.contains(who) && !stashes.contains(&Some(who.clone())));
		let size = (dispute.rules.seats(round) as usize).min(validators.len());
		if size == 0 {
			return Self::undecided(id, dispute);
		}
		let arbiters = Self::shuffled(validators, size, seed);

		for arbiter in &arbiters {
			Duties::<T>::insert(arbiter, Ordered(id), ());
			Arbiters::<T>::mutate(arbiter, |record| record.drawn = record.drawn.saturating_add(1));
		}
		let seats: Vec<_> =
			arbiters.iter().map(|who| Seat { arbiter: who.clone(), vote: Vote::Absent }).collect();
		// Both have as many as the parameters say at most, which is no more than MAX_PANEL.
		let panel = Panel::<T::AccountId>::truncate_from(seats);
		let arbiters = BoundedVec::truncate_from(arbiters);
		Panels::<T>::insert(id, round, panel);

		// Saturating: past the last block number there is no chain.
		let commit_until = Self::now().saturating_add(dispute.rules.commit_window);
		let reveal_until = commit_until.saturating_add(dispute.rules.reveal_window);
		dispute.phase = Phase::Voting { commit_until, reveal_until };
		Self::store(id, dispute, reveal_until.saturating_add(1));
		Self::deposit_event(Event::PanelDrawn {
			dispute: id,
			round,
			arbiters,
			commit_until,
			reveal_until,
		});
		Ok(Stepped::Drawn(count))
	}

	/// The first `size` of a shuffle by `seed` after Fisher and Yates: each choice of that many is as
	/// likely as any other.
	fn shuffled(mut who: Vec<T::AccountId>, size: usize, seed: H256) -> Vec<T::AccountId> {
		for index in 0..size.min(who.len()) {
			let hash = BlakeTwo256::hash_of(&(seed, index as u32));
			let mut number = [0; 16];
			number.copy_from_slice(&hash.as_bytes()[..16]);
			// Not zero, as the index is less than the length. The bias of the remainder is less than
			// one in 10^36.
			let rest = who.len().saturating_sub(index) as u128;
			let pick = (u128::from_le_bytes(number) % rest) as usize;
			who.swap(index, index.saturating_add(pick));
		}
		who.truncate(size);
		who
	}

	/// Counts the votes of the dispute's round: takes the bonds of those who have not revealed theirs
	/// and puts on record how each arbiter has served.
	pub(crate) fn count(
		id: DisputeId,
		dispute: &Dispute<T::AccountId>,
		panel: &Panel<T::AccountId>,
	) -> Result<Option<Verdict>, DispatchError> {
		let found = majority(panel, dispute.rules.quorum);
		for Seat { arbiter, vote } in panel {
			Duties::<T>::remove(arbiter, Ordered(id));
			// Counters saturate: at their maximum they say all that they have to say.
			Arbiters::<T>::mutate(arbiter, |record| match vote {
				Vote::Absent => record.absent = record.absent.saturating_add(1),
				Vote::Committed(_) => record.unrevealed = record.unrevealed.saturating_add(1),
				Vote::Revealed(verdict) if found == Some(*verdict) => {
					record.with_majority = record.with_majority.saturating_add(1)
				}
				Vote::Revealed(_) => {}
			});
			if let Vote::Committed(_) = vote {
				let bond = dispute.rules.arbiter_bond;
				let reason = HoldReason::ArbiterBond.into();
				let (credit, missing) = T::Currency::slash(&reason, arbiter, bond);
				ensure!(missing == 0, Error::<T>::Inconsistent);
				T::Slash::on_unbalanced(credit);
				let arbiter = arbiter.clone();
				Self::deposit_event(Event::VoteWithheld { dispute: id, arbiter, bond });
			}
		}
		Ok(found)
	}

	/// The arbiters of all rounds who revealed `verdict`, once for each seat.
	pub(crate) fn supporters(id: DisputeId, verdict: Verdict) -> Vec<T::AccountId> {
		(0..MAX_ROUNDS)
			.filter_map(|round| Panels::<T>::get(id, round))
			.flatten()
			.filter(|seat| seat.vote == Vote::Revealed(verdict))
			.map(|seat| seat.arbiter)
			.collect()
	}

	pub(crate) fn panel(id: DisputeId, round: u8) -> Result<Panel<T::AccountId>, Error<T>> {
		Panels::<T>::get(id, round).ok_or(Error::<T>::Inconsistent)
	}

	pub(crate) fn seat_of<'a>(
		panel: &'a mut Panel<T::AccountId>,
		who: &T::AccountId,
	) -> Result<&'a mut Seat<T::AccountId>, Error<T>> {
		panel.iter_mut().find(|seat| seat.arbiter == *who).ok_or(Error::<T>::NotArbiter)
	}
}
