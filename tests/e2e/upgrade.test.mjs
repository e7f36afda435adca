// The runtime is replaced by referendum in the middle of leases, and nothing of them is lost.
//
// HAMSTER_NEXT_RUNTIME names a runtime of a higher version; scripts/rehearse-upgrade.sh makes one.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { account } from './lib/chain.mjs';
import { Keeper } from './lib/gateway.mjs';
import { ensureEnacted, note, refer, vote } from './lib/governance.mjs';
import { accept, BACKING, feeOf, HAM, HOURS, list, order, rent } from './lib/market.mjs';
import { story } from './lib/story.mjs';

const NEXT = process.env.HAMSTER_NEXT_RUNTIME;
const NAME = 'a runtime upgrade by referendum';

// No fraction of it is lost to rounding.
const PRICE = HAM;
/** The lease that completes after the upgrade, in hours. The vote takes three. */
const LEASED = 4;
/** So many blocks around the upgrade nobody sends anything: what is signed before fails after. */
const QUIET = 20;

// The states of all blocks are asked for.
const OPTIONS = { args: ['--state-pruning', 'archive'] };

if (NEXT) {
	story(NAME, OPTIONS, async (stage) => {
		const keeper = new Keeper(stage.chain);
		try {
			await tell(stage, keeper);
		} finally {
			await keeper.rest();
		}
	});
} else {
	test(NAME, { skip: 'HAMSTER_NEXT_RUNTIME names no runtime' }, () => {});
}

async function tell({ chain, step }, keeper) {
	const [provider, tenant, proposer, voter, stranger] = [
		...['//Dave', '//Eve', '//Ferdie', '//Bob', '//Alice'],
	].map(account);
	const machines = { running: 0, paused: 1, ended: 2, pending: 3 };
	const leases = {};
	let referendum, pending, upgraded;

	const keepProvider = () =>
		keeper.keep(provider, 'provider.HeartbeatReceived', () =>
			chain.api.tx.provider.heartbeat([]),
		);

	const version = async (number) => {
		const { specName, specVersion } = await chain.provider.send('state_getRuntimeVersion', [
			await chain.hash(number),
		]);
		assert.equal(specName, 'hamster');
		return specVersion;
	};

	/** All orders and leases as they are stored, and the money of both sides. */
	const world = async (number) => {
		const hash = await chain.hash(number);
		const { query } = chain.api;
		const maps = [query.resourceOrder.leases, query.resourceOrder.orders];
		const prefixes = maps.map((map) => map.keyPrefix());
		const stored = await chain.storage(hash, ['ResourceOrder']);
		return {
			market: Object.entries(stored).filter(([key]) =>
				prefixes.some((prefix) => key.startsWith(prefix)),
			),
			money: [
				await chain.money(hash, provider.address),
				await chain.money(hash, tenant.address),
			],
		};
	};

	await step('machines are let, for now, for longer, and no more', async () => {
		const { tx } = chain.api;
		await chain.send(provider, tx.provider.stake(4n * BACKING));
		for (const machine of Object.values(machines)) {
			assert.equal(await list(chain, provider, { price: PRICE }), machine);
		}
		await chain.send(provider, tx.provider.heartbeat([]));
		keepProvider();
		const take = (machine, hours) =>
			rent(chain, tenant, provider, machine, { hours, price: PRICE });
		leases.ended = await take(machines.ended, 1);
		await chain.send(tenant, tx.resourceOrder.endLease(leases.ended.lease));
		leases.paused = await take(machines.paused, 12);
		const pause = tx.resourceOrder.announceMaintenance(leases.paused.lease, HOURS);
		await chain.send(provider, pause);
		leases.running = await take(machines.running, LEASED);
	});

	await step('the new runtime is put to the vote', async () => {
		const code = `0x${readFileSync(NEXT).toString('hex')}`;
		const preimage = await note(chain, proposer, chain.api.tx.system.setCode(code));
		referendum = await refer(chain, preimage);
		await vote(chain, voter, referendum, true);
		upgraded = referendum.end + 1;
		assert.ok(upgraded + QUIET < leases.running.end, 'the lease would end before the upgrade');
	});

	await step('the market goes on until the vote ends', async () => {
		await chain.best.reach(referendum.end - 3 * QUIET);
		await keeper.rest();
		await chain.send(provider, chain.api.tx.provider.heartbeat([]));
		const limits = { hours: 2, limit: PRICE };
		const ordered = await order(chain, tenant, machines.pending, limits);
		pending = ordered.event('resourceOrder.OrderCreated').order;
		assert.ok(chain.best.number < referendum.end - 1);
		await chain.best.reach(upgraded + QUIET);
	});

	await step('the runtime is another', async () => {
		const events = await ensureEnacted(chain, referendum);
		assert.ok(events.some(({ name }) => name === 'system.CodeUpdated'));
		const old = await version(upgraded - 1);
		assert.equal(await version(upgraded), old + 1);

		// A client that connects now finds the new one, and sends transactions for it.
		await chain.disconnect();
		await chain.connect();
		assert.equal(chain.api.runtimeVersion.specVersion.toNumber(), old + 1);
		const hash = await chain.hash(upgraded + 1);
		const last = await chain.stored(hash, 'system', 'lastRuntimeUpgrade');
		assert.equal(last.specVersion, old + 1);
	});

	await step('and every order, every lease and all money is there', async () => {
		const before = await world(upgraded - 1);
		// Three leases and an order.
		assert.equal(before.market.length, 4);
		for (const number of [upgraded, upgraded + 1, upgraded + QUIET - 1]) {
			assert.deepEqual(await world(number), before, `in block ${number}`);
		}
		for (const [name, state] of [
			['running', 'active'],
			['paused', 'active'],
			['ended', 'closed'],
		]) {
			const view = await chain.market('lease', leases[name].lease);
			assert.deepEqual([view.state, view.start], [state, leases[name].start], name);
		}
	});

	await step('what was ordered under the old runtime is accepted under the new one', async () => {
		keepProvider();
		const lease = await accept(chain, provider, pending);
		assert.equal(lease.lease, pending);
		assert.equal(lease.end, lease.start + 2 * HOURS);
	});

	await step('what was let under the old runtime is kept and paid under the new one', async () => {
		const { lease, end } = leases.running;
		await chain.best.reach(end);
		await keeper.rest();
		await chain.send(provider, chain.api.tx.provider.heartbeat([]));
		const settle = chain.api.tx.resourceOrder.settle(lease);
		const receipt = await chain.send(stranger, settle);
		const rent = BigInt(LEASED) * PRICE;
		assert.deepEqual(receipt.event('resourceOrder.LeaseClosed'), {
			lease,
			reason: 'Completed',
			ended: end,
			paid: rent - feeOf(rent),
			fees: feeOf(rent),
			refunded: 0n,
			compensated: 0n,
		});
		const view = await chain.market('provider', provider.address);
		assert.deepEqual([view.streak.number, view.faults], [1, 0]);
	});
}
