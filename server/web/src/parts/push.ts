/** Push to this browser: its worker is `public/push.js`, which keeps the link that changes or ends what is told here. */
const KEPT = 'prytany-push';

export interface Browser {
  endpoint: string;
  key: string;
  secret: string;
}

/** Whether this browser has push, and lets this page use it. */
export function canPush(): boolean {
  return window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'caches' in window;
}

/**
 * Has the browser's push service take messages of this server.
 *
 * @param server the server's public key, in base64url
 * @returns undefined if the browser or its reader does not want it
 */
export async function browserFor(server: string): Promise<Browser | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return undefined;
  await navigator.serviceWorker.register('./push.js');
  const worker = await navigator.serviceWorker.ready;
  const before = await worker.pushManager.getSubscription();
  // Another key, or what another server on this origin had: one browser has one.
  await before?.unsubscribe();
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: server }).catch(() => undefined);
  if (!made) throw new Error('This browser reaches no push service of its maker, or has it switched off. Subscribe by mail, or follow the feed.');
  const [key, secret] = [made.getKey('p256dh'), made.getKey('auth')];
  return key && secret ? { endpoint: made.endpoint, key: base64url(key), secret: base64url(secret) } : undefined;
}

export function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The link with which what this browser is told is changed or ended; undefined if it is told nothing. */
export async function pushLink(): Promise<string | undefined> {
  const cache = await caches.open(KEPT);
  return (await cache.match('push-link'))?.text();
}

/**
 * Whether this browser still takes what a server sends: its reader can withdraw leave, and the browser itself end it.
 *
 * @param server the server's public key, in base64url
 */
export async function takesPush(server: string): Promise<boolean> {
  if (Notification.permission !== 'granted') return false;
  const worker = await navigator.serviceWorker.getRegistration();
  const key = (await worker?.pushManager.getSubscription())?.options.applicationServerKey;
  return !!key && base64url(key) === server;
}

/** Where that link is over, nothing of it stays in this browser. */
export async function forgetPush(link: string): Promise<void> {
  if (!canPush() || (await pushLink()) !== link) return;
  await caches.delete(KEPT);
  const worker = await navigator.serviceWorker.getRegistration();
  await (await worker?.pushManager.getSubscription())?.unsubscribe();
}

/** Calls back when the worker has a link. */
export function onPushLink(changed: () => void): () => void {
  const heard = (event: MessageEvent) => {
    if (event.data === KEPT) changed();
  };
  navigator.serviceWorker.addEventListener('message', heard);
  return () => navigator.serviceWorker.removeEventListener('message', heard);
}
