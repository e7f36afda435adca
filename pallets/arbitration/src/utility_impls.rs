// SPDX-License-Identifier: Apache-2.0
//! The steps that calls and sweep share, and the money of each end.

use super::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{BalancedHold, Inspect, InspectHold, MutateHold},
		tokens::{DepositConsequence, Fortitude, Precision, Provenance, Restriction},
		OnUnbalanced,
	},
};
use hamster_primitives::{
	disputes::{Awarded, DisputeId, DisputedLeases, Sentence},
	ordered::Ordered,
	Balance, BlockNumber,
};
use sp_runtime::traits::BlockNumberProvider;

impl<T: Config> Pallet<T> {
	/// The present block.
	pub fn now() -> BlockNumber {
		T::BlockNumberProvider::current_block_number()
	}

	pub(crate) fn dispute(id: DisputeId) -> Result<Dispute<T::AccountId>, Error<T>> {
		Disputes::<T>::get(id).ok_or(Error::<T>::DisputeNotFound)
	}

	/// Stores a dispute and moves its place on the agenda to block `wake`.
	pub(crate) fn store(id: DisputeId, mut dispute: Dispute<T::AccountId>, wake: BlockNumber) {
		Agenda::<T>::remove(dispute.wake, id);
		Agenda::<T>::insert(wake, id, ());
		dispute.wake = wake;
		Disputes::<T>::insert(id, dispute);
	}

	/// Does what is due for a dispute.
	pub(crate) fn step(id: DisputeId) -> Result<Stepped, DispatchError> {
		let dispute = Self::dispute(id)?;
		let now = Self::now();
		match dispute.phase {
			Phase::Answering { until } if now > until || dispute.answer.is_some() => {
				// Not since it was opened: the provider picks the block of its answer, or that there is
				// none, and must not have seen a part of what the value is made of by then. It could
				// wait for a panel that it likes, or hurry before one that it does not like.
				Self::draw(id, dispute, until)
			}
			Phase::Drawing { since } => Self::draw(id, dispute, since),
			Phase::Voting { commit_until, reveal_until } => {
				let panel = Self::panel(id, dispute.round)?;
				let is_closed = now > commit_until || have_all_committed(&panel);
				if now <= reveal_until && !(is_closed && have_all_revealed(&panel)) {
					return Ok(Stepped::Waiting);
				}
				match Self::count(id, &dispute, &panel)? {
					Some(verdict) => Self::decided(id, dispute, verdict),
					None => Self::undecided(id, dispute),
				}
			}
			Phase::Decided { verdict, until } if now > until => {
				Self::end(id, dispute, verdict, false)
			}
			Phase::Resolved { .. } if now >= dispute.wake => {
				Self::remove(id, &dispute);
				Ok(Stepped::Removed)
			}
			Phase::Answering { .. } | Phase::Decided { .. } | Phase::Resolved { .. } => {
				Ok(Stepped::Waiting)
			}
		}
	}

	/// A panel came to a verdict: the loser may appeal, if nobody has.
	fn decided(
		id: DisputeId,
		mut dispute: Dispute<T::AccountId>,
		verdict: Verdict,
	) -> Result<Stepped, DispatchError> {
		let round = dispute.round;
		Self::deposit_event(Event::PanelDecided { dispute: id, round, verdict });
		if dispute.appeal.is_some() {
			return Self::end(id, dispute, verdict, true);
		}
		// Saturating: past the last block number there is no chain.
		let until = Self::now().saturating_add(dispute.rules.appeal_window);
		dispute.phase = Phase::Decided { verdict, until };
		Self::store(id, dispute, until.saturating_add(1));
		Ok(Stepped::Counted)
	}

	/// A panel came to no verdict: it is drawn again once. After that the dispute is dismissed and
	/// nobody pays, or the verdict stands that was appealed.
	pub(crate) fn undecided(
		id: DisputeId,
		mut dispute: Dispute<T::AccountId>,
	) -> Result<Stepped, DispatchError> {
		let round = dispute.round;
		Self::deposit_event(Event::PanelUndecided { dispute: id, round });
		if round % 2 == 0 {
			let now = Self::now();
			dispute.round = round.saturating_add(1);
			dispute.phase = Phase::Drawing { since: now };
			Self::store(id, dispute, now.saturating_add(SWEEP_RETRY));
			return Ok(Stepped::Counted);
		}
		if let Some(appeal) = dispute.appeal {
			return Self::end(id, dispute, appeal.by.lost_by(), false);
		}
		T::Leases::thaw(dispute.lease)?;
		Self::release_bond(&dispute.tenant, dispute.bond)?;
		Self::resolved(id, dispute, Resolution::Undecided, Awarded::default());
		Ok(Stepped::Dismissed(0))
	}

	/// Ends a dispute by a verdict. `is_confirmed` if a panel of the appeal has come to it.
	fn end(
		id: DisputeId,
		dispute: Dispute<T::AccountId>,
		verdict: Verdict,
		is_confirmed: bool,
	) -> Result<Stepped, DispatchError> {
		let arbiters = Self::supporters(id, verdict);
		let count = arbiters.len() as u32;
		// What the loser has put up for an appeal that was in vain. If no panel has decided about the
		// appeal, or if it was right, whoever appealed gets the bond back.
		let mut forfeited: Balance = 0;
		if let Some(Appeal { by, bond }) = dispute.appeal {
			if is_confirmed && by == verdict.loser() {
				forfeited = bond;
			} else {
				Self::release_bond(dispute.party(by), bond)?;
			}
		}

		match verdict {
			Verdict::Upheld => {
				let rules = &dispute.rules;
				let (each, rewards) =
					Self::reward(&dispute.provider, &arbiters, rules.reward, forfeited)?;
				// Not more than was forfeited.
				let rest = forfeited.saturating_sub(rewards);
				Self::slash_bond(&dispute.provider, rest)?;

				let now = Self::now();
				let before = Upheld::<T>::get(&dispute.provider);
				let before = before.counting(now, rules.ladder_period);
				let record = UpheldRecord { count: before.saturating_add(1), last: now };
				Upheld::<T>::insert(&dispute.provider, record);
				let sentence = Sentence {
					arbiters,
					reward: rules.reward.saturating_sub(each),
					fine: rules.penalty(before),
				};
				// While the bond is still on hold, so that the tenant's account is there.
				let mut awarded = T::Leases::resolve(dispute.lease, sentence)?;
				awarded.rewards = awarded.rewards.saturating_add(rewards);
				Self::release_bond(&dispute.tenant, dispute.bond)?;
				Self::resolved(id, dispute, Resolution::Upheld, awarded);
				Ok(Stepped::Upheld(count))
			}
			Verdict::Dismissed => {
				T::Leases::thaw(dispute.lease)?;
				let fund = dispute.bond.saturating_add(forfeited);
				let (_, rewards) =
					Self::reward(&dispute.tenant, &arbiters, dispute.rules.reward, fund)?;
				// Not more than the fund.
				let rest = fund.saturating_sub(rewards);
				let paid = Self::pay_bond(&dispute.tenant, &dispute.provider, rest)?;
				Self::slash_bond(&dispute.tenant, rest.saturating_sub(paid))?;
				let awarded = Awarded { rewards, ..Default::default() };
				Self::resolved(id, dispute, Resolution::Dismissed, awarded);
				Ok(Stepped::Dismissed(count))
			}
		}
	}

	/// Rewards arbiters of the bond of `who`, of which `fund` may be used. If it does not go round, all
	/// get equally less. Returns what each was to get, and what was paid.
	fn reward(
		who: &T::AccountId,
		arbiters: &[T::AccountId],
		reward: Balance,
		fund: Balance,
	) -> Result<(Balance, Balance), DispatchError> {
		let share = fund.checked_div(arbiters.len() as Balance).unwrap_or(0);
		let each = reward.min(share);
		let mut paid: Balance = 0;
		for arbiter in arbiters {
			paid = paid.saturating_add(Self::pay_bond(who, arbiter, each)?);
		}
		Ok((each, paid))
	}

	/// Puts on record how a dispute ended.
	fn resolved(
		id: DisputeId,
		mut dispute: Dispute<T::AccountId>,
		resolution: Resolution,
		awarded: Awarded,
	) {
		let now = Self::now();
		dispute.phase = Phase::Resolved { resolution, at: now };
		DisputeOf::<T>::remove(dispute.lease);
		// Saturating: past the last block number there is no chain.
		Self::store(id, dispute, now.saturating_add(RETENTION));
		let Awarded { tenant: compensated, rewards, fine } = awarded;
		Self::deposit_event(Event::DisputeResolved {
			dispute: id,
			resolution,
			compensated,
			rewards,
			fine,
		});
	}

	/// Removes a dispute and all that belongs to it.
	fn remove(id: DisputeId, dispute: &Dispute<T::AccountId>) {
		for round in 0..MAX_ROUNDS {
			for seat in Panels::<T>::take(id, round).unwrap_or_default() {
				if let Vote::Revealed(_) = seat.vote {
					Measurements::<T>::remove((id, round), &seat.arbiter);
				}
			}
		}
		DisputesOf::<T>::remove(&dispute.tenant, Ordered(id));
		DisputesOf::<T>::remove(&dispute.provider, Ordered(id));
		Agenda::<T>::remove(dispute.wake, id);
		Disputes::<T>::remove(id);
		Self::deposit_event(Event::DisputeRemoved { dispute: id });
	}

	pub(crate) fn hold(reason: HoldReason, who: &T::AccountId, amount: Balance) -> DispatchResult {
		let reason = reason.into();
		ensure!(T::Currency::can_hold(&reason, who, amount), Error::<T>::InsufficientBalance);
		T::Currency::hold(&reason, who, amount)
	}

	fn release_bond(who: &T::AccountId, amount: Balance) -> DispatchResult {
		let reason = HoldReason::DisputeBond.into();
		T::Currency::release(&reason, who, amount, Precision::Exact)?;
		Ok(())
	}

	/// Pays somebody of a bond of `who`. Returns what was paid: nothing, if the account is gone and
	/// can't be opened with so little. That must not keep a dispute from ending.
	fn pay_bond(
		who: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
	) -> Result<Balance, DispatchError> {
		let arrives =
			T::Currency::can_deposit(to, amount, Provenance::Extant) == DepositConsequence::Success;
		if amount == 0 || !arrives {
			return Ok(0);
		}
		T::Currency::transfer_on_hold(
			&HoldReason::DisputeBond.into(),
			who,
			to,
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Force,
		)
	}

	fn slash_bond(who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount > 0 {
			let (credit, missing) =
				T::Currency::slash(&HoldReason::DisputeBond.into(), who, amount);
			ensure!(missing == 0, Error::<T>::Inconsistent);
			T::Slash::on_unbalanced(credit);
		}
		Ok(())
	}
}
