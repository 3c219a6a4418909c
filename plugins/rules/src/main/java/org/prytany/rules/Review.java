package org.prytany.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of reading a policy file.
 *
 * @param policy empty if there is an error
 * @param complaints errors and warnings, in the order of the file
 */
public record Review(Optional<Policy> policy, List<Complaint> complaints) {

  public Review {
    complaints =
        complaints.stream()
            .sorted(
                Comparator.comparing((Complaint complaint) -> complaint.place().line())
                    .thenComparing(complaint -> complaint.place().column()))
            .toList();
  }

  /** What makes it unusable. */
  public Stream<Complaint> errors() {
    return complaints.stream().filter(Complaint::isError);
  }

  /** What is worth a second look. */
  public Stream<Complaint> warnings() {
    return complaints.stream().filter(complaint -> !complaint.isError());
  }
}
