package org.prytany.app.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a strategy is told of a proposal, to try a policy on it. What is not known is absent;
 * amounts are decimal strings.
 *
 * @param taken "decided" as it was when a strategy decided, "opening" as it was when voting began
 * @param house what the house holds a strategy's answer against
 * @param decided what was decided; absent where nothing was
 */
public record SituationView(
    String dao,
    String proposalId,
    String headline,
    long chainId,
    String governor,
    String proposer,
    String contentHash,
    String taken,
    long block,
    Optional<Long> secondsToDeadline,
    Optional<String> votingPower,
    List<PaymentView> payments,
    Optional<String> treasuryShare,
    boolean movesAuthority,
    List<ParameterView> parameters,
    boolean simulationSucceeded,
    List<String> supports,
    Optional<Boolean> votesInParts,
    List<CallView> actions,
    List<ChangeView> effects,
    Optional<List<LeavingView>> leaving,
    Optional<Map<String, String>> tally,
    Optional<String> quorum,
    Optional<ProposerView> proposerHistory,
    Optional<TextView> text,
    HouseView house,
    Optional<DecisionView> decided) {

  /** An asset; {@code contract} is absent for the native coin. */
  public record TokenView(
      Optional<String> contract, Optional<String> symbol, Optional<Integer> decimals) {}

  /** A payment; {@code amount} in whole units where the decimals are known. */
  public record PaymentView(TokenView token, String amount, String baseUnits, String recipient) {}

  /** A setting that changes. */
  public record ParameterView(String contract, String name, String value) {}

  /** A call and those within it. */
  public record CallView(
      String target,
      Optional<String> function,
      Optional<String> selector,
      String valueWei,
      List<CallView> nested) {}

  /** A simulated net change; {@code amount} in base units. */
  public record ChangeView(
      String kind,
      String contract,
      Optional<String> from,
      Optional<String> to,
      Optional<TokenView> token,
      String amount,
      String subject,
      String value) {}

  /** What leaves of one asset, in base units. */
  public record LeavingView(Optional<String> token, String amount, String held) {}

  /** What became of the proposer's earlier proposals to this governor. */
  public record ProposerView(int proposals, int executed, int defeated, int canceled) {}

  /** Facts from the text. */
  public record TextView(
      int contradicted,
      int unmentioned,
      boolean blocked,
      String title,
      Optional<String> verdict,
      Optional<List<String>> findings) {}

  /** What the house knows beside. */
  public record HouseView(
      Optional<String> unmeasured,
      Optional<String> stop,
      List<String> textRules,
      Optional<String> agreement,
      Optional<String> why) {}
}
