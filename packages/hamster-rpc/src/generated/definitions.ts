// SPDX-License-Identifier: Apache-2.0
// What polkadot.js is told about the methods.
//
// Do not edit: `scripts/rpc-docs.mjs` writes this from `docs/openrpc.json`.

import type { DefinitionRpc, DefinitionRpcSub, RegistryTypes } from '@polkadot/types/types';

/** The types, for the option of that name. */
export const types = {
	"SpecView": {
		"kind": "ResourceKind",
		"cores": "u32",
		"memoryMib": "u32",
		"storageGib": "u32",
		"gpuCount": "u16",
		"gpuModel": "Option<Text>",
		"bandwidthMbps": "u32",
		"cpuModel": "Text",
		"operatingSystem": "Text",
		"region": "Text",
		"peerId": "Text",
		"addresses": "Vec<Text>"
	},
	"Status": { "_enum": ["available", "reserved", "leased", "offline", "suspended", "silent", "expired"] },
	"RiseView": { "pricePerHour": "u128", "from": "u32" },
	"ResourceView": {
		"id": "u64",
		"provider": "AccountId",
		"status": "Status",
		"occupant": "Option<u64>",
		"spec": "SpecView",
		"pricePerHour": "u128",
		"rise": "Option<RiseView>",
		"availableUntil": "u32",
		"minHours": "u32",
		"maxHours": "u32",
		"backing": "u128",
		"requiredStake": "u128"
	},
	"OrderView": {
		"id": "u64",
		"tenant": "AccountId",
		"provider": "AccountId",
		"resource": "u64",
		"hours": "u32",
		"pricePerHour": "u128",
		"escrow": "u128",
		"accessKey": "Text",
		"expires": "u32",
		"hasLapsed": "bool"
	},
	"TermView": { "end": "u32", "pricePerHour": "u128" },
	"WindowView": { "from": "u32", "until": "u32" },
	"LeaseStateView": { "_enum": ["active", "closed"] },
	"LeaseView": {
		"id": "u64",
		"tenant": "AccountId",
		"provider": "AccountId",
		"resource": "u64",
		"spec": "SpecView",
		"accessKey": "Text",
		"start": "u32",
		"end": "u32",
		"terms": "Vec<TermView>",
		"maintenance": "Vec<WindowView>",
		"state": "LeaseStateView",
		"closeReason": "Option<CloseReason>",
		"dispute": "Option<u32>",
		"disputedFrom": "Option<u32>",
		"ended": "Option<u32>",
		"closed": "Option<u32>",
		"coveredUntil": "Option<u32>",
		"settledUntil": "u32",
		"funded": "u128",
		"accrued": "u128",
		"paid": "u128",
		"fees": "u128",
		"remaining": "u128",
		"refunded": "u128",
		"compensated": "u128",
		"nextHeartbeatDue": "Option<u32>",
		"heartbeatDeadline": "Option<u32>"
	},
	"UnbondingView": { "amount": "u128", "at": "u32" },
	"StreakView": {
		"number": "u32",
		"started": "u32",
		"lastHeartbeat": "u32",
		"due": "u32",
		"deadline": "u32",
		"isUnbroken": "bool",
		"openLeases": "u32"
	},
	"IncomeView": { "earned": "u128", "compensated": "u128", "fined": "u128" },
	"ReputationView": {
		"score": "u32",
		"trust": "u32",
		"hoursServed": "u64",
		"leasesCompleted": "u32",
		"faults": "u32",
		"disputesLost": "u32",
		"faultWeight": "u32",
		"halfLife": "u32"
	},
	"ProviderView": {
		"account": "AccountId",
		"stake": "u128",
		"locked": "u128",
		"free": "u128",
		"unbonding": "Vec<UnbondingView>",
		"unbondingTotal": "u128",
		"secured": "u128",
		"resources": "u32",
		"streak": "Option<StreakView>",
		"score": "u32",
		"hoursServed": "u64",
		"leasesCompleted": "u32",
		"faults": "u32",
		"disputesLost": "u32",
		"income": "IncomeView",
		"reputation": "ReputationView"
	},
	"ResourceCountsView": { "available": "u32", "reserved": "u32", "leased": "u32", "offline": "u32" },
	"TotalsView": {
		"resources": "ResourceCountsView",
		"pendingOrders": "u32",
		"activeLeases": "u32",
		"rentSettled": "u128",
		"faultedLeases": "u64",
		"onlineGateways": "u32",
		"openDisputes": "u32"
	},
	"ResourcePage": { "items": "Vec<ResourceView>", "nextCursor": "Option<Bytes>" },
	"GatewayStatus": { "_enum": ["online", "silent", "dropped", "understaked"] },
	"GatewayStreakView": {
		"number": "u32",
		"started": "u32",
		"lastHeartbeat": "u32",
		"due": "u32",
		"deadline": "u32",
		"isUnbroken": "bool"
	},
	"GatewayView": {
		"id": "u64",
		"operator": "AccountId",
		"peerId": "Text",
		"addresses": "Vec<Text>",
		"region": "Text",
		"status": "GatewayStatus",
		"stake": "u128",
		"requiredStake": "u128",
		"missingStake": "u128",
		"streak": "Option<GatewayStreakView>",
		"claimable": "u128",
		"accruing": "u128"
	},
	"GatewayPage": { "items": "Vec<GatewayView>", "nextCursor": "Option<Bytes>" },
	"GatewayRewardView": { "id": "u64", "claimable": "u128", "accruing": "u128" },
	"GatewayRewardsView": {
		"account": "AccountId",
		"gateways": "Vec<GatewayRewardView>",
		"claimable": "u128",
		"accruing": "u128",
		"unbonding": "Vec<UnbondingView>"
	},
	"ClaimView": { "_enum": ["unreachable", "weaker", "other"] },
	"VerdictView": { "_enum": ["upheld", "dismissed"] },
	"SideView": { "_enum": ["tenant", "provider"] },
	"ResolutionView": { "_enum": ["upheld", "dismissed", "undecided"] },
	"DisputeStateView": { "_enum": ["answering", "drawing", "voting", "decided", "resolved"] },
	"VoteView": { "_enum": ["absent", "committed", "revealed"] },
	"AppealView": { "by": "SideView", "bond": "u128" },
	"DisputeRulesView": {
		"appealBond": "u128",
		"arbiterBond": "u128",
		"reward": "u128",
		"panelSize": "u32",
		"appealPanelSize": "u32",
		"quorum": "u32"
	},
	"DisputeView": {
		"id": "u32",
		"lease": "u64",
		"tenant": "AccountId",
		"provider": "AccountId",
		"resource": "u64",
		"claim": "ClaimView",
		"evidence": "H256",
		"answer": "Option<H256>",
		"disputedFrom": "u32",
		"opened": "u32",
		"bond": "u128",
		"appeal": "Option<AppealView>",
		"round": "u8",
		"state": "DisputeStateView",
		"answerUntil": "Option<u32>",
		"commitUntil": "Option<u32>",
		"revealUntil": "Option<u32>",
		"verdict": "Option<VerdictView>",
		"appealUntil": "Option<u32>",
		"resolution": "Option<ResolutionView>",
		"resolved": "Option<u32>",
		"rules": "DisputeRulesView"
	},
	"MeasurementView": {
		"reachable": "bool",
		"cores": "u32",
		"memoryMib": "u32",
		"storageGib": "u32",
		"gpus": "u16",
		"bandwidthMbps": "u32"
	},
	"SeatView": {
		"arbiter": "AccountId",
		"vote": "VoteView",
		"verdict": "Option<VerdictView>",
		"measured": "Option<MeasurementView>"
	},
	"PanelView": { "round": "u8", "seats": "Vec<SeatView>" },
	"DisputeWithPanelsView": {
		"id": "u32",
		"lease": "u64",
		"tenant": "AccountId",
		"provider": "AccountId",
		"resource": "u64",
		"claim": "ClaimView",
		"evidence": "H256",
		"answer": "Option<H256>",
		"disputedFrom": "u32",
		"opened": "u32",
		"bond": "u128",
		"appeal": "Option<AppealView>",
		"round": "u8",
		"state": "DisputeStateView",
		"answerUntil": "Option<u32>",
		"commitUntil": "Option<u32>",
		"revealUntil": "Option<u32>",
		"verdict": "Option<VerdictView>",
		"appealUntil": "Option<u32>",
		"resolution": "Option<ResolutionView>",
		"resolved": "Option<u32>",
		"rules": "DisputeRulesView",
		"panels": "Vec<PanelView>"
	},
	"DisputePage": { "items": "Vec<DisputeView>", "nextCursor": "Option<Bytes>" },
	"ArbiterAction": { "_enum": ["setAccessKey", "commitVote", "revealVote"] },
	"ArbiterTaskView": {
		"dispute": "u32",
		"round": "u8",
		"lease": "u64",
		"resource": "u64",
		"provider": "AccountId",
		"claim": "ClaimView",
		"actions": "Vec<ArbiterAction>",
		"notBefore": "Option<u32>",
		"until": "u32",
		"bond": "u128",
		"commitment": "Option<H256>"
	},
	"ArbiterTaskPage": { "items": "Vec<ArbiterTaskView>", "nextCursor": "Option<Bytes>" },
	"AccessGrantView": {
		"arbiter": "AccountId",
		"accessKey": "Text",
		"until": "u32",
		"dispute": "u32",
		"round": "u8"
	},
	"Role": { "_enum": ["tenant", "provider"] },
	"LeaseFilter": { "_enum": ["active", "closed", "any"] },
	"OwnResourcePage": { "items": "Vec<ResourceView>", "nextCursor": "Option<Bytes>" },
	"OrderPage": { "items": "Vec<OrderView>", "nextCursor": "Option<Bytes>" },
	"LeasePage": { "items": "Vec<LeaseView>", "nextCursor": "Option<Bytes>" },
	"SearchFilter": {
		"kind": "Option<ResourceKind>",
		"region": "Option<Text>",
		"minCores": "Option<u32>",
		"minMemoryMib": "Option<u32>",
		"minStorageGib": "Option<u32>",
		"minGpus": "Option<u16>",
		"gpuModel": "Option<Text>",
		"minBandwidthMbps": "Option<u32>",
		"maxPricePerHour": "Option<u128>",
		"minScore": "Option<u32>",
		"hours": "Option<u32>"
	},
	"SearchSort": { "_enum": ["any", "price", "reputation", "capacity"] },
	"OfferView": { "resource": "ResourceView", "score": "u32", "hoursAvailable": "u32" },
	"RefusalKind": {
		"_enum": [
			"resourceNotFound",
			"reserved",
			"leased",
			"offline",
			"suspended",
			"silent",
			"expired",
			"hoursOutOfRange",
			"beyondAvailability",
			"insufficientBalance",
			"ownResource"
		]
	},
	"Refusal": {
		"kind": "RefusalKind",
		"min": "Option<u32>",
		"max": "Option<u32>",
		"hours": "Option<u32>",
		"missing": "Option<u128>"
	},
	"Quote": {
		"resource": "u64",
		"hours": "u32",
		"pricePerHour": "u128",
		"rent": "u128",
		"marketFee": "u128",
		"hold": "u128",
		"end": "u32",
		"firmUntil": "Option<u32>",
		"refusal": "Option<Refusal>"
	},
	"ProviderParametersView": {
		"heartbeatInterval": "u32",
		"tolerance": "u32",
		"unbondingDelay": "u32",
		"priceNotice": "u32"
	},
	"StakeParametersView": {
		"base": "u128",
		"perCore": "u128",
		"perMemoryGib": "u128",
		"perStorageGib": "u128",
		"perGpu": "u128"
	},
	"MarketParametersView": {
		"marketFee": "u32",
		"compensation": "u32",
		"fine": "u32",
		"maintenanceAllowance": "u32",
		"acceptanceWindow": "u32",
		"disputeWindow": "u32"
	},
	"GatewayParametersView": {
		"stake": "u128",
		"heartbeatInterval": "u32",
		"tolerance": "u32",
		"dropPenalty": "u32",
		"feeShare": "u32",
		"releasePeriod": "u32",
		"unbondingDelay": "u32"
	},
	"ArbitrationParametersView": {
		"openBond": "u128",
		"appealBond": "u128",
		"arbiterBond": "u128",
		"bondHours": "u32",
		"reward": "u128",
		"panelSize": "u32",
		"appealPanelSize": "u32",
		"quorum": "u32",
		"lookback": "u32",
		"answerWindow": "u32",
		"commitWindow": "u32",
		"revealWindow": "u32",
		"appealWindow": "u32",
		"penalties": "Vec<u32>",
		"ladderPeriod": "u32"
	},
	"LimitsView": {
		"page": "u32",
		"scan": "u32",
		"examined": "u32",
		"callBytes": "u32",
		"callWeight": "u64"
	},
	"ParametersView": {
		"blockMs": "u64",
		"hours": "u32",
		"provider": "ProviderParametersView",
		"stake": "StakeParametersView",
		"market": "MarketParametersView",
		"gateway": "GatewayParametersView",
		"arbitration": "ArbitrationParametersView",
		"limits": "LimitsView"
	},
	"WeightView": { "refTime": "u64", "proofSize": "u64" },
	"DryRunReasonKind": {
		"_enum": ["noAccount", "cannotPayFee", "module", "token", "arithmetic", "badOrigin", "other"]
	},
	"DryRunReason": {
		"kind": "DryRunReasonKind",
		"fee": "Option<u128>",
		"free": "Option<u128>",
		"pallet": "Option<Text>",
		"error": "Option<Text>",
		"index": "Option<u8>",
		"code": "Option<u8>",
		"name": "Option<Text>"
	},
	"DryRunView": {
		"succeeds": "bool",
		"reason": "Option<DryRunReason>",
		"fee": "u128",
		"feeLimit": "u128",
		"weight": "WeightView",
		"freeChange": "i128",
		"heldChange": "i128"
	},
	"StakeKind": { "_enum": ["provider", "gateway"] },
	"InboxItem": {
		"key": "Text",
		"from": "u32",
		"until": "Option<u32>",
		"revision": "Bytes",
		"work": "Work"
	},
	"BlockRef": { "_alias": { "hash_": "hash" }, "number": "u32", "hash_": "H256" },
	"Finality": { "_enum": ["finalized", "best"] },
	"InboxEventEvent": { "_enum": ["snapshot", "changes", "retracted"] },
	"InboxEvent": {
		"event": "InboxEventEvent",
		"block": "Option<BlockRef>",
		"finality": "Finality",
		"items": "Option<Vec<InboxItem>>",
		"cursor": "Option<Bytes>",
		"added": "Option<Vec<InboxItem>>",
		"changed": "Option<Vec<InboxItem>>",
		"removed": "Option<Vec<Text>>",
		"blocks": "Option<Vec<H256>>",
		"backTo": "Option<BlockRef>"
	},
	"WorkKind": {
		"_enum": [
			"heartbeat",
			"orderToAccept",
			"panelVote",
			"panelReveal",
			"accessKeyMissing",
			"disputeToAnswer",
			"disputeToAppeal",
			"disputeOpen",
			"gatewayHeartbeat",
			"gatewayOffline",
			"rewardsToClaim",
			"stakeToWithdraw",
			"leaseToServe",
			"orderPending",
			"orderLapsed",
			"leaseHeld",
			"leaseToSettle",
			"leaseClosed"
		]
	},
	"Work": {
		"kind": "WorkKind",
		"isSilent": "Option<bool>",
		"order": "Option<u64>",
		"tenant": "Option<AccountId>",
		"resource": "Option<u64>",
		"hours": "Option<u32>",
		"pricePerHour": "Option<u128>",
		"escrow": "Option<u128>",
		"accessKey": "Option<Text>",
		"dispute": "Option<u32>",
		"round": "Option<u8>",
		"lease": "Option<u64>",
		"provider": "Option<AccountId>",
		"claim": "Option<ClaimView>",
		"bond": "Option<u128>",
		"commitment": "Option<H256>",
		"evidence": "Option<H256>",
		"side": "Option<SideView>",
		"verdict": "Option<VerdictView>",
		"state": "Option<DisputeStateView>",
		"gateways": "Option<Vec<u64>>",
		"gateway": "Option<u64>",
		"missingStake": "Option<u128>",
		"stake": "Option<StakeKind>",
		"amount": "Option<u128>",
		"start": "Option<u32>",
		"end": "Option<u32>",
		"maintenance": "Option<Vec<WindowView>>",
		"peerId": "Option<Text>",
		"addresses": "Option<Vec<Text>>",
		"heartbeatDeadline": "Option<u32>",
		"role": "Option<Role>",
		"reason": "Option<CloseReason>",
		"ended": "Option<u32>",
		"closed": "Option<u32>"
	},
	"ResourceKind": { "_enum": ["virtualMachine", "container"] },
	"CloseReason": { "_enum": ["completed", "endedByTenant", "faulted", "resolved"] },
	"SeenBlock": { "_alias": { "hash_": "hash" }, "number": "u32", "hash_": "H256", "finalized": "bool" },
	"SearchSource": { "_enum": ["state", "index"] },
	"SearchPage": {
		"items": "Vec<OfferView>",
		"nextCursor": "Option<Bytes>",
		"source": "SearchSource",
		"block": "SeenBlock"
	},
	"InboxAnswer": {
		"items": "Vec<InboxItem>",
		"nextCursor": "Option<Bytes>",
		"wake": "Option<u32>",
		"block": "SeenBlock"
	},
	"Blocks": { "_enum": ["finalized", "best"] },
	"SubscribeOptions": {
		"blocks": "Option<Blocks>",
		"since": "Option<Bytes>",
		"kinds": "Option<Vec<WorkKind>>"
	}
} as unknown as RegistryTypes;

/** The methods, for the option of that name. */
export const rpc = {
	"market": {
		"search": {
			"description": "Machines that can be ordered now and pass a filter, in some order.",
			"params": [
				{ "name": "filter", "type": "Option<SearchFilter>", "isOptional": true },
				{ "name": "sort", "type": "Option<SearchSort>", "isOptional": true },
				{ "name": "cursor", "type": "Option<Bytes>", "isOptional": true },
				{ "name": "limit", "type": "Option<u32>", "isOptional": true },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "SearchPage"
		},
		"quote": {
			"description": "What some hours of a machine would cost, and until which block that is firm.",
			"params": [
				{ "name": "resource", "type": "u64" },
				{ "name": "hours", "type": "u32" },
				{ "name": "tenant", "type": "Option<AccountId>", "isOptional": true },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "Quote"
		},
		"resources": {
			"description": "Machines that can be ordered now.",
			"params": [
				{ "name": "cursor", "type": "Option<Bytes>", "isOptional": true },
				{ "name": "limit", "type": "Option<u32>", "isOptional": true },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "ResourcePage"
		},
		"resource": {
			"description": "A machine, whether or not it can be ordered.",
			"params": [
				{ "name": "id", "type": "u64" },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "ResourceView"
		},
		"resourcesOf": {
			"description": "The machines of a provider, from the oldest on.",
			"params": [
				{ "name": "account", "type": "AccountId" },
				{ "name": "cursor", "type": "Option<Bytes>", "isOptional": true },
				{ "name": "limit", "type": "Option<u32>", "isOptional": true },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "OwnResourcePage"
		},
		"order": {
			"description": "A pending order.",
			"params": [
				{ "name": "id", "type": "u64" },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "OrderView"
		},
		"ordersOf": {
			"description": "The pending orders of an account on one side, from the oldest on.",
			"params": [
				{ "name": "account", "type": "AccountId" },
				{ "name": "role", "type": "Option<Role>", "isOptional": true },
				{ "name": "cursor", "type": "Option<Bytes>", "isOptional": true },
				{ "name": "limit", "type": "Option<u32>", "isOptional": true },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "OrderPage"
		},
		"lease": {
			"description": "A lease: what has accrued, what was paid, what remains, how it stands. Also a closed one as long as it is kept.",
			"params": [
				{ "name": "id", "type": "u64" },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "LeaseView"
		},
		"leasesOf": {
			"description": "The leases of an account on one side: the active ones, then those that are closed and kept, each from the oldest on.",
			"params": [
				{ "name": "account", "type": "AccountId" },
				{ "name": "role", "type": "Option<Role>", "isOptional": true },
				{ "name": "state", "type": "Option<LeaseFilter>", "isOptional": true },
				{ "name": "cursor", "type": "Option<Bytes>", "isOptional": true },
				{ "name": "limit", "type": "Option<u32>", "isOptional": true },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "LeasePage"
		},
		"provider": {
			"description": "A provider: stake, heartbeats, income, reputation.",
			"params": [
				{ "name": "account", "type": "AccountId" },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "ProviderView"
		},
		"totals": {
			"description": "The market in numbers.",
			"params": [{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }],
			"type": "TotalsView"
		},
		"parameters": {
			"description": "What everybody goes by now.",
			"params": [{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }],
			"type": "ParametersView"
		},
		"dryRun": {
			"description": "What would become of a call if an account sent it now.",
			"params": [
				{ "name": "call", "type": "Bytes" },
				{ "name": "account", "type": "AccountId" },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "DryRunView"
		}
	},
	"gateway": {
		"list": {
			"description": "Gateways that are online now, of one region or of all.",
			"params": [
				{ "name": "region", "type": "Option<Text>", "isOptional": true },
				{ "name": "cursor", "type": "Option<Bytes>", "isOptional": true },
				{ "name": "limit", "type": "Option<u32>", "isOptional": true },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "GatewayPage"
		},
		"info": {
			"description": "A gateway, whether or not it is online.",
			"params": [
				{ "name": "id", "type": "u64" },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "GatewayView"
		},
		"rewards": {
			"description": "What an account has from running gateways.",
			"params": [
				{ "name": "account", "type": "AccountId" },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "GatewayRewardsView"
		}
	},
	"arbitration": {
		"dispute": {
			"description": "A dispute with its panels, also one that is over as long as it is kept.",
			"params": [
				{ "name": "id", "type": "u64" },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "DisputeWithPanelsView"
		},
		"disputesOf": {
			"description": "The disputes of an account as tenant or provider, from the oldest on, without panels.",
			"params": [
				{ "name": "account", "type": "AccountId" },
				{ "name": "cursor", "type": "Option<Bytes>", "isOptional": true },
				{ "name": "limit", "type": "Option<u32>", "isOptional": true },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "DisputePage"
		},
		"tasks": {
			"description": "What an arbiter has to do until which block, seen from the next block.",
			"params": [
				{ "name": "arbiter", "type": "AccountId" },
				{ "name": "cursor", "type": "Option<Bytes>", "isOptional": true },
				{ "name": "limit", "type": "Option<u32>", "isOptional": true },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "ArbiterTaskPage"
		},
		"accessGrants": {
			"description": "The keys that have to be let in to the machine of a lease, seen from the next block.",
			"params": [
				{ "name": "lease", "type": "u64" },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "Vec<AccessGrantView>"
		}
	},
	"agent": {
		"inbox": {
			"description": "Everything that waits for an account, seen from the next block.",
			"params": [
				{ "name": "account", "type": "AccountId" },
				{ "name": "cursor", "type": "Option<Bytes>", "isOptional": true },
				{ "name": "limit", "type": "Option<u32>", "isOptional": true },
				{ "name": "kinds", "type": "Option<Vec<WorkKind>>", "isOptional": true },
				{ "name": "at", "type": "BlockHash", "isOptional": true, "isHistoric": true }
			],
			"type": "InboxAnswer"
		},
		"subscribe": {
			"description": "Pushes an account's inbox, and then what changes in it.",
			"params": [
				{ "name": "account", "type": "AccountId" },
				{ "name": "options", "type": "Option<SubscribeOptions>", "isOptional": true }
			],
			"type": "InboxEvent",
			"pubsub": ["inboxChanged", "subscribe", "unsubscribe"]
		}
	}
} as unknown as Record<string, Record<string, DefinitionRpc | DefinitionRpcSub>>;
