// Calls that the chain must refuse: each gives its own error and changes nothing but the fee.

import assert from 'node:assert/strict';
import { account } from './lib/chain.mjs';
import {
	ACCESS_KEY,
	AUTHOR,
	BACKING,
	ENDOWMENT,
	HAM,
	HEARTBEAT,
	list,
	machine,
	order,
	rent,
} from './lib/market.mjs';
import { story } from './lib/story.mjs';

const PALLETS = ['Provider', 'ResourceOrder', 'Arbitration'];
const NOBODY_HAS = 99;
const PRICE = HAM;
const MAX_PRICE = 10n ** 24n;
/** Two years. */
const MAX_HOURS = 2 * 365 * 24;
/** In leases of at most so many hours. */
const LONGEST = 24;
const ALLOWANCE = 2_400;
/** As good as any other hash. */
const EVIDENCE = `0x${'e5'.repeat(32)}`;
const MEASURED = {
	reachable: true,
	cores: 1,
	memoryMib: 1,
	storageGib: 1,
	gpus: 0,
	bandwidthMbps: 1,
};

story('calls that are refused', {}, async ({ node, chain, step }) => {
	const { query, tx } = chain.api;
	const { provider: providers, resourceOrder: orders, arbitration: disputes } = tx;
	const [sudo, provider, rival, tenant, stranger, validator] = [
		...['//Alice', '//Bob', '//Eve', '//Charlie', '//Dave', '//Alice//stash'],
	].map(account);
	// What the steps below find: one machine each that is free, may be reserved, is leased, offline.
	const [free, reserved, leased, offline] = [0, 1, 2, 3];
	const lease = 0;

	let lastBeat = 0;
	const beat = async () => {
		({ block: lastBeat } = await chain.send(provider, providers.heartbeat([])));
	};

	/** Has an order for the reserved machine wait meanwhile. */
	const whilePending = async (play) => {
		const receipt = await order(chain, tenant, reserved, { hours: 1, limit: PRICE });
		const { order: pending } = receipt.event('resourceOrder.OrderCreated');
		await play(pending);
		await chain.send(tenant, orders.cancelOrder(pending));
	};

	const cursors = [query.resourceOrder.sweepCursor, query.arbitration.sweepCursor];

	/** All that a call could change, as of the block. The sweeps' cursors move with every block. */
	const world = async (hash) => ({
		market: await chain.storage(hash, PALLETS, cursors),
		accounts: await chain.accounts(hash),
	});

	/** Sends each call and checks that it gives `error` and costs `signer` its fee and no more. */
	const refuse = async (signer, error, ...calls) => {
		for (const call of calls) {
			if (lastBeat && chain.best.number > lastBeat + HEARTBEAT.interval) await beat();
			const receipt = await chain.attempt(signer, call);
			const name = `${call.method.section}.${call.method.method}`;
			assert.equal(receipt.error, error, name);
			const expected = await world(await chain.hash(receipt.block - 1));
			expected.accounts[signer.address].free -= receipt.fee;
			expected.accounts[AUTHOR].free += receipt.fee;
			assert.deepEqual(await world(receipt.hash), expected, name);
		}
	};

	/** Has governance send each call and checks that it gives `error`. */
	const refuseGovernance = async (error, ...calls) => {
		for (const call of calls) {
			const before = await world(await chain.hash(chain.best.number));
			const receipt = await chain.send(sudo, tx.sudo.sudo(call));
			const [{ asErr, isErr }] = receipt.data('sudo.Sudid');
			assert.ok(isErr);
			assert.equal(chain.errorName(asErr), error);
			const after = await world(receipt.hash);
			assert.deepEqual(after.market, before.market);
		}
	};

	/** Checks that the pool does not even take the calls, because the runtime can't read them. */
	const unreadable = async (signer, ...calls) => {
		for (const call of calls) {
			const { error } = await node.rpc('author_submitExtrinsic', [await chain.sign(signer, call)]);
			assert.equal(error?.code, 1_002, call.method.method);
		}
	};

	const register = (changes, price = PRICE, available = 100, hours = [1, LONGEST]) =>
		providers.registerResource(machine(changes), price, available, ...hours);
	const create = (resource, hours = 1, limit = PRICE, key = ACCESS_KEY) =>
		orders.createOrder(resource, hours, limit, key);
	const open = (id) => disputes.openDispute(id, 'Weaker', EVIDENCE);
	const reveal = (id) => disputes.revealVote(id, 'Upheld', MEASURED, EVIDENCE);

	await step('without a stake nothing goes', async () => {
		await refuse(rival, 'provider.ZeroAmount', providers.stake(0), providers.unstake(0));
		await refuse(
			rival,
			'provider.InsufficientBalance',
			providers.stake(ENDOWMENT),
			providers.stake(2n ** 128n - 1n),
		);
		await refuse(
			rival,
			'provider.NotProvider',
			providers.unstake(1),
			providers.withdrawUnbonded(),
			register(),
			providers.heartbeat([]),
			providers.reportSilence(rival.address),
		);
	});

	await step('a stake backs no more than it can', async () => {
		await chain.send(provider, providers.stake(4n * BACKING));
		await refuse(provider, 'provider.InsufficientStake', providers.unstake(4n * BACKING + 1n));
		await refuse(provider, 'provider.NothingToWithdraw', providers.withdrawUnbonded());
		for (const resource of [free, reserved, leased, offline]) {
			assert.equal(await list(chain, provider, { price: PRICE }), resource);
		}
		await refuse(provider, 'provider.InsufficientStake', register(), providers.unstake(1));
	});

	await step('a machine that nobody speaks for is not let', async () => {
		await refuse(tenant, 'provider.ProviderSilent', create(free));
	});

	await step('a market with one machine of each kind', async () => {
		await beat();
		// Long enough that more than the allowance of maintenance is always left of it.
		await rent(chain, tenant, provider, leased, { hours: 20, price: PRICE });
		await chain.send(provider, providers.takeOffline(offline));
		await chain.send(rival, providers.stake(BACKING));
	});

	await step('machines are described well', async () => {
		const gpus = (model, count) => ({ gpus: { model, count } });
		const zero = ['cores', 'memoryMib', 'storageGib', 'bandwidthMbps'];
		await refuse(
			rival,
			'provider.NoCapacity',
			...zero.map((field) => register({ [field]: 0 })),
			register(gpus('H100', 0)),
		);
		const bad = { operatingSystem: ' ' };
		await refuse(
			rival,
			'provider.BadName',
			register({ cpuModel: '' }),
			register({ cpuModel: 'a\nb' }),
			register({ cpuModel: '0xfffe' }),
			register(bad),
			register(gpus('', 1)),
		);
		await refuse(provider, 'provider.BadName', providers.updateSpec(free, machine(bad)));
		await refuse(
			rival,
			'provider.BadRegion',
			...['', 'e', 'EU-west', '-eu', 'eu west'].map((region) => register({ region })),
		);
		await refuse(
			rival,
			'provider.BadPeerId',
			...['', '12D3KooW', '0'.repeat(52)].map((peerId) => register({ peerId })),
		);
		await refuse(
			rival,
			'provider.BadAddress',
			...['', '/ip4/203.0.113.7', '/ip4/203.0.113.7/tcp/0', '/ip4/203.0.113.256/tcp/1'].map(
				(address) => register({ addresses: [address] }),
			),
		);
	});

	await step('what is too long for its field is not even read', async () => {
		const down = Array.from({ length: 65 }, () => free);
		await unreadable(
			rival,
			register({ cpuModel: 'x'.repeat(65) }),
			register({ operatingSystem: 'x'.repeat(65) }),
			register({ gpus: { model: 'x'.repeat(65), count: 1 } }),
			register({ region: 'r'.repeat(17) }),
			register({ peerId: '1'.repeat(61) }),
			register({ addresses: [`/dns/${'d'.repeat(120)}/tcp/1`] }),
			register({ addresses: Array.from({ length: 5 }, () => '/dns/a/tcp/1') }),
			create(free, 1, PRICE, 'k'.repeat(1_025)),
			disputes.setAccessKey('k'.repeat(1_025)),
		);
		await unreadable(provider, providers.heartbeat(down));
	});

	await step('prices and hours have limits', async () => {
		await refuse(
			rival,
			'provider.PriceOutOfRange',
			register({}, 0),
			register({}, MAX_PRICE + 1n),
		);
		await refuse(
			provider,
			'provider.PriceOutOfRange',
			providers.setPrice(free, 0),
			providers.setPrice(free, MAX_PRICE + 1n),
		);
		await refuse(
			rival,
			'provider.HoursOutOfRange',
			register({}, PRICE, 0),
			register({}, PRICE, MAX_HOURS + 1),
			register({}, PRICE, 100, [0, 1]),
			register({}, PRICE, 100, [2, 1]),
			register({}, PRICE, 100, [1, MAX_HOURS + 1]),
		);
		await refuse(
			provider,
			'provider.HoursOutOfRange',
			providers.extendAvailability(free, 0),
			providers.extendAvailability(free, MAX_HOURS),
			providers.extendAvailability(free, 2 ** 32 - 1),
		);
		// At the limits themselves there is nothing wrong.
		await chain.send(rival, register({}, MAX_PRICE, MAX_HOURS, [1, MAX_HOURS]));
	});

	await step('other people’s machines are left alone', async () => {
		const calls = (resource) => [
			providers.setPrice(resource, 1),
			providers.extendAvailability(resource, 1),
			providers.updateSpec(resource, machine()),
			providers.takeOffline(resource),
			providers.bringOnline(resource),
			providers.deregisterResource(resource),
			providers.heartbeat([resource]),
		];
		await refuse(rival, 'provider.NotResourceOwner', ...calls(free));
		await refuse(rival, 'provider.ResourceNotFound', ...calls(NOBODY_HAS));
	});

	await step('a machine in use is not touched', async () => {
		const untouched = async (resource) => {
			await refuse(
				provider,
				'provider.ResourceInUse',
				providers.updateSpec(resource, machine()),
				providers.takeOffline(resource),
				providers.deregisterResource(resource),
			);
			await refuse(provider, 'provider.ResourceNotOffline', providers.bringOnline(resource));
			await refuse(tenant, 'resourceOrder.ResourceInUse', create(resource));
		};
		await untouched(leased);
		await whilePending(() => untouched(reserved));
	});

	await step('a machine that is off is not switched off', async () => {
		await refuse(provider, 'provider.ResourceNotOffline', providers.bringOnline(free));
		await refuse(provider, 'provider.ResourceOffline', providers.takeOffline(offline));
	});

	await step('orders fit the offer', async () => {
		await refuse(tenant, 'resourceOrder.ResourceNotFound', create(NOBODY_HAS));
		await refuse(provider, 'resourceOrder.OwnResource', create(free));
		await refuse(
			tenant,
			'resourceOrder.HoursOutOfRange',
			create(free, 0),
			create(free, LONGEST + 1),
			create(free, 2 ** 32 - 1),
		);
		await refuse(
			tenant,
			'resourceOrder.PriceAboveLimit',
			create(free, 1, PRICE - 1n),
			create(free, 1, 0),
		);
		await refuse(
			tenant,
			'resourceOrder.BadAccessKey',
			...['', ' ', 'a\nb', '0xff'].map((key) => create(free, 1, PRICE, key)),
		);
		await refuse(tenant, 'provider.ResourceOffline', create(offline));

		// The rival's machine is offered for two years at a price that nobody has.
		const dear = offline + 1;
		await chain.send(rival, providers.heartbeat([]));
		await refuse(
			tenant,
			'resourceOrder.InsufficientBalance',
			create(dear, 1, MAX_PRICE),
			create(dear, MAX_HOURS - 1, 2n ** 128n - 1n),
		);
		await refuse(tenant, 'resourceOrder.BeyondAvailability', create(dear, MAX_HOURS, MAX_PRICE));
	});

	await step('orders are between the two that they name', async () => {
		const { acceptOrder, cancelOrder, rejectOrder } = orders;
		await whilePending(async (pending) => {
			await refuse(tenant, 'resourceOrder.NotOrderProvider', acceptOrder(pending));
			await refuse(
				rival,
				'resourceOrder.NotOrderProvider',
				acceptOrder(pending),
				rejectOrder(pending),
			);
			await refuse(provider, 'resourceOrder.NotOrderTenant', cancelOrder(pending));
			await refuse(tenant, 'resourceOrder.LeaseNotFound', orders.endLease(pending));
			await refuse(stranger, 'resourceOrder.NothingToSettle', orders.settle(pending));
		});
		for (const id of [lease, NOBODY_HAS]) {
			await refuse(provider, 'resourceOrder.OrderNotFound', acceptOrder(id), rejectOrder(id));
			await refuse(tenant, 'resourceOrder.OrderNotFound', cancelOrder(id));
		}
	});

	await step('leases are between the two that they name', async () => {
		const ofTenant = (id) => [orders.renewLease(id, 1, PRICE), orders.endLease(id)];
		const ofProvider = (id) => orders.announceMaintenance(id, 1);
		await refuse(stranger, 'resourceOrder.NotLeaseTenant', ...ofTenant(lease));
		await refuse(tenant, 'resourceOrder.NotLeaseProvider', ofProvider(lease));
		await refuse(tenant, 'resourceOrder.LeaseNotFound', ...ofTenant(NOBODY_HAS));
		await refuse(provider, 'resourceOrder.LeaseNotFound', ofProvider(NOBODY_HAS));
		await refuse(stranger, 'resourceOrder.LeaseNotFound', orders.settle(NOBODY_HAS));
		// Whether or not an hour is over by now, none is after this.
		await chain.attempt(stranger, orders.settle(lease));
		await refuse(stranger, 'resourceOrder.NothingToSettle', orders.settle(lease));
	});

	await step('renewals and maintenance have limits', async () => {
		await refuse(
			tenant,
			'resourceOrder.HoursOutOfRange',
			orders.renewLease(lease, 0, PRICE),
			orders.renewLease(lease, LONGEST, PRICE),
			orders.renewLease(lease, LONGEST + 1, PRICE),
		);
		await refuse(
			tenant,
			'resourceOrder.PriceAboveLimit',
			orders.renewLease(lease, 1, PRICE - 1n),
		);
		await refuse(provider, 'resourceOrder.ZeroBlocks', orders.announceMaintenance(lease, 0));
		await refuse(
			provider,
			'resourceOrder.MaintenanceAllowanceExceeded',
			orders.announceMaintenance(lease, ALLOWANCE + 1),
			orders.announceMaintenance(lease, 2 ** 32 - 1),
		);
	});

	await step('who is not silent can not be reported', async () => {
		await refuse(
			stranger,
			'provider.ProviderNotSilent',
			providers.reportSilence(provider.address),
		);
		await refuse(stranger, 'provider.NotProvider', providers.reportSilence(tenant.address));
	});

	await step('leases are disputed by those who rent them', async () => {
		await refuse(tenant, 'resourceOrder.LeaseNotFound', open(NOBODY_HAS));
		await refuse(provider, 'resourceOrder.NotLeaseTenant', open(lease));
		await refuse(stranger, 'resourceOrder.NotLeaseTenant', open(lease));
		await whilePending((pending) => refuse(tenant, 'resourceOrder.LeaseNotFound', open(pending)));
	});

	await step('nothing is done about a dispute that is not there', async () => {
		await refuse(provider, 'arbitration.DisputeNotFound', disputes.respond(NOBODY_HAS, EVIDENCE));
		await refuse(tenant, 'arbitration.DisputeNotFound', disputes.appeal(NOBODY_HAS));
		await refuse(stranger, 'arbitration.DisputeNotFound', disputes.close(NOBODY_HAS));
		await refuse(
			validator,
			'arbitration.DisputeNotFound',
			disputes.commitVote(NOBODY_HAS, EVIDENCE),
			reveal(NOBODY_HAS),
		);
	});

	await step('only validators have keys to log in with', async () => {
		const set = (key) => disputes.setAccessKey(key);
		await refuse(stranger, 'arbitration.NotValidator', set(ACCESS_KEY));
		await refuse(
			validator,
			'arbitration.BadAccessKey',
			...['', ' ', 'a\nb', '0xff'].map((key) => set(key)),
		);
		await refuse(validator, 'arbitration.NoAccessKey', disputes.clearAccessKey());
	});

	await step('only governance sets parameters, and within bounds', async () => {
		const hash = await chain.hash(chain.best.number);
		const rules = await chain.stored(hash, 'provider', 'parameters');
		const needs = await chain.stored(hash, 'provider', 'requirement');
		const terms = await chain.stored(hash, 'resourceOrder', 'parameters');
		const panels = await chain.stored(hash, 'arbitration', 'parameters');
		await refuse(
			stranger,
			'BadOrigin',
			disputes.setParameters(panels),
			providers.setParameters(rules),
			providers.setStakeRequirement(needs),
			orders.setParameters(terms),
		);

		const heartbeat = (changes) => ({ heartbeat: { ...rules.heartbeat, ...changes } });
		await refuseGovernance(
			'provider.ParameterOutOfBounds',
			...[
				heartbeat({ interval: 9 }),
				heartbeat({ tolerance: 199 }),
				{ unbondingDelay: 1 },
			].map((changes) => providers.setParameters({ ...rules, ...changes })),
			providers.setStakeRequirement({ ...needs, base: 0n }),
			providers.setStakeRequirement({ ...needs, perCore: 10n ** 24n + 1n }),
		);
		const conditions = (changes) => ({ conditions: { ...terms.conditions, ...changes } });
		await refuseGovernance(
			'resourceOrder.ParameterOutOfBounds',
			...[
				conditions({ marketFee: 200_001 }),
				conditions({ fine: 500_001 }),
				{ acceptanceWindow: 0 },
				{ disputeWindow: 14_399 },
				conditions({ maintenanceAllowance: 3 * 14_400 + 1 }),
			].map((changes) => orders.setParameters({ ...terms, ...changes })),
		);
		const { openBond, panelSize, appealPanelSize } = panels;
		const most = openBond / BigInt(2 * (panelSize + appealPanelSize));
		await refuseGovernance(
			'arbitration.ParameterOutOfBounds',
			...[
				{ openBond: 0n },
				{ appealBond: openBond },
				{ arbiterBond: 0n },
				{ reward: most + 1n },
				{ panelSize: appealPanelSize },
				{ panelSize: panelSize + 1 },
				{ quorum: 339_999 },
				{ answerWindow: 99 },
				{ penalties: [500_001, 500_001, 500_001, 500_001] },
			].map((changes) => disputes.setParameters({ ...panels, ...changes })),
		);
	});

	await step('what is over is over', async () => {
		let over;
		await whilePending((pending) => (over = pending));
		await refuse(tenant, 'resourceOrder.OrderNotFound', orders.cancelOrder(over));
		await refuse(provider, 'resourceOrder.OrderNotFound', orders.acceptOrder(over));
		await chain.send(tenant, orders.endLease(lease));
		await refuse(
			tenant,
			'resourceOrder.LeaseClosed',
			orders.endLease(lease),
			orders.renewLease(lease, 1, PRICE),
		);
		await refuse(
			provider,
			'resourceOrder.LeaseClosed',
			orders.announceMaintenance(lease, 1),
		);
		await refuse(stranger, 'resourceOrder.NothingToSettle', orders.settle(lease));
	});

	await step('a dispute is between those whom it is about, and one at a time', async () => {
		const receipt = await chain.send(tenant, open(lease));
		const { dispute } = receipt.event('arbitration.DisputeOpened');
		await refuse(tenant, 'arbitration.AlreadyDisputed', open(lease));
		await refuse(
			tenant,
			'arbitration.NotDisputeProvider',
			disputes.respond(dispute, EVIDENCE),
		);
		await refuse(tenant, 'arbitration.WrongPhase', disputes.appeal(dispute));
		await refuse(
			validator,
			'arbitration.WrongPhase',
			disputes.commitVote(dispute, EVIDENCE),
			reveal(dispute),
		);
		await refuse(stranger, 'arbitration.NotDue', disputes.close(dispute));
		await chain.send(provider, disputes.respond(dispute, EVIDENCE));
		await refuse(
			provider,
			'arbitration.AlreadyAnswered',
			disputes.respond(dispute, EVIDENCE),
		);
	});
});
