// SPDX-License-Identifier: Apache-2.0
//! What the calls do once their origin is known.

use super::*;
use frame_support::{
	dispatch::WithPostDispatchInfo,
	pallet_prelude::*,
	traits::{fungible::MutateHold, tokens::Precision, ValidatorSet},
};
use hamster_primitives::{
	disputes::{DisputeId, DisputedLeases, Stakes},
	ordered::Ordered,
	resource::{is_readable, AccessKey},
	Balance, OrderId,
};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_open_dispute(
		tenant: T::AccountId,
		lease: OrderId,
		claim: Claim,
		evidence: H256,
	) -> DispatchResult {
		ensure!(!DisputeOf::<T>::contains_key(lease), Error::<T>::AlreadyDisputed);
		let rules = Parameters::<T>::get();
		let stakes = Stakes {
			lookback: rules.lookback,
			rewards: rules.most_rewards().ok_or(Error::<T>::Inconsistent)?,
			fine: rules.highest_penalty(),
		};
		let frozen = T::Leases::freeze(lease, &tenant, stakes)?;

		let hours = frozen
			.price_per_hour
			.checked_mul(rules.bond_hours.into())
			.ok_or(Error::<T>::InsufficientBalance)?;
		let bond = rules.open_bond.checked_add(hours).ok_or(Error::<T>::InsufficientBalance)?;
		Self::hold(HoldReason::DisputeBond, &tenant, bond)?;

		let id = NextDisputeId::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Inconsistent)?;
		let now = Self::now();
		// Saturating: past the last block number there is no chain.
		let until = now.saturating_add(rules.answer_window);
		let wake = until.saturating_add(1);
		let dispute = Dispute {
			lease,
			tenant,
			provider: frozen.provider,
			resource: frozen.resource,
			claim,
			evidence,
			answer: None,
			disputed_from: frozen.from,
			bond,
			appeal: None,
			round: 0,
			phase: Phase::Answering { until },
			opened: now,
			rules,
			wake,
		};
		NextDisputeId::<T>::put(next);
		DisputeOf::<T>::insert(lease, id);
		DisputesOf::<T>::insert(&dispute.tenant, Ordered(id), ());
		DisputesOf::<T>::insert(&dispute.provider, Ordered(id), ());
		Agenda::<T>::insert(wake, id, ());
		Disputes::<T>::insert(id, &dispute);
		Self::deposit_event(Event::DisputeOpened {
			dispute: id,
			lease,
			tenant: dispute.tenant,
			provider: dispute.provider,
			claim,
			evidence,
			disputed_from: dispute.disputed_from,
			bond,
			answer_until: until,
		});
		Ok(())
	}

	pub(crate) fn do_respond(who: T::AccountId, id: DisputeId, evidence: H256) -> DispatchResult {
		let mut dispute = Self::dispute(id)?;
		ensure!(dispute.provider == who, Error::<T>::NotDisputeProvider);
		ensure!(dispute.answer.is_none(), Error::<T>::AlreadyAnswered);
		let Phase::Answering { until } = dispute.phase else {
			return Err(Error::<T>::WrongPhase.into());
		};
		let now = Self::now();
		ensure!(now <= until, Error::<T>::TooLate);

		dispute.answer = Some(evidence);
		dispute.phase = Phase::Answering { until: now };
		// Soon: were it left to who calls, the draw could wait for a value whose panel suits them.
		Self::store(id, dispute, now.saturating_add(SWEEP_RETRY));
		Self::deposit_event(Event::DisputeAnswered { dispute: id, evidence });
		Ok(())
	}

	pub(crate) fn do_set_access_key(
		who: T::AccountId,
		key: AccessKey,
	) -> DispatchResultWithPostInfo {
		ensure!(is_readable(&key), Error::<T>::BadAccessKey);
		let validators = T::Validators::validators();
		// Who has left the set may still be on a panel.
		let may = validators.contains(&who) || Duties::<T>::iter_key_prefix(&who).next().is_some();
		ensure!(may, Error::<T>::NotValidator);

		AccessKeys::<T>::insert(&who, key);
		Self::deposit_event(Event::AccessKeySet { arbiter: who });
		Ok(Some(T::WeightInfo::set_access_key(validators.len() as u32)).into())
	}

	pub(crate) fn do_clear_access_key(who: T::AccountId) -> DispatchResult {
		ensure!(AccessKeys::<T>::take(&who).is_some(), Error::<T>::NoAccessKey);
		Self::deposit_event(Event::AccessKeyCleared { arbiter: who });
		Ok(())
	}

	pub(crate) fn do_commit_vote(
		who: T::AccountId,
		id: DisputeId,
		commitment: H256,
	) -> DispatchResult {
		let dispute = Self::dispute(id)?;
		let Phase::Voting { commit_until, .. } = dispute.phase else {
			return Err(Error::<T>::WrongPhase.into());
		};
		let round = dispute.round;
		let mut panel = Self::panel(id, round)?;
		let seat = Self::seat_of(&mut panel, &who)?;
		ensure!(seat.vote == Vote::Absent, Error::<T>::AlreadyVoted);
		ensure!(Self::now() <= commit_until, Error::<T>::TooLate);

		Self::hold(HoldReason::ArbiterBond, &who, dispute.rules.arbiter_bond)?;
		seat.vote = Vote::Committed(commitment);
		Panels::<T>::insert(id, round, panel);
		Self::deposit_event(Event::VoteCommitted { dispute: id, round, arbiter: who });
		Ok(())
	}

	pub(crate) fn do_reveal_vote(
		who: T::AccountId,
		id: DisputeId,
		verdict: Verdict,
		measured: Measurement,
		salt: H256,
	) -> DispatchResult {
		let dispute = Self::dispute(id)?;
		let Phase::Voting { commit_until, reveal_until } = dispute.phase else {
			return Err(Error::<T>::WrongPhase.into());
		};
		let round = dispute.round;
		let mut panel = Self::panel(id, round)?;
		let now = Self::now();
		let has_begun = now > commit_until || have_all_committed(&panel);
		let seat = Self::seat_of(&mut panel, &who)?;
		ensure!(has_begun, Error::<T>::TooEarly);
		ensure!(now <= reveal_until, Error::<T>::TooLate);
		let Vote::Committed(committed) = seat.vote else {
			return Err(Error::<T>::NothingToReveal.into());
		};
		let revealed = commitment(id, round, &who, verdict, &measured, &salt);
		ensure!(committed == revealed, Error::<T>::CommitmentMismatch);

		seat.vote = Vote::Revealed(verdict);
		Panels::<T>::insert(id, round, panel);
		Measurements::<T>::insert((id, round), &who, measured);
		let bond: Balance = dispute.rules.arbiter_bond;
		let reason = HoldReason::ArbiterBond.into();
		T::Currency::release(&reason, &who, bond, Precision::Exact)?;
		let arbiter = who;
		Self::deposit_event(Event::VoteRevealed { dispute: id, round, arbiter, verdict, measured });
		Ok(())
	}

	pub(crate) fn do_close(id: DisputeId) -> DispatchResultWithPostInfo {
		let stepped = Self::step(id)?;
		let weight = Self::step_weight(stepped);
		// Whoever comes after the sweep pays for the look alone.
		ensure!(stepped != Stepped::Waiting, Error::<T>::NotDue.with_weight(weight));
		Ok(Some(weight).into())
	}

	pub(crate) fn do_appeal(who: T::AccountId, id: DisputeId) -> DispatchResult {
		let mut dispute = Self::dispute(id)?;
		ensure!(dispute.appeal.is_none(), Error::<T>::AlreadyAppealed);
		let Phase::Decided { verdict, until } = dispute.phase else {
			return Err(Error::<T>::WrongPhase.into());
		};
		let by = verdict.loser();
		ensure!(*dispute.party(by) == who, Error::<T>::NotLoser);
		let now = Self::now();
		ensure!(now <= until, Error::<T>::TooLate);

		let bond = dispute.appeal_bond();
		Self::hold(HoldReason::DisputeBond, &who, bond)?;
		dispute.appeal = Some(Appeal { by, bond });
		dispute.round = APPEAL_ROUND;
		dispute.phase = Phase::Drawing { since: now };
		Self::store(id, dispute, now.saturating_add(SWEEP_RETRY));
		Self::deposit_event(Event::Appealed { dispute: id, by, bond });
		Ok(())
	}

	pub(crate) fn do_set_parameters(parameters: ArbitrationParameters) -> DispatchResult {
		ensure!(parameters.are_within_bounds(), Error::<T>::ParameterOutOfBounds);
		Parameters::<T>::put(parameters);
		Self::deposit_event(Event::ParametersSet { parameters });
		Ok(())
	}
}
