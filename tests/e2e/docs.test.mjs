// The reference of the RPC methods, held against a node: the methods that it serves, and the examples,
// which are run on the chain that they tell of.

import assert from 'node:assert/strict';
import { exampleOf, faults, openrpc } from '../../scripts/rpc-schema.mjs';
import { SHORT_RULES } from './lib/arbitration.mjs';
import { account } from './lib/chain.mjs';
import { Keeper } from './lib/gateway.mjs';
import { Follower } from './lib/inbox.mjs';
import { HAM, list, open, order, rent } from './lib/market.mjs';
import { Socket } from './lib/socket.mjs';
import { story } from './lib/story.mjs';

const OURS = /^(market|gateway|arbitration|agent)_/;
/** What goes the way of notifications, or needs one before it. */
const PUSHED = ['agent_subscribe', 'agent_unsubscribe'];
// The panel must not be done before the examples are.
const RULES = { ...SHORT_RULES, commitWindow: 5_000 };

/** What the live answer lacks of the form of the example's: fields that are set there, entries of lists. */
function lacks(example, live, at = '$') {
	if (example === null) return [];
	if (live === null || live === undefined) return [`${at} is ${live}`];
	if (Array.isArray(example)) {
		if (example.length > live.length) return [`${at} has ${live.length} entries`];
		// Of an inbox, with whatever else is in it.
		const like = (one, i) => (one?.work ? live.find(({ work }) => work.kind === one.work.kind) : live[i]);
		return example.flatMap((one, i) => lacks(one, like(one, i), `${at}[${i}]`));
	}
	if (typeof example !== 'object') return [];
	return Object.entries(example).flatMap(([name, one]) => lacks(one, live[name], `${at}.${name}`));
}

story('the reference of the RPC methods', {}, async ({ node, chain, step }) => {
	const { tx } = chain.api;
	const [sudo, provider, tenant, operator] = ['//Alice', '//Bob', '//Charlie', '//Dave'].map(account);
	const arbiter = account('//Alice//stash');
	const keeper = new Keeper(chain);

	await step('the node serves what is in it, and nothing else', async () => {
		const served = (await node.ask('rpc_methods')).methods.filter((name) => OURS.test(name)).sort();
		assert.deepEqual(served, openrpc.methods.map(({ name }) => name).sort());
	});

	await step('a chain comes about like that of the examples', async () => {
		await chain.send(sudo, tx.sudo.sudo(tx.arbitration.setParameters(RULES)));
		assert.equal(await open(chain, provider, { stake: 100n * HAM, price: HAM }), 0);
		keeper.keep(provider, 'provider.HeartbeatReceived', () => tx.provider.heartbeat([]));
		assert.equal(await list(chain, provider, { price: HAM }), 1);
		assert.equal(await list(chain, provider, { price: HAM }), 2);
		await rent(chain, tenant, provider, 0, { hours: 24, price: HAM });
		const peer = '12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp';
		await chain.send(operator, tx.gateway.register(peer, ['/ip4/203.0.113.8/tcp/30333'], 'eu-west'));
		keeper.keep(operator, 'gateway.HeartbeatReceived', () => tx.gateway.heartbeat([0]));
		await chain.send(tenant, tx.arbitration.openDispute(0, 'Weaker', `0x${'11'.repeat(32)}`));
		await chain.send(provider, tx.arbitration.respond(0, `0x${'22'.repeat(32)}`));
		await chain.send(arbiter, tx.arbitration.setAccessKey('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHamster alice'));
		const state = async () => (await chain.provider.send('arbitration_dispute', [0])).state;
		while ((await state()) !== 'voting') {
			await chain.best.reach(chain.best.number + 50);
			await chain.attempt(tenant, tx.arbitration.close(0));
		}
		await order(chain, tenant, 1, { hours: 3, limit: HAM });
	});

	for (const method of openrpc.methods.filter(({ name }) => !PUSHED.includes(name))) {
		await step(`the example of ${method.name} is answered as it says`, async () => {
			const { params, result } = exampleOf(method);
			const answer = await node.rpc(method.name, params);
			assert.equal(answer.error, undefined, JSON.stringify(answer.error));
			assert.deepEqual(faults(method.result.schema, answer.result, method.name), []);
			assert.deepEqual(lacks(result, answer.result), []);
		});
	}

	await step('the example of agent_subscribe is pushed as it says', async () => {
		const method = openrpc.methods.find(({ name }) => name === 'agent_subscribe');
		const { schema, example } = method['x-subscription'];
		const follower = await Follower.open(node, ...exampleOf(method).params);
		const [first] = follower.events;
		assert.deepEqual(faults(schema, first), []);
		assert.deepEqual(lacks(example, first), []);
		const before = follower.events.length;
		await chain.send(tenant, tx.resourceOrder.cancelOrder(1));
		await follower.gone('orderToAccept');
		for (const event of follower.events.slice(before)) assert.deepEqual(faults(schema, event), []);
		assert.equal(await follower.socket.get('agent_unsubscribe', follower.id), true);
		assert.equal(await follower.socket.get('agent_unsubscribe', follower.id), false);
		await follower.close();
	});

	const codes = Object.fromEntries(
		Object.entries(openrpc.components.errors).map(([name, { code }]) => [`#/components/errors/${name}`, code]),
	);

	await step('every error that an example can meet is one of its list', async () => {
		for (const method of openrpc.methods.filter(({ name }) => !PUSHED.includes(name))) {
			const { params } = exampleOf(method);
			// A block that is not there, wherever the method takes one.
			const place = method.params.findIndex(({ name }) => name === 'at');
			const bad = [...params, ...Array(place - params.length).fill(null), `0x${'00'.repeat(32)}`];
			const { error } = await node.rpc(method.name, bad);
			assert.equal(error?.code, 7_000, method.name);
			assert.ok(method.errors.some(({ $ref }) => codes[$ref] === error.code));
		}
	});

	await step('so is what a subscription is refused with, or ended', async () => {
		const method = openrpc.methods.find(({ name }) => name === 'agent_subscribe');
		const listed = (errors) => errors.map(({ $ref }) => codes[$ref]).sort((a, b) => a - b);
		// Also what a test can't bring about: a runtime that can't be asked, a node that has too much to do.
		assert.deepEqual(listed(method.errors), [-32_602, 7_000, 7_001, 7_026, 7_027, 7_028, 7_030]);
		assert.deepEqual(listed(method['x-subscription'].errors), [7_000, 7_027, 7_028, 7_029]);
		const socket = await Socket.open(node.ws);
		for (const params of [[], ['Bob'], [provider.address, { since: '0x' }], [provider.address, { kinds: ['coffee'] }]]) {
			const { error } = await socket.ask(method.name, ...params);
			assert.ok(listed(method.errors).includes(error?.code), JSON.stringify([params, error]));
		}
		await socket.close();
	});

	await step('heartbeats end', () => keeper.rest());
});
