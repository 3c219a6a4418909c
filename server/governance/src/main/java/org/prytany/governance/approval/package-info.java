/** Seventh stage: treasurers approve, reject or override with signatures. */
@NullMarked
package org.prytany.governance.approval;

import org.jspecify.annotations.NullMarked;
