// SPDX-License-Identifier: Apache-2.0
//! Who may decide what, row by row as `docs/governance.md` has it, and decisions from the proposal to
//! what comes of it. Weeks of chain time pass in jumps from one block with something to do to the
//! next.

mod common;

use codec::Encode;
use common::{events, externalities, integrity_test};
use frame_support::{
	assert_noop, assert_ok,
	storage::{with_transaction_unchecked, TransactionOutcome},
	traits::{
		fungible::InspectHold, Bounded, EnsureOrigin, InstanceFilter, OnInitialize, StorePreimage,
	},
	weights::Weight,
};
use hamster_primitives::{
	currency::{EXISTENTIAL_DEPOSIT, UNITS},
	time::HOURS,
};
use hamster_runtime::{
	configs::{
		deposit, AdministrationOrigin, ArbitrationParametersOrigin, BountyPayoutDelay,
		BountyValueMinimum, CancelProposalOrigin, CancelReferendumOrigin, CandidacyBond,
		CommitteeMembershipOrigin, CouncilCollective, CouncilMaxMembers,
		DefaultArbitrationParameters, DefaultGatewayParameters, DefaultOrderParameters,
		DefaultProviderParameters, DefaultStakeRequirement, DesiredMembers, EnactmentPeriod,
		ExternalDefaultOrigin, ExternalMajorityOrigin, ExternalOrigin, FastTrackOrigin,
		FastTrackVotingPeriod, GatewayParametersOrigin, IdentityBasicDeposit, IdentityByteDeposit,
		IdentityOrigin, InstantOrigin, LaunchPeriod, MaxAdditionalFields, MinimumDeposit,
		MotionDuration, OrderParametersOrigin, PayoutPeriod, ProviderParametersOrigin, ProxyType,
		RegistrarOrigin, RejectSpendOrigin, RuntimeUpgradeOrigin, SetMembersOrigin, SlashingOrigin,
		SpendOrigin, SpendPeriod, StakeRequirementOrigin, TechnicalCollective,
		TechnicalMembershipInstance, TermDuration, TreasuryAccount, VetoOrigin, VoteLockingPeriod,
		VotingPeriod, COUNCIL_SPEND_LIMIT,
	},
	genesis_config_presets::ENDOWMENT,
	*,
};
use pallet_democracy::{AccountVote, Conviction, ReferendumInfo, Vote, VoteThreshold};
use sp_genesis_builder::DEV_RUNTIME_PRESET;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{
	traits::{BlakeTwo256, Dispatchable, Hash as _},
	DispatchError, DispatchResult, Permill,
};

type CouncilOrigin = pallet_collective::RawOrigin<AccountId, CouncilCollective>;
type CommitteeOrigin = pallet_collective::RawOrigin<AccountId, TechnicalCollective>;
type CouncilCall = pallet_collective::Call<Runtime, CouncilCollective>;
type CouncilError = pallet_collective::Error<Runtime, CouncilCollective>;
type CommitteeCall = pallet_collective::Call<Runtime, TechnicalCollective>;
type MembershipCall = pallet_membership::Call<Runtime, TechnicalMembershipInstance>;
type DemocracyCall = pallet_democracy::Call<Runtime>;
type DemocracyEvent = pallet_democracy::Event<Runtime>;
type TreasuryCall = pallet_treasury::Call<Runtime>;
type TreasuryError = pallet_treasury::Error<Runtime>;
type BountiesCall = pallet_bounties::Call<Runtime>;
type IdentityCall = pallet_identity::Call<Runtime>;
type StakingCall = pallet_staking::Call<Runtime>;
type SystemCall = frame_system::Call<Runtime>;
type ProviderCall = pallet_provider::Call<Runtime>;
type OrderCall = pallet_resource_order::Call<Runtime>;
type GatewayCall = pallet_gateway::Call<Runtime>;
type ArbitrationCall = pallet_arbitration::Call<Runtime>;
type Proposal = Bounded<RuntimeCall, BlakeTwo256>;

/// The members of both collectives on a development chain.
const MEMBERS: [Sr25519Keyring; 3] = [Alice, Bob, Charlie];

/// Plays from the first block of a development chain on.
fn story(play: impl FnOnce()) {
	externalities(Some(DEV_RUNTIME_PRESET)).execute_with(|| {
		System::set_block_number(1);
		play();
	});
}

fn account(who: Sr25519Keyring) -> AccountId {
	who.to_account_id()
}

fn signed(who: Sr25519Keyring) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(who))
}

fn council(ayes: u32, seats: u32) -> RuntimeOrigin {
	CouncilOrigin::Members(ayes, seats).into()
}

fn committee(ayes: u32, seats: u32) -> RuntimeOrigin {
	CommitteeOrigin::Members(ayes, seats).into()
}

fn dispatch(call: impl Into<RuntimeCall>, origin: RuntimeOrigin) -> DispatchResult {
	call.into().dispatch(origin).map(|_| ()).map_err(|failure| failure.error)
}

/// Jumps to a block and runs what begins and ends votes, terms and periods.
fn reach(number: BlockNumber) {
	System::set_block_number(number);
	System::reset_events();
	Democracy::on_initialize(number);
	Elections::on_initialize(number);
	Treasury::on_initialize(number);
}

/// Jumps to a block and runs what is scheduled for it.
fn enact(number: BlockNumber) {
	System::set_block_number(number);
	System::reset_events();
	Scheduler::on_initialize(number);
}

fn happened(event: impl Into<RuntimeEvent>) -> bool {
	let event = event.into();
	events().contains(&event)
}

/// What scheduled calls in this block came to.
fn enacted() -> Vec<DispatchResult> {
	events()
		.into_iter()
		.filter_map(|event| match event {
			RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => {
				Some(result)
			}
			_ => None,
		})
		.collect()
}

fn free(who: &AccountId) -> Balance {
	Balances::free_balance(who)
}

fn spend(amount: Balance, to: Sr25519Keyring) -> TreasuryCall {
	TreasuryCall::spend {
		asset_kind: Box::new(()),
		amount,
		beneficiary: Box::new(account(to).into()),
		valid_from: None,
	}
}

/// A change of the market's fee, which nobody had proposed before.
fn other_fee() -> OrderCall {
	let mut parameters = DefaultOrderParameters::get();
	parameters.conditions.market_fee = Permill::from_percent(3);
	OrderCall::set_parameters { parameters }
}

fn market_fee() -> Permill {
	pallet_resource_order::Parameters::<Runtime>::get().conditions.market_fee
}

/// The change of the fee as a proposal that holds it.
fn inline() -> Proposal {
	Preimage::bound(RuntimeCall::from(other_fee())).expect("it is short")
}

/// Leaves the call on the chain for a deposit, and returns what stands for it in a proposal.
fn note(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> Proposal {
	let bytes = call.into().encode();
	let (hash, len) = (BlakeTwo256::hash(&bytes), bytes.len() as u32);
	assert_ok!(Preimage::note_preimage(signed(who), bytes));
	Bounded::Lookup { hash, len }
}

fn vote(who: Sr25519Keyring, referendum: u32, aye: bool, balance: Balance) {
	let vote = Vote { aye, conviction: Conviction::Locked1x };
	let vote = AccountVote::Standard { vote, balance };
	assert_ok!(Democracy::vote(signed(who), referendum, vote));
}

fn give_treasury(amount: Balance) {
	let to = TreasuryAccount::get().into();
	assert_ok!(Balances::transfer_keep_alive(signed(Ferdie), to, amount));
}

/// The table of origins.
mod origins {
	use super::*;

	/// The seats of each collective here. All shares that decide are whole numbers of them.
	const SEATS: u32 = 60;
	/// More than there are.
	const NEVER: u32 = SEATS + 1;

	/// Everybody who might ask.
	#[derive(Clone, Copy, Debug, Eq, PartialEq)]
	enum Asker {
		Root,
		Nobody,
		Anybody,
		CouncilMember,
		CommitteeMember,
		Council(u32),
		Committee(u32),
	}

	impl Asker {
		fn all() -> Vec<Self> {
			use Asker::*;
			let shares = [1, 30, 31, 35, 36, 39, 40, 44, 45, 59, 60];
			[Root, Nobody, Anybody, CouncilMember, CommitteeMember]
				.into_iter()
				.chain(shares.map(Council))
				.chain(shares.map(Committee))
				.collect()
		}

		fn origin(self) -> RuntimeOrigin {
			match self {
				Self::Root => RuntimeOrigin::root(),
				Self::Nobody => RuntimeOrigin::none(),
				Self::Anybody => signed(Ferdie),
				Self::CouncilMember => CouncilOrigin::Member(account(Alice)).into(),
				Self::CommitteeMember => CommitteeOrigin::Member(account(Alice)).into(),
				Self::Council(ayes) => council(ayes, SEATS),
				Self::Committee(ayes) => committee(ayes, SEATS),
			}
		}
	}

	/// Who may: root, from how many votes on a collective, a single member of the committee.
	#[derive(Clone, Copy)]
	struct Right {
		root: bool,
		council: u32,
		committee: u32,
		committee_member: bool,
	}

	const NO_ONE: Right =
		Right { root: false, council: NEVER, committee: NEVER, committee_member: false };
	const REFERENDUM: Right = Right { root: true, ..NO_ONE };

	const fn council_from(ayes: u32) -> Right {
		Right { council: ayes, ..NO_ONE }
	}

	impl Right {
		const fn or_referendum(self) -> Self {
			Self { root: true, ..self }
		}

		fn includes(self, asker: Asker) -> bool {
			match asker {
				Asker::Root => self.root,
				Asker::Nobody | Asker::Anybody | Asker::CouncilMember => false,
				Asker::CommitteeMember => self.committee_member,
				Asker::Council(ayes) => ayes >= self.council,
				Asker::Committee(ayes) => ayes >= self.committee,
			}
		}
	}

	/// What the call would come to; nothing of it stays.
	fn outcome(call: RuntimeCall, asker: Asker) -> DispatchResult {
		with_transaction_unchecked(|| TransactionOutcome::Rollback(dispatch(call, asker.origin())))
	}

	/// Checks that those who may get `expected` and all others `BadOrigin`, and that the type of the
	/// configuration says the same.
	fn row<Origin: EnsureOrigin<RuntimeOrigin>>(
		right: Right,
		call: impl Into<RuntimeCall>,
		expected: impl Fn(Asker) -> DispatchResult,
	) {
		let call = call.into();
		for asker in Asker::all() {
			let may = right.includes(asker);
			let expected = if may { expected(asker) } else { Err(DispatchError::BadOrigin) };
			assert_eq!(outcome(call.clone(), asker), expected, "{asker:?}: {call:?}");
			assert_eq!(Origin::try_origin(asker.origin()).is_ok(), may, "{asker:?}: {call:?}");
		}
	}

	fn done(_: Asker) -> DispatchResult {
		Ok(())
	}

	fn fails(error: impl Into<DispatchError>) -> impl Fn(Asker) -> DispatchResult {
		let error = error.into();
		move |_| Err(error)
	}

	#[test]
	fn provider_parameters() {
		let call = ProviderCall::set_parameters { parameters: DefaultProviderParameters::get() };
		story(|| row::<ProviderParametersOrigin>(REFERENDUM, call, done));
	}

	#[test]
	fn stake_requirement() {
		let requirement = DefaultStakeRequirement::get();
		let call = ProviderCall::set_stake_requirement { requirement };
		story(|| row::<StakeRequirementOrigin>(REFERENDUM, call, done));
	}

	#[test]
	fn order_parameters() {
		story(|| row::<OrderParametersOrigin>(REFERENDUM, other_fee(), done));
	}

	#[test]
	fn gateway_parameters() {
		let call = GatewayCall::set_parameters { parameters: DefaultGatewayParameters::get() };
		story(|| row::<GatewayParametersOrigin>(REFERENDUM, call, done));
	}

	#[test]
	fn arbitration_parameters() {
		let parameters = DefaultArbitrationParameters::get();
		let call = ArbitrationCall::set_parameters { parameters };
		story(|| row::<ArbitrationParametersOrigin>(REFERENDUM, call, done));
	}

	#[test]
	fn slashing_overrides() {
		story(|| {
			row::<SlashingOrigin>(
				REFERENDUM,
				StakingCall::cancel_deferred_slash { era: 0, slash_indices: vec![] },
				fails(pallet_staking::Error::<Runtime>::EmptyTargets),
			);
			row::<SlashingOrigin>(
				REFERENDUM,
				StakingCall::manual_slash {
					validator_stash: account(Alice),
					era: u32::MAX,
					slash_fraction: Default::default(),
				},
				fails(pallet_staking::Error::<Runtime>::InvalidEraToReward),
			);
		});
	}

	#[test]
	fn runtime_upgrades() {
		let code = b"a runtime".to_vec();
		story(|| {
			let code_hash = BlakeTwo256::hash(&code);
			row::<RuntimeUpgradeOrigin>(
				REFERENDUM,
				SystemCall::set_code_without_checks { code: code.clone() },
				done,
			);
			row::<RuntimeUpgradeOrigin>(
				REFERENDUM,
				SystemCall::authorize_upgrade { code_hash },
				done,
			);
			row::<RuntimeUpgradeOrigin>(
				REFERENDUM,
				SystemCall::authorize_upgrade_without_checks { code_hash },
				done,
			);
			// Root's call would run the new code to ask its version, which a test can't.
			for asker in Asker::all().into_iter().filter(|asker| *asker != Asker::Root) {
				let call = SystemCall::set_code { code: code.clone() }.into();
				assert_eq!(outcome(call, asker), Err(DispatchError::BadOrigin), "{asker:?}");
			}
		});
	}

	#[test]
	fn treasury_spends() {
		let may = council_from(36).or_referendum();
		story(|| {
			row::<SpendOrigin>(may, spend(COUNCIL_SPEND_LIMIT, Dave), done);
			row::<SpendOrigin>(may, spend(COUNCIL_SPEND_LIMIT + 1, Dave), |asker| match asker {
				Asker::Root => Ok(()),
				_ => Err(TreasuryError::InsufficientPermission.into()),
			});
			assert_ok!(Bounties::propose_bounty(
				signed(Dave),
				BountyValueMinimum::get(),
				b"a guide".to_vec()
			));
			row::<SpendOrigin>(may, BountiesCall::approve_bounty { bounty_id: 0 }, done);
		});
	}

	#[test]
	fn rejected_spends() {
		let may = council_from(31).or_referendum();
		story(|| {
			assert_ok!(dispatch(spend(UNITS, Dave), RuntimeOrigin::root()));
			row::<RejectSpendOrigin>(may, TreasuryCall::void_spend { index: 0 }, done);
			assert_ok!(Bounties::propose_bounty(
				signed(Dave),
				BountyValueMinimum::get(),
				b"a guide".to_vec()
			));
			row::<RejectSpendOrigin>(may, BountiesCall::close_bounty { bounty_id: 0 }, done);
		});
	}

	#[test]
	fn external_proposals() {
		story(|| {
			let proposal = inline();
			row::<ExternalOrigin>(
				council_from(31),
				DemocracyCall::external_propose { proposal: proposal.clone() },
				done,
			);
			row::<ExternalMajorityOrigin>(
				council_from(45),
				DemocracyCall::external_propose_majority { proposal: proposal.clone() },
				done,
			);
			row::<ExternalDefaultOrigin>(
				NO_ONE,
				DemocracyCall::external_propose_default { proposal },
				done,
			);
		});
	}

	#[test]
	fn fast_tracks_and_vetoes() {
		story(|| {
			let proposal = inline();
			let proposal_hash = proposal.hash();
			assert_ok!(Democracy::external_propose_majority(council(60, 60), proposal));
			let fast_track = |voting_period| DemocracyCall::fast_track {
				proposal_hash,
				voting_period,
				delay: 0,
			};
			row::<FastTrackOrigin>(
				Right { committee: 40, ..NO_ONE },
				fast_track(FastTrackVotingPeriod::get()),
				done,
			);
			row::<InstantOrigin>(NO_ONE, fast_track(FastTrackVotingPeriod::get() - 1), done);
			row::<VetoOrigin>(
				Right { committee_member: true, ..NO_ONE },
				DemocracyCall::veto_external { proposal_hash },
				done,
			);
		});
	}

	#[test]
	fn cancellations() {
		story(|| {
			let proposal = inline();
			let proposal_hash = proposal.hash();
			let threshold = VoteThreshold::SimpleMajority;
			Democracy::internal_start_referendum(proposal, threshold, 0);
			row::<CancelReferendumOrigin>(
				council_from(40),
				DemocracyCall::emergency_cancel { ref_index: 0 },
				done,
			);
			row::<CancelProposalOrigin>(
				REFERENDUM,
				DemocracyCall::cancel_proposal { prop_index: 0 },
				done,
			);
			row::<CancelProposalOrigin>(
				REFERENDUM,
				DemocracyCall::blacklist { proposal_hash, maybe_ref_index: Some(0) },
				done,
			);
		});
	}

	#[test]
	fn seats() {
		let who = account(Dave);
		story(|| {
			row::<CommitteeMembershipOrigin>(
				REFERENDUM,
				MembershipCall::add_member { who: who.clone().into() },
				done,
			);
			let new_members = vec![who];
			row::<SetMembersOrigin>(
				NO_ONE,
				CouncilCall::set_members {
					new_members: new_members.clone(),
					prime: None,
					old_count: 3,
				},
				done,
			);
			row::<SetMembersOrigin>(
				NO_ONE,
				CommitteeCall::set_members { new_members, prime: None, old_count: 3 },
				done,
			);
			row::<AdministrationOrigin>(
				REFERENDUM,
				pallet_elections_phragmen::Call::<Runtime>::remove_member {
					who: account(Alice).into(),
					slash_bond: false,
					rerun_election: false,
				},
				done,
			);
		});
	}

	#[test]
	fn administration() {
		let proposal_hash = Hash::repeat_byte(1);
		story(|| {
			row::<AdministrationOrigin>(
				REFERENDUM,
				pallet_scheduler::Call::<Runtime>::schedule {
					when: 10,
					maybe_periodic: None,
					priority: 0,
					call: Box::new(other_fee().into()),
				},
				done,
			);
			row::<AdministrationOrigin>(
				REFERENDUM,
				pallet_preimage::Call::<Runtime>::request_preimage { hash: proposal_hash },
				done,
			);
			row::<AdministrationOrigin>(
				REFERENDUM,
				CouncilCall::disapprove_proposal { proposal_hash },
				done,
			);
			row::<AdministrationOrigin>(
				REFERENDUM,
				CommitteeCall::disapprove_proposal { proposal_hash },
				done,
			);
			row::<AdministrationOrigin>(
				REFERENDUM,
				CouncilCall::kill { proposal_hash },
				fails(CouncilError::ProposalMissing),
			);
		});
	}

	#[test]
	fn identities() {
		story(|| {
			row::<RegistrarOrigin>(
				council_from(31).or_referendum(),
				IdentityCall::add_registrar { account: account(Eve).into() },
				done,
			);
			row::<IdentityOrigin>(
				REFERENDUM,
				IdentityCall::kill_identity { target: account(Eve).into() },
				fails(pallet_identity::Error::<Runtime>::NoIdentity),
			);
			row::<IdentityOrigin>(
				REFERENDUM,
				IdentityCall::add_username_authority {
					authority: account(Eve).into(),
					suffix: b"ham".to_vec(),
					allocation: 10,
				},
				done,
			);
		});
	}
}

mod constants {
	use super::*;

	#[test]
	fn go_together() {
		externalities(None).execute_with(integrity_test);
		assert!(DesiredMembers::get() <= CouncilMaxMembers::get());
		// Whoever loses a vote can go before the outcome is law, while those who won can't.
		assert!(VoteLockingPeriod::get() >= EnactmentPeriod::get());
		// What the technical committee hastens is still voted on for hours.
		assert!(FastTrackVotingPeriod::get() >= 3 * HOURS);
		assert!(FastTrackVotingPeriod::get() < VotingPeriod::get());
	}

	#[test]
	fn deposits_grow_with_the_state() {
		assert_eq!(deposit(1, 0), UNITS / 10);
		assert_eq!(deposit(0, 1_000_000), 10 * UNITS);
		assert_eq!(deposit(2, 3), 2 * deposit(1, 0) + 3 * deposit(0, 1));
	}

	#[test]
	fn development_chains_have_a_council_and_a_committee() {
		let mut members: Vec<_> = MEMBERS.into_iter().map(account).collect();
		members.sort();
		story(|| {
			assert_eq!(pallet_collective::Members::<Runtime, CouncilCollective>::get(), members);
			assert_eq!(pallet_collective::Members::<Runtime, TechnicalCollective>::get(), members);
			assert_eq!(
				pallet_membership::Members::<Runtime, TechnicalMembershipInstance>::get(),
				members
			);
		});
	}
}

mod referenda {
	use super::*;

	#[test]
	fn a_proposal_of_the_public_becomes_law() {
		story(|| {
			let started = free(&account(Dave));
			let proposal = note(Dave, other_fee());
			let Bounded::Lookup { hash, len } = proposal else { panic!("it was noted") };
			let held = Balances::total_balance_on_hold(&account(Dave));
			assert_eq!(held, deposit(2, 64) + Balance::from(len) * deposit(0, 1));

			let value = MinimumDeposit::get();
			assert_noop!(
				Democracy::propose(signed(Dave), proposal.clone(), value - 1),
				pallet_democracy::Error::<Runtime>::ValueLow
			);
			assert_ok!(Democracy::propose(signed(Dave), proposal, value));
			assert_ok!(Democracy::second(signed(Eve), 0));
			assert_eq!(free(&account(Dave)), started - held - value);
			assert_eq!(free(&account(Eve)), ENDOWMENT - value);

			let tabled = LaunchPeriod::get();
			reach(tabled);
			let threshold = VoteThreshold::SuperMajorityApprove;
			assert!(happened(DemocracyEvent::Started { ref_index: 0, threshold }));
			assert_eq!(free(&account(Dave)), started - held);
			assert_eq!(free(&account(Eve)), ENDOWMENT);

			vote(Alice, 0, true, ENDOWMENT / 2);
			vote(Bob, 0, false, 10 * UNITS);
			let decided = tabled + VotingPeriod::get();
			reach(decided);
			assert!(happened(DemocracyEvent::Passed { ref_index: 0 }));
			assert_eq!(
				pallet_democracy::ReferendumInfoOf::<Runtime>::get(0),
				Some(ReferendumInfo::Finished { approved: true, end: decided })
			);
			assert_eq!(market_fee(), DefaultOrderParameters::get().conditions.market_fee);

			enact(decided + EnactmentPeriod::get());
			assert_eq!(enacted(), [Ok(())]);
			assert_eq!(market_fee(), Permill::from_percent(3));

			assert_ok!(Preimage::unnote_preimage(signed(Dave), hash));
			assert_eq!(free(&account(Dave)), started);
		});
	}

	#[test]
	fn a_matter_of_the_council_is_voted_on_first() {
		story(|| {
			let proposal = note(Dave, other_fee());
			let hash = proposal.hash();
			assert_ok!(Democracy::external_propose_majority(council(3, 3), proposal));
			let voting_period = FastTrackVotingPeriod::get();
			assert_ok!(Democracy::fast_track(committee(2, 3), hash, voting_period, 0));

			vote(Dave, 0, true, 2 * UNITS);
			vote(Eve, 0, false, UNITS);
			let decided = 1 + voting_period;
			reach(decided);
			assert!(happened(DemocracyEvent::Passed { ref_index: 0 }));
			// Not in the block of the decision itself.
			enact(decided + 1);
			assert_eq!(enacted(), [Ok(())]);
			assert_eq!(market_fee(), Permill::from_percent(3));
		});
	}

	#[test]
	fn silence_is_no_consent() {
		story(|| {
			let proposal = note(Dave, other_fee());
			let hash = proposal.hash();
			assert_ok!(Democracy::external_propose_majority(council(3, 3), proposal));
			let voting_period = FastTrackVotingPeriod::get();
			assert_ok!(Democracy::fast_track(committee(3, 3), hash, voting_period, 0));
			reach(1 + voting_period);
			assert!(happened(DemocracyEvent::NotPassed { ref_index: 0 }));
		});
	}

	#[test]
	fn a_vetoed_matter_must_wait_only_if_it_is_no_majority_matter() {
		story(|| {
			let proposal = inline();
			let hash = proposal.hash();
			let member = CommitteeOrigin::Member(account(Bob));
			assert_ok!(Democracy::external_propose(council(2, 3), proposal.clone()));
			assert_ok!(Democracy::veto_external(member.into(), hash));
			assert_noop!(
				Democracy::external_propose(council(3, 3), proposal.clone()),
				pallet_democracy::Error::<Runtime>::ProposalBlacklisted
			);
			assert_ok!(Democracy::external_propose_majority(council(3, 3), proposal));
		});
	}

	#[test]
	fn a_referendum_replaces_the_runtime() {
		let code = b"another runtime".to_vec();
		story(|| {
			let proposal = note(Dave, SystemCall::set_code_without_checks { code: code.clone() });
			let hash = proposal.hash();
			assert_ok!(Democracy::external_propose_majority(council(3, 3), proposal));
			let voting_period = FastTrackVotingPeriod::get();
			assert_ok!(Democracy::fast_track(committee(2, 3), hash, voting_period, 0));
			vote(Dave, 0, true, UNITS);
			reach(1 + voting_period);
			enact(2 + voting_period);
			assert_eq!(enacted(), [Ok(())]);
			let stored = frame_support::storage::unhashed::get_raw(b":code");
			assert_eq!(stored, Some(code));
		});
	}
}

mod collectives {
	use super::*;

	fn propose(threshold: u32, call: RuntimeCall) -> (Hash, u32) {
		let length = call.encoded_size() as u32;
		let hash = BlakeTwo256::hash_of(&call);
		assert_ok!(Council::propose(signed(Alice), threshold, Box::new(call), length));
		(hash, length)
	}

	fn close(hash: Hash, length: u32) -> DispatchResult {
		// The length in storage is that of the call and of a number before it.
		let call = CouncilCall::close {
			proposal_hash: hash,
			index: 0,
			proposal_weight_bound: Weight::from_parts(1_000_000_000_000, u64::MAX / 2),
			length_bound: length + 4,
		};
		dispatch(call, signed(Ferdie))
	}

	#[test]
	fn the_council_spends_a_little_by_motion() {
		story(|| {
			let call = spend(100 * UNITS, Dave).into();
			let (hash, length) = propose(2, call);
			for who in [Alice, Charlie] {
				assert_ok!(Council::vote(signed(who), hash, 0, true));
			}
			assert_ok!(close(hash, length));
			assert!(pallet_treasury::Spends::<Runtime>::contains_key(0));
		});
	}

	#[test]
	fn who_does_not_vote_votes_no() {
		story(|| {
			let (hash, length) = propose(3, spend(100 * UNITS, Dave).into());
			for who in [Alice, Charlie] {
				assert_ok!(Council::vote(signed(who), hash, 0, true));
			}
			assert_noop!(close(hash, length), CouncilError::TooEarly);
			System::set_block_number(1 + MotionDuration::get());
			assert_ok!(close(hash, length));
			let disapproved = pallet_collective::Event::Disapproved { proposal_hash: hash };
			assert!(happened(RuntimeEvent::Council(disapproved)));
			assert!(!pallet_treasury::Spends::<Runtime>::contains_key(0));
		});
	}

	#[test]
	fn too_few_votes_are_no_council() {
		story(|| {
			// The motion passes, as its maker asked for two votes, but what it says does not.
			let call = DemocracyCall::external_propose_majority { proposal: inline() };
			let (hash, length) = propose(2, call.into());
			for who in [Alice, Charlie] {
				assert_ok!(Council::vote(signed(who), hash, 0, true));
			}
			assert_ok!(close(hash, length));
			let executed = pallet_collective::Event::Executed {
				proposal_hash: hash,
				result: Err(DispatchError::BadOrigin),
			};
			assert!(happened(RuntimeEvent::Council(executed)));
		});
	}

	#[test]
	fn a_term_ends_with_an_election() {
		story(|| {
			assert_ok!(Elections::submit_candidacy(signed(Dave), 0));
			assert_ok!(Elections::submit_candidacy(signed(Eve), 1));
			assert_eq!(free(&account(Dave)), ENDOWMENT - CandidacyBond::get());
			let ballot = vec![account(Dave), account(Charlie)];
			assert_ok!(Elections::vote(signed(Ferdie), ballot, ENDOWMENT / 2));

			reach(TermDuration::get());
			let members = pallet_collective::Members::<Runtime, CouncilCollective>::get();
			assert!(members.contains(&account(Dave)));
			assert!(members.contains(&account(Charlie)));
			// Nobody voted for Eve, whose bond the treasury has.
			assert!(!members.contains(&account(Eve)));
			let bond = CandidacyBond::get();
			assert_eq!(free(&account(Eve)), ENDOWMENT - bond);
			assert_eq!(free(&TreasuryAccount::get()), EXISTENTIAL_DEPOSIT + bond);

			let member = pallet_elections_phragmen::Renouncing::Member;
			assert_ok!(Elections::renounce_candidacy(signed(Dave), member));
			assert_eq!(free(&account(Dave)), ENDOWMENT);
		});
	}

	#[test]
	fn the_committee_can_not_outgrow_its_weights() {
		story(|| {
			assert_ok!(TechnicalMembership::swap_member(
				RuntimeOrigin::root(),
				account(Alice).into(),
				account(Dave).into()
			));
			let members = pallet_collective::Members::<Runtime, TechnicalCollective>::get();
			assert!(members.contains(&account(Dave)) && !members.contains(&account(Alice)));
			let many = (0..21u8).map(|n| AccountId::from([n; 32])).collect();
			assert_noop!(
				TechnicalMembership::reset_members(RuntimeOrigin::root(), many),
				pallet_membership::Error::<Runtime, TechnicalMembershipInstance>::TooManyMembers
			);
		});
	}
}

mod treasury {
	use super::*;

	#[test]
	fn what_has_piled_up_can_be_spent_but_for_the_existential_deposit() {
		story(|| {
			assert_eq!(Treasury::account_id(), TreasuryAccount::get());
			assert_eq!(free(&TreasuryAccount::get()), EXISTENTIAL_DEPOSIT);
			give_treasury(500 * UNITS);
			assert_eq!(Treasury::pot(), 500 * UNITS);

			assert_ok!(dispatch(spend(500 * UNITS + 1, Dave), council(2, 3)));
			assert_noop!(Treasury::payout(signed(Eve), 0), TreasuryError::PayoutError);
			assert_ok!(dispatch(spend(500 * UNITS, Dave), council(2, 3)));
			assert_ok!(Treasury::payout(signed(Eve), 1));
			assert_eq!(free(&account(Dave)), ENDOWMENT + 500 * UNITS);
			assert_eq!(free(&TreasuryAccount::get()), EXISTENTIAL_DEPOSIT);

			assert_noop!(Treasury::payout(signed(Eve), 1), TreasuryError::AlreadyAttempted);
			assert_ok!(Treasury::check_status(signed(Eve), 1));
			assert!(!pallet_treasury::Spends::<Runtime>::contains_key(1));
			System::set_block_number(1 + PayoutPeriod::get());
			assert_noop!(Treasury::payout(signed(Eve), 0), TreasuryError::SpendExpired);
		});
	}

	#[test]
	fn the_council_can_not_spend_more_by_spending_twice_in_one_motion() {
		story(|| {
			let half = || spend(COUNCIL_SPEND_LIMIT / 2 + 1, Dave).into();
			let calls = vec![half(), half()];
			let batch = pallet_utility::Call::<Runtime>::batch_all { calls };
			// The pallet adds up what one dispatch spends.
			assert_noop!(dispatch(batch, council(3, 3)), TreasuryError::InsufficientPermission);
		});
	}

	#[test]
	fn nothing_is_burned() {
		story(|| {
			give_treasury(500 * UNITS);
			let issuance = Balances::total_issuance();
			reach(SpendPeriod::get());
			assert_eq!(Treasury::pot(), 500 * UNITS);
			assert_eq!(Balances::total_issuance(), issuance);
		});
	}

	#[test]
	fn a_bounty_is_funded_curated_and_claimed() {
		const VALUE: Balance = 200 * UNITS;
		const FEE: Balance = 20 * UNITS;
		story(|| {
			give_treasury(500 * UNITS);
			assert_ok!(Bounties::propose_bounty(signed(Dave), VALUE, b"a guide".to_vec()));
			assert_ok!(Bounties::approve_bounty(council(2, 3), 0));
			reach(SpendPeriod::get());
			assert_eq!(Treasury::pot(), 300 * UNITS);
			assert_eq!(free(&Bounties::bounty_account_id(0)), VALUE);
			// The proposer has the deposit back.
			assert_eq!(free(&account(Dave)), ENDOWMENT);

			assert_ok!(Bounties::propose_curator(council(2, 3), 0, account(Eve).into(), FEE));
			assert_ok!(Bounties::accept_curator(signed(Eve), 0));
			assert_eq!(free(&account(Eve)), ENDOWMENT - FEE / 2);
			assert_ok!(Bounties::award_bounty(signed(Eve), 0, account(Charlie).into()));
			assert_noop!(
				Bounties::claim_bounty(signed(Dave), 0),
				pallet_bounties::Error::<Runtime>::Premature
			);
			System::set_block_number(SpendPeriod::get() + BountyPayoutDelay::get());
			assert_ok!(Bounties::claim_bounty(signed(Dave), 0));
			assert_eq!(free(&account(Charlie)), ENDOWMENT + VALUE - FEE);
			assert_eq!(free(&account(Eve)), ENDOWMENT + FEE);
		});
	}
}

mod proxies {
	use super::*;

	const OWNER: Sr25519Keyring = Bob;
	const KEY: Sr25519Keyring = Eve;
	const TYPES: [ProxyType; 6] = [
		ProxyType::Any,
		ProxyType::NonTransfer,
		ProxyType::Governance,
		ProxyType::Staking,
		ProxyType::Agent,
		ProxyType::Arbiter,
	];

	fn transfer() -> RuntimeCall {
		let dest = account(KEY).into();
		pallet_balances::Call::<Runtime>::transfer_keep_alive { dest, value: UNITS }.into()
	}

	fn heartbeat() -> RuntimeCall {
		ProviderCall::heartbeat { down: Default::default() }.into()
	}

	fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
		pallet_utility::Call::<Runtime>::batch_all { calls }.into()
	}

	/// What an agent's key is for.
	fn of_agents() -> Vec<RuntimeCall> {
		vec![
			heartbeat(),
			ProviderCall::take_offline { resource: 0 }.into(),
			OrderCall::accept_order { order: 0 }.into(),
			OrderCall::reject_order { order: 0 }.into(),
			OrderCall::settle { lease: 0 }.into(),
			OrderCall::announce_maintenance { lease: 0, blocks: 1 }.into(),
			GatewayCall::heartbeat { gateways: Default::default() }.into(),
			GatewayCall::update_addresses { gateway: 0, addresses: Default::default() }.into(),
			GatewayCall::claim_rewards { gateway: 0 }.into(),
		]
	}

	/// What an arbiter's key is for.
	fn of_arbiters() -> Vec<RuntimeCall> {
		let hash = sp_core::H256::zero();
		vec![
			ArbitrationCall::set_access_key { key: Default::default() }.into(),
			ArbitrationCall::clear_access_key {}.into(),
			ArbitrationCall::commit_vote { dispute: 0, commitment: hash }.into(),
			ArbitrationCall::reveal_vote {
				dispute: 0,
				verdict: pallet_arbitration::Verdict::Upheld,
				measured: Default::default(),
				salt: hash,
			}
			.into(),
		]
	}

	/// What the owner of a machine, a gateway or a lease does.
	fn of_owners() -> Vec<RuntimeCall> {
		vec![
			ProviderCall::stake { amount: UNITS }.into(),
			ProviderCall::unstake { amount: UNITS }.into(),
			ProviderCall::withdraw_unbonded {}.into(),
			ProviderCall::bring_online { resource: 0 }.into(),
			ProviderCall::set_price { resource: 0, price_per_hour: 1 }.into(),
			ProviderCall::deregister_resource { resource: 0 }.into(),
			OrderCall::cancel_order { order: 0 }.into(),
			OrderCall::end_lease { lease: 0 }.into(),
			GatewayCall::leave { gateway: 0 }.into(),
			GatewayCall::reset { gateway: 0 }.into(),
			GatewayCall::withdraw_unbonded {}.into(),
			ArbitrationCall::respond { dispute: 0, evidence: Default::default() }.into(),
			ArbitrationCall::close { dispute: 0 }.into(),
		]
	}

	fn of_voters() -> Vec<RuntimeCall> {
		let vote = Vote { aye: true, conviction: Conviction::None };
		let vote = AccountVote::Standard { vote, balance: UNITS };
		vec![
			DemocracyCall::vote { ref_index: 0, vote }.into(),
			DemocracyCall::undelegate {}.into(),
			CouncilCall::vote { proposal: Default::default(), index: 0, approve: true }.into(),
			CommitteeCall::vote { proposal: Default::default(), index: 0, approve: true }.into(),
			pallet_elections_phragmen::Call::<Runtime>::submit_candidacy { candidate_count: 0 }
				.into(),
			pallet_preimage::Call::<Runtime>::note_preimage { bytes: vec![] }.into(),
			TreasuryCall::payout { index: 0 }.into(),
		]
	}

	fn of_stakers() -> Vec<RuntimeCall> {
		vec![
			StakingCall::chill {}.into(),
			StakingCall::bond_extra { max_additional: UNITS }.into(),
			pallet_session::Call::<Runtime>::purge_keys {}.into(),
		]
	}

	/// Ways to hand money to somebody, at once or later.
	fn ways_out() -> Vec<RuntimeCall> {
		vec![
			transfer(),
			pallet_balances::Call::<Runtime>::transfer_all {
				dest: account(KEY).into(),
				keep_alive: false,
			}
			.into(),
			OrderCall::create_order {
				resource: 0,
				hours: 1,
				max_price_per_hour: Balance::MAX,
				access_key: Default::default(),
			}
			.into(),
			OrderCall::renew_lease { lease: 0, hours: 1, max_price_per_hour: Balance::MAX }.into(),
			ArbitrationCall::open_dispute {
				lease: 0,
				claim: pallet_arbitration::Claim::Other,
				evidence: Default::default(),
			}
			.into(),
			ArbitrationCall::appeal { dispute: 0 }.into(),
			MembershipCall::change_key { new: account(KEY).into() }.into(),
			IdentityCall::add_sub { sub: account(KEY).into(), data: pallet_identity::Data::None }
				.into(),
			BountiesCall::award_bounty { bounty_id: 0, beneficiary: account(KEY).into() }.into(),
			pallet_proxy::Call::<Runtime>::add_proxy {
				delegate: account(KEY).into(),
				proxy_type: ProxyType::Any,
				delay: 0,
			}
			.into(),
			pallet_proxy::Call::<Runtime>::proxy {
				real: account(Alice).into(),
				force_proxy_type: None,
				call: Box::new(transfer()),
			}
			.into(),
			pallet_multisig::Call::<Runtime>::as_multi_threshold_1 {
				other_signatories: vec![account(KEY)],
				call: Box::new(transfer()),
			}
			.into(),
			pallet_utility::Call::<Runtime>::as_derivative { index: 0, call: Box::new(transfer()) }
				.into(),
			pallet_sudo::Call::<Runtime>::sudo { call: Box::new(transfer()) }.into(),
		]
	}

	/// Ways to hand money to somebody that a key for staking has.
	fn payees() -> Vec<RuntimeCall> {
		let payee = pallet_staking::RewardDestination::Account(account(KEY));
		vec![
			StakingCall::bond { value: UNITS, payee: payee.clone() }.into(),
			StakingCall::set_payee { payee }.into(),
		]
	}

	fn all_calls() -> Vec<RuntimeCall> {
		[of_agents(), of_arbiters(), of_owners(), of_voters(), of_stakers(), ways_out(), payees()]
			.concat()
	}

	/// Checks that a type lets these calls through and no others.
	fn lets(kind: ProxyType, calls: &[Vec<RuntimeCall>]) {
		let calls = calls.concat();
		for call in all_calls() {
			assert_eq!(kind.filter(&call), calls.contains(&call), "{kind:?}: {call:?}");
		}
		assert!(kind.filter(&batch(vec![])));
	}

	#[test]
	fn each_type_is_for_its_calls() {
		story(|| {
			lets(ProxyType::Any, &[all_calls()]);
			let business = [of_agents(), of_arbiters(), of_owners(), of_voters(), of_stakers()];
			lets(ProxyType::NonTransfer, &business);
			lets(ProxyType::Governance, &[of_voters()]);
			lets(ProxyType::Staking, &[of_stakers(), payees()]);
			lets(ProxyType::Agent, &[of_agents()]);
			lets(ProxyType::Arbiter, &[of_arbiters()]);
		});
	}

	#[test]
	fn a_superset_lets_all_through_that_the_other_does() {
		story(|| {
			assert_eq!(ProxyType::default(), ProxyType::Any);
			for one in TYPES {
				assert!(one.is_superset(&one) && ProxyType::Any.is_superset(&one));
				for other in TYPES {
					let covers =
						all_calls().iter().all(|call| one.filter(call) || !other.filter(call));
					assert_eq!(one.is_superset(&other), covers, "{one:?}, {other:?}");
				}
			}
		});
	}

	/// What a call by the owner's key came to.
	fn by_key(call: RuntimeCall) -> DispatchResult {
		System::reset_events();
		assert_ok!(Proxy::proxy(signed(KEY), account(OWNER).into(), None, Box::new(call)));
		events()
			.into_iter()
			.find_map(|event| match event {
				RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
				_ => None,
			})
			.expect("the outcome is in an event")
	}

	#[test]
	fn an_agents_key_keeps_a_provider_alive_and_can_not_rob_it() {
		let filtered = || Err(frame_system::Error::<Runtime>::CallFiltered.into());
		story(|| {
			assert_ok!(Provider::stake(signed(OWNER), 100 * UNITS));
			let agent = ProxyType::Agent;
			assert_ok!(Proxy::add_proxy(signed(OWNER), account(KEY).into(), agent, 0));
			let money = |who| (free(&account(who)), Balances::reserved_balance(account(who)));
			let (owner, key) = (money(OWNER), money(KEY));

			assert_ok!(by_key(heartbeat()));
			assert_ok!(by_key(batch(vec![heartbeat(), heartbeat()])));
			let provider = pallet_provider::Providers::<Runtime>::get(account(OWNER));
			let liveness = provider.expect("it has a stake").liveness;
			assert!(matches!(liveness, pallet_provider::Liveness::Live { .. }));

			for call in [of_arbiters(), of_owners(), ways_out(), payees()].concat() {
				assert_eq!(by_key(call.clone()), filtered(), "{call:?}");
			}
			// Nor by wrapping it.
			assert_eq!(by_key(batch(vec![heartbeat(), transfer()])), filtered());
			let calls = vec![transfer()];
			let forced = pallet_utility::Call::<Runtime>::force_batch { calls }.into();
			// A batch of this kind succeeds, whatever becomes of the calls in it.
			assert_ok!(by_key(batch(vec![forced])));
			assert_eq!((owner, key), (money(OWNER), money(KEY)));

			assert_ok!(Proxy::remove_proxy(signed(OWNER), account(KEY).into(), agent, 0));
			assert_noop!(
				Proxy::proxy(signed(KEY), account(OWNER).into(), None, Box::new(heartbeat())),
				pallet_proxy::Error::<Runtime>::NotProxy
			);
			assert_eq!(Balances::reserved_balance(account(OWNER)), owner.1 - deposit(1, 45));
		});
	}

	#[test]
	fn a_key_can_not_make_itself_more() {
		story(|| {
			for kind in TYPES.into_iter().filter(|kind| *kind != ProxyType::Any) {
				assert_ok!(Proxy::add_proxy(signed(OWNER), account(KEY).into(), kind, 0));
				for more in TYPES {
					let call = pallet_proxy::Call::<Runtime>::add_proxy {
						delegate: account(Ferdie).into(),
						proxy_type: more,
						delay: 0,
					};
					assert!(by_key(call.into()).is_err(), "{kind:?}, {more:?}");
				}
				assert!(by_key(pallet_proxy::Call::<Runtime>::remove_proxies {}.into()).is_err());
				assert_ok!(Proxy::remove_proxies(signed(OWNER)));
			}
		});
	}
}

mod accounts {
	use super::*;
	use pallet_identity::{legacy::IdentityInfo, Data, Judgement};

	#[test]
	fn two_of_three_move_their_money() {
		let mut signatories = MEMBERS.map(account);
		signatories.sort();
		let shared = Multisig::multi_account_id(&signatories, 2);
		let [first, second, third] = signatories;
		story(|| {
			let to = shared.clone().into();
			assert_ok!(Balances::transfer_keep_alive(signed(Ferdie), to, 10 * UNITS));
			let call = || -> RuntimeCall {
				let dest = account(Dave).into();
				let value = 5 * UNITS;
				pallet_balances::Call::<Runtime>::transfer_keep_alive { dest, value }.into()
			};
			let approve = |who: &AccountId, others: Vec<AccountId>, timepoint| {
				Multisig::as_multi(
					RuntimeOrigin::signed(who.clone()),
					2,
					others,
					timepoint,
					Box::new(call()),
					Weight::from_parts(1_000_000_000_000, u64::MAX),
				)
			};
			assert_ok!(approve(&first, vec![second.clone(), third.clone()], None));
			assert_eq!(free(&account(Dave)), ENDOWMENT);
			let timepoint = pallet_multisig::Timepoint { height: 1, index: 0 };
			assert_ok!(approve(&third, vec![first, second], Some(timepoint)));
			assert_eq!(free(&account(Dave)), ENDOWMENT + 5 * UNITS);
			assert_eq!(free(&shared), 5 * UNITS);
		});
	}

	#[test]
	fn an_identity_is_set_confirmed_and_cleared() {
		story(|| {
			let name = Data::Raw(b"Dave".to_vec().try_into().expect("it is short"));
			let info = IdentityInfo::<MaxAdditionalFields> { display: name, ..Default::default() };
			let bytes = info.encoded_size() as Balance;
			assert_ok!(Identity::set_identity(signed(Dave), Box::new(info.clone())));
			let held = Balances::reserved_balance(account(Dave));
			assert_eq!(held, IdentityBasicDeposit::get() + bytes * IdentityByteDeposit::get());

			assert_ok!(Identity::add_registrar(council(2, 3), account(Eve).into()));
			assert_ok!(Identity::request_judgement(signed(Dave), 0, 0));
			let hash = BlakeTwo256::hash_of(&info);
			assert_ok!(Identity::provide_judgement(
				signed(Eve),
				0,
				account(Dave).into(),
				Judgement::Reasonable,
				hash
			));
			let registration = pallet_identity::IdentityOf::<Runtime>::get(account(Dave));
			let judgements = registration.expect("it is set").judgements;
			assert_eq!(judgements.to_vec(), [(0, Judgement::Reasonable)]);

			assert_ok!(Identity::clear_identity(signed(Dave)));
			assert_eq!(Balances::reserved_balance(account(Dave)), 0);
		});
	}
}
