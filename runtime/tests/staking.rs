// SPDX-License-Identifier: Apache-2.0
//! Who is elected, what that earns, and that an election fits into a block.

mod common;

use codec::Encode;
use common::{epoch_start, events, externalities, Chain, FIRST_SLOT};
use frame_election_provider_support::{
	weights::SubstrateWeight as ElectionWeight, WeightInfo as _,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::DispatchClass,
	traits::{fungible::InspectHold, Get},
};
use hamster_primitives::currency::{EXISTENTIAL_DEPOSIT, UNITS};
use hamster_runtime::{
	configs::{
		BagThresholds, InflationCurve, MaxAuthorities, RuntimeBlockWeights, TreasuryAccount,
		BONDING_DURATION, EPOCH_DURATION_IN_BLOCKS, HISTORY_DEPTH, KEY_DEPOSIT, MAX_CANDIDATES,
		MAX_NOMINATORS, MAX_VOTERS, REBAGGED_PER_BLOCK, SESSIONS_PER_ERA, SLASH_DEFERRAL,
	},
	genesis_config_presets::{
		ENDOWMENT, LOCAL_RHYTHM, MIN_NOMINATOR_BOND, MIN_VALIDATOR_BOND, VALIDATOR_SEATS,
		VALIDATOR_STAKE,
	},
	*,
};
use pallet_session::historical::HistoricalSessions;
use pallet_staking::{
	ActiveEra, CurrentEra, ErasRewardPoints, ErasStakersOverview, Ledger, MaxNominatorsCount,
	MaxValidatorsCount, RewardDestination, ValidatorCount, WeightInfo as _,
};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring::{self, AliceStash, Eve, EveStash, Ferdie, One};
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::traits::Dispatchable;
use sp_staking::{EraIndex, EraPayout, SessionIndex};

type StakingCall = pallet_staking::Call<Runtime>;
type SessionCall = pallet_session::Call<Runtime>;
type StakingError = pallet_staking::Error<Runtime>;
type StakingEvent = pallet_staking::Event<Runtime>;

/// Milliseconds of an era of a public chain.
const ERA: u64 = 6 * 3_600 * 1_000;

/// Sessions of an era of a local network.
const SESSIONS: SessionIndex = LOCAL_RHYTHM.sessions_per_era;

/// A local network and the session that it is in.
struct Network {
	chain: Chain,
	session: SessionIndex,
}

/// Plays a story on a local network from its first block on.
fn story(play: impl FnOnce(&mut Network)) {
	let mut ext = externalities(Some(LOCAL_TESTNET_RUNTIME_PRESET));
	ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	ext.execute_with(|| {
		let mut network = Network { chain: Chain::new(), session: 0 };
		network.chain.block(0, FIRST_SLOT, || ());
		play(&mut network);
	});
}

impl Network {
	/// Goes on to the first block of that session, with one block for each in between.
	fn reach(&mut self, session: SessionIndex) {
		while self.session < session {
			self.session += 1;
			self.chain.block(0, epoch_start(self.session.into()), || ());
		}
		assert_eq!(Session::current_index(), session);
	}
}

fn act(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> sp_runtime::DispatchResult {
	let origin = RuntimeOrigin::signed(who.to_account_id());
	call.into().dispatch(origin).map(|_| ()).map_err(|failure| failure.error)
}

fn bond(who: Sr25519Keyring, value: Balance) {
	assert_ok!(act(who, StakingCall::bond { value, payee: RewardDestination::Staked }));
}

fn validate(who: Sr25519Keyring) -> sp_runtime::DispatchResult {
	act(who, StakingCall::validate { prefs: Default::default() })
}

/// Makes session keys and sets them.
fn set_keys(who: Sr25519Keyring) {
	let account = who.to_account_id();
	let made = SessionKeys::generate(&account.encode(), Some(who.to_seed().into_bytes()));
	let proof = made.proof.encode();
	assert_ok!(act(who, SessionCall::set_keys { keys: made.keys, proof }));
}

/// All that a newcomer has to send.
fn join(who: Sr25519Keyring, value: Balance) {
	bond(who, value);
	set_keys(who);
	assert_ok!(validate(who));
}

fn is_validator(who: Sr25519Keyring) -> bool {
	Session::validators().contains(&who.to_account_id())
}

fn free(who: Sr25519Keyring) -> Balance {
	Balances::free_balance(who.to_account_id())
}

fn era() -> EraIndex {
	ActiveEra::<Runtime>::get().expect("there is one from genesis on").index
}

/// What the era that ended in the last block brought to stakers and to the treasury.
fn era_paid() -> Option<(EraIndex, Balance, Balance)> {
	events().into_iter().find_map(|event| match event {
		RuntimeEvent::Staking(StakingEvent::EraPaid { era_index, validator_payout, remainder }) => {
			Some((era_index, validator_payout, remainder))
		}
		_ => None,
	})
}

mod elections {
	use super::*;

	#[test]
	fn a_newcomer_validates_from_the_next_era_on() {
		story(|network| {
			assert!((Session::validators().len() as u32) < VALIDATOR_SEATS);
			join(Eve, MIN_VALIDATOR_BOND);
			assert_eq!(free(Eve), ENDOWMENT - MIN_VALIDATOR_BOND - KEY_DEPOSIT);

			network.reach(SESSIONS - 1);
			assert!(!is_validator(Eve));
			network.reach(SESSIONS);
			assert_eq!(era(), 1);
			assert!(is_validator(Eve));
			assert_eq!(Session::validators().len(), 5);
			assert_eq!(Babe::authorities().len(), 5);
			assert_eq!(Grandpa::grandpa_authorities().len(), 5);
			assert_eq!(AuthorityDiscovery::current_authorities().len(), 5);
		});
	}

	#[test]
	fn a_validator_leaves_with_all_that_it_brought() {
		story(|network| {
			join(Eve, MIN_VALIDATOR_BOND);
			network.reach(SESSIONS);
			assert!(is_validator(Eve));

			assert_ok!(act(Eve, StakingCall::chill {}));
			network.reach(2 * SESSIONS);
			assert!(!is_validator(Eve));
			assert_ok!(act(Eve, SessionCall::purge_keys {}));
			assert_ok!(act(Eve, StakingCall::unbond { value: MIN_VALIDATOR_BOND }));
			let unbonded = CurrentEra::<Runtime>::get().expect("an era is planned");

			// While it unbonds it stays where slashes find it.
			let withdraw = || act(Eve, StakingCall::withdraw_unbonded { num_slashing_spans: 0 });
			let end = (unbonded + BONDING_DURATION) * SESSIONS;
			network.reach(end - 2);
			assert_ok!(withdraw());
			assert_eq!(free(Eve), ENDOWMENT - MIN_VALIDATOR_BOND);
			network.reach(end);
			assert_ok!(withdraw());
			assert_eq!(free(Eve), ENDOWMENT);
			assert!(!Ledger::<Runtime>::contains_key(Eve.to_account_id()));
		});
	}

	#[test]
	fn nobody_validates_or_nominates_with_less_than_the_least_stake() {
		story(|_| {
			bond(Eve, MIN_VALIDATOR_BOND - 1);
			assert_noop!(validate(Eve), StakingError::InsufficientBond);
			bond(Ferdie, MIN_NOMINATOR_BOND - 1);
			let nominate = || {
				act(
					Ferdie,
					StakingCall::nominate { targets: vec![AliceStash.to_account_id().into()] },
				)
			};
			assert_noop!(nominate(), StakingError::InsufficientBond);
			assert_ok!(act(Ferdie, StakingCall::bond_extra { max_additional: 1 }));
			assert_ok!(nominate());
		});
	}

	#[test]
	fn nominators_bring_a_candidate_in() {
		story(|network| {
			ValidatorCount::<Runtime>::put(4);
			join(Eve, MIN_VALIDATOR_BOND);
			network.reach(SESSIONS);
			assert!(!is_validator(Eve));

			for nominator in [Ferdie, EveStash] {
				bond(nominator, 900_000 * UNITS);
				let targets = vec![Eve.to_account_id().into()];
				assert_ok!(act(nominator, StakingCall::nominate { targets }));
			}
			network.reach(2 * SESSIONS);
			assert!(is_validator(Eve));
			assert_eq!(Session::validators().len(), 4);
			let overview = ErasStakersOverview::<Runtime>::get(era(), Eve.to_account_id())
				.expect("who is elected is exposed");
			assert_eq!(overview.own, MIN_VALIDATOR_BOND);
			assert_eq!(overview.nominator_count, 2);
			// A share of a vote is rounded to a billionth.
			let backing = MIN_VALIDATOR_BOND + 1_800_000 * UNITS;
			assert!(overview.total.abs_diff(backing) < UNITS);
		});
	}

	#[test]
	fn who_has_no_session_keys_is_left_out() {
		story(|network| {
			bond(Eve, VALIDATOR_STAKE / 2);
			assert_ok!(validate(Eve));
			network.reach(SESSIONS);
			let account = Eve.to_account_id();
			assert!(ErasStakersOverview::<Runtime>::contains_key(era(), account));
			assert!(!is_validator(Eve));
			// The root of the session counts the same validators as the session, or else no proof about
			// it would be taken later.
			let (_, count) = HistoricalSessions::<Runtime>::get(SESSIONS).expect("it has a root");
			assert_eq!(count as usize, Session::validators().len());

			// With keys it is there from the next era on.
			set_keys(Eve);
			network.reach(2 * SESSIONS);
			assert!(is_validator(Eve));
		});
	}

	#[test]
	fn the_set_goes_on_when_too_few_stand_for_election() {
		story(|network| {
			let before = Session::validators();
			assert_ok!(act(AliceStash, StakingCall::chill {}));
			network.reach(3 * SESSIONS);
			assert_eq!(Session::validators(), before);
			assert_eq!(era(), 0);
		});
	}
}

mod money {
	use super::*;

	/// Of a million at stake or not, what is issued to stakers in a year.
	fn yearly(staked: u128) -> u128 {
		InflationCurve::get().calculate_for_fraction_times_denominator(staked, 1_000_000)
	}

	#[test]
	fn inflation_is_what_the_documentation_says() {
		for (staked, issued) in [
			(0, 10_000),
			(125_000, 20_000),
			(250_000, 30_000),
			(500_000, 50_000),
			(550_000, 30_000),
			(600_000, 20_000),
			(700_000, 12_500),
			(1_000_000, 10_000),
		] {
			assert_eq!(yearly(staked), issued, "{staked} of a million are staked");
		}
	}

	#[test]
	fn an_era_of_a_chain_with_a_hundred_million_tokens() {
		let issuance = 100_000_000 * UNITS;
		for (staked, stakers, treasury) in [
			(50_000_000, 3_422_313, 0),
			(25_000_000, 2_053_388, 1_368_925),
			(0, 684_463, 2_737_851),
		] {
			let (paid, rest) = <Runtime as pallet_staking::Config>::EraPayout::era_payout(
				staked * UNITS,
				issuance,
				ERA,
			);
			// Amounts are in thousandths; the part of a year is rounded to a billionth.
			for (is, should) in [(paid, stakers), (rest, treasury)] {
				assert!(is.abs_diff(should * UNITS / 1_000) < UNITS / 100, "{is} for {staked}");
			}
		}
	}

	#[test]
	fn an_era_pays_stakers_when_they_ask_and_the_treasury_at_once() {
		story(|network| {
			let issuance = Balances::total_issuance();
			let treasury = TreasuryAccount::get();
			network.reach(SESSIONS);
			let (ended, payout, remainder) = era_paid().expect("an era has ended");
			assert_eq!(ended, 0);
			// A quarter is staked: three of five parts are for stakers.
			assert!((2 * payout).abs_diff(3 * remainder) < payout / 1_000);
			assert_eq!(Balances::free_balance(&treasury), EXISTENTIAL_DEPOSIT + remainder);
			assert_eq!(Balances::total_issuance(), issuance + remainder);

			// All blocks were made by one validator, and there are no nominators.
			let points = ErasRewardPoints::<Runtime>::get(0);
			let author = Session::validators()[0].clone();
			// The last of them is the one in which the era ends.
			assert_eq!(points.total, 20 * (SESSIONS + 1));
			assert_eq!(points.individual.get(&author), Some(&points.total));
			let pay = || {
				act(One, StakingCall::payout_stakers { validator_stash: author.clone(), era: 0 })
			};
			assert_ok!(pay());
			assert_eq!(Balances::total_balance_on_hold(&author), VALIDATOR_STAKE + payout);
			assert_eq!(Balances::total_issuance(), issuance + remainder + payout);
			assert_noop!(pay(), StakingError::AlreadyClaimed);
		});
	}

	#[test]
	fn nominators_share_what_their_validator_earns() {
		story(|network| {
			let author = Session::validators()[0].clone();
			bond(Ferdie, VALIDATOR_STAKE / 2);
			let targets = vec![author.clone().into()];
			assert_ok!(act(Ferdie, StakingCall::nominate { targets }));
			network.reach(2 * SESSIONS);
			let (ended, ..) = era_paid().expect("an era has ended");
			assert_eq!(ended, 1);
			let exposed = ErasStakersOverview::<Runtime>::get(1, &author).expect("it was elected");
			assert_eq!((exposed.own, exposed.nominator_count), (VALIDATOR_STAKE, 1));

			// Sets are in the order of accounts, so it has made the blocks of this era, too.
			assert_eq!(Session::validators()[0], author);
			let pay = StakingCall::payout_stakers { validator_stash: author.clone(), era: 1 };
			assert_ok!(act(One, pay));
			let gained =
				Balances::total_balance_on_hold(&Ferdie.to_account_id()) - VALIDATOR_STAKE / 2;
			let earned = Balances::total_balance_on_hold(&author) - VALIDATOR_STAKE;
			assert!(gained > 0);
			// A third of it all, up to the rounding of shares to a billionth.
			assert!((2 * gained).abs_diff(earned) <= earned / 1_000_000 + 2);
		});
	}

	#[test]
	fn a_development_chain_has_the_eras_of_a_public_one() {
		externalities(Some(DEV_RUNTIME_PRESET)).execute_with(|| {
			let mut chain = Chain::new();
			let issuance = Balances::total_issuance();
			chain.block(0, FIRST_SLOT, || ());
			for session in 1..SESSIONS_PER_ERA {
				chain.block(0, epoch_start(session.into()), || ());
				assert_eq!((era(), era_paid()), (0, None));
			}
			let end = epoch_start(SESSIONS_PER_ERA.into());
			chain.block(0, end - 1, || ());
			chain.block(0, end, || ());
			assert_eq!(era(), 1);
			let (_, payout, remainder) = era_paid().expect("an era has ended");
			// 5 % of the issuance in 1,461 eras a year, less the slot after the era's last block.
			let slots = u128::from(end - FIRST_SLOT);
			let expected = issuance / 20 / 1_461 * (slots - 1) / slots;
			assert!((payout + remainder).abs_diff(expected) < expected / 100_000);
		});
	}
}

mod limits {
	use super::*;

	#[test]
	fn lengths_are_what_the_documentation_says() {
		let era = SESSIONS_PER_ERA * EPOCH_DURATION_IN_BLOCKS;
		assert_eq!(u64::from(era) * 6_000, ERA);
		// A week; half a day less; three weeks.
		assert_eq!(u64::from(BONDING_DURATION) * ERA, 7 * 86_400_000);
		assert_eq!(u64::from(SLASH_DEFERRAL) * ERA, 7 * 86_400_000 - 43_200_000);
		assert_eq!(u64::from(HISTORY_DEPTH) * ERA, 21 * 86_400_000);
		// What is slashed is still remembered.
		const { assert!(HISTORY_DEPTH > BONDING_DURATION) };
	}

	#[test]
	fn genesis_limits_candidates_and_nominators_to_what_elections_take() {
		for preset in [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET] {
			externalities(Some(preset)).execute_with(|| {
				assert_eq!(MaxValidatorsCount::<Runtime>::get(), Some(MAX_CANDIDATES));
				assert_eq!(MaxNominatorsCount::<Runtime>::get(), Some(MAX_NOMINATORS));
			});
		}
	}

	#[test]
	fn an_election_takes_less_than_half_of_a_block() {
		let winners = <MaxAuthorities as Get<u32>>::get();
		let nominators = MAX_VOTERS - MAX_CANDIDATES;
		type StakingWeight = pallet_staking::weights::SubstrateWeight<Runtime>;
		// The solver's weight was measured with as many winners as votes, so by its degree it is counted
		// for winners here. The last is for writing the result, and has reading in it once more.
		let weight = StakingWeight::get_npos_voters(MAX_CANDIDATES, nominators)
			.saturating_add(StakingWeight::get_npos_targets(MAX_CANDIDATES))
			.saturating_add(ElectionWeight::<Runtime>::phragmen(
				MAX_VOTERS,
				MAX_CANDIDATES,
				winners,
			))
			.saturating_add(StakingWeight::new_era(winners, MAX_VOTERS - winners));
		let half = RuntimeBlockWeights::get().max_block.ref_time() / 2;
		assert!(weight.ref_time() < half, "{weight:?} of {half}");
	}

	#[test]
	fn a_report_about_the_most_backed_validator_fits_a_block() {
		let winners = <MaxAuthorities as Get<u32>>::get();
		let weight = <<Runtime as pallet_babe::Config>::WeightInfo as pallet_babe::WeightInfo>::report_equivocation(winners, MAX_VOTERS)
			.max(<<Runtime as pallet_grandpa::Config>::WeightInfo as pallet_grandpa::WeightInfo>::report_equivocation(winners, MAX_VOTERS));
		let limits = RuntimeBlockWeights::get();
		let most = limits.get(DispatchClass::Normal).max_extrinsic.expect("there is a limit");
		assert!(weight.all_lt(most), "{weight:?} of {most:?}");
	}

	#[test]
	fn bags_double_from_one_token_on() {
		let bags = BagThresholds::get();
		assert_eq!(u128::from(bags[0]), UNITS);
		assert!(bags.windows(2).all(|pair| pair[1] == 2 * pair[0]));
		// One more would not be a number of votes.
		assert!(bags.last().and_then(|last| last.checked_mul(2)).is_none());
		// Every voter's place is looked at in every era.
		let era = SESSIONS_PER_ERA * EPOCH_DURATION_IN_BLOCKS;
		assert!(era * REBAGGED_PER_BLOCK >= MAX_NOMINATORS + MAX_CANDIDATES);
	}
}
