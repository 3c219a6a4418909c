package org.prytany.alerts.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8291's own example, byte by byte, and whom a stranger's address may not lead to. */
class PushCipherTest {

  private static final String BROWSER =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

  private static byte[] bytes(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }

  @Test
  void theExampleOfAppendixAIsEncryptedAsItStandsThere() throws Exception {
    KeyPair ours =
        new KeyPair(
            PushCipher.publicKey(
                bytes(
                    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")),
            KeyFactory.getInstance("EC")
                .generatePrivate(
                    new ECPrivateKeySpec(
                        new BigInteger(1, bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
                        PushCipher.curve())));
    byte[] sealed =
        PushCipher.encrypted(
            BROWSER,
            "BTBZMqHH6r4Tts7J_aSIgg",
            "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.US_ASCII),
            ours,
            bytes("DGv6ra1nlYgDCS1FRnbzlw"));
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void whatPushServicesWouldNotTakeIsNotEncrypted() throws Exception {
    String secret = "BTBZMqHH6r4Tts7J_aSIgg";
    assertThat(PushCipher.encrypted(BROWSER, secret, new byte[3_900])).hasSizeLessThan(4_097);
    assertThatThrownBy(() -> PushCipher.encrypted(BROWSER, secret, new byte[3_901]))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void aKeyThatIsNoPointOfTheCurveIsRefused() {
    byte[] bent = bytes(BROWSER);
    bent[64] ^= 1;
    assertThatThrownBy(() -> PushCipher.publicKey(bent))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> PushCipher.publicKey(new byte[65]))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
        "2001:0:1::1",
        "2001:db8::1",
        "3fff::1",
        "3fff:fff:ffff::1"
      })
  void noAddressOfThisMachineOrItsNetworkIsPublic(String address) throws Exception {
    assertThat(PublicHosts.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.15.0.1",
        "172.32.0.1",
        "100.63.0.1",
        "2606:4700::1111",
        "3fff:1000::1"
      })
  void othersAre(String address) throws Exception {
    assertThat(PublicHosts.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/a",
        "https://127.0.0.1/a",
        "https://2130706433/a",
        "https://8.8.8.8:8443/a",
        "https://8.8.8.8:11211/a",
        "https://8.8.8.8:0/a"
      })
  void onlyThePortOfHttpsOfAPublicHostIsAsked(String address) {
    assertThat(PublicHosts.has(URI.create(address))).isFalse();
    assertThat(PublicHosts.has(URI.create("https://8.8.8.8/a"))).isTrue();
    assertThat(PublicHosts.has(URI.create("https://8.8.8.8:443/a"))).isTrue();
  }
}
