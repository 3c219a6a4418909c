// Shows what this server tells a browser whose reader asked for it. It keeps one thing: the link with which that is changed or ended.
const KEPT = 'prytany-push';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(told(event.data.json()));
});
// The browser gave up what this server sends to.
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(ended()));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});

async function told({ title, body, tag, page, link, confirm }) {
  if (confirm === undefined) {
    await keep(link);
    return show(title, body, tag, page);
  }
  if (!(await confirmed(confirm))) {
    return show('Prytany: this browser is not told yet', 'Open the page of the DAO and subscribe again.', tag, '#/');
  }
  await keep(link);
  return show('Prytany: this browser is told', 'Open this to change or end it.', tag, `#/subscription/${link}`);
}

/** Each message has it, so that one that was lost comes back. */
async function keep(link) {
  const cache = await caches.open(KEPT);
  await cache.put('push-link', new Response(link));
  await say();
}

async function ended() {
  await caches.delete(KEPT);
  await say();
  return show('Prytany: this browser is not told any more', 'The browser ended it. Open the page of the DAO and subscribe again.', 'ended', '#/');
}

async function say() {
  for (const client of await self.clients.matchAll()) client.postMessage(KEPT);
}

/** By what this browser alone can have read: that it is there, and wants it. */
async function confirmed(link) {
  try {
    const answer = await fetch('api/v1/subscriptions/confirmation', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ link }),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

function show(title, body, tag, page) {
  return self.registration.showNotification(title, { body, tag, icon: 'icon.svg', data: page });
}

/** A place of this page, and nothing else. */
async function open(page) {
  const address = new URL(self.registration.scope);
  address.hash = page;
  await self.clients.openWindow(address.href);
}
