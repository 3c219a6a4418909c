package org.prytany.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.spi.Address;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.ChangedRules;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.Notice;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.QueuePlan;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextGenerator;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteRule;
import org.prytany.spi.VotingSituation;

/** Everything that is said on a link, by whom. */
final class Said {

  private Said() {}

  /** Kinds of plugin, as they are asked for. */
  enum Kind {
    DIGESTER,
    STRATEGY,
    EXECUTOR,
    NOTIFIER;

    /** Whether somebody waits for its answer to vote or to pay: it is asked first. */
    boolean isUrgent() {
      return this == STRATEGY || this == EXECUTOR;
    }

    /** Empty of a file that runs no plugin. */
    static Optional<Kind> of(PluginStatus one) {
      return switch (one.kind()) {
        case "ProposalDigester" -> Optional.of(DIGESTER);
        case "VoteStrategy" -> Optional.of(STRATEGY);
        case "TreasuryExecutor" -> Optional.of(EXECUTOR);
        case "Notifier" -> Optional.of(NOTIFIER);
        default -> Optional.empty();
      };
    }
  }

  /**
   * What the server asks. Questions to a plugin begin with the handle that an {@link Offered}
   * named, so that no other plugin answers in its place.
   */
  sealed interface Ask {

    /** Which plugin of a kind is in use. */
    record InUse(Kind kind) implements Ask {}

    /** What is said of all plugins. */
    record Statuses() implements Ask {}

    /** Which WARs may run beside those of the configuration. */
    record Approve(List<String> sha256, List<String> latest) implements Ask {
      static final int MOST = 1_000;

      public Approve {
        if (sha256.size() > MOST || sha256.stream().anyMatch(one -> one.length() != 64)) {
          throw new IllegalArgumentException("more plugins are approved than there may be");
        }
        if (!sha256.containsAll(latest)) {
          throw new IllegalArgumentException("what was signed for last is not approved");
        }
      }

      static Approve of(SignedFor signedFor) {
        return new Approve(List.copyOf(signedFor.sha256()), List.copyOf(signedFor.latest()));
      }

      SignedFor signedFor() {
        return new SignedFor(Set.copyOf(sha256), Set.copyOf(latest));
      }
    }

    /**
     * What operators set for plugins; all of it.
     *
     * @param onTrial ids of plugins that have not started with it yet
     */
    record Configure(List<SetValue> values, List<String> onTrial) implements Ask {
      static final int MOST = 2_000;

      public Configure {
        if (values.size() > MOST || onTrial.size() > MOST) {
          throw new IllegalArgumentException("more is set for plugins than there may be");
        }
      }

      static Configure of(GivenSettings given) {
        List<SetValue> values = new ArrayList<>();
        given
            .byPlugin()
            .forEach(
                (id, its) ->
                    its.forEach((name, value) -> values.add(new SetValue(id, name, value))));
        return new Configure(values, List.copyOf(given.onTrial()));
      }

      GivenSettings given() {
        Map<String, Map<String, String>> set = new LinkedHashMap<>();
        for (SetValue one : values) {
          set.computeIfAbsent(one.id(), any -> new LinkedHashMap<>()).put(one.name(), one.value());
        }
        return new GivenSettings(set, Set.copyOf(onTrial));
      }
    }

    /** What came of the values that were told last. */
    record Taken() implements Ask {}

    record ReadsTextAlone(long handle) implements Ask {}

    record Models(long handle) implements Ask {}

    /**
     * A digest.
     *
     * @param call names it where its services are asked for
     */
    record Digest(long handle, long call, ProposalSnapshot proposal, Services services)
        implements Ask {}

    record Version(long handle) implements Ask {}

    record Decide(long handle, VotingSituation situation) implements Ask {}

    record Followed(long handle) implements Ask {}

    record AsksForHistory(long handle) implements Ask {}

    record Rules(long handle) implements Ask {}

    record Changed(long handle) implements Ask {}

    record Adopt(long handle, String sha256) implements Ask {}

    record PlanQueue(long handle, PassedProposal proposal) implements Ask {}

    record PlanExecution(long handle, ApprovedProposal proposal) implements Ask {}

    record Interpret(long handle, ExecutionPlan plan, ChainReceipt receipt) implements Ask {}

    record Render(long handle, Notice notice) implements Ask {}

    /** The proposal or the notice that it is about; "" if it is about none. */
    default String about() {
      return switch (this) {
        case Digest its -> its.proposal().key().text();
        case Decide its -> its.situation().proposal().key().text();
        case PlanQueue its -> its.proposal().proposal().key().text();
        case PlanExecution its -> its.proposal().proposal().key().text();
        case Render its -> its.notice().id();
        default -> "";
      };
    }

    /** Whether it is a notice in which no stranger is quoted. */
    default boolean isInOurWords() {
      return this instanceof Render its && its.notice().lines().stream().allMatch(Notice.Line::own);
    }
  }

  /**
   * What is set.
   *
   * @param id of the plugin
   * @param value perhaps a secret
   */
  record SetValue(String id, String name, String value) {
    @Override
    public String toString() {
      return id + "." + name;
    }
  }

  /** What is answered; each question has one kind of answer. */
  sealed interface Answer {

    record InUse(Optional<Offered> offered) implements Answer {}

    /** As many as there may be, and no text longer than it may be; the rest is not said. */
    record Statuses(List<PluginStatus> statuses) implements Answer {
      static final int MOST = 500;
      static final int LONGEST = 4_000;

      public Statuses {
        if (statuses.size() > MOST || !statuses.stream().allMatch(one -> one.equals(cut(one)))) {
          throw new IllegalArgumentException("more is said of plugins than there may be");
        }
      }

      static Statuses of(List<PluginStatus> all) {
        return new Statuses(all.stream().limit(MOST).map(Statuses::cut).toList());
      }

      private static PluginStatus cut(PluginStatus one) {
        return new PluginStatus(
            cut(one.id()),
            cut(one.version()),
            cut(one.kind()),
            one.state(),
            cut(one.reason()),
            one.file().map(Statuses::cut),
            one.sha256().map(Statuses::cut));
      }

      private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
      }
    }

    record YesNo(boolean yes) implements Answer {}

    /** As many as there may be, and no text longer than it may be; the rest is not said. */
    record Taken(List<TakenSettings> settings) implements Answer {
      public Taken {
        if (settings.size() > Statuses.MOST
            || !settings.stream().allMatch(one -> one.equals(cut(one)))) {
          throw new IllegalArgumentException("more is said of values than there may be");
        }
      }

      static Taken of(List<TakenSettings> all) {
        return new Taken(all.stream().limit(Statuses.MOST).map(Taken::cut).toList());
      }

      private static TakenSettings cut(TakenSettings one) {
        return new TakenSettings(Statuses.cut(one.plugin()), one.failure().map(Statuses::cut));
      }
    }

    record Texts(List<String> texts) implements Answer {}

    record OfDigest(TextDigest digest) implements Answer {}

    record OfDecision(VoteDecision decision) implements Answer {}

    record Accounts(List<Address> accounts) implements Answer {}

    record Rules(List<VoteRule> rules) implements Answer {}

    record Changed(Optional<ChangedRules> changed) implements Answer {}

    record OfQueuing(QueuePlan plan) implements Answer {}

    record OfExecution(ExecutionPlan plan) implements Answer {}

    record OfOutcome(ExecutionOutcome outcome) implements Answer {}

    record OfPayload(NoticePayload payload) implements Answer {}
  }

  /** What comes back for a question: any number of {@link Judge}, and then one of the others. */
  sealed interface Reply {

    /** Whether an answer will do; {@link Verdict} says it. */
    record Judge(Answer answer) implements Reply {}

    record Done(Answer answer) implements Reply {}

    /** What was judged is the answer. */
    record AsJudged() implements Reply {}

    /**
     * @param goesOn whether the plugin may be at it still
     */
    record Refused(FailureCode code, String words, boolean goesOn) implements Reply {}
  }

  /** What is wrong with an answer; empty if nothing. */
  record Verdict(Optional<String> fault) {}

  /**
   * A plugin in use.
   *
   * @param deployment of a digester; "" of others
   */
  record Offered(long handle, String id, String version, String deployment) {
    private static final int LONGEST = 4_000;

    Offered {
      if (id.length() > LONGEST || version.length() > LONGEST || deployment.length() > LONGEST) {
        throw new IllegalArgumentException("a plugin's name, version or start is too long");
      }
    }
  }

  /**
   * What a digest may ask for.
   *
   * @param runtime of the scorer; empty where there is none
   * @param generates whether sentences can be asked for
   */
  record Services(
      int dimensions,
      String modelId,
      String modelSha256,
      String device,
      Optional<String> runtime,
      boolean generates) {}

  /** What a plugin asks of the server's services; the number names the digest it is for. */
  sealed interface Wish {

    record Embed(long call, List<String> sentences) implements Wish {}

    record Score(long call, String modelId, byte[] onnx, float[][] rows) implements Wish {}

    record Generate(long call, List<TextDigest.Sentence> evidence) implements Wish {}
  }

  /** What the services give. */
  sealed interface Granted {

    record Rows(float[][] rows) implements Granted {}

    record Sentences(List<TextGenerator.Generated> sentences) implements Granted {}

    record Failed(String words) implements Granted {}
  }

  /** The first word on a connection: what it is for. */
  enum Purpose {
    /** The server asks. */
    QUESTIONS,
    /** Plugins ask for services. */
    SERVICES
  }
}
