// SPDX-License-Identifier: MIT
/**
 * ZooKeeper and ClickHouse replicas on loopback, as plain processes in a folder of their own, on ports that were
 * free: what a collector of several writes to. Each can be killed and started again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { newFolder } from '../cli/command-line.ts';

export const user = 'akkoord';
export const password = "it's a \\secret";
const startsWithin_ms = 60_000;
/** The words before a server's own: bounds that hold whatever it does. */
const bounded = ['--nofile=4096:4096', '--core=0', '--fsize=2000000000', '--'];

/** A port of loopback that nobody has at the moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const freePorts = (count: number): Promise<number[]> =>
  Promise.all(Array.from({ length: count }, freePort));

/** Tries until it comes true. */
export async function until(
  isTrue: () => Promise<boolean> | boolean,
  what: string,
  within_ms: number = startsWithin_ms,
): Promise<void> {
  const end_ms = Date.now() + within_ms;
  while (!(await isTrue())) {
    if (Date.now() > end_ms) throw new Error(`in vain waited for: ${what}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

/** A server of the cluster. */
export class Server {
  readonly #words: readonly string[];
  readonly #isUp: () => Promise<boolean>;
  readonly #name: string;
  readonly #log: string;
  #child: ChildProcess | undefined;

  constructor(
    name: string,
    words: readonly string[],
    isUp: () => Promise<boolean>,
    log: string = '',
  ) {
    this.#name = name;
    this.#log = log;
    this.#words = words;
    this.#isUp = isUp;
  }

  async start(): Promise<void> {
    const child = spawn('prlimit', [...bounded, ...this.#words], { stdio: 'ignore' });
    this.#child = child;
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.removeListener('exit', kill));
    child.unref();
    await until(async () => {
      if (child.exitCode !== null) {
        throw new Error(`${this.#name} ended with ${child.exitCode}\n${tail(this.#log)}`);
      }
      return this.#isUp();
    }, `${this.#name} to answer`);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    child.ref();
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Whether it runs, as far as we know. */
  get isRunning(): boolean {
    return this.#child !== undefined;
  }
}

/** Asks a ClickHouse server; rejects with its words where it refuses. */
export function ask(port: number, query: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-clickhouse-user': user, 'x-clickhouse-key': password };
    const options = {
      host: '127.0.0.1',
      port,
      method: 'POST',
      path: '/',
      headers,
      timeout: 30_000,
      // A connection that was kept may be gone by now.
      agent: false,
    };
    const asking = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(Error(text))));
      response.on('error', reject);
    });
    asking.on('error', reject);
    asking.end(query);
  });
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function zooKeeper(folder: string, port: number): Server {
  mkdirSync(folder);
  const configuration = [
    'tickTime=500',
    `dataDir=${folder}`,
    `clientPort=${port}`,
    'clientPortAddress=127.0.0.1',
    'admin.enableServer=false',
    'maxClientCnxns=0',
    'maxSessionTimeout=20000',
    // A test's own disk need not survive a power cut; three replicas and it share one here.
    'forceSync=no',
  ];
  writeFileSync(join(folder, 'zoo.cfg'), `${configuration.join('\n')}\n`);
  const words = ['java', '-Xmx192m', '-XX:+UseSerialGC', '-Dzookeeper.log.dir=.'];
  const path = '/usr/share/java/zookeeper.jar';
  const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain';
  return new Server('ZooKeeper', [...words, '-cp', path, main, join(folder, 'zoo.cfg')], () =>
    connects(port),
  );
}

interface ReplicaPlaces {
  readonly folder: string;
  readonly name: string;
  readonly http: number;
  readonly tcp: number;
  readonly interserver: number;
}

function settings(
  place: ReplicaPlaces,
  tcpPorts: readonly number[],
  zooKeeperPort: number,
): string {
  const nodes = tcpPorts.map(
    (port) =>
      `<replica><host>127.0.0.1</host><port>${port}</port><user>${user}</user><password>${password}</password></replica>`,
  );
  return `<yandex>
  <logger><level>warning</level><log>${place.folder}/log</log><errorlog>${place.folder}/err.log</errorlog></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${place.http}</http_port><tcp_port>${place.tcp}</tcp_port>
  <interserver_http_host>127.0.0.1</interserver_http_host>
  <interserver_http_port>${place.interserver}</interserver_http_port>
  <path>${place.folder}/data/</path><tmp_path>${place.folder}/tmp/</tmp_path>
  <users_config>${place.folder}/users.xml</users_config>
  <default_profile>default</default_profile><default_database>default</default_database>
  <mark_cache_size>33554432</mark_cache_size><uncompressed_cache_size>0</uncompressed_cache_size>
  <max_concurrent_queries>64</max_concurrent_queries><keep_alive_timeout>10</keep_alive_timeout>
  <zookeeper><node><host>127.0.0.1</host><port>${zooKeeperPort}</port></node><session_timeout_ms>4000</session_timeout_ms></zookeeper>
  <macros><shard>1</shard><replica>${place.name}</replica></macros>
  <distributed_ddl><path>/clickhouse/task_queue/ddl</path></distributed_ddl>
  <remote_servers><consents><shard><internal_replication>true</internal_replication>${nodes.join('')}</shard></consents></remote_servers>
</yandex>
`;
}

const users = `<yandex>
  <profiles><default>
    <max_memory_usage>1000000000</max_memory_usage><max_threads>2</max_threads>
    <background_pool_size>3</background_pool_size><background_schedule_pool_size>4</background_schedule_pool_size>
  </default></profiles>
  <users><${user}>
    <password>${password}</password><profile>default</profile><quota>default</quota>
    <networks><ip>127.0.0.1</ip></networks>
  </${user}></users>
  <quotas><default/></quotas>
</yandex>
`;

/** Three replicas and what they agree by. */
export class Cluster {
  readonly folder: string;
  readonly zooKeeper: Server;
  readonly replicas: readonly Server[];
  readonly ports: readonly number[];

  private constructor(
    folder: string,
    zooKeeper: Server,
    replicas: readonly Server[],
    ports: readonly number[],
  ) {
    this.folder = folder;
    this.zooKeeper = zooKeeper;
    this.replicas = replicas;
    this.ports = ports;
  }

  static async start(count: number = 3): Promise<Cluster> {
    const folder = newFolder();
    const ports = await freePorts(1 + 3 * count);
    const zooKeeperPort = ports[0] ?? 0;
    const http = ports.slice(1, 1 + count);
    const tcp = ports.slice(1 + count, 1 + 2 * count);
    const servers = http.map((port, number) => {
      const place = {
        folder: join(folder, `replica-${number}`),
        name: `r${number}`,
        http: port,
        tcp: tcp[number] ?? 0,
        interserver: ports[1 + 2 * count + number] ?? 0,
      };
      mkdirSync(place.folder);
      writeFileSync(join(place.folder, 'config.xml'), settings(place, tcp, zooKeeperPort));
      writeFileSync(join(place.folder, 'users.xml'), users);
      const words = ['clickhouse-server', `--config=${place.folder}/config.xml`];
      // Without ZooKeeper it answers too, but makes no table.
      const agrees = "SELECT count() > 0 FROM system.zookeeper WHERE path = '/'";
      const isUp = async () => (await ask(port, agrees).catch(() => '')) === '1\n';
      return new Server(`replica ${number}`, words, isUp, join(place.folder, 'err.log'));
    });
    const zoo = zooKeeper(join(folder, 'zookeeper'), zooKeeperPort);
    const cluster = new Cluster(folder, zoo, servers, http);
    try {
      await zoo.start();
      await Promise.all(servers.map((server) => server.start()));
    } catch (error) {
      const said = servers.map((_, n) => tail(join(folder, `replica-${n}`, 'err.log')));
      await cluster.end();
      throw new Error(`${error}\n${said.join('\n')}`);
    }
    return cluster;
  }

  /** The addresses for a collector's configuration. */
  get urls(): string[] {
    return this.ports.map((port) => `http://127.0.0.1:${port}`);
  }

  /** Asks replica `number`. */
  ask(query: string, number = 0): Promise<string> {
    return ask(this.ports[number] ?? 0, query);
  }

  /** Asks whichever replica runs, what a quorum has. */
  async askAny(query: string): Promise<string> {
    let said: unknown;
    for (const [number, replica] of this.replicas.entries()) {
      if (!replica.isRunning) continue;
      try {
        return await this.ask(`${query} SETTINGS select_sequential_consistency = 1`, number);
      } catch (error) {
        said = error;
      }
    }
    throw said;
  }

  async end(): Promise<void> {
    await Promise.all([this.zooKeeper, ...this.replicas].map((server) => server.kill()));
    // Each small insert has left dozens of files, together hundreds of thousands: nobody waits for that.
    spawn('rm', ['-rf', this.folder], { detached: true, stdio: 'ignore' }).unref();
  }
}

function tail(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(-2_000);
  } catch {
    return '';
  }
}
