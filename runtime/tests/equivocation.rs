// SPDX-License-Identifier: Apache-2.0
//! A validator that seals two blocks in one slot is reported, disabled and slashed, also when the
//! report comes sessions later.

mod common;

use common::{
	epoch_start, events, externalities, externalities_of, pre_digest, unhurried_local_genesis,
	Chain, FIRST_SLOT,
};
use frame_support::traits::{fungible::InspectHold, KeyOwnerProofSystem};
use hamster_runtime::{
	configs::TreasuryAccount,
	genesis_config_presets::{LOCAL_RHYTHM, VALIDATOR_STAKE},
	*,
};
use pallet_session::historical::HistoricalSessions;
use pallet_staking::UnappliedSlashes;
use sp_consensus_babe::{
	digests::CompatibleDigestItem, AuthorityId, AuthorityIndex, EquivocationProof, KEY_TYPE,
};
use sp_core::{crypto::KeyTypeId, Pair};
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{
	traits::Header as _,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	Digest, DigestItem, Perbill,
};
use sp_session::MembershipProof;
use sp_staking::{EraIndex, SessionIndex};

const AUTHOR: AuthorityIndex = 0;
const OFFENDER: AuthorityIndex = 1;

/// One of four validators offends: (3 · 1 / 4)² of its stake.
const FRACTION: Perbill = Perbill::from_parts(562_500_000);
/// The same in the smallest unit.
const SLASH: Balance = VALIDATOR_STAKE / 10_000 * 5_625;

/// Four validators with eras of two sessions, and slashes that wait for an era.
fn local_chain(test: impl FnOnce(&mut Chain)) {
	externalities(Some(LOCAL_TESTNET_RUNTIME_PRESET)).execute_with(|| test(&mut Chain::new()));
}

fn stake_of(who: &AccountId) -> Balance {
	let reason = RuntimeHoldReason::Staking(pallet_staking::HoldReason::Staking);
	Balances::balance_on_hold(&reason, who)
}

fn free(who: &AccountId) -> Balance {
	Balances::free_balance(who)
}

/// The slashes that are to be carried out when that era begins.
fn due_in(era: EraIndex) -> Vec<pallet_staking::UnappliedSlash<AccountId, Balance>> {
	UnappliedSlashes::<Runtime>::get(era)
}

fn authority(index: AuthorityIndex) -> AuthorityId {
	Babe::authorities()[index as usize].0.clone()
}

/// A header in `slot`, sealed by the authority; headers of different `salt` differ.
fn sealed_header(index: AuthorityIndex, slot: u64, salt: u8) -> Header {
	let id = authority(index);
	let keyring = Sr25519Keyring::iter()
		.find(|key| AuthorityId::from(key.public()) == id)
		.expect("the preset's keys are well known");
	let mut header = Header::new(
		7,
		Hash::repeat_byte(salt),
		Default::default(),
		Default::default(),
		Digest { logs: vec![pre_digest(index, slot.into())] },
	);
	let signature = keyring.pair().sign(header.hash().as_ref());
	header.digest_mut().push(DigestItem::babe_seal(signature.into()));
	header
}

fn equivocation(index: AuthorityIndex, slot: u64) -> EquivocationProof<Header> {
	EquivocationProof {
		offender: authority(index),
		slot: slot.into(),
		first_header: sealed_header(index, slot, 1),
		second_header: sealed_header(index, slot, 2),
	}
}

fn ownership(index: AuthorityIndex) -> MembershipProof {
	<Historical as KeyOwnerProofSystem<(KeyTypeId, AuthorityId)>>::prove((
		KEY_TYPE,
		authority(index),
	))
	.expect("the key is in the current session")
}

fn report(
	equivocation_proof: EquivocationProof<Header>,
	key_owner_proof: MembershipProof,
) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_bare(RuntimeCall::Babe(
		pallet_babe::Call::report_equivocation_unsigned {
			equivocation_proof: Box::new(equivocation_proof),
			key_owner_proof,
		},
	))
}

fn apply(extrinsic: UncheckedExtrinsic) {
	Executive::apply_extrinsic(extrinsic)
		.expect("the report is valid")
		.expect("the report is accepted");
}

fn offences() -> usize {
	events()
		.iter()
		.filter(|event| {
			matches!(
				event,
				RuntimeEvent::Offences(pallet_offences::Event::Offence { kind, .. })
					if kind == b"babe:equivocatio"
			)
		})
		.count()
}

#[test]
fn an_equivocation_is_recorded_and_disables_the_validator() {
	local_chain(|chain| {
		chain.block(AUTHOR, FIRST_SLOT, || ());
		let proof = (equivocation(OFFENDER, FIRST_SLOT + 1), ownership(OFFENDER));

		chain.block(AUTHOR, FIRST_SLOT + 2, || apply(report(proof.0.clone(), proof.1.clone())));

		assert_eq!(offences(), 1);
		assert_eq!(pallet_offences::Reports::<Runtime>::iter().count(), 1);
		assert_eq!(Session::disabled_validators(), [OFFENDER]);
		let validator = Session::validators()[OFFENDER as usize].clone();
		assert!(events().contains(&RuntimeEvent::Session(
			pallet_session::Event::ValidatorDisabled { validator: validator.clone() }
		)));
		assert!(events().contains(&RuntimeEvent::Staking(pallet_staking::Event::SlashReported {
			validator,
			fraction: FRACTION,
			slash_era: 0,
		})));

		// The same offence can't be reported twice.
		chain.block(AUTHOR, FIRST_SLOT + 3, || {
			assert_eq!(
				Executive::apply_extrinsic(report(proof.0, proof.1)),
				Err(TransactionValidityError::Invalid(InvalidTransaction::Stale))
			);
		});
	});
}

#[test]
fn an_equivocation_is_slashed_when_the_deferral_is_over() {
	local_chain(|chain| {
		chain.block(AUTHOR, FIRST_SLOT, || ());
		let proof = (equivocation(OFFENDER, FIRST_SLOT + 1), ownership(OFFENDER));
		let offender = Session::validators()[OFFENDER as usize].clone();
		let reporter = Session::validators()[AUTHOR as usize].clone();
		chain.block(AUTHOR, FIRST_SLOT + 2, || apply(report(proof.0, proof.1)));

		// The offence is of era 0, so one whole era lies between.
		let due = LOCAL_RHYTHM.slash_deferral + 1;
		let slashes = due_in(due);
		assert_eq!(slashes.len(), 1);
		assert_eq!(slashes[0].validator, offender);
		assert_eq!(slashes[0].own, SLASH);
		assert_eq!(slashes[0].reporters, std::slice::from_ref(&reporter));
		// Half of a tenth.
		assert_eq!(slashes[0].payout, SLASH / 20);

		for session in 1..LOCAL_RHYTHM.sessions_per_era * due {
			chain.block(AUTHOR, epoch_start(session.into()), || ());
			assert_eq!(stake_of(&offender), VALIDATOR_STAKE);
		}
		let treasury = TreasuryAccount::get();
		let before = [&treasury, &reporter].map(free);
		chain.block(AUTHOR, epoch_start((LOCAL_RHYTHM.sessions_per_era * due).into()), || ());

		assert!(due_in(due).is_empty());
		assert_eq!(stake_of(&offender), VALIDATOR_STAKE - SLASH);
		assert!(events().contains(&RuntimeEvent::Staking(pallet_staking::Event::Slashed {
			staker: offender.clone(),
			amount: SLASH,
		})));
		// The era that ended in the same block brought the treasury its share of what was issued.
		let issued = events()
			.into_iter()
			.find_map(|event| match event {
				RuntimeEvent::Staking(pallet_staking::Event::EraPaid { remainder, .. }) => {
					Some(remainder)
				}
				_ => None,
			})
			.expect("an era has ended");
		let after = [&treasury, &reporter].map(free);
		assert_eq!(after[0] - before[0], issued + SLASH - SLASH / 20);
		assert_eq!(after[1] - before[1], SLASH / 20);
		// The offender is elected still, with what is left to it.
		assert!(Session::validators().contains(&offender));
	});
}

#[test]
fn an_equivocation_of_an_earlier_session_can_be_proved() {
	local_chain(|chain| {
		chain.block(AUTHOR, FIRST_SLOT, || ());
		let proof = (equivocation(OFFENDER, FIRST_SLOT + 1), ownership(OFFENDER));
		assert_eq!(proof.1.session, 0);

		chain.block(AUTHOR, epoch_start(1), || ());
		assert_eq!(Session::current_index(), 1);
		chain.block(AUTHOR, epoch_start(1) + 1, || apply(report(proof.0, proof.1)));

		assert_eq!(offences(), 1);
		assert_eq!(Session::disabled_validators(), [OFFENDER]);
		assert_eq!(due_in(2).len(), 1);
	});
}

#[test]
fn an_equivocation_of_an_earlier_era_is_slashed_and_disables_nobody() {
	local_chain(|chain| {
		chain.block(AUTHOR, FIRST_SLOT, || ());
		let proof = (equivocation(OFFENDER, FIRST_SLOT + 1), ownership(OFFENDER));

		chain.block(AUTHOR, epoch_start(1), || ());
		chain.block(AUTHOR, epoch_start(2), || ());
		assert_eq!(Staking::active_era().map(|era| era.index), Some(1));
		chain.block(AUTHOR, epoch_start(2) + 1, || apply(report(proof.0, proof.1)));

		assert_eq!(offences(), 1);
		assert!(Session::disabled_validators().is_empty());
		// The deferral counts from the offence, not from the report.
		assert_eq!(due_in(2).len(), 1);
	});
}

#[test]
fn a_proof_of_ownership_for_another_session_is_refused() {
	local_chain(|chain| {
		chain.block(AUTHOR, FIRST_SLOT, || ());
		let offence = equivocation(OFFENDER, FIRST_SLOT + 1);
		chain.block(AUTHOR, epoch_start(1), || ());
		let ownership = ownership(OFFENDER);

		chain.block(AUTHOR, epoch_start(1) + 1, || {
			let outcome = Executive::apply_extrinsic(report(offence, ownership));
			assert!(matches!(outcome, Ok(Err(_))));
		});
		assert_eq!(offences(), 0);
		assert!(Session::disabled_validators().is_empty());
	});
}

#[test]
fn two_equal_headers_are_no_offence() {
	local_chain(|chain| {
		chain.block(AUTHOR, FIRST_SLOT, || ());
		let mut offence = equivocation(OFFENDER, FIRST_SLOT + 1);
		offence.second_header = offence.first_header.clone();
		let ownership = ownership(OFFENDER);

		chain.block(AUTHOR, FIRST_SLOT + 2, || {
			let outcome = Executive::apply_extrinsic(report(offence, ownership));
			assert!(matches!(outcome, Ok(Err(_))));
		});
		assert_eq!(offences(), 0);
	});
}

#[test]
fn a_disabled_validator_returns_with_the_next_era() {
	local_chain(|chain| {
		chain.block(AUTHOR, FIRST_SLOT, || ());
		let proof = (equivocation(OFFENDER, FIRST_SLOT + 1), ownership(OFFENDER));
		chain.block(AUTHOR, FIRST_SLOT + 2, || apply(report(proof.0, proof.1)));

		chain.block(AUTHOR, epoch_start(1), || ());
		assert_eq!(Session::disabled_validators(), [OFFENDER]);
		chain.block(AUTHOR, epoch_start(2), || ());
		assert!(Session::disabled_validators().is_empty());
		assert_eq!(Grandpa::current_set_id(), 1);
	});
}

#[test]
fn keys_that_are_changed_within_an_era_can_be_proved() {
	externalities_of(unhurried_local_genesis()).execute_with(|| {
		let chain = &mut Chain::new();
		chain.block(AUTHOR, FIRST_SLOT, || ());
		let proof = (equivocation(OFFENDER, FIRST_SLOT + 1), ownership(OFFENDER));
		chain.block(AUTHOR, FIRST_SLOT + 2, || apply(report(proof.0, proof.1)));

		// Sessions of the same era pass, with the same keys: the same root, the same GRANDPA set, still
		// disabled.
		chain.block(AUTHOR, epoch_start(1), || ());
		chain.block(AUTHOR, epoch_start(2), || ());
		let root = |session: SessionIndex| HistoricalSessions::<Runtime>::get(session);
		assert!(root(3).is_some());
		assert_eq!(root(3), root(0));
		assert_eq!(Grandpa::current_set_id(), 0);
		assert_eq!(Session::disabled_validators(), [OFFENDER]);

		// New keys are planned at the end of the session and take effect at the end of the next.
		let offender = Session::validators()[OFFENDER as usize].clone();
		let keys = SessionKeys {
			grandpa: Ed25519Keyring::Eve.public().into(),
			babe: Sr25519Keyring::Eve.public().into(),
			authority_discovery: Sr25519Keyring::Eve.public().into(),
		};
		pallet_session::NextKeys::<Runtime>::insert(&offender, keys);
		chain.block(AUTHOR, epoch_start(3), || ());
		assert_ne!(root(4), root(3));
		assert_eq!(Session::disabled_validators(), [OFFENDER]);

		chain.block(AUTHOR, epoch_start(4), || ());
		assert_eq!(Session::validators()[OFFENDER as usize], offender);
		assert!(Session::disabled_validators().is_empty());
		assert_eq!(Grandpa::current_set_id(), 1);
		assert_eq!(authority(OFFENDER), AuthorityId::from(Sr25519Keyring::Eve.public()));
		assert_eq!(ownership(OFFENDER).session, 4);
	});
}
