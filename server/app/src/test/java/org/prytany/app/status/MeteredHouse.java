package org.prytany.app.status;

import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.intake.IntakeCursor;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.proposal.Reckoned;
import org.prytany.governance.proposal.Reckoned.Came;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.VoteDecision;

/** Where metrics are made from what is stored, and a registry that tells which there are. */
final class MeteredHouse {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Address ACCOUNT = new Address("0x" + "11".repeat(20));
  private static final Address GOVERNOR = new Address("0x" + "60".repeat(20));
  static final Dao DAO =
      new Dao(
          "demo",
          "Demo",
          31337,
          GOVERNOR,
          new Address("0x" + "70".repeat(20)),
          0,
          Optional.of(ACCOUNT),
          Optional.of(ACCOUNT),
          Set.of(new Address("0x" + "21".repeat(20))),
          1,
          Set.of(),
          Map.of());

  private final Map<String, Supplier<? extends Number>> gauges = new HashMap<>();
  final Map<String, Long> counters = new HashMap<>();

  /** Labels of each metric that there is, by its name: as "status", and as "status=dead". */
  final Map<String, Set<String>> labels = new HashMap<>();

  private final Map<ProposalKey, Proposal> proposals = new LinkedHashMap<>();
  private final List<AuditEntry> entries = new ArrayList<>();
  final PeopleMetrics metrics = people();

  private PeopleMetrics people() {
    DaoDirectory daos = DaoDirectory.of(List.of(DAO));
    GovernorReader reader =
        stub(GovernorReader.class, Map.of("balance", a -> BigInteger.TEN.pow(16)));
    Wallets wallets = new Wallets(reader, daos, BigInteger.TEN.pow(17));
    wallets.refresh();
    return new PeopleMetrics(
        registry(),
        new PeopleMetrics.Sources(
            daos,
            stub(
                ProposalRepository.class,
                Map.of(
                    "find",
                    a -> Optional.ofNullable(proposals.get((ProposalKey) a[0])),
                    "summaries",
                    a -> proposals.values().stream().map(ProposalSummary::of).toList())),
            stub(
                CursorRepository.class,
                Map.of(
                    "find",
                    a ->
                        Optional.of(
                            new IntakeCursor(
                                31337,
                                GOVERNOR,
                                1,
                                16,
                                List.of(new BlockRef(15, "0x", "0x", NOW.getEpochSecond() - 42)),
                                Optional.empty())))),
            stub(
                AuditRepository.class,
                Map.of(
                    "last",
                    a -> entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast()),
                    "from",
                    a -> entries.stream().filter(e -> e.sequence() >= (Long) a[0]).toList())),
            stub(
                Outbox.class,
                Map.of(
                    "counts", a -> Map.of(Delivery.Status.DEAD, 3L),
                    "readersCounts", a -> Map.of(Delivery.Status.DEAD, 2L))),
            wallets),
        () -> NOW);
  }

  interface Answer {
    Object to(Object[] arguments);
  }

  static <T> T stub(Class<T> port, Map<String, Answer> answers) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> answers.get(method.getName()).to(arguments)));
  }

  MetricRegistry registry() {
    return stub(
        MetricRegistry.class,
        Map.of(
            "gauge",
            a -> {
              @SuppressWarnings("unchecked")
              Supplier<? extends Number> value = (Supplier<? extends Number>) a[1];
              gauges.put(name((String) a[0], (Tag[]) a[2]), value);
              labelled((String) a[0], (Tag[]) a[2]);
              return null;
            },
            "timer",
            a -> {
              labelled((String) a[0]);
              return stub(Timer.class, Map.of("update", b -> null));
            },
            "counter",
            a -> {
              labelled((String) a[0], a.length > 1 ? (Tag[]) a[1] : new Tag[0]);
              return stub(
                  Counter.class,
                  Map.of(
                      "inc",
                      b -> {
                        counters.merge((String) a[0], 1L, Long::sum);
                        return null;
                      }));
            }));
  }

  private void labelled(String metric, Tag... tags) {
    labels
        .computeIfAbsent(metric, fresh -> new TreeSet<>())
        .addAll(
            Arrays.stream(tags)
                .flatMap(
                    its -> Stream.of(its.getTagName(), its.getTagName() + "=" + its.getTagValue()))
                .toList());
  }

  private static String name(String metric, Tag[] tags) {
    return metric
        + Arrays.stream(tags).map(Tag::getTagValue).collect(Collectors.joining(",", "{", "}"));
  }

  double gauge(String name) {
    return gauges.get(name).get().doubleValue();
  }

  void proposal(int id, ProposalState state, Optional<VoteDecision> decision) {
    byte[] text = "Blue?".getBytes(StandardCharsets.UTF_8);
    ProposalContent content =
        new ProposalContent(
            new ProposalKey(31337, GOVERNOR, BigInteger.valueOf(id)),
            ACCOUNT,
            List.of(),
            List.of(),
            List.of(),
            "0x" + HexFormat.of().formatHex(text),
            "0x" + "11".repeat(32),
            10,
            20,
            "0x" + "22".repeat(32),
            5,
            "0x" + "33".repeat(32));
    ChainView view =
        new ChainView(
            state,
            BigInteger.ZERO,
            BigInteger.ZERO,
            BigInteger.ZERO,
            BigInteger.ZERO,
            15,
            false,
            OptionalLong.empty(),
            new BlockRef(15, "0x", "0x", NOW.getEpochSecond()));
    proposals.put(
        content.key(),
        Proposal.fresh(content)
            .change()
            .version(proposals.size() + 1L)
            .chain(view)
            .decision(
                decision.map(
                    its -> new Decided(its, "p 1", content.contentHash(), 6, BigInteger.ONE, NOW)))
            .build());
  }

  void reckoned(int id, Came vote, Came payout) {
    proposals.computeIfPresent(
        new ProposalKey(31337, GOVERNOR, BigInteger.valueOf(id)),
        (key, proposal) ->
            proposal
                .change()
                .reckoned(
                    List.of(
                        new Reckoned(Reckoned.What.VOTE, vote, "", NOW),
                        new Reckoned(Reckoned.What.PAYOUT, payout, "", NOW)))
                .build());
  }

  void log(String act) {
    entries.add(
        AuditEntry.sealed(
            entries.size() + 1L, NOW, "server", act, "x", new TreeMap<>(Map.of()), "0x"));
  }
}
