// SPDX-License-Identifier: Apache-2.0
//! Random disputes: random actions of tenant, provider, arbiters and strangers, in random order, next
//! to a model that knows what was committed and what every arbiter must have come to.

use crate::{mock::*, *};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{Hooks, UnfilteredDispatchable},
	weights::WeightMeter,
};
use hamster_primitives::{
	disputes::DisputeId,
	time::{HOURS, MINUTES},
	Balance, BlockNumber, OrderId,
};
use proptest::{
	collection::vec,
	prelude::*,
	sample::select,
	test_runner::{TestError, TestRunner},
};
use sp_core::H256;
use sp_runtime::{DispatchError, Permill, StateVersion};
use std::{cell::RefCell, collections::BTreeMap};

const MACHINES: u64 = 4;
/// The longest lease, in hours.
const LONGEST: u32 = 8;
/// Everybody whose money can move.
const PARTIES: [AccountId; 3] = [TENANT, PROVIDER, TREASURY];
/// Who may be a validator: also the parties, who are on no panel.
const CANDIDATES: [AccountId; 11] = [11, 12, 13, 14, 15, 16, 17, 18, 19, TENANT, PROVIDER];

/// Which of those that there are.
#[derive(Clone, Copy, Debug)]
struct Pick(usize);

impl Pick {
	fn of<T: Copy>(self, all: &[T]) -> Option<T> {
		(!all.is_empty()).then(|| all[self.0 % all.len()])
	}
}

/// Who calls: who should, or somebody else.
type By = Option<AccountId>;

/// For each seat of a panel, by two bits, what its arbiter does.
type Deeds = u64;

fn deed(deeds: Deeds, place: usize) -> u64 {
	(deeds >> (2 * place)) & 3
}

#[derive(Clone, Debug)]
enum Step {
	/// Blocks pass with the provider's heartbeats.
	Serve(BlockNumber),
	/// Blocks pass in silence.
	Wait(BlockNumber),
	/// Blocks pass, and the sweep runs in each.
	Sweep(BlockNumber),
	/// A block that is swept with so little weight.
	Squeeze(u64),
	/// Goes on to the block after the dispute's next deadline and closes what is due.
	Advance {
		dispute: Pick,
	},
	Rent {
		hours: u32,
	},
	Settle {
		lease: Pick,
	},
	EndLease {
		lease: Pick,
	},
	BringOnline {
		resource: u64,
	},
	Stake {
		amount: Balance,
	},
	Unstake {
		amount: Balance,
	},
	Withdraw,
	Open {
		lease: Pick,
		by: By,
	},
	Respond {
		dispute: Pick,
		by: By,
	},
	Commit {
		dispute: Pick,
		by: AccountId,
		verdict: Verdict,
	},
	/// Most of the panel commits: for the tenant, for the provider, or not at all.
	CommitAll {
		dispute: Pick,
		deeds: Deeds,
	},
	Reveal {
		dispute: Pick,
		by: AccountId,
		verdict: Verdict,
	},
	/// Most of those who have committed reveal, one in four does not.
	RevealAll {
		dispute: Pick,
		deeds: Deeds,
	},
	/// The provider answers or not, and a panel does its duty: it is drawn, commits, reveals, is counted.
	Judge {
		dispute: Pick,
		votes: Deeds,
		shown: Deeds,
	},
	Close {
		dispute: Pick,
	},
	Appeal {
		dispute: Pick,
		by: By,
	},
	SetValidators(Vec<AccountId>),
	SetKey {
		by: AccountId,
	},
	SetParameters(ArbitrationParameters),
}

fn picks() -> impl Strategy<Value = Pick> {
	(0..16usize).prop_map(Pick)
}

fn bys() -> impl Strategy<Value = By> {
	let others = vec![TENANT, PROVIDER, STRANGER, VALIDATORS[0]];
	prop_oneof![8 => Just(None), 1 => select(others).prop_map(Some)]
}

fn verdicts() -> impl Strategy<Value = Verdict> {
	select(vec![Verdict::Upheld, Verdict::Dismissed])
}

/// Some are out of their bounds.
fn parameters() -> impl Strategy<Value = ArbitrationParameters> {
	(
		(select(vec![0, 9_000, OPEN_BOND, 50_000]), 0..3u32, select(vec![0, 7, REWARD, 1_000])),
		(select(vec![1, 2, 3, 5]), select(vec![3, 5, 7, 9]), 30..=100u32),
		(0..=2 * HOURS, 90..=400u32, 90..=400u32),
		(0..=20u32, 0..=30u32),
	)
		.prop_map(
			|(
				(open_bond, bond_hours, reward),
				(panel_size, appeal_panel_size, quorum),
				(lookback, window, other_window),
				(least, more),
			)| {
				let percent = Permill::from_percent;
				ArbitrationParameters {
					open_bond,
					appeal_bond: 2 * open_bond + 1,
					arbiter_bond: ARBITER_BOND,
					bond_hours,
					reward,
					panel_size,
					appeal_panel_size,
					quorum: percent(quorum),
					lookback,
					answer_window: window,
					commit_window: other_window,
					reveal_window: window,
					appeal_window: other_window,
					penalties: [percent(least), percent(least), percent(least + more), percent(50)],
					ladder_period: 10 * HOURS,
				}
			},
		)
}

fn time_steps() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => (1..=HOURS).prop_map(Step::Serve),
		2 => select(vec![1, 99, 100, 101, INTERVAL]).prop_map(Step::Serve),
		1 => select(vec![GRACE - 1, GRACE, GRACE + 1]).prop_map(Step::Wait),
		2 => (1..=150u32).prop_map(Step::Sweep),
		1 => (0..10_000u64).prop_map(Step::Squeeze),
		8 => picks().prop_map(|dispute| Step::Advance { dispute }),
	]
}

fn market_steps() -> impl Strategy<Value = Step> {
	prop_oneof![
		8 => (1..=LONGEST).prop_map(|hours| Step::Rent { hours }),
		3 => picks().prop_map(|lease| Step::Settle { lease }),
		1 => picks().prop_map(|lease| Step::EndLease { lease }),
		4 => (0..MACHINES).prop_map(|resource| Step::BringOnline { resource }),
		1 => (0..300_000u128).prop_map(|amount| Step::Stake { amount }),
		2 => (0..600_000u128).prop_map(|amount| Step::Unstake { amount }),
		1 => Just(Step::Withdraw),
	]
}

fn dispute_steps() -> impl Strategy<Value = Step> {
	let who = || select(CANDIDATES.to_vec());
	prop_oneof![
		8 => (picks(), bys()).prop_map(|(lease, by)| Step::Open { lease, by }),
		4 => (picks(), bys()).prop_map(|(dispute, by)| Step::Respond { dispute, by }),
		1 => (picks(), who(), verdicts())
			.prop_map(|(dispute, by, verdict)| Step::Commit { dispute, by, verdict }),
		6 => (picks(), any::<Deeds>())
			.prop_map(|(dispute, deeds)| Step::CommitAll { dispute, deeds }),
		1 => (picks(), who(), verdicts())
			.prop_map(|(dispute, by, verdict)| Step::Reveal { dispute, by, verdict }),
		6 => (picks(), any::<Deeds>())
			.prop_map(|(dispute, deeds)| Step::RevealAll { dispute, deeds }),
		16 => (picks(), any::<Deeds>(), any::<(Deeds, Deeds)>()).prop_map(
			// One arbiter in sixteen keeps its vote back.
			|(dispute, votes, (some, others))| Step::Judge { dispute, votes, shown: some & others }
		),
		3 => picks().prop_map(|dispute| Step::Close { dispute }),
		10 => (picks(), bys()).prop_map(|(dispute, by)| Step::Appeal { dispute, by }),
		1 => select(vec![0usize, 1, 2, 4, 11]).prop_flat_map(|count| {
			prop::sample::subsequence(CANDIDATES.to_vec(), count).prop_map(Step::SetValidators)
		}),
		1 => who().prop_map(|by| Step::SetKey { by }),
		1 => parameters().prop_map(Step::SetParameters),
	]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
	let step = prop_oneof![
		5 => time_steps(),
		2 => market_steps(),
		8 => dispute_steps(),
	];
	vec(step, 80..140)
}

/// How often something happened in all sequences together.
type Tally = BTreeMap<&'static str, u32>;

/// What is known of a vote that was committed.
struct Hidden {
	verdict: Verdict,
	salt: H256,
}

struct Model<'a> {
	hidden: BTreeMap<(DisputeId, u8, AccountId), Hidden>,
	/// What arbiters have lost and won, all together.
	withheld: Balance,
	rewarded: Balance,
	treasury: Balance,
	issuance: Balance,
	upheld: u32,
	tally: &'a RefCell<Tally>,
}

impl<'a> Model<'a> {
	fn new(tally: &'a RefCell<Tally>) -> Self {
		Self {
			hidden: BTreeMap::new(),
			withheld: 0,
			rewarded: 0,
			treasury: total(TREASURY),
			issuance: Balances::total_issuance(),
			upheld: 0,
			tally,
		}
	}

	fn count(&self, what: &'static str) {
		*self.tally.borrow_mut().entry(what).or_default() += 1;
	}

	/// Blocks pass. Randomness is that of a period, and known since its first block.
	fn pass(&self, blocks: BlockNumber) {
		skip_to(now() + blocks);
		let period = now() / DELAY;
		Seed::set((period.into(), Some(period * DELAY)));
	}

	fn serve(&self, blocks: BlockNumber) {
		let until = now() + blocks;
		while now() < until {
			self.pass(INTERVAL.min(until - now()));
			beat(PROVIDER);
		}
	}

	/// Makes a call, which changes nothing if it fails, and says whether it did not.
	fn call(&self, who: AccountId, call: impl Into<RuntimeCall>) -> bool {
		self.dispatch(signed(who), call)
	}

	fn dispatch(&self, origin: RuntimeOrigin, call: impl Into<RuntimeCall>) -> bool {
		let call = call.into();
		let weight = call.get_dispatch_info().call_weight;
		let described = format!("{call:?}");
		let before = sp_io::storage::root(StateVersion::V1);
		self.count("calls");
		match call.dispatch_bypass_filter(origin) {
			Ok(info) => {
				let used = info.actual_weight.unwrap_or(weight);
				assert!(used.all_lte(weight), "{described} used more than it said");
				self.count("calls that succeeded");
				true
			}
			Err(failed) => {
				assert_eq!(before, sp_io::storage::root(StateVersion::V1), "{described}");
				let bugs: [DispatchError; 3] = [
					Error::<Test>::Inconsistent.into(),
					pallet_resource_order::Error::<Test>::Inconsistent.into(),
					pallet_provider::Error::<Test>::Inconsistent.into(),
				];
				for bug in bugs {
					assert_ne!(failed.error, bug, "{described}");
				}
				false
			}
		}
	}

	/// One of the disputes, mostly of those that are open.
	fn dispute(&self, pick: Pick) -> Option<(DisputeId, Dispute<AccountId>)> {
		let mut all: Vec<_> = Disputes::<Test>::iter_keys().collect();
		all.sort();
		let open: Vec<_> = all.iter().copied().filter(|id| dispute(*id).is_open()).collect();
		let id = if pick.0 % 8 == 7 { pick.of(&all) } else { pick.of(&open) }?;
		Some((id, dispute(id)))
	}

	/// One of the disputes in a phase.
	fn in_phase(&self, pick: Pick, is_meant: impl Fn(Phase) -> bool) -> Option<DisputeId> {
		let all = Disputes::<Test>::iter().filter(|(_, dispute)| is_meant(dispute.phase));
		let mut ids: Vec<_> = all.map(|(id, _)| id).collect();
		ids.sort();
		pick.of(&ids)
	}

	/// One of the leases that are not disputed, mostly of those that run.
	fn lease(&self, pick: Pick) -> Option<OrderId> {
		let (mut running, mut all) = (vec![], vec![]);
		for (id, lease) in pallet_resource_order::Leases::<Test>::iter() {
			if lease.dispute.is_none() {
				all.push(id);
				if lease.is_active() {
					running.push(id);
				}
			}
		}
		running.sort();
		all.sort();
		if pick.0.is_multiple_of(4) {
			pick.of(&all)
		} else {
			pick.of(&running)
		}
	}

	fn commit(&mut self, id: DisputeId, round: u8, who: AccountId, verdict: Verdict) {
		let salt = hash((now() % 251) as u8);
		let hidden = commitment(id, round, &who, verdict, &measured(), &salt);
		if self.call(who, Call::commit_vote { dispute: id, commitment: hidden }) {
			let new = self.hidden.insert((id, round, who), Hidden { verdict, salt });
			assert!(new.is_none(), "{who} has voted twice");
			self.count("committed");
		}
	}

	fn reveal(&mut self, id: DisputeId, round: u8, who: AccountId, verdict: Option<Verdict>) {
		let Some(hidden) = self.hidden.get(&(id, round, who)) else { return };
		let (shown, salt) = (verdict.unwrap_or(hidden.verdict), hidden.salt);
		let is_right = shown == hidden.verdict;
		let measured = measured();
		let call = Call::reveal_vote { dispute: id, verdict: shown, measured, salt };
		if self.call(who, call) {
			assert!(is_right, "another vote than was hidden");
			self.count("revealed");
		}
	}

	/// Goes on to the block after the dispute's next deadline and closes what is due.
	fn advance(&self, id: DisputeId) {
		let next = match dispute(id).phase {
			// By then there is a value that became known DELAY blocks after it was asked for, or later.
			Phase::Answering { until: since } | Phase::Drawing { since } => since + 2 * DELAY,
			Phase::Decided { until, .. } => until,
			Phase::Voting { commit_until, .. } if now() <= commit_until => commit_until,
			Phase::Voting { reveal_until, .. } => reveal_until,
			Phase::Resolved { .. } => now() + 9 * MINUTES,
		};
		self.serve((next + 1).saturating_sub(now()));
		self.call(STRANGER, Call::close { dispute: id });
	}

	fn commit_all(&mut self, id: DisputeId, deeds: Deeds) {
		let round = dispute(id).round;
		let seats = Panels::<Test>::get(id, round).unwrap_or_default();
		// Votes go the same way mostly.
		let leaning = if deeds >> 63 == 0 { Verdict::Upheld } else { Verdict::Dismissed };
		for (place, seat) in seats.into_iter().enumerate() {
			let verdict = match deed(deeds, place) {
				0 | 1 => leaning,
				2 => leaning.reversed(),
				_ => continue,
			};
			self.commit(id, round, seat.arbiter, verdict);
		}
	}

	fn reveal_all(&mut self, id: DisputeId, deeds: Deeds) {
		let Dispute { round, phase, .. } = dispute(id);
		let seats = Panels::<Test>::get(id, round).unwrap_or_default();
		let until = match phase {
			Phase::Voting { commit_until, .. } => commit_until,
			_ => 0,
		};
		self.serve((until + 1).saturating_sub(now()));
		for (place, seat) in seats.into_iter().enumerate() {
			if deed(deeds, place) != 3 {
				self.reveal(id, round, seat.arbiter, None);
			}
		}
	}

	fn step(&mut self, step: Step) {
		match step {
			Step::Serve(blocks) => self.serve(blocks),
			Step::Wait(blocks) => self.pass(blocks),
			Step::Sweep(blocks) => {
				for _ in 0..blocks {
					self.pass(1);
					assert!(sweep().all_lte(SweepWeight::get()));
				}
			}
			Step::Squeeze(parts) => {
				let mut meter = WeightMeter::with_limit(weight(parts));
				<Arbitration as Hooks<BlockNumber>>::on_poll(now(), &mut meter);
			}
			Step::Advance { dispute } => {
				let Some((id, _)) = self.dispute(dispute) else { return };
				self.advance(id);
			}
			Step::Rent { hours } => {
				let order = pallet_resource_order::NextOrderId::<Test>::get();
				let resource = (0..MACHINES).find(|id| {
					let machine = pallet_provider::Resources::<Test>::get(id);
					machine.is_some_and(|it| it.state == pallet_provider::ResourceState::Available)
				});
				let create = pallet_resource_order::Call::create_order {
					resource: resource.unwrap_or_default(),
					hours,
					max_price_per_hour: Balance::MAX,
					access_key: key("tenant"),
				};
				beat(PROVIDER);
				if self.call(TENANT, create) {
					self.call(PROVIDER, pallet_resource_order::Call::accept_order { order });
				}
			}
			Step::Settle { lease } => {
				let Some(lease) = self.lease(lease) else { return };
				self.call(STRANGER, pallet_resource_order::Call::settle { lease });
			}
			Step::EndLease { lease } => {
				let Some(lease) = self.lease(lease) else { return };
				self.call(TENANT, pallet_resource_order::Call::end_lease { lease });
			}
			Step::BringOnline { resource } => {
				self.call(PROVIDER, pallet_provider::Call::bring_online { resource });
			}
			Step::Stake { amount } => {
				self.call(PROVIDER, pallet_provider::Call::stake { amount });
			}
			Step::Unstake { amount } => {
				self.call(PROVIDER, pallet_provider::Call::unstake { amount });
			}
			Step::Withdraw => {
				self.call(PROVIDER, pallet_provider::Call::withdraw_unbonded {});
			}
			Step::Open { lease, by } => {
				let Some(lease) = self.lease(lease) else { return };
				let (claim, evidence) = (Claim::Unreachable, hash(1));
				let call = Call::open_dispute { lease, claim, evidence };
				self.call(by.unwrap_or(TENANT), call);
			}
			Step::Respond { dispute, by } => {
				let Some(id) = self.in_phase(dispute, |it| matches!(it, Phase::Answering { .. }))
				else {
					return;
				};
				let call = Call::respond { dispute: id, evidence: hash(2) };
				self.call(by.unwrap_or(PROVIDER), call);
			}
			Step::Commit { dispute, by, verdict } => {
				let Some((id, dispute)) = self.dispute(dispute) else { return };
				self.commit(id, dispute.round, by, verdict);
			}
			Step::CommitAll { dispute, deeds } => {
				let Some((id, _)) = self.dispute(dispute) else { return };
				self.commit_all(id, deeds);
			}
			Step::Reveal { dispute, by, verdict } => {
				let Some((id, dispute)) = self.dispute(dispute) else { return };
				self.reveal(id, dispute.round, by, Some(verdict));
			}
			Step::RevealAll { dispute, deeds } => {
				let Some((id, _)) = self.dispute(dispute) else { return };
				self.reveal_all(id, deeds);
			}
			Step::Judge { dispute, votes, shown } => {
				let Some((id, record)) = self.dispute(dispute) else { return };
				if matches!(record.phase, Phase::Decided { .. } | Phase::Resolved { .. }) {
					return;
				}
				// Fails if the provider has answered or can't any more.
				if (votes >> 62) & 1 == 0 {
					self.call(PROVIDER, Call::respond { dispute: id, evidence: hash(3) });
				}
				// At most from the answer over a panel whose time is up to the next one.
				for _ in 0..3 {
					match crate::mock::dispute(id).phase {
						Phase::Voting { commit_until, .. } if now() <= commit_until => break,
						_ => self.advance(id),
					}
				}
				self.commit_all(id, votes);
				self.reveal_all(id, shown);
				self.advance(id);
			}
			Step::Close { dispute } => {
				let Some((id, _)) = self.dispute(dispute) else { return };
				self.call(STRANGER, Call::close { dispute: id });
			}
			Step::Appeal { dispute, by } => {
				let Some(id) = self.in_phase(dispute, |it| matches!(it, Phase::Decided { .. }))
				else {
					return;
				};
				let record = crate::mock::dispute(id);
				let Phase::Decided { verdict, .. } = record.phase else { return };
				let loser = *record.party(verdict.loser());
				self.call(by.unwrap_or(loser), Call::appeal { dispute: id });
			}
			Step::SetValidators(validators) => SessionValidators::set(validators),
			Step::SetKey { by } => {
				self.call(by, Call::set_access_key { key: key("key") });
			}
			Step::SetParameters(parameters) => {
				let call = Call::set_parameters { parameters };
				assert_eq!(
					self.dispatch(RuntimeOrigin::root(), call),
					parameters.are_within_bounds()
				);
			}
		}
	}

	/// Takes in what happened, and checks each of it against what should have.
	fn observe(&mut self) {
		for event in events() {
			match event {
				Event::DisputeOpened { dispute: id, lease, bond, disputed_from, .. } => {
					let rules = Parameters::<Test>::get();
					let lease = record(lease);
					assert_eq!((lease.tenant, dispute(id).rules), (TENANT, rules));
					assert!(bond >= rules.open_bond && disputed_from <= now());
					self.count("opened");
				}
				Event::DisputeAnswered { .. } => self.count("answered"),
				Event::PanelDrawn { dispute: id, arbiters, round, .. } => {
					let rules = dispute(id).rules;
					assert!(arbiters.len() as u32 <= rules.seats(round));
					assert!(!arbiters.contains(&TENANT) && !arbiters.contains(&PROVIDER));
					let all = SessionValidators::get();
					assert!(arbiters.iter().all(|who| all.contains(who)));
					self.count("drawn");
				}
				Event::VoteWithheld { dispute: id, arbiter, bond } => {
					let has_committed = (0..MAX_ROUNDS)
						.any(|round| self.hidden.contains_key(&(id, round, arbiter)));
					assert!(has_committed);
					self.withheld += bond;
					self.count("withheld");
				}
				Event::PanelDecided { .. } => self.count("decided"),
				Event::PanelUndecided { .. } => self.count("no verdict"),
				Event::Appealed { .. } => self.count("appealed"),
				Event::DisputeResolved { dispute: id, resolution, compensated, rewards, fine } => {
					let record = dispute(id);
					let is_upheld = resolution == Resolution::Upheld;
					assert!(is_upheld || compensated + fine == 0);
					assert!(resolution != Resolution::Undecided || rewards == 0);
					let most = record.rules.most_rewards().expect("it is within the bounds");
					assert!(rewards <= most && most <= record.rules.open_bond);
					self.rewarded += rewards;
					self.upheld += u32::from(is_upheld);
					let has_appeal = record.appeal.is_some();
					self.count(match (resolution, has_appeal) {
						(Resolution::Upheld, false) => "upheld",
						(Resolution::Upheld, true) => "upheld after an appeal",
						(Resolution::Dismissed, false) => "dismissed",
						(Resolution::Dismissed, true) => "dismissed after an appeal",
						(Resolution::Undecided, _) => "undecided",
					});
				}
				Event::DisputeRemoved { .. } => self.count("removed"),
				Event::SweepFailed { dispute, error } => {
					panic!("the sweep of {dispute} failed: {error:?}")
				}
				Event::AccessKeySet { .. }
				| Event::AccessKeyCleared { .. }
				| Event::VoteCommitted { .. }
				| Event::VoteRevealed { .. }
				| Event::ParametersSet { .. } => {}
				Event::__Ignore(..) => unreachable!(),
			}
		}
	}

	/// Checks what must hold after every step.
	fn check(&mut self) {
		check();
		assert_eq!(Balances::total_issuance(), self.issuance);
		// Nothing ever comes out of the treasury.
		assert!(total(TREASURY) >= self.treasury);
		self.treasury = total(TREASURY);
		// Arbiters have their rewards and not the bonds that they lost, and nothing else changed.
		let arbiters: Balance = VALIDATORS.into_iter().map(total).sum();
		let expected = ENDOWMENT * VALIDATORS.len() as Balance + self.rewarded - self.withheld;
		assert_eq!(arbiters, expected);
		let parties: Balance = PARTIES.into_iter().map(total).sum();
		assert_eq!(parties + arbiters, ENDOWMENT * (3 + VALIDATORS.len() as Balance));
		let lost = provider_record(PROVIDER).reputation.disputes_lost;
		assert_eq!(lost, self.upheld);
		// A lease knows its dispute as long as that is open, and no longer.
		for (id, dispute) in Disputes::<Test>::iter() {
			assert_eq!(DisputeOf::<Test>::get(dispute.lease) == Some(id), dispute.is_open());
		}
	}

	/// Nobody does anything any more: the sweep alone brings all to an end, in bounded time.
	fn drain(&mut self) {
		let longest = Disputes::<Test>::iter().map(|(_, dispute)| {
			let rules = dispute.rules;
			let draw = 2 * DELAY + SWEEP_RETRY;
			let round = draw + rules.commit_window + rules.reveal_window + 2;
			rules.answer_window + 4 * round + rules.appeal_window + 2
		});
		let bound = now() + longest.max().unwrap_or_default() + SWEEP_RETRY;
		while Disputes::<Test>::iter().any(|(_, dispute)| dispute.is_open()) {
			assert!(now() <= bound, "a dispute is open for too long");
			self.pass(SWEEP_RETRY / 2);
			self.catch_up();
		}
		for who in VALIDATORS.into_iter().chain(PARTIES) {
			assert_eq!((bond(who), arbiter_bond(who)), (0, 0));
		}
		// That the sweep removes what is over is tested elsewhere: it would take long to walk there.
		self.pass(RETENTION);
		for dispute in Disputes::<Test>::iter_keys().collect::<Vec<_>>() {
			assert!(self.call(STRANGER, Call::close { dispute }));
		}
		self.observe();
		self.check();
		assert_eq!(Disputes::<Test>::iter().count(), 0);
		assert_eq!(Panels::<Test>::iter().count(), 0);
		assert_eq!(Measurements::<Test>::iter().count(), 0);
		assert_eq!(DisputesOf::<Test>::iter().count(), 0);
		assert_eq!(DisputeOf::<Test>::iter().count(), 0);
		assert_eq!(Duties::<Test>::iter().count(), 0);
		assert_eq!(Agenda::<Test>::iter().count(), 0);
		assert_eq!(pallet_provider::SecuredStakes::<Test>::iter().count(), 0);
	}

	fn catch_up(&mut self) {
		while SweepCursor::<Test>::get() != Some(now() + 1) {
			assert!(sweep().all_lte(SweepWeight::get()));
		}
		self.observe();
		self.check();
	}
}

impl Verdict {
	fn reversed(self) -> Self {
		match self {
			Self::Upheld => Self::Dismissed,
			Self::Dismissed => Self::Upheld,
		}
	}
}

fn play(steps: Vec<Step>, tally: &RefCell<Tally>) {
	ExtBuilder::default().build_and_execute(|| {
		become_provider(PROVIDER, STAKE);
		for _ in 0..MACHINES {
			list(PROVIDER);
		}
		// Leases that differ, of which some end soon.
		for resource in 0..MACHINES {
			lease_of(TENANT, resource, 1 + 2 * resource as u32);
		}
		let mut model = Model::new(tally);
		model.serve(INTERVAL);
		events();
		for step in steps {
			model.step(step);
			model.observe();
			model.check();
		}
		model.drain();
	});
}

#[test]
fn money_is_conserved_and_every_dispute_ends() {
	let tally = RefCell::new(Tally::new());
	let config = ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() };
	let result = TestRunner::new(config).run(&steps(), |steps| {
		play(steps, &tally);
		Ok(())
	});
	match result {
		Ok(()) => {}
		Err(TestError::Fail(why, steps)) => panic!("{why}\nafter {steps:#?}"),
		Err(TestError::Abort(why)) => panic!("{why}"),
	}

	// The sequences go everywhere.
	let tally = tally.into_inner();
	println!("{tally:?}");
	for (what, least) in [
		("calls", 3_000),
		("calls that succeeded", 1_500),
		("opened", 150),
		("answered", 50),
		("drawn", 200),
		("committed", 300),
		("revealed", 400),
		("withheld", 30),
		("decided", 100),
		("no verdict", 50),
		("appealed", 20),
		("upheld", 15),
		("upheld after an appeal", 5),
		("dismissed", 15),
		("dismissed after an appeal", 5),
		("undecided", 20),
		("removed", 100),
	] {
		let count = tally.get(what).copied().unwrap_or_default();
		assert!(count >= least, "only {count} {what}: {tally:?}");
	}
}
