package org.prytany.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.poll.Space;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.settings.Settings;
import org.prytany.signer.wire.SignerClient;
import org.prytany.spi.Address;

/** Whether the signer has the keys of all accounts that act. Its own file is not read here. */
final class SignerCheck {

  private static final String SUBJECT = "signer";
  private static final Duration SOON = Duration.ofDays(7);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private SignerCheck() {}

  /**
   * @param ownFile the signer's own file, which `prytany serve` would start it with
   */
  static List<Remark> look(Settings settings, Path ownFile) {
    if (!settings.signs()) {
      return List.of(
          Remark.note(SUBJECT, "No DAO has a voter or an executor: nothing is voted on or paid."));
    }
    if (!Files.exists(settings.signerSocket())) {
      return List.of(notRunning(ownFile));
    }
    try (SignerClient signer = new SignerClient(settings.signerSocket(), PATIENCE)) {
      List<Remark> remarks = new ArrayList<>(accounts(settings, signer.accounts()));
      remarks.addAll(keys(settings, signer.bounds(), Instant.now()));
      return remarks;
    } catch (PrytanyException e) {
      return List.of(Remark.wrong(SUBJECT, String.valueOf(e.getMessage())));
    }
  }

  private static Remark notRunning(Path ownFile) {
    return Files.isRegularFile(ownFile)
        ? Remark.note(
            SUBJECT,
            "It does not run now, so its keys were not looked at; `prytany serve` starts it with "
                + ownFile
                + ".")
        : Remark.wrong(
            SUBJECT,
            "A DAO has a voter or an executor, but no signer runs and its own file "
                + ownFile
                + " does not exist: write it (docs/configuration.md), or name it with"
                + " --signer-config.");
  }

  private static List<Remark> accounts(Settings settings, Set<Address> held) {
    List<Remark> remarks = new ArrayList<>();
    for (Settings.DaoEntry entry : settings.daos()) {
      acting(entry.dao())
          .forEach(
              (role, account) -> {
                if (!held.contains(account)) {
                  remarks.add(
                      Remark.wrong(
                          SUBJECT,
                          "It has no key for "
                              + account
                              + ", the "
                              + role
                              + " of DAO '"
                              + entry.dao().id()
                              + "': add the key to the signer's own file."));
                }
              });
    }
    for (Space space : settings.spaces()) {
      space
          .voter()
          .filter(voter -> !held.contains(voter))
          .ifPresent(
              voter ->
                  remarks.add(
                      Remark.wrong(
                          SUBJECT,
                          "It has no key for "
                              + voter
                              + ", the voter of the space '"
                              + space.id()
                              + "': add the key to the signer's own file.")));
    }
    if (remarks.isEmpty()) {
      remarks.add(Remark.ok(SUBJECT, "It runs and has the keys of all accounts that act."));
    }
    return remarks;
  }

  /** A key that is over is wrong where something follows from it, and a short rest is a note. */
  static List<Remark> keys(Settings settings, List<KeyBounds> bounds, Instant now) {
    List<Remark> remarks = new ArrayList<>();
    for (Settings.DaoEntry entry : settings.daos()) {
      acting(entry.dao())
          .forEach(
              (role, account) ->
                  bounds.stream()
                      .filter(key -> key.account().equals(account))
                      .forEach(
                          key -> {
                            String words =
                                "The "
                                    + role
                                    + " of DAO '"
                                    + entry.dao().id()
                                    + "': "
                                    + key.words(now);
                            boolean soon =
                                key.left(now).filter(left -> left.compareTo(SOON) < 0).isPresent();
                            remarks.add(
                                key.isOver(now)
                                    ? Remark.wrong(SUBJECT, words)
                                    : soon
                                        ? Remark.note(SUBJECT, words)
                                        : Remark.ok(SUBJECT, words));
                          }));
    }
    return remarks;
  }

  private static Map<String, Address> acting(Dao dao) {
    Map<String, Address> acting = new LinkedHashMap<>();
    put(acting, "voter", dao.voter());
    put(acting, "executor", dao.executor());
    return acting;
  }

  private static void put(Map<String, Address> acting, String role, Optional<Address> account) {
    account.ifPresent(address -> acting.put(role, address));
  }
}
