// SPDX-License-Identifier: Apache-2.0
// Tells TypeScript what `api.rpc` has.
//
// Do not edit: `scripts/rpc-docs.mjs` writes this from `docs/openrpc.json`.

import type { AugmentedRpc } from '@polkadot/rpc-core/types';
import type { Bytes, Vec } from '@polkadot/types-codec';
import type { AnyNumber, Observable } from '@polkadot/types/types';
import type { AccountId, H256 } from '@polkadot/types/interfaces/runtime';
import type {
	AccessGrantView,
	ArbiterTaskPage,
	DisputePage,
	DisputeWithPanelsView,
	DryRunView,
	GatewayPage,
	GatewayRewardsView,
	GatewayView,
	InboxAnswer,
	InboxEvent,
	LeaseFilter,
	LeasePage,
	LeaseView,
	OrderPage,
	OrderView,
	OwnResourcePage,
	ParametersView,
	ProviderView,
	Quote,
	ResourcePage,
	ResourceView,
	Role,
	SearchFilter,
	SearchPage,
	SearchSort,
	SubscribeOptions,
	TotalsView,
	WorkKind,
} from './codec.js';
import type * as json from './json.js';

declare module '@polkadot/rpc-core/types/jsonrpc' {
	interface RpcInterface {
		market: {
			/** Machines that can be ordered now and pass a filter, in some order. */
			search: AugmentedRpc<(
				filter?: SearchFilter | json.SearchFilter | null,
				sort?: SearchSort | json.SearchSort | null,
				cursor?: Bytes | string | null,
				limit?: AnyNumber | null,
				at?: H256 | string | null,
			) => Observable<SearchPage>>;
			/** What some hours of a machine would cost, and until which block that is firm. */
			quote: AugmentedRpc<(
				resource: AnyNumber,
				hours: AnyNumber,
				tenant?: AccountId | string | null,
				at?: H256 | string | null,
			) => Observable<Quote>>;
			/** Machines that can be ordered now. */
			resources: AugmentedRpc<(
				cursor?: Bytes | string | null,
				limit?: AnyNumber | null,
				at?: H256 | string | null,
			) => Observable<ResourcePage>>;
			/** A machine, whether or not it can be ordered. */
			resource: AugmentedRpc<(
				id: AnyNumber,
				at?: H256 | string | null,
			) => Observable<ResourceView>>;
			/** The machines of a provider, from the oldest on. */
			resourcesOf: AugmentedRpc<(
				account: AccountId | string,
				cursor?: Bytes | string | null,
				limit?: AnyNumber | null,
				at?: H256 | string | null,
			) => Observable<OwnResourcePage>>;
			/** A pending order. */
			order: AugmentedRpc<(
				id: AnyNumber,
				at?: H256 | string | null,
			) => Observable<OrderView>>;
			/** The pending orders of an account on one side, from the oldest on. */
			ordersOf: AugmentedRpc<(
				account: AccountId | string,
				role?: Role | json.Role | null,
				cursor?: Bytes | string | null,
				limit?: AnyNumber | null,
				at?: H256 | string | null,
			) => Observable<OrderPage>>;
			/**
			 * A lease: what has accrued, what was paid, what remains, how it stands. Also a closed one as
			 * long as it is kept.
			 */
			lease: AugmentedRpc<(
				id: AnyNumber,
				at?: H256 | string | null,
			) => Observable<LeaseView>>;
			/**
			 * The leases of an account on one side: the active ones, then those that are closed and kept,
			 * each from the oldest on.
			 */
			leasesOf: AugmentedRpc<(
				account: AccountId | string,
				role?: Role | json.Role | null,
				state?: LeaseFilter | json.LeaseFilter | null,
				cursor?: Bytes | string | null,
				limit?: AnyNumber | null,
				at?: H256 | string | null,
			) => Observable<LeasePage>>;
			/** A provider: stake, heartbeats, income, reputation. */
			provider: AugmentedRpc<(
				account: AccountId | string,
				at?: H256 | string | null,
			) => Observable<ProviderView>>;
			/** The market in numbers. */
			totals: AugmentedRpc<(
				at?: H256 | string | null,
			) => Observable<TotalsView>>;
			/** What everybody goes by now. */
			parameters: AugmentedRpc<(
				at?: H256 | string | null,
			) => Observable<ParametersView>>;
			/** What would become of a call if an account sent it now. */
			dryRun: AugmentedRpc<(
				call: Bytes | string,
				account: AccountId | string,
				at?: H256 | string | null,
			) => Observable<DryRunView>>;
		};
		gateway: {
			/** Gateways that are online now, of one region or of all. */
			list: AugmentedRpc<(
				region?: string | null,
				cursor?: Bytes | string | null,
				limit?: AnyNumber | null,
				at?: H256 | string | null,
			) => Observable<GatewayPage>>;
			/** A gateway, whether or not it is online. */
			info: AugmentedRpc<(
				id: AnyNumber,
				at?: H256 | string | null,
			) => Observable<GatewayView>>;
			/** What an account has from running gateways. */
			rewards: AugmentedRpc<(
				account: AccountId | string,
				at?: H256 | string | null,
			) => Observable<GatewayRewardsView>>;
		};
		arbitration: {
			/** A dispute with its panels, also one that is over as long as it is kept. */
			dispute: AugmentedRpc<(
				id: AnyNumber,
				at?: H256 | string | null,
			) => Observable<DisputeWithPanelsView>>;
			/** The disputes of an account as tenant or provider, from the oldest on, without panels. */
			disputesOf: AugmentedRpc<(
				account: AccountId | string,
				cursor?: Bytes | string | null,
				limit?: AnyNumber | null,
				at?: H256 | string | null,
			) => Observable<DisputePage>>;
			/** What an arbiter has to do until which block, seen from the next block. */
			tasks: AugmentedRpc<(
				arbiter: AccountId | string,
				cursor?: Bytes | string | null,
				limit?: AnyNumber | null,
				at?: H256 | string | null,
			) => Observable<ArbiterTaskPage>>;
			/** The keys that have to be let in to the machine of a lease, seen from the next block. */
			accessGrants: AugmentedRpc<(
				lease: AnyNumber,
				at?: H256 | string | null,
			) => Observable<Vec<AccessGrantView>>>;
		};
		agent: {
			/** Everything that waits for an account, seen from the next block. */
			inbox: AugmentedRpc<(
				account: AccountId | string,
				cursor?: Bytes | string | null,
				limit?: AnyNumber | null,
				kinds?: (WorkKind | json.WorkKind)[] | null,
				at?: H256 | string | null,
			) => Observable<InboxAnswer>>;
			/** Pushes an account's inbox, and then what changes in it. */
			subscribe: AugmentedRpc<(
				account: AccountId | string,
				options?: SubscribeOptions | json.SubscribeOptions | null,
			) => Observable<InboxEvent>>;
		};
	}
}
