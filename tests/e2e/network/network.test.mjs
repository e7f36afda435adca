// A network of four validators and a full node, with blocks every six seconds, and what becomes of it
// when nodes fail, come late, join, leave, or cheat. How long finality takes after each is printed.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { account, Chain, POT, TREASURY } from '../lib/chain.mjs';
import {
	ACCESS_KEY,
	BACKING,
	ENDOWMENT,
	EXISTENTIAL_DEPOSIT,
	feeOf,
	HAM,
	machine,
	VALIDATOR_STAKE,
} from '../lib/market.mjs';
import { agreed, History, Joiner, Network, stopwatch, submit, until } from '../lib/network.mjs';
import { run } from '../lib/node.mjs';
import { teller } from '../lib/story.mjs';

/** What only guards against hanging, in milliseconds. */
const TIMEOUT = 40 * 60_000;
const PRICE = 10n * HAM;
/** The only machine and the only lease. */
const ID = 0;
const BABE_OFFENCE = 'babe:equivocatio';
const GRANDPA_OFFENCE = 'grandpa:equivoca';

const [provider, tenant, newcomer] = ['//Bob', '//Charlie', '//Eve'].map(account);
const STASHES = ['//Alice', '//Bob', '//Charlie', '//Dave'].map(
	(name) => account(`${name}//stash`).address,
);
const DAVE = STASHES[3];
const EVE = newcomer.address;

/** What the newcomer has at stake: not a multiple of anything, and not the least that it can be. */
const BOND = 123_456n * HAM + 789n;
/** What is on hold while an account has session keys. */
const KEY_DEPOSIT = HAM;
/** The presets' eras from that of an offence to the one that begins with the slash. */
const SLASHED_AFTER = 2;
/** Of a slash, what the author of the block with the report gets; the treasury gets the rest. */
const rewardOf = (slash) => slash / 20n;

const count = (events, name) => events.filter((event) => event.name === name).length;
const sum = (amounts) => amounts.reduce((total, amount) => total + amount, 0n);
const total = (events, name, field) =>
	sum(events.filter((event) => event.name === name).map(({ fields }) => fields[field]));

test('a network of four validators', { timeout: TIMEOUT }, async (t) => {
	const network = await Network.prepare();
	const { alice, bob, full } = network.nodes;
	// Its own node is never killed.
	const chain = new Chain(full);
	const history = new History(chain);
	const late = new Joiner(network, '--sync', 'warp');
	const fifth = new Joiner(network, '--validator');
	const twin = new Joiner(network, '--dave', '--unsafe-force-node-key-generation');
	const stranger = spawn('sleep', ['3600'], { stdio: 'ignore' });

	const step = teller(t, () => network.printLogs());

	/** Says how long finality takes from now on. */
	const measure = async (s, what) => {
		const seconds = stopwatch();
		const [best, { number }] = await Promise.all([alice.best(), alice.final()]);
		await until('a block becomes final', async () => (await alice.final()).number > number);
		const next = seconds();
		await until('a new block becomes final', async () => (await alice.final()).number > best);
		s.diagnostic(
			`${what}: the next block is final after ${next} s, the next new one after ${seconds()} s`,
		);
	};

	/** Asks all nodes the same about the market as of a block; all must answer the same. */
	const market = async (nodes, hash) => {
		const questions = {
			machines: ['market_resources', null, null, hash],
			machine: ['market_resource', ID, hash],
			lease: ['market_lease', ID, hash],
			provider: ['market_provider', provider.address, hash],
			gateways: ['gateway_list', null, null, null, hash],
		};
		const answers = {};
		for (const [name, question] of Object.entries(questions)) {
			const [first, ...others] = await Promise.all(nodes.map((node) => node.ask(...question)));
			others.forEach((other) => assert.deepEqual(other, first, name));
			answers[name] = first;
		}
		return answers;
	};

	/** Waits until what storage has as of the last final block passes a test, and returns that block. */
	const isFinal = (what, pallet, item, keys, passes) =>
		until(what, async () => {
			const block = await full.final();
			return passes(await chain.stored(block.hash, pallet, item, ...keys)) && block;
		});

	/** Waits until a validator is in the set of the session, or no longer in this and the next one. */
	const joins = (who) =>
		isFinal('it validates', 'session', 'validators', [], (all) => all.includes(who));
	const leaves = async (who) => {
		const isQueued = (queued) => queued.some(([each]) => each === who);
		await isFinal('it is not elected', 'session', 'queuedKeys', [], (all) => !isQueued(all));
		return isFinal('it has left', 'session', 'validators', [], (all) => !all.includes(who));
	};

	/** Checks every balance that can have been touched, to the unit, by what has happened. */
	const assertMoney = async ({ hash, number }, { paid, fee, held, refunded }) => {
		const events = await history.upTo(number);
		const fees = {};
		for (const { name, fields } of events) {
			if (name !== 'transactionPayment.TransactionFeePaid') continue;
			fees[fields.who] = (fees[fields.who] ?? 0n) + fields.actualFee;
		}

		const funded = paid + fee + held + refunded;
		assert.deepEqual(await chain.money(hash, provider.address), {
			free: ENDOWMENT - BACKING + paid - fees[provider.address],
			held: BACKING,
			ProviderStake: BACKING,
		});
		assert.deepEqual(await chain.money(hash, tenant.address), {
			free: ENDOWMENT - funded + refunded - fees[tenant.address],
			held,
			...(held ? { LeaseEscrow: held } : {}),
		});

		// An era issues at its end what is not for stakers, and what is for them as they claim it.
		const remainders = total(events, 'staking.EraPaid', 'remainder');
		const rewards = total(events, 'staking.Rewarded', 'amount');
		const slashed = total(events, 'staking.Slashed', 'amount');
		const accounts = await chain.accounts(hash);
		const has = (...addresses) =>
			sum(addresses.map((who) => accounts[who].free + accounts[who].held));
		assert.equal(
			has(...STASHES, EVE),
			4n * (ENDOWMENT + VALIDATOR_STAKE) +
				(ENDOWMENT - (fees[EVE] ?? 0n)) +
				(sum(Object.values(fees)) + rewards - slashed + rewardOf(slashed)),
			'validators',
		);
		assert.equal(
			has(TREASURY, POT),
			2n * EXISTENTIAL_DEPOSIT + fee + remainders + slashed - rewardOf(slashed),
			'treasury and pot',
		);
		const issuance = await chain.stored(hash, 'balances', 'totalIssuance');
		const genesis = await chain.stored(await chain.hash(0), 'balances', 'totalIssuance');
		assert.equal(issuance, genesis + remainders + rewards, 'issuance');
		assert.equal(has(...Object.keys(accounts)), issuance, 'all accounts');
	};

	try {
		await step('comes up by one command and finds itself', async (s) => {
			const seconds = stopwatch();
			const said = await network.up();
			s.diagnostic(`up: ${seconds()} s until blocks are final on all nodes`);
			assert.ok(said.includes(full.ws.replace(full.port, alice.port)));
			assert.ok(said.includes(await network.bootnode()));
			await until('everybody knows everybody', async () =>
				Object.values(await network.status()).every(({ peers }) => peers === 4),
			);
			await chain.connect();
			const validators = (await chain.api.query.session.validators()).toJSON();
			assert.deepEqual(validators.sort(), [...STASHES].sort());
		});

		await step('a second up starts nothing, and nothing starts on ports in use', async () => {
			const before = await network.status();
			assert.match(await network.up(), /all nodes run already/);
			const after = await network.status();
			for (const [name, { pid, rpc }] of Object.entries(before)) {
				assert.deepEqual([after[name].pid, after[name].rpc], [pid, rpc]);
			}
			const elsewhere = { HAMSTER_LOCALNET: join(network.directory, 'other') };
			const { code, stderr } = await network.run(['up'], elsewhere);
			assert.equal(code, 1);
			assert.match(stderr, new RegExp(`alice needs port ${network.port}, .*HAMSTER_LOCALNET_PORT`));
		});

		await step('a lease that is sent to one node is there on all of them', async (s) => {
			const { tx } = chain.api;
			const baseline = measure(s, 'no fault');
			await submit(
				...[chain, provider],
				tx.provider.stake(BACKING),
				tx.provider.registerResource(machine(), PRICE, 100, 1, 24),
				tx.provider.heartbeat([]),
			);
			/** Each goes out when what it stands on can't be undone. */
			const shows = (what, method, passes) =>
				until(what, async () =>
					passes(await full.ask(method, ID, await full.ask('chain_getFinalizedHead'))),
				);
			await shows('the machine is listed', 'market_resource', ({ status }) => status === 'available');
			const order = tx.resourceOrder.createOrder(ID, 2, PRICE, ACCESS_KEY);
			await submit(chain, tenant, order);
			await shows('it is ordered', 'market_order', ({ escrow }) => escrow === String(2n * PRICE));
			await submit(chain, provider, tx.resourceOrder.acceptOrder(ID));
			await shows('it is leased', 'market_lease', ({ state }) => state === 'active');
			await baseline;

			const block = await agreed(network.all, (await full.final()).number);
			const { machine: view, lease, provider: record } = await market(network.all, block.hash);
			assert.equal(view.status, 'leased');
			assert.deepEqual([lease.tenant, lease.provider], [tenant.address, provider.address]);
			assert.deepEqual([lease.funded, lease.paid], [String(2n * PRICE), '0']);
			assert.equal(record.locked, String(BACKING));
			await assertMoney(block, { paid: 0n, fee: 0n, held: 2n * PRICE, refunded: 0n });
		});

		// The steps of docs/run-a-validator.md. The election comes while other things happen.
		const asked = stopwatch();
		let keys;
		await step('a fifth validator asks to join, as the manual says', async (s) => {
			const { tx } = chain.api;
			const on = ['--chain', network.spec, '--base-path', fifth.basePath];
			assert.equal((await run('key', 'generate-node-key', ...on)).code, 0);
			const { number } = await full.final();
			await fifth.start();
			await until('it is up to date', async () => (await fifth.final()).number >= number);
			s.diagnostic(`the node is up to date ${asked()} s after it was begun`);

			const { stdout } = await run('key', 'inspect', EVE);
			const [, owner] = stdout.match(/Public key \(hex\): *(0x\w+)/);
			const { keys: made, proof } = await fifth.ask('author_rotateKeysWithOwner', owner);
			assert.ok(await fifth.ask('author_hasSessionKeys', made));
			assert.ok(!(await alice.ask('author_hasSessionKeys', made)));
			keys = made;
			await submit(
				...[chain, newcomer],
				tx.staking.bond(BOND, 'Staked'),
				tx.session.setKeys(keys, proof),
				tx.staking.validate({ commission: 50_000_000, blocked: false }),
			);
			const { hash } = await isFinal(
				...['it stands for election', 'staking', 'validators', [EVE]],
				({ commission }) => commission === 50_000_000,
			);
			const known = (await (await chain.api.at(hash)).query.session.nextKeys(EVE)).unwrap();
			assert.equal(known.toHex(), keys);
			const { free, ...holds } = await chain.money(hash, EVE);
			assert.equal(holds.Staking, BOND);
			assert.equal(holds.held, BOND + KEY_DEPOSIT);
			assert.ok(free < ENDOWMENT - BOND - KEY_DEPOSIT);
		});

		await step('one validator is killed, and finality goes on', async (s) => {
			await network.kill('bob');
			await measure(s, 'one killed');
			// As if another program had got its number since.
			writeFileSync(join(network.state, 'bob', 'pid'), `${stranger.pid}\n`);
			const status = await network.status();
			assert.deepEqual([status.bob.pid, status.bob.best], [null, null]);
			assert.ok(status.dave.pid && status.dave.finalized);
		});

		await step('it is restarted, catches up and votes', async (s) => {
			const seconds = stopwatch();
			const upAgain = network.up();
			const { number } = await alice.final();
			await until('it has caught up', async () => (await bob.final()).number >= number);
			s.diagnostic(`caught up ${seconds()} s after its start`);
			await until('all vote', async () => {
				const { best } = await alice.ask('grandpa_roundState');
				return best.prevotes.missing.length === 0;
			});
			s.diagnostic(`its vote counts ${seconds()} s after its start`);
			assert.match(await upAgain, /bob: started/);
			const { hash } = await agreed(network.all, number);
			assert.equal((await market(network.all, hash)).lease.state, 'active');
		});

		// Whether the fifth is in the set by now or not, too few are left to agree.
		await step('two are killed: blocks go on, finality does not', async (s) => {
			const { tx } = chain.api;
			await network.kill('charlie', 'dave');
			const seconds = stopwatch();
			const first = await alice.best();
			// The second end comes too late.
			const end = tx.resourceOrder.endLease(ID);
			await submit(chain, tenant, tx.resourceOrder.renewLease(ID, 1, PRICE), end, end);

			// For this there may have been votes enough.
			const survivors = [alice, bob, full];
			await until('a few blocks come', async () => (await alice.best()) >= first + 2);
			const before = await Promise.all(survivors.map((node) => node.final()));
			await until('the lease is ended', async () => {
				const { state } = await full.ask('market_lease', ID);
				return state === 'closed' && (await alice.best()) >= first + 4;
			});
			assert.deepEqual(await Promise.all(survivors.map((node) => node.final())), before);
			assert.equal((await full.ask('market_lease', ID, before[2].hash)).state, 'active');
			const height = (await alice.best()) - first;
			s.diagnostic(`two killed: ${height} blocks in ${seconds()} s, none final`);
		});

		await step('they are restarted, and nothing is lost and nothing paid twice', async (s) => {
			const best = await alice.best();
			await Promise.all([network.up(), measure(s, 'two restarted')]);
			const block = await agreed(network.all, best);
			const { lease, machine: view } = await market(network.all, block.hash);
			const fee = feeOf(PRICE);
			assert.deepEqual(
				[lease.state, lease.closeReason, lease.funded, lease.paid, lease.fees, lease.refunded],
				['closed', 'endedByTenant', ...[3n * PRICE, PRICE - fee, fee, 2n * PRICE].map(String)],
			);
			assert.equal(view.status, 'available');
			await assertMoney(block, { paid: PRICE - fee, fee, held: 0n, refunded: 2n * PRICE });

			const events = await history.upTo(block.number);
			for (const name of ['OrderCreated', 'LeaseStarted', 'LeaseRenewed', 'LeaseClosed']) {
				assert.equal(count(events, `resourceOrder.${name}`), 1, name);
			}
			const failed = events.filter(({ name }) => name === 'system.ExtrinsicFailed');
			assert.deepEqual(
				failed.map(({ data }) => chain.errorName(data[0])),
				['resourceOrder.LeaseClosed'],
			);
			// To be killed is no offence.
			assert.equal(count(events, 'offences.Offence'), 0);
			assert.deepEqual(await chain.stored(block.hash, 'session', 'disabledValidators'), []);
		});

		let joined;
		await step('the fifth validator is elected', async (s) => {
			const { hash } = await joins(EVE);
			s.diagnostic(`it validates ${asked()} s after its node was begun`);
			const { index } = await chain.stored(hash, 'staking', 'activeEra');
			joined = index;
			const validators = await chain.stored(hash, 'session', 'validators');
			assert.deepEqual([...validators].sort(), [...STASHES, EVE].sort());
			const { own } = await chain.stored(hash, 'staking', 'erasStakersOverview', joined, EVE);
			assert.equal(own, BOND);
		});

		// An era has just begun, so all of this is in it.
		let offended;
		await step('a validator that runs twice is reported and disabled', async (s) => {
			const seconds = stopwatch();
			const { number: first } = await full.final();
			await twin.start();
			await until('an offence is reported', async () => {
				const events = await chain.api.query.offences.reports.keys();
				return events.length > 0;
			});
			s.diagnostic(`the report is in a block ${seconds()} s after the twin was begun`);
			await twin.kill();
			const isDave = (all) => (disabled) => disabled.some(([index]) => all[index] === DAVE);
			const validators = (await chain.api.query.session.validators()).toJSON();
			const block = await isFinal(
				...['it is disabled', 'session', 'disabledValidators', []],
				isDave(validators),
			);
			s.diagnostic(`it is disabled for good after ${seconds()} s`);

			const seen = (await history.upTo(block.number)).filter(({ number }) => number > first);
			const offences = seen.filter(({ name }) => name === 'offences.Offence');
			const kinds = offences.map(({ fields: { kind } }) => Buffer.from(kind.slice(2), 'hex').toString());
			assert.ok(kinds.every((kind) => [BABE_OFFENCE, GRANDPA_OFFENCE].includes(kind)), kinds.join());
			s.diagnostic(`equivocation: ${kinds.join(', ')}`);
			// Each proof that was put in a block is a good one.
			const refused = seen.filter(({ name }) => name === 'system.ExtrinsicFailed');
			assert.deepEqual(
				refused.map(({ data }) => chain.errorName(data[0])),
				[],
			);
			const disabling = seen.filter(({ name }) => name === 'session.ValidatorDisabled');
			assert.deepEqual(disabling.map(({ fields }) => fields), [{ validator: DAVE }]);

			// One of five loses (3 / 5)² of its stake.
			const share = Number((9n * 1_000_000_000n) / BigInt(validators.length ** 2));
			const reports = seen.filter(({ name }) => name === 'staking.SlashReported');
			offended = reports[0].fields.slashEra;
			assert.ok(reports.length > 0);
			for (const { fields } of reports) {
				assert.deepEqual(fields, { validator: DAVE, fraction: share, slashEra: offended });
			}
			await measure(s, 'the offender disabled');
		});

		let worked;
		await step('meanwhile the fifth makes blocks and votes', async (s) => {
			worked = await until('a block of it is final', async () => {
				const { hash } = await full.final();
				const { index } = await chain.stored(hash, 'staking', 'activeEra');
				for (let era = joined; era <= index; era += 1) {
					const points = await chain.stored(hash, 'staking', 'erasRewardPoints', era);
					if (points.individual[EVE] > 0) return era;
				}
				return undefined;
			});
			s.diagnostic(`a block of it is final ${asked()} s after its node was begun`);
			await until('all five vote', async () => {
				const { best } = await alice.ask('grandpa_roundState');
				return best.totalWeight === 5 && best.prevotes.missing.length === 0;
			});
		});

		await step('a full node that comes late warps, and answers the same', async (s) => {
			const seconds = stopwatch();
			const { number } = await alice.final();
			await late.start();
			await until('it is up to date', async () => {
				const { isSyncing } = await late.ask('system_health');
				return !isSyncing && (await late.final()).number >= number;
			});
			s.diagnostic(`warp sync: ${seconds()} s from its start to the finality of the others`);
			assert.match(readFileSync(late.logPath, 'utf8'), /Warp sync is complete/);
			// It has no state of the blocks that it skipped, but will have the blocks.
			const skipped = await chain.hash(1);
			assert.ok((await late.rpc('market_resources', [null, null, skipped])).error);
			await until('it has the history', async () => late.ask('chain_getHeader', skipped));

			const nodes = [...network.all, late];
			const { hash } = await agreed(nodes, (await late.final()).number);
			assert.equal((await market(nodes, hash)).lease.closeReason, 'endedByTenant');
		});

		await step('the fifth leaves, and takes its reward along', async (s) => {
			const { tx } = chain.api;
			const seconds = stopwatch();
			await submit(chain, newcomer, tx.staking.chill());
			await leaves(EVE);
			s.diagnostic(`out of the set ${seconds()} s after it asked`);
			await fifth.stop();

			await submit(
				...[chain, newcomer],
				tx.session.purgeKeys(),
				tx.staking.payoutStakers(EVE, worked),
				tx.staking.unbond(ENDOWMENT),
			);
			const { hash, number } = await isFinal(
				...['its stake unbonds', 'staking', 'ledger', [EVE]],
				({ active }) => active === 0n,
			);
			const events = await history.upTo(number);
			const rewards = events.filter(({ name }) => name === 'staking.Rewarded');
			assert.ok(rewards.length > 0);
			assert.ok(rewards.every(({ fields: { stash } }) => stash === EVE));
			const earned = total(events, 'staking.Rewarded', 'amount');
			const { held, Staking } = await chain.money(hash, EVE);
			assert.deepEqual([held, Staking], [BOND + earned, BOND + earned]);
			const { unlocking } = await chain.stored(hash, 'staking', 'ledger', EVE);
			assert.deepEqual(
				unlocking.map(({ value }) => value),
				[BOND + earned],
			);
			await measure(s, 'one left');
		});

		await step('the offender is slashed', async (s) => {
			const { hash, number } = await isFinal(
				...['the slash is due', 'staking', 'activeEra', []],
				({ index }) => index >= offended + SLASHED_AFTER,
			);
			const events = await history.upTo(number);
			const slash = (VALIDATOR_STAKE * 9n) / 25n;
			const slashes = events.filter(({ name }) => name === 'staking.Slashed');
			assert.deepEqual(
				slashes.map(({ fields }) => fields),
				[{ staker: DAVE, amount: slash }],
			);
			const begun = events.findLast(
				(event) => event.name === 'staking.EraPaid' && event.fields.eraIndex === offended + 1,
			);
			assert.equal(slashes[0].number, begun.number);
			const { held, Staking } = await chain.money(hash, DAVE);
			assert.deepEqual([held, Staking], Array(2).fill(VALIDATOR_STAKE - slash));
			assert.deepEqual(
				await chain.stored(hash, 'staking', 'unappliedSlashes', offended + SLASHED_AFTER),
				[],
			);
			const fee = feeOf(PRICE);
			await assertMoney({ hash, number }, { paid: PRICE - fee, fee, held: 0n, refunded: 2n * PRICE });

			// It is disabled no longer, and still a validator.
			assert.deepEqual(await chain.stored(hash, 'session', 'disabledValidators'), []);
			assert.ok((await chain.stored(hash, 'session', 'validators')).includes(DAVE));
			await measure(s, 'the offender slashed');
			await agreed([...network.all, late], number);
		});

		await step('down stops what up started, and nothing else', async () => {
			await network.down();
			for (const [name, { pid }] of Object.entries(await network.status())) {
				assert.equal(pid, null, name);
				await assert.rejects(network.nodes[name].best(), TypeError);
			}
			assert.equal((await late.ask('system_health')).shouldHavePeers, true);
			writeFileSync(join(network.state, 'alice', 'pid'), `${stranger.pid}\n`);
			assert.match(await network.down('--purge'), /no node runs/);
			assert.equal(stranger.exitCode ?? stranger.signalCode, null);
			assert.ok(!existsSync(network.state));
		});
	} finally {
		await chain.disconnect();
		const joiners = [late, fifth, twin];
		await Promise.all(joiners.map((node) => node.stop()));
		if (existsSync(network.state)) await network.down('--purge');
		stranger.kill();
		joiners.forEach((node) => node.remove());
		rmSync(network.directory, { recursive: true, force: true });
	}
});
