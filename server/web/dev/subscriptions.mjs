// Subscriptions as the server has them, for one address; its mail stays here.
const KINDS = [
  { word: 'new-proposal', title: 'There is a new proposal' },
  { word: 'stopped', title: 'A proposal is stopped: its text and its calls differ' },
  { word: 'voting-ends', title: 'Voting ends soon' },
  { word: 'delegate-voted', title: 'A delegate whom you follow voted' },
  { word: 'vote-cast', title: 'Our vote is cast' },
  { word: 'payout-done', title: 'A proposal was executed' },
];

const FORMS = [
  { word: 'webhook', title: 'A program of yours (JSON)' },
  { word: 'slack', title: 'Slack, or a chat that takes its form' },
  { word: 'discord', title: 'Discord' },
];

/** A point of P-256: the server’s key for push. */
const PUSH_KEY = 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8';

/** The links that the mails would have. */
export const CONFIRMS = `${'a'.repeat(32)}.${'b'.repeat(32)}`;
export const CHANGES = `${'a'.repeat(32)}.${'c'.repeat(32)}`;

export function subscriptionsOf() {
  let asked;
  let confirmed;
  const problem = (status, code, detail) => ({ status, body: { type: 'about:blank', title: detail, status, detail, code } });
  const found = (subscription) =>
    subscription ? { status: 200, body: { by: subscription.form ?? (subscription.endpoint ? 'browser' : 'mail'), signed: Boolean(subscription.secret), daos: subscription.daos, kinds: subscription.kinds, delegates: subscription.delegates, confirmed: subscription === confirmed, replaces: [] } } : problem(404, 'NOT_FOUND', 'This subscription has ended: subscribe again on the DAO’s page.');

  function answer(path, query, body) {
    if (path === '/subscriptions') return { status: 200, body: { mail: true, push: PUSH_KEY, webhooks: FORMS, kinds: KINDS } };
    if (path === '/subscriptions/mail') {
      if (body.address.endsWith('@full.example')) return problem(403, 'NOT_ALLOWED', 'This server has as many subscriptions as it takes: follow the feed or the calendar.');
      asked = body;
      return { status: 200, body: { next: 'Open your mail: a message from this server has a link to confirm this.' } };
    }
    if (path === '/subscriptions/push') {
      if (!/^https:/.test(body.endpoint) || !/^[\w-]{87}$/.test(body.key) || !/^[\w-]{22}$/.test(body.secret)) return problem(400, 'INVALID_INPUT', 'That is no push service of a browser as it is taken here.');
      asked = body;
      return { status: 200, body: { next: 'Wait for the first notification.' } };
    }
    if (path === '/subscriptions/webhook') {
      if (!FORMS.some(({ word }) => word === body.form) || !/^https:/.test(body.address)) return problem(400, 'INVALID_INPUT', 'That is no webhook as it is taken here.');
      asked = body;
      return { status: 200, body: { next: 'Look where you are told: a message comes there with a link to confirm this.' } };
    }
    if (path === '/subscriptions/confirmation') {
      if (body.link === CONFIRMS && asked) [confirmed, asked] = [asked, undefined];
      else return problem(404, 'NOT_FOUND', 'This link confirms nothing any more. Subscribe again on the DAO’s page.');
      return found(confirmed);
    }
    if (path === '/subscriptions/choice') {
      if (confirmed && body.link === CHANGES && body.daos) confirmed = { ...confirmed, daos: body.daos, kinds: body.kinds, delegates: body.delegates };
      return found(body.link === CHANGES ? confirmed : body.link === CONFIRMS ? asked : undefined);
    }
    if (query.get('link') === CHANGES) confirmed = undefined;
    return { status: 204, text: '' };
  }
  return { answer };
}
