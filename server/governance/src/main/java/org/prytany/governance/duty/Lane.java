package org.prytany.governance.duty;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/**
 * Duties of one DAO that wait for each other and for no others: reading strangers' texts, which may
 * take as long as strangers like, delays no vote, and no DAO waits for another.
 *
 * @param chainId EIP-155 chain id of the DAO
 * @param governor its governor
 */
public record Lane(long chainId, Address governor, Work work) {

  /** What kinds of duties go together. */
  public enum Work {
    READING(Set.of(DutyKind.DIGEST)),
    VOTING(Set.of(DutyKind.DECIDE, DutyKind.VOTE)),
    PAYING(Set.of(DutyKind.QUEUE, DutyKind.EXECUTE, DutyKind.RECEIPT));

    private final Set<DutyKind> kinds;

    Work(Set<DutyKind> kinds) {
      this.kinds = kinds;
    }

    public Set<DutyKind> kinds() {
      return kinds;
    }

    /** In lower case, for names of threads and metrics. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one that a kind belongs to. */
    public static Work of(DutyKind kind) {
      for (Work work : values()) {
        if (work.kinds.contains(kind)) {
          return work;
        }
      }
      throw new IllegalArgumentException("no lane for " + kind);
    }
  }

  /** The lanes of a DAO, in the order of the line. */
  public static List<Lane> of(Dao dao) {
    return List.of(Work.values()).stream()
        .map(work -> new Lane(dao.chainId(), dao.governor(), work))
        .toList();
  }

  /** The lane that a duty is in. */
  public static Lane of(Duty duty) {
    return new Lane(duty.proposal().chainId(), duty.proposal().governor(), Work.of(duty.kind()));
  }
}
