// The example agent, docs/examples/provider-agent.ts, as a process that can be killed.

import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratch } from './node.mjs';

const PROGRAM = fileURLToPath(
	new URL('../../../packages/hamster-rpc/build/examples/provider-agent.js', import.meta.url),
);

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** The agent of a provider. Its folder outlives the process. */
export class ProviderAgent {
	folder = scratch();
	#child;

	constructor(node, uri) {
		Object.assign(this, { node, uri });
		if (!existsSync(PROGRAM)) {
			throw new Error(
				`There is no agent at ${PROGRAM}: run "npm ci && npm run build && npm run examples" in ` +
					'packages/hamster-rpc.',
			);
		}
	}

	start() {
		const out = openSync(join(this.folder, 'out'), 'a');
		this.#child = spawn(process.execPath, [PROGRAM, this.node.ws, this.uri, this.folder], {
			stdio: ['ignore', out, out],
		});
		closeSync(out);
		const child = this.#child;
		running.add(child);
		this.exited = new Promise((done) => child.once('exit', (code, signal) => done(code ?? signal)));
		this.exited.then(() => running.delete(child));
	}

	/** Ends it on the spot. */
	async kill() {
		this.#child.kill('SIGKILL');
		await this.exited;
	}

	/** All that it has said. */
	get log() {
		return readFileSync(join(this.folder, 'out'), 'utf8');
	}

	/** Whom it has let in, by lease. */
	get leases() {
		const folder = join(this.folder, 'leases');
		if (!existsSync(folder)) return {};
		const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
		return Object.fromEntries(
			files.map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
		);
	}

	remove() {
		rmSync(this.folder, { recursive: true, force: true });
	}
}
