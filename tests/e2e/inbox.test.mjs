// The inboxes of a provider, a tenant, a gateway's operator and an arbiter: every kind of work comes and
// goes, and who was away knows what those know who were there.

import assert from 'node:assert/strict';
import { openrpc } from '../../scripts/rpc-schema.mjs';
import { ballot, commitment, SHORT_RULES } from './lib/arbitration.mjs';
import { account } from './lib/chain.mjs';
import { Keeper } from './lib/gateway.mjs';
import { facts, Follower, inbox } from './lib/inbox.mjs';
import { ACCESS_KEY, HAM, HOURS, list, open, order, rent } from './lib/market.mjs';
import { FastNode } from './lib/node.mjs';
import { story } from './lib/story.mjs';

const DAY = 24 * HOURS;
// So much that the gateways' part of the fee soon comes to a token.
const PRICE = 1_000n * HAM;

story(
	'the inboxes of everybody',
	{ args: ['--state-pruning', 'archive'] },
	async ({ node, chain, step }) => {
		const { tx } = chain.api;
		const [sudo, provider, tenant, operator] = ['//Alice', '//Bob', '//Charlie', '//Dave'].map(account);
		const arbiter = account('//Alice//stash');
		const people = { provider, tenant, operator, arbiter };
		const keeper = new Keeper(chain);
		const live = {};
		const beginning = {};
		let closed;

		await step('nothing waits for anybody', async () => {
			for (const [name, { address }] of Object.entries(people)) {
				live[name] = await Follower.open(node, address);
				const [first] = live[name].events;
				assert.deepEqual([first.event, first.finality, first.items], ['snapshot', 'finalized', []]);
				beginning[name] = { items: new Map(live[name].items), cursor: live[name].cursor };
			}
		});

		await step('a provider with a machine has heartbeats to send', async () => {
			await chain.send(sudo, tx.sudo.sudo(tx.arbitration.setParameters(SHORT_RULES)));
			await open(chain, provider, { stake: 200n * HAM, price: PRICE });
			const { key, from, until, work } = await live.provider.item('heartbeat', { isSilent: false });
			const { streak } = await chain.market('provider', provider.address);
			assert.deepEqual([key, from, until], ['heartbeat', streak.due, streak.deadline]);
			assert.deepEqual(work, { kind: 'heartbeat', isSilent: false });
			keeper.keep(provider, 'provider.HeartbeatReceived', () => tx.provider.heartbeat([]));
			await live.provider.until(({ items }) => items.get(key)?.from > streak.due);
		});

		await step('an order waits on both sides, and becomes a lease on both', async () => {
			const receipt = await order(chain, tenant, 0, { hours: 3, limit: PRICE });
			const { expires } = receipt.event('resourceOrder.OrderCreated');
			const terms = { order: 0, resource: 0, hours: 3, pricePerHour: String(PRICE) };
			const asked = await live.provider.item('orderToAccept');
			assert.deepEqual(asked.work, {
				kind: 'orderToAccept',
				...terms,
				tenant: tenant.address,
				escrow: String(3n * PRICE),
				accessKey: ACCESS_KEY,
			});
			const waits = await live.tenant.item('orderPending');
			assert.deepEqual(waits.work, { kind: 'orderPending', ...terms, provider: provider.address });
			assert.deepEqual([asked.until, waits.until], [expires, expires]);

			const started = await chain.send(provider, tx.resourceOrder.acceptOrder(0));
			const { start, end } = started.event('resourceOrder.LeaseStarted');
			const serves = await live.provider.item('leaseToServe', { lease: 0 });
			assert.deepEqual(serves.work, {
				kind: 'leaseToServe',
				lease: 0,
				tenant: tenant.address,
				resource: 0,
				accessKey: ACCESS_KEY,
				start,
				end,
				maintenance: [],
				dispute: null,
			});
			const held = await live.tenant.item('leaseHeld', { lease: 0 });
			assert.deepEqual([held.work.start, held.work.end], [start, end]);
			await live.provider.gone('orderToAccept');
			await live.tenant.gone('orderPending');
		});

		await step('an order that nobody accepts lapses', async () => {
			const resource = await list(chain, provider, { price: PRICE });
			const receipt = await order(chain, tenant, resource, { hours: 1, limit: PRICE });
			const { expires } = receipt.event('resourceOrder.OrderCreated');
			await live.tenant.item('orderPending', { order: 1 });
			// It has lapsed for the next block, in which the sweep finds it: so this is in the state of one
			// block only, of which nobody is told if finality goes on by more than that.
			await chain.final.reach(expires);
			const at = await chain.hash(expires);
			const { items } = await inbox(chain, tenant.address, { at, kinds: ['orderLapsed'] });
			assert.equal(items.size, 1);
			const [{ work }] = items.values();
			assert.deepEqual(work, { kind: 'orderLapsed', order: 1, resource, escrow: String(PRICE) });
			live.tenant.seen.add(work.kind);
			await live.provider.gone('orderToAccept');
			// The sweep may have been faster.
			await chain.attempt(tenant, tx.resourceOrder.settle(1));
			await live.tenant.gone('orderLapsed');
		});

		await step('a gateway has heartbeats to send too', async () => {
			const peer = '12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp';
			await chain.send(operator, tx.gateway.register(peer, ['/ip4/203.0.113.8/tcp/30333'], 'eu-west'));
			const { work } = await live.operator.item('gatewayHeartbeat');
			assert.deepEqual(work, { kind: 'gatewayHeartbeat', gateways: [0] });
			keeper.keep(operator, 'gateway.HeartbeatReceived', () => tx.gateway.heartbeat([0]));
		});

		await step('a dispute is to be answered, then judged, then it may be appealed', async () => {
			const evidence = `0x${'11'.repeat(32)}`;
			await chain.send(tenant, tx.arbitration.openDispute(0, 'Weaker', evidence));
			const { work } = await live.provider.item('disputeToAnswer');
			assert.deepEqual(work, {
				kind: 'disputeToAnswer',
				dispute: 0,
				lease: 0,
				tenant: tenant.address,
				claim: 'weaker',
				evidence,
			});
			await live.tenant.item('disputeOpen', { side: 'tenant' });
			await live.provider.item('leaseToServe', { lease: 0, dispute: 0 });
			await chain.send(provider, tx.arbitration.respond(0, `0x${'22'.repeat(32)}`));
			await live.provider.item('disputeOpen', { side: 'provider' });
			await live.provider.gone('disputeToAnswer');

			// The sweep draws the panel when it can.
			const seat = await live.arbiter.item('panelVote', { dispute: 0 });
			await live.arbiter.item('accessKeyMissing');
			const view = await chain.provider.send('arbitration_dispute', [0]);
			assert.equal(seat.until, view.commitUntil);
			await chain.send(arbiter, tx.arbitration.setAccessKey('ssh-ed25519 AAAA alice'));
			await live.arbiter.gone('accessKeyMissing');
			const vote = ballot('Dismissed');
			const hash = commitment(0, 0, arbiter.address, vote);
			await chain.send(arbiter, tx.arbitration.commitVote(0, hash));
			const shows = await live.arbiter.item('panelReveal');
			assert.equal(shows.work.commitment, hash);
			await live.arbiter.gone('panelVote');
			await chain.send(arbiter, tx.arbitration.revealVote(0, vote.verdict, vote.measured, vote.salt));
			await live.arbiter.gone('panelReveal');

			await chain.attempt(tenant, tx.arbitration.close(0));
			const loses = await live.tenant.item('disputeToAppeal');
			assert.deepEqual([loses.work.side, loses.work.verdict], ['tenant', 'dismissed']);
			await live.tenant.gone('disputeToAppeal');
			await chain.attempt(tenant, tx.arbitration.close(0));
			await live.provider.gone('disputeOpen');
			await live.provider.item('leaseToServe', { lease: 0, dispute: null });
		});

		await step('stake that was taken back will be there one day', async () => {
			const receipt = await chain.send(provider, tx.provider.unstake(10n * HAM));
			const { from, work } = await live.provider.item('stakeToWithdraw');
			assert.equal(from, receipt.block + 14 * DAY);
			assert.deepEqual(work, { kind: 'stakeToWithdraw', stake: 'provider', amount: String(10n * HAM) });
		});

		await step('the lease is over, is to be settled, and is closed on both sides', async () => {
			for (const one of [live.provider, live.tenant]) {
				const { work } = await one.item('leaseToSettle', { lease: 0 });
				assert.equal(work.reason, 'completed');
			}
			await chain.attempt(tenant, tx.resourceOrder.settle(0));
			closed = await live.provider.item('leaseClosed', { lease: 0 });
			const { work } = await live.tenant.item('leaseClosed', { lease: 0 });
			assert.deepEqual([work.role, closed.work.role], ['tenant', 'provider']);
			assert.equal(work.closed, closed.work.closed);
			assert.ok(Math.abs(closed.until - closed.work.closed - DAY) <= 1);
			for (const one of [live.provider, live.tenant]) await one.gone('leaseToSettle');
			await live.provider.gone('leaseToServe');
			await live.tenant.gone('leaseHeld');
		});

		await step('rewards come to a token and are claimed', async () => {
			await live.operator.item('rewardsToClaim');
			await chain.send(operator, tx.gateway.claimRewards(0));
			await live.operator.gone('rewardsToClaim');
		});

		await step('a gateway that falls silent is to be reset', async () => {
			await keeper.rest(operator);
			const { work } = await live.operator.item('gatewayOffline');
			assert.deepEqual(work, { kind: 'gatewayOffline', gateway: 0, missingStake: String(20n * HAM) });
			await live.operator.gone('gatewayHeartbeat');
			await chain.send(operator, tx.gateway.reset(0));
			await live.operator.gone('gatewayOffline');
			keeper.keep(operator, 'gateway.HeartbeatReceived', () => tx.gateway.heartbeat([0]));
		});

		await step('another lease begins, and the provider falls silent', async () => {
			await rent(chain, tenant, provider, 0, { hours: 24, price: PRICE });
			await keeper.rest(provider);
			await live.provider.item('heartbeat', { isSilent: true });
			// The sweep comes to it when the hours are over; nobody has to wait for that.
			for (const one of [live.provider, live.tenant]) {
				const { work } = await one.item('leaseToSettle', { lease: 2 });
				assert.equal(work.reason, 'faulted');
			}
			await chain.send(tenant, tx.resourceOrder.settle(2));
			await live.tenant.item('leaseClosed', { lease: 2, reason: 'faulted' });
		});

		await step('by now there was every kind of work', async () => {
			const seen = new Set(Object.values(live).flatMap((one) => [...one.seen]));
			assert.deepEqual([...seen].sort(), [...openrpc.components.schemas.WorkKind.enum].sort());
		});

		await step('hours pass', async () => {
			const then = live.provider.block.number + 2 * HOURS;
			await chain.best.reach(then);
			for (const one of Object.values(live)) await one.until(({ block }) => block.number >= then);
			assert.ok(live.provider.items.has(closed.key));
		});

		await step('who was away knows what those know who were there', async () => {
			for (const [name, { address }] of Object.entries(people)) {
				const here = live[name];
				const [known, at] = [facts(here.items), here.block];
				const asked = await inbox(chain, address, { at: at.hash, limit: 2 });
				assert.deepEqual(facts(asked.items), known, `${name} as of ${at.number}`);
				// With the cursor of the beginning, and with none.
				const { items, cursor } = beginning[name];
				for (const [options, before, first] of [
					[{ since: cursor }, items, 'changes'],
					[{}, new Map(), 'snapshot'],
				]) {
					const back = await Follower.open(node, address, options, before);
					assert.equal(back.events[0].event, first);
					await here.until(({ block }) => block.number >= back.block.number);
					// Both now: it goes on while it is asked.
					const [told, then] = [facts(back.items), back.block];
					const asked = await inbox(chain, address, { at: then.hash });
					assert.deepEqual(told, facts(asked.items), `${name} with ${JSON.stringify(options)}`);
					await back.close();
				}
			}
		});

		await step('and nobody has to stay', async () => {
			await keeper.rest();
			for (const one of Object.values(live)) await one.close();
		});
	},
	FastNode,
);
