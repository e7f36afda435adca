// Starts, stops and kills the node's binary, and runs its commands.

import { execFile, spawn } from 'node:child_process';
import {
	closeSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CACHE = fileURLToPath(new URL('../node_modules/.cache/hamster/', import.meta.url));

/** From one block to the next, in milliseconds. Nothing depends on it but how long the tests last. */
const BLOCK_TIME = process.env.HAMSTER_BLOCK_TIME ?? '40';
/** What only guards against hanging, in milliseconds. */
const PATIENCE = 120_000;
/** So much of the log is printed when a test fails. */
const TAIL_LINES = 40;

/** The path of the node's binary. */
export function binary() {
	const path = process.env.HAMSTER_NODE
		? resolve(process.env.HAMSTER_NODE)
		: join(resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target'), 'release', 'hamster-node');
	if (!existsSync(path)) {
		throw new Error(
			`There is no node at ${path}: build it with "cargo build --release", ` +
				'or say in HAMSTER_NODE where it is.',
		);
	}
	return path;
}

/** Runs a command of the binary to its end: `{ code, stdout, stderr }`. */
export function run(...args) {
	const options = { maxBuffer: 2 ** 28, timeout: PATIENCE, killSignal: 'SIGKILL' };
	return new Promise((done) => {
		execFile(binary(), args, options, (error, stdout, stderr) => {
			done({ code: error ? (error.code ?? error.signal) : 0, stdout, stderr });
		});
	});
}

/** Writes a chain specification to a file. */
async function exportSpec(output, ...args) {
	const { code, stderr } = await run('export-chain-spec', ...args, '--output', output);
	if (code !== 0) throw new Error(`the chain specification can't be exported: ${stderr}`);
}

/** The path of a file that `make` writes, once for each binary. */
async function madeOnce(name, make) {
	const { size, mtimeMs } = statSync(binary());
	const path = join(CACHE, `${name}-${size}-${Math.trunc(mtimeMs)}.json`);
	if (!existsSync(path)) {
		mkdirSync(CACHE, { recursive: true });
		const draft = `${path}.${process.pid}`;
		await make(draft);
		renameSync(draft, path);
	}
	return path;
}

/**
 * The path of the development chain's specification in raw form. From the built-in one the node
 * builds the genesis anew at every start, which takes longer than most of what is tested; so this
 * one is made once for each binary.
 */
export const devSpec = () =>
	madeOnce('dev', (path) => exportSpec(path, '--chain', 'dev', '--raw'));

/**
 * The same of a development chain with the four validators of a local network. Epochs and eras are as
 * long as those of a public chain.
 */
export const panelSpec = () =>
	madeOnce('panels', async (path) => {
		const edited = `${path}.edited`;
		await exportSpec(edited, '--chain', 'local');
		const spec = JSON.parse(readFileSync(edited));
		Object.assign(spec, { name: 'Panels', id: 'hamster_panels', chainType: 'Development' });
		delete spec.genesis.runtimeGenesis.patch.pace;
		writeFileSync(edited, JSON.stringify(spec));
		await exportSpec(path, '--chain', edited, '--raw');
		rmSync(edited);
	});

/** A new directory for what a test leaves behind. */
export function scratch() {
	return mkdtempSync(join(tmpdir(), 'hamster-e2e-'));
}

/** Bytes of memory that a process has. */
export const memoryOf = (pid) =>
	Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1_024;

const children = new Set();
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/** Where a node answers. */
export class Endpoint {
	constructor(port) {
		this.port = port;
	}

	get url() {
		return `http://127.0.0.1:${this.port}`;
	}

	get ws() {
		return `ws://127.0.0.1:${this.port}`;
	}

	/**
	 * Calls a method over HTTP and returns `{ result }` or `{ error }`. Parameters that come as text
	 * are sent as they are, so that numbers which JavaScript does not have can be sent too.
	 */
	async rpc(method, params = []) {
		const text = typeof params === 'string' ? params : JSON.stringify(params);
		const response = await fetch(this.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: `{"jsonrpc":"2.0","id":1,"method":"${method}","params":${text}}`,
		});
		return response.json();
	}

	/** The result of a method; fails with the node's error. */
	async ask(method, ...params) {
		const { result, error } = await this.rpc(method, params);
		if (error) throw new Error(`${method}: ${error.message}`);
		return result;
	}

	/** The number of the best block. */
	async best() {
		return Number((await this.ask('chain_getHeader')).number);
	}

	/** Number and hash of the last final block. */
	async final() {
		const hash = await this.ask('chain_getFinalizedHead');
		return { number: Number((await this.ask('chain_getHeader', hash)).number), hash };
	}
}

/** A node of a development chain, on loopback, that knows no peers. */
export class Node extends Endpoint {
	/** The directory with database and log, kept until `remove`. */
	directory = scratch();
	basePath = join(this.directory, 'base');
	logPath = join(this.directory, 'node.log');
	#child;

	/**
	 * `builtIn` starts it on the chain specification in the binary, `measured` with its Prometheus
	 * endpoint.
	 */
	constructor({ args = [], builtIn = false, measured = false } = {}) {
		super();
		Object.assign(this, { args, builtIn, measured });
	}

	/** The path of the chain specification, or `undefined` for the one in the binary. */
	async spec() {
		return this.builtIn ? undefined : devSpec();
	}

	/** What makes it a node of this kind. */
	async kind() {
		const path = await this.spec();
		const spec = path ? ['--chain', path] : [];
		// Nobody else's development chain on this machine may meddle.
		return ['--dev', '--dev-block-time', this.blockTime, ...spec, '--in-peers', '0', '--out-peers', '0'];
	}

	/** From one block to the next, in milliseconds. */
	get blockTime() {
		return BLOCK_TIME;
	}

	/** The process, while it runs. */
	get pid() {
		return this.#child?.pid;
	}

	/** Starts it, or starts it again on what is in its database. */
	async start(...more) {
		this.port ??= await freePort();
		if (this.measured) this.prometheusPort ??= await freePort();
		const prometheus = this.measured
			? ['--prometheus-port', this.prometheusPort]
			: ['--no-prometheus'];
		const kind = await this.kind();
		const log = openSync(this.logPath, 'a');
		this.#child = spawn(
			binary(),
			[
				...kind,
				...['--base-path', this.basePath, '--rpc-port', this.port],
				...['--listen-addr', '/ip4/127.0.0.1/tcp/0', '--no-mdns'],
				...[...prometheus, '--no-telemetry'],
				...this.args,
				...more,
			],
			{ stdio: ['ignore', log, log] },
		);
		closeSync(log);
		children.add(this.#child);
		this.exited = new Promise((done) => {
			this.#child.once('error', (error) => done(error.message));
			this.#child.once('exit', (code, signal) => done(code ?? signal));
		});
		this.exited.then(() => children.delete(this.#child));
		await this.#untilReady();
	}

	/** Asks the process to end and returns its exit code or the signal that ended it. */
	async stop(signal = 'SIGTERM') {
		if (!children.has(this.#child)) return undefined;
		this.#child.kill(signal);
		const hanging = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE);
		const code = await this.exited;
		clearTimeout(hanging);
		return code;
	}

	/** Ends the process on the spot. */
	kill() {
		return this.stop('SIGKILL');
	}

	/** What the Prometheus endpoint says of Hamster's own: figures by name and labels. */
	async figures() {
		const response = await fetch(`http://127.0.0.1:${this.prometheusPort}/metrics`);
		const lines = (await response.text()).split('\n').filter((line) => line.startsWith('hamster_'));
		return Object.fromEntries(
			lines.map((line) => {
				// All of them say which chain it is.
				const plain = line.replace(/chain="[^"]*",|,?chain="[^"]*"/, '');
				const [, name, figure] = /^(.*) (\S+)$/.exec(plain);
				return [name.replace('{}', ''), Number(figure)];
			}),
		);
	}

	/** Prints the end of the log. */
	printLog() {
		const lines = readFileSync(this.logPath, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES);
		console.error(`The end of the node's log:\n\t${lines.join('\n\t')}`);
	}

	/** Removes database and log. */
	remove() {
		rmSync(this.directory, { recursive: true, force: true });
	}

	async #untilReady() {
		const deadline = Date.now() + PATIENCE;
		for (;;) {
			const answer = await this.rpc('system_health').catch(() => undefined);
			if (answer?.result) return;
			if (!children.has(this.#child) || Date.now() > deadline) {
				this.printLog();
				throw new Error('the node does not answer; the end of its log is above');
			}
			await sleep(100);
		}
	}
}

/** A node that makes blocks as fast as it can, for tests in which a day passes. */
export class FastNode extends Node {
	get blockTime() {
		return '10';
	}
}

/** A node that leaves time for the start of another program between two blocks. */
export class SlowNode extends Node {
	get blockTime() {
		return String(Math.max(100, Number(BLOCK_TIME)));
	}
}

/**
 * A node of a development chain with four validators, that has the keys of all and makes all blocks.
 * It votes on finality for one of them only, so that no block becomes final.
 */
export class PanelNode extends Node {
	async spec() {
		const spec = await panelSpec();
		// A development chain comes with the keys of Alice.
		for (const uri of ['//Bob', '//Charlie', '//Dave']) {
			const where = ['--base-path', this.basePath, '--chain', spec];
			const key = ['--key-type', 'babe', '--scheme', 'sr25519', '--suri', uri];
			const { code, stderr } = await run('key', 'insert', ...where, ...key);
			if (code !== 0) throw new Error(`the key of ${uri} can't be inserted: ${stderr}`);
		}
		return spec;
	}
}

/** A port that nobody uses; fails if somebody uses the wanted one. */
export function freePort(wanted = 0) {
	return new Promise((done, fail) => {
		const server = createServer();
		server.once('error', fail);
		server.listen(wanted, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => done(port));
		});
	});
}
