// The main job: a machine is listed, rented, kept alive, paid for hour by hour, renewed, completed.

import assert from 'node:assert/strict';
import { account, TREASURY } from './lib/chain.mjs';
import {
	ACCEPTANCE_WINDOW,
	ACCESS_KEY,
	Agent,
	assertLease,
	assertMoney,
	BACKING,
	EXISTENTIAL_DEPOSIT,
	feeOf,
	HAM,
	HEARTBEAT,
	HOURS,
	list,
	machine,
	order,
	PRICE_NOTICE,
} from './lib/market.mjs';
import { story } from './lib/story.mjs';

const STAKE = 100n * HAM;
// Neither is a multiple of 20, so that the fee of 5 % must be rounded.
const PRICE = 1_234_567_890_123n;
const RAISED = 2_000_000_000_019n;

story('a lease that is renewed and completed', {}, async ({ chain, step }) => {
	const { tx } = chain.api;
	const [provider, tenant, stranger] = ['//Bob', '//Charlie', '//Dave'].map(account);
	const { address: owner } = provider;
	const { address: renter } = tenant;
	let resource, lease, agent;
	let paid = 0n;
	let fees = 0n;
	let funded = 3n * PRICE;

	/** Everybody's money as of the block, by what has been paid so far. */
	const check = (hash, escrow, stake = STAKE) =>
		assertMoney(
			chain,
			hash,
			fees,
			[owner, paid, { ProviderStake: stake }],
			[renter, -(paid + fees), escrow ? { LeaseEscrow: escrow } : {}],
			[stranger.address, 0n],
		);

	/** Lives through the hour that ends at `end`; then a stranger settles it at `price`. */
	const settleHour = async (end, price) => {
		await agent.until(end);
		const beat = await agent.beat();
		const receipt = await chain.send(stranger, tx.resourceOrder.settle(lease.lease));
		const fee = feeOf(price);
		assert.deepEqual(receipt.event('resourceOrder.RentPaid'), {
			lease: lease.lease,
			amount: price - fee,
			fee,
			settledUntil: end,
		});
		paid += price - fee;
		fees += fee;
		return { receipt, beat };
	};

	await step('the provider stakes', async () => {
		assert.deepEqual(await chain.money(await chain.hash(0), TREASURY), {
			free: EXISTENTIAL_DEPOSIT,
			held: 0n,
		});
		const receipt = await chain.send(provider, tx.provider.stake(STAKE));
		assert.deepEqual(receipt.event('provider.Staked'), {
			provider: owner,
			amount: STAKE,
			stake: STAKE,
		});
		assert.deepEqual(await chain.market('provider', owner, receipt.hash), {
			account: owner,
			stake: String(STAKE),
			locked: '0',
			free: String(STAKE),
			unbonding: [],
			unbondingTotal: '0',
			secured: '0',
			resources: 0,
			streak: null,
			score: 5_000,
			hoursServed: 0,
			leasesCompleted: 0,
			faults: 0,
			disputesLost: 0,
			income: { earned: '0', compensated: '0', fined: '0' },
			reputation: {
				score: 5_000,
				trust: 5_000,
				hoursServed: 0,
				leasesCompleted: 0,
				faults: 0,
				disputesLost: 0,
				faultWeight: 0,
				halfLife: 30 * 24 * HOURS,
			},
		});
		await check(receipt.hash, 0n);
	});

	await step('lists a machine, which nobody sees before the first heartbeat', async () => {
		resource = await list(chain, provider, { price: PRICE, hours: [1, 12] });
		assert.equal(resource, 0);
		const view = await chain.market('resource', resource);
		assert.equal(view.status, 'silent');
		assert.equal(view.backing, String(BACKING));
		assert.equal(view.requiredStake, String(BACKING));
		assert.deepEqual(await chain.market('resources'), { items: [], nextCursor: null });
	});

	await step('and is on the market with it', async () => {
		const { block, hash } = await chain.send(provider, tx.provider.heartbeat([]));
		const view = await chain.market('resource', resource, hash);
		const { gpus, ...spec } = machine();
		assert.deepEqual(view, {
			id: resource,
			provider: owner,
			status: 'available',
			occupant: null,
			spec: { ...spec, kind: 'virtualMachine', gpuCount: 0, gpuModel: gpus },
			pricePerHour: String(PRICE),
			rise: null,
			availableUntil: view.availableUntil,
			minHours: 1,
			maxHours: 12,
			backing: String(BACKING),
			requiredStake: String(BACKING),
		});
		const stored = await chain.stored(hash, 'provider', 'resources', resource);
		assert.equal(view.availableUntil, stored.availableUntil);
		assert.deepEqual(await chain.market('resources', null, 10, hash), {
			items: [view],
			nextCursor: null,
		});

		const { streak, ...rest } = await chain.market('provider', owner, hash);
		assert.deepEqual([rest.locked, rest.resources], [String(BACKING), 1]);
		assert.ok(streak.due >= block + HEARTBEAT.interval);
		assert.ok(streak.due <= block + HEARTBEAT.interval * 1.5);
		assert.deepEqual(streak, {
			number: 1,
			started: block,
			lastHeartbeat: block,
			due: streak.due,
			deadline: block + HEARTBEAT.interval + HEARTBEAT.tolerance,
			isUnbroken: true,
			openLeases: 0,
		});
		await check(hash, 0n);
	});

	await step('a tenant orders it for three hours', async () => {
		const receipt = await order(chain, tenant, resource, { hours: 3, limit: PRICE });
		const { block, hash } = receipt;
		const created = receipt.event('resourceOrder.OrderCreated');
		assert.deepEqual(created, {
			order: 0,
			tenant: renter,
			provider: owner,
			resource,
			hours: 3,
			pricePerHour: PRICE,
			expires: block + ACCEPTANCE_WINDOW,
		});
		assert.deepEqual(await chain.market('order', 0, hash), {
			id: 0,
			tenant: renter,
			provider: owner,
			resource,
			hours: 3,
			pricePerHour: String(PRICE),
			escrow: String(funded),
			accessKey: ACCESS_KEY,
			expires: created.expires,
			hasLapsed: false,
		});
		const stored = await chain.stored(hash, 'resourceOrder', 'orders', 0);
		assert.deepEqual([stored.escrow, stored.expires], [funded, created.expires]);
		const view = await chain.market('resource', resource, hash);
		assert.deepEqual([view.status, view.occupant], ['reserved', 0]);
		assert.deepEqual((await chain.market('resources', null, null, hash)).items, []);
		await check(hash, funded);
	});

	await step('the provider accepts', async () => {
		const receipt = await chain.send(provider, tx.resourceOrder.acceptOrder(0));
		const { block, hash } = receipt;
		lease = receipt.event('resourceOrder.LeaseStarted');
		assert.deepEqual(lease, { lease: 0, start: block, end: block + 3 * HOURS });
		agent = new Agent(chain, provider, lease.lease);

		const { streak } = await chain.market('provider', owner, hash);
		assert.equal(streak.openLeases, 1);
		await assertLease(chain, hash, lease.lease, {
			accrued: 0n,
			coveredUntil: block,
			nextHeartbeatDue: streak.due,
			heartbeatDeadline: streak.deadline,
		});
		const view = await chain.market('resource', resource, hash);
		assert.deepEqual([view.status, view.occupant], ['leased', 0]);
		await check(hash, funded);
		await assert.rejects(chain.market('order', 0, hash), { code: 7_004 });
	});

	await step('rent accrues with the heartbeats, and is not paid before the hour is over', async () => {
		await agent.until(lease.start + HOURS / 2);
		const { block, hash } = await agent.beat();
		const { streak } = await chain.market('provider', owner, hash);
		assert.equal(streak.number, 1);
		await assertLease(chain, hash, lease.lease, {
			accrued: (PRICE * BigInt(block - lease.start)) / BigInt(HOURS),
			coveredUntil: block,
			nextHeartbeatDue: streak.due,
			heartbeatDeadline: streak.deadline,
		});
		const early = await chain.attempt(stranger, tx.resourceOrder.settle(lease.lease));
		assert.equal(early.error, 'resourceOrder.NothingToSettle');
		await check(early.hash, funded);
	});

	for (const hour of [1, 2]) {
		await step(`hour ${hour} is paid when a stranger settles`, async () => {
			const end = lease.start + hour * HOURS;
			const { receipt, beat } = await settleHour(end, PRICE);
			await check(receipt.hash, funded - paid - fees);
			const { streak } = await chain.market('provider', owner, receipt.hash);
			await assertLease(chain, receipt.hash, lease.lease, {
				// The hour that has begun is not paid, but its blocks up to the heartbeat are earned.
				accrued: paid + fees + (PRICE * BigInt(beat.block - end)) / BigInt(HOURS),
				coveredUntil: beat.block,
				nextHeartbeatDue: streak.due,
				heartbeatDeadline: streak.deadline,
			});
		});
	}

	await step('the provider raises the price, and the tenant renews within a limit', async () => {
		const set = await chain.send(provider, tx.provider.setPrice(resource, RAISED));
		const from = set.block + PRICE_NOTICE;
		assert.deepEqual(set.event('provider.PriceSet'), {
			resource,
			pricePerHour: RAISED,
			from,
		});
		const priceAt = async (hash) => {
			const { pricePerHour, rise } = await chain.market('resource', resource, hash);
			return { pricePerHour, rise };
		};
		const announced = { pricePerHour: String(PRICE), rise: { pricePerHour: String(RAISED), from } };
		assert.deepEqual(await priceAt(set.hash), announced);
		const { pricePerHour: told } = await chain.market('quote', resource, 1, renter, set.hash);
		assert.equal(told, String(RAISED));
		await agent.until(from);
		assert.deepEqual(await priceAt(await chain.hash(from - 1)), announced);
		assert.deepEqual(await priceAt(await chain.hash(from)), { pricePerHour: String(RAISED), rise: null });
		const renew = (limit) => tx.resourceOrder.renewLease(lease.lease, 1, limit);
		const dear = await chain.attempt(tenant, renew(RAISED - 1n));
		assert.equal(dear.error, 'resourceOrder.PriceAboveLimit');
		await check(dear.hash, funded - paid - fees);

		const receipt = await chain.send(tenant, renew(RAISED));
		funded += RAISED;
		const end = lease.start + 4 * HOURS;
		assert.deepEqual(receipt.event('resourceOrder.LeaseRenewed'), {
			lease: lease.lease,
			hours: 1,
			pricePerHour: RAISED,
			end,
		});
		const view = await chain.market('lease', lease.lease, receipt.hash);
		assert.equal(view.end, end);
		assert.equal(view.funded, String(funded));
		assert.deepEqual(view.terms, [
			{ end: lease.end, pricePerHour: String(PRICE) },
			{ end, pricePerHour: String(RAISED) },
		]);
		await check(receipt.hash, funded - paid - fees);
	});

	await step('hour 3 is paid at the old price', async () => {
		const { receipt } = await settleHour(lease.end, PRICE);
		await check(receipt.hash, funded - paid - fees);
	});

	await step('hour 4 is paid at the new price and completes the lease', async () => {
		const end = lease.start + 4 * HOURS;
		const { receipt } = await settleHour(end, RAISED);
		assert.equal(paid + fees, funded);
		assert.deepEqual(receipt.event('resourceOrder.LeaseClosed'), {
			lease: lease.lease,
			reason: 'Completed',
			ended: end,
			paid,
			fees,
			refunded: 0n,
			compensated: 0n,
		});
		await check(receipt.hash, 0n);
		const view = await assertLease(chain, receipt.hash, lease.lease, { accrued: funded });
		assert.deepEqual([view.closeReason, view.ended, view.closed], ['completed', end, receipt.block]);
	});

	await step('the machine is free again, the provider has a name, and its stake comes back', async () => {
		const { hash } = await chain.send(provider, tx.provider.deregisterResource(resource));
		const { streak, ...view } = await chain.market('provider', owner, hash);
		assert.deepEqual(view, {
			account: owner,
			stake: String(STAKE),
			locked: '0',
			free: String(STAKE),
			unbonding: [],
			unbondingTotal: '0',
			secured: '0',
			resources: 0,
			// 5,000 + 5,000 · 4 h / (4 h + 500 h), rounded down.
			score: 5_039,
			hoursServed: 4,
			leasesCompleted: 1,
			faults: 0,
			disputesLost: 0,
			income: { earned: String(paid), compensated: '0', fined: '0' },
			reputation: {
				score: 5_039,
				trust: 5_039,
				hoursServed: 4,
				leasesCompleted: 1,
				faults: 0,
				disputesLost: 0,
				faultWeight: 0,
				halfLife: 30 * 24 * HOURS,
			},
		});
		assert.deepEqual([streak.number, streak.openLeases, streak.isUnbroken], [1, 0, true]);

		const receipt = await chain.send(provider, tx.provider.unstake(STAKE));
		const { unbonding } = await chain.market('provider', owner, receipt.hash);
		const at = receipt.block + 14 * 24 * HOURS;
		assert.deepEqual(unbonding, [{ amount: String(STAKE), at }]);
		await check(receipt.hash, 0n);
	});
});
