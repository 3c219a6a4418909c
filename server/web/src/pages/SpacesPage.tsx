import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api, spaceCalendarOf, spaceFeedOf } from '../api/client';
import type { Poll, Space } from '../api/schema';
import { pollHref, waitsForPeople } from '../format/due';
import { ALL_SPACE_KINDS, SPACE_KINDS } from '../format/news';
import { plural, type Tone } from '../format/words';
import { FullAddress } from '../parts/Address';
import { Badge } from '../parts/Badge';
import { RawText } from '../parts/Description';
import { Plain } from '../parts/Plain';
import { Sentences } from '../parts/Sentences';
import { useFeedSign } from '../parts/Sharing';
import { SourceProvider } from '../parts/Source';
import { Empty, Failure, Loading } from '../parts/States';
import { Time } from '../parts/Time';
import { Page } from './Page';

const OFF_CHAIN = 'Off chain: changes nothing on chain by itself.';

const STATES: Record<Poll['state'], { label: string; tone: Tone }> = {
  pending: { label: 'Not begun', tone: 'plain' },
  active: { label: 'Voting', tone: 'busy' },
  closed: { label: 'Closed', tone: 'plain' },
};

const VOTES: Record<string, string> = {
  intended: 'A vote is on its way',
  signed: 'The vote is signed and being handed in',
  sent: 'The hub took the vote; it is not shown yet',
  confirmed: 'Voted, and read back from the hub',
  elsewhere: 'Voted by other means; that vote is left as it is',
  missed: 'No vote of this server came through',
};

/** All spaces with their votes off chain. */
export function SpacesPage() {
  const spaces = useQuery({ queryKey: ['spaces'], queryFn: api.spaces });
  return (
    <Page title="Votes off chain" lead={<p>{OFF_CHAIN} What follows from them is up to whoever carries it out.</p>}>
      {spaces.isPending && <Loading what="the spaces" />}
      {spaces.isError && <Failure error={spaces.error} what="the spaces" retry={() => void spaces.refetch()} />}
      {spaces.data?.length === 0 && <Empty title="No space is configured">The operator lists Snapshot spaces in the configuration file.</Empty>}
      {spaces.data?.map((space) => <SpaceSection key={space.id} space={space} />)}
    </Page>
  );
}

function SpaceSection({ space }: { space: Space }) {
  const polls = useQuery({ queryKey: ['polls', space.id], queryFn: () => api.polls(space.id), refetchInterval: 30_000 });
  return (
    <section aria-labelledby={`space-${space.id}`}>
      <h2 id={`space-${space.id}`}>
        <Plain text={space.name} />
      </h2>
      <p className="fine">
        Space <Plain text={space.space} /> at <Plain text={space.hub} />
        {space.readAt && (
          <>
            , read <Time iso={space.readAt} relative past />
          </>
        )}
        {space.voter ? (
          <>
            {' '}
            · votes with <FullAddress value={space.voter} />
          </>
        ) : (
          ' · only read'
        )}
      </p>
      {space.problems.length > 0 && (
        <div className="notice warn" role="alert">
          <p className="notice-title">Not everything got through</p>
          <ul>
            {space.problems.map((problem) => (
              <li key={problem}>
                <Plain text={problem} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <FollowSpace id={space.id} name={space.name} />
      {polls.isPending && <Loading what="the votes" />}
      {polls.isError && <Failure error={polls.error} what="the votes" retry={() => void polls.refetch()} />}
      {polls.data?.length === 0 && <Empty title="No votes yet">They appear here as soon as the hub publishes one.</Empty>}
      <ul className="cards">
        {polls.data?.map((poll) => (
          <li key={poll.id} className="card">
            <PollBadges poll={poll} />
            <h3>
              <Link href={pollHref(space.id, poll.id)}>
                <Plain text={poll.title} />
              </Link>
            </h3>
            <p className="card-does">{OFF_CHAIN}</p>
            <p className="fine">
              {poll.state === 'closed' ? 'Voting ended ' : 'Voting ends '}
              <Time iso={poll.end} relative past={poll.state === 'closed'} />
              {poll.vote && <> · {VOTES[poll.vote.status] ?? poll.vote.status}</>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** All ways in which a reader can follow a space without asking its operator. */
function FollowSpace({ id, name }: { id: string; name: string }) {
  useFeedSign(spaceFeedOf(id), name);
  return (
    <details className="subscribe">
      <summary>Subscribe</summary>
      <ul>
        {ALL_SPACE_KINDS.map((kind) => (
          <li key={kind}>
            <a href={spaceFeedOf(id, kind)} type="application/atom+xml">
              {SPACE_KINDS[kind]}
            </a>
            , as an Atom feed
          </li>
        ))}
        <li>
          <a href={spaceCalendarOf(id)} type="text/calendar">
            Calendar of deadlines
          </a>
          : when voting opens and ends, and until when an operator has to choose
        </li>
      </ul>
    </details>
  );
}

function PollBadges({ poll }: { poll: Poll }) {
  const { label, tone } = STATES[poll.state];
  const waits = waitsForPeople(poll);
  return (
    <div className="card-badges">
      <Badge tone={tone}>{label}</Badge>
      {waits && <Badge tone="warn">A person has to choose</Badge>}
      {poll.warnings.length > 0 && <Badge tone="warn">{plural(poll.warnings.length, 'thing')} to look at</Badge>}
    </div>
  );
}

/** One vote off chain. */
export function PollPage({ space, id }: { space: string; id: string }) {
  const poll = useQuery({ queryKey: ['poll', space, id], queryFn: () => api.poll(space, id), refetchInterval: 30_000 });
  return (
    <Page title={poll.data?.title ?? 'A vote off chain'} heading={poll.data && <Plain text={poll.data.title} />} lead={<p>{OFF_CHAIN}</p>}>
      {poll.isPending && <Loading what="the vote" />}
      {poll.isError && <Failure error={poll.error} what="the vote" retry={() => void poll.refetch()} />}
      {poll.data && <PollFacts poll={poll.data} />}
    </Page>
  );
}

function PollFacts({ poll }: { poll: Poll }) {
  const text = poll.text ?? '';
  return (
    <SourceProvider>
      <PollBadges poll={poll} />
      {poll.warnings.map((warning) => (
        <div key={warning} className="notice warn" role="alert">
          <p>
            <Plain text={warning} />
          </p>
        </div>
      ))}
      <p className="fine">
        By <FullAddress value={poll.author} /> · votes from <Time iso={poll.start} /> to <Time iso={poll.end} relative /> · {poll.system} · voting
        power of chain <Plain text={poll.network} /> at block {poll.snapshot.toLocaleString('en')}
        {poll.proven ? ' · its id is the hash of this text, these choices and these times' : ''}
      </p>
      <section aria-labelledby="choices-title">
        <h2 id="choices-title">Choices</h2>
        <ol>
          {poll.choices.map((choice) => (
            <li key={choice.number}>
              <Plain text={choice.text} />
              {choice.meaning && <span className="soft"> (taken for “{choice.meaning}”)</span>}
              {choice.votes && <> · {choice.votes} votes</>}
            </li>
          ))}
        </ol>
        <p className="fine">
          {poll.total} votes of {plural(poll.voters, 'voter')}, as the hub says
        </p>
      </section>
      <Ours poll={poll} />
      {poll.digest && (
        <section aria-labelledby="digest-title">
          <h2 id="digest-title">In short</h2>
          <Sentences digest={poll.digest} description={text} />
        </section>
      )}
      <section aria-labelledby="text-title">
        <h2 id="text-title">In its own words</h2>
        <RawText text={text} spans={poll.digest?.sentences ?? []} />
      </section>
      {poll.before !== undefined && (
        <section aria-labelledby="before-title">
          <h2 id="before-title">As it was read first</h2>
          <RawText text={poll.before} spans={[]} />
        </section>
      )}
    </SourceProvider>
  );
}

function Ours({ poll }: { poll: Poll }) {
  const { decision, vote } = poll;
  if (!decision && !vote) return null;
  return (
    <section aria-labelledby="ours-title">
      <h2 id="ours-title">This server’s vote</h2>
      {decision && (
        <p>
          {decision.needsPeople ? 'A person has to choose: ' : `Decided (${decision.kind}) by rule ${decision.rule}: `}
          <Plain text={decision.reason} />
          {decision.choice && (
            <>
              {' '}
              Choice: <Plain text={decision.choice} />
            </>
          )}
        </p>
      )}
      {waitsForPeople(poll) && (
        <p className="fine">
          An operator chooses with <code>prytany choose</code>, at the latest by <Time iso={poll.latestSafe} relative />.
        </p>
      )}
      {vote && (
        <>
          <p>
            {VOTES[vote.status] ?? vote.status}: <Plain text={vote.words} />
            {vote.told && (
              <>
                . <Plain text={vote.told} />
              </>
            )}
          </p>
          <details>
            <summary>Receipt</summary>
            <dl>
              <dt>Vote</dt>
              <dd>
                <code>{vote.id}</code>
              </dd>
              {vote.signature && (
                <>
                  <dt>Signature</dt>
                  <dd>
                    <code>{vote.signature}</code>
                  </dd>
                </>
              )}
              {vote.receipt && (
                <>
                  <dt>IPFS</dt>
                  <dd>
                    <Plain text={vote.receipt.ipfs} />
                  </dd>
                  <dt>Signed by the hub’s relayer</dt>
                  <dd>
                    <Plain text={vote.receipt.signature || 'not given'} />
                  </dd>
                </>
              )}
            </dl>
          </details>
        </>
      )}
    </section>
  );
}
