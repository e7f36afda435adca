// The search, against a model: every filter and order, page by page, with an index and without; and
// machines that can no longer be ordered vanish though nothing was written.

import assert from 'node:assert/strict';
import { account } from './lib/chain.mjs';
import { Keeper } from './lib/gateway.mjs';
import { HAM, list, machine, order } from './lib/market.mjs';
import { story } from './lib/story.mjs';

const BAD_CURSOR = 7_001;
const BAD_LIMIT = 7_002;
const BAD_PARAMS = -32_602;
const NEEDS_INDEX = 7_020;
const BUILDING = 7_021;
const BAD_FILTER = 7_022;
const NO_RUNTIME = 7_000;
const MACHINES = 40;
const SORTS = ['price', 'reputation', 'capacity'];
const REGIONS = ['eu-west', 'eu-north', 'us-east'];
const MODELS = ['H100', 'A100', 'RTX 4090'];

/** Numbers that look random and are always the same (mulberry32). */
function dice(seed) {
	let state = seed;
	return (sides) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % sides;
	};
}

story('the search', { args: ['--market-index'] }, async ({ node, chain, step }) => {
	const { tx } = chain.api;
	const [sudo, ...owners] = ['//Alice', '//Bob', '//Charlie', '//Dave'].map(account);
	const tenant = account('//Eve');
	const keeper = new Keeper(chain);
	const roll = dice(7);
	/** What was listed, by id. */
	const model = new Map();

	const search = (...params) => chain.market('search', ...params);
	const refused = async (code, ...params) => {
		const { error } = await node.rpc('market_search', params);
		assert.equal(error?.code, code, `${JSON.stringify(params)}: ${JSON.stringify(error)}`);
		return error;
	};

	/** When the index has seen what is there now. */
	const indexed = async () => {
		const { number } = chain.best;
		for (;;) {
			const { result, error } = await node.rpc('market_search', [null, 'price', null, 1]);
			if (result && result.block.number >= number) return;
			assert.ok(result || error.code === BUILDING, JSON.stringify(error));
			await chain.best.next();
		}
	};

	/** Every machine that is found, in pages of that size. */
	const all = async (filter, sort, limit = 7) => {
		const found = [];
		let cursor = null;
		do {
			const page = await search(filter, sort, cursor, limit);
			assert.ok(page.items.length <= limit);
			assert.deepEqual([page.source, page.block.finalized], ['index', true]);
			found.push(...page.items);
			cursor = page.nextCursor;
		} while (cursor !== null);
		return found;
	};

	const passes = (filter, { spec, price, hours }) =>
		(!filter.kind || spec.kind.toLowerCase() === filter.kind.toLowerCase()) &&
		(!filter.region || spec.region === filter.region) &&
		spec.cores >= (filter.minCores ?? 0) &&
		spec.memoryMib >= (filter.minMemoryMib ?? 0) &&
		spec.storageGib >= (filter.minStorageGib ?? 0) &&
		(spec.gpus?.count ?? 0) >= (filter.minGpus ?? 0) &&
		(!filter.gpuModel || spec.gpus?.model.toLowerCase() === filter.gpuModel.toLowerCase()) &&
		spec.bandwidthMbps >= (filter.minBandwidthMbps ?? 0) &&
		price <= BigInt(filter.maxPricePerHour ?? 2n ** 127n) &&
		5_000 >= (filter.minScore ?? 0) &&
		(!filter.hours || (filter.hours >= hours[0] && filter.hours <= hours[1]));

	// All providers are newcomers, so that by reputation the price decides.
	const ORDERS = {
		price: (a, b) => compare(a.price, b.price) || a.id - b.id,
		reputation: (a, b) => compare(a.price, b.price) || a.id - b.id,
		capacity: (a, b) => compare(b.stake, a.stake) || compare(a.price, b.price) || a.id - b.id,
	};
	const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
	const expected = (filter, sort, isThere = () => true) =>
		[...model.values()]
			.filter((one) => isThere(one) && passes(filter, one))
			.sort(ORDERS[sort])
			.map(({ id }) => id);

	const FILTERS = [
		{},
		{ region: 'eu-west' },
		{ kind: 'container', minCores: 8 },
		{ minGpus: 1, gpuModel: 'h100' },
		{ maxPricePerHour: String(HAM), minMemoryMib: 32_768 },
		{ minStorageGib: 1_000, minBandwidthMbps: 500 },
		{ hours: 30 },
		{ region: 'us-east', minScore: 5_000, hours: 2 },
		{ minScore: 5_001 },
		{ region: 'ap-south' },
	];

	const matches = async (isThere) => {
		await indexed();
		for (const filter of FILTERS) {
			for (const sort of SORTS) {
				const found = await all(filter, sort);
				const ids = found.map(({ resource }) => resource.id);
				assert.deepEqual(ids, expected(filter, sort, isThere), `${JSON.stringify(filter)} by ${sort}`);
			}
			const any = await all(filter, 'any');
			const ids = any.map(({ resource }) => resource.id).sort((a, b) => a - b);
			assert.deepEqual(ids, expected(filter, 'price', isThere).sort((a, b) => a - b));
		}
	};

	await step('a market comes about', async () => {
		await Promise.all(owners.map((owner) => chain.send(owner, tx.provider.stake(20_000n * HAM))));
		for (let i = 0; i < MACHINES; i += 1) {
			const owner = owners[roll(owners.length)];
			const size = roll(4);
			const spec = machine({
				kind: roll(2) ? 'VirtualMachine' : 'Container',
				cores: 4 << size,
				memoryMib: (8 * 1_024) << size,
				storageGib: 100 << roll(6),
				bandwidthMbps: 100 * (1 + roll(10)),
				gpus: roll(2) ? { model: MODELS[roll(3)], count: 1 + roll(4) } : null,
				region: REGIONS[roll(3)],
			});
			// Some cost the same.
			const price = (HAM * BigInt(1 + roll(8))) / 4n;
			const hours = [1 + roll(3), roll(2) ? 24 : 48];
			const id = await list(chain, owner, { spec, price, hours });
			const { requiredStake } = await chain.market('resource', id);
			model.set(id, { id, owner, spec, price, hours, stake: BigInt(requiredStake) });
		}
		await indexed();
		assert.deepEqual(await all({}, 'price'), []);
		for (const owner of owners) {
			keeper.keep(owner, 'provider.HeartbeatReceived', () => tx.provider.heartbeat([]));
		}
		while ((await search({}, 'any', null, 100)).items.length < MACHINES) await chain.best.next();
	});

	await step('every filter finds in every order what it must', () => matches());

	await step('an offer is the machine as it is, with what the time adds', async () => {
		const [{ resource, score, hoursAvailable }] = await all({}, 'price');
		assert.deepEqual(resource, await chain.market('resource', resource.id));
		assert.equal(score, 5_000);
		// As many as a lease may have, as it is offered for longer.
		assert.equal(hoursAvailable, resource.maxHours);
	});

	await step('the state is asked without the index if a block is given', async () => {
		const at = await chain.hash(chain.best.number);
		const page = await search({ region: 'eu-west' }, 'any', null, 100, at);
		assert.deepEqual([page.source, page.block.hash], ['state', at]);
		const ids = page.items.map(({ resource }) => resource.id).sort((a, b) => a - b);
		assert.deepEqual(ids, expected({ region: 'eu-west' }, 'price').sort((a, b) => a - b));
		assert.ok((await node.rpc('market_search', [{}, 'price', null, 10, at])).error);
		await refused(NO_RUNTIME, {}, 'any', null, 10, `0x${'00'.repeat(32)}`);
	});

	await step('what is no filter, order, cursor or size is refused', async () => {
		for (const bad of [{ cores: 8 }, { minCores: -1 }, { minCores: '8' }, { kind: 'mainframe' }, 'eu-west', 7]) {
			await refused(BAD_PARAMS, bad);
		}
		for (const [field, value] of [['region', 'EU'], ['gpuModel', 'a\nb'], ['minScore', 10_001], ['hours', 0]]) {
			const error = await refused(BAD_FILTER, { [field]: value });
			assert.equal(error.data, field);
		}
		await refused(BAD_PARAMS, {}, 'cheapest');
		await refused(BAD_LIMIT, {}, 'price', null, 0);
		await refused(BAD_LIMIT, {}, 'any', null, 101);
		const { nextCursor } = await search({ region: 'eu-west' }, 'price', null, 1);
		for (const [filter, sort, cursor] of [
			[{ region: 'eu-north' }, 'price', nextCursor],
			[{ region: 'eu-west' }, 'capacity', nextCursor],
			[{ region: 'eu-west' }, 'any', nextCursor],
			[{ region: 'eu-west' }, 'price', nextCursor.slice(0, -2)],
			[{ region: 'eu-west' }, 'price', `${nextCursor}00`],
			[{ region: 'eu-west' }, 'price', '0x'],
		]) {
			await refused(BAD_CURSOR, filter, sort, cursor);
		}
	});

	await step('the machines of an account are listed from the oldest on', async () => {
		for (const { address } of owners) {
			const ids = [];
			let cursor = null;
			do {
				const page = await chain.market('resourcesOf', address, cursor, 3);
				ids.push(...page.items.map(({ id }) => id));
				cursor = page.nextCursor;
			} while (cursor !== null);
			const own = [...model.values()].filter(({ owner }) => owner.address === address);
			assert.deepEqual(ids, own.map(({ id }) => id));
		}
		const none = await chain.market('resourcesOf', tenant.address);
		assert.deepEqual(none, { items: [], nextCursor: null });
	});

	await step('what is ordered, taken offline, gone or dearer is found as such', async () => {
		const [ordered, offline, gone, cheaper, dearer] = [...model.values()];
		await order(chain, tenant, ordered.id, { hours: ordered.hours[0], limit: ordered.price });
		await chain.send(offline.owner, tx.provider.takeOffline(offline.id));
		await chain.send(gone.owner, tx.provider.deregisterResource(gone.id));
		await chain.send(cheaper.owner, tx.provider.setPrice(cheaper.id, 1n));
		cheaper.price = 1n;
		const { block } = await chain.send(dearer.owner, tx.provider.setPrice(dearer.id, 50n * HAM));
		model.delete(gone.id);
		model.delete(offline.id);
		await chain.best.reach(block + 10);
		dearer.price = 50n * HAM;
		await matches(({ id }) => id !== ordered.id);
		await chain.send(tenant, tx.resourceOrder.cancelOrder(0));
		await matches();
	});

	await step('it is the same after a restart', async () => {
		await keeper.rest();
		await chain.disconnect();
		await node.stop();
		await node.start();
		await chain.connect();
		for (const owner of owners) {
			keeper.keep(owner, 'provider.HeartbeatReceived', () => chain.api.tx.provider.heartbeat([]));
		}
		await matches();
	});

	await step('a silent provider\'s machines vanish by themselves, and come back', async () => {
		const [silent] = owners;
		await keeper.rest(silent);
		const { streak } = await chain.market('provider', silent.address);
		await chain.best.reach(streak.deadline + 1);
		await matches(({ owner }) => owner !== silent);
		keeper.keep(silent, 'provider.HeartbeatReceived', () => chain.api.tx.provider.heartbeat([]));
		while ((await chain.market('provider', silent.address)).streak?.isUnbroken !== true) await chain.best.next();
		await matches();
	});

	await step('machines that are offered no longer vanish by themselves', async () => {
		const [owner] = owners;
		const call = chain.api.tx.provider.registerResource(machine(), 1n, 1, 1, 1);
		const receipt = await chain.send(owner, call);
		const id = receipt.event('provider.ResourceRegistered').resource;
		const { availableUntil } = await chain.market('resource', id);
		await chain.best.reach(availableUntil + 1);
		assert.equal((await chain.market('resource', id)).status, 'expired');
		await matches();
	});

	await step('machines that need more stake than there is vanish by themselves', async () => {
		const [, suspended] = owners;
		const { free } = await chain.market('provider', suspended.address);
		await chain.send(suspended, chain.api.tx.provider.unstake(BigInt(free)));
		const requirement = await chain.stored(await chain.hash(chain.best.number), 'provider', 'requirement');
		const dearer = { ...requirement, base: BigInt(requirement.base) + HAM };
		const { sudo: asSudo } = chain.api.tx.sudo;
		await chain.send(sudo, asSudo(chain.api.tx.provider.setStakeRequirement(dearer)));
		for (const one of model.values()) one.stake += HAM;
		await matches(({ owner }) => owner !== suspended);
		await chain.send(sudo, asSudo(chain.api.tx.provider.setStakeRequirement(requirement)));
		for (const one of model.values()) one.stake -= HAM;
		await matches();
	});

	await step('a node without an index says so, and searches its state', async () => {
		await keeper.rest();
		await chain.disconnect();
		await node.stop();
		node.args = [];
		await node.start();
		await chain.connect();
		for (const sort of SORTS) await refused(NEEDS_INDEX, {}, sort);
		for (const owner of owners) await chain.send(owner, chain.api.tx.provider.heartbeat([]));
		const page = await search({ region: 'eu-west' }, 'any', null, 100);
		assert.equal(page.source, 'state');
		const ids = page.items.map(({ resource }) => resource.id).sort((a, b) => a - b);
		assert.deepEqual(ids, expected({ region: 'eu-west' }, 'price').sort((a, b) => a - b));
	});
});

const LARGE = 300;

story(
	'a market that the chain begins with',
	{ builtIn: true, args: ['--dev-market', LARGE, '--market-index'] },
	async ({ node, chain, step }) => {
		await step('has machines on offer, and as many leases', async () => {
			const { resources, activeLeases } = await chain.market('totals');
			assert.deepEqual([resources.available, resources.leased, activeLeases], [LARGE, LARGE, LARGE]);
		});

		await step('of which all can be found in every order', async () => {
			for (;;) {
				const { error } = await node.rpc('market_search', [null, 'price']);
				if (!error) break;
				assert.equal(error.code, BUILDING);
				await chain.best.next();
			}
			for (const sort of SORTS) {
				const found = [];
				let cursor = null;
				do {
					const page = await chain.market('search', {}, sort, cursor, 100);
					found.push(...page.items.map(({ resource }) => resource));
					cursor = page.nextCursor;
				} while (cursor !== null);
				assert.equal(new Set(found.map(({ id }) => id)).size, LARGE);
				const by = sort === 'capacity' ? (one) => -BigInt(one.requiredStake) : (one) => BigInt(one.pricePerHour);
				found.slice(1).forEach((one, i) => assert.ok(by(found[i]) <= by(one), `${sort}, at ${i}`));
			}
		});

		await step('and the state tells the same, page by page', async () => {
			const at = await chain.hash(chain.best.number);
			const found = new Set();
			let cursor = null;
			do {
				const page = await chain.market('search', {}, 'any', cursor, 100, at);
				page.items.forEach(({ resource }) => found.add(resource.id));
				cursor = page.nextCursor;
			} while (cursor !== null);
			assert.equal(found.size, LARGE);
		});
	},
);
