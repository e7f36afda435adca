// A network of real nodes on loopback: that of scripts/localnet.sh, and nodes that join it.

import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { plain } from './chain.mjs';
import { binary, Endpoint, freePort, Node, scratch } from './node.mjs';

const SCRIPT = fileURLToPath(new URL('../../../scripts/localnet.sh', import.meta.url));
const NAMES = ['alice', 'bob', 'charlie', 'dave', 'full'];
/** How far above the first port the last one is that the script may use. */
const PORTS = 24;

/** What only guards against hanging, in milliseconds: longer than two eras and a busy machine. */
const PATIENCE = 480_000;
/** From one look to the next, in milliseconds. */
const PACE = 200;

/** Waits until `look` returns something true, and returns that. To fail is to see nothing yet. */
export async function until(what, look) {
	const deadline = Date.now() + PATIENCE;
	for (;;) {
		let cause;
		const seen = await look().catch((error) => void (cause = error));
		if (seen) return seen;
		if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`, { cause });
		await sleep(PACE);
	}
}

/** Counts seconds from now on. */
export function stopwatch() {
	const started = Date.now();
	return () => ((Date.now() - started) / 1_000).toFixed(1);
}

/** The last block that is final on all of these nodes, when it is `least` or later. */
export function agreed(nodes, least = 0) {
	return until(`block ${least} is final on all nodes`, async () => {
		const all = await Promise.all(nodes.map((node) => node.final()));
		const lowest = all.reduce((a, b) => (a.number <= b.number ? a : b));
		if (lowest.number < least) return undefined;
		for (const node of nodes) {
			assert.equal(await node.ask('chain_getBlockHash', lowest.number), lowest.hash);
		}
		return lowest;
	});
}

/** The events of a block, with their fields as plain values. */
async function eventsOf(chain, number) {
	return (await chain.events(number)).map((event) => ({
		...event,
		fields: Object.fromEntries(
			(event.data.names ?? []).map((field, i) => [field, plain(event.data[i])]),
		),
	}));
}

/** All that has happened in the blocks of a chain, each of which is asked for once. */
export class History {
	#blocks = [[]];

	constructor(chain) {
		this.chain = chain;
	}

	/** The events up to a block, which must be final, with the number of the block of each. */
	async upTo(number) {
		for (let next = this.#blocks.length; next <= number; next += 1) {
			const events = await eventsOf(this.chain, next);
			this.#blocks.push(events.map((event) => ({ ...event, number: next })));
		}
		return this.#blocks.slice(0, number + 1).flat();
	}
}

/** Sends calls of one signer, in this order, and waits for none of them. */
export async function submit(chain, signer, ...calls) {
	const { rpc } = chain.api;
	let nonce = (await rpc.system.accountNextIndex(signer.address)).toNumber();
	for (const call of calls) {
		// Immortal, as in `chain.send`.
		await rpc.author.submitExtrinsic(await call.signAsync(signer, { nonce, era: 0 }));
		nonce += 1;
	}
}

const up = new Set();
process.on('exit', () => up.forEach((network) => network.abandon()));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/** The network of `scripts/localnet.sh`, with a state and ports of its own. */
export class Network {
	directory = scratch();
	state = join(this.directory, 'state');
	spec = join(this.state, 'local.json');

	/** A network on ports that are free now. */
	static async prepare() {
		for (let tries = 0; ; tries += 1) {
			// Below those that the system hands out.
			const first = 20_000 + Math.trunc(Math.random() * 10_000);
			try {
				for (let port = first; port <= first + PORTS; port += 1) await freePort(port);
				return new Network(first);
			} catch (error) {
				if (tries === 20) throw error;
			}
		}
	}

	constructor(port) {
		this.port = port;
		this.nodes = Object.fromEntries(NAMES.map((name, i) => [name, new Endpoint(port + i)]));
		this.all = Object.values(this.nodes);
	}

	/** Runs the script to its end: `{ code, stdout, stderr }`. */
	run(args, env = {}) {
		const options = { env: { ...this.#env, ...env } };
		return new Promise((done) => {
			execFile(SCRIPT, args, options, (error, stdout, stderr) => {
				done({ code: error ? (error.code ?? error.signal) : 0, stdout, stderr });
			});
		});
	}

	/** Runs the script, which must succeed, and returns what it says. */
	async succeed(...args) {
		const { code, stdout, stderr } = await this.run(args);
		assert.equal(code, 0, `localnet.sh ${args.join(' ')}: ${stderr}`);
		return stdout;
	}

	up() {
		up.add(this);
		return this.succeed('up');
	}

	async down(...args) {
		const said = await this.succeed('down', ...args);
		up.delete(this);
		return said;
	}

	/** Stops the nodes while this process ends. */
	abandon() {
		spawnSync(SCRIPT, ['down', '--purge'], { env: this.#env });
	}

	/** The table of `status` by the nodes' names; what it has no number for is `null`. */
	async status() {
		const [head, ...rows] = (await this.succeed('status')).trimEnd().split('\n');
		const [, ...columns] = head.toLowerCase().split(/\s+/);
		const number = (text) => (/^\d+$/.test(text) ? Number(text) : null);
		return Object.fromEntries(
			rows.map((row) => {
				const [name, ...cells] = row.split(/\s+/);
				return [name, Object.fromEntries(columns.map((column, i) => [column, number(cells[i])]))];
			}),
		);
	}

	/** Ends nodes on the spot. */
	async kill(...names) {
		const status = await this.status();
		names.forEach((name) => process.kill(status[name].pid, 'SIGKILL'));
	}

	/** The address under which alice is found. */
	async bootnode() {
		const addresses = await this.nodes.alice.ask('system_localListenAddresses');
		return addresses.find((address) => address.startsWith('/ip4/127.0.0.1/tcp/'));
	}

	/** Prints the end of every log. */
	async printLogs() {
		const { stdout } = await this.run(['logs']);
		console.error(stdout);
	}

	get #env() {
		return {
			...process.env,
			HAMSTER_NODE: binary(),
			HAMSTER_LOCALNET: this.state,
			HAMSTER_LOCALNET_PORT: String(this.port),
		};
	}
}

/** A further node, which finds the network by alice. */
export class Joiner extends Node {
	constructor(network, ...args) {
		super({ args });
		this.network = network;
	}

	async kind() {
		return ['--chain', this.network.spec, '--bootnodes', await this.network.bootnode()];
	}
}
