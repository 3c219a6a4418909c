/** What is signed and what is sealed, as values and as the port that seals. */
@NullMarked
package org.prytany.governance.signing;

import org.jspecify.annotations.NullMarked;
