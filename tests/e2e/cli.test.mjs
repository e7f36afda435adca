// The binary's commands.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Chain } from './lib/chain.mjs';
import { devSpec, Node, run, scratch } from './lib/node.mjs';

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
/** Where the code of the runtime is in storage. */
const CODE = '0x3a636f6465';
/** Blocks that are final, and blocks on top that are not, at least. */
const FINAL = 12;
const OPEN = 10;

/** Runs a command that must succeed and returns what it printed. */
async function succeed(...args) {
	const { code, stdout, stderr } = await run(...args);
	assert.equal(code, 0, `${args.join(' ')}: ${stderr.slice(-2_000)}`);
	return { stdout, stderr };
}

/** Runs a command that must fail and returns what it printed. */
async function fail(...args) {
	const { code, stdout, stderr } = await run(...args);
	assert.ok(typeof code === 'number' && code !== 0, `${args.join(' ')}: ended with ${code}`);
	return stdout + stderr;
}

const json = async (...args) => JSON.parse((await succeed(...args)).stdout);

test('help and version are there', async () => {
	assert.match((await succeed('--version')).stdout, /^hamster-node \d+\.\d+\.\d+/);
	const { stdout } = await succeed('--help');
	for (const word of ['--dev-block-time', '--dev-market', '--market-index', 'key', 'export-chain-spec', 'purge-chain']) {
		assert.ok(stdout.includes(word), word);
	}
});

describe('--dev-block-time', () => {
	test('is refused outside development chains', async () => {
		const directory = scratch();
		const said = await fail(
			...['--chain', 'local', '--alice', '--base-path', directory, '--dev-block-time', '100'],
			// Authorities of anything but a development chain must have one.
			...['--node-key', '1'.repeat(64)],
		);
		rmSync(directory, { recursive: true });
		assert.match(said, /--dev-block-time is for development chains only/);
	});

	test('is refused when it is too short or no number', async () => {
		for (const time of ['0', '9', '-1', '1.5', 'fast']) {
			const said = await fail('--dev', `--dev-block-time=${time}`);
			assert.match(said, /invalid value/);
		}
	});
});

describe('--dev-market', () => {
	test('is refused outside development chains', async () => {
		const directory = scratch();
		const said = await fail(
			...['--chain', 'local', '--alice', '--base-path', directory, '--dev-market', '10'],
			...['--node-key', '1'.repeat(64)],
		);
		rmSync(directory, { recursive: true });
		assert.match(said, /--dev-market is for development chains only/);
	});

	test('is refused when it is no number of machines', async () => {
		for (const machines of ['0', '-1', '1.5', 'many']) {
			assert.match(await fail('--dev', `--dev-market=${machines}`), /invalid value/);
		}
	});
});

describe('key', () => {
	test('generates keys that can be inspected', async () => {
		const made = await json('key', 'generate', '--output-type', 'json');
		assert.equal(made.secretPhrase.split(' ').length, 12);
		const seen = await json('key', 'inspect', '--output-type', 'json', made.secretPhrase);
		assert.equal(seen.ss58Address, made.ss58Address);
		assert.equal(seen.secretSeed, made.secretSeed);
	});

	test('inspects a well-known key', async () => {
		const { stdout } = await succeed('key', 'inspect', '//Alice');
		assert.ok(stdout.includes(ALICE));
	});
});

describe('chain specifications', () => {
	for (const [chain, name, type, authorities] of [
		['dev', 'Hamster Development', 'Development', 1],
		['local', 'Hamster Local Testnet', 'Local', 4],
	]) {
		test(`of ${chain} can be exported`, async () => {
			const spec = await json('export-chain-spec', '--chain', chain);
			assert.deepEqual([spec.name, spec.chainType], [name, type]);
			assert.deepEqual(spec.properties, { ss58Format: 42, tokenDecimals: 12, tokenSymbol: 'HAM' });
			const { patch } = spec.genesis.runtimeGenesis;
			assert.equal(patch.session.keys.length, authorities);
			assert.equal(patch.balances.balances.length, 13);
			assert.deepEqual(
				['provider', 'resourceOrder'].filter((pallet) => pallet in patch),
				[],
			);
		});

	}

	test('can be built raw and with this node as boot node', async () => {
		const { bootNodes, ...built } = await json('build-spec', '--chain', 'dev', '--raw');
		assert.match(bootNodes[0], /^\/ip4\/127\.0\.0\.1\/tcp\/30333\/p2p\/12D3KooW/);
		assert.ok(built.genesis.raw.top[CODE].length > 100_000);
		const exported = JSON.parse(readFileSync(await devSpec()));
		assert.deepEqual({ ...built, bootNodes: [] }, exported);
	});

	test('of a missing file is an error that names it', async () => {
		assert.match(await fail('export-chain-spec', '--chain', 'no/such.json'), /no\/such\.json/);
	});
});

describe('a database', () => {
	const node = new Node();
	const copy = join(node.directory, 'copy');
	const blocks = join(node.directory, 'blocks');
	let spec;
	const on = (path) => ['--chain', spec, '--base-path', path];
	const info = (path = node.basePath) => json('chain-info', ...on(path));

	/** Runs the node until `done`, and ends it. */
	const live = async (done, ...args) => {
		const chain = new Chain(node);
		try {
			await node.start(...args);
			await chain.connect();
			await done(chain);
		} finally {
			await chain.disconnect();
			assert.equal(await node.stop(), 0);
		}
	};

	before(async () => {
		spec = await devSpec();
		await live((chain) => chain.final.reach(FINAL));
		await live((chain) => chain.best.reach(chain.best.number + OPEN), '--no-grandpa');
	});
	after(async () => {
		await node.stop();
		node.remove();
	});

	test('is described by chain-info', async () => {
		const { best_number, finalized_number, best_hash } = await info();
		assert.ok(finalized_number >= FINAL);
		assert.ok(best_number >= finalized_number + OPEN);
		assert.match(best_hash, /^0x[0-9a-f]{64}$/);
	});

	test('can be checked block by block', async () => {
		await succeed('check-block', ...on(node.basePath), String(FINAL));
	});

	test('gives its state as a chain specification', async () => {
		const spec = await json('export-state', ...on(node.basePath), String(FINAL));
		const { top } = spec.genesis.raw;
		assert.ok(top[CODE].length > 100_000);
		// System::Number
		const number = '0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac';
		assert.equal(Buffer.from(top[number].slice(2), 'hex').readUInt32LE(), FINAL);
	});

	test('goes out and in again', async () => {
		const { best_hash, best_number } = await info();
		await succeed('export-blocks', ...on(node.basePath), '--binary', '--from', '1', blocks);
		await succeed('import-blocks', ...on(copy), '--binary', blocks);
		const imported = await info(copy);
		assert.deepEqual([imported.best_number, imported.best_hash], [best_number, best_hash]);
	});

	test('goes back by blocks that are not final', async () => {
		const before = await info();
		await succeed('revert', ...on(node.basePath), '3');
		const { best_number, finalized_number } = await info();
		assert.equal(best_number, before.best_number - 3);
		assert.equal(finalized_number, before.finalized_number);
	});

	test('and the chain goes on from there', async () => {
		const { best_number } = await info();
		await live((chain) => chain.final.reach(best_number + OPEN));
		assert.ok((await info()).finalized_number >= best_number + OPEN);
	});

	test('can be removed', async () => {
		const chain = join(node.basePath, 'chains', 'hamster_dev');
		const { stdout } = await succeed('purge-chain', ...on(node.basePath), '-y');
		assert.match(stdout, /removed/);
		assert.ok(!existsSync(join(chain, 'paritydb')));
		const { stderr } = await succeed('purge-chain', ...on(node.basePath), '-y');
		assert.match(stderr, /did not exist/);
	});
});
