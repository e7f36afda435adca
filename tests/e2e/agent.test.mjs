// The example agent serves whole leases: it is killed in the middle of one, misses a renewal and an order,
// and its node is killed too. Nothing is lost, and everybody's money is right to the unit.

import assert from 'node:assert/strict';
import { ProviderAgent } from './lib/agent.mjs';
import { account } from './lib/chain.mjs';
import { facts, inbox } from './lib/inbox.mjs';
import { ACCESS_KEY, feeOf, HAM, HOURS, list, order } from './lib/market.mjs';
import { SlowNode } from './lib/node.mjs';
import { story } from './lib/story.mjs';

const PRICE = 1_234_567_890_123n;
const STAKE = 100n * HAM;

story(
	'an agent that is killed',
	{},
	async ({ node, chain, step }) => {
		const [provider, tenant] = ['//Bob', '//Charlie'].map(account);
		const agent = new ProviderAgent(node, '//Bob');
		const lease = (id) => chain.market('lease', id);
		let first;

		/** When this holds, in some block to come. */
		const until = async (what, holds) => {
			for (let i = 0; i < 3_000; i += 1) {
				const found = await holds().catch(() => undefined);
				if (found) return found;
				await chain.best.next();
			}
			throw new Error(`${what} did not come about; the agent said:\n${agent.log}`);
		};
		const accepted = (id) => until(`the lease ${id}`, () => lease(id));
		const installed = (id) => until(`the access to ${id}`, async () => agent.leases[id]);
		const closed = (id) => until(`the end of ${id}`, async () => ((await lease(id)).state === 'closed' ? lease(id) : undefined));
		const beats = (after) =>
			until('a heartbeat', async () => {
				const { streak } = await chain.market('provider', provider.address);
				return streak.lastHeartbeat > after ? streak : undefined;
			});

		try {
			await step('it brings a provider on the market', async () => {
				const { tx } = chain.api;
				await chain.send(provider, tx.provider.stake(STAKE));
				for (const id of [0, 1]) assert.equal(await list(chain, provider, { price: PRICE }), id);
				agent.start();
				await until('the market', async () => (await chain.market('resources')).items.length === 2);
			});

			await step('it accepts an order and lets the tenant in', async () => {
				await order(chain, tenant, 0, { hours: 1, limit: PRICE });
				first = await accepted(0);
				const { end } = first;
				assert.deepEqual(await installed(0), {
					lease: 0,
					tenant: tenant.address,
					resource: 0,
					keys: [ACCESS_KEY],
					end,
				});
				await beats(first.start);
			});

			await step('it is killed, and misses a renewal and an order', async () => {
				const { streak } = await chain.market('provider', provider.address);
				await agent.kill();
				const { tx } = chain.api;
				await chain.send(tenant, tx.resourceOrder.renewLease(0, 1, PRICE));
				await order(chain, tenant, 1, { hours: 1, limit: PRICE });
				// Long enough for a heartbeat to be late, not for the streak to break.
				await chain.best.reach(streak.due + 20);
				assert.equal(agent.leases[0].end, first.end);
			});

			await step('started again, it has lost nothing', async () => {
				const { number } = chain.best;
				agent.start();
				await beats(number);
				await accepted(1);
				assert.equal((await installed(1)).resource, 1);
				await until('the renewal', async () => agent.leases[0].end === first.end + HOURS);
				const { streak } = await chain.market('provider', provider.address);
				assert.equal(streak.number, 1);
			});

			await step('its node is killed and comes back, and so does it', async () => {
				await chain.final.reach(chain.best.number);
				await chain.disconnect();
				await node.kill();
				await node.start();
				await chain.connect();
				await beats(chain.best.number);
			});

			await step('a dispute is answered, and the arbiters would be let in', async () => {
				const { tx } = chain.api;
				const opening = tx.arbitration.openDispute(1, 'Other', `0x${'11'.repeat(32)}`);
				const opened = await chain.send(tenant, opening);
				assert.ok(opened.event('arbitration.DisputeOpened'));
				const dispute = await until('the answer', async () => {
					const view = await chain.provider.send('arbitration_dispute', [0]);
					return view.answer ? view : undefined;
				});
				assert.match(dispute.answer, /^0x[0-9a-f]{64}$/);
			});

			await step('it is killed once more as the lease ends, and settles it afterwards', async () => {
				await until('the last hour', async () => chain.best.number >= first.end + HOURS - 50);
				await agent.kill();
				await chain.best.reach(first.end + HOURS + 10);
				agent.start();
				const view = await closed(0);
				assert.deepEqual([view.closeReason, view.ended], ['completed', first.end + HOURS]);
				await until('the access to be taken back', async () => agent.leases[0] === undefined);
				assert.ok(agent.leases[1], 'the disputed lease is not served');
			});

			await step('what it knows is what there is', async () => {
				const { items } = await inbox(chain, provider.address);
				assert.ok(Object.keys(facts(items)).length > 0);
				const served = [...items.values()].filter(({ work }) => work.kind === 'leaseToServe');
				assert.deepEqual(Object.keys(agent.leases), served.map(({ work }) => String(work.lease)));
				const totals = await chain.market('totals');
				assert.equal(totals.faultedLeases, 0);
			});

			await step('and everybody has what is due, to the unit', async () => {
				await agent.kill();
				const hash = await chain.hash(chain.best.number);
				const view = await chain.market('lease', 0, hash);
				const other = await chain.market('lease', 1, hash);
				const fee = feeOf(PRICE);
				// Each hour is settled by itself, and each fee rounded down.
				assert.deepEqual([view.paid, view.fees], [String(2n * (PRICE - fee)), String(2n * fee)]);
				assert.deepEqual([view.refunded, view.compensated], ['0', '0']);
				const { income } = await chain.market('provider', provider.address, hash);
				assert.equal(income.earned, view.paid);
				// The agent's own fees are in the provider's account and in no book here.
				const money = await chain.money(hash, tenant.address);
				const fees = chain.fees.get(tenant.address);
				const bond = BigInt((await chain.provider.send('arbitration_dispute', [0, hash])).bond);
				const escrow = BigInt(other.funded) - BigInt(other.paid) - BigInt(other.fees);
				assert.equal(money.free, 1_000_000n * HAM - fees - 2n * PRICE - BigInt(other.funded) - bond);
				assert.equal(money.held, escrow + bond);
			});
		} finally {
			await agent.kill().catch(() => {});
			if (process.exitCode) console.error(agent.log);
			agent.remove();
		}
	},
	SlowNode,
);
