// SPDX-License-Identifier: Apache-2.0
// An agent of a provider: sends heartbeats, accepts orders, lets tenants and arbiters in to their machines, settles,
// answers disputes. All that it knows is the provider's inbox, so it may be killed at any time and started again.
//
//   node build/examples/provider-agent.js ws://127.0.0.1:9944 //Bob FOLDER    (packages/hamster-rpc builds it)
//
// Machines are listed, and brought back online, by hand; it says of all of them that they are up. Where this
// writes a file to FOLDER/leases, a real one tells its hypervisor.

import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import type { SubmittableExtrinsic } from '@polkadot/api/types';
import type { json } from 'hamster-rpc';

type Tx = SubmittableExtrinsic<'promise'>;
/** What is kept between two runs: the inbox, and the final block that it is as of. */
interface Known {
	cursor: string | null;
	items: Record<string, json.InboxItem>;
}

const [ws = 'ws://127.0.0.1:9944', suri = '//Bob', folder = 'agent'] = process.argv.slice(2);
const LEASES = join(folder, 'leases');
const STATE = join(folder, 'inbox.json');
const LOG = join(folder, 'log');
/** Milliseconds until the next attempt to reach the node. */
const PAUSE = 1_000;

mkdirSync(LEASES, { recursive: true });

function log(text: string): void {
	appendFileSync(LOG, `${new Date().toISOString()} ${text}\n`);
	console.log(text);
}

/** Whole or not at all, whenever we are killed. */
function write(path: string, value: unknown): void {
	const text = JSON.stringify(value, null, '\t');
	if (read(path) === text) return;
	writeFileSync(`${path}.new`, text);
	renameSync(`${path}.new`, path);
}

function read(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}

/** Enters what the node tells. */
function apply(known: Known, event: json.InboxEvent): void {
	if (event.event === 'retracted') return;
	if (event.event === 'snapshot') known.items = {};
	const news = event.event === 'snapshot' ? event.items : [...event.added, ...event.changed];
	for (const item of news) known.items[item.key] = item;
	if (event.event === 'changes') for (const key of event.removed) delete known.items[key];
	known.cursor = event.cursor ?? known.cursor;
}

/** One connection, until it breaks. */
class Session {
	readonly #me = new Keyring({ type: 'sr25519' }).addFromUri(suri);
	/** Nothing if there is no file, and then the node begins with a snapshot. */
	readonly #known = JSON.parse(read(STATE) ?? '{ "cursor": null, "items": {} }') as Known;
	readonly #events: json.InboxEvent[] = [];
	/** By key and revision: the block from which on an item is looked at again. */
	readonly #later = new Map<string, number>();
	readonly #gone: Promise<never>;
	#head = 0;
	#wake = (): void => {};
	#end = (_: Error): void => {};

	constructor(readonly provider: WsProvider, readonly api: ApiPromise) {
		this.#gone = new Promise((_, fail) => (this.#end = fail));
		this.#gone.catch(() => {});
		provider.on('disconnected', () => this.#end(new Error('the node is gone')));
	}

	async run(): Promise<never> {
		await this.api.rpc.chain.subscribeNewHeads((head) => {
			this.#head = head.number.toNumber();
			this.#wake();
		});
		const { cursor } = this.#known;
		const params = [this.#me.address, cursor === null ? {} : { since: cursor }];
		const push = (error: Error | null, event: json.InboxEvent): void => {
			if (error) this.#end(error);
			else this.#events.push(event);
			this.#wake();
		};
		await this.provider.subscribe('agent_inboxChanged', 'agent_subscribe', params, push);
		log(`follows the inbox of ${this.#me.address}`);
		// Until its first event, the inbox is one of the past.
		for (let isTold = false, isLetIn = true; ; ) {
			const events = this.#events.splice(0);
			for (const event of events) apply(this.#known, event);
			if (events.length > 0) {
				[isTold, isLetIn] = [true, false];
				write(STATE, this.#known);
			}
			if (!isLetIn) isLetIn = await this.#letIn();
			if (isTold) for (const item of this.#items()) await this.#work(item);
			const next = new Promise<void>((done) => (this.#wake = done));
			await Promise.race([this.#gone, this.#events.length > 0 ? null : next]);
		}
	}

	#items(): json.InboxItem[] {
		return Object.values(this.#known.items);
	}

	/** Lets in whom the inbox names, and nobody else. False if the node has not told who all of them are. */
	async #letIn(): Promise<boolean> {
		const files = new Set<string>();
		let isDone = true;
		for (const { work } of this.#items()) {
			if (work.kind !== 'leaseToServe') continue;
			const { lease, tenant, resource, accessKey, end, dispute } = work;
			files.add(`${lease}.json`);
			const grants = dispute === null ? [] : await this.#ask<json.AccessGrantView[]>('arbitration_accessGrants', lease);
			const keys = grants && [accessKey, ...grants.map((grant) => grant.accessKey)];
			if (keys) write(join(LEASES, `${lease}.json`), { lease, tenant, resource, keys, end });
			else isDone = false;
		}
		for (const file of readdirSync(LEASES).filter((name) => !files.has(name))) {
			rmSync(join(LEASES, file));
			log(`takes back the access of ${file}`);
		}
		return isDone;
	}

	/** Asks. Nothing if the node has too much to do (7026): then again with the next block, and other work first. */
	#ask<T>(method: string, ...params: unknown[]): Promise<T | undefined> {
		return this.provider.send<T>(method, params).catch((error: { code?: number }) => {
			if (error.code === 7_026) return undefined;
			throw error;
		});
	}

	/** What an item asks to be sent, if anything. */
	#answer({ work }: json.InboxItem): Tx | undefined {
		const { provider, resourceOrder, arbitration } = this.api.tx;
		switch (work.kind) {
			case 'heartbeat': return provider.heartbeat([]);
			case 'orderToAccept': return resourceOrder.acceptOrder(work.order);
			case 'leaseToSettle': return resourceOrder.settle(work.lease);
			case 'disputeToAnswer':
				return arbitration.respond(work.dispute, `0x${createHash('sha256').update(read(LOG) ?? '').digest('hex')}`);
			case 'stakeToWithdraw': return work.stake === 'provider' ? provider.withdrawUnbonded() : undefined;
		}
	}

	async #work(item: json.InboxItem): Promise<void> {
		const { key, revision, from, until } = item;
		const id = `${key} ${revision}`;
		const next = this.#head + 1;
		if (next < Math.max(from, this.#later.get(id) ?? 0) || (until !== null && next > until)) return;
		const tx = this.#answer(item);
		if (tx === undefined) return;
		// Heartbeats go out untried: they must not wait, and cost next to nothing if they fail.
		const trial = () => this.#ask<json.DryRunView>('market_dryRun', tx.method.toHex(), this.#me.address);
		const view = item.work.kind === 'heartbeat' ? { succeeds: true, reason: null } : await trial();
		if (view === undefined) return;
		const { succeeds, reason } = view;
		if (succeeds) await Promise.race([this.#gone, this.#send(tx)]);
		log(`${key}: ${succeeds ? `sent ${tx.method.method}` : `would fail: ${JSON.stringify(reason)}`}`);
		// Final blocks, and so the inbox, lag behind: what was sent is in it for a while.
		this.#later.set(id, this.#head + (succeeds ? 50 : 10));
	}

	/** Sends a call; done when it is in a block. */
	#send(tx: Tx): Promise<void> {
		return new Promise((done, fail) => {
			tx.signAndSend(this.#me, { nonce: -1 }, ({ status, isError }) => {
				if (status.isInBlock || status.isFinalized) done();
				else if (isError) fail(new Error(`the transaction is ${status.type}`));
			}).catch(fail);
		});
	}
}

for (;;) {
	// One that reconnects by itself would subscribe with an old cursor.
	const provider = new WsProvider(ws, false);
	try {
		await provider.connect();
		const api = await ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: true });
		await new Session(provider, api).run();
	} catch (error) {
		log(`${(error as { message?: string }).message || String(error)}; tries again`);
	}
	await provider.disconnect().catch(() => {});
	await sleep(PAUSE);
}
