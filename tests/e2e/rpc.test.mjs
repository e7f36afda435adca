// The market's methods and those about disputes, asked well and asked badly.

import assert from 'node:assert/strict';
import { account } from './lib/chain.mjs';
import { accept, HAM, list, machine, order } from './lib/market.mjs';
import { story } from './lib/story.mjs';

const BAD_PARAMS = -32_602;
const NO_RUNTIME = 7_000;
const BAD_CURSOR = 7_001;
const BAD_LIMIT = 7_002;
const NOT_FOUND = { resource: 7_003, order: 7_004, lease: 7_005, provider: 7_006 };
const DISPUTE_NOT_FOUND = 7_010;

/** The least whole number that JavaScript's numbers do not have. */
const BEYOND_NUMBERS = 2n ** 53n + 1n;
const PRICE = HAM;
const UNKNOWN_BLOCK = `"0x${'00'.repeat(32)}"`;
const MACHINES = 7;

story('the methods of the market', { args: ['--state-pruning', 'archive'] }, async ({ node, chain, step }) => {
	const { tx } = chain.api;
	const [provider, tenant, nobody] = ['//Bob', '//Charlie', '//Dave'].map(account);
	const small = machine({ cores: 1, memoryMib: 1_024, storageGib: 10 });
	const spec = {
		...small,
		gpus: { model: 'H100 “80 GB”', count: 8 },
		addresses: [],
		kind: 'Container',
	};

	/** The error that a method answers; the parameters are JSON as it goes over the wire. */
	const refusalOf = async (name, params) => {
		const { error } = await node.rpc(name, params);
		assert.ok(error, `${name}${params} was answered`);
		return error;
	};
	const refusal = (method, params) => refusalOf(`market_${method}`, params);
	const refusesAll = async (code, name, all) => {
		for (const params of all) {
			const error = await refusalOf(name, params);
			assert.equal(error.code, code, `${name}${params}: ${error.message}`);
		}
	};
	const refuses = (code, method, ...all) => refusesAll(code, `market_${method}`, all);
	const refusesDispute = (code, method, ...all) =>
		refusesAll(code, `arbitration_${method}`, all);
	const disputes = (method, ...params) => chain.provider.send(`arbitration_${method}`, params);

	await step('a market comes about', async () => {
		// Far from what a double can hold.
		const stake = 600_000n * HAM + BEYOND_NUMBERS;
		await chain.send(provider, tx.provider.stake(stake));
		await list(chain, provider, { spec, price: BEYOND_NUMBERS });
		for (let id = 1; id < MACHINES; id += 1) {
			assert.equal(await list(chain, provider, { spec: small, price: PRICE }), id);
		}
		await chain.send(provider, tx.provider.heartbeat([]));
		await order(chain, tenant, 5, { hours: 1, limit: PRICE });
		await order(chain, tenant, 6, { hours: 1, limit: PRICE });
		await accept(chain, provider, 1);
	});

	await step('amounts are exact beyond 2^53, and texts are text', async () => {
		const view = await chain.market('resource', 0);
		assert.equal(view.pricePerHour, '9007199254740993');
		assert.equal(chain.api.createType('Balance', view.pricePerHour).toBigInt(), BEYOND_NUMBERS);
		assert.equal(view.spec.kind, 'container');
		assert.equal(view.spec.gpuModel, 'H100 “80 GB”');
		assert.equal(view.spec.gpuCount, 8);
		assert.deepEqual(view.spec.addresses, []);
		const { stake } = await chain.market('provider', provider.address);
		assert.equal(stake, '609007199254740993');
		assert.equal(chain.api.createType('Balance', stake).toString(), stake);
	});

	await step('pages have every machine that can be ordered once', async () => {
		const seen = [];
		let cursor = null;
		let pages = 0;
		do {
			const page = await chain.market('resources', cursor, 2);
			assert.ok(page.items.length <= 2);
			seen.push(...page.items);
			cursor = page.nextCursor;
			pages += 1;
		} while (cursor !== null);
		assert.ok(pages >= 3);
		assert.deepEqual(seen.map(({ id }) => id).sort(), [0, 1, 2, 3, 4]);
		for (const view of seen) {
			assert.equal(view.status, 'available');
			assert.deepEqual(view, await chain.market('resource', view.id));
		}
		assert.equal((await chain.market('resources', null, 100)).items.length, 5);
		assert.equal((await chain.market('resources')).items.length, 5);
	});

	await step('the market is told in numbers', async () => {
		const totals = {
			resources: { available: 5, reserved: 1, leased: 1, offline: 0 },
			pendingOrders: 1,
			activeLeases: 1,
			rentSettled: '0',
			faultedLeases: 0,
			onlineGateways: 0,
			openDisputes: 0,
		};
		assert.deepEqual(await chain.market('totals'), totals);
		const before = await chain.market('totals', await chain.hash(0));
		assert.deepEqual(before, {
			...totals,
			resources: { available: 0, reserved: 0, leased: 0, offline: 0 },
			pendingOrders: 0,
			activeLeases: 0,
		});
	});

	await step('a cursor outlives its machine', async () => {
		const all = (await chain.market('resources')).items.map(({ id }) => id);
		const { items, nextCursor } = await chain.market('resources', null, 2);
		const { hash } = await chain.send(provider, tx.provider.deregisterResource(items[1].id));
		const rest = await chain.market('resources', nextCursor, 100, hash);
		assert.deepEqual(rest.items.map(({ id }) => id), all.slice(2));
		await refuses(NOT_FOUND.resource, 'resource', `[${items[1].id}]`);
	});

	await step('ids are numbers, or hex for those that no double holds', async () => {
		const { result } = await node.rpc('market_resource', '["0x6"]');
		assert.equal(result.id, 6);
		assert.equal((await node.rpc('market_order', '["0x0"]')).result.resource, 5);
		assert.equal((await node.rpc('market_lease', '[1]')).result.resource, 6);
	});

	await step('unknown ids have an error each, which names the id', async () => {
		const largest = String(2n ** 64n - 1n);
		for (const method of ['resource', 'order', 'lease']) {
			const code = NOT_FOUND[method];
			await refuses(code, method, '[99]', '["0x63"]', '["0xffffffffffffffff"]', `[${largest}]`);
			assert.equal((await refusal(method, `[${largest}]`)).data, largest);
		}
		// An order that was accepted is a lease, and one that was not is none.
		await refuses(NOT_FOUND.order, 'order', '[1]');
		await refuses(NOT_FOUND.lease, 'lease', '[0]');
		await refuses(NOT_FOUND.provider, 'provider', `["${nobody.address}"]`);
		assert.equal((await refusal('provider', `["${nobody.address}"]`)).data, nobody.address);
		await assert.rejects(chain.market('lease', 99), { code: NOT_FOUND.lease });
	});

	await step('what is no id is refused', async () => {
		const bad = [
			...['', 'null', '-1', '1.5', '1e99', '18446744073709551616', 'true', '"zz"'],
			...['"-1"', '"10"', '"abc"', '" 10"', '"1.5"', '"0x10000000000000000"'],
			...[`"0x${'f'.repeat(80)}"`, '[]', '{}', '[1]'],
		].map((id) => `[${id}]`);
		for (const method of ['resource', 'order', 'lease']) {
			await refuses(BAD_PARAMS, method, ...bad);
		}
	});

	await step('what is no account is refused', async () => {
		const damaged = provider.address.slice(0, -1) + (provider.address.endsWith('1') ? '2' : '1');
		await refuses(
			BAD_PARAMS,
			'provider',
			...['', 'null', '7', '""', '"//Bob"', '"0x00"', `"${damaged}"`, '[]', '{}'].map(
				(who) => `[${who}]`,
			),
		);
	});

	await step('what is no cursor is refused', async () => {
		const { nextCursor } = await chain.market('resources', null, 1);
		assert.match(nextCursor, /^0x[0-9a-f]{32}$/);
		const wrongHash = nextCursor.replace(/^0x./, (start) => (start === '0x0' ? '0x1' : '0x0'));
		const wrongId = nextCursor.slice(0, -2) + (nextCursor.endsWith('01') ? '02' : '01');
		await refuses(
			BAD_CURSOR,
			'resources',
			...['0x', '0x1234', wrongHash, wrongId, `${nextCursor}00`, nextCursor.slice(0, -2)].map(
				(cursor) => `["${cursor}", 1]`,
			),
		);
		await refuses(BAD_PARAMS, 'resources', '["0xzz", 1]', '["next", 1]', '[7, 1]', '[[], 1]');
	});

	await step('what is no page size is refused', async () => {
		await refuses(BAD_LIMIT, 'resources', '[null, 0]', '[null, 101]', '[null, 4294967295]');
		await refuses(
			BAD_PARAMS,
			'resources',
			...['-1', '1.5', '4294967296', '"10"', 'true', '[]'].map((limit) => `[null, ${limit}]`),
		);
	});

	await step('a dispute is seen by both sides', async () => {
		const evidence = `0x${'ab'.repeat(32)}`;
		const opening = tx.arbitration.openDispute(1, 'Other', evidence);
		const receipt = await chain.send(tenant, opening);
		const { hash } = receipt;
		const opened = receipt.event('arbitration.DisputeOpened');
		const rules = await chain.stored(hash, 'arbitration', 'parameters');
		const rent = BigInt(rules.bondHours) * PRICE;
		assert.equal(opened.bond, rules.openBond + rent);
		const { panels, ...view } = await disputes('dispute', 0, hash);
		assert.deepEqual(panels, []);
		assert.deepEqual(view, {
			id: 0,
			lease: 1,
			tenant: tenant.address,
			provider: provider.address,
			resource: 6,
			claim: 'other',
			evidence,
			answer: null,
			disputedFrom: opened.disputedFrom,
			opened: receipt.block,
			bond: String(opened.bond),
			appeal: null,
			round: 0,
			state: 'answering',
			answerUntil: opened.answerUntil,
			commitUntil: null,
			revealUntil: null,
			verdict: null,
			appealUntil: null,
			resolution: null,
			resolved: null,
			rules: {
				appealBond: String(rules.appealBond + rent),
				arbiterBond: String(rules.arbiterBond),
				reward: String(rules.reward),
				panelSize: rules.panelSize,
				appealPanelSize: rules.appealPanelSize,
				quorum: rules.quorum,
			},
		});
		assert.deepEqual(await disputes('dispute', '0x0', hash), { ...view, panels });
		for (const { address } of [tenant, provider]) {
			const page = { items: [view], nextCursor: null };
			assert.deepEqual(await disputes('disputesOf', address, null, 10, hash), page);
		}
		const empty = { items: [], nextCursor: null };
		assert.deepEqual(await disputes('disputesOf', nobody.address), empty);
		assert.deepEqual(await disputes('tasks', account('//Alice//stash').address), empty);
		for (const lease of [0, 1, 99]) assert.deepEqual(await disputes('accessGrants', lease), []);
		assert.equal((await chain.market('totals', hash)).openDisputes, 1);
	});

	await step('disputes are asked badly', async () => {
		const largest = String(2n ** 64n - 1n);
		const unknown = ['[99]', '["0x63"]', '[4294967296]', `[${largest}]`];
		await refusesDispute(DISPUTE_NOT_FOUND, 'dispute', ...unknown);
		const { data } = await refusalOf('arbitration_dispute', `[${largest}]`);
		assert.equal(data, largest);
		for (const method of ['dispute', 'accessGrants']) {
			const bad = ['[]', '[null]', '[-1]', '["10"]', '[1.5]', '[{}]'];
			await refusesDispute(BAD_PARAMS, method, ...bad);
		}

		// The place after that dispute in the tenant's list.
		const cursor = Buffer.concat([tenant.publicKey, Buffer.alloc(4)]).toString('hex');
		const mine = await disputes('disputesOf', tenant.address, `0x${cursor}`);
		assert.deepEqual(mine, { items: [], nextCursor: null });
		for (const method of ['disputesOf', 'tasks']) {
			const [bob, charlie] = [provider, tenant].map(({ address }) => `"${address}"`);
			await refusesDispute(
				BAD_CURSOR,
				method,
				`[${bob}, "0x${cursor}"]`,
				...['0x', '0x1234', `0x${cursor}00`, `0x${cursor.slice(2)}`].map(
					(bad) => `[${charlie}, "${bad}"]`,
				),
			);
			await refusesDispute(BAD_PARAMS, method, `[${bob}, "0xzz"]`, `[${bob}, 7]`);
			await refusesDispute(BAD_LIMIT, method, `[${bob}, null, 0]`, `[${bob}, null, 101]`);
			await refusesDispute(BAD_PARAMS, method, `[${bob}, null, -1]`, `[${bob}, null, "10"]`);
			await refusesDispute(BAD_PARAMS, method, '[]', '[null]', '["//Bob"]', '["0x00"]');
		}
		for (const [method, params] of [
			['dispute', '0'],
			['disputesOf', `"${provider.address}", null, 1`],
			['tasks', `"${provider.address}", null, 1`],
			['accessGrants', '1'],
		]) {
			await refusesDispute(NO_RUNTIME, method, `[${params}, ${UNKNOWN_BLOCK}]`);
			await refusesDispute(BAD_PARAMS, method, `[${params}, "0x12"]`);
		}
		const genesis = await chain.hash(0);
		await refusesDispute(DISPUTE_NOT_FOUND, 'dispute', `[0, "${genesis}"]`);
	});

	await step('blocks that the node does not have are refused', async () => {
		const bob = `"${provider.address}"`;
		for (const [method, first] of [
			['resources', 'null, 1'],
			['resource', '0'],
			['order', '0'],
			['lease', '1'],
			['provider', bob],
		]) {
			await refuses(NO_RUNTIME, method, `[${first}, ${UNKNOWN_BLOCK}]`);
			await refuses(BAD_PARAMS, method, `[${first}, "0x12"]`, `[${first}, 1]`);
		}
		await refuses(NO_RUNTIME, 'totals', `[${UNKNOWN_BLOCK}]`);
		await refuses(BAD_PARAMS, 'totals', '["0x12"]', '[1]');
	});

	await step('and the past can be asked', async () => {
		const genesis = await chain.hash(0);
		await refuses(NOT_FOUND.resource, 'resource', `[0, "${genesis}"]`);
	});
});
