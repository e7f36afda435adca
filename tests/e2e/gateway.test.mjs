// Two gateways: one lives on, the other falls silent and comes back; both are paid from a lease.

import assert from 'node:assert/strict';
import { base58Encode } from '@polkadot/util-crypto';
import { account, POT, TREASURY } from './lib/chain.mjs';
import { Books, Keeper, shareOf } from './lib/gateway.mjs';
import {
	AUTHOR,
	BACKING,
	ENDOWMENT,
	EXISTENTIAL_DEPOSIT,
	feeOf,
	HAM,
	HOURS,
	ISSUANCE,
	open,
	rent,
	VALIDATOR_STAKE,
} from './lib/market.mjs';
import { story } from './lib/story.mjs';

const DAYS = 24 * HOURS;
const RULES = {
	// Not a multiple of ten, so that the penalty must be rounded.
	stake: 100n * HAM + 7n,
	// A streak lasts for 120 blocks without a heartbeat: more than a pause of this program.
	heartbeat: { interval: 20, tolerance: 100 },
	dropPenalty: 100_000,
	feeShare: 500_000,
	releasePeriod: HOURS,
	unbondingDelay: DAYS,
};
/** More than anybody has. */
const DEAR = { ...RULES, stake: 2n * ENDOWMENT };

// The fee of an hour has a fraction and is odd, so that it and the gateways' half must be rounded.
const PRICE = 1_234_567_890_143n;
const LEASED = 2;
const FEE = feeOf(PRICE);
const SHARE = shareOf(FEE, RULES.feeShare);

const BAD_PARAMS = -32_602;
const NO_RUNTIME = 7_000;
const BAD_CURSOR = 7_001;
const BAD_LIMIT = 7_002;
const GATEWAY_NOT_FOUND = 7_007;
const NO_OPERATOR = 7_008;
const BAD_REGION = 7_009;

const NOBODY_HAS = 99;
const UNKNOWN_BLOCK = `"0x${'00'.repeat(32)}"`;

/** A peer id of its own for each `n`: the identity multihash of an Ed25519 key. */
const peerId = (n) =>
	base58Encode(Uint8Array.from([0x00, 0x24, 0x08, 0x01, 0x12, 0x20, ...Array(32).fill(n)]));
const HOME = ['/ip4/203.0.113.7/tcp/30333', '/dns/relay.example.org/tcp/443/wss'];

// The states of all blocks are asked for.
story('gateways', { args: ['--state-pruning', 'archive'] }, async (stage) => {
	const keeper = new Keeper(stage.chain);
	try {
		await tell(stage, keeper);
	} finally {
		await keeper.rest();
	}
});

async function tell({ node, chain, step }, keeper) {
	const { tx } = chain.api;
	const { gateway: gateways } = tx;
	const [sudo, provider, tenant, steady, silent, passer] = [
		...['//Alice', '//Bob', '//Charlie', '//Dave', '//Eve', '//Ferdie'],
	].map(account);
	const [first, second] = [0, 1];
	const books = new Books(chain, RULES);
	/** What does not change about each gateway unless its operator says so. */
	const known = new Map();
	let lease, deadline;
	let rents = 0n;
	let fees = 0n;

	const rpc = (method, ...params) => chain.provider.send(`gateway_${method}`, params);
	const ids = ({ items }) => items.map(({ id }) => id).sort();
	const refuse = async (signer, error, ...calls) => {
		for (const call of calls) {
			assert.equal((await chain.attempt(signer, call)).error, error, call.method.method);
		}
	};
	const govern = async (parameters) => {
		const call = tx.sudo.sudo(gateways.setParameters(parameters));
		const receipt = await chain.send(sudo, call);
		const [result] = receipt.data('sudo.Sudid');
		return { receipt, error: result.isErr ? chain.errorName(result.asErr) : undefined };
	};
	const register = async (signer, n, region) => {
		const about = { operator: signer.address, peerId: peerId(n), addresses: HOME, region };
		const receipt = await chain.send(signer, gateways.register(about.peerId, HOME, region));
		const { gateway: id, ...event } = receipt.event('gateway.GatewayRegistered');
		assert.deepEqual(event, {
			operator: signer.address,
			peerId: about.peerId,
			region,
			stake: RULES.stake,
		});
		known.set(id, { id, ...about });
		return { id, receipt };
	};
	const keepGateway = (signer, id) =>
		keeper.keep(signer, 'gateway.HeartbeatReceived', () => gateways.heartbeat([id]));

	/** Checks that all that was promised is so after the block, to the unit. */
	const check = async (block) => {
		await books.read(block);
		const hash = await chain.hash(block);
		const has = async ({ address }, gain, holds) => {
			const holding = Object.entries(holds).filter(([, amount]) => amount > 0n);
			const held = holding.reduce((sum, [, amount]) => sum + amount, 0n);
			const free = ENDOWMENT + gain - held - (books.fees.get(address) ?? 0n);
			const expected = { free, held, ...Object.fromEntries(holding) };
			assert.deepEqual(await chain.money(hash, address), expected);
		};
		for (const operator of [steady, silent, passer]) {
			const { address } = operator;
			const stakes = [
				...books.of(address).map(([, { stake }]) => stake),
				...(books.unbonding.get(address) ?? []).map(({ amount }) => amount),
			];
			const gain = (books.claimed.get(address) ?? 0n) - (books.lost.get(address) ?? 0n);
			await has(operator, gain, { GatewayStake: stakes.reduce((sum, stake) => sum + stake, 0n) });
			if (stakes.length > 0) {
				assert.deepEqual(await rpc('rewards', address, hash), books.rewards(address));
			} else {
				await assert.rejects(rpc('rewards', address, hash), { code: NO_OPERATOR });
			}
		}
		const escrow = lease ? BigInt(LEASED) * PRICE - rents - fees : 0n;
		await has(provider, rents, { ProviderStake: lease ? BACKING : 0n });
		await has(tenant, -rents - fees, { LeaseEscrow: escrow });
		await has(sudo, 0n, {});

		const spent = [...books.fees.values()].reduce((sum, fee) => sum + fee, 0n);
		const { pool, funded, paid, penalties } = books;
		assert.equal(pool.reserve + pool.released, funded - paid);
		for (const [address, free, held, holds] of [
			[POT, EXISTENTIAL_DEPOSIT + funded - paid, 0n],
			[TREASURY, EXISTENTIAL_DEPOSIT + fees - funded + penalties, 0n],
			[AUTHOR, ENDOWMENT + spent, VALIDATOR_STAKE, { Staking: VALIDATOR_STAKE }],
		]) {
			assert.deepEqual(await chain.money(hash, address), { free, held, ...holds });
		}
		assert.equal(await chain.stored(hash, 'balances', 'totalIssuance'), ISSUANCE);

		assert.deepEqual(await chain.stored(hash, 'gateway', 'pool'), pool);
		const views = new Map();
		for (const id of books.gateways.keys()) {
			const view = await rpc('info', id, hash);
			assert.deepEqual(view, { ...known.get(id), ...books.view(id) });
			views.set(id, view);
		}
		const { items, nextCursor } = await rpc('list', null, null, null, hash);
		assert.equal(nextCursor, null);
		assert.deepEqual(
			items.sort((one, other) => one.id - other.id),
			[...views.values()].filter(({ status }) => status === 'online'),
		);
		return hash;
	};

	/** Lives through an hour of the lease; then somebody who passes by settles it. */
	const settle = async (hour) => {
		const end = lease.start + hour * HOURS;
		await books.read(end);
		await chain.send(provider, tx.provider.heartbeat([]));
		const receipt = await chain.send(passer, tx.resourceOrder.settle(lease.lease));
		assert.deepEqual(receipt.event('resourceOrder.RentPaid'), {
			lease: lease.lease,
			amount: PRICE - FEE,
			fee: FEE,
			settledUntil: end,
		});
		assert.deepEqual(receipt.event('gateway.RewardsFunded'), { amount: SHARE });
		rents += PRICE - FEE;
		fees += FEE;
		await check(receipt.block);
		assert.equal(books.funded, BigInt(hour) * SHARE);
		return receipt;
	};

	/** Has an operator claim and checks the amount. */
	const claim = async (signer, id) => {
		const receipt = await chain.send(signer, gateways.claimRewards(id));
		await books.read(receipt.block - 1);
		const { rewards: amount } = books.gateways.get(id);
		const before = books.claimed.get(signer.address) ?? 0n;
		await check(receipt.block);
		const { gateway, operator, amount: got } = receipt.event('gateway.RewardsClaimed');
		assert.deepEqual([gateway, operator], [id, signer.address]);
		// A heartbeat may have come before the claim in its block.
		assert.ok(got >= amount && got > 0n);
		assert.equal(books.claimed.get(signer.address), before + got);
		return got;
	};

	await step('governance sets the rules, within bounds', async () => {
		await refuse(passer, 'BadOrigin', gateways.setParameters(RULES));
		for (const changes of [
			...[{ stake: 0n }, { stake: 10n ** 24n + 1n }],
			{ heartbeat: { interval: 9, tolerance: 20 } },
			{ heartbeat: { interval: 10, tolerance: 19 } },
			{ heartbeat: { interval: HOURS + 1, tolerance: 3 * HOURS } },
			{ heartbeat: { interval: HOURS, tolerance: 6 * HOURS + 1 } },
			...[{ dropPenalty: 500_001 }, { feeShare: 800_001 }],
			...[{ releasePeriod: HOURS - 1 }, { releasePeriod: 30 * DAYS + 1 }],
			...[{ unbondingDelay: DAYS - 1 }, { unbondingDelay: 90 * DAYS + 1 }],
		]) {
			const { error } = await govern({ ...RULES, ...changes });
			assert.equal(error, 'gateway.ParameterOutOfBounds');
		}

		assert.equal((await govern(DEAR)).error, undefined);
		const join = gateways.register(peerId(1), HOME, 'eu-west');
		await refuse(steady, 'gateway.InsufficientBalance', join);

		const { receipt, error } = await govern(RULES);
		assert.equal(error, undefined);
		assert.deepEqual(receipt.event('gateway.ParametersSet'), { parameters: RULES });
		assert.deepEqual(await chain.stored(receipt.hash, 'gateway', 'parameters'), RULES);
	});

	await step('what is no gateway is not registered', async () => {
		const join = (changes) => {
			const { peer, addresses, region } = {
				...{ peer: peerId(1), addresses: HOME, region: 'eu-west' },
				...changes,
			};
			return gateways.register(peer, addresses, region);
		};
		const addresses = ['', '/ip4/203.0.113.7', '/ip4/203.0.113.7/tcp/0', '/ip4/1.2.3.256/tcp/1'];
		await refuse(
			steady,
			'gateway.BadPeerId',
			...['', '12D3KooW', '0'.repeat(52)].map((peer) => join({ peer })),
		);
		await refuse(steady, 'gateway.NoAddress', join({ addresses: [] }));
		await refuse(
			steady,
			'gateway.BadAddress',
			...addresses.map((address) => join({ addresses: [HOME[0], address] })),
		);
		await refuse(
			steady,
			'gateway.BadRegion',
			...['', 'e', 'EU-west', '-eu', 'eu west'].map((region) => join({ region })),
		);
	});

	const ofOperator = (id) => [
		gateways.updateAddresses(id, HOME),
		gateways.heartbeat([id]),
		gateways.leave(id),
		gateways.reset(id),
		gateways.claimRewards(id),
	];

	await step('nobody speaks for a gateway that is not there', async () => {
		await refuse(
			steady,
			'gateway.GatewayNotFound',
			...ofOperator(first),
			gateways.reportSilence(first),
		);
		await refuse(steady, 'gateway.NoGateways', gateways.heartbeat([]));
		await refuse(steady, 'gateway.NothingToWithdraw', gateways.withdrawUnbonded());
		const empty = { items: [], nextCursor: null };
		assert.deepEqual(await rpc('list'), empty);
		assert.deepEqual(await rpc('list', 'eu-west', null, 10), empty);
		await check(chain.best.number);
	});

	await step('two operators register a gateway each and keep it alive', async () => {
		const one = await register(steady, 1, 'eu-west');
		assert.equal(one.id, first);
		keepGateway(steady, first);
		const other = await register(silent, 2, 'us-east');
		assert.equal(other.id, second);
		keepGateway(silent, second);
		await check(one.receipt.block);
		await check(other.receipt.block);
	});

	await step('other people’s gateways are left alone', async () => {
		await refuse(silent, 'gateway.NotOperator', ...ofOperator(first));
		const taken = gateways.register(peerId(1), HOME, 'us-east');
		await refuse(silent, 'gateway.PeerIdTaken', taken);
		await refuse(steady, 'gateway.GatewayOnline', gateways.reset(first));
		await refuse(steady, 'gateway.NothingToClaim', gateways.claimRewards(first));
		await refuse(passer, 'gateway.GatewayNotSilent', gateways.reportSilence(first));
	});

	await step('a gateway moves to other addresses', async () => {
		await refuse(steady, 'gateway.NoAddress', gateways.updateAddresses(first, []));
		await refuse(steady, 'gateway.BadAddress', gateways.updateAddresses(first, ['/unix/a']));
		const addresses = ['/ip6/2001:db8::1/udp/4001/quic-v1'];
		const receipt = await chain.send(steady, gateways.updateAddresses(first, addresses));
		assert.deepEqual(receipt.event('gateway.AddressesUpdated'), { gateway: first, addresses });
		known.get(first).addresses = addresses;
		await check(receipt.block);
	});

	await step('gateways are listed by region, page by page', async () => {
		const hash = await chain.hash(chain.best.number);
		const region = async (name) => ids(await rpc('list', name, null, null, hash));
		assert.deepEqual(await region('eu-west'), [first]);
		assert.deepEqual(await region('us-east'), [second]);
		assert.deepEqual(await region('ap-south'), []);
		// A name that begins like another is another region.
		assert.deepEqual(await region('eu'), []);

		const page = await rpc('list', null, null, 1, hash);
		assert.match(page.nextCursor, /^0x([0-9a-f]{2})+$/);
		const rest = await rpc('list', null, page.nextCursor, 1, hash);
		assert.equal(rest.nextCursor, null);
		const both = [...page.items, ...rest.items];
		assert.deepEqual(ids({ items: both }), [first, second]);
		for (const view of both) assert.deepEqual(await rpc('info', view.id, hash), view);
	});

	await step('a cursor outlives its gateway', async () => {
		const { id: third } = await register(passer, 3, 'ap-south');
		const { id: fourth } = await register(passer, 4, 'ap-south');
		const beat = await chain.send(passer, gateways.heartbeat([third, fourth]));
		assert.equal(beat.event('gateway.HeartbeatReceived').gateways, 2);

		const { items, nextCursor } = await rpc('list', 'ap-south', null, 1, beat.hash);
		const [{ id: gone }] = items;
		const left = gone === third ? fourth : third;
		const leaving = await chain.send(passer, gateways.leave(gone));
		assert.deepEqual(leaving.event('gateway.GatewayLeft'), {
			gateway: gone,
			stake: RULES.stake,
			withdrawableAt: leaving.block + DAYS,
		});
		const rest = await rpc('list', 'ap-south', nextCursor, 1, leaving.hash);
		assert.deepEqual([ids(rest), rest.nextCursor], [[left], null]);
		await assert.rejects(rpc('info', gone, leaving.hash), { code: GATEWAY_NOT_FOUND });

		const last = await chain.send(passer, gateways.leave(left));
		assert.deepEqual(ids(await rpc('list', 'ap-south', null, null, last.hash)), []);
		await refuse(passer, 'gateway.NothingToWithdraw', gateways.withdrawUnbonded());
		await check(last.block);
		assert.equal((await rpc('rewards', passer.address)).unbonding.length, 2);
	});

	await step('bad questions have an error each', async () => {
		const refusal = async (method, params) => {
			const { error } = await node.rpc(`gateway_${method}`, params);
			assert.ok(error, `gateway_${method}${params} was answered`);
			return error;
		};
		const refuses = async (code, method, ...all) => {
			for (const params of all) {
				const error = await refusal(method, params);
				assert.equal(error.code, code, `gateway_${method}${params}: ${error.message}`);
			}
		};

		const { items, nextCursor: cursor } = await rpc('list', null, null, 1);
		const [{ region }] = items;
		const other = region === 'eu-west' ? 'us-east' : 'eu-west';
		// The last of its region, read on in that region.
		const end = { items: [], nextCursor: null };
		assert.deepEqual(await rpc('list', region, cursor), end);
		const malformed = `0x08${Buffer.from('EU').toString('hex')}${'00'.repeat(8)}`;
		await refuses(
			BAD_CURSOR,
			'list',
			`["${other}", "${cursor}", 1]`,
			...['0x', '0x1234', `${cursor}00`, cursor.slice(0, -2), malformed].map(
				(bad) => `[null, "${bad}", 1]`,
			),
		);
		await refuses(BAD_PARAMS, 'list', '[null, "0xzz", 1]', '[null, "next", 1]', '[null, 7, 1]');
		await refuses(
			BAD_REGION,
			'list',
			...['', 'e', 'EU-west', '-eu', 'eu-', 'eu west', 'r'.repeat(17)].map((bad) => `["${bad}"]`),
		);
		await refuses(BAD_PARAMS, 'list', '[7]', '[["eu-west"]]', '[{}]');
		await refuses(BAD_LIMIT, 'list', '[null, null, 0]', '[null, null, 101]');
		await refuses(BAD_PARAMS, 'list', '[null, null, -1]', '[null, null, "10"]');

		const largest = String(2n ** 64n - 1n);
		const unknown = [`[${NOBODY_HAS}]`, '["0x63"]', `[${largest}]`];
		await refuses(GATEWAY_NOT_FOUND, 'info', ...unknown);
		assert.equal((await refusal('info', `[${largest}]`)).data, largest);
		await refuses(BAD_PARAMS, 'info', '[]', '[null]', '[-1]', '["10"]', '[1.5]');

		await refuses(NO_OPERATOR, 'rewards', `["${tenant.address}"]`);
		assert.equal((await refusal('rewards', `["${tenant.address}"]`)).data, tenant.address);
		await refuses(BAD_PARAMS, 'rewards', '[]', '[null]', '["//Dave"]', '["0x00"]');

		for (const [method, params] of [
			['list', 'null, null, 1'],
			['info', `${first}`],
			['rewards', `"${steady.address}"`],
		]) {
			await refuses(NO_RUNTIME, method, `[${params}, ${UNKNOWN_BLOCK}]`);
			await refuses(BAD_PARAMS, method, `[${params}, "0x12"]`);
		}
		const genesis = await chain.hash(0);
		await refuses(GATEWAY_NOT_FOUND, 'info', `[${first}, "${genesis}"]`);
	});

	await step('a lease pays its first hour, and its fee is shared', async () => {
		const resource = await open(chain, provider, { price: PRICE });
		const terms = { hours: LEASED, price: PRICE };
		lease = await rent(chain, tenant, provider, resource, terms);
		keeper.keep(provider, 'provider.HeartbeatReceived', () => tx.provider.heartbeat([]));
		const { block, hash } = await settle(1);
		const pot = await chain.money(hash, POT);
		assert.deepEqual(pot, { free: EXISTENTIAL_DEPOSIT + SHARE, held: 0n });
		assert.equal(books.pool.rate, SHARE / BigInt(HOURS));

		// What is released is seen before the next heartbeat credits it.
		await check(block + 5);
		await check(block + RULES.heartbeat.tolerance);
		const [one, another] = [first, second].map((id) => books.gateways.get(id).rewards);
		assert.ok(one > 0n && another > 0n);
	});

	await step('one falls silent, and nobody can say so before its deadline', async () => {
		await keeper.rest(silent);
		await books.read(chain.best.number);
		const { lastHeartbeat } = books.gateways.get(second).streak;
		deadline = books.deadline(lastHeartbeat);
		await refuse(passer, 'gateway.GatewayNotSilent', gateways.reportSilence(second));

		const hash = await check(deadline);
		assert.deepEqual(ids(await rpc('list', null, null, null, hash)), [first, second]);
		assert.ok(books.accruing(second) > 0n);
	});

	await step('one block later the sweep drops it, and part of its stake is lost', async () => {
		const hash = await check(deadline + 1);
		const { status, streak, missingStake, accruing } = await rpc('info', second, hash);
		const penalty = String(shareOf(RULES.stake, RULES.dropPenalty));
		assert.deepEqual([status, streak, missingStake, accruing], ['dropped', null, penalty, '0']);
		assert.deepEqual(ids(await rpc('list', null, null, null, hash)), [first]);
		assert.deepEqual(ids(await rpc('list', 'us-east', null, null, hash)), []);
		// Whoever had read the first page goes on with the second.
		const before = await rpc('list', null, null, 1, await chain.hash(deadline));
		const rest = await rpc('list', null, before.nextCursor, 1, hash);
		assert.deepEqual(ids(rest), before.items[0].id === first ? [] : [first]);
		await refuse(silent, 'gateway.GatewayOffline', gateways.heartbeat([second]));
		await refuse(passer, 'gateway.GatewayOffline', gateways.reportSilence(second));
	});

	await step('what it had earned by its last heartbeat is still its own', async () => {
		const before = books.gateways.get(second).rewards;
		assert.equal(await claim(silent, second), before);
		await refuse(silent, 'gateway.NothingToClaim', gateways.claimRewards(second));
	});

	await step('it pays what is missing of its stake and is back', async () => {
		const receipt = await chain.send(silent, gateways.reset(second));
		keepGateway(silent, second);
		assert.deepEqual(receipt.event('gateway.GatewayReset'), {
			gateway: second,
			added: shareOf(RULES.stake, RULES.dropPenalty),
			streak: 2,
		});
		const hash = await check(receipt.block);
		assert.deepEqual(ids(await rpc('list', null, null, null, hash)), [first, second]);
		await refuse(silent, 'gateway.GatewayOnline', gateways.reset(second));
	});

	await step('the second hour pays both again, with what the silence left over', async () => {
		const { block } = await settle(LEASED);
		assert.equal(rents + fees, BigInt(LEASED) * PRICE);
		await check(block + 3 * RULES.heartbeat.interval);
		const one = await claim(steady, first);
		const other = await claim(silent, second);
		const { claimed } = books;
		assert.equal(claimed.get(steady.address), one);
		assert.ok(claimed.get(silent.address) > other);
		// The one that was always there has more.
		assert.ok(one > claimed.get(silent.address));
	});

	await step('whoever leaves is paid to the last block', async () => {
		await keeper.rest(steady);
		const receipt = await chain.send(steady, gateways.leave(first));
		await check(receipt.block);
		const { amount } = receipt.event('gateway.RewardsClaimed');
		assert.ok(amount > 0n);
		assert.deepEqual(await rpc('rewards', steady.address, receipt.hash), {
			account: steady.address,
			gateways: [],
			claimable: '0',
			accruing: '0',
			unbonding: [{ amount: String(RULES.stake), at: receipt.block + DAYS }],
		});
		await assert.rejects(rpc('info', first, receipt.hash), { code: GATEWAY_NOT_FOUND });
	});
}
