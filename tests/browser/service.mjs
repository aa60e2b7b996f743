// The service that the tests open: started by the program itself on a fresh folder, with mail into another
// folder; gone when the process ends. Not here: what is asked of it.

import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
export const program = process.env.ONPACE ?? join(root, 'target/release/onpace')

/** Runs the program until it has said what `ready` looks for; stop() ends it. */
async function start(args, ready) {
  const child = spawn(program, args, { env: { ...process.env, ONPACE_LOG: 'debug' }, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.on('data', (bytes) => (said.out += bytes))
  child.stderr.on('data', (bytes) => (said.err += bytes))
  process.on('exit', () => child.kill('SIGKILL'))
  for (let tries = 0; tries < 600; tries += 1) {
    const found = ready(said)
    if (found) return { said, found, stop: () => stop(child) }
    if (child.exitCode !== null) throw new Error(`the program ended: ${said.err}`)
    await new Promise((wait) => setTimeout(wait, 50))
  }
  throw new Error(`the program was not ready in time: ${said.out} ${said.err}`)
}

function stop(child) {
  return new Promise((ended) => {
    if (child.exitCode !== null) return ended(child.exitCode)
    child.on('exit', (code) => ended(code))
    child.kill('SIGTERM')
  })
}

function folder(name) {
  const path = mkdtempSync(join(tmpdir(), `onpace-${name}-`))
  process.on('exit', () => rmSync(path, { recursive: true, force: true }))
  return path
}

/** The links to sign in with in a folder of mail, in the order in which they were sent. */
export function mailed(mail) {
  const place = join(mail, 'new')
  if (!existsSync(place)) return []
  const texts = readdirSync(place).sort().map((name) => readFileSync(join(place, name), 'utf8').replaceAll('=\r\n', ''))
  return texts.map((text) => ({ to: text.match(/^To: (.*?)\r?$/m)?.[1] ?? '', link: text.match(/http\S+\/sign-in\/\S+/)?.[0] }))
}

/** A port that nobody listens at. */
const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => found(port))
    })
  })

/** A service with nothing in it; gives its address, the set-up code and where mail goes. With a `host`, its
 * address has that name. */
export async function fresh({ host } = {}) {
  const at = folder('fresh')
  const mail = join(at, 'mail')
  const how = ['serve', '--test-mode', '--mail', `maildir:${mail}`, '--data', join(at, 'data')]
  const named = host && (await freePort())
  how.push('--listen', `127.0.0.1:${named ?? 0}`, ...(named ? ['--base', `http://${host}:${named}`] : []))
  const run = await start(how, ({ out, err }) => {
    const code = err.match(/set-up code: ([0-9a-f]+)/)?.[1]
    const url = named ? `http://${host}:${named}` : JSON.parse(out.split('\n')[0] || '{}').url
    return out.includes('\n') && code ? { url, code } : null
  })
  return { ...run.found, mail, said: run.said, stop: run.stop }
}

/** The demonstration; gives its address and a link to sign in with for each role, by the role's first word. */
export async function demo() {
  const at = folder('demo')
  const run = await start(['demo', '--stay', '--out', at, '--listen', '127.0.0.1:0'], ({ out }) => {
    const links = [...out.matchAll(/^ {2}(\S.*?) +(http:\/\/\S+\/sign-in\/[0-9a-f]+)$/gm)]
    const plan = out.match(/The plan: (\S+)/)?.[1]
    const answers = out.match(/http:\/\/\S+\/u\/[0-9a-f]+/)?.[0]
    return plan ? { plan, answers, url: new URL(plan).origin, links: Object.fromEntries(links.map(([, role, link]) => [role, link])) } : null
  })
  return { ...run.found, at, mail: join(at, 'mail'), inbox: join(at, 'inbox'), said: run.said, stop: run.stop }
}
