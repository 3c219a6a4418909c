package org.prytany.link;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.link.Said.Answer;
import org.prytany.link.Said.Ask;
import org.prytany.link.Said.Offered;
import org.prytany.link.Said.Reply;
import org.prytany.link.Said.Verdict;
import org.prytany.spi.Notifier;
import org.prytany.spi.Plugin;
import org.prytany.spi.VoteStrategy;

/** Puts the server's questions to the plugins at hand. */
final class Answering {

  /**
   * So many starts of plugins are known by a handle; whoever holds an older one asks again which
   * plugin is in use.
   */
  private static final int MOST_HANDLES = 1_000;

  private final Plugins plugins;
  private final Wishes wishes;
  private final Map<Long, Plugin> handles = new LinkedHashMap<>();
  private final Map<Plugin, Offered> known = new HashMap<>();
  private long handle;

  Answering(Plugins plugins, Wishes wishes) {
    this.plugins = plugins;
    this.wishes = wishes;
  }

  /** Says whether an answer will do. */
  interface Judging extends Function<Answer, Verdict> {}

  /**
   * @throws PrytanyException as the plugins throw it
   */
  Reply answer(Ask ask, Judging judging) {
    return switch (ask) {
      case Ask.InUse its -> done(new Answer.InUse(offered(its.kind())));
      case Ask.Statuses its -> done(Answer.Statuses.of(plugins.statuses()));
      case Ask.Approve its -> {
        plugins.approve(its.signedFor());
        yield done(new Answer.YesNo(true));
      }
      case Ask.Configure its -> {
        plugins.configure(its.given());
        yield done(new Answer.YesNo(true));
      }
      case Ask.Taken its -> done(Answer.Taken.of(plugins.taken()));
      case Ask.ReadsTextAlone its ->
          done(new Answer.YesNo(digester(its.handle()).readsTextAlone()));
      case Ask.Models its -> done(new Answer.Texts(digester(its.handle()).models()));
      case Ask.Digest its -> {
        digester(its.handle())
            .digest(
                its.proposal(),
                wishes.context(its.call(), its.services()),
                given -> judging.apply(new Answer.OfDigest(given)).fault());
        yield new Reply.AsJudged();
      }
      case Ask.Version its -> done(new Answer.Texts(List.of(strategy(its.handle()).version())));
      case Ask.Decide its ->
          done(new Answer.OfDecision(strategy(its.handle()).decide(its.situation())));
      case Ask.Followed its -> done(new Answer.Accounts(strategy(its.handle()).followed()));
      case Ask.AsksForHistory its ->
          done(new Answer.YesNo(strategy(its.handle()).asksForHistory()));
      case Ask.Rules its -> done(new Answer.Rules(strategy(its.handle()).rules()));
      case Ask.Changed its -> done(new Answer.Changed(strategy(its.handle()).changed()));
      case Ask.Adopt its -> {
        strategy(its.handle()).adopt(its.sha256());
        yield done(new Answer.YesNo(true));
      }
      case Ask.PlanQueue its -> {
        executor(its.handle())
            .planQueue(its.proposal(), given -> judging.apply(new Answer.OfQueuing(given)).fault());
        yield new Reply.AsJudged();
      }
      case Ask.PlanExecution its -> {
        executor(its.handle())
            .planExecution(
                its.proposal(), given -> judging.apply(new Answer.OfExecution(given)).fault());
        yield new Reply.AsJudged();
      }
      case Ask.Interpret its ->
          done(new Answer.OfOutcome(executor(its.handle()).interpret(its.plan(), its.receipt())));
      case Ask.Render its ->
          done(new Answer.OfPayload(plugin(Notifier.class, its.handle()).render(its.notice())));
    };
  }

  private static Reply done(Answer answer) {
    return new Reply.Done(answer);
  }

  private Optional<Offered> offered(Said.Kind kind) {
    return switch (kind) {
      case DIGESTER -> plugins.digester().map(its -> held(its, its.deployment()));
      case STRATEGY -> plugins.strategy().map(its -> held(its, ""));
      case EXECUTOR -> plugins.executor().map(its -> held(its, ""));
      case NOTIFIER -> plugins.notifier().map(its -> held(its, ""));
    };
  }

  /** A plugin that is in use still has the handle that it has: looking makes no new ones. */
  private Offered held(Plugin plugin, String deployment) {
    Optional<Offered> before = before(plugin);
    return before.isPresent() ? before.get() : hold(plugin, plugin.version(), deployment);
  }

  private synchronized Optional<Offered> before(Plugin plugin) {
    return Optional.ofNullable(known.get(plugin));
  }

  private synchronized Offered hold(Plugin plugin, String version, String deployment) {
    Offered offered =
        known.computeIfAbsent(plugin, its -> new Offered(++handle, its.id(), version, deployment));
    handles.put(offered.handle(), plugin);
    if (handles.size() > MOST_HANDLES) {
      known.remove(handles.remove(handles.keySet().iterator().next()));
    }
    return offered;
  }

  private RunningDigester digester(long of) {
    return plugin(RunningDigester.class, of);
  }

  private VoteStrategy strategy(long of) {
    return plugin(VoteStrategy.class, of);
  }

  private RunningExecutor executor(long of) {
    return plugin(RunningExecutor.class, of);
  }

  private synchronized <T> T plugin(Class<T> kind, long of) {
    Plugin held = handles.get(of);
    if (!kind.isInstance(held)) {
      throw new PrytanyException(
          FailureCode.PLUGIN_UNAVAILABLE, "the plugin was started anew meanwhile; ask again");
    }
    return kind.cast(held);
  }
}
