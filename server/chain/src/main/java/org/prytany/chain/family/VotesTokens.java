package org.prytany.chain.family;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.family.CompoundForm.VotesToken;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Told;
import org.prytany.chain.rpc.Views;
import org.prytany.spi.Address;

/**
 * Finds the contract that counts votes for a governor of Compound's kind. Each fork names the
 * function that tells it after its own token: where no known name leads to one, whatever the
 * governor answers without arguments is looked at, and the one contract that counts votes is it.
 */
final class VotesTokens {

  /** Of several contracts that count votes, the first of these names is the one that is asked. */
  private static final List<String> NAMES =
      List.of("comp()", "uni()", "xvsVault()", "token()", "votingToken()", "gtc()", "xvs()");

  private static final List<String> POWERS =
      List.of("getPriorVotes(address,uint256)", "getPastVotes(address,uint256)");

  private static final String NOBODY = AbiBytes.word(BigInteger.ZERO);

  /** A word that may be an account. */
  private static final Pattern ACCOUNT = Pattern.compile("0x0{24}+([0-9a-fA-F]{40}+)");

  /** What has no more is a number: a threshold, a period, a count. */
  private static final int MOST_NUMBER_BITS = 96;

  /** No governor answers so many questions; what is more costs requests. */
  private static final int MOST_QUESTIONS = 200;

  private VotesTokens() {}

  /** Empty where none is found, or more than one under names that are not known. */
  static Optional<VotesToken> of(Views views, GovernorCode code, Address governor) {
    views.ahead(NAMES.stream().map(name -> views.question(governor, name)).toList());
    for (String name : NAMES) {
      Optional<VotesToken> token =
          GovernorProbe.account(views, governor, name).flatMap(its -> counting(views, its));
      if (token.isPresent()) {
        return token;
      }
    }
    Set<Address> named = named(views, code, governor);
    views.ahead(
        named.stream()
            .flatMap(
                its -> POWERS.stream().map(power -> views.question(its, power, NOBODY, NOBODY)))
            .toList());
    List<VotesToken> tokens =
        named.stream()
            .flatMap(its -> counting(views, its).stream())
            // What the governor never calls does not count its votes, whoever answers to it.
            .filter(token -> code.has(AbiBytes.selector(token.getter())))
            .limit(2)
            .toList();
    return tokens.size() == 1 ? Optional.of(tokens.getFirst()) : Optional.empty();
  }

  private static Optional<VotesToken> counting(Views views, Address contract) {
    return POWERS.stream()
        .filter(power -> views.number(contract, power, NOBODY, NOBODY).isPresent())
        .findFirst()
        .map(power -> new VotesToken(contract, power));
  }

  /**
   * The accounts that the governor names, whatever the functions are called; none where not every
   * question was answered: of two that count votes, one would look like the only one.
   */
  private static Set<Address> named(Views views, GovernorCode code, Address governor) {
    Question[] questions =
        code.selectors().stream()
            .limit(MOST_QUESTIONS + 1L)
            .map(selector -> views.questionOf(governor, selector))
            .toArray(Question[]::new);
    if (questions.length > MOST_QUESTIONS) {
      return Set.of();
    }
    Set<Address> named = new LinkedHashSet<>();
    for (Told told : views.ahead(List.of(), questions)) {
      if (told.error().filter(error -> !error.reverted()).isPresent()) {
        return Set.of();
      }
      Matcher word = ACCOUNT.matcher(told.error().isPresent() ? "" : told.result().asText(""));
      if (word.matches() && new BigInteger(word.group(1), 16).bitLength() > MOST_NUMBER_BITS) {
        named.add(new Address("0x" + word.group(1)));
      }
    }
    named.remove(governor);
    return named;
  }
}
