// Decisions of a chain about itself, from the proposal to what comes of it; and a key that can do
// no more than an agent needs.

import assert from 'node:assert/strict';
import { account, TREASURY } from './lib/chain.mjs';
import { ensure, ensureEnacted, MEMBERS, motion, note, refer, vote } from './lib/governance.mjs';
import { BACKING, EXISTENTIAL_DEPOSIT, HAM } from './lib/market.mjs';
import { story } from './lib/story.mjs';

/** The most that the council may spend with one motion. */
const LIMIT = 10_000n * HAM;
/** The deposit for a proposal. */
const DEPOSIT = 100n * HAM;
/** What a preimage ties up. */
const preimageDeposit = (len) => 200_640_000_000n + BigInt(len) * 10_000_000n;

// The states of all blocks are asked for.
story('governance', { args: ['--state-pruning', 'archive'] }, async ({ chain, step }) => {
	const { tx } = chain.api;
	const [proposer, voter, stranger] = ['//Dave', '//Eve', '//Ferdie'].map(account);
	const matters = {};

	const stored = async (number, ...path) => chain.stored(await chain.hash(number), ...path);
	const money = async (number, { address }) => chain.money(await chain.hash(number), address);
	const spend = (amount) => tx.treasury.spend(null, amount, voter.address, null);

	/** Has a stranger claim a spend and checks who has paid it to whom. */
	const claim = async (index, amount) => {
		const receipt = await chain.send(stranger, tx.treasury.payout(index));
		assert.deepEqual(receipt.event('balances.Transfer'), {
			from: TREASURY,
			to: voter.address,
			amount,
		});
		const before = await money(receipt.block - 1, voter);
		const after = await money(receipt.block, voter);
		assert.equal(after.free, before.free + amount);
		const { block } = await chain.send(stranger, tx.treasury.checkStatus(index));
		assert.equal(await stored(block, 'treasury', 'spends', index), null);
	};

	await step('what anybody proposes waits for its turn', async () => {
		const preimage = await note(chain, proposer, tx.system.setStorage([]));
		const propose = (deposit) => tx.democracy.propose({ Lookup: preimage }, deposit);
		const low = await chain.attempt(proposer, propose(DEPOSIT - 1n));
		assert.equal(low.error, 'democracy.ValueLow');
		const receipt = await chain.send(proposer, propose(DEPOSIT));
		assert.deepEqual(receipt.event('democracy.Proposed'), { proposalIndex: 0, deposit: DEPOSIT });
		const { block } = await chain.send(voter, tx.democracy.second(0));
		assert.equal((await money(block, voter)).held, DEPOSIT);
		assert.deepEqual(await stored(block, 'democracy', 'depositOf', 0), [
			[proposer.address, voter.address],
			DEPOSIT,
		]);
	});

	await step('the treasury has what was paid to it, but for the existential deposit', async () => {
		const transfer = tx.balances.transferKeepAlive(TREASURY, 3n * LIMIT);
		const { hash } = await chain.send(stranger, transfer);
		assert.equal((await chain.money(hash, TREASURY)).free, EXISTENTIAL_DEPOSIT + 3n * LIMIT);
	});

	await step('three matters are put to the vote', async () => {
		const terms = await stored(chain.best.number, 'resourceOrder', 'parameters');
		assert.equal(terms.conditions.marketFee, 50_000);
		const conditions = { ...terms.conditions, marketFee: 30_000 };
		const calls = {
			seat: tx.technicalMembership.addMember(proposer.address),
			parameters: tx.resourceOrder.setParameters({ ...terms, conditions }),
			spend: spend(2n * LIMIT),
		};
		for (const [name, call] of Object.entries(calls)) {
			const preimage = await note(chain, proposer, call);
			matters[name] = { ...(await refer(chain, preimage)), preimage };
			await vote(chain, voter, matters[name], true);
			await vote(chain, stranger, matters[name], false, HAM);
		}
	});

	await step('meanwhile the council spends a little by itself', async () => {
		// Two of three are more than three fifths.
		const approved = await motion(chain, 'council', MEMBERS.slice(1), spend(LIMIT));
		const [index] = approved.data('treasury.AssetSpendApproved');
		await claim(index.toNumber(), LIMIT);
	});

	await step('and not more than its limit, and decides nothing else by itself', async () => {
		await assert.rejects(motion(chain, 'council', MEMBERS, spend(LIMIT + 1n)), {
			message: 'treasury.InsufficientPermission',
		});
		const rules = await stored(chain.best.number, 'gateway', 'parameters');
		const change = motion(chain, 'council', MEMBERS, tx.gateway.setParameters(rules));
		await assert.rejects(change, { message: 'BadOrigin' });
	});

	await step("an agent's key keeps a provider alive and does nothing else", async () => {
		const [provider, key] = [proposer, stranger];
		await chain.send(provider, tx.provider.stake(BACKING));
		await chain.send(provider, tx.proxy.addProxy(key.address, 'Agent', 0));
		const act = async (call) => {
			const receipt = await chain.send(key, tx.proxy.proxy(provider.address, null, call));
			ensure(chain, receipt.data('proxy.ProxyExecuted')[0]);
			return receipt;
		};
		const { block } = await act(tx.provider.heartbeat([]));
		const { streak } = await chain.market('provider', provider.address);
		assert.equal(streak.lastHeartbeat, block);
		const transfer = tx.balances.transferKeepAlive(key.address, HAM);
		for (const call of [
			transfer,
			tx.utility.batchAll([tx.provider.heartbeat([]), transfer]),
			tx.provider.unstake(BACKING),
			tx.proxy.addProxy(key.address, 'Any', 0),
		]) {
			await assert.rejects(act(call), { message: 'system.CallFiltered' }, call.method.method);
		}
	});

	await step('the votes end', async () => {
		const last = Math.max(...Object.values(matters).map(({ end }) => end));
		await chain.best.reach(last + 2);
	});

	await step('a proposal has become law, from its preimage on', async () => {
		const { seat } = matters;
		await ensureEnacted(chain, seat);
		const isMember = async (number) =>
			(await stored(number, 'technicalCommittee', 'members')).includes(proposer.address);
		assert.equal(await isMember(seat.end), false);
		assert.equal(await isMember(seat.end + 1), true);
	});

	await step('a parameter of the market is another', async () => {
		const { parameters } = matters;
		await ensureEnacted(chain, parameters);
		const fee = async (number) =>
			(await stored(number, 'resourceOrder', 'parameters')).conditions.marketFee;
		assert.equal(await fee(parameters.end), 50_000);
		assert.equal(await fee(parameters.end + 1), 30_000);
	});

	await step('the treasury pays what the referendum spent', async () => {
		const events = await ensureEnacted(chain, matters.spend);
		const approved = events.find(({ name }) => name === 'treasury.AssetSpendApproved');
		await claim(approved.data[0].toNumber(), 2n * LIMIT);
	});

	await step('the deposits for the preimages come back', async () => {
		for (const { preimage } of Object.values(matters)) {
			const receipt = await chain.send(proposer, tx.preimage.unnotePreimage(preimage.hash));
			const before = await money(receipt.block - 1, proposer);
			const after = await money(receipt.block, proposer);
			assert.equal(before.Preimage - after.Preimage, preimageDeposit(preimage.len));
		}
	});
});
