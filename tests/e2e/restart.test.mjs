// The node is killed in the middle of a lease and goes on from its database.

import assert from 'node:assert/strict';
import { account } from './lib/chain.mjs';
import { Agent, assertMoney, BACKING, feeOf, HOURS, open, rent } from './lib/market.mjs';
import { story } from './lib/story.mjs';

const PRICE = 1_234_567_890_123n;
const SLOT = 6_000;
/** The database writes behind: blocks of the last moment may be lost, but none older. */
const LAST_MOMENT = 60;

story('a lease that outlives its node', {}, async ({ node, chain, step }) => {
	const [provider, tenant, stranger] = ['//Bob', '//Charlie', '//Dave'].map(account);
	const fee = feeOf(PRICE);
	let lease, kept;

	const record = (hash) => chain.stored(hash, 'resourceOrder', 'leases', lease.lease);
	const live = async (until) => new Agent(chain, provider, lease.lease).until(until);

	await step('a lease runs', async () => {
		const resource = await open(chain, provider, { price: PRICE });
		lease = await rent(chain, tenant, provider, resource, { hours: 1, price: PRICE });
		await live(lease.start + HOURS / 4);
		await chain.final.reach(chain.best.number);
		const hash = await chain.hash(chain.final.number);
		const { number } = await chain.api.rpc.chain.getHeader(hash);
		kept = { number: number.toNumber(), hash, record: await record(hash) };
		await chain.best.reach(kept.number + LAST_MOMENT);
	});

	await step('the node is killed', async () => {
		await chain.disconnect();
		assert.equal(await node.kill(), 'SIGKILL');
	});

	await step('and starts again with all that was final', async () => {
		await node.start();
		await chain.connect();
		const final = await chain.api.rpc.chain.getHeader(
			await chain.api.rpc.chain.getFinalizedHead(),
		);
		assert.ok(final.number.toNumber() >= kept.number);
		assert.equal(await chain.hash(kept.number), kept.hash);
		assert.deepEqual(await record(kept.hash), kept.record);
	});

	await step('the chain goes on, and its time was not interrupted', async () => {
		const target = kept.number + LAST_MOMENT + 20;
		await live(target);
		await chain.final.reach(target);
		const time = async (number) => chain.stored(await chain.hash(number), 'timestamp', 'now');
		assert.equal((await time(target)) - (await time(kept.number)), (target - kept.number) * SLOT);
	});

	await step('the lease is completed as if nothing had happened', async () => {
		await live(lease.end);
		await chain.send(provider, chain.api.tx.provider.heartbeat([]));
		const { settle } = chain.api.tx.resourceOrder;
		const receipt = await chain.send(stranger, settle(lease.lease));
		assert.deepEqual(receipt.event('resourceOrder.LeaseClosed'), {
			lease: lease.lease,
			reason: 'Completed',
			ended: lease.end,
			paid: PRICE - fee,
			fees: fee,
			refunded: 0n,
			compensated: 0n,
		});
		await assertMoney(
			chain,
			receipt.hash,
			fee,
			[provider.address, PRICE - fee, { ProviderStake: BACKING }],
			[tenant.address, -PRICE],
			[stranger.address, 0n],
		);
		assert.equal((await chain.market('provider', provider.address)).streak.number, 1);
	});
});
