// Subscriptions to an inbox: what is pushed, what a reconnect brings, what is refused, and what becomes
// of a reader who does not read.

import assert from 'node:assert/strict';
import { account } from './lib/chain.mjs';
import { facts, Follower, inbox, Picture } from './lib/inbox.mjs';
import { HAM, list, open, order } from './lib/market.mjs';
import { memoryOf } from './lib/node.mjs';
import { Socket } from './lib/socket.mjs';
import { story } from './lib/story.mjs';

const BAD_PARAMS = -32_602;
const BAD_CURSOR = 7_001;
const TOO_MANY = 7_027;
const TOO_SLOW = 7_029;
const UNKNOWN_KIND = 7_030;
/** Subscriptions to inboxes that a connection may have. */
const PER_CONNECTION = 64;
/** An event comes with the first block so far on that is told as final, also if nothing has changed. */
const QUIET = 10;
/** Finality may go on by several blocks at once. */
const SLACK = 10;
const MEBIBYTE = 2 ** 20;
/** Much less than what was pushed in vain, were it kept. */
const MOST_GROWTH = 150 * MEBIBYTE;

story('subscriptions to an inbox', {}, async ({ node, chain, step }) => {
	const { tx } = chain.api;
	const [provider, tenant] = ['//Bob', '//Charlie'].map(account);
	const { address } = provider;
	let left;
	const beat = () => chain.send(provider, tx.provider.heartbeat([]));

	await step('the first event is everything, and then comes what changes', async () => {
		await open(chain, provider, { stake: 1_000n * HAM, price: HAM });
		for (let i = 1; i < 30; i += 1) await list(chain, provider, { price: HAM });
		const follower = await Follower.open(node, address);
		const [first] = follower.events;
		assert.deepEqual([first.event, first.finality], ['snapshot', 'finalized']);
		assert.deepEqual(first.items.map(({ key }) => key), ['heartbeat']);

		await order(chain, tenant, 0, { hours: 1, limit: HAM });
		const item = await follower.item('orderToAccept', { order: 0 });
		const event = follower.events.find(({ added }) => added?.some(({ key }) => key === item.key));
		assert.deepEqual(
			[event.event, event.added, event.changed, event.removed],
			['changes', [item], [], []],
		);
		await chain.send(tenant, tx.resourceOrder.cancelOrder(0));
		await follower.gone('orderToAccept');
		assert.ok(follower.events.some(({ removed }) => removed?.includes(item.key)));
		left = { items: new Map(follower.items), cursor: follower.cursor };

		// Blocks are told in their order, and silence never lasts.
		const from = follower.block.number;
		await follower.until(({ block }) => block.number >= from + 3 * QUIET);
		const numbers = follower.events.map(({ block }) => block.number);
		numbers.slice(1).forEach((number, i) => {
			const most = numbers[i] + QUIET + SLACK;
			assert.ok(number > numbers[i] && number <= most, `${numbers[i]}, then ${number}`);
		});
		// The number and the hash of a final block.
		for (const { cursor } of follower.events) assert.match(cursor, /^0x[0-9a-f]{72}$/);
		await follower.close();
	});

	await step('who comes back with a cursor is told what has changed since', async () => {
		await beat();
		await order(chain, tenant, 1, { hours: 1, limit: HAM });
		const { number } = chain.best;
		await chain.final.reach(number);
		const follower = await Follower.open(node, address, { since: left.cursor }, left.items);
		const [first] = follower.events;
		assert.equal(first.event, 'changes');
		assert.deepEqual(first.added.map(({ work }) => work.kind), ['orderToAccept']);
		const { items } = await inbox(chain, address, { at: first.block.hash });
		assert.deepEqual(facts(follower.items), facts(items));
		await follower.close();
	});

	await step('a cursor of a block that is not there brings everything', async () => {
		// Of another block of the same height: the hash is at the end.
		const strange = left.cursor.slice(0, -64) + 'ab'.repeat(32);
		const follower = await Follower.open(node, address, { since: strange });
		assert.equal(follower.events[0].event, 'snapshot');
		await follower.close();
	});

	await step('only the kinds that are asked for are told', async () => {
		const follower = await Follower.open(node, address, { kinds: ['orderToAccept'] });
		assert.deepEqual(follower.events[0].items.map(({ work }) => work.kind), ['orderToAccept']);
		await follower.close();
	});

	await step('best blocks are told before they are final, and marked', async () => {
		await beat();
		const follower = await Follower.open(node, address, { blocks: 'best' });
		await order(chain, tenant, 2, { hours: 1, limit: HAM });
		await follower.item('orderToAccept', { order: 2 });
		const told = follower.events.find(
			({ event, added }) => event === 'changes' && added.some(({ work }) => work.order === 2),
		);
		assert.deepEqual([told.finality, told.cursor], ['best', null]);
		await follower.until(({ events }) =>
			events.some(({ finality, block }) => finality === 'finalized' && block.number >= told.block.number),
		);
		await follower.close();
	});

	await step('what is no account, cursor, option or kind is refused', async () => {
		const socket = await Socket.open(node.ws);
		for (const [code, ...params] of [
			[BAD_PARAMS],
			[BAD_PARAMS, 'Bob'],
			[BAD_PARAMS, address, 7],
			[BAD_PARAMS, address, { blocks: 'all' }],
			[BAD_PARAMS, address, { since: 'yesterday' }],
			[BAD_PARAMS, address, { from: 7 }],
			[BAD_CURSOR, address, { since: '0x1234' }],
			[BAD_CURSOR, address, { since: `${left.cursor}00` }],
			[UNKNOWN_KIND, address, { kinds: ['heartbeat', 'coffee'] }],
		]) {
			const { error } = await socket.ask('agent_subscribe', ...params);
			assert.equal(error?.code, code, JSON.stringify(params));
		}
		const options = { blocks: null, since: null, kinds: null };
		assert.ok(await socket.get('agent_subscribe', address, options));
		await socket.close();
		// Over HTTP nothing can be pushed.
		assert.ok((await node.rpc('agent_subscribe', [address])).error);
	});

	await step('a connection has so many and no more', async () => {
		const socket = await Socket.open(node.ws);
		const ids = [];
		for (let i = 0; i < PER_CONNECTION; i += 1) ids.push(await socket.get('agent_subscribe', address));
		assert.equal((await socket.ask('agent_subscribe', address)).error.code, TOO_MANY);
		assert.equal(await socket.get('agent_unsubscribe', ids[0]), true);
		// Its place is free when its task has ended.
		let again;
		for (let i = 0; i < 50 && again === undefined; i += 1) {
			again = (await socket.ask('agent_subscribe', address)).result;
		}
		assert.ok(again);
		await socket.close();
		const other = await Socket.open(node.ws);
		assert.ok(await other.get('agent_subscribe', address));
		await other.close();
	});

	await step('who does not read is dropped, and nothing is kept for him', async () => {
		await beat();
		// Everything is pushed at once to all of these, every few blocks.
		for (let resource = 3; resource < 30; resource += 1) {
			await order(chain, tenant, resource, { hours: 1, limit: HAM });
		}
		const sockets = [];
		for (let i = 0; i < 4; i += 1) {
			const socket = await Socket.open(node.ws);
			for (let k = 0; k < PER_CONNECTION; k += 1) {
				await socket.get('agent_subscribe', address, { blocks: 'best' });
			}
			sockets.push(socket);
		}
		const reader = await Follower.open(node, address);
		const before = memoryOf(node.pid);
		for (const { ws } of sockets) ws.pause();
		// Each heartbeat changes an item, and the orders lapse meanwhile.
		const end = chain.best.number + 1_500;
		while (chain.best.number < end) await beat();
		const growth = memoryOf(node.pid) - before;
		assert.ok(growth < MOST_GROWTH, `the node has grown by ${Math.round(growth / MEBIBYTE)} MiB`);

		// Whoever reads is told as before.
		await reader.until(({ block }) => block.number >= end);
		const { items } = await inbox(chain, address, { at: reader.block.hash });
		assert.deepEqual(facts(reader.items), facts(items));
		await reader.close();

		// The others find that they were dropped, after what they had been sent.
		for (const socket of sockets) {
			socket.ws.resume();
			const known = new Map();
			const dropped = new Set();
			let isClosed = false;
			socket.closed.then(() => (isClosed = true));
			while (!isClosed && dropped.size < PER_CONNECTION) {
				const push = await socket.next(30_000).catch(() => undefined);
				if (push === undefined) break;
				const { subscription, error, result } = push.params;
				if (error) {
					assert.equal(error.code, TOO_SLOW);
					dropped.add(subscription);
					continue;
				}
				// Nothing is left out in between.
				if (!known.has(subscription)) known.set(subscription, new Picture());
				known.get(subscription).enter(result);
				if ((result.block?.number ?? 0) > end + 500) break;
			}
			assert.ok(isClosed || dropped.size > 0, 'nobody was dropped');
			socket.ws.terminate();
		}
	});
});
