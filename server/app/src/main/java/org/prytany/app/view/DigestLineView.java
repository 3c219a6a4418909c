package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A digest made without a chain.
 *
 * @param headline the author's title
 * @param happens what will happen, in at most 90 characters; empty where only the title says
 * @param executes what it comes to in one line: what its calls do, or what its text names
 * @param sentences the whole digest
 * @param shown for people, who have the line beside it: without what the line says
 * @param quoted what the line has out of lists, tables and notices
 * @param notes what it leaves out, in plain English
 */
public record DigestLineView(
    String id,
    String headline,
    Optional<String> happens,
    String executes,
    String summary,
    List<DigestView.Sentence> sentences,
    List<DigestView.Sentence> shown,
    List<DigestView.Place> quoted,
    List<String> notes,
    List<ClaimView> claims,
    List<ActionView> actions,
    List<EffectView> effects,
    List<VerdictView.Match> matches,
    List<FindingView> findings,
    boolean blocked,
    AgreementView agreement,
    String contentHash,
    Optional<ProvenanceView> provenance,
    Optional<Error> error) {

  /** Why there is no digest, or only a part of one. */
  @Schema(name = "DigestError")
  public record Error(String code, String detail) {}
}
