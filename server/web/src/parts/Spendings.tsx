import { Link } from 'wouter';
import type { Period, Spending } from '../api/schema';
import { formatAmount } from '../format/amount';
import { proposalHref } from '../format/due';
import { isBurned, type Received } from '../format/money';
import { NATIVE_COIN, plural } from '../format/words';
import { CopyHex, FullAddress } from './Address';
import { Cell, RowHead } from './Cells';
import { Plain } from './Plain';
import { useShown } from './Shown';
import { Time } from './Time';

/** A symbol alone proves nothing: two tokens may have the same. */
function Asset({ symbol, token }: { symbol: string | undefined; token: string | undefined }) {
  return (
    <>
      <Plain text={symbol ?? (token ? 'base units of an unnamed token' : NATIVE_COIN)} />
      {token && (
        <span className="asset-contract">
          token <FullAddress value={token} />
        </span>
      )}
    </>
  );
}

export function Sums({ paid }: { paid: Period['paid'] }) {
  return (
    <dl className="balances" aria-label="All that left">
      {paid.map(({ symbol, token, decimals, amount, payments }) => (
        <div key={token ?? 'native'}>
          <dt>
            <Plain text={symbol ?? (token ? 'an unnamed token' : NATIVE_COIN)} /> in {plural(payments, 'payment')}
          </dt>
          <dd>{formatAmount(amount, decimals)}</dd>
          {token && (
            <dd className="paid-token">
              token <FullAddress value={token} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function Recipient({ to, name, nobody }: { to: string | undefined; name: string | undefined; nobody: boolean }) {
  if (nobody) return <span className="soft">nobody: it was burned</span>;
  if (to === undefined) return <span className="soft">not known: the balances do not say who got it</span>;
  return (
    <>
      {name !== undefined && (
        <>
          <Plain text={name} />{' '}
        </>
      )}
      <FullAddress value={to} />
    </>
  );
}

export function Recipients({ rows }: { rows: Received[] }) {
  const { shown, more } = useShown(rows);
  return (
    <>
      <table className="stacked">
        <caption className="visually-hidden">What each recipient got: asset by asset, who got most of it first</caption>
        <thead>
          <tr>
            <th scope="col">Recipient</th>
            <th scope="col" className="number">
              Amount
            </th>
            <th scope="col" className="number">
              Of all of this asset
            </th>
            <th scope="col" className="number">
              Payments
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={`${row.to ?? String(row.nobody)}/${row.token ?? ''}`}>
              <RowHead label="Recipient">
                <Recipient to={row.to} name={row.name} nobody={row.nobody} />
              </RowHead>
              <Cell label="Amount" number>
                {formatAmount(row.amount, row.decimals)} <Asset symbol={row.symbol} token={row.token} />
              </Cell>
              <Cell label="Of all of this asset" number>
                {row.share.toLocaleString('en', { maximumFractionDigits: 1 })} %
              </Cell>
              <Cell label="Payments" number>
                {row.payments.toLocaleString('en')}
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

const SAID: Record<string, string> = {
  differs: 'as the balances show; the execution differed from its simulation',
  'not-simulated': 'as the balances show; it was executed before it was simulated here',
  missing: 'as simulated; the receipt is not written yet',
};

/** @param dao whose payments they are, where a row does not say it itself */
export function PaymentTable({ dao, payments }: { dao: string; payments: (Spending & { dao?: string })[] }) {
  const { shown, more } = useShown(payments.toReversed());
  return (
    <>
      <table className="stacked">
        <caption className="visually-hidden">Payments, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Proposal</th>
            <th scope="col">When</th>
            <th scope="col" className="number">
              Amount
            </th>
            <th scope="col">Recipient</th>
            <th scope="col">Transaction</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one, index) => (
            <tr key={index}>
              <RowHead label="Proposal">
                <Link href={proposalHref(one.dao ?? dao, one.proposalId)}>
                  <Plain text={one.headline || 'Proposal without a title'} />
                </Link>
              </RowHead>
              <Cell label="When">
                {one.about && 'about '}
                <Time iso={one.at} />
              </Cell>
              <Cell label="Amount" number>
                {formatAmount(one.amount, one.decimals)} <Asset symbol={one.symbol} token={one.token} />
                {SAID[one.receipt] && <p className="fine">{SAID[one.receipt]}</p>}
              </Cell>
              <Cell label="Recipient">
                <Recipient to={one.to} name={one.name} nobody={isBurned(one)} />
                {one.from !== undefined && (
                  <p className="fine">
                    paid by <FullAddress value={one.from} />
                  </p>
                )}
              </Cell>
              <Cell label="Transaction">
                {one.transactionHash ? <CopyHex value={one.transactionHash} what="transaction hash" /> : <span className="soft">not known</span>}
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

/** What left accounts that are not listed as the DAO's. */
export function Unlisted({ dao, payments }: Parameters<typeof PaymentTable>[0]) {
  if (payments.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="unlisted">
      <h2 id="unlisted">Paid by other accounts</h2>
      <p className="soft">Executed proposals moved this as well, out of accounts that are not listed as the DAO’s. It is in no sum above.</p>
      <PaymentTable dao={dao} payments={payments} />
    </section>
  );
}

/** What was executed, and nobody here can say for certain what it paid, or when. */
export function NotKnown({ unknown }: { unknown: (Period['unknown'][number] & { dao: string })[] }) {
  const { shown, more } = useShown(unknown);
  if (unknown.length === 0) return null;
  return (
    <section className="notice warn" aria-labelledby="not-known">
      <h2 id="not-known" className="notice-title">
        {plural(unknown.length, 'executed proposal')} of which not all is known
      </h2>
      <ul>
        {shown.map((one) => (
          <li key={`${one.dao}/${one.proposalId}`}>
            <Link href={proposalHref(one.dao, one.proposalId)}>
              <Plain text={one.headline || 'Proposal without a title'} />
            </Link>{' '}
            <Plain text={one.why} />
          </li>
        ))}
      </ul>
      {more}
    </section>
  );
}
