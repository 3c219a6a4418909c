package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/** Collects powers that a text says will be given: allowances, roles, ownership, upgrades. */
final class AuthorityRules {

  private record Rule(Claim.Authority.Kind kind, Pattern pattern) {}

  private static final String TITLES =
      "(?:guardian|minter|proposer|executor|cancell?er|signer|pauser|operator|keeper|burner|oracle"
          + "|reporter|spender|emission manager|risk (?:admin|steward))s?\\b";

  /** "becomes the new …". */
  private static final String BECOMES =
      "(?<becomes>becom(?:e|es)|(?:will|shall) be(?:come)?|is to be(?:come)?)\\s(?:an? |the )?(?:new )?";

  /** "The … of the vault will be 0x…": what follows has to be who it will be. */
  private static final String WILL_BE_SOMEBODY =
      "\\b[^.;]{0,70}?\\b(?:(?:will|shall) be(?:come)?|is to be(?:come)?)\\s[`*\\[(]{0,3}(?<somebody>0x[0-9a-f]{40})";

  private static final List<Rule> RULES =
      List.of(
          rule(
              Claim.Authority.Kind.ALLOWANCE,
              "\\b(?:increaseAllowance|approve\\s?\\(|unlimited approvals?|infinite approvals?"
                  + "|max(?:imum)? approvals?|token approvals?|spending (?:allowance|approval|limit|"
                  + "permission)s?|allowances?\\s(?:of|for|to|is|be|will)\\b"
                  + "|(?:set|give|grant|raise|increase|create)\\w*\\s(?:\\w+\\s){0,4}?allowances?\\b"
                  + "|approv(?:e|es|ed|ing|al)\\b[^.;]{0,80}?\\b(?:to (?:spend|transfer|pull|draw|use)"
                  + "|spender|allowance|unlimited)\\b"
                  + "|(?:allow|permit|authori[sz]e)s?\\b[^.;]{0,80}?\\bto (?:spend|pull|draw)\\b"
                  + "|approv(?:e|es|ing|al of|al for)\\s(?:the\\s)?(?:\\w+\\s){0,4}?0x[0-9a-f]{40})"),
          rule(
              Claim.Authority.Kind.ROLE,
              "\\b(?:grantRole|revokeRole|renounceRole"
                  + "|(?:grant|give|assign|revoke|remov|renounc|transfer|hand)\\w*\\b[^.;]{0,80}?(?:\\b|_)roles?\\b"
                  + "|(?:owners|signers|members|guardians|keepers)\\b[^.;]{0,60}?\\b(?:are|is|be) (?:replaced|added|removed|rotated)"
                  + "|(?:rotat|replac)\\w*\\b[^.;]{0,60}?\\b(?:owners?|signers?)\\b"
                  + "|(?:add|appoint|nam|mak|set|install|replac|remov)\\w*\\b[^.;]{0,70}?\\b(?:as (?:an? |the )?"
                  + "(?:new )?)?"
                  + TITLES
                  + "|"
                  + BECOMES
                  + "(?:\\w+ )?"
                  + TITLES
                  + "|"
                  + TITLES
                  + WILL_BE_SOMEBODY
                  + ")"),
          rule(
              Claim.Authority.Kind.OWNERSHIP,
              "\\b(?:transferOwnership|acceptOwnership|renounceOwnership|setOwner|changeOwner|setAdmin"
                  + "|changeAdmin|setPendingAdmin|acceptAdmin"
                  + "|(?:transfer|hand|mov|pass|chang|accept|renounc|giv|assign)\\w*\\b[^.;]{0,60}?\\bownership\\b"
                  + "|ownership\\b[^.;]{0,60}?\\b(?:transferred|handed|moved|passed|given|goes|moves|passes)"
                  + "|new (?:owner|admin)\\b"
                  + "|(?:chang|set|replac|mak|appoint|nam|install)\\w*\\b[^.;]{0,50}?\\b(?:owner|admin)\\b(?!\\w)"
                  + "|"
                  + BECOMES
                  + "(?:owner|admin)\\b|(?:owner|admin)"
                  + WILL_BE_SOMEBODY
                  + ")"),
          rule(
              Claim.Authority.Kind.UPGRADE,
              "\\b(?:upgradeTo(?:AndCall)?|upgradeProxy|setImplementation"
                  + "|upgrad(?:e|es|ed|ing)\\b[^.;]{0,60}?\\b(?:contracts?|prox(?:y|ies)|implementations?"
                  + "|to v\\d|governor|vault|pool|timelock|0x[0-9a-f]{40})"
                  + "|[A-Z]\\w{3,40}(?:\\.sol)?[\\s:`*]{1,5}\\(?(?:v?\\d{1,4}(?:\\.\\d{1,4}){1,3}|new|n/a)\\)?"
                  + "\\s?(?:→|⇒|-{1,2}>|={1,2}>)\\s?\\(?v?\\d{1,4}(?:\\.\\d{1,4}){1,3}"
                  + "|new implementation\\b|implementation\\b[^.;]{0,50}?\\b(?:replaced|upgraded|set|"
                  + "changed)\\b|(?:replac|chang|set)\\w*\\b[^.;]{0,40}?\\bimplementation\\b)"));

  private AuthorityRules() {}

  private static Rule rule(Claim.Authority.Kind kind, String pattern) {
    return new Rule(kind, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
  }

  static List<Claim.Authority> collect(List<Unit> units, List<List<AddressHit>> hits) {
    List<Claim.Authority> claims = new ArrayList<>();
    for (int u = 0; u < units.size(); u++) {
      Unit unit = units.get(u);
      int i = u;
      String text = unit.text();
      for (Rule rule : RULES) {
        Matcher matcher = rule.pattern().matcher(text);
        while (matcher.find()) {
          if (Modality.of(Matter.POWER, text, 0, matcher.start(), matcher.end()).explains()) {
            claims.add(
                new Claim.Authority(
                    rule.kind(),
                    said(hits.get(u), matcher)
                        .or(() -> account(hits.get(i), matcher.start(), matcher.end())),
                    unit.span(matcher.start(), matcher.end())));
            break;
          }
        }
      }
    }
    return claims;
  }

  /** Who it is where the words say it by their order: "0x… becomes …", "… will be 0x…". */
  private static Optional<Address> said(List<AddressHit> hits, Matcher matcher) {
    if (start(matcher, "somebody") >= 0) {
      int there = start(matcher, "somebody");
      return hits.stream().filter(h -> h.start() == there).map(AddressHit::address).findFirst();
    }
    int verb = start(matcher, "becomes");
    return hits.stream()
        .filter(h -> h.end() <= verb)
        .max(Comparator.comparingInt(AddressHit::end))
        .map(AddressHit::address);
  }

  private static int start(Matcher matcher, String group) {
    return matcher.namedGroups().containsKey(group) ? matcher.start(group) : -1;
  }

  /** Who gets the power: named after the verb, before any address that is only acted upon. */
  private static Optional<Address> account(List<AddressHit> hits, int start, int end) {
    Optional<Address> named =
        hits.stream()
            .filter(h -> h.start() >= start && h.role() == AddressHit.Role.RECIPIENT)
            .map(AddressHit::address)
            .findFirst();
    if (named.isPresent()) {
      return named;
    }
    List<AddressHit> unsaid =
        hits.stream().filter(h -> h.role() == AddressHit.Role.UNSAID).toList();
    return unsaid.stream()
        .filter(h -> h.end() >= end || h.start() >= start)
        .map(AddressHit::address)
        .findFirst()
        .or(() -> unsaid.size() == 1 ? Optional.of(unsaid.getFirst().address()) : Optional.empty());
  }
}
