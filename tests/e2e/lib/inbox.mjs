// Inboxes from outside: somebody who follows one as an agent does.

import assert from 'node:assert/strict';
import { Socket } from './socket.mjs';

/** All items of an inbox as of a block, or of the best, by key, with the block. */
export async function inbox(chain, address, { at = null, limit = 100, kinds = null } = {}) {
	const items = new Map();
	let cursor = null;
	let block;
	do {
		const page = await chain.provider.send('agent_inbox', [address, cursor, limit, kinds, block?.hash ?? at]);
		block ??= page.block;
		assert.deepEqual(page.block.hash, block.hash);
		for (const item of page.items) {
			assert.ok(!items.has(item.key), `${item.key} is there twice`);
			items.set(item.key, item);
		}
		cursor = page.nextCursor;
	} while (cursor !== null);
	return { items, block };
}

/** Enters an event in what is known. */
export function apply(items, event) {
	if (event.event === 'retracted') return;
	if (event.event === 'snapshot') items.clear();
	for (const item of event.items ?? event.added) {
		assert.ok(!items.has(item.key), `${item.key} was there already`);
		items.set(item.key, item);
	}
	for (const item of event.changed ?? []) {
		assert.ok(items.has(item.key), `${item.key} was not there`);
		assert.notEqual(items.get(item.key).revision, item.revision, `${item.key} has not changed`);
		items.set(item.key, item);
	}
	for (const key of event.removed ?? []) assert.ok(items.delete(key), `${key} was not there`);
}

/** What is known of an inbox: as of final blocks, and as of best ones, which begin as the same. */
export class Picture {
	constructor(known = new Map()) {
		this.final = new Map(known);
		this.best = undefined;
	}

	enter(event) {
		if (event.finality === 'best') {
			apply(this.best, event);
		} else {
			apply(this.final, event);
			this.best ??= new Map(this.final);
		}
	}
}

/** What must be the same for a live follower and for one who asks anew, as plain JSON by key. */
export function facts(items) {
	return Object.fromEntries(
		[...items.values()]
			.sort((a, b) => (a.key < b.key ? -1 : 1))
			.map(({ key, revision, ...item }) => {
				// Told as it was when it was told, and part of the revision.
				if (item.work.kind === 'leaseHeld') {
					return [key, { ...item, work: { ...item.work, heartbeatDeadline: null } }];
				}
				return [key, { ...item, revision }];
			}),
	);
}

/** Follows an account's inbox over a connection of its own. */
export class Follower {
	events = [];
	/** Every kind that was ever there. */
	seen = new Set();
	#tell = [];

	/** `known` are items of a former follower, who had that cursor. */
	static async open(node, address, options = {}, known = new Map()) {
		const follower = new Follower();
		follower.socket = await Socket.open(node.ws);
		follower.picture = new Picture(known);
		follower.isBest = options.blocks === 'best';
		follower.id = await follower.socket.get('agent_subscribe', address, options);
		follower.done = follower.#listen().catch((error) => (follower.error = error));
		await follower.until(() => follower.events.length > 0);
		return follower;
	}

	/** By key, what is known as of the blocks that are followed. */
	get items() {
		return this.isBest ? (this.picture.best ?? new Map()) : this.picture.final;
	}

	async #listen() {
		for (;;) {
			const { method, params } = await this.socket.next(600_000);
			assert.deepEqual([method, params.subscription], ['agent_inboxChanged', this.id]);
			if (params.error) throw Object.assign(new Error(params.error.message), params.error);
			const event = params.result;
			this.picture.enter(event);
			this.events.push(event);
			if (event.block) this.block = event.block;
			this.cursor = event.cursor ?? this.cursor;
			for (const { work } of this.items.values()) this.seen.add(work.kind);
			this.#tell.splice(0).forEach((wake) => wake());
		}
	}

	/** When this holds for what is known. */
	async until(holds) {
		while (!holds(this)) {
			const news = new Promise((done) => this.#tell.push(done));
			await Promise.race([news, this.done]);
			if (this.error) throw this.error;
		}
	}

	/** When an item of that kind is there, about this; returns it. */
	async item(kind, about = {}) {
		const find = () =>
			[...this.items.values()].find(
				({ work }) =>
					work.kind === kind && Object.entries(about).every(([name, value]) => work[name] === value),
			);
		await this.until(find);
		return find();
	}

	/** When no item of that kind is there. */
	async gone(kind, about = {}) {
		await this.until(
			({ items }) =>
				![...items.values()].some(
					({ work }) =>
						work.kind === kind && Object.entries(about).every(([name, value]) => work[name] === value),
				),
		);
	}

	async close() {
		await this.socket.close().catch(() => {});
	}
}
