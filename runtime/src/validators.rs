// SPDX-License-Identifier: Apache-2.0
//! Who the validators are, and what becomes of one who offends.
//!
//! The set is that of genesis, for good: there is no stake yet that could choose another. Its
//! members can change their session keys but neither leave nor be joined.

#![warn(missing_docs)]

use alloc::vec::Vec;
use frame_support::weights::Weight;
use pallet_session::{historical, NextKeys, QueuedKeys};
use sp_runtime::{traits::Convert, Perbill};
use sp_staking::{
	offence::{OffenceDetails, OffenceSeverity, OnOffenceHandler},
	SessionIndex,
};

use crate::{configs::SESSIONS_KEPT, AccountId, Historical, Runtime, Session};

/// Plans sessions with the same validators again and again.
///
/// Only a change of somebody's keys is told to the session pallet as a new set. Saying it more often
/// would start a new GRANDPA set every hour, of which every warp sync must then carry a proof, and
/// would let every disabled validator back in at the end of the session. Saying it never would leave
/// the historical root at the old keys, so that a report about the new ones could not be proved.
pub struct FixedValidatorSet;

impl pallet_session::SessionManager<AccountId> for FixedValidatorSet {
	fn new_session(_: SessionIndex) -> Option<Vec<AccountId>> {
		// The keys of the session before the planned one, from which its root was made.
		let changed = QueuedKeys::<Runtime>::get()
			.into_iter()
			.any(|(who, keys)| Session::load_keys(&who) != Some(keys));
		changed.then(|| {
			Session::validators()
				.into_iter()
				.filter(|who| Session::load_keys(who).is_some())
				.collect()
		})
	}

	/// Everybody whose keys genesis sets, by account. To leave this to the session pallet would
	/// give the first sessions no historical root.
	fn new_session_genesis(_: SessionIndex) -> Option<Vec<AccountId>> {
		let mut set: Vec<AccountId> = NextKeys::<Runtime>::iter_keys().collect();
		set.sort();
		(!set.is_empty()).then_some(set)
	}

	fn start_session(_: SessionIndex) {}

	/// Forgets the sessions of which it is too late to report an offence.
	fn end_session(ended: SessionIndex) {
		if ended > SESSIONS_KEPT {
			Historical::prune_up_to(ended - SESSIONS_KEPT);
		}
	}
}

impl historical::SessionManager<AccountId, ()> for FixedValidatorSet {
	fn new_session(index: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		<Self as pallet_session::SessionManager<AccountId>>::new_session(index).map(identified)
	}

	fn new_session_genesis(index: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		<Self as pallet_session::SessionManager<AccountId>>::new_session_genesis(index)
			.map(identified)
	}

	fn start_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<AccountId>>::start_session(index)
	}

	fn end_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<AccountId>>::end_session(index)
	}
}

fn identified(set: Vec<AccountId>) -> Vec<(AccountId, ())> {
	set.into_iter().map(|who| (who, ())).collect()
}

/// The validator that an account is: itself, if it is in the set. Others can't set session keys.
pub struct SetMember;
impl Convert<AccountId, Option<AccountId>> for SetMember {
	fn convert(who: AccountId) -> Option<AccountId> {
		Session::validators().contains(&who).then_some(who)
	}
}

/// What a proof says of a validator beside its account: nothing, as there is no stake behind it.
pub struct NoIdentification;
impl Convert<AccountId, Option<()>> for NoIdentification {
	fn convert(_: AccountId) -> Option<()> {
		Some(())
	}
}

/// Disables those who offended, as far as the session pallet's strategy allows.
///
/// There is no stake to slash. A disabled validator authors no blocks, until a validator's new
/// session keys take effect; that starts a new set with nobody disabled. The fraction that would be
/// slashed tells which offender to let back in when too many would be disabled.
pub struct DisableOffenders;
impl OnOffenceHandler<AccountId, historical::IdentificationTuple<Runtime>, Weight>
	for DisableOffenders
{
	fn on_offence(
		offenders: &[OffenceDetails<AccountId, historical::IdentificationTuple<Runtime>>],
		slash_fraction: &[Perbill],
		_: SessionIndex,
	) -> Weight {
		for (details, fraction) in offenders.iter().zip(slash_fraction) {
			let (who, ()) = &details.offender;
			Session::report_offence(who.clone(), OffenceSeverity(*fraction));
		}
		// The set and the list of the disabled, and for each offender the list written.
		<Runtime as frame_system::Config>::DbWeight::get().reads_writes(2, offenders.len() as u64)
	}
}
