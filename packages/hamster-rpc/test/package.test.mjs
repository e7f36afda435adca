// What the package tells polkadot.js, tried on the examples of the reference; and what is packed.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiPromise } from '@polkadot/api';
import { TypeRegistry } from '@polkadot/types';
import { rpc, types } from 'hamster-rpc';
import { exampleOf, faultsOfParams, openrpc } from '../../../scripts/rpc-schema.mjs';

const registry = new TypeRegistry();
registry.register(types);

const definition = (name) => {
	const [section, short] = name.split('_');
	return rpc[section]?.[short];
};

/**
 * A codec as the JSON that it was made of. What is absent in a variant is not told from `null`, so
 * the original says what to look for.
 */
function assertSame(codec, json, at) {
	if (json === null) assert.ok(codec.isNone, `${at} is there`);
	else if ('isSome' in codec) {
		assert.ok(codec.isSome, `${at} is missing`);
		assertSame(codec.unwrap(), json, at);
	} else if (Array.isArray(json)) {
		assert.equal(codec.length, json.length, at);
		json.forEach((item, i) => assertSame(codec[i], item, `${at}[${i}]`));
	} else if (typeof json === 'object') {
		for (const [name, inner] of Object.entries(json)) assertSame(codec[`${name}_`] ?? codec[name], inner, `${at}.${name}`);
		for (const [name, inner] of codec.entries()) {
			assert.ok(name.replace(/_$/, '') in json || inner.isNone, `${at}.${name} came from nowhere`);
		}
	} else if ('isBasic' in codec) assert.equal(codec.type, json, at);
	else if (typeof json === 'number') assert.equal(codec.toNumber(), json, at);
	else if (typeof json === 'boolean') assert.equal(codec.isTrue, json, at);
	else assert.equal(codec.toString(), json, at);
}

test('polkadot.js is told of every method, and of no other', () => {
	const told = Object.entries(rpc).flatMap(([section, all]) => Object.keys(all).map((name) => `${section}_${name}`));
	const wanted = openrpc.methods.map(({ name }) => name).filter((name) => name !== 'agent_unsubscribe');
	assert.deepEqual(told.sort(), wanted.sort());
});

for (const method of openrpc.methods.filter(({ name }) => definition(name))) {
	const { params, result } = exampleOf(method);
	const told = definition(method.name);
	const pushes = method['x-subscription'];

	test(`the answer of ${method.name} is decoded`, () => {
		const json = pushes ? pushes.example : result;
		assertSame(registry.createType(told.type, json), json, method.name);
	});

	test(`what ${method.name} is asked with goes over the wire as the node takes it`, () => {
		const sent = params.map((value, i) => registry.createType(told.params[i].type, value).toJSON());
		assert.deepEqual(faultsOfParams(method, sent), []);
		sent.forEach((value, i) => {
			if (params[i] === null) assert.equal(value, null);
		});
	});
}

test('amounts are exact beyond 2^53, in and out', () => {
	const most = String(2n ** 128n - 1n);
	const filter = registry.createType('SearchFilter', { maxPricePerHour: most, minCores: 1 });
	assert.equal(BigInt(filter.toJSON().maxPricePerHour), 2n ** 128n - 1n);
	assert.equal(filter.toJSON().region, null);
	const change = (freeChange) => registry.createType('DryRunView', { freeChange }).freeChange.toBigInt();
	assert.equal(change('-170141183460469231731687303715884105728'), -(2n ** 127n));
	assert.equal(change('9007199254740993'), 9007199254740993n);
});

test('words are sent as the node spells them', () => {
	const json = (type, value) => registry.createType(type, value).toJSON();
	assert.equal(json('ResourceKind', 'virtualMachine'), 'virtualMachine');
	assert.deepEqual(json('Option<Vec<WorkKind>>', ['leaseToServe']), ['leaseToServe']);
	assert.deepEqual(json('SubscribeOptions', { blocks: 'best' }), { blocks: 'best', since: null, kinds: null });
	assert.throws(() => json('SearchSort', 'cheapest'));
});

/** A provider that answers what it is told and keeps what it was asked. */
class Recorder {
	asked = [];
	isConnected = false;
	hasSubscriptions = true;
	isClonable = false;
	on() {
		return () => {};
	}
	async connect() {}
	async disconnect() {}
	async send(name, params) {
		this.asked.push([name, params]);
		return exampleOf(openrpc.methods.find((one) => one.name === name)).result;
	}
	async subscribe(type, name, params, tell) {
		this.asked.push([name, params]);
		const { 'x-subscription': pushes } = openrpc.methods.find((one) => one.name === name);
		assert.equal(type, pushes.notification);
		setImmediate(() => tell(null, pushes.example));
		return 'id';
	}
	async unsubscribe(type, name) {
		this.asked.push([name]);
		return true;
	}
}

test('api.rpc has them', async () => {
	const provider = new Recorder();
	const api = new ApiPromise({ provider, rpc, types, noInitWarn: true });
	const page = await api.rpc.market.search({ minCores: 8 }, 'price', null, 50);
	assert.equal(page.items[0].resource.pricePerHour.toBigInt(), 10n ** 12n);
	const [name, [filter, ...rest]] = provider.asked.pop();
	assert.deepEqual([name, filter.minCores, rest], ['market_search', 8, ['price', null, 50]]);
	await api.rpc.market.totals();
	assert.deepEqual(provider.asked.pop(), ['market_totals', []]);

	const account = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
	const stop = await new Promise((done, fail) => {
		const stopping = api.rpc.agent.subscribe(account, null, (event) => {
			assert.ok(event.event.isSnapshot && event.finality.isFinalized);
			stopping.then(done);
		});
		stopping.catch(fail);
	});
	assert.deepEqual(provider.asked.pop(), ['agent_subscribe', [account, null]]);
	stop();
	// polkadot.js waits for somebody else who may want the same.
	for (let i = 0; i < 100 && provider.asked.length === 0; i += 1) await sleep(100);
	assert.deepEqual(provider.asked.pop(), ['agent_unsubscribe']);
});

test('only what is built is packed', () => {
	const npm = (...args) => execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	const [{ files }] = JSON.parse(npm('pack', '--dry-run', '--json', '--ignore-scripts'));
	const paths = files.map(({ path }) => path);
	const odd = paths.filter((path) => !/^(dist\/[\w/]+\.(js|d\.ts)|README\.md|package\.json)$/.test(path));
	assert.deepEqual(odd, []);
	for (const path of ['dist/index.js', 'dist/index.d.ts', 'dist/generated/augment.d.ts', 'README.md']) {
		assert.ok(paths.includes(path), `${path} is missing`);
	}
	const { peerDependencies, dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url)));
	assert.deepEqual([Object.keys(peerDependencies), dependencies], [['@polkadot/api'], undefined]);
});
