package org.prytany.governance.digest;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.ask.AskReader;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.comparison.ClaimCheck;
import org.prytany.governance.comparison.TextCheck;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFactsReader;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.reading.ReadableText;
import org.prytany.governance.signing.Seals;
import org.prytany.governance.simulation.ActionDecoder;
import org.prytany.governance.simulation.EffectsSimulator;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;

/**
 * Says what a proposal executes, what its text says, and where the two differ. The effects come
 * first: they matter more, and no plugin is needed for them.
 */
public final class DigestService {

  /** For all sentences that a plugin has written for one digest: no duty waits for longer. */
  private static final Duration WRITING = Duration.ofSeconds(20);

  /** Sealed in the place of a decision that was dropped. */
  private static final String NO_DECISION = new CanonicalBytes("prytany-no-decision-1").sha256();

  private final Plugins plugins;
  private final TextEmbedder embedder;
  private final Optional<FeatureScorer> scorer;
  private final Optional<SentenceWriter> writer;
  private final Makers makers;
  private final ActionDecoder decoder;
  private final EffectsSimulator simulator;
  private final ChainFactsReader facts;
  private final TextCheck textCheck;
  private final Transitions transitions;
  private final Seals seals;
  private final AuditLog audit;
  private final InstantSource clock;
  private final KnownContents contents = new KnownContents();
  private final KnownDigests known = new KnownDigests();
  private final Judging.Kept compared = new Judging.Kept();

  /** With no model that writes for plugins. */
  public DigestService(
      Plugins plugins,
      TextEmbedder embedder,
      Optional<FeatureScorer> scorer,
      ActionDecoder decoder,
      EffectsSimulator simulator,
      ChainFactsReader facts,
      ClaimCheck claimCheck,
      Transitions transitions,
      Seals seals,
      AuditLog audit,
      InstantSource clock) {
    this(
        plugins,
        embedder,
        scorer,
        Optional.empty(),
        decoder,
        simulator,
        facts,
        claimCheck,
        transitions,
        seals,
        audit,
        clock);
  }

  /**
   * @param scorer runs the models that plugins bring along; empty for none
   * @param writer writes for plugins; empty for none
   * @param seals seal each verdict when it is made
   */
  public DigestService(
      Plugins plugins,
      TextEmbedder embedder,
      Optional<FeatureScorer> scorer,
      Optional<SentenceWriter> writer,
      ActionDecoder decoder,
      EffectsSimulator simulator,
      ChainFactsReader facts,
      ClaimCheck claimCheck,
      Transitions transitions,
      Seals seals,
      AuditLog audit,
      InstantSource clock) {
    this.plugins = plugins;
    this.embedder = embedder;
    this.scorer = scorer;
    this.writer = writer;
    this.makers = new Makers(plugins, embedder, scorer, writer);
    this.decoder = decoder;
    this.simulator = simulator;
    this.facts = facts;
    this.textCheck = new TextCheck(claimCheck);
    this.transitions = transitions;
    this.seals = seals;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes what is missing or stale: effects, digest, verdict.
   *
   * @throws PrytanyException PLUGIN_UNAVAILABLE, PLUGIN_FAULT, MODEL_UNAVAILABLE for the text;
   *     CHAIN_UNAVAILABLE for the effects
   */
  public StageOutcome step(Dao dao, Proposal proposal) {
    Proposal current = proposal;
    if (effectsOf(current).isEmpty()) {
      current = refreshEffects(dao, current);
    }
    if (staleness(current).isPresent()) {
      Digested digested = readText(snapshot(current));
      refuseStaleAtOnce(digested);
      Judging judging = judging(dao, current);
      judging.prepare(current.change().digest(Optional.of(digested)).build());
      current =
          transitions.apply(
              current.key(),
              "digest",
              now -> {
                if (!now.content().contentHash().equals(digested.contentHash())) {
                  return Optional.empty();
                }
                return Optional.of(
                    judging.judged(now.change().digest(Optional.of(digested)).build()));
              });
      audit.append(
          digested.plugin(),
          "digest.made",
          current.key().text(),
          Map.of(
              "contentHash", digested.contentHash(),
              "model", digested.model(),
              "pluginModels", String.join(", ", digested.pluginModels()),
              "device", digested.device(),
              "algorithm", digested.digest().algorithm()));
      noteVerdict(current);
      tellTwins(dao, current);
    }
    return new StageOutcome.Done(
        current.verdict().map(verdict -> verdict.blocked() ? "Blocked." : "Digested.").orElse(""));
  }

  /** A proposal that was compared before must not stay silent about a later one like it. */
  private void tellTwins(Dao dao, Proposal proposal) {
    for (ProposalKey key : transitions.twins(proposal.content())) {
      Proposal twin = transitions.current(key);
      if (twin.verdict().isEmpty()) {
        continue;
      }
      Judging judging = judging(dao, twin);
      judging.prepare(twin);
      transitions.apply(
          key,
          "verdict",
          now ->
              Optional.of(now)
                  .filter(its -> its.verdict().isPresent())
                  .map(judging::judged)
                  .filter(judged -> !judged.verdict().equals(now.verdict())));
    }
  }

  /**
   * Decodes and simulates again at the present block, and compares again. If the effects differ
   * from those before, a decision that is not signed yet is taken back with them.
   *
   * @return the proposal as it now stands
   */
  public Proposal refreshEffects(Dao dao, Proposal proposal) {
    boolean over =
        proposal.chain().map(view -> view.state().isFinal()).orElse(false)
            && proposal.effects().isPresent();
    if (over) {
      // What was executed cannot be simulated again: it would only show that it fails now.
      return proposal;
    }
    EffectsReport report = simulate(dao, proposal.content());
    Optional<String> before = effectsOf(proposal).map(known -> known.effects().effectsHash());
    boolean changed = before.isPresent() && !before.get().equals(report.effects().effectsHash());
    if (changed) {
      audit.append(
          AuditLog.SERVER,
          "effects.changed",
          proposal.key().text(),
          Map.of(
              "from", before.get(),
              "to", report.effects().effectsHash(),
              "block", Long.toString(report.effects().block())));
    }
    if (changed && fallsWithTheEffects(transitions.current(proposal.key()))) {
      // What was decided on other effects must not stand again if somebody puts it back.
      seals.seal(proposal.key(), Seals.Subject.DECISION, NO_DECISION);
    }
    Judging judging = judging(dao, proposal);
    if (proposal.digest().isPresent()) {
      judging.prepare(proposal.change().effects(Optional.of(report)).build());
    }
    Proposal stored =
        transitions.apply(
            proposal.key(), "effects", current -> withEffects(judging, current, report));
    if (changed) {
      noteVerdict(stored);
    }
    return stored;
  }

  /**
   * The proposal as it would stand with what it does at the present block. Nothing is stored and
   * nothing sealed.
   */
  public Proposal withPresentEffects(Dao dao, Proposal proposal) {
    Proposal next =
        proposal.change().effects(Optional.of(simulate(dao, proposal.content()))).build();
    return next.digest().isPresent() ? judging(dao, next).compared(next) : next;
  }

  private Optional<Proposal> withEffects(Judging judging, Proposal current, EffectsReport report) {
    boolean sameContent = current.content().contentHash().equals(report.contentHash());
    Optional<EffectsReport> known = effectsOf(current);
    boolean older = known.isPresent() && known.get().effects().block() > report.effects().block();
    if (!sameContent || older) {
      return Optional.empty();
    }
    if (known.equals(Optional.of(report))) {
      // A verdict that was changed, put back or lost between sealing and storing is made again.
      return current
              .verdict()
              .filter(verdict -> !Judging.stands(seals, current.key(), verdict))
              .isPresent()
          ? Optional.of(judging.judged(current))
          : Optional.empty();
    }
    Proposal.Draft draft = current.change().effects(Optional.of(report));
    boolean changed =
        known.isPresent()
            && !known.get().effects().effectsHash().equals(report.effects().effectsHash());
    boolean voted = current.ballot().map(act -> act.settled() && !act.wasTakenBack()).orElse(false);
    if (changed && !voted && fallsWithTheEffects(current)) {
      // What was decided was decided on other effects. A vote that is signed is taken back by that.
      draft.decision(Optional.empty());
    }
    Proposal next = draft.build();
    return Optional.of(next.digest().isPresent() ? judging.judged(next) : next);
  }

  private static boolean fallsWithTheEffects(Proposal proposal) {
    return proposal.decision().filter(its -> !its.holdsWhateverTheEffects()).isPresent();
  }

  /**
   * What calls would do now, on the DAO's chain; whether or not somebody proposed them.
   *
   * @throws PrytanyException CHAIN_UNAVAILABLE
   */
  public EffectsReport simulate(Dao dao, ProposalContent content) {
    Optional<String> malformed = content.malformed();
    if (malformed.isPresent()) {
      return new EffectsReport(
          content.contentHash(),
          List.of(),
          new SimulatedEffects(
              false,
              malformed,
              List.of(),
              EffectsHash.of(false, List.of()),
              content.block(),
              "decoded"));
    }
    List<DecodedAction> actions = decoder.decode(dao, content);
    SimulatedEffects effects = simulator.simulate(dao, content, actions);
    return new EffectsReport(
        content.contentHash(), actions, effects, facts.read(dao, actions, effects));
  }

  /**
   * Digests a text, with or without a chain, and checks what the plugin says.
   *
   * @throws PrytanyException PLUGIN_UNAVAILABLE without a digester; PLUGIN_FAULT when a span or a
   *     sentence does not come from the text
   */
  public Digested readText(ProposalSnapshot proposal) {
    RunningDigester digester =
        plugins
            .digester()
            .orElseThrow(
                () ->
                    new PrytanyException(
                        FailureCode.PLUGIN_UNAVAILABLE,
                        "No digest plugin is running; deploy one to digest proposals."));
    KnownDigests.Made made =
        digester.readsTextAlone()
            ? known(digester, ReadableText.of(proposal.description()))
            : make(digester, withoutEffects(proposal));
    TextDigest completed = textCheck.completed(made.digest(), proposal.description());
    return new Digested(
        completed,
        AskReader.of(textCheck.read(proposal.description()), completed, proposal.description()),
        proposal.contentHash(),
        digester.id() + " " + digester.version(),
        embedder.modelId() + " " + embedder.modelSha256(),
        made.used(),
        scorer.map(FeatureScorer::runtime).orElse(""),
        embedder.device(),
        made.madeAt(),
        made.millis());
  }

  /** A text digest must not depend on effects, so it does not get any. */
  private static ProposalSnapshot withoutEffects(ProposalSnapshot proposal) {
    return new ProposalSnapshot(
        proposal.key(),
        proposal.proposer(),
        ReadableText.of(proposal.description()),
        proposal.contentHash(),
        proposal.actions(),
        Optional.empty());
  }

  /** What depends on nothing but the text gets nothing but the text, so that it is true. */
  private static ProposalSnapshot textAlone(String text) {
    return new ProposalSnapshot(
        new ProposalKey(0, Address.ZERO, BigInteger.ZERO),
        Address.ZERO,
        text,
        "0x" + "0".repeat(64),
        List.of(),
        Optional.empty());
  }

  private KnownDigests.Made known(RunningDigester digester, String text) {
    String key = KnownDigests.key(digester, embedder, scorer, writer, text);
    return known
        .find(key)
        .orElseGet(
            () -> {
              KnownDigests.Made made = make(digester, textAlone(text));
              known.keep(key, made);
              return made;
            });
  }

  private KnownDigests.Made make(RunningDigester digester, ProposalSnapshot given) {
    Optional<ProvedGenerator> generator =
        writer.map(its -> new ProvedGenerator(its, given.description(), WRITING));
    HostModels context = new HostModels(embedder, scorer, contents, generator);
    // While it digests nothing else can be asked of it: plugins may have to be asked one at a time.
    List<String> named = digester.models();
    Instant start = clock.instant();
    TextDigest digest;
    try {
      digest =
          digester.digest(
              given,
              context,
              made ->
                  fault(made, given, context, named)
                      .or(() -> generator.flatMap(its -> its.fault(made))));
    } catch (PrytanyException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PrytanyException(
          FailureCode.PLUGIN_FAULT,
          "Plugin " + digester.id() + " failed on this text: " + e.getClass().getSimpleName(),
          e);
    } finally {
      generator.ifPresent(ProvedGenerator::end);
    }
    boolean wrote = generator.filter(ProvedGenerator::asked).isPresent();
    return new KnownDigests.Made(
        wrote ? GeneratedCheck.withoutClaims(digest) : digest,
        wrote ? Makers.withWriter(context.used(), writer) : context.used(),
        start,
        Duration.between(start, clock.instant()).toMillis());
  }

  private static Optional<String> fault(
      TextDigest digest, ProposalSnapshot given, HostModels context, List<String> named) {
    Optional<String> fault = ReadCheck.fault(digest, given.description());
    if (fault.isPresent()) {
      return fault;
    }
    List<String> unnamed = context.used().stream().filter(used -> !named.contains(used)).toList();
    return unnamed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "it had a model run that it does not name in models(): " + String.join(", ", unnamed));
  }

  /** Why the digest is no longer the one that would be made now; empty if it is current. */
  public Optional<String> staleness(Proposal proposal) {
    if (proposal.digest().isEmpty()) {
      return Optional.of("There is no digest yet.");
    }
    Digested digested = proposal.digest().get();
    if (!digested.contentHash().equals(proposal.content().contentHash())) {
      return Optional.of("The proposal's content is another one.");
    }
    if (proposal.verdict().isEmpty()) {
      return Optional.of("Text and effects are not compared yet.");
    }
    return makers.others(digested);
  }

  /** As {@link Makers#now()}. */
  public String madeWithNow() {
    return makers.now();
  }

  /** A digest that is out of date when it is made would be made again for ever. */
  private void refuseStaleAtOnce(Digested digested) {
    makers
        .others(digested)
        .ifPresent(
            why -> {
              throw new PrytanyException(
                  FailureCode.PLUGIN_FAULT,
                  "Plugin "
                      + digested.plugin()
                      + " made a digest that is out of date at once, so it is not kept. "
                      + why);
            });
  }

  /**
   * Why the proposal needs another digest; empty too where that cannot be told, because no model is
   * loaded.
   */
  public Optional<String> needsAnother(Proposal proposal) {
    try {
      return proposal.digest().isEmpty() ? Optional.empty() : staleness(proposal);
    } catch (PrytanyException e) {
      return Optional.empty();
    }
  }

  /**
   * Why a reader should not act on the digest as it was made: it is to be made again, or nothing of
   * what it says will happen. The text of a cancelled proposal is what it was, so it is not read
   * again.
   */
  public Optional<String> whyStale(Proposal proposal) {
    if (proposal.removedByReorg()) {
      return Optional.of("The chain was reorganised, and the proposal is no longer on it.");
    }
    boolean cancelled =
        proposal.chain().map(view -> view.state() == ProposalState.CANCELED).orElse(false);
    return cancelled
        ? Optional.of("The proposal was cancelled: nothing of it will be executed.")
        : needsAnother(proposal);
  }

  /** What plugins that plan and decide get to see: effects included. */
  public static ProposalSnapshot snapshot(Proposal proposal) {
    return new ProposalSnapshot(
        proposal.key(),
        proposal.content().proposer(),
        proposal.content().description(),
        proposal.content().contentHash(),
        proposal.effects().map(EffectsReport::actions).orElse(List.of()),
        proposal.effects().map(EffectsReport::effects));
  }

  /** Compares with what else is under way now; what comes later compares itself. */
  private Judging judging(Dao dao, Proposal proposal) {
    return new Judging(this::compared, seals, compared, dao, transitions.twins(proposal.content()));
  }

  private Judging.Made compared(Dao dao, Proposal proposal, List<ProposalKey> twins) {
    Optional<Digested> digest =
        proposal
            .digest()
            .map(
                made -> {
                  TextDigest all = textCheck.completed(made.digest(), raw(proposal));
                  return made.with(
                      all, AskReader.of(textCheck.read(raw(proposal)), all, raw(proposal)));
                });
    return new Judging.Made(
        digest,
        effectsOf(proposal)
            .map(report -> textCheck.compare(dao, proposal.content(), report, twins)));
  }

  private static String raw(Proposal proposal) {
    return proposal.content().description();
  }

  /** What a comparison of text and effects comes to, of what is no proposal under way. */
  public Verdict compare(Dao dao, ProposalContent content, EffectsReport report) {
    return textCheck.compare(dao, content, report, List.of());
  }

  /** The effects, if they are about the present content. */
  private static Optional<EffectsReport> effectsOf(Proposal proposal) {
    return proposal
        .effects()
        .filter(report -> report.contentHash().equals(proposal.content().contentHash()));
  }

  private void noteVerdict(Proposal proposal) {
    if (proposal.verdict().isEmpty()) {
      return;
    }
    Verdict verdict = proposal.verdict().get();
    audit.append(
        AuditLog.SERVER,
        verdict.blocked() ? "verdict.blocks" : "verdict.passes",
        proposal.key().text(),
        Map.of(
            "contentHash", verdict.contentHash(),
            "effectsHash", verdict.effectsHash(),
            "findings",
                String.join(
                    ", ",
                    verdict.findings().stream()
                        .map(finding -> finding.severity() + " " + finding.code())
                        .toList())));
  }
}
