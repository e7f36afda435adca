// SPDX-License-Identifier: Apache-2.0
//! The runtime as a whole: genesis, limits, metadata, fees, and who may do what.

mod common;

use codec::Encode;
use common::{
	events, externalities, externalities_of, genesis, integrity_test, signed, Chain, FIRST_SLOT,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::{fungible::InspectHold, PalletInfoAccess, UnfilteredDispatchable},
};
use hamster_primitives::{currency::*, time::*};
use hamster_runtime::{
	configs::{
		EpochDuration, RuntimeBlockWeights, TreasuryAccount, BASE_EXTRINSIC_FEE, BYTE_FEE,
		EPOCH_DURATION_IN_BLOCKS, KEY_DEPOSIT, MAXIMUM_BLOCK_WEIGHT, NORMAL_DISPATCH_RATIO,
	},
	genesis_config_presets::{ENDOWMENT, LOCAL_RHYTHM, VALIDATOR_STAKE},
	pace::Rhythm,
	weights::ExtrinsicBaseWeight,
	*,
};
use pallet_session::historical;
use sp_genesis_builder::{
	runtime_decl_for_genesis_builder::GenesisBuilderV1, DEV_RUNTIME_PRESET,
	LOCAL_TESTNET_RUNTIME_PRESET,
};
use sp_keyring::Sr25519Keyring;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::traits::{Dispatchable, TransactionExtension};

fn transfer(amount: Balance) -> RuntimeCall {
	RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
		dest: Sr25519Keyring::Bob.to_account_id().into(),
		value: amount,
	})
}

mod presets {
	use super::*;

	fn build(preset: &str, rhythm: Rhythm, validators: &[Sr25519Keyring]) {
		externalities(Some(preset)).execute_with(|| {
			assert_eq!(Pace::rhythm(), rhythm);
			let mut expected: Vec<_> = validators.iter().map(|who| who.to_account_id()).collect();
			expected.sort();
			let mut elected = Session::validators();
			elected.sort();
			assert_eq!(elected, expected);
			assert_eq!(Babe::authorities().len(), validators.len());
			assert_eq!(Grandpa::grandpa_authorities().len(), validators.len());
			assert_eq!(AuthorityDiscovery::authorities().len(), validators.len());
			assert_eq!(Babe::epoch_config().map(|config| config.c), Some((1, 4)));
			// The keys of both sessions that genesis plans can be proved.
			for session in [0u32, 1] {
				assert!(historical::HistoricalSessions::<Runtime>::contains_key(session));
			}

			let alice = Sr25519Keyring::Alice.to_account_id();
			assert_eq!(pallet_sudo::Key::<Runtime>::get(), Some(alice));
			for who in Sr25519Keyring::well_known() {
				assert_eq!(Balances::free_balance(who.to_account_id()), ENDOWMENT);
			}
			assert_eq!(Balances::free_balance(TreasuryAccount::get()), EXISTENTIAL_DEPOSIT);
			assert_eq!(Balances::free_balance(Gateway::pot()), EXISTENTIAL_DEPOSIT);
			let staked = validators.len() as Balance * VALIDATOR_STAKE;
			for who in &expected {
				assert_eq!(Balances::total_balance_on_hold(who), VALIDATOR_STAKE);
			}
			assert_eq!(pallet_staking::ErasTotalStake::<Runtime>::get(0), staked);
			let issued = 12 * ENDOWMENT + staked + 2 * EXISTENTIAL_DEPOSIT;
			assert_eq!(Balances::total_issuance(), issued);
		});
	}

	#[test]
	fn development_has_one_validator() {
		build(DEV_RUNTIME_PRESET, Rhythm::default(), &[Sr25519Keyring::AliceStash]);
	}

	#[test]
	fn local_testnet_has_four_validators() {
		build(
			LOCAL_TESTNET_RUNTIME_PRESET,
			LOCAL_RHYTHM,
			&[
				Sr25519Keyring::AliceStash,
				Sr25519Keyring::BobStash,
				Sr25519Keyring::CharlieStash,
				Sr25519Keyring::DaveStash,
			],
		);
	}

	#[test]
	fn every_name_has_a_preset_and_others_have_none() {
		for name in Runtime::preset_names() {
			assert!(Runtime::get_preset(&Some(name)).is_some());
		}
		assert!(Runtime::get_preset(&Some("production".into())).is_none());
	}

	#[test]
	#[should_panic(expected = "no chain can go by")]
	fn a_rhythm_that_nothing_is_made_for_is_refused() {
		let mut genesis = genesis(Some(DEV_RUNTIME_PRESET));
		genesis["pace"]["epochLength"] = (EPOCH_DURATION_IN_BLOCKS + 1).into();
		externalities_of(genesis);
	}

	#[test]
	fn an_unfinished_genesis_is_refused() {
		let mut incomplete = genesis(Some(DEV_RUNTIME_PRESET));
		incomplete.as_object_mut().expect("it is an object").remove("session");
		sp_io::TestExternalities::new_empty().execute_with(|| {
			assert!(Runtime::build_state(incomplete.to_string().into_bytes()).is_err());
		});
	}
}

mod limits {
	use super::*;

	#[test]
	fn constants_go_together() {
		externalities(None).execute_with(integrity_test);
	}

	#[test]
	fn block_weights_add_up() {
		let weights = RuntimeBlockWeights::get();
		let normal = weights.get(DispatchClass::Normal);
		let operational = weights.get(DispatchClass::Operational);
		let normal_total = normal.max_total.expect("normal calls are limited");
		let reserved = operational.reserved.expect("some space is kept for operational calls");

		assert_eq!(weights.max_block, MAXIMUM_BLOCK_WEIGHT);
		assert_eq!(normal_total, NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
		assert_eq!(normal_total + reserved, MAXIMUM_BLOCK_WEIGHT);
		assert_eq!(operational.max_total, Some(MAXIMUM_BLOCK_WEIGHT));
		assert!(weights.get(DispatchClass::Mandatory).max_total.is_none());
		assert!(weights.validate().is_ok());
	}

	#[test]
	fn an_epoch_is_an_hour() {
		assert_eq!(Babe::slot_duration(), SLOT_DURATION);
		assert_eq!(EPOCH_DURATION_IN_BLOCKS, HOURS);
		externalities(None).execute_with(|| {
			assert_eq!(EpochDuration::get() * SLOT_DURATION, 3_600_000);
		});
	}
}

mod interface {
	use super::*;

	#[test]
	fn metadata_is_there_in_all_versions() {
		externalities(None).execute_with(|| {
			let versions = Runtime::metadata_versions();
			for version in [14, 15, 16] {
				assert!(versions.contains(&version));
				assert!(Runtime::metadata_at_version(version).is_some());
			}
			let _ = Runtime::metadata();
		});
	}

	#[test]
	fn pallets_keep_their_indices() {
		assert_eq!(System::index(), 0);
		assert_eq!(Timestamp::index(), 1);
		assert_eq!(Babe::index(), 2);
		assert_eq!(Authorship::index(), 3);
		assert_eq!(Balances::index(), 4);
		assert_eq!(TransactionPayment::index(), 5);
		assert_eq!(Historical::index(), 7);
		assert_eq!(Offences::index(), 8);
		assert_eq!(Grandpa::index(), 9);
		assert_eq!(Utility::index(), 10);
		assert_eq!(Sudo::index(), 11);
		assert_eq!(Scheduler::index(), 20);
		assert_eq!(Preimage::index(), 21);
		assert_eq!(Democracy::index(), 22);
		assert_eq!(Council::index(), 23);
		assert_eq!(TechnicalCommittee::index(), 24);
		assert_eq!(TechnicalMembership::index(), 25);
		assert_eq!(Elections::index(), 26);
		assert_eq!(Treasury::index(), 27);
		assert_eq!(Bounties::index(), 28);
		assert_eq!(Identity::index(), 29);
		assert_eq!(Pace::index(), 30);
		assert_eq!(VoterList::index(), 31);
		assert_eq!(Staking::index(), 32);
		assert_eq!(Session::index(), 33);
		assert_eq!(AuthorityDiscovery::index(), 34);
		assert_eq!(Proxy::index(), 35);
		assert_eq!(Multisig::index(), 36);
		assert_eq!(Provider::index(), 40);
		assert_eq!(ResourceOrder::index(), 41);
		assert_eq!(Gateway::index(), 42);
	}

	#[test]
	fn transactions_carry_what_wallets_expect() {
		let identifiers: Vec<_> = <TxExtension as TransactionExtension<RuntimeCall>>::metadata()
			.into_iter()
			.map(|extension| extension.identifier)
			.collect();
		assert_eq!(
			identifiers,
			[
				"AuthorizeCall",
				"CheckNonZeroSender",
				"CheckSpecVersion",
				"CheckTxVersion",
				"CheckGenesis",
				"CheckMortality",
				"CheckNonce",
				"CheckWeight",
				"ChargeTransactionPayment",
				"CheckMetadataHash",
				"WeightReclaim",
			]
		);
	}

	#[test]
	fn the_metadata_hash_is_made_for_this_token() {
		// What `build.rs` says, which can't read the primitives.
		assert_eq!((TOKEN_SYMBOL, TOKEN_DECIMALS), ("HAM", 12));
	}
}

mod fees {
	use super::*;

	#[test]
	fn a_transfer_costs_what_its_weight_and_length_do() {
		externalities(Some(DEV_RUNTIME_PRESET)).execute_with(|| {
			let extrinsic = signed(Sr25519Keyring::Alice, transfer(UNITS), 0);
			let info = extrinsic.get_dispatch_info();
			let length = extrinsic.encoded_size() as u32;
			let fee = TransactionPayment::compute_fee_details(length, &info, 0)
				.inclusion_fee
				.expect("a transfer is paid for");

			// One part in a million is lost to rounding.
			let base = ExtrinsicBaseWeight::get();
			assert!(fee.base_fee.abs_diff(BASE_EXTRINSIC_FEE) <= BASE_EXTRINSIC_FEE / 1_000_000);
			assert_eq!(fee.len_fee, Balance::from(length) * BYTE_FEE);
			// Genesis starts at a multiplier of one.
			let weight = info.total_weight().ref_time();
			let expected =
				BASE_EXTRINSIC_FEE * Balance::from(weight) / Balance::from(base.ref_time());
			assert!(fee.adjusted_weight_fee.abs_diff(expected) <= expected / 1_000_000);
			// Small change, yet not nothing.
			assert!(fee.inclusion_fee() > BASE_EXTRINSIC_FEE);
			assert!(fee.inclusion_fee() < UNITS / 100);
		});
	}

	#[test]
	fn fee_and_tip_go_to_the_author() {
		externalities(Some(DEV_RUNTIME_PRESET)).execute_with(|| {
			let mut chain = Chain::new();
			let issuance = Balances::total_issuance();
			chain.block(0, FIRST_SLOT, || {
				let extrinsic = signed(Sr25519Keyring::Alice, transfer(UNITS), MILLIUNITS);
				assert_ok!(Executive::apply_extrinsic(extrinsic).expect("the transfer is valid"));
			});

			let paid = events()
				.into_iter()
				.find_map(|event| match event {
					RuntimeEvent::TransactionPayment(
						pallet_transaction_payment::Event::TransactionFeePaid {
							actual_fee, ..
						},
					) => Some(actual_fee),
					_ => None,
				})
				.expect("the fee is in an event");
			assert!(paid > MILLIUNITS);
			let free = |who: Sr25519Keyring| Balances::free_balance(who.to_account_id());
			assert_eq!(free(Sr25519Keyring::Alice), ENDOWMENT - UNITS - paid);
			assert_eq!(free(Sr25519Keyring::Bob), ENDOWMENT + UNITS);
			assert_eq!(free(Sr25519Keyring::AliceStash), ENDOWMENT + paid);
			assert_eq!(Balances::total_issuance(), issuance);
		});
	}
}

mod origins {
	use super::*;

	#[test]
	fn sudo_is_inert_without_a_key() {
		externalities(None).execute_with(|| {
			let alice = Sr25519Keyring::Alice.to_account_id();
			assert_eq!(pallet_sudo::Key::<Runtime>::get(), None);

			let root_call = || {
				Box::new(RuntimeCall::System(frame_system::Call::set_storage {
					items: vec![(b"key".to_vec(), b"value".to_vec())],
				}))
			};
			let calls = [
				pallet_sudo::Call::sudo { call: root_call() },
				pallet_sudo::Call::sudo_unchecked_weight {
					call: root_call(),
					weight: Default::default(),
				},
				pallet_sudo::Call::sudo_as { who: alice.clone().into(), call: root_call() },
				pallet_sudo::Call::set_key { new: alice.clone().into() },
				pallet_sudo::Call::remove_key {},
			];
			for call in calls {
				assert_noop!(
					RuntimeCall::Sudo(call).dispatch(RuntimeOrigin::signed(alice.clone())),
					pallet_sudo::Error::<Runtime>::RequireSudo
				);
			}
			// Nor does anybody without an account come in.
			let call = pallet_sudo::Call::sudo { call: root_call() };
			assert!(RuntimeCall::Sudo(call).dispatch_bypass_filter(RuntimeOrigin::none()).is_err());
		});
	}

	#[test]
	fn session_keys_are_set_by_who_has_them_and_a_deposit() {
		let mut ext = externalities(Some(DEV_RUNTIME_PRESET));
		ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
		ext.execute_with(|| {
			let [alice, eve, ferdie] =
				[Sr25519Keyring::AliceStash, Sr25519Keyring::Eve, Sr25519Keyring::Ferdie]
					.map(|who| who.to_account_id());
			let set = |who: &AccountId, keys: SessionKeys, proof| {
				RuntimeCall::Session(pallet_session::Call::set_keys { keys, proof })
					.dispatch(RuntimeOrigin::signed(who.clone()))
			};
			let deposit = RuntimeHoldReason::Session(pallet_session::HoldReason::Keys);

			let made = SessionKeys::generate(&eve.encode(), Some(b"//Eve".to_vec()));
			let proof = made.proof.encode();
			// What was made for one account is of no use to another.
			assert_noop!(
				set(&ferdie, made.keys.clone(), proof.clone()),
				pallet_session::Error::<Runtime>::InvalidProof
			);
			assert_ok!(set(&eve, made.keys.clone(), proof));
			assert_eq!(Session::load_keys(&eve), Some(made.keys));
			assert_eq!(Balances::balance_on_hold(&deposit, &eve), KEY_DEPOSIT);

			// Nor can a validator's keys be taken from it.
			let keys = Session::load_keys(&alice).expect("validators have keys");
			let taken = SessionKeys::generate(&ferdie.encode(), Some(b"//Alice".to_vec()));
			assert_eq!(taken.keys, keys);
			assert_noop!(
				set(&ferdie, keys, taken.proof.encode()),
				pallet_session::Error::<Runtime>::DuplicatedKey
			);

			assert_ok!(RuntimeCall::Session(pallet_session::Call::purge_keys {})
				.dispatch(RuntimeOrigin::signed(eve.clone())));
			assert_eq!(Balances::balance_on_hold(&deposit, &eve), 0);
		});
	}
}
