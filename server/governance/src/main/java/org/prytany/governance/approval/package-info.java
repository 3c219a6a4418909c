/**
 * Beside the line: treasurers approve, reject or override with signatures, and what that comes to.
 */
@NullMarked
package org.prytany.governance.approval;

import org.jspecify.annotations.NullMarked;
