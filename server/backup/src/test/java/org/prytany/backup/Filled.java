package org.prytany.backup;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.WitnessedStart;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.store.Store;
import org.prytany.store.StoreCopy;
import org.prytany.store.StoreSettings;
import org.prytany.store.witness.FileWitness;

/** A server's store with something in it, written as a server does. */
final class Filled {

  static final long CHAIN = 31337;
  static final Address GOVERNOR = new Address("0x" + "0a".repeat(20));
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private Filled() {}

  /** Some more proposals, duties and entries. */
  static void add(StoreSettings settings, Path witness, int first, int count) {
    try (Store store = Store.open(settings);
        FileWitness seen = FileWitness.open(witness, InstantSource.system(), false)) {
      AuditLog log =
          new WitnessedStart(store.audit(), seen, Optional.empty(), InstantSource.system())
              .open(false);
      for (int number = first; number < first + count; number++) {
        store.proposals().insert(proposal(number));
        store
            .duties()
            .schedule(
                new Duty(
                    proposal(number).key(),
                    DutyKind.VOTE,
                    NOW,
                    NOW.plusSeconds(number),
                    NOW.plusSeconds(number),
                    Optional.empty(),
                    Instant.EPOCH,
                    0,
                    ""));
        log.append(AuditLog.SERVER, "proposal.indexed", "number " + number, Map.of());
      }
    }
  }

  static Proposal proposal(int number) {
    return Proposal.fresh(
        new ProposalContent(
            new ProposalKey(CHAIN, GOVERNOR, BigInteger.valueOf(number)),
            GOVERNOR,
            List.of(),
            List.of(),
            List.of(),
            "0x" + "41".repeat(number % 900),
            "0x" + "04".repeat(32),
            100,
            200,
            "0x" + "05".repeat(32),
            number,
            "0x" + "06".repeat(32)));
  }

  /** Everything in it, by collection. */
  static Map<String, List<String>> all(StoreSettings settings) {
    Map<String, List<String>> all = new TreeMap<>();
    try (StoreCopy copy = StoreCopy.open(settings)) {
      for (String name : StoreCopy.COLLECTIONS) {
        List<String> lines = new ArrayList<>();
        copy.read(name, lines::add);
        all.put(name, lines);
      }
    }
    return all;
  }

  static StoreSettings embedded(Path data) {
    return StoreSettings.embedded(data, Set.of(CHAIN));
  }
}
