// What things would cost and what would become of calls, held against what they do.

import assert from 'node:assert/strict';
import { account } from './lib/chain.mjs';
import { ACCESS_KEY, feeOf, HAM, HOURS, list, machine, open, order, PRICE_NOTICE } from './lib/market.mjs';
import { story } from './lib/story.mjs';

const BAD_PARAMS = -32_602;
const NOT_A_CALL = 7_023;
const TOO_LARGE = 7_024;
const TOO_HEAVY = 7_025;
/** As wallets sign, and as long as a dry run takes it to be. */
const MORTAL = { era: 4_096 };
const PRICE = 1_234_567_890_123n;

story('quotes and dry runs', {}, async ({ node, chain, step }) => {
	const { tx } = chain.api;
	const [provider, tenant, other] = ['//Bob', '//Charlie', '//Dave'].map(account);
	const quote = (...params) => chain.market('quote', ...params);
	const dryRun = (call, who, ...at) => chain.market('dryRun', call.method.toHex(), who.address, ...at);
	const beat = () => chain.send(provider, tx.provider.heartbeat([]));
	const refusalOf = async (...params) => (await quote(...params)).refusal;

	const moduleError = async (section, name) => {
		const error = chain.api.errors[section][name].meta;
		const { index } = chain.api.runtimeMetadata.asLatest.pallets.find(
			(pallet) => pallet.name.toString().toLowerCase() === section,
		);
		return {
			pallet: section.charAt(0).toUpperCase() + section.slice(1),
			error: name,
			index: index.toNumber(),
			code: error.index.toNumber(),
		};
	};

	await step('a quote says what an order costs, and the order does', async () => {
		await open(chain, provider, { stake: 2_000n * HAM, price: PRICE, hours: [2, 48] });
		const hash = await chain.hash(chain.best.number);
		const told = await quote(0, 24, tenant.address, hash);
		const { number } = await chain.api.rpc.chain.getHeader(hash);
		const rent = 24n * PRICE;
		assert.deepEqual(told, {
			resource: 0,
			hours: 24,
			pricePerHour: String(PRICE),
			rent: String(rent),
			marketFee: String(feeOf(rent)),
			hold: String(rent),
			end: number.toNumber() + 1 + 24 * HOURS,
			firmUntil: told.firmUntil,
			refusal: null,
		});
		assert.ok(Math.abs(told.firmUntil - number.toNumber() - PRICE_NOTICE) <= 1);
	});

	await step('it is firm, whatever the provider does to the price', async () => {
		const told = await quote(0, 24);
		const raise = chain.send(provider, tx.provider.setPrice(0, 2n * PRICE));
		const receipt = await order(chain, tenant, 0, { hours: 24, limit: BigInt(told.pricePerHour) });
		assert.ok(receipt.block <= told.firmUntil);
		const { pricePerHour } = receipt.event('resourceOrder.OrderCreated');
		assert.equal(pricePerHour, PRICE);
		await raise;
		await chain.send(tenant, tx.resourceOrder.cancelOrder(0));
	});

	await step('while a rise is announced, it is firm until the block before', async () => {
		const { pricePerHour } = await quote(0, 24);
		const raise = await chain.send(provider, tx.provider.setPrice(0, 4n * PRICE));
		const { from } = raise.event('provider.PriceSet');
		const told = await quote(0, 24, null, raise.hash);
		assert.deepEqual([told.pricePerHour, told.firmUntil], [pricePerHour, from - 1]);
		await chain.best.reach(from);
		assert.equal((await quote(0, 24)).pricePerHour, String(4n * PRICE));
		await chain.send(provider, tx.provider.setPrice(0, PRICE));
		assert.equal((await quote(0, 24)).pricePerHour, String(PRICE));
	});

	await step('it says why a machine is not to be had', async () => {
		await beat();
		assert.deepEqual(await refusalOf(99, 1), { kind: 'resourceNotFound' });
		assert.deepEqual(await refusalOf(0, 1), { kind: 'hoursOutOfRange', min: 2, max: 48 });
		assert.deepEqual(await refusalOf(0, 49), { kind: 'hoursOutOfRange', min: 2, max: 48 });
		assert.deepEqual(await refusalOf(0, 0), { kind: 'hoursOutOfRange', min: 2, max: 48 });
		assert.deepEqual(await refusalOf(0, 2, provider.address), { kind: 'ownResource' });
		const short = await chain.send(
			provider,
			tx.provider.registerResource(machine(), PRICE, 5, 1, 24),
		);
		const id = short.event('provider.ResourceRegistered').resource;
		const { kind, hours } = await refusalOf(id, 24);
		assert.equal(kind, 'beyondAvailability');
		assert.ok(hours === 4 || hours === 5);
		const dear = await list(chain, provider, { price: 10n ** 18n });
		const poor = await refusalOf(dear, 24, tenant.address);
		assert.equal(poor.kind, 'insufficientBalance');
		const { free } = await chain.money(await chain.hash(chain.best.number), tenant.address);
		// The existential deposit must stay.
		assert.ok(BigInt(poor.missing) >= 24n * 10n ** 18n - free);
		assert.equal(await refusalOf(dear, 24), null);

		await order(chain, tenant, 0, { hours: 2, limit: PRICE });
		assert.deepEqual(await refusalOf(0, 2), { kind: 'reserved' });
		await chain.send(provider, tx.resourceOrder.acceptOrder(1));
		assert.deepEqual(await refusalOf(0, 2), { kind: 'leased' });
		await chain.send(provider, tx.provider.takeOffline(dear));
		assert.deepEqual(await refusalOf(dear, 2), { kind: 'offline' });
		for (const bad of [[], [0], [0, -1], [0, '24'], ['0', 24], [0, 24, 'Bob'], [0, 24, null, '0x12']]) {
			assert.equal((await node.rpc('market_quote', bad)).error?.code, BAD_PARAMS, JSON.stringify(bad));
		}
	});

	await step('orders and leases of an account are listed by side and state', async () => {
		await beat();
		const third = await list(chain, provider, { price: PRICE });
		await order(chain, tenant, third, { hours: 1, limit: PRICE });
		const view = await chain.market('order', 2);
		for (const [who, role, items] of [
			[tenant, 'tenant', [view]],
			[provider, 'provider', [view]],
			[provider, 'tenant', []],
			[other, 'tenant', []],
		]) {
			assert.deepEqual(await chain.market('ordersOf', who.address, role), { items, nextCursor: null });
		}
		const lease = await chain.market('lease', 1);
		const page = await chain.market('leasesOf', tenant.address, 'tenant', 'active', null, 1);
		assert.deepEqual(page.items.map(({ id }) => id), [lease.id]);
		await chain.send(tenant, tx.resourceOrder.endLease(1));
		const states = async (state) => {
			const { items } = await chain.market('leasesOf', provider.address, 'provider', state);
			return items.map(({ id, state: told }) => [id, told]);
		};
		assert.deepEqual(await states('active'), []);
		assert.deepEqual(await states('closed'), [[1, 'closed']]);
		assert.deepEqual(await states('any'), [[1, 'closed']]);
		assert.deepEqual(await chain.market('ordersOf', tenant.address), { items: [view], nextCursor: null });
		for (const bad of [[], [tenant.address, 'owner'], [tenant.address, 7], ['Bob', 'tenant']]) {
			assert.equal((await node.rpc('market_ordersOf', bad)).error?.code, BAD_PARAMS);
			assert.equal((await node.rpc('market_leasesOf', bad)).error?.code, BAD_PARAMS);
		}
		await chain.send(tenant, tx.resourceOrder.cancelOrder(2));
	});

	await step('a dry run says what a call costs, and the call does', async () => {
		await beat();
		const resource = await list(chain, provider, { price: PRICE });
		const call = tx.resourceOrder.createOrder(resource, 2, PRICE, ACCESS_KEY);
		const now = await chain.hash(chain.best.number);
		const told = await dryRun(call, tenant, now);
		assert.deepEqual([told.succeeds, told.reason], [true, null]);
		assert.equal(told.heldChange, String(2n * PRICE));
		assert.equal(told.freeChange, String(-2n * PRICE));
		const before = await chain.market('totals');
		assert.deepEqual(await dryRun(call, tenant, now), told);
		assert.deepEqual(await chain.market('totals'), before);
		const { block, fee } = await chain.send(tenant, call, MORTAL);
		// Fees move a little with every block: to the unit it is what was told before that block.
		const just = await dryRun(call, tenant, await chain.hash(block - 1));
		assert.equal(BigInt(just.fee), fee);
		assert.ok(BigInt(just.feeLimit) >= fee);
		assert.ok(told.weight.refTime > 0 && told.weight.proofSize >= 0);
	});

	await step('and why it fails', async () => {
		const reasonOf = async (call, who) => {
			const { succeeds, reason } = await dryRun(call, who);
			assert.equal(succeeds, false);
			return reason;
		};
		const id = (await chain.market('ordersOf', tenant.address, 'tenant')).items[0].id;
		const accepting = await reasonOf(tx.resourceOrder.acceptOrder(id), other);
		const attempt = await chain.attempt(other, tx.resourceOrder.acceptOrder(id));
		assert.equal(attempt.error, 'resourceOrder.NotOrderProvider');
		assert.deepEqual(
			[accepting.kind, accepting.pallet, accepting.error],
			['module', 'ResourceOrder', 'NotOrderProvider'],
		);
		assert.deepEqual(await reasonOf(tx.sudo.sudo(tx.system.remark('0x')), other), {
			kind: 'module',
			...(await moduleError('sudo', 'RequireSudo')),
		});
		// Nor does it help to have the key.
		assert.equal((await reasonOf(tx.sudo.sudo(tx.system.remark('0x')), account('//Alice'))).error, 'RequireSudo');
		assert.deepEqual(await reasonOf(tx.system.setHeapPages(8), other), { kind: 'badOrigin' });
		assert.deepEqual(await reasonOf(tx.system.remark('0x'), account('//Nobody at all')), { kind: 'noAccount' });
		const tooMuch = tx.balances.transferAllowDeath(tenant.address, 10n ** 30n);
		assert.deepEqual(await reasonOf(tooMuch, other), { kind: 'arithmetic', name: 'Underflow' });
		assert.equal((await chain.attempt(other, tooMuch)).error, 'Arithmetic');
		const dust = tx.balances.transferKeepAlive(account('//Nobody at all').address, 1);
		assert.deepEqual(await reasonOf(dust, other), { kind: 'token', name: 'BelowMinimum' });
		assert.equal((await chain.attempt(other, dust)).error, 'Token.BelowMinimum');
		const batch = tx.utility.batch([tx.system.remark('0x'), tx.resourceOrder.acceptOrder(id)]);
		assert.equal((await reasonOf(batch, other)).error, 'NotOrderProvider');
	});

	await step('what is no call, too large, too deep or too heavy is not tried', async () => {
		const refused = async (code, ...params) => {
			const { error } = await node.rpc('market_dryRun', params);
			assert.equal(error?.code, code, `${JSON.stringify(params).slice(0, 100)}: ${JSON.stringify(error)}`);
		};
		const { address } = tenant;
		for (const bad of ['0x', '0xffff', '0x0000', `${tx.system.remark('0x').method.toHex()}00`]) {
			await refused(NOT_A_CALL, bad, address);
		}
		await refused(BAD_PARAMS, 'hello', address);
		await refused(BAD_PARAMS, '0xzz', address);
		await refused(BAD_PARAMS, '0x0000', 'Bob');
		await refused(BAD_PARAMS, '0x0000');
		await refused(TOO_LARGE, tx.system.remark(`0x${'00'.repeat(65_536)}`).method.toHex(), address);
		let tower = tx.system.remark('0x');
		for (let i = 0; i < 40; i += 1) tower = tx.utility.batchAll([tower]);
		await refused(NOT_A_CALL, tower.method.toHex(), address);
		await refused(TOO_HEAVY, tx.system.setCode('0x').method.toHex(), address);
		const many = tx.utility.batch(Array(2_000).fill(tx.resourceOrder.settle(0)));
		await refused(TOO_HEAVY, many.method.toHex(), address);
	});
});
