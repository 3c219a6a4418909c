package org.prytany.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.prytany.cli.ApiClient;

/**
 * Proposals that say nothing true, with the make-up of real ones: sections, lists, tables, amounts
 * and addresses. The same seed gives the same proposals everywhere.
 */
final class MadeUpProposals {

  private static final int MEDIAN_WORDS = 650;
  private static final double SPREAD = 0.8;
  private static final int LEAST_WORDS = 60;
  private static final int MOST_WORDS = 8_000;

  private static final String[] WHO = {
    "the documentation team", "the security council", "our grants committee", "the risk stewards",
    "the liquidity desk", "a group of delegates", "the growth working group", "the auditors"
  };
  private static final String[] DOES = {
    "asks the members to fund",
    "has maintained since the last season",
    "will hand over",
    "proposes to replace",
    "reports every month on",
    "wants to extend",
    "reviewed in public",
    "would stop paying for",
    "measured the use of",
    "plans to publish"
  };
  private static final String[] WHAT = {
    "the developer portal", "the bridge between both markets", "the delegate dashboard",
    "an audit of the staking contracts", "the translation of all guides", "the price oracle",
    "a reserve for bad debt", "the forum and its moderators", "the incident response rota",
    "the library that wallets use"
  };
  private static final String[] TAIL = {
    "so that newcomers find their way without asking",
    "because the old agreement ends in %d weeks",
    "which %d accounts used in the last quarter",
    "unless a majority asks for another round of comments",
    "at a cost that stays below %d,000 USDC a year",
    "and returns whatever is not spent to the treasury",
    "after two independent reviews found no severe fault",
    "while the limits for withdrawals stay as they are",
    "in %d steps that can each be stopped by a vote",
    "with a report to the forum after every step"
  };
  private static final String[] HEADING = {
    "Summary",
    "Motivation",
    "Specification",
    "Budget",
    "Risks",
    "Timeline",
    "Who we are",
    "What changes",
    "How success is measured",
    "Alternatives that were considered"
  };

  private final Random random;

  MadeUpProposals(long seed) {
    this.random = new Random(seed);
  }

  /** As many as asked for, with lengths like those of real ones. */
  List<Proposal> list(int count) {
    List<Proposal> proposals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long words = Math.round(MEDIAN_WORDS * Math.exp(SPREAD * random.nextGaussian()));
      proposals.add(of("made-up-" + (i + 1), (int) Math.clamp(words, LEAST_WORDS, MOST_WORDS)));
    }
    return proposals;
  }

  /** One of at least this many words, and few more. */
  Proposal of(String id, int words) {
    StringBuilder text = new StringBuilder();
    int written = 0;
    int section = 0;
    while (written < words) {
      String heading = "## " + HEADING[section % HEADING.length];
      text.append('\n').append(heading).append("\n\n");
      written += heading.split(" ", -1).length;
      written += paragraph(text, Math.min(90, words - written));
      if (written < words && section % 3 == 1) {
        written += items(text, Math.min(50, words - written));
      }
      if (written < words && section % 4 == 3) {
        written += table(text, Math.min(70, words - written));
      }
      section++;
    }
    ArrayNode actions = ApiClient.JSON.createArrayNode();
    actions
        .addObject()
        .put("target", address())
        .put("signature", "transfer(address,uint256)")
        .put("value", "0")
        .putArray("args")
        .add(address())
        .add((1 + random.nextInt(900)) + "000000000");
    return new Proposal(id, capital(pick(WHO)) + " and " + pick(WHAT), text.toString(), actions);
  }

  private int paragraph(StringBuilder text, int words) {
    int written = 0;
    while (written < words) {
      String sentence = sentence();
      text.append(sentence).append(' ');
      written += sentence.split(" ", -1).length;
    }
    text.append("\n\n");
    return written;
  }

  private int items(StringBuilder text, int words) {
    int written = 0;
    while (written < words) {
      String sentence = sentence();
      text.append("- ").append(sentence).append('\n');
      written += sentence.split(" ", -1).length + 1;
    }
    text.append('\n');
    return written;
  }

  private int table(StringBuilder text, int words) {
    text.append("| Milestone | Amount | Recipient |\n|---|--:|---|\n");
    int written = 8;
    for (int row = 1; written < words; row++) {
      text.append(
          String.format(
              Locale.ROOT,
              "| Step %d | %d,%03d USDC | %s |%n",
              row,
              1 + random.nextInt(90),
              random.nextInt(1_000),
              address()));
      written += 9;
    }
    text.append('\n');
    return written;
  }

  private String sentence() {
    String tail = String.format(Locale.ROOT, pick(TAIL), 2 + random.nextInt(50));
    return capital(pick(WHO)) + " " + pick(DOES) + " " + pick(WHAT) + " " + tail + ".";
  }

  private String address() {
    StringBuilder hex = new StringBuilder("0x");
    for (int i = 0; i < 40; i++) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }

  private String pick(String[] words) {
    return words[random.nextInt(words.length)];
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
