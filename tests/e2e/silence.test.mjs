// A provider goes silent: the tenant is made whole, the machine taken off the market.

import assert from 'node:assert/strict';
import { account } from './lib/chain.mjs';
import {
	Agent,
	assertLease,
	assertMoney,
	BACKING,
	compensationOf,
	feeOf,
	fineOf,
	HEARTBEAT,
	HOURS,
	open,
	rent,
} from './lib/market.mjs';
import { story } from './lib/story.mjs';

const PRICE = 1_234_567_890_123n;
const RENT = 5n * PRICE;

story('a lease that the provider fails', {}, async ({ chain, step }) => {
	const { tx } = chain.api;
	const [provider, tenant, stranger] = ['//Bob', '//Charlie', '//Dave'].map(account);
	const { address: owner } = provider;
	let resource, lease, last;
	let stake = BACKING;
	let lost, paid, fee, fine, compensation;

	const check = (hash) =>
		assertMoney(
			chain,
			hash,
			fee + fine,
			[owner, paid - lost, stake ? { ProviderStake: stake } : {}],
			[tenant.address, compensation - paid - fee],
			[stranger.address, 0n],
		);
	const status = async (hash) => (await chain.market('resource', resource, hash)).status;

	await step('it begins like any other', async () => {
		resource = await open(chain, provider, { price: PRICE });
		lease = await rent(chain, tenant, provider, resource, { hours: 5, price: PRICE });
		const agent = new Agent(chain, provider, lease.lease);
		await agent.until(lease.start + HEARTBEAT.interval);
		last = (await agent.beat()).block;
	});

	await step('within the tolerance nothing happens', async () => {
		await chain.best.reach(last + HEARTBEAT.interval + 1);
		const early = await chain.attempt(stranger, tx.provider.reportSilence(owner));
		assert.equal(early.error, 'provider.ProviderNotSilent');
		assert.equal(
			(await chain.attempt(stranger, tx.resourceOrder.settle(lease.lease))).error,
			'resourceOrder.NothingToSettle',
		);
		const view = await chain.market('lease', lease.lease);
		assert.deepEqual([view.state, view.closeReason], ['active', null]);
		assert.equal(view.heartbeatDeadline, last + HEARTBEAT.interval + HEARTBEAT.tolerance);
	});

	await step('after it everybody can see that the lease is failed', async () => {
		await chain.best.reach(last + HEARTBEAT.interval + HEARTBEAT.tolerance + 1);
		const hash = await chain.hash(chain.best.number);
		await assertLease(chain, hash, lease.lease, {
			accrued: (PRICE * BigInt(last - lease.start)) / BigInt(HOURS),
			closeReason: 'faulted',
			coveredUntil: last,
		});
		assert.equal(await status(hash), 'leased');
		const renewal = await chain.attempt(tenant, tx.resourceOrder.renewLease(lease.lease, 1, PRICE));
		assert.equal(renewal.error, 'resourceOrder.LeaseFaulted');
	});

	await step('a stranger reports the silence', async () => {
		const receipt = await chain.send(stranger, tx.provider.reportSilence(owner));
		assert.deepEqual(receipt.event('provider.StreakEnded'), {
			provider: owner,
			streak: 1,
			lastHeartbeat: last,
		});
		assert.equal((await chain.market('provider', owner, receipt.hash)).streak, null);
		const again = await chain.attempt(stranger, tx.provider.reportSilence(owner));
		assert.equal(again.error, 'provider.ProviderNotSilent');
	});

	await step('settling refunds and compensates the tenant to the unit', async () => {
		const receipt = await chain.send(stranger, tx.resourceOrder.settle(lease.lease));
		const served = (PRICE * BigInt(last - lease.start)) / BigInt(HOURS);
		const refunded = RENT - served;
		fee = feeOf(served);
		paid = served - fee;
		compensation = compensationOf(refunded);
		fine = fineOf(BACKING);
		lost = compensation + fine;
		stake -= lost;
		assert.deepEqual(receipt.event('resourceOrder.LeaseClosed'), {
			lease: lease.lease,
			reason: 'Faulted',
			ended: last,
			paid,
			fees: fee,
			refunded,
			compensated: compensation,
		});
		assert.deepEqual(receipt.event('provider.ProviderPenalised'), {
			provider: owner,
			resource,
			compensation,
			fine,
		});
		await check(receipt.hash);
		const view = await assertLease(chain, receipt.hash, lease.lease, { accrued: served });
		assert.deepEqual([view.closeReason, view.ended, view.closed], ['faulted', last, receipt.block]);

		const { faults, score, stake: left } = await chain.market('provider', owner, receipt.hash);
		assert.deepEqual([faults, score, left], [1, 2_500, String(stake)]);
		const stored = await chain.stored(receipt.hash, 'provider', 'resources', resource);
		assert.deepEqual([stored.state, stored.backing], ['Offline', stake]);
	});

	await step('the machine is suspended until the stake is topped up', async () => {
		assert.equal(await status(), 'suspended');
		const poor = await chain.attempt(provider, tx.provider.bringOnline(resource));
		assert.equal(poor.error, 'provider.InsufficientStake');
		const receipt = await chain.send(provider, tx.provider.stake(lost));
		stake = BACKING;
		assert.equal(await status(receipt.hash), 'offline');
		await check(receipt.hash);
	});

	await step('and is back on the market when it is online and heartbeats come', async () => {
		const online = await chain.send(provider, tx.provider.bringOnline(resource));
		assert.equal(await status(online.hash), 'silent');
		const beat = await chain.send(provider, tx.provider.heartbeat([]));
		assert.equal(beat.event('provider.StreakStarted').streak, 2);
		assert.equal(await status(beat.hash), 'available');
		const { items } = await chain.market('resources', null, null, beat.hash);
		assert.deepEqual(items.map(({ id }) => id), [resource]);
		await check(beat.hash);
	});
});
