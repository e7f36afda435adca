// SPDX-License-Identifier: Apache-2.0
// What polkadot.js makes of it.
//
// Do not edit: `scripts/rpc-docs.mjs` writes this from `docs/openrpc.json`.

import type { Bytes, Enum, Option, Struct, Text, Vec, bool, i128, u128, u16, u32, u64, u8 } from '@polkadot/types-codec';
import type { AccountId, H256 } from '@polkadot/types/interfaces/runtime';

/** What a machine is and where its agent is reached. */
export interface SpecView extends Struct {
	/** How the machine is handed over. */
	readonly kind: ResourceKind;
	/** CPU cores. */
	readonly cores: u32;
	/** Memory in MiB. */
	readonly memoryMib: u32;
	/** Storage in GiB. */
	readonly storageGib: u32;
	/** Graphics processors; 0 if there are none. */
	readonly gpuCount: u16;
	/** Their model. */
	readonly gpuModel: Option<Text>;
	/** Bandwidth in Mbit/s. */
	readonly bandwidthMbps: u32;
	/** The CPU's model. */
	readonly cpuModel: Text;
	/** The operating system. */
	readonly operatingSystem: Text;
	/** Where the machine stands. */
	readonly region: Text;
	/** The peer id of the provider's agent. */
	readonly peerId: Text;
	/** The multiaddresses of that peer. */
	readonly addresses: Vec<Text>;
}

/** Whether a machine can be ordered, and why not. */
export interface Status extends Enum {
	readonly isAvailable: boolean;
	readonly isReserved: boolean;
	readonly isLeased: boolean;
	readonly isOffline: boolean;
	readonly isSuspended: boolean;
	readonly isSilent: boolean;
	readonly isExpired: boolean;
	readonly type:
		| 'available'
		| 'reserved'
		| 'leased'
		| 'offline'
		| 'suspended'
		| 'silent'
		| 'expired';
}

/** A higher price that was announced and does not hold yet. Renewals pay it already. */
export interface RiseView extends Struct {
	/** The rent for one hour. */
	readonly pricePerHour: u128;
	/** The first block in which it holds for orders. */
	readonly from: u32;
}

/** A machine on the market. */
export interface ResourceView extends Struct {
	/** Its id. */
	readonly id: u64;
	/** Whose it is. */
	readonly provider: AccountId;
	/** Whether it can be ordered, and why not. */
	readonly status: Status;
	/** The order or lease that has it. */
	readonly occupant: Option<u64>;
	/** What it is. */
	readonly spec: SpecView;
	/** The rent for one hour, as of this block. */
	readonly pricePerHour: u128;
	/** A higher one that was announced. */
	readonly rise: Option<RiseView>;
	/** The last block until which it is offered. */
	readonly availableUntil: u32;
	/** The shortest lease, in hours. */
	readonly minHours: u32;
	/** The longest lease, in hours. */
	readonly maxHours: u32;
	/** The stake locked for it. */
	readonly backing: u128;
	/** The stake that it needs now. */
	readonly requiredStake: u128;
}

/** An order that waits for the provider's word. */
export interface OrderView extends Struct {
	/** Its id. */
	readonly id: u64;
	/** Who wants to rent. */
	readonly tenant: AccountId;
	/** Who must accept. */
	readonly provider: AccountId;
	/** The machine. */
	readonly resource: u64;
	/** For how many hours. */
	readonly hours: u32;
	/** The rent for one hour. */
	readonly pricePerHour: u128;
	/** What is on hold on the tenant's account. */
	readonly escrow: u128;
	/** What the tenant logs in with. */
	readonly accessKey: Text;
	/** The last block in which it can be accepted. */
	readonly expires: u32;
	/** Whether that block has passed. */
	readonly hasLapsed: bool;
}

/** A time at one price. */
export interface TermView extends Struct {
	/** The block after its last. */
	readonly end: u32;
	/** The rent for one hour. */
	readonly pricePerHour: u128;
}

/** A half-open range of blocks. */
export interface WindowView extends Struct {
	/** The first block. */
	readonly from: u32;
	/** The block after the last. */
	readonly until: u32;
}

/** Whether a lease is over. */
export interface LeaseStateView extends Enum {
	readonly isActive: boolean;
	readonly isClosed: boolean;
	readonly type:
		| 'active'
		| 'closed';
}

/** A lease. */
export interface LeaseView extends Struct {
	/** Its id, which is its order's. */
	readonly id: u64;
	/** Who rents. */
	readonly tenant: AccountId;
	/** Whose machine it is. */
	readonly provider: AccountId;
	/** The machine. */
	readonly resource: u64;
	/** The machine as agreed. */
	readonly spec: SpecView;
	/** What the tenant logs in with. */
	readonly accessKey: Text;
	/** Its first block. */
	readonly start: u32;
	/** The block after its last. */
	readonly end: u32;
	/** Its time by price, from what is not settled on. */
	readonly terms: Vec<TermView>;
	/** Announced maintenance that is not settled. */
	readonly maintenance: Vec<WindowView>;
	/** Whether it is over. */
	readonly state: LeaseStateView;
	/** Why it was closed, or how it would be if it were settled now. A dispute keeps it open. */
	readonly closeReason: Option<CloseReason>;
	/** The dispute that is open about it. */
	readonly dispute: Option<u32>;
	/** The first block that is disputed: for those from it on no rent is paid. */
	readonly disputedFrom: Option<u32>;
	/** The block at which the rent stopped; of a closed lease. */
	readonly ended: Option<u32>;
	/** The block in which it was closed. */
	readonly closed: Option<u32>;
	/** The block up to which heartbeats speak for it; of an active lease. */
	readonly coveredUntil: Option<u32>;
	/** The block up to which rent is paid. */
	readonly settledUntil: u32;
	/** What the tenant ever put up. */
	readonly funded: u128;
	/** The rent earned so far, paid or not. */
	readonly accrued: u128;
	/** What the provider got. */
	readonly paid: u128;
	/** What the market got. */
	readonly fees: u128;
	/** What is on hold and not earned. */
	readonly remaining: u128;
	/** What went back to the tenant. */
	readonly refunded: u128;
	/** What the tenant got from the provider's stake. */
	readonly compensated: u128;
	/** The block in which the provider's next heartbeat is due, while it is awaited. */
	readonly nextHeartbeatDue: Option<u32>;
	/** The last block in which it saves the lease. */
	readonly heartbeatDeadline: Option<u32>;
}

/** An amount that may be withdrawn from block `at` on. */
export interface UnbondingView extends Struct {
	/** What is unbonding. */
	readonly amount: u128;
	/** The first block in which it can be withdrawn. */
	readonly at: u32;
}

/** The newest run of a provider's heartbeats. */
export interface StreakView extends Struct {
	/** Which of the provider's streaks it is. */
	readonly number: u32;
	/** The block of the first heartbeat. */
	readonly started: u32;
	/** The block of the newest heartbeat. */
	readonly lastHeartbeat: u32;
	/** The block in which the next heartbeat is due. */
	readonly due: u32;
	/** The last block in which a heartbeat keeps the streak unbroken. */
	readonly deadline: u32;
	/** Whether it is unbroken. */
	readonly isUnbroken: bool;
	/** Open leases that began in it. */
	readonly openLeases: u32;
}

/** What a provider's leases came to since the first one. */
export interface IncomeView extends Struct {
	/** The rent of leases that are closed, also if a dispute took some of it back later. */
	readonly earned: u128;
	/** What went from the stake to tenants. */
	readonly compensated: u128;
	/** What else went from the stake: fines, and the rewards of arbiters. */
	readonly fined: u128;
}

/** How a provider's score is made: `trust / (1 + faultWeight / 65,536)`. */
export interface ReputationView extends Struct {
	/** The score in basis points. */
	readonly score: u32;
	/** What it would be without faults. */
	readonly trust: u32;
	/** Whole hours served in closed leases, of which the trust is made. */
	readonly hoursServed: u64;
	/** Leases that ran to their end. */
	readonly leasesCompleted: u32;
	/** Leases that the provider failed. */
	readonly faults: u32;
	/** Disputes decided against the provider. */
	readonly disputesLost: u32;
	/** The weight that faults and lost disputes still have: 65,536 for a fresh one. */
	readonly faultWeight: u32;
	/** The blocks after which half of it is left. */
	readonly halfLife: u32;
}

/** A provider. */
export interface ProviderView extends Struct {
	/** The account. */
	readonly account: AccountId;
	/** On hold, neither unbonding nor put aside. */
	readonly stake: u128;
	/** The part of it that backs machines. */
	readonly locked: u128;
	/** The part of it that backs none. */
	readonly free: u128;
	/** On hold until it may be withdrawn. */
	readonly unbonding: Vec<UnbondingView>;
	/** All of that together. */
	readonly unbondingTotal: u128;
	/** Put aside for disputes about closed leases: neither staked nor unbonding. */
	readonly secured: u128;
	/** How many machines are registered. */
	readonly resources: u32;
	/** The newest streak, unless its end is on record. */
	readonly streak: Option<StreakView>;
	/** The reputation's score in basis points. */
	readonly score: u32;
	/** Whole hours served in closed leases. */
	readonly hoursServed: u64;
	/** Leases that ran to their end. */
	readonly leasesCompleted: u32;
	/** Leases that the provider failed. */
	readonly faults: u32;
	/** Disputes decided against the provider. */
	readonly disputesLost: u32;
	/** What its leases came to. */
	readonly income: IncomeView;
	/** How the score is made. */
	readonly reputation: ReputationView;
}

/**
 * How many machines there are in each state. Those that can't be ordered for another reason than their state
 * (see `status` of `ResourceView`) are among the available.
 */
export interface ResourceCountsView extends Struct {
	/** Nobody has them, and they were not taken offline. */
	readonly available: u32;
	/** An order waits for the provider's word. */
	readonly reserved: u32;
	/** A tenant has them. */
	readonly leased: u32;
	/** By the provider's word, or after a fault. */
	readonly offline: u32;
}

/** The market in numbers. */
export interface TotalsView extends Struct {
	/** The machines. */
	readonly resources: ResourceCountsView;
	/** Orders that wait for the provider's word, or whose lapse has not been noticed. */
	readonly pendingOrders: u32;
	/** Leases that run, or whose end has not been noticed. */
	readonly activeLeases: u32;
	/** What providers got as rent since the first block. */
	readonly rentSettled: u128;
	/** Leases closed as faulted since the first block. */
	readonly faultedLeases: u64;
	/** Gateways that are online, or whose silence has not been noticed. */
	readonly onlineGateways: u32;
	/** Disputes that are not over, or whose end has not been noticed. */
	readonly openDisputes: u32;
}

/** A part of a longer list. */
export interface ResourcePage extends Struct {
	/** What is on it. */
	readonly items: Vec<ResourceView>;
	/** What to ask the next page with; none after the last. */
	readonly nextCursor: Option<Bytes>;
}

/** Whether a gateway relays, and why not. */
export interface GatewayStatus extends Enum {
	readonly isOnline: boolean;
	readonly isSilent: boolean;
	readonly isDropped: boolean;
	readonly isUnderstaked: boolean;
	readonly type:
		| 'online'
		| 'silent'
		| 'dropped'
		| 'understaked';
}

/** The newest run of a gateway's heartbeats. */
export interface GatewayStreakView extends Struct {
	/** Which of the gateway's streaks it is. */
	readonly number: u32;
	/** The block of the first heartbeat. */
	readonly started: u32;
	/** The block of the newest heartbeat. */
	readonly lastHeartbeat: u32;
	/** The block in which the next heartbeat is due. */
	readonly due: u32;
	/** The last block in which a heartbeat keeps the streak unbroken. */
	readonly deadline: u32;
	/** Whether it is unbroken. */
	readonly isUnbroken: bool;
}

/** A gateway. */
export interface GatewayView extends Struct {
	/** Its id. */
	readonly id: u64;
	/** Who runs it. */
	readonly operator: AccountId;
	/** Its peer id. */
	readonly peerId: Text;
	/** The multiaddresses of that peer. */
	readonly addresses: Vec<Text>;
	/** Where it stands. */
	readonly region: Text;
	/** Whether it relays, and why not. */
	readonly status: GatewayStatus;
	/** What is on hold for it. */
	readonly stake: u128;
	/** What must be on hold for a gateway that is online. */
	readonly requiredStake: u128;
	/** What is missing of it: what a reset costs. */
	readonly missingStake: u128;
	/** The newest streak, unless the gateway was taken offline. */
	readonly streak: Option<GatewayStreakView>;
	/** Rewards that were credited and can be claimed. */
	readonly claimable: u128;
	/** Rewards that a heartbeat would credit now. */
	readonly accruing: u128;
}

/** A part of a longer list. */
export interface GatewayPage extends Struct {
	/** What is on it. */
	readonly items: Vec<GatewayView>;
	/** What to ask the next page with; none after the last. */
	readonly nextCursor: Option<Bytes>;
}

/** The rewards of one gateway. */
export interface GatewayRewardView extends Struct {
	/** The gateway. */
	readonly id: u64;
	/** Rewards that were credited and can be claimed. */
	readonly claimable: u128;
	/** Rewards that a heartbeat would credit now. */
	readonly accruing: u128;
}

/** What an account has from running gateways. */
export interface GatewayRewardsView extends Struct {
	/** The account. */
	readonly account: AccountId;
	/** The rewards of each of its gateways, in the order in which they were registered. */
	readonly gateways: Vec<GatewayRewardView>;
	/** What can be claimed for all of them. */
	readonly claimable: u128;
	/** What heartbeats for all of them would credit now. */
	readonly accruing: u128;
	/** Stake of gateways that have left, on hold until it may be withdrawn. */
	readonly unbonding: Vec<UnbondingView>;
}

/** What is wrong with the machine, by the tenant's word. */
export interface ClaimView extends Enum {
	readonly isUnreachable: boolean;
	readonly isWeaker: boolean;
	readonly isOther: boolean;
	readonly type:
		| 'unreachable'
		| 'weaker'
		| 'other';
}

/** What an arbiter or a panel finds. */
export interface VerdictView extends Enum {
	readonly isUpheld: boolean;
	readonly isDismissed: boolean;
	readonly type:
		| 'upheld'
		| 'dismissed';
}

/** A party of a dispute. */
export interface SideView extends Enum {
	readonly isTenant: boolean;
	readonly isProvider: boolean;
	readonly type:
		| 'tenant'
		| 'provider';
}

/** How a dispute ended. */
export interface ResolutionView extends Enum {
	readonly isUpheld: boolean;
	readonly isDismissed: boolean;
	readonly isUndecided: boolean;
	readonly type:
		| 'upheld'
		| 'dismissed'
		| 'undecided';
}

/** Where a dispute stands on record. What is still allowed follows from the deadlines. */
export interface DisputeStateView extends Enum {
	readonly isAnswering: boolean;
	readonly isDrawing: boolean;
	readonly isVoting: boolean;
	readonly isDecided: boolean;
	readonly isResolved: boolean;
	readonly type:
		| 'answering'
		| 'drawing'
		| 'voting'
		| 'decided'
		| 'resolved';
}

/** What an arbiter has done. */
export interface VoteView extends Enum {
	readonly isAbsent: boolean;
	readonly isCommitted: boolean;
	readonly isRevealed: boolean;
	readonly type:
		| 'absent'
		| 'committed'
		| 'revealed';
}

/** The appeal of a dispute. */
export interface AppealView extends Struct {
	/** Who appealed. */
	readonly by: SideView;
	/** What it put up. */
	readonly bond: u128;
}

/** Of the parameters by which a dispute goes, those that its people need. */
export interface DisputeRulesView extends Struct {
	/** What the loser puts up to appeal. */
	readonly appealBond: u128;
	/** What an arbiter puts up with a vote until it is revealed. */
	readonly arbiterBond: u128;
	/** What an arbiter gets who has voted for what was decided in the end, if there is enough. */
	readonly reward: u128;
	/** Arbiters of the first panel, if there are so many validators. */
	readonly panelSize: u32;
	/** Arbiters of the panel of an appeal, if there are so many validators. */
	readonly appealPanelSize: u32;
	/** The share of a panel that must reveal its votes, in millionths. */
	readonly quorum: u32;
}

/** A dispute, without its panels. */
export interface DisputeView extends Struct {
	/** Its id. */
	readonly id: u32;
	/** The lease. */
	readonly lease: u64;
	/** Who rents. */
	readonly tenant: AccountId;
	/** Whose machine it is. */
	readonly provider: AccountId;
	/** The machine. */
	readonly resource: u64;
	/** What is wrong with it. */
	readonly claim: ClaimView;
	/** The hash of what the tenant can show. */
	readonly evidence: H256;
	/** The hash of what the provider can show, once it has answered. */
	readonly answer: Option<H256>;
	/** The first block that is disputed. */
	readonly disputedFrom: u32;
	/** The block in which it was opened. */
	readonly opened: u32;
	/** What the tenant put up. */
	readonly bond: u128;
	/** The appeal, if there is one. */
	readonly appeal: Option<AppealView>;
	/** The panel that is to be drawn, votes or voted last. */
	readonly round: u8;
	/** Where it stands. */
	readonly state: DisputeStateView;
	/** The last block in which the provider can answer, or the one in which it has; until the panel is drawn. */
	readonly answerUntil: Option<u32>;
	/** The last block in which votes can be committed; while voting. */
	readonly commitUntil: Option<u32>;
	/** The last block in which they can be revealed; while voting. */
	readonly revealUntil: Option<u32>;
	/** What stands for now: of one that is decided, and of one that was appealed and is not over. */
	readonly verdict: Option<VerdictView>;
	/** The last block in which the loser can appeal; of one that is decided. */
	readonly appealUntil: Option<u32>;
	/** How it ended. */
	readonly resolution: Option<ResolutionView>;
	/** The block in which it ended. */
	readonly resolved: Option<u32>;
	/** What it goes by. */
	readonly rules: DisputeRulesView;
}

/** What an arbiter found the machine to be; zero for what could not be measured. */
export interface MeasurementView extends Struct {
	/** Whether it could be logged in to. */
	readonly reachable: bool;
	/** CPU cores. */
	readonly cores: u32;
	/** Memory in MiB. */
	readonly memoryMib: u32;
	/** Storage in GiB. */
	readonly storageGib: u32;
	/** Graphics processors. */
	readonly gpus: u16;
	/** Bandwidth in Mbit/s. */
	readonly bandwidthMbps: u32;
}

/** A place on a panel. */
export interface SeatView extends Struct {
	/** Who was drawn. */
	readonly arbiter: AccountId;
	/** What it has done. */
	readonly vote: VoteView;
	/** What it found, once it has revealed it. */
	readonly verdict: Option<VerdictView>;
	/** What it measured, once it has revealed it. */
	readonly measured: Option<MeasurementView>;
}

/** The arbiters of one round. */
export interface PanelView extends Struct {
	/** The round. */
	readonly round: u8;
	/** Its seats, in the order in which they were drawn. */
	readonly seats: Vec<SeatView>;
}

/** A dispute with its panels. */
export interface DisputeWithPanelsView extends Struct {
	/** Its id. */
	readonly id: u32;
	/** The lease. */
	readonly lease: u64;
	/** Who rents. */
	readonly tenant: AccountId;
	/** Whose machine it is. */
	readonly provider: AccountId;
	/** The machine. */
	readonly resource: u64;
	/** What is wrong with it. */
	readonly claim: ClaimView;
	/** The hash of what the tenant can show. */
	readonly evidence: H256;
	/** The hash of what the provider can show, once it has answered. */
	readonly answer: Option<H256>;
	/** The first block that is disputed. */
	readonly disputedFrom: u32;
	/** The block in which it was opened. */
	readonly opened: u32;
	/** What the tenant put up. */
	readonly bond: u128;
	/** The appeal, if there is one. */
	readonly appeal: Option<AppealView>;
	/** The panel that is to be drawn, votes or voted last. */
	readonly round: u8;
	/** Where it stands. */
	readonly state: DisputeStateView;
	/** The last block in which the provider can answer, or the one in which it has; until the panel is drawn. */
	readonly answerUntil: Option<u32>;
	/** The last block in which votes can be committed; while voting. */
	readonly commitUntil: Option<u32>;
	/** The last block in which they can be revealed; while voting. */
	readonly revealUntil: Option<u32>;
	/** What stands for now: of one that is decided, and of one that was appealed and is not over. */
	readonly verdict: Option<VerdictView>;
	/** The last block in which the loser can appeal; of one that is decided. */
	readonly appealUntil: Option<u32>;
	/** How it ended. */
	readonly resolution: Option<ResolutionView>;
	/** The block in which it ended. */
	readonly resolved: Option<u32>;
	/** What it goes by. */
	readonly rules: DisputeRulesView;
	/** The panels that were drawn, by round. */
	readonly panels: Vec<PanelView>;
}

/** A part of a longer list. */
export interface DisputePage extends Struct {
	/** What is on it. */
	readonly items: Vec<DisputeView>;
	/** What to ask the next page with; none after the last. */
	readonly nextCursor: Option<Bytes>;
}

/** What an arbiter can do. */
export interface ArbiterAction extends Enum {
	readonly isSetAccessKey: boolean;
	readonly isCommitVote: boolean;
	readonly isRevealVote: boolean;
	readonly type:
		| 'setAccessKey'
		| 'commitVote'
		| 'revealVote';
}

/** What an arbiter has to do about one dispute. */
export interface ArbiterTaskView extends Struct {
	/** The dispute. */
	readonly dispute: u32;
	/** The round, which is part of a commitment. */
	readonly round: u8;
	/** The lease, which says what was agreed. */
	readonly lease: u64;
	/** The machine. */
	readonly resource: u64;
	/** Whose machine it is. */
	readonly provider: AccountId;
	/** What is wrong with it, by the tenant's word. */
	readonly claim: ClaimView;
	/** What to do, in this order. */
	readonly actions: Vec<ArbiterAction>;
	/** The first block in which it can be done; none if that is the next. */
	readonly notBefore: Option<u32>;
	/** The last block in which it can be done. */
	readonly until: u32;
	/** What goes on hold with the commitment, and is lost if it is not revealed. */
	readonly bond: u128;
	/** What was committed, if it is to be revealed. */
	readonly commitment: Option<H256>;
}

/** A part of a longer list. */
export interface ArbiterTaskPage extends Struct {
	/** What is on it. */
	readonly items: Vec<ArbiterTaskView>;
	/** What to ask the next page with; none after the last. */
	readonly nextCursor: Option<Bytes>;
}

/** A key that the provider's agent has to let in to the machine. */
export interface AccessGrantView extends Struct {
	/** Whose key it is. */
	readonly arbiter: AccountId;
	/** What the arbiter logs in with. */
	readonly accessKey: Text;
	/** The last block for which it is let in. */
	readonly until: u32;
	/** The dispute that it measures the machine for. */
	readonly dispute: u32;
	/** The round whose panel it is on. */
	readonly round: u8;
}

/** On which side of an order or a lease an account stands. */
export interface Role extends Enum {
	readonly isTenant: boolean;
	readonly isProvider: boolean;
	readonly type:
		| 'tenant'
		| 'provider';
}

/** Which leases are asked for. */
export interface LeaseFilter extends Enum {
	readonly isActive: boolean;
	readonly isClosed: boolean;
	readonly isAny: boolean;
	readonly type:
		| 'active'
		| 'closed'
		| 'any';
}

/** A part of the machines of a provider. */
export interface OwnResourcePage extends Struct {
	/** What is on it. */
	readonly items: Vec<ResourceView>;
	/** What to ask the next page with; none after the last. */
	readonly nextCursor: Option<Bytes>;
}

/** A part of the orders of an account. */
export interface OrderPage extends Struct {
	/** What is on it. */
	readonly items: Vec<OrderView>;
	/** What to ask the next page with; none after the last. */
	readonly nextCursor: Option<Bytes>;
}

/** A part of the leases of an account. */
export interface LeasePage extends Struct {
	/** What is on it. */
	readonly items: Vec<LeaseView>;
	/** What to ask the next page with; none after the last. */
	readonly nextCursor: Option<Bytes>;
}

/** What a machine must be to be found. What is absent or `null` may be anything; another field is refused. */
export interface SearchFilter extends Struct {
	/** How it is handed over. */
	readonly kind: Option<ResourceKind>;
	/** Where it stands. */
	readonly region: Option<Text>;
	/** CPU cores, at least. */
	readonly minCores: Option<u32>;
	/** Memory in MiB, at least. */
	readonly minMemoryMib: Option<u32>;
	/** Storage in GiB, at least. */
	readonly minStorageGib: Option<u32>;
	/** Graphics processors, at least. */
	readonly minGpus: Option<u16>;
	/** Their model; capital letters are like small ones, in ASCII. */
	readonly gpuModel: Option<Text>;
	/** Bandwidth in Mbit/s, at least. */
	readonly minBandwidthMbps: Option<u32>;
	/** The rent for one hour, at most. */
	readonly maxPricePerHour: Option<u128>;
	/** The provider's score in basis points, at least. */
	readonly minScore: Option<u32>;
	/** For how many hours it must be possible to rent it from now on. */
	readonly hours: Option<u32>;
}

/** In what order machines are found. */
export interface SearchSort extends Enum {
	readonly isAny: boolean;
	readonly isPrice: boolean;
	readonly isReputation: boolean;
	readonly isCapacity: boolean;
	readonly type:
		| 'any'
		| 'price'
		| 'reputation'
		| 'capacity';
}

/** A machine that can be ordered, with what follows from other records and the time. */
export interface OfferView extends Struct {
	/** The machine. */
	readonly resource: ResourceView;
	/** The provider's score in basis points. */
	readonly score: u32;
	/** For how many hours it can be rented from now on. */
	readonly hoursAvailable: u32;
}

/** The variants of `Refusal`. */
export interface RefusalKind extends Enum {
	readonly isResourceNotFound: boolean;
	readonly isReserved: boolean;
	readonly isLeased: boolean;
	readonly isOffline: boolean;
	readonly isSuspended: boolean;
	readonly isSilent: boolean;
	readonly isExpired: boolean;
	readonly isHoursOutOfRange: boolean;
	readonly isBeyondAvailability: boolean;
	readonly isInsufficientBalance: boolean;
	readonly isOwnResource: boolean;
	readonly type:
		| 'resourceNotFound'
		| 'reserved'
		| 'leased'
		| 'offline'
		| 'suspended'
		| 'silent'
		| 'expired'
		| 'hoursOutOfRange'
		| 'beyondAvailability'
		| 'insufficientBalance'
		| 'ownResource';
}

/** Why a machine can't be ordered. */
export interface Refusal extends Struct {
	/** Which it is; fields that it does not have are none. */
	readonly kind: RefusalKind;
	/** The shortest lease. */
	readonly min: Option<u32>;
	/** The longest. */
	readonly max: Option<u32>;
	/** For how long it still is. */
	readonly hours: Option<u32>;
	/** What is missing. */
	readonly missing: Option<u128>;
}

/**
 * What a machine would cost, if it were ordered and accepted in the next block. It is firm for the price and
 * the rules until `firmUntil`, and no reservation: somebody else may order the machine before. Of a machine
 * that is not there all is zero. Of one that the tenant rents it is what a renewal would cost; it can't be
 * ordered.
 */
export interface Quote extends Struct {
	/** The machine. */
	readonly resource: u64;
	/** For how many hours. */
	readonly hours: u32;
	/** The rent for one hour. */
	readonly pricePerHour: u128;
	/** The rent for all of them. */
	readonly rent: u128;
	/** The part of it that the provider will not get. */
	readonly marketFee: u128;
	/** What goes on hold with the order. */
	readonly hold: u128;
	/** The block after the lease's last. */
	readonly end: u32;
	/**
	 * The last block in which an order at this price will not be refused for the price, the hours or the
	 * provider's silence; none if one would be refused now.
	 */
	readonly firmUntil: Option<u32>;
	/** Why it can't be ordered, if it can't. */
	readonly refusal: Option<Refusal>;
}

/** What providers go by, beside the stake. */
export interface ProviderParametersView extends Struct {
	/** Blocks between two heartbeats. */
	readonly heartbeatInterval: u32;
	/** Blocks by which a heartbeat may be late. */
	readonly tolerance: u32;
	/** Blocks for which stake stays on hold that is taken back. */
	readonly unbondingDelay: u32;
	/** Blocks from setting a higher price until it holds. */
	readonly priceNotice: u32;
}

/** The stake that a machine needs. */
export interface StakeParametersView extends Struct {
	/** For any machine. */
	readonly base: u128;
	/** For each CPU core. */
	readonly perCore: u128;
	/** For each GiB of memory or part of it. */
	readonly perMemoryGib: u128;
	/** For each GiB of storage. */
	readonly perStorageGib: u128;
	/** For each graphics processor. */
	readonly perGpu: u128;
}

/** What orders and leases go by. Shares are in millionths. */
export interface MarketParametersView extends Struct {
	/** The market's share of every payment. */
	readonly marketFee: u32;
	/** What a tenant gets after a fault, as a share of the rent of the time not delivered. */
	readonly compensation: u32;
	/** The share of the machine's stake that a fault costs on top. */
	readonly fine: u32;
	/** Blocks of maintenance that may be announced in each thirty days of a lease. */
	readonly maintenanceAllowance: u32;
	/** Blocks that a provider has to accept an order. */
	readonly acceptanceWindow: u32;
	/** Blocks for which a closed lease is kept and can be disputed. */
	readonly disputeWindow: u32;
}

/** What gateways go by. Shares are in millionths. */
export interface GatewayParametersView extends Struct {
	/** What is on hold for a gateway that is online. */
	readonly stake: u128;
	/** Blocks between two heartbeats. */
	readonly heartbeatInterval: u32;
	/** Blocks by which a heartbeat may be late. */
	readonly tolerance: u32;
	/** The share of its stake that a gateway loses when it is dropped. */
	readonly dropPenalty: u32;
	/** The gateways' share of the market fee. */
	readonly feeShare: u32;
	/** Blocks over which what has come in is released to the gateways. */
	readonly releasePeriod: u32;
	/** Blocks for which the stake of a gateway that has left stays on hold. */
	readonly unbondingDelay: u32;
}

/** What disputes go by that are opened now. Shares are in millionths. */
export interface ArbitrationParametersView extends Struct {
	/** What a tenant puts up to open a dispute, beside the rent of `bondHours`. */
	readonly openBond: u128;
	/** What the loser puts up to appeal, beside the same. */
	readonly appealBond: u128;
	/** What an arbiter puts up with a vote until it is revealed. */
	readonly arbiterBond: u128;
	/** Hours of the lease's rent that are added to the bonds of the parties. */
	readonly bondHours: u32;
	/** What an arbiter gets who has voted for what was decided in the end. */
	readonly reward: u128;
	/** Arbiters of the first panel. */
	readonly panelSize: u32;
	/** Arbiters of the panel of an appeal. */
	readonly appealPanelSize: u32;
	/** The share of a panel that must reveal its votes. */
	readonly quorum: u32;
	/** How far a dispute reaches back from the block in which it is opened. */
	readonly lookback: u32;
	/** Blocks that the provider has to answer. */
	readonly answerWindow: u32;
	/** Blocks that arbiters have to measure and to commit. */
	readonly commitWindow: u32;
	/** Blocks that arbiters have to reveal. */
	readonly revealWindow: u32;
	/** Blocks that the loser has to appeal. */
	readonly appealWindow: u32;
	/**
	 * The penalties for the first upheld dispute and for those that follow soon, as shares of the stake
	 * behind the machine.
	 */
	readonly penalties: Vec<u32>;
	/** Blocks for which an upheld dispute counts for the next penalty. */
	readonly ladderPeriod: u32;
}

/** How much one question may ask for. */
export interface LimitsView extends Struct {
	/** The most entries on one page. */
	readonly page: u32;
	/** The most records that are looked at for one page. */
	readonly scan: u32;
	/** The most machines that an index looks at for one page of a sorted search. */
	readonly examined: u32;
	/** The largest call that is tried, in bytes. */
	readonly callBytes: u32;
	/** The heaviest call that is tried, in picoseconds of weight with what any extrinsic costs. */
	readonly callWeight: u64;
}

/** What everybody goes by now. Governance may change it at any time. */
export interface ParametersView extends Struct {
	/** Milliseconds between two blocks. */
	readonly blockMs: u64;
	/** Blocks of an hour. */
	readonly hours: u32;
	/** Of providers. */
	readonly provider: ProviderParametersView;
	/** Of machines. */
	readonly stake: StakeParametersView;
	/** Of orders and leases. */
	readonly market: MarketParametersView;
	/** Of gateways. */
	readonly gateway: GatewayParametersView;
	/** Of disputes. */
	readonly arbitration: ArbitrationParametersView;
	/** Of questions. */
	readonly limits: LimitsView;
}

/** What a call uses of a block. */
export interface WeightView extends Struct {
	/** Picoseconds. */
	readonly refTime: u64;
	/** Bytes of proof. */
	readonly proofSize: u64;
}

/** The variants of `DryRunReason`. */
export interface DryRunReasonKind extends Enum {
	readonly isNoAccount: boolean;
	readonly isCannotPayFee: boolean;
	readonly isModule: boolean;
	readonly isToken: boolean;
	readonly isArithmetic: boolean;
	readonly isBadOrigin: boolean;
	readonly isOther: boolean;
	readonly type:
		| 'noAccount'
		| 'cannotPayFee'
		| 'module'
		| 'token'
		| 'arithmetic'
		| 'badOrigin'
		| 'other';
}

/** Why a call would fail. */
export interface DryRunReason extends Struct {
	/** Which it is; fields that it does not have are none. */
	readonly kind: DryRunReasonKind;
	/** The fee. */
	readonly fee: Option<u128>;
	/** What the account has free. */
	readonly free: Option<u128>;
	/** The pallet, as the runtime names it. */
	readonly pallet: Option<Text>;
	/** The error, as the pallet names it. */
	readonly error: Option<Text>;
	/** The pallet's index. */
	readonly index: Option<u8>;
	/** The error's index. */
	readonly code: Option<u8>;
	/** What. */
	readonly name: Option<Text>;
}

/** What would become of a call in the next block. */
export interface DryRunView extends Struct {
	/** Whether it would succeed. */
	readonly succeeds: bool;
	/** Why it would not. */
	readonly reason: Option<DryRunReason>;
	/** What it would cost, without a tip. */
	readonly fee: u128;
	/** What the account must have for it at first; what was too much is given back. */
	readonly feeLimit: u128;
	/** What it would use of the block. */
	readonly weight: WeightView;
	/** By how much the account's free balance would change, the fee not counted. */
	readonly freeChange: i128;
	/** By how much what the account has on hold would change. */
	readonly heldChange: i128;
}

/** What stake stood for. */
export interface StakeKind extends Enum {
	readonly isProvider: boolean;
	readonly isGateway: boolean;
	readonly type:
		| 'provider'
		| 'gateway';
}

/** Something that waits for an account. */
export interface InboxItem extends Struct {
	/** What it is about, such as `lease/7`. An account has one item of each key at a time. */
	readonly key: Text;
	/** The first block in which something can be done about it. */
	readonly from: u32;
	/** The last block in which that helps; none if it always does. */
	readonly until: Option<u32>;
	/** Another one, if anything of it has changed that matters. */
	readonly revision: Bytes;
	/** What is to be done, or to be known. */
	readonly work: Work;
}

/** A block, in what a node pushes and says of itself. */
export interface BlockRef extends Struct {
	/** Its height. */
	readonly number: u32;
	/** Its hash. */
	readonly hash_: H256;
}

/** Whether a block can still be replaced by another. */
export interface Finality extends Enum {
	readonly isFinalized: boolean;
	readonly isBest: boolean;
	readonly type:
		| 'finalized'
		| 'best';
}

/** The variants of `InboxEvent`. */
export interface InboxEventEvent extends Enum {
	readonly isSnapshot: boolean;
	readonly isChanges: boolean;
	readonly isRetracted: boolean;
	readonly type:
		| 'snapshot'
		| 'changes'
		| 'retracted';
}

/** What a subscription to an inbox is told. */
export interface InboxEvent extends Struct {
	/** Which it is; fields that it does not have are none. */
	readonly event: InboxEventEvent;
	/** As of this block. */
	readonly block: Option<BlockRef>;
	/** Always `best`: what is final stays. */
	readonly finality: Finality;
	/** What is in the inbox. */
	readonly items: Option<Vec<InboxItem>>;
	/** What to go on with after a reconnect; of a final block. */
	readonly cursor: Option<Bytes>;
	/** Items with keys that were not there. */
	readonly added: Option<Vec<InboxItem>>;
	/** Items in the place of those with the same keys. */
	readonly changed: Option<Vec<InboxItem>>;
	/** Keys of items that are gone. */
	readonly removed: Option<Vec<Text>>;
	/** Those blocks, the newest first. */
	readonly blocks: Option<Vec<H256>>;
	/** The last block that they have in common with those that are best now. */
	readonly backTo: Option<BlockRef>;
}

/** The variants of `Work`. */
export interface WorkKind extends Enum {
	readonly isHeartbeat: boolean;
	readonly isOrderToAccept: boolean;
	readonly isPanelVote: boolean;
	readonly isPanelReveal: boolean;
	readonly isAccessKeyMissing: boolean;
	readonly isDisputeToAnswer: boolean;
	readonly isDisputeToAppeal: boolean;
	readonly isDisputeOpen: boolean;
	readonly isGatewayHeartbeat: boolean;
	readonly isGatewayOffline: boolean;
	readonly isRewardsToClaim: boolean;
	readonly isStakeToWithdraw: boolean;
	readonly isLeaseToServe: boolean;
	readonly isOrderPending: boolean;
	readonly isOrderLapsed: boolean;
	readonly isLeaseHeld: boolean;
	readonly isLeaseToSettle: boolean;
	readonly isLeaseClosed: boolean;
	readonly type:
		| 'heartbeat'
		| 'orderToAccept'
		| 'panelVote'
		| 'panelReveal'
		| 'accessKeyMissing'
		| 'disputeToAnswer'
		| 'disputeToAppeal'
		| 'disputeOpen'
		| 'gatewayHeartbeat'
		| 'gatewayOffline'
		| 'rewardsToClaim'
		| 'stakeToWithdraw'
		| 'leaseToServe'
		| 'orderPending'
		| 'orderLapsed'
		| 'leaseHeld'
		| 'leaseToSettle'
		| 'leaseClosed';
}

/** What is to be done, or to be known. */
export interface Work extends Struct {
	/** Which it is; fields that it does not have are none. */
	readonly kind: WorkKind;
	/** Whether no streak is running: its leases have failed, and none can begin. */
	readonly isSilent: Option<bool>;
	/** The order. */
	readonly order: Option<u64>;
	/** Who rents. */
	readonly tenant: Option<AccountId>;
	/** The machine. */
	readonly resource: Option<u64>;
	/** For how many hours. */
	readonly hours: Option<u32>;
	/** The rent for one hour. */
	readonly pricePerHour: Option<u128>;
	/** What comes back. */
	readonly escrow: Option<u128>;
	/** What the tenant logs in with. */
	readonly accessKey: Option<Text>;
	/** The dispute that is open about it. */
	readonly dispute: Option<u32>;
	/** The round. */
	readonly round: Option<u8>;
	/** The lease. */
	readonly lease: Option<u64>;
	/** Whose machine it is. */
	readonly provider: Option<AccountId>;
	/** What is wrong, by the tenant's word. */
	readonly claim: Option<ClaimView>;
	/** What goes on hold with the appeal. */
	readonly bond: Option<u128>;
	/** What was committed. */
	readonly commitment: Option<H256>;
	/** The hash of what the tenant can show. */
	readonly evidence: Option<H256>;
	/** The account's side. */
	readonly side: Option<SideView>;
	/** What stands for now. */
	readonly verdict: Option<VerdictView>;
	/** Where it stands. */
	readonly state: Option<DisputeStateView>;
	/** Of which. */
	readonly gateways: Option<Vec<u64>>;
	/** The gateway. */
	readonly gateway: Option<u64>;
	/** What a reset costs. */
	readonly missingStake: Option<u128>;
	/** What it stood for. */
	readonly stake: Option<StakeKind>;
	/** How much. */
	readonly amount: Option<u128>;
	/** Its first block. */
	readonly start: Option<u32>;
	/** The block after its last. */
	readonly end: Option<u32>;
	/** Announced maintenance that is not settled. */
	readonly maintenance: Option<Vec<WindowView>>;
	/** The peer id of the provider's agent. */
	readonly peerId: Option<Text>;
	/** The multiaddresses of that peer. */
	readonly addresses: Option<Vec<Text>>;
	/**
	 * The last block in which the provider's next heartbeat saves it, as of when this was told: heartbeats
	 * only move it on, and are not told for their own sake.
	 */
	readonly heartbeatDeadline: Option<u32>;
	/** The account's side. */
	readonly role: Option<Role>;
	/** Why. */
	readonly reason: Option<CloseReason>;
	/** The block at which the rent stopped. */
	readonly ended: Option<u32>;
	/** The block in which it was closed. */
	readonly closed: Option<u32>;
}

/** The kinds of work. */
export interface WorkKind extends Enum {
	readonly isHeartbeat: boolean;
	readonly isOrderToAccept: boolean;
	readonly isPanelVote: boolean;
	readonly isPanelReveal: boolean;
	readonly isAccessKeyMissing: boolean;
	readonly isDisputeToAnswer: boolean;
	readonly isDisputeToAppeal: boolean;
	readonly isDisputeOpen: boolean;
	readonly isGatewayHeartbeat: boolean;
	readonly isGatewayOffline: boolean;
	readonly isRewardsToClaim: boolean;
	readonly isStakeToWithdraw: boolean;
	readonly isLeaseToServe: boolean;
	readonly isOrderPending: boolean;
	readonly isOrderLapsed: boolean;
	readonly isLeaseHeld: boolean;
	readonly isLeaseToSettle: boolean;
	readonly isLeaseClosed: boolean;
	readonly type:
		| 'heartbeat'
		| 'orderToAccept'
		| 'panelVote'
		| 'panelReveal'
		| 'accessKeyMissing'
		| 'disputeToAnswer'
		| 'disputeToAppeal'
		| 'disputeOpen'
		| 'gatewayHeartbeat'
		| 'gatewayOffline'
		| 'rewardsToClaim'
		| 'stakeToWithdraw'
		| 'leaseToServe'
		| 'orderPending'
		| 'orderLapsed'
		| 'leaseHeld'
		| 'leaseToSettle'
		| 'leaseClosed';
}

/** How a machine is handed over. */
export interface ResourceKind extends Enum {
	readonly isVirtualMachine: boolean;
	readonly isContainer: boolean;
	readonly type:
		| 'virtualMachine'
		| 'container';
}

/** Why a lease was closed. */
export interface CloseReason extends Enum {
	readonly isCompleted: boolean;
	readonly isEndedByTenant: boolean;
	readonly isFaulted: boolean;
	readonly isResolved: boolean;
	readonly type:
		| 'completed'
		| 'endedByTenant'
		| 'faulted'
		| 'resolved';
}

/** The block that an answer is about. */
export interface SeenBlock extends Struct {
	/** Its height. */
	readonly number: u32;
	/** Its hash. */
	readonly hash_: H256;
	/** Whether it is final. */
	readonly finalized: bool;
}

/** What an answer was read from. */
export interface SearchSource extends Enum {
	readonly isState: boolean;
	readonly isIndex: boolean;
	readonly type:
		| 'state'
		| 'index';
}

/** A part of what was found. It may be shorter than asked for, and yet not be the last. */
export interface SearchPage extends Struct {
	/** What is on it. */
	readonly items: Vec<OfferView>;
	/** What to ask the next page with; none after the last. */
	readonly nextCursor: Option<Bytes>;
	/** What was read. */
	readonly source: SearchSource;
	/** As of this block. */
	readonly block: SeenBlock;
}

/** A part of an inbox. It may be shorter than asked for, and yet not be the last. */
export interface InboxAnswer extends Struct {
	/** What is on it. */
	readonly items: Vec<InboxItem>;
	/** What to ask the next page with; none after the last. */
	readonly nextCursor: Option<Bytes>;
	/** The first block in which this page would be another one though nothing was written. */
	readonly wake: Option<u32>;
	/** As of this block. */
	readonly block: SeenBlock;
}

/** Which blocks a subscription follows. */
export interface Blocks extends Enum {
	readonly isFinalized: boolean;
	readonly isBest: boolean;
	readonly type:
		| 'finalized'
		| 'best';
}

/** How an inbox is followed. What is absent or `null` is as by default; another field is refused. */
export interface SubscribeOptions extends Struct {
	/** Which blocks are followed; final ones by default. */
	readonly blocks: Option<Blocks>;
	/** The `cursor` of the last event that was dealt with. */
	readonly since: Option<Bytes>;
	/** Only these kinds of work; all by default. */
	readonly kinds: Option<Vec<WorkKind>>;
}
