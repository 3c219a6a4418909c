package org.prytany.app.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.app.textdigest.GivenAction;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** One payment in every form in which people have it, and what is said where a form is broken. */
class DraftCallsTest {

  private static final String TOKEN = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
  private static final String CHECKSUMMED = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
  private static final String PAYEE = "0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a";
  private static final String DATA =
      "0xa9059cbb000000000000000000000000" + PAYEE.substring(2) + "0".repeat(54) + "05d21dba00";

  private static final String SAFE =
      """
      {"version": "1.0", "chainId": "1", "createdAt": 1761326849944,
       "meta": {"name": "Batch", "createdFromSafeAddress": "%s", "checksum": "0x8b"},
       "transactions": [
         {"to": "%s", "value": "0", "data": null,
          "contractMethod": {"inputs": [
             {"internalType": "address", "name": "to", "type": "address"},
             {"internalType": "uint256", "name": "amount", "type": "uint256"}],
            "name": "transfer", "payable": false},
          "contractInputsValues": {"to": "%s", "amount": "25000000000"}},
         {"to": "%s", "value": "7", "data": "%s", "contractMethod": null},
         {"to": "%s", "value": "1000000000000000000"}]}
      """
          .formatted(PAYEE, CHECKSUMMED, PAYEE, TOKEN, DATA, PAYEE);

  private static GivenAction bytes(String value, String data) {
    return new GivenAction(TOKEN, "", value, List.of(), Optional.of(data));
  }

  private static GivenAction payment() {
    return new GivenAction(
        TOKEN, "transfer(address,uint256)", "0", List.of(PAYEE, "25000000000"), Optional.empty());
  }

  @Test
  void aBatchOfTheTransactionBuilderHasFunctionsBytesOrCoin() {
    DraftCalls read = DraftCalls.read(SAFE);

    assertThat(read.calls())
        .containsExactly(
            payment(),
            bytes("7", DATA),
            new GivenAction(PAYEE, "", "1000000000000000000", List.of(), Optional.of("0x")));
    assertThat(read.chainId()).isEqualTo(OptionalLong.of(1));
    assertThat(read.account()).contains(PAYEE);
    assertThat(read.form()).contains("Transaction Builder");
  }

  @Test
  void theArgumentsOfProposeAreReadWithAndWithoutTheirNames() {
    String named =
        """
        {"targets": ["%s"], "values": ["0"], "calldatas": ["%s"], "description": "# Pay\\n\\nPay."}
        """
            .formatted(TOKEN, DATA);
    String bare = "[[\"%s\"], [0], [\"%s\"], \"# Pay\\n\\nPay.\"]".formatted(TOKEN, DATA);

    assertThat(DraftCalls.read(named).calls()).containsExactly(bytes("0", DATA));
    assertThat(DraftCalls.read(bare)).isEqualTo(DraftCalls.read(named));
    assertThat(DraftCalls.read(bare).text()).isEqualTo("# Pay\n\nPay.");
  }

  @Test
  void aGovernorOfCompoundsKindHasItsSignaturesApart() {
    String bare =
        "[[\"%s\"], [\"0x0\"], [\"transfer(address,uint256)\"], [\"0x%s\"], \"Pay.\"]"
            .formatted(TOKEN, DATA.substring(10));

    assertThat(DraftCalls.read(bare).calls()).containsExactly(bytes("0", DATA));
  }

  @Test
  void executableCallsAreReadCallByCall() {
    String file =
        """
        {"title": "Pay", "executableCalls": [
          {"target": "%s", "calldata": "%s", "value": "0", "signature": "", "type": "custom"},
          {"target": "%s", "calldata": "", "value": "5", "signature": "", "type": "transfer"}]}
        """
            .formatted(TOKEN, DATA, TOKEN);

    assertThat(DraftCalls.read(file).calls()).containsExactly(bytes("0", DATA), bytes("5", "0x"));
  }

  @Test
  void aSnapshotProposalBringsItsTextItsChoicesAndTheTransactionsOfItsPlugin() {
    String file =
        """
        {"data": {"proposal": {"title": "Pay", "body": "Pay 25,000.", "choices": ["For", "Against"],
          "plugins": {"oSnap": {"safes": [{"network": "1", "safeAddress": "%s", "transactions": [
            {"to": "%s", "value": "0", "data": "%s", "formatted": ["x"]}]}]}}}}}
        """
            .formatted(PAYEE, TOKEN, DATA);
    DraftCalls read = DraftCalls.read(file);

    assertThat(read.title()).isEqualTo("Pay");
    assertThat(read.text()).isEqualTo("Pay 25,000.");
    assertThat(read.calls()).containsExactly(bytes("0", DATA));
    assertThat(read.account()).contains(PAYEE);
    assertThat(read.notes()).containsExactly("People would choose between: For; Against.");
  }

  @Test
  void batchesOfSafesnapAreReadInTheirOrder() {
    String file =
        """
        {"title": "Pay", "body": "Pay.", "plugins": {"safeSnap": {"safes": [{"txs": [
          {"hash": "0x1", "transactions": [{"to": "%1$s", "value": "1", "data": "0x", "operation": "0"}]},
          [{"to": "%1$s", "value": 2, "data": "0x"}]]}]}}}
        """
            .formatted(TOKEN);

    assertThat(DraftCalls.read(file).calls()).containsExactly(bytes("1", "0x"), bytes("2", "0x"));
  }

  @Test
  void aSnapshotProposalWithoutTransactionsHasNoCalls() {
    assertThat(DraftCalls.read("{\"title\": \"T\", \"body\": \"B\", \"plugins\": {}}").calls())
        .isEmpty();
  }

  @Test
  void aListOfCallsIsReadByTheNamesOfEither() {
    String file =
        """
        [{"target": "%1$s", "signature": "transfer(address,uint256)", "args": ["%2$s", 25000000000]},
         {"to": "%1$s", "data": "%3$s", "value": 3}]
        """
            .formatted(TOKEN, PAYEE, DATA);

    assertThat(DraftCalls.read(file).calls()).containsExactly(payment(), bytes("3", DATA));
    assertThat(DraftCalls.read("{\"actions\": " + file + "}")).isEqualTo(DraftCalls.read(file));
  }

  @Test
  void oneCallALineNeedsNoJson() {
    String lines =
        """
        # the fee
        %1$s transfer(address,uint256) %2$s 25000000000

        %1$s %3$s value=3
        %1$s value=0x5
        %1$s setName(string) "two words"
        %1$s pause()
        """
            .formatted(CHECKSUMMED, PAYEE, DATA);

    assertThat(DraftCalls.read(lines).calls())
        .containsExactly(
            payment(),
            bytes("3", DATA),
            bytes("5", "0x"),
            new GivenAction(TOKEN, "setName(string)", "0", List.of("two words"), Optional.empty()),
            new GivenAction(TOKEN, "pause()", "0", List.of(), Optional.empty()));
  }

  @Test
  void nothingIsNoCalls() {
    assertThat(DraftCalls.read(" \n").calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"targets": ["TOKEN"], "values": ["0"]                      | line 1, column
          {"targets": ["TOKEN"], "targets": []}                       | twice
          {"targets": ["TOKEN"], "values": [], "calldatas": ["0x"]}   | “values” has 0 entries
          {"targets": ["TOKEN"], "values": ["0"]}                     | has no “calldatas”
          {"targets": ["TOKEN", "TOKE"], "values": [0, 0], "calldatas": ["0x", "0x"]} | “targets[1]” is no address
          {"targets": ["BROKEN"], "values": [0], "calldatas": ["0x"]} | they have to fit
          {"targets": ["TOKEN"], "values": ["1.5"], "calldatas": ["0x"]} | “values[0]” is no amount of wei
          {"targets": ["TOKEN"], "values": [-1], "calldatas": ["0x"]} | “values[0]” is no amount of wei
          {"targets": ["TOKEN"], "values": [0], "calldatas": ["0xabc"]} | “calldatas[0]” is no calldata
          {"transactions": [{"value": "0", "data": "0x"}]}            | “transactions[0]” has no “to”
          {"transactions": [{"to": "TOKEN", "operation": 1}]}         | “transactions[0].operation” makes it a delegatecall
          {"transactions": [{"to": "TOKEN", "contractMethod": {"name": "f", "inputs": [{"name": "a", "type": "uint256"}]}, "contractInputsValues": {}}]} | “transactions[0].contractInputsValues” has no “a”
          {"transactions": {}}                                        | “transactions” is no list
          {"body": 7}                                                 | “body” is no text
          {"foo": 1}                                                  | no form that is known
          [7]                                                         | “[0]” is no call
          [{"target": "TOKEN", "calldat": "0x"}]                      | “calldat” that is not known
          [{"target": "TOKEN", "signature": "transfer", "args": []}]  | types that it takes
          [{"target": "TOKEN", "signature": "f(uint256)", "args": []}] | gives 0 arguments
          [{"target": "Treasury Safe"}]                               | “[0].target” is no address
          [["TOKEN"], [0]]                                            | has 2 lists
          TOKEN transfer(address,uint256) 0x12                        | Line 1 of the calls gives 1 arguments
          treasury 0x                                                 | Line 1 of the calls begins with no address
          TOKEN 0x123                                                 | Line 1 of the calls has something
          TOKEN f(string) "open                                       | does not end
          TOKEN value=1.5                                             | Line 1 of the calls ends with a value
          TOKEN value=NINES                                           | Line 1 of the calls ends with a value
          TOKEN transfer(address,uint256) BROKEN 1                    | Line 1 of the calls has “BROKEN”
          [{"target": "TOKEN", "signature": "f(address[])", "args": [["PAYEE", "BROKEN"]]}] | “[0]” has “BROKEN”
          {"transactions": [{"to": "TOKEN", "contractMethod": {"name": "f", "inputs": [{"name": "a", "type": "address"}]}, "contractInputsValues": {"a": "BROKEN"}}]} | “transactions[0]” has “BROKEN”
          [["TOKEN"], [0], ["transfer(address,uint256)"], ["DATA"], ""] | “[2][0]” stands beside calldata that is no arguments
          [["TOKEN"], [0], ["approve(address,uint256)"], ["DATA"], ""] | “[2][0]” stands beside calldata that is no arguments
          [["TOKEN"], [0], ["transfer"], ["0x"], ""]                  | “[2][0]” has no function with the types
          [["TOKEN"], [0], [" "], ["DATA"], ""]                       | “[2][0]” has no function with the types
          {"executableCalls": [{"target": "TOKEN", "calldata": "DATA", "signature": "approve(address spender, uint amount)"}]} | calls another function than its signature
          TOKEN transfer(address,uint256) PAYEE 25_000e6              | gives “25_000e6” where
          [{"target": "TOKEN", "signature": "f(uint256)", "args": [2.0]}] | gives “2.0” where
          TOKEN f(int256,uint256) -5 "5 ether"                        | gives “5 ether” where
          [{"target": "TOKEN", "to": "PAYEE"}]                        | “[0]” has both “target” and “to”
          [{"target": "TOKEN", "calldata": "0x", "data": "DATA"}]     | “[0]” has both “calldata” and “data”
          {"body": "B", "plugins": {"oSnap": {"safes": [{"txs": [], "transactions": []}]}}} | has both “transactions” and “txs”
          {"executableCalls": [], "chainId": "eip155:x"}              | “chainId” is no chain's number
          """)
  void whatIsBrokenIsNamedByItsPlace(String file, String named) {
    String written =
        file.replace("TOKEN", TOKEN)
            .replace("BROKEN", broken())
            .replace("PAYEE", PAYEE)
            .replace("DATA", DATA)
            .replace("NINES", "9".repeat(78));

    assertThatThrownBy(() -> DraftCalls.read(written))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT))
        .hasMessageContaining(named.replace("BROKEN", broken()));
  }

  /** One digit of the address with its checksum is another one. */
  private static String broken() {
    return CHECKSUMMED.replace("91c6", "81c6");
  }

  @Test
  void aSignatureThatIsThereForPeopleMayNameItsParameters() {
    String file =
        """
        {"chainId": "eip155:42161", "executableCalls": [{"target": "%s", "calldata": "%s",
          "signature": "transfer(address to, uint amount)"}]}
        """
            .formatted(TOKEN, DATA);
    DraftCalls read = DraftCalls.read(file);
    assertThat(read.calls().getFirst().calldata()).contains(DATA);
    assertThat(read.chainId()).isEqualTo(OptionalLong.of(42_161));
  }

  @Test
  void tooManyCallsAreRefused() {
    assertThatThrownBy(() -> DraftCalls.read((TOKEN + " value=1\n").repeat(201)))
        .hasMessageContaining("201 calls");
    assertThat(DraftCalls.read((TOKEN + " value=1\n").repeat(200)).calls()).hasSize(200);
  }

  @Test
  void whatIsNestedDeeplyEndsInAnError() {
    assertThatThrownBy(() -> DraftCalls.read("[".repeat(100_000)))
        .isInstanceOf(PrytanyException.class);
  }
}
