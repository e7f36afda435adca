// SPDX-License-Identifier: Apache-2.0
//! How elected validators become those of a session.

#![warn(missing_docs)]

use alloc::vec::Vec;
use pallet_session::{historical, QueuedKeys, SessionManager};
use sp_staking::SessionIndex;

use crate::{AccountId, Runtime, Session, Staking};

/// Plans sessions with those whom staking elects, and closes two gaps in how reports of offences are
/// proved. Both would let a proof be refused once its session is over, because it is then checked
/// against a root that the sessions have kept.
///
/// - Who is elected without session keys is left out. The session pallet leaves it out as well, but
///   only after the root has counted it. If that leaves nobody, the old set goes on.
/// - When keys were changed within an era, the same set is planned once more, so that the root has
///   the new keys. To the session pallet that is a change of the set in either case.
pub struct ElectedSet;

impl SessionManager<AccountId> for ElectedSet {
	fn new_session(index: SessionIndex) -> Option<Vec<AccountId>> {
		<Staking as SessionManager<AccountId>>::new_session(index)
			.and_then(with_keys)
			.or_else(with_changed_keys)
	}

	fn new_session_genesis(index: SessionIndex) -> Option<Vec<AccountId>> {
		<Staking as SessionManager<AccountId>>::new_session_genesis(index).and_then(with_keys)
	}

	fn start_session(index: SessionIndex) {
		<Staking as SessionManager<AccountId>>::start_session(index)
	}

	fn end_session(index: SessionIndex) {
		<Staking as SessionManager<AccountId>>::end_session(index)
	}
}

impl historical::SessionManager<AccountId, ()> for ElectedSet {
	fn new_session(index: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		<Self as SessionManager<AccountId>>::new_session(index).map(identified)
	}

	fn new_session_genesis(index: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		<Self as SessionManager<AccountId>>::new_session_genesis(index).map(identified)
	}

	fn start_session(index: SessionIndex) {
		<Self as SessionManager<AccountId>>::start_session(index)
	}

	fn end_session(index: SessionIndex) {
		<Self as SessionManager<AccountId>>::end_session(index)
	}
}

/// What a proof says of a validator beside its account: nothing. Staking knows by account and era
/// who stands behind it.
fn identified(set: Vec<AccountId>) -> Vec<(AccountId, ())> {
	set.into_iter().map(|who| (who, ())).collect()
}

/// Those who have session keys, if there are any.
fn with_keys(mut set: Vec<AccountId>) -> Option<Vec<AccountId>> {
	set.retain(|who| Session::load_keys(who).is_some());
	(!set.is_empty()).then_some(set)
}

/// The validators of the session that begins, if one of them has other keys by now than those from
/// which that session's root was made.
fn with_changed_keys() -> Option<Vec<AccountId>> {
	QueuedKeys::<Runtime>::get()
		.into_iter()
		.any(|(who, keys)| Session::load_keys(&who) != Some(keys))
		.then(Session::validators)
		.and_then(with_keys)
}
