// SPDX-License-Identifier: Apache-2.0
// What goes over the wire, as plain JSON.
//
// Do not edit: `scripts/rpc-docs.mjs` writes this from `docs/openrpc.json`.

/** An amount in the smallest unit, of which 10^12 are one HAM. */
export type Balance = string;

/** A difference of amounts in the smallest unit. */
export type Change = string;

/** An amount that goes in: a number, decimal text, or hexadecimal text after `0x`. */
export type Amount = string | number;

/** An id that goes in: a number, or hexadecimal text after `0x`; at most 64 bits. */
export type Id = number | string;

/** An account, as an SS58 address. */
export type AccountId = string;

/** 32 bytes in hexadecimal after `0x`. */
export type Hash = string;

/** Bytes in hexadecimal after `0x`. */
export type Hex = string;

/** What a machine is and where its agent is reached. */
export interface SpecView {
	/** How the machine is handed over. */
	kind: ResourceKind;
	/** CPU cores. */
	cores: number;
	/** Memory in MiB. */
	memoryMib: number;
	/** Storage in GiB. */
	storageGib: number;
	/** Graphics processors; 0 if there are none. */
	gpuCount: number;
	/** Their model. */
	gpuModel: string | null;
	/** Bandwidth in Mbit/s. */
	bandwidthMbps: number;
	/** The CPU's model. */
	cpuModel: string;
	/** The operating system. */
	operatingSystem: string;
	/** Where the machine stands. */
	region: string;
	/** The peer id of the provider's agent. */
	peerId: string;
	/** The multiaddresses of that peer. */
	addresses: string[];
}

/** Whether a machine can be ordered, and why not. */
export type Status =
	| 'available'
	| 'reserved'
	| 'leased'
	| 'offline'
	| 'suspended'
	| 'silent'
	| 'expired';

/** A higher price that was announced and does not hold yet. Renewals pay it already. */
export interface RiseView {
	/** The rent for one hour. */
	pricePerHour: Balance;
	/** The first block in which it holds for orders. */
	from: number;
}

/** A machine on the market. */
export interface ResourceView {
	/** Its id. */
	id: number;
	/** Whose it is. */
	provider: AccountId;
	/** Whether it can be ordered, and why not. */
	status: Status;
	/** The order or lease that has it. */
	occupant: number | null;
	/** What it is. */
	spec: SpecView;
	/** The rent for one hour, as of this block. */
	pricePerHour: Balance;
	/** A higher one that was announced. */
	rise: RiseView | null;
	/** The last block until which it is offered. */
	availableUntil: number;
	/** The shortest lease, in hours. */
	minHours: number;
	/** The longest lease, in hours. */
	maxHours: number;
	/** The stake locked for it. */
	backing: Balance;
	/** The stake that it needs now. */
	requiredStake: Balance;
}

/** An order that waits for the provider's word. */
export interface OrderView {
	/** Its id. */
	id: number;
	/** Who wants to rent. */
	tenant: AccountId;
	/** Who must accept. */
	provider: AccountId;
	/** The machine. */
	resource: number;
	/** For how many hours. */
	hours: number;
	/** The rent for one hour. */
	pricePerHour: Balance;
	/** What is on hold on the tenant's account. */
	escrow: Balance;
	/** What the tenant logs in with. */
	accessKey: string;
	/** The last block in which it can be accepted. */
	expires: number;
	/** Whether that block has passed. */
	hasLapsed: boolean;
}

/** A time at one price. */
export interface TermView {
	/** The block after its last. */
	end: number;
	/** The rent for one hour. */
	pricePerHour: Balance;
}

/** A half-open range of blocks. */
export interface WindowView {
	/** The first block. */
	from: number;
	/** The block after the last. */
	until: number;
}

/** Whether a lease is over. */
export type LeaseStateView =
	| 'active'
	| 'closed';

/** A lease. */
export interface LeaseView {
	/** Its id, which is its order's. */
	id: number;
	/** Who rents. */
	tenant: AccountId;
	/** Whose machine it is. */
	provider: AccountId;
	/** The machine. */
	resource: number;
	/** The machine as agreed. */
	spec: SpecView;
	/** What the tenant logs in with. */
	accessKey: string;
	/** Its first block. */
	start: number;
	/** The block after its last. */
	end: number;
	/** Its time by price, from what is not settled on. */
	terms: TermView[];
	/** Announced maintenance that is not settled. */
	maintenance: WindowView[];
	/** Whether it is over. */
	state: LeaseStateView;
	/** Why it was closed, or how it would be if it were settled now. A dispute keeps it open. */
	closeReason: CloseReason | null;
	/** The dispute that is open about it. */
	dispute: number | null;
	/** The first block that is disputed: for those from it on no rent is paid. */
	disputedFrom: number | null;
	/** The block at which the rent stopped; of a closed lease. */
	ended: number | null;
	/** The block in which it was closed. */
	closed: number | null;
	/** The block up to which heartbeats speak for it; of an active lease. */
	coveredUntil: number | null;
	/** The block up to which rent is paid. */
	settledUntil: number;
	/** What the tenant ever put up. */
	funded: Balance;
	/** The rent earned so far, paid or not. */
	accrued: Balance;
	/** What the provider got. */
	paid: Balance;
	/** What the market got. */
	fees: Balance;
	/** What is on hold and not earned. */
	remaining: Balance;
	/** What went back to the tenant. */
	refunded: Balance;
	/** What the tenant got from the provider's stake. */
	compensated: Balance;
	/** The block in which the provider's next heartbeat is due, while it is awaited. */
	nextHeartbeatDue: number | null;
	/** The last block in which it saves the lease. */
	heartbeatDeadline: number | null;
}

/** An amount that may be withdrawn from block `at` on. */
export interface UnbondingView {
	/** What is unbonding. */
	amount: Balance;
	/** The first block in which it can be withdrawn. */
	at: number;
}

/** The newest run of a provider's heartbeats. */
export interface StreakView {
	/** Which of the provider's streaks it is. */
	number: number;
	/** The block of the first heartbeat. */
	started: number;
	/** The block of the newest heartbeat. */
	lastHeartbeat: number;
	/** The block in which the next heartbeat is due. */
	due: number;
	/** The last block in which a heartbeat keeps the streak unbroken. */
	deadline: number;
	/** Whether it is unbroken. */
	isUnbroken: boolean;
	/** Open leases that began in it. */
	openLeases: number;
}

/** What a provider's leases came to since the first one. */
export interface IncomeView {
	/** The rent of leases that are closed, also if a dispute took some of it back later. */
	earned: Balance;
	/** What went from the stake to tenants. */
	compensated: Balance;
	/** What else went from the stake: fines, and the rewards of arbiters. */
	fined: Balance;
}

/** How a provider's score is made: `trust / (1 + faultWeight / 65,536)`. */
export interface ReputationView {
	/** The score in basis points. */
	score: number;
	/** What it would be without faults. */
	trust: number;
	/** Whole hours served in closed leases, of which the trust is made. */
	hoursServed: number;
	/** Leases that ran to their end. */
	leasesCompleted: number;
	/** Leases that the provider failed. */
	faults: number;
	/** Disputes decided against the provider. */
	disputesLost: number;
	/** The weight that faults and lost disputes still have: 65,536 for a fresh one. */
	faultWeight: number;
	/** The blocks after which half of it is left. */
	halfLife: number;
}

/** A provider. */
export interface ProviderView {
	/** The account. */
	account: AccountId;
	/** On hold, neither unbonding nor put aside. */
	stake: Balance;
	/** The part of it that backs machines. */
	locked: Balance;
	/** The part of it that backs none. */
	free: Balance;
	/** On hold until it may be withdrawn. */
	unbonding: UnbondingView[];
	/** All of that together. */
	unbondingTotal: Balance;
	/** Put aside for disputes about closed leases: neither staked nor unbonding. */
	secured: Balance;
	/** How many machines are registered. */
	resources: number;
	/** The newest streak, unless its end is on record. */
	streak: StreakView | null;
	/** The reputation's score in basis points. */
	score: number;
	/** Whole hours served in closed leases. */
	hoursServed: number;
	/** Leases that ran to their end. */
	leasesCompleted: number;
	/** Leases that the provider failed. */
	faults: number;
	/** Disputes decided against the provider. */
	disputesLost: number;
	/** What its leases came to. */
	income: IncomeView;
	/** How the score is made. */
	reputation: ReputationView;
}

/**
 * How many machines there are in each state. Those that can't be ordered for another reason than their state
 * (see `status` of `ResourceView`) are among the available.
 */
export interface ResourceCountsView {
	/** Nobody has them, and they were not taken offline. */
	available: number;
	/** An order waits for the provider's word. */
	reserved: number;
	/** A tenant has them. */
	leased: number;
	/** By the provider's word, or after a fault. */
	offline: number;
}

/** The market in numbers. */
export interface TotalsView {
	/** The machines. */
	resources: ResourceCountsView;
	/** Orders that wait for the provider's word, or whose lapse has not been noticed. */
	pendingOrders: number;
	/** Leases that run, or whose end has not been noticed. */
	activeLeases: number;
	/** What providers got as rent since the first block. */
	rentSettled: Balance;
	/** Leases closed as faulted since the first block. */
	faultedLeases: number;
	/** Gateways that are online, or whose silence has not been noticed. */
	onlineGateways: number;
	/** Disputes that are not over, or whose end has not been noticed. */
	openDisputes: number;
}

/** A part of a longer list. */
export interface ResourcePage {
	/** What is on it. */
	items: ResourceView[];
	/** What to ask the next page with; none after the last. */
	nextCursor: Hex | null;
}

/** Whether a gateway relays, and why not. */
export type GatewayStatus =
	| 'online'
	| 'silent'
	| 'dropped'
	| 'understaked';

/** The newest run of a gateway's heartbeats. */
export interface GatewayStreakView {
	/** Which of the gateway's streaks it is. */
	number: number;
	/** The block of the first heartbeat. */
	started: number;
	/** The block of the newest heartbeat. */
	lastHeartbeat: number;
	/** The block in which the next heartbeat is due. */
	due: number;
	/** The last block in which a heartbeat keeps the streak unbroken. */
	deadline: number;
	/** Whether it is unbroken. */
	isUnbroken: boolean;
}

/** A gateway. */
export interface GatewayView {
	/** Its id. */
	id: number;
	/** Who runs it. */
	operator: AccountId;
	/** Its peer id. */
	peerId: string;
	/** The multiaddresses of that peer. */
	addresses: string[];
	/** Where it stands. */
	region: string;
	/** Whether it relays, and why not. */
	status: GatewayStatus;
	/** What is on hold for it. */
	stake: Balance;
	/** What must be on hold for a gateway that is online. */
	requiredStake: Balance;
	/** What is missing of it: what a reset costs. */
	missingStake: Balance;
	/** The newest streak, unless the gateway was taken offline. */
	streak: GatewayStreakView | null;
	/** Rewards that were credited and can be claimed. */
	claimable: Balance;
	/** Rewards that a heartbeat would credit now. */
	accruing: Balance;
}

/** A part of a longer list. */
export interface GatewayPage {
	/** What is on it. */
	items: GatewayView[];
	/** What to ask the next page with; none after the last. */
	nextCursor: Hex | null;
}

/** The rewards of one gateway. */
export interface GatewayRewardView {
	/** The gateway. */
	id: number;
	/** Rewards that were credited and can be claimed. */
	claimable: Balance;
	/** Rewards that a heartbeat would credit now. */
	accruing: Balance;
}

/** What an account has from running gateways. */
export interface GatewayRewardsView {
	/** The account. */
	account: AccountId;
	/** The rewards of each of its gateways, in the order in which they were registered. */
	gateways: GatewayRewardView[];
	/** What can be claimed for all of them. */
	claimable: Balance;
	/** What heartbeats for all of them would credit now. */
	accruing: Balance;
	/** Stake of gateways that have left, on hold until it may be withdrawn. */
	unbonding: UnbondingView[];
}

/** What is wrong with the machine, by the tenant's word. */
export type ClaimView =
	| 'unreachable'
	| 'weaker'
	| 'other';

/** What an arbiter or a panel finds. */
export type VerdictView =
	| 'upheld'
	| 'dismissed';

/** A party of a dispute. */
export type SideView =
	| 'tenant'
	| 'provider';

/** How a dispute ended. */
export type ResolutionView =
	| 'upheld'
	| 'dismissed'
	| 'undecided';

/** Where a dispute stands on record. What is still allowed follows from the deadlines. */
export type DisputeStateView =
	| 'answering'
	| 'drawing'
	| 'voting'
	| 'decided'
	| 'resolved';

/** What an arbiter has done. */
export type VoteView =
	| 'absent'
	| 'committed'
	| 'revealed';

/** The appeal of a dispute. */
export interface AppealView {
	/** Who appealed. */
	by: SideView;
	/** What it put up. */
	bond: Balance;
}

/** Of the parameters by which a dispute goes, those that its people need. */
export interface DisputeRulesView {
	/** What the loser puts up to appeal. */
	appealBond: Balance;
	/** What an arbiter puts up with a vote until it is revealed. */
	arbiterBond: Balance;
	/** What an arbiter gets who has voted for what was decided in the end, if there is enough. */
	reward: Balance;
	/** Arbiters of the first panel, if there are so many validators. */
	panelSize: number;
	/** Arbiters of the panel of an appeal, if there are so many validators. */
	appealPanelSize: number;
	/** The share of a panel that must reveal its votes, in millionths. */
	quorum: number;
}

/** A dispute, without its panels. */
export interface DisputeView {
	/** Its id. */
	id: number;
	/** The lease. */
	lease: number;
	/** Who rents. */
	tenant: AccountId;
	/** Whose machine it is. */
	provider: AccountId;
	/** The machine. */
	resource: number;
	/** What is wrong with it. */
	claim: ClaimView;
	/** The hash of what the tenant can show. */
	evidence: Hash;
	/** The hash of what the provider can show, once it has answered. */
	answer: Hash | null;
	/** The first block that is disputed. */
	disputedFrom: number;
	/** The block in which it was opened. */
	opened: number;
	/** What the tenant put up. */
	bond: Balance;
	/** The appeal, if there is one. */
	appeal: AppealView | null;
	/** The panel that is to be drawn, votes or voted last. */
	round: number;
	/** Where it stands. */
	state: DisputeStateView;
	/** The last block in which the provider can answer, or the one in which it has; until the panel is drawn. */
	answerUntil: number | null;
	/** The last block in which votes can be committed; while voting. */
	commitUntil: number | null;
	/** The last block in which they can be revealed; while voting. */
	revealUntil: number | null;
	/** What stands for now: of one that is decided, and of one that was appealed and is not over. */
	verdict: VerdictView | null;
	/** The last block in which the loser can appeal; of one that is decided. */
	appealUntil: number | null;
	/** How it ended. */
	resolution: ResolutionView | null;
	/** The block in which it ended. */
	resolved: number | null;
	/** What it goes by. */
	rules: DisputeRulesView;
}

/** What an arbiter found the machine to be; zero for what could not be measured. */
export interface MeasurementView {
	/** Whether it could be logged in to. */
	reachable: boolean;
	/** CPU cores. */
	cores: number;
	/** Memory in MiB. */
	memoryMib: number;
	/** Storage in GiB. */
	storageGib: number;
	/** Graphics processors. */
	gpus: number;
	/** Bandwidth in Mbit/s. */
	bandwidthMbps: number;
}

/** A place on a panel. */
export interface SeatView {
	/** Who was drawn. */
	arbiter: AccountId;
	/** What it has done. */
	vote: VoteView;
	/** What it found, once it has revealed it. */
	verdict: VerdictView | null;
	/** What it measured, once it has revealed it. */
	measured: MeasurementView | null;
}

/** The arbiters of one round. */
export interface PanelView {
	/** The round. */
	round: number;
	/** Its seats, in the order in which they were drawn. */
	seats: SeatView[];
}

/** A dispute with its panels. */
export interface DisputeWithPanelsView {
	/** Its id. */
	id: number;
	/** The lease. */
	lease: number;
	/** Who rents. */
	tenant: AccountId;
	/** Whose machine it is. */
	provider: AccountId;
	/** The machine. */
	resource: number;
	/** What is wrong with it. */
	claim: ClaimView;
	/** The hash of what the tenant can show. */
	evidence: Hash;
	/** The hash of what the provider can show, once it has answered. */
	answer: Hash | null;
	/** The first block that is disputed. */
	disputedFrom: number;
	/** The block in which it was opened. */
	opened: number;
	/** What the tenant put up. */
	bond: Balance;
	/** The appeal, if there is one. */
	appeal: AppealView | null;
	/** The panel that is to be drawn, votes or voted last. */
	round: number;
	/** Where it stands. */
	state: DisputeStateView;
	/** The last block in which the provider can answer, or the one in which it has; until the panel is drawn. */
	answerUntil: number | null;
	/** The last block in which votes can be committed; while voting. */
	commitUntil: number | null;
	/** The last block in which they can be revealed; while voting. */
	revealUntil: number | null;
	/** What stands for now: of one that is decided, and of one that was appealed and is not over. */
	verdict: VerdictView | null;
	/** The last block in which the loser can appeal; of one that is decided. */
	appealUntil: number | null;
	/** How it ended. */
	resolution: ResolutionView | null;
	/** The block in which it ended. */
	resolved: number | null;
	/** What it goes by. */
	rules: DisputeRulesView;
	/** The panels that were drawn, by round. */
	panels: PanelView[];
}

/** A part of a longer list. */
export interface DisputePage {
	/** What is on it. */
	items: DisputeView[];
	/** What to ask the next page with; none after the last. */
	nextCursor: Hex | null;
}

/** What an arbiter can do. */
export type ArbiterAction =
	| 'setAccessKey'
	| 'commitVote'
	| 'revealVote';

/** What an arbiter has to do about one dispute. */
export interface ArbiterTaskView {
	/** The dispute. */
	dispute: number;
	/** The round, which is part of a commitment. */
	round: number;
	/** The lease, which says what was agreed. */
	lease: number;
	/** The machine. */
	resource: number;
	/** Whose machine it is. */
	provider: AccountId;
	/** What is wrong with it, by the tenant's word. */
	claim: ClaimView;
	/** What to do, in this order. */
	actions: ArbiterAction[];
	/** The first block in which it can be done; none if that is the next. */
	notBefore: number | null;
	/** The last block in which it can be done. */
	until: number;
	/** What goes on hold with the commitment, and is lost if it is not revealed. */
	bond: Balance;
	/** What was committed, if it is to be revealed. */
	commitment: Hash | null;
}

/** A part of a longer list. */
export interface ArbiterTaskPage {
	/** What is on it. */
	items: ArbiterTaskView[];
	/** What to ask the next page with; none after the last. */
	nextCursor: Hex | null;
}

/** A key that the provider's agent has to let in to the machine. */
export interface AccessGrantView {
	/** Whose key it is. */
	arbiter: AccountId;
	/** What the arbiter logs in with. */
	accessKey: string;
	/** The last block for which it is let in. */
	until: number;
	/** The dispute that it measures the machine for. */
	dispute: number;
	/** The round whose panel it is on. */
	round: number;
}

/** On which side of an order or a lease an account stands. */
export type Role =
	| 'tenant'
	| 'provider';

/** Which leases are asked for. */
export type LeaseFilter =
	| 'active'
	| 'closed'
	| 'any';

/** A part of the machines of a provider. */
export interface OwnResourcePage {
	/** What is on it. */
	items: ResourceView[];
	/** What to ask the next page with; none after the last. */
	nextCursor: Hex | null;
}

/** A part of the orders of an account. */
export interface OrderPage {
	/** What is on it. */
	items: OrderView[];
	/** What to ask the next page with; none after the last. */
	nextCursor: Hex | null;
}

/** A part of the leases of an account. */
export interface LeasePage {
	/** What is on it. */
	items: LeaseView[];
	/** What to ask the next page with; none after the last. */
	nextCursor: Hex | null;
}

/** What a machine must be to be found. What is absent or `null` may be anything; another field is refused. */
export interface SearchFilter {
	/** How it is handed over. */
	kind?: ResourceKind | null;
	/** Where it stands. */
	region?: string | null;
	/** CPU cores, at least. */
	minCores?: number | null;
	/** Memory in MiB, at least. */
	minMemoryMib?: number | null;
	/** Storage in GiB, at least. */
	minStorageGib?: number | null;
	/** Graphics processors, at least. */
	minGpus?: number | null;
	/** Their model; capital letters are like small ones, in ASCII. */
	gpuModel?: string | null;
	/** Bandwidth in Mbit/s, at least. */
	minBandwidthMbps?: number | null;
	/** The rent for one hour, at most. */
	maxPricePerHour?: Amount | null;
	/** The provider's score in basis points, at least. */
	minScore?: number | null;
	/** For how many hours it must be possible to rent it from now on. */
	hours?: number | null;
}

/** In what order machines are found. */
export type SearchSort =
	| 'any'
	| 'price'
	| 'reputation'
	| 'capacity';

/** A machine that can be ordered, with what follows from other records and the time. */
export interface OfferView {
	/** The machine. */
	resource: ResourceView;
	/** The provider's score in basis points. */
	score: number;
	/** For how many hours it can be rented from now on. */
	hoursAvailable: number;
}

/** Why a machine can't be ordered. */
export type Refusal =
	/** No machine has this id. */
	| {
		kind: 'resourceNotFound';
	}
	/** An order waits for the provider's word. */
	| {
		kind: 'reserved';
	}
	/** A tenant has it. */
	| {
		kind: 'leased';
	}
	/** By the provider's word, or after a fault. */
	| {
		kind: 'offline';
	}
	/** The provider's stake does not cover it. */
	| {
		kind: 'suspended';
	}
	/** The provider's heartbeats have stopped. */
	| {
		kind: 'silent';
	}
	/** The time for which it was offered is over. */
	| {
		kind: 'expired';
	}
	/** It is not let for so few or so many hours. */
	| {
		kind: 'hoursOutOfRange';
		/** The shortest lease. */
		min: number;
		/** The longest. */
		max: number;
	}
	/** It is not offered for that long. */
	| {
		kind: 'beyondAvailability';
		/** For how long it still is. */
		hours: number;
	}
	/** The tenant has less than the hold and the existential deposit. */
	| {
		kind: 'insufficientBalance';
		/** What is missing. */
		missing: Balance;
	}
	/** The machine is the tenant's own. */
	| {
		kind: 'ownResource';
	};

/**
 * What a machine would cost, if it were ordered and accepted in the next block. It is firm for the price and
 * the rules until `firmUntil`, and no reservation: somebody else may order the machine before. Of a machine
 * that is not there all is zero. Of one that the tenant rents it is what a renewal would cost; it can't be
 * ordered.
 */
export interface Quote {
	/** The machine. */
	resource: number;
	/** For how many hours. */
	hours: number;
	/** The rent for one hour. */
	pricePerHour: Balance;
	/** The rent for all of them. */
	rent: Balance;
	/** The part of it that the provider will not get. */
	marketFee: Balance;
	/** What goes on hold with the order. */
	hold: Balance;
	/** The block after the lease's last. */
	end: number;
	/**
	 * The last block in which an order at this price will not be refused for the price, the hours or the
	 * provider's silence; none if one would be refused now.
	 */
	firmUntil: number | null;
	/** Why it can't be ordered, if it can't. */
	refusal: Refusal | null;
}

/** What providers go by, beside the stake. */
export interface ProviderParametersView {
	/** Blocks between two heartbeats. */
	heartbeatInterval: number;
	/** Blocks by which a heartbeat may be late. */
	tolerance: number;
	/** Blocks for which stake stays on hold that is taken back. */
	unbondingDelay: number;
	/** Blocks from setting a higher price until it holds. */
	priceNotice: number;
}

/** The stake that a machine needs. */
export interface StakeParametersView {
	/** For any machine. */
	base: Balance;
	/** For each CPU core. */
	perCore: Balance;
	/** For each GiB of memory or part of it. */
	perMemoryGib: Balance;
	/** For each GiB of storage. */
	perStorageGib: Balance;
	/** For each graphics processor. */
	perGpu: Balance;
}

/** What orders and leases go by. Shares are in millionths. */
export interface MarketParametersView {
	/** The market's share of every payment. */
	marketFee: number;
	/** What a tenant gets after a fault, as a share of the rent of the time not delivered. */
	compensation: number;
	/** The share of the machine's stake that a fault costs on top. */
	fine: number;
	/** Blocks of maintenance that may be announced in each thirty days of a lease. */
	maintenanceAllowance: number;
	/** Blocks that a provider has to accept an order. */
	acceptanceWindow: number;
	/** Blocks for which a closed lease is kept and can be disputed. */
	disputeWindow: number;
}

/** What gateways go by. Shares are in millionths. */
export interface GatewayParametersView {
	/** What is on hold for a gateway that is online. */
	stake: Balance;
	/** Blocks between two heartbeats. */
	heartbeatInterval: number;
	/** Blocks by which a heartbeat may be late. */
	tolerance: number;
	/** The share of its stake that a gateway loses when it is dropped. */
	dropPenalty: number;
	/** The gateways' share of the market fee. */
	feeShare: number;
	/** Blocks over which what has come in is released to the gateways. */
	releasePeriod: number;
	/** Blocks for which the stake of a gateway that has left stays on hold. */
	unbondingDelay: number;
}

/** What disputes go by that are opened now. Shares are in millionths. */
export interface ArbitrationParametersView {
	/** What a tenant puts up to open a dispute, beside the rent of `bondHours`. */
	openBond: Balance;
	/** What the loser puts up to appeal, beside the same. */
	appealBond: Balance;
	/** What an arbiter puts up with a vote until it is revealed. */
	arbiterBond: Balance;
	/** Hours of the lease's rent that are added to the bonds of the parties. */
	bondHours: number;
	/** What an arbiter gets who has voted for what was decided in the end. */
	reward: Balance;
	/** Arbiters of the first panel. */
	panelSize: number;
	/** Arbiters of the panel of an appeal. */
	appealPanelSize: number;
	/** The share of a panel that must reveal its votes. */
	quorum: number;
	/** How far a dispute reaches back from the block in which it is opened. */
	lookback: number;
	/** Blocks that the provider has to answer. */
	answerWindow: number;
	/** Blocks that arbiters have to measure and to commit. */
	commitWindow: number;
	/** Blocks that arbiters have to reveal. */
	revealWindow: number;
	/** Blocks that the loser has to appeal. */
	appealWindow: number;
	/**
	 * The penalties for the first upheld dispute and for those that follow soon, as shares of the stake
	 * behind the machine.
	 */
	penalties: number[];
	/** Blocks for which an upheld dispute counts for the next penalty. */
	ladderPeriod: number;
}

/** How much one question may ask for. */
export interface LimitsView {
	/** The most entries on one page. */
	page: number;
	/** The most records that are looked at for one page. */
	scan: number;
	/** The most machines that an index looks at for one page of a sorted search. */
	examined: number;
	/** The largest call that is tried, in bytes. */
	callBytes: number;
	/** The heaviest call that is tried, in picoseconds of weight with what any extrinsic costs. */
	callWeight: number;
}

/** What everybody goes by now. Governance may change it at any time. */
export interface ParametersView {
	/** Milliseconds between two blocks. */
	blockMs: number;
	/** Blocks of an hour. */
	hours: number;
	/** Of providers. */
	provider: ProviderParametersView;
	/** Of machines. */
	stake: StakeParametersView;
	/** Of orders and leases. */
	market: MarketParametersView;
	/** Of gateways. */
	gateway: GatewayParametersView;
	/** Of disputes. */
	arbitration: ArbitrationParametersView;
	/** Of questions. */
	limits: LimitsView;
}

/** What a call uses of a block. */
export interface WeightView {
	/** Picoseconds. */
	refTime: number;
	/** Bytes of proof. */
	proofSize: number;
}

/** Why a call would fail. */
export type DryRunReason =
	/** The account does not exist, so it can send nothing. */
	| {
		kind: 'noAccount';
	}
	/** The account can't pay the fee. */
	| {
		kind: 'cannotPayFee';
		/** The fee. */
		fee: Balance;
		/** What the account has free. */
		free: Balance;
	}
	/** A pallet's own error. */
	| {
		kind: 'module';
		/** The pallet, as the runtime names it. */
		pallet: string;
		/** The error, as the pallet names it. */
		error: string;
		/** The pallet's index. */
		index: number;
		/** The error's index. */
		code: number;
	}
	/** An error of a currency. */
	| {
		kind: 'token';
		/** Which. */
		name: string;
	}
	/** An error of arithmetic. */
	| {
		kind: 'arithmetic';
		/** Which. */
		name: string;
	}
	/** The call is not one that an account may make. */
	| {
		kind: 'badOrigin';
	}
	/** Something else. */
	| {
		kind: 'other';
		/** What. */
		name: string;
	};

/** What would become of a call in the next block. */
export interface DryRunView {
	/** Whether it would succeed. */
	succeeds: boolean;
	/** Why it would not. */
	reason: DryRunReason | null;
	/** What it would cost, without a tip. */
	fee: Balance;
	/** What the account must have for it at first; what was too much is given back. */
	feeLimit: Balance;
	/** What it would use of the block. */
	weight: WeightView;
	/** By how much the account's free balance would change, the fee not counted. */
	freeChange: Change;
	/** By how much what the account has on hold would change. */
	heldChange: Change;
}

/** What stake stood for. */
export type StakeKind =
	| 'provider'
	| 'gateway';

/** Something that waits for an account. */
export interface InboxItem {
	/** What it is about, such as `lease/7`. An account has one item of each key at a time. */
	key: string;
	/** The first block in which something can be done about it. */
	from: number;
	/** The last block in which that helps; none if it always does. */
	until: number | null;
	/** Another one, if anything of it has changed that matters. */
	revision: Hex;
	/** What is to be done, or to be known. */
	work: Work;
}

/** A block, in what a node pushes and says of itself. */
export interface BlockRef {
	/** Its height. */
	number: number;
	/** Its hash. */
	hash: Hash;
}

/** Whether a block can still be replaced by another. */
export type Finality =
	| 'finalized'
	| 'best';

/** What a subscription to an inbox is told. */
export type InboxEvent =
	/** Everything, in the place of whatever was told before. */
	| {
		event: 'snapshot';
		/** As of this block. */
		block: BlockRef;
		/** Whether that is final. */
		finality: Finality;
		/** What is in the inbox. */
		items: InboxItem[];
		/** What to go on with after a reconnect; of a final block. */
		cursor: Hex | null;
	}
	/** What has changed since the last time. */
	| {
		event: 'changes';
		/** As of this block. */
		block: BlockRef;
		/** Whether that is final. */
		finality: Finality;
		/** Items with keys that were not there. */
		added: InboxItem[];
		/** Items in the place of those with the same keys. */
		changed: InboxItem[];
		/** Keys of items that are gone. */
		removed: string[];
		/** What to go on with after a reconnect; of a final block. */
		cursor: Hex | null;
	}
	/** Best blocks that were told of are none any more. What that changes follows. */
	| {
		event: 'retracted';
		/** Always `best`: what is final stays. */
		finality: Finality;
		/** Those blocks, the newest first. */
		blocks: Hash[];
		/** The last block that they have in common with those that are best now. */
		backTo: BlockRef;
	};

/** What is to be done, or to be known. */
export type Work =
	/** The provider's heartbeat, which keeps all its leases. */
	| {
		kind: 'heartbeat';
		/** Whether no streak is running: its leases have failed, and none can begin. */
		isSilent: boolean;
	}
	/** An order waits for the provider's word. */
	| {
		kind: 'orderToAccept';
		/** The order. */
		order: number;
		/** Who wants to rent. */
		tenant: AccountId;
		/** The machine. */
		resource: number;
		/** For how many hours. */
		hours: number;
		/** The rent for one hour. */
		pricePerHour: Balance;
		/** What is on hold on the tenant's account. */
		escrow: Balance;
		/** What the tenant logs in with. */
		accessKey: string;
	}
	/** The arbiter has to measure the machine and to commit a vote. */
	| {
		kind: 'panelVote';
		/** The dispute. */
		dispute: number;
		/** The round, which is part of a commitment. */
		round: number;
		/** The lease, which says what was agreed. */
		lease: number;
		/** The machine. */
		resource: number;
		/** Whose machine it is. */
		provider: AccountId;
		/** What is wrong with it, by the tenant's word. */
		claim: ClaimView;
		/** What goes on hold with the commitment. */
		bond: Balance;
	}
	/** The arbiter has to reveal the vote that it committed. */
	| {
		kind: 'panelReveal';
		/** The dispute. */
		dispute: number;
		/** The round. */
		round: number;
		/** The lease. */
		lease: number;
		/** What was committed. */
		commitment: Hash;
	}
	/** The arbiter was drawn and has no access key: it can't log in to the machine. */
	| {
		kind: 'accessKeyMissing';
		/** The dispute. */
		dispute: number;
		/** The round. */
		round: number;
	}
	/** The provider can answer a dispute. */
	| {
		kind: 'disputeToAnswer';
		/** The dispute. */
		dispute: number;
		/** The lease. */
		lease: number;
		/** Who opened it. */
		tenant: AccountId;
		/** What is wrong, by the tenant's word. */
		claim: ClaimView;
		/** The hash of what the tenant can show. */
		evidence: Hash;
	}
	/** The loser of a dispute can appeal. */
	| {
		kind: 'disputeToAppeal';
		/** The dispute. */
		dispute: number;
		/** The lease. */
		lease: number;
		/** The account's side. */
		side: SideView;
		/** What stands for now. */
		verdict: VerdictView;
		/** What goes on hold with the appeal. */
		bond: Balance;
	}
	/** A dispute of the account goes on without it. */
	| {
		kind: 'disputeOpen';
		/** The dispute. */
		dispute: number;
		/** The lease. */
		lease: number;
		/** The account's side. */
		side: SideView;
		/** Where it stands. */
		state: DisputeStateView;
	}
	/** Gateways need a heartbeat. */
	| {
		kind: 'gatewayHeartbeat';
		/** Those that are online. */
		gateways: number[];
	}
	/** A gateway was dropped, or more stake is asked of it: it earns nothing until it is reset. */
	| {
		kind: 'gatewayOffline';
		/** The gateway. */
		gateway: number;
		/** What a reset costs. */
		missingStake: Balance;
	}
	/** Rewards of gateways can be claimed: a token or more of each. */
	| {
		kind: 'rewardsToClaim';
		/** Of which. */
		gateways: number[];
	}
	/** Stake has finished unbonding, or will. */
	| {
		kind: 'stakeToWithdraw';
		/** What it stood for. */
		stake: StakeKind;
		/** How much. */
		amount: Balance;
	}
	/** A lease that the provider serves. */
	| {
		kind: 'leaseToServe';
		/** The lease. */
		lease: number;
		/** Who rents. */
		tenant: AccountId;
		/** The machine. */
		resource: number;
		/** What the tenant logs in with. */
		accessKey: string;
		/** Its first block. */
		start: number;
		/** The block after its last. */
		end: number;
		/** Announced maintenance that is not settled. */
		maintenance: WindowView[];
		/** The dispute that is open about it; its arbiters may have to be let in. */
		dispute: number | null;
	}
	/** An order of the tenant waits for the provider's word. */
	| {
		kind: 'orderPending';
		/** The order. */
		order: number;
		/** Who must accept. */
		provider: AccountId;
		/** The machine. */
		resource: number;
		/** For how many hours. */
		hours: number;
		/** The rent for one hour. */
		pricePerHour: Balance;
	}
	/** Nobody accepted an order of the tenant: settling it returns the money. */
	| {
		kind: 'orderLapsed';
		/** The order. */
		order: number;
		/** The machine. */
		resource: number;
		/** What comes back. */
		escrow: Balance;
	}
	/** A lease that the tenant has. */
	| {
		kind: 'leaseHeld';
		/** The lease. */
		lease: number;
		/** Whose machine it is. */
		provider: AccountId;
		/** The machine. */
		resource: number;
		/** The peer id of the provider's agent. */
		peerId: string;
		/** The multiaddresses of that peer. */
		addresses: string[];
		/** Its first block. */
		start: number;
		/** The block after its last. */
		end: number;
		/**
		 * The last block in which the provider's next heartbeat saves it, as of when this was told:
		 * heartbeats only move it on, and are not told for their own sake.
		 */
		heartbeatDeadline: number | null;
		/** The dispute that is open about it. */
		dispute: number | null;
	}
	/** A lease is over, and settling it closes it. */
	| {
		kind: 'leaseToSettle';
		/** The lease. */
		lease: number;
		/** The account's side. */
		role: Role;
		/** How it will be closed. */
		reason: CloseReason;
	}
	/** A lease was closed. The provider takes back the access; the tenant can dispute it. */
	| {
		kind: 'leaseClosed';
		/** The lease. */
		lease: number;
		/** The account's side. */
		role: Role;
		/** The machine. */
		resource: number;
		/** Why. */
		reason: CloseReason;
		/** The block at which the rent stopped. */
		ended: number;
		/** The block in which it was closed. */
		closed: number;
	};

/** The kinds of work. */
export type WorkKind =
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

/** How a machine is handed over. */
export type ResourceKind =
	| 'virtualMachine'
	| 'container';

/** Why a lease was closed. */
export type CloseReason =
	| 'completed'
	| 'endedByTenant'
	| 'faulted'
	| 'resolved';

/** The block that an answer is about. */
export interface SeenBlock {
	/** Its height. */
	number: number;
	/** Its hash. */
	hash: Hash;
	/** Whether it is final. */
	finalized: boolean;
}

/** What an answer was read from. */
export type SearchSource =
	| 'state'
	| 'index';

/** A part of what was found. It may be shorter than asked for, and yet not be the last. */
export interface SearchPage {
	/** What is on it. */
	items: OfferView[];
	/** What to ask the next page with; none after the last. */
	nextCursor: Hex | null;
	/** What was read. */
	source: SearchSource;
	/** As of this block. */
	block: SeenBlock;
}

/** A part of an inbox. It may be shorter than asked for, and yet not be the last. */
export interface InboxAnswer {
	/** What is on it. */
	items: InboxItem[];
	/** What to ask the next page with; none after the last. */
	nextCursor: Hex | null;
	/** The first block in which this page would be another one though nothing was written. */
	wake: number | null;
	/** As of this block. */
	block: SeenBlock;
}

/** Which blocks a subscription follows. */
export type Blocks =
	| 'finalized'
	| 'best';

/** How an inbox is followed. What is absent or `null` is as by default; another field is refused. */
export interface SubscribeOptions {
	/** Which blocks are followed; final ones by default. */
	blocks?: Blocks | null;
	/** The `cursor` of the last event that was dealt with. */
	since?: Hex | null;
	/** Only these kinds of work; all by default. */
	kinds?: WorkKind[] | null;
}

/** Parameters and result of each method, by its name on the wire. */
export interface Methods {
	/** Machines that can be ordered now and pass a filter, in some order. */
	market_search: { params: [filter?: SearchFilter | null, sort?: SearchSort | null, cursor?: Hex | null, limit?: number | null, at?: Hash | null]; result: SearchPage };
	/** What some hours of a machine would cost, and until which block that is firm. */
	market_quote: { params: [resource: Id, hours: number, tenant?: AccountId | null, at?: Hash | null]; result: Quote };
	/** Machines that can be ordered now. */
	market_resources: { params: [cursor?: Hex | null, limit?: number | null, at?: Hash | null]; result: ResourcePage };
	/** A machine, whether or not it can be ordered. */
	market_resource: { params: [id: Id, at?: Hash | null]; result: ResourceView };
	/** The machines of a provider, from the oldest on. */
	market_resourcesOf: { params: [account: AccountId, cursor?: Hex | null, limit?: number | null, at?: Hash | null]; result: OwnResourcePage };
	/** A pending order. */
	market_order: { params: [id: Id, at?: Hash | null]; result: OrderView };
	/** The pending orders of an account on one side, from the oldest on. */
	market_ordersOf: { params: [account: AccountId, role?: Role | null, cursor?: Hex | null, limit?: number | null, at?: Hash | null]; result: OrderPage };
	/**
	 * A lease: what has accrued, what was paid, what remains, how it stands. Also a closed one as long as it
	 * is kept.
	 */
	market_lease: { params: [id: Id, at?: Hash | null]; result: LeaseView };
	/**
	 * The leases of an account on one side: the active ones, then those that are closed and kept, each from
	 * the oldest on.
	 */
	market_leasesOf: { params: [account: AccountId, role?: Role | null, state?: LeaseFilter | null, cursor?: Hex | null, limit?: number | null, at?: Hash | null]; result: LeasePage };
	/** A provider: stake, heartbeats, income, reputation. */
	market_provider: { params: [account: AccountId, at?: Hash | null]; result: ProviderView };
	/** The market in numbers. */
	market_totals: { params: [at?: Hash | null]; result: TotalsView };
	/** What everybody goes by now. */
	market_parameters: { params: [at?: Hash | null]; result: ParametersView };
	/** What would become of a call if an account sent it now. */
	market_dryRun: { params: [call: Hex, account: AccountId, at?: Hash | null]; result: DryRunView };
	/** Gateways that are online now, of one region or of all. */
	gateway_list: { params: [region?: string | null, cursor?: Hex | null, limit?: number | null, at?: Hash | null]; result: GatewayPage };
	/** A gateway, whether or not it is online. */
	gateway_info: { params: [id: Id, at?: Hash | null]; result: GatewayView };
	/** What an account has from running gateways. */
	gateway_rewards: { params: [account: AccountId, at?: Hash | null]; result: GatewayRewardsView };
	/** A dispute with its panels, also one that is over as long as it is kept. */
	arbitration_dispute: { params: [id: Id, at?: Hash | null]; result: DisputeWithPanelsView };
	/** The disputes of an account as tenant or provider, from the oldest on, without panels. */
	arbitration_disputesOf: { params: [account: AccountId, cursor?: Hex | null, limit?: number | null, at?: Hash | null]; result: DisputePage };
	/** What an arbiter has to do until which block, seen from the next block. */
	arbitration_tasks: { params: [arbiter: AccountId, cursor?: Hex | null, limit?: number | null, at?: Hash | null]; result: ArbiterTaskPage };
	/** The keys that have to be let in to the machine of a lease, seen from the next block. */
	arbitration_accessGrants: { params: [lease: Id, at?: Hash | null]; result: AccessGrantView[] };
	/** Everything that waits for an account, seen from the next block. */
	agent_inbox: { params: [account: AccountId, cursor?: Hex | null, limit?: number | null, kinds?: WorkKind[] | null, at?: Hash | null]; result: InboxAnswer };
	/** Pushes an account's inbox, and then what changes in it. */
	agent_subscribe: { params: [account: AccountId, options?: SubscribeOptions | null]; result: string | number };
	/** Ends a subscription. */
	agent_unsubscribe: { params: [subscription: string | number]; result: boolean };
}
